/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences, ratios and coefficients with their intervals about the line of no difference: a forest plot. */
#include <math.h>

#include "plot/effects.h"
#include "plot/kind.h"
#include "plot/rows.h"

enum { STEPS_MOST = 7 };

/* Room on both sides for intervals, none for one of them that has no end. */
static cv_scale choose_scale(const cv_effects *effects)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < effects->count; i++) {
        const cv_effect *effect = &effects->items[i];
        if (!isfinite(effect->value) || (effects->ratios && !(effect->value > 0)))
            continue;
        low = fmin(low, isfinite(effect->low) && (!effects->ratios || effect->low > 0) ? effect->low : effect->value);
        high = fmax(high, isfinite(effect->high) ? effect->high : effect->value);
    }
    if (effects->ratios)
        return cv_scale_choose_log(low, high, STEPS_MOST);
    if (!(low <= high)) { /* nothing is drawn */
        low = -10 * effects->style.scale;
        high = -low;
    }
    return cv_scale_choose(fmin(low, 0), fmax(high, 0), false, false, STEPS_MOST); /* no difference is always there */
}

static void place_line(const cv_chart *chart, const cv_rows *rows, bool ratios, cv_scene *scene)
{
    const double x = cv_panel_x(&rows->panel, ratios ? 1 : 0);
    cv_scene_add_line(scene, (cv_scene_line){.x = x,
                                             .y = rows->panel.top,
                                             .to_x = x,
                                             .to_y = rows->panel.bottom,
                                             .colour = chart->theme->rule,
                                             .width = 2.5});
}

/* ---- the columns of values and intervals ---- */

/* "+6 to +12"; "" where there is no interval. */
static const char *interval_text(const cv_chart *chart, cv_scene *scene, const cv_effect *effect)
{
    if (!isfinite(effect->low) || !isfinite(effect->high) || !isfinite(effect->value))
        return "";
    const char *low = cv_scene_value(scene, &chart->style, effect->low);
    const char *high = cv_scene_value(scene, &chart->style, effect->high);
    return cv_scene_format(scene, "%s%s%s", low, cv_say(chart->language, " to "), high);
}

/* Values in a column right of the axis, on wide pages with their intervals. Takes its width from the axis. */
static void place_values(const cv_chart *chart, cv_scene *scene, const cv_effects *effects, cv_rows *rows)
{
    const cv_theme *theme = chart->theme;
    const double gap = cv_theme_length(theme, 22), size = rows->base_size;
    const bool wide = theme->width > 1.5 * theme->height;
    double value = 0, interval = 0;
    for (size_t m = 0; m < effects->count; m++) {
        const char *text = chart->marks[m].text;
        value = fmax(value, chart->marks[m].drawn ? cv_text_width(text, rows->value_size, true)
                                                  : cv_text_width(text, rows->base_size, false));
        if (wide)
            interval = fmax(interval, cv_text_width(interval_text(chart, scene, &effects->items[m]), size, false));
    }
    const double right = theme->width - theme->margin - rows->base_width - gap;
    const double values = right - (interval > 0 ? interval + gap : 0);
    for (size_t m = 0; m < effects->count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        cv_scene_text look = {.text = mark->text,
                              .x = values,
                              .y = rows->mark_y[m],
                              .size = mark->drawn ? rows->value_size : size,
                              .bold = mark->drawn && !effects->items[m].reference,
                              .colour = mark->drawn ? mark->colour.text : theme->faint,
                              .align = 'r'};
        cv_scene_add_text(scene, look);
        look = (cv_scene_text){.text = wide ? interval_text(chart, scene, &effects->items[m]) : "",
                               .x = right,
                               .y = rows->mark_y[m],
                               .size = size,
                               .colour = theme->faint,
                               .align = 'r'};
        cv_scene_add_text(scene, look);
    }
    rows->right = values - value - gap;
}

/* ---- the axis and its data ---- */

static double limit(double value, double otherwise, const cv_scale *scale)
{
    return isnan(value) ? otherwise : fmax(scale->low, fmin(scale->high, value));
}

static void write_block(const cv_chart *chart, const cv_rows *rows, const cv_effects *effects, bool significant,
                        cv_scene *scene)
{
    cv_buffer *to = &scene->data;
    cv_buffer_format(to, "%s << EOD\n", significant ? "$significant" : "$others");
    for (size_t m = 0; m < effects->count; m++) {
        const cv_effect *effect = &effects->items[m];
        if (effect->significant != significant || !chart->marks[m].drawn)
            continue;
        const double columns[] = {effect->value, rows->mark_y[m], limit(effect->low, effect->value, &rows->panel.x),
                                  limit(effect->high, effect->value, &rows->panel.x)};
        for (size_t i = 0; i < 4; i++) {
            cv_buffer_add_number(to, i == 1 ? round(columns[i] * 1e4) / 1e4 : columns[i]);
            cv_buffer_add_char(to, i < 3 ? ' ' : '\n');
        }
    }
    cv_buffer_add(to, "EOD\n");
}

/* Significant ones have full points in the accent colour, the others hollow ones in grey. */
static void plot_block(const cv_chart *chart, const cv_rows *rows, bool significant, cv_scene *scene)
{
    const cv_theme *theme = chart->theme;
    const char *block = significant ? "$significant" : "$others";
    cv_buffer *to = cv_scene_plot(scene);
    cv_buffer_format(to, "%s using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize dot linewidth ",
                     block);
    cv_scene_number(to, rows->radius * (significant ? 4 : 2.8) / 11);
    cv_buffer_format(to, " linecolor rgb '#%06x' title ", significant ? theme->accent.mark : theme->rest.mark);
    cv_text_quote(to, cv_say(chart->language, significant ? "Significant" : "Not significant"));
    if (significant)
        return;
    to = cv_scene_plot(scene);
    cv_buffer_format(to, "%s using (x1($1)):2 with points pointtype 7 pointsize 0.62*dot linecolor rgb '#%06x' notitle",
                     block, theme->page);
}

static bool has(const cv_chart *chart, const cv_effects *effects, bool significant)
{
    for (size_t m = 0; m < effects->count; m++)
        if (effects->items[m].significant == significant && chart->marks[m].drawn)
            return true;
    return false;
}

static void compare(cv_chart *chart, cv_scene *scene, cv_scene_words *words)
{
    cv_effects effects;
    cv_rows rows;
    if (chart->result->model != NULL)
        cv_effects_of_model(chart, scene, &effects);
    else
        cv_effects_of_result(chart, scene, &effects);
    cv_effects_fill(chart, scene, &effects, cv_plot_forest.noun);
    if (scene->status != CV_OK)
        return;
    *words = cv_chart_scene_words(chart);
    const cv_scale scale = choose_scale(&effects);
    const cv_rows_style style = {.lane_most = 84, .scale = &scale, .no_values = true};
    cv_rows_place(chart, &style, scene, words, &rows);
    if (scene->status != CV_OK)
        return;
    place_values(chart, scene, &effects, &rows);
    cv_rows_axis(chart, scene, &rows);
    if (scene->status != CV_OK)
        return;
    place_line(chart, &rows, effects.ratios, scene);
    cv_buffer_add(&scene->data, "# value, height on the page, lower and upper limit\n");
    for (int significant = 0; significant < 2; significant++)
        if (has(chart, &effects, significant == 1)) {
            write_block(chart, &rows, &effects, significant == 1, scene);
            plot_block(chart, &rows, significant == 1, scene);
        }
}

const cv_plot_kind cv_plot_forest = {.noun = CV_PHRASE("Forest plot"), .compare = compare};
