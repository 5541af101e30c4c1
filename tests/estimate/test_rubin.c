/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rubin's rules. Expected values: the formulas again, in R (tests/oracle/imputation.R). */
#include "support/test.h"

#include <math.h>

#include "estimate/rubin.h"

/* ---- one parameter ---- */

static const struct rule {
    size_t m;
    double within, between, complete, df, increase, missing;
} rules[] = {
#define WITH_RULES
#include "oracle/imputation.inc"
#undef WITH_RULES
};

static void check_rule(void **state)
{
    const struct rule *c = *state;
    const cv_imputed of = {.within = c->within, .between = c->between, .df = c->complete};
    double df = cv_rubin_df(c->m, c->within, c->between, c->complete);
    check_close(df, c->df, 1e-12, "df");
    check_close(cv_rubin_increase(c->m, &of), c->increase, 1e-12, "increase");
    check_close(cv_rubin_missing(c->m, &of, df), c->missing, 1e-12, "missing information");
}

static const struct edge {
    const char *name;
    double within, between, complete, df, missing;
} edges[] = {
    {"nothing_is_missing", 2, 0, 10, 11.0 / 13 * 10, 2 / (11.0 / 13 * 10 + 3)},
    {"nothing_is_missing_of_a_large_sample", 2, 0, INFINITY, INFINITY, 0},
    {"all_is_missing", 0, 2, 10, 0, 1},
    {"all_is_missing_of_a_large_sample", 0, 2, INFINITY, 4, 1},
    {"no_variance", 0, 0, 10, 11.0 / 13 * 10, 2 / (11.0 / 13 * 10 + 3)},
    {"no_degrees_of_freedom", 2, 1, 0, 0, 0.375 + 0.625 * 2 / 3},
    {"fewer_than_none", 2, 1, -1, -1, 0.375 + 0.625 * 2 / 2},
    {"no_estimate", NAN, NAN, 10, NAN, NAN},
};

static void check_edge(void **state)
{
    const struct edge *c = *state;
    double df = cv_rubin_df(5, c->within, c->between, c->complete);
    check_close(df, c->df, 1e-12, "df");
    check_close(cv_rubin_missing(5, &(cv_imputed){c->within, c->between, c->complete}, df), c->missing, 1e-12,
                "missing information");
    check_close(cv_rubin_variance(5, c->within, c->between), c->within + 1.2 * c->between, 1e-15, "variance");
}

/* ---- several ---- */

static const struct wald {
    size_t m, k;
    double complete, values[18], within[9], statistic, df2;
} walds[] = {
#define WITH_TESTS
#include "oracle/imputation.inc"
#undef WITH_TESTS
};

static void check_wald(void **state)
{
    const struct wald *c = *state;
    const cv_rubin_wald of = {.m = c->m, .k = c->k, .values = c->values, .within = c->within, .complete = c->complete};
    double statistic, df2;
    assert_true(cv_rubin_test(&of, &statistic, &df2));
    check_close(statistic, c->statistic, 1e-11, "statistic");
    check_close(df2, c->df2, 1e-10, "df2");
}

static void a_test_of_one_parameter_is_its_t_test(void **state)
{
    (void)state;
    static const double values[] = {1.5, 2.5, 1, 3}, within[] = {0.7};
    double between = 5.0 / 6, statistic, df2, total = cv_rubin_variance(4, 0.7, between);
    assert_true(cv_rubin_test(&(cv_rubin_wald){4, 1, values, within, 20}, &statistic, &df2));
    check_close(statistic, 2 * 2 / total, 1e-14, "t squared");
    check_close(df2, cv_rubin_df(4, 0.7, between, 20), 1e-13, "df");
}

static void equal_imputations_are_one(void **state)
{
    (void)state;
    static const double values[] = {1, 2, 1, 2, 1, 2}, within[] = {2, 1, 1, 3};
    double statistic, df2;
    assert_true(cv_rubin_test(&(cv_rubin_wald){3, 2, values, within, INFINITY}, &statistic, &df2));
    check_close(statistic, 0.7, 1e-14, "statistic"); /* (1, 2) W^-1 (1, 2)' / 2 = 7 / 5 / 2 */
    check_close(df2, INFINITY, 0, "df2");
    assert_true(cv_rubin_test(&(cv_rubin_wald){3, 2, values, within, 10}, &statistic, &df2));
    check_close(df2, 11.0 / 13 * 10, 1e-13, "df2 of few");
}

static void a_singular_covariance_has_no_test(void **state)
{
    (void)state;
    static const double values[] = {1, 2, 3, 4}, within[] = {1, 1, 1, 1};
    double statistic, df2;
    assert_true(cv_rubin_test(&(cv_rubin_wald){2, 2, values, within, 10}, &statistic, &df2));
    assert_true(isnan(statistic) && isnan(df2));
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(rules) + COUNT_OF(edges) + COUNT_OF(walds) + 3] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        tests[count++] = (struct CMUnitTest){
            .name = "one_parameter", .test_func = check_rule, .initial_state = (void *)(uintptr_t)&rules[i]};
    for (size_t i = 0; i < COUNT_OF(edges); i++)
        tests[count++] = (struct CMUnitTest){
            .name = edges[i].name, .test_func = check_edge, .initial_state = (void *)(uintptr_t)&edges[i]};
    for (size_t i = 0; i < COUNT_OF(walds); i++)
        tests[count++] = (struct CMUnitTest){
            .name = "several_parameters", .test_func = check_wald, .initial_state = (void *)(uintptr_t)&walds[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_test_of_one_parameter_is_its_t_test);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(equal_imputations_are_one);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_singular_covariance_has_no_test);
    return _cmocka_run_group_tests("rubin", tests, count, NULL, NULL);
}
