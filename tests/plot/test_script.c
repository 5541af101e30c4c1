/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "plot/draw.h"
#include "plot/text.h"
#include "support/test_memory.h"

#include "examples.h"

/* A folder of its own for each test that draws, as a run's staging folder is. */
typedef struct place {
    char staging[64];
    cv_folder folder;
} place;

static void make_place(place *to)
{
    char charts[80];
    snprintf(to->staging, sizeof(to->staging), "/tmp/canvass-plot-XXXXXX");
    assert_non_null(mkdtemp(to->staging));
    snprintf(charts, sizeof(charts), "%s/charts", to->staging);
    assert_int_equal(mkdir(charts, 0700), 0);
    to->folder = (cv_folder){.staging = to->staging};
}

static void path_in(const place *p, const char *chart, const char *ending, char path[200])
{
    snprintf(path, 200, "%s/charts/%s%s%s", p->staging, chart, ending[0] != '\0' ? "." : "", ending);
}

static void remove_place(place *p)
{
    char command[120];
    snprintf(command, sizeof(command), "rm -rf '%s'", p->staging);
    assert_int_equal(system(command), 0);
}

static cv_buffer read_whole(const char *path)
{
    cv_buffer bytes = {0};
    cv_messages messages = {0};
    if (cv_file_read(path, 1 << 24, &bytes, &messages) != CV_OK)
        fail_msg("cannot read %s", path);
    return bytes;
}

static bool has_gnuplot(void)
{
    char version[64];
    cv_plot_version(version);
    return version[0] != '\0';
}

static cv_buffer script_of(const fixture *from, fixture_results *made)
{
    cv_buffer script = {0};
    cv_messages messages = {0};
    fixture_make(from, made);
    assert_int_equal(cv_plot_script(&made->chart, &made->results, &made->result, &script, &messages), CV_OK);
    return script;
}

/* Writes the chart's script into the place and lets gnuplot draw it. */
static void draw(place *p, const fixture_results *made, const cv_buffer *script)
{
    char path[200];
    cv_messages messages = {0};
    cv_chart_spec chart = made->chart;
    const cv_study study = {.charts = &chart, .chart_count = 1};
    path_in(p, made->chart.name.text, "gp", path);
    assert_int_equal(cv_file_write(path, script->text, script->length, &messages), CV_OK);
    cv_status status = cv_plot_draw(&study, &p->folder, 2, &messages);
    if (status != CV_OK)
        fail_msg("gnuplot: %s", cv_message_format(&messages.items[0]));
}

/* ---- golden scripts ---- */

static void check_golden(void **state)
{
    static fixture_results made;
    const fixture *from = *state;
    char path[300];
    cv_messages messages = {0};
    cv_buffer script = script_of(from, &made);
    snprintf(path, sizeof(path), "%s/tests/golden/plot-%s.gp", CANVASS_SOURCE_DIR, from->chart.name.text);
    if (getenv("CANVASS_UPDATE_GOLDEN") != NULL)
        assert_int_equal(cv_file_write(path, script.text, script.length, &messages), CV_OK);
    cv_buffer golden = read_whole(path);
    check_text(script.text, golden.text, path);
    cv_buffer_free(&golden);
    cv_buffer_free(&script);
}

static void check_drawn(void **state)
{
    static fixture_results made;
    static const char *const endings[] = {"svg", "png", "pdf"};
    if (!has_gnuplot())
        skip();
    cv_buffer script = script_of(*state, &made);
    place first, second;
    make_place(&first);
    make_place(&second);
    draw(&first, &made, &script);
    draw(&second, &made, &script);
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        char path[200];
        path_in(&first, made.chart.name.text, endings[i], path);
        cv_buffer one = read_whole(path);
        path_in(&second, made.chart.name.text, endings[i], path);
        cv_buffer two = read_whole(path);
        assert_true(one.length > 1000);
        assert_int_equal(one.length, two.length);
        assert_memory_equal(one.text, two.text, one.length);
        cv_buffer_free(&one);
        cv_buffer_free(&two);
    }
    remove_place(&first);
    remove_place(&second);
    cv_buffer_free(&script);
}

/* ---- hostile labels ---- */

#define LONG_50 "a label that goes on and on and does not stop soon "

/* What stands in an SVG where the label is to be seen; NULL: the label itself. */
static const struct label_case {
    const char *name, *label, *shown;
} labels[] = {
    {"system_call", "system(\"touch ran\")", NULL},
    {"backticks", "`touch ran`", NULL},
    {"backticks_in_double_quotes", "\"`touch ran`\"", NULL},
    {"dollar_parentheses", "$(touch ran)", NULL},
    {"leaving_single_quotes", "' ; system('touch ran') ; '", NULL},
    {"leaving_double_quotes", "\" ; system(\"touch ran\") ; \"", NULL},
    {"exclamation_mark", "!touch ran", NULL},
    {"macro", "@bold @regular @A", NULL},
    {"macro_behind_an_apostrophe", "it's @bold isn't @regular '@A' \"@dot\" '' @i", NULL},
    {"macro_behind_a_double_quote", "5\" @bold 6\"\" @regular \" @A", NULL},
    {"all_at_once", "'\"`touch ran`\"' @bold '`touch ran`' \"$(touch ran)\" {x} \\' # '", NULL},
    {"print_formats", "100% %s %d %%n %x", NULL},
    {"enhanced_markup", "{/Inter:Bold=99 x} a_b x^2 @{u} &{v} ~a{b}", NULL},
    {"backslashes", "\\ \\\\ \\n \\t \\101", NULL},
    {"backslash_at_the_end", "ends in \\", NULL},
    {"one_backslash", "\\", NULL},
    {"quotes", "\"\" '' ' \"", NULL},
    {"apostrophes", "'''' ' '' it's ''", NULL},
    {"braces_that_never_close", "}}} {{{", NULL},
    {"number_sign", "# not a comment", NULL},
    {"end_of_data", "EOD", NULL},
    {"data_block", "$estimates << EOD", NULL},
    {"tags", "<script>alert(1)</script>", NULL},
    {"entities", "&amp; &lt; &#65; &", NULL},
    {"end_of_cdata", "<![CDATA[x]]>", "<![CDATA[x]]\xe2\x81\xa0>"},
    {"commas_and_semicolons", "a, b; c", NULL},
    {"emoji", "\xf0\x9f\x98\x80 smile", NULL},
    {"hebrew", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", NULL},
    {"greek_and_polish", "\xce\xb1\xce\xb2\xce\xb3 \xc5\x81\xc3\xb3\xc4\x91\xc5\xba", NULL},
    {"chinese", "\xe4\xb8\xad\xe6\x96\x87", NULL},
    {"tab", "a\tb", "a b"},
    {"escape", "\x1b[31mred", " [31mred"},
    {"bad_utf8",
     "a\xff"
     "b",
     "a\xef\xbf\xbd"
     "b"},
    {"two_lines", "first\nsecond", "first|second"},
    {"carriage_return", "first\r\nsecond", "first|second"},
    {"three_hundred_characters", LONG_50 LONG_50 LONG_50 LONG_50 LONG_50 LONG_50, ""},
};

/* The text of every <text> element, entities resolved, one a line. */
static cv_buffer svg_texts(const char *svg)
{
    static const struct {
        const char *entity, *text;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    cv_buffer texts = {0};
    for (const char *at = strstr(svg, "<text>"); at != NULL; at = strstr(at, "<text>")) {
        for (at += 6; *at != '<' && *at != '\0';) {
            size_t e = 0;
            while (e < COUNT_OF(entities) && strncmp(at, entities[e].entity, strlen(entities[e].entity)) != 0)
                e++;
            cv_buffer_add_bytes(&texts, e < COUNT_OF(entities) ? entities[e].text : at, 1);
            at += e < COUNT_OF(entities) ? strlen(entities[e].entity) : 1;
        }
        cv_buffer_add_char(&texts, '\n');
    }
    return texts;
}

static void check_shown(const char *texts, const char *shown, const char *what)
{
    for (const char *line = shown; *line != '\0';) {
        size_t length = strcspn(line, "|");
        char wanted[400];
        snprintf(wanted, sizeof(wanted), "\n%.*s\n", (int)length, line);
        if (strstr(texts, wanted) == NULL)
            fail_msg("%s: '%.*s' does not stand in the SVG's texts:\n%s", what, (int)length, line, texts);
        line += length + (line[length] == '|');
    }
}

/* Every word of the label stands in the SVG's texts, in order: for labels that wrap. */
static void check_words(const char *texts, const char *label)
{
    char word[64];
    int used;
    for (const char *at = label; sscanf(at, "%63s%n", word, &used) == 1; at += used) {
        texts = strstr(texts, word);
        if (texts == NULL)
            fail_msg("'%s' of a long label does not stand in the SVG", word);
        texts += strlen(word);
    }
}

/* The label wherever a chart shows words of others: row, series, heading, title, subtitle, source, note, question. */
static fixture hostile_fixture(const char *label, cv_chart_kind kind)
{
    return (fixture){.title = label,
                     .source = label,
                     .note = label,
                     .where = label,
                     .chart = {.name = {.text = "hostile"}, .kind = kind, .formats = CV_FORMAT_SVG | CV_FORMAT_PDF},
                     .of = {{"x", label, {label, "other level"}}},
                     .by = {{"g", label, {label, "other group"}}, {"s", label, {label, "third"}}},
                     .rows = {{0, 0, {0, 0}, 0.3, 0.02, 50},
                              {0, 1, {0, 0}, 0.4, 0.02, 50},
                              {0, 0, {0, 1}, 0.5, 0.02, 50},
                              {0, 0, {1, 1}, 0.6, 0.02, 50}}};
}

static void check_label(void **state)
{
    static fixture_results made;
    const struct label_case *c = *state;
    char path[200];
    if (!has_gnuplot())
        skip();
    for (int kind = CV_CHART_DOT; kind <= CV_CHART_BAR; kind++) {
        fixture from = hostile_fixture(c->label, (cv_chart_kind)kind);
        cv_buffer script = script_of(&from, &made);
        place p;
        make_place(&p);
        draw(&p, &made, &script);
        path_in(&p, "ran", "", path);
        assert_int_not_equal(access(path, F_OK), 0);
        path_in(&p, "hostile", "svg", path);
        cv_buffer svg = read_whole(path);
        cv_buffer texts = svg_texts(svg.text);
        if (c->shown != NULL && c->shown[0] == '\0')
            check_words(texts.text, c->label);
        else
            check_shown(texts.text, c->shown != NULL ? c->shown : c->label, c->name);
        assert_null(strstr(svg.text, "<script"));
        cv_buffer_free(&texts);
        cv_buffer_free(&svg);
        cv_buffer_free(&script);
        remove_place(&p);
    }
}

/* Random mixes of all that means something to gnuplot, all in one script; a fixed generator, so that a failure comes
 * again. */
static void random_labels_come_back(void **state)
{
    (void)state;
    enum { LABELS = 1500, PIECES = 12 };
    static const char *const pieces[] = {"'",
                                         "''",
                                         "\"",
                                         "`",
                                         "`touch ran`",
                                         "@",
                                         "@bold",
                                         "@A",
                                         "{",
                                         "}",
                                         "$(",
                                         ")",
                                         "#",
                                         "%",
                                         "\\",
                                         "\\n",
                                         "\\047",
                                         "!",
                                         ";",
                                         ",",
                                         ".",
                                         "^",
                                         "_",
                                         "~",
                                         "&",
                                         " ",
                                         "x",
                                         "9",
                                         "system('touch ran')",
                                         "EOD",
                                         "<",
                                         ">",
                                         "]]",
                                         "$estimates",
                                         "[",
                                         "]"};
    cv_arena arena = {0};
    cv_buffer script = {0}, wanted = {0};
    uint64_t random = 20211122;
    if (!has_gnuplot())
        skip();
    cv_buffer_add(&script, "bold='EXPANDED'\nset encoding utf8\n");
    cv_buffer_add(&wanted, "\n");
    for (int i = 1; i <= LABELS; i++) {
        char text[400] = "";
        for (int n = 0; n < PIECES; n++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            strcat(text, pieces[(random >> 33) % COUNT_OF(pieces)]);
        }
        const char *clean = cv_text_clean_line(&arena, text);
        cv_buffer_format(&script, "set label %d ", i);
        cv_text_quote(&script, clean);
        cv_buffer_add(&script, " at screen 0.5,0.5 noenhanced\n");
        cv_buffer_format(&wanted, "%s\n", clean);
    }
    cv_buffer_add(&script, "unset key; unset border; unset tics\nset terminal svg noenhanced\nset output 'chart.svg'\n"
                           "plot [0:1] [0:1] -1\nunset output\n");
    fixture_results made = {.chart = {.name = {.text = "chart"}, .formats = CV_FORMAT_SVG}};
    place p;
    char path[200];
    make_place(&p);
    draw(&p, &made, &script);
    path_in(&p, "ran", "", path);
    assert_int_not_equal(access(path, F_OK), 0);
    path_in(&p, "chart", "svg", path);
    cv_buffer svg = read_whole(path);
    cv_buffer texts = svg_texts(svg.text);
    check_text(texts.text, wanted.text + 1, "random labels");
    remove_place(&p);
    cv_buffer_free(&svg);
    cv_buffer_free(&texts);
    cv_buffer_free(&script);
    cv_buffer_free(&wanted);
    cv_arena_free(&arena);
}

/* ---- no memory ---- */

static cv_status script_once(void *context, cv_messages *messages)
{
    fixture_results *made = context;
    cv_buffer script = {0};
    cv_status status = cv_plot_script(&made->chart, &made->results, &made->result, &script, messages);
    cv_buffer_free(&script);
    return status;
}

static void every_allocation_of_a_script_may_fail(void **state)
{
    (void)state;
    static fixture_results made;
    static const char *const names[] = {
        "bar-country-age", "dot-banner",       "bar-values",     "likert-aside", "column-panels",
        "column-values",   "mosaic-countries", "upset-channels", "line",         "line-panels",
        "slope",           "heatmap",          "forest",         "rank"};
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        for (size_t n = 0; n < COUNT_OF(names); n++)
            if (strcmp(examples[i].chart.name.text, names[n]) == 0) {
                fixture_make(&examples[i], &made);
                check_every_allocation(script_once, &made, 0);
            }
}

/* ---- formats ---- */

static void only_the_formats_asked_for_are_drawn(void **state)
{
    (void)state;
    static fixture_results made;
    static const struct {
        unsigned formats;
        const char *has, *has_not;
    } cases[] = {
        {CV_FORMAT_SVG, "set output 'dot-countries.svg'", "pngcairo"},
        {CV_FORMAT_PNG, "set output 'dot-countries.png'", "terminal svg"},
        {CV_FORMAT_PDF, "set output 'dot-countries.pdf'", "pngcairo"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        fixture from = examples[0];
        from.chart.formats = cases[i].formats;
        cv_buffer script = script_of(&from, &made);
        assert_non_null(strstr(script.text, cases[i].has));
        assert_null(strstr(script.text, cases[i].has_not));
        assert_null(strstr(script.text, "replot"));
        cv_buffer_free(&script);
    }
}

static void the_svg_carries_title_description_and_fallback_fonts(void **state)
{
    (void)state;
    static fixture_results made;
    char path[200];
    if (!has_gnuplot())
        skip();
    cv_buffer script = script_of(&examples[0], &made);
    place p;
    make_place(&p);
    draw(&p, &made, &script);
    path_in(&p, made.chart.name.text, "svg", path);
    cv_buffer svg = read_whole(path);
    assert_non_null(
        strstr(svg.text, "<title>Polish and Spanish shoppers are the keenest on live-stream shopping</title>"));
    assert_non_null(strstr(svg.text, "<desc>Dot chart. How interested"));
    assert_non_null(strstr(svg.text, "Poland: 78% (77% to 80%);"));
    assert_null(strstr(svg.text, "Gnuplot"));
    assert_non_null(strstr(svg.text,
                           "font-family=\"Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif\" "
                           "font-weight=\"bold\" font-size=\"45.00\""));
    cv_buffer_free(&svg);
    cv_buffer_free(&script);
    remove_place(&p);
}

int main(void)
{
    enum { ALONE = 4, DRAWN = ALONE + COUNT_OF(examples), LABELS = DRAWN + COUNT_OF(examples) };
    struct CMUnitTest tests[LABELS + COUNT_OF(labels)] = {
        cmocka_unit_test(only_the_formats_asked_for_are_drawn),
        cmocka_unit_test(random_labels_come_back),
        cmocka_unit_test(every_allocation_of_a_script_may_fail),
        cmocka_unit_test(the_svg_carries_title_description_and_fallback_fonts),
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        tests[ALONE + i] = (struct CMUnitTest){.name = examples[i].chart.name.text,
                                               .test_func = check_golden,
                                               .initial_state = (void *)(uintptr_t)&examples[i]};
        tests[DRAWN + i] = (struct CMUnitTest){.name = examples[i].chart.name.text,
                                               .test_func = check_drawn,
                                               .initial_state = (void *)(uintptr_t)&examples[i]};
    }
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        tests[LABELS + i] = (struct CMUnitTest){
            .name = labels[i].name, .test_func = check_label, .initial_state = (void *)(uintptr_t)&labels[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
