/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "plot/shares.h"

enum { PARTS = 12 };

static const struct shares {
    const char *name;
    size_t count;
    double unit, parts[PARTS], wanted[PARTS], sum;
} cases[] = {
    {"three_thirds_add_to_100_and_the_first_gets_the_point",
     3,
     0.01,
     {1 / 3.0, 1 / 3.0, 1 / 3.0},
     {0.34, 0.33, 0.33},
     1},
    {"the_largest_remainders_are_rounded_up", 4, 0.01, {0.143, 0.126, 0.137, 0.594}, {0.14, 0.13, 0.14, 0.59}, 1},
    {"what_plain_rounding_makes_101_is_100", 4, 0.01, {0.125, 0.125, 0.125, 0.625}, {0.13, 0.12, 0.12, 0.63}, 1},
    {"what_plain_rounding_makes_99_is_100", 3, 0.01, {0.333, 0.333, 0.334}, {0.33, 0.33, 0.34}, 1},
    {"equal_remainders_go_to_the_larger_part", 3, 0.01, {0.105, 0.305, 0.59}, {0.1, 0.31, 0.59}, 1},
    {"equal_parts_go_to_the_earlier_one", 3, 0.01, {0.205, 0.205, 0.59}, {0.21, 0.2, 0.59}, 1},
    {"whole_per_cents_stay", 5, 0.01, {0.29, 0.57, 0.01, 0.13, 0}, {0.29, 0.57, 0.01, 0.13, 0}, 1},
    {"nothing_is_never_rounded_up", 3, 0.01, {0, 0.996, 0.004}, {0, 1, 0}, 1},
    {"one_decimal", 3, 0.001, {0.1234, 0.4323, 0.4443}, {0.124, 0.432, 0.444}, 1},
    {"parts_that_do_not_fill_a_whole_add_to_their_rounded_sum",
     3,
     0.01,
     {0.124, 0.124, 0.125},
     {0.12, 0.12, 0.13},
     0.37},
    {"a_missing_part_adds_nothing", 3, 0.01, {0.304, (double)NAN, 0.404}, {0.3, (double)NAN, 0.41}, 0.71},
    {"all_missing", 2, 0.01, {(double)NAN, (double)NAN}, {(double)NAN, (double)NAN}, 0},
    {"one_part", 1, 0.01, {1}, {1}, 1},
    {"no_parts", 0, 0.01, {0}, {0}, 0},
};

static void check_case(void **state)
{
    const struct shares *c = *state;
    double got[PARTS], sum = cv_shares_round(c->parts, c->count, c->unit, got), added = 0;
    for (size_t i = 0; i < c->count; i++) {
        check_near(got[i], c->wanted[i], 0, 1e-12, c->name);
        added += isnan(got[i]) ? 0 : got[i];
    }
    check_near(sum, c->sum, 0, 1e-12, "sum");
    check_near(added, sum, 0, 1e-12, "sum of the parts");
}

static void no_part_moves_by_a_whole_unit_and_all_add_to_100(void **state)
{
    (void)state;
    uint64_t seed = 20;
    for (int round = 0; round < 2000; round++) {
        double parts[PARTS], got[PARTS], sum = 0, added = 0;
        for (size_t i = 0; i < PARTS; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            parts[i] = (double)(seed >> 40);
            sum += parts[i];
        }
        for (size_t i = 0; i < PARTS; i++)
            parts[i] /= sum;
        cv_shares_round(parts, PARTS, 0.01, got);
        for (size_t i = 0; i < PARTS; i++) {
            assert_true(fabs(got[i] - parts[i]) < 0.01);
            added += got[i];
        }
        check_near(added, 1, 0, 1e-12, "sum");
    }
}

static void they_may_be_rounded_in_place(void **state)
{
    (void)state;
    double parts[] = {0.126, 0.874};
    cv_shares_round(parts, 2, 0.01, parts);
    check_near(parts[0], 0.13, 0, 1e-12, "first");
    check_near(parts[1], 0.87, 0, 1e-12, "second");
}

int main(void)
{
    enum { ALONE = 2 };
    struct CMUnitTest tests[ALONE + COUNT_OF(cases)] = {
        cmocka_unit_test(no_part_moves_by_a_whole_unit_and_all_add_to_100),
        cmocka_unit_test(they_may_be_rounded_in_place),
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[ALONE + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
