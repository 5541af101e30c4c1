/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Tests of independence in a two-way table. */
#ifndef CANVASS_COMPARE_CROSSTAB_H
#define CANVASS_COMPARE_CROSSTAB_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "study/study.h"

/** A two-way table. Rows or columns without any weight must have been left out by the caller. */
typedef struct cv_crosstab {
    size_t rows, columns; /**< each at least 2, else the tests answer NaN */
    const double *share;  /**< [rows x columns], row-major, estimated cell proportions, sum 1 */
    const double
        *variance; /**< [cells x cells] covariance of `share`, cells in the same order; NULL under the binomial model */
    const double *total_variance; /**< [cells x cells] covariance of the cells' weighted totals, over the square of
                                     their sum; NULL: no wald tests */
    const double *counts;         /**< [rows x columns] unweighted counts */
    const double *row_score, *column_score; /**< [rows], [columns] for the trend; NULL: no trend */
    const size_t *row_level, *column_level; /**< [rows], [columns] the level's number in a list that both variables
                                               share; NULL: they share none, and there is no mcnemar */
    double n;                               /**< unweighted answers in both */
    double df;       /**< the design's degrees of freedom, for rao-scott-f's denominator; INFINITY: chi-square */
    bool replicates; /**< of replicate weights: lincom and saddlepoint have no denominator (R's svychisq) */
} cv_crosstab;

typedef struct cv_test_value {
    double statistic, df1, df2, p; /**< NaN: none (fisher has p alone; lincom and saddlepoint have no df1) */
    bool drawn;                    /**< fisher: p is estimated from tables drawn at random */
} cv_test_value;

/** Runs one test. Binomial model: pearson, pearson-yates, g, fisher on `counts` (fisher: the p value sums
 * the tables of the observed margins that are at most as likely, exactly where that is cheap, compare/fisher.h, else
 * from tables drawn at random, compare/fisher_draws.h). Under a design: pearson on n x share; rao-scott-chisq: that
 * statistic, with p of statistic / mean eigenvalue on (r-1)(c-1); rao-scott-f: second order (Satterthwaite), statistic
 * / trace, df1 = trace^2 / trace of the square, df2 = df1 x df; lincom, saddlepoint: Pearson's statistic against the
 * mixture of chi-squares by the eigenvalues, over a chi-square on that df2 (compare/mixture.h); wald, adjusted-wald:
 * compare/wald.h; trend, mcnemar: compare/marginal.h. Source: Rao and Scott (1981, 1984), Thomas and Rao; oracle: R
 * svychisq.
 *  @return CV_OK or CV_SYSTEM without memory */
cv_status cv_crosstab_test(cv_test test, const cv_crosstab *table, cv_test_value *value, cv_messages *messages);

#endif
