/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Weights that are calibrated to known totals, and trimmed. The rows are read once before the main pass, for the sums
 *  of the weights by pattern (margins.h); the factors of the weights follow from these sums alone. Trimming with
 *  redistribution reads them once more. In the main pass each row's weight is multiplied by its pattern's factor. */
#ifndef CANVASS_DESIGN_CALIBRATE_H
#define CANVASS_DESIGN_CALIBRATE_H

#include "design/margins.h"
#include "design/replicates.h"
#include "design/weight_bins.h"

typedef struct cv_calibration cv_calibration;

enum { CV_MOST_CALIBRATION_COLUMNS = 4096 };

/** Wants the columns of the frame. NULL in *to: the study calibrates and trims nothing. A second call with another
 * frame on the same data keeps what is known. */
cv_status cv_calibration_bind(const cv_study *study, cv_frame *frame, cv_calibration **to, cv_messages *messages);
void cv_calibration_free(cv_calibration *calibration);

/** Whether the rows must be read (once more) before the weights are known. */
bool cv_calibration_wants_pass(const cv_calibration *calibration);

/** A batch. While a pass is wanted: gathers sums. Then: makes `weights` final; cv_calibration_rows tells the rest.
 *  @param stratum  [rows] CV_NO_UNIT: not in the design   @param weights  [rows] >= 0 */
cv_status cv_calibration_batch(cv_calibration *calibration, const cv_batch *batch, const cv_replicates *replicates,
                               const uint32_t *stratum, double *weights, cv_messages *messages);

/** What the last batch of the main pass had: the weights before, and each row's pattern (CV_PAIR_NONE: no weight). */
typedef struct cv_calibration_rows {
    const double *start;
    const uint32_t *pattern;
} cv_calibration_rows;
cv_calibration_rows cv_calibration_batch_rows(const cv_calibration *calibration);

/** After a pass that was wanted: solves every step. CV_DATA: a missing value, a level without a target, a target
 * without rows, targets that cannot be reached; CV_USAGE: more columns than can be. */
cv_status cv_calibration_finish(cv_calibration *calibration, const cv_replicates *replicates, cv_messages *messages);

/** Gives `to` what `from` learned of the same study and data through another frame. */
void cv_calibration_adopt(cv_calibration *to, cv_calibration *from);

/** The factor of a pattern's weights with the weights of a replicate (its count: the full sample's). */
double cv_calibration_factor(const cv_calibration *calibration, uint32_t pattern, size_t replicate);

/* ---- for the variance (calibrate_residual.c) ---- */

/** A column that a row has, in the residuals of the variance. With w the row's final weight and w0 the one before
 *  calibration: it adds w0 * unit to the column's unit totals, and `cross` times w (w / w0 where `plain`) times x to
 *  the column's moments with x. */
typedef struct cv_calibration_entry {
    uint32_t column;
    bool plain;
    double unit, cross;
} cv_calibration_entry;

/** K; 0: the variance has no residuals (nothing is calibrated, or by replicates). */
size_t cv_calibration_columns(const cv_calibration *calibration);
const cv_calibration_entry *cv_calibration_entries(const cv_calibration *calibration, uint32_t pattern, size_t *count);

/** P, so that B = P m are the coefficients of the columns in the residuals of a variable with the moments m, through
 *  all steps in their order: for post-strata, linear, raking and logit the regression with the weights before the step
 *  (Saerndal, Swensson and Wretman 1992, section 6.6; R survey's calibrate and postStratify), for rake ten sweeps of
 *  plain means (R survey's rake).  @return [K x K] */
const double *cv_calibration_projection(const cv_calibration *calibration);

/** Adds a batch of the main pass to the sums of the columns by unit. @param unit  [rows] last-stage units, or strata
 *  @param squares  also sums of squares and products by unit: for a design without clusters */
cv_status cv_calibration_add_units(cv_calibration *calibration, const cv_batch *batch, const uint32_t *unit,
                                   bool squares, cv_messages *messages);
/** [K] of a unit; [K x K] */
const double *cv_calibration_unit(const cv_calibration *calibration, uint32_t unit);
const double *cv_calibration_squares(const cv_calibration *calibration, uint32_t unit);

/* ---- for the report, after the main pass ---- */

/** What became of the weights. The bins are those of cv_weight_bin. */
typedef struct cv_calibration_summary {
    cv_weights_before_after before, after;
    double min_factor, max_factor; /**< of final over starting weights (g-weights) */
    uint64_t trimmed, negative;    /**< rows at a bound of `trim`; below 0 */
    double low, high;              /**< the bounds of trim, absolute; -INFINITY, INFINITY: none */
    uint64_t bins[2][CV_WEIGHT_BINS];
} cv_calibration_summary;
cv_calibration_summary cv_calibration_summarise(const cv_calibration *calibration);

/** A target and what the weights add up to. Texts are of the arena that was given. */
typedef struct cv_calibration_target {
    size_t step;
    const char *margin, *cell; /**< cell "": a number, or the population's size */
    double target, before, after;
} cv_calibration_target;

/** Every target in the study's order, those of 0 that no row has too. @return CV_SYSTEM without memory */
cv_status cv_calibration_targets(const cv_calibration *calibration, cv_arena *arena, cv_calibration_target **to,
                                 size_t *count, cv_messages *messages);

#endif
