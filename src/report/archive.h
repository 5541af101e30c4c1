/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A ZIP archive in memory (PKWARE's APPNOTE, without encryption, splitting and ZIP64): its parts are read, replaced
 * and written again. Nothing in it tells when it was made. */
#ifndef CANVASS_REPORT_ARCHIVE_H
#define CANVASS_REPORT_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"

typedef struct cv_archive_part {
    const char *name;
    const char *bytes; /**< [stored] as they stand in the archive */
    size_t stored, size;
    uint32_t crc;
    bool deflated;
} cv_archive_part;

typedef struct cv_archive {
    cv_arena arena;    /**< owns the parts, their names and replaced bytes; others are borrowed from what was read */
    const char *shown; /**< what messages call it */
    cv_archive_part *parts;
    size_t part_count;
} cv_archive; /**< zeroed: empty */

/** Reads the list of parts. Fails with CV_SYSTEM: damaged, or of a kind that is not read; no memory.
 *  @param bytes   borrowed until the archive is freed
 *  @param shown   the file's name in messages, borrowed likewise
 *  @param[out] to zeroed before; freed by cv_archive_free whether or not this succeeds */
cv_status cv_archive_read(const char *bytes, size_t length, const char *shown, cv_archive *to, cv_messages *messages);

/** The part of this name, or NULL. */
cv_archive_part *cv_archive_find(const cv_archive *archive, const char *name);

/** Adds a part's own bytes to `to`. Fails with CV_SYSTEM: damaged; no memory. */
cv_status cv_archive_extract(const cv_archive *archive, const cv_archive_part *part, cv_buffer *to,
                             cv_messages *messages);

/** Gives a part other bytes, which are copied. Fails with CV_SYSTEM: no memory. */
cv_status cv_archive_replace(cv_archive *archive, cv_archive_part *part, const char *bytes, size_t count,
                             cv_messages *messages);

/** Adds the whole archive to `to`; all parts are dated 1 January 1980. */
void cv_archive_write(const cv_archive *archive, cv_buffer *to);

void cv_archive_free(cv_archive *archive); /**< accepts zeroed; may be called twice */

#endif
