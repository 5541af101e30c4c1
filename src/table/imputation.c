/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NAME.imputation.csv: what the variance of each estimate or coefficient is made of. */
#include "table/build.h"

#include <math.h>

#include "estimate/model_result.h"
#include "estimate/rubin.h"

static const cv_column estimate_columns[] = {
    {.name = "analysis"},
    {.name = "statistic"},
    {.name = "variable"},
    {.name = "level"},
    {.name = NULL},
    {.name = "imputations", .kind = CV_CELL_COUNT},
    {.name = "within", .kind = CV_CELL_NUMBER},
    {.name = "between", .kind = CV_CELL_NUMBER},
    {.name = "relative_increase", .kind = CV_CELL_NUMBER},
    {.name = "missing_information", .kind = CV_CELL_NUMBER},
    {.name = "df_complete", .kind = CV_CELL_NUMBER},
    {.name = "df", .kind = CV_CELL_NUMBER},
};

static const cv_column model_columns[] = {
    {.name = "analysis"},
    {.name = "term"},
    {.name = "level"},
    {.name = "imputations", .kind = CV_CELL_COUNT},
    {.name = "within", .kind = CV_CELL_NUMBER},
    {.name = "between", .kind = CV_CELL_NUMBER},
    {.name = "relative_increase", .kind = CV_CELL_NUMBER},
    {.name = "missing_information", .kind = CV_CELL_NUMBER},
    {.name = "df_complete", .kind = CV_CELL_NUMBER},
    {.name = "df", .kind = CV_CELL_NUMBER},
    {.name = "response"}, /* of a multinomial model, as in NAME.model.csv */
};

/* An estimate that an imputation lacks, or that is not shown, has no variance to take apart. */
static void put_imputed(cv_build *build, const cv_imputed *of, double estimate, double df)
{
    size_t m = build->result->imputations;
    bool none = isnan(estimate);
    const double numbers[] = {of->within, of->between, cv_rubin_increase(m, of), cv_rubin_missing(m, of, df),
                              of->df,     df};
    cv_build_number(build, (double)m);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        cv_build_number(build, none ? (double)NAN : numbers[i]);
}

static bool make_estimates(cv_build *build)
{
    const cv_columns columns = {estimate_columns, sizeof estimate_columns / sizeof estimate_columns[0]};
    const cv_result *result = build->result;
    if (!cv_build_begin(build, columns, result->row_count))
        return false;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        const cv_axis *of = &result->of[row->variable];
        cv_build_text(build, result->spec->name.text);
        cv_build_text(build, cv_statistic_name(result->statistic));
        cv_build_text(build, of->variable);
        cv_build_text(build, cv_axis_level(of, row->level, build->values));
        cv_build_group(build, row->group);
        put_imputed(build, &row->imputed, row->estimate, row->df);
    }
    return true;
}

static bool make_model(cv_build *build)
{
    bool responses = build->result->spec->model.kind == CV_MODEL_MULTINOMIAL;
    size_t all = sizeof model_columns / sizeof model_columns[0];
    const cv_columns columns = {model_columns, responses ? all : all - 1};
    const cv_model_result *model = build->result->model;
    bool made = cv_build_begin(build, columns, model->row_count);
    for (size_t i = 0; made && i < model->row_count; i++) {
        const cv_coefficient *row = &model->rows[i];
        const char *level;
        made = cv_model_level(model, row, build->values, &build->table->arena, &level);
        if (!made)
            break;
        cv_build_text(build, build->result->spec->name.text);
        cv_build_text(build, model->terms[row->term].name);
        cv_build_text(build, level);
        put_imputed(build, &row->imputed, row->estimate, row->df);
        if (responses)
            cv_build_text(build, cv_axis_level(&model->answer, row->answer, build->values));
    }
    return made;
}

cv_status cv_table_imputation(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .values = values, .left_out = SIZE_MAX, .table = to};
    return cv_build_end(&build, result->model != NULL ? make_model(&build) : make_estimates(&build), messages);
}
