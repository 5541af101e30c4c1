/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/theme.h"

#include <stdbool.h>
#include <string.h>

#include "base/colour.h"

#define FONTS .font = "Inter", .fallbacks = {"Helvetica Neue", "Helvetica", "Arial", "sans-serif"}

/* Okabe and Ito's palette (jfly.uni-koeln.de/color, 2008), darkened where it would be too pale on white;
 * brown and indigo instead of its yellow and orange, which no dark enough shade of differs from vermilion to all eyes.
 * The ends of ordered answers: ColorBrewer's BrBG (Brewer and Harrower, colorbrewer2.org), safe for colour-blind
 * readers. */
#define LIGHT                                                                                                          \
    .page = 0xffffff, .ink = 0x1b1b1b, .quiet = 0x555555, .faint = 0x6b6b6b, .grid = 0xe3e3e3, .rule = 0x8c8c8c,       \
    .series =                                                                                                          \
        {                                                                                                              \
            {{0x0072b2, 0x0072b2}, 7},  /* blue, circle */                                                             \
            {{0xd55e00, 0xb04d00}, 5},  /* vermilion, square */                                                        \
            {{0x009e73, 0x007a58}, 13}, /* bluish green, diamond */                                                    \
            {{0xb5578f, 0xa0447b}, 9},  /* reddish purple, triangle */                                                 \
            {{0x5e3c00, 0x5e3c00}, 11}, /* brown, triangle down */                                                     \
            {{0x2b2b6e, 0x2b2b6e}, 15}, /* indigo, pentagon */                                                         \
            {{0x4a9bc9, 0x2b7399}, 7},  /* sky blue, circle again */                                                   \
            {{0x777777, 0x6b6b6b}, 5},  /* grey, square again */                                                       \
    },                                                                                                                 \
    .accent = {0x0072b2, 0x0072b2}, .whole = {0x444444, 0x444444}, .rest = {0x929292, 0x6b6b6b}, .low = 0x8c510a,      \
    .low_pale = 0xd8b365, .neutral = 0xd9d9d9, .high_pale = 0x5ab4ac, .high = 0x01665e

#define DARK                                                                                                           \
    .page = 0x15181d, .ink = 0xf4f4f4, .quiet = 0xc9ccd1, .faint = 0xa6abb3, .grid = 0x30353d, .rule = 0x828892,       \
    .series =                                                                                                          \
        {                                                                                                              \
            {{0x56b4e9, 0x56b4e9}, 7}, {{0xf08a3c, 0xf08a3c}, 5},  {{0x19a97c, 0x19a97c}, 13},                         \
            {{0xe18bbf, 0xe18bbf}, 9}, {{0xf2de7a, 0xf2de7a}, 11}, {{0xa9a6f2, 0xa9a6f2}, 15},                         \
            {{0x3b8fc4, 0x62addb}, 7}, {{0x9aa0a8, 0xa6abb3}, 5},                                                      \
    },                                                                                                                 \
    .accent = {0x56b4e9, 0x56b4e9}, .whole = {0xdcdfe3, 0xdcdfe3}, .rest = {0x7d838c, 0xa6abb3}, .low = 0xd9883a,      \
    .low_pale = 0x8a6236, .neutral = 0x565b63, .high_pale = 0x2f7d76, .high = 0x4fc3b7

#define SLIDE .width = 1920, .height = 1080, .margin = 58, .size = {45, 26, 28, 18, 29, 28, 24, 24, 22, 20, 15, 13}

const cv_theme cv_theme_slide = {SLIDE, FONTS, LIGHT};
static const cv_theme dark = {SLIDE, FONTS, DARK};
static const cv_theme square = {.width = 1080,
                                .height = 1080,
                                .margin = 48,
                                .size = {38, 24, 24, 17, 24, 24, 21, 20, 18, 17, 14, 13},
                                FONTS,
                                LIGHT};
/* 16 cm wide; 12 pixels are 6 points. */
static const cv_theme column = {
    .width = 907, .height = 640, .margin = 28, .size = {26, 18, 18, 14, 18, 17, 16, 16, 14, 13, 12, 12}, FONTS, LIGHT};

static const struct {
    const char *name;
    const cv_theme *theme;
} presets[] = {{"slide", &cv_theme_slide}, {"square", &square}, {"column", &column}, {"dark", &dark}};

const cv_theme *cv_theme_preset(const char *name)
{
    for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++)
        if (strcmp(presets[i].name, name) == 0)
            return presets[i].theme;
    return NULL;
}

/* A side of the scale: `place` of `most` steps from the middle; the pale colour is nearest to it. */
static unsigned on_side(unsigned pale, unsigned end, size_t place, size_t most)
{
    return most <= 1 ? cv_colour_mix(pale, end, 0.5)
                     : cv_colour_mix(pale, end, (double)(place - 1) / (double)(most - 1));
}

unsigned cv_theme_diverging(const cv_theme *theme, size_t i, size_t count)
{
    size_t side = count / 2;
    if (i < side)
        return on_side(theme->low_pale, theme->low, side - i, side);
    if (count % 2 == 1 && i == side)
        return theme->neutral;
    return on_side(theme->high_pale, theme->high, i - (count - side) + 1, side);
}

/* Light mixes evenly, but eyes see differences between dark colours sooner than between light ones. */
static unsigned even_mix(unsigned a, unsigned b, double share)
{
    bool darker = cv_colour_contrast(a, 0x000000) > cv_colour_contrast(b, 0x000000);
    return cv_colour_mix(a, b, darker ? 1 - (1 - share) * (1 - share) : share * share);
}

unsigned cv_theme_sequence(const cv_theme *theme, size_t i, size_t count)
{
    const double knee = 0.7; /* where the accent stands; beyond it colours go on towards the ink */
    const unsigned pale = cv_colour_mix(theme->page, theme->accent.mark, 0.3);
    const unsigned end = cv_colour_mix(theme->accent.mark, theme->ink, 0.6);
    if (count <= 1)
        return theme->accent.mark;
    double place = (double)i / (double)(count - 1);
    return place <= knee ? even_mix(pale, theme->accent.mark, place / knee)
                         : cv_colour_mix(theme->accent.mark, end, (place - knee) / (1 - knee));
}

double cv_theme_length(const cv_theme *theme, double length)
{
    return length * theme->size.label / cv_theme_slide.size.label;
}
