/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Where everything of a chart stands on the page, in pixels from its upper left corner. Sizes come from measured text,
 * so that nothing is cut off and nothing covers anything else. */
#ifndef CANVASS_PLOT_LAYOUT_H
#define CANVASS_PLOT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/buffer.h"
#include "plot/chart.h"

typedef struct cv_layout cv_layout;

/** One kind of chart: what it asks of the layout, and how it writes itself into a script. */
typedef struct cv_plot_kind {
    const char *noun;  /**< "Dot chart" */
    bool from_zero;    /**< the axis has 0 */
    bool above;        /**< values may stand above their marks where rows are high; else beside the interval's end */
    int swatch;        /**< the point type of the legend's swatches; 0: each series' own */
    double lane_most;  /**< the most height of a mark's lane, in pixels: in a chart of one series */
    double lanes_most; /**< of several */
    void (*data)(const cv_chart *chart, const cv_layout *layout, cv_buffer *to); /**< the data blocks */
    void (*clauses)(const cv_chart *chart, const cv_layout *layout,
                    cv_buffer *to); /**< what stands after `plot`, up to the line's end */
} cv_plot_kind;

extern const cv_plot_kind cv_plot_dot, cv_plot_bar;

typedef struct cv_layout_text {
    const char *text;
    double x, y; /**< y: the middle of the line */
    double size;
    bool bold;
    unsigned colour;
    char align; /**< l, c or r: what of the text stands at x */
} cv_layout_text;

typedef struct cv_layout_swatch {
    double x, y;
    unsigned colour;
    int point;
} cv_layout_swatch;

typedef struct cv_layout_line {
    double x, y, to_x, to_y;
    unsigned colour;
} cv_layout_line;

struct cv_layout {
    const cv_plot_kind *kind;
    cv_layout_text *texts;
    size_t text_count, text_capacity;
    cv_layout_swatch swatches[CV_SERIES_MOST];
    size_t swatch_count;
    cv_layout_line lines[CV_SERIES_MOST];
    size_t line_count;
    double left, right, top, bottom; /**< the plot's rectangle: low stands at left, high at right */
    double low, high, step;          /**< the axis, in the estimates' unit */
    double y_low, y_high, y_step;    /**< the axis from the bottom up; all 0: heights are pixels of the page */
    double lane;                     /**< height of a mark's lane */
    double radius;                   /**< of a dot */
    double *mark_y;                  /**< [mark_count] */
    double rule_y;                   /**< the line above the whole; NaN: none */
};

/** Lays the chart out. @param[out] to  zeroed before; freed by cv_layout_free whether or not this succeeds; texts
 * belong to the chart
 *  @return CV_OK; CV_USAGE: more rows than fit in a readable size; CV_SYSTEM */
cv_status cv_layout_build(cv_chart *chart, const cv_plot_kind *kind, cv_layout *to, cv_messages *messages);
/** The parts that all charts share: the chart's title and subtitle above, its footer below (texts in the chart's
 * arena).
 *  @param[out] to  zeroed before  @param[out] top, bottom  pixels: what is left between them, tics' labels excluded
 *  @return CV_OK, CV_SYSTEM */
cv_status cv_layout_frame(cv_chart *chart, const cv_plot_kind *kind, cv_layout *to, double *top, double *bottom,
                          cv_messages *messages);

/** Adds a text, which is borrowed. @return CV_OK, CV_SYSTEM */
cv_status cv_layout_add(cv_layout *layout, const cv_layout_text *text, cv_messages *messages);

void cv_layout_free(cv_layout *layout);

/** Where a value stands between left and right. */
double cv_layout_x(const cv_layout *layout, double value);

#endif
