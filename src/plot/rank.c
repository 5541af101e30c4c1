/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups by rank, with the ranks that the tests of all pairs leave open. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "compare/rank_sets.h"
#include "plot/effects.h"
#include "plot/kind.h"
#include "plot/rows.h"
#include "table/words.h"

enum { EACH_TIC_MOST = 15 };

/* A group of a family. */
typedef struct item {
    const cv_rank_table *table;
    const cv_rank_set *set;
    const cv_estimate *estimate; /* NULL: none */
    size_t section;
    const char *label;
    const char *value;
    cv_chart_sort sort;
} item;

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    cv_rank_table *tables;
    size_t table_count;
    item *items;
    size_t count, most; /* most: the last rank of all */
    bool several;       /* families */
} plan;

#define SAY(english) cv_say(p->chart->language, english)

static const char *clean(plan *p, const char *text)
{
    const char *kept = p->scene->status == CV_OK ? cv_text_clean_line(p->scene->arena, text) : "";
    if (kept == NULL)
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
    return kept == NULL ? "" : kept;
}

/* ---- groups ---- */

static bool is_shown(const plan *p, const cv_rank_table *table)
{
    const cv_words *wanted = &p->chart->spec->level;
    const cv_axis *axis = &p->chart->result->of[table->variable];
    for (size_t i = 0; i < wanted->count; i++)
        if (table->level >= 0 && (strcmp(wanted->items[i].text, axis->values[table->level]) == 0 ||
                                  strcmp(wanted->items[i].text, axis->labels[table->level]) == 0))
            return true;
    return wanted->count == 0;
}

static const cv_estimate *estimate_of(const plan *p, const cv_rank_table *table, int32_t place)
{
    const cv_result *result = p->chart->result;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        bool same = row->variable == table->variable && row->level == table->level && row->group[table->over] == place;
        for (size_t k = 0; k < result->by_count && same; k++)
            same = k == table->over || row->group[k] == table->group[k];
        if (same)
            return row;
    }
    return NULL;
}

static int compare_items(const void *left, const void *right)
{
    const item *a = left, *b = right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    if ((a->set->rank == 0) != (b->set->rank == 0)) /* without a rank: last */
        return a->set->rank == 0 ? 1 : -1;
    int order = a->sort == CV_SORT_LABEL ? strcasecmp(a->label, b->label) : 0;
    if (order == 0)
        order = (a->set->rank > b->set->rank) - (a->set->rank < b->set->rank);
    return order != 0 ? order : (a->set->group > b->set->group) - (a->set->group < b->set->group);
}

static void list_items(plan *p)
{
    size_t all = 0;
    for (size_t t = 0; t < p->table_count; t++)
        all += p->tables[t].count;
    p->items = cv_arena_array(p->scene->arena, all + 1, sizeof(*p->items));
    if (p->items == NULL) {
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
        return;
    }
    size_t section = 0;
    for (size_t t = 0; t < p->table_count; t++) {
        const cv_rank_table *table = &p->tables[t];
        if (!is_shown(p, table))
            continue;
        const cv_axis *axis = &p->chart->result->by[table->over];
        for (size_t i = 0; i < table->count; i++) {
            const cv_rank_set *set = &table->sets[i];
            p->items[p->count++] = (item){.table = table,
                                          .set = set,
                                          .estimate = estimate_of(p, table, set->group),
                                          .section = section,
                                          .label = clean(p, cv_level_label(p->chart->result, axis, set->group)),
                                          .sort = p->chart->spec->sort};
            p->most = set->high > p->most ? set->high : p->most;
        }
        section++;
    }
    p->several = section > 1;
    qsort(p->items, p->count, sizeof(*p->items), compare_items);
    if (p->count == 0 && p->scene->status == CV_OK)
        cv_scene_fail(p->scene, cv_fail(p->scene->messages, CV_USAGE, p->chart->spec->place,
                                        "chart '%s' has nothing to show: analysis '%s' compares no groups%s",
                                        p->chart->spec->name.text, p->chart->spec->from.text,
                                        p->table_count > 0 ? " of its level" : ""));
}

/* The level, where there are several families. */
static const char *heading_of(plan *p, const cv_rank_table *table)
{
    const cv_axis *of = &p->chart->result->of[table->variable];
    const char *text = table->level >= 0 ? cv_level_label(p->chart->result, of, table->level) : of->label;
    if (p->chart->result->of_count > 1 && table->level >= 0)
        text = cv_scene_format(p->scene, "%s: %s", of->label, text);
    return clean(p, text);
}

/* ---- the chart ---- */

static bool is_lit(const plan *p, const item *of)
{
    const cv_words *wanted = &p->chart->spec->highlight;
    const cv_axis *axis = &p->chart->result->by[of->table->over];
    for (size_t i = 0; i < wanted->count; i++)
        if (strcmp(wanted->items[i].text, axis->values[of->set->group]) == 0 ||
            strcmp(wanted->items[i].text, axis->labels[of->set->group]) == 0)
            return true;
    return wanted->count == 0;
}

static void write_values(plan *p)
{
    double largest = 0, half = 0;
    for (size_t i = 0; i < p->count; i++) {
        const cv_estimate *e = p->items[i].estimate;
        if (e == NULL || !isfinite(e->estimate))
            continue;
        largest = fmax(largest, fabs(e->estimate));
        half = isfinite(e->high - e->low) ? fmax(half, (e->high - e->low) / 2) : half;
    }
    cv_value_style style = cv_value_choose(p->chart->result->statistic, half, largest);
    style.language = p->chart->language;
    for (size_t i = 0; i < p->count; i++) {
        const cv_estimate *e = p->items[i].estimate;
        bool drawn = e != NULL && isfinite(e->estimate) && (e->flags & CV_FLAG_SUPPRESSED) == 0;
        p->items[i].value = drawn ? cv_scene_value(p->scene, &style, e->estimate) : "";
    }
}

static const char *base_text(plan *p, const item *of)
{
    char n[CV_VALUE_SIZE];
    if (of->estimate == NULL || !isfinite(of->estimate->n))
        return "";
    cv_value_count(p->chart->language, of->estimate->n, n);
    return cv_scene_format(p->scene, "n = %s", n);
}

static void fill_mark(plan *p, size_t m, cv_estimate *estimate)
{
    cv_chart *chart = p->chart;
    const item *of = &p->items[m];
    const bool drawn = of->set->rank > 0;
    *estimate = (cv_estimate){.variable = of->table->variable,
                              .level = of->table->level,
                              .group = of->table->group,
                              .estimate = drawn ? (double)of->set->rank : (double)NAN,
                              .low = drawn ? (double)of->set->low : (double)NAN,
                              .high = drawn ? (double)of->set->high : (double)NAN,
                              .n = NAN,
                              .n_eff = NAN};
    chart->marks[m] =
        (cv_chart_mark){.estimate = estimate,
                        .row = m,
                        .series = CV_NO_SERIES,
                        .colour = is_lit(p, of) ? chart->theme->accent : chart->theme->rest,
                        .point = chart->theme->series[0].point,
                        .drawn = drawn,
                        .text = drawn ? cv_scene_format(p->scene, "%zu", of->set->rank)
                                      : cv_effects_absent(p->chart, of->estimate == NULL ? 0 : of->estimate->flags),
                        .n_text = base_text(p, of)};
    bool first = m == 0 || p->items[m - 1].section != of->section;
    chart->rows[m] = (cv_chart_row){.label = of->label,
                                    .heading = first && p->several ? heading_of(p, of->table) : NULL,
                                    .same_n = true,
                                    .lanes = 1,
                                    .place = of->set->group};
}

static void write_note(plan *p)
{
    cv_buffer confidence = {0};
    bool simultaneous = true;
    for (size_t i = 0; i < p->count; i++)
        simultaneous = simultaneous && p->items[i].table->simultaneous;
    cv_chart_add_percentage(p->chart, &confidence, p->chart->result->confidence);
    const char *share = confidence.text == NULL ? "" : confidence.text, *text;
    if (simultaneous)
        text =
            cv_scene_format(p->scene,
                            SAY("Lines: ranks that the tests of all pairs leave open, for all groups at once with %s "
                                "confidence (Mogstad, Romano, Shaikh and Wilhelm)"),
                            share);
    else
        text = cv_scene_format(p->scene,
                               SAY("Lines: ranks that the tests of all pairs leave open, without a confidence for all "
                                   "groups at once (Mogstad, Romano, Shaikh and Wilhelm)"));
    if (confidence.failed)
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
    cv_buffer_free(&confidence);
    p->chart->note = cv_scene_format(p->scene, "%s; %s", text, cv_effects_adjusted(p->chart));
}

static void fill_chart(plan *p)
{
    cv_chart *chart = p->chart;
    chart->rows = cv_arena_array(p->scene->arena, p->count, sizeof(*chart->rows));
    chart->marks = cv_arena_array(p->scene->arena, p->count, sizeof(*chart->marks));
    cv_estimate *estimates = cv_arena_array(p->scene->arena, p->count, sizeof(*estimates));
    if (chart->rows == NULL || chart->marks == NULL || estimates == NULL) {
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
        return;
    }
    chart->row_count = chart->mark_count = p->count;
    chart->style = (cv_value_style){.scale = 1, .suffix = "", .language = chart->language};
    chart->own_intervals = true;
    chart->what = SAY("Rank, 1 for the largest");
    write_values(p);
    write_note(p);
    for (size_t m = 0; m < p->count && p->scene->status == CV_OK; m++)
        fill_mark(p, m, &estimates[m]);
    if (p->scene->status == CV_OK)
        cv_scene_fail(p->scene, cv_chart_words(chart, cv_plot_rank.noun, p->scene->messages));
}

/* ---- the page ---- */

/* Values in a column before the bases; the axis gets what is left. */
static void place_values(const plan *p, cv_rows *rows)
{
    const cv_theme *theme = p->chart->theme;
    const double right = theme->width - theme->margin - rows->base_width - cv_theme_length(theme, 30);
    double width = 0;
    for (size_t m = 0; m < p->count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        const cv_scene_text look = {.text = mark->drawn ? p->items[m].value : mark->text,
                                    .x = right,
                                    .y = rows->mark_y[m],
                                    .size = mark->drawn ? rows->value_size : rows->base_size,
                                    .bold = mark->drawn,
                                    .colour = mark->drawn ? mark->colour.text : theme->faint,
                                    .align = 'r'};
        width = fmax(width, cv_text_width(look.text, look.size, look.bold));
        cv_scene_add_text(p->scene, look);
    }
    rows->right = right - width - cv_theme_length(theme, 44);
}

static void place_tic(const plan *p, const cv_rows *rows, size_t rank)
{
    const cv_theme *theme = p->chart->theme;
    const double x = cv_panel_x(&rows->panel, (double)rank);
    cv_scene_add_line(p->scene,
                      (cv_scene_line){x, rows->panel.top, x, rows->panel.bottom, theme->grid, 1.5, false, false});
    cv_scene_add_text(p->scene, (cv_scene_text){.text = cv_scene_format(p->scene, "%zu", rank),
                                                .x = x,
                                                .y = rows->panel.bottom + 1.4 * theme->size.tic,
                                                .size = theme->size.tic,
                                                .colour = theme->quiet,
                                                .align = 'c'});
}

/* Every rank has a tic where there are few; else 5, 10, ..., and here the first and the last. */
static void place_end_tics(const plan *p, const cv_rows *rows)
{
    enum { STEP = 5, NEAR = 2 };
    if (p->most <= EACH_TIC_MOST)
        return;
    place_tic(p, rows, 1);
    if (p->most % STEP >= NEAR)
        place_tic(p, rows, p->most);
}

static void plot(const plan *p, const cv_rows *rows)
{
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_rows_block(p->chart, rows, to, CV_NO_SERIES);
    cv_buffer_add(to, " using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize dot linewidth ");
    cv_scene_number(to, rows->radius * 4 / 11);
    cv_buffer_add(to, " linecolor rgb variable title ");
    cv_rows_title(p->chart, to, CV_NO_SERIES);
}

static void compare(cv_chart *chart, cv_scene *scene, cv_scene_words *words)
{
    plan own = {.chart = chart, .scene = scene}, *p = &own;
    cv_scene_fail(scene, cv_rank_tables(chart->result, scene->arena, &p->tables, &p->table_count, scene->messages));
    if (scene->status == CV_OK)
        list_items(p);
    if (scene->status == CV_OK)
        fill_chart(p);
    if (scene->status != CV_OK)
        return;
    *words = cv_chart_scene_words(chart);
    const double half = p->most <= 1 ? 0.5 : 0;
    const cv_scale scale = {
        .low = 1 - half, .high = fmax((double)p->most, 1) + half, .step = p->most <= EACH_TIC_MOST ? 1 : 5};
    const cv_rows_style style = {.lane_most = 104, .scale = &scale, .no_values = true};
    cv_rows rows;
    cv_rows_place(chart, &style, scene, words, &rows);
    if (scene->status != CV_OK)
        return;
    rows.left += rows.radius;
    place_values(p, &rows);
    cv_rows_axis(chart, scene, &rows);
    if (scene->status != CV_OK)
        return;
    place_end_tics(p, &rows);
    cv_rows_blocks(chart, &rows, scene);
    if (cv_rows_has(chart, &rows, CV_NO_SERIES))
        plot(p, &rows);
}

const cv_plot_kind cv_plot_rank = {.noun = CV_PHRASE("Rank chart"), .compare = compare};
