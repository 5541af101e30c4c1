/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Labels: made harmless, measured, broken into lines, quoted for gnuplot. */
#ifndef CANVASS_PLOT_TEXT_H
#define CANVASS_PLOT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"

/** A copy that is valid UTF-8 and valid XML text, and has a glyph for every character: bytes that are no UTF-8 and
 * characters that XML forbids or no font has become U+FFFD, those that turn the direction of what follows are left out,
 * CR LF and CR become LF, other control characters a blank; the end of `]]>` is kept apart by a word joiner (no width),
 * since gnuplot's SVG writes `>` as it is and XML allows that everywhere but there. NULL: no memory. */
char *cv_text_clean(cv_arena *arena, const char *text);

/** Likewise on one line: every run of white space is one blank, none at the ends. */
char *cv_text_clean_line(cv_arena *arena, const char *text);

/** Estimated width in pixels of clean text set in Inter at `size` pixels: the font's advance widths (Inter 4.0, hmtx
 * table) for U+0020 to U+017F and common punctuation, 1 em for wide characters, 0 for combining ones, two thirds of an
 * em for the rest. */
double cv_text_width(const char *text, double size, bool bold);

/** The width of the widest piece of clean text that no line break may part (UAX 14), in *width. @return CV_OK,
 * CV_SYSTEM */
cv_status cv_text_widest(const char *text, double size, bool bold, double *width, cv_messages *messages);

typedef struct cv_text_lines {
    char **items;
    size_t count;
    double size;  /**< the size they fit in */
    double width; /**< of the widest */
    bool cut;     /**< the end is missing: the last line closes with an ellipsis */
    bool broken;  /**< a word is wider than a line and goes on in the next one */
} cv_text_lines;

typedef struct cv_text_box {
    double size, least; /**< tried from `size` down to `least`, in steps of 1 */
    bool bold;
    double width; /**< of a line, > 0 */
    size_t lines; /**< at most; at least 1 */
} cv_text_box;

/** Breaks clean text into lines at the largest size that holds it all; at `least` the rest is cut. Line ends in the
 * text are kept, and words wider than a line are broken between characters. Breaks follow Unicode's UAX 14. An empty
 * text has no lines. @return CV_OK, CV_SYSTEM */
cv_status cv_text_fit(cv_arena *arena, const char *text, const cv_text_box *box, cv_text_lines *to,
                      cv_messages *messages);

/** Appends the text as an expression that gnuplot reads without looking inside: single quotes around all but its
 * apostrophes, which stand as octal codes in double quotes, joined by dots: 'it'."\047".'s'. (gnuplot 5.4 reads ''
 * inside single quotes as one quote, but not at the beginning nor after another; and an apostrophe in double quotes
 * makes it look for @macros in the single-quoted text behind it.) The text must be one clean line. */
void cv_text_quote(cv_buffer *to, const char *text);

/** Appends clean text as XML text. */
void cv_text_xml(cv_buffer *to, const char *text);

#endif
