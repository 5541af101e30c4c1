/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

void *cv_memory_new(size_t bytes)
{
    /* No object may be larger; asking for one makes some checking allocators abort where we want NULL. */
    if (bytes > PTRDIFF_MAX)
        return NULL;
    return malloc(bytes > 0 ? bytes : 1);
}

void *cv_memory_zero(size_t count, size_t size)
{
    if (size > 0 && count > PTRDIFF_MAX / size)
        return NULL;
    if (count == 0 || size == 0)
        return calloc(1, 1);
    return calloc(count, size);
}

void *cv_memory_resize(void *old, size_t count, size_t size)
{
    if (size > 0 && count > PTRDIFF_MAX / size)
        return NULL;
    size_t bytes = count * size;
    return realloc(old, bytes > 0 ? bytes : 1);
}

void cv_memory_free(void *memory)
{
    free(memory);
}

void *cv_memory_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    enum { FIRST = 8 };
    if (items != NULL && count < *capacity)
        return items;
    size_t wanted = count < FIRST ? FIRST : count;
    if (count >= FIRST) {
        if (wanted > SIZE_MAX / 2)
            return NULL;
        wanted *= 2;
    }
    void *grown = cv_memory_resize(items, wanted, size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}
