/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "plot/sides.h"

enum { ANSWERS = 12 };

/* Answers in display order: a value, or "value=label". What is wanted: the values from the negative end, the sides
 * parted by bars. */
static const struct scale {
    const char *name, *answers[ANSWERS], *negative[ANSWERS], *positive[ANSWERS], *wanted;
} cases[] = {
    {"numbers_rise_to_the_positive_end", {"5", "4", "3", "2", "1"}, {NULL}, {NULL}, "1 2|3|4 5"},
    {"also_where_they_are_displayed_so", {"1", "2", "3", "4", "5"}, {NULL}, {NULL}, "1 2|3|4 5"},
    {"an_even_number_has_no_middle", {"4", "3", "2", "1"}, {NULL}, {NULL}, "1 2||3 4"},
    {"numbers_are_no_texts", {"10", "9", "2", "1"}, {NULL}, {NULL}, "1 2||9 10"},
    {"words_rise_as_displayed", {"bad", "so", "good"}, {NULL}, {NULL}, "bad|so|good"},
    {"two_words", {"no", "yes"}, {NULL}, {NULL}, "no||yes"},
    {"what_is_no_number_is_neutral", {"5", "4", "2", "1", "DK"}, {NULL}, {NULL}, "1 2|DK|4 5"},
    {"and_stands_behind_the_middle", {"DK", "3", "2", "1"}, {NULL}, {NULL}, "1|2 DK|3"},
    {"lists_win", {"1", "2", "3", "4", "5"}, {"1"}, {"3", "4", "5"}, "1|2|3 4 5"},
    {"lists_by_label", {"1=Bad", "2=Fair", "3=Good"}, {"Bad"}, {"Fair", "Good"}, "1||2 3"},
    {"lists_turn_words_round", {"very", "rather", "not"}, {"not"}, {"very", "rather"}, "not||rather very"},
    {"lists_turn_numbers_round", {"1", "2", "3", "4"}, {"3", "4"}, {"1", "2"}, "4 3||2 1"},
    {"one_list_is_mirrored", {"5", "4", "3", "2", "1"}, {NULL}, {"4", "5"}, "1 2|3|4 5"},
    {"the_other_one_too", {"5", "4", "3", "2", "1"}, {"1"}, {NULL}, "1|2 3 4|5"},
    {"one_list_turns_the_order_too", {"very", "rather", "little", "not"}, {NULL}, {"very"}, "not|little rather|very"},
    {"a_list_of_more_than_half", {"1", "2", "3", "4", "5"}, {NULL}, {"2", "3", "4", "5"}, "1||2 3 4 5"},
    {"twelve",
     {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"},
     {NULL},
     {NULL},
     "1 2 3 4 5 6||7 8 9 10 11 12"},
    {"one_answer", {"1"}, {NULL}, {NULL}, "|1|"},
};

static size_t read_words(const char *const *texts, cv_word words[ANSWERS])
{
    size_t count = 0;
    for (; count < ANSWERS && texts[count] != NULL; count++)
        words[count] = (cv_word){.text = texts[count]};
    return count;
}

static void check_case(void **state)
{
    const struct scale *c = *state;
    static char texts[ANSWERS][40];
    cv_side_answer answers[ANSWERS];
    cv_word low[ANSWERS], high[ANSWERS];
    cv_side sides[ANSWERS], side = CV_SIDE_NEGATIVE;
    size_t order[ANSWERS], count = 0;
    char got[120] = "";
    for (; count < ANSWERS && c->answers[count] != NULL; count++) {
        strcpy(texts[count], c->answers[count]);
        char *label = strchr(texts[count], '=');
        answers[count] = (cv_side_answer){texts[count], label == NULL ? texts[count] : label + 1};
        if (label != NULL)
            *label = '\0';
    }
    const cv_words negative = {low, read_words(c->negative, low)}, positive = {high, read_words(c->positive, high)};
    assert_int_equal(cv_sides_choose(answers, count, &negative, &positive, order, sides), count);
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0;
        for (; side < sides[i]; side++, first = true)
            strcat(got, "|");
        strcat(got, first ? "" : " ");
        strcat(got, answers[order[i]].value);
    }
    for (; side < CV_SIDE_POSITIVE; side++)
        strcat(got, "|");
    check_text(got, c->wanted, c->name);
}

static void an_answer_on_both_sides_is_told(void **state)
{
    (void)state;
    const cv_side_answer answers[] = {{"1", "Bad"}, {"2", "Good"}};
    cv_word low[] = {{.text = "1"}, {.text = "2"}}, high[] = {{.text = "Good"}};
    size_t order[2];
    cv_side sides[2];
    assert_int_equal(cv_sides_choose(answers, 2, &(cv_words){low, 2}, &(cv_words){high, 1}, order, sides), 1);
}

int main(void)
{
    struct CMUnitTest tests[1 + COUNT_OF(cases)] = {cmocka_unit_test(an_answer_on_both_sides_is_told)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[1 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
