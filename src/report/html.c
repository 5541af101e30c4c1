/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page around the sections. */
#include "report/html.h"

#include <string.h>

#include "base/file.h"
#include "report/html_private.h"
#include "report/html_text.h"

/* ---- the policy ---- */

static unsigned digit_of(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* 'sha256-...' of a block: the digest in base64. */
static void put_hash(cv_buffer *to, const unsigned char *block, size_t size)
{
    char digest[CV_SHA256_SIZE];
    unsigned char bytes[(CV_SHA256_SIZE - 1) / 2];
    cv_bytes_sha256(block, size, digest);
    if (*digest == '\0') {
        to->failed = true;
        return;
    }
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(digit_of(digest[2 * i]) << 4 | digit_of(digest[2 * i + 1]));
    cv_buffer_add(to, "'sha256-");
    cv_html_add_base64(to, bytes, sizeof bytes);
    cv_buffer_add_char(to, '\'');
}

static void put_policy(cv_buffer *to)
{
    cv_buffer_add(to, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    put_hash(to, cv_report_css, cv_report_css_size);
    cv_buffer_add(to, "; script-src ");
    put_hash(to, cv_report_js, cv_report_js_size);
    cv_buffer_add(to, "; img-src data:; base-uri 'none'; form-action 'none'\">\n");
}

/* ---- head ---- */

static void put_block(cv_buffer *to, const char *element, const unsigned char *bytes, size_t size)
{
    cv_buffer_format(to, "<%s>", element);
    cv_buffer_add_bytes(to, (const char *)bytes, size);
    cv_buffer_format(to, "</%s>\n", element);
}

static void put_head(const cv_html_page *page)
{
    cv_buffer *to = page->to;
    cv_buffer_format(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                     cv_language_code(page->document->language));
    put_policy(to);
    cv_buffer_add(to, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n"
                      "<meta name=\"generator\" content=\"canvass\">\n<title>");
    cv_html_add(to, page->document->title);
    cv_buffer_add(to, "</title>\n");
    put_block(to, "style", cv_report_css, cv_report_css_size);
    cv_buffer_add(to, "</head>\n");
}

/* The words of what the script adds: without it there is nothing to click. */
static void put_script_words(const cv_html_page *page)
{
    const cv_language language = page->document->language;
    const struct {
        const char *name, *text;
    } words[] = {
        {"decimal", cv_language_numbers(language)->decimal},
        {"filter", cv_say(language, "Filter rows")},
        {"shown", cv_say(language, "Rows shown: %1$s of %2$s")},
        {"copy", cv_say(language, "Copy as CSV")},
        {"copied", cv_say(language, "Copied")},
        {"uncopied", cv_say(language, "Copying failed")},
        {"interval", cv_say(language, "interval")},
        {"letters", cv_say(language, "letters")},
        {"dark", cv_say(language, "Dark")},
        {"light", cv_say(language, "Light")},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        cv_buffer_format(page->to, " data-%s=\"", words[i].name);
        cv_html_add(page->to, words[i].text);
        cv_buffer_add_char(page->to, '"');
    }
}

/* ---- masthead ---- */

static void put_figures(const cv_html_page *page)
{
    const cv_document *document = page->document;
    if (document->figure_count == 0)
        return;
    cv_buffer_add(page->to, "<dl class=\"figures\">\n");
    for (size_t i = 0; i < document->figure_count; i++) {
        cv_buffer_add(page->to, "<div><dt>");
        cv_html_add(page->to, document->figures[i].name);
        cv_buffer_add(page->to, "</dt><dd>");
        cv_html_spans(page, &document->figures[i].value);
        cv_buffer_add(page->to, "</dd></div>\n");
    }
    cv_buffer_add(page->to, "</dl>\n");
}

static void put_masthead(const cv_html_page *page)
{
    const cv_document *document = page->document;
    cv_buffer_add(page->to,
                  "<header class=\"masthead\">\n<div class=\"inner\">\n<div class=\"bar\"><p class=\"kind\">");
    cv_html_say(page, cv_say(document->language, "Survey report"));
    cv_buffer_add(page->to, "</p></div>\n<h1>");
    cv_html_add(page->to, document->title);
    cv_buffer_add(page->to, "</h1>\n");
    if (document->source != NULL) {
        cv_buffer_add(page->to, "<p class=\"source\">");
        cv_html_say(page, cv_say(document->language, "Source:"));
        cv_buffer_add_char(page->to, ' ');
        cv_html_add(page->to, document->source);
        cv_buffer_add(page->to, "</p>\n");
    }
    if (document->note != NULL) {
        cv_buffer_add(page->to, "<p class=\"note\">");
        cv_html_add(page->to, document->note);
        cv_buffer_add(page->to, "</p>\n");
    }
    put_figures(page);
    cv_buffer_add(page->to, "</div>\n</header>\n");
}

static void put_contents(const cv_html_page *page)
{
    const cv_document *document = page->document;
    cv_buffer_add(page->to, "<nav class=\"contents\" aria-labelledby=\"contents\">\n<details open>\n"
                            "<summary><h2 id=\"contents\">");
    cv_html_say(page, cv_say(document->language, "Contents"));
    cv_buffer_add(page->to, "</h2></summary>\n<ul>\n");
    for (size_t i = 0; i < document->block_count; i++) {
        const cv_block *block = &document->blocks[i];
        if (block->kind != CV_BLOCK_HEADING)
            continue;
        cv_buffer_format(page->to, "<li><a href=\"#%s\">", block->id);
        cv_html_spans(page, &block->text);
        cv_buffer_add(page->to, "</a></li>\n");
    }
    cv_buffer_add(page->to, "</ul>\n</details>\n</nav>\n");
}

static void put_footer(const cv_html_page *page)
{
    cv_buffer_add(page->to, "<footer class=\"colophon\"><div class=\"inner\"><p>");
    cv_html_say(page, cv_say(page->document->language, "Made with canvass. Every figure comes from the study file and "
                                                       "the data; the same study gives the same figures."));
    cv_buffer_add(page->to, "</p></div></footer>\n");
}

void cv_report_html(const cv_document *document, const cv_html_options *options, cv_buffer *to)
{
    cv_html_page page = {.document = document, .options = options, .to = to};
    put_head(&page);
    cv_buffer_add(to, "<body");
    put_script_words(&page);
    cv_buffer_add(to, ">\n<a class=\"skip\" href=\"#main\">");
    cv_html_say(&page, cv_say(document->language, "Skip to the results"));
    cv_buffer_add(to, "</a>\n");
    put_masthead(&page);
    cv_buffer_add(to, "<div class=\"page\">\n");
    put_contents(&page);
    cv_buffer_add(to, "<main id=\"main\" tabindex=\"-1\">\n");
    cv_html_sections(&page);
    cv_buffer_add(to, "</main>\n</div>\n");
    put_footer(&page);
    put_block(to, "script", cv_report_js, cv_report_js_size);
    cv_buffer_add(to, "</body>\n</html>\n");
}
