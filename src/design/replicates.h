/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The replicate weights of a design: which columns hold them, and the numbers of
 *  V = scale * sum over r of rscales_r (g_r - c)^2, g_r being the estimate with the r-th replicate's weights (Wolter
 *  2007, chapters 3 to 5; defaults as R survey's svrepdesign). */
#ifndef CANVASS_DESIGN_REPLICATES_H
#define CANVASS_DESIGN_REPLICATES_H

#include "load/frame.h"
#include "study/study.h"

typedef struct cv_replicates {
    size_t count;         /**< R, at least 2; 0: a design without replicates */
    const char **columns; /**< [R] names */
    size_t *slots;        /**< [R] numbers of the frame */
    bool combined;        /**< the columns are weights; else factors of the full sample's weight */
    double scale;         /**< > 0 */
    double *rscales;      /**< [R] >= 0 */
    bool mse;             /**< c is the full sample's value; else the mean of the g_r with rscales_r above 0 */
    uint64_t *missing;    /**< [R] rows without this weight, so far */
    uint64_t *first_line; /**< [R] of the first of them */
} cv_replicates;          /**< zeroed: none */

/** Wants the columns of the frame. A pattern stands for the columns of its name with a whole number in place of `*`,
 *  in the order of the numbers. Fails (CV_USAGE): an unknown column, a pattern that none matches, a column twice,
 *  fewer than two columns, as many rscales as there are no columns. A second call starts anew. */
cv_status cv_replicates_bind(const cv_replicates_spec *spec, cv_frame *frame, cv_replicates *to, cv_messages *messages);

/** Counts missing values in the rows of a batch; `used` tells which rows are in the design. */
void cv_replicates_check(cv_replicates *replicates, const cv_batch *batch, const uint32_t *stratum);

/** Reports them, column by column (CV_DATA). Negative ones are as R survey has them: weights like others. */
void cv_replicates_report(const cv_replicates *replicates, const char *file, cv_messages *messages);

void cv_replicates_free(cv_replicates *replicates);

#endif
