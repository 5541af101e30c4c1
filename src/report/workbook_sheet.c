/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets of an analysis: its table with notes and a chart; and, where there are any, its comparisons and tests on a
 * sheet of their own, as their columns are others. */
#include <math.h>
#include <string.h>

#include "report/workbook_chart.h"
#include "table/display.h"

/* ---- heads ---- */

static void put_head(cv_page *page, const cv_book_entry *entry)
{
    cv_book *book = page->book;
    const cv_analysis_spec *spec = entry->result->spec;
    cv_page_link(page, 0, book->contents, cv_book_format_text(book, "← %s", book->contents));
    page->row++;
    cv_page_paragraph(page, entry->title, CV_STYLE_TITLE);
    if (strcmp(entry->question, entry->title) != 0)
        cv_page_paragraph(page, entry->question, CV_STYLE_TEXT);
    if (spec->where_text != NULL)
        cv_page_paragraph(page,
                          cv_book_format_text(book, cv_say(book->language, "Base: those for whom %s"),
                                              cv_book_text(book, spec->where_text)),
                          CV_STYLE_TEXT);
    page->row++;
}

/* ---- notes ---- */

const char *cv_book_spans(cv_book *book, const cv_spans *spans)
{
    const char *text = "";
    for (size_t i = 0; i < spans->count; i++) {
        bool quoted = spans->items[i].kind == CV_SPAN_QUOTED;
        const char *open = quoted ? cv_say(book->language, "“") : "",
                   *close = quoted ? cv_say(book->language, "”") : "";
        text = cv_book_format_text(book, "%s%s%s%s", text, open, spans->items[i].text, close);
    }
    return text;
}

/* What the signs mean, then how it was computed. */
static void put_notes(cv_page *page, const cv_result *result, const cv_sheet *sheet)
{
    const cv_document *document = page->book->document;
    page->row++;
    for (size_t i = 0; i < sheet->note_count; i++)
        cv_page_paragraph(page, sheet->notes[i], CV_STYLE_NOTE);
    for (size_t i = 0; i < document->block_count; i++) {
        const cv_block *block = &document->blocks[i];
        if (block->kind == CV_BLOCK_PARAGRAPH && block->result == result)
            cv_page_paragraph(page, cv_book_spans(page->book, &block->text), CV_STYLE_NOTE);
    }
    const cv_study *study = page->book->results->study;
    if (study->source != NULL)
        cv_page_paragraph(
            page, cv_book_format_text(page->book, "%s %s", cv_say(page->book->language, "Source:"), study->source),
            CV_STYLE_NOTE);
    if (study->note != NULL)
        cv_page_paragraph(page, study->note, CV_STYLE_NOTE);
}

/* ---- limits of Excel ---- */

/* Rows that a grid takes at most: letters below each line, limits in two more, headings twice. */
static size_t rows_of(const cv_grid *grid)
{
    return 4 * grid->line_count + grid->depth + 4;
}

/* Whether so much fits on a sheet; the first result that does not is remembered. */
static bool fits(cv_book *book, const cv_result *result, size_t columns, size_t rows)
{
    enum { AROUND = 400 }; /* rows of head, notes, the chart and its cells */
    if (columns <= CV_BOOK_COLUMNS && rows + AROUND <= CV_BOOK_ROWS)
        return true;
    if (book->too_large == NULL)
        book->too_large = result;
    return false;
}

/* ---- the table ---- */

static const char *limits_heading(cv_book *book, const cv_result *result)
{
    char level[CV_DIGITS_SIZE];
    cv_digits_short(100 * result->confidence, 4, level);
    return cv_book_format_text(book, cv_say(book->language, "Limits of the %s%% confidence intervals"), level);
}

static size_t width_needed(const cv_grid *grid, const cv_book_chart *chart)
{
    size_t width = 1 + cv_grid_width(grid), charted = cv_book_chart_width(chart);
    return chart->series_count > 0 && charted > width ? charted : width;
}

static void reserve_chart(cv_page *page, const cv_book_chart *chart)
{
    const double least = 12;
    for (size_t j = 1; chart->series_count > 0 && j < cv_book_chart_width(chart); j++)
        cv_page_reserve(page, j, least);
}

/* The head, the table and what explains it. @return the row behind the banner */
static uint32_t put_table(cv_page *page, const cv_book_entry *entry, const cv_sheet *sheet)
{
    uint32_t banner_end = 0;
    size_t columns = page->column_count;
    page->column_count = 1 + cv_grid_width(&sheet->grids[0]); /* texts are as wide as the table */
    put_head(page, entry);
    cv_page_grid(page, &sheet->grids[0], &banner_end);
    put_notes(page, entry->result, sheet);
    page->column_count = columns;
    return banner_end;
}

/* Beside a narrow table, else below it. */
static void place_chart(cv_page *page, const cv_grid *grid, uint32_t banner_end, cv_book_chart *chart)
{
    const double narrow = 760, usual = 680, most = 1000, around = 16;
    size_t columns = 1 + cv_grid_width(grid);
    double width = cv_page_pixels(page, columns);
    bool beside = width <= narrow;
    chart->column = beside ? columns : cv_page_pages(page) > 1 ? 1 : 0; /* the first column is on each page */
    chart->top = beside ? banner_end : page->row + 1;
    chart->width = beside ? usual : fmin(fmax(width - around, usual), most);
    if (!beside)
        page->row = chart->top + cv_book_chart_rows(chart);
}

/* The limits, below them, where they are not printed, the chart's cells, and the chart. */
static void put_chart(cv_page *page, const cv_book_entry *entry, const cv_grid *grid, uint32_t banner_end,
                      cv_book_chart *chart)
{
    const char *limits = limits_heading(page->book, entry->result);
    const double around = 24;
    size_t columns = 1 + cv_grid_width(grid);
    if (chart->series_count == 0) {
        cv_page_limits(page, grid, limits);
        return;
    }
    place_chart(page, grid, banner_end, chart);
    cv_page_limits(page, grid, limits);
    reserve_chart(page, chart);
    uint32_t bottom = chart->top + cv_book_chart_rows(chart);
    page->row = page->row > bottom ? page->row : bottom;
    cv_page_print(page, columns, cv_page_pixels(page, chart->column) + chart->width + around);
    page->row++;
    cv_page_chart_cells(page, chart);
    cv_page_draw(page, chart);
}

static void add_table(cv_book *book, const cv_book_entry *entry, const cv_sheet *sheet)
{
    const cv_grid *grid = &sheet->grids[0];
    cv_book_chart chart;
    if (!cv_book_plan_chart(book, entry, sheet, &chart))
        chart.series_count = 0;
    if (!fits(book, entry->result, width_needed(grid, &chart), rows_of(grid)))
        return;
    cv_page page = cv_page_begin(book, entry->sheet, width_needed(grid, &chart));
    cv_page_measure(&page, grid);
    uint32_t banner_end = put_table(&page, entry, sheet);
    put_chart(&page, entry, grid, banner_end, &chart);
    if (!book->no_memory)
        worksheet_freeze_panes(page.sheet, banner_end, 1);
    cv_page_end(&page, banner_end);
}

/* ---- comparisons, tests, parts ---- */

static void add_details(cv_book *book, const cv_book_entry *entry, const cv_sheet *sheet)
{
    size_t columns = 2, rows = 0;
    for (size_t i = 1; i < sheet->grid_count; i++) {
        size_t width = 1 + cv_grid_width(&sheet->grids[i]);
        columns = width > columns ? width : columns;
        rows += rows_of(&sheet->grids[i]);
    }
    if (!fits(book, entry->result, columns, rows))
        return;
    cv_page page = cv_page_begin(book, entry->details, columns);
    for (size_t i = 1; i < sheet->grid_count; i++)
        cv_page_measure(&page, &sheet->grids[i]);
    put_head(&page, entry);
    uint32_t head = page.row;
    for (size_t i = 1; i < sheet->grid_count; i++) {
        cv_page_paragraph(&page, sheet->grids[i].title, CV_STYLE_HEADING);
        cv_page_grid(&page, &sheet->grids[i], NULL);
        page.row++;
        cv_page_limits(&page, &sheet->grids[i], limits_heading(book, entry->result));
        page.row++;
    }
    if (!book->no_memory)
        worksheet_freeze_panes(page.sheet, head, 1);
    cv_page_end(&page, head);
}

bool cv_book_has_details(const cv_result *result)
{
    return result->comparison_count > 0 || result->test_count > 0 || result->part_count > 0 ||
           (result->model != NULL && (result->model->test_count > 0 || result->model->margin_count > 0));
}

void cv_book_add_analysis(cv_book *book, const cv_book_entry *entry)
{
    cv_sheet sheet;
    if (!cv_sheet_make_full(entry->result, book->values, &sheet))
        book->no_memory = true;
    else if (sheet.grid_count > 0) {
        add_table(book, entry, &sheet);
        if (entry->details != NULL && !book->no_memory && book->too_large == NULL)
            add_details(book, entry, &sheet);
    }
    cv_sheet_free(&sheet);
}
