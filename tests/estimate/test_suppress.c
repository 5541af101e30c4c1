/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "estimate/suppress.h"

/* Parker et al. (2017), Vital and Health Statistics 2(175), the standard's own thresholds. */
static const struct nchs_case {
    const char *name;
    double p, n, n_eff, low, high;
    bool want;
} nchs_cases[] = {
    {"a good estimate", 0.5, 400, 200, 0.43, 0.57, false},
    {"n below 30", 0.5, 29, 29, 0.49, 0.51, true},
    {"n of 30", 0.5, 30, 30, 0.40, 0.60, false},
    {"effective n below 30", 0.5, 400, 29.9, 0.49, 0.51, true},
    {"effective n above n counts as n", 0.5, 29, 60, 0.49, 0.51, true},
    {"no design effect", 0.5, 40, NAN, 0.45, 0.55, false},
    {"width of 0.30", 0.5, 400, 200, 0.375, 0.675, true},
    {"width below 0.30", 0.5, 400, 200, 0.375, 0.6749, false},
    {"narrow: the relative width does not matter", 0.01, 400, 200, 0, 0.05, false},
    {"relative width above 130%", 0.04, 400, 200, 0.0075, 0.0625, true},
    {"relative width of 120%", 0.25, 400, 200, 0.125, 0.4249, false},
    {"1 - p is another row", 0.96, 400, 200, 0.9375, 0.9925, false},
    {"p of 0 has no relative width", 0, 100, NAN, 0, 0.0625, false},
    {"p of 0, too wide", 0, 30, NAN, 0, 0.30, true},
    {"p of 1", 1, 100, NAN, 0.9375, 1, false},
    {"no limits", 0.5, 400, 200, NAN, NAN, true},
};

static void check_nchs(void **state)
{
    const struct nchs_case *c = *state;
    assert_int_equal(cv_suppress_nchs(c->p, c->n, c->n_eff, (cv_limits){c->low, c->high}), c->want);
}

static void small_bases(void **state)
{
    (void)state;
    assert_true(cv_suppress_min_n(29, 30));
    assert_false(cv_suppress_min_n(30, 30));
    assert_true(cv_suppress_min_n(0, 1));
    assert_false(cv_suppress_min_n(0, 0));
}

static void large_coefficients_of_variation(void **state)
{
    (void)state;
    assert_true(cv_suppress_cv(0.31, 0.3));
    assert_false(cv_suppress_cv(0.3, 0.3));
    assert_true(cv_suppress_cv(-0.31, 0.3)); /* of a negative mean */
    assert_true(cv_suppress_cv(INFINITY, 0.3));
    assert_false(cv_suppress_cv(NAN, 0.3));
    assert_false(cv_suppress_cv(5, 0));
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(nchs_cases) + 2] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(nchs_cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = nchs_cases[i].name, .test_func = check_nchs, .initial_state = (void *)(uintptr_t)&nchs_cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(small_bases);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(large_coefficients_of_variation);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
