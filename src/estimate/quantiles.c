/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/quantiles.h"

#include <math.h>

#include "base/memory.h"
#include "estimate/distribution.h"
#include "estimate/interval.h"
#include "estimate/quantile.h"
#include "fold/scores.h"

/** One domain while its rows are made. */
struct domain {
    const cv_basis *basis;
    cv_kept_rows kept;
    cv_ordered ordered;
    double df;
    bool lonely;
    /* [kept.count], of every row that answered: */
    uint32_t *stratum, *unit;
    double *scores;
};

/* The design's variance of the share p of values up to q; its linearised values are w (1[y <= q] - p) / sum of w. */
static cv_status vary_share(struct domain *in, double q, double p, double *variance, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    for (size_t i = 0; i < in->kept.count; i++) {
        const cv_kept_row *row = &in->kept.rows[i];
        in->scores[i] = row->weight * ((row->value <= q) - p) / in->ordered.total;
    }
    cv_scores scores = {.rows = in->kept.count,
                        .width = 1,
                        .stratum = in->stratum,
                        .unit = in->unit,
                        .values = in->scores,
                        .lonely = basis->study->design.lonely_psu,
                        .domain_lonely = basis->study->design.domain_lonely};
    bool met = false;
    cv_lonely_report lonely = {.met = &met};
    cv_status status = cv_scores_covariance(basis->design, &scores, variance, &lonely, messages);
    in->lonely = in->lonely || met;
    return status == CV_OK && lonely.failed ? cv_basis_fail_lonely(basis, &lonely, messages) : status;
}

/* Limits of the distribution function. Without an error (all rows are up to q, or the PSUs are alike) they are its
 * point. R's `mean` has that; its other intervals have it or nothing, as rounding has it. */
static cv_limits share_limits(const struct domain *in, double p, double variance)
{
    const cv_analysis_spec *spec = in->basis->plan->spec;
    if ((p >= 1 || variance <= 0) && !isnan(variance))
        return in->df > 0 ? (cv_limits){p, p} : (cv_limits){NAN, NAN};
    bool fallback;
    cv_proportion of = {.p = p,
                        .se = sqrt(variance),
                        .df = in->df,
                        .df_domain = in->kept.df,
                        .n = (double)in->kept.live,
                        .rows = (double)in->kept.count,
                        .level = in->basis->result->confidence};
    return cv_interval_design(spec->quantile_interval, &of, &fallback);
}

static cv_status fill_row(struct domain *in, double probability, cv_estimate *row, cv_messages *messages)
{
    const cv_analysis_spec *spec = in->basis->plan->spec;
    double variance = NAN;
    row->n = row->count = (double)in->kept.live;
    row->weighted_n = in->ordered.total;
    row->df = in->df;
    row->estimate = row->se = row->low = row->high = row->cv = row->deff = row->n_eff = NAN;
    if (in->kept.live == 0) {
        row->flags |= CV_FLAG_EMPTY;
        return CV_OK;
    }
    row->estimate = cv_quantile_at(&in->ordered, spec->qrule, probability);
    double p = cv_share_up_to(&in->ordered, row->estimate);
    cv_status status = vary_share(in, row->estimate, p, &variance, messages);
    if (status != CV_OK)
        return status;
    cv_limits limits = share_limits(in, p, variance);
    row->low = cv_quantile_at(&in->ordered, spec->qrule, limits.low);
    row->high = cv_quantile_at(&in->ordered, spec->qrule, limits.high);
    if (in->df > 0)
        row->se = (row->high - row->low) / (2 * cv_t_quantile(0.5 + in->basis->result->confidence / 2, in->df));
    row->cv = row->estimate == 0 ? (double)NAN : row->se / row->estimate;
    row->flags |= (in->df > 0 ? 0 : CV_FLAG_NO_DF) | (row->se == 0 ? CV_FLAG_ZERO_SE : 0);
    return CV_OK;
}

/* ---- domains ---- */

static bool start_domain(struct domain *in, const cv_cut *cut, size_t variable, size_t domain)
{
    const cv_basis *basis = in->basis;
    const cv_df_spec *df = basis->plan->spec->df.given ? &basis->plan->spec->df : &basis->study->design.df;
    in->kept = cv_fold_rows(basis->fold, cut->block, cut->items[variable], domain);
    in->ordered = cv_ordered_of(&in->kept);
    in->df = df->kind == CV_DF_DOMAIN ? in->kept.df : cv_basis_df(basis, df, cut, domain);
    in->stratum = cv_memory_new((in->kept.count + 1) * sizeof *in->stratum);
    in->unit = cv_memory_new((in->kept.count + 1) * sizeof *in->unit);
    in->scores = cv_memory_new((in->kept.count + 1) * sizeof *in->scores);
    if (in->stratum == NULL || in->unit == NULL || in->scores == NULL)
        return false;
    for (size_t i = 0; i < in->kept.count; i++) {
        in->stratum[i] = cv_fold_row_stratum(basis->fold, cut->block, &in->kept.rows[i]);
        in->unit[i] = cv_fold_row_unit(basis->fold, cut->block, &in->kept.rows[i]);
    }
    return true;
}

static cv_status add_domain(struct domain *in, const cv_cut *cut, size_t variable, size_t domain, cv_messages *messages)
{
    cv_result *result = in->basis->result;
    const cv_analysis_spec *spec = in->basis->plan->spec;
    int32_t *group = cv_basis_group(in->basis, cut, domain);
    if (group == NULL || !start_domain(in, cut, variable, domain))
        return cv_fail_memory(messages);
    cv_estimate *rows = result->rows + result->row_count;
    for (size_t i = 0; i < spec->quantile_count; i++) {
        rows[i] = (cv_estimate){.variable = variable, .level = (int32_t)i, .group = group};
        cv_status status = fill_row(in, spec->quantiles[i], &rows[i], messages);
        if (status != CV_OK)
            return status;
    }
    for (size_t i = 0; i < spec->quantile_count; i++) {
        rows[i].flags |= in->lonely ? CV_FLAG_LONELY_PSU : 0;
        cv_basis_suppress(in->basis, &rows[i]);
    }
    result->row_count += spec->quantile_count;
    return CV_OK;
}

cv_status cv_quantile_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < cut->domain_count; i++) {
        struct domain in = {.basis = basis};
        status = add_domain(&in, cut, variable, cut->domains[i], messages);
        cv_memory_free(in.stratum);
        cv_memory_free(in.unit);
        cv_memory_free(in.scores);
    }
    return status;
}
