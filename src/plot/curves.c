/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/curves.h"

#include <math.h>
#include <string.h>

#include "plot/panel.h"
#include "plot/spread.h"

/* Pixels of the default theme. */
static const double label_most = 430; /* the widest name of a curve */
static const double leader = 34;      /* from a curve's end to its name */
static const double name_gap = 12;    /* below a name */
static const double curve_width = 4;

static const double line_pitch = 1.25;

/* A curve's name at its end. */
typedef struct name {
    cv_text_lines label, note;
    double height;   /* of the block */
    double x, y;     /* where the curve ends */
    double centre;   /* of the block */
    size_t position; /* of the curve */
} name;

typedef struct plan {
    const cv_curves *curves;
    const cv_theme *theme;
    cv_scene *scene;
    cv_panel panel;
    name names[CV_CURVES_MOST];
} plan;

static double length_of(const plan *p, double length)
{
    return cv_theme_length(p->theme, length);
}

/* ---- axes ---- */

static cv_scale scale_to(double most)
{
    enum { STEPS = 8 };
    double step = cv_value_step(most, STEPS);
    return (cv_scale){.high = step * ceil(most / step * (1 - 1e-9)), .step = step};
}

/* ---- names ---- */

static cv_text_lines fit_line(plan *p, const char *text, double size, bool bold)
{
    const cv_text_box box = {size, 0.9 * size, bold, length_of(p, label_most), 1};
    const char *clean = cv_text_clean_line(p->scene->arena, text == NULL ? "" : text);
    if (clean == NULL)
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
    return cv_scene_fit(p->scene, clean, box);
}

/* @return the width of the widest name */
static double fit_names(plan *p)
{
    double width = 0;
    for (size_t i = 0; i < p->curves->curve_count; i++) {
        name *n = &p->names[i];
        n->position = i;
        n->label = fit_line(p, p->curves->curves[i].label, p->theme->size.legend, true);
        n->note = fit_line(p, p->curves->curves[i].note, p->theme->size.base, false);
        n->height = (n->label.count > 0 ? line_pitch * n->label.size : 0) +
                    (n->note.count > 0 ? line_pitch * n->note.size : 0) + length_of(p, name_gap);
        width = fmax(width, fmax(n->label.width, n->note.width));
    }
    return width;
}

/* Where a curve is at x, on its way from the point before k to point k. */
static double height_at(const cv_curve_point *points, size_t k, double x)
{
    double way = (x - points[k - 1].x) / (points[k].x - points[k - 1].x);
    return points[k - 1].y + way * (points[k].y - points[k - 1].y);
}

/* Where a curve ends: its last point, or where it leaves the page to the right; cut off at the axis's top. */
static void find_ends(plan *p)
{
    const cv_panel *panel = &p->panel;
    for (size_t i = 0; i < p->curves->curve_count; i++) {
        const cv_curve *curve = &p->curves->curves[i];
        name *n = &p->names[i];
        n->x = panel->right;
        n->y = panel->top;
        for (size_t k = 0; k < curve->point_count; k++) {
            bool outside = curve->points[k].x > panel->x.high;
            double y = !outside ? curve->points[k].y : k > 0 ? height_at(curve->points, k, panel->x.high) : (double)NAN;
            if (!isnan(y)) {
                n->x = cv_panel_x(panel, fmin(curve->points[k].x, panel->x.high));
                n->y = fmax(cv_panel_y(panel, y), panel->top);
            }
            if (outside)
                break;
        }
        n->centre = n->y;
    }
}

/* Names as near to their curves' ends as they can be without covering each other, from then on in the ends' order. */
static void spread_names(plan *p)
{
    cv_spread labels[CV_CURVES_MOST];
    name sorted[CV_CURVES_MOST];
    const size_t count = p->curves->curve_count;
    for (size_t i = 0; i < count; i++)
        labels[i] = (cv_spread){.wanted = p->names[i].y, .height = p->names[i].height, .which = i};
    cv_spread_labels(labels, count, p->panel.top, p->panel.bottom);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = p->names[labels[i].which];
        sorted[i].centre = labels[i].centre;
    }
    memcpy(p->names, sorted, count * sizeof(sorted[0]));
}

static void place_names(plan *p)
{
    const double begin = p->panel.right + length_of(p, leader);
    for (size_t i = 0; i < p->curves->curve_count; i++) {
        const name *n = &p->names[i];
        const cv_plot_colour colour = p->theme->series[n->position].colour;
        cv_scene_add_line(p->scene, (cv_scene_line){.x = n->x + 4,
                                                    .y = n->y,
                                                    .to_x = begin,
                                                    .to_y = n->centre - length_of(p, name_gap) / 2,
                                                    .colour = colour.mark});
        cv_scene_text look = {.x = begin + length_of(p, 8), .align = 'l'};
        double y = n->centre - n->height / 2;
        for (int line = 0; line < 2; line++) {
            const cv_text_lines *lines = line == 0 ? &n->label : &n->note;
            look.y = y + line_pitch * lines->size / 2;
            look.bold = line == 0;
            look.colour = line == 0 ? colour.text : p->theme->faint;
            cv_scene_add_lines(p->scene, lines, look, 0);
            y += lines->count > 0 ? line_pitch * lines->size : 0;
        }
    }
}

/* ---- the layout ---- */

static void lay_out(plan *p, const cv_scene_words *words)
{
    const double tic = p->theme->size.tic;
    double top, bottom, width = fit_names(p);
    cv_panel *panel = &p->panel;
    cv_value_style x = p->curves->x.style, y = p->curves->y.style;
    x.language = y.language = p->curves->language;
    cv_scene_frame(p->scene, words, &top, &bottom);
    *panel = (cv_panel){.number = 1,
                        .x = scale_to(p->curves->x.most),
                        .y = scale_to(p->curves->y.most),
                        .top = top + 0.5 * tic,
                        .bottom = bottom - 3.9 * tic,
                        .left = p->theme->margin,
                        .right = p->theme->width - p->theme->margin - width - length_of(p, leader + 8)};
    panel->left += cv_panel_tics_width(p->scene, &panel->y, &y);
    p->scene->radius = length_of(p, 9);
    find_ends(p);
    spread_names(p);
    cv_panel_write(p->scene, panel);
    cv_panel_tics_x(p->scene, panel, &x);
    cv_panel_tics_y(p->scene, panel, &y);
    cv_panel_title_x(p->scene, panel, p->curves->x.title == NULL ? "" : p->curves->x.title);
    place_names(p);
}

/* ---- the script ---- */

static void write_point(cv_buffer *to, double x, double y)
{
    cv_buffer_add_number(to, x);
    cv_buffer_add_char(to, ' ');
    cv_buffer_add_number(to, y);
    cv_buffer_add_char(to, '\n');
}

/* Cuts the way from a to b off at x = the axis's end and y = its top. @return false: nothing of it is on the panel */
static bool clip(const cv_panel *panel, cv_curve_point *a, cv_curve_point *b)
{
    cv_curve_point *const ends[] = {a, b};
    const cv_curve_point from = *a, to = *b;
    if (fmin(a->y, b->y) > panel->y.high || fmin(a->x, b->x) > panel->x.high)
        return false;
    for (int e = 0; e < 2; e++) {
        if (ends[e]->y > panel->y.high) {
            ends[e]->x = from.x + (panel->y.high - from.y) / (to.y - from.y) * (to.x - from.x);
            ends[e]->y = panel->y.high;
        }
        if (ends[e]->x > panel->x.high) {
            ends[e]->y = from.y + (panel->x.high - from.x) / (to.x - from.x) * (to.y - from.y);
            ends[e]->x = panel->x.high;
        }
    }
    return ends[0]->y <= panel->y.high && ends[1]->y <= panel->y.high;
}

/* The pieces of the curve that are on the panel, an empty line between them. */
static void write_curve(const plan *p, size_t i, const cv_curve *curve)
{
    cv_buffer *to = &p->scene->data;
    cv_curve_point last = {NAN, NAN};
    cv_buffer_format(to, "$curve%zu << EOD\n", i + 1);
    for (size_t k = 1; k < curve->point_count; k++) {
        cv_curve_point a = curve->points[k - 1], b = curve->points[k];
        if (isnan(a.y) || isnan(b.y) || !clip(&p->panel, &a, &b))
            continue;
        if (a.x != last.x || a.y != last.y) {
            cv_buffer_add(to, isnan(last.x) ? "" : "\n");
            write_point(to, a.x, a.y);
        }
        write_point(to, b.x, b.y);
        last = b;
    }
    cv_buffer_add(to, "EOD\n");
}

static void write_marks(const plan *p, size_t i, const cv_curve *curve)
{
    cv_buffer *to = &p->scene->data;
    cv_buffer_format(to, "$marks%zu << EOD\n", i + 1);
    for (size_t k = 0; k < curve->mark_count; k++)
        if (curve->marks[k].x <= p->panel.x.high && curve->marks[k].y <= p->panel.y.high)
            write_point(to, curve->marks[k].x, curve->marks[k].y);
    cv_buffer_add(to, "EOD\n");
}

static void write_data(plan *p)
{
    cv_buffer_add(&p->scene->data, "# the curves and the dots on them: x, y\n");
    for (size_t i = 0; i < p->curves->curve_count; i++) {
        const cv_curve *curve = &p->curves->curves[i];
        write_curve(p, i, curve);
        if (curve->mark_count > 0)
            write_marks(p, i, curve);
    }
}

/* Lines from the dots down to the axis. */
static void plot_drops(plan *p, size_t i)
{
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_buffer_format(to,
                     "$marks%zu using (x1($1)):(y1($2)):(0):(y1(0)-y1($2)) with vectors nohead dashtype 2 "
                     "linewidth 2 linecolor rgb '#%06x' notitle",
                     i + 1, p->theme->series[i].colour.mark);
}

static void plot_curve(plan *p, size_t i)
{
    const cv_curve *curve = &p->curves->curves[i];
    const unsigned colour = p->theme->series[i].colour.mark;
    const char *label = cv_text_clean_line(p->scene->arena, curve->label);
    if (label == NULL) {
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
        return;
    }
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_buffer_format(to, "$curve%zu using (x1($1)):(y1($2)) with lines linewidth ", i + 1);
    cv_scene_number(to, length_of(p, curve_width));
    cv_buffer_format(to, " linecolor rgb '#%06x' title ", colour);
    cv_text_quote(to, label);
    if (curve->mark_count > 0)
        cv_buffer_format(cv_scene_plot(p->scene),
                         "$marks%zu using (x1($1)):(y1($2)) with points pointtype 7 pointsize dot linecolor rgb "
                         "'#%06x' notitle",
                         i + 1, colour);
}

static cv_scene_words words_of(cv_scene *scene, const cv_curves *curves)
{
    const char *const texts[] = {curves->title, curves->subtitle, curves->footer};
    const char *clean[3];
    for (size_t i = 0; i < 3; i++)
        if ((clean[i] = cv_text_clean(scene->arena, texts[i])) == NULL)
            cv_scene_fail(scene, cv_fail_memory(scene->messages));
    const char *alt = cv_text_clean_line(scene->arena, curves->alternative);
    if (alt == NULL)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    return (cv_scene_words){.name = curves->name,
                            .formats = curves->formats,
                            .title = clean[0],
                            .subtitle = clean[1],
                            .footer = clean[2],
                            .alt = alt};
}

cv_status cv_plot_curves(const cv_curves *curves, cv_buffer *to, cv_messages *messages)
{
    cv_arena arena = {0};
    const cv_theme *theme = curves->theme != NULL ? curves->theme : &cv_theme_slide;
    cv_scene scene = {.arena = &arena, .theme = theme, .language = curves->language, .messages = messages};
    plan p = {.curves = curves, .theme = theme, .scene = &scene};
    const cv_scene_words words = words_of(&scene, curves);
    if (scene.status == CV_OK)
        lay_out(&p, &words);
    if (scene.status == CV_OK)
        write_data(&p);
    for (size_t i = 0; i < curves->curve_count && scene.status == CV_OK; i++)
        if (curves->curves[i].mark_count > 0)
            plot_drops(&p, i);
    for (size_t i = 0; i < curves->curve_count && scene.status == CV_OK; i++)
        plot_curve(&p, i);
    cv_status status = cv_scene_write(&scene, &words, to);
    cv_scene_free(&scene);
    cv_arena_free(&arena);
    return status;
}
