/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

static const struct mistake cases[] = {
    {"every_method",
     "design:\n  weight: w\n  calibrate:\n"
     "    - {method: poststratify, targets: {\"sex:age\": {F: {young: 1, old: 2}, M: {young: 3, old: 0}}}}\n"
     "    - {method: rake, tolerance: 1.0e-9, shares: true, targets: {sex: {F: 0.5, M: 0.5}, age: a.csv, \"(total)\": "
     "9}}\n"
     "    - {method: linear, targets: {sex: {F: 5, M: 4}, income: -12.5}, bounds: [-1, 3]}\n"
     "    - {method: logit, targets: {income: 1e9, \"(total)\": 9}, bounds: [0, 2]}\n"
     "    - {method: raking, targets: {sex: {F: 5, M: 4}}}\n"
     "    - {method: weighting-class, respondents: \"out = 'complete'\", classes: [region, sex]}\n"
     "  trim: {min: 0.3, max: 5, redistribute: true}\n" REST,
     ""},
    {"classes_that_lack_something",
     "design:\n  calibrate:\n    - {method: weighting-class}\n"
     "    - {method: weighting-class, classes: a, respondents: \"b = 1\", targets: {sex: {F: 5}}}\n"
     "    - {method: rake, classes: a, targets: {sex: {F: 5}}}\n"
     "    - {method: weighting-class, classes: [a, b, c, d, e, f, g, h, i], respondents: \"b = 1\"}\n" REST,
     "canvass: s.yaml:3:7: error: a step of 'calibrate' without respondents\n"
     "  expected respondents: \"outcome = 'complete'\", say\n"
     "canvass: s.yaml:3:7: error: a step of 'calibrate' without classes\n  expected classes: [region, sex], say\n"
     "canvass: s.yaml:4:67: error: 'targets' does not go with method weighting-class\n"
     "  expected 'targets' only with poststratify or rake or linear or logit or raking\n"
     "canvass: s.yaml:5:22: error: 'classes' does not go with method rake\n"
     "  expected 'classes' only with weighting-class\n"
     "canvass: s.yaml:6:67: error: 'classes' has more than 8 variables\n"},
    {"one_step_without_a_list", "design: {calibrate: {method: rake, targets: {sex: {F: 5, M: 4}}}}\n" REST, ""},
    {"no_list", "design: {calibrate: rake}\n" REST,
     "canvass: s.yaml:1:21: error: 'calibrate' is 'rake'\n  expected a list of steps\n"},
    {"an_empty_list", "design: {calibrate: []}\n" REST,
     "canvass: s.yaml:1:21: error: 'calibrate' is a list\n  expected a list of steps\n"},
    {"a_step_that_is_no_mapping", "design: {calibrate: [rake]}\n" REST,
     "canvass: s.yaml:1:22: error: 'calibrate' is 'rake'\n  expected a list of mappings\n"},
    {"a_step_without_method_and_targets", "design: {calibrate: {shares: true}}\n" REST,
     "canvass: s.yaml:1:21: error: a step of 'calibrate' without method\n"
     "  expected method: one of poststratify, rake, linear, logit, raking, weighting-class\n"
     "canvass: s.yaml:1:21: error: a step of 'calibrate' without targets\n"
     "  expected targets: {sex: {F: 5120, M: 4880}}, say\n"},
    {"an_unknown_method", "design: {calibrate: {method: rakeing, targets: {sex: {F: 5}}}}\n" REST,
     "canvass: s.yaml:1:30: error: 'method' is 'rakeing'\n"
     "  expected one of poststratify, rake, linear, logit, raking, weighting-class\n  did you mean 'raking'?\n"},
    {"an_unknown_key", "design: {calibrate: {method: rake, target: {sex: {F: 5}}, targets: {sex: {F: 5}}}}\n" REST,
     "canvass: s.yaml:1:36: error: unknown key 'target' in a step of calibrate\n"
     "  expected one of method, targets, shares, bounds, tolerance, respondents, classes\n  did you mean 'targets'?\n"},
    {"two_post_strata", "design: {calibrate: {method: poststratify, targets: {sex: {F: 5}, age: {old: 5}}}}\n" REST,
     "canvass: s.yaml:1:67: error: method poststratify with 2 margins\n"
     "  expected one margin, crossed as \"sex:age_group\", or method: rake\n"},
    {"a_number_in_a_rake", "design: {calibrate: {method: rake, targets: {sex: {F: 5}, income: 7}}}\n" REST,
     "canvass: s.yaml:1:59: error: method rake cannot calibrate to the total of a number, 'income'\n"
     "  expected levels with targets, or one of the methods linear, logit, raking\n"},
    {"a_total_beside_totals", "design: {calibrate: {method: rake, targets: {sex: {F: 5}, \"(total)\": 7}}}\n" REST,
     "canvass: s.yaml:1:70: error: '(total)' does not go with method rake, whose targets add up to it\n"
     "  expected it with shares: true alone\n"},
    {"bounds_that_do_not_fit",
     "design:\n  calibrate:\n"
     "    - {method: rake, targets: {sex: {F: 5}}, bounds: [0.3, 3]}\n"
     "    - {method: linear, targets: {sex: {F: 5}}, bounds: [1, 3]}\n"
     "    - {method: linear, targets: {sex: {F: 5}}, bounds: 3}\n"
     "    - {method: raking, targets: {sex: {F: 5}}, bounds: [-0.5, 3]}\n"
     "    - {method: logit, targets: {sex: {F: 5}}}\n" REST,
     "canvass: s.yaml:3:46: error: 'bounds' does not go with method rake\n"
     "  expected 'bounds' only with linear or logit or raking\n"
     "canvass: s.yaml:4:56: error: 'bounds' do not lie on both sides of 1\n"
     "  expected two numbers, one below 1 and one above\n"
     "canvass: s.yaml:5:56: error: 'bounds' has not two numbers\n"
     "  expected two numbers, one below 1 and one above\n"
     "canvass: s.yaml:6:57: error: method raking with weights below 0\n  expected a lower bound of 0 or more\n"
     "canvass: s.yaml:7:7: error: method logit without 'bounds'\n  expected bounds: [0.3, 3], say\n"},
    {"a_tolerance_that_nothing_stops_at",
     "design: {calibrate: {method: poststratify, targets: {sex: {F: 5}}, tolerance: 0.1}}\n" REST,
     "canvass: s.yaml:1:68: error: 'tolerance' does not go with method poststratify\n"
     "  expected 'tolerance' only with rake or linear or logit or raking\n"},
    {"targets_that_are_none",
     "design:\n  calibrate:\n"
     "    - {method: rake, targets: {sex: {F: -5, M: x}}}\n"
     "    - {method: rake, targets: {\"sex:age\": {F: 5}}}\n"
     "    - {method: rake, targets: {\"sex:sex\": {F: 5}}}\n"
     "    - {method: rake, targets: {sex: [5, 4]}}\n"
     "    - {method: linear, targets: {\"sex:age\": 5}}\n"
     "    - {method: linear, targets: {\"(total)\": 0, x: 1}}\n"
     "    - {method: linear, targets: 5}\n" REST,
     "canvass: s.yaml:3:41: error: 'F' is '-5'\n  expected a number of 0 or more\n"
     "canvass: s.yaml:3:48: error: 'M' is 'x'\n  expected a number of 0 or more\n"
     "canvass: s.yaml:4:47: error: the targets of 'sex:age' have no levels of 'age'\n"
     "  expected {level: target, ...}, one level for each variable\n"
     "canvass: s.yaml:5:32: error: 'sex:sex' has a variable twice\n"
     "  expected a mapping of variables to {level: total}, to a CSV file or, for a number, to its total\n"
     "canvass: s.yaml:6:37: error: 'sex' is a list\n"
     "  expected {level: total}, a CSV file's name, or a number's total\n"
     "canvass: s.yaml:7:45: error: one number for the crossing 'sex:age'\n"
     "  expected {level: {level: total}}, or a CSV file's name\n"
     "canvass: s.yaml:8:45: error: '(total)' is '0'\n  expected a number above 0\n"
     "canvass: s.yaml:9:33: error: 'targets' is '5'\n"
     "  expected a mapping of variables to {level: total}, to a CSV file or, for a number, to its total\n"},
    {"shares_of_nothing", "design: {calibrate: {method: linear, shares: true, targets: {income: 5}}}\n" REST,
     "canvass: s.yaml:1:21: error: 'shares' without a margin of levels\n  expected levels with shares\n"},
    {"a_level_that_is_none",
     "variables: {sex: {from: x, groups: {Men: [1], Women: [2]}}}\n"
     "design: {calibrate: {method: rake, targets: {sex: {Men: 5, Woman: 4}}}}\n" REST,
     "canvass: s.yaml:2:60: error: 'Woman' is no level of 'sex'\n  did you mean 'Women'?\n"},
    {"choices_are_no_margin",
     "variables: {c: {multiple: [p, q]}}\ndesign: {calibrate: {method: rake, targets: {c: {p: 5}}}}\n" REST,
     "canvass: s.yaml:2:46: error: 'c' is a multiple-response variable and cannot be calibrated to\n"
     "  expected another variable, or one of its columns\n"},
    {"a_table_of_that_name",
     "design: {weight: w, trim: {max: 5}}\n" DATA "analyses: [{name: calibration, statistic: proportion, of: x}]\n",
     "canvass: s.yaml:3:19: error: the name 'calibration' belongs to another table\n"},
    {"trimming_without_bounds", "design: {weight: w, trim: {redistribute: true}}\n" REST,
     "canvass: s.yaml:1:27: error: 'trim' without a bound\n  expected min, or max, or both\n"},
    {"bounds_beyond_the_mean", "design: {weight: w, trim: {min: 1.5, max: 0.5}}\n" REST,
     "canvass: s.yaml:1:33: error: 'min' is above the mean weight\n  expected at most 1, the mean weight\n"
     "canvass: s.yaml:1:43: error: 'max' is below the mean weight\n  expected at least 1, the mean weight\n"},
    {"nothing_to_trim", "design: {trim: {max: 5}}\n" REST,
     "canvass: s.yaml:1:16: error: 'trim' without weights that could differ\n"
     "  expected weight or calibrate beside it\n"},
    {"binomial", "design: {sampling: binomial, trim: {max: 5}}\n" REST,
     "canvass: s.yaml:1:30: error: 'trim' does not go with sampling: binomial\n"
     "  expected sampling alone, or sampling: design\n"
     "canvass: s.yaml:1:36: error: 'trim' without weights that could differ\n"
     "  expected weight or calibrate beside it\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
