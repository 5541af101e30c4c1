/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/grid.h"

#include <math.h>

/* ---- estimates of the whole ---- */

enum { COLUMN_ESTIMATE, COLUMN_INTERVAL, COLUMN_SE, COLUMN_N, COLUMN_WEIGHTED, COLUMN_EFFECTIVE, COLUMN_COUNT };

static void fill_estimate(cv_sheet *sheet, const cv_estimate *row, cv_grid_cell *cells)
{
    const cv_digits whole = cv_sheet_digits(sheet, 0);
    cv_digits digits = cv_estimate_digits(sheet->result, row->unit, row->se), se = digits;
    se.percent = se.sign = false;
    se.decimals += digits.percent; /* so that 0.4 points are not "0" */
    bool absent = isnan(row->estimate);
    cv_cell_number(sheet, &cells[COLUMN_N], &whole, row->n);
    cv_cell_number(sheet, &cells[COLUMN_EFFECTIVE], &whole, row->n_eff);
    cv_cell_number(sheet, &cells[COLUMN_WEIGHTED], &whole, row->weighted_n);
    cells[COLUMN_ESTIMATE].text = cv_estimate_absent(row);
    if (absent)
        return;
    cv_cell_number(sheet, &cells[COLUMN_ESTIMATE], &digits, row->estimate);
    cells[COLUMN_ESTIMATE].low = row->low;
    cells[COLUMN_ESTIMATE].high = row->high;
    cv_cell_interval(sheet, &cells[COLUMN_INTERVAL], &digits, row->low, row->high,
                     cv_sheet_has_negative(sheet->result));
    cv_cell_number(sheet, &cells[COLUMN_SE], &se, row->se);
}

static bool add_estimate(cv_sheet *sheet, cv_grid *grid, const cv_estimate *row, bool heading)
{
    const cv_axis *of = &sheet->result->of[row->variable];
    const char *question = cv_sheet_label(sheet, of);
    bool number = row->level == CV_ALL;
    if (heading && !number && cv_grid_add_line(sheet, grid, CV_LINE_HEADING, question) == NULL)
        return false;
    const char *stub = number ? question : cv_sheet_level(sheet, of, row->level);
    cv_grid_line *line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, stub);
    if (line == NULL)
        return false;
    fill_estimate(sheet, row, line->cells);
    return true;
}

void cv_sheet_add_list(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    const cv_language language = sheet->language;
    const char *headings[COLUMN_COUNT] = {cv_say(language, "Estimate"),   cv_sheet_interval_heading(sheet),
                                          cv_say(language, "SE"),         cv_say(language, "n"),
                                          cv_say(language, "Weighted n"), cv_say(language, "Effective n")};
    bool effective = false;
    for (size_t i = 0; i < result->row_count; i++)
        effective = effective || !isnan(result->rows[i].n_eff);
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = "", .after = ""};
    grid->lines = cv_sheet_array(sheet, result->row_count * 2, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, COLUMN_COUNT))
        return;
    grid->columns[COLUMN_INTERVAL].interval = true;
    for (size_t i = 0; i < result->row_count; i++) {
        bool heading = i == 0 || result->rows[i].variable != result->rows[i - 1].variable;
        if (!add_estimate(sheet, grid, &result->rows[i], heading))
            return;
    }
    if (!effective)
        cv_grid_remove_column(grid, COLUMN_EFFECTIVE);
    if (!sheet->full)
        cv_grid_remove_column(grid, COLUMN_WEIGHTED);
}

/* ---- weights ---- */

static const struct {
    const char *heading;
    int decimals;
} weight_columns[] = {{CV_PHRASE("n"), 0},      {CV_PHRASE("Sum"), 1},         {CV_PHRASE("Min"), 3},
                      {CV_PHRASE("Median"), 3}, {CV_PHRASE("P99"), 3},         {CV_PHRASE("Max"), 3},
                      {CV_PHRASE("CV"), 3},     {CV_PHRASE("Effective n"), 0}, {CV_PHRASE("Kish deff"), 3}};

enum { WEIGHT_COLUMNS = sizeof weight_columns / sizeof weight_columns[0] };

static bool add_weights(cv_sheet *sheet, cv_grid *grid, const cv_weight_row *row)
{
    const double numbers[WEIGHT_COLUMNS] = {row->n,   row->sum, row->min,   row->median,   row->p99,
                                            row->max, row->cv,  row->n_eff, row->deff_kish};
    const char *group = cv_sheet_group(sheet, row->group, SIZE_MAX);
    cv_grid_line *line =
        cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, *group == '\0' ? cv_say(sheet->language, "All") : group);
    if (line == NULL)
        return false;
    for (size_t i = 0; i < WEIGHT_COLUMNS; i++) {
        cv_digits digits = cv_sheet_digits(sheet, weight_columns[i].decimals);
        cv_cell_number(sheet, &line->cells[i], &digits, numbers[i]);
    }
    return true;
}

void cv_sheet_add_weights(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    const char *headings[WEIGHT_COLUMNS];
    for (size_t i = 0; i < WEIGHT_COLUMNS; i++)
        headings[i] = cv_say(sheet->language, weight_columns[i].heading);
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = "", .after = ""};
    grid->lines = cv_sheet_array(sheet, result->weight_count, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, WEIGHT_COLUMNS))
        return;
    for (size_t i = 0; i < result->weight_count; i++)
        if (!add_weights(sheet, grid, &result->weights[i]))
            return;
}
