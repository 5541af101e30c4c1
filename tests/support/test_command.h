/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Runs a program as a shell would, and tells what it said. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_COMMAND_H
#define CANVASS_TESTS_SUPPORT_TEST_COMMAND_H

#include "support/test.h"

typedef struct test_command {
    const char *const *arguments; /**< ended by NULL; the first is the program, sought on PATH where it has no slash */
    const char *folder;           /**< where it runs; NULL: here */
    const char *input;            /**< what stands on its standard input; NULL: nothing */
    const char *const
        *settings; /**< NAME=VALUE for its environment, ended by NULL; NAME alone takes it away; NULL: none */
} test_command;

typedef struct command_result {
    int status;  /**< the exit status; 128 + the signal that ended it; 127: it could not be started */
    char *out;   /**< its standard output, ended by a NUL */
    char *error; /**< its standard error, likewise */
    size_t out_length, error_length;
    long peak_kib; /**< its largest resident memory in KiB; never less than that of the test itself, whose copy it
                      starts as */
} command_result;

/** Runs to the end. Free the result with command_result_free. */
command_result command_run(const test_command *command);
void command_result_free(command_result *result);

/** The program under test: the environment's CANVASS, which ctest sets. Ends the test where it is not set. */
const char *canvass_program(void);

/** Runs `canvass ARGUMENTS...` in `folder` (NULL: here). `arguments` ends with NULL and does not hold the program's
 * name. */
command_result canvass_run(const char *folder, const char *const *arguments);

/** Runs it and passes where status, standard output and standard error are as wanted. A NULL text is not compared. */
void check_canvass(const char *folder, const char *const *arguments, int status, const char *out, const char *error);

/** Passes where the pieces stand in the text, one behind the other. They end with NULL or after `most`. */
void check_pieces(const char *text, const char *const *pieces, size_t most);

#endif
