/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  How charts look: the page, type sizes, colours. Lengths are pixels of a 1920 x 1080 page, whatever the format. */
#ifndef CANVASS_PLOT_THEME_H
#define CANVASS_PLOT_THEME_H

#include <stddef.h>

enum {
    CV_PAGE_WIDTH = 1920,
    CV_PAGE_HEIGHT = 1080,
    CV_PAGE_MARGIN = 58,
    CV_SIZE_TITLE = 45,
    CV_SIZE_TITLE_LEAST = 26,
    CV_SIZE_SUBTITLE = 28,
    CV_SIZE_SUBTITLE_LEAST = 18,
    CV_SIZE_LABEL = 29,
    CV_SIZE_VALUE = 28,
    CV_SIZE_LEGEND = 24,
    CV_SIZE_TIC = 24,
    CV_SIZE_N = 22,
    CV_SIZE_FOOTER = 20,
    CV_SIZE_LEAST = 13 /**< nothing is set smaller: 9 points on a page 13 inches wide held at arm's length */
};

/** A colour as mark (3:1 against white at least) and as text (4.5:1: WCAG 2.1 AA). */
typedef struct cv_plot_colour {
    unsigned mark, text;
} cv_plot_colour;

enum {
    CV_COLOUR_PAGE = 0xffffff,
    CV_COLOUR_INK = 0x1b1b1b,   /**< titles, row labels */
    CV_COLOUR_QUIET = 0x555555, /**< subtitle, tics */
    CV_COLOUR_FAINT = 0x6b6b6b, /**< n, footer */
    CV_COLOUR_GRID = 0xe3e3e3,
    CV_COLOUR_RULE = 0x8c8c8c /**< the zero line, the line above the whole */
};

/** One series: its colour and its gnuplot point type, so that series differ without colour too. */
typedef struct cv_theme_series {
    cv_plot_colour colour;
    int point;
} cv_theme_series;

enum { CV_SERIES_MOST = 8 };

/** Okabe and Ito's palette (jfly.uni-koeln.de/color, 2008), darkened where it would be too pale on white. */
extern const cv_theme_series cv_theme[CV_SERIES_MOST];
extern const cv_plot_colour cv_theme_accent; /**< the only series; what is highlighted */
extern const cv_plot_colour cv_theme_whole;  /**< "All" */
extern const cv_plot_colour cv_theme_rest;   /**< what is not highlighted */

extern const char cv_theme_family[]; /**< the family of the cairo terminals; fontconfig finds a stand-in */
extern const char
    cv_theme_fallback[]; /**< the families that a browser tries after it, as XML after the first: commas are entities */

#endif
