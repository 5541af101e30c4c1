/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A chart of Excel's own: what it shows is planned from the table, then its cells are written, then it is drawn from
 *  them. */
#ifndef CANVASS_REPORT_WORKBOOK_CHART_H
#define CANVASS_REPORT_WORKBOOK_CHART_H

#include "report/workbook_private.h"

enum { CV_BOOK_SERIES = 8, CV_BOOK_CHART_ROWS = 60 };

/** A chart's numbers: a category a line, a series a column. */
typedef struct cv_book_chart {
    const char *title;
    const char *value_title, *category_title; /**< of the axes; "": none */
    const char **series;                      /**< [series_count] */
    const char **categories;                  /**< [category_count] */
    size_t series_count, category_count;
    const cv_grid_cell **cells; /**< [category_count x series_count]; NULL: none */
    cv_digits digits;
    size_t whole;      /**< the series, or with one series the category, that is everybody; SIZE_MAX: none */
    bool all_positive; /**< no value and no limit is below 0 */
    double largest;    /**< of the values, whatever their signs */
    bool lying;        /**< bars lie: their labels are too long to stand under columns */
    /* where its cells are, once they are written: */
    double width;  /**< of the picture, in pixels */
    uint32_t top;  /**< the row that it starts in */
    size_t column; /**< and the column */
    const char *sheet;
    uint32_t first_row; /**< of the categories; the series' names are above */
} cv_book_chart;

/** Plans the chart of a result from its table. @return false: it has none */
bool cv_book_plan_chart(cv_book *book, const cv_book_entry *entry, const cv_sheet *sheet, cv_book_chart *to);

/** How many columns its cells take, with the categories' own. */
size_t cv_book_chart_width(const cv_book_chart *chart);

/** How many rows the picture takes. */
uint32_t cv_book_chart_rows(const cv_book_chart *chart);

/** Writes its cells from the page's row on. */
void cv_page_chart_cells(cv_page *page, cv_book_chart *chart);

/** Draws it where it is to be; its cells are there. */
void cv_page_draw(cv_page *page, const cv_book_chart *chart);

#endif
