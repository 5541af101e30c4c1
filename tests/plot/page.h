/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What stands where on a chart's page: nothing covers anything else or leaves it, nothing is too small to be read. */
#ifndef CANVASS_TESTS_PLOT_PAGE_H
#define CANVASS_TESTS_PLOT_PAGE_H

#include <stdbool.h>
#include <stdlib.h>

#include "plot/kind.h"
#include "plot/text.h"

/* What a mark or a text covers on the page. */
typedef struct area {
    double left, right, top, bottom;
    const char *name;
} area;

static inline area of_text(const cv_scene_text *text)
{
    double width = cv_text_width(text->text, text->size, text->bold);
    double left = text->align == 'l' ? text->x : text->align == 'c' ? text->x - width / 2 : text->x - width;
    return (area){left, left + width, text->y - 0.42 * text->size, text->y + 0.42 * text->size, text->text};
}

static inline bool meet(const area *a, const area *b)
{
    const double touch = 0.01;
    return a->left + touch < b->right && b->left + touch < a->right && a->top + touch < b->bottom &&
           b->top + touch < a->bottom;
}

/* Fails where areas meet or are not on the page. */
static inline void check_areas(const cv_theme *theme, const area *areas, size_t count)
{
    for (size_t a = 0; a < count; a++) {
        const area *one = &areas[a];
        if (one->left < 0.6 * theme->margin || one->right > theme->width - 0.6 * theme->margin ||
            one->top < 0.3 * theme->margin || one->bottom > theme->height - 0.3 * theme->margin)
            fail_msg("'%s' leaves the page: %g to %g, %g to %g", one->name, one->left, one->right, one->top,
                     one->bottom);
        for (size_t b = 0; b < a; b++)
            if (meet(one, &areas[b]))
                fail_msg("'%s' (%g to %g, %g to %g) covers '%s' (%g to %g, %g to %g)", one->name, one->left, one->right,
                         one->top, one->bottom, areas[b].name, areas[b].left, areas[b].right, areas[b].top,
                         areas[b].bottom);
    }
}

static inline void check_sizes(const cv_scene *scene)
{
    for (size_t i = 0; i < scene->text_count; i++)
        if (scene->texts[i].size < scene->theme->size.least)
            fail_msg("'%s' is set in %g pixels", scene->texts[i].text, scene->texts[i].size);
}

/* The chart's texts. */
static inline void check_texts(const cv_drawing *drawing)
{
    const cv_scene *scene = &drawing->scene;
    area *areas = calloc(scene->text_count + 1, sizeof(*areas));
    assert_non_null(areas);
    for (size_t i = 0; i < scene->text_count; i++)
        areas[i] = of_text(&scene->texts[i]);
    check_areas(scene->theme, areas, scene->text_count);
    free(areas);
}

#endif
