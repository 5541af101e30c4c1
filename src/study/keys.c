/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/keys.h"

#include <string.h>

#include "study/read.h"
#include "study/study.h"

/* ---- words ---- */

#define BIT(value) (1u << (value))

enum {
    BOTH = CV_FOR_DESIGN | CV_FOR_BINOMIAL,
    DIFFERENCE = BIT(CV_MEASURE_DIFFERENCE),
    RATIO = BIT(CV_MEASURE_RATIO),
    ODDS_RATIO = BIT(CV_MEASURE_ODDS_RATIO)
};

const cv_choice cv_statistic_choices[] = {
    {.name = "proportion", .value = CV_STATISTIC_PROPORTION},
    {.name = "count", .value = CV_STATISTIC_COUNT},
    {.name = "mean", .value = CV_STATISTIC_MEAN},
    {.name = "total", .value = CV_STATISTIC_TOTAL},
    {.name = "ratio", .value = CV_STATISTIC_RATIO},
    {.name = "nps", .value = CV_STATISTIC_NPS},
    {.name = "weights", .value = CV_STATISTIC_WEIGHTS},
    {.name = "quantile", .value = CV_STATISTIC_QUANTILE},
    {.name = "variance", .value = CV_STATISTIC_VARIANCE},
    {.name = "sd", .value = CV_STATISTIC_SD},
    {.name = "correlation", .value = CV_STATISTIC_CORRELATION},
    {.name = "gini", .value = CV_STATISTIC_GINI},
    {.name = "lorenz", .value = CV_STATISTIC_LORENZ},
    {.name = "quintile-share-ratio", .value = CV_STATISTIC_QUINTILE_SHARE_RATIO},
    {.name = "at-risk-of-poverty", .value = CV_STATISTIC_AT_RISK_OF_POVERTY},
    {.name = "net", .value = CV_STATISTIC_NET},
    {.name = "items", .value = CV_STATISTIC_ITEMS},
    {.name = "nonresponse", .value = CV_STATISTIC_NONRESPONSE},
    {.name = "response-rate", .value = CV_STATISTIC_RESPONSE_RATE},
    {.name = "mean-rank", .value = CV_STATISTIC_MEAN_RANK},
    {.name = "rank-points", .value = CV_STATISTIC_RANK_POINTS},
    {.name = NULL},
};

const cv_choice cv_interval_choices[] = {
    {.name = "logit", .value = CV_INTERVAL_LOGIT, .applies = BOTH},
    {.name = "wald", .value = CV_INTERVAL_WALD, .applies = BOTH},
    {.name = "likelihood", .value = CV_INTERVAL_LIKELIHOOD, .applies = BOTH},
    {.name = "arcsine", .value = CV_INTERVAL_ARCSINE, .applies = BOTH},
    {.name = "beta", .value = CV_INTERVAL_BETA, .applies = CV_FOR_DESIGN},
    {.name = "xlogit", .value = CV_INTERVAL_XLOGIT, .applies = CV_FOR_DESIGN},
    {.name = "wilson", .value = CV_INTERVAL_WILSON, .applies = BOTH},
    {.name = "wald-cc", .value = CV_INTERVAL_WALD_CC, .applies = CV_FOR_BINOMIAL},
    {.name = "wilson-cc", .value = CV_INTERVAL_WILSON_CC, .applies = CV_FOR_BINOMIAL},
    {.name = "agresti-coull", .value = CV_INTERVAL_AGRESTI_COULL, .applies = CV_FOR_BINOMIAL},
    {.name = "jeffreys", .value = CV_INTERVAL_JEFFREYS, .applies = CV_FOR_BINOMIAL},
    {.name = "clopper-pearson", .value = CV_INTERVAL_CLOPPER_PEARSON, .applies = CV_FOR_BINOMIAL},
    {.name = "arcsine-anscombe", .value = CV_INTERVAL_ARCSINE_ANSCOMBE, .applies = CV_FOR_BINOMIAL},
    {.name = "mid-p", .value = CV_INTERVAL_MID_P, .applies = CV_FOR_BINOMIAL},
    {.name = NULL},
};

static const cv_choice qrules[] = {
    {.name = "math", .value = CV_QRULE_MATH},
    {.name = "school", .value = CV_QRULE_SCHOOL},
    {.name = "hf1", .value = CV_QRULE_MATH},
    {.name = "hf2", .value = CV_QRULE_SCHOOL},
    {.name = "hf3", .value = CV_QRULE_HF3},
    {.name = "hf4", .value = CV_QRULE_HF4},
    {.name = "hf5", .value = CV_QRULE_HF5},
    {.name = "hf6", .value = CV_QRULE_HF6},
    {.name = "hf7", .value = CV_QRULE_HF7},
    {.name = "hf8", .value = CV_QRULE_HF8},
    {.name = "hf9", .value = CV_QRULE_HF9},
    {.name = "shahvaish", .value = CV_QRULE_SHAHVAISH},
    {.name = NULL},
};

static const cv_choice quantile_intervals[] = {
    {.name = "mean", .value = CV_INTERVAL_WALD},         {.name = "beta", .value = CV_INTERVAL_BETA},
    {.name = "xlogit", .value = CV_INTERVAL_XLOGIT},     {.name = "asin", .value = CV_INTERVAL_ARCSINE},
    {.name = "arcsine", .value = CV_INTERVAL_ARCSINE},   {.name = "score", .value = CV_INTERVAL_SCORE},
    {.name = "quantile", .value = CV_INTERVAL_QUANTILE}, {.name = NULL},
};

const cv_choice cv_measure_choices[] = {
    {.name = "difference", .value = CV_MEASURE_DIFFERENCE},
    {.name = "ratio", .value = CV_MEASURE_RATIO},
    {.name = "odds_ratio", .value = CV_MEASURE_ODDS_RATIO},
    {.name = NULL},
};

const cv_choice cv_method_choices[] = {
    {.name = "wald", .value = CV_METHOD_WALD, .applies = DIFFERENCE},
    {.name = "wald-cc", .value = CV_METHOD_WALD_CC, .applies = DIFFERENCE},
    {.name = "agresti-caffo", .value = CV_METHOD_AGRESTI_CAFFO, .applies = DIFFERENCE},
    {.name = "newcombe", .value = CV_METHOD_NEWCOMBE, .applies = DIFFERENCE},
    {.name = "newcombe-cc", .value = CV_METHOD_NEWCOMBE_CC, .applies = DIFFERENCE},
    {.name = "miettinen-nurminen", .value = CV_METHOD_MIETTINEN_NURMINEN, .applies = DIFFERENCE},
    {.name = "mee", .value = CV_METHOD_MEE, .applies = DIFFERENCE},
    {.name = "katz", .value = CV_METHOD_KATZ, .applies = RATIO},
    {.name = "score", .value = CV_METHOD_SCORE, .applies = RATIO | ODDS_RATIO},
    {.name = "koopman", .value = CV_METHOD_KOOPMAN, .applies = RATIO},
    {.name = "woolf", .value = CV_METHOD_WOOLF, .applies = ODDS_RATIO},
    {.name = "cornfield", .value = CV_METHOD_CORNFIELD, .applies = ODDS_RATIO},
    {.name = NULL},
};

const cv_choice cv_adjust_choices[] = {
    {.name = "holm", .value = CV_ADJUST_HOLM},
    {.name = "bonferroni", .value = CV_ADJUST_BONFERRONI},
    {.name = "hochberg", .value = CV_ADJUST_HOCHBERG},
    {.name = "hommel", .value = CV_ADJUST_HOMMEL},
    {.name = "bh", .value = CV_ADJUST_BH},
    {.name = "by", .value = CV_ADJUST_BY},
    {.name = "none", .value = CV_ADJUST_NONE},
    {.name = NULL},
};

const cv_choice cv_test_choices[] = {
    {.name = "pearson", .value = CV_TEST_PEARSON, .applies = BOTH},
    {.name = "pearson-yates", .value = CV_TEST_PEARSON_YATES, .applies = CV_FOR_BINOMIAL},
    {.name = "g", .value = CV_TEST_G, .applies = CV_FOR_BINOMIAL},
    {.name = "fisher", .value = CV_TEST_FISHER, .applies = CV_FOR_BINOMIAL},
    {.name = "rao-scott-chisq", .value = CV_TEST_RAO_SCOTT_CHISQ, .applies = CV_FOR_DESIGN},
    {.name = "rao-scott-f", .value = CV_TEST_RAO_SCOTT_F, .applies = CV_FOR_DESIGN},
    {.name = "wald", .value = CV_TEST_WALD, .applies = CV_FOR_DESIGN},
    {.name = "adjusted-wald", .value = CV_TEST_ADJUSTED_WALD, .applies = CV_FOR_DESIGN},
    {.name = "lincom", .value = CV_TEST_LINCOM, .applies = CV_FOR_DESIGN},
    {.name = "saddlepoint", .value = CV_TEST_SADDLEPOINT, .applies = CV_FOR_DESIGN},
    {.name = "trend", .value = CV_TEST_TREND, .applies = BOTH},
    {.name = "mcnemar", .value = CV_TEST_MCNEMAR, .applies = BOTH},
    {.name = "t", .value = CV_TEST_T, .applies = CV_FOR_DESIGN},
    {.name = "goodness-of-fit", .value = CV_TEST_GOODNESS_OF_FIT, .applies = BOTH},
    {.name = "paired-t", .value = CV_TEST_PAIRED_T, .applies = CV_FOR_DESIGN},
    {.name = "wilcoxon", .value = CV_TEST_WILCOXON, .applies = BOTH},
    {.name = "kruskal-wallis", .value = CV_TEST_KRUSKAL_WALLIS, .applies = BOTH},
    {.name = "median", .value = CV_TEST_MEDIAN, .applies = BOTH},
    {.name = "vanderwaerden", .value = CV_TEST_VANDERWAERDEN, .applies = BOTH},
    {.name = NULL},
};

static const cv_choice models[] = {
    {.name = "linear", .value = CV_MODEL_LINEAR},   {.name = "logit", .value = CV_MODEL_LOGIT},
    {.name = "ordinal", .value = CV_MODEL_ORDINAL}, {.name = "multinomial", .value = CV_MODEL_MULTINOMIAL},
    {.name = "poisson", .value = CV_MODEL_POISSON}, {.name = NULL},
};

static const cv_choice data_formats[] = {
    {.name = "csv"},
    {.name = "tsv"},
    {.name = "csv.gz", .later = true},
    {.name = "csv.zst", .later = true},
    {.name = "tsv.gz", .later = true},
    {.name = "tsv.zst", .later = true},
    {.name = "sav", .later = true},
    {.name = "zsav", .later = true},
    {.name = "dta", .later = true},
    {.name = "sas7bdat", .later = true},
    {.name = "por", .later = true},
    {.name = NULL},
};

static const cv_choice decimals[] = {{.name = ".", .value = '.'}, {.name = ",", .value = ','}, {.name = NULL}};

static const cv_choice types[] = {
    {.name = "nominal", .value = CV_TYPE_NOMINAL},
    {.name = "ordinal", .value = CV_TYPE_ORDINAL},
    {.name = "number", .value = CV_TYPE_NUMBER},
    {.name = NULL},
};

static const cv_choice samplings[] = {{.name = "design"}, {.name = "binomial", .value = true}, {.name = NULL}};
static const cv_choice missing_weights[] = {{.name = "error"}, {.name = "drop", .value = true}, {.name = NULL}};
static const cv_choice missing_answers[] = {{.name = "exclude"}, {.name = "level", .value = true}, {.name = NULL}};
static const cv_choice deffs[] = {
    {.name = "with-replacement"}, {.name = "without-replacement", .value = true}, {.name = NULL}};
static const cv_choice thresholds[] = {{.name = "whole"}, {.name = "domain", .value = true}, {.name = NULL}};
static const cv_choice nones[] = {{.name = "answered", .value = CV_NONE_ANSWERED},
                                  {.name = "missing", .value = CV_NONE_MISSING},
                                  {.name = "valid", .value = CV_NONE_VALID},
                                  {.name = NULL}};
static const cv_choice bases[] = {{.name = "respondents"}, {.name = "responses", .value = true}, {.name = NULL}};
static const cv_choice all_pairs[] = {{.name = "all", .value = true}, {.name = NULL}};
static const cv_choice split_parts[] = {{.name = "two"}, {.name = "three", .value = true}, {.name = NULL}};
static const cv_choice suppress_rules[] = {{.name = "nchs", .value = true}, {.name = NULL}};

static const cv_choice lonely_psus[] = {
    {.name = "fail", .value = CV_LONELY_FAIL},           {.name = "remove", .value = CV_LONELY_REMOVE},
    {.name = "certainty", .value = CV_LONELY_CERTAINTY}, {.name = "adjust", .value = CV_LONELY_ADJUST},
    {.name = "average", .value = CV_LONELY_AVERAGE},     {.name = NULL},
};

static const cv_choice dfs[] = {
    {.name = "domain", .value = CV_DF_DOMAIN},
    {.name = "where", .value = CV_DF_WHERE},
    {.name = "design", .value = CV_DF_DESIGN},
    {.name = "infinity", .value = CV_DF_INFINITY},
    {.name = NULL},
};

static const cv_choice replicate_types[] = {
    {.name = "brr", .value = CV_REPLICATES_BRR},     {.name = "fay", .value = CV_REPLICATES_FAY},
    {.name = "jk1", .value = CV_REPLICATES_JK1},     {.name = "jkn", .value = CV_REPLICATES_JKN},
    {.name = "jk2", .value = CV_REPLICATES_JK2},     {.name = "bootstrap", .value = CV_REPLICATES_BOOTSTRAP},
    {.name = "sdr", .value = CV_REPLICATES_SDR},     {.name = "acs", .value = CV_REPLICATES_ACS},
    {.name = "other", .value = CV_REPLICATES_OTHER}, {.name = NULL},
};

static const cv_choice calibration_methods[] = {
    {.name = "poststratify", .value = CV_CALIBRATE_POSTSTRATIFY},
    {.name = "rake", .value = CV_CALIBRATE_RAKE},
    {.name = "linear", .value = CV_CALIBRATE_LINEAR},
    {.name = "logit", .value = CV_CALIBRATE_LOGIT},
    {.name = "raking", .value = CV_CALIBRATE_RAKING},
    {.name = "weighting-class", .value = CV_CALIBRATE_WEIGHTING_CLASS},
    {.name = NULL},
};

static const cv_choice chart_kinds[] = {
    {.name = "dot", .value = CV_CHART_DOT},
    {.name = "bar", .value = CV_CHART_BAR},
    {.name = "column", .value = CV_CHART_COLUMN},
    {.name = "likert", .value = CV_CHART_LIKERT},
    {.name = "lollipop", .value = CV_CHART_LOLLIPOP},
    {.name = "dumbbell", .value = CV_CHART_DUMBBELL},
    {.name = "line", .value = CV_CHART_LINE},
    {.name = "slope", .value = CV_CHART_SLOPE},
    {.name = "heatmap", .value = CV_CHART_HEATMAP},
    {.name = "forest", .value = CV_CHART_FOREST},
    {.name = "rank", .value = CV_CHART_RANK},
    {.name = "funnel", .value = CV_CHART_FUNNEL},
    {.name = "mosaic", .value = CV_CHART_MOSAIC},
    {.name = "histogram", .value = CV_CHART_HISTOGRAM},
    {.name = "ridgeline", .value = CV_CHART_RIDGELINE},
    {.name = "lorenz", .value = CV_CHART_LORENZ},
    {.name = "upset", .value = CV_CHART_UPSET},
    {.name = "weights", .value = CV_CHART_WEIGHTS},
    {.name = NULL},
};

static const cv_choice stacks[] = {
    {.name = "none", .value = CV_STACK_NONE},
    {.name = "values", .value = CV_STACK_VALUES},
    {.name = "percent", .value = CV_STACK_PERCENT},
    {.name = NULL},
};

static const cv_choice chart_measures[] = {
    {.name = "difference", .value = 1 + CV_MEASURE_DIFFERENCE},
    {.name = "ratio", .value = 1 + CV_MEASURE_RATIO},
    {.name = "odds_ratio", .value = 1 + CV_MEASURE_ODDS_RATIO},
    {.name = NULL},
};

static const cv_choice neutrals[] = {
    {.name = "middle", .value = CV_NEUTRAL_MIDDLE},
    {.name = "aside", .value = CV_NEUTRAL_ASIDE},
    {.name = "out", .value = CV_NEUTRAL_OUT},
    {.name = NULL},
};

static const cv_choice presets[] = {
    {.name = "slide"}, {.name = "square"}, {.name = "column"}, {.name = "dark"}, {.name = NULL},
};

static const cv_choice sorts[] = {
    {.name = "none", .value = CV_SORT_NONE},
    {.name = "value", .value = CV_SORT_VALUE},
    {.name = "label", .value = CV_SORT_LABEL},
    {.name = NULL},
};

static const cv_choice chart_formats[] = {
    {.name = "svg", .value = CV_FORMAT_SVG},
    {.name = "png", .value = CV_FORMAT_PNG},
    {.name = "pdf", .value = CV_FORMAT_PDF},
    {.name = NULL},
};

static const cv_choice report_formats[] = {
    {.name = "md", .value = CV_REPORT_MD},
    {.name = "json", .value = CV_REPORT_JSON},
    {.name = "html", .value = CV_REPORT_HTML},
    {.name = "xlsx", .value = CV_REPORT_XLSX},
    {.name = "tex", .value = CV_REPORT_TEX},
    {.name = "docx", .value = CV_REPORT_DOCX},
    {.name = "pptx", .value = CV_REPORT_PPTX},
    {.name = "pdf", .value = CV_REPORT_PDF},
    {.name = NULL},
};

static const cv_choice languages[] = {
    {.name = "en", .value = CV_LANGUAGE_EN},
    {.name = "fr", .value = CV_LANGUAGE_FR},
    {.name = "nl", .value = CV_LANGUAGE_NL},
    {.name = "es", .value = CV_LANGUAGE_ES},
    {.name = "pl", .value = CV_LANGUAGE_PL},
    {.name = "de", .value = CV_LANGUAGE_DE},
    {.name = NULL},
};

/* ---- keys ---- */

enum {
    PANELS = BIT(CV_CHART_DOT) | BIT(CV_CHART_BAR) | BIT(CV_CHART_COLUMN) | BIT(CV_CHART_LOLLIPOP) |
             BIT(CV_CHART_DUMBBELL) | BIT(CV_CHART_LINE),
    WAVES = BIT(CV_CHART_LINE) | BIT(CV_CHART_SLOPE),
    COMPARED = BIT(CV_CHART_HEATMAP) | BIT(CV_CHART_FOREST),
    RANKED = BIT(CV_CHART_RANK),
    ALL_CHARTS = BIT(CV_CHART_KINDS) - 1,
    CLASS_CHARTS = BIT(CV_CHART_HISTOGRAM) | BIT(CV_CHART_RIDGELINE),
    OF_WEIGHTS = BIT(CV_CHART_WEIGHTS),
    /* series of one kind only, or none */
    OWN_SERIES = CLASS_CHARTS | BIT(CV_CHART_LORENZ) | BIT(CV_CHART_FUNNEL) | BIT(CV_CHART_UPSET) | OF_WEIGHTS,
    SHARES = BIT(CV_STATISTIC_PROPORTION) | BIT(CV_STATISTIC_COUNT),
    NUMBERS = BIT(CV_STATISTIC_MEAN) | BIT(CV_STATISTIC_TOTAL) | BIT(CV_STATISTIC_RATIO) | BIT(CV_STATISTIC_NPS),
    QUANTILES = BIT(CV_STATISTIC_QUANTILE),
    LORENZ = BIT(CV_STATISTIC_LORENZ),
    POVERTY = BIT(CV_STATISTIC_AT_RISK_OF_POVERTY),
    SPREADS = BIT(CV_STATISTIC_VARIANCE) | BIT(CV_STATISTIC_SD) | BIT(CV_STATISTIC_CORRELATION) |
              BIT(CV_STATISTIC_GINI) | LORENZ | BIT(CV_STATISTIC_QUINTILE_SHARE_RATIO) | POVERTY,
    NETS = BIT(CV_STATISTIC_NET) | BIT(CV_STATISTIC_ITEMS),
    RATE = BIT(CV_STATISTIC_RESPONSE_RATE),
    RANKS = BIT(CV_STATISTIC_MEAN_RANK) | BIT(CV_STATISTIC_RANK_POINTS),
    PARTS = NETS | RATE | RANKS | BIT(CV_STATISTIC_NONRESPONSE),
    EFFECTS = SHARES | NUMBERS | PARTS,                            /* that have a design effect */
    ONE_PART = SHARES | NUMBERS | SPREADS | BIT(CV_STATISTIC_NET), /* those of one fold item a variable */
    ESTIMATES = EFFECTS | SPREADS,
    AVERAGES = BIT(CV_STATISTIC_PROPORTION) | BIT(CV_STATISTIC_MEAN) | BIT(CV_STATISTIC_RATIO) | BIT(CV_STATISTIC_NPS),
    TABLES = ESTIMATES | QUANTILES | BIT(CV_STATISTIC_WEIGHTS),
    MODELS = BIT(CV_STATISTIC_MODEL),
    DISTANCES = BIT(CV_CALIBRATE_LINEAR) | BIT(CV_CALIBRATE_LOGIT) | BIT(CV_CALIBRATE_RAKING),
    ITERATED = DISTANCES | BIT(CV_CALIBRATE_RAKE),
    TARGETED = ITERATED | BIT(CV_CALIBRATE_POSTSTRATIFY),
    CLASSES = BIT(CV_CALIBRATE_WEIGHTING_CLASS),
    SCALED_REPLICATES =
        BIT(CV_REPLICATES_JK1) | BIT(CV_REPLICATES_JKN) | BIT(CV_REPLICATES_BOOTSTRAP) | BIT(CV_REPLICATES_OTHER)
};

#define STUDY(member)      .section = CV_SECTION_STUDY, .offset = offsetof(cv_study, member)
#define DATA(member)       .section = CV_SECTION_DATA, .offset = offsetof(cv_data_spec, member)
#define VARIABLE(member)   .section = CV_SECTION_VARIABLES, .offset = offsetof(cv_variable_spec, member)
#define CUT(member)        .section = CV_SECTION_CUT, .offset = offsetof(cv_cut_range, member)
#define DESIGN(member)     .section = CV_SECTION_DESIGN, .offset = offsetof(cv_design_spec, member)
#define REPLICATES(member) .section = CV_SECTION_REPLICATES, .offset = offsetof(cv_replicates_spec, member)
#define CALIBRATE(member)  .section = CV_SECTION_CALIBRATE, .offset = offsetof(cv_calibration_spec, member)
#define TRIM(member)       .section = CV_SECTION_TRIM, .offset = offsetof(cv_trim_spec, member)
#define ANALYSIS(member)   .section = CV_SECTION_ANALYSES, .offset = offsetof(cv_analysis_spec, member)
#define COMPARE(member)    .section = CV_SECTION_COMPARE, .offset = offsetof(cv_compare_spec, member)
#define SUPPRESS(member)   .section = CV_SECTION_SUPPRESS, .offset = offsetof(cv_suppress_spec, member)
#define STANDARD(member)   .section = CV_SECTION_STANDARDIZE, .offset = offsetof(cv_standardize_spec, member)
#define DECOMPOSE(member)  .section = CV_SECTION_DECOMPOSE, .offset = offsetof(cv_decompose_spec, member)
#define CHART(member)      .section = CV_SECTION_CHARTS, .offset = offsetof(cv_chart_spec, member)
#define THEME(member)      .section = CV_SECTION_THEME, .offset = offsetof(cv_theme, member)
#define SIZES(member)      .section = CV_SECTION_SIZES, .offset = offsetof(cv_theme_sizes, member)
#define COLOUR             .read = cv_read_colour, .kind = "a colour such as \"#0072b2\""
#define PIXELS             .read = cv_read_length, .kind = "pixels, 1 to 10000"
#define METHODOLOGY(member, words, sample)                                                                             \
    {                                                                                                                  \
        .section = CV_SECTION_METHODOLOGY, .offset = offsetof(cv_methodology_spec, member), .name = #member,           \
        .read = cv_read_text, .kind = "a text", .fallback = "", .help = words, .example = #member ": " sample          \
    }
#define COLUMN .applies = BIT(CV_VARIABLE_COLUMN)
#define LATER(in, key, words)                                                                                          \
    {                                                                                                                  \
        .section = CV_SECTION_##in, .name = key, .help = words, .later = true                                          \
    }

/* A row says what the key is, then what it means. */
static const cv_key keys[] = {
    {STUDY(title), .name = "title", .read = cv_read_text, .kind = "a text", .fallback = "",
     .help = "the study's title, on the report and the charts", .example = "title: Interest in live-stream shopping"},
    {STUDY(source), .name = "source", .read = cv_read_text, .kind = "a text", .fallback = "",
     .help = "where the data come from, on the charts' source line",
     .example = "source: \"Consumer interest survey, 2021\""},
    {STUDY(note), .name = "note", .read = cv_read_text, .kind = "a text", .fallback = "",
     .help = "a remark that stands below every chart", .example = "note: Synthetic data"},
    {STUDY(language), .name = "language", .read = cv_read_choice, .kind = "one of", .choices = languages,
     .fallback = "en", .help = "of the charts' and reports' own words and numbers", .example = "language: fr"},
    {STUDY(output), .name = "output", .read = cv_read_name, .kind = "a folder's name",
     .fallback = "out/NAME, after the study's file", .help = "the folder for the results, relative to the study file",
     .example = "output: out/live-shopping"},
    {STUDY(confidence), .name = "confidence", .read = cv_read_share, .kind = "a number above 0 and below 1",
     .fallback = "0.95", .help = "the coverage of all intervals", .example = "confidence: 0.9"},
    {STUDY(data), .name = "data", .read = cv_read_data, .kind = "a mapping of keys", .fallback = "required",
     .help = "the data file: see data", .example = "data: {file: survey.csv}"},
    {STUDY(variables), .name = "variables", .read = cv_read_variables, .kind = "a mapping of names to variables",
     .fallback = "", .help = "labels, and variables made of others: see variables",
     .example = "variables: {sex: {label: Sex}}"},
    {STUDY(design), .name = "design", .read = cv_read_design, .kind = "a mapping of keys", .fallback = "",
     .help = "how the sample was drawn: see design; without it every weight is 1", .example = "design: {weight: w}"},
    {STUDY(analyses), .name = "analyses", .read = cv_read_analyses, .kind = "a list of analyses",
     .fallback = "required", .help = "what is computed: see analyses",
     .example = "analyses: [{name: a, statistic: proportion, of: sex}]"},
    {STUDY(theme), .name = "theme", .read = cv_read_theme, .kind = "a preset, a theme's file or a mapping of keys",
     .fallback = "slide", .help = "how charts look: slide, square, column, dark, a YAML file, or keys: see theme",
     .example = "theme: dark"},
    {STUDY(charts), .name = "charts", .read = cv_read_charts, .kind = "a list of charts", .fallback = "",
     .help = "what is drawn: see charts", .example = "charts: [{name: c, from: a}]"},
    {STUDY(methodology), .name = "methodology", .read = cv_read_methodology, .kind = "a mapping of keys",
     .fallback = "", .help = "what readers must know about the survey: see methodology",
     .example = "methodology: {sponsor: Example Retail Council}"},
    LATER(STUDY, "claims", "statements that are checked against the data"),
    {STUDY(report), .name = "report", .read = cv_read_report, .kind = "a mapping of keys", .fallback = "",
     .help = "which reports are written: see report", .example = "report: {formats: md}"},

    {DATA(file), .name = "file", .read = cv_read_file, .kind = "a file's name", .fallback = "required, or imputations",
     .help = "the data, relative to the study file; - is standard input", .example = "file: ../data/live-shopping.csv"},
    {DATA(format), .name = "format", .read = cv_read_format, .kind = "one of", .choices = data_formats,
     .fallback = "from the file's name, else csv", .help = "how the file is written", .example = "format: tsv"},
    {DATA(delimiter), .name = "delimiter", .read = cv_read_delimiter, .kind = "one ASCII character, or tab",
     .fallback = ", (tsv: tab)", .help = "what stands between two fields", .example = "delimiter: \";\""},
    {DATA(decimal), .name = "decimal", .read = cv_read_decimal, .kind = "one of", .choices = decimals, .fallback = ".",
     .help = "the decimal mark of numbers", .example = "decimal: \",\""},
    {DATA(missing), .name = "missing", .read = cv_read_texts, .kind = "a list of texts", .fallback = "[\"\"]",
     .help = "texts that mean missing in every column", .example = "missing: [\"\", NA]"},
    {.section = CV_SECTION_DATA,
     .name = "encoding",
     .read = cv_read_encoding,
     .kind = "UTF-8",
     .fallback = "UTF-8",
     .help = "the file's encoding; a byte order mark is skipped",
     .example = "encoding: UTF-8"},
    {DATA(sha256), .name = "sha256", .read = cv_read_sha256, .kind = "64 hexadecimal digits", .fallback = "",
     .help = "refuse data other than these",
     .example = "sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {DATA(imputations), .name = "imputations", .read = cv_read_imputations, .kind = "a list of two or more files",
     .fallback = "", .help = "multiple imputations in place of file, one file each: all estimates are combined",
     .example = "imputations: [imputed-1.csv, imputed-2.csv]"},
    {DATA(imputation), .name = "imputation", .read = cv_read_name, .kind = "a column's name", .fallback = "",
     .help = "the column that numbers the imputations of file; its value 0, the data before imputation, is left out",
     .example = "imputation: .imp"},
    LATER(DATA, "odbc", "a database's connection string"),
    LATER(DATA, "table", "a table of the database"),
    LATER(DATA, "query", "a query to the database"),

    {VARIABLE(label), .name = "label", .read = cv_read_text, .kind = "a text", .fallback = "",
     .help = "the question, as people should read it", .example = "label: How interested are you?"},
    {VARIABLE(type), .name = "type", .read = cv_read_choice, .kind = "one of", .choices = types,
     .fallback = "number where every text is one, else nominal", .help = "what the column holds",
     .example = "type: nominal", COLUMN},
    {VARIABLE(levels), .name = "levels", .read = cv_read_levels,
     .kind = "a mapping of values to labels, or a list of values", .fallback = "the texts found",
     .help = "the values in display order, with their labels", .example = "levels: {UK: United Kingdom, ES: Spain}",
     .count_offset = offsetof(cv_variable_spec, level_count),
     .applies = BIT(CV_VARIABLE_COLUMN) | BIT(CV_VARIABLE_RANK)},
    {VARIABLE(missing), .name = "missing", .read = cv_read_texts, .kind = "a list of texts", .fallback = "",
     .help = "further texts that mean missing in this column", .example = "missing: [\"9\", \"99\"]",
     .applies = BIT(CV_VARIABLE_COLUMN) | BIT(CV_VARIABLE_RANK)},
    {VARIABLE(from), .name = "from", .read = cv_read_name, .kind = "a variable's or column's name", .fallback = "",
     .help = "what groups and cut are made from", .example = "from: interest",
     .applies = BIT(CV_VARIABLE_GROUPS) | BIT(CV_VARIABLE_CUT)},
    {VARIABLE(groups), .name = "groups", .read = cv_read_groups, .kind = "a mapping of labels to lists of values",
     .fallback = "", .help = "a net or recode; \"*\" is every other value, a value in no group is missing",
     .example = "groups: {Interested: [5, 4], Other: \"*\"}", .count_offset = offsetof(cv_variable_spec, group_count),
     .applies = BIT(CV_VARIABLE_GROUPS)},
    {VARIABLE(cuts), .name = "cut", .read = cv_read_cut,
     .kind = "a list of increasing numbers, or equal classes: see cut", .fallback = "",
     .help = "classes of a number: [18, 25) ... [65, inf); below the first: missing", .example = "cut: [18, 25, 65]",
     .count_offset = offsetof(cv_variable_spec, cut_count), .applies = BIT(CV_VARIABLE_CUT)},
    {.section = CV_SECTION_VARIABLES,
     .name = "labels",
     .read = cv_read_labels,
     .kind = "a list of texts",
     .fallback = "18 to <25, ..., 65+; multiple, rank_of: the columns' names",
     .help = "a label for each class of cut, or each column of multiple or rank_of",
     .example = "labels: [18-24, 25-64, 65+]",
     .applies = BIT(CV_VARIABLE_CUT) | BIT(CV_VARIABLE_MULTIPLE) | BIT(CV_VARIABLE_RANK_OF)},
    {VARIABLE(where), .name = "where", .read = cv_read_expression, .kind = "an expression", .fallback = "",
     .help = "a condition with the levels yes and no; missing where the answer is unknown",
     .example = "where: \"spend > 100 and visits >= 3\"", .applies = BIT(CV_VARIABLE_WHERE)},
    {VARIABLE(columns), .name = "multiple", .read = cv_read_names, .kind = "a list of columns", .fallback = "",
     .help = "check all that apply: one column a choice, at most 63",
     .example = "multiple: [channel_1, channel_2, channel_3]", .applies = BIT(CV_VARIABLE_MULTIPLE)},
    {VARIABLE(selected), .name = "selected", .read = cv_read_texts, .kind = "a list of texts", .fallback = "[\"1\"]",
     .help = "the texts that mean chosen", .example = "selected: [\"1\", x]", .applies = BIT(CV_VARIABLE_MULTIPLE)},
    {VARIABLE(none), .name = "none", .read = cv_read_choice, .kind = "one of", .choices = nones, .fallback = "answered",
     .help = "multiple: a row that chose nothing is an answer where any column is there, never, or always",
     .example = "none: missing", .applies = BIT(CV_VARIABLE_MULTIPLE)},
    {VARIABLE(from), .name = "combinations", .read = cv_read_name, .kind = "the name of a variable with multiple",
     .fallback = "", .help = "which choices of that question a row has, as one level: App + Web",
     .example = "combinations: channels", .applies = BIT(CV_VARIABLE_COMBINATIONS)},
    {VARIABLE(columns), .name = "rank", .read = cv_read_names, .kind = "a list of columns", .fallback = "",
     .help = "a rank question: a column for rank 1, 2, ..., each holding one of levels, the items",
     .example = "rank: [first, second, third]", .applies = BIT(CV_VARIABLE_RANK)},
    {VARIABLE(columns), .name = "rank_of", .read = cv_read_names, .kind = "a list of columns", .fallback = "",
     .help = "a rank question: one column an item, holding its rank from 1", .example = "rank_of: [price, quality]",
     .applies = BIT(CV_VARIABLE_RANK_OF)},

    {CUT(from), .name = "from", .read = cv_read_number, .kind = "a number", .fallback = "required",
     .help = "where the first class starts; below: missing", .example = "from: 0"},
    {CUT(to), .name = "to", .read = cv_read_number, .kind = "a number", .fallback = "required",
     .help = "where the last class starts, which has no end; from and a whole number of steps", .example = "to: 500"},
    {CUT(step), .name = "step", .read = cv_read_figure, .kind = "a number above 0", .fallback = "required",
     .help = "how wide the other classes are; at most 200 classes", .example = "step: 25"},

    {DESIGN(binomial), .name = "sampling", .read = cv_read_switch, .kind = "one of", .choices = samplings,
     .fallback = "design", .help = "binomial: no design at all, the textbook model with normal quantiles",
     .example = "sampling: binomial"},
    {DESIGN(weight), .name = "weight", .read = cv_read_name, .kind = "a column's name",
     .fallback = "every weight is 1; with fpc they follow from it", .help = "the design weights",
     .example = "weight: weight", .design_only = true},
    {DESIGN(drop_missing_weight), .name = "missing_weight", .read = cv_read_switch, .kind = "one of",
     .choices = missing_weights, .fallback = "error", .help = "what becomes of rows without a weight",
     .example = "missing_weight: drop", .design_only = true},
    {DESIGN(strata), .name = "strata", .read = cv_read_stages, .kind = "a list of columns", .fallback = "",
     .help = "strata, one column a stage", .example = "strata: [region]", .design_only = true},
    {DESIGN(cluster), .name = "cluster", .read = cv_read_names, .kind = "a list of columns",
     .fallback = "each row is its own", .help = "sampling units, one column a stage",
     .example = "cluster: [psu, household]", .design_only = true},
    {DESIGN(fpc), .name = "fpc", .read = cv_read_stages, .kind = "a list of columns", .fallback = "",
     .help = "population counts or, if all are at most 1, sampling fractions; one column a stage",
     .example = "fpc: [psus_in_region]", .design_only = true},
    {DESIGN(nest), .name = "nest", .read = cv_read_boolean, .kind = "true or false", .fallback = "false",
     .help = "true: cluster ids start again in each stratum; else an id in two strata is an error",
     .example = "nest: true", .design_only = true},
    {DESIGN(lonely_psu), .name = "lonely_psu", .read = cv_read_choice, .kind = "one of", .choices = lonely_psus,
     .fallback = "fail", .help = "what a stratum with one sampling unit adds to the variance",
     .example = "lonely_psu: adjust", .design_only = true},
    {DESIGN(domain_lonely), .name = "domain_lonely", .read = cv_read_boolean, .kind = "true or false",
     .fallback = "false",
     .help = "true: a stratum with one sampling unit in the domain is lonely too (adjust, average)",
     .example = "domain_lonely: true", .design_only = true},
    {DESIGN(df), .name = "df", .read = cv_read_df, .kind = "a number above 0, or one of", .choices = dfs,
     .fallback = "domain", .help = "degrees of freedom", .example = "df: design", .design_only = true},
    {DESIGN(replicates), .name = "replicates", .read = cv_read_replicates, .kind = "a mapping of keys", .fallback = "",
     .help = "replicate weights in place of strata and clusters: see replicates",
     .example = "replicates: {type: brr, weights: \"rep_*\"}", .design_only = true},
    {DESIGN(calibrate), .name = "calibrate", .read = cv_read_calibrate, .kind = "a list of steps", .fallback = "",
     .help = "weights that add up to known totals: see calibrate",
     .example = "calibrate: {method: rake, targets: {sex: {F: 5120, M: 4880}}}",
     .count_offset = offsetof(cv_design_spec, calibrate_count), .design_only = true},
    {DESIGN(trim), .name = "trim", .read = cv_read_trim, .kind = "a mapping of keys", .fallback = "",
     .help = "bounds on the weights, after calibrate: see trim", .example = "trim: {max: 5}", .design_only = true},

    {REPLICATES(type), .name = "type", .read = cv_read_choice, .kind = "one of", .choices = replicate_types,
     .fallback = "required", .help = "how the replicates were made", .example = "type: brr"},
    {REPLICATES(weights), .name = "weights", .read = cv_read_names,
     .kind = "a list of columns, or a pattern like rep_*", .fallback = "required",
     .help = "the replicate weights; * stands for a whole number, in the order of these numbers",
     .example = "weights: \"rep_*\""},
    {REPLICATES(rho), .name = "rho", .read = cv_read_rho, .kind = "a number from 0 to below 1",
     .fallback = "required for fay", .help = "fay: the factor of the half that is left out", .example = "rho: 0.3"},
    {REPLICATES(scale), .name = "scale", .read = cv_read_figure, .kind = "a number above 0",
     .fallback = "jk1: (R - 1) / R; bootstrap: 1 / (R - 1); else 1", .help = "what the sum of squares is multiplied by",
     .example = "scale: 0.9", .applies = SCALED_REPLICATES},
    {REPLICATES(rscales), .name = "rscales", .read = cv_read_rscales, .kind = "a list of numbers of 0 or more",
     .fallback = "required for jkn; else 1", .help = "a factor for each replicate's square, or one for all",
     .example = "rscales: [0.5, 0.5, 0.75]", .count_offset = offsetof(cv_replicates_spec, rscale_count),
     .applies = SCALED_REPLICATES},
    {REPLICATES(mse), .name = "mse", .read = cv_read_boolean, .kind = "true or false", .fallback = "false",
     .help = "true: squares about the full sample's estimate, not about the replicates' mean", .example = "mse: true"},
    {REPLICATES(combined), .name = "combined", .read = cv_read_boolean, .kind = "true or false", .fallback = "true",
     .help = "false: the columns are factors that multiply the weight", .example = "combined: false"},

    {CALIBRATE(method), .name = "method", .read = cv_read_choice, .kind = "one of", .choices = calibration_methods,
     .fallback = "required",
     .help = "poststratify: one margin; rake: margin after margin; linear, logit, raking: the nearest weights by that "
             "distance; weighting-class: respondents stand for those like them",
     .example = "method: rake"},
    {CALIBRATE(margins), .name = "targets", .read = cv_read_targets,
     .kind = "a mapping of variables to {level: total}, to a CSV file or, for a number, to its total",
     .fallback = "required, but for weighting-class",
     .help = "one margin a key, \"sex:age_group\" crosses variables; \"(total)\" is the population's size",
     .example = "targets: {sex: {F: 5120, M: 4880}}", .count_offset = offsetof(cv_calibration_spec, margin_count),
     .applies = TARGETED},
    {CALIBRATE(shares), .name = "shares", .read = cv_read_boolean, .kind = "true or false", .fallback = "false",
     .help = "true: targets are shares that add up to 1", .example = "shares: true", .applies = TARGETED},
    {CALIBRATE(low), .name = "bounds", .read = cv_read_bounds, .kind = "two numbers, one below 1 and one above",
     .fallback = "required for logit", .help = "the least and the most that a weight may change by, as factors",
     .example = "bounds: [0.3, 3]", .applies = DISTANCES},
    {CALIBRATE(tolerance), .name = "tolerance", .read = cv_read_figure, .kind = "a number above 0",
     .fallback = "rake: 1e-13 of the total; else 1e-10 of each target",
     .help = "when the totals are near enough; rake: when no cell moves by more than this share of the total",
     .example = "tolerance: 1.0e-9", .applies = ITERATED},
    {CALIBRATE(respondents), .name = "respondents", .read = cv_read_expression, .kind = "an expression",
     .fallback = "required for weighting-class",
     .help = "weighting-class: who took part; the weights of all others become 0",
     .example = "respondents: \"outcome = 'complete'\"", .applies = CLASSES},
    {CALIBRATE(classes), .name = "classes", .read = cv_read_names, .kind = "a list of names",
     .fallback = "required for weighting-class",
     .help = "weighting-class: the variables whose crossing makes the classes", .example = "classes: [region, sex]",
     .applies = CLASSES},

    {TRIM(min), .name = "min", .read = cv_read_figure, .kind = "a number above 0", .fallback = "none",
     .help = "the least weight, times the mean weight", .example = "min: 0.3"},
    {TRIM(max), .name = "max", .read = cv_read_figure, .kind = "a number above 0", .fallback = "none",
     .help = "the largest weight, times the mean weight", .example = "max: 5"},
    {TRIM(redistribute), .name = "redistribute", .read = cv_read_boolean, .kind = "true or false", .fallback = "false",
     .help = "true: what is cut off goes in equal parts to the weights within the bounds",
     .example = "redistribute: true"},

    {ANALYSIS(name), .name = "name", .read = cv_read_identifier,
     .kind = "letters, digits, '.', '_' and '-', a letter or digit first, at most 100", .fallback = "required",
     .help = "names the tables; unique", .example = "name: interest"},
    {ANALYSIS(title), .name = "title", .read = cv_read_text, .kind = "a text", .fallback = "the question's label",
     .help = "a title for the report", .example = "title: Interest by country"},
    {ANALYSIS(statistic), .name = "statistic", .read = cv_read_choice, .kind = "one of",
     .choices = cv_statistic_choices, .fallback = "required, but for a model", .help = "what is estimated",
     .example = "statistic: proportion"},
    {ANALYSIS(of), .name = "of", .read = cv_read_names, .kind = "a list of names",
     .fallback = "required, but for weights", .help = "the variables or columns", .example = "of: [interest, intent]",
     .applies = ESTIMATES | QUANTILES | MODELS},
    {ANALYSIS(level), .name = "level", .read = cv_read_names, .kind = "a list of levels", .fallback = "all",
     .help = "only these levels in the output, or a logit model's event: values or labels",
     .example = "level: Interested", .applies = SHARES | RANKS | MODELS},
    {ANALYSIS(by), .name = "by", .read = cv_read_names, .kind = "a list of names", .fallback = "",
     .help = "domains: every combination that has a row of positive weight", .example = "by: [country, sex]",
     .applies = TABLES},
    {ANALYSIS(banner), .name = "banner", .read = cv_read_banner, .kind = "a list of lists of names", .fallback = "",
     .help = "instead of by: several breaks side by side", .example = "banner: [[country], [sex], [country, sex]]",
     .count_offset = offsetof(cv_analysis_spec, banner_count), .applies = TABLES},
    {ANALYSIS(total), .name = "total", .read = cv_read_boolean, .kind = "true or false", .fallback = "false",
     .help = "also the whole, (all)", .example = "total: true", .applies = TABLES},
    {ANALYSIS(where), .name = "where", .read = cv_read_expression, .kind = "an expression", .fallback = "",
     .help = "the rows that count; the design stays whole",
     .example = "where: \"age >= 18 and country in ('UK', 'FR')\""},
    {ANALYSIS(missing_level), .name = "missing", .read = cv_read_switch, .kind = "one of", .choices = missing_answers,
     .fallback = "exclude", .help = "level: a missing answer is a category of its own", .example = "missing: level",
     .applies = SHARES},
    {ANALYSIS(ci), .name = "ci", .read = cv_read_interval, .kind = "one of", .choices = cv_interval_choices,
     .fallback = "logit; binomial: wilson; others than proportions: wald", .help = "the interval of a proportion",
     .example = "ci: beta", .applies = ESTIMATES},
    {ANALYSIS(confidence), .name = "confidence", .read = cv_read_share, .kind = "a number above 0 and below 1",
     .fallback = "the study's", .help = "the coverage of the intervals", .example = "confidence: 0.9"},
    {ANALYSIS(df), .name = "df", .read = cv_read_df, .kind = "a number above 0, or one of", .choices = dfs,
     .fallback = "the design's; comparisons: design", .help = "degrees of freedom", .example = "df: 20",
     .applies = ESTIMATES | QUANTILES | MODELS, .design_only = true},
    {ANALYSIS(denominator), .name = "denominator", .read = cv_read_name, .kind = "a name",
     .fallback = "required for a ratio", .help = "what a ratio divides by", .example = "denominator: visits",
     .applies = BIT(CV_STATISTIC_RATIO)},
    {ANALYSIS(promoters), .name = "promoters", .read = cv_read_scores, .kind = "a list of numbers",
     .fallback = "[9, 10]", .help = "nps: the scores of promoters", .example = "promoters: [9, 10]",
     .count_offset = offsetof(cv_analysis_spec, promoter_count), .applies = BIT(CV_STATISTIC_NPS)},
    {ANALYSIS(detractors), .name = "detractors", .read = cv_read_scores, .kind = "a list of numbers",
     .fallback = "[0, 1, 2, 3, 4, 5, 6]", .help = "nps: the scores of detractors",
     .example = "detractors: [1, 2, 3, 4, 5, 6]", .count_offset = offsetof(cv_analysis_spec, detractor_count),
     .applies = BIT(CV_STATISTIC_NPS)},
    {ANALYSIS(deff_without_replacement), .name = "deff", .read = cv_read_switch, .kind = "one of", .choices = deffs,
     .fallback = "with-replacement", .help = "the simple random sample that design effects compare with",
     .example = "deff: without-replacement", .applies = EFFECTS, .design_only = true},
    {ANALYSIS(suppress), .name = "suppress", .read = cv_read_suppress, .kind = "a mapping of keys", .fallback = "",
     .help = "when a row is too uncertain to show: see suppress", .example = "suppress: {min_n: 30}",
     .applies = ESTIMATES | QUANTILES},
    {ANALYSIS(covariance), .name = "covariance", .read = cv_read_boolean, .kind = "true or false", .fallback = "false",
     .help = "true: also the covariances, in NAME.cov.csv", .example = "covariance: true", .applies = ONE_PART | MODELS,
     .design_only = true},
    {ANALYSIS(compare), .name = "compare", .read = cv_read_compare, .kind = "a mapping of keys", .fallback = "",
     .help = "comparisons between domains, or between a regression's margins: see compare",
     .example = "compare: {over: country}", .applies = ESTIMATES | MODELS},
    {ANALYSIS(tests), .name = "tests", .read = cv_read_tests, .kind = "a list of", .choices = cv_test_choices,
     .fallback = "", .help = "tests of each variable by the first of by; t, paired-t and goodness-of-fit: against null",
     .example = "tests: [rao-scott-f]", .count_offset = offsetof(cv_analysis_spec, test_count), .applies = TABLES},
    {ANALYSIS(null_value), .name = "null", .read = cv_read_null, .kind = "a number, or a mapping of levels to numbers",
     .fallback = "paired-t: 0",
     .help = "what t tests a mean against, paired-t a difference; goodness-of-fit: a share or count for each level",
     .example = "null: {Yes: 60, No: 40}",
     .applies = BIT(CV_STATISTIC_PROPORTION) | BIT(CV_STATISTIC_MEAN) | BIT(CV_STATISTIC_NPS)},
    {ANALYSIS(quantiles), .name = "quantiles", .read = cv_read_probabilities, .kind = "a list of numbers from 0 to 1",
     .fallback = "0.5; lorenz: 0.1 to 0.9 by 0.1", .help = "quantile, lorenz: the probabilities",
     .example = "quantiles: [0.25, 0.5, 0.75]", .count_offset = offsetof(cv_analysis_spec, quantile_count),
     .applies = QUANTILES | LORENZ},
    {ANALYSIS(qrule), .name = "qrule", .read = cv_read_choice, .kind = "one of", .choices = qrules, .fallback = "math",
     .help = "quantile, and that of a threshold: the rule, as R's svyquantile names them", .example = "qrule: school",
     .applies = QUANTILES | POVERTY},
    {ANALYSIS(quantile_interval), .name = "interval", .read = cv_read_choice, .kind = "one of",
     .choices = quantile_intervals, .fallback = "mean",
     .help = "quantile: how its interval is made; quantile is for replicate weights, score for other designs",
     .example = "interval: beta", .applies = QUANTILES},
    {ANALYSIS(model), .name = "model", .read = cv_read_model, .kind = "one of", .choices = models, .fallback = "",
     .help = "a regression, instead of a statistic", .example = "model: logit", .applies = MODELS, .design_only = true},
    {ANALYSIS(model), .name = "predictors", .read = cv_read_predictors, .kind = "a list of names, or of a:b",
     .fallback = "required for a model", .help = "a regression's terms; a:b is an interaction",
     .example = "predictors: [country, sex, \"country:sex\"]", .applies = MODELS},
    {ANALYSIS(model), .name = "references", .read = cv_read_references, .kind = "a mapping of names to levels",
     .fallback = "each factor's first level",
     .help = "the reference levels of a regression's factors, or of a multinomial model's answer",
     .example = "references: {country: UK}", .applies = MODELS},
    {ANALYSIS(model.margins), .name = "margins", .read = cv_read_names, .kind = "a list of predictors", .fallback = "",
     .help = "a regression's average predictions, everybody set to each level in turn", .example = "margins: country",
     .applies = MODELS},
    {ANALYSIS(model.exposure), .name = "exposure", .read = cv_read_name, .kind = "a name", .fallback = "",
     .help = "a Poisson regression's counts are proportional to it", .example = "exposure: months", .applies = MODELS},
    {ANALYSIS(standardize), .name = "standardize", .read = cv_read_standardize, .kind = "a mapping of keys",
     .fallback = "", .help = "every domain as if it had the same composition: see standardize",
     .example = "standardize: {by: age_group, shares: pooled}", .applies = AVERAGES, .design_only = true},
    {ANALYSIS(decompose), .name = "decompose", .read = cv_read_decompose, .kind = "a mapping of keys", .fallback = "",
     .help = "differences between domains split into composition and rates: see decompose",
     .example = "decompose: {over: country, by: age_group}", .applies = AVERAGES, .design_only = true},
    {ANALYSIS(threshold_fraction), .name = "threshold_fraction", .read = cv_read_positive, .kind = "a number above 0",
     .fallback = "0.6", .help = "at-risk-of-poverty: the threshold, as a fraction of a quantile",
     .example = "threshold_fraction: 0.5", .applies = POVERTY},
    {ANALYSIS(threshold_quantile), .name = "threshold_quantile", .read = cv_read_share,
     .kind = "a number above 0 and below 1", .fallback = "0.5", .help = "at-risk-of-poverty: that quantile",
     .example = "threshold_quantile: 0.4", .applies = POVERTY},
    {ANALYSIS(threshold_domain), .name = "threshold_of", .read = cv_read_switch, .kind = "one of",
     .choices = thresholds, .fallback = "whole",
     .help = "at-risk-of-poverty: the rows that the quantile is of: all that where keeps, or the domain's own",
     .example = "threshold_of: domain", .applies = POVERTY},
    {ANALYSIS(positive), .name = "positive", .read = cv_read_names, .kind = "a list of levels",
     .fallback = "required for net", .help = "net, items: the levels of the top box, by value or label",
     .example = "positive: [5, 4]", .applies = NETS},
    {ANALYSIS(negative), .name = "negative", .read = cv_read_names, .kind = "a list of levels", .fallback = "",
     .help = "net, items: the levels of the bottom box", .example = "negative: [1, 2]", .applies = NETS},
    {ANALYSIS(base_responses), .name = "base", .read = cv_read_switch, .kind = "one of", .choices = bases,
     .fallback = "respondents", .help = "multiple, rank: responses: shares of all answers given, which add to 100%",
     .example = "base: responses", .applies = BIT(CV_STATISTIC_PROPORTION), .design_only = true},
    {ANALYSIS(mentions), .name = "mentions", .read = cv_read_count, .kind = "a whole number from 1 to 1000000000",
     .fallback = "all", .help = "rank: only ranks up to this one are mentions; 1: first mentions",
     .example = "mentions: 1", .applies = SHARES},
    {ANALYSIS(points), .name = "points", .read = cv_read_scores, .kind = "a list of numbers",
     .fallback = "as many as there are ranks, down to 1", .help = "rank-points: the points of rank 1, 2, ...",
     .example = "points: [3, 2, 1]", .count_offset = offsetof(cv_analysis_spec, point_count),
     .applies = BIT(CV_STATISTIC_RANK_POINTS)},
    {ANALYSIS(respondents), .name = "respondents", .read = cv_read_names, .kind = "a list of levels",
     .fallback = "required for response-rate", .help = "response-rate: the dispositions of those who took part",
     .example = "respondents: [complete]", .applies = RATE},
    {ANALYSIS(ineligible), .name = "ineligible", .read = cv_read_names, .kind = "a list of levels", .fallback = "",
     .help = "response-rate: dispositions that are outside the rate", .example = "ineligible: [business, vacant]",
     .applies = RATE},
    {ANALYSIS(unknown), .name = "unknown", .read = cv_read_names, .kind = "a list of levels", .fallback = "",
     .help = "response-rate: dispositions of unknown eligibility", .example = "unknown: [never reached]",
     .applies = RATE},
    {ANALYSIS(eligible_share), .name = "eligible_share", .read = cv_read_share, .kind = "a number above 0 and below 1",
     .fallback = "1", .help = "response-rate: the share of the unknown ones that is taken as eligible",
     .example = "eligible_share: 0.6", .applies = RATE},

    {COMPARE(over), .name = "over", .read = cv_read_name, .kind = "a name from by or banner",
     .fallback = "the first of them", .help = "the variable whose levels are compared", .example = "over: country"},
    {COMPARE(pairs), .name = "pairs", .read = cv_read_switch, .kind = "one of", .choices = all_pairs,
     .fallback = "all, unless there are contrasts alone", .help = "every pair of levels", .example = "pairs: all"},
    {COMPARE(reference), .name = "reference", .read = cv_read_name, .kind = "a level", .fallback = "",
     .help = "only the pairs against this level", .example = "reference: UK"},
    {COMPARE(measures), .name = "measure", .read = cv_read_measures, .kind = "a list of", .choices = cv_measure_choices,
     .fallback = "difference", .help = "how two domains are compared; odds_ratio for proportions alone",
     .example = "measure: [difference, ratio]", .count_offset = offsetof(cv_compare_spec, measure_count)},
    {COMPARE(method), .name = "method", .read = cv_read_method, .kind = "one of", .choices = cv_method_choices,
     .fallback = "wald; binomial: newcombe, katz, woolf",
     .help = "the interval of a comparison; all but wald with sampling: binomial", .example = "method: wald"},
    {COMPARE(adjust), .name = "adjust", .read = cv_read_choice, .kind = "one of", .choices = cv_adjust_choices,
     .fallback = "holm", .help = "the adjustment for many comparisons", .example = "adjust: bh"},
    {COMPARE(contrasts), .name = "contrasts", .read = cv_read_contrasts,
     .kind = "a mapping of names to {level: coefficient}", .fallback = "", .help = "weighted sums over levels",
     .example = "contrasts: {UK_against_rest: {UK: 2, ES: -1, FR: -1}}",
     .count_offset = offsetof(cv_compare_spec, contrast_count), .design_only = true},

    {SUPPRESS(min_n), .name = "min_n", .read = cv_read_count, .kind = "a whole number from 1 to 1000000000",
     .fallback = "", .help = "the smallest base, unweighted", .example = "min_n: 30"},
    {SUPPRESS(max_cv), .name = "cv", .read = cv_read_positive, .kind = "a number above 0", .fallback = "",
     .help = "the largest coefficient of variation, a fraction", .example = "cv: 0.3"},
    {SUPPRESS(nchs), .name = "rule", .read = cv_read_switch, .kind = "one of", .choices = suppress_rules,
     .fallback = "", .help = "the National Center for Health Statistics' rule for proportions",
     .example = "rule: nchs"},

    {STANDARD(by), .name = "by", .read = cv_read_names, .kind = "a list of names", .fallback = "required",
     .help = "the variables whose combinations are the cells", .example = "by: [age_group, sex]"},
    {STANDARD(shares), .name = "shares", .read = cv_read_cell_shares,
     .kind = "a mapping of levels to shares (nested, in the order of by), {like: LEVEL}, or pooled",
     .fallback = "required", .help = "the composition that every domain is given",
     .example = "shares: {18-34: {F: 14, M: 15}, 35+: {F: 36, M: 35}}"},

    {DECOMPOSE(over), .name = "over", .read = cv_read_name, .kind = "a name from by or banner",
     .fallback = "the first of them", .help = "the variable whose levels are compared", .example = "over: country"},
    {DECOMPOSE(by), .name = "by", .read = cv_read_names, .kind = "a list of names", .fallback = "required",
     .help = "the variables whose combinations are the cells", .example = "by: [age_group, sex]"},
    {DECOMPOSE(reference), .name = "reference", .read = cv_read_name, .kind = "a level", .fallback = "",
     .help = "only the pairs against this level", .example = "reference: UK"},
    {DECOMPOSE(three), .name = "parts", .read = cv_read_switch, .kind = "one of", .choices = split_parts,
     .fallback = "two", .help = "two: composition and rates; three: an interaction of both apart",
     .example = "parts: three"},

    {CHART(name), .name = "name", .read = cv_read_identifier,
     .kind = "letters, digits, '.', '_' and '-', a letter or digit first, at most 100", .fallback = "required",
     .help = "names the pictures; unique", .example = "name: interest"},
    {CHART(from), .name = "from", .read = cv_read_name, .kind = "an analysis's name",
     .fallback = "required, but for weights", .help = "the analysis that is drawn",
     .example = "from: interest-by-country"},
    {CHART(kind), .name = "kind", .read = cv_read_choice, .kind = "one of", .choices = chart_kinds, .fallback = "dot",
     .help = "the kind of chart; weights: how the weights are distributed, before and after calibration",
     .example = "kind: bar"},
    {CHART(title), .name = "title", .read = cv_read_text, .kind = "a text", .fallback = "the study's",
     .help = "the title", .example = "title: Who is interested?"},
    {CHART(subtitle), .name = "subtitle", .read = cv_read_text, .kind = "a text", .fallback = "the question's label",
     .help = "the line below the title", .example = "subtitle: Share of online adults"},
    {CHART(sort), .name = "sort", .read = cv_read_choice, .kind = "one of", .choices = sorts, .fallback = "none",
     .help = "the order of rows; value: largest first (stacked: by the first part, totals by their sum; likert: by the "
             "positive share)",
     .example = "sort: value", .applies = ALL_CHARTS & ~(WAVES | BIT(CV_CHART_LORENZ) | OF_WEIGHTS)},
    {CHART(highlight), .name = "highlight", .read = cv_read_names, .kind = "a list of levels", .fallback = "",
     .help = "drawn in the accent colour, all others in grey", .example = "highlight: [UK]",
     .applies = ALL_CHARTS & ~(COMPARED | BIT(CV_CHART_LIKERT) | OF_WEIGHTS)},
    {CHART(level), .name = "level", .read = cv_read_names, .kind = "a list of levels", .fallback = "all",
     .help = "only these levels: values or labels", .example = "level: Interested",
     .applies = ALL_CHARTS & ~(BIT(CV_CHART_LIKERT) | OF_WEIGHTS)},
    {CHART(series), .name = "series", .read = cv_read_name, .kind = "a by variable, level or variable",
     .fallback = "by the kind", .help = "what the colours tell apart", .example = "series: country",
     .applies = ALL_CHARTS & ~(COMPARED | RANKED | OWN_SERIES)},
    {CHART(panels), .name = "panels", .read = cv_read_name, .kind = "a by variable", .fallback = "",
     .help = "a small chart for each of its groups", .example = "panels: country", .applies = PANELS},
    {CHART(measure), .name = "measure", .read = cv_read_choice, .kind = "one of", .choices = chart_measures,
     .fallback = "the analysis's first", .help = "which comparisons are drawn, if there are several measures",
     .example = "measure: ratio", .applies = BIT(CV_CHART_FOREST)},
    {CHART(stack), .name = "stack", .read = cv_read_choice, .kind = "one of", .choices = stacks, .fallback = "none",
     .help = "parts side by side, end to end, or end to end made to fill 100%", .example = "stack: percent",
     .applies = BIT(CV_CHART_BAR) | BIT(CV_CHART_COLUMN) | BIT(CV_CHART_LIKERT)},
    {CHART(neutral), .name = "neutral", .read = cv_read_choice, .kind = "one of", .choices = neutrals,
     .fallback = "middle", .help = "where the neutral answers stand; out: they are not shown, and stay in the base",
     .example = "neutral: aside", .applies = BIT(CV_CHART_LIKERT)},
    {CHART(positive), .name = "positive", .read = cv_read_names, .kind = "a list of levels",
     .fallback = "the upper half",
     .help = "the answers of the right side: of values that are numbers the highest, else those displayed last; where "
             "only one side is given, the other takes as many from the other end",
     .example = "positive: [5, 4]", .applies = BIT(CV_CHART_LIKERT)},
    {CHART(negative), .name = "negative", .read = cv_read_names, .kind = "a list of levels",
     .fallback = "the lower half", .help = "the answers of the left side", .example = "negative: [1, 2]",
     .applies = BIT(CV_CHART_LIKERT)},
    {CHART(formats), .name = "formats", .read = cv_read_bits, .kind = "a list of", .choices = chart_formats,
     .fallback = "[svg, png]", .help = "the pictures that are made; those that a report shows are made too",
     .example = "formats: [svg, png, pdf]"},
    {CHART(theme), .name = "theme", .read = cv_read_chart_theme,
     .kind = "a preset, a theme's file or a mapping of keys", .fallback = "the study's", .help = "how this chart looks",
     .example = "theme: square"},

    {THEME(width), .name = "preset", .read = cv_read_preset, .kind = "one of", .choices = presets, .fallback = "slide",
     .help = "what the other keys change: 16:9, 1:1, an A4 page's text column (16 cm), or light on dark",
     .example = "preset: square"},
    {THEME(width), .name = "width", PIXELS, .fallback = "1920", .help = "of the page; 144 pixels are an inch of a PDF",
     .example = "width: 1600"},
    {THEME(height), .name = "height", PIXELS, .fallback = "1080", .help = "of the page", .example = "height: 900"},
    {THEME(margin), .name = "margin", PIXELS, .fallback = "58", .help = "left and right of everything",
     .example = "margin: 40"},
    {THEME(font), .name = "font", .read = cv_read_font, .kind = "a font family's name", .fallback = "Inter",
     .help = "of all texts; widths are measured as Inter's", .example = "font: Open Sans"},
    {THEME(fallbacks), .name = "fallbacks", .read = cv_read_fallbacks, .kind = "a list of up to 8 font families",
     .fallback = "[Helvetica Neue, Helvetica, Arial, sans-serif]",
     .help = "what a viewer of an SVG tries where the font is missing", .example = "fallbacks: [Arial, sans-serif]"},
    {THEME(page), .name = "page", COLOUR, .fallback = "#ffffff", .help = "the background",
     .example = "page: \"#fffaf0\""},
    {THEME(ink), .name = "ink", COLOUR, .fallback = "#1b1b1b",
     .help = "titles and labels; texts are moved away from the page until they can be read (4.5:1)",
     .example = "ink: \"#222222\""},
    {THEME(quiet), .name = "quiet", COLOUR, .fallback = "#555555", .help = "subtitles and axes",
     .example = "quiet: \"#444444\""},
    {THEME(faint), .name = "faint", COLOUR, .fallback = "#6b6b6b", .help = "bases and the footer",
     .example = "faint: \"#666666\""},
    {THEME(grid), .name = "grid", COLOUR, .fallback = "#e3e3e3", .help = "the grid", .example = "grid: \"#eeeeee\""},
    {THEME(rule), .name = "rule", COLOUR, .fallback = "#8c8c8c", .help = "the line of zero",
     .example = "rule: \"#777777\""},
    {THEME(series), .name = "palette", .read = cv_read_palette, .kind = "a list of 1 to 8 colours",
     .fallback = "Okabe and Ito's, darkened", .help = "of the series; the first is also the accent",
     .example = "palette: [\"#0072b2\", \"#d55e00\"]"},
    {THEME(accent), .name = "accent", .read = cv_read_accent, .kind = "a colour such as \"#0072b2\"",
     .fallback = "#0072b2", .help = "of a single series, and of what is highlighted", .example = "accent: \"#8a1538\""},
    {THEME(low), .name = "diverging", .read = cv_read_diverging, .kind = "a list of 3 or 5 colours",
     .fallback = "ColorBrewer's BrBG", .help = "of ordered answers, from the negative end to the positive one",
     .example = "diverging: [\"#8c510a\", \"#d9d9d9\", \"#01665e\"]"},
    {THEME(size), .name = "sizes", .read = cv_read_sizes, .kind = "a mapping of sizes to pixels", .fallback = "",
     .help = "of the type: see sizes", .example = "sizes: {title: 40}"},
    {THEME(logo), .name = "logo", .read = cv_read_text, .kind = "a text", .fallback = "",
     .help = "a line at the lower right", .example = "logo: Institute for Shopping"},

    {SIZES(title), .name = "title", PIXELS, .fallback = "45", .help = "the title; a long one is set smaller",
     .example = "title: 40"},
    {SIZES(subtitle), .name = "subtitle", PIXELS, .fallback = "28", .help = "the line below it",
     .example = "subtitle: 26"},
    {SIZES(label), .name = "label", PIXELS, .fallback = "29", .help = "rows; many rows are set smaller",
     .example = "label: 24"},
    {SIZES(value), .name = "value", PIXELS, .fallback = "28", .help = "the figures", .example = "value: 24"},
    {SIZES(legend), .name = "legend", PIXELS, .fallback = "24", .help = "the names of series", .example = "legend: 22"},
    {SIZES(tic), .name = "axis", PIXELS, .fallback = "24", .help = "the axes' values", .example = "axis: 20"},
    {SIZES(base), .name = "base", PIXELS, .fallback = "22", .help = "the bases", .example = "base: 18"},
    {SIZES(footer), .name = "footer", PIXELS, .fallback = "20", .help = "the lines at the bottom",
     .example = "footer: 18"},

    METHODOLOGY(sponsor, "who paid for the survey", "Example Retail Council"),
    METHODOLOGY(conducted_by, "who conducted it", "Example Research"),
    METHODOLOGY(population, "whom the results stand for", "online adults, 18 and older"),
    METHODOLOGY(frame, "the list or panel that the sample was drawn from", "an online access panel"),
    METHODOLOGY(sampling, "how it was drawn", "postcodes first, then panel members in them"),
    METHODOLOGY(recruitment, "how respondents were found and asked", "by e-mail, with two reminders"),
    METHODOLOGY(response_rate, "the response or participation rate, and how it was computed", "34% (AAPOR RR3)"),
    METHODOLOGY(incentives, "what respondents were given", "points worth one euro"),
    METHODOLOGY(mode, "how answers were collected", "online, self-administered"),
    METHODOLOGY(dates, "when answers were collected", "1 to 30 June 2021"),
    METHODOLOGY(languages, "the languages of the questionnaire", "\"English, Spanish, French and Polish\""),
    METHODOLOGY(questionnaire, "where the questions can be read", "in the annex"),
    METHODOLOGY(weighting, "how the weights in the data were made", "raked to the census by age and sex"),
    METHODOLOGY(quality, "how the data were checked", "speeders and straight-liners were removed"),
    METHODOLOGY(limitations, "what the design cannot tell", "adults who are never online are not covered"),
    METHODOLOGY(contact, "whom to ask", "research@example.org"),
    METHODOLOGY(url, "where more can be read", "https://example.org/survey"),
    METHODOLOGY(notes, "anything else", "the survey is repeated each year"),

    {.section = CV_SECTION_REPORT,
     .offset = offsetof(cv_study, report),
     .name = "formats",
     .read = cv_read_bits,
     .kind = "a list of",
     .choices = report_formats,
     .fallback = "[html, md, json]",
     .help = "the reports that are written; docx (report.docx) and pptx (deck.pptx) by pandoc",
     .example = "formats: [md, json]"},
};

const cv_key *cv_keys(size_t *count)
{
    *count = sizeof keys / sizeof keys[0];
    return keys;
}

const char *cv_section_name(cv_section section)
{
    static const char *const names[CV_SECTION_COUNT] = {
        [CV_SECTION_STUDY] = "study",
        [CV_SECTION_DATA] = "data",
        [CV_SECTION_VARIABLES] = "variables",
        [CV_SECTION_CUT] = "cut",
        [CV_SECTION_DESIGN] = "design",
        [CV_SECTION_REPLICATES] = "replicates",
        [CV_SECTION_CALIBRATE] = "calibrate",
        [CV_SECTION_TRIM] = "trim",
        [CV_SECTION_ANALYSES] = "analyses",
        [CV_SECTION_COMPARE] = "compare",
        [CV_SECTION_SUPPRESS] = "suppress",
        [CV_SECTION_STANDARDIZE] = "standardize",
        [CV_SECTION_DECOMPOSE] = "decompose",
        [CV_SECTION_CHARTS] = "charts",
        [CV_SECTION_THEME] = "theme",
        [CV_SECTION_SIZES] = "sizes",
        [CV_SECTION_METHODOLOGY] = "methodology",
        [CV_SECTION_REPORT] = "report",
    };
    return names[section];
}

const cv_key *cv_key_find(cv_section section, const char *name)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].section == section && strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

static const char *name_of(const cv_choice *choices, int value)
{
    for (; choices->name != NULL; choices++)
        if (!choices->later && choices->value == value)
            return choices->name;
    return "default";
}

const char *cv_statistic_name(cv_statistic statistic)
{
    return name_of(cv_statistic_choices, (int)statistic);
}

bool cv_statistic_is_share(cv_statistic statistic)
{
    return statistic == CV_STATISTIC_PROPORTION || statistic == CV_STATISTIC_NONRESPONSE ||
           statistic == CV_STATISTIC_RESPONSE_RATE;
}

const char *cv_interval_name(cv_interval interval)
{
    return name_of(cv_interval_choices, (int)interval);
}

const char *cv_qrule_name(cv_qrule rule)
{
    return name_of(qrules, (int)rule);
}

const char *cv_quantile_interval_name(cv_interval interval)
{
    return name_of(quantile_intervals, (int)interval);
}

bool cv_quantile_interval_woodruff(cv_interval interval)
{
    return interval != CV_INTERVAL_SCORE && interval != CV_INTERVAL_QUANTILE;
}

const char *cv_measure_name(cv_measure measure)
{
    return measure == CV_MEASURE_CONTRAST ? "contrast" : name_of(cv_measure_choices, (int)measure);
}

const char *cv_method_name(cv_method method)
{
    return name_of(cv_method_choices, (int)method);
}

const char *cv_adjust_name(cv_adjust adjust)
{
    return name_of(cv_adjust_choices, (int)adjust);
}

const char *cv_test_name(cv_test test)
{
    return name_of(cv_test_choices, (int)test);
}

bool cv_test_is_rank(cv_test test)
{
    return test >= CV_TEST_WILCOXON;
}

const char *cv_model_name(cv_model_kind kind)
{
    return name_of(models, (int)kind);
}

const char *cv_replicates_name(cv_replicates_type type)
{
    return name_of(replicate_types, (int)type);
}

const char *cv_calibration_name(cv_calibration_method method)
{
    return name_of(calibration_methods, (int)method);
}
