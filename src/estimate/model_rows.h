/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The rows of a model. They are kept (8 bytes a number, 8 for the place in the design) while the pass goes on, since a
 *  fit looks at them several times: those that `where` keeps, with a weight above zero and every answer there; with
 *  replicate weights those of weight zero too. */
#ifndef CANVASS_ESTIMATE_MODEL_ROWS_H
#define CANVASS_ESTIMATE_MODEL_ROWS_H

#include "base/dictionary.h"
#include "design/design.h"
#include "estimate/model_result.h"
#include "load/frame.h"

/** How a variable is read. */
typedef enum cv_source_kind {
    CV_SOURCE_NUMBER, /**< numbers */
    CV_SOURCE_FACTOR, /**< level codes */
    CV_SOURCE_CODES,  /**< level codes; a number where every level is one */
    CV_SOURCE_TEXT    /**< a column that nothing is said about: a number where every text in the file is one */
} cv_source_kind;

typedef struct cv_model_variable {
    cv_word name;
    cv_word reference; /**< text NULL: the first level */
    cv_source_kind kind;
    size_t slot;
    double *values; /**< [capacity] numbers, or codes; after the end numbers, or places on the axis */
    /* CV_SOURCE_TEXT: */
    cv_dictionary *texts; /**< distinct texts; NULL once there are too many, and it is a number */
    double *numbers;      /**< [texts] what each reads as; NaN: no number */
    size_t number_room;
    bool words; /**< a text that is no number was met */
    char decimal;
    const cv_words *missing[2]; /**< texts that mean missing: a number that equals one is missing too */
} cv_model_variable;

typedef struct cv_model_rows {
    const cv_analysis_spec *spec;
    size_t where; /**< a truths slot or CV_NO_SLOT */
    cv_model_variable
        *variables; /**< [variable_count] the predictors, the exposure if there is one, what is explained */
    size_t variable_count, predictor_count;
    double *weight;
    uint32_t *stratum, *unit; /**< [count] as cv_design_rows has them; with replicate weights `unit` is the row's number
                                 in the file, for cv_fold_replicate_row */
    uint32_t *pattern;        /**< [count] under calibration, as cv_design_rows has them; else NULL */
    double *start;            /**< [count] likewise */
    size_t count, capacity;
    bool replicated;
    size_t idle; /**< rows of weight 0 behind the `count` others, which a replicate may give a weight; after the end */
    uint16_t *imputation; /**< [count] which one each row is of; NULL: the data are not imputed */
    bool imputed;
} cv_model_rows; /**< zeroed: nothing */

/** Wants what the model needs of the frame. `to` is freed by cv_model_rows_free whether or not this succeeds.
 *  Fails (CV_USAGE) on unknown names, and on a reference level for a number. */
cv_status cv_model_rows_bind(const cv_study *study, const cv_analysis_spec *spec, cv_frame *frame, cv_model_rows *to,
                             cv_messages *messages);
void cv_model_rows_free(cv_model_rows *rows);

/** After cv_model_rows_settle: puts the rows of each imputation together, in their order.
 *  @param[out] first  [imputations + 1] where each one's rows start   @return false: no memory */
bool cv_model_rows_part(cv_model_rows *rows, size_t imputations, size_t *first);

/** Rows from `first` up to, not including, `end`, as rows of their own.
 *  @param variables  [variable_count] room for them   @param[out] to  not to be freed */
void cv_model_rows_view(const cv_model_rows *rows, size_t first, size_t end, cv_model_variable *variables,
                        cv_model_rows *to);

/** Keeps the batch's rows. @param imputation  that they are of; 0 where the data are not imputed. CV_DATA: a text where
 * 10,000 different numbers stood above it. */
cv_status cv_model_rows_batch(cv_model_rows *rows, const cv_batch *batch, const cv_design_rows *design,
                              size_t imputation, cv_messages *messages);

/** After the pass: decides which variables are numbers, gives factors their axes and drops what is missing.
 *  @param[out] predictors  [predictor_count]   @param[out] of  the axis of what is explained, with levels where it has
 *  some */
cv_status cv_model_rows_settle(cv_model_rows *rows, const cv_frame *frame, cv_arena *arena, cv_predictor *predictors,
                               cv_axis *of, cv_messages *messages);

#endif
