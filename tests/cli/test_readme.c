/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What README.md shows is what the program prints: every console block is typed again, in a folder that looks like a
 * clone of the project, and its output compared. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "support/test_command.h"
#include "support/test_folder.h"

static const char opening[] = "```console\n", closing[] = "```\n", prompt[] = "$ ";

static void link_into(test_folder *folder, const char *target, const char *name)
{
    if (symlink(target, test_folder_path(folder, name)) != 0)
        fail_msg("%s: cannot be linked", name);
}

/* data/ as it is, the studies copied (they write beside themselves), the program as bin/canvass. */
static test_folder clone_make(void)
{
    static const char *const studies[] = {"live-shopping", "world-values", "california-schools", "california-clusters"};
    test_folder folder = test_folder_make();
    link_into(&folder, CANVASS_SOURCE_DIR "/data", "data");
    test_folder_make_inside(&folder, "bin");
    link_into(&folder, canvass_program(), "bin/canvass");
    for (size_t i = 0; i < COUNT_OF(studies); i++) {
        cv_buffer text = {0};
        cv_messages messages = {0};
        char from[512], to[128];
        snprintf(from, sizeof from, "%s/examples/%s.yaml", CANVASS_SOURCE_DIR, studies[i]);
        snprintf(to, sizeof to, "examples/%s.yaml", studies[i]);
        assert_int_equal(cv_file_read(from, 1 << 20, &text, &messages), CV_OK);
        test_folder_write_bytes(&folder, to, text.text, text.length);
        cv_buffer_free(&text);
        cv_messages_free(&messages);
    }
    return folder;
}

/* The end of the command that starts at `at`: after the first line that does not go on with a backslash. */
static const char *command_end(const char *at)
{
    const char *end = strchr(at, '\n');
    while (end != NULL && end > at && end[-1] == '\\')
        end = strchr(end + 1, '\n');
    if (end == NULL)
        fail_msg("README.md: a command without an end");
    return end;
}

/* Where the output that starts at `at` ends: at the next command or the block's end. */
static const char *output_end(const char *at)
{
    for (const char *line = at; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1)
        if (strncmp(line, prompt, strlen(prompt)) == 0 || strncmp(line, closing, strlen(closing)) == 0)
            return line;
    fail_msg("README.md: a block without an end");
    return NULL;
}

/* Types one command and compares. @return where the next one, or the block's end, stands */
static const char *check_command(const test_folder *folder, const char *at)
{
    const char *end = command_end(at), *output = output_end(end + 1);
    char *line = strndup(at, (size_t)(end - at)), *wanted = strndup(end + 1, (size_t)(output - end - 1));
    char *path = malloc(strlen(folder->path) + strlen(getenv("PATH")) + 16), *script = malloc(strlen(line) + 32);
    assert_non_null(path);
    assert_non_null(script);
    sprintf(path, "PATH=%s/bin:%s", folder->path, getenv("PATH"));
    sprintf(script, "exec 2>&1\n%s", line);
    command_result result =
        command_run(&(test_command){.arguments = (const char *const[]){"/bin/sh", "-c", script, NULL},
                                    .folder = folder->path,
                                    .settings = (const char *const[]){path, NULL}});
    check_text(result.out, wanted, line);
    command_result_free(&result);
    free(line);
    free(wanted);
    free(path);
    free(script);
    return output;
}

static void readme_shows_what_the_program_prints(void **state)
{
    (void)state;
    cv_buffer readme = {0};
    cv_messages messages = {0};
    size_t commands = 0;
    test_folder folder = clone_make();
    if (cv_file_read(CANVASS_SOURCE_DIR "/README.md", 1 << 20, &readme, &messages) != CV_OK)
        fail_msg("README.md cannot be read");
    for (const char *block = strstr(readme.text, opening); block != NULL; block = strstr(block, opening)) {
        block += strlen(opening);
        for (; strncmp(block, prompt, strlen(prompt)) == 0; commands++)
            block = check_command(&folder, block + strlen(prompt));
    }
    if (commands == 0)
        fail_msg("README.md shows no command");
    cv_buffer_free(&readme);
    cv_messages_free(&messages);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(readme_shows_what_the_program_prints)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
