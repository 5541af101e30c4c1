/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Numbers y_1 ... y_k of a row that are added up, as the answers to a battery: what their variances, that of their
 *  sum s and their covariances with it are made of. A row counts where it has them all. With y_j about a constant of
 *  the item, near the data, so that squares stay small, a row's vector is
 *  1, y_1 ... y_k, y_1^2 ... y_k^2, y_1 s ... y_k s, in this order: sums of these give the variance of s less any y_j.
 */
#ifndef CANVASS_FOLD_SCALE_H
#define CANVASS_FOLD_SCALE_H

#include "fold/fold.h"

/** The slots of a scale of k numbers. */
static inline size_t cv_scale_slots(size_t k)
{
    return 1 + 3 * k;
}

/** The constants that the numbers are about; NULL: no row had them all. The fold's own. */
const double *cv_fold_scale_centres(const cv_fold *fold, size_t block, size_t item);

#endif
