/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/quantiles.h"

#include <math.h>

#include "base/memory.h"
#include "estimate/distribution.h"
#include "estimate/interval.h"
#include "estimate/quantile.h"
#include "estimate/quantile_replicates.h"
#include "estimate/quantile_score.h"
#include "fold/rows.h"

/** One domain while its rows are made. */
struct domain {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t domain;
    cv_kept_rows kept;
    cv_ordered ordered;
    double df, t;
    bool lonely;
    cv_row_scores *scores; /**< without replicate weights */
};

static void score_share(const struct domain *in, double q, double p)
{
    static const size_t place = 0;
    cv_row_scores_clear(in->scores);
    for (size_t i = 0; i < in->kept.count; i++) {
        const cv_kept_row *row = &in->kept.rows[i];
        double score = in->kept.weights[row->row] * ((row->value <= q) - p) / in->ordered.total;
        cv_row_scores_add(in->scores, row->row, &place, &score, 1);
    }
}

/* The design's variance of the share p of values up to q; its linearised values are w (1[y <= q] - p) / sum of w. */
static cv_status vary_share(struct domain *in, double q, double p, double *variance, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    if (cv_basis_replicated(basis))
        return cv_replicate_share_variance(basis, &in->kept, q, variance, messages);
    static const double one = 1;
    bool met = false;
    cv_linear linear = {.outputs = 1,
                        .jacobian = &one,
                        .lonely = basis->study->design.lonely_psu,
                        .domain_lonely = basis->study->design.domain_lonely};
    cv_lonely_report lonely = {.met = &met};
    score_share(in, q, p);
    cv_status status = cv_row_scores_covariance(in->scores, &linear, variance, &lonely, messages);
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

/* ---- intervals ---- */

/* Woodruff's: limits of the distribution function at the quantile, carried back. */
static cv_status woodruff(struct domain *in, cv_estimate *row, cv_messages *messages)
{
    cv_qrule rule = in->basis->plan->spec->qrule;
    double variance = NAN, p = cv_share_up_to(&in->ordered, row->estimate);
    cv_status status = vary_share(in, row->estimate, p, &variance, messages);
    if (status != CV_OK)
        return status;
    cv_limits limits = share_limits(in, p, variance);
    row->low = cv_quantile_at(&in->ordered, rule, limits.low);
    row->high = cv_quantile_at(&in->ordered, rule, limits.high);
    return CV_OK;
}

static cv_status share_at(void *context, double at, double *share, double *error, cv_messages *messages)
{
    struct domain *in = context;
    double variance = NAN;
    *share = cv_share_up_to(&in->ordered, at);
    cv_status status = vary_share(in, at, *share, &variance, messages);
    *error = sqrt(variance);
    return status;
}

static cv_status score(struct domain *in, double probability, cv_estimate *row, cv_messages *messages)
{
    cv_score_request request = {.kept = &in->kept,
                                .ordered = &in->ordered,
                                .rule = in->basis->plan->spec->qrule,
                                .p = probability,
                                .t = in->t,
                                .share_at = share_at,
                                .context = in};
    cv_limits limits;
    cv_status status = cv_quantile_score(&request, &limits, messages);
    row->low = limits.low;
    row->high = limits.high;
    return status;
}

/* The spread of the replicates' own quantiles. */
static cv_status replicate_quantiles(struct domain *in, double probability, cv_estimate *row, cv_messages *messages)
{
    double variance = NAN;
    cv_status status = cv_replicate_quantile_variance(in->basis, &in->kept, in->basis->plan->spec->qrule, probability,
                                                      row->estimate, &variance, messages);
    row->se = sqrt(variance);
    row->low = row->estimate - in->t * row->se;
    row->high = row->estimate + in->t * row->se;
    return status;
}

static cv_status set_interval(struct domain *in, double probability, cv_estimate *row, cv_messages *messages)
{
    cv_interval interval = in->basis->plan->spec->quantile_interval;
    if (interval == CV_INTERVAL_QUANTILE)
        return replicate_quantiles(in, probability, row, messages);
    cv_status status =
        interval == CV_INTERVAL_SCORE ? score(in, probability, row, messages) : woodruff(in, row, messages);
    row->se = (row->high - row->low) / (2 * in->t);
    return status;
}

static cv_status fill_row(struct domain *in, double probability, cv_estimate *row, cv_messages *messages)
{
    row->n = row->count = (double)in->kept.live;
    row->weighted_n = in->ordered.total;
    row->df = in->df;
    row->estimate = row->se = row->low = row->high = row->cv = row->deff = row->n_eff = NAN;
    if (in->kept.live == 0) {
        row->flags |= CV_FLAG_EMPTY;
        return CV_OK;
    }
    row->estimate = cv_quantile_at(&in->ordered, in->basis->plan->spec->qrule, probability);
    cv_status status = set_interval(in, probability, row, messages);
    row->cv = row->estimate == 0 ? (double)NAN : row->se / row->estimate;
    row->flags |= (in->df > 0 ? 0 : CV_FLAG_NO_DF) | (row->se == 0 ? CV_FLAG_ZERO_SE : 0);
    return status;
}

/* ---- domains ---- */

static cv_status start_domain(struct domain *in, size_t variable, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    const cv_cut *cut = in->cut;
    size_t domain = in->domain;
    const cv_df_spec *df = basis->plan->spec->df.given ? &basis->plan->spec->df : &basis->study->design.df;
    bool replicated = cv_basis_replicated(basis), own = df->kind == CV_DF_DOMAIN;
    in->kept = cv_fold_rows(basis->fold, cut->block, cut->items[variable], domain);
    in->ordered = cv_ordered_of(&in->kept);
    if (!replicated && (in->scores = cv_row_scores_new(basis->fold, cut->block, domain, 1)) == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    if (replicated && (own || basis->plan->spec->quantile_interval == CV_INTERVAL_BETA))
        status = cv_fold_rows_rank(basis->fold, cut->block, cut->items[variable], domain, &in->kept.df, messages);
    in->df = own ? in->kept.df : cv_basis_df(basis, df, cut, domain);
    in->t = in->df > 0 ? cv_t_quantile(0.5 + basis->result->confidence / 2, in->df) : (double)NAN;
    return status;
}

static cv_status add_domain(struct domain *in, size_t variable, cv_messages *messages)
{
    cv_result *result = in->basis->result;
    const cv_analysis_spec *spec = in->basis->plan->spec;
    int32_t *group = cv_basis_group(in->basis, in->cut, in->domain);
    if (group == NULL)
        return cv_fail_memory(messages);
    cv_status started = start_domain(in, variable, messages);
    if (started != CV_OK)
        return started;
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
        struct domain in = {.basis = basis, .cut = cut, .domain = cut->domains[i]};
        status = add_domain(&in, variable, messages);
        cv_row_scores_free(in.scores);
    }
    return status;
}
