/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid as longtables of the size of a page. Widths are in points, estimated from the number of characters: LaTeX
 * wraps what is wider, so an estimate is enough. */
#include <string.h>

#include "table/display.h"
#include "table/latex.h"

static const double page = 476;                       /* A4 less its margins, and a little */
static const double gap = 6.8;                        /* between columns: two \tabcolsep */
static const double letter = 4.3;                     /* an average character at \footnotesize, which is 8 points */
static const double stub_most = 187, stub_least = 34; /* where there are many columns */
static const double column_least = 26, column_most = 81, words_most = 170;

typedef struct layout {
    const cv_grid *grid;
    double stub;
    double *widths; /* [column_count] */
} layout;

/* A part of the columns that has room on a page. */
typedef struct part {
    size_t first, end;
} part;

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static double width_of(const char *text)
{
    return text == NULL ? 0 : letter * (double)cv_display_width(text, strlen(text)) + 3.4;
}

/* ---- widths ---- */

static double cell_width(const cv_grid_cell *cell)
{
    double width = width_of(cell->text) + 1.5 * width_of(cell->letters);
    return larger(width, 0.85 * width_of(cell->below));
}

/* Headings take three lines before they widen a column. */
static double heading_width(const cv_grid_column *column, size_t depth)
{
    const char *text = depth == 0 ? "" : column->labels[depth - 1];
    double word = letter * (double)cv_display_longest_word(text) + 6;
    return larger(smaller(word, column_most), width_of(text) / 3);
}

static double column_width(const cv_grid *grid, size_t j)
{
    double width = larger(column_least, smaller(heading_width(&grid->columns[j], grid->depth), column_most));
    for (size_t i = 0; i < grid->line_count; i++)
        if (grid->lines[i].kind != CV_LINE_HEADING)
            width = larger(width, cell_width(&grid->lines[i].cells[j]));
    return smaller(width, grid->columns[j].left ? words_most : column_most + 34);
}

static double stub_width(const cv_grid *grid)
{
    double width = stub_least;
    for (size_t i = 0; i < grid->line_count; i++)
        if (grid->lines[i].kind != CV_LINE_HEADING)
            width = larger(width, width_of(grid->lines[i].stub));
    return width;
}

/* The stub is as wide as its texts, unless the columns need the room. */
static void set_stub(layout *of)
{
    double columns = 0, natural = stub_width(of->grid);
    for (size_t j = 0; j < of->grid->column_count; j++)
        columns += of->widths[j] + gap;
    of->stub = smaller(natural, larger(stub_most, page - columns));
}

/* ---- parts ---- */

static size_t group_end(const cv_grid *grid, size_t from)
{
    size_t end = from + 1;
    while (end < grid->column_count && grid->columns[end].group == grid->columns[from].group)
        end++;
    return end;
}

static double sum_of(const layout *of, size_t first, size_t end)
{
    double sum = 0;
    for (size_t j = first; j < end; j++)
        sum += of->widths[j] + gap;
    return sum;
}

/* Whether column j begins a group, or columns under an outer heading of their own. */
static bool begins(const cv_grid *grid, size_t j)
{
    const cv_grid_column *column = &grid->columns[j], *before = column - 1;
    return column->group != before->group || (grid->depth > 1 && strcmp(column->labels[0], before->labels[0]) != 0);
}

/* Columns from `first` on that have room beside the stub. Those that belong together are kept so where a page can hold
 * them. */
static size_t part_end(const layout *of, size_t first)
{
    const cv_grid *grid = of->grid;
    double room = page - of->stub;
    size_t end = first;
    while (end < grid->column_count && sum_of(of, first, end + 1) <= room)
        end++;
    if (end == grid->column_count)
        return end;
    size_t start = end;
    while (start > first && !begins(grid, start))
        start--;
    return start > first ? start : end > first ? end : first + 1;
}

static size_t part_count(const layout *of)
{
    size_t count = 0;
    for (size_t first = 0; first < of->grid->column_count; first = part_end(of, first))
        count++;
    return count;
}

/* ---- headings ---- */

static void end_row(cv_buffer *to)
{
    cv_buffer_add(to, " \\\\\n");
}

/* Whether columns `a` and `b` share the heading at this level, and all above it. */
static bool share(const cv_grid *grid, size_t a, size_t b, size_t level)
{
    if (grid->columns[a].group != grid->columns[b].group)
        return false;
    for (size_t i = 0; i <= level; i++)
        if (strcmp(grid->columns[a].labels[i], grid->columns[b].labels[i]) != 0)
            return false;
    return true;
}

static void put_spanning(const layout *of, size_t first, size_t end, const char *text, cv_buffer *to)
{
    double width = sum_of(of, first, end) - gap;
    cv_buffer_format(to, " & \\multicolumn{%zu}{>{\\centering\\arraybackslash}p{%.1fpt}}{", end - first, width);
    cv_latex_add(to, text);
    cv_buffer_add_char(to, '}');
}

typedef struct rules {
    cv_buffer text;
} rules;

static void add_rule(rules *to, const part *of, size_t first, size_t end)
{
    cv_buffer_format(&to->text, "\\cmidrule(lr){%zu-%zu}", first - of->first + 2, end - of->first + 1);
}

static void put_rules(rules *of, cv_buffer *to)
{
    if (of->text.length > 0) {
        cv_buffer_add(to, of->text.text);
        cv_buffer_add_char(to, '\n');
    }
    to->failed = to->failed || of->text.failed;
    cv_buffer_free(&of->text);
}

/* What the columns are broken by. */
static void put_breaks(const layout *of, const part *p, cv_buffer *to)
{
    const cv_grid *grid = of->grid;
    bool any = false;
    rules lines = {0};
    for (size_t j = p->first; j < p->end; j++)
        any = any || *grid->columns[j].heading != '\0';
    if (!any)
        return;
    for (size_t j = p->first, end; j < p->end; j = end) {
        end = group_end(grid, j);
        end = end < p->end ? end : p->end;
        put_spanning(of, j, end, grid->columns[j].heading, to);
        if (*grid->columns[j].heading != '\0')
            add_rule(&lines, p, j, end);
    }
    end_row(to);
    put_rules(&lines, to);
}

/* The outer levels of nested breaks, columns of the same one under one heading. */
static void put_level(const layout *of, const part *p, size_t level, cv_buffer *to)
{
    const cv_grid *grid = of->grid;
    rules lines = {0};
    bool any = false;
    for (size_t j = p->first; j < p->end; j++)
        any = any || *grid->columns[j].labels[level] != '\0';
    if (!any)
        return;
    for (size_t j = p->first, end; j < p->end; j = end) {
        end = j + 1;
        while (end < p->end && share(grid, j, end, level))
            end++;
        put_spanning(of, j, end, grid->columns[j].labels[level], to);
        if (end > j + 1)
            add_rule(&lines, p, j, end);
    }
    end_row(to);
    put_rules(&lines, to);
}

static void put_letters(const cv_grid *grid, const part *p, cv_buffer *to)
{
    bool any = false;
    for (size_t j = p->first; j < p->end; j++)
        any = any || *grid->columns[j].letter != '\0';
    if (!any)
        return;
    for (size_t j = p->first; j < p->end; j++) {
        bool has = *grid->columns[j].letter != '\0';
        cv_buffer_add(to, has ? " & (" : " & ");
        cv_latex_add(to, grid->columns[j].letter);
        cv_buffer_add(to, has ? ")" : "");
    }
    end_row(to);
}

static void put_headings(const layout *of, const part *p, cv_buffer *to)
{
    const cv_grid *grid = of->grid;
    cv_buffer_add(to, "\\toprule\n");
    put_breaks(of, p, to);
    for (size_t level = 0; level + 1 < grid->depth; level++)
        put_level(of, p, level, to);
    for (size_t j = p->first; grid->depth > 0 && j < p->end; j++) {
        cv_buffer_add(to, " & ");
        cv_latex_add(to, grid->columns[j].labels[grid->depth - 1]);
    }
    if (grid->depth > 0)
        end_row(to);
    put_letters(grid, p, to);
    cv_buffer_add(to, "\\midrule\n");
}

/* ---- lines ---- */

static void put_cell(const cv_grid_cell *cell, bool words, cv_buffer *to)
{
    cv_buffer_add(to, " & ");
    if (words)
        cv_latex_add(to, cell->text);
    else
        cv_latex_add_figure(to, cell->text);
    if (cell->letters != NULL && *cell->letters != '\0') {
        cv_buffer_add(to, "\\,\\textit{");
        cv_latex_add(to, cell->letters);
        cv_buffer_add_char(to, '}');
    }
    if (cell->below != NULL && *cell->below != '\0') {
        cv_buffer_add(to, "\\par{\\scriptsize\\color{darkgray}");
        cv_latex_add_figure(to, cell->below);
        cv_buffer_add_char(to, '}');
    }
}

static void put_line(const layout *of, const part *p, size_t i, cv_buffer *to)
{
    const cv_grid *grid = of->grid;
    const cv_grid_line *line = &grid->lines[i];
    bool after_figures = i > 0 && grid->lines[i - 1].kind == CV_LINE_FIGURES;
    if (line->kind == CV_LINE_HEADING) {
        double width = of->stub + sum_of(of, p->first, p->end);
        cv_buffer_add(to, i > 0 ? "\\addlinespace\n" : "");
        cv_buffer_format(to, "\\multicolumn{%zu}{@{}>{\\raggedright\\arraybackslash}p{%.1fpt}@{}}{\\bfseries ",
                         p->end - p->first + 1, width);
        cv_latex_add(to, line->stub);
        cv_buffer_add(to, "} \\\\*\n");
        return;
    }
    if (line->kind == CV_LINE_BASE && after_figures)
        cv_buffer_add(to, "\\addlinespace\n");
    cv_buffer_add(to, "{}");
    cv_latex_add(to, line->stub);
    for (size_t j = p->first; j < p->end; j++)
        put_cell(&line->cells[j], grid->columns[j].left, to);
    end_row(to);
}

/* ---- a table ---- */

static void put_caption(const char *caption, size_t number, size_t count, cv_buffer *to)
{
    if (*caption == '\0')
        return;
    cv_buffer_add(to, "\\caption[]{");
    cv_latex_add(to, caption);
    if (count > 1)
        cv_buffer_format(to, " (%zu/%zu)", number, count);
    cv_buffer_add(to, "}\\\\\n");
}

static void put_part(const layout *of, const part *p, const char *caption, size_t number, size_t count, cv_buffer *to)
{
    const cv_grid *grid = of->grid;
    if (number > 1 && *caption != '\0') /* the same table goes on */
        cv_buffer_add(to, "\\addtocounter{table}{-1}\n");
    cv_buffer_format(to, "\\begin{longtable}{@{}>{\\raggedright\\arraybackslash}p{%.1fpt}", of->stub);
    for (size_t j = p->first; j < p->end; j++)
        cv_buffer_format(to, ">{\\%s\\arraybackslash}p{%.1fpt}", grid->columns[j].left ? "raggedright" : "raggedleft",
                         of->widths[j]);
    cv_buffer_add(to, "@{}}\n");
    put_caption(caption, number, count, to);
    put_headings(of, p, to);
    cv_buffer_add(to, "\\endfirsthead\n");
    put_headings(of, p, to);
    cv_buffer_add(to, "\\endhead\n\\bottomrule\n\\endfoot\n");
    for (size_t i = 0; i < grid->line_count; i++)
        put_line(of, p, i, to);
    cv_buffer_add(to, "\\end{longtable}\n");
}

void cv_latex_add_grid(cv_buffer *to, const cv_grid *grid, const char *caption)
{
    cv_arena arena = {0};
    layout of = {.grid = grid, .widths = cv_arena_array(&arena, grid->column_count + 1, sizeof(double))};
    if (of.widths == NULL) {
        to->failed = true;
        return;
    }
    for (size_t j = 0; j < grid->column_count; j++)
        of.widths[j] = column_width(grid, j);
    set_stub(&of);
    size_t count = part_count(&of), number = 0;
    cv_buffer_add(to, "{\\footnotesize\n");
    for (part p = {0}; p.first < grid->column_count; p.first = p.end) {
        p.end = part_end(&of, p.first);
        put_part(&of, &p, caption, ++number, count, to);
    }
    cv_buffer_add(to, "}\n");
    if (*grid->after != '\0') {
        cv_latex_add(to, grid->after);
        cv_buffer_add(to, "\n\n");
    }
    cv_arena_free(&arena);
}
