/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batteries, nets, questions with several answers, ranks and non-response through the whole engine, where there is
 * little to say or much to get wrong; the numbers themselves are the oracle's (tests/oracle, 13-batteries). Wanted
 * values by hand. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/test_memory.h"
#include "support/test_study.h"

#define RUN(analysis)            "data: {file: x.csv}\nanalyses: [{name: a, " analysis "}]\n"
#define WEIGHTED(analysis)       "data: {file: x.csv}\ndesign: {weight: w}\nanalyses: [{name: a, " analysis "}]\n"
#define MADE(variable, analysis) "data: {file: x.csv}\nvariables: {" variable "}\nanalyses: [{name: a, " analysis "}]\n"

enum { MOST_ROWS = 13 };

static const struct items_case {
    const char *name, *study, *data;
    size_t rows;
    struct row {
        const char *variable, *level;
        double count, n, estimate;
        unsigned flags;
    } want[MOST_ROWS];
} cases[] = {
    {"a_net",
     RUN("statistic: net, of: x, positive: [5, 4], negative: [1]"),
     "x,y\n5,\n4,\n3,\n1,\n,1\n",
     1,
     {{"x", "", 4, 4, 25, 0}}},
    {"a_net_by_labels_and_a_level_that_nobody_chose",
     MADE("x: {levels: {1: Bad, 2: Good, 3: Best}}", "statistic: net, of: x, positive: [Good, Best], negative: Bad"),
     "x,y\n1,\n1,\n2,\n1,\n",
     1,
     {{"x", "", 4, 4, -50, 0}}},
    {"points_of_a_scale_that_nobody_chose",
     RUN("statistic: net, of: x, positive: [5, 4], negative: [1, 2]"),
     "x,y\n4,\n3,\n3,\n4,\n",
     1,
     {{"x", "", 4, 4, 50, 0}}},
    {"a_rate_of_nobody",
     RUN("statistic: response-rate, of: x, respondents: [I, P]"),
     "x,y\n,1\n,2\n",
     2,
     {{"x", "weighted", 0, 0, NAN, CV_FLAG_EMPTY}, {"x", "unweighted", 0, 0, NAN, CV_FLAG_EMPTY}}},
    {"a_box_that_one_item_of_a_battery_lacks",
     RUN("statistic: items, of: [x, y], positive: 5"),
     "x,y\n5,1\n1,2\n3,3\n",
     13,
     {{"x", "mean", 3, 3, 3, 0},
      {"x", "sd", 3, 3, 2, 0},
      {"x", "top-box", 1, 3, 1.0 / 3, 0},
      {"x", "missing", 0, 3, 0, CV_FLAG_FALLBACK_INTERVAL},
      {"x", "item-total", 3, 3, -0.5, 0},
      {"y", "mean", 3, 3, 2, 0},
      {"y", "sd", 3, 3, 1, 0},
      {"y", "top-box", 0, 3, 0, CV_FLAG_FALLBACK_INTERVAL},
      {"y", "missing", 0, 3, 0, CV_FLAG_FALLBACK_INTERVAL},
      {"y", "item-total", 3, 3, -0.5, 0},
      {"(scale)", "mean", 3, 3, 2.5, 0},
      {"(scale)", "sd", 3, 3, 0.8660254037844386, 0},
      {"(scale)", "alpha", 3, 3, -4.0 / 3, 0}}}, /* 2 (1 - (4 + 1) / 3) */
    {"nobody_answered",
     RUN("statistic: items, of: [x, y]"),
     "x,y,z\n,,1\n,,2\n",
     11,
     {{"x", "mean", 0, 0, NAN, CV_FLAG_EMPTY},
      {"x", "sd", 0, 0, NAN, CV_FLAG_EMPTY},
      {"x", "missing", 2, 2, 1, CV_FLAG_FALLBACK_INTERVAL},
      {"x", "item-total", 0, 0, NAN, CV_FLAG_EMPTY},
      {"y", "mean", 0, 0, NAN, CV_FLAG_EMPTY},
      {"y", "sd", 0, 0, NAN, CV_FLAG_EMPTY},
      {"y", "missing", 2, 2, 1, CV_FLAG_FALLBACK_INTERVAL},
      {"y", "item-total", 0, 0, NAN, CV_FLAG_EMPTY},
      {"(scale)", "mean", 0, 0, NAN, CV_FLAG_EMPTY},
      {"(scale)", "sd", 0, 0, NAN, CV_FLAG_EMPTY},
      {"(scale)", "alpha", 0, 0, NAN, CV_FLAG_EMPTY}}},
    {"all_answers_are_alike",
     RUN("statistic: items, of: [x, y]"),
     "x,y\n3,2\n3,2\n3,2\n",
     11,
     {{"x", "mean", 3, 3, 3, CV_FLAG_ZERO_SE},
      {"x", "sd", 3, 3, 0, CV_FLAG_ZERO_SE},
      {"x", "missing", 0, 3, 0, CV_FLAG_FALLBACK_INTERVAL},
      {"x", "item-total", 3, 3, NAN, CV_FLAG_NO_VARIANCE},
      {"y", "mean", 3, 3, 2, CV_FLAG_ZERO_SE},
      {"y", "sd", 3, 3, 0, CV_FLAG_ZERO_SE},
      {"y", "missing", 0, 3, 0, CV_FLAG_FALLBACK_INTERVAL},
      {"y", "item-total", 3, 3, NAN, CV_FLAG_NO_VARIANCE},
      {"(scale)", "mean", 3, 3, 2.5, CV_FLAG_ZERO_SE},
      {"(scale)", "sd", 3, 3, 0, CV_FLAG_ZERO_SE},
      {"(scale)", "alpha", 3, 3, NAN, CV_FLAG_NO_VARIANCE}}},
    {"a_single_item_is_no_scale",
     RUN("statistic: items, of: x"),
     "x,y\n1,\n2,\n4,\n,\n",
     3,
     {{"x", "mean", 3, 3, 7.0 / 3, 0}, {"x", "sd", 3, 3, 1.5275252316519468, 0}, {"x", "missing", 1, 4, 0.25, 0}}},
    {"shares_of_all_answers",
     MADE("m: {multiple: [p, q, r]}", "statistic: proportion, of: m, base: responses"),
     "p,q,r\n1,1,0\n1,0,0\n0,0,0\n,,\n1,0,\n",
     3,
     {{"m", "p", 3, 4, 0.75, 0}, {"m", "q", 1, 4, 0.25, 0}, {"m", "r", 0, 4, 0, CV_FLAG_FALLBACK_INTERVAL}}},
    {"answers_for_each_respondent",
     MADE("m: {multiple: [p, q, r]}", "statistic: mean, of: m"),
     "p,q,r\n1,1,0\n1,0,0\n0,0,0\n,,\n1,0,\n",
     1,
     {{"m", "", 4, 4, 1, 0}}},
    {"answers_for_each_of_those_who_chose_any",
     MADE("m: {multiple: [p, q, r], none: missing}", "statistic: mean, of: m"),
     "p,q,r\n1,1,0\n1,0,0\n0,0,0\n,,\n1,0,\n",
     1,
     {{"m", "", 3, 3, 4.0 / 3, 0}}},
    {"answers_of_nobody",
     MADE("m: {multiple: [p, q]}", "statistic: proportion, of: m, base: responses"),
     "p,q\n0,0\n,\n",
     2,
     {{"m", "p", 0, 0, NAN, CV_FLAG_EMPTY}, {"m", "q", 0, 0, NAN, CV_FLAG_EMPTY}}},
    {"missing_answers_with_and_without_weights",
     WEIGHTED("statistic: nonresponse, of: x"),
     "w,x\n1,\n3,5\n4,2\n0,\n",
     2,
     {{"x", "weighted", 1, 3, 0.125, 0}, {"x", "unweighted", 1, 3, 1.0 / 3, 0}}},
    {"who_took_part",
     RUN("statistic: response-rate, of: x, respondents: [I, P], ineligible: X, unknown: [U, V], eligible_share: 0.5"),
     "x,y\nI,\nP,\nR,\nU,\nV,\nX,\n,1\n",
     2,
     {{"x", "weighted", 2, 5, 0.5, 0}, {"x", "unweighted", 2, 5, 0.5, 0}}}, /* 2 / (3 + 0.5 x 2) */
    {"first_mentions",
     MADE("r: {rank: [p, q], levels: [A, B, C]}", "statistic: proportion, of: r, mentions: 1, level: [A, C]"),
     "p,q\nA,B\nB,A\nA,\n,\n",
     2,
     {{"r", "A", 2, 3, 2.0 / 3, 0}, {"r", "C", 0, 3, 0, CV_FLAG_FALLBACK_INTERVAL}}},
    {"mean_ranks_of_those_who_rank_the_item",
     MADE("r: {rank: [p, q], levels: [A, B, C]}", "statistic: mean-rank, of: r"),
     "p,q\nA,B\nB,A\nA,\n,\n",
     3,
     {{"r", "A", 3, 3, 4.0 / 3, 0}, {"r", "B", 2, 2, 1.5, 0}, {"r", "C", 0, 0, NAN, CV_FLAG_EMPTY}}},
    {"points_of_those_who_rank_any",
     MADE("r: {rank: [p, q], levels: [A, B, C]}", "statistic: rank-points, of: r"),
     "p,q\nA,B\nB,A\nA,\n,\n",
     3,
     {{"r", "A", 3, 3, 5.0 / 3, 0}, {"r", "B", 3, 3, 1, 0}, {"r", "C", 3, 3, 0, CV_FLAG_ZERO_SE}}},
    {"points_as_they_are_given",
     MADE("r: {rank_of: [p, q]}", "statistic: rank-points, of: r, points: 10"),
     "p,q\n1,2\n2,1\n1,\n,\n",
     2,
     {{"r", "p", 3, 3, 20.0 / 3, 0}, {"r", "q", 3, 3, 10.0 / 3, 0}}},
};

static void check_items(void **state)
{
    const struct items_case *c = *state;
    test_study run;
    test_study_must_run(&run, c->study, c->data, 2, 30);
    const cv_result *result = &run.results.items[0];
    assert_int_equal(result->row_count, c->rows);
    for (size_t i = 0; i < c->rows; i++) {
        const cv_estimate *got = &result->rows[i];
        const struct row *want = &c->want[i];
        const cv_axis *axis = &result->of[got->variable];
        check_text(axis->variable, want->variable, "variable");
        check_text(got->level == CV_ALL ? "" : axis->values[got->level], want->level, "level");
        check_close(got->count, want->count, 0, "count");
        check_close(got->n, want->n, 0, "n");
        check_near(got->estimate, want->estimate, 1e-13, 1e-14, "estimate");
        assert_int_equal(got->flags, want->flags);
    }
    test_study_free(&run);
}

/* ---- mistakes that the data show ---- */

#define UNITS "h,c,x,y\n1,1,5,4\n1,2,4,4\n2,1,1,3\n"

static const struct refused_case {
    const char *name, *study, *data;
    cv_status status;
    const char *said;
} refused[] = {
    {"a_level_that_no_variable_has", RUN("statistic: items, of: [x, y], positive: [5, '4.0']"), UNITS, CV_USAGE,
     "canvass: study.yaml:2:66: error: variable 'y' has no level '4.0'\n"
     "  expected a level of this variable, by its value or its label\n"},
    {"a_disposition_that_nobody_has", RUN("statistic: response-rate, of: x, respondents: 5, ineligible: gone"), UNITS,
     CV_USAGE,
     "canvass: study.yaml:2:83: error: variable 'x' has no level 'gone'\n"
     "  expected a level of this variable, by its value or its label\n"},
    {"a_lonely_psu",
     "data: {file: x.csv}\ndesign: {strata: h, cluster: c, nest: true}\n"
     "analyses: [{name: a, statistic: items, of: [x, y]}]\n",
     UNITS, CV_DATA,
     "canvass: study.yaml:3:12: error: analysis 'a': stratum '2' of 'h' has only one PSU\n"
     "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until each has two "
     "PSUs\n"},
    {"a_text_in_a_battery", RUN("statistic: items, of: [x, y]"), "x,y\n1,2\nagree,1\n", CV_DATA,
     "canvass: x.csv:3: error: 'agree' in column 'x' is not a number (1 row)\n"
     "  expected a number such as 12.5, or a text that missing: lists\n"},
};

static void check_refused(void **state)
{
    const struct refused_case *c = *state;
    test_study run;
    test_study_run(&run, c->study, c->data, 1, 0);
    assert_int_equal(run.status, c->status);
    char *said = test_messages_text(&run.messages);
    check_text(said, c->said, c->name);
    cv_text_free(said);
    test_study_free(&run);
}

/* ---- relations ---- */

#define SIX "g,w,x,y,z\na,1,5,4,5\na,2,4,4,2\na,1,1,2,1\nb,3,2,1,4\nb,1,3,3,3\nb,2,1,2,1\n"

/* A net of numbers is the NPS of the same scores; a battery's mean is the mean. */
static void the_same_by_two_ways_is_the_same(void **state)
{
    (void)state;
    static const char study[] = "data: {file: x.csv}\ndesign: {weight: w}\nanalyses:\n"
                                "  - {name: a, statistic: net, of: x, positive: [5, 4], negative: [1, 2], by: g}\n"
                                "  - {name: b, statistic: nps, of: x, promoters: [5, 4], detractors: [1, 2], by: g}\n"
                                "  - {name: c, statistic: items, of: x, by: g}\n"
                                "  - {name: d, statistic: mean, of: x, by: g}\n";
    test_study run;
    test_study_must_run(&run, study, SIX, 1, 0);
    for (size_t i = 0; i < 4; i++) { /* two groups of the net, two of the mean, which has its deviation behind it */
        const cv_estimate *a = i < 2 ? &run.results.items[0].rows[i] : &run.results.items[2].rows[2 * (i - 2)];
        const cv_estimate *b = &run.results.items[i < 2 ? 1 : 3].rows[i % 2];
        check_close(a->n, b->n, 0, "n");
        check_close(a->estimate, b->estimate, 1e-14, "estimate");
        check_close(a->se, b->se, 1e-13, "se");
        check_close(a->low, b->low, 1e-13, "low");
        check_close(a->deff, b->deff, 1e-13, "deff");
    }
    test_study_free(&run);
}

/* Letters beside the figures of every part of an item are those of its groups' columns. */
static void every_part_has_the_same_columns(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(
        &run,
        "data: {file: x.csv}\nanalyses: [{name: a, statistic: items, of: [x, y, z], positive: [5, 4], by: "
        "g, total: true, compare: {over: g}}]\n",
        SIX, 1, 0);
    const cv_result *result = &run.results.items[0];
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        const char *want = row->group[0] == CV_ALL ? "" : row->group[0] == 0 ? "A" : "B";
        check_text(result->column_letters[i], want, "letter");
    }
    assert_int_equal(result->comparison_count, 3 * 6 + 3); /* one pair of each figure */
    for (size_t i = 0; i < result->comparison_count; i++) {
        const cv_comparison *pair = &result->comparisons[i];
        size_t a = 0;
        while (result->rows[a].variable != pair->variable || result->rows[a].level != pair->level)
            a++;
        check_close(result->rows[a].estimate, pair->estimate_a, 0, "the first group's estimate");
    }
    test_study_free(&run);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    return test_study_try(context, SIX, messages);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static char battery[] = "data: {file: x.csv}\ndesign: {weight: w, cluster: g}\n"
                            "analyses: [{name: a, statistic: items, of: [x, y, z], positive: 5, negative: 1}]\n";
    static char others[] =
        "data: {file: x.csv}\nvariables: {m: {multiple: [x, y]}, r: {rank_of: [x, y, z]}}\nanalyses:\n"
        "  - {name: a, statistic: rank-points, of: r, by: g}\n"
        "  - {name: b, statistic: proportion, of: m, base: responses}\n"
        "  - {name: c, statistic: nonresponse, of: [x, m]}\n"
        "  - {name: d, statistic: response-rate, of: x, respondents: 5}\n";
    check_every_allocation(run_short_of_memory, battery, 0);
    check_every_allocation(run_short_of_memory, others, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(refused) + 3] = {
        cmocka_unit_test(the_same_by_two_ways_is_the_same), cmocka_unit_test(every_part_has_the_same_columns),
        cmocka_unit_test(every_allocation_may_fail)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[3 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_items, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        tests[3 + COUNT_OF(cases) + i] = (struct CMUnitTest){
            .name = refused[i].name, .test_func = check_refused, .initial_state = (void *)(uintptr_t)&refused[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
