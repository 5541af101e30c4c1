/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests need of the pass beside the totals of the estimates: rows for ranks, sums of two variables for pairs. */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "estimate/plan.h"
#include "fold/replicates.h"

static bool asks_for_ranks(const cv_analysis_spec *spec)
{
    for (size_t i = 0; i < spec->test_count; i++)
        if (cv_test_is_rank(spec->tests[i]))
            return true;
    return false;
}

static bool asks_for_pairs(const cv_analysis_spec *spec)
{
    return spec->test_count > 0 && spec->tests[0] == CV_TEST_PAIRED_T; /* which no other test stands beside */
}

/* ---- ranks ---- */

/* A number keeps its rows; with replicate weights, which rows do not keep, each of its values is a level. */
static cv_status bind_ranked(const cv_study *study, const cv_plan *plan, size_t variable, cv_frame *frame,
                             cv_messages *messages)
{
    cv_measured *of = &plan->of[variable];
    of->rank = of->spec;
    if (of->spec.kind == CV_ITEM_LEVELS || of->spec.kind == CV_ITEM_CHOICES)
        return CV_OK;
    of->rank.kind = study->design.replicates.given ? CV_ITEM_LEVELS : CV_ITEM_ROWS;
    if (of->rank.kind == CV_ITEM_ROWS)
        return CV_OK;
    return cv_frame_want_codes(frame, plan->spec->of.items[variable], &of->rank.slot, messages);
}

static cv_status bind_ranks(const cv_plan *plan, cv_cut *cut, cv_fold *fold, cv_arena *arena, cv_messages *messages)
{
    cut->rank_items = cv_arena_array(arena, plan->of_count + 1, sizeof *cut->rank_items);
    cut->answer_items = cv_arena_array(arena, plan->of_count + 1, sizeof *cut->answer_items);
    if (cut->rank_items == NULL || cut->answer_items == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < plan->of_count; i++) {
        cv_item_spec answers = plan->of[i].spec;
        if (answers.kind == CV_ITEM_ROWS)
            answers.kind = CV_ITEM_NUMBER;
        status = cv_fold_item(fold, cut->block, &answers, &cut->answer_items[i], messages);
        if (status == CV_OK)
            status = cv_fold_item(fold, cut->block, &plan->of[i].rank, &cut->rank_items[i], messages);
    }
    return status;
}

/* Numbers where every level is one, else their places: ranks look at nothing but the order. */
static void set_numbers(const cv_levels *levels, char decimal, double *numbers)
{
    bool all = true;
    for (size_t i = 0; i < levels->count && all; i++)
        all = cv_number_parse(levels->levels[i].value, strlen(levels->levels[i].value), decimal, &numbers[i]);
    for (size_t i = 0; i < levels->count && !all; i++)
        numbers[levels->order[i]] = (double)i;
}

bool cv_plan_settle_tests(cv_plan *plan, const cv_frame *frame, cv_arena *arena)
{
    for (size_t i = 0; asks_for_ranks(plan->spec) && i < plan->of_count; i++) {
        cv_measured *of = &plan->of[i];
        if (of->rank.kind != CV_ITEM_LEVELS)
            continue;
        cv_levels levels = cv_frame_code_levels(frame, of->rank.slot);
        double *numbers = cv_arena_array(arena, levels.count + 2, sizeof *numbers);
        if (numbers == NULL)
            return false;
        set_numbers(&levels, plan->decimal, numbers);
        if (of->rank.missing_level) /* one more level, the last one */
            numbers[levels.count] = INFINITY;
        of->ranked = numbers;
    }
    return true;
}

/* ---- pairs ---- */

static cv_status bind_pairs(const cv_plan *plan, cv_cut *cut, cv_fold *fold, cv_arena *arena, cv_messages *messages)
{
    cut->pair_items = cv_arena_array(arena, plan->of_count * plan->of_count + 1, sizeof *cut->pair_items);
    if (cut->pair_items == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    for (size_t a = 0; a < plan->of_count; a++)
        for (size_t b = a + 1; status == CV_OK && b < plan->of_count; b++) {
            const cv_item_spec pair = {
                .kind = CV_ITEM_RATIO, .slot = plan->of[a].spec.slot, .slot_below = plan->of[b].spec.slot};
            status = cv_fold_item(fold, cut->block, &pair, &cut->pair_items[a * plan->of_count + b], messages);
        }
    return status;
}

/* ---- all ---- */

cv_status cv_plan_bind_tests(const cv_study *study, cv_plan *plan, cv_frame *frame, cv_fold *fold, cv_arena *arena,
                             cv_messages *messages)
{
    bool ranks = asks_for_ranks(plan->spec), pairs = asks_for_pairs(plan->spec);
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && ranks && i < plan->of_count; i++)
        status = bind_ranked(study, plan, i, frame, messages);
    for (size_t i = 0; status == CV_OK && i < plan->cut_count; i++) {
        if (ranks && plan->cuts[i].by_count > 0)
            status = bind_ranks(plan, &plan->cuts[i], fold, arena, messages);
        if (status == CV_OK && pairs)
            status = bind_pairs(plan, &plan->cuts[i], fold, arena, messages);
        if (status == CV_OK && pairs && study->design.replicates.given)
            cv_fold_want_rank(fold, plan->cuts[i].block);
    }
    return status;
}
