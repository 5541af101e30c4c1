/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks of groups with the ranks that the tests leave open: by hand, against a count of the pairs, by simulation, and
 * through the whole engine against the letters of the same pairs. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "compare/adjust.h"
#include "compare/rank_sets.h"
#include "support/test_memory.h"
#include "support/test_study.h"

enum { MOST = 8, MOST_PAIRS = MOST * (MOST - 1) / 2 };

/* ---- by hand ---- */

static const struct sets_case {
    const char *name;
    size_t groups, pair_count;
    double estimates[4];
    cv_rank_pair pairs[6];
    size_t want[4][3]; /* rank, low, high */
} cases[] = {
    {"nothing is significant",
     3,
     3,
     {5, 9, 7},
     {{0, 1, 0.5}, {0, 2, 0.06}, {1, 2, 1}},
     {{3, 1, 3}, {1, 1, 3}, {2, 1, 3}}},
    {"all is significant", 3, 3, {5, 9, 7}, {{0, 1, 0}, {0, 2, 0.01}, {1, 2, 0.04}}, {{3, 3, 3}, {1, 1, 1}, {2, 2, 2}}},
    {"one is apart", 3, 3, {5, 9, 7}, {{0, 1, 0.01}, {0, 2, 0.01}, {1, 2, 0.2}}, {{3, 3, 3}, {1, 1, 2}, {2, 1, 2}}},
    {"only the ends differ",
     3,
     3,
     {5, 9, 7},
     {{1, 0, 0.01}, {2, 0, 0.2}, {2, 1, 0.2}},
     {{3, 2, 3}, {1, 1, 2}, {2, 1, 3}}},
    {"p of alpha is not below it", 2, 1, {1, 2}, {{0, 1, 0.05}}, {{2, 1, 2}, {1, 1, 2}}},
    {"equal estimates share the first of their ranks",
     4,
     6,
     {3, 3, 1, 4},
     {{0, 1, 0.9}, {0, 2, 0.9}, {0, 3, 0.9}, {1, 2, 0.9}, {1, 3, 0.9}, {2, 3, 0.9}},
     {{2, 1, 4}, {2, 1, 4}, {4, 1, 4}, {1, 1, 4}}},
    {"equal estimates have no direction", 2, 1, {3, 3}, {{0, 1, 0.001}}, {{1, 1, 2}, {1, 1, 2}}},
    {"a group without an estimate has no rank",
     4,
     6,
     {3, NAN, 1, 4},
     {{0, 1, NAN}, {0, 2, 0.001}, {0, 3, 0.3}, {1, 2, NAN}, {1, 3, 0.001}, {2, 3, 0.001}},
     {{2, 1, 2}, {0, 0, 0}, {3, 3, 3}, {1, 1, 2}}},
    {"a pair without p says nothing", 2, 1, {1, 2}, {{0, 1, NAN}}, {{2, 1, 2}, {1, 1, 2}}},
    {"infinite estimates", 2, 1, {-INFINITY, INFINITY}, {{0, 1, 0}}, {{2, 2, 2}, {1, 1, 1}}},
    {"a single group", 1, 0, {3}, {{0, 0, 0}}, {{1, 1, 1}}},
};

static void check_case(void **state)
{
    const struct sets_case *c = *state;
    cv_rank_set sets[4] = {{0}};
    for (size_t i = 0; i < c->groups; i++)
        sets[i].estimate = c->estimates[i];
    cv_rank_sets(c->pairs, c->pair_count, 0.05, sets, c->groups);
    for (size_t i = 0; i < c->groups; i++) {
        assert_int_equal(sets[i].rank, c->want[i][0]);
        assert_int_equal(sets[i].low, c->want[i][1]);
        assert_int_equal(sets[i].high, c->want[i][2]);
    }
}

/* ---- random families ---- */

static double next_uniform(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return ((*seed >> 8) + 0.5) / 16777216;
}

static double next_normal(unsigned *seed)
{
    double u = next_uniform(seed), v = next_uniform(seed);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

static void as_a_count_of_the_pairs(void **state)
{
    (void)state;
    unsigned seed = 5;
    for (size_t run = 0; run < 2000; run++) {
        size_t count = 1 + (size_t)(next_uniform(&seed) * MOST), pairs = 0, ranked = 0;
        cv_rank_set sets[MOST] = {{0}};
        cv_rank_pair list[MOST_PAIRS];
        bool larger[MOST][MOST] = {{false}};
        for (size_t i = 0; i < count; i++) {
            double u = next_uniform(&seed);
            sets[i].estimate = u < 0.1 ? (double)NAN : floor(6 * next_uniform(&seed)); /* many are equal */
            ranked += isnan(sets[i].estimate) ? 0 : 1;
        }
        for (size_t i = 0; i < count; i++)
            for (size_t k = i + 1; k < count; k++) {
                bool turn = next_uniform(&seed) < 0.5;
                double p = next_uniform(&seed) / 5;
                list[pairs++] = (cv_rank_pair){.a = turn ? k : i, .b = turn ? i : k, .p_adjusted = p};
                larger[i][k] = p < 0.1 && sets[i].estimate > sets[k].estimate;
                larger[k][i] = p < 0.1 && sets[k].estimate > sets[i].estimate;
            }
        cv_rank_sets(list, pairs, 0.1, sets, count);
        for (size_t i = 0; i < count; i++) {
            size_t rank = 1, low = 1, high = ranked;
            for (size_t k = 0; k < count; k++) {
                rank += sets[k].estimate > sets[i].estimate;
                low += larger[k][i];
                high -= larger[i][k];
            }
            bool none = isnan(sets[i].estimate);
            assert_int_equal(sets[i].rank, none ? 0 : rank);
            assert_int_equal(sets[i].low, none ? 0 : low);
            assert_int_equal(sets[i].high, none ? 0 : high);
            assert_true(none || (sets[i].low <= sets[i].rank && sets[i].rank <= sets[i].high));
        }
    }
}

/* ---- all intervals hold at once ---- */

/* One sample of means with known errors, all pairs by z, adjusted. @return whether every true rank is in its interval
 */
static bool holds(const double *truth, cv_adjust adjust, unsigned *seed)
{
    enum { K = 6 };
    static const double se[K] = {0.5, 1, 1, 0.7, 1.3, 0.9};
    cv_rank_set sets[K] = {{0}};
    cv_rank_pair pairs[MOST_PAIRS];
    double p[MOST_PAIRS];
    size_t count = 0;
    cv_messages messages = {0};
    for (size_t i = 0; i < K; i++)
        sets[i].estimate = truth[i] + se[i] * next_normal(seed);
    for (size_t i = 0; i < K; i++)
        for (size_t k = i + 1; k < K; k++) {
            double z = fabs(sets[i].estimate - sets[k].estimate) / hypot(se[i], se[k]);
            p[count] = erfc(z / sqrt(2));
            pairs[count++] = (cv_rank_pair){.a = i, .b = k};
        }
    assert_int_equal(cv_adjust_p(adjust, p, count, p, &messages), CV_OK);
    for (size_t i = 0; i < count; i++)
        pairs[i].p_adjusted = p[i];
    cv_rank_sets(pairs, count, 0.1, sets, K);
    for (size_t i = 0; i < K; i++) {
        size_t larger = 0, smaller = 0;
        for (size_t k = 0; k < K; k++) {
            larger += truth[k] > truth[i];
            smaller += truth[k] < truth[i];
        }
        if (sets[i].low > 1 + larger || sets[i].high < K - smaller)
            return false;
    }
    return true;
}

/* Coverage of 0.9 with 4000 samples has a standard error of 0.005. */
static void all_true_ranks_are_covered_at_once(void **state)
{
    (void)state;
    static const double truths[][6] = {
        {0, 0, 0, 0, 0, 0}, {0, 0, 0, 1, 1, 1}, {0, 1, 2, 3, 4, 5}, {0, 0.1, 0.2, 0.3, 0.4, 9}, {0, 0, 3, 3, 6, 6}};
    static const cv_adjust adjusts[] = {CV_ADJUST_HOLM, CV_ADJUST_BONFERRONI, CV_ADJUST_HOCHBERG, CV_ADJUST_HOMMEL};
    unsigned seed = 77;
    size_t held[COUNT_OF(adjusts)][COUNT_OF(truths)] = {{0}}, unadjusted = 0;
    for (size_t sample = 0; sample < 4000; sample++) {
        for (size_t a = 0; a < COUNT_OF(adjusts); a++)
            for (size_t t = 0; t < COUNT_OF(truths); t++)
                held[a][t] += holds(truths[t], adjusts[a], &seed);
        unadjusted += holds(truths[0], CV_ADJUST_NONE, &seed);
    }
    for (size_t a = 0; a < COUNT_OF(adjusts); a++)
        for (size_t t = 0; t < COUNT_OF(truths); t++)
            if (held[a][t] < 4000 * 0.885)
                fail_msg("adjustment %zu, truth %zu: %zu of 4000", a, t, held[a][t]);
    assert_true(unadjusted < 4000 * 0.7); /* what the adjustment is for */
}

/* ---- through the engine ---- */

static void write_rows(cv_buffer *to)
{
    unsigned seed = 3;
    cv_buffer_add(to, "g,h,p,x,y\n");
    for (size_t i = 0; i < 400; i++) {
        size_t g = (size_t)(next_uniform(&seed) * 5);
        cv_buffer_format(to, "%c,%c,%zu,%.3f,%s\n", "abcde"[g], "uv"[i % 2], i % 20,
                         0.5 * (double)g + 1.5 * next_normal(&seed), next_uniform(&seed) < 0.2 * (double)g ? "j" : "n");
    }
    cv_buffer_add(to, "f,u,1,1.0,j\n"); /* a group without an error of its own */
}

#define STUDY(analysis) "data: {file: x.csv}\ndesign: {cluster: p}\nanalyses:\n  - {name: a, " analysis "}\n"

static const struct engine_case {
    const char *name, *study;
    size_t tables;
    bool simultaneous;
} engines[] = {
    {"means", STUDY("statistic: mean, of: x, by: g, compare: {over: g}"), 1, true},
    {"two_variables_by_another", STUDY("statistic: mean, of: [x, p], by: [g, h], compare: {over: g, adjust: hommel}"),
     4, false},
    {"shares_with_three_measures",
     STUDY("statistic: proportion, of: y, by: g, total: true, compare: {over: g, measure: [ratio, difference, "
           "odds_ratio]}"),
     2, true},
    {"a_banner", STUDY("statistic: mean, of: x, banner: [[g], [h, g]], compare: {over: g, adjust: bonferroni}"), 3,
     true},
    {"false_discoveries", STUDY("statistic: mean, of: x, by: g, compare: {over: g, adjust: bh}"), 1, false},
    {"hochbergs_adjustment", STUDY("statistic: mean, of: x, by: g, compare: {over: g, adjust: hochberg}"), 1, false},
    {"no_adjustment", STUDY("statistic: mean, of: x, by: g, compare: {over: g, adjust: none}"), 1, false},
    {"one_pair_needs_none", STUDY("statistic: mean, of: x, by: h, compare: {over: h, adjust: none}"), 1, true},
    {"suppressed_groups", STUDY("statistic: mean, of: x, by: g, suppress: {min_n: 70}, compare: {over: g}"), 1, true},
    {"one_of_two_groups_suppressed", STUDY("statistic: mean, of: x, by: h, suppress: {min_n: 201}, compare: {over: h}"),
     1, true},
    {"predictive_margins",
     STUDY("model: linear, of: x, predictors: [g, h], margins: [g, h], compare: {over: g, pairs: all}"), 1, true},
    {"ratios_alone", STUDY("statistic: mean, of: x, by: g, compare: {over: g, measure: ratio}"), 0, false},
    {"a_reference", STUDY("statistic: mean, of: x, by: g, compare: {over: g, reference: b}"), 0, false},
    {"no_comparison", STUDY("statistic: mean, of: x, by: g"), 0, false},
    {"contrasts_alone", STUDY("statistic: mean, of: x, by: g, compare: {over: g, contrasts: {c: {a: 1, b: -1}}}"), 0,
     false},
};

static bool has_place(const cv_result *result, const cv_estimate *row, const cv_rank_table *table, int32_t group)
{
    for (size_t b = 0; b < result->by_count; b++)
        if (row->group[b] != (b == table->over ? group : table->group[b]))
            return false;
    return row->variable == table->variable && row->level == table->level;
}

/* Every set, from the comparisons themselves. */
static void check_table(const cv_result *result, const cv_rank_table *table)
{
    size_t ranked = 0;
    for (size_t i = 0; i < table->count; i++)
        ranked += isnan(table->sets[i].estimate) ? 0 : 1;
    for (size_t i = 0; i < table->count; i++) {
        const cv_rank_set *set = &table->sets[i];
        size_t larger = 0, smaller = 0, pairs = 0;
        for (size_t k = 0; k < result->comparison_count; k++) {
            const cv_comparison *row = &result->comparisons[k];
            bool same = row->variable == table->variable && row->level == table->level && row->over == table->over &&
                        row->measure == CV_MEASURE_DIFFERENCE && (row->a == set->group || row->b == set->group);
            for (size_t b = 0; b < result->by_count; b++)
                same = same && row->group[b] == table->group[b];
            if (!same)
                continue;
            pairs++;
            double less = row->a == set->group ? -row->value : row->value; /* the other one less this one */
            larger += row->significant && less > 0;
            smaller += row->significant && less < 0;
            if (!isnan(set->estimate) && (row->flags & CV_FLAG_SUPPRESSED) == 0)
                check_close(row->a == set->group ? row->estimate_a : row->estimate_b, set->estimate, 0, "estimate");
        }
        assert_int_equal(pairs, table->count - 1);
        for (size_t k = 0; k < result->row_count; k++) /* it is ranked unless it is suppressed itself */
            if (result->model == NULL && has_place(result, &result->rows[k], table, set->group))
                assert_true(isnan(set->estimate) == isnan(result->rows[k].estimate));
        assert_true(i == 0 || set->group > table->sets[i - 1].group);
        if (isnan(set->estimate)) {
            assert_int_equal(set->rank + set->low + set->high, 0);
            continue;
        }
        assert_int_equal(set->low, 1 + larger);
        assert_int_equal(set->high, ranked - smaller);
        assert_in_range(set->rank, set->low, set->high);
    }
}

static void check_engine(void **state)
{
    const struct engine_case *c = *state;
    cv_buffer data = {0};
    test_study run;
    cv_rank_table *tables;
    cv_arena arena = {0};
    size_t count;
    write_rows(&data);
    test_study_must_run(&run, c->study, data.text, 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(cv_rank_tables(result, &arena, &tables, &count, &run.messages), CV_OK);
    assert_int_equal(count, c->tables);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(tables[i].simultaneous, c->simultaneous);
        assert_true(tables[i].count >= 2);
        check_table(result, &tables[i]);
    }
    cv_arena_free(&arena);
    test_study_free(&run);
    cv_buffer_free(&data);
}

/* A letter below a group is a group that it is significantly higher than. */
static void letters_are_the_lower_ranks(void **state)
{
    (void)state;
    cv_buffer data = {0};
    test_study run;
    cv_rank_table *tables;
    cv_arena arena = {0};
    size_t count, letters = 0;
    write_rows(&data);
    test_study_must_run(&run, engines[0].study, data.text, 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(cv_rank_tables(result, &arena, &tables, &count, &run.messages), CV_OK);
    assert_int_equal(tables[0].count, result->row_count);
    for (size_t i = 0; i < result->row_count; i++) {
        letters += strlen(result->letters[i]);
        assert_int_equal(tables[0].sets[i].high, result->row_count - strlen(result->letters[i]));
    }
    assert_true(letters > 3);
    cv_arena_free(&arena);
    test_study_free(&run);
    cv_buffer_free(&data);
}

/* ---- no memory ---- */

static cv_status rank_with_little_memory(void *context, cv_messages *messages)
{
    cv_rank_table *tables;
    cv_arena arena = {0};
    size_t count;
    cv_status status = cv_rank_tables(context, &arena, &tables, &count, messages);
    cv_arena_free(&arena);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_buffer data = {0};
    test_study run;
    write_rows(&data);
    test_study_must_run(&run, engines[1].study, data.text, 1, 0);
    check_every_allocation(rank_with_little_memory, &run.results.items[0], 0);
    test_study_free(&run);
    cv_buffer_free(&data);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(engines) + 4] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(engines); i++)
        tests[count++] = (struct CMUnitTest){
            .name = engines[i].name, .test_func = check_engine, .initial_state = (void *)(uintptr_t)&engines[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(as_a_count_of_the_pairs);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(all_true_ranks_are_covered_at_once);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(letters_are_the_lower_ranks);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_allocation_may_fail);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
