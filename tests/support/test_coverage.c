/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_coverage.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "base/buffer.h"
#include "support/test.h"
#include "support/test_study.h"

#define SHARE "statistic: proportion, of: y, level: '1', by: [sample]"
#define PAIRS "by: [group, sample], compare: {over: group, measure: difference, adjust: none}"

const coverage_rule coverage_rules[COVERAGE_RULES] = {
    {"logit", COVERAGE_SHARE, SHARE ", ci: logit"},
    {"wald", COVERAGE_SHARE, SHARE ", ci: wald"},
    {"likelihood", COVERAGE_SHARE, SHARE ", ci: likelihood"},
    {"arcsine", COVERAGE_SHARE, SHARE ", ci: arcsine"},
    {"beta", COVERAGE_SHARE, SHARE ", ci: beta"},
    {"xlogit", COVERAGE_SHARE, SHARE ", ci: xlogit"},
    {"wilson", COVERAGE_SHARE, SHARE ", ci: wilson"},
    {"mean", COVERAGE_MEAN, "statistic: mean, of: z, by: [sample]"},
    {"quartile", COVERAGE_QUARTILE, "statistic: quantile, of: z, quantiles: [0.25], by: [sample]"},
    {"median", COVERAGE_MEDIAN, "statistic: quantile, of: z, quantiles: [0.5], by: [sample]"},
    {"difference", COVERAGE_DIFFERENCE, "statistic: proportion, of: y, level: '1', " PAIRS},
    {"mean-difference", COVERAGE_MEAN_DIFFERENCE, "statistic: mean, of: z, " PAIRS},
};

double coverage_error(double coverage, size_t samples)
{
    return sqrt(coverage * (1 - coverage) / (double)samples);
}

/* ---- the population ---- */

enum { CLUSTERS = 300, PEOPLE = 40, AT_ONCE = 200 };

typedef struct person {
    double z, measure; /* measure: what chances go with */
    bool y, group;
} person;

typedef struct population {
    int strata;
    person *people; /* [strata x CLUSTERS x PEOPLE] */
    double truths[COVERAGE_MEAN_DIFFERENCE + 1];
} population;

/* y has a chance of its cluster's own, beta distributed around its stratum's; z is lognormal with an effect of the
 * cluster. The two groups differ in both. */
static void fill_cluster(const coverage_design *design, gsl_rng *random, double share, person *people)
{
    double rho = design->icc, chance = share, effect = gsl_ran_gaussian(random, sqrt(rho));
    if (rho > 0)
        chance = gsl_ran_beta(random, share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho);
    for (int i = 0; i < PEOPLE; i++) {
        person *p = &people[i];
        p->group = gsl_rng_uniform(random) < 0.5;
        p->y = gsl_rng_uniform(random) < chance * (p->group ? 1.1 : 0.9);
        p->z = exp(3 + 0.6 * (effect + gsl_ran_gaussian(random, sqrt(1 - rho)))) * (p->group ? 1.1 : 1);
        p->measure = design->unequal ? (0.4 + gsl_ran_gamma(random, 2, 0.5)) * (p->y ? 1.4 : 1) : 1;
    }
}

static int compare_numbers(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void find_truths(population *all)
{
    size_t count = (size_t)all->strata * CLUSTERS * PEOPLE;
    double *sorted = calloc(count, sizeof *sorted), shares[2] = {0}, means[2] = {0}, sizes[2] = {0};
    assert_non_null(sorted);
    for (size_t i = 0; i < count; i++) {
        const person *p = &all->people[i];
        sorted[i] = p->z;
        shares[p->group] += p->y;
        means[p->group] += p->z;
        sizes[p->group]++;
    }
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    all->truths[COVERAGE_SHARE] = (shares[0] + shares[1]) / (double)count;
    all->truths[COVERAGE_MEAN] = (means[0] + means[1]) / (double)count;
    all->truths[COVERAGE_QUARTILE] = sorted[count / 4];
    all->truths[COVERAGE_MEDIAN] = sorted[count / 2];
    all->truths[COVERAGE_DIFFERENCE] = shares[0] / sizes[0] - shares[1] / sizes[1];
    all->truths[COVERAGE_MEAN_DIFFERENCE] = means[0] / sizes[0] - means[1] / sizes[1];
    free(sorted);
}

static void make_population(const coverage_design *design, gsl_rng *random, population *to)
{
    to->strata = design->strata;
    to->people = calloc((size_t)design->strata * CLUSTERS * PEOPLE, sizeof *to->people);
    assert_non_null(to->people);
    for (int h = 0; h < design->strata; h++) {
        double spread = design->strata > 1 ? 0.6 + 0.8 * h / (design->strata - 1) : 1;
        for (int c = 0; c < CLUSTERS; c++)
            fill_cluster(design, random, design->share * spread,
                         to->people + ((size_t)h * CLUSTERS + (size_t)c) * PEOPLE);
    }
    find_truths(to);
}

/* ---- samples ---- */

/* People of a cluster (or of a stratum) with chances that go with their measure, with replacement. */
static void draw_people(const person *people, int count, int draws, bool unequal, gsl_rng *random, const char *place,
                        cv_buffer *to)
{
    double all = 0;
    for (int i = 0; i < count; i++)
        all += people[i].measure;
    for (int d = 0; d < draws; d++) {
        int i = (int)gsl_rng_uniform_int(random, (unsigned long)count);
        if (unequal) {
            double at = gsl_rng_uniform(random) * all;
            for (i = 0; i < count - 1 && (at -= people[i].measure) > 0;)
                i++;
        }
        cv_buffer_format(to, "%s%.6g,%d,%.17g,%c\n", place, all / count / people[i].measure, people[i].y, people[i].z,
                         people[i].group ? 'b' : 'a');
    }
}

static void draw_sample(const coverage_design *design, const population *all, gsl_rng *random, size_t sample,
                        cv_buffer *to)
{
    char place[80];
    int psus = design->psus > 0 ? design->psus : 1;
    for (int h = 0; h < design->strata; h++) {
        const person *stratum = all->people + (size_t)h * CLUSTERS * PEOPLE;
        for (int c = 0; c < psus; c++) {
            snprintf(place, sizeof place, "%zu,%zu-%d,%zu-%d-%d,", sample, sample, h, sample, h, c);
            if (design->psus == 0)
                draw_people(stratum, CLUSTERS * PEOPLE, design->people, design->unequal, random, place, to);
            else
                draw_people(stratum + PEOPLE * gsl_rng_uniform_int(random, CLUSTERS), PEOPLE, design->people,
                            design->unequal, random, place, to);
        }
    }
}

/* Many samples are one file: each has strata of its own, so that a sample's estimates are those of its domain, and the
 * degrees of freedom are given. */
static void write_study(const coverage_design *design, bool forget_clusters, cv_buffer *to)
{
    bool clusters = design->psus > 0 && !forget_clusters;
    int units = clusters ? design->psus : (design->psus > 0 ? design->psus : 1) * design->people;
    cv_buffer_format(to,
                     "data: {file: x.csv}\nvariables: {sample: {type: nominal}, y: {type: nominal}}\n"
                     "design: {weight: w, strata: stratum%s}\nanalyses:\n",
                     clusters ? ", cluster: psu, nest: true" : "");
    for (size_t r = 0; r < COVERAGE_RULES; r++)
        cv_buffer_format(to, "  - {name: %s, %s, df: %d}\n", coverage_rules[r].name, coverage_rules[r].analysis,
                         design->strata * (units - 1));
}

/* ---- counting ---- */

static void count_interval(double low, double high, double truth, coverage_count *to)
{
    to->samples++;
    to->held += low <= truth && truth <= high;
    to->below += high < truth;
    to->above += low > truth;
    to->width += high - low;
}

static void count_result(const cv_result *result, double truth, coverage_count *to)
{
    for (size_t i = 0; i < result->comparison_count; i++)
        count_interval(result->comparisons[i].low, result->comparisons[i].high, truth, to);
    for (size_t i = 0; i < result->row_count && result->comparison_count == 0; i++)
        count_interval(result->rows[i].low, result->rows[i].high, truth, to);
}

/* A sample in which nobody, or everybody, said yes has none. */
static void add_deff(double deff, coverage_outcome *to)
{
    if (!isnan(deff)) {
        to->deff += deff;
        to->deffs++;
    }
}

static void run_batch(const coverage_design *design, const population *all, const char *study, size_t first,
                      size_t samples, gsl_rng *random, coverage_outcome *to)
{
    test_study run;
    cv_buffer data = {0};
    cv_buffer_add(&data, "sample,stratum,psu,w,y,z,group\n");
    for (size_t i = 0; i < samples; i++)
        draw_sample(design, all, random, first + i, &data);
    assert_false(data.failed);
    test_study_must_run(&run, study, data.text, 1, 0);
    for (size_t r = 0; r < COVERAGE_RULES; r++)
        count_result(&run.results.items[r], all->truths[coverage_rules[r].target], &to->counts[r]);
    for (size_t i = 0; i < run.results.items[0].row_count; i++)
        add_deff(run.results.items[0].rows[i].deff, to);
    test_study_free(&run);
    cv_buffer_free(&data);
}

void coverage_run(const coverage_design *design, size_t samples, bool forget_clusters, coverage_outcome *to)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    population all = {0};
    cv_buffer study = {0};
    assert_non_null(random);
    gsl_rng_set(random, design->seed);
    make_population(design, random, &all);
    write_study(design, forget_clusters, &study);
    assert_false(study.failed);
    *to = (coverage_outcome){.share = all.truths[COVERAGE_SHARE]};
    for (size_t first = 0; first < samples; first += AT_ONCE)
        run_batch(design, &all, study.text, first, samples - first < AT_ONCE ? samples - first : AT_ONCE, random, to);
    to->deff /= (double)to->deffs;
    for (size_t r = 0; r < COVERAGE_RULES; r++)
        to->counts[r].width /= (double)to->counts[r].samples;
    cv_buffer_free(&study);
    free(all.people);
    gsl_rng_free(random);
}
