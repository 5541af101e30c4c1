/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/margins.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/number.h"
#include "design/target_file.h"

/** Sums of margins agree to this share of them. */
static const double AGREES = 1e-6;

/* ---- binding ---- */

static cv_status add_variable(cv_target_margins *to, cv_word name, bool number, size_t *place, cv_messages *messages)
{
    for (*place = 0; *place < to->variable_count; ++*place) {
        const cv_target_margin_variable *old = &to->variables[*place];
        if (old->condition == NULL && strcmp(old->name.text, name.text) == 0 && old->number == number)
            return CV_OK;
    }
    cv_target_margin_variable *more = cv_memory_resize(to->variables, to->variable_count + 1, sizeof *more);
    if (more == NULL)
        return cv_fail_memory(messages);
    to->variables = more;
    more[to->variable_count++] = (cv_target_margin_variable){.name = name, .number = number};
    to->number_count += number;
    return CV_OK;
}

static double sum_of(const cv_target_margin *margin)
{
    double sum = 0;
    for (size_t i = 0; i < margin->target_count; i++)
        sum += margin->targets[i].value;
    return sum;
}

static cv_status fail_sums(const cv_calibration_spec *spec, const cv_target_margin *margin, const char *against,
                           double whole, cv_messages *messages)
{
    char text[2][CV_NUMBER_SIZE];
    (void)cv_number_format(sum_of(margin), text[0]);
    (void)cv_number_format(whole, text[1]);
    if (spec->shares)
        return cv_fail_expected(messages, CV_USAGE, margin->spec->name.place, "shares that add up to 1", NULL,
                                "the shares of '%.200s' add up to %s", margin->spec->name.text, text[0]);
    return cv_fail_expected(messages, CV_USAGE, margin->spec->name.place, "margins that add up to the same total", NULL,
                            "the targets of '%.200s' add up to %s, those of '%.200s' to %s", margin->spec->name.text,
                            text[0], against, text[1]);
}

/* The sums of a step's margins agree with each other and with the population's size. */
static cv_status check_sums(const cv_target_margin_step *step, cv_messages *messages)
{
    const cv_calibration_spec *spec = step->spec;
    double whole = spec->shares ? 1 : spec->population.value;
    const char *against = "(total)";
    cv_status status = CV_OK;
    for (size_t i = 0; i < spec->margin_count; i++) {
        const cv_target_margin *margin = &step->margins[i];
        if (margin->spec->kind == CV_MARGIN_NUMBER || margin->spec->kind == CV_MARGIN_CLASSES)
            continue;
        double sum = sum_of(margin);
        if (!(sum > 0))
            status = cv_fail_expected(messages, CV_USAGE, margin->spec->name.place, "at least one target above 0", NULL,
                                      "the targets of '%.200s' are all 0", margin->spec->name.text);
        else if (whole > 0 && fabs(sum - whole) > AGREES * whole)
            status = fail_sums(spec, margin, against, whole, messages);
        if (!(whole > 0)) {
            whole = sum;
            against = margin->spec->name.text;
        }
    }
    return status;
}

static cv_status start_margin(const cv_study *study, cv_target_margins *to, const cv_margin_spec *spec,
                              cv_target_margin *margin, cv_messages *messages)
{
    bool number = spec->kind == CV_MARGIN_NUMBER;
    *margin = (cv_target_margin){.spec = spec, .targets = spec->targets, .target_count = spec->target_count};
    margin->variables = cv_arena_array(&to->arena, spec->variable_count + 1, sizeof *margin->variables);
    margin->chain = cv_memory_zero(spec->variable_count + 1, sizeof *margin->chain);
    if (margin->variables == NULL || margin->chain == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < spec->variable_count; i++) {
        if (add_variable(to, spec->variables[i], number, &margin->variables[i], messages) != CV_OK)
            return CV_SYSTEM;
        if (spec->kind == CV_MARGIN_CLASSES)
            to->variables[margin->variables[i]].of_all = true;
    }
    if (spec->kind != CV_MARGIN_FILE)
        return CV_OK;
    cv_target_spec *targets = NULL;
    cv_status status = cv_target_file_read(study, spec, &to->arena, &targets, &margin->target_count, messages);
    margin->targets = targets;
    return status;
}

static cv_status start_step(const cv_study *study, cv_target_margins *to, const cv_calibration_spec *spec,
                            cv_target_margin_step *step, cv_messages *messages)
{
    *step = (cv_target_margin_step){.spec = spec};
    if (spec->respondents != NULL) {
        cv_target_margin_variable *more = cv_memory_resize(to->variables, to->variable_count + 1, sizeof *more);
        if (more == NULL)
            return cv_fail_memory(messages);
        to->variables = more;
        step->response = to->variable_count;
        more[to->variable_count++] = (cv_target_margin_variable){
            .name = {"respondents", spec->place}, .of_all = true, .condition = spec->respondents};
    }
    step->margins = cv_arena_array(&to->arena, spec->margin_count + 1, sizeof *step->margins);
    if (step->margins == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    bool cells = false;
    for (size_t i = 0; i < spec->margin_count; i++) {
        cv_status one = start_margin(study, to, &spec->margins[i], &step->margins[i], messages);
        status = status == CV_OK ? one : status;
        step->margins[i].first = step->columns;
        step->columns += spec->margins[i].kind == CV_MARGIN_NUMBER ? 1 : step->margins[i].target_count;
        cells = cells || spec->margins[i].kind != CV_MARGIN_NUMBER;
    }
    step->constant = spec->population.given && !cells;
    step->columns += step->constant;
    return status == CV_OK ? check_sums(step, messages) : status;
}

static cv_status start(const cv_study *study, cv_target_margins *to, cv_messages *messages)
{
    const cv_design_spec *design = &study->design;
    to->steps = cv_arena_array(&to->arena, design->calibrate_count + 1, sizeof *to->steps);
    if (to->steps == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    for (size_t i = 0; i < design->calibrate_count; i++) {
        cv_status one = start_step(study, to, &design->calibrate[i], &to->steps[i], messages);
        status = status == CV_OK ? one : status;
        to->step_count = i + 1;
    }
    return status;
}

cv_status cv_target_margins_bind(const cv_study *study, cv_frame *frame, cv_target_margins *to, cv_messages *messages)
{
    cv_status status = to->steps == NULL ? start(study, to, messages) : CV_OK;
    for (size_t i = 0; i < to->variable_count; i++) {
        cv_target_margin_variable *variable = &to->variables[i];
        cv_status one = variable->condition != NULL
                            ? cv_frame_want_truth(frame, variable->condition, &variable->slot, messages)
                        : variable->number ? cv_frame_want_number(frame, variable->name, &variable->slot, messages)
                                           : cv_frame_want_codes(frame, variable->name, &variable->slot, messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

void cv_target_margins_free(cv_target_margins *margins)
{
    for (size_t i = 0; i < margins->step_count; i++)
        for (size_t m = 0; margins->steps[i].margins != NULL && m < margins->steps[i].spec->margin_count; m++) {
            cv_target_margin *margin = &margins->steps[i].margins[m];
            for (size_t v = 0; margin->chain != NULL && v < margin->spec->variable_count; v++)
                cv_pairs_free(&margin->chain[v]);
            cv_memory_free(margin->chain);
            cv_memory_free(margin->target_of);
        }
    cv_memory_free(margins->variables);
    cv_arena_free(&margins->arena);
    *margins = (cv_target_margins){0};
}

/* ---- matching ---- */

static int32_t code_of(const cv_levels *levels, const char *text)
{
    for (size_t i = 0; i < levels->count; i++)
        if (strcmp(levels->levels[i].value, text) == 0)
            return (int32_t)i;
    for (size_t i = 0; i < levels->count; i++)
        if (strcmp(levels->levels[i].label, text) == 0)
            return (int32_t)i;
    return -1;
}

static cv_status fail_level(const cv_levels *levels, const cv_target_margin *margin, cv_word level,
                            cv_messages *messages)
{
    enum { MOST = 64 };
    const char *names[MOST];
    size_t count = levels->count < MOST ? levels->count : MOST;
    for (size_t i = 0; i < count; i++)
        names[i] = levels->levels[i].value;
    return cv_fail_expected(messages, CV_DATA, level.place, "levels that rows have, or a target of 0",
                            cv_nearest(level.text, names, count), "no row has the level '%.200s' of '%.200s'%s%.200s%s",
                            level.text, levels->variable, margin->spec->variable_count > 1 ? ", a target in '" : "",
                            margin->spec->variable_count > 1 ? margin->spec->name.text : "",
                            margin->spec->variable_count > 1 ? "'" : "");
}

/* Gives a target's cell its number; a level that no row has is fine with a target of 0. */
static cv_status match_target(const cv_target_margins *margins, cv_target_margin *margin, uint32_t target,
                              const cv_frame *frame, cv_messages *messages)
{
    const cv_target_spec *spec = &margin->targets[target];
    uint32_t number = 0;
    int fresh = 0;
    for (size_t v = 0; v < margin->spec->variable_count; v++) {
        cv_levels levels = cv_frame_code_levels(frame, margins->variables[margin->variables[v]].slot);
        int32_t code = code_of(&levels, spec->levels[v].text);
        if (code < 0)
            return spec->value > 0 ? fail_level(&levels, margin, spec->levels[v], messages) : CV_OK;
        if ((number = cv_pairs_number(&margin->chain[v], number, (uint32_t)code, &fresh)) == CV_PAIR_NONE)
            return cv_fail_memory(messages);
    }
    if (!fresh)
        return cv_fail_expected(messages, CV_USAGE, spec->place, "one target for each cell", NULL,
                                "a second target for '%.200s' of '%.200s'",
                                spec->levels[margin->spec->variable_count - 1].text, margin->spec->name.text);
    margin->target_of[margin->known++] = target;
    return CV_OK;
}

cv_status cv_target_margins_match(cv_target_margins *margins, const cv_frame *frame, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < margins->step_count; i++)
        for (size_t m = 0; m < margins->steps[i].spec->margin_count; m++) {
            cv_target_margin *margin = &margins->steps[i].margins[m];
            if (margin->spec->kind == CV_MARGIN_NUMBER || margin->spec->kind == CV_MARGIN_CLASSES)
                continue;
            margin->target_of = cv_memory_zero(margin->target_count + 1, sizeof *margin->target_of);
            if (margin->target_of == NULL)
                return cv_fail_memory(messages);
            for (size_t t = 0; t < margin->target_count; t++) {
                cv_status one = match_target(margins, margin, (uint32_t)t, frame, messages);
                status = status == CV_OK ? one : status;
            }
        }
    return status;
}

uint32_t cv_target_margin_cell(const cv_target_margin *margin, const int32_t *codes)
{
    uint32_t number = 0;
    for (size_t v = 0; v < margin->spec->variable_count; v++) {
        int32_t code = codes[margin->variables[v]];
        number = code < 0 ? CV_PAIR_NONE : cv_pairs_find(&margin->chain[v], number, (uint32_t)code);
        if (number == CV_PAIR_NONE)
            return CV_PAIR_NONE;
    }
    return number < margin->known ? margin->target_of[number] : CV_PAIR_NONE;
}

/* ---- classes ---- */

bool cv_target_margin_add_class(cv_target_margin *margin, const int32_t *codes)
{
    uint32_t number = 0;
    int fresh = 0;
    for (size_t v = 0; v < margin->spec->variable_count; v++)
        if ((number = cv_pairs_number(&margin->chain[v], number, (uint32_t)codes[margin->variables[v]], &fresh)) ==
            CV_PAIR_NONE)
            return false;
    if (fresh) {
        uint32_t *target_of = cv_memory_resize(margin->target_of, margin->known + 1, sizeof *target_of);
        if (target_of == NULL)
            return false;
        margin->target_of = target_of;
        target_of[margin->known] = (uint32_t)margin->known;
        margin->known++;
    }
    return true;
}

/** A class while classes are put in the order in which levels are shown. */
struct class
{
    uint32_t number;
    size_t count;
    int32_t code[CV_MOST_FACTORS], place[CV_MOST_FACTORS];
};

static int by_place(const void *a, const void *b)
{
    const struct class *x = a, *y = b;
    for (size_t v = 0; v < x->count; v++)
        if (x->place[v] != y->place[v])
            return x->place[v] < y->place[v] ? -1 : 1;
    return 0;
}

static cv_levels levels_of(const cv_target_margins *margins, const cv_target_margin *margin, size_t v,
                           const cv_frame *frame)
{
    return cv_frame_code_levels(frame, margins->variables[margin->variables[v]].slot);
}

/* A class's levels, from the pair numbers that lead to it. */
static void read_class(const cv_target_margins *margins, const cv_target_margin *margin, uint32_t number,
                       const cv_frame *frame, struct class *to)
{
    *to = (struct class){.number = number, .count = margin->spec->variable_count};
    for (size_t v = to->count; v-- > 0;) {
        uint64_t key = margin->chain[v].keys[number];
        cv_levels levels = levels_of(margins, margin, v, frame);
        to->code[v] = (int32_t)(uint32_t)key;
        while (levels.order[to->place[v]] != to->code[v])
            to->place[v]++;
        number = (uint32_t)(key >> 32);
    }
}

static bool name_class(cv_target_margins *margins, const cv_target_margin *margin, const struct class *class,
                       const cv_frame *frame, cv_target_spec *to)
{
    to->levels = cv_arena_array(&margins->arena, class->count, sizeof *to->levels);
    to->place = margin->spec->name.place;
    for (size_t v = 0; to->levels != NULL && v < class->count; v++) {
        cv_levels levels = levels_of(margins, margin, v, frame);
        to->levels[v] = (cv_word){cv_arena_copy(&margins->arena, levels.levels[class->code[v]].value), to->place};
        if (to->levels[v].text == NULL)
            return false;
    }
    return to->levels != NULL;
}

cv_status cv_target_margins_close_classes(cv_target_margins *margins, cv_target_margin_step *step,
                                          const cv_frame *frame, cv_messages *messages)
{
    cv_target_margin *margin = &step->margins[0];
    cv_target_spec *targets = cv_arena_array(&margins->arena, margin->known + 1, sizeof *targets);
    struct class *classes = cv_memory_zero(margin->known + 1, sizeof *classes);
    bool ok = targets != NULL && classes != NULL;
    for (size_t i = 0; ok && i < margin->known; i++)
        read_class(margins, margin, (uint32_t)i, frame, &classes[i]);
    if (ok)
        qsort(classes, margin->known, sizeof *classes, by_place);
    for (size_t i = 0; ok && i < margin->known; i++) {
        margin->target_of[classes[i].number] = (uint32_t)i;
        ok = name_class(margins, margin, &classes[i], frame, &targets[i]);
    }
    cv_memory_free(classes);
    if (!ok)
        return cv_fail_memory(messages);
    margin->targets = targets;
    margin->target_count = step->columns = margin->known;
    return CV_OK;
}

const char *cv_target_margin_cell_name(const cv_target_margins *margins, const cv_target_margin *margin,
                                       const int32_t *codes, const cv_frame *frame, cv_arena *arena)
{
    cv_buffer text = {0};
    for (size_t v = 0; v < margin->spec->variable_count; v++) {
        size_t place = margin->variables[v];
        cv_levels levels = cv_frame_code_levels(frame, margins->variables[place].slot);
        bool known = codes[place] >= 0 && (size_t)codes[place] < levels.count;
        cv_buffer_format(&text, "%s%.200s", v > 0 ? ", " : "", known ? levels.levels[codes[place]].value : "?");
    }
    const char *kept = text.failed || text.text == NULL ? NULL : cv_arena_copy(arena, text.text);
    cv_buffer_free(&text);
    return kept != NULL ? kept : "";
}
