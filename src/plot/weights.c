/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How calibration and trimming changed the weights: two outlines of a histogram over weight / mean weight. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "plot/curves.h"
#include "plot/plot.h"
#include "plot/text.h"
#include "table/digits.h"

enum { CURVES = 2, POINTS = 2 * CV_WEIGHT_BINS + 2 };

/** Rows beyond the axis, as a share of all. */
static const double BEYOND = 0.002;

/** Where bin b starts, as a multiple of the mean weight (design/calibrate.h). */
static double bin_start(size_t b)
{
    return exp2((double)b / CV_WEIGHT_BINS_PER_DOUBLING - CV_WEIGHT_BINS / (2.0 * CV_WEIGHT_BINS_PER_DOUBLING));
}

static double rows_of(const uint64_t *bins)
{
    double rows = 0;
    for (size_t b = 0; b < CV_WEIGHT_BINS; b++)
        rows += (double)bins[b];
    return rows;
}

/* The end of the last bin that matters: all but a few rows lie before it. */
static double last_end(const cv_calibration_summary *of)
{
    double end = 2;
    for (size_t which = 0; which < CURVES; which++) {
        double rows = rows_of(of->bins[which]), beyond = 0;
        size_t b = CV_WEIGHT_BINS;
        while (b > 1 && beyond + (double)of->bins[which][b - 1] <= BEYOND * rows)
            beyond += (double)of->bins[which][--b];
        end = fmax(end, bin_start(b));
    }
    return end;
}

/* Bins differ in width: heights are shares of the rows for each tenth of the mean weight. */
static size_t outline(const uint64_t *bins, double end, cv_curve_point *to, double *highest)
{
    size_t count = 0;
    double rows = rows_of(bins);
    to[count++] = (cv_curve_point){bin_start(0), 0};
    for (size_t b = 0; b < CV_WEIGHT_BINS && bin_start(b) < end; b++) {
        double width = bin_start(b + 1) - bin_start(b), height = (double)bins[b] / rows / width / 10;
        to[count++] = (cv_curve_point){bin_start(b), height};
        to[count++] = (cv_curve_point){bin_start(b + 1), height};
        *highest = fmax(*highest, height);
    }
    to[count] = (cv_curve_point){to[count - 1].x, 0};
    return count + 1;
}

static const char *note_of(cv_arena *arena, const cv_weights_before_after *of)
{
    char text[2][CV_DIGITS_SIZE];
    double mean = of->sum / (double)of->rows;
    cv_digits_short((double)of->rows * of->squares / (of->sum * of->sum), 2, text[0]);
    cv_digits_short(of->max / mean, 1, text[1]);
    return cv_arena_format(arena, "design effect %s, largest %s", text[0], text[1]);
}

static cv_status draw(cv_arena *arena, const cv_chart_spec *chart, const cv_results *results, cv_buffer *to,
                      cv_messages *messages)
{
    const cv_calibration_summary *of = &results->calibration->summary;
    static const char *const names[CURVES] = {"Before", "After"};
    const cv_weights_before_after *const parts[CURVES] = {&of->before, &of->after};
    cv_curve_point points[CURVES][POINTS];
    cv_curve curves[CURVES];
    double end = last_end(of), highest = 0;
    for (size_t i = 0; i < CURVES; i++) {
        curves[i] = (cv_curve){.label = names[i], .note = note_of(arena, parts[i]), .points = points[i]};
        curves[i].point_count = outline(of->bins[i], end, points[i], &highest);
        if (curves[i].note == NULL)
            return cv_fail_memory(messages);
    }
    const cv_language language = results->study->language;
    char rows[CV_VALUE_SIZE];
    cv_value_count(language, (double)of->before.rows, rows);
    const char *title = chart->title != NULL ? chart->title : "Weights before and after calibration";
    const char *footer = cv_arena_format(arena, "%s%s%s%s%s", cv_say(language, "Base: n = "), rows,
                                         results->study->source != NULL ? ". " : ".",
                                         results->study->source != NULL ? cv_say(language, "Source: ") : "",
                                         results->study->source != NULL ? results->study->source : "");
    const char *alternative =
        cv_arena_format(arena, "Distribution of the weights. Before: %s. After: %s.", curves[0].note, curves[1].note);
    if (footer == NULL || alternative == NULL)
        return cv_fail_memory(messages);
    const cv_curves all = {
        .name = chart->name.text,
        .formats = chart->formats,
        .theme = chart->theme,
        .language = results->study->language,
        .title = title,
        .subtitle = chart->subtitle != NULL ? chart->subtitle : "Share of the rows, for each tenth of the mean weight",
        .footer = footer,
        .alternative = alternative,
        .x = {.most = end, .style = cv_value_choose(CV_STATISTIC_MEAN, 0.3, end), .title = "weight / mean weight"},
        .y = {.most = highest, .style = cv_value_choose(CV_STATISTIC_PROPORTION, 0.02, highest)},
        .curves = curves,
        .curve_count = CURVES};
    return cv_plot_curves(&all, to, messages);
}

cv_status cv_plot_weights(const cv_chart_spec *chart, const cv_results *results, cv_buffer *to, cv_messages *messages)
{
    cv_arena arena = {0};
    cv_status status = draw(&arena, chart, results, to, messages);
    cv_arena_free(&arena);
    return status;
}
