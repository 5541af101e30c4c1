/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/columns.h"

#include "plot/order.h"

#include <math.h>

/* In rows' widths. */
static const double section_gap = 0.3, whole_gap = 0.3;

static const double line_pitch = 1.18;

/* Pixels of the default theme. */
static const double column_most = 190, columns_most = 100;

enum { LABEL_LINES = 4 };

/* What the layout works with. */
typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_columns *columns;
    cv_text_lines *labels;
    double base_size;
    size_t tiers; /* of labels: 2 where they stand above and below in turns */
    double tier_heights[2];
    double labels_height, bases_height, headings_height;
} plan;

static double length_of(const plan *p, double length)
{
    return cv_theme_length(p->theme, length);
}

void cv_columns_refuse(const cv_chart *chart, cv_scene *scene, const char *what)
{
    if (scene->status == CV_OK)
        cv_scene_fail(scene, cv_fail_expected(scene->messages, CV_USAGE, chart->spec->place,
                                              "kind: bar, fewer groups or levels, or a wider page (key theme)", NULL,
                                              "chart '%s' has %zu columns side by side, too narrow for their %s",
                                              chart->spec->name.text, chart->row_count, what));
}

cv_status cv_columns_prepare(cv_chart *chart, cv_messages *messages)
{
    return cv_chart_panels_to_sections(chart) ? CV_OK : cv_fail_memory(messages);
}

/* ---- places ---- */

static double gap_before(const cv_chart *chart, size_t row)
{
    const cv_chart_row *r = &chart->rows[row];
    if (row == 0)
        return 0;
    return (r->heading != NULL ? section_gap : 0) + (r->whole && !chart->rows[row - 1].whole ? whole_gap : 0);
}

static void place_rows(const plan *p)
{
    const cv_chart *chart = p->chart;
    cv_columns *c = p->columns;
    double widths = (double)chart->row_count;
    for (size_t i = 0; i < chart->row_count; i++)
        widths += gap_before(chart, i);
    const double width = (c->panel.right - c->panel.left) / widths;
    double x = c->panel.left;
    for (size_t i = 0; i < chart->row_count; i++) {
        x += width * gap_before(chart, i);
        c->row_left[i] = x;
        c->row_right[i] = x += width;
    }
}

static void place_marks(const plan *p, bool one_lane)
{
    const cv_chart *chart = p->chart;
    cv_columns *c = p->columns;
    const double width = c->row_right[0] - c->row_left[0];
    const bool several = chart->series_count > 1 && !one_lane;
    const double lanes = several ? (double)chart->series_count : 1;
    c->lane = fmin((several ? 0.86 : 0.72) * width / lanes, length_of(p, several ? columns_most : column_most));
    c->column = several ? 0.9 * c->lane : c->lane;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        double lane = several && mark->series >= 0 ? mark->series - (lanes - 1) / 2 : 0;
        c->mark_x[m] = (c->row_left[mark->row] + c->row_right[mark->row]) / 2 + lane * c->lane;
    }
}

/* ---- labels ---- */

/* Words longer than these are not what decides: they may be broken. */
static double word_most(double size)
{
    enum { LETTERS = 20 };
    return LETTERS * 0.58 * size;
}

/* What a label may take: its row's width, and half of both neighbours' where these are in the other tier. */
static double label_room(const plan *p, size_t row)
{
    return 0.94 * (double)p->tiers * (p->columns->row_right[row] - p->columns->row_left[row]);
}

/* Whether some label has a word that is wider than its row. */
static bool breaks_words(const plan *p, double size)
{
    for (size_t i = 0; i < p->chart->row_count; i++) {
        double widest = 0, width = label_room(p, i);
        cv_scene_fail(p->scene, cv_text_widest(p->chart->rows[i].label, size, false, &widest, p->scene->messages));
        if (widest > width && widest <= word_most(size))
            return true;
    }
    return false;
}

/* Fits every label at a size. @return whether one is cut */
static bool fit_at(const plan *p, double size)
{
    bool cut = false;
    for (size_t i = 0; i < p->chart->row_count; i++) {
        const cv_text_box box = {size, size, false, label_room(p, i), LABEL_LINES};
        p->labels[i] = cv_scene_fit(p->scene, p->chart->rows[i].label, box);
        cut = cut || p->labels[i].cut;
    }
    return cut;
}

/* The largest size in which all words are whole and all labels have room; at the least size what does not fit is cut.
 * @return whether all words are whole */
static bool fit_tiers(plan *p, size_t tiers)
{
    double size = p->theme->size.label;
    bool poor = true;
    p->tiers = tiers;
    for (; p->scene->status == CV_OK; size = fmax(size - 1, p->theme->size.least)) {
        poor = breaks_words(p, size);
        if ((!fit_at(p, size) && !poor) || size <= p->theme->size.least)
            break;
    }
    p->columns->label_size = size;
    return !poor;
}

static void fit_labels(plan *p)
{
    if (!fit_tiers(p, 1) && !fit_tiers(p, 2))
        cv_columns_refuse(p->chart, p->scene, "labels");
    for (size_t i = 0; i < p->chart->row_count; i++) {
        double *height = &p->tier_heights[i % p->tiers];
        *height = fmax(*height, line_pitch * p->columns->label_size * (double)p->labels[i].count);
    }
    p->labels_height = p->tier_heights[0] + p->tier_heights[1];
}

static void place_labels(const plan *p, double top)
{
    for (size_t i = 0; i < p->chart->row_count; i++) {
        double pitch = line_pitch * p->labels[i].size;
        const cv_scene_text look = {.x = (p->columns->row_left[i] + p->columns->row_right[i]) / 2,
                                    .y = top + pitch / 2 + (i % p->tiers == 1 ? p->tier_heights[0] : 0),
                                    .colour = p->theme->ink,
                                    .align = 'c'};
        cv_scene_add_lines(p->scene, &p->labels[i], look, pitch);
    }
}

/* ---- bases ---- */

const char *cv_columns_base(const cv_chart *chart, cv_scene *scene, size_t row)
{
    double least = INFINITY, most = -INFINITY;
    char low[CV_VALUE_SIZE], high[CV_VALUE_SIZE];
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].row == row && isfinite(chart->marks[m].n)) {
            least = fmin(least, chart->marks[m].n);
            most = fmax(most, chart->marks[m].n);
        }
    if (!(least <= most))
        return "";
    cv_value_count(chart->language, least, low);
    cv_value_count(chart->language, most, high);
    return least == most ? cv_scene_format(scene, "%s", low) : cv_scene_format(scene, "%s\xe2\x80\x93%s", low, high);
}

static void fit_bases(plan *p)
{
    double size = p->theme->size.base;
    for (size_t i = 0; i < p->chart->row_count && p->scene->status == CV_OK; i++) {
        const char *text = cv_columns_base(p->chart, p->scene, i);
        const double width = p->columns->row_right[i] - p->columns->row_left[i] - length_of(p, 6);
        while (size > p->theme->size.least && cv_text_width(text, size, false) > width)
            size = fmax(size - 1, p->theme->size.least);
        if (cv_text_width(text, size, false) > width)
            cv_columns_refuse(p->chart, p->scene, "base sizes");
    }
    p->base_size = size;
    p->bases_height = 1.7 * size;
}

static void place_bases(const plan *p, double y)
{
    const cv_scene_text look = {.y = y, .size = p->base_size, .colour = p->theme->faint};
    cv_scene_text text = look;
    text.text = "n =";
    text.x = p->columns->panel.left - 0.75 * p->theme->size.tic;
    text.align = 'r';
    cv_scene_add_text(p->scene, text);
    for (size_t i = 0; i < p->chart->row_count; i++) {
        text.text = cv_columns_base(p->chart, p->scene, i);
        text.x = (p->columns->row_left[i] + p->columns->row_right[i]) / 2;
        text.align = 'c';
        cv_scene_add_text(p->scene, text);
    }
}

/* ---- headings ---- */

static void place_headings(const plan *p, double top)
{
    const double size = p->theme->size.legend;
    for (size_t i = 0, next; i < p->chart->row_count; i = next) {
        const char *name = p->chart->rows[i].heading;
        for (next = i + 1; next < p->chart->row_count && p->chart->rows[next].heading == NULL;)
            next++;
        if (name == NULL)
            continue;
        const double air = length_of(p, 8), left = p->columns->row_left[i] + air;
        double right = p->columns->row_right[next - 1] - air;
        const cv_text_box box = {size, p->theme->size.least, true, right - left, 1};
        cv_text_lines lines = cv_scene_fit(p->scene, name, box);
        const cv_scene_text look = {
            .x = (left + right) / 2, .y = top + size, .bold = true, .colour = p->theme->ink, .align = 'c'};
        cv_scene_add_line(p->scene, (cv_scene_line){left, top, right, top, p->theme->rule, 2, false, false});
        cv_scene_add_lines(p->scene, &lines, look, 0);
    }
}

static bool has_headings(const plan *p)
{
    for (size_t i = 0; i < p->chart->row_count; i++)
        if (p->chart->rows[i].heading != NULL)
            return true;
    return false;
}

/* ---- all of it ---- */

static bool take_memory(plan *p)
{
    cv_arena *arena = &p->chart->arena;
    cv_columns *c = p->columns;
    c->row_left = cv_arena_array(arena, p->chart->row_count, sizeof *c->row_left);
    c->row_right = cv_arena_array(arena, p->chart->row_count, sizeof *c->row_right);
    c->mark_x = cv_arena_array(arena, p->chart->mark_count, sizeof *c->mark_x);
    p->labels = cv_arena_array(arena, p->chart->row_count, sizeof *p->labels);
    if (c->row_left != NULL && c->row_right != NULL && c->mark_x != NULL && p->labels != NULL)
        return true;
    cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
    return false;
}

void cv_columns_place(cv_chart *chart, bool one_lane, cv_scale y, cv_scene *scene, const cv_scene_words *words,
                      cv_columns *to)
{
    const cv_theme *theme = chart->theme;
    plan p = {.chart = chart, .scene = scene, .theme = theme, .columns = to};
    *to = (cv_columns){.panel = {.number = 1, .y = y}};
    if (!take_memory(&p))
        return;
    cv_scene_frame(scene, words, &to->page_top, &to->page_bottom);
    cv_scene_legend(scene, chart->series, chart->series_colours, NULL, chart->series_count, &to->page_top);
    to->page_top += 0.6 * theme->size.tic; /* half of the axis's upper number */
    to->panel.left = theme->margin + fmax(cv_panel_tics_width(scene, &y, &chart->style),
                                          cv_text_width("n =", theme->size.base, false) + 0.75 * theme->size.tic);
    to->panel.right = theme->width - theme->margin;
    place_rows(&p);
    place_marks(&p, one_lane);
    fit_labels(&p);
    fit_bases(&p);
    p.headings_height = has_headings(&p) ? 1.9 * theme->size.legend : 0;
    const double air = 0.6 * theme->size.base;
    to->panel.top = to->page_top;
    to->panel.bottom = to->page_bottom - air - p.labels_height - p.bases_height - p.headings_height;
    if (scene->status == CV_OK && to->panel.bottom - to->panel.top < 5 * theme->size.value)
        cv_columns_refuse(chart, scene, "labels and legend");
    if (scene->status != CV_OK)
        return;
    place_labels(&p, to->panel.bottom + air);
    place_bases(&p, to->panel.bottom + air + p.labels_height + p.bases_height / 2);
    place_headings(&p, to->panel.bottom + air + p.labels_height + p.bases_height + 0.2 * theme->size.legend);
}

void cv_columns_axis(cv_chart *chart, cv_scene *scene, cv_columns *columns, double above)
{
    cv_panel *panel = &columns->panel;
    if (scene->status != CV_OK)
        return;
    panel->top = columns->page_top + above;
    panel->x = (cv_scale){.low = panel->left, .high = panel->right};
    cv_panel_write(scene, panel);
    cv_panel_tics_y(scene, panel, &chart->style);
    double y = cv_panel_y(panel, 0);
    if (panel->y.low <= 0 && panel->y.high >= 0)
        cv_scene_add_line(scene, (cv_scene_line){panel->left, y, panel->right, y, chart->theme->rule, 2, false, true});
}
