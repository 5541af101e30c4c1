/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Other programs, run without a shell: in an environment of a few names, with no terminal, no input but what is given,
 *  a limit on their time, and the beginning of what they say kept for a message. */
#ifndef CANVASS_BASE_PROCESS_H
#define CANVASS_BASE_PROCESS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <canvass/message.h>

#include "base/arena.h"

enum { CV_PROCESS_WORDS = 2000, CV_PROCESSES_MOST = 64 };

/** What is to be run. All is borrowed for cv_process_start alone. */
typedef struct cv_process_spec {
    const char *program;          /**< its path; see cv_process_find */
    const char *const *arguments; /**< ended by NULL; the first is the program's name */
    char *const *environment;     /**< see cv_process_environment */
    const char *folder;           /**< where it runs; NULL: here */
    const char *input;            /**< what stands on its standard input; NULL: nothing */
    size_t input_length;          /**< bytes */
    int limit;                    /**< milliseconds after which it and whatever it started are killed */
} cv_process_spec;

/** One program at work. */
typedef struct cv_process {
    pid_t id;                         /**< 0: none */
    int output;                       /**< both its streams; -1: it closed them */
    double deadline;                  /**< milliseconds on cv_process_clock; whoever sets it to 0 ends the process */
    bool late;                        /**< it was killed at its deadline */
    char words[CV_PROCESS_WORDS + 1]; /**< the beginning of what it said, with a NUL behind once it has ended */
    size_t word_count;
} cv_process; /**< zeroed: none */

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

/** Starts it. CV_SYSTEM: "cannot start NAME: ...". @param[out] to  none before */
cv_status cv_process_start(const cv_process_spec *spec, cv_process *to, cv_messages *messages);

/** Waits until one of the processes has something to say, or may have ended, but never long: 0.2 s at most.
 *  @param count  at most CV_PROCESSES_MOST */
void cv_process_wait(const cv_process *processes, size_t count);

/** Looks after one process: takes what it said, kills it where it is late. @return true when it has ended: *ending is
 *  what waitpid said, -1 where it said nothing, and the process is none any more but for `words` and `late` */
bool cv_process_has_ended(cv_process *process, int *ending);

/** Starts a process and stays with it to its end.
 *  @param stop  not 0: it is killed; NULL: never */
cv_status cv_process_run(const cv_process_spec *spec, const volatile sig_atomic_t *stop, cv_process *to, int *ending,
                         cv_messages *messages);

#endif
