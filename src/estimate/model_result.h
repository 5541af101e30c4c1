/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a model found, as plain values. Everything lives in the results' arena. */
#ifndef CANVASS_ESTIMATE_MODEL_RESULT_H
#define CANVASS_ESTIMATE_MODEL_RESULT_H

#include "estimate/result.h"

/** A term: the intercept or thresholds (no parts), a variable, an interaction. */
typedef struct cv_term {
    const char *name;    /**< "(intercept)", "(threshold)", "age", "age:sex" */
    const size_t *parts; /**< [part_count] of cv_model_result's predictors */
    size_t part_count;
    size_t first, count; /**< its columns */
} cv_term;

/** A column of the model matrix. */
typedef struct cv_model_column {
    size_t term;
    const int32_t *levels; /**< [the term's part_count] a place on each predictor's axis; CV_ALL: a number */
} cv_model_column;

/** One row of NAME.model.csv. NaN: no such number. */
typedef struct cv_coefficient {
    size_t term;
    const int32_t *levels; /**< its column's; NULL: a threshold's */
    int32_t answer; /**< a place on the answer's axis: multinomial: what is set against the reference; of a threshold
                       the level below it; else CV_ALL */
    int32_t above;  /**< of a threshold the level above it; else CV_ALL */
    double estimate, se, low, high, statistic, df, p;
    double odds_ratio, odds_low, odds_high; /**< exp of them: odds, risk (multinomial) or rate (poisson) ratios; not of
                                               a linear model, nor of thresholds */
    unsigned flags;
    cv_imputed imputed;
} cv_coefficient;

/** One row of NAME.margins.csv: the average prediction with everybody at one level. */
typedef struct cv_margin {
    size_t predictor;
    int32_t level;  /**< a place on its axis */
    int32_t answer; /**< ordinal, multinomial: the level whose probability it is; else CV_ALL */
    double estimate, se, low, high, df;
    unsigned flags; /**< CV_FLAG_EMPTY: the model has no prediction, as a combination that it needs has no rows */
} cv_margin;

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
    const bool *found; /**< [axis.count] which levels rows of the model have */
} cv_predictor;

typedef struct cv_model_result {
    const char *of, *of_label; /**< what is explained, and its question's text */
    const char *event;         /**< logit: the labels of the event's levels, joined by ", "; else NULL */
    cv_axis answer;            /**< ordinal, multinomial: its levels; else only a name and a label */
    int32_t *answers;    /**< [answer_count] those that rows of the model have; multinomial: the reference first */
    size_t answer_count; /**< logit: 2, and answers NULL; numbers: 0 */
    cv_predictor *predictors;
    size_t predictor_count;
    cv_term *terms; /**< the intercept first, then variables, then interactions of two, of three, ... */
    size_t term_count;
    cv_model_column *columns; /**< the first is the intercept's */
    size_t column_count;
    cv_model_column *dropped; /**< combinations of levels that no row has */
    size_t dropped_count;
    cv_coefficient *rows; /**< a column each, multinomial: for each answer in turn; ordinal: the thresholds, then the
                             columns but the intercept's */
    size_t row_count;
    cv_term_test *tests; /**< [term_count - 1] */
    size_t test_count;
    cv_margin *margins; /**< predictor by predictor, level by level, answer by answer */
    size_t margin_count;
    double *margin_covariance; /**< [margin_count squared] */
    double n, weighted_n;      /**< rows with all answers and a weight above zero; the sum of their weights */
    double df;                 /**< of t and of the F tests' denominators */
} cv_model_result;

/** A coefficient's levels joined by ':', a threshold's by '|'; "" where there are none; by label or by value.
 *  @return false: no memory */
bool cv_model_level(const cv_model_result *model, const cv_coefficient *row, bool values, cv_arena *arena,
                    const char **to);

#endif
