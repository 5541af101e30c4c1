/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deck as Markdown that pandoc makes slides of: a title, then each chart on a slide, its title the slide's, what it
 * shows as its alternative text, and how it was made in the speaker's notes. */
#include "report/output.h"

#include <string.h>

#include "report/document.h"
#include "table/markup.h"

/* Adds Markdown between double quotes.
 *  @param escaped  the characters that mean something between them: quotes, in YAML backslashes too */
static void put_quoted(cv_buffer *to, const char *text, const char *escaped)
{
    cv_buffer marked = {0};
    cv_markdown_add(&marked, text, true);
    cv_buffer_add_char(to, '"');
    for (const char *at = marked.text; at != NULL && *at != '\0'; at++) {
        if (strchr(escaped, *at) != NULL)
            cv_buffer_add_char(to, '\\');
        cv_buffer_add_char(to, *at);
    }
    cv_buffer_add_char(to, '"');
    to->failed = to->failed || marked.failed;
    cv_buffer_free(&marked);
}

static void put_field(cv_buffer *to, const char *name, const char *text)
{
    cv_buffer_format(to, "%s: ", name);
    put_quoted(to, text, "\"\\");
    cv_buffer_add_char(to, '\n');
}

static void put_note(cv_buffer *to, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    cv_markdown_add(to, text, true);
    cv_buffer_add(to, "\n\n");
}

/* What the paragraphs about a result say, as plain words. */
static void put_method(const cv_document *document, const cv_result *about, cv_buffer *to)
{
    for (size_t i = 0; i < document->block_count; i++) {
        const cv_block *block = &document->blocks[i];
        if (block->kind != CV_BLOCK_PARAGRAPH || block->result != about || about == NULL)
            continue;
        cv_buffer text = {0};
        for (size_t k = 0; k < block->text.count; k++) {
            bool quoted = block->text.items[k].kind == CV_SPAN_QUOTED;
            cv_buffer_add(&text, quoted ? cv_say(document->language, "“") : "");
            cv_buffer_add(&text, block->text.items[k].text);
            cv_buffer_add(&text, quoted ? cv_say(document->language, "”") : "");
        }
        put_note(to, text.text);
        to->failed = to->failed || text.failed;
        cv_buffer_free(&text);
    }
}

static void put_slide(const cv_document *document, const cv_block *block, cv_buffer *to)
{
    cv_buffer_add(to, "# ");
    cv_markdown_add(to, block->chart.title, false);
    cv_buffer_format(to, "\n\n![](charts/%s.png ", block->chart.spec->name.text);
    put_quoted(to, *block->chart.alt != '\0' ? block->chart.alt : block->chart.title, "\"");
    cv_buffer_add(to, ")\n\n::: notes\n\n");
    put_note(to, block->chart.alt);
    put_method(document, block->result, to);
    if (document->source != NULL) {
        cv_markdown_add(to, cv_say(document->language, "Source:"), true);
        cv_buffer_add_char(to, ' ');
        cv_markdown_add(to, document->source, false);
        cv_buffer_add(to, "\n\n");
    }
    put_note(to, document->note);
    cv_buffer_add(to, ":::\n\n");
}

void cv_report_slides(const cv_document *document, cv_buffer *to)
{
    cv_buffer_add(to, "---\n");
    put_field(to, "title", document->title);
    if (document->note != NULL)
        put_field(to, "subtitle", document->note);
    if (document->source != NULL)
        put_field(to, "author", document->source);
    cv_buffer_add(to, "---\n\n");
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].kind == CV_BLOCK_CHART)
            put_slide(document, &document->blocks[i], to);
}
