/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/scale.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "estimate/statistic.h"

/** A variance below this share of the mean square is rounding: all answers are the same. */
static const double ROUNDING = 1e-13;

/** Moments of the items, and where their derivatives go. */
struct moments {
    const double *totals;
    size_t k;
    double weight, mean; /**< of the sum */
    double *row;
};

static double mean_of(const struct moments *m, size_t item)
{
    return m->totals[1 + item] / m->weight;
}

static double variance_of(const struct moments *m, size_t item)
{
    double square = m->totals[1 + m->k + item] / m->weight, v = square - mean_of(m, item) * mean_of(m, item);
    return v <= ROUNDING * square ? 0 : v;
}

static double covariance_of(const struct moments *m, size_t item)
{
    return m->totals[1 + 2 * m->k + item] / m->weight - mean_of(m, item) * m->mean;
}

/* C_j summed over the items. */
static double variance_of_sum(const struct moments *m)
{
    double sum = 0, square = 0;
    for (size_t j = 0; j < m->k; j++) {
        sum += covariance_of(m, j);
        square += m->totals[1 + 2 * m->k + j] / m->weight;
    }
    return sum <= ROUNDING * square ? 0 : sum;
}

/* Adds c dV_j: V = T_yy / W - (T_y / W)^2. */
static void add_variance(struct moments *m, size_t item, double c)
{
    double mean = mean_of(m, item), square = m->totals[1 + m->k + item] / m->weight;
    m->row[0] += c * (2 * mean * mean - square) / m->weight;
    m->row[1 + item] -= c * 2 * mean / m->weight;
    m->row[1 + m->k + item] += c / m->weight;
}

/* Adds c dC_j: C = T_ys / W - (T_y / W) (sum of the T_y / W). */
static void add_covariance(struct moments *m, size_t item, double c)
{
    double mean = mean_of(m, item), product = m->totals[1 + 2 * m->k + item] / m->weight;
    m->row[0] += c * (2 * mean * m->mean - product) / m->weight;
    for (size_t i = 0; i < m->k; i++)
        m->row[1 + i] -= c * mean / m->weight;
    m->row[1 + item] -= c * m->mean / m->weight;
    m->row[1 + 2 * m->k + item] += c / m->weight;
}

/* Adds c times the derivatives of V. */
static void add_variance_of_sum(struct moments *m, double c)
{
    for (size_t j = 0; j < m->k; j++)
        add_covariance(m, j, c);
}

static double mean_of_scale(struct moments *m, const cv_point *point)
{
    double k = (double)m->k, centre = 0;
    for (size_t j = 0; j < m->k; j++) {
        m->row[1 + j] = 1 / k / m->weight;
        centre += point->scale_centres != NULL ? point->scale_centres[j] : 0;
    }
    m->row[0] = -m->mean / k / m->weight;
    return (centre + m->mean) / k;
}

static double sd_of_scale(struct moments *m, double n)
{
    double v = variance_of_sum(m), k = (double)m->k, sd = sqrt(v * n / (n - 1)) / k;
    if (v > 0 && n > 1)
        add_variance_of_sum(m, sd / (2 * v));
    return sd;
}

/* k / (k - 1) (1 - A / V) of the items but `without`; A: the sum of their variances. */
static double alpha(struct moments *m, size_t without)
{
    bool all = without >= m->k;
    double k = (double)(all ? m->k : m->k - 1), sum = 0, v = variance_of_sum(m);
    for (size_t j = 0; j < m->k; j++)
        sum += j == without ? 0 : variance_of(m, j);
    if (!all)
        v += variance_of(m, without) - 2 * covariance_of(m, without);
    if (!(k > 1) || !(v > ROUNDING * sum))
        return NAN;
    double factor = k / (k - 1), by_v = factor * sum / v / v;
    for (size_t j = 0; j < m->k; j++)
        if (j != without)
            add_variance(m, j, -factor / v);
    add_variance_of_sum(m, by_v);
    if (!all) {
        add_variance(m, without, by_v);
        add_covariance(m, without, -2 * by_v);
    }
    return factor * (1 - sum / v);
}

/* (C_j - V_j) / sqrt(V_j R), with R = V - 2 C_j + V_j the variance of the others' sum. */
static double item_total(struct moments *m, size_t item)
{
    double own = variance_of(m, item), with = covariance_of(m, item), v = variance_of_sum(m);
    double rest = v - 2 * with + own, sum = 0;
    for (size_t j = 0; j < m->k; j++)
        sum += j == item ? 0 : variance_of(m, j);
    if (!(own > 0) || !(rest > ROUNDING * sum))
        return NAN;
    double root = sqrt(own * rest), r = (with - own) / root;
    double by_rest = -r / (2 * rest);
    add_variance(m, item, -1 / root - r / (2 * own) + by_rest);
    add_covariance(m, item, 1 / root - 2 * by_rest);
    add_variance_of_sum(m, by_rest);
    return r;
}

double cv_scale_value(cv_scale_figure figure, size_t item, const cv_point *at, double *row)
{
    struct moments m = {.totals = at->totals, .k = (at->slots - 1) / 3, .weight = at->totals[0], .row = row};
    memset(row, 0, at->slots * sizeof *row);
    if (!(m.weight > 0))
        return NAN;
    for (size_t j = 0; j < m.k; j++)
        m.mean += mean_of(&m, j);
    switch (figure) {
    case CV_SCALE_MEAN:
        return mean_of_scale(&m, at);
    case CV_SCALE_SD:
        return sd_of_scale(&m, at->n);
    case CV_SCALE_ITEM_TOTAL:
        return item_total(&m, item);
    case CV_SCALE_ALPHA_IF_DELETED:
        return alpha(&m, item);
    case CV_SCALE_ALPHA:
        return alpha(&m, SIZE_MAX);
    }
    return NAN;
}
