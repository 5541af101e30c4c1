/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The inside of a fold, shared by the files of this folder. */
#ifndef CANVASS_FOLD_BLOCK_H
#define CANVASS_FOLD_BLOCK_H

#include "design/pairs.h"
#include "fold/fold.h"
#include "fold/moments.h"
#include "fold/rank.h"
#include "fold/rows.h"

/** Distinct weights of a domain and how many rows have each; open addressing by the bits of the weight. */
typedef struct cv_weight_counts {
    double *weight;
    uint64_t *rows; /**< 0: a free place */
    size_t count, size;
    cv_running moments; /**< unweighted: weight is the number of rows */
    double squares, min, max;
} cv_weight_counts;

/** Totals for every replicate and the full sample, R + 1 for each domain and slot; the sums of the latest rows apart,
 * so that rounding does not grow with the rows. */
typedef struct cv_replicate_cells {
    double *recent, *high, *low; /**< [domains x width x (R + 1)] */
    uint16_t *pending;           /**< [domains x width] additions in `recent` */
    size_t domains, width;       /**< room */
} cv_replicate_cells;

/** A first value of a domain, which moments are about: where it is far from the others, it is itself one of them. */
typedef struct cv_origin {
    double y, x;
    bool known;
} cv_origin;

/** Moments of an item's slots with the columns of the design's calibration, for the residuals of the variance. */
typedef struct cv_calibrated_cells {
    double *cross; /**< [domains x width x K] */
    double *with;  /**< without clusters: [records x width x K] sums of the row's w x times its columns' unit totals */
    size_t domains, records, width; /**< room */
} cv_calibrated_cells;

typedef struct cv_item {
    cv_item_spec spec;
    size_t levels; /**< slots of levels or choices so far; with missing_level the first one is "missing" until
                      cv_fold_finish */
    size_t width;  /**< slots of a record */
    size_t record_room, domain_room;
    double *z;              /**< with clusters: [record x width] */
    cv_sum *w;              /**< without: levels, choices, moments: [record x width] sums of w x */
    cv_sum *w2;             /**< levels: [record x width] sums of w^2; choices, moments: [record x width x width] of
                               w^2 x x' */
    cv_running *run, *run2; /**< without: number, ratio: [record] of y - centre, weighted by w, by w^2 */
    uint64_t *seen;         /**< without: [record] rows with an answer */
    bool centred;
    double centre[2];
    uint64_t *answers;         /**< [domain x levels] (levels, choices) */
    uint64_t *base;            /**< [domain] (number, ratio, choices) */
    cv_running *moments;       /**< [domain] of y - centre (number, ratio) */
    cv_origin *origins;        /**< [domain] what moments are about */
    cv_weight_counts *weights; /**< [domain] */
    double *totals;            /**< [domain x width], after the end */
    cv_kept_row *kept;         /**< rows: [kept_count]; at the end by domain, then as fold/rows.h says */
    size_t kept_count, kept_room;
    size_t *kept_start; /**< rows: [domains + 1] where a domain's rows start, after the end */
    double *kept_df;    /**< rows: [domains] after the end */
    cv_replicate_cells replicates;
    cv_calibrated_cells calibrated;
    double *scale_centre, *scale_vector; /**< scale: [scale_count]; scratch [width] */
} cv_item;

/** The record of a unit that was looked up last: most units are in one domain of a block, and need no search. */
typedef struct cv_latest {
    uint32_t domain, record; /**< record + 1; 0: none yet */
    uint32_t live;           /**< CV_RECORD_LIVE is known to be set */
} cv_latest;

/** Flags of a record: its unit has a row of non-zero weight in the domain; it has answers to item i of weight 0 (others
 *  show in its totals). */
enum { CV_RECORD_LIVE = 1, CV_RECORD_ITEMS = 30 };

typedef struct cv_block {
    size_t where;
    size_t *by, by_count;
    cv_pairs *chain; /**< [by_count] (domain so far, code) to the next number */
    int32_t *first;  /**< by level code of a single by variable: its domain, -1: none yet */
    size_t first_room;
    int32_t *keys; /**< [domain x by_count] */
    size_t domains, key_room, rows_room, live_room;
    uint64_t *rows, *live;
    double *df;        /**< [domain], after the end */
    cv_pairs records;  /**< (unit, domain) */
    cv_latest *latest; /**< [unit] */
    size_t latest_room;
    uint32_t *flags; /**< [record] */
    size_t flag_room;
    uint32_t *order; /**< [record] by stratum, PSU, further units; after the end */
    cv_item *items;
    size_t item_count, item_room;
    bool unweighted;     /**< some item is without weights */
    int32_t *row_domain; /**< [row of the batch] -1: not in the block */
    uint32_t *row_record;
    size_t row_room;
    bool keeps_rows;         /**< has an item of kind CV_ITEM_ROWS */
    uint32_t *row_records;   /**< [row of the file] where rows are kept: its record; UINT32_MAX: in none */
    size_t row_records_room; /**< of row_records */
    bool ranked;             /**< the domains' df is wanted of replicate weights */
    cv_gram *grams;          /**< [gram_room] by domain */
    double *replicate_rows;  /**< some rows' weights, row by row, and room for one more row */
    double *ones;            /**< [row_room] 1 for each row of a weight above zero, for items without weights */
    size_t gram_room;
} cv_block;

/** Every row's replicate weights, for what no totals can tell. */
typedef struct cv_replicate_rows {
    bool wanted;
    double **blocks; /**< [count] of CV_REPLICATE_BLOCK rows, each R + 1 weights, the full sample's last */
    size_t count, room;
} cv_replicate_rows;

enum { CV_REPLICATE_BLOCK = 1024 };

/** What calibration made of every row, for residuals. */
typedef struct cv_row_patterns {
    double *start;     /**< [row of the file] the weight before */
    uint32_t *pattern; /**< [row of the file] */
    size_t start_room, pattern_room;
} cv_row_patterns;

struct cv_fold {
    const cv_design *design;
    const cv_calibration *calibration; /**< NULL: no residuals */
    bool clustered;
    cv_block *blocks;
    size_t count, room;
    cv_replicate_rows replicate_rows;
    bool keeps_rows;     /**< a block does */
    double *row_weights; /**< [row of the file], where rows are kept */
    size_t row_weight_room;
    cv_row_patterns row_patterns; /**< under calibration */
};

/** Some rows of a batch: from `from` up to, not including, `to`. */
typedef struct cv_tile {
    const cv_batch *batch;
    const cv_design_rows *rows;
    const double *weight;
    size_t from, to;
} cv_tile;

/** Makes room for the levels and domains of a batch, before its rows are added tile by tile. false: no memory. */
bool cv_item_prepare(cv_item *item, const cv_block *block, bool clustered, const cv_batch *batch);
/** Adds a tile to one item; domains and records of the rows are known. false: no memory. */
bool cv_item_add(cv_item *item, cv_block *block, size_t number, bool clustered, const cv_tile *tile);
/** Puts slots in their final order (levels as the frame has them, missing last) and sums the totals. false: no memory.
 */
bool cv_item_finish(cv_item *item, cv_block *block, bool clustered, const cv_frame *frame);
void cv_item_free(cv_item *item, size_t domains);

/** Rows that stay (rows.c): adds a tile; puts them in order; counts the degrees of freedom of those that answered,
 * once the records are in order. false: no memory. */
bool cv_rows_add(cv_item *item, const cv_block *block, const cv_tile *tile);
bool cv_rows_sort(cv_item *item, const cv_block *block);
bool cv_rows_df(const cv_fold *fold, const cv_block *block, cv_item *item);
/** What all kept rows of a block and of the fold share: their records and weights. false: no memory. */
bool cv_rows_note(cv_block *block, const cv_tile *tile);
bool cv_rows_weigh(cv_fold *fold, const cv_tile *tile);
void cv_rows_free(cv_item *item);

/** Numbers that are added up (scale.c): room; a tile; a row's vector, false where a number is missing. */
bool cv_scale_prepare(cv_item *item);
void cv_scale_add(cv_item *item, cv_block *block, uint32_t flag, bool clustered, const cv_tile *tile);
bool cv_scale_vector(cv_item *item, const cv_batch *batch, size_t row, double *vector);

/** PSUs minus strata, in each domain, among the records that `flags` [records] marks CV_RECORD_LIVE; without clusters
 * `live` [domains] tells how many rows those are. @param[out] df  [domains], zero before. false: no memory. */
bool cv_block_df(const cv_design *design, const cv_block *block, const uint32_t *flags, const uint64_t *live,
                 double *df);

/** The PSU that a last-stage unit belongs to. */
uint32_t cv_unit_top(const cv_design *design, uint32_t unit);
/** The numbers of a row that a number or ratio measures; false: it has no answer. */
bool cv_item_numbers(const cv_item *item, const cv_batch *batch, size_t row, double *y, double *x);

/** The slots of a row that moments measure, in a domain. @param[out] slots  [width, at most 6]  @return false: it has
 * no answer */
bool cv_item_moments(cv_item *item, const cv_batch *batch, size_t row, size_t domain, double slots[6]);

/* Calibration (calibrated.c); all but the last do nothing where the variance has no residuals. */

/** Makes room for the domains and slots of a batch, after cv_item_prepare. false: no memory. */
bool cv_calibrated_prepare(cv_fold *fold, cv_block *block);
/** Adds a tile to all items of a block, after cv_item_add. false: no memory. */
bool cv_calibrated_add(cv_fold *fold, cv_block *block, const cv_tile *tile);
/** Adds one row: its domain (and, without clusters, its record), which slots it has and what is in them. There must be
 *  room (cv_calibrated_room). */
void cv_calibrated_add_row(const cv_fold *fold, cv_item *item, size_t domain, size_t record, uint32_t pattern,
                           double start, double weight, const size_t *slots, const double *x, size_t count);
bool cv_calibrated_room(const cv_fold *fold, cv_item *item, size_t domains, size_t records);
/** Gives every unit a record in every block: under calibration no unit is without a score. false: no memory. */
bool cv_calibrated_finish(cv_fold *fold);
/** The moments of a domain about `centre` [slots x K]; without clusters those of a record. */
void cv_calibrated_cross(const cv_fold *fold, const cv_item *item, size_t domain, const double centre[2],
                         double *moments);
void cv_calibrated_with(const cv_fold *fold, const cv_item *item, size_t record, const double centre[2],
                        double *moments);
/** Makes all moments 0 again. */
void cv_calibrated_clear(const cv_fold *fold, cv_item *item);
void cv_calibrated_free(cv_item *item);

/* Replicate weights (replicates.c); all do nothing in a design without them. */

/** Makes room for the domains and slots of a batch, after cv_item_prepare. false: no memory. */
bool cv_replicates_prepare(cv_block *block, const cv_design *design);
/** Adds a tile to all items of a block, after cv_item_add. false: no memory. */
bool cv_replicates_add(cv_block *block, const cv_design *design, const cv_tile *tile);
/** The domains' degrees of freedom, in place of those of units. false: no memory. */
bool cv_replicates_finish(cv_block *block, const cv_replicates *of);
/** Keeps the weights of a batch's rows, where that is wanted. false: no memory. */
bool cv_replicate_rows_add(cv_replicate_rows *to, const cv_design *design, const cv_tile *tile);
void cv_replicate_rows_free(cv_replicate_rows *rows);
void cv_replicate_cells_free(cv_replicate_cells *cells);
void cv_replicates_block_free(cv_block *block);

/** Puts the records of every block in the order of strata, PSUs and further units. false: no memory. */
bool cv_fold_order(cv_fold *fold);

/** Without clusters: a record's sums of w x [width] and of w^2 x x' [width x width] about `centre`; of levels the
 * diagonal alone [width], as a row has one level. */
void cv_item_sums(const cv_item *item, size_t record, const double centre[2], double *sums);
void cv_item_squares(const cv_item *item, size_t record, const double centre[2], double *squares);

/** The bit of an item in a record's flags. */
static inline uint32_t cv_item_flag(size_t item)
{
    return (uint32_t)2 << (item < CV_RECORD_ITEMS ? item : CV_RECORD_ITEMS);
}

static inline uint32_t cv_record_unit(const cv_block *block, size_t record)
{
    return (uint32_t)(block->records.keys[record] >> 32);
}

static inline uint32_t cv_record_domain(const cv_block *block, size_t record)
{
    return (uint32_t)block->records.keys[record];
}

/** Asks the processor to fetch an item's totals of a record. */
static inline void cv_item_prefetch(const cv_item *item, size_t record)
{
    if (item->z != NULL && record < item->record_room)
        __builtin_prefetch(&item->z[record * item->width], 1);
}

#endif
