/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/weight_bins.h"

#include <math.h>

/* floor(4 log2(relative)) + 24, kept within the bins, by the binary exponent and the quarter powers of 2. */
size_t cv_weight_bin(double relative)
{
    static const double quarters[] = {0.59460355750136051, 0.70710678118654757, 0.84089641525371461}; /* 2^(k/4 - 1) */
    int power;
    double part = frexp(relative, &power);
    if (!(relative > 0) || isinf(relative))
        return relative > 0 ? CV_WEIGHT_BINS - 1 : 0;
    int bin = (power - 1) * CV_WEIGHT_BINS_PER_DOUBLING + CV_WEIGHT_BINS / 2;
    for (size_t k = 0; k < sizeof quarters / sizeof quarters[0]; k++)
        bin += part >= quarters[k];
    return bin < 0 ? 0 : bin < CV_WEIGHT_BINS ? (size_t)bin : CV_WEIGHT_BINS - 1;
}

double cv_weight_bin_start(size_t bin)
{
    return exp2((double)bin / CV_WEIGHT_BINS_PER_DOUBLING - CV_WEIGHT_BINS / (2.0 * CV_WEIGHT_BINS_PER_DOUBLING));
}
