/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_golden.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "report/html.h"
#include "report/html_text.h"
#include "support/test_hostile.h"
#include "support/test_memory.h"
#include "support/test_result.h"

static const char picture_text[] = "<svg viewBox=\"0 0 2 1\"><g id=\"gnuplot_canvas\"><rect width=\"2\"/></g></svg>";

/* The page of a sample, with a picture of its chart. */
static void write_page(const cv_results *results, const cv_html_picture *picture, cv_buffer *to)
{
    const cv_chart_text text = {.name = "interest", .title = "Interest & more", .alt = "Dot chart. <All>: 70%."};
    const cv_document_options options = {.charts = &text, .chart_count = 1};
    const cv_html_options shown = {.pictures = picture, .picture_count = picture != NULL};
    cv_document document;
    if (cv_document_build(results, &options, &document))
        cv_report_html(&document, &shown, to);
    else
        to->failed = true;
    cv_document_free(&document);
}

static void page_of(sample_maker sample, const cv_html_picture *picture, cv_buffer *to)
{
    cv_results results = {0};
    sample(&results);
    write_page(&results, picture, to);
    assert_false(to->failed);
    cv_results_free(&results);
}

static const cv_html_picture drawn = {.name = "interest", .svg = picture_text, .svg_length = sizeof picture_text - 1};

static void check_has(const cv_buffer *page, const char *wanted)
{
    if (strstr(page->text, wanted) == NULL)
        fail_msg("not in the page: %s", wanted);
}

static void check_lacks(const cv_buffer *page, const char *unwanted)
{
    if (strstr(page->text, unwanted) != NULL)
        fail_msg("in the page: %s", unwanted);
}

/* ---- the whole ---- */

/* The style and the script are files of their own: a golden page is without them. */
static void cut(cv_buffer *page, const char *from, const char *to)
{
    char *start = strstr(page->text, from), *end = strstr(page->text, to);
    assert_true(start != NULL && end != NULL && start < end);
    start += strlen(from);
    memmove(start, end, strlen(end) + 1);
    page->length = strlen(page->text);
}

static void a_page_is_as_it_was_looked_at(void **state)
{
    (void)state;
    cv_buffer page = {0};
    page_of(sample_countries, &drawn, &page);
    cut(&page, "content=\"default-src 'none'; style-src '", "'; script-src '");
    cut(&page, "script-src '", "'; img-src");
    cut(&page, "<style>", "</style>");
    cut(&page, "<script>", "</script>");
    check_golden(page.text, "report-countries.html");
    cv_buffer_free(&page);
}

static void a_page_of_breaks_within_breaks(void **state)
{
    (void)state;
    cv_buffer page = {0};
    page_of(sample_banner, NULL, &page);
    cut(&page, "<!DOCTYPE html>", "<thead>");
    cut(&page, "</table>", "</html>");
    check_golden(page.text, "report-banner.html");
    cv_buffer_free(&page);
}

static void two_pages_are_the_same(void **state)
{
    (void)state;
    cv_buffer first = {0}, second = {0};
    page_of(sample_hostile, &drawn, &first);
    page_of(sample_hostile, &drawn, &second);
    check_text(first.text, second.text, "the second page");
    cv_buffer_free(&first);
    cv_buffer_free(&second);
}

/* ---- the policy ---- */

/* The hash of the text between two tags, as a policy writes it. */
static void hash_between(const cv_buffer *page, const char *from, const char *to, cv_buffer *hash)
{
    const char *start = strstr(page->text, from) + strlen(from), *end = strstr(start, to);
    char digest[CV_SHA256_SIZE];
    unsigned char bytes[32];
    assert_non_null(end);
    cv_bytes_sha256(start, (size_t)(end - start), digest);
    for (size_t i = 0; i < sizeof bytes; i++) {
        unsigned value = 0;
        assert_int_equal(sscanf(digest + 2 * i, "%2x", &value), 1);
        bytes[i] = (unsigned char)value;
    }
    cv_html_add_base64(hash, bytes, sizeof bytes);
}

static void the_policy_names_the_two_blocks_and_lets_nothing_else_in(void **state)
{
    (void)state;
    cv_buffer page = {0}, wanted = {0};
    page_of(sample_countries, &drawn, &page);
    cv_buffer_add(&wanted,
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    hash_between(&page, "<style>", "</style>", &wanted);
    cv_buffer_add(&wanted, "'; script-src 'sha256-");
    hash_between(&page, "<script>", "</script>", &wanted);
    cv_buffer_add(&wanted, "'; img-src data:; base-uri 'none'; form-action 'none'\">");
    check_has(&page, wanted.text);
    assert_true(strstr(page.text, "Content-Security-Policy") < strstr(page.text, "<style>"));
    cv_buffer_free(&page);
    cv_buffer_free(&wanted);
}

static void base64_is_that_of_the_standard(void **state)
{
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"\xff\xfe", "//4="}}; /* RFC 4648, 10 */
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        cv_buffer to = {0};
        cv_html_add_base64(&to, pairs[i][0], strlen(pairs[i][0]));
        check_text(to.text == NULL ? "" : to.text, pairs[i][1], pairs[i][0]);
        cv_buffer_free(&to);
    }
}

/* What a strict policy would refuse, and what a page that stands alone does not have. */
static void nothing_is_inline_and_nothing_is_fetched(void **state)
{
    (void)state;
    cv_buffer page = {0};
    page_of(sample_hostile, &drawn, &page);
    cut(&page, "<style>", "</style>");
    cut(&page, "<script>", "</script>");
    check_lacks(&page, " style=");
    check_lacks(&page, " onclick=");
    check_lacks(&page, " src=");
    check_lacks(&page, "<link");
    check_lacks(&page, "@import");
    check_lacks(&page, "url(");
    cv_buffer_free(&page);
}

/* ---- texts ---- */

/* Tags that begin in the page: each text that a study gives may add none. */
static size_t count_tags(const cv_buffer *page)
{
    size_t count = 0;
    for (const char *at = page->text; (at = strchr(at, '<')) != NULL; at++)
        count++;
    return count;
}

static void with_texts(cv_results *results, const char *text)
{
    cv_study *study = (cv_study *)(uintptr_t)results->study;
    cv_result *result = &results->items[0];
    study->title = study->source = study->note = text;
    study->analyses->title = text;
    study->analyses->where_text = text;
    study->design.weight.text = text;
    study->methodology.sponsor = study->methodology.weighting = text;
    result->of[0].label = result->by[0].label = text;
    result->by[0].labels[0] = text;
    result->of[0].labels[0] = text;
}

static void write_with_texts(const char *text, cv_buffer *to)
{
    cv_results results = {0};
    sample_countries(&results);
    with_texts(&results, text);
    write_page(&results, NULL, to);
    cv_results_free(&results);
}

static void check_is_utf8(const cv_buffer *page)
{
    uint32_t point;
    for (size_t at = 0, length; at < page->length; at += length) {
        length = cv_utf8_read(page->text + at, page->length - at, &point);
        assert_true(length > 0);
    }
}

static void hostile_texts_are_inert(void **state)
{
    (void)state;
    cv_buffer plain = {0};
    write_with_texts("plain", &plain);
    for (size_t i = 0; i < hostile_text_count + hostile_byte_count; i++) {
        const hostile_text *of = i < hostile_text_count ? &hostile_texts[i] : &hostile_bytes[i - hostile_text_count];
        cv_buffer page = {0};
        if (of->text[strspn(of->text, " \t\r\n")] == '\0')
            continue;
        write_with_texts(of->text, &page);
        assert_false(page.failed);
        if (count_tags(&page) != count_tags(&plain))
            fail_msg("%s adds tags", of->name);
        check_is_utf8(&page);
        check_lacks(&page, "\x1b");
        check_lacks(&page, "\xE2\x80\xAE");
        cv_buffer_free(&page);
    }
    cv_buffer_free(&plain);
}

static void quotes_end_no_attribute(void **state)
{
    (void)state;
    cv_buffer to = {0};
    cv_html_add(&to, "a\"b'c&d<e>\x01\x7f f");
    check_text(to.text, "a&quot;b&#39;c&amp;d&lt;e&gt; f", "text");
    cv_buffer_free(&to);
}

/* ---- parts ---- */

static void addresses_of_the_web_are_links(void **state)
{
    static const struct {
        const char *url, *wanted;
    } urls[] = {
        {"https://example.org/a?b=1&c", "<a rel=\"noopener noreferrer\" href=\"https://example.org/a?b=1&amp;c\">"},
        {"javascript:alert(1)", "<dd>javascript:alert(1)</dd>"},
        {"https://example.org and more", "<dd>https://example.org and more</dd>"},
        {"data:text/html,x", "<dd>data:text/html,x</dd>"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(urls); i++) {
        cv_results results = {0};
        cv_buffer page = {0};
        sample_countries(&results);
        ((cv_study *)(uintptr_t)results.study)->methodology.url = urls[i].url;
        write_page(&results, NULL, &page);
        check_has(&page, urls[i].wanted);
        cv_buffer_free(&page);
        cv_results_free(&results);
    }
}

static void a_png_stands_in_where_there_is_no_svg(void **state)
{
    static const cv_html_picture png = {.name = "interest", .png = "\x89PNG", .png_length = 4};
    (void)state;
    cv_buffer page = {0};
    page_of(sample_countries, &png, &page);
    check_has(&page, "<img alt=\"Interest &amp; more. Dot chart. &lt;All&gt;: 70%.\" "
                     "src=\"data:image/png;base64,iVBORw==\">");
    cv_buffer_free(&page);
}

static void a_chart_that_was_not_drawn_has_a_line(void **state)
{
    static const cv_html_picture broken = {.name = "interest", .svg = "<svg><g>", .svg_length = 8};
    const cv_html_picture *const none[] = {NULL, &broken};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        cv_buffer page = {0};
        page_of(sample_countries, none[i], &page);
        check_lacks(&page, "<figure");
        check_has(&page, "<p class=\"absent\"><strong>Interest &amp; more</strong> This chart could not be drawn; its "
                         "figures are in the tables.</p>");
        cv_buffer_free(&page);
    }
}

/* The run has said why; the page has nothing to show. */
static void a_chart_that_was_left_out_is_not_there(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_buffer page = {0};
    sample_countries(&results);
    ((cv_study *)(uintptr_t)results.study)->charts->name.text = "another";
    write_page(&results, NULL, &page);
    check_lacks(&page, "<figure");
    check_lacks(&page, "<p class=\"absent\">");
    cv_buffer_free(&page);
    cv_results_free(&results);
}

static void a_chart_that_is_a_document_is_a_link(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_buffer page = {0};
    sample_countries(&results);
    ((cv_study *)(uintptr_t)results.study)->charts->formats = CV_FORMAT_PDF;
    write_page(&results, NULL, &page);
    check_has(&page, "This chart is a file of its own: <a href=\"charts/interest.pdf\">charts/interest.pdf</a>");
    cv_buffer_free(&page);
    cv_results_free(&results);
}

static void figures_have_the_signs_of_print(void **state)
{
    (void)state;
    cv_buffer page = {0};
    page_of(sample_countries, NULL, &page);
    check_has(&page, ">70.0%<span class=\"interval\">69.2–70.8</span></td>");
    check_has(&page, "<td>−0.3</td><td>−2.3 to 1.7</td>");
    check_has(&page, ">75.0% <span class=\"letters\"><span class=\"hidden\">higher than </span>BD</span>");
    cv_buffer_free(&page);
}

static void the_page_is_in_the_studys_language(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_buffer page = {0};
    sample_countries(&results);
    ((cv_study *)(uintptr_t)results.study)->language = CV_LANGUAGE_FR;
    write_page(&results, NULL, &page);
    check_has(&page, "<html lang=\"fr\">");
    check_has(&page, " data-decimal=\",\"");
    cv_buffer_free(&page);
    cv_results_free(&results);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer page = {0};
    write_page(context, &drawn, &page);
    cv_status status = page.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&page);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_hostile(&results);
    check_every_allocation(run_short_of_memory, &results, 400);
    cv_results_free(&results);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_as_it_was_looked_at),
        cmocka_unit_test(a_page_of_breaks_within_breaks),
        cmocka_unit_test(two_pages_are_the_same),
        cmocka_unit_test(the_policy_names_the_two_blocks_and_lets_nothing_else_in),
        cmocka_unit_test(base64_is_that_of_the_standard),
        cmocka_unit_test(nothing_is_inline_and_nothing_is_fetched),
        cmocka_unit_test(hostile_texts_are_inert),
        cmocka_unit_test(quotes_end_no_attribute),
        cmocka_unit_test(addresses_of_the_web_are_links),
        cmocka_unit_test(a_png_stands_in_where_there_is_no_svg),
        cmocka_unit_test(a_chart_that_was_not_drawn_has_a_line),
        cmocka_unit_test(a_chart_that_was_left_out_is_not_there),
        cmocka_unit_test(a_chart_that_is_a_document_is_a_link),
        cmocka_unit_test(figures_have_the_signs_of_print),
        cmocka_unit_test(the_page_is_in_the_studys_language),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
