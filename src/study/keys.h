/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The keys of a study file, one constant table. It feeds the reader, the nearest names, `canvass help study` and
 *  docs/study.md. To add a key: a row here, a field in study.h, and a reader where none of the present ones fits. */
#ifndef CANVASS_STUDY_KEYS_H
#define CANVASS_STUDY_KEYS_H

#include <stdbool.h>
#include <stddef.h>

struct cv_node;
struct cv_reader;

typedef enum cv_section {
    CV_SECTION_STUDY, /**< the file's own keys */
    CV_SECTION_DATA,
    CV_SECTION_VARIABLES, /**< of one variable */
    CV_SECTION_CUT,       /**< equal classes, of a variable */
    CV_SECTION_DESIGN,
    CV_SECTION_REPLICATES, /**< of the design */
    CV_SECTION_CALIBRATE,  /**< of one step of the design's calibration */
    CV_SECTION_TRIM,       /**< of the design */
    CV_SECTION_ANALYSES,   /**< of one analysis */
    CV_SECTION_COMPARE,
    CV_SECTION_SUPPRESS,
    CV_SECTION_STANDARDIZE,
    CV_SECTION_DECOMPOSE,
    CV_SECTION_CHARTS, /**< of one chart */
    CV_SECTION_THEME,  /**< of the study, of a chart, or a file of its own */
    CV_SECTION_SIZES,  /**< of a theme */
    CV_SECTION_METHODOLOGY,
    CV_SECTION_REPORT,
    CV_SECTION_COUNT
} cv_section;

enum { CV_FOR_DESIGN = 1, CV_FOR_BINOMIAL = 2 }; /**< `applies` of intervals and tests: the sampling models they have */

/** A word that a key takes. */
typedef struct cv_choice {
    const char *name; /**< NULL: the end of the table */
    int value;        /**< of the enum in study.h that the key fills */
    unsigned applies; /**< intervals, tests: CV_FOR_ bits; methods: bits of 1 << cv_measure under the binomial model */
    bool later;       /**< known, and not available yet */
} cv_choice;

/** Reads a key's value into its section's struct, with a message for each mistake. */
struct cv_key;
typedef void cv_key_reader(struct cv_reader *reader, const struct cv_key *key, const struct cv_node *value,
                           void *section);

typedef struct cv_key {
    cv_section section;
    const char *name;
    cv_key_reader *read;
    const char *kind;         /**< what is expected: "a text"; of a key with choices: "one of", "a list of" */
    const cv_choice *choices; /**< NULL: no list of words */
    const char *fallback;     /**< the default, as one would write it; "" none; "required" */
    const char *help;         /**< one line */
    const char *example;      /**< the key with a value, in flow style */
    size_t offset;            /**< of the field in the section's struct */
    size_t count_offset;      /**< of the field with the number of items, for arrays */
    unsigned applies;         /**< bits of 1 << cv_statistic, cv_variable_kind or cv_chart_kind; 0: all */
    bool design_only;         /**< not with `sampling: binomial` */
    bool later;               /**< known, and not available yet: everything else but name and help is empty */
} cv_key;

/** All keys, section by section, in the order in which help and manual show them. */
const cv_key *cv_keys(size_t *count);

/** The section's name in the file: "data"; of the first one "study". */
const char *cv_section_name(cv_section section);

/** The first of the keys that answers to the name, or NULL. */
const cv_key *cv_key_find(cv_section section, const char *name);

extern const cv_choice cv_statistic_choices[], cv_interval_choices[], cv_measure_choices[], cv_method_choices[],
    cv_adjust_choices[], cv_test_choices[];

#endif
