/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Running weighted means and sums of squares about them, without cancellation (West 1979). */
#ifndef CANVASS_FOLD_MOMENTS_H
#define CANVASS_FOLD_MOMENTS_H

#include "base/sum.h"

/** Two variables with one weight; a single one leaves x at 0. */
typedef struct cv_running {
    double weight, mean_y, mean_x, yy, xy, xx;
} cv_running; /**< zeroed: nothing yet */

/** Adds (y, x) with weight w > 0: West (1979), for two variables. */
static inline void cv_running_add(cv_running *to, double w, double y, double x)
{
    to->weight += w;
    double dy = y - to->mean_y, dx = x - to->mean_x, share = w / to->weight;
    to->mean_y += share * dy;
    to->mean_x += share * dx;
    double rest = w - w * share; /* w (W - w) / W */
    to->yy += rest * dy * dy;
    to->xy += rest * dx * dy;
    to->xx += rest * dx * dx;
}

#endif
