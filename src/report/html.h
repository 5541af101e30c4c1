/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  report.html: the document as one page that stands alone. It loads nothing, its Content-Security-Policy lets nothing
 *  run or style it but the two blocks it holds (named by their hashes), and without scripts all of it can be read. */
#ifndef CANVASS_REPORT_HTML_H
#define CANVASS_REPORT_HTML_H

#include <stddef.h>

#include "base/buffer.h"
#include "report/document.h"

/** A chart's picture. Where there are both, the SVG is shown. */
typedef struct cv_html_picture {
    const char *name; /**< the chart's */
    const char *svg;  /**< [svg_length]; NULL: none */
    size_t svg_length;
    const void *png; /**< [png_length]; NULL: none */
    size_t png_length;
} cv_html_picture;

typedef struct cv_html_options {
    const cv_html_picture *pictures; /**< a chart without one has a line in its place */
    size_t picture_count;
} cv_html_options;

/** Appends the page. The same document and pictures give the same bytes. to->failed: no memory. */
void cv_report_html(const cv_document *document, const cv_html_options *options, cv_buffer *to);

#endif
