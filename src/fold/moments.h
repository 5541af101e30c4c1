/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Running weighted means and sums of squares about them, without cancellation (West 1979). */
#ifndef CANVASS_FOLD_MOMENTS_H
#define CANVASS_FOLD_MOMENTS_H

/** Two variables with one weight; a single one leaves x at 0. */
typedef struct cv_running {
    double weight, mean_y, mean_x, yy, xy, xx;
} cv_running; /**< zeroed: nothing yet */

/** Adds (y, x) with weight w > 0: West (1979), for two variables. */
static inline void cv_running_add(cv_running *to, double w, double y, double x)
{
    to->weight += w;
    double dy = y - to->mean_y, dx = x - to->mean_x, share = w / to->weight;
    to->mean_y += share * dy;
    to->mean_x += share * dx;
    double rest = w - w * share; /* w (W - w) / W */
    to->yy += rest * dy * dy;
    to->xy += rest * dx * dy;
    to->xx += rest * dx * dx;
}

/** A sum that keeps what rounding drops (Neumaier 1974). */
typedef struct cv_sum {
    double high, low;
} cv_sum; /**< zeroed: 0 */

static inline void cv_sum_add(cv_sum *to, double x)
{
    double sum = to->high + x, shadow = sum - to->high;
    to->low += (to->high - (sum - shadow)) + (x - shadow); /* Knuth's two-sum, in place of Neumaier's branch */
    to->high = sum;
}

static inline double cv_sum_value(const cv_sum *sum)
{
    return sum->high + sum->low;
}

#endif
