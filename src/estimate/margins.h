/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Predictive margins: what a model predicts on average over its rows with everybody at one level of a factor and
 *  otherwise as they are [LaneNelder1982; GraubardKorn1999]. */
#ifndef CANVASS_ESTIMATE_MARGINS_H
#define CANVASS_ESTIMATE_MARGINS_H

#include "estimate/fit.h"
#include "estimate/model_rows.h"
#include "estimate/model_terms.h"

/** Makes the keys of result->margins: a margin for each level that a row of the model has of each of the study's
 *  `margins` and, for ordinal and multinomial models, each level of the answer.
 *  Fails (CV_USAGE): a margin of a number. */
cv_status cv_margins_make(const cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages);

/** The margins of a fit. */
typedef struct cv_margin_work {
    const cv_fit *fit;
    const cv_model_rows *rows;
    const cv_model_result *result;
    double *estimate;   /**< [margins] NaN: the level would need a combination that no row has */
    double weight;      /**< of all rows */
    double *slope;      /**< [margins x parameters] derivatives by the fit's parameters, in its basis */
    double *x, *mean;   /**< [columns], [means]: room */
    double *derivative; /**< [means x parameters] likewise */
} cv_margin_work;       /**< zeroed: none */

/** Finds the estimates, m = sum w mu / sum w with the weights of the fit, and their derivatives. `to` is freed by
 *  cv_margins_free in any case. @return false: no memory */
bool cv_margins_average(const cv_fit *fit, const cv_model_rows *rows, const cv_model_result *result,
                        cv_margin_work *to);
void cv_margins_free(cv_margin_work *work);

/** Adds what a row adds to the margins beside its part in the estimates, w (mu - m) / sum w, to `score`, [margins]. */
void cv_margins_add_score(const cv_margin_work *work, size_t row, double *score);

/** Adds what a contribution to the parameters, [parameters] in the fit's basis, does to the margins. */
void cv_margins_add_slopes(const cv_margin_work *work, const double *contribution, double *score);

#endif
