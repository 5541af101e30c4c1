/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Variances of quantiles, and of the distribution function, from their values at every replicate weight; of rows of
 *  one domain that the fold kept. */
#ifndef CANVASS_ESTIMATE_QUANTILE_REPLICATES_H
#define CANVASS_ESTIMATE_QUANTILE_REPLICATES_H

#include "estimate/quantile.h"
#include "estimate/replicates.h"

/** The variance of the share of values up to q (R: svymean(x <= q)). */
cv_status cv_replicate_share_variance(const cv_basis *basis, const cv_kept_rows *kept, double q, double *variance,
                                      cv_messages *messages);

/** The variance of the quantile at p, from the replicates' quantiles by the same rule: rows whose weight is 0 there are
 *  none, and a replicate without rows is left out (R svyquantile: interval.type "quantile").
 *  @param estimate  the full sample's */
cv_status cv_replicate_quantile_variance(const cv_basis *basis, const cv_kept_rows *kept, cv_qrule rule, double p,
                                         double estimate, double *variance, cv_messages *messages);

/** What is done with the rows of a domain in order at a replicate: those whose weight there is not 0. */
typedef void cv_replicate_function(void *context, const cv_ordered *at, size_t replicate);

/** Calls a function with the rows at each replicate, from 0. */
cv_status cv_replicate_each(const cv_basis *basis, const cv_kept_rows *kept, cv_replicate_function *function,
                            void *context, cv_messages *messages);

#endif
