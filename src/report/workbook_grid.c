/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid on a sheet, as tables of market research are laid out: the banner across, base rows under it, then a line for
 * each figure, and under it the letters of the columns that it is significantly higher than. */
#include <math.h>
#include <string.h>

#include "report/workbook_private.h"
#include "table/display.h"

enum { MOST_LABEL_LINES = 5 }; /* so that the banner, which stays in sight, leaves room for the figures */

static const double stub_least = 24, stub_most = 46;
static const double figure_least = 10.5, figure_most = 22, words_most = 40;

/* A column of limits takes two. */
static size_t columns_of(const cv_grid_column *column)
{
    return column->interval ? 2 : 1;
}

size_t cv_grid_width(const cv_grid *grid)
{
    size_t width = 0;
    for (size_t j = 0; j < grid->column_count; j++)
        width += columns_of(&grid->columns[j]);
    return width;
}

static bool has_edge(const cv_grid *grid, size_t column)
{
    return column > 0 && grid->columns[column].group != grid->columns[column - 1].group;
}

static double width_of(const char *text)
{
    return text == NULL ? 0 : (double)cv_display_width(text, strlen(text));
}

/* ---- how wide ---- */

static double label_width(const cv_grid *grid, size_t column)
{
    const char *label = grid->columns[column].labels[grid->depth - 1];
    const double short_label = 15; /* stays on one line */
    double word = (double)cv_display_longest_word(label), width = width_of(label);
    return fmax(word, fmax(ceil(width / 2), fmin(width, short_label))) + 1;
}

static double column_width(const cv_grid *grid, size_t column)
{
    const double room = 3;
    bool left = grid->columns[column].left;
    double width = label_width(grid, column);
    for (size_t i = 0; i < grid->line_count; i++) {
        const cv_grid_line *line = &grid->lines[i];
        if (line->cells == NULL)
            continue;
        const cv_grid_cell *cell = &line->cells[column];
        double text = fmax(width_of(cell->text), width_of(cell->letters)) / (double)columns_of(&grid->columns[column]);
        width = fmax(width, text + room);
    }
    return fmin(fmax(width, figure_least), left ? words_most : figure_most);
}

/* Where a column is for them they stand beside the figures. */
static bool has_limits(const cv_grid *grid)
{
    for (size_t j = 0; j < grid->column_count; j++)
        if (grid->columns[j].interval)
            return false;
    for (size_t i = 0; i < grid->line_count; i++)
        for (size_t j = 0; j < grid->column_count && grid->lines[i].cells != NULL; j++)
            if (!isnan(grid->lines[i].cells[j].low) || !isnan(grid->lines[i].cells[j].high))
                return true;
    return false;
}

/* What stands behind the stub of a limit says which one it is. */
static const char *limit_stub(cv_book *book, const char *stub, bool high)
{
    return high ? cv_book_format_text(book, cv_say(book->language, "%s, high"), stub)
                : cv_book_format_text(book, cv_say(book->language, "%s, low"), stub);
}

static double stub_width(cv_book *book, const cv_grid *grid)
{
    const double indent = 3;
    double width = stub_least, around = indent;
    if (has_limits(grid))
        around += fmax(width_of(limit_stub(book, "", false)), width_of(limit_stub(book, "", true)));
    for (size_t i = 0; i < grid->line_count; i++)
        if (grid->lines[i].kind != CV_LINE_HEADING)
            width = fmax(width, width_of(grid->lines[i].stub) + around);
    return fmin(width, stub_most);
}

void cv_page_measure(cv_page *page, const cv_grid *grid)
{
    size_t at = 1;
    cv_page_reserve(page, 0, stub_width(page->book, grid));
    for (size_t j = 0; j < grid->column_count; j++)
        for (size_t k = columns_of(&grid->columns[j]); k > 0; k--)
            cv_page_reserve(page, at++, column_width(grid, j));
}

static double width_between(const cv_page *page, size_t first, size_t last)
{
    double width = 0;
    for (size_t i = first; i <= last && page->width != NULL; i++)
        width += page->width[i];
    return width;
}

/* ---- the banner ---- */

/* A cell of the banner over columns of the sheet. @return the lines it takes */
static size_t put_over(cv_page *page, size_t first, size_t last, const char *text, cv_book_style style, bool edge)
{
    cv_page_merge(page, first, last, text, style, edge);
    size_t lines = cv_text_lines(text, width_between(page, first, last) - 1);
    return lines < MOST_LABEL_LINES ? lines : MOST_LABEL_LINES;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void put_headings(cv_page *page, const cv_grid *grid)
{
    size_t lines = 1, at = 1;
    cv_page_blank(page, 0, CV_STYLE_BREAK, false);
    for (size_t j = 0; j < grid->column_count;) {
        size_t first = at, from = j;
        do
            at += columns_of(&grid->columns[j++]);
        while (j < grid->column_count && !has_edge(grid, j));
        lines = larger(lines, put_over(page, first, at - 1, grid->columns[from].heading, CV_STYLE_BREAK, from > 0));
    }
    cv_page_lines(page, lines);
    page->row++;
}

/* Whether two columns stand under the same labels down to this depth. */
static bool same_labels(const cv_grid_column *a, const cv_grid_column *b, size_t depth)
{
    for (size_t i = 0; i <= depth; i++)
        if (strcmp(a->labels[i], b->labels[i]) != 0)
            return false;
    return true;
}

/* An outer row of labels: one cell over all columns with the same. */
static void put_outer_labels(cv_page *page, const cv_grid *grid, size_t depth)
{
    size_t lines = 1, at = 1;
    cv_page_blank(page, 0, CV_STYLE_LABEL, false);
    for (size_t j = 0; j < grid->column_count;) {
        size_t first = at, from = j;
        do
            at += columns_of(&grid->columns[j++]);
        while (j < grid->column_count && !has_edge(grid, j) &&
               same_labels(&grid->columns[from], &grid->columns[j], depth));
        lines = larger(lines, put_over(page, first, at - 1, grid->columns[from].labels[depth], CV_STYLE_LABEL,
                                       has_edge(grid, from)));
    }
    cv_page_lines(page, lines);
    page->row++;
}

static void put_labels(cv_page *page, const cv_grid *grid)
{
    cv_book *book = page->book;
    size_t lines = 1, at = 1;
    cv_page_blank(page, 0, CV_STYLE_LABEL, false);
    for (size_t j = 0; j < grid->column_count; j++) {
        const char *label = grid->columns[j].labels[grid->depth - 1];
        bool edge = has_edge(grid, j);
        if (!grid->columns[j].interval) {
            lines = larger(lines, put_over(page, at, at, label, CV_STYLE_LABEL, edge));
            at++;
            continue;
        }
        const char *low = limit_stub(book, label, false), *high = limit_stub(book, label, true);
        lines = larger(lines, put_over(page, at, at, low, CV_STYLE_LABEL, edge));
        lines = larger(lines, put_over(page, at + 1, at + 1, high, CV_STYLE_LABEL, false));
        at += 2;
    }
    cv_page_lines(page, lines);
    page->row++;
}

static void put_letter_row(cv_page *page, const cv_grid *grid)
{
    size_t at = 1;
    cv_page_blank(page, 0, CV_STYLE_LETTER, false);
    for (size_t j = 0; j < grid->column_count; at += columns_of(&grid->columns[j++]))
        cv_page_text(page, at, grid->columns[j].letter, CV_STYLE_LETTER, has_edge(grid, j));
    page->row++;
}

static void put_banner(cv_page *page, const cv_grid *grid)
{
    bool headings = false, letters = false;
    for (size_t j = 0; j < grid->column_count; j++) {
        headings = headings || *grid->columns[j].heading != '\0';
        letters = letters || *grid->columns[j].letter != '\0';
    }
    if (headings)
        put_headings(page, grid);
    for (size_t depth = 0; depth + 1 < grid->depth; depth++)
        put_outer_labels(page, grid, depth);
    put_labels(page, grid);
    if (letters)
        put_letter_row(page, grid);
}

/* ---- lines ---- */

static void put_figure(cv_page *page, size_t at, const cv_grid_cell *cell, double number, cv_book_style style,
                       bool edge)
{
    const char *format = cv_book_number_format(page->book, &cell->digits, cell->p);
    cv_page_number(page, at, cv_book_number(&cell->digits, number), style, edge, format);
}

static void put_cell(cv_page *page, const cv_grid_column *column, size_t at, const cv_grid_cell *cell,
                     cv_book_style style, bool edge)
{
    if (column->interval && !(isnan(cell->low) && isnan(cell->high))) {
        put_figure(page, at, cell, cell->low, style, edge);
        put_figure(page, at + 1, cell, cell->high, style, false);
    } else if (!column->interval && !isnan(cell->number)) {
        put_figure(page, at, cell, cell->number, style, edge);
    } else {
        cv_page_text(page, at, cell->text, column->left ? CV_STYLE_WORDS : style, edge);
    }
}

static void put_stub(cv_page *page, const char *stub, cv_book_style style)
{
    cv_page_text(page, 0, stub, style, false);
    cv_page_lines(page, cv_text_lines(stub, page->width == NULL ? 1 : page->width[0] - 3));
}

static void put_letters(cv_page *page, const cv_grid *grid, const cv_grid_line *line)
{
    size_t at = 1;
    bool any = false;
    for (size_t j = 0; j < grid->column_count; j++)
        any = any || (line->cells[j].letters != NULL && *line->cells[j].letters != '\0');
    if (!any)
        return;
    for (size_t j = 0; j < grid->column_count; at += columns_of(&grid->columns[j++])) {
        const char *letters = line->cells[j].letters;
        cv_page_text(page, at, letters == NULL ? "" : letters, CV_STYLE_LETTERS, has_edge(grid, j));
    }
    page->row++;
}

/* A question's text over the table's whole width, in one line or as many as it takes. */
static void put_section(cv_page *page, const cv_grid *grid, const char *text)
{
    size_t last = cv_grid_width(grid);
    double width = width_between(page, 0, last) - 1;
    cv_page_merge(page, 0, last, text, CV_STYLE_SECTION, false);
    cv_page_lines(page, cv_text_lines(text, width));
    page->row++;
}

static void put_line(cv_page *page, const cv_grid *grid, const cv_grid_line *line)
{
    bool base = line->kind == CV_LINE_BASE;
    size_t at = 1;
    if (line->kind == CV_LINE_HEADING) {
        put_section(page, grid, line->stub);
        return;
    }
    put_stub(page, line->stub, base ? CV_STYLE_BASE_STUB : CV_STYLE_STUB);
    for (size_t j = 0; j < grid->column_count; at += columns_of(&grid->columns[j++]))
        put_cell(page, &grid->columns[j], at, &line->cells[j], base ? CV_STYLE_BASE : CV_STYLE_FIGURE,
                 has_edge(grid, j));
    page->row++;
    put_letters(page, grid, line);
}

/* Where the lines end that share base rows: behind the bases that follow `first`, or at the grid's end. */
static size_t block_end(const cv_grid *grid, size_t first)
{
    size_t at = first;
    while (at < grid->line_count && grid->lines[at].kind != CV_LINE_BASE)
        at++;
    while (at < grid->line_count && grid->lines[at].kind == CV_LINE_BASE)
        at++;
    return at;
}

/* The question, its bases, then its figures. */
static void put_block(cv_page *page, const cv_grid *grid, size_t first, size_t end)
{
    bool heading = grid->lines[first].kind == CV_LINE_HEADING;
    if (heading)
        put_line(page, grid, &grid->lines[first++]);
    for (size_t i = first; i < end; i++)
        if (grid->lines[i].kind == CV_LINE_BASE)
            put_line(page, grid, &grid->lines[i]);
    for (size_t i = first; i < end; i++)
        if (grid->lines[i].kind != CV_LINE_BASE)
            put_line(page, grid, &grid->lines[i]);
}

void cv_page_grid(cv_page *page, const cv_grid *grid, uint32_t *banner_end)
{
    put_banner(page, grid);
    if (banner_end != NULL)
        *banner_end = page->row;
    for (size_t i = 0, end; i < grid->line_count; i = end) {
        end = block_end(grid, i);
        put_block(page, grid, i, end);
    }
    if (*grid->after != '\0')
        cv_page_paragraph(page, grid->after, CV_STYLE_NOTE);
}

/* ---- limits ---- */

static void put_limit(cv_page *page, const cv_grid *grid, const cv_grid_line *line, bool high)
{
    const char *stub = limit_stub(page->book, line->stub, high);
    put_stub(page, stub, CV_STYLE_BASE_STUB);
    for (size_t j = 0; j < grid->column_count; j++) {
        const cv_grid_cell *cell = &line->cells[j];
        double limit = high ? cell->high : cell->low;
        if (isnan(limit))
            cv_page_text(page, j + 1, isnan(cell->number) ? cell->text : "-", CV_STYLE_BASE, has_edge(grid, j));
        else
            put_figure(page, j + 1, cell, limit, CV_STYLE_BASE, has_edge(grid, j));
    }
    page->row++;
}

void cv_page_limits(cv_page *page, const cv_grid *grid, const char *heading)
{
    if (!has_limits(grid))
        return;
    page->row++;
    put_section(page, grid, heading);
    for (size_t i = 0; i < grid->line_count; i++) {
        if (grid->lines[i].kind == CV_LINE_HEADING)
            put_section(page, grid, grid->lines[i].stub);
        if (grid->lines[i].kind != CV_LINE_FIGURES)
            continue;
        put_limit(page, grid, &grid->lines[i], false);
        put_limit(page, grid, &grid->lines[i], true);
    }
}
