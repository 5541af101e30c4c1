/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.tex, report.docx and deck.pptx by the programs that people use: LaTeX compiles the one, pandoc makes and reads
 * the others. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"
#include "support/test_hostile.h"

#define REPORT(formats) "report={formats: " formats "}"

static bool there_is(const char *program)
{
    command_result result =
        command_run(&(test_command){.arguments = (const char *const[]){program, "--version", NULL}});
    bool there = result.status == 0;
    command_result_free(&result);
    return there;
}

static void need(const char *program)
{
    if (!there_is(program))
        skip_without(program);
}

static void shell(test_folder *folder, const char *line)
{
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){"sh", "-c", line, NULL}, .folder = folder->path});
    if (result.status != 0)
        fail_msg("%s\n%s%s", line, result.out, result.error);
    command_result_free(&result);
}

static test_folder with_study(const char *study)
{
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", study);
    return folder;
}

/* ---- LaTeX ---- */

/* Compiles out/report.tex, with all that a text could ask for allowed. */
static void compile(test_folder *folder, const char *engine, int times)
{
    command_result result = {0};
    for (int i = 0; i < times; i++) {
        command_result_free(&result);
        result = command_run(&(test_command){
            .arguments = (const char *const[]){engine, "-shell-escape", "-interaction=nonstopmode", "-halt-on-error",
                                               "-output-directory=..", "report.tex", NULL},
            .folder = test_folder_path(folder, "out"),
            .settings = (const char *const[]){"openout_any=a", "max_print_line=1000",
                                              NULL}}); /* it writes into the folder above */
        if (result.status != 0)
            fail_msg("%s: %s", engine, strstr(result.out, "\n!") != NULL ? strstr(result.out, "\n!") : result.out);
    }
    assert_non_null(strstr(result.out, "Output written on "));
    assert_null(strstr(result.out, "Missing character"));
    for (const char *at = result.out; (at = strstr(at, "Overfull \\hbox (")) != NULL; at++) {
        double points = 0;
        if (sscanf(at, "Overfull \\hbox (%lfpt", &points) == 1 && points > 60)
            fail_msg("%s: %.200s", engine, at);
    }
    command_result_free(&result);
}

static const char *const engines[] = {"pdflatex", "lualatex"};

static void hostile_texts_compile(void **state)
{
    const char *engine = *state;
    need(engine);
    test_folder folder = test_folder_make();
    hostile_run(&folder, "\"report\": {\"formats\": [\"tex\"]}");
    compile(&folder, engine, 1);
    hostile_check();
    test_folder_remove(&folder);
}

static void an_example_compiles_with_its_pictures(void **state)
{
    (void)state;
    need("pdflatex");
    need("gnuplot");
    test_folder folder = test_folder_make();
    check_canvass(folder.path,
                  (const char *const[]){"run", CANVASS_SOURCE_DIR "/examples/live-shopping.yaml", "--output", "out",
                                        "--set", REPORT("tex"), "--quiet", NULL},
                  0, NULL, "");
    compile(&folder, "pdflatex", 2);
    const char *log = test_folder_read(&folder, "report.log", NULL);
    assert_non_null(log);
    assert_non_null(strstr(log, "charts/interest.pdf"));
    assert_non_null(strstr(log, "charts/spend-by-country.png")); /* it has no PDF */
    assert_null(strstr(log, "charts/interest.png"));
    test_folder_remove(&folder);
}

/* ---- charts have the formats that reports need ---- */

static const struct needed {
    const char *name, *formats, *reports;
    bool png, pdf;
} needs[] = {
    {"md_needs_none", "[svg]", REPORT("md"), false, false},
    {"tex_takes_a_pdf", "[svg]", REPORT("tex"), false, true},
    {"tex_does_with_a_png", "[svg, png]", REPORT("tex"), true, false},
    {"pptx_takes_a_png", "[svg]", REPORT("pptx"), true, false},
    {"docx_takes_a_png", "[pdf]", REPORT("docx"), true, true},
};

static void check_needed(void **state)
{
    const struct needed *c = *state;
    need("gnuplot");
    need("pandoc");
    test_folder folder = with_study(STUDY);
    char formats[64];
    snprintf(formats, sizeof formats, "charts.interest.formats=%s", c->formats);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", "--set", formats, "--set", c->reports, NULL},
                  0, "", "");
    assert_int_equal(test_folder_has(&folder, "out/charts/interest.png"), c->png);
    assert_int_equal(test_folder_has(&folder, "out/charts/interest.pdf"), c->pdf);
    test_folder_remove(&folder);
}

/* ---- pandoc ---- */

/* Every part of an office file that should be XML is. */
static const char well_formed[] = "import sys, zipfile, xml.etree.ElementTree as tree\n"
                                  "for name in sys.argv[1:]:\n"
                                  "    with zipfile.ZipFile(name) as parts:\n"
                                  "        for part in parts.namelist():\n"
                                  "            if part.endswith(('.xml', '.rels')):\n"
                                  "                tree.fromstring(parts.read(part))\n";

/* Whether a part of an office file has a text. */
static const char has_text[] = "import sys, zipfile\n"
                               "file, part, text = sys.argv[1:]\n"
                               "sys.exit(text.encode() not in zipfile.ZipFile(file).read(part))\n";

static void check_part(test_folder *folder, const char *file, const char *part, const char *text)
{
    command_result result = command_run(&(test_command){
        .arguments = (const char *const[]){"python3", "-c", has_text, file, part, text, NULL}, .folder = folder->path});
    if (result.status != 0)
        fail_msg("%s, %s: no '%s'\n%s", file, part, text, result.error);
    command_result_free(&result);
}

static void check_well_formed(test_folder *folder)
{
    command_result result = command_run(&(test_command){
        .arguments = (const char *const[]){"python3", "-c", well_formed, "out/report.docx", "out/deck.pptx", NULL},
        .folder = folder->path});
    if (result.status != 0)
        fail_msg("%s", result.error);
    command_result_free(&result);
}

static void office_files_repeat_and_hold_the_figures(void **state)
{
    (void)state;
    need("pandoc");
    need("gnuplot");
    need("python3");
    test_folder folder = with_study(STUDY);
    for (int i = 0; i < 2; i++)
        check_canvass(folder.path,
                      (const char *const[]){"run", "study.yaml", "--set", REPORT("[docx, pptx]"), "--output",
                                            i == 0 ? "out" : "again", NULL},
                      0, "", "");
    shell(&folder, "diff -r out again");
    check_well_formed(&folder);
    check_canvass(folder.path, (const char *const[]){"verify", "out", NULL}, 0, NULL, "");
    command_result result = command_run(&(test_command){
        .arguments = (const char *const[]){"pandoc", "--wrap=none", "-t", "plain", "out/report.docx", NULL},
        .folder = folder.path});
    static const char *const pieces[] = {"The survey in numbers", "United Kingdom", "France", "66.7%", NULL};
    check_pieces(result.out, pieces, COUNT_OF(pieces));
    command_result_free(&result);
    check_part(&folder, "out/report.docx", "word/document.xml", "descr=\"Dot chart");
    check_part(&folder, "out/deck.pptx", "ppt/slides/slide2.xml", "descr=\"Dot chart");
    test_folder_remove(&folder);
}

static void hostile_texts_stay_texts(void **state)
{
    enum { EVERY = 9 }; /* of the texts: a slide's title */
    (void)state;
    need("pandoc");
    need("gnuplot");
    need("python3");
    cv_buffer more = {0};
    test_folder folder = test_folder_make();
    cv_buffer_add(&more, "\"charts\": [");
    for (size_t i = 0; i < hostile_text_count; i += EVERY) {
        cv_buffer_format(&more, "%s{\"name\": \"t%zu\", \"from\": \"t%zu\", \"formats\": [\"png\"], \"title\": ",
                         i > 0 ? ",\n" : "", i, i);
        hostile_quote(&more, hostile_texts[i].text);
        cv_buffer_add_char(&more, '}');
    }
    cv_buffer_add(&more, "],\n\"report\": {\"formats\": [\"docx\", \"pptx\"]}");
    hostile_run(&folder, more.text);
    check_well_formed(&folder);
    cv_buffer_free(&more);
    test_folder_remove(&folder);
}

static void without_pandoc_all_else_is_there(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){canvass_program(), "run", "study.yaml", "--set",
                                                           REPORT("[md, tex, docx, pptx]"), "--progress", NULL},
                        .folder = folder.path,
                        .settings = (const char *const[]){"PATH=/nonexistent", NULL}});
    assert_int_equal(result.status, 5);
    check_text(result.error,
               "wrote out: 6 tables, report.md, report.tex\n"
               "canvass: error: pandoc was not found on PATH, so report.docx and deck.pptx cannot be made\n"
               "  expected pandoc (Debian: apt-get install pandoc)\n",
               "standard error");
    assert_true(test_folder_has(&folder, "out/report.tex"));
    assert_true(test_folder_has(&folder, "out/manifest.json"));
    assert_false(test_folder_has(&folder, "out/report.docx"));
    command_result_free(&result);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(an_example_compiles_with_its_pictures),
        cmocka_unit_test(office_files_repeat_and_hold_the_figures),
        cmocka_unit_test(hostile_texts_stay_texts),
        cmocka_unit_test(without_pandoc_all_else_is_there),
    };
    struct CMUnitTest tests[COUNT_OF(alone) + COUNT_OF(needs) + COUNT_OF(engines)] = {{0}};
    struct CMUnitTest *next = tests + COUNT_OF(alone);
    memcpy(tests, alone, sizeof alone);
    for (size_t i = 0; i < COUNT_OF(needs); i++)
        *next++ = (struct CMUnitTest){
            .name = needs[i].name, .test_func = check_needed, .initial_state = (void *)(uintptr_t)&needs[i]};
    for (size_t i = 0; i < COUNT_OF(engines); i++)
        *next++ = (struct CMUnitTest){
            .name = engines[i], .test_func = hostile_texts_compile, .initial_state = (void *)(uintptr_t)engines[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
