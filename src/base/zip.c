/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/zip.h"

#include <stdint.h>
#include <string.h>

enum {
    END_SIZE = 22,     /* the end of the central directory, less its comment */
    CENTRAL_SIZE = 46, /* an entry of it, less its name and more */
    LOCAL_SIZE = 30,
    COMMENT_MOST = 65535
};

static size_t read_2(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return bytes[0] | (size_t)bytes[1] << 8;
}

static size_t read_4(const char *at)
{
    return read_2(at) | read_2(at + 2) << 16;
}

static bool is(const char *bytes, size_t length, size_t at, size_t size, const char *signature)
{
    return length >= size && at <= length - size && memcmp(bytes + at, signature, 4) == 0;
}

/* The end of the central directory: the last that there is, as a comment may follow. SIZE_MAX: none. */
static size_t find_end(const char *bytes, size_t length)
{
    for (size_t back = END_SIZE; back <= length && back <= END_SIZE + COMMENT_MOST; back++)
        if (is(bytes, length, length - back, END_SIZE, "PK\5\6"))
            return length - back;
    return SIZE_MAX;
}

/* Time and date as DOS has them: seconds 0; year 0, month 1, day 1. */
static void set_time(char *at)
{
    static const char first[4] = {0, 0, 0x21, 0};
    memcpy(at, first, sizeof first);
}

bool cv_zip_undate(char *bytes, size_t length)
{
    size_t end = find_end(bytes, length);
    if (end == SIZE_MAX)
        return false;
    size_t count = read_2(bytes + end + 10), at = read_4(bytes + end + 16);
    for (size_t i = 0; i < count; i++) {
        if (!is(bytes, end, at, CENTRAL_SIZE, "PK\1\2"))
            return false;
        size_t local = read_4(bytes + at + 42);
        if (!is(bytes, end, local, LOCAL_SIZE, "PK\3\4"))
            return false;
        set_time(bytes + local + 10);
        set_time(bytes + at + 12);
        at += CENTRAL_SIZE + read_2(bytes + at + 28) + read_2(bytes + at + 30) + read_2(bytes + at + 32);
    }
    return true;
}
