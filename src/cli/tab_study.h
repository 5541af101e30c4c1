/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The command line of `canvass tab` as a study: a text for the same parser and the same checks as a study file, and
 *  a map from its lines back to the options, so that messages name what the user typed. */
#ifndef CANVASS_CLI_TAB_STUDY_H
#define CANVASS_CLI_TAB_STUDY_H

#include <canvass/message.h>

#include "base/buffer.h"
#include "cli/command.h"

/** The options of `tab`, as its table is ordered. */
enum {
    CV_TAB_OF,
    CV_TAB_BY,
    CV_TAB_STATISTIC,
    CV_TAB_DENOMINATOR,
    CV_TAB_WHERE,
    CV_TAB_TOTAL,
    CV_TAB_MISSING_LEVEL,
    CV_TAB_WEIGHT,
    CV_TAB_MISSING_WEIGHT,
    CV_TAB_STRATA,
    CV_TAB_CLUSTER,
    CV_TAB_FPC,
    CV_TAB_NEST,
    CV_TAB_LONELY_PSU,
    CV_TAB_SAMPLING,
    CV_TAB_DF,
    CV_TAB_CI,
    CV_TAB_CONFIDENCE,
    CV_TAB_COMPARE,
    CV_TAB_REFERENCE,
    CV_TAB_MEASURE,
    CV_TAB_ADJUST,
    CV_TAB_TEST,
    CV_TAB_DELIMITER,
    CV_TAB_DECIMAL,
    CV_TAB_MISSING,
    CV_TAB_IMPUTATION,
    CV_TAB_FORMAT,
    CV_TAB_LANGUAGE,
    CV_TAB_VALUES,
    CV_TAB_JOBS,
    CV_TAB_COUNT
};

extern const cv_option cv_tab_options[CV_TAB_COUNT];

/** Where a line of the study's text comes from. */
typedef struct cv_tab_line {
    size_t option;  /**< CV_TAB_COUNT: no option */
    size_t columns; /**< characters before the option's own text */
} cv_tab_line;

typedef struct cv_tab_study {
    cv_buffer text;
    cv_tab_line *lines; /**< line i + 1 of the text */
    size_t line_count, line_capacity;
} cv_tab_study; /**< zeroed: nothing yet */

/** The path that the study is parsed with. */
extern const char cv_tab_path[];

/** Writes the study. CV_USAGE: options that make no table, or texts that are not UTF-8.
 *  @param[out] to  zeroed before; freed by cv_tab_study_free whether or not this succeeds */
cv_status cv_tab_study_write(const cv_arguments *arguments, cv_tab_study *to, cv_messages *messages);
void cv_tab_study_free(cv_tab_study *study);

/** Gives messages that speak of a place in the study's text the option's name as their place. Nothing happens to one
 * for which there is no memory. */
void cv_tab_study_translate(const cv_tab_study *study, cv_messages *messages);

#endif
