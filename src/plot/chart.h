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
#include "plot/scene.h"
#include "plot/value.h"

enum { CV_NO_SERIES = -1, CV_MARKS_MOST = 2000 };

/** Which part the ways in which estimates differ (variables, breaks, by variables, levels) play in a kind of chart. The
 *  study's keys `series` and `panels` come first; what is left become, from last to first: series, rows, sections. */
typedef enum cv_chart_series {
    CV_SERIES_LAST,   /**< series: the last one that tells estimates apart, where there are two */
    CV_SERIES_LEVELS, /**< the levels, also where they are the only ones */
    CV_SERIES_GROUPS, /**< the last by variable; levels become sections */
    CV_SERIES_PARTS,  /**< the levels, also where they are the only ones; without levels the last by variable */
    CV_SERIES_FIRST,  /**< the last but the first: the first by variable makes the rows, in its order (waves along an
                         axis), without the whole */
    CV_SERIES_NONE
} cv_chart_series;

typedef struct cv_chart_shape {
    cv_chart_series series;
    size_t series_most;    /**< 0: CV_SERIES_MOST */
    size_t intervals_most; /**< more series than these that are not grey have no intervals; 0: all have them */
    bool no_intervals;     /**< the kind shows none; the chart's note tells what they are */
    bool bases_below;      /**< the footer tells the marks' bases, since they do not stand beside them all */
} cv_chart_shape;

/** One estimate of the chart. */
typedef struct cv_chart_mark {
    const cv_estimate *estimate;
    size_t row;
    int series; /**< CV_NO_SERIES: the chart has one series alone, or it is the whole's mark among groups that are
                   series */
    cv_plot_colour colour;
    int point;          /**< gnuplot's point type */
    double value;       /**< what is drawn: the estimate; a part of a whole: its share where the whole is made 100% */
    double rounded;     /**< a part of a whole as it is written, so that parts add up (shares.h); NaN: no part */
    bool drawn;         /**< false: there is no estimate; `text` says why */
    const char *text;   /**< 61%, or a word */
    double n;           /**< the unweighted base that is told: the estimate's; of a bar of groups: of all of them */
    const char *n_text; /**< n = 3,630 */
} cv_chart_mark;

typedef struct cv_chart_row {
    size_t panel;        /**< of chart->panels; 0 where there are none */
    const char *heading; /**< of the section that begins here, or NULL */
    const char *label;   /**< clean text */
    bool whole;          /**< "All" */
    bool same_n;         /**< its marks have one base */
    size_t lanes;        /**< marks above each other: 1, or the number of series */
    int32_t place;       /**< of what the row shows on its axis (level or group); CV_ALL: it is none, or the whole */
} cv_chart_row;

typedef struct cv_chart {
    cv_arena arena;
    const cv_chart_spec *spec;
    const cv_results *results;
    const cv_result *result;
    cv_chart_shape shape;
    const cv_theme *theme;
    cv_language language;
    const char **panels; /**< [panel_count] labels; the rows are in their order */
    size_t panel_count;  /**< 0: one chart */
    cv_chart_row *rows;
    size_t row_count;
    const cv_axis *row_axis; /**< what the rows are places on; NULL: nothing, or variables */
    cv_chart_mark *marks;    /**< row by row, series by series */
    size_t mark_count;
    const char **series;    /**< [series_count] their labels */
    int32_t *series_places; /**< [series_count] likewise on series_axis; CV_ALL: none */
    const cv_axis *series_axis;
    cv_plot_colour *series_colours;
    int *series_points;  /**< [series_count] gnuplot point types */
    size_t series_count; /**< 0: one series without a name */
    cv_value_style style;
    const char *what; /**< what the marks' values are, where they are not the result's rows; NULL: estimates */
    const char
        *method; /**< how the marks' intervals are made, an English literal that cv_say knows; NULL: estimates' */
    bool own_intervals;                          /**< `note` says what the marks' intervals are */
    const void *own;                             /**< what the kind keeps from preparing to drawing, in the arena */
    const char *note;                            /**< a sentence of the kind's own for the footer; NULL: none */
    const char *title, *subtitle, *footer, *alt; /**< clean; alt on one line */
} cv_chart;

/** Sorts the result into panels, rows and series. Marks that have the same place would be an error of the result.
 *  @param[out] to  zeroed before; freed by cv_chart_free whether or not this succeeds
 *  @return CV_OK; CV_USAGE: nothing that the chart could show, a level or highlight that the analysis does not have;
 * CV_SYSTEM */
cv_status cv_chart_build(const cv_chart_spec *spec, const cv_results *results, const cv_result *result,
                         cv_chart_shape shape, cv_chart *to, cv_messages *messages);
void cv_chart_free(cv_chart *chart);

/** Whether a series is drawn in its colour, not in the grey of what is not highlighted. CV_NO_SERIES: it is. */
bool cv_chart_is_lit(const cv_chart *chart, int series);
/** Whether a series shows its intervals (shape.intervals_most). */
bool cv_chart_has_interval(const cv_chart *chart, int series);

/** The mark of a row and series, or NULL. */
const cv_chart_mark *cv_chart_find(const cv_chart *chart, size_t row, int series);

/** Fills in title, subtitle, footer and the alternative text; `noun` is what the alternative text calls the chart ("Dot
 * chart", a literal that cv_say knows). Called by cv_chart_build's caller once the marks are there. */
cv_status cv_chart_words(cv_chart *chart, const char *noun, cv_messages *messages);

/** The words of a chart of comparisons or of nothing that has marks, from the same study: title, footer. The caller
 *  makes subtitle and alternative text.
 *  @param intervals  whether it shows intervals, which the footer then explains */
cv_status cv_chart_frame_words(cv_chart *chart, bool intervals, cv_messages *messages);

/** Appends a fraction in per cent with the decimals that it has: 95%, 99.5%. */
void cv_chart_add_percentage(const cv_chart *chart, cv_buffer *to, double fraction);

/** The chart's words as a scene takes them. */
cv_scene_words cv_chart_scene_words(const cv_chart *chart);

#endif
