/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  From predictors to terms, from terms to columns of the model matrix. */
#ifndef CANVASS_ESTIMATE_MODEL_TERMS_H
#define CANVASS_ESTIMATE_MODEL_TERMS_H

#include "estimate/model_result.h"
#include "estimate/model_rows.h"

/** Makes result->terms and result->columns, the columns of the model matrix. A factor has a
 *  column for each level that a row of the model has, less the reference, an interaction for each such combination;
 *  where a term lacks the margin without a factor, that factor's reference has columns too, as in R's model.matrix
 *  (Chambers and Hastie 1992, section 2.4.1), but for the combination of all references.
 *  result->predictors must hold their axes. Fails: see cv_model_fit. */
cv_status cv_model_terms(const cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages);

/** What a column needs to know to be computed. */
typedef struct cv_model_matrix {
    const cv_model_rows *rows;
    const cv_model_result *result;
    bool replaced;   /**< a variable has one level in all rows: */
    size_t variable; /**< which, of the predictors */
    double level;    /**< its place */
} cv_model_matrix;

/** Row i of the model matrix; for cv_fit_data. @param context  a cv_model_matrix */
void cv_model_row(const void *context, size_t row, double *x);

/** Whether row i needs no combination of levels that was dropped, as one may where a variable is replaced. */
bool cv_model_row_whole(const cv_model_matrix *matrix, size_t row);

#endif
