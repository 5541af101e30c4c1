/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "estimate/distribution.h"
#include "support/test_memory.h"
#include "support/test_study.h"

#define COMPARE(statistic, more)                                                                                       \
    "data: {file: d.csv}\nanalyses:\n  - {name: a, statistic: " statistic ", of: x, by: g, compare: {" more "}}\n"

/* a: 1, 2, 3, mean 2; b: 2, 4, 6, 8, mean 5; 7 rows in all. V(a) = 7/6 (2/9), V(b) = 7/6 (20/16). */
#define DATA     "x,g\n1,a\n2,a\n3,a\n2,b\n4,b\n6,b\n8,b\n"
#define NEGATIVE "x,g\n-1,a\n-2,a\n-3,a\n-2,b\n-4,b\n-6,b\n-8,b\n"
#define CROSSING "x,g\n-3,a\n0,a\n3,a\n2,b\n4,b\n6,b\n8,b\n"

static const struct compare_case {
    const char *name, *study, *data;
    double value, variance; /* of the difference, or of the logarithm; NaN: none */

} cases[] = {
    {"difference", COMPARE("mean", ""), DATA, -3, 7. / 6 * (2. / 9 + 20. / 16)},
    {"ratio", COMPARE("mean", "measure: ratio"), DATA, 0.4, 7. / 6 * (2. / 9 / 4 + 20. / 16 / 25)},
    {"ratio_of_two_negative_means", COMPARE("mean", "measure: ratio"), NEGATIVE, 0.4,
     7. / 6 * (2. / 9 / 4 + 20. / 16 / 25)},
    {"a_ratio_to_the_other_side_of_zero_has_no_logarithm", COMPARE("mean", "measure: ratio"),
     "x,g\n-1,a\n-2,a\n-3,a\n2,b\n4,b\n6,b\n8,b\n", -0.4, NAN},
    {"a_ratio_of_zero", COMPARE("mean", "measure: ratio"), CROSSING, 0, NAN},
    {"reference_first_turns_the_pair", COMPARE("mean", "reference: a"), DATA, 3, 7. / 6 * (2. / 9 + 20. / 16)},
    {"a_contrast", COMPARE("mean", "contrasts: {c: {a: 2, b: -1}}"), DATA, -1, 7. / 6 * (4 * 2. / 9 + 20. / 16)},
};

static void check_case(void **state)
{
    const struct compare_case *c = *state;
    test_study got;
    test_study_must_run(&got, c->study, c->data, 1, 0);
    const cv_result *result = &got.results.items[0];
    assert_int_equal(result->comparison_count, 1);
    const cv_comparison *row = &result->comparisons[0];
    double se = sqrt(c->variance);
    check_near(row->value, c->value, 1e-14, 1e-15, "value");
    check_close(row->se, se, 1e-14, "se");
    bool logs = row->measure == CV_MEASURE_RATIO;
    double scaled = logs ? log(c->value) : c->value, t = cv_t_quantile(0.975, 6);
    check_close(row->low, isnan(se) ? (double)NAN : logs ? exp(scaled - t * se) : scaled - t * se, 1e-13, "low");
    check_close(row->high, isnan(se) ? (double)NAN : logs ? exp(scaled + t * se) : scaled + t * se, 1e-13, "high");
    check_close(row->statistic, isnan(se) ? (double)NAN : scaled / se, 1e-13, "t");
    check_close(row->p, isnan(se) ? (double)NAN : cv_t_two_sided(scaled / se, 6), 1e-12, "p");
    test_study_free(&got);
}

/* What is hidden in the estimates is not told by a comparison; what is shown elsewhere stays. */
static void suppressed_groups_have_no_comparison(void **state)
{
    (void)state;
    test_study got;
    test_study_must_run(&got,
                        "data: {file: d.csv}\nanalyses:\n  - {name: a, statistic: proportion, of: [x, y], banner: "
                        "[[h], [g, h]], suppress: {min_n: 3}, compare: {over: g}}\n",
                        "x,y,g,h\n1,u,a,p\n2,u,a,p\n1,v,a,p\n1,u,b,p\n2,v,b,p\n2,v,b,p\n1,u,c,p\n2,u,c,q\n1,v,c,q\n", 1,
                        0);
    const cv_result *result = &got.results.items[0];
    assert_int_equal(result->by_count, 2);
    for (size_t i = 0; i < result->comparison_count; i++) {
        const cv_comparison *row = &result->comparisons[i];
        const cv_axis *over = &result->by[row->over];
        bool hidden = strcmp(over->variable, "h") == 0 || strcmp(over->values[row->a], "c") == 0 ||
                      strcmp(over->values[row->b], "c") == 0;
        assert_int_equal((row->flags & CV_FLAG_MIN_N) != 0, hidden);
        assert_int_equal(isnan(row->value), hidden);
    }
    /* h: 1 pair; g within p: 3 pairs; two variables with two levels each */
    assert_int_equal(result->comparison_count, 4 * (1 + 3));
    test_study_free(&got);
}

/* More groups than a search of all rows for each pair could bear. */
static void many_groups(void **state)
{
    (void)state;
    enum { GROUPS = 300 };
    static char data[GROUPS * 24 + 8];
    size_t at = (size_t)sprintf(data, "x,g\n");
    for (int i = 0; i < 2 * GROUPS; i++)
        at += (size_t)sprintf(data + at, "%d,%d\n", i % 7, i % GROUPS);
    test_study got;
    test_study_must_run(&got, COMPARE("mean", "adjust: none"), data, 1, 0);
    const cv_result *result = &got.results.items[0];
    assert_int_equal(result->comparison_count, GROUPS * (GROUPS - 1) / 2);
    assert_string_equal(result->column_letters[GROUPS - 1], "KN");
    for (size_t i = 0; i < result->comparison_count; i++) {
        const cv_comparison *row = &result->comparisons[i];
        assert_true(row->estimate_a == result->rows[row->a].estimate &&
                    row->estimate_b == result->rows[row->b].estimate);
    }
    test_study_free(&got);
}

/* ---- memory ---- */

static const char STUDY[] = "data: {file: d.csv}\n"
                            "variables: {z: {from: x, cut: [1, 2, 3]}, m: {multiple: [x, w]}}\n"
                            "design: {weight: w, strata: s, cluster: c, nest: true, lonely_psu: average}\n"
                            "analyses:\n"
                            "  - {name: a, statistic: proportion, of: [z, g], by: g, total: true, tests: [pearson, "
                            "rao-scott-f], compare: {contrasts: {k: {p: 1, q: -1}}, pairs: all}}\n"
                            "  - {name: b, statistic: mean, of: x, by: [g, s], where: x > 0, covariance: true}\n"
                            "  - {name: c, statistic: ratio, of: x, denominator: w, banner: [[g], [g, s]]}\n"
                            "  - {name: d, statistic: nps, of: x, compare: {adjust: hommel}, by: g}\n"
                            "  - {name: e, statistic: count, of: m}\n"
                            "  - {name: f, statistic: weights, by: g}\n";

static cv_status run(void *context, cv_messages *messages)
{
    return test_study_try(STUDY, context, messages);
}

static void every_allocation_of_a_study_may_fail(void **state)
{
    (void)state;
    char data[] = "x,g,w,s,c\n1,p,1,n,1\n2,q,2,n,2\n,p,1,n,2\n3,p,1,s,1\n2,q,2,s,2\n1,q,0,t,1\n9,p,2,s,1\n";
    check_every_allocation(run, data, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 3] = {cmocka_unit_test(suppressed_groups_have_no_comparison),
                                                    cmocka_unit_test(many_groups),
                                                    cmocka_unit_test(every_allocation_of_a_study_may_fail)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[3 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
