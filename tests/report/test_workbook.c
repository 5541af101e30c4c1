/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.xlsx, opened again: what its cells and charts hold. */
#define _XOPEN_SOURCE 700 /* SIGXFSZ */
#include "report/opened_workbook.h"

#include <math.h>
#include <signal.h>
#include <sys/resource.h>

#include "support/test_hostile.h"
#include "support/test_memory.h"
#include "support/test_result.h"
#include "support/test_study.h"
#include "table/display.h"

static const sample_maker samples[] = {sample_countries, sample_banner,  sample_means, sample_many,
                                       sample_hostile,   sample_weights, sample_scores};

static opened_workbook make_sample(sample_maker make, cv_results *results)
{
    make(results);
    return make_workbook(results);
}

/* ---- cells ---- */

/* The whole first, then the countries; what is suppressed is a sign, not a number. */
static void figures_are_numbers(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_countries, &results);
    const char *sheet = opened_sheet(&book, "interest-by-country");
    assert_non_null(sheet);
    unsigned row = row_of(&book, sheet, "Interested", 1);
    static const struct {
        char column;
        double share;
    } shares[] = {{'B', 0.7}, {'C', 0.75}, {'D', 0.648}, {'F', 0.7}};
    for (size_t i = 0; i < COUNT_OF(shares); i++)
        check_close(number_in(&book, sheet, shares[i].column, row), shares[i].share, 1e-12, "share");
    check_text(text_in(&book, sheet, 'E', row), "*", "suppressed");
    check_text(text_in(&book, sheet, 'C', row + 1), "BD", "letters below");
    check_text(text_in(&book, sheet, 'B', row + 1), "", "no letters");
    close_workbook(&book);
    cv_results_free(&results);
}

static void bases_stand_under_the_banner(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_countries, &results);
    const char *sheet = opened_sheet(&book, "interest-by-country");
    unsigned n = row_of(&book, sheet, "n", 1);
    assert_true(n < row_of(&book, sheet, "Interested", 1));
    check_close(number_in(&book, sheet, 'B', n), 14460, 0, "n");
    check_close(number_in(&book, sheet, 'E', n), 20, 0, "n of a suppressed group");
    check_text(text_in(&book, sheet, 'A', n + 1), "Weighted n", "stub");
    check_close(number_in(&book, sheet, 'C', n + 1), 6000, 1e-12, "weighted n");
    check_text(text_in(&book, sheet, 'A', n + 2), "Effective n (least)", "stub");
    check_close(number_in(&book, sheet, 'C', n + 2), 3200, 1e-12, "effective n");
    close_workbook(&book);
    cv_results_free(&results);
}

static void limits_are_numbers_too(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_countries, &results);
    const char *sheet = opened_sheet(&book, "interest-by-country");
    unsigned low = row_of(&book, sheet, "Interested, low", 1), high = row_of(&book, sheet, "Interested, high", 1);
    const cv_estimate *uk = &results.items[0].rows[0];
    check_close(number_in(&book, sheet, 'C', low), uk->low, 1e-12, "low");
    check_close(number_in(&book, sheet, 'C', high), uk->high, 1e-12, "high");
    check_text(text_in(&book, sheet, 'E', low), "*", "suppressed");
    close_workbook(&book);
    cv_results_free(&results);
}

/* Nested breaks: the outer labels over the inner ones, each break under its heading, letters last. */
static void the_banner_is_across(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_banner, &results);
    const char *sheet = opened_sheet(&book, "banner");
    unsigned row = row_of(&book, sheet, "How interested are you in shopping by live stream?", 1) - 4;
    check_text(text_in(&book, sheet, 'C', row), "Country", "heading");
    check_text(text_in(&book, sheet, 'E', row), "Sex", "heading");
    check_text(text_in(&book, sheet, 'G', row), "Sex × Country", "heading");
    check_text(text_in(&book, sheet, 'G', row + 1), "Women", "outer label");
    check_text(text_in(&book, sheet, 'G', row + 2), "United Kingdom", "inner label");
    check_text(text_in(&book, sheet, 'B', row + 2), "All", "the whole");
    check_text(text_in(&book, sheet, 'G', row + 3), "A", "letter");
    char merged[64];
    snprintf(merged, sizeof merged, "<mergeCell ref=\"G%u:J%u\"/>", row, row);
    assert_non_null(strstr(sheet, merged));
    snprintf(merged, sizeof merged, "<mergeCell ref=\"G%u:H%u\"/>", row + 1, row + 1);
    assert_non_null(strstr(sheet, merged));
    close_workbook(&book);
    cv_results_free(&results);
}

/* The first row that scrolls is the question, right under the banner; the stub stays. */
static void panes_are_frozen_at_banner_and_stub(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_countries, &results);
    const char *sheet = opened_sheet(&book, "interest-by-country");
    unsigned question = row_of(&book, sheet, "How interested are you in shopping by live stream?", 3 + 1);
    char pane[128];
    snprintf(pane, sizeof pane, "<pane xSplit=\"1\" ySplit=\"%u\" topLeftCell=\"B%u\"", question - 1, question);
    assert_non_null(strstr(sheet, pane));
    assert_non_null(strstr(sheet, "orientation=\"landscape\""));
    assert_non_null(strstr(sheet, "<pageSetUpPr fitToPage=\"1\"/>"));
    char repeated[128];
    snprintf(repeated, sizeof repeated, "'interest-by-country'!$1:$%u<", question - 1);
    assert_non_null(strstr(book.names, repeated));
    close_workbook(&book);
    cv_results_free(&results);
}

/* The text report shows 40; here are all. */
static void every_comparison_is_there(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_many, &results);
    const char *sheet = opened_sheet(&book, "many, tests");
    assert_non_null(sheet);
    unsigned row = row_of(&book, sheet, "Country number 1 vs Country number 30", 1);
    check_close(number_in(&book, sheet, 'B', row), 29, 1e-12, "difference in points");
    check_close(number_in(&book, sheet, 'C', row), 25, 1e-12, "low");
    check_close(number_in(&book, sheet, 'D', row), 33, 1e-12, "high");
    check_close(number_in(&book, sheet, 'E', row), 0.0001, 1e-12, "p");
    assert_true(count_pieces(sheet, "<row ") > 435);
    close_workbook(&book);
    cv_results_free(&results);
}

static void the_contents_lead_to_the_sheets(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_countries, &results);
    const char *sheet = opened_sheet(&book, "Contents");
    check_text(text_in(&book, sheet, 'A', 1), "Interest in live-stream shopping", "title");
    check_text(text_in(&book, sheet, 'A', 2), "Source: Consumer interest survey, 2021", "source");
    check_text(text_in(&book, sheet, 'A', 3), "Synthetic data", "note");
    check_close(number_in(&book, sheet, 'D', 6), 20, 0, "smallest base");
    check_close(number_in(&book, sheet, 'E', 6), 14460, 0, "largest base");
    assert_non_null(strstr(sheet, "<hyperlink ref=\"B6\" location=\"'interest-by-country'!A1\""));
    assert_non_null(strstr(sheet, "location=\"'interest-by-country, tests'!A1\""));
    assert_non_null(
        strstr(opened_sheet(&book, "interest-by-country"), "<hyperlink ref=\"A1\" location=\"'Contents'!A1\""));
    close_workbook(&book);
    cv_results_free(&results);
}

/* ---- whatever the labels are ---- */

static void check_sound(opened_workbook *book, const char *what)
{
    for (size_t i = 0; i < book->archive.part_count; i++) {
        const char *name = book->archive.parts[i].name, *xml = opened_part(book, name);
        if (strstr(name, "xl/worksheets/sheet") == name && strstr(xml, "<f>") != NULL)
            fail_msg("%s: a formula in %s", what, name);
        for (const char *at = xml; *at != '\0'; at++)
            if ((unsigned char)*at < ' ' && *at != '\n')
                fail_msg("%s: control character %d in %s", what, *at, name);
    }
}

static void no_cell_is_a_formula(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        cv_results results = {0};
        opened_workbook book = make_sample(samples[i], &results);
        const char *name = results.items[0].spec->name.text;
        assert_non_null(opened_sheet(&book, name));
        check_sound(&book, name);
        close_workbook(&book);
        cv_results_free(&results);
    }
}

/* Each text heads a row as the report cleans it. */
static void hostile_labels_are_texts(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    size_t length = 0;
    opened_workbook book = {0};
    hostile_run(&folder, "\"report\": {\"formats\": [\"xlsx\"]}");
    const char *bytes = test_folder_read(&folder, "out/report.xlsx", &length);
    assert_non_null(bytes);
    cv_buffer_add_bytes(&book.bytes, bytes, length);
    open_workbook_bytes(&book);
    check_sound(&book, "hostile study");
    const char *sheet = opened_sheet(&book, "labels");
    for (size_t i = 0; i < hostile_text_count; i++) {
        const char *clean = cv_display_clean(&book.arena, hostile_texts[i].text);
        if (strcmp(hostile_texts[i].name, "noncharacters") == 0) /* XML lacks two of them: they are shown */
            clean = "\\u{FFFE}\\u{FFFF}\xF0\x9F\xBF\xBF \xEF\xBF\xBD";
        if (*clean != '\0' && !has_text_cell(&book, sheet, clean))
            fail_msg("%s is not there as a text", hostile_texts[i].name);
    }
    close_workbook(&book);
    test_folder_remove(&folder);
}

/* ---- charts ---- */

/* The number that stands behind `piece` in the part that begins at `from`. */
static unsigned number_after(const char *from, const char *piece)
{
    const char *at = strstr(from, piece);
    assert_non_null(at);
    return (unsigned)strtoul(at + strlen(piece), NULL, 10);
}

/* Up and down from each value, as far as the interval reaches. */
static void error_bars_come_from_cells(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_many, &results);
    const char *sheet = opened_sheet(&book, "many"), *chart = opened_part(&book, "xl/charts/chart1.xml");
    assert_non_null(chart);
    assert_int_equal(count_pieces(chart, "<c:errValType val=\"cust\"/>"), 1);
    unsigned values = number_after(chart, "<c:val><c:numRef><c:f>many!$B$");
    assert_int_equal(number_after(chart, "<c:plus><c:numRef><c:f>'many'!$C$"), values);
    assert_int_equal(number_after(chart, "<c:minus><c:numRef><c:f>'many'!$D$"), values);
    const cv_estimate *rows = results.items[0].rows;
    for (unsigned i = 0; i < 30; i++) {
        check_close(number_in(&book, sheet, 'B', values + i), rows[i].estimate, 1e-12, "value");
        check_close(number_in(&book, sheet, 'C', values + i), rows[i].high - rows[i].estimate, 1e-9, "up");
        check_close(number_in(&book, sheet, 'D', values + i), rows[i].estimate - rows[i].low, 1e-9, "down");
    }
    close_workbook(&book);
    cv_results_free(&results);
}

/* A chart reads from cells below all others, and lies over none of the table's. */
static void charts_cover_no_cells(void **state)
{
    (void)state;
    static const sample_maker makers[] = {sample_countries, sample_many};
    static const char *const names[] = {"interest-by-country", "many"};
    for (size_t i = 0; i < COUNT_OF(makers); i++) {
        cv_results results = {0};
        opened_workbook book = make_sample(makers[i], &results);
        const char *drawing = opened_part(&book, "xl/drawings/drawing1.xml"), *sheet = opened_sheet(&book, names[i]);
        unsigned column = number_after(strstr(drawing, "<xdr:from>"), "<xdr:col>");
        unsigned top = number_after(strstr(drawing, "<xdr:from>"), "<xdr:row>") + 1; /* counted from 0 */
        unsigned bottom = number_after(strstr(drawing, "<xdr:to>"), "<xdr:row>") + 1;
        for (unsigned row = top; row <= bottom; row++) {
            char cell[16];
            for (unsigned c = column; c < 26; c++) {
                snprintf(cell, sizeof cell, "%c%u", (char)('A' + c), row);
                const opened_cell found = cell_at(&book, sheet, cell);
                if (found.is_number || found.is_text)
                    fail_msg("%s: the chart covers %s", names[i], cell);
            }
        }
        close_workbook(&book);
        cv_results_free(&results);
    }
}

static void charts_are_told_in_words(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_countries, &results);
    const char *drawing = opened_part(&book, "xl/drawings/drawing1.xml");
    assert_non_null(strstr(drawing, "descr=\"Bar chart: How interested are you in shopping by live stream?."));
    assert_non_null(strstr(drawing, "Interested, United Kingdom: 75.0% (73.6-76.4)"));
    close_workbook(&book);
    cv_results_free(&results);
}

static void weights_have_no_chart(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook book = make_sample(sample_weights, &results);
    assert_null(opened_part(&book, "xl/charts/chart1.xml"));
    close_workbook(&book);
    cv_results_free(&results);
}

/* ---- the file ---- */

static void two_workbooks_are_the_same(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook one = make_sample(sample_countries, &results), two = make_workbook(&results);
    assert_int_equal(one.bytes.length, two.bytes.length);
    assert_memory_equal(one.bytes.text, two.bytes.text, one.bytes.length);
    assert_non_null(strstr(opened_part(&one, "docProps/core.xml"), ">1980-01-01T00:00:00Z</dcterms:created>"));
    close_workbook(&one);
    close_workbook(&two);
    cv_results_free(&results);
}

/* A mean by more groups than a sheet has columns. */
static void a_table_that_no_sheet_holds_is_refused(void **state)
{
    (void)state;
    cv_buffer data = {0};
    test_study study;
    cv_messages messages = {0};
    cv_buffer bytes = {0};
    cv_document document;
    cv_buffer_add(&data, "g,x\n");
    for (size_t i = 0; i < 16384; i++)
        cv_buffer_format(&data, "g%zu,1\n", i);
    test_study_must_run(&study, "data: {file: d.csv}\nanalyses: [{name: a, statistic: mean, of: x, by: g}]\n",
                        data.text, 1, 1 << 20);
    const cv_document_options words = {0};
    test_folder folder = test_folder_make();
    const cv_workbook_options options = {.folder = folder.path};
    assert_true(cv_document_build(&study.results, &words, &document));
    assert_int_equal(cv_report_workbook(&document, &options, &bytes, &messages), CV_USAGE);
    check_text(messages.items[0].problem, "the table of analysis 'a' is larger than a sheet of Excel", "message");
    assert_int_equal(test_folder_count(&folder, "."), 0);
    cv_messages_free(&messages);
    cv_document_free(&document);
    cv_buffer_free(&bytes);
    cv_buffer_free(&data);
    test_study_free(&study);
    test_folder_remove(&folder);
}

static void a_folder_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_messages messages = {0};
    cv_buffer bytes = {0};
    cv_document document;
    const cv_document_options words = {0};
    const cv_workbook_options options = {.folder = "/nonexistent/folder"};
    sample_means(&results);
    assert_true(cv_document_build(&results, &words, &document));
    assert_int_equal(cv_report_workbook(&document, &options, &bytes, &messages), CV_SYSTEM);
    check_text(messages.items[0].file, "report.xlsx", "file");
    cv_messages_free(&messages);
    cv_document_free(&document);
    cv_results_free(&results);
}

/* ---- memory and disk ---- */

typedef struct written {
    const cv_document *document;
    const char *folder;
} written;

static cv_status write_it(void *context, cv_messages *messages)
{
    const written *what = context;
    const cv_workbook_options options = {.folder = what->folder};
    cv_buffer bytes = {0};
    cv_status status = cv_report_workbook(what->document, &options, &bytes, messages);
    cv_buffer_free(&bytes);
    return status;
}

static void no_memory_leaves_nothing(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_document document;
    const cv_document_options words = {0};
    test_folder folder = test_folder_make();
    sample_countries(&results);
    assert_true(cv_document_build(&results, &words, &document));
    written what = {&document, folder.path};
    check_every_allocation(write_it, &what, 0);
    assert_int_equal(test_folder_count(&folder, "."), 0);
    cv_document_free(&document);
    cv_results_free(&results);
    test_folder_remove(&folder);
}

/* The library does not look whether its own files could be written: a limit on their size stands for a full disk. */
static void a_full_disk_is_no_success(void **state)
{
    (void)state;
    cv_results results = {0};
    opened_workbook whole = make_sample(sample_many, &results);
    cv_document document;
    const cv_document_options words = {0};
    test_folder folder = test_folder_make();
    const cv_workbook_options options = {.folder = folder.path};
    struct rlimit before;
    size_t refused = 0, damaged = 0;
    assert_true(cv_document_build(&results, &words, &document));
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    for (rlim_t size = 1000; size < 300000; size += size / 4) {
        cv_messages messages = {0};
        cv_buffer bytes = {0};
        const struct rlimit limit = {.rlim_cur = size, .rlim_max = before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        cv_status status = cv_report_workbook(&document, &options, &bytes, &messages);
        setrlimit(RLIMIT_FSIZE, &before);
        assert_true(status == CV_OK || status == CV_SYSTEM);
        if (status == CV_OK) {
            assert_int_equal(bytes.length, whole.bytes.length);
            assert_memory_equal(bytes.text, whole.bytes.text, bytes.length);
        }
        refused += status == CV_SYSTEM;
        damaged += status == CV_SYSTEM && strstr(messages.items[0].problem, "is damaged") != NULL;
        assert_int_equal(test_folder_count(&folder, "."), 0);
        cv_buffer_free(&bytes);
        cv_messages_free(&messages);
    }
    assert_true(refused > damaged);
    assert_true(damaged > 0); /* what the library took for done */
    cv_document_free(&document);
    close_workbook(&whole);
    cv_results_free(&results);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_numbers),
        cmocka_unit_test(bases_stand_under_the_banner),
        cmocka_unit_test(limits_are_numbers_too),
        cmocka_unit_test(the_banner_is_across),
        cmocka_unit_test(panes_are_frozen_at_banner_and_stub),
        cmocka_unit_test(every_comparison_is_there),
        cmocka_unit_test(the_contents_lead_to_the_sheets),
        cmocka_unit_test(no_cell_is_a_formula),
        cmocka_unit_test(hostile_labels_are_texts),
        cmocka_unit_test(error_bars_come_from_cells),
        cmocka_unit_test(charts_cover_no_cells),
        cmocka_unit_test(charts_are_told_in_words),
        cmocka_unit_test(weights_have_no_chart),
        cmocka_unit_test(two_workbooks_are_the_same),
        cmocka_unit_test(a_table_that_no_sheet_holds_is_refused),
        cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
        cmocka_unit_test(no_memory_leaves_nothing),
        cmocka_unit_test(a_full_disk_is_no_success),
    };
    return cmocka_run_group_tests_name("workbook", tests, NULL, NULL);
}
