/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rank questions, and whether a row has an answer at all. */
#include <math.h>
#include <string.h>

#include "load/bind.h"

/* ---- ranks ---- */

/* A column that holds the item of one rank: its place among the items. */
static cv_status bind_item(cv_binder *binder, const cv_variable_spec *spec, cv_source *from, size_t *to,
                           cv_messages *messages)
{
    cv_texts *table = cv_bind_missing(binder, from);
    bool kept = table != NULL;
    for (size_t i = 0; kept && i < spec->missing.count; i++) {
        const char *text = spec->missing.items[i].text;
        kept = cv_texts_add(table, text, strlen(text), -1) != NULL;
    }
    for (size_t i = 0; kept && i < spec->level_count; i++) {
        const char *value = spec->levels[i].value.text;
        kept = cv_texts_add(table, value, strlen(value), (int32_t)i) != NULL;
    }
    cv_step step = cv_bind_column_step(CV_STEP_MATCH, from);
    step.match = table;
    step.other = -1;
    return kept ? cv_bind_step(binder, step, to, messages) : cv_fail_memory(messages);
}

/* A column that holds the rank of one item: classes of a number that are the whole numbers from 1 to the number of
 * items, and what lies between them, so that an even code is twice a rank. */
static cv_status bind_rank(cv_binder *binder, const cv_variable_spec *spec, cv_source *from, cv_word at, size_t *to,
                           cv_messages *messages)
{
    size_t ranks = spec->columns.count;
    double *cuts = cv_arena_array(&binder->plan->arena, 2 * ranks + 1, sizeof *cuts);
    if (cuts == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < ranks; i++) {
        cuts[2 * i] = 1 + (double)i;
        cuts[2 * i + 1] = nextafter(1 + (double)i, INFINITY);
    }
    cv_step step = {.kind = CV_STEP_CUT, .numbers = cuts, .count = 2 * ranks};
    cv_status status = cv_bind_source(binder, from, CV_SHAPE_NUMBERS, at, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

static cv_status bind_column(cv_binder *binder, const cv_variable_spec *spec, cv_word column, size_t *to,
                             cv_messages *messages)
{
    cv_source *from = cv_bind_choice_column(binder, column, messages);
    cv_status status = from != NULL ? cv_bind_open(binder, from, messages) : CV_USAGE;
    if (status != CV_OK)
        return status;
    return spec->kind == CV_VARIABLE_RANK ? bind_item(binder, spec, from, to, messages)
                                          : bind_rank(binder, spec, from, column, to, messages);
}

cv_status cv_bind_ranks(cv_binder *binder, cv_source *source, cv_messages *messages)
{
    const cv_variable_spec *spec = source->spec;
    size_t count = spec->columns.count;
    if (source->failed)
        return CV_USAGE;
    if (source->ranks != NULL)
        return CV_OK;
    size_t *inputs = cv_arena_array(&binder->plan->arena, count + 1, sizeof *inputs);
    cv_ranks *ranks = cv_arena_array(&binder->plan->arena, 1, sizeof *ranks);
    if (inputs == NULL || ranks == NULL)
        return cv_fail_memory(messages);
    cv_status first = CV_OK;
    for (size_t i = 0; i < count; i++) { /* all wrong columns are told in one go */
        cv_status status = bind_column(binder, spec, spec->columns.items[i], &inputs[i], messages);
        first = first == CV_OK ? status : first;
    }
    *ranks = (cv_ranks){.inputs = inputs,
                        .count = count,
                        .items = cv_variable_choice_count(spec),
                        .by_item = spec->kind == CV_VARIABLE_RANK_OF};
    source->failed = first == CV_USAGE;
    source->ranks = first == CV_OK ? ranks : NULL;
    return first;
}

/* ---- answers ---- */

/* Any text that does not mean missing. */
static cv_status answered_column(cv_binder *binder, cv_source *source, size_t *to, cv_messages *messages)
{
    cv_status status = cv_bind_open(binder, source, messages);
    cv_step step = cv_bind_column_step(CV_STEP_MATCH, source);
    if (status != CV_OK)
        return status;
    step.match = cv_bind_missing(binder, source);
    return step.match != NULL ? cv_bind_step(binder, step, to, messages) : cv_fail_memory(messages);
}

static cv_status answered_made(cv_binder *binder, cv_source *source, cv_word at, size_t *to, cv_messages *messages)
{
    size_t count = cv_made_count(source->spec);
    int32_t *codes = cv_arena_array(&binder->plan->arena, count + 1, sizeof *codes); /* zeros: answered */
    if (codes == NULL)
        return cv_fail_memory(messages);
    codes[0] = -1;
    cv_step step = {.kind = CV_STEP_MAP, .codes = codes};
    cv_status status = cv_bind_source(binder, source, CV_SHAPE_CODES, at, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

cv_status cv_bind_answered(cv_binder *binder, cv_source *source, cv_word at, size_t *to, cv_messages *messages)
{
    if (cv_source_is_column(source))
        return answered_column(binder, source, to, messages);
    bool combinations = source->spec->kind == CV_VARIABLE_COMBINATIONS;
    if (!combinations && !cv_variable_is_multiple(source->spec))
        return answered_made(binder, source, at, to, messages);
    cv_step step = {.kind = CV_STEP_ANSWERED};
    cv_status status = combinations ? cv_bind(binder, source->spec->from, CV_SHAPE_CHOICES, &step.left, messages)
                                    : cv_bind_source(binder, source, CV_SHAPE_CHOICES, at, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}
