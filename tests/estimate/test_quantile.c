/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "estimate/quantile.h"

enum { MOST = 8, RULES = 10 };

/* As tests/oracle/quantiles.R has them, in the order of their values and without weights of zero. */
static const struct sample {
    size_t count;
    double values[MOST], weights[MOST];
} samples[] = {
    {5, {1, 2, 4, 8, 16}, {1, 1, 1, 1, 1}},
    {5, {1, 2, 4, 8, 16}, {0.75, 2, 1.25, 3, 0.5}},
    {6, {1, 2, 2, 3, 3, 3}, {1, 4, 0.8, 2.5, 0.25, 1.5}},
    {6, {-2.5, 0, 0, 3, 7, 1e9}, {10, 20, 1, 3, 0.01, 5}},
    {2, {5, 9}, {1, 3}},
};

static cv_ordered order(const struct sample *sample, cv_kept_row rows[MOST])
{
    for (size_t i = 0; i < sample->count; i++)
        rows[i] = (cv_kept_row){.value = sample->values[i], .row = (uint32_t)i};
    cv_kept_rows kept = {.rows = rows, .count = sample->count, .live = sample->count, .weights = sample->weights};
    return cv_ordered_of(&kept);
}

/* ---- between the steps: R survey ---- */

static const struct {
    size_t sample;
    double p, want[RULES]; /* math, school, hf3 ... hf9, shahvaish */
} r_cases[] = {
#include "../oracle/quantiles.inc"
};

static void rules_are_those_of_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(r_cases); i++) {
        cv_kept_row rows[MOST];
        cv_ordered of = order(&samples[r_cases[i].sample], rows);
        for (int rule = 0; rule < RULES; rule++) {
            char what[80];
            snprintf(what, sizeof what, "sample %zu at %g by %s", r_cases[i].sample, r_cases[i].p,
                     cv_qrule_name((cv_qrule)rule));
            check_near(cv_quantile_at(&of, (cv_qrule)rule, r_cases[i].p), r_cases[i].want[rule], 1e-13, 1e-13, what);
        }
    }
}

/* ---- on the steps, and at the ends ---- */

static const struct {
    const char *name;
    struct sample sample;
    cv_qrule rule;
    double p, want;
} cases[] = {
    {"math takes the value that reaches p", {4, {1, 2, 4, 8}, {1, 1, 1, 1}}, CV_QRULE_MATH, 0.5, 2},
    {"school takes the middle", {4, {1, 2, 4, 8}, {1, 1, 1, 1}}, CV_QRULE_SCHOOL, 0.5, 3},
    {"hf3 stays at an even rank", {4, {1, 2, 4, 8}, {1, 1, 1, 1}}, CV_QRULE_HF3, 0.5, 2},
    {"hf3 leaves an odd one", {4, {1, 2, 4, 8}, {1, 1, 1, 1}}, CV_QRULE_HF3, 0.25, 2},
    {"hf3 counts distinct values", {5, {1, 1, 1, 4, 8}, {1, 1, 1, 1, 2}}, CV_QRULE_HF3, 0.5, 4},
    {"hf3, the second distinct value", {5, {1, 1, 1, 4, 8}, {1, 1, 1, 1, 4}}, CV_QRULE_HF3, 0.5, 4},
    {"a sum of tenths reaches 0.3", {4, {1, 2, 3, 4}, {0.1, 0.1, 0.1, 0.7}}, CV_QRULE_MATH, 0.3, 3},
    {"a step of thirds, school", {3, {1, 2, 4}, {0.1, 0.1, 0.1}}, CV_QRULE_SCHOOL, 1.0 / 3, 1.5},
    {"p of 0", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_MATH, 0, 1},
    {"p of 1", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_MATH, 1, 4},
    {"p of 1 by school", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_SCHOOL, 1, 4},
    {"p of 1 by hf3", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_HF3, 1, 4},
    {"p of 1 by hf4", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_HF4, 1, 4},
    {"p of 0 by hf7", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_HF7, 0, 1},
    {"below the first step, math", {3, {1, 2, 4}, {8, 1, 1}}, CV_QRULE_MATH, 0.1, 1},
    {"below the first step, school", {3, {1, 2, 4}, {8, 1, 1}}, CV_QRULE_SCHOOL, 0.1, 1},
    {"below the first point, hf4", {3, {1, 2, 4}, {8, 1, 1}}, CV_QRULE_HF4, 0.1, 1},
    {"below the first point, hf5", {3, {1, 2, 4}, {8, 1, 1}}, CV_QRULE_HF5, 0.1, 1},
    {"one row by math", {1, {7}, {2}}, CV_QRULE_MATH, 0.5, 7},
    {"one row by hf7", {1, {7}, {2}}, CV_QRULE_HF7, 0.5, 7},
    {"one row by shahvaish", {1, {7}, {2}}, CV_QRULE_SHAHVAISH, 0.5, 7},
    /* R 4.2.2, survey 4.1-1: the points of such weights are 1/16, -5/16, 1/2 */
    {"points in disorder by shahvaish", {3, {1, 2, 4}, {1, 8, 3}}, CV_QRULE_SHAHVAISH, 0.05, 2},
    {"among them", {3, {1, 2, 4}, {1, 8, 3}}, CV_QRULE_SHAHVAISH, 0.2, 1},
    {"above all of them", {3, {1, 2, 4}, {1, 8, 3}}, CV_QRULE_SHAHVAISH, 0.9, 4},
    {"below all of them", {4, {1, 2, 4, 8}, {2, 4, 2, 2}}, CV_QRULE_SHAHVAISH, 0.05, 1},
    {"no rows by shahvaish", {0, {0}, {0}}, CV_QRULE_SHAHVAISH, 0.5, NAN},
    {"equal values are themselves", {3, {0.1, 0.1, 0.1}, {0.3, 0.7, 0.9}}, CV_QRULE_HF4, 0.5, 0.1},
    {"no rows", {0, {0}, {0}}, CV_QRULE_MATH, 0.5, NAN},
    {"no rows by hf7", {0, {0}, {0}}, CV_QRULE_HF7, 0.5, NAN},
    {"p below 0", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_MATH, -1e-9, NAN},
    {"p above 1", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_HF9, 1.0000001, NAN},
    {"no p", {3, {1, 2, 4}, {1, 1, 1}}, CV_QRULE_HF9, NAN, NAN},
};

static void steps_and_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cv_kept_row rows[MOST];
        cv_ordered of = order(&cases[i].sample, rows);
        check_close(cv_quantile_at(&of, cases[i].rule, cases[i].p), cases[i].want, 0, cases[i].name);
    }
}

static void the_share_is_whole_at_the_end(void **state)
{
    (void)state;
    static const struct sample tenths = {4, {1, 2, 2, 4}, {0.1, 0.1, 0.1, 0.1}};
    cv_kept_row rows[MOST];
    cv_ordered of = order(&tenths, rows);
    check_close(cv_share_up_to(&of, 0.5), 0, 0, "below all");
    check_close(cv_share_up_to(&of, 2), 0.75, 1e-15, "equal values count");
    check_close(cv_share_up_to(&of, 3.9), 0.75, 1e-15, "between");
    check_close(cv_share_up_to(&of, 4), 1, 0, "all");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_those_of_r),
        cmocka_unit_test(steps_and_ends),
        cmocka_unit_test(the_share_is_whole_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
