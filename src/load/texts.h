/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A small, fast table from texts to numbers: what a column's fields mean. One worker's own, or shared and unchanged.
 *
 *  Texts of at most 8 bytes, which most are, are one word and have a table of their own. (Filled up with NUL bytes: a
 *  text that ends with one is taken for the text without, but a file with NUL bytes is refused anyway.) Longer ones are
 *  compared by their first and last eight bytes, so that up to 16 bytes need no look at memory elsewhere. */
#ifndef CANVASS_LOAD_TEXTS_H
#define CANVASS_LOAD_TEXTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "load/bytes.h"

enum { CV_TEXTS_NONE = INT32_MIN }; /**< no text has this value */

typedef struct cv_texts_short {
    uint64_t word;
    int32_t value; /**< CV_TEXTS_NONE: free, and the word is 0 */
} cv_texts_short;

typedef struct cv_texts_long {
    uint64_t head, tail; /**< the first and the last 8 bytes */
    const char *text;    /**< NULL: free */
    uint32_t length;
    int32_t value;
} cv_texts_long;

typedef struct cv_texts {
    cv_texts_short *shorts; /**< a power of two of them; NULL: none yet */
    cv_texts_long *longs;   /**< likewise */
    size_t short_capacity, short_count, long_capacity, long_count;
    cv_arena arena; /**< the texts */
} cv_texts;         /**< zeroed: empty */

/** Gives a text a value; one that has a value keeps it. @return the table's own copy of it, NULL: no memory */
const char *cv_texts_add(cv_texts *texts, const char *text, size_t length, int32_t value);

/** Takes all texts out whose value is `from` or more. @return false: no memory, nothing changed */
bool cv_texts_cut(cv_texts *texts, int32_t from);

/** Adds all of another table's texts with their values. @return false: no memory */
bool cv_texts_add_all(cv_texts *to, const cv_texts *from);

void cv_texts_free(cv_texts *texts);

/** The upper half of a product depends on all bits of the word. */
static inline size_t cv_texts_short_hash(uint64_t word)
{
    return (size_t)(word * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

static inline size_t cv_texts_long_hash(uint64_t head, uint64_t tail, size_t length)
{
    return (size_t)((head ^ (tail + length) * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xd6e8feb86659fd93) >> 32);
}

/** cv_texts_find for a text of more than eight bytes. */
int32_t cv_texts_find_long(const cv_texts *texts, const char *text, size_t length);

/** A text's value, CV_TEXTS_NONE where it has none. Eight bytes must be readable at `text`, whatever its length. */
static inline int32_t cv_texts_find(const cv_texts *texts, const char *text, size_t length)
{
    if (length > 8)
        return cv_texts_find_long(texts, text, length);
    if (texts->short_capacity == 0)
        return CV_TEXTS_NONE;
    uint64_t word = cv_load_bytes(text, length);
    for (size_t at = cv_texts_short_hash(word);; at++) {
        const cv_texts_short *slot = &texts->shorts[at & (texts->short_capacity - 1)];
        if (slot->word == word) /* of the empty text: its slot, or the free one where it would be */
            return slot->value;
        if (slot->value == CV_TEXTS_NONE)
            return CV_TEXTS_NONE;
    }
}

#endif
