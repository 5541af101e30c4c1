/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/spots.h"

#include "base/memory.h"

bool cv_spots_take(cv_spots *spots, cv_spot spot)
{
    cv_spot *more = cv_memory_grow(spots->items, spots->count, &spots->capacity, sizeof *spots->items);
    if (more == NULL)
        return false;
    spots->items = more;
    spots->items[spots->count++] = spot;
    return true;
}

bool cv_spots_free_at(const cv_spots *spots, cv_spot spot)
{
    const cv_spot *bounds = &spots->bounds;
    if (spot.left < bounds->left || spot.right > bounds->right || spot.top < bounds->top ||
        spot.bottom > bounds->bottom)
        return false;
    for (size_t i = 0; i < spots->count; i++) {
        const cv_spot *taken = &spots->items[i];
        if (spot.left < taken->right && taken->left < spot.right && spot.top < taken->bottom &&
            taken->top < spot.bottom)
            return false;
    }
    return true;
}

void cv_spots_free(cv_spots *spots)
{
    cv_memory_free(spots->items);
    *spots = (cv_spots){0};
}

bool cv_spots_label(cv_spots *spots, double x, double y, double gap, cv_scene_text *text)
{
    static const struct {
        double across, down; /* of the text's near edge or middle, in gaps */
        char align;
    } sides[] = {{1, 0, 'l'},      {-1, 0, 'r'},      {0, -1, 'c'},    {0, 1, 'c'},
                 {0.7, -0.7, 'l'}, {-0.7, -0.7, 'r'}, {0.7, 0.7, 'l'}, {-0.7, 0.7, 'r'}};
    const double width = cv_text_width(text->text, text->size, text->bold), half = 0.56 * text->size;
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        double at = x + sides[i].across * gap, middle = y + sides[i].down * (gap + half);
        double left = sides[i].align == 'l' ? at : sides[i].align == 'r' ? at - width : at - width / 2;
        const cv_spot spot = {left, middle - half, left + width, middle + half};
        if (!cv_spots_free_at(spots, spot) || !cv_spots_take(spots, spot))
            continue;
        text->x = at;
        text->y = middle;
        text->align = sides[i].align;
        return true;
    }
    return false;
}
