/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fits whose answers are known in closed form; the design's part is in tests/compare/test_model.c and the oracle. */
#include "support/test.h"

#include <math.h>

#include "estimate/fit.h"
#include "support/test_memory.h"

enum { MOST = 8 };

#define LOG_2 0.69314718055994531

/** Rows of a model matrix without its intercept; of a Poisson model of one x the second is the offset. */
struct fit_case {
    const char *name;
    cv_model_kind kind;
    size_t rows, columns;
    double x[MOST][2], y[MOST], weight[MOST]; /* weight 0 stands for 1 */
    cv_fit_end end;
    size_t column; /* that the end speaks of */
    double wanted[6];
};

static const struct fit_case cases[] = {
    {"a_line", CV_MODEL_LINEAR, 3, 2, {{1}, {2}, {4}}, {3, 5, 9}, {0}, CV_FIT_DONE, 0, {1, 2}},
    {"weighted_means", CV_MODEL_LINEAR, 4, 2, {{0}, {0}, {1}, {1}}, {1, 4, 2, 6}, {2, 1, 1, 3}, CV_FIT_DONE, 0, {2, 3}},
    {"a_far_origin",
     CV_MODEL_LINEAR,
     3,
     2,
     {{1e9 + 1}, {1e9 + 2}, {1e9 + 4}},
     {3, 5, 9},
     {0},
     CV_FIT_DONE,
     0,
     {1 - 2e9, 2}},
    {"a_tiny_unit", CV_MODEL_LINEAR, 3, 2, {{1e-150}, {2e-150}, {4e-150}}, {3, 5, 9}, {0}, CV_FIT_DONE, 0, {1, 2e150}},
    {"a_curve",
     CV_MODEL_LINEAR,
     5,
     3,
     {{1, 1}, {2, 4}, {3, 9}, {4, 16}, {5, 25}},
     {2, 5, 10, 17, 26},
     {0},
     CV_FIT_DONE,
     0,
     {1, 0, 1}},
    {"as_many_rows_as_columns", CV_MODEL_LINEAR, 2, 2, {{1}, {2}}, {7, 9}, {0}, CV_FIT_DONE, 0, {5, 2}},
    {"y_a_constant", CV_MODEL_LINEAR, 3, 2, {{1}, {2}, {4}}, {7, 7, 7}, {0}, CV_FIT_DONE, 0, {7, 0}},
    {"y_zero", CV_MODEL_LINEAR, 3, 2, {{1}, {2}, {4}}, {0, 0, 0}, {0}, CV_FIT_DONE, 0, {0, 0}},
    {"a_constant_column", CV_MODEL_LINEAR, 3, 3, {{1, 3}, {2, 3}, {4, 3}}, {1, 2, 3}, {0}, CV_FIT_COLLINEAR, 2, {0}},
    {"one_row", CV_MODEL_LINEAR, 1, 2, {{1}}, {3}, {0}, CV_FIT_COLLINEAR, 1, {0}},
    {"a_multiple",
     CV_MODEL_LINEAR,
     4,
     3,
     {{1, 12}, {2, 14}, {4, 18}, {0.1, 10.2}},
     {1, 2, 3, 5},
     {0},
     CV_FIT_COLLINEAR,
     2,
     {0}},
    {"odds_two_by_two",
     CV_MODEL_LOGIT,
     4,
     2,
     {{0}, {0}, {1}, {1}},
     {0, 1, 0, 1},
     {1, 3, 4, 2},
     CV_FIT_DONE,
     0,
     {1.0986122886681098, -1.7917594692280550}},
    {"rare_odds",
     CV_MODEL_LOGIT,
     4,
     2,
     {{0}, {0}, {1}, {1}},
     {0, 1, 0, 1},
     {1e6, 1, 1, 1e6},
     CV_FIT_DONE,
     0,
     {-13.815510557964274, 27.631021115928547}},
    {"separated", CV_MODEL_LOGIT, 4, 2, {{1}, {2}, {3}, {4}}, {0, 0, 1, 1}, {0}, CV_FIT_SEPARATED, 1, {0}},
    {"separated_but_for_a_tie",
     CV_MODEL_LOGIT,
     5,
     2,
     {{1}, {2}, {2}, {3}, {4}},
     {0, 0, 1, 1, 1},
     {0},
     CV_FIT_SEPARATED,
     1,
     {0}},
    {"a_certain_level",
     CV_MODEL_LOGIT,
     6,
     3,
     {{0, 0}, {0, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}},
     {0, 1, 0, 1, 1, 1},
     {0},
     CV_FIT_SEPARATED,
     2,
     {0}},
    /* saturated: logarithms of the groups' weighted means, of their ratios */
    {"counts_of_two_groups",
     CV_MODEL_POISSON,
     4,
     2,
     {{0}, {0}, {1}, {1}},
     {1, 4, 2, 6},
     {2, 1, 1, 3},
     CV_FIT_DONE,
     0,
     {LOG_2, 0.91629073187415511}}, /* log 2, log 2.5 */
    {"counts_and_their_exposure",
     CV_MODEL_POISSON,
     4,
     2,
     {{0, LOG_2}, {0, LOG_2}, {1, LOG_2}, {1, LOG_2}},
     {1, 4, 2, 6},
     {2, 1, 1, 3},
     CV_FIT_DONE,
     0,
     {0, 0.91629073187415511}}, /* 6 in 6; 20 in 8 */
    {"counts_of_zero", CV_MODEL_POISSON, 4, 2, {{0}, {0}, {1}, {1}}, {1, 2, 0, 0}, {0}, CV_FIT_SEPARATED, 1, {0}},
    {"large_counts",
     CV_MODEL_POISSON,
     2,
     2,
     {{0}, {1}},
     {1, 1e9},
     {0},
     CV_FIT_DONE,
     0,
     {0, 20.723265836946411}}, /* log 1e9 */
    /* odds of at most the first and second level 1:3 and 1:1, twice as small in the other group */
    {"proportional_odds",
     CV_MODEL_ORDINAL,
     6,
     2,
     {{0}, {0}, {0}, {1}, {1}, {1}},
     {0, 1, 2, 0, 1, 2},
     {1, 1, 2, 3, 4, 14},
     CV_FIT_DONE,
     0,
     {-1.0986122886681098, 0, LOG_2}},
    {"two_ordered_levels_are_a_logit",
     CV_MODEL_ORDINAL,
     4,
     2,
     {{0}, {0}, {1}, {1}},
     {0, 1, 0, 1},
     {1, 3, 2, 1},
     CV_FIT_DONE,
     0,
     {-1.0986122886681098, -1.791759469228055}}, /* -log 3, -log 6 */
    {"ordered_levels_far_from_the_origin",
     CV_MODEL_ORDINAL,
     6,
     2,
     {{1e6}, {1e6}, {1e6}, {1e6 + 1}, {1e6 + 1}, {1e6 + 1}},
     {0, 1, 2, 0, 1, 2},
     {1, 1, 2, 3, 4, 14},
     CV_FIT_DONE,
     0,
     {693146.08194765665, 693147.18055994531, LOG_2}},
    {"ordered_levels_apart",
     CV_MODEL_ORDINAL,
     6,
     2,
     {{1}, {2}, {3}, {4}, {5}, {6}},
     {0, 0, 1, 1, 2, 2},
     {0},
     CV_FIT_SEPARATED,
     1,
     {0}},
    {"an_ordered_group_all_first",
     CV_MODEL_ORDINAL,
     6,
     3,
     {{0, 0}, {0, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}},
     {1, 2, 0, 2, 0, 0},
     {0},
     CV_FIT_SEPARATED,
     2,
     {0}},
    /* saturated: logarithms of the ratios of weights */
    {"three_levels",
     CV_MODEL_MULTINOMIAL,
     6,
     2,
     {{0}, {0}, {0}, {1}, {1}, {1}},
     {0, 1, 2, 0, 1, 2},
     {1, 2, 4, 3, 3, 24},
     CV_FIT_DONE,
     0,
     {LOG_2, -LOG_2, 1.3862943611198906, LOG_2}},
    {"a_level_that_a_group_lacks",
     CV_MODEL_MULTINOMIAL,
     6,
     2,
     {{0}, {0}, {0}, {1}, {1}, {1}},
     {0, 1, 2, 0, 1, 1},
     {0},
     CV_FIT_SEPARATED,
     1,
     {0}},
    {"a_multiple_beside_levels",
     CV_MODEL_MULTINOMIAL,
     6,
     3,
     {{1, 12}, {2, 14}, {4, 18}, {0.1, 10.2}, {3, 16}, {5, 20}},
     {0, 1, 2, 0, 1, 2},
     {0},
     CV_FIT_COLLINEAR,
     2,
     {0}},
    {"a_multiple_beside_thresholds",
     CV_MODEL_ORDINAL,
     6,
     3,
     {{1, 12}, {2, 14}, {4, 18}, {0.1, 10.2}, {3, 16}, {5, 20}},
     {0, 1, 2, 0, 1, 2},
     {0},
     CV_FIT_COLLINEAR,
     2,
     {0}},
    {"numbers_too_large", CV_MODEL_LINEAR, 3, 2, {{1e300}, {-1e300}, {3}}, {1, 2, 3}, {0}, CV_FIT_COLLINEAR, 1, {0}},
};

static void copy_row(const void *context, size_t row, double *x)
{
    const struct fit_case *of = context;
    x[0] = 1;
    for (size_t j = 1; j < of->columns; j++)
        x[j] = of->x[row][j - 1];
}

static cv_fit_end make(const struct fit_case *c, double weight[MOST], cv_fit_data *data, cv_fit *fit)
{
    static double offset[MOST];
    size_t levels = 0;
    for (size_t i = 0; i < c->rows; i++) {
        offset[i] = c->x[i][1];
        weight[i] = c->weight[i] > 0 ? c->weight[i] : 1;
        if (cv_family_of(c->kind)->levels && (size_t)c->y[i] + 1 > levels)
            levels = (size_t)c->y[i] + 1;
    }
    *data = (cv_fit_data){.kind = c->kind,
                          .rows = c->rows,
                          .columns = c->columns,
                          .levels = levels,
                          .y = c->y,
                          .weight = weight,
                          .offset = c->kind == CV_MODEL_POISSON ? offset : NULL,
                          .row = copy_row,
                          .context = c};
    return cv_fit_make(data, fit);
}

static void check_fit(void **state)
{
    const struct fit_case *c = *state;
    double weight[MOST], got[6];
    cv_fit_data data;
    cv_fit fit;
    assert_int_equal(make(c, weight, &data, &fit), c->end);
    if (c->end == CV_FIT_DONE) {
        cv_fit_coefficients(&fit, got);
        for (size_t j = 0; j < cv_fit_parameters(&data); j++)
            check_near(got[j], c->wanted[j], 1e-12, 1e-13, c->name);
    } else {
        assert_int_equal(fit.column, c->column);
    }
    cv_fit_free(&fit);
    cv_fit_free(&fit);
}

/* A row's influence is the derivative of the estimates by its weight. */
static void influence_is_a_derivative(void **state)
{
    (void)state;
    static const struct fit_case some[] = {
        {"", CV_MODEL_LINEAR, 5, 2, {{1}, {2}, {4}, {5}, {9}}, {3, 4, 9, 1, 2}, {1, 2, 3, 1, 1}, CV_FIT_DONE, 0, {0}},
        {"", CV_MODEL_LOGIT, 5, 2, {{1}, {2}, {4}, {5}, {9}}, {1, 0, 1, 0, 1}, {1, 2, 3, 1, 1}, CV_FIT_DONE, 0, {0}},
        {"",
         CV_MODEL_POISSON,
         5,
         2,
         {{1}, {2, 1}, {4}, {5, 2}, {9}},
         {3, 0, 1, 7, 1},
         {1, 2, 3, 1, 1},
         CV_FIT_DONE,
         0,
         {0}},
        {"",
         CV_MODEL_ORDINAL,
         6,
         2,
         {{1}, {2}, {4}, {5}, {9}, {3}},
         {1, 0, 2, 0, 1, 2},
         {1, 2, 3, 1, 1, 2},
         CV_FIT_DONE,
         0,
         {0}},
        {"",
         CV_MODEL_MULTINOMIAL,
         6,
         2,
         {{1}, {2}, {4}, {5}, {9}, {3}},
         {1, 0, 2, 0, 1, 2},
         {1, 2, 3, 1, 1, 2},
         CV_FIT_DONE,
         0,
         {0}}};
    const double step = 1e-5;
    for (size_t c = 0; c < COUNT_OF(some); c++)
        for (size_t row = 0; row < some[c].rows; row++) {
            double weight[MOST], change, low[4], high[4], score[4] = {0};
            size_t parameters = 0;
            for (int side = -1; side <= 1; side++) {
                struct fit_case moved = some[c];
                cv_fit_data data;
                cv_fit fit;
                moved.weight[row] += side * step;
                assert_int_equal(make(&moved, weight, &data, &fit), CV_FIT_DONE);
                parameters = fit.parameters;
                if (side == 0) {
                    cv_fit_add_score(&fit, row, score);
                    cv_fit_solve(&fit, score);
                    cv_fit_to_columns(&fit, score);
                } else {
                    cv_fit_coefficients(&fit, side < 0 ? low : high);
                }
                cv_fit_free(&fit);
            }
            for (size_t j = 0; j < parameters; j++) {
                change = (high[j] - low[j]) / (2 * step) * some[c].weight[row];
                check_near(score[j], change, 1e-6, 1e-8, "influence");
            }
        }
}

/* A prediction's derivatives, and its sum over the levels. */
static void predictions_change_as_they_say(void **state)
{
    (void)state;
    const double step = 1e-6;
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        double weight[MOST], mean[3], other[3], derivative[3 * 6], x[3];
        cv_fit_data data;
        cv_fit fit;
        bool done = make(&cases[c], weight, &data, &fit) == CV_FIT_DONE && cases[c].x[0][0] < 1e5;
        size_t means = done ? cv_family_means(fit.family, data.levels) : 0;
        for (size_t j = 0; done && j < fit.parameters; j++) {
            copy_row(&cases[c], 1, x);
            cv_fit_predict(&fit, 1, x, mean, derivative);
            fit.at[j] += step;
            copy_row(&cases[c], 1, x);
            cv_fit_predict(&fit, 1, x, other, NULL);
            fit.at[j] -= step;
            for (size_t m = 0; m < means; m++)
                check_near((other[m] - mean[m]) / step, derivative[m * fit.parameters + j], 1e-4, 1e-5, cases[c].name);
        }
        if (means > 1)
            check_close(mean[0] + mean[1] + (means > 2 ? mean[2] : 0), 1, 1e-14, cases[c].name);
        cv_fit_free(&fit);
    }
}

static void wald_statistics(void **state)
{
    (void)state;
    double work[6];
    const double b[] = {1, 2}, apart[] = {4, 0, 0, 1}, joint[] = {2, 1, 1, 2}, same[] = {1, 1, 1, 1},
                 none[] = {0, 0, 0, 1}, wide[] = {4e200, 0, 0, 1e-200};
    check_close(cv_fit_wald(b, apart, 1, work), 0.25, 1e-15, "one");
    check_close(cv_fit_wald(b, apart, 2, work), 4.25, 1e-15, "independent");
    check_close(cv_fit_wald(b, joint, 2, work), 2, 1e-15, "joint");
    check_close(cv_fit_wald(b, wide, 2, work), 4e200, 1e-15, "of very different sizes");
    assert_true(isnan(cv_fit_wald(b, same, 2, work)));
    assert_true(isnan(cv_fit_wald(b, none, 2, work)));
}

static cv_status fit_a_line(void *context, cv_messages *messages)
{
    (void)context;
    double weight[MOST];
    cv_fit_data data;
    cv_fit fit;
    cv_fit_end end = make(&cases[0], weight, &data, &fit);
    cv_fit_free(&fit);
    return end == CV_FIT_DONE ? CV_OK : cv_fail_memory(messages);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    check_every_allocation(fit_a_line, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 4] = {{0}};
    size_t count = 0;
    for (; count < COUNT_OF(cases); count++)
        tests[count] = (struct CMUnitTest){
            .name = cases[count].name, .test_func = check_fit, .initial_state = (void *)(uintptr_t)&cases[count]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(influence_is_a_derivative);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(predictions_change_as_they_say);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(wald_statistics);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(says_when_memory_is_out);
    return _cmocka_run_group_tests("fit", tests, count, NULL, NULL);
}
