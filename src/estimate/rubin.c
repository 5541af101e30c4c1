/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/rubin.h"

#include <math.h>

#include "base/memory.h"
#include "estimate/fit.h"

double cv_rubin_variance(size_t m, double within, double between)
{
    return within + (1 + 1 / (double)m) * between;
}

double cv_rubin_increase(size_t m, const cv_imputed *of)
{
    return (1 + 1 / (double)m) * of->between / of->within;
}

/* lambda: the share of the variance that the missing answers make; 0 where there is no variance. */
static double share_of(size_t m, double within, double between)
{
    return between == 0 ? 0 : 1 - within / cv_rubin_variance(m, within, between);
}

/* What `complete` degrees of freedom leave of themselves in the observed data. */
static double observed_df(double complete, double share)
{
    return (complete + 1) / (complete + 3) * complete * (1 - share);
}

/* 1 / (1 / a + 1 / b), either of which may be infinite. */
static double both_df(double a, double b)
{
    return isinf(a) ? b : isinf(b) ? a : a / (a + b) * b;
}

static double share_df(size_t m, double share, double complete)
{
    double large = share == 0 ? (double)INFINITY : (double)(m - 1) / share / share;
    if (isinf(complete))
        return large;
    return !(complete > 0) ? complete : both_df(large, observed_df(complete, share));
}

double cv_rubin_df(size_t m, double within, double between, double complete)
{
    return share_df(m, share_of(m, within, between), complete);
}

double cv_rubin_missing(size_t m, const cv_imputed *of, double df)
{
    double share = share_of(m, of->within, of->between);
    return share + (1 - share) * 2 / (df + 3);
}

/* ---- several parameters ---- */

/* Li, Raghunathan and Rubin (1991). */
static double large_df(double t, double k, double increase)
{
    if (increase == 0)
        return INFINITY;
    double plus = 1 + (t > 4 ? 1 - 2 / t : 1) / increase;
    return t > 4 ? 4 + (t - 4) * plus * plus : t * (1 + 1 / k) / 2 * plus * plus;
}

/* Reiter (2007), equations 1 and 2, with c = nu* - 2 (1 + a) and d = nu* - 4 (1 + a); NaN where they have no answer. */
static double reiter_df(double t, double increase, double complete)
{
    double star = observed_df(complete, 0), a = increase * t / (t - 2);
    double c = star - 2 * (1 + a), d = star - 4 * (1 + a);
    if (!(t > 4) || !(d > 0))
        return NAN;
    double sum = a * a * c / ((1 + a) * (1 + a) * d) + 8 * a * a * c / ((1 + a) * d * d) + 4 * a * a / ((1 + a) * d) +
                 4 * a * a / (d * c) + 16 * a * a * c / (d * d * d) + 8 * a * a / (d * d);
    return 4 + 1 / (1 / d + sum / (t - 4));
}

static double wald_df(size_t m, size_t count, double increase, double complete)
{
    double k = (double)count, t = k * (double)(m - 1), share = increase / (1 + increase);
    if (count == 1)
        return share_df(m, share, complete);
    double large = large_df(t, k, increase);
    if (isinf(complete) || !(complete > 0))
        return isinf(complete) ? large : complete;
    double small = reiter_df(t, increase, complete);
    return isnan(small) ? both_df(large, observed_df(complete, share)) : small;
}

bool cv_rubin_test(const cv_rubin_wald *of, double *statistic, double *df2)
{
    size_t k = of->k;
    double m = (double)of->m, k_times = 0; /* trace of B W^-1: the sum of d' W^-1 d over m - 1 */
    double *mean = cv_memory_zero(2 * k + 1, sizeof *mean), *work = cv_memory_zero(k + 1, (k + 1) * sizeof *work);
    bool ok = mean != NULL && work != NULL;
    for (size_t i = 0; ok && i < of->m; i++)
        for (size_t j = 0; j < k; j++)
            mean[j] += (of->values[i * k + j] - mean[j]) / (double)(i + 1);
    for (size_t i = 0; ok && i < of->m; i++) {
        for (size_t j = 0; j < k; j++)
            mean[k + j] = of->values[i * k + j] - mean[j];
        k_times += cv_fit_wald(mean + k, of->within, k, work) / (m - 1);
    }
    if (ok) {
        double increase = (1 + 1 / m) * k_times / (double)k;
        *statistic = cv_fit_wald(mean, of->within, k, work) / ((double)k * (1 + increase));
        *df2 = isnan(*statistic) ? (double)NAN : wald_df(of->m, k, increase, of->complete);
    }
    cv_memory_free(mean);
    cv_memory_free(work);
    return ok;
}
