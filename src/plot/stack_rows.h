/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Parts end to end in the rows of a chart (rows.h): stacked bars, Likert charts. */
#ifndef CANVASS_PLOT_STACK_ROWS_H
#define CANVASS_PLOT_STACK_ROWS_H

#include "plot/rows.h"
#include "plot/stack.h"

/** Writes the panel's functions (cv_panel_write) and those that keep a gap between its parts: `left1(from, to)`,
 *  `right1(from, to)`. */
void cv_stack_rows_panel(cv_scene *scene, const cv_panel *panel);

/** One series: its data block (value, height on the page, where the part begins and ends, colour), its plot, and the
 *  numbers in its parts. Nothing where none of its marks is drawn. */
void cv_stack_rows_series(const cv_chart *chart, cv_scene *scene, const cv_rows *rows, const cv_panel *panel,
                          const cv_stack *stack, int series);

#endif
