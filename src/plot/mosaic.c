/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups as columns as wide as their share of the base, their answers as the columns' parts. */
#include <math.h>

#include "plot/columns.h"
#include "plot/kind.h"
#include "plot/order.h"
#include "plot/spread.h"
#include "plot/stack_columns.h"

static const double line_pitch = 1.18;

enum { LABEL_LINES = 4 };

/* A group's text below its column. */
typedef struct caption {
    cv_text_lines label;
    const char *share, *n;
    double width;
} caption;

/* What the drawing works with. */
typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_panel panel;
    cv_stack stack;
    double *middles, *sizes; /* [row_count] of the columns, pixels */
    double *shares;          /* [row_count] of the base */
    caption *captions;       /* [row_count] */
    double *centres;         /* [row_count] of the captions */
    cv_spread *spread;       /* [row_count] scratch */
    double label_size, base_size, height;
} plan;

/* ---- widths ---- */

/* The weighted base of a row; NaN where it is suppressed. */
static double base_of(const cv_chart *chart, size_t row)
{
    size_t first, count = cv_stack_row(chart, row, &first);
    return count > 0 ? chart->marks[first].estimate->weighted_n : (double)NAN;
}

static double n_of(const cv_chart *chart, size_t row)
{
    size_t first, count = cv_stack_row(chart, row, &first);
    return count > 0 && isfinite(chart->marks[first].n) ? chart->marks[first].n : 0;
}

/* A suppressed row's weighted base is not known: its rows count as much as the others do on average. */
static void find_shares(const plan *p)
{
    double weighted = 0, n = 0, sum = 0;
    for (size_t row = 0; row < p->chart->row_count; row++)
        if (isfinite(base_of(p->chart, row))) {
            weighted += base_of(p->chart, row);
            n += n_of(p->chart, row);
        }
    for (size_t row = 0; row < p->chart->row_count; row++) {
        double base = base_of(p->chart, row);
        p->shares[row] = isfinite(base) ? base : n > 0 ? n_of(p->chart, row) * weighted / n : n_of(p->chart, row);
        sum += p->shares[row];
    }
    for (size_t row = 0; row < p->chart->row_count; row++)
        p->shares[row] = sum > 0 ? p->shares[row] / sum : 1 / (double)p->chart->row_count;
}

static void place_columns(const plan *p)
{
    const size_t count = p->chart->row_count;
    const double gap = fmin(cv_theme_length(p->theme, 6), 0.2 * (p->panel.right - p->panel.left) / (double)count);
    const double room = p->panel.right - p->panel.left - gap * ((double)count - 1);
    double x = p->panel.left;
    for (size_t row = 0; row < count; row++) {
        p->sizes[row] = room * p->shares[row];
        p->middles[row] = x + p->sizes[row] / 2;
        x += p->sizes[row] + gap;
    }
}

/* ---- captions ---- */

static bool known(const plan *p, size_t row)
{
    return isfinite(base_of(p->chart, row));
}

static void write_captions(const plan *p)
{
    const cv_value_style style = {.percent = true, .scale = 1, .suffix = "", .language = p->chart->language};
    char n[CV_VALUE_SIZE];
    for (size_t row = 0; row < p->chart->row_count; row++) {
        cv_value_count(p->chart->language, n_of(p->chart, row), n);
        p->captions[row].share = known(p, row) ? cv_scene_value(p->scene, &style, p->shares[row]) : "";
        p->captions[row].n = cv_scene_format(p->scene, "n = %s", n);
    }
}

/* Moves captions apart, as near to their columns as they can be. @return false where they have no room side by side */
static bool spread_captions(plan *p)
{
    const double air = cv_theme_length(p->theme, 12), low = p->panel.left - air;
    const double high = p->theme->width - p->theme->margin + air;
    double all = 0;
    for (size_t row = 0; row < p->chart->row_count; row++) {
        p->spread[row] = (cv_spread){.wanted = p->middles[row], .height = p->captions[row].width, .which = row};
        all += p->captions[row].width;
    }
    if (all > high - low)
        return false;
    cv_spread_labels(p->spread, p->chart->row_count, low, high);
    for (size_t row = 0; row < p->chart->row_count; row++)
        p->centres[p->spread[row].which] = p->spread[row].centre;
    return true;
}

/* Sets all captions at a size; each is as wide as its column or, if that is more, as its longest word or number.
 * @return whether they all fit side by side, and words are whole */
static bool fit_at(plan *p, double size)
{
    const double air = cv_theme_length(p->theme, 12), longest = 0.4 * (p->panel.right - p->panel.left);
    bool whole = true;
    p->label_size = size;
    p->base_size = fmax(p->theme->size.least, fmin(p->theme->size.base, 0.8 * size));
    p->height = 0;
    for (size_t row = 0; row < p->chart->row_count; row++) {
        caption *c = &p->captions[row];
        double word = 0;
        cv_scene_fail(p->scene, cv_text_widest(p->chart->rows[row].label, size, false, &word, p->scene->messages));
        double most = fmax(p->sizes[row] - air, fmin(fmax(word, 5 * size), longest));
        c->label =
            cv_scene_fit(p->scene, p->chart->rows[row].label, (cv_text_box){size, size, false, most, LABEL_LINES});
        whole = whole && !c->label.cut;
        c->width = fmax(c->label.width, cv_text_width(c->n, p->base_size, false));
        c->width = fmax(c->width, cv_text_width(c->share, p->base_size, true)) + air;
        p->height = fmax(p->height, line_pitch * size * (double)c->label.count);
    }
    return spread_captions(p) && (whole || size <= p->theme->size.least);
}

static void fit_captions(plan *p)
{
    double size = p->theme->size.label;
    while (p->scene->status == CV_OK && !fit_at(p, size)) {
        if (size <= p->theme->size.least) {
            cv_scene_fail(p->scene,
                          cv_fail_expected(p->scene->messages, CV_USAGE, p->chart->spec->place,
                                           "kind: bar with stack: percent, or fewer groups", NULL,
                                           "chart '%s' has %zu groups, more than fit side by side with their names",
                                           p->chart->spec->name.text, p->chart->row_count));
            return;
        }
        size = fmax(size - 1, p->theme->size.least);
    }
}

/* A line leads from the column to a caption that had to move. */
static void place_leader(const plan *p, size_t row, double top)
{
    if (fabs(p->centres[row] - p->middles[row]) > 0.5 * p->sizes[row])
        cv_scene_add_line(p->scene, (cv_scene_line){.x = p->middles[row],
                                                    .y = p->panel.bottom + 3,
                                                    .to_x = p->centres[row],
                                                    .to_y = top - 3,
                                                    .colour = p->theme->rule,
                                                    .width = 1.5});
}

static void place_captions(const plan *p, double top)
{
    const double pitch = line_pitch * p->label_size, small = 1.35 * p->base_size;
    for (size_t row = 0; row < p->chart->row_count; row++) {
        const caption *c = &p->captions[row];
        cv_scene_text look = {
            .x = p->centres[row], .y = top + pitch / 2, .colour = p->theme->ink, .align = 'c', .size = p->base_size};
        place_leader(p, row, top);
        cv_scene_add_lines(p->scene, &c->label, look, pitch);
        look.size = p->base_size;
        look.y = top + p->height + small / 2 + 2;
        look.text = c->share;
        look.bold = true;
        cv_scene_add_text(p->scene, look);
        look.y += small;
        look.text = c->n;
        look.bold = false;
        look.colour = p->theme->faint;
        cv_scene_add_text(p->scene, look);
    }
}

/* ---- parts ---- */

/* The word of a column without parts stands in its middle if there is room, or the footer has to say it. */
static void place_words(const plan *p)
{
    const cv_theme *theme = p->theme;
    for (size_t row = 0; row < p->chart->row_count; row++) {
        size_t first, count = cv_stack_row(p->chart, row, &first), m = first;
        while (m < first + count && p->chart->marks[m].drawn)
            m++;
        if (m == first + count)
            continue;
        double left = p->middles[row] - p->sizes[row] / 2, right = left + p->sizes[row];
        double top = p->panel.top, bottom = cv_panel_y(&p->panel, p->stack.sum[row]);
        if (bottom - top < 2)
            continue;
        cv_scene_add_box(p->scene, left, top, right, bottom, theme->grid);
        if (cv_text_width(p->chart->marks[m].text, theme->size.base, false) < p->sizes[row] - 6 &&
            bottom - top > 1.5 * theme->size.base)
            cv_scene_add_text(p->scene, (cv_scene_text){.text = p->chart->marks[m].text,
                                                        .x = p->middles[row],
                                                        .y = (top + bottom) / 2,
                                                        .size = theme->size.base,
                                                        .colour = theme->ink,
                                                        .align = 'c'});
    }
}

static void draw_parts(const plan *p)
{
    cv_arena *arena = &p->chart->arena;
    double *x = cv_arena_array(arena, p->chart->mark_count, sizeof *x);
    double *widths = cv_arena_array(arena, p->chart->mark_count, sizeof *widths);
    if (x == NULL || widths == NULL) {
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
        return;
    }
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        x[m] = p->middles[p->chart->marks[m].row];
        widths[m] = p->sizes[p->chart->marks[m].row];
    }
    cv_stack_columns_gap(p->scene, &p->panel);
    const cv_stack_columns places = {&p->panel, x, widths};
    for (int series = 0; series < (int)p->chart->series_count; series++)
        cv_stack_columns_series(p->chart, p->scene, &places, &p->stack, series);
}

/* ---- all of it ---- */

static bool take_memory(plan *p)
{
    cv_arena *arena = &p->chart->arena;
    double **const lists[] = {&p->middles, &p->sizes, &p->shares, &p->centres};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if ((*lists[i] = cv_arena_array(arena, p->chart->row_count, sizeof(double))) == NULL)
            return false;
    p->captions = cv_arena_array(arena, p->chart->row_count, sizeof *p->captions);
    p->spread = cv_arena_array(arena, p->chart->row_count, sizeof *p->spread);
    return p->captions != NULL && p->spread != NULL;
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    const cv_theme *theme = chart->theme;
    plan p = {.chart = chart, .scene = scene, .theme = theme};
    double top, bottom;
    if (!take_memory(&p)) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    cv_scene_frame(scene, words, &top, &bottom);
    cv_scene_legend(scene, chart->series, chart->series_colours, NULL, chart->series_count, &top);
    cv_stack_lay(chart, scene, &p.stack);
    const cv_scale y = {.high = fmax(p.stack.most, 1), .step = 0.25};
    p.panel = (cv_panel){.number = 1, .top = top + 0.6 * theme->size.tic, .y = y};
    p.panel.left = theme->margin + cv_panel_tics_width(scene, &y, &chart->style);
    p.panel.right = theme->width - theme->margin;
    find_shares(&p);
    place_columns(&p);
    write_captions(&p);
    fit_captions(&p);
    const double leaders = cv_theme_length(theme, 22);
    p.panel.bottom = bottom - leaders - p.height - 2.9 * p.base_size;
    if (scene->status == CV_OK && p.panel.bottom - p.panel.top < 5 * theme->size.value)
        cv_columns_refuse(chart, scene, "labels and legend");
    if (scene->status != CV_OK)
        return;
    p.panel.x = (cv_scale){.low = p.panel.left, .high = p.panel.right};
    cv_panel_write(scene, &p.panel);
    cv_panel_tics_y(scene, &p.panel, &chart->style);
    place_words(&p);
    draw_parts(&p);
    place_captions(&p, p.panel.bottom + leaders);
}

/* The whole has no place beside its parts. */
static cv_status prepare(cv_chart *chart, cv_messages *messages)
{
    bool *kept = cv_arena_array(&chart->arena, chart->row_count, sizeof *kept);
    if (kept == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < chart->row_count; i++)
        kept[i] = !chart->rows[i].whole;
    cv_status status = cv_chart_keep_rows(chart, kept, messages);
    if (status == CV_OK && chart->row_count == 0)
        status = cv_fail(messages, CV_USAGE, chart->spec->place, "chart '%s' has nothing to show: nobody is in a group",
                         chart->spec->name.text);
    if (status == CV_OK)
        status = cv_stack_prepare(chart, messages);
    if (status != CV_OK)
        return status;
    const char *widths = cv_say(chart->language, "Columns are as wide as their groups' shares of the weighted base.");
    chart->note = cv_arena_format(&chart->arena, "%s%s%s", widths, chart->note != NULL ? " " : "",
                                  chart->note != NULL ? chart->note : "");
    return chart->note == NULL ? cv_fail_memory(messages) : CV_OK;
}

const cv_plot_kind cv_plot_mosaic = {
    .noun = CV_PHRASE("Mosaic chart"),
    .shape = {.series = CV_SERIES_PARTS, .series_most = CV_STACK_MOST, .no_intervals = true},
    .prepare = prepare,
    .draw = draw};
