/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "load/texts.h"

static int32_t find(const cv_texts *texts, const char *text)
{
    char padded[64] = "";
    memcpy(padded, text, strlen(text));
    memset(padded + strlen(text), '#', 8); /* what follows a field does not matter */
    return cv_texts_find(texts, padded, strlen(text));
}

static void add(cv_texts *texts, const char *text, int32_t value)
{
    const char *copy = cv_texts_add(texts, text, strlen(text), value);
    assert_non_null(copy);
    assert_memory_equal(copy, text, strlen(text));
}

static void nothing_is_in_an_empty_table(void **state)
{
    cv_texts texts = {0};
    (void)state;
    assert_int_equal(find(&texts, ""), CV_TEXTS_NONE);
    assert_int_equal(find(&texts, "a"), CV_TEXTS_NONE);
    assert_int_equal(find(&texts, "a longer text"), CV_TEXTS_NONE);
    assert_true(cv_texts_cut(&texts, 0));
    cv_texts_free(&texts);
}

static void every_length_is_told_apart(void **state)
{
    cv_texts texts = {0};
    char text[40] = "";
    (void)state;
    for (int32_t length = 0; length < 30; length++) {
        assert_int_equal(find(&texts, text), CV_TEXTS_NONE);
        add(&texts, text, length);
        text[length] = 'a';
    }
    for (int32_t length = 0; length < 30; length++) {
        memset(text, 0, sizeof text);
        memset(text, 'a', (size_t)length);
        assert_int_equal(find(&texts, text), length);
    }
    cv_texts_free(&texts);
}

static void first_value_stays(void **state)
{
    cv_texts texts = {0};
    (void)state;
    add(&texts, "NA", -1);
    add(&texts, "NA", 5);
    add(&texts, "not available", -1);
    add(&texts, "not available", 5);
    assert_int_equal(find(&texts, "NA"), -1);
    assert_int_equal(find(&texts, "not available"), -1);
    cv_texts_free(&texts);
}

/* Short and long ones, many more than the first table holds; then the later half is taken out, and put in again. */
static void grows_and_is_cut(void **state)
{
    enum { COUNT = 5000 };
    cv_texts texts = {0}, copy = {0};
    char text[40];
    (void)state;
    for (int32_t round = 0; round < 2; round++) {
        for (int32_t i = 0; i < COUNT; i++) {
            snprintf(text, sizeof text, i % 2 == 0 ? "%d" : "a long text with number %d", (int)i);
            add(&texts, text, i);
        }
        for (int32_t i = 0; i < COUNT; i++) {
            snprintf(text, sizeof text, i % 2 == 0 ? "%d" : "a long text with number %d", (int)i);
            assert_int_equal(find(&texts, text), i);
        }
        assert_true(cv_texts_cut(&texts, COUNT / 2));
        for (int32_t i = 0; i < COUNT; i++) {
            snprintf(text, sizeof text, i % 2 == 0 ? "%d" : "a long text with number %d", (int)i);
            assert_int_equal(find(&texts, text), i < COUNT / 2 ? i : CV_TEXTS_NONE);
        }
    }
    assert_true(cv_texts_add_all(&copy, &texts));
    assert_int_equal(find(&copy, "2498"), 2498);
    assert_int_equal(find(&copy, "a long text with number 2499"), 2499);
    assert_int_equal(find(&copy, "2500"), CV_TEXTS_NONE);
    cv_texts_free(&texts);
    cv_texts_free(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_in_an_empty_table),
        cmocka_unit_test(every_length_is_told_apart),
        cmocka_unit_test(first_value_stays),
        cmocka_unit_test(grows_and_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
