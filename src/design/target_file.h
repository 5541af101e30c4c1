/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Targets of a margin in a file of their own, a census table: a column for each variable of the margin and one named
 *  `target`. Rows of the same levels are summed, so that a table that crosses more variables serves as well. */
#ifndef CANVASS_DESIGN_TARGET_FILE_H
#define CANVASS_DESIGN_TARGET_FILE_H

#include <canvass/message.h>

#include "base/arena.h"
#include "study/study.h"

/** Reads the margin's file (beside the study file, CSV or, by its name, TSV).
 *  @param[out] targets  [*count] of the arena, in the order in which their cells first come
 *  Fails: no such file (CV_SYSTEM), a column that is not there (CV_USAGE), a target that is missing, no number or
 *  below 0, an empty level (CV_DATA). */
cv_status cv_target_file_read(const cv_study *study, const cv_margin_spec *margin, cv_arena *arena,
                              cv_target_spec **targets, size_t *count, cv_messages *messages);

#endif
