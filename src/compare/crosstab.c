/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/crosstab.h"

#include <math.h>
#include <stdbool.h>

#include "base/memory.h"
#include "compare/fisher.h"
#include "compare/fisher_draws.h"
#include "compare/marginal.h"
#include "compare/matrix.h"
#include "compare/mixture.h"
#include "compare/wald.h"
#include "estimate/distribution.h"

static const cv_test_value none = {NAN, NAN, NAN, NAN, false};

/* ---- expected values ---- */

/* Sums of one row or column: `count` cells, `stride` apart. */
static double sum_of(const double *cells, size_t count, size_t stride)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += cells[i * stride];
    return sum;
}

/* What one cell adds to a statistic, from what is observed and expected. `shift` is Yates's correction. */
typedef double cell_term(double observed, double expected, double shift);

static double pearson_term(double observed, double expected, double shift)
{
    double away = fabs(observed - expected) - shift;
    return away * away / expected;
}

/* o log(o / e) - (o - e): the second part adds up to nothing, and what is left has no cancellation. */
static double likelihood_term(double observed, double expected, double shift)
{
    (void)shift;
    return observed > 0 ? 2 * observed * cv_log_gap((expected - observed) / observed) : 2 * expected;
}

static double expected_at(const cv_crosstab *of, const double *cells, size_t row, size_t column)
{
    double all = sum_of(cells, of->rows * of->columns, 1);
    return sum_of(cells + row * of->columns, of->columns, 1) * (sum_of(cells + column, of->rows, of->columns) / all);
}

static double table_statistic(const cv_crosstab *of, const double *cells, cell_term *term, double shift)
{
    double sum = 0;
    for (size_t i = 0; i < of->rows; i++)
        for (size_t j = 0; j < of->columns; j++)
            sum += term(cells[i * of->columns + j], expected_at(of, cells, i, j), shift);
    return sum;
}

/* One half, or the smallest distance if that is less, as R has it: in a 2 x 2 table all four are the same. */
static double yates_shift(const cv_crosstab *of)
{
    return fmin(0.5, fabs(of->counts[0] - expected_at(of, of->counts, 0, 0)));
}

static size_t contrasts_of(const cv_crosstab *of)
{
    return (of->rows - 1) * (of->columns - 1);
}

static double cells_of_freedom(const cv_crosstab *of)
{
    return (double)contrasts_of(of);
}

static cv_test_value chisq_value(const cv_crosstab *of, double statistic)
{
    double df = cells_of_freedom(of);
    return (cv_test_value){.statistic = statistic, .df1 = df, .df2 = NAN, .p = cv_chisq_upper(statistic, df)};
}

/* ---- the design-effect matrix of Rao and Scott ---- */

/* Element `value` of Helmert's contrast `at`: they are orthonormal, and orthogonal to the constant. */
static double helmert(size_t value, size_t at)
{
    double k = (double)(at + 1), norm = sqrt(k * (k + 1));
    return value <= at ? 1 / norm : value == at + 1 ? -k / norm : 0;
}

typedef struct effects {
    size_t cells, contrasts;
    double *contrast; /* [cells x contrasts] C D^-1: products of row and column contrasts over the cells' shares */
    double
        *simple; /* [contrasts x contrasts] C' D^-1 C / n, the variance under simple random sampling; then its factor */
    double *design;  /* [contrasts x contrasts] C' D^-1 V D^-1 C; then L^-1 of it L^-T */
    double *scratch; /* [cells] */
} effects;

static void effects_free(effects *e)
{
    cv_memory_free(e->contrast);
    cv_memory_free(e->simple);
    cv_memory_free(e->design);
    cv_memory_free(e->scratch);
}

static bool effects_init(effects *e, const cv_crosstab *of)
{
    size_t cells = of->rows * of->columns, contrasts = contrasts_of(of);
    *e = (effects){.cells = cells, .contrasts = contrasts};
    e->contrast = cv_memory_zero(cells * contrasts, sizeof *e->contrast);
    e->simple = cv_memory_zero(contrasts * contrasts, sizeof *e->simple);
    e->design = cv_memory_zero(contrasts * contrasts, sizeof *e->design);
    e->scratch = cv_memory_zero(cells, sizeof *e->scratch);
    return e->contrast != NULL && e->simple != NULL && e->design != NULL && e->scratch != NULL;
}

/* The interaction's contrasts over the shares, and C' D^-1 C / n. A cell without a share has no weight in them, as in
 * R. */
static void set_simple(effects *e, const cv_crosstab *of)
{
    size_t k = e->contrasts;
    for (size_t cell = 0; cell < e->cells; cell++) {
        size_t row = cell / of->columns, column = cell % of->columns;
        double weight = of->share[cell] > 0 ? 1 / of->share[cell] : 0;
        double *line = e->contrast + cell * k;
        for (size_t a = 0; a < k; a++)
            line[a] = helmert(row, a / (of->columns - 1)) * helmert(column, a % (of->columns - 1)) * weight;
        for (size_t a = 0; weight > 0 && a < k; a++)
            for (size_t b = 0; b < k; b++)
                e->simple[a * k + b] += line[a] * line[b] / weight / of->n;
    }
}

static void set_design(effects *e, const cv_crosstab *of)
{
    size_t k = e->contrasts;
    for (size_t a = 0; a < k; a++) {
        for (size_t cell = 0; cell < e->cells; cell++) {
            e->scratch[cell] = 0;
            for (size_t other = 0; other < e->cells; other++)
                e->scratch[cell] += of->variance[cell * e->cells + other] * e->contrast[other * k + a];
        }
        for (size_t cell = 0; cell < e->cells; cell++)
            for (size_t b = 0; b < k; b++)
                e->design[a * k + b] += e->scratch[cell] * e->contrast[cell * k + b];
    }
}

/* L^-1 B L^-T in e->design: it is symmetric and its eigenvalues are the generalised design effects, those of the design
 * matrix B against the simple one L L'. *good is false where there are too many empty cells. */
static cv_status find_effects(const cv_crosstab *of, effects *e, bool *good, cv_messages *messages)
{
    *good = false;
    if (!effects_init(e, of))
        return cv_fail_memory(messages);
    set_simple(e, of);
    set_design(e, of);
    *good = cv_matrix_cholesky(e->simple, e->contrasts);
    if (*good)
        cv_matrix_whiten(e->simple, e->design, e->contrasts);
    return CV_OK;
}

/* Sum of the design effects, and of their squares, which add up over all elements of the matrix. */
static void sum_effects(const effects *e, double *sum, double *squares)
{
    *sum = sum_of(e->design, e->contrasts, e->contrasts + 1);
    *squares = 0;
    for (size_t i = 0; i < e->contrasts * e->contrasts; i++)
        *squares += e->design[i] * e->design[i];
}

static cv_status design_effects(const cv_crosstab *of, double *sum, double *squares, cv_messages *messages)
{
    effects e;
    bool good;
    *sum = *squares = NAN;
    cv_status status = find_effects(of, &e, &good, messages);
    if (status == CV_OK && good)
        sum_effects(&e, sum, squares);
    effects_free(&e);
    return status;
}

/* ---- the tests ---- */

typedef cv_status run_test(const cv_crosstab *of, cv_test_value *value, cv_messages *messages);

/* Under a design: Pearson's statistic of the shares, as if n answers had been drawn with them. */
static double pearson_statistic(const cv_crosstab *of)
{
    return of->variance == NULL ? table_statistic(of, of->counts, pearson_term, 0)
                                : of->n * table_statistic(of, of->share, pearson_term, 0);
}

static cv_status run_pearson(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    (void)messages;
    *value = chisq_value(of, pearson_statistic(of));
    return CV_OK;
}

static cv_status run_yates(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    (void)messages;
    if (of->rows == 2 && of->columns == 2)
        *value = chisq_value(of, table_statistic(of, of->counts, pearson_term, yates_shift(of)));
    return CV_OK;
}

static cv_status run_likelihood_ratio(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    (void)messages;
    *value = chisq_value(of, table_statistic(of, of->counts, likelihood_term, 0));
    return CV_OK;
}

static cv_status run_fisher(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    cv_status status = cv_fisher_p(of->rows, of->columns, of->counts, &value->p, messages);
    if (status == CV_OK && isnan(value->p)) {
        status = cv_fisher_draws(of->rows, of->columns, of->counts, &value->p, messages);
        value->drawn = !isnan(value->p);
    }
    return status;
}

static cv_status run_first_order(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    double sum, squares, df = cells_of_freedom(of);
    cv_status status = design_effects(of, &sum, &squares, messages);
    if (status == CV_OK)
        *value = (cv_test_value){.statistic = pearson_statistic(of), .df1 = df, .df2 = NAN, .p = NAN};
    if (status == CV_OK && sum > 0)
        value->p = cv_chisq_upper(value->statistic / (sum / df), df);
    return status;
}

static cv_status run_second_order(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    double sum, squares;
    cv_status status = design_effects(of, &sum, &squares, messages);
    if (status != CV_OK || !(sum > 0))
        return status;
    double df1 = sum / squares * sum;
    *value = (cv_test_value){.statistic = pearson_statistic(of) / sum, .df1 = df1, .df2 = df1 * of->df, .p = NAN};
    value->p = cv_f_upper(value->statistic, value->df1, value->df2);
    return status;
}

/* The tail of the statistic's own distribution, a mixture by the design effects, over an estimate of the variance that
 * has Satterthwaite's degrees of freedom. */
static cv_status run_mixture(const cv_crosstab *of, double tail(const cv_mixture *, double), cv_test_value *value,
                             cv_messages *messages)
{
    double sum = NAN, squares = NAN, *values = cv_memory_zero(contrasts_of(of), sizeof *values);
    effects e = {0};
    bool good = false;
    cv_status status = values == NULL ? cv_fail_memory(messages) : find_effects(of, &e, &good, messages);
    if (good)
        sum_effects(&e, &sum, &squares);
    if (good && !cv_matrix_eigenvalues(e.design, e.contrasts, values))
        status = cv_fail_memory(messages);
    if (status == CV_OK && sum > 0) {
        cv_mixture mixture = {values, e.contrasts, of->replicates ? (double)INFINITY : sum / squares * sum * of->df};
        *value = (cv_test_value){
            .statistic = pearson_statistic(of), .df1 = NAN, .df2 = of->replicates ? (double)NAN : mixture.df};
        value->p = tail(&mixture, value->statistic);
    }
    cv_memory_free(values);
    effects_free(&e);
    return status;
}

static cv_status run_linear_combination(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    return run_mixture(of, cv_mixture_upper, value, messages);
}

static cv_status run_saddlepoint(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    return run_mixture(of, cv_mixture_saddlepoint, value, messages);
}

static const struct {
    cv_test test;
    bool design, binomial; /* under which model it runs */
    run_test *run;
} tests[] = {
    {CV_TEST_PEARSON, true, true, run_pearson},
    {CV_TEST_PEARSON_YATES, false, true, run_yates},
    {CV_TEST_G, false, true, run_likelihood_ratio},
    {CV_TEST_FISHER, false, true, run_fisher},
    {CV_TEST_RAO_SCOTT_CHISQ, true, false, run_first_order},
    {CV_TEST_RAO_SCOTT_F, true, false, run_second_order},
    {CV_TEST_WALD, true, false, cv_wald_independence},
    {CV_TEST_ADJUSTED_WALD, true, false, cv_wald_adjusted},
    {CV_TEST_LINCOM, true, false, run_linear_combination},
    {CV_TEST_SADDLEPOINT, true, false, run_saddlepoint},
    {CV_TEST_TREND, true, true, cv_marginal_trend},
    {CV_TEST_MCNEMAR, true, true, cv_marginal_homogeneity},
};

cv_status cv_crosstab_test(cv_test test, const cv_crosstab *table, cv_test_value *value, cv_messages *messages)
{
    *value = none;
    bool design = table->variance != NULL;
    bool one = table->rows < 2 || table->columns < 2; /* levels that one of two equal variables has are enough */
    if ((one && test != CV_TEST_MCNEMAR) || !(table->n > 0))
        return CV_OK;
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        if (tests[i].test == test && (design ? tests[i].design : tests[i].binomial))
            return tests[i].run(table, value, messages);
    return CV_OK;
}
