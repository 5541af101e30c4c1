/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models through the whole engine: what they must agree with, which rows and levels they take, what they refuse. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/model_result.h"
#include "support/test_memory.h"
#include "support/test_messages.h"
#include "support/test_study.h"

enum { ROWS = 240 };

/* A synthetic survey: stratum, PSU, weight, a number, an answer, a factor, a yes or no, a number with few values.
 * `step` reorders the rows. */
static char *write_survey(size_t step)
{
    static char rows[ROWS][80];
    uint64_t state = 7;
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t draw[6];
        for (int k = 0; k < 6; k++)
            draw[k] = (state = state * 6364136223846793005u + 1442695040888963407u) >> 33;
        const char *answer = draw[3] % 12 == 0 ? "" : draw[3] % 5 < 2 + draw[4] % 2 ? "yes" : "no";
        snprintf(rows[i], sizeof rows[i], "%u,%u,%.2f,%.2f,%s,%s,%s,%u\n", (unsigned)(i % 3), (unsigned)(draw[0] % 5),
                 0.5 + (double)(draw[1] % 300) / 100, (double)(draw[2] % 5000) / 100, answer,
                 (const char *[]){"north", "south", "east"}[draw[4] % 3], draw[5] % 2 ? "f" : "m",
                 (unsigned)(draw[5] / 2 % 4));
    }
    char *text = malloc(ROWS * 80 + 100), *at = text;
    at += sprintf(at, "s,p,w,x,a,f,g,k\n");
    for (size_t i = 0; i < ROWS; i++)
        at += sprintf(at, "%s", rows[i * step % ROWS]);
    return text;
}

#define DESIGN "data: {file: d.csv}\ndesign: {weight: w, strata: s, cluster: p, nest: true}\nanalyses:\n"

static const cv_model_result *model_of(const test_study *run, size_t at)
{
    assert_true(at < run->results.count);
    assert_non_null(run->results.items[at].model);
    return run->results.items[at].model;
}

/* ---- agreement with the rest ---- */

/* A model of one factor of two levels is a comparison of two domains. */
static void one_factor_is_a_comparison(void **state)
{
    (void)state;
    static const char study[] =
        DESIGN "  - {name: m, statistic: mean, of: x, by: g, compare: {over: g, reference: f}, where: k > 0}\n"
               "  - {name: l, model: linear, of: x, predictors: g, where: k > 0, df: design}\n"
               "  - {name: s, statistic: proportion, of: a, level: \"yes\", by: g, compare: {over: g, reference: f, "
               "measure: odds_ratio}}\n"
               "  - {name: o, model: logit, of: a, level: \"yes\", predictors: g}\n";
    test_study run;
    char *data = write_survey(1);
    test_study_must_run(&run, study, data, 1, 0);
    const cv_coefficient *slope = &model_of(&run, 1)->rows[1], *odds = &model_of(&run, 3)->rows[1];
    const cv_comparison *difference = &run.results.items[0].comparisons[0],
                        *ratio = &run.results.items[2].comparisons[0];
    check_close(slope->estimate, difference->value, 1e-11, "difference");
    check_close(slope->se, difference->se, 1e-11, "its standard error");
    check_close(slope->df, difference->df - 1, 0, "df: design + 1 - coefficients");
    check_close(model_of(&run, 1)->rows[0].estimate, run.results.items[0].rows[0].estimate, 1e-12, "intercept");
    check_close(model_of(&run, 1)->rows[0].se, run.results.items[0].rows[0].se, 1e-11, "its standard error");
    check_close(odds->odds_ratio, ratio->value, 1e-11, "odds ratio");
    check_close(odds->se, ratio->se, 1e-11, "standard error of its logarithm");
    check_close(model_of(&run, 3)->tests[0].statistic, odds->statistic * odds->statistic, 1e-11, "F = t squared");
    check_close(model_of(&run, 3)->tests[0].p, odds->p, 1e-10, "and its p");
    test_study_free(&run);
    free(data);
}

static void check_same(const test_study *a, const test_study *b, double relative, const char *what)
{
    const cv_model_result *x = model_of(a, 0), *y = model_of(b, 0);
    assert_int_equal(x->row_count, y->row_count);
    for (size_t i = 0; i < x->row_count; i++) {
        check_near(x->rows[i].estimate, y->rows[i].estimate, relative, relative, what);
        check_close(x->rows[i].se, y->rows[i].se, relative, what);
        check_close(x->rows[i].df, y->rows[i].df, 0, what);
    }
    for (size_t i = 0; i < x->test_count; i++)
        check_close(x->tests[i].statistic, y->tests[i].statistic, 10 * relative, what);
}

#define LARGE "  - {name: m, model: logit, of: a, level: \"yes\", predictors: [x, f, g, \"f:g\", \"x:g\", k]}\n"

static void what_must_not_matter(void **state)
{
    (void)state;
    static const struct {
        const char *what, *study;
        size_t step, jobs, chunk;
        double relative;
    } others[] = {{"threads", DESIGN LARGE, 1, 4, 0, 0},
                  {"other rows first", DESIGN LARGE, 77, 1, 0, 1e-11},
                  {"the same again with names",
                   DESIGN "  - {name: m, model: logit, of: a, level: \"yes\", predictors: "
                          "[x, f, g, \"f:g\", \"x:g\", k], references: {f: east}}\n",
                   1, 1, 0, 1e-11},
                  {"small chunks", DESIGN LARGE, 1, 2, 500, 1e-11}};
    test_study first, run;
    char *data = write_survey(1);
    test_study_must_run(&first, DESIGN LARGE, data, 1, 0);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        char *other = write_survey(others[i].step);
        test_study_must_run(&run, others[i].study, other, others[i].jobs, others[i].chunk);
        check_same(&run, &first, others[i].relative, others[i].what);
        test_study_free(&run);
        free(other);
    }
    test_study_free(&first);
    free(data);
}

/* ---- rows and levels ---- */

#define SMALL(variables, design, analysis)                                                                             \
    "data: {file: d.csv}\nvariables: {" variables "}\ndesign: {" design "}\nanalyses:\n  - {name: m, " analysis "}\n"

static const char ROWS_OF_D[] = "w,y,e,f,g,n,c\n"
                                "1,1,yes,a,u,1,k\n"
                                "2,3,no,a,v,2,k\n"
                                "1,2,yes,b,u,3,k\n"
                                "1,5,no,b,v,5,k\n"
                                "3,4,yes,c,u,8,k\n"
                                "1,7,no,c,v,13,k\n"
                                "1,6,no,a,u,x,k\n"
                                "0,9,yes,d,v,4,k\n"
                                "1,,yes,e,u,6,k\n"
                                "2,8,yes,b,u,7,k\n"
                                "1,4,no,a,u,9,k\n";

/** The terms and levels that a model has. */
static const struct keys_case {
    const char *name, *study, *keys; /* "term level|term level|..." */
    double n, df;
} keys_cases[] = {
    {"levels_without_rows_are_left_out", SMALL("", "weight: w", "model: linear, of: y, predictors: f"),
     "(intercept) |f b|f c", 9, 6},
    {"the_first_level_that_has_rows_is_the_reference",
     SMALL("", "weight: w", "model: linear, of: y, predictors: f, where: \"f != 'a'\""), "(intercept) |f c", 5, 3},
    {"declared_levels_have_their_order",
     SMALL("f: {levels: {z: Zed, c: See, a: Eh}}", "weight: w", "model: linear, of: y, predictors: f"),
     "(intercept) |f a|f b", 9, 6},
    {"a_reference", SMALL("", "weight: w", "model: linear, of: y, predictors: [f], references: {f: b}"),
     "(intercept) |f a|f c", 9, 6},
    {"a_reference_by_its_label",
     SMALL("f: {levels: {z: Zed, c: See, a: Eh}}", "weight: w",
           "model: linear, of: y, predictors: f, references: {f: "
           "Eh}"),
     "(intercept) |f c|f b", 9, 6},
    {"a_column_with_a_word_is_a_factor",
     SMALL("", "weight: w", "model: linear, of: y, predictors: n, where: \"n in ('1', '2', 'x')\""),
     "(intercept) |n 2|n x", 3, 0},
    {"a_word_that_means_missing_leaves_numbers",
     SMALL("n: {missing: x}", "weight: w", "model: linear, of: y, predictors: n"), "(intercept) |n ", 8, 6},
    {"a_number_that_means_missing",
     SMALL("n: {missing: [x, \"9.0\", \"13\"]}", "weight: w", "model: linear, of: y, predictors: n"), "(intercept) |n ",
     6, 4},
    {"a_number_made_a_factor", SMALL("w: {type: nominal}", "", "model: linear, of: y, predictors: w, where: w > 0"),
     "(intercept) |w 2|w 3", 9, 6},
    {"classes", SMALL("q: {from: y, cut: [0, 3, 6]}", "weight: w", "model: linear, of: w, predictors: q"),
     "(intercept) |q 3 to <6|q 6+", 9, 6},
    {"main_effects_come_first", SMALL("", "weight: w", "model: linear, of: y, predictors: [\"g:w\", w, g]"),
     "(intercept) |w |g v|g:w v", 9, 5},
    {"a_missing_margin_takes_the_reference_in",
     SMALL("", "weight: w", "model: linear, of: y, predictors: [g, \"g:w\"]"), "(intercept) |g v|g:w u|g:w v", 9, 5},
    {"an_interaction_alone", SMALL("", "weight: w", "model: linear, of: y, predictors: \"f:g\""),
     "(intercept) |f:g b:u|f:g c:u|f:g a:v|f:g b:v|f:g c:v", 9, 3},
    {"combinations_without_rows_are_left_out",
     SMALL("", "weight: w", "model: linear, of: y, predictors: [f, g, \"f:g\"], where: \"f != 'c' or g = 'u'\""),
     "(intercept) |f b|f c|g v|f:g b:v", 8, 3},
    {"a_given_df", SMALL("", "weight: w", "model: linear, of: y, predictors: f, df: 17"), "(intercept) |f b|f c", 9,
     17},
    {"df_of_the_design", SMALL("", "weight: w", "model: linear, of: y, predictors: f, df: design"),
     "(intercept) |f b|f c", 9, 7},
};

static void check_keys(void **state)
{
    const struct keys_case *c = *state;
    test_study run;
    char got[1000] = "", *at = got;
    test_study_must_run(&run, c->study, ROWS_OF_D, 1, 0);
    const cv_model_result *model = model_of(&run, 0);
    for (size_t i = 0; i < model->row_count; i++) {
        const char *level = NULL;
        assert_true(cv_model_level(model, &model->rows[i], true, &run.results.arena, &level));
        at += snprintf(at, (size_t)(got + sizeof got - at), "%s%s %s", i > 0 ? "|" : "",
                       model->terms[model->rows[i].term].name, level);
    }
    check_text(got, c->keys, c->name);
    check_close(model->n, c->n, 0, "n");
    check_close(model->df, c->df, 0, "df");
    for (size_t i = 0; i < model->row_count; i++) {
        assert_int_equal((model->rows[i].flags & CV_FLAG_NO_DF) != 0, c->df <= 0);
        assert_int_equal(isnan(model->rows[i].p), c->df <= 0);
        assert_int_equal(isnan(model->rows[i].low), c->df <= 0);
    }
    test_study_free(&run);
}

/* ---- what is refused ---- */

#define ROWS_WANTED                                                                                                    \
    "  expected rows with a weight above zero, every answer there and, for model logit, both with the event and "      \
    "without it\n"
#define FREE "  expected predictors that do not determine each other, each combination of an interaction with rows\n"

static const struct refused {
    const char *name, *study, *wanted;
} refused[] = {
    {"no_rows", SMALL("", "weight: w", "model: linear, of: y, predictors: f, where: w > 9"),
     "canvass: study.yaml:5:5: error: analysis 'm': no row has all the answers that the model needs\n" ROWS_WANTED},
    {"fewer_rows_than_coefficients",
     SMALL("", "weight: w", "model: linear, of: y, predictors: [f, w], where: \"y in (2, 3)\""),
     "canvass: study.yaml:5:5: error: analysis 'm': fewer rows than coefficients\n" ROWS_WANTED},
    {"one_level", SMALL("", "weight: w", "model: linear, of: y, predictors: [f, c]"),
     "canvass: study.yaml:5:53: error: 'c' has only the level 'k' in the model's rows\n"
     "  expected a predictor with two levels or more\n"},
    {"a_reference_without_rows", SMALL("", "weight: w", "model: linear, of: y, predictors: f, references: {f: d}"),
     "canvass: study.yaml:5:68: error: no row of the model has the reference level 'd' of 'f'\n"
     "  expected a level that rows of the model have\n"},
    {"a_reference_nearly_right", SMALL("", "weight: w", "model: linear, of: y, predictors: g, references: {g: uu}"),
     "canvass: study.yaml:5:68: error: variable 'g' has no level 'uu'\n"
     "  expected a level of this variable, by its value or its label\n  did you mean 'u'?\n"},
    {"a_reference_of_a_number",
     SMALL("y: {type: number}", "weight: w", "model: linear, of: w, predictors: y, references: {y: 1}"),
     "canvass: study.yaml:5:68: error: 'y' is a number and has no reference level\n"
     "  expected type: nominal for the variable\n"},
    {"no_events", SMALL("", "weight: w", "model: logit, of: e, level: \"yes\", predictors: f, where: \"e = 'no'\""),
     "canvass: study.yaml:5:5: error: analysis 'm': none of the model's rows has the event\n" ROWS_WANTED},
    {"events_alone", SMALL("", "weight: w", "model: logit, of: e, level: [\"yes\", \"no\"], predictors: f"),
     "canvass: study.yaml:5:5: error: analysis 'm': all of the model's rows have the event\n" ROWS_WANTED},
    {"an_event_that_is_no_level", SMALL("", "weight: w", "model: logit, of: e, level: maybe, predictors: f"),
     "canvass: study.yaml:5:43: error: variable 'e' has no level 'maybe'\n"
     "  expected a level of this variable, by its value or its label\n"},
    {"a_predictor_twice_over",
     SMALL("h: {from: g, groups: {A: [u], B: [v]}}", "weight: w", "model: linear, of: y, predictors: [g, h]"),
     "canvass: study.yaml:5:5: error: analysis 'm': the terms before it (and the intercept) already determine the "
     "term 'h', level 'B'\n" FREE},
    {"separation", SMALL("hi: {where: y > 4}", "weight: w", "model: logit, of: hi, predictors: y"),
     "canvass: study.yaml:5:5: error: analysis 'm': no finite estimates, since the event is certain or impossible "
     "along the term 'y'\n"
     "  expected predictors at whose every level there are rows with the event and without it\n"},
    {"unknown_names", SMALL("", "weight: w", "model: linear, of: yy, predictors: [f, \"ff:g\"]"),
     "canvass: study.yaml:5:54: error: there is no variable or column 'ff'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'f'?\n"
     "canvass: study.yaml:5:34: error: there is no variable or column 'yy'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'y'?\n"},
    {"a_lonely_psu", SMALL("", "weight: w, strata: y", "model: linear, of: w, predictors: g, where: y > 0"),
     "canvass: study.yaml:5:5: error: analysis 'm': stratum '1' of 'y' has only one PSU\n"
     "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until each has two "
     "PSUs\n"},
};

static void check_refused(void **state)
{
    const struct refused *c = *state;
    test_study run;
    const char *rows = strcmp(c->name, "a_lonely_psu") == 0 ? "w,y,g\n1,1,u\n2,2,v\n1,2,u\n" : ROWS_OF_D;
    test_study_run(&run, c->study, rows, 1, 0);
    assert_true(run.status == CV_DATA || run.status == CV_USAGE);
    check_messages(&run.messages, c->wanted, c->name);
    test_study_free(&run);
}

/* A lonely PSU under another policy is flagged. */
static void a_treated_lonely_psu(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run,
                        SMALL("", "weight: w, strata: s, lonely_psu: adjust", "model: linear, of: y, predictors: g"),
                        "w,s,y,g\n1,a,1,u\n2,b,2,v\n1,b,2,u\n1,b,3,v\n2,c,5,u\n2,c,5,v\n1,c,6,u\n", 1, 0);
    const cv_model_result *model = model_of(&run, 0);
    assert_int_equal(model->rows[0].flags, CV_FLAG_LONELY_PSU);
    assert_int_equal(model->tests[0].flags, CV_FLAG_LONELY_PSU);
    check_close(model->df, 3, 0, "df");
    test_study_free(&run);
}

/* ---- many texts ---- */

static char *write_numbers(const char *last)
{
    enum { MANY = 10050 };
    char *text = malloc(MANY * 32 + 100), *at = text;
    at += sprintf(at, "x,y\n");
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "%d.5,%d\n", i, 3 * i + i % 2);
    sprintf(at, "%s,1\n", last);
    return text;
}

#define MANY_STUDY "data: {file: d.csv}\nanalyses: [{name: m, model: linear, of: y, predictors: x}]\n"

static void many_numbers_are_numbers(void **state)
{
    (void)state;
    test_study run;
    char *data = write_numbers("");
    test_study_must_run(&run, MANY_STUDY, data, 1, 0);
    const cv_model_result *model = model_of(&run, 0);
    assert_int_equal(model->row_count, 2);
    check_close(model->n, 10050, 0, "n");
    check_close(model->rows[1].estimate, 3, 1e-6, "slope");
    test_study_free(&run);
    free(data);
}

static void a_word_after_many_numbers(void **state)
{
    (void)state;
    test_study run;
    char *data = write_numbers("many");
    test_study_run(&run, MANY_STUDY, data, 1, 0);
    check_messages(&run.messages,
                   "canvass: study.yaml:2:56: error: line 10052 of the data: 'many' in 'x' is no number\n"
                   "  expected a number, as in the rows above it\n",
                   "a word after many numbers");
    test_study_free(&run);
    free(data);
}

/* ---- memory ---- */

static cv_status run_models(void *context, cv_messages *messages)
{
    static const char text[] =
        DESIGN "  - {name: m, model: logit, of: a, level: \"yes\", predictors: [x, f, g, \"f:x\"], covariance: true, "
               "where: x > 1, references: {g: f}}\n";
    return test_study_try(text, context, messages);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    char *data = write_survey(1);
    check_every_allocation(run_models, data, 0);
    free(data);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(keys_cases) + COUNT_OF(refused) + 8] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(keys_cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = keys_cases[i].name, .test_func = check_keys, .initial_state = (void *)(uintptr_t)&keys_cases[i]};
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        tests[count++] = (struct CMUnitTest){
            .name = refused[i].name, .test_func = check_refused, .initial_state = (void *)(uintptr_t)&refused[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(one_factor_is_a_comparison);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(what_must_not_matter);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_treated_lonely_psu);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(many_numbers_are_numbers);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_word_after_many_numbers);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return _cmocka_run_group_tests("model", tests, count, NULL, NULL);
}
