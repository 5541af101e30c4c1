/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Weighted least squares and weighted logistic regression, run to full convergence. Nothing here knows of a design:
 *  the rows come through a function, and the covariance is the caller's matter. Method: docs/methods.md, "Models". */
#ifndef CANVASS_ESTIMATE_FIT_H
#define CANVASS_ESTIMATE_FIT_H

#include <stddef.h>

#include "study/study.h"

/** What is fitted; borrowed. */
typedef struct cv_fit_data {
    cv_model_kind kind;
    size_t rows, columns;                                    /**< the first column is the intercept's, all 1 */
    const double *y;                                         /**< [rows]; logit: 0 or 1 */
    const double *weight;                                    /**< [rows]; a row is left out where it is not above 0 */
    void (*row)(const void *context, size_t row, double *x); /**< writes a row of the model matrix, [columns] */
    const void *context;
    const double *start; /**< [columns] coefficients to start from; NULL: none */
} cv_fit_data;

typedef enum cv_fit_end {
    CV_FIT_DONE,
    CV_FIT_NO_MEMORY,
    CV_FIT_COLLINEAR, /**< `column` is a linear combination of the columns before it */
    CV_FIT_SEPARATED, /**< logit: the estimates grow without end, that of `column` fastest */
    CV_FIT_STUCK      /**< no convergence for another reason: numbers too large to compute with */
} cv_fit_end;

/** A fit, in the basis of the columns less their weighted means, in units of their weighted standard deviations. */
typedef struct cv_fit {
    const cv_fit_data *data;
    double *mean, *scale; /**< [columns] of the columns; of the intercept 0 and 1 */
    double *at;           /**< [columns] the coefficients in that basis */
    double *root;         /**< [columns squared] R with R'R = A, the sum of v x x', v the working weights */
    double *x;            /**< [columns] a row, for cv_fit_score */
    size_t column;        /**< what CV_FIT_COLLINEAR and CV_FIT_SEPARATED speak of */
} cv_fit;

/** Fits. @param[out] to  freed by cv_fit_free whatever the end was */
cv_fit_end cv_fit_make(const cv_fit_data *data, cv_fit *to);
void cv_fit_free(cv_fit *fit);

/** Adds a row's score, weight x (y - fitted) x its x in the fit's basis, to `score`, [columns]. */
void cv_fit_add_score(const cv_fit *fit, size_t row, double *score);

/** From a sum of scores to what it adds to the coefficients of the columns, A^-1 score, in place. The covariance of the
 *  sum over the sample of such contributions is A^-1 V A^-1 (Binder 1983); taken row by row no large numbers cancel. */
void cv_fit_influence(const cv_fit *fit, double *score);

/** The coefficients of the columns themselves, [columns]. */
void cv_fit_coefficients(const cv_fit *fit, double *coefficient);

/** b' V^-1 b of a symmetric V, [count squared]; NaN where V is not positive definite, or nearly so.
 *  @param work  [count x (count + 1)] */
double cv_fit_wald(const double *b, const double *v, size_t count, double *work);

#endif
