/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/cutter.h"

#include <string.h>

#include "base/memory.h"
#include "load/mask.h"

bool cv_chunk_reserve(cv_chunk *chunk, size_t length)
{
    if (chunk->bytes != NULL && length <= chunk->capacity)
        return true;
    size_t more = chunk->capacity + chunk->capacity / 2; /* a carry grows chunk by chunk */
    if (length < more)
        length = more;
    char *bytes = cv_memory_resize(chunk->bytes, 1, length + CV_PAD);
    if (bytes == NULL)
        return false;
    chunk->bytes = bytes;
    chunk->capacity = length;
    return true;
}

void cv_chunk_end(cv_chunk *chunk, size_t length)
{
    chunk->length = length;
    memset(chunk->bytes + length, 'x', CV_PAD);
}

void cv_chunk_free(cv_chunk *chunk)
{
    cv_memory_free(chunk->bytes);
    *chunk = (cv_chunk){0};
}

/* Reads on behind `chunk`'s bytes until it has `want` of them or the stream ends. */
static cv_status read_on(cv_cutter *cutter, cv_chunk *chunk, size_t want, cv_messages *messages)
{
    size_t length = chunk->length;
    if (!cv_chunk_reserve(chunk, want))
        return cv_fail_memory(messages);
    if (cutter->ended || length >= want)
        return CV_OK;
    ptrdiff_t got = cv_stream_fill(&cutter->stream, chunk->bytes + length, want - length);
    if (got < 0)
        return cv_fail_errno(messages, cutter->file, "cannot be read");
    if (cutter->hash != NULL)
        cv_hash_add(cutter->hash, chunk->bytes + length, (size_t)got);
    cutter->ended = (size_t)got < want - length;
    cutter->bytes += (uint64_t)got;
    chunk->length += (size_t)got;
    return CV_OK;
}

cv_status cv_cutter_peek(cv_cutter *cutter, size_t want, cv_messages *messages)
{
    cv_status status = read_on(cutter, &cutter->ahead, want, messages);
    if (status == CV_OK)
        cv_chunk_end(&cutter->ahead, cutter->ahead.length);
    return status;
}

cv_status cv_cutter_hash(cv_cutter *cutter, cv_messages *messages)
{
    cutter->hash = cv_hash_new();
    if (cutter->hash == NULL)
        return cv_fail_memory(messages);
    cv_hash_add(cutter->hash, cutter->ahead.bytes, cutter->ahead.length);
    return CV_OK;
}

/* Moves bytes that were read ahead into the chunk, up to `want`. */
static cv_status take_ahead(cv_cutter *cutter, cv_chunk *chunk, size_t want, cv_messages *messages)
{
    cv_chunk *ahead = &cutter->ahead;
    size_t count = ahead->length - cutter->ahead_from;
    if (!cv_chunk_reserve(chunk, want))
        return cv_fail_memory(messages);
    if (count > want - chunk->length)
        count = want - chunk->length;
    if (count > 0)
        memcpy(chunk->bytes + chunk->length, ahead->bytes + cutter->ahead_from, count);
    chunk->length += count;
    cutter->ahead_from += count;
    return CV_OK;
}

/* Gives the bytes of the chunk from `from` on back, to come first in the next one. */
static cv_status give_back(cv_cutter *cutter, const cv_chunk *chunk, size_t from, cv_messages *messages)
{
    cv_chunk *ahead = &cutter->ahead;
    size_t count = chunk->length - from;
    if (cutter->ahead_from == ahead->length) {
        cutter->ahead_from = ahead->length = 0;
        if (!cv_chunk_reserve(ahead, count))
            return cv_fail_memory(messages);
        ahead->length = count;
    } else {
        cutter->ahead_from -= count; /* where they came from */
    }
    if (count > 0)
        memcpy(ahead->bytes + cutter->ahead_from, chunk->bytes + from, count);
    return CV_OK;
}

/* @return behind the last LF; without one, behind the last CR that is known not to belong to an LF; 0: neither */
static size_t last_line_end(const char *bytes, size_t length)
{
    size_t at = length;
    while (at > 0 && bytes[at - 1] != '\n')
        at--;
    if (at > 0 || length == 0)
        return at;
    at = length - 1;
    while (at > 0 && bytes[at - 1] != '\r')
        at--;
    return at;
}

/* Fills the chunk with at least one line, more of them up to `want` bytes. @param[out] cut  where its lines end */
static cv_status fill(cv_cutter *cutter, size_t want, cv_chunk *chunk, size_t *cut, cv_messages *messages)
{
    cv_status status = CV_OK;
    *cut = 0;
    while (status == CV_OK && *cut == 0) {
        status = take_ahead(cutter, chunk, want, messages);
        if (status == CV_OK)
            status = read_on(cutter, chunk, want, messages);
        if (status != CV_OK)
            break;
        chunk->last = cutter->ended && cutter->ahead_from == cutter->ahead.length;
        if (chunk->last) {
            *cut = chunk->length;
            break;
        }
        *cut = last_line_end(chunk->bytes, chunk->length);
        if (*cut == 0 && want >= CV_RECORD_LIMIT)
            status = cv_fail(messages, CV_DATA, (cv_place){.file = cutter->file},
                             "the file has a line of more than %d MiB; is it a text file?", CV_RECORD_LIMIT >> 20);
        want = want > CV_RECORD_LIMIT / 2 ? CV_RECORD_LIMIT : want * 2;
    }
    return status;
}

cv_status cv_cutter_next(cv_cutter *cutter, size_t want, cv_chunk *chunk, bool *got, cv_messages *messages)
{
    size_t cut;
    *got = false;
    if (cutter->finished)
        return CV_OK;
    chunk->length = 0;
    cv_status status = fill(cutter, want, chunk, &cut, messages);
    if (status == CV_OK && cut < chunk->length)
        status = give_back(cutter, chunk, cut, messages);
    if (status != CV_OK)
        return status;
    cv_chunk_end(chunk, cut);
    cutter->finished = chunk->last;
    *got = true;
    return CV_OK;
}

void cv_cutter_free(cv_cutter *cutter)
{
    cv_stream_close(&cutter->stream);
    cv_chunk_free(&cutter->ahead);
    cv_hash_free(cutter->hash);
    *cutter = (cv_cutter){0};
}
