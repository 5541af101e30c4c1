/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

#define STATISTICS                                                                                                     \
    "one of proportion, count, mean, total, ratio, nps, weights, quantile, variance, sd, correlation, gini, lorenz, "  \
    "quintile-share-ratio, at-risk-of-poverty, net, items, nonresponse, response-rate, mean-rank, rank-points"
#define RULES     "one of math, school, hf1, hf2, hf3, hf4, hf5, hf6, hf7, hf8, hf9, shahvaish"
#define INTERVALS "one of mean, beta, xlogit, asin, arcsine, score, quantile"
#define SUMS                                                                                                           \
    "statistic proportion or count or mean or total or ratio or nps or variance or sd or correlation or gini or "      \
    "lorenz or quintile-share-ratio or at-risk-of-poverty"
#define ESTIMATES SUMS " or net or items or nonresponse or response-rate or mean-rank or rank-points"
#define NAMES     "letters, digits, '.', '_' and '-', a letter or digit first, at most 100"

static const struct mistake cases[] = {
    {"a_single_analysis", DATA "analyses: {name: a, statistic: proportion, of: x}\n", ""},
    {"no_analyses", DATA "analyses: []\n",
     "canvass: s.yaml:2:11: error: the study has no analyses\n  expected a list of analyses\n"},
    {"analyses_left_out", DATA "analyses:\n",
     "canvass: s.yaml:2:1: error: the study has no analyses\n  expected a list of analyses\n"},
    {"analyses_as_a_text", DATA "analyses: all\n",
     "canvass: s.yaml:2:11: error: 'analyses' is 'all'\n  expected a list of analyses\n"},
    {"nothing_in_it", DATA "analyses: [{}]\n",
     "canvass: s.yaml:2:12: error: an analysis without a name\n  expected name: a name of its own\n"
     "canvass: s.yaml:2:12: error: the analysis '' has no statistic\n  expected " STATISTICS "\n"},
    {"of_no_variable", DATA "analyses: [{name: a, statistic: mean}, {name: b, statistic: mean, of: []}]\n",
     "canvass: s.yaml:2:12: error: the analysis 'a' is of no variable\n  expected of: the variables or columns\n"
     "canvass: s.yaml:2:40: error: the analysis 'b' is of no variable\n  expected of: the variables or columns\n"},
    {"an_unknown_statistic", DATA "analyses: [{name: a, statistic: average, of: x}]\n",
     "canvass: s.yaml:2:33: error: 'statistic' is 'average'\n  expected " STATISTICS "\n"},
    {"a_statistic_nearly_right", DATA "analyses: [{name: a, statistic: proporton, of: x}]\n",
     "canvass: s.yaml:2:33: error: 'statistic' is 'proporton'\n  expected " STATISTICS
     "\n  did you mean 'proportion'?\n"},
    {"quantiles",
     DATA "analyses: [{name: a, statistic: quantile, of: [x, y], quantiles: [0.5, 0, 1], qrule: hf7, interval: arcsine,"
          " by: z, df: design, suppress: {min_n: 5}}, {name: b, statistic: quantile, of: x, quantiles: 0.1}]\n",
     ""},
    {"a_quantile_of_nothing", DATA "analyses: [{name: a, statistic: quantile}]\n",
     "canvass: s.yaml:2:12: error: the analysis 'a' is of no variable\n  expected of: the variables or columns\n"},
    {"probabilities_that_are_none",
     DATA "analyses: [{name: a, statistic: quantile, of: x, quantiles: [0.5, 25, -0.1, 0.5, 0.50]}]\n",
     "canvass: s.yaml:2:67: error: '25' in 'quantiles'\n  expected a list of numbers from 0 to 1\n"
     "canvass: s.yaml:2:71: error: '-0.1' in 'quantiles'\n  expected a list of numbers from 0 to 1\n"
     "canvass: s.yaml:2:77: error: '0.5' stands twice in 'quantiles'\n"
     "canvass: s.yaml:2:82: error: '0.50' stands twice in 'quantiles'\n"},
    {"probabilities_in_words", DATA "analyses: [{name: a, statistic: quantile, of: x, quantiles: [median]}]\n",
     "canvass: s.yaml:2:62: error: 'quantiles' is 'median'\n  expected a list of numbers from 0 to 1\n"},
    {"no_probabilities", DATA "analyses: [{name: a, statistic: quantile, of: x, quantiles: []}]\n",
     "canvass: s.yaml:2:61: error: 'quantiles' is empty\n  expected a list of numbers from 0 to 1\n"},
    {"rules_of_quantiles",
     DATA "analyses:\n"
          "  - {name: a, statistic: quantile, of: x, qrule: scool, interval: wald}\n"
          "  - {name: b, statistic: quantile, of: x, qrule: shahvaish, interval: scor}\n",
     "canvass: s.yaml:3:50: error: 'qrule' is 'scool'\n  expected " RULES "\n  did you mean 'school'?\n"
     "canvass: s.yaml:3:67: error: 'interval' is 'wald'\n  expected " INTERVALS "\n"
     "canvass: s.yaml:4:71: error: 'interval' is 'scor'\n  expected " INTERVALS "\n  did you mean 'score'?\n"},
    {"quantiles_of_a_mean",
     DATA "analyses: [{name: a, statistic: mean, of: x, quantiles: 0.5, qrule: math, interval: beta}]\n",
     "canvass: s.yaml:2:46: error: 'quantiles' does not go with statistic mean\n  expected 'quantiles' only with "
     "quantile or lorenz\n"
     "canvass: s.yaml:2:62: error: 'qrule' does not go with statistic mean\n  expected 'qrule' only with quantile or "
     "at-risk-of-poverty\n"
     "canvass: s.yaml:2:75: error: 'interval' does not go with statistic mean\n  expected 'interval' only with "
     "quantile\n"},
    {"what_quantiles_do_not_have",
     DATA "analyses:\n"
          "  - {name: a, statistic: quantile, of: x, by: z, compare: {over: z}}\n"
          "  - {name: b, statistic: quantile, of: x, covariance: true}\n"
          "  - {name: c, statistic: quantile, of: x, by: z, tests: rao-scott-f}\n"
          "  - {name: d, statistic: quantile, of: x, ci: beta}\n"
          "  - {name: e, statistic: quantile, of: x, suppress: {rule: nchs}}\n",
     "canvass: s.yaml:3:50: error: 'compare' does not go with statistic quantile\n  expected 'compare' only "
     "with " ESTIMATES " or a model\n"
     "canvass: s.yaml:4:43: error: 'covariance' does not go with statistic quantile\n  expected 'covariance' only "
     "with " SUMS " or net or a model\n"
     "canvass: s.yaml:5:57: error: test 'rao-scott-f' does not go with statistic quantile\n"
     "  expected statistic: proportion\n"
     "canvass: s.yaml:6:43: error: 'ci' does not go with statistic quantile\n  expected 'ci' only with " ESTIMATES "\n"
     "canvass: s.yaml:7:26: error: suppress: rule nchs is for proportions, not for statistic quantile\n"
     "  expected statistic: proportion\n"},
    {"a_quantile_without_a_design",
     "design: {sampling: binomial}\n" DATA "analyses: [{name: a, statistic: quantile, of: x}]\n",
     "canvass: s.yaml:3:33: error: statistic quantile does not go with sampling: binomial\n"
     "  expected statistic: proportion, or a design\n"},
    {"spreads",
     DATA
     "analyses:\n"
     "  - {name: a, statistic: variance, of: [x, y], by: z, ci: wald, covariance: false, compare: {measure: ratio}}\n"
     "  - {name: b, statistic: correlation, of: [x, y], banner: [[z]], compare: {over: z}}\n"
     "  - {name: c, statistic: lorenz, of: x, quantiles: [0, 0.2], df: design, suppress: {cv: 0.2}}\n"
     "  - {name: d, statistic: at-risk-of-poverty, of: x, threshold_fraction: 1.2, threshold_quantile: 0.4,\n"
     "     threshold_of: domain, qrule: hf7}\n"
     "  - {name: e, statistic: quintile-share-ratio, of: x}\n",
     ""},
    {"a_correlation_of_one", DATA "analyses: [{name: a, statistic: correlation, of: x}]\n",
     "canvass: s.yaml:2:50: error: the correlation 'a' is of one variable\n  expected two or more numbers\n"},
    {"thresholds_that_are_none",
     DATA "analyses:\n"
          "  - {name: a, statistic: at-risk-of-poverty, of: x, threshold_fraction: 0, threshold_quantile: 1}\n"
          "  - {name: b, statistic: at-risk-of-poverty, of: x, threshold_of: domains}\n"
          "  - {name: c, statistic: at-risk-of-poverty, of: x, treshold_of: domain}\n",
     "canvass: s.yaml:3:73: error: 'threshold_fraction' is '0'\n  expected a number above 0\n"
     "canvass: s.yaml:3:96: error: 'threshold_quantile' is '1'\n  expected a number above 0 and below 1\n"
     "canvass: s.yaml:4:67: error: 'threshold_of' is 'domains'\n  expected one of whole, domain\n"
     "  did you mean 'domain'?\n"
     "canvass: s.yaml:5:53: error: unknown key 'treshold_of' in an analysis\n  did you mean 'threshold_of'?\n"},
    {"what_spreads_do_not_have",
     DATA "analyses:\n"
          "  - {name: a, statistic: gini, of: x, ci: beta}\n"
          "  - {name: b, statistic: sd, of: x, deff: with-replacement}\n"
          "  - {name: c, statistic: variance, of: x, suppress: {rule: nchs}}\n"
          "  - {name: d, statistic: correlation, of: [x, y], by: z, compare: {measure: ratio}}\n"
          "  - {name: e, statistic: gini, of: x, threshold_of: domain, quantiles: 0.5}\n"
          "  - {name: f, statistic: gini, of: x, by: z, tests: t}\n",
     "canvass: s.yaml:3:43: error: ci 'beta' is for proportions; a gini has the Wald interval alone\n  expected wald\n"
     "canvass: s.yaml:4:37: error: 'deff' does not go with statistic sd\n  expected 'deff' only with statistic "
     "proportion or count or mean or total or ratio or nps or net or items or nonresponse or response-rate or "
     "mean-rank or rank-points\n"
     "canvass: s.yaml:5:26: error: suppress: rule nchs is for proportions, not for statistic variance\n"
     "  expected statistic: proportion\n"
     "canvass: s.yaml:6:77: error: measure 'ratio' does not exist for statistic correlation\n  expected difference\n"
     "canvass: s.yaml:7:39: error: 'threshold_of' does not go with statistic gini\n"
     "  expected 'threshold_of' only with at-risk-of-poverty\n"
     "canvass: s.yaml:7:61: error: 'quantiles' does not go with statistic gini\n"
     "  expected 'quantiles' only with quantile or lorenz\n"
     "canvass: s.yaml:8:53: error: test 't' does not go with statistic gini\n  expected statistic: mean or nps\n"},
    {"a_gini_without_a_design", "design: {sampling: binomial}\n" DATA "analyses: [{name: a, statistic: gini, of: x}]\n",
     "canvass: s.yaml:3:33: error: statistic gini does not go with sampling: binomial\n"
     "  expected statistic: proportion, or a design\n"},
    {"an_unknown_key_near_another", DATA "analyses: [{name: a, statistic: mean, of: x, bye: y}]\n",
     "canvass: s.yaml:2:46: error: unknown key 'bye' in an analysis\n  did you mean 'by'?\n"},
    {"an_unknown_key_near_none", DATA "analyses: [{name: a, statistic: mean, of: x, language: en}]\n",
     "canvass: s.yaml:2:46: error: unknown key 'language' in an analysis\n"
     "  expected one of name, title, statistic, of, level, by, banner, total, where, missing, ci, confidence, df,"
     " denominator, promoters, detractors, deff, suppress, covariance, compare, tests, null, quantiles, qrule, "
     "interval, model, predictors, references, margins, exposure, standardize, decompose, threshold_fraction, "
     "threshold_quantile, threshold_of, positive, negative, base, mentions, points, respondents, ineligible, unknown, "
     "eligible_share\n"},
    {"two_of_one_name",
     DATA "analyses:\n  - {name: a, statistic: mean, of: x}\n  - {name: a, statistic: total, of: x}\n",
     "canvass: s.yaml:4:12: error: a second analysis named 'a'\n"},
    {"a_name_with_a_path", DATA "analyses: [{name: a/b, statistic: mean, of: x}]\n",
     "canvass: s.yaml:2:19: error: 'name' is 'a/b'\n  expected " NAMES "\n"},
    {"a_name_that_hides", DATA "analyses: [{name: .a, statistic: mean, of: x}]\n",
     "canvass: s.yaml:2:19: error: 'name' is '.a'\n  expected " NAMES "\n"},
    {"a_name_in_other_letters", DATA "analyses: [{name: é, statistic: mean, of: x}]\n",
     "canvass: s.yaml:2:19: error: 'name' is 'é'\n  expected " NAMES "\n"},
    {"a_name_of_101",
     DATA
     "analyses: [{name: a1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901"
     "234567890, statistic: mean, of: x}]\n",
     "canvass: s.yaml:2:19: error: 'name' is 'a12345678901234567890123456789012345678901234567890123456789012345678901"
     "23456789012345678901234567890'\n  expected " NAMES "\n"},
    {"a_name_that_is_another_table", DATA "analyses: [{name: claims, statistic: mean, of: x}]\n",
     "canvass: s.yaml:2:19: error: the name 'claims' belongs to another table\n"},
    {"a_name_that_ends_like_another_table", DATA "analyses: [{name: a.compare, statistic: mean, of: x}]\n",
     "canvass: s.yaml:2:19: error: the name 'a.compare' ends like another analysis's compare table\n"},
    {"a_name_that_ends_like_the_table_of_parts", DATA "analyses: [{name: a.decompose, statistic: mean, of: x}]\n",
     "canvass: s.yaml:2:19: error: the name 'a.decompose' ends like another analysis's decompose table\n"},
    {"a_confidence_in_per_cent", DATA "analyses: [{name: a, statistic: mean, of: x, confidence: 95}]\n",
     "canvass: s.yaml:2:58: error: 'confidence' is '95'\n  expected a number above 0 and below 1\n"},
    {"by_as_a_mapping", DATA "analyses: [{name: a, statistic: mean, of: x, by: {y: 1}}]\n",
     "canvass: s.yaml:2:50: error: 'by' is a mapping\n  expected a list of names\n"},
    {"by_left_out", DATA "analyses: [{name: a, statistic: mean, of: x, by: }]\n",
     "canvass: s.yaml:2:46: error: 'by' has no value\n  expected a list of names\n"},
    {"by_the_same_twice", DATA "analyses: [{name: a, statistic: mean, of: x, by: [y, y]}]\n",
     "canvass: s.yaml:2:54: error: 'y' stands twice in 'by'\n"},
    {"by_with_an_empty_entry", DATA "analyses:\n  name: a\n  statistic: mean\n  of: x\n  by:\n    - y\n    -\n",
     "canvass: s.yaml:7:7: error: an empty entry in 'by'\n  expected a list of names\n"},
    {"by_and_banner", DATA "analyses: [{name: a, statistic: mean, of: x, by: y, banner: [[y], [z]]}]\n",
     "canvass: s.yaml:2:53: error: 'banner' together with 'by'\n  expected one of the two\n"},
    {"a_banner_of_single_values", DATA "analyses: [{name: a, statistic: mean, of: x, banner: [y, z]}]\n", ""},
    {"an_empty_banner", DATA "analyses: [{name: a, statistic: mean, of: x, banner: []}]\n",
     "canvass: s.yaml:2:54: error: 'banner' is a list\n  expected a list of lists of names\n"},
    {"an_empty_break", DATA "analyses: [{name: a, statistic: mean, of: x, banner: [[y], []]}]\n",
     "canvass: s.yaml:2:60: error: an empty break in 'banner'\n  expected names\n"},
    {"level_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, level: 1}]\n",
     "canvass: s.yaml:2:46: error: 'level' does not go with statistic mean\n"
     "  expected 'level' only with statistic proportion or count or mean-rank or rank-points or a model\n"},
    {"a_level_twice", DATA "analyses: [{name: a, statistic: count, of: x, level: [\"5\", 4, 5]}]\n",
     "canvass: s.yaml:2:63: error: '5' stands twice in 'level'\n"},
    {"denominator_without_ratio", DATA "analyses: [{name: a, statistic: mean, of: x, denominator: y}]\n",
     "canvass: s.yaml:2:46: error: 'denominator' does not go with statistic mean\n"
     "  expected 'denominator' only with ratio\n"},
    {"ratio_without_denominator", DATA "analyses: [{name: a, statistic: ratio, of: x}]\n",
     "canvass: s.yaml:2:12: error: the ratio 'a' has no denominator\n  expected denominator: a name\n"},
    {"promoters_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, promoters: 10}]\n",
     "canvass: s.yaml:2:46: error: 'promoters' does not go with statistic mean\n"
     "  expected 'promoters' only with nps\n"},
    {"a_promoter_who_detracts", DATA "analyses: [{name: a, statistic: nps, of: x, promoters: [6, 7]}]\n",
     "canvass: s.yaml:2:45: error: the score 6 is a promoter's and a detractor's at once\n"},
    {"detractors_that_are_no_numbers", DATA "analyses: [{name: a, statistic: nps, of: x, detractors: [low]}]\n",
     "canvass: s.yaml:2:58: error: 'detractors' is 'low'\n  expected a list of numbers\n"},
    {"missing_as_a_level_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, missing: level}]\n",
     "canvass: s.yaml:2:46: error: 'missing' does not go with statistic mean\n"
     "  expected 'missing' only with statistic proportion or count\n"},
    {"of_in_a_table_of_weights", DATA "analyses: [{name: a, statistic: weights, of: x, compare: {}}]\n",
     "canvass: s.yaml:2:42: error: 'of' does not go with statistic weights\n"
     "  expected 'of' only with statistic proportion or count or mean or total or ratio or nps or quantile or "
     "variance or sd or correlation or gini or lorenz or quintile-share-ratio or at-risk-of-poverty or net or items or "
     "nonresponse or response-rate or mean-rank or "
     "rank-points or a model\n"
     "canvass: s.yaml:2:49: error: 'compare' does not go with statistic weights\n"
     "  expected 'compare' only with " ESTIMATES " or a model\n"
     "canvass: s.yaml:2:58: error: 'compare' without domains to compare\n  expected by or banner beside it\n"},
    {"ci_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, ci: beta}]\n",
     "canvass: s.yaml:2:50: error: ci 'beta' is for proportions; a mean has the Wald interval alone\n"
     "  expected wald\n"},
    {"wald_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, ci: wald}]\n", ""},
    {"an_unknown_ci", DATA "analyses: [{name: a, statistic: proportion, of: x, ci: wislon}]\n",
     "canvass: s.yaml:2:56: error: 'ci' is 'wislon'\n"
     "  expected one of logit, wald, likelihood, arcsine, beta, xlogit, wilson, wald-cc, wilson-cc, agresti-coull,"
     " jeffreys, clopper-pearson, arcsine-anscombe, mid-p\n  did you mean 'wilson'?\n"},
    {"a_binomial_ci_under_a_design", DATA "analyses: [{name: a, statistic: proportion, of: x, ci: jeffreys}]\n",
     "canvass: s.yaml:2:56: error: ci 'jeffreys' does not exist under sampling: design\n"
     "  expected one of logit, wald, likelihood, arcsine, beta, xlogit, wilson\n"},
    {"a_design_ci_under_binomial",
     DATA "design: {sampling: binomial}\nanalyses: [{name: a, statistic: proportion, of: x, ci: beta}]\n",
     "canvass: s.yaml:3:56: error: ci 'beta' does not exist under sampling: binomial\n"
     "  expected one of logit, wald, likelihood, arcsine, wilson, wald-cc, wilson-cc, agresti-coull, jeffreys,"
     " clopper-pearson, arcsine-anscombe, mid-p\n"},
    {"a_mean_under_binomial", DATA "design: {sampling: binomial}\nanalyses: [{name: a, statistic: mean, of: x}]\n",
     "canvass: s.yaml:3:33: error: statistic mean does not go with sampling: binomial\n"
     "  expected statistic: proportion, or a design\n"},
    {"design_keys_under_binomial",
     DATA "design: {sampling: binomial}\n"
          "analyses: [{name: a, statistic: proportion, of: x, df: 3, deff: with-replacement, covariance: true}]\n",
     "canvass: s.yaml:3:52: error: 'df' does not go with sampling: binomial\n  expected sampling: design\n"
     "canvass: s.yaml:3:59: error: 'deff' does not go with sampling: binomial\n  expected sampling: design\n"
     "canvass: s.yaml:3:83: error: 'covariance' does not go with sampling: binomial\n  expected sampling: design\n"},
    {"an_unknown_deff", DATA "analyses: [{name: a, statistic: mean, of: x, deff: true}]\n",
     "canvass: s.yaml:2:52: error: 'deff' is 'true'\n  expected one of with-replacement, without-replacement\n"},
    {"tests_alone", DATA "analyses: [{name: a, statistic: proportion, of: x, tests: pearson}]\n",
     "canvass: s.yaml:2:59: error: test 'pearson' without a second variable\n  expected by or banner beside it\n"},
    {"tests_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, by: y, tests: pearson}]\n",
     "canvass: s.yaml:2:60: error: test 'pearson' does not go with statistic mean\n"
     "  expected statistic: proportion\n"},
    {"tests_of_three_kinds",
     DATA "analyses: [{name: a, statistic: proportion, of: x, by: y, tests: [wald, t, goodness-of-fit],"
          " null: {a: 1, b: 2}}]\n",
     "canvass: s.yaml:2:73: error: test 't' does not go with statistic proportion\n"
     "  expected statistic: mean or nps\n"
     "canvass: s.yaml:2:76: error: test 'goodness-of-fit' is of the whole, without groups\n"
     "  expected neither by nor banner; where: for a part\n"
     "canvass: s.yaml:2:76: error: test 'goodness-of-fit' does not go with 'wald'\n"
     "  expected an analysis of its own for it\n"},
    {"t_against_nothing", DATA "analyses: [{name: a, statistic: mean, of: x, tests: t}]\n",
     "canvass: s.yaml:2:53: error: test 't' without what is tested\n  expected by: groups, or null: a number\n"},
    {"t_of_groups_against_a_number", DATA "analyses: [{name: a, statistic: nps, of: x, by: y, tests: t, null: 5}]\n",
     "canvass: s.yaml:2:62: error: 'null' does not go with groups\n  expected no by, for the t test of one sample\n"},
    {"t_against_shares", DATA "analyses: [{name: a, statistic: mean, of: x, tests: t, null: {a: 1, b: 2}}]\n",
     "canvass: s.yaml:2:62: error: 'null' is a mapping\n  expected a number, for the t test\n"},
    {"t_against_a_word", DATA "analyses: [{name: a, statistic: mean, of: x, tests: t, null: many}]\n",
     "canvass: s.yaml:2:62: error: 'null' is 'many'\n  expected a number, or a mapping of levels to numbers\n"},
    {"t_without_differences",
     DATA "analyses: [{name: a, statistic: mean, of: x, by: [y, z], tests: t, compare: {over: z, measure: ratio}}]\n",
     "canvass: s.yaml:2:77: error: test 't' without differences to test\n  expected measure: difference\n"
     "canvass: s.yaml:2:84: error: test 't' is over the first variable of by\n  expected y\n"},
    {"t_of_a_share", DATA "analyses: [{name: a, statistic: proportion, of: x, tests: t, null: 0.5}]\n",
     "canvass: s.yaml:2:59: error: test 't' does not go with statistic proportion\n"
     "  expected statistic: mean or nps\n"},
    {"good_t_tests",
     DATA "analyses:\n  - {name: a, statistic: mean, of: x, tests: t, null: -1.5}\n"
          "  - {name: b, statistic: nps, of: x, by: y, tests: t}\n"
          "  - {name: c, statistic: mean, of: x, banner: [y, [y, z]], tests: t, compare: {over: z}}\n",
     ""},
    {"fit_against_nothing", DATA "analyses: [{name: a, statistic: proportion, of: x, tests: goodness-of-fit}]\n",
     "canvass: s.yaml:2:59: error: test 'goodness-of-fit' without what is tested\n"
     "  expected null: {level: share or count} beside it\n"},
    {"fit_against_a_number",
     DATA "analyses: [{name: a, statistic: proportion, of: x, tests: goodness-of-fit, null: 5}]\n",
     "canvass: s.yaml:2:82: error: 'null' is a number\n"
     "  expected {level: share or count}, for goodness-of-fit\n"},
    {"fit_against_wrong_shares",
     DATA "analyses: [{name: a, statistic: proportion, of: x, tests: goodness-of-fit, null: {a: 0, b: x}}]\n",
     "canvass: s.yaml:2:86: error: 'a' is '0'\n  expected a share or count above 0\n"
     "canvass: s.yaml:2:92: error: 'b' is 'x'\n  expected a share or count above 0\n"},
    {"fit_against_one_level",
     DATA "analyses: [{name: a, statistic: proportion, of: x, tests: goodness-of-fit, null: {a: 1}}]\n",
     "canvass: s.yaml:2:82: error: 'null' has fewer than two levels\n"
     "  expected a share or count for every level\n"},
    {"null_without_a_test", DATA "analyses: [{name: a, statistic: mean, of: x, null: 5}]\n",
     "canvass: s.yaml:2:46: error: 'null' without a test that takes it\n"
     "  expected tests: t, paired-t or goodness-of-fit beside it\n"},
    {"binomial_tests_under_a_design",
     DATA "analyses: [{name: a, statistic: proportion, of: x, by: y, tests: [fisher, rao-scott-f]}]\n",
     "canvass: s.yaml:2:67: error: test 'fisher' does not exist under sampling: design\n"
     "  expected one of pearson, rao-scott-chisq, rao-scott-f, wald, adjusted-wald, lincom, saddlepoint, trend, "
     "mcnemar, t,"
     " goodness-of-fit, paired-t, wilcoxon, kruskal-wallis, median, vanderwaerden\n"},
    {"design_tests_under_binomial",
     DATA "design: {sampling: binomial}\n"
          "analyses: [{name: a, statistic: proportion, of: x, by: y, tests: [g, rao-scott-chisq]}]\n",
     "canvass: s.yaml:3:70: error: test 'rao-scott-chisq' does not exist under sampling: binomial\n"
     "  expected one of pearson, pearson-yates, g, fisher, trend, mcnemar, goodness-of-fit, wilcoxon, kruskal-wallis, "
     "median, vanderwaerden\n"},
    {"paired_t_of_one_variable", DATA "analyses: [{name: a, statistic: mean, of: x, tests: paired-t}]\n",
     "canvass: s.yaml:2:53: error: test 'paired-t' of one variable\n"
     "  expected of: two variables, as in [before, after]\n"},
    {"paired_t_of_a_share", DATA "analyses: [{name: a, statistic: proportion, of: [x, y], tests: paired-t}]\n",
     "canvass: s.yaml:2:64: error: test 'paired-t' does not go with statistic proportion\n  expected statistic: "
     "mean\n"},
    {"paired_t_beside_t", DATA "analyses: [{name: a, statistic: mean, of: [x, y], by: g, tests: [t, paired-t]}]\n",
     "canvass: s.yaml:2:69: error: test 'paired-t' does not go with 't'\n  expected an analysis of its own for it\n"},
    {"paired_t_under_binomial",
     DATA "design: {sampling: binomial}\nanalyses: [{name: a, statistic: mean, of: [x, y], tests: paired-t}]\n",
     "canvass: s.yaml:3:33: error: statistic mean does not go with sampling: binomial\n"
     "  expected statistic: proportion, or a design\n"
     "canvass: s.yaml:3:58: error: test 'paired-t' does not exist under sampling: binomial\n"
     "  expected one of pearson, pearson-yates, g, fisher, trend, mcnemar, goodness-of-fit, wilcoxon, kruskal-wallis, "
     "median, vanderwaerden\n"},
    {"paired_t_against_a_number_within_groups",
     DATA "analyses: [{name: a, statistic: mean, of: [x, y], by: g, tests: paired-t, null: 2}]\n", ""},
    {"ranks_without_groups", DATA "analyses: [{name: a, statistic: mean, of: x, tests: [wilcoxon, median]}]\n",
     "canvass: s.yaml:2:54: error: test 'wilcoxon' without groups\n  expected by or banner beside it\n"
     "canvass: s.yaml:2:64: error: test 'median' without groups\n  expected by or banner beside it\n"},
    {"ranks_of_a_total", DATA "analyses: [{name: a, statistic: total, of: x, by: g, tests: kruskal-wallis}]\n",
     "canvass: s.yaml:2:61: error: test 'kruskal-wallis' does not go with statistic total\n"
     "  expected statistic: mean, quantile or proportion\n"},
    {"ranks_against_a_number", DATA "analyses: [{name: a, statistic: mean, of: x, by: g, tests: median, null: 3}]\n",
     "canvass: s.yaml:2:68: error: 'null' without a test that takes it\n"
     "  expected tests: t, paired-t or goodness-of-fit beside it\n"},
    {"ranks_beside_tables_and_means",
     DATA "analyses:\n  - {name: a, statistic: proportion, of: x, by: g, tests: [pearson, wilcoxon, trend]}\n"
          "  - {name: b, statistic: mean, of: x, by: g, tests: [median, t, vanderwaerden]}\n",
     ""},
    {"fit_under_binomial",
     DATA "design: {sampling: binomial}\n"
          "analyses: [{name: a, statistic: proportion, of: x, tests: goodness-of-fit, null: {a: 1, b: 2}}]\n",
     ""},
    {"suppress_without_a_rule", DATA "analyses: [{name: a, statistic: mean, of: x, suppress: {}}]\n",
     "canvass: s.yaml:2:56: error: 'suppress' without a rule\n  expected min_n, cv or rule\n"},
    {"suppress_out_of_range",
     DATA "analyses: [{name: a, statistic: mean, of: x, suppress: {min_n: 0, cv: -1, rule: nhcs, min: 3}}]\n",
     "canvass: s.yaml:2:64: error: 'min_n' is '0'\n  expected a whole number from 1 to 1000000000\n"
     "canvass: s.yaml:2:71: error: 'cv' is '-1'\n  expected a number above 0\n"
     "canvass: s.yaml:2:81: error: 'rule' is 'nhcs'\n  expected one of nchs\n  did you mean 'nchs'?\n"
     "canvass: s.yaml:2:87: error: unknown key 'min' in suppress\n  expected one of min_n, cv, rule\n"},
    {"nchs_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, suppress: {rule: nchs}}]\n",
     "canvass: s.yaml:2:33: error: suppress: rule nchs is for proportions, not for statistic mean\n"
     "  expected statistic: proportion\n"},
    {"where_with_a_place_of_its_own", DATA "analyses: [{name: a, statistic: mean, of: x, where: age >> 3}]\n",
     "canvass: s.yaml:2:58: error: unexpected >\n"
     "  expected a name, a number, a text in single quotes or a parenthesis\n"},
    {"where_in_quotes", DATA "analyses: [{name: a, statistic: mean, of: x, where: \"é = 'é' and ?\"}]\n",
     "canvass: s.yaml:2:66: error: an unexpected character '?'\n"
     "  expected a name, a number, a text in single quotes or an operator\n"},
    {"where_on_several_lines",
     DATA "analyses:\n  name: a\n  statistic: mean\n  of: x\n  where: >\n    age > 3 and\n    sex = = 'F'\n",
     "canvass: s.yaml:7: error: unexpected =\n"
     "  expected a name, a number, a text in single quotes or a parenthesis\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
