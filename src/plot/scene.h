/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a chart puts on its page: texts, lines, shapes and gnuplot's plots of data blocks. All places are pixels of the
 *  page from its upper left corner, which are also the axes of the script; panels say how their values become pixels.
 *
 *  A failure sticks, as a buffer's does: what follows does nothing, and cv_scene_write tells at the end. */
#ifndef CANVASS_PLOT_SCENE_H
#define CANVASS_PLOT_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "plot/text.h"
#include "plot/value.h"
#include "study/theme.h"

typedef struct cv_scene_text {
    const char *text; /**< clean, one line; borrowed until the scene is written */
    double x, y;      /**< y: the middle of the line */
    double size;
    bool bold;
    unsigned colour;
    char align; /**< l, c or r: what of the text stands at x */
} cv_scene_text;

typedef struct cv_scene_line {
    double x, y, to_x, to_y;
    unsigned colour;
    double width; /**< 0: 2 pixels */
    bool dashed;
    bool front; /**< above the plots */
} cv_scene_line;

/** A filled polygon behind the plots; a circle where it has one corner. */
enum { CV_SHAPE_CORNERS = 6 };
typedef struct cv_scene_shape {
    double x[CV_SHAPE_CORNERS], y[CV_SHAPE_CORNERS];
    size_t corners;
    double radius; /**< of a circle */
    unsigned colour;
} cv_scene_shape;

typedef struct cv_scene {
    cv_arena *arena;       /**< of the chart; owns the texts that are made here */
    const cv_theme *theme; /**< borrowed */
    cv_language language;
    cv_messages *messages;
    cv_status status; /**< the first failure */
    cv_scene_text *texts;
    size_t text_count, text_capacity;
    cv_scene_line *lines;
    size_t line_count, line_capacity;
    cv_scene_shape *shapes;
    size_t shape_count, shape_capacity;
    cv_buffer data;  /**< functions and data blocks */
    cv_buffer plots; /**< what stands after `plot`, up to the line's end */
    double radius; /**< of the dots that are drawn with `pointsize dot`, in pixels; their error bars' caps go with it */
} cv_scene;

/** All words that a chart cannot be drawn without. Clean texts. */
typedef struct cv_scene_words {
    const char *name; /**< of the files, without ending */
    unsigned formats; /**< CV_FORMAT_ bits */
    const char *title, *subtitle;
    const char *footer; /**< bases, what the intervals mean, source, marks of suppression; never empty */
    const char *alt;    /**< one line: what the picture shows, for those who do not see it */
} cv_scene_words;

/** Adds a text; an empty one adds nothing. */
void cv_scene_add_text(cv_scene *scene, cv_scene_text text);
/** Lines below each other, `look` for the first one's middle; their size is the lines' own. */
void cv_scene_add_lines(cv_scene *scene, const cv_text_lines *lines, cv_scene_text look, double pitch);
void cv_scene_add_line(cv_scene *scene, cv_scene_line line);
void cv_scene_add_shape(cv_scene *scene, cv_scene_shape shape);
void cv_scene_add_box(cv_scene *scene, double left, double top, double right, double bottom, unsigned colour);
/** The outline of a gnuplot point type, filled: a legend's swatch. @param point  5, 7, 9, 11, 13 or 15 */
void cv_scene_add_swatch(cv_scene *scene, double x, double y, double radius, int point, unsigned colour);

/** Text fitted into a box (cv_text_fit) in the scene's arena; zeroed after a failure. */
cv_text_lines cv_scene_fit(cv_scene *scene, const char *text, cv_text_box box);
/** printf into the arena; "" after a failure. */
const char *cv_scene_format(cv_scene *scene, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** A number as the chart writes it, in the arena. */
const char *cv_scene_value(cv_scene *scene, const cv_value_style *style, double value);
void cv_scene_fail(cv_scene *scene, cv_status status);

/** Begins the next plot of the script: gives the buffer to write it to, behind a comma where it is not the first. */
cv_buffer *cv_scene_plot(cv_scene *scene);
/** A length or coordinate, rounded to what can be seen. */
void cv_scene_number(cv_buffer *to, double number);

/** Title and subtitle above, footer (and the theme's logo line) below.
 *  @param[out] top, bottom  what is left between them */
void cv_scene_frame(cv_scene *scene, const cv_scene_words *words, double *top, double *bottom);

/** Names behind swatches in lines of their own, from *top on, which becomes the legend's end.
 *  @param points  gnuplot point types, one a name; NULL: squares */
void cv_scene_legend(cv_scene *scene, const char *const *names, const cv_plot_colour *colours, const int *points,
                     size_t count, double *top);

/** The script. @return CV_OK, or the first failure, whose message was added */
cv_status cv_scene_write(cv_scene *scene, const cv_scene_words *words, cv_buffer *to);
void cv_scene_free(cv_scene *scene);

#endif
