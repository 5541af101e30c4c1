/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/quotient.h"

#include <math.h>

#include "estimate/statistic.h"

static double weighted(const double *coefficients, const double *totals, size_t slots)
{
    double sum = 0;
    for (size_t k = 0; k < slots; k++)
        sum += coefficients[k] * totals[k];
    return sum;
}

double cv_quotient_at(const cv_quotient *of, const cv_point *at, double *estimate, double *row)
{
    double base = weighted(of->below, at->totals, at->slots);
    double quotient = weighted(of->above, at->totals, at->slots) / base;
    bool none = !isfinite(quotient);
    *estimate = none ? (double)NAN : of->scale * quotient;
    for (size_t k = 0; k < at->slots; k++)
        row[k] = none ? 0 : of->scale * (of->above[k] - quotient * of->below[k]) / base;
    return base;
}

double cv_quotient_srs(const cv_quotient *of, const double *totals, size_t slots, double estimate, double n)
{
    double weight = 0, squares = 0, base = weighted(of->below, totals, slots);
    for (size_t k = 0; k < slots; k++) {
        double e = of->scale * of->above[k] - estimate * of->below[k];
        weight += of->below[k] != 0 ? totals[k] : 0;
        squares += of->below[k] != 0 ? totals[k] * e * e : 0;
    }
    double mean_square = squares / weight * n / (n - 1), scale = weight / base;
    return scale * scale * mean_square / n;
}
