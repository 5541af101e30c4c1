/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an analysis: each number against R's survey or by hand, and the flags of those that have none. */
#include "estimate/estimated.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STUDY "data: {file: d.csv}\ndesign: {%s}\nanalyses:\n  - {name: a, %s}\n"

static void run(estimated *to, const char *design, const char *analysis, const char *data)
{
    char study[1000];
    snprintf(study, sizeof study, STUDY, design, analysis);
    estimated_run(to, study, data);
}

/* ---- numbers ---- */

/* Two strata with three PSUs each. */
#define DATA                                                                                                           \
    "y,x,a,g,s,c,w\n10,2,p,u,n,1,2\n12,3,q,u,n,1,1\n7,2,p,v,n,2,3\n9,1,q,v,n,2,1\n15,4,p,u,n,3,2\n"                    \
    "11,3,p,v,m,4,1\n8,2,q,u,m,4,2\n6,1,q,v,m,5,2\n13,5,p,u,m,5,1\n14,4,q,u,m,6,4\n"
#define CLUSTERS "weight: w, strata: s, cluster: c"

/* Any: R gives a total's design effect in a domain against another base. */
static const double any = -1;

/* R 4.2.2, survey 4.1-1: svydesign(~c, strata = ~s, weights = ~w), svymean, svytotal and svyratio with deff =
 * "replace", confint with degf of the subset, the logit interval about its share. */
static const struct number_case {
    const char *name, *design, *analysis;
    size_t row;
    double estimate, se, low, high, df, deff;
} numbers[] = {
    {"a_mean", CLUSTERS, "statistic: mean, of: y", 0, 10.526315789473683, 1.4109134867597013, 6.6089919453021588,
     14.443639633645208, 4, 1.784687952890242},
    /* 19 weights are 19 people: 1 - 10 / 19 */
    {"a_mean_without_replacement", CLUSTERS, "statistic: mean, of: y, deff: without-replacement", 0, 10.526315789473683,
     1.4109134867597013, 6.6089919453021588, 14.443639633645208, 4, 3.7676745672127328},
    {"a_total", CLUSTERS, "statistic: total, of: y", 0, 200, 30.116440692751191, 116.38335565263131, 283.61664434736872,
     4, any},
    {"a_ratio", CLUSTERS, "statistic: ratio, of: y, denominator: x", 0, 3.8461538461538463, 0.13704804993620606,
     3.465647458731564, 4.2266602335761281, 4, 0.25214782801707813},
    {"a_share", CLUSTERS, "statistic: proportion, of: a, level: p", 0, 0.47368421052631576, 0.0819401632008257,
     0.26543708975232599, 0.69150756045287753, 4, 0.24238227146814395},
    {"a_count", CLUSTERS, "statistic: count, of: a, level: p", 0, 9, 1.4142135623730949, 5.0735136770448861,
     12.926486322955114, 4, any},
    {"a_mean_of_a_domain", CLUSTERS, "statistic: mean, of: y, by: [g]", 0, 12.25, 1.3472580178520617,
     7.9624236988228549, 16.537576301177147, 3, 1.4667508417508412},
    {"a_total_of_a_domain", CLUSTERS, "statistic: total, of: y, by: [g]", 0, 147, 51.894122981316485,
     -18.150259947828999, 312.150259947829, 3, any},
    {"a_ratio_of_a_domain", CLUSTERS, "statistic: ratio, of: y, denominator: x, by: [g]", 0, 3.6749999999999998,
     0.2091183128040201, 3.0094921980496832, 4.3405078019503165, 3, 0.62199420398076288},
    {"a_share_of_a_domain", CLUSTERS, "statistic: proportion, of: a, level: p, where: \"g = 'u'\"", 0,
     0.41666666666666663, 0.18504045270103089, 0.059563667012214438, 0.889569738714868774, 3, 0.70436507936507908},
    /* everyone alone, six outside: sqrt(10 / 9 x 5 / 16); against 5 / 3 / 4 */
    {"people_drawn_one_by_one", "", "statistic: mean, of: y, where: \"y <= 9\"", 0, 7.5, 0.58925565098878963,
     5.6247255306431807, 9.3752744693568193, 3, 0.83333333333333337},
    {"degrees_of_freedom_as_asked", CLUSTERS, "statistic: mean, of: y, df: infinity", 0, 10.526315789473683,
     1.4109134867597013, 7.7609761701228388, 13.2916554088245285, INFINITY, 1.784687952890242},
    {"those_of_the_design", CLUSTERS, "statistic: mean, of: y, by: [g], df: design", 0, 12.25, 1.3472580178520617,
     8.5094120708961611, 15.9905879291038389, 4, 1.4667508417508412},
    {"those_of_the_condition", CLUSTERS, "statistic: mean, of: y, by: [a], where: \"g = 'u'\", df: where", 0, any, any,
     any, any, 3, any},
};

static void check_number(double got, double want, const char *what)
{
    if (want != any)
        check_close(got, want, 1e-10, what);
}

static void check_numbers(void **state)
{
    const struct number_case *c = *state;
    estimated got;
    run(&got, c->design, c->analysis, DATA);
    check_messages(&got.design.messages, "", c->name);
    assert_int_equal(got.status, CV_OK);
    assert_true(c->row < got.result.row_count);
    const cv_estimate *row = &got.result.rows[c->row];
    check_number(row->estimate, c->estimate, "estimate");
    check_number(row->se, c->se, "standard error");
    check_number(row->low, c->low, "lower limit");
    check_number(row->high, c->high, "upper limit");
    check_number(row->df, c->df, "degrees of freedom");
    check_number(row->deff, c->deff, "design effect");
    check_close(row->cv, row->se / row->estimate, 1e-15, "coefficient of variation");
    check_close(row->n_eff, row->n / row->deff, 1e-15, "effective sample size");
    estimated_free(&got);
}

/* R: vcov of svyby(~y, ~g, design, svymean, covmat = TRUE). */
static void the_covariance_is_that_of_all_rows(void **state)
{
    (void)state;
    static const double want[] = {1.8151041666666661, -0.55994897959183665, -0.55994897959183665, 0.66305705955851713};
    estimated got;
    run(&got, CLUSTERS, "statistic: mean, of: y, by: [g], covariance: true", DATA);
    assert_int_equal(got.result.row_count, 2);
    assert_non_null(got.result.covariance);
    for (size_t i = 0; i < COUNT_OF(want); i++)
        check_close(got.result.covariance[i], want[i], 1e-12, "covariance");
    estimated_free(&got);
}

/* ---- flags ---- */

enum { ALONE = CV_FLAG_LONELY_PSU };

static const struct flag_case {
    const char *name, *design, *analysis, *data;
    size_t row;
    unsigned flags;
    double n, estimate, se, low, high;
} flags[] = {
    {"nobody_answered", "", "statistic: mean, of: y, by: [g]", "y,g\n1,u\n2,u\n,v\n", 1, CV_FLAG_EMPTY, 0, NAN, NAN,
     NAN, NAN},
    {"nobody_at_all", "", "statistic: proportion, of: a, where: \"y > 5\"", "y,a\n1,p\n2,q\n", 0, CV_FLAG_EMPTY, 0, NAN,
     NAN, NAN, NAN},
    {"weights_of_nothing", "weight: w", "statistic: mean, of: y, where: \"y > 1\"", "y,w\n1,1\n2,0\n3,0\n", 0,
     CV_FLAG_EMPTY, 0, NAN, NAN, NAN, NAN},
    /* Clopper and Pearson's limits: 0.05^(1/3) on one side */
    {"everybody_said_yes", "", "statistic: proportion, of: a, level: p, by: [g]", "a,g\np,u\np,u\np,u\nq,v\nq,v\n", 0,
     CV_FLAG_FALLBACK_INTERVAL, 3, 1, 0, 0.29240177382128668, 1},
    {"all_gave_one_number", "", "statistic: mean, of: y", "y\n4\n4\n4\n", 0, CV_FLAG_ZERO_SE, 3, 4, 0, 4, 4},
    /* a domain of one row: se from the rows outside, but no degrees of freedom */
    {"one_row_in_the_domain", "", "statistic: total, of: y, by: [g]", "y,g\n3,u\n1,v\n1,v\n", 0, CV_FLAG_NO_DF, 1, 3, 3,
     NAN, NAN},
    {"a_lonely_psu_removed", "strata: s, lonely_psu: remove", "statistic: total, of: y", "y,s\n3,n\n5,n\n10,m\n", 0,
     ALONE, 3, 18, 2, 18 - 12.706204736174703 * 2, 18 + 12.706204736174703 * 2},
    {"too_few", "", "statistic: mean, of: y, suppress: {min_n: 4}", "y\n1\n2\n3\n", 0, CV_FLAG_MIN_N, 3, NAN, NAN, NAN,
     NAN},
    {"too_rough", "", "statistic: mean, of: y, suppress: {cv: 0.2}", "y\n1\n2\n3\n", 0, CV_FLAG_CV, 3, NAN, NAN, NAN,
     NAN},
    {"too_few_and_too_rough", "", "statistic: mean, of: y, suppress: {min_n: 4, cv: 0.2}", "y\n1\n2\n3\n", 0,
     CV_FLAG_MIN_N | CV_FLAG_CV, 3, NAN, NAN, NAN, NAN},
    /* fewer than 30 */
    {"the_rule_of_nchs", "", "statistic: proportion, of: a, suppress: {rule: nchs}", "a\np\np\nq\n", 0, CV_FLAG_NCHS, 3,
     NAN, NAN, NAN, NAN},
};

static void check_flags(void **state)
{
    const struct flag_case *c = *state;
    char got_words[CV_FLAGS_SIZE], want_words[CV_FLAGS_SIZE];
    estimated got;
    run(&got, c->design, c->analysis, c->data);
    check_messages(&got.design.messages, "", c->name);
    assert_true(c->row < got.result.row_count);
    const cv_estimate *row = &got.result.rows[c->row];
    check_text(cv_flags_text(row->flags, got_words), cv_flags_text(c->flags, want_words), c->name);
    check_close(row->n, c->n, 0, "n");
    check_close(row->estimate, c->estimate, 1e-14, "estimate");
    check_near(row->se, c->se, 1e-12, 0, "standard error");
    check_close(row->low, c->low, 1e-12, "lower limit");
    check_close(row->high, c->high, 1e-12, "upper limit");
    if (row->flags & CV_FLAG_SUPPRESSED) { /* not even what it could be worked out from */
        check_close(row->count, NAN, 0, "count");
        check_close(row->weighted_n, NAN, 0, "weighted n");
        check_close(row->deff, NAN, 0, "design effect");
    }
    estimated_free(&got);
}

static void a_lonely_psu_is_named(void **state)
{
    (void)state;
    estimated got;
    run(&got, "strata: s", "statistic: mean, of: y", "y,s\n3,n\n5,n\n10,m\n");
    assert_int_equal(got.status, CV_DATA);
    check_messages(&got.design.messages,
                   "canvass: study.yaml:4:5: error: analysis 'a': stratum 'm' of 's' has only one PSU\n"
                   "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until "
                   "each has two PSUs\n",
                   "lonely");
    estimated_free(&got);
}

/* What is suppressed is in no covariance either. */
static void hidden_rows_have_no_covariance(void **state)
{
    (void)state;
    estimated got;
    run(&got, "", "statistic: mean, of: y, by: [g], covariance: true, suppress: {min_n: 3}",
        "y,g\n1,u\n2,u\n5,u\n3,v\n4,v\n");
    assert_int_equal(got.result.row_count, 2);
    assert_true(got.result.covariance[0] > 0);
    for (size_t i = 1; i < 4; i++)
        check_close(got.result.covariance[i], NAN, 0, "covariance");
    estimated_free(&got);
}

/* ---- the binomial model ---- */

static void the_binomial_model_knows_no_design(void **state)
{
    (void)state;
    estimated got;
    run(&got, "sampling: binomial", "statistic: proportion, of: a, ci: wald", "a\np\np\np\nq\n");
    check_messages(&got.design.messages, "", "the binomial model");
    const cv_estimate *row = &got.result.rows[0];
    check_close(row->se, sqrt(0.75 * 0.25 / 4), 1e-15, "standard error");
    check_close(row->df, INFINITY, 0, "degrees of freedom");
    check_close(row->deff, 1, 0, "design effect");
    check_close(row->n_eff, 4, 0, "effective sample size");
    estimated_free(&got);
}

/* ---- weights ---- */

/* Weights 2, 1, 4, 1; the fifth is 0. Kish's design effect: n times the sum of squares over the square of the sum. */
static void the_table_of_weights(void **state)
{
    (void)state;
    estimated got;
    run(&got, "weight: w", "statistic: weights, by: [g], total: true", "w,g\n2,u\n1,u\n4,v\n1,u\n0,v\n");
    assert_int_equal(got.result.weight_count, 3);
    const cv_weight_row *all = &got.result.weights[2], *one = &got.result.weights[1];
    check_close(all->n, 4, 0, "n");
    check_close(all->sum, 8, 0, "sum");
    check_close(all->mean, 2, 0, "mean");
    check_close(all->min, 1, 0, "least");
    check_close(all->max, 4, 0, "most");
    check_close(all->sd, sqrt(2), 1e-15, "standard deviation");
    check_close(all->cv, sqrt(2) / 2, 1e-15, "coefficient of variation");
    check_close(all->n_eff, 64.0 / 22, 1e-15, "effective sample size");
    check_close(all->deff_kish, 4 * 22 / 64.0, 1e-15, "Kish's design effect");
    check_close(all->efficiency, 64.0 / 22 / 4, 1e-15, "efficiency");
    check_close(one->n, 1, 0, "n of one");
    check_close(one->sd, NAN, 0, "standard deviation of one");
    estimated_free(&got);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(the_covariance_is_that_of_all_rows),
        cmocka_unit_test(a_lonely_psu_is_named),
        cmocka_unit_test(hidden_rows_have_no_covariance),
        cmocka_unit_test(the_binomial_model_knows_no_design),
        cmocka_unit_test(the_table_of_weights),
    };
    struct CMUnitTest tests[COUNT_OF(numbers) + COUNT_OF(flags) + COUNT_OF(others)] = {{0}};
    size_t n = 0;
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        tests[n++] = (struct CMUnitTest){
            .name = numbers[i].name, .test_func = check_numbers, .initial_state = (void *)(uintptr_t)&numbers[i]};
    for (size_t i = 0; i < COUNT_OF(flags); i++)
        tests[n++] = (struct CMUnitTest){
            .name = flags[i].name, .test_func = check_flags, .initial_state = (void *)(uintptr_t)&flags[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[n++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
