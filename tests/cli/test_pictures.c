/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of `canvass run`: which are drawn, which are kept from the run before, what becomes of those that cannot
 * be drawn, and the deck. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"
#include "support/test_gnuplot.h"

#define CHARTS                                                                                                         \
    "charts:\n"                                                                                                        \
    "  - {name: a, from: interest, kind: dot, title: First, formats: [svg, pdf]}\n"                                    \
    "  - {name: b, from: spend, kind: bar, formats: [svg]}\n"                                                          \
    "  - {name: c, from: spend, kind: dot, formats: [svg]}\n"

static int shell(test_folder *folder, const char *line)
{
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){"sh", "-c", line, NULL}, .folder = folder->path});
    int status = result.status;
    if (status != 0)
        print_message("%s%s", result.out, result.error);
    command_result_free(&result);
    return status;
}

/* ---- a stand-in that writes down what it draws ---- */

/* Its SVGs hold their script's checksum and the clock, so that no two drawings are the same. */
static const char drawing[] =
    "echo $1 >> \"$HOME/drawn\"\n"
    "[ -e \"$HOME/broken-$1\" ] && { echo half > $1.svg; echo \"no $1 today\" >&2; return 1; }\n"
    "echo \"<svg>$(cksum < $1.gp) $(date +%N)</svg>\" > $1.svg\n"
    "case $1 in a) printf '%%%%EOF' > a.pdf;; deck) rm deck.svg; printf '%%%%EOF' > deck.pdf;; esac";

static test_folder with_stand_in(const char *study)
{
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", study);
    test_folder_make_inside(&folder, "bin");
    test_folder_make_inside(&folder, "home");
    test_gnuplot_write(test_folder_path(&folder, "bin/gnuplot"), drawing);
    return folder;
}

/* Runs canvass with the stand-in and a home of the test's own. @return its result, to be freed */
static command_result run_beside(test_folder *folder, const char *words)
{
    char line[400];
    snprintf(line, sizeof line, "HOME=\"$PWD/home\" PATH=\"$PWD/bin:$PATH\" exec \"$CANVASS\" %s", words);
    return command_run(
        &(test_command){.arguments = (const char *const[]){"sh", "-c", line, NULL}, .folder = folder->path});
}

static void check_run(test_folder *folder, const char *words, int status, const char *error)
{
    command_result result = run_beside(folder, words);
    check_text(result.error, error, words);
    assert_int_equal(result.status, status);
    command_result_free(&result);
}

/* The names that were drawn since the last time, sorted, each with a blank behind it. */
static void check_drawn(test_folder *folder, const char *wanted, const char *what)
{
    assert_int_equal(shell(folder, "touch home/drawn; sort home/drawn | tr '\\n' ' ' > home/sorted; rm home/drawn"), 0);
    check_text(test_folder_read(folder, "home/sorted", NULL), wanted, what);
}

static const struct change {
    const char *name;
    const char *line;  /* what happens between two runs */
    const char *words; /* of the second run */
    const char *drawn; /* by it */
} changes[] = {
    {"nothing_changed", ":", "run study.yaml", ""},
    {"other_jobs", ":", "run study.yaml --jobs 1", ""},
    {"all_are_asked_for", ":", "run study.yaml --redraw", "a b c "},
    {"a_script_changed", "sed -i 's/title: First/title: Second/' study.yaml", "run study.yaml", "a "},
    {"the_data_changed", "sed -i 's/^UK,North,1,1.5,F,yes,10/UK,North,1,1.5,F,yes,11/' survey.csv", "run study.yaml",
     "b c "},
    {"a_picture_was_altered", "sed -i 's/svg>/svg> /' out/charts/b.svg", "run study.yaml", "b "},
    {"a_picture_was_emptied", ": > out/charts/b.svg", "run study.yaml", "b "},
    {"one_of_two_pictures_was_altered", "echo >> out/charts/a.pdf", "run study.yaml", "a "},
    {"a_picture_is_gone", "rm out/charts/c.svg", "run study.yaml", "c "},
    {"a_picture_is_a_link", "mv out/charts/c.svg c.svg; ln -s ../../c.svg out/charts/c.svg", "run study.yaml", "c "},
    {"a_picture_is_a_pipe", "rm out/charts/c.svg; mkfifo out/charts/c.svg", "run study.yaml", "c "},
    {"a_script_was_altered_by_hand", "echo '# mine' >> out/charts/c.gp", "run study.yaml", ""},
    {"another_gnuplot", "sed -i 's/patchlevel 99/patchlevel 100/' bin/gnuplot", "run study.yaml", "a b c "},
    {"another_canvass", "sed -i 's/\"canvass\": \"[^\"]*\"/\"canvass\": \"0.0.1\"/' out/manifest.json",
     "run study.yaml", "a b c "},
    {"a_new_font", "mkdir -p home/.fonts/sub; : > home/.fonts/sub/new.otf", "run study.yaml", "a b c "},
    {"a_new_font_with_an_old_date", "mkdir home/.fonts; touch -d 2001-01-01 home/.fonts/old.otf", "run study.yaml",
     "a b c "},
    {"fonts_of_another_machine", "sed -i 's/\"fonts\": \"[^\"]*\"/\"fonts\": \"9 files, 0\"/' out/manifest.json",
     "run study.yaml", "a b c "},
    {"a_manifest_without_fonts", "sed -i 's/\"fonts\"/\"other\"/' out/manifest.json", "run study.yaml", "a b c "},
    {"a_copied_folder", "cp -r out copy; rm -r out; mv copy out", "run study.yaml", ""},
    {"another_folder", ":", "run study.yaml --output elsewhere", "a b c "},
};

static void only_what_changed_is_drawn(void **state)
{
    const struct change *c = *state;
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "a b c ", "the first run");
    assert_int_equal(shell(&folder, c->line), 0);
    check_run(&folder, c->words, 0, "");
    check_drawn(&folder, c->drawn, c->name);
    assert_int_equal(shell(&folder, "for f in a.svg a.pdf b.svg c.svg; do test -f out/charts/$f || exit 1; done"), 0);
    test_folder_remove(&folder);
}

/* Only the names and sizes of fonts count. */
static void a_font_that_changes_and_one_that_does_not(void **state)
{
    (void)state;
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS);
    assert_int_equal(shell(&folder, "mkdir home/.fonts && echo one > home/.fonts/a.otf"), 0);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "a b c ", "the first run");
    assert_int_equal(shell(&folder, "mv home/.fonts f; sleep 0.02; cp -r f home/.fonts; touch home/.fonts/.uuid"), 0);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "", "the same fonts again");
    assert_int_equal(shell(&folder, "echo >> home/.fonts/a.otf"), 0);
    command_result result = run_beside(&folder, "verify out");
    check_pieces(result.out, (const char *const[]){"fonts: ", " files, ", " then, ", " now\ncharts/a.gp: same\n", NULL},
                 4);
    command_result_free(&result);
    check_drawn(&folder, "a b c ", "verify");
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "a b c ", "another font");
    assert_int_equal(shell(&folder, "rm home/.fonts/a.otf"), 0);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "a b c ", "a font less");
    test_folder_remove(&folder);
}

/* The stand-in's pictures differ from drawing to drawing, so that a kept one is known by its bytes. */
static void kept_pictures_have_their_bytes(void **state)
{
    (void)state;
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS);
    check_run(&folder, "run study.yaml", 0, "");
    assert_int_equal(shell(&folder, "cp -a out before"), 0);
    check_run(&folder, "run study.yaml", 0, "");
    assert_int_equal(shell(&folder, "diff -r before out"), 0);
    check_run(&folder, "run study.yaml --redraw", 0, "");
    assert_int_not_equal(shell(&folder, "cmp -s before/charts/b.svg out/charts/b.svg"), 0);
    test_folder_remove(&folder);
}

static void verify_draws_everything(void **state)
{
    (void)state;
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "a b c ", "run");
    command_result result = run_beside(&folder, "verify out");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(result.out, "charts/a.pdf: same\n"));
    assert_non_null(strstr(result.out, "charts/b.svg: DIFFERS"));
    command_result_free(&result);
    check_drawn(&folder, "a b c ", "verify");
    test_folder_remove(&folder);
}

/* The stand-in's pictures differ from drawing to drawing: those that it draws again are seen to. */
static void one_broken_chart_excuses_no_other(void **state)
{
    (void)state;
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS "report: {formats: [html, pdf]}\n");
    check_run(&folder, "run study.yaml", 0, "");
    test_folder_write(&folder, "home/broken-b", "");
    command_result result = run_beside(&folder, "verify out");
    assert_int_equal(result.status, 1);
    check_pieces(
        result.out,
        (const char *const[]){"charts/a.pdf: same\n", "charts/a.svg: DIFFERS (the run now gives something else)\n",
                              "charts/b.gp: same\n", "charts/b.svg: not drawn again\n", "charts/c.svg: DIFFERS",
                              "deck.pdf: same\n", "report.html: not drawn again\n", NULL},
        7);
    command_result_free(&result);
    test_folder_remove(&folder);
}

static void the_summary_tells_charts_from_scripts(void **state)
{
    (void)state;
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS "report: {formats: [md]}\n");
    test_folder_write(&folder, "home/broken-b", "");
    command_result result = run_beside(&folder, "run study.yaml --progress");
    assert_int_equal(result.status, 5);
    check_pieces(result.error, (const char *const[]){" tables, 2 charts, 1 chart script, report.md\n", NULL}, 1);
    command_result_free(&result);
    test_folder_remove(&folder);
}

/* The pipes to other programs must not become the standard streams. */
static void closed_streams_cost_no_picture(void **state)
{
    const char *closed = *state;
    char words[64];
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS);
    snprintf(words, sizeof words, "run study.yaml %s", closed);
    check_run(&folder, words, 0, "");
    check_drawn(&folder, "a b c ", closed);
    assert_int_equal(shell(&folder, "for f in a.svg a.pdf b.svg c.svg; do test -f out/charts/$f || exit 1; done; "
                                    "grep -q '\"gnuplot\": \"gnuplot 5' out/manifest.json"),
                     0);
    test_folder_remove(&folder);
}

static void what_cannot_be_drawn_is_tried_again_and_the_rest_kept(void **state)
{
    (void)state;
    static const char error[] = "canvass: study.yaml:14:5: error: gnuplot failed on chart 'b': no b today\n";
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS);
    test_folder_write(&folder, "home/broken-b", "");
    for (int i = 0; i < 2; i++) {
        check_run(&folder, "run study.yaml", 5, error);
        check_drawn(&folder, i == 0 ? "a b b c " : "b ", "with a broken chart"); /* by a new gnuplot too */
        assert_int_equal(shell(&folder, "cd out && test -f tables/interest.csv && test -f report.md && "
                                        "test -f manifest.json && test -f charts/b.gp && test -f charts/a.svg && "
                                        "test -f charts/c.svg && test ! -e charts/b.svg"),
                         0);
        assert_null(strstr(test_folder_read(&folder, "out/manifest.json", NULL), "charts/b.svg"));
    }
    assert_int_equal(shell(&folder, "rm home/broken-b"), 0);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "b ", "repaired");
    test_folder_remove(&folder);
}

static void the_deck_is_kept_like_a_chart(void **state)
{
    (void)state;
    test_folder folder = with_stand_in(STUDY_HEAD STUDY_ANALYSES CHARTS "report: {formats: pdf}\n");
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "a b c deck ", "the first run");
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "", "nothing changed");
    assert_int_equal(shell(&folder, "sed -i 's/title: A small/title: A smaller/' study.yaml"), 0);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "b c deck ", "the study's title, which is on two charts and the deck's first page");
    assert_int_equal(shell(&folder, "echo >> out/deck.pdf"), 0);
    check_run(&folder, "run study.yaml", 0, "");
    check_drawn(&folder, "deck ", "an altered deck");
    test_folder_remove(&folder);
}

/* ---- the deck, with the real gnuplot ---- */

static void need(const char *line)
{
    command_result result = command_run(&(test_command){.arguments = (const char *const[]){"sh", "-c", line, NULL}});
    bool there = result.status == 0;
    command_result_free(&result);
    if (!there) {
        print_message("skipped: `%s` fails here\n", line);
        skip();
    }
}

static void check_pages(test_folder *folder, const char *pdf, int wanted)
{
    char line[300];
    snprintf(
        line, sizeof line,
        "pdfinfo -l 99 %s > info && grep -q '^Pages: *%d$' info && test $(grep -c 'size: *959 x 540 pts' info) = %d",
        pdf, wanted, wanted);
    if (shell(folder, line) != 0)
        fail_msg("%s has not %d pages of 16:9: %s", pdf, wanted, test_folder_read(folder, "info", NULL));
}

/* Text of one page, as pdftotext reads it. */
static const char *page_text(test_folder *folder, const char *pdf, int page)
{
    char line[200];
    snprintf(line, sizeof line, "pdftotext -f %d -l %d %s page", page, page, pdf);
    assert_int_equal(shell(folder, line), 0);
    return test_folder_read(folder, "page", NULL);
}

#define SHAPES                                                                                                         \
    "note: Nobody was asked\n"                                                                                         \
    "source: An invention\n"                                                                                           \
    "charts:\n"                                                                                                        \
    "  - {name: wide, from: interest, kind: dot, title: The first finding, formats: [svg]}\n"                          \
    "  - {name: square, from: spend, kind: bar, title: The second finding, formats: [png], theme: square}\n"           \
    "  - {name: dark, from: spend, kind: dot, title: The third finding, formats: [svg], theme: dark}\n"                \
    "  - {name: column, from: interest, kind: bar, title: The fourth finding, formats: [pdf], theme: column}\n"        \
    "report: {formats: pdf}\n"

static void the_deck_has_a_first_page_and_a_chart_a_page(void **state)
{
    static const char *const titles[] = {"A small survey", "The first finding", "The second finding",
                                         "The third finding", "The fourth finding"};
    (void)state;
    need("gnuplot --version && pdfinfo -v && pdftotext -v");
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", STUDY_HEAD STUDY_ANALYSES SHAPES);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", "");
    check_pages(&folder, "out/deck.pdf", COUNT_OF(titles));
    for (size_t i = 0; i < COUNT_OF(titles); i++)
        check_pieces(page_text(&folder, "out/deck.pdf", (int)i + 1), (const char *const[]){titles[i], NULL}, 1);
    check_pieces(page_text(&folder, "out/deck.pdf", 1),
                 (const char *const[]){"A small survey", "n = 16", "Source: An invention", "Nobody was asked", NULL},
                 4);
    check_canvass(folder.path, (const char *const[]){"verify", "out", NULL}, 0, NULL, "");
    test_folder_remove(&folder);
}

static void the_decks_script_draws_it_alone(void **state)
{
    (void)state;
    need("gnuplot --version && pdfinfo -v");
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", STUDY_HEAD STUDY_ANALYSES SHAPES);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", "");
    assert_int_equal(shell(&folder, "mkdir alone && cp out/deck.gp alone && cd alone && gnuplot -d deck.gp && cd .. && "
                                    "tr -d 0-9 < alone/deck.pdf > one; tr -d 0-9 < out/deck.pdf > two; cmp one two"),
                     0);
    check_pages(&folder, "alone/deck.pdf", 5);
    test_folder_remove(&folder);
}

static void a_hostile_title_neither_runs_nor_breaks_the_deck(void **state)
{
    (void)state;
    need("gnuplot --version && pdfinfo -v && pdftotext -v");
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml",
                      "title: |\n  it's `touch ran` \"$(touch ran)\" @bold\n  unset output\n  # --- pdf\n"
                      "source: \"' ; system('touch ran') ; '\"\nnote: 'ends in \\'\n"
                      "output: out\ndata: {file: survey.csv}\n" STUDY_ANALYSES
                      "charts:\n  - {name: a, from: interest, title: \"set output 'ran'\\n# --- pdf\"}\n"
                      "report: {formats: pdf}\n");
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", "");
    check_pages(&folder, "out/deck.pdf", 2);
    check_pieces(page_text(&folder, "out/deck.pdf", 1),
                 (const char *const[]){"it's `touch ran` \"$(touch ran)\" @bold", "unset output", "# --- pdf",
                                       "system('touch ran')", "ends in \\", NULL},
                 5);
    check_pieces(page_text(&folder, "out/deck.pdf", 2), (const char *const[]){"set output 'ran'", "# --- pdf", NULL},
                 2);
    assert_int_equal(shell(&folder, "test -z \"$(find . -name ran)\""), 0);
    test_folder_remove(&folder);
}

/* Nothing to say but the numbers: still a first page. */
static void a_deck_of_a_study_without_title_or_charts(void **state)
{
    (void)state;
    need("gnuplot --version && pdfinfo -v && pdftotext -v");
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml",
                      "output: out\ndata: {file: survey.csv}\n" STUDY_ANALYSES "report: {formats: pdf}\n");
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", "");
    check_pages(&folder, "out/deck.pdf", 1);
    check_pieces(page_text(&folder, "out/deck.pdf", 1), (const char *const[]){"n = 16", NULL}, 1);
    check_canvass(folder.path, (const char *const[]){"verify", "out", NULL}, 0, NULL, "");
    test_folder_remove(&folder);
}

int main(void)
{
    static char stdin_closed[] = "<&-", stdout_closed[] = ">&-", all_closed[] = "<&- >&- 2>&-";
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(a_font_that_changes_and_one_that_does_not),
        cmocka_unit_test(kept_pictures_have_their_bytes),
        cmocka_unit_test(verify_draws_everything),
        cmocka_unit_test(one_broken_chart_excuses_no_other),
        cmocka_unit_test(the_summary_tells_charts_from_scripts),
        {"without_standard_input", closed_streams_cost_no_picture, NULL, NULL, stdin_closed},
        {"without_standard_output", closed_streams_cost_no_picture, NULL, NULL, stdout_closed},
        {"without_standard_streams", closed_streams_cost_no_picture, NULL, NULL, all_closed},
        cmocka_unit_test(what_cannot_be_drawn_is_tried_again_and_the_rest_kept),
        cmocka_unit_test(the_deck_is_kept_like_a_chart),
        cmocka_unit_test(the_deck_has_a_first_page_and_a_chart_a_page),
        cmocka_unit_test(the_decks_script_draws_it_alone),
        cmocka_unit_test(a_hostile_title_neither_runs_nor_breaks_the_deck),
        cmocka_unit_test(a_deck_of_a_study_without_title_or_charts),
    };
    struct CMUnitTest tests[COUNT_OF(alone) + COUNT_OF(changes)] = {{0}};
    memcpy(tests, alone, sizeof alone);
    for (size_t i = 0; i < COUNT_OF(changes); i++)
        tests[COUNT_OF(alone) + i] = (struct CMUnitTest){.name = changes[i].name,
                                                         .test_func = only_what_changed_is_drawn,
                                                         .initial_state = (void *)(uintptr_t)&changes[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
