/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* getopt_long */
#include "cli/command.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"
#include "base/number.h"

/* getopt_long's own codes are characters; ours start above them. */
enum { FIRST_CODE = 1000, MOST_JOBS = 1024 };

/* ---- option tables ---- */

static struct option *getopt_table(const cv_command *command)
{
    struct option *table = cv_memory_zero(command->option_count + 2, sizeof *table);
    if (table == NULL)
        return NULL;
    for (size_t i = 0; i < command->option_count; i++)
        table[i] = (struct option){.name = command->options[i].name,
                                   .has_arg = command->options[i].argument == NULL ? no_argument : required_argument,
                                   .val = FIRST_CODE + (int)i};
    table[command->option_count] =
        (struct option){.name = "help", .has_arg = no_argument, .val = FIRST_CODE + (int)command->option_count};
    return table;
}

static cv_status make_values(const cv_command *command, int argc, cv_arguments *to, cv_messages *messages)
{
    to->values = cv_memory_zero(command->option_count + 1, sizeof *to->values);
    to->operands = cv_memory_zero((size_t)argc + 1, sizeof *to->operands);
    if (to->values == NULL || to->operands == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < command->option_count; i++) {
        to->values[i].items = cv_memory_zero((size_t)argc + 1, sizeof *to->values[i].items);
        if (to->values[i].items == NULL)
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

void cv_arguments_free(const cv_command *command, cv_arguments *arguments)
{
    for (size_t i = 0; i < command->option_count && arguments->values != NULL; i++)
        cv_memory_free(arguments->values[i].items);
    cv_memory_free(arguments->values);
    cv_memory_free(arguments->operands);
    *arguments = (cv_arguments){0};
}

/* ---- mistakes ---- */

/* The option that a wrong `--name=value` most likely stands for. */
static const char *nearest_option(const cv_command *command, const char *given, cv_buffer *dashed)
{
    const char **names = cv_memory_zero(command->option_count + 1, sizeof *names);
    cv_buffer bare = {0};
    const char *found = NULL;
    cv_buffer_add_bytes(&bare, given, strcspn(given, "="));
    cv_buffer_add(&bare, "");
    if (names != NULL && !bare.failed && bare.length > 0) {
        for (size_t i = 0; i < command->option_count; i++)
            names[i] = command->options[i].name;
        names[command->option_count] = "help";
        found = cv_nearest(bare.text, names, command->option_count + 1);
    }
    if (found != NULL)
        cv_buffer_format(dashed, "--%s", found);
    cv_memory_free(names);
    cv_buffer_free(&bare);
    return dashed->text;
}

static bool is_ambiguous(const cv_command *command, const char *name, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < command->option_count; i++)
        count += strncmp(command->options[i].name, name, length) == 0;
    return count > 1;
}

static const cv_option *option_named(const cv_command *command, const char *name, size_t length)
{
    for (size_t i = 0; i < command->option_count; i++)
        if (strncmp(command->options[i].name, name, length) == 0)
            return &command->options[i];
    return NULL;
}

/* `given` is the argument that getopt_long stumbled over. */
static cv_status fail_option(const cv_command *command, const char *given, cv_messages *messages)
{
    if (strncmp(given, "--", 2) != 0)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0}, "long options, such as --help", NULL,
                                "unknown option '%s'", given);
    const char *name = given + 2;
    size_t length = strcspn(name, "=");
    const cv_option *known = option_named(command, name, length);
    cv_buffer nearest = {0};
    if (known == NULL && strncmp("help", name, length) != 0)
        cv_fail_expected(messages, CV_USAGE, (cv_place){0}, NULL, nearest_option(command, name, &nearest),
                         "unknown option '--%.*s' of 'canvass %s'", (int)length, name, command->name);
    else if (is_ambiguous(command, name, length))
        cv_fail(messages, CV_USAGE, (cv_place){0}, "'--%.*s' may be several options of 'canvass %s'", (int)length, name,
                command->name);
    else
        cv_fail(messages, CV_USAGE, (cv_place){0}, "option '--%s' takes no value",
                known == NULL ? "help" : known->name);
    cv_buffer_free(&nearest);
    return CV_USAGE;
}

static cv_status check_operands(const cv_command *command, const cv_arguments *arguments, cv_messages *messages)
{
    if (arguments->operand_count < command->least)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0}, command->operands, NULL,
                                "'canvass %s' needs to know what to work on", command->name);
    if (arguments->operand_count > command->most)
        return cv_fail(messages, CV_USAGE, (cv_place){0}, "'canvass %s' does not know what to do with '%s'",
                       command->name, arguments->operands[command->most]);
    return CV_OK;
}

/* ---- reading ---- */

static cv_status take(const cv_command *command, int code, char **argv, cv_arguments *to, cv_messages *messages)
{
    if (code == 1) { /* an operand, where it stands */
        to->operands[to->operand_count++] = optarg;
        return CV_OK;
    }
    if (code == ':')
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0},
                                command->options[(size_t)(optopt - FIRST_CODE)].argument, NULL,
                                "option '--%s' needs a value", command->options[(size_t)(optopt - FIRST_CODE)].name);
    if (code < FIRST_CODE)
        return fail_option(command, argv[optind - 1], messages);
    size_t option = (size_t)(code - FIRST_CODE);
    if (option == command->option_count)
        to->help = true;
    else
        to->values[option].items[to->values[option].count++] = optarg;
    return CV_OK;
}

cv_status cv_arguments_parse(const cv_command *command, int argc, char **argv, cv_arguments *to, cv_messages *messages)
{
    struct option *table = getopt_table(command);
    cv_status worst = table == NULL ? cv_fail_memory(messages) : make_values(command, argc, to, messages);
    if (worst != CV_OK)
        goto done;
    opterr = 0; /* its words are not ours */
    optind = 0;
    /* "-": operands come in their places, POSIXLY_CORRECT or not; ":": a missing value is told from an unknown option
     */
    for (int code = getopt_long(argc, argv, "-:", table, NULL); code != -1;
         code = getopt_long(argc, argv, "-:", table, NULL)) {
        cv_status status = take(command, code, argv, to, messages);
        if (worst == CV_OK)
            worst = status;
    }
    for (int i = optind; i < argc; i++)
        to->operands[to->operand_count++] = argv[i];
    if (worst == CV_OK && !to->help)
        worst = check_operands(command, to, messages);
done:
    cv_memory_free(table);
    return worst;
}

/* ---- values ---- */

const char *cv_arguments_text(const cv_arguments *arguments, size_t option)
{
    const cv_option_values *values = &arguments->values[option];
    return values->count == 0 ? NULL : values->items[values->count - 1];
}

bool cv_arguments_has(const cv_arguments *arguments, size_t option)
{
    return arguments->values[option].count > 0;
}

cv_status cv_arguments_jobs(const cv_arguments *arguments, size_t option, size_t *jobs, cv_messages *messages)
{
    const char *text = cv_arguments_text(arguments, option);
    double number = 0;
    *jobs = 0;
    if (text == NULL)
        return CV_OK;
    bool whole = cv_number_parse(text, strlen(text), '.', &number) && number >= 1 && number <= MOST_JOBS &&
                 number == (double)(size_t)number;
    if (!whole)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){.file = "--jobs"}, "a whole number from 1 to 1024", NULL,
                                "'%s' is no number of threads", text);
    *jobs = (size_t)number;
    return CV_OK;
}
