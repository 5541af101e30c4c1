/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "base/nearest.h"

static const char *const names[] = {"weight", "strata", "cluster", "fpc",     "nest", "df",  "country",
                                    "region", "Länder", "by",      "cluster", "psu",  "Åse", "confidence"};

typedef struct nearest_case {
    const char *name, *wrong, *want;
} nearest_case;

static const nearest_case cases[] = {
    {"a_swap_of_neighbours", "wieght", "weight"},
    {"a_letter_too_few", "contry", "country"},
    {"a_letter_too_many", "reggion", "region"},
    {"another_letter", "strada", "strata"},
    {"another_case", "COUNTRY", "country"},
    {"two_mistakes_in_seven", "kountri", "country"},
    {"three_in_ten", "confadanze", "confidence"},
    {"four_in_ten_are_too_many", "konfadanze", NULL},
    {"three_mistakes_in_seven_are_too_many", "kountrees", NULL},
    {"one_mistake_in_a_short_name", "fpv", "fpc"},
    {"two_mistakes_in_a_short_name_are_too_many", "fvv", NULL},
    {"characters_count_not_bytes", "Lander", "Länder"},
    {"one_character_of_three", "åse", "Åse"}, /* case is not folded beyond ASCII: one substitution */
    {"the_name_itself", "nest", "nest"},
    {"something_else", "colour", NULL},
    {"nothing_in_common", "x", NULL},
    {"one_of_two_letters", "bx", "by"},
    {"nothing", "", NULL},
};

static void check_case(void **state)
{
    const nearest_case *c = *state;
    const char *got = cv_nearest(c->wrong, names, COUNT_OF(names));
    if (c->want == NULL)
        assert_null(got);
    else
        check_text(got, c->want, c->wrong);
}

static void the_first_of_equals_wins(void **state)
{
    (void)state;
    static const char *const alike[] = {"age_b", "age_a", "age_c"};
    assert_ptr_equal(cv_nearest("age_x", alike, COUNT_OF(alike)), alike[0]);
    assert_ptr_equal(cv_nearest("age_c", alike, COUNT_OF(alike)), alike[2]);
    assert_null(cv_nearest("age_c", alike, 0));
}

static void very_long_names_are_passed_over(void **state)
{
    (void)state;
    char longest[257], longer[258];
    memset(longest, 'a', 256);
    memset(longer, 'a', 257);
    longest[256] = longer[257] = '\0';
    const char *const both[] = {longer, longest};
    assert_ptr_equal(cv_nearest(longest, both, 2), longest);
    assert_null(cv_nearest(longer, both, 2));
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 2] = {
        cmocka_unit_test(the_first_of_equals_wins),
        cmocka_unit_test(very_long_names_are_passed_over),
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[2 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
