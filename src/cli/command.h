/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a command of the program is: its place in the help, its options, its function. Help, option parser, nearest
 *  names and the man page are all made from these constant tables. */
#ifndef CANVASS_CLI_COMMAND_H
#define CANVASS_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/buffer.h"

/** One long option. Every command also takes --help. */
typedef struct cv_option {
    const char *name;     /**< without its dashes */
    const char *argument; /**< what follows it, for the help: "DIR"; NULL: a switch */
    const char
        *help; /**< one sentence without its full stop; at most 60 characters or so a line, lines split by '\n' */
} cv_option;

/** What was given for one option, in order. A switch has a count and no texts. */
typedef struct cv_option_values {
    const char **items;
    size_t count;
} cv_option_values;

typedef struct cv_command cv_command;

typedef struct cv_arguments {
    cv_option_values *values; /**< [option_count], as the command's option table is ordered */
    const char **operands;
    size_t operand_count;
    bool help; /**< --help was among them */
} cv_arguments;

struct cv_command {
    const char *name;
    const char *section;  /**< the help's heading */
    const char *summary;  /**< one line */
    const char *operands; /**< as the usage line shows them: "STUDY.yaml"; "" where there are none */
    size_t least, most;   /**< operands */
    const cv_option *options;
    size_t option_count;
    const char *details; /**< paragraphs under the options; lines end in '\n'; NULL: none */
    /** Does the work: what it has to say goes to standard output through console.h, all else into `messages`.
     *  NULL: the command is planned, and says so. */
    cv_status (*run)(const cv_arguments *arguments, cv_messages *messages);
};

/** Every command, in the order of the help. */
extern const cv_command *const cv_commands[];
extern const size_t cv_command_count;

extern const cv_command cv_command_run, cv_command_check, cv_command_verify, cv_command_weights, cv_command_tab,
    cv_command_size, cv_command_help;

/** The command of this name, or NULL, and then *nearest is the name it may stand for, or NULL. */
const cv_command *cv_command_find(const char *name, const char **nearest);

/** Reads the arguments after the command's name: GNU long options (whole or shortened as long as they stay clear), `--`
 * ends them, options and operands in any order. All mistakes are named in one go.
 *  @param[out] to  zeroed before; freed by cv_arguments_free whether or not this succeeds; texts are argv's own */
cv_status cv_arguments_parse(const cv_command *command, int argc, char **argv, cv_arguments *to, cv_messages *messages);
void cv_arguments_free(const cv_command *command, cv_arguments *arguments);

/** The last value of an option, or NULL; whether a switch was given. */
const char *cv_arguments_text(const cv_arguments *arguments, size_t option);
bool cv_arguments_has(const cv_arguments *arguments, size_t option);

/** --jobs: a whole number from 1 to 1024. Not given: 0, as the library takes it. */
cv_status cv_arguments_jobs(const cv_arguments *arguments, size_t option, size_t *jobs, cv_messages *messages);

/** An option that several commands have. */
#define CV_OPTION_JOBS                                                                                                 \
    {                                                                                                                  \
        "jobs", "N", "threads to use; the results are the same for any N\n(default: one a core)"                       \
    }
#define CV_OPTION_SET                                                                                                  \
    {                                                                                                                  \
        "set", "KEY=VALUE", "let a value win over the study file's, as in\n--set design.df=design; may be repeated"    \
    }

/** One command's help; the program's help; the program's man page. */
void cv_help_command(const cv_command *command, cv_buffer *to);
void cv_help_program(cv_buffer *to);
void cv_help_man(cv_buffer *to);

/** What --version prints. */
void cv_help_version(cv_buffer *to);

#endif
