/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model for people: a line a coefficient, headings over the levels of a factor, then the tests of whole terms. */
#include "table/grid.h"

#include <math.h>

#include "estimate/model_result.h"

enum { SHOWN_ESTIMATE, SHOWN_SE, SHOWN_ODDS, SHOWN_INTERVAL, SHOWN_P, SHOWN_COUNT };

static bool is_logit(const cv_result *result)
{
    return result->spec->model.kind == CV_MODEL_LOGIT;
}

/* The variables' labels: "Age × Sex"; the intercept's name. */
static const char *term_text(cv_sheet *sheet, const cv_model_result *model, size_t term)
{
    const cv_term *of = &model->terms[term];
    const char *text = of->part_count == 0 ? "Intercept" : "";
    for (size_t k = 0; k < of->part_count; k++) {
        const char *label = cv_sheet_clean(sheet, model->predictors[of->parts[k]].axis.label);
        text = k == 0 ? label : cv_sheet_format(sheet, "%s × %s", text, label);
    }
    return text;
}

/* "18-24, women"; a term of numbers alone has no levels. */
static const char *levels_text(cv_sheet *sheet, const cv_model_result *model, const cv_coefficient *row)
{
    const cv_term *of = &model->terms[row->term];
    const char *text = "";
    for (size_t k = 0; k < of->part_count; k++) {
        if (row->levels[k] == CV_ALL)
            continue;
        const char *level = cv_sheet_level(sheet, &model->predictors[of->parts[k]].axis, row->levels[k]);
        text = *text == '\0' ? level : cv_sheet_format(sheet, "%s, %s", text, level);
    }
    return text;
}

static cv_digits digits_of(double se, int least)
{
    int decimals = cv_digits_for_se(se);
    return (cv_digits){.scale = 1, .decimals = decimals < least ? least : decimals};
}

static void fill_line(cv_sheet *sheet, const cv_coefficient *row, cv_grid_cell *cells)
{
    char text[2 * CV_DIGITS_SIZE];
    bool logit = is_logit(sheet->result);
    cv_digits digits = digits_of(row->se, 0), odds = digits_of(row->se * row->odds_ratio, 2);
    cells[SHOWN_ESTIMATE].text = cv_sheet_number(sheet, &digits, row->estimate);
    cells[SHOWN_SE].text = cv_sheet_number(sheet, &digits, row->se);
    if (logit)
        cells[SHOWN_ODDS].text = cv_sheet_number(sheet, &odds, row->odds_ratio);
    size_t length = logit ? cv_digits_interval(&odds, row->odds_low, row->odds_high, false, text)
                          : cv_digits_interval(&digits, row->low, row->high, true, text);
    cells[SHOWN_INTERVAL].text = length == 0 ? "-" : cv_sheet_keep(sheet, text);
    cv_digits_p(row->p, text);
    cells[SHOWN_P].text = cv_sheet_keep(sheet, text);
}

/* "Country (reference: Spain)" */
static const char *heading_of(cv_sheet *sheet, const cv_model_result *model, size_t term)
{
    const cv_term *of = &model->terms[term];
    const char *text = term_text(sheet, model, term);
    if (of->part_count != 1)
        return text;
    const cv_predictor *own = &model->predictors[of->parts[0]];
    return cv_sheet_format(sheet, "%s (reference: %s)", text, cv_sheet_level(sheet, &own->axis, own->reference));
}

static bool add_term(cv_sheet *sheet, cv_grid *grid, size_t term)
{
    const cv_model_result *model = sheet->result->model;
    const cv_term *of = &model->terms[term];
    bool levels = of->count > 0 && *levels_text(sheet, model, &model->rows[of->first]) != '\0';
    if (levels && cv_grid_add_line(sheet, grid, CV_LINE_HEADING, heading_of(sheet, model, term)) == NULL)
        return false;
    for (size_t i = of->first; i < of->first + of->count; i++) {
        const char *stub = levels ? levels_text(sheet, model, &model->rows[i]) : term_text(sheet, model, term);
        cv_grid_line *line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, stub);
        if (line == NULL)
            return false;
        fill_line(sheet, &model->rows[i], line->cells);
    }
    return true;
}

static void drop_odds(cv_grid *grid)
{
    for (size_t j = SHOWN_ODDS; j + 1 < grid->column_count; j++) {
        grid->columns[j] = grid->columns[j + 1];
        for (size_t i = 0; i < grid->line_count; i++)
            if (grid->lines[i].cells != NULL)
                grid->lines[i].cells[j] = grid->lines[i].cells[j + 1];
    }
    grid->column_count--;
}

static void add_coefficients(cv_sheet *sheet)
{
    char level[CV_DIGITS_SIZE];
    const cv_model_result *model = sheet->result->model;
    cv_digits_short(100 * sheet->result->confidence, 4, level);
    const char *headings[SHOWN_COUNT] = {"Estimate", "SE", "Odds ratio", cv_sheet_format(sheet, "%s%% interval", level),
                                         "p"};
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = "", .after = ""};
    grid->lines = cv_sheet_array(sheet, model->row_count + model->term_count, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, SHOWN_COUNT))
        return;
    for (size_t t = 0; t < model->term_count; t++)
        if (!add_term(sheet, grid, t))
            return;
    if (!is_logit(sheet->result))
        drop_odds(grid);
}

static void add_tests(cv_sheet *sheet)
{
    enum { TEST_F, TEST_DF1, TEST_DF2, TEST_P, TEST_COLUMNS };
    static const char *const headings[] = {"F", "df", "df 2", "p"};
    const cv_model_result *model = sheet->result->model;
    const cv_digits three = {.scale = 1, .decimals = 3};
    char text[CV_DIGITS_SIZE];
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = "Wald tests of whole terms", .after = ""};
    grid->lines = cv_sheet_array(sheet, model->test_count, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, TEST_COLUMNS))
        return;
    for (size_t i = 0; i < model->test_count; i++) {
        const cv_term_test *row = &model->tests[i];
        cv_grid_line *line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, term_text(sheet, model, row->term));
        if (line == NULL)
            return;
        line->cells[TEST_F].text = cv_sheet_number(sheet, &three, row->statistic);
        cv_digits_short(row->df1, 2, text);
        line->cells[TEST_DF1].text = cv_sheet_keep(sheet, text);
        cv_digits_short(row->df2, 2, text);
        line->cells[TEST_DF2].text = cv_sheet_keep(sheet, text);
        cv_digits_p(row->p, text);
        line->cells[TEST_P].text = cv_sheet_keep(sheet, text);
    }
}

static void add_note(cv_sheet *sheet, const char *note)
{
    sheet->notes[sheet->note_count++] = note;
}

static void add_notes(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    const cv_model_result *model = result->model;
    unsigned flags = model->row_count > 0 ? model->rows[0].flags : 0;
    char n[CV_DIGITS_SIZE];
    cv_digits_short(model->n, 0, n);
    if (is_logit(result))
        add_note(sheet, cv_sheet_format(sheet, "Log odds of %s, and odds ratios with their intervals; n = %s.",
                                        cv_sheet_clean(sheet, model->event), n));
    else
        add_note(sheet, cv_sheet_format(sheet, "Linear regression; n = %s.", n));
    if ((flags & CV_FLAG_NO_DF) != 0)
        add_note(sheet, "No intervals: the model has as many coefficients as the design has degrees of freedom.");
    if ((flags & CV_FLAG_LONELY_PSU) != 0)
        add_note(sheet, "A stratum with a single sampling unit was treated by the design's lonely_psu rule.");
}

void cv_sheet_add_model(cv_sheet *sheet)
{
    if (sheet->result->model == NULL)
        return;
    add_coefficients(sheet);
    add_tests(sheet);
    add_notes(sheet);
}
