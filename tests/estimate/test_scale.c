/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "estimate/scale.h"
#include "estimate/statistic.h"
#include "fold/scale.h"

enum { MOST_ITEMS = 4, MOST_SLOTS = 1 + 3 * MOST_ITEMS };

/* The totals of rows with weights: what fold/scale.h says. */
static void total(const double *rows, const double *weights, size_t count, size_t k, double *totals)
{
    for (size_t i = 0; i < cv_scale_slots(k); i++)
        totals[i] = 0;
    for (size_t i = 0; i < count; i++) {
        double sum = 0, w = weights != NULL ? weights[i] : 1;
        for (size_t j = 0; j < k; j++)
            sum += rows[i * k + j];
        totals[0] += w;
        for (size_t j = 0; j < k; j++) {
            double y = rows[i * k + j];
            totals[1 + j] += w * y;
            totals[1 + k + j] += w * y * y;
            totals[1 + 2 * k + j] += w * y * sum;
        }
    }
}

/* Five answers to three items. */
static const double five[] = {1, 2, 2, 2, 1, 3, 3, 4, 3, 4, 3, 5, 5, 5, 4};
/* Two items that are the same, and one that never changes. */
static const double twins[] = {1, 1, 2, 2, 4, 4}, still[] = {1, 7, 2, 7, 4, 7};
static const double weights[] = {1, 2, 1, 0.5, 3};

/* Expected values of the five answers: cov, cor and var of R 4.2.2, with weights cov.wt(method = "ML"). */
static const struct scale_case {
    const char *name;
    const double *rows, *weights;
    size_t count, k;
    cv_scale_figure figure;
    size_t item;
    double want;
} cases[] = {
    {"mean_of_the_items_mean", five, NULL, 5, 3, CV_SCALE_MEAN, 0, 47.0 / 15},
    {"deviation_of_the_items_mean", five, NULL, 5, 3, CV_SCALE_SD, 0, 1.2823589374447564},
    {"alpha", five, NULL, 5, 3, CV_SCALE_ALPHA, 0, 0.86148648648648651},
    {"alpha_without_the_first", five, NULL, 5, 3, CV_SCALE_ALPHA_IF_DELETED, 0, 0.5660377358490567},
    {"alpha_without_the_last", five, NULL, 5, 3, CV_SCALE_ALPHA_IF_DELETED, 2, 0.88888888888888884},
    {"the_first_with_the_others", five, NULL, 5, 3, CV_SCALE_ITEM_TOTAL, 0, 0.96152394764082316},
    {"the_second_with_the_others", five, NULL, 5, 3, CV_SCALE_ITEM_TOTAL, 1, 0.66697296884991564},
    {"weighted_alpha", five, weights, 5, 3, CV_SCALE_ALPHA, 0, 0.88411214953271022},
    {"weighted_deviation", five, weights, 5, 3, CV_SCALE_SD, 0, 1.4076510510355471},
    {"twins_have_alpha_1", twins, NULL, 3, 2, CV_SCALE_ALPHA, 0, 1},
    {"twins_correlate", twins, NULL, 3, 2, CV_SCALE_ITEM_TOTAL, 1, 1},
    {"two_items_have_no_alpha_of_one", twins, NULL, 3, 2, CV_SCALE_ALPHA_IF_DELETED, 0, NAN},
    {"an_item_that_never_changes", still, NULL, 3, 2, CV_SCALE_ALPHA, 0, 0},
    {"it_correlates_with_nothing", still, NULL, 3, 2, CV_SCALE_ITEM_TOTAL, 1, NAN},
    {"one_row_has_no_deviation", five, NULL, 1, 3, CV_SCALE_SD, 0, NAN},
    {"one_row_has_no_alpha", five, NULL, 1, 3, CV_SCALE_ALPHA, 0, NAN},
    {"nobody_has_no_mean", five, NULL, 0, 3, CV_SCALE_MEAN, 0, NAN},
    {"one_item_has_no_alpha", five, NULL, 5, 1, CV_SCALE_ALPHA, 0, NAN},
};

static void check_value(void **state)
{
    const struct scale_case *c = *state;
    double totals[MOST_SLOTS], row[MOST_SLOTS];
    total(c->rows, c->weights, c->count, c->k, totals);
    const cv_point at = {.totals = totals, .slots = cv_scale_slots(c->k), .n = (double)c->count};
    check_near(cv_scale_value(c->figure, c->item, &at, row), c->want, 1e-12, 1e-13, "value");
    for (size_t i = 0; isnan(c->want) && i < at.slots; i++)
        assert_true(row[i] == 0);
}

/* Derivatives are what small steps of each total make of the value. */
static void check_derivatives(void **state)
{
    const struct scale_case *c = *state;
    double totals[MOST_SLOTS], row[MOST_SLOTS], unused[MOST_SLOTS];
    total(c->rows, c->weights, c->count, c->k, totals);
    const cv_point at = {.totals = totals, .slots = cv_scale_slots(c->k), .n = (double)c->count};
    double value = cv_scale_value(c->figure, c->item, &at, row);
    for (size_t i = 0; !isnan(value) && c->rows != still && i < at.slots; i++) { /* still: no variance to move */
        const double step = 1e-5, here = totals[i];
        totals[i] = here + step;
        double above = cv_scale_value(c->figure, c->item, &at, unused);
        totals[i] = here - step;
        double below = cv_scale_value(c->figure, c->item, &at, unused);
        totals[i] = here;
        if (!isnan(above) && !isnan(below))
            check_near(row[i], (above - below) / (2 * step), 1e-6, 1e-7, "derivative");
    }
}

/* The mean comes with its items' centres; what is about variances does not move. */
static void centres_move_the_mean_alone(void **state)
{
    (void)state;
    static const double centres[] = {10, 20, 30};
    double totals[MOST_SLOTS], row[MOST_SLOTS];
    total(five, NULL, 5, 3, totals);
    cv_point at = {.totals = totals, .slots = cv_scale_slots(3), .n = 5};
    double alpha = cv_scale_value(CV_SCALE_ALPHA, 0, &at, row), mean = cv_scale_value(CV_SCALE_MEAN, 0, &at, row);
    at.scale_centres = centres;
    check_close(cv_scale_value(CV_SCALE_ALPHA, 0, &at, row), alpha, 0, "alpha");
    check_close(cv_scale_value(CV_SCALE_MEAN, 0, &at, row), mean + 20, 1e-15, "mean");
}

int main(void)
{
    struct CMUnitTest tests[2 * COUNT_OF(cases) + 1] = {cmocka_unit_test(centres_move_the_mean_alone)};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        void *state = (void *)(uintptr_t)&cases[i];
        tests[1 + 2 * i] = (struct CMUnitTest){.name = cases[i].name, .test_func = check_value, .initial_state = state};
        tests[2 + 2 * i] =
            (struct CMUnitTest){.name = "its_derivatives", .test_func = check_derivatives, .initial_state = state};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
