/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "plot/text.h"

#define JOINER   "\xe2\x81\xa0"
#define UNKNOWN  "\xef\xbf\xbd"
#define ELLIPSIS "\xe2\x80\xa6"

static const struct clean_case {
    const char *name, *text, *wanted, *line;
} cleans[] = {
    {"plain_text_stays", "United Kingdom", "United Kingdom", "United Kingdom"},
    {"markup_stays", "`x` $(x) {/Bold} @A %s \\n <b> & '\"", "`x` $(x) {/Bold} @A %s \\n <b> & '\"",
     "`x` $(x) {/Bold} @A %s \\n <b> & '\""},
    {"line_ends_become_one_kind", "a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d"},
    {"unicode_line_ends_too",
     "a\xe2\x80\xa8"
     "b\xc2\x85"
     "c",
     "a\nb\nc", "a b c"},
    {"tabs_and_controls_are_blanks", "a\tb\x1b[31m\x7f", "a b [31m ", "a b [31m"},
    {"bad_bytes_are_marked", "a\xff\xc3(\xed\xa0\x80", "a" UNKNOWN UNKNOWN "(" UNKNOWN UNKNOWN UNKNOWN,
     "a" UNKNOWN UNKNOWN "(" UNKNOWN UNKNOWN UNKNOWN},
    {"xml_noncharacters_are_marked", "a\xef\xbf\xbe", "a" UNKNOWN, "a" UNKNOWN},
    {"what_no_font_has_is_marked", "\xee\x80\x80\xf0\x9f\xbf\xbf\xf0\xa0\xae\xb7\xf0\x93\x80\x80\xf0\x9f\x91\x8d",
     UNKNOWN UNKNOWN UNKNOWN UNKNOWN "\xf0\x9f\x91\x8d", UNKNOWN UNKNOWN UNKNOWN UNKNOWN "\xf0\x9f\x91\x8d"},
    {"overrides_of_direction_are_left_out", "exe\xe2\x80\xaetxt\xe2\x80\xac", "exetxt", "exetxt"},
    {"the_end_of_cdata_is_kept_apart", "]]>]]]>]>", "]]" JOINER ">]]]" JOINER ">]>", "]]" JOINER ">]]]" JOINER ">]>"},
    {"nothing_is_nothing", "", "", ""},
    {"blanks_alone", " \n\t ", " \n  ", ""},
};

static void check_clean(void **state)
{
    const struct clean_case *c = *state;
    cv_arena arena = {0};
    check_text(cv_text_clean(&arena, c->text), c->wanted, c->name);
    check_text(cv_text_clean_line(&arena, c->text), c->line, c->name);
    cv_arena_free(&arena);
}

/* The advances themselves are the font's; here is what must hold of sums of them. */
static void widths_grow_with_size_and_weight(void **state)
{
    (void)state;
    double regular = cv_text_width("United Kingdom", 29, false);
    check_close(cv_text_width("United Kingdom", 58, false), 2 * regular, 1e-12, "twice the size");
    assert_true(cv_text_width("United Kingdom", 29, true) > regular);
    check_close(cv_text_width("", 29, false), 0, 0, "no text");
    /* 221 pixels: measured in a picture that gnuplot 5.4's pngcairo drew with Inter at 29 pixels. */
    check_near(regular, 221, 0.03, 0, "United Kingdom as drawn");
}

static void wide_and_combining_characters_have_their_widths(void **state)
{
    (void)state;
    double one = cv_text_width("\xe4\xb8\xad", 100, false);
    assert_true(one >= 100 && one < 105);
    check_close(cv_text_width("e\xcc\x81", 100, false), cv_text_width("e", 100, false), 1e-12,
                "e and a combining acute");
}

static const struct fit_case {
    const char *name, *text;
    cv_text_box box;
    const char *wanted; /* lines joined by | */
    bool cut;
    double size; /* 0: not looked at */
} fits[] = {
    {"short_text_is_one_line", "Spain", {20, 20, false, 500, 3}, "Spain", false, 20},
    {"words_wrap", "aaaa bbbb cccc", {20, 20, false, 115, 3}, "aaaa bbbb|cccc", false, 20},
    {"line_ends_are_kept", "one\ntwo", {20, 20, false, 500, 3}, "one|two", false, 20},
    {"an_empty_line_is_kept", "one\n\ntwo", {20, 20, false, 500, 3}, "one||two", false, 20},
    {"blanks_at_the_end_go", "one  \n", {20, 20, false, 500, 3}, "one", false, 20},
    {"long_words_break_anywhere", "mmmmmmmmmm", {20, 20, false, 75, 3}, "mmmm|mmmm|mm", false, 20},
    {"what_does_not_fit_is_cut", "aaaa bbbb cccc dddd", {20, 20, false, 60, 2}, "aaaa|bbb" ELLIPSIS, true, 20},
    {"the_size_shrinks_first", "aaaa bbbb", {20, 5, false, 60, 1}, "aaaa bbbb", false, 0},
    {"chinese_breaks_between_characters",
     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87",
     {20, 20, false, 45, 3},
     "\xe4\xb8\xad\xe6\x96\x87|\xe4\xb8\xad\xe6\x96\x87",
     false,
     20},
    {"no_text_has_no_lines", "", {20, 20, false, 45, 3}, "", false, 20},
};

static void check_fit(void **state)
{
    const struct fit_case *c = *state;
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_text_lines lines;
    char joined[200] = "";
    assert_int_equal(cv_text_fit(&arena, c->text, &c->box, &lines, &messages), CV_OK);
    for (size_t i = 0; i < lines.count; i++) {
        strcat(strcat(joined, i > 0 ? "|" : ""), lines.items[i]);
        double width = cv_text_width(lines.items[i], lines.size, c->box.bold);
        assert_true(width <= c->box.width && width <= lines.width);
    }
    check_text(joined, c->wanted, c->name);
    assert_int_equal(lines.cut, c->cut);
    assert_true(lines.count <= c->box.lines);
    assert_true(lines.size >= c->box.least && lines.size <= c->box.size);
    if (c->size > 0)
        check_close(lines.size, c->size, 0, "size");
    cv_messages_free(&messages);
    cv_arena_free(&arena);
}

/* A megabyte without a blank: the work must be bounded by the lines, not by the text squared. */
static void endless_texts_are_cut_at_once(void **state)
{
    (void)state;
    enum { LONG = 1 << 20 };
    cv_arena arena = {0};
    cv_messages messages = {0};
    cv_text_lines lines;
    char *text = cv_arena_new(&arena, LONG + 1);
    memset(text, 'm', LONG);
    const cv_text_box box = {29, 13, false, 500, 3};
    assert_int_equal(cv_text_fit(&arena, text, &box, &lines, &messages), CV_OK);
    assert_true(lines.cut);
    assert_int_equal(lines.count, 3);
    cv_arena_free(&arena);
}

static void the_widest_word_is_what_no_line_break_parts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } cases[] = {
        {"", ""},
        {"Switzerland", "Switzerland"},
        {"the United Kingdom of Great Britain", "Kingdom"},
        {"one\ntwenty", "twenty"},
        {"well-being", "being"},
        {"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "\xe6\x97\xa5"}, /* between ideographs a line may break */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cv_messages messages = {0};
        double width = -1;
        assert_int_equal(cv_text_widest(cases[i].text, 20, false, &width, &messages), CV_OK);
        check_close(width, cv_text_width(cases[i].word, 20, false), 1e-12, cases[i].text);
    }
}

static void quotes_hold_everything(void **state)
{
    static const struct {
        const char *text, *quoted, *xml;
    } cases[] = {
        {"plain", "'plain'", "plain"},
        {"it's 'so'", "'it'.\"\\047\".'s '.\"\\047\".'so'.\"\\047\"", "it's 'so'"},
        {"''`x`", "\"\\047\\047\".'`x`'", "''`x`"},
        {"\"`x`\" \\", "'\"`x`\" \\'", "\"`x`\" \\"},
        {"a<b>&c", "'a<b>&c'", "a&lt;b&gt;&amp;c"},
        {"", "''", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cv_buffer quoted = {0}, xml = {0};
        cv_text_quote(&quoted, cases[i].text);
        check_text(quoted.text, cases[i].quoted, "quoted");
        cv_text_xml(&xml, cases[i].text);
        check_text(xml.length > 0 ? xml.text : "", cases[i].xml, "xml");
        cv_buffer_free(&quoted);
        cv_buffer_free(&xml);
    }
}

int main(void)
{
    enum { ALONE = 5 };
    struct CMUnitTest tests[ALONE + COUNT_OF(cleans) + COUNT_OF(fits)] = {
        cmocka_unit_test(widths_grow_with_size_and_weight),
        cmocka_unit_test(wide_and_combining_characters_have_their_widths),
        cmocka_unit_test(endless_texts_are_cut_at_once),
        cmocka_unit_test(quotes_hold_everything),
        cmocka_unit_test(the_widest_word_is_what_no_line_break_parts),
    };
    for (size_t i = 0; i < COUNT_OF(cleans); i++)
        tests[ALONE + i] = (struct CMUnitTest){
            .name = cleans[i].name, .test_func = check_clean, .initial_state = (void *)(uintptr_t)&cleans[i]};
    for (size_t i = 0; i < COUNT_OF(fits); i++)
        tests[ALONE + COUNT_OF(cleans) + i] = (struct CMUnitTest){
            .name = fits[i].name, .test_func = check_fit, .initial_state = (void *)(uintptr_t)&fits[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
