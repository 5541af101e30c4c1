/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "compare/mixture.h"
#include "estimate/distribution.h"

enum { MOST = 9 };

/* Tails: Ruben's series of F tails, summed in R 4.2.2 to its last term; saddlepoints: survey's formula with the root to
 * its last bit and a denominator of any degrees of freedom. */
static const struct mixture_case {
    const char *name;
    double df, x;
    size_t count;
    double weights[MOST];
    double tail, saddlepoint;
} cases[] = {
    {"two", 20.9, 11.9, 2, {1.8, 0.5}, 0.021874192111669442, 0.022732233080111571},
    {"three, far out", 101.06, 300, 3, {1.65, 0.78, 0.65}, 4.5433757934693051e-24, 5.1570989722852578e-24},
    {"nine",
     74.77,
     277,
     9,
     {4.7, 2.8, 1.76, 1.39, 1.08, 0.53, 0.5, 0.2, 0.12},
     1.6482771222730992e-10,
     1.8252986893752577e-10},
    {"six, infinite", INFINITY, 17.1, 6, {5.5, 3.2, 1.6, 0.7, 0.37, 0.145}, 0.20171496847857187, 0.19687806286564916},
    {"near the mean", 30, 3.45, 3, {2, 1, 0.5}, 0.38944359250669885, 0.38107688763523778},
    {"little", 7.5, 0.05, 3, {2, 1, 0.5}, 0.99681850272003591, 0.99674508660401517},
    {"one and a half", 1.5, 40, 2, {1, 0.25}, 0.05766694498370295, 0.059112223255779903},
    {"almost one", 0.4, 3, 2, {1, 0.6}, 0.62467652368990334, 0.64048804622880429},
    {"unlike", 12, 25, 2, {10, 0.1}, 0.14079514292229811, 0.14416823346946117},
    {"a weight of nothing", 20.9, 11.9, 3, {1.8, 1e-17, 0.5}, 0.021874192111669442, 0.022732233080111571},
    {"everything", 5, 0, 2, {1, 2}, 1, 1},
    {"no weights", 5, 1, 2, {0, 0}, NAN, NAN},
    {"no degrees of freedom", 0, 1, 1, {1}, NAN, NAN},
    {"not a number", 5, NAN, 1, {1}, NAN, NAN},
    {"negative degrees of freedom", -3, 1, 1, {1}, NAN, NAN},
};

static void check_case(void **state)
{
    const struct mixture_case *c = *state;
    const cv_mixture of = {c->weights, c->count, c->df};
    check_close(cv_mixture_upper(&of, c->x), c->tail, 1e-12, "tail");
    check_close(cv_mixture_saddlepoint(&of, c->x), c->saddlepoint, 1e-10, "saddlepoint");
}

/* Equal weights are one chi-square: the tail is F's, however small and for any degrees of freedom. */
static void equal_weights_are_f(void **state)
{
    static const double dfs[] = {0.3, 1, 2.5, 40, 1000, 1e6, 1e12, INFINITY}, xs[] = {1e-6, 0.1, 3, 30, 600};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(dfs); i++)
        for (size_t k = 0; k < COUNT_OF(xs); k++)
            for (size_t n = 1; n <= MOST; n += 4) {
                double weights[MOST];
                for (size_t j = 0; j < n; j++)
                    weights[j] = 0.7;
                const cv_mixture of = {weights, n, dfs[i]};
                double want = cv_f_upper(xs[k] / 0.7 / (double)n, (double)n, dfs[i]);
                check_close(cv_mixture_upper(&of, xs[k]), want, 1e-11, "F");
            }
}

/* Weights in pairs are exponentials: P = sum over i of e^(-x / 2 w_i) prod over j of w_i / (w_i - w_j). Some are so
 * small that no series in powers of their ratio would end. */
static void pairs_are_exponentials(void **state)
{
    static const double weights[] = {3, 3, 1, 1, 1e-3, 1e-3, 1e-9, 1e-9};
    (void)state;
    for (double x = 0.5; x < 300; x *= 3) {
        double want = 0;
        for (size_t i = 0; i < 8; i += 2) {
            double term = exp(-x / 2 / weights[i]);
            for (size_t j = 0; j < 8; j += 2)
                term *= i == j ? 1 : weights[i] / (weights[i] - weights[j]);
            want += term;
        }
        const cv_mixture of = {weights, 8, INFINITY};
        check_close(cv_mixture_upper(&of, x), want, 1e-12, "exponentials");
    }
}

/* At the mean the root is 0 and the formula 0 / 0: its limit is there, and what lies beside it comes close. */
static void the_saddlepoint_is_smooth_at_the_mean(void **state)
{
    static const double weights[] = {2, 1, 0.5};
    (void)state;
    const cv_mixture of = {weights, 3, 30};
    double at = cv_mixture_saddlepoint(&of, 3.5), first = NAN;
    assert_true(at > 0.3 && at < 0.5);
    for (double step = 1e-3; step > 1e-12; step /= 10) {
        double above = cv_mixture_saddlepoint(&of, 3.5 + step), below = cv_mixture_saddlepoint(&of, 3.5 - step);
        check_near((above + below) / 2, at, 0, 0.05 * step * step + 1e-14, "middle");
        double slope = (above - below) / (2 * step);
        first = isnan(first) ? slope : first;
        check_near(slope, first, 1e-6, 1e-15 / step, "slope");
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 3] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(equal_weights_are_f);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(pairs_are_exponentials);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_saddlepoint_is_smooth_at_the_mean);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
