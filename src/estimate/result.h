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
#include "design/calibrate.h"
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
    CV_FLAG_MONTE_CARLO = 1 << 8,       /**< monte-carlo: p is estimated from random tables */
    CV_FLAG_MISSING_CELL = 1 << 9,      /**< missing-cell: standardised or split, with a cell that nobody is in */
    CV_FLAG_NO_VARIANCE = 1 << 10, /**< no-variance: one row, or all alike, where a figure needs answers that vary */
    CV_FLAG_SUPPRESSED = CV_FLAG_MIN_N | CV_FLAG_CV | CV_FLAG_NCHS
};

/** A variable as it is shown: its levels in display order. */
typedef struct cv_axis {
    const char *variable;
    const char *label;       /**< the question's text; the variable's name where there is none */
    const char **values;     /**< [count] the levels' texts in the data */
    const char **labels;     /**< [count] the levels' labels; the values where there are none */
    size_t count;            /**< 0: a number, no levels */
    const double *bounds;    /**< classes of a number (cut): [count] where each starts, the last one without an end; NaN
                                of the level "(missing)"; else NULL */
    const uint64_t *choices; /**< combinations of a question's choices: [count] bit j is set where choice j is one of
                                them; UINT64_MAX of the level "(missing)"; else NULL */
    const struct cv_axis *question; /**< of combinations: that question, its choices in its order; else NULL */
} cv_axis;

enum { CV_ALL = -1 }; /**< a group that is the whole: "(all)"; a level where there are none */

/** What the variance of a number that was combined over imputations is made of: W + (1 + 1/m) B (rubin.h). */
typedef struct cv_imputed {
    double within, between; /**< variances W and B; of a ratio or odds ratio those of its logarithm */
    double df;              /**< degrees of freedom of the complete data */
} cv_imputed;               /**< zeroed: the data are not imputed */

/** How an estimate is read. */
typedef enum cv_unit {
    CV_UNIT_STATISTIC, /**< as the analysis's statistic says */
    CV_UNIT_NUMBER,    /**< this and the rest: of analyses with several kinds of figures */
    CV_UNIT_SHARE,
    CV_UNIT_POINTS /**< from -100 to 100 */
} cv_unit;

/** One row of NAME.csv. NaN: no such number (an empty field). */
typedef struct cv_estimate {
    size_t variable; /**< of result->of */
    size_t section;  /**< rows of one variable that were estimated together have the same number */
    cv_unit unit;
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
    cv_unit unit;         /**< of the estimates that are compared */
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
    size_t column;        /**< the column variable, of result->by (paired-t: of result->of); by_count: none */
    const int32_t *group; /**< [by_count] the other by variables; CV_ALL for the column variable */
    int32_t a, b;         /**< t, wilcoxon between groups: places on the column variable's axis */
    double statistic, df1, df2, p;
    /* of t, paired-t and wilcoxon, else NaN: */
    double estimate;   /**< a mean, a difference of means (a less b), or of mean ranks (fractions of the sample) */
    double se;         /**< its standard error, same unit */
    double low, high;  /**< its limits, on df1 */
    double p_adjusted; /**< for all pairs of one test, variable and combination of the other by variables */
    unsigned flags;
} cv_test_row;

/** Whether rows of a test have an estimate, and whether they compare two groups of the column variable. */
bool cv_test_estimates(cv_test test);
bool cv_test_has_pair(const cv_test_row *row, size_t by_count);

/** What a difference is made of. */
typedef enum cv_part {
    CV_PART_DIFFERENCE, /**< all of it */
    CV_PART_COMPOSITION,
    CV_PART_RATES,
    CV_PART_INTERACTION /**< of three parts */
} cv_part;

/** One row of NAME.decompose.csv: a part of the difference group_a minus group_b. */
typedef struct cv_part_row {
    size_t variable;
    int32_t level;
    const int32_t *group; /**< [by_count]; on the `over` axis CV_ALL: see a and b */
    size_t over;          /**< the by axis that is compared over */
    int32_t a, b;         /**< places on that axis */
    cv_part part;
    double value, share; /**< share: of the difference, a fraction, below 0 where it goes the other way */
    double se, low, high, statistic, df, p;
    unsigned flags;
} cv_part_row;

/** The composition that a standardised analysis gives every domain: the cells that rows are in and that have a share.
 * The shares add up to 1 but for those of cells that nobody is in. */
typedef struct cv_composition {
    cv_axis *by;
    size_t by_count;
    int32_t *places; /**< [count x by_count] on the axes; in their order */
    double *shares;  /**< [count] fractions above 0 */
    size_t count;
} cv_composition;

/** One row of a `statistic: weights` table. */
typedef struct cv_weight_row {
    const int32_t *group; /**< [by_count] */
    double n, sum, mean, min, max, sd, cv, n_eff, deff_kish, efficiency, median, p99;
    const cv_weight_bins *bins; /**< about the group's own mean */
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
    const cv_composition *composition; /**< NULL: not standardised */
    cv_part_row *parts;                /**< pair by pair, level by level, part by part, the difference first */
    size_t part_count;
    cv_weight_row *weights;
    size_t weight_count;
    const struct cv_model_result *model; /**< statistic model: see model_result.h; else NULL */
    const char **letters;                /**< [row_count] or NULL; "" where none; see cv_letters */
    const char **column_letters;         /**< [row_count] the letter of the row's own column, or "" */
    size_t imputations;                  /**< that it is combined over; 0: the data are not imputed */
    cv_language language;                /**< of texts for people */
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

/** What calibration and trimming made of the weights. */
typedef struct cv_calibration_result {
    cv_calibration_summary summary;
    cv_calibration_target *targets; /**< [target_count] */
    size_t target_count;
} cv_calibration_result;

/** All that a run found. Texts and arrays live in `arena` (or in the study). */
typedef struct cv_results {
    cv_arena arena;
    const cv_study *study;
    cv_overview overview;
    const cv_calibration_result *calibration; /**< NULL: the weights are as the data have them */
    const cv_weight_bins *weights; /**< the final weights of all rows, where a chart of kind weights is from no analysis
                                      and they are as the design has them; else NULL */
    cv_result *items;              /**< one an analysis of the study, in its order */
    size_t count;
    const struct cv_input *inputs; /**< [input_count] the files that were read (load/frame.h) */
    size_t input_count;
} cv_results;

/** Frees all that a run found. Accepts zeroed; may be called twice. */
void cv_results_free(cv_results *results);

/** The part as tables name it. */
const char *cv_part_name(cv_part part);

/** The words of a flag value joined by ';', in `text`. */
enum { CV_FLAGS_SIZE = 160 };
const char *cv_flags_text(unsigned flags, char text[CV_FLAGS_SIZE]);

#endif
