/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What charts need beside estimates: where the classes of a number start, and how weights are distributed, against a
 * count row by row. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "support/test_memory.h"
#include "support/test_messages.h"
#include "support/test_study.h"

/* ---- classes ---- */

#define CLASSED "w,x,y\n1,5,a\n2,14.9,b\n3,15,a\n1,400,b\n2,,a\n1,-3,a\n"

static void an_axis_of_classes_has_their_bounds(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run,
                        "data: {file: x.csv}\nvariables:\n  c: {from: x, cut: {from: 0, to: 15, step: 5}}\n"
                        "  d: {from: x, cut: [-10, 0, 12.5]}\nanalyses:\n"
                        "  - {name: p, statistic: proportion, of: [c, y], by: d, missing: level}\n",
                        CLASSED, 1, 0);
    const cv_result *result = &run.results.items[0];
    static const double c[] = {0, 5, 10, 15, NAN}, d[] = {-10, 0, 12.5};
    assert_int_equal(result->of[0].count, COUNT_OF(c));
    for (size_t i = 0; i < COUNT_OF(c); i++)
        check_close(result->of[0].bounds[i], c[i], 0, "bound of c");
    check_text(result->of[0].values[4], "(missing)", "the level without a bound");
    assert_null(result->of[1].bounds);
    assert_int_equal(result->by[0].count, COUNT_OF(d));
    for (size_t i = 0; i < COUNT_OF(d); i++)
        check_close(result->by[0].bounds[i], d[i], 0, "bound of d");
    test_study_free(&run);
}

/* ---- weights ---- */

enum { ROWS = 500, GROUPS = 3 };

struct survey {
    cv_buffer text;
    double weight[ROWS];
    size_t group[ROWS];
};

/* Weights of 0 and far from the mean among them. */
static void make_survey(struct survey *to)
{
    unsigned seed = 11;
    *to = (struct survey){0};
    cv_buffer_add(&to->text, "w,g,x\n");
    for (size_t i = 0; i < ROWS; i++) {
        seed = seed * 1664525u + 1013904223u;
        unsigned kind = seed >> 28, size = seed >> 16 & 0xfff;
        to->weight[i] = kind == 0 ? 0 : kind == 1 ? 1e-4 * size : kind == 2 ? 10.0 * size : 1 + size / 1000.0;
        to->group[i] = (seed >> 8) % GROUPS;
        cv_buffer_add_number(&to->text, to->weight[i]);
        cv_buffer_format(&to->text, ",%c,%zu\n", "abc"[to->group[i]], i % 7);
    }
}

/* `group` GROUPS: of all rows. */
static void check_bins(const cv_weight_bins *got, const struct survey *of, size_t group)
{
    double sum = 0, squares = 0, min = INFINITY, max = 0;
    uint64_t rows = 0, bins[CV_WEIGHT_BINS] = {0};
    for (size_t i = 0; i < ROWS; i++)
        if (of->weight[i] > 0 && (group == GROUPS || of->group[i] == group)) {
            rows++;
            sum += of->weight[i];
            squares += of->weight[i] * of->weight[i];
            min = fmin(min, of->weight[i]);
            max = fmax(max, of->weight[i]);
        }
    for (size_t i = 0; i < ROWS; i++)
        if (of->weight[i] > 0 && (group == GROUPS || of->group[i] == group)) {
            double bin = floor(4 * log2(of->weight[i] / (sum / (double)rows))) + 24;
            bins[(size_t)fmax(0, fmin(bin, CV_WEIGHT_BINS - 1))]++;
        }
    assert_int_equal(got->of.rows, rows);
    check_close(got->of.sum, sum, 1e-12, "sum");
    check_close(got->of.squares, squares, 1e-12, "squares");
    check_close(got->of.min, min, 0, "least");
    check_close(got->of.max, max, 0, "most");
    for (size_t b = 0; b < CV_WEIGHT_BINS; b++)
        assert_int_equal(got->rows[b], bins[b]);
}

#define WEIGHTED                                                                                                       \
    "data: {file: x.csv}\ndesign: {weight: w}\nanalyses:\n  - {name: w, statistic: weights, by: g, total: true}\n"     \
    "  - {name: m, statistic: mean, of: x, where: \"g = 'a'\"}\n"

static void a_chart_of_weights_has_their_distribution(void **state)
{
    (void)state;
    struct survey of;
    make_survey(&of);
    for (size_t jobs = 1; jobs <= 3; jobs += 2) {
        test_study run;
        test_study_must_run(&run, WEIGHTED "charts: {name: c, kind: weights}\n", of.text.text, jobs, 300);
        check_bins(run.results.weights, &of, GROUPS);
        assert_int_equal(run.results.items[0].weight_count, GROUPS + 1);
        for (size_t g = 0; g <= GROUPS; g++)
            check_bins(run.results.items[0].weights[g].bins, &of, g);
        test_study_free(&run);
    }
    cv_buffer_free(&of.text);
}

static void weights_that_nobody_draws_are_not_counted(void **state)
{
    (void)state;
    static const char *const charts[] = {"", "charts: {name: c, kind: weights, from: w}\n",
                                         "charts: {name: c, from: m}\n"};
    struct survey of;
    make_survey(&of);
    for (size_t i = 0; i < COUNT_OF(charts); i++) {
        test_study run;
        cv_buffer study = {0};
        cv_buffer_format(&study, "%s%s", WEIGHTED, charts[i]);
        test_study_must_run(&run, study.text, of.text.text, 1, 0);
        assert_null(run.results.weights);
        cv_buffer_free(&study);
        test_study_free(&run);
    }
    cv_buffer_free(&of.text);
}

static void calibrated_weights_have_their_own_distribution(void **state)
{
    (void)state;
    cv_study study = {0};
    cv_messages messages = {0};
    static const char text[] = "data: {file: x.csv}\ndesign: {weight: w, trim: {max: 3}}\n"
                               "analyses: [{name: m, statistic: mean, of: x}]\ncharts: {name: c, kind: weights}\n";
    cv_study_parse("study.yaml", text, strlen(text), NULL, 0, &study, &messages);
    check_messages(&messages, "", "the study");
    assert_false(cv_study_draws_weights(&study));
    cv_study_free(&study);
    cv_messages_free(&messages);
}

/* Each imputation has the same weights: they are counted once. */
static void weights_of_imputations_are_counted_once(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run,
                        "data: {file: x.csv, imputation: i}\ndesign: {weight: w}\n"
                        "analyses: [{name: m, statistic: mean, of: x}]\ncharts: {name: c, kind: weights}\n",
                        "i,w,x\n1,1,2\n1,3,4\n1,2,1\n2,1,2\n2,3,5\n2,2,1\n", 1, 0);
    assert_int_equal(run.results.weights->of.rows, 3);
    check_close(run.results.weights->of.sum, 6, 0, "sum");
    assert_int_equal(run.results.weights->rows[CV_WEIGHT_BINS / 2], 1);
    test_study_free(&run);
}

static cv_status run_with_little_memory(void *context, cv_messages *messages)
{
    (void)context;
    return test_study_try("data: {file: x.csv}\nvariables: {c: {from: x, cut: [0, 10]}}\ndesign: {weight: w}\n"
                          "analyses: [{name: p, statistic: proportion, of: c}, {name: w, statistic: weights}]\n"
                          "charts: {name: c, kind: weights}\n",
                          CLASSED, messages);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    check_every_allocation(run_with_little_memory, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_axis_of_classes_has_their_bounds),
        cmocka_unit_test(a_chart_of_weights_has_their_distribution),
        cmocka_unit_test(weights_that_nobody_draws_are_not_counted),
        cmocka_unit_test(calibrated_weights_have_their_own_distribution),
        cmocka_unit_test(weights_of_imputations_are_counted_once),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
