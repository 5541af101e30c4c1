/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A growing text. A failed allocation sticks: later appends do nothing, and `failed` tells at the end,
 *  so that a writer needs one check and not a hundred. */
#ifndef CANVASS_BASE_BUFFER_H
#define CANVASS_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cv_buffer {
    char *text; /**< ended by NUL once anything was appended; may be NULL while length is 0 */
    size_t length, capacity;
    bool failed;
} cv_buffer; /**< zeroed: empty */

void cv_buffer_add(cv_buffer *buffer, const char *text); /**< a C string */
void cv_buffer_add_bytes(cv_buffer *buffer, const char *bytes, size_t count);
void cv_buffer_add_char(cv_buffer *buffer, char c);
void cv_buffer_format(cv_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cv_buffer_format_list(cv_buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
void cv_buffer_add_number(cv_buffer *buffer, double number); /**< as cv_number_format; nothing for NaN */
/** A C string with its control characters, and bytes that are no UTF-8, as \xNN: file names and data end up in
 * messages, and messages on terminals, which a text from outside must not steer. */
void cv_buffer_add_visible(cv_buffer *buffer, const char *text);
char *cv_buffer_take(cv_buffer *buffer); /**< the text, now the caller's (cv_memory_free); NULL if failed */
void cv_buffer_free(cv_buffer *buffer);

#endif
