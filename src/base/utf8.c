/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

/* The lead bytes of each length: their fixed bits, and the smallest point that needs so many bytes. */
static const struct {
    unsigned char mask, lead;
    uint32_t least;
} forms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};

size_t cv_utf8_read(const char *text, size_t length, uint32_t *point)
{
    if (length == 0)
        return 0;
    unsigned char lead = (unsigned char)text[0];
    size_t form = 0;
    while (form < 4 && (lead & forms[form].mask) != forms[form].lead)
        form++;
    if (form == 4 || length <= form)
        return 0;
    uint32_t value = lead & (unsigned char)~forms[form].mask;
    for (size_t i = 1; i <= form; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (next & 0x3F);
    }
    if (value < forms[form].least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *point = value;
    return form + 1;
}
