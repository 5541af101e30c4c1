/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "golden_scripts.h"
#include "plot/draw.h"
#include "plot/picture.h"
#include "support/test_gnuplot.h"
#include "support/test_memory.h"

/* A staging folder with charts' scripts, and a folder for PATH with a gnuplot that is a shell script. */
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
    char path[200];
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
        test_gnuplot_write(path, gnuplot);
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
    {"refuses_with_words", "echo 'line 3: undefined' >&2; return 1", CV_FORMAT_SVG, 0,
     AT "gnuplot failed on chart 'c0': line 3: undefined"},
    {"refuses_with_words_without_a_line_end", "printf 'line 3: undefined' >&2; return 1", CV_FORMAT_SVG, 0,
     AT "gnuplot failed on chart 'c0': line 3: undefined"},
    {"refuses_without_words", "return 3", CV_FORMAT_SVG, 0, AT "gnuplot failed on chart 'c0'"},
    {"gives_up_with_words", "echo 'no such library' >&2; exit 127", CV_FORMAT_SVG, 0,
     AT "gnuplot failed on chart 'c0': no such library"},
    {"gives_up_without_words", "exit 0", CV_FORMAT_SVG, 0, AT "gnuplot failed on chart 'c0'"},
    {"dies", "kill -9 $$", CV_FORMAT_SVG, 0, AT "gnuplot died of signal 9 on chart 'c0'"},
    {"dies_with_words", "echo 'out of colours' >&2; kill -11 $$", CV_FORMAT_SVG, 0,
     AT "gnuplot died of signal 11 on chart 'c0': out of colours"},
    {"draws_nothing", ":", CV_FORMAT_PNG, 0, AT "gnuplot did not draw chart 'c0' as png"},
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
    {"control_characters_are_not_passed_on", "printf 'a\\033[31mb\\n' >&2; return 1", CV_FORMAT_SVG, 0,
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
    make_stage(&s, "yes spam | head -c 3000000; return 1", 1);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 1, 1, 0, &messages), CV_PROGRAM);
    assert_true(strlen(messages.items[0].problem) < 2200);
    cv_messages_free(&messages);
    remove_stage(&s);
}

/* ---- how gnuplot is run ---- */

static void it_gets_a_clean_environment_and_the_charts_folder(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    assert_int_equal(setenv("GNUTERM", "evil", 1), 0);
    assert_int_equal(setenv("LD_LIBRARY_PATH_X", "1", 1), 0);
    make_stage(&s,
               "env | grep -v '^_=' | grep -v '^PWD=' | grep -v '^OLDPWD=' | cut -d= -f1 | sort > seen\n"
               "echo \"$LC_ALL $TZ\" >> seen; echo \"$1\" >> seen; basename \"$PWD\" >> seen\n"
               "for f in 0 1 2 3 4 5 6 7 8 9; do if [ -e /proc/$$/fd/$f ]; then echo $f >> seen; fi; done\n"
               "echo '<svg></svg>' > c0.svg",
               1);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 1, 1, 0, &messages), CV_OK);
    check_file(&s, "charts/seen", "HOME\nLC_ALL\nPATH\nTZ\nC.UTF-8 UTC\nc0\ncharts\n0\n1\n2\n");
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
               ": > here-$1; while [ $(ls | grep -c '^here-') -lt 2 ]; do sleep 0.02; done\n"
               "printf 'IEND\\256\\102\\140\\202' > $1.png",
               2);
    assert_int_equal(draw(&s, CV_FORMAT_PNG, 2, 2, 8000, &messages), CV_OK);
    remove_stage(&s);
}

/* How many processes have drawn: each wrote its number. */
static int processes(const stage *s)
{
    char command[120];
    int count = 0;
    snprintf(command, sizeof(command), "sort -u '%s/charts/processes' | wc -l", s->root);
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    assert_int_equal(fscanf(answer, "%d", &count), 1);
    assert_int_equal(pclose(answer), 0);
    return count;
}

#define COUNTED "echo $$ >> processes; "
#define DRAWN   "printf 'IEND\\256\\102\\140\\202' > $1.png; echo '<svg></svg>' > $1.svg"
#define BOTH    (CV_FORMAT_SVG | CV_FORMAT_PNG)

static void one_process_draws_all_scripts_one_after_the_other(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, COUNTED "[ -e busy ] && return 1; : > busy; sleep 0.02; rm busy; " DRAWN, 8);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 8, 1, 8000, &messages), CV_OK);
    assert_true(exists(&s, "charts/c7.svg"));
    assert_int_equal(processes(&s), 1);
    remove_stage(&s);
}

static void two_processes_share_the_scripts(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, COUNTED "sleep 0.05; " DRAWN, 8);
    assert_int_equal(draw(&s, BOTH, 8, 2, 8000, &messages), CV_OK);
    assert_int_equal(processes(&s), 2);
    remove_stage(&s);
}

static void few_small_pictures_are_no_work_for_two(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, COUNTED "sleep 0.05; " DRAWN, 8);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 8, 4, 8000, &messages), CV_OK);
    assert_int_equal(processes(&s), 1);
    remove_stage(&s);
}

static void check_messages(const cv_messages *messages, const char *const *wanted, size_t count)
{
    assert_int_equal(messages->count, count);
    for (size_t i = 0; i < count; i++) {
        char *got = cv_message_format(&messages->items[i]);
        check_text(got, wanted[i], "message");
        cv_text_free(got);
    }
}

static void what_fails_is_named_and_the_rest_is_drawn(void **state)
{
    (void)state;
    static const char *const wanted[] = {AT "gnuplot failed on chart 'c2': bad c2",
                                         AT "gnuplot died of signal 9 on chart 'c4'",
                                         AT "gnuplot did not draw chart 'c6' as svg"};
    for (size_t jobs = 1; jobs <= 3; jobs++) {
        cv_messages messages = {0};
        stage s;
        make_stage(&s,
                   "case $1 in c2) sleep 0.2; echo half > c2.svg; echo bad $1 >&2; return 1;; c4) kill -9 $$;; c6) "
                   "return 0;; esac; " DRAWN,
                   8);
        assert_int_equal(draw(&s, BOTH, 8, jobs, 8000, &messages), CV_PROGRAM);
        check_messages(&messages, wanted, COUNT_OF(wanted));
        for (int i = 0; i < 8; i++) {
            char name[40];
            snprintf(name, sizeof(name), "charts/c%d.svg", i);
            assert_int_equal(exists(&s, name), i != 2 && i != 4 && i != 6);
        }
        cv_messages_free(&messages);
        remove_stage(&s);
    }
}

static void another_takes_up_what_a_hanging_one_leaves(void **state)
{
    (void)state;
    static const char *const wanted[] = {AT "gnuplot took more than 0.5 s for chart 'c1' and was ended"};
    cv_messages messages = {0};
    stage s;
    make_stage(&s, COUNTED "[ $1 = c1 ] && sleep 30; " DRAWN, 4);
    double start = seconds();
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 4, 1, 500, &messages), CV_PROGRAM);
    assert_true(seconds() - start < 10);
    check_messages(&messages, wanted, COUNT_OF(wanted));
    assert_true(exists(&s, "charts/c0.svg") && exists(&s, "charts/c2.svg") && exists(&s, "charts/c3.svg"));
    assert_int_equal(processes(&s), 2);
    cv_messages_free(&messages);
    remove_stage(&s);
}

/* What an earlier script left behind must not cost a later one its pictures. */
static void what_a_used_gnuplot_fails_on_is_tried_by_a_new_one(void **state)
{
    (void)state;
    static const char *const failures_of_the_used[] = {"[ -n \"$used\" ] && return 1; used=1; " DRAWN,
                                                       "[ -n \"$used\" ] && exit 1; used=1; " DRAWN};
    for (size_t i = 0; i < COUNT_OF(failures_of_the_used); i++) {
        cv_messages messages = {0};
        stage s;
        make_stage(&s, failures_of_the_used[i], 4);
        assert_int_equal(draw(&s, CV_FORMAT_SVG, 4, 1, 8000, &messages), CV_OK);
        assert_true(exists(&s, "charts/c3.svg"));
        remove_stage(&s);
    }
}

static void the_limit_is_each_scripts_own(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, "sleep 0.3; " DRAWN, 5);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 5, 1, 1000, &messages), CV_OK);
    remove_stage(&s);
}

static void a_broken_gnuplot_is_given_up(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, COUNTED "echo 'no cairo' >&2; exit 1", 8);
    assert_int_equal(draw(&s, CV_FORMAT_SVG, 8, 1, 8000, &messages), CV_PROGRAM);
    assert_int_equal(messages.count, CV_DRAW_FAILURES_MOST + 1);
    check_text(messages.items[CV_DRAW_FAILURES_MOST].problem, "gnuplot failed 5 times: 3 more scripts were not tried",
               "the last message");
    assert_int_equal(processes(&s), CV_DRAW_FAILURES_MOST);
    cv_messages_free(&messages);
    remove_stage(&s);
}

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    stopped = signal;
}

static void whoever_asked_may_stop_it(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, "sleep 30", 2);
    const cv_chart_spec specs[] = {{.name.text = "c0", .formats = CV_FORMAT_SVG},
                                   {.name.text = "c1", .formats = CV_FORMAT_SVG}};
    const cv_study study = {.charts = (cv_chart_spec *)(uintptr_t)specs, .chart_count = 2};
    const cv_draw_options options = {.jobs = 2, .path = s.bin, .stop = &stopped};
    void (*before)(int) = signal(SIGALRM, stop);
    double start = seconds();
    alarm(1);
    assert_int_equal(cv_draw(&study, &s.folder, &options, &messages), CV_SYSTEM);
    assert_true(seconds() - start < 10);
    signal(SIGALRM, before);
    assert_int_equal(messages.count, 1);
    check_text(messages.items[0].problem, "interrupted", "message");
    cv_messages_free(&messages);
    remove_stage(&s);
}

static void long_scripts_come_first(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    make_stage(&s, "echo $1 >> order; echo '<svg></svg>' > $1.svg; printf 'IEND\\256\\102\\140\\202' > $1.png", 3);
    const cv_chart_spec specs[] = {{.name.text = "c0", .formats = CV_FORMAT_SVG},
                                   {.name.text = "c1", .formats = CV_FORMAT_SVG | CV_FORMAT_PNG},
                                   {.name.text = "c2", .formats = CV_FORMAT_SVG}};
    const cv_study study = {.charts = (cv_chart_spec *)(uintptr_t)specs, .chart_count = 3};
    const cv_draw_options options = {.jobs = 1, .path = s.bin};
    assert_int_equal(cv_draw(&study, &s.folder, &options, &messages), CV_OK);
    check_file(&s, "charts/order", "c1\nc0\nc2\n");
    remove_stage(&s);
}

static void the_deck_is_drawn_beside_the_charts(void **state)
{
    (void)state;
    cv_messages messages = {0};
    stage s;
    char path[200];
    make_stage(&s,
               "case $1 in deck) echo '(D:20261122210844Z) /CreationDate (D:20261122210844Z) %%EOF' > deck.pdf;; "
               "*) " DRAWN ";; esac",
               1);
    snprintf(path, sizeof(path), "%s/deck.gp", s.root);
    write_file(path, "", 0600);
    const cv_chart_spec spec = {.name.text = "c0", .formats = CV_FORMAT_SVG};
    const cv_study study = {.charts = (cv_chart_spec *)(uintptr_t)&spec, .chart_count = 1};
    const cv_draw_options options = {.jobs = 1, .path = s.bin, .deck = true};
    assert_int_equal(cv_draw(&study, &s.folder, &options, &messages), CV_OK);
    check_file(&s, "deck.pdf", "(D:20261122210844Z) /CreationDate (D:20000101000000Z) %%EOF\n");
    assert_true(exists(&s, "charts/c0.svg"));
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
    make_stage(&s, "echo '<svg><title>x</title></svg>' > $1.svg; echo '%%EOF' > $1.pdf", 2);
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
        cv_picture_describe(describes[i].svg, strlen(describes[i].svg), describes[i].script, &got);
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
        cv_picture_undate(pdf, strlen(pdf));
        check_text(pdf, cases[i].wanted, "pdf");
    }
}

/* ---- with the real gnuplot ---- */

/* All but the PNGs of the golden scripts: they take most of the time, and cairo draws the PDFs too. */
static size_t list_golden(stage *to, cv_chart_spec *specs, cv_arena *names)
{
    char charts[100], command[300];
    make_stage(to, NULL, 0);
    snprintf(to->bin, sizeof(to->bin), "/usr/local/bin:/usr/bin:/bin");
    snprintf(charts, sizeof(charts), "%s/charts", to->root);
    size_t count = golden_scripts(charts, specs, NULL, names);
    snprintf(command, sizeof(command), "sed -i '/^# --- png/,/^unset output/d' '%s'/*.gp", charts);
    assert_int_equal(system(command), 0);
    for (size_t i = 0; i < count; i++)
        specs[i].formats &= ~(unsigned)CV_FORMAT_PNG;
    return count;
}

static void check_same_pictures(const stage *one, const stage *two, const char *name)
{
    char command[300];
    for (size_t f = 0; f < CV_PICTURE_FORMATS; f++) {
        if (cv_picture_formats[f].format == CV_FORMAT_PNG)
            continue;
        snprintf(command, sizeof(command), "cmp '%s/charts/%s.%s' '%s/charts/%s.%s'", one->root, name,
                 cv_picture_formats[f].ending, two->root, name, cv_picture_formats[f].ending);
        if (system(command) != 0)
            fail_msg("%s.%s depends on what was drawn before it", name, cv_picture_formats[f].ending);
    }
}

/* What gnuplot keeps from one script to the next must not be seen: `canvass verify` compares bytes, and who draws what
 * after what is chance. */
static void pictures_do_not_depend_on_what_was_drawn_before(void **state)
{
    (void)state;
    static cv_chart_spec specs[GOLDEN_SCRIPTS_MOST], reversed[GOLDEN_SCRIPTS_MOST];
    cv_arena names = {0};
    cv_messages messages = {0};
    char version[64];
    stage alone, together;
    cv_plot_version(version);
    if (version[0] == '\0')
        skip();
    size_t count = list_golden(&alone, specs, &names);
    assert_int_equal(list_golden(&together, reversed, &names), count);
    const cv_draw_options options = {.jobs = 1};
    for (size_t i = 0; i < count; i++) {
        const cv_study one = {.charts = &specs[i], .chart_count = 1};
        assert_int_equal(cv_draw(&one, &alone.folder, &options, &messages), CV_OK);
        reversed[i] = specs[count - 1 - i];
    }
    const cv_study all = {.charts = reversed, .chart_count = count};
    assert_int_equal(cv_draw(&all, &together.folder, &options, &messages), CV_OK);
    for (size_t i = 0; i < count; i++)
        check_same_pictures(&alone, &together, specs[i].name.text);
    cv_arena_free(&names);
    remove_stage(&alone);
    remove_stage(&together);
}

/* Each says what gnuplot itself says. */
static void gnuplots_own_words_are_told(void **state)
{
    (void)state;
    static const char *const names[] = {"good", "Broken.script-1_x", "later"};
    static const char *const scripts[] = {"set terminal svg\nset output 'good.svg'\nplot x\nunset output\n",
                                          "set terminal svg\nset output 'Broken.script-1_x.svg'\nplot nothing\n",
                                          "set terminal svg\nset output 'later.svg'\nplot x\nunset output\n"};
    cv_chart_spec specs[COUNT_OF(names)];
    cv_messages messages = {0};
    char version[64];
    stage s;
    cv_plot_version(version);
    if (version[0] == '\0')
        skip();
    make_stage(&s, NULL, 0);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char path[300];
        snprintf(path, sizeof(path), "%s/charts/%s.gp", s.root, names[i]);
        write_file(path, scripts[i], 0600);
        specs[i] = (cv_chart_spec){.name.text = names[i], .formats = CV_FORMAT_SVG, .place = {"study.yaml", 9, 5}};
    }
    const cv_study study = {.charts = specs, .chart_count = COUNT_OF(names)};
    const cv_draw_options options = {.jobs = 1};
    assert_int_equal(cv_draw(&study, &s.folder, &options, &messages), CV_PROGRAM);
    assert_int_equal(messages.count, 1);
    assert_non_null(strstr(messages.items[0].problem, "gnuplot failed on chart 'Broken.script-1_x': "));
    assert_non_null(strstr(messages.items[0].problem, "line 3: undefined variable: nothing"));
    assert_true(exists(&s, "charts/good.svg") && exists(&s, "charts/later.svg"));
    assert_false(exists(&s, "charts/Broken.script-1_x.svg"));
    cv_messages_free(&messages);
    remove_stage(&s);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(endless_output_is_bounded),
        cmocka_unit_test(it_gets_a_clean_environment_and_the_charts_folder),
        cmocka_unit_test(a_relative_path_is_found_from_the_charts_folder_too),
        cmocka_unit_test(several_work_at_once),
        cmocka_unit_test(one_process_draws_all_scripts_one_after_the_other),
        cmocka_unit_test(two_processes_share_the_scripts),
        cmocka_unit_test(few_small_pictures_are_no_work_for_two),
        cmocka_unit_test(what_fails_is_named_and_the_rest_is_drawn),
        cmocka_unit_test(another_takes_up_what_a_hanging_one_leaves),
        cmocka_unit_test(what_a_used_gnuplot_fails_on_is_tried_by_a_new_one),
        cmocka_unit_test(the_limit_is_each_scripts_own),
        cmocka_unit_test(a_broken_gnuplot_is_given_up),
        cmocka_unit_test(whoever_asked_may_stop_it),
        cmocka_unit_test(long_scripts_come_first),
        cmocka_unit_test(the_deck_is_drawn_beside_the_charts),
        cmocka_unit_test(pictures_do_not_depend_on_what_was_drawn_before),
        cmocka_unit_test(gnuplots_own_words_are_told),
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
