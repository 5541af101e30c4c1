/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/value.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static const char minus[] = "\xe2\x88\x92";

static const struct {
    double from, scale;
    const char *suffix;
} scales[] = {{1e9, 1e9, "bn"}, {1e6, 1e6, "M"}, {0, 1, ""}};

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

/* Digits in groups of three, the last `decimals` after a point; written by hand because printf heeds the locale. */
static size_t write_digits(uint64_t number, int decimals, char text[CV_VALUE_SIZE])
{
    char reversed[CV_VALUE_SIZE];
    size_t length = 0;
    int written = 0;
    do {
        if (written == decimals && decimals > 0)
            reversed[length++] = '.';
        else if (written > decimals && (written - decimals) % 3 == 0)
            reversed[length++] = ',';
        reversed[length++] = (char)('0' + number % 10);
        number /= 10;
        written++;
    } while (number > 0 || written <= decimals);
    for (size_t i = 0; i < length; i++)
        text[i] = reversed[length - 1 - i];
    text[length] = '\0';
    return length;
}

static size_t edge_text(const cv_value_style *style, bool low, char text[CV_VALUE_SIZE])
{
    static const char *const edges[2][2] = {{"<1%", "<0.1%"}, {">99%", ">99.9%"}};
    strcpy(text, edges[low ? 0 : 1][style->decimals > 0 ? 1 : 0]);
    return strlen(text);
}

size_t cv_value_text(const cv_value_style *style, double value, char text[CV_VALUE_SIZE])
{
    double unit = (style->percent ? value * 100 : value / style->scale) * pow(10, style->decimals);
    double rounded = round(fabs(unit));
    if (!(rounded < 1e17)) { /* also NaN; what has no digits to group is written as it is */
        cv_number_format(value, text);
        return strlen(text);
    }
    if (style->percent && style->decimals <= 1 && value > 0 && value < 1 &&
        (rounded == 0 || rounded == 100 * pow(10, style->decimals)))
        return edge_text(style, rounded == 0, text);
    size_t length = 0;
    if (unit < 0 && rounded > 0)
        length = strlen(strcpy(text, minus));
    else if (style->plus && rounded > 0)
        length = strlen(strcpy(text, "+"));
    char digits[CV_VALUE_SIZE];
    size_t more = write_digits((uint64_t)rounded, style->decimals, digits);
    memcpy(text + length, digits, more + 1);
    length += more;
    const char *end = style->percent ? "%" : rounded > 0 ? style->suffix : "";
    strcpy(text + length, end);
    return length + strlen(end);
}

size_t cv_value_count(double count, char text[CV_VALUE_SIZE])
{
    cv_value_style plain = {.scale = 1, .suffix = ""};
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
