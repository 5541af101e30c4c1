/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A line chart as it is laid out, shared by its parts: line.c (small charts, plots), line_labels.c (waves below the
 *  axis), line_ends.c (values and names at the lines' ends). */
#ifndef CANVASS_PLOT_LINE_PRIVATE_H
#define CANVASS_PLOT_LINE_PRIVATE_H

#include "plot/waves.h"

typedef struct cv_lines {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_waves waves;
    cv_scale y;
    double top, bottom;   /* of all small charts, their titles included */
    size_t columns, rows; /* of small charts */
    double title_size, title_height;
    double tics_width, foot_height;
    double value_size;
    double inset_left, inset_right; /* from a small chart's sides to its first and last wave */
    cv_text_lines *labels;          /* [waves.count] below the axis; no lines: left out */
    double label_lines;             /* the most */
    bool bases;                     /* each wave has one base, which stands below its label */
    bool several;                   /* small charts */
    int side_values;                /* of small charts of one line: 0, 1 (the last), 2 (the first too) */
    cv_waves_column names, firsts;  /* of a single chart of several lines */
    double names_x;
} cv_lines;

/** Pixels of the default theme as pixels of this one. */
double cv_lines_length(const cv_lines *p, double length);
/** The gap between small charts side by side. */
double cv_lines_gap(const cv_lines *p);
/** A small chart's place, its axes: y alone. */
cv_panel cv_lines_panel(const cv_lines *p, size_t part);
/** The same with the waves' axis, which leaves room for values at both sides. */
cv_panel cv_lines_plot(const cv_lines *p, size_t part);
void cv_lines_fail_too_many(cv_lines *p);

/** Fits the waves' labels: in as few lines as hold them all; where none do, some of them. */
void cv_lines_fit_labels(cv_lines *p);
/** Whether bases stand below the labels: where a wave has one alone and it fits. */
bool cv_lines_has_bases(const cv_lines *p);
void cv_lines_place_labels(const cv_lines *p, size_t part);
/** How wide a wave's label or value may be: the way to its nearest neighbour. */
double cv_lines_room(const cv_lines *p, const cv_panel *plot, size_t wave);

/** Takes room for values and names beside the lines' ends from the panel. */
void cv_lines_measure_ends(cv_lines *p);
void cv_lines_place_ends(cv_lines *p);

#endif
