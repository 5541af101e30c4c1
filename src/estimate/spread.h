/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Variances, standard deviations and correlations as functions of the totals of a CV_ITEM_MOMENTS item, as R survey's
 *  svyvar has them. Formulas: docs/methods.md "Variances and correlations". */
#ifndef CANVASS_ESTIMATE_SPREAD_H
#define CANVASS_ESTIMATE_SPREAD_H

#include "estimate/statistic.h"

/* Each gives the value at `at` and fills its derivatives by the totals, `row` [slots]; NaN and zeros where there are
 * fewer than two answers, or, of a correlation, where a number does not vary. A standard deviation of 0 has no
 * derivatives: zeros, for an error of 0. */

/** n / (n - 1) times the weighted mean of squares about the mean. */
void cv_spread_variance(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate,
                        double *row);
/** Its root. */
void cv_spread_sd(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate, double *row);
/** The weighted covariance over the root of the product of variances. */
void cv_spread_correlation(const cv_measured *of, const cv_point *at, double base, size_t slot, double *estimate,
                           double *row);

#endif
