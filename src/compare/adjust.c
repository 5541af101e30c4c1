/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/adjust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The p values that are numbers, smallest first, and where each came from. */
typedef struct ranked {
    double p;
    size_t at;
} ranked;

static int by_p(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->p != b->p)
        return a->p < b->p ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static size_t rank_numbers(const double *p, size_t count, ranked *to)
{
    size_t m = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i]))
            to[m++] = (ranked){p[i], i};
    qsort(to, m, sizeof *to, by_p);
    return m;
}

/* Each method turns the sorted values, in place, into the adjusted ones; not yet cut at 1. `p` is a copy of them. */
typedef void adjustment(ranked *sorted, const double *p, size_t m);

static void adjust_none(ranked *sorted, const double *p, size_t m)
{
    (void)sorted, (void)p, (void)m;
}

static void adjust_bonferroni(ranked *sorted, const double *p, size_t m)
{
    for (size_t i = 0; i < m; i++)
        sorted[i].p = (double)m * p[i];
}

/* Step down: (m - i) p_i, never below the one before. */
static void adjust_holm(ranked *sorted, const double *p, size_t m)
{
    double most = 0;
    for (size_t i = 0; i < m; i++)
        sorted[i].p = most = fmax(most, (double)(m - i) * p[i]);
}

/* Step up: (m - i) p_i, never above the one after. */
static void adjust_hochberg(ranked *sorted, const double *p, size_t m)
{
    double least = INFINITY;
    for (size_t i = m; i-- > 0;)
        sorted[i].p = least = fmin(least, (double)(m - i) * p[i]);
}

/* Simes' p value of the k - 1 largest p and one below them, without that one's own term. */
static double simes_of_largest(const double *p, size_t m, size_t k)
{
    double least = INFINITY;
    for (size_t i = 2; i <= k; i++)
        least = fmin(least, (double)k * p[m - k + i - 1] / (double)i);
    return least;
}

/* By closure: a hypothesis's value is the largest of Simes' p values over all sets that hold it. Of each size k only
 * its set with the k - 1 largest others can be that, which makes m^2 steps of 2^m (Wright 1992). */
static void adjust_hommel(ranked *sorted, const double *p, size_t m)
{
    double whole = INFINITY;
    for (size_t i = 0; i < m; i++)
        whole = fmin(whole, (double)m * p[i] / (double)(i + 1));
    for (size_t i = 0; i < m; i++)
        sorted[i].p = fmax(p[i], whole);
    for (size_t k = 2; k < m; k++) {
        double largest = simes_of_largest(p, m, k);
        for (size_t i = 0; i < m; i++)
            sorted[i].p = fmax(sorted[i].p, fmin(largest, (double)k * p[i < m - k ? i : m - k]));
    }
}

/* Step up: factor m / rank p, never above the one after. */
static void adjust_discovery(ranked *sorted, const double *p, size_t m, double factor)
{
    double least = INFINITY;
    for (size_t i = m; i-- > 0;)
        sorted[i].p = least = fmin(least, factor * (double)m / (double)(i + 1) * p[i]);
}

static void adjust_bh(ranked *sorted, const double *p, size_t m)
{
    adjust_discovery(sorted, p, m, 1);
}

static void adjust_by(ranked *sorted, const double *p, size_t m)
{
    double harmonic = 0;
    for (size_t i = m; i > 0; i--)
        harmonic += 1 / (double)i;
    adjust_discovery(sorted, p, m, harmonic);
}

static adjustment *const adjustments[] = {
    [CV_ADJUST_HOLM] = adjust_holm,
    [CV_ADJUST_BONFERRONI] = adjust_bonferroni,
    [CV_ADJUST_HOCHBERG] = adjust_hochberg,
    [CV_ADJUST_HOMMEL] = adjust_hommel,
    [CV_ADJUST_BH] = adjust_bh,
    [CV_ADJUST_BY] = adjust_by,
    [CV_ADJUST_NONE] = adjust_none,
};

cv_status cv_adjust_p(cv_adjust method, const double *p, size_t count, double *adjusted, cv_messages *messages)
{
    cv_status status = CV_OK;
    ranked *sorted = cv_memory_zero(count, sizeof *sorted);
    double *copy = cv_memory_zero(count, sizeof *copy);
    if (sorted == NULL || copy == NULL) {
        status = cv_fail_memory(messages);
        goto done;
    }
    size_t m = rank_numbers(p, count, sorted);
    for (size_t i = 0; i < m; i++)
        copy[i] = sorted[i].p;
    adjustments[method](sorted, copy, m);
    if (adjusted != p && count > 0)
        memcpy(adjusted, p, count * sizeof *adjusted); /* what is not a number stays as it is */
    for (size_t i = 0; i < m; i++)
        adjusted[sorted[i].at] = fmin(1, sorted[i].p);
done:
    cv_memory_free(copy);
    cv_memory_free(sorted);
    return status;
}
