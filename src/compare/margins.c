/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparisons of a model's predictive margins. */
#include "compare/compare.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "estimate/model_result.h"

/** The margins of one variable while they are compared. */
struct versus {
    const cv_basis *basis;
    const cv_model_result *model;
    const cv_axis *over;
    const int32_t *group;
    size_t first, levels, answers; /**< where they start in the model's; a margin a level and answer */
    size_t room;
};

static const cv_compare_spec *compare_of(const struct versus *in)
{
    return &in->basis->result->spec->compare;
}

static const cv_margin *margin_of(const struct versus *in, size_t level, size_t answer)
{
    return &in->model->margins[in->first + level * in->answers + answer];
}

static double covariance_of(const struct versus *in, size_t a, size_t b, size_t answer)
{
    size_t row = in->first + a * in->answers + answer, column = in->first + b * in->answers + answer;
    return in->model->margin_covariance[row * in->model->margin_count + column];
}

static cv_comparison *new_row(struct versus *in, size_t answer, cv_measure measure, cv_messages *messages)
{
    cv_comparison *row = cv_comparison_new(in->basis, &in->room, messages);
    if (row == NULL)
        return NULL;
    row->level = margin_of(in, 0, answer)->answer;
    row->group = in->group;
    row->measure = measure;
    row->df = in->model->df;
    return row;
}

static cv_status add_pairs(struct versus *in, size_t answer, cv_measure measure, int32_t reference,
                           cv_messages *messages)
{
    size_t first = in->basis->result->comparison_count;
    for (size_t i = 0; i < in->levels; i++)
        for (size_t k = 0; k < in->levels; k++) {
            const cv_margin *a = margin_of(in, i, answer), *b = margin_of(in, k, answer);
            if (reference == CV_ALL ? k <= i : (b->level != reference || i == k))
                continue;
            cv_comparison *row = new_row(in, answer, measure, messages);
            if (row == NULL)
                return CV_SYSTEM;
            row->a = a->level;
            row->b = b->level;
            row->estimate_a = a->estimate;
            row->estimate_b = b->estimate;
            row->flags = (a->flags | b->flags) & (CV_FLAG_EMPTY | CV_FLAG_LONELY_PSU);
            cv_comparison_fill(row, covariance_of(in, i, i, answer), covariance_of(in, k, k, answer),
                               covariance_of(in, i, k, answer), in->basis->result->confidence);
        }
    return cv_comparison_adjust(in->basis, first, messages);
}

/* The coefficients of a contrast by level. */
static cv_status read_contrast(const struct versus *in, const cv_contrast_spec *spec, double *coefficient, bool *empty,
                               cv_messages *messages)
{
    memset(coefficient, 0, in->levels * sizeof *coefficient);
    *empty = false;
    for (size_t i = 0; i < spec->levels.count; i++) {
        int32_t place = cv_axis_place(in->over, spec->levels.items[i].text);
        size_t level = 0;
        if (place == CV_ALL)
            return cv_axis_fail(in->over, spec->levels.items[i], messages);
        while (level < in->levels && margin_of(in, level, 0)->level != place)
            level++;
        if (level < in->levels)
            coefficient[level] += spec->coefficients[i];
        *empty = *empty || level == in->levels; /* a level of the study that no row of the model has */
    }
    return CV_OK;
}

static void fill_contrast(const struct versus *in, const double *coefficient, size_t answer, cv_comparison *row)
{
    double value = 0, variance = 0;
    for (size_t i = 0; i < in->levels; i++) {
        if (coefficient[i] == 0)
            continue;
        value += coefficient[i] * margin_of(in, i, answer)->estimate;
        row->flags |= margin_of(in, i, answer)->flags & (CV_FLAG_EMPTY | CV_FLAG_LONELY_PSU);
        for (size_t k = 0; k < in->levels; k++)
            if (coefficient[k] != 0)
                variance += coefficient[i] * coefficient[k] * covariance_of(in, i, k, answer);
    }
    row->value = value;
    if (!isnan(value))
        cv_comparison_test(row, value, variance, in->basis->result->confidence);
}

static cv_status add_contrasts(struct versus *in, size_t answer, cv_messages *messages)
{
    const cv_compare_spec *spec = compare_of(in);
    size_t first = in->basis->result->comparison_count;
    double *coefficient = cv_memory_zero(in->levels + 1, sizeof *coefficient);
    cv_status status = coefficient == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t i = 0; i < spec->contrast_count && status == CV_OK; i++) {
        bool empty;
        cv_comparison *row = new_row(in, answer, CV_MEASURE_CONTRAST, messages);
        status = row == NULL ? CV_SYSTEM : read_contrast(in, &spec->contrasts[i], coefficient, &empty, messages);
        if (status != CV_OK)
            break;
        row->contrast = spec->contrasts[i].name.text;
        if (empty)
            row->flags |= CV_FLAG_EMPTY;
        else
            fill_contrast(in, coefficient, answer, row);
    }
    cv_memory_free(coefficient);
    return status == CV_OK ? cv_comparison_adjust(in->basis, first, messages) : status;
}

/* The tables read what is compared, and over what, from the result's axes. */
static bool set_axes(struct versus *in)
{
    cv_result *result = in->basis->result;
    int32_t *group = cv_arena_array(in->basis->arena, 1, sizeof *group);
    result->of = cv_arena_array(in->basis->arena, 1, sizeof *result->of);
    result->by = cv_arena_array(in->basis->arena, 1, sizeof *result->by);
    if (group == NULL || result->of == NULL || result->by == NULL)
        return false;
    result->of[0] = in->model->answer;
    result->by[0] = *in->over;
    result->of_count = result->by_count = 1;
    group[0] = CV_ALL;
    in->group = group;
    return true;
}

/* Where the margins of the compared variable stand. */
static void find_margins(struct versus *in)
{
    const cv_model_result *model = in->model;
    const cv_margin *margins = model->margins;
    size_t end;
    while (strcmp(model->predictors[margins[in->first].predictor].axis.variable, compare_of(in)->over.text) != 0)
        in->first++;
    for (end = in->first; end < model->margin_count && margins[end].predictor == margins[in->first].predictor; end++)
        in->answers += margins[end].level == margins[in->first].level;
    in->levels = (end - in->first) / in->answers;
    in->over = &model->predictors[margins[in->first].predictor].axis;
}

cv_status cv_compare_margins(const cv_basis *basis, cv_messages *messages)
{
    struct versus in = {.basis = basis, .model = basis->result->model};
    const cv_compare_spec *spec = compare_of(&in);
    int32_t reference = CV_ALL;
    if (!spec->given)
        return CV_OK;
    find_margins(&in);
    if (!set_axes(&in))
        return cv_fail_memory(messages);
    if (spec->reference.text != NULL && (reference = cv_axis_place(in.over, spec->reference.text)) == CV_ALL)
        return cv_axis_fail(in.over, spec->reference, messages);
    cv_status status = CV_OK;
    for (size_t answer = 0; answer < in.answers && status == CV_OK; answer++) {
        for (size_t m = 0; spec->pairs && m < spec->measure_count && status == CV_OK; m++)
            status = add_pairs(&in, answer, spec->measures[m], reference, messages);
        if (status == CV_OK && spec->contrast_count > 0)
            status = add_contrasts(&in, answer, messages);
    }
    return status;
}
