/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Tables for people: one model, made from a result, that the text and the Markdown writer render.
 *
 *  A sheet is what is shown of one result: the estimates, then the comparisons, the tests and the parts of differences,
 * each a grid of a stub and columns, and the notes that explain them. All texts are clean (cv_display_clean) and
 * rounded already; a renderer only measures, escapes and places them. */
#ifndef CANVASS_TABLE_GRID_H
#define CANVASS_TABLE_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "estimate/result.h"
#include "table/digits.h"

/** Never NULL: text. The numbers are what the texts show, for renderers that write numbers as such. */
typedef struct cv_grid_cell {
    const char *text;
    const char *below;   /**< on the next line: the interval; NULL: none */
    const char *letters; /**< beside the text: the columns that this one is significantly higher than; NULL: none */
    double number;       /**< of `text`; NaN: it is no number */
    double low, high;    /**< of `below`, or of the text in a column of intervals, or of one beside; NaN: none */
    cv_digits digits;    /**< how they are shown */
    bool p;              /**< the number is a p value (cv_digits_p) */
} cv_grid_cell;

typedef enum cv_grid_line_kind {
    CV_LINE_HEADING, /**< a question's text, over the whole width; no cells */
    CV_LINE_FIGURES,
    CV_LINE_BASE /**< n and the like, set off from the figures */
} cv_grid_line_kind;

typedef struct cv_grid_line {
    cv_grid_line_kind kind;
    const char *stub;
    cv_grid_cell *cells; /**< [column_count] */
} cv_grid_line;

typedef struct cv_grid_column {
    size_t group;        /**< columns that stand side by side with the same number share a heading */
    const char *heading; /**< what they are broken by: "Country"; "": nothing, as over the whole */
    const char **labels; /**< [depth] from the outermost level to the column's own; "" above where there are fewer */
    const char *letter;  /**< "" where columns are not compared */
    bool left;           /**< words, not numbers */
    bool interval;       /**< each cell is two limits, without a number between them */
} cv_grid_column;

typedef struct cv_grid {
    const char *title; /**< "": none */
    cv_grid_column *columns;
    size_t column_count, depth;
    cv_grid_line *lines;
    size_t line_count;
    const char *after; /**< a line below: "and 12 more in ..."; "": none */
} cv_grid;

enum { CV_SHEET_GRIDS = 5, CV_SHEET_NOTES = 14, CV_SHEET_COMPARISONS = 40 };

typedef struct cv_sheet {
    cv_arena arena;
    const cv_result *result;
    cv_language language;
    bool values;
    bool full;   /**< every comparison, and weighted bases too */
    bool failed; /**< a text or array could not be made */
    cv_grid grids[CV_SHEET_GRIDS];
    size_t grid_count;
    const char *notes[CV_SHEET_NOTES];
    size_t note_count;
} cv_sheet;

/** Makes the sheet of a result. @return false: no memory. cv_sheet_free it in any case. */
bool cv_sheet_make(const cv_result *result, bool values, cv_sheet *to);
/** The same with all there is to show, however long it becomes: every comparison, weighted bases. */
bool cv_sheet_make_full(const cv_result *result, bool values, cv_sheet *to);
void cv_sheet_free(cv_sheet *sheet);

/* ---- between the makers ---- */

/** A copy of a text in the sheet's arena; "" (and `failed`) without memory. clean: for texts that users wrote. */
const char *cv_sheet_keep(cv_sheet *sheet, const char *text);
const char *cv_sheet_clean(cv_sheet *sheet, const char *text);
const char *cv_sheet_format(cv_sheet *sheet, const char *format, ...) __attribute__((format(printf, 2, 3)));
void *cv_sheet_array(cv_sheet *sheet, size_t count, size_t size); /**< cleared; NULL (and `failed`) without memory */

/** A place on an axis as it is shown: the label or value, "All" for CV_ALL; what canvass itself names (words.h) in the
 * language. */
const char *cv_sheet_level(cv_sheet *sheet, const cv_axis *axis, int32_t place);
/** A variable as it is shown. */
const char *cv_sheet_label(cv_sheet *sheet, const cv_axis *axis);
/** A group without the axis `but`: "Poland, Women"; "" where nothing is left. */
const char *cv_sheet_group(cv_sheet *sheet, const int32_t *group, size_t but);
/** "Poland vs Spain". */
const char *cv_sheet_versus(cv_sheet *sheet, size_t over, int32_t a, int32_t b);
/** What a row about a pair is about: "Interested, Women: Poland vs Spain"; `one_subject`: all rows are of one variable
 * and level. */
const char *cv_sheet_pair(cv_sheet *sheet, size_t variable, int32_t level, const int32_t *group, size_t over,
                          bool one_subject, const char *pair);
const char *cv_sheet_number(cv_sheet *sheet, const cv_digits *digits, double number); /**< "-" for NaN */
/** Numbers in the sheet's language with so many decimals. */
cv_digits cv_sheet_digits(const cv_sheet *sheet, int decimals);
/** A number without needless zeros; "-" for NaN. */
const char *cv_sheet_tidy(cv_sheet *sheet, double number, int decimals);
const char *cv_sheet_count(cv_sheet *sheet, size_t count);
/** A fraction in per cent, without the sign: "95". */
const char *cv_sheet_per_cent(cv_sheet *sheet, double fraction);
const char *cv_sheet_p(cv_sheet *sheet, double p);
/** "95% interval": the heading over the limits. */
const char *cv_sheet_interval_heading(cv_sheet *sheet);

/* A cell's text with the number that it shows. */
void cv_cell_number(cv_sheet *sheet, cv_grid_cell *cell, const cv_digits *digits, double number); /**< "-" for NaN */
/** Without needless zeros. */
void cv_cell_tidy(cv_sheet *sheet, cv_grid_cell *cell, double number, int decimals);
void cv_cell_p(cv_sheet *sheet, cv_grid_cell *cell, double p);
/** The interval below a number; nothing where both limits are NaN. words: see cv_digits_interval */
void cv_cell_limits(cv_sheet *sheet, cv_grid_cell *cell, const cv_digits *digits, double low, double high, bool words);
/** A cell that is an interval and no more; "-" where both limits are NaN. */
void cv_cell_interval(cv_sheet *sheet, cv_grid_cell *cell, const cv_digits *digits, double low, double high,
                      bool words);

/** Columns with these plain headings. @return false without memory */
bool cv_grid_plain_columns(cv_sheet *sheet, cv_grid *grid, const char *const *headings, size_t count);
/** Another line of the grid (there must be room) with cleared cells. NULL without memory. */
cv_grid_line *cv_grid_add_line(cv_sheet *sheet, cv_grid *grid, cv_grid_line_kind kind, const char *stub);

/** Takes a column out of a grid that was filled with all of them. */
void cv_grid_remove_column(cv_grid *grid, size_t column);
/** How many of so many comparisons, or pairs, are shown. */
size_t cv_sheet_shown(const cv_sheet *sheet, size_t count);

/** Whether a model's predictions are probabilities. */
bool cv_model_has_shares(const cv_result *result);

/** How this result's estimates are shown, from the smallest standard error beside them. */
cv_digits cv_estimate_digits(const cv_result *result, cv_unit unit, double se);
/** Whether an interval of this result may reach below zero, so that a hyphen between its limits would mislead. */
bool cv_sheet_has_negative(const cv_result *result);
/** The text of an estimate's cell when it has no number: "*" suppressed, "-" nothing there. */
const char *cv_estimate_absent(const cv_estimate *row);

/* The makers; each adds at most one grid, or the notes. */
void cv_sheet_add_pivot(cv_sheet *sheet);       /**< estimates by groups: a column a group */
void cv_sheet_add_list(cv_sheet *sheet);        /**< estimates of the whole: a column a number */
void cv_sheet_add_items(cv_sheet *sheet);       /**< a battery of the whole: an item a line */
void cv_sheet_add_weights(cv_sheet *sheet);     /**< statistic: weights */
void cv_sheet_add_model(cv_sheet *sheet);       /**< a regression, whole: coefficients, tests, notes */
void cv_sheet_add_comparisons(cv_sheet *sheet); /**< the significant ones first, at most CV_SHEET_COMPARISONS */
void cv_sheet_add_tests(cv_sheet *sheet);
void cv_sheet_add_parts(cv_sheet *sheet); /**< decompose: a line a pair, at most CV_SHEET_COMPARISONS */
void cv_sheet_add_notes(cv_sheet *sheet);

#endif
