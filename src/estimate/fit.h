/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Weighted fits of every kind of model (family.h), run to full convergence. Nothing here knows of a design: the rows
 *  come through a function, and the covariance is the caller's matter. Method: docs/methods.md, "Models".
 *
 *  The parameters are, for each predictor in turn, a coefficient for each column; where the slopes are shared the
 *  thresholds, then a slope for each column but the intercept's. */
#ifndef CANVASS_ESTIMATE_FIT_H
#define CANVASS_ESTIMATE_FIT_H

#include <stddef.h>

#include "estimate/family.h"

/** What is fitted; borrowed. */
typedef struct cv_fit_data {
    cv_model_kind kind;
    size_t rows, columns;                                    /**< the first column is the intercept's, all 1 */
    size_t levels;                                           /**< of y; 0 where it is a number */
    const double *y;                                         /**< [rows] numbers; levels: 0 to levels - 1, each there */
    const double *weight;                                    /**< [rows]; a row is left out where it is not above 0 */
    const double *offset;                                    /**< [rows] part of the predictor; NULL: none */
    void (*row)(const void *context, size_t row, double *x); /**< writes a row of the model matrix, [columns] */
    const void *context;
    const double *start; /**< [cv_fit_parameters] of the columns, to start from; NULL: none */
} cv_fit_data;

typedef enum cv_fit_end {
    CV_FIT_DONE,
    CV_FIT_NO_MEMORY,
    CV_FIT_COLLINEAR, /**< `column` is a linear combination of the columns before it */
    CV_FIT_SEPARATED, /**< the estimates grow without end, that of `column` fastest */
    CV_FIT_STUCK      /**< no convergence for another reason: numbers too large to compute with */
} cv_fit_end;

/** A fit, in the basis of the columns less their weighted means, in units of their weighted standard deviations. */
typedef struct cv_fit {
    const cv_fit_data *data;
    const cv_family *family;
    size_t predictors, parameters;
    double *mean, *scale; /**< [columns] of the columns; of the intercept 0 and 1 */
    double *at;           /**< [parameters] in that basis */
    double *root;         /**< [parameters squared] R with R'R = A, minus the likelihood's second derivatives */
    double *x;            /**< [columns] a row, for the functions below */
    double *eta;          /**< [predictors] likewise */
    double *line;         /**< [parameters] likewise */
    cv_local *local;      /**< likewise */
    size_t column;        /**< what CV_FIT_COLLINEAR and CV_FIT_SEPARATED speak of */
    size_t predictor;     /**< and the predictor that has it; 0 where the slopes are shared */
} cv_fit;

/** How many parameters the data ask for. */
size_t cv_fit_parameters(const cv_fit_data *data);

/** Fits. @param[out] to  freed by cv_fit_free whatever the end was */
cv_fit_end cv_fit_make(const cv_fit_data *data, cv_fit *to);
void cv_fit_free(cv_fit *fit);

/** Adds a row's score, weight x (y - fitted) x its x in the fit's basis, to `score`, [parameters]. */
void cv_fit_add_score(const cv_fit *fit, size_t row, double *score);

/** From a sum of scores to what it adds to the parameters in the basis, A^-1 score, in place. The covariance of the
 *  sum over the sample of such contributions is A^-1 V A^-1 (Binder 1983); taken row by row no large numbers cancel. */
void cv_fit_solve(const cv_fit *fit, double *score);

/** From parameters in the basis, or contributions to them, to those of the columns themselves, in place. */
void cv_fit_to_columns(const cv_fit *fit, double *numbers);

/** The parameters of the columns themselves, [parameters]. */
void cv_fit_coefficients(const cv_fit *fit, double *coefficient);

/** The prediction for a row whose columns are `x` ([columns], changed) in place of its own; its offset stays.
 *  @param[out] mean  [cv_family_means]   @param[out] derivative  [means x parameters] by the parameters in the basis;
 *  NULL: not asked for */
void cv_fit_predict(const cv_fit *fit, size_t row, double *x, double *mean, double *derivative);

/** b' V^-1 b of a symmetric V, [count squared]; NaN where V is not positive definite, or nearly so.
 *  @param work  [count x (count + 1)] */
double cv_fit_wald(const double *b, const double *v, size_t count, double *work);

#endif
