/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A small, fast table from texts to numbers: what a column's fields mean. One worker's own, or shared and unchanged.
 *
 *  Texts are compared by their first and last eight bytes, so that up to 16 bytes need no look at memory elsewhere. */
#ifndef CANVASS_LOAD_TEXTS_H
#define CANVASS_LOAD_TEXTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "load/bytes.h"

enum { CV_TEXTS_NONE = INT32_MIN }; /**< no text has this value */

typedef struct cv_texts_slot {
    uint64_t head, tail; /**< the first bytes; the last 8 of more than 8 */
    const char *text;    /**< NULL: free */
    uint32_t length;
    int32_t value;
} cv_texts_slot;

typedef struct cv_texts {
    cv_texts_slot *slots; /**< a power of two of them; NULL: none yet */
    size_t capacity, count;
    cv_arena arena; /**< the texts */
} cv_texts;         /**< zeroed: empty */

/** Gives a text a value; one that has a value keeps it. @return the table's own copy of it, NULL: no memory */
const char *cv_texts_add(cv_texts *texts, const char *text, size_t length, int32_t value);

/** Takes all texts out whose value is `from` or more. @return false: no memory, nothing changed */
bool cv_texts_cut(cv_texts *texts, int32_t from);

void cv_texts_free(cv_texts *texts);

static inline uint64_t cv_texts_hash(uint64_t head, uint64_t tail, size_t length)
{
    uint64_t mixed = (head ^ (tail + length) * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xd6e8feb86659fd93);
    return mixed ^ mixed >> 32;
}

/** A text's value, CV_TEXTS_NONE where it has none. Eight bytes must be readable at `text`, whatever its length. */
static inline int32_t cv_texts_find(const cv_texts *texts, const char *text, size_t length)
{
    if (texts->capacity == 0)
        return CV_TEXTS_NONE;
    uint64_t head = cv_load_bytes(text, length), tail = length > 8 ? cv_load_word(text + length - 8) : 0;
    size_t at = (size_t)cv_texts_hash(head, tail, length);
    for (;; at++) {
        const cv_texts_slot *slot = &texts->slots[at & (texts->capacity - 1)];
        if (slot->text == NULL)
            return CV_TEXTS_NONE;
        if (slot->head == head && slot->tail == tail && slot->length == length &&
            (length <= 16 || memcmp(slot->text, text, length) == 0))
            return slot->value;
    }
}

#endif
