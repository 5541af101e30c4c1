/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold/rows.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "fold/block.h"

#define NO_RECORD UINT32_MAX

/* ---- rows come ---- */

/* The array with room for `rows`, twice as much as before where it must grow. */
static void *reserve(void *array, size_t *room, size_t rows, size_t size)
{
    if (rows <= *room)
        return array;
    size_t more = *room * 2 > rows ? *room * 2 : rows;
    void *longer = cv_memory_resize(array, more, size);
    if (longer != NULL)
        *room = more;
    return longer;
}

/* What the residuals of calibrated rows follow from. */
static bool keep_patterns(cv_fold *fold, const cv_tile *tile)
{
    cv_row_patterns *to = &fold->row_patterns;
    size_t first = tile->batch->first_row - 1, count = tile->to - tile->from;
    double *start = reserve(to->start, &to->start_room, first + tile->to, sizeof *start);
    if (start == NULL)
        return false;
    to->start = start;
    uint32_t *pattern = reserve(to->pattern, &to->pattern_room, first + tile->to, sizeof *pattern);
    if (pattern == NULL)
        return false;
    to->pattern = pattern;
    memcpy(start + first + tile->from, tile->rows->start + tile->from, count * sizeof *start);
    memcpy(pattern + first + tile->from, tile->rows->pattern + tile->from, count * sizeof *pattern);
    return true;
}

bool cv_rows_weigh(cv_fold *fold, const cv_tile *tile)
{
    size_t first = tile->batch->first_row - 1;
    if (!fold->keeps_rows)
        return true;
    double *weights = reserve(fold->row_weights, &fold->row_weight_room, first + tile->to, sizeof *weights);
    if (weights == NULL)
        return false;
    fold->row_weights = weights;
    memcpy(weights + first + tile->from, tile->weight + tile->from, (tile->to - tile->from) * sizeof *weights);
    return cv_calibration_columns(fold->calibration) == 0 || keep_patterns(fold, tile);
}

bool cv_rows_note(cv_block *block, const cv_tile *tile)
{
    size_t first = tile->batch->first_row - 1;
    if (!block->keeps_rows)
        return true;
    uint32_t *records = reserve(block->row_records, &block->row_records_room, first + tile->to, sizeof *records);
    if (records == NULL || first + tile->to > UINT32_MAX) /* kept rows could not name it */
        return false;
    block->row_records = records;
    for (size_t i = tile->from; i < tile->to; i++)
        records[first + i] = block->row_domain[i] >= 0 ? block->row_record[i] : NO_RECORD;
    return true;
}

/* Until they are in order, `domain` also says whether the weight is 0: twice the domain, and 1. */
bool cv_rows_add(cv_item *item, const cv_block *block, const cv_tile *tile)
{
    const double *values = tile->batch->numbers[item->spec.slot];
    size_t first = tile->batch->first_row - 1;
    for (size_t i = tile->from; i < tile->to; i++) {
        if (block->row_domain[i] < 0 || isnan(values[i]))
            continue;
        cv_kept_row *rows = cv_memory_grow(item->kept, item->kept_count, &item->kept_room, sizeof *rows);
        if (rows == NULL)
            return false;
        bool idle = tile->weight[i] == 0;
        item->kept = rows;
        rows[item->kept_count++] = (cv_kept_row){
            .value = values[i], .row = (uint32_t)(first + i), .domain = (uint32_t)block->row_domain[i] * 2 + idle};
        item->base[block->row_domain[i]] += !idle;
    }
    return true;
}

/* ---- the order of rows ---- */

/* No two rows are alike, as each has its number: whatever the sort, equal values keep the file's order. */
static bool comes_before(const cv_kept_row *a, const cv_kept_row *b)
{
    if (a->domain != b->domain)
        return a->domain < b->domain;
    return a->value < b->value || (!(a->value > b->value) && a->row < b->row);
}

static void swap_rows(cv_kept_row *a, cv_kept_row *b)
{
    cv_kept_row row = *a;
    *a = *b;
    *b = row;
}

static void sort_few(cv_kept_row *rows, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        cv_kept_row row = rows[i];
        size_t at = i;
        for (; at > 0 && comes_before(&row, &rows[at - 1]); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

static void sink(cv_kept_row *rows, size_t at, size_t count)
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && comes_before(&rows[child], &rows[child + 1]);
        if (!comes_before(&rows[at], &rows[child]))
            return;
        swap_rows(&rows[at], &rows[child]);
    }
}

static void sort_heap(cv_kept_row *rows, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sink(rows, i, count);
    for (size_t i = count; i-- > 1;) {
        swap_rows(&rows[0], &rows[i]);
        sink(rows, 0, i);
    }
}

/* Those before the middle one of three go left (Hoare 1961). @return how many */
static size_t split(cv_kept_row *rows, size_t count)
{
    cv_kept_row *first = rows, *middle = rows + count / 2, *last = rows + count - 1;
    if (comes_before(middle, first))
        swap_rows(middle, first);
    if (comes_before(last, middle)) {
        swap_rows(last, middle);
        if (comes_before(middle, first))
            swap_rows(middle, first);
    }
    cv_kept_row pivot = *middle;
    size_t low = 0, high = count - 1;
    for (;;) {
        while (comes_before(&rows[low], &pivot))
            low++;
        while (comes_before(&pivot, &rows[high]))
            high--;
        if (low >= high)
            return high + 1;
        swap_rows(&rows[low++], &rows[high--]);
    }
}

/* Quicksort in place; where it splits badly too often, a heap (Musser 1997): never worse than n log n. */
static void sort_rows(cv_kept_row *rows, size_t count, unsigned depth)
{
    enum { FEW = 16 };
    while (count > FEW) {
        if (depth-- == 0) {
            sort_heap(rows, count);
            return;
        }
        size_t left = split(rows, count);
        bool short_left = left < count - left;
        if (short_left)
            sort_rows(rows, left, depth);
        else
            sort_rows(rows + left, count - left, depth);
        rows += short_left ? left : 0;
        count = short_left ? count - left : left;
    }
    sort_few(rows, count);
}

bool cv_rows_sort(cv_item *item, const cv_block *block)
{
    unsigned depth = 2;
    for (size_t n = item->kept_count; n > 1; n /= 2)
        depth += 2;
    item->kept_start = cv_memory_zero(block->domains + 1, sizeof *item->kept_start);
    if (item->kept_start == NULL)
        return false;
    sort_rows(item->kept, item->kept_count, depth);
    for (size_t i = 0; i < item->kept_count; i++) {
        item->kept[i].domain /= 2;
        item->kept_start[item->kept[i].domain + 1]++;
    }
    for (size_t d = 0; d < block->domains; d++)
        item->kept_start[d + 1] += item->kept_start[d];
    return true;
}

bool cv_rows_df(const cv_fold *fold, const cv_block *block, cv_item *item)
{
    uint32_t *flags = cv_memory_zero(block->records.count + 1, sizeof *flags);
    item->kept_df = cv_memory_zero(block->domains + 1, sizeof *item->kept_df);
    bool ok = flags != NULL && item->kept_df != NULL;
    for (size_t i = 0; ok && i < item->kept_count; i++)
        if (fold->row_weights[item->kept[i].row] != 0)
            flags[block->row_records[item->kept[i].row]] = CV_RECORD_LIVE;
    ok = ok && cv_block_df(fold->design, block, flags, item->base, item->kept_df);
    cv_memory_free(flags);
    return ok;
}

void cv_rows_free(cv_item *item)
{
    cv_memory_free(item->kept);
    cv_memory_free(item->kept_start);
    cv_memory_free(item->kept_df);
}

/* ---- what was kept ---- */

cv_kept_rows cv_fold_rows(const cv_fold *fold, size_t block, size_t item, size_t domain)
{
    const cv_item *of = &fold->blocks[block].items[item];
    size_t from = of->kept_start[domain];
    return (cv_kept_rows){.rows = of->kept_count > 0 ? of->kept + from : NULL,
                          .count = of->kept_start[domain + 1] - from,
                          .live = (size_t)of->base[domain],
                          .weights = fold->row_weights,
                          .df = of->kept_df != NULL ? of->kept_df[domain] : (double)NAN};
}

size_t cv_fold_row_domain(const cv_fold *fold, size_t block, uint32_t row)
{
    const cv_block *of = &fold->blocks[block];
    uint32_t record = of->row_records[row];
    return record == NO_RECORD ? SIZE_MAX : cv_record_domain(of, record);
}

cv_row_place cv_fold_row_place(const cv_fold *fold, size_t block, uint32_t row)
{
    const cv_block *in = &fold->blocks[block];
    cv_row_place place = {.unit = cv_record_unit(in, in->row_records[row])};
    place.stratum =
        fold->clustered ? cv_design_group(fold->design, 0, cv_unit_top(fold->design, place.unit)) : place.unit;
    if (fold->row_patterns.pattern != NULL) {
        place.pattern = fold->row_patterns.pattern[row];
        place.start = fold->row_patterns.start[row];
    }
    return place;
}
