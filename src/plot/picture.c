/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "plot/picture.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "plot/text.h"

enum { PICTURE_MOST = 256 << 20 }; /* bytes */

const cv_picture_format cv_picture_formats[CV_PICTURE_FORMATS] = {
    {CV_FORMAT_SVG, "svg", 1}, {CV_FORMAT_PNG, "png", 12}, {CV_FORMAT_PDF, "pdf", 2}};

void cv_picture_undate(char *pdf, size_t length)
{
    static const char key[] = "/CreationDate (D:";
    static const char date[] = "20000101000000";
    char *at = memmem(pdf, length, key, sizeof(key) - 1);
    if (at == NULL)
        return;
    at += sizeof(key) - 1;
    const char *end = pdf + length;
    for (size_t i = 0; i < sizeof(date) - 1 && at < end && isdigit((unsigned char)*at); i++)
        *at++ = date[i];
}

char *cv_picture_comment(cv_arena *arena, const char *script, const char *name)
{
    size_t length = strlen(name);
    while (script != NULL && *script == '#') {
        if (strncmp(script + 2, name, length) == 0 && script[2 + length] == ':') {
            const char *text = script + length + 4;
            return cv_arena_text(arena, text, strcspn(text, "\n"));
        }
        script = strchr(script, '\n');
        script = script == NULL ? NULL : script + 1;
    }
    return NULL;
}

/* Appends bytes up to the element's text and puts `text` there. @return where the rest begins; `from` where there is
 * none */
static const char *replace_element(const char *from, const char *end, const char *open, const char *close_tag,
                                   const char *text, cv_buffer *to)
{
    const char *start = memmem(from, (size_t)(end - from), open, strlen(open));
    if (start == NULL)
        return from;
    start += strlen(open);
    const char *stop = memmem(start, (size_t)(end - start), close_tag, strlen(close_tag));
    if (stop == NULL)
        return from;
    cv_buffer_add_bytes(to, from, (size_t)(start - from));
    cv_text_xml(to, text);
    return stop;
}

void cv_picture_describe(const char *svg, size_t length, const char *script, cv_buffer *to)
{
    cv_arena arena = {0};
    const char *title = cv_picture_comment(&arena, script, "Title");
    const char *description = cv_picture_comment(&arena, script, "Description");
    const char *end = svg + length;
    if (title != NULL && description != NULL) {
        svg = replace_element(svg, end, "<title>", "</title>", title, to);
        svg = replace_element(svg, end, "<desc>", "</desc>", description, to);
    }
    cv_buffer_add_bytes(to, svg, (size_t)(end - svg));
    cv_arena_free(&arena);
}

/* What a picture must end in to be whole. */
static const char *const tails[CV_PICTURE_FORMATS] = {"</svg>", "IEND\xae\x42\x60\x82", "%%EOF"};

/* Whether the last bytes of the picture (line ends apart) are what its format ends in. */
static bool is_whole(const cv_buffer *picture, const cv_picture_format *format)
{
    const char *tail = tails[format - cv_picture_formats];
    size_t end = picture->length, length = strlen(tail);
    while (end > 0 && picture->text[end - 1] == '\n')
        end--;
    return end >= length && memcmp(picture->text + end - length, tail, length) == 0;
}

static cv_status make_final(const char *path, unsigned format, const char *script, cv_buffer *picture,
                            cv_messages *messages)
{
    if (format == CV_FORMAT_PDF) {
        cv_picture_undate(picture->text, picture->length);
        return cv_file_write(path, picture->text, picture->length, messages);
    }
    if (format != CV_FORMAT_SVG)
        return CV_OK;
    cv_buffer described = {0};
    cv_picture_describe(picture->text, picture->length, script, &described);
    cv_status status =
        described.failed ? cv_fail_memory(messages) : cv_file_write(path, described.text, described.length, messages);
    cv_buffer_free(&described);
    return status;
}

static cv_status finish(const char *path, const cv_picture_format *format, const char *script,
                        const cv_picture_owner *owner, cv_messages *messages)
{
    cv_buffer picture = {0};
    struct stat about;
    if (stat(path, &about) != 0)
        return cv_fail(messages, CV_PROGRAM, owner->place, "gnuplot did not draw %s as %s", owner->shown,
                       format->ending);
    cv_status status = cv_file_read(path, PICTURE_MOST, &picture, messages);
    if (status == CV_OK)
        status = is_whole(&picture, format)
                     ? make_final(path, format->format, script, &picture, messages)
                     : cv_fail_expected(messages, CV_PROGRAM, owner->place, "room on the disk", NULL,
                                        "gnuplot left %s unfinished as %s", owner->shown, format->ending);
    cv_buffer_free(&picture);
    return status;
}

cv_status cv_picture_finish(const char *base, const cv_picture_format *format, const char *script,
                            const cv_picture_owner *owner, cv_messages *messages)
{
    cv_arena arena = {0};
    const char *path = cv_arena_format(&arena, "%s.%s", base, format->ending);
    cv_status status = path == NULL ? cv_fail_memory(messages) : finish(path, format, script, owner, messages);
    cv_arena_free(&arena);
    return status;
}

cv_status cv_picture_remove(const char *base, cv_messages *messages)
{
    cv_arena arena = {0};
    cv_status status = CV_OK;
    for (size_t f = 0; f < CV_PICTURE_FORMATS && status == CV_OK; f++) {
        const char *path = cv_arena_format(&arena, "%s.%s", base, cv_picture_formats[f].ending);
        if (path == NULL)
            status = cv_fail_memory(messages);
        else if (remove(path) != 0 && errno != ENOENT)
            status = cv_fail_errno(messages, path, "cannot be removed");
    }
    cv_arena_free(&arena);
    return status;
}
