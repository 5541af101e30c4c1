/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid as a table: headings over the columns that share them, a row group for each question, its base rows last. */
#include <string.h>

#include "report/html_private.h"
#include "report/html_text.h"

enum { WIDE = 12 /**< columns; more need paper on its side */ };

/* ---- figures ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Texts made of figures get the signs that print has: a minus, and a dash between limits. */
static void put_figure(cv_buffer *to, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at != '-') {
            cv_html_add_bytes(to, at, 1);
        } else if (at > text && is_digit(at[-1])) {
            cv_buffer_add(to, "\xe2\x80\x93");
        } else if (is_digit(at[1])) {
            cv_buffer_add(to, "\xe2\x88\x92");
        } else {
            cv_buffer_add(to, at == text && at[1] == '\0' ? "\xe2\x80\x93" : "-");
        }
    }
}

/* ---- headings ---- */

/* Whether column j begins a break that the one before it is not of. */
static bool begins_break(const cv_grid *grid, size_t j)
{
    return j > 0 && (grid->columns[j].group != grid->columns[j - 1].group ||
                     strcmp(grid->columns[j].heading, grid->columns[j - 1].heading) != 0);
}

static const char *class_of(const cv_grid *grid, size_t j)
{
    bool left = grid->columns[j].left, first = begins_break(grid, j);
    return left && first ? " class=\"left first\"" : left ? " class=\"left\"" : first ? " class=\"first\"" : "";
}

static bool has_headings(const cv_grid *grid)
{
    for (size_t j = 0; j < grid->column_count; j++)
        if (*grid->columns[j].heading != '\0')
            return true;
    return false;
}

/* How many columns from j on share all labels down to `depth` (0: the heading alone). */
static size_t span_of(const cv_grid *grid, size_t j, size_t depth)
{
    size_t end = j + 1;
    for (; end < grid->column_count && !begins_break(grid, end); end++)
        for (size_t d = 0; d < depth; d++)
            if (strcmp(grid->columns[end].labels[d], grid->columns[j].labels[d]) != 0)
                return end - j;
    return end - j;
}

static void put_cell_start(cv_buffer *to, const cv_grid *grid, size_t j, size_t columns)
{
    cv_buffer_format(to, "<th scope=\"%s\"%s", columns > 1 ? "colgroup" : "col", class_of(grid, j));
    if (columns > 1)
        cv_buffer_format(to, " colspan=\"%zu\"", columns);
    cv_buffer_add_char(to, '>');
}

/* A row of headings that several columns may share: the breaks' names, or a level that others are nested in. */
static void put_shared(cv_buffer *to, const cv_grid *grid, size_t depth)
{
    for (size_t j = 0; j < grid->column_count;) {
        size_t columns = span_of(grid, j, depth);
        const char *text = depth == 0 ? grid->columns[j].heading : grid->columns[j].labels[depth - 1];
        if (*text == '\0') {
            cv_buffer_format(to, "<td%s colspan=\"%zu\"></td>", class_of(grid, j), columns);
        } else {
            put_cell_start(to, grid, j, columns);
            cv_html_add(to, text);
            cv_buffer_add(to, "</th>");
        }
        j += columns;
    }
}

static void put_column(cv_buffer *to, const cv_grid *grid, size_t j)
{
    const cv_grid_column *column = &grid->columns[j];
    put_cell_start(to, grid, j, 1);
    cv_html_add(to, column->labels[grid->depth - 1]);
    if (*column->letter != '\0') {
        cv_buffer_add(to, "&nbsp;<span class=\"letter\">");
        cv_html_add(to, column->letter);
        cv_buffer_add(to, "</span>");
    }
    cv_buffer_add(to, "</th>");
}

static void put_headings(cv_buffer *to, const cv_grid *grid)
{
    bool headed = has_headings(grid);
    cv_buffer_add(to, "<thead>\n");
    for (size_t depth = headed ? 0 : 1; depth < grid->depth; depth++) {
        cv_buffer_add(to, "<tr><td></td>");
        put_shared(to, grid, depth);
        cv_buffer_add(to, "</tr>\n");
    }
    cv_buffer_add(to, "<tr class=\"columns\"><td></td>");
    for (size_t j = 0; j < grid->column_count; j++)
        put_column(to, grid, j);
    cv_buffer_add(to, "</tr>\n</thead>\n");
}

/* ---- rows ---- */

static void put_figures(const cv_html_page *page, const cv_grid *grid, size_t j, const cv_grid_cell *cell)
{
    cv_buffer *to = page->to;
    cv_buffer_format(to, "<td%s>", class_of(grid, j));
    if (grid->columns[j].left)
        cv_html_add(to, cell->text);
    else
        put_figure(to, cell->text);
    if (cell->letters != NULL && *cell->letters != '\0') {
        cv_buffer_add(to, " <span class=\"letters\"><span class=\"hidden\">");
        cv_html_say(page, cv_say(page->document->language, "higher than"));
        cv_buffer_add(to, " </span>");
        cv_html_add(to, cell->letters);
        cv_buffer_add(to, "</span>");
    }
    if (cell->below != NULL && *cell->below != '\0') {
        cv_buffer_add(to, "<span class=\"interval\">");
        put_figure(to, cell->below);
        cv_buffer_add(to, "</span>");
    }
    cv_buffer_add(to, "</td>");
}

static void put_line(const cv_html_page *page, const cv_grid *grid, const cv_grid_line *line)
{
    if (line->kind == CV_LINE_HEADING) {
        cv_buffer_format(page->to, "<tr class=\"question\"><th scope=\"rowgroup\" colspan=\"%zu\"><span>",
                         grid->column_count + 1);
        cv_html_add(page->to, line->stub);
        cv_buffer_add(page->to, "</span></th></tr>\n");
        return;
    }
    cv_buffer_add(page->to,
                  line->kind == CV_LINE_BASE ? "<tr class=\"base\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
    cv_html_add(page->to, line->stub);
    cv_buffer_add(page->to, "</th>");
    for (size_t j = 0; j < grid->column_count; j++)
        put_figures(page, grid, j, &line->cells[j]);
    cv_buffer_add(page->to, "</tr>\n");
}

/* A row group is a question, with or without a heading: its figures, then its bases. */
static void put_lines(const cv_html_page *page, const cv_grid *grid)
{
    cv_buffer_add(page->to, "<tbody>\n");
    for (size_t i = 0; i < grid->line_count; i++) {
        bool heading = grid->lines[i].kind == CV_LINE_HEADING;
        if (i > 0 && (heading || (grid->lines[i].kind == CV_LINE_FIGURES && grid->lines[i - 1].kind == CV_LINE_BASE)))
            cv_buffer_add(page->to, "</tbody>\n<tbody>\n");
        put_line(page, grid, &grid->lines[i]);
    }
    cv_buffer_add(page->to, "</tbody>\n");
}

void cv_html_grid(cv_html_page *page, const cv_grid *grid)
{
    cv_buffer *to = page->to;
    size_t number = ++page->grids;
    cv_buffer_format(to, "<div class=\"grid%s\">\n<div class=\"grid-head\"><h3 id=\"table-%zu\">",
                     grid->column_count > WIDE ? " wide" : "", number);
    if (*grid->title != '\0')
        cv_html_add(to, grid->title);
    else
        cv_html_say(page, cv_say(page->document->language, "Estimates"));
    cv_buffer_format(to,
                     "</h3></div>\n<div class=\"table-box\" role=\"group\" aria-labelledby=\"table-%zu\" "
                     "tabindex=\"0\">\n<table aria-labelledby=\"table-%zu\">\n",
                     number, number);
    put_headings(to, grid);
    put_lines(page, grid);
    cv_buffer_add(to, "</table>\n</div>\n");
    if (*grid->after != '\0') {
        cv_buffer_add(to, "<p class=\"after\">");
        cv_html_add(to, grid->after);
        cv_buffer_add(to, "</p>\n");
    }
    cv_buffer_add(to, "</div>\n");
}
