/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

#define MODEL "analyses: [{name: a, model: logit, of: x, level: 1, predictors: "

static const struct mistake cases[] = {
    {"a_linear_model", DATA "analyses: [{name: a, model: linear, of: x, predictors: [y, z, \"y:z\"]}]\n", ""},
    {"all_keys_of_a_model",
     DATA MODEL "[y, z], references: {y: 1}, where: z > 1, confidence: 0.9, df: 20, covariance: true, title: T}]\n",
     ""},
    {"the_other_models",
     DATA "analyses:\n"
          "- {name: a, model: ordinal, of: x, predictors: [y, z]}\n"
          "- {name: b, model: multinomial, of: x, predictors: [y, z], references: {x: 2, y: 1}, margins: y}\n"
          "- {name: c, model: poisson, of: x, predictors: [y, z, \"y:z\"], exposure: e, margins: [z, y]}\n",
     ""},
    {"margins_compared",
     DATA "analyses:\n"
          "- {name: a, model: ordinal, of: x, predictors: [y, z], margins: [y, z], compare: {over: z, reference: 1}}\n"
          "- {name: b, model: logit, of: x, level: 1, predictors: y, margins: y, compare: {measure: odds_ratio}}\n"
          "- {name: c, model: poisson, of: x, predictors: y, margins: y, compare: {measure: ratio, adjust: none}}\n"
          "- {name: d, model: linear, of: x, predictors: y, margins: y, compare: {contrasts: {k: {1: 1, 2: -1}}}}\n",
     ""},
    {"a_margin_of_no_predictor", DATA MODEL "[country, y], margins: [y, contry]}]\n",
     "canvass: s.yaml:2:92: error: 'contry' in 'margins' is no predictor\n  expected one of the predictors\n"
     "  did you mean 'country'?\n"},
    {"a_margin_of_what_is_explained", DATA MODEL "y, margins: x}]\n",
     "canvass: s.yaml:2:77: error: 'x' in 'margins' is no predictor\n  expected one of the predictors\n"},
    {"margins_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, margins: y}]\n",
     "canvass: s.yaml:2:46: error: 'margins' does not go with statistic mean\n  expected 'margins' only with a "
     "model\n"},
    {"nothing_to_compare", DATA MODEL "y, compare: {}}]\n",
     "canvass: s.yaml:2:77: error: 'compare' without margins to compare\n  expected margins beside it\n"},
    {"compared_over_no_margin", DATA MODEL "[age, z], margins: age, compare: {over: agee}}]\n",
     "canvass: s.yaml:2:105: error: over: 'agee' is not among the margins\n  expected a name from margins\n"
     "  did you mean 'age'?\n"},
    {"odds_of_numbers",
     DATA "analyses: [{name: a, model: poisson, of: x, predictors: y, margins: y, compare: {measure: odds_ratio}}]\n",
     "canvass: s.yaml:2:91: error: measure 'odds_ratio' does not exist for model poisson\n"
     "  expected difference or ratio\n"},
    {"an_exposure_of_a_logit", DATA MODEL "y, exposure: e}]\n",
     "canvass: s.yaml:2:68: error: 'exposure' does not go with model logit\n  expected 'exposure' only with model "
     "poisson\n"},
    {"choices_as_an_exposure",
     DATA "variables: {v: {multiple: [p, q]}}\n"
          "analyses: [{name: a, model: poisson, of: x, predictors: y, exposure: v}]\n",
     "canvass: s.yaml:3:70: error: 'v' is a multiple-response variable and cannot be read as a number\n"
     "  expected another variable, or one of its columns\n"},
    {"a_level_of_an_ordinal_model", DATA "analyses: [{name: a, model: ordinal, of: x, level: 1, predictors: y}]\n",
     "canvass: s.yaml:2:45: error: 'level' does not go with model ordinal\n  expected 'level' only with model "
     "logit\n"},
    {"a_reference_of_an_ordinal_answer",
     DATA "analyses: [{name: a, model: ordinal, of: x, predictors: y, references: {x: 1}}]\n",
     "canvass: s.yaml:2:73: error: 'x' in 'references' is no predictor\n  expected one of the predictors\n"},
    {"one_predictor_as_a_text", DATA MODEL "y}]\n", ""},
    {"a_condition_has_its_event",
     DATA "variables: {v: {where: y > 1}}\nanalyses: [{name: a, model: logit, of: v, predictors: z}]\n", ""},
    {"no_event", DATA "analyses: [{name: a, model: logit, of: x, predictors: y}]\n",
     "canvass: s.yaml:2:12: error: the model 'a' does not say which level of 'x' it explains\n"
     "  expected level: the event\n"},
    {"an_unknown_model", DATA "analyses: [{name: a, model: logti, of: x, level: 1, predictors: y}]\n",
     "canvass: s.yaml:2:29: error: 'model' is 'logti'\n  expected one of linear, logit, ordinal, multinomial, "
     "poisson\n  did you mean 'logit'?\n"},
    {"a_model_and_a_statistic", DATA "analyses: [{name: a, statistic: mean, model: linear, of: x, predictors: y}]\n",
     "canvass: s.yaml:2:22: error: 'statistic' together with 'model'\n  expected one of the two\n"},
    {"predictors_of_a_mean", DATA "analyses: [{name: a, statistic: mean, of: x, predictors: y}]\n",
     "canvass: s.yaml:2:46: error: 'predictors' does not go with statistic mean\n"
     "  expected 'predictors' only with a model\n"},
    {"nothing_explained", DATA "analyses: [{name: a, model: linear}]\n",
     "canvass: s.yaml:2:12: error: the model 'a' is of no variable\n  expected of: the variable that is explained\n"
     "canvass: s.yaml:2:12: error: the model 'a' has no predictors\n"
     "  expected predictors: the variables that explain\n"},
    {"two_explained", DATA "analyses: [{name: a, model: linear, of: [x, y], predictors: z}]\n",
     "canvass: s.yaml:2:45: error: the model 'a' is of several variables\n  expected one variable\n"},
    {"no_predictors", DATA "analyses: [{name: a, model: linear, of: x, predictors: []}]\n",
     "canvass: s.yaml:2:12: error: the model 'a' has no predictors\n"
     "  expected predictors: the variables that explain\n"},
    {"explained_by_itself", DATA "analyses: [{name: a, model: linear, of: x, predictors: [y, \"x:y\"]}]\n",
     "canvass: s.yaml:2:60: error: 'x' is to explain itself\n  expected another variable\n"},
    {"a_level_of_a_linear_model", DATA "analyses: [{name: a, model: linear, of: x, level: 1, predictors: y}]\n",
     "canvass: s.yaml:2:44: error: 'level' does not go with model linear\n  expected 'level' only with model logit\n"},
    {"groups_of_a_model", DATA "analyses: [{name: a, model: linear, of: x, predictors: y, by: z}]\n",
     "canvass: s.yaml:2:59: error: 'by' does not go with model linear\n  expected 'by' only with statistic proportion "
     "or"
     " count or mean or total or ratio or nps or weights or quantile or variance or sd or correlation or gini or "
     "lorenz "
     "or quintile-share-ratio or at-risk-of-poverty or net or items or nonresponse or response-rate or mean-rank or "
     "rank-points\n"},
    {"a_part_without_a_name", DATA MODEL "[\"y:\"]}]\n",
     "canvass: s.yaml:2:66: error: a part of 'y:' has no name\n  expected a list of names, or of a:b\n"},
    {"a_part_twice", DATA MODEL "[\"y:z:y\"]}]\n",
     "canvass: s.yaml:2:66: error: 'y:z:y' has a variable twice\n  expected a list of names, or of a:b\n"},
    {"a_part_too_many", DATA MODEL "[\"a:b:c:d:e:f:g:h:i\"]}]\n",
     "canvass: s.yaml:2:66: error: 'a:b:c:d:e:f:g:h:i' has more than 8 variables\n"
     "  expected a list of names, or of a:b\n"},
    {"the_same_interaction", DATA MODEL "[\"y:z\", \"z:y\"]}]\n",
     "canvass: s.yaml:2:73: error: 'y:z' and 'z:y' are the same interaction\n"},
    {"the_same_predictor", DATA MODEL "[y, y]}]\n", "canvass: s.yaml:2:69: error: 'y' stands twice in 'predictors'\n"},
    {"predictors_as_a_mapping", DATA MODEL "{y: 1}}]\n",
     "canvass: s.yaml:2:65: error: 'predictors' is a mapping\n  expected a list of names, or of a:b\n"},
    {"a_reference_of_no_predictor", DATA MODEL "[country, y], references: {contry: UK}}]\n",
     "canvass: s.yaml:2:92: error: 'contry' in 'references' is no predictor\n  expected one of the predictors\n"
     "  did you mean 'country'?\n"},
    {"references_as_a_list", DATA MODEL "y, references: [y]}]\n",
     "canvass: s.yaml:2:80: error: 'references' is a list\n  expected a mapping of names to levels\n"},
    {"a_reference_that_is_no_level",
     DATA "variables: {v: {from: y, cut: [1, 2], labels: [low, high]}}\n"
          "analyses: [{name: a, model: linear, of: x, predictors: v, references: {v: hihg}}]\n",
     "canvass: s.yaml:3:75: error: 'hihg' is no level of 'v'\n  did you mean 'high'?\n"},
    {"choices_as_predictors",
     DATA "variables: {v: {multiple: [p, q]}}\nanalyses: [{name: a, model: linear, of: x, predictors: [y, v]}]\n",
     "canvass: s.yaml:3:60: error: 'v' is a multiple-response variable and cannot be a predictor\n"
     "  expected another variable, or one of its columns\n"},
    {"choices_explained",
     DATA "variables: {v: {multiple: [p, q]}}\nanalyses: [{name: a, model: logit, of: v, level: p, predictors: y}]\n",
     "canvass: s.yaml:3:40: error: 'v' is a multiple-response variable and cannot be explained by a model\n"
     "  expected another variable, or one of its columns\n"},
    {"a_model_under_binomial",
     DATA "design: {sampling: binomial}\nanalyses: [{name: a, model: linear, of: x, predictors: y}]\n",
     "canvass: s.yaml:3:22: error: 'model' does not go with sampling: binomial\n  expected sampling: design\n"},
    {"a_chart_of_a_model",
     DATA "analyses: [{name: a, model: linear, of: x, predictors: y}]\ncharts: [{name: c, from: a}]\n",
     "canvass: s.yaml:3:26: error: a chart of 'a', which is a model\n  expected an analysis with estimates\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
