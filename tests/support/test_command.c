/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* wait4 */
#include "support/test_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* Files, not pipes: a program that writes much on both streams cannot block on either. */
static FILE *stream_of(const char *text)
{
    FILE *file = tmpfile();
    if (file == NULL)
        fail_msg("no temporary file: %s", strerror(errno));
    if (text != NULL && (fputs(text, file) < 0 || fflush(file) != 0 || fseek(file, 0, SEEK_SET) != 0))
        fail_msg("a temporary file cannot be written");
    return file;
}

static char *text_of(FILE *file, size_t *length)
{
    if (fseek(file, 0, SEEK_END) != 0)
        fail_msg("a temporary file cannot be read");
    *length = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*length + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, *length, file), *length);
    text[*length] = '\0';
    fclose(file);
    return text;
}

static void set_environment(const char *const *settings)
{
    for (; settings != NULL && *settings != NULL; settings++) {
        char *name = strdup(*settings), *value = name == NULL ? NULL : strchr(name, '=');
        if (name == NULL)
            _exit(127);
        if (value == NULL) {
            unsetenv(name);
        } else {
            *value = '\0';
            setenv(name, value + 1, 1);
        }
        free(name);
    }
}

/* In the child; does not come back. */
static void become(const test_command *command, FILE *in, FILE *out, FILE *error)
{
    set_environment(command->settings);
    if (command->folder != NULL && chdir(command->folder) != 0)
        _exit(127);
    if (dup2(fileno(in), 0) < 0 || dup2(fileno(out), 1) < 0 || dup2(fileno(error), 2) < 0)
        _exit(127);
    char *arguments[256] = {0};
    for (size_t i = 0; i + 1 < COUNT_OF(arguments) && command->arguments[i] != NULL; i++)
        arguments[i] = strdup(command->arguments[i]);
    execvp(arguments[0], arguments);
    perror(arguments[0]);
    _exit(127);
}

command_result command_run(const test_command *command)
{
    command_result result = {0};
    struct rusage usage = {0};
    int status = 0;
    FILE *in = stream_of(command->input), *out = stream_of(NULL), *error = stream_of(NULL);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        become(command, in, out, error);
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        fail_msg("%s: cannot be run: %s", command->arguments[0], strerror(errno));
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.peak_kib = usage.ru_maxrss;
    result.out = text_of(out, &result.out_length);
    result.error = text_of(error, &result.error_length);
    fclose(in);
    return result;
}

void command_result_free(command_result *result)
{
    free(result->out);
    free(result->error);
    *result = (command_result){0};
}

const char *canvass_program(void)
{
    const char *program = getenv("CANVASS");
    if (program == NULL)
        fail_msg("CANVASS is not set: run by ctest, or set it to the program's path");
    return program;
}

command_result canvass_run(const char *folder, const char *const *arguments)
{
    const char *all[256] = {canvass_program()};
    for (size_t i = 0; arguments[i] != NULL; i++) {
        assert_true(i + 2 < COUNT_OF(all));
        all[i + 1] = arguments[i];
    }
    return command_run(&(test_command){.arguments = all, .folder = folder});
}

void check_canvass(const char *folder, const char *const *arguments, int status, const char *out, const char *error)
{
    command_result result = canvass_run(folder, arguments);
    if (result.status != status)
        fail_msg("exit status %d, want %d\n--- standard error\n%s", result.status, status, result.error);
    if (out != NULL)
        check_text(result.out, out, "standard output");
    if (error != NULL)
        check_text(result.error, error, "standard error");
    command_result_free(&result);
}

void check_pieces(const char *text, const char *const *pieces, size_t most)
{
    for (size_t i = 0; i < most && pieces[i] != NULL; i++) {
        const char *found = strstr(text, pieces[i]);
        if (found == NULL)
            fail_msg("'%s' is not in what follows\n%s", pieces[i], text);
        text = found + strlen(pieces[i]);
    }
}
