/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replicate weights: the whole engine against a naive loop over rows for each replicate, on random samples; and small
 * cases that are worked out by hand. The oracle's cases run in tests/table/test_oracle.c. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/model_result.h"
#include "support/test_memory.h"
#include "support/test_study.h"

/* ---- random samples ---- */

enum { MOST_ROWS = 900, MOST_REPLICATES = 12, DOMAINS = 3, LEVELS = 3 };

struct row {
    int domain, level; /* level -1: no answer */
    double weight, y, x, replicate[MOST_REPLICATES];
};

struct sample {
    struct row rows[MOST_ROWS];
    int count, replicates, factors, mse, negative;
    double scale, rscales[MOST_REPLICATES];
};

static uint64_t state;

static int below(int n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

static void draw(struct sample *s, uint64_t seed)
{
    state = seed * 977 + 5;
    *s = (struct sample){.count = 3 + below(seed % 3 == 0 ? MOST_ROWS - 3 : 40), .replicates = 2 + below(11)};
    s->factors = below(2);
    s->mse = below(2);
    s->negative = below(4) == 0;
    s->scale = (1 + below(40)) / 20.0;
    for (int r = 0; r < s->replicates; r++)
        s->rscales[r] = r > 0 && below(6) == 0 ? 0 : (1 + below(30)) / 15.0;
    for (int i = 0; i < s->count; i++) {
        struct row *row = &s->rows[i];
        row->domain = below(DOMAINS);
        row->level = below(9) == 0 ? -1 : below(LEVELS);
        row->weight = below(10) == 0 ? 0 : (1 + below(300)) / 64.0;
        row->y = below(10000) / 16.0;
        row->x = (1 + below(64)) / 8.0;
        for (int r = 0; r < s->replicates; r++)
            row->replicate[r] = below(5) == 0 ? 0 : (below(200) - (s->negative ? 20 : 0)) / 64.0;
    }
    for (int i = 0; i < s->count && below(3) == 0; i++) /* a domain that a replicate lacks */
        if (s->rows[i].domain == 1)
            s->rows[i].replicate[0] = 0;
}

static char *write_sample(const struct sample *s)
{
    char *text = malloc((size_t)(s->count + 1) * 500), *at = text;
    at += sprintf(at, "w,d,l,y,x");
    for (int r = s->replicates; r > 0; r--) /* backwards, as the pattern puts them in the order of their numbers */
        at += sprintf(at, ",r%d", r);
    at += sprintf(at, "\n");
    for (int i = 0; i < s->count; i++) {
        const struct row *row = &s->rows[i];
        char level[12] = "";
        if (row->level >= 0)
            sprintf(level, "%d", row->level);
        at += sprintf(at, "%.17g,%d,%s,%.17g,%.17g", row->weight, row->domain, level, row->y, row->x);
        for (int r = s->replicates; r > 0; r--)
            at += sprintf(at, ",%.17g", row->replicate[r - 1]);
        at += sprintf(at, "\n");
    }
    return text;
}

static char *write_study(const struct sample *s)
{
    char *text = malloc(4000), *at = text;
    at +=
        sprintf(at,
                "data: {file: x.csv}\n"
                "design: {weight: w, replicates: {type: other, weights: \"r*\", scale: %.17g, combined: %s, mse: %s,\n"
                "  rscales: [",
                s->scale, s->factors ? "false" : "true", s->mse ? "true" : "false");
    for (int r = 0; r < s->replicates; r++)
        at += sprintf(at, "%s%.17g", r > 0 ? ", " : "", s->rscales[r]);
    sprintf(at, "]}}\n"
                "analyses:\n"
                "  - {name: share, statistic: proportion, of: l, by: d, level: '1', covariance: true}\n"
                "  - {name: mean, statistic: mean, of: y, by: d, covariance: true, compare: {over: d}}\n"
                "  - {name: total, statistic: total, of: y, by: d}\n"
                "  - {name: ratio, statistic: ratio, of: y, denominator: x, by: d}\n");
    return text;
}

/* The estimate of one domain at a replicate; at the number of replicates: of the full sample. */
static double naive(const struct sample *s, int analysis, int domain, int replicate)
{
    double above = 0, base = 0;
    for (int i = 0; i < s->count; i++) {
        const struct row *row = &s->rows[i];
        double w = replicate == s->replicates ? row->weight
                   : s->factors               ? row->weight * row->replicate[replicate]
                                              : row->replicate[replicate];
        if (row->domain != domain || (analysis == 0 && row->level < 0))
            continue;
        above += w * (analysis == 0 ? row->level == 1 : row->y);
        base += w * (analysis == 3 ? row->x : 1);
    }
    return analysis == 2 ? above : above / base;
}

static double naive_covariance(const struct sample *s, const double *g, const double *h, int joint, const bool *out)
{
    double sum = 0, mean_g = 0, mean_h = 0, kept = 0;
    int R = s->replicates;
    for (int r = 0; r < R; r++)
        if (s->rscales[r] > 0 && !(joint ? out[r] : isnan(g[r]))) {
            mean_g += g[r];
            mean_h += h[r];
            kept++;
        }
    double a = s->mse ? g[R] : mean_g / kept, b = s->mse ? h[R] : mean_h / kept;
    int used = 0;
    for (int r = 0; r < R; r++)
        used += !(joint ? out[r] : isnan(g[r]));
    if (used == 0)
        return NAN;
    for (int r = 0; r < R; r++)
        if (!(joint ? out[r] : isnan(g[r])))
            sum += s->rscales[r] * (g[r] - a) * (h[r] - b);
    return s->scale * sum;
}

static void check_analysis(const struct sample *s, const cv_result *result, int analysis)
{
    double g[DOMAINS][MOST_REPLICATES + 1];
    bool out[MOST_REPLICATES] = {0};
    int of[DOMAINS];
    for (size_t i = 0; i < result->row_count; i++) {
        of[i] = atoi(result->by[0].values[result->rows[i].group[0]]);
        for (int r = 0; r <= s->replicates; r++)
            g[i][r] = naive(s, analysis, of[i], r);
        for (int r = 0; r < s->replicates; r++)
            out[r] = out[r] || (isnan(g[i][r]) && !isnan(g[i][s->replicates]));
    }
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        if (row->n == 0)
            continue;
        check_close(row->estimate, g[i][s->replicates], 1e-12, "estimate");
        double se = sqrt(naive_covariance(s, g[i], g[i], false, out)), size = fabs(row->estimate) + 1;
        if (se < 1e7 * size) /* a negative base near 0 is no place for exact comparisons */
            check_near(row->se, se, 1e-7, 1e-11 * size, "se");
        for (size_t k = 0; result->covariance != NULL && k < result->row_count; k++) {
            double want = naive_covariance(s, g[i], g[k], true, out);
            double own = naive_covariance(s, g[i], g[i], true, out), other = naive_covariance(s, g[k], g[k], true, out);
            if (result->rows[k].n > 0 && own + other < 1e7)
                check_near(result->covariance[i * result->row_count + k], want, 1e-7, 1e-8 * sqrt(own * other) + 1e-15,
                           "covariance");
        }
    }
}

static void random_samples_agree_with_naive_loops(void **test)
{
    (void)test;
    struct sample *s = malloc(sizeof *s);
    for (uint64_t seed = 1; seed <= 150; seed++) {
        draw(s, seed);
        char *data = write_sample(s), *study = write_study(s);
        test_study run;
        test_study_run(&run, study, data, 1 + seed % 3, seed % 2 ? 0 : 300);
        if (run.status == CV_OK)
            for (int a = 0; a < 4; a++)
                check_analysis(s, &run.results.items[a], a);
        else /* '1' may be a level that nobody has, and every weight 0 */
            assert_true(seed % 3 != 0);
        test_study_free(&run);
        free(data);
        free(study);
    }
    free(s);
}

/* ---- by hand ---- */

/** One analysis of `x` (or `y`) by `g`; what its first row must hold. NaN: nothing. */
static const struct small_case {
    const char *name, *replicates, *analysis, *data;
    double n, estimate, se, low, df;
    unsigned flags;
} cases[] = {
    /* means 2 and 4 about 3: 1/2 (1 + 1) */
    {"two_half_samples", "type: brr, weights: [a, b]", "statistic: mean, of: x", "w,x,a,b\n1,2,2,0\n1,4,0,2\n", 2, 3, 1,
     3 - 12.706204736174707, 1, 0},
    {"fay_undoes_its_factor", "type: fay, weights: [a, b], rho: 0.5", "statistic: mean, of: x",
     "w,x,a,b\n1,2,1.5,0.5\n1,4,0.5,1.5\n", 2, 3, 1, 3 - 12.706204736174707, 1, 0},
    /* jackknife of a mean of three: s^2 / n = 1 / 3 */
    {"a_jackknife_s_default_scale", "type: jk1, weights: \"j*\"", "statistic: mean, of: x",
     "w,x,j1,j2,j3\n1,1,0,1.5,1.5\n1,2,1.5,0,1.5\n1,3,1.5,1.5,0\n", 3, 2, 0.57735026918962573,
     2 - 4.3026527297494619 * 0.57735026918962573, 2, 0},
    {"a_jackknife_of_factors", "type: jkn, weights: \"j*\", combined: false, rscales: 0.6666666666666666",
     "statistic: mean, of: x", "w,x,j1,j2,j3\n2,1,0,1.5,1.5\n2,2,1.5,0,1.5\n2,3,1.5,1.5,0\n", 3, 2, 0.57735026918962573,
     2 - 4.3026527297494619 * 0.57735026918962573, 2, 0},
    {"mse_is_about_the_whole", "type: other, weights: [a, b], scale: 1, mse: true", "statistic: total, of: x",
     "w,x,a,b\n1,1,1,2\n1,1,1,2\n", 2, 2, 2, NAN, 0, CV_FLAG_NO_DF},
    {"numbers_and_not_bytes_order_a_pattern", "type: other, weights: \"r*\", rscales: [1, 0, 0], mse: true",
     "statistic: total, of: x", "w,x,r10,r9,r2\n1,1,5,7,3\n1,1,0,0,1\n", 2, 2, 2, 2 - 12.706204736174707 * 2, 1, 0},
    {"a_replicate_without_the_domain_is_left_out", "type: other, weights: [a, b, c], scale: 1",
     "statistic: mean, of: x, where: \"x < 9\"", "w,x,a,b,c\n1,2,2,0,0\n1,4,0,2,0\n1,9,1,1,5\n", 2, 3,
     1.4142135623730951, 3 - 12.706204736174707 * 1.4142135623730951, 1, 0},
    {"a_total_is_0_there", "type: other, weights: [a, b, c], scale: 1, mse: true",
     "statistic: total, of: x, where: \"x < 9\"", "w,x,a,b,c\n1,2,2,0,0\n1,4,0,1,0\n1,9,1,1,5\n", 2, 6,
     6.6332495807107996, 6 - 12.706204736174707 * 6.6332495807107996, 1, 0},
    {"no_replicate_has_the_domain", "type: brr, weights: [a, b]", "statistic: mean, of: x, where: \"x < 9\"",
     "w,x,a,b\n1,2,0,0\n1,4,0,0\n1,9,1,2\n", 2, 3, NAN, NAN, -1, CV_FLAG_NO_DF},
    {"negative_weights_count", "type: brr, weights: [a, b]", "statistic: total, of: x", "w,x,a,b\n1,2,-1,1\n1,4,1,1\n",
     2, 6, 2, 6 - 2 * 12.706204736174707, 1, 0},
    {"nobody_answers", "type: brr, weights: [a, b]", "statistic: mean, of: x, where: \"z = 1\"",
     "w,x,a,b,z\n1,2,2,0,2\n1,4,0,2,2\n", 0, NAN, NAN, NAN, -1, CV_FLAG_EMPTY},
    {"one_row", "type: brr, weights: [a, b]", "statistic: mean, of: x", "w,x,a,b\n1,2,2,1\n", 1, 2, 0, NAN, 0,
     CV_FLAG_NO_DF | CV_FLAG_ZERO_SE},
    {"p_of_1", "type: brr, weights: [a, b]", "statistic: proportion, of: x", "w,x,a,b\n1,2,2,0\n1,2,0,2\n", 2, 1, 0,
     0.15811388300841897, 1, CV_FLAG_FALLBACK_INTERVAL},
    /* the values up to 2 have shares 1/2, and 1 and 0; the values themselves are 2, and 2 and 9 about 5.5 */
    {"a_quantile_s_limits_beyond_all_values", "type: other, scale: 0.5, weights: [a, b]", "statistic: quantile, of: x",
     "w,x,a,b\n1,2,2,0\n1,9,0,2\n", 2, 2, NAN, NAN, 1, 0},
    {"quantiles_at_the_replicates", "type: other, scale: 0.5, weights: [a, b]",
     "statistic: quantile, of: x, interval: quantile", "w,x,a,b\n1,2,2,0\n1,9,0,2\n0,5,0,0\n", 2, 2, 3.5,
     2 - 3.5 * 12.706204736174707, 1, 0},
    /* 3 has no weight in the full sample, and is the median of the first replicate */
    {"a_row_of_weight_0_in_a_replicate_s_quantile", "type: other, scale: 0.5, weights: [a, b]",
     "statistic: quantile, of: x, interval: quantile", "w,x,a,b\n1,2,1,0\n1,9,1,2\n0,3,3,0\n", 2, 2, 3,
     2 - 3 * 12.706204736174707, 1, 0},
    {"no_quantile_without_rows", "type: brr, weights: [a, b]",
     "statistic: quantile, of: x, interval: quantile, where: \"x < 9\"", "w,x,a,b\n1,2,0,0\n1,4,0,0\n1,9,1,2\n", 2, 2,
     NAN, NAN, -1, CV_FLAG_NO_DF},
    {"nobody_has_a_quantile", "type: brr, weights: [a, b]", "statistic: quantile, of: x, where: \"x > 9\"",
     "w,x,a,b\n1,2,0,0\n1,4,0,0\n1,9,1,2\n", 0, NAN, NAN, NAN, -1, CV_FLAG_EMPTY},
    {"quantiles_on_the_design_s_degrees_of_freedom", "type: other, scale: 1, weights: [a, b, c]",
     "statistic: quantile, of: x, interval: quantile, df: design, where: \"x < 9\"",
     "w,x,a,b,c\n1,2,2,0,1\n1,4,0,1,0\n1,9,1,1,5\n", 2, 2, 1.6329931618554521,
     2 - 4.3026527297494619 * 1.6329931618554521, 2, 0},
    /* the replicates' proportions are 1 and 0, which have no logits */
    {"no_logits", "type: brr, weights: [a, b]", "statistic: proportion, of: x, level: '2'",
     "w,x,a,b\n1,2,2,0\n1,3,0,2\n", 2, 0.5, 0.5, NAN, 1, 0},
    {"a_net_promoter_score", "type: brr, weights: [a, b]", "statistic: nps, of: x", "w,x,a,b\n1,9,2,0\n1,8,0,2\n", 2,
     50, 50, 50 - 12.706204736174707 * 50, 1, 0},
    {"df_of_the_design", "type: other, scale: 1, weights: [a, b, c]",
     "statistic: total, of: x, df: design, where: \"x < 9\"", "w,x,a,b,c\n1,2,2,0,0\n1,4,0,1,0\n1,9,1,1,5\n", 2, 6,
     3.265986323710904, 6 - 4.3026527297494619 * 3.265986323710904, 2, 0},
};

static void check_small(void **test)
{
    const struct small_case *c = *test;
    char study[1000];
    test_study run;
    snprintf(study, sizeof study,
             "data: {file: x.csv}\ndesign: {weight: w, replicates: {%s}}\nanalyses: [{name: a, %s}]\n", c->replicates,
             c->analysis);
    test_study_must_run(&run, study, c->data, 1, 0);
    const cv_estimate *row = &run.results.items[0].rows[0];
    check_close(row->n, c->n, 0, "n");
    check_close(row->estimate, c->estimate, 1e-14, "estimate");
    check_near(row->se, c->se, 1e-13, 0, "se");
    check_near(row->low, c->low, 1e-11, 0, "ci_low");
    check_close(row->df, c->df, 0, "df");
    assert_int_equal(row->flags, c->flags);
    test_study_free(&run);
}

static const char WHOLE[] = "w,x,g,y,a,b,c\n1,2,k,1,2,0,1\n2,4,k,0,0,2,1\n1,9,l,1,1,1,5\n2,5,l,,1,1,5\n";

static void a_net_promoter_score_has_no_design_effect(void **test)
{
    (void)test;
    test_study run;
    test_study_must_run(&run,
                        "data: {file: x.csv}\ndesign: {weight: w, replicates: {type: sdr, weights: [a, b, c]}}\n"
                        "analyses: [{name: a, statistic: nps, of: x}, {name: b, statistic: mean, of: x},\n"
                        "  {name: w, statistic: weights}]\n",
                        WHOLE, 1, 0);
    const cv_result *items = run.results.items;
    assert_true(isnan(items[0].rows[0].deff) && isnan(items[0].rows[0].n_eff));
    assert_true(items[1].rows[0].deff > 0);
    check_close(items[2].weights[0].sum, 6, 0, "the full sample's weights");
    test_study_free(&run);
}

/* A domain without a level, one where it is all: what R leaves out is left out of the whole matrix. */
static cv_status run_whole(void *context, cv_messages *messages)
{
    (void)context;
    return test_study_try(
        "data: {file: x.csv}\ndesign: {weight: w, replicates: {type: bootstrap, weights: [a, b, c]}}\n"
        "analyses: [{name: a, statistic: proportion, of: y, by: g, missing: level, covariance: true,\n"
        "  compare: {over: g}, tests: rao-scott-f}, {name: b, statistic: ratio, of: x, denominator: y}]\n",
        WHOLE, messages);
}

/* What keeps each row's replicate weights. */
static cv_status run_rows(void *context, cv_messages *messages)
{
    return test_study_try(context, WHOLE, messages);
}

static void memory_may_run_out_anywhere(void **test)
{
    (void)test;
    static char quantiles[] =
        "data: {file: x.csv}\ndesign: {weight: w, replicates: {type: bootstrap, weights: [a, b, c]}}\n"
        "analyses: [{name: a, statistic: quantile, of: x, by: g, interval: quantile},\n"
        "  {name: b, statistic: quantile, of: x, interval: beta}]\n";
    static char models[] =
        "data: {file: x.csv}\ndesign: {weight: w, replicates: {type: bootstrap, weights: [a, b, c]}}\n"
        "analyses: [{name: a, model: linear, of: x, predictors: b, covariance: true},\n"
        "  {name: b, statistic: mean, of: x, by: [g, w], tests: t}]\n";
    check_every_allocation(run_whole, NULL, 0);
    check_every_allocation(run_rows, quantiles, 0);
    check_every_allocation(run_rows, models, 0);
}

/* ---- models ---- */

#define MODEL(kind)                                                                                                    \
    "data: {file: x.csv}\ndesign: {weight: w, replicates: {type: other, scale: 1, weights: [a, b, c]}}\n"              \
    "analyses: [{name: m, " kind "}]\n"

/* Slopes of two levels are differences of their means: 2, and 4, 3 and 3 at the replicates; in the last test a
 * replicate lacks a level. */
static const struct model_case {
    const char *name, *study, *data;
    double estimate, se, n;
    const char *said;
} model_cases[] = {
    {"a_row_of_weight_0_counts_where_it_has_one", MODEL("model: linear, of: x, predictors: g"),
     "w,x,g,a,b,c\n1,2,k,1,1,1\n1,4,l,0,1,1\n0,6,l,1,1,1\n0,8,m,1,1,1\n1,,l,9,9,9\n", 2, 0.81649658092772603, 2, ""},
    {"a_replicate_without_a_level_is_left_out", MODEL("model: linear, of: x, predictors: g"),
     "w,x,g,a,b,c\n1,2,k,1,1,0\n1,4,l,1,1,1\n2,7,l,0,2,1\n", 4, 1.4142135623730951, 3,
     "canvass: study.yaml:3:12: warning: analysis 'm': 1 of 3 replicates have no estimates of the model and are left "
     "out of "
     "its standard errors\n"},
    {"negative_weights_do_not_count", MODEL("model: linear, of: x, predictors: g"),
     "w,x,g,a,b,c\n1,2,k,1,1,1\n1,2,k,-5,1,1\n1,4,l,1,1,1\n1,6,l,1,0,1\n", 3, 0.81649658092772603, 4, ""},
    {"a_separated_replicate_is_left_out", MODEL("model: logit, of: x, level: '1', predictors: g"),
     "w,x,g,a,b,c\n1,0,k,1,1,1\n1,1,k,1,1,1\n1,0,l,1,2,0\n1,1,l,2,1,1\n", 0, 0.98025814346854725, 4,
     "canvass: study.yaml:3:12: warning: analysis 'm': 1 of 3 replicates have no estimates of the model and are left "
     "out of "
     "its standard errors\n"},
};

static void check_model(void **test)
{
    const struct model_case *c = *test;
    test_study run;
    test_study_must_run(&run, c->study, c->data, 1, 0);
    const cv_model_result *model = run.results.items[0].model;
    check_near(model->rows[1].estimate, c->estimate, 1e-13, 1e-13, "slope");
    check_close(model->rows[1].se, c->se, 1e-13, "se");
    check_close(model->n, c->n, 0, "n");
    char *said = test_messages_text(&run.messages);
    check_text(said, c->said, "messages");
    cv_text_free(said);
    test_study_free(&run);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(model_cases) + 3] = {{0}};
    size_t count = 0;
    for (; count < COUNT_OF(cases); count++)
        tests[count] = (struct CMUnitTest){
            .name = cases[count].name, .test_func = check_small, .initial_state = (void *)(uintptr_t)&cases[count]};
    for (size_t i = 0; i < COUNT_OF(model_cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = model_cases[i].name, .test_func = check_model, .initial_state = (void *)(uintptr_t)&model_cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(random_samples_agree_with_naive_loops);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_net_promoter_score_has_no_design_effect);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(memory_may_run_out_anywhere);
    return _cmocka_run_group_tests("replicates", tests, count, NULL, NULL);
}
