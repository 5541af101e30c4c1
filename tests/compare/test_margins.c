/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predictive margins and their comparisons: where a model has one factor alone they are the domains' own estimates,
 * with the same covariance. Their numbers against R's svypredmeans are in tests/cli/test_examples.c. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/model_result.h"
#include "support/test_messages.h"
#include "support/test_study.h"

enum { ROWS = 300 };

/* Stratum, PSU, weight, a number, an answer, a yes or no, a factor, another one, a count, five replicate weights. */
static char *write_survey(void)
{
    uint64_t state = 5;
    char *text = malloc(ROWS * 120 + 100), *at = text;
    at += sprintf(at, "s,p,w,x,a,h,f,g,c,r1,r2,r3,r4,r5\n");
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t draw[7];
        for (int k = 0; k < 7; k++)
            draw[k] = (state = state * 6364136223846793005u + 1442695040888963407u) >> 33;
        unsigned answer = (unsigned)((draw[3] % 7 + draw[4] % 3) / 3) + 1;
        at += sprintf(at, "%u,%u,%.2f,%.2f,%u,%s,%s,%c,%u", (unsigned)(i % 4), (unsigned)(draw[0] % 5),
                      (double)(draw[1] % 300) / 100, (double)(draw[2] % 5000) / 100, answer,
                      draw[6] % 5 < answer ? "yes" : "no", (const char *[]){"north", "south", "east"}[draw[4] % 3],
                      "uv"[draw[5] % 2], (unsigned)(draw[5] % 5 * (draw[4] % 3 + 1)));
        for (unsigned r = 0; r < 5; r++)
            at += sprintf(at, ",%.4f", draw[0] % 5 == r ? 0 : 1.25 * (double)(draw[1] % 300) / 100);
        at += sprintf(at, "\n");
    }
    return text;
}

#define DESIGN                                                                                                         \
    "data: {file: d.csv}\n"                                                                                            \
    "design: {weight: w, strata: s, cluster: p, nest: true}\n"                                                         \
    "analyses:\n"

static const cv_model_result *model_of(const test_study *run, size_t at)
{
    assert_true(at < run->results.count);
    assert_non_null(run->results.items[at].model);
    return run->results.items[at].model;
}

/* ---- one factor ---- */

static const struct saturated {
    const char *name, *statistic, *model;
    size_t levels; /* that the estimates have in each domain */
} saturated[] = {
    {"means",
     "statistic: mean, of: x, by: f, compare: {over: f, measure: [difference, ratio], contrasts: {k: {north: 2, south: "
     "-1, east: -1}}}",
     "model: linear, of: x, predictors: f, margins: f, compare: {over: f, measure: [difference, ratio], contrasts: {k: "
     "{north: 2, south: -1, east: -1}}}",
     1},
    {"shares",
     "statistic: proportion, of: h, level: \"yes\", by: f, ci: wald, compare: {measure: [difference, ratio, "
     "odds_ratio], adjust: hommel}",
     "model: logit, of: h, level: \"yes\", predictors: f, margins: f, compare: {measure: [difference, ratio, "
     "odds_ratio], adjust: hommel}",
     1},
    {"shares_against_a_reference",
     "statistic: proportion, of: h, level: \"yes\", by: f, ci: wald, where: \"g = 'u'\", compare: {reference: north}",
     "model: logit, of: h, level: \"yes\", predictors: f, margins: f, where: \"g = 'u'\", compare: {reference: north}",
     1},
    {"shares_of_levels", "statistic: proportion, of: a, by: f, ci: wald, compare: {over: f, measure: odds_ratio}",
     "model: multinomial, of: a, predictors: f, margins: f, compare: {over: f, measure: odds_ratio}", 3},
    {"counts", "statistic: mean, of: c, by: f, compare: {over: f, measure: ratio}",
     "model: poisson, of: c, predictors: f, margins: f, compare: {over: f, measure: ratio}", 1},
};

static void check_comparison(const cv_comparison *got, const cv_comparison *want, const char *what)
{
    assert_int_equal(got->a, want->a);
    assert_int_equal(got->b, want->b);
    assert_int_equal(got->measure, want->measure);
    assert_int_equal(got->significant, want->significant);
    assert_true((got->contrast == NULL) == (want->contrast == NULL));
    check_near(got->value, want->value, 1e-10, 1e-10, what);
    check_close(got->se, want->se, 1e-9, what);
    check_near(got->low, want->low, 1e-9, 1e-10, what);
    check_close(got->df, want->df, 0, what);
    check_near(got->p_adjusted, want->p_adjusted, 1e-8, 1e-12, what);
}

static void check_design(const struct saturated *c, const char *design)
{
    char text[1500], *data = write_survey();
    test_study run;
    snprintf(text, sizeof text,
             "data: {file: d.csv}\ndesign: {weight: w, %s}\nanalyses:\n"
             "  - {name: s, df: 11, %s}\n  - {name: m, df: 11, %s}\n",
             design, c->statistic, c->model);
    test_study_must_run(&run, text, data, 1, 0);
    const cv_result *domains = &run.results.items[0], *result = &run.results.items[1];
    const cv_model_result *model = model_of(&run, 1);
    assert_int_equal(model->margin_count, domains->row_count);
    for (size_t i = 0; i < model->margin_count; i++) {
        check_close(model->margins[i].estimate, domains->rows[i].estimate, 1e-11, c->name);
        check_close(model->margins[i].se, domains->rows[i].se, 1e-10, c->name);
        check_close(model->margins[i].low, domains->rows[i].low, 1e-9, c->name);
        check_close(model->margins[i].df, 11, 0, c->name);
        assert_int_equal(model->margins[i].level, domains->rows[i].group[0]);
        assert_int_equal(model->margins[i].answer, c->levels > 1 ? domains->rows[i].level : CV_ALL);
    }
    assert_int_equal(result->comparison_count, domains->comparison_count);
    for (size_t i = 0; i < result->comparison_count; i++)
        check_comparison(&result->comparisons[i], &domains->comparisons[i], c->name);
    test_study_free(&run);
    free(data);
}

static void check_saturated(void **state)
{
    check_design(*state, "strata: s, cluster: p, nest: true");
    check_design(*state, "replicates: {type: jk1, weights: \"r*\", scale: 0.8}");
    check_design(*state, "replicates: {type: bootstrap, weights: \"r*\", scale: 0.3, mse: true}");
}

/* ---- several ---- */

/* A linear model's margins differ by its coefficients, those of levels add up to 1. */
static void margins_of_several_factors(void **state)
{
    (void)state;
    static const char study[] =
        DESIGN "  - {name: l, model: linear, of: x, predictors: [f, g, c], margins: [g, f], compare: {over: f}}\n"
               "  - {name: o, model: ordinal, of: a, predictors: [f, g, x], margins: [f, g], compare: {over: g}}\n";
    test_study run;
    char *data = write_survey();
    test_study_must_run(&run, study, data, 1, 0);
    const cv_model_result *linear = model_of(&run, 0), *ordinal = model_of(&run, 1);
    assert_int_equal(linear->margin_count, 5);
    assert_string_equal(linear->predictors[linear->margins[0].predictor].axis.variable, "g");
    check_close(linear->margins[1].estimate - linear->margins[0].estimate, linear->rows[3].estimate, 1e-10, "g");
    assert_int_equal(run.results.items[0].comparison_count, 3);
    for (size_t i = 0; i < 2; i++) { /* against the reference, the first level */
        check_close(run.results.items[0].comparisons[i].value, -linear->rows[1 + i].estimate, 1e-10, "f");
        check_close(run.results.items[0].comparisons[i].se, linear->rows[1 + i].se, 1e-10, "its standard error");
    }
    assert_int_equal(ordinal->margin_count, 15);
    for (size_t g = 0; g < 15; g += 3)
        check_close(ordinal->margins[g].estimate + ordinal->margins[g + 1].estimate + ordinal->margins[g + 2].estimate,
                    1, 1e-14, "shares");
    assert_int_equal(run.results.items[1].comparison_count, 3);
    test_study_free(&run);
    free(data);
}

#define SMALL(analysis) "data: {file: d.csv}\nanalyses:\n  - {name: m, " analysis "}\n"

static const char ROWS_OF_D[] =
    "y,f,g,n\n"
    "1,a,u,1\n2,a,u,3\n3,a,v,2\n5,a,v,4\n2,b,u,4\n4,b,u,1\n6,b,v,2\n7,b,v,1\n5,c,u,5\n6,c,u,1\n";

/* Nobody is c and v: the model does not say what they would answer. */
static void a_combination_without_rows(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run,
                        SMALL("model: linear, of: y, predictors: [f, g, \"f:g\"], margins: [f, g], compare: {over: f, "
                              "contrasts: {k: {a: 1, c: -1}}, pairs: all}"),
                        ROWS_OF_D, 1, 0);
    const cv_model_result *model = model_of(&run, 0);
    static const bool there[] = {true, true, false, true, false}; /* f: a, b, c; g: u, v */
    assert_int_equal(model->margin_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(!isnan(model->margins[i].estimate), there[i]);
        assert_int_equal(!isnan(model->margins[i].se), there[i]);
        assert_int_equal(!isnan(model->margins[i].low), there[i]);
        assert_int_equal(model->margins[i].flags, there[i] ? 0 : CV_FLAG_EMPTY);
    }
    check_close(model->margins[0].estimate, 1.5 * 0.6 + 4 * 0.4, 1e-12, "a: 6 rows of u, 4 of v");
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->comparison_count, 4); /* a b, a c, b c, the contrast */
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(isnan(result->comparisons[i].value), i > 0);
        assert_int_equal(isnan(result->comparisons[i].p), i > 0);
        assert_int_equal(result->comparisons[i].flags, i > 0 ? CV_FLAG_EMPTY : 0);
    }
    test_study_free(&run);
}

static void without_degrees_of_freedom(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run,
                        "data: {file: d.csv}\ndesign: {cluster: g}\nanalyses:\n"
                        "  - {name: m, model: linear, of: y, predictors: f, margins: f, compare: {}}\n",
                        ROWS_OF_D, 1, 0);
    const cv_model_result *model = model_of(&run, 0);
    for (size_t i = 0; i < model->margin_count; i++) {
        assert_true(!isnan(model->margins[i].estimate) && isnan(model->margins[i].low));
        assert_true((model->margins[i].flags & CV_FLAG_NO_DF) != 0);
    }
    assert_true((run.results.items[0].comparisons[0].flags & CV_FLAG_NO_DF) != 0);
    assert_true(isnan(run.results.items[0].comparisons[0].p));
    test_study_free(&run);
}

/* Everybody's weight zero but for some: rows of weight zero are no rows of the model, whatever their levels. */
static void zero_weights_are_not_averaged(void **state)
{
    (void)state;
    test_study with, without;
    static const char study[] = "data: {file: d.csv}\ndesign: {weight: w}\nanalyses:\n"
                                "  - {name: m, model: poisson, of: y, predictors: [f, n], margins: f}\n";
    test_study_must_run(&with, study, "w,y,f,n\n1,1,a,1\n2,4,a,2\n0,9,z,7\n1,2,b,5\n3,6,b,1\n0,5,a,3\n1,3,a,4\n", 1, 0);
    test_study_must_run(&without, study, "w,y,f,n\n1,1,a,1\n2,4,a,2\n1,2,b,5\n3,6,b,1\n1,3,a,4\n", 1, 0);
    assert_int_equal(model_of(&with, 0)->margin_count, 2);
    for (size_t i = 0; i < 2; i++)
        check_close(model_of(&with, 0)->margins[i].estimate, model_of(&without, 0)->margins[i].estimate, 1e-13,
                    "margin");
    test_study_free(&with);
    test_study_free(&without);
}

/* ---- what is refused ---- */

static const struct refused {
    const char *name, *study, *wanted;
} refused[] = {
    {"a_margin_of_a_number", SMALL("model: linear, of: y, predictors: [f, n], margins: [f, n]"),
     "canvass: study.yaml:3:70: error: 'n' is a number and has no levels for margins\n"
     "  expected a factor: type: nominal for the variable, or classes of it\n"},
    {"a_reference_nearly_right", SMALL("model: linear, of: y, predictors: f, margins: f, compare: {reference: bb}"),
     "canvass: study.yaml:3:85: error: variable 'f' has no level 'bb'\n"
     "  expected a level of this variable, by its value or its label\n  did you mean 'b'?\n"},
    {"a_contrast_of_no_level",
     SMALL("model: linear, of: y, predictors: f, margins: f, compare: {contrasts: {k: {a: 1, e: -1}}}"),
     "canvass: study.yaml:3:96: error: variable 'f' has no level 'e'\n"
     "  expected a level of this variable, by its value or its label\n"},
};

static void check_refused(void **state)
{
    const struct refused *c = *state;
    test_study run;
    test_study_run(&run, c->study, ROWS_OF_D, 1, 0);
    assert_int_equal(run.status, CV_USAGE);
    check_messages(&run.messages, c->wanted, c->name);
    test_study_free(&run);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(saturated) + COUNT_OF(refused) + 4] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(saturated); i++)
        tests[count++] = (struct CMUnitTest){
            .name = saturated[i].name, .test_func = check_saturated, .initial_state = (void *)(uintptr_t)&saturated[i]};
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        tests[count++] = (struct CMUnitTest){
            .name = refused[i].name, .test_func = check_refused, .initial_state = (void *)(uintptr_t)&refused[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(margins_of_several_factors);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_combination_without_rows);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(without_degrees_of_freedom);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(zero_weights_are_not_averaged);
    return _cmocka_run_group_tests("margins", tests, count, NULL, NULL);
}
