/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newton's steps by a QR decomposition of sqrt(v) X that takes the rows in blocks (Golub and Van Loan, section 5.2.2),
 * so that the matrix is never kept; a row of several predictors is several rows of it. A step is R^-1 R'^-1 of the
 * gradient; since the gradient is that of the very estimates, repeating the step takes away what rounding left in it,
 * for least squares too. */
#include "estimate/fit.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

enum { BLOCK = 64, MOST_STEPS = 30, MOST_HALVINGS = 20 };

/** Relative: below it a column is a combination of others; a step is the last but one. */
static const double COLLINEAR = 1e-9, SMALL_STEP = 1e-8;

/** What one pass over the rows gives at some parameters. */
typedef struct pass {
    double *gradient; /**< [parameters] */
    double *block;    /**< [parameters x BLOCK] of rows of sqrt(v) X, column after column */
    double *step, *tried;
    double likelihood;
    size_t filled;
} pass;

/* ---- rows ---- */

size_t cv_fit_parameters(const cv_fit_data *data)
{
    const cv_family *family = cv_family_of(data->kind);
    size_t predictors = cv_family_predictors(family, data->levels);
    return family->shared ? predictors + data->columns - 1 : predictors * data->columns;
}

static void to_basis(const cv_fit *fit, double *x)
{
    for (size_t j = 1; j < fit->data->columns; j++)
        x[j] = (x[j] - fit->mean[j]) / fit->scale[j];
}

static double product(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t j = 0; j < count; j++)
        sum += a[j] * b[j];
    return sum;
}

/* The predictors of a row whose columns are x, in the basis. */
static void find_predictors(const cv_fit *fit, const double *at, const double *x, size_t row)
{
    size_t columns = fit->data->columns;
    double offset = fit->data->offset != NULL ? fit->data->offset[row] : 0;
    if (fit->family->shared)
        offset -= product(x + 1, at + fit->predictors, columns - 1);
    for (size_t k = 0; k < fit->predictors; k++)
        fit->eta[k] = (fit->family->shared ? at[k] : product(x, at + k * columns, columns)) + offset;
}

/* From a vector over the predictors to one over the parameters, by the derivatives of the former by the latter. */
static void spread(const cv_fit *fit, const double *x, const double *from, double *to)
{
    size_t columns = fit->data->columns;
    double sum = 0;
    for (size_t k = 0; k < fit->predictors; k++) {
        if (fit->family->shared)
            to[k] = from[k];
        for (size_t j = 0; j < columns && !fit->family->shared; j++)
            to[k * columns + j] = from[k] * x[j];
        sum += from[k];
    }
    for (size_t j = 1; j < columns && fit->family->shared; j++)
        to[fit->predictors + j - 1] = -sum * x[j];
}

/* fit->x and fit->local: what a row is and says. */
static void look_at(const cv_fit *fit, const double *at, size_t row)
{
    fit->data->row(fit->data->context, row, fit->x);
    to_basis(fit, fit->x);
    find_predictors(fit, at, fit->x, row);
    fit->family->look(fit->data->y[row], fit->eta, fit->predictors, fit->local);
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
    for (size_t k = 0; k < fit->parameters && of->filled > 0; k++)
        reflect(fit->root, of->block, of->filled, fit->parameters, k);
    of->filled = 0;
}

/* The first parameter that the ones before it explain; SIZE_MAX: none. */
static size_t dependent_parameter(const cv_fit *fit)
{
    size_t columns = fit->parameters;
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

/* Gradient, R and likelihood at the parameters. */
static void look(cv_fit *fit, const double *at, pass *to)
{
    size_t parameters = fit->parameters;
    memset(fit->root, 0, parameters * parameters * sizeof *fit->root);
    memset(to->gradient, 0, parameters * sizeof *to->gradient);
    to->likelihood = 0;
    to->filled = 0;
    for (size_t i = 0; i < fit->data->rows; i++) {
        double w = fit->data->weight[i], root = sqrt(w);
        if (!(w > 0))
            continue;
        look_at(fit, at, i);
        to->likelihood += w * fit->local->likelihood;
        spread(fit, fit->x, fit->local->score, fit->line);
        for (size_t j = 0; j < parameters; j++)
            to->gradient[j] += w * fit->line[j];
        for (size_t r = 0; r < fit->local->roots; r++) {
            spread(fit, fit->x, fit->local->root + r * fit->predictors, fit->line);
            for (size_t j = 0; j < parameters; j++)
                to->block[j * BLOCK + to->filled] = root * fit->line[j];
            if (++to->filled == BLOCK)
                reduce(fit, to);
        }
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
    double before = of->likelihood, slack = 1e-10 * fabs(before);
    for (int halvings = 0; halvings < MOST_HALVINGS; halvings++) {
        for (size_t j = 0; j < fit->parameters; j++)
            of->tried[j] = fit->at[j] + of->step[j];
        look(fit, of->tried, of);
        if (!fit->family->curved || of->likelihood >= before - slack)
            break;
        for (size_t j = 0; j < fit->parameters; j++)
            of->step[j] /= 2;
    }
    memcpy(fit->at, of->tried, fit->parameters * sizeof *fit->at);
}

/* Parameters of the columns in the fit's basis, the way back of cv_fit_to_columns. */
static void from_columns(cv_fit *fit, const double *numbers)
{
    size_t columns = fit->data->columns;
    memcpy(fit->at, numbers, fit->parameters * sizeof *fit->at);
    for (size_t k = 0; k < fit->predictors; k++)
        for (size_t j = 1; j < columns; j++) {
            size_t slope = fit->family->shared ? fit->predictors + j - 1 : k * columns + j;
            double moved = numbers[slope] * fit->mean[j];
            fit->at[fit->family->shared ? k : k * columns] += fit->family->shared ? -moved : moved;
            fit->at[slope] = numbers[slope] * fit->scale[j];
        }
}

/* The given parameters or, of the model without its columns, the same means for all rows. */
static void start(cv_fit *fit)
{
    const cv_fit_data *data = fit->data;
    double *mean = fit->local->mean, sum = 0;
    if (data->start != NULL) {
        from_columns(fit, data->start);
        return;
    }
    memset(mean, 0, (data->levels + 1) * sizeof *mean);
    for (size_t i = 0; i < data->rows; i++) {
        if (!(data->weight[i] > 0))
            continue;
        sum += data->weight[i] * (data->offset != NULL ? exp(data->offset[i]) : 1);
        if (fit->family->levels)
            mean[(size_t)data->y[i]] += data->weight[i];
        else
            mean[0] += data->weight[i] * data->y[i];
    }
    for (size_t l = 0; l <= data->levels; l++)
        mean[l] /= sum;
    fit->family->start(mean, fit->predictors, fit->eta);
    for (size_t k = 0; k < fit->predictors; k++)
        fit->at[fit->family->shared ? k : k * data->columns] = fit->eta[k];
}

/* A step is small or large in units of the largest estimate, and of 1: that of a log odds, or of y's spread. */
static double unit_of(const cv_fit *fit)
{
    size_t at;
    double most = largest(fit->at, fit->parameters, &at);
    return fit->family->curved && most < 1 ? 1 : most;
}

/* Notes the column, and predictor, of a parameter. */
static void name_parameter(cv_fit *fit, size_t parameter)
{
    size_t columns = fit->data->columns;
    fit->predictor = fit->family->shared ? 0 : parameter / columns;
    fit->column = !fit->family->shared          ? parameter % columns
                  : parameter < fit->predictors ? 0
                                                : parameter - fit->predictors + 1;
}

/* The slope that moves most: an intercept moves with a reference level, so it is named only where there is nothing
 * else. */
static void name_fastest(cv_fit *fit, const double *step)
{
    double most = -1;
    fit->column = fit->predictor = 0;
    for (size_t j = 0; j < fit->parameters; j++) {
        bool slope = fit->family->shared ? j >= fit->predictors : j % fit->data->columns > 0;
        if (!slope || fabs(step[j]) <= most)
            continue;
        most = fabs(step[j]);
        name_parameter(fit, j);
    }
}

static cv_fit_end iterate(cv_fit *fit, pass *of)
{
    size_t worst = 0;
    bool last = false;
    start(fit);
    look(fit, fit->at, of);
    if ((worst = dependent_parameter(fit)) != SIZE_MAX) {
        name_parameter(fit, worst);
        return CV_FIT_COLLINEAR;
    }
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        memcpy(of->step, of->gradient, fit->parameters * sizeof *of->step);
        solve_transposed(fit->root, fit->parameters, of->step);
        solve(fit->root, fit->parameters, of->step);
        double size = largest(of->step, fit->parameters, &worst);
        if (!isfinite(size))
            break;
        go(fit, of);
        if (last)
            return CV_FIT_DONE;
        last = size <= SMALL_STEP * unit_of(fit); /* the next one is below rounding */
    }
    name_fastest(fit, of->step);
    return fit->family->curved ? CV_FIT_SEPARATED : CV_FIT_STUCK;
}

/* ---- the whole ---- */

static bool make_room(cv_fit *fit)
{
    size_t columns = fit->data->columns, parameters = fit->parameters;
    size_t roots = fit->data->levels > fit->family->roots ? fit->data->levels : fit->family->roots;
    fit->mean = cv_memory_zero(columns + 1, sizeof *fit->mean);
    fit->scale = cv_memory_zero(columns + 1, sizeof *fit->scale);
    fit->x = cv_memory_zero(columns + 1, sizeof *fit->x);
    fit->at = cv_memory_zero(parameters + 1, sizeof *fit->at);
    fit->line = cv_memory_zero(parameters + 1, sizeof *fit->line);
    fit->root = cv_memory_zero(parameters * parameters + 1, sizeof *fit->root);
    fit->eta = cv_memory_zero(fit->predictors + 1, sizeof *fit->eta);
    fit->local = cv_memory_zero(1, sizeof *fit->local);
    if (fit->local == NULL)
        return false;
    fit->local->score = cv_memory_zero(fit->predictors + 1, sizeof(double));
    fit->local->root = cv_memory_zero(roots * fit->predictors + 1, sizeof(double));
    fit->local->mean = cv_memory_zero(fit->data->levels + 2, sizeof(double));
    return fit->mean != NULL && fit->scale != NULL && fit->x != NULL && fit->at != NULL && fit->line != NULL &&
           fit->root != NULL && fit->eta != NULL && fit->local->score != NULL && fit->local->root != NULL &&
           fit->local->mean != NULL;
}

cv_fit_end cv_fit_make(const cv_fit_data *data, cv_fit *to)
{
    const cv_family *family = cv_family_of(data->kind);
    *to = (cv_fit){.data = data,
                   .family = family,
                   .predictors = cv_family_predictors(family, data->levels),
                   .parameters = cv_fit_parameters(data)};
    pass of = {0};
    of.gradient = cv_memory_zero(3 * to->parameters + 1, sizeof *of.gradient);
    of.block = cv_memory_zero(to->parameters + 1, BLOCK * sizeof *of.block);
    cv_fit_end end = CV_FIT_NO_MEMORY;
    if (make_room(to) && of.gradient != NULL && of.block != NULL) {
        of.step = of.gradient + to->parameters;
        of.tried = of.step + to->parameters;
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
    cv_memory_free(fit->x);
    cv_memory_free(fit->at);
    cv_memory_free(fit->line);
    cv_memory_free(fit->root);
    cv_memory_free(fit->eta);
    if (fit->local != NULL) {
        cv_memory_free(fit->local->score);
        cv_memory_free(fit->local->root);
        cv_memory_free(fit->local->mean);
    }
    cv_memory_free(fit->local);
    *fit = (cv_fit){0};
}

void cv_fit_add_score(const cv_fit *fit, size_t row, double *score)
{
    look_at(fit, fit->at, row);
    spread(fit, fit->x, fit->local->score, fit->line);
    for (size_t j = 0; j < fit->parameters; j++)
        score[j] += fit->data->weight[row] * fit->line[j];
}

void cv_fit_solve(const cv_fit *fit, double *score)
{
    solve_transposed(fit->root, fit->parameters, score);
    solve(fit->root, fit->parameters, score);
}

/* b_j = c_j / s_j, b_0 = c_0 - sum of c_j m_j / s_j; thresholds have their slopes with the other sign. */
void cv_fit_to_columns(const cv_fit *fit, double *numbers)
{
    size_t columns = fit->data->columns, predictors = fit->predictors;
    if (fit->family->shared) {
        for (size_t j = 1; j < columns; j++) {
            numbers[predictors + j - 1] /= fit->scale[j];
            for (size_t k = 0; k < predictors; k++)
                numbers[k] += numbers[predictors + j - 1] * fit->mean[j];
        }
        return;
    }
    for (size_t k = 0; k < predictors; k++) {
        double *own = numbers + k * columns;
        for (size_t j = 1; j < columns; j++) {
            own[j] /= fit->scale[j];
            own[0] -= own[j] * fit->mean[j];
        }
    }
}

void cv_fit_coefficients(const cv_fit *fit, double *coefficient)
{
    memcpy(coefficient, fit->at, fit->parameters * sizeof *coefficient);
    cv_fit_to_columns(fit, coefficient);
}

void cv_fit_predict(const cv_fit *fit, size_t row, double *x, double *mean, double *derivative)
{
    size_t means = cv_family_means(fit->family, fit->data->levels);
    to_basis(fit, x);
    find_predictors(fit, fit->at, x, row);
    fit->family->predict(fit->eta, fit->predictors, mean, fit->local->root);
    for (size_t m = 0; m < means && derivative != NULL; m++)
        spread(fit, x, fit->local->root + m * fit->predictors, derivative + m * fit->parameters);
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
