/* SPDX-License-Identifier: GPL-3.0-or-later */
/* results.json: all that the tables hold, typed. Groups and levels are the data's values; what they are called stands
 * with their variable, once. The whole, and the level of a number's statistic, are null. */
#include "table/json.h"

#include <math.h>
#include <string.h>

#include "estimate/model_result.h"
#include "estimate/rubin.h"
#include "report/output.h"
#include "report/version.h"

/* ---- keys that rows share ---- */

static void put_axis(cv_json *json, const cv_axis *axis)
{
    cv_json_open(json, NULL, '{');
    cv_json_text(json, "variable", axis->variable);
    cv_json_text(json, "label", axis->label);
    cv_json_open(json, "levels", '[');
    for (size_t i = 0; i < axis->count; i++) {
        cv_json_open_line(json, NULL, '{');
        cv_json_text(json, "value", axis->values[i]);
        cv_json_text(json, "label", axis->labels[i]);
        cv_json_close(json, '}');
    }
    cv_json_close(json, ']');
    cv_json_close(json, '}');
}

static void put_axes(cv_json *json, const char *key, const cv_axis *axes, size_t count)
{
    cv_json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        put_axis(json, &axes[i]);
    cv_json_close(json, ']');
}

static const char *value_of(const cv_axis *axis, int32_t place)
{
    return place == CV_ALL ? NULL : axis->values[place];
}

static void put_subject(cv_json *json, const cv_result *result, size_t variable, int32_t level)
{
    cv_json_text(json, "variable", result->of[variable].variable);
    cv_json_text(json, "level", value_of(&result->of[variable], level));
}

/* @param but  the axis that the row names otherwise; SIZE_MAX: none */
static void put_group(cv_json *json, const cv_result *result, const int32_t *group, size_t but)
{
    cv_json_open(json, "by", '{');
    for (size_t i = 0; i < result->by_count; i++)
        if (i != but)
            cv_json_text(json, result->by[i].variable, value_of(&result->by[i], group[i]));
    cv_json_close(json, '}');
}

static void put_flags(cv_json *json, unsigned flags)
{
    char text[CV_FLAGS_SIZE];
    cv_flags_text(flags, text);
    cv_json_open(json, "flag", '[');
    for (char *word = text; *word != '\0';) {
        char *end = word + strcspn(word, ";");
        bool more = *end == ';';
        *end = '\0';
        cv_json_text(json, NULL, word);
        word = end + more;
    }
    cv_json_close(json, ']');
}

typedef struct number {
    const char *key;
    double value;
} number;

static void put_numbers(cv_json *json, const number *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cv_json_number(json, numbers[i].key, numbers[i].value);
}

/* Of results that combine imputations alone. */
static void put_imputed(cv_json *json, const cv_result *result, const cv_imputed *of, double df)
{
    size_t m = result->imputations;
    const number numbers[] = {{"within", of->within},
                              {"between", of->between},
                              {"relative_increase", cv_rubin_increase(m, of)},
                              {"missing_information", cv_rubin_missing(m, of, df)},
                              {"df_complete", of->df}};
    if (m == 0)
        return;
    cv_json_open(json, "imputation", '{');
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    cv_json_close(json, '}');
}

/* ---- rows ---- */

static void put_estimate(cv_json *json, const cv_result *result, const cv_estimate *row)
{
    const number numbers[] = {{"count", row->count},       {"n", row->n},        {"weighted_n", row->weighted_n},
                              {"estimate", row->estimate}, {"se", row->se},      {"ci_low", row->low},
                              {"ci_high", row->high},      {"df", row->df},      {"cv", row->cv},
                              {"deff", row->deff},         {"n_eff", row->n_eff}};
    cv_json_open_line(json, NULL, '{');
    put_subject(json, result, row->variable, row->level);
    put_group(json, result, row->group, SIZE_MAX);
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    put_flags(json, row->flags);
    put_imputed(json, result, &row->imputed, row->df);
    cv_json_close(json, '}');
}

static void put_comparison(cv_json *json, const cv_result *result, const cv_comparison *row)
{
    const cv_axis *over = &result->by[row->over];
    const number numbers[] = {{"estimate_a", row->estimate_a},
                              {"estimate_b", row->estimate_b},
                              {"value", row->value},
                              {"se", row->se},
                              {"ci_low", row->low},
                              {"ci_high", row->high},
                              {"test_statistic", row->statistic},
                              {"df", row->df},
                              {"p", row->p},
                              {"p_adjusted", row->p_adjusted}};
    cv_json_open_line(json, NULL, '{');
    put_subject(json, result, row->variable, row->level);
    put_group(json, result, row->group, row->over);
    cv_json_text(json, "over", over->variable);
    if (row->contrast != NULL) {
        cv_json_text(json, "contrast", row->contrast);
    } else {
        cv_json_text(json, "group_a", value_of(over, row->a));
        cv_json_text(json, "group_b", value_of(over, row->b));
    }
    cv_json_text(json, "measure", cv_measure_name(row->measure));
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    if (isnan(row->p))
        cv_json_text(json, "significant", NULL);
    else
        cv_json_truth(json, "significant", row->significant);
    put_flags(json, row->flags);
    put_imputed(json, result, &row->imputed, row->df);
    cv_json_close(json, '}');
}

static void put_test(cv_json *json, const cv_result *result, const cv_test_row *row)
{
    const number numbers[] = {{"statistic", row->statistic}, {"df1", row->df1}, {"df2", row->df2}, {"p", row->p}};
    cv_json_open_line(json, NULL, '{');
    cv_json_text(json, "test", cv_test_name(row->test));
    cv_json_text(json, "row_variable", result->of[row->variable].variable);
    cv_json_text(json, "column_variable", row->column < result->by_count ? result->by[row->column].variable : NULL);
    put_group(json, result, row->group, row->column);
    if (row->test == CV_TEST_T && row->column < result->by_count) {
        cv_json_text(json, "group_a", value_of(&result->by[row->column], row->a));
        cv_json_text(json, "group_b", value_of(&result->by[row->column], row->b));
    }
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    put_flags(json, row->flags);
    cv_json_close(json, '}');
}

static void put_weights(cv_json *json, const cv_result *result, const cv_weight_row *row)
{
    const number numbers[] = {{"n", row->n},
                              {"sum", row->sum},
                              {"mean", row->mean},
                              {"min", row->min},
                              {"max", row->max},
                              {"sd", row->sd},
                              {"cv", row->cv},
                              {"n_eff", row->n_eff},
                              {"deff_kish", row->deff_kish},
                              {"efficiency", row->efficiency},
                              {"median", row->median},
                              {"p99", row->p99}};
    cv_json_open_line(json, NULL, '{');
    put_group(json, result, row->group, SIZE_MAX);
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    cv_json_close(json, '}');
}

/* ---- models ---- */

static void put_coefficient(cv_json *json, const cv_result *result, const cv_coefficient *row)
{
    const cv_model_result *model = result->model;
    const cv_term *term = &model->terms[row->term];
    const number numbers[] = {{"estimate", row->estimate},
                              {"se", row->se},
                              {"ci_low", row->low},
                              {"ci_high", row->high},
                              {"test_statistic", row->statistic},
                              {"df", row->df},
                              {"p", row->p},
                              {"odds_ratio", row->odds_ratio},
                              {"odds_low", row->odds_low},
                              {"odds_high", row->odds_high}};
    cv_json_open_line(json, NULL, '{');
    cv_json_text(json, "term", term->name);
    cv_json_open(json, "levels", '{');
    for (size_t k = 0; k < term->part_count; k++) {
        const cv_axis *axis = &model->predictors[term->parts[k]].axis;
        cv_json_text(json, axis->variable, value_of(axis, row->levels[k]));
    }
    cv_json_close(json, '}');
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    put_flags(json, row->flags);
    put_imputed(json, result, &row->imputed, row->df);
    cv_json_close(json, '}');
}

static void put_term_test(cv_json *json, const cv_model_result *model, const cv_term_test *row)
{
    const number numbers[] = {{"statistic", row->statistic}, {"df1", row->df1}, {"df2", row->df2}, {"p", row->p}};
    cv_json_open_line(json, NULL, '{');
    cv_json_text(json, "test", "wald");
    cv_json_text(json, "term", model->terms[row->term].name);
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    put_flags(json, row->flags);
    cv_json_close(json, '}');
}

static void put_model(cv_json *json, const cv_result *result)
{
    const cv_model_result *model = result->model;
    cv_json_text(json, "model", cv_model_name(result->spec->model.kind));
    cv_json_text(json, "of", model->of);
    cv_json_text(json, "event", model->event);
    cv_json_number(json, "n", model->n);
    cv_json_number(json, "weighted_n", model->weighted_n);
    cv_json_open(json, "predictors", '[');
    for (size_t i = 0; i < model->predictor_count; i++)
        put_axis(json, &model->predictors[i].axis);
    cv_json_close(json, ']');
    cv_json_open(json, "coefficients", '[');
    for (size_t i = 0; i < model->row_count; i++)
        put_coefficient(json, result, &model->rows[i]);
    cv_json_close(json, ']');
    cv_json_open(json, "tests", '[');
    for (size_t i = 0; i < model->test_count; i++)
        put_term_test(json, model, &model->tests[i]);
    cv_json_close(json, ']');
}

/* ---- an analysis ---- */

static void put_covariance(cv_json *json, const cv_result *result)
{
    cv_json_open(json, "covariance", '[');
    size_t side = result->model != NULL ? result->model->row_count : result->row_count;
    for (size_t i = 0; i < side; i++) {
        cv_json_open_line(json, NULL, '[');
        for (size_t j = 0; j < side; j++)
            cv_json_number(json, NULL, result->covariance[i * side + j]);
        cv_json_close(json, ']');
    }
    cv_json_close(json, ']');
}

static void put_rows(cv_json *json, const cv_result *result)
{
    cv_json_open(json, "estimates", '[');
    for (size_t i = 0; i < result->row_count; i++)
        put_estimate(json, result, &result->rows[i]);
    cv_json_close(json, ']');
    cv_json_open(json, "comparisons", '[');
    for (size_t i = 0; i < result->comparison_count; i++)
        put_comparison(json, result, &result->comparisons[i]);
    cv_json_close(json, ']');
    cv_json_open(json, "tests", '[');
    for (size_t i = 0; i < result->test_count; i++)
        put_test(json, result, &result->tests[i]);
    cv_json_close(json, ']');
}

static void put_settings(cv_json *json, const cv_result *result)
{
    const cv_analysis_spec *spec = result->spec;
    cv_json_text(json, "name", spec->name.text);
    cv_json_text(json, "title", spec->title);
    cv_json_text(json, "statistic", result->model != NULL ? NULL : cv_statistic_name(result->statistic));
    cv_json_text(json, "sampling", result->binomial ? "binomial" : "design");
    cv_json_text(json, "where", spec->where_text);
    cv_json_number(json, "confidence", result->confidence);
    if (result->statistic == CV_STATISTIC_PROPORTION)
        cv_json_text(json, "ci", cv_interval_name(result->ci));
    if (result->statistic == CV_STATISTIC_QUANTILE) {
        cv_json_text(json, "qrule", cv_qrule_name(spec->qrule));
        cv_json_text(json, "interval", cv_quantile_interval_name(result->ci));
    }
    if (result->comparison_count > 0) {
        cv_json_text(json, "method", cv_method_name(result->method));
        cv_json_text(json, "adjust", cv_adjust_name(spec->compare.adjust));
    }
    if (result->model != NULL)
        return;
    put_axes(json, "of", result->of, result->of_count);
    put_axes(json, "by", result->by, result->by_count);
}

static void put_analysis(cv_json *json, const cv_result *result)
{
    cv_json_open(json, NULL, '{');
    put_settings(json, result);
    if (result->model != NULL) {
        put_model(json, result);
    } else if (result->statistic == CV_STATISTIC_WEIGHTS) {
        cv_json_open(json, "weights", '[');
        for (size_t i = 0; i < result->weight_count; i++)
            put_weights(json, result, &result->weights[i]);
        cv_json_close(json, ']');
    } else {
        put_rows(json, result);
    }
    if (result->covariance != NULL)
        put_covariance(json, result);
    cv_json_close(json, '}');
}

static void put_overview(cv_json *json, const cv_overview *of)
{
    const number numbers[] = {{"rows", (double)of->rows},     {"used", (double)of->used},
                              {"weight_sum", of->weight_sum}, {"strata", (double)of->strata},
                              {"psus", (double)of->psus},     {"deff_kish", of->deff_kish}};
    cv_json_open_line(json, "overview", '{');
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    if (of->imputations > 0)
        cv_json_number(json, "imputations", (double)of->imputations);
    cv_json_close(json, '}');
}

void cv_report_json(const cv_results *results, cv_buffer *to)
{
    cv_json json = {.to = to};
    cv_json_open(&json, NULL, '{');
    cv_json_text(&json, "canvass", cv_version());
    cv_json_text(&json, "title", results->study->title);
    cv_json_text(&json, "source", results->study->source);
    cv_json_text(&json, "note", results->study->note);
    put_overview(&json, &results->overview);
    cv_json_open(&json, "analyses", '[');
    for (size_t i = 0; i < results->count; i++)
        put_analysis(&json, &results->items[i]);
    cv_json_close(&json, ']');
    cv_json_close(&json, '}');
}
