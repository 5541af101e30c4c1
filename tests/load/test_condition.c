/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions row by row. Wanted truths by hand from SQL's three-valued logic: what is unknown is kept by neither a
 * condition nor its negation. */
#include "loaded.h"

#include "load/columns.h"

/* ---- the tables of the three-valued logic, step by step ---- */

enum { F = CV_FALSE, T = CV_TRUE, U = CV_UNKNOWN };

static const struct {
    cv_step_kind kind;
    uint8_t left, right, want;
} logic[] = {
    {CV_STEP_AND, F, F, F}, {CV_STEP_AND, F, T, F},   {CV_STEP_AND, F, U, F},   {CV_STEP_AND, T, F, F},
    {CV_STEP_AND, T, T, T}, {CV_STEP_AND, T, U, U},   {CV_STEP_AND, U, F, F},   {CV_STEP_AND, U, T, U},
    {CV_STEP_AND, U, U, U}, {CV_STEP_OR, F, F, F},    {CV_STEP_OR, F, T, T},    {CV_STEP_OR, F, U, U},
    {CV_STEP_OR, T, F, T},  {CV_STEP_OR, T, T, T},    {CV_STEP_OR, T, U, T},    {CV_STEP_OR, U, F, U},
    {CV_STEP_OR, U, T, T},  {CV_STEP_OR, U, U, U},    {CV_STEP_NOT, F, F, T},   {CV_STEP_NOT, T, F, F},
    {CV_STEP_NOT, U, F, U}, {CV_STEP_HOLDS, F, F, F}, {CV_STEP_HOLDS, T, F, T}, {CV_STEP_HOLDS, U, F, F},
};

static void logic_has_three_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(logic); i++) {
        uint8_t left = logic[i].left, right = logic[i].right, got = 9;
        cv_step steps[3] = {
            {.kind = CV_STEP_JUDGE}, {.kind = CV_STEP_JUDGE}, {.kind = logic[i].kind, .left = 0, .right = 1}};
        void *data[3] = {&left, &right, &got};
        cv_plan plan = {.steps = steps, .count = 3};
        cv_columns columns = {.plan = &plan, .data = data};
        cv_derive_stepper(logic[i].kind)(&columns, 2, 1);
        if (got != logic[i].want)
            fail_msg("step %d of %d, %d: got %d, want %d", logic[i].kind, left, right, got, logic[i].want);
    }
}

/* ---- whole conditions ---- */

#define DATA                                                                                                           \
    "id,age,visits,sex,country\n"                                                                                      \
    "1,17,0,F,UK\n"                                                                                                    \
    "2,18,3,M,ES\n"                                                                                                    \
    "3,,5,F,\n"                                                                                                        \
    "4,64.5,,,FR\n"                                                                                                    \
    "5,90,90,M,UK\n"
#define STUDY                                                                                                          \
    "variables:\n"                                                                                                     \
    "  old: {from: age, cut: [0, 18, 65], labels: [child, adult, senior]}\n"                                           \
    "  south: {from: country, groups: {South: [ES, FR], North: \"*\"}}\n"                                              \
    "  keen: {where: \"visits >= 3\"}\n"                                                                               \
    "  visits: {type: number}\n"                                                                                       \
    "  sex: {levels: {F: Female, M: Male}}\n"                                                                          \
    "  many: {multiple: [visits, id]}\n"

static const struct {
    const char *condition, *rows; /* which rows are kept, then which ones `not (..)` keeps */
} conditions[] = {
    {"age >= 18", "245|1"},
    {"age > 18", "45|12"},
    {"age < 18", "1|245"},
    {"age <= 18", "12|45"},
    {"age = 18", "2|145"},
    {"age != 18", "145|2"},
    {"age <> 18", "145|2"},
    {"18 <= age", "245|1"},
    {"age = 18.0", "2|145"},
    {"sex = 'F'", "13|25"},
    {"'F' = sex", "13|25"},
    {"sex != 'F'", "25|13"},
    {"sex = 'Female'", "|1235"},
    {"sex is missing", "4|1235"},
    {"sex is not missing", "1235|4"},
    {"age is missing or visits is missing", "34|125"},
    {"country in ('UK', 'FR')", "145|2"},
    {"country not in ('UK', 'FR')", "2|145"},
    {"age in (17, 90)", "15|24"},
    {"age >= 18 and sex = 'M'", "25|13"},
    {"age >= 18 or sex = 'M'", "245|1"},
    {"age >= 18 or sex = 'F'", "12345|"},
    {"age + visits > 20", "25|1"},
    {"visits - 1 = 2", "2|135"},
    {"age / visits > 5.9", "2|5"},
    {"10 / visits >= 2", "23|5"},
    {"-visits < 0", "235|1"},
    {"visits * 2 = 6", "2|135"},
    {"age = visits", "5|12"},
    {"age > visits", "12|5"},
    {"id = age", "|1245"},
    {"id = id", "12345|"},
    {"sex < 'G'", "13|25"},
    {"sex >= 'M'", "25|13"},
    {"'G' > sex", "13|25"},
    {"old = 'adult'", "24|15"},
    {"old != 'adult'", "15|24"},
    {"old in ('adult', 'senior')", "245|1"},
    {"old is missing", "3|1245"},
    {"old > 17", "245|1"},
    {"old = 65", "5|124"},
    {"south = 'South'", "24|15"},
    {"south is missing", "3|1245"},
    {"keen = 'yes'", "235|1"},
    {"keen = 'no' or old = 'child'", "1|25"},
    {"keen is not missing", "1235|4"},
    {"south = country", "|1245"},
    {"old < 'b'", "24|15"},
    {"'a' = 'a'", "12345|"},
    {"'a' < 'b' and 1 < 2", "12345|"},
    {"1 + 1 in (2, 3)", "12345|"},
    {"not (age < 18 or age > 64)", "2|145"},
    {"((age >= 18)) and not sex = 'M'", "|125"},
};

static void append_kept(loaded *of, size_t slot, char *to)
{
    for (size_t row = 0; row < of->row_count; row++)
        if (of->cells[row * of->want_count + slot].code == 1)
            to[strlen(to)] = (char)('1' + row);
}

static void check_condition(void **state)
{
    size_t i = (size_t)(uintptr_t)*state;
    for (size_t jobs = 1; jobs <= 2; jobs++) {
        loaded got = {.bytes = DATA, .length = strlen(DATA)};
        char rows[20] = "", wants[200];
        snprintf(wants, sizeof wants, "w %s;w not (%s)", conditions[i].condition, conditions[i].condition);
        if (loaded_open(&got, "", STUDY) != CV_OK || loaded_run(&got, wants, jobs, 20, loaded_sink) != CV_OK)
            check_messages(&got.messages, "", conditions[i].condition);
        append_kept(&got, 0, rows);
        strcat(rows, "|");
        append_kept(&got, 1, rows);
        check_text(rows, conditions[i].rows, conditions[i].condition);
        loaded_free(&got);
    }
}

/* ---- mistakes ---- */

static const loaded_case cases[] = {
    {.name = "unknown_names_are_all_told",
     .bytes = DATA,
     .variables = STUDY,
     .wants = "w agee > 18 and (sexx = 'F' or not contry in ('UK'))",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: there is no variable or column 'agee'\n"
                 "  expected a variable of the study or a column of the data\n  did you mean 'age'?\n"
                 "canvass: s.yaml:9:16: error: there is no variable or column 'sexx'\n"
                 "  expected a variable of the study or a column of the data\n  did you mean 'sex'?\n"
                 "canvass: s.yaml:9:34: error: there is no variable or column 'contry'\n"
                 "  expected a variable of the study or a column of the data\n  did you mean 'country'?\n"},
    {.name = "unknown_level_of_a_made_variable",
     .bytes = DATA,
     .variables = STUDY,
     .wants = "w old = 'adlt'",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:7: error: 'old' has no level 'adlt'\n  expected one of its levels\n"
                 "  did you mean 'adult'?\n"},
    {.name = "multiple_variable",
     .bytes = DATA,
     .variables = STUDY,
     .wants = "w many = '1'",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'many' is a multiple-response variable, which has no place here\n"
                 "  expected a variable with one answer a row, or one of its columns\n"},
    {.name = "multiple_variable_is_missing",
     .bytes = DATA,
     .variables = STUDY,
     .wants = "w many is missing",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'many' is a multiple-response variable, which has no place here\n"
                 "  expected a variable with one answer a row, or one of its columns\n"},
    {.name = "levels_that_are_no_numbers",
     .bytes = DATA,
     .variables = STUDY,
     .wants = "w south > 1",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'south' cannot be used as a number: its level 'South' is none\n"
                 "  expected a variable whose levels are numbers\n"},
    {.name = "texts_compared_with_a_number",
     .bytes = DATA,
     .variables = STUDY,
     .wants = "w country = 1",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: 'UK' in column 'country' is not a number (4 rows)\n"
                 "  expected a number such as 12.5, or a text that missing: lists\n"},
    {.name = "order_of_two_columns_is_that_of_numbers",
     .bytes = DATA,
     .variables = STUDY,
     .wants = "w country < age",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: 'UK' in column 'country' is not a number (4 rows)\n"
                 "  expected a number such as 12.5, or a text that missing: lists\n"},
    {.name = "a_column_of_all_levels_only_compared",
     .bytes = "x,y\na,1\nb,2\n,3\n",
     .wants = "w x = 'b';w x = 'b'",
     .rows = "false false\ntrue true\nfalse false\n"},
};

int main(void)
{
    struct CMUnitTest tests[1 + COUNT_OF(conditions) + COUNT_OF(cases)] = {{0}};
    size_t count = 0;
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(logic_has_three_values);
    for (size_t i = 0; i < COUNT_OF(conditions); i++)
        tests[count++] = (struct CMUnitTest){
            .name = conditions[i].condition, .test_func = check_condition, .initial_state = (void *)(uintptr_t)i};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = loaded_check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
