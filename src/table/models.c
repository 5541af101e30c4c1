/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NAME.model.csv, and a model's NAME.tests.csv. */
#include "table/build.h"

#include "estimate/model_result.h"

/* ---- coefficients ---- */

static const cv_column model_columns[] = {
    {.name = "analysis"},
    {.name = "term"},
    {.name = "level"},
    {.name = "estimate", .kind = CV_CELL_NUMBER},
    {.name = "se", .kind = CV_CELL_NUMBER},
    {.name = "ci_low", .kind = CV_CELL_NUMBER},
    {.name = "ci_high", .kind = CV_CELL_NUMBER},
    {.name = "test_statistic", .kind = CV_CELL_NUMBER},
    {.name = "df", .kind = CV_CELL_NUMBER},
    {.name = "p", .kind = CV_CELL_NUMBER},
    {.name = "odds_ratio", .kind = CV_CELL_NUMBER},
    {.name = "odds_low", .kind = CV_CELL_NUMBER},
    {.name = "odds_high", .kind = CV_CELL_NUMBER},
    {.name = "flag"},
    {.name = "response"}, /* of a multinomial model */
};

/* Whether rows differ in the answer that they speak of: such a table says which. */
static bool has_responses(const cv_result *result)
{
    return result->spec->model.kind == CV_MODEL_MULTINOMIAL;
}

static bool put_coefficient(cv_build *build, const cv_coefficient *row)
{
    const cv_model_result *model = build->result->model;
    const double numbers[] = {row->estimate, row->se, row->low,        row->high,     row->statistic,
                              row->df,       row->p,  row->odds_ratio, row->odds_low, row->odds_high};
    const char *level;
    if (!cv_model_level(model, row, build->values, &build->table->arena, &level))
        return false;
    cv_build_text(build, build->result->spec->name.text);
    cv_build_text(build, model->terms[row->term].name);
    cv_build_text(build, level);
    cv_build_numbers(build, numbers, sizeof numbers / sizeof numbers[0]);
    bool put = cv_build_flags(build, row->flags);
    if (put && has_responses(build->result))
        cv_build_text(build, cv_axis_level(&model->answer, row->answer, build->values));
    return put;
}

static bool make_model(cv_build *build)
{
    size_t all = sizeof model_columns / sizeof model_columns[0];
    const cv_columns columns = {model_columns, has_responses(build->result) ? all : all - 1};
    const cv_model_result *model = build->result->model;
    size_t rows = model == NULL ? 0 : model->row_count;
    bool made = cv_build_begin(build, columns, rows);
    for (size_t i = 0; made && i < rows; i++)
        made = put_coefficient(build, &model->rows[i]);
    return made;
}

cv_status cv_table_model(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .values = values, .left_out = SIZE_MAX, .table = to};
    return cv_build_end(&build, make_model(&build), messages);
}

/* ---- tests of terms ---- */

static const cv_column test_columns[] = {
    {.name = "analysis"},
    {.name = "test"},
    {.name = "row_variable"},
    {.name = "column_variable"},
    {.name = "statistic", .kind = CV_CELL_NUMBER},
    {.name = "df1", .kind = CV_CELL_NUMBER},
    {.name = "df2", .kind = CV_CELL_NUMBER},
    {.name = "p", .kind = CV_CELL_NUMBER},
    {.name = "flag"},
};

static bool make_tests(cv_build *build)
{
    const cv_columns columns = {test_columns, sizeof test_columns / sizeof test_columns[0]};
    const cv_model_result *model = build->result->model;
    bool made = cv_build_begin(build, columns, model->test_count);
    for (size_t i = 0; made && i < model->test_count; i++) {
        const cv_term_test *row = &model->tests[i];
        cv_build_text(build, build->result->spec->name.text);
        cv_build_text(build, "wald");
        cv_build_text(build, model->terms[row->term].name);
        cv_build_text(build, NULL);
        cv_build_number(build, row->statistic);
        cv_build_number(build, row->df1);
        cv_build_number(build, row->df2);
        cv_build_number(build, row->p);
        made = cv_build_flags(build, row->flags);
    }
    return made;
}

cv_status cv_table_model_tests(const cv_result *result, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .left_out = SIZE_MAX, .table = to};
    return cv_build_end(&build, make_tests(&build), messages);
}
