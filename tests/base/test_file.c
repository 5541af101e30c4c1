/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "support/test_folder.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

/* ---- reading ---- */

static void a_file_is_read_whole(void **state)
{
    (void)state;
    static char bytes[200000];
    cv_messages messages = {0};
    cv_buffer text = {0};
    test_folder folder = test_folder_make();
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i % 251);
    const char *path = test_folder_write_bytes(&folder, "a", bytes, sizeof bytes);
    assert_int_equal(cv_file_read(path, sizeof bytes, &text, &messages), CV_OK);
    assert_int_equal(text.length, sizeof bytes);
    assert_memory_equal(text.text, bytes, sizeof bytes);
    cv_buffer_free(&text);
    path = test_folder_write(&folder, "empty", "");
    assert_int_equal(cv_file_read(path, 0, &text, &messages), CV_OK);
    assert_int_equal(text.length, 0);
    cv_buffer_free(&text);
    test_folder_remove(&folder);
}

static void check_message_on(cv_messages *messages, const char *path, const char *want)
{
    char text[1024];
    snprintf(text, sizeof text, "canvass: %s: error: %s\n", path, want);
    check_messages(messages, text, path);
}

static void files_that_cannot_be_read_say_why(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_buffer text = {0};
    uint64_t size = 0;
    char digest[CV_SHA256_SIZE];
    test_folder folder = test_folder_make();
    static const char *const names[] = {"none", "folder", "five/below-a-file"};
    static const char *const wants[] = {"cannot be opened: No such file or directory",
                                        "cannot be opened: Is a directory", "cannot be opened: Not a directory"};
    test_folder_make_inside(&folder, "folder");
    test_folder_write(&folder, "five", "12345");
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *path = test_folder_path(&folder, names[i]);
        assert_int_equal(cv_file_read(path, 100, &text, &messages), CV_SYSTEM);
        check_message_on(&messages, path, wants[i]);
        assert_int_equal(cv_file_sha256(path, digest, &size, &messages), CV_SYSTEM);
        check_message_on(&messages, path, wants[i]);
    }
    const char *path = test_folder_path(&folder, "five");
    assert_int_equal(cv_file_read(path, 4, &text, &messages), CV_SYSTEM);
    check_message_on(&messages, path, "is larger than 4 bytes");
    cv_buffer_free(&text);
    test_folder_remove(&folder);
}

static void a_file_without_permission_says_so(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_buffer text = {0};
    test_folder folder = test_folder_make();
    const char *path = test_folder_write(&folder, "a", "secret");
    assert_int_equal(chmod(path, 0), 0);
    test_privileges_drop();
    cv_status read = cv_file_read(path, 100, &text, &messages);
    test_privileges_restore();
    assert_int_equal(read, CV_SYSTEM);
    check_message_on(&messages, path, "cannot be opened: Permission denied");
    test_privileges_drop();
    cv_status written = cv_file_write(path, "x", 1, &messages);
    test_privileges_restore();
    assert_int_equal(written, CV_SYSTEM);
    check_message_on(&messages, path, "cannot be written: Permission denied");
    cv_buffer_free(&text);
    test_folder_remove(&folder);
}

/* ---- writing ---- */

static void a_file_is_written_over_what_was_there(void **state)
{
    (void)state;
    size_t length = 0;
    cv_messages messages = {0};
    test_folder folder = test_folder_make();
    const char *path = test_folder_write(&folder, "a", "a longer text that was there");
    assert_int_equal(cv_file_write(path, "x\0y", 3, &messages), CV_OK);
    assert_memory_equal(test_folder_read(&folder, "a", &length), "x\0y", 4);
    assert_int_equal(length, 3);
    assert_int_equal(cv_file_write(path, NULL, 0, &messages), CV_OK);
    assert_string_equal(test_folder_read(&folder, "a", NULL), "");
    test_folder_remove(&folder);
}

static void a_full_disk_is_an_error(void **state)
{
    (void)state;
    struct stat status;
    cv_messages messages = {0};
    if (stat("/dev/full", &status) != 0)
        skip();
    assert_int_equal(cv_file_write("/dev/full", "x", 1, &messages), CV_SYSTEM);
    check_message_on(&messages, "/dev/full", "cannot be written: No space left on device");
    assert_int_equal(stat("/dev/full", &status), 0);
}

static void a_place_that_cannot_be_written_says_why(void **state)
{
    (void)state;
    cv_messages messages = {0};
    test_folder folder = test_folder_make();
    const char *path = test_folder_path(&folder, "none/a");
    assert_int_equal(cv_file_write(path, "x", 1, &messages), CV_SYSTEM);
    check_message_on(&messages, path, "cannot be written: No such file or directory");
    assert_int_equal(cv_file_write(folder.path, "x", 1, &messages), CV_SYSTEM);
    check_message_on(&messages, folder.path, "cannot be written: Is a directory");
    test_folder_remove(&folder);
}

/* ---- the digest of a file ---- */

static void a_file_has_a_size_and_a_digest(void **state)
{
    (void)state;
    uint64_t size = 0;
    char digest[CV_SHA256_SIZE];
    cv_messages messages = {0};
    test_folder folder = test_folder_make();
    const char *path = test_folder_write(&folder, "a", "abc"); /* FIPS 180-4's first example */
    assert_int_equal(cv_file_sha256(path, digest, &size, &messages), CV_OK);
    check_text(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "digest");
    assert_int_equal(size, 3);
    test_folder_remove(&folder);
}

/* ---- memory ---- */

static cv_status read_and_digest(void *context, cv_messages *messages)
{
    uint64_t size = 0;
    char digest[CV_SHA256_SIZE];
    cv_buffer text = {0};
    cv_status status = cv_file_read(context, 100, &text, messages);
    if (status == CV_OK)
        status = cv_file_sha256(context, digest, &size, messages);
    cv_buffer_free(&text);
    return status;
}

static void reading_without_memory_says_so(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    char *path = cv_arena_copy(&folder.texts, test_folder_write(&folder, "a", "abc"));
    check_every_allocation(read_and_digest, path, 0);
    test_folder_remove(&folder);
}

/* ---- paths ---- */

static void names_are_sought_beside_the_file_that_has_them(void **state)
{
    (void)state;
    static const struct {
        const char *base, *name, *want;
    } rows[] = {
        {"study.yaml", "data.csv", "data.csv"},
        {"a/study.yaml", "data.csv", "a/data.csv"},
        {"a/study.yaml", "../data/d.csv", "a/../data/d.csv"},
        {"a/study.yaml", "/data/d.csv", "/data/d.csv"},
        {"/study.yaml", "data.csv", "/data.csv"},
        {"./study.yaml", "out", "./out"},
        {"a/b/", "c", "a/b/c"},
    };
    cv_arena arena = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_text(cv_path_beside(&arena, rows[i].base, rows[i].name), rows[i].want, rows[i].base);
    cv_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),
        cmocka_unit_test(files_that_cannot_be_read_say_why),
        cmocka_unit_test(a_file_without_permission_says_so),
        cmocka_unit_test(a_file_is_written_over_what_was_there),
        cmocka_unit_test(a_full_disk_is_an_error),
        cmocka_unit_test(a_place_that_cannot_be_written_says_why),
        cmocka_unit_test(a_file_has_a_size_and_a_digest),
        cmocka_unit_test(reading_without_memory_says_so),
        cmocka_unit_test(names_are_sought_beside_the_file_that_has_them),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
