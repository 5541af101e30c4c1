/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

typedef struct descriptor {
    int file;
    bool ours; /**< false: standard input, which stays open */
} descriptor;

static ptrdiff_t read_descriptor(void *context, char *bytes, size_t capacity)
{
    const descriptor *from = context;
    ssize_t got;
    do
        got = read(from->file, bytes, capacity);
    while (got < 0 && errno == EINTR);
    return got;
}

static void close_descriptor(void *context)
{
    descriptor *from = context;
    if (from->ours)
        close(from->file);
    cv_memory_free(from);
}

cv_status cv_stream_open(const char *path, const char *shown, cv_stream *to, cv_messages *messages)
{
    bool standard = strcmp(path, "-") == 0;
    descriptor *from = cv_memory_new(sizeof *from);
    if (from == NULL)
        return cv_fail_memory(messages);
    *from = (descriptor){.file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC), .ours = !standard};
    if (from->file < 0) {
        cv_memory_free(from);
        return cv_fail_errno(messages, shown, "cannot be opened");
    }
    *to = (cv_stream){.context = from, .read = read_descriptor, .close = close_descriptor};
    return CV_OK;
}

ptrdiff_t cv_stream_fill(const cv_stream *stream, char *bytes, size_t capacity)
{
    size_t length = 0;
    while (length < capacity) {
        ptrdiff_t got = stream->read(stream->context, bytes + length, capacity - length);
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        length += (size_t)got;
    }
    return (ptrdiff_t)length;
}

void cv_stream_close(cv_stream *stream)
{
    if (stream->close != NULL)
        stream->close(stream->context);
    *stream = (cv_stream){0};
}
