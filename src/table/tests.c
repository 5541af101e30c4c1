/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/build.h"

static const cv_column test_columns[] = {
    {.name = "analysis"},
    {.name = "test"},
    {.name = "row_variable"},
    {.name = "column_variable"},
    {.name = NULL},
    {.name = "statistic", .kind = CV_CELL_NUMBER},
    {.name = "df1", .kind = CV_CELL_NUMBER},
    {.name = "df2", .kind = CV_CELL_NUMBER},
    {.name = "p", .kind = CV_CELL_NUMBER},
    {.name = "flag"},
    {.name = "group_a"}, /* with a t test between groups */
    {.name = "group_b"},
};

/* Whether a row compares two groups of the column variable: such a table says which. */
static bool has_pair(const cv_result *result, const cv_test_row *row)
{
    return row->test == CV_TEST_T && row->column < result->by_count;
}

static bool put_test(cv_build *build, const cv_test_row *row)
{
    cv_build_text(build, build->result->spec->name.text);
    cv_build_text(build, cv_test_name(row->test));
    cv_build_text(build, build->result->of[row->variable].variable);
    cv_build_text(build, row->column < build->result->by_count ? build->result->by[row->column].variable : NULL);
    cv_build_group(build, row->group);
    cv_build_number(build, row->statistic);
    cv_build_number(build, row->df1);
    cv_build_number(build, row->df2);
    cv_build_number(build, row->p);
    if (!cv_build_flags(build, row->flags))
        return false;
    if (has_pair(build->result, row)) {
        cv_build_text(build, cv_axis_text(&build->result->by[row->column], row->a, build->values));
        cv_build_text(build, cv_axis_text(&build->result->by[row->column], row->b, build->values));
    }
    return true;
}

static bool make_tests(cv_build *build)
{
    /* an analysis has t tests between groups alone, or none: every row has a pair, or no row */
    bool pairs = build->result->test_count > 0 && has_pair(build->result, &build->result->tests[0]);
    const cv_columns columns = {test_columns, sizeof test_columns / sizeof test_columns[0] - (pairs ? 0 : 2)};
    if (!cv_build_begin(build, columns, build->result->test_count))
        return false;
    for (size_t i = 0; i < build->result->test_count; i++)
        if (!put_test(build, &build->result->tests[i]))
            return false;
    return true;
}

cv_status cv_table_tests(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    if (result->model != NULL)
        return cv_table_model_tests(result, to, messages);
    /* The first by variable is the column variable and has no column of its own; a banner's breaks differ in theirs. */
    size_t left_out = result->spec->banner_count > 0 ? SIZE_MAX : 0;
    cv_build build = {.result = result, .values = values, .left_out = left_out, .table = to};
    return cv_build_end(&build, make_tests(&build), messages);
}
