/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/spread.h"

#include <math.h>

/* Stable, so that labels of one height keep their order. */
static void sort_labels(cv_spread *labels, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && labels[k].wanted < labels[k - 1].wanted; k--) {
            cv_spread other = labels[k];
            labels[k] = labels[k - 1];
            labels[k - 1] = other;
        }
}

/* Block b is kept in labels[b].block; there are never more blocks than labels. */
static size_t pool(cv_spread *labels, size_t count, double top, double bottom)
{
    size_t blocks = 0;
    for (size_t i = 0; i < count; i++) {
        labels[blocks].block.centre = labels[i].wanted;
        labels[blocks].block.height = labels[i].height;
        labels[blocks++].block.count = 1;
        for (;;) {
            cv_spread *last = &labels[blocks - 1];
            const double half = last->block.height / 2;
            last->block.centre = fmax(top + half, fmin(bottom - half, last->block.centre));
            if (blocks < 2)
                break;
            cv_spread *before = &labels[blocks - 2];
            if (before->block.centre + before->block.height / 2 <= last->block.centre - half)
                break;
            size_t together = before->block.count + last->block.count;
            before->block.centre =
                (before->block.centre * (double)before->block.count + last->block.centre * (double)last->block.count) /
                (double)together;
            before->block.height += last->block.height;
            before->block.count = together;
            blocks--;
        }
    }
    return blocks;
}

void cv_spread_labels(cv_spread *labels, size_t count, double top, double bottom)
{
    sort_labels(labels, count);
    size_t blocks = pool(labels, count, top, bottom);
    for (size_t b = 0, i = 0; b < blocks; b++) {
        double y = labels[b].block.centre - labels[b].block.height / 2;
        for (size_t k = 0; k < labels[b].block.count; k++, i++) {
            labels[i].centre = y + labels[i].height / 2;
            y += labels[i].height;
        }
    }
}
