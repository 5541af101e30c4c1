/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Why estimates have no end: which level of a factor has no event, or nothing else. */
#ifndef CANVASS_ESTIMATE_SEPARATION_H
#define CANVASS_ESTIMATE_SEPARATION_H

#include "estimate/fit.h"
#include "estimate/model_rows.h"

/** The level, of a term of one factor, at which the rows leave the estimates without end [AlbertAnderson1984]: all have
 *  the event or none has (ordinal: all have the first or the last answer; multinomial: none has the answer of
 *  fit->predictor, or the reference; poisson: all counts are zero). The reference level may be it.
 *  @param fit  that ended as CV_FIT_SEPARATED at a column of the term
 *  @return its place on the factor's axis; CV_ALL: the term is no factor, or no single level does it */
int32_t cv_separation_level(const cv_fit *fit, const cv_model_rows *rows, const cv_model_result *result);

#endif
