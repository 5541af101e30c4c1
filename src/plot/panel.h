/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A rectangle of the page with axes: how values become pixels, here and in the script, which has functions x1(v),
 *  y1(v) for its first panel, x2, y2 for the second. */
#ifndef CANVASS_PLOT_PANEL_H
#define CANVASS_PLOT_PANEL_H

#include "plot/scene.h"
#include "study/study.h"

/** The values of an axis, in the estimates' unit. */
typedef struct cv_scale {
    double low, high,
        step; /**< low < high; tics at multiples of step; 0: none, of log at 1, 2, 5 times powers of ten */
    bool log; /**< low > 0: equal ways are equal ratios */
} cv_scale;

typedef struct cv_panel {
    int number; /**< from 1 */
    double left, right, top, bottom;
    cv_scale x; /**< from left to right */
    cv_scale y; /**< from the bottom up; zeroed: heights are pixels of the page */
} cv_panel;

/** A nice axis around low..high (low <= high; both infinite the wrong way round: nothing is known, 0 to 1).
 *  @param share      stays within 0 and 1
 *  @param from_zero  has 0 in it, and no air beyond its ends
 *  @param most       at most so many steps */
cv_scale cv_scale_choose(double low, double high, bool share, bool from_zero, int most);

/** An axis of ratios around low..high (0 < low <= high, as above) that has 1 in it. */
cv_scale cv_scale_choose_log(double low, double high, int most);

double cv_panel_x(const cv_panel *panel, double value);
double cv_panel_y(const cv_panel *panel, double value);

/** Writes the panel's functions into the script's data part. */
void cv_panel_write(cv_scene *scene, const cv_panel *panel);

/** Adds a text in which # stands for the panel's number: " using (x#($1)):(y#($2))". */
void cv_panel_add(cv_buffer *to, const cv_panel *panel, const char *text);

/** A small panel's name above it, `height` high, and at the right its base where both have room.
 *  @param base  "n = 3,630"; "": none */
void cv_panel_head(cv_scene *scene, const cv_panel *panel, double height, const char *name, const char *base,
                   unsigned colour);

/** Grid lines and their values below the panel. */
void cv_panel_tics_x(cv_scene *scene, const cv_panel *panel, const cv_value_style *style);
/** What the lower axis is, below its values; "": nothing. */
void cv_panel_title_x(cv_scene *scene, const cv_panel *panel, const char *title);
/** Grid lines and their values to the left of the panel. */
void cv_panel_tics_y(cv_scene *scene, const cv_panel *panel, const cv_value_style *style);
/** Grid lines alone, as those of a panel to its left. */
void cv_panel_grid_y(cv_scene *scene, const cv_panel *panel);
/** How wide the values left of the panel are. */
double cv_panel_tics_width(cv_scene *scene, const cv_scale *scale, const cv_value_style *style);

/** Fails the scene where the panel is lower or narrower than five values of its axes: the theme's sizes leave no room.
 *  @return whether there is room */
bool cv_panel_has_room(cv_scene *scene, const cv_panel *panel, const cv_chart_spec *spec);

#endif
