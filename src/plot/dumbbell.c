/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two groups (or more) of each row on one line, joined by a bar: how far apart they are. */
#include <math.h>

#include "base/colour.h"
#include "plot/kind.h"
#include "plot/rows.h"

static const cv_rows_style style = {.one_lane = true, .own_values = true, .lane_most = 100};

/* The farthest marks of a row. @return false: fewer than two are drawn */
static bool ends_of(const cv_chart *chart, size_t row, const cv_chart_mark **least, const cv_chart_mark **most)
{
    *least = *most = NULL;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if (mark->row != row || !mark->drawn)
            continue;
        if (*least == NULL || mark->estimate->estimate < (*least)->estimate->estimate)
            *least = mark;
        if (*most == NULL || mark->estimate->estimate >= (*most)->estimate->estimate)
            *most = mark;
    }
    return *least != *most;
}

static void plot_bars(const cv_chart *chart, const cv_rows *rows, cv_scene *scene)
{
    cv_buffer *to = &scene->data;
    cv_buffer_format(to, "# from, to, height on the page\n$bars%d << EOD\n", rows->panel.number);
    for (size_t row = 0; row < chart->row_count; row++) {
        const cv_chart_mark *least, *most;
        if (!ends_of(chart, row, &least, &most) || !cv_rows_is_in(chart, rows, row))
            continue;
        cv_buffer_add_number(to, least->estimate->estimate);
        cv_buffer_add_char(to, ' ');
        cv_buffer_add_number(to, most->estimate->estimate);
        cv_buffer_add_char(to, ' ');
        cv_scene_number(to, rows->row_y[row]);
        cv_buffer_add_char(to, '\n');
    }
    cv_buffer_add(to, "EOD\n");
    to = cv_scene_plot(scene);
    cv_panel_add(to, &rows->panel, "$bars# using (x#($1)):3:(x#($2)-x#($1)):(0) with vectors nohead linewidth ");
    cv_scene_number(to, rows->radius);
    cv_buffer_format(to, " linecolor rgb '#%06x' notitle", cv_colour_mix(chart->theme->page, chart->theme->rule, 0.35));
}

/* The interval of each mark, thin: where they overlap the groups may not differ. */
static void plot_series(const cv_chart *chart, const cv_rows *rows, int series, cv_scene *scene)
{
    cv_buffer *to = cv_scene_plot(scene);
    cv_rows_block(chart, rows, to, series);
    cv_panel_add(to, &rows->panel, " using (x#($1)):2:(x#($3)):(x#($4)):5 with xerrorbars pointtype ");
    cv_buffer_format(to, "%d pointsize 1.1*dot linewidth ",
                     series < 0 ? chart->theme->series[0].point : chart->series_points[series]);
    cv_scene_number(to, rows->radius * 2.2 / 11);
    cv_buffer_add(to, " linecolor rgb variable title ");
    cv_rows_title(chart, to, series);
}

static const cv_chart_mark *absent_of(const cv_chart *chart, size_t row)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].row == row && !chart->marks[m].drawn)
            return &chart->marks[m];
    return NULL;
}

static void place_value(const cv_chart *chart, const cv_rows *rows, const cv_chart_mark *mark, double x, char align,
                        cv_scene *scene)
{
    cv_scene_add_text(scene, (cv_scene_text){.text = mark->text,
                                             .x = x,
                                             .y = rows->row_y[mark->row],
                                             .size = rows->value_size,
                                             .bold = mark->drawn,
                                             .colour = mark->drawn ? mark->colour.text : chart->theme->faint,
                                             .align = align});
}

/* The outer values stand beyond the intervals; those between have no room of their own. A single one has the word of
 * what is missing on its other side. */
static void place_values(const cv_chart *chart, const cv_rows *rows, size_t row, cv_scene *scene)
{
    const double gap = cv_theme_length(chart->theme, 14);
    const cv_chart_mark *least, *most;
    double low = INFINITY, high = -INFINITY;
    bool two = ends_of(chart, row, &least, &most);
    if (most == NULL)
        return;
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].row == row && chart->marks[m].drawn) {
            const cv_estimate *e = chart->marks[m].estimate;
            low = fmin(low, fmin(e->estimate, e->low));
            high = fmax(high, fmax(e->estimate, e->high));
        }
    const cv_chart_mark *left = two ? least : absent_of(chart, row);
    if (left != NULL)
        place_value(chart, rows, left, cv_panel_x(&rows->panel, low) - gap, 'r', scene);
    place_value(chart, rows, most, cv_panel_x(&rows->panel, high) + gap, 'l', scene);
}

static void plot(cv_chart *chart, const cv_rows *rows, cv_scene *scene)
{
    cv_rows_blocks(chart, rows, scene);
    plot_bars(chart, rows, scene);
    for (int series = CV_NO_SERIES; series < (int)chart->series_count; series++)
        if (cv_rows_has(chart, rows, series))
            plot_series(chart, rows, series, scene);
    for (size_t row = 0; row < chart->row_count; row++)
        if (cv_rows_is_in(chart, rows, row))
            place_values(chart, rows, row, scene);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_rows_draw(chart, &style, scene, words, plot);
}

/* Whether the data have two groups or levels at all: one alone stays a dot. */
static bool has_two(const cv_result *result)
{
    for (size_t i = 0; i < result->by_count; i++)
        if (result->by[i].count > 1)
            return true;
    return false;
}

static cv_status check(cv_chart *chart, cv_messages *messages)
{
    if (chart->series_count >= 2 || !has_two(chart->result))
        return CV_OK;
    return cv_fail_expected(messages, CV_USAGE, chart->spec->place, "two groups to join: by: [rows, pairs]", NULL,
                            "chart '%s' has one mark in each row", chart->spec->name.text);
}

const cv_plot_kind cv_plot_dumbbell = {.noun = CV_PHRASE("Dumbbell chart"), .prepare = check, .draw = draw};
