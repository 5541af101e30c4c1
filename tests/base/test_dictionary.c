/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/dictionary.h"
#include "support/test_memory.h"

static void codes_follow_the_first_appearance(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        int32_t code;
    } rows[] = {{"UK", 2, 0}, {"ES", 2, 1},        {"UK", 2, 0},         {"", 0, 2},     {"01", 2, 3},  {"1", 1, 4},
                {"", 0, 2},   {"a\0b", 3, 5},      {"a\0c", 3, 6},       {"a", 1, 7},    {"a\0", 2, 8}, {"a\0b", 3, 5},
                {"uk", 2, 9}, {"12345678", 8, 10}, {"123456789", 9, 11}, {"UK ", 3, 12}, {"ES", 2, 1}};
    cv_dictionary *dictionary = cv_dictionary_new();
    assert_int_equal(cv_dictionary_count(dictionary), 0);
    assert_int_equal(cv_dictionary_find(dictionary, "UK", 2), -1);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(cv_dictionary_code(dictionary, rows[i].text, rows[i].length), rows[i].code);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t length = 0;
        assert_int_equal(cv_dictionary_find(dictionary, rows[i].text, rows[i].length), rows[i].code);
        const char *text = cv_dictionary_text(dictionary, rows[i].code, &length);
        assert_int_equal(length, rows[i].length);
        assert_memory_equal(text, rows[i].text, length);
        assert_int_equal(text[length], '\0');
    }
    assert_int_equal(cv_dictionary_count(dictionary), 13);
    assert_int_equal(cv_dictionary_find(dictionary, "FR", 2), -1);
    cv_dictionary_free(dictionary);
    cv_dictionary_free(NULL);
}

static void a_million_texts_keep_their_codes_and_places(void **state)
{
    (void)state;
    enum { COUNT = 1000000 };
    cv_dictionary *dictionary = cv_dictionary_new();
    const char *first = NULL;
    char text[32];
    for (int i = 0; i < COUNT; i++) {
        int length = snprintf(text, sizeof text, "psu-%d", i * 7);
        if (cv_dictionary_code(dictionary, text, (size_t)length) != i)
            fail_msg("%s did not get code %d", text, i);
        if (i == 0)
            first = cv_dictionary_text(dictionary, 0, NULL);
    }
    assert_int_equal(cv_dictionary_count(dictionary), COUNT);
    assert_ptr_equal(cv_dictionary_text(dictionary, 0, NULL), first);
    for (int i = 0; i < COUNT; i++) {
        int length = snprintf(text, sizeof text, "psu-%d", i * 7);
        if (cv_dictionary_find(dictionary, text, (size_t)length) != i)
            fail_msg("%s is not found as %d", text, i);
        if (i % 1000 == 0)
            assert_string_equal(cv_dictionary_text(dictionary, i, NULL), text);
    }
    assert_int_equal(cv_dictionary_find(dictionary, "psu-1", 5), -1);
    cv_dictionary_free(dictionary);
}

static cv_status fill(void *context, cv_messages *messages)
{
    (void)context;
    cv_status status = CV_OK;
    char text[200];
    cv_dictionary *dictionary = cv_dictionary_new();
    if (dictionary == NULL)
        return cv_fail_memory(messages);
    for (int i = 0; i < 300 && status == CV_OK; i++) {
        size_t length = (size_t)snprintf(text, sizeof text, "%0*d", i % 100 + 1, i);
        int32_t before = (int32_t)cv_dictionary_count(dictionary);
        if (cv_dictionary_code(dictionary, text, length) >= 0)
            continue;
        status = cv_fail_memory(messages);
        assert_int_equal(cv_dictionary_count(dictionary), before); /* what was there is still whole */
        assert_int_equal(cv_dictionary_find(dictionary, text, length), -1);
        assert_int_equal(cv_dictionary_find(dictionary, "0", 1), before > 0 ? 0 : -1);
        stop_failing();
        assert_int_equal(cv_dictionary_code(dictionary, text, length), before);
        fail_the_nth_allocation(1); /* so that the caller still sees that one had failed */
        assert_null(cv_dictionary_new());
    }
    cv_dictionary_free(dictionary);
    return status;
}

static void a_dictionary_without_memory_stays_as_it_was(void **state)
{
    (void)state;
    check_every_allocation(fill, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_follow_the_first_appearance),
        cmocka_unit_test(a_million_texts_keep_their_codes_and_places),
        cmocka_unit_test(a_dictionary_without_memory_stays_as_it_was),
    };
    return cmocka_run_group_tests_name("dictionary", tests, NULL, NULL);
}
