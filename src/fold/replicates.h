/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Totals of every item for every replicate weight, beside the full sample's: one vector of R + 1 totals for each
 *  domain and slot, the last one with the full sample's weight. */
#ifndef CANVASS_FOLD_REPLICATES_H
#define CANVASS_FOLD_REPLICATES_H

#include "fold/fold.h"

/** R; 0 for a design without replicate weights. */
size_t cv_fold_replicates(const cv_fold *fold);

/** Also the rank of the replicate weights of a block's domains is wanted, for cv_fold_domain_df; without this call
 *  that is NaN in a design with replicates. */
void cv_fold_want_rank(cv_fold *fold, size_t block);

/** Totals of a domain by slot with the weights of a replicate (from 0; R: the full sample).
 *  They are of y - centre and x - centre with the item's own centre, which is not cv_fold_centre's.
 *  @param[out] totals  [slots]   @param[out] centre  of a number (y) or ratio (y, x); may be NULL */
void cv_fold_replicate_totals(const cv_fold *fold, size_t block, size_t item, size_t domain, size_t replicate,
                              double *totals, double centre[2]);

/** Also every row's replicate weights stay, 8 (R + 1) bytes a row however many analyses look at them; nothing without
 *  replicate weights. Rows kept by CV_ITEM_ROWS want it themselves. */
void cv_fold_want_replicate_rows(cv_fold *fold);

/** The weights of a row of the file (from 0) that is in the design: [R + 1], the full sample's last. The fold's own. */
const double *cv_fold_replicate_row(const cv_fold *fold, size_t row);

/** Degrees of freedom of all rows that a CV_ITEM_ROWS item kept in a domain, whatever their weights: the rank of their
 *  replicate weights, less 1 (R survey: degf of the subset). */
cv_status cv_fold_rows_rank(const cv_fold *fold, size_t block, size_t item, size_t domain, double *df,
                            cv_messages *messages);

/** The same of all rows, answered or not, of some domains together; the block's rank must have been wanted.
 *  @param domains  [count] */
cv_status cv_fold_domains_rank(const cv_fold *fold, size_t block, const size_t *domains, size_t count, double *df,
                               cv_messages *messages);

/** The covariance of estimates from their values at every replicate:
 *  V = scale * sum over r of rscales_r (g_r - c)(g_r - c)', c the full sample's value where the design says mse, else
 *  the mean of the g_r whose rscales_r is above 0. A replicate with a value that is not a number is left out, as R
 *  survey's svrVar leaves it out: of that value's variance, or, jointly, of the whole matrix. A value that the full
 *  sample does not have has no variance either (NaN) and is no reason to leave a replicate out.
 *  @param values  [(R + 1) x count], replicate by replicate, the full sample's last
 *  @param joint   true: a count x count matrix; false: count variances
 *  @param[out] covariance  a variance that rounding alone made is 0; NaN where every replicate is left out */
cv_status cv_replicates_covariance(const cv_replicates *replicates, const double *values, size_t count, bool joint,
                                   double *covariance, cv_messages *messages);

#endif
