/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  When the fonts that pictures are drawn with last changed. */
#ifndef CANVASS_PLOT_FONTS_H
#define CANVASS_PLOT_FONTS_H

#include <time.h>

/** The last change of the system's and the user's font folders and of fontconfig's settings: the latest time at which
 *  a file or folder in them was made, written, moved or removed. 0: there are none. What cannot be read is passed
 *  over. Fonts that the settings look for elsewhere are not seen. */
struct timespec cv_fonts_changed(void);

#endif
