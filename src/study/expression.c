/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/expression.h"

#include <string.h>

#include "base/memory.h"
#include "base/number.h"

enum { DEPTH = 200 };

/* ---- words ---- */

typedef enum token_kind {
    TOKEN_END,
    TOKEN_NAME, /* also keywords, where `keyword` says which */
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_SIGN, /* an operator, a parenthesis or a comma; `sign` holds up to two characters */
} token_kind;

typedef enum keyword { KEYWORD_NONE, KEYWORD_OR, KEYWORD_AND, KEYWORD_NOT, KEYWORD_IN, KEYWORD_IS } keyword;

typedef struct token {
    token_kind kind;
    keyword keyword;
    cv_place place;
    const char *start; /* in the expression's text */
    size_t length;
    double number;
    const char *text; /* TOKEN_NAME, TOKEN_TEXT: unquoted */
    bool quoted;
    char sign[3];
} token;

typedef struct parser {
    const char *next;
    cv_place here; /* of `next` */
    cv_arena *arena;
    cv_messages *messages;
    token token; /* the one that is looked at */
    size_t depth;
    bool failed;
} parser;

/* A tree's node with the height of what hangs below it: trees are walked by recursion, so their height is bounded. */
typedef struct tall {
    cv_expression expression; /* first: a tall is its expression */
    size_t height;
} tall;

static void fail_at(parser *p, cv_place at, const char *expected, const char *problem)
{
    if (!p->failed)
        cv_fail_expected(p->messages, CV_USAGE, at, expected, NULL, "%s", problem);
    p->failed = true;
}

static void fail_memory(parser *p)
{
    if (!p->failed)
        cv_fail_memory(p->messages);
    p->failed = true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

static bool continues_name(char c)
{
    return starts_name(c) || is_digit(c);
}

/* Steps over `bytes` bytes; a place counts characters, so bytes inside one do not count. */
static void advance(parser *p, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if (p->here.column > 0 && ((unsigned char)p->next[i] & 0xC0) != 0x80)
            p->here.column++;
    p->next += bytes;
}

static bool same_word(const char *text, size_t length, const char *word)
{
    size_t i = 0;
    for (; i < length && word[i] != '\0'; i++)
        if ((text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]) != word[i])
            return false;
    return i == length && word[i] == '\0';
}

static keyword find_keyword(const char *text, size_t length)
{
    static const char *const words[] = {
        [KEYWORD_OR] = "or", [KEYWORD_AND] = "and", [KEYWORD_NOT] = "not", [KEYWORD_IN] = "in", [KEYWORD_IS] = "is"};
    for (size_t i = KEYWORD_OR; i < sizeof words / sizeof words[0]; i++)
        if (same_word(text, length, words[i]))
            return (keyword)i;
    return KEYWORD_NONE;
}

static void read_name(parser *p, token *t)
{
    while (continues_name(t->start[t->length]))
        t->length++;
    t->kind = TOKEN_NAME;
    t->keyword = find_keyword(t->start, t->length);
    t->text = cv_arena_text(p->arena, t->start, t->length);
    if (t->text == NULL)
        fail_memory(p);
}

/* 'text' or "name": the quote doubled stands for itself. */
static void read_quoted(parser *p, token *t, char quote)
{
    size_t end = 1, kept = 0;
    while (t->start[end] != '\0' && (t->start[end] != quote || t->start[end + 1] == quote))
        end += t->start[end] == quote ? 2 : 1;
    if (t->start[end] == '\0') {
        fail_at(p, t->place, quote == '"' ? "a closing \"" : "a closing '",
                quote == '"' ? "a name whose quote is never closed" : "a text whose quote is never closed");
        return;
    }
    char *copy = cv_arena_text(p->arena, t->start + 1, end - 1);
    if (copy == NULL) {
        fail_memory(p);
        return;
    }
    for (size_t i = 1; i < end; i += t->start[i] == quote ? 2 : 1)
        copy[kept++] = t->start[i];
    copy[kept] = '\0';
    t->kind = quote == '"' ? TOKEN_NAME : TOKEN_TEXT;
    t->quoted = true;
    t->text = copy;
    t->length = end + 1;
    if (t->kind == TOKEN_NAME && kept == 0)
        fail_at(p, t->place, "a name between the quotes", "an empty name");
}

static void read_number(parser *p, token *t)
{
    const char *end = t->start;
    while (is_digit(*end))
        end++;
    if (*end == '.')
        for (end++; is_digit(*end);)
            end++;
    if ((*end == 'e' || *end == 'E') && (is_digit(end[1]) || ((end[1] == '+' || end[1] == '-') && is_digit(end[2]))))
        for (end += 2; is_digit(*end);)
            end++;
    t->kind = TOKEN_NUMBER;
    t->length = (size_t)(end - t->start);
    if (continues_name(*end))
        fail_at(p, t->place, "a number, or a name in double quotes", "a name that starts with a digit");
    else if (!cv_number_parse(t->start, t->length, '.', &t->number))
        fail_at(p, t->place, "a number that a double can hold", "a number out of range");
}

static void read_sign(parser *p, token *t)
{
    static const char *const signs[] = {"==", "!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/"};
    t->kind = TOKEN_SIGN;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        t->length = strlen(signs[i]);
        if (strncmp(t->start, signs[i], t->length) == 0) {
            memcpy(t->sign, signs[i], t->length + 1);
            return;
        }
    }
    char problem[] = "an unexpected character ' '";
    problem[sizeof problem - 3] = *t->start;
    fail_at(p, t->place, "a name, a number, a text in single quotes or an operator", problem);
}

/* Looks at the next word. */
static void step(parser *p)
{
    while (is_blank(*p->next))
        advance(p, 1);
    token *t = &p->token;
    *t = (token){.place = p->here, .start = p->next};
    char first = *p->next;
    if (first == '\0')
        return;
    if (is_digit(first) || (first == '.' && is_digit(p->next[1])))
        read_number(p, t);
    else if (first == '\'' || first == '"')
        read_quoted(p, t, first);
    else if (starts_name(first))
        read_name(p, t);
    else
        read_sign(p, t);
    if (!p->failed)
        advance(p, t->length);
}

static bool at_sign(const parser *p, const char *sign)
{
    return p->token.kind == TOKEN_SIGN && strcmp(p->token.sign, sign) == 0;
}

static bool at_keyword(const parser *p, keyword word)
{
    return p->token.kind == TOKEN_NAME && !p->token.quoted && p->token.keyword == word;
}

/* `missing` is a word of the language behind `is` alone; elsewhere it may be a column. */
static bool at_missing(const parser *p)
{
    return p->token.kind == TOKEN_NAME && !p->token.quoted && same_word(p->token.start, p->token.length, "missing");
}

static void fail_token(parser *p, const char *expected)
{
    if (p->token.kind == TOKEN_END)
        fail_at(p, p->token.place, expected, "the expression ends too early");
    else {
        const char *problem = cv_arena_format(p->arena, "unexpected %.*s",
                                              p->token.length > 60 ? 60 : (int)p->token.length, p->token.start);
        if (problem == NULL)
            fail_memory(p);
        else
            fail_at(p, p->token.place, expected, problem);
    }
}

/* ---- nodes ---- */

static size_t height_of(const cv_expression *expression)
{
    return expression == NULL ? 0 : ((const tall *)(const void *)expression)->height;
}

static cv_expression *new_node(parser *p, cv_operator op, cv_place at, cv_expression *left, cv_expression *right)
{
    if (p->failed)
        return NULL;
    tall *node = cv_arena_new(p->arena, sizeof *node);
    if (node == NULL) {
        fail_memory(p);
        return NULL;
    }
    size_t a = height_of(left), b = height_of(right);
    node->expression = (cv_expression){.op = op, .place = at, .left = left, .right = right};
    node->height = 1 + (a > b ? a : b);
    if (node->height > DEPTH)
        fail_at(p, at, NULL, "nested more than 200 deep");
    return p->failed ? NULL : &node->expression;
}

static bool is_condition(const cv_expression *e)
{
    return e->op >= CV_OP_OR && e->op <= CV_OP_MISSING;
}

static bool is_number(const cv_expression *e)
{
    return e->op == CV_OP_NUMBER || e->op >= CV_OP_ADD;
}

static void need_condition(parser *p, const cv_expression *e)
{
    if (e == NULL || is_condition(e))
        return;
    const char *problem = e->op == CV_OP_NAME ? cv_arena_format(p->arena, "'%.200s' alone is no condition", e->text)
                                              : "a value alone is no condition";
    if (problem == NULL)
        fail_memory(p);
    else
        fail_at(p, e->place, "a comparison, such as age >= 18", problem);
}

static void need_number(parser *p, const cv_expression *e)
{
    if (e != NULL && e->op != CV_OP_NAME && !is_number(e))
        fail_at(p, e->place, "a number or a column",
                is_condition(e) ? "a condition in arithmetic" : "a text in arithmetic");
}

static void check_comparison(parser *p, const cv_expression *left, const cv_expression *right, cv_place at)
{
    if (left == NULL || right == NULL)
        return;
    if (is_condition(left) || is_condition(right))
        fail_at(p, is_condition(left) ? left->place : right->place, "a column, a number or a text on each side",
                "a condition in a comparison");
    else if ((left->op == CV_OP_TEXT && is_number(right)) || (is_number(left) && right->op == CV_OP_TEXT))
        fail_at(p, at, "two numbers or two texts", "a text compared with a number");
}

/* ---- the grammar, loosest last ---- */

static cv_expression *parse_or(parser *p);

static bool enter(parser *p)
{
    if (++p->depth > DEPTH)
        fail_at(p, p->token.place, NULL, "nested more than 200 deep");
    return !p->failed;
}

static cv_expression *parse_literal(parser *p)
{
    cv_place at = p->token.place;
    bool negative = at_sign(p, "-");
    if (negative)
        step(p);
    token t = p->token;
    if (t.kind != TOKEN_NUMBER && (negative || t.kind != TOKEN_TEXT)) {
        fail_token(p, negative ? "a number" : "a number or a text in single quotes");
        return NULL;
    }
    cv_expression *e = new_node(p, t.kind == TOKEN_NUMBER ? CV_OP_NUMBER : CV_OP_TEXT, at, NULL, NULL);
    if (e == NULL)
        return NULL;
    e->number = negative ? -t.number : t.number;
    e->text = t.text;
    step(p);
    return e;
}

static cv_expression *parse_name(parser *p)
{
    cv_expression *e = new_node(p, CV_OP_NAME, p->token.place, NULL, NULL);
    if (e == NULL)
        return NULL;
    e->text = p->token.text;
    step(p);
    return e;
}

static cv_expression *parse_factor(parser *p);

static cv_expression *parse_negation(parser *p)
{
    cv_place at = p->token.place;
    if (!enter(p))
        return NULL;
    step(p);
    cv_expression *inner = parse_factor(p);
    p->depth--;
    need_number(p, inner);
    if (p->failed || inner->op != CV_OP_NUMBER)
        return new_node(p, CV_OP_NEGATE, at, inner, NULL);
    inner->number = -inner->number; /* -5 is a number like any other */
    inner->place = at;
    return inner;
}

static cv_expression *parse_parentheses(parser *p)
{
    if (!enter(p))
        return NULL;
    step(p);
    cv_expression *inner = parse_or(p);
    p->depth--;
    if (!p->failed && !at_sign(p, ")"))
        fail_token(p, "a closing parenthesis");
    if (!p->failed)
        step(p);
    return inner;
}

static cv_expression *parse_factor(parser *p)
{
    if (p->failed)
        return NULL;
    if (at_sign(p, "-"))
        return parse_negation(p);
    if (at_sign(p, "("))
        return parse_parentheses(p);
    if (p->token.kind == TOKEN_NUMBER || p->token.kind == TOKEN_TEXT)
        return parse_literal(p);
    if (p->token.kind == TOKEN_NAME && (p->token.quoted || p->token.keyword == KEYWORD_NONE))
        return parse_name(p);
    fail_token(p, "a name, a number, a text in single quotes or a parenthesis");
    return NULL;
}

typedef struct sign_operator {
    const char *sign;
    cv_operator op;
} sign_operator;

static const sign_operator *find_operator(const parser *p, const sign_operator *among, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at_sign(p, among[i].sign))
            return &among[i];
    return NULL;
}

/* Arithmetic from left to right. */
static cv_expression *parse_chain(parser *p, const sign_operator *among, size_t count,
                                  cv_expression *(*operand)(parser *))
{
    cv_expression *left = operand(p);
    const sign_operator *found = NULL;
    while (!p->failed && (found = find_operator(p, among, count)) != NULL) {
        cv_place at = p->token.place;
        step(p);
        cv_expression *right = operand(p);
        need_number(p, left);
        need_number(p, right);
        left = new_node(p, found->op, at, left, right);
    }
    return p->failed ? NULL : left;
}

static cv_expression *parse_product(parser *p)
{
    static const sign_operator among[] = {{"*", CV_OP_MULTIPLY}, {"/", CV_OP_DIVIDE}};
    return parse_chain(p, among, sizeof among / sizeof among[0], parse_factor);
}

static cv_expression *parse_sum(parser *p)
{
    static const sign_operator among[] = {{"+", CV_OP_ADD}, {"-", CV_OP_SUBTRACT}};
    return parse_chain(p, among, sizeof among / sizeof among[0], parse_product);
}

/* Expressions whose number is not known yet; and the list of an `in`. */
typedef struct many {
    cv_expression **items;
    size_t count, capacity;
} many;

static void push(parser *p, many *list, cv_expression *item)
{
    if (p->failed)
        return;
    cv_expression **grown = cv_memory_grow(list->items, list->count, &list->capacity, sizeof(cv_expression *));
    if (grown == NULL) {
        fail_memory(p);
        return;
    }
    list->items = grown;
    list->items[list->count++] = item;
}

static void read_items(parser *p, const cv_expression *left, many *items)
{
    do {
        step(p); /* the parenthesis, then each comma */
        cv_expression *item = parse_literal(p);
        if (item != NULL)
            check_comparison(p, items->count > 0 ? items->items[0] : left, item, item->place);
        push(p, items, item);
    } while (!p->failed && at_sign(p, ","));
    if (!p->failed && !at_sign(p, ")"))
        fail_token(p, "a comma or a closing parenthesis");
    if (!p->failed)
        step(p);
}

static cv_expression *parse_in(parser *p, cv_expression *left)
{
    cv_place at = p->token.place;
    many items = {0};
    if (!p->failed && (is_condition(left) || left->op == CV_OP_TEXT))
        fail_at(p, left->place, "a column before 'in'",
                is_condition(left) ? "a condition before 'in'" : "a text before 'in'");
    step(p);
    if (!p->failed && !at_sign(p, "("))
        fail_token(p, "an opening parenthesis after 'in'");
    if (!p->failed)
        read_items(p, left, &items);
    cv_expression *e = new_node(p, CV_OP_IN, at, left, NULL);
    if (e != NULL && (e->items = cv_arena_array(p->arena, items.count, sizeof(cv_expression *))) == NULL)
        fail_memory(p);
    if (!p->failed) {
        memcpy(e->items, items.items, items.count * sizeof(cv_expression *));
        e->item_count = items.count;
    }
    cv_memory_free(items.items);
    return p->failed ? NULL : e;
}

static cv_expression *parse_is(parser *p, cv_expression *left)
{
    cv_place at = p->token.place;
    if (!p->failed && left->op != CV_OP_NAME)
        fail_at(p, left->place, "a column before 'is'", "only a column can be missing");
    step(p);
    bool negative = !p->failed && at_keyword(p, KEYWORD_NOT);
    if (negative)
        step(p);
    if (!p->failed && !at_missing(p))
        fail_token(p, negative ? "'missing' after 'is not'" : "'missing' or 'not missing' after 'is'");
    if (!p->failed)
        step(p);
    cv_expression *e = new_node(p, CV_OP_MISSING, at, left, NULL);
    return negative ? new_node(p, CV_OP_NOT, at, e, NULL) : e;
}

static cv_expression *parse_test(parser *p)
{
    static const sign_operator comparisons[] = {{"=", CV_OP_EQ}, {"==", CV_OP_EQ}, {"!=", CV_OP_NE}, {"<>", CV_OP_NE},
                                                {"<", CV_OP_LT}, {"<=", CV_OP_LE}, {">", CV_OP_GT},  {">=", CV_OP_GE}};
    cv_expression *left = parse_sum(p);
    cv_place at = p->token.place;
    if (p->failed)
        return NULL;
    const sign_operator *found = find_operator(p, comparisons, sizeof comparisons / sizeof comparisons[0]);
    if (found != NULL) {
        step(p);
        cv_expression *right = parse_sum(p);
        check_comparison(p, left, right, at);
        return new_node(p, found->op, at, left, right);
    }
    if (at_keyword(p, KEYWORD_IN))
        return parse_in(p, left);
    if (at_keyword(p, KEYWORD_IS))
        return parse_is(p, left);
    if (at_keyword(p, KEYWORD_NOT)) {
        step(p);
        if (!p->failed && !at_keyword(p, KEYWORD_IN))
            fail_token(p, "'in' after 'not'");
        return new_node(p, CV_OP_NOT, at, p->failed ? NULL : parse_in(p, left), NULL);
    }
    return left;
}

static cv_expression *parse_not(parser *p)
{
    if (p->failed || !at_keyword(p, KEYWORD_NOT))
        return parse_test(p);
    cv_place at = p->token.place;
    if (!enter(p))
        return NULL;
    step(p);
    cv_expression *inner = parse_not(p);
    p->depth--;
    need_condition(p, inner);
    return new_node(p, CV_OP_NOT, at, inner, NULL);
}

/* A long chain of `and`s or `or`s becomes a flat tree; both are associative, also with unknowns. Three are ((a b) c).
 */
static cv_expression *join(parser *p, cv_operator op, cv_expression *const *items, const cv_place *places, size_t count)
{
    if (count == 1 || p->failed)
        return p->failed ? NULL : items[0];
    size_t half = (count + 1) / 2;
    cv_expression *left = join(p, op, items, places, half);
    cv_expression *right = join(p, op, items + half, places + half, count - half);
    return new_node(p, op, places[half - 1], left, right);
}

static cv_expression *parse_joined(parser *p, keyword word, cv_operator op, cv_expression *(*operand)(parser *))
{
    many items = {0};
    cv_place *places = NULL;
    size_t count = 0, capacity = 0;
    cv_expression *e = operand(p);
    push(p, &items, e);
    while (!p->failed && at_keyword(p, word)) {
        cv_place *grown = cv_memory_grow(places, count, &capacity, sizeof *places);
        if (grown == NULL) {
            fail_memory(p);
            break;
        }
        places = grown;
        places[count++] = p->token.place;
        step(p);
        push(p, &items, operand(p));
    }
    for (size_t i = 0; items.count > 1 && i < items.count && !p->failed; i++)
        need_condition(p, items.items[i]);
    e = p->failed ? NULL : join(p, op, items.items, places, items.count);
    cv_memory_free(items.items);
    cv_memory_free(places);
    return e;
}

static cv_expression *parse_and(parser *p)
{
    return parse_joined(p, KEYWORD_AND, CV_OP_AND, parse_not);
}

static cv_expression *parse_or(parser *p)
{
    return parse_joined(p, KEYWORD_OR, CV_OP_OR, parse_and);
}

cv_status cv_expression_parse(const char *text, cv_place at, cv_arena *arena, cv_expression **to, cv_messages *messages)
{
    parser p = {.next = text, .here = at, .arena = arena, .messages = messages};
    size_t before = messages->count;
    *to = NULL;
    step(&p);
    cv_expression *e = parse_or(&p);
    if (!p.failed && p.token.kind != TOKEN_END)
        fail_token(&p, "an operator, 'and', 'or' or the end");
    if (!p.failed)
        need_condition(&p, e);
    if (!p.failed)
        *to = e;
    if (!p.failed)
        return CV_OK;
    return messages->count > before ? messages->items[messages->count - 1].status : CV_SYSTEM;
}

void cv_expression_names(const cv_expression *expression, void (*each)(void *context, const cv_expression *name),
                         void *context)
{
    if (expression == NULL)
        return;
    if (expression->op == CV_OP_NAME)
        each(context, expression);
    cv_expression_names(expression->left, each, context);
    cv_expression_names(expression->right, each, context);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool cv_expression_equal(const cv_expression *a, const cv_expression *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->op != b->op || a->number != b->number || !same_text(a->text, b->text) || a->item_count != b->item_count)
        return false;
    for (size_t i = 0; i < a->item_count; i++)
        if (!cv_expression_equal(a->items[i], b->items[i]))
            return false;
    return cv_expression_equal(a->left, b->left) && cv_expression_equal(a->right, b->right);
}
