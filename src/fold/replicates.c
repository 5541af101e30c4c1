/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold/replicates.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "fold/block.h"

/** Rows whose weights are brought together at a time; additions before what they came to is put away. */
enum { ROWS_TOGETHER = 16, ADDITIONS = 512 };

/** Below this share of the squares that it is made of, a variance is rounding. */
static const double ROUNDING = 1e-26;

size_t cv_fold_replicates(const cv_fold *fold)
{
    return cv_design_replicates(fold->design)->count;
}

void cv_fold_want_rank(cv_fold *fold, size_t block)
{
    fold->blocks[block].ranked = true;
}

/* ---- room ---- */

/* The cells [domain x slot] of an item in a larger table. */
static bool grow_cells(cv_replicate_cells *cells, size_t domains, size_t width, size_t count)
{
    cv_replicate_cells more = {.domains = domains, .width = width};
    more.recent = cv_memory_zero(domains * width + 1, count * sizeof(double));
    more.high = cv_memory_zero(domains * width + 1, count * sizeof(double));
    more.low = cv_memory_zero(domains * width + 1, count * sizeof(double));
    more.pending = cv_memory_zero(domains * width + 1, sizeof *more.pending);
    bool ok = more.recent != NULL && more.high != NULL && more.low != NULL && more.pending != NULL;
    for (size_t d = 0; ok && d < cells->domains && cells->width > 0; d++) {
        size_t to = d * width * count, from = d * cells->width * count, size = cells->width * count * sizeof(double);
        memcpy(more.recent + to, cells->recent + from, size);
        memcpy(more.high + to, cells->high + from, size);
        memcpy(more.low + to, cells->low + from, size);
        memcpy(more.pending + d * width, cells->pending + d * cells->width, cells->width * sizeof *more.pending);
    }
    cv_replicate_cells_free(ok ? cells : &more);
    if (ok)
        *cells = more;
    return ok;
}

void cv_replicate_cells_free(cv_replicate_cells *cells)
{
    cv_memory_free(cells->recent);
    cv_memory_free(cells->high);
    cv_memory_free(cells->low);
    cv_memory_free(cells->pending);
    *cells = (cv_replicate_cells){0};
}

static bool more_cells(cv_item *item, size_t domains, size_t count)
{
    cv_replicate_cells *cells = &item->replicates;
    if (item->width == 0 || (domains <= cells->domains && item->width <= cells->width))
        return true;
    size_t more = domains <= cells->domains      ? cells->domains
                  : 2 * cells->domains > domains ? 2 * cells->domains
                                                 : domains;
    return grow_cells(cells, more, item->width, count);
}

static bool more_grams(cv_block *block)
{
    if (!block->ranked || block->domains <= block->gram_room)
        return true;
    size_t more = block->gram_room * 2 > block->domains ? block->gram_room * 2 : block->domains;
    cv_gram *grams = cv_memory_resize(block->grams, more, sizeof *grams);
    if (grams == NULL)
        return false;
    memset(grams + block->gram_room, 0, (more - block->gram_room) * sizeof *grams);
    block->grams = grams;
    block->gram_room = more;
    return true;
}

static bool make_room(cv_block *block, size_t count)
{
    if (block->replicate_rows == NULL)
        block->replicate_rows = cv_memory_zero((ROWS_TOGETHER + 1) * count, sizeof(double));
    bool ok = block->replicate_rows != NULL && more_grams(block);
    for (size_t k = 0; ok && k < block->item_count; k++)
        ok = block->items[k].spec.kind == CV_ITEM_WEIGHTS || more_cells(&block->items[k], block->domains, count);
    return ok;
}

/* ---- rows ---- */

/* What was added of late goes to a sum that keeps what rounding drops (Knuth's two-sum). */
static void put_away(double *restrict recent, double *restrict high, double *restrict low, size_t count)
{
    for (size_t r = 0; r < count; r++) {
        double sum = high[r] + recent[r], shadow = sum - high[r];
        low[r] += (high[r] - (sum - shadow)) + (recent[r] - shadow);
        high[r] = sum;
        recent[r] = 0;
    }
}

static void add_weights(double *restrict to, const double *restrict weights, size_t count)
{
    for (size_t r = 0; r < count; r++)
        to[r] += weights[r];
}

static void add_multiple(double *restrict to, const double *restrict weights, double x, size_t count)
{
    for (size_t r = 0; r < count; r++)
        to[r] += x * weights[r];
}

static double *cell_at(cv_replicate_cells *cells, size_t domain, size_t slot, size_t count)
{
    size_t cell = domain * cells->width + slot;
    if (cells->pending[cell]++ == ADDITIONS) {
        put_away(cells->recent + cell * count, cells->high + cell * count, cells->low + cell * count, count);
        cells->pending[cell] = 1;
    }
    return cells->recent + cell * count;
}

static void add_level(cv_item *item, size_t domain, const cv_batch *batch, size_t row, const double *w, size_t count)
{
    int32_t level = batch->codes[item->spec.slot][row] + item->spec.missing_level;
    if (level >= 0)
        add_weights(cell_at(&item->replicates, domain, (size_t)level, count), w, count);
}

static void add_choices(cv_item *item, size_t domain, const cv_batch *batch, size_t row, const double *w, size_t count)
{
    uint64_t choices = batch->choices[item->spec.slot][row];
    if (choices == UINT64_MAX)
        return;
    add_weights(cell_at(&item->replicates, domain, 0, count), w, count);
    for (; choices != 0; choices &= choices - 1)
        add_weights(cell_at(&item->replicates, domain, 1 + (size_t)__builtin_ctzll(choices), count), w, count);
}

static void add_number(cv_item *item, size_t domain, const cv_batch *batch, size_t row, const double *w, size_t count)
{
    double y, x;
    if (!cv_item_numbers(item, batch, row, &y, &x))
        return;
    add_weights(cell_at(&item->replicates, domain, 0, count), w, count);
    add_multiple(cell_at(&item->replicates, domain, 1, count), w, y - item->centre[0], count);
    if (item->width > 2)
        add_multiple(cell_at(&item->replicates, domain, 2, count), w, x - item->centre[1], count);
}

static void add_moments(cv_item *item, size_t domain, const cv_batch *batch, size_t row, const double *w, size_t count)
{
    double slots[6];
    if (!cv_item_moments(item, batch, row, domain, slots))
        return;
    add_weights(cell_at(&item->replicates, domain, 0, count), w, count);
    for (size_t k = 1; k < item->width; k++)
        add_multiple(cell_at(&item->replicates, domain, k, count), w, slots[k], count);
}

static void add_scale(cv_item *item, size_t domain, const cv_batch *batch, size_t row, const double *w, size_t count)
{
    if (!cv_scale_vector(item, batch, row, item->scale_vector))
        return;
    for (size_t k = 0; k < item->width; k++)
        add_multiple(cell_at(&item->replicates, domain, k, count), w, item->scale_vector[k], count);
}

static void add_item(cv_item *item, size_t domain, const cv_batch *batch, size_t row, const double *w, size_t count)
{
    switch (item->spec.kind) {
    case CV_ITEM_LEVELS:
        add_level(item, domain, batch, row, w, count);
        break;
    case CV_ITEM_CHOICES:
        add_choices(item, domain, batch, row, w, count);
        break;
    case CV_ITEM_NUMBER:
    case CV_ITEM_RATIO:
        add_number(item, domain, batch, row, w, count);
        break;
    case CV_ITEM_MOMENTS:
        add_moments(item, domain, batch, row, w, count);
        break;
    case CV_ITEM_SCALE:
        add_scale(item, domain, batch, row, w, count);
        break;
    case CV_ITEM_WEIGHTS:
    case CV_ITEM_ROWS: /* refused with replicate weights */
        break;
    }
}

/* What a row's replicates make of a weight of 1. */
static void share_weights(const double *weights, size_t count, double *to)
{
    double full = weights[count - 1];
    for (size_t r = 0; r < count; r++)
        to[r] = full > 0 ? weights[r] / full : 0;
}

bool cv_replicates_prepare(cv_block *block, const cv_design *design)
{
    const cv_replicates *of = cv_design_replicates(design);
    return of->count == 0 || make_room(block, of->count + 1);
}

bool cv_replicates_add(cv_block *block, const cv_design *design, const cv_tile *tile)
{
    const cv_replicates *of = cv_design_replicates(design);
    size_t count = of->count + 1;
    for (size_t from = tile->from; of->count > 0 && from < tile->to; from += ROWS_TOGETHER) {
        size_t rows = tile->to - from < ROWS_TOGETHER ? tile->to - from : ROWS_TOGETHER;
        cv_design_replicate_weights(design, tile->batch, tile->rows, from, rows, block->replicate_rows);
        for (size_t i = 0; i < rows; i++) {
            const double *weights = block->replicate_rows + i * count;
            if (block->row_domain[from + i] < 0)
                continue;
            size_t domain = (size_t)block->row_domain[from + i];
            const double *ones = block->replicate_rows + ROWS_TOGETHER * count;
            if (block->unweighted)
                share_weights(weights, count, block->replicate_rows + ROWS_TOGETHER * count);
            for (size_t k = 0; k < block->item_count; k++)
                add_item(&block->items[k], domain, tile->batch, from + i,
                         block->items[k].spec.unweighted ? ones : weights, count);
            if (block->ranked && !cv_gram_add(&block->grams[domain], weights, of->count))
                return false;
        }
    }
    return true;
}

/* ---- rows that stay ---- */

void cv_fold_want_replicate_rows(cv_fold *fold)
{
    fold->replicate_rows.wanted = cv_fold_replicates(fold) > 0;
}

static bool more_rows(cv_replicate_rows *to, size_t width)
{
    double **blocks = cv_memory_grow(to->blocks, to->count, &to->room, sizeof *blocks);
    if (blocks == NULL)
        return false;
    to->blocks = blocks;
    blocks[to->count] = cv_memory_new(CV_REPLICATE_BLOCK * width * sizeof **blocks);
    return blocks[to->count++] != NULL;
}

bool cv_replicate_rows_add(cv_replicate_rows *to, const cv_design *design, const cv_tile *tile)
{
    size_t width = cv_design_replicates(design)->count + 1, first = tile->batch->first_row - 1;
    if (!to->wanted)
        return true;
    if (first + tile->to > UINT32_MAX) /* kept rows could not name it */
        return false;
    for (size_t i = tile->from, rows; i < tile->to; i += rows) {
        size_t inside = (first + i) % CV_REPLICATE_BLOCK;
        while (to->count * CV_REPLICATE_BLOCK <= first + i)
            if (!more_rows(to, width))
                return false;
        rows = tile->to - i < CV_REPLICATE_BLOCK - inside ? tile->to - i : CV_REPLICATE_BLOCK - inside;
        cv_design_replicate_weights(design, tile->batch, tile->rows, i, rows,
                                    to->blocks[(first + i) / CV_REPLICATE_BLOCK] + inside * width);
    }
    return true;
}

void cv_replicate_rows_free(cv_replicate_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        cv_memory_free(rows->blocks[i]);
    cv_memory_free(rows->blocks);
    *rows = (cv_replicate_rows){0};
}

const double *cv_fold_replicate_row(const cv_fold *fold, size_t row)
{
    return fold->replicate_rows.blocks[row / CV_REPLICATE_BLOCK] +
           row % CV_REPLICATE_BLOCK * (cv_fold_replicates(fold) + 1);
}

static cv_status close_gram(cv_gram *gram, size_t columns, bool ok, double *df, cv_messages *messages)
{
    size_t rank = ok ? cv_gram_rank(gram, columns) : SIZE_MAX;
    cv_gram_free(gram);
    *df = (double)rank - 1;
    return rank == SIZE_MAX ? cv_fail_memory(messages) : CV_OK;
}

cv_status cv_fold_rows_rank(const cv_fold *fold, size_t block, size_t item, size_t domain, double *df,
                            cv_messages *messages)
{
    cv_kept_rows kept = cv_fold_rows(fold, block, item, domain);
    size_t columns = cv_fold_replicates(fold);
    cv_gram gram = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < kept.count; i++)
        ok = cv_gram_add(&gram, cv_fold_replicate_row(fold, kept.rows[i].row), columns);
    return close_gram(&gram, columns, ok, df, messages);
}

cv_status cv_fold_domains_rank(const cv_fold *fold, size_t block, const size_t *domains, size_t count, double *df,
                               cv_messages *messages)
{
    const cv_block *of = &fold->blocks[block];
    size_t columns = cv_fold_replicates(fold);
    cv_gram gram = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < count && domains[i] < of->gram_room; i++)
        ok = cv_gram_join(&gram, &of->grams[domains[i]], columns);
    return close_gram(&gram, columns, ok, df, messages);
}

/* ---- the end ---- */

bool cv_replicates_finish(cv_block *block, const cv_replicates *of)
{
    if (of->count == 0)
        return true;
    for (size_t d = 0; d < block->domains; d++) {
        size_t rank = block->ranked && d < block->gram_room ? cv_gram_rank(&block->grams[d], of->count) : 0;
        if (rank == SIZE_MAX)
            return false;
        block->df[d] = block->ranked ? (double)rank - 1 : (double)NAN;
    }
    return true;
}

void cv_replicates_block_free(cv_block *block)
{
    for (size_t d = 0; d < block->gram_room; d++)
        cv_gram_free(&block->grams[d]);
    cv_memory_free(block->grams);
    cv_memory_free(block->replicate_rows);
}

/* ---- what was folded ---- */

/* Where a final slot stands: the level "missing" comes first while rows are read and last after it. */
static size_t stored_slot(const cv_item *item, size_t slot)
{
    if (!item->spec.missing_level)
        return slot;
    return slot + 1 == item->width ? 0 : slot + 1;
}

void cv_fold_replicate_totals(const cv_fold *fold, size_t block, size_t item, size_t domain, size_t replicate,
                              double *totals, double centre[2])
{
    const cv_item *of = &fold->blocks[block].items[item];
    const cv_replicate_cells *cells = &of->replicates;
    size_t count = cv_fold_replicates(fold) + 1;
    for (size_t k = 0; k < of->width; k++) {
        size_t slot = stored_slot(of, k), at = (domain * cells->width + slot) * count + replicate;
        bool there = domain < cells->domains && slot < cells->width;
        totals[k] = there ? cells->high[at] + (cells->low[at] + cells->recent[at]) : 0;
    }
    if (centre != NULL)
        memcpy(centre, of->centre, sizeof of->centre);
}

/* ---- covariance ---- */

/* The replicates of one value, or of several (joint), that count. */
static size_t choose(const cv_replicates *of, const double *values, size_t count, size_t from, size_t to,
                     size_t *chosen)
{
    const double *full = values + of->count * count;
    size_t kept = 0;
    for (size_t r = 0; r < of->count; r++) {
        bool whole = true;
        for (size_t i = from; i < to && whole; i++)
            whole = !isnan(values[r * count + i]) || isnan(full[i]);
        if (whole)
            chosen[kept++] = r;
    }
    return kept;
}

static double centre_of(const cv_replicates *of, const double *values, size_t count, size_t at, const size_t *chosen,
                        size_t kept)
{
    double sum = 0, number = 0;
    if (of->mse)
        return values[of->count * count + at];
    for (size_t k = 0; k < kept; k++)
        if (of->rscales[chosen[k]] > 0) {
            sum += values[chosen[k] * count + at];
            number++;
        }
    return sum / number;
}

static double variance_of(const cv_replicates *of, const double *values, size_t count, size_t at, size_t *chosen)
{
    size_t kept = choose(of, values, count, at, at + 1, chosen);
    double centre = centre_of(of, values, count, at, chosen, kept), sum = 0, raw = 0;
    if (kept == 0 || isnan(values[of->count * count + at]))
        return NAN;
    for (size_t k = 0; k < kept; k++) {
        double g = values[chosen[k] * count + at], scale = of->rscales[chosen[k]];
        sum += scale * (g - centre) * (g - centre);
        raw += scale * g * g;
    }
    return sum <= ROUNDING * raw ? 0 : of->scale * sum;
}

/* Deviations about the centre times the root of rscales, replicate by replicate; those of rounding become 0. */
static void deviate(const cv_replicates *of, const double *values, size_t count, const size_t *chosen, size_t kept,
                    double *deviations)
{
    for (size_t i = 0; i < count; i++) {
        double centre = centre_of(of, values, count, i, chosen, kept), sum = 0, raw = 0;
        for (size_t k = 0; k < kept; k++) {
            double g = values[chosen[k] * count + i], root = sqrt(of->rscales[chosen[k]]);
            double deviation = root * (g - centre);
            deviations[k * count + i] = deviation;
            sum += deviation * deviation;
            raw += root * g * root * g;
        }
        for (size_t k = 0; k < kept && sum <= ROUNDING * raw; k++)
            deviations[k * count + i] = 0;
        for (size_t k = 0; k < kept && isnan(values[of->count * count + i]); k++)
            deviations[k * count + i] = NAN;
    }
}

static void cross(const double *deviations, size_t count, size_t kept, double scale, double *covariance)
{
    for (size_t k = 0; k < kept; k++)
        for (size_t i = 0; i < count; i++) {
            double left = deviations[k * count + i];
            for (size_t j = i; j < count; j++)
                covariance[i * count + j] += left * deviations[k * count + j];
        }
    for (size_t i = 0; i < count; i++)
        for (size_t j = i; j < count; j++) {
            double v = kept > 0 ? scale * covariance[i * count + j] : (double)NAN;
            covariance[i * count + j] = covariance[j * count + i] = v;
        }
}

cv_status cv_replicates_covariance(const cv_replicates *replicates, const double *values, size_t count, bool joint,
                                   double *covariance, cv_messages *messages)
{
    size_t *chosen = cv_memory_zero(replicates->count + 1, sizeof *chosen);
    double *deviations = joint ? cv_memory_zero(replicates->count + 1, (count + 1) * sizeof *deviations) : NULL;
    bool ok = chosen != NULL && (!joint || deviations != NULL);
    for (size_t i = 0; ok && !joint && i < count; i++)
        covariance[i] = variance_of(replicates, values, count, i, chosen);
    if (ok && joint) {
        size_t kept = choose(replicates, values, count, 0, count, chosen);
        memset(covariance, 0, count * count * sizeof *covariance);
        deviate(replicates, values, count, chosen, kept, deviations);
        cross(deviations, count, kept, replicates->scale, covariance);
    }
    cv_memory_free(chosen);
    cv_memory_free(deviations);
    return ok ? CV_OK : cv_fail_memory(messages);
}
