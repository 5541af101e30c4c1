/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The kinds of charts, one constant table (kind.c). To add one: a row there, a word in src/study/keys.c, a file of its
 *  own that sorts nothing and only draws. */
#ifndef CANVASS_PLOT_KIND_H
#define CANVASS_PLOT_KIND_H

#include "plot/chart.h"

typedef struct cv_plot_kind {
    const char *noun;     /**< "Dot chart", for the alternative text; a literal that cv_say knows */
    cv_chart_shape shape; /**< of a chart of estimates */
    /** What the kind does to the chart's order, values and colours before its words are made; NULL: nothing. */
    cv_status (*prepare)(cv_chart *chart, cv_messages *messages);
    /** Draws a chart of estimates whose words are made; NULL: see `compare`. */
    void (*draw)(cv_chart *chart, cv_scene *scene, const cv_scene_words *words);
    /** Draws a chart of comparisons: chart has no rows or marks. It makes the subtitle and the alternative text, and
     *  fills *words with them (cv_chart_frame_words, then cv_chart_scene_words). NULL: a chart of estimates. */
    void (*compare)(cv_chart *chart, cv_scene *scene, cv_scene_words *words);
    const struct cv_plot_kind *stacked; /**< the kind in its place where the study says stack; NULL: itself */
} cv_plot_kind;

/** The kind; of CV_CHART_WEIGHTS, which is of no result, NULL. */
const cv_plot_kind *cv_plot_kind_of(cv_chart_kind kind);

/** A chart on its page, before it is a script: what cv_plot_script writes, and what tests look at. */
typedef struct cv_drawing {
    cv_chart chart;
    cv_scene scene;
    cv_scene_words words;
} cv_drawing;

/** Draws the chart's scene. @param[out] to  zeroed before; must stay where it is; freed by cv_drawing_free whether or
 *  not this succeeds  @return as cv_plot_script */
cv_status cv_drawing_make(const cv_chart_spec *spec, const cv_results *results, const cv_result *result, cv_drawing *to,
                          cv_messages *messages);
void cv_drawing_free(cv_drawing *drawing);

extern const cv_plot_kind cv_plot_dot, cv_plot_bar, cv_plot_lollipop, cv_plot_dumbbell, cv_plot_line, cv_plot_slope,
    cv_plot_heatmap, cv_plot_forest, cv_plot_rank, cv_plot_funnel, cv_plot_histogram, cv_plot_ridgeline, cv_plot_lorenz;
extern const cv_plot_kind cv_plot_bar_stacked, cv_plot_column, cv_plot_column_stacked, cv_plot_likert, cv_plot_mosaic,
    cv_plot_upset;

#endif
