/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The inside of a calibration, shared by calibrate*.c. */
#ifndef CANVASS_DESIGN_CALIBRATE_PRIVATE_H
#define CANVASS_DESIGN_CALIBRATE_PRIVATE_H

#include "base/sum.h"
#include "design/calibrate.h"
#include "design/distance.h"

/** One step's columns in numbers. */
typedef struct cv_step_system {
    size_t first;           /**< of its columns among all steps' */
    size_t columns, most;   /**< of the step; entries of a pattern */
    uint32_t *column;       /**< [patterns x most] */
    double *value;          /**< [patterns x most] */
    double *target;         /**< [columns] */
    double *centre, *scale; /**< [columns] of a number; 0 and 1 in cells: value = (x - centre) / scale */
    uint32_t *cross;        /**< [patterns] */
    double *g;              /**< [patterns] the step's factors, full sample */
    double *before;         /**< [patterns] the factors of all steps before it */
    double *after;          /**< rake: [patterns x most] after each margin of the last sweep */
} cv_step_system;

typedef enum cv_calibration_stage { CV_GATHERING, CV_TRIMMING, CV_CALIBRATED } cv_calibration_stage;

struct cv_calibration {
    const cv_study *study;
    const cv_frame *frame;
    cv_margins margins;
    cv_calibration_stage stage;

    /* patterns */
    cv_pairs *chain; /**< [2 x variables] */
    size_t patterns, room, weights_room;
    int32_t *codes;                   /**< [patterns x variables] */
    double *numbers;                  /**< [patterns x variables] */
    cv_sum *weight;                   /**< [patterns x (R + 1)] sums; the full sample's last */
    uint64_t *rows;                   /**< [patterns] of weight above zero */
    uint64_t *line;                   /**< [patterns] of the first row */
    size_t replicates;                /**< R */
    uint64_t *missing, *missing_line; /**< [variables] */

    /* solution */
    cv_step_system *steps;   /**< [step_count] */
    double *factor;          /**< [patterns x (R + 1)] */
    double low, high, share; /**< trimming: bounds, and what is added to weights within */
    cv_sum cut;
    uint64_t within;

    /* residuals */
    size_t columns, entries;
    cv_calibration_entry *entry; /**< [patterns x entries] */
    double *projection;          /**< [columns x columns] */
    double *unit_sums, *unit_squares;
    size_t unit_room;

    /* the last batch, and all of them */
    double *row_start;
    uint32_t *row_pattern;
    size_t row_room;
    cv_sum *final; /**< [patterns] */
    cv_calibration_summary summary;
    double mean[2]; /**< before, after: for the bins */
};

/** Fills the systems, solves them in order, fills `factor`. */
cv_status cv_calibration_solve(cv_calibration *calibration, const cv_replicates *replicates, cv_messages *messages);
/** Fills entries and projection. */
cv_status cv_calibration_make_residuals(cv_calibration *calibration, cv_messages *messages);

/** The sum of a pattern's weights, of the full sample. */
static inline double cv_calibration_weight(const cv_calibration *of, size_t pattern)
{
    return cv_sum_value(&of->weight[pattern * (of->replicates + 1) + of->replicates]);
}

#endif
