/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/build.h"

#include <math.h>
#include <string.h>

static const cv_column comparison_columns[] = {
    {.name = "analysis"},
    {.name = "statistic"},
    {.name = "variable"},
    {.name = "level"},
    {.name = NULL},
    {.name = "over"},
    {.name = "group_a"},
    {.name = "group_b"},
    {.name = "estimate_a", .kind = CV_CELL_NUMBER},
    {.name = "estimate_b", .kind = CV_CELL_NUMBER},
    {.name = "measure"},
    {.name = "value", .kind = CV_CELL_NUMBER},
    {.name = "se", .kind = CV_CELL_NUMBER},
    {.name = "ci_low", .kind = CV_CELL_NUMBER},
    {.name = "ci_high", .kind = CV_CELL_NUMBER},
    {.name = "test_statistic", .kind = CV_CELL_NUMBER},
    {.name = "df", .kind = CV_CELL_NUMBER},
    {.name = "p", .kind = CV_CELL_NUMBER},
    {.name = "p_adjusted", .kind = CV_CELL_NUMBER},
    {.name = "adjust"},
    {.name = "significant"},
    {.name = "flag"},
};

/** The axis without a column: the one that is compared over. A banner compares over several, so it keeps them all. */
static size_t left_out(const cv_result *result)
{
    if (result->spec->banner_count > 0)
        return SIZE_MAX;
    if (result->comparison_count > 0)
        return result->comparisons[0].over;
    for (size_t axis = 0; axis < result->by_count; axis++)
        if (result->spec->compare.over.text != NULL &&
            strcmp(result->by[axis].variable, result->spec->compare.over.text) == 0)
            return axis;
    return 0;
}

static void put_groups(cv_build *build, const cv_comparison *row)
{
    const cv_axis *over = &build->result->by[row->over];
    cv_build_text(build, over->variable);
    cv_build_text(build, row->contrast != NULL ? row->contrast : cv_axis_text(over, row->a, build->values));
    cv_build_text(build, row->contrast != NULL ? NULL : cv_axis_text(over, row->b, build->values));
    cv_build_number(build, row->estimate_a);
    cv_build_number(build, row->estimate_b);
}

static bool put_comparison(cv_build *build, const cv_comparison *row)
{
    const cv_axis *of = &build->result->of[row->variable];
    const double numbers[] = {row->value,     row->se, row->low, row->high,
                              row->statistic, row->df, row->p,   row->p_adjusted};
    cv_build_text(build, build->result->spec->name.text);
    bool model = build->result->statistic == CV_STATISTIC_MODEL;
    cv_build_text(build, model ? "margin" : cv_statistic_name(build->result->statistic));
    cv_build_text(build, of->variable);
    cv_build_text(build, cv_axis_level(of, row->level, build->values));
    cv_build_group(build, row->group);
    put_groups(build, row);
    cv_build_text(build, cv_measure_name(row->measure));
    cv_build_numbers(build, numbers, sizeof numbers / sizeof numbers[0]);
    cv_build_text(build, cv_adjust_name(build->result->spec->compare.adjust));
    cv_build_text(build, isnan(row->p) ? NULL : row->significant ? "yes" : "no");
    return cv_build_flags(build, row->flags);
}

static bool make_comparisons(cv_build *build)
{
    const cv_columns columns = {comparison_columns, sizeof comparison_columns / sizeof comparison_columns[0]};
    if (!cv_build_begin(build, columns, build->result->comparison_count))
        return false;
    for (size_t i = 0; i < build->result->comparison_count; i++)
        if (!put_comparison(build, &build->result->comparisons[i]))
            return false;
    return true;
}

cv_status cv_table_comparisons(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    cv_build build = {.result = result, .values = values, .left_out = left_out(result), .table = to};
    return cv_build_end(&build, make_comparisons(&build), messages);
}
