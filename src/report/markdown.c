/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.md: the document in Markdown. */
#include "report/output.h"

#include "report/document.h"
#include "table/markup.h"

static void put_span(cv_buffer *to, cv_language language, const cv_span *span, bool first)
{
    switch (span->kind) {
    case CV_SPAN_TEXT:
    case CV_SPAN_USER:
        if (first)
            cv_markdown_add(to, span->text, true);
        else
            cv_markdown_add_inner(to, span->text);
        break;
    case CV_SPAN_QUOTED:
        cv_buffer_add(to, cv_say(language, "“"));
        cv_markdown_add(to, span->text, false);
        cv_buffer_add(to, cv_say(language, "”"));
        break;
    case CV_SPAN_CODE:
        cv_markdown_add_code(to, span->text);
        break;
    }
}

static void put_spans(cv_buffer *to, cv_language language, const cv_spans *spans, bool first)
{
    for (size_t i = 0; i < spans->count; i++)
        put_span(to, language, &spans->items[i], first && i == 0);
}

static void put_head(const cv_document *document, cv_buffer *to)
{
    cv_buffer_add(to, "# ");
    cv_markdown_add(to, document->title, false);
    cv_buffer_add(to, "\n\n");
    if (document->note != NULL) {
        cv_buffer_add(to, "**");
        cv_markdown_add(to, document->note, false);
        cv_buffer_add(to, "**\n\n");
    }
    if (document->source != NULL) {
        cv_markdown_add(to, cv_say(document->language, "Source:"), true);
        cv_buffer_add_char(to, ' ');
        cv_markdown_add(to, document->source, false);
        cv_buffer_add(to, "\n\n");
    }
}

static void put_heading(const cv_document *document, const cv_block *block, cv_buffer *to)
{
    for (int i = 0; i < block->level; i++)
        cv_buffer_add_char(to, '#');
    cv_buffer_add_char(to, ' ');
    put_spans(to, document->language, &block->text, false);
    cv_buffer_add(to, "\n\n");
}

static void put_paragraph(const cv_document *document, const cv_block *block, cv_buffer *to)
{
    put_spans(to, document->language, &block->text, true);
    cv_buffer_add(to, "\n\n");
}

static void put_facts(const cv_document *document, const cv_block *block, cv_buffer *to)
{
    bool numbers = true;
    for (size_t i = 0; i < block->count; i++)
        numbers = numbers && block->facts[i].number;
    cv_buffer_add(to, numbers ? "| | |\n| --- | ---: |\n" : "| | |\n| --- | --- |\n");
    for (size_t i = 0; i < block->count; i++) {
        cv_buffer_add(to, "| ");
        cv_markdown_add(to, block->facts[i].name, false);
        cv_buffer_add(to, " | ");
        put_spans(to, document->language, &block->facts[i].value, false);
        cv_buffer_add(to, " |\n");
    }
    cv_buffer_add_char(to, '\n');
}

static void put_grid(const cv_document *document, const cv_block *block, cv_buffer *to)
{
    cv_markdown_add_grid(to, block->grid, document->language);
}

static void put_notes(const cv_document *document, const cv_block *block, cv_buffer *to)
{
    (void)document;
    cv_markdown_add_notes(to, block->notes, block->count);
}

/* Markdown shows pictures, not documents: a chart that is a PDF alone is a link. Its name is safe in an address.
 * @param first  the format that is taken where the chart has it */
static void put_chart(const cv_block *block, unsigned first, cv_buffer *to)
{
    unsigned formats = block->chart.spec->formats & (CV_FORMAT_SVG | CV_FORMAT_PNG);
    unsigned taken = (formats & first) != 0 ? first : formats;
    const char *suffix = taken == CV_FORMAT_SVG ? "svg" : taken == CV_FORMAT_PNG ? "png" : NULL;
    bool described = suffix != NULL && *block->chart.alt != '\0';
    cv_buffer_add(to, suffix != NULL ? "![" : "[");
    cv_markdown_add(to, described ? block->chart.alt : block->chart.title, false);
    cv_buffer_format(to, "](charts/%s.%s)\n\n", block->chart.spec->name.text, suffix != NULL ? suffix : "pdf");
}

static void put_files(const cv_document *document, const cv_block *block, cv_buffer *to)
{
    cv_markdown_add(to, cv_say(document->language, "In full:"), true);
    for (size_t i = 0; i < block->count; i++)
        cv_buffer_format(to, "%s[%s](%s)", i == 0 ? " " : ", ", block->files[i].name, block->files[i].path);
    cv_buffer_add(to, "\n\n");
}

void cv_report_markdown_with(const cv_document *document, unsigned first, cv_buffer *to)
{
    static void (*const writers[])(const cv_document *document, const cv_block *block, cv_buffer *to) = {
        [CV_BLOCK_HEADING] = put_heading, [CV_BLOCK_PARAGRAPH] = put_paragraph, [CV_BLOCK_FACTS] = put_facts,
        [CV_BLOCK_GRID] = put_grid,       [CV_BLOCK_NOTES] = put_notes,         [CV_BLOCK_FILES] = put_files};
    put_head(document, to);
    for (size_t i = 0; i < document->block_count; i++) {
        const cv_block *block = &document->blocks[i];
        if (block->kind == CV_BLOCK_CHART)
            put_chart(block, first, to);
        else
            writers[block->kind](document, block, to);
    }
}

void cv_report_markdown(const cv_document *document, cv_buffer *to)
{
    cv_report_markdown_with(document, CV_FORMAT_SVG, to);
}
