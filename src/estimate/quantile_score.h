/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Limits of a quantile where a test of it just rejects (Francisco and Fuller 1991), as R's svyquantile finds them. */
#ifndef CANVASS_ESTIMATE_QUANTILE_SCORE_H
#define CANVASS_ESTIMATE_QUANTILE_SCORE_H

#include "estimate/interval.h"
#include "estimate/quantile.h"

/** Gives the share of the weights with a value of at most `at`, and its standard error. */
typedef cv_status cv_share_at(void *context, double at, double *share, double *error, cv_messages *messages);

/** What limits are looked for. */
typedef struct cv_score_request {
    const cv_kept_rows *kept;
    const cv_ordered *ordered;
    cv_qrule rule;
    double p, t; /**< the probability; the quantile of t */
    cv_share_at *share_at;
    void *context;
} cv_score_request;

/** The places a, b where (p - F(x)) / s(x) passes t and -t, to within 1 / (100 sqrt(rows)), by Brent's (1973) search
 *  between a hundredth of the interquartile range inside the smallest and the largest value; then the quantiles at the
 *  unweighted shares of rows up to a and b by the rule: step for step R's ffullerCI and uniroot, since the answer is on
 *  steps and depends on where a search ends. NaN where the search has no two signs to start from. */
cv_status cv_quantile_score(const cv_score_request *request, cv_limits *limits, cv_messages *messages);

#endif
