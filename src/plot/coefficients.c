/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model's coefficients as rows of a forest. */
#include <math.h>
#include <string.h>

#include "estimate/model_result.h"
#include "plot/effects.h"
#include "plot/text.h"
#include "table/words.h"

#define SAY(english) cv_say(chart->language, english)

static const char *clean(cv_scene *scene, const char *text)
{
    const char *kept = scene->status == CV_OK ? cv_text_clean_line(scene->arena, text) : "";
    if (kept == NULL)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    return kept == NULL ? "" : kept;
}

/* Values are exp of the coefficients, but in a linear model. */
static const char *what_of(const cv_chart *chart)
{
    switch (chart->result->spec->model.kind) {
    case CV_MODEL_LOGIT:
    case CV_MODEL_ORDINAL:
        return SAY("Odds ratio");
    case CV_MODEL_MULTINOMIAL:
        return SAY("Relative risk ratio");
    case CV_MODEL_POISSON:
        return SAY("Rate ratio");
    case CV_MODEL_LINEAR:
    case CV_MODEL_NONE:
        break;
    }
    return SAY("Coefficient");
}

/* "Age × Sex" */
static const char *term_name(const cv_chart *chart, cv_scene *scene, const cv_term *term)
{
    const char *text = "";
    for (size_t k = 0; k < term->part_count; k++) {
        const char *label = chart->result->model->predictors[term->parts[k]].axis.label;
        text = k == 0 ? label : cv_scene_format(scene, "%s \xc3\x97 %s", text, label);
    }
    return text;
}

/* Of a multinomial model also the answer: "France, against Spain: Age". */
static const char *heading_of(const cv_chart *chart, cv_scene *scene, const cv_coefficient *row)
{
    const cv_model_result *model = chart->result->model;
    const char *term = term_name(chart, scene, &model->terms[row->term]);
    if (row->answer == CV_ALL)
        return clean(scene, term);
    const char *answer = cv_scene_format(scene, SAY("%s, against %s"), model->answer.labels[row->answer],
                                         model->answer.labels[model->answers[0]]);
    return clean(scene, cv_scene_format(scene, "%s: %s", answer, term));
}

/* The levels: "18-24 × Women"; of numbers alone "for each unit more". */
static const char *level_name(const cv_chart *chart, cv_scene *scene, const cv_coefficient *row)
{
    const cv_model_result *model = chart->result->model;
    const cv_term *term = &model->terms[row->term];
    const char *text = "";
    for (size_t k = 0; k < term->part_count; k++) {
        if (row->levels[k] == CV_ALL)
            continue;
        const char *level = cv_level_label(chart->result, &model->predictors[term->parts[k]].axis, row->levels[k]);
        text = *text == '\0' ? level : cv_scene_format(scene, "%s \xc3\x97 %s", text, level);
    }
    return clean(scene, *text == '\0' ? SAY("for each unit more") : text);
}

static cv_effect pair_of(const cv_chart *chart, cv_scene *scene, const cv_coefficient *row, bool ratios)
{
    return (cv_effect){.heading = heading_of(chart, scene, row),
                       .label = level_name(chart, scene, row),
                       .level = CV_ALL,
                       .value = ratios ? row->odds_ratio : row->estimate,
                       .low = ratios ? row->odds_low : row->low,
                       .high = ratios ? row->odds_high : row->high,
                       .p = row->p,
                       .significant = row->p < 1 - chart->result->confidence,
                       .flags = row->flags};
}

/* The level that a factor's others are set against, as a row of its own; its order is that of its place. */
static cv_effect reference_of(const cv_chart *chart, cv_scene *scene, const cv_coefficient *row, bool ratios)
{
    const cv_term *term = &chart->result->model->terms[row->term];
    const cv_predictor *own = &chart->result->model->predictors[term->parts[0]];
    return (cv_effect){.heading = heading_of(chart, scene, row),
                       .label = clean(scene, cv_level_label(chart->result, &own->axis, own->reference)),
                       .level = CV_ALL,
                       .value = ratios ? 1 : 0,
                       .low = NAN,
                       .high = NAN,
                       .p = NAN,
                       .reference = true,
                       .order = (size_t)own->reference};
}

static bool is_factor(const cv_model_result *model, size_t term)
{
    return model->terms[term].part_count == 1 && model->predictors[model->terms[term].parts[0]].reference != CV_ALL;
}

static void add_row(const cv_chart *chart, cv_scene *scene, size_t at, cv_effects *to)
{
    const cv_model_result *model = chart->result->model;
    const cv_coefficient *row = &model->rows[at], *before = at > 0 ? row - 1 : NULL;
    bool first = before == NULL || before->term != row->term || before->answer != row->answer;
    bool factor = is_factor(model, row->term);
    to->sections += first;
    if (first && factor) {
        cv_effect pair = reference_of(chart, scene, row, to->ratios);
        pair.section = to->sections;
        to->items[to->count++] = pair;
    }
    cv_effect pair = pair_of(chart, scene, row, to->ratios);
    pair.section = to->sections;
    pair.order = factor ? (size_t)row->levels[0] : at;
    to->items[to->count++] = pair;
}

void cv_effects_of_model(cv_chart *chart, cv_scene *scene, cv_effects *to)
{
    const cv_model_result *model = chart->result->model;
    *to = (cv_effects){.ratios = chart->result->spec->model.kind != CV_MODEL_LINEAR};
    to->items = cv_arena_array(scene->arena, 2 * model->row_count + 1, sizeof(*to->items));
    if (to->items == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    for (size_t i = 0; i < model->row_count && scene->status == CV_OK; i++)
        if (model->terms[model->rows[i].term].part_count > 0)
            add_row(chart, scene, i, to);
    if (to->count == 0 && scene->status == CV_OK)
        cv_scene_fail(scene, cv_fail(scene->messages, CV_USAGE, chart->spec->place,
                                     "chart '%s' has nothing to show: model '%s' has no predictors",
                                     chart->spec->name.text, chart->spec->from.text));
    chart->what = what_of(chart);
    if (model->event != NULL)
        chart->what = cv_scene_format(scene, "%s: %s", model->event, chart->what);
    chart->method = CV_PHRASE("Wald");
    chart->note = cv_effects_note(chart, scene, "", false);
}
