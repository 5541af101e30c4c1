/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/texts.h"

#include "base/memory.h"

enum { FIRST_CAPACITY = 64 };

int32_t cv_texts_find_long(const cv_texts *texts, const char *text, size_t length)
{
    if (texts->long_capacity == 0)
        return CV_TEXTS_NONE;
    uint64_t head = cv_load_word(text), tail = cv_load_word(text + length - 8);
    for (size_t at = cv_texts_long_hash(head, tail, length);; at++) {
        const cv_texts_long *slot = &texts->longs[at & (texts->long_capacity - 1)];
        if (slot->text == NULL)
            return CV_TEXTS_NONE;
        if (slot->head == head && slot->tail == tail && slot->length == length &&
            (length <= 16 || memcmp(slot->text, text, length) == 0))
            return slot->value;
    }
}

/* Puts a slot where it belongs; there is room, and no such text. */
static void place_short(cv_texts *texts, cv_texts_short slot)
{
    size_t at = cv_texts_short_hash(slot.word), mask = texts->short_capacity - 1;
    while (texts->shorts[at & mask].value != CV_TEXTS_NONE)
        at++;
    texts->shorts[at & mask] = slot;
    texts->short_count++;
}

static void place_long(cv_texts *texts, cv_texts_long slot)
{
    size_t at = cv_texts_long_hash(slot.head, slot.tail, slot.length), mask = texts->long_capacity - 1;
    while (texts->longs[at & mask].text != NULL)
        at++;
    texts->longs[at & mask] = slot;
    texts->long_count++;
}

/* Moves all slots with a value below `below` into a new table. */
static bool rebuild_shorts(cv_texts *texts, size_t capacity, int32_t below)
{
    cv_texts_short *slots = cv_memory_zero(capacity, sizeof *slots), *old = texts->shorts;
    size_t old_capacity = texts->short_capacity;
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < capacity; i++)
        slots[i].value = CV_TEXTS_NONE;
    texts->shorts = slots;
    texts->short_capacity = capacity;
    texts->short_count = 0;
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].value != CV_TEXTS_NONE && old[i].value < below)
            place_short(texts, old[i]);
    cv_memory_free(old);
    return true;
}

static bool rebuild_longs(cv_texts *texts, size_t capacity, int32_t below)
{
    cv_texts_long *slots = cv_memory_zero(capacity, sizeof *slots), *old = texts->longs;
    size_t old_capacity = texts->long_capacity;
    if (slots == NULL)
        return false;
    texts->longs = slots;
    texts->long_capacity = capacity;
    texts->long_count = 0;
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].text != NULL && old[i].value < below)
            place_long(texts, old[i]);
    cv_memory_free(old);
    return true;
}

/* At most half of the slots are taken. */
static size_t capacity_for(size_t count, size_t capacity)
{
    if (capacity == 0)
        return FIRST_CAPACITY;
    return count * 2 < capacity ? capacity : capacity * 2;
}

static bool add_short(cv_texts *texts, const char *text, size_t length, int32_t value)
{
    size_t capacity = capacity_for(texts->short_count, texts->short_capacity);
    if (capacity != texts->short_capacity && !rebuild_shorts(texts, capacity, INT32_MAX))
        return false;
    place_short(texts, (cv_texts_short){.word = cv_load_bytes(text, length), .value = value});
    return true;
}

static bool add_long(cv_texts *texts, const char *text, size_t length, int32_t value)
{
    size_t capacity = capacity_for(texts->long_count, texts->long_capacity);
    if (capacity != texts->long_capacity && !rebuild_longs(texts, capacity, INT32_MAX))
        return false;
    place_long(texts, (cv_texts_long){.head = cv_load_word(text),
                                      .tail = cv_load_word(text + length - 8),
                                      .text = text,
                                      .length = (uint32_t)length,
                                      .value = value});
    return true;
}

const char *cv_texts_add(cv_texts *texts, const char *text, size_t length, int32_t value)
{
    char *copy = cv_arena_new(&texts->arena, length + 8); /* the padding that cv_texts_find needs */
    if (copy == NULL)
        return NULL;
    if (length > 0)
        memcpy(copy, text, length);
    if (cv_texts_find(texts, copy, length) != CV_TEXTS_NONE)
        return copy;
    bool added = length > 8 ? add_long(texts, copy, length, value) : add_short(texts, copy, length, value);
    return added ? copy : NULL;
}

bool cv_texts_cut(cv_texts *texts, int32_t from)
{
    return (texts->short_capacity == 0 || rebuild_shorts(texts, texts->short_capacity, from)) &&
           (texts->long_capacity == 0 || rebuild_longs(texts, texts->long_capacity, from));
}

bool cv_texts_add_all(cv_texts *to, const cv_texts *from)
{
    for (size_t i = 0; i < from->short_capacity; i++) {
        const cv_texts_short *slot = &from->shorts[i];
        char text[8];
        size_t length = 0;
        for (uint64_t word = slot->word; word != 0; word >>= 8)
            text[length++] = (char)(word & 0xff);
        if (slot->value != CV_TEXTS_NONE && cv_texts_add(to, text, length, slot->value) == NULL)
            return false;
    }
    for (size_t i = 0; i < from->long_capacity; i++) {
        const cv_texts_long *slot = &from->longs[i];
        if (slot->text != NULL && cv_texts_add(to, slot->text, slot->length, slot->value) == NULL)
            return false;
    }
    return true;
}

void cv_texts_free(cv_texts *texts)
{
    cv_memory_free(texts->shorts);
    cv_memory_free(texts->longs);
    cv_arena_free(&texts->arena);
    *texts = (cv_texts){0};
}
