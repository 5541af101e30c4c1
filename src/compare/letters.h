/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Significance letters of a banner table: its columns are A, B, ... Z, AA, AB, ...; a letter below a figure says that
 *  the figure is significantly higher than the one in the column of that letter. */
#ifndef CANVASS_COMPARE_LETTERS_H
#define CANVASS_COMPARE_LETTERS_H

#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"

enum { CV_LETTER_SIZE = 16 };

/** The name of column `at`, counted from 0: 0 is A, 25 is Z, 26 is AA. @return `text` */
const char *cv_column_letter(size_t at, char text[CV_LETTER_SIZE]);

/** One comparison between two columns of a table's line. */
typedef struct cv_letter_pair {
    size_t a, b; /**< columns, counted from 0; in either order; a pair that names no column or one twice says nothing */
    double estimate_a, estimate_b; /**< NaN: says nothing */
    double p_adjusted;             /**< NaN: says nothing */
} cv_letter_pair;

/** The letters below each column of one line: of the columns that it is significantly higher than (p_adjusted < alpha
 * and the larger estimate), in the columns' order, each once, whatever the order of the pairs; "" where there are none.
 * Tables of at most 26 columns join them as they are ("ACD"), wider ones with blanks ("A AB").
 *  @param columns     how many columns that may be compared
 *  @param alpha       1 - confidence, a fraction
 *  @param[out] letters [columns] texts in `arena`       @return CV_OK, or CV_SYSTEM without memory */
cv_status cv_letters(size_t columns, const cv_letter_pair *pairs, size_t pair_count, double alpha, cv_arena *arena,
                     const char **letters, cv_messages *messages);

#endif
