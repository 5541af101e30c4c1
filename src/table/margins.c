/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NAME.margins.csv */
#include "table/build.h"

#include "estimate/model_result.h"

static const cv_column margin_columns[] = {
    {.name = "analysis"},
    {.name = "variable"},
    {.name = "level"},
    {.name = "estimate", .kind = CV_CELL_NUMBER},
    {.name = "se", .kind = CV_CELL_NUMBER},
    {.name = "ci_low", .kind = CV_CELL_NUMBER},
    {.name = "ci_high", .kind = CV_CELL_NUMBER},
    {.name = "df", .kind = CV_CELL_NUMBER},
    {.name = "response"},
    {.name = "flag"},
};

static bool put_margin(cv_build *build, const cv_margin *row)
{
    const cv_model_result *model = build->result->model;
    const cv_axis *axis = &model->predictors[row->predictor].axis;
    const double numbers[] = {row->estimate, row->se, row->low, row->high, row->df};
    cv_build_text(build, build->result->spec->name.text);
    cv_build_text(build, axis->variable);
    cv_build_text(build, cv_axis_text(axis, row->level, build->values));
    cv_build_numbers(build, numbers, sizeof numbers / sizeof numbers[0]);
    cv_build_text(build, cv_axis_level(&model->answer, row->answer, build->values));
    return cv_build_flags(build, row->flags);
}

static bool make_margins(cv_build *build)
{
    const cv_columns columns = {margin_columns, sizeof margin_columns / sizeof margin_columns[0]};
    const cv_model_result *model = build->result->model;
    size_t rows = model == NULL ? 0 : model->margin_count;
    bool made = cv_build_begin(build, columns, rows);
    for (size_t i = 0; made && i < rows; i++)
        made = put_margin(build, &model->margins[i]);
    return made;
}

cv_status cv_table_margins(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .values = values, .left_out = SIZE_MAX, .table = to};
    return cv_build_end(&build, make_margins(&build), messages);
}
