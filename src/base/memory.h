/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The only door to the allocator, so that tests can make any allocation fail. NULL: no memory. */
#ifndef CANVASS_BASE_MEMORY_H
#define CANVASS_BASE_MEMORY_H

#include <stddef.h>

void *cv_memory_new(size_t bytes);                            /**< not cleared; of 0 bytes: a pointer to free */
void *cv_memory_zero(size_t count, size_t size);              /**< cleared; NULL also where count x size overflows */
void *cv_memory_resize(void *old, size_t count, size_t size); /**< NULL: `old` is as it was */
void cv_memory_free(void *memory);                            /**< NULL is accepted */

/** Makes room for one more item in a growing array: doubles the capacity when it is full.
 *  @return the array (moved or not), or NULL without memory; the old array is then as it was. */
void *cv_memory_grow(void *items, size_t count, size_t *capacity, size_t size);

#endif
