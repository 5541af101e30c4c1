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
    cv_arena *arena; /**< of the results */
} cv_basis;

/** One variable in every domain of a cut: values, derivatives, weighted bases. */
typedef struct cv_values {
    size_t domains, outputs, slots;
    double *estimate; /**< [domains x outputs] */
    double *jacobian; /**< [domains x outputs x slots] */
    double *base;     /**< [domains] */
    double *share;    /**< standardised: [cells] of its domain's value, 0: left out; NULL: not. The jacobian is then the
                         cells', [cells x outputs x slots] (standardise.h) */
    bool *partial;    /**< standardised: [domains] nobody is in a cell that should have a share */
    bool totals;      /**< the values are the slots' totals, whatever the statistic (jacobian: the identity) */
} cv_values;          /**< zeroed: nothing */

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

/** The degrees of freedom that a spec asks for; `domain` of the cut where it asks for the domain's. */
double cv_basis_df(const cv_basis *basis, const cv_df_spec *spec, const cv_cut *cut, size_t domain);

/** Fails with CV_DATA: the policy `fail` met a lonely PSU. */
cv_status cv_basis_fail_lonely(const cv_basis *basis, const cv_lonely_report *lonely, cv_messages *messages);

/** A domain's group: a place on each of the result's by axes, CV_ALL where the cut does not have it. In the results'
 * arena; NULL: no memory. */
int32_t *cv_basis_group(const cv_basis *basis, const cv_cut *cut, size_t domain);

/** Suppresses a finished row by min_n and cv (the rule nchs has its flag before): its numbers but n go. */
void cv_basis_suppress(const cv_basis *basis, cv_estimate *row);

/** Fills result->rows, result->weights and, where it is asked for, result->covariance. */
cv_status cv_estimate_rows(const cv_basis *basis, cv_messages *messages);

#endif
