/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an analysis is bound and settled: which levels are shown and in which order, which domains and in which order,
 * what blocks are shared; and the mistakes that only the data show. */
#include "estimate/estimated.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

#define STUDY                                                                                                          \
    "data: {file: d.csv}\n"                                                                                            \
    "variables:\n"                                                                                                     \
    "  a: {label: Answer, levels: {'2': Yes, '1': No, '3': Perhaps}}\n"                                                \
    "  m: {multiple: [c1, c2], selected: ['1'], labels: [App, Web]}\n"                                                 \
    "design: {weight: w}\n"                                                                                            \
    "analyses:\n  - {name: x, %s}\n"

/* h has levels 10, 9 and b; nobody says 3; the domain 9 has weights of 0 alone. */
#define DATA "a,g,h,y,c1,c2,w\n1,v,10,1,1,0,1\n2,u,10,2,0,1,2\n,u,b,3,1,1,1\n1,v,9,4,0,0,0\n2,u,10,5,0,0,1\n"

static void run(estimated *to, const char *analysis)
{
    char study[1000];
    snprintf(study, sizeof study, STUDY, analysis);
    estimated_run(to, study, DATA);
}

/* ---- axes and rows ---- */

/* "axis: value=label ...; ..." of the variables measured, then of the groups. */
static void write_axis(const cv_axis *axis, cv_buffer *to)
{
    cv_buffer_format(to, "%s (%s):", axis->variable, axis->label);
    for (size_t i = 0; i < axis->count; i++)
        cv_buffer_format(to, " %s=%s", axis->values[i], axis->labels[i]);
    cv_buffer_add_char(to, '\n');
}

/* A line a row: its level and groups, count and base. */
static void write_rows(const estimated *of, cv_buffer *to)
{
    for (size_t i = 0; i < of->result.row_count; i++) {
        const cv_estimate *row = &of->result.rows[i];
        const cv_axis *axis = &of->result.of[row->variable];
        cv_buffer_add(to, row->level == CV_ALL ? axis->variable : axis->labels[row->level]);
        for (size_t k = 0; k < of->result.by_count; k++)
            cv_buffer_format(to, " %s", row->group[k] == CV_ALL ? "*" : of->result.by[k].labels[row->group[k]]);
        cv_buffer_format(to, " %g/%g\n", row->count, row->n);
    }
}

static const struct layout_case {
    const char *name, *analysis, *want;
} layouts[] = {
    {"levels_as_the_study_declares_them", "statistic: proportion, of: a",
     "a (Answer): 2=Yes 1=No 3=Perhaps\nYes 2/3\nNo 1/3\nPerhaps 0/3\n"},
    {"some_levels_by_value_and_label_in_display_order", "statistic: proportion, of: a, level: ['3', 'Yes']",
     "a (Answer): 2=Yes 1=No 3=Perhaps\nYes 2/3\nPerhaps 0/3\n"},
    {"the_missing_are_the_last_level", "statistic: count, of: a, missing: level",
     "a (Answer): 2=Yes 1=No 3=Perhaps (missing)=(missing)\nYes 2/4\nNo 1/4\nPerhaps 0/4\n(missing) 1/4\n"},
    {"choices", "statistic: proportion, of: m", "m (m): c1=App c2=Web\nApp 2/4\nWeb 2/4\n"},
    {"a_number_has_no_levels", "statistic: mean, of: y", "y (y):\ny 4/4\n"},
    {"groups_that_nobody_declares_stand_in_order_and_weightless_ones_not_at_all",
     "statistic: mean, of: y, by: [h, g], total: true",
     "y (y):\nh (h): 10=10 9=9 b=b\ng (g): u=u v=v\ny 10 u 2/2\ny 10 v 1/1\ny b u 1/1\ny * * 4/4\n"},
    {"a_banner_has_its_variables_once", "statistic: mean, of: y, banner: [[g], [h], [g, h]]",
     "y (y):\ng (g): u=u v=v\nh (h): 10=10 9=9 b=b\n"
     "y u * 3/3\ny v * 1/1\ny * 10 3/3\ny * b 1/1\ny u 10 2/2\ny u b 1/1\ny v 10 1/1\n"},
    {"two_variables_one_after_the_other", "statistic: mean, of: [y, w], by: [g]",
     "y (y):\nw (w):\ng (g): u=u v=v\ny u 3/3\ny v 1/1\nw u 3/3\nw v 1/1\n"},
    {"probabilities_are_levels", "statistic: quantile, of: y, quantiles: [0.5, 0.25]", "y (y): 0.5=0.5 0.25=0.25\n"},
    {"a_condition_that_nobody_meets", "statistic: mean, of: y, where: \"y > 99\"", "y (y):\ny 0/0\n"},
    {"groups_of_nobody", "statistic: mean, of: y, by: [g], where: \"y > 99\"", "y (y):\ng (g): u=u v=v\n"},
};

static void check_layout(void **state)
{
    const struct layout_case *c = *state;
    estimated got;
    cv_buffer text = {0};
    run(&got, c->analysis);
    check_messages(&got.design.messages, "", c->name);
    assert_int_equal(got.status, CV_OK);
    for (size_t i = 0; i < got.result.of_count; i++)
        write_axis(&got.result.of[i], &text);
    for (size_t i = 0; i < got.result.by_count; i++)
        write_axis(&got.result.by[i], &text);
    if (got.result.statistic != CV_STATISTIC_QUANTILE)
        write_rows(&got, &text);
    check_text(text.text, c->want, c->name);
    cv_buffer_free(&text);
    estimated_free(&got);
}

/* ---- mistakes ---- */

static const struct mistake_case {
    const char *name, *analysis;
    cv_status status;
    const char *message;
} mistakes[] = {
    {"a_level_that_is_not_there", "statistic: proportion, of: a, level: Yess", CV_USAGE,
     "canvass: study.yaml:7:52: error: variable 'a' has no level 'Yess'\n"
     "  expected a level of this variable, by its value or its label\n  did you mean 'Yes'?\n"},
    {"a_variable_misspelt", "statistic: mean, of: yy, by: [gg]", CV_USAGE,
     "canvass: study.yaml:7:36: error: there is no variable or column 'yy'\n  expected a variable of the study or a "
     "column of the data\n  did you mean 'y'?\n"
     "canvass: study.yaml:7:45: error: there is no variable or column 'gg'\n  expected a variable of the study or a "
     "column of the data\n  did you mean 'g'?\n"},
    {"missing_level_of_choices", "statistic: proportion, of: m, missing: level", CV_USAGE,
     "canvass: study.yaml:7:42: error: 'm' is a check-all variable: missing: level is not for it\n"},
    {"covariance_of_several_breaks", "statistic: mean, of: y, by: [g], total: true, covariance: true", CV_USAGE,
     "canvass: study.yaml:7:5: error: analysis 'x': covariance: true is for one variable and one break\n"
     "  expected one variable in `of`, and neither banner nor total\n"},
};

static void check_mistake(void **state)
{
    const struct mistake_case *c = *state;
    estimated got;
    run(&got, c->analysis);
    assert_int_equal(got.design.status != CV_OK ? got.design.status : got.settled, c->status);
    check_messages(&got.design.messages, c->message, c->name);
    estimated_free(&got);
}

/* ---- blocks ---- */

static void equal_cuts_share_a_block_and_the_whole_is_one(void **state)
{
    (void)state;
    estimated got;
    run(&got, "statistic: mean, of: y, banner: [[g], [h], [g]], total: true");
    assert_int_equal(got.plan.cut_count, 4);
    assert_int_equal(got.plan.cuts[0].block, got.plan.cuts[2].block);
    assert_int_equal(got.plan.cuts[0].items[0], got.plan.cuts[2].items[0]);
    assert_int_not_equal(got.plan.cuts[0].block, got.plan.cuts[1].block);
    assert_int_equal(got.plan.cuts[3].block, got.plan.whole_block);
    assert_int_equal(got.plan.by_count, 2);
    estimated_free(&got);
}

static void places_are_found_by_value_before_label(void **state)
{
    (void)state;
    static const char *values[] = {"1", "2"}, *labels[] = {"2", "Two"};
    const cv_axis axis = {.variable = "v", .label = "v", .values = values, .labels = labels, .count = 2};
    assert_int_equal(cv_axis_place(&axis, "2"), 1);
    assert_int_equal(cv_axis_place(&axis, "Two"), 1);
    assert_int_equal(cv_axis_place(&axis, "1"), 0);
    assert_int_equal(cv_axis_place(&axis, ""), CV_ALL);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(equal_cuts_share_a_block_and_the_whole_is_one),
        cmocka_unit_test(places_are_found_by_value_before_label),
    };
    struct CMUnitTest tests[COUNT_OF(layouts) + COUNT_OF(mistakes) + COUNT_OF(others)] = {{0}};
    size_t n = 0;
    for (size_t i = 0; i < COUNT_OF(layouts); i++)
        tests[n++] = (struct CMUnitTest){
            .name = layouts[i].name, .test_func = check_layout, .initial_state = (void *)(uintptr_t)&layouts[i]};
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[n++] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[n++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
