/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Colours as 0xRRGGBB in sRGB, and whether they can be told apart. */
#ifndef CANVASS_BASE_COLOUR_H
#define CANVASS_BASE_COLOUR_H

#include <stdbool.h>

/** Contrast of two colours, 1 to 21. Source: WCAG 2.1, "relative luminance" and "contrast ratio". */
double cv_colour_contrast(unsigned a, unsigned b);

/** The colour nearest to `colour`, on its way to black or white, whose contrast with `page` is at least `ratio` (4.5:
 *  text, 3: marks); `colour` itself where it is good already. Black or white where nothing else is enough. */
unsigned cv_colour_readable(unsigned colour, unsigned page, double ratio);

/** Whichever of two colours stands out more from `fill`. */
unsigned cv_colour_on(unsigned fill, unsigned one, unsigned other);

/** A mixture: `share` 0 is a, 1 is b. Mixed in linear light, so that steps look even. */
unsigned cv_colour_mix(unsigned a, unsigned b, double share);

/** Reads "#0072b2", "0072b2" or "#07b". */
bool cv_colour_parse(const char *text, unsigned *colour);

#endif
