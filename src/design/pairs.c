/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/pairs.h"

#include <string.h>

#include "base/memory.h"

static uint64_t mix(uint64_t key)
{
    key *= 0x9e3779b97f4a7c15u;
    key ^= key >> 32;
    key *= 0xd6e8feb86659fd93u;
    return key ^ key >> 29;
}

static uint64_t pair_key(uint32_t a, uint32_t b)
{
    return (uint64_t)a << 32 | b;
}

/* The index is at most half full, so that a search soon meets a free place. */
static int grow_index(cv_pairs *pairs)
{
    size_t size = pairs->index_size == 0 ? 64 : pairs->index_size * 2;
    uint32_t *index = cv_memory_zero(size, sizeof *index);
    if (index == NULL)
        return 0;
    for (size_t i = 0; i < pairs->count; i++) {
        size_t at = mix(pairs->keys[i]) & (size - 1);
        while (index[at] != 0)
            at = (at + 1) & (size - 1);
        index[at] = (uint32_t)i + 1;
    }
    cv_memory_free(pairs->index);
    pairs->index = index;
    pairs->index_size = size;
    return 1;
}

static uint32_t add(cv_pairs *pairs, uint64_t key, size_t at)
{
    uint64_t *keys = cv_memory_grow(pairs->keys, pairs->count, &pairs->capacity, sizeof *keys);
    if (keys == NULL)
        return CV_PAIR_NONE;
    pairs->keys = keys;
    keys[pairs->count] = key;
    pairs->index[at] = (uint32_t)++pairs->count;
    return (uint32_t)pairs->count - 1;
}

uint32_t cv_pairs_number(cv_pairs *pairs, uint32_t a, uint32_t b, int *fresh)
{
    if (pairs->count * 2 >= pairs->index_size && !grow_index(pairs))
        return CV_PAIR_NONE;
    uint64_t key = pair_key(a, b);
    size_t mask = pairs->index_size - 1, at = mix(key) & mask;
    if (fresh != NULL)
        *fresh = 0;
    for (; pairs->index[at] != 0; at = (at + 1) & mask)
        if (pairs->keys[pairs->index[at] - 1] == key)
            return pairs->index[at] - 1;
    if (fresh != NULL)
        *fresh = 1;
    return add(pairs, key, at);
}

uint32_t cv_pairs_find(const cv_pairs *pairs, uint32_t a, uint32_t b)
{
    if (pairs->index_size == 0)
        return CV_PAIR_NONE;
    uint64_t key = pair_key(a, b);
    size_t mask = pairs->index_size - 1;
    for (size_t at = mix(key) & mask; pairs->index[at] != 0; at = (at + 1) & mask)
        if (pairs->keys[pairs->index[at] - 1] == key)
            return pairs->index[at] - 1;
    return CV_PAIR_NONE;
}

void cv_pairs_prefetch(const cv_pairs *pairs, uint32_t a, uint32_t b)
{
    if (pairs->index_size > 0)
        __builtin_prefetch(&pairs->index[mix(pair_key(a, b)) & (pairs->index_size - 1)]);
}

void cv_pairs_free(cv_pairs *pairs)
{
    cv_memory_free(pairs->keys);
    cv_memory_free(pairs->index);
    memset(pairs, 0, sizeof *pairs);
}
