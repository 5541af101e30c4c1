/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold/rows.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "fold/block.h"

bool cv_rows_add(cv_item *item, const cv_block *block, const cv_tile *tile)
{
    const double *values = tile->batch->numbers[item->spec.slot];
    for (size_t i = tile->from; i < tile->to; i++) {
        if (block->row_domain[i] < 0 || isnan(values[i]))
            continue;
        cv_kept_row *rows = cv_memory_grow(item->kept, item->kept_count, &item->kept_room, sizeof *rows);
        if (rows == NULL)
            return false;
        item->kept = rows;
        rows[item->kept_count++] =
            (cv_kept_row){.value = values[i],
                          .weight = tile->weight[i],
                          .record = tile->numbered ? (uint32_t)(tile->batch->first_row - 1 + i) : block->row_record[i],
                          .domain = (uint32_t)block->row_domain[i]};
        item->base[block->row_domain[i]] += tile->weight[i] > 0;
    }
    return true;
}

/* ---- the order of rows ---- */

static bool comes_after(const cv_kept_row *a, const cv_kept_row *b)
{
    if (a->domain != b->domain)
        return a->domain > b->domain;
    if ((a->weight > 0) != (b->weight > 0))
        return b->weight > 0;
    return a->value > b->value;
}

/* Merges rows[0..middle) and rows[middle..count); `room` holds the first of them. Equal rows keep their order. */
static void merge(cv_kept_row *rows, size_t middle, size_t count, cv_kept_row *room)
{
    size_t a = 0, b = middle, to = 0;
    if (!comes_after(&rows[middle - 1], &rows[middle]))
        return;
    memcpy(room, rows, middle * sizeof *room);
    while (a < middle)
        rows[to++] = b < count && comes_after(&room[a], &rows[b]) ? rows[b++] : room[a++];
}

/* Merge sort: stable, as the order of equal values counts, and never worse than n log n. */
static void sort_rows(cv_kept_row *rows, size_t count, cv_kept_row *room)
{
    enum { SHORT = 12 };
    if (count > SHORT) {
        sort_rows(rows, count / 2, room);
        sort_rows(rows + count / 2, count - count / 2, room);
        merge(rows, count / 2, count, room);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        cv_kept_row row = rows[i];
        size_t at = i;
        for (; at > 0 && comes_after(&rows[at - 1], &row); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

bool cv_rows_sort(cv_item *item, const cv_block *block)
{
    cv_kept_row *room = cv_memory_new((item->kept_count / 2 + 1) * sizeof *room);
    item->kept_start = cv_memory_zero(block->domains + 1, sizeof *item->kept_start);
    bool ok = room != NULL && item->kept_start != NULL;
    if (ok)
        sort_rows(item->kept, item->kept_count, room);
    for (size_t i = 0; ok && i < item->kept_count; i++)
        item->kept_start[item->kept[i].domain + 1]++;
    for (size_t d = 0; ok && d < block->domains; d++)
        item->kept_start[d + 1] += item->kept_start[d];
    cv_memory_free(room);
    return ok;
}

bool cv_rows_df(const cv_design *design, const cv_block *block, cv_item *item)
{
    uint32_t *flags = cv_memory_zero(block->records.count + 1, sizeof *flags);
    item->kept_df = cv_memory_zero(block->domains + 1, sizeof *item->kept_df);
    bool ok = flags != NULL && item->kept_df != NULL;
    for (size_t i = 0; ok && i < item->kept_count; i++)
        if (item->kept[i].weight > 0)
            flags[item->kept[i].record] = CV_RECORD_LIVE;
    ok = ok && cv_block_df(design, block, flags, item->base, item->kept_df);
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
                          .df = of->kept_df != NULL ? of->kept_df[domain] : (double)NAN};
}

uint32_t cv_fold_row_unit(const cv_fold *fold, size_t block, const cv_kept_row *row)
{
    return cv_record_unit(&fold->blocks[block], row->record);
}

uint32_t cv_fold_row_stratum(const cv_fold *fold, size_t block, const cv_kept_row *row)
{
    uint32_t unit = cv_fold_row_unit(fold, block, row);
    if (!fold->clustered)
        return unit;
    return cv_design_group(fold->design, 0, cv_unit_top(fold->design, unit));
}
