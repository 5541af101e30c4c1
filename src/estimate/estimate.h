/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The rows of an analysis: estimates with their standard errors, intervals, design effects and flags. */
#ifndef CANVASS_ESTIMATE_ESTIMATE_H
#define CANVASS_ESTIMATE_ESTIMATE_H

#include "estimate/plan.h"

/** What estimates are made from; all of it borrowed. */
typedef struct cv_basis {
    const cv_study *study;
    const cv_design *design;
    const cv_fold *fold;
    const cv_plan *plan;
    cv_result *result;
    cv_arena *arena;                    /**< of the results */
    bool is_imputation;                 /**< one of several: its rows are combined before they are finished and shown */
    const struct cv_basis *imputations; /**< [imputation_count] those that are combined here (imputed.h); design and
                                           fold are then NULL, and the plan's domains are those of any imputation */
    size_t imputation_count;            /**< 0: the data are not imputed */
} cv_basis;

/** One variable in every domain of a cut: values, derivatives (none where imputations are combined), weighted bases. */
typedef struct cv_values {
    size_t domains, outputs, slots;
    double *estimate; /**< [domains x outputs] */
    double *jacobian; /**< [domains x outputs x slots] */
    double *base;     /**< [domains] */
    double *share;    /**< standardised: [cells] of its domain's value, 0: left out; NULL: not. The jacobian is then the
                         cells', [cells x outputs x slots] (standardise.h) */
    bool *partial;    /**< standardised: [domains] nobody is in a cell that should have a share */
    bool totals;      /**< the values are the slots' totals, whatever the statistic (jacobian: the identity) */
    struct cv_values *imputed; /**< [imputed_count] each imputation's own, by its own domains */
    size_t imputed_count;
    double largest; /**< of the combined estimates, without their signs: what rounding goes by */
} cv_values;        /**< zeroed: nothing */

/** The values of one variable (of plan->of) in every domain of a cut, by cv_statistic_at. @param[out] to  freed by
 * cv_values_free whether or not this succeeds  @return CV_OK, CV_SYSTEM */
cv_status cv_values_at(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to, cv_messages *messages);
void cv_values_free(cv_values *values);

/** Their covariance, each domain for itself (joint false: variances [domains x outputs]) or all together ([domains
 * outputs] squared). A lonely PSU under the policy `fail` is CV_DATA. @param met  [domains], may be NULL: where a
 * lonely PSU was treated
 *  @param[out] covariance  to be freed with cv_memory_free */
cv_status cv_values_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                               bool joint, bool *met, double **covariance, cv_messages *messages);

/** The joint covariance of linear functions of the totals of a break's cells (cells.h). @param jacobian  [cells x
 * outputs x slots]  @param lonely->met  [cells] or NULL
 *  @param[out] covariance  [(cells outputs) squared], to be freed with cv_memory_free */
cv_status cv_cells_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t outputs,
                              const double *jacobian, cv_lonely_report *lonely, double **covariance,
                              cv_messages *messages);

/** The degrees of freedom that a spec asks for; `domain` of the cut where it asks for the domain's. Of imputations the
 * fewest: what Rubin's rules take for those of the complete data. */
double cv_basis_df(const cv_basis *basis, const cv_df_spec *spec, const cv_cut *cut, size_t domain);

/** Fails with CV_DATA: the policy `fail` met a lonely PSU. */
cv_status cv_basis_fail_lonely(const cv_basis *basis, const cv_lonely_report *lonely, cv_messages *messages);

/** A domain's group: a place on each of the result's by axes, CV_ALL where the cut does not have it. In the results'
 * arena; NULL: no memory. */
int32_t *cv_basis_group(const cv_basis *basis, const cv_cut *cut, size_t domain);

/** The degrees of freedom that the study asks for of an analysis's estimates. */
const cv_df_spec *cv_basis_df_spec(const cv_basis *basis);

/** The standard error, limits, cv and flags of a row by its estimate, variance and degrees of freedom, by t. */
void cv_basis_finish_wald(const cv_basis *basis, cv_estimate *row, double variance);

/** Suppresses a finished row by min_n and cv (the rule nchs has its flag before): its numbers but n go. */
void cv_basis_suppress(const cv_basis *basis, cv_estimate *row);

/** A distribution of weights for charts, in the arena. NULL: no memory */
cv_weight_bins *cv_weight_bins_of(const cv_weight_summary *weights, cv_arena *arena);

/** Adds the rows of a cut to result->weights. */
cv_status cv_weight_rows(const cv_basis *basis, const cv_cut *cut, cv_messages *messages);

/** Fills result->rows, result->weights and, where it is asked for, result->covariance. */
cv_status cv_estimate_rows(const cv_basis *basis, cv_messages *messages);

#endif
