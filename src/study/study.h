/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A study as plain values: what the YAML file says, with defaults filled in and every name with its place.
 *  Nothing here knows the data; src/load and src/fold bind names to columns. */
#ifndef CANVASS_STUDY_STUDY_H
#define CANVASS_STUDY_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/language.h"
#include "study/expression.h"
#include "study/theme.h"

/** A word of the study and where it stands. `text` NULL: not given. */
typedef struct cv_word {
    const char *text;
    cv_place place;
} cv_word;

typedef struct cv_words {
    cv_word *items;
    size_t count;
} cv_words;

/** A number with its place; `given` false: the study does not have it. */
typedef struct cv_figure {
    double value;
    bool given;
    cv_place place;
} cv_figure;

/* ---- data ---- */

typedef struct cv_data_spec {
    cv_word file;     /**< the path as written; relative to the study file */
    cv_word format;   /**< csv or tsv; NULL text: from the name */
    char delimiter;   /**< one byte; 0: by the format (',' or tab); "auto" is refused until it works */
    char decimal;     /**< '.' or ',' */
    cv_words missing; /**< texts that mean missing everywhere; by default one: "" */
    cv_word sha256;   /**< refuse other data; NULL text: any */
    cv_place place;
    cv_words imputations; /**< files, one an imputation, at least two (`file` is the first); none: see `imputation` */
    cv_word imputation;   /**< the column that numbers the imputations; NULL text: the data are not imputed so */
} cv_data_spec;

/* ---- variables ---- */

typedef enum cv_variable_kind {
    CV_VARIABLE_COLUMN, /**< a column of the file, perhaps with labels, missing codes, a type */
    CV_VARIABLE_GROUPS, /**< a net or recode: `from`, `groups` */
    CV_VARIABLE_CUT,   /**< classes of a number: `from`, `cuts`; level i is [cut i, cut i+1), the last one has no end */
    CV_VARIABLE_WHERE, /**< a condition: levels yes, no; unknown is missing */
    CV_VARIABLE_MULTIPLE, /**< check all that apply: one 0/1 column a level */
    CV_VARIABLE_RANK, /**< a rank question: a column for rank 1, 2, ..., each holding an item; the items are levels */
    CV_VARIABLE_RANK_OF,     /**< a rank question: a column an item, holding its rank from 1 */
    CV_VARIABLE_COMBINATIONS /**< of `from`, a check-all question: its choices that a row has, as one level */
} cv_variable_kind;

/** What a row is that chose nothing of a multiple-response question. */
typedef enum cv_none_chosen {
    CV_NONE_ANSWERED, /**< an answer where any column is there, else missing */
    CV_NONE_MISSING,  /**< missing, whatever the columns hold */
    CV_NONE_VALID     /**< an answer, also where all columns are missing */
} cv_none_chosen;

typedef enum cv_type { CV_TYPE_AUTO, CV_TYPE_NOMINAL, CV_TYPE_ORDINAL, CV_TYPE_NUMBER } cv_type;

typedef struct cv_level_spec {
    cv_word value;
    const char *label; /**< never NULL: the value where no label was given */
} cv_level_spec;

typedef struct cv_group_spec {
    cv_word label;   /**< the group's value and label at once */
    cv_words values; /**< the source's values (or labels) that belong to it */
    bool rest;       /**< "*" stood in the list: also every value that no group names */
} cv_group_spec;

typedef struct cv_variable_spec {
    cv_word name;
    cv_variable_kind kind;
    const char *label; /**< the question's text; NULL: none given */
    cv_type type;
    cv_level_spec *levels; /**< in display order; of columns and rank questions */
    size_t level_count;
    cv_words missing; /**< further texts that mean missing here */
    cv_word from;     /**< groups, cut: another variable or column; combinations: a check-all question */
    cv_group_spec *groups;
    size_t group_count;
    double *cuts;        /**< increasing */
    cv_words cut_labels; /**< as many as cuts; where none were given they are made: "18 to <25", "65+" */
    size_t cut_count;
    cv_expression *where;
    cv_words columns;         /**< multiple, rank, rank_of: the columns */
    cv_none_chosen none;      /**< multiple */
    cv_words selected;        /**< multiple: texts that mean chosen; default "1" */
    cv_words multiple_labels; /**< multiple, rank_of: a label a column; default: the columns' names */
} cv_variable_spec;

enum { CV_MOST_CHOICES = 63 }; /**< columns or items of a question with several answers: they are bits of a word */

/** Whether a variable has several answers a row: multiple, rank, rank_of. */
bool cv_variable_is_multiple(const cv_variable_spec *variable);
/** The answers that such a variable has, and one of them: its value and label. */
size_t cv_variable_choice_count(const cv_variable_spec *variable);
cv_level_spec cv_variable_choice(const cv_variable_spec *variable, size_t choice);

/* ---- design ---- */

typedef enum cv_lonely_psu {
    CV_LONELY_FAIL,
    CV_LONELY_REMOVE,
    CV_LONELY_CERTAINTY,
    CV_LONELY_ADJUST,
    CV_LONELY_AVERAGE
} cv_lonely_psu;

typedef enum cv_df_kind { CV_DF_DOMAIN, CV_DF_WHERE, CV_DF_DESIGN, CV_DF_INFINITY, CV_DF_NUMBER } cv_df_kind;

typedef struct cv_df_spec {
    cv_df_kind kind;
    double number; /**< CV_DF_NUMBER: > 0 */
    bool given;    /**< false: the default (of the design; of comparisons: design) */
} cv_df_spec;

typedef enum cv_replicates_type {
    CV_REPLICATES_BRR,
    CV_REPLICATES_FAY,
    CV_REPLICATES_JK1,
    CV_REPLICATES_JKN,
    CV_REPLICATES_JK2,
    CV_REPLICATES_BOOTSTRAP,
    CV_REPLICATES_SDR,
    CV_REPLICATES_ACS,
    CV_REPLICATES_OTHER
} cv_replicates_type;

/** Replicate weights: V = scale * sum of rscales_r (g_r - c)^2. */
typedef struct cv_replicates_spec {
    bool given;
    cv_place place;
    cv_replicates_type type;
    cv_words weights; /**< columns, or patterns with one * for a whole number */
    cv_figure rho;    /**< fay: in [0, 1) */
    cv_figure scale;  /**< > 0; jk1, jkn, bootstrap, other */
    double *rscales;  /**< >= 0, one a replicate or one for all; the same types */
    size_t rscale_count;
    bool mse;      /**< c is the full sample's value, not the replicates' mean */
    bool combined; /**< false: the columns are factors that multiply the weight */
} cv_replicates_spec;

typedef enum cv_calibration_method {
    CV_CALIBRATE_POSTSTRATIFY, /**< one margin, each cell by its own factor */
    CV_CALIBRATE_RAKE,         /**< margin after margin until all stay (iterative proportional fitting) */
    CV_CALIBRATE_LINEAR,       /**< this and the rest: the nearest weights by a distance (Deville and Saerndal 1992) */
    CV_CALIBRATE_LOGIT,
    CV_CALIBRATE_RAKING,
    CV_CALIBRATE_WEIGHTING_CLASS /**< respondents stand for all units of their class */
} cv_calibration_method;

/** A cell of a margin and what its weights must add up to. */
typedef struct cv_target_spec {
    cv_word *levels; /**< [variables of the margin] values or labels */
    double value;    /**< 0 or more: a total, or a share of all */
    cv_place place;
} cv_target_spec;

typedef enum cv_margin_kind {
    CV_MARGIN_CELLS,  /**< the targets stand in the study */
    CV_MARGIN_FILE,   /**< and here in a file with the variables' columns and one named `target` */
    CV_MARGIN_NUMBER, /**< a number's population total */
    CV_MARGIN_CLASSES /**< of weighting-class: its cells and their totals are the sample's */
} cv_margin_kind;

typedef struct cv_margin_spec {
    cv_word name; /**< as written: "sex:age_group" */
    cv_margin_kind kind;
    cv_word *variables; /**< [variable_count] at least one */
    size_t variable_count;
    cv_target_spec *targets; /**< cells; a file's come with the data (design/targets.h) */
    size_t target_count;
    cv_word file;
    double total; /**< number */
} cv_margin_spec;

/** One step of `calibrate`. */
typedef struct cv_calibration_spec {
    cv_place place;
    cv_calibration_method method;
    cv_margin_spec *margins;
    size_t margin_count;
    cv_figure population;       /**< "(total)": the population's size */
    cv_figure low, high;        /**< bounds of new over old weights; given together */
    cv_figure tolerance;        /**< > 0 */
    bool shares;                /**< targets are shares of the population */
    cv_expression *respondents; /**< weighting-class: whose weights are raised; all others get 0 */
    cv_words classes;           /**< weighting-class: the variables that are crossed; they are its one margin */
} cv_calibration_spec;

/** Bounds on the final weights, times their mean. */
typedef struct cv_trim_spec {
    bool given;
    cv_place place;
    cv_figure min, max; /**< >= 0; > 0 */
    bool redistribute;  /**< what is cut off goes to the weights within the bounds */
} cv_trim_spec;

typedef struct cv_design_spec {
    bool binomial; /**< sampling: binomial, the textbook model without a design */
    cv_word weight;
    bool drop_missing_weight;
    cv_words strata, cluster, fpc; /**< one a stage */
    bool nest;
    cv_lonely_psu lonely_psu;
    bool domain_lonely;
    cv_df_spec df;
    cv_replicates_spec replicates;
    cv_calibration_spec *calibrate; /**< in order */
    size_t calibrate_count;
    cv_trim_spec trim;
    cv_place place;
} cv_design_spec;

/* ---- analyses ---- */

typedef enum cv_statistic {
    CV_STATISTIC_PROPORTION,
    CV_STATISTIC_COUNT,
    CV_STATISTIC_MEAN,
    CV_STATISTIC_TOTAL,
    CV_STATISTIC_RATIO,
    CV_STATISTIC_NPS,
    CV_STATISTIC_WEIGHTS,
    CV_STATISTIC_QUANTILE,
    CV_STATISTIC_VARIANCE,
    CV_STATISTIC_SD,
    CV_STATISTIC_CORRELATION, /**< of every pair of two or more numbers */
    CV_STATISTIC_GINI,
    CV_STATISTIC_LORENZ, /**< at the probabilities of `quantiles` */
    CV_STATISTIC_QUINTILE_SHARE_RATIO,
    CV_STATISTIC_AT_RISK_OF_POVERTY,
    CV_STATISTIC_NET,           /**< share of some levels less share of others, -100 to 100 */
    CV_STATISTIC_ITEMS,         /**< a battery: each item's figures, and how they make a scale */
    CV_STATISTIC_NONRESPONSE,   /**< the share of missing answers */
    CV_STATISTIC_RESPONSE_RATE, /**< of a disposition: respondents over eligible units */
    CV_STATISTIC_MEAN_RANK,     /**< this and the next: of rank questions, item by item */
    CV_STATISTIC_RANK_POINTS,
    CV_STATISTIC_MODEL /**< none of them: the analysis is a regression, see cv_model_spec */
} cv_statistic;

/** Intervals of a proportion: the first group under a design, the whole list (where a comment says so) under
 *  `sampling: binomial`. The order is that of the name table in src/study/keys.c. */
typedef enum cv_interval {
    CV_INTERVAL_DEFAULT,    /**< logit; binomial: wilson */
    CV_INTERVAL_LOGIT,      /**< both */
    CV_INTERVAL_WALD,       /**< both */
    CV_INTERVAL_LIKELIHOOD, /**< both */
    CV_INTERVAL_ARCSINE,    /**< both */
    CV_INTERVAL_BETA,
    CV_INTERVAL_XLOGIT,
    CV_INTERVAL_WILSON,  /**< both */
    CV_INTERVAL_WALD_CC, /**< this and the rest: binomial alone */
    CV_INTERVAL_WILSON_CC,
    CV_INTERVAL_AGRESTI_COULL,
    CV_INTERVAL_JEFFREYS,
    CV_INTERVAL_CLOPPER_PEARSON,
    CV_INTERVAL_ARCSINE_ANSCOMBE,
    CV_INTERVAL_MID_P,
    CV_INTERVAL_SCORE,   /**< this and the next: quantiles alone */
    CV_INTERVAL_QUANTILE /**< of replicate weights */
} cv_interval;

/** Rules of quantiles; the numbers are Hyndman and Fan's (1996). */
typedef enum cv_qrule {
    CV_QRULE_MATH,   /**< hf1 */
    CV_QRULE_SCHOOL, /**< hf2 */
    CV_QRULE_HF3,
    CV_QRULE_HF4, /**< this and the rest: straight lines between the values */
    CV_QRULE_HF5,
    CV_QRULE_HF6,
    CV_QRULE_HF7,
    CV_QRULE_HF8,
    CV_QRULE_HF9,
    CV_QRULE_SHAHVAISH /**< steps again, at points that depend on the scale of the weights */
} cv_qrule;

typedef enum cv_measure {
    CV_MEASURE_DIFFERENCE,
    CV_MEASURE_RATIO,
    CV_MEASURE_ODDS_RATIO,
    CV_MEASURE_CONTRAST
} cv_measure;

typedef enum cv_method {
    CV_METHOD_DEFAULT, /**< wald; binomial: newcombe for a difference, katz for a ratio, woolf for an odds ratio */
    CV_METHOD_WALD,    /**< under a design the only one, for every measure; binomial: difference */
    CV_METHOD_WALD_CC, /**< this and the rest: binomial alone. Differences: */
    CV_METHOD_AGRESTI_CAFFO,
    CV_METHOD_NEWCOMBE,
    CV_METHOD_NEWCOMBE_CC,
    CV_METHOD_MIETTINEN_NURMINEN,
    CV_METHOD_MEE,
    CV_METHOD_KATZ,  /**< ratios: */
    CV_METHOD_SCORE, /**< ratio and odds ratio */
    CV_METHOD_KOOPMAN,
    CV_METHOD_WOOLF, /**< odds ratios: */
    CV_METHOD_CORNFIELD
} cv_method;

typedef enum cv_adjust {
    CV_ADJUST_HOLM, /**< the default */
    CV_ADJUST_BONFERRONI,
    CV_ADJUST_HOCHBERG,
    CV_ADJUST_HOMMEL,
    CV_ADJUST_BH,
    CV_ADJUST_BY,
    CV_ADJUST_NONE
} cv_adjust;

typedef enum cv_test {
    CV_TEST_PEARSON, /**< unweighted counts under binomial; else on weighted shares scaled to n, as R's svychisq "Chisq"
                        statistic with the plain chi-square tail */
    CV_TEST_PEARSON_YATES, /**< binomial, 2 x 2 */
    CV_TEST_G,             /**< binomial */
    CV_TEST_FISHER,        /**< binomial */
    CV_TEST_RAO_SCOTT_CHISQ,
    CV_TEST_RAO_SCOTT_F,
    CV_TEST_WALD, /**< this and the next four: design alone */
    CV_TEST_ADJUSTED_WALD,
    CV_TEST_LINCOM,
    CV_TEST_SADDLEPOINT,
    CV_TEST_T,               /**< design alone; means: against `null`, or between groups */
    CV_TEST_GOODNESS_OF_FIT, /**< both; a distribution against `null` */
    CV_TEST_TREND,           /**< this and the next: both; ordered levels of two variables */
    CV_TEST_MCNEMAR,         /**< two variables with the same levels: the same shares in both? */
    CV_TEST_PAIRED_T,       /**< design alone; means: two variables of the same rows, their difference against `null` */
    CV_TEST_WILCOXON,       /**< this and the rest: both; ranks of groups. Each pair of groups by itself */
    CV_TEST_KRUSKAL_WALLIS, /**< this and the rest: all groups together */
    CV_TEST_MEDIAN,
    CV_TEST_VANDERWAERDEN
} cv_test;

typedef struct cv_contrast_spec {
    cv_word name;
    cv_words levels;      /**< of the `over` variable: values or labels */
    double *coefficients; /**< one a level */
} cv_contrast_spec;

typedef struct cv_compare_spec {
    bool given;
    cv_place place;
    cv_word over;
    cv_word reference; /**< NULL text: all pairs */
    bool pairs; /**< false: contrasts alone (there are contrasts, and neither pairs, reference nor measure was given) */
    cv_measure measures[3];
    size_t measure_count; /**< default: difference alone */
    cv_method method;
    cv_word method_word;
    cv_adjust adjust;
    cv_contrast_spec *contrasts;
    size_t contrast_count;
} cv_compare_spec;

typedef struct cv_suppress_spec {
    size_t min_n;  /**< 0: none */
    double max_cv; /**< a fraction; 0: none */
    bool nchs;     /**< the National Center for Health Statistics' rule for proportions */
} cv_suppress_spec;

/** Whose composition a direct standardisation takes. */
typedef enum cv_shares_kind {
    CV_SHARES_GIVEN,  /**< the study's own shares */
    CV_SHARES_POOLED, /**< that of all rows that the analysis's where keeps */
    CV_SHARES_LIKE    /**< that of one level of a break's variable */
} cv_shares_kind;

/** Direct standardisation: every domain as if it had the same composition. */
typedef struct cv_standardize_spec {
    bool given;
    cv_place place;
    cv_words by; /**< the variables whose combinations are the cells */
    cv_shares_kind kind;
    cv_word over, like; /**< like: the level of this variable, by value or label */
    cv_word *cells;     /**< given: [share_count x by.count] levels, by value or label */
    double *shares;     /**< given: [share_count] of any sum above 0 */
    size_t share_count;
    cv_place shares_place;
} cv_standardize_spec;

/** The split of a difference between two domains into composition and rates. */
typedef struct cv_decompose_spec {
    bool given;
    cv_place place;
    cv_word over;
    cv_words by;       /**< the variables whose combinations are the cells */
    cv_word reference; /**< NULL text: all pairs */
    bool three;        /**< composition, rates and interaction, about the second group */
} cv_decompose_spec;

typedef enum cv_model_kind {
    CV_MODEL_NONE,
    CV_MODEL_LINEAR,      /**< of a number */
    CV_MODEL_LOGIT,       /**< of a level: quasi-binomial with the logit link */
    CV_MODEL_ORDINAL,     /**< of ordered levels: proportional odds */
    CV_MODEL_MULTINOMIAL, /**< of levels, each against the reference level */
    CV_MODEL_POISSON      /**< of a count: quasi-Poisson with the log link */
} cv_model_kind;

enum { CV_MOST_FACTORS = 8 }; /**< variables of one interaction */

/** A predictor: a variable, or the interaction of several. */
typedef struct cv_predictor_spec {
    cv_word name; /**< as written: "age:sex" */
    cv_word parts[CV_MOST_FACTORS];
    size_t part_count;
} cv_predictor_spec;

typedef struct cv_reference_spec {
    cv_word variable, level;
} cv_reference_spec;

typedef struct cv_model_spec {
    cv_model_kind kind;
    cv_predictor_spec *predictors; /**< as written; no two with the same parts */
    size_t predictor_count;
    cv_reference_spec *references;
    size_t reference_count;
    cv_words margins; /**< predictors at whose every level predictions are averaged */
    cv_word exposure; /**< poisson: what counts are proportional to; NULL text: nothing */
} cv_model_spec;

typedef struct cv_analysis_spec {
    cv_word name;      /**< unique; letters, digits, . _ - only, first a letter or digit; at most 100 bytes */
    const char *title; /**< NULL: none */
    cv_statistic statistic;
    cv_words of;      /**< one or more; none for CV_STATISTIC_WEIGHTS */
    cv_words level;   /**< only these in the output: values or labels; none: all */
    cv_words by;      /**< domains; none: the whole */
    cv_words *banner; /**< instead of by: several breaks */
    size_t banner_count;
    bool total; /**< also the whole, "(all)" */
    cv_expression *where;
    const char *where_text; /**< as written, for the report; NULL: none */
    bool missing_level;     /**< missing: level */
    cv_interval ci;
    cv_word ci_word;
    double confidence;
    cv_df_spec df;
    cv_word denominator;
    double *promoters, *detractors;
    size_t promoter_count, detractor_count;
    cv_words positive, negative; /**< net, items: levels, by value or label */
    bool base_responses;         /**< multiple, rank: shares of all answers, not of those who answer */
    size_t mentions;             /**< rank: only ranks up to this one count; 0: all */
    double *points;              /**< rank-points: of rank 1, 2, ...; none: as many as there are ranks, down to 1 */
    size_t point_count;
    cv_words respondents, ineligible, unknown; /**< response-rate: levels of the disposition */
    double eligible_share;                     /**< of the units of unknown eligibility; default 1 */
    double *quantiles;                         /**< quantile, lorenz: probabilities, each from 0 to 1; default 0.5 */
    size_t quantile_count;
    cv_qrule qrule;
    double threshold_fraction; /**< at-risk-of-poverty: of the quantile, above 0; default 0.6 */
    double threshold_quantile; /**< its probability, above 0 and below 1; default 0.5 */
    bool threshold_domain;     /**< each domain has its own threshold; false: all rows that `where` keeps have one */
    cv_interval quantile_interval; /**< of the distribution function: wald (mean), beta, xlogit or arcsine */
    bool deff_without_replacement;
    cv_suppress_spec suppress;
    bool covariance;
    cv_compare_spec compare;
    cv_model_spec model;
    cv_test *tests;
    cv_words test_words;
    size_t test_count;
    cv_figure null_value; /**< t, paired-t */
    cv_words null_levels; /**< goodness-of-fit: values or labels */
    double *null_shares;  /**< [null_levels] above 0, of any sum */
    cv_place null_place;
    cv_standardize_spec standardize;
    cv_decompose_spec decompose;
    cv_place place;
    bool imputed; /**< the study's data are multiple imputations */
} cv_analysis_spec;

/* ---- charts, report ---- */

typedef enum cv_chart_kind {
    CV_CHART_DOT,
    CV_CHART_BAR,    /**< from the left to the right */
    CV_CHART_COLUMN, /**< from the bottom up */
    CV_CHART_LIKERT,
    CV_CHART_LOLLIPOP,
    CV_CHART_DUMBBELL,
    CV_CHART_LINE,
    CV_CHART_SLOPE,
    CV_CHART_HEATMAP, /**< this and the next two: of comparisons */
    CV_CHART_FOREST,
    CV_CHART_RANK,
    CV_CHART_FUNNEL,
    CV_CHART_MOSAIC,
    CV_CHART_HISTOGRAM, /**< this and the next: of a number's classes */
    CV_CHART_RIDGELINE,
    CV_CHART_LORENZ,
    CV_CHART_UPSET,  /**< of the combinations of a question with several answers */
    CV_CHART_WEIGHTS /**< of the weights, before and after calibration and trimming where there is any; or from an
                        analysis of the weights, a curve for each of its groups */
} cv_chart_kind;
enum { CV_CHART_KINDS = CV_CHART_WEIGHTS + 1 };
typedef enum cv_chart_sort { CV_SORT_NONE, CV_SORT_VALUE, CV_SORT_LABEL } cv_chart_sort;

/** How several bars of one group stand. */
typedef enum cv_chart_stack {
    CV_STACK_NONE,   /**< side by side */
    CV_STACK_VALUES, /**< on top of each other */
    CV_STACK_PERCENT /**< likewise, made to fill 100% */
} cv_chart_stack;

/** Where a Likert chart has its neutral answers. */
typedef enum cv_chart_neutral {
    CV_NEUTRAL_MIDDLE, /**< astride the middle line */
    CV_NEUTRAL_ASIDE,  /**< in a column of their own */
    CV_NEUTRAL_OUT     /**< not shown; bases and shares keep them */
} cv_chart_neutral;
enum { CV_FORMAT_SVG = 1, CV_FORMAT_PNG = 2, CV_FORMAT_PDF = 4 };

typedef struct cv_chart_spec {
    cv_word name; /**< unique among the charts; the same alphabet as an analysis's name */
    cv_word from; /**< an analysis; NULL text: a chart of the weights */
    cv_chart_kind kind;
    const char *title, *subtitle; /**< NULL: made from the study's title and the question's label */
    cv_chart_sort sort;           /**< value: largest first */
    cv_words highlight; /**< levels or groups drawn in the accent colour, the others in grey; none: all coloured */
    cv_words level;     /**< only these levels; none: all */
    cv_word series;     /**< what the colours tell apart: a by variable, level or variable; NULL text: by the kind */
    int measure;        /**< forest: 1 + a cv_measure; 0: the analysis's first */
    cv_word panels;     /**< a by variable: a small chart for each of its groups; NULL text: one chart */
    cv_chart_stack stack;
    cv_chart_neutral neutral;
    cv_words positive, negative; /**< likert: the answers of each side; none: by their order */
    const cv_theme *theme;       /**< never NULL */
    unsigned formats;            /**< CV_FORMAT_ bits; default: svg, png */
    cv_place place;
} cv_chart_spec;

/** What readers must know about a survey and no data file tells: the disclosure items of the American Association for
 * Public Opinion Research. Texts; NULL: not given. */
typedef struct cv_methodology_spec {
    const char *sponsor, *conducted_by, *population, *frame, *sampling, *recruitment, *response_rate, *incentives,
        *mode, *dates, *languages, *questionnaire, *weighting, *quality, *limitations, *contact, *url, *notes;
} cv_methodology_spec;

enum {
    CV_REPORT_MD = 1 << 0,
    CV_REPORT_JSON = 1 << 1,
    CV_REPORT_HTML = 1 << 2,
    CV_REPORT_XLSX = 1 << 3,
    CV_REPORT_TEX = 1 << 4,
    CV_REPORT_DOCX = 1 << 5, /**< this and the next: pandoc makes them of report.md and the pictures */
    CV_REPORT_PPTX = 1 << 6, /**< deck.pptx */
    CV_REPORT_PDF = 1 << 7   /**< deck.pdf: one chart a page */
};

typedef struct cv_study {
    cv_arena arena;   /**< owns every text below */
    const char *file; /**< the path it was read from */
    const char *text; /**< its bytes */
    size_t text_length;
    const char *title, *source, *note; /**< NULL: not given */
    cv_language language;              /**< of charts and reports */
    cv_word output;                    /**< as written; relative to the study file; NULL: out beside the study file */
    double confidence;
    cv_data_spec data;
    cv_variable_spec *variables;
    size_t variable_count;
    cv_design_spec design;
    cv_analysis_spec *analyses;
    size_t analysis_count;
    cv_theme theme;       /**< of the charts that have none of their own */
    cv_words theme_files; /**< read for themes, as written */
    cv_chart_spec *charts;
    size_t chart_count;
    cv_methodology_spec methodology;
    unsigned report; /**< CV_REPORT_ bits; default: html, md, json */
} cv_study;

/** Reads a study. Every mistake that the text alone shows is reported in one go: unknown and repeated keys, wrong
 *  kinds of values, words that are not in a list, names that refer to no analysis or variable of the study where they
 *  must, keys that do not belong together (denominator without ratio), methods that a sampling model does not have.
 *  @param path      the study's file, for places; "-" is not special here
 *  @param text      its bytes, copied           @param settings  `KEY=VALUE` texts that win over the file, KEY dotted:
 *                   design.df=design, analyses.NAME.where=...; may be NULL when count is 0
 *  @param[out] to   zeroed before; freed by cv_study_free whether or not this succeeds */
cv_status cv_study_parse(const char *path, const char *text, size_t length, const char *const *settings,
                         size_t setting_count, cv_study *to, cv_messages *messages);
void cv_study_free(cv_study *study);

/** Whether the data are multiple imputations, so that all estimates are combined over them. */
bool cv_study_imputed(const cv_study *study);

/** Whether a chart shows all weights as the design has them: one of kind weights that is from no analysis, in a study
 *  that neither calibrates nor trims. */
bool cv_study_draws_weights(const cv_study *study);

/** The study's variable of this name, or NULL (a plain column of the file, or nothing). */
const cv_variable_spec *cv_study_variable(const cv_study *study, const char *name);

/** Names as the study file writes them, for tables and messages. */
const char *cv_statistic_name(cv_statistic statistic);
/** Whether a statistic's values are shares of a whole, with the intervals of a proportion. */
bool cv_statistic_is_share(cv_statistic statistic);
const char *cv_interval_name(cv_interval interval);
const char *cv_qrule_name(cv_qrule rule);
/** An interval as `interval:` of quantiles names it: wald is mean there. */
const char *cv_quantile_interval_name(cv_interval interval);
bool cv_quantile_interval_woodruff(cv_interval interval); /**< one of the distribution function, carried back */
const char *cv_measure_name(cv_measure measure);
const char *cv_method_name(cv_method method);
const char *cv_adjust_name(cv_adjust adjust);
const char *cv_test_name(cv_test test);
/** Whether a test is of ranks in groups: wilcoxon and those after it. */
bool cv_test_is_rank(cv_test test);
const char *cv_model_name(cv_model_kind kind);
const char *cv_replicates_name(cv_replicates_type type);
const char *cv_calibration_name(cv_calibration_method method);

#endif
