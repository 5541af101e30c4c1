/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

#include <string.h>

#include "base/number.h"

/* ---- readers of single keys ---- */

static bool read_break(cv_reader *reader, const cv_key *key, const cv_node *node, cv_words *to)
{
    const cv_key item = {.name = key->name, .kind = "a break: a list of names"};
    *to = cv_reader_words(reader, &item, node, true, false);
    if (node->kind == CV_NODE_SEQUENCE && node->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "names", NULL, "an empty break in 'banner'");
    return to->items != NULL;
}

void cv_read_banner(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    if (node->kind == CV_NODE_MAPPING || cv_node_is_null(node) ||
        (node->kind == CV_NODE_SEQUENCE && node->count == 0)) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    size_t count = node->kind == CV_NODE_SEQUENCE ? node->count : 1;
    analysis->banner = cv_reader_array(reader, count, sizeof *analysis->banner);
    for (size_t i = 0; analysis->banner != NULL && i < count; i++)
        if (read_break(reader, key, cv_reader_item(node, i), &analysis->banner[analysis->banner_count]))
            analysis->banner_count++;
}

void cv_read_interval(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    if (choice == NULL)
        return;
    analysis->ci = (cv_interval)choice->value;
    analysis->ci_word = (cv_word){choice->name, node->place};
}

void cv_read_scores(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    size_t count = 0;
    double *scores = cv_reader_numbers(reader, key, node, &count);
    if (node->kind == CV_NODE_SEQUENCE && node->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "'%s' is empty", key->name);
    if (scores == NULL)
        return;
    *(double **)(void *)((char *)section + key->offset) = scores;
    *(size_t *)(void *)((char *)section + key->count_offset) = count;
}

void cv_read_probabilities(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    size_t count = 0;
    double *numbers = cv_reader_numbers(reader, key, node, &count);
    if (node->kind == CV_NODE_SEQUENCE && node->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "'%s' is empty", key->name);
    for (size_t i = 0; numbers != NULL && i < count; i++) {
        const cv_node *item = cv_reader_item(node, i);
        bool twice = false;
        for (size_t k = 0; k < i; k++)
            twice = twice || numbers[k] == numbers[i];
        if (!(numbers[i] >= 0 && numbers[i] <= 1))
            cv_fail_expected(reader->messages, CV_USAGE, item->place, key->kind, NULL, "'%s' in '%s'", item->text,
                             key->name);
        else if (twice)
            cv_fail(reader->messages, CV_USAGE, item->place, "'%s' stands twice in '%s'", item->text, key->name);
    }
    if (numbers == NULL)
        return;
    analysis->quantiles = numbers;
    analysis->quantile_count = count;
}

void cv_read_suppress(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_suppress_spec *suppress = &((cv_analysis_spec *)section)->suppress;
    if (cv_read_section(reader, CV_SECTION_SUPPRESS, key->name, node, suppress) && node->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "min_n, cv or rule", NULL,
                         "'suppress' without a rule");
}

/* ---- one analysis ---- */

static void set_defaults(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis)
{
    enum { PROMOTERS = 2, DETRACTORS = 7 };
    *analysis = (cv_analysis_spec){.place = node->place,
                                   .confidence = reader->study->confidence,
                                   .quantile_interval = CV_INTERVAL_WALD,
                                   .threshold_fraction = 0.6,
                                   .threshold_quantile = 0.5,
                                   .eligible_share = 1};
    analysis->quantiles = cv_reader_array(reader, 1, sizeof(double));
    if (analysis->quantiles != NULL)
        analysis->quantiles[analysis->quantile_count++] = 0.5;
    analysis->promoters = cv_reader_array(reader, PROMOTERS, sizeof(double));
    analysis->detractors = cv_reader_array(reader, DETRACTORS, sizeof(double));
    for (; analysis->promoters != NULL && analysis->promoter_count < PROMOTERS; analysis->promoter_count++)
        analysis->promoters[analysis->promoter_count] = 9 + (double)analysis->promoter_count;
    for (; analysis->detractors != NULL && analysis->detractor_count < DETRACTORS; analysis->detractor_count++)
        analysis->detractors[analysis->detractor_count] = (double)analysis->detractor_count;
}

static void check_required(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const char *name = analysis->name.text != NULL ? analysis->name.text : "";
    const cv_key *statistic = cv_key_find(CV_SECTION_ANALYSES, "statistic");
    const cv_node *of = cv_node_find(node, "of", NULL);
    bool any_of = of != NULL && (of->kind != CV_NODE_SEQUENCE || of->count > 0);
    if (cv_node_find(node, "name", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "name: a name of its own", NULL,
                         "an analysis without a name");
    if (cv_node_find(node, "model", NULL) != NULL) {
        cv_model_check(reader, node, analysis);
        return;
    }
    if (cv_node_find(node, "statistic", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, cv_reader_expected(reader, statistic), NULL,
                         "the analysis '%.100s' has no statistic", name);
    else if (!any_of && analysis->statistic != CV_STATISTIC_WEIGHTS)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "of: the variables or columns", NULL,
                         "the analysis '%.100s' is of no variable", name);
    if (analysis->statistic == CV_STATISTIC_CORRELATION && analysis->of.count == 1)
        cv_fail_expected(reader->messages, CV_USAGE, of->place, "two or more numbers", NULL,
                         "the correlation '%.100s' is of one variable", name);
    if (analysis->statistic == CV_STATISTIC_RATIO && cv_node_find(node, "denominator", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "denominator: a name", NULL,
                         "the ratio '%.100s' has no denominator", name);
}

static void check_binomial(cv_reader *reader, const cv_node *node)
{
    for (size_t i = 0; i < node->count; i++) {
        const cv_key *key = cv_key_find(CV_SECTION_ANALYSES, node->keys[i]->text);
        if (key != NULL && key->design_only)
            cv_fail_expected(reader->messages, CV_USAGE, node->keys[i]->place, "sampling: design", NULL,
                             "'%s' does not go with sampling: binomial", key->name);
    }
}

static void check_scores(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const cv_node *key = NULL;
    if (cv_node_find(node, "promoters", &key) == NULL && cv_node_find(node, "detractors", &key) == NULL)
        return;
    for (size_t i = 0; i < analysis->promoter_count; i++)
        for (size_t j = 0; j < analysis->detractor_count; j++)
            if (analysis->promoters[i] == analysis->detractors[j]) {
                char score[CV_NUMBER_SIZE];
                cv_number_format(analysis->promoters[i], score);
                cv_fail(reader->messages, CV_USAGE, key->place,
                        "the score %s is a promoter's and a detractor's at once", score);
            }
}

const char *const cv_analysis_kinds[CV_STATISTIC_MODEL + 1] = {"statistic proportion",
                                                               "count",
                                                               "mean",
                                                               "total",
                                                               "ratio",
                                                               "nps",
                                                               "weights",
                                                               "quantile",
                                                               "variance",
                                                               "sd",
                                                               "correlation",
                                                               "gini",
                                                               "lorenz",
                                                               "quintile-share-ratio",
                                                               "at-risk-of-poverty",
                                                               "net",
                                                               "items",
                                                               "nonresponse",
                                                               "response-rate",
                                                               "mean-rank",
                                                               "rank-points",
                                                               "a model"};

/* What can be said once the statistic is known; an unknown one has its message already. */
static void check_statistic(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const cv_node *word = cv_node_find(node, "statistic", NULL);
    const char *name = cv_statistic_name(analysis->statistic);
    if (word == NULL || word->kind != CV_NODE_SCALAR || strcmp(word->text, name) != 0)
        return;
    cv_reader_check_applies(reader, CV_SECTION_ANALYSES, node, 1u << analysis->statistic, cv_analysis_kinds,
                            sizeof cv_analysis_kinds / sizeof cv_analysis_kinds[0],
                            cv_reader_text(reader, "statistic %s", name));
    bool share = cv_statistic_is_share(analysis->statistic);
    if (analysis->suppress.nchs && !share)
        cv_fail_expected(reader->messages, CV_USAGE, word->place, "statistic: proportion", NULL,
                         "suppress: rule nchs is for proportions, not for statistic %s", name);
    if (analysis->ci_word.text != NULL && !share && analysis->statistic != CV_STATISTIC_WEIGHTS &&
        analysis->statistic != CV_STATISTIC_QUANTILE && analysis->statistic != CV_STATISTIC_ITEMS &&
        analysis->ci != CV_INTERVAL_WALD)
        cv_fail_expected(reader->messages, CV_USAGE, analysis->ci_word.place, "wald", NULL,
                         "ci '%s' is for proportions; a %s has the Wald interval alone", analysis->ci_word.text, name);
    if (reader->study->design.binomial && analysis->statistic != CV_STATISTIC_PROPORTION)
        cv_fail_expected(reader->messages, CV_USAGE, word->place, "statistic: proportion, or a design", NULL,
                         "statistic %s does not go with sampling: binomial", name);
    if (analysis->statistic == CV_STATISTIC_NPS)
        check_scores(reader, node, analysis);
    cv_reader_check_scores(reader, node, analysis);
}

/* The message says which words the sampling model has. */
static void check_word(cv_reader *reader, const char *key, const cv_choice *choices, int value, cv_word word)
{
    const cv_choice *all = choices;
    unsigned sampling = reader->study->design.binomial ? CV_FOR_BINOMIAL : CV_FOR_DESIGN;
    for (; choices->name != NULL; choices++)
        if (!choices->later && choices->value == value && (choices->applies & sampling) == 0)
            cv_fail_expected(reader->messages, CV_USAGE, word.place, cv_reader_choices(reader, all, sampling), NULL,
                             "%s '%s' does not exist under sampling: %s", key, word.text,
                             sampling == CV_FOR_BINOMIAL ? "binomial" : "design");
}

static void check_sampling(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    if (reader->study->design.binomial)
        check_binomial(reader, node);
    if (analysis->ci_word.text != NULL &&
        (cv_statistic_is_share(analysis->statistic) || analysis->statistic == CV_STATISTIC_ITEMS))
        check_word(reader, "ci", cv_interval_choices, (int)analysis->ci, analysis->ci_word);
    for (size_t i = 0; i < analysis->test_count; i++)
        check_word(reader, "test", cv_test_choices, (int)analysis->tests[i], analysis->test_words.items[i]);
}

static void check_breaks(cv_reader *reader, const cv_node *node)
{
    const cv_node *key = NULL;
    if (cv_node_find(node, "by", NULL) != NULL && cv_node_find(node, "banner", &key) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "one of the two", NULL, "'banner' together with 'by'");
}

/* A Lorenz curve is told by its deciles where nothing else is asked for. */
static void set_deciles(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis)
{
    enum { DECILES = 9 };
    if (analysis->statistic != CV_STATISTIC_LORENZ || cv_node_find(node, "quantiles", NULL) != NULL)
        return;
    double *shares = cv_reader_array(reader, DECILES, sizeof *shares);
    for (size_t i = 0; shares != NULL && i < DECILES; i++)
        shares[i] = (double)(i + 1) / (DECILES + 1);
    analysis->quantiles = shares;
    analysis->quantile_count = shares != NULL ? DECILES : 0;
}

static void read_analysis(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis)
{
    set_defaults(reader, node, analysis);
    if (!cv_read_section(reader, CV_SECTION_ANALYSES, "analyses", node, analysis))
        return;
    const cv_node *where = cv_node_find(node, "where", NULL);
    if (analysis->where != NULL)
        analysis->where_text = where->text;
    set_deciles(reader, node, analysis);
    check_required(reader, node, analysis);
    check_statistic(reader, node, analysis);
    check_sampling(reader, node, analysis);
    check_breaks(reader, node);
    cv_reader_check_compare(reader, node, analysis);
    cv_reader_check_tests(reader, node, analysis);
    cv_reader_check_cells(reader, node, analysis);
}

void cv_read_analyses(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_study *study = section;
    bool none = cv_node_is_null(node) || (node->kind != CV_NODE_SCALAR && node->count == 0);
    if (none)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "the study has no analyses");
    else if (node->kind == CV_NODE_SCALAR)
        cv_reader_fail_kind(reader, key, node);
    if (none || node->kind == CV_NODE_SCALAR)
        return;
    size_t count = node->kind == CV_NODE_SEQUENCE ? node->count : 1;
    study->analyses = cv_reader_array(reader, count, sizeof *study->analyses);
    if (study->analyses == NULL)
        return;
    study->analysis_count = count;
    for (size_t i = 0; i < count; i++)
        read_analysis(reader, cv_reader_item(node, i), &study->analyses[i]);
}
