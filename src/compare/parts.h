/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The data sets of a run: one, or one an imputation. Each is folded by itself, with a design of its own; their rows
 *  come in one pass, file after file or, told by a column, in any order. */
#ifndef CANVASS_COMPARE_PARTS_H
#define CANVASS_COMPARE_PARTS_H

#include "compare/marks.h"
#include "design/design.h"
#include "estimate/plan.h"
#include "fold/fold.h"

typedef struct cv_dataset {
    cv_study study; /**< the run's, its data.file the part's own; not to be freed */
    cv_design *design;
    cv_fold *fold;
    cv_plan *plans;                     /**< [analyses] */
    size_t weights_block, weights_item; /**< the first part's: all rows' weights, where cv_study_draws_weights */
    const char *name; /**< an imputation: its file, or its value of the column; NULL: none was met yet */
    uint64_t rows;    /**< in this pass */
    uint64_t mark;    /**< of the rows' design columns, whatever their order */
} cv_dataset;

typedef struct cv_parts {
    const cv_study *study;
    cv_frame *frame;    /**< of this pass */
    cv_arena *arena;    /**< of the results */
    cv_dataset **items; /**< [count] where they are they stay: designs know their studies by address */
    size_t count, room;
    size_t slot;      /**< codes of the column that numbers the imputations */
    int32_t *of_code; /**< [code_count] which part a code's rows are of; -1: new, -2: left out */
    size_t code_count;
    uint64_t left_out; /**< rows of the data before imputation, in this pass */
    int32_t *row_part; /**< [row_room] of the batch */
    uint32_t *rows;    /**< [row_room] of the batch, part by part */
    size_t row_room;
    cv_selection selection;
    cv_marks marks;
} cv_parts; /**< zeroed, but for study and arena: none yet */

void cv_parts_free(cv_parts *parts);

/** A new part, of which nothing is bound. NULL: no memory, with the message. */
cv_dataset *cv_parts_new(cv_parts *parts, cv_messages *messages);

/** Binds a part's design to the frame, makes its fold anew and binds the analyses to it.
 *  Fails: the mistakes that the header shows, as cv_design_bind and cv_plan_bind do. */
cv_status cv_dataset_bind(cv_parts *parts, cv_dataset *part, cv_messages *messages);
cv_status cv_dataset_bind_fold(cv_parts *parts, cv_dataset *part, cv_messages *messages);

/** Wants the column that numbers the imputations, where there is one. Before each pass, with its frame. */
cv_status cv_parts_begin(cv_parts *parts, cv_messages *messages);

/** What is done with some rows of one part. */
typedef cv_status (*cv_dataset_sink)(void *context, size_t part, const cv_batch *batch, cv_messages *messages);

/** Hands the rows of a batch to their parts; makes and binds one where an imputation is met for the first time. Fails
 *  (CV_DATA): a row without its number, or more than 1000 numbers. */
cv_status cv_parts_batch(cv_parts *parts, const cv_batch *batch, cv_dataset_sink sink, void *context,
                         cv_messages *messages);

/** After the pass, before the designs are finished. Fails (CV_DATA): one imputation, or none. */
cv_status cv_parts_check_number(const cv_parts *parts, cv_messages *messages);

/** After the pass. Fails (CV_DATA): imputations with other numbers of rows, or with other weights, strata, clusters,
 *  population counts or replicate weights. Warns of rows that were left out. */
cv_status cv_parts_check(const cv_parts *parts, cv_messages *messages);

#endif
