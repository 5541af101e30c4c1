/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change over waves: a line a series with the band of its intervals; several small charts with the same axes where the
 * study asks for panels. */
#include <math.h>

#include "base/colour.h"
#include "plot/kind.h"
#include "plot/rows.h"
#include "plot/waves.h"

enum { LINES_MOST = 40, BANDS_MOST = 8 };

/* Pixels of the default theme. */
static const double name_most = 400;  /* the widest name at a line's end */
static const double line_width = 4.5; /* of what is highlighted */
static const double rest_width = 2.5;

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_waves waves;
    cv_scale y;
    double top, bottom;   /* of all small charts, their titles included */
    size_t columns, rows; /* of small charts */
    double title_size, title_height;
    double tics_width, foot_height;
    double value_size;
    double inset_left, inset_right; /* from a small chart's sides to its first and last wave */
    cv_text_lines *labels;          /* [waves.count] below the axis; no lines: left out */
    double label_lines;             /* the most */
    bool bases;                     /* each wave has one base, which stands below its label */
    bool several;                   /* small charts */
    cv_waves_column names, firsts;  /* of a single chart of several lines */
    double names_x;
} plan;

static double length_of(const plan *p, double length)
{
    return cv_theme_length(p->theme, length);
}

/* ---- axes ---- */

static void choose_values(plan *p, double height)
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
static void choose_grid(plan *p, double width, double height)
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

static double cell_gap(const plan *p)
{
    return p->several ? length_of(p, 44) : 0;
}

static cv_panel panel_of(const plan *p, size_t part)
{
    const double left = p->theme->margin + p->tics_width, gap = cell_gap(p);
    const double right = p->names.count > 0 ? p->names_x - length_of(p, 20) : p->theme->width - p->theme->margin;
    const double width = (right - left - gap * (double)(p->columns - 1)) / (double)p->columns;
    const double gaps = length_of(p, 22) * (double)(p->rows - 1);
    const double height = (p->bottom - p->top - p->foot_height - gaps) / (double)p->rows;
    const size_t column = part % p->columns, row = part / p->columns;
    cv_panel panel = {.number = (int)part + 1, .y = p->y};
    panel.left = left + (double)column * (width + gap);
    panel.right = panel.left + width;
    panel.top = p->top + (double)row * (height + length_of(p, 22)) + p->title_height;
    panel.bottom = panel.top + height - p->title_height;
    return panel;
}

/* The same with the waves' axis, which leaves room for values at both sides. */
static cv_panel plot_of(const plan *p, size_t part)
{
    cv_panel panel = panel_of(p, part);
    const cv_waves *waves = &p->waves;
    const bool one = waves->count == 1;
    panel.left += p->inset_left;
    panel.right -= p->inset_right;
    panel.x =
        (cv_scale){.low = waves->at[0] - (one ? 1 : 0), .high = waves->at[waves->count - 1] + (one ? 1 : 0), .step = 1};
    return panel;
}

/* ---- the waves' labels ---- */

/* How wide a wave's label may be: the way to its nearest neighbour. */
static double room_of(const plan *p, const cv_panel *plot, size_t wave)
{
    const cv_waves *waves = &p->waves;
    const double x = cv_panel_x(plot, waves->at[wave]);
    double room = 0.3 * p->theme->width;
    if (wave > 0)
        room = fmin(room, x - cv_panel_x(plot, waves->at[wave - 1]));
    if (wave + 1 < waves->count)
        room = fmin(room, cv_panel_x(plot, waves->at[wave + 1]) - x);
    return fmax(0.94 * room - length_of(p, 6), 1);
}

static double label_width(const plan *p, size_t wave)
{
    return p->labels[wave].width;
}

/* Leaves labels out that would cover the one before; the last one stays. */
static void thin_labels(plan *p, const cv_panel *plot)
{
    const cv_waves *waves = &p->waves;
    const double gap = 0.5 * p->theme->size.tic;
    size_t last = waves->count - 1;
    double before = -INFINITY, end = cv_panel_x(plot, waves->at[last]) - label_width(p, last) / 2;
    for (size_t i = 0; i < waves->count; i++) {
        const double x = cv_panel_x(plot, waves->at[i]), half = label_width(p, i) / 2;
        if (x - half < before + gap || (i < last && x + half > end - gap))
            p->labels[i].count = i == last ? p->labels[i].count : 0;
        if (p->labels[i].count > 0)
            before = x + half;
    }
}

static bool all_fit(const plan *p, const cv_panel *plot)
{
    for (size_t i = 0; i < p->waves.count; i++)
        if (p->labels[i].cut || p->labels[i].width > room_of(p, plot, i))
            return false;
    return true;
}

/* Labels in as few lines as hold them all; where none do, one line each, some left out. */
static void fit_labels(plan *p)
{
    const cv_panel plot = plot_of(p, 0);
    const double size = p->theme->size.tic, least = fmax(p->theme->size.least, 0.8 * size);
    bool fit = false;
    for (size_t lines = 1; lines <= 3 && !fit; lines++) {
        for (size_t i = 0; i < p->waves.count; i++) {
            const cv_text_box box = {size, least, false, room_of(p, &plot, i), lines};
            p->labels[i] = cv_scene_fit(p->scene, p->waves.labels[i], box);
        }
        fit = all_fit(p, &plot);
    }
    for (size_t i = 0; i < p->waves.count && !fit; i++) {
        const double room = 2.4 * fmax(p->inset_left, p->inset_right) + 3 * size;
        const cv_text_box box = {size, least, false, fmax(room, room_of(p, &plot, i)), 1};
        p->labels[i] = cv_scene_fit(p->scene, p->waves.labels[i], box);
    }
    if (!fit && p->scene->status == CV_OK)
        thin_labels(p, &plot);
    p->label_lines = 1;
    for (size_t i = 0; i < p->waves.count; i++)
        p->label_lines = fmax(p->label_lines, (double)p->labels[i].count);
}

static const char *base_of(const plan *p, size_t wave)
{
    const cv_chart *chart = p->chart;
    const cv_waves_part *part = &p->waves.parts[0];
    for (int s = cv_waves_first_series(chart); s < (int)chart->series_count; s++) {
        const cv_chart_mark *mark = cv_waves_mark(chart, &p->waves, part, wave, s);
        if (mark != NULL)
            return mark->n_text;
    }
    return "";
}

/* Bases stand below the labels where a wave has one alone and it fits. */
static bool has_bases(const plan *p)
{
    const cv_panel plot = plot_of(p, 0);
    for (size_t r = 0; r < p->chart->row_count; r++)
        if (!p->chart->rows[r].same_n)
            return false;
    for (size_t i = 0; i < p->waves.count; i++)
        if (p->labels[i].count == 0 || cv_text_width(base_of(p, i), p->theme->size.base, false) > room_of(p, &plot, i))
            return false;
    return !p->several;
}

static void place_labels(const plan *p, const cv_panel *plot)
{
    const double size = p->theme->size.tic;
    for (size_t i = 0; i < p->waves.count; i++) {
        const double x = cv_panel_x(plot, p->waves.at[i]), pitch = 1.18 * p->labels[i].size;
        const cv_scene_text look = {.x = x, .y = plot->bottom + 1.4 * size, .colour = p->theme->quiet, .align = 'c'};
        cv_scene_add_lines(p->scene, &p->labels[i], look, pitch);
        if (p->bases)
            cv_scene_add_text(p->scene, (cv_scene_text){.text = base_of(p, i),
                                                        .x = x,
                                                        .y = look.y + pitch * (p->label_lines - 1) + 1.35 * size,
                                                        .size = p->theme->size.base,
                                                        .colour = p->theme->faint,
                                                        .align = 'c'});
    }
}

/* ---- values and names at the ends ---- */

static const char dash[] = "\xe2\x80\x93";

/* The last drawn mark of a line, or the first. */
static const cv_chart_mark *end_of(const plan *p, size_t part, int series, bool last, size_t *wave)
{
    const cv_chart_mark *found = NULL;
    for (size_t i = 0; i < p->waves.count; i++) {
        const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, &p->waves.parts[part], i, series);
        if (mark != NULL && mark->drawn && (found == NULL || last)) {
            found = mark;
            *wave = i;
        }
    }
    return found;
}

/* Names with their last values, and the first values. Their places are found once the panel is. */
static void list_ends(plan *p)
{
    const cv_chart *chart = p->chart;
    p->names.ends = cv_arena_array(p->scene->arena, chart->series_count, sizeof(*p->names.ends));
    p->firsts.ends = cv_arena_array(p->scene->arena, chart->series_count, sizeof(*p->firsts.ends));
    if (p->names.ends == NULL || p->firsts.ends == NULL) {
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
        return;
    }
    for (int s = 0; s < (int)chart->series_count; s++) {
        size_t wave = 0;
        const cv_chart_mark *mark = end_of(p, 0, s, true, &wave);
        bool whole = mark != NULL && wave + 1 == p->waves.count;
        p->names.ends[p->names.count++] = (cv_waves_end){.series = s, .value = whole ? mark->text : dash};
        mark = end_of(p, 0, s, false, &wave);
        if (mark != NULL && wave == 0 && p->waves.count > 1)
            p->firsts.ends[p->firsts.count++] = (cv_waves_end){.series = s, .value = mark->text};
    }
}

static void find_ends(plan *p, cv_waves_column *column, bool last)
{
    const cv_panel plot = plot_of(p, 0);
    for (size_t i = 0; i < column->count; i++) {
        cv_waves_end *end = &column->ends[i];
        size_t wave = 0;
        const cv_chart_mark *mark = end_of(p, 0, end->series, last, &wave);
        end->y = mark == NULL ? (double)NAN : cv_panel_y(&plot, mark->estimate->estimate);
        end->x = cv_panel_x(&plot, p->waves.at[wave]);
    }
    cv_waves_spread(p->scene, column, plot.top, plot.bottom);
}

/* The first values stand in a column of their own, left of the lines, where it is not too high. */
static void measure_firsts(plan *p, double room)
{
    cv_waves_column *firsts = &p->firsts;
    firsts->size = fmin(p->names.size, p->theme->size.legend);
    for (size_t i = 0; i < firsts->count; i++)
        firsts->value_width = fmax(firsts->value_width, cv_text_width(firsts->ends[i].value, firsts->size, true));
    if (1.36 * firsts->size * (double)firsts->count > 0.8 * room)
        firsts->count = 0;
    p->inset_left = firsts->count > 0 ? firsts->value_width + length_of(p, 46) : length_of(p, 30);
    p->inset_right = length_of(p, 16);
}

/* ---- values of a line alone ---- */

/* Which values of the only line of a small chart are written: all, or the first and last. */
static bool all_values(const plan *p, const cv_panel *plot)
{
    for (size_t i = 0; i < p->waves.count; i++) {
        const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, &p->waves.parts[0], i, CV_NO_SERIES);
        if (mark != NULL && cv_text_width(mark->text, p->value_size, true) > room_of(p, plot, i))
            return false;
    }
    return !p->several;
}

static double value_at(const plan *p, size_t part, size_t wave)
{
    const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, &p->waves.parts[part], wave, CV_NO_SERIES);
    return mark != NULL && mark->drawn ? mark->estimate->estimate : (double)NAN;
}

/* A value stands below its point where the line comes down to it and goes up from there. */
static bool stands_below(const plan *p, size_t part, size_t wave)
{
    const double value = value_at(p, part, wave);
    const double before = wave > 0 ? value_at(p, part, wave - 1) : (double)NAN;
    const double after = wave + 1 < p->waves.count ? value_at(p, part, wave + 1) : (double)NAN;
    return !(before <= value) && !(after <= value) && !(isnan(before) && isnan(after));
}

static void place_values(const plan *p, size_t part)
{
    const cv_panel plot = plot_of(p, part);
    const bool all = all_values(p, &plot);
    size_t first = 0, last = 0;
    if (end_of(p, part, CV_NO_SERIES, false, &first) == NULL)
        return;
    end_of(p, part, CV_NO_SERIES, true, &last);
    for (size_t i = first; i <= last; i++) {
        const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, &p->waves.parts[part], i, CV_NO_SERIES);
        if (mark == NULL || !mark->drawn || !(all || i == first || i == last))
            continue;
        const double away = p->scene->radius + 0.85 * p->value_size;
        const double y = cv_panel_y(&plot, mark->estimate->estimate);
        const bool below = stands_below(p, part, i) && y + away + 0.5 * p->value_size < plot.bottom;
        cv_scene_add_text(p->scene, (cv_scene_text){.text = mark->text,
                                                    .x = cv_panel_x(&plot, p->waves.at[i]),
                                                    .y = below ? y + away : y - away,
                                                    .size = p->value_size,
                                                    .bold = true,
                                                    .colour = p->theme->accent.text,
                                                    .align = 'c'});
    }
}

static double widest_value(const plan *p)
{
    double width = 0;
    for (size_t m = 0; m < p->chart->mark_count; m++)
        if (p->chart->marks[m].drawn)
            width = fmax(width, cv_text_width(p->chart->marks[m].text, p->value_size, true));
    return width;
}

/* ---- the layout ---- */

static bool has_legend(const plan *p)
{
    return p->several && p->chart->series_count > 0;
}

static void place_legend(plan *p)
{
    cv_plot_colour colours[LINES_MOST];
    if (!has_legend(p))
        return;
    for (size_t i = 0; i < p->chart->series_count; i++)
        colours[i] = cv_waves_colour(p->chart, (int)i);
    cv_scene_legend(p->scene, p->chart->series, colours, p->chart->series_points, p->chart->series_count, &p->top);
}

static void fail_too_many(plan *p)
{
    cv_scene_fail(p->scene, cv_fail_expected(
                                p->scene->messages, CV_USAGE, p->chart->spec->place,
                                "fewer groups or levels (key level), panels, or a higher page (key theme)", NULL,
                                "chart '%s' has %zu lines in %zu panels, more than fit on its page in a readable size",
                                p->chart->spec->name.text, p->chart->series_count, p->waves.part_count));
}

/* Names beside the lines take their width from the panel. */
static void measure_ends(plan *p)
{
    const double room = p->bottom - p->top - p->foot_height;
    if (p->several || p->chart->series_count == 0) {
        const double half = widest_value(p) / 2;
        p->inset_left = p->inset_right = fmax(half + length_of(p, 6), length_of(p, p->several ? 16 : 60));
        return;
    }
    list_ends(p);
    const double most = fmin(length_of(p, name_most), 0.26 * p->theme->width);
    if (p->scene->status != CV_OK)
        return;
    if (!cv_waves_fit_names(p->chart, p->scene, &p->names, most, room)) {
        fail_too_many(p);
        return;
    }
    p->names_x = p->theme->width - p->theme->margin - p->names.name_width - p->names.value_width - 0.35 * p->names.size;
    measure_firsts(p, room);
}

static void measure_titles(plan *p)
{
    p->several = p->waves.part_count > 1;
    if (p->waves.parts[0].title == NULL)
        return;
    p->title_size =
        fmax(p->theme->size.least, fmin(p->theme->size.label * 0.86, 0.16 * (p->bottom - p->top) / (double)p->rows));
    p->title_height = 1.5 * p->title_size;
}

static void lay_out(plan *p, const cv_scene_words *words)
{
    const cv_theme *theme = p->theme;
    p->scene->radius = length_of(p, 8);
    p->value_size = theme->size.legend;
    p->several = p->waves.part_count > 1;
    cv_scene_frame(p->scene, words, &p->top, &p->bottom);
    place_legend(p);
    choose_grid(p, theme->width - 2 * theme->margin, p->bottom - p->top);
    measure_titles(p);
    if (p->title_height == 0)
        p->top += 0.5 * theme->size.tic; /* the uppermost value of the axis */
    if (p->several)
        p->value_size = fmax(theme->size.least, fmin(theme->size.legend, 1.05 * p->title_size));
    if (p->chart->series_count == 0 && p->waves.parts[0].title == NULL)
        p->title_height = 1.1 * p->value_size; /* room above the highest value */
    p->foot_height = 2.2 * theme->size.tic;
    choose_values(p, (p->bottom - p->top - p->foot_height) / (double)p->rows - p->title_height);
    measure_ends(p);
    if (p->scene->status != CV_OK)
        return;
    fit_labels(p);
    if (p->scene->status != CV_OK)
        return;
    p->bases = has_bases(p);
    p->foot_height += 1.18 * theme->size.tic * (p->label_lines - 1) + (p->bases ? 1.35 * theme->size.tic : 0);
    const cv_panel one = panel_of(p, 0);
    if (one.bottom - one.top < 3 * theme->size.least || one.right - one.left < 6 * theme->size.least)
        fail_too_many(p);
}

static void place_title(const plan *p, size_t part, const cv_panel *panel)
{
    const char *title = p->waves.parts[part].title;
    if (title == NULL)
        return;
    const cv_text_box box = {p->title_size, p->theme->size.least, true, panel->right - panel->left, 1};
    cv_text_lines lines = cv_scene_fit(p->scene, title, box);
    const cv_scene_text look = {.x = panel->left,
                                .y = panel->top - p->title_height + 0.6 * p->title_size,
                                .bold = true,
                                .colour = p->theme->ink,
                                .align = 'l'};
    cv_scene_add_lines(p->scene, &lines, look, 0);
}

static void place_absence(const plan *p, size_t part, const cv_panel *panel)
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
static void place_axes(const plan *p, size_t part)
{
    const cv_panel panel = panel_of(p, part), plot = plot_of(p, part);
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
        place_labels(p, &plot);
    cv_panel_write(p->scene, &plot);
}

/* ---- plots ---- */

/* A part's first wave with nothing drawn on both sides of it: its band would have no width. */
static bool is_lonely(const plan *p, size_t part, int series, size_t wave)
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
static void plot_lonely(const plan *p, size_t part, int series)
{
    const cv_panel plot = plot_of(p, part);
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

static void plot_band(const plan *p, size_t part, int series)
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

static void plot_line(const plan *p, size_t part, int series)
{
    const bool lit = cv_chart_is_lit(p->chart, series);
    const double width = length_of(p, lit ? line_width : rest_width);
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
static void plot_part(const plan *p, size_t part)
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

static void place_ends(plan *p)
{
    if (p->chart->series_count == 0) {
        for (size_t part = 0; part < p->waves.part_count; part++)
            place_values(p, part);
        return;
    }
    if (p->several)
        return;
    const cv_panel plot = plot_of(p, 0);
    find_ends(p, &p->names, true);
    find_ends(p, &p->firsts, false);
    cv_waves_write_ends(p->chart, p->scene, &p->names, p->names_x, false);
    cv_waves_write_ends(p->chart, p->scene, &p->firsts, plot.left - length_of(p, 20), true);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    plan p = {.chart = chart, .scene = scene, .theme = chart->theme};
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
    place_ends(&p);
    cv_buffer_add(&scene->data, "# a line: wave, value, lower and upper limit\n");
    for (size_t part = 0; part < p.waves.part_count && scene->status == CV_OK; part++)
        plot_part(&p, part);
}

const cv_plot_kind cv_plot_line = {
    .noun = CV_PHRASE("Line chart"),
    .shape = {.series = CV_SERIES_FIRST, .series_most = LINES_MOST, .intervals_most = BANDS_MOST, .bases_below = true},
    .draw = draw};
