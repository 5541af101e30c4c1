/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the codes mean: declared levels first, then what the data have, in order of appearance; and how they are shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "load/frame_private.h"

cv_status cv_frame_levels_begin(cv_frame *frame, cv_messages *messages)
{
    const cv_plan *plan = &frame->plan;
    frame->lists = cv_memory_zero(plan->count, sizeof *frame->lists);
    for (size_t i = 0; frame->lists != NULL && i < plan->count; i++) {
        const cv_step *of = &plan->steps[i];
        if (!cv_step_finds_levels(of->kind))
            continue;
        cv_dictionary *dictionary = frame->lists[i].dictionary = cv_dictionary_new();
        if (dictionary == NULL)
            return cv_fail_memory(messages);
        for (size_t j = 0; of->spec != NULL && j < of->spec->level_count; j++) {
            const char *value = of->spec->levels[j].value.text;
            if (cv_dictionary_code(dictionary, value, strlen(value)) < 0)
                return cv_fail_memory(messages);
        }
    }
    return frame->lists == NULL ? cv_fail_memory(messages) : CV_OK;
}

void cv_frame_levels_free(cv_frame *frame)
{
    for (size_t i = 0; frame->lists != NULL && i < frame->plan.count; i++)
        cv_dictionary_free(frame->lists[i].dictionary);
    cv_memory_free(frame->lists);
    frame->lists = NULL;
}

/* ---- the order in which they are shown ---- */

typedef struct shown {
    int32_t code;
    double number;
    const char *text;
} shown;

struct combination {
    uint64_t choices;
    int32_t code;
};

static int by_number(const void *a, const void *b)
{
    const shown *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return strcmp(x->text, y->text); /* 1 and 1.0 */
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(((const shown *)a)->text, ((const shown *)b)->text);
}

/* @return false: no memory */
static bool put_in_order(const cv_level *levels, size_t declared, size_t count, char decimal, int32_t *order)
{
    size_t found = count - declared;
    bool numbers = true;
    shown *items = cv_memory_zero(found, sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < found; i++) {
        items[i] = (shown){.code = (int32_t)(declared + i), .text = levels[declared + i].value};
        numbers = numbers && cv_number_parse(items[i].text, strlen(items[i].text), decimal, &items[i].number);
    }
    qsort(items, found, sizeof *items, numbers ? by_number : by_bytes);
    for (size_t i = 0; i < declared; i++)
        order[i] = (int32_t)i;
    for (size_t i = 0; i < found; i++)
        order[declared + i] = items[i].code;
    cv_memory_free(items);
    return true;
}

/* By how many choices they are, then by the first choice that one has and the other lacks. */
static int by_choices(const void *a, const void *b)
{
    const struct combination *x = a, *y = b;
    int more = __builtin_popcountll(x->choices) - __builtin_popcountll(y->choices);
    uint64_t apart = x->choices ^ y->choices, first = apart & (~apart + 1);
    return more != 0 ? more : apart == 0 ? 0 : (x->choices & first) != 0 ? -1 : 1;
}

/* @return false: no memory */
static bool put_combinations_in_order(const uint64_t *choices, size_t count, int32_t *order)
{
    struct combination *items = cv_memory_zero(count + 1, sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        items[i] = (struct combination){.choices = choices[i], .code = (int32_t)i};
    qsort(items, count, sizeof *items, by_choices);
    for (size_t i = 0; i < count; i++)
        order[i] = items[i].code;
    cv_memory_free(items);
    return true;
}

/* ---- the levels themselves ---- */

static size_t count_levels(const cv_frame *frame, const cv_want *want)
{
    const cv_source *source = want->source;
    if (want->answered)
        return 1;
    if (cv_source_is_column(source) || cv_source_is_combinations(source))
        return cv_dictionary_count(frame->lists[want->step].dictionary);
    return cv_variable_is_multiple(source->spec) ? cv_variable_choice_count(source->spec) : cv_made_count(source->spec);
}

static cv_level level_at(const cv_frame *frame, const cv_want *want, size_t code)
{
    const cv_source *source = want->source;
    const cv_variable_spec *spec = source->spec;
    if (want->answered)
        return (cv_level){.value = "answered", .label = "answered"};
    if (cv_source_is_column(source)) {
        size_t length;
        const char *text = cv_dictionary_text(frame->lists[want->step].dictionary, (int32_t)code, &length);
        bool declared = spec != NULL && code < spec->level_count;
        return (cv_level){.value = text, .label = declared ? spec->levels[code].label : text};
    }
    if (cv_variable_is_multiple(spec)) {
        cv_level_spec choice = cv_variable_choice(spec, code);
        return (cv_level){.value = choice.value.text, .label = choice.label};
    }
    return (cv_level){.value = cv_made_value(spec, code), .label = cv_made_value(spec, code)};
}

/* The levels of combinations, whose texts are made here. */
static cv_status list_combinations(cv_frame *frame, const cv_want *want, cv_levels *to, cv_messages *messages)
{
    const cv_variable_spec *spec = want->source->spec, *question = cv_study_variable(frame->study, spec->from.text);
    size_t count = count_levels(frame, want);
    cv_level *levels = cv_arena_array(&frame->arena, count, sizeof *levels);
    uint64_t *choices = cv_arena_array(&frame->arena, count, sizeof *choices);
    int32_t *order = cv_arena_array(&frame->arena, count, sizeof *order);
    bool ok = levels != NULL && choices != NULL && order != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        const char *bytes = cv_dictionary_text(frame->lists[want->step].dictionary, (int32_t)i, NULL);
        memcpy(&choices[i], bytes, sizeof choices[i]);
        levels[i].value = cv_combination_value(question, choices[i], &frame->arena);
        levels[i].label = cv_combination_label(question, choices[i], &frame->arena);
        ok = levels[i].value != NULL && levels[i].label != NULL;
    }
    if (!ok || !put_combinations_in_order(choices, count, order))
        return cv_fail_memory(messages);
    *to = (cv_levels){.variable = spec->name.text,
                      .label = spec->label,
                      .count = count,
                      .levels = levels,
                      .order = order,
                      .choices = choices,
                      .question = question};
    return CV_OK;
}

static cv_status list_levels(cv_frame *frame, const cv_want *want, cv_levels *to, cv_messages *messages)
{
    const cv_variable_spec *spec = want->source->spec;
    if (!want->answered && cv_source_is_combinations(want->source))
        return list_combinations(frame, want, to, messages);
    size_t count = count_levels(frame, want);
    bool known = want->answered || !cv_source_is_column(want->source);
    size_t declared = known ? count : spec != NULL ? spec->level_count : 0;
    cv_level *levels = cv_arena_array(&frame->arena, count, sizeof *levels);
    int32_t *order = cv_arena_array(&frame->arena, count, sizeof *order);
    if (levels == NULL || order == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++)
        levels[i] = level_at(frame, want, i);
    if (!put_in_order(levels, declared, count, frame->decimal, order))
        return cv_fail_memory(messages);
    *to = (cv_levels){.variable = want->source->name,
                      .label = spec != NULL ? spec->label : NULL,
                      .count = count,
                      .levels = levels,
                      .order = order,
                      .declared = declared,
                      .bounds = !want->answered && spec != NULL ? spec->cuts : NULL};
    return CV_OK;
}

cv_status cv_frame_levels_finish(cv_frame *frame, cv_messages *messages)
{
    static const cv_shape shapes[2] = {CV_SHAPE_CODES, CV_SHAPE_CHOICES};
    cv_status status = CV_OK;
    for (size_t i = 0; i < 2; i++) {
        const cv_wants *wants = &frame->wants[shapes[i]];
        frame->levels[i] = cv_arena_array(&frame->arena, wants->count, sizeof *frame->levels[i]);
        if (frame->levels[i] == NULL)
            return cv_fail_memory(messages);
        for (size_t j = 0; status == CV_OK && j < wants->count; j++)
            status = list_levels(frame, &wants->items[j], &frame->levels[i][j], messages);
    }
    return status;
}

cv_levels cv_frame_code_levels(const cv_frame *frame, size_t slot)
{
    return frame->levels[0][slot];
}

cv_levels cv_frame_choice_levels(const cv_frame *frame, size_t slot)
{
    return frame->levels[1][slot];
}
