/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold/scale.h"

#include <math.h>

#include "base/memory.h"
#include "fold/block.h"

/* The first row that has all numbers gives the centres: any value near the data will do. */
static void set_centres(cv_item *item, const cv_batch *batch, size_t row)
{
    for (size_t j = 0; j < item->spec.scale_count; j++)
        item->scale_centre[j] = batch->numbers[item->spec.scale[j]][row];
    item->centred = true;
}

bool cv_scale_vector(cv_item *item, const cv_batch *batch, size_t row, double *vector)
{
    size_t k = item->spec.scale_count;
    for (size_t j = 0; j < k; j++)
        if (isnan(batch->numbers[item->spec.scale[j]][row]))
            return false;
    if (!item->centred)
        set_centres(item, batch, row);
    double sum = 0;
    vector[0] = 1;
    for (size_t j = 0; j < k; j++) {
        double y = batch->numbers[item->spec.scale[j]][row] - item->scale_centre[j];
        vector[1 + j] = y;
        vector[1 + k + j] = y * y;
        sum += y;
    }
    for (size_t j = 0; j < k; j++)
        vector[1 + 2 * k + j] = vector[1 + j] * sum;
    return true;
}

static void add_squares(cv_item *item, uint32_t record, double w)
{
    size_t width = item->width;
    const double *x = item->scale_vector;
    cv_sum *sums = item->w + record * width, *squares = item->w2 + record * width * width;
    for (size_t a = 0; a < width; a++) {
        cv_sum_add(&sums[a], w * x[a]);
        for (size_t b = 0; b < width; b++)
            cv_sum_add(&squares[a * width + b], w * x[a] * (w * x[b]));
    }
}

void cv_scale_add(cv_item *item, cv_block *block, uint32_t flag, bool clustered, const cv_tile *tile)
{
    for (size_t i = tile->from; i < tile->to; i++) {
        double w = tile->weight[i];
        if (block->row_domain[i] < 0 || !cv_scale_vector(item, tile->batch, i, item->scale_vector))
            continue;
        uint32_t record = block->row_record[i];
        item->base[block->row_domain[i]] += w > 0;
        if (w == 0)
            block->flags[record] |= flag;
        for (size_t a = 0; clustered && a < item->width; a++)
            item->z[record * item->width + a] += w * item->scale_vector[a];
        if (!clustered) {
            item->seen[record]++;
            add_squares(item, record, w);
        }
    }
}

bool cv_scale_prepare(cv_item *item)
{
    if (item->scale_centre == NULL)
        item->scale_centre = cv_memory_zero(item->spec.scale_count + 1, sizeof *item->scale_centre);
    if (item->scale_vector == NULL)
        item->scale_vector = cv_memory_zero(item->width + 1, sizeof *item->scale_vector);
    return item->scale_centre != NULL && item->scale_vector != NULL;
}

const double *cv_fold_scale_centres(const cv_fold *fold, size_t block, size_t item)
{
    const cv_item *of = &fold->blocks[block].items[item];
    return of->centred ? of->scale_centre : NULL;
}
