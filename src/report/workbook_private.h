/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What the parts of report.xlsx's maker share: a workbook under way, its texts, formats and cells.
 *
 *  A cell is written by the functions here alone: they clean texts, write numbers as numbers and nothing as a formula,
 *  keep count of how wide columns must be, and remember the first failure, so that a writer needs one check at the end.
 */
#ifndef CANVASS_REPORT_WORKBOOK_PRIVATE_H
#define CANVASS_REPORT_WORKBOOK_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/language.h"
#include "estimate/model_result.h"
#include "report/document.h"

enum {
    CV_BOOK_ROWS = 1048576, /**< that a sheet of Excel has */
    CV_BOOK_COLUMNS = 16384,
    CV_BOOK_NAME = 31,    /**< characters (UTF-16) of a sheet's name */
    CV_BOOK_TEXT = 32767, /**< of a cell */
    CV_BOOK_PROPERTY = 255,
    CV_BOOK_ATTRIBUTE = 2000 /**< bytes of a text that the library keeps in an attribute; it cuts at 2080 */
};

typedef enum cv_book_style {
    CV_STYLE_TITLE,
    CV_STYLE_HEADING, /**< over one of several tables of a sheet */
    CV_STYLE_TEXT,    /**< a question, a base, a fact: wrapped */
    CV_STYLE_LINK,
    CV_STYLE_BREAK, /**< the banner: what the columns are broken by */
    CV_STYLE_LABEL, /**< its labels */
    CV_STYLE_LETTER,
    CV_STYLE_SECTION, /**< a heading over lines */
    CV_STYLE_STUB,
    CV_STYLE_BASE_STUB,
    CV_STYLE_FIGURE,
    CV_STYLE_BASE,
    CV_STYLE_LETTERS, /**< under a figure: what it is significantly higher than */
    CV_STYLE_WORDS,
    CV_STYLE_NOTE,
    CV_STYLE_CODE,
    CV_STYLE_COUNT
} cv_book_style;

/** A format that is in the workbook already. */
typedef struct cv_kept_format {
    cv_book_style style;
    bool edge;          /**< a rule to the left: another break begins */
    const char *number; /**< Excel's number format; "": General */
    lxw_format *format;
} cv_kept_format;

/** Cells in one column, and what they hold: where a chart's error bars come from. */
typedef struct cv_book_range {
    const char *formula; /**< 'sheet'!$B$2:$B$5 */
    const double *values;
    size_t count;
} cv_book_range;

/** The error bars of one series, up and down from its values. */
typedef struct cv_book_bars {
    cv_book_range plus, minus;
} cv_book_bars;

/** The sheets of an analysis. */
typedef struct cv_book_entry {
    const cv_result *result;
    const char *title, *question;
    const char *sheet, *details; /**< names; details NULL: none */
} cv_book_entry;

typedef struct cv_book {
    const cv_document *document;
    const cv_results *results;
    cv_language language;
    bool values;
    lxw_workbook *file;
    cv_arena arena;
    cv_kept_format *formats;
    size_t format_count, format_capacity;
    cv_book_bars *bars;
    size_t bar_count, bar_capacity;
    const char *contents, *about; /**< names of these sheets */
    cv_book_entry *entries;       /**< [results->count] */
    const char **names;           /**< [name_count] that are taken */
    size_t name_count;
    bool no_memory;
    lxw_error error;            /**< the first of the library's */
    const cv_result *too_large; /**< the first whose table no sheet can hold; NULL: none */
} cv_book;

/** A sheet under way. */
typedef struct cv_page {
    cv_book *book;
    lxw_worksheet *sheet;
    const char *name;
    uint32_t row;   /**< the next one that is empty */
    double extra;   /**< points that rows so far are higher than usual */
    double printed; /**< points that are printed; 0: all rows */
    double *width;  /**< [column_count] characters that the columns must hold; 0: nothing there yet */
    size_t column_count;
} cv_page;

/* ---- texts ---- */

/** A text as a cell may hold it: no control characters, nothing that Excel takes for an escape, at most CV_BOOK_TEXT
 *  characters. "" (and no_memory) without memory. */
const char *cv_book_text(cv_book *book, const char *text);
const char *cv_book_format_text(cv_book *book, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The start of a clean text, with an ellipsis where it is cut: at most so many UTF-16 units, so many bytes. */
const char *cv_book_cut(cv_book *book, const char *text, size_t units, size_t bytes);
/** Spans as one text. */
const char *cv_book_spans(cv_book *book, const cv_spans *spans);
void *cv_book_array(cv_book *book, size_t count, size_t size); /**< cleared; NULL (and no_memory) without memory */

/** A name for a sheet like `wanted`, that no other sheet has and that Excel accepts. */
const char *cv_book_name(cv_book *book, const char *wanted);

/** Excel's number format for numbers shown so; the number that a cell holds then. */
const char *cv_book_number_format(cv_book *book, const cv_digits *digits, bool p);
double cv_book_number(const cv_digits *digits, double number);

/** The workbook's format of this kind; NULL (and no_memory) without memory. */
lxw_format *cv_book_format(cv_book *book, cv_book_style style, bool edge, const char *number);

/* ---- cells ---- */

/** Begins the next sheet. @param columns that it will have at most */
cv_page cv_page_begin(cv_book *book, const char *name, size_t columns);
/** Ends it: column widths, print settings. @param header rows that are repeated on each page (0: none) */
void cv_page_end(cv_page *page, size_t header);
/** What is printed is what stands above the current row, in so many columns and as many more as this width takes
 *  (pixels). Else it is all. */
void cv_page_print(cv_page *page, size_t columns, double width);
/** How many pages it takes across. */
uint16_t cv_page_pages(const cv_page *page);
/** How wide the first columns are, in pixels of the default type. */
double cv_page_pixels(const cv_page *page, size_t columns);

void cv_page_text(cv_page *page, size_t column, const char *text, cv_book_style style, bool edge);
void cv_page_number(cv_page *page, size_t column, double number, cv_book_style style, bool edge, const char *format);
void cv_page_blank(cv_page *page, size_t column, cv_book_style style, bool edge);
/** A link to another sheet's first cell. */
void cv_page_link(cv_page *page, size_t column, const char *sheet, const char *text);
/** A text over several cells of the row: the columns from `first` to `last`. */
void cv_page_merge(cv_page *page, size_t first, size_t last, const char *text, cv_book_style style, bool edge);
/** A text in the row's first cell that may be long: over as many columns as a screen is wide, in as many lines as it
 *  takes; then goes to the next row. The columns' widths must be known (cv_page_reserve). */
void cv_page_paragraph(cv_page *page, const char *text, cv_book_style style);
/** A column is at least so wide, in characters. */
void cv_page_reserve(cv_page *page, size_t column, double width);
/** The height of the current row: so many lines of text. */
void cv_page_lines(cv_page *page, size_t lines);
/** How many lines a text takes in a column of so many characters. */
size_t cv_text_lines(const char *text, double width);

/* ---- sheets ---- */

void cv_book_add_contents(cv_book *book);
void cv_book_add_about(cv_book *book);
void cv_book_add_analysis(cv_book *book, const cv_book_entry *entry);
/** Whether an analysis has comparisons, tests or parts, which are on a sheet of their own. */
bool cv_book_has_details(const cv_result *result);

/** Writes a grid from the page's row on, its banner first. @param banner_end[out] the row behind the banner */
void cv_page_grid(cv_page *page, const cv_grid *grid, uint32_t *banner_end);
/** The limits of a grid's figures, a line each, under the grid's columns; nothing where it has columns of its own for
 *  them. */
void cv_page_limits(cv_page *page, const cv_grid *grid, const char *heading);
/** How many columns a grid takes, its stub not counted. */
size_t cv_grid_width(const cv_grid *grid);
/** Makes the page's columns wide enough for a grid. */
void cv_page_measure(cv_page *page, const cv_grid *grid);

/* ---- error bars ---- */

/** The library knows no error bars of one's own length: it is given bars of a fixed one, the number (from 1) of the
 *  bars meant, and its XML is changed afterwards.
 *  @param[out] to  the chart's XML, with references to the cells    @return false: it is not as the library writes it
 */
bool cv_book_put_bars(const cv_book_bars *bars, size_t count, const char *xml, cv_buffer *to);

/** Adds a chart's XML, in which bars below zero keep their fill. */
void cv_book_keep_fills(const char *xml, cv_buffer *to);

#endif
