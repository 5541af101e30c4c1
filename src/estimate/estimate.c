/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/estimate.h"

#include <math.h>

#include "base/memory.h"
#include "estimate/counted.h"
#include "estimate/distribution.h"
#include "estimate/imputed.h"
#include "estimate/interval.h"
#include "estimate/quantiles.h"
#include "estimate/replicates.h"
#include "estimate/rubin.h"
#include "estimate/standardise.h"
#include "estimate/statistic.h"
#include "estimate/suppress.h"

/** One variable in one cut while its rows are made. */
struct section {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable;
    cv_values values;
    double *variance; /**< [domains x outputs] */
    double *logit;    /**< [domains x outputs] variances of logits; NULL: no replicate weights, or no proportion */
    bool *lonely;     /**< [domains] */
    double *scratch;  /**< [2 slots] */
};

static const cv_analysis_spec *spec_of(const cv_basis *basis)
{
    return basis->plan->spec;
}

static const cv_measured *measured(const struct section *section)
{
    return &section->basis->plan->of[section->variable];
}

static const cv_quotient *quotient_of(const struct section *section, size_t output)
{
    const cv_measured *of = measured(section);
    return of->quotients != NULL ? &of->quotients[output] : NULL;
}

/* Whether an output is a proportion. */
static bool is_share(const struct section *section, size_t output)
{
    const cv_quotient *quotient = quotient_of(section, output);
    return quotient != NULL ? quotient->share : section->basis->result->statistic == CV_STATISTIC_PROPORTION;
}

static bool has_shares(const struct section *section)
{
    for (size_t r = 0; r < section->values.outputs; r++)
        if (is_share(section, r))
            return true;
    return false;
}

static cv_moments moments_of(const struct section *section, size_t domain)
{
    const cv_basis *basis = section->basis;
    if (section->values.share != NULL)
        return cv_standard_moments(basis, section->cut, section->variable, &section->values, domain);
    return cv_fold_moments(basis->fold, section->cut->block, section->cut->items[section->variable], domain);
}

/* ---- design effects ---- */

/* The weighted variance of what is measured, times n / (n - 1) (oracle: s2 of R's svyvar). */
static double sample_variance(const struct section *section, size_t domain, size_t output, double n)
{
    const cv_basis *basis = section->basis;
    double estimate = section->values.estimate[domain * section->values.outputs + output];
    if (basis->plan->of[section->variable].slots != NULL) {
        double p = is_share(section, output) ? estimate : estimate / section->values.base[domain];
        return p * (1 - p) * n / (n - 1);
    }
    cv_moments m = moments_of(section, domain);
    if (basis->result->statistic != CV_STATISTIC_RATIO)
        return m.yy / m.weight * n / (n - 1);
    return (m.yy - 2 * estimate * m.xy + estimate * estimate * m.xx) / m.weight * n / (n - 1);
}

/* The variance under simple random sampling of n with the same weights' total (Kish 1965, section 8.2). */
static double srs_variance(const struct section *section, size_t domain, size_t output, double n)
{
    const cv_basis *basis = section->basis;
    double base = section->values.base[domain], scale = 1;
    if (basis->result->statistic == CV_STATISTIC_COUNT || basis->result->statistic == CV_STATISTIC_TOTAL)
        scale = base;
    if (basis->result->statistic == CV_STATISTIC_RATIO)
        scale = 1 / moments_of(section, domain).mean_x;
    double outside = spec_of(basis)->deff_without_replacement ? 1 - n / base : 1;
    return scale * scale * outside * sample_variance(section, domain, output, n) / n;
}

/* Of what is neither a share nor a mean, total or ratio there is none, nor, as in R, of replicates' NPS (svycontrast).
 */
static bool has_deff(const cv_basis *basis)
{
    switch (basis->result->statistic) {
    case CV_STATISTIC_PROPORTION:
    case CV_STATISTIC_COUNT:
    case CV_STATISTIC_MEAN:
    case CV_STATISTIC_TOTAL:
    case CV_STATISTIC_RATIO:
    case CV_STATISTIC_NET:
    case CV_STATISTIC_ITEMS:
    case CV_STATISTIC_NONRESPONSE:
    case CV_STATISTIC_RESPONSE_RATE:
    case CV_STATISTIC_MEAN_RANK:
    case CV_STATISTIC_RANK_POINTS:
        return true;
    case CV_STATISTIC_NPS:
        return !cv_basis_replicated(basis->imputation_count > 0 ? basis->imputations : basis);
    case CV_STATISTIC_WEIGHTS:
    case CV_STATISTIC_QUANTILE:
    case CV_STATISTIC_VARIANCE:
    case CV_STATISTIC_SD:
    case CV_STATISTIC_CORRELATION:
    case CV_STATISTIC_GINI:
    case CV_STATISTIC_LORENZ:
    case CV_STATISTIC_QUINTILE_SHARE_RATIO:
    case CV_STATISTIC_AT_RISK_OF_POVERTY:
    case CV_STATISTIC_MODEL:
        break;
    }
    return false;
}

/* The mean over the imputations, so that the design effect has what is missing in it. */
static double imputed_srs_variance(const struct section *section, size_t domain, size_t output)
{
    double mean = 0;
    for (size_t k = 0; k < section->basis->imputation_count; k++) {
        const struct section own = {.basis = &section->basis->imputations[k],
                                    .cut = cv_imputed_cut(section->basis, section->cut, k),
                                    .variable = section->variable,
                                    .values = section->values.imputed[k]};
        size_t at = cv_imputed_domain(section->cut, k, domain);
        double n = at == CV_NO_DOMAIN ? 0 : cv_counted_at(own.basis, own.cut, own.variable, at).answers;
        mean += ((n == 0 ? (double)NAN : srs_variance(&own, at, output, n)) - mean) / (double)(k + 1);
    }
    return mean;
}

/* The same of an output of a part; NaN where the totals do not tell it. */
static double part_srs_variance(const struct section *section, size_t domain, size_t output, const cv_estimate *row)
{
    const cv_measured *of = measured(section);
    const cv_basis *basis = section->basis;
    double outside = spec_of(basis)->deff_without_replacement ? 1 - row->n / row->weighted_n : 1;
    cv_point at = {.totals = section->scratch, .slots = section->values.slots, .n = row->n};
    cv_fold_totals(basis->fold, section->cut->block, section->cut->items[section->variable], domain, section->scratch);
    if (of->spec.kind == CV_ITEM_LEVELS)
        return outside * cv_quotient_srs(&of->quotients[output], at.totals, at.slots, row->estimate, row->n);
    if (of->quotients != NULL && of->quotients[output].share) /* of answers, as if each were a row */
        return outside * row->estimate * (1 - row->estimate) / (row->n - 1);
    if (of->figures == NULL || of->figures[output] != CV_SCALE_MEAN)
        return NAN;
    double sd = cv_scale_value(CV_SCALE_SD, 0, &at, section->scratch + at.slots);
    return outside * sd * sd / row->n;
}

static void set_deff(const struct section *section, size_t domain, size_t output, double variance, cv_estimate *row)
{
    if (section->basis->result->binomial) {
        row->deff = 1;
        row->n_eff = row->n;
        return;
    }
    if (!has_deff(section->basis))
        return;
    const cv_measured *of = measured(section);
    bool part = of->quotients != NULL || of->figures != NULL;
    double srs = section->basis->imputation_count > 0 ? imputed_srs_variance(section, domain, output)
                 : part                               ? part_srs_variance(section, domain, output, row)
                                                      : srs_variance(section, domain, output, row->n);
    row->deff = srs > 0 ? variance / srs : (double)NAN;
    row->n_eff = row->deff > 0 ? row->n / row->deff : (double)NAN;
}

/* ---- intervals ---- */

/* The rows that `beta` counts, answered or not; R survey keeps all rows of a calibrated design, also those outside the
 * domain. */
static double rows_of(const struct section *section, const cv_counted *counted)
{
    const cv_design *design = section->basis->design; /* NULL: of imputations, whose weights are not calibrated */
    return design != NULL && cv_calibration_columns(cv_design_calibration(design)) > 0
               ? (double)cv_design_summarise(design).rows
               : counted->rows;
}

/* What xlogit and beta take for the design's degrees of freedom. */
static double domain_df(const cv_basis *basis, const cv_counted *counted, const cv_estimate *row)
{
    if (basis->imputation_count == 0)
        return counted->df;
    return cv_rubin_df(basis->imputation_count, row->imputed.within, row->imputed.between, counted->df);
}

static cv_proportion proportion_of(const struct section *section, size_t domain, const cv_estimate *row, double level)
{
    const cv_measured *of = &section->basis->plan->of[section->variable];
    size_t output = 0;
    while (section->logit != NULL && output + 1 < section->values.outputs && of->shown[output] != row->level)
        output++;
    cv_counted counted = cv_counted_at(section->basis, section->cut, section->variable, domain);
    return (cv_proportion){.p = row->estimate,
                           .se = row->se,
                           .df = row->df,
                           .df_domain = domain_df(section->basis, &counted, row),
                           .n = row->n,
                           .rows = rows_of(section, &counted),
                           .level = level,
                           .replicated = section->logit != NULL,
                           .se_logit = section->logit != NULL
                                           ? sqrt(section->logit[domain * section->values.outputs + output])
                                           : (double)NAN};
}

static cv_limits share_limits(const struct section *section, size_t domain, cv_interval method, double level,
                              const cv_estimate *row, bool *fallback)
{
    if (section->basis->result->binomial)
        return cv_interval_binomial(method, row->count, row->n, level, fallback);
    cv_proportion of = proportion_of(section, domain, row, level);
    return cv_interval_design(method, &of, fallback);
}

static void set_share_interval(const struct section *section, size_t domain, cv_estimate *row)
{
    const cv_result *result = section->basis->result;
    bool fallback = false;
    cv_limits limits = share_limits(section, domain, result->ci, result->confidence, row, &fallback);
    row->low = limits.low;
    row->high = limits.high;
    row->flags |= fallback ? CV_FLAG_FALLBACK_INTERVAL : 0;
}

/* The NCHS rule looks at 95% Korn-Graubard limits (Clopper-Pearson's under the binomial model), whatever the table
 * shows. */
static bool fails_nchs(const struct section *section, size_t domain, const cv_estimate *row)
{
    bool ignored;
    cv_interval method = section->basis->result->binomial ? CV_INTERVAL_CLOPPER_PEARSON : CV_INTERVAL_BETA;
    return cv_suppress_nchs(row->estimate, row->n, row->n_eff,
                            share_limits(section, domain, method, 0.95, row, &ignored));
}

static void set_wald_interval(const cv_basis *basis, cv_estimate *row)
{
    if (!(row->df > 0))
        return;
    double t = cv_t_quantile(0.5 + basis->result->confidence / 2, row->df);
    row->low = row->estimate - t * row->se;
    row->high = row->estimate + t * row->se;
}

/* ---- rows ---- */

static void hide(cv_estimate *row)
{
    row->count = row->weighted_n = row->estimate = row->se = row->low = row->high = NAN;
    row->df = row->cv = row->deff = row->n_eff = NAN;
    row->imputed = (cv_imputed){NAN, NAN, NAN};
}

void cv_basis_suppress(const cv_basis *basis, cv_estimate *row)
{
    const cv_suppress_spec *rule = &spec_of(basis)->suppress;
    if (basis->is_imputation)
        return;
    if (rule->min_n > 0 && cv_suppress_min_n(row->n, rule->min_n))
        row->flags |= CV_FLAG_MIN_N;
    if (rule->max_cv > 0 && cv_suppress_cv(row->cv, rule->max_cv))
        row->flags |= CV_FLAG_CV;
    if (row->flags & CV_FLAG_SUPPRESSED)
        hide(row);
}

static void suppress(const struct section *section, size_t domain, size_t output, cv_estimate *row)
{
    const cv_basis *basis = section->basis;
    if (spec_of(basis)->suppress.nchs && is_share(section, output) && row->n > 0 && fails_nchs(section, domain, row))
        row->flags |= CV_FLAG_NCHS;
    cv_basis_suppress(basis, row);
}

static void count_answers(const struct section *section, size_t domain, const cv_counted *counted, cv_estimate *row)
{
    const cv_basis *basis = section->basis;
    const cv_measured *of = &basis->plan->of[section->variable];
    bool cells = section->values.share != NULL, levels = of->slots != NULL;
    size_t slot = levels ? (size_t)of->slots[row->level] - (of->spec.kind == CV_ITEM_CHOICES) : 0;
    row->n = cells ? cv_standard_answers(basis, section->cut, section->variable, &section->values, domain)
                   : counted->answers;
    row->count = row->n;
    if (levels && cells)
        row->count = cv_standard_level_answers(basis, section->cut, section->variable, &section->values, domain, slot);
    else if (levels)
        row->count = cv_counted_level(basis, section->cut, section->variable, domain, slot);
}

/* Rows, of weight above zero, that a quotient's slots with a coefficient hold. */
static double rows_in(const struct section *section, size_t domain, const double *coefficients)
{
    const cv_measured *of = measured(section);
    size_t item = section->cut->items[section->variable], block = section->cut->block;
    size_t first = of->spec.kind == CV_ITEM_CHOICES;
    double rows = 0;
    if (first > 0 && coefficients[0] != 0)
        return (double)cv_fold_answers(section->basis->fold, block, item, domain);
    for (size_t k = first; k < section->values.slots; k++)
        if (coefficients[k] != 0)
            rows += (double)cv_fold_level_answers(section->basis->fold, block, item, domain, k - first);
    return rows;
}

static void set_counts(const struct section *section, size_t domain, size_t output, const cv_counted *counted,
                       cv_estimate *row)
{
    const cv_quotient *quotient = quotient_of(section, output);
    if (quotient != NULL) {
        row->n = row->count = rows_in(section, domain, quotient->below);
        if (quotient->share)
            row->count = rows_in(section, domain, quotient->above);
        return;
    }
    count_answers(section, domain, counted, row);
}

/* Parts say how each of their figures is read; other statistics speak for all of theirs. */
static cv_unit unit_of(const struct section *section, size_t output)
{
    const cv_quotient *quotient = quotient_of(section, output);
    if (section->basis->result->statistic != CV_STATISTIC_ITEMS)
        return CV_UNIT_STATISTIC;
    return quotient == NULL ? CV_UNIT_NUMBER : quotient->share ? CV_UNIT_SHARE : CV_UNIT_POINTS;
}

static void fill_row(const struct section *section, size_t domain, size_t output, cv_estimate *row)
{
    const cv_basis *basis = section->basis;
    const cv_measured *of = &basis->plan->of[section->variable];
    size_t outputs = section->values.outputs, cell = domain * outputs + output;
    cv_counted counted = cv_counted_at(basis, section->cut, section->variable, domain);
    row->level = of->shown != NULL ? of->shown[output] : CV_ALL;
    row->unit = unit_of(section, output);
    set_counts(section, domain, output, &counted, row);
    row->weighted_n = section->values.base[domain];
    row->df = cv_basis_df(basis, cv_basis_df_spec(basis), section->cut, domain);
    row->se = row->low = row->high = row->cv = row->deff = row->n_eff = NAN;
    row->estimate = section->values.estimate[cell];
    if (row->n == 0 || (basis->imputation_count > 0 && counted.least == 0)) {
        row->estimate = NAN;
        row->flags |= CV_FLAG_EMPTY;
        return;
    }
    if (of->figures != NULL && isnan(row->estimate))
        row->flags |= CV_FLAG_NO_VARIANCE;
    double variance = isnan(row->estimate) ? (double)NAN : section->variance[cell];
    row->df = cv_imputed_set(basis, variance, cv_imputed_between(section->cut, &section->values, cell, cell), row->df,
                             &row->imputed);
    row->se = sqrt(variance);
    row->cv = row->estimate == 0 ? (double)NAN : row->se / row->estimate;
    set_deff(section, domain, output, variance, row);
}

static void finish_row(const struct section *section, size_t domain, size_t output, cv_estimate *row)
{
    bool some = !(row->flags & CV_FLAG_EMPTY);
    if (some && is_share(section, output))
        set_share_interval(section, domain, row);
    else if (some)
        set_wald_interval(section->basis, row);
    if (some && !(row->df > 0))
        row->flags |= CV_FLAG_NO_DF;
    if (row->se == 0 && !(row->flags & CV_FLAG_FALLBACK_INTERVAL))
        row->flags |= CV_FLAG_ZERO_SE;
    if (section->lonely[domain])
        row->flags |= CV_FLAG_LONELY_PSU;
    if (section->values.partial != NULL && section->values.partial[domain])
        row->flags |= CV_FLAG_MISSING_CELL;
    suppress(section, domain, output, row);
}

void cv_basis_finish_wald(const cv_basis *basis, cv_estimate *row, double variance)
{
    row->se = sqrt(variance);
    row->cv = row->estimate == 0 ? (double)NAN : row->se / row->estimate;
    row->low = row->high = NAN;
    if (row->flags & CV_FLAG_EMPTY)
        return;
    set_wald_interval(basis, row);
    row->flags |= (row->df > 0 ? 0u : CV_FLAG_NO_DF) | (row->se == 0 ? CV_FLAG_ZERO_SE : 0u);
}

int32_t *cv_basis_group(const cv_basis *basis, const cv_cut *cut, size_t domain)
{
    int32_t *group = cv_arena_array(basis->arena, basis->plan->by_count + 1, sizeof *group);
    for (size_t i = 0; group != NULL && i < basis->plan->by_count; i++)
        group[i] = CV_ALL;
    for (size_t i = 0; group != NULL && i < cut->by_count; i++)
        group[cut->by[i]] = cut->places[domain * cut->by_count + i];
    return group;
}

static cv_status add_rows(const struct section *section, cv_messages *messages)
{
    cv_result *result = section->basis->result;
    for (size_t i = 0; i < section->cut->domain_count; i++) {
        size_t domain = section->cut->domains[i];
        int32_t *group = cv_basis_group(section->basis, section->cut, domain);
        if (group == NULL)
            return cv_fail_memory(messages);
        for (size_t r = 0; r < section->values.outputs; r++) {
            cv_estimate *row = &result->rows[result->row_count++];
            *row = (cv_estimate){.variable = measured(section)->axis, .section = section->variable, .group = group};
            fill_row(section, domain, r, row);
            finish_row(section, domain, r, row);
        }
    }
    return CV_OK;
}

static cv_status make_section(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    struct section section = {.basis = basis, .cut = cut, .variable = variable};
    cv_status status = cv_values_at(basis, cut, variable, &section.values, messages);
    section.lonely = cv_memory_zero(section.values.domains + 1, sizeof *section.lonely);
    section.scratch = cv_memory_zero(2 * section.values.slots + 1, sizeof *section.scratch);
    if (status == CV_OK && (section.lonely == NULL || section.scratch == NULL))
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        status = cv_values_covariance(basis, cut, variable, &section.values, false, section.lonely, &section.variance,
                                      messages);
    if (status == CV_OK && has_shares(&section) && basis->imputation_count == 0 && cv_basis_replicated(basis))
        status = cv_replicate_logit_variances(basis, cut, variable, &section.values, &section.logit, messages);
    if (status == CV_OK)
        status = add_rows(&section, messages);
    if (status == CV_OK && section.values.partial != NULL)
        cv_standard_warn(basis, cut, variable, &section.values, messages);
    cv_values_free(&section.values);
    cv_memory_free(section.variance);
    cv_memory_free(section.logit);
    cv_memory_free(section.lonely);
    cv_memory_free(section.scratch);
    return status;
}

/* ---- the covariance of all rows ---- */

static cv_status make_covariance(const cv_basis *basis, cv_messages *messages)
{
    cv_result *result = basis->result;
    const cv_cut *cut = &basis->plan->cuts[0];
    cv_values values;
    double *joint = NULL;
    cv_status status = cv_values_at(basis, cut, 0, &values, messages);
    if (status == CV_OK)
        status = cv_values_covariance(basis, cut, 0, &values, true, NULL, &joint, messages);
    if (status == CV_OK && (result->covariance = cv_arena_array(basis->arena, result->row_count * result->row_count + 1,
                                                                sizeof(double))) == NULL)
        status = cv_fail_memory(messages);
    size_t side = values.domains * values.outputs;
    for (size_t i = 0; status == CV_OK && i < result->row_count; i++)
        for (size_t k = 0; k < result->row_count; k++) {
            size_t a = cut->domains[i / values.outputs] * values.outputs + i % values.outputs;
            size_t b = cut->domains[k / values.outputs] * values.outputs + k % values.outputs;
            bool hidden = isnan(result->rows[i].estimate) || isnan(result->rows[k].estimate);
            result->covariance[i * result->row_count + k] = hidden ? (double)NAN : joint[a * side + b];
        }
    cv_values_free(&values);
    cv_memory_free(joint);
    return status;
}

/* ---- all ---- */

static cv_status add_section(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    if (basis->result->statistic == CV_STATISTIC_WEIGHTS)
        return cv_weight_rows(basis, cut, messages);
    if (basis->result->statistic == CV_STATISTIC_QUANTILE)
        return basis->imputation_count > 0 ? cv_imputed_rows(basis, cut, variable, cv_quantile_rows, messages)
                                           : cv_quantile_rows(basis, cut, variable, messages);
    return make_section(basis, cut, variable, messages);
}

static size_t most_rows(const cv_plan *plan)
{
    size_t rows = 0;
    for (size_t v = 0; v < plan->of_count; v++)
        for (size_t c = 0; c < plan->cut_count; c++)
            rows += plan->cuts[c].domain_count * (plan->of[v].shown_count > 0 ? plan->of[v].shown_count : 1);
    return rows;
}

cv_status cv_estimate_rows(const cv_basis *basis, cv_messages *messages)
{
    const cv_plan *plan = basis->plan;
    cv_result *result = basis->result;
    result->rows = cv_arena_array(basis->arena, most_rows(plan) + 1, sizeof *result->rows);
    result->weights = cv_arena_array(basis->arena, most_rows(plan) + 1, sizeof *result->weights);
    if (result->rows == NULL || result->weights == NULL)
        return cv_fail_memory(messages);
    for (size_t v = 0; v < plan->of_count; v++)
        for (size_t c = 0; c < plan->cut_count; c++) {
            cv_status status = add_section(basis, &plan->cuts[c], v, messages);
            if (status != CV_OK)
                return status;
        }
    return spec_of(basis)->covariance ? make_covariance(basis, messages) : CV_OK;
}
