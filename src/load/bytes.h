/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Eight bytes as one word, the first byte lowest on every machine. */
#ifndef CANVASS_LOAD_BYTES_H
#define CANVASS_LOAD_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CV_ONES UINT64_C(0x0101010101010101)

static inline uint64_t cv_load_word(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/** The first `length` bytes alone, at most 8; eight must be readable. */
static inline uint64_t cv_load_bytes(const char *bytes, size_t length)
{
    uint64_t word = cv_load_word(bytes);
    return length >= 8 ? word : word & ((UINT64_C(1) << 8 * length) - 1);
}

#endif
