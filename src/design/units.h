/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The sampled units of one stage: ids to dense numbers. An id counts within its scope (a stratum, a unit of the stage
 *  before), so that ids may repeat elsewhere. */
#ifndef CANVASS_DESIGN_UNITS_H
#define CANVASS_DESIGN_UNITS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/** An id of up to 16 bytes is kept in place (its first and last 8 bytes, which overlap; shorter ones are packed); a
 *  longer one in the arena, with its hash in `tail`. */
typedef struct cv_unit {
    uint64_t head, tail;
    uint32_t length, scope;
    uint32_t group; /**< the caller's */
} cv_unit;

typedef struct cv_units {
    cv_unit *items;
    uint32_t *index; /**< open addressing: number + 1, 0: free */
    size_t count, capacity, index_size;
    cv_arena arena; /**< long ids */
} cv_units;         /**< zeroed: empty */

/** An id prepared for look-up. `text` is borrowed until cv_units_number. */
typedef struct cv_unit_key {
    const char *text;
    uint64_t head, tail, hash;
    uint32_t length, scope;
} cv_unit_key;

/** An id (any bytes) within a scope: the same text in two scopes is two ids. */
cv_unit_key cv_unit_key_of(const char *text, size_t length, uint32_t scope);

/** Ask the processor to fetch where the key will be looked for; then, that being there, what it will be compared with.
 */
void cv_units_prefetch(const cv_units *units, const cv_unit_key *key);
void cv_units_prefetch_unit(const cv_units *units, const cv_unit_key *key);

/** The id's number; *fresh tells whether it is new. @return UINT32_MAX without memory */
uint32_t cv_units_number(cv_units *units, const cv_unit_key *key, int *fresh);

void cv_units_free(cv_units *units);

#endif
