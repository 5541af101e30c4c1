/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Ranks of groups by their estimates, 1 for the largest, with the ranks that the data do not exclude: of K groups, one
 *  that s groups are significantly larger than and t significantly smaller has a rank from 1 + s to K - t
 *  (Mogstad, Romano, Shaikh and Wilhelm 2024, section 3). The tests are the two-sided ones of all pairs, by their
 *  adjusted p values, with the direction that the estimates have. docs/methods.md, "Ranks of groups". */
#ifndef CANVASS_COMPARE_RANK_SETS_H
#define CANVASS_COMPARE_RANK_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "estimate/result.h"

/** The rank of one group. All ranks are 0 where it has no estimate; it is then not among the K. */
typedef struct cv_rank_set {
    int32_t group;    /**< a place on the axis that is compared over */
    double estimate;  /**< NaN: none */
    size_t rank;      /**< 1 and the groups that are larger: equal ones share the first of their ranks */
    size_t low, high; /**< from the best to the worst rank: 1 <= low <= rank <= high <= K */
} cv_rank_set;

/** One test of two groups. */
typedef struct cv_rank_pair {
    size_t a, b;       /**< places among the groups, from 0; different */
    double p_adjusted; /**< NaN: says nothing */
} cv_rank_pair;

/** Fills rank, low and high of groups whose `estimate` is there.
 *  @param pairs  each two groups at most once, in either order
 *  @param alpha  1 - confidence, a fraction: a pair is significant where p_adjusted < alpha */
void cv_rank_sets(const cv_rank_pair *pairs, size_t pair_count, double alpha, cv_rank_set *groups, size_t count);

/** The groups of one family of comparisons: one variable, level and combination of the other by variables. */
typedef struct cv_rank_table {
    size_t variable;
    int32_t level;
    const int32_t *group; /**< [by_count] of the result; on the `over` axis CV_ALL */
    size_t over;          /**< the by axis whose levels are ranked */
    cv_rank_set *sets;    /**< [count] in the axis's order */
    size_t count;
    bool simultaneous; /**< all intervals hold together with the result's confidence: the adjustment bounds the chance
                          of any wrong verdict among the pairs (bonferroni, holm, or a single pair), however the tests
                          depend on each other */
} cv_rank_table;

/** The estimate of a group of a comparison: the comparison's own, or the result's where the other group of the pair is
 *  suppressed, which hides both.
 *  @return NaN: suppressed itself, or none */
double cv_rank_estimate(const cv_result *result, const cv_comparison *of, int32_t group);

/** Every family of a result that compares all pairs by difference, in the order of its comparisons; none where it does
 *  not, or only against a reference.
 *  @param[out] to  [count] in the arena      @return CV_OK, or CV_SYSTEM without memory */
cv_status cv_rank_tables(const cv_result *result, cv_arena *arena, cv_rank_table **to, size_t *count,
                         cv_messages *messages);

#endif
