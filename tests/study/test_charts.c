/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

static const struct mistake cases[] = {
    {"a_single_chart", REST "charts: {name: c, from: a}\n", ""},
    {"charts_left_out", REST "charts:\n", ""},
    {"charts_as_a_text", REST "charts: c\n",
     "canvass: s.yaml:3:9: error: 'charts' is 'c'\n  expected a list of charts\n"},
    {"a_chart_as_a_text", REST "charts: [c]\n",
     "canvass: s.yaml:3:10: error: 'charts' is 'c'\n  expected a mapping of keys\n"},
    {"no_name_and_no_from", REST "charts: [{kind: dot}]\n",
     "canvass: s.yaml:3:10: error: a chart without a name\n  expected name: a name of its own\n"
     "canvass: s.yaml:3:10: error: a chart that is from no analysis\n  expected from: an analysis's name\n"},
    {"from_nothing",
     DATA "analyses: [{name: interest-by-country, statistic: mean, of: x}]\n"
          "charts: [{name: c, from: interest-by-contry}]\n",
     "canvass: s.yaml:3:26: error: no analysis is named 'interest-by-contry'\n  expected an analysis's name\n"
     "  did you mean 'interest-by-country'?\n"},
    {"two_of_one_name", REST "charts: [{name: c, from: a}, {name: d, from: a}, {name: c, from: a}]\n",
     "canvass: s.yaml:3:57: error: a second chart named 'c'\n"},
    {"a_name_with_a_path", REST "charts: [{name: ../c, from: a}]\n",
     "canvass: s.yaml:3:17: error: 'name' is '../c'\n"
     "  expected letters, digits, '.', '_' and '-', a letter or digit first, at most 100\n"},
    {"a_kind_of_nobody", REST "charts: [{name: c, from: a, kind: pie}]\n",
     "canvass: s.yaml:3:35: error: 'kind' is 'pie'\n  expected one of dot, bar, column, likert, lollipop, dumbbell, "
     "line, slope, heatmap, forest, rank, funnel, mosaic, histogram, ridgeline, lorenz, upset, weights\n"},
    {"a_format_of_nobody", REST "charts: [{name: c, from: a, formats: [svg, pgn]}]\n",
     "canvass: s.yaml:3:44: error: 'formats' is 'pgn'\n  expected a list of svg, png, pdf\n"
     "  did you mean 'png'?\n"},
    {"no_format", REST "charts: [{name: c, from: a, formats: []}]\n",
     "canvass: s.yaml:3:38: error: a chart without a format\n  expected svg, png or pdf\n"},
    {"an_unknown_sort", REST "charts: [{name: c, from: a, sort: values}]\n",
     "canvass: s.yaml:3:35: error: 'sort' is 'values'\n  expected one of none, value, label\n"
     "  did you mean 'value'?\n"},
    {"an_unknown_key", REST "charts: [{name: c, from: a, colour: dark}]\n",
     "canvass: s.yaml:3:29: error: unknown key 'colour' in a chart\n"
     "  expected one of name, from, kind, title, subtitle, sort, highlight, level, series, panels, measure, stack, "
     "neutral, "
     "positive, negative, formats, theme\n"},
    {"parts_of_means",
     DATA "analyses: {name: a, statistic: mean, of: x, by: g}\ncharts: {name: c, from: a, kind: bar, stack: values}\n",
     "canvass: s.yaml:3:25: error: a chart cannot stack the estimates of 'a', which do not add up\n"
     "  expected statistic: proportion, count or total\n"},
    {"parts_of_totals",
     DATA "analyses: {name: a, statistic: total, of: x, by: [g, h]}\n"
          "charts: {name: c, from: a, kind: column, stack: values}\n",
     ""},
    {"parts_of_several_answers",
     "variables: {x: {multiple: [y, z]}}\n" REST "charts: {name: c, from: a, kind: bar, stack: percent}\n",
     "canvass: s.yaml:4:25: error: a chart cannot stack the answers to 'x', of which a row can have several\n"
     "  expected a question with one answer, or base: responses\n"},
    {"parts_of_all_answers",
     "variables: {x: {multiple: [y, z]}}\n" DATA "analyses: {name: a, statistic: proportion, of: x, base: "
     "responses}\ncharts: {name: c, from: a, kind: bar, stack: percent}\n",
     ""},
    {"a_likert_chart_of_several_answers",
     "variables: {x: {multiple: [y, z]}}\n" REST "charts: {name: c, from: a, kind: likert}\n",
     "canvass: s.yaml:4:25: error: a chart cannot stack the answers to 'x', of which a row can have several\n"
     "  expected a question with one answer, or base: responses\n"},
    {"a_likert_chart_of_means",
     DATA "analyses: {name: a, statistic: mean, of: x}\ncharts: {name: c, from: a, kind: likert}\n",
     "canvass: s.yaml:3:25: error: a chart of kind likert cannot show analysis 'a'\n  expected statistic: "
     "proportion\n"},
    {"a_likert_chart_with_its_keys",
     REST
     "charts: {name: c, from: a, kind: likert, neutral: aside, positive: [5, 4], negative: [1, 2], stack: percent}\n",
     ""},
    {"series_of_an_upset_chart",
     "variables: {q: {multiple: [y, z]}, x: {combinations: q}}\n" REST
     "charts: {name: c, from: a, kind: upset, series: level}\n",
     "canvass: s.yaml:4:41: error: 'series' does not go with a chart of kind: upset\n"
     "  expected 'series' only with kind: dot or kind: bar or kind: column or kind: likert or kind: lollipop or kind: "
     "dumbbell or kind: line or kind: slope or kind: mosaic\n"},
    {"a_likert_chart_of_some_levels", REST "charts: {name: c, from: a, kind: likert, level: [5, 4]}\n",
     "canvass: s.yaml:3:42: error: 'level' does not go with a chart of kind: likert\n"
     "  expected 'level' only with kind: dot or kind: bar or kind: column or kind: lollipop or kind: dumbbell or kind: "
     "line or kind: slope or kind: heatmap or kind: forest or kind: rank or kind: funnel or kind: mosaic or kind: "
     "histogram or kind: ridgeline or kind: lorenz or kind: upset\n"},
    {"a_likert_chart_of_stacked_values", REST "charts: {name: c, from: a, kind: likert, stack: values}\n",
     "canvass: s.yaml:3:9: error: stack: values does not go with kind: likert\n  expected stack: percent or none\n"},
    {"a_side_that_is_not_there",
     "variables: {x: {from: y, groups: {Good: [1], Bad: [2]}}}\n" REST
     "charts: {name: c, from: a, kind: likert, positive: Goof}\n",
     "canvass: s.yaml:4:52: error: 'Goof' is no level of what the chart shows\n  did you mean 'Good'?\n"},
    {"sides_of_another_kind", REST "charts: {name: c, from: a, positive: [5]}\n",
     "canvass: s.yaml:3:28: error: 'positive' does not go with a chart of kind: dot\n"
     "  expected 'positive' only with kind: likert\n"},
    {"lines_of_waves",
     DATA "analyses: {name: a, statistic: mean, of: x, by: [w, g]}\n"
          "charts: [{name: c, from: a, kind: line, panels: g, highlight: '1'}, {name: d, from: a, kind: slope}]\n",
     ""},
    {"lines_of_no_wave", REST "charts: {name: c, from: a, kind: line}\n",
     "canvass: s.yaml:3:25: error: a chart of kind line cannot show analysis 'a'\n"
     "  expected by: [wave] or [wave, another variable]\n"},
    {"a_slope_of_no_wave", REST "charts: {name: c, from: a, kind: slope}\n",
     "canvass: s.yaml:3:25: error: a chart of kind slope cannot show analysis 'a'\n"
     "  expected by: [wave, another variable]\n"},
    {"waves_in_another_order",
     DATA "analyses: {name: a, statistic: mean, of: x, by: w}\n"
          "charts: {name: c, from: a, kind: line, sort: value}\n",
     "canvass: s.yaml:3:40: error: 'sort' does not go with a chart of kind: line\n"
     "  expected 'sort' only with kind: dot or kind: bar or kind: column or kind: likert or kind: lollipop or kind: "
     "dumbbell or kind: heatmap or kind: forest or kind: rank or kind: funnel or kind: mosaic or kind: histogram or "
     "kind: ridgeline or kind: upset\n"},
    {"a_series_of_classes", REST "charts: {name: c, from: a, kind: histogram, series: level}\n",
     "canvass: s.yaml:3:45: error: 'series' does not go with a chart of kind: histogram\n"
     "  expected 'series' only with kind: dot or kind: bar or kind: column or kind: likert or kind: lollipop or kind: "
     "dumbbell or kind: line or kind: slope or kind: mosaic\n"},
    {"a_level_of_weights",
     DATA "analyses: {name: a, statistic: weights}\ncharts: {name: c, from: a, kind: weights, level: Yes}\n",
     "canvass: s.yaml:3:9: error: a chart of weights, which are all 1\n"
     "  expected weight, fpc or calibrate in the design\n"
     "canvass: s.yaml:3:43: error: 'level' does not go with a chart of kind: weights\n"
     "  expected 'level' only with kind: dot or kind: bar or kind: column or kind: lollipop or kind: "
     "dumbbell or kind: line or kind: slope or kind: heatmap or kind: forest or kind: rank or kind: funnel or kind: "
     "mosaic or kind: histogram or kind: ridgeline or kind: lorenz or kind: upset\n"},
    {"ridges_of_counts",
     DATA "analyses: {name: a, statistic: count, of: x, by: g}\ncharts: {name: c, from: a, kind: ridgeline}\n",
     "canvass: s.yaml:3:25: error: a chart of kind ridgeline cannot show analysis 'a'\n"
     "  expected statistic: proportion, of: a variable made by cut, by: one variable\n"},
    {"all_pairs",
     DATA "analyses: {name: a, statistic: mean, of: x, by: g, compare: {over: g}}\n"
          "charts: [{name: c, from: a, kind: heatmap}, {name: d, from: a, kind: rank}, "
          "{name: e, from: a, kind: forest, measure: difference}]\n",
     ""},
    {"a_heatmap_of_nothing_compared",
     DATA "analyses: {name: a, statistic: mean, of: x, by: g}\n"
          "charts: {name: c, from: a, kind: heatmap}\n",
     "canvass: s.yaml:3:25: error: a chart of kind heatmap cannot show analysis 'a'\n"
     "  expected by: one variable, and compare: {over: that variable} of all pairs by difference\n"},
    {"ranks_against_a_reference",
     DATA "analyses: {name: a, statistic: mean, of: x, by: g, compare: {over: g, reference: '1'}}\n"
          "charts: {name: c, from: a, kind: rank}\n",
     "canvass: s.yaml:3:25: error: a chart of kind rank cannot show analysis 'a'\n"
     "  expected by: one variable, and compare: {over: that variable} of all pairs by difference\n"},
    {"a_forest_of_nothing_compared", REST "charts: {name: c, from: a, kind: forest}\n",
     "canvass: s.yaml:3:25: error: a chart of kind forest cannot show analysis 'a'\n"
     "  expected compare: {over: a by variable}, or an analysis with model\n"},
    {"a_forest_of_another_measure",
     DATA "analyses: {name: a, statistic: mean, of: x, by: g, compare: {over: g}}\n"
          "charts: {name: c, from: a, kind: forest, measure: ratio}\n",
     "canvass: s.yaml:3:9: error: analysis 'a' does not compare by ratio\n"
     "  expected a measure of the analysis's compare\n"},
    {"a_forest_of_a_model",
     DATA "analyses: {name: a, model: linear, of: x, predictors: y}\n"
          "charts: {name: c, from: a, kind: forest, sort: value}\n",
     ""},
    {"a_measure_of_a_model",
     DATA "analyses: {name: a, model: linear, of: x, predictors: y}\n"
          "charts: {name: c, from: a, kind: forest, measure: ratio}\n",
     "canvass: s.yaml:3:9: error: 'measure' does not go with the chart of a model\n"
     "  expected the coefficients of all predictors\n"},
    {"dots_of_a_model",
     DATA "analyses: {name: a, model: linear, of: x, predictors: y}\n"
          "charts: {name: c, from: a}\n",
     "canvass: s.yaml:3:25: error: a chart of 'a', which is a model\n  expected an analysis with estimates\n"},
    {"a_mosaic_of_everybody", REST "charts: {name: c, from: a, kind: mosaic}\n",
     "canvass: s.yaml:3:25: error: a chart of kind mosaic cannot show analysis 'a'\n"
     "  expected statistic: proportion, by: one variable\n"},
    {"an_upset_of_a_question", REST "charts: {name: c, from: a, kind: upset}\n",
     "canvass: s.yaml:3:25: error: a chart of kind upset cannot show analysis 'a'\n"
     "  expected of: one variable made by combinations, without by and banner\n"},
    {"an_upset_of_combinations",
     "variables: {q: {multiple: [y, z]}, x: {combinations: q}}\n" REST "charts: {name: c, from: a, kind: upset}\n", ""},
    {"a_chart_of_weights", DATA "analyses: [{name: a, statistic: weights}]\ncharts: {name: c, from: a}\n",
     "canvass: s.yaml:3:25: error: a chart of 'a', which is a table of weights\n"
     "  expected an analysis with estimates\n"},
    {"weights_as_they_are", "design: {weight: w}\n" REST "charts: {name: c, kind: weights}\n", ""},
    {"weights_that_follow_from_counts", "design: {fpc: n}\n" REST "charts: {name: c, kind: weights}\n", ""},
    {"weights_by_groups",
     "design: {weight: w}\n" DATA
     "analyses: [{name: a, statistic: weights, by: g}]\ncharts: {name: c, kind: weights, from: a}\n",
     ""},
    {"weights_that_are_all_one", "design: {strata: s}\n" REST "charts: {name: c, kind: weights}\n",
     "canvass: s.yaml:4:9: error: a chart of weights, which are all 1\n"
     "  expected weight, fpc or calibrate in the design\n"},
    {"weights_from_other_estimates", "design: {weight: w}\n" REST "charts: {name: c, kind: weights, from: a}\n",
     "canvass: s.yaml:4:40: error: a chart of weights from 'a', whose statistic is proportion\n"
     "  expected an analysis with statistic: weights\n"},
    {"weights_from_nothing", "design: {weight: w}\n" REST "charts: {name: c, kind: weights, from: b}\n",
     "canvass: s.yaml:4:40: error: no analysis is named 'b'\n  expected an analysis's name\n"},
    {"a_level_that_is_not_there",
     "variables: {x: {from: y, groups: {Interested: [1], Other: \"*\"}}}\n" REST
     "charts: {name: c, from: a, level: Intrested}\n",
     "canvass: s.yaml:4:35: error: 'Intrested' is no level of what the chart shows\n"
     "  did you mean 'Interested'?\n"},
    {"a_level_that_the_data_decide", REST "charts: {name: c, from: a, level: anything, highlight: something}\n", ""},
    {"a_highlight_that_is_not_there",
     "variables: {x: {where: y = 1}, g: {from: z, cut: [1, 2], labels: [low, high]}}\n" DATA
     "analyses: {name: a, statistic: proportion, of: x, by: g}\ncharts: {name: c, from: a, highlight: [low, hihg]}\n",
     "canvass: s.yaml:4:45: error: 'hihg' is no level of what the chart shows\n  did you mean 'high'?\n"},
    {"every_report_format", REST "report: {formats: [md, json, html, xlsx, tex, docx, pptx, pdf]}\n", ""},
    {"a_report_format_of_nobody", REST "report: {formats: [md, htlm]}\n",
     "canvass: s.yaml:3:24: error: 'formats' is 'htlm'\n"
     "  expected a list of md, json, html, xlsx, tex, docx, pptx, pdf\n  did you mean 'html'?\n"},
    {"a_methodology", REST "methodology: {sponsor: \"A: B\", dates: }\n",
     "canvass: s.yaml:3:32: error: 'dates' has no value\n  expected a text\n"},
    {"a_methodology_as_a_text", REST "methodology: online\n",
     "canvass: s.yaml:3:14: error: 'methodology' is 'online'\n  expected a mapping of keys\n"},
    {"an_unknown_item_of_the_methodology", REST "methodology: {sponser: x}\n",
     "canvass: s.yaml:3:15: error: unknown key 'sponser' in methodology\n  did you mean 'sponsor'?\n"},
    {"a_report_as_a_list", REST "report: [md]\n",
     "canvass: s.yaml:3:9: error: 'report' is a list\n  expected a mapping of keys\n"},
    {"an_unknown_report_key", REST "report: {format: md}\n",
     "canvass: s.yaml:3:10: error: unknown key 'format' in report\n  expected formats\n  did you mean "
     "'formats'?\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
