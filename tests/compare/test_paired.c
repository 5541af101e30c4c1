/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t tests of two variables of the same rows. Numbers: R 4.2.2, survey 4.1-1, svyttest(I(a - b - null) ~ 1). */
#include "support/test.h"

#include <math.h>

#include "compare_rows.h"
#include "support/test_memory.h"
#include "support/test_study.h"

#define STUDY(design, what)                                                                                            \
    "data: {file: x.csv}\ndesign: " design "\nanalyses: [{name: n, statistic: mean, tests: paired-t, " what "}]\n"

enum { MOST_ROWS = 3 };

static const struct rows_case {
    const char *name, *study, *data;
    size_t count;
    struct wanted {
        double statistic, df, p, estimate, se, low, high, p_adjusted;
        unsigned flags;
    } rows[MOST_ROWS];
} cases[] = {
    {"no design",
     STUDY(PLAIN, "of: [y, z]"),
     ROWS,
     1,
     {{-0.42605319098917099, 14, 0.67654671948022826, -0.085714285714285646, 0.20118212356368492, -0.51720702618071179,
       0.34577845475214053, 0.67654671948022826, 0}}},
    {"against a number",
     STUDY(PLAIN, "of: [y, z], null: 0.5"),
     ROWS,
     1,
     {{-2.9113634717593371, 14, 0.011383488770218265, -0.085714285714285632, 0.20118212356368492, -0.51720702618071179,
       0.34577845475214053, 0.011383488770218265, 0}}},
    {"a design",
     STUDY(FULL, "of: [y, z]"),
     ROWS,
     1,
     {{-1.363021471132486, 4, 0.24455940572911267, -0.30249999999999999, 0.22193340780513424, -0.91868592378043068,
       0.3136859237804307, 0.24455940572911267, 0}}},
    {"replicate weights",
     STUDY(JKN, "of: [y, z]"),
     ROWS,
     1,
     {{-1.3361894641710701, 4, 0.25243534938277046, -0.30249999999999994, 0.22639005029699244, -0.93105954701256688,
       0.32605954701256695, 0.25243534938277046, 0}}},
    {"in groups",
     STUDY(FULL, "of: [y, z], by: g"),
     ROWS,
     3,
     {{-0.5560384374855325, 2, 0.63408851700292157, -0.2, 0.35968736424845399, -1.7476098196399998, 1.3476098196399999,
       0.63408851700292157, 0},
      {-2.905849654744999, 1, 0.21100058502258842, -0.58333333333333348, 0.20074449907647529, -3.1340340382598604,
       1.9673673715931934, 0.21100058502258842, 0},
      {-0.68060676053664249, 1, 0.61956146814420243, -0.35, 0.51424702235404329, -6.8841279509986784,
       6.1841279509986791, 0.61956146814420243, 0}}},
    {"three variables",
     STUDY(PLAIN, "of: [y, k, z], compare: {adjust: bonferroni}, where: \"w >= 0\", by: s, total: false"),
     "y,k,z,s,w\n3,3,2,u,1\n5,4,7,u,1\n2,2,2,u,1\n6,5,6,u,1\n",
     3,
     {{1.7320508075688774, 2, 0.22540333075851657, 0.5, 0.28867513459481287, -0.74206885587516491, 1.7420688558751649,
       0.67620999227554968, 0},
      {-0.39735970711951324, 2, 0.72949910959977027, -0.25, 0.62915286960589567, -2.9570263118395141,
       2.4570263118395141, 1, 0},
      {-0.87831006565367986, 2, 0.47241065641550573, -0.75, 0.8539125638299665, -4.4240892237303671, 2.9240892237303671,
       1, 0}}},
    {"nobody has both",
     STUDY(PLAIN, "of: [y, z]"),
     "y,z\n1,\n,2\n3,\n",
     1,
     {{NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}}},
    {"always the same difference",
     STUDY(PLAIN, "of: [y, z]"),
     "y,z\n1,2\n2,3\n7,8\n",
     1,
     {{NAN, 1, NAN, -1, 0, -1, -1, NAN, CV_FLAG_ZERO_SE}}},
    {"two rows", STUDY(PLAIN, "of: [y, z]"), "y,z\n1,2\n2,5\n", 1, {{-2, 0, NAN, -2, 1, NAN, NAN, NAN, CV_FLAG_NO_DF}}},
    {"too few for the rule",
     STUDY(PLAIN, "of: [y, z], suppress: {min_n: 4}"),
     "y,z\n1,2\n2,5\n3,\n4,4\n",
     1,
     {{NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, CV_FLAG_MIN_N}}},
    {"a lonely stratum",
     STUDY("{strata: h, lonely_psu: adjust}", "of: [y, z], df: infinity"),
     "y,z,h\n1,2,1\n2,5,1\n3,1,2\n",
     1,
     {{-0.6, INFINITY, 0.5485062355001471, -0.66666666666666674, 1.1111111111111112, -2.8444044272667268,
       1.5110710939333931, 0.5485062355001471, CV_FLAG_LONELY_PSU}}},
};

static void check_case(void **state)
{
    const struct rows_case *c = *state;
    test_study run;
    test_study_must_run(&run, c->study, c->data, 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->test_count, c->count);
    for (size_t i = 0; i < c->count; i++) {
        const cv_test_row *got = &result->tests[i];
        const struct wanted *want = &c->rows[i];
        check_close(got->statistic, want->statistic, 1e-10, "statistic");
        check_close(got->df1, want->df, 1e-10, "df1");
        check_close(got->p, want->p, 1e-10, "p");
        check_close(got->estimate, want->estimate, 1e-10, "estimate");
        check_close(got->se, want->se, 1e-10, "se");
        check_close(got->low, want->low, 1e-10, "low");
        check_close(got->high, want->high, 1e-10, "high");
        check_close(got->p_adjusted, want->p_adjusted, 1e-10, "adjusted p");
        assert_int_equal(got->flags, want->flags);
    }
    test_study_free(&run);
}

/* A paired test is the mean of the difference: swapped it has the other sign. */
static void swapped_variables_have_the_other_sign(void **state)
{
    (void)state;
    test_study first, second;
    test_study_must_run(&first, STUDY(FULL, "of: [y, z], by: g, total: true"), ROWS, 1, 0);
    test_study_must_run(&second, STUDY(FULL, "of: [z, y], by: g, total: true"), ROWS, 3, 64);
    assert_int_equal(first.results.items[0].test_count, 4);
    for (size_t i = 0; i < 4; i++)
        check_close(second.results.items[0].tests[i].statistic, -first.results.items[0].tests[i].statistic, 1e-12,
                    "statistic");
    test_study_free(&first);
    test_study_free(&second);
}

static cv_status run_once(void *context, cv_messages *messages)
{
    return test_study_try(context, ROWS, messages);
}

static void says_when_memory_is_out(void **state)
{
    static char studies[][400] = {STUDY(FULL, "of: [y, z, k], by: g"), STUDY(JKN, "of: [y, z]")};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(studies); i++)
        check_every_allocation(run_once, studies[i], 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 2] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(swapped_variables_have_the_other_sign);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
