/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What the chart kinds share when they write themselves into a script. */
#ifndef CANVASS_PLOT_SCRIPT_H
#define CANVASS_PLOT_SCRIPT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "plot/layout.h"

/** Whether any mark of the series is drawn; CV_NO_SERIES: of those without one. */
bool cv_script_has(const cv_chart *chart, int series);

/** The name of the series' data block, `$estimates` or `$series1`. */
void cv_script_block(cv_buffer *to, int series);

/** A title for the series' plots, quoted: what a browser shows over the SVG's marks. */
void cv_script_title(const cv_chart *chart, cv_buffer *to, int series);

/** The data blocks of all series, a line a mark: value, height on the page, the interval's limits (the value where
 * there are none), colour. */
void cv_script_blocks(const cv_chart *chart, const cv_layout *layout, cv_buffer *to);

/** The whole script of a chart that is laid out: fills `to` from the chart's words and the layout's kind.
 *  @return CV_OK, CV_SYSTEM */
cv_status cv_script_write(cv_chart *chart, const cv_layout *layout, cv_buffer *to, cv_messages *messages);

/** A length or coordinate, rounded to what can be seen. */
void cv_script_number(cv_buffer *to, double number);

#endif
