/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Rows that stay: the answers of a CV_ITEM_ROWS item, domain by domain in the order of their values. For statistics
 *  that no totals can tell, as quantiles. 16 bytes a row that has an answer, and for all items together 8 bytes a row
 *  of the file (20 under calibration) and 4 in each block; they are put in order where they are.
 */
#ifndef CANVASS_FOLD_ROWS_H
#define CANVASS_FOLD_ROWS_H

#include "fold/fold.h"

/** One row with an answer. */
typedef struct cv_kept_row {
    double value;
    uint32_t row;    /**< of the file, from 0: for its weight, unit and replicate weights (cv_fold_replicate_row) */
    uint32_t domain; /**< of the block */
} cv_kept_row;

/** The rows of a domain that have an answer: first those whose weight is not zero, by value, equal values in the file's
 * order; then those of weight zero likewise. All of it the fold's own. */
typedef struct cv_kept_rows {
    const cv_kept_row *rows; /**< [count] */
    size_t count, live;      /**< live: of a weight that is not zero */
    const double *weights;   /**< [row of the file] */
    double df;               /**< PSUs minus strata among the live ones (R: degf of the subset); NaN with replicate
                                weights: see cv_fold_rows_rank */
} cv_kept_rows;

/** After cv_fold_finish. */
cv_kept_rows cv_fold_rows(const cv_fold *fold, size_t block, size_t item, size_t domain);
/** The domain of a block that a row of the file (from 0) is in; SIZE_MAX: none. The block keeps rows. */
size_t cv_fold_row_domain(const cv_fold *fold, size_t block, uint32_t row);

/** Where a row that is in a domain of the block stands in the design, as cv_scores asks it. */
typedef struct cv_row_place {
    uint32_t stratum, unit;
    uint32_t pattern; /**< under calibration, with the weight before it; else 0 */
    double start;
} cv_row_place;
cv_row_place cv_fold_row_place(const cv_fold *fold, size_t block, uint32_t row);

/* ---- the design's covariance of what is computed row by row ---- */

/** Scores of kept rows, summed by record as they come: no array of rows is needed. For designs without replicate
 *  weights. */
typedef struct cv_row_scores cv_row_scores;

#define CV_ALL_DOMAINS SIZE_MAX

/** Scores of `width` numbers in each domain of a block, or in one of them, which is then the only one that `linear` and
 *  the covariance know; borrows the fold. @return NULL: no memory */
cv_row_scores *cv_row_scores_new(const cv_fold *fold, size_t block, size_t domain, size_t width);
/** Makes all scores 0 again, for others. */
void cv_row_scores_clear(cv_row_scores *scores);
void cv_row_scores_free(cv_row_scores *scores);

/** Adds a row's scores, weights in them, at `count` places of its domain's `width`, 0 at the others. Each row that has
 *  an answer is added once, those of weight zero too: they are in the sample. */
void cv_row_scores_add(cv_row_scores *scores, uint32_t row, const size_t *places, const double *values, size_t count);

/** The covariance of linear functions of the sums of scores, as cv_fold_covariance has it; block and item of `linear`
 *  are not looked at. */
cv_status cv_row_scores_covariance(const cv_row_scores *scores, const cv_linear *linear, double *covariance,
                                   cv_lonely_report *lonely, cv_messages *messages);

#endif
