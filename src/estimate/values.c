/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/memory.h"
#include "estimate/estimate.h"
#include "estimate/imputed.h"
#include "estimate/ranked.h"
#include "estimate/replicates.h"
#include "estimate/standardise.h"
#include "estimate/statistic.h"
#include "fold/scale.h"

/** Cells that one covariance may have: 8192 on a side are half a gibibyte. */
enum { MOST_CELLS = 8192 };

cv_status cv_values_at(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to, cv_messages *messages)
{
    if (basis->imputation_count > 0)
        return cv_imputed_values(basis, cut, variable, cv_values_at, to, messages);
    const cv_measured *of = &basis->plan->of[variable];
    if (cv_basis_standardised(basis))
        return cv_standard_values(basis, cut, variable, to, messages);
    size_t slots = cv_fold_slots(basis->fold, cut->block, cut->items[variable]);
    *to = (cv_values){.domains = cv_fold_domains(basis->fold, cut->block), .outputs = of->shown_count, .slots = slots};
    bool ranked = cv_basis_ranked(basis); /* without totals, and without derivatives by them */
    size_t cells = to->domains * to->outputs;
    to->estimate = cv_memory_zero(cells + 1, sizeof(double));
    to->jacobian = cv_memory_zero(cells * slots + 1, sizeof(double));
    to->base = cv_memory_zero(to->domains + 1, sizeof(double));
    double *totals = cv_memory_zero(slots + 1, sizeof(double));
    if (to->estimate == NULL || to->jacobian == NULL || to->base == NULL || totals == NULL) {
        cv_memory_free(totals);
        return cv_fail_memory(messages);
    }
    if (ranked)
        cv_ranked_values(basis, cut, variable, to);
    for (size_t d = 0; !ranked && d < to->domains; d++) {
        double answers = (double)cv_fold_answers(basis->fold, cut->block, cut->items[variable], d);
        cv_point at = {.totals = totals, .slots = slots, .answers = answers};
        cv_fold_totals(basis->fold, cut->block, cut->items[variable], d, totals);
        cv_fold_centre(basis->fold, cut->block, cut->items[variable], d, at.centre);
        if (of->spec.kind == CV_ITEM_SCALE) {
            at.scale_centres = cv_fold_scale_centres(basis->fold, cut->block, cut->items[variable]);
            at.n = (double)cv_fold_answers(basis->fold, cut->block, cut->items[variable], d);
        }
        to->base[d] = cv_statistic_at(basis->result->statistic, of, &at, to->estimate + d * to->outputs,
                                      to->jacobian + d * to->outputs * slots);
    }
    cv_memory_free(totals);
    return CV_OK;
}

void cv_values_free(cv_values *values)
{
    cv_memory_free(values->estimate);
    cv_memory_free(values->jacobian);
    cv_memory_free(values->base);
    cv_memory_free(values->share);
    cv_memory_free(values->partial);
    for (size_t k = 0; k < values->imputed_count; k++)
        cv_values_free(&values->imputed[k]);
    cv_memory_free(values->imputed);
    *values = (cv_values){0};
}

cv_status cv_basis_fail_lonely(const cv_basis *basis, const cv_lonely_report *lonely, cv_messages *messages)
{
    cv_place at = basis->plan->spec->place;
    const char *expected =
        "lonely_psu: remove, certainty, adjust or average in the design, or strata merged until each has two PSUs";
    if (lonely->stage > 0)
        return cv_fail_expected(messages, CV_DATA, at, expected, NULL,
                                "analysis '%s': a unit of stage %zu is the only one of its group (lonely PSU), so that "
                                "its variance is unknown",
                                basis->plan->spec->name.text, lonely->stage + 1);
    if (cv_design_strata_column(basis->design) == NULL)
        return cv_fail_expected(messages, CV_DATA, at, "at least two PSUs", NULL,
                                "analysis '%s': the sample has only one PSU", basis->plan->spec->name.text);
    return cv_fail_expected(messages, CV_DATA, at, expected, NULL,
                            "analysis '%s': stratum '%s' of '%s' has only one PSU", basis->plan->spec->name.text,
                            cv_design_stratum_name(basis->design, lonely->group),
                            cv_design_strata_column(basis->design));
}

/* The binomial model: var(p) = p (1 - p) / n, and n times n that for a count; domains are independent. */
static void binomial_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                                bool joint, double *covariance)
{
    bool count = basis->result->statistic == CV_STATISTIC_COUNT;
    size_t outputs = values->outputs, side = values->domains * outputs;
    for (size_t d = 0; d < values->domains; d++) {
        double n = (double)cv_fold_answers(basis->fold, cut->block, cut->items[variable], d);
        for (size_t r = 0; r < outputs; r++)
            for (size_t s = joint ? 0 : r; s < (joint ? outputs : r + 1); s++) {
                double scale = count ? n : 1;
                double p = values->estimate[d * outputs + r] / scale, q = values->estimate[d * outputs + s] / scale;
                double v = scale * scale * (r == s ? p * (1 - p) : -p * q) / n;
                if (joint)
                    covariance[(d * outputs + r) * side + d * outputs + s] = v;
                else
                    covariance[d * outputs + r] = v;
            }
    }
}

/* With the design's policy on lonely PSUs, whose failure has its message. */
static cv_status linear_covariance(const cv_basis *basis, cv_linear *linear, cv_lonely_report *lonely,
                                   double *covariance, cv_messages *messages)
{
    const cv_design_spec *design = &basis->study->design;
    linear->lonely = basis->result->binomial ? CV_LONELY_REMOVE : design->lonely_psu;
    linear->domain_lonely = design->domain_lonely;
    cv_status status = cv_fold_covariance(basis->fold, linear, covariance, lonely, messages);
    return status == CV_OK && lonely->failed ? cv_basis_fail_lonely(basis, lonely, messages) : status;
}

cv_status cv_values_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                               bool joint, bool *met, double **covariance, cv_messages *messages)
{
    size_t side = values->domains * values->outputs, width = joint ? side : 1;
    *covariance = NULL;
    if (basis->imputation_count > 0)
        return cv_imputed_covariance(basis, cut, variable, values, joint, met, covariance, messages);
    if (width > MOST_CELLS)
        return cv_fail(messages, CV_USAGE, basis->plan->spec->place,
                       "analysis '%s' has %zu cells, more than the %d that can be compared at a time",
                       basis->plan->spec->name.text, width, MOST_CELLS);
    *covariance = cv_memory_zero(side * width + 1, sizeof(double));
    if (*covariance == NULL)
        return cv_fail_memory(messages);
    bool share = basis->result->statistic == CV_STATISTIC_PROPORTION || basis->result->statistic == CV_STATISTIC_COUNT;
    if (basis->result->binomial && share && basis->plan->of[variable].spec.kind == CV_ITEM_LEVELS) {
        binomial_covariance(basis, cut, variable, values, joint, *covariance);
        return CV_OK;
    }
    if (cv_basis_ranked(basis))
        return cv_ranked_covariance(basis, cut, variable, values, joint, met, *covariance, messages);
    if (cv_basis_replicated(basis))
        return cv_replicate_values_covariance(basis, cut, variable, values, joint, *covariance, messages);
    if (cv_basis_standardised(basis))
        return cv_standard_covariance(basis, cut, variable, values, joint, met, *covariance, messages);
    cv_linear linear = {.block = cut->block,
                        .item = cut->items[variable],
                        .outputs = values->outputs,
                        .jacobian = values->jacobian,
                        .joint = joint};
    cv_lonely_report lonely = {.met = met};
    return linear_covariance(basis, &linear, &lonely, *covariance, messages);
}

cv_status cv_cells_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t outputs,
                              const double *jacobian, cv_lonely_report *lonely, double **covariance,
                              cv_messages *messages)
{
    size_t side = cv_fold_domains(basis->fold, cut->cells.block) * outputs;
    *covariance = NULL;
    if (side > MOST_CELLS)
        return cv_fail(messages, CV_USAGE, basis->plan->spec->place,
                       "analysis '%s' has %zu cells, more than the %d that can be looked at together",
                       basis->plan->spec->name.text, side, MOST_CELLS);
    if ((*covariance = cv_memory_zero(side * side + 1, sizeof(double))) == NULL)
        return cv_fail_memory(messages);
    cv_linear linear = {.block = cut->cells.block,
                        .item = cut->cells.items[variable],
                        .outputs = outputs,
                        .jacobian = jacobian,
                        .joint = true};
    return linear_covariance(basis, &linear, lonely, *covariance, messages);
}

static double imputed_df(const cv_basis *basis, const cv_df_spec *spec, const cv_cut *cut, size_t domain)
{
    double df = INFINITY;
    for (size_t k = 0; k < basis->imputation_count; k++) {
        size_t own = cv_imputed_domain(cut, k, domain);
        if (own != CV_NO_DOMAIN)
            df = fmin(df, cv_basis_df(&basis->imputations[k], spec, cv_imputed_cut(basis, cut, k), own));
    }
    return df;
}

const cv_df_spec *cv_basis_df_spec(const cv_basis *basis)
{
    return basis->plan->spec->df.given ? &basis->plan->spec->df : &basis->study->design.df;
}

double cv_basis_df(const cv_basis *basis, const cv_df_spec *spec, const cv_cut *cut, size_t domain)
{
    if (basis->imputation_count > 0)
        return imputed_df(basis, spec, cut, domain);
    if (basis->result->binomial)
        return INFINITY;
    switch (spec->kind) {
    case CV_DF_DOMAIN:
        return cv_fold_domain_df(basis->fold, cut->block, domain);
    case CV_DF_WHERE:
        return cv_fold_domain_df(basis->fold, basis->plan->whole_block, 0);
    case CV_DF_DESIGN:
        return cv_basis_replicated(basis) ? cv_fold_domain_df(basis->fold, basis->plan->design_block, 0)
                                          : cv_design_df(basis->design);
    case CV_DF_INFINITY:
        return INFINITY;
    case CV_DF_NUMBER:
        return spec->number;
    }
    return NAN;
}
