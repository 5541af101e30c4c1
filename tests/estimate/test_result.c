/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "estimate/result.h"

static const struct flag_case {
    const char *name;
    unsigned flags;
    const char *wanted; /* the words of the contract, section 3 */
} cases[] = {
    {"no_flag_is_the_empty_text", 0, ""},
    {"fallback", CV_FLAG_FALLBACK_INTERVAL, "fallback-interval"},
    {"zero_se", CV_FLAG_ZERO_SE, "zero-se"},
    {"no_df", CV_FLAG_NO_DF, "no-df"},
    {"empty", CV_FLAG_EMPTY, "empty"},
    {"lonely", CV_FLAG_LONELY_PSU, "lonely-psu"},
    {"min_n", CV_FLAG_MIN_N, "suppressed-min-n"},
    {"cv", CV_FLAG_CV, "suppressed-cv"},
    {"nchs", CV_FLAG_NCHS, "suppressed-nchs"},
    {"monte_carlo", CV_FLAG_MONTE_CARLO, "monte-carlo"},
    {"missing_cell", CV_FLAG_MISSING_CELL, "missing-cell"},
    {"alike", CV_FLAG_NO_VARIANCE, "no-variance"},
    {"several_are_joined_in_the_order_of_their_bits", CV_FLAG_NCHS | CV_FLAG_ZERO_SE | CV_FLAG_EMPTY,
     "zero-se;empty;suppressed-nchs"},
    {"all_fit", (CV_FLAG_NO_VARIANCE << 1) - 1,
     "fallback-interval;zero-se;no-df;empty;lonely-psu;suppressed-min-n;suppressed-cv;suppressed-nchs;monte-carlo;"
     "missing-cell;no-variance"},
};

static void check_case(void **state)
{
    const struct flag_case *of = *state;
    char text[CV_FLAGS_SIZE];
    check_text(cv_flags_text(of->flags, text), of->wanted, of->name);
}

static void results_are_freed_twice_and_empty_then(void **state)
{
    (void)state;
    cv_results results = {.count = 1};
    results.items = cv_arena_new(&results.arena, sizeof *results.items);
    assert_non_null(results.items);
    cv_results_free(&results);
    assert_null(results.items);
    assert_int_equal(results.count, 0);
    cv_results_free(&results);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 1] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    tests[COUNT_OF(cases)] = (struct CMUnitTest)cmocka_unit_test(results_are_freed_twice_and_empty_then);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
