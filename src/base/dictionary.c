/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/dictionary.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

/* Open addressing with linear probing; a slot keeps the text's hash, so that a probe touches the text only when it
 * is almost surely the right one, and growing never touches texts at all. */
typedef struct slot {
    uint32_t hash;
    uint32_t code; /**< the code + 1; 0: the slot is free */
} slot;

typedef struct entry {
    const char *text;
    size_t length;
} entry;

struct cv_dictionary {
    slot *slots;
    size_t slot_count; /**< a power of two, at least twice the entries */
    entry *entries;    /**< by code */
    size_t count, capacity;
    cv_arena texts;
};

enum { FIRST_SLOTS = 16 };

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Eight bytes at a time, multiplied by 2^64 over the golden ratio (Knuth's multiplicative hashing). */
static uint32_t hash_of(const char *text, size_t length)
{
    uint64_t hash = length, word;
    for (; length >= sizeof word; length -= sizeof word, text += sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    if (length > 0)
        memcpy(&word, text, length);
    hash = mix(hash, word);
    return (uint32_t)(mix(hash, 0) >> 16);
}

cv_dictionary *cv_dictionary_new(void)
{
    cv_dictionary *dictionary = cv_memory_zero(1, sizeof *dictionary);
    if (dictionary == NULL)
        return NULL;
    dictionary->slots = cv_memory_zero(FIRST_SLOTS, sizeof *dictionary->slots);
    dictionary->slot_count = FIRST_SLOTS;
    if (dictionary->slots == NULL) {
        cv_dictionary_free(dictionary);
        return NULL;
    }
    return dictionary;
}

void cv_dictionary_free(cv_dictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    cv_arena_free(&dictionary->texts);
    cv_memory_free(dictionary->slots);
    cv_memory_free(dictionary->entries);
    cv_memory_free(dictionary);
}

/* The slot that holds the text, or the free one where it belongs. */
static slot *slot_of(const cv_dictionary *dictionary, uint32_t hash, const char *text, size_t length)
{
    size_t mask = dictionary->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        slot *at = &dictionary->slots[i];
        if (at->code == 0)
            return at;
        const entry *known = &dictionary->entries[at->code - 1];
        if (at->hash == hash && known->length == length && (length == 0 || memcmp(known->text, text, length) == 0))
            return at;
    }
}

static bool grow_slots(cv_dictionary *dictionary)
{
    size_t count = dictionary->slot_count * 2, mask = count - 1;
    slot *slots = cv_memory_zero(count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < dictionary->slot_count; i++) {
        slot old = dictionary->slots[i];
        if (old.code == 0)
            continue;
        size_t at = old.hash & mask;
        while (slots[at].code != 0)
            at = (at + 1) & mask;
        slots[at] = old;
    }
    cv_memory_free(dictionary->slots);
    dictionary->slots = slots;
    dictionary->slot_count = count;
    return true;
}

/* Copies the text and gives it the next code. */
static int32_t add_entry(cv_dictionary *dictionary, slot *at, uint32_t hash, const char *text, size_t length)
{
    if (dictionary->count >= INT32_MAX)
        return -1;
    entry *entries =
        cv_memory_grow(dictionary->entries, dictionary->count, &dictionary->capacity, sizeof *dictionary->entries);
    if (entries == NULL)
        return -1;
    dictionary->entries = entries;
    const char *copy = cv_arena_text(&dictionary->texts, text, length);
    if (copy == NULL)
        return -1;
    dictionary->entries[dictionary->count++] = (entry){copy, length};
    *at = (slot){hash, (uint32_t)dictionary->count};
    return (int32_t)(dictionary->count - 1);
}

int32_t cv_dictionary_code(cv_dictionary *dictionary, const char *text, size_t length)
{
    uint32_t hash = hash_of(text, length);
    slot *at = slot_of(dictionary, hash, text, length);
    if (at->code != 0)
        return (int32_t)(at->code - 1);
    if (2 * (dictionary->count + 1) > dictionary->slot_count) {
        if (!grow_slots(dictionary))
            return -1;
        at = slot_of(dictionary, hash, text, length);
    }
    return add_entry(dictionary, at, hash, text, length);
}

int32_t cv_dictionary_find(const cv_dictionary *dictionary, const char *text, size_t length)
{
    return (int32_t)slot_of(dictionary, hash_of(text, length), text, length)->code - 1;
}

size_t cv_dictionary_count(const cv_dictionary *dictionary)
{
    return dictionary->count;
}

const char *cv_dictionary_text(const cv_dictionary *dictionary, int32_t code, size_t *length)
{
    const entry *known = &dictionary->entries[code];
    if (length != NULL)
        *length = known->length;
    return known->text;
}
