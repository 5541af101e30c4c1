/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model for people: a line a coefficient, headings over the levels of a factor, then the tests of whole terms, then
 * the margins. */
#include "table/grid.h"

#include <math.h>

#include "estimate/model_result.h"

enum { SHOWN_ESTIMATE, SHOWN_SE, SHOWN_ODDS, SHOWN_INTERVAL, SHOWN_P, SHOWN_COUNT };

/** What is said of each kind of model. */
static const struct {
    const char *ratio; /**< what exp of a slope is; NULL: nothing */
    bool shares;       /**< predictions are probabilities */
} kinds[] = {
    [CV_MODEL_NONE] = {NULL, false},
    [CV_MODEL_LINEAR] = {NULL, false},
    [CV_MODEL_LOGIT] = {CV_PHRASE("Odds ratio"), true},
    [CV_MODEL_ORDINAL] = {CV_PHRASE("Odds ratio"), true},
    [CV_MODEL_MULTINOMIAL] = {CV_PHRASE("Relative risk ratio"), true},
    [CV_MODEL_POISSON] = {CV_PHRASE("Rate ratio"), false},
};

bool cv_model_has_shares(const cv_result *result)
{
    return kinds[result->spec->model.kind].shares;
}

static cv_model_kind kind_of(const cv_sheet *sheet)
{
    return sheet->result->spec->model.kind;
}

/* The variables' labels: "Age × Sex"; the intercept's name. */
static const char *term_text(cv_sheet *sheet, const cv_model_result *model, size_t term)
{
    const cv_term *of = &model->terms[term];
    bool thresholds = term == 0 && model->row_count > 0 && model->rows[0].above != CV_ALL;
    const char *text = thresholds            ? cv_say(sheet->language, "Thresholds")
                       : of->part_count == 0 ? cv_say(sheet->language, "Intercept")
                                             : "";
    for (size_t k = 0; k < of->part_count; k++) {
        const char *label = cv_sheet_label(sheet, &model->predictors[of->parts[k]].axis);
        text = k == 0 ? label : cv_sheet_format(sheet, "%s × %s", text, label);
    }
    return text;
}

/* "18-24, women"; a term of numbers alone has no levels. */
static const char *levels_text(cv_sheet *sheet, const cv_model_result *model, const cv_coefficient *row)
{
    const cv_term *of = &model->terms[row->term];
    const char *text = "";
    if (row->above != CV_ALL)
        return cv_sheet_format(sheet, "%s | %s", cv_sheet_level(sheet, &model->answer, row->answer),
                               cv_sheet_level(sheet, &model->answer, row->above));
    for (size_t k = 0; k < of->part_count; k++) {
        if (row->levels[k] == CV_ALL)
            continue;
        const char *level = cv_sheet_level(sheet, &model->predictors[of->parts[k]].axis, row->levels[k]);
        text = *text == '\0' ? level : cv_sheet_format(sheet, "%s, %s", text, level);
    }
    return text;
}

static cv_digits digits_of(const cv_sheet *sheet, double se, int least)
{
    int decimals = cv_digits_for_se(se);
    return cv_sheet_digits(sheet, decimals < least ? least : decimals);
}

static void fill_line(cv_sheet *sheet, const cv_coefficient *row, cv_grid_cell *cells)
{
    bool ratio = kinds[kind_of(sheet)].ratio != NULL, relative = ratio && row->above == CV_ALL;
    cv_digits digits = digits_of(sheet, row->se, 0), odds = digits_of(sheet, row->se * row->odds_ratio, 2);
    cv_cell_number(sheet, &cells[SHOWN_ESTIMATE], &digits, row->estimate);
    cv_cell_number(sheet, &cells[SHOWN_SE], &digits, row->se);
    cells[SHOWN_ODDS].text = "-";
    if (relative) {
        cv_cell_number(sheet, &cells[SHOWN_ODDS], &odds, row->odds_ratio);
        cv_cell_interval(sheet, &cells[SHOWN_INTERVAL], &odds, row->odds_low, row->odds_high, false);
    } else {
        cv_cell_interval(sheet, &cells[SHOWN_INTERVAL], &digits, row->low, row->high, true);
    }
    cv_cell_p(sheet, &cells[SHOWN_P], row->p);
}

/* "Country (reference: Spain)" */
static const char *heading_of(cv_sheet *sheet, const cv_model_result *model, size_t term)
{
    const cv_term *of = &model->terms[term];
    const char *text = term_text(sheet, model, term);
    if (of->part_count != 1)
        return text;
    const cv_predictor *own = &model->predictors[of->parts[0]];
    return cv_sheet_format(sheet, cv_say(sheet->language, "%s (reference: %s)"), text,
                           cv_sheet_level(sheet, &own->axis, own->reference));
}

/* "France, against Spain" */
static bool add_answer(cv_sheet *sheet, cv_grid *grid, const cv_coefficient *row)
{
    const cv_model_result *model = sheet->result->model;
    const char *answer = cv_sheet_level(sheet, &model->answer, row->answer);
    const char *base = cv_sheet_level(sheet, &model->answer, model->answers[0]);
    const char *heading = cv_sheet_format(sheet, cv_say(sheet->language, "%s, against %s"), answer, base);
    return cv_grid_add_line(sheet, grid, CV_LINE_HEADING, heading) != NULL;
}

/* A coefficient's line and, where a term or an answer begins with it, the headings above. */
static bool add_row(cv_sheet *sheet, cv_grid *grid, size_t at)
{
    const cv_model_result *model = sheet->result->model;
    const cv_coefficient *row = &model->rows[at], *before = at > 0 ? row - 1 : NULL;
    bool answer = row->above == CV_ALL && row->answer != CV_ALL && (at == 0 || before->answer != row->answer);
    bool term = at == 0 || before->term != row->term;
    const char *level = levels_text(sheet, model, row);
    if (answer && !add_answer(sheet, grid, row))
        return false;
    if (*level != '\0' && term &&
        cv_grid_add_line(sheet, grid, CV_LINE_HEADING, heading_of(sheet, model, row->term)) == NULL)
        return false;
    cv_grid_line *line =
        cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, *level != '\0' ? level : term_text(sheet, model, row->term));
    if (line != NULL)
        fill_line(sheet, row, line->cells);
    return line != NULL;
}

static void add_coefficients(cv_sheet *sheet)
{
    const cv_model_result *model = sheet->result->model;
    const cv_language language = sheet->language;
    const char *ratio = kinds[kind_of(sheet)].ratio;
    const char *headings[SHOWN_COUNT] = {cv_say(language, "Estimate"), cv_say(language, "SE"),
                                         ratio != NULL ? cv_say(language, ratio) : "", cv_sheet_interval_heading(sheet),
                                         cv_say(language, "p")};
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = "", .after = ""};
    grid->lines = cv_sheet_array(sheet, 3 * model->row_count, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, SHOWN_COUNT))
        return;
    grid->columns[SHOWN_INTERVAL].interval = true;
    for (size_t i = 0; i < model->row_count; i++)
        if (!add_row(sheet, grid, i))
            return;
    if (ratio == NULL)
        cv_grid_remove_column(grid, SHOWN_ODDS);
}

static void add_tests(cv_sheet *sheet)
{
    enum { TEST_F, TEST_DF1, TEST_DF2, TEST_P, TEST_COLUMNS };
    const cv_language language = sheet->language;
    const char *const headings[] = {cv_say(language, "F"), cv_say(language, "df"), cv_say(language, "df 2"),
                                    cv_say(language, "p")};
    const cv_model_result *model = sheet->result->model;
    const cv_digits three = cv_sheet_digits(sheet, 3);
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = cv_say(language, "Wald tests of whole terms"), .after = ""};
    grid->lines = cv_sheet_array(sheet, model->test_count, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, TEST_COLUMNS))
        return;
    for (size_t i = 0; i < model->test_count; i++) {
        const cv_term_test *row = &model->tests[i];
        cv_grid_line *line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, term_text(sheet, model, row->term));
        if (line == NULL)
            return;
        cv_cell_number(sheet, &line->cells[TEST_F], &three, row->statistic);
        cv_cell_tidy(sheet, &line->cells[TEST_DF1], row->df1, 2);
        cv_cell_tidy(sheet, &line->cells[TEST_DF2], row->df2, 2);
        cv_cell_p(sheet, &line->cells[TEST_P], row->p);
    }
}

/* ---- margins ---- */

enum { MARGIN_ESTIMATE, MARGIN_SE, MARGIN_INTERVAL, MARGIN_COUNT };

static bool add_margin(cv_sheet *sheet, cv_grid *grid, size_t at)
{
    const cv_model_result *model = sheet->result->model;
    const cv_margin *row = &model->margins[at];
    const cv_axis *axis = &model->predictors[row->predictor].axis;
    bool shares = cv_model_has_shares(sheet->result), first = at == 0 || row[-1].predictor != row->predictor;
    cv_digits digits = digits_of(sheet, row->se, 0);
    if (shares)
        digits = (cv_digits){.scale = 100, .decimals = 1, .percent = true, .language = sheet->language};
    const char *stub = cv_sheet_level(sheet, axis, row->level);
    if (row->answer != CV_ALL)
        stub = cv_sheet_format(sheet, cv_say(sheet->language, "%s: %s"), stub,
                               cv_sheet_level(sheet, &model->answer, row->answer));
    if (first && cv_grid_add_line(sheet, grid, CV_LINE_HEADING, cv_sheet_label(sheet, axis)) == NULL)
        return false;
    cv_grid_line *line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, stub);
    if (line == NULL)
        return false;
    cv_cell_number(sheet, &line->cells[MARGIN_ESTIMATE], &digits, row->estimate);
    cv_cell_number(sheet, &line->cells[MARGIN_SE], &digits, row->se);
    cv_cell_interval(sheet, &line->cells[MARGIN_INTERVAL], &digits, row->low, row->high, !shares || row->low < 0);
    return true;
}

static void add_margins(cv_sheet *sheet)
{
    const cv_model_result *model = sheet->result->model;
    const cv_language language = sheet->language;
    if (model->margin_count == 0)
        return;
    const char *headings[MARGIN_COUNT] = {cv_say(language, "Average"), cv_say(language, "SE"),
                                          cv_sheet_interval_heading(sheet)};
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = cv_say(language, "Average predictions, everybody at each level in turn"), .after = ""};
    grid->lines = cv_sheet_array(sheet, 2 * model->margin_count, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, MARGIN_COUNT))
        return;
    grid->columns[MARGIN_INTERVAL].interval = true;
    for (size_t i = 0; i < model->margin_count; i++)
        if (!add_margin(sheet, grid, i))
            return;
}

/* ---- notes ---- */

static void add_note(cv_sheet *sheet, const char *note)
{
    sheet->notes[sheet->note_count++] = note;
}

static const char *kind_note(cv_sheet *sheet, const char *n)
{
    const cv_model_result *model = sheet->result->model;
    const cv_language language = sheet->language;
    switch (kind_of(sheet)) {
    case CV_MODEL_LOGIT:
        return cv_sheet_format(sheet, cv_say(language, "Log odds of %s, and odds ratios with their intervals; n = %s."),
                               cv_sheet_clean(sheet, model->event), n);
    case CV_MODEL_ORDINAL:
        return cv_sheet_format(sheet,
                               cv_say(language, "Log odds of a later level in the order of the thresholds "
                                                "(proportional odds), and odds ratios with their intervals; n = %s."),
                               n);
    case CV_MODEL_MULTINOMIAL:
        return cv_sheet_format(sheet,
                               cv_say(language, "Logarithms of each level's probability over that of %s, and relative "
                                                "risk ratios with their intervals; n = %s."),
                               cv_sheet_level(sheet, &model->answer, model->answers[0]), n);
    case CV_MODEL_POISSON:
        return cv_sheet_format(
            sheet, cv_say(language, "Logarithms of expected counts, and rate ratios with their intervals; n = %s."), n);
    case CV_MODEL_NONE:
    case CV_MODEL_LINEAR:
        break;
    }
    return cv_sheet_format(sheet, cv_say(language, "Linear regression; n = %s."), n);
}

static void add_notes(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    const cv_model_result *model = result->model;
    unsigned flags = model->row_count > 0 ? model->rows[0].flags : 0;
    const cv_language language = sheet->language;
    add_note(sheet, kind_note(sheet, cv_sheet_tidy(sheet, model->n, 0)));
    if ((flags & CV_FLAG_NO_DF) != 0)
        add_note(sheet, cv_say(language, "No intervals: the model has as many coefficients as the design has degrees "
                                         "of freedom."));
    if ((flags & CV_FLAG_LONELY_PSU) != 0)
        add_note(sheet, cv_say(language, "A stratum with a single sampling unit was treated by the design's "
                                         "lonely_psu rule."));
}

void cv_sheet_add_model(cv_sheet *sheet)
{
    if (sheet->result->model == NULL)
        return;
    add_coefficients(sheet);
    add_tests(sheet);
    add_margins(sheet);
    cv_sheet_add_comparisons(sheet);
    add_notes(sheet);
}
