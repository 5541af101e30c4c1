/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/mixture.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "estimate/distribution.h"

/* Everything is about D = sum w_i X_i - x Y / df, P(D > 0), and
 * K(s) = log E exp(s D) = -1/2 sum log(1 - 2 s w_i) - df/2 log(1 + 2 s c), c = x / df; df infinite: c = 0, -s x. */
typedef struct difference {
    const double *weights;
    size_t count;
    double least, largest; /* of the weights that count */
    double x, df, c;
} difference;

static bool begin(const cv_mixture *of, double x, difference *d)
{
    *d = (difference){
        .weights = of->weights, .count = of->count, .x = x, .df = of->df, .c = isinf(of->df) ? 0 : x / of->df};
    for (size_t i = 0; i < of->count; i++)
        d->largest = fmax(d->largest, of->weights[i]);
    d->least = 1e-14 * d->largest;
    return d->largest > 0 && isfinite(d->largest) && isfinite(x) && of->df > 0;
}

/* ---- the integral ---- */

/* f(s) = K(s) - log s is convex between 0 and 1 / (2 largest): its derivatives there. */
typedef struct slopes {
    double first, second, third;
} slopes;

static slopes slopes_at(const difference *d, double s)
{
    double below = 1 / (1 + 2 * s * d->c), c = d->c * below, x = d->x * below;
    slopes f = {-x - 1 / s, 2 * x * c + 1 / s / s, -8 * x * c * c - 2 / s / s / s};
    for (size_t i = 0; i < d->count; i++) {
        if (d->weights[i] <= d->least)
            continue;
        double w = d->weights[i] / (1 - 2 * s * d->weights[i]);
        f.first += w;
        f.second += 2 * w * w;
        f.third += 8 * w * w * w;
    }
    return f;
}

static double least_point(const difference *d)
{
    double low = 0, high = 0.5 / d->largest;
    for (int i = 0; i < 200; i++) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (slopes_at(d, middle).first < 0)
            low = middle;
        else
            high = middle;
    }
    return low > 0 ? low : high;
}

static double height_at(const difference *d, double s)
{
    double f = -log(s) - (d->c > 0 ? d->df / 2 * log1p(2 * s * d->c) : s * d->x);
    for (size_t i = 0; i < d->count; i++)
        if (d->weights[i] > d->least)
            f -= log1p(-2 * s * d->weights[i]) / 2;
    return f;
}

typedef struct pair {
    double real, imaginary;
} pair;

/* times log(1 + a + ib), all digits kept near 1. */
static void add_log(pair *to, double times, double a, double b)
{
    double size = fabs(a) + fabs(b) < 0.5 ? log1p(a * (2 + a) + b * b) / 2 : log(hypot(1 + a, b));
    to->real += times * size;
    to->imaginary += times * atan2(b, 1 + a);
}

/* f(s + a + ib) - f(s). */
static pair climb(const difference *d, double s, double a, double b)
{
    pair f = {0, 0};
    double c = 2 * d->c / (1 + 2 * s * d->c);
    add_log(&f, -1, a / s, b / s);
    if (d->c > 0)
        add_log(&f, -d->df / 2, c * a, c * b);
    else
        f = (pair){f.real - d->x * a, f.imaginary - d->x * b};
    for (size_t i = 0; i < d->count; i++) {
        double w = -2 * d->weights[i] / (1 - 2 * s * d->weights[i]);
        if (d->weights[i] > d->least)
            add_log(&f, -0.5, w * a, w * b);
    }
    return f;
}

/** The curve s + bend(y) + iy: a hyperbola that starts as the path of steepest descent does, and ends at 45 degrees. */
typedef struct curve {
    double s, width, bend;
} curve;

/* The integrand at y = width sinh(t), with dy = width cosh(t) dt; `reach` bounds its size. */
static double integrand(const difference *d, const curve *on, double t, double *reach)
{
    double y = on->width * sinh(t), q = 2 * on->bend * y, root = sqrt(1 + q * q);
    pair f = climb(d, on->s, 2 * on->bend * y * y / (1 + root), y);
    double size = exp(f.real) * cosh(t), turn = q / root;
    *reach = 2 * size;
    return size * (cos(f.imaginary) + turn * sin(f.imaginary));
}

/* The trapezoidal rule's points from `first` on, `step` apart, until nothing is left. */
static double add_points(const difference *d, const curve *on, double first, double step)
{
    double sum = 0, reach = 1;
    for (double t = first; reach > 1e-19 && t < 300; t += step)
        sum += integrand(d, on, t, &reach);
    return sum;
}

/* The rule converges geometrically in 1 / step for such integrands (Trefethen and Weideman 2014). */
static double integral(const difference *d, const curve *on)
{
    double step = 0.25, sum = 0.5 + add_points(d, on, step, step), last = NAN;
    for (int i = 0; i < 12 && !(fabs(sum * step - last) <= 4 * DBL_EPSILON * fabs(last)); i++) {
        last = sum * step;
        sum += add_points(d, on, step / 2, step);
        step /= 2;
    }
    return on->width * sum * step;
}

double cv_mixture_upper(const cv_mixture *of, double x)
{
    difference d;
    if (!begin(of, x, &d))
        return NAN;
    if (x <= 0)
        return 1;
    double s = least_point(&d);
    slopes f = slopes_at(&d, s);
    const curve on = {s, 1 / sqrt(f.second), fmax(f.third / (6 * f.second), 0)};
    const double pi = acos(-1);
    return fmin(exp(height_at(&d, s)) * integral(&d, &on) / pi, 1);
}

/* ---- the saddlepoint ---- */

/* K'(z) as K'(0) plus z times something positive, so that a root near 0 has all its digits. */
static double cumulant_slope(const difference *d, double mean, double z)
{
    double sum = 2 * d->x * d->c / (1 + 2 * z * d->c);
    for (size_t i = 0; i < d->count; i++)
        if (d->weights[i] > d->least)
            sum += 2 * d->weights[i] * (d->weights[i] / (1 - 2 * z * d->weights[i]));
    return mean + z * sum;
}

/* K' rises; its root has the other sign than K'(0). */
static double saddlepoint(const difference *d, double mean)
{
    double end = mean < 0 ? 0.5 / d->largest : d->c > 0 ? -0.5 / d->c : -(double)d->count / (2 * d->x), near = 0;
    for (int i = 0; i < 1100; i++) { /* halves the way until no double lies between */
        double middle = near + (end - near) / 2;
        if (middle == near || middle == end)
            break;
        if ((cumulant_slope(d, mean, middle) < 0) == (mean < 0))
            near = middle;
        else
            end = middle;
    }
    return near;
}

/* v^2 / 2 - (v - log(1 + v)) = v^3 / 3 - v^4 / 4 + ... */
static double cubic_gap(double v)
{
    if (fabs(v) > 0.25)
        return v * v / 2 - cv_log_gap(v);
    double sum = 0, power = v * v;
    for (int k = 3; k < 40; k++) {
        power *= k == 3 ? v : -v;
        sum += power / k;
    }
    return sum;
}

/* With v_i = 2 z w_i / (1 - 2 z w_i) and sum v_i = 0 at the root: w^2 = -2 K(z) = sum (v_i - log(1 + v_i)) and
 * v^2 = z^2 K''(z) = sum v_i^2 / 2, which need no difference of near numbers. */
double cv_mixture_saddlepoint(const cv_mixture *of, double x)
{
    difference d;
    if (!begin(of, x, &d))
        return NAN;
    if (x <= 0)
        return 1;
    double mean = -x, second = 2 * x * d.c, third = -8 * x * d.c * d.c;
    for (size_t i = 0; i < d.count; i++) {
        double w = d.weights[i] > d.least ? d.weights[i] : 0;
        mean += w;
        second += 2 * w * w;
        third += 8 * w * w * w;
    }
    double z = saddlepoint(&d, mean), below = -2 * z * d.c / (1 + 2 * z * d.c);
    if (z == 0)
        return cv_normal_upper(third / (6 * second * sqrt(second)));
    double square = d.c > 0 ? d.df * cv_log_gap(below) : 0, cubic = d.c > 0 ? d.df * cubic_gap(below) : 0;
    for (size_t i = 0; i < d.count; i++) {
        double v = d.weights[i] > d.least ? 2 * z * d.weights[i] / (1 - 2 * z * d.weights[i]) : 0;
        square += cv_log_gap(v);
        cubic += cubic_gap(v);
    }
    double w = copysign(sqrt(square), z);
    return cv_normal_upper(w + log1p(cubic / square) / 2 / w);
}
