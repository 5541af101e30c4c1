/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Hadamard matrices: square, of 1 and -1, H H' = n I. They exist for n = 1, 2 and, as far as anybody knows, every
 *  multiple of 4. */
#ifndef CANVASS_DESIGN_HADAMARD_H
#define CANVASS_DESIGN_HADAMARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CV_HADAMARD_WHOLE = 184, /**< every multiple of 4 up to here can be made */
    CV_HADAMARD_MOST = 8192
};

/** The smallest order of at least `least` that can be made: by Paley's two constructions (1933) for primes,
 * Williamson's (1944) from stored sequences, and products of smaller ones (Sylvester 1867). 0: none up to
 * CV_HADAMARD_MOST. */
size_t cv_hadamard_order(size_t least);

/** A matrix of an order that cv_hadamard_order gave; its first row is all 1, so that every other one has as many 1 as
 *  -1. @param[out] to  [order x order]   @return false: no memory */
bool cv_hadamard_make(size_t order, int8_t *to);

#endif
