/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What was counted in a domain, as the fold has it; of imputations the means over them. */
#ifndef CANVASS_ESTIMATE_COUNTED_H
#define CANVASS_ESTIMATE_COUNTED_H

#include "estimate/estimate.h"

typedef struct cv_counted {
    double answers; /**< unweighted, with a weight above zero */
    double least;   /**< the fewest of any imputation; else the same */
    double rows;    /**< answered or not */
    double df;      /**< the domain's own degrees of freedom; of imputations the fewest */
} cv_counted;

cv_counted cv_counted_at(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t domain);

/** Unweighted answers at a level. @param level  of cv_fold_level_answers */
double cv_counted_level(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t domain, size_t level);

#endif
