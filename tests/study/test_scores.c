/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

#define RANKED                                                                                                         \
    "variables:\n  m: {multiple: [c, d]}\n  r: {rank: [e, f], levels: {A: Apple, B: Pear}}\n  o: {rank_of: [g, h]}\n"
#define ONE(key) DATA RANKED "analyses: [{name: a, statistic: " key "}]\n"

static const struct mistake cases[] = {
    {"all_that_is_good",
     DATA RANKED "analyses:\n"
                 "  - {name: a, statistic: net, of: [x, y], positive: [5, 4], negative: 1, by: z, compare: {over: z}, "
                 "covariance: true}\n"
                 "  - {name: b, statistic: items, of: [x, y, z], positive: 5, ci: beta, suppress: {min_n: 30}}\n"
                 "  - {name: c, statistic: nonresponse, of: [x, m, r], compare: {measure: odds_ratio}, by: z}\n"
                 "  - {name: d, statistic: response-rate, of: x, respondents: [c, p], ineligible: i, unknown: u, "
                 "eligible_share: 0.5}\n"
                 "  - {name: e, statistic: proportion, of: [m, r, o], base: responses}\n"
                 "  - {name: f, statistic: count, of: [r, o], mentions: 2}\n"
                 "  - {name: g, statistic: mean-rank, of: [r, o], level: Apple}\n"
                 "  - {name: h, statistic: rank-points, of: r, points: [5, 3, 1]}\n"
                 "  - {name: i, statistic: mean, of: m}\n",
     ""},
    {"a_net_of_what", ONE("net, of: x"),
     "canvass: s.yaml:6:33: error: statistic net without 'positive'\n"
     "  expected positive: the levels that count as positive\n"},
    {"a_level_on_both_sides", ONE("net, of: x, positive: [5, 4], negative: [1, 4]"),
     "canvass: s.yaml:6:77: error: '4' is in 'positive' and in 'negative'\n"},
    {"bottom_without_top", ONE("items, of: [x, y], negative: 1"),
     "canvass: s.yaml:6:52: error: 'negative' without 'positive'\n  expected positive: beside it\n"},
    {"a_rate_without_respondents", ONE("response-rate, of: x"),
     "canvass: s.yaml:6:33: error: statistic response-rate without 'respondents'\n"
     "  expected respondents: the dispositions of those who took part\n"},
    {"a_share_of_nothing_unknown", ONE("response-rate, of: x, respondents: c, eligible_share: 0.5"),
     "canvass: s.yaml:6:71: error: 'eligible_share' without 'unknown'\n  expected unknown: beside it\n"},
    {"a_share_of_1", ONE("response-rate, of: x, respondents: c, unknown: u, eligible_share: 1"),
     "canvass: s.yaml:6:99: error: 'eligible_share' is '1'\n  expected a number above 0 and below 1\n"},
    {"a_disposition_twice", ONE("response-rate, of: x, respondents: c, unknown: [u, c]"),
     "canvass: s.yaml:6:84: error: 'c' is in 'respondents' and in 'unknown'\n"},
    {"two_dispositions", ONE("response-rate, of: [x, y], respondents: c"),
     "canvass: s.yaml:6:56: error: statistic response-rate of 2 variables\n  expected one disposition\n"},
    {"positive_of_a_mean", ONE("mean, of: x, positive: 5"),
     "canvass: s.yaml:6:46: error: 'positive' does not go with statistic mean\n"
     "  expected 'positive' only with net or items\n"},
    {"a_covariance_of_parts", ONE("items, of: [x, y], covariance: true"),
     "canvass: s.yaml:6:52: error: 'covariance' does not go with statistic items\n"
     "  expected 'covariance' only with statistic proportion or count or mean or total or ratio or nps or variance "
     "or sd or correlation or gini or lorenz or quintile-share-ratio or at-risk-of-poverty or net or a model\n"},
    {"responses_to_one_question", ONE("proportion, of: x, base: responses"),
     "canvass: s.yaml:6:49: error: 'base: responses' is for questions with several answers, and 'x' has one\n"
     "  expected a variable with multiple:, rank: or rank_of:\n"},
    {"mentions_of_a_check_all", ONE("proportion, of: m, mentions: 1"),
     "canvass: s.yaml:6:49: error: 'mentions' is for rank questions, and 'm' is none\n"
     "  expected a variable with rank: or rank_of:\n"},
    {"no_mentions", ONE("proportion, of: r, mentions: 0"),
     "canvass: s.yaml:6:62: error: 'mentions' is '0'\n  expected a whole number from 1 to 1000000000\n"},
    {"the_rank_of_a_check_all", ONE("mean-rank, of: m"),
     "canvass: s.yaml:6:48: error: 'm' is no rank question\n  expected a variable with rank: or rank_of:\n"},
    {"an_item_that_is_none", ONE("mean-rank, of: r, level: Aple"),
     "canvass: s.yaml:6:58: error: 'Aple' is no level of the analysis's variables\n  did you mean 'Apple'?\n"},
    {"an_item_of_a_battery_that_is_a_check_all", ONE("items, of: [x, m]"),
     "canvass: s.yaml:6:48: error: 'm' is a multiple-response variable and cannot be read as a number\n"
     "  expected another variable, or one of its columns\n"},
    {"a_net_of_ranks", ONE("net, of: r, positive: A"),
     "canvass: s.yaml:6:42: error: 'r' is a multiple-response variable and cannot be read as a number\n"
     "  expected another variable, or one of its columns\n"},
    {"a_ratio_of_nets", ONE("net, of: x, positive: 5, by: z, compare: {measure: ratio}"),
     "canvass: s.yaml:6:84: error: measure 'ratio' does not exist for statistic net\n  expected difference\n"},
    {"a_battery_of_independent_draws",
     DATA "design: {sampling: binomial}\nanalyses: [{name: a, statistic: items, of: [x, y]}]\n",
     "canvass: s.yaml:3:33: error: statistic items does not go with sampling: binomial\n"
     "  expected statistic: proportion, or a design\n"},
    {"a_rank_without_items", "variables: {r: {rank: [e, f]}}\n" REST,
     "canvass: s.yaml:1:17: error: 'rank' without 'levels'\n  expected levels: the items that are ranked\n"},
    {"no_columns_of_ranks", "variables: {r: {rank_of: []}}\n" REST,
     "canvass: s.yaml:1:26: error: 'rank_of' is empty\n  expected a list of columns\n"},
    {"labels_of_ranks", "variables: {r: {rank_of: [a, b], labels: [A]}}\n" REST,
     "canvass: s.yaml:1:34: error: 1 label for 2 columns\n"},
    {"ranks_and_choices", "variables: {r: {rank_of: [a, b], multiple: [a]}}\n" REST,
     "canvass: s.yaml:1:17: error: 'multiple' and 'rank_of' in one variable\n"
     "  expected one of groups, cut, where, multiple, rank, rank_of, combinations\n"},
    {"what_none_means", "variables: {m: {multiple: [a, b], none: no}}\n" REST,
     "canvass: s.yaml:1:41: error: 'none' is 'no'\n  expected one of answered, missing, valid\n"},
    {"a_chart_of_a_battery", DATA "analyses: [{name: a, statistic: items, of: [x, y]}]\ncharts: [{name: c, from: a}]\n",
     "canvass: s.yaml:3:26: error: a chart of 'a', which is a table of items\n"
     "  expected an analysis of one statistic\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
