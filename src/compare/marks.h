/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Marks: a number made of the design's columns of some rows, whatever their order. Data sets with the same rows have
 *  the same mark; others have not, but by a chance of 2^-64. */
#ifndef CANVASS_COMPARE_MARKS_H
#define CANVASS_COMPARE_MARKS_H

#include "design/design.h"

typedef enum cv_mark_kind { CV_MARK_NUMBER, CV_MARK_CODE, CV_MARK_TEXT } cv_mark_kind;

/** The columns that a mark is made of: weight, strata, clusters, population counts, replicate weights. */
typedef struct cv_marks {
    struct {
        cv_mark_kind kind;
        size_t slot;
    } * columns;
    size_t count;
    bool found;
} cv_marks; /**< zeroed: not looked for yet */

/** Finds the columns; the design must be bound to the frame. Fails: no memory. */
cv_status cv_marks_find(const cv_design_spec *spec, const cv_design *design, cv_frame *frame, cv_marks *to,
                        cv_messages *messages);
void cv_marks_free(cv_marks *marks);

/** The mark of a batch's rows; that of more rows is the sum. */
uint64_t cv_marks_of(const cv_marks *marks, const cv_batch *batch);

#endif
