/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/bind.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"
#include "base/number.h"

/* ---- names ---- */

bool cv_binder_init(cv_binder *binder)
{
    const cv_study *study = binder->study;
    size_t variables = study->variable_count;
    binder->sources = cv_memory_zero(variables + binder->column_count, sizeof *binder->sources);
    if (binder->sources == NULL)
        return false;
    for (size_t i = 0; i < variables; i++)
        binder->sources[i] = (cv_source){.name = study->variables[i].name.text, .spec = &study->variables[i]};
    for (size_t i = 0; i < binder->column_count; i++)
        binder->sources[variables + i] = (cv_source){.name = binder->columns[i], .column = i};
    return true;
}

void cv_binder_free(cv_binder *binder)
{
    cv_memory_free(binder->sources);
    binder->sources = NULL;
}

bool cv_source_is_column(const cv_source *source)
{
    return source->spec == NULL || source->spec->kind == CV_VARIABLE_COLUMN;
}

static cv_source *find_source(cv_source *sources, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(sources[i].name, name) == 0)
            return &sources[i];
    return NULL;
}

static cv_source *find_column(const cv_binder *binder, const char *name)
{
    return find_source(binder->sources + binder->study->variable_count, binder->column_count, name);
}

/* A file read with the wrong delimiter has one column with all names in it. */
static const char *other_delimiter(const cv_binder *binder)
{
    static const struct {
        char delimiter;
        const char *hint;
    } hints[] = {{';', "delimiter: \";\"? the header has no other column"},
                 {'\t', "delimiter: tab? the header has no other column"},
                 {',', "delimiter: \",\"? the header has no other column"},
                 {'|', "delimiter: \"|\"? the header has no other column"}};
    for (size_t i = 0; binder->column_count == 1 && i < sizeof hints / sizeof hints[0]; i++)
        if (strchr(binder->columns[0], hints[i].delimiter) != NULL)
            return hints[i].hint;
    return NULL;
}

static cv_status fail_unknown(cv_binder *binder, cv_word word, bool column, cv_messages *messages)
{
    size_t variables = binder->study->variable_count, from = column ? variables : 0,
           count = variables + binder->column_count - from;
    const char **names = cv_memory_zero(count, sizeof *names);
    if (names == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++)
        names[i] = binder->sources[from + i].name;
    const char *nearest = cv_nearest(word.text, names, count), *hint = other_delimiter(binder);
    if (column)
        cv_fail_expected(messages, CV_USAGE, word.place, hint != NULL ? hint : "a column of the data", nearest,
                         "%s has no column '%s'", binder->file, word.text);
    else
        cv_fail_expected(messages, CV_USAGE, word.place,
                         hint != NULL ? hint : "a variable of the study or a column of the data", nearest,
                         "there is no variable or column '%s'", word.text);
    cv_memory_free(names);
    return CV_USAGE;
}

cv_source *cv_bind_name(cv_binder *binder, cv_word word, cv_messages *messages)
{
    cv_source *source = find_source(binder->sources, binder->study->variable_count + binder->column_count, word.text);
    if (source == NULL)
        fail_unknown(binder, word, false, messages);
    return source;
}

/* ---- what means missing ---- */

static bool add_words(cv_texts *to, const cv_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (cv_texts_add(to, words->items[i].text, strlen(words->items[i].text), -1) == NULL)
            return false;
    return true;
}

static bool any_number(const cv_words *words, char decimal)
{
    double number;
    for (size_t i = 0; i < words->count; i++)
        if (cv_number_parse(words->items[i].text, strlen(words->items[i].text), decimal, &number))
            return true;
    return false;
}

cv_texts *cv_bind_missing(cv_binder *binder, const cv_source *source)
{
    cv_texts *table = cv_plan_table(binder->plan);
    if (table == NULL || !add_words(table, &binder->study->data.missing))
        return NULL;
    return source->spec == NULL || add_words(table, &source->spec->missing) ? table : NULL;
}

cv_status cv_bind_open(cv_binder *binder, cv_source *source, cv_messages *messages)
{
    if (source->failed)
        return CV_USAGE;
    if (source->missing != NULL)
        return CV_OK;
    if (source->spec != NULL) {
        const cv_source *column = find_column(binder, source->name);
        source->failed = column == NULL;
        if (column == NULL)
            return fail_unknown(binder, source->spec->name, true, messages);
        source->column = column->column;
        source->missing_numbers = any_number(&source->spec->missing, binder->decimal);
    }
    source->missing_numbers = source->missing_numbers || any_number(&binder->study->data.missing, binder->decimal);
    source->missing = cv_bind_missing(binder, source);
    return source->missing != NULL ? CV_OK : cv_fail_memory(messages);
}

/* ---- levels of variables that are made ---- */

size_t cv_made_count(const cv_variable_spec *spec)
{
    return spec->kind == CV_VARIABLE_GROUPS ? spec->group_count : spec->kind == CV_VARIABLE_CUT ? spec->cut_count : 2;
}

const char *cv_made_value(const cv_variable_spec *spec, size_t level)
{
    if (spec->kind == CV_VARIABLE_GROUPS)
        return spec->groups[level].label.text;
    if (spec->kind == CV_VARIABLE_CUT)
        return spec->cut_labels.items[level].text;
    return level == 0 ? "yes" : "no";
}

/* ---- steps ---- */

cv_status cv_bind_step(cv_binder *binder, cv_step step, size_t *to, cv_messages *messages)
{
    *to = cv_plan_add(binder->plan, step);
    return *to == CV_NO_STEP ? cv_fail_memory(messages) : CV_OK;
}

cv_step cv_bind_column_step(cv_step_kind kind, const cv_source *source)
{
    return (cv_step){.kind = kind,
                     .column = source->column,
                     .name = source->name,
                     .spec = source->spec,
                     .missing = source->missing,
                     .missing_numbers = source->missing_numbers};
}

static cv_status bind_column(cv_binder *binder, cv_source *source, cv_shape shape, size_t *to, cv_messages *messages)
{
    static const cv_step_kind kinds[CV_SHAPE_COUNT] = {
        [CV_SHAPE_CODES] = CV_STEP_LEVELS, [CV_SHAPE_NUMBERS] = CV_STEP_NUMBERS, [CV_SHAPE_TEXTS] = CV_STEP_TEXTS};
    size_t checked;
    cv_status status = cv_bind_step(binder, cv_bind_column_step(kinds[shape], source), to, messages);
    if (status != CV_OK || source->spec == NULL || source->spec->type != CV_TYPE_NUMBER || shape == CV_SHAPE_NUMBERS)
        return status;
    return cv_bind_source(binder, source, CV_SHAPE_NUMBERS, source->spec->name, &checked, messages);
}

bool cv_source_is_combinations(const cv_source *source)
{
    return source->spec != NULL && source->spec->kind == CV_VARIABLE_COMBINATIONS;
}

/* The group that a value or its label belongs to; -1: none. */
static int32_t group_of(const cv_variable_spec *spec, const char *value)
{
    int32_t rest = -1;
    for (size_t i = 0; i < spec->group_count; i++) {
        const cv_group_spec *group = &spec->groups[i];
        for (size_t j = 0; j < group->values.count; j++)
            if (strcmp(group->values.items[j].text, value) == 0)
                return (int32_t)i;
        if (group->rest)
            rest = (int32_t)i;
    }
    return rest;
}

/* A column's value that a group names by its label; the text itself where it is no label, or is a value too. */
static const char *value_named(const cv_variable_spec *column, const char *text)
{
    const char *value = text;
    for (size_t i = 0; column != NULL && i < column->level_count; i++) {
        if (strcmp(column->levels[i].value.text, text) == 0)
            return text;
        if (value == text && strcmp(column->levels[i].label, text) == 0)
            value = column->levels[i].value.text;
    }
    return value;
}

static cv_status group_column(cv_binder *binder, const cv_variable_spec *spec, cv_source *from, size_t *to,
                              cv_messages *messages)
{
    cv_status status = cv_bind_open(binder, from, messages);
    cv_texts *table = status == CV_OK ? cv_bind_missing(binder, from) : NULL;
    bool kept = table != NULL;
    cv_step step = cv_bind_column_step(CV_STEP_MATCH, from);
    step.match = table;
    step.other = -1;
    for (size_t i = 0; kept && i < spec->group_count; i++) {
        const cv_group_spec *group = &spec->groups[i];
        if (group->rest)
            step.other = (int32_t)i;
        for (size_t j = 0; kept && j < group->values.count; j++) {
            const char *value = value_named(from->spec, group->values.items[j].text);
            kept = cv_texts_add(table, value, strlen(value), (int32_t)i) != NULL;
        }
    }
    if (status != CV_OK)
        return status;
    return kept ? cv_bind_step(binder, step, to, messages) : cv_fail_memory(messages);
}

static cv_status group_made(cv_binder *binder, const cv_variable_spec *spec, cv_source *from, size_t *to,
                            cv_messages *messages)
{
    cv_step step = {.kind = CV_STEP_MAP};
    cv_status status = cv_bind_source(binder, from, CV_SHAPE_CODES, spec->from, &step.left, messages);
    if (status != CV_OK)
        return status;
    size_t count = cv_made_count(from->spec);
    int32_t *codes = cv_arena_array(&binder->plan->arena, count + 1, sizeof *codes);
    if (codes == NULL)
        return cv_fail_memory(messages);
    codes[0] = -1;
    for (size_t i = 0; i < count; i++)
        codes[i + 1] = group_of(spec, cv_made_value(from->spec, i));
    step.codes = codes;
    return cv_bind_step(binder, step, to, messages);
}

static cv_status bind_groups(cv_binder *binder, const cv_variable_spec *spec, size_t *to, cv_messages *messages)
{
    cv_source *from = cv_bind_name(binder, spec->from, messages);
    if (from == NULL)
        return CV_USAGE;
    if (cv_source_is_combinations(from))
        return cv_bind_combination_groups(binder, spec, from, to, messages);
    if (cv_source_is_column(from))
        return group_column(binder, spec, from, to, messages);
    return group_made(binder, spec, from, to, messages);
}

static cv_status bind_cut(cv_binder *binder, const cv_variable_spec *spec, size_t *to, cv_messages *messages)
{
    cv_step step = {.kind = CV_STEP_CUT, .numbers = spec->cuts, .count = spec->cut_count};
    cv_status status = cv_bind(binder, spec->from, CV_SHAPE_NUMBERS, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

static cv_status bind_where(cv_binder *binder, const cv_variable_spec *spec, size_t *to, cv_messages *messages)
{
    cv_step step = {.kind = CV_STEP_YES_NO};
    cv_status status = cv_bind_condition(binder, spec->where, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

static cv_status bind_made_codes(cv_binder *binder, cv_source *source, size_t *to, cv_messages *messages)
{
    if (source->spec->kind == CV_VARIABLE_GROUPS)
        return bind_groups(binder, source->spec, to, messages);
    if (source->spec->kind == CV_VARIABLE_CUT)
        return bind_cut(binder, source->spec, to, messages);
    if (source->spec->kind == CV_VARIABLE_COMBINATIONS)
        return cv_bind_combinations(binder, source->spec, to, messages);
    return bind_where(binder, source->spec, to, messages);
}

/* A level's score: a cut's lower bound, else its value read as a number. */
static bool score_of(const cv_variable_spec *spec, size_t level, double *score)
{
    const char *value = cv_made_value(spec, level);
    if (spec->kind != CV_VARIABLE_CUT)
        return cv_number_parse(value, strlen(value), '.', score); /* the study's text, not the data's */
    *score = spec->cuts[level];
    return true;
}

static cv_status bind_made_numbers(cv_binder *binder, cv_source *source, cv_word at, size_t *to, cv_messages *messages)
{
    const cv_variable_spec *spec = source->spec;
    size_t count = cv_made_count(spec);
    double *scores = cv_arena_array(&binder->plan->arena, count + 1, sizeof *scores);
    if (scores == NULL)
        return cv_fail_memory(messages);
    scores[0] = NAN;
    for (size_t i = 0; i < count; i++)
        if (!score_of(spec, i, &scores[i + 1]))
            return cv_fail_expected(messages, CV_USAGE, at.place, "a variable whose levels are numbers", NULL,
                                    "'%s' cannot be used as a number: its level '%s' is none", source->name,
                                    cv_made_value(spec, i));
    cv_step step = {.kind = CV_STEP_SCORES, .numbers = scores};
    cv_status status = cv_bind_source(binder, source, CV_SHAPE_CODES, at, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

static cv_status bind_made_texts(cv_binder *binder, cv_source *source, cv_word at, size_t *to, cv_messages *messages)
{
    size_t count = cv_made_count(source->spec);
    cv_field *texts = cv_arena_array(&binder->plan->arena, count + 1, sizeof *texts);
    if (texts == NULL)
        return cv_fail_memory(messages);
    texts[0] = (cv_field){.text = "", .length = -1};
    for (size_t i = 0; i < count; i++) {
        const char *value = cv_made_value(source->spec, i);
        texts[i + 1] = (cv_field){.text = value, .length = (int32_t)strlen(value)};
    }
    cv_step step = {.kind = CV_STEP_VALUES, .texts = texts};
    cv_status status = cv_bind_source(binder, source, CV_SHAPE_CODES, at, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

cv_source *cv_bind_choice_column(cv_binder *binder, cv_word column, cv_messages *messages)
{
    cv_source *from = find_source(binder->sources, binder->study->variable_count, column.text);
    if (from == NULL || !cv_source_is_column(from))
        from = find_column(binder, column.text);
    if (from == NULL)
        fail_unknown(binder, column, true, messages);
    return from;
}

/* One column of a multiple-response variable: 1 where it is chosen, 0 where not. */
static cv_status bind_choice(cv_binder *binder, const cv_variable_spec *spec, cv_word column, size_t *to,
                             cv_messages *messages)
{
    cv_source *from = cv_bind_choice_column(binder, column, messages);
    if (from == NULL)
        return CV_USAGE;
    cv_status status = cv_bind_open(binder, from, messages);
    if (status != CV_OK)
        return status;
    cv_texts *table = cv_bind_missing(binder, from);
    bool kept = table != NULL && add_words(table, &spec->missing);
    for (size_t i = 0; kept && i < spec->selected.count; i++) {
        const char *text = spec->selected.items[i].text;
        kept = cv_texts_add(table, text, strlen(text), 1) != NULL;
    }
    cv_step step = cv_bind_column_step(CV_STEP_MATCH, from);
    step.match = table;
    return kept ? cv_bind_step(binder, step, to, messages) : cv_fail_memory(messages);
}

static cv_status bind_choices(cv_binder *binder, cv_source *source, size_t *to, cv_messages *messages)
{
    const cv_variable_spec *spec = source->spec;
    size_t count = spec->columns.count;
    if (count > CV_MOST_CHOICES)
        return cv_fail_expected(messages, CV_USAGE, spec->name.place, "at most 63", NULL,
                                "'%s' has %zu columns, which is too many for a multiple-response variable",
                                source->name, count);
    size_t *inputs = cv_arena_array(&binder->plan->arena, count, sizeof *inputs);
    if (inputs == NULL)
        return cv_fail_memory(messages);
    cv_status first = CV_OK;
    for (size_t i = 0; i < count; i++) { /* all wrong columns are told in one go */
        cv_status status = bind_choice(binder, spec, spec->columns.items[i], &inputs[i], messages);
        if (first == CV_OK)
            first = status;
    }
    cv_step step = {.kind = CV_STEP_CHOICES, .inputs = inputs, .count = count, .none = spec->none};
    return first == CV_OK ? cv_bind_step(binder, step, to, messages) : first;
}

/* All that is ranked, whatever its rank. */
static cv_status bind_mentions(cv_binder *binder, cv_source *source, size_t *to, cv_messages *messages)
{
    cv_status status = cv_bind_ranks(binder, source, messages);
    cv_step step = {.kind = CV_STEP_MENTIONS, .ranks = source->ranks};
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

static cv_status bind_made(cv_binder *binder, cv_source *source, cv_shape shape, cv_word at, size_t *to,
                           cv_messages *messages)
{
    if (shape == CV_SHAPE_NUMBERS)
        return bind_made_numbers(binder, source, at, to, messages);
    return bind_made_texts(binder, source, at, to, messages);
}

/* A shape that a variable cannot have is a mistake of the word that asks, not of the variable. */
static cv_status check_source(const cv_source *source, cv_shape shape, cv_word at, cv_messages *messages)
{
    bool multiple = !cv_source_is_column(source) && cv_variable_is_multiple(source->spec);
    if (multiple && shape != CV_SHAPE_CHOICES)
        return cv_fail_expected(messages, CV_USAGE, at.place, "a variable with one answer a row, or one of its columns",
                                NULL, "'%s' is a multiple-response variable, which has no place here", source->name);
    if (cv_source_is_combinations(source) && (shape == CV_SHAPE_NUMBERS || shape == CV_SHAPE_TEXTS))
        return cv_fail_expected(messages, CV_USAGE, at.place, "=, != or in with some of its levels", NULL,
                                "'%s' has combinations of choices, which are no numbers and have no order",
                                source->name);
    if (!multiple && shape == CV_SHAPE_CHOICES)
        return cv_fail_expected(messages, CV_USAGE, at.place, "a variable with `multiple:`", NULL,
                                "'%s' is no multiple-response variable", source->name);
    return CV_OK;
}

/* Studies have no circles (src/study/check.c), so this ends. */
static cv_status bind_any(cv_binder *binder, cv_source *source, cv_shape shape, cv_word at, size_t *to,
                          cv_messages *messages)
{
    if (cv_source_is_column(source)) {
        cv_status status = cv_bind_open(binder, source, messages);
        return status == CV_OK ? bind_column(binder, source, shape, to, messages) : status;
    }
    if (shape == CV_SHAPE_NUMBERS || shape == CV_SHAPE_TEXTS)
        return bind_made(binder, source, shape, at, to, messages);
    cv_status status = shape != CV_SHAPE_CHOICES                    ? bind_made_codes(binder, source, to, messages)
                       : source->spec->kind == CV_VARIABLE_MULTIPLE ? bind_choices(binder, source, to, messages)
                                                                    : bind_mentions(binder, source, to, messages);
    source->failed = status == CV_USAGE;
    return status;
}

cv_status cv_bind_source(cv_binder *binder, cv_source *source, cv_shape shape, cv_word at, size_t *step,
                         cv_messages *messages)
{
    size_t *kept = &source->steps[shape];
    if (source->failed)
        return CV_USAGE;
    if (*kept == 0) {
        cv_status status = check_source(source, shape, at, messages);
        if (status == CV_OK)
            status = bind_any(binder, source, shape, at, step, messages);
        if (status != CV_OK)
            return status;
        *kept = *step + 1;
    }
    *step = *kept - 1;
    return CV_OK;
}

cv_status cv_bind(cv_binder *binder, cv_word word, cv_shape shape, size_t *step, cv_messages *messages)
{
    cv_source *source = cv_bind_name(binder, word, messages);
    return source == NULL ? CV_USAGE : cv_bind_source(binder, source, shape, word, step, messages);
}
