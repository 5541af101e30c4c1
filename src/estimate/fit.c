/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newton's steps by a QR decomposition of sqrt(v) X that takes the rows in blocks (Golub and Van Loan, section 5.2.2),
 * so that the matrix is never kept. A step is R^-1 R'^-1 of the gradient; since the gradient is that of the very
 * estimates, repeating the step takes away what rounding left in it, for least squares too. */
#include "estimate/fit.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

enum { BLOCK = 64, MOST_STEPS = 30, MOST_HALVINGS = 20 };

/** Relative: below it a column is a combination of others; a step is the last but one. */
static const double COLLINEAR = 1e-9, SMALL_STEP = 1e-8;

/** What one pass over the rows gives at some coefficients. */
typedef struct pass {
    double *gradient; /**< [columns] */
    double *block;    /**< [columns x BLOCK] sqrt(v) x of some rows, column after column */
    double *step, *tried;
    double likelihood;
    size_t filled;
} pass;

/* ---- rows ---- */

static void read_row(const cv_fit *fit, size_t row, double *x)
{
    fit->data->row(fit->data->context, row, x);
    for (size_t j = 1; j < fit->data->columns; j++)
        x[j] = (x[j] - fit->mean[j]) / fit->scale[j];
}

static double predictor_of(const double *x, const double *at, size_t columns)
{
    double sum = 0;
    for (size_t j = 0; j < columns; j++)
        sum += x[j] * at[j];
    return sum;
}

/* 1 / (1 + exp(-eta)), with all its digits on both sides. */
static double logistic(double eta)
{
    if (eta >= 0)
        return 1 / (1 + exp(-eta));
    double e = exp(eta);
    return e / (1 + e);
}

/* y - fitted, without cancellation where the fit is near 0 or 1. */
static double residual(cv_model_kind kind, double y, double eta)
{
    if (kind == CV_MODEL_LINEAR)
        return y - eta;
    return y > 0 ? logistic(-eta) : -logistic(eta);
}

static double log_likelihood(cv_model_kind kind, double y, double eta)
{
    if (kind == CV_MODEL_LINEAR)
        return -(y - eta) * (y - eta) / 2;
    double against = y > 0 ? -eta : eta; /* -log(1 + exp(against)) */
    return against > 0 ? -against - log1p(exp(-against)) : -log1p(exp(against));
}

/* ---- the basis ---- */

static bool measure_columns(cv_fit *fit)
{
    const cv_fit_data *data = fit->data;
    double sum = 0;
    for (size_t i = 0; i < data->rows; i++) { /* West's running moments, so that large means do no harm */
        double w = data->weight[i];
        if (!(w > 0))
            continue;
        data->row(data->context, i, fit->x);
        sum += w;
        for (size_t j = 1; j < data->columns; j++) {
            double off = fit->x[j] - fit->mean[j];
            fit->mean[j] += off * w / sum;
            fit->scale[j] += w * off * (fit->x[j] - fit->mean[j]);
        }
    }
    fit->scale[0] = 1;
    for (size_t j = 1; j < data->columns; j++) {
        fit->scale[j] = sqrt(fit->scale[j] / sum);
        if (!isfinite(fit->scale[j]) || fit->scale[j] <= COLLINEAR / 100 * fabs(fit->mean[j])) {
            fit->column = j;
            return false; /* a constant */
        }
    }
    return true;
}

/* ---- QR ---- */

/* One Householder reflection: row k of R and the block's rows become row k of R and zeros in column k. */
static void reflect(double *root, double *block, size_t rows, size_t columns, size_t k)
{
    double *own = block + k * BLOCK, squares = 0;
    for (size_t i = 0; i < rows; i++)
        squares += own[i] * own[i];
    if (squares == 0)
        return;
    double diagonal = root[k * columns + k], norm = sqrt(diagonal * diagonal + squares);
    double head = diagonal > 0 ? diagonal + norm : diagonal - norm;
    double scale = 2 / (head * head + squares);
    for (size_t j = k + 1; j < columns; j++) {
        double *other = block + j * BLOCK, dot = head * root[k * columns + j];
        for (size_t i = 0; i < rows; i++)
            dot += own[i] * other[i];
        dot *= scale;
        root[k * columns + j] -= dot * head;
        for (size_t i = 0; i < rows; i++)
            other[i] -= dot * own[i];
    }
    root[k * columns + k] = diagonal > 0 ? -norm : norm;
}

static void reduce(cv_fit *fit, pass *of)
{
    for (size_t k = 0; k < fit->data->columns && of->filled > 0; k++)
        reflect(fit->root, of->block, of->filled, fit->data->columns, k);
    of->filled = 0;
}

/* The first column that the ones before it explain; SIZE_MAX: none. */
static size_t dependent_column(const cv_fit *fit)
{
    size_t columns = fit->data->columns;
    for (size_t j = 0; j < columns; j++) {
        double squares = 0, own = fit->root[j * columns + j];
        for (size_t i = 0; i <= j; i++)
            squares += fit->root[i * columns + j] * fit->root[i * columns + j];
        if (!(fabs(own) > COLLINEAR * sqrt(squares)))
            return j;
    }
    return SIZE_MAX;
}

/* R' z = b, then R x = z, in place. */
static void solve_transposed(const double *root, size_t columns, double *b)
{
    for (size_t i = 0; i < columns; i++) {
        for (size_t k = 0; k < i; k++)
            b[i] -= root[k * columns + i] * b[k];
        b[i] /= root[i * columns + i];
    }
}

static void solve(const double *root, size_t columns, double *b)
{
    for (size_t i = columns; i-- > 0;) {
        for (size_t k = i + 1; k < columns; k++)
            b[i] -= root[i * columns + k] * b[k];
        b[i] /= root[i * columns + i];
    }
}

/* ---- Newton ---- */

/* Gradient, R and likelihood at the coefficients. */
static void look(cv_fit *fit, const double *at, pass *to)
{
    const cv_fit_data *data = fit->data;
    size_t columns = data->columns;
    memset(fit->root, 0, columns * columns * sizeof *fit->root);
    memset(to->gradient, 0, columns * sizeof *to->gradient);
    to->likelihood = 0;
    to->filled = 0;
    for (size_t i = 0; i < data->rows; i++) {
        if (!(data->weight[i] > 0))
            continue;
        read_row(fit, i, fit->x);
        double w = data->weight[i], eta = predictor_of(fit->x, at, columns);
        double off = w * residual(data->kind, data->y[i], eta);
        double v = data->kind == CV_MODEL_LINEAR ? w : w * logistic(eta) * logistic(-eta);
        double root = sqrt(v);
        to->likelihood += w * log_likelihood(data->kind, data->y[i], eta);
        for (size_t j = 0; j < columns; j++) {
            to->gradient[j] += off * fit->x[j];
            to->block[j * BLOCK + to->filled] = root * fit->x[j];
        }
        if (++to->filled == BLOCK)
            reduce(fit, to);
    }
    reduce(fit, to);
}

static double largest(const double *numbers, size_t count, size_t *at)
{
    double most = 0;
    *at = 0;
    for (size_t j = 0; j < count; j++)
        if (!(fabs(numbers[j]) <= most)) {
            most = fabs(numbers[j]);
            *at = j;
        }
    return most;
}

/* Goes a step, or a part of it where the whole one would lose likelihood. */
static void go(cv_fit *fit, pass *of)
{
    size_t columns = fit->data->columns;
    double before = of->likelihood, slack = 1e-10 * fabs(before);
    for (int halvings = 0; halvings < MOST_HALVINGS; halvings++) {
        for (size_t j = 0; j < columns; j++)
            of->tried[j] = fit->at[j] + of->step[j];
        look(fit, of->tried, of);
        if (fit->data->kind == CV_MODEL_LINEAR || of->likelihood >= before - slack)
            break;
        for (size_t j = 0; j < columns; j++)
            of->step[j] /= 2;
    }
    memcpy(fit->at, of->tried, columns * sizeof *fit->at);
}

/* Coefficients of the columns in the fit's basis: c_j = b_j s_j, c_0 = b_0 + sum of b_j m_j. */
static void from_columns(cv_fit *fit, const double *numbers)
{
    fit->at[0] = numbers[0];
    for (size_t j = 1; j < fit->data->columns; j++) {
        fit->at[j] = numbers[j] * fit->scale[j];
        fit->at[0] += numbers[j] * fit->mean[j];
    }
}

static void start(cv_fit *fit)
{
    const cv_fit_data *data = fit->data;
    double sum = 0, events = 0;
    if (data->start != NULL) {
        from_columns(fit, data->start);
        return;
    }
    for (size_t i = 0; i < data->rows; i++) {
        if (!(data->weight[i] > 0))
            continue;
        sum += data->weight[i];
        events += data->weight[i] * data->y[i];
    }
    double p = events / sum;
    fit->at[0] = data->kind == CV_MODEL_LINEAR ? p : log(p / (1 - p));
}

/* A step is small or large in units of the largest estimate, and of 1: that of a log odds, or of y's spread. */
static double unit_of(const cv_fit *fit)
{
    size_t at;
    double most = largest(fit->at, fit->data->columns, &at);
    return fit->data->kind == CV_MODEL_LOGIT && most < 1 ? 1 : most;
}

static cv_fit_end iterate(cv_fit *fit, pass *of)
{
    size_t columns = fit->data->columns, worst = 0;
    bool last = false;
    start(fit);
    look(fit, fit->at, of);
    if ((fit->column = dependent_column(fit)) != SIZE_MAX)
        return CV_FIT_COLLINEAR;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        memcpy(of->step, of->gradient, columns * sizeof *of->step);
        solve_transposed(fit->root, columns, of->step);
        solve(fit->root, columns, of->step);
        double size = largest(of->step, columns, &worst);
        if (!isfinite(size))
            break;
        go(fit, of);
        if (last)
            return CV_FIT_DONE;
        last = size <= SMALL_STEP * unit_of(fit); /* the next one is below rounding */
    }
    if (columns > 1) /* the intercept moves with a reference level: name what it moves against */
        largest(of->step + 1, columns - 1, &worst);
    fit->column = columns > 1 ? worst + 1 : 0;
    return fit->data->kind == CV_MODEL_LOGIT ? CV_FIT_SEPARATED : CV_FIT_STUCK;
}

/* ---- the whole ---- */

cv_fit_end cv_fit_make(const cv_fit_data *data, cv_fit *to)
{
    size_t columns = data->columns;
    *to = (cv_fit){.data = data};
    pass of = {0};
    to->mean = cv_memory_zero(columns + 1, sizeof *to->mean);
    to->scale = cv_memory_zero(columns + 1, sizeof *to->scale);
    to->at = cv_memory_zero(columns + 1, sizeof *to->at);
    to->root = cv_memory_zero(columns * columns + 1, sizeof *to->root);
    to->x = cv_memory_zero(columns + 1, sizeof *to->x);
    of.gradient = cv_memory_zero(3 * columns + 1, sizeof *of.gradient);
    of.block = cv_memory_zero(columns + 1, BLOCK * sizeof *of.block);
    cv_fit_end end = CV_FIT_NO_MEMORY;
    if (to->mean && to->scale && to->at && to->root && to->x && of.gradient && of.block) {
        of.step = of.gradient + columns;
        of.tried = of.step + columns;
        end = measure_columns(to) ? iterate(to, &of) : CV_FIT_COLLINEAR;
    }
    cv_memory_free(of.gradient);
    cv_memory_free(of.block);
    return end;
}

void cv_fit_free(cv_fit *fit)
{
    cv_memory_free(fit->mean);
    cv_memory_free(fit->scale);
    cv_memory_free(fit->at);
    cv_memory_free(fit->root);
    cv_memory_free(fit->x);
    *fit = (cv_fit){0};
}

void cv_fit_add_score(const cv_fit *fit, size_t row, double *score)
{
    const cv_fit_data *data = fit->data;
    read_row(fit, row, fit->x);
    double off = data->weight[row] * residual(data->kind, data->y[row], predictor_of(fit->x, fit->at, data->columns));
    for (size_t j = 0; j < data->columns; j++)
        score[j] += off * fit->x[j];
}

/* The way back to the columns themselves: b_j = c_j / s_j, b_0 = c_0 - sum of c_j m_j / s_j. */
static void to_columns(const cv_fit *fit, double *numbers)
{
    for (size_t j = 1; j < fit->data->columns; j++) {
        numbers[j] /= fit->scale[j];
        numbers[0] -= numbers[j] * fit->mean[j];
    }
}

void cv_fit_influence(const cv_fit *fit, double *score)
{
    solve_transposed(fit->root, fit->data->columns, score);
    solve(fit->root, fit->data->columns, score);
    to_columns(fit, score);
}

void cv_fit_coefficients(const cv_fit *fit, double *coefficient)
{
    memcpy(coefficient, fit->at, fit->data->columns * sizeof *coefficient);
    to_columns(fit, coefficient);
}

double cv_fit_wald(const double *b, const double *v, size_t count, double *work)
{
    const double least = 1e-12; /* of the correlation matrix's pivots */
    double *z = work + count * count, sum = 0;
    for (size_t i = 0; i < count; i++) { /* Cholesky's L of the correlations, z = L^-1 of b in units of its errors */
        double error = sqrt(v[i * count + i]);
        z[i] = b[i] / error;
        for (size_t k = 0; k <= i; k++) {
            double own = v[i * count + k] / error / sqrt(v[k * count + k]);
            for (size_t m = 0; m < k; m++)
                own -= work[i * count + m] * work[k * count + m];
            if (k == i && !(own > least))
                return NAN;
            work[i * count + k] = k == i ? sqrt(own) : own / work[k * count + k];
        }
        for (size_t k = 0; k < i; k++)
            z[i] -= work[i * count + k] * z[k];
        z[i] /= work[i * count + i];
        sum += z[i] * z[i];
    }
    return sum;
}
