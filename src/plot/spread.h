/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Labels along a line, as near to their places as they can be without covering each other. */
#ifndef CANVASS_PLOT_SPREAD_H
#define CANVASS_PLOT_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

enum { CV_SPREAD_MOST = 200 };

/** Moves centres apart: the sum of the squared ways is the least possible (pool adjacent violators).
 *  @param centres  [count] in order; @param[out] centres their new places   @param widths  [count] what each takes
 *  @param low, high  what all must stay between
 *  @return false where there is no room for all: nothing was moved */
bool cv_spread(double *centres, const double *widths, size_t count, double low, double high);

#endif
