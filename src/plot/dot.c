/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/layout.h"

#include "plot/script.h"

/* The point type belongs to a plot, not to a line of data; so each series is a plot. */
static void write_clauses(const cv_chart *chart, const cv_layout *layout, cv_buffer *to)
{
    const char *before = "";
    for (int series = CV_NO_SERIES; series < (int)chart->series_count; series++) {
        if (!cv_script_has(chart, series))
            continue;
        cv_buffer_add(to, before);
        cv_script_block(to, series);
        cv_buffer_format(to, " using 1:2:3:4:5 with xerrorbars pointtype %d pointsize dot linewidth ",
                         cv_theme[series < 0 ? 0 : series].point);
        cv_script_number(to, layout->radius * 4 / 11);
        cv_buffer_add(to, " linecolor rgb variable title ");
        cv_script_title(chart, to, series);
        before = ", \\\n     ";
    }
}

const cv_plot_kind cv_plot_dot = {
    .noun = "Dot chart",
    .above = true,
    .lane_most = 112,
    .lanes_most = 52,
    .data = cv_script_blocks,
    .clauses = write_clauses,
};
