/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/stack.h"

#include <math.h>
#include <string.h>

#include "base/colour.h"
#include "base/number.h"
#include "plot/order.h"
#include "plot/shares.h"

size_t cv_stack_row(const cv_chart *chart, size_t row, size_t *first)
{
    size_t count = 0;
    *first = 0;
    while (*first < chart->mark_count && chart->marks[*first].row < row)
        (*first)++;
    while (*first + count < chart->mark_count && chart->marks[*first + count].row == row)
        count++;
    return count;
}

cv_side_answer cv_stack_answer(const cv_chart *chart, size_t series)
{
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_estimate *e = chart->marks[m].estimate;
        const cv_axis *of = &chart->result->of[e->variable];
        if (chart->marks[m].series == (int)series && e->level >= 0)
            return (cv_side_answer){of->values[e->level], of->labels[e->level]};
    }
    return (cv_side_answer){0};
}

/* ---- are they parts? ---- */

static cv_status refuse(const cv_chart *chart, const char *expected, const char *why, cv_messages *messages)
{
    return cv_fail_expected(messages, CV_USAGE, chart->spec->place, expected, NULL, "chart '%s' %s",
                            chart->spec->name.text, why);
}

/* Levels that are called the same share a series, and the sum of their bars could not be told apart. */
static bool has_twins(const cv_chart *chart)
{
    for (size_t m = 1; m < chart->mark_count; m++)
        if (chart->marks[m].row == chart->marks[m - 1].row && chart->marks[m].series == chart->marks[m - 1].series)
            return true;
    return false;
}

/* Shares of one whole are those of one variable's levels, each there once. */
static bool same_whole(const cv_chart *chart, size_t first, size_t count)
{
    for (size_t a = first; a < first + count; a++)
        for (size_t b = first; b < a; b++) {
            const cv_estimate *one = chart->marks[a].estimate, *other = chart->marks[b].estimate;
            if (one->variable != other->variable || one->level == other->level)
                return false;
        }
    return true;
}

cv_status cv_stack_check(const cv_chart *chart, cv_messages *messages)
{
    if (chart->series_count == 0)
        return refuse(chart, "2 to 12 levels (key level)", "has no parts to stack, or more than 12", messages);
    if (has_twins(chart))
        return refuse(chart, "labels that differ", "has two parts of one name in a bar", messages);
    for (size_t i = 0; i < chart->mark_count; i++)
        if (chart->marks[i].drawn && chart->marks[i].value < 0)
            return refuse(chart, "parts of 0 or more", "would stack a number below 0", messages);
    for (size_t row = 0; row < chart->row_count && cv_statistic_is_share(chart->result->statistic); row++) {
        size_t first, count = cv_stack_row(chart, row, &first);
        if (!same_whole(chart, first, count))
            return refuse(chart, "series: level", "would stack shares of different groups, which do not add up",
                          messages);
    }
    return CV_OK;
}

/* ---- values ---- */

static double sum_of(const cv_chart *chart, size_t first, size_t count)
{
    double sum = 0;
    for (size_t m = first; m < first + count; m++)
        sum += chart->marks[m].drawn ? chart->marks[m].value : 0;
    return sum;
}

static const cv_chart_mark *absent_of(const cv_chart *chart, size_t first, size_t count)
{
    for (size_t m = first; m < first + count; m++)
        if (!chart->marks[m].drawn)
            return &chart->marks[m];
    return NULL;
}

/* Whether the study asks for some levels alone. */
static bool has_chosen_levels(const cv_chart *chart)
{
    const cv_analysis_spec *analysis = chart->result->spec;
    return chart->spec->level.count > 0 || (analysis != NULL && analysis->level.count > 0);
}

/* Whether the estimates are shares of the bars' wholes: all levels of proportions are there. */
static bool are_of_all(const cv_chart *chart)
{
    return chart->result->statistic == CV_STATISTIC_PROPORTION && !has_chosen_levels(chart);
}

/* Of a whole that is not known no part is drawn. */
static void hide_row(cv_chart *chart, size_t first, size_t count, const char *word)
{
    for (size_t m = first; m < first + count; m++) {
        cv_chart_mark *mark = &chart->marks[m];
        mark->text = mark->drawn ? word : mark->text;
        mark->value = mark->drawn ? (double)NAN : mark->value;
        mark->drawn = false;
    }
}

void cv_stack_shares(cv_chart *chart)
{
    for (size_t row = 0; row < chart->row_count; row++) {
        size_t first, count = cv_stack_row(chart, row, &first);
        double sum = sum_of(chart, first, count);
        const cv_chart_mark *absent = absent_of(chart, first, count);
        if (absent != NULL && are_of_all(chart))
            continue;
        if (absent != NULL)
            hide_row(chart, first, count, absent->text);
        for (size_t m = first; m < first + count; m++)
            if (chart->marks[m].drawn)
                chart->marks[m].value = sum > 0 ? chart->marks[m].value / sum : 0;
    }
    if (!chart->style.percent)
        chart->style = (cv_value_style){.percent = true, .scale = 1, .suffix = "", .language = chart->language};
}

/* 36%; what was rounded to none or all, but is not, says so: <1%. */
static const char *share_text(cv_chart *chart, double value, double rounded)
{
    char text[CV_VALUE_SIZE];
    const double little = 1e-9;
    bool none = rounded <= 0 && value > 0, all = rounded >= 1 && value < 1 - little;
    cv_value_text(&chart->style, none ? fmin(value, little) : all ? 1 - little : rounded, text);
    return cv_arena_copy(&chart->arena, text);
}

cv_status cv_stack_round(cv_chart *chart, cv_messages *messages)
{
    const double unit = pow(10, -chart->style.decimals - 2);
    for (size_t row = 0; row < chart->row_count && chart->style.percent; row++) {
        size_t first, count = cv_stack_row(chart, row, &first);
        double parts[CV_SHARES_MOST];
        for (size_t i = 0; i < count; i++)
            parts[i] = chart->marks[first + i].drawn ? chart->marks[first + i].value : (double)NAN;
        cv_shares_round(parts, count, unit, parts);
        for (size_t i = 0; i < count; i++) {
            cv_chart_mark *mark = &chart->marks[first + i];
            mark->rounded = parts[i];
            mark->text = mark->drawn ? share_text(chart, mark->value, parts[i]) : mark->text;
            if (mark->text == NULL)
                return cv_fail_memory(messages);
        }
    }
    return CV_OK;
}

/* Whether the parts are groups: their bases have nobody in common. */
static bool of_groups(const cv_chart *chart)
{
    for (size_t i = 0; i < chart->result->by_count; i++)
        if (chart->series_axis == &chart->result->by[i])
            return true;
    return false;
}

cv_status cv_stack_bases(cv_chart *chart, cv_messages *messages)
{
    for (size_t row = 0; row < chart->row_count && of_groups(chart); row++) {
        size_t first, count = cv_stack_row(chart, row, &first);
        double n = 0;
        for (size_t m = first; m < first + count; m++)
            n += chart->marks[m].estimate->n;
        char text[CV_VALUE_SIZE];
        cv_value_count(chart->language, n, text);
        chart->rows[row].same_n = true;
        for (size_t m = first; m < first + count; m++) {
            chart->marks[m].n = n;
            if ((chart->marks[m].n_text = cv_arena_format(&chart->arena, "n = %s", text)) == NULL)
                return cv_fail_memory(messages);
        }
    }
    return CV_OK;
}

/* ---- colours ---- */

static bool number_of(const cv_chart *chart, size_t series, double *number)
{
    const char *value = cv_stack_answer(chart, series).value;
    return value != NULL && cv_number_parse(value, strlen(value), '.', number);
}

/* Whether the series have an order that colours can show. @param[out] falling  from the highest down */
static bool is_ordered(const cv_chart *chart, bool *falling)
{
    const cv_axis *of = &chart->result->of[chart->marks[0].estimate->variable];
    const cv_variable_spec *variable = cv_study_variable(chart->results->study, of->variable);
    double first = 0, last = 0;
    bool numbers = cv_stack_answer(chart, 0).value != NULL;
    for (size_t i = 0; i < chart->series_count; i++)
        numbers = numbers && number_of(chart, i, i == 0 ? &first : &last);
    *falling = numbers && last < first;
    if (cv_stack_answer(chart, 0).value == NULL || (variable != NULL && variable->type == CV_TYPE_NOMINAL))
        return false;
    return numbers || (variable != NULL && (variable->type == CV_TYPE_ORDINAL || variable->kind == CV_VARIABLE_CUT));
}

void cv_stack_colours(cv_chart *chart)
{
    const size_t count = chart->series_count;
    bool falling = false, lit = chart->spec->highlight.count > 0;
    bool sequence = is_ordered(chart, &falling) || count > CV_SERIES_MOST;
    for (size_t i = 0; i < count; i++) {
        cv_plot_colour *colour = &chart->series_colours[i];
        if (sequence && !lit)
            colour->mark = cv_theme_sequence(chart->theme, falling ? count - 1 - i : i, count);
        colour->text = chart->theme->ink;
    }
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].series >= 0)
            chart->marks[m].colour = chart->series_colours[chart->marks[m].series];
}

/* ---- words ---- */

/* How far from its share the farthest limit is; NaN: no limits, or values that are no longer the estimates. */
static double reach_of(const cv_chart *chart)
{
    double reach = NAN;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_estimate *e = chart->marks[m].estimate;
        if (!chart->marks[m].drawn)
            continue;
        if (!chart->style.percent || fabs(chart->marks[m].value - e->estimate) > 1e-6)
            return NAN;
        reach = fmax(reach, fmax(e->high - e->estimate, e->estimate - e->low));
    }
    return reach;
}

static void add_reach(const cv_chart *chart, cv_buffer *to)
{
    char points[CV_VALUE_SIZE], confidence[CV_VALUE_SIZE];
    cv_value_style style = {.scale = 1, .suffix = "", .decimals = 1, .language = chart->language};
    double reach = reach_of(chart), percent = round(chart->result->confidence * 1e4) / 1e2;
    if (!isfinite(reach)) {
        cv_buffer_add(to, cv_say(chart->language, "No intervals are drawn."));
        return;
    }
    cv_value_text(&style, ceil(reach * 1e3 - 1e-9) / 10, points);
    style.decimals = percent != round(percent) ? 1 : 0;
    cv_value_text(&style, percent, confidence);
    strcat(confidence, cv_language_numbers(chart->language)->percent);
    cv_buffer_format(
        to, cv_say(chart->language, "No intervals are drawn: %s limits lie within %s percentage points of the shares."),
        confidence, points);
}

static bool fills(const cv_chart *chart)
{
    for (size_t row = 0; row < chart->row_count; row++) {
        size_t first, count = cv_stack_row(chart, row, &first), drawn = 0;
        for (size_t m = first; m < first + count; m++)
            drawn += chart->marks[m].drawn;
        if (drawn == count && fabs(sum_of(chart, first, count) - 1) > 1e-6)
            return false;
    }
    return true;
}

static bool any_drawn(const cv_chart *chart)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn)
            return true;
    return false;
}

static bool is_rescaled(const cv_chart *chart)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn && fabs(chart->marks[m].value - chart->marks[m].estimate->estimate) > 1e-6)
            return true;
    return false;
}

cv_status cv_stack_note(cv_chart *chart, cv_messages *messages)
{
    cv_buffer text = {0};
    char whole[CV_VALUE_SIZE];
    const cv_value_style style = {.percent = true, .scale = 1, .suffix = "", .language = chart->language};
    if (!any_drawn(chart))
        return CV_OK;
    cv_value_text(&style, 1, whole);
    add_reach(chart, &text);
    if (chart->style.percent && has_chosen_levels(chart) && is_rescaled(chart))
        cv_buffer_format(&text, " %s", cv_say(chart->language, "Shares are of the answers shown."));
    if (chart->style.percent && fills(chart)) {
        cv_buffer_add_char(&text, ' ');
        cv_buffer_format(&text, cv_say(chart->language, "Shares are rounded to add to %s."), whole);
    } else if (chart->style.percent)
        cv_buffer_format(&text, " %s", cv_say(chart->language, "Shares are rounded to add to their rounded sum."));
    chart->note = text.failed ? NULL : cv_arena_text(&chart->arena, text.text, text.length);
    cv_buffer_free(&text);
    return chart->note == NULL ? cv_fail_memory(messages) : CV_OK;
}

/* ---- order ---- */

/* Shares by the first part, other numbers by the sum of all. */
static cv_status sort_by_value(cv_chart *chart, cv_messages *messages)
{
    double *keys = cv_arena_array(&chart->arena, chart->row_count, sizeof *keys);
    if (keys == NULL)
        return cv_fail_memory(messages);
    for (size_t row = 0; row < chart->row_count; row++) {
        size_t first, count = cv_stack_row(chart, row, &first);
        const cv_chart_mark *mark = &chart->marks[first];
        keys[row] = !chart->style.percent ? sum_of(chart, first, count) : mark->drawn ? mark->value : (double)NAN;
    }
    return cv_chart_sort_rows(chart, keys, messages);
}

cv_status cv_stack_prepare(cv_chart *chart, cv_messages *messages)
{
    cv_status status = cv_stack_check(chart, messages);
    if (status != CV_OK)
        return status;
    if (!cv_chart_panels_to_sections(chart))
        return cv_fail_memory(messages);
    if (chart->spec->stack == CV_STACK_PERCENT)
        cv_stack_shares(chart);
    cv_stack_colours(chart);
    if (chart->spec->sort == CV_SORT_VALUE)
        status = sort_by_value(chart, messages);
    if (status == CV_OK)
        status = cv_stack_bases(chart, messages);
    if (status == CV_OK)
        status = cv_stack_round(chart, messages);
    return status == CV_OK ? cv_stack_note(chart, messages) : status;
}

/* ---- on the page ---- */

void cv_stack_lay(cv_chart *chart, cv_scene *scene, cv_stack *to)
{
    const size_t marks = chart->mark_count, rows = chart->row_count;
    *to = (cv_stack){.from = cv_arena_array(&chart->arena, marks, sizeof(double)),
                     .to = cv_arena_array(&chart->arena, marks, sizeof(double)),
                     .sum = cv_arena_array(&chart->arena, rows, sizeof(double)),
                     .absent = cv_arena_array(&chart->arena, rows, sizeof(size_t))};
    if (to->from == NULL || to->to == NULL || to->sum == NULL || to->absent == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    for (size_t m = 0; m < marks; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        double *sum = &to->sum[mark->row];
        to->from[m] = to->to[m] = NAN;
        if (mark->drawn) {
            to->from[m] = *sum;
            *sum += mark->value;
            to->to[m] = *sum;
        } else
            to->absent[mark->row]++;
        to->most = fmax(to->most, *sum);
    }
    to->most = to->most > 0 || !chart->style.percent ? to->most : 1;
}

/* 0.6055 instead of 0.6054999999999999: what adding left behind. */
static double plain(double number)
{
    double rounded = round(number * 1e10) / 1e10;
    return rounded == 0 ? 0 : rounded;
}

void cv_stack_write(cv_buffer *to, const cv_stack *stack, size_t mark)
{
    cv_buffer_add_number(to, plain(stack->from[mark]));
    cv_buffer_add_char(to, ' ');
    cv_buffer_add_number(to, plain(stack->to[mark]));
}

const char *cv_stack_text(cv_scene *scene, const cv_chart *chart, const cv_chart_mark *mark)
{
    cv_value_style style = chart->style;
    if (!style.percent)
        return mark->text;
    if (!(mark->rounded > 0))
        return "";
    style.percent = false;
    style.scale = 0.01;
    return cv_scene_value(scene, &style, mark->rounded);
}

const char *cv_stack_end_text(cv_scene *scene, const cv_chart *chart, const cv_stack *stack, size_t row)
{
    size_t first, count = cv_stack_row(chart, row, &first);
    for (size_t m = first; m < first + count; m++)
        if (!chart->marks[m].drawn)
            return chart->marks[m].text;
    return chart->style.percent || count < 2 ? "" : cv_scene_value(scene, &chart->style, stack->sum[row]);
}

void cv_stack_block(const cv_chart *chart, const cv_rows *rows, cv_scene *scene, const cv_stack *stack, int series,
                    const char *columns, const double *places, const double *widths)
{
    cv_buffer *to = &scene->data;
    cv_buffer_format(to, "# %s\n", columns);
    cv_rows_block(chart, rows, to, series);
    cv_buffer_add(to, " << EOD\n");
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if (mark->series != series || !mark->drawn)
            continue;
        cv_buffer_add_number(to, mark->value);
        cv_buffer_add_char(to, ' ');
        cv_scene_number(to, places[m]);
        cv_buffer_add_char(to, ' ');
        cv_stack_write(to, stack, m);
        if (widths != NULL) {
            cv_buffer_add_char(to, ' ');
            cv_scene_number(to, widths[m] / 2);
        }
        cv_buffer_format(to, " 0x%06x\n", mark->colour.mark);
    }
    cv_buffer_add(to, "EOD\n");
}

bool cv_stack_fits(const char *text, double width, double size)
{
    const double air = 0.2 * size;
    return cv_text_width(text, size, true) + 2 * air <= width;
}

void cv_stack_inside(cv_scene *scene, const char *text, cv_stack_box box, double size, unsigned fill)
{
    const double aa = 4.5;
    if (!cv_stack_fits(text, box.right - box.left, size) || 1.1 * size > box.bottom - box.top)
        return;
    unsigned ink = cv_colour_on(fill, scene->theme->ink, scene->theme->page);
    cv_scene_add_text(scene, (cv_scene_text){.text = text,
                                             .x = (box.left + box.right) / 2,
                                             .y = (box.top + box.bottom) / 2,
                                             .size = size,
                                             .bold = true,
                                             .colour = cv_colour_readable(ink, fill, aa),
                                             .align = 'c'});
}
