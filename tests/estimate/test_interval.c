/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "estimate/interval.h"

/* ---- the binomial model ---- */

typedef struct binomial_case {
    const char *name;
    cv_interval method;
    double x, n, level, low, high;
} binomial_case;

static const binomial_case binomial_cases[] = {
#include "oracle/binomial.inc"
    /* no answers, or arguments that are none */
    {"none of none", CV_INTERVAL_WILSON, 0, 0, 0.95, NAN, NAN},
    {"none of none, exactly", CV_INTERVAL_CLOPPER_PEARSON, 0, 0, 0.95, NAN, NAN},
    {"more than all", CV_INTERVAL_WILSON, 11, 10, 0.95, NAN, NAN},
    {"less than none", CV_INTERVAL_WILSON, -1, 10, 0.95, NAN, NAN},
    {"coverage 1", CV_INTERVAL_WILSON, 3, 10, 1, NAN, NAN},
    {"beta needs a design", CV_INTERVAL_BETA, 3, 10, 0.95, NAN, NAN},
    {"default is wilson", CV_INTERVAL_DEFAULT, 1, 10, 0.95, 0.01787621309507294, 0.40415002679523837},
};

static void check_limits(cv_limits got, double low, double high, double estimate, const char *name)
{
    char what[120];
    snprintf(what, sizeof what, "%s: low", name);
    check_near(got.low, low, 1e-10, 1e-13 * fabs(estimate), what);
    snprintf(what, sizeof what, "%s: high", name);
    check_near(got.high, high, 1e-10, 1e-13 * fabs(estimate), what);
}

static void binomial_limits(void **state)
{
    const binomial_case *c = *state;
    bool fallback = true;
    cv_limits got = cv_interval_binomial(c->method, c->x, c->n, c->level, &fallback);
    check_limits(got, c->low, c->high, 0, c->name);
    assert_false(fallback);
}

/* Newcombe (1998a), Statistics in Medicine 17, table I, methods 1 to 6 (95%), four decimals. */
static const binomial_case published[] = {
    {"81 of 263, simple", CV_INTERVAL_WALD, 81, 263, 0.95, 0.2522, 0.3638},
    {"81 of 263, simple corrected", CV_INTERVAL_WALD_CC, 81, 263, 0.95, 0.2503, 0.3657},
    {"81 of 263, score", CV_INTERVAL_WILSON, 81, 263, 0.95, 0.2553, 0.3662},
    {"81 of 263, score corrected", CV_INTERVAL_WILSON_CC, 81, 263, 0.95, 0.2535, 0.3682},
    {"81 of 263, exact", CV_INTERVAL_CLOPPER_PEARSON, 81, 263, 0.95, 0.2527, 0.3676},
    {"81 of 263, mid-P", CV_INTERVAL_MID_P, 81, 263, 0.95, 0.2544, 0.3658},
    {"81 of 263, likelihood", CV_INTERVAL_LIKELIHOOD, 81, 263, 0.95, 0.2542, 0.3655},
    {"15 of 148, score", CV_INTERVAL_WILSON, 15, 148, 0.95, 0.0624, 0.1605},
    {"15 of 148, score corrected", CV_INTERVAL_WILSON_CC, 15, 148, 0.95, 0.0598, 0.1644},
    {"15 of 148, exact", CV_INTERVAL_CLOPPER_PEARSON, 15, 148, 0.95, 0.0578, 0.1617},
    {"15 of 148, mid-P", CV_INTERVAL_MID_P, 15, 148, 0.95, 0.0601, 0.1581},
    {"15 of 148, likelihood", CV_INTERVAL_LIKELIHOOD, 15, 148, 0.95, 0.0596, 0.1567},
    {"0 of 20, score", CV_INTERVAL_WILSON, 0, 20, 0.95, 0, 0.1611},
    {"0 of 20, score corrected", CV_INTERVAL_WILSON_CC, 0, 20, 0.95, 0, 0.2005},
    {"0 of 20, exact", CV_INTERVAL_CLOPPER_PEARSON, 0, 20, 0.95, 0, 0.1684},
    {"0 of 20, mid-P", CV_INTERVAL_MID_P, 0, 20, 0.95, 0, 0.1391},
    {"0 of 20, likelihood", CV_INTERVAL_LIKELIHOOD, 0, 20, 0.95, 0, 0.0916},
    {"1 of 29, score", CV_INTERVAL_WILSON, 1, 29, 0.95, 0.0061, 0.1718},
    {"1 of 29, score corrected", CV_INTERVAL_WILSON_CC, 1, 29, 0.95, 0.0018, 0.1963},
    {"1 of 29, exact", CV_INTERVAL_CLOPPER_PEARSON, 1, 29, 0.95, 0.0009, 0.1776},
    {"1 of 29, mid-P", CV_INTERVAL_MID_P, 1, 29, 0.95, 0.0017, 0.1585},
    {"1 of 29, likelihood", CV_INTERVAL_LIKELIHOOD, 1, 29, 0.95, 0.0020, 0.1432},
};

static void published_limits(void **state)
{
    const binomial_case *c = *state;
    bool fallback;
    cv_limits got = cv_interval_binomial(c->method, c->x, c->n, c->level, &fallback);
    check_near(got.low, c->low, 0, 5e-5, c->name);
    check_near(got.high, c->high, 0, 5e-5, c->name);
}

static void binomial_logit_of_none_falls_back(void **state)
{
    (void)state;
    bool fallback = false;
    cv_limits got = cv_interval_binomial(CV_INTERVAL_LOGIT, 0, 10, 0.95, &fallback);
    assert_true(fallback);
    check_limits(got, 0, 0.30849710781876083, 0, "Clopper and Pearson's upper limit of 0 of 10"); /* R qbeta */
    got = cv_interval_binomial(CV_INTERVAL_LOGIT, 10, 10, 0.95, &fallback);
    assert_true(fallback);
    check_limits(got, 0.69150289218123917, 1, 0, "Clopper and Pearson's lower limit of 10 of 10");
}

/* Every method: limits of n - x are one less those of x, and the estimate is within (anscombe's is not centred on it).
 */
static void binomial_limits_mirror(void **state)
{
    (void)state;
    for (int method = CV_INTERVAL_DEFAULT; method <= CV_INTERVAL_MID_P; method++)
        for (int x = 0; x <= 12 && cv_interval_is_binomial((cv_interval)method); x++) {
            bool fallback;
            char name[60];
            cv_limits of = cv_interval_binomial((cv_interval)method, x, 12, 0.9, &fallback);
            cv_limits mirror = cv_interval_binomial((cv_interval)method, 12 - x, 12, 0.9, &fallback);
            snprintf(name, sizeof name, "method %d, %d of 12", method, x);
            check_near(of.low, 1 - mirror.high, 1e-13, 1e-14, name);
            check_near(of.high, 1 - mirror.low, 1e-13, 1e-14, name);
            assert_true(of.low >= 0 && of.high <= 1 && of.low <= of.high);
        }
}

/* ---- under a design ---- */

typedef struct design_case {
    const char *name;
    cv_interval method;
    double p, se, df, n, level, low, high;
} design_case;

static const design_case design_cases[] = {
#include "oracle/design_interval.inc"
    {"se 0, logit", CV_INTERVAL_LOGIT, 0.25, 0, 12, 40, 0.95, 0.25, 0.25},
    {"se 0, xlogit", CV_INTERVAL_XLOGIT, 0.25, 0, 12, 40, 0.95, 0.25, 0.25},
    {"se 0, wald", CV_INTERVAL_WALD, 0.25, 0, 12, 40, 0.95, 0.25, 0.25},
    {"se 0, arcsine", CV_INTERVAL_ARCSINE, 0.25, 0, 12, 40, 0.95, 0.25, 0.25},
    {"se 0, wilson", CV_INTERVAL_WILSON, 0.25, 0, 12, 40, 0.95, NAN, NAN},
    {"se 0, likelihood", CV_INTERVAL_LIKELIHOOD, 0.25, 0, 12, 40, 0.95, NAN, NAN},
    {"se 0, beta", CV_INTERVAL_BETA, 0.25, 0, 12, 40, 0.95, NAN, NAN},
    {"df 0", CV_INTERVAL_LOGIT, 0.25, 0.1, 0, 40, 0.95, NAN, NAN},
    {"df not a number", CV_INTERVAL_LOGIT, 0.25, 0.1, NAN, 40, 0.95, NAN, NAN},
    {"se not a number", CV_INTERVAL_LOGIT, 0.25, NAN, 5, 40, 0.95, NAN, NAN},
    {"p not a number", CV_INTERVAL_LOGIT, NAN, 0.1, 5, 40, 0.95, NAN, NAN},
    {"one answer has no likelihood scale", CV_INTERVAL_LIKELIHOOD, 0.25, 0.1, 5, 1, 0.95, NAN, NAN},
    {"one row has no beta", CV_INTERVAL_BETA, 0.25, 0.1, 5, 1, 0.95, NAN, NAN},
    {"mid-p is binomial", CV_INTERVAL_MID_P, 0.25, 0.1, 5, 40, 0.95, NAN, NAN},
    /* wald is not cut at 0: it shows what it is */
    {"wald below 0", CV_INTERVAL_WALD, 0.1, 0.1, INFINITY, 40, 0.95, -0.095996398454005459, 0.29599639845400546},
};

static void design_limits(void **state)
{
    const design_case *c = *state;
    bool fallback = true;
    cv_proportion of = {
        .p = c->p, .se = c->se, .df = c->df, .df_domain = c->df, .n = c->n, .rows = c->n, .level = c->level};
    cv_limits got = cv_interval_design(c->method, &of, &fallback);
    check_limits(got, c->low, c->high, c->p, c->name);
    assert_false(fallback);
}

/* qbeta(0.975, 1, n*) and qbeta(0.025, n*, 1) with n* = n (qt(0.975, n - 1) / qt(0.975, df))^2, in R 4.2.2. */
static const struct fallback_case {
    const char *name;
    double p, df, df_domain, n, rows, level, low, high;
} fallback_cases[] = {
#include "oracle/fallback_interval.inc"
    {"no degrees of freedom", 0, 0, 0, 40, 40, 0.95, NAN, NAN},
    {"degrees of freedom not a number", 1, 5, NAN, 40, 40, 0.95, NAN, NAN},
    {"one answer", 1, 5, 5, 1, 1, 0.95, NAN, NAN},
};

static void fallback_limits(void **state)
{
    const struct fallback_case *c = *state;
    for (int method = CV_INTERVAL_DEFAULT; method <= CV_INTERVAL_WILSON; method++) {
        bool fallback = false;
        cv_proportion of = {
            .p = c->p, .se = 0, .df = c->df, .df_domain = c->df_domain, .n = c->n, .rows = c->rows, .level = c->level};
        cv_limits got = cv_interval_design((cv_interval)method, &of, &fallback);
        check_limits(got, c->low, c->high, 0, c->name);
        assert_int_equal(fallback, !isnan(c->low));
    }
}

static void beta_counts_rows_and_the_domains_degrees(void **state)
{
    (void)state;
    bool fallback;
    cv_proportion of = {.p = 0.3, .se = 0.04, .df = 30, .df_domain = 12, .n = 90, .rows = 100, .level = 0.95};
    cv_limits got = cv_interval_design(CV_INTERVAL_BETA, &of, &fallback);
    /* R: n <- .3 * .7 / .04^2 * (qt(.975, 99) / qt(.975, 12))^2; qbeta(.025, n * .3, n * .7 + 1), ... */
    check_limits(got, 0.21590002238153028, 0.39531100188219115, 0.3, "beta with missing answers");
}

static void methods_belong_to_models(void **state)
{
    (void)state;
    assert_true(cv_interval_is_design(CV_INTERVAL_BETA));
    assert_false(cv_interval_is_binomial(CV_INTERVAL_BETA));
    assert_false(cv_interval_is_binomial(CV_INTERVAL_XLOGIT));
    assert_true(cv_interval_is_binomial(CV_INTERVAL_LOGIT));
    assert_false(cv_interval_is_design(CV_INTERVAL_JEFFREYS));
    assert_true(cv_interval_is_binomial(CV_INTERVAL_JEFFREYS));
}

enum {
    TEST_COUNT = COUNT_OF(binomial_cases) + COUNT_OF(published) + COUNT_OF(design_cases) + COUNT_OF(fallback_cases)
};

static struct CMUnitTest test_of(const char *name, CMUnitTestFunction check, const void *state)
{
    return (struct CMUnitTest){.name = name, .test_func = check, .initial_state = (void *)(uintptr_t)state};
}

int main(void)
{
    struct CMUnitTest tests[TEST_COUNT + 4] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(binomial_cases); i++)
        tests[count++] = test_of(binomial_cases[i].name, binomial_limits, &binomial_cases[i]);
    for (size_t i = 0; i < COUNT_OF(published); i++)
        tests[count++] = test_of(published[i].name, published_limits, &published[i]);
    for (size_t i = 0; i < COUNT_OF(design_cases); i++)
        tests[count++] = test_of(design_cases[i].name, design_limits, &design_cases[i]);
    for (size_t i = 0; i < COUNT_OF(fallback_cases); i++)
        tests[count++] = test_of(fallback_cases[i].name, fallback_limits, &fallback_cases[i]);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(binomial_logit_of_none_falls_back);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(binomial_limits_mirror);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(beta_counts_rows_and_the_domains_degrees);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(methods_belong_to_models);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
