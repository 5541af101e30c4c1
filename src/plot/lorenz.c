/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lorenz curves: the share of the total that the poorest hold against their share of all, beside the line on which all
 * have the same; each curve with the band of its intervals. Source: Lorenz, "Methods of measuring the concentration of
 * wealth", Publications of the American Statistical Association 9 (1905). */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "plot/kind.h"
#include "plot/panel.h"
#include "plot/sets.h"

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_panel panel;
    cv_value_style shares;
    bool beside; /* the names stand at the right of the panel, not above it */
} plan;

static double length_of(const plan *p, double length)
{
    return cv_theme_length(p->theme, length);
}

/* The share of the poorest that a row of the chart is about; NaN: none. */
static double poorest_of(const cv_chart *chart, size_t row)
{
    const cv_axis *axis = chart->mark_count > 0 ? &chart->result->of[0] : NULL;
    double share = NAN;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_estimate *e = chart->marks[m].estimate;
        if (chart->marks[m].row == row && e->level >= 0 &&
            !cv_number_parse(axis->values[e->level], strlen(axis->values[e->level]), '.', &share))
            share = NAN;
    }
    return share;
}

static cv_plot_colour colour_of(const cv_chart *chart, size_t set)
{
    if (set < chart->series_count)
        return chart->series_colours[set];
    return chart->series_count > 0 ? chart->theme->whole : chart->theme->accent;
}

static int point_of(const cv_chart *chart, size_t set)
{
    return set < chart->series_count ? chart->series_points[set] : 7;
}

/* ---- the panel ---- */

static void place_diagonal(const plan *p)
{
    const cv_panel *panel = &p->panel;
    cv_scene_add_line(p->scene, (cv_scene_line){.x = panel->left,
                                                .y = panel->bottom,
                                                .to_x = panel->right,
                                                .to_y = panel->top,
                                                .colour = p->theme->rule,
                                                .width = 2.5});
    cv_scene_add_text(p->scene, (cv_scene_text){.text = cv_say(p->chart->language, "All have the same"),
                                                .x = cv_panel_x(panel, 0.46),
                                                .y = cv_panel_y(panel, 0.5),
                                                .size = p->theme->size.base,
                                                .colour = p->theme->quiet,
                                                .align = 'r'});
}

/* A line a curve: its name, and below it the base, or why there is no curve. */
static void place_names(const plan *p)
{
    const double size = p->theme->size.legend, small = p->theme->size.base;
    const double x = p->panel.right + length_of(p, 70), pitch = 1.3 * (size + small);
    const double width = p->theme->width - p->theme->margin - x - length_of(p, 34);
    const size_t sets = cv_sets_count(p->chart);
    double y = (p->panel.top + p->panel.bottom) / 2 - pitch * ((double)sets - 1) / 2;
    for (size_t set = 0; set < sets; set++, y += pitch) {
        const cv_chart_mark *drawn = cv_sets_first(p->chart, set, true), *any = cv_sets_first(p->chart, set, false);
        const cv_text_box box = {size, fmax(p->theme->size.least, 0.75 * size), true, width, 1};
        cv_text_lines name = cv_scene_fit(p->scene, cv_sets_name(p->chart, set), box);
        cv_scene_text look = {.x = x + length_of(p, 34), .y = y - 0.62 * small, .bold = true, .align = 'l'};
        look.colour = colour_of(p->chart, set).text;
        cv_scene_add_lines(p->scene, &name, look, 0);
        cv_scene_add_swatch(p->scene, x + length_of(p, 11), look.y, length_of(p, 10), point_of(p->chart, set),
                            colour_of(p->chart, set).mark);
        if (any != NULL)
            cv_scene_add_text(p->scene, (cv_scene_text){.text = drawn != NULL ? any->n_text : any->text,
                                                        .x = look.x,
                                                        .y = y + 0.68 * size,
                                                        .size = small,
                                                        .colour = p->theme->faint,
                                                        .align = 'l'});
    }
}

static void place_legend(const plan *p, double *top)
{
    enum { MOST = CV_SERIES_MOST + 1 };
    const char *names[MOST];
    cv_plot_colour colours[MOST];
    int points[MOST];
    size_t count = p->chart->series_count > 0 ? cv_sets_count(p->chart) : 0;
    for (size_t set = 0; set < count; set++) {
        names[set] = cv_sets_name(p->chart, set);
        colours[set] = colour_of(p->chart, set);
        points[set] = point_of(p->chart, set);
    }
    cv_scene_legend(p->scene, names, colours, points, count, top);
}

static void lay_out(plan *p, const cv_scene_words *words)
{
    const cv_theme *theme = p->theme;
    double top, bottom;
    cv_scene_frame(p->scene, words, &top, &bottom);
    p->beside = theme->width > 1.3 * theme->height;
    if (!p->beside)
        place_legend(p, &top);
    p->panel = (cv_panel){.number = 1, .x = {.high = 1, .step = 0.2}, .y = {.high = 1, .step = 0.2}};
    p->panel.top = top + 0.5 * theme->size.tic;
    p->panel.bottom = bottom - 3.9 * theme->size.tic;
    p->panel.left = theme->margin + cv_panel_tics_width(p->scene, &p->panel.y, &p->shares);
    const double side = fmin(p->panel.bottom - p->panel.top, theme->width - theme->margin - p->panel.left);
    if (p->beside) /* a little left of the middle, the names at its right */
        p->panel.left = fmax(p->panel.left, 0.42 * theme->width - side / 2);
    p->panel.right = p->panel.left + side;
    p->panel.bottom = p->panel.top + side;
    if (!cv_panel_has_room(p->scene, &p->panel, p->chart->spec))
        return;
    p->scene->radius = length_of(p, 8);
    cv_panel_write(p->scene, &p->panel);
    cv_panel_tics_x(p->scene, &p->panel, &p->shares);
    cv_panel_tics_y(p->scene, &p->panel, &p->shares);
    place_diagonal(p);
    cv_panel_title_x(p->scene, &p->panel, cv_say(p->chart->language, "Share of all, the poorest first"));
    if (p->beside)
        place_names(p);
}

/* ---- the curves ---- */

static void write_point(cv_buffer *to, double poorest, double share, double low, double high)
{
    const double numbers[] = {poorest, share, low, high};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        cv_buffer_add_number(to, numbers[i]);
        cv_buffer_add_char(to, i + 1 < sizeof numbers / sizeof numbers[0] ? ' ' : '\n');
    }
}

/* From nobody, who has nothing, to all, who have all. The rows are in the order of the probabilities. */
static void write_curve(const plan *p, size_t set)
{
    cv_buffer *to = &p->scene->data;
    cv_buffer_format(to, "$curve%zu << EOD\n", set + 1);
    write_point(to, 0, 0, 0, 0);
    for (size_t row = 0; row < p->chart->row_count; row++) {
        const cv_chart_mark *mark = cv_chart_find(p->chart, row, cv_sets_series(p->chart, set));
        if (mark == NULL || !mark->drawn || !(poorest_of(p->chart, row) > 0) || !(poorest_of(p->chart, row) < 1))
            continue;
        const cv_estimate *e = mark->estimate;
        write_point(to, poorest_of(p->chart, row), e->estimate, isnan(e->low) ? e->estimate : e->low,
                    isnan(e->high) ? e->estimate : e->high);
    }
    write_point(to, 1, 1, 1, 1);
    cv_buffer_add(to, "EOD\n");
}

static void plot_curve(const plan *p, size_t set)
{
    const unsigned colour = colour_of(p->chart, set).mark;
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_buffer_format(to,
                     "$curve%zu using (x1($1)):(y1($3)):(y1($4)) with filledcurves fillstyle transparent solid 0.18 "
                     "noborder linecolor rgb '#%06x' notitle",
                     set + 1, colour);
    to = cv_scene_plot(p->scene);
    cv_buffer_format(to, "$curve%zu using (x1($1)):(y1($2)) with lines linewidth ", set + 1);
    cv_scene_number(to, length_of(p, 3.5));
    cv_buffer_format(to, " linecolor rgb '#%06x' title ", colour);
    cv_text_quote(to, cv_sets_name(p->chart, set));
    cv_buffer_format(
        cv_scene_plot(p->scene),
        "$curve%zu using (x1($1)):($1 > 0 && $1 < 1 ? y1($2) : NaN) with points pointtype %d pointsize dot "
        "linecolor rgb '#%06x' notitle",
        set + 1, point_of(p->chart, set), colour);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    plan p = {.chart = chart, .scene = scene, .theme = chart->theme};
    p.shares = (cv_value_style){.percent = true, .scale = 1, .suffix = "", .language = chart->language};
    lay_out(&p, words);
    if (scene->status != CV_OK)
        return;
    cv_buffer_add(&scene->data, "# the poorest, what they hold, its limits: shares\n");
    for (size_t set = cv_sets_count(chart); set-- > 0;) /* the whole first, so that it covers nothing */
        if (cv_sets_first(chart, set, true) != NULL) {
            write_curve(&p, set);
            plot_curve(&p, set);
        }
}

static cv_status check(cv_chart *chart, cv_messages *messages)
{
    for (size_t row = 0; row < chart->row_count; row++)
        if (chart->rows[row].heading != NULL)
            return cv_fail_expected(messages, CV_USAGE, chart->spec->place, "one variable and 8 groups at most", NULL,
                                    "chart '%s' has more curves than can be told apart", chart->spec->name.text);
    return CV_OK;
}

const cv_plot_kind cv_plot_lorenz = {
    .noun = CV_PHRASE("Lorenz curves"), .shape = {.series = CV_SERIES_GROUPS}, .prepare = check, .draw = draw};
