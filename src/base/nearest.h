/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  "did you mean": the known name that a wrong one most likely stands for. */
#ifndef CANVASS_BASE_NEAREST_H
#define CANVASS_BASE_NEAREST_H

#include <stddef.h>

/** The name at the smallest edit distance (insertions, deletions, substitutions, swaps of neighbours; case
 *  ignored for ASCII), if it is at most a third of the longer one's length (at least 1) and leaves something in common;
 * the first of equals.
 *  @return one of `names`, or NULL: none is near. Bounded work: names of over 256 bytes are passed over. */
const char *cv_nearest(const char *wrong, const char *const *names, size_t count);

#endif
