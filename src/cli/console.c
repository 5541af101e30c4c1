/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* TIOCGWINSZ */
#include "cli/console.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

cv_status cv_console_write(cv_buffer *text, cv_messages *messages)
{
    cv_status status = CV_OK;
    if (text->failed)
        status = cv_fail_memory(messages);
    else if (text->length > 0 && (fwrite(text->text, 1, text->length, stdout) != text->length || fflush(stdout) != 0))
        status = cv_fail(messages, CV_SYSTEM, (cv_place){0}, "standard output cannot be written: %s", strerror(errno));
    cv_buffer_free(text);
    return status;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The same mistake can be met on two ways: it is told once. */
static bool is_told(const cv_messages *messages, size_t i)
{
    const cv_message *message = &messages->items[i];
    for (size_t j = 0; j < i; j++) {
        const cv_message *other = &messages->items[j];
        if (other->line == message->line && other->column == message->column &&
            same_text(other->problem, message->problem) && same_text(other->file, message->file))
            return true;
    }
    return false;
}

void cv_console_messages(const cv_messages *messages)
{
    for (size_t i = 0; i < messages->count; i++) {
        if (is_told(messages, i))
            continue;
        char *text = cv_message_format(&messages->items[i]);
        cv_console_say(text == NULL ? "canvass: error: out of memory" : text);
        cv_text_free(text);
    }
    if (messages->out_of_memory)
        cv_console_say("canvass: error: out of memory");
}

void cv_console_say(const char *line)
{
    fprintf(stderr, "%s\n", line);
}

bool cv_console_talks(void)
{
    return isatty(STDERR_FILENO) == 1;
}

bool cv_console_colours(void)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) == 1 && (none == NULL || *none == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

size_t cv_console_width(void)
{
    struct winsize size = {0};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
