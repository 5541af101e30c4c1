/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The order of a chart's parts, and what kinds do to its rows before its words are made. */
#ifndef CANVASS_PLOT_ORDER_H
#define CANVASS_PLOT_ORDER_H

#include "plot/chart.h"

/** Orders as qsort takes them: sizes from the least, values from the largest with NaN last. */
int cv_order_sizes(size_t a, size_t b);
int cv_order_values(double a, double b);

/** Puts marks back into the order of their rows and series. */
void cv_chart_sort_marks(cv_chart *chart);

/** Puts the rows of each section in order, the largest key first, those without one last, the whole at the end as it
 *  was. @param keys  [row_count] NaN: none */
cv_status cv_chart_sort_rows(cv_chart *chart, const double *keys, cv_messages *messages);

/** Leaves out rows and their marks; a section's heading goes to its first row that stays. @param kept  [row_count] */
cv_status cv_chart_keep_rows(cv_chart *chart, const bool *kept, cv_messages *messages);

/** Makes sections of panels, for kinds that have no small multiples. @return false without memory */
bool cv_chart_panels_to_sections(cv_chart *chart);

#endif
