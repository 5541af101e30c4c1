/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a model found, as plain values. Everything lives in the results' arena. */
#ifndef CANVASS_ESTIMATE_MODEL_RESULT_H
#define CANVASS_ESTIMATE_MODEL_RESULT_H

#include "estimate/result.h"

/** A term: the intercept (no parts), a variable, an interaction. */
typedef struct cv_term {
    const char *name;    /**< "(intercept)", "age", "age:sex" */
    const size_t *parts; /**< [part_count] of cv_model_result's predictors */
    size_t part_count;
    size_t first, count; /**< its coefficients */
} cv_term;

/** One row of NAME.model.csv. NaN: no such number. */
typedef struct cv_coefficient {
    size_t term;
    const int32_t *levels; /**< [the term's part_count] a place on each predictor's axis; CV_ALL: a number */
    double estimate, se, low, high, statistic, df, p;
    double odds_ratio, odds_low, odds_high; /**< logit alone */
    unsigned flags;
    cv_imputed imputed;
} cv_coefficient;

/** The Wald test of a whole term: F on df1 and df2. */
typedef struct cv_term_test {
    size_t term;
    double statistic, df1, df2, p;
    unsigned flags;
} cv_term_test;

/** One variable that explains. */
typedef struct cv_predictor {
    cv_axis axis;      /**< the levels in display order; count 0: a number */
    int32_t reference; /**< its place; CV_ALL: a number */
} cv_predictor;

typedef struct cv_model_result {
    const char *of, *of_label; /**< what is explained, and its question's text */
    const char *event;         /**< logit: the labels of the event's levels, joined by ", "; else NULL */
    cv_predictor *predictors;
    size_t predictor_count;
    cv_term *terms; /**< the intercept first, then variables, then interactions of two, of three, ... */
    size_t term_count;
    cv_coefficient *rows;
    size_t row_count;
    cv_term_test *tests; /**< [term_count - 1] */
    size_t test_count;
    double n, weighted_n; /**< rows with all answers and a weight above zero; the sum of their weights */
    double df;            /**< of t and of the F tests' denominators */
} cv_model_result;

/** A coefficient's levels joined by ':', "" where there are none; by label or by value. @return false: no memory */
bool cv_model_level(const cv_model_result *model, const cv_coefficient *row, bool values, cv_arena *arena,
                    const char **to);

#endif
