/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/texts.h"

#include "base/memory.h"

enum { FIRST_CAPACITY = 64 };

/* Puts a slot where it belongs; there is room, and no such text. */
static void place(cv_texts *texts, cv_texts_slot slot)
{
    size_t at = (size_t)cv_texts_hash(slot.head, slot.tail, slot.length);
    while (texts->slots[at & (texts->capacity - 1)].text != NULL)
        at++;
    texts->slots[at & (texts->capacity - 1)] = slot;
    texts->count++;
}

/* Moves all slots with a value below `below` into a new table. */
static bool rebuild(cv_texts *texts, size_t capacity, int32_t below)
{
    cv_texts_slot *slots = cv_memory_zero(capacity, sizeof *slots), *old = texts->slots;
    size_t old_capacity = texts->capacity;
    if (slots == NULL)
        return false;
    texts->slots = slots;
    texts->capacity = capacity;
    texts->count = 0;
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].text != NULL && old[i].value < below)
            place(texts, old[i]);
    cv_memory_free(old);
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
    size_t wanted = texts->capacity == 0 ? FIRST_CAPACITY : texts->capacity * 2;
    if (texts->count * 2 >= texts->capacity && !rebuild(texts, wanted, INT32_MAX))
        return NULL;
    place(texts, (cv_texts_slot){.head = cv_load_bytes(copy, length),
                                 .tail = length > 8 ? cv_load_word(copy + length - 8) : 0,
                                 .text = copy,
                                 .length = (uint32_t)length,
                                 .value = value});
    return copy;
}

bool cv_texts_cut(cv_texts *texts, int32_t from)
{
    return texts->capacity == 0 || rebuild(texts, texts->capacity, from);
}

void cv_texts_free(cv_texts *texts)
{
    cv_memory_free(texts->slots);
    cv_arena_free(&texts->arena);
    *texts = (cv_texts){0};
}
