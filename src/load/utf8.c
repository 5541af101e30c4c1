/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/utf8.h"

#include <string.h>

#include "base/utf8.h"

size_t cv_line_end(const cv_mask *masks, size_t length, size_t at)
{
    size_t block = at / CV_BLOCK;
    uint64_t newlines = masks[block].newlines & ~UINT64_C(0) << at % CV_BLOCK;
    while (newlines == 0 && ++block < cv_masks_count(length))
        newlines = masks[block].newlines;
    if (newlines == 0)
        return length;
    size_t end = block * CV_BLOCK + (size_t)__builtin_ctzll(newlines) + 1;
    return end < length ? end : length;
}

size_t cv_lines_before(const cv_mask *masks, size_t at)
{
    size_t lines = 0;
    for (size_t i = 0; i < at / CV_BLOCK; i++)
        lines += (size_t)__builtin_popcountll(masks[i].newlines);
    uint64_t below = (UINT64_C(1) << at % CV_BLOCK) - 1;
    return lines + (size_t)__builtin_popcountll(masks[at / CV_BLOCK].newlines & below);
}

static void add_bad(cv_bad_bytes *bad, size_t at)
{
    if (bad->lines++ == 0)
        bad->first = at;
}

/* Two bytes are by far the most common; the rest goes through the exact reader. @return bytes, 0: no character */
static size_t character_at(const char *bytes, size_t length)
{
    unsigned char first = (unsigned char)bytes[0];
    uint32_t point;
    if (first >= 0xc2 && first < 0xe0)
        return length > 1 && ((unsigned char)bytes[1] & 0xc0) == 0x80 ? 2 : 0;
    return cv_utf8_read(bytes, length, &point);
}

cv_bad_bytes cv_bytes_not_utf8(const char *bytes, size_t length, const cv_mask *masks)
{
    cv_bad_bytes bad = {0};
    size_t checked = 0; /* all bytes before are known to be good, or were counted */
    for (size_t block = 0; block < cv_masks_count(length); block++) {
        size_t start = block * CV_BLOCK;
        uint64_t high = masks[block].high;
        while (high != 0) {
            size_t at = start + (size_t)__builtin_ctzll(high);
            high &= high - 1;
            if (at < checked)
                continue;
            size_t size = character_at(bytes + at, length - at);
            checked = at + size;
            if (size == 0) {
                add_bad(&bad, at);
                checked = cv_line_end(masks, length, at);
            }
        }
    }
    return bad;
}

cv_bad_bytes cv_bytes_nul(const char *bytes, size_t length, const cv_mask *masks)
{
    cv_bad_bytes bad = {0};
    size_t at = 0;
    while (at < length) {
        const char *nul = memchr(bytes + at, '\0', length - at);
        if (nul == NULL)
            break;
        add_bad(&bad, (size_t)(nul - bytes));
        at = cv_line_end(masks, length, (size_t)(nul - bytes));
    }
    return bad;
}
