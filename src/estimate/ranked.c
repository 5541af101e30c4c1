/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/ranked.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "estimate/inequality.h"
#include "estimate/quantile_replicates.h"

/** Domains of a shared threshold whose variances are found together, and, at most, whose covariances are. */
enum { TOGETHER = 32, MOST_SHARED = 512 };

/** One variable in one cut. */
struct ranked {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable, domains, outputs;
    cv_threshold_rule rule;
    bool shared;      /**< the threshold is that of all rows */
    double threshold; /**< shared: its value */
    double *scratch;  /**< [rows of the domain] where linearised values are wanted */
};

/* ---- the statistics ---- */

/* Each gives one output of a domain and, where they are wanted, the linearised values of its rows. */
typedef double measure_function(const struct ranked *in, const cv_ordered *of, size_t output, double *linear);

static double gini(const struct ranked *in, const cv_ordered *of, size_t output, double *linear)
{
    (void)in;
    (void)output;
    return cv_gini(of, linear);
}

static double lorenz(const struct ranked *in, const cv_ordered *of, size_t output, double *linear)
{
    return cv_lorenz(of, in->basis->plan->spec->quantiles[output], linear);
}

static double share_ratio(const struct ranked *in, const cv_ordered *of, size_t output, double *linear)
{
    (void)in;
    (void)output;
    return cv_quintile_share_ratio(of, linear);
}

/* A threshold of the domain's own moves with its weights: the rate by the density there. */
static double poverty(const struct ranked *in, const cv_ordered *of, size_t output, double *linear)
{
    (void)output;
    if (in->shared || of->count == 0)
        return cv_poverty(of, in->shared ? in->threshold : (double)NAN, linear);
    double threshold = cv_threshold(of, &in->rule, linear != NULL ? in->scratch : NULL);
    double rate = cv_poverty(of, threshold, linear);
    double density = linear != NULL ? cv_density(of, threshold) : 0;
    for (size_t i = 0; linear != NULL && i < of->count; i++)
        linear[i] += density * in->scratch[i];
    return rate;
}

static measure_function *const MEASURES[CV_STATISTIC_MODEL + 1] = {
    [CV_STATISTIC_GINI] = gini,
    [CV_STATISTIC_LORENZ] = lorenz,
    [CV_STATISTIC_QUINTILE_SHARE_RATIO] = share_ratio,
    [CV_STATISTIC_AT_RISK_OF_POVERTY] = poverty,
};

bool cv_basis_ranked(const cv_basis *basis)
{
    return MEASURES[basis->result->statistic] != NULL;
}

static double measure(const struct ranked *in, const cv_ordered *of, size_t output, double *linear)
{
    return MEASURES[in->basis->result->statistic](in, of, output, linear);
}

/* ---- values ---- */

static cv_kept_rows rows_of(const struct ranked *in, size_t domain)
{
    return cv_fold_rows(in->basis->fold, in->cut->block, in->cut->items[in->variable], domain);
}

static cv_kept_rows all_rows(const struct ranked *in)
{
    const cv_plan *plan = in->basis->plan;
    return cv_fold_rows(in->basis->fold, plan->whole_block, plan->whole_items[in->variable], 0);
}

static struct ranked start(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values)
{
    const cv_analysis_spec *spec = basis->plan->spec;
    struct ranked in = {.basis = basis,
                        .cut = cut,
                        .variable = variable,
                        .domains = values->domains,
                        .outputs = values->outputs,
                        .rule = {spec->qrule, spec->threshold_quantile, spec->threshold_fraction},
                        .shared = cv_plan_shares_threshold(basis->plan) && cut->by_count > 0};
    if (in.shared) {
        cv_kept_rows kept = all_rows(&in);
        cv_ordered all = cv_ordered_of(&kept);
        in.threshold = cv_threshold(&all, &in.rule, NULL);
    }
    return in;
}

void cv_ranked_values(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to)
{
    struct ranked in = start(basis, cut, variable, to);
    for (size_t d = 0; d < to->domains; d++) {
        cv_kept_rows kept = rows_of(&in, d);
        cv_ordered ordered = cv_ordered_of(&kept);
        to->base[d] = ordered.total;
        for (size_t r = 0; r < to->outputs; r++)
            to->estimate[d * to->outputs + r] = measure(&in, &ordered, r, NULL);
    }
}

/* ---- linearised, each domain by its own rows ---- */

static cv_status finish_linear(const struct ranked *in, const cv_row_scores *scores, const cv_linear *shape, bool *met,
                               double *covariance, cv_messages *messages)
{
    const cv_design_spec *design = &in->basis->study->design;
    cv_linear linear = *shape;
    linear.lonely = design->lonely_psu;
    linear.domain_lonely = design->domain_lonely;
    cv_lonely_report lonely = {.met = met};
    cv_status status = cv_row_scores_covariance(scores, &linear, covariance, &lonely, messages);
    return status == CV_OK && lonely.failed ? cv_basis_fail_lonely(in->basis, &lonely, messages) : status;
}

/* Scores of one domain's rows. @param linear  [outputs + 1][rows]: room */
static void score_domain(struct ranked *in, const cv_kept_rows *kept, const size_t *places, double *linear,
                         double *row_scores, cv_row_scores *scores)
{
    cv_ordered ordered = cv_ordered_of(kept);
    in->scratch = linear + in->outputs * kept->live;
    for (size_t r = 0; r < in->outputs; r++)
        measure(in, &ordered, r, linear + r * kept->live);
    for (size_t i = 0; i < kept->count; i++) {
        double weight = i < kept->live ? cv_ordered_weight(&ordered, i) : 0;
        for (size_t r = 0; r < in->outputs; r++)
            row_scores[r] = weight != 0 ? weight * linear[r * kept->live + i] : 0;
        cv_row_scores_add(scores, kept->rows[i].row, places, row_scores, in->outputs);
    }
}

static size_t most_rows(const struct ranked *in)
{
    size_t most = 0;
    for (size_t d = 0; d < in->domains; d++) {
        size_t live = rows_of(in, d).live;
        most = live > most ? live : most;
    }
    return most;
}

/* @param[out] identity  [domains x outputs x outputs], places [outputs] */
static void fill_identity(const struct ranked *in, double *identity, size_t *places)
{
    size_t outputs = in->outputs;
    for (size_t r = 0; r < outputs; r++)
        places[r] = r;
    for (size_t i = 0; i < in->domains * outputs; i++)
        identity[i * outputs + i % outputs] = 1;
}

static cv_status own_covariance(struct ranked *in, bool joint, bool *met, double *covariance, cv_messages *messages)
{
    size_t outputs = in->outputs;
    cv_row_scores *scores = cv_row_scores_new(in->basis->fold, in->cut->block, CV_ALL_DOMAINS, outputs);
    double *linear = cv_memory_zero(most_rows(in) + 1, (outputs + 1) * sizeof *linear);
    double *identity = cv_memory_zero(in->domains + 1, outputs * outputs * sizeof *identity);
    double *row_scores = cv_memory_zero(outputs + 1, sizeof *row_scores);
    size_t *places = cv_memory_zero(outputs + 1, sizeof *places);
    cv_status status = CV_OK;
    if (scores == NULL || linear == NULL || identity == NULL || row_scores == NULL || places == NULL)
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        fill_identity(in, identity, places);
    for (size_t d = 0; status == CV_OK && d < in->domains; d++) {
        cv_kept_rows kept = rows_of(in, d);
        score_domain(in, &kept, places, linear, row_scores, scores);
    }
    if (status == CV_OK)
        status = finish_linear(in, scores, &(cv_linear){.outputs = outputs, .jacobian = identity, .joint = joint}, met,
                               covariance, messages);
    cv_row_scores_free(scores);
    cv_memory_free(linear);
    cv_memory_free(identity);
    cv_memory_free(row_scores);
    cv_memory_free(places);
    return status;
}

/* ---- linearised, a threshold of all rows ---- */

/** Some domains whose rates lie below one threshold: slot k is what domain first + k adds at a threshold that stands,
 * the last slot is the threshold's own, which moves the rate of each by the domain's density there. */
struct shared {
    size_t first, count;
    double *rate, *weight; /**< [count] of each domain */
    double *jacobian;      /**< [count x (count + 1)] */
    double *linear;        /**< [live rows of all] of the threshold */
};

static void fill_shared(const struct ranked *in, struct shared *some)
{
    size_t width = some->count + 1;
    memset(some->jacobian, 0, some->count * width * sizeof *some->jacobian);
    for (size_t k = 0; k < some->count; k++) {
        cv_kept_rows kept = rows_of(in, some->first + k);
        cv_ordered ordered = cv_ordered_of(&kept);
        some->weight[k] = ordered.total;
        some->rate[k] = kept.live > 0 ? cv_poverty(&ordered, in->threshold, NULL) : 0;
        some->jacobian[k * width + k] = 1;
        some->jacobian[k * width + some->count] = kept.live > 0 ? cv_density(&ordered, in->threshold) : 0;
    }
}

static void score_shared(const struct ranked *in, const cv_kept_rows *all, const struct shared *some,
                         cv_row_scores *scores)
{
    for (size_t i = 0; i < all->count; i++) {
        const cv_kept_row *row = &all->rows[i];
        double weight = i < all->live ? all->weights[row->row] : 0;
        size_t k = cv_fold_row_domain(in->basis->fold, in->cut->block, row->row) - some->first;
        double values[2] = {weight != 0 ? weight * some->linear[i] : 0, 0};
        size_t places[2] = {some->count, k};
        if (weight != 0 && k < some->count)
            values[1] = weight * ((row->value < in->threshold) - some->rate[k]) / some->weight[k];
        cv_row_scores_add(scores, row->row, places, values, k < some->count ? 2 : 1);
    }
}

static cv_status vary_shared(const struct ranked *in, const cv_kept_rows *all, struct shared *some, bool joint,
                             bool *met, double *covariance, cv_messages *messages)
{
    size_t width = some->count + 1;
    cv_row_scores *scores = cv_row_scores_new(in->basis->fold, in->basis->plan->whole_block, CV_ALL_DOMAINS, width);
    some->rate = cv_memory_zero(width, sizeof *some->rate);
    some->weight = cv_memory_zero(width, sizeof *some->weight);
    some->jacobian = cv_memory_zero(width, width * sizeof *some->jacobian);
    bool ok = scores != NULL && some->rate != NULL && some->weight != NULL && some->jacobian != NULL;
    cv_status status = ok ? CV_OK : cv_fail_memory(messages);
    if (ok) {
        fill_shared(in, some);
        score_shared(in, all, some, scores);
        cv_linear linear = {.outputs = some->count, .jacobian = some->jacobian, .joint = joint};
        status = finish_linear(in, scores, &linear, met, covariance, messages);
    }
    cv_row_scores_free(scores);
    cv_memory_free(some->rate);
    cv_memory_free(some->weight);
    cv_memory_free(some->jacobian);
    return status;
}

static cv_status shared_covariance(const struct ranked *in, bool joint, bool *met, double *covariance,
                                   cv_messages *messages)
{
    cv_kept_rows all = all_rows(in);
    cv_ordered ordered = cv_ordered_of(&all);
    bool lonely = false;
    struct shared some = {.linear = cv_memory_zero(all.live + 1, sizeof *some.linear)};
    if (joint && in->domains > MOST_SHARED) {
        cv_memory_free(some.linear);
        return cv_fail(messages, CV_USAGE, in->basis->plan->spec->place,
                       "analysis '%s' has %zu domains below one threshold, more than the %d that can be compared",
                       in->basis->plan->spec->name.text, in->domains, MOST_SHARED);
    }
    cv_status status = some.linear == NULL ? cv_fail_memory(messages) : CV_OK;
    if (status == CV_OK)
        cv_threshold(&ordered, &in->rule, some.linear);
    for (; status == CV_OK && some.first < in->domains; some.first += some.count) {
        size_t rest = in->domains - some.first;
        some.count = joint || rest < TOGETHER ? rest : TOGETHER;
        status = vary_shared(in, &all, &some, joint, &lonely, covariance + some.first, messages);
    }
    for (size_t d = 0; met != NULL && lonely && d < in->domains; d++)
        met[d] = true;
    cv_memory_free(some.linear);
    return status;
}

/* ---- replicates ---- */

/** Where the values of one domain at every replicate go. */
struct replicated {
    struct ranked *in;
    const double *thresholds; /**< [R] shared: of all rows */
    double *to;               /**< the domain's in the first replicate */
    size_t side;              /**< from one replicate to the next */
};

static void keep_threshold(void *context, const cv_ordered *at, size_t replicate)
{
    struct replicated *of = context;
    of->to[replicate] = cv_threshold(at, &of->in->rule, NULL);
}

static void keep_values(void *context, const cv_ordered *at, size_t replicate)
{
    struct replicated *of = context;
    if (of->in->shared)
        of->in->threshold = of->thresholds[replicate];
    for (size_t r = 0; r < of->in->outputs; r++)
        of->to[replicate * of->side + r] = measure(of->in, at, r, NULL);
}

static cv_status replicated_covariance(struct ranked *in, const cv_values *values, bool joint, double *covariance,
                                       cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    size_t side = in->domains * in->outputs, count = cv_fold_replicates(basis->fold);
    double *at = cv_memory_zero(count + 1, (side + 1) * sizeof *at);
    double *thresholds = cv_memory_zero(count + 1, sizeof *thresholds);
    cv_status status = at == NULL || thresholds == NULL ? cv_fail_memory(messages) : CV_OK;
    if (status == CV_OK && in->shared) {
        cv_kept_rows all = all_rows(in);
        status =
            cv_replicate_each(basis, &all, keep_threshold, &(struct replicated){in, NULL, thresholds, 1}, messages);
    }
    for (size_t d = 0; status == CV_OK && d < in->domains; d++) {
        cv_kept_rows kept = rows_of(in, d);
        struct replicated of = {in, thresholds, at + d * in->outputs, side};
        status = cv_replicate_each(basis, &kept, keep_values, &of, messages);
    }
    if (status == CV_OK) {
        memcpy(at + count * side, values->estimate, side * sizeof *at);
        status = cv_replicates_covariance(cv_design_replicates(basis->design), at, side, joint, covariance, messages);
    }
    cv_memory_free(at);
    cv_memory_free(thresholds);
    return status;
}

cv_status cv_ranked_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                               bool joint, bool *met, double *covariance, cv_messages *messages)
{
    struct ranked in = start(basis, cut, variable, values);
    if (cv_basis_replicated(basis))
        return replicated_covariance(&in, values, joint, covariance, messages);
    return in.shared ? shared_covariance(&in, joint, met, covariance, messages)
                     : own_covariance(&in, joint, met, covariance, messages);
}
