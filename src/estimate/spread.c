/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/spread.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Squares about the mean from squares about a value near it; what rounding leaves of nothing is nothing. */
static double about_mean(double squares, double mean, double base)
{
    double raw = squares / base, variance = raw - mean * mean;
    return variance <= 8 * DBL_EPSILON * raw ? 0 : variance;
}

/* V = c (Q / W - m^2), m = S / W; totals W, S, Q. */
void cv_spread_variance(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate,
                        double *row)
{
    (void)of;
    (void)slot;
    double mean = at->totals[1] / base, plain = about_mean(at->totals[2], mean, base);
    double factor = at->answers / (at->answers - 1);
    memset(row, 0, at->slots * sizeof *row);
    *estimate = at->answers > 1 ? factor * plain : (double)NAN;
    if (!(at->answers > 1))
        return;
    row[0] = factor * (mean * mean - plain) / base;
    row[1] = -2 * factor * mean / base;
    row[2] = factor / base;
}

void cv_spread_sd(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate, double *row)
{
    double variance;
    cv_spread_variance(of, at, base, slot, &variance, row);
    *estimate = sqrt(variance);
    for (size_t k = 0; k < at->slots; k++)
        row[k] = *estimate > 0 ? row[k] / (2 * *estimate) : 0;
}

/* r = C / sqrt(V_y V_x), so that d r = dC / sqrt(V_y V_x) - r / 2 (dV_y / V_y + dV_x / V_x); totals W, S_y, S_x, Q_yy,
 * Q_xy, Q_xx, and C = Q_xy / W - m_y m_x. */
void cv_spread_correlation(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate,
                           double *row)
{
    (void)of;
    (void)slot;
    const double *t = at->totals;
    double y = t[1] / base, x = t[2] / base;
    double yy = about_mean(t[3], y, base), xx = about_mean(t[5], x, base), xy = t[4] / base - y * x;
    double root = sqrt(yy) * sqrt(xx), r = xy / root;
    memset(row, 0, at->slots * sizeof *row);
    *estimate = NAN;
    if (!(at->answers > 1 && yy > 0 && xx > 0))
        return;
    *estimate = r < -1 ? -1 : r > 1 ? 1 : r;
    double by_xy = 1 / root / base, by_yy = -*estimate / (2 * yy) / base, by_xx = -*estimate / (2 * xx) / base;
    row[0] = by_xy * (y * x - xy) + by_yy * (y * y - yy) + by_xx * (x * x - xx);
    row[1] = -by_xy * x - 2 * by_yy * y;
    row[2] = -by_xy * y - 2 * by_xx * x;
    row[3] = by_yy;
    row[4] = by_xy;
    row[5] = by_xx;
}
