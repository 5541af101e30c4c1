/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole engine against a naive double loop over rows: random designs of one to three stages, with and without
 * population counts, domains that cut across PSUs. The naive side knows nothing of folds, records or Jacobians: it
 * computes each row's linearised value and R survey's recursion over stages by scanning all rows for every unit. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/test_study.h"

enum { MOST_ROWS = 400, STAGES = 3 };

struct row {
    int stratum, unit[STAGES]; /* ids within their parent */
    double population[STAGES]; /* of the unit's group */
    double weight, y;
    int level, domain, answered;
};

struct sample {
    struct row rows[MOST_ROWS];
    int count, stages, strata, finite;
};

static uint64_t state;

static int below(int n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

static void add_rows(struct sample *s, struct row row, int stage)
{
    int units = stage == 0 ? 2 + below(3) : 2 + below(2);
    double population = units + below(20);
    if (stage >= (int)COUNT_OF(row.unit)) /* never so; the compiler, which unrolls the recursion, cannot know */
        return;
    for (int i = 0; i < units && s->count < MOST_ROWS; i++) {
        row.unit[stage] = i;
        row.population[stage] = population;
        if (stage + 1 < s->stages) {
            add_rows(s, row, stage + 1);
            continue;
        }
        for (int k = 1 + below(4); k > 0 && s->count < MOST_ROWS; k--) {
            row.weight = below(12) == 0 ? 0 : (1 + below(400)) / 64.0;
            row.y = (below(2000) - 700) / 16.0;
            row.level = below(3);
            row.domain = below(3);
            row.answered = below(9) > 0;
            s->rows[s->count++] = row;
        }
    }
}

static void make_sample(struct sample *s, uint64_t seed)
{
    *s = (struct sample){0};
    state = seed * 2654435761u + 17;
    s->stages = 1 + below(STAGES);
    s->strata = 1 + below(4);
    s->finite = below(2);
    for (int h = 0; h < s->strata; h++)
        add_rows(s, (struct row){.stratum = h}, 0);
}

/* ---- the naive side ---- */

static int same_unit(const struct row *a, const struct row *b, int stage)
{
    if (a->stratum != b->stratum)
        return 0;
    for (int i = 0; i <= stage; i++)
        if (a->unit[i] != b->unit[i])
            return 0;
    return 1;
}

static int same_group(const struct row *a, const struct row *b, int stage)
{
    return stage == 0 ? a->stratum == b->stratum : same_unit(a, b, stage - 1);
}

/* Sum over the groups of a stage that lie in the unit of `in` (NULL: everywhere) of their variance, further stages
 * included. */
static double naive_cross(const struct sample *s, const double *u, const double *v, const struct row *in, int stage,
                          double multiplier)
{
    double sum = 0;
    for (int i = 0; i < s->count; i++) {
        const struct row *head = &s->rows[i];
        if (in != NULL && !same_unit(in, head, stage - 1))
            continue;
        int first = 1;
        for (int k = 0; k < i; k++)
            first &= !same_group(&s->rows[k], head, stage);
        if (!first)
            continue;
        double n = 0, mean_u = 0, mean_v = 0, cross = 0, within = 0;
        double population = s->finite ? head->population[stage] : (double)INFINITY;
        for (int pass = 0; pass < 2; pass++)
            for (int j = 0; j < s->count; j++) {
                const struct row *unit = &s->rows[j];
                int fresh = same_group(unit, head, stage);
                for (int k = 0; k < j && fresh; k++)
                    fresh = !same_unit(&s->rows[k], unit, stage);
                if (!fresh)
                    continue;
                double total_u = 0, total_v = 0;
                for (int k = 0; k < s->count; k++)
                    if (same_unit(&s->rows[k], unit, stage)) {
                        total_u += u[k];
                        total_v += v[k];
                    }
                if (pass == 0) {
                    n++;
                    mean_u += total_u;
                    mean_v += total_v;
                } else {
                    cross += (total_u - mean_u / n) * (total_v - mean_v / n);
                    if (s->finite && stage + 1 < s->stages)
                        within += naive_cross(s, u, v, unit, stage + 1, multiplier * n / population);
                }
            }
        double f = isinf(population) ? 1 : 1 - n / population;
        if (f >= 1e-7)
            sum += multiplier * f * n / (n - 1) * cross;
        sum += within;
    }
    return sum;
}

/* ---- the study ---- */

static char *write_data(const struct sample *s)
{
    char *text = malloc(MOST_ROWS * 120 + 200), *at = text;
    at += sprintf(at, "h,a,b,c,na,nb,nc,w,y,level,domain\n");
    for (int i = 0; i < s->count; i++) {
        const struct row *r = &s->rows[i];
        at += sprintf(at, "%d,%d,%d,%d,%g,%g,%g,%.17g,", r->stratum, r->unit[0], r->unit[1], r->unit[2],
                      r->population[0], r->population[1], r->population[2], r->weight);
        at += r->answered ? sprintf(at, "%.17g,%d,%d\n", r->y, r->level, r->domain) : sprintf(at, ",,%d\n", r->domain);
    }
    return text;
}

static void write_study(const struct sample *s, char *text)
{
    static const char *const clusters[] = {"[a]", "[a, b]", "[a, b, c]"}, *const fpcs[] = {"[na]", "[na, nb]",
                                                                                           "[na, nb, nc]"};
    text +=
        sprintf(text, "data: {file: x.csv}\ndesign: {weight: w, strata: h, cluster: %s, nest: true%s%s, df: design}\n",
                clusters[s->stages - 1], s->finite ? ", fpc: " : "", s->finite ? fpcs[s->stages - 1] : "");
    sprintf(text, "analyses:\n"
                  "  - {name: share, statistic: proportion, of: level, by: domain, covariance: true}\n"
                  "  - {name: mean, statistic: mean, of: y, by: domain, covariance: true}\n"
                  "  - {name: total, statistic: total, of: y, by: domain, covariance: true}\n"
                  "  - {name: count, statistic: count, of: level, by: domain, covariance: true}\n");
}

/* The linearised value of every row for one row of a result; its sum over the sample is what varies. */
static double linearise(const struct sample *s, const cv_result *result, const cv_estimate *row, double *u)
{
    const char *domain = result->by[0].values[row->group[0]];
    const char *level = row->level == CV_ALL ? NULL : result->of[0].values[row->level];
    double base = 0, above = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < s->count; i++) {
            const struct row *r = &s->rows[i];
            int in = r->answered && r->domain == atoi(domain);
            double y = level != NULL ? r->level == atoi(level) : r->y;
            int whole = result->statistic == CV_STATISTIC_TOTAL || result->statistic == CV_STATISTIC_COUNT;
            if (pass == 0) {
                base += in ? r->weight : 0;
                above += in ? r->weight * y : 0;
            } else {
                u[i] = !in ? 0 : whole ? r->weight * y : r->weight * (y - above / base) / base;
            }
        }
    return result->statistic == CV_STATISTIC_TOTAL || result->statistic == CV_STATISTIC_COUNT ? above : above / base;
}

static void check_result(const struct sample *s, const cv_result *result)
{
    static double u[MOST_ROWS], v[MOST_ROWS];
    char what[80];
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        if (row->n == 0)
            continue;
        sprintf(what, "%s row %zu", result->spec->name.text, i + 1);
        double estimate = linearise(s, result, row, u), variance = naive_cross(s, u, u, NULL, 0, 1);
        check_near(row->estimate, estimate, 1e-12, 1e-13, what);
        check_near(row->se * row->se, variance, 1e-11, 1e-14 * (1 + estimate * estimate), what);
        for (size_t k = 0; k < result->row_count; k += 2) {
            if (result->rows[k].n == 0)
                continue;
            linearise(s, result, &result->rows[k], v);
            double scale = row->se * result->rows[k].se;
            check_near(result->covariance[i * result->row_count + k], naive_cross(s, u, v, NULL, 0, 1), 1e-11,
                       1e-12 * scale + 1e-14 * (1 + estimate * estimate), what);
        }
    }
}

static void variance_is_that_of_a_naive_double_loop(void **test)
{
    (void)test;
    static struct sample s;
    char study[2000];
    for (uint64_t seed = 1; seed <= 40; seed++) {
        make_sample(&s, seed);
        write_study(&s, study);
        char *data = write_data(&s);
        test_study run;
        test_study_must_run(&run, study, data, 1 + seed % 3, seed % 4 == 0 ? 256 : 0);
        for (size_t i = 0; i < run.results.count; i++)
            check_result(&s, &run.results.items[i]);
        test_study_free(&run);
        free(data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(variance_is_that_of_a_naive_double_loop)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
