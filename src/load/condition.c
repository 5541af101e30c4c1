/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions to steps: a step a node, each one loop over a block of rows. Comparing a name with texts looks each field
 * up once in a table of those texts; the rest works on numbers and on codes. */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"
#include "load/bind.h"

static bool is_number(const cv_expression *of)
{
    return of->op == CV_OP_NUMBER || of->op == CV_OP_NEGATE || (of->op >= CV_OP_ADD && of->op <= CV_OP_DIVIDE);
}

static cv_word word_of(const cv_expression *name)
{
    return (cv_word){.text = name->text, .place = name->place};
}

/* ---- numbers ---- */

static cv_status bind_number(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages);

static cv_status bind_arithmetic(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    static const cv_expression zero = {.op = CV_OP_NUMBER, .number = -0.0}; /* -x is -0 - x, also for 0 */
    bool negate = of->op == CV_OP_NEGATE;
    cv_step step = {.kind = CV_STEP_ARITHMETIC, .op = negate ? CV_OP_SUBTRACT : of->op};
    cv_status left = bind_number(binder, negate ? &zero : of->left, &step.left, messages);
    cv_status right = bind_number(binder, negate ? of->left : of->right, &step.right, messages);
    if (left != CV_OK || right != CV_OK)
        return left != CV_OK ? left : right;
    return cv_bind_step(binder, step, to, messages);
}

static cv_status bind_number(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    if (of->op == CV_OP_NAME)
        return cv_bind(binder, word_of(of), CV_SHAPE_NUMBERS, to, messages);
    if (of->op == CV_OP_NUMBER)
        return cv_bind_step(binder, (cv_step){.kind = CV_STEP_CONSTANT, .number = of->number}, to, messages);
    assert(is_number(of)); /* the parser compares no texts with numbers */
    return bind_arithmetic(binder, of, to, messages);
}

/* ---- texts ---- */

static cv_field field_of(const char *text)
{
    return (cv_field){.text = text, .length = (int32_t)strlen(text)};
}

static cv_status bind_text(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    if (of->op == CV_OP_NAME)
        return cv_bind(binder, word_of(of), CV_SHAPE_TEXTS, to, messages);
    cv_field *text = cv_arena_new(&binder->plan->arena, sizeof *text);
    if (text == NULL)
        return cv_fail_memory(messages);
    *text = field_of(of->text);
    return cv_bind_step(binder, (cv_step){.kind = CV_STEP_LITERAL, .texts = text}, to, messages);
}

/* Truths by code, missing first. @return NULL: no memory */
static uint8_t *truths_new(cv_binder *binder, size_t codes, uint8_t missing)
{
    uint8_t *truths = cv_arena_array(&binder->plan->arena, codes + 1, sizeof *truths);
    if (truths != NULL)
        truths[0] = missing;
    return truths;
}

/* A column's fields: 1 for the texts of `items`, 0 for others. */
static cv_status match_texts(cv_binder *binder, cv_source *source, const cv_expression *const *items, size_t count,
                             size_t *to, cv_messages *messages)
{
    cv_status status = cv_bind_open(binder, source, messages);
    if (status != CV_OK)
        return status;
    cv_texts *table = cv_bind_missing(binder, source);
    bool kept = table != NULL;
    for (size_t i = 0; kept && i < count; i++)
        kept = cv_texts_add(table, items[i]->text, strlen(items[i]->text), 1) != NULL;
    cv_step match = {.kind = CV_STEP_MATCH, .column = source->column, .name = source->name, .match = table};
    return kept ? cv_bind_step(binder, match, to, messages) : cv_fail_memory(messages);
}

/* True where the match step `match` finds a text, unknown where the text is missing. */
static cv_status judge_match(cv_binder *binder, size_t match, size_t *to, cv_messages *messages)
{
    cv_step judge = {.kind = CV_STEP_JUDGE, .left = match};
    uint8_t *truths = truths_new(binder, 2, CV_UNKNOWN);
    if (truths == NULL)
        return cv_fail_memory(messages);
    truths[2] = CV_TRUE;
    judge.truths = truths;
    return cv_bind_step(binder, judge, to, messages);
}

static cv_status match_column(cv_binder *binder, cv_source *source, const cv_expression *const *items, size_t count,
                              size_t *to, cv_messages *messages)
{
    size_t match;
    cv_status status = match_texts(binder, source, items, count, &match, messages);
    return status == CV_OK ? judge_match(binder, match, to, messages) : status;
}

/* All levels of a made variable are known: any other text is a mistake. */
static cv_status fail_level(const cv_source *source, const cv_expression *item, cv_messages *messages)
{
    size_t count = cv_made_count(source->spec);
    const char **names = cv_memory_zero(count, sizeof *names);
    if (names == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++)
        names[i] = cv_made_value(source->spec, i);
    cv_fail_expected(messages, CV_USAGE, item->place, "one of its levels", cv_nearest(item->text, names, count),
                     "'%s' has no level '%s'", source->name, item->text);
    cv_memory_free(names);
    return CV_USAGE;
}

static cv_status match_made(cv_binder *binder, cv_source *source, cv_word at, const cv_expression *const *items,
                            size_t count, size_t *to, cv_messages *messages)
{
    cv_step judge = {.kind = CV_STEP_JUDGE};
    cv_status status = cv_bind_source(binder, source, CV_SHAPE_CODES, at, &judge.left, messages);
    if (status != CV_OK)
        return status;
    size_t levels = cv_made_count(source->spec);
    uint8_t *truths = truths_new(binder, levels, CV_UNKNOWN);
    if (truths == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++) {
        const char *text = items[i]->text;
        bool known = false;
        for (size_t j = 0; j < levels; j++)
            if (strcmp(cv_made_value(source->spec, j), text) == 0)
                truths[j + 1] = known = true;
        if (!known)
            return fail_level(source, items[i], messages);
    }
    judge.truths = truths;
    return cv_bind_step(binder, judge, to, messages);
}

static cv_status match_combination(cv_binder *binder, const cv_source *source, const cv_expression *const *items,
                                   size_t count, size_t *to, cv_messages *messages)
{
    size_t match;
    cv_status status = cv_bind_combination_match(binder, source, items, count, &match, messages);
    return status == CV_OK ? judge_match(binder, match, to, messages) : status;
}

static cv_status match(cv_binder *binder, const cv_expression *name, const cv_expression *const *items, size_t count,
                       size_t *to, cv_messages *messages)
{
    cv_source *source = cv_bind_name(binder, word_of(name), messages);
    if (source == NULL)
        return CV_USAGE;
    if (cv_source_is_column(source))
        return match_column(binder, source, items, count, to, messages);
    if (cv_source_is_combinations(source))
        return match_combination(binder, source, items, count, to, messages);
    return match_made(binder, source, word_of(name), items, count, to, messages);
}

/* ---- comparisons ---- */

static cv_status bind_not(cv_binder *binder, size_t *step, cv_messages *messages)
{
    return cv_bind_step(binder, (cv_step){.kind = CV_STEP_NOT, .left = *step}, step, messages);
}

static bool is_number_name(const cv_binder *binder, const cv_expression *of)
{
    const cv_variable_spec *spec = of->op == CV_OP_NAME ? cv_study_variable(binder->study, of->text) : NULL;
    return spec != NULL && spec->kind == CV_VARIABLE_COLUMN && spec->type == CV_TYPE_NUMBER;
}

/* Two names are compared as numbers where one is declared to be one, or where the order is asked for; else as texts. */
static bool compares_numbers(const cv_binder *binder, const cv_expression *of)
{
    const cv_expression *left = of->left, *right = of->right;
    if (is_number(left) || is_number(right))
        return true;
    if (left->op != CV_OP_NAME || right->op != CV_OP_NAME)
        return false;
    bool equality = of->op == CV_OP_EQ || of->op == CV_OP_NE;
    return !equality || is_number_name(binder, left) || is_number_name(binder, right);
}

static cv_status bind_sides(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    bool numbers = compares_numbers(binder, of);
    cv_status (*bind)(cv_binder *, const cv_expression *, size_t *, cv_messages *) = numbers ? bind_number : bind_text;
    cv_step step = {.kind = numbers ? CV_STEP_COMPARE : CV_STEP_ORDER, .op = of->op};
    cv_status left = bind(binder, of->left, &step.left, messages);
    cv_status right = bind(binder, of->right, &step.right, messages);
    if (left != CV_OK || right != CV_OK)
        return left != CV_OK ? left : right;
    return cv_bind_step(binder, step, to, messages);
}

static cv_status bind_comparison(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    const cv_expression *name = of->left->op == CV_OP_NAME ? of->left : of->right;
    const cv_expression *text = name == of->left ? of->right : of->left;
    if ((of->op != CV_OP_EQ && of->op != CV_OP_NE) || name->op != CV_OP_NAME || text->op != CV_OP_TEXT)
        return bind_sides(binder, of, to, messages);
    cv_status status = match(binder, name, &text, 1, to, messages);
    return status == CV_OK && of->op == CV_OP_NE ? bind_not(binder, to, messages) : status;
}

/* ---- lists ---- */

static cv_status bind_among(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    cv_step step = {.kind = CV_STEP_AMONG, .count = of->item_count};
    double *numbers = cv_arena_array(&binder->plan->arena, of->item_count, sizeof *numbers);
    if (numbers == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < of->item_count; i++)
        numbers[i] = of->items[i]->number;
    step.numbers = numbers;
    cv_status status = bind_number(binder, of->left, &step.left, messages);
    return status == CV_OK ? cv_bind_step(binder, step, to, messages) : status;
}

/* The parser sees to it that a list is all numbers or all texts, and that texts are compared with a name. */
static cv_status bind_in(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    if (of->items[0]->op == CV_OP_NUMBER)
        return bind_among(binder, of, to, messages);
    assert(of->left->op == CV_OP_NAME);
    return match(binder, of->left, (const cv_expression *const *)of->items, of->item_count, to, messages);
}

/* ---- is missing ---- */

/* Missing is true, whatever else is there is false. */
static cv_status bind_is_missing(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    cv_word name = word_of(of->left);
    cv_source *source = cv_bind_name(binder, name, messages);
    if (source == NULL)
        return CV_USAGE;
    cv_step judge = {.kind = CV_STEP_JUDGE};
    bool column = cv_source_is_column(source), combinations = cv_source_is_combinations(source);
    cv_status status = column         ? match_texts(binder, source, NULL, 0, &judge.left, messages)
                       : combinations ? cv_bind_combination_match(binder, source, NULL, 0, &judge.left, messages)
                                      : cv_bind_source(binder, source, CV_SHAPE_CODES, name, &judge.left, messages);
    if (status != CV_OK)
        return status;
    judge.truths = truths_new(binder, column || combinations ? 2 : cv_made_count(source->spec), CV_TRUE);
    return judge.truths != NULL ? cv_bind_step(binder, judge, to, messages) : cv_fail_memory(messages);
}

/* ---- and, or, not ---- */

static cv_status bind_logic(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    cv_step step = {.kind = of->op == CV_OP_AND ? CV_STEP_AND : CV_STEP_OR};
    cv_status left = cv_bind_condition(binder, of->left, &step.left, messages);
    cv_status right = cv_bind_condition(binder, of->right, &step.right, messages);
    if (left != CV_OK || right != CV_OK)
        return left != CV_OK ? left : right;
    return cv_bind_step(binder, step, to, messages);
}

static cv_status bind_negation(cv_binder *binder, const cv_expression *of, size_t *to, cv_messages *messages)
{
    cv_status status = cv_bind_condition(binder, of->left, to, messages);
    return status == CV_OK ? bind_not(binder, to, messages) : status;
}

cv_status cv_bind_condition(cv_binder *binder, const cv_expression *condition, size_t *step, cv_messages *messages)
{
    static cv_status (*const binders[])(cv_binder *, const cv_expression *, size_t *, cv_messages *) = {
        [CV_OP_OR] = bind_logic,      [CV_OP_AND] = bind_logic,          [CV_OP_NOT] = bind_negation,
        [CV_OP_EQ] = bind_comparison, [CV_OP_NE] = bind_comparison,      [CV_OP_LT] = bind_comparison,
        [CV_OP_LE] = bind_comparison, [CV_OP_GT] = bind_comparison,      [CV_OP_GE] = bind_comparison,
        [CV_OP_IN] = bind_in,         [CV_OP_MISSING] = bind_is_missing,
    };
    size_t op = (size_t)condition->op;
    assert(op < sizeof binders / sizeof binders[0] && binders[op] != NULL); /* the parser gives conditions alone */
    return binders[op](binder, condition, step, messages);
}
