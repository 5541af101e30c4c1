/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int cv_order_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

int cv_order_values(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (int)isnan(a) - (int)isnan(b);
    return (a < b) - (a > b);
}

static int compare_marks(const void *left, const void *right)
{
    const cv_chart_mark *a = left, *b = right;
    int order = cv_order_sizes(a->row, b->row);
    return order != 0 ? order : (a->series > b->series) - (a->series < b->series);
}

/* The end of the section that begins at `row`, its whole left out. */
static size_t section_end(const cv_chart *chart, size_t row)
{
    size_t end = row;
    while (end < chart->row_count && !chart->rows[end].whole && chart->rows[end].panel == chart->rows[row].panel &&
           (end == row || chart->rows[end].heading == NULL))
        end++;
    return end > row ? end : row + 1;
}

void cv_chart_sort_marks(cv_chart *chart)
{
    qsort(chart->marks, chart->mark_count, sizeof *chart->marks, compare_marks);
}

cv_status cv_chart_sort_rows(cv_chart *chart, const double *keys, cv_messages *messages)
{
    const size_t count = chart->row_count;
    size_t *order = cv_arena_array(&chart->arena, count, sizeof *order);
    size_t *place = cv_arena_array(&chart->arena, count, sizeof *place);
    cv_chart_row *rows = cv_arena_array(&chart->arena, count, sizeof *rows);
    if (order == NULL || place == NULL || rows == NULL)
        return cv_fail_memory(messages);
    for (size_t start = 0, end; start < count; start = end) {
        end = section_end(chart, start);
        for (size_t i = start; i < end; i++) {
            size_t k = i;
            for (; k > start && cv_order_values(keys[i], keys[order[k - 1]]) < 0; k--)
                order[k] = order[k - 1];
            order[k] = i;
        }
    }
    for (size_t i = 0; i < count; i++) {
        rows[i] = chart->rows[order[i]];
        rows[i].heading = chart->rows[i].heading;
        place[order[i]] = i;
    }
    memcpy(chart->rows, rows, count * sizeof *rows);
    for (size_t m = 0; m < chart->mark_count; m++)
        chart->marks[m].row = place[chart->marks[m].row];
    cv_chart_sort_marks(chart);
    return CV_OK;
}

cv_status cv_chart_keep_rows(cv_chart *chart, const bool *kept, cv_messages *messages)
{
    size_t *place = cv_arena_array(&chart->arena, chart->row_count, sizeof *place), rows = 0, marks = 0;
    const char *heading = NULL;
    if (place == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < chart->row_count; i++) {
        heading = chart->rows[i].heading != NULL ? chart->rows[i].heading : heading;
        place[i] = rows;
        if (!kept[i])
            continue;
        chart->rows[rows] = chart->rows[i];
        chart->rows[rows++].heading = heading;
        heading = NULL;
    }
    for (size_t m = 0; m < chart->mark_count; m++)
        if (kept[chart->marks[m].row]) {
            chart->marks[marks] = chart->marks[m];
            chart->marks[marks].row = place[chart->marks[m].row];
            marks++;
        }
    chart->row_count = rows;
    chart->mark_count = marks;
    return CV_OK;
}

bool cv_chart_panels_to_sections(cv_chart *chart)
{
    bool ok = true;
    for (size_t i = chart->row_count; i-- > 0 && chart->panel_count > 0;) {
        cv_chart_row *row = &chart->rows[i];
        const char *panel = chart->panels[row->panel];
        if (i > 0 && chart->rows[i - 1].panel == row->panel && row->heading == NULL)
            continue;
        row->heading =
            row->heading == NULL ? panel : cv_arena_format(&chart->arena, "%s \xc2\xb7 %s", panel, row->heading);
        ok = ok && row->heading != NULL;
    }
    for (size_t i = 0; i < chart->row_count; i++)
        chart->rows[i].panel = 0;
    chart->panel_count = 0;
    return ok;
}
