/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The classes of a number (a variable made by cut) as bars to scale: their bounds, and how high a share stands. */
#ifndef CANVASS_PLOT_CLASSES_H
#define CANVASS_PLOT_CLASSES_H

#include "plot/chart.h"
#include "plot/panel.h"

typedef struct cv_class {
    double from, to; /**< on the number's axis; of the open last class `to` is where it is drawn to */
    bool open;       /**< it has no end: drawn as wide as the one before it */
    int32_t place;   /**< on the chart's row axis */
} cv_class;

typedef struct cv_classes {
    cv_class *items; /**< [count] from the least on */
    size_t count;
    double unit; /**< shares stand for so much of the number: the width of the narrowest class */
    bool even;   /**< all classes have that width, so that heights are the shares themselves */
    cv_scale x;
    cv_value_style style; /**< of the number */
} cv_classes;

/** Checks that the rows are classes (CV_USAGE else) and says in the chart's note what heights mean where classes differ
 *  in width. */
cv_status cv_classes_prepare(cv_chart *chart, cv_messages *messages);

/** Finds the classes among the chart's rows. After a failure the scene tells. */
void cv_classes_find(cv_chart *chart, cv_scene *scene, cv_classes *to);

/** The mark of a class in a set (see below), or NULL. */
const cv_chart_mark *cv_classes_mark(const cv_chart *chart, const cv_class *of, size_t set);

/** How high a share stands: for each unit of the number. */
double cv_classes_height(const cv_classes *classes, const cv_class *of, double share);

/* Of a set of marks (plot/sets.h): */

/** What the set is called; "" where there is one alone. */
const char *cv_classes_name(const cv_chart *chart, size_t set);
cv_plot_colour cv_classes_colour(const cv_chart *chart, size_t set);
/** "n = 3,630" of the set's first mark; "" where it has none. */
const char *cv_classes_base(const cv_chart *chart, size_t set);
/** Why nothing of the set is drawn; NULL where something is. */
const char *cv_classes_absent(const cv_chart *chart, size_t set);

#endif
