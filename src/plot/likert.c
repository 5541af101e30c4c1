/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/likert.h"

#include <math.h>
#include <string.h>

#include "base/colour.h"
#include "plot/order.h"

const cv_likert *cv_likert_of(const cv_chart *chart)
{
    return chart->own;
}

double cv_likert_positive(const cv_chart *chart, size_t row, bool rounded)
{
    size_t first, count = cv_stack_row(chart, row, &first);
    double sum = 0;
    for (size_t m = first; m < first + count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if (mark->series < 0 || cv_likert_of(chart)->sides[mark->series] != CV_SIDE_POSITIVE)
            continue;
        sum += !mark->drawn ? (double)NAN : rounded ? mark->rounded : mark->value;
    }
    return sum;
}

/* ---- order ---- */

/* Moves neutral answers to the end, or leaves them out. @return how many answers are left */
static size_t move_neutral(cv_chart_neutral where, size_t *order, cv_side *sides, size_t count)
{
    size_t moved[CV_STACK_MOST], kept = 0, neutral = 0;
    if (where == CV_NEUTRAL_MIDDLE)
        return count;
    for (size_t i = 0; i < count; i++)
        if (sides[i] == CV_SIDE_NEUTRAL)
            moved[neutral++] = order[i];
        else {
            sides[kept] = sides[i];
            order[kept++] = order[i];
        }
    for (size_t i = 0; i < neutral && where == CV_NEUTRAL_ASIDE; i++) {
        sides[kept] = CV_SIDE_NEUTRAL;
        order[kept++] = moved[i];
    }
    return kept;
}

/* Series in their new order; marks of those that are left out go. */
static void reorder(cv_chart *chart, const size_t *order, size_t kept)
{
    const char *names[CV_STACK_MOST];
    int32_t places[CV_STACK_MOST];
    int now[CV_STACK_MOST];
    size_t marks = 0;
    for (size_t i = 0; i < chart->series_count; i++)
        now[i] = CV_NO_SERIES;
    for (size_t i = 0; i < kept; i++) {
        names[i] = chart->series[order[i]];
        places[i] = chart->series_places[order[i]];
        now[order[i]] = (int)i;
    }
    for (size_t m = 0; m < chart->mark_count; m++) {
        cv_chart_mark *mark = &chart->marks[m];
        if (mark->series >= 0 && now[mark->series] >= 0) {
            mark->series = now[mark->series];
            chart->marks[marks++] = *mark;
        }
    }
    memcpy(chart->series, names, kept * sizeof *names);
    memcpy(chart->series_places, places, kept * sizeof *places);
    chart->series_count = kept;
    chart->mark_count = marks;
    cv_chart_sort_marks(chart);
}

/* ---- colours ---- */

static size_t count_side(const cv_likert *likert, size_t count, cv_side side)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += likert->sides[i] == side;
    return found;
}

/* Each side goes from its pale colour, nearest to the middle, to its end. */
static void colour(cv_chart *chart, const cv_likert *likert)
{
    const size_t count = chart->series_count;
    const size_t low = count_side(likert, count, CV_SIDE_NEGATIVE), high = count_side(likert, count, CV_SIDE_POSITIVE);
    const size_t neutral = count - low - high;
    size_t seen[CV_SIDE_POSITIVE + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        const cv_side side = likert->sides[i];
        const size_t place = seen[side]++;
        unsigned fill = side == CV_SIDE_NEGATIVE ? cv_theme_diverging(chart->theme, place, 2 * low)
                        : side == CV_SIDE_POSITIVE
                            ? cv_theme_diverging(chart->theme, high + place, 2 * high)
                            : cv_colour_mix(chart->theme->neutral, chart->theme->rest.mark,
                                            neutral > 1 ? 0.5 * (double)place / (double)(neutral - 1) : 0);
        chart->series_colours[i] = (cv_plot_colour){fill, chart->theme->ink};
    }
    for (size_t m = 0; m < chart->mark_count; m++)
        chart->marks[m].colour = chart->series_colours[chart->marks[m].series];
}

/* ---- words ---- */

/* Which answers are not shown. */
static cv_status note_missing(cv_chart *chart, const char *const *names, const bool *kept, size_t count,
                              cv_messages *messages)
{
    cv_buffer text = {0}, list = {0};
    for (size_t i = 0; i < count; i++)
        if (!kept[i])
            cv_buffer_format(&list, "%s%s", list.length > 0 ? ", " : "", names[i]);
    if (list.length == 0)
        return CV_OK;
    if (chart->note != NULL)
        cv_buffer_format(&text, "%s ", chart->note);
    cv_buffer_format(&text, cv_say(chart->language, "In the base, but not shown: %s."), list.text);
    chart->note = text.failed || list.failed ? NULL : cv_arena_text(&chart->arena, text.text, text.length);
    cv_buffer_free(&text);
    cv_buffer_free(&list);
    return chart->note == NULL ? cv_fail_memory(messages) : CV_OK;
}

static cv_status sort_by_positive(cv_chart *chart, cv_messages *messages)
{
    double *keys = cv_arena_array(&chart->arena, chart->row_count, sizeof *keys);
    if (keys == NULL)
        return cv_fail_memory(messages);
    for (size_t row = 0; row < chart->row_count; row++)
        keys[row] = cv_likert_positive(chart, row, false);
    return cv_chart_sort_rows(chart, keys, messages);
}

static cv_status finish(cv_chart *chart, const char *const *names, const bool *kept, size_t count,
                        cv_messages *messages)
{
    cv_status status = CV_OK;
    if (chart->spec->sort == CV_SORT_VALUE)
        status = sort_by_positive(chart, messages);
    if (status == CV_OK)
        status = cv_stack_round(chart, messages);
    if (status == CV_OK)
        status = cv_stack_note(chart, messages);
    return status == CV_OK ? note_missing(chart, names, kept, count, messages) : status;
}

cv_status cv_likert_prepare(cv_chart *chart, cv_messages *messages)
{
    cv_side_answer answers[CV_STACK_MOST];
    const char *names[CV_STACK_MOST];
    bool kept[CV_STACK_MOST] = {0};
    size_t order[CV_STACK_MOST];
    const size_t count = chart->series_count;
    cv_status status = cv_stack_check(chart, messages);
    if (status != CV_OK)
        return status;
    cv_likert *likert = cv_arena_new(&chart->arena, sizeof *likert);
    if (likert == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++) {
        answers[i] = cv_stack_answer(chart, i);
        names[i] = chart->series[i];
    }
    const cv_chart_spec *spec = chart->spec;
    size_t both = cv_sides_choose(answers, count, &spec->negative, &spec->positive, order, likert->sides);
    if (both < count)
        return cv_fail(messages, CV_USAGE, spec->place, "chart '%s': '%s' is both positive and negative",
                       spec->name.text, answers[both].label);
    chart->own = likert;
    size_t left = move_neutral(spec->neutral, order, likert->sides, count);
    if (left == 0)
        return cv_fail_expected(messages, CV_USAGE, spec->place, "positive or negative: answers that are shown", NULL,
                                "chart '%s' has no answers but neutral ones, which are out", spec->name.text);
    for (size_t i = 0; i < left; i++)
        kept[order[i]] = true;
    reorder(chart, order, left);
    colour(chart, likert);
    return finish(chart, names, kept, count, messages);
}
