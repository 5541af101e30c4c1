/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/chart.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/nearest.h"
#include "plot/text.h"
#include "table/words.h"

/* What tells estimates apart: the variable, the break of a banner, a by variable (of a banner: the group in its break),
 * the level. */
typedef enum role { ROLE_VARIABLE, ROLE_BREAK, ROLE_BY, ROLE_GROUP, ROLE_LEVEL } role;

enum { WHOLE = -1, NO_DIMENSION = -1, SECTIONS = 8 };

typedef struct item {
    const char *key, *label;
    size_t order; /* in display order */
} item;

typedef struct dimension {
    role role;
    size_t axis; /* ROLE_BY */
    item *items; /* in order of first appearance */
    size_t count, capacity;
    int *codes;      /* [shown] an item of each estimate, or WHOLE */
    bool with_level; /* ROLE_VARIABLE: each variable shows one level, not the same: it is named beside the variable */
} dimension;

typedef struct sorter {
    cv_chart *chart;
    const cv_estimate **shown;
    size_t shown_count;
    dimension *dimensions;
    size_t dimension_count;
    int section[SECTIONS], section_count; /* dimensions that make the headings */
    int panel, row, series;               /* dimensions, or NO_DIMENSION */
} sorter;

/* ---- which estimates ---- */

static bool has_word(const cv_words *words, const char *value, const char *label)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i].text, value) == 0 || strcmp(words->items[i].text, label) == 0)
            return true;
    return false;
}

static bool is_whole(const cv_result *result, const cv_estimate *row)
{
    for (size_t i = 0; i < result->by_count; i++)
        if (row->group[i] != CV_ALL)
            return false;
    return result->by_count > 0;
}

static bool level_in(const cv_result *result, const cv_estimate *row, const cv_words *words)
{
    const cv_axis *axis = &result->of[row->variable];
    return row->level >= 0 && has_word(words, axis->values[row->level], axis->labels[row->level]);
}

static bool group_in(const cv_result *result, const cv_estimate *row, const cv_words *words)
{
    for (size_t i = 0; i < result->by_count; i++) {
        const cv_axis *axis = &result->by[i];
        if (row->group[i] != CV_ALL && has_word(words, axis->values[row->group[i]], axis->labels[row->group[i]]))
            return true;
    }
    return false;
}

/* A word of `level` or `highlight` that no axis of the result has. */
static cv_status check_axes(const cv_chart *chart, const cv_word *word, const char *key, bool by_too,
                            cv_messages *messages)
{
    const cv_result *result = chart->result;
    const cv_words one = {(cv_word[]){*word}, 1};
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    cv_status status = CV_OK;
    for (size_t a = 0; a < result->of_count + (by_too ? result->by_count : 0); a++) {
        const cv_axis *axis = a < result->of_count ? &result->of[a] : &result->by[a - result->of_count];
        for (size_t i = 0; i < axis->count; i++) {
            if (has_word(&one, axis->values[i], axis->labels[i]))
                goto done;
            const char **more = cv_memory_grow(names, count, &capacity, sizeof(*names));
            if (more == NULL) {
                status = cv_fail_memory(messages);
                goto done;
            }
            names = more;
            names[count++] = axis->labels[i];
        }
    }
    status = cv_fail_expected(messages, CV_USAGE, word->place,
                              by_too ? "a level or group of the chart's analysis" : "a level of the chart's analysis",
                              cv_nearest(word->text, names, count), "chart '%s': %s '%s' is not in analysis '%s'",
                              chart->spec->name.text, key, word->text, chart->spec->from.text);
done:
    cv_memory_free(names);
    return status;
}

static cv_status check_words(const cv_chart *chart, cv_messages *messages)
{
    cv_status status = CV_OK;
    const struct {
        const char *key;
        const cv_words *words;
        bool by_too;
    } lists[] = {{"level", &chart->spec->level, false},
                 {"highlight", &chart->spec->highlight, true},
                 {"positive", &chart->spec->positive, false},
                 {"negative", &chart->spec->negative, false}};
    for (size_t l = 0; l < sizeof lists / sizeof lists[0]; l++)
        for (size_t i = 0; i < lists[l].words->count; i++) {
            cv_status one = check_axes(chart, &lists[l].words->items[i], lists[l].key, lists[l].by_too, messages);
            status = status == CV_OK ? one : status;
        }
    return status;
}

static cv_status pick(sorter *s, cv_messages *messages)
{
    const cv_chart *chart = s->chart;
    const cv_result *result = chart->result;
    s->shown = cv_arena_array(&s->chart->arena, result->row_count + 1, sizeof(*s->shown));
    if (s->shown == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < result->row_count; i++)
        if ((chart->spec->level.count == 0 || level_in(result, &result->rows[i], &chart->spec->level)) &&
            (chart->shape.series != CV_SERIES_FIRST || !is_whole(result, &result->rows[i])))
            s->shown[s->shown_count++] = &result->rows[i];
    if (s->shown_count == 0)
        return cv_fail(messages, CV_USAGE, chart->spec->place,
                       "chart '%s' has nothing to show: analysis '%s' has no rows%s", chart->spec->name.text,
                       chart->spec->from.text, result->row_count > 0 ? " of its level" : "");
    if (s->shown_count > CV_MARKS_MOST)
        return cv_fail_expected(messages, CV_USAGE, chart->spec->place, "fewer groups or levels (key level)", NULL,
                                "chart '%s' would have %zu marks, and %d are the most", chart->spec->name.text,
                                s->shown_count, CV_MARKS_MOST);
    return CV_OK;
}

/* ---- what tells them apart ---- */

static const char *joined_groups(cv_arena *arena, const cv_result *result, const cv_estimate *row, bool labels,
                                 const cv_axis *without)
{
    const char *joined = NULL;
    for (size_t i = 0; i < result->by_count; i++) {
        if (row->group[i] == CV_ALL || &result->by[i] == without)
            continue;
        const char *part = labels ? cv_level_label(result, &result->by[i], row->group[i]) : result->by[i].label;
        joined = joined == NULL ? part : cv_arena_format(arena, "%s \xc2\xb7 %s", joined, part);
        if (joined == NULL)
            return NULL;
    }
    return joined == NULL ? "" : joined;
}

/* The key, label and order of an estimate on a dimension. @return false without memory */
static bool describe(cv_arena *arena, const cv_result *result, const cv_estimate *row, const dimension *d, item *to)
{
    const cv_axis *of = &result->of[row->variable];
    switch (d->role) {
    case ROLE_VARIABLE:
        *to = (item){cv_arena_format(arena, "%zu", row->variable), of->label, row->variable};
        if (d->with_level && row->level >= 0)
            to->label = cv_arena_format(arena, "%s: %s", of->label, cv_level_label(result, of, row->level));
        break;
    case ROLE_BREAK:
        to->label = to->key = joined_groups(arena, result, row, false, NULL);
        to->order = d->count;
        break;
    case ROLE_BY:
        *to = (item){cv_arena_format(arena, "%d", (int)row->group[d->axis]),
                     cv_level_label(result, &result->by[d->axis], row->group[d->axis]), (size_t)row->group[d->axis]};
        break;
    case ROLE_GROUP:
        to->label = to->key = joined_groups(arena, result, row, true, NULL);
        to->order = d->count;
        break;
    case ROLE_LEVEL: /* levels of several variables are the same where they are called the same */
        to->key = row->level < 0 ? "" : of->labels[row->level];
        to->label = row->level < 0 ? "" : cv_level_label(result, of, row->level);
        to->order = d->count;
        break;
    }
    return to->key != NULL && to->label != NULL;
}

static cv_status intern(dimension *d, const item *found, int *code, cv_messages *messages)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->items[i].key, found->key) == 0) {
            *code = (int)i;
            return CV_OK;
        }
    item *more = cv_memory_grow(d->items, d->count, &d->capacity, sizeof(*d->items));
    if (more == NULL)
        return cv_fail_memory(messages);
    d->items = more;
    *code = (int)d->count;
    d->items[d->count++] = *found;
    return CV_OK;
}

static bool of_groups(role r)
{
    return r == ROLE_BREAK || r == ROLE_BY || r == ROLE_GROUP;
}

static cv_status code_dimension(sorter *s, dimension *d, cv_messages *messages)
{
    cv_arena *arena = &s->chart->arena;
    d->codes = cv_arena_array(arena, s->shown_count, sizeof(*d->codes));
    if (d->codes == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < s->shown_count; i++) {
        const cv_estimate *row = s->shown[i];
        d->codes[i] = WHOLE;
        if (of_groups(d->role) &&
            (is_whole(s->chart->result, row) || (d->role == ROLE_BY && row->group[d->axis] == CV_ALL)))
            continue;
        item found = {0};
        if (!describe(arena, s->chart->result, row, d, &found))
            return cv_fail_memory(messages);
        cv_status status = intern(d, &found, &d->codes[i], messages);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

static bool has_whole(const dimension *d, size_t shown_count)
{
    for (size_t i = 0; i < shown_count; i++)
        if (d->codes[i] == WHOLE)
            return true;
    return false;
}

/* Whether a variable shows more than one level. */
static bool levels_differ(const sorter *s)
{
    for (size_t a = 0; a < s->shown_count; a++)
        for (size_t b = 0; b < a; b++)
            if (s->shown[a]->variable == s->shown[b]->variable && s->shown[a]->level != s->shown[b]->level)
                return true;
    return false;
}

/* The variable whose groups are waves, which tells estimates apart even where there is one wave. */
static bool is_wave(const sorter *s, const dimension *d)
{
    const cv_chart_spec *spec = s->chart->spec;
    const cv_result *result = s->chart->result;
    size_t first = 0;
    for (; first < result->by_count; first++) {
        const char *name = result->by[first].variable;
        if ((spec->panels.text == NULL || strcmp(name, spec->panels.text) != 0) &&
            (spec->series.text == NULL || strcmp(name, spec->series.text) != 0))
            break;
    }
    return s->chart->shape.series == CV_SERIES_FIRST && d->role == ROLE_BY && d->axis == first;
}

static bool tells(const sorter *s, const dimension *d)
{
    const char *panels = s->chart->spec->panels.text;
    if (is_wave(s, d) ||
        (panels != NULL && d->role == ROLE_BY && strcmp(panels, s->chart->result->by[d->axis].variable) == 0))
        return d->count > 0;
    if (d->role == ROLE_LEVEL)
        return d->count > 1 && levels_differ(s);
    return d->count > 1 ||
           (of_groups(d->role) && d->role != ROLE_BREAK && d->count > 0 && has_whole(d, s->shown_count));
}

/* Codes every dimension and keeps those on which the estimates differ. */
static cv_status find_dimensions(sorter *s, cv_messages *messages)
{
    const cv_result *result = s->chart->result;
    bool banner = result->spec != NULL && result->spec->banner_count > 0;
    size_t groups = banner ? 2 : result->by_count, most = groups + 2, kept = 0;
    s->dimensions = cv_arena_array(&s->chart->arena, most, sizeof(*s->dimensions));
    if (s->dimensions == NULL)
        return cv_fail_memory(messages);
    s->dimension_count = most;
    s->dimensions[0].role = ROLE_VARIABLE;
    s->dimensions[most - 1].role = ROLE_LEVEL;
    for (size_t i = 0; i < groups; i++)
        s->dimensions[1 + i] = (dimension){.role = !banner ? ROLE_BY : i == 0 ? ROLE_BREAK : ROLE_GROUP, .axis = i};
    for (size_t i = most; i-- > 0;) { /* the levels first: the variables' labels depend on them */
        dimension *levels = &s->dimensions[most - 1];
        s->dimensions[i].with_level = levels->count > 1 && !levels_differ(s);
        cv_status status = code_dimension(s, &s->dimensions[i], messages);
        if (status != CV_OK)
            return status;
    }
    for (size_t i = 0; i < most; i++)
        if (tells(s, &s->dimensions[i])) {
            dimension swap = s->dimensions[kept]; /* the dropped ones stay behind, to be freed */
            s->dimensions[kept++] = s->dimensions[i];
            if (kept - 1 != i)
                s->dimensions[i] = swap;
        }
    s->dimension_count = kept;
    return CV_OK;
}

/* ---- their parts ---- */

static size_t series_most(const sorter *s)
{
    return s->chart->shape.series_most > 0 ? s->chart->shape.series_most : CV_SERIES_MOST;
}

/* Whether the dimension is what the study calls `name`. */
static bool is_named(const sorter *s, const dimension *d, const char *name)
{
    switch (d->role) {
    case ROLE_BY:
        return strcmp(name, s->chart->result->by[d->axis].variable) == 0;
    case ROLE_LEVEL:
        return strcmp(name, "level") == 0;
    case ROLE_VARIABLE:
        return strcmp(name, "variable") == 0;
    case ROLE_BREAK:
    case ROLE_GROUP:
        break;
    }
    return false;
}

/* The dimension that the study names for a part; NO_DIMENSION: none, or one that has a single value in these data. */
static int find_named(const sorter *s, cv_word name)
{
    for (size_t i = 0; name.text != NULL && i < s->dimension_count; i++)
        if (is_named(s, &s->dimensions[i], name.text))
            return (int)i;
    return NO_DIMENSION;
}

static bool is_taken(const sorter *s, int i)
{
    return i == s->panel || i == s->row || i == s->series;
}

/* The first or last dimension that has no part yet; `groups`: among by variables alone. */
static int find_free(const sorter *s, bool last, bool groups)
{
    int found = NO_DIMENSION;
    for (int i = 0; i < (int)s->dimension_count; i++)
        if (!is_taken(s, i) && (!groups || of_groups(s->dimensions[i].role)) && (found == NO_DIMENSION || last))
            found = i;
    return found;
}

static int count_free(const sorter *s)
{
    int count = 0;
    for (int i = 0; i < (int)s->dimension_count; i++)
        count += !is_taken(s, i) && s->dimensions[i].role != ROLE_BREAK;
    return count;
}

static bool can_be_series(const sorter *s, int i)
{
    return i != NO_DIMENSION && s->dimensions[i].role != ROLE_BREAK && s->dimensions[i].count <= series_most(s);
}

/* Series of the last dimension; of the first one of two where only that is small enough. */
static void choose_last(sorter *s)
{
    int first = find_free(s, false, false), last = find_free(s, true, false);
    if (first != NO_DIMENSION && s->dimensions[first].role == ROLE_BREAK)
        first = first + 1 < (int)s->dimension_count ? first + 1 : NO_DIMENSION;
    if (count_free(s) >= 2 && can_be_series(s, last))
        s->series = last;
    else if (count_free(s) == 2 && can_be_series(s, first))
        s->series = first;
}

static void choose_series(sorter *s)
{
    int last = (int)s->dimension_count - 1;
    switch (s->chart->shape.series) {
    case CV_SERIES_LAST:
        choose_last(s);
        break;
    case CV_SERIES_LEVELS:
        if (last >= 0 && !is_taken(s, last) && s->dimensions[last].role == ROLE_LEVEL && can_be_series(s, last))
            s->series = last;
        break;
    case CV_SERIES_PARTS:
        if (last >= 0 && s->dimensions[last].role != ROLE_LEVEL)
            last = find_free(s, true, true);
        if (last >= 0 && !is_taken(s, last) && can_be_series(s, last))
            s->series = last;
        break;
    case CV_SERIES_GROUPS:
        if (can_be_series(s, find_free(s, true, true)))
            s->series = find_free(s, true, true);
        break;
    case CV_SERIES_FIRST:
        s->row = find_free(s, false, true);
        if (can_be_series(s, find_free(s, true, true)))
            s->series = find_free(s, true, true);
        else if (can_be_series(s, find_free(s, true, false)))
            s->series = find_free(s, true, false);
        break;
    case CV_SERIES_NONE:
        break;
    }
}

/* Gives each dimension its part: panels, headings, rows, series. */
static cv_status give_parts(sorter *s, cv_messages *messages)
{
    const cv_chart_spec *spec = s->chart->spec;
    s->row = NO_DIMENSION;
    s->panel = find_named(s, spec->panels);
    s->series = find_named(s, spec->series);
    if (s->series != NO_DIMENSION && !can_be_series(s, s->series))
        return cv_fail_expected(messages, CV_USAGE, spec->series.place, "fewer series", NULL,
                                "chart '%s' would have %zu series, and %zu are the most", spec->name.text,
                                s->dimensions[s->series].count, series_most(s));
    if (s->series == NO_DIMENSION)
        choose_series(s);
    int last = find_free(s, true, false);
    if (s->row == NO_DIMENSION && last != NO_DIMENSION && s->dimensions[last].role != ROLE_BREAK)
        s->row = last;
    for (int i = 0; i < (int)s->dimension_count; i++) {
        if (is_taken(s, i))
            continue;
        if (s->section_count == SECTIONS)
            return cv_fail_expected(messages, CV_USAGE, spec->place, "an analysis with fewer by variables", NULL,
                                    "chart '%s' cannot show as many by variables as analysis '%s' has", spec->name.text,
                                    spec->from.text);
        s->section[s->section_count++] = i;
    }
    return CV_OK;
}

/* ---- rows ---- */

typedef struct row_key {
    int section[SECTIONS], panel, row;
    size_t panel_order;   /* SIZE_MAX: the whole's */
    size_t section_order; /* likewise */
    size_t order;
    double value; /* of the first series; NaN: none */
    const char *label;
    bool whole;
    size_t at; /* where it was, then where it went */
    cv_chart_sort sort;
} row_key;

static size_t order_of(const sorter *s, int dimension_index, int code)
{
    return code == WHOLE ? SIZE_MAX : s->dimensions[dimension_index].items[code].order;
}

static row_key key_of(const sorter *s, size_t shown)
{
    row_key key = {.panel = WHOLE, .row = WHOLE, .value = NAN, .label = ""};
    key.sort = s->chart->shape.series == CV_SERIES_FIRST ? CV_SORT_NONE : s->chart->spec->sort; /* waves stay in time */
    size_t order = 0;
    if (s->panel != NO_DIMENSION) {
        key.panel = s->dimensions[s->panel].codes[shown];
        key.panel_order = order_of(s, s->panel, key.panel);
    }
    for (int i = 0; i < s->section_count; i++) {
        const dimension *d = &s->dimensions[s->section[i]];
        key.section[i] = d->codes[shown];
        if (key.section[i] == WHOLE)
            order = SIZE_MAX;
        else if (order != SIZE_MAX)
            order = order * (CV_MARKS_MOST + 1) + order_of(s, s->section[i], key.section[i]);
    }
    key.section_order = order;
    key.whole = is_whole(s->chart->result, s->shown[shown]);
    if (s->row != NO_DIMENSION) {
        key.row = s->dimensions[s->row].codes[shown];
        key.order = order_of(s, s->row, key.row);
        key.label = key.row == WHOLE ? "" : s->dimensions[s->row].items[key.row].label;
    }
    return key;
}

static bool same_row(const row_key *a, const row_key *b)
{
    return a->panel == b->panel && memcmp(a->section, b->section, sizeof(a->section)) == 0 && a->row == b->row &&
           a->whole == b->whole;
}

static int by_value(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (int)isnan(a) - (int)isnan(b);
    return (a < b) - (a > b);
}

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int by_label(const char *a, const char *b)
{
    int folded = strcasecmp(a, b);
    return folded != 0 ? folded : strcmp(a, b);
}

static int compare_rows(const void *left, const void *right)
{
    const row_key *a = left, *b = right;
    int order = compare_sizes(a->panel_order, b->panel_order);
    if (order == 0)
        order = compare_sizes(a->section_order, b->section_order);
    if (order == 0)
        order = (int)a->whole - (int)b->whole;
    if (order == 0 && a->sort == CV_SORT_VALUE)
        order = by_value(a->value, b->value);
    if (order == 0 && a->sort == CV_SORT_LABEL)
        order = by_label(a->label, b->label);
    if (order == 0)
        order = compare_sizes(a->order, b->order);
    return order != 0 ? order : compare_sizes(a->at, b->at);
}

static int series_code(const sorter *s, size_t shown)
{
    return s->series == NO_DIMENSION ? CV_NO_SERIES : s->dimensions[s->series].codes[shown];
}

/* Where a series stands among the series: their display order. */
static int series_place(const sorter *s, int code)
{
    if (code == CV_NO_SERIES)
        return CV_NO_SERIES;
    const dimension *d = &s->dimensions[s->series];
    int place = 0;
    for (size_t i = 0; i < d->count; i++)
        place += d->items[i].order < d->items[code].order;
    return place;
}

/* The label of a row that nothing tells apart from others: what its marks have in common. */
static const char *fallback_label(const sorter *s, const cv_estimate *row)
{
    const cv_result *result = s->chart->result;
    const dimension *series = s->series == NO_DIMENSION ? NULL : &s->dimensions[s->series];
    const cv_axis *of = &result->of[row->variable];
    if (result->by_count > 0) {
        const cv_axis *without = series != NULL && series->role == ROLE_BY ? &result->by[series->axis] : NULL;
        const char *joined = joined_groups(&s->chart->arena, result, row, true, without);
        return joined != NULL && joined[0] == '\0' ? cv_say(s->chart->language, "All") : joined;
    }
    if (series != NULL && series->role == ROLE_LEVEL)
        return cv_say(s->chart->language, "All");
    return row->level >= 0 ? cv_level_label(result, of, row->level) : of->label;
}

static const char *row_label(const sorter *s, const row_key *key, const cv_estimate *any)
{
    if (key->whole && (s->row == NO_DIMENSION || key->row == WHOLE))
        return cv_say(s->chart->language, "All");
    if (s->row == NO_DIMENSION || key->row == WHOLE)
        return fallback_label(s, any);
    return key->label;
}

static const char *heading(const sorter *s, const row_key *key)
{
    const char *joined = NULL;
    for (int i = 0; i < s->section_count; i++) {
        if (key->section[i] == WHOLE)
            continue;
        const char *part = s->dimensions[s->section[i]].items[key->section[i]].label;
        joined = joined == NULL ? part : cv_arena_format(&s->chart->arena, "%s \xc2\xb7 %s", joined, part);
    }
    return joined;
}

/* The place on its axis of an item of a dimension of levels or groups. */
static int32_t item_place(const dimension *d, int code)
{
    bool placed = d->role == ROLE_BY || d->role == ROLE_LEVEL;
    return placed && code != WHOLE ? (int32_t)d->items[code].order : (int32_t)CV_ALL;
}

static int32_t row_place(const sorter *s, const row_key *key)
{
    return s->row == NO_DIMENSION ? (int32_t)CV_ALL : item_place(&s->dimensions[s->row], key->row);
}

/* The axis that a dimension's items are places on; NULL: none, or several. */
static const cv_axis *axis_of(const sorter *s, int i)
{
    const cv_result *result = s->chart->result;
    if (i == NO_DIMENSION)
        return NULL;
    const dimension *d = &s->dimensions[i];
    if (d->role == ROLE_BY)
        return &result->by[d->axis];
    return d->role == ROLE_LEVEL && result->of_count == 1 ? &result->of[0] : NULL;
}

/* Panels in display order, the whole's last. */
static size_t panel_place(const sorter *s, const row_key *key)
{
    size_t place = 0;
    if (s->panel == NO_DIMENSION)
        return 0;
    const dimension *d = &s->dimensions[s->panel];
    for (size_t i = 0; i < d->count; i++)
        place += key->panel == WHOLE || d->items[i].order < d->items[key->panel].order;
    return place;
}

static cv_status make_panels(sorter *s, cv_messages *messages)
{
    cv_chart *chart = s->chart;
    if (s->panel == NO_DIMENSION)
        return CV_OK;
    const dimension *d = &s->dimensions[s->panel];
    chart->panel_count = d->count + (has_whole(d, s->shown_count) ? 1 : 0);
    chart->panels = cv_arena_array(&chart->arena, chart->panel_count, sizeof(*chart->panels));
    if (chart->panels == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < chart->panel_count; i++) {
        const row_key key = {.panel = i < d->count ? (int)i : WHOLE};
        const char *label = i < d->count ? d->items[i].label : cv_say(chart->language, "All");
        size_t place = panel_place(s, &key);
        chart->panels[place] = cv_text_clean_line(&chart->arena, label);
        if (chart->panels[place] == NULL)
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

static cv_status make_rows(sorter *s, row_key *keys, const size_t *row_of, cv_messages *messages)
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

static int compare_marks(const void *left, const void *right)
{
    const cv_chart_mark *a = left, *b = right;
    int order = compare_sizes(a->row, b->row);
    return order != 0 ? order : (a->series > b->series) - (a->series < b->series);
}

static cv_status make_marks(sorter *s, const row_key *keys, const size_t *row_of, cv_messages *messages)
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
    qsort(chart->marks, chart->mark_count, sizeof(*chart->marks), compare_marks);
    return CV_OK;
}

static cv_status make_series(sorter *s, cv_messages *messages)
{
    cv_chart *chart = s->chart;
    if (s->series == NO_DIMENSION)
        return CV_OK;
    const dimension *d = &s->dimensions[s->series];
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
            lit = lit || (d->codes[m] == (int)i && (level_in(chart->result, s->shown[m], highlight) ||
                                                    group_in(chart->result, s->shown[m], highlight)));
        const cv_theme_series *look = &chart->theme->series[place % CV_SERIES_MOST];
        chart->series_colours[place] = lit ? look->colour : chart->theme->rest;
        chart->series_points[place] = look->point;
        chart->series_places[place] = item_place(d, (int)i);
    }
    chart->series_axis = axis_of(s, s->series);
    return CV_OK;
}

/* Finds the rows, puts them in order, fills the chart. */
static cv_status arrange(sorter *s, cv_messages *messages)
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

/* ---- how marks look and read ---- */

static const char *absent_word(cv_language language, unsigned flags)
{
    if ((flags & CV_FLAG_SUPPRESSED) != 0)
        return cv_say(language, "suppressed");
    return (flags & CV_FLAG_EMPTY) != 0 ? cv_say(language, "no answers") : cv_say(language, "no estimate");
}

static void colour_mark(const cv_chart *chart, cv_chart_mark *mark)
{
    const cv_words *highlight = &chart->spec->highlight;
    const cv_theme *theme = chart->theme;
    const cv_theme_series *series = &theme->series[mark->series < 0 ? 0 : mark->series % CV_SERIES_MOST];
    bool whole = is_whole(chart->result, mark->estimate);
    mark->point = series->point;
    mark->colour = mark->series >= 0 ? series->colour : whole ? theme->whole : theme->accent;
    if (highlight->count > 0 && !level_in(chart->result, mark->estimate, highlight) &&
        !group_in(chart->result, mark->estimate, highlight) && !(whole && mark->series < 0))
        mark->colour = theme->rest;
}

static int compare_doubles(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* One style for the whole chart, so that numbers can be compared down the page: by the middle half width. */
static cv_status choose_style(cv_chart *chart, cv_messages *messages)
{
    double *halves = cv_arena_array(&chart->arena, chart->mark_count, sizeof(*halves)), largest = 0;
    size_t count = 0;
    if (halves == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < chart->mark_count; i++) {
        const cv_estimate *e = chart->marks[i].estimate;
        if (isfinite(e->high - e->low) && e->high > e->low)
            halves[count++] = (e->high - e->low) / 2;
        if (isfinite(e->estimate))
            largest = fmax(largest, fabs(e->estimate));
    }
    qsort(halves, count, sizeof(*halves), compare_doubles);
    chart->style = cv_value_choose(chart->result->statistic, count > 0 ? halves[count / 2] : 0, largest);
    chart->style.language = chart->language;
    return CV_OK;
}

static bool same_count(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static cv_status finish_marks(cv_chart *chart, cv_messages *messages)
{
    cv_status status = choose_style(chart, messages);
    for (size_t i = 0; i < chart->row_count; i++)
        chart->rows[i].same_n = true;
    for (size_t i = 0; i < chart->mark_count && status == CV_OK; i++) {
        cv_chart_mark *mark = &chart->marks[i];
        const cv_estimate *e = mark->estimate;
        char value[CV_VALUE_SIZE], n[CV_VALUE_SIZE];
        mark->drawn = isfinite(e->estimate) && (e->flags & CV_FLAG_SUPPRESSED) == 0;
        mark->value = e->estimate;
        mark->n = e->n;
        mark->rounded = NAN;
        cv_value_text(&chart->style, e->estimate, value);
        cv_value_count(chart->language, e->n, n);
        mark->text = mark->drawn ? cv_arena_copy(&chart->arena, value) : absent_word(chart->language, e->flags);
        mark->n_text = cv_arena_format(&chart->arena, "n = %s", n);
        if (mark->text == NULL || mark->n_text == NULL)
            return cv_fail_memory(messages);
        colour_mark(chart, mark);
        if (i > 0 && mark->row == chart->marks[i - 1].row && !same_count(e->n, chart->marks[i - 1].estimate->n))
            chart->rows[mark->row].same_n = false;
    }
    return status;
}

cv_status cv_chart_build(const cv_chart_spec *spec, const cv_results *results, const cv_result *result,
                         cv_chart_shape shape, cv_chart *to, cv_messages *messages)
{
    *to = (cv_chart){.spec = spec,
                     .results = results,
                     .result = result,
                     .shape = shape,
                     .theme = spec->theme,
                     .language = results->study->language};
    sorter s = {.chart = to};
    size_t all = 0;
    cv_status status;
    if (result->statistic == CV_STATISTIC_WEIGHTS) {
        status = cv_fail_expected(messages, CV_USAGE, spec->place, "an analysis with another statistic", NULL,
                                  "chart '%s' cannot show analysis '%s', whose statistic is weights", spec->name.text,
                                  spec->from.text);
        goto done;
    }
    if ((status = check_words(to, messages)) != CV_OK || (status = pick(&s, messages)) != CV_OK)
        goto done;
    status = find_dimensions(&s, messages);
    all =
        s.dimensions == NULL ? 0 : (result->spec != NULL && result->spec->banner_count > 0 ? 2 : result->by_count) + 2;
    if (status != CV_OK || (status = give_parts(&s, messages)) != CV_OK || (status = arrange(&s, messages)) != CV_OK)
        goto done;
    status = finish_marks(to, messages);
done:
    for (size_t i = 0; i < all; i++)
        cv_memory_free(s.dimensions[i].items);
    return status;
}

bool cv_chart_is_lit(const cv_chart *chart, int series)
{
    const cv_plot_colour *rest = &chart->theme->rest;
    if (chart->spec->highlight.count == 0 || series < 0)
        return true;
    return memcmp(&chart->series_colours[series], rest, sizeof(*rest)) != 0;
}

bool cv_chart_has_interval(const cv_chart *chart, int series)
{
    const size_t most = chart->shape.intervals_most;
    size_t lit = 0;
    for (size_t i = 0; i < chart->series_count; i++)
        lit += cv_chart_is_lit(chart, (int)i);
    return most == 0 || series < 0 || (lit <= most && cv_chart_is_lit(chart, series));
}

const cv_chart_mark *cv_chart_find(const cv_chart *chart, size_t row, int series)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].row == row && chart->marks[m].series == series)
            return &chart->marks[m];
    return NULL;
}

void cv_chart_free(cv_chart *chart)
{
    cv_arena_free(&chart->arena);
    *chart = (cv_chart){0};
}
