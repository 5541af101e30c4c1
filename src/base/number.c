/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/number.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- in ---- */

/* More digits than any double's halfway point has (767); what follows them can only break a tie. */
enum { MOST_DIGITS = 768, EXPONENT_LIMIT = 1000000000 };

/* A number as it is written: digits x 10^exponent. */
typedef struct decimal {
    bool negative;
    uint64_t mantissa;  /**< the first 19 significant digits */
    size_t digit_count; /**< significant digits in all, leading zeros not counted */
    int64_t exponent;   /**< of ten, for all digits read as one integer */
    const char *first;  /**< where the digits start, leading zeros skipped; the decimal sign may be among them */
    const char *end;    /**< behind the last digit */
} decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Reads digits with at most one decimal sign. @return behind them, NULL where there is no digit */
static const char *read_digits(const char *at, const char *end, char point, decimal *to)
{
    bool fraction = false, any = false;
    for (; at < end; at++) {
        if (*at == point && !fraction) {
            fraction = true;
            continue;
        }
        if (!is_digit(*at))
            break;
        any = true;
        to->exponent -= fraction;
        if (*at == '0' && to->digit_count == 0)
            continue;
        if (to->digit_count == 0)
            to->first = at;
        if (to->digit_count++ < 19)
            to->mantissa = to->mantissa * 10 + (uint64_t)(*at - '0');
    }
    to->end = at;
    return any ? at : NULL;
}

/* Reads what follows an e. @return behind it, NULL where it is no exponent */
static const char *read_exponent(const char *at, const char *end, decimal *to)
{
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end || !is_digit(*at))
        return NULL;
    int64_t exponent = 0;
    for (; at < end && is_digit(*at); at++)
        if (exponent < EXPONENT_LIMIT)
            exponent = exponent * 10 + (*at - '0');
    to->exponent += negative ? -exponent : exponent;
    return at;
}

/* strtod is correctly rounded, and digits with an exponent alone read the same in every locale. */
static double read_slowly(const decimal *number, char point)
{
    char text[MOST_DIGITS + 32];
    size_t length = 0, seen = 0;
    bool more = false;
    for (const char *at = number->first; at < number->end; at++) {
        if (*at == point)
            continue;
        if (seen++ < MOST_DIGITS)
            text[length++] = *at;
        else
            more = more || *at != '0';
    }
    int64_t exponent = number->exponent + (int64_t)(seen - length);
    if (more) {
        text[length++] = '1';
        exponent--;
    }
    if (exponent > EXPONENT_LIMIT)
        exponent = EXPONENT_LIMIT;
    if (exponent < -EXPONENT_LIMIT)
        exponent = -EXPONENT_LIMIT;
    snprintf(text + length, sizeof text - length, "e%" PRId64, exponent);
    return strtod(text, NULL);
}

/* Both the digits and the power of ten are exact doubles here, so one division or multiplication rounds once (W. D.
 * Clinger, How to read floating point numbers accurately, PLDI 1990). */
static double value_of(const decimal *number, char point)
{
    static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const uint64_t exact = UINT64_C(1) << DBL_MANT_DIG;
    if (number->digit_count == 0)
        return 0;
    if (number->digit_count > 19 || number->mantissa > exact || number->exponent < -22 || number->exponent > 22)
        return read_slowly(number, point);
    double digits = (double)number->mantissa;
    return number->exponent < 0 ? digits / tens[-number->exponent] : digits * tens[number->exponent];
}

bool cv_number_parse(const char *text, size_t length, char point, double *number)
{
    const char *at = text, *end = text + length;
    decimal read = {0};
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    if (at < end && (*at == '-' || *at == '+'))
        read.negative = *at++ == '-';
    at = read_digits(at, end, point, &read);
    if (at != NULL && at < end && (*at == 'e' || *at == 'E'))
        at = read_exponent(at + 1, end, &read);
    if (at == NULL || at != end)
        return false;
    double value = value_of(&read, point);
    if (isinf(value))
        return false;
    *number = read.negative ? -value : value;
    return true;
}

bool cv_count_parse(const char *text, size_t most, size_t *count)
{
    size_t value = 0;
    if (*text == '\0')
        return false;
    for (; is_digit(*text); text++) {
        size_t digit = (size_t)(*text - '0');
        if (digit > most || value > (most - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    if (*text != '\0')
        return false;
    *count = value;
    return true;
}

/* ---- out ---- */

/* Significant digits and the power of ten of the first: d.ddd x 10^exponent. */
typedef struct digits {
    char text[20];
    size_t count;
    int exponent;
} digits;

static void drop_zeros(digits *number)
{
    while (number->count > 1 && number->text[number->count - 1] == '0')
        number->count--;
}

/* Rounds to `count` digits. printf is correctly rounded; whatever the locale's decimal sign is, it is no digit. */
static void digits_of(double magnitude, int count, digits *to)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", count - 1, magnitude);
    const char *e = strrchr(text, 'e');
    to->count = 0;
    for (const char *at = text; at < e; at++)
        if (is_digit(*at))
            to->text[to->count++] = *at;
    to->exponent = (int)strtol(e + 1, NULL, 10);
    drop_zeros(to);
}

static bool reads_back(const digits *number, double magnitude)
{
    char text[CV_NUMBER_SIZE];
    snprintf(text, sizeof text, "%.*se%d", (int)number->count, number->text, number->exponent - (int)number->count + 1);
    return strtod(text, NULL) == magnitude;
}

/* The next decimal up of as many digits. */
static void step_up(digits *number, size_t count)
{
    while (number->count < count)
        number->text[number->count++] = '0';
    size_t i = count;
    while (i > 0 && number->text[i - 1] == '9')
        number->text[--i] = '0';
    if (i > 0) {
        number->text[i - 1]++;
    } else {
        number->text[0] = '1';
        number->exponent++;
    }
    drop_zeros(number);
}

/* 15 digits always suffice for a number that was written with at most 15, 17 for any double; below the normal range
 * fewer may do. A power of two has more room above than below, so the shortest text may be the decimal above the
 * nearest.
 * @return how many digits %g would have been asked for */
static int shortest(double magnitude, digits *to)
{
    int unused;
    bool lopsided = frexp(magnitude, &unused) == 0.5;
    for (int count = magnitude < DBL_MIN ? 1 : 15; count < 17; count++) {
        digits_of(magnitude, count, to);
        if (reads_back(to, magnitude))
            return count;
        if (!lopsided)
            continue;
        step_up(to, (size_t)count);
        if (reads_back(to, magnitude))
            return count;
    }
    digits_of(magnitude, 17, to);
    return 17;
}

/* ---- out, fast: exact in whole numbers of 128 bits ---- */

__extension__ typedef unsigned __int128 wide;

static const uint64_t whole_tens[] = {UINT64_C(1),
                                      UINT64_C(10),
                                      UINT64_C(100),
                                      UINT64_C(1000),
                                      UINT64_C(10000),
                                      UINT64_C(100000),
                                      UINT64_C(1000000),
                                      UINT64_C(10000000),
                                      UINT64_C(100000000),
                                      UINT64_C(1000000000),
                                      UINT64_C(10000000000),
                                      UINT64_C(100000000000),
                                      UINT64_C(1000000000000),
                                      UINT64_C(10000000000000),
                                      UINT64_C(100000000000000),
                                      UINT64_C(1000000000000000),
                                      UINT64_C(10000000000000000),
                                      UINT64_C(100000000000000000)};

/** A double taken apart: mantissa / 2^shift. */
typedef struct binary {
    uint64_t mantissa;
    int shift;
} binary;

/* The whole number nearest to number * 10^k, ties to even. *back: it over 10^k reads as the number again, being nearer
 * to it than half of its last bit, or as near where that bit is 0. */
static uint64_t scale_number(const binary *number, int k, bool *back)
{
    wide ten = k < 18 ? (wide)whole_tens[k] : (wide)whole_tens[17] * whole_tens[k - 17];
    wide scaled = number->mantissa * ten, unit = (wide)1 << number->shift, rest = scaled & (unit - 1);
    uint64_t whole = (uint64_t)(scaled >> number->shift);
    bool up = 2 * rest > unit || (2 * rest == unit && (whole & 1) != 0);
    wide off = up ? unit - rest : rest;
    *back = 2 * off < ten || (2 * off == ten && (number->mantissa & 1) == 0);
    return whole + up;
}

static void split_digits(uint64_t whole, size_t count, int exponent, digits *to)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    size_t at = count;
    for (; at >= 2; at -= 2, whole /= 100)
        memcpy(to->text + at - 2, pairs + 2 * (whole % 100), 2);
    if (at == 1)
        to->text[0] = (char)('0' + whole);
    to->count = count;
    to->exponent = exponent;
    drop_zeros(to);
}

/* As `shortest`, for 1e-5 <= magnitude < 1e15; 0: a power of two, whose neighbours are not equally near. */
static int shortest_fast(double magnitude, digits *to)
{
    int power;
    bool back;
    double fraction = frexp(magnitude, &power);
    if (fraction == 0.5)
        return 0;
    binary number = {.mantissa = (uint64_t)ldexp(fraction, DBL_MANT_DIG), .shift = DBL_MANT_DIG - power};
    int exponent = (int)floor((power - 1) * 0.30102999566398120); /* log10 2: right, or one too small */
    uint64_t whole = scale_number(&number, 14 - exponent, &back);
    if (whole >= whole_tens[15])
        whole = scale_number(&number, 14 - ++exponent, &back);
    for (int count = 15; count < 17; count++) {
        if (count > 15)
            whole = scale_number(&number, count - 1 - exponent, &back);
        if (back && whole < whole_tens[count]) {
            split_digits(whole, (size_t)count, exponent, to);
            return count;
        }
    }
    split_digits(scale_number(&number, 16 - exponent, &back), 17, exponent, to);
    return 17;
}

/* As %g lays it out, but with the exponent in as few characters as it needs. */
static size_t lay_out(const digits *number, int precision, char *text)
{
    int count = (int)number->count, exponent = number->exponent;
    char *at = text;
    if (exponent < -4 || exponent >= (precision < 15 ? 15 : precision)) {
        *at++ = number->text[0];
        at += sprintf(at, "%s%.*s", count > 1 ? "." : "", count - 1, number->text + 1);
        at += sprintf(at, "e%d", exponent);
    } else if (exponent < 0) {
        memcpy(at, "0.000", 5);
        at += 1 - exponent;
        memcpy(at, number->text, number->count);
        at += number->count;
        *at = '\0';
    } else {
        int whole = exponent + 1 < count ? exponent + 1 : count;
        memcpy(at, number->text, (size_t)whole);
        memset(at + whole, '0', (size_t)(exponent + 1 - whole));
        at += exponent + 1;
        if (whole < count) {
            *at++ = '.';
            memcpy(at, number->text + whole, (size_t)(count - whole));
            at += count - whole;
        }
        *at = '\0';
    }
    return (size_t)(at - text);
}

static size_t write_whole(uint64_t whole, char *text)
{
    char reversed[24];
    size_t count = 0;
    do
        reversed[count++] = (char)('0' + whole % 10);
    while ((whole /= 10) > 0);
    for (size_t i = 0; i < count; i++)
        text[i] = reversed[count - 1 - i];
    text[count] = '\0';
    return count;
}

size_t cv_number_format(double number, char text[CV_NUMBER_SIZE])
{
    digits shown;
    char *at = text;
    text[0] = '\0';
    if (isnan(number))
        return 0;
    if (number < 0)
        *at++ = '-';
    double magnitude = fabs(number);
    if (isinf(number)) {
        strcpy(at, "inf");
        return (size_t)(at - text) + 3;
    }
    if (magnitude < 1e15 && magnitude == floor(magnitude)) /* the common case: counts, bases, codes */
        return (size_t)(at - text) + write_whole((uint64_t)magnitude, at);
    int precision = magnitude >= 1e-5 && magnitude < 1e15 ? shortest_fast(magnitude, &shown) : 0;
    if (precision == 0)
        precision = shortest(magnitude, &shown);
    return (size_t)(at - text) + lay_out(&shown, precision, at);
}
