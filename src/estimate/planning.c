/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/planning.h"

#include <math.h>

#include "estimate/distribution.h"
#include "estimate/interval.h"

/* A target counts as met within rounding: (z / 2) / sqrt(z^2 / d^2 / 4) must not need one more. */
static const double rounding = 1e-12;
static const double most_interviews = 1e12;

double cv_planning_deff(double size, double icc)
{
    double deff = 1 + (size - 1) * icc;
    return size >= 1 && icc >= -1 && icc <= 1 && deff > 0 ? deff : (double)NAN;
}

double cv_planning_effective(const cv_planning *plan, double n)
{
    double all = plan->population;
    if (!(n > 0) || n > all || !(plan->deff > 0))
        return NAN;
    return isinf(all) ? n / plan->deff : n * (all - 1) / (plan->deff * (all - n));
}

static double quantile(double alpha, bool one_sided)
{
    return -cv_normal_quantile(one_sided ? alpha : alpha / 2);
}

/* The smallest whole number up to `most`, that does not meet its target with n - 1. Doubles until one does, then
 * halves the gap: the lower end never meets it, the upper one always does. */
typedef bool (*meets_target)(const void *context, double n);

static double smallest_whole(meets_target meets, const void *context, double most)
{
    double low = 0, high = 1;
    while (!meets(context, high)) {
        if (high >= most)
            return NAN;
        low = high;
        high = fmin(2 * high, most);
    }
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        if (meets(context, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* The smallest whole number that is not below x but for rounding. */
static double round_up(double x)
{
    return ceil(x * (1 - rounding));
}

/* ---- one proportion ---- */

double cv_planning_half_width(const cv_planning *plan, double p, double n)
{
    double effective = cv_planning_effective(plan, n);
    bool fallback;
    if (isnan(effective) || !(p > 0 && p < 1) || !(plan->alpha > 0 && plan->alpha < 1))
        return NAN;
    if (isinf(effective))
        return 0;
    if (plan->interval == CV_INTERVAL_DEFAULT || plan->interval == CV_INTERVAL_WALD)
        return quantile(plan->alpha, false) * sqrt(p * (1 - p) / effective);
    cv_limits limits = cv_interval_binomial(plan->interval, p * effective, effective, 1 - plan->alpha, &fallback);
    return (limits.high - limits.low) / 2;
}

typedef struct width_target {
    const cv_planning *plan;
    double p, half_width; /* of a mean: p is the standard deviation */
} width_target;

static bool is_narrow(const void *context, double n)
{
    const width_target *target = context;
    return cv_planning_half_width(target->plan, target->p, n) <= target->half_width * (1 + rounding);
}

double cv_planning_n_for_half_width(const cv_planning *plan, double p, double half_width)
{
    const width_target target = {plan, p, half_width};
    return half_width > 0 ? smallest_whole(is_narrow, &target, fmin(most_interviews, plan->population)) : (double)NAN;
}

/* ---- two proportions ---- */

double cv_planning_second(const cv_planning *plan, double n)
{
    return round_up(plan->ratio * n);
}

double cv_planning_power(const cv_planning *plan, double p1, double p2, double n)
{
    double n1 = cv_planning_effective(plan, n), n2 = cv_planning_effective(plan, cv_planning_second(plan, n));
    if (isnan(n1) || isnan(n2) || !(p1 >= 0 && p1 <= 1 && p2 >= 0 && p2 <= 1) || p1 == p2)
        return NAN;
    double common = (p1 + plan->ratio * p2) / (1 + plan->ratio);
    double v1 = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2;
    double v0 = plan->unpooled ? v1 : common * (1 - common) * (1 / n1 + 1 / n2);
    double above = fabs(p1 - p2) - quantile(plan->alpha, plan->one_sided) * sqrt(v0);
    if (v1 > 0)
        return cv_normal_upper(-above / sqrt(v1));
    return above > 0 ? 1 : 0; /* both asked in full, or shares of 0 and 1 */
}

typedef struct power_target {
    const cv_planning *plan;
    double p1, p2, power; /* of means: the standard deviation, the difference */
} power_target;

static bool is_powerful(const void *context, double n)
{
    const power_target *target = context;
    return cv_planning_power(target->plan, target->p1, target->p2, n) >= target->power * (1 - rounding);
}

/* Neither group may be asked more often than it has people. */
static double most_in_first(const cv_planning *plan)
{
    double most = fmin(most_interviews, plan->population);
    return isfinite(plan->population) ? fmin(most, floor(plan->population / plan->ratio * (1 + rounding))) : most;
}

double cv_planning_n_for_power(const cv_planning *plan, double p1, double p2, double power)
{
    const power_target target = {plan, p1, p2, power};
    return power > 0 && power < 1 ? smallest_whole(is_powerful, &target, most_in_first(plan)) : (double)NAN;
}

double cv_planning_p2_for_power(const cv_planning *plan, double p1, double n, double power, bool above)
{
    double near = p1, far = above ? 1 : 0;
    if (!(power > 0 && power < 1) || !(cv_planning_power(plan, p1, far, n) >= power))
        return NAN;
    for (int step = 0; step < 2000; step++) { /* until the two are neighbours; near 0 that takes 1,074 halvings */
        double middle = near + (far - near) / 2;
        if (middle == near || middle == far)
            break;
        if (cv_planning_power(plan, p1, middle, n) >= power)
            far = middle;
        else
            near = middle;
    }
    return far;
}

/* ---- means ---- */

/* 1 / n_eff of a mean; 0 where everybody is asked. */
static double mean_factor(const cv_planning *plan, double n)
{
    double all = plan->population;
    if (!(n > 0) || n > all || !(plan->deff > 0))
        return NAN;
    return isinf(all) ? plan->deff / n : plan->deff * (1 / n - 1 / all);
}

double cv_planning_mean_half_width(const cv_planning *plan, double sd, double n)
{
    if (!(sd > 0) || !(plan->alpha > 0 && plan->alpha < 1))
        return NAN;
    return quantile(plan->alpha, false) * sd * sqrt(mean_factor(plan, n));
}

static bool is_mean_narrow(const void *context, double n)
{
    const width_target *target = context;
    return cv_planning_mean_half_width(target->plan, target->p, n) <= target->half_width * (1 + rounding);
}

double cv_planning_n_for_mean_half_width(const cv_planning *plan, double sd, double half_width)
{
    const width_target target = {plan, sd, half_width};
    return half_width > 0 ? smallest_whole(is_mean_narrow, &target, fmin(most_interviews, plan->population))
                          : (double)NAN;
}

/* The standard error of the difference of two means. */
static double mean_difference_se(const cv_planning *plan, double sd, double n)
{
    return sd > 0 ? sd * sqrt(mean_factor(plan, n) + mean_factor(plan, cv_planning_second(plan, n))) : (double)NAN;
}

double cv_planning_mean_power(const cv_planning *plan, double sd, double difference, double n)
{
    double se = mean_difference_se(plan, sd, n);
    if (isnan(se) || isnan(difference) || difference == 0)
        return NAN;
    return se > 0 ? cv_normal_upper(quantile(plan->alpha, plan->one_sided) - fabs(difference) / se) : 1;
}

static bool is_mean_powerful(const void *context, double n)
{
    const power_target *target = context;
    return cv_planning_mean_power(target->plan, target->p1, target->p2, n) >= target->power * (1 - rounding);
}

double cv_planning_n_for_mean_power(const cv_planning *plan, double sd, double difference, double power)
{
    const power_target target = {plan, sd, difference, power};
    return power > 0 && power < 1 ? smallest_whole(is_mean_powerful, &target, most_in_first(plan)) : (double)NAN;
}

double cv_planning_mean_difference(const cv_planning *plan, double sd, double n, double power)
{
    double se = mean_difference_se(plan, sd, n),
           z = power > 0 && power < 1 ? quantile(plan->alpha, plan->one_sided) + cv_normal_quantile(power)
                                      : (double)NAN;
    return z > 0 ? z * se : (double)NAN;
}

/* ---- the fieldwork ---- */

double cv_planning_draw(double n, double response)
{
    return response > 0 && response <= 1 ? round_up(n / response) : (double)NAN;
}

double cv_planning_pairs(double k)
{
    return k * (k - 1) / 2;
}
