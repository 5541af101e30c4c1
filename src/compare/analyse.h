/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  From a study to what it found: binds the study to its data, makes the one pass, estimates, compares, tests. */
#ifndef CANVASS_COMPARE_ANALYSE_H
#define CANVASS_COMPARE_ANALYSE_H

#include <canvass/message.h>

#include "base/spool.h"
#include "estimate/result.h"
#include "load/frame.h"

typedef struct cv_analyse_options {
    size_t jobs;             /**< threads; 0: the cores that this process may use */
    size_t chunk_bytes;      /**< 0: the default; for tests */
    bool hash;               /**< sha256 of the data while it passes */
    bool check_only;         /**< stop after binding: every mistake that the header shows, nothing read */
    const cv_stream *stream; /**< the data, instead of the study's file; NULL: the file */
    cv_spool *weights; /**< gets weights.csv (row, final weight) where weights are calibrated or trimmed; NULL: no */
} cv_analyse_options;  /**< zeroed: the defaults */

/** Runs the study. @param study must outlive `to`
 *  @param[out] to  zeroed before; freed by cv_results_free whether or not this succeeds */
cv_status cv_analyse(const cv_study *study, const cv_analyse_options *options, cv_results *to, cv_messages *messages);

/** For a study whose reading found mistakes: also reads the data's header and names each variable or column that the
 * study's design, variables and analyses ask for and that is not there, so that all mistakes come in one go. */
void cv_analyse_names(const cv_study *study, cv_messages *messages);

#endif
