/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2's flags */
#include "support/test.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support/test_folder.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

/* ---- file systems with less to offer: the linker calls these in place of the system's (tests/CMakeLists.txt) ---- */

int __real_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags);
int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_fsync(int file);
int __wrap_fsync(int file);

static int exchange_error, fsync_error; /* 0: the system's own */
static int rename_fails_at;             /* the nth rename from now fails; 0: none */

int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    errno = exchange_error;
    return exchange_error != 0 ? -1 : __real_renameat2(from_folder, from, to_folder, to, flags);
}

int __wrap_rename(const char *from, const char *to)
{
    errno = EACCES;
    return rename_fails_at > 0 && --rename_fails_at == 0 ? -1 : __real_rename(from, to);
}

int __wrap_fsync(int file)
{
    errno = fsync_error;
    return fsync_error != 0 ? -1 : __real_fsync(file);
}

static const char manifest[] = "{\"program\": \"canvass\"}";

static void write_ok(cv_folder *folder, const char *name, const char *text)
{
    cv_messages messages = {0};
    assert_int_equal(cv_folder_write(folder, name, text, strlen(text), &messages), CV_OK);
    assert_int_equal(messages.count, 0);
}

/* A whole run: begin, write, commit, free. */
static void write_folder(const char *target, const char *text)
{
    cv_messages messages = {0};
    cv_folder folder = {0};
    if (cv_folder_begin(&folder, target, &messages) != CV_OK)
        check_messages(&messages, "", "begin");
    write_ok(&folder, "manifest.json", manifest);
    write_ok(&folder, "tables/a.csv", text);
    write_ok(&folder, "tables/deep/b.csv", text);
    if (cv_folder_commit(&folder, &messages) != CV_OK)
        check_messages(&messages, "", "commit");
    cv_folder_free(&folder);
    cv_folder_free(&folder);
}

/* ---- what is there afterwards ---- */

typedef struct target_case {
    const char *name;
    const char *target;        /**< below the test's folder */
    const char *file, *inside; /**< a file and a folder that are there before; NULL: none */
} target_case;

static const target_case targets[] = {
    {"a_new_folder", "out", NULL, NULL},
    {"a_new_folder_with_slashes_behind", "out//", NULL, NULL},
    {"a_new_folder_below_new_ones", "a/b/out", NULL, NULL},
    {"an_empty_folder", "out", NULL, "out"},
    {"a_folder_of_an_earlier_run", "out", "out/manifest.json", NULL},
    {"a_dot_at_the_end", "out/.", NULL, "out"},
    {"a_way_around", "other/../out", NULL, "other"},
    {"a_name_with_odd_characters", "o'u\"t $(x) é\n%s", NULL, NULL},
};

static void check_target(void **state)
{
    const target_case *c = *state;
    test_folder folder = test_folder_make();
    if (c->file != NULL)
        test_folder_write(&folder, c->file, manifest);
    if (c->inside != NULL)
        test_folder_make_inside(&folder, c->inside);
    size_t before = test_folder_count(&folder, ".");
    const char *target = test_folder_path(&folder, c->target);
    write_folder(target, "1");
    char name[256];
    snprintf(name, sizeof name, "%s/tables/deep/b.csv", c->target);
    check_text(test_folder_read(&folder, name, NULL), "1", "a file of it");
    assert_true(test_folder_count(&folder, ".") <= before + 1); /* nothing but the target */
    assert_int_equal(test_folder_count(&folder, c->target), 2);
    test_folder_remove(&folder);
}

static void a_commit_replaces_the_whole_folder(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    write_folder(target, "1");
    test_folder_write(&folder, "out/charts/old.svg", "old");
    write_folder(target, "2");
    assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "2");
    assert_false(test_folder_has(&folder, "out/charts"));
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

static void without_a_commit_the_old_folder_stays(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_folder output = {0};
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    write_folder(target, "1");
    assert_int_equal(cv_folder_begin(&output, target, &messages), CV_OK);
    write_ok(&output, "tables/a.csv", "2");
    assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "1");
    assert_int_equal(test_folder_count(&folder, "."), 2);
    cv_folder_free(&output);
    assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "1");
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

static void two_runs_at_once_do_not_meet(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_folder first = {0}, second = {0};
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    assert_int_equal(cv_folder_begin(&first, target, &messages), CV_OK);
    assert_int_equal(cv_folder_begin(&second, target, &messages), CV_OK);
    write_ok(&first, "manifest.json", manifest);
    write_ok(&second, "manifest.json", manifest);
    write_ok(&first, "only-1", "1");
    write_ok(&second, "only-2", "2");
    assert_int_equal(cv_folder_commit(&first, &messages), CV_OK);
    assert_int_equal(cv_folder_commit(&second, &messages), CV_OK);
    cv_folder_free(&first);
    cv_folder_free(&second);
    assert_int_equal(test_folder_count(&folder, "."), 1);
    assert_int_equal(test_folder_count(&folder, "out"), 2);
    assert_true(test_folder_has(&folder, "out/only-2"));
    test_folder_remove(&folder);
}

static void a_link_to_a_folder_stays_a_link(void **state)
{
    (void)state;
    struct stat status;
    test_folder folder = test_folder_make();
    test_folder_make_inside(&folder, "elsewhere/real");
    const char *link = test_folder_path(&folder, "out");
    assert_int_equal(symlink("elsewhere/real", link), 0);
    write_folder(link, "1");
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_string_equal(test_folder_read(&folder, "elsewhere/real/tables/a.csv", NULL), "1");
    assert_int_equal(test_folder_count(&folder, "elsewhere"), 1);
    test_folder_remove(&folder);
}

static void links_in_the_old_folder_are_not_followed(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    write_folder(target, "1");
    test_folder_write(&folder, "precious/data.csv", "kept");
    assert_int_equal(symlink("../precious", test_folder_path(&folder, "out/link")), 0);
    write_folder(target, "2");
    assert_string_equal(test_folder_read(&folder, "precious/data.csv", NULL), "kept");
    test_folder_remove(&folder);
}

static void a_link_that_leads_nowhere_is_replaced(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    const char *link = test_folder_path(&folder, "out");
    assert_int_equal(symlink("nowhere", link), 0);
    write_folder(link, "1");
    assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "1");
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

static void without_an_exchange_two_renames_do(void **state)
{
    (void)state;
    static const int errors[] = {EINVAL, ENOSYS};
    for (size_t i = 0; i < COUNT_OF(errors); i++) {
        test_folder folder = test_folder_make();
        const char *target = test_folder_path(&folder, "out");
        exchange_error = errors[i];
        write_folder(target, "1");
        write_folder(target, "2");
        exchange_error = 0;
        assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "2");
        assert_int_equal(test_folder_count(&folder, "."), 1);
        test_folder_remove(&folder);
    }
}

/* ---- a commit that fails ---- */

typedef struct commit_failure {
    const char *name;
    int exchange, fsync, rename_at;
    const char *want;
} commit_failure;

static const commit_failure commit_failures[] = {
    {"a_disk_that_fails_to_flush", 0, EIO, 0, "cannot be written: Input/output error"},
    {"an_exchange_that_fails", EACCES, 0, 0, "cannot be put in place: Permission denied"},
    {"the_first_rename_fails", EINVAL, 0, 1, "cannot be put in place: Permission denied"},
    {"the_second_rename_fails", EINVAL, 0, 2, "cannot be put in place: Permission denied"},
};

static void check_commit_failure(void **state)
{
    const commit_failure *c = *state;
    char want[1024];
    cv_messages messages = {0};
    cv_folder output = {0};
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    write_folder(target, "1");
    assert_int_equal(cv_folder_begin(&output, target, &messages), CV_OK);
    write_ok(&output, "tables/a.csv", "2");
    exchange_error = c->exchange, fsync_error = c->fsync, rename_fails_at = c->rename_at;
    assert_int_equal(cv_folder_commit(&output, &messages), CV_SYSTEM);
    exchange_error = fsync_error = rename_fails_at = 0;
    snprintf(want, sizeof want, "canvass: %s: error: %s\n", output.target, c->want);
    check_messages(&messages, want, c->name);
    cv_folder_free(&output);
    assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "1");
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

static void a_file_system_that_cannot_flush_will_do(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    fsync_error = EINVAL;
    write_folder(test_folder_path(&folder, "out"), "1");
    fsync_error = 0;
    assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "1");
    test_folder_remove(&folder);
}

/* ---- what is refused ---- */

#define EXPECTED "\n  expected a new name, an empty folder, or one that an earlier run wrote\n"

typedef struct refusal {
    const char *name, *target, *file, *text, *want;
} refusal;

static const refusal refusals[] = {
    {"a_file_is_no_target", "out", "out", "x", "is not a folder" EXPECTED},
    {"the_files_of_others_are_not_replaced", "out", "out/thesis.txt", "x",
     "holds other files, which would be lost" EXPECTED},
    {"hidden_files_count_too", "out", "out/.git/config", "x", "holds other files, which would be lost" EXPECTED},
    {"the_manifest_of_another_program_does_not_count", "out", "out/manifest.json", "{\"name\": \"a web page\"}",
     "holds other files, which would be lost" EXPECTED},
    {"a_file_on_the_way", "a/out", "a", "x", "cannot be made: Not a directory\n"},
    {"a_way_around_to_a_folder_of_others", "new/..", NULL, NULL, "holds other files, which would be lost" EXPECTED},
};

static void check_refusal(void **state)
{
    const refusal *c = *state;
    char want[1024];
    cv_messages messages = {0};
    cv_folder output = {0};
    test_folder folder = test_folder_make();
    if (c->file != NULL)
        test_folder_write(&folder, c->file, c->text);
    const char *target = test_folder_path(&folder, c->target);
    assert_int_equal(cv_folder_begin(&output, target, &messages), CV_SYSTEM);
    snprintf(want, sizeof want, "canvass: %s: error: %s", target, c->want);
    check_messages(&messages, want, c->name);
    cv_folder_free(&output);
    if (c->file != NULL)
        assert_string_equal(test_folder_read(&folder, c->file, NULL), c->text);
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

static void no_name_is_refused(void **state)
{
    (void)state;
    cv_messages messages = {0};
    cv_folder output = {0};
    assert_int_equal(cv_folder_begin(&output, "", &messages), CV_SYSTEM);
    check_messages(&messages, "canvass: error: the output folder has no name\n", "message");
    assert_int_equal(cv_folder_begin(&output, "/", &messages), CV_SYSTEM);
    check_messages(&messages, "canvass: /: error: holds other files, which would be lost" EXPECTED, "message");
    cv_folder_free(&output);
}

static void files_that_came_meanwhile_are_not_replaced(void **state)
{
    (void)state;
    char want[1024];
    cv_messages messages = {0};
    cv_folder output = {0};
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    assert_int_equal(cv_folder_begin(&output, target, &messages), CV_OK);
    write_ok(&output, "manifest.json", manifest);
    test_folder_write(&folder, "out/thesis.txt", "x");
    assert_int_equal(cv_folder_commit(&output, &messages), CV_SYSTEM);
    snprintf(want, sizeof want, "canvass: %s: error: holds other files, which would be lost" EXPECTED, target);
    check_messages(&messages, want, "message");
    cv_folder_free(&output);
    assert_string_equal(test_folder_read(&folder, "out/thesis.txt", NULL), "x");
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

static void a_folder_without_permission_says_so(void **state)
{
    (void)state;
    char want[1024];
    cv_messages messages = {0};
    cv_folder output = {0};
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    assert_int_equal(chmod(folder.path, 0555), 0);
    test_privileges_drop();
    cv_status status = cv_folder_begin(&output, target, &messages);
    test_privileges_restore();
    assert_int_equal(status, CV_SYSTEM);
    snprintf(want, sizeof want, "canvass: %s: error: cannot be made: Permission denied\n", target);
    check_messages(&messages, want, "message");
    cv_folder_free(&output);
    test_folder_remove(&folder);
}

/* A device stands for a disk that is full; messages name the file where it would have been. */
static void a_full_disk_leaves_the_old_folder(void **state)
{
    (void)state;
    char want[1024], name[1024];
    struct stat status;
    cv_messages messages = {0};
    cv_folder output = {0};
    if (stat("/dev/full", &status) != 0)
        skip();
    test_folder folder = test_folder_make();
    const char *target = test_folder_path(&folder, "out");
    write_folder(target, "1");
    assert_int_equal(cv_folder_begin(&output, target, &messages), CV_OK);
    snprintf(name, sizeof name, "%s/big.csv", output.staging);
    assert_int_equal(symlink("/dev/full", name), 0);
    assert_int_equal(cv_folder_write(&output, "big.csv", "x", 1, &messages), CV_SYSTEM);
    snprintf(want, sizeof want, "canvass: %s/big.csv: error: cannot be written: No space left on device\n",
             output.target);
    check_messages(&messages, want, "message");
    cv_folder_free(&output);
    assert_string_equal(test_folder_read(&folder, "out/tables/a.csv", NULL), "1");
    assert_int_equal(test_folder_count(&folder, "."), 1);
    test_folder_remove(&folder);
}

/* ---- memory ---- */

static cv_status replace(void *context, cv_messages *messages)
{
    cv_folder output = {0};
    cv_status status = cv_folder_begin(&output, context, messages);
    if (status == CV_OK)
        status = cv_folder_write(&output, "manifest.json", manifest, strlen(manifest), messages);
    if (status == CV_OK)
        status = cv_folder_write(&output, "a/b.csv", "2", 1, messages);
    if (status == CV_OK)
        status = cv_folder_commit(&output, messages);
    cv_folder_free(&output);
    return status;
}

static void without_memory_nothing_is_left_behind(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    char *target = cv_arena_copy(&folder.texts, test_folder_path(&folder, "out"));
    write_folder(target, "1");
    check_every_allocation(replace, target, 0);
    assert_int_equal(test_folder_count(&folder, "."), 1);
    assert_int_equal(test_folder_count(&folder, "out"), 2);
    test_folder_remove(&folder);
}

int main(void)
{
    enum { SINGLE = 13 };
    struct CMUnitTest tests[SINGLE + COUNT_OF(targets) + COUNT_OF(refusals) + COUNT_OF(commit_failures)] = {
        cmocka_unit_test(a_commit_replaces_the_whole_folder),
        cmocka_unit_test(without_a_commit_the_old_folder_stays),
        cmocka_unit_test(two_runs_at_once_do_not_meet),
        cmocka_unit_test(a_link_to_a_folder_stays_a_link),
        cmocka_unit_test(links_in_the_old_folder_are_not_followed),
        cmocka_unit_test(no_name_is_refused),
        cmocka_unit_test(a_link_that_leads_nowhere_is_replaced),
        cmocka_unit_test(without_an_exchange_two_renames_do),
        cmocka_unit_test(a_file_system_that_cannot_flush_will_do),
        cmocka_unit_test(files_that_came_meanwhile_are_not_replaced),
        cmocka_unit_test(a_folder_without_permission_says_so),
        cmocka_unit_test(a_full_disk_leaves_the_old_folder),
        cmocka_unit_test(without_memory_nothing_is_left_behind),
    };
    struct CMUnitTest *next = tests + SINGLE;
    for (size_t i = 0; i < COUNT_OF(targets); i++)
        *next++ = (struct CMUnitTest){
            .name = targets[i].name, .test_func = check_target, .initial_state = (void *)(uintptr_t)&targets[i]};
    for (size_t i = 0; i < COUNT_OF(refusals); i++)
        *next++ = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = check_refusal, .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < COUNT_OF(commit_failures); i++)
        *next++ = (struct CMUnitTest){.name = commit_failures[i].name,
                                      .test_func = check_commit_failure,
                                      .initial_state = (void *)(uintptr_t)&commit_failures[i]};
    return cmocka_run_group_tests_name("folder", tests, NULL, NULL);
}
