/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/test_memory.h"
#include "support/test_result.h"
#include "table/table.h"

#define HEAD "analysis,statistic,variable,level,"
#define TAIL                                                                                                           \
    "over,group_a,group_b,estimate_a,estimate_b,measure,value,se,ci_low,ci_high,test_statistic,df,p,p_adjusted,"       \
    "adjust,significant,flag\n"

static const struct table_case {
    const char *name;
    sample_maker make;
    bool values;
    size_t from, count;
    const char *wanted;
} cases[] = {
    {"labels", sample_countries, false, 0, 1,
     HEAD TAIL
     "interest-by-country,proportion,interested,Interested,country,United Kingdom,Spain,0.602,0.5,"
     "difference,0.102,0.011,0.07999999999999999,0.124,9.272727272727273,681,1e-5,6.000000000000001e-5,holm,yes,\n"},
    {"values", sample_countries, true, 2, 1,
     HEAD TAIL "interest-by-country,proportion,interested,Neutral,country,ES,PL,0.497,0.5,"
               "difference,-0.003,0.0102,-0.0234,0.017400000000000002,-0.29411764705882354,681,0.77,1,holm,no,\n"},
    {"a_contrast_has_its_name_in_group_a", sample_scores, false, 2, 1,
     HEAD TAIL "nps-by-sex,nps,recommend,,sex,women_against_men,,,,contrast,3,1.5,0,6,2,inf,0.6,1,bh,no,\n"},
    {"no_p_no_significance", sample_scores, false, 3, 1,
     HEAD TAIL "nps-by-sex,nps,recommend,,sex,Women,Men,,0.5,odds_ratio,,,,,,inf,,,bh,,\n"},
    {"other_by_variables_stand_before_over", sample_hostile, true, 1, 1,
     HEAD "country," TAIL "hostile,proportion,of|`x`,b,2,level,x,y,0.51,0.5,difference,0.01,0.01,-0.01,0.03,1,681,0.3,"
          "1,holm,no,\n"},
    {"no_rows_is_a_header_without_over", sample_hostile, true, 0, 0, HEAD "country," TAIL},
    {"a_banner_keeps_all_its_variables", sample_banner, false, 0, 0, HEAD "country,sex," TAIL},
};

static void check_table(void **state)
{
    const struct table_case *of = *state;
    cv_results results = {0};
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    of->make(&results);
    cv_result result = results.items[0];
    result.comparisons += of->from;
    result.comparison_count = of->count;
    assert_int_equal(cv_table_comparisons(&result, of->values, &table, &messages), CV_OK);
    cv_table_write_csv(&table, &text);
    check_text(text.text, of->wanted, of->name);
    cv_buffer_free(&text);
    cv_table_free(&table);
    cv_results_free(&results);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_table table = {0};
    cv_status status = cv_table_comparisons(context, false, &table, messages);
    cv_table_free(&table);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_many(&results);
    check_every_allocation(run_short_of_memory, &results.items[0], 0);
    cv_results_free(&results);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 1] = {cmocka_unit_test(every_allocation_may_fail)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_table, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
