/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Comparisons between the groups of an analysis, its contrasts, its tests and the letters that follow from them. */
#ifndef CANVASS_COMPARE_COMPARE_H
#define CANVASS_COMPARE_COMPARE_H

#include "estimate/estimate.h"

/** Fills result->comparisons: pairs and contrasts over one by variable, for each variable, level and combination of the
 * other by variables, from the joint covariance of all domains. A break that lacks `over` is compared over its first
 * variable. Fails: CV_USAGE (a reference or contrast level that the data lack), CV_DATA (a lonely PSU under the policy
 * `fail`), CV_SYSTEM. Delta method on the logarithm for ratios and odds ratios (Binder 1983); oracle: R svycontrast. */
cv_status cv_compare_rows(const cv_basis *basis, cv_messages *messages);

/** Fills result->tests: every test of the analysis, a row for each variable and combination of the other by variables.
 *  A test without an answer has NaN. Fails: CV_USAGE (`null` of goodness-of-fit, see test.h), CV_DATA (a lonely PSU
 * under the policy `fail`), CV_SYSTEM. */
cv_status cv_test_rows(const cv_basis *basis, cv_messages *messages);

/** Fills result->letters and result->column_letters from the comparisons: a letter where a difference is significant.
 *  NULL arrays where no letters were asked for. CV_SYSTEM: no memory. */
cv_status cv_letter_rows(const cv_basis *basis, cv_messages *messages);

#endif
