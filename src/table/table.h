/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The one model of a table that every writer takes: named, typed columns and cells. */
#ifndef CANVASS_TABLE_TABLE_H
#define CANVASS_TABLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "estimate/result.h"

typedef enum cv_cell_kind { CV_CELL_TEXT, CV_CELL_NUMBER, CV_CELL_COUNT } cv_cell_kind;

typedef struct cv_column {
    const char *name;
    cv_cell_kind kind; /**< COUNT: a number without decimals */
    bool by;           /**< a by variable's column: its name is the user's and may repeat another column's */
} cv_column;

typedef struct cv_cell {
    const char *text; /**< CV_CELL_TEXT; NULL is the empty text */
    double number;    /**< else; NaN: empty */
} cv_cell;

typedef struct cv_table {
    cv_arena arena; /**< owns columns, cells and texts made for the table; other texts are borrowed from the results */
    cv_column *columns;
    size_t column_count;
    cv_cell *cells; /**< [row_count x column_count] */
    size_t row_count;
} cv_table; /**< zeroed: empty */

void cv_table_free(cv_table *table);

/* The tables of one result as CSV has them (docs/guide.md, "What a run writes"). `values`: level values instead of
 * labels. @param[out] to  zeroed before; freed by cv_table_free; its texts are borrowed from the results. CV_SYSTEM: no
 * memory. */
cv_status cv_table_estimates(const cv_result *result, bool values, cv_table *to,
                             cv_messages *messages); /**< also statistic: weights */
cv_status cv_table_comparisons(const cv_result *result, bool values, cv_table *to, cv_messages *messages);
cv_status cv_table_tests(const cv_result *result, bool values, cv_table *to, cv_messages *messages);
cv_status cv_table_model(const cv_result *result, bool values, cv_table *to, cv_messages *messages);
cv_status cv_table_margins(const cv_result *result, bool values, cv_table *to, cv_messages *messages);
cv_status cv_table_model_tests(const cv_result *result, cv_table *to, cv_messages *messages); /**< Wald, of terms */
cv_status cv_table_parts(const cv_result *result, bool values, cv_table *to, cv_messages *messages); /**< decompose */
cv_status cv_table_covariance(const cv_result *result, cv_table *to, cv_messages *messages);
cv_status cv_table_margin_covariance(const cv_result *result, cv_table *to, cv_messages *messages);

/** calibration.csv: each target and what the weights add up to, before and after. The study names the methods. */
cv_status cv_table_calibration(const cv_results *results, cv_table *to, cv_messages *messages);
/** calibration.weights.csv: the distribution of the weights before and after, and of their ratio. */
cv_status cv_table_calibrated_weights(const cv_results *results, cv_table *to, cv_messages *messages);
/** What Rubin's rules make the standard errors of; rows as in the estimates' or the coefficients' table. Only of
 * results that combine imputations. */
cv_status cv_table_imputation(const cv_result *result, bool values, cv_table *to, cv_messages *messages);

/* Writers. RFC 4180 with LF; JSON: an array of objects, absent numbers null, infinities the texts "inf" and "-inf". */
void cv_table_write_csv(const cv_table *table, cv_buffer *to);
void cv_table_write_json(const cv_table *table, cv_buffer *to);

/** The table for people, of one result: stub of variables and levels, a column for each group of the break (the whole
 * first), each cell the estimate (proportions in per cent with one decimal), its interval, letters where a column is
 * significantly higher than others, and base rows (n unweighted, effective). Suppressed cells show *, empty ones -.
 * Aligned by display width (libunistring). `colour`: bold headings for a terminal. */
void cv_table_write_text(const cv_result *result, bool values, bool colour, cv_buffer *to);

/** How a text table is laid out. Zeroed: labels, no colour, 100 columns. */
typedef struct cv_text_options {
    bool values, colour;
    size_t width; /**< cells of the terminal; a table that is wider is split, its stub repeated; 0: 100; at least 20 */
} cv_text_options;

/** The same with options. */
void cv_table_text(const cv_result *result, const cv_text_options *options, cv_buffer *to);

/** The same in Markdown (pipes and line ends in labels escaped). */
void cv_table_write_markdown(const cv_result *result, bool values, cv_buffer *to);

#endif
