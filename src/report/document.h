/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The report as a document: what it says, in the order it says it, in no format. Built once from the results; each
 *  writer (Markdown, HTML, TeX) walks the blocks, escapes the texts, and makes of them what its format has.
 *
 *  All fixed words are in the study's language. All texts are UTF-8 without control characters (cv_display_clean), on
 *  one line, never NULL unless it is said. Nothing is escaped. */
#ifndef CANVASS_REPORT_DOCUMENT_H
#define CANVASS_REPORT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/language.h"
#include "estimate/result.h"
#include "table/grid.h"

typedef enum cv_span_kind {
    CV_SPAN_TEXT,   /**< fixed words, numbers, blanks and points between spans */
    CV_SPAN_USER,   /**< a text of the study or the data as it is */
    CV_SPAN_QUOTED, /**< likewise a label, to stand between quotation marks, which are the writer's */
    CV_SPAN_CODE    /**< a word or expression as the study file has it */
} cv_span_kind;

typedef struct cv_span {
    cv_span_kind kind;
    const char *text;
} cv_span;

/** A line of text; what stands between spans is in them. Zeroed: empty. */
typedef struct cv_spans {
    cv_span *items;
    size_t count, capacity;
} cv_spans;

/** A name and what it is: "Strata", "42". */
typedef struct cv_fact {
    const char *name;
    cv_spans value;
    bool number;   /**< the value is one number, for a column of numbers: */
    double figure; /**< it */
    bool absent;   /**< the value names what nobody has stated */
} cv_fact;

typedef struct cv_document_chart {
    const cv_chart_spec *spec; /**< the pictures are charts/NAME.svg and so on, as its formats say */
    const char *title;
    const char *alt; /**< what the picture shows, for those who do not see it; "": not known */
} cv_document_chart;

/** A file of the output folder that has the figures in full. Its name and path are safe in an address. */
typedef struct cv_document_file {
    const char *name; /**< interest.csv */
    const char *path; /**< tables/interest.csv */
} cv_document_file;

typedef enum cv_block_kind {
    CV_BLOCK_HEADING,
    CV_BLOCK_PARAGRAPH,
    CV_BLOCK_FACTS,
    CV_BLOCK_GRID,
    CV_BLOCK_NOTES, /**< what explains the grid before them, a line each */
    CV_BLOCK_CHART,
    CV_BLOCK_FILES
} cv_block_kind;

/** What belongs to an analysis stands between its heading and the next one. */
typedef struct cv_block {
    cv_block_kind kind;
    const cv_result *result;       /**< what it is about; NULL: the survey as a whole */
    int level;                     /**< heading: 2, 3, ...; the title is 1 */
    const char *id;                /**< heading: letters, digits and . _ - only, unique in the document */
    cv_spans text;                 /**< heading, paragraph */
    const cv_fact *facts;          /**< [count] */
    const cv_grid *grid;           /**< grid */
    const char *const *notes;      /**< [count] */
    cv_document_chart chart;       /**< chart */
    const cv_document_file *files; /**< [count] */
    size_t count;
} cv_block;

typedef struct cv_document {
    cv_arena arena;
    const cv_results *results;
    cv_language language;
    const char *title;         /**< the study's, else a fixed one */
    const char *note, *source; /**< NULL: none */
    const cv_fact *figures;    /**< [figure_count] the few numbers that a reader wants first */
    size_t figure_count;
    cv_block *blocks;
    size_t block_count, block_capacity;
    cv_sheet *sheets; /**< [results->count] */
    size_t sheet_count;
    cv_sheet own_sheet; /**< of the tables that no analysis has */
    cv_block spare;     /**< takes what there is no memory for */
    bool failed;        /**< no memory */
} cv_document;

/** The words of a chart that has been made. */
typedef struct cv_chart_text {
    const char *name; /**< the chart's */
    const char *title, *alt;
} cv_chart_text;

typedef struct cv_document_options {
    bool values;                 /**< level values instead of labels */
    const cv_chart_text *charts; /**< [chart_count] of those that were made; a chart that is not there was left out.
                                      NULL: all are there, with their titles from the study and no alternative texts */
    size_t chart_count;
} cv_document_options;

/** Builds the document. It borrows from the results and the study. @return false: no memory. cv_document_free it in any
 * case. */
bool cv_document_build(const cv_results *results, const cv_document_options *options, cv_document *to);
void cv_document_free(cv_document *document); /**< accepts zeroed; may be called twice */

#endif
