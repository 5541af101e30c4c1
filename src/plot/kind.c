/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/kind.h"

#include "plot/plot.h"

static const cv_plot_kind *const kinds[CV_CHART_KINDS] = {
    [CV_CHART_DOT] = &cv_plot_dot,
    [CV_CHART_BAR] = &cv_plot_bar,
};

const cv_plot_kind *cv_plot_kind_of(cv_chart_kind kind)
{
    return kinds[kind];
}

static cv_status build(const cv_plot_kind *kind, const cv_results *results, const cv_result *result,
                       const cv_chart_spec *spec, cv_chart *chart, cv_messages *messages)
{
    if (kind->compare == NULL) {
        cv_status status = cv_chart_build(spec, results, result, kind->shape, chart, messages);
        return status == CV_OK ? cv_chart_words(chart, kind->noun, messages) : status;
    }
    *chart = (cv_chart){
        .spec = spec, .results = results, .result = result, .theme = spec->theme, .language = results->study->language};
    return CV_OK;
}

cv_status cv_plot_script(const cv_chart_spec *spec, const cv_results *results, const cv_result *result, cv_buffer *to,
                         cv_messages *messages)
{
    const cv_plot_kind *kind = kinds[spec->kind];
    cv_chart chart = {0};
    cv_scene scene = {
        .arena = &chart.arena, .theme = spec->theme, .language = results->study->language, .messages = messages};
    scene.status = build(kind, results, result, spec, &chart, messages);
    if (scene.status == CV_OK) {
        cv_scene_words words = {0};
        if (kind->compare == NULL) {
            words = cv_chart_scene_words(&chart);
            kind->draw(&chart, &scene, &words);
        } else
            kind->compare(&chart, &scene, &words);
        scene.status = cv_scene_write(&scene, &words, to);
    }
    cv_status status = scene.status;
    cv_scene_free(&scene);
    cv_chart_free(&chart);
    return status;
}
