/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A chart's SVG made fit to stand in an HTML page, whatever the labels in it are. */
#ifndef CANVASS_REPORT_SVG_H
#define CANVASS_REPORT_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/** Appends the picture as one <svg> element. What is kept is a list: elements and attributes that draw. All else goes,
 * with what is in it: scripts, styles, event handlers, foreign markup, comments, references to anything outside the
 * picture. The properties of a style attribute become attributes, because a strict Content-Security-Policy applies to
 * it. Elements are closed in the order they were opened, so that the picture cannot end before its end.
 *  @param prefix  put before every id and every reference to one: gnuplot gives all pictures the same ids
 *  @param label        what the picture is called to those who do not see it
 *  @param description  what it shows, for them, in place of the picture's own; "": none
 *  @return false: this is no SVG, or one that is not well formed; `to` is as it was then. (No memory: to->failed.) */
bool cv_svg_inline(const char *svg, size_t length, const char *prefix, const char *label, const char *description,
                   cv_buffer *to);

#endif
