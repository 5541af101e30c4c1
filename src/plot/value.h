/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Numbers as charts show them. */
#ifndef CANVASS_PLOT_VALUE_H
#define CANVASS_PLOT_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "study/study.h"

/** One way to write all the values of a chart. */
typedef struct cv_value_style {
    bool percent;       /**< a fraction, written in per cent */
    bool plus;          /**< a sign also where the number is positive */
    double scale;       /**< divides the number: 1, 1e6 (suffix M) or 1e9 (bn) */
    const char *suffix; /**< in English; written as the language does */
    int decimals;       /**< of the written number */
    cv_language language;
} cv_value_style;

enum { CV_VALUE_SIZE = 80 };

/** The style that suits values of this statistic.
 *  @param half     the typical half width of their intervals, in their own unit; 0 or NaN: not known
 *  @param largest  the largest absolute value or limit
 *  Per cent and NPS: no decimals where half is over a point, else one. Others: as many as make the last digit worth at
 *  most a third of half (17.2 where half is 1.4, 16 where it is 4), at most 6; two where half is not known.
 */
cv_value_style cv_value_choose(cv_statistic statistic, double half, double largest);

/** The same style for the tics of an axis: just the decimals that multiples of `step` need. */
cv_value_style cv_value_for_tics(const cv_value_style *style, double step);

/** Writes a number as the style's language does: 61%, 3,630, -0.42 (with a true minus sign), 3.1M. A share that is not
 * 0 or 1 but would round to it is written <1% or >99%. @return the text's length */
size_t cv_value_text(const cv_value_style *style, double value, char text[CV_VALUE_SIZE]);

/** Writes a count in groups of three digits: 14,460. */
size_t cv_value_count(cv_language language, double count, char text[CV_VALUE_SIZE]);

/** The step of a nice axis: 1, 2, 2.5 or 5 times a power of ten, the smallest that needs at most `most` steps over
 * `span` (> 0). */
double cv_value_step(double span, int most);

#endif
