/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What becomes of a picture that gnuplot has drawn. */
#ifndef CANVASS_PLOT_PICTURE_H
#define CANVASS_PLOT_PICTURE_H

#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "study/study.h"

/** The formats, in the order in which a script draws them. */
typedef struct cv_picture_format {
    unsigned format; /**< CV_FORMAT_SVG, ... */
    const char *ending;
    size_t cost; /**< what drawing one takes, in SVGs */
} cv_picture_format;

enum { CV_PICTURE_FORMATS = 3 };
extern const cv_picture_format cv_picture_formats[CV_PICTURE_FORMATS];

/** Who a message is about. */
typedef struct cv_picture_owner {
    const char *shown; /**< "chart 'interest'" */
    cv_place place;
} cv_picture_owner;

/** Sees that FOLDER/NAME.ending is whole (gnuplot does not notice a full disk) and makes it final: an SVG gets the
 *  script's title and description, a PDF its date.
 *  @param base  the path without its ending   @param script  the script's text
 *  @return CV_OK; CV_PROGRAM: not there or not whole; CV_SYSTEM */
cv_status cv_picture_finish(const char *base, const cv_picture_format *format, const char *script,
                            const cv_picture_owner *owner, cv_messages *messages);

/** Removes the pictures of `base` in every format; what is not there is no mistake. */
cv_status cv_picture_remove(const char *base, cv_messages *messages);

/** Overwrites the digits of the first /CreationDate in a PDF, in place, so that two runs give the same bytes. (gnuplot
 * runs in UTC: the zone is always Z.) */
void cv_picture_undate(char *pdf, size_t length);

/** A copy of the text of a comment `# NAME: text` among the first lines of a script: Title, Description. NULL: none, or
 * no memory. */
char *cv_picture_comment(cv_arena *arena, const char *script, const char *name);

/** The SVG with the chart's title and description (from the script's comments) in place of gnuplot's own, which a
 * screen reader would read out. Where gnuplot's are not found, the SVG as it is. */
void cv_picture_describe(const char *svg, size_t length, const char *script, cv_buffer *to);

#endif
