/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Tests on the levels of a two-way table: a trend over ordered ones, the same margins on equal ones. */
#ifndef CANVASS_COMPARE_MARGINAL_H
#define CANVASS_COMPARE_MARGINAL_H

#include "compare/crosstab.h"

/** trend: the covariance C of the row's and the column's scores against 0. Under a design C^2 / V(C) on 1 and df, V(C)
 * by linearisation; binomial model: n r^2 on 1 (Cochran 1954, Armitage 1955, for two rows; any number here). NaN: a
 * score that does not vary. @return CV_OK */
cv_status cv_marginal_trend(const cv_crosstab *table, cv_test_value *value, cv_messages *messages);

/** mcnemar: the shares d of k + 1 levels in the rows less those in the columns, all but one. Under a design
 *  d' V^-1 d (df - k + 1) / (k df) on k and df - k + 1 (two levels: the squared t of a paired difference); binomial
 * model: d' V^-1 d on k, V that of equal margins (McNemar 1947; Stuart 1955, Maxwell 1970). NaN: one level, V singular,
 * df < k. @return CV_OK or CV_SYSTEM without memory */
cv_status cv_marginal_homogeneity(const cv_crosstab *table, cv_test_value *value, cv_messages *messages);

#endif
