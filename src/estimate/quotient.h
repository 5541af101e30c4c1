/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Quotients of weighted sums of totals, R = scale (a'T) / (b'T): shares of some levels in others, nets, rates, answers
 *  for each respondent. */
#ifndef CANVASS_ESTIMATE_QUOTIENT_H
#define CANVASS_ESTIMATE_QUOTIENT_H

#include <stdbool.h>
#include <stddef.h>

struct cv_point;

typedef struct cv_quotient {
    const double *above, *below; /**< a, b: [slots] */
    double scale;                /**< 1, or 100: points */
    bool share;                  /**< a proportion, from 0 to 1: a and b are 0 or more, and a is at most b */
} cv_quotient;

/** The value, NaN where b'T is 0.  @param[out] row  [slots] its derivatives, scale (a_k - (R / scale) b_k) / b'T
 *  (Saerndal, Swensson and Wretman 1992, section 5.6)  @return b'T */
double cv_quotient_at(const cv_quotient *of, const struct cv_point *at, double *estimate, double *row);

/** The variance that a simple random sample of n, each row in one slot, would give: s^2 / n times ((b'T)^-1 W)^2, with
 *  s^2 the weighted variance, times n / (n - 1), of e_k = scale (a_k - (R / scale) b_k), and W the weight of the rows
 *  with b_k other than 0 (Kish 1965, section 8.2).  @param totals  [slots] */
double cv_quotient_srs(const cv_quotient *of, const double *totals, size_t slots, double estimate, double n);

#endif
