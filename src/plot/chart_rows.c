/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/chart_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plot/order.h"
#include "plot/text.h"
#include "table/words.h"

typedef struct row_key {
    int section[CV_SECTIONS], panel, row;
    size_t panel_order;                /* SIZE_MAX: the whole's */
    size_t section_order[CV_SECTIONS]; /* likewise */
    bool section_whole;                /* one of them is the whole's */
    size_t order;
    double value; /* of the first series; NaN: none */
    const char *label;
    bool whole;
    size_t at; /* where it was, then where it went */
    cv_chart_sort sort;
} row_key;

static size_t order_of(const cv_chart_sorter *s, int dimension_index, int code)
{
    return code == CV_WHOLE ? SIZE_MAX : s->dimensions[dimension_index].items[code].order;
}

static row_key key_of(const cv_chart_sorter *s, size_t shown)
{
    row_key key = {.panel = CV_WHOLE, .row = CV_WHOLE, .value = NAN, .label = ""};
    key.sort = s->chart->shape.series == CV_SERIES_FIRST ? CV_SORT_NONE : s->chart->spec->sort; /* waves stay in time */
    if (s->panel != CV_NO_DIMENSION) {
        key.panel = s->dimensions[s->panel].codes[shown];
        key.panel_order = order_of(s, s->panel, key.panel);
    }
    for (int i = 0; i < s->section_count; i++) {
        const cv_dimension *d = &s->dimensions[s->section[i]];
        key.section[i] = d->codes[shown];
        key.section_order[i] = order_of(s, s->section[i], key.section[i]);
        key.section_whole = key.section_whole || key.section[i] == CV_WHOLE;
    }
    key.whole = cv_chart_is_whole(s->chart->result, s->shown[shown]);
    if (s->row != CV_NO_DIMENSION) {
        key.row = s->dimensions[s->row].codes[shown];
        key.order = order_of(s, s->row, key.row);
        key.label = key.row == CV_WHOLE ? "" : s->dimensions[s->row].items[key.row].label;
    }
    return key;
}

static bool same_row(const row_key *a, const row_key *b)
{
    return a->panel == b->panel && memcmp(a->section, b->section, sizeof(a->section)) == 0 && a->row == b->row &&
           a->whole == b->whole;
}

static int by_label(const char *a, const char *b)
{
    int folded = strcasecmp(a, b);
    return folded != 0 ? folded : strcmp(a, b);
}

/* Sections with the whole of something come after all others. */
static int compare_sections(const row_key *a, const row_key *b)
{
    int order = (int)a->section_whole - (int)b->section_whole;
    for (size_t i = 0; i < CV_SECTIONS && order == 0; i++)
        order = cv_order_sizes(a->section_order[i], b->section_order[i]);
    return order;
}

static int compare_rows(const void *left, const void *right)
{
    const row_key *a = left, *b = right;
    int order = cv_order_sizes(a->panel_order, b->panel_order);
    if (order == 0)
        order = compare_sections(a, b);
    if (order == 0)
        order = (int)a->whole - (int)b->whole;
    if (order == 0 && a->sort == CV_SORT_VALUE)
        order = cv_order_values(a->value, b->value);
    if (order == 0 && a->sort == CV_SORT_LABEL)
        order = by_label(a->label, b->label);
    if (order == 0)
        order = cv_order_sizes(a->order, b->order);
    return order != 0 ? order : cv_order_sizes(a->at, b->at);
}

static int series_code(const cv_chart_sorter *s, size_t shown)
{
    return s->series == CV_NO_DIMENSION ? CV_NO_SERIES : s->dimensions[s->series].codes[shown];
}

/* Where a series stands among the series: their display order. */
static int series_place(const cv_chart_sorter *s, int code)
{
    if (code == CV_NO_SERIES)
        return CV_NO_SERIES;
    const cv_dimension *d = &s->dimensions[s->series];
    int place = 0;
    for (size_t i = 0; i < d->count; i++)
        place += d->items[i].order < d->items[code].order;
    return place;
}

/* The label of a row that nothing tells apart from others: what its marks have in common. */
static const char *fallback_label(const cv_chart_sorter *s, const cv_estimate *row)
{
    const cv_result *result = s->chart->result;
    const cv_dimension *series = s->series == CV_NO_DIMENSION ? NULL : &s->dimensions[s->series];
    const cv_axis *of = &result->of[row->variable];
    if (result->by_count > 0) {
        const cv_axis *without = series != NULL && series->role == CV_ROLE_BY ? &result->by[series->axis] : NULL;
        const char *joined = cv_chart_join_groups(&s->chart->arena, result, row, true, without);
        return joined != NULL && joined[0] == '\0' ? cv_say(s->chart->language, "All") : joined;
    }
    if (series != NULL && series->role == CV_ROLE_LEVEL)
        return cv_say(s->chart->language, "All");
    return row->level >= 0 ? cv_level_label(result, of, row->level) : of->label;
}

static const char *row_label(const cv_chart_sorter *s, const row_key *key, const cv_estimate *any)
{
    if (key->whole && (s->row == CV_NO_DIMENSION || key->row == CV_WHOLE))
        return cv_say(s->chart->language, "All");
    if (s->row == CV_NO_DIMENSION || key->row == CV_WHOLE)
        return fallback_label(s, any);
    return key->label;
}

static const char *heading(const cv_chart_sorter *s, const row_key *key)
{
    const char *joined = NULL;
    for (int i = 0; i < s->section_count; i++) {
        if (key->section[i] == CV_WHOLE)
            continue;
        const char *part = s->dimensions[s->section[i]].items[key->section[i]].label;
        joined = joined == NULL ? part : cv_arena_format(&s->chart->arena, "%s \xc2\xb7 %s", joined, part);
    }
    return joined;
}

/* The place on its axis of an item of a dimension of levels or groups. */
static int32_t item_place(const cv_dimension *d, int code)
{
    return code == CV_WHOLE ? (int32_t)CV_ALL : d->items[code].place;
}

static int32_t row_place(const cv_chart_sorter *s, const row_key *key)
{
    return s->row == CV_NO_DIMENSION ? (int32_t)CV_ALL : item_place(&s->dimensions[s->row], key->row);
}

/* The axis that a dimension's items are places on; NULL: none, or several. */
static const cv_axis *axis_of(const cv_chart_sorter *s, int i)
{
    const cv_result *result = s->chart->result;
    if (i == CV_NO_DIMENSION)
        return NULL;
    const cv_dimension *d = &s->dimensions[i];
    if (d->role == CV_ROLE_BY)
        return &result->by[d->axis];
    return d->role == CV_ROLE_LEVEL && result->of_count == 1 ? &result->of[0] : NULL;
}

/* Panels in display order, the whole's last. */
static size_t panel_place(const cv_chart_sorter *s, const row_key *key)
{
    size_t place = 0;
    if (s->panel == CV_NO_DIMENSION)
        return 0;
    const cv_dimension *d = &s->dimensions[s->panel];
    for (size_t i = 0; i < d->count; i++)
        place += key->panel == CV_WHOLE || d->items[i].order < d->items[key->panel].order;
    return place;
}

static cv_status make_panels(cv_chart_sorter *s, cv_messages *messages)
{
    cv_chart *chart = s->chart;
    if (s->panel == CV_NO_DIMENSION)
        return CV_OK;
    const cv_dimension *d = &s->dimensions[s->panel];
    chart->panel_count = d->count + (cv_dimension_has_whole(d, s->shown_count) ? 1 : 0);
    chart->panels = cv_arena_array(&chart->arena, chart->panel_count, sizeof(*chart->panels));
    if (chart->panels == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < chart->panel_count; i++) {
        const row_key key = {.panel = i < d->count ? (int)i : CV_WHOLE};
        const char *label = i < d->count ? d->items[i].label : cv_say(chart->language, "All");
        size_t place = panel_place(s, &key);
        chart->panels[place] = cv_text_clean_line(&chart->arena, label);
        if (chart->panels[place] == NULL)
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

static cv_status make_rows(cv_chart_sorter *s, row_key *keys, const size_t *row_of, cv_messages *messages)
{
    cv_chart *chart = s->chart;
    chart->rows = cv_arena_array(&chart->arena, chart->row_count, sizeof(*chart->rows));
    if (chart->rows == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < chart->row_count; i++) {
        const cv_estimate *any = NULL;
        size_t lanes = 1;
        for (size_t m = 0; m < s->shown_count; m++)
            if (row_of[m] == keys[i].at) {
                any = s->shown[m];
                if (series_code(s, m) != CV_NO_SERIES)
                    lanes = s->dimensions[s->series].count;
            }
        const char *label = row_label(s, &keys[i], any);
        bool new_section = i == 0 || keys[i].panel != keys[i - 1].panel ||
                           memcmp(keys[i].section, keys[i - 1].section, sizeof(keys[i].section)) != 0;
        const char *above = new_section && s->section_count > 0 ? heading(s, &keys[i]) : NULL;
        chart->rows[i] = (cv_chart_row){.whole = keys[i].whole, .lanes = lanes, .place = row_place(s, &keys[i])};
        chart->rows[i].panel = panel_place(s, &keys[i]);
        chart->rows[i].label = label == NULL ? NULL : cv_text_clean(&chart->arena, label);
        chart->rows[i].heading = above == NULL ? NULL : cv_text_clean_line(&chart->arena, above);
        if (chart->rows[i].label == NULL || (above != NULL && chart->rows[i].heading == NULL))
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

static cv_status make_marks(cv_chart_sorter *s, const row_key *keys, const size_t *row_of, cv_messages *messages)
{
    cv_chart *chart = s->chart;
    chart->marks = cv_arena_array(&chart->arena, s->shown_count, sizeof(*chart->marks));
    if (chart->marks == NULL)
        return cv_fail_memory(messages);
    chart->mark_count = s->shown_count;
    for (size_t m = 0; m < s->shown_count; m++)
        for (size_t i = 0; i < chart->row_count; i++)
            if (keys[i].at == row_of[m])
                chart->marks[m] =
                    (cv_chart_mark){.estimate = s->shown[m], .row = i, .series = series_place(s, series_code(s, m))};
    cv_chart_sort_marks(chart);
    return CV_OK;
}

static cv_status make_series(cv_chart_sorter *s, cv_messages *messages)
{
    cv_chart *chart = s->chart;
    if (s->series == CV_NO_DIMENSION)
        return CV_OK;
    const cv_dimension *d = &s->dimensions[s->series];
    chart->series = cv_arena_array(&chart->arena, d->count, sizeof(*chart->series));
    chart->series_colours = cv_arena_array(&chart->arena, d->count, sizeof(*chart->series_colours));
    chart->series_points = cv_arena_array(&chart->arena, d->count, sizeof(*chart->series_points));
    chart->series_places = cv_arena_array(&chart->arena, d->count, sizeof(*chart->series_places));
    if (chart->series == NULL || chart->series_colours == NULL || chart->series_points == NULL ||
        chart->series_places == NULL)
        return cv_fail_memory(messages);
    chart->series_count = d->count;
    for (size_t i = 0; i < d->count; i++) {
        int place = series_place(s, (int)i);
        chart->series[place] = cv_text_clean_line(&chart->arena, d->items[i].label);
        if (chart->series[place] == NULL)
            return cv_fail_memory(messages);
        const cv_words *highlight = &chart->spec->highlight;
        bool lit = highlight->count == 0;
        for (size_t m = 0; m < s->shown_count; m++)
            lit = lit || (d->codes[m] == (int)i && (cv_chart_level_in(chart->result, s->shown[m], highlight) ||
                                                    cv_chart_group_in(chart->result, s->shown[m], highlight)));
        const cv_theme_series *look = &chart->theme->series[place % CV_SERIES_MOST];
        chart->series_colours[place] = lit ? look->colour : chart->theme->rest;
        chart->series_points[place] = look->point;
        chart->series_places[place] = item_place(d, (int)i);
    }
    chart->series_axis = axis_of(s, s->series);
    return CV_OK;
}

/* Finds the rows, puts them in order, fills the chart. */
cv_status cv_chart_arrange(cv_chart_sorter *s, cv_messages *messages)
{
    cv_arena *arena = &s->chart->arena;
    row_key *keys = cv_arena_array(arena, s->shown_count, sizeof(*keys));
    size_t *row_of = cv_arena_array(arena, s->shown_count, sizeof(*row_of));
    if (keys == NULL || row_of == NULL)
        return cv_fail_memory(messages);
    size_t count = 0;
    for (size_t m = 0; m < s->shown_count; m++) {
        row_key key = key_of(s, m);
        size_t at = 0;
        while (at < count && !same_row(&keys[at], &key))
            at++;
        row_of[m] = at;
        key.at = at;
        if (at == count)
            keys[count++] = key;
        int series = series_place(s, series_code(s, m));
        if (series <= 0 && isnan(keys[at].value))
            keys[at].value = s->shown[m]->estimate;
    }
    qsort(keys, count, sizeof(*keys), compare_rows);
    s->chart->row_count = count;
    s->chart->row_axis = axis_of(s, s->row);
    cv_status status = make_panels(s, messages);
    if (status == CV_OK)
        status = make_rows(s, keys, row_of, messages);
    if (status == CV_OK)
        status = make_marks(s, keys, row_of, messages);
    return status == CV_OK ? make_series(s, messages) : status;
}
