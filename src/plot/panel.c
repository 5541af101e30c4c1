/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/panel.h"

#include <math.h>

double cv_panel_x(const cv_panel *panel, double value)
{
    return panel->left + (value - panel->x.low) / (panel->x.high - panel->x.low) * (panel->right - panel->left);
}

double cv_panel_y(const cv_panel *panel, double value)
{
    return panel->bottom - (value - panel->y.low) / (panel->y.high - panel->y.low) * (panel->bottom - panel->top);
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
    return (cv_scale){plain(floor(low / step + 1e-9) * step), plain(ceil(high / step - 1e-9) * step), step};
}

static void write_function(cv_buffer *to, char axis, int number, double origin, double low, double unit)
{
    cv_buffer_format(to, "%c%d(v) = ", axis, number);
    cv_buffer_add_number(to, round(origin * 1e6) / 1e6);
    cv_buffer_add(to, " + (v - ");
    cv_buffer_add_number(to, low);
    cv_buffer_add(to, ") * ");
    cv_buffer_add_number(to, unit);
    cv_buffer_add_char(to, '\n');
}

void cv_panel_write(cv_scene *scene, const cv_panel *panel)
{
    write_function(&scene->data, 'x', panel->number, panel->left, panel->x.low,
                   (panel->right - panel->left) / (panel->x.high - panel->x.low));
    if (panel->y.high > panel->y.low)
        write_function(&scene->data, 'y', panel->number, panel->bottom, panel->y.low,
                       (panel->top - panel->bottom) / (panel->y.high - panel->y.low));
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

static double tics_of(const cv_scale *scale, double *first)
{
    *first = ceil(scale->low / scale->step - 1e-9);
    return floor(scale->high / scale->step + 1e-9) - *first + 1;
}

void cv_panel_tics_x(cv_scene *scene, const cv_panel *panel, const cv_value_style *style)
{
    const cv_theme *theme = scene->theme;
    const cv_value_style tics = cv_value_for_tics(style, panel->x.step);
    double first, count = tics_of(&panel->x, &first);
    for (double i = 0; i < count && scene->status == CV_OK; i++) {
        double value = (first + i) * panel->x.step, x = cv_panel_x(panel, value);
        cv_scene_add_line(scene, (cv_scene_line){x, panel->top, x, panel->bottom, theme->grid, 1.5, false, false});
        cv_scene_add_text(scene, (cv_scene_text){.text = cv_scene_value(scene, &tics, value),
                                                 .x = x,
                                                 .y = panel->bottom + 1.4 * theme->size.tic,
                                                 .size = theme->size.tic,
                                                 .colour = theme->quiet,
                                                 .align = 'c'});
    }
}

void cv_panel_grid_y(cv_scene *scene, const cv_panel *panel)
{
    double first, count = tics_of(&panel->y, &first);
    for (double i = 0; i < count && scene->status == CV_OK; i++) {
        double y = cv_panel_y(panel, (first + i) * panel->y.step);
        cv_scene_add_line(scene,
                          (cv_scene_line){panel->left, y, panel->right, y, scene->theme->grid, 1.5, false, false});
    }
}

void cv_panel_tics_y(cv_scene *scene, const cv_panel *panel, const cv_value_style *style)
{
    const cv_theme *theme = scene->theme;
    const cv_value_style tics = cv_value_for_tics(style, panel->y.step);
    double first, count = tics_of(&panel->y, &first);
    cv_panel_grid_y(scene, panel);
    for (double i = 0; i < count && scene->status == CV_OK; i++) {
        double value = (first + i) * panel->y.step;
        cv_scene_add_text(scene, (cv_scene_text){.text = cv_scene_value(scene, &tics, value),
                                                 .x = panel->left - 0.75 * theme->size.tic,
                                                 .y = cv_panel_y(panel, value),
                                                 .size = theme->size.tic,
                                                 .colour = theme->quiet,
                                                 .align = 'r'});
    }
}

double cv_panel_tics_width(cv_scene *scene, const cv_scale *scale, const cv_value_style *style)
{
    const cv_value_style tics = cv_value_for_tics(style, scale->step);
    double first, count = tics_of(scale, &first), width = 0;
    for (double i = 0; i < count; i++) {
        char text[CV_VALUE_SIZE];
        cv_value_text(&tics, (first + i) * scale->step, text);
        width = fmax(width, cv_text_width(text, scene->theme->size.tic, false));
    }
    return width + 0.75 * scene->theme->size.tic;
}
