/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Confidence limits of a proportion: under a design (from p, its standard error and degrees of freedom) and under the
 *  binomial model (from x of n). One constant table maps each cv_interval to its functions. */
#ifndef CANVASS_ESTIMATE_INTERVAL_H
#define CANVASS_ESTIMATE_INTERVAL_H

#include <stdbool.h>

#include "study/study.h"

typedef struct cv_limits {
    double low, high; /**< fractions; NaN: none */
} cv_limits;

/** What a design-based interval may use. */
typedef struct cv_proportion {
    double p;         /**< the estimate, a fraction */
    double se;        /**< its standard error, a fraction */
    double df;        /**< degrees of freedom for the limits, > 0; INFINITY: normal */
    double df_domain; /**< the domain's own degrees of freedom (beta) */
    double n;         /**< unweighted answers in the base */
    double rows;      /**< rows of the domain, missing answers included (beta) */
    double level;     /**< coverage, a fraction */
    bool replicated;  /**< under replicate weights, where the next one counts */
    double se_logit;  /**< standard error of the logit from the replicates' logits; NaN: logit and likelihood have no
                           limits */
} cv_proportion;

/** Limits by one of the design-based methods (logit wald likelihood arcsine beta xlogit wilson).
 *  Where p is 0 or 1, all give beta's limits with n in place of the effective n (contract, section 4) and *fallback is
 * set. No limits (NaN): df <= 0 or not a number, se not a number, se = 0 with 0 < p < 1 for wilson, likelihood, beta
 * (logit, xlogit, arcsine, wald: both p). Formulas: docs/methods.md "Intervals"; oracle: R svyciprop, oracle/README.md.
 */
cv_limits cv_interval_design(cv_interval method, const cv_proportion *of, bool *fallback);

/** Limits by one of the binomial methods, for x of n at coverage `level`. n = 0: NaN. logit at x = 0 or n: the fallback
 * is beta's, as above (with whole n and normal df: clopper-pearson's formula), and *fallback is set; the other methods
 * have answers there. */
cv_limits cv_interval_binomial(cv_interval method, double x, double n, double level, bool *fallback);

/** Whether the method exists under this sampling model. */
bool cv_interval_is_binomial(cv_interval method);
bool cv_interval_is_design(cv_interval method);

#endif
