/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Parts of a whole, rounded so that what is written adds up. */
#ifndef CANVASS_PLOT_SHARES_H
#define CANVASS_PLOT_SHARES_H

#include <stddef.h>

/** Rounds parts to multiples of a unit by largest remainders (Hamilton's method): every part is rounded down, and the
 *  units that are then missing go to the parts that lost most. So the rounded parts add to their rounded sum: to 100%
 *  where they are a whole, to less where some are not shown. Between equal remainders (to a millionth of the unit) the
 *  larger part goes first, then the earlier one. No part moves by a whole unit, and a part of 0 stays 0.
 *  @param parts    [count] at least 0; NaN: not known, its place in `rounded` stays NaN and adds nothing
 *  @param unit     what one in the last written digit is worth: 0.01 for whole per cents of fractions
 *  @param[out] rounded  [count] multiples of the unit; may be `parts`
 *  @return their sum; 0 of none
 *  Source: BalinskiYoung1982, chapter 2 and appendix A. */
double cv_shares_round(const double *parts, size_t count, double unit, double *rounded);

enum { CV_SHARES_MOST = 64 }; /**< the most parts of one whole */

#endif
