/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a Likert chart shows: answers in order, each on its side, and the positive share. */
#ifndef CANVASS_PLOT_LIKERT_H
#define CANVASS_PLOT_LIKERT_H

#include "plot/stack.h"

/** The sides of the chart's series. */
typedef struct cv_likert {
    cv_side sides[CV_STACK_MOST]; /**< [series_count] */
} cv_likert;

/** Puts series in order (sides.h; neutral ones last where they stand aside, gone where they are out), colours them from
 *  the negative end to the positive one, sorts rows by the positive share where the study says so, rounds. */
cv_status cv_likert_prepare(cv_chart *chart, cv_messages *messages);

/** The sides, once the chart is prepared. */
const cv_likert *cv_likert_of(const cv_chart *chart);

/** The sum of a row's positive answers; NaN where one of them is not drawn.
 *  @param rounded  as they are written */
double cv_likert_positive(const cv_chart *chart, size_t row, bool rounded);

#endif
