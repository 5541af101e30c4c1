/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The fold: rows go in once, batch by batch and in file order, and totals stay.
 *
 *  A *block* is one way of cutting the rows: a condition (`where`) and some by variables; each combination of their
 * levels is a *domain*. An *item* is something measured in every domain of a block: the levels of a variable, a number,
 * a ratio, choices. All analyses of a study that cut the rows in the same way share a block, and the same items.
 *
 *  With replicate weights (replicates.h) the fold also keeps every item's totals for each of them.
 *
 *  With clusters the fold keeps, for each last-stage unit and each domain that it has rows in, one *record*: a total
 * for each *slot* of each item. Without clusters each row is its own PSU and only sums of w x and of w^2 x x' by
 * (stratum, domain) are kept. Slots (x is a row's vector; the totals are sums of w x):
 *
 *  - levels: one a level, x_l = 1 where the row has it
 *  - number: 1, y - centre
 *  - ratio: 1, y - centre_y, x - centre_x
 *  - moments, with y' = y - centre_y and x' = x - centre_x: 1, y', y'^2; of two numbers 1, y', x', y'^2, x'y', x'^2
 *  - choices: 1 (the row answered), then one a choice
 *  - scale: see fold/scale.h
 *
 *  The centre keeps squares small; it is a constant of the item (with clusters) or of the domain (without; of moments
 *  always), and cv_fold_centre tells it. */
#ifndef CANVASS_FOLD_FOLD_H
#define CANVASS_FOLD_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <canvass/message.h>

#include "design/design.h"
#include "design/weight_bins.h"
#include "load/frame.h"

typedef struct cv_fold cv_fold;

typedef enum cv_item_kind {
    CV_ITEM_LEVELS,  /**< slot: codes */
    CV_ITEM_NUMBER,  /**< slot: numbers */
    CV_ITEM_RATIO,   /**< slot, slot_below: numbers */
    CV_ITEM_CHOICES, /**< slot: choices */
    CV_ITEM_MOMENTS, /**< slot, perhaps slot_below: numbers, both answered */
    CV_ITEM_WEIGHTS, /**< the distribution of the weights */
    CV_ITEM_ROWS,    /**< slot: numbers; the rows themselves stay (fold/rows.h) */
    CV_ITEM_SCALE    /**< scale: numbers that are added up (fold/scale.h) */
} cv_item_kind;

/** A score in place of a number: `high` points where it is in `up`, `-high` where it is in `down`, else 0. */
typedef struct cv_score {
    double points; /**< 0: no score, the number itself */
    const double *up, *down;
    size_t up_count, down_count;
} cv_score;

typedef struct cv_item_spec {
    cv_item_kind kind;
    size_t slot, slot_below;
    bool missing_level; /**< levels: a missing answer is the level after the last one */
    bool unweighted;    /**< levels: totals are of 1 for every row with a weight above zero; of replicates: of what they
                           make of that 1, the replicate's weight over the full sample's */
    cv_score score;     /**< number */
    const size_t *scale; /**< scale: [scale_count] numbers; borrowed; another array is another scale */
    size_t scale_count;
} cv_item_spec;

enum { CV_NO_SLOT = 0xffff };

cv_fold *cv_fold_new(const cv_design *design); /**< NULL: no memory; the design is borrowed */
void cv_fold_free(cv_fold *fold);

/** The block of this condition (a truths slot or CV_NO_SLOT) and these codes slots; the same one when asked again. */
cv_status cv_fold_block(cv_fold *fold, size_t where, const size_t *by, size_t by_count, size_t *block,
                        cv_messages *messages);

/** An item of a block; the same one when asked again. The score's arrays are borrowed. */
cv_status cv_fold_item(cv_fold *fold, size_t block, const cv_item_spec *spec, size_t *item, cv_messages *messages);

/** Adds a batch. */
cv_status cv_fold_batch(cv_fold *fold, const cv_batch *batch, const cv_design_rows *rows, cv_messages *messages);

/** After the last batch: puts records in the order of strata and PSUs. The frame gives the numbers of levels. */
cv_status cv_fold_finish(cv_fold *fold, const cv_frame *frame, cv_messages *messages);

/* ---- what was folded (after cv_fold_finish) ---- */

/** How many domains a block has: those with a row, in the order of their appearance; of a block by nothing 1. */
size_t cv_fold_domains(const cv_fold *fold, size_t block);
/** A domain's level codes, one a by variable. */
const int32_t *cv_fold_domain_key(const cv_fold *fold, size_t block, size_t domain);
/** Rows in a domain, answered or not; those of them with a weight above zero. */
uint64_t cv_fold_domain_rows(const cv_fold *fold, size_t block, size_t domain);
uint64_t cv_fold_domain_live(const cv_fold *fold, size_t block, size_t domain);
/** PSUs minus strata among a domain's rows of non-zero weight; with replicate weights the rank of those of all its
 * rows, less 1 (replicates.h). */
double cv_fold_domain_df(const cv_fold *fold, size_t block, size_t domain);
/** PSUs minus strata among the rows of some domains together that have an answer to a number or to levels; not of
 * replicate weights. @param domains  [count] */
double cv_fold_answers_df(const cv_fold *fold, size_t block, size_t item, const size_t *domains, size_t count);

size_t cv_fold_slots(const cv_fold *fold, size_t block, size_t item); /**< how many slots an item has */
/** Unweighted answers (weight above zero) in a domain: of the item; of a level or choice (its place among levels). */
uint64_t cv_fold_answers(const cv_fold *fold, size_t block, size_t item, size_t domain);
uint64_t cv_fold_level_answers(const cv_fold *fold, size_t block, size_t item, size_t domain, size_t level);
/** Totals of a domain by slot, weighted; numbers are about the domain's centre. @param[out] totals [slots] */
void cv_fold_totals(const cv_fold *fold, size_t block, size_t item, size_t domain, double *totals);
/** The centres of a number (y), a ratio or moments (y, x) in a domain. */
void cv_fold_centre(const cv_fold *fold, size_t block, size_t item, size_t domain, double centre[2]);

/** Weighted moments of an item in a domain, about the weighted means; weights are w, not squared. */
typedef struct cv_moments {
    uint64_t n; /**< rows with weight above zero */
    double weight, mean_y, mean_x;
    double yy, xy, xx; /**< sums of w (y - mean)^2 and so on */
} cv_moments;
/** Those of a number or a ratio (a ratio's rows have both answers); x's are 0 of a number. A domain without answers has
 * n, weight and sums of 0. */
cv_moments cv_fold_moments(const cv_fold *fold, size_t block, size_t item, size_t domain);

/** The distribution of the weights in a domain (CV_ITEM_WEIGHTS), zero weights left out. */
typedef struct cv_weight_summary {
    uint64_t n;
    double sum, squares, mean, squares_about_mean, min, max, median, p99;
    uint64_t bins[CV_WEIGHT_BINS]; /**< rows, by cv_weight_bin about the mean */
} cv_weight_summary;
/** Quantiles are R's type 7 (Hyndman and Fan 1996). A domain without a weight above zero has n and sums of 0, NaN for
 * quantiles, and neither least nor most. CV_SYSTEM: no memory. */
cv_status cv_fold_weights(const cv_fold *fold, size_t block, size_t item, size_t domain, cv_weight_summary *to,
                          cv_messages *messages);

/* ---- covariance ---- */

/** Linear functions of an item's totals, R in each domain: value r of domain d is sum over k of jacobian[d][r][k]
 * T_k(d). */
typedef struct cv_linear {
    size_t block, item;
    size_t outputs;         /**< R */
    const double *jacobian; /**< [domains x R x slots] */
    cv_lonely_psu lonely;
    bool domain_lonely;
    bool joint; /**< all domains together: one (domains x R) square matrix, strata and lonely PSUs judged over the whole
                   block; else R variances a domain, each judged over the domain's own answers */
} cv_linear;

typedef struct cv_lonely_report {
    bool failed;  /**< the policy is fail and a stratum had one PSU */
    size_t stage; /**< where, from 0 */
    uint32_t group;
    bool *met; /**< [domains] the caller's, may be NULL: a lonely PSU was treated by the policy */
} cv_lonely_report;

/** The covariance of linear functions of totals: ultimate clusters, every stage's population counts (Saerndal, Swensson
 * and Wretman 1992, result 4.3.1 and section 4.4; R survey's multistage recursion).
 *  @param[out] covariance  joint: [(domains R) x (domains R)], domain-major; else [domains x R]. A variance that
 * rounding alone made is 0. NaN: the policy `average` met no stratum that is not lonely. */
cv_status cv_fold_covariance(const cv_fold *fold, const cv_linear *linear, double *covariance, cv_lonely_report *lonely,
                             cv_messages *messages);

#endif
