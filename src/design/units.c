/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/units.h"

#include <string.h>

#include "base/memory.h"

enum { SHORT_ID = 16 };

static uint64_t load8(const char *text)
{
    uint64_t word;
    memcpy(&word, text, 8);
    return word;
}

static uint64_t load4(const char *text)
{
    uint32_t word;
    memcpy(&word, text, 4);
    return word;
}

static uint64_t mix(uint64_t word)
{
    word ^= word >> 32;
    word *= 0xd6e8feb86659fd93u;
    word ^= word >> 32;
    word *= 0xd6e8feb86659fd93u;
    return word ^ word >> 32;
}

static uint64_t hash_long(const char *text, size_t length)
{
    uint64_t hash = length * 0x9e3779b97f4a7c15u;
    for (; length >= 8; text += 8, length -= 8)
        hash = mix(hash ^ load8(text)) + 0x9e3779b97f4a7c15u;
    for (; length > 0; text++, length--)
        hash = mix(hash ^ (unsigned char)*text);
    return hash;
}

/* With the length known, the first and last bytes tell a short id completely. */
static void pack(const char *text, size_t length, uint64_t *head, uint64_t *tail)
{
    *tail = 0;
    if (length >= 8) {
        *head = load8(text);
        *tail = load8(text + length - 8);
    } else if (length >= 4) {
        *head = load4(text) | load4(text + length - 4) << 32;
    } else {
        *head = 0;
        for (size_t i = 0; i < length; i++)
            *head |= (uint64_t)(unsigned char)text[i] << 8 * i;
    }
}

cv_unit_key cv_unit_key_of(const char *text, size_t length, uint32_t scope)
{
    cv_unit_key key = {.text = text, .length = (uint32_t)length, .scope = scope};
    if (length <= SHORT_ID)
        pack(text, length, &key.head, &key.tail);
    else
        key.tail = hash_long(text, length);
    key.hash = mix(key.head ^ mix(key.tail + 0x9e3779b97f4a7c15u * ((uint64_t)scope << 8 | (length & 0xff))));
    return key;
}

static int same(const cv_unit *unit, const cv_unit_key *key)
{
    if (unit->tail != key->tail || unit->length != key->length || unit->scope != key->scope)
        return 0;
    if (key->length <= SHORT_ID)
        return unit->head == key->head;
    return memcmp((const char *)(uintptr_t)unit->head, key->text, key->length) == 0;
}

static uint64_t unit_hash(const cv_unit *unit)
{
    uint64_t head = unit->length <= SHORT_ID ? unit->head : 0;
    return mix(head ^ mix(unit->tail + 0x9e3779b97f4a7c15u * ((uint64_t)unit->scope << 8 | (unit->length & 0xff))));
}

/* The index is at most half full, so that a search soon meets a free place. */
static int grow_index(cv_units *units)
{
    size_t size = units->index_size == 0 ? 1024 : units->index_size * 2;
    uint32_t *index = cv_memory_zero(size, sizeof *index);
    if (index == NULL)
        return 0;
    for (size_t i = 0; i < units->count; i++) {
        size_t at = unit_hash(&units->items[i]) & (size - 1);
        while (index[at] != 0)
            at = (at + 1) & (size - 1);
        index[at] = (uint32_t)i + 1;
    }
    cv_memory_free(units->index);
    units->index = index;
    units->index_size = size;
    return 1;
}

static uint32_t add(cv_units *units, const cv_unit_key *key, size_t at)
{
    cv_unit *items = cv_memory_grow(units->items, units->count, &units->capacity, sizeof *items);
    if (items == NULL)
        return UINT32_MAX;
    units->items = items;
    cv_unit unit = {.head = key->head, .tail = key->tail, .length = key->length, .scope = key->scope};
    if (key->length > SHORT_ID) {
        const char *copy = cv_arena_text(&units->arena, key->text, key->length);
        if (copy == NULL)
            return UINT32_MAX;
        unit.head = (uint64_t)(uintptr_t)copy;
    }
    items[units->count] = unit;
    units->index[at] = (uint32_t)++units->count;
    return (uint32_t)units->count - 1;
}

void cv_units_prefetch(const cv_units *units, const cv_unit_key *key)
{
    if (units->index_size > 0)
        __builtin_prefetch(&units->index[key->hash & (units->index_size - 1)]);
}

void cv_units_prefetch_unit(const cv_units *units, const cv_unit_key *key)
{
    uint32_t number = units->index_size > 0 ? units->index[key->hash & (units->index_size - 1)] : 0;
    if (number > 0)
        __builtin_prefetch(&units->items[number - 1]);
}

uint32_t cv_units_number(cv_units *units, const cv_unit_key *key, int *fresh)
{
    if (units->count * 2 >= units->index_size && !grow_index(units))
        return UINT32_MAX;
    size_t mask = units->index_size - 1, at = key->hash & mask;
    *fresh = 0;
    for (; units->index[at] != 0; at = (at + 1) & mask)
        if (same(&units->items[units->index[at] - 1], key))
            return units->index[at] - 1;
    *fresh = 1;
    return add(units, key, at);
}

void cv_units_free(cv_units *units)
{
    cv_memory_free(units->items);
    cv_memory_free(units->index);
    cv_arena_free(&units->arena);
    memset(units, 0, sizeof *units);
}
