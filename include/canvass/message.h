/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What went wrong, and where: status values, places in files, and the list that collects messages.
 *
 *  Every function of the library that can fail takes a `cv_messages *` as its last argument, adds one
 *  message for each mistake that it finds, and returns a status. Nothing is printed here; the caller
 *  formats the messages when and where it likes. */
#ifndef CANVASS_MESSAGE_H
#define CANVASS_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <canvass/export.h>

/** How a call ended; the values are the program's exit statuses. */
typedef enum cv_status {
    CV_OK = 0,      /**< done */
    CV_DIFFERS = 1, /**< ran, but a claim failed or `verify` found a difference */
    CV_USAGE = 2,   /**< a mistake in the command line or in the study file */
    CV_DATA = 3,    /**< a mistake in the data */
    CV_SYSTEM = 4,  /**< file system, memory or database */
    CV_PROGRAM = 5  /**< an external program is missing or failed (gnuplot) */
} cv_status;

/** A place in a file. `line` and `column` count from 1; 0: not known. `column` counts characters.
 *  `file` is borrowed by whoever holds a place: it must outlive it (a study's file name lives in the study). */
typedef struct cv_place {
    const char *file;
    uint64_t line, column;
} cv_place;

/** One mistake (or, where `warning` is true, something that the user should know). All texts are owned
 *  by the list; each but `problem` may be NULL. */
typedef struct cv_message {
    cv_status status;
    bool warning;
    char *file; /**< a copy of the place's file name; NULL: none */
    uint64_t line, column;
    char *problem;  /**< what is wrong: a sentence without its full stop */
    char *expected; /**< what would have been right, likewise */
    char *nearest;  /**< the nearest valid name */
} cv_message;

/** The messages of one run, in the order they were found. A zeroed struct is an empty list. */
typedef struct cv_messages {
    cv_message *items;
    size_t count, capacity;
    bool out_of_memory; /**< a message could not be kept */
} cv_messages;

/** Adds an error. `problem` is a printf format. @return `status`, so that callers can `return cv_fail(...)`. */
CV_API cv_status cv_fail(cv_messages *to, cv_status status, cv_place at, const char *problem, ...)
    __attribute__((format(printf, 4, 5)));

/** Adds an error with what was expected (printf-free text, may be NULL) and the nearest valid name (may be NULL). */
CV_API cv_status cv_fail_expected(cv_messages *to, cv_status status, cv_place at, const char *expected,
                                  const char *nearest, const char *problem, ...) __attribute__((format(printf, 6, 7)));

/** Adds a warning: it is shown, and changes no exit status. */
CV_API void cv_warn(cv_messages *to, cv_place at, const char *problem, ...) __attribute__((format(printf, 3, 4)));

/** The shortcut for a failed allocation: adds "out of memory" and returns CV_SYSTEM. */
CV_API cv_status cv_fail_memory(cv_messages *to);

/** The worst status among the errors, CV_OK when there are none. Worst: the first error found. */
CV_API cv_status cv_messages_status(const cv_messages *messages);

/** Frees what the list owns and empties it. Accepts a zeroed list; may be called twice. */
CV_API void cv_messages_free(cv_messages *messages);

/** One message as the program prints it: `canvass: FILE:LINE:COLUMN: error: problem`, then a line each
 *  for what was expected and `did you mean 'nearest'?`. Control characters are shown as \xNN, never sent
 *  (a terminal would obey them). The last line has no line end. @return a text to be freed with cv_text_free, NULL
 * without memory. */
CV_API char *cv_message_format(const cv_message *message);

/** Frees a text that the library returned. NULL is accepted. */
CV_API void cv_text_free(char *text);

#endif
