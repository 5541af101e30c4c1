/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that try to be something else, as titles, labels and values, through the whole program: nothing in them is run,
 * and whoever reads the tables and reports by the rules of their formats finds them again. */
#include "support/test_hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <uninorm.h>

#include "base/arena.h"
#include "support/test_command.h"
#include "support/test_csv.h"
#include "table/display.h"

static test_folder with_run(const char *more)
{
    test_folder folder = test_folder_make();
    hostile_run(&folder, more);
    return folder;
}

static void need(const char *program)
{
    command_result result =
        command_run(&(test_command){.arguments = (const char *const[]){program, "--version", NULL}});
    bool there = result.status == 0;
    command_result_free(&result);
    if (!there)
        skip_without(program);
}

static const char *file_of(test_folder *folder, const char *name, size_t *length)
{
    const char *bytes = test_folder_read(folder, name, length);
    if (bytes == NULL)
        fail_msg("no %s", name);
    return bytes;
}

/* ---- tables ---- */

/* The level of the first row in which it is the text; 0: in none. */
static size_t row_of(const test_csv *table, size_t column, const char *text)
{
    for (size_t row = 1; row < table->rows; row++)
        if (strcmp(table->cells[row * table->columns + column], text) == 0)
            return row;
    return 0;
}

static void tables_give_every_text_back(void **state)
{
    static const char *const names[] = {"labels", "values"};
    (void)state;
    test_folder folder = with_run(NULL);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char path[64];
        size_t length = 0;
        snprintf(path, sizeof path, "out/tables/%s.csv", names[i]);
        const char *bytes = file_of(&folder, path, &length);
        test_csv table = test_csv_parse(names[i], bytes, length);
        size_t column = test_csv_column(&table, "level", 5);
        assert_true(column < table.columns);
        for (size_t k = 0; k < hostile_text_count; k++)
            if ((i == 0 || hostile_texts[k].text[0] != '\0') && row_of(&table, column, hostile_texts[k].text) == 0)
                fail_msg("%s is not among the levels of %s.csv", hostile_texts[k].name, names[i]);
        test_csv_free(&table);
    }
    test_folder_remove(&folder);
}

/* ---- JSON ---- */

static json_t *analysis_of(json_t *report, const char *name)
{
    size_t i;
    json_t *analysis;
    json_array_foreach(json_object_get(report, "analyses"), i, analysis)
    {
        if (strcmp(json_string_value(json_object_get(analysis, "name")), name) == 0)
            return analysis;
    }
    fail_msg("results.json has no analysis %s", name);
    return NULL;
}

static void check_json_text(json_t *of, const char *key, const char *wanted)
{
    const char *got = json_string_value(json_object_get(of, key));
    assert_non_null(got);
    check_text(got, wanted, key);
}

static void json_gives_every_text_back(void **state)
{
    (void)state;
    size_t length = 0;
    json_error_t error;
    test_folder folder = with_run(NULL);
    const char *bytes = file_of(&folder, "out/results.json", &length);
    json_t *report = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (report == NULL)
        fail_msg("results.json, line %d: %s", error.line, error.text);
    json_t *of = json_array_get(json_object_get(analysis_of(report, "labels"), "of"), 0);
    assert_int_equal(json_array_size(json_object_get(of, "levels")), hostile_text_count);
    for (size_t i = 0; i < hostile_text_count; i++) {
        char name[32];
        snprintf(name, sizeof name, "t%zu", i);
        check_json_text(json_array_get(json_object_get(of, "levels"), i), "label", hostile_texts[i].text);
        check_json_text(analysis_of(report, name), "title", hostile_texts[i].text);
    }
    json_decref(report);
    test_folder_remove(&folder);
}

/* ---- what pandoc reads ---- */

/* Adds the text of a piece of pandoc's document. What is made of a text by markup in it is refused. */
static void add_plain(json_t *of, cv_buffer *to)
{
    size_t i;
    json_t *item;
    if (json_is_array(of)) {
        json_array_foreach(of, i, item) add_plain(item, to);
        return;
    }
    const char *kind = json_string_value(json_object_get(of, "t"));
    json_t *content = json_object_get(of, "c");
    if (kind == NULL || strcmp(kind, "Attr") == 0)
        return;
    if (strcmp(kind, "Str") == 0)
        cv_buffer_add(to, json_string_value(content));
    else if (strcmp(kind, "Space") == 0 || strcmp(kind, "SoftBreak") == 0)
        cv_buffer_add_char(to, ' ');
    else if (strcmp(kind, "Plain") == 0 || strcmp(kind, "Para") == 0 || strcmp(kind, "Strong") == 0)
        add_plain(content, to);
    else
        fail_msg("a text has become a %s behind '%s'", kind, to->text != NULL ? to->text : "");
}

/* A text's normal form, in which pandoc writes. */
static char *normal(cv_arena *arena, const char *text)
{
    size_t length = 0;
    uint8_t *form = u8_normalize(UNINORM_NFC, (const uint8_t *)text, strlen(text), NULL, &length);
    assert_non_null(form);
    char *copy = cv_arena_text(arena, (const char *)form, length);
    free(form);
    return copy;
}

/* What a page shows of a text: white space once, none at the ends. */
static char *shown(cv_arena *arena, const char *text)
{
    char *clean = cv_display_clean(arena, normal(arena, text)), *to = clean;
    assert_non_null(clean);
    for (const char *at = clean; *at != '\0'; at++)
        if (*at != ' ' || (to > clean && to[-1] != ' '))
            *to++ = *at;
    while (to > clean && to[-1] == ' ')
        to--;
    *to = '\0';
    return clean;
}

/* Runs pandoc on the report. */
static json_t *pandoc_of(test_folder *folder, const char *file, const char *from)
{
    json_error_t error;
    command_result result = command_run(&(test_command){
        .arguments = (const char *const[]){"pandoc", "-f", from, "-t", "json", file, NULL}, .folder = folder->path});
    if (result.status != 0)
        fail_msg("pandoc: %s", result.error);
    json_t *document = json_loadb(result.out, result.out_length, 0, &error);
    assert_non_null(document);
    command_result_free(&result);
    return document;
}

/* The last headings of the second level, as pandoc reads them, are the titles of the analyses. */
static void check_headings(json_t *document, cv_arena *arena)
{
    enum { MOST = 1000 };
    const char **headings = cv_arena_array(arena, MOST, sizeof *headings);
    size_t count = 0, i;
    json_t *block;
    json_array_foreach(json_object_get(document, "blocks"), i, block)
    {
        json_t *content = json_object_get(block, "c");
        if (strcmp(json_string_value(json_object_get(block, "t")), "Header") != 0 ||
            json_integer_value(json_array_get(content, 0)) != 2)
            continue;
        cv_buffer text = {0};
        add_plain(json_array_get(content, 2), &text);
        assert_true(count < MOST);
        headings[count++] = shown(arena, text.text != NULL ? text.text : "");
        cv_buffer_free(&text);
    }
    assert_true(count > hostile_text_count);
    for (size_t k = 0; k < hostile_text_count; k++) {
        const char *title = shown(arena, hostile_texts[k].text);
        if (*title == '\0') /* then its name stands for it */
            title = cv_arena_format(arena, "t%zu", k);
        check_text(headings[count - hostile_text_count + k], title, "heading");
    }
}

/* Every row of pandoc's table: its first cell. */
static void add_first_cells(json_t *of, cv_arena *arena, const char **cells, size_t *count, size_t most)
{
    size_t i;
    json_t *item;
    if (json_is_array(of) && json_array_size(of) == 2 && json_is_array(json_array_get(of, 1)) &&
        json_array_size(json_array_get(json_array_get(json_array_get(of, 1), 0), 0)) == 3 &&
        json_array_size(json_array_get(json_array_get(of, 1), 0)) == 5) { /* [attributes, cells]: a row */
        cv_buffer text = {0};
        add_plain(json_array_get(json_array_get(json_array_get(of, 1), 0), 4), &text);
        if (*count < most)
            cells[(*count)++] = shown(arena, text.text != NULL ? text.text : "");
        cv_buffer_free(&text);
        return;
    }
    if (json_is_array(of))
        json_array_foreach(of, i, item) add_first_cells(item, arena, cells, count, most);
}

static bool is_among(const char *text, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(cells[i], text) == 0)
            return true;
    return false;
}

static void check_stubs(json_t *document, cv_arena *arena)
{
    enum { MOST = 20000 };
    const char **cells = cv_arena_array(arena, MOST, sizeof *cells);
    size_t count = 0, i;
    json_t *block;
    json_array_foreach(json_object_get(document, "blocks"), i, block)
    {
        if (strcmp(json_string_value(json_object_get(block, "t")), "Table") == 0)
            add_first_cells(json_object_get(block, "c"), arena, cells, &count, MOST);
    }
    for (size_t k = 0; k < hostile_text_count; k++)
        if (!is_among(shown(arena, hostile_texts[k].text), cells, count))
            fail_msg("%s is in no table's first column: '%s'", hostile_texts[k].name,
                     shown(arena, hostile_texts[k].text));
}

static void markdown_shows_every_text(void **state)
{
    static const char *const formats[] = {"gfm", "commonmark+pipe_tables"};
    (void)state;
    need("pandoc");
    cv_arena arena = {0};
    test_folder folder = with_run(NULL);
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        json_t *document = pandoc_of(&folder, "out/report.md", formats[i]);
        check_stubs(document, &arena);
        check_headings(document, &arena);
        json_decref(document);
    }
    cv_arena_free(&arena);
    test_folder_remove(&folder);
}

/* ---- charts ---- */

static void charts_draw_every_text(void **state)
{
    static const char *const kinds[] = {"dot", "bar"};
    (void)state;
    need("gnuplot");
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        cv_buffer charts = {0};
        hostile_charts(&charts, kinds[i], "[\"svg\"]");
        test_folder folder = with_run(charts.text);
        size_t parts = (hostile_text_count + HOSTILE_PART - 1) / HOSTILE_PART;
        assert_int_equal(test_folder_count(&folder, "out/charts"), 2 * (parts + hostile_text_count));
        cv_buffer_free(&charts);
        test_folder_remove(&folder);
    }
}

/* ---- what is no text ---- */

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < hostile_byte_count; i++) {
        test_folder folder = test_folder_make();
        hostile_study(&folder, NULL);
        cv_buffer data = {0};
        cv_buffer_format(&data, "code,answer,side,number\nc0,%s,a,1\n", hostile_bytes[i].text);
        test_folder_write_bytes(&folder, "survey.csv", data.text, data.length);
        command_result result = canvass_run(folder.path, (const char *const[]){"run", "study.yaml", NULL});
        assert_int_equal(result.status, 3);
        assert_non_null(strstr(result.error, "survey.csv:2"));
        assert_false(test_folder_has(&folder, "out"));
        command_result_free(&result);
        cv_buffer_free(&data);
        test_folder_remove(&folder);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_give_every_text_back),        cmocka_unit_test(json_gives_every_text_back),
        cmocka_unit_test(markdown_shows_every_text),          cmocka_unit_test(charts_draw_every_text),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
