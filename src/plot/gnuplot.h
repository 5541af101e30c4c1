/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A gnuplot that draws one script after the other. Starting one costs more than most pictures do, so it is kept: it
 *  gets its orders on its input and answers each by lines of its own, which also tell where the words about one
 *  script end. */
#ifndef CANVASS_PLOT_GNUPLOT_H
#define CANVASS_PLOT_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <canvass/message.h>

#include "base/arena.h"

enum { CV_GNUPLOT_WORDS = 2000, CV_GNUPLOT_LINE = 160 };

/** Where gnuplot is and what it finds in its environment: PATH, HOME, a locale and a time zone of UTC. */
typedef struct cv_gnuplot_program {
    const char *path; /**< NULL: not there */
    char *const *environment;
} cv_gnuplot_program;

/** @param path  where programs are looked for, as PATH; NULL: the environment's    @param arena  owns what is found
 *  @return CV_OK, found or not; CV_SYSTEM: no memory */
cv_status cv_gnuplot_find(cv_arena *arena, const char *path, cv_gnuplot_program *to, cv_messages *messages);

/** Reports that gnuplot is not there. @return CV_PROGRAM */
cv_status cv_gnuplot_missing(cv_messages *messages);

typedef struct cv_gnuplot {
    pid_t id;                   /**< 0: none */
    int link;                   /**< our end of its input and output; -1: closed */
    bool busy;                  /**< it has an order */
    double deadline;            /**< of the order: milliseconds on the monotonic clock */
    int ending;                 /**< what waitpid said of one that died; -1: nothing */
    bool late;                  /**< it was killed */
    size_t order;               /**< orders so far */
    bool drawn;                 /**< it has answered that the order's script ran to its end */
    char line[CV_GNUPLOT_LINE]; /**< its output's last line as far as it has come */
    size_t line_length;
    char words[CV_GNUPLOT_WORDS + 1]; /**< the beginning of what else it said since the order */
    size_t word_count;
} cv_gnuplot; /**< as CV_GNUPLOT_NONE: none is running */

#define CV_GNUPLOT_NONE                                                                                                \
    {                                                                                                                  \
        .link = -1                                                                                                     \
    }

/** Starts one: no shell, no file descriptor of ours, a process group of its own.
 *  @param folder  where it works    @param version  true: it says its version and ends, which counts as an order
 *  @return CV_OK, CV_SYSTEM */
cv_status cv_gnuplot_start(cv_gnuplot *g, const cv_gnuplot_program *program, const char *folder, bool version,
                           double deadline, cv_messages *messages);

/** Has it draw one script. An order that it cannot take shows as one that it died of.
 *  @param folder  from where it was started, and the script's name in it: both need no quoting
 *  @param deadline  when its time is up, on the clock of cv_process_clock
 *  @return CV_OK, CV_SYSTEM: no memory */
cv_status cv_gnuplot_order(cv_gnuplot *g, const char *folder, const char *script, double deadline,
                           cv_messages *messages);

typedef enum cv_gnuplot_news {
    CV_GNUPLOT_BUSY,   /**< nothing yet */
    CV_GNUPLOT_DREW,   /**< the script ran to its end; the next may come */
    CV_GNUPLOT_FAILED, /**< the script did not: `words` says why. To be ended, as its state is anybody's guess */
    CV_GNUPLOT_DIED,   /**< the process is no more: `ending` and `words` say why */
    CV_GNUPLOT_LATE    /**< its time was up: it was killed, with all that it had started */
} cv_gnuplot_news;

/** Looks after one that is busy, without waiting. */
cv_gnuplot_news cv_gnuplot_look(cv_gnuplot *g);

/** Waits until one of them may have news, or until a fifth of a second is over. */
void cv_gnuplot_wait(const cv_gnuplot *all, size_t count);

/** Kills it at once, and all that it had started. Accepts one that is not running. */
void cv_gnuplot_end(cv_gnuplot *g);

#endif
