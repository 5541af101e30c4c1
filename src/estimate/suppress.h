/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Whether an estimate is too uncertain to show. Each rule answers true where the estimate is to be suppressed. */
#ifndef CANVASS_ESTIMATE_SUPPRESS_H
#define CANVASS_ESTIMATE_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "estimate/interval.h"

/** Fewer than min_n answers in the base. @param n unweighted base  @param min_n 0: no rule */
bool cv_suppress_min_n(double n, size_t min_n);

/** A coefficient of variation above max_cv, infinity too; NaN (no se, or 0 of 0) is not above anything.
 *  @param cv se / |estimate|, a fraction; its sign is ignored  @param max_cv a fraction; 0: no rule */
bool cv_suppress_cv(double cv, double max_cv);

/** The National Center for Health Statistics' standards for proportions (Parker et al. 2017, Vital and Health
 * Statistics 2(175)): suppressed where n or the effective n is below 30; where the Korn-Graubard interval is at least
 * 0.30 wide; where it is more than 0.05 wide and wider than 130% of p. p = 0 has no relative width. The relative width
 * counts against p alone: 1 - p is another row with its own answer. Degrees of freedom below 8, p = 0 and p = 1 call
 * for a person's review, which is no suppression.
 *
 *  @param p      the proportion          @param n      unweighted base
 *  @param n_eff  effective n; values above n, and NaN (no design effect at p = 0 or 1), count as n
 *  @param beta   95% Korn-Graubard limits (Clopper-Pearson's under the binomial model); NaN: suppressed, as nothing
 *                vouches for p */
bool cv_suppress_nchs(double p, double n, double n_eff, cv_limits beta);

#endif
