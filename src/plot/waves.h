/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Charts of change: a chart whose rows are waves (shape CV_SERIES_FIRST), cut into small charts, with the waves'
 * places along an axis, and labels at the lines' ends. */
#ifndef CANVASS_PLOT_WAVES_H
#define CANVASS_PLOT_WAVES_H

#include "plot/chart.h"
#include "plot/panel.h"

/** Rows that make a chart of their own. */
typedef struct cv_waves_part {
    const char *title; /**< NULL: the only one, without a name */
    size_t first, count;
} cv_waves_part;

typedef struct cv_waves {
    const char **labels; /**< [count] clean texts, in the variable's order */
    double *at;          /**< [count] ascending: the labels' numbers where all are numbers, else 0, 1, ... */
    size_t count;
    bool to_scale;   /**< `at` are the labels' numbers */
    size_t *wave_of; /**< [row_count of the chart] */
    cv_waves_part *parts;
    size_t part_count;
} cv_waves;

/** Finds waves and parts: a part a panel, and a section of each (levels that are neither series nor panels). */
void cv_waves_find(cv_chart *chart, cv_scene *scene, cv_waves *to);

/** The colour of a line: the accent for the only one, the series' colours for several, grey for what is not
 *  highlighted. */
cv_plot_colour cv_waves_colour(const cv_chart *chart, int series);

/** The mark of a series in a part's wave, or NULL. @param series  CV_NO_SERIES: the only one */
const cv_chart_mark *cv_waves_mark(const cv_chart *chart, const cv_waves *waves, const cv_waves_part *part, size_t wave,
                                   int series);

/** Whether a line has labels at its ends: of many lines only those that are highlighted have. */
bool cv_waves_is_named(const cv_chart *chart, int series);

/** The first series and the end of a loop over them: CV_NO_SERIES alone, or 0 to the last. */
int cv_waves_first_series(const cv_chart *chart);

/** The least and most of all values, and of the intervals that are shown. @return false: nothing is drawn */
bool cv_waves_extent(const cv_chart *chart, double *low, double *high);

/** A label at a line's end: its value, then or before it its name, and where. */
typedef struct cv_waves_end {
    int series;
    const char *value; /**< "" for none */
    cv_text_lines name;
    double x, y;   /**< of the line's end; y is NaN where nothing of the line is drawn */
    double centre; /**< where the label stands */
} cv_waves_end;

/** A column of such labels. */
typedef struct cv_waves_column {
    cv_waves_end *ends; /**< [count] from the top down, once spread */
    size_t count;
    double size;        /**< of names and values */
    double value_width; /**< of the widest value */
    double name_width;
    bool tight; /**< labels stand as near to each other as can be read */
} cv_waves_column;

/** Fits names into lines so that the column is no higher than `room`.
 *  @param most  a name's most width  @return false: there are too many for the least size; nothing was added */
bool cv_waves_fit_names(cv_chart *chart, cv_scene *scene, cv_waves_column *column, double most, double room);

/** Places the labels between top and bottom, near their lines' ends, in their order. */
void cv_waves_spread(cv_scene *scene, cv_waves_column *column, double top, double bottom);

/** Adds the texts of a column and lines from the ends that are not beside their labels.
 *  @param x      the column's side that is next to the lines  @param left  it stands left of them */
void cv_waves_write_ends(const cv_chart *chart, cv_scene *scene, const cv_waves_column *column, double x, bool left);

/** The name of the data block of a line: `$line1`, of the second part `$line2_1`. */
void cv_waves_block(cv_buffer *to, const cv_chart *chart, size_t part, int series);
/** Writes it: wave, value, lower and upper limit, a line a wave, an empty line where there is no estimate. */
void cv_waves_write_block(const cv_chart *chart, const cv_waves *waves, size_t part, int series, cv_scene *scene);
/** Whether anything of it is drawn. */
bool cv_waves_has(const cv_chart *chart, const cv_waves *waves, const cv_waves_part *part, int series);

#endif
