/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/layout.h"

#include "plot/script.h"

/* How much of its lane a bar fills: bars of one row touch almost, rows stand apart. */
static double thickness(const cv_chart *chart)
{
    return chart->series_count > 1 ? 0.84 : 0.62;
}

static void write_bars(const cv_chart *chart, const cv_layout *layout, int series, cv_buffer *to)
{
    double half = layout->lane * thickness(chart) / 2;
    cv_script_block(to, series);
    cv_buffer_add(to, " using 1:2:(0):1:($2-");
    cv_script_number(to, half);
    cv_buffer_add(to, "):($2+");
    cv_script_number(to, half);
    cv_buffer_add(to, "):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title ");
    cv_script_title(chart, to, series);
}

/* A white line below the dark one keeps the interval visible on dark bars. The point in the middle (smaller than the
 * line is wide) cannot be left out: SVG viewers refuse a point of size 0. */
static void write_intervals(const cv_chart *chart, const cv_layout *layout, int series, cv_buffer *to)
{
    double scale = layout->radius / 11; /* thin bars have thin intervals */
    const struct {
        unsigned colour;
        double width;
    } lines[] = {{CV_COLOUR_PAGE, 1.2 + 4.8 * scale}, {CV_COLOUR_INK, 1 + 1.5 * scale}};
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        cv_buffer_add(to, ", \\\n     ");
        cv_script_block(to, series);
        cv_buffer_add(to, " using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth ");
        cv_script_number(to, lines[i].width);
        cv_buffer_format(to, " linecolor rgb '#%06x' title ", lines[i].colour);
        cv_script_title(chart, to, series);
    }
}

static void write_clauses(const cv_chart *chart, const cv_layout *layout, cv_buffer *to)
{
    const char *before = "";
    for (int series = CV_NO_SERIES; series < (int)chart->series_count; series++) {
        if (!cv_script_has(chart, series))
            continue;
        cv_buffer_add(to, before);
        write_bars(chart, layout, series, to);
        write_intervals(chart, layout, series, to);
        before = ", \\\n     ";
    }
}

const cv_plot_kind cv_plot_bar = {
    .noun = "Bar chart",
    .from_zero = true,
    .swatch = 5,
    .lane_most = 104,
    .lanes_most = 50,
    .data = cv_script_blocks,
    .clauses = write_clauses,
};
