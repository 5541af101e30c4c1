/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/waves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "plot/spread.h"

static const double line_pitch = 1.18;
static const double label_gap = 0.18;  /* between labels of a column, of their size */
static const double tight_gap = -0.12; /* of lines that have room between them by themselves */

/* ---- waves and parts ---- */

static int compare_places(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* The waves' places on their axis, each once, in order. */
static size_t list_places(const cv_chart *chart, int32_t *places)
{
    size_t count = 0;
    for (size_t r = 0; r < chart->row_count; r++)
        places[r] = chart->rows[r].place;
    qsort(places, chart->row_count, sizeof(*places), compare_places);
    for (size_t r = 0; r < chart->row_count; r++)
        if (count == 0 || places[count - 1] != places[r])
            places[count++] = places[r];
    return count;
}

static bool are_numbers(cv_waves *waves)
{
    for (size_t i = 0; i < waves->count; i++)
        if (!cv_number_parse(waves->labels[i], strlen(waves->labels[i]), '.', &waves->at[i]) ||
            !isfinite(waves->at[i]) || (i > 0 && waves->at[i] <= waves->at[i - 1]))
            return false;
    return true;
}

static void name_waves(const cv_chart *chart, const int32_t *places, cv_waves *waves)
{
    for (size_t r = 0; r < chart->row_count; r++) {
        size_t wave = 0;
        while (places[wave] != chart->rows[r].place)
            wave++;
        waves->wave_of[r] = wave;
        waves->labels[wave] = chart->rows[r].label;
    }
    waves->to_scale = are_numbers(waves);
    for (size_t i = 0; i < waves->count && !waves->to_scale; i++)
        waves->at[i] = (double)i;
}

static bool begins_part(const cv_chart *chart, size_t row)
{
    return row == 0 || chart->rows[row].panel != chart->rows[row - 1].panel || chart->rows[row].heading != NULL;
}

static void cut_parts(const cv_chart *chart, cv_scene *scene, cv_waves *waves)
{
    for (size_t r = 0; r < chart->row_count; r++) {
        if (begins_part(chart, r)) {
            const char *panel = chart->panel_count > 0 ? chart->panels[chart->rows[r].panel] : NULL;
            const char *heading = chart->rows[r].heading;
            const char *title = panel != NULL && heading != NULL
                                    ? cv_scene_format(scene, "%s \xc2\xb7 %s", panel, heading)
                                : panel != NULL ? panel
                                                : heading;
            waves->parts[waves->part_count++] = (cv_waves_part){.title = title, .first = r};
        }
        waves->parts[waves->part_count - 1].count++;
    }
}

void cv_waves_find(cv_chart *chart, cv_scene *scene, cv_waves *to)
{
    *to = (cv_waves){0};
    int32_t *places = cv_arena_array(&chart->arena, chart->row_count, sizeof(*places));
    to->wave_of = cv_arena_array(&chart->arena, chart->row_count, sizeof(*to->wave_of));
    to->labels = cv_arena_array(&chart->arena, chart->row_count, sizeof(*to->labels));
    to->at = cv_arena_array(&chart->arena, chart->row_count, sizeof(*to->at));
    to->parts = cv_arena_array(&chart->arena, chart->row_count, sizeof(*to->parts));
    if (places == NULL || to->wave_of == NULL || to->labels == NULL || to->at == NULL || to->parts == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    to->count = list_places(chart, places);
    name_waves(chart, places, to);
    cut_parts(chart, scene, to);
}

/* ---- lines ---- */

int cv_waves_first_series(const cv_chart *chart)
{
    return chart->series_count > 0 ? 0 : CV_NO_SERIES;
}

bool cv_waves_is_named(const cv_chart *chart, int series)
{
    enum { MANY = 12 };
    bool any = false;
    for (int i = 0; i < (int)chart->series_count; i++)
        any = any || cv_chart_is_lit(chart, i);
    return !any || chart->series_count <= MANY || cv_chart_is_lit(chart, series);
}

cv_plot_colour cv_waves_colour(const cv_chart *chart, int series)
{
    enum { HUES = CV_SERIES_MOST - 1 }; /* the last one is grey, as what is not highlighted */
    size_t lit = 0, before = 0;
    if (series < 0)
        return chart->theme->accent;
    if (!cv_chart_is_lit(chart, series))
        return chart->theme->rest;
    for (size_t i = 0; i < chart->series_count; i++) {
        lit += cv_chart_is_lit(chart, (int)i);
        before += (int)i < series && cv_chart_is_lit(chart, (int)i);
    }
    return lit == 1 ? chart->theme->accent : chart->theme->series[before % HUES].colour;
}

const cv_chart_mark *cv_waves_mark(const cv_chart *chart, const cv_waves *waves, const cv_waves_part *part, size_t wave,
                                   int series)
{
    for (size_t r = part->first; r < part->first + part->count; r++)
        if (waves->wave_of[r] == wave)
            return cv_chart_find(chart, r, series);
    return NULL;
}

bool cv_waves_has(const cv_chart *chart, const cv_waves *waves, const cv_waves_part *part, int series)
{
    for (size_t wave = 0; wave < waves->count; wave++) {
        const cv_chart_mark *mark = cv_waves_mark(chart, waves, part, wave, series);
        if (mark != NULL && mark->drawn)
            return true;
    }
    return false;
}

bool cv_waves_extent(const cv_chart *chart, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        const cv_estimate *e = mark->estimate;
        if (!mark->drawn)
            continue;
        bool interval = cv_chart_has_interval(chart, mark->series);
        *low = fmin(*low, interval && isfinite(e->low) ? fmin(e->low, e->estimate) : e->estimate);
        *high = fmax(*high, interval && isfinite(e->high) ? fmax(e->high, e->estimate) : e->estimate);
    }
    return *low <= *high;
}

void cv_waves_block(cv_buffer *to, const cv_chart *chart, size_t part, int series)
{
    (void)chart;
    cv_buffer_add(to, "$line");
    if (part > 0)
        cv_buffer_format(to, "%zu_", part + 1);
    cv_buffer_format(to, "%d", series < 0 ? 1 : series + 1);
}

static void write_number(cv_buffer *to, double number, const char *behind)
{
    cv_buffer_add_number(to, number);
    cv_buffer_add(to, behind);
}

void cv_waves_write_block(const cv_chart *chart, const cv_waves *waves, size_t part, int series, cv_scene *scene)
{
    cv_buffer *to = &scene->data;
    const bool interval = cv_chart_has_interval(chart, series);
    bool begun = false, gap = false;
    cv_waves_block(to, chart, part, series);
    cv_buffer_add(to, " << EOD\n");
    for (size_t wave = 0; wave < waves->count; wave++) {
        const cv_chart_mark *mark = cv_waves_mark(chart, waves, &waves->parts[part], wave, series);
        if (mark == NULL || !mark->drawn) {
            gap = begun;
            continue;
        }
        const cv_estimate *e = mark->estimate;
        cv_buffer_add(to, gap ? "\n" : "");
        write_number(to, waves->at[wave], " ");
        write_number(to, e->estimate, " ");
        write_number(to, interval && isfinite(e->low) ? e->low : e->estimate, " ");
        write_number(to, interval && isfinite(e->high) ? e->high : e->estimate, "\n");
        begun = true;
        gap = false;
    }
    cv_buffer_add(to, "EOD\n");
}

/* ---- labels at the ends ---- */

static double height_of(const cv_waves_column *column, const cv_waves_end *end)
{
    double lines = fmax((double)end->name.count, 1);
    return column->size * (line_pitch * lines + (column->tight ? tight_gap : label_gap));
}

/* @return the column's height; *cut whether a name is not whole */
static double fit_at(cv_chart *chart, cv_scene *scene, cv_waves_column *column, double most, size_t lines, bool *cut)
{
    double height = 0;
    column->value_width = column->name_width = 0;
    *cut = false;
    for (size_t i = 0; i < column->count; i++) {
        cv_waves_end *end = &column->ends[i];
        const cv_text_box box = {column->size, column->size, false, most, lines};
        end->name = end->series < 0 ? (cv_text_lines){.size = column->size}
                                    : cv_scene_fit(scene, chart->series[end->series], box);
        *cut = *cut || end->name.cut;
        column->name_width = fmax(column->name_width, end->name.width);
        column->value_width = fmax(column->value_width, cv_text_width(end->value, column->size, true));
        height += height_of(column, end);
    }
    return height;
}

bool cv_waves_fit_names(cv_chart *chart, cv_scene *scene, cv_waves_column *column, double most, double room)
{
    const cv_theme *theme = chart->theme;
    bool cut;
    for (column->size = theme->size.legend; scene->status == CV_OK; column->size--) {
        const bool last = column->size - 1 < theme->size.least;
        column->size = last ? theme->size.least : column->size;
        for (size_t lines = 1; lines <= 3; lines++) /* one line where the names fit in one */
            if (fit_at(chart, scene, column, most, lines, &cut) <= room && !cut)
                return true;
        if (last)
            break;
    }
    column->tight = fit_at(chart, scene, column, most, 1, &cut) > room;
    return fit_at(chart, scene, column, most, 1, &cut) <= room;
}

static int compare_ends(const void *left, const void *right)
{
    const cv_waves_end *a = left, *b = right;
    return (a->centre > b->centre) - (a->centre < b->centre);
}

void cv_waves_spread(cv_scene *scene, cv_waves_column *column, double top, double bottom)
{
    cv_spread *labels = cv_arena_array(scene->arena, column->count + 1, sizeof(*labels));
    if (labels == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    for (size_t i = 0; i < column->count; i++) { /* what is not drawn stands last */
        const cv_waves_end *end = &column->ends[i];
        labels[i] =
            (cv_spread){.wanted = isnan(end->y) ? bottom + 1 : end->y, .height = height_of(column, end), .which = i};
    }
    cv_spread_labels(labels, column->count, top, bottom);
    for (size_t i = 0; i < column->count; i++)
        column->ends[labels[i].which].centre = labels[i].centre;
    qsort(column->ends, column->count, sizeof(*column->ends), compare_ends);
}

static void write_leader(const cv_chart *chart, cv_scene *scene, const cv_waves_column *column, const cv_waves_end *end,
                         double x)
{
    const double reach = fabs(x - end->x);
    if (isnan(end->y) || (fabs(end->centre - end->y) < 0.55 * column->size && reach < 8 * scene->radius))
        return;
    const double sign = x > end->x ? 1 : -1;
    cv_scene_add_line(scene, (cv_scene_line){.x = end->x + sign * 1.5 * scene->radius,
                                             .y = end->y,
                                             .to_x = x - sign * 0.3 * scene->radius,
                                             .to_y = end->centre,
                                             .width = 1.5,
                                             .dashed = reach >= 8 * scene->radius, /* it is no part of the line */
                                             .colour = cv_waves_colour(chart, end->series).mark});
}

void cv_waves_write_ends(const cv_chart *chart, cv_scene *scene, const cv_waves_column *column, double x, bool left)
{
    const double sign = left ? -1 : 1, gap = 0.35 * column->size;
    const double names = x + sign * (column->value_width > 0 ? column->value_width + gap : 0);
    for (size_t i = 0; i < column->count; i++) {
        const cv_waves_end *end = &column->ends[i];
        const bool drawn = !isnan(end->y);
        const unsigned colour = drawn ? cv_waves_colour(chart, end->series).text : chart->theme->faint;
        const double pitch = line_pitch * column->size;
        write_leader(chart, scene, column, end, x);
        cv_scene_add_text(scene, (cv_scene_text){.text = end->value,
                                                 .x = left ? x : x + column->value_width,
                                                 .y = end->centre,
                                                 .size = column->size,
                                                 .bold = drawn,
                                                 .colour = colour,
                                                 .align = 'r'});
        const cv_scene_text look = {.x = names,
                                    .y = end->centre - pitch * ((double)end->name.count - 1) / 2,
                                    .colour = colour,
                                    .align = left ? 'r' : 'l'};
        cv_scene_add_lines(scene, &end->name, look, pitch);
    }
}
