/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/inequality.h"

#include <math.h>
#include <string.h>

#include "fold/moments.h"

static const double FIFTH = 0.2;

static double value_at(const cv_ordered *of, size_t place)
{
    return of->rows[place].value;
}

static double sum_of_values(const cv_ordered *of)
{
    cv_sum sum = {0};
    for (size_t i = 0; i < of->count; i++)
        cv_sum_add(&sum, cv_ordered_weight(of, i) * value_at(of, i));
    return cv_sum_value(&sum);
}

static double no_estimate(const cv_ordered *of, double *linear)
{
    if (linear != NULL)
        memset(linear, 0, of->count * sizeof *linear);
    return NAN;
}

/* ---- Gini ---- */

/* Half the sum of w_i w_j |y_i - y_j|: each gap between neighbours lies between C weights below and W - C above it. */
static double sum_of_gaps(const cv_ordered *of)
{
    cv_sum sum = {0}, below = {0};
    for (size_t i = 0; i + 1 < of->count; i++) {
        cv_sum_add(&below, cv_ordered_weight(of, i));
        double weight = cv_sum_value(&below);
        cv_sum_add(&sum, weight * (of->total - weight) * (value_at(of, i + 1) - value_at(of, i)));
    }
    return cv_sum_value(&sum);
}

/* G = D / (W Y), D the sum of gaps. dD / dw_k = sum over j of w_j |y_k - y_j|, from row to row: it rises by the gap
 * times the weights that it leaves behind and falls by those that it comes nearer to. */
double cv_gini(const cv_ordered *of, double *linear)
{
    double all = of->total, total = sum_of_values(of);
    if (of->count == 0 || !(total > 0))
        return no_estimate(of, linear);
    double gini = sum_of_gaps(of) / all / total;
    cv_sum away = {0}, below = {0};
    for (size_t i = 0; linear != NULL && i < of->count; i++)
        cv_sum_add(&away, cv_ordered_weight(of, i) * (value_at(of, i) - value_at(of, 0)));
    for (size_t i = 0; linear != NULL && i < of->count; i++) {
        linear[i] = cv_sum_value(&away) / all / total - gini / all - gini * value_at(of, i) / total;
        cv_sum_add(&below, cv_ordered_weight(of, i));
        if (i + 1 < of->count)
            cv_sum_add(&away, (value_at(of, i + 1) - value_at(of, i)) * (2 * cv_sum_value(&below) - all));
    }
    return gini;
}

/* ---- Lorenz's polygon ---- */

/** The poorest p of the weight. */
struct part {
    double total, quantile; /**< what they hold; the value where they end */
};

/* P = sum over rows wholly inside of w y, and the rest of the weight at q: dP / dw_k = min(y_k - q, 0) + p q. */
static struct part poorest(const cv_ordered *of, double p)
{
    cv_sum weight = {0}, total = {0};
    size_t i = 0;
    for (; i + 1 < of->count; i++) {
        double w = cv_ordered_weight(of, i), reached = cv_sum_value(&weight) + w;
        if (reached / of->total - p >= -CV_QUANTILE_TIE)
            break;
        cv_sum_add(&weight, w);
        cv_sum_add(&total, w * value_at(of, i));
    }
    cv_sum_add(&total, value_at(of, i) * (p * of->total - cv_sum_value(&weight)));
    return (struct part){cv_sum_value(&total), value_at(of, i)};
}

static double part_linear(const struct part *part, double p, double value)
{
    return fmin(value - part->quantile, 0) + p * part->quantile;
}

double cv_lorenz(const cv_ordered *of, double p, double *linear)
{
    double total = sum_of_values(of);
    if (of->count == 0 || !(total > 0))
        return no_estimate(of, linear);
    struct part part = poorest(of, p);
    double share = part.total / total;
    for (size_t i = 0; linear != NULL && i < of->count; i++)
        linear[i] = (part_linear(&part, p, value_at(of, i)) - share * value_at(of, i)) / total;
    return share;
}

double cv_quintile_share_ratio(const cv_ordered *of, double *linear)
{
    if (of->count == 0)
        return no_estimate(of, linear);
    struct part low = poorest(of, FIFTH), rest = poorest(of, 1 - FIFTH);
    double ratio = (sum_of_values(of) - rest.total) / low.total;
    if (!(low.total > 0))
        return no_estimate(of, linear);
    for (size_t i = 0; linear != NULL && i < of->count; i++) {
        double value = value_at(of, i), top = value - part_linear(&rest, 1 - FIFTH, value);
        linear[i] = (top - ratio * part_linear(&low, FIFTH, value)) / low.total;
    }
    return ratio;
}

/* ---- poverty ---- */

double cv_density(const cv_ordered *of, double x)
{
    static const double root_of_two_pi = 2.50662827463100050242;
    cv_running run = {0};
    for (size_t i = 0; i < of->count; i++)
        cv_running_add(&run, cv_ordered_weight(of, i), value_at(of, i), 0);
    double width = sqrt(run.yy / run.weight) * pow(run.weight, -FIFTH);
    cv_sum sum = {0};
    if (width == 0)
        return value_at(of, 0) == x ? (double)INFINITY : 0;
    for (size_t i = 0; i < of->count; i++) {
        double z = (value_at(of, i) - x) / width;
        cv_sum_add(&sum, cv_ordered_weight(of, i) * exp(-z * z / 2));
    }
    return cv_sum_value(&sum) / (run.weight * width * root_of_two_pi);
}

/* t = f q, and dq / dw_k = -(1[y_k <= q] - p) / (density at q) / W: a quantile's linearised value. */
double cv_threshold(const cv_ordered *of, const cv_threshold_rule *rule, double *linear)
{
    double quantile = cv_quantile_at(of, rule->rule, rule->p);
    double density = linear != NULL && of->count > 0 ? cv_density(of, quantile) : (double)NAN;
    for (size_t i = 0; linear != NULL && i < of->count; i++)
        linear[i] = density > 0 ? -rule->fraction * ((value_at(of, i) <= quantile) - rule->p) / density / of->total
                                : (double)NAN;
    return rule->fraction * quantile;
}

double cv_poverty(const cv_ordered *of, double threshold, double *linear)
{
    cv_sum poor = {0};
    for (size_t i = 0; i < of->count && value_at(of, i) < threshold; i++)
        cv_sum_add(&poor, cv_ordered_weight(of, i));
    double rate = of->count > 0 && !isnan(threshold) ? cv_sum_value(&poor) / of->total : (double)NAN;
    for (size_t i = 0; linear != NULL && i < of->count; i++)
        linear[i] = ((value_at(of, i) < threshold) - rate) / of->total;
    return rate;
}
