/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/display.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <unigbrk.h>
#include <uniwidth.h>

#include "base/utf8.h"

static const uint8_t *bytes_of(const char *text)
{
    return (const uint8_t *)text;
}

size_t cv_display_width(const char *text, size_t length)
{
    int width = u8_width(bytes_of(text), length, "UTF-8");
    return width > 0 ? (size_t)width : 0;
}

/* ---- clean ---- */

typedef struct range {
    uint32_t first, last;
} range;

static bool is_within(uint32_t point, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

/* What stands for one character in a cleaned text; NULL: itself. */
static const char *instead_of(uint32_t point, char escaped[16])
{
    static const range blanks[] = {{'\t', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}};
    static const range controls[] = {{0, 0x1F}, {0x7F, 0x9F}};
    static const range directions[] = {{0x202A, 0x202E}, {0x2066, 0x2069}};
    if (is_within(point, blanks, sizeof blanks / sizeof blanks[0]))
        return " ";
    if (is_within(point, controls, sizeof controls / sizeof controls[0]))
        snprintf(escaped, 16, "\\x%02X", (unsigned)point);
    else if (is_within(point, directions, sizeof directions / sizeof directions[0]))
        snprintf(escaped, 16, "\\u{%04X}", (unsigned)point);
    else
        return NULL;
    return escaped;
}

char *cv_display_clean(cv_arena *arena, const char *text)
{
    size_t length = strlen(text), made = 0;
    char *clean = cv_arena_array(arena, length + 1, 4); /* a byte becomes at most four: \xNN; \u{NNNN} is for three */
    if (clean == NULL)
        return NULL;
    for (size_t at = 0; at < length;) {
        char escaped[16];
        uint32_t point;
        size_t size = cv_utf8_read(text + at, length - at, &point);
        if (size == 0) { /* no UTF-8: shown like a control character */
            point = (unsigned char)text[at];
            size = 1;
            snprintf(escaped, sizeof escaped, "\\x%02X", (unsigned)point);
            memcpy(clean + made, escaped, 4);
            made += 4;
            at++;
            continue;
        }
        const char *shown = point == '\r' && text[at + 1] == '\n' ? "" : instead_of(point, escaped);
        size_t count = shown != NULL ? strlen(shown) : size;
        memcpy(clean + made, shown != NULL ? shown : text + at, count);
        made += count;
        at += size;
    }
    clean[made] = '\0';
    return clean;
}

/* ---- break ---- */

/* The length of the character at `text` with all its marks; text < end. */
static size_t cluster_length(const char *text, const char *end)
{
    const uint8_t *next = u8_grapheme_next(bytes_of(text), bytes_of(end));
    return next == NULL ? (size_t)(end - text) : (size_t)(next - bytes_of(text));
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* A hyphen between letters: a line may end behind it. Not so in 18-24. */
static bool is_joint(const char *text, const char *at)
{
    return *at == '-' && at > text && is_letter(at[-1]) && is_letter(at[1]);
}

size_t cv_display_line(const char **rest, size_t width, const char **line)
{
    const char *start = *rest + strspn(*rest, " "), *at = start, *place = NULL;
    size_t used = 0, end = strcspn(start, "\n");
    const char *stop = start + end;
    while (at < stop) {
        size_t length = cluster_length(at, stop);
        size_t cells = cv_display_width(at, length);
        if (used + cells > width && at > start)
            break;
        if (*at == ' ')
            place = at;
        if (is_joint(start, at))
            place = at + length;
        used += cells;
        at += length;
    }
    *line = start;
    if (at < stop && *at != ' ' && place != NULL)
        at = place;
    const char *next = at < stop ? at + strspn(at, " ") : at;
    *rest = *next == '\0' ? NULL : next + (*next == '\n');
    while (at > start && at[-1] == ' ')
        at--;
    return (size_t)(at - start);
}

static size_t word_length(const char *text)
{
    size_t length = strcspn(text, " \n");
    for (size_t i = 0; i < length; i++)
        if (is_joint(text, text + i))
            return i + 1;
    return length;
}

size_t cv_display_longest_word(const char *text)
{
    size_t longest = 0;
    for (text += strspn(text, " \n"); *text != '\0'; text += strspn(text, " \n")) {
        size_t length = word_length(text);
        size_t width = cv_display_width(text, length);
        longest = width > longest ? width : longest;
        text += length;
    }
    return longest;
}
