/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Room on a page: what is taken, and where a label of a point still fits. */
#ifndef CANVASS_PLOT_SPOTS_H
#define CANVASS_PLOT_SPOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "plot/scene.h"

typedef struct cv_spot {
    double left, top, right, bottom;
} cv_spot;

/** What is taken on a part of the page; zeroed but for `bounds`: nothing. */
typedef struct cv_spots {
    cv_spot bounds; /**< labels stay within */
    cv_spot *items;
    size_t count, capacity;
} cv_spots;

/** Takes a spot. @return false: no memory */
bool cv_spots_take(cv_spots *spots, cv_spot spot);
bool cv_spots_free_at(const cv_spots *spots, cv_spot spot);
void cv_spots_free(cv_spots *spots);

/** Places a text of one line beside a point: to its right, left, above, below, or at a corner, where it first fits and
 *  covers nothing that is taken; the place is then taken.
 *  @param gap  between the point's middle and the text    @param[out] text  gets x, y and align; its text, size and
 * bold are given  @return false: there is no room, and nothing was taken */
bool cv_spots_label(cv_spots *spots, double x, double y, double gap, cv_scene_text *text);

#endif
