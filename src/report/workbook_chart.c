/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart's cells, and the chart that references them. */
#include "report/workbook_chart.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "table/display.h"

enum {
    ROW_HEIGHT = 20, /* pixels */
    COLUMN_CHART_HEIGHT = 420,
    AROUND_BARS = 150, /* title, axis, legend */
    BAR_HEIGHT = 26,
    CLUSTERED_HEIGHT = 15,
    MOST_HEIGHT = 1400,
    INK = 0x1b1b1b,
    QUIET = 0x555555,
    GRID = 0xe3e3e3,
    RULE = 0x8c8c8c,
    WHOLE = 0x6b6b6b,
    BAR_LINE = 0x303030
};

/* Okabe and Ito's palette (jfly.uni-koeln.de/color, 2008), darkened where it would be too pale on white. */
static const lxw_color_t palette[CV_BOOK_SERIES] = {0x0072b2, 0xd55e00, 0x009e73, 0xb5578f,
                                                    0xb07d00, 0x3d3d8f, 0x4a9bc9, 0x777777};

size_t cv_book_chart_width(const cv_book_chart *chart)
{
    return 1 + 3 * chart->series_count;
}

static int chart_height(const cv_book_chart *chart)
{
    if (!chart->lying)
        return COLUMN_CHART_HEIGHT;
    size_t bars = chart->category_count * chart->series_count;
    size_t each = chart->series_count > 1 ? CLUSTERED_HEIGHT : BAR_HEIGHT;
    size_t height = AROUND_BARS + bars * each + chart->category_count * (chart->series_count > 1 ? 8 : 0);
    return height < 300 ? 300 : height > MOST_HEIGHT ? MOST_HEIGHT : (int)height;
}

uint32_t cv_book_chart_rows(const cv_book_chart *chart)
{
    return (uint32_t)chart_height(chart) / ROW_HEIGHT + 2;
}

/* ---- cells ---- */

static const cv_grid_cell *cell_at(const cv_book_chart *chart, size_t category, size_t series)
{
    return chart->cells[category * chart->series_count + series];
}

/* What a cell of the chart holds: the value, or how far its interval reaches up (1) or down (2) from it; NaN: nothing.
 */
static double number_at(const cv_book_chart *chart, size_t category, size_t series, size_t what)
{
    const cv_grid_cell *cell = cell_at(chart, category, series);
    if (cell == NULL || !isfinite(cell->number))
        return (double)NAN;
    double value = cv_book_number(&cell->digits, cell->number);
    if (what == 0)
        return value;
    double limit = cv_book_number(&cell->digits, what == 1 ? cell->high : cell->low);
    return isfinite(limit) ? fabs(limit - value) : (double)NAN;
}

static void put_names(cv_page *page, const cv_book_chart *chart)
{
    cv_language language = page->book->language;
    const char *headings[] = {cv_say(language, "Estimate"), cv_say(language, "Up to the upper limit"),
                              cv_say(language, "Down to the lower limit")};
    cv_page_text(page, 0, chart->category_title, CV_STYLE_LABEL, false);
    for (size_t what = 0; what < 3; what++) {
        size_t first = 1 + what * chart->series_count;
        cv_page_merge(page, first, first + chart->series_count - 1, headings[what], CV_STYLE_LABEL, what > 0);
    }
    cv_page_lines(page, 2);
    page->row++;
    cv_page_blank(page, 0, CV_STYLE_LABEL, false);
    size_t lines = 1;
    for (size_t what = 0; what < 3; what++)
        for (size_t k = 0; k < chart->series_count; k++) {
            size_t column = 1 + what * chart->series_count + k, most = 5;
            const char *name = chart->series_count == 1 && what > 0 ? "" : chart->series[k];
            cv_page_text(page, column, name, CV_STYLE_LABEL, k == 0 && what > 0);
            size_t needs = cv_text_lines(name, page->width == NULL ? 1 : page->width[column] - 2);
            lines = needs > lines ? needs : lines;
            lines = lines > most ? most : lines;
        }
    cv_page_lines(page, lines);
    page->row++;
}

static void put_category(cv_page *page, const cv_book_chart *chart, size_t category)
{
    const char *format = cv_book_number_format(page->book, &chart->digits, false);
    cv_page_text(page, 0, chart->categories[category], CV_STYLE_BASE_STUB, false);
    cv_page_lines(page, cv_text_lines(chart->categories[category], page->width == NULL ? 1 : page->width[0] - 3));
    for (size_t what = 0; what < 3; what++)
        for (size_t k = 0; k < chart->series_count; k++) {
            double number = number_at(chart, category, k, what);
            if (!isnan(number))
                cv_page_number(page, 1 + what * chart->series_count + k, number, CV_STYLE_BASE, k == 0 && what > 0,
                               format);
        }
    page->row++;
}

void cv_page_chart_cells(cv_page *page, cv_book_chart *chart)
{
    cv_language language = page->book->language;
    cv_page_merge(page, 0, cv_book_chart_width(chart) - 1, cv_say(language, "What the chart is drawn from"),
                  CV_STYLE_SECTION, false);
    page->row++;
    cv_page_text(page, 0, chart->title, CV_STYLE_CODE, false);
    page->row++;
    cv_page_text(page, 0, chart->value_title, CV_STYLE_CODE, false);
    page->row++;
    put_names(page, chart);
    chart->sheet = page->name;
    chart->first_row = page->row;
    for (size_t i = 0; i < chart->category_count; i++)
        put_category(page, chart, i);
}

/* ---- error bars ---- */

static cv_book_range range_of(cv_book *book, const cv_book_chart *chart, size_t series, size_t what)
{
    char cells[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_col_t column = (lxw_col_t)(1 + what * chart->series_count + series);
    cv_buffer formula = {0};
    double *values = cv_book_array(book, chart->category_count, sizeof *values);
    for (size_t i = 0; i < chart->category_count && values != NULL; i++)
        values[i] = number_at(chart, i, series, what);
    lxw_rowcol_to_range_abs(cells, chart->first_row, column, chart->first_row + (lxw_row_t)chart->category_count - 1,
                            column);
    cv_buffer_add_char(&formula, '\'');
    for (const char *at = chart->sheet; *at != '\0'; at++) {
        cv_buffer_add_char(&formula, *at);
        if (*at == '\'')
            cv_buffer_add_char(&formula, '\'');
    }
    cv_buffer_format(&formula, "'!%s", cells);
    cv_book_range range = {formula.failed ? NULL : cv_arena_copy(&book->arena, formula.text), values,
                           chart->category_count};
    book->no_memory = book->no_memory || range.formula == NULL;
    cv_buffer_free(&formula);
    return range;
}

/* Keeps the bars of a series. @return their number, from 1; 0: without memory, or there are no limits */
static size_t keep_bars(cv_book *book, const cv_book_chart *chart, size_t series)
{
    cv_book_bars *grown = cv_memory_grow(book->bars, book->bar_count, &book->bar_capacity, sizeof *book->bars);
    if (grown == NULL) {
        book->no_memory = true;
        return 0;
    }
    book->bars = grown;
    const cv_book_bars bars = {range_of(book, chart, series, 1), range_of(book, chart, series, 2)};
    bool any = false;
    for (size_t i = 0; i < chart->category_count && !book->no_memory; i++)
        any = any || !isnan(bars.plus.values[i]) || !isnan(bars.minus.values[i]);
    if (!any)
        return 0;
    book->bars[book->bar_count++] = bars;
    return book->bar_count;
}

/* ---- drawing ---- */

static void add_error_bars(cv_book *book, const cv_book_chart *chart, size_t k, lxw_chart_series *series)
{
    size_t number = keep_bars(book, chart, k);
    if (number == 0)
        return;
    lxw_series_error_bars *bars =
        chart_series_get_error_bars(series, chart->lying ? LXW_CHART_ERROR_BAR_AXIS_X : LXW_CHART_ERROR_BAR_AXIS_Y);
    chart_series_set_error_bars(bars, LXW_CHART_ERROR_BAR_TYPE_FIXED, (double)number);
    lxw_chart_line line = {.color = BAR_LINE, .width = 1};
    chart_series_set_error_bars_line(bars, &line);
}

/* With one series everybody's bar is grey. */
static void colour_whole(cv_book *book, const cv_book_chart *chart, lxw_chart_series *series)
{
    if (chart->series_count > 1 || chart->whole == SIZE_MAX)
        return;
    lxw_chart_fill *grey = cv_book_array(book, 1, sizeof *grey);
    lxw_chart_point *points = cv_book_array(book, chart->category_count, sizeof *points);
    lxw_chart_point **list = cv_book_array(book, chart->category_count + 1, sizeof *list);
    if (grey == NULL || points == NULL || list == NULL)
        return;
    grey->color = WHOLE;
    for (size_t i = 0; i < chart->category_count; i++)
        list[i] = &points[i];
    points[chart->whole].fill = grey;
    chart_series_set_points(series, list);
}

static void add_series(cv_book *book, const cv_book_chart *chart, size_t k, lxw_chart *drawn)
{
    lxw_row_t first = chart->first_row, last = first + (lxw_row_t)chart->category_count - 1;
    lxw_col_t column = (lxw_col_t)(1 + k);
    lxw_chart_series *series = chart_add_series(drawn, NULL, NULL);
    if (series == NULL) {
        book->no_memory = true;
        return;
    }
    chart_series_set_categories(series, chart->sheet, first, 0, last, 0);
    chart_series_set_values(series, chart->sheet, first, column, last, column);
    chart_series_set_name_range(series, chart->sheet, first - 1, column);
    size_t place = chart->whole != SIZE_MAX && k > chart->whole ? k - 1 : k;
    bool whole = chart->series_count > 1 && k == chart->whole;
    lxw_chart_fill fill = {.color = whole ? WHOLE : palette[place % CV_BOOK_SERIES]};
    chart_series_set_fill(series, &fill);
    colour_whole(book, chart, series);
    add_error_bars(book, chart, k, series);
}

/* Excel's number format on the value axis: without decimals that only the figures need. */
static const char *axis_format(const cv_book_chart *chart)
{
    const double small = 0.05;
    if (chart->digits.percent)
        return chart->largest < small ? "0.0%" : "0%";
    return chart->digits.sign ? "+#,##0;-#,##0;0" : "General";
}

static void set_axes(const cv_book_chart *chart, lxw_chart *drawn)
{
    lxw_chart_font labels = {.size = 10, .color = INK}, quiet = {.size = 9, .bold = LXW_EXPLICIT_FALSE, .color = QUIET};
    lxw_chart_line grid = {.color = GRID, .width = 0.75F}, rule = {.color = RULE, .width = 1}, none = {.none = 1};
    lxw_chart_axis *categories = chart->lying ? drawn->y_axis : drawn->x_axis;
    lxw_chart_axis *values = chart->lying ? drawn->x_axis : drawn->y_axis;
    lxw_row_t title = chart->first_row - 3;
    chart_axis_set_num_font(categories, &labels);
    chart_axis_set_line(categories, &rule);
    chart_axis_set_major_tick_mark(categories, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (*chart->category_title != '\0') {
        chart_axis_set_name_range(categories, chart->sheet, title + 1, 0);
        chart_axis_set_name_font(categories, &quiet);
    }
    if (chart->lying) {
        chart_axis_set_reverse(categories); /* the first one on top, the values' axis still at the bottom */
        chart_axis_set_crossing_max(categories);
    }
    chart_axis_set_num_font(values, &quiet);
    chart_axis_set_num_format(values, axis_format(chart));
    chart_axis_set_line(values, &none);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_axis_set_name_range(values, chart->sheet, title, 0);
    chart_axis_set_name_font(values, &quiet);
    if (chart->all_positive)
        chart_axis_set_min(values, 0);
}

static void set_look(const cv_book_chart *chart, lxw_chart *drawn)
{
    lxw_chart_font title = {.size = 14, .bold = 1, .color = INK}, legend = {.size = 10, .color = INK};
    lxw_chart_line none = {.none = 1};
    chart_title_set_name_range(drawn, chart->sheet, chart->first_row - 4, 0);
    chart_title_set_name_font(drawn, &title);
    chart_chartarea_set_line(drawn, &none);
    if (chart->series_count > 1) {
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
        chart_legend_set_font(drawn, &legend);
    } else {
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    }
    chart_set_series_gap(drawn, chart->series_count > 1 ? 60 : 45);
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
}

/* ---- in words ---- */

static void put_value(cv_book *book, const cv_book_chart *chart, size_t category, size_t series, cv_buffer *to)
{
    const cv_grid_cell *cell = cell_at(chart, category, series);
    cv_buffer_add(to, chart->categories[category]);
    if (chart->series_count > 1)
        cv_buffer_format(to, ", %s", chart->series[series]);
    cv_buffer_format(to, ": %s", cell == NULL ? "-" : cell->text);
    if (cell != NULL && cell->below != NULL && *cell->below != '\0')
        cv_buffer_format(to, " (%s)", cell->below);
    cv_buffer_add(to, "; ");
    book->no_memory = book->no_memory || to->failed;
}

/* What the chart shows, for those who do not see it: each figure with its interval, as far as there is room. */
static const char *in_words(cv_book *book, const cv_book_chart *chart)
{
    cv_buffer text = {0};
    cv_buffer_format(&text, cv_say(book->language, "Bar chart: %s"), chart->title);
    cv_buffer_format(&text, ". %s. ", chart->value_title);
    for (size_t i = 0; i < chart->category_count; i++)
        for (size_t k = 0; k < chart->series_count; k++)
            put_value(book, chart, i, k, &text);
    if (!text.failed && text.length >= 2)
        text.text[text.length - 2] = '\0';
    const char *words = text.failed ? "" : cv_book_text(book, text.text);
    cv_buffer_free(&text);
    return cv_book_cut(book, words, SIZE_MAX, CV_BOOK_ATTRIBUTE);
}

void cv_page_draw(cv_page *page, const cv_book_chart *chart)
{
    cv_book *book = page->book;
    char *words = cv_arena_copy(&book->arena, in_words(book, chart));
    lxw_chart *drawn =
        book->no_memory ? NULL : workbook_add_chart(book->file, chart->lying ? LXW_CHART_BAR : LXW_CHART_COLUMN);
    if (drawn == NULL || words == NULL) {
        book->no_memory = true;
        return;
    }
    for (size_t k = 0; k < chart->series_count && !book->no_memory; k++)
        add_series(book, chart, k, drawn);
    set_axes(chart, drawn);
    set_look(chart, drawn);
    const double library_width = 480, library_height = 288; /* of a chart that is not scaled */
    lxw_chart_options options = {.x_offset = 16,
                                 .y_offset = 8,
                                 .x_scale = chart->width / library_width,
                                 .y_scale = chart_height(chart) / library_height,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = words};
    lxw_error error = worksheet_insert_chart_opt(page->sheet, chart->top, (lxw_col_t)chart->column, drawn, &options);
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}
