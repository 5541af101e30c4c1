/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regressions: `model`, `predictors`, `references`. */
#include "study/read.h"

#include <string.h>

#include "base/nearest.h"

/* ---- readers ---- */

void cv_read_model(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    if (choice == NULL)
        return;
    analysis->model.kind = (cv_model_kind)choice->value;
    analysis->statistic = CV_STATISTIC_MODEL;
}

static bool has_part(const cv_predictor_spec *predictor, const char *name)
{
    for (size_t i = 0; i < predictor->part_count; i++)
        if (strcmp(predictor->parts[i].text, name) == 0)
            return true;
    return false;
}

static bool same_parts(const cv_predictor_spec *a, const cv_predictor_spec *b)
{
    for (size_t i = 0; i < a->part_count; i++)
        if (!has_part(b, a->parts[i].text))
            return false;
    return a->part_count == b->part_count;
}

bool cv_reader_crossing(cv_reader *reader, const cv_key *key, cv_word name, cv_predictor_spec *to)
{
    *to = (cv_predictor_spec){.name = name};
    for (const char *rest = name.text; rest != NULL;) {
        const char *colon = strchr(rest, ':');
        size_t length = colon != NULL ? (size_t)(colon - rest) : strlen(rest);
        char *part = cv_arena_text(cv_reader_arena(reader), rest, length);
        if (part == NULL) {
            cv_fail_memory(reader->messages);
            return false;
        }
        if (length == 0 || to->part_count == CV_MOST_FACTORS || has_part(to, part)) {
            cv_fail_expected(reader->messages, CV_USAGE, name.place, key->kind, NULL,
                             length == 0                         ? "a part of '%.200s' has no name"
                             : to->part_count == CV_MOST_FACTORS ? "'%.200s' has more than 8 variables"
                                                                 : "'%.200s' has a variable twice",
                             name.text);
            return false;
        }
        to->parts[to->part_count++] = (cv_word){part, name.place};
        rest = colon != NULL ? colon + 1 : NULL;
    }
    return true;
}

void cv_read_predictors(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_model_spec *model = &((cv_analysis_spec *)section)->model;
    cv_words words = cv_reader_words(reader, key, node, true, false);
    model->predictors = cv_reader_array(reader, words.count, sizeof *model->predictors);
    for (size_t i = 0; model->predictors != NULL && i < words.count; i++) {
        cv_predictor_spec *own = &model->predictors[model->predictor_count];
        if (words.items[i].text[0] == '\0' || !cv_reader_crossing(reader, key, words.items[i], own))
            continue;
        size_t k = 0;
        while (k < model->predictor_count && !same_parts(&model->predictors[k], own))
            k++;
        if (k < model->predictor_count && own->part_count > 1)
            cv_fail(reader->messages, CV_USAGE, own->name.place, "'%.200s' and '%.200s' are the same interaction",
                    model->predictors[k].name.text, own->name.text);
        else if (k == model->predictor_count)
            model->predictor_count++;
    }
}

void cv_read_references(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_model_spec *model = &((cv_analysis_spec *)section)->model;
    if (node->kind != CV_NODE_MAPPING) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    model->references = cv_reader_array(reader, node->count, sizeof *model->references);
    for (size_t i = 0; model->references != NULL && i < node->count; i++) {
        const char *level = cv_reader_scalar(reader, key, node->items[i]);
        if (level != NULL)
            model->references[model->reference_count++] = (cv_reference_spec){
                .variable = {node->keys[i]->text, node->keys[i]->place}, .level = {level, node->items[i]->place}};
    }
}

/* ---- what goes together ---- */

static void check_of(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const cv_node *of = cv_node_find(node, "of", NULL);
    bool none = of == NULL || (of->kind == CV_NODE_SEQUENCE && of->count == 0);
    const char *name = analysis->name.text != NULL ? analysis->name.text : "";
    if (none)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "of: the variable that is explained", NULL,
                         "the model '%.100s' is of no variable", name);
    if (analysis->of.count > 1)
        cv_fail_expected(reader->messages, CV_USAGE, analysis->of.items[1].place, "one variable", NULL,
                         "the model '%.100s' is of several variables", name);
    for (size_t i = 0; i < analysis->model.predictor_count && analysis->of.count == 1; i++)
        if (has_part(&analysis->model.predictors[i], analysis->of.items[0].text))
            cv_fail_expected(reader->messages, CV_USAGE, analysis->model.predictors[i].name.place, "another variable",
                             NULL, "'%.200s' is to explain itself", analysis->of.items[0].text);
}

static void check_predictors(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const cv_node *predictors = cv_node_find(node, "predictors", NULL);
    bool none = predictors == NULL || (predictors->kind == CV_NODE_SEQUENCE && predictors->count == 0);
    if (none)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "predictors: the variables that explain", NULL,
                         "the model '%.100s' has no predictors",
                         analysis->name.text != NULL ? analysis->name.text : "");
}

static void check_references(cv_reader *reader, const cv_analysis_spec *analysis)
{
    enum { MOST_NAMES = 100 };
    const cv_model_spec *model = &analysis->model;
    for (size_t i = 0; i < model->reference_count; i++) {
        const char *names[MOST_NAMES + CV_MOST_FACTORS];
        size_t count = 0;
        bool found = false;
        for (size_t k = 0; k < model->predictor_count && !found; k++) {
            found = has_part(&model->predictors[k], model->references[i].variable.text);
            for (size_t j = 0; count < MOST_NAMES && j < model->predictors[k].part_count; j++)
                names[count++] = model->predictors[k].parts[j].text;
        }
        if (!found)
            cv_fail_expected(reader->messages, CV_USAGE, model->references[i].variable.place, "one of the predictors",
                             cv_nearest(model->references[i].variable.text, names, count),
                             "'%.200s' in 'references' is no predictor", model->references[i].variable.text);
    }
}

void cv_model_check(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const cv_node *key = NULL;
    if (cv_node_find(node, "statistic", &key) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "one of the two", NULL,
                         "'statistic' together with 'model'");
    if (analysis->model.kind == CV_MODEL_NONE)
        return; /* an unknown one, which has its message */
    const char *what = cv_reader_text(reader, "model %s", cv_model_name(analysis->model.kind));
    if (key == NULL)
        cv_reader_check_applies(reader, CV_SECTION_ANALYSES, node, 1u << CV_STATISTIC_MODEL, cv_analysis_kinds,
                                sizeof cv_analysis_kinds / sizeof cv_analysis_kinds[0], what);
    check_of(reader, node, analysis);
    check_predictors(reader, node, analysis);
    check_references(reader, analysis);
    if (analysis->model.kind == CV_MODEL_LINEAR && cv_node_find(node, "level", &key) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "'level' only with model logit", NULL,
                         "'level' does not go with model linear");
}
