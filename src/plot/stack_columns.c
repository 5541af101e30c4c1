/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/stack_columns.h"

#include <math.h>

#include "plot/rows.h"

double *cv_stack_columns_widths(cv_chart *chart, cv_scene *scene, double width)
{
    double *widths = cv_arena_array(&chart->arena, chart->mark_count, sizeof *widths);
    if (widths == NULL)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    for (size_t m = 0; widths != NULL && m < chart->mark_count; m++)
        widths[m] = width;
    return widths;
}

void cv_stack_columns_gap(cv_scene *scene, const cv_panel *panel)
{
    const int n = panel->number;
    cv_buffer_format(&scene->data,
                     "gap%d(a,b) = y%d(a) - y%d(b) > 6 ? 1.25 : 0\n"
                     "low%d(a,b) = y%d(a) - gap%d(a,b)\nhigh%d(a,b) = y%d(b) + gap%d(a,b)\n",
                     n, n, n, n, n, n, n, n, n);
}

/* The size in which the chart's widest number fits a column: columns of one width have numbers of one size. */
static double size_in(const cv_chart *chart, cv_scene *scene, double width)
{
    const cv_theme *theme = chart->theme;
    double widest = 0; /* at a size of 1 */
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn)
            widest = fmax(widest, cv_text_width(cv_stack_text(scene, chart, &chart->marks[m]), 1, true));
    return fmax(theme->size.least, fmin(theme->size.value, floor(width / (widest + 0.46))));
}

static void place_numbers(const cv_chart *chart, cv_scene *scene, const cv_stack_columns *places, const cv_stack *stack,
                          int series)
{
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if (mark->series != series || !mark->drawn)
            continue;
        const cv_stack_box box = {places->x[m] - places->widths[m] / 2, cv_panel_y(places->panel, stack->to[m]),
                                  places->x[m] + places->widths[m] / 2, cv_panel_y(places->panel, stack->from[m])};
        cv_stack_inside(scene, cv_stack_text(scene, chart, mark), box, size_in(chart, scene, places->widths[m]),
                        mark->colour.mark);
    }
}

void cv_stack_columns_series(const cv_chart *chart, cv_scene *scene, const cv_stack_columns *places,
                             const cv_stack *stack, int series)
{
    const int n = places->panel->number;
    if (scene->status != CV_OK || !cv_rows_has(chart, NULL, series))
        return;
    place_numbers(chart, scene, places, stack, series);
    cv_stack_block(chart, NULL, scene, stack, series,
                   "value, place on the page, where the part begins and ends, half its width, colour", places->x,
                   places->widths);
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, NULL, to, series);
    cv_buffer_format(to,
                     " using 2:(y%d($4)):($2-$5):($2+$5):(low%d($3,$4)):(high%d($3,$4)):6 with boxxyerror fillstyle "
                     "solid noborder linecolor rgb variable title ",
                     n, n, n);
    cv_rows_title(chart, to, series);
}
