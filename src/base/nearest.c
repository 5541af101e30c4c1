/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 256 };

typedef struct word {
    uint32_t points[LONGEST];
    size_t length;
} word;

static uint32_t folded(uint32_t point)
{
    return point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point;
}

static void word_read(const char *text, size_t bytes, word *to)
{
    to->length = 0;
    while (bytes > 0) {
        uint32_t point = (unsigned char)*text;
        size_t read = cv_utf8_read(text, bytes, &point);
        if (read == 0)
            read = 1; /* a byte that is no UTF-8 stands for itself */
        to->points[to->length++] = folded(point);
        text += read;
        bytes -= read;
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment by rows: the two rows above are all that a swap of neighbours looks back to. */
static size_t distance(const word *a, const word *b)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b->length; j++)
        above[j] = before[j] = j;
    for (size_t i = 1; i <= a->length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b->length; j++) {
            size_t change = a->points[i - 1] != b->points[j - 1];
            row[j] = least(above[j - 1] + change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->points[i - 1] == b->points[j - 2] && a->points[i - 2] == b->points[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b->length];
}

const char *cv_nearest(const char *wrong, const char *const *names, size_t count)
{
    word a, b;
    size_t bytes = strlen(wrong), best = SIZE_MAX;
    const char *nearest = NULL;
    if (bytes == 0 || bytes > LONGEST)
        return NULL;
    word_read(wrong, bytes, &a);
    for (size_t i = 0; i < count; i++) {
        bytes = strlen(names[i]);
        if (bytes > LONGEST)
            continue;
        word_read(names[i], bytes, &b);
        size_t longer = a.length > b.length ? a.length : b.length;
        size_t allowed = longer / 3 > 1 ? longer / 3 : 1;
        size_t apart = distance(&a, &b);
        if (apart <= allowed && apart < longer && apart < best) {
            best = apart;
            nearest = names[i];
        }
    }
    return nearest;
}
