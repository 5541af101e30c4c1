/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Regressions: rows gathered during the pass, then fitted, with the design's covariance of the estimates. */
#ifndef CANVASS_ESTIMATE_MODEL_H
#define CANVASS_ESTIMATE_MODEL_H

#include "estimate/estimate.h"
#include "estimate/model_result.h"
#include "estimate/model_rows.h"

/** Fits the model and fills result->model and, where it is asked for, result->covariance. The estimates maximise the
 *  weighted pseudo-likelihood of the model's family (family.h), so that the sum of the rows' scores is 0; their
 *  covariance is A^-1 V A^-1 with V the design's covariance of that sum (Binder 1983); degrees of freedom are the
 *  design's among the model's rows + 1 - the number of columns, as R's svyglm and svyolr have them, unless `df` gives a
 *  number or infinity. Margins (margins.h) have the covariance of R's svypredmeans. The rows are changed: missing ones
 *  go, codes become places.
 *  Fails: no rows, a factor with one level, a reference or event that no row has, all rows with the same answer, counts
 *  or exposures below zero, collinear columns, separation, a lonely PSU (CV_DATA); a level that is none, a margin of a
 *  number (CV_USAGE). */
cv_status cv_model_fit(const cv_basis *basis, const cv_frame *frame, cv_model_rows *rows, cv_messages *messages);

#endif
