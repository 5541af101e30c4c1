/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not change the numbers: the order of the rows, threads and chunks, cutting the file elsewhere, the scale of
 * the weights, the names of strata and PSUs. One synthetic survey, every statistic, comparisons and tests. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/test_study.h"

enum { ROWS = 600 };

struct row {
    int country, stratum, psu, answer, score, sex;
    double weight, spend;
};

static struct row ROWS_OF_SURVEY[ROWS];

static const char STUDY[] =
    "data: {file: x.csv}\n"
    "design: {weight: w, strata: stratum, cluster: psu, nest: true}\n"
    "analyses:\n"
    "  - {name: share, statistic: proportion, of: answer, by: [country], total: true,\n"
    "     compare: {over: country, measure: [difference, odds_ratio]}, tests: [pearson, "
    "rao-scott-chisq, rao-scott-f, wald, adjusted-wald, lincom, saddlepoint]}\n"
    "  - {name: fit, statistic: proportion, of: answer, tests: goodness-of-fit,\n"
    "     null: {'0': 1, '1': 1, '2': 2}}\n"
    "  - {name: t, statistic: mean, of: spend, by: [country], tests: t}\n"
    "  - {name: cross, statistic: proportion, of: answer, by: [country, sex], ci: beta}\n"
    "  - {name: mean, statistic: mean, of: spend, by: [country], compare: {over: country}}\n"
    "  - {name: total, statistic: total, of: spend, by: [sex]}\n"
    "  - {name: ratio, statistic: ratio, of: spend, denominator: score, by: [country]}\n"
    "  - {name: nps, statistic: nps, of: score, where: \"sex = '1'\"}\n"
    "  - {name: quantiles, statistic: quantile, of: spend, by: [country], quantiles: [0.2, 0.5], "
    "qrule: hf8}\n"
    "  - {name: sd, statistic: sd, of: spend, by: [country], compare: {over: country}}\n"
    "  - {name: correlation, statistic: correlation, of: [spend, score, answer], by: [sex]}\n"
    "  - {name: gini, statistic: gini, of: spend, by: [country], compare: {over: country}}\n"
    "  - {name: lorenz, statistic: lorenz, of: spend, quantiles: [0.13, 0.5]}\n"
    "  - {name: fifths, statistic: quintile-share-ratio, of: spend, by: [country]}\n"
    "  - {name: weights, statistic: weights, by: [country]}\n";

static const char ROWS_ALONE[] =
    "data: {file: x.csv}\n"
    "design: {weight: w, strata: stratum}\n"
    "analyses:\n"
    "  - {name: share, statistic: proportion, of: answer, by: [country], compare: {over: country}}\n"
    "  - {name: mean, statistic: mean, of: spend, by: [sex]}\n"
    "  - {name: variance, statistic: variance, of: spend, by: [sex]}\n"
    "  - {name: gini, statistic: gini, of: spend, by: [sex]}\n"
    "  - {name: ratio, statistic: ratio, of: spend, denominator: score}\n"
    "  - {name: quantiles, statistic: quantile, of: score, by: [sex], quantiles: [0.2, 0.5], interval: beta}\n";

/* Replicates that leave PSUs out, as a jackknife does. */
static const char REPLICATED[] =
    "data: {file: x.csv}\n"
    "design: {weight: w, replicates: {type: jk1, weights: \"rep*\", combined: false}}\n"
    "analyses:\n"
    "  - {name: share, statistic: proportion, of: answer, by: [country], total: true, missing: level,\n"
    "     compare: {over: country, measure: [difference, odds_ratio]}, tests: [rao-scott-chisq, rao-scott-f]}\n"
    "  - {name: mean, statistic: mean, of: spend, by: [country], compare: {over: country}}\n"
    "  - {name: correlation, statistic: correlation, of: [spend, score], by: [country], compare: {over: country}}\n"
    "  - {name: gini, statistic: gini, of: spend, by: [country], compare: {over: country}}\n"
    "  - {name: poverty, statistic: at-risk-of-poverty, of: spend, by: [country], compare: {over: country}}\n"
    "  - {name: total, statistic: total, of: spend, by: [sex]}\n"
    "  - {name: ratio, statistic: ratio, of: spend, denominator: score, by: [country, sex]}\n"
    "  - {name: nps, statistic: nps, of: score, where: \"sex = '1'\", df: where}\n"
    "  - {name: weights, statistic: weights, by: [country]}\n";

enum { REPLICATES = 6 };

static void make_survey(void)
{
    uint64_t state = 20211122;
    for (int i = 0; i < ROWS; i++) {
        uint64_t draw[7];
        for (int k = 0; k < 7; k++)
            draw[k] = (state = state * 6364136223846793005u + 1442695040888963407u) >> 33;
        struct row *row = &ROWS_OF_SURVEY[i];
        row->country = (int)(draw[0] % 3);
        row->stratum = row->country * 2 + (int)(draw[1] % 2);
        row->psu = (int)(draw[2] % 6);
        row->answer =
            draw[3] % 10 == 0 ? -1 : (int)((draw[3] / 16 + (uint64_t)row->country + (uint64_t)row->psu % 2) % 3);
        row->score = (int)(draw[4] % 11);
        row->sex = (int)(draw[5] % 2);
        row->weight = (double)(1 + draw[6] % 997) / 250;
        row->spend = (double)(draw[6] / 997 % 100000) / 64 + 1e4;
    }
}

/** How the survey is written down. */
struct spelling {
    int step;           /**< rows in the order i * step mod ROWS; coprime to it */
    double scale;       /**< of the weights */
    const char *prefix; /**< of strata and PSUs */
    int flip;           /**< other numbers for strata: their order changes */
};

static char *write_survey(struct spelling as)
{
    char *text = malloc(ROWS * 400 + 200), *at = text;
    at += sprintf(at, "country,stratum,psu,answer,score,sex,w,spend");
    for (int r = 1; r <= REPLICATES; r++)
        at += sprintf(at, ",rep%d", r);
    at += sprintf(at, "\n");
    for (int i = 0; i < ROWS; i++) {
        const struct row *row = &ROWS_OF_SURVEY[(i * as.step) % ROWS];
        char answer[12] = "";
        if (row->answer >= 0)
            sprintf(answer, "%d", row->answer);
        at += sprintf(at, "%d,%s%d,%s%d,%s,%d,%d,%.17g,%.17g", row->country, as.prefix,
                      as.flip ? 9 - row->stratum : row->stratum, as.prefix, row->psu, answer, row->score, row->sex,
                      row->weight * as.scale, row->spend);
        for (int r = 0; r < REPLICATES; r++)
            at += sprintf(at, ",%s", r == row->psu ? "0" : "1.2");
        at += sprintf(at, "\n");
    }
    return text;
}

static const struct spelling PLAIN = {.step = 1, .scale = 1, .prefix = ""};

/* Compares two runs; `relative` 0: the same bits. Totals move with the weights' scale. */
static void check_same(const test_study *a, const test_study *b, double relative, double scale)
{
    assert_int_equal(a->results.count, b->results.count);
    for (size_t i = 0; i < a->results.count; i++) {
        const cv_result *x = &a->results.items[i], *y = &b->results.items[i];
        double by = x->statistic == CV_STATISTIC_TOTAL ? scale : 1;
        const char *name = x->spec->name.text;
        assert_int_equal(x->row_count, y->row_count);
        for (size_t k = 0; k < x->row_count; k++) {
            const cv_estimate *p = &x->rows[k], *q = &y->rows[k];
            check_close(q->estimate, p->estimate * by, relative, name);
            check_near(q->se, p->se * by, relative * 10, relative * fabs(p->estimate) * by * 1e-3, name);
            check_close(q->n, p->n, 0, name);
            check_close(q->df, p->df, 0, name);
            check_near(q->low, p->low * by, relative * 10, relative * fabs(p->estimate) * by, name);
            check_near(q->deff, p->deff, relative * 100, 0, name);
        }
        assert_int_equal(x->comparison_count, y->comparison_count);
        for (size_t k = 0; k < x->comparison_count; k++) {
            check_near(y->comparisons[k].value, x->comparisons[k].value, relative * 100, relative * 1e3, name);
            check_near(y->comparisons[k].p_adjusted, x->comparisons[k].p_adjusted, relative * 1000, 0, name);
        }
        assert_int_equal(x->test_count, y->test_count);
        for (size_t k = 0; k < x->test_count; k++) {
            double of = x->tests[k].test == CV_TEST_GOODNESS_OF_FIT ? scale : 1; /* on the population's scale */
            check_near(y->tests[k].statistic, x->tests[k].statistic * of, relative * 1000, 0, name);
            check_near(y->tests[k].p, x->tests[k].p, relative * 1e4, 0, name);
        }
        assert_int_equal(x->weight_count, y->weight_count);
        for (size_t k = 0; k < x->weight_count; k++)
            check_near(y->weights[k].sum, x->weights[k].sum * scale, relative * 10, 0, name);
    }
}

static void compare_spellings(const char *study, struct spelling as, double relative)
{
    test_study plain, other;
    char *a = write_survey(PLAIN), *b = write_survey(as);
    test_study_must_run(&plain, study, a, 1, 0);
    test_study_must_run(&other, study, b, 1, 0);
    check_same(&plain, &other, relative, as.scale);
    test_study_free(&plain);
    test_study_free(&other);
    free(a);
    free(b);
}

static void order_of_rows_changes_nothing(void **test)
{
    (void)test;
    struct spelling shuffled = {.step = 7, .scale = 1, .prefix = ""};
    compare_spellings(STUDY, shuffled, 1e-12);
    compare_spellings(ROWS_ALONE, shuffled, 1e-12);
    compare_spellings(REPLICATED, shuffled, 1e-12);
}

static void scale_of_weights_changes_totals_alone(void **test)
{
    (void)test;
    struct spelling doubled = {.step = 1, .scale = 2, .prefix = ""},
                    thirds = {.step = 1, .scale = 1 / 3.0, .prefix = ""};
    compare_spellings(STUDY, doubled, 1e-12);
    compare_spellings(STUDY, thirds, 1e-12);
    compare_spellings(ROWS_ALONE, thirds, 1e-12);
    compare_spellings(REPLICATED, thirds, 1e-12);
}

static void names_of_strata_and_psus_change_nothing(void **test)
{
    (void)test;
    struct spelling named = {.step = 1, .scale = 1, .prefix = "a long name of more than sixteen bytes ", .flip = 1};
    compare_spellings(STUDY, named, 1e-12);
    compare_spellings(ROWS_ALONE, named, 1e-12);
    compare_spellings(REPLICATED, named, 1e-12);
}

static void threads_and_chunks_change_no_bit(void **test)
{
    (void)test;
    static const size_t jobs[] = {2, 3, 8};
    const char *const studies[] = {STUDY, ROWS_ALONE, REPLICATED};
    char *data = write_survey(PLAIN);
    for (size_t s = 0; s < COUNT_OF(studies); s++)
        for (size_t i = 0; i < COUNT_OF(jobs); i++) {
            test_study one, many;
            test_study_must_run(&one, studies[s], data, 1, 700);
            test_study_must_run(&many, studies[s], data, jobs[i], 700);
            check_same(&one, &many, 0, 1);
            test_study_free(&one);
            test_study_free(&many);
        }
    free(data);
}

static void where_chunks_end_changes_no_bit(void **test)
{
    (void)test;
    static const size_t chunks[] = {1, 64, 1000, 4096, 1 << 20};
    char *data = write_survey(PLAIN);
    test_study whole;
    test_study_must_run(&whole, STUDY, data, 1, 0);
    for (size_t i = 0; i < COUNT_OF(chunks); i++) {
        test_study cut;
        test_study_must_run(&cut, STUDY, data, 2, chunks[i]);
        check_same(&whole, &cut, 0, 1);
        test_study_free(&cut);
    }
    test_study_free(&whole);
    free(data);
}

static void a_domain_of_all_is_the_whole(void **test)
{
    (void)test;
    char *data = write_survey(PLAIN);
    test_study run;
    test_study_must_run(&run,
                        "data: {file: x.csv}\ndesign: {weight: w, strata: stratum, cluster: psu, nest: true}\n"
                        "variables: {all: {where: \"score >= 0\"}}\n"
                        "analyses: [{name: a, statistic: mean, of: spend, by: [all], total: true}]\n",
                        data, 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->row_count, 2);
    check_close(result->rows[0].estimate, result->rows[1].estimate, 1e-15, "estimate");
    check_close(result->rows[0].se, result->rows[1].se, 1e-13, "se");
    assert_int_equal(result->rows[1].group[0], CV_ALL);
    test_study_free(&run);
    free(data);
}

static void a_far_origin_costs_no_digits(void **test)
{
    (void)test;
    /* y and y + 1e9: the same variance; a sum of squares less a squared mean would have no digit left */
    char near_data[4000] = "w,y\n", far_data[4000] = "w,y\n";
    for (int i = 0; i < 60; i++) {
        sprintf(near_data + strlen(near_data), "%d,%d\n", 1 + i % 3, i * i % 17);
        sprintf(far_data + strlen(far_data), "%d,%d\n", 1 + i % 3, 1000000000 + i * i % 17);
    }
    const char *study = "data: {file: x.csv}\ndesign: {weight: w}\nanalyses: [{name: a, statistic: mean, of: y}]\n";
    test_study near, far;
    test_study_must_run(&near, study, near_data, 1, 0);
    test_study_must_run(&far, study, far_data, 1, 0);
    check_close(far.results.items[0].rows[0].se, near.results.items[0].rows[0].se, 1e-9, "se far from 0");
    check_close(far.results.items[0].rows[0].deff, near.results.items[0].rows[0].deff, 1e-9, "deff far from 0");
    test_study_free(&near);
    test_study_free(&far);
}

int main(void)
{
    make_survey();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_of_rows_changes_nothing),
        cmocka_unit_test(scale_of_weights_changes_totals_alone),
        cmocka_unit_test(names_of_strata_and_psus_change_nothing),
        cmocka_unit_test(threads_and_chunks_change_no_bit),
        cmocka_unit_test(where_chunks_end_changes_no_bit),
        cmocka_unit_test(a_domain_of_all_is_the_whole),
        cmocka_unit_test(a_far_origin_costs_no_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
