/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The output folder of a run: tables, charts, reports, manifest, all of it or none. */
#ifndef CANVASS_REPORT_OUTPUT_H
#define CANVASS_REPORT_OUTPUT_H

#include <signal.h>

#include <canvass/message.h>

#include "base/buffer.h"
#include "base/file.h"
#include "compare/analyse.h"
#include "report/document.h"

/** report.md. `failed` of the buffer: no memory. */
void cv_report_markdown(const cv_document *document, cv_buffer *to);
/** Likewise, its pictures in the format `first` (CV_FORMAT_SVG or CV_FORMAT_PNG) where a chart has it. */
void cv_report_markdown_with(const cv_document *document, unsigned first, cv_buffer *to);

/** The deck as Markdown for pandoc: a slide a chart, with speaker's notes. */
void cv_report_slides(const cv_document *document, cv_buffer *to);

/** report.tex, complete with its preamble. Likewise. */
void cv_report_tex(const cv_document *document, cv_buffer *to);

/** results.json: everything in the tables, typed, with the study's title, labels, overview and version. */
void cv_report_json(const cv_results *results, cv_buffer *to);

/** What ran: goes into the manifest and nothing else. */
typedef struct cv_run {
    const cv_study *study;
    const cv_results *results;
    cv_spool *weights;           /**< NULL, or empty: there is no weights.csv */
    const char *const *settings; /**< the --set texts */
    size_t setting_count;
    const char *const *only; /**< the --only names; none: all */
    size_t only_count;
    bool values;
    size_t jobs; /**< for drawing; never in the manifest */
    bool redraw; /**< every picture is drawn, even where the target's own would do; never in the manifest */
    const volatile sig_atomic_t *stop; /**< looked at between files: not 0 gives up and leaves nothing; NULL: never */
} cv_run;

/** Whether a run may replace what is at `target`: nothing, an empty folder, or a folder whose manifest.json is
 * canvass's and names every file in it. Anything else is CV_SYSTEM, naming the first file that would be lost. */
cv_status cv_output_probe(const char *target, cv_messages *messages);

/** Writes everything but manifest.json below folder->staging. CV_PROGRAM: pictures are missing, all else is there. */
cv_status cv_output_fill(const cv_run *run, cv_folder *folder, cv_messages *messages);

/** How many tables the study writes. */
size_t cv_output_table_count(const cv_study *study);

/** Writes the whole folder `target` and puts it in place. Without gnuplot (or when it fails) everything but the
 * pictures (or those that failed) is written and put in place, and the status is CV_PROGRAM. Any other failure: nothing
 * is left, and what was in `target` before is still there. */
cv_status cv_output_write(const cv_run *run, const char *target, cv_messages *messages);

#endif
