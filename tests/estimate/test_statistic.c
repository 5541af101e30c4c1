/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each statistic as a function of totals: values by hand, derivatives by hand and against differences, and the totals
 * that have no answer. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "estimate/statistic.h"

enum { MOST = 4 };

/* What is measured: levels or choices that are all shown in their own order, or a number. */
static const int32_t own_slots[] = {0, 1, 2, 3}, choice_slots[] = {1, 2, 3}, shown[] = {0, 1, 2, 3},
                     last_two[] = {2, 1};
static const cv_measured
    levels = {.spec = {.kind = CV_ITEM_LEVELS}, .slots = own_slots, .shown = shown, .shown_count = 3},
    two_of_them = {.spec = {.kind = CV_ITEM_LEVELS}, .slots = own_slots, .shown = last_two, .shown_count = 2},
    choices = {.spec = {.kind = CV_ITEM_CHOICES}, .slots = choice_slots, .shown = shown, .shown_count = 2},
    number = {.spec = {.kind = CV_ITEM_NUMBER}, .shown_count = 1},
    ratio = {.spec = {.kind = CV_ITEM_RATIO}, .shown_count = 1};

/* ---- by hand ---- */

static const struct hand_case {
    const char *name;
    cv_statistic statistic;
    const cv_measured *of;
    size_t slots;
    double totals[MOST], centre[2];
    double base, estimates[MOST];
    double jacobian[MOST * MOST]; /* [shown x slots] */
} hand_cases[] = {
    /* p = T / 8; (1 - p) / 8 on the diagonal, -p / 8 beside it */
    {"shares",
     CV_STATISTIC_PROPORTION,
     &levels,
     3,
     {4, 2, 2},
     {0},
     8,
     {0.5, 0.25, 0.25},
     {0.0625, -0.0625, -0.0625, -0.03125, 0.09375, -0.03125, -0.03125, -0.03125, 0.09375}},
    {"shares_in_the_order_shown",
     CV_STATISTIC_PROPORTION,
     &two_of_them,
     3,
     {4, 3, 1},
     {0},
     8,
     {0.125, 0.375},
     {-0.015625, -0.015625, 0.109375, -0.046875, 0.078125, -0.046875}},
    {"a_level_that_nobody_chose",
     CV_STATISTIC_PROPORTION,
     &levels,
     3,
     {4, 0, 0},
     {0},
     4,
     {1, 0, 0},
     {0, -0.25, -0.25, 0, 0.25, 0, 0, 0, 0.25}},
    {"counts", CV_STATISTIC_COUNT, &levels, 3, {4, 2, 1.5}, {0}, 7.5, {4, 2, 1.5}, {1, 0, 0, 0, 1, 0, 0, 0, 1}},
    /* the first slot is the base: shares need not add up to 1 */
    {"choices",
     CV_STATISTIC_PROPORTION,
     &choices,
     3,
     {8, 6, 4},
     {0},
     8,
     {0.75, 0.5},
     {-0.09375, 0.125, 0, -0.0625, 0, 0.125}},
    {"counts_of_choices", CV_STATISTIC_COUNT, &choices, 3, {8, 6, 4}, {0}, 8, {6, 4}, {0, 1, 0, 0, 0, 1}},
    /* 10 + 6 / 4; d / dT_0 = -1.5 / 4 */
    {"a_mean", CV_STATISTIC_MEAN, &number, 2, {4, 6}, {10}, 4, {11.5}, {-0.375, 0.25}},
    {"a_score_is_a_mean", CV_STATISTIC_NPS, &number, 2, {4, -6}, {10}, 4, {8.5}, {0.375, 0.25}},
    {"a_total", CV_STATISTIC_TOTAL, &number, 2, {4, 6}, {10}, 4, {46}, {10, 1}},
    /* Y = 10 x 4 + 6 = 46, X = 2 x 4 + 2 = 10; (c_y - R c_x) / X = 0.08 */
    {"a_ratio", CV_STATISTIC_RATIO, &ratio, 3, {4, 6, 2}, {10, 2}, 4, {4.6}, {0.08, 0.1, -0.46}},
    {"a_ratio_of_negatives",
     CV_STATISTIC_RATIO,
     &ratio,
     3,
     {4, -6, -18},
     {0, 0},
     4,
     {1.0 / 3},
     {0, -1.0 / 18, 1.0 / 54}},
    {"a_ratio_of_the_centres", CV_STATISTIC_RATIO, &ratio, 3, {4, 0, 0}, {0.3, 0.1}, 4, {3}, {0, 2.5, -7.5}},
    {"a_ratio_over_nothing", CV_STATISTIC_RATIO, &ratio, 3, {4, 6, -8}, {10, 2}, 4, {NAN}, {0, 0, 0}},
    {"nobody_in_the_base", CV_STATISTIC_PROPORTION, &levels, 3, {0, 0, 0}, {0}, 0, {NAN, NAN, NAN}, {0}},
    {"a_mean_of_nobody", CV_STATISTIC_MEAN, &number, 2, {0, 0}, {10}, 0, {NAN}, {0}},
    {"a_total_of_nobody", CV_STATISTIC_TOTAL, &number, 2, {0, 0}, {10}, 0, {NAN}, {0}},
};

static void check_by_hand(void **state)
{
    const struct hand_case *c = *state;
    double estimates[MOST], jacobian[MOST * MOST];
    for (size_t i = 0; i < MOST * MOST; i++)
        jacobian[i] = 99; /* what was there before must not stay */
    cv_point at = {.totals = c->totals, .slots = c->slots, .centre = {c->centre[0], c->centre[1]}};
    check_close(cv_statistic_at(c->statistic, c->of, &at, estimates, jacobian), c->base, 0, "base");
    for (size_t i = 0; i < c->of->shown_count; i++)
        check_close(estimates[i], c->estimates[i], 1e-15, "estimate");
    for (size_t i = 0; i < c->of->shown_count * c->slots; i++)
        check_near(jacobian[i], c->jacobian[i], 1e-14, 0, "derivative");
    assert_true(jacobian[c->of->shown_count * c->slots] == 99);
}

/* ---- against differences ---- */

/* The central difference of order 4, exact for cubics; its error is far below the check's. */
static double difference(cv_statistic statistic, const cv_measured *of, const cv_point *at, size_t output, size_t slot)
{
    static const double steps[] = {-2, -1, 1, 2}, factors[] = {1, -8, 8, -1};
    double sum = 0, h = 1e-3 * fmax(1, fabs(at->totals[slot]));
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        double totals[MOST], estimates[MOST], jacobian[MOST * MOST];
        for (size_t k = 0; k < at->slots; k++)
            totals[k] = at->totals[k] + (k == slot ? steps[i] * h : 0);
        cv_point moved = {.totals = totals, .slots = at->slots, .centre = {at->centre[0], at->centre[1]}};
        cv_statistic_at(statistic, of, &moved, estimates, jacobian);
        sum += factors[i] * estimates[output];
    }
    return sum / (12 * h);
}

static const struct slope_case {
    const char *name;
    cv_statistic statistic;
    const cv_measured *of;
    size_t slots;
} slope_cases[] = {
    {"slopes_of_shares", CV_STATISTIC_PROPORTION, &levels, 3},   {"slopes_of_counts", CV_STATISTIC_COUNT, &levels, 3},
    {"slopes_of_choices", CV_STATISTIC_PROPORTION, &choices, 3}, {"slopes_of_a_mean", CV_STATISTIC_MEAN, &number, 2},
    {"slopes_of_a_score", CV_STATISTIC_NPS, &number, 2},         {"slopes_of_a_total", CV_STATISTIC_TOTAL, &number, 2},
    {"slopes_of_a_ratio", CV_STATISTIC_RATIO, &ratio, 3},
};

/* Points that a small generator of the test's own makes: totals of 1 to 100, centres of -5 to 5. */
static double next_number(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 11) / 9007199254740992.0;
}

static void check_slopes(void **state)
{
    const struct slope_case *c = *state;
    uint64_t seed = 7;
    for (int round = 0; round < 50; round++) {
        double totals[MOST], estimates[MOST], jacobian[MOST * MOST];
        cv_point at = {.totals = totals, .slots = c->slots};
        for (size_t k = 0; k < c->slots; k++)
            totals[k] = 1 + 99 * next_number(&seed);
        at.centre[0] = 10 * next_number(&seed) - 5;
        at.centre[1] = 5 + 5 * next_number(&seed); /* a ratio's denominator stays away from 0 */
        cv_statistic_at(c->statistic, c->of, &at, estimates, jacobian);
        for (size_t r = 0; r < c->of->shown_count; r++)
            for (size_t k = 0; k < c->slots; k++)
                check_near(jacobian[r * c->slots + k], difference(c->statistic, c->of, &at, r, k), 1e-8, 1e-9, c->name);
    }
}

/* Shares of all levels add up to 1 whatever the totals, so their derivatives add up to 0. */
static void slopes_of_all_shares_add_up_to_nothing(void **state)
{
    (void)state;
    static const double totals[] = {1e-3, 17, 4e6};
    double estimates[MOST], jacobian[MOST * MOST];
    const cv_point at = {.totals = totals, .slots = 3};
    double base = cv_statistic_at(CV_STATISTIC_PROPORTION, &levels, &at, estimates, jacobian);
    check_close(estimates[0] + estimates[1] + estimates[2], 1, 1e-15, "shares");
    for (size_t k = 0; k < 3; k++)
        check_near(jacobian[k] + jacobian[3 + k] + jacobian[6 + k], 0, 0, 1e-15 / base * 4, "slopes");
}

/* ---- totals that replicate weights give ---- */

/* R survey: a base of 0 has no share or mean, but totals of 0; a base below 0 is one like any other. */
static void replicates_may_have_any_base(void **state)
{
    (void)state;
    static const double none[] = {0, 0, 0}, below[] = {-2, 1, -3};
    double estimates[MOST], row[MOST] = {0};
    cv_point at = {.totals = none, .slots = 3};
    cv_statistic_values(CV_STATISTIC_PROPORTION, &levels, &at, estimates, row);
    check_close(estimates[1], NAN, 0, "a share of nothing");
    cv_statistic_values(CV_STATISTIC_COUNT, &levels, &at, estimates, row);
    check_close(estimates[1], 0, 0, "a count of nothing");
    at.totals = below;
    cv_statistic_values(CV_STATISTIC_PROPORTION, &levels, &at, estimates, row);
    check_close(estimates[0], 0.5, 1e-15, "a share of a base below 0");
    check_close(estimates[1], -0.25, 1e-15, "one below 0");
    at = (cv_point){.totals = none, .slots = 2, .centre = {10}};
    cv_statistic_values(CV_STATISTIC_MEAN, &number, &at, estimates, row);
    check_close(estimates[0], NAN, 0, "a mean of nobody");
    cv_statistic_values(CV_STATISTIC_TOTAL, &number, &at, estimates, row);
    check_close(estimates[0], 0, 0, "a total of nobody");
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(slopes_of_all_shares_add_up_to_nothing),
        cmocka_unit_test(replicates_may_have_any_base),
    };
    struct CMUnitTest tests[COUNT_OF(hand_cases) + COUNT_OF(slope_cases) + COUNT_OF(others)] = {{0}};
    size_t n = 0;
    for (size_t i = 0; i < COUNT_OF(hand_cases); i++)
        tests[n++] = (struct CMUnitTest){
            .name = hand_cases[i].name, .test_func = check_by_hand, .initial_state = (void *)(uintptr_t)&hand_cases[i]};
    for (size_t i = 0; i < COUNT_OF(slope_cases); i++)
        tests[n++] = (struct CMUnitTest){.name = slope_cases[i].name,
                                         .test_func = check_slopes,
                                         .initial_state = (void *)(uintptr_t)&slope_cases[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[n++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
