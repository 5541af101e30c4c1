/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences in parts for people: a line a pair, a column a part. */
#include "table/grid.h"

#include <math.h>

static const char *heading_of(const cv_sheet *sheet, cv_part part)
{
    static const char *const names[] = {CV_PHRASE("Difference"), CV_PHRASE("Composition"), CV_PHRASE("Rates"),
                                        CV_PHRASE("Interaction")};
    cv_statistic statistic = sheet->result->statistic;
    bool points = statistic == CV_STATISTIC_PROPORTION || statistic == CV_STATISTIC_NPS;
    if (points && part == CV_PART_DIFFERENCE)
        return cv_say(sheet->language, "Difference (points)");
    return cv_say(sheet->language, names[part]);
}

/* The decimals that the most precise part of a variable deserves, so that the parts add up as they are shown. */
static cv_digits digits_of(const cv_sheet *sheet, size_t variable)
{
    double least = NAN;
    for (size_t i = 0; i < sheet->result->part_count; i++) {
        const cv_part_row *row = &sheet->result->parts[i];
        if (row->variable == variable && row->se > 0 && !(row->se >= least))
            least = row->se;
    }
    cv_digits digits = cv_estimate_digits(sheet->result, CV_UNIT_STATISTIC, least);
    digits.percent = false;
    digits.sign = true;
    return digits;
}

static void fill_cell(cv_sheet *sheet, const cv_digits *digits, const cv_part_row *row, cv_grid_cell *cell)
{
    if (isnan(row->value)) {
        cell->text = (row->flags & CV_FLAG_SUPPRESSED) != 0 ? "*" : "-";
        return;
    }
    cv_cell_number(sheet, cell, digits, row->value);
    cv_cell_limits(sheet, cell, digits, row->low, row->high, true);
}

static bool one_subject(const cv_result *result)
{
    for (size_t i = 1; i < result->part_count; i++)
        if (result->parts[i].variable != result->parts[0].variable || result->parts[i].level != result->parts[0].level)
            return false;
    return true;
}

void cv_sheet_add_parts(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    const char *headings[4];
    size_t parts = result->spec->decompose.three ? 4 : 3, pairs = result->part_count / parts;
    if (result->part_count == 0)
        return;
    for (size_t i = 0; i < parts; i++)
        headings[i] = heading_of(sheet, result->parts[i].part);
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = cv_say(sheet->language, "Composition and rates"), .after = ""};
    size_t shown = cv_sheet_shown(sheet, pairs);
    grid->lines = cv_sheet_array(sheet, shown, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, parts))
        return;
    bool one = one_subject(result);
    for (size_t i = 0; i < shown; i++) {
        const cv_part_row *row = &result->parts[i * parts];
        const char *pair = cv_sheet_versus(sheet, row->over, row->a, row->b);
        cv_grid_line *line =
            cv_grid_add_line(sheet, grid, CV_LINE_FIGURES,
                             cv_sheet_pair(sheet, row->variable, row->level, row->group, row->over, one, pair));
        if (line == NULL)
            return;
        cv_digits digits = digits_of(sheet, row->variable);
        for (size_t k = 0; k < parts; k++)
            fill_cell(sheet, &digits, &row[k], &line->cells[k]);
    }
    if (pairs > shown)
        grid->after = cv_sheet_format(sheet, cv_say(sheet->language, "and %s more in %s.decompose.csv"),
                                      cv_sheet_count(sheet, pairs - shown), result->spec->name.text);
}
