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

/* As CLDR's test data have them: ICU's number formatting of 1234567.891, 0.613 and the like (Intl.NumberFormat in Node
 * 22, CLDR 48), with groups also in numbers of four digits. */
#define FR CV_LANGUAGE_FR
#define NL CV_LANGUAGE_NL
#define ES CV_LANGUAGE_ES
#define PL CV_LANGUAGE_PL
#define DE CV_LANGUAGE_DE
#define NB "\xc2\xa0"
#define NN "\xe2\x80\xaf"
#define PER_CENT(of)                                                                                                   \
    {                                                                                                                  \
        .scale = 100, .decimals = 1, .percent = true, .language = (of)                                                 \
    }
#define TWO(of)                                                                                                        \
    {                                                                                                                  \
        .scale = 1, .decimals = 2, .language = (of)                                                                    \
    }

static const struct format_case languages[] = {
    {"french_number", TWO(FR), -1234567.891, "-1" NN "234" NN "567,89"},
    {"french_per_cent", PER_CENT(FR), 0.613, "61,3" NB "%"},
    {"french_thousands_of_per_cent", PER_CENT(FR), 12.345, "1" NN "234,5" NB "%"},
    {"dutch_number", TWO(NL), -1234567.891, "-1.234.567,89"},
    {"dutch_per_cent", PER_CENT(NL), 0.613, "61,3%"},
    {"spanish_number", TWO(ES), -1234567.891, "-1.234.567,89"},
    {"spanish_per_cent", PER_CENT(ES), 0.613, "61,3" NB "%"},
    {"spanish_four_digits", TWO(ES), 9871, "9.871,00"},
    {"polish_number", TWO(PL), -1234567.891, "-1" NB "234" NB "567,89"},
    {"polish_per_cent", PER_CENT(PL), 0.613, "61,3%"},
    {"polish_four_digits", TWO(PL), 9871, "9" NB "871,00"},
    {"german_number", TWO(DE), -1234567.891, "-1.234.567,89"},
    {"german_per_cent", PER_CENT(DE), 0.613, "61,3" NB "%"},
    {"german_plus", {.scale = 1, .decimals = 1, .sign = true, .language = DE}, 12.34, "+12,3"},
    {"german_zero", {.scale = 1, .decimals = 1, .sign = true, .language = DE}, -0.04, "0,0"},
    {"shortest_in_polish", {.scale = 1, .decimals = -1, .language = PL}, 1.5e-9, "1,5e-9"},
    {"too_large_in_french", TWO(FR), -1.5e20, "-1,5e20"},
    {"infinity_in_french", TWO(FR), INFINITY, "inf"},
    {"nan_in_french", PER_CENT(FR), NAN, ""},
    {"longest_in_french",
     {.scale = 1, .decimals = 9, .sign = true, .percent = true, .language = FR},
     123456789012345.5,
     "+123" NN "456" NN "789" NN "012" NN "345,500000000" NB "%"},
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
    {PER_CENT(FR), 0.612, 0.648, false, "61,2-64,8"},
    {PER_CENT(FR), 0.612, 0.648, true, "61,2 à 64,8"},
    {TWO(NL), -1, 1000, true, "-1,00 tot 1.000,00"},
    {TWO(ES), -1, 1000, true, "-1,00 a 1.000,00"},
    {TWO(PL), -1, 1000, true, "-1,00 do 1" NB "000,00"},
    {TWO(DE), -1, 1000, true, "-1,00 bis 1.000,00"},
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
    cv_language language;
} ps[] = {{1, "1.000", 0},     {0.05, "0.050", 0},  {0.0499, "0.050", 0},  {0.001, "0.001", 0}, {0.00099, "<0.001", 0},
          {0, "<0.001", 0},    {NAN, "-", 0},       {0.0499, "0,050", FR}, {0, "<0,001", FR},   {NAN, "-", FR},
          {0.05, "0,050", NL}, {0.05, "0,050", ES}, {0, "<0,001", PL},     {0, "<0,001", DE}};

static void p_values_have_three_decimals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ps); i++) {
        char text[CV_DIGITS_SIZE];
        cv_digits_p(ps[i].language, ps[i].p, text);
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

static const struct tidy_case {
    cv_digits digits;
    double number;
    const char *wanted;
} tidies[] = {{{.scale = 100, .decimals = 4, .language = FR}, 0.95, "95"},
              {{.scale = 100, .decimals = 4, .language = FR}, 0.999, "99,9"},
              {PER_CENT(DE), 0.5, "50" NB "%"},
              {PER_CENT(DE), 0.125, "12,5" NB "%"},
              {TWO(FR), 1000, "1" NN "000"},
              {TWO(NL), 100000, "100.000"},
              {TWO(PL), 1e300, "1e300"},
              {{.scale = 1, .decimals = 0, .language = ES}, 100, "100"},
              {TWO(ES), -INFINITY, "-inf"},
              {TWO(ES), NAN, ""}};

static void tidy_numbers_end_in_no_zero_in_any_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(tidies); i++) {
        char text[CV_DIGITS_SIZE];
        size_t length = cv_digits_tidy(&tidies[i].digits, tidies[i].number, text);
        check_text(text, tidies[i].wanted, "tidy");
        assert_int_equal(length, strlen(text));
    }
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(decimals_show_two_digits_of_the_standard_error),
        cmocka_unit_test(intervals_have_no_sign_and_no_unit), cmocka_unit_test(p_values_have_three_decimals),
        cmocka_unit_test(short_numbers_end_in_no_zero), cmocka_unit_test(tidy_numbers_end_in_no_zero_in_any_language)};
    struct CMUnitTest tests[COUNT_OF(formats) + COUNT_OF(languages) + COUNT_OF(others)] = {{0}};
    memcpy(tests, others, sizeof others);
    for (size_t i = 0; i < COUNT_OF(formats) + COUNT_OF(languages); i++) {
        const struct format_case *of = i < COUNT_OF(formats) ? &formats[i] : &languages[i - COUNT_OF(formats)];
        tests[COUNT_OF(others) + i] =
            (struct CMUnitTest){.name = of->name, .test_func = check_format, .initial_state = (void *)(uintptr_t)of};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
