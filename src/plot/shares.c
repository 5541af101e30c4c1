/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/shares.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

/* A quota: a part in units, freed of what dividing left behind the sixth digit. */
static double quota(double part, double unit)
{
    return round(part / unit * 1e6) / 1e6;
}

static bool goes_before(const double *quotas, size_t a, size_t b)
{
    double left_a = quotas[a] - floor(quotas[a]), left_b = quotas[b] - floor(quotas[b]);
    if (fabs(left_a - left_b) > 1e-6)
        return left_a > left_b;
    if (fabs(quotas[a] - quotas[b]) > 1e-6)
        return quotas[a] > quotas[b];
    return a < b;
}

/* The part that gets the next unit: the first of those that have none yet. */
static size_t next_of(const double *quotas, const bool *given, size_t count)
{
    size_t next = count;
    for (size_t i = 0; i < count; i++)
        if (!isnan(quotas[i]) && !given[i] && (next == count || goes_before(quotas, i, next)))
            next = i;
    return next;
}

double cv_shares_round(const double *parts, size_t count, double unit, double *rounded)
{
    double quotas[CV_SHARES_MOST], sum = 0, floors = 0;
    bool given[CV_SHARES_MOST] = {0};
    assert(count <= CV_SHARES_MOST && unit > 0);
    for (size_t i = 0; i < count; i++) {
        assert(!(parts[i] < 0));
        quotas[i] = quota(parts[i], unit);
        sum += isnan(quotas[i]) ? 0 : quotas[i];
        floors += isnan(quotas[i]) ? 0 : floor(quotas[i]);
    }
    sum = round(round(sum * 1e6) / 1e6);
    for (double missing = sum - floors; missing >= 1; missing--) {
        size_t next = next_of(quotas, given, count);
        assert(next < count);
        given[next] = true;
    }
    for (size_t i = 0; i < count; i++)
        rounded[i] = isnan(quotas[i]) ? (double)NAN : (floor(quotas[i]) + (given[i] ? 1 : 0)) * unit;
    return sum * unit;
}
