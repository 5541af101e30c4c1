/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "base/buffer.h"
#include "study/expression.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

/* A tree as text: (op left right), a name in double quotes, a text in single ones. */
static void write_tree(const cv_expression *e, cv_buffer *to)
{
    static const char *const names[] = {
        [CV_OP_OR] = "or",      [CV_OP_AND] = "and",    [CV_OP_NOT] = "not",   [CV_OP_EQ] = "=",
        [CV_OP_NE] = "!=",      [CV_OP_LT] = "<",       [CV_OP_LE] = "<=",     [CV_OP_GT] = ">",
        [CV_OP_GE] = ">=",      [CV_OP_IN] = "in",      [CV_OP_MISSING] = "?", [CV_OP_ADD] = "+",
        [CV_OP_SUBTRACT] = "-", [CV_OP_MULTIPLY] = "*", [CV_OP_DIVIDE] = "/",  [CV_OP_NEGATE] = "neg"};
    if (e->op == CV_OP_NAME)
        cv_buffer_format(to, "\"%s\"", e->text);
    else if (e->op == CV_OP_TEXT)
        cv_buffer_format(to, "'%s'", e->text);
    else if (e->op == CV_OP_NUMBER)
        cv_buffer_add_number(to, e->number);
    else {
        cv_buffer_format(to, "(%s ", names[e->op]);
        write_tree(e->left, to);
        if (e->right != NULL) {
            cv_buffer_add_char(to, ' ');
            write_tree(e->right, to);
        }
        for (size_t i = 0; i < e->item_count; i++) {
            cv_buffer_add_char(to, ' ');
            write_tree(e->items[i], to);
        }
        cv_buffer_add_char(to, ')');
    }
}

static const struct tree {
    const char *name, *text, *want;
} trees[] = {
    {"one_comparison", "age >= 18", "(>= \"age\" 18)"},
    {"all_comparisons", "a=1 and a==1 and a!=1 and a<>1 and a<1 and a<=1 and a>1 and a>=1",
     "(and (and (and (= \"a\" 1) (= \"a\" 1)) (and (!= \"a\" 1) (!= \"a\" 1)))"
     " (and (and (< \"a\" 1) (<= \"a\" 1)) (and (> \"a\" 1) (>= \"a\" 1))))"},
    {"and_binds_before_or", "a = 1 or b = 2 and c = 3", "(or (= \"a\" 1) (and (= \"b\" 2) (= \"c\" 3)))"},
    {"not_binds_before_and", "not a = 1 and b = 2", "(and (not (= \"a\" 1)) (= \"b\" 2))"},
    {"not_of_not", "not not a = 1", "(not (not (= \"a\" 1)))"},
    {"parentheses", "(a = 1 or b = 2) and c = 3", "(and (or (= \"a\" 1) (= \"b\" 2)) (= \"c\" 3))"},
    {"three_from_the_left", "a = 1 or b = 2 or c = 3", "(or (or (= \"a\" 1) (= \"b\" 2)) (= \"c\" 3))"},
    {"product_before_sum", "a + b * c - d / 2 > 0", "(> (- (+ \"a\" (* \"b\" \"c\")) (/ \"d\" 2)) 0)"},
    {"sums_from_the_left", "1 - 2 - 3 = 4", "(= (- (- 1 2) 3) 4)"},
    {"sum_in_parentheses", "2 * (a + 1) < b", "(< (* 2 (+ \"a\" 1)) \"b\")"},
    {"negative_numbers", "-5 < - a and a - -1 > -(b)", "(and (< -5 (neg \"a\")) (> (- \"a\" -1) (neg \"b\")))"},
    {"numbers", ".5 < 1.5e3 and 1e-2 < 12. and 007 = 7", "(and (and (< 0.5 1500) (< 0.01 12)) (= 7 7))"},
    {"in_texts", "country in ('UK', 'FR')", "(in \"country\" 'UK' 'FR')"},
    {"in_numbers", "a + 1 in (1, -2, 3.5)", "(in (+ \"a\" 1) 1 -2 3.5)"},
    {"not_in", "country not in ('UK')", "(not (in \"country\" 'UK'))"},
    {"is_missing", "a is missing or b is not missing", "(or (? \"a\") (not (? \"b\")))"},
    {"a_column_called_missing", "missing = 1 and missing is missing", "(and (= \"missing\" 1) (? \"missing\"))"},
    {"keywords_in_any_case", "A = 1 AND NOT b IN (1) Or c Is Not Missing",
     "(or (and (= \"A\" 1) (not (in \"b\" 1))) (not (? \"c\")))"},
    {"a_quote_in_a_text", "a = 'it''s' and b = ''", "(and (= \"a\" 'it's') (= \"b\" ''))"},
    {"a_quote_in_a_name", "\"the \"\"best\"\" one\" = 1", "(= \"the \"best\" one\" 1)"},
    {"a_keyword_as_a_name", "\"and\" = 1", "(= \"and\" 1)"},
    {"names_of_all_kinds", "_a.b1 = 'x' and größe > 1", "(and (= \"_a.b1\" 'x') (> \"größe\" 1))"},
    {"names_that_start_like_keywords", "order = 1 or notes = 2 or island = 3",
     "(or (or (= \"order\" 1) (= \"notes\" 2)) (= \"island\" 3))"},
    {"texts_on_both_sides", "'a' = 'b'", "(= 'a' 'b')"},
    {"no_blanks", "(a=1)and(b<2)", "(and (= \"a\" 1) (< \"b\" 2))"},
    {"blanks_of_all_kinds", "\n a\t=\r\n 1 ", "(= \"a\" 1)"},
};

static void check_tree(void **state)
{
    const struct tree *c = *state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_expression *tree = NULL;
    cv_buffer got = {0};
    cv_status status = cv_expression_parse(c->text, (cv_place){"s.yaml", 3, 10}, &arena, &tree, &messages);
    check_messages(&messages, "", c->name);
    assert_int_equal(status, CV_OK);
    write_tree(tree, &got);
    check_text(got.text, c->want, c->name);
    cv_buffer_free(&got);
    cv_arena_free(&arena);
}

#define VALUE "a name, a number, a text in single quotes or a parenthesis"

/* The text stands at line 3, column 10: place and message from there. */
static const struct tree wrong[] = {
    {"nothing", "", "10: error: the expression ends too early\n  expected " VALUE},
    {"blanks_alone", "  ", "12: error: the expression ends too early\n  expected " VALUE},
    {"half_a_comparison", "age >=", "16: error: the expression ends too early\n  expected " VALUE},
    {"nothing_after_and", "a = 1 and", "19: error: the expression ends too early\n  expected " VALUE},
    {"a_name_alone", "employed",
     "10: error: 'employed' alone is no condition\n  expected a comparison, such as age >= 18"},
    {"not_of_a_name", "not employed",
     "14: error: 'employed' alone is no condition\n  expected a comparison, such as age >= 18"},
    {"a_number_alone", "a = 1 or 3",
     "19: error: a value alone is no condition\n  expected a comparison, such as age >= 18"},
    {"a_text_with_a_number", "age + 1 = '18'",
     "18: error: a text compared with a number\n  expected two numbers or two texts"},
    {"a_text_in_arithmetic", "a = 1 + 'b'", "18: error: a text in arithmetic\n  expected a number or a column"},
    {"a_negative_text", "a = -'b'", "15: error: a text in arithmetic\n  expected a number or a column"},
    {"a_condition_in_arithmetic", "1 + (a = 1) = 2",
     "17: error: a condition in arithmetic\n  expected a number or a column"},
    {"a_condition_compared", "(a = 1) = 1",
     "13: error: a condition in a comparison\n  expected a column, a number or a text on each side"},
    {"a_chain", "1 < a < 3", "16: error: unexpected <\n  expected an operator, 'and', 'or' or the end"},
    {"two_names", "a b = 1", "12: error: unexpected b\n  expected an operator, 'and', 'or' or the end"},
    {"a_keyword_for_a_value", "a = and", "14: error: unexpected and\n  expected " VALUE},
    {"a_parenthesis_never_closed", "(a = 1",
     "16: error: the expression ends too early\n  expected a closing parenthesis"},
    {"a_parenthesis_too_many", "a = 1)", "15: error: unexpected )\n  expected an operator, 'and', 'or' or the end"},
    {"a_text_never_closed", "a = 'b", "14: error: a text whose quote is never closed\n  expected a closing '"},
    {"a_name_never_closed", "\"a = 1", "10: error: a name whose quote is never closed\n  expected a closing \""},
    {"an_empty_name", "\"\" = 1", "10: error: an empty name\n  expected a name between the quotes"},
    {"a_name_that_starts_with_a_digit", "2nd = 1",
     "10: error: a name that starts with a digit\n  expected a number, or a name in double quotes"},
    {"a_number_too_large", "a < 1e999", "14: error: a number out of range\n  expected a number that a double can hold"},
    {"an_unknown_character", "a = 1 && b = 2",
     "16: error: an unexpected character '&'\n"
     "  expected a name, a number, a text in single quotes or an operator"},
    {"characters_count_not_bytes", "größe = 'ü' ; x",
     "22: error: an unexpected character ';'\n"
     "  expected a name, a number, a text in single quotes or an operator"},
    {"in_without_a_list", "a in 1", "15: error: unexpected 1\n  expected an opening parenthesis after 'in'"},
    {"in_nothing", "a in ()", "16: error: unexpected )\n  expected a number or a text in single quotes"},
    {"in_a_name", "a in (b)", "16: error: unexpected b\n  expected a number or a text in single quotes"},
    {"in_a_mixture", "a in (1, 'b')", "19: error: a text compared with a number\n  expected two numbers or two texts"},
    {"a_sum_in_texts", "a + 1 in ('b')",
     "20: error: a text compared with a number\n  expected two numbers or two texts"},
    {"a_text_in", "'a' in ('a')", "10: error: a text before 'in'\n  expected a column before 'in'"},
    {"a_condition_in", "(a = 1) in (1)", "13: error: a condition before 'in'\n  expected a column before 'in'"},
    {"in_without_a_comma", "a in (1 2)", "18: error: unexpected 2\n  expected a comma or a closing parenthesis"},
    {"not_without_in", "a not like 'b'", "16: error: unexpected like\n  expected 'in' after 'not'"},
    {"is_something", "a is null", "15: error: unexpected null\n  expected 'missing' or 'not missing' after 'is'"},
    {"is_not_something", "a is not 3", "19: error: unexpected 3\n  expected 'missing' after 'is not'"},
    {"a_sum_is_missing", "a + b is missing",
     "12: error: only a column can be missing\n  expected a column before 'is'"},
};

static void check_wrong(void **state)
{
    const struct tree *c = *state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_expression *tree = NULL;
    cv_buffer want = {0};
    assert_int_equal(cv_expression_parse(c->text, (cv_place){"s.yaml", 3, 10}, &arena, &tree, &messages), CV_USAGE);
    assert_null(tree);
    cv_buffer_format(&want, "canvass: s.yaml:3:%s\n", c->want);
    check_messages(&messages, want.text, c->name);
    cv_buffer_free(&want);
    cv_arena_free(&arena);
}

/* ---- size ---- */

static cv_status parse_repeated(const char *before, size_t times, const char *middle, const char *after,
                                cv_messages *messages)
{
    cv_arena arena = {0};
    cv_expression *tree = NULL;
    cv_buffer text = {0};
    for (size_t i = 0; i < times; i++)
        cv_buffer_add(&text, before);
    cv_buffer_add(&text, middle);
    for (size_t i = 0; i < times; i++)
        cv_buffer_add(&text, after);
    cv_status status = text.failed
                           ? cv_fail_memory(messages)
                           : cv_expression_parse(text.text, (cv_place){"s.yaml", 1, 1}, &arena, &tree, messages);
    cv_buffer_free(&text);
    cv_arena_free(&arena);
    return status;
}

static const struct repeated {
    const char *name, *before, *middle, *after;
    size_t times;
    const char *want;
} repeats[] = {
    {"deep_enough", "(", "a = 1", ")", 200, ""},
    {"too_many_parentheses", "(", "a = 1", ")", 100000, "canvass: s.yaml:1:201: error: nested more than 200 deep\n"},
    {"too_many_nots", "not ", "a = 1", "", 100000, "canvass: s.yaml:1:801: error: nested more than 200 deep\n"},
    {"too_many_signs", "- ", "a = 1", "", 100000, "canvass: s.yaml:1:401: error: nested more than 200 deep\n"},
    {"too_long_a_sum", "", "a = 1", " + 1", 100000, "canvass: s.yaml:1:803: error: nested more than 200 deep\n"},
    {"a_very_long_or", "a = 1 or ", "b = 2", "", 100000, ""},
    {"a_very_long_in", "", "a in (1", ", 2", 100000,
     "canvass: s.yaml:1:300008: error: the expression ends too early\n  expected a comma or a closing parenthesis\n"},
};

static void check_repeated(void **state)
{
    const struct repeated *c = *state;
    cv_messages messages = {0};
    cv_status status = parse_repeated(c->before, c->times, c->middle, c->after, &messages);
    assert_int_equal(status, c->want[0] == '\0' ? CV_OK : CV_USAGE);
    check_messages(&messages, c->want, c->name);
}

/* ---- the rest ---- */

static void add_name(void *context, const cv_expression *name)
{
    cv_buffer_format(context, "%s@%d ", name->text, (int)name->place.column);
}

static void names_come_from_the_left_with_their_places(void **state)
{
    (void)state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_expression *tree = NULL;
    cv_buffer got = {0};
    assert_int_equal(cv_expression_parse("a + é > \"b c\" and d in (1) or e is missing", (cv_place){"s.yaml", 3, 10},
                                         &arena, &tree, &messages),
                     CV_OK);
    cv_expression_names(tree, add_name, &got);
    check_text(got.text, "a@10 é@14 b c@18 d@28 e@40 ", "names");
    cv_expression_names(NULL, add_name, &got);
    cv_buffer_free(&got);
    cv_arena_free(&arena);
}

static void a_place_without_a_column_stays_so(void **state)
{
    (void)state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_expression *tree = NULL;
    cv_expression_parse("a = = 1", (cv_place){"s.yaml", 3, 0}, &arena, &tree, &messages);
    check_messages(&messages, "canvass: s.yaml:3: error: unexpected =\n  expected " VALUE "\n", "no column");
    cv_arena_free(&arena);
}

static const struct pair {
    const char *name, *a, *b;
    bool equal;
} pairs[] = {
    {"the_same_written_otherwise", "a=1 and b in('x','y')", " (\"a\" == 1.0)  AND b IN ('x', 'y')", true},
    {"another_number", "a = 1", "a = 2", false},
    {"another_name", "a = 1", "b = 1", false},
    {"another_operator", "a < 1", "a <= 1", false},
    {"a_text_for_a_name", "a = 'b'", "a = b", false},
    {"another_order", "a = 1 and b = 1", "b = 1 and a = 1", false},
    {"a_longer_list", "a in (1, 2)", "a in (1)", false},
    {"another_list", "a in (1, 2)", "a in (1, 3)", false},
};

static void check_pair(void **state)
{
    const struct pair *c = *state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_expression *a = NULL, *b = NULL;
    assert_int_equal(cv_expression_parse(c->a, (cv_place){"s.yaml", 1, 1}, &arena, &a, &messages), CV_OK);
    assert_int_equal(cv_expression_parse(c->b, (cv_place){"s.yaml", 2, 5}, &arena, &b, &messages), CV_OK);
    assert_int_equal(cv_expression_equal(a, b), c->equal);
    assert_true(cv_expression_equal(a, a) && cv_expression_equal(NULL, NULL) && !cv_expression_equal(a, NULL));
    cv_arena_free(&arena);
}

static cv_status parse_long(void *context, cv_messages *messages)
{
    (void)context;
    return parse_repeated("(a + 1 in (1, 2) or \"b\" = 'c') and ", 20, "d is not missing", "", messages);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    check_every_allocation(parse_long, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(trees) + COUNT_OF(wrong) + COUNT_OF(repeats) + COUNT_OF(pairs) + 3] = {
        cmocka_unit_test(names_come_from_the_left_with_their_places),
        cmocka_unit_test(a_place_without_a_column_stays_so), cmocka_unit_test(memory_may_run_out_anywhere)};
    size_t count = 3;
    for (size_t i = 0; i < COUNT_OF(trees); i++)
        tests[count++] = (struct CMUnitTest){
            .name = trees[i].name, .test_func = check_tree, .initial_state = (void *)(uintptr_t)&trees[i]};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        tests[count++] = (struct CMUnitTest){
            .name = wrong[i].name, .test_func = check_wrong, .initial_state = (void *)(uintptr_t)&wrong[i]};
    for (size_t i = 0; i < COUNT_OF(repeats); i++)
        tests[count++] = (struct CMUnitTest){
            .name = repeats[i].name, .test_func = check_repeated, .initial_state = (void *)(uintptr_t)&repeats[i]};
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        tests[count++] = (struct CMUnitTest){
            .name = pairs[i].name, .test_func = check_pair, .initial_state = (void *)(uintptr_t)&pairs[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
