/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "fold/block.h"

struct weight_count {
    double weight;
    uint64_t rows;
};

static int by_weight(const void *a, const void *b)
{
    double x = ((const struct weight_count *)a)->weight, y = ((const struct weight_count *)b)->weight;
    return (x > y) - (x < y);
}

/* The value at place `at` (from 0) of all rows in the order of their weights. */
static double value_at(const struct weight_count *sorted, size_t count, uint64_t at)
{
    for (size_t i = 0; i < count; i++) {
        if (at < sorted[i].rows)
            return sorted[i].weight;
        at -= sorted[i].rows;
    }
    return NAN;
}

/* Hyndman and Fan (1996), definition 7: linear between the order statistics around (n - 1) p. */
static double quantile7(const struct weight_count *sorted, size_t count, uint64_t n, double p)
{
    double place = (double)(n - 1) * p, whole = floor(place);
    double low = value_at(sorted, count, (uint64_t)whole);
    if (place == whole)
        return low;
    return low + (place - whole) * (value_at(sorted, count, (uint64_t)whole + 1) - low);
}

cv_status cv_fold_weights(const cv_fold *fold, size_t block, size_t item, size_t domain, cv_weight_summary *to,
                          cv_messages *messages)
{
    const cv_weight_counts *counts = &fold->blocks[block].items[item].weights[domain];
    *to = (cv_weight_summary){
        .n = (uint64_t)counts->moments.weight, .min = counts->min, .max = counts->max, .squares = counts->squares};
    to->mean = counts->moments.mean_y;
    to->squares_about_mean = counts->moments.yy;
    struct weight_count *sorted = cv_memory_new((counts->count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return cv_fail_memory(messages);
    size_t count = 0;
    for (size_t i = 0; i < counts->size; i++)
        if (counts->rows[i] > 0)
            sorted[count++] = (struct weight_count){counts->weight[i], counts->rows[i]};
    qsort(sorted, count, sizeof *sorted, by_weight);
    cv_sum sum = {0};
    for (size_t i = 0; i < count; i++) {
        cv_sum_add(&sum, sorted[i].weight * (double)sorted[i].rows);
        to->bins[cv_weight_bin(sorted[i].weight / to->mean)] += sorted[i].rows;
    }
    to->sum = cv_sum_value(&sum);
    to->median = count > 0 ? quantile7(sorted, count, to->n, 0.5) : (double)NAN;
    to->p99 = count > 0 ? quantile7(sorted, count, to->n, 0.99) : (double)NAN;
    cv_memory_free(sorted);
    return CV_OK;
}
