/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What is worked out for every row, as a list of steps: each makes one column of values from fields of the file or
 *  from columns that earlier steps made. Bound once (bind.h), then carried out block by block (columns.h).
 *
 *  Codes: -1 is missing. Numbers: NaN. Texts: length -1. Truths: 0 false, 1 true, 2 unknown. */
#ifndef CANVASS_LOAD_PLAN_H
#define CANVASS_LOAD_PLAN_H

#include "load/frame.h"
#include "load/texts.h"

enum { CV_FALSE, CV_TRUE, CV_UNKNOWN }; /**< truths */

typedef enum cv_shape {
    CV_SHAPE_CODES,
    CV_SHAPE_NUMBERS,
    CV_SHAPE_TEXTS,
    CV_SHAPE_TRUTHS,
    CV_SHAPE_CHOICES,
    CV_SHAPE_COUNT
} cv_shape;

typedef enum cv_step_kind {
    CV_STEP_LEVELS,     /**< column -> codes of its texts, in order of appearance */
    CV_STEP_NUMBERS,    /**< column -> numbers */
    CV_STEP_TEXTS,      /**< column -> texts */
    CV_STEP_MATCH,      /**< column -> codes: `match` has the texts that matter, `other` is for the rest */
    CV_STEP_COMBINE,    /**< choices left -> codes of the combinations, in order of appearance */
    CV_STEP_PICK,       /**< choices left -> codes: `match` has the combinations that matter, `other` is for the rest */
    CV_STEP_MAP,        /**< codes left -> codes: codes[code + 1] */
    CV_STEP_CUT,        /**< numbers left -> codes: i where numbers[i] <= x < numbers[i + 1] */
    CV_STEP_YES_NO,     /**< truths left -> codes: 0 yes, 1 no */
    CV_STEP_SCORES,     /**< codes left -> numbers: numbers[code + 1] */
    CV_STEP_VALUES,     /**< codes left -> texts: texts[code + 1] */
    CV_STEP_CHOICES,    /**< codes of `inputs` (1 chosen, 0 not) -> choices; `none`: rows that chose nothing */
    CV_STEP_MENTIONS,   /**< `ranks` -> choices: the items of a rank up to `limit` */
    CV_STEP_POINTS,     /**< `ranks` -> numbers: numbers[rank] of `item`, `number` where it has none */
    CV_STEP_ANSWERED,   /**< choices left -> codes: 0 where there is an answer */
    CV_STEP_CONSTANT,   /**< -> numbers: number */
    CV_STEP_LITERAL,    /**< -> texts: texts[0] */
    CV_STEP_ARITHMETIC, /**< numbers left op right -> numbers */
    CV_STEP_COMPARE,    /**< numbers left op right -> truths */
    CV_STEP_ORDER,      /**< texts left op right, by bytes -> truths */
    CV_STEP_AMONG,      /**< numbers left -> truths: one of numbers[count] */
    CV_STEP_JUDGE,      /**< codes left -> truths: truths[code + 1] */
    CV_STEP_NOT,        /**< truths left -> truths */
    CV_STEP_AND,        /**< truths left, right -> truths */
    CV_STEP_OR,
    CV_STEP_HOLDS, /**< truths left -> truths: unknown becomes false */
    CV_STEP_KIND_COUNT
} cv_step_kind;

/** A rank question as codes of its columns: the item that has a rank, from 0; or twice the rank, from 0, that an item
 *  has (an odd code is none). */
typedef struct cv_ranks {
    const size_t *inputs; /**< [count] steps: a column for each rank, or for each item */
    size_t count, items;
    bool by_item;
} cv_ranks;

typedef struct cv_step {
    cv_step_kind kind;
    bool kept; /**< the sink gets it, so all rows of a chunk are kept */
    size_t column;
    const char *name;             /**< steps from a column: its name, for messages */
    const cv_variable_spec *spec; /**< steps from a column: the variable that describes it, or NULL */
    const cv_texts *missing;      /**< steps from a column: texts that mean missing, with value -1 */
    bool missing_numbers;         /**< some of them could be read as numbers */
    const cv_texts *match;
    int32_t other;
    size_t left, right; /**< steps */
    const size_t *inputs;
    size_t count; /**< of inputs, or of numbers */
    cv_operator op;
    double number;
    const int32_t *codes;
    const double *numbers;
    const cv_field *texts;
    const uint8_t *truths;
    cv_none_chosen none;
    const cv_ranks *ranks;
    size_t limit, item; /**< mentions: 0 all; points: one of the ranks' items */
} cv_step;

#define CV_NO_STEP SIZE_MAX

typedef struct cv_plan {
    cv_step *steps;
    size_t count, capacity;
    cv_texts **tables; /**< freed with the plan */
    size_t table_count, table_capacity;
    cv_arena arena; /**< what the steps point to */
} cv_plan;          /**< zeroed: empty */

/** What a step's values are; whether it reads a column of the file (else other steps). */
cv_shape cv_step_shape(cv_step_kind kind);
size_t cv_step_bytes(cv_step_kind kind); /**< of one value */
bool cv_step_reads_column(cv_step_kind kind);
/** Whether its codes are of what the rows turn out to have; such a step is kept. */
bool cv_step_finds_levels(cv_step_kind kind);

/** Adds a step. @return its number; CV_NO_STEP: no memory */
size_t cv_plan_add(cv_plan *plan, cv_step step);

/** A new table of texts that lives as long as the plan. NULL: no memory */
cv_texts *cv_plan_table(cv_plan *plan);

void cv_plan_free(cv_plan *plan);

#endif
