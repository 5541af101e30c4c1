/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of kept rows: one more item of their block, whose totals are filled when the rows have gone. */
#include "base/memory.h"
#include "fold/block.h"
#include "fold/rows.h"

/* Scores are choices whose slots hold any number. */
struct cv_row_scores {
    const cv_fold *fold;
    cv_fold view; /**< the fold with one block, whose records and their order are the original's, and one item */
    cv_block block;
    cv_item item;
    uint32_t *flags, *order; /**< the block's; order: of one domain alone, else NULL */
};

static bool is_calibrated(const cv_row_scores *scores)
{
    return cv_calibration_columns(scores->view.calibration) > 0;
}

static bool make_room(cv_row_scores *scores, size_t records, size_t width)
{
    cv_item *item = &scores->item;
    size_t domains = scores->block.domains;
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

/* The records of one domain alone, in their order. */
static bool choose_domain(cv_row_scores *scores, const cv_block *from, size_t domain)
{
    size_t count = 0;
    scores->order = cv_memory_new((from->records.count + 1) * sizeof *scores->order);
    for (size_t i = 0; scores->order != NULL && i < from->records.count; i++)
        if (cv_record_domain(from, from->order[i]) == domain)
            scores->order[count++] = from->order[i];
    scores->block.order = scores->order;
    scores->block.records.count = count;
    return scores->order != NULL;
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
    scores->view = (cv_fold){.design = fold->design,
                             .calibration = fold->calibration,
                             .clustered = fold->clustered,
                             .blocks = &scores->block,
                             .count = 1};
    scores->fold = fold;
    bool all =
        domain == CV_ALL_DOMAINS || is_calibrated(scores); /* residuals are of all units, wherever they have rows */
    if (make_room(scores, from->records.count, width) && (all || choose_domain(scores, from, domain)))
        return scores;
    cv_row_scores_free(scores);
    return NULL;
}

void cv_row_scores_free(cv_row_scores *scores)
{
    if (scores == NULL)
        return;
    cv_calibrated_free(&scores->item);
    void *owned[] = {scores->flags,  scores->order,   scores->item.totals, scores->item.z,
                     scores->item.w, scores->item.w2, scores->item.seen,   scores};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}

/* A score is its row's weight times some x. */
static void add_moments(cv_row_scores *scores, uint32_t row, const size_t *places, const double *values, size_t count)
{
    const cv_row_patterns *of = &scores->fold->row_patterns;
    size_t record = scores->block.row_records[row], domain = cv_record_domain(&scores->block, record);
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
    double *totals = item->totals + cv_record_domain(&scores->block, record) * width;
    if (is_calibrated(scores))
        add_moments(scores, row, places, values, count);
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
