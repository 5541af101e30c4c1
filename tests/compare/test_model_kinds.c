/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordinal, multinomial and Poisson models through the whole engine: what they must agree with, and what they refuse.
 * Their numbers against R's are in tests/cli/test_examples.c, their fits in closed form in tests/estimate/test_fit.c.
 */
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

/* A synthetic survey: stratum, PSU, weight, a number, an answer from 1 to 3, whether it is above 2, a factor, a count
 * and what it is in proportion to. `step` reorders the rows. */
static char *write_survey(size_t step)
{
    static char rows[ROWS][80];
    uint64_t state = 11;
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t draw[7];
        for (int k = 0; k < 7; k++)
            draw[k] = (state = state * 6364136223846793005u + 1442695040888963407u) >> 33;
        unsigned answer = (unsigned)((draw[3] % 7 + draw[4] % 3) / 3) + 1;
        snprintf(rows[i], sizeof rows[i], "%u,%u,%.2f,%.2f,%u,%s,%s,%u,%.1f\n", (unsigned)(i % 3),
                 (unsigned)(draw[0] % 5), (double)(draw[1] % 300) / 100, (double)(draw[2] % 5000) / 100, answer,
                 answer > 2 ? "yes" : "no", (const char *[]){"north", "south", "east"}[draw[4] % 3],
                 (unsigned)(draw[5] % 5 * (draw[4] % 3 + 1)), 0.5 + (double)(draw[6] % 30) / 10);
    }
    char *text = malloc(ROWS * 80 + 100), *at = text;
    at += sprintf(at, "s,p,w,x,a,h,f,c,e\n");
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

/* ---- agreement ---- */

static void check_row(const cv_coefficient *got, const cv_coefficient *want, double sign, const char *what)
{
    check_near(got->estimate, sign * want->estimate, 1e-10, 1e-10, what);
    check_close(got->se, want->se, 1e-10, what);
    check_close(got->df, want->df, 0, what);
    check_near(got->p, want->p, 1e-9, 1e-9, what);
}

/* Of two levels all three are one model. */
static void two_levels_are_a_logit(void **state)
{
    (void)state;
    static const char study[] = DESIGN "  - {name: l, model: logit, of: h, level: \"yes\", predictors: [x, f]}\n"
                                       "  - {name: o, model: ordinal, of: h, predictors: [x, f]}\n"
                                       "  - {name: m, model: multinomial, of: h, predictors: [x, f]}\n";
    test_study run;
    char *data = write_survey(1);
    test_study_must_run(&run, study, data, 1, 0);
    const cv_model_result *logit = model_of(&run, 0), *ordinal = model_of(&run, 1), *multinomial = model_of(&run, 2);
    assert_int_equal(ordinal->row_count, logit->row_count);
    assert_int_equal(multinomial->row_count, logit->row_count);
    for (size_t i = 0; i < logit->row_count; i++) {
        check_row(&ordinal->rows[i], &logit->rows[i], i == 0 ? -1 : 1, "ordinal");
        check_row(&multinomial->rows[i], &logit->rows[i], 1, "multinomial");
    }
    for (size_t i = 0; i < logit->test_count; i++) {
        check_close(ordinal->tests[i].statistic, logit->tests[i].statistic, 1e-10, "ordinal F");
        check_close(multinomial->tests[i].p, logit->tests[i].p, 1e-9, "multinomial p");
    }
    assert_true(isnan(ordinal->rows[0].odds_ratio));
    check_close(ordinal->rows[1].odds_ratio, logit->rows[1].odds_ratio, 1e-10, "odds ratio");
    test_study_free(&run);
    free(data);
}

/* With another reference the coefficients are differences, and tests of terms the same. */
static void a_reference_moves_the_coefficients(void **state)
{
    (void)state;
    static const char study[] =
        DESIGN "  - {name: a, model: multinomial, of: a, predictors: [x, f], margins: f}\n"
               "  - {name: b, model: multinomial, of: a, predictors: [x, f], margins: f, references: {a: 2}}\n";
    test_study run;
    char *data = write_survey(1);
    test_study_must_run(&run, study, data, 1, 0);
    const cv_model_result *first = model_of(&run, 0), *second = model_of(&run, 1);
    size_t columns = first->column_count;
    assert_int_equal(first->row_count, 2 * columns);
    for (size_t j = 0; j < columns; j++) { /* 2 and 3 against 1; 1 and 3 against 2 */
        double two = first->rows[j].estimate, three = first->rows[columns + j].estimate;
        check_near(second->rows[j].estimate, -two, 1e-10, 1e-10, "1 against 2");
        check_close(second->rows[j].se, first->rows[j].se, 1e-10, "its standard error");
        check_near(second->rows[columns + j].estimate, three - two, 1e-10, 1e-10, "3 against 2");
        assert_int_equal(first->rows[columns + j].answer, 2);
        assert_int_equal(second->rows[j].answer, 0);
    }
    for (size_t i = 0; i < first->test_count; i++) {
        check_close(second->tests[i].statistic, first->tests[i].statistic, 1e-9, "F");
        check_close(first->tests[i].df1, 2 * (double)first->terms[first->tests[i].term].count, 0, "df1");
    }
    for (size_t g = 0; g < first->margin_count; g++)
        for (size_t h = 0; h < second->margin_count; h++)
            if (first->margins[g].level == second->margins[h].level &&
                first->margins[g].answer == second->margins[h].answer) {
                check_close(second->margins[h].estimate, first->margins[g].estimate, 1e-11, "margin");
                check_close(second->margins[h].se, first->margins[g].se, 1e-9, "its standard error");
            }
    test_study_free(&run);
    free(data);
}

/* From the other end slopes and thresholds change their signs, and the thresholds their order. */
static void an_order_backwards(void **state)
{
    (void)state;
    static const char study[] = "data: {file: d.csv}\n"
                                "variables: {up: {from: a, groups: {L: [1], M: [2], H: [3]}}, down: {from: a, groups: "
                                "{H: [3], M: [2], L: [1]}}}\n"
                                "design: {weight: w, strata: s, cluster: p, nest: true}\nanalyses:\n"
                                "  - {name: a, model: ordinal, of: a, predictors: [x, f]}\n"
                                "  - {name: u, model: ordinal, of: up, predictors: [x, f]}\n"
                                "  - {name: d, model: ordinal, of: down, predictors: [x, f]}\n";
    test_study run;
    char *data = write_survey(1);
    test_study_must_run(&run, study, data, 1, 0);
    const cv_model_result *numbers = model_of(&run, 0), *up = model_of(&run, 1), *down = model_of(&run, 2);
    assert_int_equal(numbers->row_count, 5);
    for (size_t i = 0; i < numbers->row_count; i++) {
        check_row(&up->rows[i], &numbers->rows[i], 1, "upwards");
        check_row(&down->rows[i < 2 ? 1 - i : i], &numbers->rows[i], -1, "downwards");
    }
    test_study_free(&run);
    free(data);
}

/* A factor's coefficient is the logarithm of a ratio of ratios. */
static void a_rate_is_a_ratio(void **state)
{
    (void)state;
    static const char study[] = DESIGN
        "  - {name: r, statistic: ratio, of: c, denominator: e, by: h, df: 9, compare: {measure: ratio}, where: \"f "
        "!= 'east'\"}\n"
        "  - {name: p, model: poisson, of: c, exposure: e, predictors: h, references: {h: \"yes\"}, df: 9, where: \"f "
        "!= 'east'\"}\n";
    test_study run;
    char *data = write_survey(1);
    test_study_must_run(&run, study, data, 1, 0);
    const cv_comparison *ratio = &run.results.items[0].comparisons[0];
    const cv_coefficient *rate = &model_of(&run, 1)->rows[1];
    check_close(rate->odds_ratio, ratio->value, 1e-11, "rate ratio");
    check_close(rate->se, ratio->se, 1e-10, "standard error of its logarithm");
    check_close(rate->odds_low, ratio->low, 1e-10, "limit");
    check_close(rate->p, ratio->p, 1e-9, "p");
    test_study_free(&run);
    free(data);
}

#define KINDS                                                                                                          \
    "  - {name: o, model: ordinal, of: a, predictors: [x, f, \"f:x\"], margins: f, compare: {over: f}}\n"              \
    "  - {name: m, model: multinomial, of: a, predictors: [x, f], margins: f, compare: {over: f}}\n"                   \
    "  - {name: p, model: poisson, of: c, exposure: e, predictors: [x, f, h, \"f:h\"], margins: [f, h]}\n"

static void check_same(const test_study *a, const test_study *b, double relative, const char *what)
{
    for (size_t k = 0; k < a->results.count; k++) {
        const cv_model_result *x = model_of(a, k), *y = model_of(b, k);
        assert_int_equal(x->row_count, y->row_count);
        assert_int_equal(x->margin_count, y->margin_count);
        for (size_t i = 0; i < x->row_count; i++) {
            check_near(x->rows[i].estimate, y->rows[i].estimate, relative, relative, what);
            check_close(x->rows[i].se, y->rows[i].se, relative, what);
        }
        for (size_t i = 0; i < x->margin_count; i++) {
            check_close(x->margins[i].estimate, y->margins[i].estimate, relative, what);
            check_close(x->margins[i].se, y->margins[i].se, relative, what);
        }
        for (size_t i = 0; i < x->test_count; i++)
            check_close(x->tests[i].statistic, y->tests[i].statistic, 10 * relative, what);
    }
}

static void what_must_not_matter(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        size_t step, jobs, chunk;
        double relative;
    } others[] = {{"threads", 1, 4, 0, 0}, {"other rows first", 77, 1, 0, 1e-10}, {"small chunks", 1, 2, 500, 1e-10}};
    test_study first, run;
    char *data = write_survey(1);
    test_study_must_run(&first, DESIGN KINDS, data, 1, 0);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        char *other = write_survey(others[i].step);
        test_study_must_run(&run, DESIGN KINDS, other, others[i].jobs, others[i].chunk);
        check_same(&run, &first, others[i].relative, others[i].what);
        test_study_free(&run);
        free(other);
    }
    test_study_free(&first);
    free(data);
}

/* ---- levels ---- */

#define SMALL(variables, analysis)                                                                                     \
    "data: {file: d.csv}\nvariables: {" variables "}\nanalyses:\n  - {name: m, " analysis "}\n"

static const char ROWS_OF_D[] = "y,f,g,n,k,z,e\n"
                                "10,a,u,0,p,-1,1\n"
                                "9,a,v,1,q,1,2\n"
                                "1,b,u,2,r,0,1\n"
                                "10,b,v,0,p,2,0\n"
                                "1,a,u,3,q,1,1\n"
                                "9,b,v,1,r,1,-3\n"
                                "10,a,v,2,r,2,1\n"
                                "1,b,u,0,q,0,2\n"
                                "9,b,u,0,p,3,1\n"
                                ",a,v,4,p,1,1\n";

static const struct levels_case {
    const char *name, *study, *levels; /* "term level;..." */
} levels_cases[] = {
    {"numbers_have_their_order", SMALL("", "model: ordinal, of: y, predictors: g"),
     "(threshold) 1|9;(threshold) 9|10;g v"},
    {"numbers_have_their_order_whatever_is_shown_first",
     SMALL("y: {levels: {10: Ten, 9: Nine, 1: One, 4: Four}}", "model: ordinal, of: y, predictors: g"),
     "(threshold) 1|9;(threshold) 9|10;g v"},
    {"words_stand_as_they_are_shown",
     SMALL("k: {levels: {r: last, x: none, q: mid, p: first}}", "model: ordinal, of: k, predictors: g"),
     "(threshold) r|q;(threshold) q|p;g v"},
    {"a_level_that_no_row_has_is_no_level", SMALL("", "model: ordinal, of: y, predictors: n, where: y != 9"),
     "(threshold) 1|10;n "},
    {"an_answer_for_each_but_the_first", SMALL("", "model: multinomial, of: k, predictors: g"),
     "(intercept) q;g vq;(intercept) r;g vr"},
    {"an_answer_for_each_but_the_reference",
     SMALL("k: {levels: {r: last, q: mid, p: first}}",
           "model: multinomial, of: k, predictors: g, references: {k: mid}"),
     "(intercept) r;g vr;(intercept) p;g vp"},
};

static void check_levels(void **state)
{
    const struct levels_case *c = *state;
    test_study run;
    char got[1000] = "", *at = got;
    test_study_must_run(&run, c->study, ROWS_OF_D, 1, 0);
    const cv_model_result *model = model_of(&run, 0);
    for (size_t i = 0; i < model->row_count; i++) {
        const cv_coefficient *row = &model->rows[i];
        const char *level = NULL;
        assert_true(cv_model_level(model, row, true, &run.results.arena, &level));
        at += snprintf(at, (size_t)(got + sizeof got - at), "%s%s %s%s", i > 0 ? ";" : "", model->terms[row->term].name,
                       level, row->answer != CV_ALL && row->above == CV_ALL ? model->answer.values[row->answer] : "");
    }
    check_text(got, c->levels, c->name);
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
    {"one_answer", SMALL("", "model: ordinal, of: y, predictors: f, where: y = 9"),
     "canvass: study.yaml:4:5: error: analysis 'm': all of the model's rows have the answer '9'\n"
     "  expected rows with two answers or more\n"},
    {"one_answer_of_no_order", SMALL("", "model: multinomial, of: k, predictors: f, where: \"k = 'p'\""),
     "canvass: study.yaml:4:5: error: analysis 'm': all of the model's rows have the answer 'p'\n"
     "  expected rows with two answers or more\n"},
    {"no_rows", SMALL("", "model: multinomial, of: k, predictors: f, where: y > 99"),
     "canvass: study.yaml:4:5: error: analysis 'm': no row has all the answers that the model needs\n" ROWS_WANTED},
    {"fewer_rows_than_coefficients", SMALL("", "model: multinomial, of: k, predictors: [f, g, n], where: y = 9"),
     "canvass: study.yaml:4:5: error: analysis 'm': fewer rows than coefficients\n" ROWS_WANTED},
    {"a_level_with_the_last_answer_alone",
     SMALL("", "model: ordinal, of: k, predictors: [f, g], where: n = 1 or n = 2"),
     "canvass: study.yaml:4:5: error: analysis 'm': no finite estimates, since an answer is certain or impossible "
     "along "
     "the term 'f', level 'b'\n"
     "  expected predictors at whose every level there are rows with other answers than the first, and than the "
     "last\n"},
    {"a_reference_nearly_right", SMALL("", "model: multinomial, of: k, predictors: f, references: {k: qq}"),
     "canvass: study.yaml:4:73: error: variable 'k' has no level 'qq'\n"
     "  expected a level of this variable, by its value or its label\n  did you mean 'q'?\n"},
    {"a_reference_without_rows",
     SMALL("", "model: multinomial, of: k, predictors: f, references: {k: q}, where: \"k != 'q'\""),
     "canvass: study.yaml:4:73: error: no row of the model has the reference level 'q' of 'k'\n"
     "  expected a level that rows of the model have\n"},
    {"counts_below_zero", SMALL("", "model: poisson, of: z, predictors: f"),
     "canvass: study.yaml:4:35: error: analysis 'm': 'z' is below zero in 1 of the model's rows\n"
     "  expected counts: numbers from 0 on\n"},
    {"counts_of_zero_alone", SMALL("", "model: poisson, of: n, predictors: f, where: n = 0"),
     "canvass: study.yaml:4:5: error: analysis 'm': 'n' is zero in all of the model's rows\n"
     "  expected rows with a count above zero\n"},
    {"exposures_of_zero_or_less", SMALL("", "model: poisson, of: n, predictors: f, exposure: e"),
     "canvass: study.yaml:4:63: error: analysis 'm': the exposure 'e' is zero or less in 2 of the model's rows\n"
     "  expected numbers above zero\n"},
    {"an_exposure_that_is_nowhere", SMALL("", "model: poisson, of: n, predictors: f, exposure: ee"),
     "canvass: study.yaml:4:63: error: there is no variable or column 'ee'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'e'?\n"},
    {"a_level_without_counts",
     SMALL("t: {from: n, groups: {none: [0], some: \"*\"}}", "model: poisson, of: n, predictors: t"),
     "canvass: study.yaml:4:5: error: analysis 'm': no finite estimates, since the count is certain to be zero along "
     "the "
     "term 't', level 'none'\n"
     "  expected predictors at whose every level there are rows with a count above zero\n"},
    {"an_answer_that_a_level_lacks",
     SMALL("t: {where: y > 1}", "model: multinomial, of: y, predictors: t, references: {y: 9}"),
     "canvass: study.yaml:4:5: error: analysis 'm': no finite estimates, since the answer '1' is certain or impossible "
     "beside '9' along the term 't', level 'yes'\n"
     "  expected predictors at whose every level there are rows with each answer\n"},
    {"a_predictor_twice_over",
     SMALL("h: {from: g, groups: {A: [u], B: [v]}}", "model: multinomial, of: k, predictors: [g, h]"),
     "canvass: study.yaml:4:5: error: analysis 'm': the terms before it (and the intercept) already determine the "
     "term 'h', level 'B'\n" FREE},
    {"a_predictor_twice_over_beside_thresholds",
     SMALL("h: {from: g, groups: {A: [u], B: [v]}}", "model: ordinal, of: k, predictors: [g, h]"),
     "canvass: study.yaml:4:5: error: analysis 'm': the terms before it (and the intercept) already determine the "
     "term 'h', level 'B'\n" FREE},
    {"an_event_at_every_row_of_the_reference_level",
     SMALL("t: {where: y < 10}, h: {where: y > 9 or n = 1}",
           "model: logit, of: h, predictors: t, references: {t: \"no\"}"),
     "canvass: study.yaml:4:5: error: analysis 'm': no finite estimates, since the event is certain or impossible "
     "along "
     "the term 't', level 'no'\n"
     "  expected predictors at whose every level there are rows with the event and without it\n"},
};

static void check_refused(void **state)
{
    const struct refused *c = *state;
    test_study run;
    test_study_run(&run, c->study, ROWS_OF_D, 1, 0);
    check_messages(&run.messages, c->wanted, c->name);
    assert_int_equal(run.status == CV_OK, c->wanted[0] == '\0');
    test_study_free(&run);
}

/* ---- memory ---- */

static cv_status run_kinds(void *context, cv_messages *messages)
{
    return test_study_try(DESIGN KINDS, context, messages);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    char *data = write_survey(1);
    check_every_allocation(run_kinds, data, 0);
    free(data);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(levels_cases) + COUNT_OF(refused) + 6] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(levels_cases); i++)
        tests[count++] = (struct CMUnitTest){.name = levels_cases[i].name,
                                             .test_func = check_levels,
                                             .initial_state = (void *)(uintptr_t)&levels_cases[i]};
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        tests[count++] = (struct CMUnitTest){
            .name = refused[i].name, .test_func = check_refused, .initial_state = (void *)(uintptr_t)&refused[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(two_levels_are_a_logit);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_reference_moves_the_coefficients);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(an_order_backwards);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_rate_is_a_ratio);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(what_must_not_matter);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return _cmocka_run_group_tests("model_kinds", tests, count, NULL, NULL);
}
