/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Direct standardisation: what a domain's estimate would be with another composition. With shares pi of the cells c,
 *
 *      mean, proportion, net promoter score: sum over c of pi_c T_dc / N_dc
 *      ratio: (sum over c of pi_c Y_dc / N_dc) / (sum over c of pi_c X_dc / N_dc)
 *
 *  N_dc the weights of those who answered; smooth functions of the cells' totals, linearised as all others. The shares
 *  count as known, also where the sample gives them. The same as R survey's svystandardize with excluding.missing.
 *  A cell with a share that nobody of a domain is in is left out there, and the domain's other shares are divided by
 *  their sum, as in R. Source: Fleiss, Levin and Paik (2003), chapter 19. */
#ifndef CANVASS_ESTIMATE_STANDARDISE_H
#define CANVASS_ESTIMATE_STANDARDISE_H

#include "estimate/estimate.h"

/** Whether the analysis is standardised (once the plan is settled). */
bool cv_basis_standardised(const cv_basis *basis);

/** cv_values_at for a standardised analysis. */
cv_status cv_standard_values(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to,
                             cv_messages *messages);

/** cv_values_covariance for linearised designs: the joint covariance of the cells, summed over those of each domain.
 *  @param[out] covariance  [domains outputs] or its square, zeroed before */
cv_status cv_standard_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                                 bool joint, bool *met, double *covariance, cv_messages *messages);

/** cv_replicate_values: each replicate's own cells with the same shares.
 *  @param to  [(R + 1) x domains x outputs], zeroed before
 *  @param scratch  [domains + 2 slots + outputs], zeroed before */
void cv_standard_replicates(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                            double *scratch, double *to);

/** Unweighted answers in a domain's cells that have a share: all of them; those of a level or choice. */
double cv_standard_answers(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                           size_t domain);
double cv_standard_level_answers(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                                 size_t domain, size_t level);

/** Moments of a number or ratio in a domain under the standardised weights pi_c w_i / N_dc, 1 in all. */
cv_moments cv_standard_moments(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                               size_t domain);

/** Warns of a cell with a share that nobody of a domain is in, where there is one: the first, and how many. */
void cv_standard_warn(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                      cv_messages *messages);

#endif
