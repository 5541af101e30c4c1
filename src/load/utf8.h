/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Whether a text is UTF-8 without NUL bytes. */
#ifndef CANVASS_LOAD_UTF8_H
#define CANVASS_LOAD_UTF8_H

#include "load/mask.h"

/** What was found of one kind of bad byte. */
typedef struct cv_bad_bytes {
    size_t first; /**< where the first one stands */
    size_t lines; /**< how many lines have one; 0: none */
} cv_bad_bytes;

/** Looks for bytes that are no UTF-8. @param masks  of the text (cv_masks_fill) */
cv_bad_bytes cv_bytes_not_utf8(const char *bytes, size_t length, const cv_mask *masks);

/** Looks for NUL bytes. */
cv_bad_bytes cv_bytes_nul(const char *bytes, size_t length, const cv_mask *masks);

/** Where the line ends that holds byte `at`: behind its newline, or `length`. */
size_t cv_line_end(const cv_mask *masks, size_t length, size_t at);

/** How many lines end before byte `at`. */
size_t cv_lines_before(const cv_mask *masks, size_t at);

#endif
