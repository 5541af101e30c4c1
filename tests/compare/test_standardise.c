/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct standardisation and the split of differences through the whole engine: published tables, what must agree with
 * what, cells that nobody is in, what is refused. R's numbers under designs are in tests/cli/test_examples.c and at the
 * end of this file. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "support/test_memory.h"
#include "support/test_messages.h"
#include "support/test_study.h"

/* ---- published tables: a row a cell, its population as the weight, its rate as what is measured ---- */

/* Das Gupta (1993), Standardization and Decomposition of Rates, example 5.1: households by age, per cent of the
 * population and headship rates per 100, United States, 1970 and 1985. */
static const struct headship {
    const char *age;
    double share[2], rate[2];
} headship[] = {
    {"15", {12.9, 10.1}, {1.9, 2.2}},  {"20", {10.9, 11.2}, {25.8, 24.3}}, {"25", {9.5, 11.6}, {45.7, 45.8}},
    {"30", {8.0, 10.9}, {49.6, 52.5}}, {"35", {7.8, 9.4}, {51.2, 56.1}},   {"40", {8.4, 7.7}, {51.6, 55.6}},
    {"45", {8.6, 6.3}, {51.8, 56.0}},  {"50", {7.8, 6.0}, {54.9, 57.4}},   {"55", {7.0, 6.3}, {58.7, 57.2}},
    {"60", {5.9, 5.9}, {60.4, 61.2}},  {"65", {4.7, 5.1}, {62.8, 63.9}},   {"70", {3.6, 4.0}, {66.6, 68.6}},
    {"75", {4.9, 5.5}, {66.8, 72.2}}};

/* The same, example 5.3: death rates per 1000 by race and age, 1985 and 1970; population in thousands. */
static const struct deaths {
    double size[2], rate[2];
} deaths[2][11] = {{{{3041, 2968}, {9.163, 18.469}},
                    {{11577, 11484}, {0.462, 0.751}},
                    {{27450, 34614}, {0.248, 0.391}},
                    {{32711, 30992}, {0.929, 1.146}},
                    {{35480, 21983}, {1.084, 1.287}},
                    {{27411, 20314}, {1.810, 2.672}},
                    {{19555, 20928}, {4.715, 6.636}},
                    {{19795, 16897}, {12.187, 15.691}},
                    {{15254, 11339}, {27.728, 34.723}},
                    {{8022, 5720}, {64.068, 79.763}},
                    {{2472, 1315}, {157.570, 176.837}}},
                   {{{707, 535}, {17.208, 36.993}},
                    {{2692, 2162}, {0.738, 1.352}},
                    {{6473, 6120}, {0.328, 0.541}},
                    {{6841, 4781}, {1.103, 2.040}},
                    {{6547, 3096}, {2.045, 3.523}},
                    {{4352, 2718}, {3.724, 6.746}},
                    {{3034, 2363}, {8.052, 12.967}},
                    {{2540, 1767}, {17.812, 24.471}},
                    {{1749, 1149}, {34.128, 45.091}},
                    {{804, 448}, {68.276, 74.902}},
                    {{236, 117}, {125.161, 123.205}}}};

static const char *headship_data(void)
{
    static char text[4096];
    char *at = text + sprintf(text, "year,age,w,y\n");
    for (int year = 0; year < 2; year++)
        for (size_t i = 0; i < COUNT_OF(headship); i++)
            at += sprintf(at, "%s,%s,%.17g,%.17g\n", year == 0 ? "1970" : "1985", headship[i].age,
                          headship[i].share[year], headship[i].rate[year]);
    return text;
}

static const char *deaths_data(void)
{
    static char text[8192];
    char *at = text + sprintf(text, "year,race,age,w,y\n");
    for (int year = 0; year < 2; year++)
        for (int race = 0; race < 2; race++)
            for (int age = 0; age < 11; age++)
                at += sprintf(at, "%s,%d,%d,%.17g,%.17g\n", year == 0 ? "1985" : "1970", race, age,
                              deaths[race][age].size[year], deaths[race][age].rate[year]);
    return text;
}

#define WEIGHTED "data: {file: d.csv}\ndesign: {weight: w}\nanalyses:\n"

static const struct published {
    const char *name, *study;
    const char *(*data)(void);
    double parts[3], tolerance; /* difference, composition, rates; half a unit of the last printed digit */
} published[] = {
    {"headship_rates",
     WEIGHTED "  - {name: a, statistic: mean, of: y, by: year, decompose: {by: age, reference: 1970}}\n",
     headship_data,
     {2.9672, 1.2269, 1.7403},
     5e-5},
    {"death_rates_by_two_variables",
     WEIGHTED "  - {name: a, statistic: mean, of: y, by: year, decompose: {over: year, by: [race, age], "
              "reference: 1970}}\n",
     deaths_data,
     {-0.6862158, 1.5415096, -2.2277254},
     5e-8},
};

static void check_published(void **state)
{
    const struct published *c = *state;
    test_study run;
    test_study_must_run(&run, c->study, c->data(), 1, 0);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->part_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(result->parts[i].part, i);
        check_near(result->parts[i].value, c->parts[i], 0, c->tolerance, cv_part_name(result->parts[i].part));
    }
    check_close(result->parts[1].value + result->parts[2].value, result->parts[0].value, 1e-13, "the parts' sum");
    check_close(result->parts[1].share + result->parts[2].share, 1, 1e-13, "their shares'");
    test_study_free(&run);
}

/* Example 5.1's rates of both years at the mean of both compositions, 45.3309 and 47.0712; at their own: 44.7268. */
static void headship_rates_are_standardised(void **state)
{
    (void)state;
    char study[2048] = WEIGHTED "  - {name: a, statistic: mean, of: y, by: year, standardize: {by: age, shares: {";
    for (size_t i = 0; i < COUNT_OF(headship); i++)
        sprintf(study + strlen(study), "%s%s: %.3f", i == 0 ? "" : ", ", headship[i].age,
                headship[i].share[0] + headship[i].share[1]);
    strcat(study,
           "}}}\n  - {name: b, statistic: mean, of: y, by: year, standardize: {by: age, shares: {like: 1970}}}\n");
    test_study run;
    test_study_must_run(&run, study, headship_data(), 1, 0);
    check_near(run.results.items[0].rows[0].estimate, 45.3309, 0, 5e-5, "1970");
    check_near(run.results.items[0].rows[1].estimate, 47.0712, 0, 5e-5, "1985");
    check_near(run.results.items[1].rows[0].estimate, 44.7268, 0, 5e-5, "1970 like 1970");
    test_study_free(&run);
}

/* ---- a small survey ---- */

enum { ROWS = 300 };

/* Stratum, PSU, weight, group, age, sex, a number, another, an answer, two choices; some of the answers missing.
 * `step` reorders the rows. */
static char *write_survey(size_t step)
{
    static char rows[ROWS][120];
    uint64_t state = 11;
    for (size_t i = 0; i < ROWS; i++) {
        unsigned draw[8];
        for (int k = 0; k < 8; k++)
            draw[k] = (unsigned)((state = state * 6364136223846793005u + 1442695040888963407u) >> 40);
        unsigned group = draw[0] % 3, age = (draw[1] % 5 + (group == 1) * (draw[1] / 7 % 2)) / 2, sex = draw[2] % 2;
        char y[24] = "";
        if (draw[3] % 11 > 0)
            snprintf(y, sizeof y, "%.2f", 10 * age + 3 * sex + group + (double)(draw[3] % 900) / 100);
        const char *answer = draw[4] % 13 == 0 ? "" : draw[4] % (3 + age) == 0 ? "no" : draw[4] % 7 == 0 ? "?" : "yes";
        snprintf(rows[i], sizeof rows[i], "%u,%u,%.2f,%c,%u,%c,%s,%.2f,%s,%u,%u\n", (unsigned)(i % 3), draw[5] % 6,
                 0.5 + (draw[6] % 300) / 100., "abc"[group], age, "fm"[sex], y, 1 + (draw[7] % 400) / 100., answer,
                 draw[7] % 2, draw[7] / 2 % 2);
    }
    char *text = malloc(ROWS * 120 + 100), *at = text;
    at += sprintf(at, "s,p,w,g,age,sex,y,x,b,c1,c2\n");
    for (size_t i = 0; i < ROWS; i++)
        at += sprintf(at, "%s", rows[i * step % ROWS]);
    return text;
}

#define SURVEY                                                                                                         \
    "data: {file: d.csv}\nvariables: {m: {multiple: [c1, c2]}, both: {where: \"y > 0 or y <= 0\"}}\n"                  \
    "design: {weight: w, strata: s, cluster: p, nest: true}\nanalyses:\n"

static const cv_result *result_of(const test_study *run, size_t at)
{
    assert_true(at < run->results.count);
    return &run->results.items[at];
}

/* A domain standardised to its own composition is what it was; its standard error is not, as the shares are fixed. */
static void own_composition_changes_no_estimate(void **state)
{
    (void)state;
    char *data = write_survey(1);
    static const char *const kinds[] = {"statistic: mean, of: y", "statistic: proportion, of: b",
                                        "statistic: ratio, of: y, denominator: x", "statistic: nps, of: y",
                                        "statistic: proportion, of: m"};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        char study[1024];
        snprintf(study, sizeof study,
                 SURVEY "  - {name: a, %s, where: both = 'yes' and b is not missing}\n"
                        "  - {name: b, %s, where: both = 'yes' and b is not missing, standardize: {by: [sex, age], "
                        "shares: pooled}}\n",
                 kinds[i], kinds[i]);
        test_study run;
        test_study_must_run(&run, study, data, 1, 0);
        const cv_result *plain = result_of(&run, 0), *own = result_of(&run, 1);
        assert_int_equal(plain->row_count, own->row_count);
        for (size_t r = 0; r < plain->row_count; r++) {
            check_close(own->rows[r].estimate, plain->rows[r].estimate, 1e-13, kinds[i]);
            check_close(own->rows[r].n, plain->rows[r].n, 0, "n");
            check_close(own->rows[r].count, plain->rows[r].count, 0, "count");
            check_close(own->rows[r].weighted_n, plain->rows[r].weighted_n, 1e-13, "weighted n");
            check_close(own->rows[r].df, plain->rows[r].df, 0, "df");
            check_close(own->rows[r].se * own->rows[r].se / own->rows[r].deff,
                        plain->rows[r].se * plain->rows[r].se / plain->rows[r].deff, 1e-12, "the srs's variance");
            assert_true(own->rows[r].se > 0 && own->rows[r].se != plain->rows[r].se);
        }
        test_study_free(&run);
    }
    free(data);
}

/* One cell is no standardisation, and shares may have any sum. */
static void one_cell_is_the_domain_itself(void **state)
{
    (void)state;
    static const char study[] = SURVEY
        "  - {name: a, statistic: mean, of: y, by: g, where: sex = 'f', covariance: true, compare: {over: g}}\n"
        "  - {name: b, statistic: mean, of: y, by: g, where: sex = 'f', covariance: true, compare: {over: g}, "
        "standardize: {by: sex, shares: {f: 7}}}\n"
        "  - {name: c, statistic: mean, of: y, by: g, standardize: {by: age, shares: {0: 1, 1: 2, 2: 5}}}\n"
        "  - {name: d, statistic: mean, of: y, by: g, standardize: {by: age, shares: {2: 62.5, 0: 12.5, 1: 25}}}\n";
    char *data = write_survey(1);
    test_study run;
    test_study_must_run(&run, study, data, 1, 0);
    const cv_result *plain = result_of(&run, 0), *one = result_of(&run, 1);
    for (size_t r = 0; r < 3; r++) {
        check_close(one->rows[r].estimate, plain->rows[r].estimate, 1e-14, "estimate");
        check_close(one->rows[r].se, plain->rows[r].se, 1e-13, "se");
        check_close(one->rows[r].deff, plain->rows[r].deff, 1e-12, "deff");
        check_close(one->comparisons[r].se, plain->comparisons[r].se, 1e-13, "se of a difference");
        check_close(result_of(&run, 2)->rows[r].estimate, result_of(&run, 3)->rows[r].estimate, 1e-14, "another sum");
        check_close(result_of(&run, 2)->rows[r].se, result_of(&run, 3)->rows[r].se, 1e-13, "its standard error");
    }
    for (size_t i = 0; i < 9; i++)
        check_close(one->covariance[i], plain->covariance[i], 1e-12, "covariance");
    test_study_free(&run);
    free(data);
}

#define EVERYTHING                                                                                                     \
    SURVEY "  - {name: a, statistic: proportion, of: [b, m], banner: [[g], [sex]], total: true, standardize: {by: "    \
           "age, shares: pooled}, compare: {}}\n"                                                                      \
           "  - {name: b, statistic: ratio, of: y, denominator: x, by: g, standardize: {by: [sex, age], shares: "      \
           "{like: b}}, covariance: true}\n"                                                                           \
           "  - {name: c, statistic: mean, of: y, by: [g, sex], decompose: {over: g, by: age, parts: three}}\n"        \
           "  - {name: d, statistic: proportion, of: b, by: g, decompose: {by: [age, sex], reference: b}}\n"

static void check_same(const test_study *a, const test_study *b, double relative, const char *what)
{
    for (size_t i = 0; i < a->results.count; i++) {
        const cv_result *x = result_of(a, i), *y = result_of(b, i);
        assert_int_equal(x->row_count, y->row_count);
        assert_int_equal(x->part_count, y->part_count);
        for (size_t r = 0; r < x->row_count; r++) {
            check_close(x->rows[r].estimate, y->rows[r].estimate, relative, what);
            check_close(x->rows[r].se, y->rows[r].se, relative, what);
        }
        for (size_t r = 0; r < x->part_count; r++) {
            check_near(x->parts[r].value, y->parts[r].value, relative, relative, what);
            check_near(x->parts[r].se, y->parts[r].se, relative, relative, what);
        }
    }
}

static void what_must_not_matter(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        size_t step, jobs, chunk;
        double relative;
    } others[] = {{"threads", 1, 4, 0, 0}, {"other rows first", 77, 1, 0, 1e-11}, {"small chunks", 1, 2, 700, 0}};
    test_study first, run;
    char *data = write_survey(1);
    test_study_must_run(&first, EVERYTHING, data, 1, 0);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        char *other = write_survey(others[i].step);
        test_study_must_run(&run, EVERYTHING, other, others[i].jobs, others[i].chunk);
        check_same(&run, &first, others[i].relative, others[i].what);
        test_study_free(&run);
        free(other);
    }
    test_study_free(&first);
    free(data);
}

/* The whole of a split is the comparison of the same two domains; three parts and two have the same sum, and swapped
 * groups the opposite of the two. */
static void parts_agree_with_comparisons(void **state)
{
    (void)state;
    static const char study[] =
        SURVEY "  - {name: a, statistic: mean, of: y, by: g, compare: {}, decompose: {by: [age, sex]}, df: 20}\n"
               "  - {name: b, statistic: mean, of: y, by: g, decompose: {by: [age, sex], parts: three, reference: c}}\n"
               "  - {name: c, statistic: mean, of: y, by: g, decompose: {by: [sex, age], reference: a}}\n"
               "  - {name: d, statistic: ratio, of: y, denominator: x, by: g, compare: {}, decompose: {by: age}}\n";
    char *data = write_survey(1);
    test_study run;
    test_study_must_run(&run, study, data, 1, 0);
    const cv_result *two = result_of(&run, 0), *three = result_of(&run, 1), *other = result_of(&run, 2),
                    *ratio = result_of(&run, 3);
    assert_int_equal(two->part_count, 9);
    assert_int_equal(three->part_count, 8);
    for (size_t i = 0; i < 3; i++) {
        const cv_part_row *whole = &two->parts[3 * i];
        check_close(whole->value, two->comparisons[i].value, 1e-12, "difference");
        check_close(whole->se, two->comparisons[i].se, 1e-11, "its se");
        check_close(whole->p, two->comparisons[i].p, 1e-9, "its p");
        check_close(whole->df, 20, 0, "df");
        check_close(ratio->parts[3 * i].value, ratio->comparisons[i].value, 1e-12, "difference of ratios");
        check_close(ratio->parts[3 * i].se, ratio->comparisons[i].se, 1e-11, "its se");
    }
    check_close(three->parts[1].value + three->parts[2].value + three->parts[3].value, two->parts[3].value, 1e-12,
                "a - c in three parts");
    check_close(three->parts[1].value + three->parts[3].value / 2, two->parts[4].value, 1e-12, "half the interaction");
    assert_int_equal(other->part_count, 6);
    for (size_t i = 0; i < 3; i++) { /* b - a */
        check_close(other->parts[i].value, -two->parts[i].value, 1e-12, "swapped");
        check_close(other->parts[i].se, two->parts[i].se, 1e-12, "its se");
    }
    test_study_free(&run);
    free(data);
}

/* ---- cells that nobody is in ---- */

#define PLAIN "data: {file: d.csv}\nanalyses:\n"

static const struct edge {
    const char *name, *study, *data, *messages;
    double estimate[2];
    unsigned flags[2];
} edges[] = {
    {"a_cell_that_one_domain_lacks",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 1, 2: 1, 3: 2}}}\n",
     "g,k,y\np,1,2\np,1,4\np,2,5\np,3,10\np,3,6\nq,1,1\nq,1,3\nq,2,8\n",
     "canvass: study.yaml:3:59: warning: analysis 'a': nobody in g 'q' answers 'y' with k '3'; its share goes to the "
     "other "
     "cells (1 domain in all)\n",
     {6, 5},
     {0, CV_FLAG_MISSING_CELL}},
    {"a_cell_without_an_answer",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: pooled}}\n",
     "g,k,y\np,1,2\np,1,4\np,2,\nq,1,1\nq,1,3\nq,2,8\n",
     "canvass: study.yaml:3:59: warning: analysis 'a': nobody in g 'p' answers 'y' with k '2'; its share goes to the "
     "other "
     "cells (1 domain in all)\n",
     {3, 4. / 3 + 8. / 3},
     {CV_FLAG_MISSING_CELL, 0}},
    {"a_share_that_no_row_has",
     "data: {file: d.csv}\nvariables: {k: {levels: {1: one, 2: two, 3: three}}}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {one: 1, two: 1, 3: 5}}}\n",
     "g,k,y\np,1,2\np,1,4\np,2,5\nq,1,1\nq,1,3\nq,2,8\n",
     "canvass: study.yaml:4:92: warning: analysis 'a': no row has k '3'; its share goes to the other cells\n",
     {4, 5},
     {CV_FLAG_MISSING_CELL, CV_FLAG_MISSING_CELL}},
    {"a_share_of_zero",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 1, 2: 1, 3: 0}}}\n",
     "g,k,y\np,1,2\np,1,4\np,2,5\np,3,10\np,3,6\nq,1,1\nq,1,3\nq,2,8\nq,2,8\n",
     "",
     {4, 5},
     {0, 0}},
    {"rows_without_a_cell",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 1, 2: 1}}}\n",
     "g,k,y\np,1,2\np,1,4\np,2,5\np,,100\nq,1,1\nq,1,3\nq,2,8\nq,,100\n",
     "",
     {4, 5},
     {0, 0}},
    {"a_domain_without_a_cell",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 1, 2: 1}}}\n",
     "g,k,y\np,1,2\np,1,4\np,2,5\nq,,1\nq,,3\n",
     "",
     {4, NAN},
     {0, CV_FLAG_EMPTY}},
    {"a_cell_of_weight_zero",
     "data: {file: d.csv}\ndesign: {weight: w}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 1, 2: 1}}}\n",
     "g,k,y,w\np,1,2,1\np,1,4,1\np,2,5,2\np,3,100,0\nq,1,1,3\nq,1,3,3\nq,2,8,1\n",
     "",
     {4, 5},
     {0, 0}},
    {"nobody_at_all",
     PLAIN "  - {name: a, statistic: mean, of: y, where: y > 1000, standardize: {by: k, shares: {1: 1, 2: 1}}}\n",
     "g,k,y\np,1,2\nq,2,4\n",
     "",
     {NAN, NAN},
     {CV_FLAG_EMPTY, 0}},
    {"labels_that_would_do_harm",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {'%s%n': 1, \"a'b\": 1}}}\n",
     "g,k,y\np,%s%n,2\np,a'b,4\nq,%s%n,8\n",
     "canvass: study.yaml:3:59: warning: analysis 'a': nobody in g 'q' answers 'y' with k 'a'b'; its share goes to the "
     "other cells (1 domain in all)\n",
     {3, 8},
     {CV_FLAG_ZERO_SE, CV_FLAG_ZERO_SE | CV_FLAG_MISSING_CELL}},
};

static void check_edge(void **state)
{
    const struct edge *c = *state;
    test_study run;
    test_study_run(&run, c->study, c->data, 1, 0);
    check_messages(&run.messages, c->messages, c->name);
    assert_int_equal(run.status, CV_OK);
    const cv_result *result = result_of(&run, 0);
    for (size_t i = 0; i < 2 && i < result->row_count; i++) {
        check_close(result->rows[i].estimate, c->estimate[i], 1e-14, c->name);
        assert_int_equal(result->rows[i].flags & ~(unsigned)CV_FLAG_NO_DF, c->flags[i]);
        assert_int_equal(isnan(result->rows[i].se), isnan(c->estimate[i]));
    }
    test_study_free(&run);
}

/* A cell of one group alone has no two rates: the difference is there, its parts are not. */
static void a_split_needs_both_rates(void **state)
{
    (void)state;
    test_study run;
    test_study_run(&run,
                   PLAIN "  - {name: a, statistic: mean, of: y, by: g, decompose: {by: k}, suppress: {min_n: 2}}\n",
                   "g,k,y\np,1,2\np,1,4\np,2,5\nq,1,1\nq,1,3\nr,1,5\nr,2,7\nr,2,8\ns,1,9\n", 1, 0);
    check_messages(
        &run.messages,
        "canvass: study.yaml:3:57: warning: analysis 'a': nobody in g 'q' answers 'y' with k '2', so that the "
        "difference cannot be split (4 pairs in all)\n",
        "messages");
    const cv_result *result = result_of(&run, 0);
    assert_int_equal(result->part_count, 6 * 3);
    for (size_t i = 0; i < result->part_count; i++) {
        const cv_part_row *row = &result->parts[i];
        bool hidden = row->b == 3, split = (row->a == 0 && row->b == 2) || (row->a == 1 && row->b == 3);
        assert_int_equal((row->flags & CV_FLAG_MIN_N) != 0, hidden);
        assert_int_equal((row->flags & CV_FLAG_MISSING_CELL) != 0, !split);
        assert_int_equal(isnan(row->value), hidden || (!split && row->part != CV_PART_DIFFERENCE));
        assert_int_equal(isnan(row->se), isnan(row->value));
    }
    check_close(result->parts[0].value, 11. / 3 - 2, 1e-14, "p - q");
    test_study_free(&run);
}

static const struct refusal {
    const char *name, *study, *data, *messages;
    cv_status status;
} refusals[] = {
    {"rows_without_a_share",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: [k, l], shares: {1: {x: 1}}}}\n",
     "g,k,l,y\np,1,x,2\nq,1,x,4\nq,1,z,5\n",
     "canvass: study.yaml:3:80: error: analysis 'a': rows with k '1', l 'z' have no share\n"
     "  expected a share for every cell, or where: without those rows\n",
     CV_DATA},
    {"no_row_where_the_shares_are",
     "data: {file: d.csv}\nvariables: {k: {levels: {1: one, 2: two}}}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 0, 2: 1}}}\n",
     "g,k,y\np,1,2\nq,1,4\n",
     "canvass: study.yaml:4:82: warning: analysis 'a': no row has k '2'; its share goes to the other cells\n"
     "canvass: study.yaml:4:75: error: analysis 'a': no row is in a cell with a share\n"
     "  expected shares of cells that rows are in\n",
     CV_DATA},
    {"a_level_that_the_data_lack",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {old: 1, yong: 1}}}\n",
     "g,k,y\np,young,2\nq,old,4\n",
     "canvass: study.yaml:3:84: error: variable 'k' has no level 'yong'\n"
     "  expected a level of this variable, by its value or its label\n  did you mean 'young'?\n",
     CV_USAGE},
    {"a_share_by_value_and_by_label",
     "data: {file: d.csv}\nvariables: {k: {levels: {1: one, 2: two}}}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 1, one: 2, 2: 1}}}\n",
     "g,k,y\np,1,2\nq,2,4\n", "canvass: study.yaml:4:82: error: k '1' has a share twice\n", CV_USAGE},
    {"like_nobody", PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {like: r}}}\n",
     "g,k,y\np,1,2\nq,2,4\n",
     "canvass: study.yaml:3:82: error: variable 'g' has no level 'r'\n"
     "  expected a level of this variable, by its value or its label\n",
     CV_USAGE},
    {"like_a_level_without_rows",
     "data: {file: d.csv}\nvariables: {g: {levels: {p: P, q: Q, r: R}}}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: {like: R}}}\n",
     "g,k,y\np,1,2\nq,2,4\n",
     "canvass: study.yaml:4:75: error: analysis 'a': no row is in a cell with a share\n"
     "  expected shares of cells that rows are in\n",
     CV_DATA},
    {"a_split_against_no_level",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, decompose: {by: k, reference: u}}\n", "g,k,y\np,1,2\nq,2,4\n",
     "canvass: study.yaml:3:76: error: variable 'g' has no level 'u'\n"
     "  expected a level of this variable, by its value or its label\n",
     CV_USAGE},
    {"a_variable_that_is_not_there",
     PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: kk, shares: pooled}}\n"
           "  - {name: b, statistic: mean, of: y, by: g, decompose: {by: yy}}\n",
     "g,k,y\np,1,2\nq,2,4\n",
     "canvass: study.yaml:3:64: error: there is no variable or column 'kk'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'k'?\n"
     "canvass: study.yaml:4:62: error: there is no variable or column 'yy'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'y'?\n",
     CV_USAGE},
    {"a_lonely_psu",
     "data: {file: d.csv}\ndesign: {strata: s}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: pooled}}\n",
     "g,k,y,s\np,1,2,1\nq,1,4,1\np,1,7,2\n",
     "canvass: study.yaml:4:5: error: analysis 'a': stratum '2' of 's' has only one PSU\n"
     "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until each has two "
     "PSUs\n",
     CV_DATA},
};

static void check_refusal(void **state)
{
    const struct refusal *c = *state;
    test_study run;
    test_study_run(&run, c->study, c->data, 1, 0);
    check_messages(&run.messages, c->messages, c->name);
    assert_int_equal(run.status, c->status);
    test_study_free(&run);
}

/* ---- R, under designs ---- */

enum what { ESTIMATE, PART };

static const struct oracle_row {
    const char *name;
    enum what what;
    size_t row;
    double value, se;
} oracle[] = {
#include "oracle/standardise.inc"
};

static const struct oracle_study {
    const char *name, *file, *study;
} oracle_studies[] = {
    {"fay", "brr32.csv",
     "data: {file: d.csv}\ndesign: {weight: weight, replicates: {type: fay, rho: 0.3, weights: \"fay_*\"}}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: score, by: region, standardize: {by: sex, shares: pooled}}\n"
     "  - {name: b, statistic: mean, of: score, by: region, where: \"region in ('E', 'N')\", decompose: {by: sex}}\n"},
    {"sdr", "apisrs_sdr.csv",
     "data: {file: d.csv}\ndesign: {weight: pw, replicates: {type: sdr, mse: true, weights: \"sdr_*\"}}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: enroll, by: awards, standardize: {by: stype, shares: pooled}}\n"
     "  - {name: b, statistic: mean, of: enroll, by: awards, decompose: {by: stype}}\n"},
    {"clusters", "apiclus1.csv",
     "data: {file: d.csv}\ndesign: {weight: pw, cluster: dnum, fpc: fpc}\nanalyses:\n"
     "  - {name: a, statistic: mean, of: avg.ed, by: sch.wide, standardize: {by: stype, shares: pooled}}\n"
     "  - {name: b, statistic: mean, of: avg.ed, by: sch.wide, decompose: {by: stype}}\n"},
};

static void check_oracle(void **state)
{
    const struct oracle_study *c = *state;
    char path[512];
    cv_buffer data = {0};
    cv_messages messages = {0};
    snprintf(path, sizeof path, "%s/tests/oracle/data/%s", CANVASS_SOURCE_DIR, c->file);
    assert_int_equal(cv_file_read(path, 1 << 24, &data, &messages), CV_OK);
    test_study run;
    test_study_must_run(&run, c->study, data.text, 1, 0);
    const cv_result *means = result_of(&run, 0), *split = result_of(&run, 1);
    size_t found = 0;
    for (size_t i = 0; i < COUNT_OF(oracle); i++) {
        if (strcmp(oracle[i].name, c->name) != 0)
            continue;
        bool part = oracle[i].what == PART;
        assert_true(oracle[i].row < (part ? split->part_count : means->row_count));
        double value = part ? split->parts[oracle[i].row].value : means->rows[oracle[i].row].estimate;
        double se = part ? split->parts[oracle[i].row].se : means->rows[oracle[i].row].se;
        check_close(value, oracle[i].value, 1e-10, part ? "part" : "estimate");
        check_close(se, oracle[i].se, 1e-10, part ? "se of a part" : "se");
        found++;
    }
    assert_int_equal(found, means->row_count + split->part_count);
    test_study_free(&run);
    cv_buffer_free(&data);
    cv_messages_free(&messages);
}

/* In the first replicate nobody of q is in cell 2: it has no standardised mean and no parts, and is left out of theirs;
 * the difference itself has it. */
static void a_replicate_may_have_nobody_in_a_cell(void **state)
{
    (void)state;
    static const char study[] =
        "data: {file: d.csv}\ndesign: {weight: w, replicates: {type: other, scale: 1, mse: true, weights: \"r*\"}}\n"
        "analyses:\n"
        "  - {name: a, statistic: mean, of: y, by: g, compare: {}, decompose: {by: k}}\n"
        "  - {name: b, statistic: mean, of: y, by: g, standardize: {by: k, shares: {1: 1, 2: 3}}}\n";
    static const char rows[] = "g,k,y,w,r1,r2,r3\np,1,2,1,1,2,1\np,1,4,1,1,1,2\np,2,5,1,2,1,1\n"
                               "q,1,1,1,3,1,2\nq,1,3,1,1,2,1\nq,2,8,1,0,1,1\nq,2,9,1,0,1,2\n";
    test_study run;
    test_study_must_run(&run, study, rows, 1, 0);
    const cv_result *split = result_of(&run, 0), *means = result_of(&run, 1);
    check_close(split->parts[0].se, split->comparisons[0].se, 1e-13, "difference");
    /* shares 1/4, 3/4; q: 2/4 + 8.5 * 3/4 in full; the second and third replicate */
    double full = 0.5 + 0.75 * 8.5, second = (1 + 6) / 3. / 4 + 0.75 * 8.5, third = (2 + 3) / 3. / 4 + 0.75 * 26 / 3;
    check_close(means->rows[1].estimate, full, 1e-14, "q");
    check_close(means->rows[1].se, sqrt((second - full) * (second - full) + (third - full) * (third - full)), 1e-13,
                "its se");
    /* rates 3, 5 and 2, 8.5; cells 2/3, 1/3 and 1/2, 1/2; then those of the two replicates */
    const double p[3][2] = {{2. / 3, 1. / 2}, {3. / 4, 3. / 5}, {3. / 4, 3. / 6}},
                 r[3][4] = {{3, 5, 2, 8.5}, {8. / 3, 5, 7. / 3, 8.5}, {10. / 3, 5, 5. / 3, 26. / 3}};
    double composition[3];
    for (size_t i = 0; i < 3; i++)
        composition[i] = (p[i][0] - p[i][1]) * (r[i][0] + r[i][2] - r[i][1] - r[i][3]) / 2;
    check_close(split->parts[1].value, composition[0], 1e-14, "composition");
    check_close(split->parts[1].se, hypot(composition[1] - composition[0], composition[2] - composition[0]), 1e-12,
                "its se");
    test_study_free(&run);
}

/* More cells than one covariance may have; a variable with as many levels as rows must not take all memory before. */
static void too_many_cells(void **state)
{
    (void)state;
    enum { MANY = 8200 };
    char *data = malloc(MANY * 24 + 20), *at = data;
    at += sprintf(at, "g,k,y\n");
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "%d,%d,%d\n", i % 2, i, i % 7);
    test_study run;
    test_study_run(&run,
                   PLAIN "  - {name: a, statistic: mean, of: y, by: g, standardize: {by: k, shares: pooled}}\n"
                         "  - {name: b, statistic: mean, of: y, by: g, where: k < 5000, decompose: {by: k}}\n",
                   data, 1, 0);
    check_messages(
        &run.messages,
        "canvass: study.yaml:3:5: error: analysis 'a' has 8200 cells, more than the 8192 that can be looked "
        "at together\n"
        "canvass: study.yaml:4:5: error: analysis 'b' has 10000 cells, more than the 8192 that can be looked "
        "at together\n",
        "messages");
    test_study_free(&run);
    free(data);
}

/* ---- memory ---- */

static const char LEAN[] =
    "data: {file: d.csv}\ndesign: {weight: w, strata: s, cluster: c, nest: true, lonely_psu: average}\nanalyses:\n"
    "  - {name: a, statistic: proportion, of: x, by: g, total: true, standardize: {by: k, shares: {1: 1, 2: 3}}, "
    "compare: {}}\n"
    "  - {name: b, statistic: ratio, of: x, denominator: w, by: g, standardize: {by: k, shares: {like: p}}, "
    "covariance: true}\n"
    "  - {name: c, statistic: mean, of: x, by: g, decompose: {by: k}}\n";

static const char REPLICATED[] =
    "data: {file: d.csv}\ndesign: {weight: w, replicates: {type: brr, weights: [w, r]}}\nanalyses:\n"
    "  - {name: a, statistic: proportion, of: x, by: g, standardize: {by: k, shares: pooled}}\n"
    "  - {name: c, statistic: mean, of: x, by: g, decompose: {by: k, parts: three}}\n";

struct lean {
    const char *study, *data;
};

static cv_status run_lean(void *context, cv_messages *messages)
{
    const struct lean *of = context;
    return test_study_try(of->study, of->data, messages);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char data[] = "x,g,w,s,c,k,r\n1,p,1,n,1,1,2\n2,q,2,n,2,1,1\n,p,1,n,2,2,1\n3,p,1,s,1,2,1\n"
                               "2,q,2,s,2,1,3\n1,p,2,t,1,1,1\n9,p,2,s,1,2,1\n";
    check_every_allocation(run_lean, &(struct lean){LEAN, data}, 0);
    check_every_allocation(run_lean, &(struct lean){REPLICATED, data}, 0);
}

int main(void)
{
    enum { OWN = 9 };
    struct CMUnitTest tests[OWN + COUNT_OF(published) + COUNT_OF(edges) + COUNT_OF(refusals) +
                            COUNT_OF(oracle_studies)] = {cmocka_unit_test(headship_rates_are_standardised),
                                                         cmocka_unit_test(own_composition_changes_no_estimate),
                                                         cmocka_unit_test(one_cell_is_the_domain_itself),
                                                         cmocka_unit_test(what_must_not_matter),
                                                         cmocka_unit_test(parts_agree_with_comparisons),
                                                         cmocka_unit_test(a_split_needs_both_rates),
                                                         cmocka_unit_test(every_allocation_may_fail),
                                                         cmocka_unit_test(a_replicate_may_have_nobody_in_a_cell),
                                                         cmocka_unit_test(too_many_cells)};
    struct CMUnitTest *at = tests + OWN;
    for (size_t i = 0; i < COUNT_OF(published); i++)
        *at++ = (struct CMUnitTest){
            .name = published[i].name, .test_func = check_published, .initial_state = (void *)(uintptr_t)&published[i]};
    for (size_t i = 0; i < COUNT_OF(edges); i++)
        *at++ = (struct CMUnitTest){
            .name = edges[i].name, .test_func = check_edge, .initial_state = (void *)(uintptr_t)&edges[i]};
    for (size_t i = 0; i < COUNT_OF(refusals); i++)
        *at++ = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = check_refusal, .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < COUNT_OF(oracle_studies); i++)
        *at++ = (struct CMUnitTest){.name = oracle_studies[i].name,
                                    .test_func = check_oracle,
                                    .initial_state = (void *)(uintptr_t)&oracle_studies[i]};
    return cmocka_run_group_tests_name("standardise", tests, NULL, NULL);
}
