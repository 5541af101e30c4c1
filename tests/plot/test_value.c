/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "plot/value.h"

#define MINUS "\xe2\x88\x92"

/* Wanted texts follow from the rules in plot/value.h, by hand. */
static const struct value_case {
    const char *name;
    cv_statistic statistic;
    double half, largest, value;
    const char *wanted;
} values[] = {
    {"share_with_a_wide_interval", CV_STATISTIC_PROPORTION, 0.017, 0.8, 0.614, "61%"},
    {"share_with_half_a_point_of_interval", CV_STATISTIC_PROPORTION, 0.005, 0.8, 0.614, "61.4%"},
    {"share_with_exactly_a_point", CV_STATISTIC_PROPORTION, 0.01, 0.8, 0.614, "61.4%"},
    {"share_rounds_half_up", CV_STATISTIC_PROPORTION, 0.02, 0.8, 0.125, "13%"},
    {"share_of_none", CV_STATISTIC_PROPORTION, 0.02, 0.8, 0, "0%"},
    {"share_of_all", CV_STATISTIC_PROPORTION, 0.02, 1, 1, "100%"},
    {"share_of_nearly_none", CV_STATISTIC_PROPORTION, 0.02, 0.8, 0.004, "<1%"},
    {"share_of_nearly_all", CV_STATISTIC_PROPORTION, 0.02, 1, 0.9951, ">99%"},
    {"share_of_nearly_none_with_a_decimal", CV_STATISTIC_PROPORTION, 0.001, 0.8, 0.0004, "<0.1%"},
    {"share_of_nearly_all_with_a_decimal", CV_STATISTIC_PROPORTION, 0.001, 1, 0.99996, ">99.9%"},
    {"nps_has_a_sign", CV_STATISTIC_NPS, 4, 50, 24.8, "+25"},
    {"nps_below_zero", CV_STATISTIC_NPS, 4, 50, -3.3, MINUS "3"},
    {"nps_of_nothing_has_no_sign", CV_STATISTIC_NPS, 4, 50, -0.2, "0"},
    {"nps_with_a_narrow_interval", CV_STATISTIC_NPS, 0.8, 50, 24.84, "+24.8"},
    {"mean_of_thousands", CV_STATISTIC_MEAN, 12.5, 1200, 1043.5, "1,044"},
    {"mean_with_an_interval_of_some_units", CV_STATISTIC_MEAN, 1.4, 60, 17.22, "17.2"},
    {"mean_with_an_interval_of_more_units", CV_STATISTIC_MEAN, 4, 60, 17.22, "17"},
    {"mean_with_tenths", CV_STATISTIC_MEAN, 0.32, 60, 42.17, "42.2"},
    {"mean_with_hundredths", CV_STATISTIC_MEAN, 0.032, 5, 3.456, "3.46"},
    {"mean_without_interval", CV_STATISTIC_MEAN, NAN, 5, 3.456, "3.46"},
    {"mean_below_zero", CV_STATISTIC_MEAN, 0.3, 5, -3.456, MINUS "3.5"},
    {"mean_rounded_to_zero_has_no_minus", CV_STATISTIC_MEAN, 3, 5, -0.4, "0"},
    {"total_of_millions", CV_STATISTIC_TOTAL, 150000, 3687177, 3086009.0, "3.09M"},
    {"total_of_milliards", CV_STATISTIC_TOTAL, 2e7, 4.2e9, 4.2e9, "4.200bn"},
    {"total_just_under_a_million", CV_STATISTIC_TOTAL, 1500, 999999, 999999, "999,999"},
    {"ratio", CV_STATISTIC_RATIO, 0.004, 1.2, 0.98765, "0.988"},
    {"too_large_for_digits", CV_STATISTIC_MEAN, 1e290, 1e300, 1e300, "1e300"},
};

static void check_value(void **state)
{
    const struct value_case *c = *state;
    cv_value_style style = cv_value_choose(c->statistic, c->half, c->largest);
    char text[CV_VALUE_SIZE];
    size_t length = cv_value_text(&style, c->value, text);
    check_text(text, c->wanted, c->name);
    assert_int_equal(length, strlen(text));
    assert_true(length < CV_VALUE_SIZE);
}

static void counts_have_commas(void **state)
{
    static const struct {
        double count;
        const char *wanted;
    } cases[] = {{0, "0"}, {7, "7"}, {999, "999"}, {1000, "1,000"}, {14460, "14,460"}, {1234567, "1,234,567"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[CV_VALUE_SIZE];
        cv_value_count(CV_LANGUAGE_EN, cases[i].count, text);
        check_text(text, cases[i].wanted, "count");
    }
}

static void axis_steps_are_nice_and_enough(void **state)
{
    static const struct {
        double span;
        int most;
        double wanted;
    } cases[] = {{0.21, 6, 0.05}, {0.9, 6, 0.2},   {1, 5, 0.2},  {54, 6, 10},
                 {3.2e6, 6, 1e6}, {7e-7, 6, 2e-7}, {125, 5, 25}, {6, 6, 1}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check_close(cv_value_step(cases[i].span, cases[i].most), cases[i].wanted, 1e-12, "step");
}

static void tics_have_just_the_decimals_they_need(void **state)
{
    static const struct {
        cv_statistic statistic;
        double largest, step, at;
        const char *wanted;
    } cases[] = {
        {CV_STATISTIC_PROPORTION, 1, 0.2, 0.4, "40%"},
        {CV_STATISTIC_PROPORTION, 1, 0.025, 0.625, "62.5%"},
        {CV_STATISTIC_PROPORTION, 0.01, 0.002, 0.004, "0.4%"},
        {CV_STATISTIC_MEAN, 30, 2.5, 7.5, "7.5"},
        {CV_STATISTIC_MEAN, 30, 5, 10, "10"},
        {CV_STATISTIC_TOTAL, 4e6, 5e5, 1.5e6, "1.5M"},
        {CV_STATISTIC_TOTAL, 4e6, 1e6, 0, "0"},
        {CV_STATISTIC_NPS, 40, 20, -20, MINUS "20"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cv_value_style style = cv_value_choose(cases[i].statistic, 0.001, cases[i].largest);
        style = cv_value_for_tics(&style, cases[i].step);
        char text[CV_VALUE_SIZE];
        cv_value_text(&style, cases[i].at, text);
        check_text(text, cases[i].wanted, "tic");
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(values) + 3] = {
        cmocka_unit_test(counts_have_commas),
        cmocka_unit_test(axis_steps_are_nice_and_enough),
        cmocka_unit_test(tics_have_just_the_decimals_they_need),
    };
    for (size_t i = 0; i < COUNT_OF(values); i++)
        tests[3 + i] = (struct CMUnitTest){
            .name = values[i].name, .test_func = check_value, .initial_state = (void *)(uintptr_t)&values[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
