/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes: the levels of a variable as tables and charts show them. */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "estimate/plan.h"

int32_t cv_axis_place(const cv_axis *axis, const char *level)
{
    for (size_t i = 0; i < axis->count; i++)
        if (strcmp(axis->values[i], level) == 0)
            return (int32_t)i;
    for (size_t i = 0; i < axis->count; i++)
        if (strcmp(axis->labels[i], level) == 0)
            return (int32_t)i;
    return CV_ALL;
}

cv_status cv_axis_fail(const cv_axis *axis, cv_word level, cv_messages *messages)
{
    const char *nearest = cv_nearest(level.text, axis->values, axis->count);
    if (nearest == NULL)
        nearest = cv_nearest(level.text, axis->labels, axis->count);
    return cv_fail_expected(messages, CV_USAGE, level.place, "a level of this variable, by its value or its label",
                            nearest, "variable '%s' has no level '%s'", axis->variable, level.text);
}

/* Where the classes of a number start. @return false: no memory */
static bool fill_bounds(const cv_levels *levels, cv_arena *arena, cv_axis *axis)
{
    double *bounds = cv_arena_array(arena, axis->count + 1, sizeof *bounds);
    if (bounds == NULL)
        return false;
    for (size_t i = 0; i < axis->count; i++)
        bounds[i] = i < levels->count ? levels->bounds[levels->order[i]] : (double)NAN;
    axis->bounds = bounds;
    return true;
}

/* Which choices each level is, and what the choices are. @return false: no memory */
static bool fill_choices(const cv_levels *levels, cv_arena *arena, cv_axis *axis)
{
    const cv_variable_spec *spec = levels->question;
    size_t count = cv_variable_choice_count(spec);
    uint64_t *choices = cv_arena_array(arena, axis->count + 1, sizeof *choices);
    cv_axis *question = cv_arena_new(arena, sizeof *question);
    if (choices == NULL || question == NULL)
        return false;
    for (size_t i = 0; i < axis->count; i++)
        choices[i] = i < levels->count ? levels->choices[levels->order[i]] : UINT64_MAX;
    *question = (cv_axis){.variable = spec->name.text,
                          .label = spec->label != NULL ? spec->label : spec->name.text,
                          .values = cv_arena_array(arena, count + 1, sizeof *question->values),
                          .labels = cv_arena_array(arena, count + 1, sizeof *question->labels),
                          .count = count};
    if (question->values == NULL || question->labels == NULL)
        return false;
    for (size_t j = 0; j < count; j++) {
        cv_level_spec choice = cv_variable_choice(spec, j);
        question->values[j] = choice.value.text;
        question->labels[j] = choice.label;
    }
    axis->choices = choices;
    axis->question = question;
    return true;
}

bool cv_axis_fill(const cv_levels *levels, const char *name, const char *label, bool missing, cv_arena *arena,
                  cv_axis *axis)
{
    axis->variable = cv_arena_copy(arena, name);
    axis->label = cv_arena_copy(arena, label != NULL ? label : name);
    axis->count = levels->count + missing;
    axis->values = cv_arena_array(arena, axis->count + 1, sizeof *axis->values);
    axis->labels = cv_arena_array(arena, axis->count + 1, sizeof *axis->labels);
    if (axis->variable == NULL || axis->label == NULL || axis->values == NULL || axis->labels == NULL)
        return false;
    for (size_t i = 0; i < levels->count; i++) {
        axis->values[i] = cv_arena_copy(arena, levels->levels[levels->order[i]].value);
        axis->labels[i] = cv_arena_copy(arena, levels->levels[levels->order[i]].label);
        if (axis->values[i] == NULL || axis->labels[i] == NULL)
            return false;
    }
    if (missing)
        axis->values[levels->count] = axis->labels[levels->count] = "(missing)";
    return (levels->bounds == NULL || fill_bounds(levels, arena, axis)) &&
           (levels->question == NULL || fill_choices(levels, arena, axis));
}
