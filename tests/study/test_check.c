/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

#include "base/buffer.h"

#define VARIABLES                                                                                                      \
    "variables:\n"                                                                                                     \
    "  m: {multiple: [m1, m2], labels: [App, Web]}\n"                                                                  \
    "  net: {from: q, groups: {Interested: [4, 5], Not: \"*\"}}\n"                                                     \
    "  age: {from: years, cut: [18, 65]}\n"                                                                            \
    "  heavy: {where: spend > 100}\n"

#define ANALYSIS(keys) VARIABLES DATA "analyses: [{name: a, " keys "}]\n"
#define MULTIPLE(use)                                                                                                  \
    "error: 'm' is a multiple-response variable and cannot " use "\n"                                                  \
    "  expected another variable, or one of its columns\n"

#define REPLICATES "design: {weight: w, replicates: {type: brr, weights: \"r*\"}}\n"

static const struct mistake cases[] = {
    /* intervals of quantiles */
    {"replicates_have_no_score_interval",
     REPLICATES DATA "analyses:\n  - {name: a, statistic: mean, of: x}\n"
                     "  - {name: b, statistic: quantile, of: x, interval: score}\n",
     "canvass: s.yaml:5:5: error: interval 'score' does not go with replicate weights\n"
     "  expected mean, beta, xlogit, asin or quantile\n"},
    {"strata_have_no_replicates",
     "design: {weight: w, strata: h}\n" DATA
     "analyses:\n  - {name: a, statistic: quantile, of: x, interval: quantile}\n",
     "canvass: s.yaml:4:5: error: interval 'quantile' is for replicate weights\n"
     "  expected mean, beta, xlogit, asin or score\n"},
    {"jackknives_of_quantiles",
     "design: {weight: w, replicates: {type: jk1, weights: \"r*\"}}\n" DATA
     "analyses:\n  - {name: a, statistic: quantile, of: x, interval: quantile}\n",
     "canvass: s.yaml:4:5: warning: interval 'quantile' of jackknife weights may not give valid standard errors: "
     "'mean' "
     "does\n"},
    {"replicates_have_the_rest",
     REPLICATES DATA "analyses:\n  - {name: a, statistic: quantile, of: x, interval: quantile}\n"
                     "  - {name: b, model: logit, of: x, level: 1, predictors: y}\n"
                     "  - {name: c, statistic: mean, of: x, by: g, tests: t}\n",
     ""},
    /* variables made of others */
    {"a_chain", "variables: {a: {where: b = 'x'}, b: {from: c, groups: {x: [yes]}}, c: {where: d > 1}}\n" REST, ""},
    {"made_of_itself", "variables:\n  age: {from: age, cut: [18, 65]}\n" REST,
     "canvass: s.yaml:2:3: error: the variable 'age' is made of itself\n"
     "  expected a name of its own: a variable hides the column of its name\n"},
    {"a_circle_of_three",
     "variables:\n  a: {from: b, groups: {x: [yes]}}\n  b: {where: 1 < c}\n  c: {where: a = 'x' or d is "
     "missing}\n" REST,
     "canvass: s.yaml:2:3: error: the variable 'a' is made of itself, through 'b', 'c'\n"
     "  expected a name of its own: a variable hides the column of its name\n"},
    {"a_choice_of_the_same_name", "variables: {m: {multiple: [m, n]}}\n" REST,
     "canvass: s.yaml:1:13: error: the variable 'm' is made of itself\n"
     "  expected a name of its own: a variable hides the column of its name\n"
     "canvass: s.yaml:1:28: error: 'm' is made of other variables and cannot be a choice\n"
     "  expected a column of the file\n"},
    {"a_choice_that_is_a_condition", "variables: {m: {multiple: [n, w]}, w: {where: x > 1}}\n" REST,
     "canvass: s.yaml:1:31: error: 'w' is made of other variables and cannot be a choice\n"
     "  expected a column of the file\n"},
    {"groups_of_levels_that_are_not_there",
     VARIABLES "  x: {from: net, groups: {A: [Intersted, Not]}}\n  y: {from: heavy, groups: {A: [Yes]}}\n" REST,
     "canvass: s.yaml:6:31: error: 'Intersted' is no level of 'net'\n  did you mean 'Interested'?\n"
     "canvass: s.yaml:7:33: error: 'Yes' is no level of 'heavy'\n  did you mean 'yes'?\n"},
    {"groups_of_a_multiple", VARIABLES "  x: {from: m, groups: {A: [App]}}\n" REST,
     "canvass: s.yaml:6:13: " MULTIPLE("be grouped or cut")},
    {"a_condition_on_a_multiple", VARIABLES "  x: {where: 1 = 1 and m = 'App'}\n" REST,
     "canvass: s.yaml:6:24: " MULTIPLE("stand in an expression")},

    /* analyses */
    {"shares_of_a_multiple", ANALYSIS("statistic: proportion, of: [m, net], level: [App, m2, Not]"), ""},
    {"mean_of_a_multiple", ANALYSIS("statistic: mean, of: m"), ""},
    {"total_of_a_multiple", ANALYSIS("statistic: total, of: m"),
     "canvass: s.yaml:7:44: " MULTIPLE("be read as a number")},
    {"t_test_of_a_multiple", ANALYSIS("statistic: mean, of: m, tests: t, null: 1"),
     "canvass: s.yaml:7:43: " MULTIPLE("have a t test")},
    {"ratio_to_a_multiple", ANALYSIS("statistic: ratio, of: x, denominator: m"),
     "canvass: s.yaml:7:60: " MULTIPLE("be read as a number")},
    {"by_a_multiple", ANALYSIS("statistic: mean, of: x, by: m"), "canvass: s.yaml:7:50: " MULTIPLE("be a break")},
    {"banner_of_a_multiple", ANALYSIS("statistic: mean, of: x, banner: [[age], [age, m]]"),
     "canvass: s.yaml:7:68: " MULTIPLE("be a break")},
    {"test_of_a_multiple", ANALYSIS("statistic: proportion, of: m, by: age, tests: rao-scott-f"),
     "canvass: s.yaml:7:49: " MULTIPLE("be tested for independence")},
    {"where_on_a_multiple", ANALYSIS("statistic: mean, of: x, where: m is missing"),
     "canvass: s.yaml:7:53: " MULTIPLE("stand in an expression")},
    {"a_level_that_is_not_there", ANALYSIS("statistic: proportion, of: [net, heavy], level: [yes, intrested]"),
     "canvass: s.yaml:7:76: error: 'intrested' is no level of the analysis's variables\n"
     "  did you mean 'Interested'?\n"},
    {"a_level_that_the_data_decide", ANALYSIS("statistic: proportion, of: [net, q], level: [7]"), ""},
    {"a_level_beside_the_missing", ANALYSIS("statistic: proportion, of: net, missing: level, level: [Else]"), ""},
    {"a_reference_that_is_not_there",
     ANALYSIS("statistic: mean, of: x, by: [net, age], compare: {over: age, reference: 18-64}"),
     "canvass: s.yaml:7:94: error: '18-64' is no level of 'age'\n"},
    {"a_reference_by_its_made_label", ANALYSIS("statistic: mean, of: x, by: age, compare: {reference: 18 to <65}"), ""},
    {"a_contrast_of_levels_that_are_not_there",
     ANALYSIS("statistic: mean, of: x, by: age, compare: {contrasts: {c: {65: 1, 65+: -1}}}"),
     "canvass: s.yaml:7:81: error: '65' is no level of 'age'\n  did you mean '65+'?\n"},
};

/* A chain of 102 variables: load follows such chains by recursion. */
static void a_long_chain_is_refused(void **state)
{
    (void)state;
    cv_buffer text = {0};
    cv_study study = {0};
    cv_messages messages = {0};
    cv_buffer_add(&text, DATA ANALYSES "variables:\n");
    for (int i = 0; i < 102; i++)
        cv_buffer_format(&text, "  v%d: {where: v%d = 'yes'}\n", i, i + 1);
    cv_buffer_add(&text, "  v102: {where: x = 1}\n");
    assert_int_equal(cv_study_parse("s.yaml", text.text, text.length, NULL, 0, &study, &messages), CV_USAGE);
    check_messages(&messages, "canvass: s.yaml:5:3: error: the variable 'v1' is made through more than 100 others\n",
                   "chain");
    cv_study_free(&study);
    cv_buffer_free(&text);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 1] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&cases[i]};
    tests[COUNT_OF(cases)] = (struct CMUnitTest)cmocka_unit_test(a_long_chain_is_refused);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
