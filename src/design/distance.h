/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  One step of calibration in numbers: the factors g of the weights so that the columns' weighted sums are the targets.
 *  Post-strata: target / sum of the cell (Holt and Smith 1979). Raking: margin after margin (Deming and Stephan 1940).
 *  The others: the weights nearest to what they were by a distance, g = F(x'lambda), lambda by Newton's method
 *  (Deville and Saerndal 1992, cases 1, 2, 6 and 7; Deville, Saerndal and Sautory 1993). */
#ifndef CANVASS_DESIGN_DISTANCE_H
#define CANVASS_DESIGN_DISTANCE_H

#include <canvass/message.h>

#include "study/study.h"

#define CV_NO_COLUMN UINT32_MAX

/** Rows of one pattern have the same columns, so that a pattern stands for all of its rows. */
typedef struct cv_system {
    cv_calibration_method method;
    size_t patterns, columns;
    size_t most;            /**< entries of a pattern: one a margin */
    const uint32_t *column; /**< [patterns x most] CV_NO_COLUMN: the pattern has no weight */
    const double *value;    /**< [patterns x most] x; 1 in a cell */
    const double *target;   /**< [columns] */
    double low, high;       /**< bounds of g; -INFINITY, INFINITY */
    const uint32_t *cross;  /**< rake: [patterns] which cell of all its margins crossed; < patterns */
    double tolerance;       /**< rake: when no crossed cell moves by more than this share of all weights */
    size_t sweeps;          /**< rake: exactly that many; 0: until the tolerance is met */
} cv_system;

/** Solves a step. @param weight  [patterns] sums of the weights before it
 *  @param[out] g       [patterns]
 *  @param[out] after   rake: [patterns x most] g as it was after each margin of the last sweep; may be NULL
 *  @param[out] sweeps  rake: how many there were; may be NULL
 *  @return CV_SYSTEM without memory, else CV_OK, whether or not the targets were met: see cv_system_reached */
cv_status cv_system_solve(const cv_system *of, const double *weight, double *g, double *after, size_t *sweeps,
                          cv_messages *messages);

/** The columns' sums with weights weight * g. @param[out] reached  [columns] */
void cv_system_reached(const cv_system *of, const double *weight, const double *g, double *reached);

/** Solves A x = b for a symmetric, positive semi-definite A of any rank (the least x). Overwrites A.
 *  @param a  [n x n]   @param b  [n x m], replaced by x */
cv_status cv_symmetric_solve(double *a, size_t n, double *b, size_t m, cv_messages *messages);

#endif
