/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "compare/letters.h"
#include "support/test_memory.h"

static const struct letter_case {
    size_t at;
    const char *want;
} letter_cases[] = {{0, "A"},   {1, "B"},   {25, "Z"},   {26, "AA"},  {27, "AB"},
                    {51, "AZ"}, {52, "BA"}, {701, "ZZ"}, {702, "AAA"}};

static void columns_have_letters(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(letter_cases); i++) {
        char text[CV_LETTER_SIZE];
        check_text(cv_column_letter(letter_cases[i].at, text), letter_cases[i].want, "column");
    }
}

typedef struct letters_case {
    const char *name;
    size_t columns, pair_count;
    cv_letter_pair pairs[6];
    double alpha;
    const char *want[4];
} letters_case;

static const letters_case cases[] = {
    {"the higher column has the lower one's letter", 2, 1, {{0, 1, 0.5, 0.4, 0.01}}, 0.05, {"B", ""}},
    {"whichever comes first in the pair", 2, 1, {{1, 0, 0.5, 0.4, 0.01}}, 0.05, {"", "A"}},
    {"the second of a pair may be higher", 2, 1, {{0, 1, 0.4, 0.5, 0.01}}, 0.05, {"", "A"}},
    {"not significant", 2, 1, {{0, 1, 0.5, 0.4, 0.06}}, 0.05, {"", ""}},
    {"p of alpha is not below it", 2, 1, {{0, 1, 0.5, 0.4, 0.05}}, 0.05, {"", ""}},
    {"no p", 2, 1, {{0, 1, 0.5, 0.4, NAN}}, 0.05, {"", ""}},
    {"no estimate", 2, 1, {{0, 1, NAN, 0.4, 0.01}}, 0.05, {"", ""}},
    {"the same estimate", 2, 1, {{0, 1, 0.4, 0.4, 0.01}}, 0.05, {"", ""}},
    {"a column that is not there", 2, 2, {{0, 2, 0.5, 0.4, 0.01}, {7, 1, 0.5, 0.4, 0.01}}, 0.05, {"", ""}},
    {"a column against itself", 2, 1, {{1, 1, 0.5, 0.4, 0.01}}, 0.05, {"", ""}},
    {"letters stand in the columns' order, each once",
     4,
     4,
     {{3, 2, 0.9, 0.3, 0.001}, {0, 3, 0.1, 0.9, 0.001}, {3, 1, 0.9, 0.2, 0.001}, {3, 0, 0.9, 0.1, 0.001}},
     0.05,
     {"", "", "", "ABC"}},
    {"all pairs of four",
     4,
     6,
     {{0, 1, 0.7, 0.5, 0.01},
      {0, 2, 0.7, 0.6, 0.2},
      {0, 3, 0.7, 0.4, 0.001},
      {1, 2, 0.5, 0.6, 0.04},
      {1, 3, 0.5, 0.4, 0.04},
      {2, 3, 0.6, 0.4, 0.01}},
     0.05,
     {"BD", "D", "BD", ""}},
    {"none to compare", 1, 0, {{0}}, 0.05, {""}},
};

static void check_case(void **state)
{
    const letters_case *c = *state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    const char *got[4] = {0};
    assert_int_equal(cv_letters(c->columns, c->pairs, c->pair_count, c->alpha, &arena, got, &messages), CV_OK);
    for (size_t i = 0; i < c->columns; i++)
        check_text(got[i], c->want[i], c->name);
    cv_arena_free(&arena);
}

static void wide_tables_put_blanks_between_letters(void **state)
{
    (void)state;
    static const cv_letter_pair pairs[] = {{0, 29, 0.5, 0.1, 0.01}, {0, 1, 0.5, 0.1, 0.01}, {0, 25, 0.5, 0.1, 0.01}};
    cv_arena arena = {0};
    cv_messages messages = {0};
    const char *got[30];
    assert_int_equal(cv_letters(30, pairs, COUNT_OF(pairs), 0.05, &arena, got, &messages), CV_OK);
    check_text(got[0], "B Z AD", "first");
    check_text(got[29], "", "last");
    cv_arena_free(&arena);
}

static cv_status letter_two(void *context, cv_messages *messages)
{
    static const cv_letter_pair pair = {0, 1, 0.5, 0.4, 0.01};
    cv_arena arena = {0};
    const char *got[2];
    (void)context;
    cv_status status = cv_letters(2, &pair, 1, 0.05, &arena, got, messages);
    cv_arena_free(&arena);
    return status;
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    check_every_allocation(letter_two, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 3] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(columns_have_letters);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(wide_tables_put_blanks_between_letters);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
