/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a chart shows: a result sorted into sections, rows and series, with its words. Knows no pixels. */
#ifndef CANVASS_PLOT_CHART_H
#define CANVASS_PLOT_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "estimate/result.h"
#include "plot/theme.h"
#include "plot/value.h"

enum { CV_NO_SERIES = -1 };

/** One estimate of the chart. */
typedef struct cv_chart_mark {
    const cv_estimate *estimate;
    size_t row;
    int series; /**< CV_NO_SERIES: the chart has one series alone, or it is the whole's mark among groups that are
                   series */
    cv_plot_colour colour;
    int point;          /**< gnuplot's point type */
    bool drawn;         /**< false: there is no estimate; `text` says why */
    const char *text;   /**< 61%, or a word */
    const char *n_text; /**< n = 3,630 */
} cv_chart_mark;

typedef struct cv_chart_row {
    const char *heading; /**< of the section that begins here, or NULL */
    const char *label;   /**< clean text */
    bool whole;          /**< "All" */
    bool same_n;         /**< its marks have one base */
    size_t lanes;        /**< marks above each other: 1, or the number of series */
} cv_chart_row;

typedef struct cv_chart {
    cv_arena arena;
    const cv_chart_spec *spec;
    const cv_results *results;
    const cv_result *result;
    cv_chart_row *rows;
    size_t row_count;
    cv_chart_mark *marks; /**< row by row, series by series */
    size_t mark_count;
    const char **series; /**< [series_count] their labels */
    cv_plot_colour *series_colours;
    size_t series_count; /**< 0: one series without a name */
    cv_value_style style;
    const char *title, *subtitle, *footer, *alt; /**< clean; alt on one line */
    const struct cv_curves *curves;              /**< what a chart of curves draws instead of marks; else NULL */
} cv_chart;

/** Sorts the result into rows and series. The axes that differ (variables, breaks, by variables, levels) become, from
 * last to first: series (at most CV_SERIES_MOST, else rows), rows, sections. Marks that have the same place would be an
 * error of the result.
 *  @param[out] to  zeroed before; freed by cv_chart_free whether or not this succeeds
 *  @return CV_OK; CV_USAGE: nothing that the chart could show, a level or highlight that the analysis does not have;
 * CV_SYSTEM */
cv_status cv_chart_build(const cv_chart_spec *spec, const cv_results *results, const cv_result *result, cv_chart *to,
                         cv_messages *messages);
void cv_chart_free(cv_chart *chart);

/** Fills in title, subtitle, footer and the alternative text; `noun` is what the alternative text calls the chart ("Dot
 * chart"). Called by cv_chart_build's caller once the marks are there. */
cv_status cv_chart_words(cv_chart *chart, const char *noun, cv_messages *messages);

#endif
