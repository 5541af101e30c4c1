/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/pad.h"

#include <string.h>

#include "base/memory.h"

enum { BLOCK = 16 << 10, BEHIND = 8 };

struct cv_pad_block {
    struct cv_pad_block *next;
    size_t used, size;
    char data[];
};

static struct cv_pad_block *block_new(size_t bytes)
{
    size_t size = bytes > BLOCK ? bytes : BLOCK;
    struct cv_pad_block *block = cv_memory_new(sizeof *block + size);
    if (block != NULL)
        *block = (struct cv_pad_block){.size = size};
    return block;
}

/* A block with room, behind the current one: an old one, else a new one. */
static struct cv_pad_block *next_block(cv_pad *pad, size_t bytes)
{
    struct cv_pad_block **link = pad->current == NULL ? &pad->first : &pad->current->next;
    if (*link == NULL || (*link)->size < bytes) {
        struct cv_pad_block *block = block_new(bytes);
        if (block == NULL)
            return NULL;
        block->next = *link;
        *link = block;
    }
    (*link)->used = 0;
    return *link;
}

char *cv_pad_text(cv_pad *pad, const char *text, size_t length)
{
    size_t bytes = length + BEHIND;
    struct cv_pad_block *block = pad->current;
    if (block == NULL || block->size - block->used < bytes) {
        block = next_block(pad, bytes);
        if (block == NULL)
            return NULL;
        pad->current = block;
    }
    char *copy = block->data + block->used;
    if (length > 0)
        memcpy(copy, text, length);
    memset(copy + length, 0, BEHIND);
    block->used += bytes;
    return copy;
}

void cv_pad_clear(cv_pad *pad)
{
    pad->current = NULL;
}

void cv_pad_free(cv_pad *pad)
{
    while (pad->first != NULL) {
        struct cv_pad_block *next = pad->first->next;
        cv_memory_free(pad->first);
        pad->first = next;
    }
    *pad = (cv_pad){0};
}
