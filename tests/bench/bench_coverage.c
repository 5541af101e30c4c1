/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the tables of docs/coverage.md: how often 95% intervals hold the truth in repeated samples.
 *   bench_coverage [SAMPLES]
 * The short version is tests/compare/test_coverage.c. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/test_coverage.h"

enum { SAMPLES = 20000, SHARES = 7 /* the first rules: intervals of the share */ };

static const coverage_design designs[] = {
    {"one by one, 100", 0.5, 0, 1, 0, 100, false, 101},     {"one by one, 100", 0.1, 0, 1, 0, 100, false, 102},
    {"5 x 5 x 8", 0.5, 0.1, 5, 5, 8, false, 103},           {"5 x 5 x 8", 0.1, 0.1, 5, 5, 8, false, 104},
    {"5 x 5 x 8", 0.03, 0.1, 5, 5, 8, false, 105},          {"10 x 2 x 10", 0.5, 0.1, 10, 2, 10, false, 106},
    {"10 x 2 x 10", 0.1, 0.1, 10, 2, 10, false, 107},       {"5 x 10 x 8, unequal", 0.5, 0.1, 5, 10, 8, true, 108},
    {"5 x 10 x 8, unequal", 0.1, 0.1, 5, 10, 8, true, 109},
};
enum { DESIGNS = COUNT_OF(designs) };

static void print_head(const char *first, size_t from, size_t to)
{
    printf("| %s |", first);
    for (size_t r = from; r < to; r++)
        printf(" %s |", coverage_rules[r].name);
    printf("\n| --- |");
    for (size_t r = from; r < to; r++)
        printf(" ---: |");
    printf("\n");
}

static double part(size_t count, const coverage_count *of)
{
    return 100 * (double)count / (double)of->samples;
}

/* The coverage in per cent, a row a design. */
static void print_table(const coverage_outcome *outcomes, size_t from, size_t to)
{
    print_head("sample; p; deff", from, to);
    for (size_t d = 0; d < DESIGNS; d++) {
        printf("| %s; %.3f; %.2f |", designs[d].name, outcomes[d].share, outcomes[d].deff);
        for (size_t r = from; r < to; r++)
            printf(" %.1f |", part(outcomes[d].counts[r].held, &outcomes[d].counts[r]));
        printf("\n");
    }
    printf("\n");
}

/* Where the intervals lie that miss the truth. */
static void print_sides(const coverage_outcome *outcomes)
{
    print_head("sample; p", 0, SHARES);
    for (size_t d = 0; d < DESIGNS; d++) {
        printf("| %s; %.3f |", designs[d].name, outcomes[d].share);
        for (size_t r = 0; r < SHARES; r++)
            printf(" %.1f, %.1f |", part(outcomes[d].counts[r].below, &outcomes[d].counts[r]),
                   part(outcomes[d].counts[r].above, &outcomes[d].counts[r]));
        printf("\n");
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    static coverage_outcome right[DESIGNS], wrong[DESIGNS];
    size_t samples = argc > 1 ? strtoul(argv[1], NULL, 10) : SAMPLES;
    if (samples == 0) {
        fprintf(stderr, "bench_coverage: a number of samples\n");
        return 2;
    }
    for (size_t d = 0; d < DESIGNS; d++) {
        coverage_run(&designs[d], samples, false, &right[d]);
        coverage_run(&designs[d], samples, true, &wrong[d]);
    }
    printf("%zu samples of each design.\n\n", samples);
    print_table(right, 0, SHARES);
    print_sides(right);
    print_table(right, SHARES, COVERAGE_RULES);
    print_table(wrong, 0, COVERAGE_RULES);
    return 0;
}
