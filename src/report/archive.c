/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/archive.h"

#include <string.h>

#include <zlib.h>

#include "base/memory.h"

enum {
    LOCAL_SIGNATURE = 0x04034b50,
    CENTRAL_SIGNATURE = 0x02014b50,
    END_SIGNATURE = 0x06054b50,
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    VERSION = 20, /* of PKZIP that introduced deflate */
    STORED = 0,
    DEFLATED = 8,
    FIRST_DAY = 1 << 5 | 1, /* 1 January 1980 */
    ENCRYPTED = 1
};
static const size_t most_bytes = UINT32_MAX;

/* ---- numbers, least byte first ---- */

static uint32_t get(const char *at, size_t bytes)
{
    uint32_t number = 0;
    for (size_t i = bytes; i > 0; i--)
        number = number << 8 | (unsigned char)at[i - 1];
    return number;
}

static void put(cv_buffer *to, size_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, number >>= 8)
        cv_buffer_add_char(to, (char)(number & 0xff));
}

/* ---- reading ---- */

static cv_status fail_damaged(const cv_archive *archive, cv_messages *messages)
{
    return cv_fail(messages, CV_SYSTEM, (cv_place){.file = archive->shown}, "is no archive that can be read");
}

/* The end record stands last: there are no comments in these archives. */
static const char *find_end(const char *bytes, size_t length)
{
    const char *end = bytes + length - END_SIZE;
    return length >= END_SIZE && get(end, 4) == END_SIGNATURE ? end : NULL;
}

/* Where a part's bytes start: behind its own header, whose name and extra field may differ from the directory's. */
static const char *find_bytes(const char *bytes, size_t length, size_t offset, size_t stored)
{
    if (offset > length || length - offset < LOCAL_SIZE || get(bytes + offset, 4) != LOCAL_SIGNATURE)
        return NULL;
    size_t start = offset + LOCAL_SIZE + get(bytes + offset + 26, 2) + get(bytes + offset + 28, 2);
    return start <= length && length - start >= stored ? bytes + start : NULL;
}

/* Reads one entry of the directory. @return its size; 0: damaged */
static size_t read_entry(cv_archive *to, const char *bytes, size_t length, const char *at)
{
    size_t left = length - (size_t)(at - bytes);
    if (left < CENTRAL_SIZE || get(at, 4) != CENTRAL_SIGNATURE)
        return 0;
    size_t name = get(at + 28, 2), method = get(at + 10, 2);
    size_t size = CENTRAL_SIZE + name + get(at + 30, 2) + get(at + 32, 2);
    cv_archive_part *part = &to->parts[to->part_count];
    *part = (cv_archive_part){.name = cv_arena_text(&to->arena, at + CENTRAL_SIZE, left < size ? 0 : name),
                              .stored = get(at + 20, 4),
                              .size = get(at + 24, 4),
                              .crc = get(at + 16, 4),
                              .deflated = method == DEFLATED};
    part->bytes = find_bytes(bytes, length, get(at + 42, 4), part->stored);
    bool known = (method == DEFLATED || method == STORED) && (get(at + 8, 2) & ENCRYPTED) == 0;
    bool whole = left >= size && part->bytes != NULL && (part->deflated || part->stored == part->size);
    to->part_count++;
    return known && whole ? size : 0;
}

cv_status cv_archive_read(const char *bytes, size_t length, const char *shown, cv_archive *to, cv_messages *messages)
{
    to->shown = shown;
    const char *end = find_end(bytes, length);
    if (end == NULL || get(end + 16, 4) > length)
        return fail_damaged(to, messages);
    size_t count = get(end + 10, 2);
    to->parts = cv_arena_array(&to->arena, count + 1, sizeof *to->parts);
    if (to->parts == NULL)
        return cv_fail_memory(messages);
    const char *at = bytes + get(end + 16, 4);
    for (size_t i = 0; i < count; i++) {
        size_t size = read_entry(to, bytes, length, at);
        if (to->parts[i].name == NULL && to->part_count > i)
            return cv_fail_memory(messages);
        if (size == 0)
            return fail_damaged(to, messages);
        at += size;
    }
    return CV_OK;
}

cv_archive_part *cv_archive_find(const cv_archive *archive, const char *name)
{
    for (size_t i = 0; i < archive->part_count; i++)
        if (strcmp(archive->parts[i].name, name) == 0)
            return &archive->parts[i];
    return NULL;
}

/* ---- parts ---- */

static void *new_memory(void *opaque, unsigned count, unsigned size)
{
    (void)opaque;
    return cv_memory_new((size_t)count * size);
}

static void free_memory(void *opaque, void *memory)
{
    (void)opaque;
    cv_memory_free(memory);
}

/* zlib's input is not const; it does not write to it. */
static z_stream stream_from(const char *bytes, size_t count)
{
    union {
        const char *given;
        Bytef *taken;
    } input = {.given = bytes};
    return (z_stream){.zalloc = new_memory, .zfree = free_memory, .next_in = input.taken, .avail_in = (uInt)count};
}

static cv_status inflate_part(const cv_archive *archive, const cv_archive_part *part, char *to, cv_messages *messages)
{
    z_stream stream = stream_from(part->bytes, part->stored);
    stream.next_out = (Bytef *)to;
    stream.avail_out = (uInt)part->size;
    int state = inflateInit2(&stream, -MAX_WBITS); /* the bare data: no header of zlib's */
    if (state == Z_OK) {
        state = inflate(&stream, Z_FINISH);
        inflateEnd(&stream);
    }
    if (state == Z_MEM_ERROR)
        return cv_fail_memory(messages);
    bool whole = state == Z_STREAM_END && stream.total_out == part->size;
    return whole ? CV_OK : fail_damaged(archive, messages);
}

cv_status cv_archive_extract(const cv_archive *archive, const cv_archive_part *part, cv_buffer *to,
                             cv_messages *messages)
{
    char *bytes = cv_memory_new(part->size + 1);
    if (bytes == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    if (part->deflated)
        status = inflate_part(archive, part, bytes, messages);
    else
        memcpy(bytes, part->bytes, part->size);
    if (status == CV_OK && crc32(0, (const Bytef *)bytes, (uInt)part->size) != part->crc)
        status = fail_damaged(archive, messages);
    if (status == CV_OK) {
        cv_buffer_add_bytes(to, bytes, part->size);
        status = to->failed ? cv_fail_memory(messages) : CV_OK;
    }
    cv_memory_free(bytes);
    return status;
}

cv_status cv_archive_replace(cv_archive *archive, cv_archive_part *part, const char *bytes, size_t count,
                             cv_messages *messages)
{
    if (count > most_bytes)
        return cv_fail(messages, CV_SYSTEM, (cv_place){.file = archive->shown}, "would be larger than 4 GiB");
    z_stream stream = stream_from(bytes, count);
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return cv_fail_memory(messages);
    size_t most = deflateBound(&stream, (uLong)count);
    char *stored = cv_arena_new(&archive->arena, most);
    stream.next_out = (Bytef *)stored;
    stream.avail_out = (uInt)most;
    bool done = stored != NULL && deflate(&stream, Z_FINISH) == Z_STREAM_END; /* there is room for all of it */
    deflateEnd(&stream);
    if (!done)
        return cv_fail_memory(messages);
    part->bytes = stored;
    part->stored = stream.total_out;
    part->size = count;
    part->crc = (uint32_t)crc32(0, (const Bytef *)bytes, (uInt)count);
    part->deflated = true;
    return CV_OK;
}

/* ---- writing ---- */

/* What both headers of a part have in common. */
static void put_facts(cv_buffer *to, const cv_archive_part *part)
{
    put(to, VERSION, 2);
    put(to, 0, 2);
    put(to, part->deflated ? DEFLATED : STORED, 2);
    put(to, 0, 2);
    put(to, FIRST_DAY, 2);
    put(to, part->crc, 4);
    put(to, part->stored, 4);
    put(to, part->size, 4);
    put(to, strlen(part->name), 2);
    put(to, 0, 2);
}

static void put_entry(cv_buffer *to, const cv_archive_part *part, size_t offset)
{
    enum { ATTRIBUTES = 10 }; /* comment, disk, internal and external attributes */
    put(to, CENTRAL_SIGNATURE, 4);
    put(to, VERSION, 2);
    put_facts(to, part);
    put(to, 0, 4);
    put(to, 0, ATTRIBUTES - 4);
    put(to, offset, 4);
    cv_buffer_add(to, part->name);
}

void cv_archive_write(const cv_archive *archive, cv_buffer *to)
{
    size_t start = to->length, offset = 0;
    for (size_t i = 0; i < archive->part_count; i++) {
        put(to, LOCAL_SIGNATURE, 4);
        put_facts(to, &archive->parts[i]);
        cv_buffer_add(to, archive->parts[i].name);
        cv_buffer_add_bytes(to, archive->parts[i].bytes, archive->parts[i].stored);
    }
    size_t directory = to->length - start;
    for (size_t i = 0; i < archive->part_count; i++) {
        put_entry(to, &archive->parts[i], offset);
        offset += LOCAL_SIZE + strlen(archive->parts[i].name) + archive->parts[i].stored;
    }
    size_t end = to->length - start;
    put(to, END_SIGNATURE, 4);
    put(to, 0, 4);
    put(to, archive->part_count, 2);
    put(to, archive->part_count, 2);
    put(to, end - directory, 4);
    put(to, directory, 4);
    put(to, 0, 2);
}

void cv_archive_free(cv_archive *archive)
{
    cv_arena_free(&archive->arena);
    *archive = (cv_archive){0};
}
