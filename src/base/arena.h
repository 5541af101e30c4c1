/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Memory that goes all at once: the names and labels of a study, the texts of a table. */
#ifndef CANVASS_BASE_ARENA_H
#define CANVASS_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct cv_arena {
    struct cv_arena_block *blocks; /**< newest first */
} cv_arena;                        /**< zeroed: empty */

void *cv_arena_new(cv_arena *arena, size_t bytes);                /**< cleared, aligned for any type; NULL: no memory */
void *cv_arena_array(cv_arena *arena, size_t count, size_t size); /**< cleared; NULL also on overflow */
char *cv_arena_text(cv_arena *arena, const char *text, size_t length); /**< a copy, ended by NUL */
char *cv_arena_copy(cv_arena *arena, const char *text);                /**< likewise of a C string; of NULL: NULL */
char *cv_arena_format(cv_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *cv_arena_format_list(cv_arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
void cv_arena_free(cv_arena *arena); /**< accepts zeroed; leaves it empty */

#endif
