/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What one chart of rows (rows.c) and small multiples of them (multiples.c) share. */
#ifndef CANVASS_PLOT_ROWS_PRIVATE_H
#define CANVASS_PLOT_ROWS_PRIVATE_H

#include "plot/rows.h"

/** What the layout works with. */
typedef struct cv_rows_plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_rows *rows;
} cv_rows_plan;

/** A row's height in lanes, with the gap below it. */
double cv_rows_lanes(const cv_chart *chart, const cv_rows_style *style, size_t row);
/** Sizes that follow from the lane: values, bases, dots. */
void cv_rows_size(const cv_rows_plan *plan);
/** Places the marks of a row whose middle is at `y`. */
void cv_rows_put_row(const cv_rows_plan *plan, size_t row, double y);
/** The axis that holds all marks and their intervals. */
cv_scale cv_rows_scale(const cv_chart *chart, const cv_rows_style *style);
/** Draws rows->panel in at both sides, within rows->left and rows->right, until every value of every mark has room. */
void cv_rows_make_room(const cv_rows_plan *plan);
/** The values, tics and the line of zero of the marks of rows->current. */
void cv_rows_put_axis(const cv_rows_plan *plan);

/** Small multiples: a panel for each of chart->panels, `plot` called for each. */
void cv_rows_multiples(cv_chart *chart, const cv_rows_style *style, cv_scene *scene, const cv_scene_words *words,
                       cv_rows_plot *plot);

#endif
