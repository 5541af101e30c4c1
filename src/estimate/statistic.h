/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Each statistic as a function of totals: its value and its derivatives, a few lines each. */
#ifndef CANVASS_ESTIMATE_STATISTIC_H
#define CANVASS_ESTIMATE_STATISTIC_H

#include "estimate/plan.h"

/** The totals of one domain, as the fold keeps them (fold/fold.h says what the slots are). */
typedef struct cv_point {
    const double *totals; /**< [slots] */
    size_t slots;
    double centre[2];
    double answers;              /**< unweighted, of the full sample */
    const double *scale_centres; /**< of a scale; NULL: 0 */
    double n;                    /**< rows that answered, unweighted, for a scale */
} cv_point;

/** The base of a domain: the denominator of a share or mean, the sum of the weights of a total or ratio. */
double cv_statistic_base(const cv_measured *of, const cv_point *at);

/** The values that an analysis shows of one variable in one domain, with their derivatives.
 *  @param[out] estimate  [of->shown_count]; NaN where the base is empty
 *  @param[out] jacobian  [of->shown_count x slots], d estimate / d total; 0 where the base is empty
 *  @return the weighted base: the denominator of a share or mean, the sum of the weights of a total
 *  Delta method: Binder (1983); a ratio of totals and its linearisation: Saerndal, Swensson and Wretman (1992),
 * section 5.6. */
double cv_statistic_at(cv_statistic statistic, const cv_measured *of, const cv_point *at, double *estimate,
                       double *jacobian);

/** The values alone, at totals that replicate weights give: as R survey has it, a base of 0 makes a share or a mean not
 * a number and leaves a total or count 0, and a base below 0 is one like any other.
 *  @param[out] row  [slots] scratch */
void cv_statistic_values(cv_statistic statistic, const cv_measured *of, const cv_point *at, double *estimate,
                         double *row);

#endif
