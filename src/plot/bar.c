/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars from zero with the estimates' intervals. */
#include "plot/kind.h"
#include "plot/rows.h"

static const cv_rows_style style = {.from_zero = true, .swatch = 5, .lane_most = 104, .lanes_most = 50};

/* How much of its lane a bar fills: bars of one row touch almost, rows stand apart. */
static double thickness(const cv_chart *chart)
{
    return chart->series_count > 1 ? 0.84 : 0.62;
}

static void plot_bars(const cv_chart *chart, const cv_rows *rows, int series, cv_scene *scene)
{
    double half = rows->lane * thickness(chart) / 2;
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, rows, to, series);
    cv_panel_add(to, &rows->panel, " using (x#($1)):2:(x#(0)):(x#($1)):($2-");
    cv_scene_number(to, half);
    cv_buffer_add(to, "):($2+");
    cv_scene_number(to, half);
    cv_buffer_add(to, "):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title ");
    cv_rows_title(chart, to, series);
}

/* A line of the page's colour below the dark one keeps the interval visible on dark bars. The point in the middle
 * (smaller than the line is wide) cannot be left out: SVG viewers refuse a point of size 0. */
static void plot_intervals(const cv_chart *chart, const cv_rows *rows, int series, cv_scene *scene)
{
    double scale = rows->radius / 11; /* thin bars have thin intervals */
    const struct {
        unsigned colour;
        double width;
    } lines[] = {{chart->theme->page, 1.2 + 4.8 * scale}, {chart->theme->ink, 1 + 1.5 * scale}};
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        cv_buffer *to = cv_scene_plot(scene);
        cv_rows_block(chart, rows, to, series);
        cv_panel_add(to, &rows->panel,
                     " using (x#($1)):2:(x#($3)):(x#($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth ");
        cv_scene_number(to, lines[i].width);
        cv_buffer_format(to, " linecolor rgb '#%06x' title ", lines[i].colour);
        cv_rows_title(chart, to, series);
    }
}

static void plot(cv_chart *chart, const cv_rows *rows, cv_scene *scene)
{
    cv_rows_blocks(chart, rows, scene);
    for (int series = CV_NO_SERIES; series < (int)chart->series_count; series++)
        if (cv_rows_has(chart, rows, series)) {
            plot_bars(chart, rows, series, scene);
            plot_intervals(chart, rows, series, scene);
        }
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_rows_draw(chart, &style, scene, words, plot);
}

const cv_plot_kind cv_plot_bar = {.noun = CV_PHRASE("Bar chart"), .draw = draw, .stacked = &cv_plot_bar_stacked};
