/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/suppress.h"

#include <math.h>

/* Parker et al. (2017), the standard's thresholds */
static const double nchs_least_n = 30;
static const double nchs_narrow = 0.05;
static const double nchs_wide = 0.30;
static const double nchs_relative = 1.30;

bool cv_suppress_min_n(double n, size_t min_n)
{
    return n < (double)min_n;
}

bool cv_suppress_cv(double cv, double max_cv)
{
    return max_cv > 0 && fabs(cv) > max_cv;
}

bool cv_suppress_nchs(double p, double n, double n_eff, cv_limits beta)
{
    double effective = isnan(n_eff) ? n : fmin(n_eff, n);
    if (!(effective >= nchs_least_n))
        return true;
    double width = beta.high - beta.low;
    if (!(width < nchs_wide))
        return true;
    return width > nchs_narrow && p > 0 && width / p > nchs_relative;
}
