/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/model_answer.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/number.h"
#include "estimate/family.h"
#include "estimate/plan.h"

double *cv_model_answers(const cv_model_rows *rows)
{
    return rows->variables[rows->variable_count - 1].values;
}

double *cv_model_exposure(const cv_model_rows *rows)
{
    bool any = rows->spec->model.exposure.text != NULL;
    return any ? rows->variables[rows->predictor_count].values : NULL;
}

cv_status cv_model_fail_rows(const cv_model_rows *rows, const char *problem, cv_messages *messages)
{
    return cv_fail_expected(messages, CV_DATA, rows->spec->place,
                            "rows with a weight above zero, every answer there and, for model logit, both with the "
                            "event and without it",
                            NULL, "analysis '%s': %s", rows->spec->name.text, problem);
}

/* ---- events ---- */

/* From places to 0 and 1. */
static cv_status mark_events(cv_model_rows *rows, const bool *is_event, cv_messages *messages)
{
    double *y = cv_model_answers(rows);
    size_t events = 0;
    for (size_t i = 0; i < rows->count + rows->idle; i++) {
        y[i] = is_event[(size_t)y[i]];
        events += y[i] > 0 && i < rows->count;
    }
    if (events == 0)
        return cv_model_fail_rows(rows, "none of the model's rows has the event", messages);
    return events == rows->count ? cv_model_fail_rows(rows, "all of the model's rows have the event", messages) : CV_OK;
}

static cv_status settle_event(cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages)
{
    static cv_word yes = {.text = "yes"};
    const cv_words levels = rows->spec->level.count > 0 ? rows->spec->level : (cv_words){&yes, 1};
    const cv_axis *of = &result->answer;
    bool *is_event = cv_arena_array(arena, of->count + 1, sizeof *is_event);
    cv_buffer label = {0};
    if (is_event == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < levels.count; i++) {
        int32_t place = cv_axis_place(of, levels.items[i].text);
        if (place == CV_ALL) {
            cv_buffer_free(&label);
            return cv_axis_fail(of, levels.items[i], messages);
        }
        is_event[place] = true;
        cv_buffer_format(&label, "%s%s", i > 0 ? ", " : "", of->labels[place]);
    }
    result->event = label.failed ? NULL : cv_arena_copy(arena, label.text);
    result->answer_count = 2;
    cv_buffer_free(&label);
    return result->event == NULL ? cv_fail_memory(messages) : mark_events(rows, is_event, messages);
}

/* ---- levels ---- */

/* The reference level of a multinomial model: the first that rows have, or the study's. */
static cv_status find_base(const cv_model_rows *rows, const cv_axis *of, const double *rank, int32_t *base,
                           cv_messages *messages)
{
    const cv_word wanted = rows->variables[rows->variable_count - 1].reference;
    *base = 0;
    while (isnan(rank[*base]))
        ++*base;
    if (wanted.text == NULL)
        return CV_OK;
    *base = cv_axis_place(of, wanted.text);
    if (*base == CV_ALL)
        return cv_axis_fail(of, wanted, messages);
    if (isnan(rank[*base]))
        return cv_fail_expected(messages, CV_DATA, wanted.place, "a level that rows of the model have", NULL,
                                "no row of the model has the reference level '%s' of '%s'", wanted.text, of->variable);
    return CV_OK;
}

/* Ordered levels stand by their numbers where all of them have one, as for the test `trend`; else as they are shown. */
static bool order_levels(cv_model_result *result)
{
    double *number = cv_memory_zero(result->answer_count + 1, sizeof *number);
    bool numbers = number != NULL;
    for (size_t i = 0; i < result->answer_count && numbers; i++) {
        const char *text = result->answer.values[result->answers[i]];
        numbers = cv_number_parse(text, strlen(text), '.', &number[i]);
    }
    for (size_t i = 1; i < result->answer_count && numbers; i++) {
        double own = number[i];
        int32_t place = result->answers[i];
        size_t at = i;
        for (; at > 0 && number[at - 1] > own; at--) {
            number[at] = number[at - 1];
            result->answers[at] = result->answers[at - 1];
        }
        number[at] = own;
        result->answers[at] = place;
    }
    bool ok = number != NULL;
    cv_memory_free(number);
    return ok;
}

/* The levels that rows have, in the order of the fit; `rank`: NaN where none has. */
static cv_status list_levels(const cv_model_rows *rows, double *rank, cv_model_result *result, cv_messages *messages)
{
    const cv_axis *of = &result->answer;
    const double *y = cv_model_answers(rows);
    bool ordered = cv_family_of(rows->spec->model.kind)->shared;
    int32_t base = CV_ALL;
    for (size_t l = 0; l < of->count; l++)
        rank[l] = NAN;
    for (size_t i = 0; i < rows->count; i++)
        rank[(size_t)y[i]] = 0;
    cv_status status = ordered ? CV_OK : find_base(rows, of, rank, &base, messages);
    if (status != CV_OK)
        return status;
    if (!ordered)
        result->answers[result->answer_count++] = base;
    for (size_t l = 0; l < of->count; l++)
        if (!isnan(rank[l]) && (int32_t)l != base)
            result->answers[result->answer_count++] = (int32_t)l;
    if (result->answer_count < 2)
        return cv_fail_expected(messages, CV_DATA, rows->spec->place, "rows with two answers or more", NULL,
                                "analysis '%s': all of the model's rows have the answer '%s'", rows->spec->name.text,
                                of->values[result->answers[0]]);
    return ordered && !order_levels(result) ? cv_fail_memory(messages) : CV_OK;
}

static cv_status settle_levels(cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages)
{
    double *y = cv_model_answers(rows);
    double *rank = cv_memory_zero(result->answer.count + 1, sizeof *rank);
    result->answers = cv_arena_array(arena, result->answer.count + 1, sizeof *result->answers);
    cv_status status =
        rank == NULL || result->answers == NULL ? cv_fail_memory(messages) : list_levels(rows, rank, result, messages);
    for (size_t l = 0; status == CV_OK && l < result->answer_count; l++)
        rank[result->answers[l]] = (double)l;
    for (size_t i = 0; status == CV_OK && i < rows->count + rows->idle; i++)
        y[i] = rank[(size_t)y[i]];
    cv_memory_free(rank);
    return status;
}

/* ---- counts ---- */

static cv_status check_counts(const cv_model_rows *rows, cv_messages *messages)
{
    const double *y = cv_model_answers(rows);
    size_t negative = 0, positive = 0;
    for (size_t i = 0; i < rows->count + rows->idle; i++) {
        negative += y[i] < 0;
        positive += y[i] > 0 && i < rows->count;
    }
    if (negative > 0)
        return cv_fail_expected(messages, CV_DATA, rows->spec->of.items[0].place, "counts: numbers from 0 on", NULL,
                                "analysis '%s': '%s' is below zero in %zu of the model's rows", rows->spec->name.text,
                                rows->spec->of.items[0].text, negative);
    if (positive == 0)
        return cv_fail_expected(messages, CV_DATA, rows->spec->place, "rows with a count above zero", NULL,
                                "analysis '%s': '%s' is zero in all of the model's rows", rows->spec->name.text,
                                rows->spec->of.items[0].text);
    return CV_OK;
}

static cv_status settle_exposure(cv_model_rows *rows, cv_messages *messages)
{
    double *exposure = cv_model_exposure(rows);
    size_t bad = 0;
    for (size_t i = 0; exposure != NULL && i < rows->count + rows->idle; i++) {
        bad += !(exposure[i] > 0);
        exposure[i] = log(exposure[i]);
    }
    if (bad > 0)
        return cv_fail_expected(messages, CV_DATA, rows->spec->model.exposure.place, "numbers above zero", NULL,
                                "analysis '%s': the exposure '%s' is zero or less in %zu of the model's rows",
                                rows->spec->name.text, rows->spec->model.exposure.text, bad);
    return CV_OK;
}

cv_status cv_model_answer(cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages)
{
    const cv_family *family = cv_family_of(rows->spec->model.kind);
    if (family->levels)
        return family->each_level ? settle_levels(rows, arena, result, messages)
                                  : settle_event(rows, arena, result, messages);
    if (!family->curved)
        return CV_OK;
    cv_status status = check_counts(rows, messages);
    return status == CV_OK ? settle_exposure(rows, messages) : status;
}
