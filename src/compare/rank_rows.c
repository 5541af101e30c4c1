/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rank tests of an analysis. A number's rows are ranked one by one; levels, and a number under replicate weights, as
 * the cells of a level in a group: equal values share their rank, so nothing is lost. */
#include <math.h>

#include "base/memory.h"
#include "compare/ranks.h"
#include "compare/test.h"
#include "estimate/distribution.h"
#include "estimate/replicates.h"
#include "estimate/suppress.h"
#include "fold/rows.h"
#include "fold/scores.h"

/** Some groups, ranked together. */
struct ranking {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable;
    const size_t *domains; /**< [count] the groups */
    size_t count;
    cv_ranked_row *rows;
    size_t row_count;
    cv_rank_groups groups;
    double *covariance; /**< [count x count] of the groups' means; not of the binomial model */
    double permutation; /**< binomial model: S2 */
    double df;          /**< of the answers */
    bool lonely;
};

static void ranking_free(struct ranking *in)
{
    cv_memory_free(in->rows);
    cv_memory_free(in->covariance);
    cv_rank_groups_free(&in->groups);
}

static const cv_measured *measured_of(const struct ranking *in)
{
    return &in->basis->plan->of[in->variable];
}

static size_t item_of(const struct ranking *in)
{
    return in->cut->rank_items[in->variable];
}

static uint64_t answers_in(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t domain)
{
    return cv_fold_answers(basis->fold, cut->block, cut->answer_items[variable], domain);
}

/* ---- rows ---- */

static cv_kept_rows kept_in(const struct ranking *in, size_t group)
{
    return cv_fold_rows(in->basis->fold, in->cut->block, item_of(in), in->domains[group]);
}

/* A row's place is its number among all kept rows of the groups. */
static bool gather_rows(struct ranking *in)
{
    size_t all = 0, place = 0;
    for (size_t g = 0; g < in->count; g++)
        all += kept_in(in, g).live;
    in->rows = cv_memory_zero(all + 1, sizeof *in->rows);
    for (size_t g = 0; in->rows != NULL && g < in->count; g++) {
        cv_kept_rows kept = kept_in(in, g);
        for (size_t i = 0; i < kept.live; i++)
            in->rows[in->row_count++] = (cv_ranked_row){
                .value = kept.rows[i].value, .weight = kept.weights[kept.rows[i].row], .group = g, .place = place + i};
        place += kept.count;
    }
    return in->rows != NULL;
}

/* A cell's place is group x slots + slot. */
static bool gather_cells(struct ranking *in)
{
    const cv_fold *fold = in->basis->fold;
    size_t slots = cv_fold_slots(fold, in->cut->block, item_of(in));
    double *totals = cv_memory_zero(slots + 1, sizeof *totals);
    in->rows = cv_memory_zero(in->count * slots + 1, sizeof *in->rows);
    bool ok = totals != NULL && in->rows != NULL;
    for (size_t g = 0; ok && g < in->count; g++) {
        cv_fold_totals(fold, in->cut->block, item_of(in), in->domains[g], totals);
        for (size_t k = 0; k < slots; k++)
            if (totals[k] > 0)
                in->rows[in->row_count++] = (cv_ranked_row){
                    .value = measured_of(in)->ranked[k], .weight = totals[k], .group = g, .place = g * slots + k};
    }
    cv_memory_free(totals);
    return ok;
}

/* ---- the covariance of the groups' means: the scores are taken as they are, so each is a sum of weight x effect ----
 */

/** Scores of rows, as cv_scores takes them. */
struct scored {
    size_t rows, kept;
    double *part; /**< [kept] weight x effect of each kept row; 0 where its weight is */
    double *values;
    uint32_t *stratum, *unit;
    bool calibrated;
    uint32_t *pattern;      /**< under calibration */
    double *start, *weight; /**< likewise */
};

static void scored_free(struct scored *to)
{
    cv_memory_free(to->part);
    cv_memory_free(to->values);
    cv_memory_free(to->stratum);
    cv_memory_free(to->unit);
    cv_memory_free(to->pattern);
    cv_memory_free(to->start);
    cv_memory_free(to->weight);
}

static bool scored_init(struct scored *to, const struct ranking *in, size_t stages)
{
    for (size_t g = 0; g < in->count; g++)
        to->kept += kept_in(in, g).count;
    to->rows = stages > 0 ? cv_design_unit_count(in->basis->design, stages - 1) : to->kept;
    to->part = cv_memory_zero(to->kept + 1, sizeof *to->part);
    to->values = cv_memory_zero(to->rows + 1, in->count * sizeof *to->values);
    to->stratum = cv_memory_zero(to->rows + 1, sizeof *to->stratum);
    to->unit = cv_memory_zero(to->rows + 1, sizeof *to->unit);
    size_t calibrated = to->calibrated ? to->rows : 0;
    to->pattern = cv_memory_zero(calibrated + 1, sizeof *to->pattern);
    to->start = cv_memory_zero(calibrated + 1, sizeof *to->start);
    to->weight = cv_memory_zero(calibrated + 1, sizeof *to->weight);
    if (to->part == NULL || to->values == NULL || to->stratum == NULL || to->unit == NULL || to->pattern == NULL ||
        to->start == NULL || to->weight == NULL)
        return false;
    for (size_t i = 0; i < to->rows; i++)
        to->stratum[i] = CV_NO_UNIT;
    for (size_t i = 0; i < in->row_count; i++)
        to->part[in->rows[i].place] = in->rows[i].weight * in->rows[i].effect;
    return true;
}

/* With clusters the rows' scores are summed over the units of the last stage; without, and where each has its own
 * residual, row by row. */
static void add_scores(struct scored *to, const struct ranking *in, size_t stages)
{
    const cv_fold *fold = in->basis->fold;
    size_t place = 0, block = in->cut->block;
    for (size_t g = 0; g < in->count; g++) {
        cv_kept_rows kept = kept_in(in, g);
        for (size_t i = 0; i < kept.count; i++, place++) {
            cv_row_place where = cv_fold_row_place(fold, block, kept.rows[i].row);
            size_t at = stages > 0 ? where.unit : place;
            to->unit[at] = where.unit;
            to->stratum[at] = where.stratum;
            to->values[at * in->count + g] += to->part[place];
            if (!to->calibrated)
                continue;
            to->pattern[at] = where.pattern;
            to->start[at] = where.start;
            to->weight[at] = kept.weights[kept.rows[i].row];
        }
    }
}

static cv_status vary_rows(struct ranking *in, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    bool calibrated = cv_calibration_columns(cv_design_calibration(basis->design)) > 0;
    size_t stages = calibrated ? 0 : cv_design_stages(basis->design);
    struct scored scored = {.calibrated = calibrated};
    cv_lonely_report lonely = {.met = &in->lonely};
    cv_status status = scored_init(&scored, in, stages) ? CV_OK : cv_fail_memory(messages);
    if (status == CV_OK) {
        add_scores(&scored, in, stages);
        const cv_scores scores = {.rows = scored.rows,
                                  .width = in->count,
                                  .stratum = scored.stratum,
                                  .unit = scored.unit,
                                  .values = scored.values,
                                  .pattern = calibrated ? scored.pattern : NULL,
                                  .start = scored.start,
                                  .weight = scored.weight,
                                  .lonely = basis->study->design.lonely_psu,
                                  .domain_lonely = basis->study->design.domain_lonely};
        status = cv_scores_covariance(basis->design, &scores, in->covariance, &lonely, messages);
    }
    scored_free(&scored);
    return status == CV_OK && lonely.failed ? cv_basis_fail_lonely(basis, &lonely, messages) : status;
}

/* The joint covariance of all domains with the groups' effects for derivatives; the others' are 0. */
static cv_status vary_cells(struct ranking *in, cv_messages *messages)
{
    const cv_fold *fold = in->basis->fold;
    size_t slots = cv_fold_slots(fold, in->cut->block, item_of(in)), side = cv_fold_domains(fold, in->cut->block);
    double *joint = NULL, *jacobian = cv_memory_zero(side * slots + 1, sizeof *jacobian);
    bool *met = cv_memory_zero(side + 1, sizeof *met);
    cv_values values = {.domains = side, .outputs = 1, .slots = slots, .jacobian = jacobian};
    cv_status status = jacobian == NULL || met == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t i = 0; status == CV_OK && i < in->row_count; i++)
        jacobian[in->domains[in->rows[i].group] * slots + in->rows[i].place % slots] = in->rows[i].effect;
    if (status == CV_OK)
        status = cv_values_covariance(in->basis, in->cut, in->variable, &values, true, met, &joint, messages);
    for (size_t a = 0; status == CV_OK && a < in->count; a++) {
        in->lonely = in->lonely || met[in->domains[a]];
        for (size_t b = 0; b < in->count; b++)
            in->covariance[a * in->count + b] = joint[in->domains[a] * side + in->domains[b]];
    }
    cv_memory_free(joint);
    cv_memory_free(jacobian);
    cv_memory_free(met);
    return status;
}

static cv_status vary_replicates(struct ranking *in, cv_messages *messages)
{
    const cv_fold *fold = in->basis->fold;
    size_t slots = cv_fold_slots(fold, in->cut->block, item_of(in)), rows = cv_fold_replicates(fold) + 1;
    double *totals = cv_memory_zero(in->count * slots + 1, sizeof *totals);
    double *values = cv_memory_zero(rows, in->count * sizeof *values);
    cv_status status = totals == NULL || values == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t r = 0; status == CV_OK && r < rows; r++) {
        for (size_t g = 0; g < in->count; g++)
            cv_fold_replicate_totals(fold, in->cut->block, item_of(in), in->domains[g], r, totals + g * slots, NULL);
        for (size_t i = 0; i < in->row_count; i++)
            values[r * in->count + in->rows[i].group] += totals[in->rows[i].place] * in->rows[i].effect;
    }
    if (status == CV_OK)
        status = cv_replicates_covariance(cv_design_replicates(in->basis->design), values, in->count, true,
                                          in->covariance, messages);
    cv_memory_free(totals);
    cv_memory_free(values);
    return status;
}

/* ---- some groups together ---- */

static cv_status rank(struct ranking *in, cv_test test, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    bool cells = measured_of(in)->ranked != NULL, counts = basis->result->binomial;
    in->covariance = cv_memory_zero(in->count * in->count + 1, sizeof *in->covariance);
    if (in->covariance == NULL || !cv_rank_groups_init(&in->groups, in->count) ||
        !(cells ? gather_cells(in) : gather_rows(in)))
        return cv_fail_memory(messages);
    cv_rank_sort(in->rows, in->row_count);
    cv_rank_scores(test, counts, in->rows, in->row_count);
    cv_rank_means(in->rows, in->row_count, &in->groups);
    if (counts) {
        in->permutation = cv_rank_permutation_variance(in->rows, in->row_count);
        return CV_OK;
    }
    bool replicated = cv_basis_replicated(basis);
    in->df = replicated ? cv_test_kept_df(basis, in->cut, in->domains[0])
                        : cv_fold_answers_df(basis->fold, in->cut->block, in->cut->answer_items[in->variable],
                                             in->domains, in->count);
    return replicated ? vary_replicates(in, messages) : cells ? vary_cells(in, messages) : vary_rows(in, messages);
}

/* The standard error of the first group's mean less the second one's; a variance that rounding alone made is 0, as
 * compare.c has it. */
static double pair_error(const struct ranking *in)
{
    const double *v = in->covariance, *n = in->groups.weight;
    if (in->basis->result->binomial)
        return sqrt(in->permutation * (1 / n[0] + 1 / n[1]));
    double own = v[0] + v[3], variance = own - 2 * v[1];
    return variance <= 1e-14 * own ? 0 : sqrt(variance);
}

/* ---- tests ---- */

static unsigned pair_flags(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t pair[2])
{
    size_t least = basis->plan->spec->suppress.min_n;
    unsigned flags = 0;
    for (size_t i = 0; i < 2; i++) {
        double n = (double)answers_in(basis, cut, variable, pair[i]);
        flags |= n > 0 ? 0 : CV_FLAG_EMPTY;
        flags |= least > 0 && cv_suppress_min_n(n, least) ? CV_FLAG_MIN_N : 0;
    }
    return flags;
}

static cv_status add_pair(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t pair[2],
                          const int32_t *group, cv_messages *messages)
{
    struct ranking in = {.basis = basis, .cut = cut, .variable = variable, .domains = pair, .count = 2};
    cv_test_row *row = cv_test_row_add(basis, CV_TEST_WILCOXON, variable, messages);
    if (row == NULL)
        return CV_SYSTEM;
    row->column = cut->by[0];
    row->group = group;
    row->a = cut->places[pair[0] * cut->by_count];
    row->b = cut->places[pair[1] * cut->by_count];
    row->flags = pair_flags(basis, cut, variable, pair);
    if (row->flags != 0)
        return CV_OK;
    cv_status status = rank(&in, CV_TEST_WILCOXON, messages);
    double df = basis->result->binomial ? (double)INFINITY : cv_test_df(basis, cut, in.df, 1);
    if (status == CV_OK)
        cv_test_row_fill(row, in.groups.mean[0] - in.groups.mean[1], 0, pair_error(&in), df,
                         in.lonely ? CV_FLAG_LONELY_PSU : 0, basis->result->confidence);
    ranking_free(&in);
    return status;
}

static cv_status add_pairs(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t *domains,
                           size_t count, const int32_t *group, cv_messages *messages)
{
    size_t first = basis->result->test_count;
    cv_status status = CV_OK;
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; status == CV_OK && b < count; b++)
            status = add_pair(basis, cut, variable, (const size_t[2]){domains[a], domains[b]}, group, messages);
    return status == CV_OK ? cv_test_adjust(basis, first, messages) : status;
}

/* Groups in which nobody answered are left out. */
static cv_status add_all(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_test test, const size_t *domains,
                         size_t count, const int32_t *group, cv_messages *messages)
{
    size_t *answered = cv_memory_zero(count + 1, sizeof *answered);
    cv_test_row *row = answered == NULL ? NULL : cv_test_row_add(basis, test, variable, messages);
    struct ranking in = {.basis = basis, .cut = cut, .variable = variable, .domains = answered};
    for (size_t i = 0; answered != NULL && i < count; i++)
        if (answers_in(basis, cut, variable, domains[i]) > 0)
            answered[in.count++] = domains[i];
    cv_status status = answered == NULL ? cv_fail_memory(messages) : row == NULL ? CV_SYSTEM : CV_OK;
    cv_test_value value = {NAN, NAN, NAN, NAN, false};
    double lost = in.count > 0 ? (double)in.count - 1 : 0, df = INFINITY;
    if (status == CV_OK && in.count > 1)
        status = rank(&in, test, messages);
    if (status == CV_OK && in.count > 1 && basis->result->binomial) {
        cv_rank_all_counts(&in.groups, in.permutation, &value);
    } else if (status == CV_OK && in.count > 1) {
        df = cv_test_df(basis, cut, in.df, lost);
        status = cv_rank_all(&in.groups, in.covariance, df, &value, messages);
    }
    if (status == CV_OK) {
        row->column = cut->by[0];
        row->group = group;
        row->statistic = value.statistic;
        row->df1 = value.df1;
        row->df2 = value.df2;
        row->p = value.p;
        row->flags = (in.count == 0 ? CV_FLAG_EMPTY : 0u) | (df > 0 ? 0u : CV_FLAG_NO_DF) |
                     (in.lonely ? CV_FLAG_LONELY_PSU : 0u);
    }
    ranking_free(&in);
    cv_memory_free(answered);
    return status;
}

static cv_status test_family(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t *domains,
                             size_t count, cv_messages *messages)
{
    const cv_analysis_spec *spec = basis->plan->spec;
    const int32_t *group = cv_test_family_group(basis, cut, domains[0], messages);
    cv_status status = group == NULL ? CV_SYSTEM : CV_OK;
    for (size_t i = 0; status == CV_OK && i < spec->test_count; i++)
        if (spec->tests[i] == CV_TEST_WILCOXON)
            status = add_pairs(basis, cut, variable, domains, count, group, messages);
        else if (cv_test_is_rank(spec->tests[i]))
            status = add_all(basis, cut, variable, spec->tests[i], domains, count, group, messages);
    return status;
}

cv_status cv_rank_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    bool *done = cv_memory_zero(cut->domain_count + 1, sizeof *done);
    size_t *family = cv_memory_zero(cut->domain_count + 1, sizeof *family), count;
    cv_status status = done == NULL || family == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t i = 0; status == CV_OK && cut->by_count > 0 && i < cut->domain_count; i++)
        if ((count = cv_test_family(cut, i, done, family)) > 0)
            status = test_family(basis, cut, variable, family, count, messages);
    cv_memory_free(done);
    cv_memory_free(family);
    return status;
}
