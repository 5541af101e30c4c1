/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Multiple imputations: each is analysed as a survey of its own, and what they give (values, covariances, degrees of
 *  freedom) is combined by Rubin's rules before rows are made of it.
 *
 *  A *combining* basis has the imputations' bases and a plan whose cuts have the domains of any of them. An estimate
 *  that some imputation lacks, as nobody there is in its base, cannot be combined: it is NaN. */
#ifndef CANVASS_ESTIMATE_IMPUTED_H
#define CANVASS_ESTIMATE_IMPUTED_H

#include "estimate/estimate.h"

/** The plan that combines the plans of the basis's imputations, once these are settled.
 *  @param[out] to  in the results' arena */
cv_status cv_imputed_plan(const cv_basis *basis, cv_plan *to, cv_messages *messages);

/** A cut of the combining plan as imputation k has it, and one of its domains there (or CV_NO_DOMAIN). */
const cv_cut *cv_imputed_cut(const cv_basis *basis, const cv_cut *cut, size_t k);
size_t cv_imputed_domain(const cv_cut *cut, size_t k, size_t domain);

/** How the values of one data set are made: cv_values_at, or another of its kind. */
typedef cv_status cv_values_maker(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to,
                                  cv_messages *messages);

/** The means of the imputations' values, with these beside them. Totals that an imputation lacks are 0 there. */
cv_status cv_imputed_values(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values_maker *make,
                            cv_values *to, cv_messages *messages);

/** T = W + (1 + 1/m) B as a matrix, in the shapes of cv_values_covariance. Source: Rubin (1987), section 3.4. */
cv_status cv_imputed_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                                bool joint, bool *met, double **covariance, cv_messages *messages);

/** B of two cells, places in values->estimate; 0 where the data are not imputed. */
double cv_imputed_between(const cv_cut *cut, const cv_values *values, size_t a, size_t b);

/** A number's variance taken apart. @param df  of the complete data   @return its own degrees of freedom; `df` where
 *  the data are not imputed */
double cv_imputed_set(const cv_basis *basis, double variance, double between, double df, cv_imputed *to);

/** Adds rows to result->rows that were made imputation by imputation, each with an estimate and a standard error of its
 *  own; intervals are by t. @param make  makes them for one of the imputations */
typedef cv_status cv_rows_maker(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);
cv_status cv_imputed_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_rows_maker *make,
                          cv_messages *messages);

#endif
