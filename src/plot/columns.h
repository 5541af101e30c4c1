/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Charts whose rows stand side by side: marks from the bottom up, below them each row's label and base, and below
 *  these the sections' headings. What does not fit its row's width is set smaller and broken into lines; where words
 *  or numbers still do not fit, the chart is refused in favour of bars. Nothing is turned.
 *
 *  Use: cv_columns_place, then cv_columns_marks; or cv_columns_axis and plots of the chart's own. */
#ifndef CANVASS_PLOT_COLUMNS_H
#define CANVASS_PLOT_COLUMNS_H

#include "plot/chart.h"
#include "plot/panel.h"

typedef struct cv_columns {
    double page_top, page_bottom; /**< what title, legend and footer leave */
    cv_panel panel;               /**< y is the axis of the values, x is pixels of the page */
    double *row_left, *row_right; /**< [row_count] the room of each row; all gaps between rows are outside */
    double *mark_x;               /**< [mark_count] the middle of each mark */
    double lane;                  /**< width of a mark's lane */
    double column;                /**< width of a mark */
    double label_size, value_size;
} cv_columns;

/** Makes sections of the chart's panels: a kind's `prepare`. */
cv_status cv_columns_prepare(cv_chart *chart, cv_messages *messages);

/** Lays out frame, legend, rows, labels, bases and headings around a panel whose axis is `y`.
 *  @param one_lane  a row's series share one lane, on top of each other */
void cv_columns_place(cv_chart *chart, bool one_lane, cv_scale y, cv_scene *scene, const cv_scene_words *words,
                      cv_columns *to);

/** The axis for the marks' values and intervals, from zero. */
cv_scale cv_columns_scale(const cv_chart *chart);

/** Makes room for the values above (or below) the intervals' ends, then draws axis, columns, intervals and values. */
void cv_columns_marks(cv_chart *chart, cv_scene *scene, cv_columns *columns);

/** Draws the axis. @param above  pixels that the chart needs between the page's top and the axis's upper end */
void cv_columns_axis(cv_chart *chart, cv_scene *scene, cv_columns *columns, double above);

/** Refuses the chart: it does not fit its page. */
void cv_columns_refuse(const cv_chart *chart, cv_scene *scene, const char *what);

/** The base of a row as a number, or the range of its marks' bases: 1,120-1,300. In the scene's arena. */
const char *cv_columns_base(const cv_chart *chart, cv_scene *scene, size_t row);

#endif
