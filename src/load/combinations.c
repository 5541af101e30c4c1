/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Combinations of a check-all question's choices as the levels of one variable. A row's choices are bits, and these
 * are what is interned and looked up; texts are made for the levels that rows have, and read where a study names one.
 */
#include <string.h>

#include "load/bind.h"

static const char NONE[] = "(none)";

/* ---- levels as texts ---- */

/* A choice's value as a part of a combination's: in double quotes where it could be taken for something else. */
static const char *quoted(const char *value, cv_arena *arena)
{
    if (strpbrk(value, "+\"") == NULL && strcmp(value, NONE) != 0)
        return value;
    char *text = cv_arena_new(arena, 2 * strlen(value) + 3), *end = text;
    if (text == NULL)
        return NULL;
    *end++ = '"';
    for (; *value != '\0'; value++) {
        if (*value == '"')
            *end++ = '"';
        *end++ = *value;
    }
    *end = '"';
    return text;
}

const char *cv_combination_value(const cv_variable_spec *question, uint64_t choices, cv_arena *arena)
{
    const char *text = choices == 0 ? NONE : "";
    for (size_t i = 0; text != NULL && i < cv_variable_choice_count(question); i++) {
        if ((choices >> i & 1) == 0)
            continue;
        const char *part = quoted(cv_variable_choice(question, i).value.text, arena);
        text = part == NULL ? NULL : cv_arena_format(arena, "%s%s%s", text, *text != '\0' ? "+" : "", part);
    }
    return text;
}

const char *cv_combination_label(const cv_variable_spec *question, uint64_t choices, cv_arena *arena)
{
    const char *text = choices == 0 ? "None" : "";
    for (size_t i = 0; text != NULL && i < cv_variable_choice_count(question); i++)
        if ((choices >> i & 1) != 0)
            text = cv_arena_format(arena, "%s%s%s", text, *text != '\0' ? " + " : "",
                                   cv_variable_choice(question, i).label);
    return text;
}

/* The choice whose part the text starts with, and the rest of the text; -1: there is none. */
static int next_choice(const cv_variable_spec *question, const char **text, cv_arena *arena)
{
    for (size_t i = 0; i < cv_variable_choice_count(question); i++) {
        const char *part = quoted(cv_variable_choice(question, i).value.text, arena);
        size_t length = part == NULL ? 0 : strlen(part);
        if (part == NULL || strncmp(*text, part, length) != 0 || strchr("+", (*text)[length]) == NULL)
            continue;
        *text += length;
        return (int)i;
    }
    return -1;
}

/* The choices that a text names, in any order. @return false: some of it is no choice */
static bool read_choices(const cv_variable_spec *question, const char *text, uint64_t *choices, cv_arena *arena)
{
    *choices = 0;
    while (strcmp(text, NONE) != 0) {
        int choice = next_choice(question, &text, arena);
        if (choice < 0)
            return false;
        *choices |= (uint64_t)1 << choice;
        if (*text++ == '\0')
            return true;
    }
    return true;
}

/* A level is written in one way; another order of its choices is told what it is. */
static cv_status find_choices(cv_binder *binder, const cv_source *source, cv_word level, uint64_t *choices,
                              cv_messages *messages)
{
    const cv_variable_spec *question = cv_study_variable(binder->study, source->spec->from.text);
    cv_arena *arena = &binder->plan->arena;
    bool known = read_choices(question, level.text, choices, arena);
    const char *value = known ? cv_combination_value(question, *choices, arena) : NULL;
    if (known && value == NULL)
        return cv_fail_memory(messages);
    if (known && strcmp(value, level.text) == 0)
        return CV_OK;
    return cv_fail_expected(messages, CV_USAGE, level.place,
                            "the values of choices joined by '+', in the question's order, or (none)", value,
                            "'%s' has no level '%s'", source->name, level.text);
}

/* ---- steps ---- */

cv_status cv_bind_combinations(cv_binder *binder, const cv_variable_spec *spec, size_t *to, cv_messages *messages)
{
    cv_step step = {.kind = CV_STEP_COMBINE, .name = spec->name.text};
    cv_status status = cv_bind(binder, spec->from, CV_SHAPE_CHOICES, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

static cv_status add_level(cv_binder *binder, const cv_source *source, cv_word level, int32_t code, cv_texts *to,
                           cv_messages *messages)
{
    uint64_t choices = 0;
    char bytes[sizeof choices];
    cv_status status = find_choices(binder, source, level, &choices, messages);
    memcpy(bytes, &choices, sizeof bytes);
    if (status == CV_OK && cv_texts_add(to, bytes, sizeof bytes, code) == NULL)
        status = cv_fail_memory(messages);
    return status;
}

/* A step that looks the question's choices up in an empty table, which is to be filled. */
static cv_status bind_pick(cv_binder *binder, const cv_source *source, cv_step *step, cv_texts **table,
                           cv_messages *messages)
{
    *step = (cv_step){.kind = CV_STEP_PICK};
    cv_status status = cv_bind(binder, source->spec->from, CV_SHAPE_CHOICES, &step->left, messages);
    if (status != CV_OK)
        return status;
    step->match = *table = cv_plan_table(binder->plan);
    return *table != NULL ? CV_OK : cv_fail_memory(messages);
}

cv_status cv_bind_combination_groups(cv_binder *binder, const cv_variable_spec *groups, const cv_source *from,
                                     size_t *to, cv_messages *messages)
{
    cv_step step;
    cv_texts *table;
    cv_status status = bind_pick(binder, from, &step, &table, messages);
    step.other = -1;
    for (size_t i = 0; status == CV_OK && i < groups->group_count; i++) {
        const cv_words *values = &groups->groups[i].values;
        if (groups->groups[i].rest)
            step.other = (int32_t)i;
        for (size_t j = 0; status == CV_OK && j < values->count; j++)
            status = add_level(binder, from, values->items[j], (int32_t)i, table, messages);
    }
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

cv_status cv_bind_combination_match(cv_binder *binder, const cv_source *source, const cv_expression *const *items,
                                    size_t count, size_t *to, cv_messages *messages)
{
    cv_step step;
    cv_texts *table;
    cv_status status = bind_pick(binder, source, &step, &table, messages);
    for (size_t i = 0; status == CV_OK && i < count; i++)
        status = add_level(binder, source, (cv_word){items[i]->text, items[i]->place}, 1, table, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}
