/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "compare/two_sample.h"

typedef struct limits_case {
    const char *name;
    cv_measure measure;
    cv_method method;
    double x1, n1, x2, n2, level, low, high;
} limits_case;

static const limits_case cases[] = {
#include "oracle/two_sample.inc"
    {"defaults: newcombe", CV_MEASURE_DIFFERENCE, CV_METHOD_DEFAULT, 45, 120, 30, 110, 0.95, -0.01900900988760497,
     0.21851555123275962},
    {"defaults: katz", CV_MEASURE_RATIO, CV_METHOD_DEFAULT, 45, 120, 30, 110, 0.95, 0.9377488139925985,
     2.0161315821348746},
    {"defaults: woolf", CV_MEASURE_ODDS_RATIO, CV_METHOD_DEFAULT, 45, 120, 30, 110, 0.95, 0.9147089426509825,
     2.7987044628433217},
    {"none of none, newcombe", CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE, 0, 0, 3, 9, 0.95, NAN, NAN},
    {"none of none, mee", CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, 3, 9, 0, 0, 0.95, NAN, NAN},
    {"none of none, koopman", CV_MEASURE_RATIO, CV_METHOD_KOOPMAN, 0, 0, 0, 0, 0.95, NAN, NAN},
    {"none of none, cornfield", CV_MEASURE_ODDS_RATIO, CV_METHOD_CORNFIELD, 0, 0, 3, 9, 0.95, NAN, NAN},
    {"more than all", CV_MEASURE_DIFFERENCE, CV_METHOD_WALD, 10, 9, 3, 9, 0.95, NAN, NAN},
    {"coverage 0", CV_MEASURE_DIFFERENCE, CV_METHOD_WALD, 5, 9, 3, 9, 0, NAN, NAN},
    {"katz is no difference", CV_MEASURE_DIFFERENCE, CV_METHOD_KATZ, 5, 9, 3, 9, 0.95, NAN, NAN},
    {"wald is no ratio", CV_MEASURE_RATIO, CV_METHOD_WALD, 5, 9, 3, 9, 0.95, NAN, NAN},
    {"no method for a contrast", CV_MEASURE_CONTRAST, CV_METHOD_DEFAULT, 5, 9, 3, 9, 0.95, NAN, NAN},
    {"katz of none", CV_MEASURE_RATIO, CV_METHOD_KATZ, 0, 9, 3, 9, 0.95, NAN, NAN},
    {"katz over none", CV_MEASURE_RATIO, CV_METHOD_KATZ, 3, 9, 0, 9, 0.95, NAN, NAN},
    {"woolf of all", CV_MEASURE_ODDS_RATIO, CV_METHOD_WOOLF, 9, 9, 3, 9, 0.95, NAN, NAN},
    {"koopman, nobody anywhere", CV_MEASURE_RATIO, CV_METHOD_KOOPMAN, 0, 9, 0, 9, 0.95, NAN, NAN},
    {"cornfield, everybody everywhere", CV_MEASURE_ODDS_RATIO, CV_METHOD_CORNFIELD, 9, 9, 9, 9, 0.95, NAN, NAN},
    /* z^2 = 3.8414588206941254; everybody in both: the score is (1 - r) / sqrt(r (1 - r) / n), so r = 1 / (1 + z^2 / n)
     */
    {"koopman, everybody everywhere", CV_MEASURE_RATIO, CV_METHOD_KOOPMAN, 9, 9, 9, 9, 0.95, 0.700854951580456,
     1.4268287578549028},
    /* n1 = n2 = n, all against none: p2 = (1 - d) / 2, z = (1 - d) / sqrt(v), v = (1 - d^2) / (2 n): d = (2n - z^2) /
       (2n + z^2) */
    {"mee, all against none", CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, 9, 9, 0, 9, 0.95, 0.6482415527066847, 1},
    {"mee, none against all", CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, 0, 9, 9, 9, 0.95, -1, -0.6482415527066847},
    /* exact: 1.96 sqrt(0.5 / 1e6) around 0 */
    {"large samples", CV_MEASURE_DIFFERENCE, CV_METHOD_WALD, 500000, 1e6, 500000, 1e6, 0.95, -0.0013859038243496778,
     0.0013859038243496778},
};

/* Printed to four decimals: Newcombe (1998b), Statistics in Medicine 17, table II, examples (a), (b), (e) and (h). */
static const limits_case published[] = {
    {"56/70 - 48/80, simple", CV_MEASURE_DIFFERENCE, CV_METHOD_WALD, 56, 70, 48, 80, 0.95, 0.0575, 0.3425},
    {"56/70 - 48/80, simple corrected", CV_MEASURE_DIFFERENCE, CV_METHOD_WALD_CC, 56, 70, 48, 80, 0.95, 0.0441, 0.3559},
    {"56/70 - 48/80, mee", CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, 56, 70, 48, 80, 0.95, 0.0533, 0.3377},
    {"56/70 - 48/80, miettinen-nurminen", CV_MEASURE_DIFFERENCE, CV_METHOD_MIETTINEN_NURMINEN, 56, 70, 48, 80, 0.95,
     0.0528, 0.3382},
    {"56/70 - 48/80, hybrid", CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE, 56, 70, 48, 80, 0.95, 0.0524, 0.3339},
    {"56/70 - 48/80, hybrid corrected", CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE_CC, 56, 70, 48, 80, 0.95, 0.0428,
     0.3422},
    {"9/10 - 3/10, hybrid", CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE, 9, 10, 3, 10, 0.95, 0.1705, 0.8090},
    {"9/10 - 3/10, mee", CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, 9, 10, 3, 10, 0.95, 0.1821, 0.8370},
    {"5/56 - 0/29, hybrid", CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE, 5, 56, 0, 29, 0.95, -0.0381, 0.1926},
    {"5/56 - 0/29, mee", CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, 5, 56, 0, 29, 0.95, -0.0313, 0.1926},
    {"10/10 - 0/10, hybrid", CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE, 10, 10, 0, 10, 0.95, 0.6075, 1},
    {"10/10 - 0/10, mee", CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, 10, 10, 0, 10, 0.95, 0.6777, 1},
};

static void check_case(void **state)
{
    const limits_case *c = *state;
    cv_limits got = cv_two_sample(c->measure, c->method, c->x1, c->n1, c->x2, c->n2, c->level);
    check_near(got.low, c->low, 1e-10, 1e-13, c->name);
    check_near(got.high, c->high, 1e-10, 1e-13, c->name);
}

static void check_published(void **state)
{
    const limits_case *c = *state;
    cv_limits got = cv_two_sample(c->measure, c->method, c->x1, c->n1, c->x2, c->n2, c->level);
    check_near(got.low, c->low, 0, 5.1e-5, c->name);
    check_near(got.high, c->high, 0, 5.1e-5, c->name);
}

/* Swapping the samples turns a difference's sign round and a ratio upside down, in every method and corner. */
static void limits_mirror(void **state)
{
    (void)state;
    for (int measure = CV_MEASURE_DIFFERENCE; measure <= CV_MEASURE_ODDS_RATIO; measure++)
        for (int method = CV_METHOD_WALD; method <= CV_METHOD_CORNFIELD; method++)
            for (int i = 0; i < 25 && cv_two_sample_has((cv_measure)measure, (cv_method)method); i++) {
                static const double yes1[] = {0, 1, 4, 6, 7}, yes2[] = {0, 1, 5, 10, 11};
                double x1 = yes1[i / 5], x2 = yes2[i % 5];
                cv_limits of = cv_two_sample((cv_measure)measure, (cv_method)method, x1, 7, x2, 11, 0.9);
                cv_limits swapped = cv_two_sample((cv_measure)measure, (cv_method)method, x2, 11, x1, 7, 0.9);
                bool sign = measure == CV_MEASURE_DIFFERENCE;
                char name[160];
                snprintf(name, sizeof name, "measure %d, method %d, %g of 7 and %g of 11", measure, method, x1, x2);
                check_near(of.low, sign ? -swapped.high : 1 / swapped.high, 1e-11, 1e-13, name);
                check_near(of.high, sign ? -swapped.low : 1 / swapped.low, 1e-11, 1e-13, name);
                assert_false(of.low > of.high);
            }
}

static void methods_belong_to_measures(void **state)
{
    (void)state;
    assert_int_equal(cv_two_sample_default(CV_MEASURE_DIFFERENCE), CV_METHOD_NEWCOMBE);
    assert_int_equal(cv_two_sample_default(CV_MEASURE_RATIO), CV_METHOD_KATZ);
    assert_int_equal(cv_two_sample_default(CV_MEASURE_ODDS_RATIO), CV_METHOD_WOOLF);
    assert_true(cv_two_sample_has(CV_MEASURE_RATIO, CV_METHOD_SCORE));
    assert_true(cv_two_sample_has(CV_MEASURE_ODDS_RATIO, CV_METHOD_SCORE));
    assert_false(cv_two_sample_has(CV_MEASURE_DIFFERENCE, CV_METHOD_SCORE));
    assert_true(cv_two_sample_has(CV_MEASURE_DIFFERENCE, CV_METHOD_MEE));
    assert_false(cv_two_sample_has(CV_MEASURE_CONTRAST, CV_METHOD_WALD));
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(published) + 2] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(published); i++)
        tests[count++] = (struct CMUnitTest){
            .name = published[i].name, .test_func = check_published, .initial_state = (void *)(uintptr_t)&published[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(limits_mirror);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(methods_belong_to_measures);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
