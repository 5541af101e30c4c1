/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps that make columns from columns: one loop each. */
#include <math.h>
#include <string.h>

#include "load/columns.h"

static const cv_step *step_of(const cv_columns *columns, size_t step)
{
    return &columns->plan->steps[step];
}

static const void *left_of(const cv_columns *columns, size_t step)
{
    return cv_column_here(columns, step_of(columns, step)->left);
}

static const void *right_of(const cv_columns *columns, size_t step)
{
    return cv_column_here(columns, step_of(columns, step)->right);
}

/* ---- codes ---- */

static void step_map(cv_columns *columns, size_t step, size_t count)
{
    const int32_t *from = left_of(columns, step), *codes = step_of(columns, step)->codes;
    int32_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = codes[from[i] + 1];
}

static void step_cut(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = step_of(columns, step);
    const double *from = left_of(columns, step);
    int32_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        int32_t below = 0; /* bounds that the number has reached: none for NaN */
        for (size_t j = 0; j < of->count; j++)
            below += from[i] >= of->numbers[j];
        to[i] = below - 1;
    }
}

static void step_yes_no(cv_columns *columns, size_t step, size_t count)
{
    static const int32_t codes[] = {[CV_FALSE] = 1, [CV_TRUE] = 0, [CV_UNKNOWN] = -1};
    const uint8_t *from = left_of(columns, step);
    int32_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = codes[from[i]];
}

static void step_choices(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = step_of(columns, step);
    uint64_t *to = cv_column_here(columns, step);
    bool answered[CV_BLOCK_ROWS] = {false};
    memset(to, 0, count * sizeof *to);
    for (size_t j = 0; j < of->count; j++) {
        const int32_t *codes = cv_column_here(columns, of->inputs[j]);
        for (size_t i = 0; i < count; i++) {
            to[i] |= (uint64_t)(codes[i] == 1) << j;
            answered[i] |= codes[i] >= 0;
        }
    }
    for (size_t i = 0; i < count; i++) {
        bool missing = of->none == CV_NONE_MISSING ? to[i] == 0 : !answered[i];
        if (missing && of->none != CV_NONE_VALID)
            to[i] = UINT64_MAX;
    }
}

static void step_pick(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = step_of(columns, step);
    const uint64_t *from = left_of(columns, step);
    int32_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        int32_t code = cv_texts_find(of->match, (const char *)&from[i], sizeof from[i]);
        to[i] = from[i] == UINT64_MAX ? -1 : code == CV_TEXTS_NONE ? of->other : code;
    }
}

/* ---- ranks ---- */

/* The rank of an item in a row, from 0; -1: none. An item that is given two ranks has the first of them. */
static int32_t rank_of(const cv_columns *columns, const cv_ranks *ranks, size_t item, size_t row)
{
    if (ranks->by_item) {
        int32_t code = ((const int32_t *)cv_column_here(columns, ranks->inputs[item]))[row];
        return code >= 0 && code % 2 == 0 ? code / 2 : -1;
    }
    for (size_t r = 0; r < ranks->count; r++)
        if (((const int32_t *)cv_column_here(columns, ranks->inputs[r]))[row] == (int32_t)item)
            return (int32_t)r;
    return -1;
}

static bool is_ranked(const cv_columns *columns, const cv_ranks *ranks, size_t row)
{
    for (size_t item = 0; item < ranks->items; item++)
        if (rank_of(columns, ranks, item, row) >= 0)
            return true;
    return false;
}

static void step_mentions(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = step_of(columns, step);
    uint64_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        bool any = false;
        to[i] = 0;
        for (size_t item = 0; item < of->ranks->items; item++) {
            int32_t rank = rank_of(columns, of->ranks, item, i);
            any |= rank >= 0;
            to[i] |= (uint64_t)(rank >= 0 && (of->limit == 0 || (size_t)rank < of->limit)) << item;
        }
        if (!any)
            to[i] = UINT64_MAX;
    }
}

static void step_points(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = step_of(columns, step);
    double *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        int32_t rank = rank_of(columns, of->ranks, of->item, i);
        if (rank >= 0)
            to[i] = (size_t)rank < of->count ? of->numbers[rank] : 0;
        else
            to[i] = is_ranked(columns, of->ranks, i) ? of->number : (double)NAN;
    }
}

static void step_answered(cv_columns *columns, size_t step, size_t count)
{
    const uint64_t *from = left_of(columns, step);
    int32_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = from[i] == UINT64_MAX ? -1 : 0;
}

/* ---- numbers ---- */

static void step_scores(cv_columns *columns, size_t step, size_t count)
{
    const int32_t *from = left_of(columns, step);
    const double *numbers = step_of(columns, step)->numbers;
    double *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = numbers[from[i] + 1];
}

static void step_constant(cv_columns *columns, size_t step, size_t count)
{
    double *to = cv_column_here(columns, step), number = step_of(columns, step)->number;
    for (size_t i = 0; i < count; i++)
        to[i] = number;
}

static double quotient(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

static void step_arithmetic(cv_columns *columns, size_t step, size_t count)
{
    const double *a = left_of(columns, step), *b = right_of(columns, step);
    double *to = cv_column_here(columns, step);
    cv_operator op = step_of(columns, step)->op;
    for (size_t i = 0; i < count; i++)
        to[i] = op == CV_OP_ADD        ? a[i] + b[i]
                : op == CV_OP_SUBTRACT ? a[i] - b[i]
                : op == CV_OP_MULTIPLY ? a[i] * b[i]
                                       : quotient(a[i], b[i]);
}

/* ---- texts ---- */

static void step_values(cv_columns *columns, size_t step, size_t count)
{
    const int32_t *from = left_of(columns, step);
    const cv_field *texts = step_of(columns, step)->texts;
    cv_field *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = texts[from[i] + 1];
}

static void step_literal(cv_columns *columns, size_t step, size_t count)
{
    cv_field *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = step_of(columns, step)->texts[0];
}

/* ---- truths ---- */

/* What an operator says where the left side is below, equal to, above the right one. */
static const uint8_t *verdicts_of(cv_operator op)
{
    static const uint8_t verdicts[][3] = {[CV_OP_EQ - CV_OP_EQ] = {0, 1, 0}, [CV_OP_NE - CV_OP_EQ] = {1, 0, 1},
                                          [CV_OP_LT - CV_OP_EQ] = {1, 0, 0}, [CV_OP_LE - CV_OP_EQ] = {1, 1, 0},
                                          [CV_OP_GT - CV_OP_EQ] = {0, 0, 1}, [CV_OP_GE - CV_OP_EQ] = {0, 1, 1}};
    return verdicts[op - CV_OP_EQ];
}

static void step_compare(cv_columns *columns, size_t step, size_t count)
{
    const double *a = left_of(columns, step), *b = right_of(columns, step);
    const uint8_t *verdicts = verdicts_of(step_of(columns, step)->op);
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = isnan(a[i]) || isnan(b[i]) ? CV_UNKNOWN : verdicts[1 + (a[i] > b[i]) - (a[i] < b[i])];
}

static int order_of(cv_field a, cv_field b)
{
    size_t shorter = (size_t)(a.length < b.length ? a.length : b.length);
    int order = shorter == 0 ? 0 : memcmp(a.text, b.text, shorter);
    if (order == 0)
        order = a.length - b.length;
    return (order > 0) - (order < 0);
}

static void step_order(cv_columns *columns, size_t step, size_t count)
{
    const cv_field *a = left_of(columns, step), *b = right_of(columns, step);
    const uint8_t *verdicts = verdicts_of(step_of(columns, step)->op);
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = a[i].length < 0 || b[i].length < 0 ? CV_UNKNOWN : verdicts[1 + order_of(a[i], b[i])];
}

static void step_among(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = step_of(columns, step);
    const double *from = left_of(columns, step);
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < of->count; j++)
            found |= from[i] == of->numbers[j];
        to[i] = isnan(from[i]) ? CV_UNKNOWN : found;
    }
}

static void step_judge(cv_columns *columns, size_t step, size_t count)
{
    const int32_t *from = left_of(columns, step);
    const uint8_t *truths = step_of(columns, step)->truths;
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = truths[from[i] + 1];
}

static void step_not(cv_columns *columns, size_t step, size_t count)
{
    static const uint8_t truths[] = {[CV_FALSE] = CV_TRUE, [CV_TRUE] = CV_FALSE, [CV_UNKNOWN] = CV_UNKNOWN};
    const uint8_t *from = left_of(columns, step);
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = truths[from[i]];
}

static void step_and(cv_columns *columns, size_t step, size_t count)
{
    const uint8_t *a = left_of(columns, step), *b = right_of(columns, step);
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = a[i] == CV_FALSE || b[i] == CV_FALSE ? CV_FALSE : a[i] | b[i]; /* 1|1 is 1, with a 2 at least 2 */
    for (size_t i = 0; i < count; i++)
        to[i] = to[i] > CV_UNKNOWN ? CV_UNKNOWN : to[i];
}

static void step_or(cv_columns *columns, size_t step, size_t count)
{
    const uint8_t *a = left_of(columns, step), *b = right_of(columns, step);
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = a[i] == CV_TRUE || b[i] == CV_TRUE ? CV_TRUE : a[i] | b[i]; /* of 0 and 2: 2 where there is one */
}

static void step_holds(cv_columns *columns, size_t step, size_t count)
{
    const uint8_t *from = left_of(columns, step);
    uint8_t *to = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++)
        to[i] = from[i] == CV_TRUE;
}

cv_stepper cv_derive_stepper(cv_step_kind kind)
{
    static const cv_stepper steppers[CV_STEP_KIND_COUNT] = {
        [CV_STEP_MAP] = step_map,
        [CV_STEP_CUT] = step_cut,
        [CV_STEP_PICK] = step_pick,
        [CV_STEP_YES_NO] = step_yes_no,
        [CV_STEP_SCORES] = step_scores,
        [CV_STEP_VALUES] = step_values,
        [CV_STEP_CHOICES] = step_choices,
        [CV_STEP_MENTIONS] = step_mentions,
        [CV_STEP_POINTS] = step_points,
        [CV_STEP_ANSWERED] = step_answered,
        [CV_STEP_CONSTANT] = step_constant,
        [CV_STEP_LITERAL] = step_literal,
        [CV_STEP_ARITHMETIC] = step_arithmetic,
        [CV_STEP_COMPARE] = step_compare,
        [CV_STEP_ORDER] = step_order,
        [CV_STEP_AMONG] = step_among,
        [CV_STEP_JUDGE] = step_judge,
        [CV_STEP_NOT] = step_not,
        [CV_STEP_AND] = step_and,
        [CV_STEP_OR] = step_or,
        [CV_STEP_HOLDS] = step_holds,
    };
    return steppers[kind];
}
