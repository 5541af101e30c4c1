/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A battery of items as a scale: figures of one item, of an item among the others, of their sum; all from the totals
 *  that fold/scale.h describes, on the rows that have every item. V_j is the weighted variance of item j, C_j its
 *  covariance with the sum s of the k items, V = sum of C_j that of s. Method: docs/methods.md, "Batteries". */
#ifndef CANVASS_ESTIMATE_SCALE_H
#define CANVASS_ESTIMATE_SCALE_H

#include <stddef.h>

struct cv_point;

typedef enum cv_scale_figure {
    CV_SCALE_MEAN,             /**< of the items' mean, s / k */
    CV_SCALE_SD,               /**< of s / k, with n / (n - 1) as R's svyvar */
    CV_SCALE_ITEM_TOTAL,       /**< correlation of item j with the sum of the others */
    CV_SCALE_ALPHA_IF_DELETED, /**< alpha of the others, k > 2 */
    CV_SCALE_ALPHA             /**< Cronbach (1951): k / (k - 1) (1 - sum of V_j / V), k > 1 */
} cv_scale_figure;

/** The figure; NaN where it has none: no rows, or no variance where one divides by it.
 *  @param item  j, of an item's figures  @param at  slots: cv_scale_slots(k); without centres the mean is about them
 *  @param[out] row  [slots] derivatives by the totals, 0 where there is none. Delta method: Binder (1983); for simple
 *  random samples van Zyl, Neudecker and Nel (2000) have the same standard error of alpha where answers are normal.
 *  Oracle: R survey's svycralpha (the value). */
double cv_scale_value(cv_scale_figure figure, size_t item, const struct cv_point *at, double *row);

#endif
