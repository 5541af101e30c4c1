/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A regression fitted anew at every replicate weight. */
#ifndef CANVASS_ESTIMATE_MODEL_REPLICATES_H
#define CANVASS_ESTIMATE_MODEL_REPLICATES_H

#include "estimate/fit.h"
#include "estimate/model_rows.h"
#include "estimate/replicates.h"

/** The covariance of a model's coefficients: cv_replicates_covariance of the fits at each replicate, which start at the
 *  full sample's (R's svyglm of svrepdesign). A row counts where its replicate weight is above 0, as in R. A replicate
 *  without an answer (a column is a combination of others there, the event is certain along one) is left out, and a
 *  warning says how many were.
 *  @param rows  settled; their numbers name the replicate weights   @param full  what the full sample was fitted with
 *  @param coefficient  [columns] of the full sample   @param[out] covariance  [columns squared] */
cv_status cv_model_replicates(const cv_basis *basis, const cv_model_rows *rows, const cv_fit_data *full,
                              const double *coefficient, double *covariance, cv_messages *messages);

#endif
