/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

static const struct mistake cases[] = {
    {"nothing_but_a_name", "variables: {x: , y: {}}\n" REST, ""},
    {"label_and_type_alone", "variables: {x: {label: Age, type: number}}\n" REST, ""},
    {"variables_left_out", "variables:\n" REST, ""},
    {"variables_as_a_list", "variables: [x]\n" REST,
     "canvass: s.yaml:1:12: error: 'variables' is a list\n  expected a mapping of names to variables\n"},
    {"a_variable_as_a_text", "variables: {x: Age}\n" REST,
     "canvass: s.yaml:1:16: error: 'x' is 'Age'\n  expected a mapping of keys\n"},
    {"an_unknown_key", "variables: {x: {lable: Age}}\n" REST,
     "canvass: s.yaml:1:17: error: unknown key 'lable' in a variable\n"
     "  did you mean 'label'?\n"},
    {"an_unknown_type", "variables: {x: {type: numeric}}\n" REST,
     "canvass: s.yaml:1:23: error: 'type' is 'numeric'\n  expected one of nominal, ordinal, number\n"},
    {"the_same_name_twice", "variables:\n  x: {type: nominal}\n  x: {type: number}\n" REST,
     "canvass: s.yaml:3:3: error: 'x' is given twice; first on line 2\n"},
    {"a_level_twice", "variables: {x: {levels: {1: Yes, 2: No, 1: Maybe}}}\n" REST,
     "canvass: s.yaml:1:41: error: '1' is given twice; first on line 1\n"},
    {"a_level_twice_in_a_list", "variables: {x: {levels: [UK, ES, UK]}}\n" REST,
     "canvass: s.yaml:1:34: error: 'UK' stands twice in 'levels'\n"},
    {"levels_as_a_mapping_of_lists", "variables: {x: {levels: {1: [a]}}}\n" REST,
     "canvass: s.yaml:1:29: error: the label of level '1' is a list\n  expected a text\n"},
    {"a_level_that_means_missing", "variables: {x: {levels: {1: a, 9: b}, missing: [\"9\"]}}\n" REST,
     "canvass: s.yaml:1:49: error: '9' is a level and means missing at once\n"},
    {"groups_without_from", "variables: {x: {groups: {A: [1]}}}\n" REST,
     "canvass: s.yaml:1:17: error: 'groups' without 'from'\n"
     "  expected from: the variable or column that it is made from\n"},
    {"groups_as_a_list", "variables: {x: {from: y, groups: [1, 2]}}\n" REST,
     "canvass: s.yaml:1:34: error: 'groups' is a list\n  expected a mapping of labels to lists of values\n"},
    {"the_same_value_in_two_groups", "variables: {x: {from: y, groups: {A: [5, 4], B: [4]}}}\n" REST,
     "canvass: s.yaml:1:50: error: '4' is in two groups, or twice in one\n"},
    {"the_same_value_twice_in_a_group", "variables: {x: {from: y, groups: {A: [5, 5]}}}\n" REST,
     "canvass: s.yaml:1:42: error: '5' is in two groups, or twice in one\n"},
    {"leading_zeros_differ", "variables: {x: {from: y, groups: {A: [01], B: [1, 1.0]}}}\n" REST, ""},
    {"the_rest_twice", "variables: {x: {from: y, groups: {A: \"*\", B: [\"*\"]}}}\n" REST,
     "canvass: s.yaml:1:43: error: '*' stands in two groups, 'A' and 'B'\n"},
    {"an_empty_group", "variables: {x: {from: y, groups: {A: []}}}\n" REST,
     "canvass: s.yaml:1:38: error: the group 'A' is empty\n  expected values\n"},
    {"a_group_without_value", "variables: {x: {from: y, groups: {A: }}}\n" REST,
     "canvass: s.yaml:1:35: error: 'A' has no value\n  expected a list of values\n"},
    {"from_on_a_plain_column", "variables: {x: {from: y}}\n" REST,
     "canvass: s.yaml:1:17: error: 'from' does not go with a plain column\n  expected 'from' only with groups or "
     "cut\n"},
    {"levels_on_groups", "variables: {x: {from: y, groups: {A: [1]}, levels: {A: B}}}\n" REST,
     "canvass: s.yaml:1:44: error: 'levels' does not go with groups\n  expected 'levels' only with a plain column "
     "or rank\n"},
    {"selected_without_multiple", "variables: {x: {selected: [1]}}\n" REST,
     "canvass: s.yaml:1:17: error: 'selected' does not go with a plain column\n"
     "  expected 'selected' only with multiple\n"},
    {"two_kinds_at_once", "variables: {x: {from: y, cut: [1], where: \"y > 1\"}}\n" REST,
     "canvass: s.yaml:1:36: error: 'cut' and 'where' in one variable\n"
     "  expected one of groups, cut, where, multiple, rank, rank_of, combinations\n"},
    {"cuts_that_do_not_increase", "variables: {x: {from: y, cut: [18, 25, 25]}}\n" REST,
     "canvass: s.yaml:1:40: error: the cuts do not increase: '25' after '25'\n"
     "  expected a list of increasing numbers\n"},
    {"equal_classes", "variables: {x: {from: y, cut: {from: 0, to: 500, step: 25}, label: X}}\n" REST, ""},
    {"equal_classes_without_a_step", "variables: {x: {from: y, cut: {from: 0, to: 500}}}\n" REST,
     "canvass: s.yaml:1:31: error: 'cut' without 'step'\n"
     "  expected a list of increasing numbers, or from, to and step\n"},
    {"classes_of_nothing", "variables: {x: {from: y, cut: {}}}\n" REST,
     "canvass: s.yaml:1:31: error: 'cut' without 'from'\n"
     "  expected a list of increasing numbers, or from, to and step\n"
     "canvass: s.yaml:1:31: error: 'cut' without 'to'\n"
     "  expected a list of increasing numbers, or from, to and step\n"
     "canvass: s.yaml:1:31: error: 'cut' without 'step'\n"
     "  expected a list of increasing numbers, or from, to and step\n"},
    {"an_unknown_key_of_a_cut", "variables: {x: {from: y, cut: {from: 0, to: 5, stop: 1, step: 1}}}\n" REST,
     "canvass: s.yaml:1:48: error: unknown key 'stop' in cut\n  expected one of from, to, step\n"
     "  did you mean 'step'?\n"},
    {"a_step_of_nothing", "variables: {x: {from: y, cut: {from: 0, to: 5, step: 0}}}\n" REST,
     "canvass: s.yaml:1:54: error: 'step' is '0'\n  expected a number above 0\n"},
    {"a_step_backwards_from_a_text", "variables: {x: {from: y, cut: {from: low, to: 5, step: -1}}}\n" REST,
     "canvass: s.yaml:1:38: error: 'from' is 'low'\n  expected a number\n"
     "canvass: s.yaml:1:56: error: 'step' is '-1'\n  expected a number above 0\n"},
    {"classes_that_end_where_they_start", "variables: {x: {from: y, cut: {from: 5, to: 5, step: 1}}}\n" REST,
     "canvass: s.yaml:1:45: error: 'to' is not above 'from'\n  expected a number above 'from'\n"},
    {"no_whole_number_of_steps", "variables: {x: {from: y, cut: {from: 0, to: 110, step: 25}}}\n" REST,
     "canvass: s.yaml:1:45: error: from 'from' to 'to' is no whole number of steps\n  expected 100 or 125\n"},
    {"less_than_a_step", "variables: {x: {from: y, cut: {from: 1, to: 1.25, step: 1}}}\n" REST,
     "canvass: s.yaml:1:45: error: from 'from' to 'to' is no whole number of steps\n  expected 2\n"},
    {"two_hundred_classes", "variables: {x: {from: y, cut: {from: 0, to: 199, step: 1}}}\n" REST, ""},
    {"more_classes", "variables: {x: {from: y, cut: {from: 0, to: 200, step: 1}}}\n" REST,
     "canvass: s.yaml:1:56: error: 201 classes are too many\n  expected a step that makes at most 200 classes\n"},
    {"no_end_of_classes", "variables: {x: {from: y, cut: {from: -1e300, to: 1e300, step: 1e-300}}}\n" REST,
     "canvass: s.yaml:1:63: error: inf classes are too many\n  expected a step that makes at most 200 classes\n"},
    {"steps_that_numbers_do_not_show",
     "variables: {x: {from: y, cut: {from: 1e16, to: 10000000000000002, step: 1}}}\n" REST,
     "canvass: s.yaml:1:73: error: 'step' is too small for numbers of this size\n"},
    {"labels_for_equal_classes", "variables: {x: {from: y, cut: {from: 0, to: 2, step: 1}, labels: [a, b]}}\n" REST,
     "canvass: s.yaml:1:58: error: 2 labels for 3 classes\n"},
    {"a_cut_that_is_no_number", "variables: {x: {from: y, cut: [18, many]}}\n" REST,
     "canvass: s.yaml:1:36: error: 'cut' is 'many'\n  expected a list of increasing numbers, or equal classes: see "
     "cut\n"},
    {"an_infinite_cut", "variables: {x: {from: y, cut: [1e999]}}\n" REST,
     "canvass: s.yaml:1:32: error: 'cut' is '1e999'\n  expected a list of increasing numbers, or equal classes: see "
     "cut\n"},
    {"one_cut_without_a_list", "variables: {x: {from: y, cut: 18}}\n" REST, ""},
    {"labels_more_than_cuts", "variables: {x: {from: y, cut: [18, 25], labels: [a, b, c]}}\n" REST,
     "canvass: s.yaml:1:41: error: 3 labels for 2 classes\n"},
    {"a_label_twice", "variables: {x: {from: y, cut: [18, 25], labels: [a, a]}}\n" REST,
     "canvass: s.yaml:1:53: error: 'a' stands twice in 'labels'\n"},
    {"labels_fewer_than_columns", "variables: {x: {multiple: [a, b], labels: [A]}}\n" REST,
     "canvass: s.yaml:1:35: error: 1 label for 2 columns\n"},
    {"a_column_twice", "variables: {x: {multiple: [a, b, a]}}\n" REST,
     "canvass: s.yaml:1:34: error: 'a' stands twice in 'multiple'\n"},
    {"multiple_of_nothing", "variables: {x: {multiple: []}}\n" REST,
     "canvass: s.yaml:1:27: error: 'multiple' is empty\n  expected a list of columns\n"},
    {"sixty_four_columns",
     "variables: {x: {multiple: [c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, "
     "c19,\n"
     " c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41,\n"
     " c42, c43, c44, c45, c46, c47, c48, c49, c50, c51, c52, c53, c54, c55, c56, c57, c58, c59, c60, c61, c62, c63,\n"
     " c64]}}\n" REST,
     "canvass: s.yaml:4:2: error: 'multiple' has 64 columns\n  expected at most 63 columns\n"},
    {"combinations_of_a_question", "variables: {k: {combinations: m}, m: {multiple: [a, b]}}\n" REST, ""},
    {"combinations_of_no_variable", "variables: {k: {combinations: chanels}, channels: {multiple: [a]}}\n" REST,
     "canvass: s.yaml:1:31: error: the study has no variable 'chanels'\n  expected a variable with multiple:\n"
     "  did you mean 'channels'?\n"},
    {"combinations_of_another_variable", "variables: {k: {combinations: c}, c: {where: \"y > 1\"}}\n" REST,
     "canvass: s.yaml:1:31: error: 'c' is no check-all question\n  expected a variable with multiple:\n"},
    {"combinations_of_ranks", "variables: {k: {combinations: r}, r: {rank_of: [a, b]}}\n" REST,
     "canvass: s.yaml:1:31: error: 'r' is no check-all question\n  expected a variable with multiple:\n"},
    {"combinations_of_themselves", "variables: {k: {combinations: k}}\n" REST,
     "canvass: s.yaml:1:13: error: the variable 'k' is made of itself\n"
     "  expected a name of its own: a variable hides the column of its name\n"
     "canvass: s.yaml:1:31: error: 'k' is no check-all question\n  expected a variable with multiple:\n"},
    {"combinations_of_a_list", "variables: {k: {combinations: [m, n]}, m: {multiple: [a]}}\n" REST,
     "canvass: s.yaml:1:31: error: 'combinations' is a list\n  expected the name of a variable with multiple\n"},
    {"combinations_with_levels", "variables: {k: {combinations: m, levels: [a]}, m: {multiple: [a, b]}}\n" REST,
     "canvass: s.yaml:1:34: error: 'levels' does not go with combinations\n"
     "  expected 'levels' only with a plain column or rank\n"},
    {"combinations_and_multiple", "variables: {k: {combinations: m, multiple: [a]}, m: {multiple: [a, b]}}\n" REST,
     "canvass: s.yaml:1:17: error: 'multiple' and 'combinations' in one variable\n"
     "  expected one of groups, cut, where, multiple, rank, rank_of, combinations\n"},
    {"combinations_as_a_choice", "variables: {k: {combinations: m}, m: {multiple: [a, b]}, n: {multiple: [k]}}\n" REST,
     "canvass: s.yaml:1:73: error: 'k' is made of other variables and cannot be a choice\n"
     "  expected a column of the file\n"},
    {"a_where_that_ends_early", "variables: {x: {where: \"spend >\"}}\n" REST,
     "canvass: s.yaml:1:32: error: the expression ends too early\n"
     "  expected a name, a number, a text in single quotes or a parenthesis\n"},
    {"a_where_that_is_a_list", "variables: {x: {where: [a]}}\n" REST,
     "canvass: s.yaml:1:24: error: 'where' is a list\n  expected an expression\n"},
    {"a_missing_list_with_a_list_in_it", "variables: {x: {missing: [a, [b]]}}\n" REST,
     "canvass: s.yaml:1:30: error: a list in 'missing'\n  expected a list of texts\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
