/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multiple imputations, from the file to the rows. Expected values: R's survey and mitools (tests/oracle/imputation.R).
 */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/model_result.h"
#include "estimate/rubin.h"
#include "support/test_folder.h"
#include "support/test_memory.h"
#include "support/test_messages.h"
#include "support/test_study.h"
#include "support/test_text.h"

static const char *const lines[] = {
#define WITH_DATA
#include "oracle/imputation.inc"
#undef WITH_DATA
};

static char imputed_data[20000]; /* the lines one behind the other */

static void join_lines(void)
{
    size_t length = 0;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        size_t more = strlen(lines[i]);
        assert_true(length + more < sizeof imputed_data);
        memcpy(imputed_data + length, lines[i], more);
        length += more;
    }
}

/* ---- against R ---- */

#define STACKED "data: {file: d.csv, imputation: imp}\n"

/* R's rows stand under the name of the design, and of what is computed. */
static const struct design {
    const char *name, *study;
} designs[] = {
    {"none", "design: {df: design}\n"},
    {"clusters", "design: {weight: w, strata: s, cluster: p, df: design}\n"},
    {"fpc", "design: {weight: w, strata: s, fpc: f, df: design}\n"},
    {"replicates", "design: {weight: w, df: design, replicates: {type: other, weights: \"r*\", scale: 0.2, rscales: 1, "
                   "mse: true}}\n"},
    {"infinity", "design: {weight: w, strata: s, cluster: p, df: infinity}\n"},
};

static const struct analysis {
    const char *name, *study;
} analyses[] = {
    {"", "{name: a, statistic: mean, of: x, by: g, compare: {adjust: none}, tests: t}"},
    {"-total", "{name: a, statistic: total, of: x, by: g}"},
    {"-ratio", "{name: a, statistic: ratio, of: x, denominator: y}"},
    {"-share", "{name: a, statistic: proportion, of: q, by: g, tests: wald}"},
    {"-linear", "{name: a, model: linear, of: x, predictors: [g, q]}"},
    {"-logit", "{name: a, model: logit, of: q, level: \"yes\", predictors: [g, y]}"},
    {"-median", "{name: a, statistic: quantile, of: x}"},
};

static const struct wanted {
    const char *name;
    char kind; /* e estimate, c comparison, m coefficient; t test, w test of a term */
    size_t row;
    double numbers[5]; /* value, se, df, low, high; of tests statistic, df1, df2, p */
} wanted[] = {
#define WITH_SURVEYS
#include "oracle/imputation.inc"
#undef WITH_SURVEYS
};

static void got_numbers(const cv_result *result, const struct wanted *c, double got[5])
{
    if (c->kind == 'e') {
        const cv_estimate *row = &result->rows[c->row];
        memcpy(got, (double[5]){row->estimate, row->se, row->df, row->low, row->high}, 5 * sizeof *got);
    } else if (c->kind == 'c') {
        const cv_comparison *row = &result->comparisons[c->row];
        memcpy(got, (double[5]){row->value, row->se, row->df, row->low, row->high}, 5 * sizeof *got);
    } else if (c->kind == 'm') {
        const cv_coefficient *row = &result->model->rows[c->row];
        memcpy(got, (double[5]){row->estimate, row->se, row->df, row->low, row->high}, 5 * sizeof *got);
    } else if (c->kind == 't') {
        const cv_test_row *row = &result->tests[c->row];
        memcpy(got, (double[5]){row->statistic, row->df1, row->df2, row->p}, 5 * sizeof *got);
    } else {
        const cv_term_test *row = &result->model->tests[c->row];
        memcpy(got, (double[5]){row->statistic, row->df1, row->df2, row->p}, 5 * sizeof *got);
    }
}

/* The study of a row's name. */
static void write_study(const char *name, char *text, size_t size)
{
    size_t design = 0, length = strcspn(name, "-");
    while (strncmp(designs[design].name, name, length) != 0 || designs[design].name[length] != '\0')
        design++;
    const char *of = strcmp(name, "infinity") == 0     ? "{name: a, statistic: mean, of: x}"
                     : strcmp(name, "replicates") == 0 ? "{name: a, statistic: mean, of: x, by: g, compare: {}}"
                                                       : NULL;
    for (size_t i = 0; of == NULL; i++)
        if (strcmp(analyses[i].name, name + length) == 0)
            of = analyses[i].study;
    snprintf(text, size, STACKED "%sanalyses: [%s]\n", designs[design].study, of);
}

static void check_wanted(void **state)
{
    const struct wanted *c = *state;
    char text[1000], what[100];
    double got[5] = {0};
    test_study run;
    write_study(c->name, text, sizeof text);
    test_study_must_run(&run, text, imputed_data, 1, 0);
    got_numbers(&run.results.items[0], c, got);
    for (size_t i = 0; i < 5; i++) {
        snprintf(what, sizeof what, "%s, %c %zu, number %zu", c->name, c->kind, c->row, i);
        check_close(got[i], c->numbers[i], 1e-9, what);
    }
    test_study_free(&run);
}

/* ---- invariants ---- */

static const char all_kinds[] =
    "design: {weight: w, strata: s, cluster: p}\n"
    "analyses:\n"
    "  - {name: a, statistic: mean, of: [x, y], by: g, total: true, compare: {measure: [difference, ratio]}, tests: "
    "t}\n"
    "  - {name: b, statistic: proportion, of: q, banner: [[g], [g, s]], compare: {over: g, contrasts: {c: {A: 2, B: "
    "-1, "
    "C: -1}}}, tests: wald, missing: level}\n"
    "  - {name: c, statistic: count, of: q, by: g, covariance: true, where: x > 18, suppress: {min_n: 20}}\n"
    "  - {name: d, statistic: quantile, of: x, by: g, quantiles: [0.2, 0.7]}\n"
    "  - {name: e, statistic: weights, by: g}\n"
    "  - {name: f, model: linear, of: x, predictors: [g, q, y], covariance: true}\n"
    "  - {name: g, statistic: nps, of: x, by: s}\n";

static void check_rows(const cv_results *a, const cv_results *b, double relative)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const cv_result *x = &a->items[i], *y = &b->items[i];
        assert_int_equal(x->row_count, y->row_count);
        assert_int_equal(x->comparison_count, y->comparison_count);
        assert_int_equal(x->test_count, y->test_count);
        for (size_t k = 0; k < x->row_count; k++) {
            check_close(x->rows[k].estimate, y->rows[k].estimate, relative, "estimate");
            check_close(x->rows[k].se, y->rows[k].se, relative, "se");
            check_close(x->rows[k].n, y->rows[k].n, relative, "n");
            check_close(x->rows[k].low, y->rows[k].low, 100 * relative, "low");
        }
        for (size_t k = 0; k < x->comparison_count; k++)
            check_close(x->comparisons[k].se, y->comparisons[k].se, relative, "se of a comparison");
        for (size_t k = 0; k < x->test_count; k++)
            check_close(x->tests[k].statistic, y->tests[k].statistic, 10 * relative, "statistic");
        for (size_t k = 0; x->model != NULL && k < x->model->row_count; k++)
            check_close(x->model->rows[k].se, y->model->rows[k].se, 10 * relative, "se of a coefficient");
    }
}

enum { IMPUTATIONS = 4, ROWS = 60 };

/* The data in another order of rows: imputation by imputation, or the other way round. */
static char *reordered(bool stacked)
{
    char *text = calloc(1, sizeof imputed_data), *to = text;
    to += sprintf(to, "%s", lines[0]);
    for (size_t i = 0; i < IMPUTATIONS * ROWS; i++) {
        size_t at = stacked ? i % ROWS * IMPUTATIONS + i / ROWS : IMPUTATIONS * ROWS - 1 - i;
        to += sprintf(to, "%s", lines[1 + at]);
    }
    return text;
}

static void what_must_not_matter(void **state)
{
    (void)state;
    static char study[2000];
    test_study plain, other;
    snprintf(study, sizeof study, STACKED "%s", all_kinds);
    test_study_must_run(&plain, study, imputed_data, 1, 0);
    for (size_t jobs = 1; jobs < 4; jobs++) {
        test_study_must_run(&other, study, imputed_data, jobs, 300);
        check_rows(&plain.results, &other.results, 1e-12);
        test_study_free(&other);
    }
    for (int stacked = 0; stacked < 2; stacked++) {
        char *text = reordered(stacked);
        test_study_must_run(&other, study, text, 1, 700);
        check_rows(&plain.results, &other.results, 1e-10);
        free(text);
        test_study_free(&other);
    }
    test_study_free(&plain);
}

static void a_file_each_is_a_column(void **state)
{
    (void)state;
    static char study[2000];
    test_folder folder = test_folder_make();
    test_study plain, files = {0};
    for (int k = 0; k < IMPUTATIONS; k++) {
        char *text = calloc(1, sizeof imputed_data), *to = text, name[] = "1.csv";
        to += sprintf(to, "%s", lines[0]);
        for (size_t i = 0; i < ROWS; i++)
            to += sprintf(to, "%s", lines[1 + i * IMPUTATIONS + (size_t)k]);
        name[0] = (char)('1' + k);
        test_folder_write(&folder, name, text);
        free(text);
    }
    snprintf(study, sizeof study, STACKED "%s", all_kinds);
    test_study_must_run(&plain, study, imputed_data, 1, 0);
    snprintf(study, sizeof study, "data: {imputations: [1.csv, 2.csv, 3.csv, 4.csv]}\n%s", all_kinds);
    files.status = cv_study_parse(test_folder_path(&folder, "s.yaml"), study, strlen(study), NULL, 0, &files.study,
                                  &files.messages);
    assert_int_equal(files.status, CV_OK);
    const cv_analyse_options options = {.jobs = 2, .hash = true};
    assert_int_equal(cv_analyse(&files.study, &options, &files.results, &files.messages), CV_OK);
    check_rows(&plain.results, &files.results, 1e-14);
    assert_int_equal(files.results.input_count, IMPUTATIONS);
    assert_int_equal(files.results.overview.imputations, IMPUTATIONS);
    assert_int_equal(files.results.overview.rows, ROWS);
    assert_int_equal(files.results.inputs[3].rows, ROWS);
    assert_int_equal(strlen(files.results.inputs[3].sha256), 64);
    check_text(files.results.inputs[3].path, "4.csv", "path");
    test_study_free(&plain);
    test_study_free(&files);
    test_folder_remove(&folder);
}

/* Imputations that agree are the survey itself, but for the degrees of freedom. */
static void equal_imputations_are_the_survey(void **state)
{
    (void)state;
    static const char data[] =
        "imp,x,g,s\n1,1,a,1\n1,4,a,1\n1,6,b,2\n1,2,b,2\n1,9,a,2\n"
        "2,1,a,1\n2,4,a,1\n2,6,b,2\n2,2,b,2\n2,9,a,2\n3,1,a,1\n3,4,a,1\n3,6,b,2\n3,2,b,2\n3,9,a,2\n";
    static const char rest[] =
        "design: {strata: s}\nanalyses: [{name: a, statistic: mean, of: x, by: g, compare: {}}]\n";
    char study[300];
    test_study one, many;
    snprintf(study, sizeof study, "data: {file: d.csv}\n%s", rest);
    char *first = calloc(1, sizeof data);
    memcpy(first, data, (size_t)(strstr(data, "2,1,a") - data));
    test_study_must_run(&one, study, first, 1, 0);
    snprintf(study, sizeof study, STACKED "%s", rest);
    test_study_must_run(&many, study, data, 1, 0);
    for (size_t i = 0; i < 2; i++) {
        const cv_estimate *a = &one.results.items[0].rows[i], *b = &many.results.items[0].rows[i];
        check_close(b->estimate, a->estimate, 0, "estimate");
        check_close(b->se, a->se, 0, "se");
        check_close(b->deff, a->deff, 1e-15, "deff");
        check_close(b->imputed.between, 0, 0, "between");
        check_close(b->imputed.df, a->df, 0, "complete df");
        check_close(b->df, (a->df + 1) / (a->df + 3) * a->df, 1e-15, "df");
    }
    check_close(many.results.items[0].comparisons[0].se, one.results.items[0].comparisons[0].se, 0, "difference");
    free(first);
    test_study_free(&one);
    test_study_free(&many);
}

/* ---- what no R package was asked for: against the imputations one by one ---- */

enum { MOST_ROWS = 20 };

/* Estimates and squares of standard errors of one analysis. */
static size_t list_rows(const cv_result *result, double *estimate, double *variance)
{
    size_t count = result->model != NULL ? result->model->row_count : result->row_count;
    assert_true(count > 0 && count <= MOST_ROWS);
    for (size_t i = 0; i < count; i++) {
        const cv_coefficient *row = result->model != NULL ? &result->model->rows[i] : NULL;
        double se = row != NULL ? row->se : result->rows[i].se;
        estimate[i] = row != NULL ? row->estimate : result->rows[i].estimate;
        variance[i] = se * se;
    }
    return count;
}

static void check_combined(const char *design, const char *analysis)
{
    char study[500];
    test_study run;
    double m = IMPUTATIONS, estimate[IMPUTATIONS + 1][MOST_ROWS], variance[IMPUTATIONS + 1][MOST_ROWS];
    for (size_t k = 0; k <= IMPUTATIONS; k++) {
        char where[60] = "";
        if (k < IMPUTATIONS)
            snprintf(where, sizeof where, ", where: imp = %zu", k + 1);
        snprintf(study, sizeof study, "%s%sanalyses: [{name: a, %s%s}]\n",
                 k == IMPUTATIONS ? STACKED : "data: {file: d.csv}\n", design, analysis, where);
        test_study_must_run(&run, study, imputed_data, 1, 0);
        size_t count = list_rows(&run.results.items[0], estimate[k], variance[k]);
        for (size_t i = 0; k == IMPUTATIONS && i < count; i++) {
            double mean = 0, within = 0, between = 0;
            for (size_t j = 0; j < IMPUTATIONS; j++) {
                mean += estimate[j][i] / m;
                within += variance[j][i] / m;
            }
            for (size_t j = 0; j < IMPUTATIONS; j++)
                between += (estimate[j][i] - mean) * (estimate[j][i] - mean) / (m - 1);
            check_close(estimate[k][i], mean, 1e-9, "mean");
            check_close(variance[k][i], within + (1 + 1 / m) * between, 1e-9, "total variance");
        }
        test_study_free(&run);
    }
}

static void models_of_every_kind(void **state)
{
    (void)state;
    static const char design[] = "design: {weight: w, strata: s, cluster: p}\n";
    check_combined(design, "model: ordinal, of: g, predictors: [q, y]");
    check_combined(design, "model: multinomial, of: g, predictors: [q, y]");
    check_combined(design, "model: poisson, of: y, predictors: [g, q]");
    check_combined(design, "model: poisson, of: y, predictors: [g, q], exposure: x");
}

static void quantiles_by_replicates(void **state)
{
    (void)state;
    static const char design[] = "design: {weight: w, replicates: {type: other, weights: \"r*\", scale: 0.2, rscales: "
                                 "1, mse: true}}\n";
    check_combined(design, "statistic: quantile, of: x, by: g, df: 4");
    check_combined(design, "statistic: quantile, of: x, quantiles: [0.25, 0.75], interval: beta, df: 4");
}

/* ---- what is not there ---- */

static void a_domain_that_an_imputation_lacks(void **state)
{
    (void)state;
    static const char data[] = "imp,x,g\n1,1,a\n1,4,a\n1,6,b\n1,2,b\n2,1,a\n2,4,a\n2,6,a\n2,2,a\n";
    test_study run;
    test_study_must_run(&run,
                        STACKED "analyses: [{name: a, statistic: mean, of: x, by: g, compare: {}, tests: t}, {name: q, "
                                "statistic: quantile, of: x, by: g}]\n",
                        data, 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->row_count, 2);
    check_close(result->rows[0].estimate, (2.5 + 3.25) / 2, 1e-15, "a");
    check_close(result->rows[0].n, 3, 0, "mean n");
    assert_true(isnan(result->rows[1].estimate) && isnan(result->rows[1].se));
    check_close(result->rows[1].n, 1, 0, "mean n of b");
    assert_int_equal(result->rows[1].flags, CV_FLAG_EMPTY);
    assert_true(isnan(result->comparisons[0].value) && isnan(result->tests[0].p));
    result = &run.results.items[1];
    check_close(result->rows[0].n, 3, 0, "mean n of a median");
    assert_true(isnan(result->rows[1].estimate) && (result->rows[1].flags & CV_FLAG_EMPTY));
    test_study_free(&run);
}

/* A ratio that has no variance, but for the rounding of its totals, is one without an error. */
static void rounding_is_no_variance(void **state)
{
    (void)state;
    static const char data[] = "imp,w,x,y,g\n1,0.1,3,7,a\n1,0.7,3,7,a\n1,1.3,3,7,a\n1,0.9,1,2,b\n1,0.9,1,4,b\n"
                               "2,0.1,6,14,a\n2,0.7,9,21,a\n2,1.3,0.3,0.7,a\n2,0.9,1,2,b\n2,0.9,1,4,b\n";
    test_study run;
    test_study_must_run(&run,
                        STACKED "design: {weight: w}\n"
                                "analyses: [{name: a, statistic: ratio, of: x, denominator: y, by: g, df: design}]\n",
                        data, 1, 0);
    const cv_estimate *row = run.results.items[0].rows;
    check_close(row->estimate, 3.0 / 7, 1e-15, "ratio");
    check_close(row->se, 0, 0, "se");
    check_close(row->df, 5.0 / 7 * 4, 1e-15, "df");
    assert_int_equal(row->flags, CV_FLAG_ZERO_SE);
    test_study_free(&run);
}

static void suppression_looks_at_what_was_combined(void **state)
{
    (void)state;
    static const char data[] = "imp,x,g\n1,1,a\n1,4,a\n1,6,a\n1,2,b\n2,1,a\n2,4,b\n2,6,b\n2,2,b\n";
    test_study run;
    test_study_must_run(&run,
                        STACKED "analyses: [{name: a, statistic: mean, of: x, by: g, suppress: {min_n: 3}}, {name: q, "
                                "statistic: quantile, of: x, by: g, suppress: {min_n: 2}}]\n",
                        data, 1, 0);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(run.results.items[0].rows[i].flags & CV_FLAG_SUPPRESSED, CV_FLAG_MIN_N);
        assert_true(isnan(run.results.items[0].rows[i].imputed.within));
        assert_int_equal(run.results.items[1].rows[i].flags & CV_FLAG_SUPPRESSED, 0);
        check_close(run.results.items[1].rows[i].n, 2, 0, "mean n");
    }
    test_study_free(&run);
}

/* ---- mistakes ---- */

#define MEANS "analyses: [{name: a, statistic: mean, of: x}]\n"

static const struct refused {
    const char *name, *study, *data, *want;
} refused[] = {
    {"a_row_without_its_number", STACKED MEANS, "imp,x\n1,3\n1,4\n,5\n2,4\n",
     "canvass: d.csv:4: error: no value in 'imp'\n  expected the number of its imputation in every row\n"},
    {"one_imputation", STACKED MEANS, "imp,x\n3,3\n3,4\n",
     "canvass: study.yaml:1:33: error: 'imp' is '3' in every row\n"
     "  expected two or more imputations, told apart by the values of this column\n"},
    {"none_but_the_data_before", STACKED "design: {weight: x}\n" MEANS, "imp,x\n0,3\n0,4\n",
     "canvass: study.yaml:1:33: error: 'imp' is 0 in every row: the data before imputation\n"
     "  expected two or more imputations, told apart by the values of this column\n"},
    {"other_numbers_of_rows", STACKED MEANS, "imp,x\n1,3\n1,4\n2,5\n",
     "canvass: study.yaml:1:33: error: imputation '2' has 1 rows, and imputation '1' has 2\n"
     "  expected the same rows in every imputation, with other values only where an answer was missing\n"},
    {"other_clusters", STACKED "design: {cluster: c}\n" MEANS, "imp,c,x\n1,1,3\n1,2,4\n2,1,5\n2,3,5\n",
     "canvass: study.yaml:1:33: error: imputation '2' has other values in the design's columns than imputation '1'\n"
     "  expected the same rows in every imputation, with other values only where an answer was missing\n"},
    {"other_replicate_weights", STACKED "design: {weight: w, replicates: {type: brr, weights: \"r*\"}}\n" MEANS,
     "imp,w,r1,r2,x\n1,1,2,0,3\n1,1,0,2,4\n2,1,2,0,5\n2,1,0,1,5\n",
     "canvass: study.yaml:1:33: error: imputation '2' has other values in the design's columns than imputation '1'\n"
     "  expected the same rows in every imputation, with other values only where an answer was missing\n"},
    {"an_unknown_column", "data: {file: d.csv, imputation: imq}\n" MEANS, "imp,x\n1,3\n",
     "canvass: study.yaml:1:33: error: there is no variable or column 'imq'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'imp'?\n"},
    {"a_lonely_psu_is_told_once", STACKED "design: {strata: s}\n" MEANS, "imp,s,x\n1,1,3\n1,2,4\n2,1,5\n2,2,5\n",
     "canvass: study.yaml:3:12: error: analysis 'a': stratum '1' of 's' has only one PSU\n"
     "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until each has two "
     "PSUs\n"},
    {"a_level_that_none_has", STACKED "analyses: [{name: a, statistic: proportion, of: x, level: 7}]\n",
     "imp,x\n1,3\n1,4\n2,5\n2,5\n",
     "canvass: study.yaml:2:59: error: variable 'x' has no level '7'\n"
     "  expected a level of this variable, by its value or its label\n"},
    {"an_answer_that_an_imputation_lacks", STACKED "analyses: [{name: a, model: ordinal, of: x, predictors: y}]\n",
     "imp,x,y\n1,3,1\n1,4,2\n1,5,1\n1,3,2\n1,4,1\n2,3,1\n2,5,2\n2,5,1\n2,3,2\n2,5,1\n",
     "canvass: study.yaml:2:12: error: analysis 'a': an imputation has no row with the answer '4'\n"
     "  expected imputations that have all answers\n"},
};

static void check_refused(void **state)
{
    const struct refused *c = *state;
    test_study run;
    test_study_run(&run, c->study, c->data, 1, 0);
    assert_true(run.status != CV_OK);
    check_messages(&run.messages, c->want, c->name);
    test_study_free(&run);
}

static void too_many_are_no_imputations(void **state)
{
    (void)state;
    char *data = calloc(1, 20000), *to = data;
    test_study run;
    to += sprintf(to, "imp,x\n");
    for (int i = 1; i <= 1001; i++)
        to += sprintf(to, "%d,1\n", i);
    test_study_run(&run, STACKED MEANS, data, 1, 0);
    assert_int_equal(run.status, CV_DATA);
    check_messages(&run.messages,
                   "canvass: study.yaml:1:33: error: 'imp' has more than 1000 values\n"
                   "  expected a column that numbers the imputations\n",
                   "messages");
    free(data);
    test_study_free(&run);
}

static void the_data_before_imputation_are_left_out(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run, STACKED MEANS, "imp,x\n0,1\n0,\n1,1\n1,3\n2,1\n2,5\n", 1, 0);
    check_close(run.results.items[0].rows[0].estimate, 2.5, 1e-15, "mean");
    check_messages(
        &run.messages,
        "canvass: study.yaml:1:33: warning: 2 rows with 'imp' 0 are the data before imputation: they are left "
        "out\n",
        "messages");
    test_study_free(&run);
}

/* Weights that follow from population counts: two passes over every file. */
static void two_passes_over_every_file(void **state)
{
    (void)state;
    static const char first[] = "s,n,x\n1,10,1\n1,10,4\n2,30,5\n2,30,8\n2,30,2\n",
                      second[] = "s,n,x\n1,10,1\n1,10,6\n2,30,5\n2,30,8\n2,30,5\n";
    static const char study[] = "data: {imputations: [1.csv, 2.csv]}\ndesign: {strata: s, fpc: n}\n" MEANS;
    test_folder folder = test_folder_make();
    test_study run = {0};
    test_folder_write(&folder, "1.csv", first);
    test_folder_write(&folder, "2.csv", second);
    run.status =
        cv_study_parse(test_folder_path(&folder, "s.yaml"), study, strlen(study), NULL, 0, &run.study, &run.messages);
    assert_int_equal(cv_analyse(&run.study, NULL, &run.results, &run.messages), CV_OK);
    check_close(run.results.items[0].rows[0].estimate, (4.375 + 5.375) / 2, 1e-15, "mean");
    check_close(run.results.items[0].rows[0].weighted_n, 40, 1e-15, "population");
    assert_int_equal(run.results.overview.rows, 5);
    test_study_free(&run);
    test_folder_remove(&folder);
}

/* ---- memory ---- */

static cv_status run_all(void *context, cv_messages *messages)
{
    static char first[sizeof imputed_data];
    size_t length = 0;
    for (size_t i = 0; i < 1 + 15 * IMPUTATIONS; i++)
        length += strlen(lines[i]);
    memcpy(first, imputed_data, length);
    return test_study_try(context, first, messages);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    static char study[] = STACKED "design: {weight: w, strata: s, cluster: p}\nanalyses:\n"
                                  "  - {name: a, statistic: mean, of: x, by: g, compare: {}, tests: t}\n"
                                  "  - {name: b, statistic: proportion, of: q, by: g, tests: wald, covariance: true}\n"
                                  "  - {name: d, statistic: quantile, of: x, by: g}\n"
                                  "  - {name: f, model: linear, of: x, predictors: [y]}\n"
                                  "  - {name: h, model: multinomial, of: g, predictors: [y]}\n";
    check_every_allocation(run_all, study, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(wanted) + COUNT_OF(refused) + 12] = {{0}};
    size_t count = 0;
    join_lines();
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        tests[count++] = (struct CMUnitTest){
            .name = wanted[i].name, .test_func = check_wanted, .initial_state = (void *)(uintptr_t)&wanted[i]};
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        tests[count++] = (struct CMUnitTest){
            .name = refused[i].name, .test_func = check_refused, .initial_state = (void *)(uintptr_t)&refused[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(what_must_not_matter);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_file_each_is_a_column);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(equal_imputations_are_the_survey);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(models_of_every_kind);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(quantiles_by_replicates);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_domain_that_an_imputation_lacks);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(rounding_is_no_variance);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(suppression_looks_at_what_was_combined);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(too_many_are_no_imputations);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_data_before_imputation_are_left_out);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(two_passes_over_every_file);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(memory_may_run_out_anywhere);
    return _cmocka_run_group_tests("imputation", tests, count, NULL, NULL);
}
