/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors of small designs, worked out by hand from the formulas; those of the bootstrap by a program of mt19937
 * (Matsumoto and Nishimura 1998, the 2002 seeding) and of equal shares of its numbers, apart from GSL. That the
 * weights' standard errors are those of R's as.svrepdesign is tested in tests/cli/test_weights.c. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "design/resample.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

enum { MOST_STRATA = 4, MOST_PSUS = 8, MOST_COUNT = 8 };

#define ENDLESS(n)                                                                                                     \
    {                                                                                                                  \
        "s" #n, n, INFINITY                                                                                            \
    }

static const struct factor_case {
    const char *name;
    cv_replicates_type type;
    cv_resample_stratum strata[MOST_STRATA];
    size_t strata_count;
    cv_lonely_psu lonely;
    double rho;
    size_t replicates;
    unsigned long seed;
    size_t count;
    double scale, rscales[MOST_COUNT];
    double factors[MOST_PSUS][MOST_COUNT]; /* PSU after PSU, stratum after stratum */
} cases[] = {
    {"jk1",
     CV_REPLICATES_JK1,
     {ENDLESS(3)},
     1,
     .count = 3,
     .scale = 2.0 / 3,
     .rscales = {1, 1, 1},
     .factors = {{0, 1.5, 1.5}, {1.5, 0, 1.5}, {1.5, 1.5, 0}}},
    {"jk1_of_a_small_population",
     CV_REPLICATES_JK1,
     {{"", 2, 8}},
     1,
     .count = 2,
     .scale = 0.375,
     .rscales = {1, 1},
     .factors = {{0, 2}, {2, 0}}},
    {"jkn",
     CV_REPLICATES_JKN,
     {ENDLESS(2), {"b", 3, 12}},
     2,
     .count = 5,
     .scale = 1,
     .rscales = {0.5, 0.5, 0.5, 0.5, 0.5},
     .factors = {{0, 2, 1, 1, 1}, {2, 0, 1, 1, 1}, {1, 1, 0, 1.5, 1.5}, {1, 1, 1.5, 0, 1.5}, {1, 1, 1.5, 1.5, 0}}},
    {"a_whole_population_does_not_vary",
     CV_REPLICATES_JKN,
     {{"all", 2, 2}, ENDLESS(2)},
     2,
     .count = 2,
     .scale = 1,
     .rscales = {0.5, 0.5},
     .factors = {{1, 1}, {1, 1}, {0, 2}, {2, 0}}},
    {"a_single_psu_that_is_its_population",
     CV_REPLICATES_JKN,
     {{"one", 1, 1}, ENDLESS(2)},
     2,
     .count = 2,
     .scale = 1,
     .rscales = {0.5, 0.5},
     .factors = {{1, 1}, {0, 2}, {2, 0}}},
    {"lonely_remove",
     CV_REPLICATES_JKN,
     {ENDLESS(1), ENDLESS(2)},
     2,
     CV_LONELY_REMOVE,
     .count = 2,
     .scale = 1,
     .rscales = {0.5, 0.5},
     .factors = {{1, 1}, {0, 2}, {2, 0}}},
    /* R: length(unq) / counter */
    {"lonely_average",
     CV_REPLICATES_JKN,
     {ENDLESS(2), ENDLESS(1)},
     2,
     CV_LONELY_AVERAGE,
     .count = 2,
     .scale = 1.5,
     .rscales = {0.5, 0.5},
     .factors = {{0, 2}, {2, 0}, {1, 1}}},
    /* R: 0 for the stratum, nstrat / (nstrat - 1) for all others */
    {"lonely_adjust",
     CV_REPLICATES_JKN,
     {ENDLESS(2), ENDLESS(1), ENDLESS(2)},
     3,
     CV_LONELY_ADJUST,
     .count = 5,
     .scale = 1,
     .rscales = {0.5, 0.5, 2.0 / 3, 0.5, 0.5},
     .factors = {{0, 2, 1.5, 1, 1}, {2, 0, 1.5, 1, 1}, {1, 1, 0, 1, 1}, {1, 1, 1.5, 0, 2}, {1, 1, 1.5, 2, 0}}},
    /* (1 1; 1 -1): its second row, 1 taking the second PSU */
    {"brr_of_one_stratum",
     CV_REPLICATES_BRR,
     {ENDLESS(2)},
     1,
     .count = 2,
     .scale = 0.5,
     .rscales = {1, 1},
     .factors = {{0, 2}, {2, 0}}},
    {"fay",
     CV_REPLICATES_FAY,
     {ENDLESS(2)},
     1,
     .rho = 0.25,
     .count = 2,
     .scale = 1 / (2 * 0.5625),
     .rscales = {1, 1},
     .factors = {{0.25, 1.75}, {1.75, 0.25}}},
    {"bootstrap",
     CV_REPLICATES_BOOTSTRAP,
     {ENDLESS(3), ENDLESS(2)},
     2,
     .replicates = 4,
     .seed = 7,
     .count = 4,
     .scale = 1.0 / 3,
     .rscales = {1, 1, 1, 1},
     .factors = {{3, 1.5, 0, 0}, {0, 0, 1.5, 1.5}, {0, 1.5, 1.5, 1.5}, {0, 2, 0, 2}, {2, 0, 2, 0}}},
    {"bootstrap_of_one_stratum",
     CV_REPLICATES_BOOTSTRAP,
     {ENDLESS(4)},
     1,
     .replicates = 3,
     .seed = 1,
     .count = 3,
     .scale = 0.5,
     .rscales = {1, 1, 1},
     .factors = {{0, 8.0 / 3, 4.0 / 3}, {4.0 / 3, 0, 4.0 / 3}, {4.0 / 3, 0, 0}, {4.0 / 3, 4.0 / 3, 4.0 / 3}}},
    {"bootstrap_of_the_largest_seed",
     CV_REPLICATES_BOOTSTRAP,
     {ENDLESS(2), ENDLESS(5), ENDLESS(1)},
     3,
     CV_LONELY_CERTAINTY,
     .replicates = 3,
     .seed = 4294967295u,
     .count = 3,
     .scale = 0.5,
     .rscales = {1, 1, 1},
     .factors = {{2, 2, 0},
                 {0, 0, 2},
                 {0, 1.25, 1.25},
                 {0, 1.25, 0},
                 {2.5, 0, 2.5},
                 {2.5, 1.25, 1.25},
                 {0, 1.25, 0},
                 {1, 1, 1}}},
};

static cv_resample_request request_of(const struct factor_case *c)
{
    return (cv_resample_request){.type = c->type,
                                 .strata = c->strata,
                                 .count = c->strata_count,
                                 .lonely = c->lonely,
                                 .rho = c->rho,
                                 .replicates = c->replicates,
                                 .seed = c->seed};
}

static void check_factors(void **state)
{
    const struct factor_case *c = *state;
    cv_resample_request request = request_of(c);
    cv_resample made;
    cv_messages messages = {0};
    double factors[MOST_COUNT];
    assert_int_equal(cv_resample_make(&request, &made, &messages), CV_OK);
    check_messages(&messages, "", c->name);
    assert_int_equal(made.count, c->count);
    check_close(made.scale, c->scale, 1e-15, "scale");
    for (size_t h = 0, row = 0; h < c->strata_count; h++)
        for (size_t k = 0; k < c->strata[h].psus; k++, row++) {
            cv_resample_factors(&made, h, k, factors);
            for (size_t r = 0; r < c->count; r++) {
                char what[120];
                snprintf(what, sizeof what, "stratum %zu, PSU %zu, replicate %zu", h, k, r);
                check_close(factors[r], c->factors[row][r], 1e-15, what);
                check_close(made.rscales[r], c->rscales[r], 1e-15, "rscales");
            }
        }
    cv_resample_free(&made);
    cv_resample_free(&made);
}

/* ---- half-samples are balanced ---- */

/* Each pair has one PSU in each half, each PSU is in half of the halves, and two pairs meet in all four ways as often.
 */
static void half_samples_are_balanced(void **state)
{
    (void)state;
    static const size_t sizes[] = {2, 4, 6, 2, 2, 4};
    enum { STRATA = COUNT_OF(sizes), PAIRS = 10, ORDER = 12 };
    cv_resample_stratum strata[STRATA];
    double factors[2 * PAIRS][ORDER];
    cv_messages messages = {0};
    cv_resample made;
    for (size_t h = 0; h < STRATA; h++)
        strata[h] = (cv_resample_stratum){"s", sizes[h], INFINITY};
    const cv_resample_request request = {.type = CV_REPLICATES_BRR, .strata = strata, .count = STRATA};
    assert_int_equal(cv_resample_make(&request, &made, &messages), CV_OK);
    check_messages(
        &messages,
        "canvass: warning: 3 of 6 strata have more than two PSUs: they are taken as pairs in the order of the "
        "data, as if each pair were a stratum; type jkn takes them as they are\n",
        "split");
    assert_int_equal(made.count, ORDER);
    check_close(made.scale, 1.0 / ORDER, 1e-15, "scale");
    for (size_t h = 0, row = 0; h < STRATA; h++)
        for (size_t k = 0; k < sizes[h]; k++)
            cv_resample_factors(&made, h, k, factors[row++]);
    for (size_t i = 0; i < PAIRS; i++)
        for (size_t k = 0; k < PAIRS; k++) {
            int together = 0;
            for (size_t r = 0; r < ORDER; r++) {
                check_close(factors[2 * i][r] + factors[2 * i + 1][r], 2, 0, "one of a pair");
                together += factors[2 * i][r] > 0 && factors[2 * k][r] > 0;
            }
            assert_int_equal(together, i == k ? ORDER / 2 : ORDER / 4);
        }
    cv_resample_free(&made);
}

/* ---- what cannot be made ---- */

static const struct mistake {
    const char *name;
    cv_replicates_type type;
    cv_resample_stratum strata[MOST_STRATA];
    size_t strata_count;
    cv_lonely_psu lonely;
    const char *said;
} mistakes[] = {
    {"lonely_fail",
     CV_REPLICATES_JKN,
     {{"north", 1, INFINITY}, ENDLESS(2)},
     2,
     CV_LONELY_FAIL,
     "canvass: error: stratum 'north' has only one PSU\n"
     "  expected lonely_psu: remove or certainty in the design, or strata merged until each has two PSUs\n"},
    {"lonely_adjust_is_for_jackknives",
     CV_REPLICATES_BOOTSTRAP,
     {{"north", 1, INFINITY}, ENDLESS(2)},
     2,
     CV_LONELY_ADJUST,
     "canvass: error: stratum 'north' has only one PSU\n"
     "  expected lonely_psu: remove or certainty in the design, or strata merged until each has two PSUs\n"},
    {"one_psu",
     CV_REPLICATES_JK1,
     {{"", 1, INFINITY}},
     1,
     CV_LONELY_FAIL,
     "canvass: error: the sample has only one PSU\n  expected at least two PSUs\n"},
    {"odd_numbers_are_no_pairs",
     CV_REPLICATES_BRR,
     {ENDLESS(2), {"east", 5, INFINITY}},
     2,
     CV_LONELY_FAIL,
     "canvass: error: stratum 'east' has 5 PSUs, which are no pairs\n"
     "  expected two PSUs in each stratum, or pairs of them; type jkn takes any number\n"},
    {"all_is_in_the_sample",
     CV_REPLICATES_JKN,
     {{"a", 2, 2}, {"b", 3, 3}},
     2,
     CV_LONELY_FAIL,
     "canvass: error: nothing varies: no stratum has two PSUs and a population beyond them\n"
     "  expected a sample that is not the whole population\n"},
    {"every_stratum_is_lonely",
     CV_REPLICATES_BRR,
     {ENDLESS(1), ENDLESS(1)},
     2,
     CV_LONELY_REMOVE,
     "canvass: error: nothing varies: no stratum has two PSUs and a population beyond them\n"
     "  expected a sample that is not the whole population\n"},
    {"one_replicate",
     CV_REPLICATES_JKN,
     {{"all", 2, 2}, ENDLESS(1)},
     2,
     CV_LONELY_ADJUST,
     "canvass: error: one replicate alone, which cannot vary\n  expected two replicates or more\n"},
    {"too_many",
     CV_REPLICATES_JK1,
     {{"", 10001, INFINITY}},
     1,
     CV_LONELY_FAIL,
     "canvass: error: 10001 replicates, more than the 10000 that can be made\n"
     "  expected type bootstrap, or fewer sampling units\n"},
    {"too_many_pairs",
     CV_REPLICATES_BRR,
     {{"", 16384, INFINITY}},
     1,
     CV_LONELY_FAIL,
     "canvass: warning: 1 of 1 strata have more than two PSUs: they are taken as pairs in the order of the data, as if "
     "each pair were a stratum; type jkn takes them as they are\n"
     "canvass: error: 8192 pairs of PSUs, more than the 8191 that half-samples can be balanced for\n"
     "  expected type jkn or bootstrap\n"},
};

static void check_refused(void **state)
{
    const struct mistake *c = *state;
    const cv_resample_request request = {.type = c->type,
                                         .strata = c->strata,
                                         .count = c->strata_count,
                                         .lonely = c->lonely,
                                         .replicates = 10,
                                         .seed = 1};
    cv_resample made;
    cv_messages messages = {0};
    assert_int_equal(cv_resample_make(&request, &made, &messages), CV_DATA);
    check_messages(&messages, c->said, c->name);
    cv_resample_free(&made);
}

static cv_status make_each(void *context, cv_messages *messages)
{
    (void)context;
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < COUNT_OF(cases); i++) {
        cv_resample made;
        cv_resample_request request = request_of(&cases[i]);
        status = cv_resample_make(&request, &made, messages);
        cv_resample_free(&made);
    }
    return status;
}

static void a_lack_of_memory_is_told(void **state)
{
    (void)state;
    check_every_allocation(make_each, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(mistakes) + 2] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_factors, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[count++] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_refused, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(half_samples_are_balanced);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_lack_of_memory_is_told);
    return _cmocka_run_group_tests("resample", tests, count, NULL, NULL);
}
