/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Results made by hand, for what only reads results: tables, charts, reports. The figures are invented. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_RESULT_H
#define CANVASS_TESTS_SUPPORT_TEST_RESULT_H

#include "estimate/result.h"

/** Each fills `to`, which must be zeroed, with a study and one analysis; cv_results_free frees it all.
 *  The study has a title, a source, the note "Synthetic data", and a dot chart of the analysis. */
typedef void (*sample_maker)(cv_results *to);

/** Shares of three levels by four countries and over all, letters, all pairs (Holm) of two levels, a Rao-Scott test,
 *  covariances; a suppressed cell, an empty one, a p of 0. */
void sample_countries(cv_results *to);

/** A banner of [country], [sex] and [sex, country] with the whole, letters; a net and a mean. */
void sample_banner(cv_results *to);

/** Means of three numbers over all, no by variable: one large, one small, one negative. */
void sample_means(cv_results *to);

/** Shares of a net by 30 countries, all 435 pairs compared. */
void sample_many(cv_results *to);

/** Labels that try to break out: quotes, commas, line ends, backticks, HTML, pipes, formulas, right to left, wide,
 *  combined, 300 characters long. By country and a variable that is called level. */
void sample_hostile(cv_results *to);

/** A `statistic: weights` result by sex and over all. */
void sample_weights(cv_results *to);

/** Net promoter scores by two groups and their difference, ratio of means and a contrast; the binomial model. */
void sample_scores(cv_results *to);

#endif
