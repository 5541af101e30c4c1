/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/model_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "estimate/family.h"
#include "estimate/plan.h"

enum {
    MOST_TEXTS = 10000, /**< different texts of a column before it can only be a number */
    FIRST_ROWS = 1024
};

/* ---- binding ---- */

static cv_word reference_of(const cv_model_spec *model, const char *name)
{
    for (size_t i = 0; i < model->reference_count; i++)
        if (strcmp(model->references[i].variable.text, name) == 0)
            return model->references[i].level;
    return (cv_word){0};
}

static cv_source_kind kind_of(const cv_variable_spec *spec, bool has_reference)
{
    if (spec != NULL && spec->kind == CV_VARIABLE_COLUMN && spec->type == CV_TYPE_NUMBER)
        return CV_SOURCE_NUMBER;
    if (has_reference || (spec != NULL && (spec->kind != CV_VARIABLE_COLUMN || spec->type != CV_TYPE_AUTO)))
        return CV_SOURCE_FACTOR;
    return spec != NULL && spec->level_count > 0 ? CV_SOURCE_CODES : CV_SOURCE_TEXT;
}

static cv_status want(cv_model_variable *to, cv_frame *frame, cv_messages *messages)
{
    switch (to->kind) {
    case CV_SOURCE_NUMBER:
        return cv_frame_want_number(frame, to->name, &to->slot, messages);
    case CV_SOURCE_FACTOR:
    case CV_SOURCE_CODES:
        return cv_frame_want_codes(frame, to->name, &to->slot, messages);
    case CV_SOURCE_TEXT:
        break;
    }
    to->texts = cv_dictionary_new();
    return to->texts == NULL ? cv_fail_memory(messages) : cv_frame_want_text(frame, to->name, &to->slot, messages);
}

static cv_status bind_predictor(const cv_study *study, cv_model_variable *to, cv_frame *frame, cv_messages *messages)
{
    const cv_variable_spec *spec = cv_study_variable(study, to->name.text);
    to->kind = kind_of(spec, to->reference.text != NULL);
    to->decimal = study->data.decimal;
    to->missing[0] = &study->data.missing;
    to->missing[1] = spec != NULL ? &spec->missing : NULL;
    if (to->kind == CV_SOURCE_NUMBER && to->reference.text != NULL)
        return cv_fail_expected(messages, CV_USAGE, to->reference.place, "type: nominal for the variable", NULL,
                                "'%s' is a number and has no reference level", to->name.text);
    return want(to, frame, messages);
}

static bool is_known(const cv_model_rows *rows, const char *name)
{
    for (size_t i = 0; i < rows->variable_count; i++)
        if (strcmp(rows->variables[i].name.text, name) == 0)
            return true;
    return false;
}

static cv_status bind_predictors(const cv_study *study, cv_frame *frame, cv_model_rows *to, cv_messages *messages)
{
    const cv_model_spec *model = &to->spec->model;
    cv_status status = CV_OK;
    for (size_t i = 0; i < model->predictor_count; i++)
        for (size_t k = 0; k < model->predictors[i].part_count; k++) {
            cv_word part = model->predictors[i].parts[k];
            if (is_known(to, part.text))
                continue;
            cv_model_variable *own = &to->variables[to->variable_count++];
            *own = (cv_model_variable){.name = part, .reference = reference_of(model, part.text)};
            cv_status one = bind_predictor(study, own, frame, messages);
            status = status == CV_OK ? one : status;
        }
    return status;
}

cv_status cv_model_rows_bind(const cv_study *study, const cv_analysis_spec *spec, cv_frame *frame, cv_model_rows *to,
                             cv_messages *messages)
{
    size_t most = 2;
    *to = (cv_model_rows){.spec = spec,
                          .where = CV_NO_SLOT,
                          .replicated = study->design.replicates.given,
                          .imputed = cv_study_imputed(study)};
    for (size_t i = 0; i < spec->model.predictor_count; i++)
        most += spec->model.predictors[i].part_count;
    to->variables = cv_memory_zero(most, sizeof *to->variables);
    if (to->variables == NULL)
        return cv_fail_memory(messages);
    cv_status status = bind_predictors(study, frame, to, messages);
    to->predictor_count = to->variable_count;
    cv_status exposure = CV_OK;
    if (spec->model.exposure.text != NULL) {
        cv_model_variable *own = &to->variables[to->variable_count++];
        *own = (cv_model_variable){.name = spec->model.exposure, .kind = CV_SOURCE_NUMBER};
        exposure = want(own, frame, messages);
    }
    cv_model_variable *of = &to->variables[to->variable_count++];
    *of =
        (cv_model_variable){.name = spec->of.items[0], .reference = reference_of(&spec->model, spec->of.items[0].text)};
    of->kind = cv_family_of(spec->model.kind)->levels ? CV_SOURCE_FACTOR : CV_SOURCE_NUMBER;
    cv_status answer = want(of, frame, messages);
    cv_status where = spec->where != NULL ? cv_frame_want_truth(frame, spec->where, &to->where, messages) : CV_OK;
    return status != CV_OK ? status : exposure != CV_OK ? exposure : answer != CV_OK ? answer : where;
}

void cv_model_rows_free(cv_model_rows *rows)
{
    for (size_t i = 0; i < rows->variable_count; i++) {
        cv_memory_free(rows->variables[i].values);
        cv_memory_free(rows->variables[i].numbers);
        cv_dictionary_free(rows->variables[i].texts);
    }
    cv_memory_free(rows->variables);
    cv_memory_free(rows->weight);
    cv_memory_free(rows->stratum);
    cv_memory_free(rows->unit);
    cv_memory_free(rows->pattern);
    cv_memory_free(rows->start);
    cv_memory_free(rows->imputation);
    *rows = (cv_model_rows){0};
}

/* ---- the pass ---- */

static bool resize(void **array, size_t count, size_t size)
{
    void *moved = cv_memory_resize(*array, count, size);
    *array = moved != NULL ? moved : *array;
    return moved != NULL;
}

#define RESIZE(array, count) resize((void **)&(array), (count), sizeof *(array))

static bool make_room(cv_model_rows *rows, size_t more, bool calibrated)
{
    size_t capacity = rows->capacity;
    if (rows->count + more <= capacity)
        return true;
    while (capacity < rows->count + more) /* by half: what is not used should not weigh much */
        capacity += capacity < FIRST_ROWS ? FIRST_ROWS : capacity / 2;
    bool ok = RESIZE(rows->weight, capacity) && RESIZE(rows->stratum, capacity) && RESIZE(rows->unit, capacity) &&
              (!rows->imputed || RESIZE(rows->imputation, capacity));
    if (ok && calibrated)
        ok = RESIZE(rows->pattern, capacity) && RESIZE(rows->start, capacity);
    for (size_t i = 0; ok && i < rows->variable_count; i++)
        ok = RESIZE(rows->variables[i].values, capacity);
    rows->capacity = ok ? capacity : rows->capacity;
    return ok;
}

/* The column has too many different texts for a factor: its codes become numbers. */
static cv_status close_texts(cv_model_rows *rows, cv_model_variable *of, cv_messages *messages)
{
    if (of->words)
        return cv_fail_expected(messages, CV_DATA, of->name.place, "a number, or a variable with fewer levels", NULL,
                                "'%s' has more than %d levels, too many for a model", of->name.text, MOST_TEXTS);
    for (size_t i = 0; i < rows->count; i++)
        of->values[i] = of->values[i] < 0 ? (double)NAN : of->numbers[(size_t)of->values[i]];
    cv_dictionary_free(of->texts);
    of->texts = NULL;
    return CV_OK;
}

static cv_status code_text(cv_model_rows *rows, cv_model_variable *of, const cv_field *field, double *to,
                           cv_messages *messages)
{
    int32_t code = cv_dictionary_code(of->texts, field->text, (size_t)field->length);
    if (code < 0)
        return cv_fail_memory(messages);
    if ((size_t)code >= of->number_room) {
        size_t room = of->number_room == 0 ? 64 : 2 * of->number_room;
        if (!RESIZE(of->numbers, room))
            return cv_fail_memory(messages);
        for (size_t i = of->number_room; i < room; i++)
            of->numbers[i] = NAN;
        of->number_room = room;
    }
    *to = code;
    if ((size_t)code + 1 == cv_dictionary_count(of->texts) && isnan(of->numbers[code]) &&
        !cv_number_parse(field->text, (size_t)field->length, of->decimal, &of->numbers[code]))
        of->words = true;
    if (cv_dictionary_count(of->texts) <= MOST_TEXTS)
        return CV_OK;
    double last = of->numbers[code];
    cv_status status = close_texts(rows, of, messages);
    *to = last;
    return status;
}

/* A text as a code or, once there are too many for codes, as a number; missing: -1 or NaN. */
static cv_status read_text(cv_model_rows *rows, cv_model_variable *of, const cv_batch *batch, size_t row, double *to,
                           cv_messages *messages)
{
    const cv_field *field = &batch->texts[of->slot][row];
    if (field->length < 0) {
        *to = of->texts != NULL ? -1 : (double)NAN;
        return CV_OK;
    }
    if (of->texts != NULL)
        return code_text(rows, of, field, to, messages);
    if (cv_number_parse(field->text, (size_t)field->length, of->decimal, to))
        return CV_OK;
    return cv_fail_expected(messages, CV_DATA, of->name.place, "a number, as in the rows above it", NULL,
                            "line %llu of the data: '%.*s' in '%s' is no number",
                            (unsigned long long)cv_batch_line(batch, row), field->length > 200 ? 200 : field->length,
                            field->text, of->name.text);
}

/* @return whether there is a value */
static bool read_value(const cv_model_variable *of, const cv_batch *batch, size_t row, double *to)
{
    if (of->kind == CV_SOURCE_NUMBER)
        *to = batch->numbers[of->slot][row];
    else
        *to = batch->codes[of->slot][row];
    return of->kind == CV_SOURCE_NUMBER ? !isnan(*to) : *to >= 0;
}

cv_status cv_model_rows_batch(cv_model_rows *rows, const cv_batch *batch, const cv_design_rows *design,
                              size_t imputation, cv_messages *messages)
{
    bool calibrated = design->pattern != NULL && !rows->replicated;
    if (!make_room(rows, batch->rows, calibrated))
        return cv_fail_memory(messages);
    for (size_t i = 0; i < batch->rows; i++) {
        bool kept = design->stratum[i] != CV_NO_UNIT && (design->weight[i] > 0 || rows->replicated) &&
                    (rows->where == CV_NO_SLOT || batch->truths[rows->where][i] == 1);
        for (size_t k = 0; k < rows->variable_count; k++) {
            cv_model_variable *of = &rows->variables[k];
            double value;
            if (of->kind == CV_SOURCE_TEXT) { /* every row's text says what the column is */
                cv_status status = read_text(rows, of, batch, i, &value, messages);
                if (status != CV_OK)
                    return status;
                kept = kept && batch->texts[of->slot][i].length >= 0;
            } else {
                kept = kept && read_value(of, batch, i, &value);
            }
            if (kept)
                of->values[rows->count] = value;
        }
        if (!kept)
            continue;
        if (calibrated) {
            rows->pattern[rows->count] = design->pattern[i];
            rows->start[rows->count] = design->start[i];
        }
        rows->weight[rows->count] = design->weight[i];
        rows->stratum[rows->count] = design->stratum[i];
        if (rows->imputed)
            rows->imputation[rows->count] = (uint16_t)imputation;
        rows->unit[rows->count++] = rows->replicated ? (uint32_t)(batch->first_row - 1 + i) : design->unit[i];
    }
    return CV_OK;
}

/* ---- after the pass ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(((const cv_level *)a)->value, ((const cv_level *)b)->value);
}

/* The axis of a column of words, by bytes. @return false: no memory */
static bool text_axis(cv_model_variable *of, const char *label, cv_arena *arena, cv_axis *axis)
{
    size_t count = cv_dictionary_count(of->texts);
    cv_level *levels = cv_memory_zero(count + 1, sizeof *levels);
    int32_t *order = cv_memory_zero(count + 1, sizeof *order);
    bool ok = levels != NULL && order != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        const char *text = cv_dictionary_text(of->texts, (int32_t)i, &(size_t){0});
        levels[i] = (cv_level){text, text};
        order[i] = (int32_t)i;
    }
    if (ok)
        qsort(levels, count, sizeof *levels, by_text);
    const cv_levels all = {.count = count, .levels = levels, .order = order};
    ok = ok && cv_axis_fill(&all, of->name.text, label, false, arena, axis);
    for (size_t i = 0; ok && i < count; i++) /* numbers are no more needed: the places by code */
        of->numbers[(size_t)cv_dictionary_find(of->texts, levels[i].value, strlen(levels[i].value))] = (double)i;
    cv_memory_free(levels);
    cv_memory_free(order);
    return ok;
}

static void map_values(cv_model_rows *rows, cv_model_variable *of, const double *to)
{
    for (size_t i = 0; i < rows->count; i++)
        of->values[i] = to[(size_t)of->values[i]];
}

static bool is_missing_number(const cv_model_variable *of, double number)
{
    double missing;
    for (size_t k = 0; k < sizeof of->missing / sizeof of->missing[0]; k++)
        for (size_t i = 0; of->missing[k] != NULL && i < of->missing[k]->count; i++) {
            const char *text = of->missing[k]->items[i].text;
            if (cv_number_parse(text, strlen(text), of->decimal, &missing) && missing == number)
                return true;
        }
    return false;
}

static cv_status settle_text(cv_model_rows *rows, cv_model_variable *of, const char *label, cv_arena *arena,
                             cv_axis *axis, cv_messages *messages)
{
    if (of->words) {
        if (!text_axis(of, label, arena, axis))
            return cv_fail_memory(messages);
        map_values(rows, of, of->numbers);
        return CV_OK;
    }
    if (of->texts != NULL)
        map_values(rows, of, of->numbers);
    for (size_t i = 0; i < rows->count; i++)
        if (is_missing_number(of, of->values[i]))
            of->values[i] = NAN;
    return CV_OK;
}

static cv_status settle_codes(cv_model_rows *rows, cv_model_variable *of, const cv_frame *frame, cv_arena *arena,
                              cv_axis *axis, cv_messages *messages)
{
    cv_levels levels = cv_frame_code_levels(frame, of->slot);
    double *to = cv_memory_zero(levels.count + 1, sizeof *to);
    bool numbers = of->kind == CV_SOURCE_CODES;
    if (to == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < levels.count && numbers; i++)
        numbers = cv_number_parse(levels.levels[i].value, strlen(levels.levels[i].value), of->decimal, &to[i]);
    bool ok = numbers || cv_axis_fill(&levels, of->name.text, levels.label, false, arena, axis);
    for (size_t i = 0; i < levels.count && !numbers; i++)
        to[levels.order[i]] = (double)i;
    if (ok)
        map_values(rows, of, to);
    cv_memory_free(to);
    return ok ? CV_OK : cv_fail_memory(messages);
}

static cv_status settle_variable(cv_model_rows *rows, cv_model_variable *of, const cv_frame *frame, cv_arena *arena,
                                 cv_axis *axis, cv_messages *messages)
{
    const char *label = cv_frame_label(frame, of->name.text);
    axis->variable = cv_arena_copy(arena, of->name.text);
    axis->label = cv_arena_copy(arena, label != NULL ? label : of->name.text);
    if (axis->variable == NULL || axis->label == NULL)
        return cv_fail_memory(messages);
    if (of->kind == CV_SOURCE_TEXT)
        return settle_text(rows, of, label, arena, axis, messages);
    return of->kind == CV_SOURCE_NUMBER ? CV_OK : settle_codes(rows, of, frame, arena, axis, messages);
}

static void drop_missing(cv_model_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        bool whole = true;
        for (size_t k = 0; k < rows->variable_count; k++)
            whole = whole && !isnan(rows->variables[k].values[i]);
        if (!whole)
            continue;
        for (size_t k = 0; k < rows->variable_count; k++)
            rows->variables[k].values[kept] = rows->variables[k].values[i];
        if (rows->pattern != NULL) {
            rows->pattern[kept] = rows->pattern[i];
            rows->start[kept] = rows->start[i];
        }
        rows->weight[kept] = rows->weight[i];
        rows->stratum[kept] = rows->stratum[i];
        if (rows->imputed)
            rows->imputation[kept] = rows->imputation[i];
        rows->unit[kept++] = rows->unit[i];
    }
    rows->count = kept;
}

/* The axis of a variable whose levels a fit counts: a predictor's, and the answer's where each level has its own
 * prediction. NULL: none. */
static const cv_axis *axis_of(const cv_model_rows *rows, const cv_predictor *predictors, const cv_axis *of, size_t k)
{
    const cv_axis *axis = k < rows->predictor_count ? &predictors[k].axis : NULL;
    if (k + 1 == rows->variable_count && cv_family_of(rows->spec->model.kind)->each_level)
        axis = of;
    return axis != NULL && axis->count > 0 ? axis : NULL;
}

static bool is_found(const cv_model_rows *rows, bool *const *found, size_t row)
{
    for (size_t k = 0; k < rows->variable_count; k++)
        if (found[k] != NULL && !found[k][(size_t)rows->variables[k].values[row]])
            return false;
    return true;
}

static void swap_rows(cv_model_rows *rows, size_t a, size_t b)
{
    for (size_t k = 0; k < rows->variable_count; k++) {
        double value = rows->variables[k].values[a];
        rows->variables[k].values[a] = rows->variables[k].values[b];
        rows->variables[k].values[b] = value;
    }
    double weight = rows->weight[a];
    uint32_t unit = rows->unit[a];
    rows->weight[a] = rows->weight[b];
    rows->weight[b] = weight;
    rows->unit[a] = rows->unit[b];
    rows->unit[b] = unit;
}

/* Rows of weight 0 go behind the others, which keep their order; those with a level that no other row has go. */
static cv_status put_idle_last(cv_model_rows *rows, cv_arena *arena, const cv_predictor *predictors, const cv_axis *of,
                               cv_messages *messages)
{
    size_t all = rows->count, live = 0;
    bool **found = cv_arena_array(arena, rows->variable_count, sizeof *found);
    for (size_t k = 0; found != NULL && k < rows->variable_count; k++) {
        const cv_axis *axis = axis_of(rows, predictors, of, k);
        if (axis != NULL && (found[k] = cv_arena_array(arena, axis->count + 1, sizeof **found)) == NULL)
            found = NULL;
    }
    if (found == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < all; i++) {
        if (!(rows->weight[i] > 0))
            continue;
        for (size_t k = 0; k < rows->variable_count; k++)
            if (found[k] != NULL)
                found[k][(size_t)rows->variables[k].values[i]] = true;
        swap_rows(rows, i, live++);
    }
    rows->count = live;
    for (size_t i = live; i < all; i++)
        if (is_found(rows, found, i))
            swap_rows(rows, i, live + rows->idle++);
    return CV_OK;
}

cv_status cv_model_rows_settle(cv_model_rows *rows, const cv_frame *frame, cv_arena *arena, cv_predictor *predictors,
                               cv_axis *of, cv_messages *messages)
{
    cv_status status = CV_OK;
    cv_axis exposure = {0};
    for (size_t i = 0; i < rows->variable_count && status == CV_OK; i++) {
        cv_axis *axis = i < rows->predictor_count ? &predictors[i].axis : i + 1 < rows->variable_count ? &exposure : of;
        status = settle_variable(rows, &rows->variables[i], frame, arena, axis, messages);
    }
    if (status == CV_OK)
        drop_missing(rows);
    if (status == CV_OK && rows->replicated)
        status = put_idle_last(rows, arena, predictors, of, messages);
    return status;
}

/* ---- imputations ---- */

/* Moves values of `size` bytes to their new places by way of `room`. */
static void move(void *values, size_t size, const size_t *place, size_t count, char *room)
{
    for (size_t i = 0; i < count; i++)
        memcpy(room + place[i] * size, (const char *)values + i * size, size);
    if (count > 0)
        memcpy(values, room, count * size);
}

bool cv_model_rows_part(cv_model_rows *rows, size_t imputations, size_t *first)
{
    size_t *place = cv_memory_zero(rows->count + 1, sizeof *place);
    size_t *next = cv_memory_zero(imputations + 1, sizeof *next);
    char *room = cv_memory_zero(rows->count + 1, sizeof(double));
    bool ok = place != NULL && next != NULL && room != NULL;
    for (size_t k = 0; k <= imputations; k++)
        first[k] = 0;
    for (size_t i = 0; i < rows->count; i++)
        first[rows->imputation[i] + 1]++;
    for (size_t k = 0; k < imputations; k++)
        first[k + 1] += first[k];
    for (size_t i = 0; ok && i < rows->count; i++)
        place[i] = first[rows->imputation[i]] + next[rows->imputation[i]]++;
    for (size_t k = 0; ok && k < rows->variable_count; k++)
        move(rows->variables[k].values, sizeof(double), place, rows->count, room);
    if (ok) {
        move(rows->weight, sizeof *rows->weight, place, rows->count, room);
        move(rows->stratum, sizeof *rows->stratum, place, rows->count, room);
        move(rows->unit, sizeof *rows->unit, place, rows->count, room);
        move(rows->imputation, sizeof *rows->imputation, place, rows->count, room);
    }
    cv_memory_free(place);
    cv_memory_free(next);
    cv_memory_free(room);
    return ok;
}

void cv_model_rows_view(const cv_model_rows *rows, size_t first, size_t end, cv_model_variable *variables,
                        cv_model_rows *to)
{
    *to = *rows;
    to->variables = variables;
    for (size_t k = 0; k < rows->variable_count; k++) {
        variables[k] = rows->variables[k];
        variables[k].values += first;
    }
    to->weight += first;
    to->stratum += first;
    to->unit += first;
    to->count = end - first;
}
