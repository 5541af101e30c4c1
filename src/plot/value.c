/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/value.h"

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static const char minus[] = "\xe2\x88\x92";

static const struct {
    double from, scale;
    const char *suffix;
} scales[] = {{1e9, 1e9, CV_PHRASE("bn")}, {1e6, 1e6, CV_PHRASE("M")}, {0, 1, ""}};

/* A last digit worth at most a third of the half width: rounding then moves a value by less than what the interval
 * leaves open. */
static int decimals_of(double half)
{
    if (!(half > 0))
        return 2;
    double digits = ceil(-log10(half / 3) - 1e-9);
    return digits < 0 ? 0 : digits > 6 ? 6 : (int)digits;
}

cv_value_style cv_value_choose(cv_statistic statistic, double half, double largest)
{
    if (cv_statistic_is_share(statistic))
        return (cv_value_style){.percent = true, .scale = 1, .suffix = "", .decimals = half <= 0.01 ? 1 : 0};
    if (statistic == CV_STATISTIC_NPS || statistic == CV_STATISTIC_NET)
        return (cv_value_style){.plus = true, .scale = 1, .suffix = "", .decimals = half <= 1 ? 1 : 0};
    size_t i = 0;
    while (scales[i].from > largest)
        i++;
    return (cv_value_style){
        .scale = scales[i].scale, .suffix = scales[i].suffix, .decimals = decimals_of(half / scales[i].scale)};
}

cv_value_style cv_value_for_tics(const cv_value_style *style, double step)
{
    cv_value_style tics = *style;
    double unit = style->percent ? step * 100 : step / style->scale;
    tics.decimals = 0;
    while (tics.decimals < 6 && fabs(unit - round(unit)) > 1e-6 * unit) {
        unit *= 10;
        tics.decimals++;
    }
    return tics;
}

/* Digits in groups of three, the last `decimals` after the decimal sign; written by hand because printf heeds the
 * locale. */
static void add_digits(const cv_number_style *numbers, uint64_t number, int decimals, char text[CV_VALUE_SIZE])
{
    char digits[CV_VALUE_SIZE];
    int count = snprintf(digits, sizeof digits, "%0*" PRIu64, decimals + 1, number);
    for (int i = 0; i < count; i++) {
        int left = count - decimals - i; /* digits before the decimal sign from here on */
        if (i > 0 && left == 0)
            strcat(text, numbers->decimal);
        else if (i > 0 && left > 0 && left % 3 == 0)
            strcat(text, numbers->thousands);
        strncat(text, digits + i, 1);
    }
}

/* What a share is written as that would round to none or all: "<1%" or ">99.9%". */
static void add_edge(const cv_value_style *style, bool low, char text[CV_VALUE_SIZE])
{
    const cv_number_style *numbers = cv_language_numbers(style->language);
    static const uint64_t edges[2][2] = {{99, 999}, {1, 1}};
    strcat(text, low ? "<" : ">");
    add_digits(numbers, edges[low][style->decimals > 0], style->decimals > 0 ? 1 : 0, text);
    strcat(text, numbers->percent);
}

size_t cv_value_text(const cv_value_style *style, double value, char text[CV_VALUE_SIZE])
{
    const cv_number_style *numbers = cv_language_numbers(style->language);
    double unit = (style->percent ? value * 100 : value / style->scale) * pow(10, style->decimals);
    double rounded = round(fabs(unit));
    text[0] = '\0';
    if (!(rounded < 1e17)) { /* also NaN; what has no digits to group is written as it is */
        cv_number_format(value, text);
        return strlen(text);
    }
    if (style->percent && style->decimals <= 1 && value > 0 && value < 1 &&
        (rounded == 0 || rounded == 100 * pow(10, style->decimals))) {
        add_edge(style, rounded == 0, text);
        return strlen(text);
    }
    if (rounded > 0)
        strcat(text, unit < 0 ? minus : style->plus ? "+" : "");
    add_digits(numbers, (uint64_t)rounded, style->decimals, text);
    strcat(text, style->percent ? numbers->percent : rounded > 0 ? cv_say(style->language, style->suffix) : "");
    return strlen(text);
}

size_t cv_value_count(cv_language language, double count, char text[CV_VALUE_SIZE])
{
    const cv_value_style plain = {.scale = 1, .suffix = "", .language = language};
    return cv_value_text(&plain, count, text);
}

double cv_value_step(double span, int most)
{
    static const double nice[] = {1, 2, 2.5, 5};
    for (double power = pow(10, floor(log10(span / most))); isfinite(power); power *= 10)
        for (size_t i = 0; i < sizeof(nice) / sizeof(nice[0]); i++)
            if (nice[i] * power * most >= span * (1 - 1e-9))
                return nice[i] * power;
    return span;
}
