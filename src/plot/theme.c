/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/theme.h"

const cv_theme_series cv_theme[CV_SERIES_MOST] = {
    {{0x0072b2, 0x0072b2}, 7},  /* blue, circle */
    {{0xd55e00, 0xb04d00}, 5},  /* vermilion, square */
    {{0x009e73, 0x007a58}, 13}, /* bluish green, diamond */
    {{0xb5578f, 0xa0447b}, 9},  /* reddish purple, triangle */
    {{0xb07d00, 0x8a6200}, 11}, /* orange, made an ochre, triangle down */
    {{0x3d3d8f, 0x3d3d8f}, 15}, /* indigo, pentagon */
    {{0x4a9bc9, 0x2b7399}, 7},  /* sky blue, circle again */
    {{0x777777, 0x6b6b6b}, 5},  /* grey, square again */
};

const cv_plot_colour cv_theme_accent = {0x0072b2, 0x0072b2};
const cv_plot_colour cv_theme_whole = {0x444444, 0x444444};
const cv_plot_colour cv_theme_rest = {0x929292, 0x6b6b6b};

const char cv_theme_family[] = "Inter";
const char cv_theme_fallback[] = "&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif";
