/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/two_sample.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#include "estimate/distribution.h"

static const cv_limits none = {NAN, NAN};

typedef struct pair {
    double x1, n1, x2, n2;
    double p1, p2;
    double z; /* normal quantile of the coverage */
    double level;
    bool corrected; /* score methods: the variance times N / (N - 1), as Miettinen and Nurminen have it */
} pair;

static double clamp(double x, double low, double high)
{
    return fmin(fmax(x, low), high);
}

/* ---- differences ---- */

static cv_limits difference_around(double centre, double half)
{
    return (cv_limits){clamp(centre - half, -1, 1), clamp(centre + half, -1, 1)};
}

static double difference_error(double p1, double n1, double p2, double n2)
{
    return sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
}

static cv_limits difference_wald(const pair *of)
{
    return difference_around(of->p1 - of->p2, of->z * difference_error(of->p1, of->n1, of->p2, of->n2));
}

static cv_limits difference_wald_cc(const pair *of)
{
    double half = of->z * difference_error(of->p1, of->n1, of->p2, of->n2);
    return difference_around(of->p1 - of->p2, half + (1 / of->n1 + 1 / of->n2) / 2);
}

/* Wald after one more yes and one more no in each sample. */
static cv_limits difference_agresti_caffo(const pair *of)
{
    double n1 = of->n1 + 2, n2 = of->n2 + 2, p1 = (of->x1 + 1) / n1, p2 = (of->x2 + 1) / n2;
    return difference_around(p1 - p2, of->z * difference_error(p1, n1, p2, n2));
}

/* Newcombe's hybrids: the distances from each proportion to its own limits, added as squares. */
static cv_limits difference_hybrid(const pair *of, cv_interval single)
{
    bool unused;
    cv_limits first = cv_interval_binomial(single, of->x1, of->n1, of->level, &unused);
    cv_limits second = cv_interval_binomial(single, of->x2, of->n2, of->level, &unused);
    double d = of->p1 - of->p2;
    return (cv_limits){clamp(d - hypot(of->p1 - first.low, second.high - of->p2), -1, 1),
                       clamp(d + hypot(first.high - of->p1, of->p2 - second.low), -1, 1)};
}

static cv_limits difference_newcombe(const pair *of)
{
    return difference_hybrid(of, CV_INTERVAL_WILSON);
}

static cv_limits difference_newcombe_cc(const pair *of)
{
    return difference_hybrid(of, CV_INTERVAL_WILSON_CC);
}

/* ---- score limits: where the score statistic passes z or -z ---- */

typedef double score(const pair *of, double at);

/* A statistic whose variance is 0: none of the distance can be by chance. */
static double standardised(double distance, double variance)
{
    if (variance > 0)
        return distance / sqrt(variance);
    return fabs(distance) < 1e-15 ? 0 : copysign(INFINITY, distance);
}

/* Where the falling `statistic` passes `bound` between low and high, to the last bit; the end that it does not reach.
 */
static double score_root(score *statistic, const pair *of, double bound, double low, double high)
{
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return middle;
        if (statistic(of, middle) > bound)
            low = middle;
        else
            high = middle;
    }
}

/* The slope of the log-likelihood x log p + (n - x) log(1 - p) of both samples at p1 = p2 + d, and its curvature. */
static double likelihood_slope(const pair *of, double p2, double d, double *curvature)
{
    const double yes[] = {of->x1, of->x2}, no[] = {of->n1 - of->x1, of->n2 - of->x2}, p[] = {p2 + d, p2};
    double slope = 0;
    *curvature = 0;
    for (int i = 0; i < 2; i++) { /* what nobody answered leaves no trace, not even at its end of the range */
        double rise = yes[i] > 0 ? yes[i] / p[i] : 0, fall = no[i] > 0 ? no[i] / (1 - p[i]) : 0;
        slope += rise - fall;
        *curvature -= (yes[i] > 0 ? rise / p[i] : 0) + (no[i] > 0 ? fall / (1 - p[i]) : 0);
    }
    return slope;
}

/* The most likely p2 where p1 - p2 = d. The log-likelihood is concave in p2, so its slope has one zero at most, else
 * the answer is an end of the range; found by Newton inside a shrinking bracket, where the cubic's closed form would
 * lose half its digits near double roots. */
static double constrained_p2(const pair *of, double d)
{
    double low = fmax(0, -d), high = fmin(1, 1 - d), p2 = of->p2 + (of->p1 - of->p2 - d) / 2, curvature;
    if (!(likelihood_slope(of, low, d, &curvature) > 0))
        return low;
    if (!(likelihood_slope(of, high, d, &curvature) < 0))
        return high;
    for (int i = 0; i < 200; i++) {
        if (!(p2 > low && p2 < high))
            p2 = low + (high - low) / 2;
        if (!(p2 > low && p2 < high))
            break;
        double slope = likelihood_slope(of, p2, d, &curvature), step = -slope / curvature;
        if (fabs(step) <= DBL_EPSILON * p2)
            break;
        if (slope > 0)
            low = p2;
        else
            high = p2;
        p2 += step;
    }
    return clamp(p2, low, high);
}

static double difference_score(const pair *of, double d)
{
    double p2 = constrained_p2(of, d), p1 = clamp(p2 + d, 0, 1);
    double variance = p1 * (1 - p1) / of->n1 + p2 * (1 - p2) / of->n2, all = of->n1 + of->n2;
    return standardised(of->p1 - of->p2 - d, of->corrected ? variance * all / (all - 1) : variance);
}

static cv_limits difference_mee(const pair *of)
{
    double d = of->p1 - of->p2;
    return (cv_limits){d <= -1 ? -1 : score_root(difference_score, of, of->z, -1, d),
                       d >= 1 ? 1 : score_root(difference_score, of, -of->z, d, 1)};
}

static cv_limits difference_miettinen_nurminen(const pair *of)
{
    pair corrected = *of;
    corrected.corrected = true;
    return difference_mee(&corrected);
}

/* ---- ratios ---- */

static const double log_most = 300; /* of a limit's logarithm: the square of exp(300) is still a number */

static cv_limits exp_limits(double centre, double half)
{
    return (cv_limits){exp(centre - half), exp(centre + half)};
}

static cv_limits ratio_katz(const pair *of)
{
    if (of->x1 == 0 || of->x2 == 0)
        return none;
    double error = sqrt((1 - of->p1) / of->x1 + (1 - of->p2) / of->x2);
    return exp_limits(log(of->p1 / of->p2), of->z * error);
}

/* p2 where p1 = r p2 is the smaller root of a quadratic, written so that nothing cancels. */
static double ratio_score(const pair *of, double log_ratio)
{
    double r = exp(log_ratio), all = of->n1 + of->n2, yes = of->x1 + of->x2;
    double b = of->n1 * r + of->x1 + of->n2 + of->x2 * r;
    double p2 = fmin(1, 2 * yes / (b + sqrt(fmax(0, b * b - 4 * all * r * yes)))), p1 = fmin(1, p2 * r);
    double variance = p1 * (1 - p1) / of->n1 + r * r * p2 * (1 - p2) / of->n2;
    return standardised(of->p1 - r * of->p2, of->corrected ? variance * all / (all - 1) : variance);
}

static cv_limits score_limits_of_logarithm(const pair *of, score *statistic, bool from_zero, bool to_infinity)
{
    cv_limits limits = {0, INFINITY};
    if (!from_zero)
        limits.low = exp(score_root(statistic, of, of->z, -log_most, log_most));
    if (!to_infinity)
        limits.high = exp(score_root(statistic, of, -of->z, -log_most, log_most));
    return limits;
}

static cv_limits ratio_koopman(const pair *of)
{
    if (of->x1 + of->x2 == 0)
        return none;
    return score_limits_of_logarithm(of, ratio_score, of->x1 == 0, of->x2 == 0);
}

static cv_limits ratio_miettinen_nurminen(const pair *of)
{
    pair corrected = *of;
    corrected.corrected = true;
    return ratio_koopman(&corrected);
}

/* ---- odds ratios ---- */

static bool has_empty_cell(const pair *of)
{
    return of->x1 == 0 || of->x2 == 0 || of->x1 == of->n1 || of->x2 == of->n2;
}

static cv_limits odds_woolf(const pair *of)
{
    if (has_empty_cell(of))
        return none;
    double no1 = of->n1 - of->x1, no2 = of->n2 - of->x2;
    double error = sqrt(1 / of->x1 + 1 / no1 + 1 / of->x2 + 1 / no2);
    return exp_limits(log(of->x1 / no1) - log(of->x2 / no2), of->z * error);
}

/* The share of the second sample, where both have `yes` together and the first has `o` times its odds: the root of a
 * quadratic, written so that nothing cancels. */
static double share_at_odds(double n1, double n2, double yes, double o)
{
    double a = n2 * (o - 1), b = n1 * o + n2 - yes * (o - 1), root = sqrt(fmax(0, b * b + 4 * a * yes));
    return b > 0 ? 2 * yes / (b + root) : (root - b) / (2 * a);
}

/* z = (x1 - n1 p1) sqrt(1 / (n1 p1 q1) + 1 / (n2 p2 q2)), where p1 and p2 are most likely under the odds ratio. Yes and
 * no are solved for apart: either may be smaller than an ulp of the other. */
static double odds_score(const pair *of, double log_odds)
{
    double o = exp(log_odds), yes = of->x1 + of->x2, all = of->n1 + of->n2;
    double p2 = share_at_odds(of->n1, of->n2, yes, o), q2 = share_at_odds(of->n1, of->n2, all - yes, 1 / o);
    double both = q2 + o * p2, p1 = o * p2 / both, q1 = q2 / both;
    bool second = of->x2 == 0 || of->x2 == of->n2; /* x1 - n1 p1 = n2 p2 - x2: by the sample where one term is none */
    double distance = second ? (of->n2 - of->x2) * p2 - of->x2 * q2 : of->x1 * q1 - (of->n1 - of->x1) * p1;
    double z = distance * sqrt(1 / (of->n1 * p1 * q1) + 1 / (of->n2 * p2 * q2));
    return of->corrected ? z * sqrt((all - 1) / all) : z;
}

static cv_limits odds_cornfield(const pair *of)
{
    double yes = of->x1 + of->x2;
    if (yes == 0 || yes == of->n1 + of->n2)
        return none;
    return score_limits_of_logarithm(of, odds_score, of->x1 == 0 || of->x2 == of->n2, of->x2 == 0 || of->x1 == of->n1);
}

static cv_limits odds_miettinen_nurminen(const pair *of)
{
    pair corrected = *of;
    corrected.corrected = true;
    return odds_cornfield(&corrected);
}

/* ---- the table ---- */

/* The first row of each measure is its default. */
static const struct {
    cv_measure measure;
    cv_method method;
    cv_limits (*limits)(const pair *of);
} methods[] = {
    {CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE, difference_newcombe},
    {CV_MEASURE_DIFFERENCE, CV_METHOD_WALD, difference_wald},
    {CV_MEASURE_DIFFERENCE, CV_METHOD_WALD_CC, difference_wald_cc},
    {CV_MEASURE_DIFFERENCE, CV_METHOD_AGRESTI_CAFFO, difference_agresti_caffo},
    {CV_MEASURE_DIFFERENCE, CV_METHOD_NEWCOMBE_CC, difference_newcombe_cc},
    {CV_MEASURE_DIFFERENCE, CV_METHOD_MIETTINEN_NURMINEN, difference_miettinen_nurminen},
    {CV_MEASURE_DIFFERENCE, CV_METHOD_MEE, difference_mee},
    {CV_MEASURE_RATIO, CV_METHOD_KATZ, ratio_katz},
    {CV_MEASURE_RATIO, CV_METHOD_SCORE, ratio_miettinen_nurminen},
    {CV_MEASURE_RATIO, CV_METHOD_KOOPMAN, ratio_koopman},
    {CV_MEASURE_ODDS_RATIO, CV_METHOD_WOOLF, odds_woolf},
    {CV_MEASURE_ODDS_RATIO, CV_METHOD_SCORE, odds_miettinen_nurminen},
    {CV_MEASURE_ODDS_RATIO, CV_METHOD_CORNFIELD, odds_cornfield},
};

enum { METHOD_COUNT = sizeof methods / sizeof methods[0] };

static size_t method_at(cv_measure measure, cv_method method)
{
    size_t i = 0;
    while (i < METHOD_COUNT &&
           (methods[i].measure != measure || (method != CV_METHOD_DEFAULT && methods[i].method != method)))
        i++;
    return i;
}

cv_method cv_two_sample_default(cv_measure measure)
{
    size_t row = method_at(measure, CV_METHOD_DEFAULT);
    return row < METHOD_COUNT ? methods[row].method : CV_METHOD_DEFAULT;
}

bool cv_two_sample_has(cv_measure measure, cv_method method)
{
    return method_at(measure, method) < METHOD_COUNT;
}

static bool sample_is_valid(double x, double n)
{
    return n > 0 && isfinite(n) && x >= 0 && x <= n;
}

cv_limits cv_two_sample(cv_measure measure, cv_method method, double x1, double n1, double x2, double n2, double level)
{
    size_t row = method_at(measure, method);
    if (row == METHOD_COUNT || !sample_is_valid(x1, n1) || !sample_is_valid(x2, n2) || !(level > 0 && level < 1))
        return none;
    pair of = {.x1 = x1, .n1 = n1, .x2 = x2, .n2 = n2, .p1 = x1 / n1, .p2 = x2 / n2, .level = level};
    of.z = cv_normal_quantile(1 - (1 - level) / 2);
    return methods[row].limits(&of);
}
