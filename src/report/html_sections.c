/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of the page: a heading, and what stands below it. An analysis shows its charts and tables first and says
 * below them how they were made. */
#include <string.h>

#include "report/html_private.h"
#include "report/html_text.h"
#include "report/svg.h"

void cv_html_say(const cv_html_page *page, const char *text)
{
    cv_html_add(page->to, text);
}

void cv_html_spans(const cv_html_page *page, const cv_spans *spans)
{
    static const char *const before[] = {
        [CV_SPAN_TEXT] = "", [CV_SPAN_USER] = "", [CV_SPAN_QUOTED] = "<q>", [CV_SPAN_CODE] = "<code>"};
    static const char *const after[] = {
        [CV_SPAN_TEXT] = "", [CV_SPAN_USER] = "", [CV_SPAN_QUOTED] = "</q>", [CV_SPAN_CODE] = "</code>"};
    for (size_t i = 0; i < spans->count; i++) {
        cv_buffer_add(page->to, before[spans->items[i].kind]);
        cv_html_add(page->to, spans->items[i].text);
        cv_buffer_add(page->to, after[spans->items[i].kind]);
    }
}

/* ---- facts ---- */

/* A web address that a study gives is a link; it goes nowhere until somebody follows it. */
static bool is_address(const cv_spans *value)
{
    if (value->count != 1 || value->items[0].kind != CV_SPAN_USER)
        return false;
    const char *text = value->items[0].text;
    return (strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0) && strpbrk(text, " \"<>\\") == NULL;
}

static void put_fact(const cv_html_page *page, const cv_fact *fact)
{
    cv_buffer_add(page->to, fact->absent ? "<div class=\"absent\"><dt>" : "<div><dt>");
    cv_html_add(page->to, fact->name);
    cv_buffer_add(page->to, "</dt><dd>");
    if (is_address(&fact->value)) {
        cv_buffer_add(page->to, "<a rel=\"noopener noreferrer\" href=\"");
        cv_html_spans(page, &fact->value);
        cv_buffer_add(page->to, "\">");
        cv_html_spans(page, &fact->value);
        cv_buffer_add(page->to, "</a>");
    } else {
        cv_html_spans(page, &fact->value);
    }
    cv_buffer_add(page->to, "</dd></div>\n");
}

static void put_facts(cv_html_page *page, const cv_block *block)
{
    bool numbers = true;
    for (size_t i = 0; i < block->count; i++)
        numbers = numbers && block->facts[i].number;
    cv_buffer_add(page->to, numbers ? "<dl class=\"facts numbers\">\n" : "<dl class=\"facts\">\n");
    for (size_t i = 0; i < block->count; i++)
        put_fact(page, &block->facts[i]);
    cv_buffer_add(page->to, "</dl>\n");
}

/* ---- charts ---- */

static const cv_html_picture *picture_of(const cv_html_page *page, const char *name)
{
    for (size_t i = 0; i < page->options->picture_count; i++)
        if (strcmp(page->options->pictures[i].name, name) == 0)
            return &page->options->pictures[i];
    return NULL;
}

static bool put_svg(const cv_html_page *page, const cv_document_chart *chart, const cv_html_picture *picture)
{
    cv_buffer prefix = {0};
    cv_buffer_format(&prefix, "c%zu-", page->charts);
    bool done = !prefix.failed &&
                cv_svg_inline(picture->svg, picture->svg_length, prefix.text, chart->title, chart->alt, page->to);
    page->to->failed = page->to->failed || prefix.failed;
    cv_buffer_free(&prefix);
    return done;
}

static void put_png(const cv_html_page *page, const cv_document_chart *chart, const cv_html_picture *picture)
{
    cv_buffer_add(page->to, "<img alt=\"");
    cv_html_add(page->to, chart->title);
    cv_buffer_add(page->to, *chart->alt == '\0' ? "" : ". ");
    cv_html_add(page->to, chart->alt);
    cv_buffer_add(page->to, "\" src=\"data:image/png;base64,");
    cv_html_add_base64(page->to, picture->png, picture->png_length);
    cv_buffer_add(page->to, "\">");
}

/* What stands where the picture would be. */
static void put_absent(const cv_html_page *page, const cv_document_chart *chart)
{
    const cv_language language = page->document->language;
    bool elsewhere = (chart->spec->formats & (CV_FORMAT_SVG | CV_FORMAT_PNG)) == 0;
    cv_buffer_add(page->to, "<p class=\"absent\"><strong>");
    cv_html_add(page->to, chart->title);
    cv_buffer_add(page->to, "</strong> ");
    if (elsewhere) {
        cv_html_say(page, cv_say(language, "This chart is a file of its own:"));
        cv_buffer_format(page->to, " <a href=\"charts/%s.pdf\">charts/%s.pdf</a>", chart->spec->name.text,
                         chart->spec->name.text);
    } else {
        cv_html_say(page, cv_say(language, "This chart could not be drawn; its figures are in the tables."));
    }
    cv_buffer_add(page->to, "</p>\n");
}

static void put_chart(cv_html_page *page, const cv_block *block)
{
    const cv_html_picture *picture = picture_of(page, block->chart.spec->name.text);
    cv_buffer *to = page->to;
    size_t before = to->length;
    page->charts++;
    cv_buffer_format(to, "<figure class=\"chart\" id=\"chart-%s\">\n<div class=\"picture\">",
                     block->chart.spec->name.text);
    if (picture != NULL && picture->svg != NULL && put_svg(page, &block->chart, picture)) {
        cv_buffer_add(to, "</div>\n</figure>\n");
    } else if (picture != NULL && picture->png != NULL) {
        put_png(page, &block->chart, picture);
        cv_buffer_add(to, "</div>\n</figure>\n");
    } else if (!to->failed) {
        to->length = before;
        put_absent(page, &block->chart);
    }
}

/* ---- the other blocks ---- */

static void put_paragraph(cv_html_page *page, const cv_block *block)
{
    cv_buffer_add(page->to, "<p>");
    cv_html_spans(page, &block->text);
    cv_buffer_add(page->to, "</p>\n");
}

static void put_grid(cv_html_page *page, const cv_block *block)
{
    cv_html_grid(page, block->grid);
}

static void put_notes(cv_html_page *page, const cv_block *block)
{
    cv_buffer_add(page->to, "<ul class=\"notes\">\n");
    for (size_t i = 0; i < block->count; i++) {
        cv_buffer_add(page->to, "<li>");
        cv_html_add(page->to, block->notes[i]);
        cv_buffer_add(page->to, "</li>\n");
    }
    cv_buffer_add(page->to, "</ul>\n");
}

static void put_files(cv_html_page *page, const cv_block *block)
{
    cv_buffer_add(page->to, "<p class=\"files\">");
    cv_html_say(page, cv_say(page->document->language, "In full, in the report's folder:"));
    for (size_t i = 0; i < block->count; i++)
        cv_buffer_format(page->to, "%s<a href=\"%s\">%s</a>", i == 0 ? " " : ", ", block->files[i].path,
                         block->files[i].name);
    cv_buffer_add(page->to, "</p>\n");
}

/* ---- sections ---- */

/* Blocks first to end - 1 of one analysis: what it says in sentences comes behind what it shows. */
static void put_analysis(cv_html_page *page, const cv_block *blocks, size_t first, size_t end)
{
    static void (*const writers[])(cv_html_page * page, const cv_block *block) = {
        [CV_BLOCK_PARAGRAPH] = put_paragraph, [CV_BLOCK_FACTS] = put_facts, [CV_BLOCK_GRID] = put_grid,
        [CV_BLOCK_NOTES] = put_notes,         [CV_BLOCK_CHART] = put_chart, [CV_BLOCK_FILES] = put_files};
    bool analysis = blocks[first].result != NULL;
    for (size_t i = first; i < end; i++)
        if (!analysis || (blocks[i].kind != CV_BLOCK_PARAGRAPH && blocks[i].kind != CV_BLOCK_FILES))
            writers[blocks[i].kind](page, &blocks[i]);
    if (!analysis)
        return;
    cv_buffer_add(page->to, "<div class=\"method\">\n<h3>");
    cv_html_say(page, cv_say(page->document->language, "How this was computed"));
    cv_buffer_add(page->to, "</h3>\n");
    for (size_t i = first; i < end; i++)
        if (blocks[i].kind == CV_BLOCK_PARAGRAPH || blocks[i].kind == CV_BLOCK_FILES)
            writers[blocks[i].kind](page, &blocks[i]);
    cv_buffer_add(page->to, "</div>\n");
}

static size_t end_of_section(const cv_document *document, size_t heading)
{
    size_t end = heading + 1;
    while (end < document->block_count && document->blocks[end].kind != CV_BLOCK_HEADING)
        end++;
    return end;
}

void cv_html_sections(cv_html_page *page)
{
    const cv_document *document = page->document;
    for (size_t i = 0; i < document->block_count;) {
        const cv_block *heading = &document->blocks[i];
        size_t end = end_of_section(document, i);
        cv_buffer_format(page->to,
                         "<section id=\"%s\" class=\"%s\" aria-labelledby=\"title-%s\">\n<h2 id=\"title-%s\">",
                         heading->id, heading->result != NULL ? "analysis" : "survey", heading->id, heading->id);
        cv_html_spans(page, &heading->text);
        cv_buffer_add(page->to, "</h2>\n");
        if (end > i + 1)
            put_analysis(page, document->blocks, i + 1, end);
        cv_buffer_add(page->to, "</section>\n");
        i = end;
    }
}
