/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The survey as a whole: its numbers, its design, what was done to the weights. */
#include <string.h>

#include "report/document_private.h"

/* ---- numbers ---- */

static void add_fact(cv_document *to, cv_block *facts, const char *name, double number, int decimals)
{
    enum { MOST = 12 };
    cv_fact *list = (cv_fact *)(uintptr_t)facts->facts;
    if (list == NULL)
        facts->facts = list = cv_document_array(to, MOST, sizeof *list);
    if (list == NULL || facts->count == MOST)
        to->failed = true;
    else
        list[facts->count++] =
            (cv_fact){.name = name, .value = cv_spans_number(to, number, decimals), .number = true, .figure = number};
}

static void add_numbers(cv_document *to)
{
    const cv_overview *of = &to->results->overview;
    cv_language language = to->language;
    cv_block *facts = cv_document_add(to, CV_BLOCK_FACTS, NULL);
    if (of->imputations > 0)
        add_fact(to, facts, cv_say(language, "Imputations"), (double)of->imputations, 0);
    add_fact(to, facts, of->imputations > 0 ? cv_say(language, "Rows of each") : cv_say(language, "Rows in the file"),
             (double)of->rows, 0);
    add_fact(to, facts, cv_say(language, "Rows with a weight above zero"), (double)of->used, 0);
    add_fact(to, facts, cv_say(language, "Sum of the weights"), of->weight_sum, 1);
    if (of->strata > 0)
        add_fact(to, facts, cv_say(language, "Strata"), (double)of->strata, 0);
    if (of->psus != of->used)
        add_fact(to, facts, cv_say(language, "Primary sampling units"), (double)of->psus, 0);
    add_fact(to, facts, cv_say(language, "Design effect of the weights (Kish)"), of->deff_kish, 3);
    add_fact(to, facts, cv_say(language, "Effective sample size of the weights (Kish)"),
             (double)of->used / of->deff_kish, 0);
}

/* ---- the design ---- */

static void add_part(cv_document *to, cv_spans *line, const char *what, const cv_words *words)
{
    if (words->count == 0)
        return;
    cv_spans names = cv_spans_words(to, CV_SPAN_CODE, words, cv_say(to->language, ", then "));
    if (line->count > 0)
        cv_spans_add(to, line, CV_SPAN_TEXT, cv_say(to->language, "; "));
    cv_spans_say(to, line, what, &names, 1);
}

static cv_spans design_parts(cv_document *to, const cv_design_spec *design)
{
    cv_spans line = {0};
    cv_words weight = {.items = (cv_word[]){design->weight}, .count = design->weight.text != NULL};
    add_part(to, &line, cv_say(to->language, "weighted by %s"), &weight);
    add_part(to, &line, cv_say(to->language, "strata by %s"), &design->strata);
    add_part(to, &line, cv_say(to->language, "sampling units by %s"), &design->cluster);
    add_part(to, &line, cv_say(to->language, "finite population correction by %s"), &design->fpc);
    if (design->replicates.given) {
        cv_spans type = cv_spans_one(to, CV_SPAN_CODE, cv_replicates_name(design->replicates.type));
        cv_spans_add(to, &line, CV_SPAN_TEXT, line.count > 0 ? cv_say(to->language, "; ") : "");
        cv_spans_say(to, &line, cv_say(to->language, "replicate weights of type %s"), &type, 1);
    }
    return line;
}

static void add_design(cv_document *to)
{
    const cv_design_spec *design = &to->results->study->design;
    cv_language language = to->language;
    cv_spans text = {0}, parts = design_parts(to, design);
    if (design->binomial)
        cv_spans_add(to, &text, CV_SPAN_TEXT,
                     cv_say(language, "The rows are taken as independent answers (sampling: binomial)."));
    else if (parts.count > 0)
        cv_spans_say(to, &text, cv_say(language, "The design: %s."), &parts, 1);
    else
        cv_spans_add(to, &text, CV_SPAN_TEXT,
                     cv_say(language, "No weights, strata or clusters were given: every row counts the same."));
    if (!design->binomial) {
        cv_spans_next(to, &text);
        cv_spans_add(to, &text, CV_SPAN_TEXT,
                     design->replicates.given
                         ? cv_say(language, "Standard errors from the replicates.")
                         : cv_say(language, "Standard errors by Taylor linearisation; groups keep the whole design."));
    }
    cv_document_paragraph(to, NULL, text);
}

/* Charts of the weights as they are, of no analysis. */
static void add_weights_charts(cv_document *to, const cv_document_options *options)
{
    const cv_study *study = to->results->study;
    for (size_t i = 0; i < study->chart_count; i++)
        if (study->charts[i].kind == CV_CHART_WEIGHTS && study->charts[i].from.text == NULL)
            cv_document_chart_block(to, options, NULL, &study->charts[i]);
}

void cv_document_overview(cv_document *to, const cv_document_options *options)
{
    cv_document_heading(to, NULL, 2, "survey",
                        cv_spans_one(to, CV_SPAN_TEXT, cv_say(to->language, "The survey in numbers")));
    add_numbers(to);
    add_design(to);
    if (to->results->calibration == NULL)
        add_weights_charts(to, options);
}

void cv_document_imputed(cv_document *to)
{
    size_t imputations = to->results->overview.imputations;
    cv_spans text = {0}, number = cv_spans_number(to, (double)imputations, 0);
    if (imputations == 0)
        return;
    cv_spans_say(to, &text,
                 cv_say(to->language,
                        "The missing answers were imputed %s times. Each imputation is analysed as a survey of its "
                        "own; estimates are the means over them, and standard errors and degrees of freedom have the "
                        "imputations' differences in them (Rubin's rules). Counts of answers are means too."),
                 &number, 1);
    cv_document_paragraph(to, NULL, text);
}

/* ---- calibration and trimming ---- */

static const char *step_in_words(cv_language language, cv_calibration_method method)
{
    switch (method) {
    case CV_CALIBRATE_POSTSTRATIFY:
        return cv_say(language, "post-stratification");
    case CV_CALIBRATE_RAKE:
        return cv_say(language, "raking");
    case CV_CALIBRATE_LINEAR:
        return cv_say(language, "linear calibration (GREG)");
    case CV_CALIBRATE_LOGIT:
        return cv_say(language, "logit calibration");
    case CV_CALIBRATE_RAKING:
        return cv_say(language, "calibration by the raking distance");
    case CV_CALIBRATE_WEIGHTING_CLASS:
        break;
    }
    return cv_say(language, "weighting classes for non-response");
}

static void add_steps(cv_document *to)
{
    const cv_design_spec *design = &to->results->study->design;
    cv_spans steps = {0}, text = {0};
    if (design->calibrate_count == 0)
        return;
    for (size_t i = 0; i < design->calibrate_count; i++) {
        if (i > 0)
            cv_spans_add(to, &steps, CV_SPAN_TEXT, cv_say(to->language, ", then "));
        cv_spans_add(to, &steps, CV_SPAN_TEXT, step_in_words(to->language, design->calibrate[i].method));
    }
    cv_spans_say(
        to, &text,
        design->replicates.given
            ? cv_say(to->language, "The weights were changed by %s; each replicate's weights by themselves.")
            : cv_say(to->language, "The weights were changed by %s; standard errors are those of the residuals."),
        &steps, 1);
    cv_document_paragraph(to, NULL, text);
}

/* A sheet of tables that the document makes itself: for its texts. */
static cv_grid *add_grid(cv_document *to, const char *title, const char *const *headings, size_t columns, size_t lines)
{
    cv_sheet *sheet = &to->own_sheet;
    cv_grid *grid = cv_document_array(to, 1, sizeof *grid);
    if (grid == NULL)
        return NULL;
    *grid = (cv_grid){.title = title, .after = ""};
    grid->lines = cv_sheet_array(sheet, lines, sizeof *grid->lines);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, columns))
        return NULL;
    cv_document_add(to, CV_BLOCK_GRID, NULL)->grid = grid;
    return grid;
}

static bool fill_line(cv_sheet *sheet, cv_grid *grid, const char *stub, const double *numbers, const int *decimals)
{
    cv_grid_line *line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, stub);
    for (size_t k = 0; line != NULL && k < grid->column_count; k++)
        cv_cell_tidy(sheet, &line->cells[k], numbers[k], decimals[k]);
    return line != NULL;
}

/* What the weights add up to in each cell of each margin. */
static void add_targets(cv_document *to, cv_sheet *sheet)
{
    const cv_calibration_result *of = to->results->calibration;
    const char *headings[] = {cv_say(to->language, "Before"), cv_say(to->language, "Target"),
                              cv_say(to->language, "After")};
    static const int decimals[] = {1, 1, 1};
    cv_grid *grid = of->target_count == 0 ? NULL
                                          : add_grid(to, cv_say(to->language, "What the weights add up to"), headings,
                                                     3, 2 * of->target_count);
    const cv_calibration_target *before = NULL;
    for (size_t i = 0; grid != NULL && i < of->target_count; i++) {
        const cv_calibration_target *row = &of->targets[i];
        const double numbers[] = {row->before, row->target, row->after};
        const char *cell = *row->cell == '\0' ? cv_say(to->language, "Total") : cv_sheet_clean(sheet, row->cell);
        if (before == NULL || before->step != row->step || strcmp(before->margin, row->margin) != 0)
            cv_grid_add_line(sheet, grid, CV_LINE_HEADING, cv_sheet_clean(sheet, row->margin));
        before = row;
        if (!fill_line(sheet, grid, cell, numbers, decimals))
            return;
    }
}

static bool add_summary_line(cv_sheet *sheet, cv_grid *grid, const char *name, const cv_weights_before_after *of)
{
    static const int decimals[] = {1, 3, 3, 3, 3, 0};
    double n = (double)of->rows, deff = n * of->squares / (of->sum * of->sum);
    const double numbers[] = {of->sum, of->min, of->sum / n, of->max, deff, n / deff};
    return fill_line(sheet, grid, name, numbers, decimals);
}

static void add_summary(cv_document *to, cv_sheet *sheet)
{
    const cv_calibration_summary *of = &to->results->calibration->summary;
    const char *headings[] = {cv_say(to->language, "Sum"),
                              cv_say(to->language, "Least"),
                              cv_say(to->language, "Mean"),
                              cv_say(to->language, "Largest"),
                              cv_say(to->language, "Design effect (Kish)"),
                              cv_say(to->language, "Effective sample size")};
    cv_grid *grid = add_grid(to, cv_say(to->language, "How the weights are distributed"), headings,
                             sizeof headings / sizeof headings[0], 2);
    if (grid != NULL && add_summary_line(sheet, grid, cv_say(to->language, "Before"), &of->before))
        add_summary_line(sheet, grid, cv_say(to->language, "After"), &of->after);
}

static void add_factors(cv_document *to)
{
    const cv_calibration_summary *of = &to->results->calibration->summary;
    cv_spans text = {0}, trimmed = cv_spans_number(to, (double)of->trimmed, 0);
    const cv_spans factors[] = {cv_spans_number(to, of->min_factor, 3), cv_spans_number(to, of->max_factor, 3)};
    cv_spans_say(to, &text, cv_say(to->language, "Final weights are %s to %s times those before."), factors, 2);
    if (to->results->study->design.trim.given) {
        cv_spans_next(to, &text);
        cv_spans_say(to, &text, cv_say(to->language, "Trimmed weights: %s."), &trimmed, 1);
    }
    cv_document_paragraph(to, NULL, text);
}

void cv_document_weights(cv_document *to, const cv_document_options *options)
{
    cv_sheet *sheet = &to->own_sheet;
    cv_document_heading(to, NULL, 2, "weights", cv_spans_one(to, CV_SPAN_TEXT, cv_say(to->language, "The weights")));
    add_steps(to);
    add_targets(to, sheet);
    add_summary(to, sheet);
    to->failed = to->failed || sheet->failed;
    add_factors(to);
    add_weights_charts(to, options);
    cv_block *files = cv_document_add(to, CV_BLOCK_FILES, NULL);
    cv_document_file_in(to, files, "tables/", "calibration", "");
    cv_document_file_in(to, files, "tables/", "calibration", ".weights");
    cv_document_file_in(to, files, "", "weights", "");
}
