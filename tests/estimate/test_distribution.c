/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "estimate/distribution.h"

typedef enum function {
    NORMAL_QUANTILE,
    NORMAL_UPPER,
    T_QUANTILE,
    T_TWO_SIDED,
    CHISQ_UPPER,
    F_UPPER,
    BETA_LOWER,
    BETA_UPPER,
    BETA_QUANTILE,
    LOG_GAP
} function;

typedef struct value {
    function function;
    double a, b, c;
    double want;
} value;

static double result_of(const value *v)
{
    switch (v->function) {
    case NORMAL_QUANTILE:
        return cv_normal_quantile(v->a);
    case NORMAL_UPPER:
        return cv_normal_upper(v->a);
    case T_QUANTILE:
        return cv_t_quantile(v->a, v->b);
    case T_TWO_SIDED:
        return cv_t_two_sided(v->a, v->b);
    case CHISQ_UPPER:
        return cv_chisq_upper(v->a, v->b);
    case F_UPPER:
        return cv_f_upper(v->a, v->b, v->c);
    case BETA_LOWER:
        return cv_beta_lower(v->a, v->b, v->c);
    case BETA_UPPER:
        return cv_beta_upper(v->a, v->b, v->c);
    case BETA_QUANTILE:
        return cv_beta_quantile(v->a, v->b, v->c);
    case LOG_GAP:
        return cv_log_gap(v->a);
    }
    return NAN;
}

static void check_values(const value *values, size_t count, double tolerance)
{
    static const char *const names[] = {"normal quantile", "normal upper", "t quantile", "t two sided",   "chisq upper",
                                        "f upper",         "beta lower",   "beta upper", "beta quantile", "log gap"};
    for (size_t i = 0; i < count; i++) {
        const value *v = &values[i];
        char what[160];
        snprintf(what, sizeof what, "%s(%.17g, %.17g, %.17g)", names[v->function], v->a, v->b, v->c);
        check_close(result_of(v), v->want, tolerance, what);
    }
}

static const value from_r[] = {
#include "oracle/distribution.inc"
};

static void values_of_r(void **state)
{
    (void)state;
    check_values(from_r, COUNT_OF(from_r), 1e-12);
}

/* 50-digit arithmetic (mpmath 1.3.0: the continued fraction of NIST 8.17.22, and its root): points where R 4.2.2 itself
 * is wrong in the digits named, and shapes too large for its tails. */
static const value from_many_digits[] = {
    {T_TWO_SIDED, 1e200, 1, 0, 6.3661977236758134e-201},                      /* t^2 is no number; 2 / (pi t) */
    {T_QUANTILE, 0.4999999, 0.5, 0, -3.7081493547096290778e-7},               /* R: 1e-10 */
    {T_QUANTILE, 0.99999899999999997, 0.5, 0, 102849115625.71901186},         /* R: 6e-11 */
    {T_QUANTILE, 1e-300, 1.5, 0, -5.2194694273446363294e+199},                /* R: 1e-2 */
    {T_QUANTILE, 1e-300, 4.7, 0, -1.0105175846740749346e+64},                 /* R: 2e-9 */
    {T_QUANTILE, 0.4999999, 14, 0, -2.5517530230880696811e-7},                /* R: 2e-11 */
    {BETA_LOWER, 0.49977639320230594, 1e9, 1e9, 2.7535693237933517682e-89},   /* R: 4e-11 */
    {BETA_LOWER, 0.49998881966011527, 1e9, 1e9, 0.15865525399136255454},      /* R: 4e-12 */
    {BETA_UPPER, 0.50003354101965414, 1e9, 1e9, 0.0013498980216481764173},    /* R: 5e-12 */
    {BETA_UPPER, 0.0099632986906154474, 1e7, 1e9, 6.2946449694841671471e-89}, /* R: 4e-12 */
    {BETA_UPPER, 0.50223606792159814, 1e7, 1e7, 2.7481499529558722438e-89},   /* R: 4e-12 */
    {BETA_LOWER, 0.0098386815074043548, 1e7, 1e9, 1.1951770619216266976e-89}, /* R: 2e-12 */
};

static void values_of_many_digits(void **state)
{
    (void)state;
    check_values(from_many_digits, COUNT_OF(from_many_digits), 1e-12);
}

/* R 4.2.2 qbeta; p's own rounding is worth 1e-13 in x here */
static const value small_shapes[] = {
    {BETA_QUANTILE, 0.8, 0.001, 0.1, 2.211869731086983e-93},
    {BETA_QUANTILE, 0.975, 0.001, 0.1, 1.817139132381749e-07},
    {BETA_QUANTILE, 0.975, 0.001, 0.9, 1.2070756950807342e-11},
    {BETA_QUANTILE, 0.025, 0.001, 0.01, 0}, /* about 1e-1560: less than the least double */
};

static void quantiles_of_small_shapes(void **state)
{
    (void)state;
    check_values(small_shapes, COUNT_OF(small_shapes), 1e-11);
}

/* Closed forms. */
static const value by_hand[] = {
    {T_QUANTILE, 0.75, 1, 0, 1}, /* tan(pi / 4) */
    {T_QUANTILE, 0.5, 3, 0, 0},
    {T_QUANTILE, 0.975, INFINITY, 0, 1.9599639845400545},
    {T_TWO_SIDED, 1, 1, 0, 0.5},
    {T_TWO_SIDED, 0, 7, 0, 1},
    {T_TWO_SIDED, -2, 2, 0, 0.18350341907227397}, /* 1 - 2 / sqrt(6) */
    {T_TWO_SIDED, INFINITY, 3, 0, 0},
    {CHISQ_UPPER, 3, 2, 0, 0.22313016014842982}, /* exp(-3 / 2) */
    {CHISQ_UPPER, 0, 2, 0, 1},
    {CHISQ_UPPER, -1e-17, 2, 0, 1},
    {CHISQ_UPPER, INFINITY, 2, 0, 0},
    {F_UPPER, 3, 2, 2, 0.25}, /* 1 / (1 + f) */
    {F_UPPER, 1.5, 2, INFINITY, 0.22313016014842982},
    {F_UPPER, 0, 2, 5, 1},
    {F_UPPER, INFINITY, 2, 5, 0},
    {BETA_LOWER, 0.25, 1, 1, 0.25},
    {BETA_LOWER, 0.25, 2, 1, 0.0625},
    {BETA_LOWER, 0, 2, 3, 0},
    {BETA_LOWER, 1, 2, 3, 1},
    {BETA_UPPER, 0, 2, 3, 1},
    {BETA_UPPER, 1, 2, 3, 0},
    {BETA_QUANTILE, 0.5, 3, 3, 0.5},
    {BETA_QUANTILE, 0.04, 2, 1, 0.2},
    {NORMAL_UPPER, INFINITY, 0, 0, 0},
    {NORMAL_UPPER, -INFINITY, 0, 0, 1},
    {NORMAL_QUANTILE, 0.5, 0, 0, 0},
    {LOG_GAP, 0, 0, 0, 0},
    {LOG_GAP, 1e-8, 0, 0, 4.99999996666666691666666e-17}, /* u^2 / 2 - u^3 / 3 + u^4 / 4 */
    {LOG_GAP, -1e-8, 0, 0, 5.00000003333333358333333e-17},
    {LOG_GAP, 1, 0, 0, 0.30685281944005469},      /* 1 - log 2 */
    {LOG_GAP, -0.25, 0, 0, 0.037682072451780927}, /* log(4 / 3) - 1 / 4 */
};

static void closed_forms(void **state)
{
    (void)state;
    check_values(by_hand, COUNT_OF(by_hand), 4e-15);
}

static const value out_of_range[] = {
    {NORMAL_QUANTILE, 0, 0, 0, NAN},
    {NORMAL_QUANTILE, 1, 0, 0, NAN},
    {NORMAL_QUANTILE, NAN, 0, 0, NAN},
    {NORMAL_UPPER, NAN, 0, 0, NAN},
    {T_QUANTILE, 0, 5, 0, NAN},
    {T_QUANTILE, 1, 5, 0, NAN},
    {T_QUANTILE, 0.9, 0, 0, NAN},
    {T_QUANTILE, 0.9, -1, 0, NAN},
    {T_QUANTILE, 0.9, NAN, 0, NAN},
    {T_TWO_SIDED, NAN, 5, 0, NAN},
    {T_TWO_SIDED, 1, 0, 0, NAN},
    {CHISQ_UPPER, 1, 0, 0, NAN},
    {CHISQ_UPPER, NAN, 1, 0, NAN},
    {F_UPPER, 1, 0, 5, NAN},
    {F_UPPER, 1, 5, 0, NAN},
    {F_UPPER, NAN, 5, 5, NAN},
    {BETA_LOWER, -0.1, 1, 1, NAN},
    {BETA_LOWER, 1.1, 1, 1, NAN},
    {BETA_LOWER, 0.5, 0, 1, NAN},
    {BETA_UPPER, 0.5, 1, NAN, NAN},
    {BETA_UPPER, NAN, 1, 1, NAN},
    {BETA_QUANTILE, 0, 1, 1, NAN},
    {BETA_QUANTILE, 1, 1, 1, NAN},
    {BETA_QUANTILE, 0.5, 1, 0, NAN},
    {BETA_QUANTILE, 0.5, INFINITY, 1, NAN},
};

static void out_of_range_is_no_number(void **state)
{
    (void)state;
    check_values(out_of_range, COUNT_OF(out_of_range), 0);
}

static void beta_quantile_inverts_beta_lower(void **state)
{
    (void)state;
    static const double shapes[] = {0.05, 0.5, 1, 2.5, 40, 1e4, 1e6}, shares[] = {1e-9, 0.025, 0.4, 0.5, 0.6, 0.975};
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        for (size_t j = 0; j < COUNT_OF(shapes); j++)
            for (size_t k = 0; k < COUNT_OF(shares); k++) {
                double x = cv_beta_quantile(shares[k], shapes[i], shapes[j]);
                if (x > 1e-300 && x < 1 - 1e-9) /* nearer to 1, x itself is too coarse to tell shares apart */
                    check_close(cv_beta_lower(x, shapes[i], shapes[j]), shares[k], 3e-9, "I_x(a, b) of its quantile");
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_r),
        cmocka_unit_test(values_of_many_digits),
        cmocka_unit_test(quantiles_of_small_shapes),
        cmocka_unit_test(closed_forms),
        cmocka_unit_test(out_of_range_is_no_number),
        cmocka_unit_test(beta_quantile_inverts_beta_lower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
