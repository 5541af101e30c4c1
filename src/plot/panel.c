/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/panel.h"

#include <math.h>

enum { TICS_MOST = 40 };

/* What is linear along the axis. */
static double along(const cv_scale *scale, double value)
{
    return scale->log ? log(value) : value;
}

/* How far along the axis a value is: from 0 to 1. */
static double share_of(const cv_scale *scale, double value)
{
    const double low = along(scale, scale->low);
    return (along(scale, value) - low) / (along(scale, scale->high) - low);
}

double cv_panel_x(const cv_panel *panel, double value)
{
    return panel->left + share_of(&panel->x, value) * (panel->right - panel->left);
}

double cv_panel_y(const cv_panel *panel, double value)
{
    return panel->bottom - share_of(&panel->y, value) * (panel->bottom - panel->top);
}

/* 0.55 instead of 0.5500000000000001: what multiplying left behind the twelfth digit. */
static double plain(double number)
{
    double unit = number == 0 ? 1 : pow(10, 11 - floor(log10(fabs(number))));
    return round(number * unit) / unit;
}

cv_scale cv_scale_choose(double low, double high, bool share, bool from_zero, int most)
{
    if (!(low <= high)) {
        low = 0;
        high = 1;
    }
    if (from_zero) {
        low = fmin(low, 0);
        high = fmax(high, 0);
    }
    if (high - low <= 1e-9 * fmax(fabs(low), fabs(high))) { /* one value without an interval, or nothing but zeros */
        double around = share ? 0.05 : low == 0 ? 1 : fabs(low) / 10;
        low -= from_zero ? 0 : around;
        high += around;
    }
    double air = from_zero ? 0 : 0.03 * (high - low);
    low = share ? fmax(low - air, low < 0 ? -1 : 0) : low - air;
    high = share ? fmin(high + air, 1) : high + air;
    double step = cv_value_step(high - low, most);
    return (cv_scale){
        .low = plain(floor(low / step + 1e-9) * step), .high = plain(ceil(high / step - 1e-9) * step), .step = step};
}

cv_scale cv_scale_choose_log(double low, double high, int most)
{
    if (!(low <= high))
        low = high = 1;
    low = fmin(low, 1);
    high = fmax(high, 1);
    if (high / low < 1.02) {
        low /= 1.1;
        high *= 1.1;
    }
    const double air = pow(high / low, 0.03);
    cv_scale scale = {low / air, high * air, 0, true};
    if (high / low < 5)
        scale.step = cv_value_step(scale.high - scale.low, most);
    return scale;
}

static void write_function(cv_buffer *to, char axis, int number, const cv_scale *scale, double origin, double reach)
{
    const double low = along(scale, scale->low);
    cv_buffer_format(to, "%c%d(v) = ", axis, number);
    cv_buffer_add_number(to, round(origin * 1e6) / 1e6);
    cv_buffer_format(to, scale->log ? " + (log(v) - " : " + (v - ");
    cv_buffer_add_number(to, low);
    cv_buffer_add(to, ") * ");
    cv_buffer_add_number(to, reach / (along(scale, scale->high) - low));
    cv_buffer_add_char(to, '\n');
}

void cv_panel_write(cv_scene *scene, const cv_panel *panel)
{
    write_function(&scene->data, 'x', panel->number, &panel->x, panel->left, panel->right - panel->left);
    if (panel->y.high > panel->y.low)
        write_function(&scene->data, 'y', panel->number, &panel->y, panel->bottom, panel->top - panel->bottom);
}

void cv_panel_add(cv_buffer *to, const cv_panel *panel, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '#')
            cv_buffer_format(to, "%d", panel->number);
        else
            cv_buffer_add_char(to, *text);
}

void cv_panel_head(cv_scene *scene, const cv_panel *panel, double height, const char *name, const char *base,
                   unsigned colour)
{
    const cv_theme *theme = scene->theme;
    const double size = fmin(0.95 * theme->size.label, height / 1.6), small = fmin(0.9 * theme->size.base, size);
    const double least = fmax(theme->size.least, 0.7 * size), width = panel->right - panel->left;
    const double y = panel->top - 0.66 * height, apart = cv_theme_length(theme, 16);
    const double base_width = cv_text_width(base, small, false);
    bool both = base[0] != '\0' && cv_text_width(name, size, true) + apart + base_width <= width;
    const cv_text_box box = {size, fmin(least, size), true, both ? width - apart - base_width : width, 1};
    cv_text_lines line = cv_scene_fit(scene, name, box);
    cv_scene_add_lines(scene, &line,
                       (cv_scene_text){.x = panel->left, .y = y, .bold = true, .colour = colour, .align = 'l'}, 0);
    if (both)
        cv_scene_add_text(
            scene, (cv_scene_text){
                       .text = base, .x = panel->right, .y = y, .size = small, .colour = theme->faint, .align = 'r'});
}

/* Multiples of the step. */
static size_t list_steps(const cv_scale *scale, double tics[TICS_MOST])
{
    const double first = ceil(scale->low / scale->step - 1e-9), last = floor(scale->high / scale->step + 1e-9);
    size_t count = 0;
    for (double i = first; i <= last && count < TICS_MOST; i++)
        tics[count++] = i * scale->step;
    return count;
}

/* Of an axis of ratios: 1, 2, 5, 10, ...; over many powers of ten these alone, or some of them. */
static size_t list_powers(const cv_scale *scale, double tics[TICS_MOST])
{
    static const double digits[] = {1, 2, 5};
    const double first = floor(log10(scale->low)), last = ceil(log10(scale->high));
    const size_t each = last - first <= 3 ? 3 : 1;
    const double apart = fmax(1, ceil((last - first) / 8));
    size_t count = 0;
    for (double power = first; power <= last; power++)
        for (size_t i = 0; i < each; i++) {
            const double value = digits[i] * pow(10, power);
            if (fmod(power, apart) == 0 && value >= scale->low && value <= scale->high && count < TICS_MOST)
                tics[count++] = value;
        }
    return count;
}

static size_t list_tics(const cv_scale *scale, double tics[TICS_MOST])
{
    return scale->step > 0 ? list_steps(scale, tics) : scale->log ? list_powers(scale, tics) : 0;
}

static const char *tic_text(cv_scene *scene, const cv_scale *scale, const cv_value_style *style, double value)
{
    const cv_value_style tics = cv_value_for_tics(style, scale->step > 0 ? scale->step : value);
    return cv_scene_value(scene, &tics, value);
}

void cv_panel_tics_x(cv_scene *scene, const cv_panel *panel, const cv_value_style *style)
{
    const cv_theme *theme = scene->theme;
    double tics[TICS_MOST];
    const size_t count = list_tics(&panel->x, tics);
    for (size_t i = 0; i < count && scene->status == CV_OK; i++) {
        const double x = cv_panel_x(panel, tics[i]);
        cv_scene_add_line(scene, (cv_scene_line){x, panel->top, x, panel->bottom, theme->grid, 1.5, false, false});
        cv_scene_add_text(scene, (cv_scene_text){.text = tic_text(scene, &panel->x, style, tics[i]),
                                                 .x = x,
                                                 .y = panel->bottom + 1.4 * theme->size.tic,
                                                 .size = theme->size.tic,
                                                 .colour = theme->quiet,
                                                 .align = 'c'});
    }
}

void cv_panel_title_x(cv_scene *scene, const cv_panel *panel, const char *title)
{
    const double size = scene->theme->size.tic;
    const cv_text_box box = {size, scene->theme->size.least, false, panel->right - panel->left, 1};
    cv_text_lines lines = cv_scene_fit(scene, title, box);
    const cv_scene_text look = {.x = (panel->left + panel->right) / 2,
                                .y = panel->bottom + 3.1 * size,
                                .colour = scene->theme->quiet,
                                .align = 'c'};
    cv_scene_add_lines(scene, &lines, look, 0);
}

void cv_panel_grid_y(cv_scene *scene, const cv_panel *panel)
{
    double tics[TICS_MOST];
    const size_t count = list_tics(&panel->y, tics);
    for (size_t i = 0; i < count && scene->status == CV_OK; i++) {
        const double y = cv_panel_y(panel, tics[i]);
        cv_scene_add_line(scene,
                          (cv_scene_line){panel->left, y, panel->right, y, scene->theme->grid, 1.5, false, false});
    }
}

void cv_panel_tics_y(cv_scene *scene, const cv_panel *panel, const cv_value_style *style)
{
    const cv_theme *theme = scene->theme;
    double tics[TICS_MOST];
    const size_t count = list_tics(&panel->y, tics);
    cv_panel_grid_y(scene, panel);
    for (size_t i = 0; i < count && scene->status == CV_OK; i++)
        cv_scene_add_text(scene, (cv_scene_text){.text = tic_text(scene, &panel->y, style, tics[i]),
                                                 .x = panel->left - 0.75 * theme->size.tic,
                                                 .y = cv_panel_y(panel, tics[i]),
                                                 .size = theme->size.tic,
                                                 .colour = theme->quiet,
                                                 .align = 'r'});
}

double cv_panel_tics_width(cv_scene *scene, const cv_scale *scale, const cv_value_style *style)
{
    double tics[TICS_MOST], width = 0;
    const size_t count = list_tics(scale, tics);
    for (size_t i = 0; i < count; i++)
        width = fmax(width, cv_text_width(tic_text(scene, scale, style, tics[i]), scene->theme->size.tic, false));
    return width + 0.75 * scene->theme->size.tic;
}

bool cv_panel_has_room(cv_scene *scene, const cv_panel *panel, const cv_chart_spec *spec)
{
    const double least = 5 * scene->theme->size.tic;
    if (panel->bottom - panel->top >= least && panel->right - panel->left >= least)
        return true;
    cv_scene_fail(scene,
                  cv_fail_expected(scene->messages, CV_USAGE, spec->place, "a larger page or smaller type (key theme)",
                                   NULL, "chart '%s' has no room on its page", spec->name.text));
    return false;
}
