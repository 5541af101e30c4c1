/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Which fonts pictures are drawn with. */
#ifndef CANVASS_PLOT_FONTS_H
#define CANVASS_PLOT_FONTS_H

#include <stdbool.h>

/** A line about the files in the system's and the user's font folders and fontconfig's settings: their number, and a
 *  digest of their names and sizes, such as "412 files, 6f1c...". It is the same wherever the same files lie in the
 * same folders, whatever their dates; what is in them is not read. Hidden files, which fontconfig passes over too, and
 * what cannot be read do not count, and fonts that the settings look for elsewhere are not seen.
 *  @return false: no memory, and text is empty */
bool cv_fonts_line(char text[64]);

#endif
