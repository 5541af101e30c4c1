/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts, names, numbers and error bars as Excel takes them. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "report/workbook_private.h"

/* ---- texts ---- */

static const struct text_case {
    const char *name, *text, *want;
} text_cases[] = {
    {"a_text_is_as_it_was", "Łódź, 中 & <b> \"=1+1\"", "Łódź, 中 & <b> \"=1+1\""},
    {"a_formula_is_a_text", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
    {"line_ends_are_blanks", "a\r\nb\tc", "a b c"},
    {"controls_are_shown", "\x1b[31m\a", "\\x1B[31m\\x07"},
    {"what_is_no_utf8_is_shown", "a\xff", "a\\xFF"},
    {"an_escape_of_excel_is_escaped", "_x000D_ _x00e9_", "_x005F_x000D_ _x005F_x00e9_"},
    {"what_only_looks_like_one_is_not", "_x000_ _x000G_ _X000D_ _x000D", "_x000_ _x000G_ _X000D_ _x000D"},
    {"an_escape_within_an_escape", "_x005F_x000D_", "_x005F_x005F_x005F_x000D_"},
    {"characters_that_xml_lacks_are_shown", "a\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd", "a\\u{FFFE}\\u{FFFF}\xef\xbf\xbd"},
    {"directions_are_shown", "a\xE2\x80\xAE", "a\\u{202E}"},
    {"nothing", "", ""},
};

static void check_text_case(void **state)
{
    const struct text_case *one = *state;
    cv_book book = {0};
    check_text(cv_book_text(&book, one->text), one->want, one->name);
    assert_false(book.no_memory);
    cv_arena_free(&book.arena);
}

static size_t units_of(const char *text)
{
    size_t units = 0;
    for (; *text != '\0'; text++)
        units += (size_t)(((unsigned char)*text & 0xC0) != 0x80) + (size_t)(((unsigned char)*text & 0xF8) == 0xF0);
    return units;
}

/* Excel counts UTF-16: an emoji is two. */
static void a_long_text_is_cut_at_excels_limit(void **state)
{
    (void)state;
    enum { EMOJI = 20000 };
    cv_book book = {0};
    char *text = cv_book_array(&book, EMOJI + 1, 4);
    for (size_t i = 0; i < EMOJI; i++)
        memcpy(text + 4 * i, "🎉", 4);
    const char *cut = cv_book_text(&book, text);
    assert_true(units_of(cut) == CV_BOOK_TEXT || units_of(cut) == CV_BOOK_TEXT - 1);
    check_text(cut + strlen(cut) - 3, "…", "end");
    text[4 * (CV_BOOK_TEXT / 2)] = '\0';
    check_text(cv_book_text(&book, text), text, "one that just fits");
    cv_arena_free(&book.arena);
}

static void a_cut_never_parts_a_character(void **state)
{
    (void)state;
    cv_book book = {0};
    check_text(cv_book_cut(&book, "aé中🎉", 5, SIZE_MAX), "aé中🎉", "five units");
    check_text(cv_book_cut(&book, "aé中🎉", 4, SIZE_MAX), "aé中…", "four");
    check_text(cv_book_cut(&book, "aé中🎉", 10, 9), "aé中…", "nine bytes");
    check_text(cv_book_cut(&book, "aé中🎉", 10, 8), "aé…", "eight");
    check_text(cv_book_cut(&book, "aé中🎉", 10, 10), "aé中🎉", "ten");
    cv_arena_free(&book.arena);
}

/* ---- names ---- */

static const struct name_case {
    const char *name, *wanted[3], *want[3];
} name_cases[] = {
    {"a_plain_name_stays", {"interest-by-country"}, {"interest-by-country"}},
    {"no_two_are_the_same", {"Spend", "spend", "SPEND"}, {"Spend", "spend (2)", "SPEND (3)"}},
    {"at_most_31_characters",
     {"a-name-that-is-longer-than-31-characters", "a-name-that-is-longer-than-31-characters-too"},
     {"a-name-that-is-longer-than-31-…", "a-name-that-is-longer-than… (2)"}},
    {"history_is_excels_own", {"History"}, {"History (2)"}},
    {"no_characters_that_excel_refuses", {"[x]:*?/\\"}, {"_x______"}},
    {"no_apostrophe_at_the_ends", {"'quoted'", "it's"}, {"quoted", "it's"}},
    {"nothing", {"", "'"}, {"Table _", "Table _ (2)"}},
    {"what_may_be_a_cell_is_no_name", {"q1", "R1C1", "rc"}, {"Table q1", "Table R1C1", "Table rc"}},
    {"a_number_is_no_name", {"2021", "a.b"}, {"Table 2021", "a.b"}},
    {"emoji_are_two_characters", {"🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉"}, {"🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉…"}},
};

static void check_name_case(void **state)
{
    const struct name_case *one = *state;
    cv_book book = {0};
    book.names = cv_book_array(&book, 3, sizeof *book.names);
    for (size_t i = 0; i < 3 && one->wanted[i] != NULL; i++) {
        const char *made = cv_book_name(&book, one->wanted[i]);
        check_text(made, one->want[i], one->name);
        assert_true(units_of(made) <= CV_BOOK_NAME);
    }
    cv_arena_free(&book.arena);
}

/* ---- numbers ---- */

static const struct number_case {
    const char *name;
    cv_digits digits;
    bool p;
    const char *format;
    double number, cell;
} number_cases[] = {
    {"a_share", {.scale = 100, .decimals = 1, .percent = true}, false, "0.0%", 0.613, 0.613},
    {"a_whole_share", {.scale = 100, .percent = true}, false, "0%", 0.5, 0.5},
    {"points", {.scale = 1, .decimals = 1, .sign = true}, false, "+#,##0.0;-#,##0.0;0.0", -12.5, -12.5},
    {"a_difference_of_shares", {.scale = 100, .decimals = 1, .sign = true}, false, "+#,##0.0;-#,##0.0;0.0", 0.05, 5},
    {"a_count", {.scale = 1}, false, "#,##0", 14460, 14460},
    {"a_mean", {.scale = 1, .decimals = 3}, false, "#,##0.000", 3.25, 3.25},
    {"as_many_decimals_as_it_has", {.scale = 1, .decimals = -1}, false, "General", 1e-12, 1e-12},
    {"a_p_value", {.scale = 1, .decimals = 3}, true, "[<0.001]\"<0.001\";0.000", 1e-5, 1e-5},
};

static void check_number_case(void **state)
{
    const struct number_case *one = *state;
    cv_book book = {0};
    check_text(cv_book_number_format(&book, &one->digits, one->p), one->format, one->name);
    check_close(cv_book_number(&one->digits, one->number), one->cell, 1e-15, one->name);
    cv_arena_free(&book.arena);
}

/* ---- error bars ---- */

static void bars_of_the_librarys_become_references(void **state)
{
    (void)state;
    static const double up[] = {0.25, NAN}, down[] = {0.5, 1e-3};
    static const cv_book_bars bars[] = {{{"'a'!$A$1", up, 1}, {"'a'!$A$2", down, 1}},
                                        {{"'R&D <1>'!$C$2:$C$3", up, 2}, {"'R&D <1>'!$D$2:$D$3", down, 2}}};
    cv_buffer made = {0};
    assert_true(cv_book_put_bars(bars, 2,
                                 "<a><c:errBars><c:errDir val=\"y\"/><c:errBarType val=\"both\"/>"
                                 "<c:errValType val=\"fixedVal\"/><c:noEndCap val=\"0\"/><c:val val=\"2\"/>"
                                 "<c:spPr/></c:errBars></a>",
                                 &made));
    check_text(made.text,
               "<a><c:errBars><c:errDir val=\"y\"/><c:errBarType val=\"both\"/>"
               "<c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/>"
               "<c:plus><c:numRef><c:f>'R&amp;D &lt;1&gt;'!$C$2:$C$3</c:f><c:numCache>"
               "<c:formatCode>General</c:formatCode><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>0.25</c:v></c:pt>"
               "</c:numCache></c:numRef></c:plus>"
               "<c:minus><c:numRef><c:f>'R&amp;D &lt;1&gt;'!$D$2:$D$3</c:f><c:numCache>"
               "<c:formatCode>General</c:formatCode><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>0.5</c:v></c:pt>"
               "<c:pt idx=\"1\"><c:v>0.001</c:v></c:pt></c:numCache></c:numRef></c:minus>"
               "<c:spPr/></c:errBars></a>",
               "bars");
    cv_buffer_free(&made);
}

static void a_chart_without_bars_stays(void **state)
{
    (void)state;
    cv_buffer made = {0};
    assert_true(cv_book_put_bars(NULL, 0, "<c:val val=\"1\"/>", &made));
    check_text(made.text, "<c:val val=\"1\"/>", "chart");
    cv_buffer_free(&made);
}

static void bars_that_nobody_asked_for_are_an_error(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "<c:errValType val=\"fixedVal\"/><c:val val=\"1\"/>", "<c:errValType val=\"fixedVal\"/><c:val val=\"0\"/>",
        "<c:errValType val=\"fixedVal\"/><c:val val=\"x\"/>", "<c:errValType val=\"fixedVal\"/>"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        cv_buffer made = {0};
        assert_false(cv_book_put_bars(NULL, 0, wrong[i], &made));
        cv_buffer_free(&made);
    }
}

static void bars_below_zero_keep_their_fill(void **state)
{
    (void)state;
    cv_buffer made = {0};
    cv_book_keep_fills("<c:spPr/><c:ser><c:tx/><c:spPr>x</c:spPr><c:dPt><c:idx val=\"0\"/><c:spPr>y</c:spPr></c:dPt>"
                       "<c:cat/></c:ser><c:ser><c:spPr>z</c:spPr></c:ser><c:spPr>end</c:spPr>",
                       &made);
    check_text(made.text,
               "<c:spPr/><c:ser><c:tx/><c:spPr>x</c:spPr><c:invertIfNegative val=\"0\"/>"
               "<c:dPt><c:idx val=\"0\"/><c:invertIfNegative val=\"0\"/><c:spPr>y</c:spPr></c:dPt>"
               "<c:cat/></c:ser><c:ser><c:spPr>z</c:spPr><c:invertIfNegative val=\"0\"/></c:ser>"
               "<c:spPr>end</c:spPr>",
               "fills");
    cv_buffer_free(&made);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(text_cases) + COUNT_OF(name_cases) + COUNT_OF(number_cases) + 6] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(text_cases); i++)
        tests[count++] =
            (struct CMUnitTest){text_cases[i].name, check_text_case, NULL, NULL, (void *)(uintptr_t)&text_cases[i]};
    for (size_t i = 0; i < COUNT_OF(name_cases); i++)
        tests[count++] =
            (struct CMUnitTest){name_cases[i].name, check_name_case, NULL, NULL, (void *)(uintptr_t)&name_cases[i]};
    for (size_t i = 0; i < COUNT_OF(number_cases); i++)
        tests[count++] = (struct CMUnitTest){number_cases[i].name, check_number_case, NULL, NULL,
                                             (void *)(uintptr_t)&number_cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_long_text_is_cut_at_excels_limit);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_cut_never_parts_a_character);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(bars_of_the_librarys_become_references);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_chart_without_bars_stays);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(bars_that_nobody_asked_for_are_an_error);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(bars_below_zero_keep_their_fill);
    return cmocka_run_group_tests_name("workbook text", tests, NULL, NULL);
}
