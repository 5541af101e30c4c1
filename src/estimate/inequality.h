/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Measures of inequality and of poverty of rows in order, with the linearised value of each row: the derivative of the
 *  measure by the row's weight (Deville 1999). Formulas: docs/methods.md "Inequality and poverty". */
#ifndef CANVASS_ESTIMATE_INEQUALITY_H
#define CANVASS_ESTIMATE_INEQUALITY_H

#include "estimate/quantile.h"

/* In all of them `linear` [of->count] gets the linearised values in the order of the rows, zeros where there is no
 * estimate; NULL: not wanted. A weight may be below 0, as replicates have them. */

/** Gini's coefficient, half the mean difference over the mean: NaN where the total is not above 0. Langel and Tille
 *  (2013). */
double cv_gini(const cv_ordered *of, double *linear);

/** The share of the total that the poorest p of the weight hold (0 to 1), on the straight lines of Lorenz's polygon:
 *  the row where p falls counts in part. NaN where the total is not above 0. Langel and Tille (2011);
 *  Kovacevic and Binder (1997). */
double cv_lorenz(const cv_ordered *of, double p, double *linear);

/** The total of the richest fifth over that of the poorest, both from Lorenz's polygon: NaN where the latter is not
 *  above 0. Langel and Tille (2011). */
double cv_quintile_share_ratio(const cv_ordered *of, double *linear);

/** How a poverty threshold is made: a fraction of a quantile. */
typedef struct cv_threshold_rule {
    cv_qrule rule;
    double p, fraction;
} cv_threshold_rule;

/** The threshold; NaN without rows. Its linearised values need the density at the quantile, by a Gaussian kernel whose
 *  bandwidth is that of cv_density: Osier (2009). They are not numbers where that density is 0. */
double cv_threshold(const cv_ordered *of, const cv_threshold_rule *rule, double *linear);

/** The share of the weight below a threshold that is given, strictly; NaN without rows. */
double cv_poverty(const cv_ordered *of, double threshold, double *linear);

/** The density at x by a Gaussian kernel of bandwidth s W^(-1/5), W the sum of the weights, s the weighted standard
 *  deviation (Osier 2009); where s is 0, infinite at the one value and 0 elsewhere. There must be rows. */
double cv_density(const cv_ordered *of, double x);

#endif
