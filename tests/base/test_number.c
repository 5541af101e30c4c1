/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

/* ---- out: wanted texts have the digits of Python 3.11's repr, which are the fewest that read back ---- */

typedef struct format_case {
    double number;
    const char *want;
} format_case;

static const format_case formats[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-1, "-1"},
    {0.1, "0.1"},
    {-2.5, "-2.5"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.0 / 3, "0.3333333333333333"},
    {2.0 / 3, "0.6666666666666666"},
    {100, "100"},
    {14460, "14460"},
    {123456.75, "123456.75"},
    {0.0001, "0.0001"},
    {0.00012345, "0.00012345"},
    {0.00001, "1e-5"},
    {-0.000012345, "-1.2345e-5"},
    {999999999999999, "999999999999999"},
    {1e15, "1e15"},
    {1234567890123456.0, "1234567890123456"},
    {9007199254740993.0, "9007199254740992"},
    {1e16, "1e16"},
    {1e20, "1e20"},
    {1e22, "1e22"},
    {123456789012345678.0, "1.2345678901234568e17"},
    {1e100, "1e100"},
    {9.5e-9, "9.5e-9"},
    {0x1p-44, "5.684341886080802e-14"}, /* powers of two whose nearest 16 digits do not read back; the ones above do */
    {0x1p-1017, "7.120236347223045e-307"},
    {0x1p-645, "6.84940421565126e-195"},
    {0x1p956, "6.090821257125e287"},
    {0x1p-24, "5.960464477539063e-8"},
    {0x1p-70, "8.470329472543003e-22"},
    {0x1p70, "1.1805916207174113e21"},
    {1.7976931348623157e308, "1.7976931348623157e308"},
    {2.2250738585072014e-308, "2.2250738585072014e-308"},
    {2.225073858507201e-308, "2.225073858507201e-308"}, /* the largest below the normal range */
    {1e-310, "1e-310"},
    {5e-324, "5e-324"},
    {-1.5e-323, "-1.5e-323"},
    {INFINITY, "inf"},
    {-INFINITY, "-inf"},
    {NAN, ""},
};

static void numbers_have_their_shortest_text(void **state)
{
    (void)state;
    char text[CV_NUMBER_SIZE];
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        size_t length = cv_number_format(formats[i].number, text);
        check_text(text, formats[i].want, "number");
        assert_int_equal(length, strlen(text));
    }
}

/* ---- in ---- */

typedef struct parse_case {
    const char *text;
    char point;
    bool read;
    double want;
} parse_case;

static const parse_case parses[] = {
    {"0", '.', true, 0},
    {"-0", '.', true, -0.0},
    {"+7", '.', true, 7},
    {"007", '.', true, 7},
    {"1.5", '.', true, 1.5},
    {"1,5", ',', true, 1.5},
    {".5", '.', true, 0.5},
    {"5.", '.', true, 5},
    {"-.5e1", '.', true, -5},
    {" \t12 \t", '.', true, 12},
    {"1e3", '.', true, 1000},
    {"1E+03", '.', true, 1000},
    {"1e-3", '.', true, 0.001},
    {"0e999999999999999999", '.', true, 0},
    {"0.1", '.', true, 0.1},
    {"9007199254740993", '.', true, 9007199254740992.0}, /* a tie, to even */
    {"9007199254740993.0000000000000000000000000000001", '.', true, 9007199254740994.0},
    {"9007199254740992.9999999999999999999999999999999", '.', true, 9007199254740992.0},
    {"123456789012345678901234567890", '.', true, 123456789012345678901234567890.0},
    {"1e23", '.', true, 1e23},
    {"8.5e-23", '.', true, 8.5e-23},
    {"0.000000000000000000000000000001", '.', true, 1e-30},
    {"1000000000000000000000000000000e-30", '.', true, 1},
    {"1.7976931348623157e308", '.', true, 1.7976931348623157e308},
    {"1.7976931348623158e308", '.', true, 1.7976931348623157e308},
    {"2.2250738585072011e-308", '.', true, 2.225073858507201e-308},
    {"4.9e-324", '.', true, 5e-324},
    {"2.4e-324", '.', true, 0},
    {"1e-99999999999999999999", '.', true, 0},
    {"2,4703282292062328e-324", ',', true, 5e-324}, /* just over half of the smallest double */
    {"", '.', false, 0},
    {" ", '.', false, 0},
    {".", '.', false, 0},
    {"-", '.', false, 0},
    {"+-1", '.', false, 0},
    {"- 1", '.', false, 0},
    {"1 2", '.', false, 0},
    {"1.2.3", '.', false, 0},
    {"1,5", '.', false, 0},
    {"1.5", ',', false, 0},
    {"1,234.5", '.', false, 0},
    {"1e", '.', false, 0},
    {"1e+", '.', false, 0},
    {"1e5.5", '.', false, 0},
    {"e5", '.', false, 0},
    {"0x10", '.', false, 0},
    {"inf", '.', false, 0},
    {"-Infinity", '.', false, 0},
    {"nan", '.', false, 0},
    {"NA", '.', false, 0},
    {"1d5", '.', false, 0},
    {"12%", '.', false, 0},
    {"1e309", '.', false, 0}, /* no double is near */
    {"1e99999999999999999999", '.', false, 0},
    {"\xc2\xa0"
     "1",
     '.', false, 0},
};

static void fields_read_as_numbers_or_not_at_all(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(parses); i++) {
        double number = 42;
        if (cv_number_parse(parses[i].text, strlen(parses[i].text), parses[i].point, &number) != parses[i].read)
            fail_msg("'%s': read is not %d", parses[i].text, parses[i].read);
        double want = parses[i].read ? parses[i].want : 42;
        if (number != want || signbit(number) != signbit(want))
            fail_msg("'%s': got %.17g, want %.17g", parses[i].text, number, want);
    }
}

static void only_the_bytes_of_the_field_are_read(void **state)
{
    (void)state;
    double number = 0;
    assert_true(cv_number_parse("12345", 2, '.', &number));
    assert_true(number == 12);
    assert_false(cv_number_parse("1\0002", 3, '.', &number));
    assert_false(cv_number_parse("5", 0, '.', &number));
}

/* The exact middle between two doubles has up to 767 digits, and a digit far behind them decides. */
static void digits_far_behind_break_a_tie(void **state)
{
    (void)state;
    enum { ZEROS = 5000 };
    static char text[ZEROS + 64];
    double number = 0;
    int length = snprintf(text, sizeof text, "9007199254740993.");
    memset(text + length, '0', ZEROS);
    text[length + ZEROS] = '0';
    assert_true(cv_number_parse(text, (size_t)length + ZEROS + 1, '.', &number));
    assert_true(number == 9007199254740992.0);
    text[length + ZEROS] = '1';
    assert_true(cv_number_parse(text, (size_t)length + ZEROS + 1, '.', &number));
    assert_true(number == 9007199254740994.0);
}

/* ---- both ---- */

/* xorshift64* (S. Vigna, ACM Transactions on Mathematical Software 42, 2016) */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * UINT64_C(2685821657736338717);
}

static size_t digits_in(const char *text)
{
    size_t count = 0, zeros = 0;
    bool any = false;
    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (*text == '0' && !any))
            continue;
        any = true;
        zeros = *text == '0' ? zeros + 1 : 0;
        count++;
    }
    return count - zeros;
}

static void check_round_trip(double number)
{
    char text[CV_NUMBER_SIZE], shorter[64];
    double back = 0;
    size_t length = cv_number_format(number, text);
    if (!cv_number_parse(text, length, '.', &back) || memcmp(&back, &number, sizeof number) != 0)
        fail_msg("%.17g: written as %s, read as %.17g", number, text, back);
    if (strtod(text, NULL) != number)
        fail_msg("%.17g: written as %s, which strtod reads as another", number, text);
    size_t digits = digits_in(text);
    if (digits < 2)
        return;
    snprintf(shorter, sizeof shorter, "%.*e", (int)digits - 2, number);
    if (strtod(shorter, NULL) == number)
        fail_msg("%s would do for %s", shorter, text);
}

static void every_double_reads_back(void **state)
{
    (void)state;
    uint64_t seed = 20240601;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next_random(&seed);
        double number;
        memcpy(&number, &bits, sizeof number);
        if (isfinite(number))
            check_round_trip(number);
        bits &= UINT64_C(0x800FFFFFFFFFFFFF); /* below the normal range */
        memcpy(&number, &bits, sizeof number);
        if (i % 10 == 0 && number != 0)
            check_round_trip(number);
        check_round_trip((double)(next_random(&seed) >> 44) / 1000);    /* as amounts and weights are */
        check_round_trip((double)(next_random(&seed) >> 11) * 0x1p-43); /* as calibrated weights are */
    }
    for (int exponent = -1074; exponent < 1024; exponent++)
        check_round_trip(ldexp(1, exponent));
}

/* Decimal texts of every shape, against the C library, whose rounding is exact. */
static void decimal_texts_read_as_strtod_reads_them(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 200000; i++) {
        char text[128];
        size_t length = 0, digits = 1 + next_random(&seed) % (i % 50 == 0 ? 60 : 21);
        size_t point = next_random(&seed) % (digits + 1);
        if (next_random(&seed) % 4 == 0)
            text[length++] = '-';
        for (size_t j = 0; j < digits; j++) {
            if (j == point)
                text[length++] = '.';
            text[length++] = (char)('0' + next_random(&seed) % 10);
        }
        if (next_random(&seed) % 2 == 0)
            length += (size_t)snprintf(text + length, 16, "e%d", (int)(next_random(&seed) % 660) - 340);
        text[length] = '\0';
        double want = strtod(text, NULL), got = 0;
        bool read = cv_number_parse(text, length, '.', &got);
        if (read != (bool)isfinite(want) || (read && got != want))
            fail_msg("%s: got %.17g, want %.17g", text, got, want);
    }
}

/* A locale with a decimal comma changes printf and strtod, and must not change this. Without such a locale: skipped. */
static void a_decimal_comma_in_the_locale_changes_nothing(void **state)
{
    (void)state;
    static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8", "pl_PL.UTF-8", "de_DE", "fr_FR"};
    char text[CV_NUMBER_SIZE];
    double number = 0;
    bool found = false;
    for (size_t i = 0; i < COUNT_OF(locales) && !found; i++)
        found = setlocale(LC_ALL, locales[i]) != NULL && strcmp(localeconv()->decimal_point, ",") == 0;
    if (!found) {
        setlocale(LC_ALL, "C");
        skip();
    }
    cv_number_format(0.30000000000000004, text);
    bool read = cv_number_parse("1234567.12345678901234567890", 28, '.', &number);
    setlocale(LC_ALL, "C");
    check_text(text, "0.30000000000000004", "text");
    assert_true(read);
    assert_true(number == 1234567.12345678901234567890);
}

/* ---- counts ---- */

typedef struct count_case {
    const char *text;
    size_t most;
    bool read;
    size_t want;
} count_case;

static const count_case counts[] = {
    {"0", 10, true, 0},
    {"10", 10, true, 10},
    {"0010", 10, true, 10},
    {"11", 10, false, 0},
    {"5", 3, false, 0},
    {"18446744073709551615", SIZE_MAX, true, SIZE_MAX},
    {"18446744073709551616", SIZE_MAX, false, 0},
    {"99999999999999999999999", SIZE_MAX, false, 0},
    {"", 10, false, 0},
    {"abc", 10, false, 0},
    {"1a", 10, false, 0},
    {"-1", 10, false, 0},
    {"+1", 10, false, 0},
    {" 1", 10, false, 0},
    {"1 ", 10, false, 0},
    {"1.0", 10, false, 0},
};

static void counts_are_digits_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        size_t got = 42;
        if (cv_count_parse(counts[i].text, counts[i].most, &got) != counts[i].read)
            fail_msg("'%s': read is not %d", counts[i].text, counts[i].read);
        assert_int_equal(got, counts[i].read ? counts[i].want : 42);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_their_shortest_text),
        cmocka_unit_test(fields_read_as_numbers_or_not_at_all),
        cmocka_unit_test(only_the_bytes_of_the_field_are_read),
        cmocka_unit_test(digits_far_behind_break_a_tie),
        cmocka_unit_test(every_double_reads_back),
        cmocka_unit_test(decimal_texts_read_as_strtod_reads_them),
        cmocka_unit_test(a_decimal_comma_in_the_locale_changes_nothing),
        cmocka_unit_test(counts_are_digits_alone),
    };
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
