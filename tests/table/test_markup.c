/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "table/markup.h"

/* CommonMark 0.30, section 2.4: a backslash before ASCII punctuation makes it a literal character. */
static const struct text_case {
    const char *name, *text;
    bool first;
    const char *wanted;
} texts[] = {
    {"plain", "Spain, 18-24 (all) 50% a.b!", false, "Spain, 18-24 (all) 50% a.b!"},
    {"emphasis", "*a* _b_ ~c~", false, "\\*a\\* \\_b\\_ \\~c\\~"},
    {"code", "`reboot`", false, "\\`reboot\\`"},
    {"html_and_entities", "<b>&amp;", false, "\\<b\\>\\&amp;"},
    {"pipe_and_backslash", "a|b\\|c", false, "a\\|b\\\\\\|c"},
    {"link_and_image", "![x](y)", false, "!\\[x\\](y)"},
    {"mathematics_and_headings", "$x$ # y", false, "\\$x\\$ \\# y"},
    {"an_address_is_no_link", "http://x a:b", false, "http\\://x a:b"},
    {"an_address_without_a_scheme", "www.x.y WWW.z w.x", false, "www\\.x.y WWW\\.z w.x"},
    {"an_address_of_mail", "me@x.y", false, "me\\@x.y"},
    {"a_name_is_no_picture", ":smile: 10:30 a: b:", false, "\\:smile: 10:30 a: b:"},
    {"line_ends_are_blanks", "a\r\nb\nc", false, "a b c"},
    {"control_characters_are_shown", "a\x1b[", false, "a\\\\x1B\\["},
    {"blanks_in_front_begin_no_code", "     x", true, "x"},
    {"list_mark_within_a_line", "- x", false, "- x"},
    {"list_mark_at_its_start", "- x", true, "\\- x"},
    {"plus", "+1", true, "\\+1"},
    {"underline", "===", true, "\\==="},
    {"number", "12. x", true, "12\\. x"},
    {"number_with_bracket", "1) x", true, "1\\) x"},
    {"a_number_alone_is_none", "12 x", true, "12 x"},
    {"division_end", ":::", true, "\\:::"},
    {"division", "::: {.x}", true, "\\::: {.x}"},
    {"definition", ": x", true, "\\: x"},
    {"colons_within_a_line", ":::", false, ":::"},
    {"quote", "> x", true, "\\> x"},
    {"empty", "", true, ""},
};

static void check_markup(void **state)
{
    const struct text_case *of = *state;
    cv_buffer text = {0};
    cv_buffer_add(&text, "");
    cv_markdown_add(&text, of->text, of->first);
    check_text(text.text, of->wanted, of->name);
    cv_buffer_free(&text);
}

static const struct code_case {
    const char *text, *wanted;
} codes[] = {{"age >= 18", "`age >= 18`"},
             {"a `b` c", "``a `b` c``"},
             {"`a``", "``` `a`` ```"},
             {"a\nb", "`a b`"},
             {"*|<b>", "`*|<b>`"}};

static void code_ends_where_the_text_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        cv_buffer text = {0};
        cv_markdown_add_code(&text, codes[i].text);
        check_text(text.text, codes[i].wanted, codes[i].text);
        cv_buffer_free(&text);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(texts) + 1] = {cmocka_unit_test(code_ends_where_the_text_does)};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = texts[i].name, .test_func = check_markup, .initial_state = (void *)(uintptr_t)&texts[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
