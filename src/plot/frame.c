/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all charts have around their plots: title, subtitle, legend, footer, logo line. */
#include <math.h>

#include "plot/scene.h"

static const double line_pitch = 1.18;
static const double footer_pitch = 1.3;

/* A block of text whose top is y. @return its bottom */
static double place_block(cv_scene *scene, const char *text, cv_text_box box, unsigned colour, double y)
{
    cv_text_lines lines = cv_scene_fit(scene, text, box);
    double pitch = line_pitch * lines.size;
    const cv_scene_text look = {
        .x = scene->theme->margin, .y = y + pitch / 2, .bold = box.bold, .colour = colour, .align = 'l'};
    cv_scene_add_lines(scene, &lines, look, pitch);
    return y + pitch * (double)lines.count;
}

static double place_head(cv_scene *scene, const cv_scene_words *words)
{
    const cv_theme *theme = scene->theme;
    double width = theme->width - 2 * theme->margin;
    const cv_text_box title = {theme->size.title, theme->size.title_least, true, width,
                               width < 1.5 * theme->height ? 3 : 2};
    const cv_text_box subtitle = {theme->size.subtitle, theme->size.subtitle_least, false, width,
                                  width < 1.5 * theme->height ? 3 : 2};
    double y = place_block(scene, words->title, title, theme->ink, 0.66 * theme->margin);
    y = place_block(scene, words->subtitle, subtitle, theme->quiet, y + cv_theme_length(theme, 9));
    return y + cv_theme_length(theme, 24);
}

/* The logo line stands at the right of the footer's last line and takes its width from all of them. */
static double place_logo(cv_scene *scene, double y)
{
    const cv_theme *theme = scene->theme;
    if (theme->logo == NULL || theme->logo[0] == '\0')
        return 0;
    const cv_text_box box = {theme->size.footer, theme->size.footer_least, true,
                             0.3 * (theme->width - 2 * theme->margin), 1};
    const char *clean = cv_text_clean_line(scene->arena, theme->logo);
    if (clean == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return 0;
    }
    cv_text_lines lines = cv_scene_fit(scene, clean, box);
    const cv_scene_text look = {
        .x = theme->width - theme->margin, .y = y, .bold = true, .colour = theme->quiet, .align = 'r'};
    cv_scene_add_lines(scene, &lines, look, 0);
    return lines.width + cv_theme_length(theme, 30);
}

static double place_foot(cv_scene *scene, const cv_scene_words *words)
{
    const cv_theme *theme = scene->theme;
    double below = 0.52 * theme->margin;
    double logo = place_logo(scene, theme->height - below - footer_pitch * theme->size.footer / 2);
    const cv_text_box box = {theme->size.footer, theme->size.footer_least, false,
                             theme->width - 2 * theme->margin - logo, theme->width < 1.5 * theme->height ? 5 : 3};
    cv_text_lines lines = cv_scene_fit(scene, words->footer, box);
    double pitch = footer_pitch * lines.size, top = theme->height - below - pitch * (double)lines.count;
    const cv_scene_text look = {.x = theme->margin, .y = top + pitch / 2, .colour = theme->faint, .align = 'l'};
    cv_scene_add_lines(scene, &lines, look, pitch);
    return top - cv_theme_length(theme, 22);
}

void cv_scene_frame(cv_scene *scene, const cv_scene_words *words, double *top, double *bottom)
{
    *top = place_head(scene, words);
    *bottom = place_foot(scene, words);
}

void cv_scene_legend(cv_scene *scene, const char *const *names, const cv_plot_colour *colours, const int *points,
                     size_t count, double *top)
{
    const cv_theme *theme = scene->theme;
    const double size = theme->size.legend, right = theme->width - theme->margin, pitch = 1.5 * size;
    const double swatch = cv_theme_length(theme, 34), apart = cv_theme_length(theme, 44);
    const cv_text_box box = {size, size, true, fmin(cv_theme_length(theme, 600), right - theme->margin - swatch), 1};
    double x = theme->margin, y = *top;
    for (size_t i = 0; i < count; i++) {
        cv_text_lines name = cv_scene_fit(scene, names[i], box);
        double width = swatch + name.width;
        if (x > theme->margin && x + width > right) {
            x = theme->margin;
            y += pitch;
        }
        cv_scene_add_swatch(scene, x + cv_theme_length(theme, 11), y + pitch / 2, cv_theme_length(theme, 10),
                            points == NULL ? 5 : points[i], colours[i].mark);
        const cv_scene_text look = {
            .x = x + swatch, .y = y + pitch / 2, .bold = true, .colour = colours[i].text, .align = 'l'};
        cv_scene_add_lines(scene, &name, look, pitch);
        x += width + apart;
    }
    if (count > 0)
        *top = y + pitch + cv_theme_length(theme, 16);
}
