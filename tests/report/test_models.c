/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model in report.md and results.json. */
#include "support/test_golden.h"

#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "estimate/model_result.h"
#include "report/output.h"
#include "report/written.h"
#include "support/test_study.h"

static const char STUDY[] =
    "title: Spending\ndata: {file: d.csv}\n"
    "variables: {sex: {label: Sex, levels: {f: Women, m: \"Men | <b>\"}},\n"
    "  old: {from: age, cut: [0, 30, 50], labels: [young, \"half | way\", old]}}\n"
    "design: {weight: w, cluster: psu}\nanalyses:\n"
    "  - {name: m, title: Who?, model: logit, of: rich, level: \"yes\", predictors: [sex, age,\n"
    "     \"age:sex\"], covariance: true, where: age > 20}\n"
    "  - {name: c, title: How many?, model: poisson, of: age, exposure: w, predictors: [sex, rich], margins: [sex],\n"
    "     compare: {measure: ratio}}\n"
    "  - {name: o, title: How old?, model: ordinal, of: old, predictors: [sex, rich], margins: rich, covariance: "
    "true}\n";

static void run(test_study *to)
{
    cv_buffer data = {0};
    cv_buffer_add(&data, "w,psu,rich,age,sex\n");
    for (int i = 0; i < 60; i++)
        cv_buffer_format(&data, "%d.5,%d,%s,%d,%s\n", i % 3, i / 6, i * 7 % 5 < 2 ? "yes" : "no", 18 + i * 13 % 50,
                         i * i % 7 < 3 ? "f" : "m");
    test_study_must_run(to, STUDY, data.text, 1, 0);
    cv_buffer_free(&data);
}

static void golden_report(void **state)
{
    (void)state;
    test_study study;
    cv_buffer text = {0};
    run(&study);
    written_report(&study.results, false, &text);
    check_golden(text.text, "report-model.md");
    cv_buffer_free(&text);
    test_study_free(&study);
}

static double number_of(const json_t *row, const char *key)
{
    return json_real_value(json_object_get(row, key));
}

static void results_json(void **state)
{
    (void)state;
    test_study study;
    cv_buffer text = {0};
    run(&study);
    cv_report_json(&study.results, &text);
    json_t *root = json_loadb(text.text, text.length, 0, NULL);
    assert_non_null(root);
    json_t *analysis = json_array_get(json_object_get(root, "analyses"), 0);
    const cv_model_result *model = study.results.items[0].model;
    check_text(json_string_value(json_object_get(analysis, "model")), "logit", "model");
    check_text(json_string_value(json_object_get(analysis, "of")), "rich", "of");
    check_text(json_string_value(json_object_get(analysis, "event")), "yes", "event");
    assert_true(json_is_null(json_object_get(analysis, "statistic")));
    json_t *rows = json_object_get(analysis, "coefficients"), *tests = json_object_get(analysis, "tests");
    assert_int_equal(json_array_size(rows), model->row_count);
    assert_int_equal(json_array_size(tests), model->test_count);
    for (size_t i = 0; i < model->row_count; i++) {
        check_close(number_of(json_array_get(rows, i), "estimate"), model->rows[i].estimate, 0, "estimate");
        check_close(number_of(json_array_get(rows, i), "odds_high"), model->rows[i].odds_high, 0, "odds_high");
    }
    const json_t *levels = json_object_get(json_array_get(rows, 3), "levels");
    assert_true(json_is_null(json_object_get(levels, "age")));
    check_text(json_string_value(json_object_get(levels, "sex")), "m", "level");
    check_close(number_of(json_array_get(tests, 2), "statistic"), model->tests[2].statistic, 0, "statistic");
    const json_t *line = json_array_get(json_object_get(analysis, "covariance"), 1);
    check_close(json_real_value(json_array_get(line, 3)), study.results.items[0].covariance[1 * 4 + 3], 0,
                "covariance");
    const cv_result *counts = &study.results.items[1];
    analysis = json_array_get(json_object_get(root, "analyses"), 1);
    json_t *margins = json_object_get(analysis, "margins"), *pairs = json_object_get(analysis, "comparisons");
    assert_int_equal(json_array_size(margins), counts->model->margin_count);
    assert_int_equal(json_array_size(pairs), counts->comparison_count);
    check_text(json_string_value(json_object_get(json_array_get(margins, 1), "level")), "m", "a margin's level");
    check_close(number_of(json_array_get(margins, 1), "se"), counts->model->margins[1].se, 0, "a margin's error");
    check_text(json_string_value(json_object_get(json_array_get(pairs, 0), "group_b")), "m", "group_b");
    check_close(number_of(json_array_get(pairs, 0), "value"), counts->comparisons[0].value, 0, "a ratio");
    analysis = json_array_get(json_object_get(root, "analyses"), 2);
    rows = json_object_get(analysis, "coefficients");
    check_text(json_string_value(json_object_get(json_array_get(rows, 1), "below")), "half | way", "below");
    check_text(json_string_value(json_object_get(json_array_get(rows, 1), "above")), "old", "above");
    margins = json_object_get(analysis, "margins");
    check_text(json_string_value(json_object_get(json_array_get(margins, 2), "response")), "old", "response");
    line = json_array_get(json_object_get(analysis, "margin_covariance"), 5);
    check_close(json_real_value(json_array_get(line, 2)), study.results.items[2].model->margin_covariance[5 * 6 + 2], 0,
                "a margin's covariance");
    json_decref(root);
    cv_buffer_free(&text);
    test_study_free(&study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(golden_report), cmocka_unit_test(results_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
