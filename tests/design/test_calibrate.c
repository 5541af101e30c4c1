/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights after calibration, worked out by hand: the comment of each case says how. Agreement with R survey on real
 * data is tests/table/test_oracle.c's. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/test_design.h"
#include "support/test_folder.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

#define STUDY(design)                                                                                                  \
    "data: {file: d.csv}\nvariables: {age: {levels: {y: Young, o: Old}}}\n"                                            \
    "analyses: [{name: a, statistic: mean, of: n}]\ndesign:\n  " design "\n"

#define ROOT 0.81649658092772603 /* the root of 2/3 */

static const struct weights_case {
    const char *name, *design, *data;
    double want[8];
    size_t count;
} cases[] = {
    {"post_strata",
     "calibrate: {method: poststratify, targets: {sex: {F: 12, M: 5}}}\n  weight: w",
     "n,w,sex\n1,1,F\n2,2,F\n3,4,M\n",
     {4, 8, 5},
     3},
    {"post_strata_crossed_with_labels_and_an_empty_cell",
     "calibrate: {method: poststratify, targets: {\"sex:age\": {F: {Young: 3, Old: 4}, M: {Young: 5, Old: 0}}}}",
     "n,sex,age\n1,F,y\n2,F,o\n3,F,o\n4,M,y\n",
     {3, 2, 2, 5},
     4},
    {"shares_of_the_sum_of_the_weights",
     "calibrate: {method: poststratify, shares: true, targets: {sex: {F: 0.25, M: 0.75}}}\n  weight: w",
     "n,w,sex\n1,1,F\n2,2,F\n3,5,M\n",
     {2.0 / 3, 4.0 / 3, 6},
     3},
    {"shares_of_a_population",
     "calibrate: {method: rake, shares: true, targets: {sex: {F: 0.25, M: 0.75}, \"(total)\": 40}}",
     "n,sex\n1,F\n2,M\n3,M\n",
     {10, 15, 15},
     3},
    /* Raking keeps the odds ratio 1 x 4 / (2 x 3); with all margins 5 the cells are a, 5 - a, 5 - a, a. */
    {"a_rake_keeps_the_odds_ratio",
     "calibrate: {method: rake, targets: {sex: {F: 5, M: 5}, age: {y: 5, o: 5}}}\n  weight: w",
     "n,w,sex,age\n1,1,F,y\n2,2,F,o\n3,3,M,y\n4,4,M,o\n",
     {5 * ROOT / (1 + ROOT), 5 / (1 + ROOT), 5 / (1 + ROOT), 5 * ROOT / (1 + ROOT)},
     4},
    /* The raking distance has the same weights. */
    {"the_raking_distance",
     "calibrate: {method: raking, targets: {sex: {F: 5, M: 5}, age: {y: 5, o: 5}}}\n  weight: w",
     "n,w,sex,age\n1,1,F,y\n2,2,F,o\n3,3,M,y\n4,4,M,o\n",
     {5 * ROOT / (1 + ROOT), 5 / (1 + ROOT), 5 / (1 + ROOT), 5 * ROOT / (1 + ROOT)},
     4},
    /* g = 1 + a + b x: 3 a + 3 b = 0 and 3 a + 5 b = 1. */
    {"linear_with_a_number",
     "calibrate: {method: linear, targets: {\"(total)\": 3, x: 4}}",
     "n,x\n1,0\n2,1\n3,2\n",
     {0.5, 1, 1.5},
     3},
    /* Without a population's size: g = 1 + b x, 3 + 5 b = 4. */
    {"linear_with_a_number_alone",
     "calibrate: {method: linear, targets: {x: 4}}",
     "n,x\n1,0\n2,1\n3,2\n",
     {1, 1.2, 1.4},
     3},
    /* A number far from 0 in a column of its own: x is 1000000 + 0, 1, 2. */
    {"linear_with_a_number_far_from_zero",
     "calibrate: {method: linear, targets: {\"(total)\": 3, x: 3000004}}",
     "n,x\n1,1000000\n2,1000001\n3,1000002\n",
     {0.5, 1, 1.5},
     3},
    /* b x alone would ask 1.5 of the last row; at its bound the rest of 4 - 2 * 1.3 = 1.4 is the second's, whose factor
     * is then above the bound too: both are cut unless the targets allow it. Here the last is cut, the others give. */
    {"linear_cut_at_a_bound",
     "calibrate: {method: linear, bounds: [0.1, 1.4], targets: {\"(total)\": 3, x: 4}}",
     "n,x\n1,0\n2,1\n3,2\n",
     {0.4, 1.2, 1.4},
     3},
    /* exp(b) = 2. */
    {"raking_with_a_number", "calibrate: {method: raking, targets: {x: 2}}", "n,x\n1,0\n2,1\n", {1, 2}, 2},
    {"logit_meets_what_post_strata_meet",
     "calibrate: {method: logit, bounds: [0.2, 3], targets: {sex: {F: 2.5, M: 5}}}\n  weight: w",
     "n,w,sex\n1,1,F\n2,2,M\n3,8,M\n",
     {2.5, 1, 4},
     3},
    {"steps_in_their_order",
     "calibrate:\n    - {method: poststratify, targets: {sex: {F: 6, M: 2}}}\n"
     "    - {method: poststratify, targets: {age: {y: 8, o: 8}}}",
     "n,sex,age\n1,F,y\n2,F,o\n3,M,y\n",
     {4.8, 8, 3.2},
     3},
    {"a_weight_of_zero_stays_and_needs_no_target",
     "calibrate: {method: poststratify, targets: {sex: {F: 6}}}\n  weight: w",
     "n,w,sex\n1,1,F\n2,0,X\n3,2,F\n4,0,\n",
     {2, 0, 4, 0},
     4},
    {"rows_without_a_weight_are_left_out",
     "calibrate: {method: poststratify, targets: {sex: {F: 6}}}\n  missing_weight: drop\n  weight: w",
     "n,w,sex\n1,1,F\n2,,X\n3,2,F\n",
     {2, 0, 4},
     3},
    /* fpc alone: 2 of 20 and 1 of 4 were drawn, so the weights are 10, 10 and 4 before. */
    {"weights_that_follow_from_fpc",
     "calibrate: {method: poststratify, targets: {sex: {F: 28, M: 5}}}\n  strata: s\n  fpc: f\n  lonely_psu: remove",
     "n,s,f,sex\n1,a,20,F\n2,a,20,M\n3,b,4,F\n",
     {20, 5, 8},
     3},
    /* A: 2 of the weights' 6 respond, B: all of 3. */
    {"respondents_stand_for_their_class",
     "calibrate: {method: weighting-class, respondents: \"r = 1\", classes: [c]}\n  weight: w",
     "n,w,c,r\n1,2,A,1\n2,4,A,0\n3,3,B,1\n4,1,B,1\n",
     {6, 0, 3, 1},
     4},
    /* Nothing more is known of who did not respond; trimming leaves their 0 alone: the mean of 6 and 6 is 6. */
    {"respondents_then_post_strata_then_trimming",
     "trim: {min: 0.9, max: 1.1, redistribute: true}\n  calibrate:\n"
     "    - {method: weighting-class, respondents: \"r = 1\", classes: [c]}\n"
     "    - {method: linear, targets: {age: {y: 6, o: 6}, x: 30}}",
     "n,c,r,age,x\n1,A,1,y,2\n2,A,0,,\n3,A,1,o,3\n4,A,0,,\n",
     {6, 0, 6, 0},
     4},
    /* The mean is 2: 3 at most. */
    {"trimming", "trim: {max: 1.5}\n  weight: w", "n,w\n1,1\n2,1\n3,1\n4,5\n", {1, 1, 1, 3}, 4},
    {"trimming_with_redistribution",
     "trim: {max: 1.5, redistribute: true}\n  weight: w",
     "n,w\n1,1\n2,1\n3,1\n4,5\n",
     {5.0 / 3, 5.0 / 3, 5.0 / 3, 3},
     4},
    /* The mean is 4, the bounds 2 and 6; 2 is cut off above and 1 added below: 1 over one row within. */
    {"trimming_on_both_sides",
     "trim: {min: 0.5, max: 1.5, redistribute: true}\n  weight: w",
     "n,w\n1,1\n2,3\n3,8\n",
     {2, 4, 6},
     3},
    /* After the step the weights are 2, 2, 8, mean 4. */
    {"trimming_after_a_step",
     "trim: {max: 1.25}\n  calibrate: {method: poststratify, targets: {sex: {F: 4, M: 8}}}",
     "n,sex\n1,F\n2,F\n3,M\n",
     {2, 2, 5},
     3},
};

static void check_weights(void **state)
{
    const struct weights_case *c = *state;
    char study[2000], what[200];
    test_design run;
    snprintf(study, sizeof study, STUDY("%s"), c->design);
    test_design_run(&run, study, c->data, NULL);
    check_messages(&run.messages, "", c->name);
    assert_int_equal(run.status, CV_OK);
    assert_int_equal(run.rows, c->count);
    for (size_t i = 0; i < c->count; i++) {
        snprintf(what, sizeof what, "%s, row %zu", c->name, i + 1);
        check_near(run.weight[i], c->want[i], 1e-12, 0, what);
    }
    test_design_free(&run);
}

/* ---- what cannot be ---- */

static const struct error_case {
    const char *name, *design, *data, *want;
} errors[] = {
    {"missing_values", "calibrate: {method: rake, targets: {sex: {F: 1, M: 1}, age: {y: 1, o: 1}}}",
     "n,sex,age\n1,F,y\n2,M,o\n3,,y\n4,,\n",
     "canvass: d.csv:4: error: the calibration variable 'sex' is missing (2 rows)\n"
     "  expected a value in every row with a weight; missing ones can be a group of their own, with a target\n"},
    {"levels_without_a_target", "calibrate: {method: rake, targets: {sex: {F: 1, M: 1}}}",
     "n,sex\n1,F\n2,M\n3,X\n4,D\n5,X\n",
     "canvass: d.csv:4: error: 'X' of 'sex' has no target in 'calibrate'\n"
     "  expected a target for every level that rows have, or the level grouped with another\n"
     "canvass: d.csv:5: error: 'D' of 'sex' has no target in 'calibrate'\n"
     "  expected a target for every level that rows have, or the level grouped with another\n"},
    {"cells_without_a_target",
     "calibrate: {method: poststratify, targets: {\"sex:age\": {F: {y: 1}, M: {y: 1, o: 2}}}}",
     "n,sex,age\n1,F,y\n2,F,o\n3,M,o\n4,M,y\n",
     "canvass: d.csv:3: error: 'F, o' of 'sex:age' has no target in 'calibrate'\n"
     "  expected a target for every level that rows have, or the level grouped with another\n"},
    {"a_level_that_no_row_has", "calibrate: {method: rake, targets: {sex: {F: 1, male: 1}}}", "n,sex\n1,F\n2,Male\n",
     "canvass: study.yaml:5:51: error: no row has the level 'male' of 'sex'\n"
     "  expected levels that rows have, or a target of 0\n  did you mean 'Male'?\n"},
    {"a_cell_that_no_row_has",
     "calibrate: {method: poststratify, targets: {\"sex:age\": {F: {y: 1, o: 1}, M: {y: 1}}}}",
     "n,sex,age\n1,F,y\n2,M,y\n",
     "canvass: study.yaml:5:72: error: 'o' of 'sex:age' has a target and no row with a weight\n"
     "  expected rows in every cell with a target above 0, or cells grouped\n"},
    {"value_and_label_of_one_level", "calibrate: {method: rake, targets: {age: {y: 1, Young: 1}}}", "n,age\n1,y\n",
     "canvass: study.yaml:5:58: error: a second target for 'Young' of 'age'\n  expected one target for each cell\n"},
    {"sums_that_differ", "calibrate: {method: rake, targets: {sex: {F: 1, M: 1}, age: {y: 1, o: 1.5}}}",
     "n,sex,age\n1,F,y\n2,M,o\n",
     "canvass: study.yaml:5:58: error: the targets of 'age' add up to 2.5, those of 'sex' to 2\n"
     "  expected margins that add up to the same total\n"},
    {"shares_that_are_none", "calibrate: {method: rake, shares: true, targets: {sex: {F: 48, M: 52}}}",
     "n,sex\n1,F\n2,M\n",
     "canvass: study.yaml:5:53: error: the shares of 'sex' add up to 100\n  expected shares that add up to 1\n"},
    {"margins_that_contradict_each_other", "calibrate: {method: rake, targets: {sex: {F: 5, M: 5}, age: {y: 6, o: 4}}}",
     "n,sex,age\n1,F,y\n2,M,o\n",
     "canvass: study.yaml:5:14: error: method rake has no solution: 'F' of 'sex' comes to 6 and not to 5, 20% off\n"
     "  expected targets that the sample's combinations of levels can meet\n"},
    {"bounds_that_are_too_narrow", "calibrate: {method: logit, bounds: [0.9, 1.1], targets: {sex: {F: 1.05, M: 2}}}",
     "n,sex\n1,F\n2,M\n",
     "canvass: study.yaml:5:14: error: method logit has no solution: 'M' of 'sex' comes to 1.1 and not to 2, 45% off\n"
     "  expected wider bounds, fewer margins, or targets nearer to the sample\n"},
    {"a_class_without_respondents", "calibrate: {method: weighting-class, respondents: \"n > 1\", classes: [sex, age]}",
     "n,sex,age\n1,F,y\n2,M,o\n",
     "canvass: study.yaml:5:72: error: nobody of the class 'F, y' of 'sex:age' has responded\n"
     "  expected a respondent in every class, or classes grouped\n"},
    {"a_respondent_without_a_class", "calibrate: {method: weighting-class, respondents: \"n > 1\", classes: [sex]}",
     "n,sex\n1,\n2,M\n",
     "canvass: d.csv:2: error: the calibration variable 'sex' is missing (1 row)\n"
     "  expected a value in every row with a weight; missing ones can be a group of their own, with a target\n"},
    {"an_unknown_variable", "calibrate: {method: rake, targets: {sexx: {F: 5}}}", "n,sex\n1,F\n",
     "canvass: study.yaml:5:39: error: there is no variable or column 'sexx'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'sex'?\n"},
    {"negative_weights_are_told_of", "calibrate: {method: linear, targets: {\"(total)\": 3, x: 6}}",
     "n,x\n1,0\n2,1\n3,2\n",
     "canvass: study.yaml:5:14: warning: calibration made the weights of 1 row negative; 'bounds' keep them above 0\n"},
};

static void check_error(void **state)
{
    const struct error_case *c = *state;
    char study[2000];
    test_design run;
    snprintf(study, sizeof study, STUDY("%s"), c->design);
    test_design_run(&run, study, c->data, NULL);
    check_messages(&run.messages, c->want, c->name);
    assert_int_equal(run.status != CV_OK, strstr(c->want, "error:") != NULL);
    test_design_free(&run);
}

/* ---- files of targets ---- */

static void run_with_file(test_design *run, test_folder *folder, const char *table, bool twice)
{
    char study[2000];
    const char *path = test_folder_write(folder, "census.csv", table);
    snprintf(study, sizeof study, STUDY("calibrate: {method: rake, targets: {%s%s%s\"age:sex\": %s}}"),
             twice ? "sex: " : "", twice ? path : "", twice ? ", " : "", path);
    test_design_run(run, study, "n,sex,age\n1,F,y\n2,F,y\n3,M,o\n4,F,o\n", NULL);
}

static void a_census_table_serves_several_margins(void **state)
{
    (void)state;
    test_design run;
    test_folder folder = test_folder_make();
    run_with_file(&run, &folder, "region,sex,age,target\nn,F,y,1\nn,F,o,2\ns,F,y,3\ns,M,o,5\nn,M,o,1\n", true);
    check_messages(&run.messages, "", "a census table");
    const double want[] = {2, 2, 6, 2};
    for (size_t i = 0; i < COUNT_OF(want); i++)
        check_near(run.weight[i], want[i], 1e-12, 0, "a census table");
    test_design_free(&run);
    test_folder_remove(&folder);
}

static void a_bad_census_table_is_told_of(void **state)
{
    (void)state;
    static const struct {
        const char *table, *want;
    } tables[] = {
        {"sex,age,target\nF,y,1\n,o,2\n", ":3: error: an empty level in column 'sex'\n"},
        {"sex,age,target\nF,y,1\nM,o,\n", ":3: error: no number in column 'target'\n"},
        {"sex,age,target\nF,y,1\nM,o,-2\n", ":3: error: a number below 0 in column 'target'\n"},
        {"sex,age,target\nF,y,one\n", ":2: error: 'one' in column 'target' is not a number (1 row)\n"},
        {"sex,age,total\nF,y,1\n", "there is no variable or column 'target'\n"},
    };
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        test_design run;
        test_folder folder = test_folder_make();
        run_with_file(&run, &folder, tables[i].table, false);
        assert_int_not_equal(run.status, CV_OK);
        assert_int_equal(run.messages.count, 1);
        char *said = cv_message_format(&run.messages.items[0]);
        if (strstr(said, tables[i].want) == NULL)
            fail_msg("'%s' is not in\n%s", tables[i].want, said);
        cv_text_free(said);
        test_design_free(&run);
        test_folder_remove(&folder);
    }
}

/* ---- what is known afterwards ---- */

static void the_report_knows_targets_and_distribution(void **state)
{
    (void)state;
    test_design run;
    cv_arena arena = {0};
    cv_calibration_target *targets = NULL;
    size_t count = 0;
    test_design_run(&run,
                    STUDY("trim: {max: 1.25}\n  calibrate: {method: linear, targets: {sex: {F: 4, M: 8}, x: 20}}"),
                    "n,sex,x\n1,F,1\n2,F,1\n3,M,2\n", NULL);
    assert_int_equal(run.status, CV_OK);
    const cv_calibration *calibration = cv_design_calibration(run.design);
    assert_int_equal(cv_calibration_targets(calibration, &arena, &targets, &count, &run.messages), CV_OK);
    static const struct {
        const char *margin, *cell;
        double target, before, after;
    } want[] = {{"sex", "F", 4, 2, 4}, {"sex", "M", 8, 1, 5}, {"x", "", 20, 4, 14}};
    assert_int_equal(count, COUNT_OF(want));
    for (size_t i = 0; i < count; i++) {
        check_text(targets[i].margin, want[i].margin, "margin");
        check_text(targets[i].cell, want[i].cell, "cell");
        check_near(targets[i].target, want[i].target, 1e-12, 0, "target");
        check_near(targets[i].before, want[i].before, 1e-12, 0, "before");
        check_near(targets[i].after, want[i].after, 1e-12, 0, "after");
    }
    cv_calibration_summary summary = cv_calibration_summarise(calibration);
    assert_int_equal(summary.trimmed, 1);
    assert_int_equal(summary.after.rows, 3);
    check_near(summary.high, 5, 1e-12, 0, "the upper bound");
    check_near(summary.min_factor, 2, 1e-12, 0, "least g");
    check_near(summary.max_factor, 5, 1e-12, 0, "largest g");
    check_near(summary.before.sum, 3, 0, 0, "sum before");
    check_near(summary.after.squares, 4 + 4 + 25, 1e-12, 0, "squares after");
    /* before, all weights are the mean: bin 24 is [1, 2^(1/4)) times it; after, 2 / 4 is bin 20, 5 / 4 bin 25 */
    assert_int_equal(summary.bins[0][24], 3);
    assert_int_equal(summary.bins[1][20], 2);
    assert_int_equal(summary.bins[1][25], 1);
    cv_arena_free(&arena);
    test_design_free(&run);
}

/* ---- replicates ---- */

struct replicate_rows {
    test_design *design;
    double weights[3 * 3];
};

static cv_status keep_replicates(void *context, const cv_batch *batch, const cv_design_rows *rows,
                                 cv_messages *messages)
{
    struct replicate_rows *to = context;
    (void)messages;
    cv_design_replicate_weights(to->design->design, batch, rows, 0, batch->rows, to->weights);
    return CV_OK;
}

/* Each replicate is brought to the targets by itself: F 6, M 8. */
static void replicates_are_calibrated_by_themselves(void **state)
{
    (void)state;
    static const struct {
        const char *combined, *data;
    } forms[] = {{"true", "n,w,sex,r1,r2\n1,1,F,0,2\n2,2,F,3,2\n3,2,M,4,1\n"},
                 {"false", "n,w,sex,r1,r2\n1,1,F,0,2\n2,2,F,1.5,1\n3,2,M,2,0.5\n"}};
    for (size_t f = 0; f < COUNT_OF(forms); f++) {
        char study[2000];
        test_design run;
        struct replicate_rows rows = {.design = &run};
        test_design_hooks hooks = {.batch = keep_replicates, .context = &rows};
        snprintf(study, sizeof study,
                 STUDY("calibrate: {method: poststratify, targets: {sex: {F: 6, M: 8}}}\n  weight: w\n"
                       "  replicates: {type: jk1, weights: r*, combined: %s}"),
                 forms[f].combined);
        test_design_run(&run, study, forms[f].data, &hooks);
        check_messages(&run.messages, "", "replicates");
        const double want[] = {0, 3, 2, 6, 3, 4, 8, 8, 8};
        for (size_t i = 0; i < COUNT_OF(want); i++)
            check_near(rows.weights[i], want[i], 1e-12, 1e-15, "a replicate's weight");
        test_design_free(&run);
    }
}

/* Each replicate has its own totals: in r1 the class has 0 + 3 + 4 and one respondent of 3. */
static void replicates_have_their_own_classes(void **state)
{
    (void)state;
    test_design run;
    struct replicate_rows rows = {.design = &run};
    test_design_hooks hooks = {.batch = keep_replicates, .context = &rows};
    test_design_run(&run,
                    STUDY("calibrate: {method: weighting-class, respondents: \"n < 3\", classes: sex}\n  weight: w\n"
                          "  replicates: {type: jk1, weights: r*}"),
                    "n,w,sex,r1,r2\n1,1,F,0,2\n2,2,F,3,2\n3,2,F,4,1\n", &hooks);
    check_messages(&run.messages, "", "classes of replicates");
    const double want[] = {0, 2.5, 5.0 / 3, 7, 2.5, 10.0 / 3, 0, 0, 0};
    for (size_t i = 0; i < COUNT_OF(want); i++)
        check_near(rows.weights[i], want[i], 1e-12, 1e-15, "a replicate's weight");
    test_design_free(&run);
}

/* ---- without memory ---- */

static cv_status run_all(void *context, cv_messages *messages)
{
    test_design run;
    (void)context;
    test_design_run(&run,
                    STUDY("trim: {max: 2, redistribute: true}\n  calibrate:\n"
                          "    - {method: weighting-class, respondents: \"n < 9\", classes: [sex, age]}\n"
                          "    - {method: rake, targets: {sex: {F: 3, M: 3}, age: {y: 3, o: 3}}}\n"
                          "    - {method: logit, bounds: [0.2, 5], targets: {sex: {F: 3, M: 4}, x: 10}}"),
                    "n,sex,age,x\n1,F,y,1\n2,M,o,1.5\n3,F,o,1\n4,M,y,2\n", NULL);
    for (size_t i = 0; i < run.messages.count; i++)
        cv_fail(messages, run.messages.items[i].status, (cv_place){0}, "%s", run.messages.items[i].problem);
    messages->out_of_memory |= run.messages.out_of_memory;
    cv_status status = run.status;
    test_design_free(&run);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    check_every_allocation(run_all, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(errors) + 6] = {
        cmocka_unit_test(a_census_table_serves_several_margins),
        cmocka_unit_test(a_bad_census_table_is_told_of),
        cmocka_unit_test(the_report_knows_targets_and_distribution),
        cmocka_unit_test(replicates_are_calibrated_by_themselves),
        cmocka_unit_test(replicates_have_their_own_classes),
        cmocka_unit_test(every_allocation_may_fail)};
    size_t count = 6;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_weights, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(errors); i++)
        tests[count++] = (struct CMUnitTest){
            .name = errors[i].name, .test_func = check_error, .initial_state = (void *)(uintptr_t)&errors[i]};
    return _cmocka_run_group_tests("calibrate", tests, count, NULL, NULL);
}
