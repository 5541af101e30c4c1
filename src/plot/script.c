/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scene as a gnuplot script that draws alone. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plot/scene.h"
#include "study/study.h"

/* The terminals. Each has its own idea of a point's radius and of an error bar's cap: `dot` and `cap` make them 11 and
 * 9 pixels of the page, measured with gnuplot 5.4. A browser that has no such font needs other families behind it, but
 * a comma ends the name in gnuplot; the entity for it arrives as a comma. And bold is known to the cairo terminals as
 * ":Bold", to SVG as an attribute. */
static const struct format {
    unsigned format;
    const char *ending, *terminal;
    const char *scale; /* of texts: what a pixel is to the terminal's own unit */
    double dot, cap;   /* for 11 and 9 pixels */
    bool attributes;   /* of SVG */
    bool inches;       /* the page's size, 144 pixels each */
} formats[] = {
    {CV_FORMAT_SVG, "svg", "svg", "", 1.05, 0.86, true, false},
    {CV_FORMAT_PNG, "png", "pngcairo", " fontscale 0.75", 3, 1, false, false},
    {CV_FORMAT_PDF, "pdf", "pdfcairo", " fontscale 0.375", 1.65, 1, false, true},
};
enum { PIXELS_AN_INCH = 144 };

static void write_place(cv_buffer *to, double x, double y)
{
    cv_scene_number(to, x);
    cv_buffer_add_char(to, ',');
    cv_scene_number(to, y);
}

static void write_text(cv_buffer *to, const cv_scene_text *text, size_t number)
{
    cv_buffer_format(to, "set label %zu ", number);
    cv_text_quote(to, text->text);
    cv_buffer_add(to, " at ");
    write_place(to, text->x, text->y);
    cv_buffer_format(to, " %s font ',", text->align == 'l' ? "left" : text->align == 'c' ? "center" : "right");
    cv_scene_number(to, text->size);
    cv_buffer_format(to, "' textcolor rgb '#%06x' noenhanced front\n", text->colour);
}

/* Bold texts come last, one size after the other, so that each size's font can be set by one loop over their numbers.
 */
static int compare_texts(const void *left, const void *right)
{
    const cv_scene_text *const *a = left, *const *b = right;
    if ((*a)->bold != (*b)->bold)
        return (*a)->bold ? 1 : -1;
    if ((*a)->bold && (*a)->size != (*b)->size)
        return (*a)->size < (*b)->size ? 1 : -1;
    return (*a > *b) - (*a < *b);
}

static const cv_scene_text **sorted_texts(cv_scene *scene)
{
    const cv_scene_text **texts = cv_arena_array(scene->arena, scene->text_count + 1, sizeof(*texts));
    if (texts == NULL)
        return NULL;
    for (size_t i = 0; i < scene->text_count; i++)
        texts[i] = &scene->texts[i];
    qsort(texts, scene->text_count, sizeof(*texts), compare_texts);
    return texts;
}

static void write_bold(cv_buffer *to, const cv_scene_text *const *texts, size_t count)
{
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1;
             next < count && texts[next]->bold == texts[first]->bold && texts[next]->size == texts[first]->size;)
            next++;
        if (!texts[first]->bold)
            continue;
        cv_buffer_format(to, "do for [i=%zu:%zu] { set label i font bold.',", first + 1, next);
        cv_scene_number(to, texts[first]->size);
        cv_buffer_add(to, "' }\n");
    }
}

static void write_line(cv_buffer *to, const cv_scene_line *line, size_t number)
{
    cv_buffer_format(to, "set arrow %zu from ", number);
    write_place(to, line->x, line->y);
    cv_buffer_add(to, " to ");
    write_place(to, line->to_x, line->to_y);
    cv_buffer_format(to, " nohead %s linewidth ", line->front ? "front" : "back");
    cv_scene_number(to, line->width > 0 ? line->width : 2);
    cv_buffer_format(to, "%s linecolor rgb '#%06x'\n", line->dashed ? " dashtype 2" : "", line->colour);
}

static void write_shape(cv_buffer *to, const cv_scene_shape *shape, size_t number)
{
    cv_buffer_format(to, "set object %zu %s ", number, shape->corners > 1 ? "polygon from" : "circle at");
    if (shape->corners == 1) {
        write_place(to, shape->x[0], shape->y[0]);
        cv_buffer_add(to, " size ");
        cv_scene_number(to, shape->radius);
    }
    for (size_t i = 0; shape->corners > 1 && i <= shape->corners; i++) {
        cv_buffer_add(to, i > 0 ? " to " : "");
        write_place(to, shape->x[i % shape->corners], shape->y[i % shape->corners]);
    }
    cv_buffer_format(to, " back fillcolor rgb '#%06x' fillstyle solid noborder\n", shape->colour);
}

/* A comment must not end in a backslash: the next line would belong to it. */
static void write_comment(cv_buffer *to, const char *name, const char *text)
{
    size_t length = strlen(text);
    cv_buffer_format(to, "# %s: %s%s\n", name, text, length > 0 && text[length - 1] == '\\' ? " ." : "");
}

static void write_head(const cv_scene *scene, const cv_scene_words *words, const char *title, cv_buffer *to)
{
    const cv_theme *theme = scene->theme;
    write_comment(to, "Title", title);
    write_comment(to, "Description", words->alt);
    cv_buffer_format(
        to,
        "# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot %s.gp\n"
        "# The axes are the page, %g x %g pixels from its upper left corner; so are all places and sizes.\n"
        "reset\nset encoding utf8\n"
        "set xrange [0:%g]\nset yrange [%g:0]\n"
        "set lmargin at screen 0\nset rmargin at screen 1\nset tmargin at screen 1\nset bmargin at screen 0\n"
        "unset key\nunset border\nunset tics\n",
        words->name, theme->width, theme->height, theme->width, theme->height);
}

/* The font's name between apostrophes; the theme's reader lets no apostrophe, comma or control character in. */
static void write_fonts(const cv_theme *theme, const struct format *format, cv_buffer *to)
{
    for (int bold = 0; bold < 2; bold++) {
        cv_buffer_format(to, "%s = '%s", bold ? "bold" : "regular", theme->font);
        for (size_t i = 0; format->attributes && i < CV_FONTS_MOST && theme->fallbacks[i] != NULL; i++)
            cv_buffer_format(to, "&#44; %s", theme->fallbacks[i]);
        cv_buffer_format(to, "%s'\n", !bold ? "" : format->attributes ? "\" font-weight=\"bold" : ":Bold");
    }
}

static void write_size(const cv_theme *theme, const struct format *format, cv_buffer *to)
{
    double unit = format->inches ? PIXELS_AN_INCH : 1;
    const char *inch = format->inches ? "in" : "";
    cv_buffer_add(to, " size ");
    cv_scene_number(to, theme->width / unit);
    cv_buffer_format(to, "%s,", inch);
    cv_scene_number(to, theme->height / unit);
    cv_buffer_add(to, inch);
}

static void write_format(const cv_scene *scene, const cv_scene_words *words, const struct format *format, bool first,
                         const cv_scene_text *const *texts, cv_buffer *to)
{
    cv_buffer_format(to, "\n# --- %s\n", format->ending);
    write_fonts(scene->theme, format, to);
    cv_buffer_add(to, "dot = ");
    cv_scene_number(to, format->dot * scene->radius / 11);
    cv_buffer_add(to, "\nset errorbars ");
    cv_scene_number(to, format->cap * scene->radius / 11);
    cv_buffer_add_char(to, '\n');
    write_bold(to, texts, scene->text_count);
    cv_buffer_format(to, "set terminal %s", format->terminal);
    write_size(scene->theme, format, to);
    cv_buffer_add(to, " noenhanced font regular.',");
    cv_scene_number(to, scene->theme->size.value);
    cv_buffer_format(to, "'%s background '#%06x'\nset output '%s.%s'\n", format->scale, scene->theme->page, words->name,
                     format->ending);
    if (first)
        cv_buffer_format(to, "plot %s\n", scene->plots.length > 0 ? scene->plots.text : "NaN notitle");
    else
        cv_buffer_add(to, "replot\n");
    cv_buffer_add(to, "unset output\n");
}

static void write_script(const cv_scene *scene, const cv_scene_words *words, const char *title,
                         const cv_scene_text *const *texts, cv_buffer *to)
{
    write_head(scene, words, title, to);
    cv_buffer_add(to, scene->data.length > 0 ? scene->data.text : "");
    for (size_t i = 0; i < scene->shape_count; i++)
        write_shape(to, &scene->shapes[i], i + 1);
    for (size_t i = 0; i < scene->line_count; i++)
        write_line(to, &scene->lines[i], i + 1);
    for (size_t i = 0; i < scene->text_count; i++)
        write_text(to, texts[i], i + 1);
    bool first = true;
    for (size_t f = 0; f < sizeof(formats) / sizeof(formats[0]); f++)
        if ((words->formats & formats[f].format) != 0) {
            write_format(scene, words, &formats[f], first, texts, to);
            first = false;
        }
}

cv_status cv_scene_write(cv_scene *scene, const cv_scene_words *words, cv_buffer *to)
{
    if (scene->status != CV_OK)
        return scene->status;
    assert(words->footer[0] != '\0' && words->alt[0] != '\0');
    const cv_scene_text **texts = sorted_texts(scene);
    const char *title = cv_text_clean_line(scene->arena, words->title);
    if (texts == NULL || title == NULL || scene->data.failed || scene->plots.failed)
        return cv_fail_memory(scene->messages);
    write_script(scene, words, title, texts, to);
    return to->failed ? cv_fail_memory(scene->messages) : CV_OK;
}
