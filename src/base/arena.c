/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct cv_arena_block {
    struct cv_arena_block *next;
    size_t used, size; /**< bytes of data */
    alignas(max_align_t) unsigned char data[];
};

static struct cv_arena_block *block_new(size_t bytes)
{
    if (bytes > PTRDIFF_MAX - sizeof(struct cv_arena_block))
        return NULL;
    struct cv_arena_block *block = cv_memory_zero(1, sizeof *block + bytes);
    if (block != NULL)
        block->size = bytes;
    return block;
}

/* Blocks grow as the arena does: a small study stays small, a large dictionary makes few calls. */
static struct cv_arena_block *block_for(cv_arena *arena, size_t bytes)
{
    struct cv_arena_block *newest = arena->blocks;
    size_t size = newest == NULL ? FIRST_BLOCK - sizeof *newest : newest->size * 2;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    bool alone = newest != NULL && bytes > size / 4;
    struct cv_arena_block *block = block_new(alone || bytes > size ? bytes : size);
    if (block == NULL)
        return NULL;
    if (alone) { /* behind the newest, whose room is not given up for one large piece */
        block->next = newest->next;
        newest->next = block;
    } else {
        block->next = newest;
        arena->blocks = block;
    }
    return block;
}

/* The memory is clear because each block was cleared when it was made, and no byte is handed out twice. */
static void *take(cv_arena *arena, size_t bytes, size_t alignment)
{
    struct cv_arena_block *block = arena->blocks;
    size_t start = block == NULL ? 0 : (block->used + alignment - 1) / alignment * alignment;
    if (block == NULL || start > block->size || bytes > block->size - start) {
        block = block_for(arena, bytes);
        start = 0;
    }
    if (block == NULL)
        return NULL;
    block->used = start + bytes;
    return block->data + start;
}

void *cv_arena_new(cv_arena *arena, size_t bytes)
{
    return take(arena, bytes, alignof(max_align_t));
}

void *cv_arena_array(cv_arena *arena, size_t count, size_t size)
{
    if (size > 0 && count > PTRDIFF_MAX / size)
        return NULL;
    return cv_arena_new(arena, count * size);
}

char *cv_arena_text(cv_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = take(arena, length + 1, 1);
    if (copy != NULL && length > 0)
        memcpy(copy, text, length);
    return copy;
}

char *cv_arena_copy(cv_arena *arena, const char *text)
{
    return text == NULL ? NULL : cv_arena_text(arena, text, strlen(text));
}

char *cv_arena_format_list(cv_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : take(arena, (size_t)length + 1, 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *cv_arena_format(cv_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = cv_arena_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

void cv_arena_free(cv_arena *arena)
{
    while (arena->blocks != NULL) {
        struct cv_arena_block *next = arena->blocks->next;
        cv_memory_free(arena->blocks);
        arena->blocks = next;
    }
}
