/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/build.h"

#include "estimate/model_result.h"

static const cv_column covariance_columns[] = {
    {.name = "row", .kind = CV_CELL_COUNT},
    {.name = "column", .kind = CV_CELL_COUNT},
    {.name = "covariance", .kind = CV_CELL_NUMBER},
};

/** A square matrix as a table. */
typedef struct matrix {
    const double *values; /**< [side squared]; NULL: none */
    size_t side;
} matrix;

static bool make_covariance(cv_build *build, matrix of)
{
    const cv_columns columns = {covariance_columns, sizeof covariance_columns / sizeof covariance_columns[0]};
    size_t side = of.values == NULL ? 0 : of.side;
    if (!cv_build_begin(build, columns, side * side))
        return false;
    for (size_t i = 0; i < side; i++)
        for (size_t j = 0; j < side; j++) {
            cv_build_number(build, (double)(i + 1));
            cv_build_number(build, (double)(j + 1));
            cv_build_number(build, of.values[i * side + j]);
        }
    return true;
}

cv_status cv_table_covariance(const cv_result *result, cv_table *to, cv_messages *messages)
{
    const matrix of = {result->covariance, result->model != NULL ? result->model->row_count : result->row_count};
    cv_build build = {.result = result, .left_out = SIZE_MAX, .table = to};
    return cv_build_end(&build, make_covariance(&build, of), messages);
}

cv_status cv_table_margin_covariance(const cv_result *result, cv_table *to, cv_messages *messages)
{
    const cv_model_result *model = result->model;
    const matrix of = {model != NULL ? model->margin_covariance : NULL, model != NULL ? model->margin_count : 0};
    cv_build build = {.result = result, .left_out = SIZE_MAX, .table = to};
    return cv_build_end(&build, make_covariance(&build, of), messages);
}
