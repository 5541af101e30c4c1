/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/margins.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "estimate/family.h"

static size_t means_of(const cv_model_result *result, const cv_model_rows *rows)
{
    return cv_family_means(cv_family_of(rows->spec->model.kind), result->answer_count);
}

/* ---- keys ---- */

static size_t predictor_at(const cv_model_rows *rows, const char *name)
{
    size_t i = 0;
    while (strcmp(rows->variables[i].name.text, name) != 0)
        i++;
    return i;
}

static void add_level(cv_model_result *result, size_t predictor, int32_t level, size_t means)
{
    for (size_t m = 0; m < means; m++)
        result->margins[result->margin_count++] = (cv_margin){.predictor = predictor,
                                                              .level = level,
                                                              .answer = means > 1 ? result->answers[m] : CV_ALL,
                                                              .estimate = NAN,
                                                              .se = NAN,
                                                              .low = NAN,
                                                              .high = NAN,
                                                              .df = NAN};
}

cv_status cv_margins_make(const cv_model_rows *rows, cv_arena *arena, cv_model_result *result, cv_messages *messages)
{
    const cv_words *names = &rows->spec->model.margins;
    size_t most = 0, means = means_of(result, rows);
    for (size_t i = 0; i < names->count; i++) {
        const cv_axis *axis = &result->predictors[predictor_at(rows, names->items[i].text)].axis;
        if (axis->count == 0)
            return cv_fail_expected(messages, CV_USAGE, names->items[i].place,
                                    "a factor: type: nominal for the variable, or classes of it", NULL,
                                    "'%s' is a number and has no levels for margins", names->items[i].text);
        most += axis->count * means;
    }
    result->margins = cv_arena_array(arena, most + 1, sizeof *result->margins);
    if (result->margins == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < names->count; i++) {
        size_t predictor = predictor_at(rows, names->items[i].text);
        for (size_t l = 0; l < result->predictors[predictor].axis.count; l++)
            if (result->predictors[predictor].found[l])
                add_level(result, predictor, (int32_t)l, means);
    }
    return CV_OK;
}

/* ---- averages ---- */

static cv_model_matrix matrix_at(const cv_margin_work *work, size_t margin)
{
    const cv_margin *of = &work->result->margins[margin];
    return (cv_model_matrix){.rows = work->rows,
                             .result = work->result,
                             .replaced = true,
                             .variable = of->predictor,
                             .level = (double)of->level};
}

/* One level's margins, [means] from `margin` on. */
static void average(cv_margin_work *work, size_t margin, size_t means)
{
    const cv_model_matrix matrix = matrix_at(work, margin);
    const cv_fit_data *data = work->fit->data;
    size_t parameters = work->fit->parameters;
    double *estimate = work->estimate + margin, *slope = work->slope + margin * parameters;
    bool whole = true;
    for (size_t i = 0; i < data->rows && whole; i++) {
        double share = data->weight[i] / work->weight;
        if (!(share > 0))
            continue;
        whole = cv_model_row_whole(&matrix, i);
        cv_model_row(&matrix, i, work->x);
        cv_fit_predict(work->fit, i, work->x, work->mean, work->derivative);
        for (size_t m = 0; m < means; m++)
            estimate[m] += share * work->mean[m];
        for (size_t j = 0; j < means * parameters; j++)
            slope[j] += share * work->derivative[j];
    }
    for (size_t m = 0; m < means && !whole; m++)
        estimate[m] = NAN;
}

bool cv_margins_average(const cv_fit *fit, const cv_model_rows *rows, const cv_model_result *result, cv_margin_work *to)
{
    size_t means = means_of(result, rows), count = result->margin_count;
    *to = (cv_margin_work){.fit = fit, .rows = rows, .result = result};
    to->estimate = cv_memory_zero(count + 1, sizeof *to->estimate);
    to->slope = cv_memory_zero(count + 1, fit->parameters * sizeof *to->slope);
    to->x = cv_memory_zero(result->column_count + 1, sizeof *to->x);
    to->mean = cv_memory_zero(means + 1, sizeof *to->mean);
    to->derivative = cv_memory_zero(means * fit->parameters + 1, sizeof *to->derivative);
    if (to->estimate == NULL || to->slope == NULL || to->x == NULL || to->mean == NULL || to->derivative == NULL)
        return false;
    for (size_t i = 0; i < fit->data->rows; i++)
        to->weight += fit->data->weight[i] > 0 ? fit->data->weight[i] : 0;
    for (size_t g = 0; g < count; g += means)
        average(to, g, means);
    return true;
}

void cv_margins_free(cv_margin_work *work)
{
    cv_memory_free(work->estimate);
    cv_memory_free(work->slope);
    cv_memory_free(work->x);
    cv_memory_free(work->mean);
    cv_memory_free(work->derivative);
    *work = (cv_margin_work){0};
}

/* ---- scores ---- */

void cv_margins_add_score(const cv_margin_work *work, size_t row, double *score)
{
    size_t means = means_of(work->result, work->rows);
    double share = work->fit->data->weight[row] / work->weight;
    for (size_t g = 0; g < work->result->margin_count; g += means) {
        const cv_model_matrix matrix = matrix_at(work, g);
        if (isnan(work->estimate[g]))
            continue;
        cv_model_row(&matrix, row, work->x);
        cv_fit_predict(work->fit, row, work->x, work->mean, NULL);
        for (size_t m = 0; m < means; m++)
            score[g + m] += share * (work->mean[m] - work->estimate[g + m]);
    }
}

void cv_margins_add_slopes(const cv_margin_work *work, const double *contribution, double *score)
{
    size_t parameters = work->fit->parameters;
    for (size_t g = 0; g < work->result->margin_count; g++)
        for (size_t j = 0; j < parameters && !isnan(work->estimate[g]); j++)
            score[g] += work->slope[g * parameters + j] * contribution[j];
}
