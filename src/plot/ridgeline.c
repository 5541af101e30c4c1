/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distributions of a number in several groups, one below the other, each an outline over its classes. */
#include <math.h>
#include <strings.h>

#include "base/colour.h"
#include "plot/classes.h"
#include "plot/kind.h"
#include "plot/sets.h"

static const double line_pitch = 1.15;
static const double reach = 1.75; /* how many rows the highest outline is high */

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_classes classes;
    size_t sets;
    double highest, pitch, label_width, base_width;
    cv_panel panel;
} plan;

static double height_at(const plan *p, size_t set, size_t i)
{
    const cv_class *of = &p->classes.items[i];
    const cv_chart_mark *mark = cv_classes_mark(p->chart, of, set);
    return mark != NULL && mark->drawn ? cv_classes_height(&p->classes, of, mark->estimate->estimate) : 0;
}

/* The order of the rows: as the study has it, or by the weighted mean of the classes' middles. */
static double middle_of(const plan *p, size_t set)
{
    double sum = 0, weight = 0;
    for (size_t i = 0; i < p->classes.count; i++) {
        const cv_class *of = &p->classes.items[i];
        double share = height_at(p, set, i) * (of->to - of->from);
        sum += share * (of->from + of->to) / 2;
        weight += share;
    }
    return weight > 0 ? sum / weight : -(double)INFINITY;
}

static void sort_sets(const plan *p, size_t *order)
{
    size_t count = p->chart->series_count > 0 ? p->chart->series_count : p->sets; /* the whole stays last */
    for (size_t i = 0; i < p->sets; i++)
        order[i] = i;
    if (p->chart->spec->sort == CV_SORT_NONE)
        return;
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0; k--) {
            size_t one = order[k - 1], other = order[k];
            bool swap = p->chart->spec->sort == CV_SORT_VALUE
                            ? middle_of(p, other) > middle_of(p, one)
                            : strcasecmp(p->chart->series[other], p->chart->series[one]) < 0;
            if (!swap)
                break;
            order[k - 1] = other;
            order[k] = one;
        }
}

static double base_line(const plan *p, size_t place)
{
    return p->panel.top + p->pitch * ((double)place + reach);
}

/* A name has as many lines as its row is high. */
static cv_text_lines fit_name(const plan *p, size_t set)
{
    const double size = fmin(p->theme->size.label, 0.75 * p->pitch), least = fmax(p->theme->size.least, 0.7 * size);
    const double lines = floor(fmin(3, 0.95 * p->pitch / (line_pitch * least)));
    return cv_scene_fit(
        p->scene, cv_classes_name(p->chart, set),
        (cv_text_box){size, fmin(least, size), false, 0.3 * p->theme->width, lines < 1 ? 1 : (size_t)lines});
}

static void measure(plan *p)
{
    const double small = fmin(p->theme->size.base, 0.7 * p->pitch);
    for (size_t set = 0; set < p->sets; set++) {
        cv_text_lines name = fit_name(p, set);
        p->label_width = fmax(p->label_width, name.width);
        p->base_width = fmax(p->base_width, cv_text_width(cv_classes_base(p->chart, set), small, false));
        for (size_t i = 0; i < p->classes.count; i++)
            p->highest = fmax(p->highest, height_at(p, set, i));
    }
}

static void place_row(const plan *p, size_t set, double y)
{
    const double small = fmin(p->theme->size.base, 0.7 * p->pitch);
    const char *absent = cv_classes_absent(p->chart, set);
    cv_text_lines name = fit_name(p, set);
    cv_scene_text look = {.x = p->theme->margin + p->label_width,
                          .y = y - 0.35 * name.size - line_pitch * name.size * ((double)name.count - 1),
                          .colour = p->theme->ink,
                          .align = 'r'};
    cv_scene_add_lines(p->scene, &name, look, line_pitch * name.size);
    look = (cv_scene_text){.text = cv_classes_base(p->chart, set),
                           .x = p->theme->width - p->theme->margin,
                           .y = y - 0.35 * small,
                           .size = small,
                           .colour = p->theme->faint,
                           .align = 'r'};
    cv_scene_add_text(p->scene, look);
    cv_scene_add_line(
        p->scene,
        (cv_scene_line){
            .x = p->panel.left, .y = y, .to_x = p->panel.right, .to_y = y, .colour = p->theme->grid, .width = 1.5});
    if (absent == NULL)
        return;
    look.text = absent;
    look.x = p->panel.left + cv_theme_length(p->theme, 16);
    look.y = y - 0.62 * small;
    look.align = 'l';
    cv_scene_add_text(p->scene, look);
}

/* The outline: up at each class's beginning, down at its end. */
static void write_outline(const plan *p, size_t set)
{
    cv_buffer *to = &p->scene->data;
    cv_buffer_format(to, "$group%zu << EOD\n", set + 1);
    for (size_t i = 0; i < p->classes.count; i++)
        for (int end = 0; end < 2; end++) {
            cv_buffer_add_number(to, end == 0 ? p->classes.items[i].from : p->classes.items[i].to);
            cv_buffer_add_char(to, ' ');
            cv_buffer_add_number(to, height_at(p, set, i));
            cv_buffer_add_char(to, '\n');
        }
    cv_buffer_add(to, "EOD\n");
}

static void plot_outline(const plan *p, size_t set, double y)
{
    const unsigned colour = cv_classes_colour(p->chart, set).mark;
    const char *name = cv_classes_name(p->chart, set);
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_buffer_format(to, "$group%zu using (x1($1)):(", set + 1);
    cv_scene_number(to, y);
    cv_buffer_add(to, "-h*$2):(");
    cv_scene_number(to, y);
    cv_buffer_format(to, ") with filledcurves fillstyle solid noborder linecolor rgb '#%06x' title ",
                     cv_colour_mix(p->theme->page, colour, 0.62));
    cv_text_quote(to, name[0] != '\0' ? name : cv_say(p->chart->language, "Estimates"));
    to = cv_scene_plot(p->scene);
    cv_buffer_format(to, "$group%zu using (x1($1)):(", set + 1);
    cv_scene_number(to, y);
    cv_buffer_format(to, "-h*$2) with lines linewidth 2 linecolor rgb '#%06x' notitle", colour);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    plan p = {.chart = chart, .scene = scene, .theme = chart->theme, .sets = cv_sets_count(chart)};
    double top, bottom;
    size_t *order = cv_arena_array(&chart->arena, p.sets, sizeof *order);
    if (order == NULL)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    cv_scene_frame(scene, words, &top, &bottom);
    cv_classes_find(chart, scene, &p.classes);
    if (scene->status != CV_OK)
        return;
    p.panel = (cv_panel){.number = 1, .top = top, .bottom = bottom - 2.2 * p.theme->size.tic, .x = p.classes.x};
    p.pitch = (p.panel.bottom - p.panel.top) / ((double)p.sets - 1 + reach);
    if (p.pitch < 1.2 * p.theme->size.least) {
        cv_scene_fail(scene, cv_fail_expected(scene->messages, CV_USAGE, chart->spec->place, "fewer groups", NULL,
                                              "chart '%s' has %zu groups, more than fit on its page",
                                              chart->spec->name.text, p.sets));
        return;
    }
    measure(&p);
    p.panel.left = p.theme->margin + p.label_width + cv_theme_length(p.theme, 26);
    p.panel.right = p.theme->width - p.theme->margin - p.base_width - cv_theme_length(p.theme, 30);
    scene->radius = cv_theme_length(p.theme, 6);
    sort_sets(&p, order);
    cv_panel_write(scene, &p.panel);
    cv_panel_tics_x(scene, &p.panel, &p.classes.style);
    cv_buffer_add(&scene->data, "# pixels for a share of 1\nh = ");
    cv_scene_number(&scene->data, p.highest > 0 ? (reach - 0.1) * p.pitch / p.highest : 0);
    cv_buffer_add(&scene->data, "\n# outlines: the number, share (for each unit where classes differ in width)\n");
    for (size_t place = 0; place < p.sets; place++) {
        place_row(&p, order[place], base_line(&p, place));
        if (cv_classes_absent(chart, order[place]) != NULL)
            continue;
        write_outline(&p, order[place]);
        plot_outline(&p, order[place], base_line(&p, place));
    }
}

const cv_plot_kind cv_plot_ridgeline = {.noun = CV_PHRASE("Ridgeline chart"),
                                        .shape = {.series = CV_SERIES_GROUPS, .series_most = 40, .no_intervals = true},
                                        .prepare = cv_classes_prepare,
                                        .draw = draw};
