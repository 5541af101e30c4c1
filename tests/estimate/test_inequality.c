/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gini, Lorenz, the quintile share ratio and poverty of a few rows: from their definitions, by hand. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "estimate/inequality.h"

enum { MOST = 8 };

static const cv_threshold_rule USUAL = {CV_QRULE_MATH, 0.5, 0.6};

typedef double measure_function(const cv_ordered *of, double *linear);

static double lorenz_at_30(const cv_ordered *of, double *linear)
{
    return cv_lorenz(of, 0.3, linear);
}

static double lorenz_at_50(const cv_ordered *of, double *linear)
{
    return cv_lorenz(of, 0.5, linear);
}

static double lorenz_at_0(const cv_ordered *of, double *linear)
{
    return cv_lorenz(of, 0, linear);
}

static double lorenz_at_1(const cv_ordered *of, double *linear)
{
    return cv_lorenz(of, 1, linear);
}

static double below_the_usual(const cv_ordered *of, double *linear)
{
    return cv_poverty(of, cv_threshold(of, &USUAL, NULL), linear);
}

static double below_two(const cv_ordered *of, double *linear)
{
    return cv_poverty(of, 2, linear);
}

/* In the order of their values. */
static const struct sample {
    const char *name;
    measure_function *measure;
    size_t count;
    double values[MOST], weights[MOST];
    double want;
} cases[] = {
    {"gini of two", cv_gini, 2, {1, 3}, {1, 1}, 0.25},
    {"gini where one has all", cv_gini, 4, {0, 0, 0, 1}, {1, 1, 1, 1}, 0.75},
    {"gini where all have the same", cv_gini, 3, {7, 7, 7}, {1, 2, 3}, 0},
    {"gini of one", cv_gini, 1, {7}, {3}, 0},
    {"a weight is so many rows", cv_gini, 3, {1, 2, 6}, {2, 1, 1}, 0.4},
    {"gini of so many rows", cv_gini, 4, {1, 1, 2, 6}, {1, 1, 1, 1}, 0.4},
    {"a weight of nothing", cv_gini, 4, {1, 2, 5, 6}, {2, 1, 0, 1}, 0.4},
    {"debts count", cv_gini, 2, {-1, 3}, {1, 1}, 1},
    {"gini of nobody", cv_gini, 0, {0}, {0}, NAN},
    {"gini of nothing", cv_gini, 2, {0, 0}, {1, 1}, NAN},
    {"gini of more debts than means", cv_gini, 2, {-3, 1}, {1, 1}, NAN},
    {"far from 0", cv_gini, 2, {1e9, 1e9 + 2}, {1, 1}, 1 / (2e9 + 2)},
    {"lorenz on a corner", lorenz_at_50, 4, {1, 2, 3, 4}, {1, 1, 1, 1}, 0.3},
    {"lorenz within a row", lorenz_at_30, 4, {1, 2, 3, 4}, {1, 1, 1, 1}, 0.14},
    {"lorenz with weights", lorenz_at_30, 2, {1, 4}, {1, 4}, 0.6 / 3.4},
    {"lorenz at the start", lorenz_at_0, 2, {1, 4}, {1, 4}, 0},
    {"lorenz at the end", lorenz_at_1, 3, {1, 4, 5}, {0.1, 0.4, 0.1}, 1},
    {"lorenz of nobody", lorenz_at_30, 0, {0}, {0}, NAN},
    {"fifths of five", cv_quintile_share_ratio, 5, {1, 2, 3, 4, 9}, {1, 1, 1, 1, 1}, 9},
    {"fifths of two", cv_quintile_share_ratio, 2, {2, 3}, {1, 1}, 1.5},
    {"fifths of six", cv_quintile_share_ratio, 6, {1, 2, 3, 4, 5, 6}, {1, 1, 1, 1, 1, 1}, 7.0 / 1.4},
    {"the poorest fifth has nothing", cv_quintile_share_ratio, 5, {0, 2, 3, 4, 9}, {1, 1, 1, 1, 1}, NAN},
    {"fifths of nobody", cv_quintile_share_ratio, 0, {0}, {0}, NAN},
    {"below three fifths of the median", below_the_usual, 5, {1, 3, 5, 5, 9}, {1, 1, 1, 1, 1}, 0.2},
    {"at the threshold is not below", below_two, 3, {1, 2, 3}, {1, 1, 2}, 0.25},
    {"nobody is poor", below_two, 2, {2, 3}, {1, 1}, 0},
    {"all are poor", below_two, 2, {0, 1}, {1, 1}, 1},
    {"poverty of nobody", below_the_usual, 0, {0}, {0}, NAN},
};

static cv_ordered order(const double *values, const double *weights, size_t count, cv_kept_row rows[MOST])
{
    for (size_t i = 0; i < count; i++)
        rows[i] = (cv_kept_row){.value = values[i], .row = (uint32_t)i};
    cv_kept_rows kept = {.rows = rows, .count = count, .live = count, .weights = weights};
    return cv_ordered_of(&kept);
}

static void values_are_right(void **state)
{
    const struct sample *c = *state;
    cv_kept_row rows[MOST];
    cv_ordered of = order(c->values, c->weights, c->count, rows);
    check_close(c->measure(&of, NULL), c->want, 1e-14, c->name);
}

/* ---- linearised values ---- */

static const double VALUES[] = {-0.5, 2, 2, 3.5, 7, 11}, WEIGHTS[] = {0.5, 2, 1, 3.25, 0.75, 1.5};

static double with_weight(measure_function *measure, size_t row, double change)
{
    double weights[MOST];
    cv_kept_row rows[MOST];
    for (size_t i = 0; i < COUNT_OF(VALUES); i++)
        weights[i] = WEIGHTS[i] + (i == row ? change : 0);
    cv_ordered of = order(VALUES, weights, COUNT_OF(VALUES), rows);
    return measure(&of, NULL);
}

/* A linearised value is the derivative by the row's weight: central differences leave 1e-10. */
static void linearised_values_are_derivatives(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        measure_function *measure;
    } measures[] = {{"gini", cv_gini},
                    {"lorenz", lorenz_at_30},
                    {"lorenz in the middle", lorenz_at_50},
                    {"fifths", cv_quintile_share_ratio},
                    {"poverty at a threshold", below_two}};
    for (size_t m = 0; m < COUNT_OF(measures); m++) {
        cv_kept_row rows[MOST];
        double linear[MOST], sum = 0, step = 1e-5;
        cv_ordered of = order(VALUES, WEIGHTS, COUNT_OF(VALUES), rows);
        measures[m].measure(&of, linear);
        for (size_t i = 0; i < COUNT_OF(VALUES); i++) {
            double slope = with_weight(measures[m].measure, i, step) - with_weight(measures[m].measure, i, -step);
            check_near(linear[i], slope / (2 * step), 1e-8, 1e-8, measures[m].name);
            sum += WEIGHTS[i] * linear[i];
        }
        check_near(sum, 0, 0, 1e-14, measures[m].name); /* twice the weights: the same measure */
    }
}

static void a_missing_estimate_has_no_slope(void **state)
{
    (void)state;
    static const double values[] = {-3, 1}, weights[] = {1, 1};
    measure_function *const measures[] = {cv_gini, lorenz_at_30, cv_quintile_share_ratio};
    for (size_t m = 0; m < COUNT_OF(measures); m++) {
        cv_kept_row rows[MOST];
        double linear[MOST] = {1, 1};
        cv_ordered of = order(values, weights, 2, rows);
        assert_true(isnan(measures[m](&of, linear)));
        assert_true(linear[0] == 0 && linear[1] == 0);
    }
}

/* Two rows at -1 and 1 of weight 1/2: standard deviation and bandwidth 1, and the density at 0 that of a normal at 1.
 */
static void the_density_is_the_kernels(void **state)
{
    (void)state;
    static const double values[] = {-1, 1}, halves[] = {0.5, 0.5}, many[] = {16, 16}, same[] = {4, 4};
    cv_kept_row rows[MOST];
    cv_ordered of = order(values, halves, 2, rows);
    check_close(cv_density(&of, 0), 0.24197072451914337, 1e-15, "bandwidth 1");
    of = order(values, many, 2, rows); /* 32^(-1/5) = 1/2 */
    check_close(cv_density(&of, 0), 2 * 0.053990966513188063, 1e-15, "bandwidth 1/2");
    of = order(same, halves, 2, rows);
    check_close(cv_density(&of, 4), INFINITY, 0, "at the one value");
    check_close(cv_density(&of, 3), 0, 0, "off the one value");
}

static void a_threshold_moves_with_its_quantile(void **state)
{
    (void)state;
    static const double values[] = {-1, 1}, halves[] = {0.5, 0.5};
    cv_kept_row rows[MOST];
    double linear[MOST], density;
    cv_ordered of = order(values, halves, 2, rows);
    density = cv_density(&of, -1);
    check_close(cv_threshold(&of, &USUAL, linear), -0.6, 1e-15, "threshold");
    check_close(linear[0], -0.6 * 0.5 / density, 1e-15, "at or below the median");
    check_close(linear[1], 0.6 * 0.5 / density, 1e-15, "above it");
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 4] = {
        cmocka_unit_test(linearised_values_are_derivatives), cmocka_unit_test(a_missing_estimate_has_no_slope),
        cmocka_unit_test(the_density_is_the_kernels), cmocka_unit_test(a_threshold_moves_with_its_quantile)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[4 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = values_are_right, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
