/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A scratch pad for texts that live as long as a chunk's rows: kept when it is cleared, so that a steady run asks for
 *  no memory. */
#ifndef CANVASS_LOAD_PAD_H
#define CANVASS_LOAD_PAD_H

#include <stddef.h>

typedef struct cv_pad {
    struct cv_pad_block *first, *current;
} cv_pad; /**< zeroed: empty */

/** A copy of a text with at least 8 more readable bytes behind it. NULL: no memory. */
char *cv_pad_text(cv_pad *pad, const char *text, size_t length);

void cv_pad_clear(cv_pad *pad); /**< forgets the texts, keeps the memory */
void cv_pad_free(cv_pad *pad);

#endif
