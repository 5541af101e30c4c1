/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the weights are distributed: outlines of histograms over weight / mean weight, before and after calibration and
 * trimming, or of the weights as they are, or one for each group of an analysis. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "plot/curves.h"
#include "plot/plot.h"
#include "plot/text.h"
#include "table/digits.h"
#include "table/words.h"

enum { POINTS = 2 * CV_WEIGHT_BINS + 2 };

/** What one outline shows. */
struct distribution {
    const char *label;
    const cv_weights_before_after *of;
    const uint64_t *bins;
};

struct distributions {
    struct distribution items[CV_CURVES_MOST];
    size_t count;
};

/** Rows beyond the axis, as a share of all. */
static const double BEYOND = 0.002;

static double rows_of(const uint64_t *bins)
{
    double rows = 0;
    for (size_t b = 0; b < CV_WEIGHT_BINS; b++)
        rows += (double)bins[b];
    return rows;
}

/* The end of the last bin that matters: all but a few rows lie before it. */
static double last_end(const struct distributions *of)
{
    double end = 2;
    for (size_t i = 0; i < of->count; i++) {
        const uint64_t *bins = of->items[i].bins;
        double rows = rows_of(bins), beyond = 0;
        size_t b = CV_WEIGHT_BINS;
        while (b > 1 && beyond + (double)bins[b - 1] <= BEYOND * rows)
            beyond += (double)bins[--b];
        end = fmax(end, cv_weight_bin_start(b));
    }
    return end;
}

/* Bins differ in width: heights are shares of the rows for each tenth of the mean weight. */
static size_t outline(const uint64_t *bins, double end, cv_curve_point *to, double *highest)
{
    size_t count = 0;
    double rows = fmax(rows_of(bins), 1);
    to[count++] = (cv_curve_point){cv_weight_bin_start(0), 0};
    for (size_t b = 0; b < CV_WEIGHT_BINS && cv_weight_bin_start(b) < end; b++) {
        double width = cv_weight_bin_start(b + 1) - cv_weight_bin_start(b),
               height = (double)bins[b] / rows / width / 10;
        to[count++] = (cv_curve_point){cv_weight_bin_start(b), height};
        to[count++] = (cv_curve_point){cv_weight_bin_start(b + 1), height};
        *highest = fmax(*highest, height);
    }
    to[count] = (cv_curve_point){to[count - 1].x, 0};
    return count + 1;
}

static const char *note_of(cv_arena *arena, cv_language language, const cv_weights_before_after *of)
{
    char text[2][CV_DIGITS_SIZE];
    if (of->rows == 0)
        return "-";
    double mean = of->sum / (double)of->rows;
    const cv_digits two = {.scale = 1, .decimals = 2, .language = language};
    const cv_digits one = {.scale = 1, .decimals = 1, .language = language};
    cv_digits_tidy(&two, (double)of->rows * of->squares / (of->sum * of->sum), text[0]);
    cv_digits_tidy(&one, of->max / mean, text[1]);
    return cv_arena_format(arena, cv_say(language, "design effect %s, largest %s"), text[0], text[1]);
}

/* ---- what is shown ---- */

static void add(struct distributions *to, const char *label, const cv_weights_before_after *of, const uint64_t *bins)
{
    to->items[to->count++] = (struct distribution){.label = label, .of = of, .bins = bins};
}

/* A group's levels; the whole has no name but the weights. */
static const char *label_of(cv_arena *arena, const cv_results *results, const cv_result *result,
                            const cv_weight_row *row)
{
    const char *label = NULL;
    for (size_t i = 0; i < result->by_count; i++) {
        if (row->group[i] == CV_ALL)
            continue;
        const char *part = cv_level_label(result, &result->by[i], row->group[i]);
        label = label == NULL ? part : cv_arena_format(arena, "%s \xc2\xb7 %s", label, part);
        if (label == NULL)
            return NULL;
    }
    return label != NULL ? label : cv_say(results->study->language, result->by_count > 0 ? "All" : "Weights");
}

static cv_status find_groups(cv_arena *arena, const cv_chart_spec *chart, const cv_results *results,
                             struct distributions *to, cv_messages *messages)
{
    const cv_result *result = NULL;
    for (size_t i = 0; i < results->count && result == NULL; i++)
        if (strcmp(results->items[i].spec->name.text, chart->from.text) == 0)
            result = &results->items[i];
    if (result == NULL)
        return cv_fail(messages, CV_USAGE, chart->from.place, "there is no analysis named '%s'", chart->from.text);
    if (result->weight_count > CV_CURVES_MOST)
        return cv_fail_expected(messages, CV_USAGE, chart->place, "an analysis of fewer groups", NULL,
                                "chart '%s' can show %d distributions of weights, and analysis '%s' has %zu",
                                chart->name.text, CV_CURVES_MOST, chart->from.text, result->weight_count);
    for (size_t i = 0; i < result->weight_count; i++) {
        const cv_weight_row *row = &result->weights[i];
        const char *label = label_of(arena, results, result, row);
        if (label == NULL)
            return cv_fail_memory(messages);
        add(to, label, &row->bins->of, row->bins->rows);
    }
    return CV_OK;
}

static cv_status find_distributions(cv_arena *arena, const cv_chart_spec *chart, const cv_results *results,
                                    struct distributions *to, cv_messages *messages)
{
    cv_language language = results->study->language;
    if (chart->from.text != NULL)
        return find_groups(arena, chart, results, to, messages);
    if (results->calibration == NULL) {
        add(to, cv_say(language, "Weights"), &results->weights->of, results->weights->rows);
        return CV_OK;
    }
    const cv_calibration_summary *of = &results->calibration->summary;
    add(to, cv_say(language, "Before"), &of->before, of->bins[0]);
    add(to, cv_say(language, "After"), &of->after, of->bins[1]);
    return CV_OK;
}

/* "Distribution of the weights. Before: ... After: ..." */
static const char *alternative_of(cv_arena *arena, cv_language language, const cv_curve *curves, size_t count)
{
    const char *text = cv_say(language, "Distribution of the weights.");
    for (size_t i = 0; i < count && text != NULL; i++)
        text = cv_arena_format(arena, "%s %s: %s.", text, curves[i].label, curves[i].note);
    return text;
}

static cv_status draw(cv_arena *arena, const cv_chart_spec *chart, const cv_results *results, cv_buffer *to,
                      cv_messages *messages)
{
    struct distributions of = {0};
    cv_language language = results->study->language;
    cv_curve_point points[CV_CURVES_MOST][POINTS];
    cv_curve curves[CV_CURVES_MOST];
    cv_status status = find_distributions(arena, chart, results, &of, messages);
    double end = last_end(&of), highest = 0;
    for (size_t i = 0; i < of.count && status == CV_OK; i++) {
        curves[i] = (cv_curve){
            .label = of.items[i].label, .note = note_of(arena, language, of.items[i].of), .points = points[i]};
        curves[i].point_count = outline(of.items[i].bins, end, points[i], &highest);
        status = curves[i].note == NULL ? cv_fail_memory(messages) : CV_OK;
    }
    if (status != CV_OK)
        return status;
    bool changed = chart->from.text == NULL && results->calibration != NULL;
    char rows[CV_VALUE_SIZE];
    cv_value_count(language, (double)results->overview.used, rows);
    const char *title = chart->title != NULL ? chart->title
                        : changed            ? cv_say(language, "Weights before and after calibration")
                                             : cv_say(language, "Distribution of the weights");
    const char *footer = cv_arena_format(arena, "%s%s%s%s%s", cv_say(language, "Base: n = "), rows,
                                         results->study->source != NULL ? ". " : ".",
                                         results->study->source != NULL ? cv_say(language, "Source: ") : "",
                                         results->study->source != NULL ? results->study->source : "");
    const char *alternative = alternative_of(arena, language, curves, of.count);
    if (footer == NULL || alternative == NULL)
        return cv_fail_memory(messages);
    const cv_curves all = {
        .name = chart->name.text,
        .formats = chart->formats,
        .theme = chart->theme,
        .language = results->study->language,
        .title = title,
        .subtitle = chart->subtitle != NULL ? chart->subtitle
                                            : cv_say(language, "Share of the rows, for each tenth of the mean weight"),
        .footer = footer,
        .alternative = alternative,
        .x = {.most = end,
              .style = cv_value_choose(CV_STATISTIC_MEAN, 0.3, end),
              .title = cv_say(language, "weight / mean weight")},
        .y = {.most = highest > 0 ? highest : 1, .style = cv_value_choose(CV_STATISTIC_PROPORTION, 0.02, highest)},
        .curves = curves,
        .curve_count = of.count};
    return cv_plot_curves(&all, to, messages);
}

cv_status cv_plot_weights(const cv_chart_spec *chart, const cv_results *results, cv_buffer *to, cv_messages *messages)
{
    cv_arena arena = {0};
    cv_status status = draw(&arena, chart, results, to, messages);
    cv_arena_free(&arena);
    return status;
}
