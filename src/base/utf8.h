/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  One character of UTF-8 at a time (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
#ifndef CANVASS_BASE_UTF8_H
#define CANVASS_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/** Reads the character that `text` starts with.
 *  @param[out] point  its code point, where the result is not 0
 *  @return how many bytes it has, 1 to 4; 0: `length` is 0, or the bytes are no UTF-8 */
size_t cv_utf8_read(const char *text, size_t length, uint32_t *point);

#endif
