/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/marginal.h"

#include <math.h>
#include <stdbool.h>

#include "base/memory.h"
#include "compare/matrix.h"
#include "estimate/distribution.h"

/* ---- trend ---- */

/** A cell's two scores, less their means. */
typedef struct deviation {
    double row, column;
} deviation;

static deviation deviation_at(const cv_crosstab *of, const deviation *mean, size_t cell)
{
    return (deviation){of->row_score[cell / of->columns] - mean->row,
                       of->column_score[cell % of->columns] - mean->column};
}

/* The covariance's derivative by a cell's share is the product of its deviations, as the shares add up to 1. */
static double trend_variance(const cv_crosstab *of, const deviation *mean)
{
    size_t cells = of->rows * of->columns;
    double sum = 0;
    for (size_t i = 0; i < cells; i++)
        for (size_t k = 0; k < cells; k++) {
            deviation a = deviation_at(of, mean, i), b = deviation_at(of, mean, k);
            sum += a.row * a.column * b.row * b.column * of->variance[i * cells + k];
        }
    return sum;
}

cv_status cv_marginal_trend(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    (void)messages;
    size_t cells = of->rows * of->columns;
    deviation mean = {0, 0};
    double rows = 0, columns = 0, covariance = 0;
    if (of->row_score == NULL || of->column_score == NULL)
        return CV_OK;
    for (size_t i = 0; i < cells; i++) {
        mean.row += of->share[i] * of->row_score[i / of->columns];
        mean.column += of->share[i] * of->column_score[i % of->columns];
    }
    for (size_t i = 0; i < cells; i++) {
        deviation at = deviation_at(of, &mean, i);
        rows += of->share[i] * at.row * at.row;
        columns += of->share[i] * at.column * at.column;
        covariance += of->share[i] * at.row * at.column;
    }
    if (!(rows > 0) || !(columns > 0))
        return CV_OK;
    bool design = of->variance != NULL;
    double variance = design ? trend_variance(of, &mean) : rows * columns / of->n;
    if (!(variance > 0) || !(of->df > 0))
        return CV_OK;
    *value = (cv_test_value){covariance / variance * covariance, 1, design ? of->df : (double)NAN, NAN, false};
    value->p = design ? cv_f_upper(value->statistic, 1, of->df) : cv_chisq_upper(value->statistic, 1);
    return CV_OK;
}

/* ---- equal margins ---- */

typedef struct margins {
    size_t cells, count; /* of the differences: levels less one */
    size_t *level;       /* [count] */
    double *value;       /* [count] */
    double *variance;    /* [count x count] */
} margins;

static void margins_free(margins *m)
{
    cv_memory_free(m->level);
    cv_memory_free(m->value);
    cv_memory_free(m->variance);
}

static int sign_at(const cv_crosstab *of, size_t level, size_t cell)
{
    return (of->row_level[cell / of->columns] == level) - (of->column_level[cell % of->columns] == level);
}

/* The levels of either variable, each once, but for the last one. */
static bool margins_init(margins *m, const cv_crosstab *of)
{
    size_t most = of->rows + of->columns;
    *m = (margins){.cells = of->rows * of->columns};
    if ((m->level = cv_memory_zero(most + 1, sizeof *m->level)) == NULL)
        return false;
    for (size_t i = 0; i < most; i++) {
        size_t level = i < of->rows ? of->row_level[i] : of->column_level[i - of->rows], k = 0;
        while (k < m->count && m->level[k] != level)
            k++;
        m->level[k] = level;
        m->count += k == m->count;
    }
    m->count -= m->count > 0;
    m->value = cv_memory_zero(m->count + 1, sizeof *m->value);
    m->variance = cv_memory_zero(m->count * m->count + 1, sizeof *m->variance);
    return m->value != NULL && m->variance != NULL;
}

/* The binomial model's covariance is that of equal margins: sum of share (sign sign') / n. */
static void set_margins(margins *m, const cv_crosstab *of)
{
    for (size_t a = 0; a < m->count; a++)
        for (size_t cell = 0; cell < m->cells; cell++) {
            int sign = sign_at(of, m->level[a], cell);
            if (sign == 0)
                continue;
            m->value[a] += sign * of->share[cell];
            for (size_t b = 0; b < m->count; b++) {
                double *to = &m->variance[a * m->count + b];
                if (of->variance == NULL)
                    *to += sign * sign_at(of, m->level[b], cell) * of->share[cell] / of->n;
                for (size_t other = 0; of->variance != NULL && other < m->cells; other++)
                    *to += sign * sign_at(of, m->level[b], other) * of->variance[cell * m->cells + other];
            }
        }
}

static void set_value(const cv_crosstab *of, double k, double distance, cv_test_value *value)
{
    if (of->variance == NULL) {
        *value = (cv_test_value){distance, k, NAN, cv_chisq_upper(distance, k), false};
        return;
    }
    double df2 = of->df - k + 1, statistic = distance / k * (isinf(of->df) ? 1 : df2 / of->df);
    *value = (cv_test_value){statistic, k, df2, cv_f_upper(statistic, k, df2), false};
}

cv_status cv_marginal_homogeneity(const cv_crosstab *of, cv_test_value *value, cv_messages *messages)
{
    margins m = {0};
    if (of->row_level == NULL || of->column_level == NULL)
        return CV_OK;
    bool memory = margins_init(&m, of);
    if (memory && m.count > 0 && of->df >= (double)m.count) {
        set_margins(&m, of);
        double distance = 0;
        bool good = cv_matrix_cholesky(m.variance, m.count);
        if (good)
            cv_matrix_solve(m.variance, m.value, m.count);
        for (size_t i = 0; i < m.count; i++)
            distance += m.value[i] * m.value[i];
        if (good)
            set_value(of, (double)m.count, distance, value);
    }
    margins_free(&m);
    return memory ? CV_OK : cv_fail_memory(messages);
}
