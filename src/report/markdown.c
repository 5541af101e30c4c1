/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.md: what was asked, on whom, how it was computed, and what came out, in an order that reads from the top. */
#include "report/output.h"

#include <math.h>
#include <string.h>

#include "estimate/model_result.h"
#include "table/digits.h"
#include "table/markup.h"
#include "table/table.h"

static void put_number(cv_buffer *to, double number, int decimals)
{
    char text[CV_DIGITS_SIZE];
    cv_digits_short(number, decimals, text);
    cv_buffer_add(to, *text == '\0' ? "-" : text);
}

static void put_words(cv_buffer *to, const cv_words *words, const char *between)
{
    for (size_t i = 0; i < words->count; i++) {
        cv_buffer_add(to, i == 0 ? "" : between);
        cv_markdown_add(to, words->items[i].text, false);
    }
}

/* ---- the survey ---- */

static void put_head(const cv_study *study, cv_buffer *to)
{
    cv_buffer_add(to, "# ");
    cv_markdown_add(to, study->title != NULL ? study->title : "Survey results", false);
    cv_buffer_add(to, "\n\n");
    if (study->note != NULL) {
        cv_buffer_add(to, "**");
        cv_markdown_add(to, study->note, false);
        cv_buffer_add(to, "**\n\n");
    }
    if (study->source != NULL) {
        cv_buffer_add(to, "Source: ");
        cv_markdown_add(to, study->source, false);
        cv_buffer_add(to, "\n\n");
    }
}

static void put_fact(cv_buffer *to, const char *name, double number, int decimals)
{
    cv_buffer_format(to, "| %s | ", name);
    put_number(to, number, decimals);
    cv_buffer_add(to, " |\n");
}

static void put_overview(const cv_overview *of, cv_buffer *to)
{
    cv_buffer_add(to, "## The survey in numbers\n\n| | |\n| --- | ---: |\n");
    if (of->imputations > 0)
        put_fact(to, "Imputations", (double)of->imputations, 0);
    put_fact(to, of->imputations > 0 ? "Rows of each" : "Rows in the file", (double)of->rows, 0);
    put_fact(to, "Rows with a weight above zero", (double)of->used, 0);
    put_fact(to, "Sum of the weights", of->weight_sum, 1);
    if (of->strata > 0)
        put_fact(to, "Strata", (double)of->strata, 0);
    if (of->psus != of->used)
        put_fact(to, "Primary sampling units", (double)of->psus, 0);
    put_fact(to, "Design effect of the weights (Kish)", of->deff_kish, 3);
    put_fact(to, "Effective sample size of the weights (Kish)", (double)of->used / of->deff_kish, 0);
    cv_buffer_add_char(to, '\n');
}

static void put_design_part(cv_buffer *to, const char *what, const cv_words *words, const char **between)
{
    if (words->count == 0)
        return;
    cv_buffer_add(to, *between);
    cv_buffer_add(to, what);
    put_words(to, words, ", then ");
    *between = "; ";
}

static void put_design(const cv_design_spec *design, cv_buffer *to)
{
    const char *between = "The design: ";
    if (design->binomial) {
        cv_buffer_add(to, "The rows are taken as independent answers (sampling: binomial).\n\n");
        return;
    }
    cv_words weight = {.items = (cv_word[]){design->weight}, .count = design->weight.text != NULL};
    put_design_part(to, "weighted by ", &weight, &between);
    put_design_part(to, "strata by ", &design->strata, &between);
    put_design_part(to, "sampling units by ", &design->cluster, &between);
    put_design_part(to, "finite population correction by ", &design->fpc, &between);
    if (design->replicates.given) {
        cv_buffer_format(to, "; replicate weights of type %s. Standard errors from the replicates.\n\n",
                         cv_replicates_name(design->replicates.type));
        return;
    }
    if (strcmp(between, "; ") != 0)
        cv_buffer_add(to, "No weights, strata or clusters were given: every row counts the same");
    cv_buffer_add(to, ". Standard errors by Taylor linearisation; groups keep the whole design.\n\n");
}

static void put_imputed(const cv_overview *of, cv_buffer *to)
{
    if (of->imputations > 0)
        cv_buffer_format(to,
                         "The missing answers were imputed %zu times. Each imputation is analysed as a survey of its "
                         "own; estimates are the means over them, and standard errors and degrees of freedom have the "
                         "imputations' differences in them (Rubin's rules). Counts of answers are means too.\n\n",
                         of->imputations);
}

/* ---- an analysis in words ---- */

static const char *subject_of(cv_statistic statistic)
{
    switch (statistic) {
    case CV_STATISTIC_PROPORTION:
        return "The share of each answer to ";
    case CV_STATISTIC_COUNT:
        return "The estimated number of each answer to ";
    case CV_STATISTIC_MEAN:
        return "The mean of ";
    case CV_STATISTIC_TOTAL:
        return "The total of ";
    case CV_STATISTIC_RATIO:
        return "The ratio of ";
    case CV_STATISTIC_NPS:
        return "The net promoter score (per cent promoters less per cent detractors) of ";
    case CV_STATISTIC_QUANTILE:
        return "Quantiles of ";
    case CV_STATISTIC_VARIANCE:
        return "The variance of ";
    case CV_STATISTIC_SD:
        return "The standard deviation of ";
    case CV_STATISTIC_CORRELATION:
        return "The correlation of ";
    case CV_STATISTIC_GINI:
        return "The Gini coefficient of ";
    case CV_STATISTIC_LORENZ:
        return "The share of the total that the poorest hold (Lorenz curve) of ";
    case CV_STATISTIC_QUINTILE_SHARE_RATIO:
        return "The quintile share ratio (the total of the richest fifth over that of the poorest) of ";
    case CV_STATISTIC_AT_RISK_OF_POVERTY:
        return "The share below the poverty threshold of ";
    case CV_STATISTIC_NET:
        return "The net (per cent positive less per cent negative) of ";
    case CV_STATISTIC_ITEMS:
        return "The items ";
    case CV_STATISTIC_NONRESPONSE:
        return "The share of rows without an answer to ";
    case CV_STATISTIC_RESPONSE_RATE:
        return "The response rate by the dispositions of ";
    case CV_STATISTIC_MEAN_RANK:
        return "The mean rank of each item of ";
    case CV_STATISTIC_RANK_POINTS:
        return "The mean points of each item of ";
    case CV_STATISTIC_WEIGHTS:
    case CV_STATISTIC_MODEL:
        break;
    }
    return "How the weights are distributed";
}

static void put_label(cv_buffer *to, const char *label)
{
    cv_buffer_add(to, "“");
    cv_markdown_add(to, label, false);
    cv_buffer_add(to, "”");
}

static const char *label_of(const cv_result *result, const char *variable)
{
    for (size_t i = 0; i < result->by_count; i++)
        if (strcmp(result->by[i].variable, variable) == 0)
            return result->by[i].label;
    return variable;
}

static void put_break(cv_buffer *to, const cv_result *result, const cv_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        cv_buffer_add(to, i == 0 ? "" : " × ");
        put_label(to, label_of(result, words->items[i].text));
    }
}

static void put_by(cv_buffer *to, const cv_result *result)
{
    const cv_analysis_spec *spec = result->spec;
    for (size_t i = 0; i < spec->banner_count; i++) {
        cv_buffer_add(to, i == 0 ? " by " : i + 1 < spec->banner_count ? ", by " : " and by ");
        put_break(to, result, &spec->banner[i]);
    }
    for (size_t i = 0; spec->banner_count == 0 && i < result->by_count; i++) {
        cv_buffer_add(to, i == 0 ? " by " : " × ");
        put_label(to, result->by[i].label);
    }
}

/* What a study calls a variable; its name where it calls it nothing. */
static const char *study_label(const cv_study *study, const char *name)
{
    const cv_variable_spec *variable = cv_study_variable(study, name);
    return variable != NULL && variable->label != NULL ? variable->label : name;
}

static void put_cells(cv_buffer *to, const cv_study *study, const cv_words *by)
{
    for (size_t i = 0; i < by->count; i++) {
        cv_buffer_add(to, i == 0 ? "" : " × ");
        put_label(to, study_label(study, by->items[i].text));
    }
}

static void put_standardize(cv_buffer *to, const cv_study *study, const cv_standardize_spec *spec)
{
    cv_buffer_add(to, ", standardised to one composition by ");
    put_cells(to, study, &spec->by);
    if (spec->kind == CV_SHARES_LIKE) {
        cv_buffer_add(to, ", that of ");
        put_label(to, spec->like.text);
    } else {
        cv_buffer_add(to, spec->kind == CV_SHARES_POOLED ? ", that of all rows" : ", by given shares");
    }
}

static void put_list(cv_buffer *to, const char *before, const cv_words *words)
{
    if (words->count == 0)
        return;
    cv_buffer_add(to, before);
    put_words(to, words, ", ");
}

/* Which answers count as what. */
static void put_answers(cv_buffer *to, const cv_analysis_spec *spec)
{
    put_list(to, ", positive: ", &spec->positive);
    put_list(to, ", negative: ", &spec->negative);
    put_list(to, ", respondents: ", &spec->respondents);
    put_list(to, ", ineligible: ", &spec->ineligible);
    put_list(to, ", of unknown eligibility: ", &spec->unknown);
    if (spec->unknown.count > 0 && spec->eligible_share < 1) {
        cv_buffer_add(to, ", of which eligible: ");
        put_number(to, 100 * spec->eligible_share, 4);
        cv_buffer_add(to, "%");
    }
    if (spec->mentions == 1)
        cv_buffer_add(to, ", ranked first");
    if (spec->mentions > 1)
        cv_buffer_format(to, ", among the first %zu ranks", spec->mentions);
    if (spec->base_responses)
        cv_buffer_add(to, ", of all answers given");
}

static void put_what(cv_buffer *to, const cv_study *study, const cv_result *result)
{
    const cv_analysis_spec *spec = result->spec;
    cv_buffer_add(to, subject_of(result->statistic));
    bool scale = result->statistic == CV_STATISTIC_ITEMS && result->of_count > 1; /* comes last, and is no item */
    for (size_t i = 0; i + scale < result->of_count; i++) {
        cv_buffer_add(to, i == 0 ? "" : ", ");
        put_label(to, result->of[i].label);
    }
    put_answers(to, spec);
    if (spec->denominator.text != NULL) {
        cv_buffer_add(to, " to ");
        put_label(to, study_label(study, spec->denominator.text));
    }
    if (spec->level.count > 0) {
        cv_buffer_add(to, ", shown for ");
        put_words(to, &spec->level, ", ");
    }
    put_by(to, result);
    if (spec->standardize.given)
        put_standardize(to, study, &spec->standardize);
    if (spec->where_text != NULL) {
        cv_buffer_add(to, ", among the rows where ");
        cv_markdown_add_code(to, spec->where_text);
    }
    cv_buffer_add(to, ".");
}

typedef struct range {
    double low, high;
} range;

static void widen(range *of, double number)
{
    if (!(number >= of->low) && !isnan(number))
        of->low = number;
    if (!(number <= of->high) && !isnan(number))
        of->high = number;
}

static void put_range(cv_buffer *to, range of, int decimals)
{
    put_number(to, of.low, decimals);
    if (of.low == of.high)
        return;
    cv_buffer_add(to, " to ");
    put_number(to, of.high, decimals);
}

static void put_base(cv_buffer *to, const cv_result *result)
{
    range n = {NAN, NAN};
    for (size_t i = 0; i < result->row_count; i++)
        widen(&n, result->rows[i].n);
    if (isnan(n.low))
        return;
    cv_buffer_add(to, n.low == n.high ? " The base is " : " The bases are ");
    put_range(to, n, 0);
    if (result->statistic == CV_STATISTIC_NONRESPONSE) {
        cv_buffer_add(to, " rows.");
        return;
    }
    cv_buffer_add(to, result->spec->missing_level ? " answers; a missing answer counts as an answer of its own."
                                                  : " answers; missing answers are left out.");
}

/* Which quantiles: of t on so many degrees of freedom, or normal ones where there is no end of them. */
static void put_quantiles(cv_buffer *to, range df)
{
    if (isnan(df.low))
        return;
    if (isinf(df.low)) {
        cv_buffer_add(to, ", normal quantiles");
        return;
    }
    cv_buffer_add(to, ", t quantiles on ");
    put_range(to, df, 1);
    cv_buffer_add(to, " degrees of freedom");
}

static void put_interval(cv_buffer *to, const cv_result *result)
{
    range df = {NAN, NAN};
    for (size_t i = 0; i < result->row_count; i++)
        widen(&df, result->binomial ? (double)INFINITY : result->rows[i].df);
    cv_buffer_add(to, " The intervals have ");
    put_number(to, 100 * result->confidence, 4);
    bool chosen = cv_statistic_is_share(result->statistic);
    if (result->statistic == CV_STATISTIC_QUANTILE)
        cv_buffer_format(to, "%% confidence (%s`%s`, rule `%s`",
                         cv_quantile_interval_woodruff(result->ci) ? "Woodruff's method by " : "",
                         cv_quantile_interval_name(result->ci), cv_qrule_name(result->spec->qrule));
    else if (result->statistic == CV_STATISTIC_ITEMS)
        cv_buffer_format(to, "%% confidence (`wald`, of shares `%s`", cv_interval_name(result->ci));
    else
        cv_buffer_format(to, "%% confidence (`%s`", chosen ? cv_interval_name(result->ci) : "wald");
    put_quantiles(to, df);
    cv_buffer_add(to, ").");
}

static void put_threshold(cv_buffer *to, const cv_result *result)
{
    const cv_analysis_spec *spec = result->spec;
    if (result->statistic != CV_STATISTIC_AT_RISK_OF_POVERTY)
        return;
    cv_buffer_add(to, " The threshold is ");
    put_number(to, 100 * spec->threshold_fraction, 4);
    if (spec->threshold_quantile == 0.5)
        cv_buffer_add(to, "% of the median");
    else {
        cv_buffer_add(to, "% of the quantile at ");
        put_number(to, spec->threshold_quantile, 4);
    }
    cv_buffer_format(to, " (rule `%s`) of %s.", cv_qrule_name(spec->qrule),
                     spec->threshold_domain ? "each group's own answers" : "all these answers together");
}

static const char *measure_text(cv_measure measure)
{
    switch (measure) {
    case CV_MEASURE_RATIO:
        return "ratio";
    case CV_MEASURE_ODDS_RATIO:
        return "odds ratio";
    case CV_MEASURE_CONTRAST:
        return "contrast";
    case CV_MEASURE_DIFFERENCE:
        break;
    }
    return "difference";
}

static void put_pairs(cv_buffer *to, const cv_result *result)
{
    const cv_compare_spec *compare = &result->spec->compare;
    if (compare->reference.text != NULL) {
        cv_buffer_add(to, "Each group");
    } else {
        cv_buffer_add(to, compare->pairs ? "All pairs of groups" : "Contrasts of groups");
    }
    if (result->spec->banner_count > 0) {
        cv_buffer_add(to, " of each break");
    } else if (compare->over.text != NULL) {
        cv_buffer_add(to, " of ");
        put_label(to, label_of(result, compare->over.text));
    }
    cv_buffer_add(to, compare->reference.text != NULL ? " is compared with " : " are compared");
    if (compare->reference.text != NULL)
        put_label(to, compare->reference.text);
    for (size_t i = 0; compare->pairs && i < compare->measure_count; i++) {
        cv_buffer_add(to, i == 0 ? " by their " : i + 1 < compare->measure_count ? ", " : " and ");
        cv_buffer_add(to, measure_text(compare->measures[i]));
    }
}

static void put_compare(cv_buffer *to, const cv_result *result)
{
    const cv_compare_spec *compare = &result->spec->compare;
    range df = {NAN, NAN};
    if (!compare->given || result->comparison_count == 0)
        return;
    for (size_t i = 0; i < result->comparison_count; i++)
        widen(&df, result->comparisons[i].df);
    cv_buffer_add_char(to, ' ');
    put_pairs(to, result);
    if (!result->binomial)
        cv_buffer_add(to, ", in Wald tests with the joint covariance of the groups");
    else if (result->method != CV_METHOD_DEFAULT)
        cv_buffer_format(to, ", with limits by `%s`", cv_method_name(result->method));
    put_quantiles(to, df);
    if (compare->adjust == CV_ADJUST_NONE)
        cv_buffer_add(to, "; p values are not adjusted.");
    else
        cv_buffer_format(to, "; p values are adjusted by `%s`.", cv_adjust_name(compare->adjust));
}

static void put_decompose(cv_buffer *to, const cv_study *study, const cv_result *result)
{
    const cv_decompose_spec *spec = &result->spec->decompose;
    if (!spec->given || result->part_count == 0)
        return;
    cv_buffer_add(to, " Differences between groups of ");
    put_label(to, label_of(result, spec->over.text));
    cv_buffer_add(to, " are split into what their composition by ");
    put_cells(to, study, &spec->by);
    cv_buffer_add(to, spec->three ? " makes, what their rates within it make, and an interaction of both, about the "
                                    "second group (threefold)"
                                  : " makes and what their rates within it make (Kitagawa)");
    put_quantiles(to, (range){result->parts[0].df, result->parts[0].df});
    cv_buffer_add_char(to, '.');
}

static void put_model(cv_buffer *to, const cv_result *result)
{
    static const char *const kinds[] = {
        [CV_MODEL_LINEAR] = "linear",
        [CV_MODEL_LOGIT] = "logistic",
        [CV_MODEL_ORDINAL] = "proportional odds logistic",
        [CV_MODEL_MULTINOMIAL] = "multinomial logistic",
        [CV_MODEL_POISSON] = "Poisson",
    };
    const cv_model_result *model = result->model;
    const cv_model_spec *spec = &result->spec->model;
    cv_buffer_format(to, "A %s regression of ", kinds[spec->kind]);
    put_label(to, model->of_label);
    if (model->event != NULL) {
        cv_buffer_add(to, " (the event: ");
        put_label(to, model->event);
        cv_buffer_add(to, ")");
    }
    if (spec->exposure.text != NULL) {
        cv_buffer_add(to, " in proportion to ");
        put_label(to, spec->exposure.text);
    }
    for (size_t i = 0; i < model->predictor_count; i++) {
        cv_buffer_add(to, i == 0 ? " on " : i + 1 < model->predictor_count ? ", " : " and ");
        put_label(to, model->predictors[i].axis.label);
    }
    if (result->spec->where_text != NULL) {
        cv_buffer_add(to, ", among the rows where ");
        cv_markdown_add_code(to, result->spec->where_text);
    }
    cv_buffer_add(to, ". It has ");
    put_number(to, model->n, 0);
    cv_buffer_add(to, " rows; rows with a missing answer are left out. The standard errors are the design's; the "
                      "intervals have ");
    put_number(to, 100 * result->confidence, 4);
    cv_buffer_add(to, "% confidence");
    range df = {NAN, NAN};
    for (size_t i = 0; i < model->row_count; i++)
        widen(&df, model->rows[i].df);
    put_quantiles(to, df);
    cv_buffer_add_char(to, '.');
    if (model->margin_count > 0)
        cv_buffer_add(to,
                      " The average predictions are those for all of these rows, each with everybody at one level of "
                      "the factor and otherwise as they are.");
    put_compare(to, result);
    cv_buffer_add(to, "\n\n");
}

static void put_method(cv_buffer *to, const cv_study *study, const cv_result *result)
{
    if (result->model != NULL) {
        put_model(to, result);
        return;
    }
    put_what(to, study, result);
    if (result->statistic != CV_STATISTIC_WEIGHTS) {
        put_base(to, result);
        put_threshold(to, result);
        put_interval(to, result);
        put_compare(to, result);
        put_decompose(to, study, result);
    }
    cv_buffer_add(to, "\n\n");
}

/* ---- charts and files ---- */

static const struct {
    unsigned format;
    const char *suffix;
} pictures[] = {{CV_FORMAT_SVG, "svg"}, {CV_FORMAT_PNG, "png"}};

/* Markdown shows pictures, not documents: a chart that is a PDF alone is a link. Its name is safe in an address. */
static void put_chart(cv_buffer *to, const cv_study *study, const cv_chart_spec *chart)
{
    const char *suffix = NULL;
    for (size_t i = 0; suffix == NULL && i < sizeof pictures / sizeof pictures[0]; i++)
        if ((chart->formats & pictures[i].format) != 0)
            suffix = pictures[i].suffix;
    const char *title = chart->title != NULL ? chart->title : study->title != NULL ? study->title : chart->name.text;
    cv_buffer_add(to, suffix != NULL ? "![" : "[");
    cv_markdown_add(to, title, false);
    cv_buffer_format(to, "](charts/%s.%s)\n\n", chart->name.text, suffix != NULL ? suffix : "pdf");
}

/* A chart of an analysis without rows was left out. */
static void put_charts(cv_buffer *to, const cv_study *study, const cv_result *result)
{
    if (result->statistic != CV_STATISTIC_WEIGHTS && result->row_count == 0)
        return;
    for (size_t i = 0; i < study->chart_count; i++)
        if (study->charts[i].from.text != NULL && strcmp(study->charts[i].from.text, result->spec->name.text) == 0)
            put_chart(to, study, &study->charts[i]);
}

/* ---- the weights ---- */

static const char *steps_in_words(cv_calibration_method method)
{
    static const char *const words[] = {[CV_CALIBRATE_POSTSTRATIFY] = "post-stratification",
                                        [CV_CALIBRATE_RAKE] = "raking",
                                        [CV_CALIBRATE_LINEAR] = "linear calibration (GREG)",
                                        [CV_CALIBRATE_LOGIT] = "logit calibration",
                                        [CV_CALIBRATE_RAKING] = "calibration by the raking distance",
                                        [CV_CALIBRATE_WEIGHTING_CLASS] = "weighting classes for non-response"};
    return words[method];
}

static void put_targets(const cv_calibration_result *of, cv_buffer *to)
{
    cv_buffer_add(to, "| Variable | Level | Before | Target | After |\n| --- | --- | ---: | ---: | ---: |\n");
    for (size_t i = 0; i < of->target_count; i++) {
        const cv_calibration_target *row = &of->targets[i];
        const double numbers[] = {row->before, row->target, row->after};
        cv_buffer_add(to, "| ");
        cv_markdown_add(to, row->margin, true);
        cv_buffer_add(to, " | ");
        cv_markdown_add(to, row->cell, true);
        for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
            cv_buffer_add(to, " | ");
            put_number(to, numbers[k], 1);
        }
        cv_buffer_add(to, " |\n");
    }
    cv_buffer_add_char(to, '\n');
}

static void put_weights_row(cv_buffer *to, const char *name, const cv_weights_before_after *of)
{
    double n = (double)of->rows, deff = n * of->squares / (of->sum * of->sum);
    const double numbers[] = {of->sum, of->min, of->sum / n, of->max, deff, n / deff};
    static const int decimals[] = {1, 3, 3, 3, 3, 0};
    cv_buffer_format(to, "| %s", name);
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        cv_buffer_add(to, " | ");
        put_number(to, numbers[k], decimals[k]);
    }
    cv_buffer_add(to, " |\n");
}

static void put_calibration(const cv_results *results, cv_buffer *to)
{
    const cv_calibration_result *of = results->calibration;
    const cv_design_spec *design = &results->study->design;
    cv_buffer_add(to, "## The weights\n\n");
    for (size_t i = 0; i < design->calibrate_count; i++)
        cv_buffer_format(to, "%s%s", i == 0 ? "The weights were changed by " : ", then ",
                         steps_in_words(design->calibrate[i].method));
    if (design->calibrate_count > 0)
        cv_buffer_add(to, design->replicates.given ? "; each replicate's weights by themselves.\n\n"
                                                   : "; standard errors are those of the residuals.\n\n");
    if (of->target_count > 0)
        put_targets(of, to);
    cv_buffer_add(to, "| Weights | Sum | Least | Mean | Largest | Design effect (Kish) | Effective sample size |\n"
                      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    put_weights_row(to, "before", &of->summary.before);
    put_weights_row(to, "after", &of->summary.after);
    cv_buffer_add(to, "\nFinal weights are ");
    put_number(to, of->summary.min_factor, 3);
    cv_buffer_add(to, " to ");
    put_number(to, of->summary.max_factor, 3);
    cv_buffer_add(to, " times those before.");
    if (design->trim.given) {
        cv_buffer_add(to, " ");
        put_number(to, (double)of->summary.trimmed, 0);
        cv_buffer_add(to, " of them were trimmed.");
    }
    cv_buffer_add(to, "\n\n");
    for (size_t i = 0; i < results->study->chart_count; i++)
        if (results->study->charts[i].kind == CV_CHART_WEIGHTS)
            put_chart(to, results->study, &results->study->charts[i]);
    cv_buffer_add(to, "In full: [tables/calibration.csv](tables/calibration.csv), "
                      "[tables/calibration.weights.csv](tables/calibration.weights.csv), "
                      "[weights.csv](weights.csv)\n\n");
}

/* ---- what there is in full ---- */

static void put_file(cv_buffer *to, const char *between, const char *name, const char *suffix)
{
    cv_buffer_format(to, "%s[%s%s.csv](tables/%s%s.csv)", between, name, suffix, name, suffix);
}

static void put_files(cv_buffer *to, const cv_result *result)
{
    const char *name = result->spec->name.text;
    bool model = result->spec->statistic == CV_STATISTIC_MODEL;
    put_file(to, "In full: ", name, model ? ".model" : "");
    if (result->spec->compare.given)
        put_file(to, ", ", name, ".compare");
    if (result->spec->test_count > 0 || model)
        put_file(to, ", ", name, ".tests");
    if (result->spec->covariance)
        put_file(to, ", ", name, ".cov");
    if (result->spec->decompose.given)
        put_file(to, ", ", name, ".decompose");
    if (result->spec->model.margins.count > 0)
        put_file(to, ", ", name, ".margins");
    if (result->spec->model.margins.count > 0 && result->spec->covariance)
        put_file(to, ", ", name, ".margins.cov");
    if (result->imputations > 0)
        put_file(to, ", ", name, ".imputation");
    cv_buffer_add(to, "\n\n");
}

/* ---- the report ---- */

void cv_report_markdown(const cv_results *results, bool values, cv_buffer *to)
{
    put_head(results->study, to);
    put_overview(&results->overview, to);
    put_design(&results->study->design, to);
    if (results->calibration != NULL)
        put_calibration(results, to);
    put_imputed(&results->overview, to);
    for (size_t i = 0; i < results->count; i++) {
        const cv_result *result = &results->items[i];
        cv_buffer_add(to, "## ");
        cv_markdown_add(to, result->spec->title != NULL ? result->spec->title : result->spec->name.text, false);
        cv_buffer_add(to, "\n\n");
        put_method(to, results->study, result);
        put_charts(to, results->study, result);
        cv_table_write_markdown(result, values, to);
        put_files(to, result);
    }
}
