/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a native chart shows: the table's lines and columns as categories and series. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/workbook_chart.h"
#include "table/display.h"

typedef struct planning {
    cv_book *book;
    const cv_result *result;
    const cv_grid *grid;
    const cv_grid_line **lines; /* those with figures */
    size_t line_count;
    size_t column_count; /* those with figures: in a table of the whole the first one alone */
    const cv_chart_spec *spec;
} planning;

/* ---- whether ---- */

/* Figures of several kinds beside each other would share no scale. */
static bool is_drawn(const cv_result *result)
{
    const cv_statistic statistic = result->statistic;
    bool one_kind =
        statistic != CV_STATISTIC_WEIGHTS && statistic != CV_STATISTIC_MODEL && statistic != CV_STATISTIC_ITEMS;
    return one_kind && result->row_count > 0 && result->row_count <= CV_BOOK_CHART_ROWS;
}

static bool same_scale(const cv_grid_cell *a, const cv_grid_cell *b)
{
    return a->digits.percent == b->digits.percent && a->digits.sign == b->digits.sign;
}

/* Finds the lines with figures. @return whether all are on one scale, and there is a figure at all */
static bool find_lines(planning *plan)
{
    const cv_grid *grid = plan->grid;
    const cv_grid_cell *first = NULL;
    plan->lines = cv_book_array(plan->book, grid->line_count, sizeof *plan->lines);
    for (size_t i = 0; i < grid->line_count && plan->lines != NULL; i++) {
        if (grid->lines[i].kind != CV_LINE_FIGURES)
            continue;
        plan->lines[plan->line_count++] = &grid->lines[i];
        for (size_t j = 0; j < plan->column_count; j++) {
            const cv_grid_cell *cell = &grid->lines[i].cells[j];
            if (isnan(cell->number))
                continue;
            if (first != NULL && !same_scale(first, cell))
                return false;
            first = cell;
        }
    }
    return first != NULL;
}

/* Two answers of one question are each other's complement: the first says it all. */
static bool is_net(const planning *plan)
{
    return plan->result->statistic == CV_STATISTIC_PROPORTION && plan->result->of_count == 1 &&
           plan->result->of[0].count == 2 && plan->line_count == 2;
}

/* ---- what ---- */

static const char *column_text(planning *plan, size_t column)
{
    const cv_grid *grid = plan->grid;
    const char *text = "";
    for (size_t i = 0; i < grid->depth; i++) {
        const char *label = grid->columns[column].labels[i];
        if (*label != '\0')
            text = *text == '\0' ? label : cv_book_format_text(plan->book, "%s, %s", text, label);
    }
    return text;
}

/* The whole stands in a column without a heading, beside columns with one. */
static size_t whole_column(const planning *plan)
{
    for (size_t j = 0; j < plan->column_count; j++)
        if (*plan->grid->columns[j].heading == '\0')
            return plan->result->by_count > 0 ? j : SIZE_MAX;
    return SIZE_MAX;
}

static bool make_room(planning *plan, cv_book_chart *to, size_t categories, size_t series)
{
    to->categories = cv_book_array(plan->book, categories, sizeof *to->categories);
    to->series = cv_book_array(plan->book, series, sizeof *to->series);
    to->cells = cv_book_array(plan->book, categories, series * sizeof *to->cells);
    to->category_count = categories;
    to->series_count = series;
    to->whole = SIZE_MAX;
    return !plan->book->no_memory;
}

static const char *first_heading(const cv_grid *grid)
{
    const char *heading = "";
    for (size_t j = 0; j < grid->column_count; j++) {
        if (*heading != '\0' && *grid->columns[j].heading != '\0' && strcmp(heading, grid->columns[j].heading) != 0)
            return ""; /* several breaks: none names them all */
        if (*grid->columns[j].heading != '\0')
            heading = grid->columns[j].heading;
    }
    return heading;
}

/* A category a line; a series a column. */
static void take_lines(planning *plan, cv_book_chart *to)
{
    if (!make_room(plan, to, plan->line_count, plan->column_count))
        return;
    for (size_t j = 0; j < to->series_count; j++)
        to->series[j] = column_text(plan, j);
    for (size_t i = 0; i < to->category_count; i++) {
        to->categories[i] = plan->lines[i]->stub;
        for (size_t j = 0; j < to->series_count; j++)
            to->cells[i * to->series_count + j] = &plan->lines[i]->cells[j];
    }
    to->category_title = "";
    to->whole = to->series_count > 1 ? whole_column(plan) : SIZE_MAX;
}

/* A category a column; a series a line. */
static void take_columns(planning *plan, cv_book_chart *to)
{
    if (!make_room(plan, to, plan->column_count, plan->line_count))
        return;
    for (size_t i = 0; i < to->series_count; i++)
        to->series[i] = plan->lines[i]->stub;
    for (size_t j = 0; j < to->category_count; j++) {
        to->categories[j] = column_text(plan, j);
        for (size_t i = 0; i < to->series_count; i++)
            to->cells[j * to->series_count + i] = &plan->lines[i]->cells[j];
    }
    to->category_title = first_heading(plan->grid);
    to->whole = to->series_count == 1 ? whole_column(plan) : SIZE_MAX;
}

/* ---- one line of nested columns ---- */

static size_t place_of(const char *const *texts, size_t count, const char *text)
{
    size_t at = 0;
    while (at < count && strcmp(texts[at], text) != 0)
        at++;
    return at;
}

/* Whether all columns are of one break by two variables, so that the outer one can be the series. */
static bool is_nested(const planning *plan)
{
    for (size_t j = 0; j < plan->column_count; j++)
        if (*plan->grid->columns[j].heading == '\0' || plan->grid->columns[j].group != plan->grid->columns[0].group)
            return false;
    return plan->grid->depth == 2 && plan->line_count == 1;
}

/* A series an outer label, a category an inner one. @return false: too many series */
static bool take_nested(planning *plan, cv_book_chart *to)
{
    const cv_grid *grid = plan->grid;
    if (!make_room(plan, to, plan->column_count, CV_BOOK_SERIES))
        return true;
    size_t categories = 0, series = 0;
    for (size_t j = 0; j < plan->column_count; j++) {
        const char *outer = grid->columns[j].labels[0], *inner = grid->columns[j].labels[1];
        size_t row = place_of(to->categories, categories, inner), column = place_of(to->series, series, outer);
        if (column == CV_BOOK_SERIES)
            return false;
        to->categories[row] = inner;
        to->series[column] = outer;
        categories = row == categories ? categories + 1 : categories;
        series = column == series ? series + 1 : series;
        to->cells[row * CV_BOOK_SERIES + column] = &plan->lines[0]->cells[j];
    }
    for (size_t i = 0; i < categories; i++)
        memmove(&to->cells[i * series], &to->cells[i * CV_BOOK_SERIES], series * sizeof *to->cells);
    to->category_count = categories;
    to->series_count = series;
    to->category_title = "";
    return true;
}

/* @return false: no arrangement has few enough series */
static bool arrange(planning *plan, cv_book_chart *to)
{
    if (plan->line_count == 1 && is_nested(plan) && take_nested(plan, to))
        return true;
    if (plan->line_count == 1)
        take_columns(plan, to);
    else if (plan->column_count <= CV_BOOK_SERIES)
        take_lines(plan, to);
    else if (plan->line_count <= CV_BOOK_SERIES)
        take_columns(plan, to);
    else
        return false;
    return true;
}

/* ---- order ---- */

typedef struct ranked {
    const char *category;
    const cv_grid_cell *cell;
    size_t place;
} ranked;

/* The largest first; what has no figure last. */
static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    double x = a->cell->number, y = b->cell->number;
    if (isnan(x) != isnan(y))
        return isnan(x) ? 1 : -1;
    if (!isnan(x) && x != y)
        return x > y ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

/* As the study's own chart of the analysis is sorted. Everybody stays the first. */
static void sort(planning *plan, cv_book_chart *chart)
{
    if (plan->spec == NULL || plan->spec->sort != CV_SORT_VALUE || chart->series_count != 1)
        return;
    size_t kept = chart->whole == 0 ? 1 : 0, count = chart->category_count - kept;
    ranked *order = cv_book_array(plan->book, count, sizeof *order);
    if (order == NULL || (chart->whole != SIZE_MAX && chart->whole > 0))
        return;
    for (size_t i = 0; i < count; i++)
        order[i] = (ranked){chart->categories[kept + i], chart->cells[kept + i], i};
    qsort(order, count, sizeof *order, compare_ranked);
    for (size_t i = 0; i < count; i++) {
        chart->categories[kept + i] = order[i].category;
        chart->cells[kept + i] = order[i].cell;
    }
}

/* ---- the rest ---- */

static const cv_chart_spec *spec_of(const cv_study *study, const cv_result *result)
{
    for (size_t i = 0; i < study->chart_count; i++)
        if (study->charts[i].from.text != NULL && strcmp(study->charts[i].from.text, result->spec->name.text) == 0)
            return &study->charts[i];
    return NULL;
}

/* A label as long as a paragraph would leave no room for its bar. */
static void shorten(cv_book *book, cv_book_chart *chart)
{
    enum { MOST = 60 };
    for (size_t i = 0; i < chart->category_count; i++)
        chart->categories[i] = cv_book_cut(book, chart->categories[i], MOST, SIZE_MAX);
    for (size_t i = 0; i < chart->series_count; i++)
        chart->series[i] = cv_book_cut(book, chart->series[i], MOST, SIZE_MAX);
}

static void survey_cells(cv_book_chart *chart)
{
    size_t count = chart->category_count * chart->series_count;
    chart->all_positive = true;
    for (size_t i = 0; i < count; i++) {
        const cv_grid_cell *cell = chart->cells[i];
        if (cell == NULL || isnan(cell->number))
            continue;
        chart->digits = cell->digits;
        chart->largest = fmax(chart->largest, fabs(cell->number));
        if (cell->number < 0 || cell->low < 0)
            chart->all_positive = false;
    }
}

/* Labels that stand beside each other under columns have little room. */
static bool needs_lying_bars(const cv_book_chart *chart)
{
    const size_t room = 90, most_columns = 30;
    size_t cells = 0;
    for (size_t i = 0; i < chart->category_count; i++)
        cells += cv_display_width(chart->categories[i], strlen(chart->categories[i])) + 2;
    return chart->series_count == 1 || cells > room || chart->category_count * chart->series_count > most_columns;
}

/* The first note says what the figures are and what their intervals; without its full stop it is an axis's title. */
static const char *value_title(cv_book *book, const cv_sheet *sheet)
{
    const char *note = sheet->note_count > 0 ? sheet->notes[0] : "";
    size_t length = strlen(note);
    if (length > 0 && note[length - 1] == '.')
        length--;
    return cv_book_format_text(book, "%.*s", (int)length, note);
}

bool cv_book_plan_chart(cv_book *book, const cv_book_entry *entry, const cv_sheet *sheet, cv_book_chart *to)
{
    planning plan = {.book = book,
                     .result = entry->result,
                     .grid = &sheet->grids[0],
                     .spec = spec_of(book->results->study, entry->result)};
    *to = (cv_book_chart){.whole = SIZE_MAX};
    if (!is_drawn(entry->result))
        return false;
    plan.column_count = entry->result->by_count > 0 ? plan.grid->column_count : 1;
    if (!find_lines(&plan))
        return false;
    if (is_net(&plan))
        plan.line_count = 1;
    if (!arrange(&plan, to) || book->no_memory)
        return false;
    to->title = plan.spec != NULL && plan.spec->title != NULL ? plan.spec->title : entry->title;
    to->value_title = value_title(book, sheet);
    shorten(book, to);
    sort(&plan, to);
    survey_cells(to);
    to->lying = needs_lying_bars(to);
    return !book->no_memory;
}
