/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.xlsx in LibreOffice: every figure is the one of the tables, labels stay texts, and it prints, charts and all.
 */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "support/test_command.h"
#include "support/test_folder.h"
#include "support/test_hostile.h"
#include "table/display.h"

static const double tolerance = 1e-9;

/* ---- tables of texts ---- */

enum { MOST_COLUMNS = 130 };

/** A CSV file: its fields without quotes, row by row. */
typedef struct csv {
    const char *(*rows)[MOST_COLUMNS];
    size_t count;
} csv;

/* Reads one field at *at and goes behind what ends it, which is returned. */
static char read_field(cv_arena *arena, const char **at, const char **field)
{
    const char *from = *at;
    char *to = cv_arena_new(arena, strcspn(from, "\n") + strlen(from) * (*from == '"') + 1);
    *field = to;
    bool quoted = *from == '"';
    for (from += quoted; *from != '\0'; from++) {
        if (quoted && *from == '"' && from[1] != '"') {
            quoted = false;
            continue;
        }
        from += quoted && *from == '"';
        if (!quoted && (*from == ',' || *from == '\n'))
            break;
        *to++ = *from;
    }
    *at = from + (*from != '\0');
    return *from;
}

static csv read_csv(test_folder *folder, const char *name)
{
    const char *at = test_folder_read(folder, name, NULL);
    if (at == NULL)
        fail_msg("there is no %s", name);
    size_t rows = 1;
    for (const char *c = at; *c != '\0'; c++)
        rows += *c == '\n';
    csv table = {.rows = cv_arena_array(&folder->texts, rows, sizeof *table.rows)};
    while (*at != '\0') {
        char end = ',';
        for (size_t column = 0; column < MOST_COLUMNS; column++) {
            table.rows[table.count][column] = "";
            if (end == ',')
                end = read_field(&folder->texts, &at, &table.rows[table.count][column]);
        }
        table.count++;
    }
    return table;
}

/* 61.5% is 0.615; NaN: no number. */
static double number_of(const char *field)
{
    double number;
    size_t length = strlen(field);
    bool percent = length > 0 && field[length - 1] == '%';
    if (!cv_number_parse(field, length - percent, '.', &number))
        return NAN;
    return percent ? number / 100 : number;
}

static size_t column_named(const csv *table, const char *name)
{
    size_t column = 0;
    while (column < MOST_COLUMNS && strcmp(table->rows[0][column], name) != 0)
        column++;
    return column;
}

/* Whether a sheet has a number: itself, or a hundred times it where differences are in points. */
static bool has_number(const csv *sheet, double number)
{
    for (size_t i = 0; i < sheet->count; i++)
        for (size_t j = 1; j < MOST_COLUMNS; j++) {
            double found = *sheet->rows[i][j] == '\0' ? (double)NAN : number_of(sheet->rows[i][j]);
            if (fabs(found - number) <= tolerance * fabs(number) ||
                fabs(found - 100 * number) <= tolerance * fabs(100 * number))
                return true;
        }
    return false;
}

/* ---- LibreOffice ---- */

static bool find_office(void)
{
    const char *const arguments[] = {"soffice", "--version", NULL};
    command_result result = command_run(&(test_command){.arguments = arguments});
    bool found = result.status == 0;
    command_result_free(&result);
    return found;
}

/* Converts out/report.xlsx to files in the folder's `to`, with a profile of its own. */
static void convert(test_folder *folder, const char *filter, const char *to)
{
    const char *profile = cv_arena_format(&folder->texts, "-env:UserInstallation=file://%s/profile", folder->path);
    const char *home = cv_arena_format(&folder->texts, "HOME=%s", folder->path);
    const char *const arguments[] = {"soffice", profile,           "--headless", "--convert-to", filter, "--outdir",
                                     to,        "out/report.xlsx", NULL};
    const char *const settings[] = {home, "LC_ALL=C.UTF-8", NULL};
    command_result result =
        command_run(&(test_command){.arguments = arguments, .folder = folder->path, .settings = settings});
    if (result.status != 0)
        fail_msg("soffice: %s%s", result.out, result.error);
    command_result_free(&result);
}

/* A file a sheet: commas, quotes, UTF-8, numbers in full length. */
static void convert_to_csv(test_folder *folder)
{
    convert(folder, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "sheets");
}

static csv read_sheet(test_folder *folder, const char *name)
{
    return read_csv(folder, cv_arena_format(&folder->texts, "sheets/report-%s.csv", name));
}

static void run_example(test_folder *folder)
{
    const char *const arguments[] = {"run", CANVASS_SOURCE_DIR "/examples/live-shopping.yaml", "--output", "out", NULL};
    command_result result = canvass_run(folder->path, arguments);
    if (result.status != 0 && result.status != 5) /* gnuplot may be missing here */
        fail_msg("canvass: %s", result.error);
    command_result_free(&result);
}

/* ---- the example ---- */

/* Every number of these columns of the analysis's table stands on the sheet. */
static void check_numbers(test_folder *folder, const char *analysis, const char *suffix, const char *sheet_name,
                          const char *const *columns)
{
    const csv table = read_csv(folder, cv_arena_format(&folder->texts, "out/tables/%s%s.csv", analysis, suffix));
    const csv sheet = read_sheet(folder, sheet_name);
    size_t checked = 0;
    for (; *columns != NULL; columns++) {
        size_t column = column_named(&table, *columns);
        if (column == MOST_COLUMNS)
            fail_msg("%s%s.csv has no column %s", analysis, suffix, *columns);
        for (size_t i = 1; i < table.count; i++) {
            double number = number_of(table.rows[i][column]);
            if (isfinite(number) && !has_number(&sheet, number))
                fail_msg("%s: %s %.17g of row %zu is not on the sheet", sheet_name, *columns, number, i);
            checked += isfinite(number);
        }
    }
    assert_true(checked > 0);
}

static void check_places(test_folder *folder)
{
    const csv table = read_csv(folder, "out/tables/answers-by-country.csv");
    const csv sheet = read_sheet(folder, "answers-by-country");
    size_t level = column_named(&table, "level"), by = column_named(&table, "country");
    size_t estimate = column_named(&table, "estimate");
    for (size_t i = 1; i < table.count; i++) {
        const char *group = strcmp(table.rows[i][by], "(all)") == 0 ? "All" : table.rows[i][by];
        size_t row = 0, labels = 0, column = 1;
        while (strcmp(sheet.rows[labels][1], "All") != 0)
            labels++;
        while (strcmp(sheet.rows[row][0], table.rows[i][level]) != 0)
            row++;
        while (strcmp(sheet.rows[labels][column], group) != 0)
            column++;
        check_close(number_of(sheet.rows[row][column]), number_of(table.rows[i][estimate]), tolerance, group);
    }
}

static void figures_are_those_of_the_tables(void **state)
{
    (void)state;
    static const char *const estimates[] = {"estimate", "ci_low", "ci_high", "n", "weighted_n", NULL};
    static const char *const comparisons[] = {"value", "ci_low", "ci_high", "p", NULL};
    static const char *const tests[] = {"statistic", "df1", "p", NULL};
    static const char *const coefficients[] = {"estimate", "se", "odds_ratio", "p", NULL};
    static const char *const weights[] = {"n", "sum", "min", "max", "n_eff", "deff_kish", NULL};
    static const char *const parts[] = {"value", "ci_low", "ci_high", NULL};
    test_folder folder = test_folder_make();
    run_example(&folder);
    convert_to_csv(&folder);
    check_numbers(&folder, "interest-overall", "", "interest-overall", estimates);
    check_numbers(&folder, "interest-banner", "", "interest-banner", estimates);
    check_numbers(&folder, "interest-by-age", "", "interest-by-age", estimates);
    check_numbers(&folder, "spend-by-country", "", "spend-by-country", estimates);
    check_numbers(&folder, "recommend-by-country", "", "recommend-by-country", estimates);
    check_numbers(&folder, "interest-by-region", "", "interest-by-region", estimates);
    check_numbers(&folder, "interest-by-country", ".compare", "interest-by-country, tests", comparisons);
    check_numbers(&folder, "answers-by-country", ".tests", "answers-by-country, tests", tests);
    check_numbers(&folder, "who-is-interested", ".model", "who-is-interested", coefficients);
    check_numbers(&folder, "weights-by-country", "", "weights-by-country", weights);
    check_numbers(&folder, "why-countries-differ", ".decompose", "why-countries-differ, tests", parts);
    check_places(&folder);
    test_folder_remove(&folder);
}

/* The title of a chart is on paper where the chart is: the cells that it is drawn from are not printed. */
static void it_prints_with_its_charts(void **state)
{
    (void)state;
    static const char *const pieces[] = {"Interest in live-stream shopping",
                                         "Polish and Spanish adults are the keenest on live-stream shopping",
                                         "Interest falls with age in all four countries", NULL};
    const char *const arguments[] = {"pdftotext", "-raw", "pdf/report.pdf", "-", NULL};
    test_folder folder = test_folder_make();
    run_example(&folder);
    convert(&folder, "pdf", "pdf");
    assert_true(test_folder_has(&folder, "pdf/report.pdf"));
    command_result text = command_run(&(test_command){.arguments = arguments, .folder = folder.path});
    if (text.status == 0)
        for (size_t i = 0; pieces[i] != NULL; i++)
            if (strstr(text.out, pieces[i]) == NULL)
                fail_msg("not printed: %s", pieces[i]);
    command_result_free(&text);
    test_folder_remove(&folder);
}

/* ---- hostile labels ---- */

static bool has_text(const csv *sheet, const char *text)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (strcmp(sheet->rows[i][0], text) == 0)
            return true;
    return false;
}

/* What would be a formula, a number or an error is the text that it was: 007 is not 7, +1+1 is not 2. */
static void hostile_labels_stay_texts(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    hostile_run(&folder, "\"report\": {\"formats\": [\"xlsx\"]}");
    convert_to_csv(&folder);
    const csv sheet = read_sheet(&folder, "labels");
    for (size_t i = 0; i < hostile_text_count; i++) {
        const char *clean = cv_display_clean(&folder.texts, hostile_texts[i].text);
        if (strcmp(hostile_texts[i].name, "noncharacters") == 0)
            clean = "\\u{FFFE}\\u{FFFF}\xF0\x9F\xBF\xBF \xEF\xBF\xBD";
        if (*clean != '\0' && !has_text(&sheet, clean))
            fail_msg("%s is not there as it was", hostile_texts[i].name);
    }
    hostile_check();
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_those_of_the_tables),
        cmocka_unit_test(it_prints_with_its_charts),
        cmocka_unit_test(hostile_labels_stay_texts),
    };
    if (!find_office())
        return getenv("CI") != NULL ? 1 : 77;
    return cmocka_run_group_tests_name("workbook in LibreOffice", tests, NULL, NULL);
}
