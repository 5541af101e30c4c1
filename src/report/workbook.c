/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/workbook.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "report/archive.h"
#include "report/version.h"
#include "report/workbook_private.h"

enum { MOST_BYTES = 1 << 30 };

/* 1 January 1980, the first day that a ZIP archive knows: the library would take the clock's. */
static const time_t created = 315532800;

/* ---- what is in it ---- */

static const char *question_of(cv_book *book, const cv_result *result)
{
    const char *text = result->model != NULL   ? result->model->of_label
                       : result->of_count == 1 ? result->of[0].label
                                               : "";
    return cv_book_text(book, text);
}

static void name_sheets(cv_book *book)
{
    const cv_language language = book->language;
    size_t count = book->results->count;
    book->names = cv_book_array(book, 2 * count + 2, sizeof *book->names);
    book->entries = cv_book_array(book, count, sizeof *book->entries);
    if (book->no_memory)
        return;
    book->contents = cv_book_name(book, cv_say(language, "Contents"));
    book->about = cv_book_name(book, cv_say(language, "About"));
    for (size_t i = 0; i < count; i++) {
        const cv_result *result = &book->results->items[i];
        const char *title = result->spec->title, *question = question_of(book, result);
        book->entries[i] = (cv_book_entry){.result = result,
                                           .question = question,
                                           .title = title != NULL       ? cv_book_text(book, title)
                                                    : *question != '\0' ? question
                                                                        : result->spec->name.text,
                                           .sheet = cv_book_name(book, result->spec->name.text)};
    }
    for (size_t i = 0; i < count; i++) /* once all tables have their own names */
        if (cv_book_has_details(book->entries[i].result))
            book->entries[i].details = cv_book_name(
                book, cv_book_format_text(book, "%s, %s",
                                          cv_book_cut(book, book->entries[i].sheet, CV_BOOK_NAME - 7, SIZE_MAX),
                                          cv_say(language, "tests")));
}

static void set_properties(cv_book *book)
{
    const cv_study *study = book->results->study;
    const char *source = study->source == NULL ? "" : cv_book_text(book, study->source);
    const char *title = cv_book_cut(book, cv_book_text(book, book->document->title), CV_BOOK_PROPERTY, SIZE_MAX);
    lxw_doc_properties properties = {
        .title = cv_arena_copy(&book->arena, title),
        .subject = cv_arena_copy(&book->arena, cv_book_cut(book, source, CV_BOOK_PROPERTY, SIZE_MAX)),
        .author = cv_arena_format(&book->arena, "canvass %s", cv_version()),
        .created = created};
    if (properties.title == NULL || properties.subject == NULL || properties.author == NULL)
        book->no_memory = true;
    if (!book->no_memory)
        book->error = workbook_set_properties(book->file, &properties);
}

static void fill(cv_book *book)
{
    name_sheets(book);
    set_properties(book);
    if (book->no_memory)
        return;
    cv_book_add_contents(book);
    cv_book_add_about(book);
    for (size_t i = 0; i < book->results->count && !book->no_memory && book->too_large == NULL; i++)
        cv_book_add_analysis(book, &book->entries[i]);
}

/* ---- the library's file ---- */

static cv_status fail_too_large(const cv_book *book, cv_messages *messages)
{
    return cv_fail_expected(messages, CV_USAGE, book->too_large->spec->place,
                            "at most 16,384 columns and 1,048,576 rows, or no xlsx in the report's formats", NULL,
                            "the table of analysis '%s' is larger than a sheet of Excel",
                            book->too_large->spec->name.text);
}

/* What the library could not write, the system's own word says best. */
static cv_status fail_library(lxw_error error, cv_messages *messages)
{
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return cv_fail_memory(messages);
    if (error <= LXW_ERROR_ZIP_CLOSE && errno != 0)
        return cv_fail_errno(messages, CV_WORKBOOK_NAME, "cannot be written");
    return cv_fail(messages, CV_SYSTEM, (cv_place){.file = CV_WORKBOOK_NAME}, "cannot be made: %s",
                   lxw_strerror(error));
}

/* Fills the workbook and has the library write it. */
static cv_status write_library_file(cv_book *book, cv_messages *messages)
{
    fill(book);
    cv_status status = book->no_memory               ? cv_fail_memory(messages)
                       : book->too_large != NULL     ? fail_too_large(book, messages)
                       : book->error != LXW_NO_ERROR ? fail_library(book->error, messages)
                                                     : CV_OK;
    if (status != CV_OK) {
        lxw_workbook_free(book->file);
        return status;
    }
    errno = 0;
    lxw_error error = workbook_close(book->file);
    return error == LXW_NO_ERROR ? CV_OK : fail_library(error, messages);
}

/* The library writes numbers as the C library's locale has them, and a workbook must have points: for as long as it
 * works, this thread has the C locale. */
static cv_status write_in_c_locale(cv_book *book, cv_messages *messages)
{
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c == (locale_t)0)
        return cv_fail_memory(messages);
    locale_t before = uselocale(c);
    cv_status status = write_library_file(book, messages);
    uselocale(before);
    freelocale(c);
    return status;
}

static cv_status make_file(cv_book *book, const char *path, const char *folder, cv_messages *messages)
{
    /* the library would say on standard error why it cannot open the file */
    cv_status status = cv_file_write_as(path, CV_WORKBOOK_NAME, "", 0, messages);
    char *scratch = cv_arena_copy(&book->arena, folder);
    lxw_workbook_options options = {.tmpdir = scratch};
    if (status != CV_OK)
        return status;
    book->file = scratch == NULL ? NULL : workbook_new_opt(path, &options);
    return book->file == NULL ? cv_fail_memory(messages) : write_in_c_locale(book, messages);
}

/* ---- afterwards ---- */

/* Whether an XML part is all there: it ends as it begins. The library does not look whether its temporary files could
 * be written, so that a full disk would look like success. */
static bool is_whole(const char *xml, size_t length)
{
    const char *root = strstr(xml, "?>");
    root = root == NULL ? NULL : strchr(root, '<');
    if (root == NULL)
        return false;
    size_t name = strcspn(root + 1, " />");
    while (length > 0 && (xml[length - 1] == '\n' || xml[length - 1] == '\r'))
        length--;
    if (length < name + 3)
        return false;
    const char *end = xml + length - name - 3;
    bool closed = strncmp(end, "</", 2) == 0 && strncmp(end + 2, root + 1, name) == 0 && xml[length - 1] == '>';
    bool empty = strncmp(xml + length - 2, "/>", 2) == 0 && strchr(root + 1, '<') == NULL;
    return closed || empty;
}

static cv_status fail_part(const cv_archive_part *part, cv_messages *messages)
{
    return cv_fail(messages, CV_SYSTEM, (cv_place){.file = CV_WORKBOOK_NAME}, "cannot be made: its part %s is damaged",
                   part->name);
}

static cv_status finish_chart(const cv_book *book, cv_archive *archive, cv_archive_part *part, const char *xml,
                              cv_messages *messages)
{
    cv_buffer barred = {0}, filled = {0};
    cv_status status = CV_OK;
    if (!cv_book_put_bars(book->bars, book->bar_count, xml, &barred))
        status = fail_part(part, messages);
    else if (!barred.failed)
        cv_book_keep_fills(barred.text, &filled);
    if (status == CV_OK && (barred.failed || filled.failed))
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        status = cv_archive_replace(archive, part, filled.text, filled.length, messages);
    cv_buffer_free(&barred);
    cv_buffer_free(&filled);
    return status;
}

static cv_status finish_part(const cv_book *book, cv_archive *archive, cv_archive_part *part, cv_messages *messages)
{
    static const char charts[] = "xl/charts/";
    cv_buffer xml = {0};
    cv_status status = cv_archive_extract(archive, part, &xml, messages);
    if (status == CV_OK && !is_whole(xml.text, xml.length))
        status = fail_part(part, messages);
    if (status == CV_OK && strncmp(part->name, charts, strlen(charts)) == 0)
        status = finish_chart(book, archive, part, xml.text, messages);
    cv_buffer_free(&xml);
    return status;
}

static cv_status finish(const cv_book *book, const char *path, cv_buffer *to, cv_messages *messages)
{
    cv_buffer bytes = {0};
    cv_archive archive = {0};
    cv_status status = cv_file_read(path, MOST_BYTES, &bytes, messages);
    if (status == CV_OK)
        status = cv_archive_read(bytes.text, bytes.length, CV_WORKBOOK_NAME, &archive, messages);
    for (size_t i = 0; status == CV_OK && i < archive.part_count; i++)
        status = finish_part(book, &archive, &archive.parts[i], messages);
    if (status == CV_OK) {
        cv_archive_write(&archive, to);
        status = to->failed ? cv_fail_memory(messages) : CV_OK;
    }
    cv_archive_free(&archive);
    cv_buffer_free(&bytes);
    return status;
}

cv_status cv_report_workbook(const cv_document *document, const cv_workbook_options *options, cv_buffer *to,
                             cv_messages *messages)
{
    cv_book book = {
        .document = document, .results = document->results, .language = document->language, .values = options->values};
    const char *path = cv_arena_format(&book.arena, "%s/%s", options->folder, CV_WORKBOOK_NAME);
    if (path == NULL)
        return cv_fail_memory(messages);
    cv_status status = make_file(&book, path, options->folder, messages);
    if (status == CV_OK)
        status = finish(&book, path, to, messages);
    if (remove(path) != 0 && errno != ENOENT && status == CV_OK)
        status = cv_fail_errno(messages, path, "cannot be removed");
    cv_memory_free(book.formats);
    cv_memory_free(book.bars);
    cv_arena_free(&book.arena);
    return status;
}
