/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Results made by hand, for the chart tests: axes from lists of labels, rows from short tables. */
#ifndef CANVASS_TESTS_PLOT_FIXTURE_H
#define CANVASS_TESTS_PLOT_FIXTURE_H

#include <math.h>
#include <string.h>

#include "estimate/result.h"

enum { FIXTURE_LABELS = 40, FIXTURE_ROWS = 200, FIXTURE_BY = 3 };

/** One row: which variable, level and group it is, its estimate, half an interval, its base. */
typedef struct fixture_row {
    size_t variable;
    int32_t level;
    int32_t group[FIXTURE_BY];
    double estimate, half, n;
    unsigned flags;
} fixture_row;

typedef struct fixture {
    const char *title, *source, *note, *weight, *where;
    cv_statistic statistic;
    cv_chart_spec chart;
    struct {
        const char *name, *label, *levels[FIXTURE_LABELS]; /* a level is its own value and label */
        const double *bounds;                              /* of classes; NULL: they are none */
    } of[4], by[FIXTURE_BY];
    const char *choices[FIXTURE_LABELS];   /* of[0] is of combinations of these; NULL: it is not */
    uint64_t combinations[FIXTURE_LABELS]; /* of its levels: bit i, choice i */
    size_t banner;
    uint64_t strata, psus;
    fixture_row rows[FIXTURE_ROWS]; /* up to the first with n = 0 and no flag */
} fixture;

/** A fixture turned into what the charts take; points into itself, so it must stay where it is. */
typedef struct fixture_results {
    cv_study study;
    cv_analysis_spec analysis;
    cv_axis of[4], by[FIXTURE_BY], question;
    const char *labels[5 + FIXTURE_BY][FIXTURE_LABELS];
    cv_estimate rows[FIXTURE_ROWS];
    cv_chart_spec chart;
    cv_result result;
    cv_results results;
} fixture_results;

static inline size_t fixture_axis(const char *name, const char *label, const char *const *levels, const char **labels,
                                  cv_axis *axis)
{
    size_t count = 0;
    while (count < FIXTURE_LABELS && levels[count] != NULL) {
        labels[count] = levels[count];
        count++;
    }
    *axis = (cv_axis){.variable = name, .label = label != NULL ? label : name, .count = count};
    axis->values = axis->labels = labels;
    return 1;
}

static inline cv_estimate fixture_estimate(const fixture_row *row)
{
    bool absent = (row->flags & (CV_FLAG_SUPPRESSED | CV_FLAG_EMPTY)) != 0;
    double estimate = absent ? (double)NAN : row->estimate, half = row->half > 0 ? row->half : (double)NAN;
    return (cv_estimate){.variable = row->variable,
                         .level = row->level,
                         .group = row->group,
                         .n = row->n,
                         .weighted_n = row->n,
                         .n_eff = row->n / 1.25,
                         .estimate = estimate,
                         .se = half / 1.96,
                         .low = estimate - half,
                         .high = estimate + half,
                         .flags = row->flags};
}

static inline void fixture_make(const fixture *from, fixture_results *to)
{
    memset(to, 0, sizeof(*to));
    to->study.title = from->title;
    to->study.source = from->source;
    to->study.note = from->note;
    to->study.design.weight.text = from->weight;
    to->analysis.name.text = "analysis";
    to->analysis.where_text = from->where;
    to->analysis.banner_count = from->banner;
    to->chart = from->chart;
    to->chart.name.text = to->chart.name.text != NULL ? to->chart.name.text : "chart";
    to->chart.from.text = "analysis";
    to->chart.place = (cv_place){"study.yaml", 7, 5};
    to->chart.formats = to->chart.formats != 0 ? to->chart.formats : CV_FORMAT_SVG | CV_FORMAT_PNG | CV_FORMAT_PDF;
    cv_result *result = &to->result;
    *result = (cv_result){.spec = &to->analysis,
                          .statistic = from->statistic,
                          .confidence = 0.95,
                          .ci = CV_INTERVAL_LOGIT,
                          .of = to->of,
                          .by = to->by,
                          .rows = to->rows};
    for (size_t i = 0; i < 4 && from->of[i].name != NULL; i++)
        result->of_count +=
            fixture_axis(from->of[i].name, from->of[i].label, from->of[i].levels, to->labels[i], &to->of[i]);
    for (size_t i = 0; i < FIXTURE_BY && from->by[i].name != NULL; i++)
        result->by_count +=
            fixture_axis(from->by[i].name, from->by[i].label, from->by[i].levels, to->labels[4 + i], &to->by[i]);
    if (from->choices[0] != NULL) {
        fixture_axis("question", NULL, from->choices, to->labels[4 + FIXTURE_BY], &to->question);
        to->of[0].choices = from->combinations;
        to->of[0].question = &to->question;
    }
    for (size_t i = 0; i < 4; i++)
        to->of[i].bounds = from->of[i].bounds;
    while (result->row_count < FIXTURE_ROWS &&
           (from->rows[result->row_count].n > 0 || from->rows[result->row_count].flags != 0)) {
        to->rows[result->row_count] = fixture_estimate(&from->rows[result->row_count]);
        result->row_count++;
    }
    to->study.theme = cv_theme_slide;
    if (to->chart.theme == NULL)
        to->chart.theme = &to->study.theme;
    to->results = (cv_results){.study = &to->study, .items = result, .count = 1};
    to->results.overview = (cv_overview){.used = 14460, .strata = from->strata, .psus = from->psus};
}

#endif
