/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  From nodes to the fields of a study. Readers add a message for each mistake and go on, so that all are found; none
 *  returns a status. They leave a field as it was (the default) where its value is wrong. */
#ifndef CANVASS_STUDY_READ_H
#define CANVASS_STUDY_READ_H

#include "study/keys.h"
#include "study/node.h"
#include "study/study.h"

typedef struct cv_reader {
    cv_study *study;
    cv_messages *messages;
} cv_reader;

/** Equal classes of a number, as a study writes them. */
typedef struct cv_cut_range {
    cv_figure from, to, step; /**< step > 0 */
} cv_cut_range;

enum { CV_MOST_CLASSES = 200 }; /**< that a step can make */

/** Reads every key of a mapping into `section`'s struct, in the key table's order; unknown keys and those of later work
 *  become messages. A value left out is an empty mapping.  @return false where the node is no mapping (with a message)
 */
bool cv_read_section(cv_reader *reader, cv_section section, const char *key, const cv_node *node, void *target);

/* ---- for readers ---- */

cv_arena *cv_reader_arena(const cv_reader *reader);
/** Cleared; NULL without memory, with the message. */
void *cv_reader_array(cv_reader *reader, size_t count, size_t size);
/** printf into the arena; "" without memory, with the message. */
const char *cv_reader_text(cv_reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The names of a key's choices that can be used now and that apply (0: all), "one of a, b, c". */
const char *cv_reader_choices(cv_reader *reader, const cv_choice *choices, unsigned applies);
/** What the key expects, as a message says it. */
const char *cv_reader_expected(cv_reader *reader, const cv_key *key);
/** "'by' is a mapping", with what was expected. */
void cv_reader_fail_kind(cv_reader *reader, const cv_key *key, const cv_node *node);
/** The scalar's text; NULL with a message where the node is none or was left out. */
const char *cv_reader_scalar(cv_reader *reader, const cv_key *key, const cv_node *node);
/** How many values a list has (a single value is a list of one), each a scalar that is there; false with a message
 * otherwise. */
bool cv_reader_items(cv_reader *reader, const cv_key *key, const cv_node *node, size_t *count);
/** Value i of what cv_reader_items accepted. */
const cv_node *cv_reader_item(const cv_node *node, size_t i);
/** The choice that the node names, or NULL with a message (unknown, with the nearest; not available yet). */
const cv_choice *cv_reader_choice(cv_reader *reader, const cv_key *key, const cv_node *node);
/** A number, or false with a message. */
bool cv_reader_number(cv_reader *reader, const cv_key *key, const cv_node *node, double *number);
/** A list of numbers; NULL with messages, or where it is empty. */
double *cv_reader_numbers(cv_reader *reader, const cv_key *key, const cv_node *node, size_t *count);
/** Messages for keys that are there and do not go with what the mapping describes: `is` is the bit for cv_key's
 * `applies`, `names` says for each bit what it stands for, `what` is the one of this mapping. */
void cv_reader_check_applies(cv_reader *reader, cv_section section, const cv_node *node, unsigned is,
                             const char *const *names, size_t name_count, const char *what);
/** Words of a list; `unique`: an equal one is a mistake; `empty`: the empty text is a word. */
cv_words cv_reader_words(cv_reader *reader, const cv_key *key, const cv_node *node, bool unique, bool empty);

/** The variables of a:b:c, each once; false with a message (model.c). */
bool cv_reader_crossing(cv_reader *reader, const cv_key *key, cv_word name, cv_predictor_spec *to);

/* ---- readers of the key table ---- */

cv_key_reader cv_read_text, cv_read_name, cv_read_names, cv_read_stages, cv_read_texts, cv_read_share, cv_read_positive,
    cv_read_count, cv_read_boolean, cv_read_figure, cv_read_choice, cv_read_switch, cv_read_bits, cv_read_expression,
    cv_read_df, cv_read_identifier; /* read.c */
cv_key_reader cv_read_data, cv_read_file, cv_read_format, cv_read_delimiter, cv_read_decimal, cv_read_encoding,
    cv_read_sha256, cv_read_imputations;                                         /* data.c */
cv_key_reader cv_read_variables, cv_read_levels, cv_read_groups, cv_read_labels; /* variables.c */
cv_key_reader cv_read_cut, cv_read_number;                                       /* classes.c */
cv_key_reader cv_read_design;                                                    /* design.c */
cv_key_reader cv_read_replicates, cv_read_rho, cv_read_rscales;                  /* replicates.c */
cv_key_reader cv_read_calibrate, cv_read_targets, cv_read_bounds, cv_read_trim;  /* calibrate.c */
cv_key_reader cv_read_analyses, cv_read_banner, cv_read_interval, cv_read_scores, cv_read_probabilities,
    cv_read_suppress;                                                               /* analyses.c */
cv_key_reader cv_read_tests, cv_read_null;                                          /* tests.c */
cv_key_reader cv_read_model, cv_read_predictors, cv_read_references;                /* model.c */
cv_key_reader cv_read_compare, cv_read_measures, cv_read_method, cv_read_contrasts; /* compare.c */
cv_key_reader cv_read_standardize, cv_read_cell_shares, cv_read_decompose;          /* standardise.c */
cv_key_reader cv_read_charts, cv_read_methodology, cv_read_report;                  /* charts.c */
cv_key_reader cv_read_theme, cv_read_chart_theme, cv_read_preset, cv_read_colour, cv_read_accent, cv_read_palette,
    cv_read_diverging, cv_read_length, cv_read_font, cv_read_fallbacks, cv_read_sizes; /* theme_read.c */

/** What an analysis's tests and its `null` go with; a t test between groups asks for their differences (tests.c). */
void cv_reader_check_tests(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis);

/** That `over` is among the analysis's by or banner variables; the first of them where it is not given (compare.c).
 *  @param node  the mapping, whose key is `what`  @return false with a message */
bool cv_reader_check_over(cv_reader *reader, const char *what, const cv_node *node, const cv_analysis_spec *analysis,
                          cv_word *over);

/** What `standardize` and `decompose` do not go with (standardise.c). */
void cv_reader_check_cells(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis);
/** What an analysis's comparisons are over, and their measures and method, once all its keys are known (compare.c). */
void cv_reader_check_compare(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis);
/** What net, items and response-rate must have, and must not (scores.c). */
void cv_reader_check_scores(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis);

/** What an analysis with `model:` must have, and must not (model.c). */
void cv_model_check(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis);

/** The names of what an analysis can be, by cv_statistic, for cv_reader_check_applies. */
extern const char *const cv_analysis_kinds[CV_STATISTIC_MODEL + 1];

/** Messages for design keys that do not go with replicate weights (replicates.c). */
void cv_check_replicate_design(cv_reader *reader, const cv_node *design);

/** Messages for what calibration and trimming lack (calibrate.c). */
void cv_check_calibration(cv_reader *reader, const cv_design_spec *design);

/** Messages for what a chart's kind and parts lack in its analysis (check_charts.c). */
void cv_check_chart(const cv_reader *reader, const cv_chart_spec *chart, const cv_analysis_spec *analysis);

/** What only the whole study shows: names that refer to each other, circles, what does not go together (check.c). */
void cv_study_check(cv_reader *reader);

/** Gives every chart the formats that the study's reports show it in (charts.c). */
void cv_study_add_formats(cv_study *study);

#endif
