/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "fold/block.h"

/* ---- room ---- */

/* Puts what a call made in the place of what was there; false, and all is as before, where it made nothing. */
#define REPLACE(place, call) ((made = (call)) != NULL ? ((place) = made, true) : false)

/* A copy with `to` places in each of `rows` rows instead of `from`; new places are zero. Frees the old one. */
static void *widen(void *array, size_t rows, size_t from, size_t to, size_t size)
{
    char *wider = cv_memory_zero(rows + 1, to * size), *old = array;
    if (wider == NULL)
        return NULL;
    for (size_t i = 0; i < rows && from > 0; i++)
        memcpy(wider + i * to * size, old + i * from * size, from * size);
    cv_memory_free(old);
    return wider;
}

/* The array with `more` rows instead of `room`; new rows are zero. */
static void *lengthen(void *array, size_t room, size_t more, size_t row_size)
{
    char *longer = cv_memory_resize(array, more, row_size > 0 ? row_size : 1);
    if (longer != NULL && row_size > 0)
        memset(longer + room * row_size, 0, (more - room) * row_size);
    return longer;
}

static bool has_levels(const cv_item *item)
{
    return item->spec.kind == CV_ITEM_LEVELS || item->spec.kind == CV_ITEM_CHOICES;
}

static bool has_running(const cv_item *item)
{
    return item->spec.kind == CV_ITEM_NUMBER || item->spec.kind == CV_ITEM_RATIO;
}

static bool has_moments(const cv_item *item)
{
    return item->spec.kind == CV_ITEM_MOMENTS;
}

/* Whether a record's sums are kept as they are, and not as moments about a mean. */
static bool has_sums(const cv_item *item)
{
    return has_levels(item) || has_moments(item) || item->spec.kind == CV_ITEM_SCALE;
}

/* w^2 x x' of a record: the squares alone where a row has one level, all products where it may have many. */
static size_t square_width(const cv_item *item, size_t width)
{
    return item->spec.kind == CV_ITEM_LEVELS ? width : width * width;
}

/* Choices keep a square for each record, so that both of its sides get longer. */
static void *widen_squares(cv_item *item, size_t width)
{
    if (item->spec.kind != CV_ITEM_CHOICES)
        return widen(item->w2, item->record_room, item->width, width, sizeof *item->w2);
    cv_sum *wider = cv_memory_zero(item->record_room + 1, width * width * sizeof *wider);
    if (wider == NULL)
        return NULL;
    for (size_t i = 0; i < item->record_room; i++)
        for (size_t k = 0; k < item->width; k++)
            memcpy(wider + (i * width + k) * width, item->w2 + (i * item->width + k) * item->width,
                   item->width * sizeof *wider);
    cv_memory_free(item->w2);
    return wider;
}

static bool more_levels(cv_item *item, bool clustered, size_t levels)
{
    void *made;
    size_t width = levels + (item->spec.kind == CV_ITEM_CHOICES), records = item->record_room;
    bool ok =
        REPLACE(item->answers, widen(item->answers, item->domain_room, item->levels, levels, sizeof *item->answers));
    if (ok && clustered)
        ok = REPLACE(item->z, widen(item->z, records, item->width, width, sizeof *item->z));
    else if (ok)
        ok = REPLACE(item->w2, widen_squares(item, width)) &&
             REPLACE(item->w, widen(item->w, records, item->width, width, sizeof *item->w));
    if (!ok)
        return false;
    item->levels = levels;
    item->width = width;
    return true;
}

static bool more_records(cv_item *item, bool clustered, size_t records)
{
    if (records <= item->record_room || item->spec.kind == CV_ITEM_WEIGHTS || item->spec.kind == CV_ITEM_ROWS)
        return true;
    void *made;
    size_t more = item->record_room * 2 > records ? item->record_room * 2 : records;
    size_t room = item->record_room, width = item->width;
    bool ok = true;
    if (clustered)
        ok = REPLACE(item->z, lengthen(item->z, room, more, width * sizeof *item->z));
    else
        ok = REPLACE(item->seen, lengthen(item->seen, room, more, sizeof *item->seen));
    if (ok && !clustered && has_sums(item))
        ok = REPLACE(item->w, lengthen(item->w, room, more, width * sizeof *item->w)) &&
             REPLACE(item->w2, lengthen(item->w2, room, more, square_width(item, width) * sizeof *item->w2));
    if (ok && !clustered && has_running(item))
        ok = REPLACE(item->run, lengthen(item->run, room, more, sizeof *item->run)) &&
             REPLACE(item->run2, lengthen(item->run2, room, more, sizeof *item->run2));
    if (ok)
        item->record_room = more;
    return ok;
}

static bool more_domains(cv_item *item, size_t domains)
{
    if (domains <= item->domain_room)
        return true;
    void *made;
    size_t more = item->domain_room * 2 > domains ? item->domain_room * 2 : domains, room = item->domain_room;
    bool ok = REPLACE(item->base, lengthen(item->base, room, more, sizeof *item->base));
    if (ok && has_levels(item))
        ok = REPLACE(item->answers, lengthen(item->answers, room, more, item->levels * sizeof *item->answers));
    if (ok && has_moments(item))
        ok = REPLACE(item->origins, lengthen(item->origins, room, more, sizeof *item->origins));
    if (ok && has_running(item))
        ok = REPLACE(item->moments, lengthen(item->moments, room, more, sizeof *item->moments));
    if (ok && item->spec.kind == CV_ITEM_WEIGHTS)
        ok = REPLACE(item->weights, lengthen(item->weights, room, more, sizeof *item->weights));
    if (ok)
        item->domain_room = more;
    return ok;
}

/* ---- levels ---- */

static size_t levels_in_batch(const cv_item *item, const cv_batch *batch)
{
    size_t shift = item->spec.missing_level;
    if (item->spec.kind == CV_ITEM_LEVELS) {
        int32_t most = -1;
        const int32_t *codes = batch->codes[item->spec.slot];
        for (size_t i = 0; i < batch->rows; i++)
            most = codes[i] > most ? codes[i] : most;
        return (size_t)(most + 1) + shift;
    }
    uint64_t any = 0;
    const uint64_t *choices = batch->choices[item->spec.slot];
    for (size_t i = 0; i < batch->rows; i++)
        any |= choices[i] == UINT64_MAX ? 0 : choices[i];
    return any == 0 ? 0 : 64 - (size_t)__builtin_clzll(any);
}

static void add_levels_clustered(cv_item *item, cv_block *block, uint32_t flag, const cv_tile *tile)
{
    const double *weight = tile->weight;
    const int32_t *codes = tile->batch->codes[item->spec.slot];
    int32_t shift = item->spec.missing_level;
    for (size_t i = tile->from; i < tile->to; i++) {
        int32_t level = codes[i] + shift, domain = block->row_domain[i];
        if (domain < 0 || level < 0)
            continue;
        uint32_t record = block->row_record[i];
        if (weight[i] == 0)
            block->flags[record] |= flag;
        item->z[record * item->width + (size_t)level] += weight[i];
        item->answers[(size_t)domain * item->levels + (size_t)level] += weight[i] > 0;
    }
}

static void add_levels_rows(cv_item *item, const cv_block *block, const cv_tile *tile)
{
    const double *weight = tile->weight;
    const int32_t *codes = tile->batch->codes[item->spec.slot];
    int32_t shift = item->spec.missing_level;
    for (size_t i = tile->from; i < tile->to; i++) {
        int32_t level = codes[i] + shift, domain = block->row_domain[i];
        if (domain < 0 || level < 0)
            continue;
        uint32_t record = block->row_record[i];
        item->seen[record]++;
        cv_sum_add(&item->w[record * item->width + (size_t)level], weight[i]);
        cv_sum_add(&item->w2[record * item->width + (size_t)level], weight[i] * weight[i]);
        item->answers[(size_t)domain * item->levels + (size_t)level] += weight[i] > 0;
    }
}

/* ---- choices ---- */

/* The slots of a row that answered: 0, and 1 + j for each chosen j. */
static size_t chosen_slots(uint64_t choices, size_t slots[64])
{
    size_t count = 0;
    slots[count++] = 0;
    for (; choices != 0; choices &= choices - 1)
        slots[count++] = 1 + (size_t)__builtin_ctzll(choices);
    return count;
}

static void add_choice_squares(cv_item *item, size_t record, const size_t *slots, size_t count, double w)
{
    cv_sum *squares = item->w2 + record * item->width * item->width;
    for (size_t a = 0; a < count; a++) {
        cv_sum_add(&item->w[record * item->width + slots[a]], w);
        for (size_t b = 0; b < count; b++)
            cv_sum_add(&squares[slots[a] * item->width + slots[b]], w * w);
    }
}

static void add_choices(cv_item *item, cv_block *block, uint32_t flag, bool clustered, const cv_tile *tile)
{
    const double *weight = tile->weight;
    const uint64_t *choices = tile->batch->choices[item->spec.slot];
    size_t slots[64];
    for (size_t i = tile->from; i < tile->to; i++) {
        if (block->row_domain[i] < 0 || choices[i] == UINT64_MAX)
            continue;
        uint32_t record = block->row_record[i];
        size_t domain = (size_t)block->row_domain[i], count = chosen_slots(choices[i], slots);
        if (weight[i] == 0)
            block->flags[record] |= flag;
        item->base[domain] += weight[i] > 0;
        for (size_t k = 1; k < count; k++)
            item->answers[domain * item->levels + slots[k] - 1] += weight[i] > 0;
        for (size_t k = 0; clustered && k < count; k++)
            item->z[record * item->width + slots[k]] += weight[i];
        if (!clustered) {
            item->seen[record]++;
            add_choice_squares(item, record, slots, count, weight[i]);
        }
    }
}

/* ---- numbers ---- */

static bool is_among(const double *list, size_t count, double value)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == value)
            return true;
    return false;
}

static double scored(const cv_score *score, double value)
{
    if (score->points == 0 || isnan(value))
        return value;
    return is_among(score->up, score->up_count, value)       ? score->points
           : is_among(score->down, score->down_count, value) ? -score->points
                                                             : 0;
}

static void add_number_row(cv_item *item, bool clustered, uint32_t record, size_t domain, double w, double y, double x)
{
    y -= item->centre[0];
    x -= item->centre[1];
    item->base[domain] += w > 0;
    if (w != 0) /* below 0: calibration without bounds made it so */
        cv_running_add(&item->moments[domain], w, y, x);
    if (clustered) {
        double *z = item->z + record * item->width;
        z[0] += w;
        z[1] += w * y;
        if (item->width > 2)
            z[2] += w * x;
        return;
    }
    item->seen[record]++;
    if (w != 0) {
        cv_running_add(&item->run[record], w, y, x);
        cv_running_add(&item->run2[record], w * w, y, x);
    }
}

bool cv_item_numbers(const cv_item *item, const cv_batch *batch, size_t row, double *y, double *x)
{
    *y = scored(&item->spec.score, batch->numbers[item->spec.slot][row]);
    *x = item->spec.slot_below != CV_NO_SLOT ? batch->numbers[item->spec.slot_below][row] : 0;
    return !isnan(*y) && !isnan(*x);
}

static void add_numbers(cv_item *item, cv_block *block, uint32_t flag, bool clustered, const cv_tile *tile)
{
    const double *weight = tile->weight;
    for (size_t i = tile->from; i < tile->to; i++) {
        double y, x;
        if (block->row_domain[i] < 0 || !cv_item_numbers(item, tile->batch, i, &y, &x))
            continue;
        if (!item->centred) { /* any value near the data keeps the squares small; scores are small and whole as they are
                               */
            item->centre[0] = item->spec.score.points == 0 ? y : 0;
            item->centre[1] = x;
            item->centred = true;
        }
        if (weight[i] == 0)
            block->flags[block->row_record[i]] |= flag;
        add_number_row(item, clustered, block->row_record[i], (size_t)block->row_domain[i], weight[i], y, x);
    }
}

/* ---- moments ---- */

bool cv_item_moments(cv_item *item, const cv_batch *batch, size_t row, size_t domain, double slots[6])
{
    double y, x;
    bool two = item->spec.slot_below != CV_NO_SLOT;
    if (!cv_item_numbers(item, batch, row, &y, &x))
        return false;
    cv_origin *origin = &item->origins[domain];
    if (!origin->known)
        *origin = (cv_origin){y, x, true};
    y -= origin->y;
    x -= origin->x;
    size_t width = 0;
    slots[width++] = 1;
    slots[width++] = y;
    if (two)
        slots[width++] = x;
    slots[width++] = y * y;
    if (two) {
        slots[width++] = x * y;
        slots[width++] = x * x;
    }
    return true;
}

static void add_products(cv_item *item, size_t record, const double *slots, double w)
{
    size_t width = item->width;
    cv_sum *sums = item->w + record * width, *squares = item->w2 + record * width * width;
    for (size_t k = 0; k < width; k++) {
        cv_sum_add(&sums[k], w * slots[k]);
        for (size_t j = 0; j < width; j++)
            cv_sum_add(&squares[k * width + j], w * slots[k] * (w * slots[j]));
    }
}

/* A row of weight 0 adds nothing, and its value may be far off: it is no origin. */
static void add_moments(cv_item *item, cv_block *block, uint32_t flag, bool clustered, const cv_tile *tile)
{
    for (size_t i = tile->from; i < tile->to; i++) {
        double y, x, slots[6], w = tile->weight[i];
        if (block->row_domain[i] < 0 || !cv_item_numbers(item, tile->batch, i, &y, &x))
            continue;
        uint32_t record = block->row_record[i];
        size_t domain = (size_t)block->row_domain[i];
        if (!clustered)
            item->seen[record]++;
        if (w == 0) {
            block->flags[record] |= flag;
            continue;
        }
        item->base[domain] += w > 0;
        cv_item_moments(item, tile->batch, i, domain, slots);
        for (size_t k = 0; clustered && k < item->width; k++)
            item->z[record * item->width + k] += w * slots[k];
        if (!clustered)
            add_products(item, record, slots, w);
    }
}

/* ---- weights ---- */

static size_t weight_place(const cv_weight_counts *counts, double weight)
{
    uint64_t bits;
    memcpy(&bits, &weight, sizeof bits);
    bits *= 0x9e3779b97f4a7c15u;
    size_t at = (size_t)(bits >> 20) & (counts->size - 1);
    while (counts->rows[at] != 0 && counts->weight[at] != weight)
        at = (at + 1) & (counts->size - 1);
    return at;
}

static bool grow_counts(cv_weight_counts *counts)
{
    cv_weight_counts larger = *counts;
    larger.size = counts->size == 0 ? 256 : counts->size * 2;
    larger.weight = cv_memory_zero(larger.size, sizeof *larger.weight);
    larger.rows = cv_memory_zero(larger.size, sizeof *larger.rows);
    if (larger.weight == NULL || larger.rows == NULL) {
        cv_memory_free(larger.weight);
        cv_memory_free(larger.rows);
        return false;
    }
    for (size_t i = 0; i < counts->size; i++)
        if (counts->rows[i] > 0) {
            size_t at = weight_place(&larger, counts->weight[i]);
            larger.weight[at] = counts->weight[i];
            larger.rows[at] = counts->rows[i];
        }
    cv_memory_free(counts->weight);
    cv_memory_free(counts->rows);
    *counts = larger;
    return true;
}

static bool add_weight(cv_weight_counts *counts, double weight)
{
    if (counts->count * 2 >= counts->size && !grow_counts(counts))
        return false;
    size_t at = weight_place(counts, weight);
    counts->weight[at] = weight;
    counts->count += counts->rows[at]++ == 0;
    counts->min = counts->moments.weight == 0 || weight < counts->min ? weight : counts->min;
    counts->max = counts->moments.weight == 0 || weight > counts->max ? weight : counts->max;
    cv_running_add(&counts->moments, 1, weight, 0);
    counts->squares += weight * weight;
    return true;
}

static bool add_weights(cv_item *item, const cv_block *block, const cv_tile *tile)
{
    for (size_t i = tile->from; i < tile->to; i++)
        if (block->row_domain[i] >= 0 && tile->weight[i] > 0 &&
            !add_weight(&item->weights[block->row_domain[i]], tile->weight[i]))
            return false;
    return true;
}

/* ---- all ---- */

bool cv_item_prepare(cv_item *item, const cv_block *block, bool clustered, const cv_batch *batch)
{
    size_t levels = has_levels(item) ? levels_in_batch(item, batch) : 0;
    if (item->spec.kind == CV_ITEM_SCALE && !cv_scale_prepare(item))
        return false;
    return (levels <= item->levels || more_levels(item, clustered, levels)) && more_domains(item, block->domains);
}

bool cv_item_add(cv_item *item, cv_block *block, size_t number, bool clustered, const cv_tile *tile)
{
    if (!more_records(item, clustered, block->records.count))
        return false;
    uint32_t flag = cv_item_flag(number);
    const cv_tile ones = {
        .batch = tile->batch, .rows = tile->rows, .weight = block->ones, .from = tile->from, .to = tile->to};
    if (item->spec.unweighted)
        tile = &ones;
    switch (item->spec.kind) {
    case CV_ITEM_LEVELS:
        if (clustered)
            add_levels_clustered(item, block, flag, tile);
        else
            add_levels_rows(item, block, tile);
        return true;
    case CV_ITEM_CHOICES:
        add_choices(item, block, flag, clustered, tile);
        return true;
    case CV_ITEM_NUMBER:
    case CV_ITEM_RATIO:
        add_numbers(item, block, flag, clustered, tile);
        return true;
    case CV_ITEM_MOMENTS:
        add_moments(item, block, flag, clustered, tile);
        return true;
    case CV_ITEM_WEIGHTS:
        return add_weights(item, block, tile);
    case CV_ITEM_ROWS:
        return cv_rows_add(item, block, tile);
    case CV_ITEM_SCALE:
        cv_scale_add(item, block, flag, clustered, tile);
        return true;
    }
    return true;
}

/* Moves the first of `width` places behind the others, in each of `rows` rows. */
static void first_to_last(void *array, size_t rows, size_t width, size_t size)
{
    char *bytes = array, place[sizeof(cv_sum)];
    for (size_t i = 0; i < rows; i++) {
        char *row = bytes + i * width * size;
        memcpy(place, row, size);
        memmove(row, row + size, (width - 1) * size);
        memcpy(row + (width - 1) * size, place, size);
    }
}

static void missing_to_last(cv_item *item, bool clustered)
{
    first_to_last(item->answers, item->domain_room, item->levels, sizeof *item->answers);
    if (clustered) {
        first_to_last(item->z, item->record_room, item->width, sizeof *item->z);
        return;
    }
    first_to_last(item->w, item->record_room, item->width, sizeof *item->w);
    first_to_last(item->w2, item->record_room, item->width, sizeof *item->w2);
}

static bool settle_levels(cv_item *item, bool clustered, const cv_frame *frame)
{
    bool codes = item->spec.kind == CV_ITEM_LEVELS;
    cv_levels known =
        codes ? cv_frame_code_levels(frame, item->spec.slot) : cv_frame_choice_levels(frame, item->spec.slot);
    size_t levels = known.count + item->spec.missing_level;
    if (levels > item->levels && !more_levels(item, clustered, levels))
        return false;
    if (item->spec.missing_level && item->levels > 1)
        missing_to_last(item, clustered);
    return true;
}

void cv_item_sums(const cv_item *item, size_t record, const double centre[2], double *sums)
{
    if (has_sums(item)) {
        for (size_t i = 0; i < item->width; i++)
            sums[i] = cv_sum_value(&item->w[record * item->width + i]);
        return;
    }
    const cv_running *run = &item->run[record];
    sums[0] = run->weight;
    sums[1] = run->weight * (run->mean_y - (centre[0] - item->centre[0]));
    if (item->width > 2)
        sums[2] = run->weight * (run->mean_x - (centre[1] - item->centre[1]));
}

void cv_item_squares(const cv_item *item, size_t record, const double centre[2], double *squares)
{
    size_t width = item->width;
    if (has_sums(item) && item->spec.kind != CV_ITEM_LEVELS) {
        for (size_t i = 0; i < width * width; i++)
            squares[i] = cv_sum_value(&item->w2[record * width * width + i]);
        return;
    }
    if (item->spec.kind == CV_ITEM_LEVELS) {
        for (size_t i = 0; i < width; i++)
            squares[i] = cv_sum_value(&item->w2[record * width + i]);
        return;
    }
    const cv_running *run = &item->run2[record];
    double dy = run->mean_y - (centre[0] - item->centre[0]), dx = run->mean_x - (centre[1] - item->centre[1]);
    squares[0] = run->weight;
    squares[1] = squares[width] = run->weight * dy;
    squares[width + 1] = run->yy + run->weight * dy * dy;
    if (width > 2) {
        squares[2] = squares[2 * width] = run->weight * dx;
        squares[width + 2] = squares[2 * width + 1] = run->xy + run->weight * dx * dy;
        squares[2 * width + 2] = run->xx + run->weight * dx * dx;
    }
}

static bool sum_totals(cv_item *item, const cv_block *block, bool clustered)
{
    size_t width = item->width;
    cv_sum *sums = cv_memory_zero(block->domains * width + 1, sizeof *sums);
    double *record_sums = cv_memory_zero(width + 1, sizeof *record_sums);
    item->totals = cv_memory_zero(block->domains * width + 1, sizeof *item->totals);
    bool ok = sums != NULL && record_sums != NULL && item->totals != NULL;
    for (size_t i = 0; ok && i < block->records.count; i++) {
        size_t record = block->order[i], domain = cv_record_domain(block, record);
        const double *z = record_sums;
        double centre[2] = {item->centre[0], item->centre[1]};
        if (!clustered && item->moments != NULL) {
            centre[0] += item->moments[domain].mean_y;
            centre[1] += item->moments[domain].mean_x;
        }
        if (clustered)
            z = item->z + record * width;
        else
            cv_item_sums(item, record, centre, record_sums);
        for (size_t k = 0; k < width; k++)
            cv_sum_add(&sums[domain * width + k], z[k]);
    }
    for (size_t i = 0; ok && i < block->domains * width; i++)
        item->totals[i] = cv_sum_value(&sums[i]);
    cv_memory_free(sums);
    cv_memory_free(record_sums);
    return ok;
}

bool cv_item_finish(cv_item *item, cv_block *block, bool clustered, const cv_frame *frame)
{
    if (!more_domains(item, block->domains) || !more_records(item, clustered, block->records.count))
        return false;
    if (item->spec.kind == CV_ITEM_WEIGHTS)
        return true;
    if (item->spec.kind == CV_ITEM_ROWS)
        return cv_rows_sort(item, block);
    return (!has_levels(item) || settle_levels(item, clustered, frame)) && sum_totals(item, block, clustered);
}

void cv_item_free(cv_item *item, size_t domains)
{
    for (size_t i = 0; item->weights != NULL && i < item->domain_room && i < domains; i++) {
        cv_memory_free(item->weights[i].weight);
        cv_memory_free(item->weights[i].rows);
    }
    cv_rows_free(item);
    cv_replicate_cells_free(&item->replicates);
    cv_calibrated_free(item);
    void *owned[] = {item->z,      item->w,       item->w2,           item->run,         item->run2,
                     item->seen,   item->base,    item->answers,      item->moments,     item->weights,
                     item->totals, item->origins, item->scale_centre, item->scale_vector};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}
