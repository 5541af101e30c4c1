/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/effects.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plot/order.h"
#include "plot/text.h"
#include "table/words.h"

static const char *const method_words[] = {
    [CV_METHOD_DEFAULT] = CV_PHRASE("Wald"),
    [CV_METHOD_WALD] = CV_PHRASE("Wald"),
    [CV_METHOD_WALD_CC] = CV_PHRASE("Wald with continuity correction"),
    [CV_METHOD_AGRESTI_CAFFO] = CV_PHRASE("Agresti and Caffo"),
    [CV_METHOD_NEWCOMBE] = CV_PHRASE("Newcombe"),
    [CV_METHOD_NEWCOMBE_CC] = CV_PHRASE("Newcombe with continuity correction"),
    [CV_METHOD_MIETTINEN_NURMINEN] = CV_PHRASE("Miettinen and Nurminen"),
    [CV_METHOD_MEE] = CV_PHRASE("Mee"),
    [CV_METHOD_KATZ] = CV_PHRASE("Katz"),
    [CV_METHOD_SCORE] = CV_PHRASE("score"),
    [CV_METHOD_KOOPMAN] = CV_PHRASE("Koopman"),
    [CV_METHOD_WOOLF] = CV_PHRASE("Woolf"),
    [CV_METHOD_CORNFIELD] = CV_PHRASE("Cornfield"),
};

static const char *const adjust_words[] = {
    [CV_ADJUST_HOLM] = CV_PHRASE("p adjusted by Holm's method"),
    [CV_ADJUST_BONFERRONI] = CV_PHRASE("p adjusted by Bonferroni's method"),
    [CV_ADJUST_HOCHBERG] = CV_PHRASE("p adjusted by Hochberg's method"),
    [CV_ADJUST_HOMMEL] = CV_PHRASE("p adjusted by Hommel's method"),
    [CV_ADJUST_BH] = CV_PHRASE("p adjusted by Benjamini and Hochberg's method"),
    [CV_ADJUST_BY] = CV_PHRASE("p adjusted by Benjamini and Yekutieli's method"),
    [CV_ADJUST_NONE] = CV_PHRASE("p not adjusted"),
};

#define SAY(english) cv_say(chart->language, english)

/* ---- words ---- */

const char *cv_effects_p(cv_scene *scene, double p)
{
    const cv_value_style style = {.scale = 1, .suffix = "", .decimals = 3, .language = scene->language};
    char text[CV_VALUE_SIZE];
    if (isnan(p))
        return "";
    cv_value_text(&style, fmax(p, 0.001), text);
    return cv_scene_format(scene, p < 0.001 ? "p < %s" : "p = %s", text);
}

const char *cv_effects_adjusted(const cv_chart *chart)
{
    return cv_say(chart->language, adjust_words[chart->result->spec->compare.adjust]);
}

static bool is_share(const cv_chart *chart)
{
    return cv_statistic_is_share(chart->result->statistic);
}

static bool is_score(const cv_chart *chart)
{
    return chart->result->statistic == CV_STATISTIC_NPS || chart->result->statistic == CV_STATISTIC_NET;
}

bool cv_effects_in_points(const cv_chart *chart)
{
    return is_share(chart) || is_score(chart);
}

cv_value_style cv_effects_style(const cv_chart *chart, double half, double largest)
{
    cv_value_style style = cv_value_choose(chart->result->statistic, half, largest);
    if (is_share(chart)) {
        style.percent = false;
        style.scale = 0.01;
    }
    style.plus = true;
    style.language = chart->language;
    return style;
}

static const char *measure_words(const cv_chart *chart, cv_measure measure)
{
    switch (measure) {
    case CV_MEASURE_RATIO:
        return SAY("Ratio");
    case CV_MEASURE_ODDS_RATIO:
        return SAY("Odds ratio");
    case CV_MEASURE_DIFFERENCE:
    case CV_MEASURE_CONTRAST:
        break;
    }
    return is_share(chart)   ? SAY("Difference in percentage points")
           : is_score(chart) ? SAY("Difference in points")
                             : SAY("Difference");
}

static cv_method method_of(const cv_result *result, cv_measure measure)
{
    if (!result->binomial)
        return CV_METHOD_WALD;
    if (result->spec->compare.method == CV_METHOD_DEFAULT && measure == CV_MEASURE_RATIO)
        return CV_METHOD_KATZ;
    if (result->spec->compare.method == CV_METHOD_DEFAULT && measure == CV_MEASURE_ODDS_RATIO)
        return CV_METHOD_WOOLF;
    return result->method;
}

/* "p adjusted by Holm's method; * significant at the 5% level" */
const char *cv_effects_note(const cv_chart *chart, cv_scene *scene, const char *adjusted, bool cells)
{
    cv_buffer level = {0};
    cv_chart_add_percentage(chart, &level, 1 - chart->result->confidence);
    const char *share = level.text == NULL ? "" : level.text;
    const char *star = cells ? cv_scene_format(scene, SAY("full cells and * significant at the %s level"), share)
                             : cv_scene_format(scene, SAY("* significant at the %s level"), share);
    if (level.failed)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    cv_buffer_free(&level);
    return *adjusted == '\0' ? star : cv_scene_format(scene, "%s; %s", adjusted, star);
}

static const char *clean(cv_scene *scene, const char *text)
{
    const char *kept = scene->status == CV_OK ? cv_text_clean_line(scene->arena, text) : "";
    if (kept == NULL)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    return kept == NULL ? "" : kept;
}

/* ---- comparisons ---- */

static bool has_level(const cv_chart *chart, const cv_comparison *row)
{
    const cv_words *wanted = &chart->spec->level;
    const cv_axis *axis = &chart->result->of[row->variable];
    for (size_t i = 0; i < wanted->count; i++)
        if (row->level >= 0 && (strcmp(wanted->items[i].text, axis->values[row->level]) == 0 ||
                                strcmp(wanted->items[i].text, axis->labels[row->level]) == 0))
            return true;
    return wanted->count == 0;
}

static cv_measure measure_of(const cv_chart *chart)
{
    const cv_compare_spec *compare = &chart->result->spec->compare;
    if (chart->spec->measure > 0)
        return (cv_measure)(chart->spec->measure - 1);
    return compare->measure_count > 0 ? compare->measures[0] : CV_MEASURE_DIFFERENCE;
}

static bool is_shown(const cv_chart *chart, const cv_comparison *row, cv_measure measure)
{
    bool same = row->measure == measure || (measure == CV_MEASURE_DIFFERENCE && row->measure == CV_MEASURE_CONTRAST);
    return same && has_level(chart, row);
}

/* "Interested, 18-24": what a family of comparisons is of, where there are several. */
static const char *heading_of(const cv_chart *chart, cv_scene *scene, const cv_comparison *row, bool variables,
                              bool levels, bool axes)
{
    const cv_result *result = chart->result;
    const cv_axis *of = &result->of[row->variable];
    const char *text = variables ? of->label : "";
    if (levels && row->level >= 0)
        text = *text == '\0' ? cv_level_label(result, of, row->level)
                             : cv_scene_format(scene, "%s: %s", text, cv_level_label(result, of, row->level));
    if (axes)
        text = *text == '\0' ? result->by[row->over].label
                             : cv_scene_format(scene, "%s \xc2\xb7 %s", text, result->by[row->over].label);
    for (size_t i = 0; i < result->by_count; i++)
        if (i != row->over && row->group[i] != CV_ALL) {
            const char *group = cv_level_label(result, &result->by[i], row->group[i]);
            text = *text == '\0' ? group : cv_scene_format(scene, "%s \xc2\xb7 %s", text, group);
        }
    return *text == '\0' ? NULL : clean(scene, text);
}

static bool same_family(const cv_comparison *a, const cv_comparison *b, size_t by_count)
{
    return a->variable == b->variable && a->level == b->level && a->over == b->over &&
           memcmp(a->group, b->group, by_count * sizeof(*a->group)) == 0;
}

static cv_effect pair_of(const cv_chart *chart, cv_scene *scene, const cv_comparison *row)
{
    const cv_axis *axis = &chart->result->by[row->over];
    const char *label = row->contrast != NULL
                            ? row->contrast
                            : cv_scene_format(scene, SAY("%s vs %s"), cv_level_label(chart->result, axis, row->a),
                                              cv_level_label(chart->result, axis, row->b));
    return (cv_effect){.label = clean(scene, label),
                       .variable = row->variable,
                       .level = row->level,
                       .of = row,
                       .value = row->value,
                       .low = row->low,
                       .high = row->high,
                       .p = row->p_adjusted,
                       .significant = row->significant,
                       .flags = row->flags};
}

/* The section of a comparison: that of its family, or a new one. */
static size_t section_of(const cv_chart *chart, const cv_effects *pairs, const cv_comparison *row)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (same_family(pairs->items[i].of, row, chart->result->by_count))
            return pairs->items[i].section;
    return pairs->sections;
}

static void name_sections(const cv_chart *chart, cv_scene *scene, cv_effects *pairs)
{
    bool variables = false, levels = false, axes = false;
    for (size_t i = 1; i < pairs->count; i++) {
        variables = variables || pairs->items[i].variable != pairs->items[0].variable;
        levels = levels || pairs->items[i].level != pairs->items[0].level;
        axes = axes || pairs->items[i].of->over != pairs->items[0].of->over;
    }
    for (size_t i = 0; i < pairs->count && pairs->sections > 1; i++)
        pairs->items[i].heading = heading_of(chart, scene, pairs->items[i].of, variables, levels, axes);
}

void cv_effects_of_result(cv_chart *chart, cv_scene *scene, cv_effects *to)
{
    const cv_result *result = chart->result;
    cv_measure measure = measure_of(chart);
    *to = (cv_effects){.ratios = measure == CV_MEASURE_RATIO || measure == CV_MEASURE_ODDS_RATIO};
    to->items = cv_arena_array(scene->arena, result->comparison_count + 1, sizeof(*to->items));
    if (to->items == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    for (size_t i = 0; i < result->comparison_count && scene->status == CV_OK; i++) {
        const cv_comparison *row = &result->comparisons[i];
        if (!is_shown(chart, row, measure))
            continue;
        cv_effect pair = pair_of(chart, scene, row);
        pair.order = i;
        pair.section = section_of(chart, to, row);
        to->sections += pair.section == to->sections;
        to->items[to->count++] = pair;
    }
    if (to->count == 0 && scene->status == CV_OK)
        cv_scene_fail(scene, cv_fail(scene->messages, CV_USAGE, chart->spec->place,
                                     "chart '%s' has nothing to show: analysis '%s' has no comparisons%s",
                                     chart->spec->name.text, chart->spec->from.text,
                                     result->comparison_count > 0 ? " of its level and measure" : ""));
    name_sections(chart, scene, to);
    chart->what = measure_words(chart, measure);
    chart->method = method_words[method_of(result, measure)];
    chart->note = cv_effects_note(chart, scene, cv_effects_adjusted(chart), false);
}

/* ---- rows and marks ---- */

static int compare_orders(const void *left, const void *right)
{
    const cv_effect *a = left, *b = right;
    int order = cv_order_sizes(a->section, b->section);
    return order != 0 ? order : cv_order_sizes(a->order, b->order);
}

static int compare_values(const void *left, const void *right)
{
    const cv_effect *a = left, *b = right;
    int order = cv_order_sizes(a->section, b->section);
    if (order == 0)
        order = cv_order_values(a->value, b->value);
    return order != 0 ? order : compare_orders(left, right);
}

static int compare_labels(const void *left, const void *right)
{
    const cv_effect *a = left, *b = right;
    int order = cv_order_sizes(a->section, b->section);
    if (order == 0)
        order = strcasecmp(a->label, b->label);
    return order != 0 ? order : compare_orders(left, right);
}

static int compare_doubles(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* One style for all values: by the middle half width, as charts of estimates have it. */
static void choose_style(const cv_chart *chart, cv_scene *scene, cv_effects *pairs)
{
    double *halves = cv_arena_array(scene->arena, pairs->count + 1, sizeof(*halves)), largest = 0;
    size_t count = 0;
    if (halves == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    for (size_t i = 0; i < pairs->count; i++) {
        const cv_effect *pair = &pairs->items[i];
        if (isfinite(pair->high - pair->low) && pair->high > pair->low)
            halves[count++] = (pair->high - pair->low) / 2;
        if (isfinite(pair->value))
            largest = fmax(largest, fabs(pair->value));
    }
    qsort(halves, count, sizeof(*halves), compare_doubles);
    double half = count > 0 ? halves[count / 2] : 0;
    if (!pairs->ratios && chart->result->model == NULL) {
        pairs->style = cv_effects_style(chart, half, largest);
        return;
    }
    pairs->style = cv_value_choose(CV_STATISTIC_MEAN, half, largest);
    pairs->style.decimals = pairs->ratios && pairs->style.decimals > 2 ? 2 : pairs->style.decimals;
    pairs->style.plus = !pairs->ratios;
    pairs->style.language = chart->language;
}

const char *cv_effects_absent(const cv_chart *chart, unsigned flags)
{
    if ((flags & CV_FLAG_SUPPRESSED) != 0)
        return SAY("suppressed");
    return (flags & CV_FLAG_EMPTY) != 0 ? SAY("no answers") : SAY("no estimate");
}

static const char *value_text(const cv_chart *chart, cv_scene *scene, const cv_effects *pairs, const cv_effect *pair)
{
    if (pair->reference)
        return SAY("reference");
    if (!isfinite(pair->value))
        return cv_effects_absent(chart, pair->flags);
    const char *text = cv_scene_value(scene, &pairs->style, pair->value);
    return pair->significant ? cv_scene_format(scene, "%s*", text) : text;
}

static void fill_mark(cv_chart *chart, cv_scene *scene, const cv_effects *pairs, size_t m, cv_estimate *estimate)
{
    const cv_effect *pair = &pairs->items[m];
    const cv_theme *theme = chart->theme;
    *estimate = (cv_estimate){.variable = pair->variable,
                              .level = pair->level,
                              .group = pair->of == NULL ? NULL : pair->of->group,
                              .estimate = pair->value,
                              .low = pair->low,
                              .high = pair->high,
                              .n = NAN,
                              .n_eff = NAN,
                              .flags = pair->flags};
    chart->marks[m] = (cv_chart_mark){.estimate = estimate,
                                      .row = m,
                                      .series = CV_NO_SERIES,
                                      .colour = pair->significant ? theme->accent : theme->rest,
                                      .point = theme->series[0].point,
                                      .drawn = isfinite(pair->value),
                                      .text = value_text(chart, scene, pairs, pair),
                                      .n_text = cv_effects_p(scene, pair->p)};
    chart->rows[m] =
        (cv_chart_row){.label = pair->label,
                       .heading = m == 0 || pairs->items[m - 1].section != pair->section ? pair->heading : NULL,
                       .same_n = true,
                       .lanes = 1,
                       .place = CV_ALL};
}

void cv_effects_fill(cv_chart *chart, cv_scene *scene, cv_effects *pairs, const char *noun)
{
    if (scene->status != CV_OK)
        return;
    chart->rows = cv_arena_array(scene->arena, pairs->count, sizeof(*chart->rows));
    chart->marks = cv_arena_array(scene->arena, pairs->count, sizeof(*chart->marks));
    cv_estimate *estimates = cv_arena_array(scene->arena, pairs->count, sizeof(*estimates));
    if (chart->rows == NULL || chart->marks == NULL || estimates == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    const cv_chart_sort sort = chart->spec->sort;
    qsort(pairs->items, pairs->count, sizeof(*pairs->items),
          sort == CV_SORT_VALUE   ? compare_values
          : sort == CV_SORT_LABEL ? compare_labels
                                  : compare_orders);
    choose_style(chart, scene, pairs);
    chart->style = pairs->style;
    chart->row_count = chart->mark_count = pairs->count;
    for (size_t m = 0; m < pairs->count && scene->status == CV_OK; m++)
        fill_mark(chart, scene, pairs, m, &estimates[m]);
    if (scene->status == CV_OK)
        cv_scene_fail(scene, cv_chart_words(chart, noun, scene->messages));
}
