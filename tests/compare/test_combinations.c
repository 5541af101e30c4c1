/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Combinations of a check-all question through the whole engine: against the same levels written into a column, under
 * every kind of design, and against R's interaction() of the question's columns. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "support/test_memory.h"
#include "support/test_study.h"

enum { CHOICES = 3, COMBINATIONS = 1 << CHOICES, ROWS = 600 };

/* In the order in which they are shown, which is that of the masks below. */
static const char *const values[COMBINATIONS] = {"(none)", "a", "b", "c", "a+b", "a+c", "b+c", "a+b+c"};
static const unsigned masks[COMBINATIONS] = {0, 1, 2, 4, 3, 5, 6, 7};

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static const char *value_of(unsigned mask)
{
    size_t place = 0;
    while (masks[place] != mask)
        place++;
    return values[place];
}

/* Rows with a, b, c and t, the combination as a text; some chose nothing, some have no answer. */
static void write_rows(cv_buffer *to)
{
    unsigned seed = 4;
    cv_buffer_add(to, "s,p,w,g,a,b,c,t,r1,r2,r3,r4\n");
    for (size_t i = 0; i < ROWS; i++) {
        unsigned mask = next_random(&seed) % COMBINATIONS;
        bool answered = next_random(&seed) % 10 > 0;
        cv_buffer_format(to, "%u,%u,%u.%u,%c", next_random(&seed) % 3, next_random(&seed) % 8,
                         1 + next_random(&seed) % 3, next_random(&seed) % 10, "xyz"[next_random(&seed) % 3]);
        for (unsigned j = 0; j < CHOICES; j++)
            cv_buffer_format(to, ",%s", !answered ? "" : (mask >> j & 1) != 0 ? "1" : "0");
        cv_buffer_format(to, ",%s", answered ? value_of(mask) : "");
        for (size_t r = 0; r < 4; r++)
            cv_buffer_format(to, ",%u", next_random(&seed) % 3);
        cv_buffer_add(to, "\n");
    }
}

#define VARIABLES                                                                                                      \
    "data: {file: x.csv}\nvariables:\n  m: {multiple: [a, b, c]}\n  k: {combinations: m}\n"                            \
    "  t: {levels: [(none), a, b, c, a+b, a+c, b+c, a+b+c]}\n"

static const struct pair {
    const char *name, *design, *analysis; /* with %s for the variable */
} pairs[] = {
    {"shares", "{weight: w}", "statistic: proportion, of: %s"},
    {"shares_in_groups_compared", "{weight: w, strata: s, cluster: p, nest: true}",
     "statistic: proportion, of: %s, by: g, total: true, compare: {over: g}, tests: [rao-scott-f]"},
    {"as_a_break", "{weight: w, strata: s, cluster: p, nest: true}",
     "statistic: proportion, of: g, by: %s, compare: {over: %s, reference: \"a+b\"}"},
    {"means_by_combination", "{strata: s, cluster: p, nest: true}", "statistic: mean, of: w, by: %s, tests: t"},
    {"without_some", "{weight: w}",
     "statistic: count, of: %s, level: [a, \"b+c\"], where: \"%s != 'a+b+c' and %s is not missing\""},
    {"missing_as_a_level", "{weight: w}", "statistic: proportion, of: %s, missing: level"},
    {"unanswered", "{weight: w}", "statistic: nonresponse, of: %s, by: g"},
    {"replicates", "{weight: w, replicates: {type: jk1, weights: \"r*\", combined: false}}",
     "statistic: proportion, of: %s, by: g, compare: {over: g}"},
    {"binomial", "{sampling: binomial}", "statistic: proportion, of: %s, by: g, tests: pearson"},
    {"a_predictor", "{weight: w, strata: s, cluster: p, nest: true}",
     "model: logit, of: g, level: x, predictors: %s, references: {%s: b}"},
};

/* Every %s is the variable. */
static void write_for(const char *text, const char *variable, cv_buffer *to)
{
    for (; *text != '\0'; text++)
        if (strncmp(text, "%s", 2) == 0)
            cv_buffer_add(to, variable), text++;
        else
            cv_buffer_add_char(to, *text);
}

static void run_for(const struct pair *of, const char *variable, const char *data, size_t jobs, test_study *to)
{
    cv_buffer study = {0};
    cv_buffer_add(&study, VARIABLES "design: ");
    write_for(of->design, variable, &study);
    cv_buffer_add(&study, "\nanalyses:\n  - {name: x, ");
    write_for(of->analysis, variable, &study);
    cv_buffer_add(&study, "}\n");
    test_study_must_run(to, study.text, data, jobs, 300);
    cv_buffer_free(&study);
}

static void check_estimates(const cv_result *got, const cv_result *want)
{
    assert_int_equal(got->row_count, want->row_count);
    for (size_t i = 0; i < got->row_count; i++) {
        const cv_estimate *a = &got->rows[i], *b = &want->rows[i];
        assert_int_equal(a->level, b->level);
        for (size_t k = 0; k < got->by_count; k++)
            assert_int_equal(a->group[k], b->group[k]);
        const double x[] = {a->count, a->n, a->weighted_n, a->estimate, a->se, a->low, a->high, a->df, a->deff};
        const double y[] = {b->count, b->n, b->weighted_n, b->estimate, b->se, b->low, b->high, b->df, b->deff};
        for (size_t k = 0; k < COUNT_OF(x); k++)
            check_near(x[k], y[k], 1e-12, 1e-13, "an estimate's number");
        assert_int_equal(a->flags, b->flags);
    }
}

static void check_others(const cv_result *got, const cv_result *want)
{
    assert_int_equal(got->comparison_count, want->comparison_count);
    for (size_t i = 0; i < got->comparison_count; i++) {
        assert_int_equal(got->comparisons[i].a, want->comparisons[i].a);
        check_near(got->comparisons[i].value, want->comparisons[i].value, 1e-12, 1e-13, "difference");
        check_near(got->comparisons[i].p_adjusted, want->comparisons[i].p_adjusted, 1e-10, 1e-12, "p");
    }
    assert_int_equal(got->test_count, want->test_count);
    for (size_t i = 0; i < got->test_count; i++)
        check_near(got->tests[i].p, want->tests[i].p, 1e-10, 1e-12, "p of a test");
}

/* Which choices each level is, and what they are. */
static void check_axis(const cv_axis *axis, bool missing)
{
    assert_int_equal(axis->count, COMBINATIONS + missing);
    assert_non_null(axis->choices);
    assert_null(axis->bounds);
    for (size_t i = 0; i < COMBINATIONS; i++) {
        check_text(axis->values[i], values[i], "value");
        assert_int_equal(axis->choices[i], masks[i]);
    }
    if (missing)
        assert_true(axis->choices[COMBINATIONS] == UINT64_MAX);
    check_text(axis->question->variable, "m", "question");
    assert_int_equal(axis->question->count, CHOICES);
    check_text(axis->question->labels[2], "c", "a choice");
}

static void as_a_column_of_the_same_levels(void **state)
{
    const struct pair *of = *state;
    cv_buffer data = {0};
    write_rows(&data);
    test_study column;
    run_for(of, "t", data.text, 1, &column);
    for (size_t jobs = 1; jobs <= 3; jobs += 2) {
        test_study made;
        run_for(of, "k", data.text, jobs, &made);
        const cv_result *got = &made.results.items[0];
        check_estimates(got, &column.results.items[0]);
        check_others(got, &column.results.items[0]);
        if (got->of_count == 1 && strcmp(got->of[0].variable, "k") == 0 && got->of[0].choices != NULL)
            check_axis(&got->of[0], got->spec->missing_level);
        if (got->by_count == 1 && strcmp(got->by[0].variable, "k") == 0)
            check_axis(&got->by[0], false);
        test_study_free(&made);
    }
    assert_null(column.results.items[0].of[0].choices);
    test_study_free(&column);
    cv_buffer_free(&data);
}

/* R 4.2.2, survey 4.1.1: d$k <- interaction(a, b, c) of those who answered anything, missing choices as 0;
 * svymean(~k, subset(svydesign(ids = ~p, strata = ~s, weights = ~w, nest = TRUE), !is.na(k))), and svyby of g = x. */
static void as_an_interaction_in_r(void **state)
{
    (void)state;
    static const char data[] = "s,p,w,a,b,c,g\n1,1,1.5,1,0,0,x\n1,1,2,1,1,0,x\n1,2,1,0,0,0,y\n1,2,3,1,1,0,x\n"
                               "1,3,2.5,0,1,1,y\n1,3,1,,,,x\n2,1,2,1,0,0,y\n2,1,1,0,1,1,x\n2,2,4,1,1,1,y\n"
                               "2,2,1.5,0,0,0,x\n2,3,2,1,1,0,y\n2,3,2,0,1,1,x\n2,3,1,1,0,,y\n";
    static const char study[] = "data: {file: x.csv}\nvariables:\n  m: {multiple: [a, b, c]}\n  k: {combinations: m}\n"
                                "design: {weight: w, strata: s, cluster: p, nest: true}\nanalyses:\n"
                                "  - {name: x, statistic: proportion, of: k}\n"
                                "  - {name: y, statistic: proportion, of: g, level: x, by: k}\n";
    static const double want[][4] = {
        {0.10638297872340424, 0.06911104697384067, 0.59999999999999998, 0.33941125496954277},
        {0.19148936170212766, 0.11095886799444779, 0.33333333333333331, 0.25660011963983365},
        {0.29787234042553190, 0.12509749652965807, 0.71428571428571419, 0.23089201018336244},
        {0.23404255319148937, 0.14397362318258827, 0.54545454545454541, 0.28628938968080614},
        {0.17021276595744680, 0.16012813739744061, 0, 0}};
    test_study run;
    test_study_must_run(&run, study, data, 1, 0);
    assert_int_equal(run.results.items[0].row_count, COUNT_OF(want));
    assert_int_equal(run.results.items[1].row_count, COUNT_OF(want));
    for (size_t i = 0; i < COUNT_OF(want); i++) {
        const cv_estimate *share = &run.results.items[0].rows[i], *x = &run.results.items[1].rows[i];
        check_close(share->estimate, want[i][0], 1e-12, "share");
        check_close(share->se, want[i][1], 1e-12, "se of a share");
        check_close(x->estimate, want[i][2], 1e-12, "share of x");
        check_close(x->se, want[i][3], 1e-12, "se of the share of x");
    }
    test_study_free(&run);
}

static void a_level_that_no_row_has(void **state)
{
    (void)state;
    test_study run;
    test_study_run(&run,
                   "data: {file: x.csv}\nvariables: {m: {multiple: [a, b]}, k: {combinations: m}}\n"
                   "analyses: [{name: x, statistic: proportion, of: k, level: \"a+b\"}]\n",
                   "a,b\n1,0\n0,1\n", 1, 0);
    assert_int_equal(run.status, CV_USAGE);
    char *said = test_messages_text(&run.messages);
    check_text(said,
               "canvass: study.yaml:3:59: error: variable 'k' has no level 'a+b'\n"
               "  expected a level of this variable, by its value or its label\n",
               "messages");
    cv_text_free(said);
    test_study_free(&run);
}

static cv_status run_with_little_memory(void *context, cv_messages *messages)
{
    (void)context;
    return test_study_try("data: {file: x.csv}\nvariables: {m: {multiple: [a, b]}, k: {combinations: m}}\n"
                          "analyses: [{name: x, statistic: proportion, of: k, by: k, missing: level}]\n",
                          "a,b\n1,0\n0,1\n1,1\n,\n0,0\n", messages);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    check_every_allocation(run_with_little_memory, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(pairs) + 3] = {{0}};
    size_t count = 0;
    for (; count < COUNT_OF(pairs); count++)
        tests[count] = (struct CMUnitTest){.name = pairs[count].name,
                                           .test_func = as_a_column_of_the_same_levels,
                                           .initial_state = (void *)(uintptr_t)&pairs[count]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(as_an_interaction_in_r);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_level_that_no_row_has);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_allocation_may_fail);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
