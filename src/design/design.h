/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The survey's design as the rows tell it: weights, strata, clusters of any number of stages, finite population
 *  corrections. Each row gets its weight, its first-stage stratum and the unit that it belongs to at the last stage;
 *  the units stay, the rows go.
 *
 *  A *group* is a set of units that were sampled together: the PSUs of a stratum; at further stages the units of one
 *  stratum within one unit of the stage before. Group numbers of stage 1 are the level codes of its strata variable
 *  (0 where there are no strata). A design without clusters has no units: each row is its own PSU. */
#ifndef CANVASS_DESIGN_DESIGN_H
#define CANVASS_DESIGN_DESIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <canvass/message.h>

#include "design/calibrate.h"
#include "design/replicates.h"
#include "load/frame.h"
#include "study/study.h"

typedef struct cv_design cv_design;

#define CV_NO_UNIT UINT32_MAX /**< the row is not in the design (no weight, and `missing_weight: drop`) */

/** What the design makes of a batch; arrays of batch->rows, the design's own, until the next batch. */
typedef struct cv_design_rows {
    const double *weight;    /**< final; >= 0, below it only where `linear` calibration without bounds made it so */
    const double *start;     /**< before calibration and trimming; the same as `weight` where there are none */
    const uint32_t *pattern; /**< of the calibration (design/calibrate.h); NULL: none */
    const uint32_t *stratum; /**< the group at stage 1, CV_NO_UNIT: leave the row out */
    const uint32_t *unit;    /**< the unit at the last stage; without clusters the same as `stratum` */
} cv_design_rows;

/** Wants the design's columns of the frame. Fails (CV_USAGE) on unknown names and on more strata or fpc columns than
 * stages. A second call with another frame on the same data (a second pass) keeps what the first pass learned. */
cv_status cv_design_bind(const cv_study *study, cv_frame *frame, cv_design **to, cv_messages *messages);
void cv_design_free(cv_design *design);

/** Reads the design's columns of a batch. Rows that lack a weight, stratum, PSU or fpc are counted, not reported: see
 *  cv_design_finish. @return CV_OK or CV_SYSTEM without memory */
cv_status cv_design_batch(cv_design *design, const cv_batch *batch, cv_design_rows *rows, cv_messages *messages);

/** After the last batch: reports what was wrong with the rows (CV_DATA: how many, the first one's line), checks the
 *  population counts, and counts units. */
cv_status cv_design_finish(cv_design *design, cv_messages *messages);

/** Whether the rows must be read (once more) before the weights are known: they follow from the population counts (no
 *  weight column, but fpc; until cv_design_finish every weight is 1), or they are calibrated or trimmed. */
bool cv_design_wants_pass(const cv_design *design);

/** Whether the units matter in the passes that come before the main one. Where not, these may be made on a design
 *  without strata, cluster and fpc, and `to` adopts what that one learned of the weights. */
bool cv_design_weights_need_units(const cv_design *design);
void cv_design_adopt_weights(cv_design *to, cv_design *from);

/** NULL: the weights are as the data have them. */
const cv_calibration *cv_design_calibration(const cv_design *design);

/** Stages with units: 0 without clusters. Further stages count only where there are population counts; without them
 *  the first stage alone makes the variance. */
size_t cv_design_stages(const cv_design *design);

/** How many units a stage (from 0) has. */
size_t cv_design_unit_count(const cv_design *design, size_t stage);

/** The unit of stage - 1 that holds this unit (stage >= 1), and the unit's group. */
uint32_t cv_design_parent(const cv_design *design, size_t stage, uint32_t unit);
uint32_t cv_design_group(const cv_design *design, size_t stage, uint32_t unit);

/** Groups of a stage; stage 0 without clusters: the strata, whose units are rows. */
size_t cv_design_group_count(const cv_design *design, size_t stage);
uint32_t cv_design_group_units(const cv_design *design, size_t stage, uint32_t group);
/** Population size of a group, INFINITY where the design has none for this stage. */
double cv_design_group_population(const cv_design *design, size_t stage, uint32_t group);
/** How a message names a first-stage stratum: its label, where it has none its text in the data; "" without strata. */
const char *cv_design_stratum_name(const cv_design *design, uint32_t group);
/** The name of the strata column of stage 1; NULL: none. */
const char *cv_design_strata_column(const cv_design *design);

/** Replicate weights; count is 0 where the design has strata and clusters. */
const cv_replicates *cv_design_replicates(const cv_design *design);

/** The weights of some rows of a batch, row by row: R replicates, then the full sample's. Under calibration each
 *  replicate's are calibrated on their own; trimming changes them by the factor of the row's own weight.
 *  @param[out] to  [count x (R + 1)] */
void cv_design_replicate_weights(const cv_design *design, const cv_batch *batch, const cv_design_rows *rows,
                                 size_t from, size_t count, double *to);

/** PSUs minus strata among all rows of non-zero weight (R: degf). */
double cv_design_df(const cv_design *design);

/** Sums over the rows, for the report. */
typedef struct cv_design_summary {
    uint64_t rows, used; /**< in the design; of those, with a weight above zero */
    double weight_sum, weight_squares;
    uint64_t strata, psus; /**< with a row of non-zero weight; strata: 0 where the design has none */
} cv_design_summary;
cv_design_summary cv_design_summarise(const cv_design *design);

#endif
