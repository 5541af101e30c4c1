/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The design's covariance of totals of whatever a method computes row by row: a model's score vectors, a quantile's
 * indicator. */
#ifndef CANVASS_FOLD_SCORES_H
#define CANVASS_FOLD_SCORES_H

#include "fold/fold.h"

/** Scores of rows that were kept (of designs without replicate weights: those need the method's values at each), each a
 * vector whose sum over the sample varies. */
typedef struct cv_scores {
    size_t rows, width;
    const uint32_t *stratum;      /**< [rows] as cv_design_rows had them; CV_NO_UNIT: not in the design, left out */
    const uint32_t *unit;         /**< [rows] likewise */
    const uint32_t *pattern;      /**< [rows] likewise, and the weights before calibration; both NULL: not calibrated */
    const double *start, *weight; /**< [rows] */
    const double *values; /**< [rows x width]; weights are in them. All rows of the domain that is estimated; rows
                             outside it may be left out */
    cv_lonely_psu lonely;
    bool domain_lonely;
} cv_scores;

/** The covariance matrix of the column sums, as cv_fold_covariance has it for one domain.
 *  @param[out] covariance  [width x width]   @param lonely->met  [1] or NULL */
cv_status cv_scores_covariance(const cv_design *design, const cv_scores *scores, double *covariance,
                               cv_lonely_report *lonely, cv_messages *messages);

#endif
