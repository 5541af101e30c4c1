/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methodology statement, after the disclosure items of the American Association for Public Opinion Research: what
 * the study says of itself, what the numbers say, and which items nobody has stated. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/distribution.h"
#include "report/document_private.h"

enum { MOST_FACTS = 32 };

typedef struct statement {
    cv_document *document;
    cv_language language;
    cv_fact *facts;
    size_t count;
    cv_spans absent; /* the names of items that the study does not give */
} statement;

static void add_spans(statement *to, const char *name, cv_spans value)
{
    if (to->count == MOST_FACTS)
        to->document->failed = true;
    else
        to->facts[to->count++] = (cv_fact){.name = name, .value = value};
}

/* An item that only the study knows. */
static void add_stated(statement *to, const char *name, const char *text)
{
    if (cv_document_has(text)) {
        add_spans(to, name, cv_spans_one(to->document, CV_SPAN_USER, text));
        return;
    }
    cv_spans_add(to->document, &to->absent, CV_SPAN_TEXT, to->absent.count == 0 ? "" : cv_say(to->language, "; "));
    cv_spans_add(to->document, &to->absent, CV_SPAN_TEXT, name);
}

/* ---- estimates of the whole sample ---- */

static bool is_whole(const cv_result *result, const cv_estimate *row)
{
    for (size_t i = 0; i < result->by_count; i++)
        if (row->group[i] != CV_ALL)
            return false;
    return result->spec->where_text == NULL;
}

static bool is_usable_share(const cv_result *result, const cv_estimate *row)
{
    return result->statistic == CV_STATISTIC_PROPORTION && is_whole(result, row) && row->estimate > 0 &&
           row->estimate < 1 && isfinite(row->deff) && row->deff > 0;
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* What the precision of the whole sample is computed from. */
typedef struct precision {
    double deff, df;
    size_t shares; /* that the design effect is the median of; 0: it is Kish's */
} precision;

static size_t list_shares(const cv_results *results, double *deffs, double *df)
{
    size_t count = 0;
    for (size_t i = 0; i < results->count; i++)
        for (size_t j = 0; j < results->items[i].row_count; j++) {
            const cv_estimate *row = &results->items[i].rows[j];
            if (!is_usable_share(&results->items[i], row))
                continue;
            if (deffs != NULL)
                deffs[count] = row->deff;
            *df = row->df;
            count++;
        }
    return count;
}

static double median_of(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
}

static precision precision_of(cv_document *document)
{
    const cv_results *results = document->results;
    const cv_overview *of = &results->overview;
    const cv_design_spec *design = &results->study->design;
    precision found = {.deff = of->deff_kish, .df = INFINITY};
    if (design->binomial)
        return (precision){.deff = 1, .df = INFINITY};
    double strata = of->strata > 0 ? (double)of->strata : 1;
    if (!design->replicates.given && (double)of->psus > strata)
        found.df = (double)of->psus - strata;
    found.shares = list_shares(results, NULL, &found.df);
    double *deffs = found.shares == 0 ? NULL : cv_document_array(document, found.shares, sizeof *deffs);
    if (deffs == NULL)
        return found;
    list_shares(results, deffs, &found.df);
    found.deff = median_of(deffs, found.shares);
    return found;
}

static void add_design_effect(statement *to, const precision *of)
{
    cv_document *document = to->document;
    const cv_spans arguments[] = {cv_spans_decimals(document, of->deff, 2),
                                  cv_spans_number(document, (double)of->shares, 0),
                                  cv_spans_decimals(document, document->results->overview.deff_kish, 2)};
    const char *text =
        document->results->study->design.binomial
            ? cv_say(to->language, "%1$s: the rows are taken as independent answers")
        : of->shares > 0 ? cv_say(to->language, "%1$s, the median over the shares of the whole sample (%2$s of them); "
                                                "of the weights alone (Kish): %3$s")
                         : cv_say(to->language, "%1$s, of the weights alone (Kish)");
    cv_spans value = {0};
    cv_spans_say(document, &value, text, arguments, 3);
    add_spans(to, cv_say(to->language, "Design effect"), value);
}

static double quantile_of(const cv_document *document, const precision *of)
{
    return cv_t_quantile((1 + document->results->study->confidence) / 2, of->df);
}

/* Half the interval of a share of 1/2: t sqrt(deff (1/2)^2 / n). */
static double margin_of(const cv_document *document, const precision *of)
{
    return 0.5 * quantile_of(document, of) * sqrt(of->deff / (double)document->results->overview.used);
}

static void add_margin(statement *to, const precision *of)
{
    cv_document *document = to->document;
    double n = (double)document->results->overview.used;
    const cv_spans arguments[] = {cv_spans_decimals(document, 100 * margin_of(document, of), 1),
                                  cv_spans_per_cent(document, document->results->study->confidence),
                                  cv_spans_decimals(document, quantile_of(document, of), 2),
                                  cv_spans_decimals(document, of->deff, 2), cv_spans_number(document, n, 0)};
    cv_spans value = {0};
    cv_spans_say(document, &value,
                 cv_say(to->language, "±%1$s percentage points: half the width of the %2$s confidence interval of a "
                                      "share of 50%% of the whole sample, ½ × %3$s × √(%4$s / %5$s). Shares of "
                                      "groups have wider ones, which their tables give."),
                 arguments, 5);
    add_spans(to, cv_say(to->language, "Margin of error"), value);
}

/* ---- the weights ---- */

static const char *step_text(cv_language language, cv_calibration_method method)
{
    switch (method) {
    case CV_CALIBRATE_POSTSTRATIFY:
        return cv_say(language, "post-stratified by %s");
    case CV_CALIBRATE_RAKE:
        return cv_say(language, "raked by %s");
    case CV_CALIBRATE_LINEAR:
    case CV_CALIBRATE_LOGIT:
    case CV_CALIBRATE_RAKING:
        return cv_say(language, "calibrated by %s");
    case CV_CALIBRATE_WEIGHTING_CLASS:
        break;
    }
    return cv_say(language, "raised for non-response in classes by %s");
}

static void add_step(statement *to, cv_spans *value, const cv_calibration_spec *step)
{
    cv_spans margins = cv_spans_words(to->document, CV_SPAN_CODE, &step->classes, " × ");
    for (size_t i = 0; step->classes.count == 0 && i < step->margin_count; i++) {
        const cv_margin_spec *margin = &step->margins[i];
        const cv_words names = {.items = margin->variables, .count = margin->variable_count};
        cv_spans crossed = cv_spans_words(to->document, CV_SPAN_CODE, &names, " × ");
        cv_spans_add(to->document, &margins, CV_SPAN_TEXT, i == 0 ? "" : ", ");
        cv_spans_join(to->document, &margins, &crossed);
    }
    cv_spans_say(to->document, value, step_text(to->language, step->method), &margins, 1);
}

static bool ends_sentence(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && strchr(".!?:;", text[length - 1]) != NULL;
}

static void add_weighting(statement *to)
{
    cv_document *document = to->document;
    const cv_study *study = document->results->study;
    const cv_design_spec *design = &study->design;
    cv_spans value = {0}, weight = {0}, done = {0};
    if (cv_document_has(study->methodology.weighting)) {
        cv_spans_add(document, &value, CV_SPAN_USER, study->methodology.weighting);
        cv_spans_add(document, &value, CV_SPAN_TEXT, ends_sentence(study->methodology.weighting) ? " " : ". ");
    }
    if (design->weight.text != NULL)
        cv_spans_add(document, &weight, CV_SPAN_CODE, design->weight.text);
    for (size_t i = 0; i < design->calibrate_count; i++) {
        cv_spans_add(document, &done, CV_SPAN_TEXT, ", ");
        add_step(to, &done, &design->calibrate[i]);
    }
    if (design->trim.given)
        cv_spans_add(document, &done, CV_SPAN_TEXT, cv_say(to->language, ", trimmed"));
    if (weight.count > 0)
        cv_spans_say(document, &value, cv_say(to->language, "By the data's column %s"), &weight, 1);
    else if (design->fpc.count > 0)
        cv_spans_add(document, &value, CV_SPAN_TEXT, cv_say(to->language, "By the sampling fractions"));
    else
        cv_spans_add(document, &value, CV_SPAN_TEXT,
                     done.count > 0 ? cv_say(to->language, "From equal weights")
                                    : cv_say(to->language, "None: every row counts the same"));
    cv_spans_join(document, &value, &done);
    add_spans(to, cv_say(to->language, "Weighting"), value);
}

/* ---- what is not shown, who answered ---- */

static void add_rule(statement *to, cv_spans *rules, const char *text, cv_spans number)
{
    cv_spans_add(to->document, rules, CV_SPAN_TEXT, rules->count == 0 ? "" : cv_say(to->language, "; "));
    cv_spans_say(to->document, rules, text, &number, 1);
}

/* Whether an analysis before this one has the same rule. */
static bool is_repeated(const cv_study *study, size_t analysis, size_t min_n, double max_cv, bool nchs)
{
    for (size_t i = 0; i < analysis; i++) {
        const cv_suppress_spec *of = &study->analyses[i].suppress;
        if ((min_n > 0 && of->min_n == min_n) || (max_cv > 0 && of->max_cv == max_cv) || (nchs && of->nchs))
            return true;
    }
    return false;
}

static void add_suppression(statement *to)
{
    const cv_study *study = to->document->results->study;
    cv_spans rules = {0}, value = {0};
    for (size_t i = 0; i < study->analysis_count; i++) {
        const cv_suppress_spec *of = &study->analyses[i].suppress;
        if (of->min_n > 0 && !is_repeated(study, i, of->min_n, 0, false))
            add_rule(to, &rules, cv_say(to->language, "fewer than %s answers in the base"),
                     cv_spans_number(to->document, (double)of->min_n, 0));
        if (of->max_cv > 0 && !is_repeated(study, i, 0, of->max_cv, false))
            add_rule(to, &rules, cv_say(to->language, "coefficient of variation above %s"),
                     cv_spans_per_cent(to->document, of->max_cv));
        if (of->nchs && !is_repeated(study, i, 0, 0, true))
            add_rule(
                to, &rules,
                cv_say(to->language, "below the presentation standards of the National Center for Health Statistics"),
                (cv_spans){0});
    }
    if (rules.count > 0)
        cv_spans_say(to->document, &value, cv_say(to->language, "Not shown: %s"), &rules, 1);
    else
        cv_spans_add(to->document, &value, CV_SPAN_TEXT, cv_say(to->language, "None: every estimate is shown"));
    add_spans(to, cv_say(to->language, "Suppression"), value);
}

static const cv_estimate *whole_response_rate(const cv_results *results)
{
    for (size_t i = 0; i < results->count; i++)
        for (size_t j = 0; results->items[i].statistic == CV_STATISTIC_RESPONSE_RATE && j < results->items[i].row_count;
             j++)
            if (is_whole(&results->items[i], &results->items[i].rows[j]))
                return &results->items[i].rows[j];
    return NULL;
}

static void add_response_rate(statement *to)
{
    const cv_results *results = to->document->results;
    const cv_estimate *rate = whole_response_rate(results);
    const char *name = cv_say(to->language, "Response rate");
    if (cv_document_has(results->study->methodology.response_rate) || rate == NULL || isnan(rate->estimate))
        add_stated(to, name, results->study->methodology.response_rate);
    else
        add_spans(to, name, cv_spans_per_cent(to->document, round(1000 * rate->estimate) / 1000));
}

static void add_base(statement *to)
{
    cv_spans value = {0}, n = cv_spans_number(to->document, (double)to->document->results->overview.used, 0);
    cv_spans_say(to->document, &value, cv_say(to->language, "%s answers, unweighted"), &n, 1);
    add_spans(to, cv_say(to->language, "Base"), value);
}

/* ---- the statement ---- */

static void add_survey(statement *to, const cv_methodology_spec *of)
{
    add_stated(to, cv_say(to->language, "Sponsor"), of->sponsor);
    add_stated(to, cv_say(to->language, "Conducted by"), of->conducted_by);
    add_stated(to, cv_say(to->language, "Population"), of->population);
    add_stated(to, cv_say(to->language, "Sampling frame"), of->frame);
    add_stated(to, cv_say(to->language, "Sampling method"), of->sampling);
    add_stated(to, cv_say(to->language, "Recruitment"), of->recruitment);
    add_stated(to, cv_say(to->language, "Incentives"), of->incentives);
    add_stated(to, cv_say(to->language, "Mode"), of->mode);
    add_stated(to, cv_say(to->language, "Dates"), of->dates);
    add_stated(to, cv_say(to->language, "Languages"), of->languages);
    add_stated(to, cv_say(to->language, "Questionnaire"), of->questionnaire);
    add_response_rate(to);
}

static void add_rest(statement *to, const cv_methodology_spec *of)
{
    add_stated(to, cv_say(to->language, "Data quality"), of->quality);
    add_stated(to, cv_say(to->language, "Limitations"), of->limitations);
    add_stated(to, cv_say(to->language, "Contact"), of->contact);
    add_stated(to, cv_say(to->language, "More information"), of->url);
    if (cv_document_has(of->notes))
        add_stated(to, cv_say(to->language, "Notes"), of->notes);
    if (to->absent.count == 0)
        return;
    add_spans(to, cv_say(to->language, "Not stated"), to->absent);
    if (to->count > 0)
        to->facts[to->count - 1].absent = true;
}

/* What a reader wants first. */
static void add_figures(statement *to, const precision *of)
{
    enum { FIGURES = 4 };
    cv_document *document = to->document;
    double n = (double)document->results->overview.used;
    cv_fact *figures = cv_document_array(document, FIGURES, sizeof *figures);
    cv_spans margin = {0}, points = cv_spans_decimals(document, 100 * margin_of(document, of), 1);
    if (figures == NULL)
        return;
    cv_spans_say(document, &margin, cv_say(to->language, "±%s points"), &points, 1);
    figures[0] = (cv_fact){.name = cv_say(to->language, "Answers"), .value = cv_spans_number(document, n, 0)};
    figures[1] = (cv_fact){.name = cv_say(to->language, "Effective sample size"),
                           .value = cv_spans_number(document, n / of->deff, 0)};
    figures[2] = (cv_fact){.name = cv_say(to->language, "Margin of error"), .value = margin};
    figures[3] = (cv_fact){.name = cv_say(to->language, "Confidence"),
                           .value = cv_spans_per_cent(document, document->results->study->confidence)};
    document->figures = figures;
    document->figure_count = FIGURES;
}

void cv_document_methodology(cv_document *document)
{
    const cv_methodology_spec *of = &document->results->study->methodology;
    statement to = {.document = document, .language = document->language};
    to.facts = cv_document_array(document, MOST_FACTS, sizeof *to.facts);
    if (to.facts == NULL)
        return;
    precision found = precision_of(document);
    cv_document_heading(document, NULL, 2, "methodology",
                        cv_spans_one(document, CV_SPAN_TEXT, cv_say(to.language, "Methodology")));
    add_survey(&to, of);
    add_base(&to);
    add_weighting(&to);
    add_design_effect(&to, &found);
    add_margin(&to, &found);
    add_suppression(&to);
    add_rest(&to, of);
    add_figures(&to, &found);
    cv_block *block = cv_document_add(document, CV_BLOCK_FACTS, NULL);
    block->facts = to.facts;
    block->count = to.count;
}
