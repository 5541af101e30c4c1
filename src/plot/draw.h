/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Drawing a study's pictures: what cv_plot_draw does, with what a run and the tests need to change.
 *
 *  A few gnuplots (as many as there are jobs) take one script after the other, the longest first. One that
 *  refuses a script or takes too long over it is ended, and another takes up what is left. */
#ifndef CANVASS_PLOT_DRAW_H
#define CANVASS_PLOT_DRAW_H

#include <signal.h>
#include <stdbool.h>

#include "plot/plot.h"

enum {
    CV_DRAW_LIMIT = 60000,    /**< milliseconds */
    CV_DRAW_JOBS_MOST = 16,   /**< processes */
    CV_DRAW_FAILURES_MOST = 5 /**< scripts that fail; then the others are not tried: it is gnuplot that is broken */
};

typedef struct cv_draw_options {
    size_t jobs;      /**< processes at once; 0: 1; at most CV_DRAW_JOBS_MOST, and no more than there is work for */
    int limit;        /**< milliseconds that one script may take, then it is killed; 0: CV_DRAW_LIMIT */
    const char *path; /**< where programs are looked for, as PATH; NULL: the environment's */
    bool deck;        /**< deck.gp, in staging itself, is drawn too: deck.pdf */
    const volatile sig_atomic_t *stop; /**< not 0: every process is killed, CV_SYSTEM: "interrupted"; NULL: never */
} cv_draw_options;

/** Draws the charts of the study whose formats ask for pictures.
 *  @return CV_OK; CV_PROGRAM: gnuplot is missing, or some scripts failed: a message for each, in the study's order.
 *  They have no pictures then; the others have all of theirs. Else CV_SYSTEM, and the folder is good for nothing */
cv_status cv_draw(const cv_study *study, const cv_folder *folder, const cv_draw_options *options,
                  cv_messages *messages);

#endif
