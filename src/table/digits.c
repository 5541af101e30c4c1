/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/digits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum { MOST_DECIMALS = 9 };

static size_t add(char *text, size_t length, const char *more, size_t count)
{
    memcpy(text + length, more, count);
    text[length + count] = '\0';
    return length + count;
}

static size_t add_text(char *text, size_t length, const char *more)
{
    return add(text, length, more, strlen(more));
}

/* printf's digits are right in every locale; only its decimal sign is not, so that is replaced. */
static size_t add_fixed(char *text, size_t length, double number, int decimals, const cv_number_style *style)
{
    char plain[CV_DIGITS_SIZE];
    int all = snprintf(plain, sizeof plain, "%.*f", decimals, number);
    size_t whole = strspn(plain, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            length = add_text(text, length, style->thousands);
        length = add(text, length, plain + i, 1);
    }
    if (decimals > 0) {
        length = add_text(text, length, style->decimal);
        length = add(text, length, plain + all - decimals, (size_t)decimals);
    }
    return length;
}

/* The shortest text with the language's decimal mark. */
static size_t add_shortest(char *text, size_t length, double number, const cv_number_style *style)
{
    char plain[CV_NUMBER_SIZE];
    cv_number_format(number, plain);
    size_t whole = strcspn(plain, ".");
    length = add(text, length, plain, whole);
    return plain[whole] == '\0' ? length : add_text(text, add_text(text, length, style->decimal), plain + whole + 1);
}

/* The number without its unit. */
static size_t add_number(const cv_digits *digits, double scaled, char text[CV_DIGITS_SIZE])
{
    const cv_number_style *style = cv_language_numbers(digits->language);
    size_t length = 1; /* the sign's place: whether there is one shows only after rounding */
    if (digits->decimals < 0 || !(fabs(scaled) < 1e15))
        length = add_shortest(text, length, fabs(scaled), style);
    else
        length = add_fixed(text, length, fabs(scaled), digits->decimals, style);
    bool zero = strpbrk(text + 1, "123456789i") == NULL;
    text[0] = zero ? '\0' : scaled < 0 ? '-' : digits->sign ? '+' : '\0';
    if (text[0] == '\0')
        memmove(text, text + 1, length--);
    return length;
}

static size_t add_unit(const cv_digits *digits, char *text, size_t length)
{
    return digits->percent ? add_text(text, length, cv_language_numbers(digits->language)->percent) : length;
}

size_t cv_digits_format(const cv_digits *digits, double number, char text[CV_DIGITS_SIZE])
{
    double scaled = number * digits->scale;
    text[0] = '\0';
    return isnan(scaled) ? 0 : add_unit(digits, text, add_number(digits, scaled, text));
}

int cv_digits_for_se(double se)
{
    if (!(se > 0) || !isfinite(se))
        return -1;
    double decimals = 1 - floor(log10(se));
    if (decimals > MOST_DECIMALS)
        return -1;
    return decimals < 0 ? 0 : (int)decimals;
}

size_t cv_digits_interval(const cv_digits *digits, double low, double high, bool words, char text[2 * CV_DIGITS_SIZE])
{
    cv_digits plain = *digits;
    plain.percent = plain.sign = false;
    text[0] = '\0';
    if (isnan(low) && isnan(high))
        return 0;
    size_t length = cv_digits_format(&plain, low, text);
    length = add_text(text, length, words ? cv_say(digits->language, " to ") : "-");
    return length + cv_digits_format(&plain, high, text + length);
}

size_t cv_digits_p(cv_language language, double p, char text[CV_DIGITS_SIZE])
{
    const cv_digits three = {.scale = 1, .decimals = 3, .language = language};
    char least[CV_DIGITS_SIZE];
    if (isnan(p))
        return add(text, 0, "-", 1);
    if (p >= 0.001)
        return cv_digits_format(&three, p, text);
    cv_digits_format(&three, 0.001, least);
    return add_text(text, add(text, 0, "<", 1), least);
}

static bool ends_in(const char *text, size_t length, const char *end)
{
    size_t count = strlen(end);
    return length >= count && memcmp(text + length - count, end, count) == 0;
}

size_t cv_digits_tidy(const cv_digits *digits, double number, char text[CV_DIGITS_SIZE])
{
    double scaled = number * digits->scale;
    const char *decimal = cv_language_numbers(digits->language)->decimal;
    text[0] = '\0';
    if (isnan(scaled))
        return 0;
    size_t length = add_number(digits, scaled, text);
    if (digits->decimals > 0 && fabs(scaled) < 1e15) {
        while (text[length - 1] == '0')
            length--;
        if (ends_in(text, length, decimal))
            length -= strlen(decimal);
        text[length] = '\0';
    }
    return add_unit(digits, text, length);
}

size_t cv_digits_short(double number, int decimals, char text[CV_DIGITS_SIZE])
{
    const cv_digits english = {.scale = 1, .decimals = decimals};
    return cv_digits_tidy(&english, number, text);
}
