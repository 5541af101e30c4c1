/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/kind.h"

#include "plot/chart_private.h"
#include "plot/plot.h"

/* clang-format off */
static const cv_plot_kind *const kinds[CV_CHART_KINDS] = {
    [CV_CHART_DOT] = &cv_plot_dot,
    [CV_CHART_BAR] = &cv_plot_bar,
    [CV_CHART_COLUMN] = &cv_plot_column,
    [CV_CHART_LIKERT] = &cv_plot_likert,
    [CV_CHART_MOSAIC] = &cv_plot_mosaic,
    [CV_CHART_UPSET] = &cv_plot_upset,
    [CV_CHART_LOLLIPOP] = &cv_plot_lollipop,
    [CV_CHART_DUMBBELL] = &cv_plot_dumbbell,
    [CV_CHART_FUNNEL] = &cv_plot_funnel,
    [CV_CHART_HISTOGRAM] = &cv_plot_histogram,
    [CV_CHART_RIDGELINE] = &cv_plot_ridgeline,
    [CV_CHART_LORENZ] = &cv_plot_lorenz,
    [CV_CHART_HEATMAP] = &cv_plot_heatmap,
    [CV_CHART_FOREST] = &cv_plot_forest,
    [CV_CHART_RANK] = &cv_plot_rank,
    [CV_CHART_LINE] = &cv_plot_line,
    [CV_CHART_SLOPE] = &cv_plot_slope,
};
/* clang-format on */

const cv_plot_kind *cv_plot_kind_of(cv_chart_kind kind)
{
    return kinds[kind];
}

static cv_status build(const cv_plot_kind *kind, const cv_results *results, const cv_result *result,
                       const cv_chart_spec *spec, cv_chart *chart, cv_messages *messages)
{
    if (kind->compare == NULL) {
        cv_status status = cv_chart_build(spec, results, result, kind->shape, chart, messages);
        if (status == CV_OK && kind->prepare != NULL)
            status = kind->prepare(chart, messages);
        return status == CV_OK ? cv_chart_words(chart, kind->noun, messages) : status;
    }
    *chart = (cv_chart){
        .spec = spec, .results = results, .result = result, .theme = spec->theme, .language = results->study->language};
    return result->model == NULL ? cv_chart_check_words(chart, messages) : CV_OK;
}

cv_status cv_drawing_make(const cv_chart_spec *spec, const cv_results *results, const cv_result *result, cv_drawing *to,
                          cv_messages *messages)
{
    const cv_plot_kind *kind = kinds[spec->kind];
    if (spec->stack != CV_STACK_NONE && kind->stacked != NULL)
        kind = kind->stacked;
    cv_scene *scene = &to->scene;
    *scene = (cv_scene){
        .arena = &to->chart.arena, .theme = spec->theme, .language = results->study->language, .messages = messages};
    scene->status = build(kind, results, result, spec, &to->chart, messages);
    if (scene->status == CV_OK && kind->compare != NULL)
        kind->compare(&to->chart, scene, &to->words);
    else if (scene->status == CV_OK) {
        to->words = cv_chart_scene_words(&to->chart);
        kind->draw(&to->chart, scene, &to->words);
    }
    return scene->status;
}

void cv_drawing_free(cv_drawing *drawing)
{
    cv_scene_free(&drawing->scene);
    cv_chart_free(&drawing->chart);
    drawing->words = (cv_scene_words){0};
}

cv_status cv_plot_script(const cv_chart_spec *spec, const cv_results *results, const cv_result *result, cv_buffer *to,
                         cv_messages *messages)
{
    cv_drawing drawing = {0};
    cv_status status = cv_drawing_make(spec, results, result, &drawing, messages);
    if (status == CV_OK)
        status = cv_scene_write(&drawing.scene, &drawing.words, to);
    cv_drawing_free(&drawing);
    return status;
}
