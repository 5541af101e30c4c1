/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of weights: what they show of, and what they cannot. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "plot/curves.h"
#include "plot/plot.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

enum { GROUPS = CV_CURVES_MOST + 1 };

/* An analysis of the weights in groups whose labels could break out, and all weights. */
struct sample {
    cv_study study;
    cv_results results;
    cv_chart_spec chart;
    cv_analysis_spec spec;
    cv_result result;
    cv_axis by;
    cv_weight_row rows[GROUPS];
    int32_t group[GROUPS];
    cv_weight_bins bins;
    cv_calibration_result calibration;
};

static const char *labels[GROUPS] = {"North", "\"\nsystem(\"true\")", "`id`", "East & <b>West</b>", "5", "6", "7", "8",
                                     "9"};

static void make(struct sample *to, size_t rows, bool from)
{
    *to = (struct sample){.chart = {.name = {.text = "c", .place = {.file = "s.yaml", .line = 5, .column = 3}},
                                    .kind = CV_CHART_WEIGHTS,
                                    .formats = CV_FORMAT_SVG},
                          .spec = {.name = {.text = "a"}},
                          .by = {.variable = "g", .label = "g", .values = labels, .labels = labels, .count = GROUPS},
                          .bins = {.of = {.rows = 4, .sum = 8, .squares = 20, .min = 1, .max = 4}}};
    to->bins.rows[20] = 2;
    to->bins.rows[24] = to->bins.rows[28] = 1;
    for (size_t i = 0; i < GROUPS; i++) {
        to->group[i] = (int32_t)i;
        to->rows[i] = (cv_weight_row){.group = &to->group[i], .bins = &to->bins};
    }
    to->group[0] = CV_ALL;
    to->result = (cv_result){.spec = &to->spec,
                             .statistic = CV_STATISTIC_WEIGHTS,
                             .by = &to->by,
                             .by_count = 1,
                             .weights = to->rows,
                             .weight_count = rows};
    to->results = (cv_results){.study = &to->study, .items = &to->result, .count = 1, .weights = &to->bins};
    to->chart.place = to->chart.name.place;
    if (from)
        to->chart.from = (cv_word){.text = "a"};
}

static cv_status draw(struct sample *of, cv_buffer *script, const char *said)
{
    cv_messages messages = {0};
    cv_status status = cv_plot_weights(&of->chart, &of->results, script, &messages);
    check_messages(&messages, said, "messages");
    cv_messages_free(&messages);
    return status;
}

static void check_has(const cv_buffer *script, const char *text)
{
    if (strstr(script->text, text) == NULL)
        fail_msg("no '%s' in\n%s", text, script->text);
}

static void all_weights_are_one_curve(void **state)
{
    (void)state;
    struct sample of;
    cv_buffer script = {0};
    make(&of, 0, false);
    assert_int_equal(draw(&of, &script, ""), CV_OK);
    check_has(&script, "Distribution of the weights. Weights: design effect 1.25, largest 2.");
    cv_buffer_free(&script);
}

static void calibrated_weights_are_two(void **state)
{
    (void)state;
    struct sample of;
    cv_buffer script = {0};
    make(&of, 0, false);
    of.calibration.summary.before = of.calibration.summary.after = of.bins.of;
    of.calibration.summary.bins[0][24] = of.calibration.summary.bins[1][24] = 4;
    of.results.calibration = &of.calibration;
    assert_int_equal(draw(&of, &script, ""), CV_OK);
    check_has(&script, "Before: design effect 1.25, largest 2. After: design effect 1.25, largest 2.");
    cv_buffer_free(&script);
}

static void groups_have_a_curve_each(void **state)
{
    (void)state;
    struct sample of;
    cv_buffer script = {0};
    make(&of, 4, true);
    assert_int_equal(draw(&of, &script, ""), CV_OK);
    check_has(&script, "All: design effect 1.25");
    check_has(&script, "East");
    assert_null(strstr(script.text, "\nsystem"));
    cv_buffer_free(&script);
}

static void nobody_has_a_flat_one(void **state)
{
    (void)state;
    struct sample of;
    cv_buffer script = {0};
    make(&of, 0, false);
    of.bins = (cv_weight_bins){0};
    assert_int_equal(draw(&of, &script, ""), CV_OK);
    assert_null(strstr(script.text, "nan"));
    assert_null(strstr(script.text, "inf"));
    cv_buffer_free(&script);
}

static void too_many_groups_are_told(void **state)
{
    (void)state;
    struct sample of;
    cv_buffer script = {0};
    make(&of, GROUPS, true);
    assert_int_equal(draw(&of, &script,
                          "canvass: s.yaml:5:3: error: chart 'c' can show 8 distributions of weights, and analysis "
                          "'a' has 9\n  expected an analysis of fewer groups\n"),
                     CV_USAGE);
    cv_buffer_free(&script);
}

static cv_status draw_with_little_memory(void *context, cv_messages *messages)
{
    (void)context;
    struct sample of;
    cv_buffer script = {0};
    make(&of, 3, true);
    cv_status status = cv_plot_weights(&of.chart, &of.results, &script, messages);
    cv_buffer_free(&script);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    check_every_allocation(draw_with_little_memory, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_weights_are_one_curve), cmocka_unit_test(calibrated_weights_are_two),
        cmocka_unit_test(groups_have_a_curve_each),  cmocka_unit_test(nobody_has_a_flat_one),
        cmocka_unit_test(too_many_groups_are_told),  cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
