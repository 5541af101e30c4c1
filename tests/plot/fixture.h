/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Results made by hand, for the chart tests: axes from lists of labels, rows from short tables. */
#ifndef CANVASS_TESTS_PLOT_FIXTURE_H
#define CANVASS_TESTS_PLOT_FIXTURE_H

#include <math.h>
#include <string.h>

#include "estimate/result.h"

enum { FIXTURE_LABELS = 40, FIXTURE_ROWS = 200, FIXTURE_BY = 9, FIXTURE_PAIRS = 500 };

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
    cv_compare_spec compare;        /* given: the groups of the first by variable are compared, pair by pair */
    fixture_row rows[FIXTURE_ROWS]; /* up to the first with n = 0 and no flag */
} fixture;

/** A fixture turned into what the charts take; points into itself, so it must stay where it is. */
typedef struct fixture_results {
    cv_study study;
    cv_analysis_spec analysis;
    cv_axis of[4], by[FIXTURE_BY], question;
    const char *labels[5 + FIXTURE_BY][FIXTURE_LABELS];
    cv_estimate rows[FIXTURE_ROWS];
    cv_comparison pairs[FIXTURE_PAIRS];
    int32_t groups[FIXTURE_PAIRS][FIXTURE_BY];
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

/* A pair of estimates that differ in their first group alone, as if they were independent; p times the number of pairs
 * that four groups have. */
static inline cv_comparison fixture_pair(const cv_estimate *a, const cv_estimate *b, cv_measure measure)
{
    const bool ratio = measure != CV_MEASURE_DIFFERENCE;
    const double odds = measure == CV_MEASURE_ODDS_RATIO ? (1 - b->estimate) / (1 - a->estimate) : 1;
    const double value = ratio ? a->estimate / b->estimate * odds : a->estimate - b->estimate;
    const double se = ratio ? hypot(a->se / a->estimate, b->se / b->estimate) : hypot(a->se, b->se);
    const double z = (ratio ? log(value) : value) / se, way = 1.96 * se;
    const bool hidden = ((a->flags | b->flags) & CV_FLAG_SUPPRESSED) != 0; /* a pair tells neither, as the engine's */
    const double p = erfc(fabs(z) / sqrt(2.0)), adjusted = isnan(p) ? p : fmin(1, 6 * p);
    return (cv_comparison){.variable = a->variable,
                           .level = a->level,
                           .a = a->group[0],
                           .b = b->group[0],
                           .measure = measure,
                           .estimate_a = hidden ? (double)NAN : a->estimate,
                           .estimate_b = hidden ? (double)NAN : b->estimate,
                           .value = value,
                           .se = se,
                           .low = ratio ? value * exp(-way) : value - way,
                           .high = ratio ? value * exp(way) : value + way,
                           .p = p,
                           .p_adjusted = adjusted,
                           .significant = adjusted < 0.05,
                           .flags = a->flags | b->flags};
}

/* Every pair of rows of one variable, level and second group. */
static inline void fixture_compare(const fixture *from, fixture_results *to)
{
    cv_result *result = &to->result;
    const cv_measure measure = from->compare.measure_count > 0 ? from->compare.measures[0] : CV_MEASURE_DIFFERENCE;
    to->analysis.compare = from->compare;
    result->comparisons = to->pairs;
    result->method = CV_METHOD_WALD;
    for (size_t i = 0; i < result->row_count && from->compare.given; i++)
        for (size_t k = i + 1; k < result->row_count; k++) {
            const cv_estimate *a = &to->rows[i], *b = &to->rows[k];
            if (a->variable != b->variable || a->level != b->level || a->group[0] == CV_ALL || b->group[0] == CV_ALL ||
                a->group[0] == b->group[0] || a->group[1] != b->group[1] || result->comparison_count == FIXTURE_PAIRS)
                continue;
            int32_t *group = to->groups[result->comparison_count];
            memcpy(group, a->group, FIXTURE_BY * sizeof *group);
            group[0] = CV_ALL;
            to->pairs[result->comparison_count] = fixture_pair(a, b, measure);
            to->pairs[result->comparison_count++].group = group;
        }
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
    fixture_compare(from, to);
    to->study.theme = cv_theme_slide;
    if (to->chart.theme == NULL)
        to->chart.theme = &to->study.theme;
    to->results = (cv_results){.study = &to->study, .items = result, .count = 1};
    to->results.overview = (cv_overview){.used = 14460, .strata = from->strata, .psus = from->psus};
}

#endif
