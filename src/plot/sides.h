/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Which answers of a scale are negative, neutral and positive. */
#ifndef CANVASS_PLOT_SIDES_H
#define CANVASS_PLOT_SIDES_H

#include <stddef.h>

#include "study/study.h"

enum { CV_SIDES_MOST = 64 };

typedef enum cv_side { CV_SIDE_NEGATIVE, CV_SIDE_NEUTRAL, CV_SIDE_POSITIVE } cv_side;

/** An answer, in the question's display order. */
typedef struct cv_side_answer {
    const char *value, *label;
} cv_side_answer;

/** Puts answers in order from the negative end to the positive one and gives each its side.
 *  The order: by value where most are numbers, from the lowest up (what is no number is neutral: "don't know"), else as
 *  displayed, the last one the most positive; turned round where the study's lists say so.
 *  The sides: those that the study lists; answers in no list are neutral. Where it has only one list, as many answers
 *  are on the other side, from the other end. Without lists, halves: the middle one of an odd number is neutral.
 *  @param answers  [count], at most CV_SIDES_MOST    @param negative, positive  values or labels; may be empty
 *  @param[out] order  [count] places in `answers`: negative ones, neutral ones, positive ones, each in the order
 *  @param[out] sides  [count] of answers[order[i]]
 *  @return the place in `answers` of one that is in both lists, or count */
size_t cv_sides_choose(const cv_side_answer *answers, size_t count, const cv_words *negative, const cv_words *positive,
                       size_t *order, cv_side *sides);

#endif
