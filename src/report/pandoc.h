/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Reports in the formats of offices, which pandoc makes of Markdown: report.docx and deck.pptx. */
#ifndef CANVASS_REPORT_PANDOC_H
#define CANVASS_REPORT_PANDOC_H

#include <signal.h>

#include <canvass/message.h>

#include "base/file.h"
#include "report/document.h"

enum { CV_PANDOC_LIMIT = 120000 /**< milliseconds for one report */ };

typedef struct cv_pandoc_options {
    unsigned formats;                  /**< CV_REPORT_DOCX, CV_REPORT_PPTX; others are nothing to this */
    const char *path;                  /**< where programs are looked for, as PATH; NULL: the environment's */
    int limit;                         /**< milliseconds for one report; 0: CV_PANDOC_LIMIT */
    const volatile sig_atomic_t *stop; /**< not 0: pandoc is ended; NULL: never */
} cv_pandoc_options;

/** Writes report.docx and deck.pptx into the folder's staging, where the pictures are already. pandoc runs without a
 *  shell, in a clean environment, for a limited time; the same document gives the same bytes. CV_PROGRAM: it is not
 *  there or failed, and what it should have written is not there. */
cv_status cv_pandoc_write(const cv_document *document, const cv_pandoc_options *options, cv_folder *folder,
                          cv_messages *messages);

/** pandoc's version line, "" where there is none. */
void cv_pandoc_version(char text[64]);

#endif
