/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "support/test_hostile.h"
#include "support/test_memory.h"
#include "table/latex.h"

static const struct text_case {
    const char *name, *text, *wanted;
} texts[] = {
    {"plain", "Spain, 18-24 (all) a.b! é Łódź", "Spain, 18-24 (all) a.b! é Łódź"},
    {"commands", "\\input{x} \\\\", "\\textbackslash{}input\\{x\\} \\textbackslash{}\\textbackslash{}"},
    {"special", "50% & #1 a_b $x$ a^b ~", "50\\% \\& \\#1 a\\_b \\$x\\$ a\\textasciicircum{}b \\textasciitilde{}"},
    {"quotes", "\"a\" `b` 'c' don't ‘d’ “e”",
     "\\textquotedbl{}a\\textquotedbl{} \\textasciigrave{}b\\textasciigrave{} "
     "\\textquotesingle{}c\\textquotesingle{} don't ‘d’ “e”"},
    {"no_ligatures", "a--b --- ,, << !`",
     "a-\\kern0pt{}-b -\\kern0pt{}-\\kern0pt{}- ,\\kern0pt{}, \\textless{}\\textless{} !\\textasciigrave{}"},
    {"no_options_behind_a_line", "[x] * |", "{[}x{]} {*} \\textbar{}"},
    {"line_ends_are_blanks", "a\r\nb\n\nc", "a b  c"},
    {"control_characters_are_shown", "a\x1b", "a\\textbackslash{}x1B"},
    {"bytes_that_are_no_text", "a\x80", "a\\textbackslash{}x80"},
    {"letters_with_marks_become_one", "e\xCC\x81", "é"},
    {"signs", "− ≤ … →", "$-$ $\\leq$ \\dots{} $\\rightarrow$"},
    {"blanks_that_hold", "12\xC2\xA0%\xE2\x80\xAFx", "12~\\%\\,x"},
    {"other_letters", "Привет, Ωmega", "\\cvletters{6}{Привет}, \\cvletters{1}{Ω}mega"},
    {"chinese", "中文 a", "\\cvhan{4E2D}{中}\\cvhan{6587}{文} a"},
    {"from_the_right", "a אב (3,5) גד b", "a \\cvrtl{11}{אב (\\cvltr{3,5}) גד} b"},
    {"a_blank_behind_is_not_from_the_right", "אב 1", "\\cvrtl{2}{אב} 1"},
    {"other", "ส👍🏽", "\\cvother{0E2A}{ส}\\cvother{1F44D}{👍🏽}"},
    {"joiners_in_plain_text_go",
     "a\xE2\x80\x8D"
     "b\xC2\xAD",
     "ab"},
    {"no_characters", "\xEF\xBF\xBE\xEE\x80\x80\xEF\xBF\xBD", "\\cvbox{}\\cvbox{}\\cvbox{}"},
    {"long_words_may_be_broken", "abcdefghijklmnopqrstuvw", "abcdefghijklmnopqr\\allowbreak{}stu\\allowbreak{}vw"},
    {"empty", "", ""},
};

static void check_latex(void **state)
{
    const struct text_case *of = *state;
    cv_buffer text = {0};
    cv_buffer_add(&text, "");
    cv_latex_add(&text, of->text);
    check_text(text.text, of->wanted, of->name);
    cv_buffer_free(&text);
}

static void figures_have_minus_signs_and_dashes(void **state)
{
    static const char *const cases[][2] = {
        {"-4.2", "$-$4.2"}, {"4.0-6.0", "4.0--6.0"}, {"-4.0 to -1", "$-$4.0 to $-$1"}, {"12%-15%", "12\\%--15\\%"},
        {"-", "-"},         {"+3.1", "+3.1"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cv_buffer text = {0};
        cv_latex_add_figure(&text, cases[i][0]);
        check_text(text.text, cases[i][1], cases[i][0]);
        cv_buffer_free(&text);
    }
}

/* The commands that may stand in an escaped text, the longest first. */
static const char *const commands[] = {"\\textasciicircum{}",
                                       "\\textquotesingle{}",
                                       "\\textasciitilde{}",
                                       "\\textasciigrave{}",
                                       "\\textbackslash{}",
                                       "\\textquotedbl{}",
                                       "\\textgreater{}",
                                       "\\rightarrow$",
                                       "\\allowbreak{}",
                                       "\\textless{}",
                                       "\\downarrow$",
                                       "\\leftarrow$",
                                       "\\kern0pt{}",
                                       "\\cvletters{",
                                       "\\textbar{}",
                                       "\\uparrow$",
                                       "\\cvother{",
                                       "\\approx$",
                                       "\\cvbox{}",
                                       "\\infty$",
                                       "\\dots{}",
                                       "\\cvrtl{",
                                       "\\cvltr{",
                                       "\\cvhan{",
                                       "\\surd$",
                                       "\\neq$",
                                       "\\leq$",
                                       "\\geq$",
                                       "\\{",
                                       "\\}",
                                       "\\$",
                                       "\\&",
                                       "\\#",
                                       "\\%",
                                       "\\_",
                                       "\\,"};

static size_t command_length(const char *at)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strncmp(at, commands[i], strlen(commands[i])) == 0)
            return strlen(commands[i]);
    fail_msg("an unknown command at '%s'", at);
    return 0;
}

/* Whatever a text holds: only known commands come out, groups are closed, and nothing else that LaTeX obeys. */
static void check_harmless(const char *name, const char *text)
{
    int depth = 0;
    cv_buffer latex = {0};
    cv_buffer_add(&latex, "");
    cv_latex_add(&latex, text);
    for (const char *at = latex.text; *at != '\0';) {
        if (*at == '\\') {
            size_t length = command_length(at);
            depth += length > 2 && at[length - 1] == '{';
            at += length;
            continue;
        }
        depth += (*at == '{') - (*at == '}');
        if (depth < 0 || strchr("%#&_^\r\n", *at) != NULL)
            fail_msg("%s: '%s' is not safe at '%s'", name, latex.text, at);
        at++;
    }
    assert_int_equal(depth, 0);
    cv_buffer_free(&latex);
}

static void hostile_texts_are_harmless(void **state)
{
    (void)state;
    for (size_t i = 0; i < hostile_text_count; i++)
        check_harmless(hostile_texts[i].name, hostile_texts[i].text);
    for (size_t i = 0; i < hostile_byte_count; i++)
        check_harmless(hostile_bytes[i].name, hostile_bytes[i].text);
}

static cv_status write_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    cv_latex_add(&text, context);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    check_every_allocation(write_short_of_memory, (void *)(uintptr_t) "a 中 Привет 100%", 0);
}

int main(void)
{
    const struct CMUnitTest alone[] = {cmocka_unit_test(figures_have_minus_signs_and_dashes),
                                       cmocka_unit_test(hostile_texts_are_harmless),
                                       cmocka_unit_test(every_allocation_may_fail)};
    struct CMUnitTest tests[COUNT_OF(alone) + COUNT_OF(texts)] = {{0}};
    memcpy(tests, alone, sizeof alone);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        tests[COUNT_OF(alone) + i] = (struct CMUnitTest){
            .name = texts[i].name, .test_func = check_latex, .initial_state = (void *)(uintptr_t)&texts[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
