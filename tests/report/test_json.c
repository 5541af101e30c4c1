/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "report/output.h"
#include "report/version.h"
#include "support/test_memory.h"
#include "support/test_result.h"

/* jansson reads it back: what it finds must be what the result holds. */
static json_t *report_of(const cv_results *results)
{
    json_error_t error;
    cv_buffer text = {0};
    cv_report_json(results, &text);
    assert_false(text.failed);
    json_t *json = json_loadb(text.text, text.length, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL)
        fail_msg("line %d: %s\n%s", error.line, error.text, text.text);
    cv_buffer_free(&text);
    return json;
}

static void check_member(json_t *of, const char *key, const char *wanted)
{
    json_t *member = json_object_get(of, key);
    assert_non_null(member);
    if (wanted == NULL)
        assert_true(json_is_null(member));
    else
        check_text(json_string_value(member), wanted, key);
}

static void check_figure(json_t *of, const char *key, double wanted)
{
    json_t *member = json_object_get(of, key);
    assert_non_null(member);
    if (isnan(wanted))
        assert_true(json_is_null(member));
    else
        check_close(json_number_value(member), wanted, 0, key);
}

static json_t *analysis_of(json_t *report)
{
    assert_int_equal(json_array_size(json_object_get(report, "analyses")), 1);
    return json_array_get(json_object_get(report, "analyses"), 0);
}

static void the_survey_is_told_once(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_countries(&results);
    json_t *report = report_of(&results), *overview = json_object_get(report, "overview");
    check_member(report, "canvass", cv_version());
    check_member(report, "title", "Interest in live-stream shopping");
    check_member(report, "source", "Consumer interest survey, 2021");
    check_member(report, "note", "Synthetic data");
    check_figure(overview, "rows", 14460);
    check_figure(overview, "weight_sum", 14460.5);
    check_figure(overview, "strata", 42);
    check_figure(overview, "psus", 723);
    check_figure(overview, "deff_kish", 1.25);
    json_decref(report);
    cv_results_free(&results);
}

static void check_estimate(json_t *got, const cv_result *result, const cv_estimate *row)
{
    const struct {
        const char *key;
        double value;
    } numbers[] = {{"count", row->count},
                   {"n", row->n},
                   {"weighted_n", row->weighted_n},
                   {"se", row->se},
                   {"ci_low", row->low},
                   {"ci_high", row->high},
                   {"df", row->df},
                   {"cv", row->cv},
                   {"deff", row->deff},
                   {"n_eff", row->n_eff},
                   {"estimate", row->estimate}};
    const cv_axis *of = &result->of[row->variable];
    check_member(got, "variable", of->variable);
    check_member(got, "level", row->level == CV_ALL ? NULL : of->values[row->level]);
    assert_int_equal(json_object_size(json_object_get(got, "by")), result->by_count);
    for (size_t i = 0; i < result->by_count; i++)
        check_member(json_object_get(got, "by"), result->by[i].variable,
                     row->group[i] == CV_ALL ? NULL : result->by[i].values[row->group[i]]);
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        check_figure(got, numbers[i].key, numbers[i].value);
}

static const sample_maker samples[] = {sample_countries, sample_banner,  sample_means,
                                       sample_many,      sample_hostile, sample_scores};

static void every_estimate_reads_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        cv_results results = {0};
        samples[i](&results);
        const cv_result *result = &results.items[0];
        json_t *report = report_of(&results), *rows = json_object_get(analysis_of(report), "estimates");
        assert_int_equal(json_array_size(rows), result->row_count);
        for (size_t j = 0; j < result->row_count; j++)
            check_estimate(json_array_get(rows, j), result, &result->rows[j]);
        json_decref(report);
        cv_results_free(&results);
    }
}

static void flags_are_a_list_of_words(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_countries(&results);
    json_t *report = report_of(&results), *rows = json_object_get(analysis_of(report), "estimates");
    json_t *flags = json_object_get(json_array_get(rows, 11), "flag");
    assert_int_equal(json_array_size(flags), 2);
    check_text(json_string_value(json_array_get(flags, 0)), "fallback-interval", "first");
    check_text(json_string_value(json_array_get(flags, 1)), "zero-se", "second");
    assert_int_equal(json_array_size(json_object_get(json_array_get(rows, 0), "flag")), 0);
    json_decref(report);
    cv_results_free(&results);
}

static void comparisons_name_groups_or_a_contrast(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_scores(&results);
    json_t *report = report_of(&results), *rows = json_object_get(analysis_of(report), "comparisons");
    json_t *pair = json_array_get(rows, 1), *contrast = json_array_get(rows, 2), *none = json_array_get(rows, 3);
    assert_int_equal(json_array_size(rows), 4);
    check_member(pair, "over", "sex");
    check_member(pair, "group_a", "F");
    check_member(pair, "group_b", "M");
    check_member(pair, "measure", "ratio");
    check_figure(pair, "value", 1.5);
    assert_true(json_is_true(json_object_get(pair, "significant")));
    assert_int_equal(json_object_size(json_object_get(pair, "by")), 0);
    check_member(contrast, "contrast", "women_against_men");
    assert_null(json_object_get(contrast, "group_a"));
    assert_true(json_is_false(json_object_get(contrast, "significant")));
    check_member(none, "significant", NULL);
    check_figure(none, "p_adjusted", NAN);
    check_member(analysis_of(report), "method", "wald");
    check_member(analysis_of(report), "adjust", "bh");
    check_member(analysis_of(report), "sampling", "binomial");
    json_decref(report);
    cv_results_free(&results);
}

static void tests_and_covariances_are_there(void **state)
{
    (void)state;
    static double covariance[9] = {1, 0.5, 0, 0.5, 2, 0, 0, 0, 1e-20};
    cv_results results = {0};
    sample_countries(&results);
    results.items[0].row_count = 3;
    results.items[0].covariance = covariance;
    json_t *report = report_of(&results), *analysis = analysis_of(report);
    json_t *test = json_array_get(json_object_get(analysis, "tests"), 0);
    check_member(test, "test", "rao-scott-f");
    check_member(test, "row_variable", "interested");
    check_member(test, "column_variable", "country");
    check_figure(test, "df2", 3745.5);
    check_figure(test, "p", 1.25e-20);
    for (size_t i = 0; i < 9; i++)
        check_close(
            json_number_value(json_array_get(json_array_get(json_object_get(analysis, "covariance"), i / 3), i % 3)),
            covariance[i], 0, "covariance");
    json_decref(report);
    cv_results_free(&results);
}

/* Two groups, or two variables: the table's second variable is in another list. */
static void tests_of_pairs_have_estimates(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_countries(&results);
    cv_test_row *row = &results.items[0].tests[0];
    row->test = CV_TEST_WILCOXON;
    row->a = 1;
    row->b = 2;
    row->estimate = -0.25;
    row->se = 0.125;
    row->low = -0.5;
    row->high = NAN;
    row->p_adjusted = 0.75;
    json_t *report = report_of(&results);
    json_t *test = json_array_get(json_object_get(analysis_of(report), "tests"), 0);
    check_member(test, "test", "wilcoxon");
    check_member(test, "column_variable", "country");
    check_member(test, "group_a", "ES");
    check_member(test, "group_b", "FR");
    check_figure(test, "estimate", -0.25);
    check_figure(test, "se", 0.125);
    check_figure(test, "ci_low", -0.5);
    check_figure(test, "ci_high", NAN);
    check_figure(test, "p_adjusted", 0.75);
    json_decref(report);
    row->test = CV_TEST_PAIRED_T;
    row->column = 0;
    report = report_of(&results);
    test = json_array_get(json_object_get(analysis_of(report), "tests"), 0);
    check_member(test, "row_variable", "interested");
    check_member(test, "column_variable", "interested");
    check_member(json_object_get(test, "by"), "country", NULL);
    assert_null(json_object_get(test, "group_a"));
    json_decref(report);
    cv_results_free(&results);
}

static void labels_stand_with_their_variable(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_hostile(&results);
    const cv_axis *axis = &results.items[0].of[0];
    json_t *report = report_of(&results);
    json_t *of = json_array_get(json_object_get(analysis_of(report), "of"), 0), *levels = json_object_get(of, "levels");
    check_member(of, "label", axis->label);
    assert_int_equal(json_array_size(levels), axis->count);
    for (size_t i = 0; i < axis->count; i++) {
        check_member(json_array_get(levels, i), "value", axis->values[i]);
        check_member(json_array_get(levels, i), "label", axis->labels[i]);
    }
    json_decref(report);
    cv_results_free(&results);
}

static void weights_take_the_estimates_place(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_weights(&results);
    json_t *report = report_of(&results), *analysis = analysis_of(report);
    json_t *rows = json_object_get(analysis, "weights");
    assert_null(json_object_get(analysis, "estimates"));
    assert_int_equal(json_array_size(rows), 3);
    check_figure(json_array_get(rows, 0), "p99", 3.5);
    check_figure(json_array_get(rows, 2), "n_eff", 1600);
    check_member(json_object_get(json_array_get(rows, 2), "by"), "sex", NULL);
    json_decref(report);
    cv_results_free(&results);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    cv_report_json(context, &text);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_countries(&results);
    check_every_allocation(run_short_of_memory, &results, 0);
    cv_results_free(&results);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_survey_is_told_once),          cmocka_unit_test(every_estimate_reads_back),
        cmocka_unit_test(flags_are_a_list_of_words),        cmocka_unit_test(comparisons_name_groups_or_a_contrast),
        cmocka_unit_test(tests_and_covariances_are_there),  cmocka_unit_test(tests_of_pairs_have_estimates),
        cmocka_unit_test(labels_stand_with_their_variable), cmocka_unit_test(weights_take_the_estimates_place),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
