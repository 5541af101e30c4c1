/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the tests as studies ask for them, and where they have no answer. Numbers: R 4.2.2, survey 4.1-1. */
#include "support/test.h"

#include <math.h>

#include "support/test_memory.h"
#include "support/test_study.h"

#define ROWS           "z,g,y,k\n1,a,u,5\n2,a,v,5\n3,a,u,5\n4,b,v,5\n6,b,u,5\n8,b,v,5\n5,c,v,5\n5,c,v,5\n7,b,u,5\n9,c,u,5\n"
#define HOLES          "z,g,y,h,w\n1,a,u,1,1\n2,a,v,1,1\n,b,u,1,1\n,b,,1,1\n4,c,u,2,1\n5,c,v,3,0\n7,c,v,3,0\n"
#define PAIRS          "x,y\n1,1\n1,2\n2,2\n2,3\n3,3\n3,3\n1,2\n2,3\n3,1\n1,1\n1,2\n2,2\n"
#define BOTH           "statistic: proportion, of: x, by: y, tests: [trend, mcnemar]"
#define BINOMIAL(what) "data: {file: x.csv}\ndesign: {sampling: binomial}\nanalyses: [{name: n, " what "}]\n"
#define ONE(what)      "data: {file: x.csv}\nanalyses: [{name: n, " what "}]\n"
#define LONELY(what)                                                                                                   \
    "data: {file: x.csv}\ndesign: {strata: h, weight: w, lonely_psu: adjust}\nanalyses: [{name: n, " what "}]\n"

enum { MOST_ROWS = 3 };

static const struct rows_case {
    const char *name, *study, *data;
    size_t count;
    struct wanted {
        double statistic, df1, df2, p;
        unsigned flags;
    } rows[MOST_ROWS];
} cases[] = {
    {"t of one sample",
     ONE("statistic: mean, of: z, tests: t, null: 4"),
     ROWS,
     1,
     {{1.2247448713915889, 8, NAN, 0.25550815043113234, 0}}},
    {"t of three groups",
     ONE("statistic: mean, of: z, by: g, tests: t"),
     ROWS,
     3,
     {{-4.5974769800829662, 5, NAN, 0.0058537151982196332, 0},
      {-3.4652409348906885, 4, NAN, 0.02569473439507837, 0},
      {-0.060070122738682188, 5, NAN, 0.95442684376766751, 0}}},
    {"t of some pairs",
     ONE("statistic: mean, of: z, by: g, tests: t, compare: {reference: c}"),
     ROWS,
     2,
     {{-3.4652409348906885, 4, NAN, 0.02569473439507837, 0}, {-0.060070122738682188, 5, NAN, 0.95442684376766751, 0}}},
    {"t with normal quantiles",
     ONE("statistic: mean, of: z, tests: t, null: 4, df: infinity"),
     ROWS,
     1,
     {{1.2247448713915889, INFINITY, NAN, 0.22067136191984693, 0}}},
    {"t of a number that does not vary",
     ONE("statistic: mean, of: k, tests: t, null: 4"),
     ROWS,
     1,
     {{NAN, 8, NAN, NAN, CV_FLAG_ZERO_SE}}},
    {"t of two rows",
     ONE("statistic: mean, of: z, tests: t, null: 0"),
     "z\n1\n3\n",
     1,
     {{2, 0, NAN, NAN, CV_FLAG_NO_DF}}},
    {"t of nobody",
     ONE("statistic: mean, of: z, tests: t, null: 0, where: \"z > 10\""),
     ROWS,
     1,
     {{NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}}},
    {"t of a group without answers",
     ONE("statistic: mean, of: z, by: g, where: \"g != 'c'\", tests: t"),
     HOLES,
     1,
     {{NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}}},
    {"t of a suppressed group",
     ONE("statistic: mean, of: z, by: g, where: \"g != 'c'\", tests: t, suppress: {min_n: 4}"),
     ROWS,
     1,
     {{NAN, NAN, NAN, NAN, CV_FLAG_MIN_N}}},
    {"fit",
     ONE("statistic: proportion, of: g, tests: goodness-of-fit, null: {a: 3, b: 8, c: 3}"),
     ROWS,
     1,
     {{1.2, 1.9395973154362425, NAN, 0.62919601605802944, 0}}},
    {"fit of nobody",
     ONE("statistic: proportion, of: g, tests: goodness-of-fit, where: \"z > 10\", null: {a: 3, b: 8, c: 3}"),
     ROWS,
     1,
     {{NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}}},
    {"wald",
     ONE("statistic: proportion, of: y, by: g, tests: [wald, adjusted-wald]"),
     ROWS,
     2,
     {{0.32142857142857129, 2, 9, 0.73310384076591084, 0}, {0.28571428571428559, 2, 8, 0.75883456790123471, 0}}},
    {"tests of nobody",
     ONE("statistic: proportion, of: y, by: g, tests: [wald, lincom], where: \"z > 10\""),
     ROWS,
     0,
     {{0, 0, 0, 0, 0}}},
    {"tests of too few units",
     ONE("statistic: proportion, of: y, by: g, tests: [wald, adjusted-wald]"),
     "z,g,y\n1,a,u\n2,b,v\n4,c,w\n",
     2,
     {{NAN, NAN, NAN, NAN, CV_FLAG_NO_DF}, {NAN, NAN, NAN, NAN, CV_FLAG_NO_DF}}},
    {"tests of one level",
     ONE("statistic: proportion, of: y, by: g, tests: [wald, saddlepoint], where: \"y = 'u'\""),
     ROWS,
     2,
     {{NAN, NAN, NAN, NAN, 0}, {NAN, NAN, NAN, NAN, 0}}},
    {"a trend and equal margins",
     ONE(BOTH),
     PAIRS,
     2,
     {{1.93896484375, 1, 11, 0.19128796250390723, 0}, {0.5, 2, 10, 0.62092132305915526, 0}}},
    {"a trend and equal margins, binomial",
     BINOMIAL(BOTH),
     PAIRS,
     2,
     {{2.2692509167103196, 1, NAN, 0.1319636728462481, 0}, {1.0909090909090908, 2, NAN, 0.5795782787848095, 0}}},
    {"equal margins where one variable does not vary",
     ONE("statistic: proportion, of: x, by: y, tests: [trend, mcnemar], where: \"x = 1\""),
     PAIRS,
     2,
     {{NAN, NAN, NAN, NAN, 0}, {6.875, 1, 4, 0.058674788548717098, 0}}},
    {"equal margins of one level",
     BINOMIAL("statistic: proportion, of: x, by: y, tests: [trend, mcnemar], where: \"x = 3 and y = 3\""),
     PAIRS,
     2,
     {{NAN, NAN, NAN, NAN, 0}, {NAN, NAN, NAN, NAN, 0}}},
    {"a table with a lonely stratum",
     LONELY("statistic: proportion, of: y, by: g, tests: rao-scott-f"),
     "z,g,y,h,w\n1,a,u,1,1\n2,a,v,1,1\n3,b,u,1,1\n1,b,v,1,2\n4,c,u,2,1\n5,c,v,3,1\n7,c,v,3,2\n8,a,u,3,1\n6,b,v,3,1\n",
     1,
     {{0.66905801621958827, 1.947397503635518, 11.684385021813108, 0.52695134833985824, CV_FLAG_LONELY_PSU}}},
    {"fit of counts",
     BINOMIAL("statistic: proportion, of: g, tests: goodness-of-fit, null: {a: 3, b: 8, c: 3}"),
     ROWS,
     1,
     {{1.2, 2, NAN, 0.54881163609402639, 0}}},
    {"fit of counts, with a level that nobody chose",
     "data: {file: x.csv}\ndesign: {sampling: binomial}\nvariables: {g: {levels: [a, b, c, d]}}\n"
     "analyses: [{name: n, statistic: proportion, of: g, tests: goodness-of-fit, null: {a: 1, b: 1, c: 1, d: 1}}]\n",
     ROWS,
     1,
     {{3.6, 3, NAN, 0.30802217155899364, 0}}},
    {"fit of counts of nobody",
     BINOMIAL("statistic: proportion, of: g, tests: goodness-of-fit, where: \"z > 10\", null: {a: 3, b: 8, c: 3}"),
     ROWS,
     1,
     {{NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}}},
    {"fit with a lonely stratum",
     LONELY("statistic: proportion, of: g, tests: goodness-of-fit, null: {a: 1, b: 1, c: 1}"),
     HOLES,
     1,
     {{0.4, 1.6138748962624909, NAN, 0.78276042190131601, CV_FLAG_LONELY_PSU}}},
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
        check_close(got->statistic, c->rows[i].statistic, 1e-10, "statistic");
        check_close(got->df1, c->rows[i].df1, 1e-10, "df1");
        check_close(got->df2, c->rows[i].df2, 1e-10, "df2");
        check_close(got->p, c->rows[i].p, 1e-10, "p");
        assert_int_equal(got->flags, c->rows[i].flags);
    }
    test_study_free(&run);
}

/* ---- which pair ---- */

static void a_pair_has_its_groups(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run, ONE("statistic: mean, of: z, by: g, tests: t"), ROWS, 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->comparison_count, 3); /* though the analysis does not compare */
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(result->tests[i].a, result->comparisons[i].a);
        assert_int_equal(result->tests[i].b, result->comparisons[i].b);
        assert_int_equal(result->tests[i].column, 0);
    }
    test_study_free(&run);
}

/* ---- mistakes that the data show ---- */

static const struct mistake_case {
    const char *name, *study, *want;
} mistakes[] = {
    {"margins of other levels", ONE("statistic: proportion, of: g, by: y, tests: mcnemar"),
     "canvass: study.yaml:2:12: error: test 'mcnemar': 'y' has the level 'u', and 'g' has not\n"
     "  expected two variables with the same levels\n"},
    {"a level without a share", ONE("statistic: proportion, of: g, tests: goodness-of-fit, null: {a: 3, b: 8}"),
     "canvass: study.yaml:2:82: error: 'null' has nothing for the level 'c' of 'g'\n"
     "  expected a share or count for every level\n"},
    {"a share without a level",
     ONE("statistic: proportion, of: g, tests: goodness-of-fit, null: {a: 3, b: 8, c: 1, dd: 1}"),
     "canvass: study.yaml:2:101: error: variable 'g' has no level 'dd'\n"
     "  expected a level of this variable, by its value or its label\n"},
};

static void check_mistake(void **state)
{
    const struct mistake_case *c = *state;
    test_study run;
    test_study_run(&run, c->study, ROWS, 1, 0);
    assert_int_equal(run.status, CV_USAGE);
    char *got = test_messages_text(&run.messages);
    check_text(got, c->want, c->name);
    cv_text_free(got);
    test_study_free(&run);
}

static void a_level_named_twice(void **state)
{
    (void)state;
    test_study run;
    test_study_run(&run,
                   "data: {file: x.csv}\nvariables: {g: {levels: {a: A, b: B, c: C}}}\n"
                   "analyses:\n  - {name: n, statistic: proportion, of: g, tests: goodness-of-fit,\n"
                   "     null: {a: 3, b: 8, C: 1, c: 1}}\n",
                   ROWS, 1, 0);
    char *got = test_messages_text(&run.messages);
    check_text(got, "canvass: study.yaml:5:31: error: 'null' names the level 'c' of 'g' twice\n", "twice");
    cv_text_free(got);
    test_study_free(&run);
}

/* ---- memory ---- */

static cv_status run_once(void *context, cv_messages *messages)
{
    return test_study_try(context, ROWS, messages);
}

static void says_when_memory_is_out(void **state)
{
    static char studies[][200] = {
        ONE("statistic: mean, of: z, by: g, tests: t"),
        ONE("statistic: proportion, of: g, tests: goodness-of-fit, null: {a: 3, b: 8, c: 3}"),
        ONE("statistic: proportion, of: y, by: g, tests: [wald, lincom]"),
        ONE("statistic: proportion, of: y, by: y, tests: [trend, mcnemar]"),
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(studies); i++)
        check_every_allocation(run_once, studies[i], 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(mistakes) + 3] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[count++] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_pair_has_its_groups);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_level_named_twice);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
