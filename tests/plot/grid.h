/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Fixtures of many shapes for charts of waves and of pairs: every combination of two by variables. */
#ifndef CANVASS_TESTS_PLOT_GRID_H
#define CANVASS_TESTS_PLOT_GRID_H

#include <stdio.h>

#include "fixture.h"

typedef struct grid {
    const char *name;
    size_t waves, groups; /* waves 0: one by variable */
    size_t length;        /* of the groups' labels, in characters */
    size_t absent;        /* every n-th estimate is suppressed; 0: none, 1: all */
    const char *label;    /* the groups' labels begin with it; NULL: letters */
    bool refused;         /* on lower or narrower pages it may be too much */
} grid;

static inline void grid_label(char to[340], const grid *from, size_t i)
{
    size_t length = 0;
    if (from->label != NULL)
        length = (size_t)snprintf(to, 300, "%s", from->label);
    for (; length < from->length; length++)
        to[length] = length % 9 == 8 ? ' ' : (char)('a' + (i + length) % 26);
    snprintf(to + length, 20, "%zu", i % 1000);
}

/* Rows of one level; waves are 2001, 2002, ... */
static inline void grid_fill(const grid *from, fixture *to)
{
    static char labels[FIXTURE_LABELS][340], waves[FIXTURE_LABELS][16];
    memset(to, 0, sizeof(*to));
    to->title = "A title";
    to->source = "a survey";
    to->of[0].name = "x";
    to->of[0].levels[0] = "Yes";
    const size_t g = from->waves > 0 ? 1 : 0;
    if (from->waves > 0)
        to->by[0].name = "wave";
    if (from->groups > 0)
        to->by[g].name = "g";
    for (size_t i = 0; i < from->groups; i++) {
        grid_label(labels[i], from, i);
        to->by[g].levels[i] = labels[i];
    }
    for (size_t w = 0; w < from->waves; w++) {
        snprintf(waves[w], sizeof waves[w], "%zu", 2001 + w);
        to->by[0].levels[w] = waves[w];
    }
    size_t row = 0;
    for (size_t w = 0; w < (from->waves > 0 ? from->waves : 1); w++)
        for (size_t i = 0; i < (from->groups > 0 ? from->groups : 1); i++, row++) {
            const bool absent = from->absent > 0 && row % from->absent == 0;
            to->rows[row] =
                (fixture_row){.group = {from->waves > 0 ? (int32_t)w : (int32_t)i, from->waves > 0 ? (int32_t)i : 0},
                              .estimate = 0.1 + 0.8 * (double)((i * 37 + w * 5) % 31) / 31,
                              .half = 0.03,
                              .n = 400 + (double)i,
                              .flags = absent ? CV_FLAG_MIN_N : 0};
        }
}

#endif
