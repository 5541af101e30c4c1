/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The kinds of models, one constant table: what a row's answer y says about its linear predictors eta_1 ... eta_M.
 *  To add a kind: a row here, a word in src/study/keys.c. Formulas and sources: docs/methods.md, "Models".
 *
 *  linear, logit and poisson have one predictor, x'b. multinomial has one for each level but the first, x'b_k; ordinal
 *  one for each threshold between two levels, c_k - x'b, with the slopes in common. */
#ifndef CANVASS_ESTIMATE_FAMILY_H
#define CANVASS_ESTIMATE_FAMILY_H

#include <stddef.h>

#include "study/study.h"

/** What a row says at its predictors. */
typedef struct cv_local {
    double likelihood; /**< its logarithm, but for what does not depend on eta; -INFINITY: no such eta */
    double *score;     /**< [M] its derivatives by eta */
    double *root;      /**< [roots x M] R: R'R is minus the second derivatives */
    size_t roots;
    double *mean; /**< [M + 1] room for the function */
} cv_local;

typedef struct cv_family {
    bool levels;     /**< y is a level's number, 0 to levels - 1; else a number */
    bool each_level; /**< every level has a mean, its probability; else there is one mean */
    bool shared;     /**< the slopes are the same for all predictors, with a minus: c_k - x'b */
    bool relative;   /**< exp of a slope is a ratio: of odds, of risks, of rates */
    bool curved;     /**< a step may lose likelihood, and the estimates may have no end */
    size_t roots;    /**< the most that a row has; 0: as many as levels */
    void (*look)(double y, const double *eta, size_t predictors, cv_local *to);
    /** From the means of all rows alike (of levels: their shares) to the predictors, [M]. */
    void (*start)(const double *mean, size_t predictors, double *eta);
    /** @param[out] mean  [1], each_level: [M + 1]   @param[out] derivative  [means x M] by eta */
    void (*predict)(const double *eta, size_t predictors, double *mean, double *derivative);
} cv_family;

/** The family of a kind of model, other than CV_MODEL_NONE. */
const cv_family *cv_family_of(cv_model_kind kind);

/** M of so many levels of y (0: a number). */
size_t cv_family_predictors(const cv_family *family, size_t levels);

/** The numbers that a prediction consists of. */
size_t cv_family_means(const cv_family *family, size_t levels);

#endif
