/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars from the left to the right whose parts stand end to end. */
#include <math.h>

#include "plot/kind.h"
#include "plot/stack_rows.h"

static const cv_rows_style style = {.one_lane = true, .swatch = 5, .lane_most = 132};

static double end_room(const cv_chart *chart, cv_scene *scene, const cv_rows *rows, const cv_stack *stack)
{
    double room = 0;
    for (size_t row = 0; row < chart->row_count; row++) {
        const char *text = cv_stack_end_text(scene, chart, stack, row);
        bool beside = stack->sum[row] > 0 && text[0] != '\0'; /* a word alone stands at the bars' beginning */
        if (beside)
            room = fmax(room, cv_text_width(text, rows->value_size, true) + cv_theme_length(chart->theme, 14));
    }
    return room;
}

static void place_ends(const cv_chart *chart, cv_scene *scene, const cv_rows *rows, const cv_stack *stack)
{
    for (size_t row = 0; row < chart->row_count; row++)
        cv_scene_add_text(
            scene, (cv_scene_text){.text = cv_stack_end_text(scene, chart, stack, row),
                                   .x = cv_panel_x(&rows->panel, stack->sum[row]) + cv_theme_length(chart->theme, 14),
                                   .y = rows->row_y[row],
                                   .size = rows->value_size,
                                   .bold = stack->absent[row] == 0,
                                   .colour = stack->absent[row] == 0 ? chart->theme->ink : chart->theme->faint,
                                   .align = 'l'});
}

static void place_axis(const cv_chart *chart, cv_scene *scene, cv_rows *rows, const cv_stack *stack)
{
    cv_panel *panel = &rows->panel;
    panel->left = rows->left;
    panel->right = rows->right - end_room(chart, scene, rows, stack);
    panel->x = cv_scale_choose(0, stack->most, chart->style.percent, true, 5);
    cv_stack_rows_panel(scene, panel);
    cv_panel_tics_x(scene, panel, &chart->style);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_rows rows;
    cv_stack stack;
    cv_rows_place(chart, &style, scene, words, &rows);
    cv_stack_lay(chart, scene, &stack);
    if (scene->status != CV_OK)
        return;
    place_axis(chart, scene, &rows, &stack);
    place_ends(chart, scene, &rows, &stack);
    for (int series = CV_NO_SERIES; series < (int)chart->series_count && scene->status == CV_OK; series++)
        cv_stack_rows_series(chart, scene, &rows, &rows.panel, &stack, series);
}

const cv_plot_kind cv_plot_bar_stacked = {
    .noun = CV_PHRASE("Stacked bar chart"),
    .shape = {.series = CV_SERIES_PARTS, .series_most = CV_STACK_MOST, .no_intervals = true},
    .prepare = cv_stack_prepare,
    .draw = draw};
