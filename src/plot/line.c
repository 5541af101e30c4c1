/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change over waves: a line a series with the band of its intervals; several small charts with the same axes where the
 * study asks for panels. */
#include <math.h>

#include "base/colour.h"
#include "plot/kind.h"
#include "plot/line_private.h"
#include "plot/rows.h"

enum { LINES_MOST = 40, BANDS_MOST = 8 };

/* Pixels of the default theme. */
static const double line_width = 4.5; /* of what is highlighted */
static const double rest_width = 2.5;

double cv_lines_length(const cv_lines *p, double length)
{
    return cv_theme_length(p->theme, length);
}

/* ---- axes ---- */

static void choose_values(cv_lines *p, double height)
{
    double low, high;
    const cv_chart *chart = p->chart;
    bool any = cv_waves_extent(chart, &low, &high);
    bool wide = any && low >= 0 && low < 0.3 * high;
    int steps = (int)fmax(2, fmin(6, floor(height / (3.2 * p->theme->size.tic))));
    p->y = cv_scale_choose(low, high, chart->style.percent, wide, steps);
    p->tics_width = cv_panel_tics_width(p->scene, &p->y, &chart->style);
}

/* Small charts side by side so that they are a little wider than high. */
static void choose_grid(cv_lines *p, double width, double height)
{
    double best = INFINITY;
    const size_t count = p->waves.part_count;
    for (size_t columns = 1; columns <= count; columns++) {
        size_t rows = (count + columns - 1) / columns;
        double shape = width / (double)columns / fmax(height / (double)rows - 1.6 * p->theme->size.label, 1);
        double empty = (double)(columns * rows - count) / (double)(columns * rows);
        double far = fabs(log(fmax(shape, 1e-3) / 1.5)) + 1.5 * empty;
        if (far < best - 1e-9) {
            best = far;
            p->columns = columns;
            p->rows = rows;
        }
    }
}

/* ---- one small chart's place ---- */

double cv_lines_gap(const cv_lines *p)
{
    return p->several ? cv_lines_length(p, 44) : 0;
}

cv_panel cv_lines_panel(const cv_lines *p, size_t part)
{
    const double left = p->theme->margin + p->tics_width, gap = cv_lines_gap(p);
    const double right = p->names.count > 0 ? p->names_x - cv_lines_length(p, 20) : p->theme->width - p->theme->margin;
    const double width = (right - left - gap * (double)(p->columns - 1)) / (double)p->columns;
    const double gaps = cv_lines_length(p, 22) * (double)(p->rows - 1);
    const double height = (p->bottom - p->top - p->foot_height - gaps) / (double)p->rows;
    const size_t column = part % p->columns, row = part / p->columns;
    cv_panel panel = {.number = (int)part + 1, .y = p->y};
    panel.left = left + (double)column * (width + gap);
    panel.right = panel.left + width;
    panel.top = p->top + (double)row * (height + cv_lines_length(p, 22)) + p->title_height;
    panel.bottom = panel.top + height - p->title_height;
    return panel;
}

/* The same with the waves' axis, which leaves room for values at both sides. */
cv_panel cv_lines_plot(const cv_lines *p, size_t part)
{
    cv_panel panel = cv_lines_panel(p, part);
    const cv_waves *waves = &p->waves;
    const bool one = waves->count == 1;
    panel.left += p->inset_left;
    panel.right -= p->inset_right;
    panel.x =
        (cv_scale){.low = waves->at[0] - (one ? 1 : 0), .high = waves->at[waves->count - 1] + (one ? 1 : 0), .step = 1};
    return panel;
}

/* ---- the layout ---- */

static bool has_legend(const cv_lines *p)
{
    return p->several && p->chart->series_count > 0;
}

static void place_legend(cv_lines *p)
{
    cv_plot_colour colours[LINES_MOST];
    if (!has_legend(p))
        return;
    for (size_t i = 0; i < p->chart->series_count; i++)
        colours[i] = cv_waves_colour(p->chart, (int)i);
    cv_scene_legend(p->scene, p->chart->series, colours, p->chart->series_points, p->chart->series_count, &p->top);
}

void cv_lines_fail_too_many(cv_lines *p)
{
    cv_scene_fail(p->scene, cv_fail_expected(
                                p->scene->messages, CV_USAGE, p->chart->spec->place,
                                "fewer groups or levels, key highlight or panels, or a higher page (key theme)", NULL,
                                "chart '%s' has %zu lines in %zu panels, more than fit on its page in a readable size",
                                p->chart->spec->name.text, p->chart->series_count, p->waves.part_count));
}

/* One size for the titles of all small charts: the largest in which each is whole. */
static void fit_titles(cv_lines *p)
{
    const cv_panel panel = cv_lines_panel(p, 0);
    bool cut = true;
    for (; cut && p->scene->status == CV_OK && p->title_size > p->theme->size.least; p->title_size--) {
        cut = false;
        for (size_t i = 0; i < p->waves.part_count; i++) {
            const cv_text_box box = {p->title_size, p->title_size, true, panel.right - panel.left, 1};
            cut = cut || (p->waves.parts[i].title != NULL && cv_scene_fit(p->scene, p->waves.parts[i].title, box).cut);
        }
        if (!cut)
            return;
    }
    p->title_size = fmax(p->title_size, p->theme->size.least);
}

static void measure_titles(cv_lines *p)
{
    const cv_theme *theme = p->theme;
    const double height = (p->bottom - p->top) / (double)p->rows;
    if (p->waves.parts[0].title != NULL) {
        p->title_size = fmax(theme->size.least, fmin(theme->size.label * 0.86, 0.16 * height));
        fit_titles(p);
        p->title_height = 1.5 * p->title_size;
    }
    if (p->several) {
        p->value_size = fmax(theme->size.least, fmin(theme->size.base, p->title_size));
        p->scene->radius = fmax(cv_lines_length(p, 4), fmin(cv_lines_length(p, 8), 0.03 * height));
    }
    if (p->chart->series_count > CV_SERIES_MOST)
        p->scene->radius = cv_lines_length(p, 5);
}

static void lay_out(cv_lines *p, const cv_scene_words *words)
{
    const cv_theme *theme = p->theme;
    p->scene->radius = cv_lines_length(p, 8);
    p->value_size = theme->size.legend;
    p->several = p->waves.part_count > 1;
    cv_scene_frame(p->scene, words, &p->top, &p->bottom);
    place_legend(p);
    choose_grid(p, theme->width - 2 * theme->margin, p->bottom - p->top);
    p->foot_height = 2.2 * theme->size.tic;
    choose_values(p, (p->bottom - p->top - p->foot_height) / (double)p->rows);
    measure_titles(p);
    if (p->title_height == 0)
        p->top += 0.5 * theme->size.tic; /* the uppermost value of the axis */
    if (p->chart->series_count == 0 && p->waves.parts[0].title == NULL)
        p->title_height = 1.1 * p->value_size; /* room above the highest value */
    choose_values(p, (p->bottom - p->top - p->foot_height) / (double)p->rows - p->title_height);
    cv_lines_measure_ends(p);
    if (p->scene->status != CV_OK)
        return;
    cv_lines_fit_labels(p);
    if (p->scene->status != CV_OK)
        return;
    p->bases = cv_lines_has_bases(p);
    p->foot_height += 1.18 * theme->size.tic * (p->label_lines - 1) + (p->bases ? 1.35 * theme->size.tic : 0);
    const cv_panel one = cv_lines_panel(p, 0);
    if (one.bottom - one.top < 3 * theme->size.least || one.right - one.left < 6 * theme->size.least)
        cv_lines_fail_too_many(p);
}

static void place_title(const cv_lines *p, size_t part, const cv_panel *panel)
{
    const char *title = p->waves.parts[part].title;
    if (title == NULL)
        return;
    const cv_text_box box = {p->title_size, p->title_size, true, panel->right - panel->left, 1};
    cv_text_lines lines = cv_scene_fit(p->scene, title, box);
    const cv_scene_text look = {.x = panel->left,
                                .y = panel->top - p->title_height + 0.6 * p->title_size,
                                .bold = true,
                                .colour = p->theme->ink,
                                .align = 'l'};
    cv_scene_add_lines(p->scene, &lines, look, 0);
}

static void place_absence(const cv_lines *p, size_t part, const cv_panel *panel)
{
    const cv_waves_part *rows = &p->waves.parts[part];
    const char *word = NULL;
    for (int s = cv_waves_first_series(p->chart); s < (int)p->chart->series_count; s++)
        if (cv_waves_has(p->chart, &p->waves, rows, s))
            return;
    for (size_t m = 0; m < p->chart->mark_count && word == NULL; m++)
        if (p->chart->marks[m].row >= rows->first && p->chart->marks[m].row < rows->first + rows->count)
            word = p->chart->marks[m].text;
    cv_scene_add_text(p->scene, (cv_scene_text){.text = word,
                                                .x = (panel->left + panel->right) / 2,
                                                .y = (panel->top + panel->bottom) / 2,
                                                .size = p->theme->size.base,
                                                .colour = p->theme->faint,
                                                .align = 'c'});
}

/* Grid, values of the axis at the left of a row of small charts, waves below the last one of a column. */
static void place_axes(const cv_lines *p, size_t part)
{
    const cv_panel panel = cv_lines_panel(p, part), plot = cv_lines_plot(p, part);
    place_title(p, part, &panel);
    place_absence(p, part, &panel);
    if (part % p->columns == 0)
        cv_panel_tics_y(p->scene, &panel, &p->chart->style);
    else
        cv_panel_grid_y(p->scene, &panel);
    if (p->y.low < 0 && p->y.high > 0)
        cv_scene_add_line(p->scene, (cv_scene_line){panel.left, cv_panel_y(&panel, 0), panel.right,
                                                    cv_panel_y(&panel, 0), p->theme->rule, 2, false, false});
    if (part + p->columns >= p->waves.part_count)
        cv_lines_place_labels(p, part);
    cv_panel_write(p->scene, &plot);
}

/* ---- plots ---- */

/* A part's first wave with nothing drawn on both sides of it: its band would have no width. */
static bool is_lonely(const cv_lines *p, size_t part, int series, size_t wave)
{
    const cv_waves_part *rows = &p->waves.parts[part];
    for (int side = -1; side <= 1; side++) {
        if ((side < 0 && wave == 0) || (side > 0 && wave + 1 == p->waves.count))
            continue;
        const size_t at = side < 0 ? wave - 1 : wave + (side > 0);
        const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, rows, at, series);
        bool drawn = mark != NULL && mark->drawn;
        if (drawn != (side == 0))
            return false;
    }
    return true;
}

/* Bands of waves that stand alone, as bars. */
static void plot_lonely(const cv_lines *p, size_t part, int series)
{
    const cv_panel plot = cv_lines_plot(p, part);
    for (size_t i = 0; i < p->waves.count; i++) {
        if (!is_lonely(p, part, series, i))
            continue;
        const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, &p->waves.parts[part], i, series);
        const cv_estimate *e = mark->estimate;
        if (!isfinite(e->low) || !isfinite(e->high))
            continue;
        const double x = cv_panel_x(&plot, p->waves.at[i]), half = 0.6 * p->scene->radius;
        const unsigned colour = cv_colour_mix(p->theme->page, cv_waves_colour(p->chart, series).mark, 0.35);
        cv_scene_add_box(p->scene, x - half, cv_panel_y(&plot, e->high), x + half, cv_panel_y(&plot, e->low), colour);
    }
}

static void plot_band(const cv_lines *p, size_t part, int series)
{
    if (!cv_chart_has_interval(p->chart, series))
        return;
    plot_lonely(p, part, series);
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_waves_block(to, p->chart, part, series);
    cv_buffer_format(to, " using (x%zu($1)):(y%zu($3)):(y%zu($4)) with filledcurves fillstyle transparent solid %s",
                     part + 1, part + 1, part + 1, p->chart->series_count > 4 ? "0.1" : "0.17");
    cv_buffer_format(to, " noborder linecolor rgb '#%06x' title ", cv_waves_colour(p->chart, series).mark);
    cv_rows_title(p->chart, to, series);
}

static void plot_line(const cv_lines *p, size_t part, int series)
{
    const bool lit = cv_chart_is_lit(p->chart, series);
    const double width = cv_lines_length(p, lit ? line_width : rest_width);
    const int point = series < 0 ? p->theme->series[0].point : p->chart->series_points[series];
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_waves_block(to, p->chart, part, series);
    cv_buffer_format(to, " using (x%zu($1)):(y%zu($2)) with linespoints pointtype %d pointsize %s linewidth ", part + 1,
                     part + 1, point, lit ? "dot" : "0.6*dot");
    cv_scene_number(to, p->several ? 0.75 * width : width);
    cv_buffer_format(to, " linecolor rgb '#%06x' title ", cv_waves_colour(p->chart, series).mark);
    cv_rows_title(p->chart, to, series);
}

/* Bands first, then lines; those in grey before the others. */
static void plot_part(const cv_lines *p, size_t part)
{
    const cv_chart *chart = p->chart;
    for (int pass = 0; pass < 4; pass++)
        for (int s = cv_waves_first_series(chart); s < (int)chart->series_count && p->scene->status == CV_OK; s++) {
            if (!cv_waves_has(chart, &p->waves, &p->waves.parts[part], s) ||
                cv_chart_is_lit(chart, s) != (pass % 2 == 1))
                continue;
            if (pass < 2) {
                cv_waves_write_block(chart, &p->waves, part, s, p->scene);
                plot_band(p, part, s);
            } else
                plot_line(p, part, s);
        }
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_lines p = {.chart = chart, .scene = scene, .theme = chart->theme};
    cv_waves_find(chart, scene, &p.waves);
    p.labels = cv_arena_array(&chart->arena, p.waves.count + 1, sizeof(*p.labels));
    if (p.labels == NULL)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    if (scene->status == CV_OK)
        lay_out(&p, words);
    if (scene->status != CV_OK)
        return;
    for (size_t part = 0; part < p.waves.part_count && scene->status == CV_OK; part++)
        place_axes(&p, part);
    cv_lines_place_ends(&p);
    cv_buffer_add(&scene->data, "# a line: wave, value, lower and upper limit\n");
    for (size_t part = 0; part < p.waves.part_count && scene->status == CV_OK; part++)
        plot_part(&p, part);
}

const cv_plot_kind cv_plot_line = {
    .noun = CV_PHRASE("Line chart"),
    .shape = {.series = CV_SERIES_FIRST, .series_most = LINES_MOST, .intervals_most = BANDS_MOST, .bases_below = true},
    .draw = draw};
