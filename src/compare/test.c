/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/test.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"
#include "base/number.h"
#include "compare/compare.h"
#include "compare/crosstab.h"
#include "estimate/replicates.h"

/** One variable crossed with the first by variable of a cut, within one combination of the others. */
struct crossing {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable, slots;
    const double *totals;     /**< [domains x slots] of the answered rows */
    const double *covariance; /**< [(domains slots) squared] of the totals */
    const double *replicates; /**< [(R + 1) x domains x slots] the totals at every replicate; NULL: none */
    size_t *domains;          /**< [columns] of this table */
    size_t *levels;           /**< [rows] slots with any weight */
    const bool *met;          /**< [domains] a lonely PSU was treated there */
    bool lonely;              /**< in one of this table's domains */
    size_t columns, rows;
};

static int32_t place_of(const cv_cut *cut, size_t domain, size_t by)
{
    return cut->places[domain * cut->by_count + by];
}

/* The slots of an item that are levels; the base of choices is none. */
static size_t first_level(const struct crossing *of)
{
    return of->basis->plan->of[of->variable].spec.kind == CV_ITEM_CHOICES;
}

static double column_weight(const struct crossing *of, size_t domain)
{
    double sum = 0;
    for (size_t k = first_level(of); k < of->slots; k++)
        sum += of->totals[domain * of->slots + k];
    return sum;
}

/* Leaves out columns and rows without any weight, as a table of what was found has them. */
static void find_rows(struct crossing *of)
{
    size_t kept = 0;
    for (size_t c = 0; c < of->columns; c++)
        if (column_weight(of, of->domains[c]) > 0)
            of->domains[kept++] = of->domains[c];
    of->columns = kept;
    of->rows = 0;
    for (size_t k = first_level(of); k < of->slots; k++) {
        double sum = 0;
        for (size_t c = 0; c < of->columns; c++)
            sum += of->totals[of->domains[c] * of->slots + k];
        if (sum > 0)
            of->levels[of->rows++] = k;
    }
}

static size_t cell_at(const struct crossing *of, size_t cell)
{
    return of->domains[cell % of->columns] * of->slots + of->levels[cell / of->columns];
}

/* p = T / sum of T: V(p) = J V(T) J' with J = (I - p 1') / sum. */
static void share_covariance(const struct crossing *of, const double *share, double sum, size_t side, double *to)
{
    size_t cells = of->rows * of->columns;
    double *rows = to + cells * cells; /* scratch: row sums of V(T) over the cells, then the grand one */
    double all = 0;
    for (size_t i = 0; i < cells; i++) {
        rows[i] = 0;
        for (size_t k = 0; k < cells; k++)
            rows[i] += of->covariance[cell_at(of, i) * side + cell_at(of, k)];
        all += rows[i];
    }
    for (size_t i = 0; i < cells; i++)
        for (size_t k = 0; k < cells; k++) {
            double v = of->covariance[cell_at(of, i) * side + cell_at(of, k)];
            to[i * cells + k] = (v - share[i] * rows[k] - share[k] * rows[i] + share[i] * share[k] * all) / sum / sum;
        }
}

/* V(T) / sum^2: what the shares would have if the sum did not vary. */
static void total_covariance(const struct crossing *of, double sum, size_t side, double *to)
{
    size_t cells = of->rows * of->columns;
    for (size_t i = 0; i < cells; i++)
        for (size_t k = 0; k < cells; k++)
            to[i * cells + k] = of->covariance[cell_at(of, i) * side + cell_at(of, k)] / sum / sum;
}

/* Replicates give the shares' covariance without a derivative. */
static cv_status replicate_covariance(const struct crossing *of, size_t side, double *to, cv_messages *messages)
{
    size_t count = of->rows * of->columns, *cells = cv_memory_zero(count + 1, sizeof *cells);
    if (cells == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++)
        cells[i] = cell_at(of, i);
    cv_status status = cv_replicate_share_covariance(of->basis, of->replicates, side, cells, count, to, messages);
    cv_memory_free(cells);
    return status;
}

typedef cv_status make_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);
static make_rows table_rows;
static make_rows *maker_of(cv_test test);

/** What trend and mcnemar know of a table's levels. */
struct ordering {
    double *row_score, *column_score;
    size_t *row_level, *column_level;
};

static void ordering_free(struct ordering *ordering)
{
    cv_memory_free(ordering->row_score);
    cv_memory_free(ordering->column_score);
    cv_memory_free(ordering->row_level);
    cv_memory_free(ordering->column_level);
}

/* The place on a variable's axis of a table's row. */
static size_t row_place(const struct crossing *of, size_t row)
{
    const int32_t *slots = of->basis->plan->of[of->variable].slots;
    size_t place = 0;
    while ((size_t)slots[place] != of->levels[row])
        place++;
    return place;
}

static size_t column_place(const struct crossing *of, size_t column)
{
    return (size_t)place_of(of->cut, of->domains[column], 0);
}

/* The levels' numbers where all of a table's levels have one, else their places: 1, 2, ... */
static void set_scores(const struct crossing *of, const cv_axis *axis, size_t count,
                       size_t place(const struct crossing *, size_t), double *scores)
{
    bool numbers = true;
    for (size_t i = 0; i < count && numbers; i++) {
        const char *text = axis->values[place(of, i)];
        numbers = cv_number_parse(text, strlen(text), '.', &scores[i]);
    }
    for (size_t i = 0; i < count && !numbers; i++)
        scores[i] = (double)place(of, i) + 1;
}

/* Columns are matched to the rows' levels by value, or by label. */
static cv_status match_levels(const struct crossing *of, const struct ordering *to, cv_messages *messages)
{
    const cv_axis *rows = &of->basis->result->of[of->variable], *columns = &of->basis->result->by[of->cut->by[0]];
    for (size_t i = 0; i < of->rows; i++)
        to->row_level[i] = row_place(of, i);
    for (size_t i = 0; i < of->columns; i++) {
        const char *level = columns->values[column_place(of, i)];
        int32_t place = cv_axis_place(rows, level);
        if (place == CV_ALL)
            return cv_fail_expected(messages, CV_USAGE, of->basis->plan->spec->place,
                                    "two variables with the same levels", cv_nearest(level, rows->values, rows->count),
                                    "test 'mcnemar': '%s' has the level '%.200s', and '%s' has not", columns->variable,
                                    level, rows->variable);
        to->column_level[i] = (size_t)place;
    }
    return CV_OK;
}

static bool asks_for(const cv_analysis_spec *spec, cv_test test)
{
    for (size_t i = 0; i < spec->test_count; i++)
        if (spec->tests[i] == test)
            return true;
    return false;
}

static cv_status set_ordering(const struct crossing *of, struct ordering *to, cv_crosstab *table, cv_messages *messages)
{
    const cv_result *result = of->basis->result;
    *to = (struct ordering){
        cv_memory_zero(of->rows + 1, sizeof(double)), cv_memory_zero(of->columns + 1, sizeof(double)),
        cv_memory_zero(of->rows + 1, sizeof(size_t)), cv_memory_zero(of->columns + 1, sizeof(size_t))};
    if (to->row_score == NULL || to->column_score == NULL || to->row_level == NULL || to->column_level == NULL)
        return cv_fail_memory(messages);
    set_scores(of, &result->of[of->variable], of->rows, row_place, to->row_score);
    set_scores(of, &result->by[of->cut->by[0]], of->columns, column_place, to->column_score);
    table->row_score = to->row_score;
    table->column_score = to->column_score;
    if (!asks_for(of->basis->plan->spec, CV_TEST_MCNEMAR))
        return CV_OK;
    table->row_level = to->row_level;
    table->column_level = to->column_level;
    return match_levels(of, to, messages);
}

/* A test that needs degrees of freedom, and has none left, says so. */
static unsigned flags_of(const cv_crosstab *table, cv_test test, const cv_test_value *value)
{
    if (!(table->n > 0))
        return CV_FLAG_EMPTY;
    bool wald = test == CV_TEST_WALD || test == CV_TEST_ADJUSTED_WALD;
    double needed =
        wald && table->rows > 1 && table->columns > 1 ? (double)((table->rows - 1) * (table->columns - 1)) : 1;
    bool counts = wald || test == CV_TEST_RAO_SCOTT_F || test == CV_TEST_LINCOM || test == CV_TEST_SADDLEPOINT ||
                  test == CV_TEST_TREND || test == CV_TEST_MCNEMAR;
    return counts && isnan(value->p) && !(table->df >= needed) ? CV_FLAG_NO_DF : 0;
}

static cv_status run_tests(const struct crossing *of, const cv_crosstab *table, cv_messages *messages)
{
    const cv_analysis_spec *spec = of->basis->plan->spec;
    const int32_t *group = cv_test_family_group(of->basis, of->cut, of->domains[0], messages);
    if (group == NULL)
        return CV_SYSTEM;
    for (size_t i = 0; i < spec->test_count; i++) {
        if (maker_of(spec->tests[i]) != table_rows)
            continue;
        cv_test_value value = {NAN, NAN, NAN, NAN, false};
        cv_status status = cv_crosstab_test(spec->tests[i], table, &value, messages);
        cv_test_row *row = status == CV_OK ? cv_test_row_add(of->basis, spec->tests[i], of->variable, messages) : NULL;
        if (row == NULL)
            return CV_SYSTEM;
        row->column = of->cut->by[0];
        row->group = group;
        row->statistic = value.statistic;
        row->df1 = value.df1;
        row->df2 = value.df2;
        row->p = value.p;
        row->flags = flags_of(table, spec->tests[i], &value) | (of->lonely ? CV_FLAG_LONELY_PSU : 0u) |
                     (value.drawn ? CV_FLAG_MONTE_CARLO : 0u);
    }
    return CV_OK;
}

static cv_status test_table(struct crossing *of, size_t side, cv_messages *messages)
{
    size_t first = of->domains[0];
    of->lonely = false;
    for (size_t c = 0; c < of->columns; c++)
        of->lonely = of->lonely || of->met[of->domains[c]];
    find_rows(of);
    if (of->columns == 0)
        of->domains[0] = first;
    size_t cells = of->rows * of->columns;
    double *share = cv_memory_zero(cells + 1, sizeof *share), *counts = cv_memory_zero(cells + 1, sizeof *counts);
    double *variance = cv_memory_zero(cells * cells + cells + 1, sizeof *variance);
    double *total_variance = cv_memory_zero(cells * cells + 1, sizeof *total_variance);
    bool memory = share != NULL && counts != NULL && variance != NULL && total_variance != NULL;
    cv_status status = memory ? CV_OK : cv_fail_memory(messages);
    double sum = 0, n = 0;
    for (size_t i = 0; status == CV_OK && i < cells; i++) {
        share[i] = of->totals[cell_at(of, i)];
        counts[i] =
            (double)cv_fold_level_answers(of->basis->fold, of->cut->block, of->cut->items[of->variable],
                                          of->domains[i % of->columns], of->levels[i / of->columns] - first_level(of));
        sum += share[i];
        n += counts[i];
    }
    for (size_t i = 0; status == CV_OK && i < cells; i++)
        share[i] /= sum;
    if (status == CV_OK && cells > 0 && of->replicates != NULL)
        status = replicate_covariance(of, side, variance, messages);
    else if (status == CV_OK && cells > 0 && !of->basis->result->binomial)
        share_covariance(of, share, sum, side, variance);
    if (status == CV_OK && cells > 0 && !of->basis->result->binomial)
        total_covariance(of, sum, side, total_variance);
    cv_crosstab table = {.rows = of->rows,
                         .columns = of->columns,
                         .share = share,
                         .counts = counts,
                         .n = n,
                         .variance = of->basis->result->binomial ? NULL : variance,
                         .total_variance = of->basis->result->binomial ? NULL : total_variance,
                         .df = of->basis->result->binomial ? (double)INFINITY
                                                           : cv_test_kept_df(of->basis, of->cut, first),
                         .replicates = of->replicates != NULL};
    struct ordering ordering = {0};
    if (status == CV_OK)
        status = set_ordering(of, &ordering, &table, messages);
    if (status == CV_OK)
        status = run_tests(of, &table, messages);
    ordering_free(&ordering);
    cv_memory_free(share);
    cv_memory_free(counts);
    cv_memory_free(variance);
    cv_memory_free(total_variance);
    return status;
}

cv_status cv_test_totals(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to,
                         cv_messages *messages)
{
    size_t slots = cv_fold_slots(basis->fold, cut->block, cut->items[variable]),
           domains = cv_fold_domains(basis->fold, cut->block);
    *to = (cv_values){.domains = domains, .outputs = slots, .slots = slots, .totals = true};
    to->estimate = cv_memory_zero(domains * slots + 1, sizeof(double));
    to->jacobian = cv_memory_zero(domains * slots * slots + 1, sizeof(double));
    if (to->estimate == NULL || to->jacobian == NULL)
        return cv_fail_memory(messages);
    for (size_t d = 0; d < domains; d++) {
        cv_fold_totals(basis->fold, cut->block, cut->items[variable], d, to->estimate + d * slots);
        for (size_t k = 0; k < slots; k++)
            to->jacobian[(d * slots + k) * slots + k] = 1;
    }
    return CV_OK;
}

/* The tests of two variables, table by table. */
static cv_status table_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    if (basis->imputation_count > 0)
        return cv_imputed_wald_rows(basis, cut, variable, messages);
    cv_values values = {0};
    double *covariance = NULL, *replicates = NULL;
    struct crossing of = {.basis = basis, .cut = cut, .variable = variable};
    if (cut->by_count == 0)
        return CV_OK;
    size_t domains = cv_fold_domains(basis->fold, cut->block);
    bool *done = cv_memory_zero(cut->domain_count + 1, sizeof *done), *met = cv_memory_zero(domains + 1, sizeof *met);
    of.domains = cv_memory_zero(cut->domain_count + 1, sizeof *of.domains);
    cv_status status = cv_test_totals(basis, cut, variable, &values, messages);
    of.levels = cv_memory_zero(values.slots + 1, sizeof *of.levels);
    if (status == CV_OK && (done == NULL || met == NULL || of.domains == NULL || of.levels == NULL))
        status = cv_fail_memory(messages);
    if (status == CV_OK && !basis->result->binomial)
        status = cv_values_covariance(basis, cut, variable, &values, true, met, &covariance, messages);
    if (status == CV_OK && cv_basis_replicated(basis))
        status = cv_replicate_values(basis, cut, variable, &values, &replicates, messages);
    of.replicates = replicates;
    of.slots = values.slots;
    of.totals = values.estimate;
    of.covariance = covariance;
    of.met = met;
    for (size_t i = 0; status == CV_OK && i < cut->domain_count; i++)
        if ((of.columns = cv_test_family(cut, i, done, of.domains)) > 0)
            status = test_table(&of, values.domains * values.slots, messages);
    cv_values_free(&values);
    cv_memory_free(covariance);
    cv_memory_free(replicates);
    cv_memory_free(of.domains);
    cv_memory_free(of.levels);
    cv_memory_free(done);
    cv_memory_free(met);
    return status;
}

/* Who makes a test's rows. The study's check lets only those meet in an analysis that look at the same groups. */
static make_rows *maker_of(cv_test test)
{
    return test == CV_TEST_T                 ? cv_t_row
           : test == CV_TEST_PAIRED_T        ? cv_paired_row
           : test == CV_TEST_GOODNESS_OF_FIT ? cv_goodness_row
           : cv_test_is_rank(test)           ? cv_rank_rows
                                             : table_rows;
}

/* A maker makes the rows of all its tests at once, in the place of the first of them. */
static bool is_first_of_maker(const cv_analysis_spec *spec, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (maker_of(spec->tests[i]) == maker_of(spec->tests[at]))
            return false;
    return true;
}

static cv_status cut_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    const cv_analysis_spec *spec = basis->plan->spec;
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < spec->test_count; i++)
        if (is_first_of_maker(spec, i))
            status = maker_of(spec->tests[i])(basis, cut, variable, messages);
    return status;
}

/* Rows that there can be: pairs of groups, pairs of variables, comparisons; else one a test and domain. */
static size_t most_rows(const cv_basis *basis)
{
    const cv_plan *plan = basis->plan;
    size_t most = basis->result->comparison_count;
    for (size_t c = 0; c < plan->cut_count; c++) {
        size_t domains = plan->cuts[c].domain_count;
        for (size_t i = 0; i < plan->spec->test_count; i++)
            most += plan->of_count * (plan->spec->tests[i] == CV_TEST_WILCOXON   ? domains * domains / 2
                                      : plan->spec->tests[i] == CV_TEST_PAIRED_T ? domains * plan->of_count
                                                                                 : domains + 1);
    }
    return most;
}

cv_status cv_test_rows(const cv_basis *basis, cv_messages *messages)
{
    const cv_plan *plan = basis->plan;
    basis->result->tests = cv_arena_array(basis->arena, most_rows(basis) + 1, sizeof *basis->result->tests);
    if (basis->result->tests == NULL)
        return cv_fail_memory(messages);
    for (size_t v = 0; v < plan->of_count && plan->spec->test_count > 0; v++)
        for (size_t c = 0; c < plan->cut_count; c++) {
            cv_status status = cut_rows(basis, &plan->cuts[c], v, messages);
            if (status != CV_OK)
                return status;
        }
    return CV_OK;
}
