/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Sums of many numbers that keep what rounding drops. */
#ifndef CANVASS_BASE_SUM_H
#define CANVASS_BASE_SUM_H

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
