/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/replicates.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "estimate/standardise.h"
#include "estimate/statistic.h"

bool cv_basis_replicated(const cv_basis *basis)
{
    return cv_fold_replicates(basis->fold) > 0;
}

/* Means are compared with each other alone, so their centre may stay away, and with it what it would round off. */
static bool needs_centre(cv_statistic statistic)
{
    return statistic == CV_STATISTIC_TOTAL || statistic == CV_STATISTIC_RATIO;
}

/* Totals, and a row of scratch behind them. */
static void fill_domain(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                        size_t domain, size_t replicate, double *totals, double *to)
{
    size_t item = cut->items[variable];
    double answers = (double)cv_fold_answers(basis->fold, cut->block, item, domain);
    cv_point at = {.totals = totals, .slots = values->slots, .answers = answers};
    cv_fold_replicate_totals(basis->fold, cut->block, item, domain, replicate, totals, at.centre);
    if (!needs_centre(basis->result->statistic))
        at.centre[0] = at.centre[1] = 0;
    if (basis->plan->of[variable].spec.kind == CV_ITEM_SCALE)
        at.n = (double)cv_fold_answers(basis->fold, cut->block, item, domain);
    if (values->totals)
        memcpy(to, totals, values->slots * sizeof *to);
    else
        cv_statistic_values(basis->result->statistic, &basis->plan->of[variable], &at, to, totals + values->slots);
}

cv_status cv_replicate_values(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                              double **to, cv_messages *messages)
{
    size_t side = values->domains * values->outputs, rows = cv_fold_replicates(basis->fold) + 1;
    double *totals = cv_memory_zero(values->domains + 2 * values->slots + values->outputs + 1, sizeof *totals);
    *to = cv_memory_zero(rows, (side + 1) * sizeof **to);
    bool ok = totals != NULL && *to != NULL, standardised = values->share != NULL;
    if (ok && standardised)
        cv_standard_replicates(basis, cut, variable, values, totals, *to);
    for (size_t r = 0; ok && !standardised && r < rows; r++)
        for (size_t d = 0; d < values->domains; d++)
            fill_domain(basis, cut, variable, values, d, r, totals, *to + r * side + d * values->outputs);
    for (size_t i = 0; ok && i < side; i++) /* a domain that nobody answers in has no value, whatever the statistic */
        if (isnan(values->estimate[i]))
            (*to)[(rows - 1) * side + i] = NAN;
    cv_memory_free(totals);
    return ok ? CV_OK : cv_fail_memory(messages);
}

cv_status cv_replicate_values_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable,
                                         const cv_values *values, bool joint, double *covariance, cv_messages *messages)
{
    double *at = NULL;
    cv_status status = cv_replicate_values(basis, cut, variable, values, &at, messages);
    if (status == CV_OK)
        status = cv_replicates_covariance(cv_design_replicates(basis->design), at, values->domains * values->outputs,
                                          joint, covariance, messages);
    cv_memory_free(at);
    return status;
}

static double logit(double p)
{
    return log(p) - log1p(-p);
}

cv_status cv_replicate_logit_variances(const cv_basis *basis, const cv_cut *cut, size_t variable,
                                       const cv_values *values, double **to, cv_messages *messages)
{
    size_t side = values->domains * values->outputs, rows = cv_fold_replicates(basis->fold) + 1;
    double *at = NULL;
    bool *outside = cv_memory_zero(side + 1, sizeof *outside);
    *to = cv_memory_zero(side + 1, sizeof **to);
    cv_status status = outside == NULL || *to == NULL ? cv_fail_memory(messages) : CV_OK;
    if (status == CV_OK)
        status = cv_replicate_values(basis, cut, variable, values, &at, messages);
    for (size_t i = 0; status == CV_OK && i < rows * side; i++) {
        outside[i % side] = outside[i % side] || at[i] <= 0 || at[i] >= 1;
        at[i] = logit(at[i]);
    }
    if (status == CV_OK)
        status = cv_replicates_covariance(cv_design_replicates(basis->design), at, side, false, *to, messages);
    for (size_t i = 0; status == CV_OK && i < side; i++)
        if (outside[i])
            (*to)[i] = NAN;
    cv_memory_free(at);
    cv_memory_free(outside);
    return status;
}

cv_status cv_replicate_share_covariance(const cv_basis *basis, const double *totals, size_t side, const size_t *cells,
                                        size_t count, double *covariance, cv_messages *messages)
{
    size_t rows = cv_fold_replicates(basis->fold) + 1;
    double *share = cv_memory_zero(rows, (count + 1) * sizeof *share);
    if (share == NULL)
        return cv_fail_memory(messages);
    for (size_t r = 0; r < rows; r++) {
        double sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += totals[r * side + cells[i]];
        for (size_t i = 0; i < count; i++)
            share[r * count + i] = totals[r * side + cells[i]] / sum;
    }
    cv_status status =
        cv_replicates_covariance(cv_design_replicates(basis->design), share, count, true, covariance, messages);
    cv_memory_free(share);
    return status;
}
