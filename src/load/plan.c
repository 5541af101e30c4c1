/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/plan.h"

#include "base/memory.h"

static const cv_shape shapes[CV_STEP_KIND_COUNT] = {
    [CV_STEP_LEVELS] = CV_SHAPE_CODES,       [CV_STEP_NUMBERS] = CV_SHAPE_NUMBERS,  [CV_STEP_TEXTS] = CV_SHAPE_TEXTS,
    [CV_STEP_MATCH] = CV_SHAPE_CODES,        [CV_STEP_MAP] = CV_SHAPE_CODES,        [CV_STEP_CUT] = CV_SHAPE_CODES,
    [CV_STEP_YES_NO] = CV_SHAPE_CODES,       [CV_STEP_SCORES] = CV_SHAPE_NUMBERS,   [CV_STEP_VALUES] = CV_SHAPE_TEXTS,
    [CV_STEP_MENTIONS] = CV_SHAPE_CHOICES,   [CV_STEP_POINTS] = CV_SHAPE_NUMBERS,   [CV_STEP_ANSWERED] = CV_SHAPE_CODES,
    [CV_STEP_CHOICES] = CV_SHAPE_CHOICES,    [CV_STEP_CONSTANT] = CV_SHAPE_NUMBERS, [CV_STEP_LITERAL] = CV_SHAPE_TEXTS,
    [CV_STEP_ARITHMETIC] = CV_SHAPE_NUMBERS, [CV_STEP_COMPARE] = CV_SHAPE_TRUTHS,   [CV_STEP_ORDER] = CV_SHAPE_TRUTHS,
    [CV_STEP_AMONG] = CV_SHAPE_TRUTHS,       [CV_STEP_JUDGE] = CV_SHAPE_TRUTHS,     [CV_STEP_NOT] = CV_SHAPE_TRUTHS,
    [CV_STEP_COMBINE] = CV_SHAPE_CODES,      [CV_STEP_PICK] = CV_SHAPE_CODES,       [CV_STEP_AND] = CV_SHAPE_TRUTHS,
    [CV_STEP_OR] = CV_SHAPE_TRUTHS,          [CV_STEP_HOLDS] = CV_SHAPE_TRUTHS,
};

cv_shape cv_step_shape(cv_step_kind kind)
{
    return shapes[kind];
}

size_t cv_step_bytes(cv_step_kind kind)
{
    static const size_t sizes[CV_SHAPE_COUNT] = {[CV_SHAPE_CODES] = sizeof(int32_t),
                                                 [CV_SHAPE_NUMBERS] = sizeof(double),
                                                 [CV_SHAPE_TEXTS] = sizeof(cv_field),
                                                 [CV_SHAPE_TRUTHS] = sizeof(uint8_t),
                                                 [CV_SHAPE_CHOICES] = sizeof(uint64_t)};
    return sizes[shapes[kind]];
}

bool cv_step_reads_column(cv_step_kind kind)
{
    return kind <= CV_STEP_MATCH;
}

bool cv_step_finds_levels(cv_step_kind kind)
{
    return kind == CV_STEP_LEVELS || kind == CV_STEP_COMBINE;
}

size_t cv_plan_add(cv_plan *plan, cv_step step)
{
    cv_step *steps = cv_memory_grow(plan->steps, plan->count, &plan->capacity, sizeof *steps);
    if (steps == NULL)
        return CV_NO_STEP;
    plan->steps = steps;
    plan->steps[plan->count] = step;
    return plan->count++;
}

cv_texts *cv_plan_table(cv_plan *plan)
{
    cv_texts **tables = cv_memory_grow(plan->tables, plan->table_count, &plan->table_capacity, sizeof *tables);
    if (tables == NULL)
        return NULL;
    plan->tables = tables;
    cv_texts *table = cv_memory_zero(1, sizeof *table);
    if (table != NULL)
        plan->tables[plan->table_count++] = table;
    return table;
}

void cv_plan_free(cv_plan *plan)
{
    for (size_t i = 0; i < plan->table_count; i++) {
        cv_texts_free(plan->tables[i]);
        cv_memory_free(plan->tables[i]);
    }
    cv_memory_free(plan->tables);
    cv_memory_free(plan->steps);
    cv_arena_free(&plan->arena);
    *plan = (cv_plan){0};
}
