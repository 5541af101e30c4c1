/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Cells: the domains of an analysis crossed with the variables of its `standardize` or `decompose`. They are domains
 *  of a further block of the fold, so that whatever is made of them has the design's joint covariance. */
#ifndef CANVASS_ESTIMATE_CELLS_H
#define CANVASS_ESTIMATE_CELLS_H

#include "estimate/plan.h"

/** Wants what the cells of a bound plan need; nothing where the analysis has none. CV_USAGE: a variable that is not
 * there, or more variables than a break may have. */
cv_status cv_cells_bind(cv_plan *plan, cv_frame *frame, cv_fold *fold, cv_arena *arena, cv_messages *messages);

/** After the run, once the domains are settled: which domain and which kind each cell is, and the shares of
 * `standardize`, also as result->composition. CV_USAGE: a level that the data lack; CV_DATA: a kind of rows without a
 * share, no rows where the shares are. A share that no row is in is a warning. */
cv_status cv_cells_settle(cv_plan *plan, const cv_frame *frame, const cv_fold *fold, cv_arena *arena, cv_result *result,
                          cv_messages *messages);

/** How many cells a break has. */
size_t cv_cells_count(const cv_fold *fold, const cv_cut *cut);

#endif
