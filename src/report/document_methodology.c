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

/* A share whose design effect is over a sample drawn with replacement, as the margin's formula has it. */
static bool is_usable_share(const cv_result *result, const cv_estimate *row)
{
    return result->statistic == CV_STATISTIC_PROPORTION && !result->spec->deff_without_replacement &&
           is_whole(result, row) && row->estimate > 0 && row->estimate < 1 && isfinite(row->deff) && row->deff > 0;
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
    bool unknown;  /* the design does more than the weights, and no share tells what */
} precision;

/* @param least_df  becomes the least degrees of freedom of a share, if below what it is */
static size_t list_shares(const cv_results *results, double *deffs, double *least_df)
{
    size_t count = 0;
    for (size_t i = 0; i < results->count; i++)
        for (size_t j = 0; j < results->items[i].row_count; j++) {
            const cv_estimate *row = &results->items[i].rows[j];
            if (!is_usable_share(&results->items[i], row))
                continue;
            if (deffs != NULL)
                deffs[count] = row->deff;
            *least_df = fmin(*least_df, row->df);
            count++;
        }
    return count;
}

static double median_of(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
}

/* Whether Kish's design effect is all there is: rows are drawn one by one, from all, with weights or without. */
static bool has_weights_alone(const cv_design_spec *design)
{
    return design->cluster.count == 0 && design->strata.count == 0 && design->fpc.count == 0 &&
           !design->replicates.given;
}

static precision of_weights(const cv_results *results)
{
    const cv_overview *of = &results->overview;
    return (precision){.deff = of->deff_kish,
                       .df = of->psus > 1 ? (double)of->psus - 1 : (double)INFINITY,
                       .unknown = !has_weights_alone(&results->study->design)};
}

static precision precision_of(cv_document *document)
{
    const cv_results *results = document->results;
    precision found = {.df = INFINITY};
    if (results->study->design.binomial)
        return (precision){.deff = 1, .df = INFINITY};
    found.shares = list_shares(results, NULL, &found.df);
    double *deffs = found.shares == 0 ? NULL : cv_document_array(document, found.shares, sizeof *deffs);
    if (deffs == NULL)
        return of_weights(results);
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
    if (of->unknown) {
        add_spans(to, cv_say(to->language, "Margin of error"),
                  cv_spans_one(document, CV_SPAN_TEXT,
                               cv_say(to->language, "Not computed: the weights alone do not tell what the design does "
                                                    "to it; an analysis of shares of the whole sample (total: true) "
                                                    "gives it")));
        return;
    }
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

/* The rules of one analysis that the other has as well. A rule that is not there is shared by nobody. */
static cv_suppress_spec shared_rules(const cv_suppress_spec *one, const cv_suppress_spec *other)
{
    return (cv_suppress_spec){.min_n = one->min_n == other->min_n ? one->min_n : 0,
                              .max_cv = one->max_cv == other->max_cv ? one->max_cv : 0,
                              .nchs = one->nchs && other->nchs};
}

/* Tables of weights show all there is. */
static bool suppresses(const cv_result *result)
{
    return result->statistic != CV_STATISTIC_WEIGHTS;
}

/* Those of the rules that every analysis has. */
static cv_suppress_spec rules_of_all(const cv_results *results, cv_suppress_spec rules)
{
    for (size_t i = 0; i < results->count; i++)
        if (suppresses(&results->items[i]))
            rules = shared_rules(&rules, &results->items[i].spec->suppress);
    return rules;
}

/* The rules of an analysis that none before it has. */
static cv_suppress_spec new_rules(const cv_results *results, size_t analysis)
{
    cv_suppress_spec rules = results->items[analysis].spec->suppress;
    for (size_t i = 0; i < analysis; i++) {
        const cv_suppress_spec known = shared_rules(&rules, &results->items[i].spec->suppress);
        if (!suppresses(&results->items[i]))
            continue;
        rules.min_n = known.min_n > 0 ? 0 : rules.min_n;
        rules.max_cv = known.max_cv > 0 ? 0 : rules.max_cv;
        rules.nchs = rules.nchs && !known.nchs;
    }
    return rules;
}

/* @param everywhere  whether all analyses have the rule */
static void add_rule(statement *to, cv_spans *rules, const char *text, cv_spans number, bool everywhere)
{
    cv_spans rule = {0};
    cv_spans_say(to->document, &rule, text, &number, 1);
    cv_spans_add(to->document, rules, CV_SPAN_TEXT, rules->count == 0 ? "" : cv_say(to->language, "; "));
    cv_spans_say(to->document, rules, everywhere ? "%s" : cv_say(to->language, "in some analyses %s"), &rule, 1);
}

static void add_rules(statement *to, cv_spans *rules, const cv_suppress_spec *of, const cv_suppress_spec *all)
{
    if (of->min_n > 0)
        add_rule(to, rules, cv_say(to->language, "fewer than %s answers in the base"),
                 cv_spans_number(to->document, (double)of->min_n, 0), all->min_n > 0);
    if (of->max_cv > 0)
        add_rule(to, rules, cv_say(to->language, "coefficient of variation above %s"),
                 cv_spans_per_cent(to->document, of->max_cv), all->max_cv > 0);
    if (of->nchs)
        add_rule(to, rules,
                 cv_say(to->language, "below the presentation standards of the National Center for Health Statistics"),
                 (cv_spans){0}, all->nchs);
}

static void add_suppression(statement *to)
{
    const cv_results *results = to->document->results;
    cv_spans rules = {0}, value = {0};
    for (size_t i = 0; i < results->count; i++) {
        const cv_suppress_spec added = new_rules(results, i), all = rules_of_all(results, added);
        if (suppresses(&results->items[i]))
            add_rules(to, &rules, &added, &all);
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
    cv_spans_say(to->document, &value, cv_say(to->language, "%s interviews, unweighted"), &n, 1);
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

static void add_figure(cv_document *document, cv_fact *figures, const char *name, cv_spans value)
{
    figures[document->figure_count++] = (cv_fact){.name = name, .value = value};
}

/* What a reader wants first. */
static void add_figures(statement *to, const precision *of)
{
    enum { MOST_FIGURES = 4 };
    cv_document *document = to->document;
    double n = (double)document->results->overview.used;
    cv_fact *figures = cv_document_array(document, MOST_FIGURES, sizeof *figures);
    if (figures == NULL)
        return;
    document->figures = figures;
    document->figure_count = 0;
    add_figure(document, figures, cv_say(to->language, "Interviews"), cv_spans_number(document, n, 0));
    if (!of->unknown) {
        cv_spans margin = {0}, points = cv_spans_decimals(document, 100 * margin_of(document, of), 1);
        cv_spans_say(document, &margin, cv_say(to->language, "±%s points"), &points, 1);
        add_figure(document, figures, cv_say(to->language, "Effective sample size"),
                   cv_spans_number(document, n / of->deff, 0));
        add_figure(document, figures, cv_say(to->language, "Margin of error"), margin);
    }
    add_figure(document, figures, cv_say(to->language, "Confidence"),
               cv_spans_per_cent(document, document->results->study->confidence));
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
