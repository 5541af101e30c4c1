/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change between two waves or groups: a line a series from its value in the first one to that in the second, with
 * values and names on both sides. */
#include <math.h>

#include "base/colour.h"
#include "plot/kind.h"
#include "plot/rows.h"
#include "plot/waves.h"

enum { LINES_MOST = 40, INTERVALS_MOST = 8, SIDES = 2 };

static const double line_width = 4.5; /* pixels of the default theme */
static const double rest_width = 2.5;

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_waves waves;
    cv_panel panel; /* x: the waves, 0 and 1 */
    cv_waves_column sides[SIDES];
    double head; /* height of the waves' names */
} plan;

static double length_of(const plan *p, double length)
{
    return cv_theme_length(p->theme, length);
}

static const cv_waves_part *part_of(const plan *p)
{
    return &p->waves.parts[0];
}

static bool is_drawn(const cv_chart_mark *mark)
{
    return mark != NULL && mark->drawn;
}

static bool check(const plan *p)
{
    const cv_chart_spec *spec = p->chart->spec;
    if (p->waves.part_count > 1) {
        cv_scene_fail(p->scene, cv_fail_expected(p->scene->messages, CV_USAGE, spec->place,
                                                 "one level (key level), and no third by variable", NULL,
                                                 "chart '%s' has %zu charts of two columns, and kind slope shows one",
                                                 spec->name.text, p->waves.part_count));
        return false;
    }
    if (p->waves.count != SIDES) {
        cv_scene_fail(p->scene, cv_fail_expected(p->scene->messages, CV_USAGE, spec->place,
                                                 "two groups of the first by variable (where keeps some); kind: line "
                                                 "shows more",
                                                 NULL, "chart '%s' has %zu columns, and kind slope shows two",
                                                 spec->name.text, p->waves.count));
        return false;
    }
    return true;
}

/* ---- the layout ---- */

static void list_ends(plan *p)
{
    static const char dash[] = "\xe2\x80\x93";
    const cv_chart *chart = p->chart;
    const size_t most = chart->series_count > 0 ? chart->series_count : 1;
    for (size_t side = 0; side < SIDES && p->scene->status == CV_OK; side++) {
        cv_waves_column *column = &p->sides[side];
        column->ends = cv_arena_array(p->scene->arena, most, sizeof(*column->ends));
        if (column->ends == NULL) {
            cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
            return;
        }
        for (int s = cv_waves_first_series(chart); s < (int)chart->series_count; s++) {
            const cv_chart_mark *mark = cv_waves_mark(chart, &p->waves, part_of(p), side, s);
            if (!cv_waves_is_named(chart, s))
                continue;
            column->ends[column->count++] = (cv_waves_end){.series = s,
                                                           .value = is_drawn(mark)            ? mark->text
                                                                    : chart->series_count > 0 ? dash
                                                                                              : ""};
        }
    }
}

static double column_width(const cv_waves_column *column)
{
    return column->value_width + (column->name_width > 0 ? column->name_width + 0.35 * column->size : 0);
}

/* Both columns in the smaller size of the two. @return false: too many lines */
static bool fit_columns(plan *p, double room)
{
    const double most = 0.27 * p->theme->width;
    for (size_t side = 0; side < SIDES; side++)
        if (!cv_waves_fit_names(p->chart, p->scene, &p->sides[side], most, room))
            return false;
    return true;
}

static const char *base_of(const plan *p, size_t wave)
{
    const cv_chart *chart = p->chart;
    for (size_t r = 0; r < chart->row_count; r++)
        if (!chart->rows[r].same_n)
            return "";
    const cv_chart_mark *mark = cv_waves_mark(chart, &p->waves, part_of(p), wave, cv_waves_first_series(chart));
    return mark == NULL ? "" : mark->n_text;
}

/* The waves' names above the columns, their bases below the names. */
static void place_heads(plan *p, double top)
{
    const cv_theme *theme = p->theme;
    const double size = theme->size.label, width = (p->panel.right - p->panel.left) / 2 - length_of(p, 20);
    for (size_t side = 0; side < SIDES; side++) {
        const double x = side == 0 ? p->panel.left : p->panel.right;
        const double reach = side == 0 ? x - theme->margin : theme->width - theme->margin - x;
        const cv_text_box box = {size, theme->size.least, true, fmax(2 * fmin(width, reach), 1), 2};
        cv_text_lines lines = cv_scene_fit(p->scene, p->waves.labels[side], box);
        const double pitch = 1.18 * lines.size;
        const cv_scene_text look = {.x = x, .y = top + pitch / 2, .bold = true, .colour = theme->ink, .align = 'c'};
        cv_scene_add_lines(p->scene, &lines, look, pitch);
        cv_scene_add_text(p->scene, (cv_scene_text){.text = base_of(p, side),
                                                    .x = x,
                                                    .y = top + pitch * (double)lines.count + 0.65 * theme->size.base,
                                                    .size = theme->size.base,
                                                    .colour = theme->faint,
                                                    .align = 'c'});
        p->head = fmax(p->head, pitch * (double)lines.count);
    }
    p->head += (base_of(p, 0)[0] != '\0' ? 1.3 * theme->size.base : 0) + length_of(p, 14);
}

/* The columns stand where their labels need, but no further apart than looks like one picture. */
static void place_sides(plan *p)
{
    const double gap = length_of(p, 26), most = 1.15 * (p->panel.bottom - p->panel.top);
    double left = p->theme->margin + column_width(&p->sides[0]) + gap;
    double right = p->theme->width - p->theme->margin - column_width(&p->sides[1]) - gap;
    double spare = fmax(right - left - fmax(most, 0.42 * p->theme->width), 0);
    double middle = p->theme->width / 2, half = (right - left - spare) / 2;
    middle = fmax(left + half, fmin(right - half, middle));
    p->panel.left = middle - half;
    p->panel.right = middle + half;
}

static void choose_values(plan *p)
{
    double low, high;
    if (!cv_waves_extent(p->chart, &low, &high)) {
        low = 0;
        high = 1;
    }
    double air = high > low ? 0.02 * (high - low) : high != 0 ? 0.1 * fabs(high) : 1;
    p->panel.x = (cv_scale){.high = 1, .step = 1};
    p->panel.y = (cv_scale){.low = low - air, .high = high + air, .step = high - low + 2 * air};
}

static void find_ends(plan *p)
{
    for (size_t side = 0; side < SIDES; side++) {
        cv_waves_column *column = &p->sides[side];
        for (size_t i = 0; i < column->count; i++) {
            cv_waves_end *end = &column->ends[i];
            const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, part_of(p), side, end->series);
            end->x = cv_panel_x(&p->panel, (double)side);
            end->y = is_drawn(mark) ? cv_panel_y(&p->panel, mark->estimate->estimate) : (double)NAN;
        }
        cv_waves_spread(p->scene, column, p->panel.top, p->panel.bottom);
    }
}

static void fail_too_many(plan *p)
{
    cv_scene_fail(p->scene,
                  cv_fail_expected(p->scene->messages, CV_USAGE, p->chart->spec->place,
                                   "fewer groups or levels, key highlight, or a higher page (key theme)", NULL,
                                   "chart '%s' has %zu lines, more than fit on its page in a readable size",
                                   p->chart->spec->name.text, p->chart->series_count));
}

static void lay_out(plan *p, const cv_scene_words *words)
{
    double top, bottom;
    cv_scene_frame(p->scene, words, &top, &bottom);
    list_ends(p);
    const double head = 2.6 * p->theme->size.label + 1.3 * p->theme->size.base;
    if (p->scene->status == CV_OK && !fit_columns(p, bottom - top - head))
        fail_too_many(p);
    if (p->scene->status != CV_OK)
        return;
    p->panel = (cv_panel){.number = 1, .top = top, .bottom = bottom};
    p->scene->radius = fmin(length_of(p, 9), 0.3 * p->sides[0].size);
    choose_values(p);
    place_sides(p);
    place_heads(p, top);
    p->panel.top = top + p->head;
    find_ends(p);
    cv_panel_write(p->scene, &p->panel);
}

/* A line down each column. */
static void place_rules(const plan *p)
{
    for (size_t side = 0; side < SIDES; side++) {
        const double x = side == 0 ? p->panel.left : p->panel.right;
        cv_scene_add_line(p->scene,
                          (cv_scene_line){x, p->panel.top, x, p->panel.bottom, p->theme->grid, 2, false, false});
    }
}

/* Intervals stand beside each other on their column: every line has a lane of its own. */
static void place_intervals(const plan *p)
{
    const double lane = 1.1 * p->scene->radius;
    double lanes = 0;
    for (int s = cv_waves_first_series(p->chart); s < (int)p->chart->series_count; s++)
        lanes += cv_chart_has_interval(p->chart, s);
    double at = 0;
    for (int s = cv_waves_first_series(p->chart); s < (int)p->chart->series_count; s++) {
        if (!cv_chart_has_interval(p->chart, s))
            continue;
        const unsigned colour = cv_colour_mix(p->theme->page, cv_waves_colour(p->chart, s).mark, 0.4);
        for (size_t side = 0; side < SIDES; side++) {
            const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, part_of(p), side, s);
            if (!is_drawn(mark) || !isfinite(mark->estimate->low) || !isfinite(mark->estimate->high))
                continue;
            const double x = cv_panel_x(&p->panel, (double)side) + lane * (at - (lanes - 1) / 2);
            cv_scene_add_line(p->scene, (cv_scene_line){.x = x,
                                                        .y = cv_panel_y(&p->panel, mark->estimate->low),
                                                        .to_x = x,
                                                        .to_y = cv_panel_y(&p->panel, mark->estimate->high),
                                                        .colour = colour,
                                                        .width = 0.7 * p->scene->radius});
        }
        at++;
    }
}

/* ---- plots ---- */

static void plot_line(const plan *p, int series)
{
    const bool lit = cv_chart_is_lit(p->chart, series);
    const double width = length_of(p, lit && p->chart->series_count <= CV_SERIES_MOST ? line_width : rest_width);
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_waves_block(to, p->chart, 0, series);
    cv_buffer_format(to,
                     " using (x1($1 == first ? 0 : 1)):(y1($2)) with linespoints pointtype 7 pointsize %s linewidth ",
                     lit ? "dot" : "0.8*dot");
    cv_scene_number(to, width);
    cv_buffer_format(to, " linecolor rgb '#%06x' title ", cv_waves_colour(p->chart, series).mark);
    cv_rows_title(p->chart, to, series);
}

static void plot_lines(const plan *p)
{
    cv_buffer *to = &p->scene->data;
    cv_buffer_add(to, "# the first column's wave; then a line: wave, value, lower and upper limit\nfirst = ");
    cv_buffer_add_number(to, p->waves.at[0]);
    cv_buffer_add_char(to, '\n');
    for (int lit = 0; lit < 2; lit++)
        for (int s = cv_waves_first_series(p->chart); s < (int)p->chart->series_count && p->scene->status == CV_OK; s++)
            if (cv_chart_is_lit(p->chart, s) == (lit == 1) && cv_waves_has(p->chart, &p->waves, part_of(p), s)) {
                cv_waves_write_block(p->chart, &p->waves, 0, s, p->scene);
                plot_line(p, s);
            }
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    plan p = {.chart = chart, .scene = scene, .theme = chart->theme};
    cv_waves_find(chart, scene, &p.waves);
    if (scene->status != CV_OK || !check(&p))
        return;
    lay_out(&p, words);
    if (scene->status != CV_OK)
        return;
    place_rules(&p);
    place_intervals(&p);
    for (size_t side = 0; side < SIDES; side++)
        cv_waves_write_ends(chart, scene, &p.sides[side],
                            side == 0 ? p.panel.left - length_of(&p, 26) : p.panel.right + length_of(&p, 26),
                            side == 0);
    plot_lines(&p);
}

const cv_plot_kind cv_plot_slope = {.noun = CV_PHRASE("Slope chart"),
                                    .shape = {.series = CV_SERIES_FIRST,
                                              .series_most = LINES_MOST,
                                              .intervals_most = INTERVALS_MOST,
                                              .bases_below = true},
                                    .draw = draw};
