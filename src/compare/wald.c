/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/wald.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "compare/matrix.h"
#include "estimate/distribution.h"

typedef struct gaps {
    size_t cells, count;  /* of the table; of the gaps, its cells but for the first row and column */
    double *row, *column; /* [rows], [columns] shares of the margins */
    double *jacobian;     /* [count x cells] of the gaps by the cells */
    double *value;        /* [count] then L^-1 of it */
    double *variance;     /* [count x count], then its factor L */
    double *scratch;      /* [cells] */
} gaps;

static void gaps_free(gaps *g)
{
    cv_memory_free(g->row);
    cv_memory_free(g->column);
    cv_memory_free(g->jacobian);
    cv_memory_free(g->value);
    cv_memory_free(g->variance);
    cv_memory_free(g->scratch);
}

static bool gaps_init(gaps *g, const cv_crosstab *of)
{
    *g = (gaps){.cells = of->rows * of->columns, .count = (of->rows - 1) * (of->columns - 1)};
    g->row = cv_memory_zero(of->rows, sizeof *g->row);
    g->column = cv_memory_zero(of->columns, sizeof *g->column);
    g->jacobian = cv_memory_zero(g->count * g->cells, sizeof *g->jacobian);
    g->value = cv_memory_zero(g->count, sizeof *g->value);
    g->variance = cv_memory_zero(g->count * g->count, sizeof *g->variance);
    g->scratch = cv_memory_zero(g->cells, sizeof *g->scratch);
    return g->row && g->column && g->jacobian && g->value && g->variance && g->scratch;
}

/* y_ij = T_ij - R_i C_j / N, all over N: d y_ij = d T_ij - (C_j / N) d R_i - (R_i / N) d C_j + (R_i C_j / N^2) d N. */
static void set_gaps(gaps *g, const cv_crosstab *of)
{
    for (size_t cell = 0; cell < g->cells; cell++) {
        g->row[cell / of->columns] += of->share[cell];
        g->column[cell % of->columns] += of->share[cell];
    }
    for (size_t k = 0; k < g->count; k++) {
        size_t i = 1 + k / (of->columns - 1), j = 1 + k % (of->columns - 1);
        g->value[k] = of->share[i * of->columns + j] - g->row[i] * g->column[j];
        for (size_t cell = 0; cell < g->cells; cell++) {
            bool same_row = cell / of->columns == i, same_column = cell % of->columns == j;
            g->jacobian[k * g->cells + cell] = (same_row && same_column) - (same_row ? g->column[j] : 0) -
                                               (same_column ? g->row[i] : 0) + g->row[i] * g->column[j];
        }
    }
}

static void set_variance(gaps *g, const cv_crosstab *of)
{
    for (size_t k = 0; k < g->count; k++) {
        for (size_t cell = 0; cell < g->cells; cell++) {
            g->scratch[cell] = 0;
            for (size_t other = 0; other < g->cells; other++)
                g->scratch[cell] += of->total_variance[cell * g->cells + other] * g->jacobian[k * g->cells + other];
        }
        for (size_t l = 0; l < g->count; l++)
            for (size_t cell = 0; cell < g->cells; cell++)
                g->variance[k * g->count + l] += g->scratch[cell] * g->jacobian[l * g->cells + cell];
    }
}

cv_status cv_wald_gaps(const cv_crosstab *table, double *value, double *variance, cv_messages *messages)
{
    gaps g;
    bool memory = gaps_init(&g, table);
    if (memory) {
        set_gaps(&g, table);
        set_variance(&g, table);
        memcpy(value, g.value, g.count * sizeof *value);
        memcpy(variance, g.variance, g.count * g.count * sizeof *variance);
    }
    gaps_free(&g);
    return memory ? CV_OK : cv_fail_memory(messages);
}

/* y' V^-1 y = |L^-1 y|^2; NaN where V is singular. */
static cv_status squared_distance(const cv_crosstab *of, double *distance, cv_messages *messages)
{
    gaps g;
    *distance = NAN;
    bool memory = gaps_init(&g, of);
    if (memory) {
        set_gaps(&g, of);
        set_variance(&g, of);
        if (cv_matrix_cholesky(g.variance, g.count)) {
            cv_matrix_solve(g.variance, g.value, g.count);
            *distance = 0;
            for (size_t k = 0; k < g.count; k++)
                *distance += g.value[k] * g.value[k];
        }
    }
    gaps_free(&g);
    return memory ? CV_OK : cv_fail_memory(messages);
}

static cv_status run(const cv_crosstab *of, bool adjusted, cv_test_value *value, cv_messages *messages)
{
    double distance = NAN, k = (double)((of->rows - 1) * (of->columns - 1));
    cv_status status = CV_OK;
    if (of->df >= k && of->total_variance != NULL)
        status = squared_distance(of, &distance, messages);
    if (isnan(distance))
        return status;
    double df2 = adjusted ? of->df - k + 1 : of->df, scale = adjusted && !isinf(of->df) ? df2 / of->df : 1;
    *value = (cv_test_value){.statistic = distance / k * scale, .df1 = k, .df2 = df2};
    value->p = cv_f_upper(value->statistic, k, df2);
    return status;
}

cv_status cv_wald_independence(const cv_crosstab *table, cv_test_value *value, cv_messages *messages)
{
    return run(table, false, value, messages);
}

cv_status cv_wald_adjusted(const cv_crosstab *table, cv_test_value *value, cv_messages *messages)
{
    return run(table, true, value, messages);
}
