/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The sets of marks that a chart draws as one curve or outline each: its series, and the whole behind them. */
#ifndef CANVASS_PLOT_SETS_H
#define CANVASS_PLOT_SETS_H

#include "plot/chart.h"

/** The series, and the whole where it has marks: at least 1. */
size_t cv_sets_count(const cv_chart *chart);
/** The series of a set, CV_NO_SERIES for the whole (the last one) or where there are no series. */
int cv_sets_series(const cv_chart *chart, size_t set);
/** The series' label; of the whole "All". */
const char *cv_sets_name(const cv_chart *chart, size_t set);
/** The set's first mark, or its first one that is drawn; NULL: none. */
const cv_chart_mark *cv_sets_first(const cv_chart *chart, size_t set, bool drawn);

#endif
