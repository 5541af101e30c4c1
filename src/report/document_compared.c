/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparisons, parts of differences, and regressions in words. */
#include <math.h>
#include <string.h>

#include "estimate/model_result.h"
#include "report/document_private.h"

/* ---- comparisons ---- */

static const char *measure_text(cv_language language, cv_measure measure)
{
    switch (measure) {
    case CV_MEASURE_RATIO:
        return cv_say(language, "ratio");
    case CV_MEASURE_ODDS_RATIO:
        return cv_say(language, "odds ratio");
    case CV_MEASURE_CONTRAST:
        return cv_say(language, "contrast");
    case CV_MEASURE_DIFFERENCE:
        break;
    }
    return cv_say(language, "difference");
}

/* Groups of what: %s of these templates. */
static cv_spans groups_of(cv_document *document, const cv_result *result)
{
    const cv_compare_spec *compare = &result->spec->compare;
    cv_language language = document->language;
    bool contrasts = compare->reference.text == NULL && !compare->pairs, one = compare->reference.text != NULL;
    cv_spans text = {0}, label = {0};
    if (result->spec->banner_count > 0) {
        cv_spans_add(document, &text, CV_SPAN_TEXT,
                     one         ? cv_say(language, "Each group of each break")
                     : contrasts ? cv_say(language, "Contrasts of groups of each break")
                                 : cv_say(language, "All pairs of groups of each break"));
        return text;
    }
    if (compare->over.text != NULL)
        label = cv_spans_result_label(document, result, compare->over.text);
    if (label.count == 0)
        cv_spans_add(document, &text, CV_SPAN_TEXT,
                     one         ? cv_say(language, "Each group")
                     : contrasts ? cv_say(language, "Contrasts of groups")
                                 : cv_say(language, "All pairs of groups"));
    else
        cv_spans_say(document, &text,
                     one         ? cv_say(language, "Each group of %s")
                     : contrasts ? cv_say(language, "Contrasts of groups of %s")
                                 : cv_say(language, "All pairs of groups of %s"),
                     &label, 1);
    return text;
}

/* "difference, ratio and odds ratio" */
static cv_spans measures_of(cv_document *document, const cv_compare_spec *compare)
{
    cv_spans text = {0};
    for (size_t i = 0; compare->pairs && i < compare->measure_count; i++) {
        cv_spans_add(document, &text, CV_SPAN_TEXT,
                     i == 0                           ? ""
                     : i + 1 < compare->measure_count ? ", "
                                                      : cv_say(document->language, " and "));
        cv_spans_add(document, &text, CV_SPAN_TEXT, measure_text(document->language, compare->measures[i]));
    }
    return text;
}

static void add_pairs(cv_document *document, cv_spans *to, const cv_result *result)
{
    const cv_compare_spec *compare = &result->spec->compare;
    cv_language language = document->language;
    bool reference = compare->reference.text != NULL;
    const cv_spans arguments[] = {groups_of(document, result), measures_of(document, compare),
                                  reference ? cv_spans_one(document, CV_SPAN_QUOTED, compare->reference.text)
                                            : (cv_spans){0}};
    const char *text;
    if (reference)
        text = arguments[1].count > 0 ? cv_say(language, "%1$s is compared with %3$s by their %2$s")
                                      : cv_say(language, "%1$s is compared with %3$s");
    else
        text = arguments[1].count > 0 ? cv_say(language, "%1$s are compared by their %2$s")
                                      : cv_say(language, "%1$s are compared");
    cv_spans_say(document, to, text, arguments, 3);
}

static void add_adjusted(cv_document *document, cv_spans *to, cv_adjust adjust)
{
    if (adjust == CV_ADJUST_NONE) {
        cv_spans_add(document, to, CV_SPAN_TEXT, cv_say(document->language, "; p values are not adjusted."));
        return;
    }
    cv_spans name = cv_spans_one(document, CV_SPAN_CODE, cv_adjust_name(adjust));
    cv_spans_say(document, to, cv_say(document->language, "; p values are adjusted by %s."), &name, 1);
}

void cv_document_compared(cv_document *document, cv_spans *to, const cv_result *result)
{
    const cv_compare_spec *compare = &result->spec->compare;
    cv_spread df = cv_spread_none;
    if (!compare->given || result->comparison_count == 0)
        return;
    for (size_t i = 0; i < result->comparison_count; i++)
        cv_spread_add(&df, result->comparisons[i].df);
    cv_spans_next(document, to);
    add_pairs(document, to, result);
    if (!result->binomial)
        cv_spans_add(document, to, CV_SPAN_TEXT,
                     cv_say(document->language, ", in Wald tests with the joint covariance of the groups"));
    else if (result->method != CV_METHOD_DEFAULT) {
        cv_spans name = cv_spans_one(document, CV_SPAN_CODE, cv_method_name(result->method));
        cv_spans_say(document, to, cv_say(document->language, ", with limits by %s"), &name, 1);
    }
    cv_spans_quantiles(document, to, df);
    add_adjusted(document, to, compare->adjust);
}

/* ---- parts of differences ---- */

void cv_document_decomposed(cv_document *document, cv_spans *to, const cv_result *result)
{
    const cv_decompose_spec *spec = &result->spec->decompose;
    if (!spec->given || result->part_count == 0)
        return;
    double df = result->parts[0].df;
    const cv_spans arguments[] = {cv_spans_result_label(document, result, spec->over.text),
                                  cv_spans_study_labels(document, &spec->by)};
    cv_spans_next(document, to);
    cv_spans_say(document, to,
                 spec->three
                     ? cv_say(document->language,
                              "Differences between groups of %1$s are split into what their composition by %2$s makes, "
                              "what their rates within it make, and an interaction of both, about the second group "
                              "(threefold)")
                     : cv_say(document->language,
                              "Differences between groups of %1$s are split into what their composition by %2$s makes "
                              "and what their rates within it make (Kitagawa)"),
                 arguments, 2);
    cv_spans_quantiles(document, to, (cv_spread){df, df});
    cv_spans_add(document, to, CV_SPAN_TEXT, ".");
}

/* ---- regressions ---- */

static const char *regression_of(cv_language language, cv_model_kind kind)
{
    switch (kind) {
    case CV_MODEL_LOGIT:
        return cv_say(language, "A logistic regression of %s");
    case CV_MODEL_ORDINAL:
        return cv_say(language, "A proportional odds logistic regression of %s");
    case CV_MODEL_MULTINOMIAL:
        return cv_say(language, "A multinomial logistic regression of %s");
    case CV_MODEL_POISSON:
        return cv_say(language, "A Poisson regression of %s");
    case CV_MODEL_LINEAR:
    case CV_MODEL_NONE:
        break;
    }
    return cv_say(language, "A linear regression of %s");
}

static void add_regression(cv_document *document, cv_spans *to, const cv_result *result)
{
    const cv_model_result *model = result->model;
    cv_language language = document->language;
    cv_spans of = cv_spans_one(document, CV_SPAN_QUOTED, model->of_label), on = {0};
    cv_spans_say(document, to, regression_of(language, result->spec->model.kind), &of, 1);
    if (model->event != NULL) {
        cv_spans event = cv_spans_one(document, CV_SPAN_QUOTED, model->event);
        cv_spans_say(document, to, cv_say(language, " (the event: %s)"), &event, 1);
    }
    if (result->spec->model.exposure.text != NULL) {
        cv_spans exposure = cv_spans_one(document, CV_SPAN_QUOTED, result->spec->model.exposure.text);
        cv_spans_say(document, to, cv_say(language, " in proportion to %s"), &exposure, 1);
    }
    for (size_t i = 0; i < model->predictor_count; i++) {
        cv_spans_add(document, &on, CV_SPAN_TEXT,
                     i == 0                           ? ""
                     : i + 1 < model->predictor_count ? ", "
                                                      : cv_say(language, " and "));
        cv_spans_add(document, &on, CV_SPAN_QUOTED, model->predictors[i].axis.label);
    }
    if (model->predictor_count > 0)
        cv_spans_say(document, to, cv_say(language, " on %s"), &on, 1);
    cv_spans_where(document, to, result->spec);
    cv_spans_add(document, to, CV_SPAN_TEXT, ".");
}

static void add_model_interval(cv_document *document, cv_spans *to, const cv_result *result)
{
    cv_spread df = cv_spread_none;
    cv_spans confidence = cv_spans_per_cent(document, result->confidence);
    for (size_t i = 0; i < result->model->row_count; i++)
        cv_spread_add(&df, result->model->rows[i].df);
    cv_spans_next(document, to);
    cv_spans_say(document, to,
                 cv_say(document->language, "The standard errors are the design's; the intervals have %s confidence"),
                 &confidence, 1);
    cv_spans_quantiles(document, to, df);
    cv_spans_add(document, to, CV_SPAN_TEXT, ".");
}

void cv_document_model_method(cv_document *to, const cv_result *result)
{
    cv_spans text = {0}, n = cv_spans_number(to, result->model->n, 0);
    add_regression(to, &text, result);
    cv_spans_next(to, &text);
    cv_spans_say(to, &text, cv_say(to->language, "It has %s rows; rows with a missing answer are left out."), &n, 1);
    add_model_interval(to, &text, result);
    if (result->model->margin_count > 0) {
        cv_spans_next(to, &text);
        cv_spans_add(to, &text, CV_SPAN_TEXT,
                     cv_say(to->language, "The average predictions are those for all of these rows, each with "
                                          "everybody at one level of the factor and otherwise as they are."));
    }
    cv_document_compared(to, &text, result);
    cv_document_paragraph(to, result, text);
}
