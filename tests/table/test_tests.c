/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/test_result.h"
#include "table/table.h"

/* A second by variable: the first one is the column variable, so only the second has a column. */
static void two_by_variables(cv_results *to)
{
    static cv_test_row row;
    static const int32_t group[] = {CV_ALL, 1};
    sample_hostile(to);
    row = (cv_test_row){.test = CV_TEST_FISHER,
                        .group = group,
                        .statistic = NAN,
                        .df1 = NAN,
                        .df2 = NAN,
                        .p = 0.25,
                        .flags = CV_FLAG_EMPTY};
    to->items[0].tests = &row;
    to->items[0].test_count = 1;
}

/* In a banner each break has its own column variable, so none can be left out of the header. */
static void a_banner(cv_results *to)
{
    static cv_test_row row;
    static const int32_t group[] = {0, CV_ALL};
    sample_banner(to);
    row = (cv_test_row){.test = CV_TEST_RAO_SCOTT_CHISQ,
                        .column = 1,
                        .group = group,
                        .statistic = 4,
                        .df1 = 2,
                        .df2 = INFINITY,
                        .p = 0.1};
    to->items[0].tests = &row;
    to->items[0].test_count = 1;
}

/* Tests of pairs: the groups, the estimate and the adjusted p in columns of their own; or no column variable at all. */
static void a_pair(cv_results *to)
{
    static cv_test_row row;
    static const int32_t group[] = {CV_ALL, CV_ALL};
    sample_countries(to);
    row = (cv_test_row){.test = CV_TEST_T,
                        .group = group,
                        .a = 1,
                        .b = 2,
                        .statistic = -2,
                        .df1 = 40,
                        .df2 = NAN,
                        .p = 0.05,
                        .estimate = -3,
                        .se = 1.5,
                        .low = -6.03,
                        .high = 0.03,
                        .p_adjusted = 0.15};
    to->items[0].tests = &row;
    to->items[0].test_count = 1;
}

/* Beside it a test of all groups has no pair. */
static void ranks(cv_results *to)
{
    static cv_test_row rows[2];
    a_pair(to);
    rows[0] = rows[1] = to->items[0].tests[0];
    rows[0].test = CV_TEST_WILCOXON;
    rows[1].test = CV_TEST_MEDIAN;
    rows[1].estimate = rows[1].se = rows[1].low = rows[1].high = rows[1].p_adjusted = NAN;
    to->items[0].tests = rows;
    to->items[0].test_count = 2;
}

static void variables(cv_results *to)
{
    static cv_test first[] = {CV_TEST_PAIRED_T};
    static cv_analysis_spec spec;
    a_pair(to);
    spec = *to->items[0].spec;
    spec.tests = first;
    spec.test_count = 1;
    to->items[0].spec = &spec;
    to->items[0].tests->test = CV_TEST_PAIRED_T;
}

static void one_sample(cv_results *to)
{
    a_pair(to);
    to->items[0].tests->column = to->items[0].by_count;
    to->items[0].tests->test = CV_TEST_GOODNESS_OF_FIT;
}

static const struct table_case {
    const char *name;
    sample_maker make;
    const char *wanted;
} cases[] = {
    {"one_by_variable_is_the_column_variable", sample_countries,
     "analysis,test,row_variable,column_variable,statistic,df1,df2,p,flag\n"
     "interest-by-country,rao-scott-f,interested,country,31.4159265,5.5,3745.5,1.25e-20,\n"},
    {"others_have_a_column_each", two_by_variables,
     "analysis,test,row_variable,column_variable,level,statistic,df1,df2,p,flag\n"
     "hostile,fisher,of|`x`,country,1. list,,,,0.25,empty\n"},
    {"a_banner_has_them_all", a_banner,
     "analysis,test,row_variable,column_variable,country,sex,statistic,df1,df2,p,flag\n"
     "banner,rao-scott-chisq,interested,sex,United Kingdom,(all),4,2,inf,0.1,\n"},
    {"a_pair_of_groups", a_pair,
     "analysis,test,row_variable,column_variable,statistic,df1,df2,p,flag,group_a,group_b,"
     "estimate,se,ci_low,ci_high,p_adjusted,adjust\n"
     "interest-by-country,t,interested,country,-2,40,,0.05,,Spain,France,-3,1.5,-6.03,0.03,0.15,holm\n"},
    {"pairs_beside_all_groups", ranks,
     "analysis,test,row_variable,column_variable,statistic,df1,df2,p,flag,group_a,group_b,"
     "estimate,se,ci_low,ci_high,p_adjusted,adjust\n"
     "interest-by-country,wilcoxon,interested,country,-2,40,,0.05,,Spain,France,-3,1.5,-6.03,0.03,0.15,holm\n"
     "interest-by-country,median,interested,country,-2,40,,0.05,,,,,,,,,\n"},
    {"a_pair_of_variables_within_groups", variables,
     "analysis,test,row_variable,column_variable,country,statistic,df1,df2,p,flag,"
     "estimate,se,ci_low,ci_high,p_adjusted,adjust\n"
     "interest-by-country,paired-t,interested,interested,(all),-2,40,,0.05,,-3,1.5,-6.03,0.03,0.15,holm\n"},
    {"no_column_variable", one_sample,
     "analysis,test,row_variable,column_variable,statistic,df1,df2,p,flag\n"
     "interest-by-country,goodness-of-fit,interested,,-2,40,,0.05,\n"},
};

static void check_table(void **state)
{
    const struct table_case *of = *state;
    cv_results results = {0};
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    of->make(&results);
    assert_int_equal(cv_table_tests(&results.items[0], false, &table, &messages), CV_OK);
    cv_table_write_csv(&table, &text);
    check_text(text.text, of->wanted, of->name);
    cv_buffer_free(&text);
    cv_table_free(&table);
    cv_results_free(&results);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_table, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
