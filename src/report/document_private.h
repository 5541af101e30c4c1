/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Between the makers of a document. Without memory each sets `failed` and gives what is safe to go on with. */
#ifndef CANVASS_REPORT_DOCUMENT_PRIVATE_H
#define CANVASS_REPORT_DOCUMENT_PRIVATE_H

#include "report/document.h"

/* ---- texts ---- */

const char *cv_document_clean(cv_document *to, const char *text); /**< a copy without control characters */
bool cv_document_has(const char *text);                           /**< there is a text, and not of blanks alone */
void *cv_document_array(cv_document *to, size_t count, size_t size);

/* ---- spans ---- */

void cv_spans_add(cv_document *document, cv_spans *to, cv_span_kind kind, const char *text);
void cv_spans_join(cv_document *document, cv_spans *to, const cv_spans *more);
/** Begins a further sentence. */
void cv_spans_next(cv_document *document, cv_spans *to);
/** Adds a fixed text (of cv_say) with the arguments in the places of its %s or %1$s, %2$s; %% is %. */
void cv_spans_say(cv_document *document, cv_spans *to, const char *text, const cv_spans *arguments, size_t count);

cv_spans cv_spans_one(cv_document *document, cv_span_kind kind, const char *text);
cv_spans cv_spans_number(cv_document *document, double number, int decimals);   /**< "-" where there is none */
cv_spans cv_spans_decimals(cv_document *document, double number, int decimals); /**< all of them, zeros too */
cv_spans cv_spans_per_cent(cv_document *document, double fraction); /**< with the sign, at most 4 decimals */
/** Words of the study, with this between them. */
cv_spans cv_spans_words(cv_document *document, cv_span_kind kind, const cv_words *words, const char *between);

/** From the least to the greatest number of several. */
typedef struct cv_spread {
    double low, high;
} cv_spread;
extern const cv_spread cv_spread_none;
void cv_spread_add(cv_spread *to, double number); /**< NaN: nothing */
/** "20 to 14,460", or one number. */
cv_spans cv_spans_spread(cv_document *document, cv_spread of, int decimals);

/* ---- blocks ---- */

cv_block *cv_document_add(cv_document *to, cv_block_kind kind, const cv_result *about); /**< cleared; never NULL */
void cv_document_heading(cv_document *to, const cv_result *about, int level, const char *id, cv_spans text);
void cv_document_paragraph(cv_document *to, const cv_result *about, cv_spans text);
void cv_document_chart_block(cv_document *to, const cv_document_options *options, const cv_result *about,
                             const cv_chart_spec *chart);
/** Files of tables/, or with `path` of the folder: adds to the list that the block holds. */
void cv_document_file_in(cv_document *to, cv_block *files, const char *folder, const char *name, const char *suffix);

/* ---- the parts ---- */

void cv_document_overview(cv_document *to, const cv_document_options *options);
void cv_document_imputed(cv_document *to);
void cv_document_methodology(cv_document *document);
void cv_document_weights(cv_document *to, const cv_document_options *options); /**< calibration and trimming */
void cv_document_analysis(cv_document *to, const cv_document_options *options, const cv_result *result,
                          cv_sheet *sheet);
/** How an analysis was made, in sentences. */
void cv_document_method(cv_document *to, const cv_result *result);
void cv_document_model_method(cv_document *to, const cv_result *result);
/** Sentences on comparisons and parts of differences, added to the method's; nothing where there are none. */
void cv_document_compared(cv_document *document, cv_spans *to, const cv_result *result);
void cv_document_decomposed(cv_document *document, cv_spans *to, const cv_result *result);

/* ---- words that several parts use ---- */

/** What the result, or the study, calls a variable: its label, or its name where it has none; between quotes. */
cv_spans cv_spans_result_label(cv_document *document, const cv_result *result, const char *variable);
cv_spans cv_spans_study_labels(cv_document *document, const cv_words *variables);
/** ", among the rows where ..."; nothing without a condition. */
void cv_spans_where(cv_document *document, cv_spans *to, const cv_analysis_spec *spec);
/** ", t quantiles on 681 degrees of freedom". Nothing where the spread is empty. */
void cv_spans_quantiles(cv_document *document, cv_spans *to, cv_spread df);

#endif
