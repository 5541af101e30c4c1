/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles through the whole engine: rows, flags, domains, and what there is to say where there is little. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/test_memory.h"
#include "support/test_study.h"

#define ANALYSIS(more) "analyses: [{name: a, statistic: quantile, of: y" more "}]\n"
#define SIXTY          "analyses: [{name: a, statistic: quantile, of: y, confidence: 0.6, "

enum { MOST_ROWS = 4 };

/* Two strata of two PSUs. */
#define TWO_BY_TWO                                                                                                     \
    "h,c,w,y,g\n"                                                                                                      \
    "1,1,1,4,a\n1,1,2,1,b\n1,2,1,7,a\n1,2,3,2,b\n2,1,1,5,a\n2,1,1,3,b\n2,2,2,9,a\n2,2,1,,b\n2,2,0,100,a\n"

/* A stratum of one PSU. */
#define LONELY "h,c,w,y\n1,1,1,4\n1,1,2,1\n2,1,1,7\n2,2,3,2\n2,3,1,5\n"

#define DATA_AND_DESIGN(policy)                                                                                        \
    "data: {file: x.csv}\ndesign: {weight: w, strata: h, cluster: c, nest: true, lonely_psu: " policy "}\n"

#define GONE NAN, NAN, NAN, NAN

static const struct quantile_case {
    const char *name, *study, *data;
    size_t rows;
    struct row {
        int level, group; /* places; -1: CV_ALL */
        double n, estimate, se, low, high, df;
        unsigned flags;
    } want[MOST_ROWS];
} cases[] = {
    /* R 4.2.2 with survey 4.1-1 */
    {"math_and_mean",
     DATA_AND_DESIGN("fail") SIXTY "quantiles: [0.3, 0.62]}]\n",
     TWO_BY_TWO,
     2,
     {{0, CV_ALL, 7, 2, 0.47140452079103162, 2, 3, 2, 0}, {1, CV_ALL, 7, 4, 1.88561808316412649, 3, 7, 2, 0}}},
    {"hf5_and_beta",
     DATA_AND_DESIGN("fail") SIXTY "quantiles: [0.3, 0.62], qrule: hf5, interval: beta}]\n",
     TWO_BY_TWO,
     2,
     {{0, CV_ALL, 7, 1.92, 1.5424574524840968, 1, 4.2720463730296956, 2, 0},
      {1, CV_ALL, 7, 4.32, 1.8239248897424589, 2.9421144188949109, 6.8112433926303675, 2, 0}}},
    {"domains_and_their_own_degrees_of_freedom",
     DATA_AND_DESIGN("fail") SIXTY "quantiles: 0.4, qrule: hf8, interval: xlogit, by: g}]\n",
     TWO_BY_TWO,
     2,
     {{0, 0, 4, 6.2, 2.2943694193027357, 4.0540012566892711, 8.921093781497289, 2, 0},
      {0, 1, 3, 1.45, 0.66573052730963711, 1, 2.8325989233894515, 1, 0}}},
    {"a_lonely_psu_is_treated",
     DATA_AND_DESIGN("adjust") SIXTY "quantiles: [0.3, 0.7], qrule: school, interval: asin}]\n",
     LONELY,
     2,
     {{0, CV_ALL, 5, 2, 1.4142135623730949, 2, 5, 2, CV_FLAG_LONELY_PSU},
      {1, CV_ALL, 5, 4, 2.3570226039551581, 2, 7, 2, CV_FLAG_LONELY_PSU}}},
    {"rows_are_psus",
     "data: {file: x.csv}\ndesign: {weight: w, strata: h}\n" SIXTY
     "quantiles: [0.3, 0.7], qrule: hf6, df: infinity}]\n",
     TWO_BY_TWO,
     2,
     {{0, CV_ALL, 7, 1.6333333333333333, 0.46567908019914289, 1, 1.7838508038526055, INFINITY, 0},
      {1, CV_ALL, 7, 7.1, 1.3400724274405782, 6.7443331810808216, 9, INFINITY, 0}}},
    /* what follows from the definitions */
    {"nobody_answered",
     "data: {file: x.csv}\nanalyses: [{name: a, statistic: quantile, of: y, quantiles: [0.1, 0.9]}]\n",
     "x,y\n1,\n2,\n",
     2,
     {{0, CV_ALL, 0, GONE, 0, CV_FLAG_EMPTY}, {1, CV_ALL, 0, GONE, 0, CV_FLAG_EMPTY}}},
    {"where_keeps_nobody",
     "data: {file: x.csv}\nanalyses: [{name: a, statistic: quantile, of: y, where: y > 5}]\n",
     "x,y\n1,1\n2,2\n",
     1,
     {{0, CV_ALL, 0, GONE, 0, CV_FLAG_EMPTY}}},
    {"all_weights_in_the_domain_are_zero",
     "data: {file: x.csv}\ndesign: {weight: x}\nanalyses: [{name: a, statistic: quantile, of: y, where: y > 5}]\n",
     "x,y\n1,1\n2,2\n0,6\n",
     1,
     {{0, CV_ALL, 0, GONE, 0, CV_FLAG_EMPTY}}},
    {"one_row_has_no_degrees_of_freedom",
     "data: {file: x.csv}\nanalyses: [{name: a, statistic: quantile, of: y, where: y > 1}]\n",
     "x,y\n1,1\n2,2\n",
     1,
     {{0, CV_ALL, 1, 2, NAN, NAN, NAN, 0, CV_FLAG_NO_DF}}},
    {"the_largest_value_has_no_error",
     "data: {file: x.csv}\nanalyses: [{name: a, statistic: quantile, of: y, quantiles: 1, interval: beta}]\n",
     "x,y\n1,1\n2,2\n3,5\n",
     1,
     {{0, CV_ALL, 3, 5, 0, 5, 5, 2, CV_FLAG_ZERO_SE}}},
    {"one_value_everywhere",
     "data: {file: x.csv}\nanalyses: [{name: a, statistic: quantile, of: y, qrule: hf4}]\n",
     "x,y\n1,3\n2,3\n3,3\n",
     1,
     {{0, CV_ALL, 3, 3, 0, 3, 3, 2, CV_FLAG_ZERO_SE}}},
    {"a_limit_beyond_1_is_none",
     "data: {file: x.csv}\nanalyses: [{name: a, statistic: quantile, of: y, quantiles: 0.75}]\n",
     "x,y\n1,1\n2,2\n3,3\n4,4\n",
     1,
     {{0, CV_ALL, 4, 3, NAN, NAN, NAN, 3, 0}}},
    {"few_are_suppressed",
     "data: {file: x.csv}\nanalyses: [{name: a, statistic: quantile, of: y, suppress: {min_n: 5}}]\n",
     "x,y\n1,1\n2,2\n3,3\n4,4\n",
     1,
     {{0, CV_ALL, 4, GONE, NAN, CV_FLAG_MIN_N}}},
};

static void check_quantiles(void **state)
{
    const struct quantile_case *c = *state;
    test_study run;
    test_study_must_run(&run, c->study, c->data, 2, 30);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->row_count, c->rows);
    for (size_t i = 0; i < c->rows; i++) {
        const cv_estimate *got = &result->rows[i];
        const struct row *want = &c->want[i];
        assert_int_equal(got->level, want->level);
        assert_int_equal(result->by_count > 0 ? got->group[0] : CV_ALL, want->group);
        check_close(got->n, want->n, 0, "n");
        check_close(got->estimate, want->estimate, 1e-12, "estimate");
        check_close(got->se, want->se, 1e-10, "se");
        check_close(got->low, want->low, 1e-10, "low");
        check_close(got->high, want->high, 1e-10, "high");
        check_close(got->df, want->df, 0, "df");
        check_close(got->deff, NAN, 0, "deff");
        check_close(got->n_eff, NAN, 0, "n_eff");
        assert_int_equal(got->flags, want->flags);
    }
    test_study_free(&run);
}

static void a_lonely_psu_ends_the_run(void **state)
{
    (void)state;
    test_study run;
    test_study_run(&run, DATA_AND_DESIGN("fail") ANALYSIS(""), LONELY, 1, 0);
    assert_int_equal(run.status, CV_DATA);
    char *said = test_messages_text(&run.messages);
    check_text(said,
               "canvass: study.yaml:3:12: error: analysis 'a': stratum '1' of 'h' has only one PSU\n"
               "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until each "
               "has two PSUs\n",
               "message");
    cv_text_free(said);
    test_study_free(&run);
}

/* Probabilities are levels, by the text that they are shown as. */
static void probabilities_are_levels(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(
        &run, "data: {file: x.csv}\n" ANALYSIS(", quantiles: [0.50, 1e-1, 0.975], banner: [[g], [h]], total: true"),
        TWO_BY_TWO, 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->of[0].count, 3);
    check_text(result->of[0].values[0], "0.5", "level");
    check_text(result->of[0].labels[1], "0.1", "level");
    check_text(result->of[0].values[2], "0.975", "level");
    assert_int_equal(result->row_count, 3 * (2 + 2 + 1));
    assert_int_equal(result->rows[14].group[0], CV_ALL);
    assert_int_equal(result->rows[14].group[1], CV_ALL);
    check_close(result->rows[14].count, 8, 0, "count");
    test_study_free(&run);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    return test_study_try(context, TWO_BY_TWO, messages);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static char clustered[] = DATA_AND_DESIGN("adjust") ANALYSIS(", quantiles: [0.25, 0.5], by: g, total: true");
    static char rows[] = "data: {file: x.csv}\ndesign: {weight: w, strata: h}\n" ANALYSIS(", by: g");
    check_every_allocation(run_short_of_memory, clustered, 0);
    check_every_allocation(run_short_of_memory, rows, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 3] = {cmocka_unit_test(a_lonely_psu_ends_the_run),
                                                    cmocka_unit_test(probabilities_are_levels),
                                                    cmocka_unit_test(every_allocation_may_fail)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[3 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_quantiles, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
