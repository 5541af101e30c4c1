/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/test_memory.h"
#include "support/test_result.h"
#include "table/table.h"

#define HEAD "analysis,statistic,variable,level,"
#define TAIL "count,n,weighted_n,estimate,se,ci_low,ci_high,df,cv,deff,n_eff,flag\n"

/* A table as CSV; freed with cv_buffer_free. */
static cv_buffer estimates_csv(const cv_result *result, bool values)
{
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    assert_int_equal(cv_table_estimates(result, values, &table, &messages), CV_OK);
    cv_table_write_csv(&table, &text);
    assert_false(text.failed);
    cv_table_free(&table);
    cv_table_free(&table);
    return text;
}

/* The contract's columns in its order. The figures are those of test_result.c, as Python's repr has them after the same
 * sums: sqrt(0.7 * (1 - 0.7) / 14460) and so on. */
static const struct table_case {
    const char *name;
    sample_maker make;
    bool values;
    size_t from, count; /* the rows kept of the sample */
    const char *wanted;
} cases[] = {
    {"the_whole_is_all_and_has_no_letter", sample_countries, false, 12, 1,
     HEAD "country," TAIL "interest-by-country,proportion,interested,Interested,(all),"
          "10122,14460,21690,0.7,0.003810881994599608,0.6923782360108007,0.7076217639891992,681,"
          "0.005444117135142298,1.25,11568,\n"},
    {"suppressed_rows_keep_keys_and_n_and_say_why", sample_countries, false, 6, 1,
     HEAD "country," TAIL "interest-by-country,proportion,interested,Interested,France,"
          "14,20,30,,,,,,,,,suppressed-min-n\n"},
    {"values_instead_of_labels", sample_countries, true, 6, 1,
     HEAD "country," TAIL "interest-by-country,proportion,interested,Interested,FR,"
          "14,20,30,,,,,,,,,suppressed-min-n\n"},
    {"flags_are_joined", sample_countries, false, 11, 1,
     HEAD "country," TAIL "interest-by-country,proportion,interested,Not interested,Poland,"
          "0,7440,11160,0,0,0,0.0006,681,,1.25,5952,fallback-interval;zero-se\n"},
    {"a_number_has_no_level_and_no_break_no_column", sample_means, false, 2, 1,
     HEAD TAIL "means,mean,change,,0,0,0,-3.14159,0.25,-3.64159,-2.64159,681,0.07957753876221914,1.25,0,\n"},
    {"a_break_that_lacks_a_banner_variable_says_all", sample_banner, false, 2, 1,
     HEAD "country,sex," TAIL "banner,mean,interested,Interested,(all),Women,"
          "9544,14460,21690,0.66,0.0125,0.635,0.685,681,0.01893939393939394,1.25,11568,\n"},
    {"no_rows_is_a_header", sample_countries, false, 0, 0, HEAD "country," TAIL},
};

static void check_table(void **state)
{
    const struct table_case *of = *state;
    cv_results results = {0};
    of->make(&results);
    cv_result result = results.items[0];
    result.rows += of->from;
    result.row_count = of->count;
    cv_buffer text = estimates_csv(&result, of->values);
    check_text(text.text, of->wanted, of->name);
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static void weights_have_columns_of_their_own(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_weights(&results);
    cv_buffer text = estimates_csv(&results.items[0], false);
    check_text(text.text,
               "analysis,sex,n,sum,mean,min,max,sd,cv,n_eff,deff_kish,efficiency,median,p99\n"
               "weights,Women,1000,1000.25,1.00025,0.25,4,0.5,0.5,800,1.25,0.8,0.9,3.5\n"
               "weights,Men,1000,1000.25,1.00025,0.25,4,0.5,0.5,800,1.25,0.8,0.9,3.5\n"
               "weights,(all),2000,2000.5,1.00025,0.25,4,0.5,0.5,1600,1.25,0.8,0.9,3.5\n",
               "weights");
    cv_buffer_free(&text);
    cv_results_free(&results);
}

/* The header then repeats the name; the fixed column comes first, the user's in the by variables' place. */
static void a_by_variable_called_level_keeps_its_place(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_hostile(&results);
    cv_table table = {0};
    cv_messages messages = {0};
    assert_int_equal(cv_table_estimates(&results.items[0], true, &table, &messages), CV_OK);
    check_text(table.columns[3].name, "level", "fixed column");
    check_text(table.columns[4].name, "country", "first by variable");
    check_text(table.columns[5].name, "level", "second by variable");
    assert_false(table.columns[3].by);
    assert_true(table.columns[5].by);
    check_text(table.cells[3].text, "a", "the level");
    check_text(table.cells[5].text, "x", "the group");
    cv_table_free(&table);
    cv_results_free(&results);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_table table = {0};
    cv_status status = cv_table_estimates(context, false, &table, messages);
    if (status != CV_OK)
        assert_null(table.cells);
    cv_table_free(&table);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_countries(&results);
    check_every_allocation(run_short_of_memory, &results.items[0], 0);
    cv_results_free(&results);
}

int main(void)
{
    static const struct CMUnitTest others[] = {cmocka_unit_test(weights_have_columns_of_their_own),
                                               cmocka_unit_test(a_by_variable_called_level_keeps_its_place),
                                               cmocka_unit_test(every_allocation_may_fail)};
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(others)] = {{0}};
    memcpy(tests, others, sizeof others);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[COUNT_OF(others) + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_table, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
