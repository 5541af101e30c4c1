/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small multiples: the same rows in a panel for each group, side by side on one axis, the rows' labels at the left of
 * each line of panels. */
#include <math.h>
#include <string.h>

#include "plot/rows_private.h"

static const double line_pitch = 1.18;

typedef struct grid {
    cv_rows_plan plan;
    cv_rows_plot *plot;
    size_t *row_of; /* [row_count of the chart] the row of the panels that each row is */
    size_t *first;  /* [rows] a row of the chart that has it */
    size_t rows;
    double lanes;          /* of all rows */
    size_t columns, lines; /* of panels */
    double left, right, top, bottom;
    double head, foot, gap; /* heights above and below a panel's rows; between panels */
    double label_size;
    cv_text_lines *labels; /* [rows] */
} grid;

/* The rows that the panels have, in the order of the panel that has the most of them first met. */
static bool find_rows(grid *g)
{
    const cv_chart *chart = g->plan.chart;
    g->row_of = cv_arena_array(&g->plan.chart->arena, chart->row_count, sizeof *g->row_of);
    g->first = cv_arena_array(&g->plan.chart->arena, chart->row_count, sizeof *g->first);
    g->labels = cv_arena_array(&g->plan.chart->arena, chart->row_count, sizeof *g->labels);
    if (g->row_of == NULL || g->first == NULL || g->labels == NULL)
        return false;
    for (size_t i = 0; i < chart->row_count; i++) {
        size_t r = 0;
        while (r < g->rows && strcmp(chart->rows[g->first[r]].label, chart->rows[i].label) != 0)
            r++;
        if (r == g->rows)
            g->first[g->rows++] = i;
        g->row_of[i] = r;
    }
    for (size_t r = 0; r < g->rows; r++)
        g->lanes += cv_rows_lanes(chart, g->plan.rows->style, g->first[r]);
    return true;
}

/* The label column: the largest size in which all labels fit, at the least size cut. */
static double fit_labels(grid *g, double lane)
{
    const cv_theme *theme = g->plan.theme;
    const cv_chart *chart = g->plan.chart;
    double width = 0, high = chart->series_count > 1 && !g->plan.rows->style->one_lane ? 1.5 : 1;
    bool cut = true;
    g->label_size = floor(fmax(theme->size.least, fmin(0.7 * lane * high, 0.9 * theme->size.label)));
    for (; cut && g->plan.scene->status == CV_OK; g->label_size--) {
        cut = false;
        width = 0;
        for (size_t r = 0; r < g->rows; r++) {
            double room = lane * cv_rows_lanes(chart, g->plan.rows->style, g->first[r]);
            double lines = floor(room / (line_pitch * g->label_size));
            const cv_text_box box = {g->label_size, g->label_size, false, 0.24 * theme->width,
                                     lines < 1 ? 1 : (size_t)lines};
            g->labels[r] = cv_scene_fit(g->plan.scene, chart->rows[g->first[r]].label, box);
            cut = (cut || g->labels[r].cut) && g->label_size - 1 >= theme->size.least;
            width = fmax(width, g->labels[r].width);
        }
    }
    return width;
}

static double lane_of(const grid *g, size_t lines)
{
    double height = (g->bottom - g->top) / (double)lines - g->head - g->foot;
    return height / g->lanes;
}

/* The panels' columns: as few as let the rows be readable and, beyond that, panels that are not too narrow. */
static bool choose_grid(grid *g)
{
    const cv_theme *theme = g->plan.theme;
    const size_t panels = g->plan.chart->panel_count;
    double best = -INFINITY;
    for (size_t columns = 1; columns <= panels; columns++) {
        size_t lines = (panels + columns - 1) / columns;
        double lane = fmin(lane_of(g, lines), cv_theme_length(theme, 46));
        double width = (g->right - g->left - 0.2 * theme->width) / (double)columns;
        if (lane < 1.2 * theme->size.least || width < cv_theme_length(theme, 150))
            continue;
        double good = fmin(lane / cv_theme_length(theme, 40), 1) + fmin(width / cv_theme_length(theme, 330), 1) -
                      0.02 * (double)(columns * lines - panels);
        if (good > best) {
            best = good;
            g->columns = columns;
            g->lines = lines;
        }
    }
    return isfinite(best);
}

/* The base that all marks of the panel share, or ""; the footer has the range. */
static const char *panel_base(const cv_chart *chart, size_t panel)
{
    const cv_chart_mark *first = NULL;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if (chart->rows[mark->row].panel != panel)
            continue;
        if (first != NULL && strcmp(first->n_text, mark->n_text) != 0)
            return "";
        first = mark;
    }
    return first == NULL ? "" : first->n_text;
}

static void place_labels(const grid *g, double x, double top, double lane)
{
    double y = top;
    for (size_t r = 0; r < g->rows; r++) {
        const cv_text_lines *label = &g->labels[r];
        const double height = lane * cv_rows_lanes(g->plan.chart, g->plan.rows->style, g->first[r]);
        const double pitch = line_pitch * label->size;
        const cv_scene_text look = {.x = x,
                                    .y = y + height / 2 - pitch * ((double)label->count - 1) / 2,
                                    .colour = g->plan.theme->ink,
                                    .align = 'r'};
        cv_scene_add_lines(g->plan.scene, label, look, pitch);
        y += height;
    }
}

/* The rows of the panel that the chart has, at the heights of the panels' rows. */
static void put_rows(const grid *g, size_t panel, double top)
{
    const cv_chart *chart = g->plan.chart;
    double y = top;
    for (size_t r = 0; r < g->rows; r++) {
        const double height = g->plan.rows->lane * cv_rows_lanes(chart, g->plan.rows->style, g->first[r]);
        for (size_t i = 0; i < chart->row_count; i++)
            if (chart->rows[i].panel == panel && g->row_of[i] == r)
                cv_rows_put_row(&g->plan, i, y + height / 2);
        y += height;
    }
}

/* Where the axis begins and ends within a panel of this width, so that all values have room. */
static void choose_axis(grid *g, double width)
{
    cv_rows *rows = g->plan.rows;
    rows->left = 0;
    rows->right = width;
    rows->panel.x = cv_rows_scale(g->plan.chart, rows->style);
    rows->panel.x.step = cv_value_step(rows->panel.x.high - rows->panel.x.low,
                                       (int)fmax(2, fmin(6, width / (4.6 * g->plan.theme->size.tic))));
    rows->panel.x.low = floor(rows->panel.x.low / rows->panel.x.step + 1e-9) * rows->panel.x.step;
    rows->panel.x.high = ceil(rows->panel.x.high / rows->panel.x.step - 1e-9) * rows->panel.x.step;
    cv_rows_make_room(&g->plan);
}

static void draw_panels(grid *g, double label_width)
{
    const cv_theme *theme = g->plan.theme;
    cv_rows *rows = g->plan.rows;
    const double begin = g->left + label_width + cv_theme_length(theme, 24);
    const double width = (g->right - begin - g->gap * (double)(g->columns - 1)) / (double)g->columns;
    const double height = g->head + rows->lane * g->lanes + g->foot;
    choose_axis(g, width);
    const double from = rows->panel.left, to = rows->panel.right;
    for (size_t panel = 0; panel < g->plan.chart->panel_count && g->plan.scene->status == CV_OK; panel++) {
        double left = begin + (width + g->gap) * (double)(panel % g->columns);
        double top = g->top + height * (double)(panel / g->columns);
        rows->current = panel;
        rows->panel.number = (int)panel + 1;
        rows->panel.left = left + from;
        rows->panel.right = left + to;
        rows->panel.top = top + g->head;
        rows->panel.bottom = top + height - g->foot;
        const cv_panel whole = {.left = left, .right = left + width, .top = top + g->head};
        cv_panel_head(g->plan.scene, &whole, g->head, g->plan.chart->panels[panel], panel_base(g->plan.chart, panel),
                      theme->ink);
        if (panel % g->columns == 0)
            place_labels(g, g->left + label_width, rows->panel.top, rows->lane);
        put_rows(g, panel, rows->panel.top);
        cv_rows_put_axis(&g->plan);
        g->plot(g->plan.chart, rows, g->plan.scene);
    }
}

static void refuse(grid *g)
{
    const cv_chart *chart = g->plan.chart;
    cv_scene_fail(g->plan.scene,
                  cv_fail_expected(g->plan.scene->messages, CV_USAGE, chart->spec->place,
                                   "fewer groups or levels (key level), or a larger page (key theme)", NULL,
                                   "chart '%s' has %zu panels of %zu rows, more than fit on its page",
                                   chart->spec->name.text, chart->panel_count, g->rows));
}

void cv_rows_multiples(cv_chart *chart, const cv_rows_style *style, cv_scene *scene, const cv_scene_words *words,
                       cv_rows_plot *plot)
{
    const cv_theme *theme = chart->theme;
    cv_rows rows = {.style = style};
    grid g = {.plan = {chart, scene, theme, &rows}, .plot = plot};
    rows.row_y = cv_arena_array(&chart->arena, chart->row_count, sizeof *rows.row_y);
    rows.mark_y = cv_arena_array(&chart->arena, chart->mark_count, sizeof *rows.mark_y);
    cv_scene_frame(scene, words, &g.top, &g.bottom);
    if (rows.row_y == NULL || rows.mark_y == NULL || !find_rows(&g))
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    cv_scene_legend(scene, chart->series, chart->series_colours, style->swatch > 0 ? NULL : chart->series_points,
                    chart->series_count, &g.top);
    if (scene->status != CV_OK)
        return;
    g.left = theme->margin;
    g.right = theme->width - theme->margin;
    g.head = 1.75 * theme->size.label;
    g.foot = 2.6 * theme->size.tic;
    const cv_scale scale = cv_rows_scale(chart, style);
    g.right -= cv_panel_tics_width(scene, &scale, &chart->style) / 3; /* the last tic's label stands half beside it */
    g.gap = cv_theme_length(theme, 16) + cv_panel_tics_width(scene, &scale, &chart->style);
    if (!choose_grid(&g)) {
        refuse(&g);
        return;
    }
    rows.lane =
        fmin(lane_of(&g, g.lines), cv_theme_length(theme, chart->series_count > 1 && !style->one_lane ? 48 : 64));
    cv_rows_size(&g.plan);
    draw_panels(&g, fit_labels(&g, rows.lane));
}
