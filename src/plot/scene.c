/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/scene.h"

#include <math.h>
#include <stdarg.h>

#include "base/memory.h"

void cv_scene_fail(cv_scene *scene, cv_status status)
{
    if (scene->status == CV_OK)
        scene->status = status;
}

static void fail_memory(cv_scene *scene)
{
    if (scene->status == CV_OK)
        scene->status = cv_fail_memory(scene->messages);
}

void cv_scene_add_text(cv_scene *scene, cv_scene_text text)
{
    if (scene->status != CV_OK || text.text == NULL || text.text[0] == '\0')
        return;
    cv_scene_text *more = cv_memory_grow(scene->texts, scene->text_count, &scene->text_capacity, sizeof *scene->texts);
    if (more == NULL) {
        fail_memory(scene);
        return;
    }
    scene->texts = more;
    scene->texts[scene->text_count++] = text;
}

void cv_scene_add_lines(cv_scene *scene, const cv_text_lines *lines, cv_scene_text look, double pitch)
{
    look.size = lines->size;
    for (size_t i = 0; i < lines->count; i++, look.y += pitch) {
        look.text = lines->items[i];
        cv_scene_add_text(scene, look);
    }
}

void cv_scene_add_line(cv_scene *scene, cv_scene_line line)
{
    if (scene->status != CV_OK)
        return;
    cv_scene_line *more = cv_memory_grow(scene->lines, scene->line_count, &scene->line_capacity, sizeof *scene->lines);
    if (more == NULL) {
        fail_memory(scene);
        return;
    }
    scene->lines = more;
    scene->lines[scene->line_count++] = line;
}

void cv_scene_add_shape(cv_scene *scene, cv_scene_shape shape)
{
    if (scene->status != CV_OK)
        return;
    cv_scene_shape *more =
        cv_memory_grow(scene->shapes, scene->shape_count, &scene->shape_capacity, sizeof *scene->shapes);
    if (more == NULL) {
        fail_memory(scene);
        return;
    }
    scene->shapes = more;
    scene->shapes[scene->shape_count++] = shape;
}

void cv_scene_add_box(cv_scene *scene, double left, double top, double right, double bottom, unsigned colour)
{
    cv_scene_add_shape(
        scene, (cv_scene_shape){
                   .x = {left, right, right, left}, .y = {top, top, bottom, bottom}, .corners = 4, .colour = colour});
}

/* The outline of a point type around 0,0, y downwards, in units of its radius. */
static const struct {
    int point;
    size_t corners; /* 1: a circle */
    double at[5][2];
} outlines[] = {
    {7, 1, {{0}}},
    {5, 4, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}},
    {13, 4, {{0, -1.35}, {1.35, 0}, {0, 1.35}, {-1.35, 0}}},
    {9, 3, {{0, -1.33}, {1.33, 0.67}, {-1.33, 0.67}}},
    {11, 3, {{0, 1.33}, {1.33, -0.67}, {-1.33, -0.67}}},
    {15, 5, {{0, -1.33}, {1.27, -0.41}, {0.78, 1.07}, {-0.78, 1.07}, {-1.27, -0.41}}},
};

void cv_scene_add_swatch(cv_scene *scene, double x, double y, double radius, int point, unsigned colour)
{
    size_t o = 0;
    while (outlines[o].point != point)
        o++;
    cv_scene_shape shape = {.corners = outlines[o].corners, .radius = 1.1 * radius, .colour = colour};
    for (size_t i = 0; i < shape.corners; i++) {
        shape.x[i] = x + radius * outlines[o].at[i][0];
        shape.y[i] = y + radius * outlines[o].at[i][1];
    }
    cv_scene_add_shape(scene, shape);
}

cv_text_lines cv_scene_fit(cv_scene *scene, const char *text, cv_text_box box)
{
    cv_text_lines lines = {0};
    if (scene->status == CV_OK)
        cv_scene_fail(scene, cv_text_fit(scene->arena, text, &box, &lines, scene->messages));
    return scene->status == CV_OK ? lines : (cv_text_lines){0};
}

const char *cv_scene_format(cv_scene *scene, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = cv_arena_format_list(scene->arena, format, arguments);
    va_end(arguments);
    if (text == NULL)
        fail_memory(scene);
    return text == NULL ? "" : text;
}

const char *cv_scene_value(cv_scene *scene, const cv_value_style *style, double value)
{
    char text[CV_VALUE_SIZE];
    cv_value_text(style, value, text);
    return cv_scene_format(scene, "%s", text);
}

cv_buffer *cv_scene_plot(cv_scene *scene)
{
    if (scene->plots.length > 0)
        cv_buffer_add(&scene->plots, ", \\\n     ");
    return &scene->plots;
}

void cv_scene_number(cv_buffer *to, double number)
{
    double rounded = round(number * 1e4) / 1e4;
    cv_buffer_add_number(to, rounded == 0 ? 0 : rounded);
}

void cv_scene_free(cv_scene *scene)
{
    cv_memory_free(scene->texts);
    cv_memory_free(scene->lines);
    cv_memory_free(scene->shapes);
    cv_buffer_free(&scene->data);
    cv_buffer_free(&scene->plots);
    *scene = (cv_scene){0};
}
