/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The rows of an analysis of quantiles: estimates with Woodruff's intervals. */
#ifndef CANVASS_ESTIMATE_QUANTILES_H
#define CANVASS_ESTIMATE_QUANTILES_H

#include "estimate/estimate.h"

/** Adds the rows of one variable in one cut to result->rows: domain by domain, a row for each probability. The interval
 * of the distribution function at the quantile is carried back through the same rule, and the standard error is its
 * length over 2 t (Woodruff 1952; R survey's svyquantile). A limit outside [0, 1] has no quantile: NaN, and no standard
 * error. Fails with CV_DATA on a lonely PSU under the policy `fail`. */
cv_status cv_quantile_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages);

#endif
