/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The parts of `canvass size`: its options as a request (size_request.c, size_like.c), the request as rows
 *  (size_rows.c), the rows in words (size_text.c) and as a chart (size_chart.c). */
#ifndef CANVASS_CLI_SIZE_H
#define CANVASS_CLI_SIZE_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "cli/command.h"
#include "estimate/planning.h"
#include "table/table.h"

enum {
    CV_SIZE_P,
    CV_SIZE_MARGIN,
    CV_SIZE_N,
    CV_SIZE_CONFIDENCE,
    CV_SIZE_CI,
    CV_SIZE_SD,
    CV_SIZE_P1,
    CV_SIZE_P2,
    CV_SIZE_DIFFERENCE,
    CV_SIZE_POWER,
    CV_SIZE_ALPHA,
    CV_SIZE_ONE_SIDED,
    CV_SIZE_UNPOOLED,
    CV_SIZE_RATIO,
    CV_SIZE_DEFF,
    CV_SIZE_CLUSTER,
    CV_SIZE_ICC,
    CV_SIZE_POPULATION,
    CV_SIZE_RESPONSE,
    CV_SIZE_GROUPS,
    CV_SIZE_ADJUST,
    CV_SIZE_LIKE,
    CV_SIZE_ROW,
    CV_SIZE_FORMAT,
    CV_SIZE_CHART,
    CV_SIZE_COUNT
};

extern const cv_option cv_size_options[CV_SIZE_COUNT];

/** What is asked. */
typedef enum cv_size_question {
    CV_SIZE_FIND_N,          /**< interviews for a half-width */
    CV_SIZE_FIND_HALF_WIDTH, /**< of n interviews */
    CV_SIZE_FIND_N_OF_POWER, /**< interviews for a power */
    CV_SIZE_FIND_POWER,      /**< of n interviews */
    CV_SIZE_FIND_DIFFERENCE  /**< the smallest that n interviews show with a power */
} cv_size_question;

/** One row of a finished study's estimates: where p and the design effect come from. */
typedef struct cv_size_like {
    const char *name; /**< "Interested, Poland"; NULL: nothing was taken from a study */
    double p, deff;   /**< NaN: not taken from it; of a mean p is the standard deviation */
} cv_size_like;

typedef struct cv_size_numbers {
    double *items;
    size_t count;
} cv_size_numbers;

/** The options, read and checked. Lists never are empty: what was not given is its default. */
typedef struct cv_size_request {
    cv_arena arena; /**< owns what follows */
    cv_size_question question;
    bool mean; /**< of means, not of proportions: p has standard deviations, half-widths and differences their unit */
    cv_planning plan;           /**< alpha after its adjustment; deff is set for each row */
    double alpha;               /**< before it */
    double groups, comparisons; /**< comparisons: by how many alpha was divided */
    cv_adjust adjust;
    double response;
    double cluster, icc;                         /**< NaN: not given */
    cv_size_numbers p, second, n, target, deffs; /**< second: p2 or differences; target: half-widths or powers */
    bool p_given, second_is_difference, deff_given;
    cv_size_like *likes;
    size_t like_count;
    const char *like; /**< as it was typed; NULL: none */
} cv_size_request;

/** Reads the options; every mistake that one look shows is reported.
 *  @param[out] to  zeroed before; freed by cv_size_request_free in any case */
cv_status cv_size_request_read(const cv_arguments *arguments, cv_size_request *to, cv_messages *messages);
void cv_size_request_free(cv_size_request *request);

/** Whether a question is of a difference between two groups. */
bool cv_size_is_difference(cv_size_question question);

/** What is to be taken from a study's rows; those without are left out with a warning; none left is CV_DATA. */
typedef struct cv_size_needs {
    bool p;         /**< the proportion; of a mean the standard deviation, se sqrt(n_eff) */
    bool deff;      /**< the design effect */
    bool mean_fits; /**< nothing else says that proportions are planned: a table of means makes the request one of means
                     */
} cv_size_needs;

/** Reads p and deff from the rows of STUDY.yaml:ANALYSIS or DIR:ANALYSIS (tables/ANALYSIS.csv of the output folder).
 *  @param rows  COLUMN=VALUE texts that a row must all fit */
cv_status cv_size_like_read(const char *like, const cv_option_values *rows, const cv_size_needs *needs,
                            cv_size_request *to, cv_messages *messages);

/** The columns of the answer. */
enum {
    CV_SIZE_COLUMN_FIND,
    CV_SIZE_COLUMN_LIKE,
    CV_SIZE_COLUMN_P,
    CV_SIZE_COLUMN_P2,
    CV_SIZE_COLUMN_DIFFERENCE,
    CV_SIZE_COLUMN_HALF_WIDTH,
    CV_SIZE_COLUMN_POWER,
    CV_SIZE_COLUMN_CONFIDENCE, /**< of one interval */
    CV_SIZE_COLUMN_ALPHA,      /**< of one comparison */
    CV_SIZE_COLUMN_DEFF,
    CV_SIZE_COLUMN_N,
    CV_SIZE_COLUMN_N2,
    CV_SIZE_COLUMN_TOTAL,
    CV_SIZE_COLUMN_DRAW,
    CV_SIZE_COLUMN_CLUSTERS,
    CV_SIZE_COLUMN_FLAG,
    CV_SIZE_COLUMN_SD,
    CV_SIZE_COLUMNS
};

/** Answers the request: a row for every combination of its lists. Numbers are fractions; freed by cv_table_free. */
cv_status cv_size_rows(const cv_size_request *request, cv_table *to, cv_messages *messages);

/** What the rows take for granted, a sentence each with its full stop. @return false: no memory */
bool cv_size_assumptions(const cv_size_request *request, const cv_table *rows, cv_buffer *sentences, size_t most,
                         size_t *count);

/** The answer for people. */
void cv_size_write_text(const cv_size_request *request, const cv_table *rows, cv_buffer *to);

enum { CV_SIZE_SENTENCES = 16 };

/** Four digits that say something, in the answers' own unit. */
void cv_size_add_units(cv_buffer *to, double number);

/** Whether a file's name can be a chart's: CV_USAGE names the endings, or what a script's name may have. */
cv_status cv_size_chart_check(const char *path, cv_messages *messages);

/** Draws what is found against the number of interviews, a curve for each combination of the other lists, a dot for
 * each row, into a file whose name is checked: the picture, or gnuplot's script of it. CV_USAGE: more than 8 curves, no
 * row with an answer; CV_SYSTEM; CV_PROGRAM: gnuplot is missing or failed. */
cv_status cv_size_chart(const cv_size_request *request, const cv_table *rows, const char *path, cv_messages *messages);

#endif
