/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "base/buffer.h"
#include "table/display.h"

/* Widths as Unicode's East Asian Width (UAX 11) and terminals have them. */
static const struct width_case {
    const char *name, *text;
    size_t wanted;
} widths[] = {
    {"empty", "", 0},
    {"plain", "abc", 3},
    {"one_character_of_two_bytes", "é", 1},
    {"combining_marks_take_none", "e\xCC\x81\xCC\xA7", 1},
    {"polish", "łódź", 4},
    {"chinese_takes_two", "中文", 4},
    {"hebrew", "עברית", 5},
    {"emoji", "🎉", 2},
    {"full_width_letter", "Ａ", 2},
    {"zero_width_space",
     "a\xE2\x80\x8B"
     "b",
     2},
};

static void check_width(void **state)
{
    const struct width_case *of = *state;
    size_t got = cv_display_width(of->text, strlen(of->text));
    if (got != of->wanted)
        fail_msg("%s: %zu cells, want %zu", of->text, got, of->wanted);
}

static const struct clean_case {
    const char *name, *text, *wanted;
} cleans[] = {
    {"what_is_harmless_stays", "a \"b\" `c` <d> łódź 中 🎉", "a \"b\" `c` <d> łódź 中 🎉"},
    {"line_ends_and_tabs_are_blanks", "a\nb\tc\rd\ve\ff", "a b c d e f"},
    {"crlf_is_one", "a\r\nb", "a b"},
    {"unicode_line_ends_too",
     "a\xC2\x85"
     "b\xE2\x80\xA8"
     "c\xE2\x80\xA9"
     "d",
     "a b c d"},
    {"escape_is_shown", "\x1b[31m", "\\x1B[31m"},
    {"bell_delete_and_c1", "\a\x7F\xC2\x9B", "\\x07\\x7F\\x9B"},
    {"direction_overrides_are_shown",
     "\xE2\x80\xAE"
     "abc\xE2\x81\xA6",
     "\\u{202E}abc\\u{2066}"},
    {"marks_of_direction_in_hebrew_stay", "א\xE2\x80\x8F", "א\xE2\x80\x8F"},
    {"what_is_no_utf8_is_shown_byte_by_byte", "a\xFF\xC3", "a\\xFF\\xC3"},
    {"empty", "", ""},
};

static void check_clean(void **state)
{
    const struct clean_case *of = *state;
    cv_arena arena = {0};
    check_text(cv_display_clean(&arena, of->text), of->wanted, of->name);
    cv_arena_free(&arena);
}

static const struct line_case {
    const char *name, *text;
    size_t width;
    const char *wanted; /* lines joined by | */
} lines[] = {
    {"fits", "abc", 3, "abc"},
    {"empty_is_one_line", "", 3, ""},
    {"broken_at_blanks", "one two three", 7, "one two|three"},
    {"the_blank_may_stand_behind_the_edge", "one two three", 3, "one|two|thr|ee"},
    {"broken_behind_hyphens_between_letters", "Auvergne-Rhône-Alpes", 10, "Auvergne-|Rhône-|Alpes"},
    {"the_last_hyphen_that_fits", "a-b-c-d", 5, "a-b-|c-d"},
    {"not_within_numbers", "aged 18-24", 7, "aged|18-24"},
    {"nor_before_a_minus", "ab -1", 4, "ab|-1"},
    {"long_words_are_cut", "abcdefgh", 3, "abc|def|gh"},
    {"a_line_end_ends_a_line", "a\nbc\n", 9, "a|bc|"},
    {"marks_stay_with_their_letter",
     "aae\xCC\x81"
     "b",
     3, "aae\xCC\x81|b"},
    {"wide_characters_are_not_halved", "中文字", 3, "中|文|字"},
    {"wider_than_the_line_stands_alone", "中文", 1, "中|文"},
    {"blanks_at_the_edges_go", "  ab   cd  ", 4, "ab|cd"},
    {"only_blanks", "   ", 4, ""},
};

static void check_lines(void **state)
{
    const struct line_case *of = *state;
    cv_buffer got = {0};
    const char *rest = of->text, *line;
    cv_buffer_add(&got, "");
    for (size_t i = 0; rest != NULL; i++) {
        size_t length = cv_display_line(&rest, of->width, &line);
        cv_buffer_add(&got, i > 0 ? "|" : "");
        cv_buffer_add_bytes(&got, line, length);
    }
    check_text(got.text, of->wanted, of->name);
    cv_buffer_free(&got);
}

static void longest_word_is_measured_in_cells(void **state)
{
    (void)state;
    assert_int_equal(cv_display_longest_word("a bc łódź"), 4);
    assert_int_equal(cv_display_longest_word("中文字 abcd"), 6);
    assert_int_equal(cv_display_longest_word("Castilla-La Mancha"), 9);
    assert_int_equal(cv_display_longest_word("18-24 "), 5);
    assert_int_equal(cv_display_longest_word(""), 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(widths) + COUNT_OF(cleans) + COUNT_OF(lines) + 1] = {
        cmocka_unit_test(longest_word_is_measured_in_cells)};
    struct CMUnitTest *next = &tests[1];
    for (size_t i = 0; i < COUNT_OF(widths); i++)
        *next++ = (struct CMUnitTest){
            .name = widths[i].name, .test_func = check_width, .initial_state = (void *)(uintptr_t)&widths[i]};
    for (size_t i = 0; i < COUNT_OF(cleans); i++)
        *next++ = (struct CMUnitTest){
            .name = cleans[i].name, .test_func = check_clean, .initial_state = (void *)(uintptr_t)&cleans[i]};
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        *next++ = (struct CMUnitTest){
            .name = lines[i].name, .test_func = check_lines, .initial_state = (void *)(uintptr_t)&lines[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
