/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/quantile.h"

#include <math.h>

#include "fold/moments.h"

cv_ordered cv_ordered_of(const cv_kept_rows *kept)
{
    cv_sum sum = {0};
    cv_ordered of = {.rows = kept->rows, .weights = kept->weights, .count = kept->live};
    for (size_t i = 0; i < of.count; i++)
        cv_sum_add(&sum, cv_ordered_weight(&of, i));
    of.total = cv_sum_value(&sum);
    return of;
}

/* ---- steps: the first value whose cumulative share reaches p ---- */

/** Where p falls on the steps of the distribution function. */
struct step {
    double low, high; /**< the value that reaches p, and the next one (at the end the same) */
    bool tie;         /**< the share up to `low` is p itself */
    size_t rank;      /**< of `low` among the values seen so far, from 1 */
};

/* `distinct`: equal values are one step, else each row is. */
static struct step step_at(const cv_ordered *of, double p, bool distinct)
{
    struct step step = {.rank = 0};
    cv_sum sum = {0};
    size_t i = 0;
    for (; i < of->count; i++) {
        cv_sum_add(&sum, cv_ordered_weight(of, i));
        if (distinct && i + 1 < of->count && of->rows[i + 1].value == of->rows[i].value)
            continue;
        step.rank++;
        double share = cv_sum_value(&sum) / of->total;
        step.tie = fabs(share - p) <= CV_QUANTILE_TIE;
        if (step.tie || share > p)
            break;
    }
    i = i < of->count ? i : of->count - 1;
    step.low = of->rows[i].value;
    step.high = of->rows[i + 1 < of->count ? i + 1 : i].value;
    return step;
}

static double by_steps(const cv_ordered *of, cv_qrule rule, double p)
{
    struct step step = step_at(of, p, rule == CV_QRULE_HF3);
    if (step.tie && rule == CV_QRULE_SCHOOL)
        return step.low + (step.high - step.low) / 2;
    if (step.tie && rule == CV_QRULE_HF3 && step.rank % 2 == 1)
        return step.high;
    return step.low;
}

/* ---- lines between points ---- */

/** Row k stands at the probability (sum of the weights before it + own w_k) / (total + last w_n). */
struct points {
    double own, last;
};

static const struct points POINTS[] = {
    [CV_QRULE_HF4] = {1, 0},  [CV_QRULE_HF5] = {1.0 / 2, 0},       [CV_QRULE_HF6] = {1, 1},
    [CV_QRULE_HF7] = {0, -1}, [CV_QRULE_HF8] = {2.0 / 3, 1.0 / 3}, [CV_QRULE_HF9] = {5.0 / 8, 1.0 / 4},
};

/* Straight lines from row to row, level before the first and after the last. */
static double by_lines(const cv_ordered *of, const struct points *points, double p)
{
    if (of->count == 1)
        return of->rows[0].value;
    double whole = of->total + points->last * cv_ordered_weight(of, of->count - 1), before = 0;
    cv_sum sum = {0};
    for (size_t i = 0; i < of->count; i++) {
        double value = of->rows[i].value, weight = cv_ordered_weight(of, i);
        double at = (cv_sum_value(&sum) + points->own * weight) / whole;
        if (p <= at) {
            double low = of->rows[i > 0 ? i - 1 : 0].value, rise = value - low;
            return i == 0 || p == at ? value : low + rise * ((p - before) / (at - before));
        }
        before = at;
        cv_sum_add(&sum, weight);
    }
    return of->rows[of->count - 1].value;
}

/* ---- Shah and Vaish's points ---- */

/* Row k stands at (C_k / mean weight + 1/2 - w_k / 2) / (n + 1): the value of the largest point up to p, below all
 * points of the smallest one. Weights of another scale than 1 leave the order of the points to chance, so all are
 * looked at; values of one point are averaged (R: approx). */
static double by_points(const cv_ordered *of, double p)
{
    double n = (double)of->count, mean = of->total / n, below = -INFINITY, above = INFINITY;
    double low = 0, high = 0, lows = 0, highs = 0; /* sums of the values at the two points, and how many there are */
    cv_sum sum = {0};
    if (of->count == 1)
        return of->rows[0].value;
    for (size_t i = 0; i < of->count; i++) {
        double value = of->rows[i].value, weight = cv_ordered_weight(of, i);
        cv_sum_add(&sum, weight / mean);
        double at = (cv_sum_value(&sum) + 0.5 - weight / 2) / (n + 1);
        if (at <= p && at >= below) {
            low = value + (at > below ? 0 : low);
            lows = 1 + (at > below ? 0 : lows);
            below = at;
        } else if (at > p && at <= above) {
            high = value + (at < above ? 0 : high);
            highs = 1 + (at < above ? 0 : highs);
            above = at;
        }
    }
    return lows > 0 ? low / lows : high / highs;
}

double cv_quantile_at(const cv_ordered *of, cv_qrule rule, double p)
{
    if (of->count == 0 || !(p >= 0) || p > 1)
        return NAN;
    if (rule == CV_QRULE_SHAHVAISH)
        return by_points(of, p);
    bool steps = rule == CV_QRULE_MATH || rule == CV_QRULE_SCHOOL || rule == CV_QRULE_HF3;
    return steps ? by_steps(of, rule, p) : by_lines(of, &POINTS[rule], p);
}

double cv_share_up_to(const cv_ordered *of, double q)
{
    cv_sum sum = {0};
    size_t i = 0;
    for (; i < of->count && of->rows[i].value <= q; i++)
        cv_sum_add(&sum, cv_ordered_weight(of, i));
    return i == of->count ? 1 : cv_sum_value(&sum) / of->total;
}
