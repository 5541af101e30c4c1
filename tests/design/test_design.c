/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/test_design.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

#define STUDY(design)                                                                                                  \
    "data: {file: d.csv}\nvariables: {s: {levels: {n: North, s: South}}}\n"                                            \
    "analyses: [{name: a, statistic: mean, of: y}]\ndesign: {" design "}\n"

/* ---- what a design is ---- */

static const struct design_case {
    const char *name, *design, *data;
    uint64_t rows, used, strata, psus;
    size_t stages;
    double df;
    double population; /* of the first row's group at the last stage */
    double weights[8]; /* of the first rows; 0 rows: none are looked at */
    size_t weight_count;
} cases[] = {
    {"rows_alone", "", "y\n1\n2\n3\n", 3, 3, 0, 3, 0, 2, INFINITY, {1, 1, 1}, 3},
    {"weights_of_zero_stay", "weight: w", "y,w\n1,2.5\n2,0\n3,1\n", 3, 2, 0, 2, 0, 1, INFINITY, {2.5, 0, 1}, 3},
    {"rows_without_a_weight_are_dropped",
     "weight: w, missing_weight: drop",
     "y,w\n1,2.5\n2,\n3,1\n",
     2,
     2,
     0,
     2,
     0,
     1,
     INFINITY,
     {2.5, 0, 1},
     3},
    {"strata", "strata: s", "y,s\n1,n\n2,n\n3,s\n4,s\n5,s\n", 5, 5, 2, 5, 0, 3, INFINITY, {0}, 0},
    {"a_declared_stratum_without_rows_is_none", "strata: s", "y,s\n1,s\n2,s\n", 2, 2, 1, 2, 0, 1, INFINITY, {0}, 0},
    {"a_stratum_of_zero_weights_is_none_for_df",
     "strata: s, weight: w",
     "y,s,w\n1,n,1\n2,n,1\n3,s,0\n4,s,0\n",
     4,
     2,
     1,
     2,
     0,
     1,
     INFINITY,
     {0},
     0},
    {"clusters", "cluster: c", "y,c\n1,1\n2,1\n3,2\n4,01\n", 4, 4, 0, 3, 1, 2, INFINITY, {0}, 0},
    {"nested_ids_start_again",
     "cluster: c, strata: s, nest: true",
     "y,c,s\n1,1,n\n2,2,n\n3,1,s\n4,2,s\n",
     4,
     4,
     2,
     4,
     1,
     2,
     INFINITY,
     {0},
     0},
    {"further_stages_without_fpc_do_not_count",
     "cluster: [c, k]",
     "y,c,k\n1,1,1\n2,1,2\n3,2,1\n",
     3,
     3,
     0,
     2,
     1,
     1,
     INFINITY,
     {0},
     0},
    {"counts_give_weights", "fpc: f", "y,f\n1,6\n2,6\n3,6\n", 3, 3, 0, 3, 0, 2, 6, {2, 2, 2}, 3},
    {"fractions_give_weights", "fpc: f", "y,f\n1,0.25\n2,0.25\n", 2, 2, 0, 2, 0, 1, 8, {4, 4}, 2},
    {"a_fraction_of_one_is_a_census", "fpc: f", "y,f\n1,1\n2,1\n", 2, 2, 0, 2, 0, 1, 2, {1, 1}, 2},
    {"counts_by_stratum",
     "fpc: f, strata: s",
     "y,f,s\n1,6,n\n2,9,s\n3,6,n\n4,9,s\n5,9,s\n",
     5,
     5,
     2,
     5,
     0,
     3,
     6,
     {3, 3, 3, 3, 3},
     5},
    /* 2 of 8 PSUs; 1 of 3 and 2 of 4 units in them */
    {"counts_of_two_stages",
     "cluster: [c, k], fpc: [f, e]",
     "y,c,k,f,e\n1,1,a,8,3\n2,2,a,8,4\n3,2,b,8,4\n",
     3,
     3,
     0,
     2,
     2,
     1,
     3,
     {12, 8, 8},
     3},
    {"fpc_of_the_first_stage_alone",
     "cluster: [c, k], fpc: f, weight: w",
     "y,c,k,f,w\n1,1,a,8,1\n2,2,a,8,2\n3,2,b,8,2\n",
     3,
     3,
     0,
     2,
     2,
     1,
     INFINITY,
     {1, 2, 2},
     3},
};

static void check_case(void **state)
{
    const struct design_case *c = *state;
    test_design got;
    char study[600];
    snprintf(study, sizeof study, STUDY("%s"), c->design);
    test_design_run(&got, study, c->data, NULL);
    check_messages(&got.messages, "", c->name);
    assert_int_equal(got.status, CV_OK);
    cv_design_summary sum = cv_design_summarise(got.design);
    assert_int_equal(sum.rows, c->rows);
    assert_int_equal(sum.used, c->used);
    assert_int_equal(sum.strata, c->strata);
    assert_int_equal(sum.psus, c->psus);
    assert_int_equal(cv_design_stages(got.design), c->stages);
    check_close(cv_design_df(got.design), c->df, 0, "degrees of freedom");
    size_t last = c->stages > 0 ? c->stages - 1 : 0;
    uint32_t group = c->stages > 0 ? cv_design_group(got.design, last, got.unit[0]) : got.stratum[0];
    check_close(cv_design_group_population(got.design, last, group), c->population, 1e-15, "population");
    for (size_t i = 0; i < c->weight_count; i++)
        check_close(got.weight[i], c->weights[i], 1e-15, "weight");
    test_design_free(&got);
}

/* ---- what is wrong with one ---- */

static const struct fault_case {
    const char *name, *design, *data;
    cv_status status;
    const char *wanted;
} faults[] = {
    {"first_line_and_number_of_rows", "weight: w", "y,w\n1,1\n2,\n3,1\n4,\n", CV_DATA,
     "canvass: d.csv:3: error: the weight is missing in column 'w' (2 rows)\n"
     "  expected a weight in every row, or missing_weight: drop in the design\n"},
    {"each_kind_is_told", "weight: w, strata: s, cluster: c, fpc: f",
     "y,w,s,c,f\n1,-1,n,1,5\n2,1,,1,5\n3,1,n,,5\n4,1,n,2,\n5,1,n,3,-5\n6,1,n,4,5\n7,1,n,5,6\n8,1,s,5,6\n", CV_DATA,
     "canvass: d.csv:2: error: the weight is negative in column 'w' (1 row)\n"
     "  expected weights of 0 or more\n"
     "canvass: d.csv:3: error: the stratum is missing in column 's' (1 row)\n"
     "  expected a stratum in every row\n"
     "canvass: d.csv:4: error: the cluster id is missing in column 'c' (1 row)\n"
     "  expected a cluster id in every row\n"
     "canvass: d.csv:5: error: the population count (fpc) is missing in column 'f' (1 row)\n"
     "  expected a population count in every row\n"
     "canvass: d.csv:6: error: the population count (fpc) is not above 0 in column 'f' (1 row)\n"
     "  expected population counts, or sampling fractions in (0, 1]\n"
     "canvass: d.csv:8: error: the population count (fpc) varies within a stratum in column 'f' (1 row)\n"
     "  expected one population count for all rows of a stratum\n"
     "canvass: d.csv:9: error: a cluster id stands in two strata in column 'c' (1 row)\n"
     "  expected ids that are unique over all strata, or nest: true in the design\n"},
    {"an_unused_stage_must_be_complete", "cluster: [c, k]", "y,c,k\n1,1,1\n2,2,\n", CV_DATA,
     "canvass: d.csv:3: error: the cluster id is missing in column 'k' (1 row)\n"
     "  expected a cluster id in every row\n"},
    {"a_population_below_its_sample", "fpc: f, strata: s", "y,f,s\n1,4,n\n2,2,s\n3,2,s\n4,2,s\n5,4,n\n", CV_DATA,
     "canvass: d.csv:3: error: column 'f' has a population of 2 where 3 units were sampled (stage 1, stratum "
     "'South')\n"
     "  expected how many units there are in all, sampled or not\n"},
    {"a_population_below_its_sample_at_stage_2", "cluster: [c, k], fpc: [f, e]",
     "y,c,k,f,e\n1,1,a,9,5\n2,1,b,9,5\n3,2,a,9,1\n4,2,b,9,1\n", CV_DATA,
     "canvass: d.csv:4: error: column 'e' has a population of 1 where 2 units were sampled (stage 2)\n"
     "  expected how many units there are in all, sampled or not\n"},
    {"counts_and_fractions", "fpc: f, strata: s", "y,f,s\n1,0.5,n\n2,20,s\n", CV_DATA,
     "canvass: d.csv: error: column 'f' has both population counts and sampling fractions\n"
     "  expected population counts of 1 or more, or sampling fractions of 1 or less\n"},
    {"all_weights_zero", "weight: w", "y,w\n1,0\n2,0\n", CV_DATA,
     "canvass: d.csv: error: every weight in column 'w' is 0\n"
     "  expected at least one weight above 0\n"},
    {"all_weights_dropped", "weight: w, missing_weight: drop", "y,w\n1,\n2,\n", CV_DATA,
     "canvass: d.csv: error: every weight in column 'w' is missing\n"
     "  expected at least one weight above 0\n"},
    {"no_such_columns", "weight: ww, strata: ss, cluster: cc, fpc: ff", "y,w,s,c,f\n1,1,1,1,1\n", CV_USAGE,
     "canvass: study.yaml:4:18: error: there is no variable or column 'ww'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'w'?\n"
     "canvass: study.yaml:4:30: error: there is no variable or column 'ss'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 's'?\n"
     "canvass: study.yaml:4:43: error: there is no variable or column 'cc'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'c'?\n"
     "canvass: study.yaml:4:52: error: there is no variable or column 'ff'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'f'?\n"},
};

static void check_fault(void **state)
{
    const struct fault_case *c = *state;
    test_design got;
    char study[600];
    snprintf(study, sizeof study, STUDY("%s"), c->design);
    test_design_run(&got, study, c->data, NULL);
    assert_int_equal(got.status, c->status);
    check_messages(&got.messages, c->wanted, c->name);
    test_design_free(&got);
}

/* ---- memory ---- */

static cv_status run(void *context, cv_messages *messages)
{
    test_design got;
    test_design_run(&got, STUDY("strata: s, cluster: [c, k], fpc: [f, e]"), context, NULL);
    for (size_t i = 0; i < got.messages.count; i++)
        cv_fail(messages, got.messages.items[i].status, (cv_place){0}, "%s", got.messages.items[i].problem);
    messages->out_of_memory |= got.messages.out_of_memory;
    cv_status status = got.status;
    test_design_free(&got);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    char data[] = "y,s,c,k,f,e\n1,n,1,a,9,5\n2,n,a long name of a cluster,b,9,5\n3,s,2,a,7,4\n4,s,3,b,7,4\n";
    check_every_allocation(run, data, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(faults) + 1] = {cmocka_unit_test(every_allocation_may_fail)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[1 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        tests[1 + COUNT_OF(cases) + i] = (struct CMUnitTest){
            .name = faults[i].name, .test_func = check_fault, .initial_state = (void *)(uintptr_t)&faults[i]};
    return cmocka_run_group_tests_name("design", tests, NULL, NULL);
}
