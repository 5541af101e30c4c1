/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  An analysis bound to the fold: which blocks and items will hold its totals, and how its rows are laid out. */
#ifndef CANVASS_ESTIMATE_PLAN_H
#define CANVASS_ESTIMATE_PLAN_H

#include "estimate/quotient.h"
#include "estimate/result.h"
#include "estimate/scale.h"
#include "fold/fold.h"

enum { CV_MOST_BY = 16 }; /**< by variables of one break */

#define CV_NO_DOMAIN SIZE_MAX

/** The domains of a break crossed with further variables: the cells of `standardize` and `decompose` (cells.h). */
typedef struct cv_cells {
    size_t block;
    size_t *items; /**< [of] */
    /* after the run: */
    size_t *domain; /**< [cells of the block] the break's domain that a cell is in */
    size_t *kind;   /**< [cells of the block] which combination of the crossing variables it is */
} cv_cells;

/** The variables that a break's domains are crossed with. */
typedef struct cv_crossing {
    const cv_words *by;                 /**< NULL: no crossing */
    size_t *slots;                      /**< [by] */
    size_t block;                       /**< the crossing variables alone: its domains are the kinds of cells */
    size_t weights_block, weights_item; /**< standardize like a level or pooled: the levels of the first crossing
                                           variable by the others (like: by the level's variable and the others) */
    size_t like_slot;                   /**< the codes of the level's variable; CV_NO_SLOT: pooled */
    /* after the run: */
    const char **names; /**< [kinds] "age_group '18-34', sex 'F'" */
    double *share;      /**< standardize: [kinds] >= 0, 1 in all but for `absent`; else NULL */
    double absent;      /**< the shares given to kinds that no row is in */
} cv_crossing;

/** One break of an analysis: the domains of a block. */
typedef struct cv_cut {
    size_t by[CV_MOST_BY]; /**< the result's by axes, in the order of the block's by variables */
    size_t by_count;
    size_t block;
    size_t *items;       /**< [of] */
    size_t others_block; /**< the same without the first by variable, for the tests' degrees of freedom */
    /* of tests that need more than the estimates do (plan_tests.c), else NULL: */
    size_t *rank_items;   /**< [of] rank tests: rows, or levels */
    size_t *answer_items; /**< [of] rank tests: the numbers or levels, for their degrees of freedom */
    size_t *pair_items;   /**< [of x of] paired-t: the ratio of two variables, a before b; the rest is not used */
    cv_cells cells;       /**< where the plan has a crossing */
    /* after the run: */
    size_t *domains; /**< [domain_count] of the block, those with a row of positive weight, in display order */
    size_t domain_count;
    int32_t *places;        /**< [domains x by_count] of every domain, a place on each of its axes */
    size_t imputed_domains; /**< of a plan that combines imputations: its domains, those of any of them */
    size_t *imputed; /**< [imputations x imputed_domains] that domain in an imputation's block, or CV_NO_DOMAIN */
} cv_cut;

/** How a variable is measured under an analysis. */
typedef struct cv_measured {
    size_t of, with; /**< of the analysis's variables; with: the other one of a correlation, else the same */
    cv_item_spec spec;
    const int32_t *slots; /**< [axis count] the item's slot of each place of the axis; NULL: a number */
    const int32_t *shown; /**< [shown_count] places that the output has */
    size_t shown_count;   /**< 1 for a number */
    cv_item_spec rank;    /**< rank tests: what cv_cut's rank_items hold */
    const double *ranked; /**< [slots] rank tests, after the run: numbers in the order of the levels; NULL: rows */
    size_t axis;          /**< of the result's `of`: a variable may be measured in several parts (parts.h) */
    int part;             /**< which of parts.c's, where the statistic is made of them */
    const cv_quotient *quotients;     /**< [shown_count] values that are quotients of totals; NULL: they are not */
    const cv_scale_figure *figures;   /**< [shown_count] values that are a scale's; NULL: they are not */
    size_t item;                      /**< of the scale, or of a rank question */
    const cv_variable_spec *variable; /**< a rank question */
} cv_measured;

typedef struct cv_plan {
    const cv_analysis_spec *spec;
    size_t where;     /**< a truths slot or CV_NO_SLOT */
    size_t *by_slots; /**< [by axes] */
    const char **by_names;
    cv_word *by_words;
    size_t by_count;
    cv_cut *cuts;
    size_t cut_count;
    size_t whole_block;  /**< where, no by variables: for df: where */
    size_t *whole_items; /**< [of_count] in the whole block, where domains share a poverty threshold; else NULL */
    size_t design_block; /**< all rows: for df: design of replicate weights */
    char decimal;        /**< of numbers in the data: '.' or ',' */
    cv_measured *of;     /**< [of_count], one without variable for the weights' table */
    size_t of_count;
    cv_crossing crossing;
} cv_plan;

/** Wants all that an analysis needs of the frame and of the fold. Reports every mistake that the header shows. */
cv_status cv_plan_bind(const cv_study *study, const cv_analysis_spec *spec, cv_frame *frame, cv_fold *fold,
                       cv_arena *arena, cv_plan *to, cv_messages *messages);

/** After the run: axes, shown levels, domains in display order. Reports levels that the study names and the data lack.
 */
cv_status cv_plan_settle(cv_plan *plan, const cv_frame *frame, const cv_fold *fold, cv_arena *arena, cv_result *result,
                         cv_messages *messages);

/** Wants what the analysis's tests need beside its estimates; after its blocks are bound. */
cv_status cv_plan_bind_tests(const cv_study *study, cv_plan *plan, cv_frame *frame, cv_fold *fold, cv_arena *arena,
                             cv_messages *messages);

/** After the run: the numbers of the levels that rank tests look at. @return false: no memory */
bool cv_plan_settle_tests(cv_plan *plan, const cv_frame *frame, cv_arena *arena);

/** A domain while domains are being put in the order of their places on axes, by qsort. */
typedef struct cv_placed {
    size_t domain, by_count;
    int32_t place[CV_MOST_BY];
} cv_placed;
int cv_placed_order(const void *a, const void *b);

/** Whether all domains have one poverty threshold: that of all rows that `where` keeps. */
bool cv_plan_shares_threshold(const cv_plan *plan);

/** The place of a level on an axis, by value or by label; CV_ALL: it is not there. */
int32_t cv_axis_place(const cv_axis *axis, const char *level);

/** Makes an axis of levels, in the arena. @param missing  one more level, "(missing)"  @return false: no memory */
bool cv_axis_fill(const cv_levels *levels, const char *name, const char *label, bool missing, cv_arena *arena,
                  cv_axis *axis);

/** Fails with CV_USAGE: this axis has no such level; the nearest one is named. */
cv_status cv_axis_fail(const cv_axis *axis, cv_word level, cv_messages *messages);

#endif
