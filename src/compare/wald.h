/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Wald tests of independence in a two-way table under a design. */
#ifndef CANVASS_COMPARE_WALD_H
#define CANVASS_COMPARE_WALD_H

#include "compare/crosstab.h"

/** The cells' weighted totals less what independence expects (row total x column total / sum), all but the first row
 *  and column: W = y' V(y)^-1 y / k on k = (r-1)(c-1) and df. V(y) by linearisation from table->total_variance.
 *  Source: Koch, Freeman and Freeman (1975); oracle: R svychisq "Wald". NaN where V(y) is singular (df < k, empty
 * cells)
 *  @return CV_OK or CV_SYSTEM without memory */
cv_status cv_wald_independence(const cv_crosstab *table, cv_test_value *value, cv_messages *messages);

/** What cv_wald_independence tests: y over the sum of the totals, and V(y).
 *  @param[out] value, variance  [k], [k squared], k = (r-1)(c-1), the cells in the table's order */
cv_status cv_wald_gaps(const cv_crosstab *table, double *value, double *variance, cv_messages *messages);

/** The same against Hotelling's distribution: W (df - k + 1) / df on k and df - k + 1. Source: Fellegi (1980); Thomas
 *  and Rao (1987); oracle: R svychisq "adjWald". NaN where df < k. */
cv_status cv_wald_adjusted(const cv_crosstab *table, cv_test_value *value, cv_messages *messages);

#endif
