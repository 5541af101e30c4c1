/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/spread.h"

#include <assert.h>
#include <math.h>

/* Labels that touch: they move together. */
typedef struct block {
    double sum;   /* of the left edges that its labels' wishes mean for the block */
    double width; /* of all its labels */
    double count;
} block;

static double left_of(const block *b, double low, double high)
{
    return fmax(low, fmin(high - b->width, b->sum / b->count));
}

bool cv_spread(double *centres, const double *widths, size_t count, double low, double high)
{
    block blocks[CV_SPREAD_MOST];
    size_t last = 0;
    double all = 0;
    assert(count <= CV_SPREAD_MOST);
    for (size_t i = 0; i < count; i++)
        all += widths[i];
    if (all > high - low + 1e-6)
        return false;
    for (size_t i = 0; i < count; i++) {
        blocks[last++] = (block){centres[i] - widths[i] / 2, widths[i], 1};
        while (last > 1 &&
               left_of(&blocks[last - 2], low, high) + blocks[last - 2].width > left_of(&blocks[last - 1], low, high)) {
            block *one = &blocks[last - 2], *next = &blocks[last - 1];
            one->sum += next->sum - next->count * one->width;
            one->width += next->width;
            one->count += next->count;
            last--;
        }
    }
    for (size_t b = 0, i = 0; b < last; b++) {
        double at = left_of(&blocks[b], low, high);
        for (size_t k = 0; k < (size_t)blocks[b].count; k++, i++) {
            centres[i] = at + widths[i] / 2;
            at += widths[i];
        }
    }
    return true;
}
