/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_text.h"

#include <string.h>

static ptrdiff_t read_text(void *context, char *bytes, size_t capacity)
{
    test_text *stream = context;
    size_t left = stream->length - stream->at, count = left < capacity ? left : capacity;
    memcpy(bytes, stream->text + stream->at, count);
    stream->at += count;
    return (ptrdiff_t)count;
}

cv_stream test_text_stream(test_text *text)
{
    return (cv_stream){.context = text, .read = read_text};
}
