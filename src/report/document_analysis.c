/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An analysis: how it was made, its charts, its tables with their notes, and where the figures are in full. */
#include <string.h>

#include "report/document_private.h"

/* A chart of an analysis without rows was left out. */
static void add_charts(cv_document *to, const cv_document_options *options, const cv_result *result)
{
    const cv_study *study = to->results->study;
    if (result->statistic != CV_STATISTIC_WEIGHTS && result->statistic != CV_STATISTIC_MODEL && result->row_count == 0)
        return;
    for (size_t i = 0; i < study->chart_count; i++)
        if (study->charts[i].from.text != NULL && strcmp(study->charts[i].from.text, result->spec->name.text) == 0)
            cv_document_chart_block(to, options, result, &study->charts[i]);
}

/* The notes explain the first grid. */
static void add_grids(cv_document *to, const cv_result *result, const cv_sheet *sheet)
{
    for (size_t i = 0; i < sheet->grid_count; i++) {
        cv_document_add(to, CV_BLOCK_GRID, result)->grid = &sheet->grids[i];
        if (i > 0 || sheet->note_count == 0)
            continue;
        cv_block *notes = cv_document_add(to, CV_BLOCK_NOTES, result);
        notes->notes = sheet->notes;
        notes->count = sheet->note_count;
    }
}

static void add_files(cv_document *to, const cv_result *result)
{
    const cv_analysis_spec *spec = result->spec;
    bool model = spec->statistic == CV_STATISTIC_MODEL;
    const struct {
        bool there;
        const char *suffix;
    } files[] = {{!model, ""},
                 {model, ".model"},
                 {spec->compare.given, ".compare"},
                 {spec->test_count > 0 || model, ".tests"},
                 {spec->covariance, ".cov"},
                 {spec->decompose.given, ".decompose"},
                 {spec->model.margins.count > 0, ".margins"},
                 {spec->model.margins.count > 0 && spec->covariance, ".margins.cov"},
                 {result->imputations > 0, ".imputation"}};
    cv_block *list = cv_document_add(to, CV_BLOCK_FILES, result);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        if (files[i].there)
            cv_document_file_in(to, list, "tables/", spec->name.text, files[i].suffix);
}

void cv_document_analysis(cv_document *to, const cv_document_options *options, const cv_result *result, cv_sheet *sheet)
{
    const cv_analysis_spec *spec = result->spec;
    const char *id = cv_arena_format(&to->arena, "analysis-%s", spec->name.text);
    to->failed = to->failed || id == NULL;
    cv_document_heading(to, result, 2, id == NULL ? "" : id,
                        cv_spans_one(to, CV_SPAN_USER, cv_document_has(spec->title) ? spec->title : spec->name.text));
    if (result->model != NULL)
        cv_document_model_method(to, result);
    else
        cv_document_method(to, result);
    add_charts(to, options, result);
    add_grids(to, result, sheet);
    add_files(to, result);
}
