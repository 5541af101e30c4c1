/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variances, correlations, inequality and poverty through the whole engine, where there is little to go by; their
 * numbers in full: tests/oracle/cases/14-inequality.json. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/test_memory.h"
#include "support/test_study.h"

#define PLAIN            "data: {file: x.csv}\n"
#define WEIGHTED         PLAIN "design: {weight: w}\n"
#define OF_Y(name)       "analyses: [{name: a, statistic: " name ", of: y}]\n"
#define WITH(name, more) "analyses: [{name: a, statistic: " name ", of: y, " more "}]\n"
#define PAIRS(names)     "analyses: [{name: a, statistic: correlation, of: [" names "]}]\n"
#define GONE             NAN, NAN, NAN, NAN
#define ROW(...)                                                                                                       \
    {                                                                                                                  \
        -1, -1, __VA_ARGS__                                                                                            \
    }

enum { MOST_ROWS = 6 };

static const struct spread_case {
    const char *name, *study, *data;
    size_t rows;
    struct row {
        int level, group; /* places; -1: CV_ALL */
        double n, estimate, se, low, high, df;
        unsigned flags;
    } want[MOST_ROWS];
} cases[] = {
    {"a_variance_of_nobody", PLAIN OF_Y("variance"), "x,y\n1,\n2,\n", 1, {ROW(0, GONE, 1, CV_FLAG_EMPTY)}},
    {"a_variance_of_one", PLAIN OF_Y("variance"), "x,y\n1,4\n2,\n", 1, {ROW(1, GONE, 1, 0)}},
    {"a_variance_of_two",
     PLAIN WITH("variance", "df: infinity"),
     "x,y\n1,4\n2,10\n",
     1,
     {ROW(2, 18, 0, 18, 18, INFINITY, CV_FLAG_ZERO_SE)}},
    {"a_variance_of_one_value",
     PLAIN OF_Y("variance"),
     "x,y\n1,4\n2,4\n3,4\n",
     1,
     {ROW(3, 0, 0, 0, 0, 2, CV_FLAG_ZERO_SE)}},
    {"a_deviation_of_one_value",
     PLAIN OF_Y("sd"),
     "x,y\n1,0.1\n2,0.1\n3,0.1\n",
     1,
     {ROW(3, 0, 0, 0, 0, 2, CV_FLAG_ZERO_SE)}},
    /* a row without weight is in nobody's variance, however far off it is, and comes first */
    {"a_weight_of_zero",
     WEIGHTED WITH("sd", "df: infinity"),
     "w,y\n0,1e300\n1,4\n1,10\n",
     1,
     {ROW(2, 4.2426406871192848, 0, 4.2426406871192848, 4.2426406871192848, INFINITY, CV_FLAG_ZERO_SE)}},
    {"far_from_0",
     PLAIN WITH("variance", "df: infinity"),
     "x,y\n1,1000000000001\n2,1000000000003\n",
     1,
     {ROW(2, 2, 0, 2, 2, INFINITY, CV_FLAG_ZERO_SE)}},
    {"a_correlation_of_one_answer", PLAIN PAIRS("x, y"), "x,y\n1,4\n2,\n,3\n", 1, {ROW(1, GONE, 2, 0)}},
    {"a_correlation_with_a_constant", PLAIN PAIRS("x, y"), "x,y\n1,4\n2,4\n3,4\n", 1, {ROW(3, GONE, 2, 0)}},
    {"a_correlation_of_1", PLAIN PAIRS("x, y"), "x,y\n1,10\n2,20\n4,40\n", 1, {ROW(3, 1, 0, 1, 1, 2, CV_FLAG_ZERO_SE)}},
    {"a_correlation_of_minus_1",
     PLAIN PAIRS("x, y"),
     "x,y\n1,-1\n2,-2\n4,-4\n",
     1,
     {ROW(3, -1, 0, -1, -1, 2, CV_FLAG_ZERO_SE)}},
    {"inequality_of_nobody", PLAIN OF_Y("gini"), "x,y\n1,\n2,\n", 1, {ROW(0, GONE, 1, CV_FLAG_EMPTY)}},
    {"where_keeps_nobody",
     PLAIN WITH("lorenz", "where: y > 5, quantiles: [0.2, 0.4]"),
     "x,y\n1,1\n2,2\n",
     2,
     {{0, -1, 0, GONE, 0, CV_FLAG_EMPTY}, {1, -1, 0, GONE, 0, CV_FLAG_EMPTY}}},
    {"all_weights_are_zero",
     WEIGHTED WITH("quintile-share-ratio", "where: y > 5"),
     "w,y\n1,1\n2,2\n0,6\n",
     1,
     {ROW(0, GONE, 0, CV_FLAG_EMPTY)}},
    {"inequality_of_one",
     PLAIN WITH("gini", "where: y > 1"),
     "x,y\n1,1\n2,2\n",
     1,
     {ROW(1, 0, 0, NAN, NAN, 0, CV_FLAG_NO_DF | CV_FLAG_ZERO_SE)}},
    {"all_have_the_same", PLAIN OF_Y("gini"), "x,y\n1,2\n2,2\n3,2\n", 1, {ROW(3, 0, 0, 0, 0, 2, CV_FLAG_ZERO_SE)}},
    {"all_have_nothing", PLAIN OF_Y("gini"), "x,y\n1,0\n2,0\n3,0\n", 1, {ROW(3, GONE, 2, 0)}},
    {"the_ends_of_lorenz",
     PLAIN WITH("lorenz", "quantiles: [0, 1]"),
     "x,y\n1,1\n2,2\n3,5\n",
     2,
     {{0, -1, 3, 0, 0, 0, 0, 2, CV_FLAG_ZERO_SE}, {1, -1, 3, 1, 0, 1, 1, 2, CV_FLAG_ZERO_SE}}},
    {"the_poorest_fifth_has_nothing",
     PLAIN OF_Y("quintile-share-ratio"),
     "x,y\n1,0\n2,2\n3,2\n",
     1,
     {ROW(3, GONE, 2, 0)}},
    {"nobody_is_poor_where_all_are_alike",
     PLAIN OF_Y("at-risk-of-poverty"),
     "x,y\n1,2\n2,2\n3,2\n",
     1,
     {ROW(3, 0, 0, 0, 0, 2, CV_FLAG_ZERO_SE)}},
    {"few_are_suppressed",
     PLAIN WITH("gini", "suppress: {min_n: 5}"),
     "x,y\n1,1\n2,2\n3,3\n",
     1,
     {ROW(3, GONE, NAN, CV_FLAG_MIN_N)}},
};

static void check_spread(void **state)
{
    const struct spread_case *c = *state;
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
        check_near(got->estimate, want->estimate, 1e-14, 0, "estimate");
        check_close(got->se, want->se, 1e-12, "se");
        check_close(got->low, want->low, 1e-12, "low");
        check_close(got->high, want->high, 1e-12, "high");
        check_close(got->df, want->df, 0, "df");
        check_close(got->deff, NAN, 0, "deff");
        check_close(got->n_eff, NAN, 0, "n_eff");
        assert_int_equal(got->flags, want->flags);
    }
    test_study_free(&run);
}

/* ---- domains of one threshold ---- */

/* A quarter of the rows has no country, and counts for the threshold. */
#define COUNTRIES                                                                                                      \
    "h,c,w,y,g\n"                                                                                                      \
    "1,1,1,4,a\n1,1,2,1,b\n1,2,1,7,a\n1,2,3,2,b\n2,1,1,5,a\n2,1,1,3,b\n2,2,2,9,\n2,2,1,,b\n2,2,0,100,a\n2,3,1,6,\n"    \
    "1,3,2,1.5,a\n1,3,2,8,b\n"

#define CLUSTERED  PLAIN "design: {weight: w, strata: h, cluster: c, nest: true}\n"
#define STRATIFIED PLAIN "design: {weight: w, strata: h}\n"
#define POVERTY    "analyses:\n  - {name: a, statistic: at-risk-of-poverty, of: y, by: g, threshold_fraction: 0.9"

static void comparisons_agree_with_covariances(void **state)
{
    static const char *const designs[] = {CLUSTERED, STRATIFIED};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(designs); i++) {
        char study[1000] = "";
        test_study run;
        strcat(strcat(study, designs[i]), POVERTY ", compare: {over: g}}\n"
                                                  "  - {name: b, statistic: at-risk-of-poverty, of: y, by: g, "
                                                  "threshold_fraction: 0.9, covariance: true}\n");
        test_study_must_run(&run, study, COUNTRIES, 2, 30);
        const cv_result *a = &run.results.items[0], *b = &run.results.items[1];
        assert_int_equal(a->row_count, 2);
        assert_int_equal(a->comparison_count, 1);
        const double *v = b->covariance;
        check_close(v[0], a->rows[0].se * a->rows[0].se, 1e-12, "variance");
        check_close(v[3], a->rows[1].se * a->rows[1].se, 1e-12, "variance");
        check_close(v[1], v[2], 0, "covariance");
        assert_true(fabs(v[1]) > 0);
        check_close(a->comparisons[0].se, sqrt(v[0] + v[3] - 2 * v[1]), 1e-12, "difference");
        test_study_free(&run);
    }
}

/* One domain that all rows are in has the threshold of all rows. */
static void one_domain_has_its_own_threshold(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run,
                        CLUSTERED POVERTY ", where: \"g = 'b'\", total: true}\n"
                                          "  - {name: b, statistic: at-risk-of-poverty, of: y, by: g, "
                                          "threshold_fraction: 0.9, threshold_of: domain}\n",
                        COUNTRIES, 2, 30);
    const cv_estimate *shared = run.results.items[0].rows, *own = &run.results.items[1].rows[1];
    assert_int_equal(run.results.items[0].row_count, 2);
    for (size_t i = 0; i < 2; i++) {
        check_close(shared[i].estimate, own->estimate, 1e-14, "rate");
        check_close(shared[i].se, own->se, 1e-12, "error");
        check_close(shared[i].n, own->n, 0, "n");
    }
    test_study_free(&run);
}

static void pairs_have_names(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run,
                        PLAIN "variables: {y: {label: Income}}\n"
                              "analyses: [{name: a, statistic: correlation, of: [w, y, c, h], by: g, total: true}]\n",
                        COUNTRIES, 2, 30);
    static const char *const names[] = {"w:y", "w:c", "w:h", "y:c", "y:h", "c:h"};
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->of_count, COUNT_OF(names));
    assert_int_equal(result->row_count, 3 * COUNT_OF(names));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        check_text(result->of[i].variable, names[i], "pair");
    check_text(result->of[3].label, "Income : c", "label");
    check_close(result->rows[2].n, 11, 0, "both answered");
    check_close(result->rows[5].n, 12, 0, "both answered");
    test_study_free(&run);
}

static void a_lorenz_curve_has_its_deciles(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run, PLAIN OF_Y("lorenz"), COUNTRIES, 2, 30);
    const cv_axis *of = &run.results.items[0].of[0];
    assert_int_equal(of->count, 9);
    check_text(of->values[0], "0.1", "first");
    check_text(of->values[2], "0.3", "third");
    check_text(of->values[8], "0.9", "last");
    test_study_free(&run);
}

/* ---- mistakes that the data show ---- */

static void check_message(const char *study, const char *data, cv_status status, const char *want)
{
    test_study run;
    test_study_run(&run, study, data, 1, 0);
    assert_int_equal(run.status, status);
    char *said = test_messages_text(&run.messages);
    check_text(said, want, "message");
    cv_text_free(said);
    test_study_free(&run);
}

static void mistakes_have_messages(void **state)
{
    (void)state;
    check_message(PLAIN PAIRS("y, incom, w, incom2"), "w,y,income\n1,2,3\n", CV_USAGE,
                  "canvass: study.yaml:2:54: error: there is no variable or column 'incom'\n"
                  "  expected a variable of the study or a column of the data\n  did you mean 'income'?\n"
                  "canvass: study.yaml:2:64: error: there is no variable or column 'incom2'\n"
                  "  expected a variable of the study or a column of the data\n  did you mean 'income'?\n");
    check_message(CLUSTERED OF_Y("gini"), "h,c,w,y\n1,1,1,4\n2,1,1,7\n2,2,3,2\n", CV_DATA,
                  "canvass: study.yaml:3:12: error: analysis 'a': stratum '1' of 'h' has only one PSU\n"
                  "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until "
                  "each has two PSUs\n");
    check_message(CLUSTERED WITH("at-risk-of-poverty", "by: c"), "h,c,w,y\n1,1,1,4\n2,1,1,7\n2,2,3,2\n", CV_DATA,
                  "canvass: study.yaml:3:12: error: analysis 'a': stratum '1' of 'h' has only one PSU\n"
                  "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until "
                  "each has two PSUs\n");
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    return test_study_try(context, COUNTRIES, messages);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static char clustered[] =
        CLUSTERED POVERTY ", compare: {over: g}}\n"
                          "  - {name: l, statistic: lorenz, of: y, by: g, quantiles: [0.2, 0.7]}\n";
    static char rows[] = STRATIFIED POVERTY "}\n  - {name: r, statistic: correlation, of: [y, w], by: g}\n";
    static char replicates[] =
        PLAIN "design: {weight: w, replicates: {type: other, weights: [h, c], scale: 1}}\n" POVERTY
              "}\n  - {name: s, statistic: sd, of: y, by: g}\n";
    check_every_allocation(run_short_of_memory, clustered, 0);
    check_every_allocation(run_short_of_memory, rows, 0);
    check_every_allocation(run_short_of_memory, replicates, 0);
}

int main(void)
{
    static const struct CMUnitTest others[] = {cmocka_unit_test(comparisons_agree_with_covariances),
                                               cmocka_unit_test(one_domain_has_its_own_threshold),
                                               cmocka_unit_test(pairs_have_names),
                                               cmocka_unit_test(a_lorenz_curve_has_its_deciles),
                                               cmocka_unit_test(mistakes_have_messages),
                                               cmocka_unit_test(every_allocation_may_fail)};
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(others)];
    memcpy(tests, others, sizeof others);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[COUNT_OF(others) + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_spread, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
