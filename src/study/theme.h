/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  How charts look: the page, type sizes, colours. Lengths are pixels of the page; 144 of them are an inch of a PDF. */
#ifndef CANVASS_STUDY_THEME_H
#define CANVASS_STUDY_THEME_H

#include <stddef.h>

/** A colour as mark (3:1 against the page at least) and as text (4.5:1: WCAG 2.1 AA). */
typedef struct cv_plot_colour {
    unsigned mark, text;
} cv_plot_colour;

/** One series: its colour and its gnuplot point type, so that series differ without colour too. */
typedef struct cv_theme_series {
    cv_plot_colour colour;
    int point;
} cv_theme_series;

enum { CV_SERIES_MOST = 8, CV_FONTS_MOST = 8 };

typedef struct cv_theme_sizes {
    double title, title_least, subtitle, subtitle_least;
    double label; /**< of rows */
    double value, legend, tic;
    double base; /**< n = 3,630 */
    double footer, footer_least;
    double least; /**< nothing is set smaller */
} cv_theme_sizes;

typedef struct cv_theme {
    double width, height; /**< of the page */
    double margin;        /**< on all sides */
    cv_theme_sizes size;
    const char *font;                     /**< the family of all texts */
    const char *fallbacks[CV_FONTS_MOST]; /**< families that a viewer of an SVG tries after it; NULL: the end */
    unsigned page;                        /**< the background */
    unsigned ink;                         /**< titles, row labels */
    unsigned quiet;                       /**< subtitle, tics */
    unsigned faint;                       /**< n, footer */
    unsigned grid;
    unsigned rule; /**< the zero line, the line above the whole */
    cv_theme_series series[CV_SERIES_MOST];
    cv_plot_colour accent; /**< the only series; what is highlighted */
    cv_plot_colour whole;  /**< "All" */
    cv_plot_colour rest;   /**< what is not highlighted */
    unsigned low, low_pale, neutral, high_pale,
        high;         /**< of ordered answers, from the negative end to the positive one; and of differences */
    const char *logo; /**< a line at the lower right; NULL: none */
} cv_theme;

/** The default: a slide of 16:9. */
extern const cv_theme cv_theme_slide;

/** A preset by its name: slide, square, column (an A4 page's text column), dark; NULL: none. */
const cv_theme *cv_theme_preset(const char *name);

/** Colour `i` of an ordered scale of `count` answers, the first one the negative end (theme->low), the middle one of an
 *  odd number neutral. @param i < count */
unsigned cv_theme_diverging(const cv_theme *theme, size_t i, size_t count);

/** Colour `i` of `count` that have an order and no middle: pale to accent. @param i < count */
unsigned cv_theme_sequence(const cv_theme *theme, size_t i, size_t count);

/** What a length of the default theme is in this one: it goes with the size of its type. */
double cv_theme_length(const cv_theme *theme, double length);

#endif
