/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/distance.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"

enum { MOST_SWEEPS = 20000, MOST_STEPS = 500 };

/** Below this share of the largest, an eigenvalue of a matrix with a unit diagonal is a column that depends on others.
 */
static const double DEPENDENT = 1e-11;

/** Newton's method has arrived when it gains nothing more, this near to the targets. */
static const double ARRIVED = 1e-12;

/** Steps that are damped more than that go nowhere. */
static const double MOST_DAMPING = 1e12;

/* ---- linear systems ---- */

/** The eigenvectors of A scaled to a unit diagonal. */
struct spectrum {
    gsl_matrix *matrix, *vectors;
    gsl_vector *values;
    gsl_eigen_symmv_workspace *workspace;
    double *root, *scratch;
};

static bool spectrum_start(struct spectrum *of, size_t n)
{
    of->matrix = gsl_matrix_alloc(n, n);
    of->vectors = gsl_matrix_alloc(n, n);
    of->values = gsl_vector_alloc(n);
    of->workspace = gsl_eigen_symmv_alloc(n);
    of->root = cv_memory_zero(n, sizeof(double));
    of->scratch = cv_memory_zero(n, sizeof(double));
    return of->matrix != NULL && of->vectors != NULL && of->values != NULL && of->workspace != NULL &&
           of->root != NULL && of->scratch != NULL;
}

static void spectrum_free(struct spectrum *of)
{
    gsl_matrix_free(of->matrix);
    gsl_matrix_free(of->vectors);
    gsl_vector_free(of->values);
    if (of->workspace != NULL)
        gsl_eigen_symmv_free(of->workspace);
    cv_memory_free(of->root);
    cv_memory_free(of->scratch);
}

static bool decompose(struct spectrum *of, const double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        of->root[i] = a[i * n + i] > 0 ? sqrt(a[i * n + i]) : 1;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double scaled = a[i * n + j] / (of->root[i] * of->root[j]);
            if (!isfinite(scaled))
                return false;
            gsl_matrix_set(of->matrix, i, j, scaled);
        }
    return gsl_eigen_symmv(of->matrix, of->values, of->vectors, of->workspace) == 0;
}

/* x = D^-1 V L^+ V' D^-1 b, D the roots of the diagonal. */
static void apply(struct spectrum *of, size_t n, double *b, size_t step)
{
    double most = 0;
    for (size_t k = 0; k < n; k++)
        most = fmax(most, gsl_vector_get(of->values, k));
    for (size_t k = 0; k < n; k++) {
        double value = gsl_vector_get(of->values, k), sum = 0;
        for (size_t i = 0; i < n && value > DEPENDENT * most; i++)
            sum += gsl_matrix_get(of->vectors, i, k) * b[i * step] / of->root[i];
        of->scratch[k] = value > DEPENDENT * most ? sum / value : 0;
    }
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t k = 0; k < n; k++)
            sum += gsl_matrix_get(of->vectors, i, k) * of->scratch[k];
        b[i * step] = sum / of->root[i];
    }
}

cv_status cv_symmetric_solve(double *a, size_t n, double *b, size_t m, cv_messages *messages)
{
    struct spectrum of = {0};
    bool ok = n == 0 || spectrum_start(&of, n);
    bool finite = ok && (n == 0 || decompose(&of, a, n));
    for (size_t j = 0; ok && n > 0 && j < m; j++)
        if (finite)
            apply(&of, n, b + j, m);
    for (size_t i = 0; ok && !finite && i < n * m; i++)
        b[i] = NAN;
    spectrum_free(&of);
    return ok ? CV_OK : cv_fail_memory(messages);
}

/* ---- cells ---- */

void cv_system_reached(const cv_system *of, const double *weight, const double *g, double *reached)
{
    memset(reached, 0, of->columns * sizeof *reached);
    for (size_t p = 0; p < of->patterns; p++)
        for (size_t e = 0; e < of->most; e++)
            if (of->column[p * of->most + e] != CV_NO_COLUMN)
                reached[of->column[p * of->most + e]] += weight[p] * g[p] * of->value[p * of->most + e];
}

/* Brings one margin's cells to their targets; a cell without weight stays as it is. */
static void fit_margin(const cv_system *of, const double *weight, size_t entry, double *g, double *sums)
{
    memset(sums, 0, of->columns * sizeof *sums);
    for (size_t p = 0; p < of->patterns; p++)
        if (of->column[p * of->most + entry] != CV_NO_COLUMN)
            sums[of->column[p * of->most + entry]] += weight[p] * g[p];
    for (size_t p = 0; p < of->patterns; p++) {
        uint32_t column = of->column[p * of->most + entry];
        if (column != CV_NO_COLUMN && sums[column] != 0)
            g[p] *= of->target[column] / sums[column];
    }
}

static double sum_of(const double *numbers, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += numbers[i];
    return sum;
}

/* How far the crossed cell that moved most has moved. `moved` is [patterns] */
static double largest_move(const cv_system *of, const double *weight, const double *g, const double *before,
                           double *moved)
{
    double most = 0;
    memset(moved, 0, of->patterns * sizeof *moved);
    for (size_t p = 0; p < of->patterns; p++)
        moved[of->cross[p]] += weight[p] * (g[p] - before[p]);
    for (size_t p = 0; p < of->patterns; p++)
        most = fmax(most, fabs(moved[p]));
    return most;
}

static cv_status rake(const cv_system *of, const double *weight, double *g, double *after, size_t *sweeps,
                      cv_messages *messages)
{
    double *sums = cv_memory_zero(of->columns + 1, sizeof *sums);
    double *before = cv_memory_zero(2 * of->patterns + 1, sizeof *before), *moved = before + of->patterns;
    double limit = of->tolerance * sum_of(weight, of->patterns);
    bool ok = sums != NULL && before != NULL;
    size_t sweep = 0;
    while (ok && sweep < (of->sweeps > 0 ? of->sweeps : MOST_SWEEPS)) {
        sweep++;
        memcpy(before, g, of->patterns * sizeof *g);
        for (size_t e = 0; e < of->most; e++) {
            fit_margin(of, weight, e, g, sums);
            for (size_t p = 0; after != NULL && p < of->patterns; p++)
                after[p * of->most + e] = g[p];
        }
        if (of->sweeps == 0 && largest_move(of, weight, g, before, moved) < limit)
            break;
    }
    if (sweeps != NULL)
        *sweeps = sweep;
    cv_memory_free(sums);
    cv_memory_free(before);
    return ok ? CV_OK : cv_fail_memory(messages);
}

/* ---- distances ---- */

/** F at some u: its derivative and its integral from 0 or from -infinity, whichever is finite. */
struct factor {
    double g, slope, integral;
};

static struct factor linear_at(const cv_system *of, double u)
{
    if (u + 1 < of->low) /* straight on from where the bound was met */
        return (struct factor){of->low, 0, of->low * u + (of->low - 1) * (1 - of->low) / 2};
    if (u + 1 > of->high)
        return (struct factor){of->high, 0, of->high * u - (of->high - 1) * (of->high - 1) / 2};
    return (struct factor){u + 1, 1, u + u * u / 2};
}

static struct factor raking_at(const cv_system *of, double u)
{
    double g = exp(u);
    if (g < of->low)
        return (struct factor){of->low, 0, of->low * (u - log(of->low)) + of->low};
    if (g > of->high)
        return (struct factor){of->high, 0, of->high * (u - log(of->high)) + of->high};
    return (struct factor){g, g, g};
}

/* L + (U - L) c e / (b + c e), e = exp(a u), b = U - 1, c = 1 - L; its integral L u + (U - L) / a log(b + c e). */
static struct factor logit_at(const cv_system *of, double u)
{
    double low = of->low, high = of->high, b = high - 1, c = 1 - low, a = (high - low) / (c * b);
    double e = exp(-fabs(a * u)), up = u > 0 ? 1 : e, down = u > 0 ? e : 1; /* exp(a u) = up / down, neither large */
    double bottom = b * down + c * up, logarithm = log(bottom) + (u > 0 ? a * u : 0);
    return (struct factor){.g = (low * b * down + high * c * up) / bottom,
                           .slope = a * b * c * (high - low) * up * down / (bottom * bottom),
                           .integral = low * u + (high - low) / a * logarithm};
}

static struct factor factor_at(const cv_system *of, double u)
{
    return of->method == CV_CALIBRATE_LINEAR   ? linear_at(of, u)
           : of->method == CV_CALIBRATE_RAKING ? raking_at(of, u)
                                               : logit_at(of, u);
}

/* lambda minimises the convex sum of w (integral of F up to x'lambda), less target'lambda. */
struct newton {
    const cv_system *of;
    const double *weight;
    double *lambda, *step, *misfit, *size, *reached; /**< [columns] */
    double *g, *slope, *best;                        /**< [patterns] */
    double *gram, *first_gram;                       /**< [columns x columns] at lambda, at 0 */
    double value, missed; /**< what is minimised; what the targets are missed by, as a share of each column's size */
};

/* Weights, and what they miss, at lambda. */
static void look(struct newton *in)
{
    const cv_system *of = in->of;
    in->value = in->missed = 0;
    for (size_t p = 0; p < of->patterns; p++) {
        double u = 0;
        for (size_t e = 0; e < of->most; e++)
            if (of->column[p * of->most + e] != CV_NO_COLUMN)
                u += in->lambda[of->column[p * of->most + e]] * of->value[p * of->most + e];
        struct factor at = factor_at(of, u);
        in->g[p] = at.g;
        in->slope[p] = at.slope;
        in->value += in->weight[p] * at.integral;
    }
    cv_system_reached(of, in->weight, in->g, in->reached);
    for (size_t k = 0; k < of->columns; k++) {
        in->misfit[k] = of->target[k] - in->reached[k];
        in->value -= of->target[k] * in->lambda[k];
        double share = fabs(in->misfit[k]) / in->size[k];
        in->missed = isnan(share) ? (double)INFINITY : fmax(in->missed, share);
    }
}

static void fill_gram(struct newton *in)
{
    const cv_system *of = in->of;
    size_t n = of->columns;
    memset(in->gram, 0, n * n * sizeof *in->gram);
    for (size_t p = 0; p < of->patterns; p++) {
        const uint32_t *column = of->column + p * of->most;
        const double *value = of->value + p * of->most;
        double w = in->weight[p] * in->slope[p];
        for (size_t a = 0; a < of->most; a++)
            for (size_t b = 0; b < of->most; b++)
                if (column[a] != CV_NO_COLUMN && column[b] != CV_NO_COLUMN)
                    in->gram[column[a] * n + column[b]] += w * value[a] * value[b];
    }
}

/* A column's size: its target or the sum of what adds up to it, whichever is larger. */
static void set_sizes(struct newton *in)
{
    const cv_system *of = in->of;
    for (size_t k = 0; k < of->columns; k++)
        in->size[k] = fabs(of->target[k]);
    for (size_t k = 0; k < of->columns; k++)
        in->reached[k] = 0;
    for (size_t p = 0; p < of->patterns; p++)
        for (size_t e = 0; e < of->most; e++)
            if (of->column[p * of->most + e] != CV_NO_COLUMN)
                in->reached[of->column[p * of->most + e]] += fabs(in->weight[p] * of->value[p * of->most + e]);
    for (size_t k = 0; k < of->columns; k++) {
        in->size[k] = fmax(in->size[k], in->reached[k]);
        in->size[k] = in->size[k] > 0 ? in->size[k] : 1;
    }
}

/* One step from lambda: Newton's, shortened by `damping` of the first matrix. Keeps it where it leads down. */
static cv_status try_step(struct newton *in, double damping, bool *kept, cv_messages *messages)
{
    size_t n = in->of->columns;
    double value = in->value, missed = in->missed, promise = 0;
    fill_gram(in);
    for (size_t i = 0; i < n * n && damping > 0; i++)
        in->gram[i] += damping * in->first_gram[i];
    memcpy(in->step, in->misfit, n * sizeof *in->step);
    cv_status status = cv_symmetric_solve(in->gram, n, in->step, 1, messages);
    if (status != CV_OK)
        return status;
    for (size_t k = 0; k < n; k++) {
        promise += in->step[k] * in->misfit[k];
        in->lambda[k] += in->step[k];
    }
    look(in);
    *kept = isfinite(in->value) && (in->value <= value - 1e-4 * promise || in->missed < missed);
    for (size_t k = 0; k < n && !*kept; k++)
        in->lambda[k] -= in->step[k];
    if (!*kept)
        look(in);
    return CV_OK;
}

/* Levenberg (1944): undamped where Newton's steps lead down, which they do near the end. */
static cv_status iterate(struct newton *in, cv_messages *messages)
{
    const cv_system *of = in->of;
    double best = INFINITY, damping = 0;
    set_sizes(in);
    look(in);
    fill_gram(in);
    memcpy(in->first_gram, in->gram, of->columns * of->columns * sizeof *in->gram);
    for (int i = 0; i < MOST_STEPS; i++) {
        bool arrived = best < ARRIVED, better = in->missed < best, kept;
        if (better) {
            memcpy(in->best, in->g, of->patterns * sizeof *in->g);
            best = in->missed;
        }
        if (best == 0 || (arrived && !better) || damping > MOST_DAMPING)
            break;
        cv_status status = try_step(in, damping, &kept, messages);
        if (status != CV_OK)
            return status;
        damping = !kept ? fmax(10 * damping, 1e-4) : damping > 1e-8 ? damping / 10 : 0;
        if (!kept && best < ARRIVED)
            break;
    }
    return CV_OK;
}

static cv_status nearest_weights(const cv_system *of, const double *weight, double *g, cv_messages *messages)
{
    size_t n = of->columns, patterns = of->patterns;
    double *room = cv_memory_zero(5 * n + 2 * patterns + 2 * n * n + 1, sizeof *room);
    if (room == NULL)
        return cv_fail_memory(messages);
    struct newton in = {.of = of, .weight = weight, .best = g};
    double **parts[] = {&in.lambda, &in.step,  &in.misfit, &in.size,      &in.reached,
                        &in.g,      &in.slope, &in.gram,   &in.first_gram};
    double *at = room;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        *parts[i] = at;
        at += i < 5 ? n : i < 7 ? patterns : n * n;
    }
    cv_status status = iterate(&in, messages);
    cv_memory_free(room);
    return status;
}

cv_status cv_system_solve(const cv_system *of, const double *weight, double *g, double *after, size_t *sweeps,
                          cv_messages *messages)
{
    for (size_t p = 0; p < of->patterns; p++)
        g[p] = 1;
    if (of->method == CV_CALIBRATE_RAKE)
        return rake(of, weight, g, after, sweeps, messages);
    if (of->method != CV_CALIBRATE_POSTSTRATIFY)
        return nearest_weights(of, weight, g, messages);
    double *sums = cv_memory_zero(of->columns + 1, sizeof *sums);
    if (sums == NULL)
        return cv_fail_memory(messages);
    fit_margin(of, weight, 0, g, sums);
    cv_memory_free(sums);
    return CV_OK;
}
