/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Ranks of a sample in several groups: scores, their means by group, and the linear rank statistics of both sampling
 *  models. Nothing here knows designs; the covariance of the means comes from outside. */
#ifndef CANVASS_COMPARE_RANKS_H
#define CANVASS_COMPARE_RANKS_H

#include <stdbool.h>

#include "compare/crosstab.h"

/** A row of the sample, or all rows of one value in one group. */
typedef struct cv_ranked_row {
    double value;
    double weight; /**< above 0; binomial model: how many */
    size_t group;
    size_t place;  /**< the caller's own */
    double score;  /**< cv_rank_scores */
    double effect; /**< cv_rank_means: what a unit of weight here adds to its group's mean score */
} cv_ranked_row;

/** Mean scores and sizes of the groups. */
typedef struct cv_rank_groups {
    size_t count;
    double *mean, *weight; /**< [count] NaN and 0: a group without rows */
} cv_rank_groups;          /**< zeroed: none */

bool cv_rank_groups_init(cv_rank_groups *groups, size_t count); /**< false: no memory */
void cv_rank_groups_free(cv_rank_groups *groups);

/** Puts rows in the order of values, then groups, then places: the order in which all sums are taken. */
void cv_rank_sort(cv_ranked_row *rows, size_t count);

/** Scores of rows in the order of their values. The estimated rank of a value is R = (weight below it) + (weight at it)
 *  / 2, of all N (Lumley and Scott 2013), and the score R / N (wilcoxon, kruskal-wallis), 1 where R > N / 2,
 *  else 0 (median), or the normal quantile of R / N, for counts of (R + 1/2) / (N + 1) (vanderwaerden).
 *  @param counts  the binomial model, where R + 1/2 is the midrank */
void cv_rank_scores(cv_test test, bool counts, cv_ranked_row *rows, size_t count);

/** The groups' mean scores, and each row's effect: (score - mean of its group) / weight of its group. The sum of weight
 * x effect over a group is 0, and its variance under a design is that of the group's mean score, the scores being taken
 * as they are (Lumley and Scott 2013: their own error is of smaller order under the null hypothesis). */
void cv_rank_means(cv_ranked_row *rows, size_t count, cv_rank_groups *groups);

/** The binomial model: the variance of one row's score among all equally likely assignments of the rows to the groups,
 *  S2 = sum of (score - mean)^2 / (N - 1). NaN: fewer than two rows. */
double cv_rank_permutation_variance(const cv_ranked_row *rows, size_t count);

/** All groups against each other under a design: F = d' V^-1 d / k, d the means of k groups less the first one's, V
 * their covariance, on k and df (R survey's svyranktest: df is its degf less k).
 *  @param groups  each has rows   @param covariance  [groups x groups] of the means
 *  @param[out] value  NaN: fewer than two groups, V singular, df not above 0
 *  @return CV_OK or CV_SYSTEM without memory */
cv_status cv_rank_all(const cv_rank_groups *groups, const double *covariance, double df, cv_test_value *value,
                      cv_messages *messages);

/** The same under the binomial model: the sum of weight (mean - grand mean)^2 / S2 on k, chi-square. That is Kruskal
 * and Wallis's H with its correction for ties (kruskal-wallis), (N - 1) / N of Pearson's X2 of Mood's table (median),
 * and van der Waerden's T. */
void cv_rank_all_counts(const cv_rank_groups *groups, double permutation, cv_test_value *value);

#endif
