/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/build.h"

#include "estimate/model_result.h"

static const cv_column covariance_columns[] = {
    {.name = "row", .kind = CV_CELL_COUNT},
    {.name = "column", .kind = CV_CELL_COUNT},
    {.name = "covariance", .kind = CV_CELL_NUMBER},
};

static bool make_covariance(cv_build *build)
{
    const cv_columns columns = {covariance_columns, sizeof covariance_columns / sizeof covariance_columns[0]};
    const cv_result *result = build->result;
    size_t rows = result->model != NULL ? result->model->row_count : result->row_count;
    rows = result->covariance == NULL ? 0 : rows;
    if (!cv_build_begin(build, columns, rows * rows))
        return false;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < rows; j++) {
            cv_build_number(build, (double)(i + 1));
            cv_build_number(build, (double)(j + 1));
            cv_build_number(build, result->covariance[i * rows + j]);
        }
    return true;
}

cv_status cv_table_covariance(const cv_result *result, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .left_out = SIZE_MAX, .table = to};
    return cv_build_end(&build, make_covariance(&build), messages);
}
