/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Estimates at every replicate weight: no linearisation, each statistic is worked out anew from each replicate's
 *  totals. */
#ifndef CANVASS_ESTIMATE_REPLICATES_H
#define CANVASS_ESTIMATE_REPLICATES_H

#include "estimate/estimate.h"
#include "fold/replicates.h"

/** Whether the design has replicate weights. */
bool cv_basis_replicated(const cv_basis *basis);

/** The values of one variable in every domain of a cut at every replicate, the full sample's last; a mean is about its
 *  item's centre.  @param values  shapes; `totals`: the slots' totals themselves
 *  @param[out] to  [(R + 1) x domains x outputs], to be freed with cv_memory_free */
cv_status cv_replicate_values(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                              double **to, cv_messages *messages);

/** cv_values_covariance for replicate weights, into `covariance`. */
cv_status cv_replicate_values_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable,
                                         const cv_values *values, bool joint, double *covariance,
                                         cv_messages *messages);

/** The variances of the logits of proportions, from the logits of the replicates' proportions (R survey's svyciprop,
 *  methods logit and likelihood). NaN where a replicate's proportion is 0 or 1.
 *  @param[out] to  [domains x outputs], to be freed with cv_memory_free */
cv_status cv_replicate_logit_variances(const cv_basis *basis, const cv_cut *cut, size_t variable,
                                       const cv_values *values, double **to, cv_messages *messages);

/** The covariance of some cells' shares of their sum, from totals at every replicate (cv_replicate_values with
 *  `totals`).  @param cells  [count] places in a row of `totals`, which is `side` long
 *  @param[out] covariance  [count x count] */
cv_status cv_replicate_share_covariance(const cv_basis *basis, const double *totals, size_t side, const size_t *cells,
                                        size_t count, double *covariance, cv_messages *messages);

#endif
