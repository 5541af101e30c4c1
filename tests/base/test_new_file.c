/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/new_file.h"
#include "support/test_folder.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

static void add(cv_new_file *file, const char *text)
{
    cv_messages messages = {0};
    assert_int_equal(cv_new_file_add(file, text, strlen(text), &messages), CV_OK);
    check_messages(&messages, "", text);
}

static void it_appears_whole(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_new_file file;
    test_folder folder = test_folder_make();
    const char *path = test_folder_path(&folder, "w.csv");
    assert_int_equal(cv_new_file_begin(&file, path, &messages), CV_OK);
    add(&file, "a,b\n");
    add(&file, "1,2\n");
    assert_false(test_folder_has(&folder, "w.csv"));
    assert_int_equal(cv_new_file_commit(&file, &messages), CV_OK);
    cv_new_file_free(&file);
    cv_new_file_free(&file);
    check_text(test_folder_read(&folder, "w.csv", NULL), "a,b\n1,2\n", "what was written");
    assert_int_equal(test_folder_count(&folder, "."), 1);
    check_messages(&messages, "", "commit");
    test_folder_remove(&folder);
}

static void without_commit_the_old_one_stays(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_new_file file;
    test_folder folder = test_folder_make();
    const char *path = test_folder_write(&folder, "w.csv", "old\n");
    assert_int_equal(cv_new_file_begin(&file, path, &messages), CV_OK);
    add(&file, "new\n");
    assert_int_equal(test_folder_count(&folder, "."), 2);
    cv_new_file_free(&file);
    check_text(test_folder_read(&folder, "w.csv", NULL), "old\n", "what was there");
    assert_int_equal(test_folder_count(&folder, "."), 1);
    check_messages(&messages, "", "free");
    test_folder_remove(&folder);
}

static void a_link_stays_one(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_new_file file;
    struct stat status;
    test_folder folder = test_folder_make();
    const char *path = test_folder_write(&folder, "real", "old\n"), *link = test_folder_path(&folder, "link");
    assert_int_equal(symlink(path, link), 0);
    assert_int_equal(cv_new_file_begin(&file, link, &messages), CV_OK);
    add(&file, "new\n");
    assert_int_equal(cv_new_file_commit(&file, &messages), CV_OK);
    cv_new_file_free(&file);
    check_text(test_folder_read(&folder, "real", NULL), "new\n", "the file behind the link");
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    check_messages(&messages, "", "link");
    test_folder_remove(&folder);
}

static void what_cannot_be_written_is_told(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_new_file file;
    char want[1200];
    test_folder folder = test_folder_make();
    const char *path = test_folder_make_inside(&folder, "folder");
    assert_int_equal(cv_new_file_begin(&file, path, &messages), CV_SYSTEM);
    cv_new_file_free(&file);
    snprintf(want, sizeof want, "canvass: %s: error: cannot be written: Is a directory\n", path);
    check_messages(&messages, want, "a folder");
    path = test_folder_path(&folder, "none/w.csv");
    assert_int_equal(cv_new_file_begin(&file, path, &messages), CV_SYSTEM);
    cv_new_file_free(&file);
    snprintf(want, sizeof want, "canvass: %s: error: cannot be written: No such file or directory\n", path);
    check_messages(&messages, want, "no folder");
    test_folder_remove(&folder);
}

/* A device is written to, and neither replaced nor removed. */
static void a_full_disk_is_told(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_new_file file;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(cv_new_file_begin(&file, "/dev/full", &messages), CV_OK);
    assert_int_equal(cv_new_file_add(&file, "x", 1, &messages), CV_SYSTEM);
    cv_new_file_free(&file);
    check_messages(&messages, "canvass: /dev/full: error: cannot be written: No space left on device\n", "full");
    assert_int_equal(access("/dev/full", W_OK), 0);
}

static cv_status write_one(void *context, cv_messages *messages)
{
    cv_new_file file;
    cv_status status = cv_new_file_begin(&file, context, messages);
    if (status == CV_OK)
        status = cv_new_file_add(&file, "x\n", 2, messages);
    if (status == CV_OK)
        status = cv_new_file_commit(&file, messages);
    cv_new_file_free(&file);
    return status;
}

static void a_lack_of_memory_is_told(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    char path[1000];
    snprintf(path, sizeof path, "%s", test_folder_path(&folder, "w"));
    check_every_allocation(write_one, path, 0);
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_appears_whole),    cmocka_unit_test(without_commit_the_old_one_stays),
        cmocka_unit_test(a_link_stays_one),    cmocka_unit_test(what_cannot_be_written_is_told),
        cmocka_unit_test(a_full_disk_is_told), cmocka_unit_test(a_lack_of_memory_is_told),
    };
    return cmocka_run_group_tests_name("new_file", tests, NULL, NULL);
}
