/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Charts of curves: a quantity against another, each curve with its name at its end. Not of a study's results, but of
 *  formulas, such as a plan's precision against its interviews. */
#ifndef CANVASS_PLOT_CURVES_H
#define CANVASS_PLOT_CURVES_H

#include <stddef.h>

#include <canvass/message.h>

#include "base/buffer.h"
#include "plot/scene.h"

/** A place in the axes' own units; NaN: a gap. */
typedef struct cv_curve_point {
    double x, y;
} cv_curve_point;

typedef struct cv_curve {
    const char *label;            /**< any text; one line, cut where it is long */
    const char *note;             /**< a second, fainter line; NULL: none */
    const cv_curve_point *points; /**< [point_count], x ascending; what is above the axis is cut off there */
    size_t point_count;
    const cv_curve_point *marks; /**< [mark_count] dots with lines down to the axis */
    size_t mark_count;
} cv_curve;

/** An axis from 0 to the first tic from `most` on. */
typedef struct cv_curve_axis {
    double most; /**< > 0 */
    cv_value_style style;
    const char *title; /**< of the lower axis; the other one's unit is said by the subtitle */
} cv_curve_axis;

enum { CV_CURVES_MOST = CV_SERIES_MOST };

/** All of it borrowed for the call. */
typedef struct cv_curves {
    const char *name; /**< the pictures' file name without its ending: letters, digits, - and _ */
    unsigned formats; /**< CV_FORMAT_ bits */
    const cv_theme *theme;
    cv_language language;
    const char *title, *subtitle, *footer;
    const char *alternative; /**< what the picture shows, for those who do not see it */
    cv_curve_axis x, y;
    const cv_curve *curves;
    size_t curve_count; /**< 1 to CV_CURVES_MOST */
} cv_curves;

/** The script of the chart, as cv_plot_script's. @return CV_OK, CV_SYSTEM: no memory */
cv_status cv_plot_curves(const cv_curves *curves, cv_buffer *to, cv_messages *messages);

#endif
