/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/compare.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "compare/adjust.h"
#include "compare/two_sample.h"
#include "estimate/distribution.h"
#include "estimate/imputed.h"

/** One variable in one cut while it is compared. */
struct versus {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable;
    size_t over_axis, over_place; /**< of the result's by axes; among the cut's by variables */
    cv_values values;
    double *covariance; /**< joint */
    size_t side;
    size_t *first_row; /**< [domains] of the estimates table: the row of the domain's first output */
};

static const cv_compare_spec *compare_of(const cv_basis *basis)
{
    return &basis->plan->spec->compare;
}

static int32_t place_of(const struct versus *in, size_t domain, size_t by)
{
    return in->cut->places[domain * in->cut->by_count + by];
}

bool cv_compare_same_others(const cv_cut *cut, size_t over_place, size_t a, size_t b)
{
    for (size_t i = 0; i < cut->by_count; i++)
        if (i != over_place && cut->places[a * cut->by_count + i] != cut->places[b * cut->by_count + i])
            return false;
    return true;
}

cv_comparison *cv_comparison_new(const cv_basis *basis, size_t *room, cv_messages *messages)
{
    cv_result *result = basis->result;
    if (result->comparison_count == *room) { /* arenas do not grow in place: copy into one twice as long */
        size_t more = *room == 0 ? 64 : *room * 2;
        cv_comparison *longer = cv_arena_array(basis->arena, more, sizeof *longer);
        if (longer == NULL) {
            cv_fail_memory(messages);
            return NULL;
        }
        if (*room > 0)
            memcpy(longer, result->comparisons, *room * sizeof *longer);
        result->comparisons = longer;
        *room = more;
    }
    cv_comparison *row = &result->comparisons[result->comparison_count++];
    *row = (cv_comparison){.level = CV_ALL,
                           .a = CV_ALL,
                           .b = CV_ALL,
                           .estimate_a = NAN,
                           .estimate_b = NAN,
                           .value = NAN,
                           .se = NAN,
                           .low = NAN,
                           .high = NAN,
                           .statistic = NAN,
                           .p = NAN,
                           .p_adjusted = NAN};
    return row;
}

static cv_comparison *new_row(const struct versus *in, size_t domain, size_t output, size_t *room,
                              cv_messages *messages)
{
    const cv_measured *of = &in->basis->plan->of[in->variable];
    int32_t *group = cv_basis_group(in->basis, in->cut, domain);
    cv_comparison *row = NULL;
    if (group == NULL)
        cv_fail_memory(messages);
    else
        row = cv_comparison_new(in->basis, room, messages);
    if (row == NULL)
        return NULL;
    group[in->over_axis] = CV_ALL;
    row->variable = of->axis;
    row->unit = in->basis->result->rows[in->first_row[domain] + output].unit;
    row->level = of->shown != NULL ? of->shown[output] : CV_ALL;
    row->group = group;
    row->over = in->over_axis;
    return row;
}

/* ---- one comparison ---- */

/* The flags of a domain's output in the estimates table tell whether it is suppressed. */
static unsigned flags_of(const struct versus *in, size_t domain, size_t output)
{
    return in->basis->result->rows[in->first_row[domain] + output].flags;
}

/* Rows of the estimates table stand variable by variable, cut by cut, domain by domain, output by output. */
size_t *cv_compare_first_rows(const cv_basis *basis, const cv_cut *of, size_t variable)
{
    const cv_plan *plan = basis->plan;
    size_t domains = basis->imputation_count > 0 ? of->imputed_domains : cv_fold_domains(basis->fold, of->block);
    size_t *first = cv_memory_zero(domains + 1, sizeof *first), row = 0;
    for (size_t v = 0; first != NULL && v <= variable; v++)
        for (size_t c = 0; c < plan->cut_count; c++) {
            const cv_cut *cut = &plan->cuts[c];
            for (size_t i = 0; v == variable && cut == of && i < cut->domain_count; i++)
                first[cut->domains[i]] = row + i * plan->of[v].shown_count;
            row += cut->domain_count * plan->of[v].shown_count;
        }
    return first;
}

static double value_of(const struct versus *in, size_t domain, size_t output)
{
    return in->values.estimate[domain * in->values.outputs + output];
}

static double covariance_of(const struct versus *in, size_t a, size_t b, size_t output)
{
    size_t outputs = in->values.outputs;
    return in->covariance[(a * outputs + output) * in->side + b * outputs + output];
}

/** A measure on the scale where it is compared: its value there and the derivatives by a and by b. */
struct scaled {
    double value, by_a, by_b;
};

static struct scaled on_scale(cv_measure measure, double a, double b)
{
    switch (measure) {
    case CV_MEASURE_RATIO:
        if (a / b > 0) /* two losses have a ratio too */
            return (struct scaled){log(a / b), 1 / a, -1 / b};
        break;
    case CV_MEASURE_ODDS_RATIO:
        if (a > 0 && b > 0 && a < 1 && b < 1)
            return (struct scaled){log(a) - log1p(-a) - log(b) + log1p(-b), 1 / (a * (1 - a)), -1 / (b * (1 - b))};
        break;
    case CV_MEASURE_DIFFERENCE:
    case CV_MEASURE_CONTRAST:
        return (struct scaled){a - b, 1, -1};
    }
    return (struct scaled){NAN, NAN, NAN};
}

static double plain_value(cv_measure measure, double a, double b)
{
    if (measure == CV_MEASURE_RATIO)
        return a / b;
    if (measure == CV_MEASURE_ODDS_RATIO)
        return a / (1 - a) / (b / (1 - b));
    return a - b;
}

cv_away cv_compare_away(double value, double variance, double df, double confidence)
{
    cv_away away = {.se = sqrt(variance > 0    ? variance
                               : variance <= 0 ? 0
                                               : (double)NAN),
                    .low = NAN,
                    .high = NAN,
                    .statistic = NAN,
                    .p = NAN};
    if (away.se == 0)
        away.flags |= CV_FLAG_ZERO_SE;
    if (!(df > 0)) {
        away.flags |= CV_FLAG_NO_DF;
        return away;
    }
    double reach = cv_t_quantile(0.5 + confidence / 2, df) * away.se;
    away.low = value - reach;
    away.high = value + reach;
    if (away.se > 0) {
        away.statistic = value / away.se;
        away.p = cv_t_two_sided(away.statistic, df);
    }
    return away;
}

void cv_comparison_test(cv_comparison *row, double value, double variance, double confidence)
{
    cv_away away = cv_compare_away(value, variance, row->df, confidence);
    bool logs = row->measure == CV_MEASURE_RATIO || row->measure == CV_MEASURE_ODDS_RATIO;
    row->se = away.se;
    row->low = logs ? exp(away.low) : away.low;
    row->high = logs ? exp(away.high) : away.high;
    row->statistic = away.statistic;
    row->p = away.p;
    row->flags |= away.flags;
}

static void hide(cv_comparison *row, unsigned flags)
{
    row->flags |= flags & CV_FLAG_SUPPRESSED;
    row->estimate_a = row->estimate_b = row->value = row->se = row->low = row->high = NAN;
    row->statistic = row->df = row->p = NAN;
    row->imputed = (cv_imputed){NAN, NAN, NAN};
}

/* Rounding: as covariance.c's, of the variances that the difference's is made of. */
static double pair_variance(struct scaled scaled, double variance_a, double variance_b, double covariance)
{
    double own = scaled.by_a * scaled.by_a * variance_a + scaled.by_b * scaled.by_b * variance_b;
    double variance = own + 2 * scaled.by_a * scaled.by_b * covariance;
    return variance <= 1e-14 * own ? 0 : variance;
}

void cv_comparison_fill(cv_comparison *row, double variance_a, double variance_b, double covariance, double confidence)
{
    struct scaled scaled = on_scale(row->measure, row->estimate_a, row->estimate_b);
    row->value = plain_value(row->measure, row->estimate_a, row->estimate_b);
    if (!isnan(scaled.value))
        cv_comparison_test(row, scaled.value, pair_variance(scaled, variance_a, variance_b, covariance), confidence);
}

/* Of imputations the degrees of freedom go with the comparison's own missing information. */
static void set_df(const struct versus *in, double variance, double between, cv_comparison *row)
{
    row->df = cv_imputed_set(in->basis, variance > 0 ? variance : 0, between > 0 ? between : 0, row->df, &row->imputed);
}

static double between_of(const struct versus *in, size_t a, size_t b, size_t output)
{
    size_t outputs = in->values.outputs;
    return cv_imputed_between(in->cut, &in->values, a * outputs + output, b * outputs + output);
}

/* By the variance between imputations of a scaled measure, from its derivatives. */
static void set_pair_df(const struct versus *in, size_t a, size_t b, size_t output, cv_comparison *row)
{
    struct scaled scaled = on_scale(row->measure, row->estimate_a, row->estimate_b);
    double between = scaled.by_a * scaled.by_a * between_of(in, a, a, output) +
                     scaled.by_b * scaled.by_b * between_of(in, b, b, output) +
                     2 * scaled.by_a * scaled.by_b * between_of(in, a, b, output);
    if (!isnan(scaled.value))
        set_df(in,
               pair_variance(scaled, covariance_of(in, a, a, output), covariance_of(in, b, b, output),
                             covariance_of(in, a, b, output)),
               between, row);
}

static void set_binomial_limits(const struct versus *in, size_t a, size_t b, size_t output, cv_comparison *row)
{
    const cv_basis *basis = in->basis;
    size_t block = in->cut->block, item = in->cut->items[in->variable];
    const cv_measured *of = &basis->plan->of[in->variable];
    if (basis->result->statistic != CV_STATISTIC_PROPORTION || of->slots == NULL)
        return;
    size_t level = (size_t)of->slots[of->shown[output]] - (of->spec.kind == CV_ITEM_CHOICES);
    cv_method method = compare_of(basis)->method == CV_METHOD_DEFAULT ? cv_two_sample_default(row->measure)
                                                                      : compare_of(basis)->method;
    cv_limits limits =
        cv_two_sample(row->measure, method, (double)cv_fold_level_answers(basis->fold, block, item, a, level),
                      (double)cv_fold_answers(basis->fold, block, item, a),
                      (double)cv_fold_level_answers(basis->fold, block, item, b, level),
                      (double)cv_fold_answers(basis->fold, block, item, b), basis->result->confidence);
    row->low = limits.low;
    row->high = limits.high;
}

static void fill_pair(const struct versus *in, size_t a, size_t b, size_t output, cv_comparison *row)
{
    unsigned flags = flags_of(in, a, output) | flags_of(in, b, output);
    row->estimate_a = value_of(in, a, output);
    row->estimate_b = value_of(in, b, output);
    if (flags & CV_FLAG_SUPPRESSED) {
        hide(row, flags);
        return;
    }
    row->flags |= flags & (CV_FLAG_EMPTY | CV_FLAG_LONELY_PSU | CV_FLAG_MISSING_CELL);
    set_pair_df(in, a, b, output, row);
    cv_comparison_fill(row, covariance_of(in, a, a, output), covariance_of(in, b, b, output),
                       covariance_of(in, a, b, output), in->basis->result->confidence);
    if (in->basis->result->binomial && !isnan(row->estimate_a) && !isnan(row->estimate_b))
        set_binomial_limits(in, a, b, output, row);
}

/* ---- families ---- */

cv_status cv_comparison_adjust(const cv_basis *basis, size_t first, cv_messages *messages)
{
    cv_result *result = basis->result;
    size_t count = result->comparison_count - first;
    double *p = cv_memory_zero(count + 1, sizeof *p);
    if (p == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++)
        p[i] = result->comparisons[first + i].p;
    cv_status status = cv_adjust_p(compare_of(basis)->adjust, p, count, p, messages);
    for (size_t i = 0; status == CV_OK && i < count; i++) {
        cv_comparison *row = &result->comparisons[first + i];
        row->p_adjusted = p[i];
        row->significant = p[i] < 1 - result->confidence;
    }
    cv_memory_free(p);
    return status;
}

static cv_status reference_place(const struct versus *in, int32_t *place, cv_messages *messages)
{
    cv_word reference = compare_of(in->basis)->reference;
    const cv_axis *axis = &in->basis->result->by[in->over_axis];
    *place = reference.text == NULL ? CV_ALL : cv_axis_place(axis, reference.text);
    return reference.text != NULL && *place == CV_ALL ? cv_axis_fail(axis, reference, messages) : CV_OK;
}

/* All pairs among the domains that agree with `first` on the other by variables; against the reference alone where
 * there is one. */
static cv_status add_pairs(struct versus *in, const size_t *family, size_t count, size_t output, cv_measure measure,
                           int32_t reference, double df, size_t *room, cv_messages *messages)
{
    size_t first = in->basis->result->comparison_count;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            int32_t a = place_of(in, family[i], in->over_place), b = place_of(in, family[k], in->over_place);
            if (reference == CV_ALL ? k <= i : (b != reference || a == reference))
                continue;
            cv_comparison *row = new_row(in, family[i], output, room, messages);
            if (row == NULL)
                return CV_SYSTEM;
            row->a = a;
            row->b = b;
            row->measure = measure;
            row->df = df;
            fill_pair(in, family[i], family[k], output, row);
        }
    return cv_comparison_adjust(in->basis, first, messages);
}

/* The sum of k_i estimate_i and its variance k' V k. */
static cv_status fill_contrast(const struct versus *in, const cv_contrast_spec *spec, const size_t *family,
                               size_t count, size_t output, cv_comparison *row, cv_messages *messages)
{
    double value = 0, variance = 0, between = 0;
    const cv_axis *axis = &in->basis->result->by[in->over_axis];
    size_t at[64];
    unsigned flags = 0;
    if (spec->levels.count > sizeof at / sizeof at[0])
        return cv_fail(messages, CV_USAGE, spec->name.place, "contrast '%s' has more than 64 levels", spec->name.text);
    for (size_t i = 0; i < spec->levels.count; i++) {
        int32_t place = cv_axis_place(axis, spec->levels.items[i].text);
        if (place == CV_ALL)
            return cv_axis_fail(axis, spec->levels.items[i], messages);
        size_t k = 0;
        while (k < count && place_of(in, family[k], in->over_place) != place)
            k++;
        if (k == count) {
            row->flags |= CV_FLAG_EMPTY; /* a level of the study that no row here has */
            return CV_OK;
        }
        at[i] = family[k];
        value += spec->coefficients[i] * value_of(in, at[i], output);
        flags |= flags_of(in, at[i], output);
        for (size_t j = 0; j <= i; j++) {
            double times = (j == i ? 1 : 2) * spec->coefficients[i] * spec->coefficients[j];
            variance += times * covariance_of(in, at[i], at[j], output);
            between += times * between_of(in, at[i], at[j], output);
        }
    }
    row->value = value;
    if (flags & CV_FLAG_SUPPRESSED)
        hide(row, flags);
    else if (!isnan(value)) {
        set_df(in, variance, between, row);
        cv_comparison_test(row, value, variance, in->basis->result->confidence);
    }
    return CV_OK;
}

static cv_status add_contrasts(struct versus *in, const size_t *family, size_t count, size_t output, double df,
                               size_t *room, cv_messages *messages)
{
    const cv_compare_spec *spec = compare_of(in->basis);
    size_t first = in->basis->result->comparison_count;
    for (size_t i = 0; i < spec->contrast_count; i++) {
        cv_comparison *row = new_row(in, family[0], output, room, messages);
        if (row == NULL)
            return CV_SYSTEM;
        row->contrast = cv_arena_copy(in->basis->arena, spec->contrasts[i].name.text);
        row->measure = CV_MEASURE_CONTRAST;
        row->df = df;
        cv_status status = fill_contrast(in, &spec->contrasts[i], family, count, output, row, messages);
        if (status != CV_OK)
            return status;
    }
    return cv_comparison_adjust(in->basis, first, messages);
}

static cv_status compare_family(struct versus *in, const size_t *family, size_t count, int32_t reference, double df,
                                size_t *room, cv_messages *messages)
{
    const cv_compare_spec *spec = compare_of(in->basis);
    cv_status status = CV_OK;
    for (size_t output = 0; status == CV_OK && output < in->values.outputs; output++) {
        for (size_t m = 0; status == CV_OK && spec->pairs && m < spec->measure_count; m++)
            status = add_pairs(in, family, count, output, spec->measures[m], reference, df, room, messages);
        if (status == CV_OK && spec->contrast_count > 0)
            status = add_contrasts(in, family, count, output, df, room, messages);
    }
    return status;
}

double cv_compare_df(const cv_basis *basis, const cv_cut *cut)
{
    const cv_df_spec design = {.kind = CV_DF_DESIGN}, where = {.kind = CV_DF_WHERE};
    const cv_df_spec *asked = &basis->plan->spec->df;
    return cv_basis_df(basis, !asked->given ? &design : asked->kind == CV_DF_DOMAIN ? &where : asked, cut, 0);
}

/* Splits the cut's domains into families: the same other by variables, in display order. */
static cv_status compare_cut(struct versus *in, size_t *room, cv_messages *messages)
{
    const cv_cut *cut = in->cut;
    int32_t reference = CV_ALL;
    size_t *family = cv_memory_zero(cut->domain_count + 1, sizeof *family);
    bool *done = cv_memory_zero(cut->domain_count + 1, sizeof *done);
    cv_status status =
        family == NULL || done == NULL ? cv_fail_memory(messages) : reference_place(in, &reference, messages);
    for (size_t i = 0; status == CV_OK && i < cut->domain_count; i++) {
        size_t count = 0;
        for (size_t k = i; k < cut->domain_count && !done[i]; k++)
            if (cv_compare_same_others(cut, in->over_place, cut->domains[i], cut->domains[k])) {
                family[count++] = cut->domains[k];
                done[k] = k > i;
            }
        if (count > 0)
            status = compare_family(in, family, count, reference, cv_compare_df(in->basis, cut), room, messages);
        done[i] = true;
    }
    cv_memory_free(family);
    cv_memory_free(done);
    return status;
}

/* Where the compared variable stands among a cut's by variables; the first one where the cut lacks it. */
static void find_over(const cv_basis *basis, const cv_cut *cut, size_t *axis, size_t *place)
{
    *place = 0;
    for (size_t i = 0; i < cut->by_count; i++)
        if (strcmp(basis->result->by[cut->by[i]].variable, compare_of(basis)->over.text) == 0)
            *place = i;
    *axis = cut->by[*place];
}

static cv_status compare_variable(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t *room,
                                  cv_messages *messages)
{
    struct versus in = {.basis = basis, .cut = cut, .variable = variable};
    find_over(basis, cut, &in.over_axis, &in.over_place);
    cv_status status = cv_values_at(basis, cut, variable, &in.values, messages);
    in.side = in.values.domains * in.values.outputs;
    if (status == CV_OK && (in.first_row = cv_compare_first_rows(basis, cut, variable)) == NULL)
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        status = cv_values_covariance(basis, cut, variable, &in.values, true, NULL, &in.covariance, messages);
    if (status == CV_OK)
        status = compare_cut(&in, room, messages);
    cv_values_free(&in.values);
    cv_memory_free(in.covariance);
    cv_memory_free(in.first_row);
    return status;
}

cv_status cv_compare_rows(const cv_basis *basis, cv_messages *messages)
{
    size_t room = 0;
    if (!compare_of(basis)->given)
        return CV_OK;
    for (size_t v = 0; v < basis->plan->of_count; v++)
        for (size_t c = 0; c < basis->plan->cut_count; c++) {
            if (basis->plan->cuts[c].by_count == 0)
                continue;
            cv_status status = compare_variable(basis, &basis->plan->cuts[c], v, &room, messages);
            if (status != CV_OK)
                return status;
        }
    return CV_OK;
}
