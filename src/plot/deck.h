/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  deck.gp, the script of deck.pdf: a first page with the study's title, then one chart a page, all of 16:9. It is put
 *  together from the charts' own scripts, in which each has its PDF alone.
 *
 *  Use: cv_deck_add for each chart, in the study's order; cv_deck_write; cv_deck_free in any case. */
#ifndef CANVASS_PLOT_DECK_H
#define CANVASS_PLOT_DECK_H

#include <canvass/message.h>

#include "base/buffer.h"
#include "estimate/result.h"

typedef struct cv_deck {
    cv_buffer pages;
} cv_deck; /**< zeroed: no charts */

/** The theme that a chart has on a page of the deck: its own where that is a page of 16:9, else its colours and font on
 *  the default page. */
cv_theme cv_deck_theme(const cv_theme *own);

/** Adds a chart.
 *  @param script  what cv_plot_script makes of the chart with the format PDF alone and the deck's theme
 *  @param theme  the chart's, from cv_deck_theme   @param first  the study's, whose first page is the deck's
 *  @return CV_OK, CV_SYSTEM */
cv_status cv_deck_add(cv_deck *deck, const char *script, const cv_theme *theme, const cv_theme *first,
                      cv_messages *messages);

/** Appends the whole script: `gnuplot deck.gp` writes deck.pdf beside it. @return CV_OK, CV_SYSTEM */
cv_status cv_deck_write(const cv_deck *deck, const cv_results *results, cv_buffer *to, cv_messages *messages);
void cv_deck_free(cv_deck *deck);

#endif
