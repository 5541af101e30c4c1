/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Comparisons between the groups of an analysis, its contrasts, its tests and the letters that follow from them. */
#ifndef CANVASS_COMPARE_COMPARE_H
#define CANVASS_COMPARE_COMPARE_H

#include "estimate/estimate.h"

/** Fills result->comparisons: pairs and contrasts over one by variable, for each variable, level and combination of the
 * other by variables, from the joint covariance of all domains. A break that lacks `over` is compared over its first
 * variable. Fails (CV_USAGE): a reference or contrast level that the data lack. */
cv_status cv_compare_rows(const cv_basis *basis, cv_messages *messages);

/** The same between a model's margins, over the variable that `over` names: for each of its answers pairs and contrasts
 *  from result->model->margin_covariance, t on the model's degrees of freedom. result->of and result->by become the
 *  answer and that variable. Fails (CV_USAGE): a reference or contrast level that is none. */
cv_status cv_compare_margins(const cv_basis *basis, cv_messages *messages);

/* ---- between the makers of comparisons ---- */

/** Another row of result->comparisons, without numbers; `room` is what there is room for, 0 at first. NULL: no memory
 */
cv_comparison *cv_comparison_new(const cv_basis *basis, size_t *room, cv_messages *messages);

/** Fills a row that has its measure, estimates and df. @param covariance  of the two estimates */
void cv_comparison_fill(cv_comparison *row, double variance_a, double variance_b, double covariance, double confidence);

/** The t test of `value` against 0 and its limits; a ratio's or odds ratio's value is its logarithm. */
void cv_comparison_test(cv_comparison *row, double value, double variance, double confidence);

/** Adjusts the p values of the rows from `first` on, as the analysis says. */
cv_status cv_comparison_adjust(const cv_basis *basis, size_t first, cv_messages *messages);

/** Fills result->tests. */
cv_status cv_test_rows(const cv_basis *basis, cv_messages *messages);

/** Fills result->letters and result->column_letters from the comparisons. */
cv_status cv_letter_rows(const cv_basis *basis, cv_messages *messages);

#endif
