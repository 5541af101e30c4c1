/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/classes.h"

#include <math.h>
#include <stdlib.h>

#include "plot/sets.h"
#include "plot/text.h"

enum { STEPS = 8 };

static bool is_class(const cv_chart *chart, size_t row)
{
    const cv_axis *axis = chart->row_axis;
    return axis != NULL && axis->bounds != NULL && chart->rows[row].place >= 0 &&
           isfinite(axis->bounds[chart->rows[row].place]);
}

static double bound_of(const cv_chart *chart, size_t row)
{
    return chart->row_axis->bounds[chart->rows[row].place];
}

static bool is_last(const cv_chart *chart, size_t row)
{
    size_t next = (size_t)chart->rows[row].place + 1;
    return next >= chart->row_axis->count || !isfinite(chart->row_axis->bounds[next]);
}

static double width_of(const cv_chart *chart, size_t row)
{
    return is_last(chart, row) ? (double)INFINITY
                               : chart->row_axis->bounds[chart->rows[row].place + 1] - bound_of(chart, row);
}

/* The widths of the narrowest and widest class that has an end; infinite where none has. */
static void find_widths(const cv_chart *chart, double *least, double *most)
{
    *least = INFINITY;
    *most = 0;
    for (size_t i = 0; i < chart->row_count; i++)
        if (is_class(chart, i) && isfinite(width_of(chart, i))) {
            *least = fmin(*least, width_of(chart, i));
            *most = fmax(*most, width_of(chart, i));
        }
}

static bool are_even(double least, double most)
{
    return !(most > least * (1 + 1e-9));
}

static cv_value_style style_of(const cv_chart *chart, double most)
{
    cv_value_style style = cv_value_choose(CV_STATISTIC_MEAN, 0, most);
    style.decimals = 0;
    style.language = chart->language;
    return style;
}

cv_status cv_classes_prepare(cv_chart *chart, cv_messages *messages)
{
    double least, most;
    size_t classes = 0, sections = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        classes += is_class(chart, i);
        sections += chart->rows[i].heading != NULL;
    }
    if (sections > 0)
        return cv_fail_expected(messages, CV_USAGE, chart->spec->place, "by: one variable, of few enough groups", NULL,
                                "chart '%s' has more groups than fit on its page", chart->spec->name.text);
    if (classes < 2)
        return cv_fail_expected(messages, CV_USAGE, chart->spec->place,
                                "an analysis of one variable made by cut, with two classes or more", NULL,
                                "chart '%s' cannot show analysis '%s' as classes of a number", chart->spec->name.text,
                                chart->spec->from.text);
    find_widths(chart, &least, &most);
    chart->note = cv_say(chart->language, "The last class has no upper end");
    if (are_even(least, most))
        return CV_OK;
    char text[CV_VALUE_SIZE];
    cv_value_style style =
        cv_value_for_tics(&(cv_value_style){.scale = 1, .suffix = "", .language = chart->language}, least);
    cv_value_text(&style, least, text);
    chart->note = cv_arena_format(&chart->arena,
                                  cv_say(chart->language, "Heights are shares for each %s of the number; "
                                                          "the last class has no upper end"),
                                  text);
    return chart->note == NULL ? cv_fail_memory(messages) : CV_OK;
}

static int compare_classes(const void *left, const void *right)
{
    const cv_class *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

/* The whole's rows are of the same classes again. */
static bool has_class(const cv_classes *classes, int32_t place)
{
    for (size_t i = 0; i < classes->count; i++)
        if (classes->items[i].place == place)
            return true;
    return false;
}

void cv_classes_find(cv_chart *chart, cv_scene *scene, cv_classes *to)
{
    double least, most;
    *to = (cv_classes){.items = cv_arena_array(&chart->arena, chart->row_count, sizeof *to->items)};
    if (to->items == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    find_widths(chart, &least, &most);
    to->unit = isfinite(least) ? least : 1;
    to->even = are_even(least, most);
    for (size_t i = 0; i < chart->row_count; i++)
        if (is_class(chart, i) && !has_class(to, chart->rows[i].place))
            to->items[to->count++] =
                (cv_class){.from = bound_of(chart, i), .open = is_last(chart, i), .place = chart->rows[i].place};
    qsort(to->items, to->count, sizeof *to->items, compare_classes);
    for (size_t i = 0; i < to->count; i++) {
        double width =
            to->items[i].open ? (double)INFINITY : chart->row_axis->bounds[to->items[i].place + 1] - to->items[i].from;
        double before = i > 0 ? to->items[i - 1].to - to->items[i - 1].from : to->unit;
        to->items[i].to = to->items[i].from + (isfinite(width) ? width : before);
    }
    double low = to->items[0].from, high = to->items[to->count - 1].to;
    to->x = (cv_scale){.low = low, .high = high, .step = cv_value_step(high - low, STEPS)};
    to->style = style_of(chart, fmax(fabs(low), fabs(high)));
}

const cv_chart_mark *cv_classes_mark(const cv_chart *chart, const cv_class *of, size_t set)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->rows[chart->marks[m].row].place == of->place && chart->marks[m].series == cv_sets_series(chart, set))
            return &chart->marks[m];
    return NULL;
}

double cv_classes_height(const cv_classes *classes, const cv_class *of, double share)
{
    return share * classes->unit / (of->to - of->from);
}

/* ---- sets of marks ---- */

const char *cv_classes_name(const cv_chart *chart, size_t set)
{
    return chart->series_count > 0 ? cv_sets_name(chart, set) : "";
}

/* One colour for all but what is highlighted and the whole: the names stand beside them. */
cv_plot_colour cv_classes_colour(const cv_chart *chart, size_t set)
{
    bool chosen = chart->spec->highlight.count > 0;
    if (set >= chart->series_count)
        return chart->series_count > 0 ? chart->theme->whole : chart->theme->accent;
    return chosen && chart->series_colours[set].mark == chart->theme->rest.mark ? chart->theme->rest
                                                                                : chart->theme->accent;
}

const char *cv_classes_base(const cv_chart *chart, size_t set)
{
    const cv_chart_mark *mark = cv_sets_first(chart, set, false);
    return mark == NULL ? "" : mark->n_text;
}

const char *cv_classes_absent(const cv_chart *chart, size_t set)
{
    const cv_chart_mark *mark = cv_sets_first(chart, set, false);
    if (cv_sets_first(chart, set, true) != NULL)
        return NULL;
    return mark == NULL ? cv_say(chart->language, "no answers") : mark->text;
}
