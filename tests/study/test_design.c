/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

#define BESIDE "  expected replicate weights, which hold the design, or strata, cluster and fpc\n"

static const struct mistake cases[] = {
    {"a_whole_design",
     "design: {weight: w, missing_weight: drop, strata: [r, s], cluster: [p, h], fpc: [n, m], nest: true,\n"
     " lonely_psu: adjust, domain_lonely: true, df: 12.5}\n" REST,
     ""},
    {"design_left_out", "design:\n" REST, ""},
    {"an_unknown_key", "design: {wieght: w}\n" REST,
     "canvass: s.yaml:1:10: error: unknown key 'wieght' in design\n"
     "  expected one of sampling, weight, missing_weight, strata, cluster, fpc, nest, lonely_psu, domain_lonely, df, "
     "replicates, calibrate, trim\n"
     "  did you mean 'weight'?\n"},
    {"an_unknown_sampling", "design: {sampling: binominal}\n" REST,
     "canvass: s.yaml:1:20: error: 'sampling' is 'binominal'\n  expected one of design, binomial\n"
     "  did you mean 'binomial'?\n"},
    {"binomial_with_a_design", "design: {sampling: binomial, weight: w, df: design}\n" REST,
     "canvass: s.yaml:1:30: error: 'weight' does not go with sampling: binomial\n"
     "  expected sampling alone, or sampling: design\n"
     "canvass: s.yaml:1:41: error: 'df' does not go with sampling: binomial\n"
     "  expected sampling alone, or sampling: design\n"},
    {"a_list_of_weights", "design: {weight: [v, w]}\n" REST,
     "canvass: s.yaml:1:18: error: 'weight' is a list\n  expected a column's name\n"},
    {"a_missing_weight_word", "design: {weight: w, missing_weight: ignore}\n" REST,
     "canvass: s.yaml:1:37: error: 'missing_weight' is 'ignore'\n  expected one of error, drop\n"},
    {"missing_weight_without_weight", "design: {missing_weight: drop}\n" REST,
     "canvass: s.yaml:1:10: error: 'missing_weight' without a weight\n  expected weight beside it\n"},
    {"more_strata_than_stages", "design: {strata: [a, b], cluster: p}\n" REST,
     "canvass: s.yaml:1:22: error: 'strata' has 2 columns, and the design 1 stage\n  expected one column a stage\n"},
    {"more_fpc_than_stages", "design: {fpc: [a, b, c], cluster: [p, q]}\n" REST,
     "canvass: s.yaml:1:22: error: 'fpc' has 3 columns, and the design 2 stages\n  expected one column a stage\n"},
    {"a_cluster_twice", "design: {cluster: [p, p]}\n" REST,
     "canvass: s.yaml:1:23: error: 'p' stands twice in 'cluster'\n"},
    {"yes_is_no_truth_value", "design: {nest: yes}\n" REST,
     "canvass: s.yaml:1:16: error: 'nest' is 'yes'\n  expected true or false\n"},
    {"a_truth_value_in_quotes", "design: {nest: \"true\"}\n" REST,
     "canvass: s.yaml:1:16: error: 'nest' is 'true'\n  expected true or false\n"},
    {"an_unknown_policy", "design: {lonely_psu: avarage}\n" REST,
     "canvass: s.yaml:1:22: error: 'lonely_psu' is 'avarage'\n"
     "  expected one of fail, remove, certainty, adjust, average\n  did you mean 'average'?\n"},
    {"domain_lonely_without_effect", "design: {lonely_psu: remove, domain_lonely: true}\n" REST,
     "canvass: s.yaml:1:30: error: 'domain_lonely' without a policy that it could change\n"
     "  expected lonely_psu: adjust or average beside it\n"},
    {"df_of_zero", "design: {df: 0}\n" REST,
     "canvass: s.yaml:1:14: error: 'df' is '0'\n"
     "  expected a number above 0, or one of domain, where, design, infinity\n"},
    {"df_of_another_word", "design: {df: infinite}\n" REST,
     "canvass: s.yaml:1:14: error: 'df' is 'infinite'\n"
     "  expected a number above 0, or one of domain, where, design, infinity\n  did you mean 'infinity'?\n"},
    {"a_whole_replicate_design",
     "design: {weight: w, df: where, lonely_psu: fail, replicates: {type: jkn, weights: [a, b], scale: 0.5,\n"
     " rscales: [1, 0.5], mse: true, combined: false}}\n" REST,
     ""},
    {"replicates_with_a_design",
     "design: {weight: w, strata: s, cluster: c, fpc: f, nest: true,\n"
     " lonely_psu: adjust, replicates: {type: brr, weights: r*}}\n" REST,
     "canvass: s.yaml:1:21: error: 'strata' does not go with 'replicates'\n" BESIDE
     "canvass: s.yaml:1:32: error: 'cluster' does not go with 'replicates'\n" BESIDE
     "canvass: s.yaml:1:44: error: 'fpc' does not go with 'replicates'\n" BESIDE
     "canvass: s.yaml:1:52: error: 'nest' does not go with 'replicates'\n" BESIDE
     "canvass: s.yaml:2:2: error: 'lonely_psu' does not go with 'replicates'\n"
     "  expected replicate weights alone: they have no strata\n"},
    {"replicates_without_weight", "design: {replicates: {type: brr, weights: r*}}\n" REST,
     "canvass: s.yaml:1:22: error: 'replicates' without the full sample's weight\n  expected weight beside it\n"},
    {"replicates_without_keys", "design: {weight: w, replicates: {mse: true}}\n" REST,
     "canvass: s.yaml:1:33: error: 'replicates' without a type\n"
     "  expected type: one of brr, fay, jk1, jkn, jk2, bootstrap, sdr, acs, other\n"
     "canvass: s.yaml:1:33: error: 'replicates' without weights\n"
     "  expected weights: a list of columns, or a pattern like rep_*\n"},
    {"an_unknown_type", "design: {weight: w, replicates: {type: brrr, weights: r*, scale: 2}}\n" REST,
     "canvass: s.yaml:1:40: error: 'type' is 'brrr'\n"
     "  expected one of brr, fay, jk1, jkn, jk2, bootstrap, sdr, acs, other\n  did you mean 'brr'?\n"},
    {"fay_without_rho", "design: {weight: w, replicates: {type: fay, weights: r*}}\n" REST,
     "canvass: s.yaml:1:34: error: type fay without 'rho'\n  expected rho: a number from 0 to below 1\n"},
    {"rho_of_one", "design: {weight: w, replicates: {type: fay, weights: r*, rho: 1}}\n" REST,
     "canvass: s.yaml:1:63: error: 'rho' is '1'\n  expected a number from 0 to below 1\n"},
    {"rho_of_another_type", "design: {weight: w, replicates: {type: jk1, weights: r*, rho: 0.5}}\n" REST,
     "canvass: s.yaml:1:63: warning: 'rho' is for type fay: type jk1 does not use it\n"},
    {"scale_of_brr", "design: {weight: w, replicates: {type: brr, weights: r*, scale: 0.5}}\n" REST,
     "canvass: s.yaml:1:58: error: 'scale' does not go with type brr\n"
     "  expected 'scale' only with jk1 or jkn or bootstrap or other\n"},
    {"scale_of_zero", "design: {weight: w, replicates: {type: jk1, weights: r*, scale: 0}}\n" REST,
     "canvass: s.yaml:1:65: error: 'scale' is '0'\n  expected a number above 0\n"},
    {"jkn_without_rscales", "design: {weight: w, replicates: {type: jkn, weights: r*}}\n" REST,
     "canvass: s.yaml:1:34: error: type jkn without 'rscales'\n"
     "  expected rscales: for each replicate (n - 1) / n, n being the sampling units of its stratum\n"},
    {"other_without_numbers", "design: {weight: w, replicates: {type: other, weights: r*}}\n" REST,
     "canvass: s.yaml:1:34: error: type other without 'scale' or 'rscales'\n  expected scale, or rscales, or both\n"},
    {"negative_rscales", "design: {weight: w, replicates: {type: other, weights: r*, rscales: [1, -1]}}\n" REST,
     "canvass: s.yaml:1:73: error: 'rscales' is '-1'\n  expected a list of numbers of 0 or more\n"},
    {"rscales_of_zero", "design: {weight: w, replicates: {type: other, weights: r*, rscales: [0, 0]}}\n" REST,
     "canvass: s.yaml:1:69: error: every one of 'rscales' is 0\n  expected at least one number above 0\n"},
    {"an_empty_name", "design: {strata: [\"\"]}\n" REST,
     "canvass: s.yaml:1:19: error: an empty name in 'strata'\n  expected a list of columns\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
