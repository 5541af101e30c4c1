/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/nearest.h"

enum {
    MOST_NAMES = 4096,
    MOST_LINKS = 100
}; /* names that are searched for the nearest; variables one is made through */

typedef struct checker {
    cv_reader *reader;
    cv_study *study;
    cv_messages *messages;
    cv_dictionary *variables, *analyses; /* names to their places in the study */
} checker;

static const cv_variable_spec *variable_of(const checker *c, const char *name)
{
    int32_t code = name == NULL ? -1 : cv_dictionary_find(c->variables, name, strlen(name));
    return code < 0 ? NULL : &c->study->variables[code];
}

static bool is_multiple(const checker *c, const char *name)
{
    const cv_variable_spec *variable = variable_of(c, name);
    return variable != NULL && cv_variable_is_multiple(variable);
}

static bool is_ranked(const checker *c, const char *name)
{
    const cv_variable_spec *variable = variable_of(c, name);
    return variable != NULL && (variable->kind == CV_VARIABLE_RANK || variable->kind == CV_VARIABLE_RANK_OF);
}

/* ---- levels: all those of a variable that the study itself makes are known ---- */

static size_t list_words(const cv_words *words, const char **names, size_t count)
{
    for (size_t i = 0; i < words->count && count < MOST_NAMES; i++)
        names[count++] = words->items[i].text;
    return count;
}

/* @return the number of levels' values and labels, SIZE_MAX where the data decide */
static size_t list_levels(const cv_variable_spec *variable, const char **names)
{
    size_t count = 0;
    if (variable == NULL)
        return SIZE_MAX;
    switch (variable->kind) {
    case CV_VARIABLE_COLUMN:
    case CV_VARIABLE_COMBINATIONS:
        return SIZE_MAX;
    case CV_VARIABLE_GROUPS:
        for (size_t i = 0; i < variable->group_count && count < MOST_NAMES; i++)
            names[count++] = variable->groups[i].label.text;
        return count;
    case CV_VARIABLE_CUT:
        return list_words(&variable->cut_labels, names, 0);
    case CV_VARIABLE_WHERE:
        names[0] = "yes";
        names[1] = "no";
        return 2;
    case CV_VARIABLE_MULTIPLE:
    case CV_VARIABLE_RANK:
    case CV_VARIABLE_RANK_OF:
        for (size_t i = 0; i < cv_variable_choice_count(variable) && count + 1 < MOST_NAMES; i++) {
            cv_level_spec choice = cv_variable_choice(variable, i);
            names[count++] = choice.value.text;
            names[count++] = choice.label;
        }
        return count;
    }
    return SIZE_MAX;
}

/* Each of `wanted` must be a level of one of the variables, unless the levels of one of them are the data's. */
static void check_levels(const checker *c, const cv_words *wanted, const cv_words *const *variables, size_t lists,
                         const char *what)
{
    const char **names = cv_memory_zero(2 * MOST_NAMES, sizeof *names);
    size_t count = 0;
    bool open = names == NULL;
    if (names == NULL)
        cv_fail_memory(c->messages);
    for (size_t i = 0; i < lists; i++)
        for (size_t j = 0; j < variables[i]->count && !open; j++) {
            size_t more = list_levels(variable_of(c, variables[i]->items[j].text), names + count);
            open = more >= MOST_NAMES || count + more > MOST_NAMES;
            count += open ? 0 : more;
        }
    for (size_t i = 0; i < wanted->count && !open && count > 0; i++) {
        size_t at = 0;
        while (at < count && strcmp(names[at], wanted->items[i].text) != 0)
            at++;
        if (at == count)
            cv_fail_expected(c->messages, CV_USAGE, wanted->items[i].place, NULL,
                             cv_nearest(wanted->items[i].text, names, count), "'%.200s' is no level of %s",
                             wanted->items[i].text, what);
    }
    cv_memory_free(names);
}

static void check_levels_of(const checker *c, const cv_words *wanted, cv_word variable)
{
    const cv_words one = {&variable, 1};
    const cv_words *const list[] = {&one};
    check_levels(c, wanted, list, 1, cv_reader_text(c->reader, "'%.200s'", variable.text));
}

/* ---- variables ---- */

static void fail_multiple(const checker *c, cv_word word, const char *use)
{
    cv_fail_expected(c->messages, CV_USAGE, word.place, "another variable, or one of its columns", NULL,
                     "'%.200s' is a multiple-response variable and cannot %s", word.text, use);
}

static void check_condition_name(void *context, const cv_expression *name)
{
    const checker *c = context;
    if (is_multiple(c, name->text))
        fail_multiple(c, (cv_word){name->text, name->place}, "stand in an expression");
}

static void check_condition(const checker *c, const cv_expression *condition)
{
    cv_expression_names(condition, check_condition_name, (void *)(uintptr_t)c);
}

/* Combinations are made of a check-all question, and of nothing else. */
static void check_combinations(const checker *c, cv_word from)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    const cv_variable_spec *of = variable_of(c, from.text);
    if (from.text == NULL || (of != NULL && of->kind == CV_VARIABLE_MULTIPLE))
        return;
    for (size_t i = 0; i < c->study->variable_count && count < MOST_NAMES; i++)
        if (c->study->variables[i].kind == CV_VARIABLE_MULTIPLE)
            names[count++] = c->study->variables[i].name.text;
    cv_fail_expected(
        c->messages, CV_USAGE, from.place, "a variable with multiple:", cv_nearest(from.text, names, count),
        of != NULL ? "'%.200s' is no check-all question" : "the study has no variable '%.200s'", from.text);
}

static void check_variable(const checker *c, const cv_variable_spec *variable)
{
    if (variable->kind == CV_VARIABLE_COMBINATIONS) {
        check_combinations(c, variable->from);
        return;
    }
    check_condition(c, variable->where);
    bool made = variable->kind == CV_VARIABLE_GROUPS || variable->kind == CV_VARIABLE_CUT;
    if (made && is_multiple(c, variable->from.text))
        fail_multiple(c, variable->from, "be grouped or cut");
    for (size_t i = 0; variable->from.text != NULL && i < variable->group_count; i++)
        check_levels_of(c, &variable->groups[i].values, variable->from);
    for (size_t i = 0; i < variable->columns.count; i++) {
        const cv_variable_spec *column = variable_of(c, variable->columns.items[i].text);
        if (column != NULL && column->kind != CV_VARIABLE_COLUMN)
            cv_fail_expected(c->messages, CV_USAGE, variable->columns.items[i].place, "a column of the file", NULL,
                             "'%.200s' is made of other variables and cannot be a choice", column->name.text);
    }
}

/* ---- circles ---- */

typedef struct link_list {
    const checker *checker;
    uint32_t *to;         /* what variable i is made of: to[first[i]] up to to[first[i + 1]] */
    size_t *first;        /* [variables + 1] */
    size_t *next;         /* [variables] the link that the walk takes next */
    uint32_t *way;        /* [variables] the variables that the walk is in */
    uint32_t *height;     /* [variables] links below, once the walk is through with it */
    unsigned char *state; /* [variables] */
    size_t count, capacity;
    bool failed;
} link_list;

enum { NEW, ON_WAY, DONE };

static void add_link(link_list *links, const char *name)
{
    const cv_variable_spec *variable = variable_of(links->checker, name);
    if (variable == NULL || links->failed)
        return;
    uint32_t *to = cv_memory_grow(links->to, links->count, &links->capacity, sizeof *to);
    links->failed = to == NULL;
    if (to == NULL)
        return;
    links->to = to;
    links->to[links->count++] = (uint32_t)(variable - links->checker->study->variables);
}

static void add_named_link(void *context, const cv_expression *name)
{
    add_link(context, name->text);
}

static void find_links(link_list *links, const cv_study *study)
{
    for (size_t i = 0; i < study->variable_count; i++) {
        const cv_variable_spec *variable = &study->variables[i];
        links->first[i] = links->next[i] = links->count;
        if (variable->from.text != NULL)
            add_link(links, variable->from.text);
        cv_expression_names(variable->where, add_named_link, links);
        for (size_t j = 0; j < variable->columns.count; j++)
            add_link(links, variable->columns.items[j].text);
    }
    links->first[study->variable_count] = links->count;
}

/* The walk came back to `to`, which is on its way: says the circle, from there on. */
static void fail_circle(const link_list *links, size_t depth, uint32_t to)
{
    const checker *c = links->checker;
    const cv_variable_spec *variables = c->study->variables, *self = &variables[to];
    size_t start = depth;
    while (start > 0 && links->way[start] != to)
        start--;
    const char *through = "";
    for (size_t i = start + 1; i <= depth && i - start <= 5; i++)
        through = cv_reader_text(c->reader, "%s%s'%.100s'", through, i == start + 1 ? ", through " : ", ",
                                 variables[links->way[i]].name.text);
    cv_fail_expected(c->messages, CV_USAGE, self->name.place,
                     "a name of its own: a variable hides the column of its name", NULL,
                     "the variable '%.200s' is made of itself%s", self->name.text, through);
}

static void finish_variable(link_list *links, uint32_t at)
{
    const checker *c = links->checker;
    uint32_t height = 0;
    for (size_t i = links->first[at]; i < links->first[at + 1]; i++)
        if (links->height[links->to[i]] + 1 > height)
            height = links->height[links->to[i]] + 1;
    if (height == MOST_LINKS + 1)
        cv_fail(c->messages, CV_USAGE, c->study->variables[at].name.place,
                "the variable '%.200s' is made through more than %d others", c->study->variables[at].name.text,
                MOST_LINKS);
    links->height[at] = height;
    links->state[at] = DONE;
}

static void walk(link_list *links, uint32_t start)
{
    size_t depth = 0;
    links->way[0] = start;
    links->state[start] = ON_WAY;
    for (;;) {
        uint32_t at = links->way[depth];
        if (links->next[at] == links->first[at + 1]) {
            finish_variable(links, at);
            if (depth-- == 0)
                return;
            continue;
        }
        uint32_t to = links->to[links->next[at]++];
        if (links->state[to] == ON_WAY)
            fail_circle(links, depth, to);
        else if (links->state[to] == NEW) {
            links->state[to] = ON_WAY;
            links->way[++depth] = to;
        }
    }
}

static void check_circles(const checker *c)
{
    size_t count = c->study->variable_count;
    link_list links = {.checker = c};
    links.first = cv_memory_zero(count + 1, sizeof *links.first);
    links.next = cv_memory_zero(count + 1, sizeof *links.next);
    links.way = cv_memory_zero(count + 1, sizeof *links.way);
    links.height = cv_memory_zero(count + 1, sizeof *links.height);
    links.state = cv_memory_zero(count + 1, sizeof *links.state);
    links.failed = !links.first || !links.next || !links.way || !links.height || !links.state;
    if (!links.failed)
        find_links(&links, c->study);
    for (size_t i = 0; i < count && !links.failed; i++)
        if (links.state[i] == NEW)
            walk(&links, (uint32_t)i);
    if (links.failed)
        cv_fail_memory(c->messages);
    cv_memory_free(links.to);
    cv_memory_free(links.first);
    cv_memory_free(links.next);
    cv_memory_free(links.way);
    cv_memory_free(links.height);
    cv_memory_free(links.state);
}

/* ---- analyses ---- */

static void check_breaks(const checker *c, const cv_words *breaks)
{
    for (size_t i = 0; i < breaks->count; i++)
        if (is_multiple(c, breaks->items[i].text))
            fail_multiple(c, breaks->items[i], "be a break");
}

/* What a statistic can be of: several answers a row, ranks, or neither. */
static void check_multiple_of(const checker *c, const cv_analysis_spec *analysis)
{
    bool share = analysis->statistic == CV_STATISTIC_PROPORTION || analysis->statistic == CV_STATISTIC_COUNT;
    bool ranks = analysis->statistic == CV_STATISTIC_MEAN_RANK || analysis->statistic == CV_STATISTIC_RANK_POINTS;
    bool several =
        share || ranks || analysis->statistic == CV_STATISTIC_MEAN || analysis->statistic == CV_STATISTIC_NONRESPONSE;
    for (size_t i = 0; i < analysis->of.count; i++) {
        cv_word of = analysis->of.items[i];
        if (ranks && !is_ranked(c, of.text))
            cv_fail_expected(c->messages, CV_USAGE, of.place, "a variable with rank: or rank_of:", NULL,
                             "'%.200s' is no rank question", of.text);
        if ((ranks && !is_ranked(c, of.text)) || !is_multiple(c, of.text))
            continue;
        if (!several)
            fail_multiple(c, of,
                          analysis->model.kind == CV_MODEL_NONE || analysis->model.kind == CV_MODEL_LINEAR ||
                                  analysis->model.kind == CV_MODEL_POISSON
                              ? "be read as a number"
                              : "be explained by a model");
        else if (analysis->test_count > 0)
            fail_multiple(c, of, share ? "be tested for independence" : "have a t test");
    }
    if (is_multiple(c, analysis->denominator.text))
        fail_multiple(c, analysis->denominator, "be read as a number");
    if (is_multiple(c, analysis->model.exposure.text))
        fail_multiple(c, analysis->model.exposure, "be read as a number");
}

/* Keys that are for questions with several answers, or for rank questions. */
static void check_answers(const checker *c, const cv_analysis_spec *analysis)
{
    for (size_t i = 0; i < analysis->of.count; i++) {
        cv_word of = analysis->of.items[i];
        if (analysis->base_responses && !is_multiple(c, of.text))
            cv_fail_expected(c->messages, CV_USAGE, of.place, "a variable with multiple:, rank: or rank_of:", NULL,
                             "'base: responses' is for questions with several answers, and '%.200s' has one", of.text);
        if (analysis->mentions > 0 && !is_ranked(c, of.text))
            cv_fail_expected(c->messages, CV_USAGE, of.place, "a variable with rank: or rank_of:", NULL,
                             "'mentions' is for rank questions, and '%.200s' is none", of.text);
        const cv_words *const lists[] = {&analysis->positive, &analysis->negative, &analysis->respondents,
                                         &analysis->ineligible, &analysis->unknown};
        for (size_t k = 0; k < sizeof lists / sizeof lists[0] && analysis->of.count == 1; k++)
            check_levels_of(c, lists[k], of);
    }
}

static void check_compare(const checker *c, const cv_compare_spec *compare)
{
    if (!compare->given || compare->over.text == NULL)
        return;
    cv_word reference = compare->reference;
    if (reference.text != NULL)
        check_levels_of(c, &(cv_words){&reference, 1}, compare->over);
    for (size_t i = 0; i < compare->contrast_count; i++)
        check_levels_of(c, &compare->contrasts[i].levels, compare->over);
}

static void check_standardize(const checker *c, const cv_standardize_spec *standardize)
{
    cv_word like = standardize->like;
    check_breaks(c, &standardize->by);
    if (like.text != NULL)
        check_levels_of(c, &(cv_words){&like, 1}, standardize->over);
    for (size_t i = 0; i < standardize->share_count; i++)
        for (size_t k = 0; k < standardize->by.count; k++)
            check_levels_of(c, &(cv_words){&standardize->cells[i * standardize->by.count + k], 1},
                            standardize->by.items[k]);
}

static void check_decompose(const checker *c, const cv_decompose_spec *decompose)
{
    cv_word reference = decompose->reference;
    check_breaks(c, &decompose->by);
    if (reference.text != NULL && decompose->over.text != NULL)
        check_levels_of(c, &(cv_words){&reference, 1}, decompose->over);
}

/* A yes/no variable has its event: yes. */
static void check_event(const checker *c, const cv_analysis_spec *analysis)
{
    const cv_variable_spec *of = variable_of(c, analysis->of.items[0].text);
    if (analysis->level.count == 0 && (of == NULL || of->kind != CV_VARIABLE_WHERE))
        cv_fail_expected(c->messages, CV_USAGE, analysis->place, "level: the event", NULL,
                         "the model '%.100s' does not say which level of '%.200s' it explains",
                         analysis->name.text != NULL ? analysis->name.text : "", analysis->of.items[0].text);
}

static void check_model(const checker *c, const cv_analysis_spec *analysis)
{
    const cv_model_spec *model = &analysis->model;
    for (size_t i = 0; i < model->predictor_count; i++)
        for (size_t k = 0; k < model->predictors[i].part_count; k++)
            if (is_multiple(c, model->predictors[i].parts[k].text))
                fail_multiple(c, model->predictors[i].parts[k], "be a predictor");
    for (size_t i = 0; i < model->reference_count; i++)
        check_levels_of(c, &(cv_words){(cv_word *)(uintptr_t)&model->references[i].level, 1},
                        model->references[i].variable);
    if (model->kind == CV_MODEL_LOGIT && analysis->of.count == 1 && !is_multiple(c, analysis->of.items[0].text))
        check_event(c, analysis);
}

/* Intervals of quantiles that one kind of design alone has, as in R's svyquantile. */
static void check_quantile(const checker *c, const cv_analysis_spec *analysis)
{
    bool replicates = c->study->design.replicates.given;
    cv_interval interval = analysis->quantile_interval;
    if (interval == CV_INTERVAL_SCORE && replicates)
        cv_fail_expected(c->messages, CV_USAGE, analysis->place, "mean, beta, xlogit, asin or quantile", NULL,
                         "interval 'score' does not go with replicate weights");
    cv_replicates_type type = c->study->design.replicates.type;
    bool jackknife = type == CV_REPLICATES_JK1 || type == CV_REPLICATES_JKN || type == CV_REPLICATES_JK2;
    if (interval == CV_INTERVAL_QUANTILE && replicates && jackknife)
        cv_warn(c->messages, analysis->place,
                "interval 'quantile' of jackknife weights may not give valid standard errors: 'mean' does");
    if (interval == CV_INTERVAL_QUANTILE && !replicates)
        cv_fail_expected(c->messages, CV_USAGE, analysis->place, "mean, beta, xlogit, asin or score", NULL,
                         "interval 'quantile' is for replicate weights");
}

/* ---- imputations ---- */

static void fail_imputed(const checker *c, cv_place place, const char *what)
{
    cv_fail_expected(c->messages, CV_USAGE, place, "one data set: file without imputation", NULL,
                     "%s is not available yet with imputations", what);
}

static void check_imputed_tests(const checker *c, const cv_analysis_spec *analysis)
{
    for (size_t i = 0; i < analysis->test_count; i++)
        if (analysis->tests[i] == CV_TEST_PAIRED_T)
            fail_imputed(c, analysis->test_words.items[i].place, "test 'paired-t'");
        else if (analysis->tests[i] != CV_TEST_WALD && analysis->tests[i] != CV_TEST_T)
            cv_fail_expected(c->messages, CV_USAGE, analysis->test_words.items[i].place,
                             "wald or t, which estimates and their covariance make", NULL,
                             "test '%s' has no way to be combined over imputations", cv_test_name(analysis->tests[i]));
}

/* Each imputation gives its estimates and their covariance, and these are what can be combined. */
static void check_imputed_analysis(const checker *c, const cv_analysis_spec *analysis)
{
    static const unsigned combined = 1u << CV_STATISTIC_PROPORTION | 1u << CV_STATISTIC_COUNT |
                                     1u << CV_STATISTIC_MEAN | 1u << CV_STATISTIC_TOTAL | 1u << CV_STATISTIC_RATIO |
                                     1u << CV_STATISTIC_NPS | 1u << CV_STATISTIC_WEIGHTS | 1u << CV_STATISTIC_QUANTILE |
                                     1u << CV_STATISTIC_MODEL;
    if (!(combined & 1u << analysis->statistic))
        fail_imputed(c, analysis->place,
                     cv_reader_text(c->reader, "statistic '%s'", cv_statistic_name(analysis->statistic)));
    if (analysis->statistic == CV_STATISTIC_QUANTILE && !cv_quantile_interval_woodruff(analysis->quantile_interval))
        fail_imputed(
            c, analysis->place,
            cv_reader_text(c->reader, "interval '%s'", cv_quantile_interval_name(analysis->quantile_interval)));
    if (analysis->statistic == CV_STATISTIC_MODEL && c->study->design.replicates.given)
        fail_imputed(c, analysis->place, "a model under replicate weights");
    if (analysis->base_responses)
        fail_imputed(c, analysis->place, "base 'responses'");
    if (analysis->mentions > 0)
        fail_imputed(c, analysis->place, "mentions");
    if (analysis->model.margins.count > 0)
        fail_imputed(c, analysis->model.margins.items[0].place, "margins");
    if (analysis->standardize.given)
        fail_imputed(c, analysis->standardize.place, "standardize");
    if (analysis->decompose.given)
        fail_imputed(c, analysis->decompose.place, "decompose");
    check_imputed_tests(c, analysis);
}

static void check_imputed_study(const checker *c)
{
    const cv_study *study = c->study;
    const cv_variable_spec *column = variable_of(c, study->data.imputation.text);
    if (column != NULL && column->kind != CV_VARIABLE_COLUMN)
        cv_fail_expected(c->messages, CV_USAGE, study->data.imputation.place, "a column of the file", NULL,
                         "'%.200s' is made of other variables and cannot number the imputations", column->name.text);
    if (study->design.calibrate_count > 0)
        fail_imputed(c, study->design.calibrate[0].place, "calibrate");
    if (study->design.trim.given)
        fail_imputed(c, study->design.trim.place, "trim");
    if (study->design.binomial)
        cv_fail_expected(c->messages, CV_USAGE, study->design.place, "sampling: design", NULL,
                         "the binomial model counts answers, and imputed ones are not counts");
}

static void check_analysis(const checker *c, const cv_analysis_spec *analysis)
{
    const cv_words *const of[] = {&analysis->of};
    check_condition(c, analysis->where);
    check_multiple_of(c, analysis);
    check_answers(c, analysis);
    check_breaks(c, &analysis->by);
    for (size_t i = 0; i < analysis->banner_count; i++)
        check_breaks(c, &analysis->banner[i]);
    if (!analysis->missing_level) /* which has a level of its own */
        check_levels(c, &analysis->level, of, 1, "the analysis's variables");
    check_compare(c, &analysis->compare);
    check_standardize(c, &analysis->standardize);
    check_decompose(c, &analysis->decompose);
    check_model(c, analysis);
    if (analysis->statistic == CV_STATISTIC_QUANTILE)
        check_quantile(c, analysis);
    if (analysis->imputed)
        check_imputed_analysis(c, analysis);
}

/* ---- calibration ---- */

/* The levels of a margin's variable in its targets. */
static void check_targets(const checker *c, const cv_margin_spec *margin, size_t variable)
{
    cv_words levels = {.items = cv_reader_array(c->reader, margin->target_count, sizeof(cv_word))};
    for (size_t t = 0; levels.items != NULL && t < margin->target_count; t++)
        if (levels.count == 0 ||
            strcmp(levels.items[levels.count - 1].text, margin->targets[t].levels[variable].text) != 0)
            levels.items[levels.count++] = margin->targets[t].levels[variable];
    check_levels_of(c, &levels, margin->variables[variable]);
}

static void check_calibration(const checker *c)
{
    const cv_design_spec *design = &c->study->design;
    for (size_t i = 0; i < design->calibrate_count; i++)
        check_condition(c, design->calibrate[i].respondents);
    for (size_t i = 0; i < design->calibrate_count; i++)
        for (size_t m = 0; m < design->calibrate[i].margin_count; m++) {
            const cv_margin_spec *margin = &design->calibrate[i].margins[m];
            for (size_t v = 0; v < margin->variable_count; v++)
                if (is_multiple(c, margin->variables[v].text))
                    fail_multiple(c, margin->variables[v], "be calibrated to");
                else if (margin->kind == CV_MARGIN_CELLS)
                    check_targets(c, margin, v);
        }
    for (size_t i = 0; i < c->study->analysis_count && (design->calibrate_count > 0 || design->trim.given); i++) {
        const cv_word *name = &c->study->analyses[i].name;
        if (name->text != NULL &&
            (strcmp(name->text, "calibration") == 0 || strcmp(name->text, "calibration.weights") == 0))
            cv_fail(c->messages, CV_USAGE, name->place, "the name '%s' belongs to another table", name->text);
    }
}

/* ---- charts ---- */

/* Without any of these every weight is 1. */
static void check_weights_chart(const checker *c, const cv_chart_spec *chart)
{
    const cv_design_spec *design = &c->study->design;
    if (design->weight.text == NULL && design->fpc.count == 0 && design->calibrate_count == 0)
        cv_fail_expected(c->messages, CV_USAGE, chart->place, "weight, fpc or calibrate in the design", NULL,
                         "a chart of weights, which are all 1");
}

static void check_chart(const checker *c, const cv_chart_spec *chart)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    if (chart->kind == CV_CHART_WEIGHTS)
        check_weights_chart(c, chart);
    if (chart->from.text == NULL)
        return;
    for (size_t i = 0; i < c->study->analysis_count && count < MOST_NAMES; i++)
        if (c->study->analyses[i].name.text != NULL)
            names[count++] = c->study->analyses[i].name.text;
    int32_t code = cv_dictionary_find(c->analyses, chart->from.text, strlen(chart->from.text));
    if (code < 0) {
        cv_fail_expected(c->messages, CV_USAGE, chart->from.place, "an analysis's name",
                         cv_nearest(chart->from.text, names, count), "no analysis is named '%.200s'", chart->from.text);
        return;
    }
    const cv_analysis_spec *analysis = &c->study->analyses[code];
    cv_check_chart(c->reader, chart, analysis);
    if (chart->kind == CV_CHART_WEIGHTS)
        return;
    const cv_words *lists[] = {&analysis->of, &analysis->by};
    const cv_words *const shown[] = {&chart->level, &chart->positive, &chart->negative};
    bool own_levels = analysis->missing_level || analysis->statistic == CV_STATISTIC_QUANTILE ||
                      analysis->statistic == CV_STATISTIC_LORENZ || analysis->statistic == CV_STATISTIC_NONRESPONSE ||
                      analysis->statistic == CV_STATISTIC_RESPONSE_RATE;
    if (!own_levels)
        for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
            check_levels(c, shown[i], lists, 1, "what the chart shows");
    if (!own_levels && !analysis->total && analysis->banner_count == 0)
        check_levels(c, &chart->highlight, lists, 2, "what the chart shows");
}

/* ---- the whole ---- */

/* Codes are places in the study, so a name that comes again keeps a place of its own, under a text that nothing finds.
 */
static bool index_name(const checker *c, cv_dictionary *names, cv_word word, const char *what)
{
    char unnamed[] = "\0unnamed 18446744073709551615";
    size_t place = cv_dictionary_count(names);
    size_t length = 1 + (size_t)snprintf(unnamed + 1, sizeof unnamed - 1, "unnamed %zu", place);
    int32_t code = word.text == NULL ? -1 : cv_dictionary_find(names, word.text, strlen(word.text));
    bool new_name = word.text != NULL && code < 0;
    if (code >= 0 && what != NULL)
        cv_fail(c->messages, CV_USAGE, word.place, "a second %s named '%.200s'", what, word.text);
    code = cv_dictionary_code(names, new_name ? word.text : unnamed, new_name ? strlen(word.text) : length);
    if (code < 0)
        cv_fail_memory(c->messages);
    return code >= 0;
}

static bool index_names(const checker *c, cv_dictionary *charts)
{
    const cv_study *study = c->study;
    bool good = c->variables != NULL && c->analyses != NULL && charts != NULL;
    if (!good)
        cv_fail_memory(c->messages);
    for (size_t i = 0; good && i < study->variable_count; i++) /* a name given twice has its message from the reading */
        good = index_name(c, c->variables, study->variables[i].name, NULL);
    for (size_t i = 0; good && i < study->analysis_count; i++)
        good = index_name(c, c->analyses, study->analyses[i].name, "analysis");
    for (size_t i = 0; good && i < study->chart_count; i++)
        good = index_name(c, charts, study->charts[i].name, "chart");
    return good;
}

void cv_study_check(cv_reader *reader)
{
    checker c = {.reader = reader, .study = reader->study, .messages = reader->messages};
    cv_dictionary *charts = cv_dictionary_new();
    c.variables = cv_dictionary_new();
    c.analyses = cv_dictionary_new();
    bool good = index_names(&c, charts);
    if (good)
        check_circles(&c);
    if (good && cv_study_imputed(c.study))
        check_imputed_study(&c);
    for (size_t i = 0; good && i < c.study->variable_count; i++)
        check_variable(&c, &c.study->variables[i]);
    if (good)
        check_calibration(&c);
    for (size_t i = 0; i < c.study->analysis_count; i++)
        c.study->analyses[i].imputed = cv_study_imputed(c.study);
    for (size_t i = 0; good && i < c.study->analysis_count; i++)
        check_analysis(&c, &c.study->analyses[i]);
    for (size_t i = 0; good && i < c.study->chart_count; i++)
        check_chart(&c, &c.study->charts[i]);
    cv_dictionary_free(charts);
    cv_dictionary_free(c.variables);
    cv_dictionary_free(c.analyses);
}
