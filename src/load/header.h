/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The first record of the file: the columns' names. */
#ifndef CANVASS_LOAD_HEADER_H
#define CANVASS_LOAD_HEADER_H

#include "load/cutter.h"

typedef struct cv_header {
    const char **names; /**< the texts are the arena's, the list is freed with cv_memory_free, also after a failure */
    size_t count;
    uint64_t lines; /**< of the file, that the header ends: the first data row starts on the next */
} cv_header;

/** Reads the header; the cutter then goes on behind it. A byte order mark is skipped.
 *  Fails with CV_DATA: empty file, UTF-16, not UTF-8, NUL, an open quote, empty or repeated names. */
cv_status cv_header_read(cv_cutter *cutter, char delimiter, cv_arena *arena, cv_header *to, cv_messages *messages);

#endif
