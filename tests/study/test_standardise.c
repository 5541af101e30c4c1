/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

/* An analysis by country with this on line 3. */
#define WITH(statistic, more)    DATA "analyses: {name: a, of: x, by: country, statistic: " statistic ",\n " more "}\n"
#define STANDARDIZE(standardize) WITH("mean", "standardize: " standardize)
#define DECOMPOSE(decompose)     WITH("mean", "decompose: " decompose)

static const struct mistake cases[] = {
    {"pooled", STANDARDIZE("{by: age, shares: pooled}"), ""},
    {"like", STANDARDIZE("{by: [age, sex], shares: {like: UK}}"), ""},
    {"given", STANDARDIZE("{by: [age, sex], shares: {1: {F: 1, M: 0}, 2: {F: 3.5, M: 1e2}}}"), ""},
    {"shares_before_by", STANDARDIZE("{shares: {1: 2, 2: 3}, by: age}"), ""},
    {"a_level_named_like", STANDARDIZE("{by: age, shares: {like: 2, other: 3}}"), ""},
    {"nothing_said", STANDARDIZE("{}"),
     "canvass: s.yaml:3:15: error: 'standardize' without 'by'\n  expected a list of names\n"
     "canvass: s.yaml:3:15: error: 'standardize' without 'shares'\n"
     "  expected a mapping of levels to shares (nested, in the order of by), {like: LEVEL}, or pooled\n"},
    {"by_no_variable", STANDARDIZE("{by: [], shares: pooled}"),
     "canvass: s.yaml:3:20: error: 'by' of standardize is empty\n  expected names\n"},
    {"a_split_by_no_variable", DECOMPOSE("{by: []}"),
     "canvass: s.yaml:3:18: error: 'by' of decompose is empty\n  expected names\n"},
    {"another_word", STANDARDIZE("{by: age, shares: poled}"),
     "canvass: s.yaml:3:33: error: 'shares' is 'poled'\n"
     "  expected a mapping of levels to shares (nested, in the order of by), {like: LEVEL}, or pooled\n"},
    {"shares_as_a_list", STANDARDIZE("{by: age, shares: [1, 2]}"),
     "canvass: s.yaml:3:33: error: 'shares' is a list\n"
     "  expected a mapping of levels to shares (nested, in the order of by), {like: LEVEL}, or pooled\n"},
    {"too_flat", STANDARDIZE("{by: [age, sex], shares: {1: 2, 2: {F: 1}}}"),
     "canvass: s.yaml:3:44: error: '1' is '2'\n  expected a mapping of the levels of 'sex'\n"},
    {"too_deep", STANDARDIZE("{by: age, shares: {1: {F: 2}, 2: 1}}"),
     "canvass: s.yaml:3:37: error: '1' is a mapping\n  expected a share of 0 or more\n"},
    {"an_empty_branch", STANDARDIZE("{by: [age, sex], shares: {1: {}, 2: {F: 1}}}"),
     "canvass: s.yaml:3:44: error: '1' is a mapping\n  expected a mapping of the levels of 'sex'\n"},
    {"a_negative_share", STANDARDIZE("{by: age, shares: {1: -2, 2: 5}}"),
     "canvass: s.yaml:3:37: error: '1' is '-2'\n  expected a share of 0 or more\n"},
    {"a_share_that_is_a_text", STANDARDIZE("{by: age, shares: {1: many, 2: 5}}"),
     "canvass: s.yaml:3:37: error: '1' is 'many'\n  expected a share of 0 or more\n"},
    {"no_share_at_all", STANDARDIZE("{by: age, shares: {1: 0, 2: 0}}"),
     "canvass: s.yaml:3:33: error: all shares are 0\n  expected a share above 0\n"},
    {"like_a_list", STANDARDIZE("{by: age, shares: {like: [UK]}}"),
     "canvass: s.yaml:3:40: error: 'like' is a list\n  expected a level\n"},
    {"like_without_domains",
     DATA "analyses: {name: a, of: x, statistic: mean, standardize: {by: age, shares: {like: UK}}}\n",
     "canvass: s.yaml:2:58: error: 'like' without domains to compare\n  expected by or banner beside it\n"},
    {"like_no_level",
     "variables: {country: {from: c, groups: {UK: [1], Spain: [2]}}}\n" STANDARDIZE("{by: age, shares: {like: UKK}}"),
     "canvass: s.yaml:4:40: error: 'UKK' is no level of 'country'\n  did you mean 'UK'?\n"},
    {"a_share_of_no_level",
     "variables: {age: {from: y, cut: [1, 2], labels: [young, old]}}\n" STANDARDIZE(
         "{by: [sex, age], shares: {F: {young: 1, odd: 3}}}"),
     "canvass: s.yaml:4:55: error: 'odd' is no level of 'age'\n  did you mean 'old'?\n"},
    {"by_the_domains", STANDARDIZE("{by: [age, country], shares: pooled}"),
     "canvass: s.yaml:3:26: error: 'standardize' by 'country', which makes the domains\n"
     "  expected a variable that is not in the analysis's by or banner\n"},
    {"by_a_break",
     DATA "analyses: {name: a, of: x, statistic: mean, banner: [[u], [v, w]], standardize: {by: w, shares: pooled}}\n",
     "canvass: s.yaml:2:86: error: 'standardize' by 'w', which makes the domains\n"
     "  expected a variable that is not in the analysis's by or banner\n"},
    {"by_choices", "variables: {m: {multiple: [p, q]}}\n" STANDARDIZE("{by: m, shares: pooled}"),
     "canvass: s.yaml:4:20: error: 'm' is a multiple-response variable and cannot be a break\n"
     "  expected another variable, or one of its columns\n"},
    {"of_a_total", WITH("total", "standardize: {by: age, shares: pooled}"),
     "canvass: s.yaml:3:2: error: 'standardize' does not go with statistic total\n"
     "  expected 'standardize' only with statistic proportion or mean or ratio or nps\n"},
    {"with_tests", WITH("proportion", "tests: rao-scott-f, standardize: {by: age, shares: pooled}"),
     "canvass: s.yaml:3:2: error: 'tests' does not go with 'standardize'\n"
     "  expected compare, or an analysis of its own for the tests\n"},
    {"with_decompose", WITH("mean", "decompose: {by: age}, standardize: {by: age, shares: pooled}"),
     "canvass: s.yaml:3:2: error: 'decompose' does not go with 'standardize'\n"
     "  expected an analysis of its own for it\n"},
    {"under_the_binomial_model",
     "design: {sampling: binomial}\n" WITH("proportion", "standardize: {by: age, shares: pooled}"),
     "canvass: s.yaml:4:2: error: 'standardize' does not go with sampling: binomial\n  expected sampling: design\n"},
    {"an_unknown_key", STANDARDIZE("{by: age, share: pooled}"),
     "canvass: s.yaml:3:15: error: 'standardize' without 'shares'\n"
     "  expected a mapping of levels to shares (nested, in the order of by), {like: LEVEL}, or pooled\n"
     "canvass: s.yaml:3:25: error: unknown key 'share' in standardize\n  expected one of by, shares\n"
     "  did you mean 'shares'?\n"},

    {"a_split", DECOMPOSE("{over: country, by: [age, sex], reference: UK, parts: three}"), ""},
    {"a_split_of_a_break",
     DATA "analyses: {name: a, of: x, statistic: nps, banner: [[u], [v]], decompose: {over: v, by: age}}\n", ""},
    {"a_split_by_nothing", DECOMPOSE("{over: country}"),
     "canvass: s.yaml:3:13: error: 'decompose' without 'by'\n  expected a list of names\n"},
    {"a_split_over_nothing", DATA "analyses: {name: a, of: x, statistic: mean, decompose: {by: age}}\n",
     "canvass: s.yaml:2:56: error: 'decompose' without domains to compare\n  expected by or banner beside it\n"},
    {"a_split_over_another", DECOMPOSE("{over: contry, by: age}"),
     "canvass: s.yaml:3:20: error: over: 'contry' is not among the domains\n  expected a name from by or banner\n"
     "  did you mean 'country'?\n"},
    {"a_split_by_the_domains", DECOMPOSE("{by: country}"),
     "canvass: s.yaml:3:18: error: 'decompose' by 'country', which makes the domains\n"
     "  expected a variable that is not in the analysis's by or banner\n"},
    {"a_split_in_four", DECOMPOSE("{by: age, parts: four}"),
     "canvass: s.yaml:3:30: error: 'parts' is 'four'\n  expected one of two, three\n"},
    {"a_split_of_quantiles", WITH("quantile", "decompose: {by: age}"),
     "canvass: s.yaml:3:2: error: 'decompose' does not go with statistic quantile\n"
     "  expected 'decompose' only with statistic proportion or mean or ratio or nps\n"},
    {"a_split_against_no_level",
     "variables: {country: {from: c, groups: {UK: [1], Spain: [2]}}}\n" DECOMPOSE("{by: age, reference: Spian}"),
     "canvass: s.yaml:4:34: error: 'Spian' is no level of 'country'\n  did you mean 'Spain'?\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
