/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "table/digits.h"

/* Wanted texts by hand; rounding as R's formatC(x, digits = d, format = "f", big.mark = ","). */
static const struct format_case {
    const char *name;
    cv_digits digits;
    double number;
    const char *wanted;
} formats[] = {
    {"zero", {.scale = 1, .decimals = 0}, 0, "0"},
    {"nan_is_the_empty_text", {.scale = 1}, NAN, ""},
    {"three_digits_need_no_separator", {.scale = 1}, 999, "999"},
    {"four_digits_do", {.scale = 1}, 1000, "1,000"},
    {"rounding_makes_a_digit_and_a_separator", {.scale = 1}, 999.6, "1,000"},
    {"millions", {.scale = 1, .decimals = 2}, 1234567.891, "1,234,567.89"},
    {"negative_thousands", {.scale = 1, .decimals = 1}, -123456.78, "-123,456.8"},
    {"per_cent", {.scale = 100, .decimals = 1, .percent = true}, 0.698, "69.8%"},
    {"per_cent_of_one", {.scale = 100, .decimals = 1, .percent = true}, 1, "100.0%"},
    {"what_rounds_to_zero_has_no_minus", {.scale = 1, .decimals = 1}, -0.04, "0.0"},
    {"nor_a_plus", {.scale = 1, .decimals = 1, .sign = true}, 0.04, "0.0"},
    {"plus", {.scale = 1, .decimals = 1, .sign = true}, 12.34, "+12.3"},
    {"minus", {.scale = 1, .decimals = 1, .sign = true}, -12.36, "-12.4"},
    {"minus_zero", {.scale = 1, .decimals = 0}, -0.0, "0"},
    {"as_many_decimals_as_there_are", {.scale = 1, .decimals = -1}, 0.1, "0.1"},
    {"infinity", {.scale = 1, .decimals = 1}, INFINITY, "inf"},
    {"minus_infinity", {.scale = 1, .decimals = 1}, -INFINITY, "-inf"},
    {"too_large_for_decimals", {.scale = 1, .decimals = 2}, 1e20, "1e20"},
    {"largest_with_separators", {.scale = 1, .decimals = 0}, 999999999999999, "999,999,999,999,999"},
    {"nine_decimals", {.scale = 1, .decimals = 9}, 123456789012345.5, "123,456,789,012,345.500000000"},
    {"largest_double", {.scale = 1, .decimals = 9}, -1.7976931348623157e308, "-1.7976931348623157e308"},
};

static void check_format(void **state)
{
    const struct format_case *of = *state;
    char text[CV_DIGITS_SIZE];
    size_t length = cv_digits_format(&of->digits, of->number, text);
    check_text(text, of->wanted, of->name);
    assert_int_equal(length, strlen(text));
}

/* The decimals with which two significant digits of the standard error show. */
static const struct se_case {
    double se;
    int wanted;
} errors[] = {{1234.5, 0}, {12.3, 0}, {10, 0},    {9.9, 1}, {1, 1},   {0.92, 2}, {0.1, 2},      {0.099, 3},
              {1e-5, 6},   {2e-8, 9}, {1e-9, -1}, {0, -1},  {-1, -1}, {NAN, -1}, {INFINITY, -1}};

static void decimals_show_two_digits_of_the_standard_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(errors); i++)
        if (cv_digits_for_se(errors[i].se) != errors[i].wanted)
            fail_msg("se %g: %d decimals, want %d", errors[i].se, cv_digits_for_se(errors[i].se), errors[i].wanted);
}

static const struct interval_case {
    cv_digits digits;
    double low, high;
    bool words;
    const char *wanted;
} intervals[] = {
    {{.scale = 100, .decimals = 1, .percent = true}, 0.612, 0.648, false, "61.2-64.8"},
    {{.scale = 1, .decimals = 1, .sign = true}, -1.5, 2.25, true, "-1.5 to 2.2"},
    {{.scale = 1, .decimals = 0}, NAN, NAN, false, ""},
    {{.scale = 1, .decimals = 1}, 0, INFINITY, false, "0.0-inf"},
};

static void intervals_have_no_sign_and_no_unit(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(intervals); i++) {
        char text[2 * CV_DIGITS_SIZE];
        size_t length =
            cv_digits_interval(&intervals[i].digits, intervals[i].low, intervals[i].high, intervals[i].words, text);
        check_text(text, intervals[i].wanted, "interval");
        assert_int_equal(length, strlen(text));
    }
}

static const struct p_case {
    double p;
    const char *wanted;
} ps[] = {{1, "1.000"},        {0.05, "0.050"}, {0.0499, "0.050"}, {0.001, "0.001"},
          {0.00099, "<0.001"}, {0, "<0.001"},   {NAN, "-"}};

static void p_values_have_three_decimals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ps); i++) {
        char text[CV_DIGITS_SIZE];
        cv_digits_p(ps[i].p, text);
        check_text(text, ps[i].wanted, "p");
    }
}

static const struct short_case {
    double number;
    int decimals;
    const char *wanted;
} shorts[] = {{95, 4, "95"},     {99.9, 4, "99.9"},    {100 * 0.57, 4, "57"}, {5.5, 2, "5.5"}, {1000, 2, "1,000"},
              {5.504, 2, "5.5"}, {INFINITY, 2, "inf"}, {NAN, 2, ""},          {0, 2, "0"},     {1e300, 2, "1e300"}};

static void short_numbers_end_in_no_zero(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(shorts); i++) {
        char text[CV_DIGITS_SIZE];
        size_t length = cv_digits_short(shorts[i].number, shorts[i].decimals, text);
        check_text(text, shorts[i].wanted, "short");
        assert_int_equal(length, strlen(text));
    }
}

int main(void)
{
    static const struct CMUnitTest others[] = {cmocka_unit_test(decimals_show_two_digits_of_the_standard_error),
                                               cmocka_unit_test(intervals_have_no_sign_and_no_unit),
                                               cmocka_unit_test(p_values_have_three_decimals),
                                               cmocka_unit_test(short_numbers_end_in_no_zero)};
    struct CMUnitTest tests[COUNT_OF(formats) + COUNT_OF(others)] = {{0}};
    memcpy(tests, others, sizeof others);
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        tests[COUNT_OF(others) + i] = (struct CMUnitTest){
            .name = formats[i].name, .test_func = check_format, .initial_state = (void *)(uintptr_t)&formats[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
