/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and names at the ends of a line chart's lines. */
#include <math.h>

#include "plot/line_private.h"

/* Pixels of the default theme. */
static const double name_most = 400; /* the widest name at a line's end */

static const char dash[] = "\xe2\x80\x93";

/* The last drawn mark of a line, or the first. */
static const cv_chart_mark *end_of(const cv_lines *p, size_t part, int series, bool last, size_t *wave)
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
static void list_ends(cv_lines *p)
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
        if (!cv_waves_is_named(chart, s))
            continue;
        const cv_chart_mark *mark = end_of(p, 0, s, true, &wave);
        bool whole = mark != NULL && wave + 1 == p->waves.count;
        p->names.ends[p->names.count++] = (cv_waves_end){.series = s, .value = whole ? mark->text : dash};
        mark = end_of(p, 0, s, false, &wave);
        if (mark != NULL && wave == 0 && p->waves.count > 1)
            p->firsts.ends[p->firsts.count++] = (cv_waves_end){.series = s, .value = mark->text};
    }
}

static void find_ends(cv_lines *p, cv_waves_column *column, bool last)
{
    const cv_panel plot = cv_lines_plot(p, 0);
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
static void measure_firsts(cv_lines *p, double room)
{
    cv_waves_column *firsts = &p->firsts;
    firsts->size = fmin(p->names.size, p->theme->size.legend);
    for (size_t i = 0; i < firsts->count; i++)
        firsts->value_width = fmax(firsts->value_width, cv_text_width(firsts->ends[i].value, firsts->size, true));
    if (1.36 * firsts->size * (double)firsts->count > 0.8 * room)
        firsts->count = 0;
    p->inset_left = firsts->count > 0 ? firsts->value_width + cv_lines_length(p, 46) : cv_lines_length(p, 30);
    p->inset_right = cv_lines_length(p, 16);
}

/* ---- values of a line alone ---- */

/* Whether every value of the only line has room above or below its point. */
static bool all_values(const cv_lines *p, const cv_panel *plot)
{
    for (size_t i = 0; i < p->waves.count; i++) {
        const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, &p->waves.parts[0], i, CV_NO_SERIES);
        if (mark != NULL && cv_text_width(mark->text, p->value_size, true) > cv_lines_room(p, plot, i))
            return false;
    }
    return true;
}

static double value_at(const cv_lines *p, size_t part, size_t wave)
{
    const cv_chart_mark *mark = cv_waves_mark(p->chart, &p->waves, &p->waves.parts[part], wave, CV_NO_SERIES);
    return mark != NULL && mark->drawn ? mark->estimate->estimate : (double)NAN;
}

/* A value stands below its point where the line comes down to it and goes up from there. */
static bool stands_below(const cv_lines *p, size_t part, size_t wave)
{
    const double value = value_at(p, part, wave);
    const double before = wave > 0 ? value_at(p, part, wave - 1) : (double)NAN;
    const double after = wave + 1 < p->waves.count ? value_at(p, part, wave + 1) : (double)NAN;
    return !(before <= value) && !(after <= value) && !(isnan(before) && isnan(after));
}

static void place_values(const cv_lines *p, size_t part)
{
    const cv_panel plot = cv_lines_plot(p, part);
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

/* In small charts the first and the last value stand beside their points, where the line does not go. */
static void place_side_values(const cv_lines *p, size_t part)
{
    const cv_panel plot = cv_lines_plot(p, part);
    for (int last = 0; last < 2; last++) {
        size_t wave = 0;
        const cv_chart_mark *mark = end_of(p, part, CV_NO_SERIES, last == 1, &wave);
        const bool beside = mark != NULL && wave == (last == 1 ? p->waves.count - 1 : 0);
        if (!beside || p->side_values < 2 - last || (last == 0 && p->waves.count == 1))
            continue;
        const double away = 1.3 * p->scene->radius + 0.25 * p->value_size;
        cv_scene_add_text(p->scene,
                          (cv_scene_text){.text = mark->text,
                                          .x = cv_panel_x(&plot, p->waves.at[wave]) + (last == 1 ? away : -away),
                                          .y = cv_panel_y(&plot, mark->estimate->estimate),
                                          .size = p->value_size,
                                          .bold = true,
                                          .colour = p->theme->accent.text,
                                          .align = last == 1 ? 'l' : 'r'});
    }
}

static double widest_value(const cv_lines *p)
{
    double width = 0;
    for (size_t m = 0; m < p->chart->mark_count; m++)
        if (p->chart->marks[m].drawn)
            width = fmax(width, cv_text_width(p->chart->marks[m].text, p->value_size, true));
    return width;
}

/* Small charts of one line have values beside its ends, as far as they leave enough of its width. */
static void measure_sides(cv_lines *p)
{
    const cv_panel panel = cv_lines_panel(p, 0);
    const double width = panel.right - panel.left, air = cv_lines_length(p, 14);
    const double side = widest_value(p) + 1.3 * p->scene->radius + 0.35 * p->value_size;
    p->side_values = p->chart->series_count > 0 ? 0 : 3 * side < width + side / 2 ? 2 : 2 * side < width ? 1 : 0;
    p->inset_left = p->side_values == 2 ? side : air;
    p->inset_right = p->side_values >= 1 ? side : air;
}

/* Names beside the lines take their width from the panel. */
void cv_lines_measure_ends(cv_lines *p)
{
    const double room = p->bottom - p->top - p->foot_height;
    if (p->several) {
        measure_sides(p);
        return;
    }
    if (p->chart->series_count == 0) {
        p->inset_left = p->inset_right = fmax(widest_value(p) / 2 + cv_lines_length(p, 6), cv_lines_length(p, 60));
        return;
    }
    list_ends(p);
    const double most = fmin(cv_lines_length(p, name_most), 0.26 * p->theme->width);
    if (p->scene->status != CV_OK)
        return;
    if (!cv_waves_fit_names(p->chart, p->scene, &p->names, most, room)) {
        cv_lines_fail_too_many(p);
        return;
    }
    p->names_x = p->theme->width - p->theme->margin - p->names.name_width - p->names.value_width - 0.35 * p->names.size;
    measure_firsts(p, room);
}

void cv_lines_place_ends(cv_lines *p)
{
    if (p->chart->series_count == 0) {
        for (size_t part = 0; part < p->waves.part_count; part++)
            p->several ? place_side_values(p, part) : place_values(p, part);
        return;
    }
    if (p->several)
        return;
    const cv_panel plot = cv_lines_plot(p, 0);
    find_ends(p, &p->names, true);
    find_ends(p, &p->firsts, false);
    cv_waves_write_ends(p->chart, p->scene, &p->names, p->names_x, false);
    cv_waves_write_ends(p->chart, p->scene, &p->firsts, plot.left - cv_lines_length(p, 20), true);
}
