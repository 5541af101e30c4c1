/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/family.h"

#include <math.h>

/* 1 / (1 + exp(-eta)), with all its digits on both sides. */
static double logistic(double eta)
{
    if (eta >= 0)
        return 1 / (1 + exp(-eta));
    double e = exp(eta);
    return e / (1 + e);
}

/* log(logistic(eta)) */
static double log_logistic(double eta)
{
    return eta < 0 ? eta - log1p(exp(eta)) : -log1p(exp(-eta));
}

/* ---- one predictor ---- */

static void look_linear(double y, const double *eta, size_t predictors, cv_local *to)
{
    (void)predictors;
    to->likelihood = -(y - *eta) * (y - *eta) / 2;
    to->score[0] = y - *eta;
    to->root[0] = 1;
    to->roots = 1;
}

static void start_linear(const double *mean, size_t predictors, double *eta)
{
    (void)predictors;
    *eta = *mean;
}

static void predict_linear(const double *eta, size_t predictors, double *mean, double *derivative)
{
    (void)predictors;
    *mean = *eta;
    *derivative = 1;
}

/* y - fitted without cancellation where the fit is near 0 or 1. */
static void look_logit(double y, const double *eta, size_t predictors, cv_local *to)
{
    (void)predictors;
    to->likelihood = log_logistic(y > 0 ? *eta : -*eta);
    to->score[0] = y > 0 ? logistic(-*eta) : -logistic(*eta);
    to->root[0] = sqrt(logistic(*eta) * logistic(-*eta));
    to->roots = 1;
}

static void start_logit(const double *mean, size_t predictors, double *eta)
{
    (void)predictors;
    *eta = log(mean[1] / mean[0]);
}

static void predict_logit(const double *eta, size_t predictors, double *mean, double *derivative)
{
    (void)predictors;
    *mean = logistic(*eta);
    *derivative = *mean * logistic(-*eta);
}

static void look_poisson(double y, const double *eta, size_t predictors, cv_local *to)
{
    (void)predictors;
    double mean = exp(*eta);
    to->likelihood = y * *eta - mean;
    to->score[0] = y - mean;
    to->root[0] = exp(*eta / 2);
    to->roots = 1;
}

static void start_poisson(const double *mean, size_t predictors, double *eta)
{
    (void)predictors;
    *eta = log(*mean);
}

static void predict_poisson(const double *eta, size_t predictors, double *mean, double *derivative)
{
    (void)predictors;
    *mean = *derivative = exp(*eta);
}

/* ---- ordered levels ---- */

/* F(a) - F(b) = F(a) F(-b) (1 - exp(b - a)) for the logistic F and a > b: the logarithm is a sum of three terms, each
 * with one part of the curvature, so that nothing cancels and R'R needs no decomposition. */
static void look_ordinal(double y, const double *eta, size_t predictors, cv_local *to)
{
    size_t level = (size_t)y;
    bool above = level<predictors, below = level> 0;
    to->likelihood = 0;
    to->roots = 0;
    for (size_t k = 0; k < predictors; k++)
        to->score[k] = 0;
    for (size_t k = 0; k < 3 * predictors; k++)
        to->root[k] = 0;
    if (above) {
        double a = eta[level];
        to->likelihood += log_logistic(a);
        to->score[level] += logistic(-a);
        to->root[to->roots++ * predictors + level] = sqrt(logistic(a) * logistic(-a));
    }
    if (below) {
        double b = eta[level - 1];
        to->likelihood += log_logistic(-b);
        to->score[level - 1] -= logistic(b);
        to->root[to->roots++ * predictors + level - 1] = sqrt(logistic(b) * logistic(-b));
    }
    if (above && below) {
        double width = eta[level] - eta[level - 1], share = 1 / expm1(width);
        to->likelihood += width > 0 ? log(-expm1(-width)) : -(double)INFINITY;
        to->score[level] += share;
        to->score[level - 1] -= share;
        double root = 1 / (2 * sinh(width / 2)), *row = to->root + to->roots++ * predictors;
        row[level] = root;
        row[level - 1] = -root;
    }
}

static void start_ordinal(const double *mean, size_t predictors, double *eta)
{
    double below = 0;
    for (size_t k = 0; k < predictors; k++) {
        double above = 0;
        below += mean[k];
        for (size_t m = k + 1; m <= predictors; m++)
            above += mean[m];
        eta[k] = log(below / above);
    }
}

static void predict_ordinal(const double *eta, size_t predictors, double *mean, double *derivative)
{
    for (size_t k = 0; k < (predictors + 1) * predictors; k++)
        derivative[k] = 0;
    for (size_t level = 0; level <= predictors; level++) {
        bool above = level<predictors, below = level> 0;
        mean[level] = (above ? logistic(eta[level]) : 1) * (below ? logistic(-eta[level - 1]) : 1) *
                      (above && below ? -expm1(eta[level - 1] - eta[level]) : 1);
        if (above)
            derivative[level * predictors + level] = logistic(eta[level]) * logistic(-eta[level]);
        if (below)
            derivative[level * predictors + level - 1] = -logistic(eta[level - 1]) * logistic(-eta[level - 1]);
    }
}

/* ---- levels without an order ---- */

/* The probabilities of all levels, the first one's predictor being 0. @return the logarithm of exp(eta)'s sum */
static double shares_of(const double *eta, size_t predictors, double *share)
{
    double most = 0, sum = 0;
    for (size_t k = 0; k < predictors; k++)
        most = eta[k] > most ? eta[k] : most;
    for (size_t k = 0; k <= predictors; k++) {
        share[k] = exp((k == 0 ? 0 : eta[k - 1]) - most);
        sum += share[k];
    }
    for (size_t k = 0; k <= predictors; k++)
        share[k] /= sum;
    return most + log(sum);
}

/* 1 - share[but], with all its digits. */
static double rest_of(const double *share, size_t predictors, size_t but)
{
    double sum = 0;
    for (size_t k = 0; k <= predictors; k++)
        sum += k == but ? 0 : share[k];
    return sum;
}

/* diag(p) - p p' is the sum over the levels, the first too, of p_l (e_l - p) (e_l - p)'. */
static void look_multinomial(double y, const double *eta, size_t predictors, cv_local *to)
{
    size_t level = (size_t)y;
    double *share = to->mean, sum = shares_of(eta, predictors, share);
    to->likelihood = (level == 0 ? 0 : eta[level - 1]) - sum;
    to->roots = predictors + 1;
    for (size_t k = 0; k < predictors; k++) {
        double rest = rest_of(share, predictors, k + 1);
        to->score[k] = level == k + 1 ? rest : -share[k + 1];
        for (size_t l = 0; l <= predictors; l++)
            to->root[l * predictors + k] = sqrt(share[l]) * (l == k + 1 ? rest : -share[k + 1]);
    }
}

static void start_multinomial(const double *mean, size_t predictors, double *eta)
{
    for (size_t k = 0; k < predictors; k++)
        eta[k] = log(mean[k + 1] / mean[0]);
}

static void predict_multinomial(const double *eta, size_t predictors, double *mean, double *derivative)
{
    shares_of(eta, predictors, mean);
    for (size_t l = 0; l <= predictors; l++)
        for (size_t k = 0; k < predictors; k++)
            derivative[l * predictors + k] = mean[l] * (l == k + 1 ? rest_of(mean, predictors, l) : -mean[k + 1]);
}

/* ---- the table ---- */

static const cv_family families[] = {
    [CV_MODEL_LINEAR] = {.roots = 1, .look = look_linear, .start = start_linear, .predict = predict_linear},
    [CV_MODEL_LOGIT] = {.levels = true,
                        .relative = true,
                        .curved = true,
                        .roots = 1,
                        .look = look_logit,
                        .start = start_logit,
                        .predict = predict_logit},
    [CV_MODEL_ORDINAL] = {.levels = true,
                          .each_level = true,
                          .shared = true,
                          .relative = true,
                          .curved = true,
                          .roots = 3,
                          .look = look_ordinal,
                          .start = start_ordinal,
                          .predict = predict_ordinal},
    [CV_MODEL_MULTINOMIAL] = {.levels = true,
                              .each_level = true,
                              .relative = true,
                              .curved = true,
                              .look = look_multinomial,
                              .start = start_multinomial,
                              .predict = predict_multinomial},
    [CV_MODEL_POISSON] = {.relative = true,
                          .curved = true,
                          .roots = 1,
                          .look = look_poisson,
                          .start = start_poisson,
                          .predict = predict_poisson},
};

const cv_family *cv_family_of(cv_model_kind kind)
{
    return &families[kind];
}

size_t cv_family_predictors(const cv_family *family, size_t levels)
{
    return family->each_level ? levels - 1 : 1;
}

size_t cv_family_means(const cv_family *family, size_t levels)
{
    return family->each_level ? levels : 1;
}
