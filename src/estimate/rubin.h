/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Rubin's rules as plain arithmetic: degrees of freedom, missing information, tests of several parameters. */
#ifndef CANVASS_ESTIMATE_RUBIN_H
#define CANVASS_ESTIMATE_RUBIN_H

#include "estimate/result.h"

/** W + (1 + 1/m) B, the variance of an estimate that was combined over m imputations. Source: Rubin (1987), section
 * 3.1. */
double cv_rubin_variance(size_t m, double within, double between);

/** (1 + 1/m) B / W, the relative increase in variance due to the missing answers, >= 0; NaN where both are 0. Source:
 *  Rubin (1987), section 3.1. */
double cv_rubin_increase(size_t m, const cv_imputed *of);

/** The degrees of freedom of a combined estimate. With `complete` infinite Rubin's (1987, section 3.1), (m - 1) /
 *  lambda^2, lambda = (1 + 1/m) B / T; else those of Barnard and Rubin (1999), never more than
 *  `complete`; `complete` itself where it is not above 0, and NaN where it is NaN.  Oracle: R mitools MIcombine with
 *  df.complete, but for its B / T in place of (1 + 1/m) B / T. */
double cv_rubin_df(size_t m, double within, double between, double complete);

/** The fraction of information that is missing, (r + 2 / (df + 3)) / (r + 1). Source: Rubin (1987), section 3.1.
 *  @param df  of cv_rubin_df */
double cv_rubin_missing(size_t m, const cv_imputed *of, double df);

/** Estimates of k parameters in each of m imputations. */
typedef struct cv_rubin_wald {
    size_t m, k;
    const double *values; /**< [m x k] */
    const double *within; /**< [k x k] the mean of their covariances */
    double complete;      /**< degrees of freedom of the complete data; INFINITY: no end of them */
} cv_rubin_wald;

/** D1, the test that all k parameters are 0, against F on k and df2.  Statistic and, for infinite complete-data degrees
 *  of freedom, df2: Li, Raghunathan and Rubin (1991); else df2 of Reiter (2007), and where that
 *  has none (k (m - 1) <= 4, or few complete-data degrees of freedom) the two parts put together as Barnard and Rubin
 *  do. One parameter has their degrees of freedom.  Oracle: the formulas again in R, tests/oracle/imputation.R.
 *  @param[out] statistic, df2  NaN: W is singular   @return false: no memory */
bool cv_rubin_test(const cv_rubin_wald *of, double *statistic, double *df2);

#endif
