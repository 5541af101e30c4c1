/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The margins that weights are calibrated to: targets of the study or of a file, matched with the levels of the data.
 *  A *pattern* is a combination of the levels (and numbers) of all variables that any margin uses; rows of one pattern
 *  are calibrated alike. */
#ifndef CANVASS_DESIGN_MARGINS_H
#define CANVASS_DESIGN_MARGINS_H

#include "design/pairs.h"
#include "load/frame.h"
#include "study/study.h"

/** A variable of some margin. */
typedef struct cv_target_margin_variable {
    cv_word name;
    bool number;
    bool of_all;                    /**< of classes: those who did not respond must have it too */
    const cv_expression *condition; /**< not NULL: whether it is true stands for a code, 1 or 0 */
    size_t slot;                    /**< codes, numbers or truths of the frame */
} cv_target_margin_variable;

/** A margin of one step, bound. */
typedef struct cv_target_margin {
    const cv_margin_spec *spec;
    size_t *variables; /**< [spec->variable_count] places in cv_target_margins.variables */
    const cv_target_spec *targets;
    size_t target_count; /**< cells; 0: a number */
    cv_pairs *chain;     /**< [variable_count] codes to the number of a cell */
    uint32_t *target_of; /**< [known cells] by that number */
    size_t known;
    size_t first; /**< its first column among its step's */
} cv_target_margin;

/** A step of `calibrate`, bound. Its columns: the cells of each margin, then the numbers, in the study's order; then a
 *  1 where the population's size alone gives it. */
typedef struct cv_target_margin_step {
    const cv_calibration_spec *spec;
    cv_target_margin *margins; /**< [spec->margin_count] */
    size_t columns;
    bool constant;   /**< the last column is 1 */
    size_t response; /**< weighting-class: the place of its condition among the variables */
} cv_target_margin_step;

typedef struct cv_target_margins {
    cv_arena arena; /**< targets of files */
    cv_target_margin_variable *variables;
    size_t variable_count, number_count;
    cv_target_margin_step *steps;
    size_t step_count;
} cv_target_margins; /**< zeroed: empty */

/** Reads the files of targets, finds the variables, and wants them of the frame. A second call with another frame only
 *  wants them again. CV_USAGE: unknown names, shares or sums that do not agree; CV_DATA, CV_SYSTEM: a file. */
cv_status cv_target_margins_bind(const cv_study *study, cv_frame *frame, cv_target_margins *to, cv_messages *messages);
void cv_target_margins_free(cv_target_margins *margins);

/** After a pass: matches the targets with the levels that the frame found. CV_DATA: a target above 0 whose level no row
 *  has, two targets for one cell. */
cv_status cv_target_margins_match(cv_target_margins *margins, const cv_frame *frame, cv_messages *messages);

/** The cell of a pattern in a margin of levels, CV_PAIR_NONE where it has no target.
 *  @param codes  [variable_count] by variable */
uint32_t cv_target_margin_cell(const cv_target_margin *margin, const int32_t *codes);

/** weighting-class: gives every crossing of the classes that a pattern has its cell, without a target. Call it with
 *  each pattern, then cv_target_margins_close_classes. @param codes  [variable_count]   @return false: no memory */
bool cv_target_margin_add_class(cv_target_margin *margin, const int32_t *codes);
cv_status cv_target_margins_close_classes(cv_target_margins *margins, cv_target_margin_step *step,
                                          const cv_frame *frame, cv_messages *messages);

/** How a message names a cell: "F, 18-24". Text of the arena; "" without memory. */
const char *cv_target_margin_cell_name(const cv_target_margins *margins, const cv_target_margin *margin,
                                       const int32_t *codes, const cv_frame *frame, cv_arena *arena);

#endif
