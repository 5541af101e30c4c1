/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Statistics of rows in order (Gini, Lorenz, quintile share ratio, at-risk-of-poverty rate) in the domains of a cut:
 *  what cv_values_at and cv_values_covariance do for them. */
#ifndef CANVASS_ESTIMATE_RANKED_H
#define CANVASS_ESTIMATE_RANKED_H

#include "estimate/estimate.h"

/** Whether the analysis is of such a statistic. */
bool cv_basis_ranked(const cv_basis *basis);

/** Estimates and bases into `to`, whose arrays are there. */
void cv_ranked_values(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to);

/** The covariance as cv_values_covariance has it, into `covariance`: of linearised values, or of the values at every
 *  replicate. Where all domains share a poverty threshold, strata and lonely PSUs are judged over all rows that `where`
 *  keeps, as all of them make it. */
cv_status cv_ranked_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                               bool joint, bool *met, double *covariance, cv_messages *messages);

#endif
