/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  How weights are distributed about their mean: counts in bins, four to a doubling, so that a weight and its half are
 *  as far apart as a weight and its double. */
#ifndef CANVASS_DESIGN_WEIGHT_BINS_H
#define CANVASS_DESIGN_WEIGHT_BINS_H

#include <stddef.h>
#include <stdint.h>

/** One distribution of weights above zero. */
typedef struct cv_weights_before_after {
    uint64_t rows;
    double sum, squares, min, max;
} cv_weights_before_after;

enum { CV_WEIGHT_BINS = 48, CV_WEIGHT_BINS_PER_DOUBLING = 4 };

/** The same with its bins. Bin b holds the weights from 2^(b/4 - 6) to below 2^((b+1)/4 - 6) times the mean; the first
 *  and the last also all beyond. */
typedef struct cv_weight_bins {
    cv_weights_before_after of;
    uint64_t rows[CV_WEIGHT_BINS];
} cv_weight_bins;

/** The bin of a weight. @param relative  the weight over the mean; what is not above 0 is in the first bin */
size_t cv_weight_bin(double relative);

/** Where a bin starts, times the mean weight; the one after the last: where that ends. */
double cv_weight_bin_start(size_t bin);

#endif
