/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of a study: reports and tables for people follow it, files for programs do not. */
#include "support/test.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "support/test_command.h"
#include "support/test_folder.h"

/* The showcase without its charts, which would take most of the time, reading its data where they are. */
static void write_study(test_folder *folder)
{
    static const char data[] = "../data/";
    cv_buffer study = {0}, text = {0};
    char block[4096];
    size_t count;
    FILE *file = fopen(CANVASS_SOURCE_DIR "/examples/live-shopping.yaml", "rb");
    assert_non_null(file);
    while ((count = fread(block, 1, sizeof block, file)) > 0)
        cv_buffer_add_bytes(&text, block, count);
    fclose(file);
    char *place = strstr(text.text, data), *charts = strstr(text.text, "\ncharts:");
    assert_true(place != NULL && charts != NULL && place < charts);
    cv_buffer_add_bytes(&study, text.text, (size_t)(place - text.text));
    cv_buffer_add(&study, CANVASS_SOURCE_DIR "/data/");
    place += strlen(data);
    cv_buffer_add_bytes(&study, place, (size_t)(charts + 1 - place));
    cv_buffer_add(&study, "report: {formats: [md, json]}\n");
    test_folder_write(folder, "study.yaml", study.text);
    cv_buffer_free(&study);
    cv_buffer_free(&text);
}

static void check_same(test_folder *folder, const char *name)
{
    char english[512], french[512];
    size_t lengths[2];
    snprintf(english, sizeof english, "en/%s", name);
    snprintf(french, sizeof french, "fr/%s", name);
    const char *want = test_folder_read(folder, english, &lengths[0]);
    const char *got = test_folder_read(folder, french, &lengths[1]);
    if (want == NULL || got == NULL || lengths[0] != lengths[1] || memcmp(want, got, lengths[0]) != 0)
        fail_msg("%s is another in French", name);
}

static size_t check_tables(test_folder *folder)
{
    size_t count = 0;
    DIR *tables = opendir(test_folder_path(folder, "en/tables"));
    assert_non_null(tables);
    for (const struct dirent *entry; (entry = readdir(tables)) != NULL;) {
        char name[512];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(name, sizeof name, "tables/%.255s", entry->d_name);
        check_same(folder, name);
        count++;
    }
    closedir(tables);
    return count;
}

static void files_for_programs_know_no_language(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    write_study(&folder);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", "--output=en", "--quiet", NULL}, 0, "", "");
    check_canvass(folder.path,
                  (const char *const[]){"run", "study.yaml", "--output=fr", "--set=language=fr", "--quiet", NULL}, 0,
                  "", "");
    assert_true(check_tables(&folder) > 10);
    assert_int_equal(test_folder_count(&folder, "en/tables"), test_folder_count(&folder, "fr/tables"));
    check_same(&folder, "results.json");
    const char *report = test_folder_read(&folder, "fr/report.md", NULL);
    assert_non_null(strstr(report, "| | Ensemble | United Kingdom (A) |"));
    assert_non_null(strstr(report, "| Interested | 70,0\xc2\xa0% |"));
    assert_null(strstr(report, "confidence interval"));
    test_folder_remove(&folder);
}

#define EIGHT "x,g\nyes,A\nno,A\nno,A\nno,A\nyes,B\nno,B\nno,B\nno,B\n"

static const struct tab_case {
    const char *name;
    const char *language, *format;
    const char *pieces[4];
} tabs[] = {
    {"tab_in_french", "--language=fr", "--format=text", {"Intervalle", "Erreur type", "25,0\xc2\xa0%"}},
    {"tab_in_dutch", "--language=nl", "--format=md", {"Schatting", "25,0%", "95%-betrouwbaarheidsintervallen"}},
    {"tab_in_spanish", "--language=es", "--format=text", {"Estimación", "25,0\xc2\xa0%"}},
    {"tab_in_polish", "--language=pl", "--format=md", {"Oszacowanie", "25,0%", "Procent podstawy"}},
    {"tab_in_german", "--language=de", "--format=text", {"Schätzwert", "25,0\xc2\xa0%", "Prozent der Basis"}},
    {"tab_in_english", "--language=en", "--format=text", {"Estimate", "25.0%", "Per cent of the base"}},
    {"csv_has_no_language", "--language=de", "--format=csv", {",estimate,", "\ntab,proportion,x,yes,2,8,8,0.25,"}},
    {"json_has_no_language", "--language=pl", "--format=json", {"\"estimate\": 0.25"}},
};

static void check_tab(void **state)
{
    const struct tab_case *of = *state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", EIGHT);
    command_result result = canvass_run(
        folder.path, (const char *const[]){"tab", "d.csv", "--of", "x=yes", of->language, of->format, NULL});
    check_text(result.error, "", "standard error");
    assert_int_equal(result.status, 0);
    check_pieces(result.out, of->pieces, COUNT_OF(of->pieces));
    command_result_free(&result);
    test_folder_remove(&folder);
}

static void an_unknown_language_is_a_mistake(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", EIGHT);
    check_canvass(folder.path, (const char *const[]){"tab", "d.csv", "--of=x", "--language=french", NULL}, 2, "",
                  "canvass: --language: error: 'language' is 'french'\n"
                  "  expected one of en, fr, nl, es, pl, de\n");
    test_folder_remove(&folder);
}

int main(void)
{
    static const struct CMUnitTest others[] = {cmocka_unit_test(files_for_programs_know_no_language),
                                               cmocka_unit_test(an_unknown_language_is_a_mistake)};
    struct CMUnitTest tests[COUNT_OF(tabs) + COUNT_OF(others)] = {{0}};
    memcpy(tests, others, sizeof others);
    for (size_t i = 0; i < COUNT_OF(tabs); i++)
        tests[COUNT_OF(others) + i] = (struct CMUnitTest){
            .name = tabs[i].name, .test_func = check_tab, .initial_state = (void *)(uintptr_t)&tabs[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
