/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns from the bottom up whose parts stand on top of each other. */
#include <math.h>

#include "plot/columns.h"
#include "plot/kind.h"
#include "plot/stack_columns.h"

static double width_of(const cv_columns *columns, size_t row)
{
    return columns->row_right[row] - columns->row_left[row];
}

/* The size in which all ends' texts fit their rows; words become dashes where they do not. */
static double fit_ends(const cv_chart *chart, cv_scene *scene, const cv_columns *columns, const cv_stack *stack)
{
    double size = chart->theme->size.value;
    for (size_t row = 0; row < chart->row_count; row++) {
        const char *text = cv_stack_end_text(scene, chart, stack, row);
        while (size > chart->theme->size.least && cv_text_width(text, size, true) > width_of(columns, row))
            size = fmax(size - 1, chart->theme->size.least);
        if (stack->absent[row] == 0 && cv_text_width(text, size, true) > width_of(columns, row))
            cv_columns_refuse(chart, scene, "values");
    }
    return size;
}

static void place_ends(const cv_chart *chart, cv_scene *scene, const cv_columns *columns, const cv_stack *stack)
{
    const double size = columns->value_size;
    for (size_t row = 0; row < chart->row_count; row++) {
        const char *text = cv_stack_end_text(scene, chart, stack, row);
        bool all = stack->absent[row] == 0;
        if (!all && cv_text_width(text, size, false) > width_of(columns, row))
            text = "\xe2\x80\x93";
        cv_scene_add_text(scene, (cv_scene_text){.text = text,
                                                 .x = (columns->row_left[row] + columns->row_right[row]) / 2,
                                                 .y = cv_panel_y(&columns->panel, stack->sum[row]) - 0.8 * size,
                                                 .size = size,
                                                 .bold = all,
                                                 .colour = all ? chart->theme->ink : chart->theme->faint,
                                                 .align = 'c'});
    }
}

/* Pixels between the page's top and the axis's end: what the highest text needs. */
static double room_above(const cv_chart *chart, cv_scene *scene, const cv_columns *columns, const cv_stack *stack)
{
    for (size_t row = 0; row < chart->row_count; row++)
        if (cv_stack_end_text(scene, chart, stack, row)[0] != '\0')
            return 1.4 * columns->value_size;
    return 0.5 * chart->theme->size.tic;
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_columns columns;
    cv_stack stack;
    cv_stack_lay(chart, scene, &stack);
    if (scene->status != CV_OK)
        return;
    const cv_scale y = cv_scale_choose(0, stack.most, chart->style.percent, true, 5);
    cv_columns_place(chart, true, y, scene, words, &columns);
    if (scene->status != CV_OK)
        return;
    columns.value_size = fit_ends(chart, scene, &columns, &stack);
    cv_columns_axis(chart, scene, &columns, room_above(chart, scene, &columns, &stack));
    place_ends(chart, scene, &columns, &stack);
    double *widths = cv_stack_columns_widths(chart, scene, columns.column);
    const cv_stack_columns places = {&columns.panel, columns.mark_x, widths};
    cv_stack_columns_gap(scene, &columns.panel);
    for (int series = CV_NO_SERIES; series < (int)chart->series_count && scene->status == CV_OK; series++)
        cv_stack_columns_series(chart, scene, &places, &stack, series);
}

const cv_plot_kind cv_plot_column_stacked = {
    .noun = CV_PHRASE("Stacked column chart"),
    .shape = {.series = CV_SERIES_PARTS, .series_most = CV_STACK_MOST, .no_intervals = true},
    .prepare = cv_stack_prepare,
    .draw = draw};
