/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  `where` expressions: text to a tree. The tree knows names, not columns; src/load evaluates it.
 *
 *  Grammar (contract, section 2), loosest first:
 *    or:   and {"or" and}            and: not {"and" not}          not: "not" not | test
 *    test: sum [op sum | ["not"] "in" "(" literal {"," literal} ")" | "is" ["not"] "missing"]
 *    sum:  product {("+"|"-") product}      product: factor {("*"|"/") factor}
 *    factor: "-" factor | number | 'text' | name | "name" | "(" or ")"
 *  op: = == != <> < <= > >=. Keywords in any case. '' inside 'text' is one quote; "" inside "name" likewise.
 *  Three-valued logic as in SQL: a comparison with a missing value is unknown, `not unknown` is unknown,
 *  `false and unknown` is false, `true or unknown` is true. */
#ifndef CANVASS_STUDY_EXPRESSION_H
#define CANVASS_STUDY_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"

typedef enum cv_operator {
    CV_OP_NAME,   /**< text: the name */
    CV_OP_NUMBER, /**< number */
    CV_OP_TEXT,   /**< text */
    CV_OP_OR,     /**< left, right */
    CV_OP_AND,    /**< left, right */
    CV_OP_NOT,    /**< left */
    CV_OP_EQ,     /**< left, right; this and the next five are comparisons */
    CV_OP_NE,
    CV_OP_LT,
    CV_OP_LE,
    CV_OP_GT,
    CV_OP_GE,
    CV_OP_IN,      /**< left in items (each CV_OP_NUMBER or CV_OP_TEXT); `x not in (..)` is CV_OP_NOT over it */
    CV_OP_MISSING, /**< left (a name) is missing; `is not missing` is CV_OP_NOT over it; never unknown */
    CV_OP_ADD,
    CV_OP_SUBTRACT,
    CV_OP_MULTIPLY,
    CV_OP_DIVIDE, /**< by zero: missing */
    CV_OP_NEGATE  /**< left */
} cv_operator;

typedef struct cv_expression {
    cv_operator op;
    cv_place place; /**< of the operator or operand, in the study file */
    double number;
    const char *text; /**< CV_OP_NAME, CV_OP_TEXT: UTF-8, may hold anything but NUL */
    struct cv_expression *left, *right;
    struct cv_expression **items; /**< CV_OP_IN */
    size_t item_count;
} cv_expression;

/** Parses `text`, whose first character stands at `at` in the study file. The kinds of the two sides of each
 *  comparison are checked: text with text, number with number, a name with either; `and`, `or`, `not` take
 *  conditions, + - * / take numbers; the whole must be a condition. Nesting is limited to 200.
 *  @param[out] to  the tree, in `arena`; NULL on failure    @return CV_OK, CV_USAGE with messages, CV_SYSTEM */
cv_status cv_expression_parse(const char *text, cv_place at, cv_arena *arena, cv_expression **to,
                              cv_messages *messages);

/** Calls `each` for every CV_OP_NAME in the tree, left to right. */
void cv_expression_names(const cv_expression *expression, void (*each)(void *context, const cv_expression *name),
                         void *context);

/** True where two trees say the same (places apart): the fold shares the work of equal conditions. NULLs are equal. */
bool cv_expression_equal(const cv_expression *a, const cv_expression *b);

#endif
