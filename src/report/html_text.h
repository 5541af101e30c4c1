/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Texts in HTML, whoever wrote them. */
#ifndef CANVASS_REPORT_HTML_TEXT_H
#define CANVASS_REPORT_HTML_TEXT_H

#include <stddef.h>

#include "base/buffer.h"

/** Adds a text that shows as it is, between tags or in a double-quoted attribute: & < > " ' are escaped, control
 * characters left out. */
void cv_html_add(cv_buffer *to, const char *text);

/** Likewise of so many bytes. */
void cv_html_add_bytes(cv_buffer *to, const char *text, size_t length);

/** Adds bytes as base64. */
void cv_html_add_base64(cv_buffer *to, const void *bytes, size_t length);

#endif
