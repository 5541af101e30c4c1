/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read from a manifest, and what is refused: whole, damaged and foreign ones. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "report/manifest.h"
#include "report/tree.h"
#include "support/test_folder.h"

/* Any 64 digits: not the sha256 of the study that stands beside it. */
#define SHA "d1f5d16414c7e23bb06ee50c88e24a6b4ad9d49d9d8b48c2ed3f50d28e8c9c9d"

static char study_sha[CV_SHA256_SIZE];

#define VERSIONS      "\"versions\": {\"canvass\": \"0.1.0\", \"GSL\": \"2.7.1\"}, "
#define STUDY(sha)    "\"study\": {\"path\": \"/s/a.yaml\", \"sha256\": \"" sha "\", \"size\": 5, \"text\": \"a: 1\\n\"}, "
#define ASKED         "\"settings\": [\"x=1\"], \"only\": [], \"values\": true, "
#define FILE_OF(path) "{\"path\": \"" path "\", \"sha256\": \"" SHA "\", \"size\": 7}"
#define INPUTS        "\"inputs\": [" FILE_OF("../d.csv") "], "

/* @ stands for the sha256 of the study's text */
static const char whole[] = "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED INPUTS
    "\"outputs\": [" FILE_OF("tables/b.csv") ", " FILE_OF("report.md") "]}";

static const char *fill_in(test_folder *folder, const char *text)
{
    char bytes[4096];
    const char *at = strchr(text, '@');
    if (at == NULL)
        return test_folder_write(folder, "manifest.json", text);
    snprintf(bytes, sizeof bytes, "%.*s%s%s", (int)(at - text), text, study_sha, at + 1);
    return test_folder_write(folder, "manifest.json", bytes);
}

static void a_whole_manifest_is_read(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    cv_messages messages = {0};
    cv_manifest manifest = {0};
    assert_int_equal(cv_manifest_read(fill_in(&folder, whole), &manifest, &messages), CV_OK);
    check_text(manifest.study_path, "/s/a.yaml", "path");
    check_text(manifest.study_text, "a: 1\n", "text");
    assert_int_equal(manifest.study_length, 5);
    assert_int_equal(manifest.setting_count, 1);
    check_text(manifest.settings[0], "x=1", "setting");
    assert_int_equal(manifest.only_count, 0);
    assert_true(manifest.values);
    check_text(manifest.inputs[0].path, "../d.csv", "input");
    assert_int_equal(manifest.inputs[0].size, 7);
    assert_int_equal(manifest.output_count, 2);
    check_text(manifest.outputs[0].path, "report.md", "outputs are sorted");
    assert_non_null(cv_manifest_output(&manifest, "tables/b.csv"));
    assert_null(cv_manifest_output(&manifest, "tables/c.csv"));
    assert_int_equal(manifest.version_count, 2);
    check_text(manifest.versions[1].version, "2.7.1", "version");
    cv_manifest_free(&manifest);
    cv_manifest_free(&manifest);
    test_folder_remove(&folder);
}

#define DAMAGED    "error: the manifest is damaged: "
#define AS_WRITTEN "\n  expected a manifest as `canvass run` writes it"

static const struct refusal {
    const char *name, *text, *message; /* the message after the path */
} refusals[] = {
    {"empty", "", ":1: " DAMAGED "it is not JSON ('[' or '{' expected near end of file)" AS_WRITTEN},
    {"cut_off", "{\"manifest\": 1, \"stu",
     ":1:20: " DAMAGED "it is not JSON (premature end of input near '\"stu')" AS_WRITTEN},
    {"of_a_web_page", "{\"name\": \"An app\", \"icons\": []}",
     ": error: this is no manifest of canvass\n  expected a folder that `canvass run` wrote"},
    {"a_list", "[]", ": error: this is no manifest of canvass\n  expected a folder that `canvass run` wrote"},
    {"of_a_later_format", "{\"manifest\": 2, \"study\": {}}",
     ": error: the manifest has format 2, this canvass reads format 1"},
    {"study_text_changed", "{\"manifest\": 1, " VERSIONS STUDY(SHA) ASKED INPUTS "\"outputs\": []}",
     ": " DAMAGED "the study's text is not the one that was run" AS_WRITTEN},
    {"no_study_text", "{\"manifest\": 1, \"study\": {\"path\": \"a\", \"sha256\": \"b\"}}",
     ": " DAMAGED "'text' is no text" AS_WRITTEN},
    {"settings_of_numbers",
     "{\"manifest\": 1, " VERSIONS STUDY("@") "\"settings\": [1], \"only\": [], " INPUTS "\"outputs\": []}",
     ": " DAMAGED "'settings' or 'only' holds something other than texts" AS_WRITTEN},
    {"no_only", "{\"manifest\": 1, " VERSIONS STUDY("@") "\"settings\": [], " INPUTS "\"outputs\": []}",
     ": " DAMAGED "'settings' or 'only' is no list" AS_WRITTEN},
    {"no_inputs", "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED "\"outputs\": []}",
     ": " DAMAGED "'inputs' is no list of files" AS_WRITTEN},
    {"short_sha256",
     "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED
     "\"inputs\": [{\"path\": \"a\", \"sha256\": \"12\", \"size\": 1}], \"outputs\": []}",
     ": " DAMAGED "a file's sha256 or size is wrong" AS_WRITTEN},
    {"output_above_the_folder",
     "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED INPUTS "\"outputs\": [" FILE_OF("tables/../../x") "]}",
     ": " DAMAGED "an output lies outside of the folder" AS_WRITTEN},
    {"output_from_the_root",
     "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED INPUTS "\"outputs\": [" FILE_OF("/etc/passwd") "]}",
     ": " DAMAGED "an output lies outside of the folder" AS_WRITTEN},
    {"output_without_a_name",
     "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED INPUTS "\"outputs\": [" FILE_OF("tables/") "]}",
     ": " DAMAGED "an output lies outside of the folder" AS_WRITTEN},
    {"no_outputs", "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED INPUTS "\"output\": []}",
     ": " DAMAGED "'outputs' is no list" AS_WRITTEN},
    {"no_versions", "{\"manifest\": 1, " STUDY("@") ASKED INPUTS "\"outputs\": []}",
     ": " DAMAGED "'versions' is missing" AS_WRITTEN},
};

static void check_refusal(void **state)
{
    const struct refusal *c = *state;
    test_folder folder = test_folder_make();
    cv_messages messages = {0};
    cv_manifest manifest = {0};
    const char *path = fill_in(&folder, c->text);
    char want[4096];
    snprintf(want, sizeof want, "canvass: %s%s", path, c->message);
    assert_int_equal(cv_manifest_read(path, &manifest, &messages), CV_USAGE);
    assert_int_equal(messages.count, 1);
    char *got = cv_message_format(&messages.items[0]);
    check_text(got, want, "message");
    cv_text_free(got);
    cv_manifest_free(&manifest);
    cv_messages_free(&messages);
    test_folder_remove(&folder);
}

static void dots_in_names_are_no_way_out(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    cv_messages messages = {0};
    cv_manifest manifest = {0};
    const char *path = fill_in(&folder, "{\"manifest\": 1, " VERSIONS STUDY("@") ASKED INPUTS
                               "\"outputs\": [" FILE_OF("tables/a..b.csv") ", " FILE_OF("..c") "]}");
    assert_int_equal(cv_manifest_read(path, &manifest, &messages), CV_OK);
    assert_int_equal(manifest.output_count, 2);
    cv_manifest_free(&manifest);
    test_folder_remove(&folder);
}

static void a_tree_is_listed_by_the_bytes_of_its_paths(void **state)
{
    static const char *const wanted[] = {"a.csv", "a/z.csv", "b", "b.d/e/f"}; /* '.' sorts before '/' */
    (void)state;
    test_folder folder = test_folder_make();
    cv_messages messages = {0};
    cv_tree tree = {0};
    test_folder_write(&folder, "b.d/e/f", "");
    test_folder_write(&folder, "a.csv", "");
    test_folder_write(&folder, "b", "");
    test_folder_write(&folder, "a/z.csv", "");
    test_folder_make_inside(&folder, "empty");
    assert_int_equal(cv_tree_read(folder.path, &tree, &messages), CV_OK);
    assert_int_equal(tree.count, COUNT_OF(wanted));
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        check_text(tree.items[i].path, wanted[i], "path");
        assert_true(tree.items[i].regular);
    }
    cv_tree_free(&tree);
    assert_int_equal(cv_tree_read_top(folder.path, &tree, &messages), CV_OK);
    assert_int_equal(tree.count, 5); /* a, a.csv, b, b.d, empty */
    check_text(tree.items[3].path, "b.d", "a folder");
    assert_false(tree.items[3].regular);
    cv_tree_free(&tree);
    assert_int_equal(cv_tree_read(test_folder_path(&folder, "nowhere"), &tree, &messages), CV_SYSTEM);
    cv_tree_free(&tree);
    cv_messages_free(&messages);
    test_folder_remove(&folder);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(a_whole_manifest_is_read),
        cmocka_unit_test(dots_in_names_are_no_way_out),
        cmocka_unit_test(a_tree_is_listed_by_the_bytes_of_its_paths),
    };
    struct CMUnitTest tests[COUNT_OF(refusals) + COUNT_OF(others)] = {{0}};
    cv_bytes_sha256("a: 1\n", 5, study_sha);
    for (size_t i = 0; i < COUNT_OF(refusals); i++)
        tests[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = check_refusal, .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[COUNT_OF(refusals) + i] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
