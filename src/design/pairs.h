/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Pairs of numbers to dense numbers: (a, b) gets the next one, from 0, when it is first seen. */
#ifndef CANVASS_DESIGN_PAIRS_H
#define CANVASS_DESIGN_PAIRS_H

#include <stddef.h>
#include <stdint.h>

typedef struct cv_pairs {
    uint64_t *keys;  /**< [count] a << 32 | b */
    uint32_t *index; /**< open addressing: number + 1, 0: free */
    size_t count, capacity, index_size;
} cv_pairs; /**< zeroed: empty */

#define CV_PAIR_NONE UINT32_MAX

/** The pair's number; *fresh (may be NULL) tells whether it is new. @return CV_PAIR_NONE without memory */
uint32_t cv_pairs_number(cv_pairs *pairs, uint32_t a, uint32_t b, int *fresh);
/** The number of a pair that was seen, or CV_PAIR_NONE. */
uint32_t cv_pairs_find(const cv_pairs *pairs, uint32_t a, uint32_t b);
void cv_pairs_free(cv_pairs *pairs);

/** Asks the processor to fetch where the pair will be looked for. */
void cv_pairs_prefetch(const cv_pairs *pairs, uint32_t a, uint32_t b);

#endif
