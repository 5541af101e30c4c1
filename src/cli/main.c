/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <canvass/message.h>
#include <gsl/gsl_errno.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/console.h"

/* Planned commands are known by name, so that nobody takes their absence for a typing error. */
static const cv_command planned_init = {.name = "init"}, planned_describe = {.name = "describe"},
                        planned_sql = {.name = "sql"};

const cv_command *const cv_commands[] = {&cv_command_run,   &cv_command_check, &cv_command_verify, &cv_command_weights,
                                         &cv_command_tab,   &cv_command_size,  &cv_command_help,   &planned_init,
                                         &planned_describe, &planned_sql};
const size_t cv_command_count = sizeof cv_commands / sizeof cv_commands[0];

const cv_command *cv_command_find(const char *name, const char **nearest)
{
    const char *names[sizeof cv_commands / sizeof cv_commands[0]];
    size_t working = 0;
    for (size_t i = 0; i < cv_command_count; i++) {
        if (strcmp(cv_commands[i]->name, name) == 0)
            return cv_commands[i];
        if (cv_commands[i]->run != NULL)
            names[working++] = cv_commands[i]->name;
    }
    *nearest = cv_nearest(name, names, working);
    return NULL;
}

static cv_status run_command(const cv_command *command, int argc, char **argv, cv_messages *messages)
{
    cv_arguments arguments = {0};
    if (command->run == NULL)
        return cv_fail(messages, CV_USAGE, (cv_place){0}, "'%s' is not available yet", command->name);
    cv_status status = cv_arguments_parse(command, argc, argv, &arguments, messages);
    if (status == CV_OK && arguments.help) {
        cv_buffer text = {0};
        cv_help_command(command, &text);
        status = cv_console_write(&text, messages);
    } else if (status == CV_OK) {
        status = command->run(&arguments, messages);
    }
    cv_arguments_free(command, &arguments);
    return status;
}

static cv_status print(void (*write)(cv_buffer *to), cv_messages *messages)
{
    cv_buffer text = {0};
    write(&text);
    return cv_console_write(&text, messages);
}

static cv_status run_program(int argc, char **argv, cv_messages *messages)
{
    const char *nearest = NULL;
    if (argc < 2)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0}, "a command; 'canvass help' lists them", NULL,
                                "nothing to do");
    if (strcmp(argv[1], "--help") == 0)
        return print(cv_help_program, messages);
    if (strcmp(argv[1], "--version") == 0)
        return print(cv_help_version, messages);
    const cv_command *command = cv_command_find(argv[1], &nearest);
    if (command != NULL)
        return run_command(command, argc - 1, argv + 1, messages);
    return cv_fail_expected(messages, CV_USAGE, (cv_place){0}, "a command; 'canvass help' lists them", nearest,
                            "unknown %s '%s'", argv[1][0] == '-' ? "option" : "command", argv[1]);
}

/* A standard stream that was closed when the program started is taken, so that no file of the run gets its number. It
 * is taken the wrong way round: who reads or writes it still fails, as with a closed one. */
static void take_closed_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return;
}

int main(int argc, char **argv)
{
    take_closed_streams();
    cv_messages messages = {0};
    /* GSL would end the program at the first number without an answer; ours are NaN, with a flag */
    gsl_set_error_handler_off();
    /* a file that grows beyond a limit is a full disk, which is told and not died of */
    signal(SIGXFSZ, SIG_IGN);
    cv_status status = run_program(argc, argv, &messages);
    cv_console_messages(&messages);
    cv_messages_free(&messages);
    return (int)status;
}
