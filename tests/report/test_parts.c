/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standardised domains and split differences in NAME.decompose.csv, report.md and results.json. */
#include "support/test_golden.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "report/output.h"
#include "report/written.h"
#include "support/test_study.h"
#include "table/table.h"

static const char STUDY[] =
    "title: Answers\ndata: {file: d.csv}\n"
    "variables:\n"
    "  g: {label: Country, levels: {a: \"A | land\", b: B-land, c: C-land}}\n"
    "  age: {label: Age, levels: {1: young, 2: \"old, <b>\"}}\n"
    "  y: {label: \"Yes, or no?\"}\n"
    "analyses:\n"
    "  - {name: p, statistic: proportion, of: y, by: [g, h], standardize: {by: age, shares: {1: 3, 2: 1}}}\n"
    "  - {name: l, statistic: mean, of: v, by: g, standardize: {by: [age, h], shares: {like: b}}}\n"
    "  - {name: two, statistic: proportion, of: y, level: \"yes\", by: [g, h], suppress: {min_n: 3},\n"
    "     decompose: {over: g, by: age}}\n"
    "  - {name: three, statistic: mean, of: [v, w], by: g, decompose: {by: age, reference: a, parts: three}}\n";

/* By g: a and b in both cells of age; c in one. */
static const char DATA[] =
    "g,h,age,y,v,w\na,x,1,yes,1,5\na,x,1,no,2,4\na,x,2,yes,3,3\na,x,2,yes,4,4\na,x,2,no,5,6\nb,x,1,yes,2,2\n"
    "b,x,1,yes,2,2\nb,x,1,no,3,1\nb,x,2,no,4,4\nb,x,2,yes,7,5\na,z,1,no,9,5\na,z,2,no,8,3\na,z,2,yes,1,3\n"
    "b,z,1,yes,1,2\nb,z,2,no,1,5\nc,x,1,yes,2,2\nc,x,1,no,3,9\nc,x,1,no,4,1\n";

static void run(test_study *to)
{
    test_study_must_run(to, STUDY, DATA, 1, 0);
}

static void golden_report(void **state)
{
    (void)state;
    test_study study;
    cv_buffer text = {0};
    run(&study);
    written_report(&study.results, false, &text);
    check_golden(text.text, "report-composition.md");
    cv_buffer_free(&text);
    test_study_free(&study);
}

/* The keys of each row; that its numbers are the result's is the writer's own test. */
static void tables(void **state)
{
    (void)state;
    static const char *const want =
        "analysis,statistic,variable,level,h,over,group_a,group_b,part\n"
        "two,proportion,y,yes,x,g,A | land,B-land,difference\ntwo,proportion,y,yes,x,g,A | land,B-land,composition\n"
        "two,proportion,y,yes,x,g,A | land,B-land,rates\ntwo,proportion,y,yes,x,g,A | land,C-land,difference\n"
        "two,proportion,y,yes,x,g,A | land,C-land,composition\ntwo,proportion,y,yes,x,g,A | land,C-land,rates\n"
        "two,proportion,y,yes,z,g,A | land,B-land,difference\ntwo,proportion,y,yes,z,g,A | land,B-land,composition\n"
        "two,proportion,y,yes,z,g,A | land,B-land,rates\ntwo,proportion,y,yes,x,g,B-land,C-land,difference\n"
        "two,proportion,y,yes,x,g,B-land,C-land,composition\ntwo,proportion,y,yes,x,g,B-land,C-land,rates\n";
    test_study study;
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    run(&study);
    assert_int_equal(cv_table_parts(&study.results.items[2], false, &table, &messages), CV_OK);
    assert_int_equal(table.column_count, 18);
    check_text(table.columns[17].name, "flag", "the last column");
    check_text(table.cells[3 * 18 + 17].text, "missing-cell", "a - c");
    assert_null(table.cells[17].text);
    check_text(table.cells[6 * 18 + 17].text, "suppressed-min-n", "two answers");
    assert_true(isnan(table.cells[6 * 18 + 9].number));
    check_close(table.cells[9].number, study.results.items[2].parts[0].value, 0, "value");
    check_close(table.cells[16].number, study.results.items[2].parts[0].p, 0, "p");
    for (size_t i = 0; i < table.row_count; i++)
        memmove(table.cells + i * 9, table.cells + i * 18, 9 * sizeof *table.cells);
    table.column_count = 9;
    cv_table_write_csv(&table, &text);
    check_text(text.text, want, "keys");
    cv_buffer_free(&text);
    cv_table_free(&table);
    test_study_free(&study);
}

static void results_json(void **state)
{
    (void)state;
    test_study study;
    cv_buffer text = {0};
    run(&study);
    cv_report_json(&study.results, &text);
    json_t *root = json_loadb(text.text, text.length, 0, NULL);
    assert_non_null(root);
    const json_t *analyses = json_object_get(root, "analyses"), *like = json_array_get(analyses, 1),
                 *three = json_array_get(analyses, 3);
    const json_t *settings = json_object_get(like, "standardize");
    check_text(json_string_value(json_object_get(settings, "shares")), "like", "shares");
    check_text(json_string_value(json_object_get(settings, "like")), "b", "like");
    check_text(json_string_value(json_array_get(json_object_get(settings, "by"), 1)), "h", "by");
    const json_t *composition = json_object_get(settings, "composition"), *cell = json_array_get(composition, 1);
    assert_int_equal(json_array_size(composition), 4); /* b: 3 young and 2 old in x, 1 and 1 in z */
    check_text(json_string_value(json_object_get(json_object_get(cell, "levels"), "age")), "1", "age");
    check_text(json_string_value(json_object_get(json_object_get(cell, "levels"), "h")), "z", "h");
    check_close(json_real_value(json_object_get(cell, "share")), 1. / 7, 1e-15, "share");
    assert_null(json_object_get(like, "decomposition"));
    check_text(json_string_value(json_object_get(json_object_get(three, "decompose"), "parts")), "three", "parts");
    const json_t *rows = json_object_get(three, "decomposition");
    const cv_result *result = &study.results.items[3];
    assert_int_equal(json_array_size(rows), result->part_count);
    assert_int_equal(result->part_count, 2 * 2 * 4);
    const json_t *row = json_array_get(rows, 3);
    check_text(json_string_value(json_object_get(row, "part")), "interaction", "part");
    check_text(json_string_value(json_object_get(row, "group_a")), "b", "group_a");
    check_text(json_string_value(json_object_get(row, "group_b")), "a", "group_b");
    check_close(json_real_value(json_object_get(row, "value")), result->parts[3].value, 0, "value");
    check_close(json_real_value(json_object_get(row, "share")), result->parts[3].share, 0, "share");
    json_decref(root);
    cv_buffer_free(&text);
    test_study_free(&study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(golden_report), cmocka_unit_test(tables),
                                       cmocka_unit_test(results_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
