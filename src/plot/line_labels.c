/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The waves' names below a line chart. */
#include <math.h>

#include "plot/line_private.h"

/* The sides between which the labels below a small chart stand: as far apart in all of them. */
static void find_sides(const cv_lines *p, size_t part, double *left, double *right)
{
    const cv_panel panel = cv_lines_panel(p, part);
    *left = p->several ? panel.left - 0.6 * cv_lines_gap(p) : p->theme->margin;
    *right = p->several ? panel.right : p->theme->width - p->theme->margin;
}

/* The middle of a wave's label: below its points, but within the small chart's sides, and the first and last one not
 * over each other. */
static double label_x(const cv_lines *p, size_t part, size_t wave, double width)
{
    double left, right;
    const cv_panel plot = cv_lines_plot(p, part);
    const size_t last = p->waves.count - 1;
    const double first_x = cv_panel_x(&plot, p->waves.at[0]), last_x = cv_panel_x(&plot, p->waves.at[last]);
    const double apart = (p->labels[0].width + p->labels[last].width) / 2 + 0.6 * p->labels[0].size;
    const double over = last > 0 ? fmax(apart - (last_x - first_x), 0) / 2 : 0;
    double x = cv_panel_x(&plot, p->waves.at[wave]);
    x += wave == 0 ? -over : wave == last ? over : 0;
    find_sides(p, part, &left, &right);
    return fmax(left + width / 2, fmin(right - width / 2, x));
}

/* How wide a wave's label may be: the way to its nearest neighbour. */
double cv_lines_room(const cv_lines *p, const cv_panel *plot, size_t wave)
{
    const cv_waves *waves = &p->waves;
    const double x = cv_panel_x(plot, waves->at[wave]);
    double room = 0.3 * p->theme->width;
    if (wave > 0)
        room = fmin(room, x - cv_panel_x(plot, waves->at[wave - 1]));
    if (wave + 1 < waves->count)
        room = fmin(room, cv_panel_x(plot, waves->at[wave + 1]) - x);
    return fmax(0.94 * room - cv_lines_length(p, 6), 1);
}

/* Leaves labels out that would cover the one before; the last one stays. */
static void thin_labels(cv_lines *p)
{
    const double gap = 0.5 * p->labels[0].size;
    const size_t last = p->waves.count - 1;
    const double end = label_x(p, 0, last, p->labels[last].width) - p->labels[last].width / 2;
    double before = -INFINITY;
    for (size_t i = 0; i < last; i++) {
        const double half = p->labels[i].width / 2, x = label_x(p, 0, i, 2 * half);
        if (x - half < before + gap || x + half > end - gap)
            p->labels[i].count = 0;
        else
            before = x + half;
    }
}

/* Whether all labels are whole and have room beside each other. */
static bool all_fit(const cv_lines *p)
{
    double before = -INFINITY;
    for (size_t i = 0; i < p->waves.count; i++) {
        const double half = p->labels[i].width / 2, x = label_x(p, 0, i, 2 * half);
        if (p->labels[i].cut || p->labels[i].broken || x - half < before + 0.4 * p->theme->size.tic)
            return false;
        before = x + half;
    }
    return true;
}

/* Labels in lines of their room. @return whether all are whole */
static bool fit_in_lines(cv_lines *p, size_t lines)
{
    const cv_panel plot = cv_lines_plot(p, 0);
    const double size = p->theme->size.tic, least = fmax(p->theme->size.least, 0.8 * size);
    for (size_t i = 0; i < p->waves.count; i++) {
        const cv_text_box box = {size, least, false, cv_lines_room(p, &plot, i), lines};
        p->labels[i] = cv_scene_fit(p->scene, p->waves.labels[i], box);
    }
    return p->scene->status == CV_OK && all_fit(p);
}

/* Labels in the largest size in which the first and the last one stand beside each other; those that have no room
 * between them are left out. */
static void fit_ends(cv_lines *p)
{
    const size_t last = p->waves.count - 1;
    double left, right;
    find_sides(p, 0, &left, &right);
    for (double size = p->theme->size.tic; p->scene->status == CV_OK; size--) {
        size = fmax(size, p->theme->size.least);
        bool whole = true;
        for (size_t i = 0; i <= last; i++) {
            const cv_text_box box = {size, size, false, fmax(0.46 * (right - left), 1), 3};
            p->labels[i] = cv_scene_fit(p->scene, p->waves.labels[i], box);
            whole = whole && !p->labels[i].cut && !p->labels[i].broken;
        }
        if (p->scene->status != CV_OK || size <= p->theme->size.least)
            break;
        const double first = label_x(p, 0, 0, p->labels[0].width) + p->labels[0].width / 2;
        if (whole && first + 0.5 * size <= label_x(p, 0, last, p->labels[last].width) - p->labels[last].width / 2)
            break;
    }
    if (p->scene->status == CV_OK && last > 0)
        thin_labels(p);
}

/* Labels in as few lines as hold them all; where none do, some of them. */
void cv_lines_fit_labels(cv_lines *p)
{
    bool fit = false;
    for (size_t lines = 1; lines <= 3 && !fit && p->scene->status == CV_OK; lines++)
        fit = fit_in_lines(p, lines);
    if (!fit)
        fit_ends(p);
    p->label_lines = 1;
    for (size_t i = 0; i < p->waves.count; i++)
        p->label_lines = fmax(p->label_lines, (double)p->labels[i].count);
}

static const char *base_of(const cv_lines *p, size_t wave)
{
    const cv_chart *chart = p->chart;
    const cv_waves_part *part = &p->waves.parts[0];
    for (int s = cv_waves_first_series(chart); s < (int)chart->series_count; s++) {
        const cv_chart_mark *mark = cv_waves_mark(chart, &p->waves, part, wave, s);
        if (mark != NULL)
            return mark->n_text;
    }
    return "";
}

/* Bases stand below the labels where a wave has one alone and it fits. */
bool cv_lines_has_bases(const cv_lines *p)
{
    const cv_panel plot = cv_lines_plot(p, 0);
    for (size_t r = 0; r < p->chart->row_count; r++)
        if (!p->chart->rows[r].same_n)
            return false;
    for (size_t i = 0; i < p->waves.count; i++)
        if (p->labels[i].count == 0 ||
            cv_text_width(base_of(p, i), p->theme->size.base, false) > cv_lines_room(p, &plot, i))
            return false;
    return !p->several;
}

void cv_lines_place_labels(const cv_lines *p, size_t part)
{
    const cv_panel panel = cv_lines_panel(p, part);
    const double size = p->theme->size.tic;
    for (size_t i = 0; i < p->waves.count; i++) {
        const double x = label_x(p, part, i, p->labels[i].width), pitch = 1.18 * p->labels[i].size;
        const cv_scene_text look = {.x = x, .y = panel.bottom + 1.4 * size, .colour = p->theme->quiet, .align = 'c'};
        cv_scene_add_lines(p->scene, &p->labels[i], look, pitch);
        if (p->bases)
            cv_scene_add_text(p->scene, (cv_scene_text){.text = base_of(p, i),
                                                        .x = x,
                                                        .y = look.y + pitch * (p->label_lines - 1) + 1.35 * size,
                                                        .size = p->theme->size.base,
                                                        .colour = p->theme->faint,
                                                        .align = 'c'});
    }
}
