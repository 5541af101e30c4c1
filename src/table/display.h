/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Texts on a grid of character cells: how wide they are, where they may be broken, what must not be shown as it is. */
#ifndef CANVASS_TABLE_DISPLAY_H
#define CANVASS_TABLE_DISPLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/** How many cells of a terminal the text takes: combining marks none, wide characters two. */
size_t cv_display_width(const char *text, size_t length);

/** A copy that no terminal obeys: line ends and tabs become blanks, other control characters \xNN, characters that turn
 *  the direction of what follows \u{NNNN}. NULL: no memory. */
char *cv_display_clean(cv_arena *arena, const char *text);

/** Takes the next line off a text: as much as fits `width` cells, broken at a blank or behind a hyphen between letters
 * where there is one, never within a character and its marks; '\n' ends a line. A character that is wider than `width`
 * stands alone.
 *  @param[in,out] rest  what is left; NULL when nothing is
 *  @return the line's length; it starts at *line */
size_t cv_display_line(const char **rest, size_t width, const char **line);

/** The width of the longest piece that need not be broken. */
size_t cv_display_longest_word(const char *text);

#endif
