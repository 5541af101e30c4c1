/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "support/test_memory.h"

static void pieces_of_all_kinds_make_one_text(void **state)
{
    (void)state;
    cv_buffer buffer = {0};
    cv_buffer_add(&buffer, "a");
    cv_buffer_add(&buffer, "");
    cv_buffer_add_char(&buffer, ',');
    cv_buffer_add_bytes(&buffer, "b\0c", 3);
    cv_buffer_add_bytes(&buffer, NULL, 0);
    cv_buffer_format(&buffer, "[%s %d]", "x", -1);
    cv_buffer_add_number(&buffer, 0.25);
    cv_buffer_add_number(&buffer, NAN);
    assert_false(buffer.failed);
    assert_int_equal(buffer.length, 15);
    assert_memory_equal(buffer.text, "a,b\0c[x -1]0.25", 16);
    char *text = cv_buffer_take(&buffer);
    assert_memory_equal(text, "a,b\0c[x -1]0.25", 16);
    assert_null(buffer.text);
    cv_memory_free(text);
    cv_buffer_free(&buffer);
}

static void nothing_is_taken_as_the_empty_text(void **state)
{
    (void)state;
    cv_buffer buffer = {0};
    char *text = cv_buffer_take(&buffer);
    assert_string_equal(text, "");
    cv_memory_free(text);
}

static void a_text_grows_to_any_length(void **state)
{
    (void)state;
    cv_buffer buffer = {0};
    static char long_text[100001];
    memset(long_text, 'x', sizeof long_text - 1);
    cv_buffer_format(&buffer, "%s", long_text);
    for (int i = 0; i < 100000; i++)
        cv_buffer_add_char(&buffer, 'y');
    assert_int_equal(buffer.length, 200000);
    assert_int_equal(strlen(buffer.text), 200000);
    assert_int_equal(buffer.text[99999], 'x');
    assert_int_equal(buffer.text[100000], 'y');
    cv_buffer_free(&buffer);
}

static void a_failure_sticks(void **state)
{
    (void)state;
    cv_buffer buffer = {0};
    cv_buffer_add(&buffer, "kept");
    fail_the_nth_allocation(1);
    cv_buffer_format(&buffer, "%1000d", 1);
    assert_true(stop_failing());
    cv_buffer_add(&buffer, "more");
    assert_true(buffer.failed);
    assert_string_equal(buffer.text, "kept");
    assert_null(cv_buffer_take(&buffer));
    assert_false(buffer.failed);
}

static void more_than_there_can_be_fails(void **state)
{
    (void)state;
    cv_buffer buffer = {0};
    cv_buffer_add_bytes(&buffer, "", SIZE_MAX - 1);
    assert_true(buffer.failed);
    cv_buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_all_kinds_make_one_text), cmocka_unit_test(nothing_is_taken_as_the_empty_text),
        cmocka_unit_test(a_text_grows_to_any_length),        cmocka_unit_test(a_failure_sticks),
        cmocka_unit_test(more_than_there_can_be_fails),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
