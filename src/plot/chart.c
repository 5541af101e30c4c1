/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/chart_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

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
    bool whole = cv_chart_is_whole(chart->result, mark->estimate);
    mark->point = series->point;
    mark->colour = mark->series >= 0 ? series->colour : whole ? theme->whole : theme->accent;
    if (highlight->count > 0 && !cv_chart_level_in(chart->result, mark->estimate, highlight) &&
        !cv_chart_group_in(chart->result, mark->estimate, highlight) && !(whole && mark->series < 0))
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

/* A small multiple's head tells its base only where all its marks have the same one. */
static bool has_mixed_panel(const cv_chart *chart)
{
    for (size_t i = 0; chart->panel_count > 0 && i < chart->mark_count; i++)
        for (size_t k = 0; k < i; k++)
            if (chart->rows[chart->marks[k].row].panel == chart->rows[chart->marks[i].row].panel &&
                !same_count(chart->marks[k].n, chart->marks[i].n))
                return true;
    return false;
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
    cv_chart_sorter s = {.chart = to};
    size_t all = 0;
    cv_status status;
    if (result->statistic == CV_STATISTIC_WEIGHTS) {
        status = cv_fail_expected(messages, CV_USAGE, spec->place, "an analysis with another statistic", NULL,
                                  "chart '%s' cannot show analysis '%s', whose statistic is weights", spec->name.text,
                                  spec->from.text);
        goto done;
    }
    if ((status = cv_chart_check_words(to, messages)) != CV_OK || (status = cv_chart_pick(&s, messages)) != CV_OK)
        goto done;
    status = cv_chart_find_dimensions(&s, messages);
    all =
        s.dimensions == NULL ? 0 : (result->spec != NULL && result->spec->banner_count > 0 ? 2 : result->by_count) + 2;
    if (status != CV_OK || (status = cv_chart_give_parts(&s, messages)) != CV_OK ||
        (status = cv_chart_arrange(&s, messages)) != CV_OK)
        goto done;
    status = finish_marks(to, messages);
    if (status == CV_OK && has_mixed_panel(to))
        to->shape.bases_below = true;
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
