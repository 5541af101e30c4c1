/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What the makers of the tests' rows share. */
#ifndef CANVASS_COMPARE_TEST_H
#define CANVASS_COMPARE_TEST_H

#include "estimate/estimate.h"

/** A new row of result->tests, with no numbers, no column variable and no groups. The array has room: cv_test_rows
 * makes it. @return NULL without memory, with the message */
cv_test_row *cv_test_row_add(const cv_basis *basis, cv_test test, size_t variable, cv_messages *messages);

/** The totals of every slot in every domain, as values with the identity for a Jacobian. */
cv_status cv_test_totals(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to,
                         cv_messages *messages);

/** wald of two variables, combined over imputations: a row a combination of the other by variables (imputed_wald.c). */
cv_status cv_imputed_wald_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);

/** goodness-of-fit: one row, each variable's whole distribution against the study's `null`. Fails (CV_USAGE): a level
 * of `null` that the variable lacks, or one that was chosen and is not in `null`. */
cv_status cv_goodness_row(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);

/** t: one row a difference of result->comparisons, in their order; of a break by nothing one, against `null`.
 *  Statistic: estimate (less `null`) over its standard error, in df1 the degrees of freedom, less 1. */
cv_status cv_t_row(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);

#endif
