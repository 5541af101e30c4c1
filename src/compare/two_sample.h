/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Two independent binomial samples: limits of a difference, a ratio, an odds ratio. */
#ifndef CANVASS_COMPARE_TWO_SAMPLE_H
#define CANVASS_COMPARE_TWO_SAMPLE_H

#include "estimate/interval.h"

/** Limits by `method` (which must belong to `measure`) for x1 of n1 against x2 of n2, coverage `level`. NaN where the
 * method has no answer (katz with x1 or x2 = 0, woolf with an empty cell, ...). Sources: docs/methods.md;
 * oracle/README.md. */
cv_limits cv_two_sample(cv_measure measure, cv_method method, double x1, double n1, double x2, double n2, double level);

/** The method in force where the study gives none: newcombe, katz, woolf. Whether a method belongs to a measure. */
cv_method cv_two_sample_default(cv_measure measure);
bool cv_two_sample_has(cv_measure measure, cv_method method);

#endif
