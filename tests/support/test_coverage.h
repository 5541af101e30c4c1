/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  How often intervals hold the truth: repeated samples from a synthetic population that is known in full, run through
 *  cv_analyse. The short test and tests/bench/bench_coverage share it. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_COVERAGE_H
#define CANVASS_TESTS_SUPPORT_TEST_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>

/** A population and a way to draw from it. Per stratum, clusters are drawn with equal chances and with replacement,
 * then people in each of them. */
typedef struct coverage_design {
    const char *name;
    double share; /**< about the proportion of y; what it is in the population is counted */
    double icc;   /**< intra-cluster correlation of y and z; 0: none */
    int strata;   /**< 1: not stratified */
    int psus;     /**< drawn in each stratum; 0: no clusters, people are drawn one by one */
    int people;   /**< drawn in each cluster (or stratum) */
    bool unequal; /**< people are drawn by a measure that goes with y, and weighted */
    unsigned long seed;
} coverage_design;

/** What intervals are made of. */
typedef enum coverage_target {
    COVERAGE_SHARE,
    COVERAGE_MEAN,
    COVERAGE_QUARTILE,
    COVERAGE_MEDIAN,
    COVERAGE_DIFFERENCE,     /**< of the shares of two domains that cut through clusters */
    COVERAGE_MEAN_DIFFERENCE /**< of their means */
} coverage_target;

enum { COVERAGE_RULES = 12 };

typedef struct coverage_rule {
    const char *name;
    coverage_target target;
    const char *analysis; /**< its keys in a study, but name and df */
} coverage_rule;

extern const coverage_rule coverage_rules[COVERAGE_RULES];

/** What came of one rule. */
typedef struct coverage_count {
    size_t samples, held; /**< intervals; those that hold the truth */
    size_t below, above;  /**< those that lie below the truth, above it */
    double width;         /**< the mean of high - low */
} coverage_count;

typedef struct coverage_outcome {
    double share, deff; /**< in the population; the mean of the samples' design effects */
    size_t deffs;       /**< samples that have one */
    coverage_count counts[COVERAGE_RULES];
} coverage_outcome;

/** Draws and analyses; fails the running test where a study does not run.
 *  @param forget_clusters  the study says nothing of the clusters: its standard errors are wrong */
void coverage_run(const coverage_design *design, size_t samples, bool forget_clusters, coverage_outcome *to);

/** The standard error of a coverage found in so many samples. */
double coverage_error(double coverage, size_t samples);

#endif
