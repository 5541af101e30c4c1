/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "base/memory.h"
#include "base/spool.h"
#include "support/test_folder.h"
#include "support/test_messages.h"

static void what_went_in_comes_out(void **state)
{
    (void)state;
    enum { LARGE = 200000 }; /* more than a block */
    test_folder folder = test_folder_make();
    cv_folder to = {.target = folder.path, .staging = folder.path};
    cv_messages messages = {0};
    cv_spool *spool = cv_spool_new();
    char *large = cv_memory_new(LARGE);
    size_t length = 0;
    for (size_t i = 0; i < LARGE; i++)
        large[i] = (char)(i % 251);
    assert_false(cv_spool_has(spool));
    assert_int_equal(cv_spool_add(spool, "head\n", 5, &messages), CV_OK);
    assert_true(cv_spool_has(spool));
    assert_int_equal(cv_spool_add(spool, large, LARGE, &messages), CV_OK);
    for (int i = 0; i < 2; i++) { /* it may be written again */
        assert_int_equal(cv_spool_write(spool, &to, "a/file.bin", &messages), CV_OK);
        const char *got = test_folder_read(&folder, "a/file.bin", &length);
        assert_int_equal(length, 5 + LARGE);
        assert_memory_equal(got, "head\n", 5);
        assert_memory_equal(got + 5, large, LARGE);
    }
    check_messages(&messages, "", "spool");
    cv_memory_free(large);
    cv_spool_free(spool);
    test_folder_remove(&folder);
}

static void an_empty_spool_is_an_empty_file(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    cv_folder to = {.target = folder.path, .staging = folder.path};
    cv_messages messages = {0};
    cv_spool *spool = cv_spool_new();
    size_t length = 1;
    assert_int_equal(cv_spool_add(spool, "", 0, &messages), CV_OK);
    assert_false(cv_spool_has(spool));
    assert_int_equal(cv_spool_write(spool, &to, "empty", &messages), CV_OK);
    assert_non_null(test_folder_read(&folder, "empty", &length));
    assert_int_equal(length, 0);
    cv_spool_free(spool);
    cv_spool_free(NULL);
    cv_messages_free(&messages);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_went_in_comes_out),
        cmocka_unit_test(an_empty_spool_is_an_empty_file),
    };
    return cmocka_run_group_tests_name("spool", tests, NULL, NULL);
}
