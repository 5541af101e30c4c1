/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Rows that stay: the answers of a CV_ITEM_ROWS item, domain by domain in the order of their values. For statistics
 *  that no totals can tell, as quantiles. 24 bytes a row that has an answer, half as much again while they are sorted.
 */
#ifndef CANVASS_FOLD_ROWS_H
#define CANVASS_FOLD_ROWS_H

#include "fold/fold.h"

/** One row with an answer. */
typedef struct cv_kept_row {
    double value, weight;
    uint32_t record; /**< of the block; cv_fold_row_unit tells the unit. With replicate weights the row's number, for
                        cv_fold_replicate_row */
    uint32_t domain; /**< of the block */
} cv_kept_row;

/** The rows of a domain that have an answer: first those of a weight above zero, by value, equal values in the file's
 * order; then those of weight zero. All of it the fold's own. */
typedef struct cv_kept_rows {
    const cv_kept_row *rows; /**< [count] */
    size_t count, live;      /**< live: with a weight above zero */
    double df;               /**< PSUs minus strata among the live ones (R: degf of the subset); NaN with replicate
                                weights: see cv_fold_rows_rank */
} cv_kept_rows;

/** After cv_fold_finish. */
cv_kept_rows cv_fold_rows(const cv_fold *fold, size_t block, size_t item, size_t domain);
/** The row's unit at the last stage (without clusters its stratum), and its first-stage stratum. */
uint32_t cv_fold_row_unit(const cv_fold *fold, size_t block, const cv_kept_row *row);
uint32_t cv_fold_row_stratum(const cv_fold *fold, size_t block, const cv_kept_row *row);

#endif
