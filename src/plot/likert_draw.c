/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars that diverge from a line between the negative and the positive answers, with the positive share beside them. */
#include <math.h>

#include "base/colour.h"
#include "plot/kind.h"
#include "plot/likert.h"
#include "plot/stack_rows.h"

/* How far the bars of the chart go from the middle line to both sides, and the neutral answers that stand aside. */
typedef struct extents {
    double left, right, aside;
} extents;

/* What the drawing works with. */
typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    cv_rows *rows;
    cv_stack stack;
    extents extents;
    cv_panel aside;            /* of the neutral answers; width 0: none */
    double net_size, net_room; /* of the column at the right */
} plan;

static bool filled(const cv_chart *chart)
{
    return chart->spec->stack == CV_STACK_PERCENT;
}

static bool beside(const cv_chart *chart, int series)
{
    return !filled(chart) && chart->spec->neutral == CV_NEUTRAL_ASIDE &&
           cv_likert_of(chart)->sides[series] == CV_SIDE_NEUTRAL;
}

/* Where the row's bar begins: its negative answers end at 0, or its neutral ones have their middle there. */
static double start_of(const cv_chart *chart, size_t first, size_t count)
{
    double start = 0;
    for (size_t m = first; m < first + count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        const cv_side side = cv_likert_of(chart)->sides[mark->series];
        if (mark->drawn && !beside(chart, mark->series))
            start -= side == CV_SIDE_NEGATIVE ? mark->value : side == CV_SIDE_NEUTRAL ? mark->value / 2 : 0;
    }
    return start;
}

static void lay_row(plan *p, size_t row)
{
    const cv_chart *chart = p->chart;
    size_t first, count = cv_stack_row(chart, row, &first);
    double at = filled(chart) ? 0 : start_of(chart, first, count), aside = 0;
    p->extents.left = fmax(p->extents.left, -at);
    for (size_t m = first; m < first + count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        double *end = beside(chart, mark->series) ? &aside : &at;
        if (!mark->drawn)
            continue;
        p->stack.from[m] = *end;
        *end += mark->value;
        p->stack.to[m] = *end;
    }
    p->stack.sum[row] = at; /* where the bar ends */
    p->extents.right = fmax(p->extents.right, at);
    p->extents.aside = fmax(p->extents.aside, aside);
}

/* ---- the columns ---- */

static const char *net_text(const plan *p, size_t row)
{
    double positive = cv_likert_positive(p->chart, row, true);
    return isnan(positive) ? "\xe2\x80\x93" : cv_scene_value(p->scene, &p->chart->style, positive);
}

static const char *net_name(const plan *p)
{
    return cv_say(p->chart->language, "Positive");
}

static void measure_net(plan *p)
{
    const cv_theme *theme = p->chart->theme;
    p->net_size = 1.1 * theme->size.value;
    p->net_room = cv_text_width(net_name(p), theme->size.base, true);
    for (size_t row = 0; row < p->chart->row_count; row++)
        p->net_room = fmax(p->net_room, cv_text_width(net_text(p, row), p->net_size, true));
    p->net_room += cv_theme_length(theme, 36);
}

/* A column's name stands above the first row. */
static void name_column(const plan *p, const char *name, double centre, double width, unsigned colour)
{
    const cv_theme *theme = p->chart->theme;
    const cv_text_box box = {theme->size.base, fmin(theme->size.base, theme->size.least + 2), true, width, 1};
    cv_text_lines lines = cv_scene_fit(p->scene, name, box);
    const cv_scene_text look = {
        .x = centre, .y = p->rows->panel.top - 0.75 * theme->size.base, .bold = true, .colour = colour, .align = 'c'};
    cv_scene_add_lines(p->scene, &lines, look, 0);
}

static void place_net(const plan *p)
{
    const cv_theme *theme = p->chart->theme;
    const double air = cv_theme_length(theme, 36), width = p->net_room - air;
    const double centre = p->rows->right + air + width / 2;
    const unsigned colour = cv_colour_readable(theme->high, theme->page, 4.5);
    for (size_t row = 0; row < p->chart->row_count; row++)
        cv_scene_add_text(p->scene,
                          (cv_scene_text){.text = net_text(p, row),
                                          .x = centre,
                                          .y = p->rows->row_y[row],
                                          .size = fmax(theme->size.least, fmin(p->net_size, 0.7 * p->rows->lane)),
                                          .bold = true,
                                          .colour = colour,
                                          .align = 'c'});
    name_column(p, net_name(p), centre, width + 1, colour);
}

/* The name of the only neutral answer, or the word. */
static const char *neutral_name(const cv_chart *chart)
{
    const cv_likert *likert = cv_likert_of(chart);
    size_t count = chart->series_count;
    bool one = count > 1 && likert->sides[count - 2] != CV_SIDE_NEUTRAL;
    return one ? chart->series[count - 1] : cv_say(chart->language, "Neutral");
}

static void place_aside(const plan *p)
{
    const double air = cv_theme_length(p->chart->theme, 40);
    if (p->extents.aside > 0)
        name_column(p, neutral_name(p->chart), (p->aside.left + p->aside.right) / 2,
                    p->aside.right - p->aside.left + air, p->chart->theme->quiet);
}

/* ---- the axes ---- */

/* Both panels have the same scale, so that lengths can be compared. */
static void share_width(plan *p)
{
    cv_panel *panel = &p->rows->panel;
    const double gap = p->extents.aside > 0 ? cv_theme_length(p->chart->theme, 56) : 0;
    double total = p->extents.left + p->extents.right + p->extents.aside;
    double unit = (p->rows->right - p->rows->left - gap) / (total > 0 ? total : 1);
    panel->left = p->rows->left;
    panel->right = p->rows->right - gap - unit * p->extents.aside;
    panel->x = (cv_scale){.low = -p->extents.left,
                          .high = total > 0 ? p->extents.right : 1,
                          .step = cv_value_step(total > 0 ? total : 1, 6)};
    p->aside = *panel;
    p->aside.number = 2;
    p->aside.left = panel->right + gap;
    p->aside.right = p->rows->right;
    p->aside.x = (cv_scale){.high = p->extents.aside, .step = panel->x.step};
}

/* Shares of both sides are written without a sign. There are no tics where neutral answers lie astride the middle: a
 * bar's end then is no share. */
static void place_tics(const plan *p)
{
    const cv_panel *panel = &p->rows->panel;
    const cv_theme *theme = p->chart->theme;
    const cv_value_style tics = cv_value_for_tics(&p->chart->style, panel->x.step);
    for (double i = ceil(panel->x.low / panel->x.step - 1e-9); i * panel->x.step <= panel->x.high + 1e-9; i++) {
        double x = cv_panel_x(panel, i * panel->x.step);
        cv_scene_add_line(p->scene, (cv_scene_line){x, panel->top, x, panel->bottom, theme->grid, 1.5, false, false});
        cv_scene_add_text(p->scene, (cv_scene_text){.text = cv_scene_value(p->scene, &tics, fabs(i * panel->x.step)),
                                                    .x = x,
                                                    .y = panel->bottom + 1.4 * theme->size.tic,
                                                    .size = theme->size.tic,
                                                    .colour = theme->quiet,
                                                    .align = 'c'});
    }
}

static void place_middle(const plan *p, const cv_panel *panel)
{
    double x = cv_panel_x(panel, 0);
    cv_scene_add_line(p->scene,
                      (cv_scene_line){x, panel->top, x, panel->bottom, p->chart->theme->rule, 2, false, false});
}

/* Why parts are missing: at the middle line where the row has none, else behind its bar if there is room. */
static void place_words(const plan *p)
{
    const cv_chart *chart = p->chart;
    const cv_panel *panel = &p->rows->panel;
    const double air = cv_theme_length(chart->theme, 14);
    for (size_t row = 0; row < chart->row_count; row++) {
        size_t first, count = cv_stack_row(chart, row, &first), m = first;
        while (m < first + count && chart->marks[m].drawn)
            m++;
        if (m == first + count)
            continue;
        double x = cv_panel_x(panel, p->stack.sum[row]) + air;
        double width = cv_text_width(chart->marks[m].text, p->rows->value_size, false);
        if (p->stack.absent[row] == count && x + width > panel->right)
            x = fmax(panel->left, panel->right - width);
        else if (x + width > panel->right)
            continue;
        cv_scene_add_text(p->scene, (cv_scene_text){.text = chart->marks[m].text,
                                                    .x = x,
                                                    .y = p->rows->row_y[row],
                                                    .size = p->rows->value_size,
                                                    .colour = chart->theme->faint,
                                                    .align = 'l'});
    }
}

static void draw_rows(plan *p)
{
    const cv_chart *chart = p->chart;
    const bool neutral_astride = !filled(chart) && chart->spec->neutral == CV_NEUTRAL_MIDDLE;
    if (!neutral_astride)
        place_tics(p);
    if (!filled(chart))
        place_middle(p, &p->rows->panel);
    cv_stack_rows_panel(p->scene, &p->rows->panel);
    if (p->extents.aside > 0) {
        place_middle(p, &p->aside);
        cv_stack_rows_panel(p->scene, &p->aside);
    }
    for (int series = 0; series < (int)chart->series_count && p->scene->status == CV_OK; series++)
        cv_stack_rows_series(chart, p->scene, p->rows, beside(chart, series) ? &p->aside : &p->rows->panel, &p->stack,
                             series);
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_rows rows;
    plan p = {.chart = chart, .scene = scene, .rows = &rows};
    measure_net(&p);
    const cv_rows_style style = {.one_lane = true,
                                 .swatch = 5,
                                 .lane_most = 140,
                                 .right_room = p.net_room,
                                 .top_room = 1.6 * chart->theme->size.base};
    cv_rows_place(chart, &style, scene, words, &rows);
    cv_stack_lay(chart, scene, &p.stack);
    if (scene->status != CV_OK)
        return;
    for (size_t row = 0; row < chart->row_count; row++)
        lay_row(&p, row);
    share_width(&p);
    draw_rows(&p);
    place_words(&p);
    place_aside(&p);
    place_net(&p);
}

const cv_plot_kind cv_plot_likert = {
    .noun = CV_PHRASE("Likert chart"),
    .shape = {.series = CV_SERIES_PARTS, .series_most = CV_STACK_MOST, .no_intervals = true},
    .prepare = cv_likert_prepare,
    .draw = draw};
