/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distribution of a number: its classes to scale with their intervals, a small panel for each group. */
#include <math.h>

#include "base/colour.h"
#include "plot/classes.h"
#include "plot/kind.h"
#include "plot/sets.h"

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_classes classes;
    cv_scale y;
    size_t sets, columns, lines; /* of panels */
    double left, right, top, bottom, gap_across, gap_down, head;
} plan;

static cv_scale choose_heights(const plan *p)
{
    enum { STEPS = 5 };
    double most = 0;
    for (size_t i = 0; i < p->classes.count; i++)
        for (size_t s = 0; s < p->sets; s++) {
            const cv_chart_mark *mark = cv_classes_mark(p->chart, &p->classes.items[i], s);
            if (mark != NULL && mark->drawn)
                most = fmax(most, cv_classes_height(&p->classes, &p->classes.items[i],
                                                    fmax(mark->estimate->estimate,
                                                         isfinite(mark->estimate->high) ? mark->estimate->high : 0)));
        }
    return cv_scale_choose(0, most, p->chart->style.percent, true, p->lines > 2 ? 3 : STEPS);
}

static cv_panel panel_of(const plan *p, size_t set)
{
    double width = (p->right - p->left - p->gap_across * (double)(p->columns - 1)) / (double)p->columns;
    double height = (p->bottom - p->top - p->gap_down * (double)(p->lines - 1)) / (double)p->lines;
    double left = p->left + (width + p->gap_across) * (double)(set % p->columns);
    double top = p->top + (height + p->gap_down) * (double)(set / p->columns);
    return (cv_panel){.number = (int)set + 1,
                      .left = left,
                      .right = left + width,
                      .top = top + p->head,
                      .bottom = top + height - 2.1 * p->theme->size.tic,
                      .x = p->classes.x,
                      .y = p->y};
}

static bool has_room(const plan *p)
{
    const cv_panel first = panel_of(p, 0);
    return first.bottom - first.top > 2.5 * p->theme->size.tic && first.right - first.left > 5 * p->theme->size.tic;
}

/* As many columns as make the panels' shape nearest to twice as wide as high, where they have room. @return false: they
 * never have */
static bool choose_grid(plan *p)
{
    double best = INFINITY;
    size_t chosen = 0;
    for (size_t columns = 1; columns <= p->sets; columns++) {
        p->columns = columns;
        p->lines = (p->sets + columns - 1) / columns;
        double shape = (p->right - p->left) / (double)columns / ((p->bottom - p->top) / (double)p->lines);
        double away = fabs(log(shape / 2.2)) + 0.05 * (double)(p->lines * columns - p->sets);
        if (away < best && has_room(p)) {
            best = away;
            chosen = columns;
        }
    }
    p->columns = chosen > 0 ? chosen : 1;
    p->lines = (p->sets + p->columns - 1) / p->columns;
    return chosen > 0;
}

/* The group's name, and its base where both have room. */
static void place_head(plan *p, size_t set, const cv_panel *panel)
{
    if (p->sets > 1)
        cv_panel_head(p->scene, panel, p->head, cv_classes_name(p->chart, set), cv_classes_base(p->chart, set),
                      cv_classes_colour(p->chart, set).text);
}

static void write_class(const plan *p, const cv_class *of, const cv_chart_mark *mark, cv_buffer *to)
{
    const cv_estimate *e = mark->estimate;
    const double numbers[] = {of->from, of->to, cv_classes_height(&p->classes, of, e->estimate),
                              cv_classes_height(&p->classes, of, isnan(e->low) ? e->estimate : e->low),
                              cv_classes_height(&p->classes, of, isnan(e->high) ? e->estimate : e->high)};
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        cv_buffer_add_number(to, numbers[k]);
        cv_buffer_add_char(to, ' ');
    }
    unsigned colour =
        cv_classes_colour(p->chart, (size_t)(mark->series < 0 ? (int)p->chart->series_count : mark->series)).mark;
    cv_buffer_format(to, "0x%06x\n", of->open ? cv_colour_mix(p->theme->page, colour, 0.55) : colour);
}

static void plot_set(plan *p, size_t set, const cv_panel *panel)
{
    const double width = panel->right - panel->left, classes = (double)p->classes.count;
    cv_buffer *to = &p->scene->data;
    cv_buffer_format(to, "$classes%d << EOD\n", panel->number);
    for (size_t i = 0; i < p->classes.count; i++) {
        const cv_chart_mark *mark = cv_classes_mark(p->chart, &p->classes.items[i], set);
        if (mark != NULL && mark->drawn)
            write_class(p, &p->classes.items[i], mark, to);
    }
    cv_buffer_add(to, "EOD\n");
    to = cv_scene_plot(p->scene);
    cv_panel_add(
        to, panel,
        "$classes# using ((x#($1)+x#($2))/2):(y#(0)):(x#($1)+gap):(x#($2)-gap):(y#(0)):(y#($3)):6 with boxxyerror "
        "fillstyle solid noborder linecolor rgb variable title ");
    cv_text_quote(to, cv_classes_name(p->chart, set)[0] != '\0' ? cv_classes_name(p->chart, set)
                                                                : cv_say(p->chart->language, "Estimates"));
    if (width / classes < 9) /* intervals would be a thicket */
        return;
    to = cv_scene_plot(p->scene);
    cv_panel_add(to, panel, "$classes# using ((x#($1)+x#($2))/2):(y#($4)):(0):(y#($5)-y#($4)) with vectors nohead ");
    cv_buffer_format(to, "linewidth 2.5 linecolor rgb '#%06x' notitle", p->theme->ink);
}

static void draw_set(plan *p, size_t set)
{
    const cv_panel panel = panel_of(p, set);
    const char *absent = cv_classes_absent(p->chart, set);
    place_head(p, set, &panel);
    cv_panel_write(p->scene, &panel);
    cv_panel_tics_x(p->scene, &panel, &p->classes.style);
    if (set % p->columns == 0)
        cv_panel_tics_y(p->scene, &panel, &p->chart->style);
    else
        cv_panel_grid_y(p->scene, &panel);
    if (absent != NULL)
        cv_scene_add_text(p->scene, (cv_scene_text){.text = absent,
                                                    .x = (panel.left + panel.right) / 2,
                                                    .y = (panel.top + panel.bottom) / 2,
                                                    .size = p->theme->size.base,
                                                    .colour = p->theme->faint,
                                                    .align = 'c'});
    plot_set(p, set, &panel);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    plan p = {.chart = chart, .scene = scene, .theme = chart->theme, .sets = cv_sets_count(chart)};
    cv_scene_frame(scene, words, &p.top, &p.bottom);
    cv_classes_find(chart, scene, &p.classes);
    if (scene->status != CV_OK)
        return;
    p.left = p.theme->margin;
    p.right = p.theme->width - p.theme->margin;
    p.gap_across = cv_theme_length(p.theme, 56);
    p.gap_down = cv_theme_length(p.theme, 22);
    p.head = p.sets > 1 ? 1.6 * fmin(p.theme->size.label, 36 * p.theme->size.label / (double)(p.sets + 8))
                        : 0.5 * p.theme->size.tic;
    if (!choose_grid(&p)) {
        cv_scene_fail(scene, cv_fail_expected(scene->messages, CV_USAGE, chart->spec->place,
                                              "kind: ridgeline, or fewer groups", NULL,
                                              "chart '%s' has %zu groups, more than fit on its page",
                                              chart->spec->name.text, p.sets));
        return;
    }
    p.y = choose_heights(&p);
    p.left += cv_panel_tics_width(scene, &p.y, &chart->style);
    scene->radius = cv_theme_length(p.theme, 6);
    p.classes.x.step =
        cv_value_step(p.classes.x.high - p.classes.x.low,
                      (int)fmax(2, (panel_of(&p, 0).right - panel_of(&p, 0).left) / (5.5 * p.theme->size.tic)));
    cv_buffer_add(&scene->data, "gap = ");
    cv_scene_number(&scene->data,
                    fmin(2, 0.03 * (panel_of(&p, 0).right - panel_of(&p, 0).left) / (double)p.classes.count));
    cv_buffer_add(&scene->data,
                  "\n# classes: from, to, share (for each unit where they differ in width), its limits, colour\n");
    for (size_t set = 0; set < p.sets; set++)
        draw_set(&p, set);
}

const cv_plot_kind cv_plot_histogram = {.noun = CV_PHRASE("Histogram"),
                                        .shape = {.series = CV_SERIES_GROUPS, .series_most = 40},
                                        .prepare = cv_classes_prepare,
                                        .draw = draw};
