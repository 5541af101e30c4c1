/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates as dots with their intervals. */
#include "plot/kind.h"
#include "plot/rows.h"

static const cv_rows_style style = {.above = true, .lane_most = 112, .lanes_most = 52};

/* The point type belongs to a plot, not to a line of data; so each series is a plot. */
static void plot_series(const cv_chart *chart, const cv_rows *rows, int series, cv_scene *scene)
{
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, rows, to, series);
    cv_panel_add(to, &rows->panel, " using (x#($1)):2:(x#($3)):(x#($4)):5 with xerrorbars pointtype ");
    cv_buffer_format(to, "%d pointsize dot linewidth ",
                     series < 0 ? chart->theme->series[0].point : chart->series_points[series]);
    cv_scene_number(to, rows->radius * 4 / 11);
    cv_buffer_add(to, " linecolor rgb variable title ");
    cv_rows_title(chart, to, series);
}

static void plot(cv_chart *chart, const cv_rows *rows, cv_scene *scene)
{
    cv_rows_blocks(chart, rows, scene);
    for (int series = CV_NO_SERIES; series < (int)chart->series_count; series++)
        if (cv_rows_has(chart, rows, series))
            plot_series(chart, rows, series, scene);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_rows_draw(chart, &style, scene, words, plot);
}

const cv_plot_kind cv_plot_dot = {.noun = CV_PHRASE("Dot chart"), .draw = draw};
