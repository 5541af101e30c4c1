/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A distribution tested against given shares. */
#ifndef CANVASS_COMPARE_GOODNESS_H
#define CANVASS_COMPARE_GOODNESS_H

#include "compare/crosstab.h"

typedef struct cv_goodness {
    size_t levels;
    const double *totals;   /**< [levels] weighted totals, at least one above 0 */
    const double *variance; /**< [levels x levels] their covariance; NULL: counts of the binomial model */
    const double *shares;   /**< [levels] the tested ones, above 0; of any sum, counts too */
} cv_goodness;

/** X2 = sum (T_l - E_l)^2 / E_l on the scale of the population, E_l = N p_l; with S the trace and Q the sum of squares
 * of the covariance of (T_l - E_l) / sqrt(E_l): df1 = S^2 / Q, p from X2 / (Q / S) on df1 (Rao and Scott's second
 * order). Source: Rao and Scott (1981); oracle: R survey's svygofchisq. Counts: X2 on levels - 1 (Pearson 1900; R:
 * chisq.test). NaN: fewer than two levels, nobody; a covariance of 0.
 *  @return CV_OK or CV_SYSTEM without memory */
cv_status cv_goodness_test(const cv_goodness *of, cv_test_value *value, cv_messages *messages);

#endif
