/* SPDX-License-Identifier: GPL-3.0-or-later */
/* p values from random tables: against the exact ones of R's fisher.test, and, beyond them, against its own simulation
 * of 200,000 tables or more. */
#include "support/test.h"

#include <math.h>

#include "compare/crosstab.h"
#include "compare/fisher.h"
#include "compare/fisher_draws.h"
#include "support/test_memory.h"

enum { MOST_CELLS = 120 };

static const struct table_case {
    const char *name;
    size_t rows, columns;
    double counts[MOST_CELLS];
    double p;
} exact_cases[] =
    {
#include "oracle/fisher.inc"
},
  /* R 4.2.2: fisher.test(simulate.p.value = TRUE, B = 1e6, 2e5, 1e6) */
    drawn_cases[] = {
        {"eight by eight",
         8,
         8,
         {5, 12, 8, 15, 11, 7, 14, 10, 6, 13, 9, 5, 12, 8, 15, 11, 7, 14, 10, 6, 13, 9,
          5, 12, 8, 15, 11, 7, 14, 10, 6, 13, 9, 5, 12, 8, 15, 11, 7, 14, 10, 6, 13, 9,
          5, 12, 8, 15, 11, 7, 14, 10, 6, 13, 9, 5, 12, 8, 15, 11, 7, 14, 10, 6},
         0.1543048},
        {"39,840 answers",
         4,
         5,
         {2001, 1930, 2050, 1988, 2000, 1890, 2031, 1950, 2040, 2010,
          2000, 1975, 2063, 1961, 1950, 1880, 2080, 1999, 2040, 1990},
         0.0603397},
        {"seven by seven",
         7,
         7,
         {1, 9, 3, 4, 7, 2, 6, 1, 8, 2, 5, 3, 6, 2, 7, 4, 1, 9, 3, 5, 2, 8, 4, 6, 3,
          1, 7, 5, 9, 2, 6, 4, 8, 3, 1, 7, 2, 5, 9, 4, 6, 1, 3, 8, 5, 2, 7, 4, 9},
         0.001690998},
        /* B = 2e5; the exact one of R is 0.0225, which its network loses its way to */
        {"ten by four",
         10,
         4,
         {5, 4, 4, 3, 2, 4, 0, 1, 1, 4, 2, 1, 0, 0, 4, 4, 4, 1, 0, 2,
          3, 2, 1, 4, 4, 3, 1, 5, 1, 1, 1, 2, 0, 5, 1, 1, 5, 1, 1, 2},
         0.1266244},
};

/* Five standard errors, of the wanted p as well where it was simulated; the seed is fixed, so this holds or does not.
 */
static void check_p(const struct table_case *c, double tables)
{
    cv_messages messages = {0};
    double p;
    assert_int_equal(cv_fisher_draws(c->rows, c->columns, c->counts, &p, &messages), CV_OK);
    double error = 5 * sqrt(c->p * (1 - c->p) * (1 / 1e5 + 1 / tables)) + 2e-5;
    if (!(fabs(p - c->p) <= error))
        fail_msg("%s: %.17g, not %.17g", c->name, p, c->p);
}

static void check_exact(void **state)
{
    check_p(*state, INFINITY);
}

static void check_drawn(void **state)
{
    check_p(*state, 2e5);
}

static void the_test_says_that_it_drew(void **state)
{
    (void)state;
    const struct table_case *c = &drawn_cases[0];
    cv_crosstab table = {.rows = c->rows, .columns = c->columns, .counts = c->counts, .n = 647, .df = INFINITY};
    cv_test_value first, second;
    cv_messages messages = {0};
    assert_int_equal(cv_crosstab_test(CV_TEST_FISHER, &table, &first, &messages), CV_OK);
    assert_true(first.drawn);
    assert_int_equal(cv_crosstab_test(CV_TEST_FISHER, &table, &second, &messages), CV_OK);
    check_close(second.p, first.p, 0, "the same tables again");
    table = (cv_crosstab){.rows = 2, .columns = 2, .counts = exact_cases[0].counts, .n = 8, .df = INFINITY};
    assert_int_equal(cv_crosstab_test(CV_TEST_FISHER, &table, &first, &messages), CV_OK);
    assert_false(first.drawn);
}

static void tables_that_are_all_alike_have_p_1(void **state)
{
    (void)state;
    double counts[300 * 3] = {0}, p;
    cv_messages messages = {0};
    for (size_t i = 0; i < 300; i++)
        counts[i * 3 + i % 3] = 1; /* one answer a row: all tables of the margins are alike */
    assert_int_equal(cv_fisher_draws(300, 3, counts, &p, &messages), CV_OK);
    check_close(p, 1, 0, "one answer a row");
}

static void too_many_cells_have_no_p(void **state)
{
    (void)state;
    static double counts[300 * 300];
    double p;
    cv_messages messages = {0};
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        counts[i] = 1;
    assert_int_equal(cv_fisher_draws(300, 300, counts, &p, &messages), CV_OK);
    check_close(p, NAN, 0, "300 x 300");
}

static cv_status draw(void *context, cv_messages *messages)
{
    double p;
    const struct table_case *c = context;
    return cv_fisher_draws(c->rows, c->columns, c->counts, &p, messages);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    static struct table_case small = {.name = "small", .rows = 2, .columns = 2, .counts = {1, 0, 0, 1}};
    check_every_allocation(draw, &small, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(exact_cases) + COUNT_OF(drawn_cases) + 4] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(exact_cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = exact_cases[i].name, .test_func = check_exact, .initial_state = (void *)(uintptr_t)&exact_cases[i]};
    for (size_t i = 0; i < COUNT_OF(drawn_cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = drawn_cases[i].name, .test_func = check_drawn, .initial_state = (void *)(uintptr_t)&drawn_cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_test_says_that_it_drew);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(tables_that_are_all_alike_have_p_1);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(too_many_cells_have_no_p);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
