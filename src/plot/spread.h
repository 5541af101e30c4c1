/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Labels beside each other's ends that must not cover each other. */
#ifndef CANVASS_PLOT_SPREAD_H
#define CANVASS_PLOT_SPREAD_H

#include <stddef.h>

/** One label of a column. */
typedef struct cv_spread {
    double wanted; /**< where its middle would stand, were it alone */
    double height; /**< that it takes, with the gap to its neighbour */
    double centre; /**< found: its middle */
    size_t which;  /**< the caller's own */
    struct {
        double centre, height;
        size_t count;
    } block; /**< scratch */
} cv_spread;

/** Sorts labels by where they want to be and places them as near to it as they can be without covering each other,
 *  within top and bottom: labels that would overlap become one block around the mean of their places (pool adjacent
 *  violators). Where all together are higher than bottom - top, they stand from the top on and leave it. */
void cv_spread_labels(cv_spread *labels, size_t count, double top, double bottom);

#endif
