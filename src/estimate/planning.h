/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  How large a sample must be, and what a sample of given size can show: half-widths of intervals for one proportion,
 *  power of the comparison of two. Normal approximations with design effect and finite population; what a target needs
 *  is always the smallest whole number that meets it. Pure functions; a number without an answer is NaN.
 *  Formulas and sources: docs/methods.md, "Planning". Oracle: R power.prop.test; Cochran, Fleiss, Chow as printed. */
#ifndef CANVASS_ESTIMATE_PLANNING_H
#define CANVASS_ESTIMATE_PLANNING_H

#include <stdbool.h>

#include "study/study.h"

/** What a plan takes as given. Fill all of it; no field has a default but the switches. */
typedef struct cv_planning {
    double alpha;         /**< of one interval (1 - its coverage) or of one comparison, in (0, 1) */
    double deff;          /**< the design effect, > 0, against drawing with replacement; 1: none */
    double population;    /**< of each group, >= 2; INFINITY: without end */
    cv_interval interval; /**< of a proportion: any of the binomial model's; CV_INTERVAL_DEFAULT: wald */
    double ratio;         /**< of a difference: interviews in the second group for one in the first, > 0 */
    bool one_sided;       /**< of a difference: alpha is all on the side of the difference */
    bool unpooled; /**< of a difference: the test's variance is that of the two proportions, not of their common one */
} cv_planning;

/** The design effect of clusters with `size` interviews each, whose answers have the intra-class correlation `icc`:
 * 1 + (size - 1) icc. Source: Kish1965, section 5.4. NaN: size < 1, icc beyond -1 to 1, or nothing above 0 left. */
double cv_planning_deff(double size, double icc);

/** Interviews that would say as much if drawn one by one from an endless population:
 * n (N - 1) / (deff (N - n)); INFINITY where n = N, NaN where n is not in (0, N]. */
double cv_planning_effective(const cv_planning *plan, double n);

/** Half the length of the interval of a proportion p in (0, 1) from n interviews, a fraction; 0 where n = N.
 * Wald: z sqrt(p (1 - p) / n_eff). Source: Cochran1977, section 4.4; the other intervals as cv_interval_binomial. */
double cv_planning_half_width(const cv_planning *plan, double p, double n);

/** The smallest whole n whose half-width is at most `half_width` > 0. NaN: no n up to 1e12, or to the population. */
double cv_planning_n_for_half_width(const cv_planning *plan, double p, double half_width);

/** Interviews in the second group beside n in the first: the smallest whole number >= ratio n. */
double cv_planning_second(const cv_planning *plan, double n);

/** The power of the two-sample test of p1 = p2 with n interviews in the first group and cv_planning_second in the
 * other: P(Z <= (|p1 - p2| - z sqrt(V0)) / sqrt(V1)),  V1 = p1 q1 / n1_eff + p2 q2 / n2_eff, V0 the same with the
 * common proportion (p1 + ratio p2) / (1 + ratio) in both (unpooled: V0 = V1). A difference in the wrong direction does
 * not count. Source: Fleiss2003, chapter 4; unpooled: Chow2008, section 4.2. Oracle: R power.prop.test(strict =
 * FALSE). 1 where both populations are asked in full; NaN: p1 = p2, or a group that is too small for its interviews. */
double cv_planning_power(const cv_planning *plan, double p1, double p2, double n);

/** The smallest whole n of the first group whose power is at least `power`, in (0, 1). NaN as above. */
double cv_planning_n_for_power(const cv_planning *plan, double p1, double p2, double power);

/** The proportion nearest to p1, above or below it, that n interviews tell from p1 with this power. NaN: none. */
double cv_planning_p2_for_power(const cv_planning *plan, double p1, double n, double power, bool above);

/** Half the length of the normal interval of a mean from n interviews, in the answers' unit: z sd sqrt(1 / n_eff),
 * n_eff = n / (deff (1 - n / N)); 0 where n = N. @param sd  the answers' standard deviation (divisor N - 1), > 0
 *  Source: Cochran1977, theorem 2.2 and section 4.6; Lohr2010, section 2.6. NaN: sd, n or alpha outside their range. */
double cv_planning_mean_half_width(const cv_planning *plan, double sd, double n);

/** The smallest whole n whose half-width is at most `half_width` > 0, in the unit of sd. NaN: no n up to 1e12, or to
 * the population. */
double cv_planning_n_for_mean_half_width(const cv_planning *plan, double sd, double half_width);

/** The power of the two-sample test of equal means, n interviews in the first group and cv_planning_second in the
 * other: P(Z <= |difference| / se - z), se = sd sqrt(1 / n1_eff + 1 / n2_eff), n_eff as of one mean; a difference in
 * the wrong direction does not count. Source: Chow2008, section 3.2, with known standard deviations. 1 where both
 * populations are asked in full; NaN: a difference of 0, or a group that is too small for its interviews.
 *  @param sd  the standard deviation in each group, > 0  @param difference  in the same unit */
double cv_planning_mean_power(const cv_planning *plan, double sd, double difference, double n);

/** The smallest whole n of the first group whose power is at least `power`, in (0, 1). NaN as above. */
double cv_planning_n_for_mean_power(const cv_planning *plan, double sd, double difference, double power);

/** The smallest difference of two means, > 0 and in the unit of sd, that n interviews in the first group show with this
 * power: (z(alpha) + z(power)) se. NaN: none. */
double cv_planning_mean_difference(const cv_planning *plan, double sd, double n, double power);

/** How many to draw so that n answer where a share `response` in (0, 1] does: the smallest whole number. */
double cv_planning_draw(double n, double response);

/** Pairs of k groups. */
double cv_planning_pairs(double k);

#endif
