/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "load/utf8.h"

enum { MOST = 400 };

/* Markus Kuhn's stress test's kinds of mistakes, each alone. */
static const struct {
    const char *name, *text;
    size_t length, first, lines;
} cases[] = {
    {"ascii", "plain\n", 6, 0, 0},
    {"two_bytes", "\xc3\xa9\n", 3, 0, 0},
    {"three_bytes", "\xe4\xb8\xad\n", 4, 0, 0},
    {"four_bytes", "\xf0\x9f\x98\x80\n", 5, 0, 0},
    {"last_code_point", "\xf4\x8f\xbf\xbf\n", 5, 0, 0},
    {"beyond_the_last", "a\xf4\x90\x80\x80\n", 6, 1, 1},
    {"lone_continuation",
     "a\x80"
     "b\n",
     4, 1, 1},
    {"lone_lead", "ab\xc3\n", 4, 2, 1},
    {"lead_at_the_end", "ab\xc3", 3, 2, 1},
    {"three_cut_short", "\xe4\xb8\n", 3, 0, 1},
    {"overlong_two", "\xc0\xaf\n", 3, 0, 1},
    {"overlong_three", "\xe0\x80\xaf\n", 4, 0, 1},
    {"surrogate", "\xed\xa0\x80\n", 4, 0, 1},
    {"never_a_byte", "\xff\n", 2, 0, 1},
    {"latin1_word", "caf\xe9,\n", 6, 3, 1},
    {"two_on_a_line_count_once", "\x80\x80 \xff\nok\n", 9, 0, 1},
    {"two_lines", "ok\n\x80\n\xff\n", 7, 3, 2},
};

static cv_bad_bytes check(const char *text, size_t length, size_t before)
{
    char bytes[MOST + CV_PAD];
    cv_mask masks[MOST / CV_BLOCK + 3];
    memset(bytes, 'x', sizeof bytes);
    memcpy(bytes + before, text, length);
    cv_masks_fill(cv_engine_best(), bytes, before + length, ',', masks);
    return cv_bytes_not_utf8(bytes, before + length, masks);
}

static void check_case(void **state)
{
    size_t i = (size_t)(uintptr_t)*state;
    for (size_t before = 0; before < 140; before++) { /* over all borders of blocks */
        cv_bad_bytes bad = check(cases[i].text, cases[i].length, before);
        assert_int_equal(bad.lines, cases[i].lines);
        if (bad.lines > 0)
            assert_int_equal(bad.first, before + cases[i].first);
    }
}

static void nul_bytes_are_counted_by_lines(void **state)
{
    char bytes[] = "a\nb\0\0\n\0c\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    cv_mask masks[3];
    (void)state;
    assert_true(cv_masks_fill(CV_ENGINE_PLAIN, bytes, 9, ',', masks));
    cv_bad_bytes nul = cv_bytes_nul(bytes, 9, masks);
    assert_int_equal(nul.first, 3);
    assert_int_equal(nul.lines, 2);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 1] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] =
            (struct CMUnitTest){.name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)i};
    tests[COUNT_OF(cases)] = (struct CMUnitTest)cmocka_unit_test(nul_bytes_are_counted_by_lines);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
