/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each kind of chart needs of its analysis. */
#include <string.h>

#include "base/nearest.h"
#include "study/read.h"

#define BIT(value) (1u << (value))

enum { SHARES = BIT(CV_STATISTIC_PROPORTION) | BIT(CV_STATISTIC_COUNT), ANY_NUMBER = 99 };

/* Every pair by difference; any comparisons, or a model. */
enum { ALL_PAIRS = 1, ANY_PAIRS = 2 };

/* A row for each kind that not every analysis suits. */
static const struct requirement {
    cv_chart_kind kind;
    unsigned statistics;      /**< bits of 1 << cv_statistic; 0: every one that has estimates */
    size_t by_least, by_most; /**< by variables */
    int pairs;                /**< what compare must ask for: nothing, ALL_PAIRS or ANY_PAIRS */
    const char *expected;
} requirements[] = {
    {CV_CHART_LIKERT, BIT(CV_STATISTIC_PROPORTION), 0, ANY_NUMBER, 0, "statistic: proportion"},
    {CV_CHART_DUMBBELL, 0, 1, ANY_NUMBER, 0, "by: a variable with two groups, and another one or several levels"},
    {CV_CHART_LINE, 0, 1, ANY_NUMBER, 0, "by: [wave] or [wave, another variable]"},
    {CV_CHART_SLOPE, 0, 1, ANY_NUMBER, 0, "by: [wave, another variable]"},
    {CV_CHART_HEATMAP, 0, 1, 1, ALL_PAIRS,
     "by: one variable, and compare: {over: that variable} of all pairs by difference"},
    {CV_CHART_FOREST, 0, 0, ANY_NUMBER, ANY_PAIRS, "compare: {over: a by variable}, or an analysis with model"},
    {CV_CHART_RANK, 0, 1, 1, ALL_PAIRS,
     "by: one variable, and compare: {over: that variable} of all pairs by difference"},
    {CV_CHART_FUNNEL, BIT(CV_STATISTIC_PROPORTION), 1, ANY_NUMBER, 0,
     "statistic: proportion, by: a variable with many groups, total: true"},
    {CV_CHART_MOSAIC, BIT(CV_STATISTIC_PROPORTION), 1, 1, 0, "statistic: proportion, by: one variable"},
    {CV_CHART_HISTOGRAM, BIT(CV_STATISTIC_PROPORTION), 0, ANY_NUMBER, 0,
     "statistic: proportion, of: a variable made by cut"},
    {CV_CHART_RIDGELINE, BIT(CV_STATISTIC_PROPORTION), 1, 1, 0,
     "statistic: proportion, of: a variable made by cut, by: one variable"},
    {CV_CHART_LORENZ, BIT(CV_STATISTIC_LORENZ), 0, 1, 0, "statistic: lorenz, by: one variable or none"},
    {CV_CHART_UPSET, SHARES, 0, 0, 0, "statistic: proportion, of: a variable made by combinations"},
};

static bool has_measure(const cv_compare_spec *compare, cv_measure measure)
{
    for (size_t i = 0; i < compare->measure_count; i++)
        if (compare->measures[i] == measure)
            return true;
    return compare->measure_count == 0 && measure == CV_MEASURE_DIFFERENCE;
}

static bool compares_enough(int pairs, const cv_analysis_spec *analysis)
{
    const cv_compare_spec *compare = &analysis->compare;
    if (pairs == ANY_PAIRS)
        return compare->given || analysis->statistic == CV_STATISTIC_MODEL;
    return pairs == 0 || (compare->given && compare->pairs && compare->reference.text == NULL &&
                          has_measure(compare, CV_MEASURE_DIFFERENCE));
}

/* A forest shows one measure of the analysis's comparisons; of a model its coefficients, all of them. */
static void check_forest(const cv_reader *reader, const cv_chart_spec *chart, const cv_analysis_spec *analysis)
{
    const bool model = analysis->statistic == CV_STATISTIC_MODEL;
    if (chart->kind != CV_CHART_FOREST)
        return;
    if (model && (chart->measure > 0 || chart->level.count > 0))
        cv_fail_expected(reader->messages, CV_USAGE, chart->place, "the coefficients of all predictors", NULL,
                         "'%s' does not go with the chart of a model", chart->measure > 0 ? "measure" : "level");
    else if (chart->measure > 0 && !has_measure(&analysis->compare, (cv_measure)(chart->measure - 1)))
        cv_fail_expected(reader->messages, CV_USAGE, chart->place, "a measure of the analysis's compare", NULL,
                         "analysis '%.100s' does not compare by %s", chart->from.text,
                         cv_measure_name((cv_measure)(chart->measure - 1)));
}

static const char *kind_name(cv_chart_kind kind)
{
    const cv_choice *choices = cv_key_find(CV_SECTION_CHARTS, "kind")->choices;
    while (choices->name != NULL && choices->value != (int)kind)
        choices++;
    return choices->name;
}

static void check_kind(const cv_reader *reader, const cv_chart_spec *chart, const cv_analysis_spec *analysis)
{
    for (size_t i = 0; i < sizeof requirements / sizeof requirements[0]; i++) {
        const struct requirement *r = &requirements[i];
        bool suits = (r->statistics == 0 || (r->statistics & BIT(analysis->statistic)) != 0) &&
                     (analysis->banner_count == 0 || r->by_least == 0) &&
                     (analysis->banner_count > 0 || analysis->by.count >= r->by_least) &&
                     analysis->by.count <= r->by_most && compares_enough(r->pairs, analysis);
        if (r->kind == chart->kind && !suits)
            cv_fail_expected(reader->messages, CV_USAGE, chart->from.place, r->expected, NULL,
                             "a chart of kind %s cannot show analysis '%.100s'", kind_name(chart->kind),
                             chart->from.text);
    }
}

/* Whether the levels of a variable add up to a whole: answers of which a row has several do so only as shares of all
 * answers. */
static bool adds_up(const cv_variable_spec *variable, const cv_analysis_spec *analysis)
{
    bool several = variable != NULL && cv_variable_is_multiple(variable);
    return !several || analysis->base_responses || (variable->kind == CV_VARIABLE_RANK && analysis->mentions == 1);
}

/* Parts that are laid end to end make a whole. */
static void check_stack(const cv_reader *reader, const cv_chart_spec *chart, const cv_analysis_spec *analysis)
{
    const bool stacked =
        chart->stack != CV_STACK_NONE || chart->kind == CV_CHART_LIKERT || chart->kind == CV_CHART_MOSAIC;
    const unsigned statistics = SHARES | BIT(CV_STATISTIC_TOTAL);
    if (!stacked)
        return;
    if (chart->kind == CV_CHART_LIKERT && chart->stack == CV_STACK_VALUES)
        cv_fail_expected(reader->messages, CV_USAGE, chart->place, "stack: percent or none", NULL,
                         "stack: values does not go with kind: likert");
    if ((statistics & BIT(analysis->statistic)) == 0)
        cv_fail_expected(reader->messages, CV_USAGE, chart->from.place, "statistic: proportion, count or total", NULL,
                         "a chart cannot stack the estimates of '%.100s', which do not add up", chart->from.text);
    for (size_t i = 0; i < analysis->of.count && (SHARES & BIT(analysis->statistic)) != 0; i++)
        if (!adds_up(cv_study_variable(reader->study, analysis->of.items[i].text), analysis))
            cv_fail_expected(reader->messages, CV_USAGE, chart->from.place,
                             "a question with one answer, or base: responses", NULL,
                             "a chart cannot stack the answers to '%.100s', of which a row can have several",
                             analysis->of.items[i].text);
}

/* An UpSet chart is of combinations, of everybody. */
static void check_upset(const cv_reader *reader, const cv_chart_spec *chart, const cv_analysis_spec *analysis)
{
    if (chart->kind != CV_CHART_UPSET)
        return;
    const cv_variable_spec *of =
        analysis->of.count == 1 ? cv_study_variable(reader->study, analysis->of.items[0].text) : NULL;
    if (of == NULL || of->kind != CV_VARIABLE_COMBINATIONS || analysis->banner_count > 0)
        cv_fail_expected(reader->messages, CV_USAGE, chart->from.place,
                         "of: one variable made by combinations, without by and banner", NULL,
                         "a chart of kind upset cannot show analysis '%.100s'", chart->from.text);
}

/* `panels` and `series` name by variables; `series` also what else tells estimates apart. */
static void check_part(const cv_reader *reader, const char *key, cv_word word, const cv_analysis_spec *analysis,
                       bool levels_too)
{
    enum { MOST = 64 };
    const char *names[MOST + 2] = {NULL};
    size_t count = 0;
    if (word.text == NULL)
        return;
    for (size_t i = 0; i < analysis->by.count && count < MOST; i++)
        names[count++] = analysis->by.items[i].text;
    if (levels_too) {
        names[count++] = "level";
        names[count++] = "variable";
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], word.text) == 0)
            return;
    cv_fail_expected(reader->messages, CV_USAGE, word.place,
                     levels_too ? "a by variable of the chart's analysis, level or variable"
                                : "a by variable of the chart's analysis",
                     cv_nearest(word.text, names, count), "%s: '%.100s' is no part of analysis '%.100s'", key,
                     word.text, analysis->name.text);
}

void cv_check_chart(const cv_reader *reader, const cv_chart_spec *chart, const cv_analysis_spec *analysis)
{
    cv_messages *messages = reader->messages;
    if (chart->kind == CV_CHART_WEIGHTS && analysis->statistic != CV_STATISTIC_WEIGHTS)
        cv_fail_expected(messages, CV_USAGE, chart->from.place, "an analysis with statistic: weights", NULL,
                         "a chart of weights from '%.100s', whose statistic is %s", chart->from.text,
                         analysis->statistic == CV_STATISTIC_MODEL ? "a model"
                                                                   : cv_statistic_name(analysis->statistic));
    else if (chart->kind == CV_CHART_WEIGHTS)
        return;
    else if (analysis->statistic == CV_STATISTIC_WEIGHTS)
        cv_fail_expected(messages, CV_USAGE, chart->from.place, "an analysis with estimates", NULL,
                         "a chart of '%.100s', which is a table of weights", chart->from.text);
    else if (analysis->statistic == CV_STATISTIC_MODEL && chart->kind != CV_CHART_FOREST)
        cv_fail_expected(messages, CV_USAGE, chart->from.place, "an analysis with estimates", NULL,
                         "a chart of '%.100s', which is a model", chart->from.text);
    else if (analysis->statistic == CV_STATISTIC_ITEMS)
        cv_fail_expected(messages, CV_USAGE, chart->from.place, "an analysis of one statistic", NULL,
                         "a chart of '%.100s', which is a table of items", chart->from.text);
    else {
        size_t before = messages->count;
        check_kind(reader, chart, analysis);
        if (messages->count == before) {
            check_stack(reader, chart, analysis);
            check_upset(reader, chart, analysis);
            check_forest(reader, chart, analysis);
        }
    }
    check_part(reader, "panels", chart->panels, analysis, false);
    check_part(reader, "series", chart->series, analysis, true);
}
