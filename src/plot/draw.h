/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Running gnuplot: what cv_plot_draw does, with what tests need to change. */
#ifndef CANVASS_PLOT_DRAW_H
#define CANVASS_PLOT_DRAW_H

#include <signal.h>

#include "plot/plot.h"

enum { CV_DRAW_LIMIT = 60000, CV_DRAW_JOBS_MOST = 16 };

typedef struct cv_draw_options {
    size_t jobs;      /**< processes at once; 0: 1; at most CV_DRAW_JOBS_MOST */
    int limit;        /**< milliseconds that one script may take, then it is killed; 0: CV_DRAW_LIMIT */
    const char *path; /**< where programs are looked for, as PATH; NULL: the environment's */
    const volatile sig_atomic_t *stop; /**< not 0: every process is killed and the drawing fails; NULL: never */
} cv_draw_options;

/** As cv_plot_draw. */
cv_status cv_draw(const cv_study *study, const cv_folder *folder, const cv_draw_options *options,
                  cv_messages *messages);

/** Overwrites the digits of the first /CreationDate in a PDF, in place, so that two runs give the same bytes. (gnuplot
 * runs in UTC: the zone is always Z.) */
void cv_draw_undate(char *pdf, size_t length);

/** A copy of the text of a comment `# NAME: text` among the first lines of a script: Title, Description. NULL: none, or
 * no memory. */
char *cv_draw_comment(cv_arena *arena, const char *script, const char *name);

/** The SVG with the chart's title and description (from the script's comments) in place of gnuplot's own, which a
 * screen reader would read out. Where gnuplot's are not found, the SVG as it is. */
void cv_draw_describe(const char *svg, size_t length, const char *script, cv_buffer *to);

#endif
