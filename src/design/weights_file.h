/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A file of replicate weights, made from a study's strata and PSUs: its rows as CSV, and what a study says to read
 *  them. */
#ifndef CANVASS_DESIGN_WEIGHTS_FILE_H
#define CANVASS_DESIGN_WEIGHTS_FILE_H

#include "base/buffer.h"
#include "study/study.h"

/** What to make. */
typedef struct cv_weights_request {
    const cv_study *study;
    cv_replicates_type type;
    double rho;
    size_t replicates; /**< bootstrap */
    unsigned long seed;
    size_t jobs;
    /** Takes the CSV piece by piece, in order, and leaves the buffer empty. */
    cv_status (*write)(void *context, cv_buffer *text, cv_messages *messages);
    void *context;
} cv_weights_request;

/** Reads the data twice (units are counted, then rows are written), so that memory is free of the rows. The columns are
 *  `row` (from 1), `weight`, `rep_1`, ..., the weights multiplied out; a row that missing_weight: drop leaves out has
 *  empty cells. The last stages' population counts, and all of them for brr, fay and bootstrap, are dropped with a
 *  warning, as in R.
 *  Fails: a study with replicate weights or sampling: binomial, data from standard input, jk1 with strata, brr and fay
 *  without (CV_USAGE); the data and cv_resample_make's cases (CV_DATA).
 *  @param[out] design  YAML: the `design` of a study that reads the file */
cv_status cv_weights_file_make(const cv_weights_request *request, cv_buffer *design, cv_messages *messages);

#endif
