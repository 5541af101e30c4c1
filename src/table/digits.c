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

/* printf's digits are right in every locale; only its decimal sign is not, so that is replaced. */
static size_t add_fixed(char *text, size_t length, double number, int decimals)
{
    char plain[CV_DIGITS_SIZE];
    int all = snprintf(plain, sizeof plain, "%.*f", decimals, number);
    size_t whole = strspn(plain, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            length = add(text, length, ",", 1);
        length = add(text, length, plain + i, 1);
    }
    if (decimals > 0) {
        length = add(text, length, ".", 1);
        length = add(text, length, plain + all - decimals, (size_t)decimals);
    }
    return length;
}

size_t cv_digits_format(const cv_digits *digits, double number, char text[CV_DIGITS_SIZE])
{
    double scaled = number * digits->scale;
    text[0] = '\0';
    if (isnan(scaled))
        return 0;
    size_t length = 1; /* the sign's place: whether there is one shows only after rounding */
    if (digits->decimals < 0 || !(fabs(scaled) < 1e15))
        length += cv_number_format(fabs(scaled), text + 1);
    else
        length = add_fixed(text, length, fabs(scaled), digits->decimals);
    bool zero = strpbrk(text + 1, "123456789i") == NULL;
    text[0] = zero ? '\0' : scaled < 0 ? '-' : digits->sign ? '+' : '\0';
    if (text[0] == '\0')
        memmove(text, text + 1, length--);
    if (digits->percent)
        length = add(text, length, "%", 1);
    return length;
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
    const char *between = words ? " to " : "-";
    length = add(text, length, between, strlen(between));
    return length + cv_digits_format(&plain, high, text + length);
}

size_t cv_digits_p(double p, char text[CV_DIGITS_SIZE])
{
    const cv_digits three = {.scale = 1, .decimals = 3};
    if (isnan(p))
        return add(text, 0, "-", 1);
    if (p < 0.001)
        return add(text, 0, "<0.001", 6);
    return cv_digits_format(&three, p, text);
}

size_t cv_digits_short(double number, int decimals, char text[CV_DIGITS_SIZE])
{
    const cv_digits fixed = {.scale = 1, .decimals = decimals};
    size_t length = cv_digits_format(&fixed, number, text);
    if (strchr(text, '.') == NULL || strchr(text, 'e') != NULL)
        return length;
    while (text[length - 1] == '0')
        length--;
    if (text[length - 1] == '.')
        length--;
    text[length] = '\0';
    return length;
}
