/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold/scores.h"

#include "base/memory.h"
#include "fold/block.h"

/* A score is its row's weight times some x. */
static void add_moments(const cv_fold *fold, const cv_scores *scores, size_t row, uint32_t record, const size_t *slots,
                        double *x)
{
    cv_item *item = &fold->blocks[0].items[0];
    double weight = scores->weight[row];
    if (scores->pattern[row] == CV_PAIR_NONE || !(scores->start[row] > 0) || weight == 0)
        return;
    for (size_t k = 0; k < item->width; k++)
        x[k] = scores->values[row * item->width + k] / weight;
    cv_calibrated_add_row(fold, item, 0, record, scores->pattern[row], scores->start[row], weight, slots, x,
                          item->width);
}

/* Scores are choices whose slots hold any number: the fold of one block without by variables, filled directly. */
static bool add_rows(cv_fold *fold, const cv_scores *scores, const size_t *slots, double *x)
{
    cv_block *block = &fold->blocks[0];
    cv_item *item = &block->items[0];
    size_t width = item->width;
    bool calibrated = scores->pattern != NULL && cv_calibration_columns(fold->calibration) > 0;
    for (size_t i = 0; i < scores->rows; i++) {
        if (scores->stratum[i] == CV_NO_UNIT)
            continue;
        const double *values = scores->values + i * width;
        uint32_t record = cv_pairs_number(&block->records, scores->unit[i], 0, NULL);
        if (record == CV_PAIR_NONE)
            return false;
        item->seen[record]++;
        if (calibrated)
            add_moments(fold, scores, i, record, slots, x);
        for (size_t k = 0; k < width; k++) {
            if (fold->clustered)
                item->z[record * width + k] += values[k];
            else
                cv_sum_add(&item->w[record * width + k], values[k]);
            for (size_t j = 0; j < width && !fold->clustered; j++)
                cv_sum_add(&item->w2[(record * width + k) * width + j], values[k] * values[j]);
        }
    }
    return true;
}

/* Room for as many records as there can be: units of the last stage, or strata. */
static bool make_room(cv_fold *fold, size_t width)
{
    size_t stages = cv_design_stages(fold->design);
    size_t records =
        stages > 0 ? cv_design_unit_count(fold->design, stages - 1) : cv_design_group_count(fold->design, 0);
    cv_block *block = &fold->blocks[0];
    cv_item *item = &block->items[0];
    item->width = width;
    item->levels = width;
    item->record_room = records;
    item->domain_room = 1;
    item->seen = cv_memory_zero(records + 1, sizeof *item->seen);
    item->totals = cv_memory_zero(width + 1, sizeof *item->totals);
    block->flags = cv_memory_zero(records + 1, sizeof *block->flags);
    if (fold->clustered)
        item->z = cv_memory_zero(records * width + 1, sizeof *item->z);
    else
        item->w = cv_memory_zero(records * width + 1, sizeof *item->w);
    if (!fold->clustered)
        item->w2 = cv_memory_zero(records * width * width + 1, sizeof *item->w2);
    block->flag_room = records + 1;
    if (cv_calibration_columns(fold->calibration) > 0 && !cv_calibrated_room(fold, item, 1, records))
        return false;
    return item->seen != NULL && item->totals != NULL && block->flags != NULL &&
           (item->z != NULL || item->w2 != NULL) && (item->z != NULL || item->w != NULL);
}

static void sum_totals(cv_fold *fold)
{
    cv_block *block = &fold->blocks[0];
    cv_item *item = &block->items[0];
    for (size_t k = 0; k < item->width; k++) {
        cv_sum sum = {0};
        for (size_t i = 0; i < block->records.count; i++)
            cv_sum_add(&sum,
                       fold->clustered ? item->z[i * item->width + k] : cv_sum_value(&item->w[i * item->width + k]));
        item->totals[k] = cv_sum_value(&sum);
    }
    for (size_t i = 0; i < block->records.count; i++)
        block->flags[i] = cv_item_flag(0) | CV_RECORD_LIVE;
}

static cv_status fill(cv_fold *fold, const cv_scores *scores, cv_messages *messages)
{
    size_t block, item;
    cv_item_spec spec = {.kind = CV_ITEM_CHOICES, .slot = CV_NO_SLOT, .slot_below = CV_NO_SLOT};
    cv_status status = cv_fold_block(fold, CV_NO_SLOT, NULL, 0, &block, messages);
    if (status == CV_OK)
        status = cv_fold_item(fold, block, &spec, &item, messages);
    if (status != CV_OK)
        return status;
    size_t *slots = cv_memory_new((scores->width + 1) * sizeof *slots);
    double *x = cv_memory_new((scores->width + 1) * sizeof *x);
    for (size_t k = 0; slots != NULL && k < scores->width; k++)
        slots[k] = k;
    bool ok = slots != NULL && x != NULL && make_room(fold, scores->width) && add_rows(fold, scores, slots, x) &&
              cv_calibrated_finish(fold) && cv_fold_order(fold);
    cv_memory_free(slots);
    cv_memory_free(x);
    if (!ok)
        return cv_fail_memory(messages);
    sum_totals(fold);
    return CV_OK;
}

cv_status cv_scores_covariance(const cv_design *design, const cv_scores *scores, double *covariance,
                               cv_lonely_report *lonely, cv_messages *messages)
{
    size_t width = scores->width;
    cv_fold *fold = cv_fold_new(design);
    double *identity = cv_memory_zero(width * width + 1, sizeof *identity);
    cv_status status = fold == NULL || identity == NULL ? cv_fail_memory(messages) : fill(fold, scores, messages);
    for (size_t k = 0; status == CV_OK && k < width; k++)
        identity[k * width + k] = 1;
    cv_linear linear = {.outputs = width,
                        .jacobian = identity,
                        .lonely = scores->lonely,
                        .domain_lonely = scores->domain_lonely,
                        .joint = true};
    if (status == CV_OK)
        status = cv_fold_covariance(fold, &linear, covariance, lonely, messages);
    cv_memory_free(identity);
    cv_fold_free(fold);
    return status;
}
