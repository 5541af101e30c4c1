/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet as Markdown tables: one heading row is all they have, so nested headings are told in each column's own. */
#include <string.h>

#include "table/grid.h"
#include "table/markup.h"
#include "table/table.h"

enum { BLOCK = 12 /**< columns; more are hard to read on a page */ };

static void put_cell(cv_buffer *to, const char *text)
{
    cv_buffer_add_char(to, ' ');
    cv_markdown_add(to, text, false);
    cv_buffer_add(to, *text == '\0' ? "|" : " |");
}

/* Whether the columns fall under different headings, so that each must name its own. */
static bool has_several_breaks(const cv_grid *grid)
{
    const char *heading = "";
    for (size_t j = 0; j < grid->column_count; j++) {
        if (*grid->columns[j].heading == '\0')
            continue;
        if (*heading != '\0' && strcmp(heading, grid->columns[j].heading) != 0)
            return true;
        heading = grid->columns[j].heading;
    }
    return false;
}

static void put_heading(cv_buffer *to, cv_language language, const cv_grid *grid, const cv_grid_column *column,
                        bool named)
{
    const char *between = "";
    cv_buffer_add_char(to, ' ');
    if (named && *column->heading != '\0') {
        cv_markdown_add(to, column->heading, false);
        between = cv_say(language, ": ");
    }
    for (size_t i = 0; i < grid->depth; i++) {
        if (*column->labels[i] == '\0')
            continue;
        cv_buffer_add(to, between);
        cv_markdown_add(to, column->labels[i], false);
        between = " / ";
    }
    if (*column->letter != '\0') {
        cv_buffer_add(to, " (");
        cv_markdown_add(to, column->letter, false);
        cv_buffer_add_char(to, ')');
    }
    cv_buffer_add(to, " |");
}

static void put_headings(cv_buffer *to, cv_language language, const cv_grid *grid, size_t first, size_t end)
{
    bool named = has_several_breaks(grid);
    cv_buffer_add(to, "| |");
    for (size_t j = first; j < end; j++)
        put_heading(to, language, grid, &grid->columns[j], named);
    cv_buffer_add(to, "\n| --- |");
    for (size_t j = first; j < end; j++)
        cv_buffer_add(to, grid->columns[j].left ? " --- |" : " ---: |");
    cv_buffer_add_char(to, '\n');
}

static void put_question(cv_buffer *to, const char *question, size_t columns)
{
    cv_buffer_add(to, "| **");
    cv_markdown_add(to, question, false);
    cv_buffer_add(to, "** |");
    for (size_t j = 0; j < columns; j++)
        cv_buffer_add(to, " |");
    cv_buffer_add_char(to, '\n');
}

static void put_figure(cv_buffer *to, const cv_grid_cell *cell)
{
    cv_buffer_add_char(to, ' ');
    cv_markdown_add(to, cell->text, false);
    if (cell->letters != NULL && *cell->letters != '\0') {
        cv_buffer_add_char(to, ' ');
        cv_markdown_add(to, cell->letters, false);
    }
    cv_buffer_add(to, *cell->text == '\0' ? "|" : " |");
}

static void put_line(cv_buffer *to, const cv_grid_line *line, size_t first, size_t end)
{
    bool below = false;
    cv_buffer_add_char(to, '|');
    put_cell(to, line->stub);
    for (size_t j = first; j < end; j++) {
        put_figure(to, &line->cells[j]);
        below = below || (line->cells[j].below != NULL && *line->cells[j].below != '\0');
    }
    cv_buffer_add_char(to, '\n');
    if (!below)
        return;
    cv_buffer_add(to, "| |");
    for (size_t j = first; j < end; j++)
        put_cell(to, line->cells[j].below == NULL ? "" : line->cells[j].below);
    cv_buffer_add_char(to, '\n');
}

static void put_block(cv_buffer *to, cv_language language, const cv_grid *grid, size_t first, size_t end)
{
    put_headings(to, language, grid, first, end);
    for (size_t i = 0; i < grid->line_count; i++) {
        if (grid->lines[i].kind == CV_LINE_HEADING)
            put_question(to, grid->lines[i].stub, end - first);
        else
            put_line(to, &grid->lines[i], first, end);
    }
    cv_buffer_add_char(to, '\n');
}

/* What the columns are, where one heading holds for all. */
static void put_break(cv_buffer *to, cv_language language, const cv_grid *grid)
{
    cv_buffer escaped = {0};
    const char *heading = "";
    for (size_t j = 0; j < grid->column_count; j++)
        if (*grid->columns[j].heading != '\0')
            heading = grid->columns[j].heading;
    if (*heading == '\0' || has_several_breaks(grid))
        return;
    cv_markdown_add(&escaped, heading, false);
    to->failed = to->failed || escaped.failed;
    cv_buffer_format(to, cv_say(language, "By %s:"), escaped.text == NULL ? "" : escaped.text);
    cv_buffer_add(to, "\n\n");
    cv_buffer_free(&escaped);
}

void cv_markdown_add_grid(cv_buffer *to, const cv_grid *grid, cv_language language)
{
    if (*grid->title != '\0')
        cv_buffer_format(to, "**%s**\n\n", grid->title);
    put_break(to, language, grid);
    for (size_t first = 0; first < grid->column_count; first += BLOCK) {
        size_t end = grid->column_count - first > BLOCK ? first + BLOCK : grid->column_count;
        put_block(to, language, grid, first, end);
    }
    if (*grid->after != '\0') {
        cv_markdown_add(to, grid->after, true);
        cv_buffer_add(to, "\n\n");
    }
}

void cv_markdown_add_notes(cv_buffer *to, const char *const *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cv_markdown_add(to, notes[i], true);
        cv_buffer_add(to, i + 1 < count ? "  \n" : "\n\n");
    }
}

void cv_table_write_markdown(const cv_result *result, bool values, cv_buffer *to)
{
    cv_sheet sheet;
    if (cv_sheet_make(result, values, &sheet))
        for (size_t i = 0; i < sheet.grid_count; i++) {
            cv_markdown_add_grid(to, &sheet.grids[i], sheet.language);
            if (i == 0)
                cv_markdown_add_notes(to, sheet.notes, sheet.note_count);
        }
    to->failed = to->failed || sheet.failed;
    cv_sheet_free(&sheet);
}
