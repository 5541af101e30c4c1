/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/quantile_score.h"

#include <float.h>
#include <math.h>

#include "base/memory.h"

enum { MOST_STEPS = 1000 };

/** One search for one limit. */
struct search {
    const cv_score_request *request;
    double target; /**< t or -t */
    cv_status status;
    cv_messages *messages;
};

/* No number counts as a very large one, as R has it. */
static double bounded(double x)
{
    return isfinite(x) ? x : x < 0 ? -DBL_MAX : DBL_MAX;
}

static double away(struct search *search, double at)
{
    double share = NAN, error = NAN;
    const cv_score_request *request = search->request;
    if (search->status == CV_OK)
        search->status = request->share_at(request->context, at, &share, &error, search->messages);
    return (request->p - share) / error - search->target;
}

/** Brent's root: b the best point so far, a the one before it, c on the other side. */
struct bracket {
    double a, b, c, fa, fb, fc;
};

/* By a line or a parabola where that falls well inside, else to the middle. @param last  the step before */
static double next_step(const struct bracket *in, double last, double tolerance)
{
    double middle = (in->c - in->b) / 2, before = in->b - in->a, far = in->c - in->b, p, q;
    if (fabs(last) < tolerance || fabs(in->fa) <= fabs(in->fb))
        return middle;
    double u = in->fb / in->fa;
    if (in->a == in->c) {
        p = far * u;
        q = 1 - u;
    } else {
        double v = in->fa / in->fc, w = in->fb / in->fc;
        p = u * (far * v * (v - w) - before * (w - 1));
        q = (v - 1) * (w - 1) * (u - 1);
    }
    if (p > 0)
        q = -q;
    else
        p = -p;
    return p < 0.75 * far * q - fabs(tolerance * q) / 2 && p < fabs(last * q / 2) ? p / q : middle;
}

static double find_root(struct search *search, double low, double high, double within)
{
    struct bracket in = {.a = low, .b = high, .c = low};
    in.fa = away(search, low);
    in.fb = away(search, high);
    if (isnan(in.fa) || isnan(in.fb) || in.fa * in.fb > 0)
        return NAN;
    in.fc = in.fa = bounded(in.fa);
    in.fb = bounded(in.fb);
    if (in.fa == 0 || in.fb == 0)
        return in.fa == 0 ? low : high;
    for (int steps = 0; steps <= MOST_STEPS && search->status == CV_OK; steps++) {
        double last = in.b - in.a;
        if (fabs(in.fc) < fabs(in.fb))
            in = (struct bracket){in.b, in.c, in.b, in.fb, in.fc, in.fb};
        double tolerance = 2 * DBL_EPSILON * fabs(in.b) + within / 2, step = next_step(&in, last, tolerance);
        if (fabs((in.c - in.b) / 2) <= tolerance || in.fb == 0)
            return in.b;
        if (fabs(step) < tolerance)
            step = step > 0 ? tolerance : -tolerance;
        in.a = in.b;
        in.fa = in.fb;
        in.b += step;
        in.fb = bounded(away(search, in.b));
        if ((in.fb > 0 && in.fc > 0) || (in.fb < 0 && in.fc < 0)) {
            in.c = in.a;
            in.fc = in.fa;
        }
    }
    return in.b;
}

/* ---- where to look ---- */

/* All values in order: those of a weight above zero and of zero are two lists. */
static void merge_values(const cv_kept_rows *kept, double *to)
{
    size_t live = 0, idle = kept->live;
    while (live < kept->live || idle < kept->count) {
        bool first = idle == kept->count || (live < kept->live && kept->rows[live].value <= kept->rows[idle].value);
        *to++ = kept->rows[first ? live++ : idle++].value;
    }
}

/* Type 7 of Hyndman and Fan (1996), every row once. */
static double plain_quantile(const double *values, size_t count, double p)
{
    double at = (double)(count - 1) * p, below = floor(at), share = at - below;
    size_t low = (size_t)below, high = (size_t)ceil(at);
    return (1 - share) * values[low] + share * values[high];
}

static double plain_share(const double *values, size_t count, double at)
{
    size_t up = 0;
    while (up < count && values[up] <= at)
        up++;
    return (double)up / (double)count;
}

static double find_limit(const cv_score_request *request, const double *values, double target, cv_status *status,
                         cv_messages *messages)
{
    size_t count = request->kept->count;
    struct search search = {.request = request, .target = target, .messages = messages};
    double range = plain_quantile(values, count, 0.75) - plain_quantile(values, count, 0.25);
    double low = values[0] + range / 100, high = values[count - 1] - range / 100;
    double root = low < high ? find_root(&search, low, high, 1 / (100 * sqrt((double)count))) : (double)NAN;
    *status = search.status;
    return isnan(root) ? root : cv_quantile_at(request->ordered, request->rule, plain_share(values, count, root));
}

cv_status cv_quantile_score(const cv_score_request *request, cv_limits *limits, cv_messages *messages)
{
    double *values = cv_memory_zero(request->kept->count + 1, sizeof *values);
    cv_status status = values == NULL ? cv_fail_memory(messages) : CV_OK;
    *limits = (cv_limits){NAN, NAN};
    if (status == CV_OK && request->kept->count > 0 && request->t > 0) {
        merge_values(request->kept, values);
        limits->low = find_limit(request, values, request->t, &status, messages);
        if (status == CV_OK)
            limits->high = find_limit(request, values, -request->t, &status, messages);
    }
    cv_memory_free(values);
    return status;
}
