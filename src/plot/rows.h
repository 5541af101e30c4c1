/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Charts whose rows stand below each other: a label at the left, marks along an axis, the base at the right, headings
 *  above sections, a line above the whole. Sizes come from measured text, so that nothing is cut off and nothing covers
 *  anything else.
 *
 *  Use: cv_rows_draw, which also makes small multiples. Charts with another axis: cv_rows_place, then an axis of their
 *  own between rows->left and rows->right, then their plots. */
#ifndef CANVASS_PLOT_ROWS_H
#define CANVASS_PLOT_ROWS_H

#include "plot/chart.h"
#include "plot/panel.h"

typedef struct cv_rows_style {
    bool from_zero;   /**< the axis has 0 */
    bool above;       /**< values may stand above their marks where rows are high; else beside the interval's end */
    bool one_lane;    /**< a row's series share one lane, as the parts of a stacked bar do */
    bool no_legend;   /**< the chart makes its own */
    bool own_values;  /**< the chart places its values; room for one on each side of the intervals is left */
    bool no_values;   /**< the chart places its values elsewhere, also the words for what is not drawn */
    int swatch;       /**< the point type of the legend's swatches; 0: each series' own */
    double lane_most; /**< the most height of a mark's lane, in pixels of the default theme: in a chart of one series */
    double lanes_most;     /**< of several */
    const cv_scale *scale; /**< the axis; NULL: chosen for the marks */
    double right_room;     /**< pixels between the axis and the bases, for a chart's own column */
    double top_room;       /**< pixels above the first row, for the names of such columns */
} cv_rows_style;

typedef struct cv_rows {
    const cv_rows_style *style;
    double page_top, page_bottom; /**< what title, legend and footer leave */
    double left, right;           /**< what labels and bases leave for the axis and values */
    cv_panel panel;               /**< x of the axis; from cv_rows_axis on */
    double lane;                  /**< height of a mark's lane */
    double radius;                /**< of a dot */
    bool above;
    double value_size, base_size;
    double label_width, base_width;
    size_t current; /**< the panel that is being drawn, of chart->panels */
    double *row_y;  /**< [row_count] the middle of each row */
    double *mark_y; /**< [mark_count] */
} cv_rows;

/** Lays out frame, legend, rows, labels and bases. After a failure the scene tells. */
void cv_rows_place(cv_chart *chart, const cv_rows_style *style, cv_scene *scene, const cv_scene_words *words,
                   cv_rows *to);

/** Writes the plots of the marks of rows->panel (number rows->panel.number), of rows->current alone. */
typedef void cv_rows_plot(cv_chart *chart, const cv_rows *rows, cv_scene *scene);

/** The whole chart: one, or one for each of chart->panels. */
void cv_rows_draw(cv_chart *chart, const cv_rows_style *style, cv_scene *scene, const cv_scene_words *words,
                  cv_rows_plot *plot);

/** Chooses the axis for the marks' values and intervals, makes room for the values beside them, places both. */
void cv_rows_axis(cv_chart *chart, cv_scene *scene, cv_rows *rows);

/** How high a row is, sections' headings excluded. */
double cv_rows_height(const cv_chart *chart, const cv_rows *rows, size_t row);

/** The data blocks of all series, a line a mark: value, height on the page, the interval's limits (the value where
 *  there are none; cut off at the axis), colour. */
void cv_rows_blocks(const cv_chart *chart, const cv_rows *rows, cv_scene *scene);
/** The name of a series' data block: `$estimates` or `$series1`; of small multiples `$panel2_estimates`.
 *  @param rows  here and below NULL where the chart has no panels */
void cv_rows_block(const cv_chart *chart, const cv_rows *rows, cv_buffer *to, int series);
/** A title for the series' plots, quoted: what a browser shows over the SVG's marks. */
void cv_rows_title(const cv_chart *chart, cv_buffer *to, int series);
/** Whether the row is of the panel that is being drawn. */
bool cv_rows_is_in(const cv_chart *chart, const cv_rows *rows, size_t row);
/** Whether any mark of the series is drawn in this panel; CV_NO_SERIES: of those without one. */
bool cv_rows_has(const cv_chart *chart, const cv_rows *rows, int series);

#endif
