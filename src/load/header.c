/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/header.h"

#include <string.h>

#include "base/memory.h"
#include "load/scan.h"
#include "load/utf8.h"

enum { FIRST_LOOK = 16 << 10, HEADER_LIMIT = 16 << 20 };

static cv_place place_of(const cv_cutter *cutter, uint64_t line)
{
    return (cv_place){.file = cutter->file, .line = line};
}

/* Passes the mark, or tells what else it means. */
static cv_status skip_mark(cv_cutter *cutter, cv_messages *messages)
{
    const char *bytes = cutter->ahead.bytes;
    size_t length = cutter->ahead.length;
    if (length == 0)
        return cv_fail(messages, CV_DATA, place_of(cutter, 0), "the file is empty");
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return cv_fail_expected(messages, CV_DATA, place_of(cutter, 0), "a file in UTF-8 (iconv converts others)", NULL,
                                "the file is in UTF-16");
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        cutter->ahead_from = 3;
    return CV_OK;
}

/* What libcsv says of the header. */
typedef struct collected {
    cv_arena *arena;
    cv_header *header;
    size_t capacity;
    bool done, failed;
} collected;

static void collect_name(void *text, size_t length, void *context)
{
    collected *to = context;
    cv_header *header = to->header;
    const char **names = cv_memory_grow(header->names, header->count, &to->capacity, sizeof *names);
    char *name = cv_arena_text(to->arena, text, length);
    if (names != NULL)
        header->names = names;
    if (names == NULL || name == NULL)
        to->failed = true;
    else
        header->names[header->count++] = name;
}

static void collect_end(int c, void *context)
{
    (void)c;
    ((collected *)context)->done = true;
}

/* Feeds byte by byte, so that it is known where the record ends. @return behind its last byte; 0: it has no end here */
static size_t collect(struct csv_parser *csv, const char *bytes, size_t length, bool last, collected *to)
{
    for (size_t at = 0; at < length; at++) {
        if (csv_parse(csv, bytes + at, 1, collect_name, collect_end, to) != 1)
            to->failed = true;
        if (to->failed)
            return 0;
        if (to->done && bytes[at] == '\r' && at + 1 == length && !last)
            return 0; /* the LF of a CRLF may follow */
        if (to->done)
            return at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n' ? at + 2 : at + 1;
    }
    if (!last)
        return 0;
    csv_set_opts(csv, CSV_STRICT | CSV_STRICT_FINI);
    csv_fini(csv, collect_name, collect_end, to);
    return to->done ? length : 0;
}

/* Reads the record at the start of what was read ahead. @param[out] size  its bytes; 0: it has no end there */
static cv_status parse(cv_cutter *cutter, char delimiter, collected *to, size_t *size, cv_messages *messages)
{
    struct csv_parser csv;
    const char *bytes = cutter->ahead.bytes + cutter->ahead_from;
    size_t length = cutter->ahead.length - cutter->ahead_from;
    if (!cv_csv_start(&csv, delimiter))
        return cv_fail_memory(messages);
    *size = collect(&csv, bytes, length, cutter->ended, to);
    csv_free(&csv);
    return to->failed ? cv_fail_memory(messages) : CV_OK;
}

/* Looks further and further ahead until the whole record is there. */
static cv_status find_record(cv_cutter *cutter, char delimiter, collected *to, size_t *size, cv_messages *messages)
{
    for (size_t look = FIRST_LOOK;; look *= 2) {
        cv_status status = cv_cutter_peek(cutter, look, messages);
        if (status == CV_OK && cutter->ahead_from == 0)
            status = skip_mark(cutter, messages);
        to->header->count = 0;
        to->done = false;
        if (status == CV_OK)
            status = parse(cutter, delimiter, to, size, messages);
        if (status != CV_OK || *size > 0)
            return status;
        if (cutter->ended && cutter->ahead_from == cutter->ahead.length)
            return cv_fail(messages, CV_DATA, place_of(cutter, 0), "the file is empty");
        if (cutter->ended && to->header->count == 0 && !to->done && cutter->ahead.bytes[cutter->ahead_from] != '"')
            return cv_fail(messages, CV_DATA, place_of(cutter, 0), "the file has no header");
        if (cutter->ended)
            return cv_fail(messages, CV_DATA, place_of(cutter, 1), "a quote in the header is never closed");
        if (look >= HEADER_LIMIT)
            return cv_fail(messages, CV_DATA, place_of(cutter, 1), "the header has more than %d MiB",
                           HEADER_LIMIT >> 20);
    }
}

static cv_status check_bytes(const cv_cutter *cutter, size_t size, cv_header *header, cv_messages *messages)
{
    const char *bytes = cutter->ahead.bytes + cutter->ahead_from;
    cv_status status = CV_OK;
    cv_mask *masks = cv_memory_zero(cv_masks_count(size) + 1, sizeof *masks);
    if (masks == NULL)
        return cv_fail_memory(messages);
    cv_masks_fill(CV_ENGINE_PLAIN, bytes, size, '\n', masks);
    header->lines = cv_lines_before(masks, size);
    cv_bad_bytes nul = cv_bytes_nul(bytes, size, masks), bad = cv_bytes_not_utf8(bytes, size, masks);
    if (nul.lines > 0)
        status = cv_fail(messages, CV_DATA, place_of(cutter, 1 + cv_lines_before(masks, nul.first)),
                         "the header has a NUL byte");
    if (bad.lines > 0)
        status = cv_fail_expected(messages, CV_DATA, place_of(cutter, 1 + cv_lines_before(masks, bad.first)),
                                  "a file in UTF-8 (iconv converts others)", NULL, "the header is not valid UTF-8");
    cv_memory_free(masks);
    return status;
}

static cv_status check_names(const cv_cutter *cutter, const cv_header *header, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < header->count; i++) {
        size_t j = 0;
        while (j < i && strcmp(header->names[j], header->names[i]) != 0)
            j++;
        if (header->names[i][0] == '\0')
            status = cv_fail(messages, CV_DATA, place_of(cutter, 1), "column %zu has no name", i + 1);
        else if (j < i)
            status = cv_fail(messages, CV_DATA, place_of(cutter, 1), "columns %zu and %zu are both named '%s'", j + 1,
                             i + 1, header->names[i]);
    }
    return status;
}

cv_status cv_header_read(cv_cutter *cutter, char delimiter, cv_arena *arena, cv_header *to, cv_messages *messages)
{
    size_t size = 0;
    collected from = {.arena = arena, .header = to};
    *to = (cv_header){0};
    cv_status status = find_record(cutter, delimiter, &from, &size, messages);
    if (status == CV_OK)
        status = check_bytes(cutter, size, to, messages);
    if (status == CV_OK)
        status = check_names(cutter, to, messages);
    cutter->ahead_from += size;
    return status;
}
