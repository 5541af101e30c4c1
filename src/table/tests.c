/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/build.h"

#include <math.h>

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
    /* where a test of the analysis compares pairs of groups */
    {.name = "group_a"},
    {.name = "group_b"},
    /* where a test of the analysis has estimates */
    {.name = "estimate", .kind = CV_CELL_NUMBER},
    {.name = "se", .kind = CV_CELL_NUMBER},
    {.name = "ci_low", .kind = CV_CELL_NUMBER},
    {.name = "ci_high", .kind = CV_CELL_NUMBER},
    {.name = "p_adjusted", .kind = CV_CELL_NUMBER},
    {.name = "adjust"},
};

enum { ALWAYS = 10, PAIR = 2 }; /* how many columns of each kind */

/** Which of them a table has. */
struct shown {
    bool pairs, estimates;
};

static struct shown shown_of(const cv_result *result)
{
    struct shown shown = {0};
    for (size_t i = 0; i < result->test_count; i++) {
        shown.pairs = shown.pairs || cv_test_has_pair(&result->tests[i], result->by_count);
        shown.estimates = shown.estimates || cv_test_estimates(result->tests[i].test);
    }
    return shown;
}

static const char *column_of(const cv_result *result, const cv_test_row *row)
{
    if (row->test == CV_TEST_PAIRED_T)
        return result->of[row->column].variable;
    return row->column < result->by_count ? result->by[row->column].variable : NULL;
}

static void put_pair(cv_build *build, const cv_test_row *row)
{
    bool pair = cv_test_has_pair(row, build->result->by_count);
    const cv_axis *axis = pair ? &build->result->by[row->column] : NULL;
    cv_build_text(build, pair ? cv_axis_text(axis, row->a, build->values) : NULL);
    cv_build_text(build, pair ? cv_axis_text(axis, row->b, build->values) : NULL);
}

static void put_estimate(cv_build *build, const cv_test_row *row)
{
    cv_build_number(build, row->estimate);
    cv_build_number(build, row->se);
    cv_build_number(build, row->low);
    cv_build_number(build, row->high);
    cv_build_number(build, row->p_adjusted);
    cv_build_text(build, isnan(row->p_adjusted) ? NULL : cv_adjust_name(build->result->spec->compare.adjust));
}

static bool put_test(cv_build *build, struct shown shown, const cv_test_row *row)
{
    cv_build_text(build, build->result->spec->name.text);
    cv_build_text(build, cv_test_name(row->test));
    cv_build_text(build, build->result->of[row->variable].variable);
    cv_build_text(build, column_of(build->result, row));
    cv_build_group(build, row->group);
    cv_build_number(build, row->statistic);
    cv_build_number(build, row->df1);
    cv_build_number(build, row->df2);
    cv_build_number(build, row->p);
    if (!cv_build_flags(build, row->flags))
        return false;
    if (shown.pairs)
        put_pair(build, row);
    if (shown.estimates)
        put_estimate(build, row);
    return true;
}

static bool make_tests(cv_build *build)
{
    struct shown shown = shown_of(build->result);
    cv_column list[sizeof test_columns / sizeof test_columns[0]];
    size_t count = 0;
    for (size_t i = 0; i < sizeof test_columns / sizeof test_columns[0]; i++)
        if (i < ALWAYS || (i < ALWAYS + PAIR ? shown.pairs : shown.estimates))
            list[count++] = test_columns[i];
    if (!cv_build_begin(build, (cv_columns){list, count}, build->result->test_count))
        return false;
    for (size_t i = 0; i < build->result->test_count; i++)
        if (!put_test(build, shown, &build->result->tests[i]))
            return false;
    return true;
}

cv_status cv_table_tests(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    if (result->model != NULL)
        return cv_table_model_tests(result, to, messages);
    /* The first by variable is the column variable and has no column of its own; a banner's breaks differ in theirs,
     * and pairs of variables are tested within every group. */
    bool within = result->spec->test_count > 0 && result->spec->tests[0] == CV_TEST_PAIRED_T;
    size_t left_out = result->spec->banner_count > 0 || within ? SIZE_MAX : 0;
    cv_build build = {.result = result, .values = values, .left_out = left_out, .table = to};
    return cv_build_end(&build, make_tests(&build), messages);
}
