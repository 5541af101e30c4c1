/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Under calibration the variance is that of residuals z - x'B. B comes from the moments of z with the columns x over
 * all rows of a domain; the units' totals of x are the design's (design/calibrate.h). */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "fold/block.h"

static size_t columns_of(const cv_fold *fold)
{
    return cv_calibration_columns(fold->calibration);
}

/* ---- room ---- */

/* [rows x width] cells of K numbers in a larger table; new ones are zero. */
static bool grow(double **table, size_t rows, size_t width, size_t more_rows, size_t more_width, size_t k)
{
    double *larger = cv_memory_zero(more_rows * more_width + 1, k * sizeof *larger);
    if (larger == NULL)
        return false;
    for (size_t i = 0; i < rows && width > 0; i++)
        memcpy(larger + i * more_width * k, *table + i * width * k, width * k * sizeof *larger);
    cv_memory_free(*table);
    *table = larger;
    return true;
}

static size_t enough(size_t room, size_t wanted)
{
    return wanted <= room ? room : 2 * room > wanted ? 2 * room : wanted;
}

bool cv_calibrated_room(const cv_fold *fold, cv_item *item, size_t domains, size_t records)
{
    cv_calibrated_cells *cells = &item->calibrated;
    size_t k = columns_of(fold);
    records = fold->clustered ? 0 : records;
    if (item->width == 0 || (domains <= cells->domains && records <= cells->records && item->width <= cells->width))
        return true;
    size_t more_domains = enough(cells->domains, domains), more_records = enough(cells->records, records);
    if (!grow(&cells->cross, cells->domains, cells->width, more_domains, item->width, k))
        return false;
    if (!fold->clustered && !grow(&cells->with, cells->records, cells->width, more_records, item->width, k)) {
        cells->domains = cells->records = 0; /* the tables differ in width: nothing of them is of use */
        return false;
    }
    *cells = (cv_calibrated_cells){.cross = cells->cross,
                                   .with = cells->with,
                                   .domains = more_domains,
                                   .records = more_records,
                                   .width = item->width};
    return true;
}

void cv_calibrated_clear(const cv_fold *fold, cv_item *item)
{
    const cv_calibrated_cells *cells = &item->calibrated;
    size_t row = cells->width * columns_of(fold) * sizeof(double);
    if (cells->cross != NULL)
        memset(cells->cross, 0, cells->domains * row);
    if (cells->with != NULL)
        memset(cells->with, 0, cells->records * row);
}

void cv_calibrated_free(cv_item *item)
{
    cv_memory_free(item->calibrated.cross);
    cv_memory_free(item->calibrated.with);
}

bool cv_calibrated_prepare(cv_fold *fold, cv_block *block)
{
    for (size_t i = 0; columns_of(fold) > 0 && i < block->item_count; i++)
        if (!cv_calibrated_room(fold, &block->items[i], block->domains, block->records.count))
            return false;
    return true;
}

/* ---- rows ---- */

void cv_calibrated_add_row(const cv_fold *fold, cv_item *item, size_t domain, size_t record, uint32_t pattern,
                           double start, double weight, const size_t *slots, const double *x, size_t count)
{
    cv_calibrated_cells *cells = &item->calibrated;
    size_t k = columns_of(fold), entries;
    const cv_calibration_entry *entry = cv_calibration_entries(fold->calibration, pattern, &entries);
    for (size_t s = 0; s < count; s++) {
        double *cross = cells->cross + (domain * cells->width + slots[s]) * k;
        for (size_t e = 0; e < entries; e++)
            cross[entry[e].column] += (entry[e].plain ? weight / start : weight) * x[s] * entry[e].cross;
        double *with = fold->clustered ? NULL : cells->with + (record * cells->width + slots[s]) * k;
        for (size_t e = 0; with != NULL && e < entries; e++)
            with[entry[e].column] += weight * x[s] * start * entry[e].unit;
    }
}

enum { MOST_SLOTS = 256 };

/* The slots that a row has in an item. */
static size_t slots_of(cv_item *item, size_t domain, const cv_batch *batch, size_t row, size_t slots[MOST_SLOTS],
                       double x[MOST_SLOTS])
{
    size_t count = 0;
    if (item->spec.kind == CV_ITEM_LEVELS) {
        int32_t level = batch->codes[item->spec.slot][row] + item->spec.missing_level;
        slots[0] = (size_t)level;
        x[0] = 1;
        return level >= 0;
    }
    x[0] = 1;
    slots[0] = 0;
    if (item->spec.kind == CV_ITEM_CHOICES) {
        uint64_t choices = batch->choices[item->spec.slot][row];
        if (choices == UINT64_MAX)
            return 0;
        for (count = 1; choices != 0; choices &= choices - 1) {
            x[count] = 1;
            slots[count++] = 1 + (size_t)__builtin_ctzll(choices);
        }
        return count;
    }
    if (item->spec.kind == CV_ITEM_MOMENTS || item->spec.kind == CV_ITEM_SCALE) {
        for (size_t k = 0; k < item->width; k++)
            slots[k] = k;
        bool answered = item->spec.kind == CV_ITEM_SCALE ? cv_scale_vector(item, batch, row, x)
                                                         : cv_item_moments(item, batch, row, domain, x);
        return answered ? item->width : 0;
    }
    double y, below;
    if (!cv_item_numbers(item, batch, row, &y, &below))
        return 0;
    slots[1] = 1;
    slots[2] = 2;
    x[1] = y - item->centre[0];
    x[2] = below - item->centre[1];
    return item->width;
}

/* Items without weights know nothing of calibration: their residuals are their scores. */
static void add_item(const cv_fold *fold, const cv_block *block, cv_item *item, const cv_tile *tile)
{
    size_t slots[MOST_SLOTS];
    double x[MOST_SLOTS];
    if (item->spec.unweighted)
        return;
    for (size_t i = tile->from; i < tile->to; i++) {
        uint32_t pattern = tile->rows->pattern[i];
        if (block->row_domain[i] < 0 || pattern == CV_PAIR_NONE || !(tile->rows->start[i] > 0))
            continue;
        size_t domain = (size_t)block->row_domain[i], count = slots_of(item, domain, tile->batch, i, slots, x);
        cv_calibrated_add_row(fold, item, domain, block->row_record[i], pattern, tile->rows->start[i], tile->weight[i],
                              slots, x, count);
    }
}

bool cv_calibrated_add(cv_fold *fold, cv_block *block, const cv_tile *tile)
{
    for (size_t i = 0; columns_of(fold) > 0 && i < block->item_count; i++) {
        cv_item *item = &block->items[i];
        if (item->width == 0)
            continue;
        if (!cv_calibrated_room(fold, item, block->domains, block->records.count))
            return false;
        add_item(fold, block, item, tile);
    }
    return true;
}

/* ---- the end ---- */

bool cv_calibrated_finish(cv_fold *fold)
{
    if (columns_of(fold) == 0)
        return true;
    size_t stages = cv_design_stages(fold->design);
    size_t units = stages > 0 ? cv_design_unit_count(fold->design, stages - 1) : cv_design_group_count(fold->design, 0);
    for (size_t i = 0; i < fold->count; i++) {
        cv_block *block = &fold->blocks[i];
        for (uint32_t unit = 0; unit < units && block->domains > 0; unit++) {
            if (unit < block->latest_room && block->latest[unit].record != 0)
                continue;
            int fresh = 1;
            uint32_t record = cv_pairs_number(&block->records, unit, 0, &fresh);
            if (!fresh)
                continue;
            uint32_t *flags =
                record == CV_PAIR_NONE ? NULL : cv_memory_grow(block->flags, record, &block->flag_room, sizeof *flags);
            if (flags == NULL)
                return false;
            block->flags = flags;
            flags[record] = 0;
        }
    }
    return true;
}

/* ---- what was folded ---- */

/* Where a final slot stands: the level "missing" comes first while rows are read and last after it. */
static size_t stored_slot(const cv_item *item, size_t slot)
{
    if (!item->spec.missing_level)
        return slot;
    return slot + 1 == item->width ? 0 : slot + 1;
}

/* A row of the table, its numbers about `centre` in place of the item's. */
static void read_moments(const cv_item *item, const double *table, size_t rows, size_t row, const double centre[2],
                         size_t k, double *moments)
{
    const cv_calibrated_cells *cells = &item->calibrated;
    bool numbers = item->spec.kind == CV_ITEM_NUMBER || item->spec.kind == CV_ITEM_RATIO;
    memset(moments, 0, item->width * k * sizeof *moments);
    for (size_t s = 0; s < item->width && row < rows; s++) {
        size_t stored = stored_slot(item, s);
        if (stored < cells->width)
            memcpy(moments + s * k, table + (row * cells->width + stored) * k, k * sizeof *moments);
    }
    for (size_t s = 1; numbers && s < item->width; s++)
        for (size_t j = 0; j < k; j++)
            moments[s * k + j] -= (centre[s - 1] - item->centre[s - 1]) * moments[j];
}

void cv_calibrated_cross(const cv_fold *fold, const cv_item *item, size_t domain, const double centre[2],
                         double *moments)
{
    read_moments(item, item->calibrated.cross, item->calibrated.domains, domain, centre, columns_of(fold), moments);
}

void cv_calibrated_with(const cv_fold *fold, const cv_item *item, size_t record, const double centre[2],
                        double *moments)
{
    read_moments(item, item->calibrated.with, item->calibrated.records, record, centre, columns_of(fold), moments);
}
