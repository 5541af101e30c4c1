/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Names to steps: what a word of the study stands for in this file, and what has to be done to each row to have it.
 *
 *  A name is a variable of the study, else a column of the file. A variable hides the column of its name. */
#ifndef CANVASS_LOAD_BIND_H
#define CANVASS_LOAD_BIND_H

#include "load/plan.h"

/** What a name stands for. */
typedef struct cv_source {
    const char *name;
    const cv_variable_spec *spec; /**< NULL: a column that the study does not describe */
    size_t column;                /**< where it is a column of the file */
    size_t steps[CV_SHAPE_COUNT]; /**< by shape, less 1; 0: not asked for yet */
    bool failed;                  /**< its mistake has been told */
    const cv_texts *missing;
    bool missing_numbers;
    const cv_ranks *ranks; /**< of a rank question, once they are bound */
} cv_source;

typedef struct cv_binder {
    const cv_study *study;
    const char *const *columns; /**< the file's, borrowed */
    size_t column_count;
    const char *file; /**< as messages name it */
    char decimal;
    cv_plan *plan;
    cv_source *sources; /**< the study's variables, then the file's columns */
} cv_binder;

/** @return false: no memory */
bool cv_binder_init(cv_binder *binder);
void cv_binder_free(cv_binder *binder);

/** Whether it is a column of the file, so that its levels are found in the data. */
bool cv_source_is_column(const cv_source *source);

/** Whether its levels are combinations of a question's choices, which are found in the data. */
bool cv_source_is_combinations(const cv_source *source);

/** The source of this name; NULL: none, with a message at the word's place. */
cv_source *cv_bind_name(cv_binder *binder, cv_word word, cv_messages *messages);

/** Adds the steps that make the source's values of this shape (codes, numbers, texts, choices), unless they are there.
 *  @param at  the word that asks, for messages    @param[out] step  the last of them */
cv_status cv_bind_source(cv_binder *binder, cv_source *source, cv_shape shape, cv_word at, size_t *step,
                         cv_messages *messages);

/** cv_bind_name and cv_bind_source in one. */
cv_status cv_bind(cv_binder *binder, cv_word word, cv_shape shape, size_t *step, cv_messages *messages);

/** Adds the steps of a condition; the last one's truths may be unknown. */
cv_status cv_bind_condition(cv_binder *binder, const cv_expression *condition, size_t *step, cv_messages *messages);

/** Binds the columns of a rank question to codes, once (ranks.c). The source's failure is noted. */
cv_status cv_bind_ranks(cv_binder *binder, cv_source *source, cv_messages *messages);

/** Adds a step that tells whether a row has an answer to a source of any kind: 0, else -1 (ranks.c). */
cv_status cv_bind_answered(cv_binder *binder, cv_source *source, cv_word at, size_t *step, cv_messages *messages);

/** The column that a question with several answers names: a variable that describes a column, else the column. NULL:
 *  there is none, with a message. */
cv_source *cv_bind_choice_column(cv_binder *binder, cv_word column, cv_messages *messages);

/** Steps of a variable with `combinations` (combinations.c): its codes; groups of its levels; a test of each row's
 * level: 1 where it is one of `count` texts, 0 where it is another, -1 where it is missing. A text that is no
 * combination of the question's choices fails at its place. */
cv_status cv_bind_combinations(cv_binder *binder, const cv_variable_spec *spec, size_t *to, cv_messages *messages);
cv_status cv_bind_combination_groups(cv_binder *binder, const cv_variable_spec *groups, const cv_source *from,
                                     size_t *to, cv_messages *messages);
cv_status cv_bind_combination_match(cv_binder *binder, const cv_source *source, const cv_expression *const *items,
                                    size_t count, size_t *to, cv_messages *messages);

/** A combination as a level: its value, the choices' values joined by + (one with + or a double quote in it stands in
 *  double quotes, as does one that is "(none)"), or its label, their labels joined by " + ". Without a choice the
 *  value is "(none)" and the label None, which table/words.h says in the language. NULL: no memory */
const char *cv_combination_value(const cv_variable_spec *question, uint64_t choices, cv_arena *arena);
const char *cv_combination_label(const cv_variable_spec *question, uint64_t choices, cv_arena *arena);

/** A step that reads a column. */
cv_step cv_bind_column_step(cv_step_kind kind, const cv_source *source);

/** Levels of a variable that is made from others (groups, cut, where): all are known beforehand. */
size_t cv_made_count(const cv_variable_spec *spec);
const char *cv_made_value(const cv_variable_spec *spec, size_t level);

/** Finds a source that is a column in the header. Each step from the column needs that first. */
cv_status cv_bind_open(cv_binder *binder, cv_source *source, cv_messages *messages);

/** A table of the source's missing texts, with value -1, and of whatever is added; belongs to the plan. NULL: no memory
 */
cv_texts *cv_bind_missing(cv_binder *binder, const cv_source *source);

/** Adds a step; a failed one, or one of CV_NO_STEP in `step`, is out of memory. */
cv_status cv_bind_step(cv_binder *binder, cv_step step, size_t *to, cv_messages *messages);

#endif
