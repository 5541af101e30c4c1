/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The serial part of reading: a stream cut into chunks that end where a line ends. Whether that line also ends a
 *  record, only the parser knows (a quoted field may hold newlines); the pass puts such records together again.
 *
 *  A chunk ends behind its last LF; behind its last CR where it has no LF. What follows goes to the next chunk. */
#ifndef CANVASS_LOAD_CUTTER_H
#define CANVASS_LOAD_CUTTER_H

#include "base/file.h"
#include "load/stream.h"

enum {
    CV_CHUNK_DEFAULT = 256 << 10,
    CV_RECORD_LIMIT = 64 << 20 /**< bytes; a line or an open quoted field may not be longer */
};

typedef struct cv_chunk {
    char *bytes; /**< CV_PAD more are readable behind `length`, none of them a newline */
    size_t length, capacity;
    bool last; /**< nothing follows */
} cv_chunk;    /**< zeroed: empty */

bool cv_chunk_reserve(cv_chunk *chunk, size_t length); /**< room for that many bytes; false: no memory */
void cv_chunk_end(cv_chunk *chunk, size_t length);     /**< sets the length, pads */
void cv_chunk_free(cv_chunk *chunk);

typedef struct cv_cutter {
    cv_stream stream;
    const char *file;  /**< its name in messages, borrowed */
    cv_chunk ahead;    /**< bytes that were read and not yet handed on */
    size_t ahead_from; /**< where they start in it */
    bool ended;        /**< the stream has */
    bool finished;     /**< the last chunk was handed on */
    uint64_t bytes;    /**< read in all */
    cv_hash *hash;     /**< NULL: none */
} cv_cutter;

/** Reads ahead until `want` bytes in all are there, or the stream ends; only before the first cv_cutter_next, and then
 *  `ahead` holds the file from its start. */
cv_status cv_cutter_peek(cv_cutter *cutter, size_t want, cv_messages *messages);

/** Starts a hash over all bytes, those read already included (only before the first cv_cutter_next). */
cv_status cv_cutter_hash(cv_cutter *cutter, cv_messages *messages);

/** The next chunk, of about `want` bytes, longer where a line is longer. The last one may be empty; after it there is
 *  none. Fails: CV_SYSTEM, CV_DATA (a line over CV_RECORD_LIMIT). @param[out] got  whether there was a chunk */
cv_status cv_cutter_next(cv_cutter *cutter, size_t want, cv_chunk *chunk, bool *got, cv_messages *messages);

void cv_cutter_free(cv_cutter *cutter);

#endif
