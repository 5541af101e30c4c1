/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions with several answers: who is in the base, rank questions in their two forms, whether there is an answer.
 * Wanted values worked out by hand from docs/study.md. */
#include "loaded.h"

#define RANKED  "r,s,t\nA,B,C\nB,A,\nC,,A\n,,\nA,A,B\nZ,,\nZ,C,\n9,B,C\n"
#define BY_RANK "variables: {q: {rank: [r, s, t], levels: {A: Apple, B: Pear, C: Plum}, missing: [\"9\"]}}\n"
#define RANKS   "r,s,t\n1,2,3\n2,1,\n,3,1.0\n,,\n1,1,2\n0,4,-1\n2.5,,1\n9,1,2\n"
#define BY_ITEM "variables: {q: {rank_of: [r, s, t], labels: [Apple, Pear, Plum]}}\n"

static const loaded_case cases[] = {
    {.name = "nothing_chosen_is_an_answer_where_a_column_is_there",
     .bytes = "a,b\n1,0\n0,0\n,0\n,\n1,\n",
     .variables = "variables: {m: {multiple: [a, b]}}\n",
     .wants = "m m",
     .rows = "{a,}\n{}\n{}\n-\n{a,}\n"},
    {.name = "nothing_chosen_is_missing",
     .bytes = "a,b\n1,0\n0,0\n,0\n,\n1,\n",
     .variables = "variables: {m: {multiple: [a, b], none: missing}}\n",
     .wants = "m m",
     .rows = "{a,}\n-\n-\n-\n{a,}\n"},
    {.name = "nothing_chosen_is_an_answer",
     .bytes = "a,b\n1,0\n0,0\n,0\n,\n1,\n",
     .variables = "variables: {m: {multiple: [a, b], none: valid}}\n",
     .wants = "m m",
     .rows = "{a,}\n{}\n{}\n{}\n{a,}\n"},
    {.name = "items_by_rank",
     .bytes = RANKED,
     .variables = BY_RANK,
     .wants = "m q;f q",
     .rows = "{Apple,Pear,Plum,} {Apple,}\n{Apple,Pear,} {Pear,}\n{Apple,Plum,} {Plum,}\n- -\n{Apple,Pear,} {Apple,}\n"
             "- -\n{Plum,} {}\n{Pear,Plum,} {}\n"},
    {.name = "the_rank_and_points_of_an_item",
     .bytes = RANKED,
     .variables = BY_RANK,
     .wants = "k q;p q",
     .rows = "1 3\n2 2\n3 1\n- -\n1 3\n- -\n- 0\n- 0\n"},
    {.name = "ranks_by_item",
     .bytes = RANKS,
     .variables = BY_ITEM,
     .wants = "m q;f q",
     .rows = "{Apple,Pear,Plum,} {Apple,}\n{Apple,Pear,} {Pear,}\n{Pear,Plum,} {Plum,}\n- -\n"
             "{Apple,Pear,Plum,} {Apple,Pear,}\n- -\n{Plum,} {Plum,}\n{Pear,Plum,} {Pear,}\n"},
    {.name = "the_rank_and_points_of_a_column",
     .bytes = RANKS,
     .variables = BY_ITEM,
     .wants = "k q;p q",
     .rows = "1 3\n2 2\n- 0\n- -\n1 3\n- -\n- 0\n- 0\n"},
    {.name = "a_rank_that_is_no_number",
     .bytes = "r,s\n1,2\nfirst,1\n",
     .variables = "variables: {q: {rank_of: [r, s]}}\n",
     .wants = "m q",
     .messages = "canvass: d.csv:3: error: 'first' in column 'r' is not a number (1 row)\n"
                 "  expected a number such as 12.5, or a text that missing: lists\n",
     .status = CV_DATA},
    {.name = "columns_that_are_not_there",
     .bytes = "r,s\n1,2\n",
     .variables = "variables: {q: {rank_of: [r, ss, tt]}}\n",
     .wants = "m q",
     .messages = "canvass: s.yaml:2:30: error: d.csv has no column 'ss'\n  expected a column of the data\n"
                 "  did you mean 's'?\n"
                 "canvass: s.yaml:2:34: error: d.csv has no column 'tt'\n  expected a column of the data\n",
     .status = CV_USAGE},
    {.name = "whether_there_is_an_answer",
     .bytes = "x,n,a,b,r\nu,1,1,,A\n,,0,,\nNA,-,,,Z\nv,3,,0,B\n",
     .options = ", missing: [\"\", NA]",
     .variables = "variables:\n  n: {missing: \"-\"}\n  c: {from: n, cut: [2]}\n  h: {where: n > 2}\n"
                  "  m: {multiple: [a, b]}\n  q: {rank: r, levels: [A, B]}\n",
     .wants = "a x;a n;a c;a h;a m;a q",
     .rows = "answered answered - answered answered answered\n- - - - answered -\n- - - - - -\n"
             "answered answered answered answered answered answered\n"},
};

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = loaded_check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
