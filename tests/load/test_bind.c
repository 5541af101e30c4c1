/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variables that are made from others, what they are as codes, numbers and texts, and mistakes in how they are made.
 * Wanted values worked out by hand from contract section 2. */
#include "loaded.h"

#define DATA  "x,age,sex\n5,17,F\n4,18,M\n3,24.9,\n2,25,F\n1,65,M\n9,,F\n,90,M\n"
#define ROWS7 .bytes = DATA

static const loaded_case cases[] = {
    {.name = "groups",
     ROWS7,
     .variables = "variables: {t: {from: x, groups: {Top: [5, 4], Rest: [3, 2, 1]}}}\n",
     .wants = "c t",
     .rows = "Top\nTop\nRest\nRest\nRest\n-\n-\n"},
    {.name = "groups_with_a_rest",
     ROWS7,
     .variables = "variables: {t: {from: x, groups: {Top: [5, 4], Rest: \"*\"}}}\n",
     .wants = "c t",
     .rows = "Top\nTop\nRest\nRest\nRest\nRest\n-\n"},
    {.name = "groups_of_labels_and_absent_values",
     ROWS7,
     .variables = "variables:\n  x: {levels: {5: Very, 4: Quite, 3: So, 2: Little, 1: None}, missing: [\"9\"]}\n"
                  "  t: {from: x, groups: {Top: [Very, 4], Odd: [nowhere], Rest: \"*\"}}\n",
     .wants = "c t",
     .rows = "Top\nTop\nRest\nRest\nRest\n-\n-\n"},
    {.name = "label_that_is_another_value",
     .bytes = "x,y\n1,a\n2,b\n",
     .variables = "variables:\n  x: {levels: {1: \"2\", 2: \"1\"}}\n  t: {from: x, groups: {A: [1]}}\n",
     .wants = "c t",
     .rows = "A\n-\n"},
    {.name = "groups_of_groups",
     ROWS7,
     .variables = "variables:\n  t: {from: x, groups: {Top: [5, 4], Mid: [3], Low: [2, 1]}}\n"
                  "  u: {from: t, groups: {High: [Top, Mid], Other: \"*\"}}\n",
     .wants = "c u",
     .rows = "High\nHigh\nHigh\nOther\nOther\n-\n-\n"},
    {.name = "cut",
     ROWS7,
     .variables = "variables: {a: {from: age, cut: [18, 25, 65], labels: [young, mid, old]}}\n",
     .wants = "c a",
     .rows = "-\nyoung\nyoung\nmid\nold\n-\nold\n"},
    {.name = "groups_of_a_cut",
     ROWS7,
     .variables = "variables:\n  a: {from: age, cut: [18, 25, 65], labels: [young, mid, old]}\n"
                  "  b: {from: a, groups: {Adult: [mid, old], Young: [young]}}\n",
     .wants = "c b",
     .rows = "-\nYoung\nYoung\nAdult\nAdult\n-\nAdult\n"},
    {.name = "where",
     ROWS7,
     .variables = "variables: {h: {where: \"age >= 25 and sex = 'F'\"}}\n",
     .wants = "c h",
     .rows = "no\nno\nno\nyes\nno\n-\nno\n"},
    {.name = "groups_of_where",
     ROWS7,
     .variables = "variables:\n  h: {where: \"age >= 25\"}\n  g: {from: h, groups: {Old: [yes], Young: [no]}}\n",
     .wants = "c g",
     .rows = "Young\nYoung\nYoung\nOld\nOld\n-\nOld\n"},
    {.name = "multiple",
     .bytes = "a,b,c\n1,0,1\n0,0,0\n,,\n,1,\n0,,2\n",
     .variables = "variables: {m: {multiple: [a, b, c], labels: [App, Web, Shop]}}\n",
     .wants = "m m",
     .rows = "{App,Shop,}\n{}\n-\n{Web,}\n{}\n"},
    {.name = "multiple_with_other_texts",
     .bytes = "a,b\nyes,no\nX,yes\n-,-\n-,no\n",
     .options = ", missing: [\"-\"]",
     .variables = "variables: {m: {multiple: [a, b], selected: [yes, X]}}\n",
     .wants = "m m",
     .rows = "{a,}\n{a,b,}\n-\n{}\n"},
    {.name = "lower_bounds_as_numbers",
     ROWS7,
     .variables = "variables: {a: {from: age, cut: [18, 25, 65]}}\n",
     .wants = "n a",
     .rows = "-\n18\n18\n25\n65\n-\n65\n"},
    {.name = "labels_as_numbers",
     ROWS7,
     .variables = "variables: {t: {from: x, groups: {2: [5, 4], 0.5: \"*\"}}}\n",
     .wants = "n t;c t",
     .rows = "2 2\n2 2\n0.5 0.5\n0.5 0.5\n0.5 0.5\n0.5 0.5\n- -\n"},
    {.name = "the_same_name_asked_for_twice",
     ROWS7,
     .wants = "c sex;n age;c sex;t sex",
     .rows = "F 17 F F\nM 18 M M\n- 24.9 - -\nF 25 F F\nM 65 M M\nF - F F\nM 90 M M\n"},

    {.name = "labels_that_are_no_numbers",
     ROWS7,
     .variables = "variables: {t: {from: x, groups: {Top: [5, 4]}}}\n",
     .wants = "n t",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 't' cannot be used as a number: its level 'Top' is none\n"
                 "  expected a variable whose levels are numbers\n"},
    {.name = "yes_is_no_number",
     ROWS7,
     .variables = "variables: {h: {where: \"age > 1\"}}\n",
     .wants = "n h",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'h' cannot be used as a number: its level 'yes' is none\n"
                 "  expected a variable whose levels are numbers\n"},
    {.name = "from_a_name_that_is_not_there",
     ROWS7,
     .variables = "variables: {t: {from: agee, cut: [1]}}\n",
     .wants = "c t;n t;c t",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:2:23: error: there is no variable or column 'agee'\n"
                 "  expected a variable of the study or a column of the data\n  did you mean 'age'?\n"},
    {.name = "columns_of_a_multiple_variable_that_are_not_there",
     ROWS7,
     .variables = "variables: {m: {multiple: [xx, age, sox]}}\n",
     .wants = "m m",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:2:28: error: d.csv has no column 'xx'\n  expected a column of the data\n"
                 "  did you mean 'x'?\n"
                 "canvass: s.yaml:2:37: error: d.csv has no column 'sox'\n  expected a column of the data\n"
                 "  did you mean 'sex'?\n"},
    {.name = "cut_of_texts",
     ROWS7,
     .variables = "variables: {s: {from: sex, cut: [1]}}\n",
     .wants = "c s",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: 'F' in column 'sex' is not a number (6 rows)\n"
                 "  expected a number such as 12.5, or a text that missing: lists\n"},
};

/* ---- checking, without a run ---- */

static const struct {
    const char *name, *variables, *messages;
} checks[] = {
    {"all_is_well",
     "variables:\n  x: {label: X}\n  a: {from: age, cut: [18]}\n  m: {multiple: [x, sex]}\n"
     "design: {weight: age, strata: [sex], cluster: [x]}\n",
     ""},
    {"every_variable_and_the_design",
     "variables:\n  y: {label: Y}\n  a: {from: agee, cut: [18]}\n  b: {from: a, groups: {A: \"*\"}}\n"
     "  h: {where: \"sexx = 'F' or a is missing\"}\n  m: {multiple: [x, sez]}\n"
     "design: {weight: wheight, strata: [sect], cluster: [x, hh]}\n",
     "canvass: s.yaml:3:3: error: d.csv has no column 'y'\n  expected a column of the data\n"
     "canvass: s.yaml:4:13: error: there is no variable or column 'agee'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'age'?\n"
     "canvass: s.yaml:6:15: error: there is no variable or column 'sexx'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'sex'?\n"
     "canvass: s.yaml:7:21: error: d.csv has no column 'sez'\n  expected a column of the data\n"
     "  did you mean 'sex'?\n"
     "canvass: s.yaml:8:18: error: there is no variable or column 'wheight'\n"
     "  expected a variable of the study or a column of the data\n"
     "canvass: s.yaml:8:36: error: there is no variable or column 'sect'\n"
     "  expected a variable of the study or a column of the data\n"
     "canvass: s.yaml:8:56: error: there is no variable or column 'hh'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'h'?\n"},
    {"a_cluster_that_is_made", "variables: {a: {from: age, cut: [18]}}\ndesign: {cluster: [a]}\n",
     "canvass: s.yaml:3:20: error: 'a' is made from other variables, so it cannot be an id\n"
     "  expected a column of the data\n"},
};

static void check_names(void **state)
{
    size_t i = (size_t)(uintptr_t)*state;
    loaded got = {.bytes = DATA, .length = strlen(DATA)};
    if (loaded_open(&got, "", checks[i].variables) != CV_OK)
        check_messages(&got.messages, "", checks[i].name);
    cv_status status = cv_frame_check(got.frame, &got.messages);
    assert_int_equal(status, checks[i].messages[0] == '\0' ? CV_OK : CV_USAGE);
    assert_int_equal(status, cv_messages_status(&got.messages));
    check_messages(&got.messages, checks[i].messages, checks[i].name);
    loaded_free(&got);
}

/* What a check found wrong is not told again. */
static void mistakes_are_told_once(void **state)
{
    loaded got = {.bytes = DATA, .length = strlen(DATA)};
    size_t slot;
    (void)state;
    assert_int_equal(loaded_open(&got, "", "variables: {a: {from: agee, cut: [18]}}\n"), CV_OK);
    assert_int_equal(cv_frame_check(got.frame, &got.messages), CV_USAGE);
    assert_int_equal(cv_frame_want_codes(got.frame, (cv_word){.text = "a"}, &slot, &got.messages), CV_USAGE);
    assert_int_equal(got.messages.count, 1);
    loaded_free(&got);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(checks) + 1] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = loaded_check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < COUNT_OF(checks); i++)
        tests[count++] = (struct CMUnitTest){
            .name = checks[i].name, .test_func = check_names, .initial_state = (void *)(uintptr_t)i};
    tests[count] = (struct CMUnitTest)cmocka_unit_test(mistakes_are_told_once);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
