/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/interval.h"

#include <math.h>
#include <stddef.h>

#include <gsl/gsl_math.h>

#include "estimate/distribution.h"

static const cv_limits none = {NAN, NAN};

static double clamp(double x, double low, double high)
{
    return fmin(fmax(x, low), high);
}

/* The point between low and high where `rises` turns from false to true, to the last bit. */
static double turning_point(bool (*rises)(double at, const void *context), const void *context, double low, double high)
{
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return middle;
        if (rises(middle, context))
            high = middle;
        else
            low = middle;
    }
}

/* ---- shared by both models ---- */

static double expit(double x)
{
    return 1 / (1 + exp(-x));
}

static cv_limits logit_limits(double p, double half)
{
    double logit = log(p) - log1p(-p);
    return (cv_limits){expit(logit - half), expit(logit + half)};
}

static cv_limits arcsine_limits(double p, double half)
{
    double angle = asin(sqrt(p));
    double low = sin(clamp(angle - half, 0, M_PI_2)), high = sin(clamp(angle + half, 0, M_PI_2));
    return (cv_limits){low * low, high * high};
}

/* Wilson's limits are the roots of a quadratic; the small one comes from their product p^2 / (1 + t^2 / n), so that it
 * keeps its digits where p is near 0. */
static cv_limits wilson_limits(double p, double n, double t)
{
    double square = t * t, root = t / (2 * n) * sqrt(4 * n * p * (1 - p) + square);
    double high = (p + square / (2 * n) + root) / (1 + square / n);
    return (cv_limits){p * p / ((1 + square / n) * high), p == 1 ? 1 : high};
}

typedef struct likelihood {
    double p;     /* the estimate */
    double bound; /* of twice the divergence */
    bool below;   /* looks for the limit below p */
} likelihood;

/* from log(from / to) and the linear term rise = to - from, which the other part takes back; the ratio itself where
 * 1 + u would lose it. */
static double divergence_part(double from, double to, double rise)
{
    if (from <= 0)
        return rise;
    double u = rise / from;
    return from * (u < -0.5 ? u - log(to / from) : cv_log_gap(u));
}

/* Twice the Kullback-Leibler divergence of q from p, against the bound. */
static bool likelihood_rises(double q, const void *context)
{
    const likelihood *of = context;
    double divergence = divergence_part(of->p, q, q - of->p) + divergence_part(1 - of->p, 1 - q, of->p - q);
    return of->below ? 2 * divergence < of->bound : 2 * divergence > of->bound;
}

static cv_limits likelihood_limits(double p, double bound)
{
    if (isnan(bound))
        return none;
    likelihood below = {p, bound, true}, above = {p, bound, false};
    return (cv_limits){p <= 0 ? 0 : turning_point(likelihood_rises, &below, 0, p),
                       p >= 1 ? 1 : turning_point(likelihood_rises, &above, p, 1)};
}

/* ---- under a design; 0 < p < 1, se > 0 ---- */

typedef struct design_input {
    const cv_proportion *of;
    double p, q, se;
    double t;     /* quantile of t on df */
    double alpha; /* 1 - level */
    double n_eff; /* p q / se^2 */
} design_input;

static cv_limits design_wald(const design_input *in)
{
    return (cv_limits){in->p - in->t * in->se, in->p + in->t * in->se};
}

static cv_limits design_xlogit(const design_input *in)
{
    return logit_limits(in->p, in->t * in->se / (in->p * in->q));
}

/* Replicates are transformed one by one. */
static cv_limits design_logit(const design_input *in)
{
    return in->of->replicated ? logit_limits(in->p, in->t * in->of->se_logit) : design_xlogit(in);
}

static cv_limits design_arcsine(const design_input *in)
{
    return arcsine_limits(in->p, in->t * in->se / (2 * sqrt(in->p * in->q)));
}

static cv_limits design_wilson(const design_input *in)
{
    return wilson_limits(in->p, in->n_eff, in->t);
}

/* The scaled likelihood ratio, 2 KL = n / (n - 1) t^2 / n_eff; of replicates 2 KL = t^2 s^2 p q with the standard error
 * of the logit. */
static cv_limits design_likelihood(const design_input *in)
{
    double reach = in->t * in->of->se_logit;
    if (in->of->replicated)
        return likelihood_limits(in->p, reach * reach * in->p * in->q);
    double n = in->of->n;
    return n > 1 ? likelihood_limits(in->p, n / (n - 1) * in->t * in->t / in->n_eff) : none;
}

/* (t_{n-1} / t_df)^2, by which Korn and Graubard turn the degrees of freedom of n answers into the design's. */
static double degrees_ratio(double n, double df, double alpha)
{
    double ratio = cv_t_quantile(1 - alpha / 2, n - 1) / cv_t_quantile(1 - alpha / 2, df);
    return ratio * ratio;
}

static cv_limits design_beta(const design_input *in)
{
    if (!(in->of->df_domain > 0) || !(in->of->rows > 1))
        return none;
    double n = in->n_eff * degrees_ratio(in->of->rows, in->of->df_domain, in->alpha);
    return (cv_limits){cv_beta_quantile(in->alpha / 2, n * in->p, n * in->q + 1),
                       cv_beta_quantile(1 - in->alpha / 2, n * in->p + 1, n * in->q)};
}

/* ---- under the binomial model ---- */

typedef struct binomial_input {
    double x, n, p, q;
    double z;     /* normal quantile */
    double alpha; /* 1 - level */
} binomial_input;

static cv_limits around(double centre, double half)
{
    return (cv_limits){clamp(centre - half, 0, 1), clamp(centre + half, 0, 1)};
}

static cv_limits binomial_wald(const binomial_input *in)
{
    return around(in->p, in->z * sqrt(in->p * in->q / in->n));
}

static cv_limits binomial_wald_cc(const binomial_input *in)
{
    return around(in->p, in->z * sqrt(in->p * in->q / in->n) + 1 / (2 * in->n));
}

static cv_limits binomial_wilson(const binomial_input *in)
{
    return wilson_limits(in->p, in->n, in->z);
}

/* Newcombe (1998a), method 4. */
static cv_limits binomial_wilson_cc(const binomial_input *in)
{
    double n = in->n, p = in->p, q = in->q, square = in->z * in->z, both = 2 * (n + square);
    double below = square - 2 - 1 / n + 4 * p * (n * q + 1), above = square + 2 - 1 / n + 4 * p * (n * q - 1);
    double low = (2 * n * p + square - 1 - in->z * sqrt(below)) / both;
    double high = (2 * n * p + square + 1 + in->z * sqrt(above)) / both;
    return (cv_limits){in->x == 0 ? 0 : fmax(0, low), in->x == n ? 1 : fmin(1, high)};
}

static cv_limits binomial_agresti_coull(const binomial_input *in)
{
    double square = in->z * in->z, n = in->n + square, p = (in->x + square / 2) / n;
    return around(p, in->z * sqrt(p * (1 - p) / n));
}

static cv_limits beta_limits(const binomial_input *in, double more)
{
    double x = in->x, y = in->n - in->x;
    return (cv_limits){x == 0 ? 0 : cv_beta_quantile(in->alpha / 2, x + 0.5 - more, y + 0.5 + more),
                       y == 0 ? 1 : cv_beta_quantile(1 - in->alpha / 2, x + 0.5 + more, y + 0.5 - more)};
}

static cv_limits binomial_jeffreys(const binomial_input *in)
{
    return beta_limits(in, 0);
}

static cv_limits binomial_clopper_pearson(const binomial_input *in)
{
    return beta_limits(in, 0.5);
}

static cv_limits binomial_logit(const binomial_input *in)
{
    return logit_limits(in->p, in->z / sqrt(in->n * in->p * in->q));
}

static cv_limits binomial_arcsine(const binomial_input *in)
{
    return arcsine_limits(in->p, in->z / (2 * sqrt(in->n)));
}

static cv_limits binomial_arcsine_anscombe(const binomial_input *in)
{
    return arcsine_limits((in->x + 0.375) / (in->n + 0.75), in->z / (2 * sqrt(in->n)));
}

static cv_limits binomial_likelihood(const binomial_input *in)
{
    return likelihood_limits(in->p, in->z * in->z / in->n);
}

/* P(X > x) + P(X = x) / 2 = (P(X >= x) + P(X > x)) / 2 reaches alpha / 2 */
static bool mid_p_lower_rises(double t, const void *context)
{
    const binomial_input *in = context;
    double above = in->x == in->n ? 0 : cv_beta_lower(t, in->x + 1, in->n - in->x);
    return cv_beta_lower(t, in->x, in->n - in->x + 1) + above > in->alpha;
}

static bool mid_p_upper_rises(double t, const void *context)
{
    const binomial_input *in = context;
    double below = in->x == 0 ? 0 : cv_beta_upper(t, in->x, in->n - in->x + 1);
    return cv_beta_upper(t, in->x + 1, in->n - in->x) + below < in->alpha;
}

static cv_limits binomial_mid_p(const binomial_input *in)
{
    cv_limits exact =
        binomial_clopper_pearson(in); /* contains the mid-p limits: half a probability less on each side */
    return (cv_limits){in->x == 0 ? 0 : turning_point(mid_p_lower_rises, in, exact.low, 1),
                       in->x == in->n ? 1 : turning_point(mid_p_upper_rises, in, 0, exact.high)};
}

/* ---- the table ---- */

static const struct {
    cv_interval interval;
    cv_limits (*design)(const design_input *in);
    bool point_without_error; /* under a design: se = 0 gives p twice, not nothing */
    cv_limits (*binomial)(const binomial_input *in);
    bool binomial_fallback; /* has no limits at x = 0 and x = n */
} methods[] = {
    {CV_INTERVAL_DEFAULT, design_logit, true, binomial_wilson, false},
    {CV_INTERVAL_LOGIT, design_logit, true, binomial_logit, true},
    {CV_INTERVAL_WALD, design_wald, true, binomial_wald, false},
    {CV_INTERVAL_LIKELIHOOD, design_likelihood, false, binomial_likelihood, false},
    {CV_INTERVAL_ARCSINE, design_arcsine, true, binomial_arcsine, false},
    {CV_INTERVAL_BETA, design_beta, false, NULL, false},
    {CV_INTERVAL_XLOGIT, design_xlogit, true, NULL, false}, /* differs from logit for replicate weights alone */
    {CV_INTERVAL_WILSON, design_wilson, false, binomial_wilson, false},
    {CV_INTERVAL_WALD_CC, NULL, false, binomial_wald_cc, false},
    {CV_INTERVAL_WILSON_CC, NULL, false, binomial_wilson_cc, false},
    {CV_INTERVAL_AGRESTI_COULL, NULL, false, binomial_agresti_coull, false},
    {CV_INTERVAL_JEFFREYS, NULL, false, binomial_jeffreys, false},
    {CV_INTERVAL_CLOPPER_PEARSON, NULL, false, binomial_clopper_pearson, false},
    {CV_INTERVAL_ARCSINE_ANSCOMBE, NULL, false, binomial_arcsine_anscombe, false},
    {CV_INTERVAL_MID_P, NULL, false, binomial_mid_p, false},
};

enum { METHOD_COUNT = sizeof methods / sizeof methods[0] };

static size_t method_at(cv_interval interval)
{
    size_t i = 0;
    while (i < METHOD_COUNT && methods[i].interval != interval)
        i++;
    return i;
}

bool cv_interval_is_design(cv_interval method)
{
    size_t i = method_at(method);
    return i < METHOD_COUNT && methods[i].design != NULL;
}

bool cv_interval_is_binomial(cv_interval method)
{
    size_t i = method_at(method);
    return i < METHOD_COUNT && methods[i].binomial != NULL;
}

/* Where all or none said yes, beta's limits with n answers: a beta distribution with a shape of 1 has a closed form. */
static cv_limits all_or_none(bool all, double n, double alpha)
{
    double away = log(alpha / 2) / n;
    return all ? (cv_limits){exp(away), 1} : (cv_limits){0, -expm1(away)};
}

static bool level_is_valid(double level)
{
    return level > 0 && level < 1;
}

static cv_limits design_fallback(const cv_proportion *of)
{
    if (!(of->df_domain > 0) || !(of->n > 1))
        return none;
    double alpha = 1 - of->level;
    return all_or_none(of->p >= 1, of->n * degrees_ratio(of->n, of->df_domain, alpha), alpha);
}

cv_limits cv_interval_design(cv_interval method, const cv_proportion *of, bool *fallback)
{
    *fallback = false;
    size_t row = method_at(method);
    if (row == METHOD_COUNT || methods[row].design == NULL || !level_is_valid(of->level))
        return none;
    if (!(of->df > 0) || isnan(of->p) || !(of->se >= 0))
        return none;
    if (of->p <= 0 || of->p >= 1) {
        cv_limits limits = design_fallback(of);
        *fallback = !isnan(limits.low);
        return limits;
    }
    if (of->se == 0)
        return methods[row].point_without_error ? (cv_limits){of->p, of->p} : none;
    double q = 1 - of->p, alpha = 1 - of->level;
    design_input in = {.of = of, .p = of->p, .q = q, .se = of->se, .alpha = alpha};
    in.t = cv_t_quantile(1 - alpha / 2, of->df);
    in.n_eff = of->p / of->se * (q / of->se);
    return methods[row].design(&in);
}

cv_limits cv_interval_binomial(cv_interval method, double x, double n, double level, bool *fallback)
{
    *fallback = false;
    size_t row = method_at(method);
    if (row == METHOD_COUNT || methods[row].binomial == NULL || !level_is_valid(level))
        return none;
    if (!(n > 0) || !(x >= 0) || !(x <= n))
        return none;
    double alpha = 1 - level;
    if (methods[row].binomial_fallback && (x == 0 || x == n)) {
        *fallback = true;
        return all_or_none(x == n, n, alpha);
    }
    binomial_input in = {.x = x, .n = n, .p = x / n, .q = (n - x) / n, .alpha = alpha};
    in.z = cv_normal_quantile(1 - alpha / 2);
    return methods[row].binomial(&in);
}
