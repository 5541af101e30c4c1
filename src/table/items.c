/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A battery of the whole: a line an item, a column a figure. */
#include "table/grid.h"

#include <math.h>
#include <string.h>

#include "table/words.h"

enum { MOST_FIGURES = 16 };

/** What the columns are: the figures in the order in which the items have them; those of the scale alone last. */
typedef struct figures {
    const char *names[MOST_FIGURES];
    size_t count;
} figures;

static size_t place_of(const figures *of, const char *name)
{
    size_t at = 0;
    while (at < of->count && strcmp(of->names[at], name) != 0)
        at++;
    return at;
}

static void find_figures(const cv_result *result, figures *to)
{
    for (size_t v = 0; v < result->of_count; v++)
        for (size_t i = 0; i < result->of[v].count && to->count < MOST_FIGURES; i++) {
            const char *name = result->of[v].values[i];
            if (place_of(to, name) == to->count)
                to->names[to->count++] = name;
        }
}

static void fill_cell(cv_sheet *sheet, const cv_estimate *row, cv_grid_cell *cell)
{
    cv_digits digits = cv_estimate_digits(sheet->result, row->unit, row->se);
    cell->text = cv_estimate_absent(row);
    if (isnan(row->estimate))
        return;
    cv_cell_number(sheet, cell, &digits, row->estimate);
    cv_cell_limits(sheet, cell, &digits, row->low, row->high, cv_sheet_has_negative(sheet->result));
}

/* The base is that of the item's own answers: its first row's. */
static bool add_lines(cv_sheet *sheet, cv_grid *grid, const figures *of)
{
    const cv_result *result = sheet->result;
    const cv_digits whole = cv_sheet_digits(sheet, 0);
    cv_grid_line *line = NULL;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        const cv_axis *axis = &result->of[row->variable];
        if (i == 0 || row->variable != result->rows[i - 1].variable) {
            line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, cv_sheet_label(sheet, axis));
            if (line == NULL)
                return false;
            cv_cell_number(sheet, &line->cells[0], &whole, row->n);
        }
        fill_cell(sheet, row, &line->cells[1 + place_of(of, axis->values[row->level])]);
    }
    return true;
}

void cv_sheet_add_items(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    const char *headings[MOST_FIGURES + 1] = {cv_say(sheet->language, "n")};
    figures of = {0};
    find_figures(result, &of);
    for (size_t i = 0; i < of.count; i++)
        headings[1 + i] = cv_figure_word(sheet->language, of.names[i]);
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = "", .after = ""};
    grid->lines = cv_sheet_array(sheet, result->of_count, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, 1 + of.count) ||
        !add_lines(sheet, grid, &of))
        sheet->failed = true;
}
