/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What an analysis found, as plain values: estimates, comparisons, tests. Tables, charts and reports read these and
 *  nothing else; they never see a data row. Fractions stay fractions; per cent appears only where text is made. */
#ifndef CANVASS_ESTIMATE_RESULT_H
#define CANVASS_ESTIMATE_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "study/study.h"

/** Words of the flag column, in the order they are written, joined by ';' (cv_flags_text). */
enum {
    CV_FLAG_FALLBACK_INTERVAL = 1 << 0, /**< fallback-interval: p is 0 or 1 */
    CV_FLAG_ZERO_SE = 1 << 1,           /**< zero-se */
    CV_FLAG_NO_DF = 1 << 2,             /**< no-df: as many strata as PSUs, no interval */
    CV_FLAG_EMPTY = 1 << 3,             /**< empty: nobody in the base */
    CV_FLAG_LONELY_PSU = 1 << 4,        /**< lonely-psu: a stratum of one PSU was treated by the study's policy */
    CV_FLAG_MIN_N = 1 << 5,             /**< suppressed-min-n */
    CV_FLAG_CV = 1 << 6,                /**< suppressed-cv */
    CV_FLAG_NCHS = 1 << 7,              /**< suppressed-nchs */
    CV_FLAG_SUPPRESSED = CV_FLAG_MIN_N | CV_FLAG_CV | CV_FLAG_NCHS
};

/** A variable as it is shown: its levels in display order. */
typedef struct cv_axis {
    const char *variable;
    const char *label;   /**< the question's text; the variable's name where there is none */
    const char **values; /**< [count] the levels' texts in the data */
    const char **labels; /**< [count] the levels' labels; the values where there are none */
    size_t count;        /**< 0: a number, no levels */
} cv_axis;

enum { CV_ALL = -1 }; /**< a group that is the whole: "(all)"; a level where there are none */

/** What the variance of a number that was combined over imputations is made of: W + (1 + 1/m) B (rubin.h). */
typedef struct cv_imputed {
    double within, between; /**< variances W and B; of a ratio or odds ratio those of its logarithm */
    double df;              /**< degrees of freedom of the complete data */
} cv_imputed;               /**< zeroed: the data are not imputed */

/** One row of NAME.csv. NaN: no such number (an empty field). */
typedef struct cv_estimate {
    size_t variable;      /**< of result->of */
    int32_t level;        /**< a place on that axis, or CV_ALL for a number's statistic */
    const int32_t *group; /**< [by_count] a place on each by axis, or CV_ALL */
    double count;         /**< unweighted responses at this level */
    double n;             /**< unweighted base */
    double weighted_n, estimate, se, low, high, df, cv, deff, n_eff;
    unsigned flags;
    cv_imputed imputed;
} cv_estimate;

/** One row of NAME.compare.csv: group_a minus (or over) group_b. */
typedef struct cv_comparison {
    size_t variable;
    int32_t level;
    const int32_t *group; /**< [by_count]; on the `over` axis CV_ALL: see a and b */
    size_t over;          /**< the by axis that is compared over */
    int32_t a, b;         /**< places on that axis; contrasts: CV_ALL */
    const char *contrast; /**< a contrast's name, else NULL */
    cv_measure measure;
    double estimate_a, estimate_b; /**< contrasts: NaN */
    double value;                  /**< a difference or contrast; a ratio itself, not its logarithm */
    double se;                     /**< ratio, odds ratio: of the logarithm */
    double low, high, statistic, df, p, p_adjusted;
    bool significant; /**< p_adjusted < 1 - confidence */
    unsigned flags;
    cv_imputed imputed;
} cv_comparison;

/** One row of NAME.tests.csv. */
typedef struct cv_test_row {
    cv_test test;
    size_t variable;      /**< the row variable, of result->of */
    size_t column;        /**< the column variable, of result->by; by_count: none */
    const int32_t *group; /**< [by_count] the other by variables; CV_ALL for the column variable */
    int32_t a, b;         /**< t between groups: places on the column variable's axis */
    double statistic, df1, df2, p;
    unsigned flags;
} cv_test_row;

/** One row of a `statistic: weights` table. */
typedef struct cv_weight_row {
    const int32_t *group; /**< [by_count] */
    double n, sum, mean, min, max, sd, cv, n_eff, deff_kish, efficiency, median, p99;
} cv_weight_row;

typedef struct cv_result {
    const cv_analysis_spec *spec; /**< borrowed from the study */
    cv_statistic statistic;
    double confidence;
    bool binomial;
    cv_interval ci; /**< the method in force, never CV_INTERVAL_DEFAULT */
    cv_method method;
    cv_axis *of;
    size_t of_count;
    cv_axis *by; /**< by variables; of a banner: its variables in order of first appearance */
    size_t by_count;
    cv_estimate *rows; /**< variable by variable; within it break by break, group by group in display order (the whole
                            last), level by level */
    size_t row_count;
    double *covariance; /**< [row_count x row_count] (a model's: of its rows), or NULL: not asked for */
    cv_comparison *comparisons;
    size_t comparison_count;
    cv_test_row *tests;
    size_t test_count;
    cv_weight_row *weights;
    size_t weight_count;
    const struct cv_model_result *model; /**< statistic model: see model_result.h; else NULL */
    const char **letters;                /**< [row_count] or NULL; "" where none; see cv_letters */
    const char **column_letters;         /**< [row_count] the letter of the row's own column, or "" */
    size_t imputations;                  /**< that it is combined over; 0: the data are not imputed */
} cv_result;

/** What the report says about the survey as a whole. */
typedef struct cv_overview {
    uint64_t rows; /**< in the file */
    uint64_t used; /**< with a weight above zero */
    double weight_sum;
    uint64_t strata, psus; /**< at the first stage; 0 strata: not stratified; psus == used: no clusters */
    double deff_kish;      /**< n sum w^2 / (sum w)^2 */
    size_t imputations;    /**< 0: none; else the numbers above are of the first one, as all have the same rows */
} cv_overview;

/** All that a run found. Texts and arrays live in `arena` (or in the study). */
typedef struct cv_results {
    cv_arena arena;
    const cv_study *study;
    cv_overview overview;
    cv_result *items; /**< one an analysis of the study, in its order */
    size_t count;
    const struct cv_input *inputs; /**< [input_count] the files that were read (load/frame.h) */
    size_t input_count;
} cv_results;

void cv_results_free(cv_results *results);

/** The words of a flag value joined by ';', in `text`. */
enum { CV_FLAGS_SIZE = 160 };
const char *cv_flags_text(unsigned flags, char text[CV_FLAGS_SIZE]);

#endif
