/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `canvass verify`: a finished folder, whole and damaged in every way. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"

static void shell(test_folder *folder, const char *line)
{
    command_result result = command_run(
        &(test_command){.arguments = (const char *const[]){"sh", "-c", line, NULL}, .folder = folder->path});
    if (result.status != 0)
        fail_msg("%s: exit status %d\n%s", line, result.status, result.error);
    command_result_free(&result);
}

/* A study in s/, its data beside it, its output in out/. */
static test_folder with_output(void)
{
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "s/survey.csv", SURVEY);
    test_folder_write(&folder, "s/study.yaml", STUDY_WITHOUT_CHARTS);
    check_canvass(folder.path, (const char *const[]){"run", "s/study.yaml", "--output", "out", NULL}, 0, "", "");
    return folder;
}

#define REPORTS "report.html: same\nreport.md: same\nresults.json: same\n"
#define INTEREST                                                                                                       \
    "tables/interest.compare.csv: same\ntables/interest.cov.csv: same\ntables/interest.csv: same\n"                    \
    "tables/interest.tests.csv: same\n"

static const struct damage {
    const char *name;
    const char *line; /* what is done to the finished folder, by a shell */
    int status;
    const char *out, *error;
} damages[] = {
    {"untouched", "true", 0,
     REPORTS INTEREST "tables/spend.csv: same\ntables/weights.csv: same\n9 of 9 files are the same\n", ""},
    {"moved", "mkdir far && mv out far/ && ln -s far/out out", 0,
     REPORTS INTEREST "tables/spend.csv: same\ntables/weights.csv: same\n9 of 9 files are the same\n", ""},
    {"a_table_was_changed", "echo more >> out/tables/spend.csv", 1,
     REPORTS INTEREST "tables/spend.csv: DIFFERS (changed since it was written)\ntables/weights.csv: same\n"
                      "8 of 9 files are the same\n",
     ""},
    {"a_table_was_removed", "rm out/tables/spend.csv", 1,
     REPORTS INTEREST "tables/spend.csv: missing\ntables/weights.csv: same\n8 of 9 files are the same\n", ""},
    {"a_file_was_added", "echo > out/note.txt", 1,
     "note.txt: not in the manifest\n" REPORTS INTEREST
     "tables/spend.csv: same\ntables/weights.csv: same\n9 of 10 files are the same\n",
     ""},
    {"a_link_was_added", "ln -s /etc/passwd out/tables/spend.txt", 1,
     REPORTS INTEREST "tables/spend.csv: same\ntables/spend.txt: not in the manifest (no regular file)\n"
                      "tables/weights.csv: same\n9 of 10 files are the same\n",
     ""},
    {"a_table_became_a_link", "mv out/tables/spend.csv spend && ln -s ../../spend out/tables/spend.csv", 1,
     REPORTS INTEREST "tables/spend.csv: DIFFERS (no regular file)\ntables/weights.csv: same\n"
                      "8 of 9 files are the same\n",
     ""},
    {"control_characters_stay_where_they_are", "echo > \"out/$(printf 'a\\033[2Jb')\"", 1,
     "a\\x1B[2Jb: not in the manifest\n" REPORTS INTEREST
     "tables/spend.csv: same\ntables/weights.csv: same\n9 of 10 files are the same\n",
     ""},
    {"the_study_file_changed", "echo '# a remark' >> s/study.yaml", 0, NULL, ""},
    {"the_study_file_is_gone", "rm s/study.yaml", 0,
     REPORTS INTEREST "tables/spend.csv: same\ntables/weights.csv: same\n9 of 9 files are the same\n", ""},
    {"no_manifest", "rm out/manifest.json", 4, "",
     "canvass: out/manifest.json: error: cannot be opened: No such file or directory\n"},
    {"a_foreign_manifest", "echo '{\"name\": \"app\"}' > out/manifest.json", 2, "",
     "canvass: out/manifest.json: error: this is no manifest of canvass\n"
     "  expected a folder that `canvass run` wrote\n"},
    {"a_manifest_cut_off", "head -c 20 out/manifest.json > m && mv m out/manifest.json", 2, "", NULL},
    {"no_folder", "rm -r out", 4, "",
     "canvass: out/manifest.json: error: cannot be opened: No such file or directory\n"},
};

static void check_damage(void **state)
{
    const struct damage *c = *state;
    test_folder folder = with_output();
    shell(&folder, c->line);
    check_canvass(folder.path, (const char *const[]){"verify", "out", NULL}, c->status, c->out, c->error);
    test_folder_remove(&folder);
}

/* What `canvass verify out` says first. */
static void check_first_line(test_folder *folder, int status, const char *want)
{
    command_result result = canvass_run(folder->path, (const char *const[]){"verify", "out", NULL});
    assert_int_equal(result.status, status);
    check_text(result.error, "", "standard error");
    if (strncmp(result.out, want, strlen(want)) != 0)
        fail_msg("got\n%swant first\n%s", result.out, want);
    command_result_free(&result);
}

static void changed_data_are_named_first(void **state)
{
    (void)state;
    test_folder folder = with_output();
    test_folder_write(&folder, "s/survey.csv", SURVEY "FR,West,2,1,M,no,7\n");
    check_first_line(&folder, 1,
                     "survey.csv: the data have changed\nreport.html: DIFFERS (the run now gives something else)\n");
    test_folder_remove(&folder);
}

static void a_changed_study_is_named_and_its_old_text_run(void **state)
{
    (void)state;
    test_folder folder = with_output();
    char want[4096];
    test_folder_write(&folder, "s/study.yaml", "title: another\n");
    snprintf(want, sizeof want,
             "%s/s/study.yaml: the study has changed since; its text of then was run\nreport.html: same\n",
             folder.path);
    check_first_line(&folder, 0, want);
    test_folder_remove(&folder);
}

static void other_versions_are_named(void **state)
{
    (void)state;
    test_folder folder = with_output();
    shell(&folder, "sed -i 's/\"GSL\": \"[^\"]*\"/\"GSL\": \"1.9\"/; s/\"jansson\": \"[^\"]*\",//' out/manifest.json");
    command_result result = canvass_run(folder.path, (const char *const[]){"verify", "out", NULL});
    assert_int_equal(result.status, 0);
    assert_ptr_equal(strstr(result.out, "GSL: 1.9 then, "), result.out);
    assert_non_null(strstr(result.out, "\njansson: none then, "));
    command_result_free(&result);
    test_folder_remove(&folder);
}

static void a_manifest_that_lies_about_a_file(void **state)
{
    (void)state;
    test_folder folder = with_output();
    shell(&folder,
          "d=$(sha256sum out/report.html | cut -c1-64); "
          "sed -i \"s/$d/0000000000000000000000000000000000000000000000000000000000000000/\" out/manifest.json");
    check_first_line(&folder, 1, "report.html: DIFFERS (the manifest records something else)\n");
    test_folder_remove(&folder);
}

static void a_moved_study_is_found_by_hand(void **state)
{
    (void)state;
    test_folder folder = with_output();
    shell(&folder, "mv s elsewhere");
    command_result result = canvass_run(folder.path, (const char *const[]){"verify", "out", NULL});
    assert_int_equal(result.status, 4);
    assert_non_null(strstr(result.error, "survey.csv"));
    check_text(result.out, "", "standard output");
    command_result_free(&result);
    check_canvass(folder.path, (const char *const[]){"verify", "out", "--study", "elsewhere/study.yaml", NULL}, 0, NULL,
                  "");
    test_folder_remove(&folder);
}

static void settings_and_choices_are_repeated(void **state)
{
    (void)state;
    test_folder folder = with_output();
    check_canvass(folder.path,
                  (const char *const[]){"run", "s/study.yaml", "--output", "out", "--only", "spend", "--values",
                                        "--set", "analyses.spend.where=country = 'UK'", NULL},
                  0, "", "");
    check_canvass(
        folder.path, (const char *const[]){"verify", "out", "--jobs", "2", NULL}, 0,
        "report.html: same\nreport.md: same\nresults.json: same\ntables/spend.csv: same\n4 of 4 files are the same\n",
        "");
    test_folder_remove(&folder);
}

static void every_imputation_is_an_input(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "a.csv", "x,g\n1,a\n2,b\n4,a\n7,b\n");
    test_folder_write(&folder, "b.csv", "x,g\n1,a\n3,b\n4,a\n6,b\n");
    test_folder_write(&folder, "s.yaml",
                      "data: {imputations: [a.csv, b.csv]}\n"
                      "analyses: [{name: m, statistic: mean, of: x, by: g}]\n");
    check_canvass(folder.path, (const char *const[]){"run", "s.yaml", "--output", "out", NULL}, 0, "", "");
    check_text(test_folder_read(&folder, "out/tables/m.imputation.csv", NULL),
               "analysis,statistic,variable,level,g,imputations,within,between,relative_increase,missing_information,"
               "df_complete,df\n"
               "m,mean,x,,a,2,1.5,0,0,0.5714285714285714,1,0.5\n"
               "m,mean,x,,b,2,2.833333333333333,0,0,0.5714285714285714,1,0.5\n",
               "m.imputation.csv");
    const char *report = test_folder_read(&folder, "out/report.md", NULL);
    assert_non_null(strstr(report, "| Imputations | 2 |\n| Rows of each | 4 |\n"));
    assert_non_null(strstr(report, "The missing answers were imputed 2 times."));
    assert_non_null(strstr(report, "Combined over 2 imputations; numbers of answers are their means."));
    assert_non_null(strstr(report, "[m.imputation.csv](tables/m.imputation.csv)"));
    const char *results = test_folder_read(&folder, "out/results.json", NULL);
    assert_non_null(strstr(results, "\"imputations\": 2"));
    assert_non_null(strstr(results, "\"imputation\": {\"within\": 1.5, \"between\": 0, \"relative_increase\": 0, "
                                    "\"missing_information\": 0.5714285714285714, \"df_complete\": 1}"));
    const char *manifest = test_folder_read(&folder, "out/manifest.json", NULL);
    const char *first = strstr(manifest, "\"path\": \"a.csv\""), *second = strstr(manifest, "\"path\": \"b.csv\"");
    assert_true(first != NULL && second != NULL && first < second);
    check_canvass(folder.path, (const char *const[]){"verify", "out", NULL}, 0,
                  "report.html: same\nreport.md: same\nresults.json: same\ntables/m.csv: "
                  "same\ntables/m.imputation.csv: same\n5 of 5 "
                  "files are the same\n",
                  "");
    test_folder_write(&folder, "b.csv", "x,g\n1,a\n3,b\n4,a\n6.0,b\n");
    check_canvass(folder.path, (const char *const[]){"verify", "out", NULL}, 1,
                  "b.csv: the data have changed\nreport.html: same\nreport.md: same\nresults.json: same\ntables/m.csv: "
                  "same\ntables/m.imputation.csv: same\n"
                  "5 of 5 files are the same\n",
                  "");
    test_folder_remove(&folder);
}

/* As one number with an exponent: the file is another, and all that follows from it the same. */
static void files_of_targets_are_inputs(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_make_inside(&folder, "s");
    test_folder_write(&folder, "s/d.csv", "x,g\n1,a\n2,b\n4,a\n7,b\n");
    test_folder_write(&folder, "s/g.csv", "g,target\na,10\nb,30\n");
    test_folder_write(&folder, "s/s.yaml",
                      "data: {file: d.csv}\n"
                      "design: {calibrate: {method: poststratify, targets: {g: g.csv}}}\n"
                      "analyses: [{name: m, statistic: mean, of: x}]\n");
    check_canvass(folder.path, (const char *const[]){"run", "s/s.yaml", "--output", "out", NULL}, 0, "", "");
    const char *manifest = test_folder_read(&folder, "out/manifest.json", NULL);
    const char *first = strstr(manifest, "\"path\": \"d.csv\""), *second = strstr(manifest, "\"path\": \"g.csv\"");
    assert_true(first != NULL && second != NULL && first < second);
    command_result same = command_run(&(test_command){
        .arguments = (const char *const[]){canvass_program(), "verify", "out", NULL}, .folder = folder.path});
    assert_int_equal(same.status, 0);
    assert_null(strstr(same.out, "changed"));
    command_result_free(&same);
    test_folder_write(&folder, "s/g.csv", "g,target\na,1e1\nb,3e1\n");
    command_result changed = command_run(&(test_command){
        .arguments = (const char *const[]){canvass_program(), "verify", "out", NULL}, .folder = folder.path});
    assert_int_equal(changed.status, 1);
    assert_non_null(strstr(changed.out, "g.csv: the data have changed\nreport.html: same\n"));
    command_result_free(&changed);
    test_folder_remove(&folder);
}

static void nothing_is_left_behind(void **state)
{
    (void)state;
    test_folder folder = with_output();
    const char *temporary = test_folder_make_inside(&folder, "temporary");
    char setting[4096];
    snprintf(setting, sizeof setting, "TMPDIR=%s", temporary);
    command_result result =
        command_run(&(test_command){.arguments = (const char *const[]){canvass_program(), "verify", "out", NULL},
                                    .folder = folder.path,
                                    .settings = (const char *const[]){setting, NULL}});
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    assert_int_equal(test_folder_count(&folder, "temporary"), 0);
    test_folder_remove(&folder);
}

static void pictures_need_gnuplot(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", STUDY "report: {formats: [md, html, pdf]}\n");
    command_result result =
        canvass_run(folder.path, (const char *const[]){"run", "study.yaml", "--only", "interest", NULL});
    bool drawn = result.status == 0;
    command_result_free(&result);
    if (!drawn) {
        test_folder_remove(&folder);
        skip();
    }
    check_canvass(folder.path, (const char *const[]){"verify", "out", NULL}, 0,
                  "charts/interest.gp: same\ncharts/interest.svg: same\ndeck.gp: same\ndeck.pdf: same\n"
                  "report.html: same\nreport.md: same\n" INTEREST "10 of 10 files are the same\n",
                  "");
    result = command_run(&(test_command){.arguments = (const char *const[]){canvass_program(), "verify", "out", NULL},
                                         .folder = folder.path,
                                         .settings = (const char *const[]){"PATH=/nonexistent", NULL}});
    assert_int_equal(result.status, 5);
    assert_non_null(strstr(result.out, "gnuplot: gnuplot 5."));
    assert_non_null(strstr(result.out,
                           " then, none now\ncharts/interest.gp: same\ncharts/interest.svg: not drawn again\n"
                           "deck.gp: same\ndeck.pdf: not drawn again\nreport.html: not drawn again\n"
                           "report.md: same\n"));
    assert_non_null(strstr(result.error, "gnuplot was not found on PATH"));
    command_result_free(&result);
    test_folder_remove(&folder);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(changed_data_are_named_first),
        cmocka_unit_test(a_changed_study_is_named_and_its_old_text_run),
        cmocka_unit_test(other_versions_are_named),
        cmocka_unit_test(a_manifest_that_lies_about_a_file),
        cmocka_unit_test(a_moved_study_is_found_by_hand),
        cmocka_unit_test(settings_and_choices_are_repeated),
        cmocka_unit_test(every_imputation_is_an_input),
        cmocka_unit_test(files_of_targets_are_inputs),
        cmocka_unit_test(nothing_is_left_behind),
        cmocka_unit_test(pictures_need_gnuplot),
    };
    struct CMUnitTest tests[COUNT_OF(damages) + COUNT_OF(others)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(damages); i++)
        tests[i] = (struct CMUnitTest){
            .name = damages[i].name, .test_func = check_damage, .initial_state = (void *)(uintptr_t)&damages[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[COUNT_OF(damages) + i] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
