/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Combinations of a check-all question's choices: codes, levels and their order, where a study names them, mistakes.
 * Wanted values worked out by hand from docs/study.md. */
#include "loaded.h"

#include "load/bind.h"
#include "support/test_memory.h"

#define THREE "a,b,c\n1,0,1\n0,0,0\n,,\n1,,1\n,1,\n0,1,1\n1,1,1\n1,0,0\n"
#define M     "variables:\n  m: {multiple: [a, b, c], labels: [App, Web, Shop]}\n  k: {combinations: m}\n"
#define MADE  M "  g: {from: k, groups: {"

static const loaded_case cases[] = {
    {.name = "which_choices_a_row_has",
     .bytes = THREE,
     .variables = M,
     .wants = "c k;m m",
     .rows = "a+c {App,Shop,}\n(none) {}\n- -\na+c {App,Shop,}\nb {Web,}\nb+c {Web,Shop,}\na+b+c {App,Web,Shop,}\n"
             "a {App,}\n"},
    {.name = "a_row_that_chose_nothing_is_missing_where_the_question_says_so",
     .bytes = "a,b\n1,1\n0,0\n,\n",
     .variables = "variables:\n  k: {combinations: m}\n  m: {multiple: [a, b], none: missing}\n",
     .wants = "c k;a k",
     .rows = "a+b answered\n- -\n- -\n"},
    {.name = "a_row_that_chose_nothing_is_none_where_the_question_says_so",
     .bytes = "a,b\n1,1\n0,0\n,\n",
     .variables = "variables:\n  m: {multiple: [a, b], none: valid}\n  k: {combinations: m}\n",
     .wants = "c k;a k",
     .rows = "a+b answered\n(none) answered\n(none) answered\n"},
    {.name = "names_that_could_be_taken_for_combinations",
     .bytes = "a,b,a+b,\"c\"\"\",(none)\n1,1,0,0,0\n0,0,1,0,0\n0,1,1,0,0\n0,0,0,1,1\n0,0,0,0,1\n0,0,0,0,0\n",
     .variables = "variables:\n  m: {multiple: [a, b, a+b, 'c\"', (none)]}\n  k: {combinations: m}\n",
     .wants = "c k;w k in ('a+b', '\"c\"\"\"+\"(none)\"', '(none)')",
     .rows = "a+b true\n\"a+b\" false\nb+\"a+b\" false\n\"c\"\"\"+\"(none)\" true\n\"(none)\" false\n(none) true\n"},
    {.name = "conditions",
     .bytes = THREE,
     .variables = M,
     .wants = "w k = 'a+c';w k != 'a+c';w k in ('b', '(none)');w k is missing;w k is not missing;w not k = 'a'",
     .rows = "true false false false true true\nfalse true true false true true\nfalse false false true false false\n"
             "true false false false true true\nfalse true true false true true\nfalse true false false true true\n"
             "false true false false true true\nfalse true false false true false\n"},
    {.name = "groups",
     .bytes = THREE,
     .variables = MADE "Online: [a, b, a+b], None: (none), Rest: \"*\"}}\n",
     .wants = "c g;c k",
     .rows = "Rest a+c\nNone (none)\n- -\nRest a+c\nOnline b\nRest b+c\nRest a+b+c\nOnline a\n"},
    {.name = "groups_without_the_rest",
     .bytes = THREE,
     .variables = MADE "Both: [a+c, b+c]}}\n  h: {where: \"g = 'Both'\"}\n",
     .wants = "c g;c h;a g",
     .rows = "Both yes answered\n- - -\n- - -\nBoth yes answered\n- - -\nBoth yes answered\n- - -\n- - -\n"},
    {.name = "a_level_that_is_none",
     .bytes = THREE,
     .variables = M,
     .wants = "w k = 'a+x'",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:5: error: 'k' has no level 'a+x'\n"
                 "  expected the values of choices joined by '+', in the question's order, or (none)\n"},
    {.name = "choices_in_another_order",
     .bytes = THREE,
     .variables = M,
     .wants = "w k in ('a', 'c+a')",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:12: error: 'k' has no level 'c+a'\n"
                 "  expected the values of choices joined by '+', in the question's order, or (none)\n"
                 "  did you mean 'a+c'?\n"},
    {.name = "a_choice_twice_and_an_end_that_is_missing",
     .bytes = THREE,
     .variables = MADE "A: [a+a], B: [a+], C: [\"\"]}}\n",
     .wants = "c g",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:5:29: error: 'k' has no level 'a+a'\n"
                 "  expected the values of choices joined by '+', in the question's order, or (none)\n"
                 "  did you mean 'a'?\n"},
    {.name = "combinations_as_a_number",
     .bytes = THREE,
     .variables = M,
     .wants = "n k",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'k' has combinations of choices, which are no numbers and have no order\n"
                 "  expected =, != or in with some of its levels\n"},
    {.name = "combinations_in_an_order",
     .bytes = THREE,
     .variables = M,
     .wants = "w k < 'b'",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'k' has combinations of choices, which are no numbers and have no order\n"
                 "  expected =, != or in with some of its levels\n"},
    {.name = "combinations_as_choices",
     .bytes = THREE,
     .variables = M,
     .wants = "m k",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'k' is no multiple-response variable\n"
                 "  expected a variable with `multiple:`\n"},
    {.name = "combinations_as_an_id",
     .bytes = THREE,
     .variables = M,
     .wants = "t k",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'k' is made from other variables, so it cannot be an id\n"
                 "  expected a column of the data\n"},
    {.name = "a_column_that_is_not_there_is_told_once",
     .bytes = THREE,
     .variables = "variables:\n  m: {multiple: [a, bb]}\n  k: {combinations: m}\n",
     .wants = "c k;w k = 'a'",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:3:21: error: d.csv has no column 'bb'\n  expected a column of the data\n"
                 "  did you mean 'b'?\n"},
};

/* ---- levels ---- */

/* However the rows are ordered, and whoever reads them. */
static void levels_are_in_the_order_of_the_question(void **state)
{
    (void)state;
    static const char *const data[] = {
        "a,b,c\n1,1,1\n0,1,1\n1,0,1\n1,1,0\n0,0,1\n0,1,0\n1,0,0\n0,0,0\n,,\n",
        "a,b,c\n,,\n0,0,0\n1,1,0\n1,0,1\n1,0,0\n0,1,0\n1,1,1\n0,1,1\n0,0,1\n",
    };
    static const char *const values[] = {"(none)", "a", "b", "c", "a+b", "a+c", "b+c", "a+b+c"};
    static const char *const labels[] = {"None",
                                         "App",
                                         "Web + \"x\"",
                                         "Shop",
                                         "App + Web + \"x\"",
                                         "App + Shop",
                                         "Web + \"x\" + Shop",
                                         "App + Web + \"x\" + Shop"};
    static const uint64_t choices[] = {0, 1, 2, 4, 3, 5, 6, 7};
    for (size_t i = 0; i < 4; i++) {
        loaded got = {.bytes = data[i % 2], .length = strlen(data[i % 2])};
        assert_int_equal(loaded_open(&got, "",
                                     "variables:\n  m: {multiple: [a, b, c], labels: [App, 'Web + \"x\"', Shop], "
                                     "label: Which?}\n  k: {combinations: m}\n"),
                         CV_OK);
        assert_int_equal(loaded_run(&got, "c k", 1 + i / 2, 3, loaded_sink), CV_OK);
        cv_levels levels = cv_frame_code_levels(got.frame, 0);
        assert_int_equal(levels.count, COUNT_OF(values));
        check_text(levels.label, "Which?", "the question's label");
        check_text(levels.question->name.text, "m", "question");
        for (size_t place = 0; place < levels.count; place++) {
            size_t code = (size_t)levels.order[place];
            check_text(levels.levels[code].value, values[place], "value");
            check_text(levels.levels[code].label, labels[place], "label");
            assert_int_equal(levels.choices[code], choices[place]);
        }
        loaded_free(&got);
    }
}

/* All 63 bits are choices; the one that is left means missing. */
static void sixty_three_choices(void **state)
{
    (void)state;
    cv_buffer study = {0}, data = {0}, want = {0};
    cv_buffer_add(&study, "variables:\n  m: {multiple: [");
    for (size_t i = 0; i < CV_MOST_CHOICES; i++) {
        cv_buffer_format(&study, "%sc%zu", i > 0 ? ", " : "", i);
        cv_buffer_format(&data, "%sc%zu", i > 0 ? "," : "", i);
        cv_buffer_format(&want, "%sc%zu", i > 0 ? "+" : "", i);
    }
    cv_buffer_add(&study, "]}\n  k: {combinations: m}\n");
    for (size_t row = 0; row < 3; row++)
        for (size_t i = 0; i < CV_MOST_CHOICES; i++)
            cv_buffer_format(&data, "%s%s", i > 0 ? "," : "\n",
                             row == 0 || (row == 2 && i == CV_MOST_CHOICES - 1) ? "1" : "");
    cv_buffer_add(&want, "\n-\nc62\n");
    loaded got = {.bytes = data.text, .length = data.length};
    assert_int_equal(loaded_open(&got, "", study.text), CV_OK);
    assert_int_equal(loaded_run(&got, "c k", 1, 0, loaded_sink), CV_OK);
    check_text(loaded_text(&got), want.text, "rows");
    loaded_free(&got);
    cv_buffer_free(&study);
    cv_buffer_free(&data);
    cv_buffer_free(&want);
}

/* ---- no memory ---- */

static cv_status ignore_rows(void *context, const cv_batch *batch, cv_messages *messages)
{
    (void)context;
    (void)batch;
    (void)messages;
    return CV_OK;
}

static cv_status read_with_little_memory(void *context, cv_messages *messages)
{
    (void)context;
    loaded of = {.bytes = THREE, .length = strlen(THREE)};
    cv_status status = loaded_open(&of, "", MADE "Online: [a, b, a+b], Rest: \"*\"}}\n");
    if (status == CV_OK)
        status = loaded_run(&of, "c k;c g;a k;w k in ('a', 'a+b')", 1, 5, ignore_rows);
    for (size_t i = 0; i < of.messages.count; i++) {
        const cv_message *item = &of.messages.items[i];
        cv_fail(messages, item->status, (cv_place){.file = item->file}, "%s", item->problem);
    }
    messages->out_of_memory |= of.messages.out_of_memory;
    loaded_free(&of);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    check_every_allocation(read_with_little_memory, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 3] = {{0}};
    size_t count = 0;
    for (; count < COUNT_OF(cases); count++)
        tests[count] = (struct CMUnitTest){.name = cases[count].name,
                                           .test_func = loaded_check_case,
                                           .initial_state = (void *)(uintptr_t)&cases[count]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(levels_are_in_the_order_of_the_question);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(sixty_three_choices);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_allocation_may_fail);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
