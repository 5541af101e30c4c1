/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/build.h"

static const cv_column estimate_columns[] = {
    {.name = "analysis"},
    {.name = "statistic"},
    {.name = "variable"},
    {.name = "level"},
    {.name = NULL},
    {.name = "count", .kind = CV_CELL_COUNT},
    {.name = "n", .kind = CV_CELL_COUNT},
    {.name = "weighted_n", .kind = CV_CELL_NUMBER},
    {.name = "estimate", .kind = CV_CELL_NUMBER},
    {.name = "se", .kind = CV_CELL_NUMBER},
    {.name = "ci_low", .kind = CV_CELL_NUMBER},
    {.name = "ci_high", .kind = CV_CELL_NUMBER},
    {.name = "df", .kind = CV_CELL_NUMBER},
    {.name = "cv", .kind = CV_CELL_NUMBER},
    {.name = "deff", .kind = CV_CELL_NUMBER},
    {.name = "n_eff", .kind = CV_CELL_NUMBER},
    {.name = "flag"},
};

static const cv_column weight_columns[] = {
    {.name = "analysis"},
    {.name = NULL},
    {.name = "n", .kind = CV_CELL_COUNT},
    {.name = "sum", .kind = CV_CELL_NUMBER},
    {.name = "mean", .kind = CV_CELL_NUMBER},
    {.name = "min", .kind = CV_CELL_NUMBER},
    {.name = "max", .kind = CV_CELL_NUMBER},
    {.name = "sd", .kind = CV_CELL_NUMBER},
    {.name = "cv", .kind = CV_CELL_NUMBER},
    {.name = "n_eff", .kind = CV_CELL_NUMBER},
    {.name = "deff_kish", .kind = CV_CELL_NUMBER},
    {.name = "efficiency", .kind = CV_CELL_NUMBER},
    {.name = "median", .kind = CV_CELL_NUMBER},
    {.name = "p99", .kind = CV_CELL_NUMBER},
};

static bool put_estimate(cv_build *build, const cv_estimate *row)
{
    const cv_axis *of = &build->result->of[row->variable];
    const double numbers[] = {row->count, row->n,  row->weighted_n, row->estimate, row->se,   row->low,
                              row->high,  row->df, row->cv,         row->deff,     row->n_eff};
    cv_build_text(build, build->result->spec->name.text);
    cv_build_text(build, cv_statistic_name(build->result->statistic));
    cv_build_text(build, of->variable);
    cv_build_text(build, cv_axis_level(of, row->level, build->values));
    cv_build_group(build, row->group);
    cv_build_numbers(build, numbers, sizeof numbers / sizeof numbers[0]);
    return cv_build_flags(build, row->flags);
}

static void put_weights(cv_build *build, const cv_weight_row *row)
{
    const double numbers[] = {row->n,  row->sum,   row->mean,      row->min,        row->max,    row->sd,
                              row->cv, row->n_eff, row->deff_kish, row->efficiency, row->median, row->p99};
    cv_build_text(build, build->result->spec->name.text);
    cv_build_group(build, row->group);
    cv_build_numbers(build, numbers, sizeof numbers / sizeof numbers[0]);
}

static bool make_weights(cv_build *build)
{
    const cv_columns columns = {weight_columns, sizeof weight_columns / sizeof weight_columns[0]};
    if (!cv_build_begin(build, columns, build->result->weight_count))
        return false;
    for (size_t i = 0; i < build->result->weight_count; i++)
        put_weights(build, &build->result->weights[i]);
    return true;
}

static bool make_estimates(cv_build *build)
{
    const cv_columns columns = {estimate_columns, sizeof estimate_columns / sizeof estimate_columns[0]};
    if (!cv_build_begin(build, columns, build->result->row_count))
        return false;
    for (size_t i = 0; i < build->result->row_count; i++)
        if (!put_estimate(build, &build->result->rows[i]))
            return false;
    return true;
}

cv_status cv_table_estimates(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .values = values, .left_out = SIZE_MAX, .table = to};
    bool weights = result->statistic == CV_STATISTIC_WEIGHTS;
    return cv_build_end(&build, weights ? make_weights(&build) : make_estimates(&build), messages);
}
