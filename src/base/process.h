/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Other programs, run without a shell: in an environment of a few names, with no terminal, no input but what is given,
 *  a limit on their time, and the beginning of what they say kept for a message. */
#ifndef CANVASS_BASE_PROCESS_H
#define CANVASS_BASE_PROCESS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"

enum { CV_PROCESS_WORDS = 2000 };

/** What is to be run. */
typedef struct cv_process_spec {
    const char *program;               /**< its path; see cv_process_find */
    const char *const *arguments;      /**< ended by NULL; the first is the program's name */
    char *const *environment;          /**< see cv_process_environment */
    const char *folder;                /**< where it runs; NULL: here */
    const char *input;                 /**< what stands on its standard input; NULL: nothing */
    size_t input_length;               /**< bytes */
    int limit;                         /**< milliseconds after which it is killed */
    const volatile sig_atomic_t *stop; /**< not 0: it is killed; NULL: never */
} cv_process_spec;

/** How it went. */
typedef struct cv_process_end {
    int status;                       /**< as waitpid has it; -1: not known */
    bool late;                        /**< it was killed, as its time was up or it was not wanted any more */
    char words[CV_PROCESS_WORDS + 1]; /**< the beginning of what it said, on both its streams; ended by NUL */
} cv_process_end;

/** Where programs are looked for: the environment's PATH. */
const char *cv_process_path(void);

/** The path of a program, good from any folder; NULL: there is none (or no memory, which *status tells).
 *  @param path  folders with ':' between them, as PATH */
const char *cv_process_find(cv_arena *arena, const char *name, const char *path, cv_status *status,
                            cv_messages *messages);

/** An environment: PATH for the program's own helpers, HOME because fonts' caches are there, LC_ALL=C.UTF-8, TZ=UTC,
 *  and nothing else, so that no setting of the user's changes what comes out. NULL: no memory.
 *  @param more  NAME=VALUE, ended by NULL; NULL: none */
char **cv_process_environment(cv_arena *arena, const char *path, const char *const *more);

/** Milliseconds, from some start, never back. */
double cv_process_clock(void);

/** Runs a program to its end; whatever it started ends with it. CV_SYSTEM: "cannot start NAME: ...".
 *  @param[out] to  what it did is judged by the caller, unless this fails */
cv_status cv_process_run(const cv_process_spec *spec, cv_process_end *to, cv_messages *messages);

#endif
