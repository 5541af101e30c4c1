/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What canvass itself names in a result, in a reader's language: figures of a battery, missing answers, tests. Names
 *  that the study gives stay as they are. */
#ifndef CANVASS_TABLE_WORDS_H
#define CANVASS_TABLE_WORDS_H

#include "estimate/result.h"

/** A level of an axis of the result (one of its own, or a copy) that canvass named: "(missing)", a combination of no
 *  choices, a figure of a battery, weighted or not. NULL: the study named it, or it is a probability. */
const char *cv_level_word(const cv_result *result, const cv_axis *axis, int32_t place);

/** Likewise, or the level's label. */
const char *cv_level_label(const cv_result *result, const cv_axis *axis, int32_t place);

/** A figure of a battery: "top-box". */
const char *cv_figure_word(cv_language language, const char *name);

/** The name of a variable that canvass made, all items of a battery together; NULL: the study's. */
const char *cv_axis_word(const cv_result *result, const cv_axis *axis);

/** Whether the levels of the axis are the probabilities of quantiles or of a Lorenz curve. */
bool cv_axis_is_probability(const cv_result *result, const cv_axis *axis);

/** A test as readers know it: "Rao-Scott F". */
const char *cv_test_words(cv_language language, cv_test test);

#endif
