/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/statistic.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "estimate/spread.h"

double cv_statistic_base(const cv_measured *of, const cv_point *at)
{
    if (of->spec.kind != CV_ITEM_LEVELS)
        return at->totals[0];
    double sum = 0;
    for (size_t k = 0; k < at->slots; k++)
        sum += at->totals[k];
    return sum;
}

/* p = T_l / sum of T: d p / d T_k = (1[k = l] - p) / base. The base of choices is a total of its own. */
static void share(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate, double *row)
{
    *estimate = at->totals[slot] / base;
    if (of->spec.kind == CV_ITEM_CHOICES)
        row[0] = -*estimate / base;
    for (size_t k = 0; of->spec.kind == CV_ITEM_LEVELS && k < at->slots; k++)
        row[k] = -*estimate / base;
    row[slot] = of->spec.kind == CV_ITEM_CHOICES ? 1 / base : (base - at->totals[slot]) / base / base;
}

static void count(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate, double *row)
{
    (void)of;
    (void)base;
    *estimate = at->totals[slot];
    row[slot] = 1;
}

/* Totals are of w and w (y - centre). */
static void mean(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate, double *row)
{
    (void)of;
    (void)slot;
    double above = at->totals[1] / base;
    *estimate = at->centre[0] + above;
    row[0] = -above / base;
    row[1] = 1 / base;
}

static void total(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate, double *row)
{
    (void)of;
    (void)slot;
    *estimate = at->centre[0] * base + at->totals[1];
    row[0] = at->centre[0];
    row[1] = 1;
}

/* R = Y / X with Y = c_y T_0 + T_1, X = c_x T_0 + T_2. */
static void ratio(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate, double *row)
{
    (void)of;
    (void)slot;
    double y = at->centre[0] * base + at->totals[1], x = at->centre[1] * base + at->totals[2];
    *estimate = x == 0 ? (double)NAN : y / x;
    if (x == 0)
        return;
    double rest = at->centre[0] - *estimate * at->centre[1]; /* where R is c_y / c_x, rounding alone */
    row[0] = fabs(rest) <= 4 * DBL_EPSILON * fabs(at->centre[0]) ? 0 : rest / x;
    row[1] = 1 / x;
    row[2] = -*estimate / x;
}

typedef void (*value_function)(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate,
                               double *row);

static const value_function VALUES[] = {
    [CV_STATISTIC_PROPORTION] = share,
    [CV_STATISTIC_COUNT] = count,
    [CV_STATISTIC_MEAN] = mean,
    [CV_STATISTIC_TOTAL] = total,
    [CV_STATISTIC_RATIO] = ratio,
    [CV_STATISTIC_NPS] = mean,
    [CV_STATISTIC_VARIANCE] = cv_spread_variance,
    [CV_STATISTIC_SD] = cv_spread_sd,
    [CV_STATISTIC_CORRELATION] = cv_spread_correlation,
    [CV_STATISTIC_MEAN_RANK] = mean,
    [CV_STATISTIC_RANK_POINTS] = mean,
};

static size_t slot_of(const cv_measured *of, size_t output)
{
    return of->slots != NULL ? (size_t)of->slots[of->shown[output]] : 0;
}

/* An output of a part that is no statistic of its own. @return its weighted base */
static double part(const cv_measured *of, const cv_point *at, size_t output, double *estimate, double *row)
{
    if (of->quotients != NULL)
        return cv_quotient_at(&of->quotients[output], at, estimate, row);
    *estimate = cv_scale_value(of->figures[output], of->item, at, row);
    return at->totals[0];
}

static bool is_part(const cv_measured *of)
{
    return of->quotients != NULL || of->figures != NULL;
}

void cv_statistic_values(cv_statistic statistic, const cv_measured *of, const cv_point *at, double *estimate,
                         double *row)
{
    double base = cv_statistic_base(of, at);
    for (size_t r = 0; is_part(of) && r < of->shown_count; r++)
        part(of, at, r, &estimate[r], row);
    for (size_t r = 0; !is_part(of) && r < of->shown_count; r++)
        VALUES[statistic](of, at, base, slot_of(of, r), &estimate[r], row);
}

double cv_statistic_at(cv_statistic statistic, const cv_measured *of, const cv_point *at, double *estimate,
                       double *jacobian)
{
    double base = cv_statistic_base(of, at);
    memset(jacobian, 0, of->shown_count * at->slots * sizeof *jacobian);
    for (size_t r = 0; r < of->shown_count; r++) {
        size_t slot = slot_of(of, r);
        if (is_part(of))
            base = part(of, at, r, &estimate[r], jacobian + r * at->slots);
        else if (base > 0)
            VALUES[statistic](of, at, base, slot, &estimate[r], jacobian + r * at->slots);
        else
            estimate[r] = NAN;
    }
    return base;
}
