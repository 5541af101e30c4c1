/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates as dots on stems from zero, with a short interval on each. */
#include "plot/kind.h"
#include "plot/rows.h"

static const cv_rows_style style = {.from_zero = true, .lane_most = 92, .lanes_most = 46};

static void plot_stems(const cv_chart *chart, const cv_rows *rows, int series, cv_scene *scene)
{
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, rows, to, series);
    cv_panel_add(to, &rows->panel, " using (x#(0)):2:(x#($1)-x#(0)):(0):5 with vectors nohead linewidth ");
    cv_scene_number(to, rows->radius * 3 / 11);
    cv_buffer_add(to, " linecolor rgb variable title ");
    cv_rows_title(chart, to, series);
}

/* The interval is a pale band behind the stem: a bar at its end would be a second stem. */
static void plot_bands(const cv_chart *chart, const cv_rows *rows, int series, cv_scene *scene)
{
    const double half = 0.62 * rows->radius;
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, rows, to, series);
    cv_panel_add(to, &rows->panel, " using (x#($1)):2:(x#($3)):(x#($4)):($2-");
    cv_scene_number(to, half);
    cv_buffer_add(to, "):($2+");
    cv_scene_number(to, half);
    cv_buffer_add(to, "):5 with boxxyerror fillstyle transparent solid 0.28 noborder linecolor rgb variable title ");
    cv_rows_title(chart, to, series);
}

static void plot_dots(const cv_chart *chart, const cv_rows *rows, int series, cv_scene *scene)
{
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, rows, to, series);
    cv_panel_add(to, &rows->panel, " using (x#($1)):2:5 with points pointtype ");
    cv_buffer_format(to, "%d pointsize 1.15*dot linecolor rgb variable title ",
                     series < 0 ? chart->theme->series[0].point : chart->series_points[series]);
    cv_rows_title(chart, to, series);
}

static void plot(cv_chart *chart, const cv_rows *rows, cv_scene *scene)
{
    cv_rows_blocks(chart, rows, scene);
    for (int series = CV_NO_SERIES; series < (int)chart->series_count; series++)
        if (cv_rows_has(chart, rows, series)) {
            plot_bands(chart, rows, series, scene);
            plot_stems(chart, rows, series, scene);
            plot_dots(chart, rows, series, scene);
        }
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_rows_draw(chart, &style, scene, words, plot);
}

const cv_plot_kind cv_plot_lollipop = {.noun = CV_PHRASE("Lollipop chart"), .draw = draw};
