/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a model explains, made ready for its fit: events, levels in their order, counts and their exposure. */
#ifndef CANVASS_ESTIMATE_MODEL_ANSWER_H
#define CANVASS_ESTIMATE_MODEL_ANSWER_H

#include "estimate/model_result.h"
#include "estimate/model_rows.h"

/** Changes the rows' answers to what cv_fit_data takes (logit: 1 the event, else 0; ordinal, multinomial: the number of
 *  the level among those that rows have, the multinomial reference first) and an exposure to its logarithm. Fills
 *  result->event, answers and answer_count. Fails: nothing to explain, as all rows have the same answer; counts or
 *  exposures below zero (CV_DATA); a level that is none (CV_USAGE). */
cv_status cv_model_answer(cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages);

double *cv_model_answers(const cv_model_rows *rows);  /**< [rows->count] of what is explained */
double *cv_model_exposure(const cv_model_rows *rows); /**< [rows->count] of the exposure; NULL where there is none */

/** "analysis 'm': no row has all the answers", CV_DATA, with the rows that a model expects. */
cv_status cv_model_fail_rows(const cv_model_rows *rows, const char *problem, cv_messages *messages);

#endif
