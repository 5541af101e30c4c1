/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/utf8.h"

/* Makes room for `more` bytes and the NUL after them. */
static bool make_room(cv_buffer *buffer, size_t more)
{
    enum { FIRST = 256 };
    if (buffer->failed)
        return false;
    if (buffer->text != NULL && more < buffer->capacity - buffer->length)
        return true;
    size_t capacity = buffer->capacity < FIRST ? FIRST : buffer->capacity;
    while (capacity <= PTRDIFF_MAX / 2 && capacity - buffer->length <= more)
        capacity *= 2;
    char *text = capacity - buffer->length > more ? cv_memory_resize(buffer->text, capacity, 1) : NULL;
    if (text == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->text = text;
    buffer->capacity = capacity;
    return true;
}

void cv_buffer_add(cv_buffer *buffer, const char *text)
{
    cv_buffer_add_bytes(buffer, text, strlen(text));
}

void cv_buffer_add_bytes(cv_buffer *buffer, const char *bytes, size_t count)
{
    if (!make_room(buffer, count))
        return;
    if (count > 0)
        memcpy(buffer->text + buffer->length, bytes, count);
    buffer->length += count;
    buffer->text[buffer->length] = '\0';
}

void cv_buffer_add_char(cv_buffer *buffer, char c)
{
    cv_buffer_add_bytes(buffer, &c, 1);
}

void cv_buffer_format(cv_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    cv_buffer_format_list(buffer, format, arguments);
    va_end(arguments);
}

void cv_buffer_format_list(cv_buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0) {
        buffer->failed = true;
    } else if (make_room(buffer, (size_t)length)) {
        vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void cv_buffer_add_number(cv_buffer *buffer, double number)
{
    char text[CV_NUMBER_SIZE];
    cv_buffer_add_bytes(buffer, text, cv_number_format(number, text));
}

static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F);
}

void cv_buffer_add_visible(cv_buffer *buffer, const char *text)
{
    size_t length = strlen(text);
    while (length > 0) {
        uint32_t point = 0;
        size_t bytes = cv_utf8_read(text, length, &point);
        bool visible = bytes > 0 && !is_control(point);
        if (visible)
            cv_buffer_add_bytes(buffer, text, bytes);
        if (bytes == 0)
            bytes = 1;
        for (size_t i = 0; i < bytes && !visible; i++)
            cv_buffer_format(buffer, "\\x%02X", (unsigned)(unsigned char)text[i]);
        text += bytes;
        length -= bytes;
    }
}

char *cv_buffer_take(cv_buffer *buffer)
{
    cv_buffer_add_bytes(buffer, "", 0); /* so that an empty text is a text too */
    char *text = buffer->text;
    if (buffer->failed) {
        cv_memory_free(text);
        text = NULL;
    }
    *buffer = (cv_buffer){0};
    return text;
}

void cv_buffer_free(cv_buffer *buffer)
{
    cv_memory_free(buffer->text);
    *buffer = (cv_buffer){0};
}
