/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"
#include "support/test_folder.h"
#include "support/test_memory.h"

/* Runs a shell's script to its end. @return its exit status, 128 + the signal that ended it */
static int run(const char *script, const char *folder, const char *input, int limit, cv_process_end *to)
{
    cv_arena arena = {0};
    cv_messages messages = {0};
    const char *const arguments[] = {"sh", "-c", script, NULL};
    const cv_process_spec spec = {.program = "/bin/sh",
                                  .arguments = arguments,
                                  .environment = cv_process_environment(&arena, "/usr/bin:/bin", NULL),
                                  .folder = folder,
                                  .input = input,
                                  .input_length = input != NULL ? strlen(input) : 0,
                                  .limit = limit};
    assert_int_equal(cv_process_run(&spec, to, &messages), CV_OK);
    cv_messages_free(&messages);
    cv_arena_free(&arena);
    return WIFSIGNALED(to->status) ? 128 + WTERMSIG(to->status) : WEXITSTATUS(to->status);
}

static const struct run_case {
    const char *name, *script, *input;
    int status;
    const char *words;
} runs[] = {
    {"both_streams_are_kept", "echo out; echo err >&2", NULL, 0, "out\nerr\n"},
    {"without_input_there_is_none", "cat; echo done", NULL, 0, "done\n"},
    {"what_is_given_is_its_input", "cat; exit 3", "a line\nand 'another'\n", 3, "a line\nand 'another'\n"},
    {"an_empty_input", "cat; echo .", "", 0, ".\n"},
    {"a_signal_is_told", "kill -9 $$", NULL, 137, ""},
    {"files_of_ours_are_closed", "ls /proc/self/fd | tr '\\n' ' '", NULL, 0, "0 1 2 3 "}, /* 3: ls reads the folder */
};

static void check_run(void **state)
{
    const struct run_case *c = *state;
    cv_process_end got;
    assert_int_equal(run(c->script, NULL, c->input, 5000, &got), c->status);
    assert_false(got.late);
    check_text(got.words, c->words, c->name);
}

static void an_input_longer_than_any_pipe(void **state)
{
    (void)state;
    enum { LENGTH = 3000000 };
    char *input = malloc(LENGTH + 1);
    assert_non_null(input);
    memset(input, 'x', LENGTH);
    input[LENGTH] = '\0';
    cv_process_end got;
    assert_int_equal(run("wc -c", NULL, input, 5000, &got), 0);
    check_text(got.words, "3000000\n", "words");
    free(input);
}

static void only_a_few_names_are_in_the_environment(void **state)
{
    (void)state;
    cv_process_end got;
    assert_int_equal(setenv("LD_PRELOAD_X", "evil", 1), 0);
    assert_int_equal(setenv("HOME", "/home/of us", 1), 0);
    run("env | grep -v '^_=' | grep -v '^PWD=' | sort", NULL, NULL, 5000, &got);
    check_text(got.words, "HOME=/home/of us\nLC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\nTZ=UTC\n", "environment");
    unsetenv("LD_PRELOAD_X");
    cv_arena arena = {0};
    char **more = cv_process_environment(&arena, "/bin", (const char *const[]){"A=1", "B=2", NULL});
    assert_non_null(more);
    check_text(more[4], "A=1", "first of more");
    check_text(more[5], "B=2", "second of more");
    assert_null(more[6]);
    cv_arena_free(&arena);
}

static void it_runs_in_the_folder(void **state)
{
    (void)state;
    cv_process_end got;
    run("pwd", "/usr/bin", NULL, 5000, &got);
    check_text(got.words, "/usr/bin\n", "folder");
    assert_int_equal(run("pwd", "/no such folder", NULL, 5000, &got), 127);
}

static void late_ones_are_killed(void **state)
{
    static const char *const scripts[] = {"sleep 30", "trap '' TERM INT HUP; sleep 30 & sleep 30",
                                          "exec >/dev/null 2>&1; sleep 30", "yes spam"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scripts); i++) {
        cv_process_end got;
        double start = cv_process_clock();
        assert_int_equal(run(scripts[i], NULL, NULL, 200, &got), 137);
        assert_true(got.late);
        assert_true(strlen(got.words) <= CV_PROCESS_WORDS);
        assert_true(cv_process_clock() - start < 8000);
    }
}

static void a_child_left_behind_ends_too(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    cv_process_end got;
    assert_int_equal(run("(sleep 1; : > late) & exit 0", folder.path, NULL, 5000, &got), 0);
    sleep(2);
    assert_false(test_folder_has(&folder, "late"));
    test_folder_remove(&folder);
}

static void whoever_waits_may_give_up(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    char *environment[] = {NULL};
    cv_process_end got;
    cv_messages messages = {0};
    const char *const arguments[] = {"sh", "-c", "sleep 30", NULL};
    const cv_process_spec spec = {
        .program = "/bin/sh", .arguments = arguments, .environment = environment, .limit = 60000, .stop = &stop};
    assert_int_equal(cv_process_run(&spec, &got, &messages), CV_OK);
    assert_true(got.late);
    cv_messages_free(&messages);
}

/* ---- the program's path ---- */

static void programs_are_found_on_the_path(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_status status = CV_OK;
    char here[1000];
    test_folder_make_inside(&folder, "a/tool"); /* a folder is no program */
    test_folder_write(&folder, "b/tool", "#!/bin/sh\n");
    const char *path = cv_arena_format(&arena, "%s/none:%s/a:%s/b:/bin", folder.path, folder.path, folder.path);
    assert_null(cv_process_find(&arena, "tool", path, &status, &messages)); /* may not be run */
    assert_int_equal(chmod(test_folder_path(&folder, "b/tool"), 0700), 0);
    check_text(cv_process_find(&arena, "tool", path, &status, &messages), test_folder_path(&folder, "b/tool"), "found");
    assert_null(cv_process_find(&arena, "tool", "", &status, &messages));
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(test_folder_path(&folder, "b")), 0);
    check_text(cv_process_find(&arena, "tool", "", &status, &messages),
               cv_arena_format(&arena, "%s/b/./tool", folder.path), "here");
    assert_int_equal(chdir(here), 0);
    assert_int_equal(status, CV_OK);
    cv_arena_free(&arena);
    test_folder_remove(&folder);
}

static cv_status find_and_run(void *context, cv_messages *messages)
{
    (void)context;
    cv_arena arena = {0};
    cv_status status = CV_OK;
    cv_process_end got;
    const char *const arguments[] = {"sh", "-c", "exit 0", NULL};
    cv_process_spec spec = {.arguments = arguments, .input = "x", .input_length = 1, .limit = 10000};
    spec.program = cv_process_find(&arena, "sh", "/nowhere:/bin", &status, messages);
    spec.environment = cv_process_environment(&arena, "/bin", (const char *const[]){"A=1", NULL});
    if (status == CV_OK && spec.environment == NULL)
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        status = cv_process_run(&spec, &got, messages);
    cv_arena_free(&arena);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    check_every_allocation(find_and_run, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(an_input_longer_than_any_pipe),  cmocka_unit_test(only_a_few_names_are_in_the_environment),
        cmocka_unit_test(it_runs_in_the_folder),          cmocka_unit_test(late_ones_are_killed),
        cmocka_unit_test(a_child_left_behind_ends_too),   cmocka_unit_test(whoever_waits_may_give_up),
        cmocka_unit_test(programs_are_found_on_the_path), cmocka_unit_test(every_allocation_may_fail),
    };
    struct CMUnitTest tests[COUNT_OF(alone) + COUNT_OF(runs)] = {{0}};
    memcpy(tests, alone, sizeof alone);
    for (size_t i = 0; i < COUNT_OF(runs); i++)
        tests[COUNT_OF(alone) + i] = (struct CMUnitTest){
            .name = runs[i].name, .test_func = check_run, .initial_state = (void *)(uintptr_t)&runs[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
