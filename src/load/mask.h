/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What kind each byte is: the one step that looks at every byte, 64 at a time, with the processor's widest
 *  instructions. All engines give the same bits. */
#ifndef CANVASS_LOAD_MASK_H
#define CANVASS_LOAD_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CV_BLOCK = 64, /**< bytes a mask */
    CV_PAD = 64    /**< bytes that must be readable behind the text, none of them a newline */
};

/** 64 bytes: bit i says whether byte i is of the kind. */
typedef struct cv_mask {
    uint64_t ends;     /**< ends of fields: delimiters and ends of lines */
    uint64_t newlines; /**< ends of lines: LF, also that of CRLF, and a CR that no LF follows */
    uint64_t quotes;   /**< " */
    uint64_t high;     /**< 0x80 and up: not ASCII */
} cv_mask;

typedef enum cv_engine { CV_ENGINE_PLAIN, CV_ENGINE_SSE2, CV_ENGINE_AVX2, CV_ENGINE_COUNT } cv_engine;

bool cv_engine_works(cv_engine engine); /**< on this processor */
cv_engine cv_engine_best(void);

/** How many masks a text has; cv_masks_fill writes one more, so that readers may look one ahead. */
static inline size_t cv_masks_count(size_t length)
{
    return length / CV_BLOCK + 1;
}

/** Masks of `length` bytes; bits beyond them are 0. @param masks  room for cv_masks_count(length) + 1
 *  @return whether there is a NUL byte among them */
bool cv_masks_fill(cv_engine engine, const char *bytes, size_t length, char delimiter, cv_mask *masks);

#endif
