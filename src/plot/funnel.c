/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares against their effective bases, within control limits: which groups lie further from the whole than samples of
 * their size would. Source: Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
 * Medicine 24 (2005), section 2.2: p0 +- z sqrt(p0 (1 - p0) / n), n the effective base here. */
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "plot/kind.h"
#include "plot/panel.h"
#include "plot/spots.h"

enum { LIMITS = 2, POINTS = 120 };
static const double coverage[LIMITS] = {0.95, 0.998};

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_panel panel;
    double target; /* p0 */
    double z[LIMITS];
    cv_value_style bases;
} plan;

static bool is_point(const cv_chart *chart, const cv_chart_mark *mark)
{
    return mark->drawn && isfinite(mark->estimate->n_eff) && mark->estimate->n_eff > 0 && !chart->rows[mark->row].whole;
}

/* The whole's share, or that of all groups together. */
static double target_of(const cv_chart *chart)
{
    double sum = 0, weight = 0;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if (mark->drawn && chart->rows[mark->row].whole)
            return mark->estimate->estimate;
        if (is_point(chart, mark)) {
            sum += mark->estimate->weighted_n * mark->estimate->estimate;
            weight += mark->estimate->weighted_n;
        }
    }
    return weight > 0 ? sum / weight : (double)NAN;
}

static double limit_of(const plan *p, double n, double z)
{
    return p->target + z * sqrt(p->target * (1 - p->target) / n);
}

static void choose_scales(plan *p)
{
    double least = INFINITY, most = 0, low = INFINITY, high = -INFINITY;
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_estimate *e = p->chart->marks[m].estimate;
        if (!is_point(p->chart, &p->chart->marks[m]))
            continue;
        least = fmin(least, e->n_eff);
        most = fmax(most, e->n_eff);
        low = fmin(low, e->estimate);
        high = fmax(high, e->estimate);
    }
    if (most > 0 && isfinite(p->target)) {
        low = fmin(low, fmax(0, limit_of(p, least, -p->z[0])));
        high = fmax(high, fmin(1, limit_of(p, least, p->z[0])));
    }
    p->panel.x = cv_scale_choose(0, most > 0 ? 1.06 * most : 1, false, true, 8);
    p->panel.y = cv_scale_choose(low, high, true, false, 7);
}

/* The lines' names stand at their right ends. */
static double name_limits(plan *p, bool measure)
{
    double width = 0;
    const double size = p->theme->size.base;
    for (int k = -LIMITS; k <= LIMITS; k++) {
        const cv_value_style percent = {.percent = true,
                                        .scale = 1,
                                        .suffix = "",
                                        .decimals = k == LIMITS || k == -LIMITS ? 1 : 0,
                                        .language = p->chart->language};
        double y = k == 0 ? p->target : limit_of(p, p->panel.x.high, k > 0 ? p->z[k - 1] : -p->z[-k - 1]);
        const char *text = k == 0 ? cv_scene_value(p->scene, &p->chart->style, p->target)
                                  : cv_scene_value(p->scene, &percent, coverage[k > 0 ? k - 1 : -k - 1]);
        width = fmax(width, cv_text_width(text, size, k == 0));
        /* the lines lie close together there: only the upper ones are named */
        if (!measure && k >= 0 && y <= p->panel.y.high && y >= p->panel.y.low)
            cv_scene_add_text(p->scene, (cv_scene_text){.text = text,
                                                        .x = p->panel.right + cv_theme_length(p->theme, 12),
                                                        .y = cv_panel_y(&p->panel, y),
                                                        .size = size,
                                                        .bold = k == 0,
                                                        .colour = k == 0 ? p->theme->whole.text : p->theme->faint,
                                                        .align = 'l'});
    }
    return width + cv_theme_length(p->theme, 12);
}

static void lay_out(plan *p, const cv_scene_words *words)
{
    double top, bottom;
    const double tic = p->theme->size.tic;
    cv_scene_frame(p->scene, words, &top, &bottom);
    choose_scales(p);
    p->panel.number = 1;
    p->panel.top = top + 0.5 * tic;
    p->panel.bottom = bottom - 3.9 * tic;
    p->panel.left = p->theme->margin + cv_panel_tics_width(p->scene, &p->panel.y, &p->chart->style);
    p->panel.right = p->theme->width - p->theme->margin - name_limits(p, true);
    if (!cv_panel_has_room(p->scene, &p->panel, p->chart->spec))
        return;
    p->scene->radius = cv_theme_length(p->theme, 9);
    cv_panel_write(p->scene, &p->panel);
    cv_panel_tics_x(p->scene, &p->panel, &p->bases);
    cv_panel_tics_y(p->scene, &p->panel, &p->chart->style);
    cv_panel_title_x(p->scene, &p->panel, cv_say(p->chart->language, "Effective base"));
}

/* ---- the limits ---- */

/* Bases from the one whose limit leaves the panel to the axis's end, closer where the curve bends. */
static void write_limit(plan *p, size_t k, double sign)
{
    cv_buffer *to = &p->scene->data;
    const double edge = sign > 0 ? p->panel.y.high - p->target : p->target - p->panel.y.low;
    const double first = p->target * (1 - p->target) * pow(p->z[k] / edge, 2), last = p->panel.x.high;
    cv_buffer_format(to, "$limit%zu%c << EOD\n", k + 1, sign > 0 ? 'a' : 'b');
    for (int i = 0; i <= POINTS && edge > 0 && first < last; i++) {
        double n = first * pow(last / first, (double)i / POINTS);
        cv_buffer_add_number(to, n);
        cv_buffer_add_char(to, ' ');
        cv_buffer_add_number(to, limit_of(p, n, sign * p->z[k]));
        cv_buffer_add_char(to, '\n');
    }
    cv_buffer_add(to, "EOD\n");
    if (edge > 0 && first < last)
        cv_buffer_format(cv_scene_plot(p->scene),
                         "$limit%zu%c using (x1($1)):(y1($2)) with lines linewidth 2.5 %slinecolor rgb '#%06x' notitle",
                         k + 1, sign > 0 ? 'a' : 'b', k > 0 ? "dashtype 2 " : "", p->theme->rule);
}

static void write_limits(plan *p)
{
    if (!isfinite(p->target))
        return;
    cv_buffer_add(&p->scene->data, "# control limits: effective base, share\n");
    for (size_t k = 0; k < LIMITS && p->target > 0 && p->target < 1; k++) {
        write_limit(p, k, 1);
        write_limit(p, k, -1);
    }
    double y = cv_panel_y(&p->panel, p->target);
    if (p->target >= p->panel.y.low && p->target <= p->panel.y.high)
        cv_scene_add_line(p->scene, (cv_scene_line){.x = p->panel.left,
                                                    .y = y,
                                                    .to_x = p->panel.right,
                                                    .to_y = y,
                                                    .colour = p->theme->whole.mark,
                                                    .width = 2.5});
    name_limits(p, false);
}

/* ---- the points ---- */

/* How many of the limits the group lies beyond. */
static int beyond(const plan *p, const cv_estimate *e)
{
    double distance = fabs(e->estimate - p->target) / sqrt(p->target * (1 - p->target) / e->n_eff);
    return !(distance > p->z[0]) ? 0 : distance > p->z[1] ? 2 : 1;
}

static unsigned point_colour(const plan *p, const cv_chart_mark *mark)
{
    bool chosen = p->chart->spec->highlight.count > 0;
    if (chosen)
        return mark->colour.mark;
    return beyond(p, mark->estimate) > 0 ? p->theme->accent.mark : p->theme->rest.mark;
}

static void write_points(plan *p)
{
    cv_buffer *to = &p->scene->data;
    cv_buffer_add(to, "# groups: effective base, share, colour\n$groups << EOD\n");
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        if (!is_point(p->chart, mark))
            continue;
        cv_buffer_add_number(to, mark->estimate->n_eff);
        cv_buffer_add_char(to, ' ');
        cv_buffer_add_number(to, mark->estimate->estimate);
        cv_buffer_format(to, " 0x%06x\n", point_colour(p, mark));
    }
    cv_buffer_add(to, "EOD\n");
    to = cv_scene_plot(p->scene);
    cv_buffer_add(to, "$groups using (x1($1)):(y1($2)):3 with points pointtype 7 pointsize dot linecolor rgb variable "
                      "title ");
    cv_text_quote(to, cv_say(p->chart->language, "Estimates"));
}

/* Labels keep off the lines. */
static bool take_lines(const plan *p, cv_spots *spots)
{
    const double half = 3, across = (p->panel.right - p->panel.left) / POINTS;
    bool room = true;
    for (int i = 0; i < POINTS && room && isfinite(p->target); i++)
        for (int k = -LIMITS; k <= LIMITS && room; k++) {
            const double x = p->panel.left + (i + 0.5) * across;
            const double n = p->panel.x.high * (i + 0.5) / POINTS;
            const double value = k == 0 ? p->target : limit_of(p, n, k > 0 ? p->z[k - 1] : -p->z[-k - 1]);
            const double y = cv_panel_y(&p->panel, value);
            if (value >= p->panel.y.low && value <= p->panel.y.high)
                room = cv_spots_take(spots, (cv_spot){x - across / 2, y - half, x + across / 2, y + half});
        }
    return room;
}

/* Names of the groups beyond the limits (or highlighted) first, then of as many as there is room for. */
static void name_points(plan *p)
{
    const double gap = 1.7 * p->scene->radius, r = p->scene->radius;
    cv_spots spots = {.bounds = {p->panel.left, p->panel.top - gap, p->panel.right, p->panel.bottom}};
    bool room = take_lines(p, &spots);
    for (size_t m = 0; m < p->chart->mark_count; m++)
        if (is_point(p->chart, &p->chart->marks[m])) {
            double x = cv_panel_x(&p->panel, p->chart->marks[m].estimate->n_eff),
                   y = cv_panel_y(&p->panel, p->chart->marks[m].estimate->estimate);
            room = room && cv_spots_take(&spots, (cv_spot){x - r, y - r, x + r, y + r});
        }
    for (int round = 0; round < 2 && room; round++)
        for (size_t m = 0; m < p->chart->mark_count; m++) {
            const cv_chart_mark *mark = &p->chart->marks[m];
            if (!is_point(p->chart, mark) || (point_colour(p, mark) != p->theme->rest.mark) != (round == 0))
                continue;
            const cv_text_box box = {p->theme->size.base, fmax(p->theme->size.least, 0.75 * p->theme->size.base),
                                     round == 0, cv_theme_length(p->theme, 330), 1};
            const cv_text_lines name = cv_scene_fit(p->scene, p->chart->rows[mark->row].label, box);
            cv_scene_text text = {.text = name.count > 0 ? name.items[0] : "", .size = name.size};
            text.bold = round == 0;
            text.colour = round == 0 ? p->theme->ink : p->theme->faint;
            if (name.count > 0 && cv_spots_label(&spots, cv_panel_x(&p->panel, mark->estimate->n_eff),
                                                 cv_panel_y(&p->panel, mark->estimate->estimate), gap, &text))
                cv_scene_add_text(p->scene, text);
        }
    if (!room)
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
    cv_spots_free(&spots);
}

/* Groups that have no point: how many, and why. */
static void name_absent(plan *p)
{
    size_t count = 0;
    const char *word = NULL;
    for (size_t m = 0; m < p->chart->mark_count; m++)
        if (!is_point(p->chart, &p->chart->marks[m]) && !p->chart->rows[p->chart->marks[m].row].whole) {
            count++;
            word = p->chart->marks[m].drawn ? cv_say(p->chart->language, "no estimate") : p->chart->marks[m].text;
        }
    if (count == 0)
        return;
    cv_scene_add_text(p->scene, (cv_scene_text){.text = cv_scene_format(p->scene, "%s: %zu", word, count),
                                                .x = p->panel.right,
                                                .y = p->panel.top + p->theme->size.base,
                                                .size = p->theme->size.base,
                                                .colour = p->theme->faint,
                                                .align = 'r'});
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    plan p = {.chart = chart,
              .scene = scene,
              .theme = chart->theme,
              .target = target_of(chart),
              .bases = {.scale = 1, .suffix = "", .language = chart->language}};
    for (size_t k = 0; k < LIMITS; k++)
        p.z[k] = gsl_cdf_ugaussian_Pinv((1 + coverage[k]) / 2);
    lay_out(&p, words);
    if (scene->status != CV_OK)
        return;
    write_limits(&p);
    write_points(&p);
    name_points(&p);
    name_absent(&p);
}

/* A target is of one question and level; points are groups of one variable. */
static bool is_one_share(const cv_chart *chart)
{
    for (size_t row = 0; row < chart->row_count; row++)
        if (chart->rows[row].heading != NULL)
            return false;
    for (size_t m = 1; m < chart->mark_count; m++)
        if (chart->marks[m].estimate->variable != chart->marks[0].estimate->variable ||
            chart->marks[m].estimate->level != chart->marks[0].estimate->level)
            return false;
    return true;
}

static cv_status explain(cv_chart *chart, cv_messages *messages)
{
    if (!is_one_share(chart))
        return cv_fail_expected(messages, CV_USAGE, chart->spec->place, "one level (key level) and one by variable",
                                NULL, "chart '%s' has several shares of a group, which have no common limits",
                                chart->spec->name.text);
    chart->note = cv_say(chart->language, "Lines: where 95% and 99.8% of samples of that effective base would be, "
                                          "were all groups like the whole");
    return CV_OK;
}

const cv_plot_kind cv_plot_funnel = {.noun = CV_PHRASE("Funnel plot"),
                                     .shape = {.series = CV_SERIES_NONE, .no_intervals = true},
                                     .prepare = explain,
                                     .draw = draw};
