/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "estimate/quotient.h"
#include "estimate/statistic.h"

enum { SLOTS = 3 };

static const double first[] = {1, 0, 0}, net[] = {1, 0, -1}, all[] = {1, 1, 1}, known[] = {1, 1, 0},
                    part[] = {1, 1, 0.4};

/* By hand: R = scale (a'T) / (b'T); the variance of a simple random sample of n from the definition, s^2 / n with each
 * row's e. */
static const struct quotient_case {
    const char *name;
    cv_quotient of;
    double totals[SLOTS], n, want, base, srs;
} cases[] = {
    {"a_share", {first, all, 1, true}, {2, 5, 3}, 11, 0.2, 10, 0.2 * 0.8 / 10},
    {"a_net", {net, all, 100, false}, {6, 1, 3}, 11, 30, 10, 100 * 100 * (0.9 - 0.09) / 10},
    {"a_share_of_a_part", {first, known, 1, true}, {2, 6, 99}, 9, 0.25, 8, 0.25 * 0.75 / 8},
    {"a_rate_with_a_share_of_the_unknown",
     {first, part, 1, true},
     {3, 4, 5},
     13,
     1.0 / 3,
     9,
     /* e: 2/3, -1/3, -2/15 with weights 3, 4, 5 of 12; times (12/9)^2 */
     (3 * 4.0 / 9 + 4 * 1.0 / 9 + 5 * 4.0 / 225) / 12 * (13.0 / 12) / 13 * (16.0 / 9)},
    {"all_of_them", {first, all, 1, true}, {4, 0, 0}, 5, 1, 4, 0},
    {"nobody", {first, all, 1, true}, {0, 0, 0}, 0, NAN, 0, NAN},
    {"a_base_below_zero_is_one", {first, all, 1, true}, {2, -5, -1}, 9, -0.5, -4, NAN},
};

static void check_quotient(void **state)
{
    const struct quotient_case *c = *state;
    double totals[SLOTS], row[SLOTS], unused[SLOTS], value, other;
    for (size_t k = 0; k < SLOTS; k++)
        totals[k] = c->totals[k];
    const cv_point at = {.totals = totals, .slots = SLOTS};
    check_close(cv_quotient_at(&c->of, &at, &value, row), c->base, 1e-15, "base");
    check_close(value, c->want, 1e-14, "value");
    if (!isnan(c->srs))
        check_close(cv_quotient_srs(&c->of, totals, SLOTS, value, c->n), c->srs, 1e-13, "variance of a simple sample");
    for (size_t k = 0; k < SLOTS; k++) {
        const double step = 1e-6;
        if (isnan(value)) {
            assert_true(row[k] == 0);
            continue;
        }
        totals[k] = c->totals[k] + step;
        (void)cv_quotient_at(&c->of, &at, &other, unused);
        totals[k] = c->totals[k];
        check_near(row[k], (other - value) / step, 1e-5, 1e-6, "derivative");
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_quotient, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
