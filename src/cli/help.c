/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <string.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/help_study.h"
#include "plot/plot.h"
#include "report/version.h"

enum { MAN };
enum { OPTION_WIDTH = 24, COMMAND_WIDTH = 10 };

static const cv_option options[] = {[MAN] = {"man", NULL, "write the manual page (roff) that belongs in man1"}};

/* ---- one command ---- */

static void add_blanks(cv_buffer *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cv_buffer_add_char(to, ' ');
}

/* The name in its column, the help's lines beside it. */
static void add_entry(cv_buffer *to, const char *name, size_t width, const char *help)
{
    size_t length = strlen(name);
    cv_buffer_format(to, "  %s", name);
    if (length + 2 > width) {
        cv_buffer_add_char(to, '\n');
        length = 0;
        add_blanks(to, 2);
    }
    add_blanks(to, width - length);
    for (const char *line = help; line != NULL; line = strchr(line, '\n')) {
        if (*line == '\n') {
            line++;
            cv_buffer_add_char(to, '\n');
            add_blanks(to, width + 2);
        }
        cv_buffer_add_bytes(to, line, strcspn(line, "\n"));
    }
    cv_buffer_add_char(to, '\n');
}

static void add_option(cv_buffer *to, const cv_option *option)
{
    cv_buffer name = {0};
    cv_buffer_format(&name, "--%s", option->name);
    if (option->argument != NULL)
        cv_buffer_format(&name, " %s", option->argument);
    if (!name.failed)
        add_entry(to, name.text, OPTION_WIDTH, option->help);
    cv_buffer_free(&name);
}

static void add_usage(cv_buffer *to, const cv_command *command)
{
    cv_buffer_format(to, "canvass %s%s%s%s", command->name, *command->operands == '\0' ? "" : " ", command->operands,
                     command->option_count == 0 ? "" : " [OPTION]...");
}

void cv_help_command(const cv_command *command, cv_buffer *to)
{
    cv_buffer_add(to, "Usage: ");
    add_usage(to, command);
    cv_buffer_format(to, "\n\n%c%s.\n\n", toupper((unsigned char)command->summary[0]), command->summary + 1);
    for (size_t i = 0; i < command->option_count; i++)
        add_option(to, &command->options[i]);
    add_entry(to, "--help", OPTION_WIDTH, "show this");
    if (command->details != NULL)
        cv_buffer_format(to, "\n%s", command->details);
}

/* ---- the program ---- */

static const struct {
    const char *number, *meaning;
} statuses[] = {
    {"0", "done"},
    {"1", "ran, but 'verify' found a difference"},
    {"2", "a mistake in the command line or in the study file"},
    {"3", "a mistake in the data"},
    {"4", "the file system or memory failed"},
    {"5", "an external program is missing or failed (gnuplot)"},
};
enum { STATUSES = sizeof statuses / sizeof statuses[0] };

void cv_help_program(cv_buffer *to)
{
    const char *section = "";
    cv_buffer_add(to, "Usage: canvass COMMAND [ARGUMENT]...\n\n"
                      "canvass computes survey statistics: weighted tables with honest intervals, comparisons\n"
                      "between groups, charts, and a folder that holds it all.\n");
    for (size_t i = 0; i < cv_command_count; i++) {
        const cv_command *command = cv_commands[i];
        if (command->run == NULL)
            continue;
        if (strcmp(section, command->section) != 0)
            cv_buffer_format(to, "\n%s:\n", command->section);
        section = command->section;
        add_entry(to, command->name, COMMAND_WIDTH, command->summary);
    }
    cv_buffer_add(to, "\n'canvass help COMMAND' tells more about one, 'canvass help study' lists the keys of a study\n"
                      "file, 'canvass --version' names the versions and the licence.\n"
                      "\nExit status:\n");
    for (size_t i = 0; i < STATUSES; i++)
        add_entry(to, statuses[i].number, 3, statuses[i].meaning);
}

void cv_help_version(cv_buffer *to)
{
    cv_library libraries[CV_LIBRARY_COUNT];
    char gnuplot[64];
    cv_libraries(libraries);
    cv_plot_version(gnuplot);
    cv_buffer_format(to,
                     "canvass %s\n"
                     "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>\n"
                     "This is free software: you are free to change and redistribute it.\n"
                     "There is NO WARRANTY, to the extent permitted by law.\n\n",
                     cv_version());
    for (size_t i = 0; i < CV_LIBRARY_COUNT; i++)
        cv_buffer_format(to, "%s%s %s", i == 0 ? "" : ", ", libraries[i].name, libraries[i].version);
    cv_buffer_format(to, "\n%s\n", *gnuplot == '\0' ? "gnuplot: not found on PATH" : gnuplot);
}

/* ---- the manual page ---- */

/* roff reads a line that starts with a dot or an apostrophe as a request, and backslashes as escapes. */
static void add_roff(cv_buffer *to, const char *text)
{
    bool line_start = true;
    for (; *text != '\0'; text++) {
        if (line_start && (*text == '.' || *text == '\''))
            cv_buffer_add(to, "\\&");
        line_start = *text == '\n';
        if (*text == '\\')
            cv_buffer_add(to, "\\e");
        else if (*text == '-')
            cv_buffer_add(to, "\\-");
        else
            cv_buffer_add_char(to, *text);
    }
}

static void add_man_command(cv_buffer *to, const cv_command *command)
{
    cv_buffer usage = {0};
    add_usage(&usage, command);
    cv_buffer_add(to, ".SS ");
    add_roff(to, usage.text == NULL ? "" : usage.text);
    cv_buffer_free(&usage);
    cv_buffer_add_char(to, '\n');
    add_roff(to, command->summary);
    cv_buffer_add(to, ".\n");
    for (size_t i = 0; i < command->option_count; i++) {
        const cv_option *option = &command->options[i];
        cv_buffer_add(to, ".TP\n\\fB\\-\\-");
        add_roff(to, option->name);
        cv_buffer_add(to, "\\fR");
        if (option->argument != NULL)
            cv_buffer_format(to, " \\fI%s\\fR", option->argument);
        cv_buffer_add_char(to, '\n');
        add_roff(to, option->help);
        cv_buffer_add_char(to, '\n');
    }
    if (command->details != NULL) {
        cv_buffer_add(to, ".PP\n.nf\n");
        add_roff(to, command->details);
        cv_buffer_add(to, ".fi\n");
    }
}

void cv_help_man(cv_buffer *to)
{
    cv_buffer_format(to,
                     ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
                     ".\\\" Written by 'canvass help --man' from the program's own tables.\n"
                     ".TH CANVASS 1 \"\" \"canvass %s\" \"User Commands\"\n",
                     cv_version());
    cv_buffer_add(to, ".SH NAME\ncanvass \\- survey statistics, from a data file to tables, charts and a report\n"
                      ".SH SYNOPSIS\n.B canvass\n.I COMMAND\n.RI [ ARGUMENT ]...\n"
                      ".SH COMMANDS\nEach command also takes \\fB\\-\\-help\\fR.\n");
    for (size_t i = 0; i < cv_command_count; i++)
        if (cv_commands[i]->run != NULL)
            add_man_command(to, cv_commands[i]);
    cv_buffer_add(to, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < STATUSES; i++)
        cv_buffer_format(to, ".TP\n.B %s\n%s\n", statuses[i].number, statuses[i].meaning);
    cv_buffer_add(to, ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nif set and not empty, nothing is printed in colour or bold\n"
                      ".TP\n.B TMPDIR\nwhere 'canvass verify' makes its temporary folder\n"
                      ".SH SEE ALSO\n.BR gnuplot (1)\n");
}

/* ---- the command ---- */

static cv_status help_about(const char *topic, cv_buffer *to, cv_messages *messages)
{
    const char *nearest = NULL;
    if (strcmp(topic, "study") == 0) {
        cv_help_study(to);
        return CV_OK;
    }
    const cv_command *command = cv_command_find(topic, &nearest);
    if (command == NULL)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0}, "a command or 'study'; 'canvass help' lists them",
                                nearest, "there is no help about '%s'", topic);
    if (command->run == NULL)
        return cv_fail(messages, CV_USAGE, (cv_place){0}, "'%s' is not available yet", topic);
    cv_help_command(command, to);
    return CV_OK;
}

static cv_status help(const cv_arguments *arguments, cv_messages *messages)
{
    cv_buffer text = {0};
    cv_status status = CV_OK;
    if (cv_arguments_has(arguments, MAN))
        cv_help_man(&text);
    else if (arguments->operand_count == 0)
        cv_help_program(&text);
    else
        status = help_about(arguments->operands[0], &text, messages);
    if (status == CV_OK)
        return cv_console_write(&text, messages);
    cv_buffer_free(&text);
    return status;
}

const cv_command cv_command_help = {
    .name = "help",
    .section = "Help",
    .summary = "tells what a command does; 'canvass help study' lists the keys of a study",
    .operands = "[COMMAND]",
    .least = 0,
    .most = 1,
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = help,
};
