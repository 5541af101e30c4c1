/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/html_text.h"

#include <string.h>

static void add_char(cv_buffer *to, char c)
{
    switch (c) {
    case '&':
        cv_buffer_add(to, "&amp;");
        break;
    case '<':
        cv_buffer_add(to, "&lt;");
        break;
    case '>':
        cv_buffer_add(to, "&gt;");
        break;
    case '"':
        cv_buffer_add(to, "&quot;");
        break;
    case '\'':
        cv_buffer_add(to, "&#39;");
        break;
    default:
        if ((unsigned char)c >= ' ' && c != 0x7f)
            cv_buffer_add_char(to, c);
    }
}

void cv_html_add_bytes(cv_buffer *to, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        add_char(to, text[i]);
}

void cv_html_add(cv_buffer *to, const char *text)
{
    cv_html_add_bytes(to, text, strlen(text));
}

void cv_html_add_base64(cv_buffer *to, const void *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *from = bytes;
    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i;
        unsigned three = (unsigned)from[i] << 16 | (left > 1 ? (unsigned)from[i + 1] << 8 : 0) |
                         (left > 2 ? (unsigned)from[i + 2] : 0);
        cv_buffer_add_char(to, digits[three >> 18]);
        cv_buffer_add_char(to, digits[three >> 12 & 63]);
        cv_buffer_add_char(to, left > 1 ? digits[three >> 6 & 63] : '=');
        cv_buffer_add_char(to, left > 2 ? digits[three & 63] : '=');
    }
}
