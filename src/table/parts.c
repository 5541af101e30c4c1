/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NAME.decompose.csv. */
#include "table/build.h"

#include <string.h>

static const cv_column part_columns[] = {
    {.name = "analysis"},
    {.name = "statistic"},
    {.name = "variable"},
    {.name = "level"},
    {.name = NULL},
    {.name = "over"},
    {.name = "group_a"},
    {.name = "group_b"},
    {.name = "part"},
    {.name = "value", .kind = CV_CELL_NUMBER},
    {.name = "share", .kind = CV_CELL_NUMBER},
    {.name = "se", .kind = CV_CELL_NUMBER},
    {.name = "ci_low", .kind = CV_CELL_NUMBER},
    {.name = "ci_high", .kind = CV_CELL_NUMBER},
    {.name = "test_statistic", .kind = CV_CELL_NUMBER},
    {.name = "df", .kind = CV_CELL_NUMBER},
    {.name = "p", .kind = CV_CELL_NUMBER},
    {.name = "flag"},
};

/* The axis without a column of its own: the one that is compared over. */
static size_t left_out(const cv_result *result)
{
    size_t axis = 0;
    while (axis < result->by_count && (result->spec->decompose.over.text == NULL ||
                                       strcmp(result->by[axis].variable, result->spec->decompose.over.text) != 0))
        axis++;
    return axis < result->by_count ? axis : SIZE_MAX;
}

static bool put_part(cv_build *build, const cv_part_row *row)
{
    const cv_axis *of = &build->result->of[row->variable], *over = &build->result->by[row->over];
    const double numbers[] = {row->value, row->share, row->se, row->low, row->high, row->statistic, row->df, row->p};
    cv_build_text(build, build->result->spec->name.text);
    cv_build_text(build, cv_statistic_name(build->result->statistic));
    cv_build_text(build, of->variable);
    cv_build_text(build, cv_axis_level(of, row->level, build->values));
    cv_build_group(build, row->group);
    cv_build_text(build, over->variable);
    cv_build_text(build, cv_axis_text(over, row->a, build->values));
    cv_build_text(build, cv_axis_text(over, row->b, build->values));
    cv_build_text(build, cv_part_name(row->part));
    cv_build_numbers(build, numbers, sizeof numbers / sizeof numbers[0]);
    return cv_build_flags(build, row->flags);
}

static bool make_parts(cv_build *build)
{
    const cv_columns columns = {part_columns, sizeof part_columns / sizeof part_columns[0]};
    if (!cv_build_begin(build, columns, build->result->part_count))
        return false;
    for (size_t i = 0; i < build->result->part_count; i++)
        if (!put_part(build, &build->result->parts[i]))
            return false;
    return true;
}

cv_status cv_table_parts(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .values = values, .left_out = left_out(result), .table = to};
    return cv_build_end(&build, make_parts(&build), messages);
}
