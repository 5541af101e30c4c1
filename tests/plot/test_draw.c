/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "plot/draw.h"
#include "support/test_memory.h"

/* A staging folder with a chart's script, and a folder for PATH with a gnuplot that is a shell script. */
typedef struct stage {
    char root[64], bin[160];
    cv_folder folder;
} stage;

static void write_file(const char *path, const char *text, mode_t mode)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static void make_stage(stage *to, const char *gnuplot, size_t charts)
{
    char path[200], body[2000];
    snprintf(to->root, sizeof(to->root), "/tmp/canvass-draw-XXXXXX");
    assert_non_null(mkdtemp(to->root));
    snprintf(path, sizeof(path), "%s/charts", to->root);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(to->bin, sizeof(to->bin), "%s/bin", to->root);
    assert_int_equal(mkdir(to->bin, 0700), 0);
    for (size_t i = 0; i < charts; i++) {
        snprintf(path, sizeof(path), "%s/charts/c%zu.gp", to->root, i);
        write_file(path, "# Title: A & B\n# Description: Dot chart. <x>\nset output\n", 0600);
    }
    if (gnuplot != NULL) {
        snprintf(path, sizeof(path), "%s/gnuplot", to->bin);
        snprintf(body, sizeof(body), "#!/bin/sh\n%s\n", gnuplot);
        write_file(path, body, 0700);
        strcat(to->bin, ":/usr/bin:/bin"); /* for the shell script's own commands */
    }
    to->folder = (cv_folder){.staging = to->root};
}

static void remove_stage(stage *s)
{
    char command[120];
    snprintf(command, sizeof(command), "rm -rf '%s'", s->root);
    assert_int_equal(system(command), 0);
}

static cv_status draw(stage *s, unsigned formats, size_t charts, size_t jobs, int limit, cv_messages *messages)
{
    static cv_chart_spec specs[8];
    static const char *const names[] = {"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"};
    for (size_t i = 0; i < charts; i++)
        specs[i] = (cv_chart_spec){.name.text = names[i], .formats = formats, .place = {"study.yaml", 9, 5}};
    const cv_study study = {.charts = specs, .chart_count = charts};
    const cv_draw_options options = {.jobs = jobs, .limit = limit, .path = s->bin};
    return cv_draw(&study, &s->folder, &options, messages);
}

static bool exists(const stage *s, const char *name)
{
    char path[200];
    snprintf(path, sizeof(path), "%s/%s", s->root, name);
    return access(path, F_OK) == 0;
}

static void check_file(const stage *s, const char *name, const char *wanted)
{
    char path[200];
    cv_buffer got = {0};
    cv_messages messages = {0};
    snprintf(path, sizeof(path), "%s/%s", s->root, name);
    assert_int_equal(cv_file_read(path, 1 << 20, &got, &messages), CV_OK);
    check_text(got.length > 0 ? got.text : "", wanted, name);
    cv_buffer_free(&got);
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- what gnuplot does, and what is said of it ---- */

#define AT "canvass: study.yaml:9:5: error: "

static const struct failure_case {
    const char *name, *gnuplot; /* NULL: none on PATH */
    unsigned formats;
    int limit;
    const char *wanted; /* NULL: it succeeds */
} failures[] = {
    {"not_there", NULL, CV_FORMAT_SVG, 0,
     "canvass: error: gnuplot was not found on PATH\n"
     "  expected gnuplot 5.4 or later with cairo (Debian: apt-get install gnuplot-nox)"},
    {"nothing_to_draw_needs_no_gnuplot", NULL, 0, 0, NULL},
    {"fails_with_words", "echo 'line 3: undefined' >&2; exit 1", CV_FORMAT_SVG, 0,
     AT "gnuplot failed on chart 'c0': line 3: undefined"},
    {"fails_without_words", "exit 3", CV_FORMAT_SVG, 0, AT "gnuplot failed on chart 'c0'"},
    {"dies", "kill -9 $$", CV_FORMAT_SVG, 0, AT "gnuplot died of signal 9 on chart 'c0'"},
    {"draws_nothing", "exit 0", CV_FORMAT_PNG, 0, AT "gnuplot did not draw chart 'c0' as png"},
    {"leaves_an_svg_unfinished", "printf '<svg><title>' > c0.svg", CV_FORMAT_SVG, 0,
     AT "gnuplot left chart 'c0' unfinished as svg\n  expected room on the disk"},
    {"leaves_an_empty_pdf", ": > c0.pdf", CV_FORMAT_PDF, 0,
     AT "gnuplot left chart 'c0' unfinished as pdf\n  expected room on the disk"},
    {"hangs", "sleep 30", CV_FORMAT_SVG, 300, AT "gnuplot took more than 0.3 s for chart 'c0' and was ended"},
    {"hangs_deaf_with_a_child", "trap '' TERM INT HUP; sleep 30 & sleep 30", CV_FORMAT_SVG, 300,
     AT "gnuplot took more than 0.3 s for chart 'c0' and was ended"},
    {"hangs_with_closed_output", "exec >/dev/null 2>&1; sleep 30", CV_FORMAT_SVG, 300,
     AT "gnuplot took more than 0.3 s for chart 'c0' and was ended"},
    {"leaves_a_child_behind", "sleep 30 & echo '<svg></svg>' > c0.svg", CV_FORMAT_SVG, 5000, NULL},
    {"control_characters_are_not_passed_on", "printf 'a\\033[31mb\\n' >&2; exit 1", CV_FORMAT_SVG, 0,
     AT "gnuplot failed on chart 'c0': a [31mb"},
    {"draws", "echo '<svg></svg>' > c0.svg", CV_FORMAT_SVG, 0, NULL},
};

static void check_failure(void **state)
{
    const struct failure_case *c = *state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, c->gnuplot, 1);
    double start = seconds();
    cv_status status = draw(&s, c->formats, 1, 1, c->limit, &messages);
    assert_true(seconds() - start < 10);
    assert_int_equal(status, c->wanted == NULL ? CV_OK : CV_PROGRAM);
    assert_int_equal(messages.count, c->wanted == NULL ? 0 : 1);
    if (c->wanted != NULL) {
        char *got = cv_message_format(&messages.items[0]);
        check_text(got, c->wanted, c->name);
        cv_text_free(got);
    }
    cv_messages_free(&messages);
    remove_stage(&s);
}

static void endless_output_is_bounded(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, "yes spam | head -c 3000000; exit 1", 1);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 1, 1, 0, &messages), CV_PROGRAM);
    assert_true(strlen(messages.items[0].problem) < 2200);
    cv_messages_free(&messages);
    remove_stage(&s);
}

/* ---- how gnuplot is run ---- */

static void it_gets_a_clean_environment_no_input_and_the_charts_folder(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    assert_int_equal(setenv("GNUTERM", "evil", 1), 0);
    assert_int_equal(setenv("LD_LIBRARY_PATH_X", "1", 1), 0);
    make_stage(&s,
               "env | grep -v '^_=' | grep -v '^PWD=' | cut -d= -f1 | sort > seen; echo \"$LC_ALL $TZ\" >> seen\n"
               "cat >> seen; echo \"$@\" >> seen; basename \"$PWD\" >> seen; echo '<svg></svg>' > c0.svg",
               1);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 1, 1, 0, &messages), CV_OK);
    check_file(&s, "charts/seen", "HOME\nLC_ALL\nPATH\nTZ\nC.UTF-8 UTC\n-d c0.gp\ncharts\n");
    unsetenv("GNUTERM");
    unsetenv("LD_LIBRARY_PATH_X");
    remove_stage(&s);
}

static void a_relative_path_is_found_from_the_charts_folder_too(void **state)
{
    (void)state;
    cv_messages messages = {0};
    char before[1000];
    stage s;
    make_stage(&s, "echo '<svg></svg>' > c0.svg", 1);
    assert_non_null(getcwd(before, sizeof(before)));
    assert_int_equal(chdir(s.root), 0);
    snprintf(s.bin, sizeof(s.bin), "bin:/usr/bin:/bin");
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 1, 1, 0, &messages), CV_OK);
    assert_int_equal(chdir(before), 0);
    remove_stage(&s);
}

/* Each gnuplot waits until it sees the other: only two at once can end. */
static void several_work_at_once(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s,
               "name=$(basename $2 .gp); : > here-$name\n"
               "while [ $(ls | grep -c '^here-') -lt 2 ]; do sleep 0.02; done; echo '<svg></svg>' > $name.svg",
               2);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 2, 2, 8000, &messages), CV_OK);
    remove_stage(&s);
}

static void one_at_a_time_draws_all(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(
        &s,
        "name=$(basename $2 .gp); [ -e busy ] && exit 1; : > busy; sleep 0.05; rm busy; echo '<svg></svg>' > $name.svg",
        5);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 5, 1, 8000, &messages), CV_OK);
    assert_true(exists(&s, "charts/c4.svg"));
    remove_stage(&s);
}

static void after_a_failure_nothing_new_is_started(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, "name=$(basename $2 .gp); [ $name = c0 ] && exit 1; echo '<svg></svg>' > $name.svg", 3);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 3, 1, 8000, &messages), CV_PROGRAM);
    assert_int_equal(messages.count, 1);
    assert_false(exists(&s, "charts/c1.svg"));
    cv_messages_free(&messages);
    remove_stage(&s);
}

static cv_status draw_once(void *context, cv_messages *messages)
{
    return draw(context, CV_FORMAT_SVG | CV_FORMAT_PDF, 2, 2, 8000, messages);
}

static void every_allocation_of_a_drawing_may_fail(void **state)
{
    (void)state;
    stage s;
    make_stage(&s, "name=$(basename $2 .gp); echo '<svg><title>x</title></svg>' > $name.svg; echo '%%EOF' > $name.pdf",
               2);
    check_every_allocation(draw_once, &s, 0);
    remove_stage(&s);
}

/* ---- what becomes of pictures ---- */

static void an_svg_gets_the_scripts_title_and_description(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, "echo '<svg><title>Gnuplot</title><desc>Produced</desc><title>x</title></svg>' > c0.svg", 1);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 1, 1, 0, &messages), CV_OK);
    check_file(&s, "charts/c0.svg",
               "<svg><title>A &amp; B</title><desc>Dot chart. &lt;x&gt;</desc><title>x</title></svg>\n");
    remove_stage(&s);
}

static const struct describe_case {
    const char *svg, *script, *wanted;
} describes[] = {
    {"<svg><title>G</title><desc>P</desc></svg>", "# Title: t\n# Description: d\n",
     "<svg><title>t</title><desc>d</desc></svg>"},
    {"<svg><title>G</title></svg>", "# Title: t\n# Description: d\n", "<svg><title>t</title></svg>"},
    {"<svg><title>G", "# Title: t\n# Description: d\n", "<svg><title>G"},
    {"<svg><title>G</title></svg>", "set output\n# Title: t\n# Description: d\n", "<svg><title>G</title></svg>"},
    {"", "# Title: t\n# Description: d\n", ""},
    {"<svg/>", "", "<svg/>"},
};

static void descriptions_go_where_there_is_a_place_for_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(describes); i++) {
        cv_buffer got = {0};
        cv_draw_describe(describes[i].svg, strlen(describes[i].svg), describes[i].script, &got);
        check_text(got.length > 0 ? got.text : "", describes[i].wanted, describes[i].svg);
        cv_buffer_free(&got);
    }
}

static void dates_of_pdfs_are_overwritten(void **state)
{
    static const struct {
        const char *pdf, *wanted;
    } cases[] = {
        {"x /CreationDate (D:20261122210844Z) y", "x /CreationDate (D:20000101000000Z) y"},
        {"/CreationDate (D:20261122", "/CreationDate (D:20000101"},
        {"/CreationDate (D:", "/CreationDate (D:"},
        {"no date 20261122210844", "no date 20261122210844"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char pdf[100];
        snprintf(pdf, sizeof(pdf), "%s", cases[i].pdf);
        cv_draw_undate(pdf, strlen(pdf));
        check_text(pdf, cases[i].wanted, "pdf");
    }
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(endless_output_is_bounded),
        cmocka_unit_test(it_gets_a_clean_environment_no_input_and_the_charts_folder),
        cmocka_unit_test(a_relative_path_is_found_from_the_charts_folder_too),
        cmocka_unit_test(several_work_at_once),
        cmocka_unit_test(one_at_a_time_draws_all),
        cmocka_unit_test(after_a_failure_nothing_new_is_started),
        cmocka_unit_test(every_allocation_of_a_drawing_may_fail),
        cmocka_unit_test(an_svg_gets_the_scripts_title_and_description),
        cmocka_unit_test(descriptions_go_where_there_is_a_place_for_them),
        cmocka_unit_test(dates_of_pdfs_are_overwritten),
    };
    struct CMUnitTest tests[COUNT_OF(alone) + COUNT_OF(failures)] = {{0}};
    memcpy(tests, alone, sizeof(alone));
    for (size_t i = 0; i < COUNT_OF(failures); i++)
        tests[COUNT_OF(alone) + i] = (struct CMUnitTest){
            .name = failures[i].name, .test_func = check_failure, .initial_state = (void *)(uintptr_t)&failures[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
