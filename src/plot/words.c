/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/chart.h"

#include <math.h>
#include <string.h>

#include <unigbrk.h>

#include "estimate/model_result.h"
#include "plot/text.h"
#include "table/words.h"

/* Alternative texts name this many marks, then stop: nobody listens to more. */
enum { ALT_MARKS = 40 };

static const char *const interval_words[] = {
    [CV_INTERVAL_DEFAULT] = CV_PHRASE("Wald"),
    [CV_INTERVAL_LOGIT] = CV_PHRASE("logit"),
    [CV_INTERVAL_WALD] = CV_PHRASE("Wald"),
    [CV_INTERVAL_LIKELIHOOD] = CV_PHRASE("likelihood"),
    [CV_INTERVAL_ARCSINE] = CV_PHRASE("arcsine"),
    [CV_INTERVAL_BETA] = CV_PHRASE("beta (Korn and Graubard)"),
    [CV_INTERVAL_XLOGIT] = CV_PHRASE("logit of the estimate (xlogit)"),
    [CV_INTERVAL_WILSON] = CV_PHRASE("Wilson"),
    [CV_INTERVAL_WALD_CC] = CV_PHRASE("Wald with continuity correction"),
    [CV_INTERVAL_WILSON_CC] = CV_PHRASE("Wilson with continuity correction"),
    [CV_INTERVAL_AGRESTI_COULL] = CV_PHRASE("Agresti and Coull"),
    [CV_INTERVAL_JEFFREYS] = CV_PHRASE("Jeffreys"),
    [CV_INTERVAL_CLOPPER_PEARSON] = CV_PHRASE("Clopper and Pearson"),
    [CV_INTERVAL_ARCSINE_ANSCOMBE] = CV_PHRASE("arcsine (Anscombe)"),
    [CV_INTERVAL_MID_P] = CV_PHRASE("mid-p"),
};

static const char *const statistic_words[] = {
    [CV_STATISTIC_PROPORTION] = CV_PHRASE("Share, %"),
    [CV_STATISTIC_COUNT] = CV_PHRASE("Estimated number"),
    [CV_STATISTIC_MEAN] = CV_PHRASE("Mean"),
    [CV_STATISTIC_TOTAL] = CV_PHRASE("Total"),
    [CV_STATISTIC_RATIO] = CV_PHRASE("Ratio"),
    [CV_STATISTIC_NPS] = CV_PHRASE("Net Promoter Score, \xe2\x88\x92"
                                   "100 to 100"),
    [CV_STATISTIC_WEIGHTS] = CV_PHRASE("Weights"),
    [CV_STATISTIC_QUANTILE] = CV_PHRASE("Quantiles"),
    [CV_STATISTIC_VARIANCE] = CV_PHRASE("Variance"),
    [CV_STATISTIC_SD] = CV_PHRASE("Standard deviation"),
    [CV_STATISTIC_CORRELATION] = CV_PHRASE("Correlation"),
    [CV_STATISTIC_GINI] = CV_PHRASE("Gini coefficient"),
    [CV_STATISTIC_LORENZ] = CV_PHRASE("Share of the total that the poorest hold, %"),
    [CV_STATISTIC_QUINTILE_SHARE_RATIO] = CV_PHRASE("Quintile share ratio, S80/S20"),
    [CV_STATISTIC_AT_RISK_OF_POVERTY] = CV_PHRASE("At risk of poverty, %"),
    [CV_STATISTIC_NET] = CV_PHRASE("Net, \xe2\x88\x92"
                                   "100 to 100"),
    [CV_STATISTIC_ITEMS] = CV_PHRASE("Items"),
    [CV_STATISTIC_NONRESPONSE] = CV_PHRASE("Share without an answer, %"),
    [CV_STATISTIC_RESPONSE_RATE] = CV_PHRASE("Response rate, %"),
    [CV_STATISTIC_MEAN_RANK] = CV_PHRASE("Mean rank, 1 the first"),
    [CV_STATISTIC_RANK_POINTS] = CV_PHRASE("Mean points"),
    [CV_STATISTIC_MODEL] = CV_PHRASE("Coefficients"),
};

/* Cleans what the buffer holds into the chart's arena and empties it. */
static const char *keep(cv_chart *chart, cv_buffer *text, bool one_line, cv_messages *messages)
{
    const char *raw = text->length > 0 ? text->text : "";
    const char *kept = text->failed ? NULL
                       : one_line   ? cv_text_clean_line(&chart->arena, raw)
                                    : cv_text_clean(&chart->arena, raw);
    cv_buffer_free(text);
    *text = (cv_buffer){0};
    if (kept == NULL)
        cv_fail_memory(messages);
    return kept;
}

#define SAY(english) cv_say(chart->language, english)

static bool has_intervals(const cv_chart *chart)
{
    if (chart->own_intervals)
        return false;
    for (size_t i = 0; i < chart->mark_count && !chart->shape.no_intervals; i++)
        if (chart->marks[i].drawn && isfinite(chart->marks[i].estimate->low) &&
            cv_chart_has_interval(chart, chart->marks[i].series))
            return true;
    return false;
}

/* The question's text, where the chart shows one question. */
static const char *question(const cv_chart *chart)
{
    const cv_chart_mark *marks = chart->marks;
    if (chart->result->model != NULL)
        return chart->result->model->of_label;
    for (size_t i = 1; i < chart->mark_count; i++)
        if (marks[i].estimate->variable != marks[0].estimate->variable)
            return NULL;
    return chart->result->of[marks[0].estimate->variable].label;
}

/* The level's label, where all marks show the same one. */
static const char *only_level(const cv_chart *chart)
{
    const char *label = NULL;
    for (size_t i = 0; i < chart->mark_count; i++) {
        const cv_estimate *e = chart->marks[i].estimate;
        const cv_result *result = chart->result;
        const char *one = e->level < 0 ? NULL : cv_level_label(result, &result->of[e->variable], e->level);
        if (one == NULL || (label != NULL && strcmp(label, one) != 0))
            return NULL;
        label = one;
    }
    return label;
}

static const char *title_text(const cv_chart *chart)
{
    const cv_analysis_spec *analysis = chart->result->spec;
    if (chart->spec->title != NULL)
        return chart->spec->title;
    if (analysis != NULL && analysis->title != NULL)
        return analysis->title;
    return chart->results->study->title;
}

static bool ends_sentence(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && strchr(".?!:", text[length - 1]) != NULL;
}

void cv_chart_add_percentage(const cv_chart *chart, cv_buffer *to, double fraction)
{
    char text[CV_VALUE_SIZE];
    const double hundred = round(fraction * 1e6) / 1e4;
    cv_value_style style = {.scale = 1, .suffix = "", .language = chart->language};
    while (style.decimals < 4 &&
           fabs(hundred * pow(10, style.decimals) - round(hundred * pow(10, style.decimals))) > 1e-6)
        style.decimals++;
    cv_value_text(&style, hundred, text);
    cv_buffer_format(to, "%s%s", text, cv_language_numbers(chart->language)->percent);
}

static const char *denominator_of(const cv_chart *chart)
{
    const char *name = chart->result->spec->denominator.text;
    const cv_variable_spec *variable = cv_study_variable(chart->results->study, name);
    return variable != NULL && variable->label != NULL ? variable->label : name;
}

static void add_statistic(const cv_chart *chart, cv_buffer *to)
{
    const char *level = only_level(chart);
    cv_statistic statistic = chart->result->statistic;
    if (chart->spec->stack == CV_STACK_PERCENT && !cv_statistic_is_share(statistic)) {
        cv_buffer_format(to, SAY("%s, shares in %%"), cv_say(chart->language, statistic_words[statistic]));
        return;
    }
    if (chart->what != NULL)
        cv_buffer_format(to, "%s%s%s", level == NULL ? "" : level, level == NULL ? "" : ": ", chart->what);
    else if (statistic == CV_STATISTIC_RATIO && chart->result->spec != NULL &&
             chart->result->spec->denominator.text != NULL)
        cv_buffer_format(to, SAY("Ratio to %s"), denominator_of(chart));
    else if (statistic == CV_STATISTIC_PROPORTION && level != NULL)
        cv_buffer_format(to, "%s, %%", level);
    else if (statistic == CV_STATISTIC_QUANTILE && level != NULL && strcmp(level, "0.5") == 0)
        cv_buffer_add(to, SAY("Median"));
    else if (statistic == CV_STATISTIC_QUANTILE && level != NULL)
        cv_buffer_format(to, SAY("Quantile at %s"), level);
    else
        cv_buffer_add(to, cv_say(chart->language, statistic_words[statistic]));
    if (chart->what == NULL && statistic == CV_STATISTIC_COUNT && level != NULL)
        cv_buffer_format(to, ", %s", level);
    if (!has_intervals(chart))
        return;
    cv_buffer text = {0};
    cv_chart_add_percentage(chart, &text, chart->result->confidence);
    cv_buffer_add(to, " (");
    cv_buffer_format(to, SAY("%s confidence interval"), text.text == NULL ? "" : text.text);
    cv_buffer_add_char(to, ')');
    to->failed = to->failed || text.failed;
    cv_buffer_free(&text);
}

static void add_subtitle(const cv_chart *chart, bool asked_above, cv_buffer *to)
{
    const char *asked = asked_above ? NULL : question(chart);
    if (asked != NULL && asked[0] != '\0')
        cv_buffer_format(to, ends_sentence(asked) ? "%s  " : "%s: ", asked);
    add_statistic(chart, to);
}

/* ---- the footer ---- */

/* The unweighted base of a variable: the whole's, else the sum over the first break's groups. */
static double base_of(const cv_result *result, size_t variable)
{
    const cv_estimate *first = NULL;
    double sum = 0;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        if (row->variable != variable || (first != NULL && row->level != first->level))
            continue;
        bool whole = true, same_break = true;
        for (size_t k = 0; k < result->by_count; k++) {
            whole = whole && row->group[k] == CV_ALL;
            same_break = same_break && (first == NULL || (row->group[k] == CV_ALL) == (first->group[k] == CV_ALL));
        }
        if (whole)
            return row->n;
        first = first == NULL ? row : first;
        sum += same_break ? row->n : 0;
    }
    return sum;
}

typedef struct extent {
    double least, most;
} extent;

static void widen(extent *of, double number)
{
    if (isfinite(number)) {
        of->least = fmin(of->least, number);
        of->most = fmax(of->most, number);
    }
}

/* "n = 3,600" or "n = 3,600 to 3,630", through `phrase`, whose %s it is. */
static void add_extent(const cv_chart *chart, cv_buffer *to, const char *opening, extent of)
{
    char text[CV_VALUE_SIZE];
    if (!(of.least <= of.most))
        return;
    cv_value_count(chart->language, of.least, text);
    cv_buffer_format(to, "%s%s", opening, text);
    if (round(of.most) > round(of.least)) {
        cv_value_count(chart->language, of.most, text);
        cv_buffer_format(to, "%s%s", SAY(" to "), text);
    }
}

static bool is_weighted(const cv_chart *chart)
{
    const cv_design_spec *design = &chart->results->study->design;
    return !chart->result->binomial && (design->weight.text != NULL || design->fpc.count > 0);
}

/* The rows whose bases the footer tells: the chart's marks, or all rows of a chart without marks of estimates. */
static bool shows_estimates(const cv_chart *chart)
{
    return chart->mark_count > 0 && chart->what == NULL;
}

static const cv_estimate *shown(const cv_chart *chart, size_t i)
{
    return shows_estimates(chart) ? chart->marks[i].estimate : &chart->result->rows[i];
}

static size_t shown_count(const cv_chart *chart)
{
    return shows_estimates(chart) ? chart->mark_count : chart->result->row_count;
}

/* A long condition would push what follows out of the footer: it ends with an ellipsis, between characters. */
static void add_where(const cv_chart *chart, const char *text, cv_buffer *to)
{
    enum { MOST = 160 };
    const size_t length = strlen(text);
    size_t kept = length;
    if (length > MOST) {
        const uint8_t *at = (const uint8_t *)text, *end = at + length;
        for (const uint8_t *next = u8_grapheme_next(at, end); next != NULL && next <= (const uint8_t *)text + MOST;
             next = u8_grapheme_next(at, end))
            at = next;
        kept = (size_t)(at - (const uint8_t *)text);
    }
    cv_buffer shown = {0};
    cv_buffer_format(&shown, "%.*s%s", (int)kept, text, kept < length ? "\xe2\x80\xa6" : "");
    cv_buffer_add_char(to, ' ');
    if (shown.failed)
        to->failed = true;
    else
        cv_buffer_format(to, SAY("where %s"), shown.text);
    cv_buffer_free(&shown);
}

static void add_base(const cv_chart *chart, cv_buffer *to)
{
    extent base = {INFINITY, -INFINITY}, effective = base, marks = base;
    for (size_t i = 0; i < shown_count(chart); i++) {
        widen(&base, base_of(chart->result, shown(chart, i)->variable));
        widen(&marks, shown(chart, i)->n);
        if ((shown(chart, i)->flags & CV_FLAG_SUPPRESSED) == 0)
            widen(&effective, shown(chart, i)->n_eff);
    }
    if (chart->result->model != NULL)
        widen(&base, chart->result->model->n);
    add_extent(chart, to, SAY("Base: n = "), base);
    const cv_analysis_spec *analysis = chart->result->spec;
    if (analysis != NULL && analysis->where_text != NULL)
        add_where(chart, analysis->where_text, to);
    cv_buffer_format(to, ", %s", is_weighted(chart) ? SAY("weighted") : SAY("unweighted"));
    if (chart->shape.bases_below)
        add_extent(chart, to, SAY("; n of an estimate: "), marks);
    add_extent(chart, to, SAY("; effective n of an estimate: "), effective);
    cv_buffer_add_char(to, '.');
}

static void add_design(const cv_chart *chart, cv_buffer *to)
{
    const cv_overview *overview = &chart->results->overview;
    if (chart->result->binomial) {
        cv_buffer_format(to, "; %s", SAY("simple random sampling"));
        return;
    }
    if (chart->results->study->design.replicates.given) {
        cv_buffer_format(to, "; %s", SAY("replicate weights"));
        return;
    }
    if (overview->strata > 1)
        add_extent(chart, to, SAY("; strata: "), (extent){(double)overview->strata, (double)overview->strata});
    if (overview->psus > 0 && overview->psus < overview->used)
        add_extent(chart, to, SAY("; clusters: "), (extent){(double)overview->psus, (double)overview->psus});
}

static void add_method(const cv_chart *chart, cv_buffer *to)
{
    bool proportion = cv_statistic_is_share(chart->result->statistic);
    bool quantile = chart->result->statistic == CV_STATISTIC_QUANTILE;
    cv_buffer confidence = {0};
    cv_chart_add_percentage(chart, &confidence, chart->result->confidence);
    cv_buffer_add_char(to, ' ');
    cv_buffer_format(to, SAY("%s confidence intervals: "), confidence.text == NULL ? "" : confidence.text);
    cv_buffer_add(to, chart->method != NULL                 ? cv_say(chart->language, chart->method)
                      : proportion && chart->mark_count > 0 ? cv_say(chart->language, interval_words[chart->result->ci])
                      : quantile                            ? SAY("Woodruff")
                                                            : SAY("Wald"));
    add_design(chart, to);
    cv_buffer_add_char(to, '.');
    to->failed = to->failed || confidence.failed;
    cv_buffer_free(&confidence);
}

/* What "suppressed" means here. */
static void add_suppression(const cv_chart *chart, cv_buffer *to)
{
    unsigned flags = 0;
    char text[CV_VALUE_SIZE];
    for (size_t i = 0; i < shown_count(chart); i++)
        flags |= shown(chart, i)->flags & CV_FLAG_SUPPRESSED;
    const cv_analysis_spec *analysis = chart->result->spec;
    if (flags == 0 || analysis == NULL)
        return;
    cv_buffer_format(to, " %s", SAY("Suppressed:"));
    const char *before = " ";
    if ((flags & CV_FLAG_MIN_N) != 0) {
        cv_value_count(chart->language, (double)analysis->suppress.min_n, text);
        cv_buffer_add(to, before);
        cv_buffer_format(to, SAY("bases under %s"), text);
        before = ", ";
    }
    if ((flags & CV_FLAG_CV) != 0) {
        cv_buffer_add(to, before);
        cv_buffer_add(to, SAY("coefficients of variation over "));
        cv_chart_add_percentage(chart, to, analysis->suppress.max_cv);
        before = ", ";
    }
    if ((flags & CV_FLAG_NCHS) != 0)
        cv_buffer_format(to, "%s%s", before, SAY("what the NCHS standards call unreliable"));
    cv_buffer_add_char(to, '.');
}

static void add_sentence(cv_buffer *to, const char *opening, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    cv_buffer_format(to, " %s%s%s", opening, text, ends_sentence(text) ? "" : ".");
}

static void add_footer(const cv_chart *chart, bool intervals, cv_buffer *to)
{
    add_base(chart, to);
    if (intervals)
        add_method(chart, to);
    add_sentence(to, "", chart->note);
    add_suppression(chart, to);
    add_sentence(to, SAY("Source: "), chart->results->study->source);
    add_sentence(to, "", chart->results->study->note);
}

/* ---- the alternative text ---- */

static void add_mark(const cv_chart *chart, const cv_chart_mark *mark, cv_buffer *to)
{
    const cv_chart_row *row = &chart->rows[mark->row];
    char limit[CV_VALUE_SIZE];
    cv_buffer_format(to, " %s", row->label);
    if (mark->series >= 0)
        cv_buffer_format(to, ", %s", chart->series[mark->series]);
    cv_buffer_format(to, ": %s", mark->text);
    if (mark->drawn && !chart->shape.no_intervals && isfinite(mark->estimate->low) && isfinite(mark->estimate->high)) {
        cv_value_text(&chart->style, mark->estimate->low, limit);
        cv_buffer_format(to, " (%s", limit);
        cv_value_text(&chart->style, mark->estimate->high, limit);
        cv_buffer_format(to, "%s%s)", SAY(" to "), limit);
    }
    cv_buffer_add_char(to, ';');
}

static void add_alt(const cv_chart *chart, const char *noun, cv_buffer *to)
{
    cv_buffer_format(to, "%s. %s%s", cv_say(chart->language, noun), chart->subtitle,
                     ends_sentence(chart->subtitle) ? "" : ".");
    size_t row = chart->row_count, panel = chart->panel_count;
    for (size_t i = 0; i < chart->mark_count && i < ALT_MARKS; i++) {
        const cv_chart_mark *mark = &chart->marks[i];
        if (chart->rows[mark->row].panel < chart->panel_count && chart->rows[mark->row].panel != panel) {
            panel = chart->rows[mark->row].panel;
            cv_buffer_format(to, " %s:", chart->panels[panel]);
        }
        if (mark->row != row && chart->rows[mark->row].heading != NULL)
            cv_buffer_format(to, " %s:", chart->rows[mark->row].heading);
        row = mark->row;
        add_mark(chart, mark, to);
    }
    if (chart->mark_count > ALT_MARKS)
        cv_buffer_format(to, SAY(" and %zu more"), chart->mark_count - ALT_MARKS);
    else
        to->length -= to->length > 0 && !to->failed; /* the last ';' */
    cv_buffer_add_char(to, '.');
}

/* @return whether the question is the title */
static bool set_title(cv_chart *chart, cv_messages *messages)
{
    cv_buffer text = {0};
    const char *title = title_text(chart);
    bool asked_above = title == NULL;
    if (title == NULL)
        title = chart->mark_count > 0 && question(chart) != NULL ? question(chart) : chart->spec->from.text;
    cv_buffer_add(&text, title);
    chart->title = keep(chart, &text, false, messages);
    return asked_above;
}

static void set_footer(cv_chart *chart, bool intervals, cv_messages *messages)
{
    cv_buffer text = {0};
    add_footer(chart, intervals, &text);
    chart->footer = keep(chart, &text, false, messages);
}

cv_status cv_chart_frame_words(cv_chart *chart, bool intervals, cv_messages *messages)
{
    set_title(chart, messages);
    if (chart->title != NULL)
        set_footer(chart, intervals, messages);
    return chart->title == NULL || chart->footer == NULL ? CV_SYSTEM : CV_OK;
}

cv_status cv_chart_words(cv_chart *chart, const char *noun, cv_messages *messages)
{
    cv_buffer text = {0};
    bool asked_above = set_title(chart, messages);
    if (chart->title == NULL)
        return CV_SYSTEM;
    if (chart->spec->subtitle != NULL)
        cv_buffer_add(&text, chart->spec->subtitle);
    else
        add_subtitle(chart, asked_above, &text);
    chart->subtitle = keep(chart, &text, false, messages);
    if (chart->subtitle == NULL)
        return CV_SYSTEM;
    set_footer(chart, has_intervals(chart), messages);
    if (chart->footer == NULL)
        return CV_SYSTEM;
    add_alt(chart, noun, &text);
    chart->alt = keep(chart, &text, true, messages);
    return chart->alt == NULL ? CV_SYSTEM : CV_OK;
}

cv_scene_words cv_chart_scene_words(const cv_chart *chart)
{
    return (cv_scene_words){.name = chart->spec->name.text,
                            .formats = chart->spec->formats,
                            .title = chart->title,
                            .subtitle = chart->subtitle,
                            .footer = chart->footer,
                            .alt = chart->alt};
}
