/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

/* An analysis by country with these comparisons, on line 2. */
#define COMPARE(statistic, compare)                                                                                    \
    DATA "analyses: {name: a, of: x, by: [country, sex], statistic: " statistic ",\n compare: " compare "}\n"
#define BINOMIAL(compare)                                                                                              \
    "design: {sampling: binomial}\n" DATA                                                                              \
    "analyses: {name: a, of: x, by: g, statistic: proportion,\n compare: " compare "}\n"

static const struct mistake cases[] = {
    {"over_alone", COMPARE("mean", "{over: country}"), ""},
    {"nothing_said", COMPARE("mean", "{}"), ""},
    {"all_pairs_and_a_reference", COMPARE("proportion", "{over: country, pairs: all, reference: UK}"), ""},
    {"a_truth_value", COMPARE("mean", "true"),
     "canvass: s.yaml:3:11: error: 'compare' is 'true'\n  expected a mapping of keys\n"},
    {"over_nothing", DATA "analyses: {name: a, of: x, statistic: mean, compare: {over: y}}\n",
     "canvass: s.yaml:2:54: error: 'compare' without domains to compare\n  expected by or banner beside it\n"},
    {"over_another", COMPARE("mean", "{over: contry}"),
     "canvass: s.yaml:3:18: error: over: 'contry' is not among the domains\n  expected a name from by or banner\n"
     "  did you mean 'country'?\n"},
    {"over_a_later_break",
     DATA "analyses: {name: a, of: x, statistic: mean, banner: [[y], [z, w]], compare: {over: w}}\n", ""},
    {"an_unknown_key", COMPARE("mean", "{ovr: sex}"),
     "canvass: s.yaml:3:12: error: unknown key 'ovr' in compare\n"
     "  expected one of over, pairs, reference, measure, method, adjust, contrasts\n  did you mean 'over'?\n"},
    {"unknown_pairs", COMPARE("mean", "{pairs: some}"),
     "canvass: s.yaml:3:19: error: 'pairs' is 'some'\n  expected one of all\n"},
    {"an_unknown_measure", COMPARE("proportion", "{measure: [difference, odds-ratio]}"),
     "canvass: s.yaml:3:34: error: 'measure' is 'odds-ratio'\n  expected a list of difference, ratio, odds_ratio\n"
     "  did you mean 'odds_ratio'?\n"},
    {"a_measure_twice", COMPARE("mean", "{measure: [ratio, ratio]}"),
     "canvass: s.yaml:3:29: error: 'ratio' stands twice in 'measure'\n"},
    {"no_measure", COMPARE("mean", "{measure: []}"),
     "canvass: s.yaml:3:21: error: 'measure' is empty\n  expected a list of difference, ratio, odds_ratio\n"},
    {"odds_ratio_of_a_mean", COMPARE("mean", "{measure: [difference, odds_ratio]}"),
     "canvass: s.yaml:3:34: error: measure 'odds_ratio' does not exist for statistic mean\n"
     "  expected difference or ratio\n"},
    {"ratio_of_points", COMPARE("nps", "{measure: ratio}"),
     "canvass: s.yaml:3:21: error: measure 'ratio' does not exist for statistic nps\n  expected difference\n"},
    {"an_unknown_method", COMPARE("proportion", "{method: waldo}"),
     "canvass: s.yaml:3:20: error: 'method' is 'waldo'\n"
     "  expected one of wald, wald-cc, agresti-caffo, newcombe, newcombe-cc, miettinen-nurminen, mee, katz, score,"
     " koopman, woolf, cornfield\n  did you mean 'wald'?\n"},
    {"newcombe_under_a_design", COMPARE("proportion", "{method: newcombe}"),
     "canvass: s.yaml:3:20: error: method 'newcombe' is for sampling: binomial\n  expected wald\n"},
    {"wald_under_a_design", COMPARE("proportion", "{method: wald, measure: [ratio, odds_ratio]}"), ""},
    {"katz_for_a_difference", BINOMIAL("{method: katz}"),
     "canvass: s.yaml:4:20: error: method 'katz' does not exist for measure 'difference' under sampling: binomial\n"
     "  expected one of wald, wald-cc, agresti-caffo, newcombe, newcombe-cc, miettinen-nurminen, mee\n"},
    {"score_for_both_ratios", BINOMIAL("{method: score, measure: [ratio, odds_ratio]}"), ""},
    {"woolf_for_two_measures", BINOMIAL("{method: woolf, measure: [ratio, odds_ratio]}"),
     "canvass: s.yaml:4:20: error: method 'woolf' does not exist for measure 'ratio' under sampling: binomial\n"
     "  expected one of score\n"},
    {"no_method_for_all_measures", BINOMIAL("{method: mee, measure: [difference, ratio]}"),
     "canvass: s.yaml:4:20: error: method 'mee' does not exist for measure 'ratio' under sampling: binomial\n"
     "  expected no method, or an analysis for each measure: no method has them all\n"},
    {"an_unknown_adjustment", COMPARE("mean", "{adjust: fdr}"),
     "canvass: s.yaml:3:20: error: 'adjust' is 'fdr'\n"
     "  expected one of holm, bonferroni, hochberg, hommel, bh, by, none\n"},
    {"contrasts_as_a_list", COMPARE("mean", "{contrasts: [1, -1]}"),
     "canvass: s.yaml:3:23: error: 'contrasts' is a list\n"
     "  expected a mapping of names to {level: coefficient}\n"},
    {"a_contrast_of_one_level", COMPARE("mean", "{contrasts: {c: {UK: 1}}}"),
     "canvass: s.yaml:3:27: error: the contrast 'c' has 1 level\n  expected at least two levels\n"},
    {"a_contrast_as_a_number", COMPARE("mean", "{contrasts: {c: 1}}"),
     "canvass: s.yaml:3:27: error: 'c' is '1'\n  expected a mapping of levels to coefficients\n"},
    {"a_coefficient_that_is_a_text", COMPARE("mean", "{contrasts: {c: {UK: 1, ES: less}}}"),
     "canvass: s.yaml:3:39: error: 'ES' is 'less'\n  expected a number\n"},
    {"a_contrast_of_zeros", COMPARE("mean", "{contrasts: {c: {UK: 0, ES: 0}}}"),
     "canvass: s.yaml:3:27: error: all coefficients of the contrast 'c' are 0\n"},
    {"contrasts_under_binomial", BINOMIAL("{contrasts: {c: {UK: 1, ES: -1}}}"),
     "canvass: s.yaml:4:12: error: 'contrasts' does not go with sampling: binomial\n  expected sampling: design\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
