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

/** How far a value is from 0: a two-sided t test and limits. NaN: no such number; flags zero-se and no-df say why. */
typedef struct cv_away {
    double se, low, high, statistic, p;
    unsigned flags;
} cv_away;
cv_away cv_compare_away(double value, double variance, double df, double confidence);

/** The degrees of freedom of comparisons: the design's unless the analysis has a `df`, of which `domain` is `where`. */
double cv_compare_df(const cv_basis *basis, const cv_cut *cut);

/** Whether two domains of a break differ on the compared axis alone. @param over_place  of that axis among the break's
 * by variables */
bool cv_compare_same_others(const cv_cut *cut, size_t over_place, size_t a, size_t b);

/** Where each domain of a break starts among result->rows. @return [domains], to be freed with cv_memory_free; NULL: no
 * memory */
size_t *cv_compare_first_rows(const cv_basis *basis, const cv_cut *cut, size_t variable);

/** Fills result->parts where the analysis has `decompose` (decompose.c): the difference between two domains, R_a - R_b
 * with R_d = sum over the cells c of p_dc r_dc (p the share of the cell in the domain's base, r its rate), as parts:
 *
 *      composition   sum (p_a - p_b) (r_a + r_b) / 2       rates   sum (r_a - r_b) (p_a + p_b) / 2
 *      or, three: composition   sum (p_a - p_b) r_b        rates   sum p_b (r_a - r_b)
 *                 interaction   sum (p_a - p_b) (r_a - r_b)
 *
 *  (Kitagawa 1955, formulas 1 to 4; three parts: Jones and Kelley 1984), each a smooth function of the cells' totals
 *  with the design's joint covariance. Where nobody is in a cell of one of the two domains it has no rate: the parts
 * are NaN, flagged. CV_USAGE: a reference that the data lack. */
cv_status cv_decompose_rows(const cv_basis *basis, cv_messages *messages);

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

/** Fills result->tests: every test of the analysis, a row for each variable and combination of the other by variables.
 *  A test without an answer has NaN. Fails: CV_USAGE (`null` of goodness-of-fit, see test.h), CV_DATA (a lonely PSU
 * under the policy `fail`), CV_SYSTEM. */
cv_status cv_test_rows(const cv_basis *basis, cv_messages *messages);

/** Fills result->letters and result->column_letters from the comparisons: a letter where a difference is significant.
 *  NULL arrays where no letters were asked for. CV_SYSTEM: no memory. */
cv_status cv_letter_rows(const cv_basis *basis, cv_messages *messages);

#endif
