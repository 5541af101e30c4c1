/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Users' texts in Markdown (CommonMark with GitHub's tables), so that they show as they are. */
#ifndef CANVASS_TABLE_MARKUP_H
#define CANVASS_TABLE_MARKUP_H

#include <stdbool.h>

#include "base/buffer.h"
#include "table/grid.h"

/** Adds a text: a backslash before every character that Markdown, HTML in it, or a table cell would take for its own.
 *  Line ends become blanks, other control characters \xNN. Good in a cell, a heading, a link's text; at a line's start
 * too where `first` says so (numbers, dashes and the like would begin a list there). */
void cv_markdown_add(cv_buffer *to, const char *text, bool first);

/** The same within a line: blanks that the text begins with are kept. */
void cv_markdown_add_inner(cv_buffer *to, const char *text);

/** Adds a text as code; backticks in it are no end of it. */
void cv_markdown_add_code(cv_buffer *to, const char *text);

/** Adds a grid: its title, its table (several where it is too wide for a page), an empty line. */
void cv_markdown_add_grid(cv_buffer *to, const cv_grid *grid, cv_language language);

/** Adds notes, a line each, and an empty line; nothing where there are none. */
void cv_markdown_add_notes(cv_buffer *to, const char *const *notes, size_t count);

#endif
