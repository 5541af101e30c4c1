/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Tails of a weighted sum of chi-squares over a chi-square: the distribution of a Pearson statistic under a design. */
#ifndef CANVASS_COMPARE_MIXTURE_H
#define CANVASS_COMPARE_MIXTURE_H

#include <stddef.h>

/** The sum of weight_i X_i, X_i chi-square on 1 degree of freedom, over Y / df, Y chi-square on df; all independent. */
typedef struct cv_mixture {
    const double *weights; /**< >= 0; those below 1e-14 of the largest count as 0 */
    size_t count;
    double df; /**< > 0, not only whole; INFINITY: the sum alone */
} cv_mixture;

/** P(mixture > x), by the integral of its moment generating function over a curve through the saddlepoint: no digits
 *  cancel, small tails included; relative error about 1e-13, times -log p where p is tiny.
 *  Source: Rice (1980), whose distribution it is; Imhof (1961) for the sum. 1 for x <= 0; NaN: no weight above 0, df
 * not above 0. */
double cv_mixture_upper(const cv_mixture *of, double x);

/** The saddlepoint approximation of the same: 1 - Phi(w + log(v / w) / w), w and v at the root of K'(z) = 0, K the
 *  cumulant generating function of sum weight_i X_i - x Y / df. Source: Kuonen (1999); oracle: R survey's pFsum, which
 *  takes whole degrees of freedom alone, and Satterthwaite's approximation close to the root 0 (here: the limit). */
double cv_mixture_saddlepoint(const cv_mixture *of, double x);

#endif
