/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample sizes and power: printed examples, R's power.prop.test, and the rule that what a target needs is the smallest
 * whole number that meets it. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "estimate/interval.h"
#include "estimate/planning.h"

static const cv_planning plain = {
    .alpha = 0.05, .deff = 1, .population = INFINITY, .interval = CV_INTERVAL_WALD, .ratio = 1};

/* ---- one proportion ---- */

/* R 4.2.2: qnorm(1 - alpha / 2) * sqrt(deff * p * (1 - p) / n * (N - n) / (N - 1)) */
static const struct width_case {
    const char *name;
    double p, n, confidence, deff, population, want;
} widths[] = {
    {"a thousand, half and half", 0.5, 1000, 0.95, 1, INFINITY, 0.030989751615228069},
    {"random 1", 0.27, 4794, 0.9, 1.37, INFINITY, 0.012344736879965918},
    {"random 2", 0.89, 4586, 0.99, 2.78, 13758, 0.016202571724358256},
    {"random 3", 0.212, 3398, 0.9, 1.97, INFINITY, 0.016187497778199649},
    {"random 4", 0.764, 349, 0.99, 3.78, 2792, 0.10649635951075036},
    {"random 5", 0.649, 56, 0.9, 1.97, INFINITY, 0.14724557862631929},
    {"random 6", 0.023, 504, 0.9, 1.82, 1512, 0.012101993527313679},
    {"everybody asked", 0.3, 500, 0.95, 2, 500, 0},
    {"more than everybody", 0.3, 501, 0.95, 2, 500, NAN},
    {"nobody", 0.3, 0, 0.95, 1, INFINITY, NAN},
    {"p of 0", 0, 100, 0.95, 1, INFINITY, NAN},
    {"p of 1", 1, 100, 0.95, 1, INFINITY, NAN},
    {"p not a number", NAN, 100, 0.95, 1, INFINITY, NAN},
    {"no design effect", 0.3, 100, 0.95, 0, INFINITY, NAN},
    {"all certain", 0.3, 100, 1, 1, INFINITY, NAN},
};

static void half_widths(void **state)
{
    const struct width_case *c = *state;
    cv_planning plan = plain;
    plan.alpha = 1 - c->confidence;
    plan.deff = c->deff;
    plan.population = c->population;
    check_close(cv_planning_half_width(&plan, c->p, c->n), c->want, 1e-12, c->name);
}

static const struct need_case {
    const char *name;
    double p, half_width, alpha, deff, population, want;
} needs[] = {
    /* Cochran1977, section 4.4: 5 points but for 1 chance in 20, t = 2; then 3,200 islanders */
    {"Cochran: blood groups", 0.5, 0.05, 0.045500263896358417, 1, INFINITY, 400},
    {"Cochran: blood groups on an island", 0.5, 0.05, 0.045500263896358417, 1, 3200, 356},
    /* the rule of thumb of opinion polls: z^2 / 4 / 0.03^2 = 1067.07 */
    {"three points", 0.5, 0.03, 0.05, 1, INFINITY, 1068},
    {"three points, clusters", 0.5, 0.03, 0.05, 1.5, INFINITY, 1601},
    {"a single interview is enough", 0.5, 0.99, 0.05, 1, INFINITY, 1},
    {"a census", 0.5, 1e-9, 0.05, 1, 1000, 1000},
    {"out of reach", 0.5, 1e-9, 0.05, 1, INFINITY, NAN},
    {"no width", 0.5, 0, 0.05, 1, INFINITY, NAN},
    {"width not a number", 0.5, NAN, 0.05, 1, INFINITY, NAN},
};

static void interviews_for_a_half_width(void **state)
{
    const struct need_case *c = *state;
    cv_planning plan = plain;
    plan.alpha = c->alpha;
    plan.deff = c->deff;
    plan.population = c->population;
    check_close(cv_planning_n_for_half_width(&plan, c->p, c->half_width), c->want, 0, c->name);
}

/* The other intervals: the half-width is that of cv_interval_binomial, and n of all of them is exact. */
static void every_interval_is_met_by_n_and_not_by_one_less(void **state)
{
    static const double shares[] = {0.5, 0.3, 0.02, 0.97}, targets[] = {0.1, 0.03, 0.013};
    (void)state;
    for (int method = CV_INTERVAL_DEFAULT; method <= CV_INTERVAL_MID_P; method++)
        for (size_t i = 0; i < COUNT_OF(shares) && cv_interval_is_binomial((cv_interval)method); i++)
            for (size_t k = 0; k < COUNT_OF(targets); k++) {
                cv_planning plan = plain;
                plan.interval = (cv_interval)method;
                plan.deff = 1.3;
                plan.population = i % 2 == 0 ? (double)INFINITY : 4000;
                double n = cv_planning_n_for_half_width(&plan, shares[i], targets[k]);
                assert_true(cv_planning_half_width(&plan, shares[i], n) <= targets[k] * (1 + 1e-12));
                double less = cv_planning_half_width(&plan, shares[i], n - 1);
                assert_true(n == 1 || !(less <= targets[k]));
            }
}

static void a_wilson_interval_is_wilsons(void **state)
{
    (void)state;
    bool fallback;
    cv_planning plan = plain;
    plan.interval = CV_INTERVAL_WILSON;
    plan.deff = 2;
    cv_limits limits = cv_interval_binomial(CV_INTERVAL_WILSON, 30, 100, 0.95, &fallback);
    check_close(cv_planning_half_width(&plan, 0.3, 200), (limits.high - limits.low) / 2, 1e-14, "wilson");
}

/* ---- two proportions ---- */

/* R 4.2.2: power.prop.test(n, p1, p2, sig.level, alternative)$power */
static const struct power_case {
    const char *name;
    double alpha;
    bool one_sided;
    double p1, p2, n, want;
} powers[] = {
    {"R's example", 0.05, false, 0.5, 0.75, 50, 0.74016590133138793},
    {"one-sided", 0.01, true, 0.1, 0.2, 200, 0.68400612060069532},
    {"four countries", 0.05 / 6, false, 0.7, 0.65, 1000, 0.40068815272458291},
    {"random 1", 0.050000000000000003, true, 0.59, 0.49, 345, 0.8402289940466402},
    {"random 2", 0.050000000000000003, true, 0.63, 0.75, 423, 0.98409029433222994},
    {"random 3", 0.01, false, 0.71, 0.67, 140, 0.031872787603102838},
    {"random 4", 0.0083333333333333332, false, 0.33, 0.52, 397, 0.99766947715972965},
    {"random 5", 0.050000000000000003, true, 0.31, 0.46, 299, 0.98422210457016623},
    {"random 6", 0.050000000000000003, true, 0.74, 0.13, 41, 0.99999968249531601},
    {"random 7", 0.050000000000000003, false, 0.36, 0.35, 518, 0.052216702852739834},
    {"random 8", 0.01, true, 0.75, 0.91, 484, 0.99999460762925974},
    {"random 9", 0.0083333333333333332, true, 0.27, 0.18, 364, 0.69729569412265691},
    {"random 10", 0.01, true, 0.84, 0.75, 48, 0.10713227658607245},
    {"no difference", 0.05, false, 0.3, 0.3, 100, NAN},
    {"none and all", 0.05, false, 0, 1, 100, 1},
    {"nobody asked", 0.05, false, 0.3, 0.4, 0, NAN},
    {"no proportion", 0.05, false, 0.3, 1.1, 100, NAN},
};

static void powers_are_rs(void **state)
{
    const struct power_case *c = *state;
    cv_planning plan = plain;
    plan.alpha = c->alpha;
    plan.one_sided = c->one_sided;
    check_close(cv_planning_power(&plan, c->p1, c->p2, c->n), c->want, 1e-12, c->name);
    /* twice the interviews with a design effect of 2 say the same */
    plan.deff = 2;
    check_close(cv_planning_power(&plan, c->p1, c->p2, 2 * c->n), c->want, 1e-12, c->name);
}

/* R 4.2.2: ceiling of power.prop.test(power, p1, p2, sig.level, tol = 1e-10)$n, which the comment has in full */
static const struct size_case {
    const char *name;
    double alpha, p1, p2, power;
    bool unpooled;
    double want;
} sizes[] = {
    {"R's example", 0.05, 0.5, 0.75, 0.9, false, 77},                    /* 76.706928451777443 */
    {"Chow: cure rates", 0.05, 0.65, 0.85, 0.8, true, 70},               /* Chow2008, section 4.2: 69.6 */
    {"cure rates, common variance", 0.05, 0.65, 0.85, 0.8, false, 73},   /* 72.393010315742501 */
    {"random 1", 0.01, 0.75, 0.806, 0.8, false, 1286},                   /* 1285.0049706565969 */
    {"random 2", 0.05, 0.27, 0.298, 0.8, false, 4071},                   /* 4070.307090633321 */
    {"random 3", 0.0083333333333333332, 0.58, 0.659, 0.95, false, 1383}, /* 1382.2415188556499 */
    {"random 4", 0.05, 0.45, 0.479, 0.95, false, 7684},                  /* 7683.8385746889744 */
    {"random 5", 0.05, 0.46, 0.518, 0.95, false, 1928},                  /* 1927.5364059739466 */
    {"random 6", 0.0083333333333333332, 0.24, 0.305, 0.8, false, 1135},  /* 1134.9334278035401 */
    {"random 7", 0.01, 0.27, 0.304, 0.95, false, 6304},                  /* 6303.3278329483246 */
    {"random 8", 0.0083333333333333332, 0.16, 0.182, 0.9, false, 8998},  /* 8997.9550621502331 */
    {"random 9", 0.05, 0.58, 0.634, 0.8, false, 1284},                   /* 1283.0166663458535 */
    {"random 10", 0.0083333333333333332, 0.65, 0.706, 0.8, false, 1685}, /* 1684.5738431372401 */
    {"no difference", 0.05, 0.3, 0.3, 0.8, false, NAN},
    {"a power of 1", 0.05, 0.3, 0.4, 1, false, NAN},
    {"a power of 0", 0.05, 0.3, 0.4, 0, false, NAN},
    {"a difference of nearly nothing", 0.05, 0.5, 0.5 + 1e-9, 0.8, false, NAN},
};

static void interviews_for_a_power(void **state)
{
    const struct size_case *c = *state;
    cv_planning plan = plain;
    plan.alpha = c->alpha;
    plan.unpooled = c->unpooled;
    double n = cv_planning_n_for_power(&plan, c->p1, c->p2, c->power);
    check_close(n, c->want, 0, c->name);
    if (isnan(n))
        return;
    assert_true(cv_planning_power(&plan, c->p1, c->p2, n) >= c->power);
    assert_true(cv_planning_power(&plan, c->p1, c->p2, n - 1) < c->power);
}

/* R 4.2.2: uniroot (tol 1e-15) of power.prop.test(n, p1, p2)$power - power on either side of p1 */
static const struct difference_case {
    const char *name;
    double p1, n, power, above, below;
} differences[] = {
    {"R's example", 0.5, 50, 0.9, 0.80263058170389467, 1 - 0.80263058170389467},
    {"random 1", 0.42, 2884, 0.8, 0.45659909406653937, 0.38383558080374808},
    {"random 2", 0.53, 1166, 0.8, 0.58758333300567056, 0.47201453980882058},
    {"random 3", 0.45, 2041, 0.9, 0.50064786150528184, 0.39986511320241658},
    {"random 4", 0.29, 1751, 0.8, 0.33385030201968563, 0.24802688167252993},
    {"random 5", 0.73, 672, 0.9, 0.80460805303697491, 0.64827700803152566},
    {"too few above", 0.95, 50, 0.9, NAN, 0.71202465163057638},
    {"nobody", 0.5, 0, 0.9, NAN, NAN},
    {"a power of 1", 0.5, 100, 1, NAN, NAN},
};

static void smallest_differences(void **state)
{
    const struct difference_case *c = *state;
    double above = cv_planning_p2_for_power(&plain, c->p1, c->n, c->power, true);
    double below = cv_planning_p2_for_power(&plain, c->p1, c->n, c->power, false);
    check_close(above, c->above, 1e-9, c->name);
    check_close(below, c->below, 1e-9, c->name);
    if (!isnan(above))
        assert_true(cv_planning_power(&plain, c->p1, above, c->n) >= c->power);
}

/* Random plans with everything in them: a target is met by n and not by n - 1. */
static void any_plan_is_met_by_n_and_not_by_one_less(void **state)
{
    (void)state;
    srand(7);
    for (int i = 0; i < 2000; i++) {
        double draws[8];
        for (size_t k = 0; k < COUNT_OF(draws); k++)
            draws[k] = ((double)rand() + 0.5) / ((double)RAND_MAX + 1);
        cv_planning plan = {.alpha = 0.001 + 0.2 * draws[0],
                            .deff = 0.5 + 3 * draws[1],
                            .population = i % 3 == 0 ? floor(50 + 20000 * draws[2]) : (double)INFINITY,
                            .interval = CV_INTERVAL_WALD,
                            .ratio = i % 2 == 0 ? 1 : 0.2 + 4 * draws[3],
                            .one_sided = i % 5 == 0,
                            .unpooled = i % 7 == 0};
        double p1 = 0.02 + 0.96 * draws[4], p2 = 0.02 + 0.96 * draws[5], power = 0.5 + 0.49 * draws[6];
        double half_width = 0.005 + 0.1 * draws[7];
        double n = cv_planning_n_for_power(&plan, p1, p2, power);
        if (!isnan(n)) {
            assert_true(cv_planning_power(&plan, p1, p2, n) >= power * (1 - 1e-12));
            assert_true(n == 1 || !(cv_planning_power(&plan, p1, p2, n - 1) >= power));
        }
        n = cv_planning_n_for_half_width(&plan, p1, half_width);
        assert_true(cv_planning_half_width(&plan, p1, n) <= half_width * (1 + 1e-12));
        assert_true(n == 1 || !(cv_planning_half_width(&plan, p1, n - 1) <= half_width));
    }
}

static void unequal_groups_share_the_common_proportion(void **state)
{
    (void)state;
    cv_planning plan = plain;
    plan.ratio = 2;
    /* Fleiss2003, chapter 4, written out: common (0.25 + 2 x 0.4) / 3 = 0.35 */
    double v0 = 0.35 * 0.65 * (1 / 100.0 + 1 / 200.0), v1 = 0.25 * 0.75 / 100 + 0.4 * 0.6 / 200;
    double want = 0.5 * erfc(-(0.15 - 1.959963984540054 * sqrt(v0)) / sqrt(v1) / sqrt(2));
    check_close(cv_planning_power(&plan, 0.25, 0.4, 100), want, 1e-12, "twice as many in the second group");
    /* the same groups the other way round */
    plan.ratio = 0.5;
    check_close(cv_planning_power(&plan, 0.4, 0.25, 200), want, 1e-12, "half as many");
    check_close(cv_planning_second(&plan, 201), 101, 0, "half of 201");
    plan.ratio = 0.1;
    check_close(cv_planning_second(&plan, 30), 3, 0, "a tenth of 30 is 3, not 4");
}

static void a_group_smaller_than_its_interviews_has_no_power(void **state)
{
    (void)state;
    cv_planning plan = plain;
    plan.population = 100;
    plan.ratio = 2;
    check_close(cv_planning_power(&plan, 0.3, 0.6, 51), NAN, 0, "102 of 100");
    check_close(cv_planning_n_for_power(&plan, 0.50, 0.51, 0.99), NAN, 0, "out of reach");
    plan.ratio = 1;
    check_close(cv_planning_power(&plan, 0.3, 0.6, 100), 1, 0, "everybody in both");
    check_close(cv_planning_n_for_power(&plan, 0.50, 0.51, 0.99), 100, 0, "nothing but everybody");
}

/* ---- means ---- */

/* R 4.2.2: qnorm(1 - alpha / 2) * sd * sqrt(deff / n * (1 - n / N)) */
static const struct mean_width_case {
    const char *name;
    double sd, n, confidence, deff, population, want;
} mean_widths[] = {
    {"mean 1", 8.8, 2764, 0.95, 1.85, INFINITY, 0.44621853705375331},
    {"mean 2", 5.1, 908, 0.99, 3.42, 1816, 0.57008863946128574},
    {"mean 3", 38.3, 1546, 0.9, 2.47, INFINITY, 2.5180813855741375},
    {"mean 4", 13.4, 845, 0.95, 2.16, 6760, 1.2420967830707144},
    {"mean 5", 35.6, 1965, 0.99, 3.67, INFINITY, 3.9629521844247044},
    {"mean 6", 29.1, 1582, 0.9, 1.42, 3164, 1.0140192053956005},
    {"mean of everybody", 10, 500, 0.95, 2, 500, 0},
    {"mean of more than everybody", 10, 501, 0.95, 2, 500, NAN},
    {"mean of nobody", 10, 0, 0.95, 1, INFINITY, NAN},
    {"no spread", 0, 100, 0.95, 1, INFINITY, NAN},
    {"a spread below 0", -1, 100, 0.95, 1, INFINITY, NAN},
    {"a spread that is no number", NAN, 100, 0.95, 1, INFINITY, NAN},
    {"a mean for certain", 10, 100, 1, 1, INFINITY, NAN},
};

static void mean_half_widths(void **state)
{
    const struct mean_width_case *c = *state;
    cv_planning plan = plain;
    plan.alpha = 1 - c->confidence;
    plan.deff = c->deff;
    plan.population = c->population;
    check_close(cv_planning_mean_half_width(&plan, c->sd, c->n), c->want, 1e-12, c->name);
}

static const struct mean_need_case {
    const char *name;
    double sd, half_width, alpha, population, want;
} mean_needs[] = {
    /* Cochran1977, section 4.6: S^2 = 85.6, mean 19, 10% but for 1 chance in 20, t = 2: 95, of a bed of 430 feet 78 */
    {"Cochran: seedlings", 9.2520268049763015, 1.9, 0.045500263896358417, INFINITY, 95},
    {"Cochran: a bed of seedlings", 9.2520268049763015, 1.9, 0.045500263896358417, 430, 78},
    {"a single answer is enough", 1, 3, 0.05, INFINITY, 1},
    {"a census of a mean", 10, 1e-9, 0.05, 1000, 1000},
    {"a mean out of reach", 10, 1e-9, 0.05, INFINITY, NAN},
    {"a mean without width", 10, 0, 0.05, INFINITY, NAN},
};

static void interviews_for_a_mean(void **state)
{
    const struct mean_need_case *c = *state;
    cv_planning plan = plain;
    plan.alpha = c->alpha;
    plan.population = c->population;
    double n = cv_planning_n_for_mean_half_width(&plan, c->sd, c->half_width);
    check_close(n, c->want, 0, c->name);
    if (n > 1)
        assert_true(cv_planning_mean_half_width(&plan, c->sd, n - 1) > c->half_width);
}

/* R 4.2.2: pnorm(abs(d) / se - z), se = sd * sqrt(deff * (1 / n + 1 / n2)) */
static const struct mean_power_case {
    const char *name;
    double alpha;
    bool one_sided;
    double sd, difference, n, ratio, deff, want;
} mean_powers[] = {
    {"means 1", 0.01, false, 19.7, 5.72, 104, 1, 1.89, 0.14621015377335092},
    {"means 2", 0.0083333333333333332, false, 3.3, 0.66, 203, 0.5, 2.2, 0.063349409084653391},
    {"means 3", 0.050000000000000003, false, 16.5, -4.43, 73, 1, 2.07, 0.20254754401428393},
    {"means 4", 0.01, true, 37.2, -13.11, 413, 1, 2.27, 0.8496535984532495},
    {"means 5", 0.0083333333333333332, false, 16, 5.78, 487, 0.5, 1.76, 0.79772507502097101},
    {"means 6", 0.050000000000000003, false, 11, 2.11, 767, 1, 1.35, 0.89849719125319527},
    {"means 7", 0.01, false, 34.8, -20.68, 110, 2, 1.31, 0.96928194643831156},
    {"means 8", 0.0083333333333333332, true, 37.3, 18.83, 27, 1, 1.05, 0.27966623322238648},
    {"no difference of means", 0.05, false, 10, 0, 100, 1, 1, NAN},
    {"means without spread", 0.05, false, 0, 1, 100, 1, 1, NAN},
    {"means of nobody", 0.05, false, 10, 1, 0, 1, 1, NAN},
};

static void powers_of_means(void **state)
{
    const struct mean_power_case *c = *state;
    const cv_planning plan = {
        .alpha = c->alpha, .deff = c->deff, .population = INFINITY, .ratio = c->ratio, .one_sided = c->one_sided};
    check_close(cv_planning_mean_power(&plan, c->sd, c->difference, c->n), c->want, 1e-12, c->name);
    if (isnan(c->want))
        return;
    double n = cv_planning_n_for_mean_power(&plan, c->sd, c->difference, c->want);
    check_close(n, c->ratio < 1 ? n : c->n, 0, "interviews"); /* half of n may be rounded up */
    assert_true(n <= c->n);
    check_close(cv_planning_mean_difference(&plan, c->sd, c->n, c->want), fabs(c->difference), 1e-10, "difference");
}

static void printed_plans_of_means(void **state)
{
    (void)state;
    /* Chow2008, section 3.2: a difference of 0.05, standard deviation 0.1, power 80%: 62.79 */
    check_close(cv_planning_n_for_mean_power(&plain, 0.1, 0.05, 0.8), 63, 0, "Chow: cholesterol");
    /* R 4.2.2, power.t.test(n = 500, delta = 2, sd = 10)$power is 0.8848, with Student's t: 0.0006 less */
    check_near(cv_planning_mean_power(&plain, 10, 2, 500), 0.88478835288666091, 0, 7e-4, "R's t test");
    /* power.t.test(power = 0.9, delta = 5, sd = 15)$n is 190.1: one interview more */
    check_close(cv_planning_n_for_mean_power(&plain, 15, 5, 0.9), 190, 0, "R's t test, interviews");
}

static void means_of_whole_populations(void **state)
{
    (void)state;
    cv_planning plan = plain;
    plan.population = 100;
    check_close(cv_planning_mean_power(&plan, 10, 1, 100), 1, 0, "everybody in both");
    check_close(cv_planning_n_for_mean_power(&plan, 10, 0.1, 0.99), 100, 0, "nothing but everybody");
    plan.ratio = 2;
    check_close(cv_planning_mean_power(&plan, 10, 5, 51), NAN, 0, "102 of 100");
    check_close(cv_planning_mean_difference(&plain, 10, 100, 1), NAN, 0, "a power of 1");
    check_close(cv_planning_mean_difference(&plain, 10, 100, 0.01), NAN, 0, "a power that needs no difference");
}

/* A share is the mean of ones and noughts: the same half-width where the population is endless. */
static void a_proportion_is_a_mean(void **state)
{
    (void)state;
    check_close(cv_planning_mean_half_width(&plain, sqrt(0.3 * 0.7), 200), cv_planning_half_width(&plain, 0.3, 200),
                1e-14, "half-width");
}

/* ---- around it ---- */

static void design_effects_of_clusters(void **state)
{
    (void)state;
    check_close(cv_planning_deff(20, 0.05), 1.95, 1e-15, "Kish");
    check_close(cv_planning_deff(1, 0.5), 1, 0, "one in each");
    check_close(cv_planning_deff(12, 0), 1, 0, "no likeness");
    check_close(cv_planning_deff(3, -0.25), 0.5, 1e-15, "unlike each other");
    check_close(cv_planning_deff(3, -0.5), NAN, 0, "nothing left");
    check_close(cv_planning_deff(0.5, 0.1), NAN, 0, "half an interview");
    check_close(cv_planning_deff(10, 1.1), NAN, 0, "beyond 1");
    check_close(cv_planning_deff(NAN, 0.1), NAN, 0, "not a number");
}

static void a_draw_leaves_enough_answers(void **state)
{
    (void)state;
    check_close(cv_planning_draw(400, 0.8), 500, 0, "400 of 500");
    check_close(cv_planning_draw(21, 0.7), 30, 0, "21 of 30");
    check_close(cv_planning_draw(22, 0.7), 32, 0, "22 of 32");
    check_close(cv_planning_draw(100, 1), 100, 0, "all");
    check_close(cv_planning_draw(100, 0), NAN, 0, "none");
    check_close(cv_planning_draw(NAN, 0.5), NAN, 0, "of what");
    check_close(cv_planning_pairs(4), 6, 0, "pairs of four");
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(every_interval_is_met_by_n_and_not_by_one_less),
        cmocka_unit_test(a_wilson_interval_is_wilsons),
        cmocka_unit_test(any_plan_is_met_by_n_and_not_by_one_less),
        cmocka_unit_test(unequal_groups_share_the_common_proportion),
        cmocka_unit_test(a_group_smaller_than_its_interviews_has_no_power),
        cmocka_unit_test(printed_plans_of_means),
        cmocka_unit_test(means_of_whole_populations),
        cmocka_unit_test(a_proportion_is_a_mean),
        cmocka_unit_test(design_effects_of_clusters),
        cmocka_unit_test(a_draw_leaves_enough_answers),
    };
    struct CMUnitTest tests[COUNT_OF(widths) + COUNT_OF(needs) + COUNT_OF(powers) + COUNT_OF(sizes) +
                            COUNT_OF(differences) + COUNT_OF(mean_widths) + COUNT_OF(mean_needs) +
                            COUNT_OF(mean_powers) + COUNT_OF(others)] = {{0}};
    size_t n = 0;
#define ADD(table, function)                                                                                           \
    for (size_t i = 0; i < COUNT_OF(table); i++)                                                                       \
    tests[n++] = (struct CMUnitTest){                                                                                  \
        .name = (table)[i].name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (table)[i]}
    ADD(widths, half_widths);
    ADD(needs, interviews_for_a_half_width);
    ADD(powers, powers_are_rs);
    ADD(sizes, interviews_for_a_power);
    ADD(differences, smallest_differences);
    ADD(mean_widths, mean_half_widths);
    ADD(mean_needs, interviews_for_a_mean);
    ADD(mean_powers, powers_of_means);
#undef ADD
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[n++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
