/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/chart_private.h"

#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"
#include "table/words.h"

/* ---- which estimates ---- */

static bool has_word(const cv_words *words, const char *value, const char *label)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i].text, value) == 0 || strcmp(words->items[i].text, label) == 0)
            return true;
    return false;
}

bool cv_chart_is_whole(const cv_result *result, const cv_estimate *row)
{
    for (size_t i = 0; i < result->by_count; i++)
        if (row->group[i] != CV_ALL)
            return false;
    return result->by_count > 0;
}

bool cv_chart_level_in(const cv_result *result, const cv_estimate *row, const cv_words *words)
{
    const cv_axis *axis = &result->of[row->variable];
    return row->level >= 0 && has_word(words, axis->values[row->level], axis->labels[row->level]);
}

bool cv_chart_group_in(const cv_result *result, const cv_estimate *row, const cv_words *words)
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

cv_status cv_chart_check_words(const cv_chart *chart, cv_messages *messages)
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

cv_status cv_chart_pick(cv_chart_sorter *s, cv_messages *messages)
{
    const cv_chart *chart = s->chart;
    const cv_result *result = chart->result;
    s->shown = cv_arena_array(&s->chart->arena, result->row_count + 1, sizeof(*s->shown));
    if (s->shown == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < result->row_count; i++)
        if ((chart->spec->level.count == 0 || cv_chart_level_in(result, &result->rows[i], &chart->spec->level)) &&
            (chart->shape.series != CV_SERIES_FIRST || !cv_chart_is_whole(result, &result->rows[i])))
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

const char *cv_chart_join_groups(cv_arena *arena, const cv_result *result, const cv_estimate *row, bool labels,
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

/* The key, label, order and place of an estimate on a dimension. @return false without memory */
static bool describe(cv_arena *arena, const cv_result *result, const cv_estimate *row, const cv_dimension *d,
                     cv_dimension_item *to)
{
    const cv_axis *of = &result->of[row->variable];
    to->place = CV_ALL;
    switch (d->role) {
    case CV_ROLE_VARIABLE:
        *to = (cv_dimension_item){cv_arena_format(arena, "%zu", row->variable), of->label, row->variable, CV_ALL};
        if (d->with_level && row->level >= 0)
            to->label = cv_arena_format(arena, "%s: %s", of->label, cv_level_label(result, of, row->level));
        break;
    case CV_ROLE_BREAK:
        to->label = to->key = cv_chart_join_groups(arena, result, row, false, NULL);
        to->order = d->count;
        break;
    case CV_ROLE_BY:
        *to = (cv_dimension_item){cv_arena_format(arena, "%d", (int)row->group[d->axis]),
                                  cv_level_label(result, &result->by[d->axis], row->group[d->axis]),
                                  (size_t)row->group[d->axis], row->group[d->axis]};
        break;
    case CV_ROLE_GROUP:
        to->label = to->key = cv_chart_join_groups(arena, result, row, true, NULL);
        to->order = d->count;
        break;
    case CV_ROLE_LEVEL: /* levels of several variables are the same where they are called the same */
        to->key = row->level < 0 ? "" : of->labels[row->level];
        to->label = row->level < 0 ? "" : cv_level_label(result, of, row->level);
        to->order = d->count;
        to->place = row->level;
        break;
    }
    return to->key != NULL && to->label != NULL;
}

static cv_status intern(cv_dimension *d, const cv_dimension_item *found, int *code, cv_messages *messages)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->items[i].key, found->key) == 0) {
            *code = (int)i;
            return CV_OK;
        }
    cv_dimension_item *more = cv_memory_grow(d->items, d->count, &d->capacity, sizeof(*d->items));
    if (more == NULL)
        return cv_fail_memory(messages);
    d->items = more;
    *code = (int)d->count;
    d->items[d->count++] = *found;
    return CV_OK;
}

static bool of_groups(cv_dimension_role r)
{
    return r == CV_ROLE_BREAK || r == CV_ROLE_BY || r == CV_ROLE_GROUP;
}

static cv_status code_dimension(cv_chart_sorter *s, cv_dimension *d, cv_messages *messages)
{
    cv_arena *arena = &s->chart->arena;
    d->codes = cv_arena_array(arena, s->shown_count, sizeof(*d->codes));
    if (d->codes == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < s->shown_count; i++) {
        const cv_estimate *row = s->shown[i];
        d->codes[i] = CV_WHOLE;
        if (of_groups(d->role) &&
            (cv_chart_is_whole(s->chart->result, row) || (d->role == CV_ROLE_BY && row->group[d->axis] == CV_ALL)))
            continue;
        cv_dimension_item found = {0};
        if (!describe(arena, s->chart->result, row, d, &found))
            return cv_fail_memory(messages);
        cv_status status = intern(d, &found, &d->codes[i], messages);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

bool cv_dimension_has_whole(const cv_dimension *d, size_t shown_count)
{
    for (size_t i = 0; i < shown_count; i++)
        if (d->codes[i] == CV_WHOLE)
            return true;
    return false;
}

/* Whether a variable shows more than one level. */
static bool levels_differ(const cv_chart_sorter *s)
{
    for (size_t a = 0; a < s->shown_count; a++)
        for (size_t b = 0; b < a; b++)
            if (s->shown[a]->variable == s->shown[b]->variable && s->shown[a]->level != s->shown[b]->level)
                return true;
    return false;
}

/* The variable whose groups are waves, which tells estimates apart even where there is one wave. */
static bool is_wave(const cv_chart_sorter *s, const cv_dimension *d)
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
    return s->chart->shape.series == CV_SERIES_FIRST && d->role == CV_ROLE_BY && d->axis == first;
}

static bool tells(const cv_chart_sorter *s, const cv_dimension *d)
{
    const char *panels = s->chart->spec->panels.text;
    if (is_wave(s, d) ||
        (panels != NULL && d->role == CV_ROLE_BY && strcmp(panels, s->chart->result->by[d->axis].variable) == 0))
        return d->count > 0;
    if (d->role == CV_ROLE_LEVEL)
        return d->count > 1 && levels_differ(s);
    return d->count > 1 || (of_groups(d->role) && d->role != CV_ROLE_BREAK && d->count > 0 &&
                            cv_dimension_has_whole(d, s->shown_count));
}

/* Codes every dimension and keeps those on which the estimates differ. */
cv_status cv_chart_find_dimensions(cv_chart_sorter *s, cv_messages *messages)
{
    const cv_result *result = s->chart->result;
    bool banner = result->spec != NULL && result->spec->banner_count > 0;
    size_t groups = banner ? 2 : result->by_count, most = groups + 2, kept = 0;
    s->dimensions = cv_arena_array(&s->chart->arena, most, sizeof(*s->dimensions));
    if (s->dimensions == NULL)
        return cv_fail_memory(messages);
    s->dimension_count = most;
    s->dimensions[0].role = CV_ROLE_VARIABLE;
    s->dimensions[most - 1].role = CV_ROLE_LEVEL;
    for (size_t i = 0; i < groups; i++)
        s->dimensions[1 + i] = (cv_dimension){.role = !banner  ? CV_ROLE_BY
                                                      : i == 0 ? CV_ROLE_BREAK
                                                               : CV_ROLE_GROUP,
                                              .axis = i};
    for (size_t i = most; i-- > 0;) { /* the levels first: the variables' labels depend on them */
        cv_dimension *levels = &s->dimensions[most - 1];
        s->dimensions[i].with_level = levels->count > 1 && !levels_differ(s);
        cv_status status = code_dimension(s, &s->dimensions[i], messages);
        if (status != CV_OK)
            return status;
    }
    for (size_t i = 0; i < most; i++)
        if (tells(s, &s->dimensions[i])) {
            cv_dimension swap = s->dimensions[kept]; /* the dropped ones stay behind, to be freed */
            s->dimensions[kept++] = s->dimensions[i];
            if (kept - 1 != i)
                s->dimensions[i] = swap;
        }
    s->dimension_count = kept;
    return CV_OK;
}

/* ---- their parts ---- */

static size_t series_most(const cv_chart_sorter *s)
{
    return s->chart->shape.series_most > 0 ? s->chart->shape.series_most : CV_SERIES_MOST;
}

/* Whether the dimension is what the study calls `name`. */
static bool is_named(const cv_chart_sorter *s, const cv_dimension *d, const char *name)
{
    switch (d->role) {
    case CV_ROLE_BY:
        return strcmp(name, s->chart->result->by[d->axis].variable) == 0;
    case CV_ROLE_LEVEL:
        return strcmp(name, "level") == 0;
    case CV_ROLE_VARIABLE:
        return strcmp(name, "variable") == 0;
    case CV_ROLE_BREAK:
    case CV_ROLE_GROUP:
        break;
    }
    return false;
}

/* The dimension that the study names for a part; CV_NO_DIMENSION: none, or one that has a single value in these data.
 */
static int find_named(const cv_chart_sorter *s, cv_word name)
{
    for (size_t i = 0; name.text != NULL && i < s->dimension_count; i++)
        if (is_named(s, &s->dimensions[i], name.text))
            return (int)i;
    return CV_NO_DIMENSION;
}

static bool is_taken(const cv_chart_sorter *s, int i)
{
    return i == s->panel || i == s->row || i == s->series;
}

/* The first or last dimension that has no part yet; `groups`: among by variables alone. */
static int find_free(const cv_chart_sorter *s, bool last, bool groups)
{
    int found = CV_NO_DIMENSION;
    for (int i = 0; i < (int)s->dimension_count; i++)
        if (!is_taken(s, i) && (!groups || of_groups(s->dimensions[i].role)) && (found == CV_NO_DIMENSION || last))
            found = i;
    return found;
}

static int count_free(const cv_chart_sorter *s)
{
    int count = 0;
    for (int i = 0; i < (int)s->dimension_count; i++)
        count += !is_taken(s, i) && s->dimensions[i].role != CV_ROLE_BREAK;
    return count;
}

static bool can_be_series(const cv_chart_sorter *s, int i)
{
    return i != CV_NO_DIMENSION && s->dimensions[i].role != CV_ROLE_BREAK && s->dimensions[i].count <= series_most(s);
}

/* Series of the last dimension; of the first one of two where only that is small enough. */
static void choose_last(cv_chart_sorter *s)
{
    int first = find_free(s, false, false), last = find_free(s, true, false);
    if (first != CV_NO_DIMENSION && s->dimensions[first].role == CV_ROLE_BREAK)
        first = first + 1 < (int)s->dimension_count ? first + 1 : CV_NO_DIMENSION;
    if (count_free(s) >= 2 && can_be_series(s, last))
        s->series = last;
    else if (count_free(s) == 2 && can_be_series(s, first))
        s->series = first;
}

static void choose_series(cv_chart_sorter *s)
{
    int last = (int)s->dimension_count - 1;
    switch (s->chart->shape.series) {
    case CV_SERIES_LAST:
        choose_last(s);
        break;
    case CV_SERIES_LEVELS:
        if (last >= 0 && !is_taken(s, last) && s->dimensions[last].role == CV_ROLE_LEVEL && can_be_series(s, last))
            s->series = last;
        break;
    case CV_SERIES_PARTS:
        if (last >= 0 && s->dimensions[last].role != CV_ROLE_LEVEL)
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
cv_status cv_chart_give_parts(cv_chart_sorter *s, cv_messages *messages)
{
    const cv_chart_spec *spec = s->chart->spec;
    s->row = CV_NO_DIMENSION;
    s->panel = find_named(s, spec->panels);
    s->series = find_named(s, spec->series);
    if (s->series != CV_NO_DIMENSION && !can_be_series(s, s->series))
        return cv_fail_expected(messages, CV_USAGE, spec->series.place, "fewer series", NULL,
                                "chart '%s' would have %zu series, and %zu are the most", spec->name.text,
                                s->dimensions[s->series].count, series_most(s));
    if (s->series == CV_NO_DIMENSION)
        choose_series(s);
    int last = find_free(s, true, false);
    if (s->row == CV_NO_DIMENSION && last != CV_NO_DIMENSION && s->dimensions[last].role != CV_ROLE_BREAK)
        s->row = last;
    for (int i = 0; i < (int)s->dimension_count; i++) {
        if (is_taken(s, i))
            continue;
        if (s->section_count == CV_SECTIONS)
            return cv_fail_expected(messages, CV_USAGE, spec->place, "an analysis with fewer by variables", NULL,
                                    "chart '%s' cannot show as many by variables as analysis '%s' has", spec->name.text,
                                    spec->from.text);
        s->section[s->section_count++] = i;
    }
    return CV_OK;
}
