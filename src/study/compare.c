/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

#include <string.h>

#include "base/nearest.h"

enum { MOST_NAMES = 128 };

void cv_read_measures(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_compare_spec *compare = section;
    cv_words words = cv_reader_words(reader, key, node, true, false);
    size_t most = sizeof compare->measures / sizeof compare->measures[0];
    compare->measure_count = 0;
    for (size_t i = 0; i < words.count; i++) {
        const cv_choice *choice = cv_reader_choice(reader, key, cv_reader_item(node, i));
        if (choice != NULL && compare->measure_count < most)
            compare->measures[compare->measure_count++] = (cv_measure)choice->value;
    }
    if (node->kind == CV_NODE_SEQUENCE && node->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, cv_reader_expected(reader, key), NULL,
                         "'measure' is empty");
}

void cv_read_method(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_compare_spec *compare = section;
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    if (choice == NULL)
        return;
    compare->method = (cv_method)choice->value;
    compare->method_word = (cv_word){choice->name, node->place};
}

static void read_contrast(cv_reader *reader, const cv_node *name, const cv_node *node, cv_contrast_spec *contrast)
{
    const cv_key key = {.name = name->text, .kind = "a mapping of levels to coefficients"};
    bool any = false;
    contrast->name = (cv_word){name->text, name->place};
    if (name->text[0] == '\0')
        cv_fail(reader->messages, CV_USAGE, name->place, "a contrast without a name");
    if (node->kind != CV_NODE_MAPPING) {
        cv_reader_fail_kind(reader, &key, node);
        return;
    }
    contrast->levels.items = cv_reader_array(reader, node->count, sizeof(cv_word));
    contrast->coefficients = cv_reader_array(reader, node->count, sizeof(double));
    if (contrast->levels.items == NULL || contrast->coefficients == NULL)
        return;
    for (size_t i = 0; i < node->count; i++) {
        const cv_key level = {.name = node->keys[i]->text, .kind = "a number"};
        contrast->levels.items[i] = (cv_word){node->keys[i]->text, node->keys[i]->place};
        if (!cv_reader_number(reader, &level, node->items[i], &contrast->coefficients[i]) ||
            contrast->coefficients[i] != 0)
            any = true; /* a wrong number has its own message */
    }
    contrast->levels.count = node->count;
    if (node->count < 2)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "at least two levels", NULL,
                         "the contrast '%.200s' has %zu level%s", name->text, node->count, node->count == 1 ? "" : "s");
    else if (!any)
        cv_fail(reader->messages, CV_USAGE, node->place, "all coefficients of the contrast '%.200s' are 0", name->text);
}

void cv_read_contrasts(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_compare_spec *compare = section;
    if (node->kind != CV_NODE_MAPPING || node->count == 0) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    compare->contrasts = cv_reader_array(reader, node->count, sizeof *compare->contrasts);
    for (size_t i = 0; compare->contrasts != NULL && i < node->count; i++) {
        read_contrast(reader, node->keys[i], node->items[i], &compare->contrasts[i]);
        compare->contrast_count++;
    }
}

/* ---- what must go together ---- */

/* The by variables, or those of the banner's breaks; a model's margins. */
static size_t list_breaks(const cv_analysis_spec *analysis, const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < analysis->model.margins.count && count < MOST_NAMES; i++)
        names[count++] = analysis->model.margins.items[i].text;
    for (size_t i = 0; i < analysis->by.count && count < MOST_NAMES; i++)
        names[count++] = analysis->by.items[i].text;
    for (size_t i = 0; i < analysis->banner_count; i++)
        for (size_t j = 0; j < analysis->banner[i].count && count < MOST_NAMES; j++)
            names[count++] = analysis->banner[i].items[j].text;
    return count;
}

bool cv_reader_check_over(cv_reader *reader, const char *what, const cv_node *node, const cv_analysis_spec *analysis,
                          cv_word *over)
{
    const char *names[MOST_NAMES];
    size_t count = list_breaks(analysis, names);
    bool model = analysis->statistic == CV_STATISTIC_MODEL;
    if (count == 0) {
        cv_fail_expected(reader->messages, CV_USAGE, node->place,
                         model ? "margins beside it" : "by or banner beside it", NULL,
                         model ? "'%s' without margins to compare" : "'%s' without domains to compare", what);
        return false;
    }
    if (over->text == NULL)
        *over = model                    ? analysis->model.margins.items[0]
                : analysis->by.count > 0 ? analysis->by.items[0]
                                         : analysis->banner[0].items[0];
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], over->text) == 0)
            return true;
    cv_fail_expected(reader->messages, CV_USAGE, over->place,
                     model ? "a name from margins" : "a name from by or banner", cv_nearest(over->text, names, count),
                     model ? "over: '%.200s' is not among the margins" : "over: '%.200s' is not among the domains",
                     over->text);
    return false;
}

static cv_place place_of_measure(const cv_node *node, cv_measure measure)
{
    const cv_node *list = cv_node_find(node, "measure", NULL);
    for (size_t i = 0; list != NULL && (list->kind != CV_NODE_SEQUENCE || i < list->count); i++) {
        const cv_node *item = cv_reader_item(list, i);
        if (list->kind != CV_NODE_SEQUENCE || strcmp(item->text, cv_measure_name(measure)) == 0)
            return item->place;
    }
    return node->place;
}

static void check_measures(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis,
                           const cv_compare_spec *compare)
{
    enum { DIFFERENCE = 1 << CV_MEASURE_DIFFERENCE, RATIO = 1 << CV_MEASURE_RATIO, ODDS = 1 << CV_MEASURE_ODDS_RATIO };
    static const struct {
        unsigned measures;
        const char *expected;
    } has[] = {[CV_STATISTIC_PROPORTION] = {DIFFERENCE | RATIO | ODDS, NULL},
               [CV_STATISTIC_COUNT] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_MEAN] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_TOTAL] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_RATIO] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_NPS] = {DIFFERENCE, "difference"},
               [CV_STATISTIC_WEIGHTS] = {DIFFERENCE | RATIO | ODDS, NULL},
               [CV_STATISTIC_QUANTILE] = {DIFFERENCE | RATIO | ODDS, NULL},
               [CV_STATISTIC_MODEL] = {DIFFERENCE | RATIO | ODDS, "difference or ratio"},
               [CV_STATISTIC_VARIANCE] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_SD] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_CORRELATION] = {DIFFERENCE, "difference"},
               [CV_STATISTIC_GINI] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_LORENZ] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_QUINTILE_SHARE_RATIO] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_AT_RISK_OF_POVERTY] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_NET] = {DIFFERENCE, "difference"},
               [CV_STATISTIC_ITEMS] = {DIFFERENCE, "difference"},
               [CV_STATISTIC_NONRESPONSE] = {DIFFERENCE | RATIO | ODDS, NULL},
               [CV_STATISTIC_RESPONSE_RATE] = {DIFFERENCE | RATIO | ODDS, NULL},
               [CV_STATISTIC_MEAN_RANK] = {DIFFERENCE | RATIO, "difference or ratio"},
               [CV_STATISTIC_RANK_POINTS] = {DIFFERENCE | RATIO, "difference or ratio"}};
    cv_statistic statistic = analysis->statistic;
    cv_model_kind kind = analysis->model.kind;
    bool numbers = kind == CV_MODEL_LINEAR || kind == CV_MODEL_POISSON, model = kind != CV_MODEL_NONE;
    unsigned measures = numbers ? (unsigned)DIFFERENCE | RATIO : has[statistic].measures;
    for (size_t i = 0; i < compare->measure_count; i++)
        if ((measures & (1u << compare->measures[i])) == 0)
            cv_fail_expected(reader->messages, CV_USAGE, place_of_measure(node, compare->measures[i]),
                             has[statistic].expected, NULL, "measure '%s' does not exist for %s %s",
                             cv_measure_name(compare->measures[i]), model ? "model" : "statistic",
                             model ? cv_model_name(kind) : cv_statistic_name(statistic));
}

static const char *methods_for(cv_reader *reader, const cv_compare_spec *compare)
{
    unsigned measures = 0;
    for (size_t i = 0; i < compare->measure_count; i++)
        measures |= 1u << compare->measures[i];
    for (const cv_choice *choice = cv_method_choices; choice->name != NULL; choice++)
        if ((choice->applies & measures) == measures)
            return cv_reader_choices(reader, cv_method_choices, measures);
    return "no method, or an analysis for each measure: no method has them all";
}

static void check_method(cv_reader *reader, const cv_compare_spec *compare)
{
    const cv_word *word = &compare->method_word;
    if (word->text == NULL)
        return;
    if (!reader->study->design.binomial) {
        if (compare->method != CV_METHOD_WALD)
            cv_fail_expected(reader->messages, CV_USAGE, word->place, "wald", NULL,
                             "method '%s' is for sampling: binomial", word->text);
        return;
    }
    for (const cv_choice *choice = cv_method_choices; choice->name != NULL; choice++)
        for (size_t i = 0; (cv_method)choice->value == compare->method && i < compare->measure_count; i++)
            if ((choice->applies & (1u << compare->measures[i])) == 0)
                cv_fail_expected(reader->messages, CV_USAGE, word->place, methods_for(reader, compare), NULL,
                                 "method '%s' does not exist for measure '%s' under sampling: binomial", word->text,
                                 cv_measure_name(compare->measures[i]));
}

void cv_read_compare(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    cv_compare_spec *compare = &analysis->compare;
    const cv_node *contrasts = NULL;
    *compare = (cv_compare_spec){.place = node->place, .measures = {CV_MEASURE_DIFFERENCE}, .measure_count = 1};
    if (!cv_read_section(reader, CV_SECTION_COMPARE, key->name, node, compare))
        return;
    compare->given = true;
    bool alone = cv_node_find(node, "contrasts", &contrasts) != NULL && cv_node_find(node, "pairs", NULL) == NULL &&
                 cv_node_find(node, "reference", NULL) == NULL && cv_node_find(node, "measure", NULL) == NULL;
    compare->pairs = !alone;
    if (reader->study->design.binomial && contrasts != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, contrasts->place, "sampling: design", NULL,
                         "'contrasts' does not go with sampling: binomial");
}

void cv_reader_check_compare(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis)
{
    const cv_node *own = cv_node_find(node, "compare", NULL);
    if (!analysis->compare.given || own == NULL)
        return;
    cv_reader_check_over(reader, "compare", own, analysis, &analysis->compare.over);
    check_measures(reader, own, analysis, &analysis->compare);
    check_method(reader, &analysis->compare);
}
