/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/analyse.h"

/** Where names are looked up, for walks through expressions. */
struct names {
    cv_frame *frame;
    cv_messages *messages;
};

static void check_word(const struct names *in, cv_word word)
{
    if (word.text != NULL)
        cv_frame_check_name(in->frame, word, in->messages);
}

static void check_words(const struct names *in, const cv_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        check_word(in, words->items[i]);
}

static void check_operand(void *context, const cv_expression *name)
{
    check_word(context, (cv_word){.text = name->text, .place = name->place});
}

static void check_where(struct names *in, const cv_expression *where)
{
    if (where != NULL)
        cv_expression_names(where, check_operand, in);
}

static void check_analysis(struct names *in, const cv_analysis_spec *analysis)
{
    check_words(in, &analysis->of);
    check_words(in, &analysis->by);
    for (size_t i = 0; i < analysis->banner_count; i++)
        check_words(in, &analysis->banner[i]);
    check_word(in, analysis->denominator);
    check_where(in, analysis->where);
    for (size_t i = 0; i < analysis->model.predictor_count; i++)
        for (size_t k = 0; k < analysis->model.predictors[i].part_count; k++)
            check_word(in, analysis->model.predictors[i].parts[k]);
    check_word(in, analysis->model.exposure);
}

void cv_analyse_names(const cv_study *study, cv_messages *messages)
{
    struct names in = {.messages = messages};
    if (study->data.file.text == NULL || cv_frame_open(study, NULL, &in.frame, messages) != CV_OK) {
        cv_frame_free(in.frame);
        return;
    }
    const cv_design_spec *design = &study->design;
    check_word(&in, study->data.imputation);
    check_word(&in, design->weight);
    check_words(&in, &design->strata);
    check_words(&in, &design->cluster);
    check_words(&in, &design->fpc);
    for (size_t i = 0; i < study->variable_count; i++) {
        check_word(&in, study->variables[i].from);
        check_words(&in, &study->variables[i].columns);
        check_where(&in, study->variables[i].where);
    }
    for (size_t i = 0; i < study->analysis_count; i++)
        check_analysis(&in, &study->analyses[i]);
    cv_frame_free(in.frame);
}
