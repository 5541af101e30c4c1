/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/model_terms.h"

#include <string.h>

#include "base/memory.h"
#include "estimate/family.h"
#include "estimate/plan.h"

enum { MOST_COEFFICIENTS = 1000 };

/* ---- levels ---- */

static bool *levels_found(const cv_model_rows *rows, size_t variable, const cv_axis *axis, cv_arena *arena)
{
    bool *found = cv_arena_array(arena, axis->count + 1, sizeof *found);
    for (size_t i = 0; found != NULL && i < rows->count; i++)
        found[(size_t)rows->variables[variable].values[i]] = true;
    return found;
}

static cv_status set_reference(const cv_model_variable *of, const bool *found, cv_predictor *to, cv_messages *messages)
{
    size_t first = 0, count = 0;
    for (size_t i = to->axis.count; i-- > 0;)
        if (found[i]) {
            first = i;
            count++;
        }
    if (count < 2)
        return cv_fail_expected(messages, CV_DATA, of->name.place, "a predictor with two levels or more", NULL,
                                "'%s' has only the level '%s' in the model's rows", of->name.text,
                                to->axis.values[first]);
    to->reference = (int32_t)first;
    if (of->reference.text == NULL)
        return CV_OK;
    to->reference = cv_axis_place(&to->axis, of->reference.text);
    if (to->reference == CV_ALL)
        return cv_axis_fail(&to->axis, of->reference, messages);
    if (!found[to->reference])
        return cv_fail_expected(messages, CV_DATA, of->reference.place, "a level that rows of the model have", NULL,
                                "no row of the model has the reference level '%s' of '%s'", of->reference.text,
                                of->name.text);
    return CV_OK;
}

/* ---- terms ---- */

static size_t variable_at(const cv_model_rows *rows, const char *name)
{
    size_t i = 0;
    while (strcmp(rows->variables[i].name.text, name) != 0)
        i++;
    return i;
}

/* The intercept, then predictors by their number of variables, in the study's order within it. */
static bool add_terms(const cv_model_rows *rows, cv_arena *arena, cv_model_result *to)
{
    const cv_model_spec *model = &rows->spec->model;
    bool thresholds = cv_family_of(model->kind)->shared;
    to->terms = cv_arena_array(arena, model->predictor_count + 1, sizeof *to->terms);
    if (to->terms == NULL)
        return false;
    to->terms[to->term_count++] = (cv_term){.name = thresholds ? "(threshold)" : "(intercept)"};
    for (size_t degree = 1; degree <= CV_MOST_FACTORS; degree++)
        for (size_t i = 0; i < model->predictor_count; i++) {
            const cv_predictor_spec *spec = &model->predictors[i];
            if (spec->part_count != degree)
                continue;
            size_t *parts = cv_arena_array(arena, degree, sizeof *parts);
            const char *name = cv_arena_copy(arena, spec->name.text);
            if (parts == NULL || name == NULL)
                return false;
            for (size_t k = 0; k < degree; k++)
                parts[k] = variable_at(rows, spec->parts[k].text);
            to->terms[to->term_count++] = (cv_term){.name = name, .parts = parts, .part_count = degree};
        }
    return true;
}

static bool has_variable(const cv_term *term, size_t variable)
{
    for (size_t i = 0; i < term->part_count; i++)
        if (term->parts[i] == variable)
            return true;
    return false;
}

/* Whether the model has the term without one of its variables; without all of them it is the intercept. */
static bool has_margin(const cv_model_result *of, const cv_term *term, size_t variable)
{
    for (size_t t = 0; t < of->term_count; t++) {
        if (of->terms[t].part_count + 1 != term->part_count || has_variable(&of->terms[t], variable))
            continue;
        bool inside = true;
        for (size_t i = 0; i < of->terms[t].part_count; i++)
            inside = inside && has_variable(term, of->terms[t].parts[i]);
        if (inside)
            return true;
    }
    return false;
}

/* ---- columns ---- */

/** The levels that one variable of a term has columns for. */
typedef struct choice {
    int32_t *places; /**< CV_ALL alone: a number */
    size_t count;
    bool full; /**< the reference is the first of them */
} choice;

static bool choose(const cv_model_result *of, const cv_term *term, size_t part, bool *const *found, cv_arena *arena,
                   choice *to)
{
    const cv_predictor *predictor = &of->predictors[term->parts[part]];
    bool contrasts = has_margin(of, term, term->parts[part]);
    to->places = cv_arena_array(arena, predictor->axis.count + 1, sizeof *to->places);
    to->count = 0;
    to->full = !contrasts && predictor->reference != CV_ALL;
    if (to->places == NULL)
        return false;
    if (predictor->axis.count == 0)
        to->places[to->count++] = CV_ALL;
    if (to->full)
        to->places[to->count++] = predictor->reference;
    for (size_t i = 0; i < predictor->axis.count; i++)
        if (found[term->parts[part]][i] && (int32_t)i != predictor->reference)
            to->places[to->count++] = (int32_t)i;
    return true;
}

/* An interaction of factors without any of its margins: one combination, that of the references, is the intercept. */
static bool spans_intercept(const cv_term *term, const choice *choices)
{
    for (size_t k = 0; k < term->part_count; k++)
        if (!choices[k].full)
            return false;
    return term->part_count > 0;
}

/* The columns of a term: every combination, the first variable's levels changing fastest. */
static cv_status add_columns(const cv_model_rows *rows, cv_model_result *of, size_t at, const choice *choices,
                             cv_arena *arena, cv_messages *messages)
{
    cv_term *term = &of->terms[at];
    term->first = of->column_count;
    term->count = 1;
    for (size_t k = 0; k < term->part_count; k++) {
        term->count *= choices[k].count;
        if (of->column_count + term->count > MOST_COEFFICIENTS)
            return cv_fail(messages, CV_USAGE, rows->spec->place, "the term '%s' makes more than %d coefficients",
                           term->name, MOST_COEFFICIENTS);
    }
    size_t skipped = spans_intercept(term, choices);
    for (size_t i = skipped; i < term->count; i++) {
        int32_t *levels = cv_arena_array(arena, term->part_count + 1, sizeof *levels);
        if (levels == NULL)
            return cv_fail_memory(messages);
        size_t rest = i;
        for (size_t k = 0; k < term->part_count; k++) {
            levels[k] = choices[k].places[rest % choices[k].count];
            rest /= choices[k].count;
        }
        of->columns[of->column_count++] = (cv_model_column){.term = at, .levels = levels};
    }
    term->count -= skipped;
    return CV_OK;
}

/* Whether it stands for a combination of levels. */
static bool is_combination(const cv_model_result *of, const cv_model_column *column)
{
    size_t factors = 0;
    for (size_t k = 0; k < of->terms[column->term].part_count; k++)
        factors += column->levels[k] != CV_ALL;
    return factors > 1;
}

/* Takes the columns that were not met out, and keeps what they stood for. */
static void drop_columns(cv_model_result *of, const bool *met)
{
    of->column_count = 0;
    for (size_t t = 0; t < of->term_count; t++) {
        size_t first = of->terms[t].first, end = first + of->terms[t].count;
        of->terms[t].first = of->column_count;
        for (size_t j = first; j < end; j++)
            if (met[j])
                of->columns[of->column_count++] = of->columns[j];
            else
                of->dropped[of->dropped_count++] = of->columns[j];
        of->terms[t].count = of->column_count - of->terms[t].first;
    }
}

/* Combinations of levels that no row has go, as levels that no row has did. @return false: no memory */
static bool drop_empty(const cv_model_rows *rows, cv_arena *arena, cv_model_result *of)
{
    const cv_model_matrix matrix = {.rows = rows, .result = of};
    size_t columns = of->column_count;
    double *x = cv_memory_zero(columns + 1, sizeof *x);
    bool *met = cv_memory_zero(columns + 1, sizeof *met), any = false;
    of->dropped = cv_arena_array(arena, columns + 1, sizeof *of->dropped);
    for (size_t j = 0; j < columns && met != NULL; j++) {
        met[j] = !is_combination(of, &of->columns[j]);
        any = any || !met[j];
    }
    bool ok = x != NULL && met != NULL && of->dropped != NULL;
    for (size_t i = 0; ok && any && i < rows->count; i++) {
        cv_model_row(&matrix, i, x);
        for (size_t j = 0; j < columns; j++)
            met[j] = met[j] || x[j] != 0;
    }
    if (ok)
        drop_columns(of, met);
    cv_memory_free(x);
    cv_memory_free(met);
    return ok;
}

static cv_status settle_levels(const cv_model_rows *rows, cv_arena *arena, cv_model_result *to, bool **found,
                               cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < to->predictor_count; i++) {
        cv_predictor *own = &to->predictors[i];
        own->reference = CV_ALL;
        if (own->axis.count == 0)
            continue;
        if ((found[i] = levels_found(rows, i, &own->axis, arena)) == NULL)
            return cv_fail_memory(messages);
        own->found = found[i];
        cv_status one = set_reference(&rows->variables[i], found[i], own, messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

cv_status cv_model_terms(const cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages)
{
    bool **found = cv_arena_array(arena, result->predictor_count + 1, sizeof *found);
    result->columns = cv_arena_array(arena, MOST_COEFFICIENTS, sizeof *result->columns);
    if (found == NULL || result->columns == NULL || !add_terms(rows, arena, result))
        return cv_fail_memory(messages);
    cv_status status = settle_levels(rows, arena, result, found, messages);
    for (size_t t = 0; t < result->term_count && status == CV_OK; t++) {
        choice choices[CV_MOST_FACTORS];
        for (size_t k = 0; k < result->terms[t].part_count; k++)
            if (!choose(result, &result->terms[t], k, found, arena, &choices[k]))
                return cv_fail_memory(messages);
        status = add_columns(rows, result, t, choices, arena, messages);
    }
    if (status == CV_OK && !drop_empty(rows, arena, result))
        return cv_fail_memory(messages);
    return status;
}

static double column_value(const cv_model_matrix *matrix, const cv_model_column *column, size_t row)
{
    const cv_term *term = &matrix->result->terms[column->term];
    double x = 1;
    for (size_t k = 0; k < term->part_count && x != 0; k++) {
        double value = matrix->replaced && term->parts[k] == matrix->variable
                           ? matrix->level
                           : matrix->rows->variables[term->parts[k]].values[row];
        x *= column->levels[k] == CV_ALL ? value : (double)(value == column->levels[k]);
    }
    return x;
}

void cv_model_row(const void *context, size_t row, double *x)
{
    const cv_model_matrix *matrix = context;
    for (size_t j = 0; j < matrix->result->column_count; j++)
        x[j] = column_value(matrix, &matrix->result->columns[j], row);
}

bool cv_model_row_whole(const cv_model_matrix *matrix, size_t row)
{
    for (size_t j = 0; j < matrix->result->dropped_count; j++)
        if (column_value(matrix, &matrix->result->dropped[j], row) != 0)
            return false;
    return true;
}
