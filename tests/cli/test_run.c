/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `canvass run`: what it writes, that it writes it again byte for byte, and that it leaves nothing half done. */
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"
#include "support/test_gnuplot.h"

#define RUN(folder, ...) check_canvass((folder)->path, (const char *const[]){"run", __VA_ARGS__, NULL}, 0, "", "")
#define FAIL(folder, status, error, ...)                                                                               \
    check_canvass((folder)->path, (const char *const[]){"run", __VA_ARGS__, NULL}, status, "", error)

static test_folder with_study(const char *study)
{
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", study);
    return folder;
}

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

static void need_gnuplot(void)
{
    command_result result = command_run(&(test_command){.arguments = (const char *const[]){"gnuplot", "-V", NULL}});
    bool there = result.status == 0;
    command_result_free(&result);
    if (!there)
        skip();
}

static void check_files(test_folder *folder, const char *const *wanted, size_t count)
{
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){"sh", "-c", "find out -type f | LC_ALL=C sort", NULL},
                        .folder = folder->path});
    const char *at = result.out;
    for (size_t i = 0; i < count; i++) {
        char line[256];
        snprintf(line, sizeof line, "out/%s\n", wanted[i]);
        if (strncmp(at, line, strlen(line)) != 0)
            fail_msg("'%s' is not at\n%s", wanted[i], at);
        at += strlen(line);
    }
    check_text(at, "", "further files");
    command_result_free(&result);
}

/* ---- what is written ---- */

static void everything_is_written(void **state)
{
    static const char *const wanted[] = {"charts/interest.gp",
                                         "charts/interest.svg",
                                         "manifest.json",
                                         "report.html",
                                         "report.md",
                                         "results.json",
                                         "tables/interest.compare.csv",
                                         "tables/interest.cov.csv",
                                         "tables/interest.csv",
                                         "tables/interest.tests.csv",
                                         "tables/spend.csv",
                                         "tables/weights.csv"};
    (void)state;
    need_gnuplot();
    test_folder folder = with_study(STUDY);
    RUN(&folder, "study.yaml");
    check_files(&folder, wanted, COUNT_OF(wanted));
    test_folder_remove(&folder);
}

/* Counted by hand in SURVEY. */
static void the_table_holds_the_survey(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml");
    const char *table = test_folder_read(&folder, "out/tables/interest.csv", NULL);
    assert_non_null(table);
    assert_ptr_equal(strstr(table, "analysis,statistic,variable,level,country,count,n,weighted_n,estimate,se,"), table);
    /* weights of "no" in the UK: .5 + 2 + 1 + 1 of 9; of "yes" in France: .5 + 1.5 + 1 + 1 + 1 + 1 of 9 */
    assert_non_null(strstr(table, "\ninterest,proportion,interest,no,United Kingdom,4,8,9,0.5,"));
    assert_non_null(strstr(table, "\ninterest,proportion,interest,yes,France,6,8,9,0.6666666666666666,"));
    table = test_folder_read(&folder, "out/tables/spend.csv", NULL);
    assert_non_null(strstr(table, "\nspend,mean,spend,,(all),14,14,16,"));
    test_folder_remove(&folder);
}

static void values_stand_in_for_labels(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml", "--values");
    const char *table = test_folder_read(&folder, "out/tables/interest.csv", NULL);
    assert_non_null(strstr(table, ",yes,UK,"));
    assert_null(strstr(table, "United Kingdom"));
    test_folder_remove(&folder);
}

static void only_some_analyses(void **state)
{
    static const char *const wanted[] = {"manifest.json", "report.html", "report.md", "results.json",
                                         "tables/spend.csv"};
    (void)state;
    test_folder folder = with_study(STUDY);
    RUN(&folder, "study.yaml", "--only", "spend"); /* the chart is made from another */
    check_files(&folder, wanted, COUNT_OF(wanted));
    test_folder_remove(&folder);
}

static void only_an_unknown_analysis(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY);
    FAIL(&folder, 2,
         "canvass: study.yaml: error: the study has no analysis named 'spent'\n  did you mean 'spend'?\n"
         "canvass: study.yaml: error: the study has no analysis named 'zebra'\n",
         "study.yaml", "--only", "spent", "--only=interest", "--only=zebra");
    assert_int_equal(test_folder_count(&folder, "."), 2);
    test_folder_remove(&folder);
}

static void settings_win_over_the_file(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml", "--set", "analyses.spend.where=sex = 'F'", "--set=output=elsewhere");
    const char *table = test_folder_read(&folder, "elsewhere/tables/spend.csv", NULL);
    assert_non_null(table);
    assert_non_null(strstr(table, ",F,"));
    assert_null(strstr(table, ",M,"));
    test_folder_remove(&folder);
}

static void reports_can_be_left_out(void **state)
{
    static const char *const wanted[] = {
        "manifest.json",           "report.md",           "tables/interest.compare.csv",
        "tables/interest.cov.csv", "tables/interest.csv", "tables/interest.tests.csv",
        "tables/spend.csv",        "tables/weights.csv"};
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS "report: {formats: [md]}\n");
    RUN(&folder, "study.yaml");
    check_files(&folder, wanted, COUNT_OF(wanted));
    test_folder_remove(&folder);
}

static void data_from_standard_input(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml");
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){canvass_program(), "run", "study.yaml", "--set",
                                                           "data={file: '-', format: csv}", "--output", "piped", NULL},
                        .folder = folder.path,
                        .input = SURVEY});
    check_text(result.error, "", "standard error");
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    assert_int_equal(shell(&folder, "diff -r out/tables piped/tables"), 0);
    test_folder_remove(&folder);
}

/* ---- what is said ---- */

static const struct saying {
    const char *name;
    const char *arguments[6];
    const char *error;
} sayings[] = {
    {"nothing_where_nobody_watches", {"run", "study.yaml"}, ""},
    {"a_summary_when_asked",
     {"run", "study.yaml", "--progress"},
     "wrote out: 6 tables, report.html, report.md, results.json\n"},
    {"a_summary_of_one_table",
     {"run", "--progress", "--output=here/there", "--only=spend", "study.yaml"},
     "wrote here/there: 1 table, report.html, report.md, results.json\n"},
    {"quiet_wins", {"run", "study.yaml", "--progress", "--quiet"}, ""},
};

static void check_saying(void **state)
{
    const struct saying *c = *state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    check_canvass(folder.path, c->arguments, 0, "", c->error);
    test_folder_remove(&folder);
}

/* ---- the same bytes ---- */

static void the_same_bytes_every_time(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml", "--output", "first");
    RUN(&folder, "study.yaml", "--output", "second");
    RUN(&folder, "study.yaml", "--output", "jobs1", "--jobs", "1");
    RUN(&folder, "study.yaml", "--output", "jobs2", "--jobs", "2");
    RUN(&folder, "study.yaml", "--output", "jobs4", "--jobs", "4");
    RUN(&folder, "./study.yaml", "--output", "dotted", "--progress", "--quiet");
    const char *path = test_folder_path(&folder, "study.yaml");
    const char *target = test_folder_path(&folder, "elsewhere");
    check_canvass("/", (const char *const[]){"run", path, "--output", target, NULL}, 0, "", "");
    assert_int_equal(
        shell(&folder, "for d in second jobs1 jobs2 jobs4 dotted elsewhere; do diff -r first $d || exit 1; done"), 0);
    test_folder_remove(&folder);
}

static void the_same_pictures_every_time(void **state)
{
    (void)state;
    need_gnuplot();
    test_folder folder = with_study(STUDY_HEAD STUDY_ANALYSES
                                    "charts:\n  - {name: a, from: interest, kind: dot, formats: [svg, png, pdf]}\n"
                                    "  - {name: b, from: spend, kind: bar, formats: [svg, png, pdf]}\n");
    RUN(&folder, "study.yaml", "--output", "first", "--jobs=1");
    RUN(&folder, "study.yaml", "--output", "second", "--jobs=2");
    assert_int_equal(test_folder_count(&folder, "first/charts"), 8);
    assert_int_equal(shell(&folder, "diff -r first second"), 0);
    test_folder_remove(&folder);
}

static void a_second_run_replaces_the_first_whole(void **state)
{
    static const char *const wanted[] = {"manifest.json", "report.html", "report.md", "results.json",
                                         "tables/spend.csv"};
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml");
    RUN(&folder, "study.yaml", "--only=spend");
    check_files(&folder, wanted, COUNT_OF(wanted));
    assert_int_equal(test_folder_count(&folder, "."), 3);
    test_folder_remove(&folder);
}

/* ---- folders of others ---- */

#define WANTED_TARGET "\n  expected a new name, an empty folder, or one that an earlier run wrote\n"

static const struct foreign {
    const char *name;
    const char *before; /* a shell line that makes what is at `out` */
    const char *error;
} foreigners[] = {
    {"a_folder_of_somebody_else", "mkdir out; echo precious > out/notes.txt",
     "canvass: out: error: holds files that canvass did not write, such as 'notes.txt'; they would be "
     "lost" WANTED_TARGET},
    {"a_web_page_with_a_manifest", "mkdir out; echo '{\"name\": \"app\"}' > out/manifest.json; echo 1 > out/z.js",
     "canvass: out: error: holds files that canvass did not write, such as 'manifest.json'; they would be "
     "lost" WANTED_TARGET},
    {"a_note_beside_our_own_files", "\"$CANVASS\" run study.yaml && echo remember > out/tables/note.txt",
     "canvass: out: error: holds files that canvass did not write, such as 'tables/note.txt'; they would be "
     "lost" WANTED_TARGET},
    {"a_file", "echo precious > out", "canvass: out: error: is not a folder" WANTED_TARGET},
};

static void check_foreign(void **state)
{
    const struct foreign *c = *state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    assert_int_equal(shell(&folder, c->before), 0);
    assert_int_equal(shell(&folder, "cp -r out before"), 0);
    FAIL(&folder, 4, c->error, "study.yaml");
    assert_int_equal(shell(&folder, "diff -r before out"), 0);
    assert_int_equal(test_folder_count(&folder, "."), 4);
    test_folder_remove(&folder);
}

static void an_empty_folder_is_taken(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    test_folder_make_inside(&folder, "out");
    RUN(&folder, "study.yaml");
    assert_true(test_folder_has(&folder, "out/manifest.json"));
    RUN(&folder, "study.yaml", "--output", "out/"); /* and then it is ours */
    test_folder_remove(&folder);
}

/* ---- failures leave what was there ---- */

static void a_mistake_in_the_data_keeps_the_old_folder(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml");
    assert_int_equal(shell(&folder, "cp -r out before"), 0);
    test_folder_write(&folder, "survey.csv", SURVEY "UK,North\n");
    command_result result = canvass_run(folder.path, (const char *const[]){"run", "study.yaml", NULL});
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    assert_int_equal(shell(&folder, "diff -r before out"), 0);
    assert_int_equal(test_folder_count(&folder, "."), 4);
    test_folder_remove(&folder);
}

static void a_full_disk_keeps_the_old_folder(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    RUN(&folder, "study.yaml");
    assert_int_equal(shell(&folder, "cp -r out before"), 0);
    /* no file may grow beyond 512 bytes (1024 where sh is bash) */
    command_result result = command_run(&(test_command){
        .arguments = (const char *const[]){"sh", "-c", "ulimit -f 1; exec \"$CANVASS\" run study.yaml", NULL},
        .folder = folder.path});
    assert_int_equal(result.status, 4);
    assert_non_null(strstr(result.error, "/out/"));
    assert_non_null(strstr(result.error, ": error: cannot be written: File too large\n"));
    command_result_free(&result);
    assert_int_equal(shell(&folder, "diff -r before out"), 0);
    assert_int_equal(test_folder_count(&folder, "."), 4);
    test_folder_remove(&folder);
}

static void a_place_where_nothing_can_be_made(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    FAIL(&folder, 4, "canvass: /proc/canvass/out: error: cannot be made: No such file or directory\n", "study.yaml",
         "--output", "/proc/canvass/out");
    test_folder_remove(&folder);
}

/* root is stopped by nothing: then the program runs as nobody, where that can be had. */
static void no_permission(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY_WITHOUT_CHARTS);
    test_folder_make_inside(&folder, "locked");
    assert_int_equal(shell(&folder, "chmod a+rx . && chmod a+r * && chmod a-w locked"), 0);
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){"sh", "-c",
                                                           "as=; [ $(id -u) != 0 ] || "
                                                           "as='setpriv --reuid=65534 --regid=65534 --clear-groups'; "
                                                           "$as \"$CANVASS\" help > /dev/null 2>&1 || exit 77; "
                                                           "$as \"$CANVASS\" run study.yaml --output locked/out",
                                                           NULL},
                        .folder = folder.path});
    bool possible = result.status != 77;
    if (possible) {
        assert_non_null(strstr(result.error, "locked/out: error: cannot be made: Permission denied\n"));
        assert_int_equal(result.status, 4);
        assert_int_equal(test_folder_count(&folder, "locked"), 0);
    }
    command_result_free(&result);
    assert_int_equal(shell(&folder, "chmod u+w locked"), 0);
    test_folder_remove(&folder);
    if (!possible)
        skip();
}

static void a_study_that_is_not_there(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    FAIL(&folder, 4, "canvass: none.yaml: error: cannot be opened: No such file or directory\n", "none.yaml");
    test_folder_remove(&folder);
}

/* ---- gnuplot ---- */

static void without_gnuplot_all_but_the_pictures(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY);
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){canvass_program(), "run", "study.yaml", "--progress", NULL},
                        .folder = folder.path,
                        .settings = (const char *const[]){"PATH=/nonexistent", NULL}});
    assert_int_equal(result.status, 5);
    assert_non_null(strstr(result.error, "error: gnuplot was not found on PATH"));
    assert_non_null(
        strstr(result.error, "wrote out: 6 tables, 1 chart script, report.html, report.md, results.json\n"));
    command_result_free(&result);
    assert_true(test_folder_has(&folder, "out/tables/interest.csv"));
    assert_true(test_folder_has(&folder, "out/charts/interest.gp"));
    assert_false(test_folder_has(&folder, "out/charts/interest.svg"));
    const char *manifest = test_folder_read(&folder, "out/manifest.json", NULL);
    assert_non_null(strstr(manifest, "charts/interest.gp"));
    assert_null(strstr(manifest, "interest.svg"));
    const char *report = test_folder_read(&folder, "out/report.html", NULL);
    assert_non_null(strstr(report, "This chart could not be drawn"));
    assert_null(strstr(report, "<svg"));
    test_folder_remove(&folder);
}

static void a_failing_gnuplot_leaves_no_half_pictures(void **state)
{
    (void)state;
    test_folder folder = with_study(STUDY);
    test_folder_make_inside(&folder, "bin");
    test_gnuplot_write(test_folder_path(&folder, "bin/gnuplot"), "echo half > $1.svg; echo 'it broke' >&2; return 1");
    command_result result =
        command_run(&(test_command){.arguments = (const char *const[]){"sh", "-c",
                                                                       "PATH=\"$PWD/bin:$PATH\" exec \"$CANVASS\" run "
                                                                       "study.yaml",
                                                                       NULL},
                                    .folder = folder.path});
    assert_int_equal(result.status, 5);
    assert_non_null(strstr(result.error, "it broke"));
    command_result_free(&result);
    assert_true(test_folder_has(&folder, "out/charts/interest.gp"));
    assert_false(test_folder_has(&folder, "out/charts/interest.svg"));
    test_folder_remove(&folder);
}

/* ---- interruptions ---- */

/* Nobody is in the base: the tables say so, the picture has nothing to show, and gnuplot is not even looked for. */
static void a_chart_without_rows_is_left_out(void **state)
{
    static const char *const wanted[] = {"manifest.json", "report.md", "tables/a.csv"};
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", "x,g\nyes,A\nno,B\n");
    test_folder_write(&folder, "study.yaml",
                      "output: out\ndata: {file: d.csv}\nreport: {formats: md}\nanalyses:\n"
                      "  - {name: a, statistic: proportion, of: x, by: g, where: g = 'Z'}\n"
                      "charts:\n  - {name: c, from: a, formats: svg}\n");
    FAIL(
        &folder, 0,
        "canvass: study.yaml:7:5: warning: chart 'c' is left out: analysis 'a' has no rows, as nobody is in its base\n",
        "study.yaml");
    check_files(&folder, wanted, COUNT_OF(wanted));
    assert_null(strstr(test_folder_read(&folder, "out/report.md", NULL), "charts/c.svg"));
    test_folder_remove(&folder);
}

static void wait_a_moment(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
}

/* Starts a run whose gnuplot says that it is there and then takes its time. */
static pid_t start_slow_run(test_folder *folder)
{
    test_folder_write(folder, "bin/gnuplot",
                      "#!/bin/sh\n[ \"$1\" = -V ] && exit 0\n[ \"$1\" = --version ] && exit 0\n"
                      "echo > \"${0%/bin/gnuplot}/started\"\nexec sleep 20\n");
    assert_int_equal(shell(folder, "chmod +x bin/gnuplot"), 0);
    const char *path = test_folder_path(folder, "bin");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char search[4096];
        snprintf(search, sizeof search, "%s:/usr/bin:/bin", path);
        if (chdir(folder->path) == 0 && setenv("PATH", search, 1) == 0)
            execl(canvass_program(), "canvass", "run", "study.yaml", (char *)NULL);
        _exit(127);
    }
    for (int i = 0; i < 500 && !test_folder_has(folder, "started"); i++)
        wait_a_moment();
    assert_true(test_folder_has(folder, "started"));
    return child;
}

static void an_interrupted_run_leaves_the_old_folder(void **state)
{
    int signal = *(const int *)*state;
    test_folder folder = with_study(STUDY);
    RUN(&folder, "study.yaml", "--only", "spend");
    assert_int_equal(shell(&folder, "cp -r out before"), 0);
    pid_t child = start_slow_run(&folder);
    time_t start = time(NULL);
    assert_int_equal(kill(child, signal), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status)); /* a shell shows 130 or 143 */
    assert_int_equal(WTERMSIG(status), signal);
    assert_true(time(NULL) - start < 10); /* gnuplot was not waited for */
    assert_int_equal(shell(&folder, "diff -r before out"), 0);
    assert_int_equal(test_folder_count(&folder, "."), 6); /* study, data, out, before, bin, started */
    test_folder_remove(&folder);
}

int main(void)
{
    static const int signals[] = {SIGINT, SIGTERM};
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(everything_is_written),
        cmocka_unit_test(the_table_holds_the_survey),
        cmocka_unit_test(values_stand_in_for_labels),
        cmocka_unit_test(only_some_analyses),
        cmocka_unit_test(only_an_unknown_analysis),
        cmocka_unit_test(settings_win_over_the_file),
        cmocka_unit_test(reports_can_be_left_out),
        cmocka_unit_test(data_from_standard_input),
        cmocka_unit_test(the_same_bytes_every_time),
        cmocka_unit_test(the_same_pictures_every_time),
        cmocka_unit_test(a_second_run_replaces_the_first_whole),
        cmocka_unit_test(an_empty_folder_is_taken),
        cmocka_unit_test(a_mistake_in_the_data_keeps_the_old_folder),
        cmocka_unit_test(a_full_disk_keeps_the_old_folder),
        cmocka_unit_test(a_place_where_nothing_can_be_made),
        cmocka_unit_test(no_permission),
        cmocka_unit_test(a_study_that_is_not_there),
        cmocka_unit_test(without_gnuplot_all_but_the_pictures),
        cmocka_unit_test(a_failing_gnuplot_leaves_no_half_pictures),
        cmocka_unit_test(a_chart_without_rows_is_left_out),
        {"an_interrupted_run_leaves_the_old_folder", an_interrupted_run_leaves_the_old_folder, NULL, NULL,
         (void *)(uintptr_t)&signals[0]},
        {"a_terminated_run_leaves_the_old_folder", an_interrupted_run_leaves_the_old_folder, NULL, NULL,
         (void *)(uintptr_t)&signals[1]},
    };
    struct CMUnitTest tests[COUNT_OF(sayings) + COUNT_OF(foreigners) + COUNT_OF(others)] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(sayings); i++)
        tests[count++] = (struct CMUnitTest){
            .name = sayings[i].name, .test_func = check_saying, .initial_state = (void *)(uintptr_t)&sayings[i]};
    for (size_t i = 0; i < COUNT_OF(foreigners); i++)
        tests[count++] = (struct CMUnitTest){
            .name = foreigners[i].name, .test_func = check_foreign, .initial_state = (void *)(uintptr_t)&foreigners[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[count++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
