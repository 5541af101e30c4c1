/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells, formats and columns. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "report/workbook_private.h"
#include "table/display.h"

enum {
    INK = 0x1b1b1b,
    QUIET = 0x595959, /* 7:1 on white */
    ACCENT = 0x0072b2,
    BREAK_FILL = 0x0b4f79,
    LABEL_FILL = 0xe4eff6,
    SECTION_FILL = 0xf3f5f7,
    RULE = 0xb8c4cc,
    WHITE = 0xffffff
};

static const double line_height = 15;  /* points, of a type of 11 */
static const double most_height = 409; /* Excel's own limit */

/* What a screen shows beside each other, in characters. */
static const double screen_width = 110;

/* ---- formats ---- */

static const struct {
    double size;
    unsigned colour, fill; /* fill 0: none */
    bool bold, wrap, rule; /* rule: a line above */
    uint8_t align, indent;
} styles[CV_STYLE_COUNT] = {
    [CV_STYLE_TITLE] = {16, INK, 0, true, true, false, LXW_ALIGN_LEFT, 0},
    [CV_STYLE_HEADING] = {13, INK, 0, true, true, false, LXW_ALIGN_LEFT, 0},
    [CV_STYLE_TEXT] = {11, INK, 0, false, true, false, LXW_ALIGN_LEFT, 0},
    [CV_STYLE_LINK] = {10, ACCENT, 0, false, true, false, LXW_ALIGN_LEFT, 0},
    [CV_STYLE_BREAK] = {11, WHITE, BREAK_FILL, true, true, false, LXW_ALIGN_CENTER, 0},
    [CV_STYLE_LABEL] = {10, INK, LABEL_FILL, true, true, false, LXW_ALIGN_CENTER, 0},
    [CV_STYLE_LETTER] = {10, ACCENT, LABEL_FILL, true, false, false, LXW_ALIGN_CENTER, 0},
    [CV_STYLE_SECTION] = {11, INK, SECTION_FILL, true, true, true, LXW_ALIGN_LEFT, 0},
    [CV_STYLE_STUB] = {11, INK, 0, false, true, false, LXW_ALIGN_LEFT, 1},
    [CV_STYLE_BASE_STUB] = {10, QUIET, 0, false, true, false, LXW_ALIGN_LEFT, 1},
    [CV_STYLE_FIGURE] = {11, INK, 0, false, false, false, LXW_ALIGN_RIGHT, 1},
    [CV_STYLE_BASE] = {10, QUIET, 0, false, false, false, LXW_ALIGN_RIGHT, 1},
    [CV_STYLE_LETTERS] = {9, ACCENT, 0, true, false, false, LXW_ALIGN_RIGHT, 1},
    [CV_STYLE_WORDS] = {11, INK, 0, false, true, false, LXW_ALIGN_LEFT, 0},
    [CV_STYLE_NOTE] = {9, QUIET, 0, false, true, false, LXW_ALIGN_LEFT, 0},
    [CV_STYLE_CODE] = {9, INK, 0, false, false, false, LXW_ALIGN_LEFT, 0},
};

static lxw_format *new_format(cv_book *book, cv_book_style style, bool edge, const char *number)
{
    lxw_format *format = workbook_add_format(book->file);
    if (format == NULL)
        return NULL;
    format_set_font_size(format, styles[style].size);
    format_set_font_color(format, styles[style].colour);
    format_set_align(format, styles[style].align);
    bool banner = style == CV_STYLE_BREAK || style == CV_STYLE_LABEL || style == CV_STYLE_LETTER;
    format_set_align(format, banner ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    format_set_indent(format, styles[style].indent);
    if (styles[style].bold)
        format_set_bold(format);
    if (styles[style].wrap)
        format_set_text_wrap(format);
    if (styles[style].fill != 0)
        format_set_bg_color(format, styles[style].fill);
    if (style == CV_STYLE_LINK)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (style == CV_STYLE_CODE)
        format_set_font_name(format, "Consolas");
    if (styles[style].rule) {
        format_set_top(format, LXW_BORDER_THIN);
        format_set_top_color(format, RULE);
    }
    if (edge) {
        format_set_left(format, LXW_BORDER_THIN);
        format_set_left_color(format, RULE);
    }
    if (*number != '\0')
        format_set_num_format(format, number);
    return format;
}

static lxw_format *no_format(cv_book *book)
{
    book->no_memory = true;
    return NULL;
}

lxw_format *cv_book_format(cv_book *book, cv_book_style style, bool edge, const char *number)
{
    for (size_t i = 0; i < book->format_count; i++) {
        const cv_kept_format *has = &book->formats[i];
        if (has->style == style && has->edge == edge && strcmp(has->number, number) == 0)
            return has->format;
    }
    cv_kept_format *grown =
        cv_memory_grow(book->formats, book->format_count, &book->format_capacity, sizeof *book->formats);
    if (grown == NULL)
        return no_format(book);
    book->formats = grown;
    const cv_kept_format made = {style, edge, cv_arena_copy(&book->arena, number),
                                 new_format(book, style, edge, number)};
    if (made.number == NULL || made.format == NULL)
        return no_format(book);
    book->formats[book->format_count++] = made;
    return made.format;
}

/* ---- sheets ---- */

static void note_error(cv_book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

cv_page cv_page_begin(cv_book *book, const char *name, size_t columns)
{
    cv_page page = {.book = book, .name = name, .column_count = columns};
    page.width = cv_book_array(book, columns, sizeof *page.width);
    page.sheet = book->no_memory ? NULL : workbook_add_worksheet(book->file, name);
    if (page.sheet == NULL)
        book->no_memory = true;
    else
        worksheet_gridlines(page.sheet, LXW_HIDE_ALL_GRIDLINES);
    return page;
}

/* The title at the left, page numbers at the right; what Excel would take for a command is doubled. */
static const char *footer_of(cv_book *book)
{
    const cv_study *study = book->results->study;
    const char *title = cv_book_cut(book, cv_book_text(book, study->title == NULL ? "" : study->title), 100, SIZE_MAX);
    cv_buffer made = {0};
    cv_buffer_add(&made, "&L&8 ");
    for (; *title != '\0'; title++) {
        cv_buffer_add_char(&made, *title);
        if (*title == '&')
            cv_buffer_add_char(&made, '&');
    }
    cv_buffer_add(&made, "&R&8 &A, &P / &N");
    const char *copy = made.failed ? NULL : cv_arena_copy(&book->arena, made.text);
    book->no_memory = book->no_memory || copy == NULL;
    cv_buffer_free(&made);
    return copy == NULL ? "" : copy;
}

/* A page holds so many characters across before its type becomes too small to read. */
uint16_t cv_page_pages(const cv_page *page)
{
    const double page_width = 260, most = 100;
    double all = 0;
    for (size_t i = 0; i < page->column_count && page->width != NULL; i++)
        all += page->width[i];
    return (uint16_t)fmin(most, ceil(all / page_width));
}

/* Whether the next cell can be written. What is beyond the sheet's end is found out by whoever laid it out. */
static bool is_open(const cv_page *page, size_t column)
{
    assert(page->book->no_memory || (page->row < CV_BOOK_ROWS && column < CV_BOOK_COLUMNS));
    (void)column;
    return !page->book->no_memory;
}

/* The width of Excel's columns in its default type, in pixels. */
static double pixels(const cv_page *page, size_t column)
{
    const double usual = 64;
    return column < page->column_count && page->width[column] > 0 ? page->width[column] * 7 + 5 : usual;
}

double cv_page_pixels(const cv_page *page, size_t columns)
{
    double all = 0;
    for (size_t i = 0; i < columns && page->width != NULL; i++)
        all += pixels(page, i);
    return all;
}

void cv_page_print(cv_page *page, size_t columns, double width)
{
    double all = cv_page_pixels(page, columns);
    page->printed = page->row * line_height + page->extra;
    for (; all < width && page->width != NULL && columns < CV_BOOK_COLUMNS; columns++)
        all += pixels(page, columns);
    if (is_open(page, 0))
        note_error(page->book, worksheet_print_area(page->sheet, 0, 0, page->row, (lxw_col_t)(columns - 1)));
}

void cv_page_end(cv_page *page, size_t header)
{
    enum { A4 = 9 };
    const double least = 2;
    const double most_points = 1000; /* more on one page would be too small to read */
    if (page->book->no_memory)
        return;
    for (size_t i = 0; i < page->column_count; i++)
        if (page->width[i] > 0)
            note_error(page->book, worksheet_set_column(page->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                                        fmax(page->width[i], least), NULL));
    /* no green corner where a label is a number */
    note_error(page->book, worksheet_ignore_errors(page->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    uint16_t across = cv_page_pages(page);
    worksheet_set_landscape(page->sheet);
    worksheet_set_paper(page->sheet, A4);
    worksheet_set_margins(page->sheet, 0.5, 0.5, 0.6, 0.6);
    double height = page->printed > 0 ? page->printed : page->row * line_height + page->extra;
    worksheet_fit_to_pages(page->sheet, across > 0 ? across : 1, height <= most_points && across <= 1 ? 1 : 0);
    if (header > 0)
        note_error(page->book, worksheet_repeat_rows(page->sheet, 0, (lxw_row_t)header - 1));
    if (across > 1)
        note_error(page->book, worksheet_repeat_columns(page->sheet, 0, 0));
    note_error(page->book, worksheet_set_footer(page->sheet, footer_of(page->book)));
}

/* ---- cells ---- */

void cv_page_blank(cv_page *page, size_t column, cv_book_style style, bool edge)
{
    lxw_format *format = cv_book_format(page->book, style, edge, "");
    if (is_open(page, column))
        note_error(page->book, worksheet_write_blank(page->sheet, page->row, (lxw_col_t)column, format));
}

void cv_page_text(cv_page *page, size_t column, const char *text, cv_book_style style, bool edge)
{
    lxw_format *format = cv_book_format(page->book, style, edge, "");
    const char *clean = cv_book_text(page->book, text);
    if (is_open(page, column))
        note_error(page->book, worksheet_write_string(page->sheet, page->row, (lxw_col_t)column, clean, format));
}

/* What no cell can hold as a number is a text there. */
void cv_page_number(cv_page *page, size_t column, double number, cv_book_style style, bool edge,
                    const char *number_format)
{
    if (!isfinite(number)) {
        cv_page_text(page, column, isnan(number) ? "-" : number > 0 ? "∞" : "-∞", style, edge);
        return;
    }
    lxw_format *format = cv_book_format(page->book, style, edge, number_format);
    if (is_open(page, column))
        note_error(page->book, worksheet_write_number(page->sheet, page->row, (lxw_col_t)column, number, format));
}

void cv_page_link(cv_page *page, size_t column, const char *sheet, const char *text)
{
    cv_book *book = page->book;
    lxw_format *format = cv_book_format(book, CV_STYLE_LINK, false, "");
    cv_buffer address = {0};
    cv_buffer_add(&address, "internal:'");
    for (const char *at = sheet; *at != '\0'; at++) {
        cv_buffer_add_char(&address, *at);
        if (*at == '\'')
            cv_buffer_add_char(&address, '\'');
    }
    cv_buffer_add(&address, "'!A1");
    const char *clean = cv_book_text(book, text);
    if (address.failed)
        book->no_memory = true;
    if (is_open(page, column)) {
        note_error(book, worksheet_write_url(page->sheet, page->row, (lxw_col_t)column, address.text, format));
        note_error(book, worksheet_write_string(page->sheet, page->row, (lxw_col_t)column, clean, format));
    }
    cv_buffer_free(&address);
}

void cv_page_merge(cv_page *page, size_t first, size_t last, const char *text, cv_book_style style, bool edge)
{
    if (first == last) {
        cv_page_text(page, first, text, style, edge);
        return;
    }
    lxw_format *format = cv_book_format(page->book, style, edge, "");
    const char *clean = cv_book_text(page->book, text);
    if (is_open(page, last))
        note_error(page->book, worksheet_merge_range(page->sheet, page->row, (lxw_col_t)first, page->row,
                                                     (lxw_col_t)last, clean, format));
}

/* ---- room ---- */

void cv_page_reserve(cv_page *page, size_t column, double width)
{
    if (page->width != NULL && column < page->column_count && page->width[column] < width)
        page->width[column] = width;
}

static void set_height(cv_page *page, double points)
{
    const double step = 0.75; /* a pixel */
    double height = ceil(fmin(most_height, points) / step) * step;
    if (points > line_height)
        page->extra += height - line_height;
    if (points > line_height && is_open(page, 0))
        note_error(page->book, worksheet_set_row(page->sheet, page->row, fmin(most_height, height), NULL));
}

void cv_page_lines(cv_page *page, size_t lines)
{
    set_height(page, line_height * (double)lines);
}

/* A column is measured by its digits, and most letters are narrower than these; Chinese and Japanese ones are as wide
 * as two. */
static double letters_in(const char *text, double width)
{
    const double usual = 1.1;
    size_t length = strlen(text), points = 0;
    for (size_t i = 0; i < length; i++)
        points += ((unsigned char)text[i] & 0xC0) != 0x80;
    return cv_display_width(text, length) > points ? width : width * usual;
}

size_t cv_text_lines(const char *text, double width)
{
    double letters = letters_in(text, width);
    size_t lines = 0, cells = letters < 1 ? 1 : (size_t)letters;
    for (const char *rest = text, *line; rest != NULL && *rest != '\0'; lines++)
        cv_display_line(&rest, cells, &line);
    return lines > 0 ? lines : 1;
}

void cv_page_paragraph(cv_page *page, const char *text, cv_book_style style)
{
    size_t last = 0;
    double width = page->width == NULL ? 1 : page->width[0];
    while (last + 1 < page->column_count && width < screen_width && !page->book->no_memory)
        width += page->width[++last];
    const double size = styles[style].size, usual = 11;
    size_t lines = cv_text_lines(text, width * usual / size - 2);
    cv_page_merge(page, 0, last, text, style, false);
    set_height(page, line_height * size / usual * (double)lines + 1);
    page->row++;
}
