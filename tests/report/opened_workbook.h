/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A workbook as Excel would read it: what its cells hold, by the part of SpreadsheetML that the workbooks have. Every
 *  step that fails ends the test. */
#ifndef CANVASS_TESTS_REPORT_OPENED_WORKBOOK_H
#define CANVASS_TESTS_REPORT_OPENED_WORKBOOK_H

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "report/archive.h"
#include "report/workbook.h"
#include "support/test_folder.h"
#include "support/test_messages.h"

typedef struct opened_workbook {
    cv_arena arena;
    cv_buffer bytes;
    cv_archive archive;
    const char *names, *strings; /**< xl/workbook.xml, xl/sharedStrings.xml */
} opened_workbook;

typedef struct opened_cell {
    bool is_number, is_text;
    double number;
    const char *text; /**< of a text cell */
} opened_cell;

/** A part's XML. NULL: there is none of this name. */
static inline const char *opened_part(opened_workbook *book, const char *name)
{
    cv_messages messages = {0};
    cv_buffer xml = {0};
    const cv_archive_part *part = cv_archive_find(&book->archive, name);
    if (part == NULL)
        return NULL;
    assert_int_equal(cv_archive_extract(&book->archive, part, &xml, &messages), CV_OK);
    const char *copy = cv_arena_text(&book->arena, xml.text, xml.length);
    cv_buffer_free(&xml);
    assert_non_null(copy);
    return copy;
}

static inline void open_workbook_bytes(opened_workbook *book)
{
    cv_messages messages = {0};
    assert_int_equal(cv_archive_read(book->bytes.text, book->bytes.length, "report.xlsx", &book->archive, &messages),
                     CV_OK);
    book->names = opened_part(book, "xl/workbook.xml");
    book->strings = opened_part(book, "xl/sharedStrings.xml");
    assert_non_null(book->names);
    assert_non_null(book->strings);
}

/** Makes the workbook of results in a folder of its own, and opens it. */
static inline opened_workbook make_workbook(const cv_results *results)
{
    opened_workbook book = {0};
    test_folder folder = test_folder_make();
    cv_messages messages = {0};
    const cv_document_options words = {0};
    const cv_workbook_options options = {.folder = folder.path};
    cv_document document;
    assert_true(cv_document_build(results, &words, &document));
    cv_status status = cv_report_workbook(&document, &options, &book.bytes, &messages);
    if (status != CV_OK)
        fail_msg("no workbook: %s", messages.count > 0 ? messages.items[0].problem : "?");
    assert_int_equal(test_folder_count(&folder, "."), 0); /* nothing is left behind */
    cv_document_free(&document);
    test_folder_remove(&folder);
    open_workbook_bytes(&book);
    return book;
}

static inline void close_workbook(opened_workbook *book)
{
    cv_archive_free(&book->archive);
    cv_buffer_free(&book->bytes);
    cv_arena_free(&book->arena);
    *book = (opened_workbook){0};
}

static inline size_t count_pieces(const char *text, const char *piece)
{
    size_t count = 0;
    for (; (text = strstr(text, piece)) != NULL; text += strlen(piece))
        count++;
    return count;
}

/** A sheet's XML, by its name. NULL: there is none. */
static inline const char *opened_sheet(opened_workbook *book, const char *name)
{
    char piece[160], part[64];
    snprintf(piece, sizeof piece, "<sheet name=\"%s\"", name);
    const char *at = strstr(book->names, piece);
    if (at == NULL)
        return NULL;
    size_t number = 1;
    for (const char *before = book->names; (before = strstr(before, "<sheet name=")) != NULL && before < at; before++)
        number++;
    snprintf(part, sizeof part, "xl/worksheets/sheet%zu.xml", number);
    return opened_part(book, part);
}

/* Entities and _xHHHH_ as what they stand for; one byte is enough for the latter here. */
static inline char *plain_text(opened_workbook *book, const char *xml, size_t length)
{
    static const struct {
        const char *entity;
        char plain;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"_x005F_", '_'}};
    char *text = cv_arena_new(&book->arena, length + 1), *to = text;
    for (size_t i = 0; i < length;) {
        size_t used = 0;
        for (size_t k = 0; used == 0 && k < COUNT_OF(entities); k++)
            if (strncmp(xml + i, entities[k].entity, strlen(entities[k].entity)) == 0) {
                *to++ = entities[k].plain;
                used = strlen(entities[k].entity);
            }
        if (used == 0)
            *to++ = xml[i];
        i += used > 0 ? used : 1;
    }
    return text;
}

/* The text of the next <si> from `at` on. */
static inline const char *string_from(opened_workbook *book, const char *at)
{
    const char *start = strchr(strstr(at, "<t"), '>') + 1;
    return plain_text(book, start, (size_t)(strstr(start, "</t>") - start));
}

static inline const char *shared_string(opened_workbook *book, size_t index)
{
    const char *at = book->strings;
    for (size_t i = 0; i <= index; i++) {
        at = strstr(at, "<si>");
        assert_non_null(at);
        at += strlen("<si>");
    }
    return string_from(book, at);
}

/** Whether any cell of a sheet's XML is this text. */
static inline bool has_text_cell(opened_workbook *book, const char *sheet, const char *text)
{
    char piece[64];
    size_t index = 0;
    for (const char *at = book->strings; (at = strstr(at, "<si>")) != NULL; at += strlen("<si>"), index++) {
        if (strcmp(string_from(book, at), text) != 0)
            continue;
        snprintf(piece, sizeof piece, "t=\"s\"><v>%zu</v>", index);
        return strstr(sheet, piece) != NULL;
    }
    return false;
}

/** A cell of a sheet's XML, by its reference: "B9". */
static inline opened_cell cell_at(opened_workbook *book, const char *sheet, const char *reference)
{
    char piece[32];
    opened_cell cell = {0};
    snprintf(piece, sizeof piece, "<c r=\"%s\"", reference);
    const char *at = strstr(sheet, piece);
    if (at == NULL)
        return cell;
    const char *end = strchr(at, '>'), *value = strstr(at, "<v>");
    if (end[-1] == '/' || value == NULL)
        return cell;
    const char *type = strstr(at, "t=\"s\"");
    cell.is_text = type != NULL && type < end;
    cell.is_number = !cell.is_text;
    if (cell.is_text)
        cell.text = shared_string(book, strtoul(value + 3, NULL, 10));
    else
        cell.number = strtod(value + 3, NULL);
    return cell;
}

/** The first row from `from` (1, 2, ...) on whose cell in column A is this text; 0: none. */
static inline unsigned row_of(opened_workbook *book, const char *sheet, const char *text, unsigned from)
{
    char reference[16];
    for (unsigned row = from; row < from + 4000; row++) {
        snprintf(reference, sizeof reference, "A%u", row);
        const opened_cell cell = cell_at(book, sheet, reference);
        if (cell.is_text && strcmp(cell.text, text) == 0)
            return row;
    }
    return 0;
}

/** The number in a row's column; fails the test where the cell is no number. */
static inline double number_in(opened_workbook *book, const char *sheet, char column, unsigned row)
{
    char reference[16];
    snprintf(reference, sizeof reference, "%c%u", column, row);
    const opened_cell cell = cell_at(book, sheet, reference);
    if (!cell.is_number)
        fail_msg("%s is no number but '%s'", reference, cell.text == NULL ? "" : cell.text);
    return cell.number;
}

static inline const char *text_in(opened_workbook *book, const char *sheet, char column, unsigned row)
{
    char reference[16];
    snprintf(reference, sizeof reference, "%c%u", column, row);
    const opened_cell cell = cell_at(book, sheet, reference);
    return cell.is_text ? cell.text : "";
}

#endif
