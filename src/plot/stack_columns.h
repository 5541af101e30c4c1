/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Parts on top of each other in columns: stacked columns, mosaics. */
#ifndef CANVASS_PLOT_STACK_COLUMNS_H
#define CANVASS_PLOT_STACK_COLUMNS_H

#include "plot/panel.h"
#include "plot/stack.h"

/** Where the columns of all marks are. */
typedef struct cv_stack_columns {
    const cv_panel *panel;
    const double *x, *widths; /**< [mark_count] the middle and the width */
} cv_stack_columns;

/** One width for all marks. In the chart's arena; NULL after a failure, which the scene tells. */
double *cv_stack_columns_widths(cv_chart *chart, cv_scene *scene, double width);

/** Writes the functions that keep a gap between parts: `low1(from, to)`, `high1(from, to)`. */
void cv_stack_columns_gap(cv_scene *scene, const cv_panel *panel);

/** One series: its data block (value, place on the page, where the part begins and ends, half its width, colour), its
 *  plot, and the numbers in its parts. Nothing where none of its marks is drawn. */
void cv_stack_columns_series(const cv_chart *chart, cv_scene *scene, const cv_stack_columns *places,
                             const cv_stack *stack, int series);

#endif
