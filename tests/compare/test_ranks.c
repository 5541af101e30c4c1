/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rank tests, as studies ask for them. Numbers: R 4.2.2, survey 4.1-1. `y` has no ties: svyranktest; `k` has, which R
 * ranks in the order of the rows: svytotal of the scores' influence with weighted midranks (docs/methods.md). Binomial
 * model: kruskal.test, wilcox.test without continuity correction, and the general linear rank statistic. */
#include "support/test.h"

#include <math.h>

#include "compare/ranks.h"
#include "compare_rows.h"
#include "support/test_memory.h"
#include "support/test_study.h"

#define STUDY(design, what)                                                                                            \
    "data: {file: x.csv}\ndesign: " design "\nanalyses: [{name: n, by: g, where: \"g is not missing\", " what "}]\n"
#define ALL    "kruskal-wallis, median, vanderwaerden"
#define RANKED "tests: [" ALL "]"
#define PAIRS  "tests: wilcoxon"
#define NONE                                                                                                           \
    {                                                                                                                  \
        NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0                                                                           \
    }

enum { MOST_ROWS = 3 };

struct wanted {
    double statistic, df1, df2, p, estimate, se, p_adjusted;
    unsigned flags;
};

static const struct rows_case {
    const char *name, *study, *data;
    size_t count;
    struct wanted rows[MOST_ROWS];
} cases[] = {
    {"all groups, no design",
     STUDY(PLAIN, "statistic: mean, of: y, " RANKED),
     ROWS,
     3,
     {{2.7249144571813533, 2, 11, 0.10933825750888326, NAN, NAN, NAN, 0},
      {2.6367187500000018, 2, 11, 0.11601753041966821, NAN, NAN, NAN, 0},
      {2.6500373728132156, 2, 11, 0.11497859326843596, NAN, NAN, NAN, 0}}},
    {"all groups with ties, of a quantile",
     STUDY(PLAIN, "statistic: quantile, of: k, " RANKED),
     ROWS,
     3,
     {{1.9506619849927025, 2, 11, 0.18833153920709439, NAN, NAN, NAN, 0},
      {2.6367187500000018, 2, 11, 0.11601753041966821, NAN, NAN, NAN, 0},
      {2.032021218031828, 2, 11, 0.17741132970846715, NAN, NAN, NAN, 0}}},
    {"pairs, no design",
     STUDY(PLAIN, "statistic: mean, of: y, " PAIRS),
     ROWS,
     3,
     {{-2.248289150549283, 8, NAN, 0.054713179653788038, -0.34, 0.15122610004008344, 0.16413953896136411, 0},
      {-0.49017397606908664, 7, NAN, 0.63899993078418893, -0.1, 0.20400919853384, 0.64762669822742236, 0},
      {1.0612499189323013, 7, NAN, 0.32381334911371118, 0.2, 0.18845702264101499, 0.64762669822742236, 0}}},
    {"pairs of a design",
     STUDY(FULL, "statistic: mean, of: y, " PAIRS ", compare: {adjust: bonferroni}"),
     ROWS,
     3,
     {{-1.3922945740463781, 4, NAN, 0.23624281573695163, -0.29166666666666663, 0.20948631999549189, 0.70872844721085489,
       0},
      {-0.3463144670804385, 4, NAN, 0.7465560025445388, -0.083333333333333259, 0.24062908499279476, 1, 0},
      {0.93421900706379779, 3, NAN, 0.41910636794615774, 0.22222222222222232, 0.23786951511579207, 1, 0}}},
    {"all groups of a design",
     STUDY(FULL, "statistic: mean, of: y, " RANKED),
     ROWS,
     3,
     {{1.1620681205877736, 2, 3, 0.42296861356006388, NAN, NAN, NAN, 0},
      {0.28274131454667312, 2, 3, 0.77179932550975017, NAN, NAN, NAN, 0},
      {1.1683101323252063, 2, 3, 0.42148529812729318, NAN, NAN, NAN, 0}}},
    {"pairs of levels",
     STUDY(FULL, "statistic: proportion, of: k, " PAIRS),
     ROWS,
     3,
     {{-1.19602973390546, 4, NAN, 0.29773490980522826, -0.26041666666666669, 0.21773427472936999, 0.89320472941568479,
       0},
      {-0.26096868942194013, 4, NAN, 0.80700178544858969, -0.0625, 0.23949233196687639, 1, 0},
      {0.64043973531160503, 3, NAN, 0.56744750114092146, 0.15277777777777779, 0.23855137236830565, 1, 0}}},
    {"all groups, by levels",
     STUDY(FULL, "statistic: proportion, of: k, " RANKED),
     ROWS,
     3,
     {{0.77013972163904765, 2, 3, 0.53710353024102742, NAN, NAN, NAN, 0},
      {0.28274131454667312, 2, 3, 0.77179932550975017, NAN, NAN, NAN, 0},
      {0.84971492377514513, 2, 3, 0.51005161347806249, NAN, NAN, NAN, 0}}},
    {"all groups, replicate weights",
     STUDY(JKN, "statistic: mean, of: y, " RANKED),
     ROWS,
     3,
     {{1.1620681205877736, 2, 3, 0.42296861356006388, NAN, NAN, NAN, 0},
      {0.28274131454667312, 2, 3, 0.77179932550975017, NAN, NAN, NAN, 0},
      {1.1683101323252063, 2, 3, 0.42148529812729318, NAN, NAN, NAN, 0}}},
    {"all groups, replicate weights, by levels",
     STUDY(JKN, "statistic: proportion, of: k, " RANKED),
     ROWS,
     3,
     {{0.77013972163904765, 2, 3, 0.53710353024102742, NAN, NAN, NAN, 0},
      {0.28274131454667312, 2, 3, 0.77179932550975017, NAN, NAN, NAN, 0},
      {0.84971492377514535, 2, 3, 0.51005161347806249, NAN, NAN, NAN, 0}}},
    {"a pair, replicate weights",
     "data: {file: x.csv}\ndesign: " JKN "\n"
     "analyses: [{name: n, by: g, where: \"g in ('a', 'b')\", statistic: mean, of: y, " PAIRS "}]\n",
     ROWS,
     1,
     {{-1.3922945740463772, 4, NAN, 0.2362428157369518, -0.29166666666666663, 0.20948631999549189, 0.2362428157369518,
       0}}},
    {"all groups, binomial",
     STUDY(BINOMIAL, "statistic: proportion, of: k, " RANKED),
     ROWS,
     3,
     {{2.490212527964204, 2, NAN, 0.28791031200892386, NAN, NAN, NAN, 0},
      {3.342857142857143, 2, NAN, 0.1879783332566671, NAN, NAN, NAN, 0},
      {2.7095631563551694, 2, NAN, 0.25800364192350161, NAN, NAN, NAN, 0}}},
    {"pairs, binomial",
     STUDY(BINOMIAL, "statistic: proportion, of: k, " PAIRS ", compare: {adjust: none}"),
     ROWS,
     3,
     {{-1.5811388300841891, INFINITY, NAN, 0.11384629800665808, -0.3, 0.18973665961010275, 0.11384629800665808, 0},
      {-0.49827287912243984, INFINITY, NAN, 0.61829172084642381, -0.1, 0.20069324297987169, 0.61829172084642381, 0},
      {0.86455631807224909, INFINITY, NAN, 0.38728235673229677, 0.175, 0.20241596335818532, 0.38728235673229677, 0}}},
    {"normal quantiles",
     STUDY(PLAIN, "statistic: mean, of: y, df: infinity, tests: [kruskal-wallis]"),
     ROWS,
     1,
     {{2.7249144571813533, 2, INFINITY, 0.06555180996478285, NAN, NAN, NAN, 0}}},
    {"one group",
     "data: {file: x.csv}\nanalyses: [{name: n, by: g, where: \"g = 'a'\", statistic: mean, of: y,"
     " tests: [wilcoxon, median]}]\n",
     ROWS,
     1,
     {NONE}},
    {"a group without answers",
     "data: {file: x.csv}\nanalyses: [{name: n, by: g, statistic: mean, of: y, tests: [median, wilcoxon]}]\n",
     "y,g\n1,a\n2,a\n,b\n,b\n",
     2,
     {NONE, {NAN, NAN, NAN, NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}}},
    {"nobody answered",
     "data: {file: x.csv}\nanalyses: [{name: n, by: g, statistic: proportion, of: y, tests: [median, wilcoxon]}]\n",
     "y,g\n,a\n,a\n,b\n,b\n",
     2,
     {{NAN, NAN, NAN, NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}, {NAN, NAN, NAN, NAN, NAN, NAN, NAN, CV_FLAG_EMPTY}}},
    {"everybody says the same",
     "data: {file: x.csv}\nanalyses: [{name: n, by: g, statistic: mean, of: y, tests: [median, wilcoxon]}]\n",
     "y,g\n2,a\n2,a\n2,b\n2,b\n",
     2,
     {NONE, {NAN, 2, NAN, NAN, 0, 0, NAN, CV_FLAG_ZERO_SE}}},
    {"everybody says the same, binomial",
     "data: {file: x.csv}\ndesign: " BINOMIAL "\n"
     "analyses: [{name: n, by: g, statistic: proportion, of: y, tests: [median, wilcoxon]}]\n",
     "y,g\n2,a\n2,a\n2,b\n2,b\n",
     2,
     {NONE, {NAN, INFINITY, NAN, NAN, 0, 0, NAN, CV_FLAG_ZERO_SE}}},
    {"no degrees of freedom",
     "data: {file: x.csv}\ndesign: {strata: h, cluster: psu, lonely_psu: remove}\n"
     "analyses: [{name: n, by: g, statistic: mean, of: y, tests: [median, wilcoxon]}]\n",
     "y,g,h,psu\n1,a,1,1\n2,a,1,1\n3,b,1,2\n2,b,1,2\n",
     2,
     {{NAN, NAN, NAN, NAN, NAN, NAN, NAN, CV_FLAG_NO_DF}, {NAN, 0, NAN, NAN, -0.375, 0, NAN, CV_FLAG_ZERO_SE}}},
    {"a suppressed group",
     "data: {file: x.csv}\nanalyses: [{name: n, by: g, where: \"g in ('a', 'c')\", statistic: mean, of: y, suppress: "
     "{min_n: 5}, " PAIRS "}]\n",
     ROWS,
     1,
     {{NAN, NAN, NAN, NAN, NAN, NAN, NAN, CV_FLAG_MIN_N}}},
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
        check_close(got->estimate, c->rows[i].estimate, 1e-10, "estimate");
        check_close(got->se, c->rows[i].se, 1e-10, "se");
        check_close(got->p_adjusted, c->rows[i].p_adjusted, 1e-10, "adjusted p");
        assert_int_equal(got->flags, c->rows[i].flags);
    }
    test_study_free(&run);
}

/* ---- what does not matter ---- */

/* The same tests of a number and of its levels, with and without replicate weights, in any order of rows and chunks. */
static void rows_in_any_order_give_the_same(void **state)
{
    static const char *const data[] = {
        "y,g,s\n1,a,u\n5,a,v\n3,b,u\n5,b,v\n9,b,u\n2,a,v\n5,a,u\n7,b,v\n1,b,u\n4,a,u\n",
        "y,g,s\n4,a,u\n9,b,u\n5,a,v\n1,b,u\n5,a,u\n3,b,u\n7,b,v\n2,a,v\n5,b,v\n1,a,u\n",
    };
    const char *study = "data: {file: x.csv}\nanalyses:\n"
                        "  - {name: a, statistic: mean, of: y, by: [g, s], tests: [wilcoxon, " ALL "]}\n"
                        "  - {name: b, statistic: proportion, of: y, by: [g, s], tests: [wilcoxon, " ALL "]}\n";
    (void)state;
    test_study first, second;
    test_study_must_run(&first, study, data[0], 1, 0);
    test_study_must_run(&second, study, data[1], 4, 64);
    for (size_t a = 0; a < 2; a++) {
        const cv_result *x = &first.results.items[0], *y = &second.results.items[a];
        assert_int_equal(x->test_count, 8);
        assert_int_equal(y->test_count, 8);
        for (size_t i = 0; i < 8; i++) {
            check_close(y->tests[i].statistic, x->tests[i].statistic, 1e-12, "statistic");
            check_close(y->tests[i].p, x->tests[i].p, 1e-12, "p");
            check_close(y->tests[i].df1, x->tests[i].df1, 0, "df");
        }
    }
    test_study_free(&first);
    test_study_free(&second);
}

/* Levels that are no numbers have their places. */
static void words_have_the_order_of_the_study(void **state)
{
    const char *study = "data: {file: x.csv}\nvariables: {a: {levels: [low, mid, high]}}\nanalyses:\n"
                        "  - {name: a, statistic: proportion, of: a, by: g, tests: wilcoxon}\n"
                        "  - {name: b, statistic: proportion, of: b, by: g, tests: wilcoxon}\n";
    (void)state;
    test_study run;
    test_study_must_run(&run, study,
                        "a,b,g\nlow,10,x\nhigh,200,x\nmid,30,y\nlow,10,y\nmid,30,x\nlow,10,x\nhigh,200,y\n", 1, 0);
    check_close(run.results.items[0].tests[0].statistic, run.results.items[1].tests[0].statistic, 0, "statistic");
    assert_true(isfinite(run.results.items[0].tests[0].statistic));
    test_study_free(&run);
}

/* ---- scores ---- */

static void a_tie_has_the_middle_of_its_weight(void **state)
{
    (void)state;
    cv_ranked_row rows[] = {{.value = 2, .weight = 3, .place = 1},
                            {.value = 1, .weight = 2, .place = 0},
                            {.value = 2, .weight = 1, .group = 1, .place = 2},
                            {.value = 7, .weight = 4, .place = 3}};
    cv_rank_sort(rows, 4);
    cv_rank_scores(CV_TEST_WILCOXON, false, rows, 4);
    const double wanted[] = {0.1, 0.4, 0.4, 0.8};
    for (size_t i = 0; i < 4; i++) {
        check_close(rows[i].score, wanted[i], 1e-15, "score");
        assert_int_equal(rows[i].place, i);
    }
    cv_rank_scores(CV_TEST_MEDIAN, false, rows, 4);
    for (size_t i = 0; i < 4; i++)
        check_close(rows[i].score, i == 3, 0, "above the median");
}

/* ---- memory ---- */

static cv_status run_once(void *context, cv_messages *messages)
{
    return test_study_try(context, ROWS, messages);
}

static void says_when_memory_is_out(void **state)
{
    static char studies[][400] = {
        STUDY(FULL, "statistic: mean, of: y, tests: [wilcoxon, median]"),
        STUDY(FULL, "statistic: proportion, of: k, tests: [wilcoxon, median]"),
        STUDY(JKN, "statistic: mean, of: k, tests: [wilcoxon, median]"),
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(studies); i++)
        check_every_allocation(run_once, studies[i], 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 4] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(rows_in_any_order_give_the_same);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(words_have_the_order_of_the_study);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_tie_has_the_middle_of_its_weight);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
