/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <canvass/message.h>

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

static void message_free(cv_message *message)
{
    cv_memory_free(message->file);
    cv_memory_free(message->problem);
    cv_memory_free(message->expected);
    cv_memory_free(message->nearest);
}

/* A copy of a text that may be absent; clears `*kept` where there was no memory for it. */
static char *copy_of(const char *text, bool *kept)
{
    if (text == NULL)
        return NULL;
    size_t size = strlen(text) + 1;
    char *copy = cv_memory_new(size);
    if (copy == NULL)
        *kept = false;
    else
        memcpy(copy, text, size);
    return copy;
}

/* Adds `message`, whose `problem` is the list's from now on; whatever cannot be kept is at least remembered as lost. */
static void add(cv_messages *to, cv_message message, cv_place at, const char *expected, const char *nearest)
{
    bool kept = message.problem != NULL;
    message.file = copy_of(at.file, &kept);
    message.line = at.line;
    message.column = at.column;
    message.expected = copy_of(expected, &kept);
    message.nearest = copy_of(nearest, &kept);
    cv_message *items = kept ? cv_memory_grow(to->items, to->count, &to->capacity, sizeof *to->items) : NULL;
    if (items == NULL) {
        message_free(&message);
        to->out_of_memory = true;
        return;
    }
    to->items = items;
    to->items[to->count++] = message;
}

/* NULL without memory. */
__attribute__((format(printf, 1, 0))) static char *text_of(const char *format, va_list arguments)
{
    cv_buffer text = {0};
    cv_buffer_format_list(&text, format, arguments);
    return cv_buffer_take(&text);
}

cv_status cv_fail(cv_messages *to, cv_status status, cv_place at, const char *problem, ...)
{
    va_list arguments;
    va_start(arguments, problem);
    add(to, (cv_message){.status = status, .problem = text_of(problem, arguments)}, at, NULL, NULL);
    va_end(arguments);
    return status;
}

cv_status cv_fail_expected(cv_messages *to, cv_status status, cv_place at, const char *expected, const char *nearest,
                           const char *problem, ...)
{
    va_list arguments;
    va_start(arguments, problem);
    add(to, (cv_message){.status = status, .problem = text_of(problem, arguments)}, at, expected, nearest);
    va_end(arguments);
    return status;
}

void cv_warn(cv_messages *to, cv_place at, const char *problem, ...)
{
    va_list arguments;
    va_start(arguments, problem);
    add(to, (cv_message){.warning = true, .problem = text_of(problem, arguments)}, at, NULL, NULL);
    va_end(arguments);
}

cv_status cv_fail_memory(cv_messages *to)
{
    return cv_fail(to, CV_SYSTEM, (cv_place){0}, "out of memory");
}

cv_status cv_messages_status(const cv_messages *messages)
{
    for (size_t i = 0; i < messages->count; i++)
        if (!messages->items[i].warning)
            return messages->items[i].status;
    return messages->out_of_memory ? CV_SYSTEM : CV_OK;
}

void cv_messages_free(cv_messages *messages)
{
    for (size_t i = 0; i < messages->count; i++)
        message_free(&messages->items[i]);
    cv_memory_free(messages->items);
    *messages = (cv_messages){0};
}

static void add_place(cv_buffer *to, const cv_message *message)
{
    if (message->file == NULL)
        return;
    cv_buffer_add_visible(to, message->file);
    if (message->line > 0) {
        cv_buffer_format(to, ":%" PRIu64, message->line);
        if (message->column > 0)
            cv_buffer_format(to, ":%" PRIu64, message->column);
    }
    cv_buffer_add(to, ": ");
}

char *cv_message_format(const cv_message *message)
{
    cv_buffer text = {0};
    cv_buffer_add(&text, "canvass: ");
    add_place(&text, message);
    cv_buffer_add(&text, message->warning ? "warning: " : "error: ");
    cv_buffer_add_visible(&text, message->problem);
    if (message->expected != NULL) {
        cv_buffer_add(&text, "\n  expected ");
        cv_buffer_add_visible(&text, message->expected);
    }
    if (message->nearest != NULL) {
        cv_buffer_add(&text, "\n  did you mean '");
        cv_buffer_add_visible(&text, message->nearest);
        cv_buffer_add(&text, "'?");
    }
    return cv_buffer_take(&text);
}

void cv_text_free(char *text)
{
    cv_memory_free(text);
}
