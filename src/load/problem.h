/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Mistakes in data rows, one entry a kind and column: how many rows, and where the first one is. */
#ifndef CANVASS_LOAD_PROBLEM_H
#define CANVASS_LOAD_PROBLEM_H

#include "load/frame.h"

enum { CV_MOST_PROBLEMS = 20, CV_MOST_LEVELS = 100000 };

typedef enum cv_problem_kind {
    CV_PROBLEM_RAGGED,     /**< another number of fields than the header */
    CV_PROBLEM_UTF8,       /**< bytes that are no UTF-8 */
    CV_PROBLEM_NUL,        /**< a NUL byte */
    CV_PROBLEM_NUMBER,     /**< a text where a number is needed */
    CV_PROBLEM_LEVELS,     /**< more than CV_MOST_LEVELS */
    CV_PROBLEM_OPEN,       /**< a quote that is never closed */
    CV_PROBLEM_UNDECLARED, /**< a warning: a level that the study does not declare */
    CV_PROBLEM_KIND_COUNT
} cv_problem_kind;

typedef struct cv_problem {
    cv_problem_kind kind;
    const char *column; /**< borrowed; NULL: none, not known */
    uint64_t line;      /**< of the first row; 0: none */
    uint64_t rows;
    size_t fields; /**< CV_PROBLEM_RAGGED */
    char text[64]; /**< the first row's, perhaps cut short */
} cv_problem;

typedef struct cv_problems {
    cv_problem *items;
    size_t count, capacity;
    size_t errors; /**< items that are no warnings */
} cv_problems;     /**< zeroed: none */

/** The first bytes of a text, whole characters, followed by "..." where they are not all. */
void cv_problem_text(cv_problem *problem, cv_field field);

/** Adds rows to the entry of the same kind and column, or a new entry. @return false: no memory */
bool cv_problems_add(cv_problems *problems, const cv_problem *problem);

/** The messages, ordered by line, at most CV_MOST_PROBLEMS errors.
 *  @param columns  fields of the header   @return CV_DATA, CV_OK where all are warnings */
cv_status cv_problems_tell(cv_problems *problems, const char *file, size_t columns, char decimal,
                           cv_messages *messages);

void cv_problems_free(cv_problems *problems);

#endif
