/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report in the order that it is read in: the survey, its weights, then each analysis. */
#include "report/document.h"

#include <string.h>

#include "report/document_private.h"

/* ---- blocks ---- */

/* Takes what is added when there is no memory for it. */
static cv_block *spare_block(cv_document *to)
{
    to->failed = true;
    to->spare = (cv_block){0};
    return &to->spare;
}

cv_block *cv_document_add(cv_document *to, cv_block_kind kind, const cv_result *about)
{
    enum { FIRST = 32 };
    if (to->block_count == to->block_capacity) {
        size_t capacity = to->block_capacity == 0 ? FIRST : 2 * to->block_capacity;
        cv_block *blocks = cv_document_array(to, capacity, sizeof *blocks);
        if (blocks == NULL)
            return spare_block(to);
        if (to->block_count > 0)
            memcpy(blocks, to->blocks, to->block_count * sizeof *blocks);
        to->blocks = blocks;
        to->block_capacity = capacity;
    }
    cv_block *added = &to->blocks[to->block_count++];
    *added = (cv_block){.kind = kind, .result = about};
    return added;
}

void cv_document_heading(cv_document *to, const cv_result *about, int level, const char *id, cv_spans text)
{
    cv_block *heading = cv_document_add(to, CV_BLOCK_HEADING, about);
    heading->level = level;
    heading->id = id;
    heading->text = text;
}

void cv_document_paragraph(cv_document *to, const cv_result *about, cv_spans text)
{
    cv_document_add(to, CV_BLOCK_PARAGRAPH, about)->text = text;
}

static const cv_chart_text *text_of(const cv_document_options *options, const char *name)
{
    for (size_t i = 0; i < options->chart_count; i++)
        if (strcmp(options->charts[i].name, name) == 0)
            return &options->charts[i];
    return NULL;
}

void cv_document_chart_block(cv_document *to, const cv_document_options *options, const cv_result *about,
                             const cv_chart_spec *chart)
{
    const cv_study *study = to->results->study;
    const cv_chart_text *text = text_of(options, chart->name.text);
    if (text == NULL && options->charts != NULL)
        return;
    const char *title = text != NULL && *text->title != '\0' ? text->title
                        : cv_document_has(chart->title)      ? chart->title
                        : cv_document_has(study->title)      ? study->title
                                                             : chart->name.text;
    cv_block *block = cv_document_add(to, CV_BLOCK_CHART, about);
    block->chart = (cv_document_chart){.spec = chart,
                                       .title = cv_document_clean(to, title),
                                       .alt = text != NULL ? cv_document_clean(to, text->alt) : ""};
}

void cv_document_file_in(cv_document *to, cv_block *files, const char *folder, const char *name, const char *suffix)
{
    enum { MOST = 12 };
    cv_document_file *list = (cv_document_file *)(uintptr_t)files->files;
    if (list == NULL)
        files->files = list = cv_document_array(to, MOST, sizeof *list);
    const char *file = cv_arena_format(&to->arena, "%s%s.csv", name, suffix);
    const char *path = file == NULL ? NULL : cv_arena_format(&to->arena, "%s%s", folder, file);
    if (list == NULL || path == NULL || files->count == MOST)
        to->failed = true;
    else
        list[files->count++] = (cv_document_file){.name = file, .path = path};
}

/* ---- the whole ---- */

static void add_head(cv_document *to)
{
    const cv_study *study = to->results->study;
    to->title =
        cv_document_has(study->title) ? cv_document_clean(to, study->title) : cv_say(to->language, "Survey results");
    to->note = cv_document_has(study->note) ? cv_document_clean(to, study->note) : NULL;
    to->source = cv_document_has(study->source) ? cv_document_clean(to, study->source) : NULL;
}

static void add_analyses(cv_document *to, const cv_document_options *options)
{
    size_t count = to->results->count;
    to->sheets = cv_document_array(to, count, sizeof *to->sheets);
    for (size_t i = 0; to->sheets != NULL && i < count; i++) {
        cv_sheet *sheet = &to->sheets[to->sheet_count++];
        if (!cv_sheet_make(&to->results->items[i], options->values, sheet))
            to->failed = true;
        cv_document_analysis(to, options, &to->results->items[i], sheet);
    }
}

bool cv_document_build(const cv_results *results, const cv_document_options *options, cv_document *to)
{
    *to = (cv_document){.results = results, .language = results->study->language};
    to->own_sheet.language = to->language;
    add_head(to);
    cv_document_overview(to, options);
    cv_document_imputed(to);
    cv_document_methodology(to);
    if (results->calibration != NULL)
        cv_document_weights(to, options);
    add_analyses(to, options);
    return !to->failed;
}

void cv_document_free(cv_document *document)
{
    for (size_t i = 0; i < document->sheet_count; i++)
        cv_sheet_free(&document->sheets[i]);
    cv_sheet_free(&document->own_sheet);
    cv_arena_free(&document->arena);
    *document = (cv_document){0};
}
