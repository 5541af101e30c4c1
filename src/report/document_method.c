/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An analysis in words: what was estimated of whom, and how its intervals were made. */
#include <math.h>
#include <string.h>

#include "report/document_private.h"

/* ---- what ---- */

/* %s: the labels of the variables; %2$s: the denominator's. */
static const char *subject_of(cv_language language, cv_statistic statistic)
{
    switch (statistic) {
    case CV_STATISTIC_PROPORTION:
        return cv_say(language, "The share of each answer to %s");
    case CV_STATISTIC_COUNT:
        return cv_say(language, "The estimated number of each answer to %s");
    case CV_STATISTIC_MEAN:
        return cv_say(language, "The mean of %s");
    case CV_STATISTIC_TOTAL:
        return cv_say(language, "The total of %s");
    case CV_STATISTIC_RATIO:
        return cv_say(language, "The ratio of %1$s to %2$s");
    case CV_STATISTIC_NPS:
        return cv_say(language, "The net promoter score (per cent promoters less per cent detractors) of %s");
    case CV_STATISTIC_QUANTILE:
        return cv_say(language, "Quantiles of %s");
    case CV_STATISTIC_VARIANCE:
        return cv_say(language, "The variance of %s");
    case CV_STATISTIC_SD:
        return cv_say(language, "The standard deviation of %s");
    case CV_STATISTIC_CORRELATION:
        return cv_say(language, "The correlation of %s");
    case CV_STATISTIC_GINI:
        return cv_say(language, "The Gini coefficient of %s");
    case CV_STATISTIC_LORENZ:
        return cv_say(language, "The share of the total that the poorest hold (Lorenz curve) of %s");
    case CV_STATISTIC_QUINTILE_SHARE_RATIO:
        return cv_say(language, "The quintile share ratio (the total of the richest fifth over that of the poorest) "
                                "of %s");
    case CV_STATISTIC_AT_RISK_OF_POVERTY:
        return cv_say(language, "The share below the poverty threshold of %s");
    case CV_STATISTIC_NET:
        return cv_say(language, "The net (per cent positive less per cent negative) of %s");
    case CV_STATISTIC_ITEMS:
        return cv_say(language, "The items %s");
    case CV_STATISTIC_NONRESPONSE:
        return cv_say(language, "The share of rows without an answer to %s");
    case CV_STATISTIC_RESPONSE_RATE:
        return cv_say(language, "The response rate by the dispositions of %s");
    case CV_STATISTIC_MEAN_RANK:
        return cv_say(language, "The mean rank of each item of %s");
    case CV_STATISTIC_RANK_POINTS:
        return cv_say(language, "The mean points of each item of %s");
    case CV_STATISTIC_WEIGHTS:
    case CV_STATISTIC_MODEL:
        break;
    }
    return cv_say(language, "How the weights are distributed");
}

cv_spans cv_spans_result_label(cv_document *document, const cv_result *result, const char *variable)
{
    const char *label = variable;
    for (size_t i = 0; i < result->by_count; i++)
        if (strcmp(result->by[i].variable, variable) == 0)
            label = result->by[i].label;
    return cv_spans_one(document, CV_SPAN_QUOTED, label);
}

static const char *study_label(const cv_study *study, const char *name)
{
    const cv_variable_spec *variable = cv_study_variable(study, name);
    return variable != NULL && variable->label != NULL ? variable->label : name;
}

cv_spans cv_spans_study_labels(cv_document *document, const cv_words *variables)
{
    cv_spans all = {0};
    for (size_t i = 0; i < variables->count; i++) {
        cv_spans_add(document, &all, CV_SPAN_TEXT, i == 0 ? "" : " × ");
        cv_spans_add(document, &all, CV_SPAN_QUOTED, study_label(document->results->study, variables->items[i].text));
    }
    return all;
}

static void add_subject(cv_document *document, cv_spans *to, const cv_result *result)
{
    cv_spans arguments[2] = {{0}, {0}};
    const char *denominator = result->spec->denominator.text;
    bool scale = result->statistic == CV_STATISTIC_ITEMS && result->of_count > 1; /* comes last, and is no item */
    for (size_t i = 0; i + scale < result->of_count; i++) {
        cv_spans_add(document, &arguments[0], CV_SPAN_TEXT, i == 0 ? "" : ", ");
        cv_spans_add(document, &arguments[0], CV_SPAN_QUOTED, result->of[i].label);
    }
    if (denominator != NULL)
        cv_spans_add(document, &arguments[1], CV_SPAN_QUOTED, study_label(document->results->study, denominator));
    cv_spans_say(document, to, subject_of(document->language, result->statistic), arguments, 2);
}

static void add_list(cv_document *document, cv_spans *to, const char *text, const cv_words *words)
{
    if (words->count == 0)
        return;
    cv_spans list = cv_spans_words(document, CV_SPAN_USER, words, ", ");
    cv_spans_say(document, to, text, &list, 1);
}

/* Which answers count as what. */
static void add_answers(cv_document *document, cv_spans *to, const cv_analysis_spec *spec)
{
    cv_language language = document->language;
    add_list(document, to, cv_say(language, ", positive: %s"), &spec->positive);
    add_list(document, to, cv_say(language, ", negative: %s"), &spec->negative);
    add_list(document, to, cv_say(language, ", respondents: %s"), &spec->respondents);
    add_list(document, to, cv_say(language, ", ineligible: %s"), &spec->ineligible);
    add_list(document, to, cv_say(language, ", of unknown eligibility: %s"), &spec->unknown);
    if (spec->unknown.count > 0 && spec->eligible_share < 1) {
        cv_spans share = cv_spans_per_cent(document, spec->eligible_share);
        cv_spans_say(document, to, cv_say(language, ", of which eligible: %s"), &share, 1);
    }
    if (spec->mentions == 1)
        cv_spans_add(document, to, CV_SPAN_TEXT, cv_say(language, ", ranked first"));
    if (spec->mentions > 1) {
        cv_spans mentions = cv_spans_number(document, (double)spec->mentions, 0);
        cv_spans_say(document, to, cv_say(language, ", among the first %s ranks"), &mentions, 1);
    }
    if (spec->base_responses)
        cv_spans_add(document, to, CV_SPAN_TEXT, cv_say(language, ", of all answers given"));
    add_list(document, to, cv_say(language, ", shown for %s"), &spec->level);
}

/* ---- of whom ---- */

static cv_spans break_labels(cv_document *document, const cv_result *result, const cv_words *words)
{
    cv_spans all = {0};
    for (size_t i = 0; i < words->count; i++) {
        cv_spans label = cv_spans_result_label(document, result, words->items[i].text);
        cv_spans_add(document, &all, CV_SPAN_TEXT, i == 0 ? "" : " × ");
        cv_spans_join(document, &all, &label);
    }
    return all;
}

static void add_by(cv_document *document, cv_spans *to, const cv_result *result)
{
    const cv_analysis_spec *spec = result->spec;
    cv_spans by = {0};
    for (size_t i = 0; i < spec->banner_count; i++) {
        cv_spans one = break_labels(document, result, &spec->banner[i]);
        cv_spans_say(document, to,
                     i == 0                       ? cv_say(document->language, " by %s")
                     : i + 1 < spec->banner_count ? cv_say(document->language, ", by %s")
                                                  : cv_say(document->language, " and by %s"),
                     &one, 1);
    }
    if (spec->banner_count > 0 || result->by_count == 0)
        return;
    for (size_t i = 0; i < result->by_count; i++) {
        cv_spans_add(document, &by, CV_SPAN_TEXT, i == 0 ? "" : " × ");
        cv_spans_add(document, &by, CV_SPAN_QUOTED, result->by[i].label);
    }
    cv_spans_say(document, to, cv_say(document->language, " by %s"), &by, 1);
}

static void add_standardised(cv_document *document, cv_spans *to, const cv_standardize_spec *spec)
{
    cv_language language = document->language;
    if (!spec->given)
        return;
    const cv_spans arguments[] = {cv_spans_study_labels(document, &spec->by),
                                  spec->kind == CV_SHARES_LIKE ? cv_spans_one(document, CV_SPAN_QUOTED, spec->like.text)
                                                               : (cv_spans){0}};
    const char *text =
        spec->kind == CV_SHARES_LIKE     ? cv_say(language, ", standardised to one composition by %1$s, that of %2$s")
        : spec->kind == CV_SHARES_POOLED ? cv_say(language, ", standardised to one composition by %s, that of all rows")
                                         : cv_say(language, ", standardised to one composition by %s, by given shares");
    cv_spans_say(document, to, text, arguments, 2);
}

void cv_spans_where(cv_document *document, cv_spans *to, const cv_analysis_spec *spec)
{
    if (spec->where_text == NULL)
        return;
    cv_spans where = cv_spans_one(document, CV_SPAN_CODE, spec->where_text);
    cv_spans_say(document, to, cv_say(document->language, ", among the rows where %s"), &where, 1);
}

static void add_base(cv_document *document, cv_spans *to, const cv_result *result)
{
    cv_language language = document->language;
    cv_spread n = cv_spread_none;
    for (size_t i = 0; i < result->row_count; i++)
        cv_spread_add(&n, result->rows[i].n);
    if (isnan(n.low))
        return;
    bool one = n.low == n.high;
    const char *text;
    if (result->statistic == CV_STATISTIC_NONRESPONSE)
        text = one ? cv_say(language, "The base is %s rows.") : cv_say(language, "The bases are %s rows.");
    else if (result->spec->missing_level)
        text = one ? cv_say(language, "The base is %s answers; a missing answer counts as an answer of its own.")
                   : cv_say(language, "The bases are %s answers; a missing answer counts as an answer of its own.");
    else
        text = one ? cv_say(language, "The base is %s answers; missing answers are left out.")
                   : cv_say(language, "The bases are %s answers; missing answers are left out.");
    cv_spans base = cv_spans_spread(document, n, 0);
    cv_spans_next(document, to);
    cv_spans_say(document, to, text, &base, 1);
}

/* ---- how ---- */

static void add_threshold(cv_document *document, cv_spans *to, const cv_result *result)
{
    const cv_analysis_spec *spec = result->spec;
    cv_language language = document->language;
    if (result->statistic != CV_STATISTIC_AT_RISK_OF_POVERTY)
        return;
    const cv_spans arguments[] = {cv_spans_per_cent(document, spec->threshold_fraction),
                                  cv_spans_one(document, CV_SPAN_CODE, cv_qrule_name(spec->qrule)),
                                  cv_spans_number(document, spec->threshold_quantile, 4)};
    bool median = spec->threshold_quantile == 0.5;
    const char *text =
        median && spec->threshold_domain
            ? cv_say(language, "The threshold is %1$s of the median (rule %2$s) of each group's own answers.")
        : median ? cv_say(language, "The threshold is %1$s of the median (rule %2$s) of all these answers together.")
        : spec->threshold_domain
            ? cv_say(language, "The threshold is %1$s of the quantile at %3$s (rule %2$s) of each group's own answers.")
            : cv_say(language,
                     "The threshold is %1$s of the quantile at %3$s (rule %2$s) of all these answers together.");
    cv_spans_next(document, to);
    cv_spans_say(document, to, text, arguments, 3);
}

void cv_spans_quantiles(cv_document *document, cv_spans *to, cv_spread df)
{
    if (isnan(df.low))
        return;
    if (isinf(df.low)) {
        cv_spans_add(document, to, CV_SPAN_TEXT, cv_say(document->language, ", normal quantiles"));
        return;
    }
    cv_spans number = cv_spans_spread(document, df, 1);
    cv_spans_say(document, to, cv_say(document->language, ", t quantiles on %s degrees of freedom"), &number, 1);
}

/* The interval's method as the study file names it. */
static cv_spans method_of(cv_document *document, const cv_result *result)
{
    cv_spans text = {0};
    bool share = cv_statistic_is_share(result->statistic);
    if (result->statistic == CV_STATISTIC_QUANTILE) {
        const cv_spans arguments[] = {cv_spans_one(document, CV_SPAN_CODE, cv_quantile_interval_name(result->ci)),
                                      cv_spans_one(document, CV_SPAN_CODE, cv_qrule_name(result->spec->qrule))};
        cv_spans_say(document, &text,
                     cv_quantile_interval_woodruff(result->ci)
                         ? cv_say(document->language, "Woodruff's method by %1$s, rule %2$s")
                         : cv_say(document->language, "%1$s, rule %2$s"),
                     arguments, 2);
        return text;
    }
    cv_spans_add(document, &text, CV_SPAN_CODE, share ? cv_interval_name(result->ci) : "wald");
    if (result->statistic == CV_STATISTIC_ITEMS) {
        cv_spans name = cv_spans_one(document, CV_SPAN_CODE, cv_interval_name(result->ci));
        cv_spans_say(document, &text, cv_say(document->language, ", of shares %s"), &name, 1);
    }
    return text;
}

static void add_interval(cv_document *document, cv_spans *to, const cv_result *result)
{
    cv_spread df = cv_spread_none;
    for (size_t i = 0; i < result->row_count; i++)
        cv_spread_add(&df, result->binomial ? (double)INFINITY : result->rows[i].df);
    cv_spans arguments[] = {cv_spans_per_cent(document, result->confidence), method_of(document, result)};
    cv_spans_quantiles(document, &arguments[1], df);
    cv_spans_next(document, to);
    cv_spans_say(document, to, cv_say(document->language, "The intervals have %1$s confidence (%2$s)."), arguments, 2);
}

void cv_document_method(cv_document *to, const cv_result *result)
{
    cv_spans text = {0};
    add_subject(to, &text, result);
    add_answers(to, &text, result->spec);
    add_by(to, &text, result);
    add_standardised(to, &text, &result->spec->standardize);
    cv_spans_where(to, &text, result->spec);
    cv_spans_add(to, &text, CV_SPAN_TEXT, ".");
    if (result->statistic != CV_STATISTIC_WEIGHTS) {
        add_base(to, &text, result);
        add_threshold(to, &text, result);
        add_interval(to, &text, result);
        cv_document_compared(to, &text, result);
        cv_document_decomposed(to, &text, result);
    }
    cv_document_paragraph(to, result, text);
}
