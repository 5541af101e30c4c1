/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "study/node.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

#define BYTES(text) text, sizeof(text) - 1

/* A tree as text: kind, place, text; of a scalar also whether a word could have a meaning (p) and where it starts. */
static void write_node(const cv_node *node, cv_buffer *to)
{
    cv_buffer_format(to, "%d:%d", (int)node->place.line, (int)node->place.column);
    if (node->kind == CV_NODE_SCALAR)
        cv_buffer_format(to, "%s%s<%s>", node->plain ? "p" : "", node->inside.column == 0 ? "m" : "", node->text);
    for (size_t i = 0; i < node->count; i++) {
        cv_buffer_add(to, i > 0 ? ", " : node->keys != NULL ? "{" : "[");
        if (node->keys != NULL) {
            write_node(node->keys[i], to);
            cv_buffer_add(to, ": ");
        }
        write_node(node->items[i], to);
    }
    if (node->kind != CV_NODE_SCALAR)
        cv_buffer_add(to, node->count == 0     ? node->kind == CV_NODE_MAPPING ? "{}" : "[]"
                          : node->keys != NULL ? "}"
                                               : "]");
}

static const struct yaml {
    const char *name, *text;
    size_t length;
    const char *want; /* the tree, or the messages */
} trees[] = {
    {"an_empty_text", BYTES(""), "(none)"},
    {"a_comment", BYTES("# x\n"), "(none)"},
    {"a_mark_alone", BYTES("\xEF\xBB\xBF"), "(none)"},
    {"nothing_in_a_document", BYTES("---\n...\n"), "1:1p<>"},
    {"texts_stay_texts", BYTES("a: 01\nb: yes\nc: 5\nd: 1e3\ne: ~\nf:\n"),
     "1:1{1:1p<a>: 1:4p<01>, 2:1p<b>: 2:4p<yes>, 3:1p<c>: 3:4p<5>, 4:1p<d>: 4:4p<1e3>, 5:1p<e>: 5:4p<~>,"
     " 6:1p<f>: 6:1p<>}"},
    {"quotes", BYTES("a: \"x\\ty\\u00e9\"\nb: 'it''s'\n\"c\": ''\n"),
     "1:1{1:1p<a>: 1:4<x\ty\u00e9>, 2:1p<b>: 2:4<it's>, 3:1<c>: 3:6<>}"},
    {"characters_count_not_bytes", BYTES("é: [ü, ß]\n"), "1:1{1:1p<é>: 1:4[1:5p<ü>, 1:8p<ß>]}"},
    {"several_lines", BYTES("a: x\n  y\nb: |\n  k\n  l\nc: >\n  m\n  n\nd: \"o\n  p\"\n"),
     "1:1{1:1p<a>: 1:4pm<x y>, 3:1p<b>: 4:1m<k\nl\n>, 6:1p<c>: 7:1m<m n\n>, 9:1p<d>: 9:4m<o p>}"},
    {"nested", BYTES("a:\n  - b: 1\n    c: []\n  - {}\n"),
     "1:1{1:1p<a>: 2:3[2:5{2:5p<b>: 2:8p<1>, 3:5p<c>: 3:8[]}, 4:5{}]}"},
    {"a_mark_and_crlf",
     BYTES("\xEF\xBB\xBF"
           "a: 1\r\nb: 2\r\n"),
     "1:1{1:1p<a>: 1:4p<1>, 2:1p<b>: 2:4p<2>}"},
    {"core_tags", BYTES("a: !!str null\nb: !!int 5\nc: !!seq [1]\n"),
     "1:1{1:1p<a>: 1:10<null>, 2:1p<b>: 2:10p<5>, 3:1p<c>: 3:10[3:11p<1>]}"},
    {"aliases", BYTES("a: &x [1, &y 2]\nb: *x\nc: *y\n"),
     "1:1{1:1p<a>: 1:7[1:8p<1>, 1:14p<2>], 2:1p<b>: 1:7[1:8p<1>, 1:14p<2>], 3:1p<c>: 1:14p<2>}"},
    {"an_anchor_again", BYTES("a: &x 1\nb: &x 2\nc: *x\n"),
     "1:1{1:1p<a>: 1:7p<1>, 2:1p<b>: 2:7p<2>, 3:1p<c>: 2:7p<2>}"},
    {"json", BYTES("{\"a\": [1, true, null], \"b\": {\"c\": \"d\"}}"),
     "1:1{1:2<a>: 1:7[1:8p<1>, 1:11p<true>, 1:17p<null>], 1:24<b>: 1:29{1:30<c>: 1:35<d>}}"},
    {"a_tab_in_json", BYTES("{\n\t\"a\":\t1\n}\n"), "1:1{2:2<a>: 2:7p<1>}"},
};

static void check_tree(void **state)
{
    const struct yaml *c = *state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_node *root = NULL;
    cv_buffer got = {0};
    cv_status status = cv_yaml_parse("s.yaml", c->text, c->length, &arena, &root, &messages);
    check_messages(&messages, "", c->name);
    assert_int_equal(status, CV_OK);
    if (root != NULL)
        write_node(root, &got);
    check_text(root != NULL ? got.text : "(none)", c->want, c->name);
    cv_buffer_free(&got);
    cv_arena_free(&arena);
}

#define AT(place) "canvass: s.yaml:" place ": error: "

static const struct yaml wrong[] = {
    {"a_list_never_closed", BYTES("a: [1, 2"), AT("2:1") "not valid YAML: flow sequence without a closing bracket\n"},
    {"a_quote_never_closed", BYTES("a: \"x\n"),
     AT("1:5") "not valid YAML: double-quoted scalar without closing quote\n"},
    {"a_bracket_of_another_kind", BYTES("é: [}"), AT("1:5") "not valid YAML: mismatched flow mapping end\n"},
    {"a_mapping_on_a_line", BYTES("a: b: c"),
     AT("1:5") "not valid YAML: invalid nested block mapping on the same line\n"},
    {"indentation", BYTES("a:\n  b: 1\n c: 2"), AT("3:2") "not valid YAML: invalid indentation in mapping\n"},
    {"an_unknown_escape", BYTES("a: 1\r\nb: \"x\\q\""),
     AT("2:6") "not valid YAML: invalid escape 'q' in double-quoted string\n"},
    {"an_at_sign", BYTES("a: @x"), AT("1:4") "not valid YAML: plain scalar cannot start with '@'\n"},
    {"a_version_to_come", BYTES("%YAML 3.0\n---\na: 1\n"), AT("1:1") "not valid YAML: an unknown directive\n"},
    {"a_nul_byte", BYTES("a: 1\nb: \0\n"), AT("2:4") "a control character (0x00)\n"},
    {"a_bell", BYTES("a: é\a\n"), AT("1:5") "a control character (0x07)\n"},
    {"delete", BYTES("\x7F"), AT("1:1") "a control character (0x7F)\n"},
    {"latin1", BYTES("a: 1\nb: \xE9\n"), AT("2:4") "a byte that is not UTF-8 (0xE9)\n  expected UTF-8\n"},
    {"a_surrogate", BYTES("a: \xED\xA0\x80"), AT("1:4") "a byte that is not UTF-8 (0xED)\n  expected UTF-8\n"},
    {"utf16",
     BYTES("\xFF\xFE"
           "a\0"),
     AT("1:1") "a byte that is not UTF-8 (0xFF)\n  expected UTF-8\n"},
    {"a_nul_in_json", BYTES("{\"a\": \"x\\u0000y\"}"), AT("1:7") "a text with a NUL character\n"},
    {"another_tag", BYTES("a: !date 2020-01-01"),
     AT("1:10") "the tag '!date' is not used here\n  expected no tag: a value is read as its key asks\n"},
    {"a_tag_that_does_not_fit", BYTES("a: !!map [1]"),
     AT("1:10") "the tag 'tag:yaml.org,2002:map' is not used here\n  expected no tag: a value is read as its key "
                "asks\n"},
    {"a_tag_of_a_program", BYTES("--- !!python/object/apply:os.system\nargs: [ls]\n"),
     AT("2:1") "the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not used here\n"
               "  expected no tag: a value is read as its key asks\n"},
    {"two_documents", BYTES("a: 1\n---\nb: 2\n"), AT("2:1") "a second YAML document; a study is one\n"},
    {"two_documents_without_a_line", BYTES("a: 1\n...\nb: 2\n"), AT("3:1") "a second YAML document; a study is one\n"},
    {"an_alias_to_nothing", BYTES("a: *b"),
     AT("1:4") "an alias to nothing: '*b'\n"
               "  expected an anchor of this name that ends before (in a text, put the * in quotes)\n"},
    {"an_alias_to_itself", BYTES("a: &x [1, *x]"),
     AT("1:11") "an alias to nothing: '*x'\n"
                "  expected an anchor of this name that ends before (in a text, put the * in quotes)\n"},
    {"a_list_as_a_key", BYTES("? [a, b]\n: c\n"),
     AT("1:3") "a key that is no text\n  expected a text before the colon\n"},
    {"an_empty_key", BYTES("a: 1\n: 2\n"), AT("2:3") "an empty key\n  expected a text before the colon\n"},
    {"keys_twice", BYTES("b: 1\na: 1\nb: 2\nb: {c: 1, \"c\": 2}\na: 2\n"),
     AT("4:11") "'c' is given twice; first on line 4\n" AT("5:1") "'a' is given twice; first on line 2\n" AT(
         "3:1") "'b' is given twice; first on line 1\n" AT("4:1") "'b' is given twice; first on line 3\n"},
};

static void check_wrong(void **state)
{
    const struct yaml *c = *state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_node *root = NULL;
    assert_int_equal(cv_yaml_parse("s.yaml", c->text, c->length, &arena, &root, &messages), CV_USAGE);
    assert_int_equal(root != NULL, strcmp(c->name, "keys_twice") == 0);
    check_messages(&messages, c->want, c->name);
    cv_arena_free(&arena);
}

/* ---- hostile sizes ---- */

static void parse_repeated(const char *start, const char *middle, size_t times, const char *end, const char *want)
{
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_node *root = NULL;
    cv_buffer text = {0};
    cv_buffer_add(&text, start);
    for (size_t i = 0; i < times; i++)
        cv_buffer_add(&text, middle);
    cv_buffer_add(&text, end);
    cv_status status = cv_yaml_parse("s.yaml", text.text, text.length, &arena, &root, &messages);
    check_messages(&messages, want, start);
    assert_int_equal(status, want[0] == '\0' ? CV_OK : CV_USAGE);
    assert_int_equal(root != NULL, want[0] == '\0');
    cv_buffer_free(&text);
    cv_arena_free(&arena);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    parse_repeated("", "[", 100000, "", AT("1:101") "nested more than 100 deep\n");
    parse_repeated("", "{a: ", 100000, "", AT("1:401") "nested more than 100 deep\n");
    parse_repeated("", "- ", 100000, "a", AT("1:201") "nested more than 100 deep\n");
}

static void long_texts_are_read(void **state)
{
    (void)state;
    parse_repeated("a: \"", "x\\\"y ", 1000000, "\"\n", "");
    parse_repeated("a: |\n", "  line of a text\n", 200000, "", "");
    parse_repeated("", "x", 1000000, ": 1\n", "");
}

static void many_aliases_are_read(void **state)
{
    (void)state;
    parse_repeated("a: &x 5\nb: [*x", ", *x", 100000, "]\n", "");
}

/* A few hundred bytes that stand for a billion values. */
static void aliases_of_aliases_are_bounded(void **state)
{
    (void)state;
    cv_buffer text = {0};
    cv_buffer_add(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
        cv_buffer_format(&text, "a%d: &a%d [", i, i);
        for (int j = 0; j < 10; j++)
            cv_buffer_format(&text, "%s*a%d", j > 0 ? ", " : "", i - 1);
        cv_buffer_add(&text, "]\n");
    }
    parse_repeated(text.text, "", 0, "", AT("6:45") "more than 1000000 values, aliases expanded\n");
    cv_buffer_free(&text);
}

static void many_keys_are_compared_fast(void **state)
{
    (void)state;
    cv_buffer text = {0};
    for (int i = 0; i < 100000; i++)
        cv_buffer_format(&text, "key%d: 1\n", i);
    parse_repeated(text.text, "", 0, "", "");
    cv_buffer_free(&text);
}

/* ---- the rest ---- */

static const struct null_case {
    const char *text;
    bool is_null;
} nulls[] = {{"a:", true},           {"a: ~", true},           {"a: null", true}, {"a: NULL", true}, {"a: Null", true},
             {"a: \"\"", false},     {"a: '~'", false},        {"a: nul", false}, {"a: []", false},  {"a: {}", false},
             {"a: \"null\"", false}, {"a: !!str null", false}, {"a: nULL", false}};

static void nothing_is_told_from_a_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(nulls); i++) {
        cv_arena arena = {0};
        cv_messages messages = {0};
        cv_node *root = NULL;
        const cv_node *key = NULL;
        cv_yaml_parse("s.yaml", nulls[i].text, strlen(nulls[i].text), &arena, &root, &messages);
        check_messages(&messages, "", nulls[i].text);
        const cv_node *value = cv_node_find(root, "a", &key);
        assert_ptr_equal(key, root->keys[0]);
        if (cv_node_is_null(value) != nulls[i].is_null)
            fail_msg("%s", nulls[i].text);
        assert_null(cv_node_find(root, "b", NULL));
        assert_null(cv_node_find(value, "a", NULL));
        cv_arena_free(&arena);
    }
}

static cv_status parse_all(void *context, cv_messages *messages)
{
    static const char text[] = "a: &x {b: [1, \"two\", 'three']}\nc: |\n  four\nd: [*x, *x]\ne: {f: *x}\n";
    cv_arena arena = {0};
    cv_node *root = NULL;
    (void)context;
    cv_status status = cv_yaml_parse("s.yaml", text, sizeof text - 1, &arena, &root, messages);
    cv_arena_free(&arena);
    return status;
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    check_every_allocation(parse_all, NULL, 0);
}

int main(void)
{
    enum { REST = 7 };
    struct CMUnitTest tests[COUNT_OF(trees) + COUNT_OF(wrong) + REST] = {
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(long_texts_are_read),
        cmocka_unit_test(many_aliases_are_read),
        cmocka_unit_test(aliases_of_aliases_are_bounded),
        cmocka_unit_test(many_keys_are_compared_fast),
        cmocka_unit_test(nothing_is_told_from_a_text),
        cmocka_unit_test(memory_may_run_out_anywhere)};
    for (size_t i = 0; i < COUNT_OF(trees); i++)
        tests[REST + i] = (struct CMUnitTest){
            .name = trees[i].name, .test_func = check_tree, .initial_state = (void *)(uintptr_t)&trees[i]};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        tests[REST + COUNT_OF(trees) + i] = (struct CMUnitTest){
            .name = wrong[i].name, .test_func = check_wrong, .initial_state = (void *)(uintptr_t)&wrong[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
