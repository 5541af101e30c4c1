/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A plan carried out, block by block: one worker's columns of values. The rows of one chunk are kept for the sink;
 *  what is only a means to an end lasts a block. */
#ifndef CANVASS_LOAD_COLUMNS_H
#define CANVASS_LOAD_COLUMNS_H

#include "load/plan.h"

enum { CV_BLOCK_ROWS = 256 };

/** Rows of a chunk whose field is not as it should be: no number, or a level that the study does not declare. */
typedef struct cv_faults {
    size_t rows;
    size_t first;   /**< row of the chunk */
    cv_field field; /**< its text */
} cv_faults;

/** One worker's levels of one column: codes of its own, in order of appearance, with what they are in the frame. */
typedef struct cv_interned {
    cv_texts texts;  /**< missing ones: -1; declared ones: 0 and up */
    cv_field *items; /**< by code */
    size_t count, capacity;
    size_t known;    /**< codes below have a global one; those above were met in this chunk */
    int32_t *global; /**< [capacity] */
    bool same;       /**< each known code is its own global one */
    bool closed;     /**< too many levels: nothing is looked up any more */
} cv_interned;

typedef struct cv_columns {
    const cv_plan *plan;
    char decimal;
    const size_t *place;   /**< [step] the needed field that a step from a column reads */
    cv_field **fields;     /**< [needed][CV_BLOCK_ROWS] */
    void **data;           /**< [step] values: of the chunk's rows where the step is kept, else of the block's */
    size_t rows;           /**< done so far, of this chunk */
    size_t capacity;       /**< rows that there is room for */
    uint32_t *starts;      /**< [rows] where each starts in the chunk */
    cv_interned *interned; /**< [step] */
    cv_faults *faults;     /**< [step] */
    bool failed;           /**< no memory */
} cv_columns;

/** @param place  [step], borrowed   @param needed  how many fields a record gives
 *  @return false: no memory; cv_columns_free is to be called all the same */
bool cv_columns_init(cv_columns *columns, const cv_plan *plan, char decimal, const size_t *place, size_t needed);

/** Starts a chunk. What an uncommitted one had added is forgotten. @return false: no memory */
bool cv_columns_begin(cv_columns *columns);

/** Makes room for one more block. @return false: no memory */
bool cv_columns_reserve(cv_columns *columns);

/** Carries out all steps for the `count` records in `fields`. */
void cv_columns_add(cv_columns *columns, size_t count);

void cv_columns_free(cv_columns *columns, size_t needed);

/** Where a step's values of the current block are. */
static inline void *cv_column_here(const cv_columns *columns, size_t step)
{
    const cv_step *of = &columns->plan->steps[step];
    return (char *)columns->data[step] + (of->kept ? columns->rows * cv_step_bytes(of->kind) : 0);
}

/** One step for `count` rows; by kind. Those from columns are in columns.c, the rest in derive.c. */
typedef void (*cv_stepper)(cv_columns *columns, size_t step, size_t count);
/** The function of a kind of step that reads other steps (derive.c). */
cv_stepper cv_derive_stepper(cv_step_kind kind);

/** A field as a number: digits with at most one decimal sign among them are read here, the rest by cv_number_parse.
 *  Eight bytes must be readable at `text`. */
bool cv_field_number(const char *text, size_t length, char decimal, double *number);

#endif
