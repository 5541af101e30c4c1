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
    const number estimates[] = {{"estimate", row->estimate},
                                {"se", row->se},
                                {"ci_low", row->low},
                                {"ci_high", row->high},
                                {"p_adjusted", row->p_adjusted}};
    cv_json_open_line(json, NULL, '{');
    cv_json_text(json, "test", cv_test_name(row->test));
    cv_json_text(json, "row_variable", result->of[row->variable].variable);
    bool paired = row->test == CV_TEST_PAIRED_T, between = !paired && row->column < result->by_count;
    cv_json_text(json, "column_variable",
                 paired    ? result->of[row->column].variable
                 : between ? result->by[row->column].variable
                           : NULL);
    put_group(json, result, row->group, between ? row->column : result->by_count);
    if (cv_test_has_pair(row, result->by_count)) {
        cv_json_text(json, "group_a", value_of(&result->by[row->column], row->a));
        cv_json_text(json, "group_b", value_of(&result->by[row->column], row->b));
    }
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    if (cv_test_estimates(row->test))
        put_numbers(json, estimates, sizeof estimates / sizeof estimates[0]);
    put_flags(json, row->flags);
    cv_json_close(json, '}');
}

static void put_part(cv_json *json, const cv_result *result, const cv_part_row *row)
{
    const cv_axis *over = &result->by[row->over];
    const number numbers[] = {{"value", row->value}, {"share", row->share},  {"se", row->se},
                              {"ci_low", row->low},  {"ci_high", row->high}, {"test_statistic", row->statistic},
                              {"df", row->df},       {"p", row->p}};
    cv_json_open_line(json, NULL, '{');
    put_subject(json, result, row->variable, row->level);
    put_group(json, result, row->group, row->over);
    cv_json_text(json, "over", over->variable);
    cv_json_text(json, "group_a", value_of(over, row->a));
    cv_json_text(json, "group_b", value_of(over, row->b));
    cv_json_text(json, "part", cv_part_name(row->part));
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
    if (row->above != CV_ALL)
        cv_json_text(json, "above", value_of(&model->answer, row->above));
    if (row->answer != CV_ALL)
        cv_json_text(json, row->above != CV_ALL ? "below" : "response", value_of(&model->answer, row->answer));
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    put_flags(json, row->flags);
    put_imputed(json, result, &row->imputed, row->df);
    cv_json_close(json, '}');
}

static void put_margin(cv_json *json, const cv_model_result *model, const cv_margin *row)
{
    const number numbers[] = {
        {"estimate", row->estimate}, {"se", row->se}, {"ci_low", row->low}, {"ci_high", row->high}, {"df", row->df}};
    const cv_axis *axis = &model->predictors[row->predictor].axis;
    cv_json_open_line(json, NULL, '{');
    cv_json_text(json, "variable", axis->variable);
    cv_json_text(json, "level", value_of(axis, row->level));
    if (row->answer != CV_ALL)
        cv_json_text(json, "response", value_of(&model->answer, row->answer));
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    put_flags(json, row->flags);
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
    if (model->margin_count == 0)
        return;
    cv_json_open(json, "margins", '[');
    for (size_t i = 0; i < model->margin_count; i++)
        put_margin(json, model, &model->margins[i]);
    cv_json_close(json, ']');
    cv_json_open(json, "comparisons", '[');
    for (size_t i = 0; i < result->comparison_count; i++)
        put_comparison(json, result, &result->comparisons[i]);
    cv_json_close(json, ']');
}

/* ---- an analysis ---- */

static void put_matrix(cv_json *json, const char *key, const double *values, size_t side)
{
    cv_json_open(json, key, '[');
    for (size_t i = 0; i < side; i++) {
        cv_json_open_line(json, NULL, '[');
        for (size_t j = 0; j < side; j++)
            cv_json_number(json, NULL, values[i * side + j]);
        cv_json_close(json, ']');
    }
    cv_json_close(json, ']');
}

static void put_covariance(cv_json *json, const cv_result *result)
{
    const cv_model_result *model = result->model;
    put_matrix(json, "covariance", result->covariance, model != NULL ? model->row_count : result->row_count);
    if (model != NULL && model->margin_count > 0)
        put_matrix(json, "margin_covariance", model->margin_covariance, model->margin_count);
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
    if (!result->spec->decompose.given)
        return;
    cv_json_open(json, "decomposition", '[');
    for (size_t i = 0; i < result->part_count; i++)
        put_part(json, result, &result->parts[i]);
    cv_json_close(json, ']');
}

static void put_cells(cv_json *json, const cv_words *by)
{
    cv_json_open(json, "by", '[');
    for (size_t i = 0; i < by->count; i++)
        cv_json_text(json, NULL, by->items[i].text);
    cv_json_close(json, ']');
}

static void put_standardize(cv_json *json, const cv_standardize_spec *spec, const cv_composition *of)
{
    cv_json_open(json, "standardize", '{');
    put_cells(json, &spec->by);
    cv_json_text(json, "shares",
                 spec->kind == CV_SHARES_POOLED  ? "pooled"
                 : spec->kind == CV_SHARES_GIVEN ? "given"
                                                 : "like");
    if (spec->kind == CV_SHARES_LIKE)
        cv_json_text(json, "like", spec->like.text);
    cv_json_open(json, "composition", '[');
    for (size_t i = 0; i < of->count; i++) {
        cv_json_open_line(json, NULL, '{');
        cv_json_open(json, "levels", '{');
        for (size_t k = 0; k < of->by_count; k++)
            cv_json_text(json, of->by[k].variable, value_of(&of->by[k], of->places[i * of->by_count + k]));
        cv_json_close(json, '}');
        cv_json_number(json, "share", of->shares[i]);
        cv_json_close(json, '}');
    }
    cv_json_close(json, ']');
    cv_json_close(json, '}');
}

static void put_decompose(cv_json *json, const cv_decompose_spec *spec)
{
    cv_json_open(json, "decompose", '{');
    put_cells(json, &spec->by);
    cv_json_text(json, "over", spec->over.text);
    cv_json_text(json, "reference", spec->reference.text);
    cv_json_text(json, "parts", spec->three ? "three" : "two");
    cv_json_close(json, '}');
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
    if (cv_statistic_is_share(result->statistic) || result->statistic == CV_STATISTIC_ITEMS)
        cv_json_text(json, "ci", cv_interval_name(result->ci));
    if (result->statistic == CV_STATISTIC_QUANTILE) {
        cv_json_text(json, "qrule", cv_qrule_name(spec->qrule));
        cv_json_text(json, "interval", cv_quantile_interval_name(result->ci));
    }
    if (result->composition != NULL)
        put_standardize(json, &spec->standardize, result->composition);
    if (spec->decompose.given)
        put_decompose(json, &spec->decompose);
    if (result->statistic == CV_STATISTIC_AT_RISK_OF_POVERTY) {
        cv_json_text(json, "qrule", cv_qrule_name(spec->qrule));
        cv_json_number(json, "threshold_fraction", spec->threshold_fraction);
        cv_json_number(json, "threshold_quantile", spec->threshold_quantile);
        cv_json_text(json, "threshold_of", spec->threshold_domain ? "domain" : "whole");
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

static void put_weights_of(cv_json *json, const char *key, const cv_weights_before_after *of)
{
    const number numbers[] = {{"n", (double)of->rows},
                              {"sum", of->sum},
                              {"min", of->min},
                              {"max", of->max},
                              {"deff_kish", (double)of->rows * of->squares / (of->sum * of->sum)}};
    cv_json_open_line(json, key, '{');
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
    cv_json_close(json, '}');
}

static void put_calibration(cv_json *json, const cv_results *results)
{
    const cv_calibration_result *of = results->calibration;
    cv_json_open(json, "calibration", '{');
    cv_json_open(json, "targets", '[');
    for (size_t i = 0; i < of->target_count; i++) {
        const cv_calibration_target *row = &of->targets[i];
        const number numbers[] = {{"target", row->target}, {"before", row->before}, {"after", row->after}};
        cv_json_open_line(json, NULL, '{');
        cv_json_number(json, "step", (double)row->step + 1);
        cv_json_text(json, "method", cv_calibration_name(results->study->design.calibrate[row->step].method));
        cv_json_text(json, "variable", row->margin);
        cv_json_text(json, "level", row->cell[0] != '\0' ? row->cell : NULL);
        put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
        cv_json_close(json, '}');
    }
    cv_json_close(json, ']');
    put_weights_of(json, "before", &of->summary.before);
    put_weights_of(json, "after", &of->summary.after);
    const number numbers[] = {
        {"min_g", of->summary.min_factor}, {"max_g", of->summary.max_factor}, {"trimmed", (double)of->summary.trimmed}};
    put_numbers(json, numbers, sizeof numbers / sizeof numbers[0]);
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
    if (results->calibration != NULL)
        put_calibration(&json, results);
    cv_json_open(&json, "analyses", '[');
    for (size_t i = 0; i < results->count; i++)
        put_analysis(&json, &results->items[i]);
    cv_json_close(&json, ']');
    cv_json_close(&json, '}');
}
