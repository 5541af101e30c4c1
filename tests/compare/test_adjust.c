/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "compare/adjust.h"
#include "support/test_memory.h"

enum { MOST = 20 };

typedef struct adjust_case {
    const char *name;
    cv_adjust method;
    size_t count;
    double p[MOST], want[MOST];
} adjust_case;

static const adjust_case cases[] = {
#include "oracle/adjust.inc"
    {"none at all", CV_ADJUST_HOLM, 0, {0}, {0}},
};

static void check_case(void **state)
{
    const adjust_case *c = *state;
    double got[MOST] = {0};
    cv_messages messages = {0};
    assert_int_equal(cv_adjust_p(c->method, c->p, c->count, got, &messages), CV_OK);
    for (size_t i = 0; i < c->count; i++)
        check_close(got[i], c->want[i], 1e-14, c->name);
}

static void adjusts_in_place(void **state)
{
    (void)state;
    double p[] = {0.04, NAN, 0.01};
    cv_messages messages = {0};
    assert_int_equal(cv_adjust_p(CV_ADJUST_BONFERRONI, p, 3, p, &messages), CV_OK);
    check_close(p[0], 0.08, 1e-15, "first");
    check_close(p[1], NAN, 0, "missing");
    check_close(p[2], 0.02, 1e-15, "last");
}

static cv_status adjust_seven(void *context, cv_messages *messages)
{
    static const double p[] = {0.04, 0.01, 0.3, 0.02, 0.5, 0.001, 0.2};
    double got[COUNT_OF(p)];
    (void)context;
    return cv_adjust_p(CV_ADJUST_HOMMEL, p, COUNT_OF(p), got, messages);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    check_every_allocation(adjust_seven, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 2] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(adjusts_in_place);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
