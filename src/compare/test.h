/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What the makers of the tests' rows share. */
#ifndef CANVASS_COMPARE_TEST_H
#define CANVASS_COMPARE_TEST_H

#include "estimate/estimate.h"

/* ---- rows ---- */

/** A new row of result->tests, with no numbers, no column variable and no groups. The array has room: cv_test_rows
 * makes it. @return NULL without memory, with the message */
cv_test_row *cv_test_row_add(const cv_basis *basis, cv_test test, size_t variable, cv_messages *messages);

/** Fills the row of a t test: (estimate - null) / se on df, in df1, with limits of the analysis's confidence. What
 * cannot be said is NaN, with its flag: no standard error, one of 0, no degrees of freedom.
 *  @param flags  of what is tested: suppressed, empty, and the lonely PSUs among them stay */
void cv_test_row_fill(cv_test_row *row, double estimate, double null, double se, double df, unsigned flags,
                      double confidence);

/** Adjusts the p values of result->tests from `first` on for the number of rows of the same test, variable and group;
 *  such rows stand side by side.  @return CV_OK or CV_SYSTEM without memory */
cv_status cv_test_adjust(const cv_basis *basis, size_t first, cv_messages *messages);

/* ---- domains ---- */

/** The domains of a cut that agree with one of them on all but the first by variable, in display order.
 *  @param from  a place in cut->domains   @param done  [domain_count] false at first; those that were found are marked
 *  @param[out] domains  [domain_count]   @return how many; 0: `from` was found before */
size_t cv_test_family(const cv_cut *cut, size_t from, bool *done, size_t *domains);

/** The groups of a family: a domain's, but for the first by variable, which is CV_ALL. NULL without memory. */
const int32_t *cv_test_family_group(const cv_basis *basis, const cv_cut *cut, size_t domain, cv_messages *messages);

/** The degrees of freedom of all rows that `where` keeps in a domain's combination of the other by variables, answered
 * or not. */
double cv_test_kept_df(const cv_basis *basis, const cv_cut *cut, size_t domain);

/** The degrees of freedom of a test that loses some, as R survey has them (svyttest, svyranktest): those of the design
 *  or those counted, less `lost`; a number of the study's own is taken as it is. */
double cv_test_df(const cv_basis *basis, const cv_cut *cut, double counted, double lost);

/* ---- makers, each of the rows of one variable in one cut ---- */

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

/** paired-t: a row a domain and variable behind this one, the mean of this less the other among the rows that have
 * both, against `null` or 0 (R: svyttest(I(a - b) ~ 1)). */
cv_status cv_paired_row(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);

/** wilcoxon: a row a pair of groups; kruskal-wallis, median, vanderwaerden: one a family (compare/ranks.h). */
cv_status cv_rank_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);

#endif
