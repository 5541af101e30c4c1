/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often 95% intervals hold the truth. Of designs: a thousand samples of each, and what is found must be within
 * Monte Carlo error (3.3 standard errors, 1 in 1,000) of what is known of the method. Of the binomial model: exactly,
 * as a sum over all outcomes. The long version with its figures: tests/bench/bench_coverage.c, docs/coverage.md. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <gsl/gsl_randist.h>

#include "base/buffer.h"
#include "support/test_coverage.h"
#include "support/test_study.h"

enum { SAMPLES = 1000 };

static const double nominal = 0.95, errors = 3.3;

static const coverage_design one_by_one = {"one by one", 0.5, 0, 1, 0, 100, false, 11},
                             clusters = {"clusters", 0.5, 0.1, 5, 5, 8, false, 12},
                             few_positive = {"few positive", 0.1, 0.1, 5, 5, 8, false, 13},
                             unequal = {"unequal weights", 0.5, 0.1, 5, 6, 8, true, 14};

static double coverage_of(const coverage_outcome *outcome, const char *rule)
{
    size_t r = 0;
    while (strcmp(coverage_rules[r].name, rule) != 0)
        r++;
    assert_int_equal(outcome->counts[r].samples, SAMPLES);
    return (double)outcome->counts[r].held / SAMPLES;
}

/* Passes where the coverage is from `least` to `most`, Monte Carlo error apart. */
static void check_coverage(const coverage_design *design, const coverage_outcome *outcome, const char *rule,
                           double least, double most)
{
    double got = coverage_of(outcome, rule);
    if (got < least - errors * coverage_error(least, SAMPLES) || got > most + errors * coverage_error(most, SAMPLES))
        fail_msg("%s: %s intervals hold the truth in %.1f%% of the samples, not in %.1f%% to %.1f%%", design->name,
                 rule, 100 * got, 100 * least, 100 * most);
}

/* Every method of a proportion near one half, Woodruff's quantiles, means and differences. Korn and Graubard's is
 * conservative by its construction (KornGraubard1998); the mean of a skewed variable falls a little short,
 * as the t interval does (docs/coverage.md). */
static void check_nominal(const coverage_design *design)
{
    static const char *const exact[] = {"logit",  "wald",     "likelihood", "arcsine",    "xlogit",
                                        "wilson", "quartile", "median",     "difference", "mean-difference"};
    coverage_outcome outcome;
    coverage_run(design, SAMPLES, false, &outcome);
    for (size_t i = 0; i < COUNT_OF(exact); i++)
        check_coverage(design, &outcome, exact[i], nominal, nominal);
    check_coverage(design, &outcome, "beta", nominal, 0.965);
    check_coverage(design, &outcome, "mean", 0.94, nominal);
}

static void people_one_by_one_are_covered(void **state)
{
    (void)state;
    check_nominal(&one_by_one);
}

static void clusters_are_covered(void **state)
{
    (void)state;
    check_nominal(&clusters);
}

static void unequal_weights_are_covered(void **state)
{
    (void)state;
    check_nominal(&unequal);
}

/* Of a tenth: Wald's intervals fall short and miss below, those on other scales do not (DeanPagano2015, Franco2019,
 * KornGraubard1998). On the same samples, so that the order is nearly free of Monte Carlo error. */
static void a_small_share_is_covered_but_by_wald(void **state)
{
    (void)state;
    coverage_outcome outcome;
    coverage_run(&few_positive, SAMPLES, false, &outcome);
    check_coverage(&few_positive, &outcome, "logit", nominal, nominal);
    check_coverage(&few_positive, &outcome, "xlogit", nominal, nominal);
    check_coverage(&few_positive, &outcome, "wilson", 0.945, nominal);
    check_coverage(&few_positive, &outcome, "beta", nominal, 0.965);
    check_coverage(&few_positive, &outcome, "wald", 0.91, 0.94);
    assert_true(coverage_of(&outcome, "wald") < coverage_of(&outcome, "wilson"));
    assert_true(coverage_of(&outcome, "wald") < coverage_of(&outcome, "arcsine"));
    assert_true(coverage_of(&outcome, "wilson") <= coverage_of(&outcome, "beta"));
    assert_true(outcome.counts[1].below > 2 * outcome.counts[1].above);
}

/* The test can fail: a study that does not know of the clusters has standard errors that are too small, and every
 * method is far from what it promises. */
static void forgotten_clusters_are_found_out(void **state)
{
    (void)state;
    static const double far = 0.90; /* seven standard errors from 95% */
    coverage_outcome outcome;
    coverage_run(&clusters, SAMPLES, true, &outcome);
    for (size_t r = 0; r < COVERAGE_RULES; r++)
        if (coverage_rules[r].target <= COVERAGE_MEDIAN && !(coverage_of(&outcome, coverage_rules[r].name) < far))
            fail_msg("%s: clusters are forgotten, and nobody can tell", coverage_rules[r].name);
}

/* ---- the binomial model ---- */

enum { METHODS = 12 };

static const char *const methods[METHODS] = {"wald",          "wald-cc",  "wilson",           "wilson-cc",
                                             "agresti-coull", "jeffreys", "clopper-pearson",  "mid-p",
                                             "logit",         "arcsine",  "arcsine-anscombe", "likelihood"};

/* R 4.2.2, tests/oracle/coverage.R. The comment has what BrownCaiDasGupta2001 print for the standard interval, the
 * first of these (section 1; table 1). */
static const struct exact_case {
    int n;
    double p, want[METHODS];
} exact_cases[] = {
    {30,
     0.2, /* 0.946 */
     {0.946327892673281, 0.946327892673281, 0.963861254330748, 0.963861254330748, 0.963861254330748, 0.930204759512676,
      0.979984387491352, 0.963861254330748, 0.973145804625388, 0.930204759512676, 0.930204759512676,
      0.930204759512676}},
    {98,
     0.2, /* 0.928: worse, though n is larger */
     {0.928099639292457, 0.953586954133761, 0.957596399752718, 0.957596399752718, 0.957596399752718, 0.942185465197511,
      0.968997888688969, 0.942185465197511, 0.957596399752718, 0.942185465197511, 0.942185465197511,
      0.942185465197511}},
    {17,
     0.5, /* 0.951 */
     {0.950958251953125, 0.950958251953125, 0.950958251953125, 0.987274169921875, 0.950958251953125, 0.950958251953125,
      0.950958251953125, 0.950958251953125, 0.950958251953125, 0.950958251953125, 0.950958251953125,
      0.950958251953125}},
    {40,
     0.5, /* 0.919 */
     {0.919309532248007, 0.961522691715799, 0.961522691715799, 0.961522691715799, 0.961522691715799, 0.961522691715799,
      0.961522691715799, 0.961522691715799, 0.961522691715799, 0.961522691715799, 0.961522691715799,
      0.961522691715799}},
    {50,
     0.1,
     {0.878916642066324, 0.962994219171658, 0.970308289088088, 0.970308289088088, 0.970308289088088, 0.941676204602977,
      0.970308289088088, 0.941676204602977, 0.970308289088088, 0.941676204602977, 0.941676204602977,
      0.941676204602977}},
    {50,
     0.02,
     {0.635352102698669, 0.635770193231097, 0.921572251649031, 0.982241919302028, 0.982241919302028, 0.982241919302028,
      0.982241919302028, 0.982241919302028, 0.982241919302028, 0.618072239214911, 0.982241919302028,
      0.982241919302028}},
};

/* Every outcome is a domain of one file: x of n say yes in domain x. */
static void run_outcomes(test_study *to, int n)
{
    cv_buffer study = {0}, data = {0};
    cv_buffer_add(&study, "data: {file: x.csv}\nvariables: {x: {type: nominal}, y: {type: nominal}}\n"
                          "design: {sampling: binomial}\nanalyses:\n");
    for (size_t m = 0; m < METHODS; m++)
        cv_buffer_format(&study, "  - {name: %s, statistic: proportion, of: y, level: '1', by: [x], ci: %s}\n",
                         methods[m], methods[m]);
    cv_buffer_add(&data, "x,y\n");
    for (int x = 0; x <= n; x++)
        for (int i = 0; i < n; i++)
            cv_buffer_format(&data, "%d,%d\n", x, i < x);
    assert_false(study.failed || data.failed);
    test_study_must_run(to, study.text, data.text, 1, 0);
    cv_buffer_free(&study);
    cv_buffer_free(&data);
}

static double exact_coverage(const cv_result *result, int n, double p)
{
    double held = 0;
    assert_int_equal(result->row_count, n + 1);
    for (int x = 0; x <= n; x++) {
        const cv_estimate *row = &result->rows[x]; /* levels that are numbers stand in their order */
        check_close(row->count, x, 0, "count");
        if (row->low <= p && p <= row->high)
            held += gsl_ran_binomial_pdf((unsigned)x, p, (unsigned)n);
    }
    return held;
}

static void binomial_coverage_is_exact(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(exact_cases); i++) {
        const struct exact_case *c = &exact_cases[i];
        test_study run;
        run_outcomes(&run, c->n);
        for (size_t m = 0; m < METHODS; m++) {
            char name[80];
            snprintf(name, sizeof name, "%s, p %g, n %d", methods[m], c->p, c->n);
            check_close(exact_coverage(&run.results.items[m], c->n, c->p), c->want[m], 1e-10, name);
        }
        test_study_free(&run);
    }
}

/* ClopperPearson1934: never less than the level, whatever p. */
static void clopper_pearson_never_falls_short(void **state)
{
    (void)state;
    static const int sizes[] = {1, 7, 25};
    size_t method = 0;
    while (strcmp(methods[method], "clopper-pearson") != 0)
        method++;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        test_study run;
        run_outcomes(&run, sizes[i]);
        for (int k = 1; k < 200; k++)
            assert_true(exact_coverage(&run.results.items[method], sizes[i], k / 200.0) >= nominal - 1e-12);
        test_study_free(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_one_by_one_are_covered),     cmocka_unit_test(clusters_are_covered),
        cmocka_unit_test(unequal_weights_are_covered),       cmocka_unit_test(a_small_share_is_covered_but_by_wald),
        cmocka_unit_test(forgotten_clusters_are_found_out),  cmocka_unit_test(binomial_coverage_is_exact),
        cmocka_unit_test(clopper_pearson_never_falls_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
