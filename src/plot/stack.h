/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Charts whose series are the parts of a whole, end to end in one bar: their values, colours, order and words. */
#ifndef CANVASS_PLOT_STACK_H
#define CANVASS_PLOT_STACK_H

#include "plot/chart.h"
#include "plot/rows.h"
#include "plot/sides.h"

enum { CV_STACK_MOST = 12 }; /**< parts of a bar */

/** Checks that the marks of each row are parts of a whole: there are series, at most CV_STACK_MOST; shares are of
 *  several levels of one variable; nothing is below 0. @return CV_OK, CV_USAGE at the chart's place */
cv_status cv_stack_check(const cv_chart *chart, cv_messages *messages);

/** Makes every mark's value its share of its row's marks; the chart's style becomes per cent. Of a row with a part that
 *  is not drawn the whole is unknown, so that no part is drawn; proportions of all levels are shares as they are. */
void cv_stack_shares(cv_chart *chart);

/** Rounds shares so that they add up within their row (cv_shares_round) and writes the marks' texts anew: 36%. Where
 *  the values are no shares, nothing changes. */
cv_status cv_stack_round(cv_chart *chart, cv_messages *messages);

/** Gives the marks of rows whose parts are groups with bases of their own the base of them all. */
cv_status cv_stack_bases(cv_chart *chart, cv_messages *messages);

/** Colours: a sequence for ordered answers (type ordinal, classes of a number, values that are numbers: the highest is
 *  the darkest), else the palette, and a sequence where that is too short. Names stand in the page's ink. */
void cv_stack_colours(cv_chart *chart);

/** The chart's note: by which rule shares are rounded, and how far the intervals that are not drawn would reach. */
cv_status cv_stack_note(cv_chart *chart, cv_messages *messages);

/** All of the above for bars and columns, by the chart's `stack` and `sort`. */
cv_status cv_stack_prepare(cv_chart *chart, cv_messages *messages);

/** Where each mark begins and ends when the drawn ones of a row are laid end to end from 0. */
typedef struct cv_stack {
    double *from, *to; /**< [mark_count] NaN: not drawn */
    double *sum;       /**< [row_count] of the drawn marks */
    size_t *absent;    /**< [row_count] marks that are not drawn */
    double most;       /**< the largest sum */
} cv_stack;

/** Lays them. In the chart's arena; after a failure the scene tells. */
void cv_stack_lay(cv_chart *chart, cv_scene *scene, cv_stack *to);

/** Writes where a mark begins and ends, for a data block. */
void cv_stack_write(cv_buffer *to, const cv_stack *stack, size_t mark);

/** The marks of a row: *first and those after it. @return how many */
size_t cv_stack_row(const cv_chart *chart, size_t row, size_t *first);

/** The level that a series is; both NULL: it is none. */
cv_side_answer cv_stack_answer(const cv_chart *chart, size_t series);

/** A part's number as it stands in its segment: 36 for 36%. In the scene's arena. */
const char *cv_stack_text(cv_scene *scene, const cv_chart *chart, const cv_chart_mark *mark);

/** What stands behind a row's end: the sum, or why a part is missing; "" nothing. In the scene's arena. */
const char *cv_stack_end_text(cv_scene *scene, const cv_chart *chart, const cv_stack *stack, size_t row);

/** The data block of a series, a line a drawn mark: value, place across the bars, where the part begins and ends, half
 *  the bar's width where there are widths, colour.
 *  @param rows    names the block, as cv_rows_block   @param columns  what the lines hold, for the script's reader
 *  @param places  [mark_count] pixels   @param widths  [mark_count] pixels; NULL: all bars have one */
void cv_stack_block(const cv_chart *chart, const cv_rows *rows, cv_scene *scene, const cv_stack *stack, int series,
                    const char *columns, const double *places, const double *widths);

/** A rectangle of the page. */
typedef struct cv_stack_box {
    double left, top, right, bottom;
} cv_stack_box;

/** Whether a number has room in a part of this width. */
bool cv_stack_fits(const char *text, double width, double size);

/** Sets a text in the middle of its segment, in black or white or near them so that its contrast with the fill is at
 *  least 4.5 (WCAG AA); leaves it out where the segment is too small for it. */
void cv_stack_inside(cv_scene *scene, const char *text, cv_stack_box box, double size, unsigned fill);

#endif
