/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Charts: a result to a gnuplot script that holds its own data, and pictures by running gnuplot. */
#ifndef CANVASS_PLOT_PLOT_H
#define CANVASS_PLOT_PLOT_H

#include <canvass/message.h>

#include "base/buffer.h"
#include "base/file.h"
#include "estimate/result.h"

/** The script of one chart. It draws the same picture when run alone: `gnuplot NAME.gp` writes NAME.svg, NAME.png or
 * NAME.pdf beside it (as many as the chart's formats ask for). Labels are data: nothing in a label is ever interpreted
 * or run by gnuplot. Fails (CV_USAGE, at the chart's place) where the chart cannot show the result (weights; no row
 * left). */
cv_status cv_plot_script(const cv_chart_spec *chart, const cv_results *results, const cv_result *result, cv_buffer *to,
                         cv_messages *messages);

/** Likewise of a chart of the weights (kind weights): how they are distributed about their mean, before calibration and
 *  trimming and after where there is any; from an analysis of the weights, in each of its groups. The results must have
 *  a calibration, the weights (cv_study_draws_weights) or that analysis. @return CV_OK, CV_SYSTEM; CV_USAGE at the
 *  chart's place: there are more groups than CV_CURVES_MOST */
cv_status cv_plot_weights(const cv_chart_spec *chart, const cv_results *results, cv_buffer *to, cv_messages *messages);

/** Runs gnuplot (found on PATH, no shell, clean environment, 60 s limit) on the scripts charts/NAME.gp that were
 * written into the folder's staging; several at a time, `jobs` processes at most. PDFs get a fixed creation date so
 * that they repeat byte by byte. CV_PROGRAM: gnuplot is missing or failed (its own words in the message). */
cv_status cv_plot_draw(const cv_study *study, cv_folder *folder, size_t jobs, cv_messages *messages);

/** gnuplot's version line, "" where there is none. */
void cv_plot_version(char text[64]);

#endif
