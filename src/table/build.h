/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What the makers of the contract's tables share: columns with the by variables in their place, and cells that are
 *  put one after the other. */
#ifndef CANVASS_TABLE_BUILD_H
#define CANVASS_TABLE_BUILD_H

#include "table/table.h"

/** The column list of a table; a NULL name stands for the by variables. */
typedef struct cv_columns {
    const cv_column *items;
    size_t count;
} cv_columns;

/** A table under way. */
typedef struct cv_build {
    const cv_result *result;
    bool values;     /**< level values instead of labels */
    size_t left_out; /**< the by axis that has no column of its own; SIZE_MAX: none */
    cv_table *table;
    cv_cell *next; /**< the cell that the next put fills */
} cv_build;

/** Makes columns and cleared cells. build->table must be zeroed. @return false: no memory, the table is then empty */
bool cv_build_begin(cv_build *build, cv_columns columns, size_t rows);

void cv_build_text(cv_build *build, const char *text); /**< borrowed; NULL: empty */
void cv_build_number(cv_build *build, double number);
void cv_build_numbers(cv_build *build, const double *numbers, size_t count); /**< a cell each */
void cv_build_group(cv_build *build, const int32_t *group); /**< a cell each by axis that has a column */
bool cv_build_flags(cv_build *build, unsigned flags);       /**< false: no memory */

/** A level's text for tables: its label (or value), "(all)" for CV_ALL. */
const char *cv_axis_text(const cv_axis *axis, int32_t place, bool values);

/** The level column: empty for a number's statistic. */
const char *cv_axis_level(const cv_axis *axis, int32_t place, bool values);

/** Ends a maker: every cell was put, or the table is freed and a message added. */
cv_status cv_build_end(cv_build *build, bool done, cv_messages *messages);

#endif
