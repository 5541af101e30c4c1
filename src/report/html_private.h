/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Between the makers of report.html. */
#ifndef CANVASS_REPORT_HTML_PRIVATE_H
#define CANVASS_REPORT_HTML_PRIVATE_H

#include "report/html.h"

/** report.css and report.js, as they are in the source (cmake/Embed.cmake). ASCII, not ended by NUL. */
extern const unsigned char cv_report_css[], cv_report_js[];
extern const size_t cv_report_css_size, cv_report_js_size;

typedef struct cv_html_page {
    const cv_document *document;
    const cv_html_options *options;
    cv_buffer *to;
    size_t charts, grids; /**< how many there were so far: for ids */
} cv_html_page;

/** A fixed text of the document's language, escaped. `text` comes from cv_say. */
void cv_html_say(const cv_html_page *page, const char *text);
void cv_html_spans(const cv_html_page *page, const cv_spans *spans);
void cv_html_grid(cv_html_page *page, const cv_grid *grid);
/** The sections: all blocks of the document. */
void cv_html_sections(cv_html_page *page);

#endif
