/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <canvass/message.h>

#include "support/test_memory.h"

/* ---- the text of a message ---- */

typedef struct format_case {
    const char *name;
    const char *file, *problem, *expected, *nearest;
    uint64_t line, column;
    bool warning;
    const char *want;
} format_case;

static const format_case formats[] = {
    {"a_message_without_a_place", NULL, "no study given", NULL, NULL, 0, 0, false, "canvass: error: no study given"},
    {"a_message_on_a_file", "a.csv", "is empty", NULL, NULL, 0, 0, false, "canvass: a.csv: error: is empty"},
    {"a_message_on_a_line", "a.csv", "too few fields", NULL, NULL, 12, 0, false,
     "canvass: a.csv:12: error: too few fields"},
    {"a_message_on_a_column", "s.yaml", "unknown key 'by'", NULL, NULL, 3, 9, false,
     "canvass: s.yaml:3:9: error: unknown key 'by'"},
    {"a_column_without_a_line_is_left_out", "s.yaml", "wrong", NULL, NULL, 0, 9, false,
     "canvass: s.yaml: error: wrong"},
    {"a_line_without_a_file_is_left_out", NULL, "wrong", NULL, NULL, 4, 9, false, "canvass: error: wrong"},
    {"a_large_line", "a.csv", "wrong", NULL, NULL, UINT64_MAX, 1, false,
     "canvass: a.csv:18446744073709551615:1: error: wrong"},
    {"a_warning", "a.csv", "is odd", NULL, NULL, 1, 0, true, "canvass: a.csv:1: warning: is odd"},
    {"what_was_expected", "s.yaml", "unknown key 'wieght'", "one of: weight, strata", NULL, 1, 2, false,
     "canvass: s.yaml:1:2: error: unknown key 'wieght'\n  expected one of: weight, strata"},
    {"the_nearest_name", "s.yaml", "unknown key 'wieght'", NULL, "weight", 1, 2, false,
     "canvass: s.yaml:1:2: error: unknown key 'wieght'\n  did you mean 'weight'?"},
    {"both", "s.yaml", "no", "yes", "yes", 1, 2, false,
     "canvass: s.yaml:1:2: error: no\n  expected yes\n  did you mean 'yes'?"},
    {"escape_sequences_do_not_reach_the_terminal", "\x1b]0;x\a.csv", "a\tb\nc\rd", "\x1b[31m", "\x7f", 0, 0, false,
     "canvass: \\x1B]0;x\\x07.csv: error: a\\x09b\\x0Ac\\x0Dd\n  expected \\x1B[31m\n  did you mean '\\x7F'?"},
    {"letters_of_all_kinds_stay", NULL, "\xc3\xa9\xc5\x82\xe4\xb8\xad\xf0\x9f\x98\x80", NULL, NULL, 0, 0, false,
     "canvass: error: \xc3\xa9\xc5\x82\xe4\xb8\xad\xf0\x9f\x98\x80"},
    {"c1_controls_are_shown", NULL, "a\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0", NULL, NULL, 0, 0, false,
     "canvass: error: a\\xC2\\x80\\xC2\\x9B\\xC2\\x9F\xc2\xa0"},
    {"bytes_that_are_no_utf8_are_shown", NULL, "\xff|\xc3|\xe4\xb8|\x80", NULL, NULL, 0, 0, false,
     "canvass: error: \\xFF|\\xC3|\\xE4\\xB8|\\x80"},
    {"overlong_forms_and_surrogates_are_shown", NULL, "\xc0\x9b\xed\xa0\x80", NULL, NULL, 0, 0, false,
     "canvass: error: \\xC0\\x9B\\xED\\xA0\\x80"},
    {"an_empty_problem", NULL, "", NULL, NULL, 0, 0, false, "canvass: error: "},
};

static void check_format(void **state)
{
    const format_case *c = *state;
    cv_messages messages = {0};
    cv_place at = {c->file, c->line, c->column};
    if (c->warning)
        cv_warn(&messages, at, "%s", c->problem);
    else
        cv_fail_expected(&messages, CV_DATA, at, c->expected, c->nearest, "%s", c->problem);
    assert_int_equal(messages.count, 1);
    char *text = cv_message_format(&messages.items[0]);
    check_text(text, c->want, c->name);
    cv_text_free(text);
    cv_messages_free(&messages);
}

/* ---- the status of a list ---- */

static void the_first_error_gives_the_status(void **state)
{
    (void)state;
    cv_messages messages = {0};
    assert_int_equal(cv_messages_status(&messages), CV_OK);
    cv_warn(&messages, (cv_place){0}, "only a warning");
    assert_int_equal(cv_messages_status(&messages), CV_OK);
    assert_int_equal(cv_fail(&messages, CV_DATA, (cv_place){0}, "row %d", 7), CV_DATA);
    assert_int_equal(cv_fail(&messages, CV_USAGE, (cv_place){0}, "key"), CV_USAGE);
    assert_int_equal(cv_messages_status(&messages), CV_DATA);
    assert_string_equal(messages.items[1].problem, "row 7");
    assert_null(messages.items[1].file);
    cv_messages_free(&messages);
    assert_int_equal(messages.count, 0);
    cv_messages_free(&messages);
}

static void running_out_of_memory_is_a_system_error(void **state)
{
    (void)state;
    cv_messages messages = {0};
    assert_int_equal(cv_fail_memory(&messages), CV_SYSTEM);
    char *text = cv_message_format(&messages.items[0]);
    check_text(text, "canvass: error: out of memory", "text");
    cv_text_free(text);
    cv_messages_free(&messages);
}

static void a_list_keeps_its_own_copies(void **state)
{
    (void)state;
    char file[] = "a.csv", expected[] = "b", nearest[] = "c";
    cv_messages messages = {0};
    for (int i = 0; i < 100; i++)
        cv_fail_expected(&messages, CV_DATA, (cv_place){file, 1, 0}, expected, nearest, "%d", i);
    file[0] = expected[0] = nearest[0] = '!';
    assert_int_equal(messages.count, 100);
    assert_string_equal(messages.items[99].file, "a.csv");
    assert_string_equal(messages.items[99].problem, "99");
    assert_string_equal(messages.items[99].expected, "b");
    assert_string_equal(messages.items[99].nearest, "c");
    cv_messages_free(&messages);
}

/* A message that could not be kept still shows in the list's status. */
static cv_status two_messages(void *context, cv_messages *messages)
{
    (void)context;
    cv_fail_expected(messages, CV_SYSTEM, (cv_place){"a.csv", 1, 1}, "this", "that", "no %s", "way");
    return cv_fail(messages, CV_SYSTEM, (cv_place){0}, "again");
}

static void a_lost_message_is_remembered(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 5; nth++) {
        cv_messages messages = {0};
        fail_the_nth_allocation(nth);
        assert_int_equal(two_messages(NULL, &messages), CV_SYSTEM);
        assert_true(stop_failing());
        assert_true(messages.out_of_memory);
        assert_int_equal(messages.count, 1);
        assert_int_equal(cv_messages_status(&messages), CV_SYSTEM);
        cv_messages_free(&messages);
    }
    cv_messages messages = {0};
    fail_allocations_from(1);
    two_messages(NULL, &messages);
    assert_true(stop_failing());
    assert_int_equal(messages.count, 0);
    assert_int_equal(cv_messages_status(&messages), CV_SYSTEM);
    cv_messages_free(&messages);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(formats) + 4] = {
        cmocka_unit_test(the_first_error_gives_the_status),
        cmocka_unit_test(running_out_of_memory_is_a_system_error),
        cmocka_unit_test(a_list_keeps_its_own_copies),
        cmocka_unit_test(a_lost_message_is_remembered),
    };
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        tests[4 + i] = (struct CMUnitTest){
            .name = formats[i].name, .test_func = check_format, .initial_state = (void *)(uintptr_t)&formats[i]};
    return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
