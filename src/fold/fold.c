/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold/fold.h"

#include <string.h>

#include "base/memory.h"
#include "fold/block.h"
#include "fold/replicates.h"
#include "fold/scale.h"

cv_fold *cv_fold_new(const cv_design *design)
{
    cv_fold *fold = cv_memory_zero(1, sizeof *fold);
    if (fold != NULL) {
        fold->design = design;
        fold->clustered = cv_design_stages(design) > 0;
        fold->calibration = cv_design_calibration(design);
    }
    return fold;
}

static void block_free(cv_block *block)
{
    for (size_t i = 0; i < block->item_count; i++)
        cv_item_free(&block->items[i], block->domains);
    for (size_t i = 0; block->chain != NULL && i < block->by_count; i++)
        cv_pairs_free(&block->chain[i]);
    cv_pairs_free(&block->records);
    cv_replicates_block_free(block);
    void *owned[] = {block->by,         block->chain,      block->first,  block->keys,        block->rows,
                     block->live,       block->flags,      block->latest, block->order,       block->items,
                     block->row_domain, block->row_record, block->df,     block->row_records, block->ones};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}

void cv_fold_free(cv_fold *fold)
{
    if (fold == NULL)
        return;
    for (size_t i = 0; i < fold->count; i++)
        block_free(&fold->blocks[i]);
    cv_replicate_rows_free(&fold->replicate_rows);
    cv_memory_free(fold->row_weights);
    cv_memory_free(fold->row_patterns.start);
    cv_memory_free(fold->row_patterns.pattern);
    cv_memory_free(fold->blocks);
    cv_memory_free(fold);
}

/* ---- blocks and items ---- */

static bool new_domain(cv_block *block, const int32_t *key)
{
    int32_t *keys = block->by_count == 0
                        ? block->keys
                        : cv_memory_grow(block->keys, block->domains, &block->key_room, block->by_count * sizeof *keys);
    if (keys == NULL && block->by_count > 0)
        return false;
    block->keys = keys;
    uint64_t *rows = cv_memory_grow(block->rows, block->domains, &block->rows_room, sizeof *rows);
    if (rows == NULL)
        return false;
    block->rows = rows;
    uint64_t *live = cv_memory_grow(block->live, block->domains, &block->live_room, sizeof *live);
    if (live == NULL)
        return false;
    block->live = live;
    for (size_t i = 0; i < block->by_count; i++)
        keys[block->domains * block->by_count + i] = key[i];
    rows[block->domains] = live[block->domains] = 0;
    block->domains++;
    return true;
}

static bool start_block(cv_block *block, size_t where, const size_t *by, size_t by_count)
{
    *block = (cv_block){.where = where, .by_count = by_count};
    block->by = cv_memory_new((by_count + 1) * sizeof *by);
    block->chain = cv_memory_zero(by_count + 1, sizeof *block->chain);
    if (block->by == NULL || block->chain == NULL)
        return false;
    if (by_count > 0)
        memcpy(block->by, by, by_count * sizeof *by);
    return by_count > 0 || new_domain(block, NULL); /* the whole is a domain even when it is empty */
}

cv_status cv_fold_block(cv_fold *fold, size_t where, const size_t *by, size_t by_count, size_t *block,
                        cv_messages *messages)
{
    for (size_t i = 0; i < fold->count; i++) {
        const cv_block *old = &fold->blocks[i];
        if (old->where != where || old->by_count != by_count ||
            (by_count > 0 && memcmp(old->by, by, by_count * sizeof *by) != 0))
            continue;
        *block = i;
        return CV_OK;
    }
    cv_block *blocks = cv_memory_grow(fold->blocks, fold->count, &fold->room, sizeof *blocks);
    if (blocks == NULL)
        return cv_fail_memory(messages);
    fold->blocks = blocks;
    if (!start_block(&blocks[fold->count], where, by, by_count)) {
        block_free(&blocks[fold->count]);
        return cv_fail_memory(messages);
    }
    *block = fold->count++;
    return CV_OK;
}

static bool same_numbers(const double *a, size_t a_count, const double *b, size_t b_count)
{
    return a_count == b_count && (a_count == 0 || memcmp(a, b, a_count * sizeof *a) == 0);
}

static bool same_item(const cv_item_spec *a, const cv_item_spec *b)
{
    return a->kind == b->kind && a->slot == b->slot && a->slot_below == b->slot_below &&
           a->missing_level == b->missing_level && a->unweighted == b->unweighted && a->scale == b->scale &&
           a->scale_count == b->scale_count && a->score.points == b->score.points &&
           same_numbers(a->score.up, a->score.up_count, b->score.up, b->score.up_count) &&
           same_numbers(a->score.down, a->score.down_count, b->score.down, b->score.down_count);
}

/* Slots of an item before its first row: those of levels and choices come with them. */
static size_t first_width(const cv_item_spec *spec)
{
    switch (spec->kind) {
    case CV_ITEM_NUMBER:
        return 2;
    case CV_ITEM_RATIO:
        return 3;
    case CV_ITEM_MOMENTS:
        return spec->slot_below != CV_NO_SLOT ? 6 : 3;
    case CV_ITEM_SCALE:
        return cv_scale_slots(spec->scale_count);
    case CV_ITEM_CHOICES:
        return 1;
    case CV_ITEM_LEVELS:
    case CV_ITEM_WEIGHTS:
    case CV_ITEM_ROWS:
        break;
    }
    return 0;
}

cv_status cv_fold_item(cv_fold *fold, size_t block, const cv_item_spec *spec, size_t *item, cv_messages *messages)
{
    cv_block *in = &fold->blocks[block];
    for (*item = 0; *item < in->item_count; ++*item)
        if (same_item(&in->items[*item].spec, spec))
            return CV_OK;
    cv_item *items = cv_memory_grow(in->items, in->item_count, &in->item_room, sizeof *items);
    if (items == NULL)
        return cv_fail_memory(messages);
    in->items = items;
    items[in->item_count] = (cv_item){.spec = *spec};
    if (spec->kind == CV_ITEM_ROWS) {
        fold->keeps_rows = in->keeps_rows = true;
        cv_fold_want_replicate_rows(fold);
    }
    in->unweighted = in->unweighted || spec->unweighted;
    items[in->item_count++].width = first_width(spec);
    return CV_OK;
}

/* ---- a batch ---- */

static bool make_room(cv_block *block, size_t rows)
{
    if (rows <= block->row_room)
        return true;
    int32_t *domain = cv_memory_resize(block->row_domain, rows, sizeof *domain);
    if (domain == NULL)
        return false;
    block->row_domain = domain;
    uint32_t *record = cv_memory_resize(block->row_record, rows, sizeof *record);
    if (record == NULL)
        return false;
    block->row_record = record;
    double *ones = cv_memory_resize(block->ones, rows, sizeof *ones);
    if (ones == NULL)
        return false;
    block->ones = ones;
    block->row_room = rows;
    return true;
}

static void fill_ones(cv_block *block, const double *weight, size_t rows)
{
    for (size_t i = 0; block->unweighted && i < rows; i++)
        block->ones[i] = weight[i] > 0;
}

/* A single by variable finds its domain by its level code; no hashing. */
static bool find_by_code(cv_block *block, const int32_t *codes, size_t rows)
{
    int32_t most = -1;
    for (size_t i = 0; i < rows; i++)
        most = codes[i] > most ? codes[i] : most;
    while (block->first_room < (size_t)(most + 1)) {
        size_t more = block->first_room == 0 ? 64 : block->first_room * 2;
        int32_t *first = cv_memory_resize(block->first, more, sizeof *first);
        if (first == NULL)
            return false;
        memset(first + block->first_room, 0xff, (more - block->first_room) * sizeof *first);
        block->first = first;
        block->first_room = more;
    }
    for (size_t i = 0; i < rows; i++) {
        if (block->row_domain[i] < 0)
            continue;
        int32_t code = codes[i];
        if (code >= 0 && block->first[code] < 0) {
            block->first[code] = (int32_t)block->domains;
            if (!new_domain(block, &code))
                return false;
        }
        block->row_domain[i] = code < 0 ? -1 : block->first[code];
    }
    return true;
}

static bool find_by_codes(cv_block *block, const cv_batch *batch)
{
    int32_t key[64];
    for (size_t i = 0; i < batch->rows; i++) {
        uint32_t number = 0;
        int fresh = 0;
        for (size_t k = 0; k < block->by_count && block->row_domain[i] >= 0; k++) {
            key[k] = batch->codes[block->by[k]][i];
            if (key[k] < 0)
                block->row_domain[i] = -1;
            else if ((number = cv_pairs_number(&block->chain[k], number, (uint32_t)key[k], &fresh)) == CV_PAIR_NONE)
                return false;
        }
        if (block->row_domain[i] < 0)
            continue;
        if (fresh && !new_domain(block, key))
            return false;
        block->row_domain[i] = (int32_t)number;
    }
    return true;
}

static bool find_domains(cv_block *block, const cv_batch *batch, const cv_design_rows *rows)
{
    const uint8_t *truth = block->where == CV_NO_SLOT ? NULL : batch->truths[block->where];
    for (size_t i = 0; i < batch->rows; i++)
        block->row_domain[i] = rows->stratum[i] == CV_NO_UNIT || (truth != NULL && !truth[i]) ? -1 : 0;
    if (block->by_count == 0)
        return true;
    return block->by_count == 1 ? find_by_code(block, batch->codes[block->by[0]], batch->rows)
                                : find_by_codes(block, batch);
}

static bool more_units(cv_block *block, const cv_design_rows *rows, size_t count)
{
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = rows->stratum[i] != CV_NO_UNIT && rows->unit[i] > most ? rows->unit[i] : most;
    if (most < block->latest_room)
        return true;
    size_t more = block->latest_room * 2 > most ? block->latest_room * 2 : (size_t)most + 1024;
    cv_latest *latest = cv_memory_resize(block->latest, more, sizeof *latest);
    if (latest == NULL)
        return false;
    memset(latest + block->latest_room, 0, (more - block->latest_room) * sizeof *latest);
    block->latest = latest;
    block->latest_room = more;
    return true;
}

/* Finds or makes the record of a unit and a domain that are not those of the last look-up. */
static bool find_record(cv_block *block, uint32_t unit, uint32_t domain)
{
    int fresh;
    uint32_t record = cv_pairs_number(&block->records, unit, domain, &fresh);
    if (record == CV_PAIR_NONE)
        return false;
    if (fresh) {
        uint32_t *flags = cv_memory_grow(block->flags, record, &block->flag_room, sizeof *flags);
        if (flags == NULL)
            return false;
        block->flags = flags;
        flags[record] = 0;
    }
    block->latest[unit] = (cv_latest){domain, record + 1, block->flags[record] & CV_RECORD_LIVE};
    return true;
}

static bool find_row(cv_block *block, size_t row, const cv_design_rows *rows)
{
    uint32_t domain = (uint32_t)block->row_domain[row], unit = rows->unit[row];
    cv_latest *latest = &block->latest[unit];
    if ((latest->record == 0 || latest->domain != domain) && !find_record(block, unit, domain))
        return false;
    bool live = rows->weight[row] != 0;
    if (live && !latest->live) {
        block->flags[latest->record - 1] |= CV_RECORD_LIVE;
        latest->live = CV_RECORD_LIVE;
    }
    block->row_record[row] = latest->record - 1;
    block->rows[domain]++;
    block->live[domain] += live;
    return true;
}

/* Finds the records of a tile of rows; look-ups wait for memory, so that what comes next is asked for early. */
static bool find_records(cv_block *block, size_t from, size_t to, const cv_design_rows *rows)
{
    for (size_t i = from; i < to; i++)
        if (block->row_domain[i] >= 0)
            __builtin_prefetch(&block->latest[rows->unit[i]], 1);
    for (size_t i = from; i < to; i++)
        if (block->row_domain[i] >= 0 && block->latest[rows->unit[i]].domain != (uint32_t)block->row_domain[i])
            cv_pairs_prefetch(&block->records, rows->unit[i], (uint32_t)block->row_domain[i]);
    for (size_t i = from; i < to; i++)
        if (block->row_domain[i] >= 0 && !find_row(block, i, rows))
            return false;
    for (size_t k = 0; k < block->item_count; k++)
        for (size_t i = from; i < to; i++)
            if (block->row_domain[i] >= 0)
                cv_item_prefetch(&block->items[k], block->row_record[i]);
    return true;
}

static bool fold_block(cv_fold *fold, cv_block *block, const cv_batch *batch, const cv_design_rows *rows)
{
    enum { TILE = 256 };
    bool clustered = fold->clustered;
    cv_tile tile = {.batch = batch, .rows = rows, .weight = rows->weight};
    if (!make_room(block, batch->rows) || !find_domains(block, batch, rows) || !more_units(block, rows, batch->rows))
        return false;
    fill_ones(block, rows->weight, batch->rows);
    for (size_t k = 0; k < block->item_count; k++)
        if (!cv_item_prepare(&block->items[k], block, clustered, batch))
            return false;
    if (!cv_replicates_prepare(block, fold->design) || !cv_calibrated_prepare(fold, block))
        return false;
    for (; tile.from < batch->rows; tile.from = tile.to) {
        tile.to = tile.from + TILE < batch->rows ? tile.from + TILE : batch->rows;
        if (!find_records(block, tile.from, tile.to, rows) || !cv_rows_note(block, &tile))
            return false;
        for (size_t k = 0; k < block->item_count; k++)
            if (!cv_item_add(&block->items[k], block, k, clustered, &tile))
                return false;
        if (!cv_replicates_add(block, fold->design, &tile) || !cv_calibrated_add(fold, block, &tile))
            return false;
    }
    return true;
}

cv_status cv_fold_batch(cv_fold *fold, const cv_batch *batch, const cv_design_rows *rows, cv_messages *messages)
{
    const cv_tile whole = {.batch = batch, .rows = rows, .weight = rows->weight, .to = batch->rows};
    for (size_t i = 0; i < fold->count; i++)
        if (!fold_block(fold, &fold->blocks[i], batch, rows))
            return cv_fail_memory(messages);
    if (!cv_rows_weigh(fold, &whole) || !cv_replicate_rows_add(&fold->replicate_rows, fold->design, &whole))
        return cv_fail_memory(messages);
    return CV_OK;
}

/* ---- the end ---- */

/* Sorts numbers 0..count-1 (as listed in `in`) by their bucket, stable. */
static bool sort_by_bucket(const uint32_t *in, size_t count, const uint32_t *bucket_of, size_t buckets, uint32_t *out)
{
    size_t *start = cv_memory_zero(buckets + 1, sizeof *start);
    if (start == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        start[bucket_of[in[i]] + 1]++;
    for (size_t i = 0; i < buckets; i++)
        start[i + 1] += start[i];
    for (size_t i = 0; i < count; i++)
        out[start[bucket_of[in[i]]]++] = in[i];
    cv_memory_free(start);
    return true;
}

/* The place of each unit of a stage when units are listed by the place of their parent, then by group. */
static bool rank_stage(const cv_design *design, size_t stage, const uint32_t *parent_rank, uint32_t *rank)
{
    size_t count = cv_design_unit_count(design, stage), groups = cv_design_group_count(design, stage);
    size_t parents = stage > 0 ? cv_design_unit_count(design, stage - 1) : 1;
    uint32_t *list = cv_memory_new((count + 1) * sizeof *list), *sorted = cv_memory_new((count + 1) * sizeof *list);
    uint32_t *bucket = cv_memory_new((count + 1) * sizeof *list);
    bool ok = list != NULL && sorted != NULL && bucket != NULL;
    for (uint32_t i = 0; ok && i < count; i++) {
        list[i] = i;
        bucket[i] = cv_design_group(design, stage, i);
    }
    ok = ok && sort_by_bucket(list, count, bucket, groups, sorted);
    if (ok && stage > 0) {
        for (uint32_t i = 0; i < count; i++)
            bucket[i] = parent_rank[cv_design_parent(design, stage, i)];
        ok = sort_by_bucket(sorted, count, bucket, parents, list);
        memcpy(sorted, list, count * sizeof *list);
    }
    for (uint32_t i = 0; ok && i < count; i++)
        rank[sorted[i]] = i;
    cv_memory_free(list);
    cv_memory_free(sorted);
    cv_memory_free(bucket);
    return ok;
}

/* The place of each last-stage unit in the order of strata, PSUs and further units; strata are their own places. */
static uint32_t *rank_units(const cv_design *design, size_t *count)
{
    size_t stages = cv_design_stages(design);
    uint32_t *rank = NULL;
    for (size_t stage = 0; stage < stages; stage++) {
        uint32_t *next = cv_memory_new((cv_design_unit_count(design, stage) + 1) * sizeof *next);
        if (next == NULL || !rank_stage(design, stage, rank, next)) {
            cv_memory_free(next);
            cv_memory_free(rank);
            return NULL;
        }
        cv_memory_free(rank);
        rank = next;
    }
    *count = stages > 0 ? cv_design_unit_count(design, stages - 1) : cv_design_group_count(design, 0);
    if (stages == 0 && (rank = cv_memory_new((*count + 1) * sizeof *rank)) != NULL)
        for (uint32_t i = 0; i < *count; i++)
            rank[i] = i;
    return rank;
}

static bool order_records(cv_block *block, const uint32_t *rank, size_t units)
{
    size_t count = block->records.count;
    uint32_t *list = cv_memory_new((count + 1) * sizeof *list), *bucket = cv_memory_new((count + 1) * sizeof *bucket);
    block->order = cv_memory_new((count + 1) * sizeof *block->order);
    bool ok = list != NULL && bucket != NULL && block->order != NULL;
    for (uint32_t i = 0; ok && i < count; i++) {
        list[i] = i;
        bucket[i] = rank[cv_record_unit(block, i)];
    }
    ok = ok && sort_by_bucket(list, count, bucket, units, block->order);
    cv_memory_free(list);
    cv_memory_free(bucket);
    return ok;
}

uint32_t cv_unit_top(const cv_design *design, uint32_t unit)
{
    for (size_t stage = cv_design_stages(design); stage > 1; stage--)
        unit = cv_design_parent(design, stage - 1, unit);
    return unit;
}

/* Counts, for each domain, PSUs and strata that have a live row; records come in the order of strata and PSUs. */
bool cv_block_df(const cv_design *design, const cv_block *block, const uint32_t *flags, const uint64_t *live,
                 double *df)
{
    uint32_t *last_psu = cv_memory_new((block->domains + 1) * sizeof *last_psu);
    uint32_t *last_stratum = cv_memory_new((block->domains + 1) * sizeof *last_stratum);
    bool ok = last_psu != NULL && last_stratum != NULL, clustered = cv_design_stages(design) > 0;
    if (ok) {
        memset(last_psu, 0xff, block->domains * sizeof *last_psu);
        memset(last_stratum, 0xff, block->domains * sizeof *last_stratum);
    }
    for (size_t i = 0; ok && i < block->records.count; i++) {
        uint32_t record = block->order[i], domain = cv_record_domain(block, record);
        if (!(flags[record] & CV_RECORD_LIVE))
            continue;
        uint32_t psu = clustered ? cv_unit_top(design, cv_record_unit(block, record)) : 0;
        uint32_t stratum = clustered ? cv_design_group(design, 0, psu) : cv_record_unit(block, record);
        df[domain] += (clustered && last_psu[domain] != psu) - (last_stratum[domain] != stratum);
        last_psu[domain] = psu;
        last_stratum[domain] = stratum;
    }
    for (size_t i = 0; ok && !clustered && i < block->domains; i++)
        df[i] += (double)live[i];
    cv_memory_free(last_psu);
    cv_memory_free(last_stratum);
    return ok;
}

static bool count_df(const cv_design *design, cv_block *block)
{
    block->df = cv_memory_zero(block->domains + 1, sizeof *block->df);
    return block->df != NULL && cv_block_df(design, block, block->flags, block->live, block->df);
}

bool cv_fold_order(cv_fold *fold)
{
    size_t units = 0;
    uint32_t *rank = rank_units(fold->design, &units);
    bool ok = rank != NULL;
    for (size_t i = 0; ok && i < fold->count; i++)
        ok = order_records(&fold->blocks[i], rank, units);
    cv_memory_free(rank);
    return ok;
}

cv_status cv_fold_finish(cv_fold *fold, const cv_frame *frame, cv_messages *messages)
{
    bool ok = cv_calibrated_finish(fold) && cv_fold_order(fold);
    for (size_t i = 0; ok && i < fold->count; i++) {
        cv_block *block = &fold->blocks[i];
        ok = count_df(fold->design, block) && cv_replicates_finish(block, cv_design_replicates(fold->design));
        for (size_t k = 0; ok && k < block->item_count; k++)
            ok = cv_item_finish(&block->items[k], block, fold->clustered, frame) &&
                 (block->items[k].spec.kind != CV_ITEM_ROWS || cv_fold_replicates(fold) > 0 ||
                  cv_rows_df(fold, block, &block->items[k]));
    }
    return ok ? CV_OK : cv_fail_memory(messages);
}

/* ---- what was folded ---- */

size_t cv_fold_domains(const cv_fold *fold, size_t block)
{
    return fold->blocks[block].domains;
}

const int32_t *cv_fold_domain_key(const cv_fold *fold, size_t block, size_t domain)
{
    return fold->blocks[block].keys + domain * fold->blocks[block].by_count;
}

uint64_t cv_fold_domain_rows(const cv_fold *fold, size_t block, size_t domain)
{
    return fold->blocks[block].rows[domain];
}

uint64_t cv_fold_domain_live(const cv_fold *fold, size_t block, size_t domain)
{
    return fold->blocks[block].live[domain];
}

double cv_fold_domain_df(const cv_fold *fold, size_t block, size_t domain)
{
    return fold->blocks[block].df[domain];
}

static bool is_among(const size_t *domains, size_t count, size_t domain)
{
    for (size_t i = 0; i < count; i++)
        if (domains[i] == domain)
            return true;
    return false;
}

/* Weights of answers: in the first slot of a number, in all slots of levels. */
static bool has_answer(const cv_item *item, uint32_t record, bool clustered)
{
    if (record >= item->record_room)
        return false;
    if (item->spec.kind != CV_ITEM_LEVELS)
        return clustered ? item->z[record * item->width] > 0 : item->run[record].weight > 0;
    for (size_t i = record * item->width; i < (record + 1) * item->width; i++)
        if (clustered ? item->z[i] > 0 : cv_sum_value(&item->w[i]) > 0)
            return true;
    return false;
}

double cv_fold_answers_df(const cv_fold *fold, size_t block, size_t item, const size_t *domains, size_t count)
{
    const cv_block *in = &fold->blocks[block];
    const cv_item *of = &in->items[item];
    uint32_t last_psu = UINT32_MAX, last_stratum = UINT32_MAX;
    double df = 0;
    for (size_t i = 0; i < in->records.count; i++) {
        uint32_t record = in->order[i];
        if (!is_among(domains, count, cv_record_domain(in, record)) || !has_answer(of, record, fold->clustered))
            continue;
        uint32_t psu = fold->clustered ? cv_unit_top(fold->design, cv_record_unit(in, record)) : 0;
        uint32_t stratum = fold->clustered ? cv_design_group(fold->design, 0, psu) : cv_record_unit(in, record);
        df += (fold->clustered && last_psu != psu) - (last_stratum != stratum);
        last_psu = psu;
        last_stratum = stratum;
    }
    for (size_t i = 0; i < count && !fold->clustered; i++)
        df += (double)cv_fold_answers(fold, block, item, domains[i]);
    return df;
}

size_t cv_fold_slots(const cv_fold *fold, size_t block, size_t item)
{
    return fold->blocks[block].items[item].width;
}

uint64_t cv_fold_answers(const cv_fold *fold, size_t block, size_t item, size_t domain)
{
    const cv_item *of = &fold->blocks[block].items[item];
    if (of->spec.kind != CV_ITEM_LEVELS)
        return of->base[domain];
    uint64_t sum = 0;
    for (size_t i = 0; i < of->levels; i++)
        sum += of->answers[domain * of->levels + i];
    return sum;
}

uint64_t cv_fold_level_answers(const cv_fold *fold, size_t block, size_t item, size_t domain, size_t level)
{
    const cv_item *of = &fold->blocks[block].items[item];
    return of->answers[domain * of->levels + level];
}

void cv_fold_totals(const cv_fold *fold, size_t block, size_t item, size_t domain, double *totals)
{
    const cv_item *of = &fold->blocks[block].items[item];
    memcpy(totals, of->totals + domain * of->width, of->width * sizeof *totals);
}

void cv_fold_centre(const cv_fold *fold, size_t block, size_t item, size_t domain, double centre[2])
{
    const cv_item *of = &fold->blocks[block].items[item];
    bool own = !fold->clustered && of->moments != NULL;
    if (of->origins != NULL) {
        centre[0] = of->origins[domain].y;
        centre[1] = of->origins[domain].x;
        return;
    }
    centre[0] = of->centre[0] + (own ? of->moments[domain].mean_y : 0);
    centre[1] = of->centre[1] + (own ? of->moments[domain].mean_x : 0);
}

cv_moments cv_fold_moments(const cv_fold *fold, size_t block, size_t item, size_t domain)
{
    const cv_item *of = &fold->blocks[block].items[item];
    const cv_running *run = &of->moments[domain];
    return (cv_moments){.n = of->base[domain],
                        .weight = run->weight,
                        .mean_y = of->centre[0] + run->mean_y,
                        .mean_x = of->centre[1] + run->mean_x,
                        .yy = run->yy,
                        .xy = run->xy,
                        .xx = run->xx};
}
