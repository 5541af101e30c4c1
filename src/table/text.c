/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet on a grid of character cells. Everything is written in bands: texts side by side, each wrapped in its own
 * width, so that no label, however long, moves its neighbours. */
#include <string.h>

#include "table/display.h"
#include "table/grid.h"
#include "table/table.h"

enum {
    DEFAULT_WIDTH = 100,
    GAP = 2,           /**< between columns */
    LEAST_COLUMN = 8,  /**< the widest single character (a family of four) fits */
    WORD_COLUMN = 16,  /**< headings are broken within words from here on */
    WIDE_COLUMN = 24,  /**< headings stay in one piece up to here where there is room */
    LETTERS = 8,       /**< of a cell, on one line */
    HEADING_LINES = 6, /**< of a column; what is longer ends in an ellipsis */
    LEAST_STUB = 4
};

typedef struct span {
    size_t at, width; /**< cells from the left edge */
    const char *text;
    bool right; /**< aligned to the right edge */
    bool bold;
    size_t most_lines; /**< 0: no limit */
    size_t lines;      /**< set by put_band */
} span;

typedef struct column_width {
    size_t figures; /**< the numbers and headings */
    size_t letters; /**< 0: none */
} column_width;

typedef struct text_writer {
    cv_buffer *to;
    cv_sheet *sheet;
    bool colour;
    size_t width, stub;
    const cv_grid *grid;
    column_width *widths; /**< [column_count] */
    span *spans;          /**< room for a band of all columns */
} text_writer;

/* ---- bands ---- */

static size_t count_lines(const span *of)
{
    const char *rest = of->text, *line;
    size_t count = 0;
    while (rest != NULL && (of->most_lines == 0 || count < of->most_lines)) {
        cv_display_line(&rest, of->width, &line);
        count++;
    }
    return count;
}

static void put_blanks(cv_buffer *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cv_buffer_add_char(to, ' ');
}

static void put_times(cv_buffer *to, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cv_buffer_add(to, text);
}

/* Writes one line of a span. @return where the cursor is then */
static size_t put_span_line(text_writer *writer, span *of, const char **rest, bool last, size_t cursor)
{
    const char *again = *rest, *line;
    size_t length = cv_display_line(rest, of->width, &line);
    bool cut = last && *rest != NULL;
    if (cut)
        length = cv_display_line(&again, of->width - 1, &line);
    size_t width = cv_display_width(line, length) + cut;
    if (length == 0)
        return cursor;
    size_t start = of->at + (of->right && width < of->width ? of->width - width : 0);
    put_blanks(writer->to, start > cursor ? start - cursor : 0);
    if (of->bold && writer->colour)
        cv_buffer_add(writer->to, "\033[1m");
    cv_buffer_add_bytes(writer->to, line, length);
    if (cut)
        cv_buffer_add(writer->to, "…");
    if (of->bold && writer->colour)
        cv_buffer_add(writer->to, "\033[0m");
    return (start > cursor ? start : cursor) + width;
}

/* Writes spans side by side, from the left to the right: headings stand on the band's floor, all else hangs from its
 * top. */
static void put_band(text_writer *writer, size_t count, bool on_floor)
{
    size_t height = 0;
    for (size_t i = 0; i < count; i++) {
        writer->spans[i].lines = count_lines(&writer->spans[i]);
        height = writer->spans[i].lines > height ? writer->spans[i].lines : height;
    }
    for (size_t line = 0; line < height; line++) {
        size_t cursor = 0;
        for (size_t i = 0; i < count; i++) {
            span *of = &writer->spans[i];
            size_t first = on_floor ? height - of->lines : 0;
            if (line < first || line >= first + of->lines)
                continue;
            cursor = put_span_line(writer, of, &of->text, line + 1 == first + of->lines, cursor);
        }
        cv_buffer_add_char(writer->to, '\n');
    }
}

static void put_paragraph(text_writer *writer, const char *text, bool bold)
{
    writer->spans[0] = (span){.width = writer->width, .text = text, .bold = bold};
    put_band(writer, 1, false);
}

/* ---- widths ---- */

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t text_width(const char *text)
{
    return cv_display_width(text, strlen(text));
}

/* What a column's cells need, whatever its heading. */
static column_width cells_width(const cv_grid *grid, size_t column)
{
    column_width width = {.figures = larger(LEAST_COLUMN, text_width(grid->columns[column].letter))};
    for (size_t i = 0; i < grid->line_count; i++) {
        if (grid->lines[i].cells == NULL)
            continue;
        const cv_grid_cell *cell = &grid->lines[i].cells[column];
        width.figures = larger(width.figures, text_width(cell->text));
        if (cell->below != NULL)
            width.figures = larger(width.figures, text_width(cell->below));
        if (cell->letters != NULL)
            width.letters = larger(width.letters, smaller(LETTERS, text_width(cell->letters)));
    }
    return width;
}

static size_t all_of(const column_width *width)
{
    return GAP + width->figures + (width->letters > 0 ? 1 + width->letters : 0);
}

/* @return the width of stub and columns together */
static size_t measure_columns(text_writer *writer, bool whole_headings)
{
    const cv_grid *grid = writer->grid;
    size_t sum = writer->stub;
    for (size_t j = 0; j < grid->column_count; j++) {
        const cv_grid_column *column = &grid->columns[j];
        const char *label = column->labels[grid->depth - 1];
        size_t heading = whole_headings ? smaller(text_width(label), WIDE_COLUMN)
                                        : smaller(cv_display_longest_word(label), WORD_COLUMN);
        writer->widths[j] = cells_width(grid, j);
        writer->widths[j].figures = larger(writer->widths[j].figures, heading);
        sum += all_of(&writer->widths[j]);
    }
    return sum;
}

static void measure_stub(text_writer *writer)
{
    size_t widest = LEAST_STUB;
    for (size_t i = 0; i < writer->grid->line_count; i++)
        if (writer->grid->lines[i].kind != CV_LINE_HEADING)
            widest = larger(widest, text_width(writer->grid->lines[i].stub));
    writer->stub = smaller(widest, writer->width * 2 / 5);
}

/* ---- a block: some columns side by side ---- */

static size_t block_end(const text_writer *writer, size_t first)
{
    size_t used = writer->stub, end = first;
    while (end < writer->grid->column_count && (end == first || used + all_of(&writer->widths[end]) <= writer->width))
        used += all_of(&writer->widths[end++]);
    return end;
}

static size_t block_width(const text_writer *writer, size_t first, size_t end)
{
    size_t used = writer->stub;
    for (size_t j = first; j < end; j++)
        used += all_of(&writer->widths[j]);
    return used;
}

/* Whether two neighbours stand under the same label of this level. */
static bool same_heading(const cv_grid *grid, size_t a, size_t b, size_t level)
{
    const cv_grid_column *left = &grid->columns[a], *right = &grid->columns[b];
    if (left->group != right->group)
        return false;
    for (size_t i = 0; i <= level; i++)
        if (strcmp(left->labels[i], right->labels[i]) != 0)
            return false;
    return true;
}

/* The labels of one level but the last, each over its columns; `level` SIZE_MAX: the breaks' headings. */
static void put_spanning(text_writer *writer, size_t first, size_t end, size_t level)
{
    const cv_grid *grid = writer->grid;
    size_t count = 0, at = writer->stub;
    bool any = false;
    for (size_t j = first, next; j < end; j = next) {
        size_t width = 0;
        for (next = j; next < end; next++) {
            bool same = level == SIZE_MAX ? grid->columns[j].group == grid->columns[next].group
                                          : same_heading(grid, j, next, level);
            if (!same)
                break;
            width += all_of(&writer->widths[next]);
        }
        const char *text = level == SIZE_MAX ? grid->columns[j].heading : grid->columns[j].labels[level];
        bool headed = *text != '\0';
        any = any || headed;
        writer->spans[count++] = (span){
            .at = at + GAP, .width = width - GAP, .text = text, .bold = true, .most_lines = headed ? HEADING_LINES : 0};
        at += width;
    }
    if (!any)
        return;
    put_band(writer, count, true);
    size_t cursor = 0;
    for (size_t i = 0; i < count; i++) { /* a rule under those that say something; their texts are used up */
        const span *of = &writer->spans[i];
        if (of->most_lines == 0)
            continue;
        put_blanks(writer->to, of->at - cursor);
        put_times(writer->to, "─", of->width);
        cursor = of->at + of->width;
    }
    cv_buffer_add_char(writer->to, '\n');
}

static void put_headings(text_writer *writer, size_t first, size_t end)
{
    const cv_grid *grid = writer->grid;
    bool lettered = false;
    put_spanning(writer, first, end, SIZE_MAX);
    for (size_t level = 0; level + 1 < grid->depth; level++)
        put_spanning(writer, first, end, level);
    size_t at = writer->stub;
    for (size_t j = first; j < end; at += all_of(&writer->widths[j++])) {
        writer->spans[j - first] = (span){.at = at + GAP,
                                          .width = writer->widths[j].figures,
                                          .text = grid->columns[j].labels[grid->depth - 1],
                                          .right = !grid->columns[j].left,
                                          .bold = true,
                                          .most_lines = HEADING_LINES};
        lettered = lettered || *grid->columns[j].letter != '\0';
    }
    put_band(writer, end - first, true);
    if (!lettered)
        return;
    at = writer->stub;
    for (size_t j = first; j < end; at += all_of(&writer->widths[j++]))
        writer->spans[j - first] = (span){.at = at + GAP,
                                          .width = writer->widths[j].figures,
                                          .text = grid->columns[j].letter,
                                          .right = true,
                                          .bold = true};
    put_band(writer, end - first, true);
}

static void put_rule(text_writer *writer, size_t first, size_t end)
{
    put_times(writer->to, "─", block_width(writer, first, end));
    cv_buffer_add_char(writer->to, '\n');
}

static const char *cell_text(text_writer *writer, const cv_grid_cell *cell)
{
    if (cell->below == NULL)
        return cell->text;
    return cv_sheet_format(writer->sheet, "%s\n%s", cell->text, cell->below);
}

static void put_line(text_writer *writer, const cv_grid_line *line, size_t first, size_t end)
{
    size_t count = 0, at = writer->stub;
    writer->spans[count++] = (span){.width = writer->stub, .text = line->stub};
    for (size_t j = first; j < end; at += all_of(&writer->widths[j++])) {
        const cv_grid_cell *cell = &line->cells[j];
        column_width width = writer->widths[j];
        writer->spans[count++] = (span){.at = at + GAP,
                                        .width = width.figures,
                                        .text = cell_text(writer, cell),
                                        .right = !writer->grid->columns[j].left};
        if (cell->letters != NULL)
            writer->spans[count++] =
                (span){.at = at + GAP + width.figures + 1, .width = width.letters, .text = cell->letters};
    }
    put_band(writer, count, false);
}

static void put_block(text_writer *writer, size_t first, size_t end)
{
    const cv_grid *grid = writer->grid;
    put_headings(writer, first, end);
    put_rule(writer, first, end);
    for (size_t i = 0; i < grid->line_count; i++) {
        if (grid->lines[i].kind != CV_LINE_HEADING) {
            put_line(writer, &grid->lines[i], first, end);
            continue;
        }
        if (i > 0)
            cv_buffer_add_char(writer->to, '\n');
        put_paragraph(writer, grid->lines[i].stub, true);
    }
    put_rule(writer, first, end);
}

/* ---- the sheet ---- */

static void put_grid(text_writer *writer, const cv_grid *grid)
{
    writer->grid = grid;
    writer->widths = cv_sheet_array(writer->sheet, grid->column_count, sizeof *writer->widths);
    writer->spans = cv_sheet_array(writer->sheet, 2 * grid->column_count + 1, sizeof *writer->spans);
    if (writer->widths == NULL || writer->spans == NULL)
        return;
    if (*grid->title != '\0') {
        put_paragraph(writer, grid->title, true);
        cv_buffer_add_char(writer->to, '\n');
    }
    measure_stub(writer);
    if (measure_columns(writer, true) > writer->width)
        measure_columns(writer, false);
    for (size_t first = 0, end; first < grid->column_count; first = end) {
        end = block_end(writer, first);
        if (first > 0)
            cv_buffer_add_char(writer->to, '\n');
        put_block(writer, first, end);
    }
    if (*grid->after != '\0')
        put_paragraph(writer, grid->after, false);
}

void cv_table_text(const cv_result *result, const cv_text_options *options, cv_buffer *to)
{
    enum { NARROWEST = 20 };
    cv_sheet sheet;
    size_t width = options->width == 0 ? DEFAULT_WIDTH : larger(options->width, NARROWEST);
    if (cv_sheet_make(result, options->values, &sheet)) {
        text_writer writer = {.to = to, .sheet = &sheet, .colour = options->colour, .width = width};
        for (size_t i = 0; i < sheet.grid_count; i++) {
            if (i > 0)
                cv_buffer_add_char(to, '\n');
            put_grid(&writer, &sheet.grids[i]);
            for (size_t n = 0; i == 0 && n < sheet.note_count && !sheet.failed; n++)
                put_paragraph(&writer, sheet.notes[n], false);
        }
    }
    to->failed = to->failed || sheet.failed;
    cv_sheet_free(&sheet);
}

void cv_table_write_text(const cv_result *result, bool values, bool colour, cv_buffer *to)
{
    const cv_text_options options = {.values = values, .colour = colour};
    cv_table_text(result, &options, to);
}
