/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything rests on one idea of Loader (2000): a density is its value at the saddle point times exp(-deviance), and
 * the deviance is a sum of a * gap(u), gap(u) = u - log(1 + u), whose digits do not cancel. A tail is its density's
 * kernel times a continued fraction or a series of positive terms, always taken on the side that is small. */
#include "estimate/distribution.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>

enum {
    MOST_TERMS = 4000000, /* shapes of 1e9 need about 1e5 near the median; a bound, not a tuning */
    MOST_STEPS = 200      /* Newton takes 5 to 20 */
};

/* ---- normal ---- */

double cv_normal_upper(double z)
{
    /* z / sqrt(2) is rounded, which alone would cost z^2 / 2 ulps of the tail; r is what the rounding lost */
    const double root_half_tail = -4.8336466567264567e-17; /* 1/sqrt(2) - M_SQRT1_2 */
    double a = z * M_SQRT1_2;
    if (isnan(z) || isinf(a))
        return isnan(z) ? z : z > 0 ? 0 : 1;
    double r = fma(z, M_SQRT1_2, -a) + z * root_half_tail;
    return 0.5 * (erfc(a) - M_2_SQRTPI * exp(-a * a) * r);
}

double cv_normal_quantile(double p)
{
    if (!(p > 0 && p < 1))
        return NAN;
    double tail = p < 0.5 ? p : 1 - p;
    double z = gsl_cdf_ugaussian_Qinv(tail); /* Wichura's AS 241; a Newton step removes its last few ulps */
    double density = exp(-z * z / 2) / (M_SQRT2 * M_SQRTPI);
    if (tail < 0.25 &&
        density > DBL_MIN) /* near the centre the step would add rounding: z is small there, tails are not */
        z += (cv_normal_upper(z) - tail) / density;
    return p < 0.5 ? -z : z;
}

/* ---- deviance ---- */

double cv_log_gap(double u)
{
    if (!(u > -0.5 && u < 0.7))
        return u - log1p(u);
    /* log(1 + u) = 2 atanh(v): the linear terms cancel on paper, what is left is v^2 (2 / (1 - v) - 2 v / 3 - ...) */
    double v = u / (2 + u), square = v * v, power = v, sum = 0;
    for (int odd = 3; odd < 60; odd += 2) {
        double term = power / odd;
        sum += term;
        if (fabs(term) <= DBL_EPSILON / 8)
            break;
        power *= square;
    }
    return 2 * square * (1 / (1 - v) - sum);
}

/* Gamma(x) / (sqrt(2 pi / x) (x / e)^x), the factor that Stirling's formula lacks. */
static double gamma_star(double x)
{
    gsl_sf_result result;
    return gsl_sf_gammastar_e(x, &result) == 0 ? result.val : (double)NAN;
}

/* ---- incomplete gamma ---- */

/* x^a e^-x / Gamma(a) */
static double gamma_kernel(double a, double x)
{
    double u = (x - a) / a;
    double deviance = u < -0.5 ? x - a - a * (log(x) - log(a)) : a * cv_log_gap(u);
    return sqrt(a / (2 * M_PI)) * exp(-deviance) / gamma_star(a);
}

/* P(a, x) = kernel / a * (1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ...) */
static double gamma_lower_series(double a, double x)
{
    double term = 1, sum = 1;
    for (int i = 1; i < MOST_TERMS && term > sum * DBL_EPSILON / 4; i++) {
        term *= x / (a + i);
        sum += term;
    }
    return gamma_kernel(a, x) / a * sum;
}

/* Lentz's way through a continued fraction: b0 + a1 / (b1 + a2 / (b2 + ...)). */
typedef struct fraction {
    double value, numerator, denominator;
    bool done;
} fraction;

static double away_from_zero(double x)
{
    return fabs(x) < DBL_MIN * 1e10 ? DBL_MIN * 1e10 : x;
}

static fraction fraction_start(double b0)
{
    double value = away_from_zero(b0);
    return (fraction){.value = value, .numerator = value, .denominator = 0};
}

static void fraction_step(fraction *f, double a, double b)
{
    f->denominator = 1 / away_from_zero(b + a * f->denominator);
    f->numerator = away_from_zero(b + a / f->numerator);
    double factor = f->numerator * f->denominator;
    f->value *= factor;
    f->done = fabs(factor - 1) <= DBL_EPSILON;
}

/* Q(a, x) = kernel / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - ...))) */
static double gamma_upper_fraction(double a, double x)
{
    fraction f = fraction_start(x - a + 1);
    for (int i = 1; i < MOST_TERMS && !f.done; i++)
        fraction_step(&f, i * (a - i), x - a + 2 * i + 1);
    return gamma_kernel(a, x) / f.value;
}

double cv_chisq_upper(double x, double df)
{
    if (isnan(x) || !(df > 0) || isinf(df))
        return NAN;
    if (x <= 0 || isinf(x))
        return x <= 0 ? 1 : 0;
    double a = df / 2, half = x / 2;
    /* below a shape of 1 the upper tail is the small side long before the mean */
    bool lower = a > 1 ? half < a : half < 0.3 + 0.7 * a;
    return lower ? 1 - gamma_lower_series(a, half) : gamma_upper_fraction(a, half);
}

/* ---- incomplete beta ---- */

/* A point of the beta distribution with shapes a, b: x, y = 1 - x and their logarithms, each with all its digits, and
 * lambda = a y - b x = a - (a + b) x, the distance from the mean times a + b. */
typedef struct beta_point {
    double a, b, x, y, log_x, log_y, lambda;
} beta_point;

/* The two sides as logarithms: iterates of a quantile may stand where both the tail and its density underflow. */
typedef struct beta_sides {
    double lower, upper; /* log I_x(a, b), log (1 - I_x(a, b)) */
    double kernel;       /* log (x^a y^b / B(a, b)), the derivative of I by logit x */
} beta_sides;

static beta_point point_mirror(beta_point at)
{
    return (beta_point){at.b, at.a, at.y, at.x, at.log_y, at.log_x, -at.lambda};
}

/* a y - b x, exact products: near the mean of large shapes both are 1e9 and their difference is what counts. */
static double point_lambda(double a, double b, double x, double y, double y_tail)
{
    double bx = b * x;
    return fma(a, y, -bx) + (a * y_tail - fma(b, x, -bx));
}

static beta_point point_at(double x, double a, double b)
{
    double y = 1 - x, y_tail = (1 - y) - x;
    return (beta_point){a, b, x, y, log(x), log1p(-x), point_lambda(a, b, x, y, y_tail)};
}

static beta_point point_at_logit(double theta, double a, double b)
{
    double odds = exp(-fabs(theta)), small = odds / (1 + odds), large = 1 / (1 + odds);
    double log_large = -log1p(odds), log_small = log_large - fabs(theta);
    bool low = theta < 0;
    double x = low ? small : large, y = low ? large : small;
    return (beta_point){
        a, b, x, y, low ? log_small : log_large, low ? log_large : log_small, point_lambda(a, b, x, y, 0)};
}

/* a gap(-lambda / a): one half of the deviance; far below the mean by the logarithm that is already there. */
static double deviance_part(double shape, double n, double log_share, double lambda)
{
    double u = -lambda / shape;
    if (u < -0.5)
        return -lambda - shape * (log_share + log(n / shape));
    return shape * cv_log_gap(u);
}

static double beta_log_kernel(const beta_point *at)
{
    double a = at->a, b = at->b, n = a + b;
    double deviance = deviance_part(a, n, at->log_x, at->lambda) + deviance_part(b, n, at->log_y, -at->lambda);
    double stirling = gamma_star(n) / (gamma_star(a) * gamma_star(b)) * sqrt(a / n * b / (2 * M_PI));
    return log(stirling) - deviance;
}

/* I = kernel / (b0 + a1 / (b1 + ...)), DiDonato and Morris (1992), section 3; quick where lambda >= 0. */
static double beta_log_fraction(const beta_point *at, double log_kernel)
{
    double a = at->a, b = at->b, x = at->x;
    fraction f = fraction_start(a * (at->lambda + 1) / (a + 1));
    for (int i = 1; i < MOST_TERMS && !f.done; i++) {
        double m = i, s = a + 2 * m - 1;
        double numerator = (a + m - 1) / s * ((a + b + m - 1) / s) * m * (b - m) * x * x;
        fraction_step(&f, numerator, m + m * (b - m) * x / s + (a + m) * (at->lambda + 1 + m * (1 + at->y)) / (s + 2));
    }
    return log_kernel - log(f.value);
}

/* I = kernel / (a y^b) * (1 + a sum of (1 - b)...(i - b) / i! x^i / (a + i)); for x <= 1/2 and b <= 1 or b x <= 1. */
static double beta_log_series(const beta_point *at, double log_kernel)
{
    double a = at->a, term = 1, sum = 0;
    for (int i = 1; i < MOST_TERMS; i++) {
        term *= (1 - at->b / i) * at->x;
        sum += term / (a + i);
        if (fabs(term) <= DBL_EPSILON / 8 * fabs(1 / a + sum) * (a + i))
            break;
    }
    return log_kernel - log(a) - at->b * at->log_y + log1p(a * sum);
}

static double log_complement(double log_share)
{
    if (log_share >= 0)
        return -INFINITY;
    return log_share > -M_LN2 ? log(-expm1(log_share)) : log1p(-exp(log_share));
}

/* Both shapes above 1: the fraction, on the side below the mean. */
static beta_sides beta_sides_large(const beta_point *at)
{
    beta_sides to = {.kernel = beta_log_kernel(at)};
    if (at->lambda >= 0) {
        to.lower = beta_log_fraction(at, to.kernel);
        to.upper = log_complement(to.lower);
    } else {
        beta_point mirror = point_mirror(*at);
        to.upper = beta_log_fraction(&mirror, to.kernel);
        to.lower = log_complement(to.upper);
    }
    return to;
}

/* A shape of at most 1, x <= 1/2: the series for the lower side where its terms do not alternate in size, else the
 * fraction for the upper one. Where the lower side is nearly all, the upper one is its own answer, not a difference. */
static beta_sides beta_sides_small(const beta_point *at)
{
    beta_sides to = {.kernel = beta_log_kernel(at)};
    beta_point mirror = point_mirror(*at);
    bool series = at->b <= 1 || at->b * at->x <= 1;
    if (series) {
        to.lower = beta_log_series(at, to.kernel);
        to.upper = log_complement(to.lower);
    }
    bool nearly_all = series && to.lower > -0.1 && (at->x > 0.05 || at->b * at->x > 0.3);
    if (!series || nearly_all)
        to.upper = beta_log_fraction(&mirror, to.kernel);
    if (!series)
        to.lower = log_complement(to.upper);
    return to;
}

static beta_sides beta_sides_at(const beta_point *at)
{
    if (at->a > 1 && at->b > 1)
        return beta_sides_large(at);
    if (at->x <= 0.5)
        return beta_sides_small(at);
    beta_point mirror = point_mirror(*at);
    beta_sides sides = beta_sides_small(&mirror);
    return (beta_sides){.lower = sides.upper, .upper = sides.lower, .kernel = sides.kernel};
}

static bool shapes_are_valid(double a, double b)
{
    return a > 0 && b > 0 && isfinite(a) && isfinite(b);
}

double cv_beta_lower(double x, double a, double b)
{
    if (!shapes_are_valid(a, b) || !(x >= 0 && x <= 1))
        return NAN;
    if (x == 0 || x == 1)
        return x;
    beta_point at = point_at(x, a, b);
    return exp(beta_sides_at(&at).lower);
}

double cv_beta_upper(double x, double a, double b)
{
    if (!shapes_are_valid(a, b) || !(x >= 0 && x <= 1))
        return NAN;
    if (x == 0 || x == 1)
        return 1 - x;
    beta_point at = point_at(x, a, b);
    return exp(beta_sides_at(&at).upper);
}

/* The logit of x at which log I (or log (1 - I)) is `target`, of a side at most one half. Both sides are log-concave in
 * the logit, so Newton's steps on the logarithm cannot cycle: after the first they come from one side. */
static double beta_logit_at(double target, bool upper, double a, double b)
{
    double theta = log(a) - log(b);
    for (int i = 0; i < MOST_STEPS; i++) {
        beta_point at = point_at_logit(theta, a, b);
        beta_sides sides = beta_sides_at(&at);
        double side = upper ? sides.upper : sides.lower;
        double slope = exp(sides.kernel - side);
        double excess = side - target;
        if (!isfinite(excess) || !(slope > 0))
            return NAN;
        theta += (upper ? 1 : -1) * excess / slope;
        if (fabs(excess) < 1e-8) /* the step just made squares this */
            break;
    }
    return theta;
}

double cv_beta_quantile(double p, double a, double b)
{
    if (!shapes_are_valid(a, b) || !(p > 0 && p < 1))
        return NAN;
    bool upper = p > 0.5;
    return point_at_logit(beta_logit_at(log(upper ? 1 - p : p), upper, a, b), a, b).x;
}

/* ---- t and F ---- */

/* t^2 = df y / x with x ~ beta(df / 2, 1 / 2) */
double cv_t_two_sided(double t, double df)
{
    if (isnan(t) || !(df > 0))
        return NAN;
    t = fabs(t);
    if (isinf(df))
        return 2 * cv_normal_upper(t);
    if (t == 0 || isinf(t))
        return t == 0 ? 1 : 0;
    double log_odds = 2 * (log(t) - log(df) / 2); /* of y against x; only for the logarithms and the extremes */
    double a = df / 2;
    beta_point at = point_at_logit(-log_odds, a, 0.5);
    if (t < 1e150 && t > 1e-150 && df < 1e300) { /* t^2 is a number: the same, without the logarithm's rounding */
        double square = t * t, sum = df + square;
        at = (beta_point){
            a, 0.5, df / sum, square / sum, -log1p(square / df), -log1p(df / square), a * ((t - 1) * (t + 1)) / sum};
    }
    return exp(beta_sides_at(&at).lower);
}

double cv_t_quantile(double p, double df)
{
    if (!(p > 0 && p < 1) || !(df > 0))
        return NAN;
    if (isinf(df))
        return cv_normal_quantile(p);
    if (p == 0.5)
        return 0;
    double tail = p < 0.5 ? p : 1 - p; /* exact for p > 1/2 */
    bool centre = tail > 0.25;         /* the side that is at most one half: both tails, or what lies between them */
    double theta = beta_logit_at(centre ? log1p(-2 * tail) : log(2 * tail), centre, df / 2, 0.5);
    double t = sqrt(df) * exp(-theta / 2);
    return p < 0.5 ? -t : t;
}

double cv_f_upper(double f, double df1, double df2)
{
    if (isnan(f) || !(df1 > 0) || isinf(df1) || !(df2 > 0))
        return NAN;
    if (isinf(df2))
        return cv_chisq_upper(f * df1, df1);
    if (f <= 0 || isinf(f))
        return f <= 0 ? 1 : 0;
    double a = df1 / 2, b = df2 / 2, ratio = f * (df1 / df2);
    if (ratio < DBL_MIN || isinf(ratio))
        return ratio < 1 ? 1 : 0;
    double x = ratio / (1 + ratio), y = 1 / (1 + ratio);
    beta_point at = {a, b, x, y, -log1p(1 / ratio), -log1p(ratio), a * (1 - f) * y};
    return exp(beta_sides_at(&at).upper);
}
