/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/stack_rows.h"

#include <math.h>

static const double thickness = 0.72; /* of a lane */

void cv_stack_rows_panel(cv_scene *scene, const cv_panel *panel)
{
    const int n = panel->number;
    cv_panel_write(scene, panel);
    cv_buffer_format(&scene->data,
                     "gap%d(a,b) = x%d(b) - x%d(a) > 6 ? 1.25 : 0\n"
                     "left%d(a,b) = x%d(a) + gap%d(a,b)\nright%d(a,b) = x%d(b) - gap%d(a,b)\n",
                     n, n, n, n, n, n, n, n, n);
}

/* How many numbers would be left out at a size. */
static size_t left_out(const cv_chart *chart, cv_scene *scene, const cv_panel *panel, const cv_stack *stack,
                       double size)
{
    size_t count = 0;
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn) {
            double width = cv_panel_x(panel, stack->to[m]) - cv_panel_x(panel, stack->from[m]);
            count += !cv_stack_fits(cv_stack_text(scene, chart, &chart->marks[m]), width, size);
        }
    return count;
}

/* All numbers of a chart have one size: the largest at which no more are left out than at the smallest good one. */
static double number_size(const cv_chart *chart, cv_scene *scene, const cv_rows *rows, const cv_panel *panel,
                          const cv_stack *stack)
{
    const double least = chart->theme->size.least, most = fmax(least, fmin(rows->value_size, 0.62 * rows->lane));
    const double small = fmax(least, 0.72 * most);
    const size_t lost = left_out(chart, scene, panel, stack, small);
    double size = most;
    while (size > small && left_out(chart, scene, panel, stack, size) > lost)
        size = fmax(size - 1, small);
    return size;
}

static void place_numbers(const cv_chart *chart, cv_scene *scene, const cv_rows *rows, const cv_panel *panel,
                          const cv_stack *stack, int series)
{
    double half = rows->lane * thickness / 2;
    double size = number_size(chart, scene, rows, panel, stack);
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if (mark->series != series || !mark->drawn)
            continue;
        const cv_stack_box box = {cv_panel_x(panel, stack->from[m]), rows->mark_y[m] - half,
                                  cv_panel_x(panel, stack->to[m]), rows->mark_y[m] + half};
        cv_stack_inside(scene, cv_stack_text(scene, chart, mark), box, size, mark->colour.mark);
    }
}

static void plot_parts(const cv_chart *chart, cv_scene *scene, const cv_rows *rows, int panel, int series)
{
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, rows, to, series);
    cv_buffer_format(to, " using (x%d($3)):2:(left%d($3,$4)):(right%d($3,$4)):($2-", panel, panel, panel);
    cv_scene_number(to, rows->lane * thickness / 2);
    cv_buffer_add(to, "):($2+");
    cv_scene_number(to, rows->lane * thickness / 2);
    cv_buffer_add(to, "):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title ");
    cv_rows_title(chart, to, series);
}

void cv_stack_rows_series(const cv_chart *chart, cv_scene *scene, const cv_rows *rows, const cv_panel *panel,
                          const cv_stack *stack, int series)
{
    if (!cv_rows_has(chart, rows, series))
        return;
    place_numbers(chart, scene, rows, panel, stack, series);
    cv_stack_block(chart, rows, scene, stack, series,
                   "value, height on the page, where the part begins and ends, colour", rows->mark_y, NULL);
    plot_parts(chart, scene, rows, panel->number, series);
}
