/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of kept rows: one more item of their block, whose totals are filled when the rows have gone. */
#include <string.h>

#include "base/memory.h"
#include "fold/block.h"
#include "fold/rows.h"

/* Scores are choices whose slots hold any number. */
struct cv_row_scores {
    const cv_fold *fold;
    cv_fold view;   /**< the fold with one block and one item */
    cv_block block; /**< all domains: the original's records in their order; one: its records, as those of domain 0 */
    cv_item item;
    size_t records;
    uint32_t *flags; /**< the block's own */
    uint32_t *place; /**< one domain: [original's records] place + 1 among its own; else NULL */
    uint32_t *order; /**< one domain: the block's own */
    uint64_t *keys;  /**< likewise */
};

static bool is_calibrated(const cv_row_scores *scores)
{
    return cv_calibration_columns(scores->view.calibration) > 0;
}

static bool make_room(cv_row_scores *scores, size_t width)
{
    cv_item *item = &scores->item;
    size_t domains = scores->block.domains, records = scores->records;
    *item = (cv_item){.spec = {.kind = CV_ITEM_CHOICES, .slot = CV_NO_SLOT, .slot_below = CV_NO_SLOT},
                      .levels = width,
                      .width = width,
                      .record_room = records,
                      .domain_room = domains};
    scores->block.flags = scores->flags = cv_memory_zero(records + 1, sizeof *scores->flags);
    item->totals = cv_memory_zero(domains + 1, width * sizeof *item->totals);
    bool ok = scores->flags != NULL && item->totals != NULL;
    if (is_calibrated(scores))
        ok = cv_calibrated_room(&scores->view, item, domains, records) && ok;
    if (ok && scores->view.clustered)
        return (item->z = cv_memory_zero(records + 1, width * sizeof *item->z)) != NULL;
    item->seen = cv_memory_zero(records + 1, sizeof *item->seen);
    item->w = cv_memory_zero(records + 1, width * sizeof *item->w);
    item->w2 = cv_memory_zero(records + 1, width * width * sizeof *item->w2);
    return ok && item->seen != NULL && item->w != NULL && item->w2 != NULL;
}

/* The record of the domain among those of a unit, order[from..to); the first one where `any` will do; else `to`. */
static size_t choose_record(const cv_block *of, size_t from, size_t to, size_t domain, bool any)
{
    for (size_t i = from; i < to; i++)
        if (cv_record_domain(of, of->order[i]) == domain)
            return i;
    return any ? from : to;
}

/* The records of one domain alone, in their order, so that neither time nor room goes to the others. Under calibration
 * every unit has a residual, wherever its rows are. */
static bool choose_domain(cv_row_scores *scores, const cv_block *from, size_t domain)
{
    size_t all = from->records.count, count = 0, end;
    scores->place = cv_memory_zero(all + 1, sizeof *scores->place);
    for (size_t i = 0; scores->place != NULL && i < all; i = end) {
        uint32_t unit = cv_record_unit(from, from->order[i]);
        for (end = i + 1; end < all && cv_record_unit(from, from->order[end]) == unit;)
            end++;
        size_t chosen = choose_record(from, i, end, domain, is_calibrated(scores));
        if (chosen < end)
            scores->place[from->order[chosen]] = (uint32_t)++count;
    }
    scores->keys = cv_memory_new((count + 1) * sizeof *scores->keys);
    scores->order = cv_memory_new((count + 1) * sizeof *scores->order);
    if (scores->place == NULL || scores->keys == NULL || scores->order == NULL)
        return false;
    for (size_t i = 0; i < all; i++) {
        uint32_t record = from->order[i], place = scores->place[record];
        if (place > 0) {
            scores->keys[place - 1] = (uint64_t)cv_record_unit(from, record) << 32;
            scores->order[place - 1] = place - 1;
        }
    }
    scores->block.domains = 1;
    scores->block.order = scores->order;
    scores->block.records.keys = scores->keys;
    scores->block.records.count = scores->records = count;
    return true;
}

cv_row_scores *cv_row_scores_new(const cv_fold *fold, size_t block, size_t domain, size_t width)
{
    cv_row_scores *scores = cv_memory_zero(1, sizeof *scores);
    if (scores == NULL)
        return NULL;
    const cv_block *from = &fold->blocks[block];
    scores->block = *from;
    scores->block.items = &scores->item;
    scores->block.item_count = 1;
    scores->records = from->records.count;
    scores->view = (cv_fold){.design = fold->design,
                             .calibration = fold->calibration,
                             .clustered = fold->clustered,
                             .blocks = &scores->block,
                             .count = 1};
    scores->fold = fold;
    if ((domain == CV_ALL_DOMAINS || choose_domain(scores, from, domain)) && make_room(scores, width))
        return scores;
    cv_row_scores_free(scores);
    return NULL;
}

void cv_row_scores_clear(cv_row_scores *scores)
{
    cv_item *item = &scores->item;
    size_t width = item->width, records = scores->records;
    memset(scores->flags, 0, records * sizeof *scores->flags);
    memset(item->totals, 0, scores->block.domains * width * sizeof *item->totals);
    if (is_calibrated(scores))
        cv_calibrated_clear(&scores->view, item);
    if (scores->view.clustered) {
        memset(item->z, 0, records * width * sizeof *item->z);
        return;
    }
    memset(item->seen, 0, records * sizeof *item->seen);
    memset(item->w, 0, records * width * sizeof *item->w);
    memset(item->w2, 0, records * width * width * sizeof *item->w2);
}

void cv_row_scores_free(cv_row_scores *scores)
{
    if (scores == NULL)
        return;
    cv_calibrated_free(&scores->item);
    void *owned[] = {scores->flags,  scores->place,  scores->order,   scores->keys,      scores->item.totals,
                     scores->item.z, scores->item.w, scores->item.w2, scores->item.seen, scores};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}

/* A score is its row's weight times some x. */
static void add_moments(cv_row_scores *scores, uint32_t row, size_t record, const size_t *places, const double *values,
                        size_t count)
{
    const cv_row_patterns *of = &scores->fold->row_patterns;
    size_t domain = cv_record_domain(&scores->block, record);
    double weight = scores->fold->row_weights[row];
    if (of->pattern[row] == CV_PAIR_NONE || !(of->start[row] > 0) || weight == 0)
        return;
    for (size_t k = 0; k < count; k++) {
        double x = values[k] / weight;
        cv_calibrated_add_row(&scores->view, &scores->item, domain, record, of->pattern[row], of->start[row], weight,
                              &places[k], &x, 1);
    }
}

void cv_row_scores_add(cv_row_scores *scores, uint32_t row, const size_t *places, const double *values, size_t count)
{
    cv_item *item = &scores->item;
    size_t width = item->width, record = scores->block.row_records[row];
    if (scores->place != NULL)
        record = scores->place[record] - 1;
    double *totals = item->totals + cv_record_domain(&scores->block, record) * width;
    if (is_calibrated(scores))
        add_moments(scores, row, record, places, values, count);
    scores->flags[record] = cv_item_flag(0) | CV_RECORD_LIVE;
    for (size_t k = 0; k < count; k++)
        totals[places[k]] += values[k];
    if (scores->view.clustered) {
        for (size_t k = 0; k < count; k++)
            item->z[record * width + places[k]] += values[k];
        return;
    }
    item->seen[record]++;
    for (size_t k = 0; k < count; k++) {
        cv_sum_add(&item->w[record * width + places[k]], values[k]);
        for (size_t j = 0; j < count; j++)
            cv_sum_add(&item->w2[(record * width + places[k]) * width + places[j]], values[k] * values[j]);
    }
}

cv_status cv_row_scores_covariance(const cv_row_scores *scores, const cv_linear *linear, double *covariance,
                                   cv_lonely_report *lonely, cv_messages *messages)
{
    cv_linear own = *linear;
    own.block = own.item = 0;
    return cv_fold_covariance(&scores->view, &own, covariance, lonely, messages);
}
