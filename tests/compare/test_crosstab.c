/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "compare/crosstab.h"
#include "support/test_memory.h"

enum { MOST_CELLS = 25 };

static double sum_of_counts(const double *counts, size_t cells)
{
    double sum = 0;
    for (size_t i = 0; i < cells; i++)
        sum += counts[i];
    return sum;
}

/* ---- counts ---- */

typedef struct counts_case {
    const char *name;
    cv_test test;
    size_t rows, columns;
    double counts[MOST_CELLS];
    double statistic, df1, p;
} counts_case;

static const counts_case counts_cases[] = {
#include "oracle/table_test.inc"
    {"one column", CV_TEST_PEARSON, 2, 1, {3, 4}, NAN, NAN, NAN},
    {"one row, fisher", CV_TEST_FISHER, 1, 2, {3, 4}, NAN, NAN, NAN},
    {"nobody", CV_TEST_G, 2, 2, {0, 0, 0, 0}, NAN, NAN, NAN},
    {"yates is for 2 x 2", CV_TEST_PEARSON_YATES, 2, 3, {1, 2, 3, 4, 5, 6}, NAN, NAN, NAN},
    {"yates takes away no more than there is", CV_TEST_PEARSON_YATES, 2, 2, {5, 5, 5, 5}, 0, 1, 1},
    {"rao and scott need a design", CV_TEST_RAO_SCOTT_F, 2, 2, {3, 4, 5, 6}, NAN, NAN, NAN},
    {"independence, pearson", CV_TEST_PEARSON, 2, 2, {2, 4, 3, 6}, 0, 1, 1},
    {"independence, g", CV_TEST_G, 2, 2, {2, 4, 3, 6}, 0, 1, 1},
};

static void check_counts(void **state)
{
    const counts_case *c = *state;
    cv_crosstab table = {.rows = c->rows, .columns = c->columns, .counts = c->counts, .df = INFINITY};
    table.n = sum_of_counts(c->counts, c->rows * c->columns);
    cv_test_value got;
    cv_messages messages = {0};
    assert_int_equal(cv_crosstab_test(c->test, &table, &got, &messages), CV_OK);
    check_near(got.statistic, c->statistic, 1e-12, 1e-15, c->name);
    check_close(got.df1, c->df1, 0, c->name);
    check_close(got.df2, NAN, 0, c->name);
    check_close(got.p, c->p, 1e-12, c->name);
}

static const struct fisher_case {
    const char *name;
    size_t rows, columns;
    double counts[MOST_CELLS];
    double p;
} fisher_cases[] = {
#include "oracle/fisher.inc"
    /* 3 x 3 margins of 3 each: the table and the five others of three threes are 6 of 1680 ways */
    {"three threes", 3, 3, {3, 0, 0, 0, 3, 0, 0, 0, 3}, 6.0 / 1680},
};

static void check_fisher(void **state)
{
    const struct fisher_case *c = *state;
    cv_crosstab table = {.rows = c->rows, .columns = c->columns, .counts = c->counts, .df = INFINITY};
    table.n = sum_of_counts(c->counts, c->rows * c->columns);
    cv_test_value got;
    cv_messages messages = {0};
    assert_int_equal(cv_crosstab_test(CV_TEST_FISHER, &table, &got, &messages), CV_OK);
    check_close(got.p, c->p, 1e-10, c->name); /* R's own sums end at 1e-13 or so */
    check_close(got.statistic, NAN, 0, c->name);
}

/* ---- under a design ---- */

typedef struct design_case {
    const char *name;
    size_t rows, columns;
    double n, df;
    double share[MOST_CELLS], variance[MOST_CELLS * MOST_CELLS];
    double chisq, chisq_df, chisq_p;
    double f, f_df1, f_df2, f_p;
} design_case;

static const design_case design_cases[] = {
#include "oracle/crosstab.inc"
};

static cv_test_value run_design(const design_case *c, cv_test test, double df)
{
    cv_crosstab table = {
        .rows = c->rows, .columns = c->columns, .share = c->share, .variance = c->variance, .n = c->n, .df = df};
    cv_test_value got;
    cv_messages messages = {0};
    assert_int_equal(cv_crosstab_test(test, &table, &got, &messages), CV_OK);
    return got;
}

static void check_design(void **state)
{
    const design_case *c = *state;
    cv_test_value chisq = run_design(c, CV_TEST_RAO_SCOTT_CHISQ, c->df), f = run_design(c, CV_TEST_RAO_SCOTT_F, c->df);
    check_close(chisq.statistic, c->chisq, 1e-10, "X^2");
    check_close(chisq.df1, c->chisq_df, 0, "df of X^2");
    check_close(chisq.df2, NAN, 0, "second df of X^2");
    check_close(chisq.p, c->chisq_p, 1e-10, "p of X^2");
    check_close(f.statistic, c->f, 1e-10, "F");
    check_close(f.df1, c->f_df1, 1e-10, "first df of F");
    check_close(f.df2, c->f_df2, 1e-10, "second df of F");
    check_close(f.p, c->f_p, 1e-10, "p of F");
}

/* Simple random sampling with replacement: V = (diag(p) - p p') / n. All design effects are 1, so that all tests are
 * Pearson's. */
static void simple_random_sampling_is_pearson(void **state)
{
    (void)state;
    design_case c = {.rows = 2, .columns = 3, .n = 115, .df = INFINITY};
    static const double counts[] = {20, 15, 5, 10, 25, 40};
    for (size_t i = 0; i < 6; i++)
        c.share[i] = counts[i] / c.n;
    for (size_t i = 0; i < 36; i++)
        c.variance[i] = ((i / 6 == i % 6 ? c.share[i / 6] : 0) - c.share[i / 6] * c.share[i % 6]) / c.n;
    cv_crosstab plain = {.rows = 2, .columns = 3, .counts = counts, .n = c.n, .df = INFINITY};
    cv_test_value want;
    cv_messages messages = {0};
    cv_crosstab_test(CV_TEST_PEARSON, &plain, &want, &messages);
    cv_test_value pearson = run_design(&c, CV_TEST_PEARSON, INFINITY),
                  chisq = run_design(&c, CV_TEST_RAO_SCOTT_CHISQ, 9), f = run_design(&c, CV_TEST_RAO_SCOTT_F, INFINITY);
    check_close(pearson.statistic, want.statistic, 1e-12, "X^2 of shares");
    check_close(pearson.p, want.p, 1e-11, "p of shares");
    check_close(chisq.statistic, want.statistic, 1e-12, "first order");
    check_close(f.statistic, want.statistic / 2, 1e-11, "F");
    check_close(f.df1, 2, 1e-12, "df");
    check_close(f.df2, INFINITY, 0, "denominator");
}

/* With design effects that are all 1 and no end of degrees of freedom, the mixture is the chi-square. */
static void a_mixture_of_equals_is_chi_square(void **state)
{
    (void)state;
    design_case c = {.rows = 3, .columns = 3, .n = 90, .df = INFINITY};
    for (size_t i = 0; i < 9; i++)
        c.share[i] = (double)(8 + i % 4) / 85;
    double sum = 0;
    for (size_t i = 0; i < 9; i++)
        sum += c.share[i];
    for (size_t i = 0; i < 9; i++)
        c.share[i] /= sum;
    for (size_t i = 0; i < 81; i++)
        c.variance[i] = ((i / 9 == i % 9 ? c.share[i / 9] : 0) - c.share[i / 9] * c.share[i % 9]) / c.n;
    cv_test_value pearson = run_design(&c, CV_TEST_PEARSON, INFINITY), got = run_design(&c, CV_TEST_LINCOM, INFINITY);
    check_close(got.statistic, pearson.statistic, 0, "statistic");
    check_close(got.df1, NAN, 0, "df1");
    check_close(got.df2, INFINITY, 0, "df2");
    check_close(got.p, pearson.p, 1e-11, "p");
    got = run_design(&c, CV_TEST_WALD, INFINITY); /* without the totals' covariance */
    check_close(got.p, NAN, 0, "no totals");
}

static void no_degrees_of_freedom_no_p(void **state)
{
    (void)state;
    cv_test_value got = run_design(&design_cases[0], CV_TEST_RAO_SCOTT_F, 0);
    check_close(got.p, NAN, 0, "df 0");
    got = run_design(&design_cases[0], CV_TEST_FISHER, 14);
    check_close(got.p, NAN, 0, "fisher under a design");
}

static cv_status test_first(void *context, cv_messages *messages)
{
    const design_case *c = &design_cases[0];
    const double counts[] = {3, 1, 2, 2, 4, 3, 1, 5, 2};
    cv_crosstab design = {
        .rows = c->rows, .columns = c->columns, .share = c->share, .variance = c->variance, .n = c->n, .df = c->df};
    design.total_variance = c->variance;
    cv_crosstab plain = {.rows = 3, .columns = 3, .counts = counts, .n = 23, .df = INFINITY};
    cv_test_value value;
    cv_test test = *(const cv_test *)context;
    return cv_crosstab_test(test, test == CV_TEST_FISHER ? &plain : &design, &value, messages);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    static cv_test needs_memory[] = {CV_TEST_FISHER,        CV_TEST_RAO_SCOTT_CHISQ, CV_TEST_RAO_SCOTT_F, CV_TEST_WALD,
                                     CV_TEST_ADJUSTED_WALD, CV_TEST_LINCOM,          CV_TEST_SADDLEPOINT};
    for (size_t i = 0; i < COUNT_OF(needs_memory); i++)
        check_every_allocation(test_first, &needs_memory[i], 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(counts_cases) + COUNT_OF(fisher_cases) + COUNT_OF(design_cases) + 4] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(counts_cases); i++)
        tests[count++] = (struct CMUnitTest){.name = counts_cases[i].name,
                                             .test_func = check_counts,
                                             .initial_state = (void *)(uintptr_t)&counts_cases[i]};
    for (size_t i = 0; i < COUNT_OF(fisher_cases); i++)
        tests[count++] = (struct CMUnitTest){.name = fisher_cases[i].name,
                                             .test_func = check_fisher,
                                             .initial_state = (void *)(uintptr_t)&fisher_cases[i]};
    for (size_t i = 0; i < COUNT_OF(design_cases); i++)
        tests[count++] = (struct CMUnitTest){.name = design_cases[i].name,
                                             .test_func = check_design,
                                             .initial_state = (void *)(uintptr_t)&design_cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(simple_random_sampling_is_pearson);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_mixture_of_equals_is_chi_square);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(no_degrees_of_freedom_no_p);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
