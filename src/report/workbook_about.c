/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets in front: what is in the workbook, and how it came about. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "estimate/model_result.h"
#include "load/frame.h"
#include "report/manifest.h"
#include "report/version.h"
#include "report/workbook_private.h"
#include "table/display.h"

/* ---- contents ---- */

enum { COLUMN_NUMBER, COLUMN_TITLE, COLUMN_QUESTION, COLUMN_LEAST, COLUMN_MOST, COLUMN_DETAILS, CONTENTS_COLUMNS };

static void put_study(cv_page *page)
{
    cv_book *book = page->book;
    const cv_study *study = book->results->study;
    const char *source = cv_say(book->language, "Source:");
    cv_page_paragraph(page, book->document->title, CV_STYLE_TITLE);
    if (study->source != NULL)
        cv_page_paragraph(page, cv_book_format_text(book, "%s %s", source, study->source), CV_STYLE_TEXT);
    if (study->note != NULL)
        cv_page_paragraph(page, study->note, CV_STYLE_TEXT);
    page->row++;
}

static void put_headings(cv_page *page, const char *const *headings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cv_page_text(page, i, headings[i], CV_STYLE_LABEL, false);
    cv_page_lines(page, 2);
    page->row++;
}

/* The smallest and largest unweighted base of a result's figures; NaN: it has none. */
static void bases_of(const cv_result *result, double *least, double *most)
{
    *least = *most = result->model != NULL ? result->model->n : (double)NAN;
    for (size_t i = 0; i < result->row_count; i++) {
        *least = fmin(*least, result->rows[i].n);
        *most = fmax(*most, result->rows[i].n);
    }
    for (size_t i = 0; i < result->weight_count; i++) {
        *least = fmin(*least, result->weights[i].n);
        *most = fmax(*most, result->weights[i].n);
    }
}

static void put_entry(cv_page *page, const cv_book_entry *entry, size_t number)
{
    double least, most;
    bases_of(entry->result, &least, &most);
    cv_page_number(page, COLUMN_NUMBER, (double)number, CV_STYLE_BASE, false, "0");
    cv_page_link(page, COLUMN_TITLE, entry->sheet, entry->title);
    cv_page_text(page, COLUMN_QUESTION, entry->question, CV_STYLE_WORDS, false);
    cv_page_number(page, COLUMN_LEAST, least, CV_STYLE_FIGURE, false, "#,##0");
    cv_page_number(page, COLUMN_MOST, most, CV_STYLE_FIGURE, false, "#,##0");
    if (entry->details != NULL)
        cv_page_link(page, COLUMN_DETAILS, entry->details, cv_say(page->book->language, "Comparisons and tests"));
    size_t lines = cv_text_lines(entry->question, page->width == NULL ? 1 : page->width[COLUMN_QUESTION] - 2);
    size_t titled = cv_text_lines(entry->title, page->width == NULL ? 1 : page->width[COLUMN_TITLE] - 2);
    cv_page_lines(page, titled > lines ? titled : lines);
    page->row++;
}

/* As wide as the longest title and question, where these are not too long. */
static void reserve_texts(cv_page *page)
{
    const double most_title = 88, most_question = 60, around = 2;
    for (size_t i = 0; i < page->book->results->count; i++) {
        const cv_book_entry *entry = &page->book->entries[i];
        double title = (double)cv_display_width(entry->title, strlen(entry->title)) + around;
        double question = (double)cv_display_width(entry->question, strlen(entry->question)) + around;
        cv_page_reserve(page, COLUMN_TITLE, fmin(title, most_title));
        cv_page_reserve(page, COLUMN_QUESTION, fmin(question, most_question));
    }
}

void cv_book_add_contents(cv_book *book)
{
    static const double widths[CONTENTS_COLUMNS] = {6, 30, 30, 12, 12, 26};
    const cv_language language = book->language;
    const char *const headings[CONTENTS_COLUMNS] = {cv_say(language, "No."),          cv_say(language, "Table"),
                                                    cv_say(language, "Question"),     cv_say(language, "Smallest base"),
                                                    cv_say(language, "Largest base"), cv_say(language, "More")};
    cv_page page = cv_page_begin(book, book->contents, CONTENTS_COLUMNS);
    for (size_t i = 0; i < CONTENTS_COLUMNS; i++)
        cv_page_reserve(&page, i, widths[i]);
    reserve_texts(&page);
    put_study(&page);
    put_headings(&page, headings, CONTENTS_COLUMNS);
    uint32_t header = page.row;
    for (size_t i = 0; i < book->results->count; i++)
        put_entry(&page, &book->entries[i], i + 1);
    page.row++;
    cv_page_link(&page, COLUMN_TITLE, book->about, book->about);
    if (!book->no_memory) {
        worksheet_freeze_panes(page.sheet, header, 0);
        worksheet_set_tab_color(page.sheet, 0x0072b2);
    }
    cv_page_end(&page, header);
}

/* ---- about ---- */

enum { COLUMN_NAME, COLUMN_VALUE, ABOUT_COLUMNS = 8 };

static void put_section(cv_page *page, const char *text)
{
    page->row++;
    cv_page_paragraph(page, text, CV_STYLE_HEADING);
}

static void put_word(cv_page *page, const char *name, const char *value)
{
    if (value == NULL)
        return;
    cv_page_text(page, COLUMN_NAME, name, CV_STYLE_BASE_STUB, false);
    cv_page_merge(page, COLUMN_VALUE, ABOUT_COLUMNS - 1, value, CV_STYLE_WORDS, false);
    double width = 0;
    for (size_t i = COLUMN_VALUE; i < ABOUT_COLUMNS && page->width != NULL; i++)
        width += page->width[i];
    cv_page_lines(page, cv_text_lines(value, width - 2));
    page->row++;
}

static void put_facts(cv_page *page, const cv_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        const cv_fact *fact = &block->facts[i];
        const char *text = cv_book_spans(page->book, &fact->value);
        if (!fact->number) {
            put_word(page, fact->name, text);
            continue;
        }
        cv_page_text(page, COLUMN_NAME, fact->name, CV_STYLE_BASE_STUB, false);
        bool whole = fact->figure == floor(fact->figure);
        cv_page_number(page, COLUMN_VALUE, fact->figure, CV_STYLE_FIGURE, false, whole ? "#,##0" : "#,##0.000");
        page->row++;
    }
}

/* What the report says of the survey as a whole. */
static void put_survey(cv_page *page)
{
    const cv_document *document = page->book->document;
    for (size_t i = 0; i < document->block_count; i++) {
        const cv_block *block = &document->blocks[i];
        if (block->result != NULL)
            continue;
        if (block->kind == CV_BLOCK_HEADING)
            put_section(page, cv_book_spans(page->book, &block->text));
        else if (block->kind == CV_BLOCK_PARAGRAPH)
            cv_page_paragraph(page, cv_book_spans(page->book, &block->text), CV_STYLE_TEXT);
        else if (block->kind == CV_BLOCK_FACTS)
            put_facts(page, block);
        else if (block->kind == CV_BLOCK_GRID && cv_grid_width(block->grid) < ABOUT_COLUMNS)
            cv_page_grid(page, block->grid, NULL);
    }
}

static void put_inputs(cv_page *page)
{
    const cv_results *results = page->book->results;
    const cv_language language = page->book->language;
    put_section(page, cv_say(language, "Files that were read"));
    for (size_t i = 0; i < results->input_count; i++) {
        const cv_input *input = &results->inputs[i];
        put_word(page, cv_say(language, "File"), input->path);
        put_word(page, "SHA-256", input->sha256);
        cv_page_text(page, COLUMN_NAME, cv_say(language, "Bytes"), CV_STYLE_BASE_STUB, false);
        cv_page_number(page, COLUMN_VALUE, (double)input->bytes, CV_STYLE_FIGURE, false, "#,##0");
        page->row++;
        cv_page_text(page, COLUMN_NAME, cv_say(language, "Rows"), CV_STYLE_BASE_STUB, false);
        cv_page_number(page, COLUMN_VALUE, (double)input->rows, CV_STYLE_FIGURE, false, "#,##0");
        page->row++;
    }
}

static void put_versions(cv_page *page)
{
    cv_book *book = page->book;
    size_t count = 0;
    const cv_manifest_version *versions = cv_manifest_versions(&book->arena, false, &count);
    book->no_memory = book->no_memory || versions == NULL;
    put_section(page, cv_say(book->language, "Made with"));
    for (size_t i = 0; i < count && versions != NULL; i++)
        put_word(page, versions[i].name, versions[i].version);
}

/* The study file, line by line. */
static void put_text(cv_page *page)
{
    cv_book *book = page->book;
    const cv_study *study = book->results->study;
    put_section(page, cv_say(book->language, "The study file"));
    const char *at = study->text, *end = at + study->text_length;
    while (at != NULL && at < end && !book->no_memory && page->row + 2 < CV_BOOK_ROWS) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop == NULL ? end : stop) - at);
        length -= length > 0 && at[length - 1] == '\r';
        const char *line = cv_arena_text(&book->arena, at, length);
        if (line == NULL)
            book->no_memory = true;
        else if (*line != '\0')
            cv_page_text(page, COLUMN_NAME, line, CV_STYLE_CODE, false);
        page->row++;
        at = stop == NULL ? end : stop + 1;
    }
}

void cv_book_add_about(cv_book *book)
{
    static const double widths[ABOUT_COLUMNS] = {42, 14, 14, 14, 14, 14, 14, 14};
    const cv_study *study = book->results->study;
    const cv_language language = book->language;
    cv_page page = cv_page_begin(book, book->about, ABOUT_COLUMNS);
    for (size_t i = 0; i < ABOUT_COLUMNS; i++)
        cv_page_reserve(&page, i, widths[i]);
    cv_page_link(&page, 0, book->contents, cv_book_format_text(book, "← %s", book->contents));
    page.row++;
    cv_page_paragraph(&page, book->about, CV_STYLE_TITLE);
    put_section(&page, cv_say(language, "The study"));
    put_word(&page, cv_say(language, "Title"), study->title);
    put_word(&page, cv_say(language, "Source"), study->source);
    put_word(&page, cv_say(language, "Note"), study->note);
    put_word(&page, cv_say(language, "Language"), cv_language_code(language));
    cv_page_text(&page, COLUMN_NAME, cv_say(language, "Confidence"), CV_STYLE_BASE_STUB, false);
    cv_page_number(&page, COLUMN_VALUE, study->confidence, CV_STYLE_FIGURE, false, "0.##%");
    page.row++;
    put_survey(&page);
    put_inputs(&page);
    put_versions(&page);
    put_text(&page);
    if (!book->no_memory)
        worksheet_set_tab_color(page.sheet, 0x0072b2);
    cv_page_end(&page, 0);
}
