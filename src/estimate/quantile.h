/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Weighted quantiles of rows in order: each rule of R survey's svyquantile (4.1 and later), and the distribution
 *  function that they invert. Formulas: docs/methods.md "Quantiles". */
#ifndef CANVASS_ESTIMATE_QUANTILE_H
#define CANVASS_ESTIMATE_QUANTILE_H

#include "fold/rows.h"
#include "study/study.h"

/** Rows of a weight above zero by value, with the sum of their weights. */
typedef struct cv_ordered {
    const cv_kept_row *rows; /**< [count], borrowed */
    const double *weights;   /**< by the rows' `row`, borrowed */
    size_t count;
    double total;
} cv_ordered;

/** A cumulative share this close to p is p: sums of weights round. */
#define CV_QUANTILE_TIE 1e-13

/** The rows of a weight above zero among those of a domain, with their weights' sum. Borrows from `kept`. */
cv_ordered cv_ordered_of(const cv_kept_rows *kept);

static inline double cv_ordered_weight(const cv_ordered *of, size_t place)
{
    return of->weights[of->rows[place].row];
}

/** The quantile at probability p by a rule. p outside [0, 1], NaN, or no rows: NaN. A cumulative share within 1e-13 of
 * p is p: sums of weights round. Hyndman and Fan (1996), with cumulative weights in place of counts (R survey). */
double cv_quantile_at(const cv_ordered *of, cv_qrule rule, double p);

/** The share of the weights with a value of at most q; exactly 1 where that is all rows. */
double cv_share_up_to(const cv_ordered *of, double q);

#endif
