/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/utf8.h"

typedef struct utf8_case {
    const char *name, *text;
    size_t length, bytes; /**< bytes 0: no UTF-8 */
    uint32_t point;
} utf8_case;

/* The limits of each length (RFC 3629, section 3 and 4), and each way to go wrong. */
static const utf8_case cases[] = {
    {"ascii", "a", 1, 1, 'a'},
    {"nul", "\0", 1, 1, 0},
    {"the_last_of_one_byte", "\x7f", 1, 1, 0x7F},
    {"the_first_of_two_bytes", "\xc2\x80", 2, 2, 0x80},
    {"the_last_of_two_bytes", "\xdf\xbf", 2, 2, 0x7FF},
    {"the_first_of_three_bytes", "\xe0\xa0\x80", 3, 3, 0x800},
    {"the_last_before_surrogates", "\xed\x9f\xbf", 3, 3, 0xD7FF},
    {"the_first_behind_surrogates", "\xee\x80\x80", 3, 3, 0xE000},
    {"the_last_of_three_bytes", "\xef\xbf\xbf", 3, 3, 0xFFFF},
    {"the_first_of_four_bytes", "\xf0\x90\x80\x80", 4, 4, 0x10000},
    {"the_last_of_all", "\xf4\x8f\xbf\xbf", 4, 4, 0x10FFFF},
    {"only_the_first_is_read", "\xc3\xa9z", 3, 2, 0xE9},
    {"nothing", "", 0, 0, 0},
    {"a_tail_alone", "\x80", 1, 0, 0},
    {"overlong_two", "\xc1\xbf", 2, 0, 0},
    {"overlong_three", "\xe0\x9f\xbf", 3, 0, 0},
    {"overlong_four", "\xf0\x8f\xbf\xbf", 4, 0, 0},
    {"first_surrogate", "\xed\xa0\x80", 3, 0, 0},
    {"last_surrogate", "\xed\xbf\xbf", 3, 0, 0},
    {"above_the_last", "\xf4\x90\x80\x80", 4, 0, 0},
    {"five_bytes", "\xf8\x88\x80\x80\x80", 5, 0, 0},
    {"cut_short", "\xe4\xb8\xad", 2, 0, 0},
    {"broken_inside", "\xe4\xb8z", 3, 0, 0},
    {"ff", "\xff", 1, 0, 0},
};

static void check_case(void **state)
{
    const utf8_case *c = *state;
    uint32_t point = 42;
    assert_int_equal(cv_utf8_read(c->text, c->length, &point), c->bytes);
    assert_int_equal(point, c->bytes > 0 ? c->point : 42);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
