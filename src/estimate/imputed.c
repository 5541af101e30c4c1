/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/imputed.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "estimate/rubin.h"

const cv_cut *cv_imputed_cut(const cv_basis *basis, const cv_cut *cut, size_t k)
{
    return &basis->imputations[k].plan->cuts[cut - basis->plan->cuts];
}

size_t cv_imputed_domain(const cv_cut *cut, size_t k, size_t domain)
{
    return cut->imputed[k * cut->imputed_domains + domain];
}

/* ---- the plan ---- */

/** A domain of one imputation while all are put in order. */
struct entry {
    const int32_t *places; /* [by_count] */
    size_t by_count, imputation, domain;
};

static int by_places(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    for (size_t i = 0; i < x->by_count; i++)
        if (x->places[i] != y->places[i])
            return x->places[i] < y->places[i] ? -1 : 1;
    return 0;
}

static size_t list_entries(const cv_basis *basis, size_t cut, struct entry *entries)
{
    size_t count = 0;
    for (size_t k = 0; k < basis->imputation_count; k++) {
        const cv_cut *own = &basis->imputations[k].plan->cuts[cut];
        for (size_t i = 0; i < own->domain_count; i++)
            entries[count++] = (struct entry){.places = own->places + own->domains[i] * own->by_count,
                                              .by_count = own->by_count,
                                              .imputation = k,
                                              .domain = own->domains[i]};
    }
    return count;
}

/* Equal places are one domain; it stands where it is shown. */
static bool merge_entries(const cv_basis *basis, const struct entry *entries, size_t count, cv_cut *to)
{
    size_t all = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        all += i == 0 || by_places(&entries[i - 1], &entries[i]) != 0;
    to->domain_count = to->imputed_domains = all;
    to->domains = cv_arena_array(basis->arena, all + 1, sizeof *to->domains);
    to->places = cv_arena_array(basis->arena, all * to->by_count + 1, sizeof *to->places);
    to->imputed = cv_arena_array(basis->arena, all * basis->imputation_count + 1, sizeof *to->imputed);
    if (to->domains == NULL || to->places == NULL || to->imputed == NULL)
        return false;
    for (size_t i = 0; i < all * basis->imputation_count; i++)
        to->imputed[i] = CV_NO_DOMAIN;
    for (size_t i = 0; i < count; i++) {
        at += i > 0 && by_places(&entries[i - 1], &entries[i]) != 0;
        to->domains[at] = at;
        to->imputed[entries[i].imputation * all + at] = entries[i].domain;
        if (to->by_count > 0)
            memcpy(to->places + at * to->by_count, entries[i].places, to->by_count * sizeof *to->places);
    }
    return true;
}

static bool plan_cut(const cv_basis *basis, size_t cut, cv_cut *to)
{
    size_t most = 0;
    for (size_t k = 0; k < basis->imputation_count; k++)
        most += basis->imputations[k].plan->cuts[cut].domain_count;
    struct entry *entries = cv_memory_zero(most + 1, sizeof *entries);
    bool ok = entries != NULL;
    if (ok) {
        size_t count = list_entries(basis, cut, entries);
        qsort(entries, count, sizeof *entries, by_places);
        ok = merge_entries(basis, entries, count, to);
    }
    cv_memory_free(entries);
    return ok;
}

cv_status cv_imputed_plan(const cv_basis *basis, cv_plan *to, cv_messages *messages)
{
    const cv_plan *first = basis->imputations[0].plan;
    *to = *first;
    to->cuts = cv_arena_array(basis->arena, first->cut_count + 1, sizeof *to->cuts);
    if (to->cuts == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < first->cut_count; i++) {
        to->cuts[i] = first->cuts[i];
        if (!plan_cut(basis, i, &to->cuts[i]))
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

/* ---- values ---- */

/* The value of a cell of the combining values in imputation k. */
static double value_in(const cv_cut *cut, const cv_values *values, size_t k, size_t cell)
{
    size_t domain = cv_imputed_domain(cut, k, cell / values->outputs);
    if (domain == CV_NO_DOMAIN)
        return values->totals ? 0 : (double)NAN;
    return values->imputed[k].estimate[domain * values->outputs + cell % values->outputs];
}

/* Running means: those of equal values are these values, to the last bit. */
static void set_means(const cv_cut *cut, cv_values *to)
{
    for (size_t k = 0; k < to->imputed_count; k++) {
        double n = (double)(k + 1);
        for (size_t i = 0; i < to->domains * to->outputs; i++)
            to->estimate[i] += (value_in(cut, to, k, i) - to->estimate[i]) / n;
        for (size_t d = 0; d < to->domains && to->imputed[k].base != NULL; d++) {
            size_t own = cv_imputed_domain(cut, k, d);
            to->base[d] += ((own == CV_NO_DOMAIN ? 0 : to->imputed[k].base[own]) - to->base[d]) / n;
        }
    }
}

cv_status cv_imputed_values(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values_maker *make,
                            cv_values *to, cv_messages *messages)
{
    *to = (cv_values){.domains = cut->imputed_domains};
    to->imputed = cv_memory_zero(basis->imputation_count, sizeof *to->imputed);
    if (to->imputed == NULL)
        return cv_fail_memory(messages);
    to->imputed_count = basis->imputation_count;
    for (size_t k = 0; k < to->imputed_count; k++) {
        cv_status status =
            make(&basis->imputations[k], cv_imputed_cut(basis, cut, k), variable, &to->imputed[k], messages);
        if (status != CV_OK)
            return status;
    }
    to->outputs = to->imputed[0].outputs;
    to->slots = to->imputed[0].slots;
    to->totals = to->imputed[0].totals;
    to->estimate = cv_memory_zero(to->domains * to->outputs + 1, sizeof(double));
    to->base = cv_memory_zero(to->domains + 1, sizeof(double));
    if (to->estimate == NULL || to->base == NULL)
        return cv_fail_memory(messages);
    set_means(cut, to);
    for (size_t i = 0; i < to->domains * to->outputs; i++)
        to->largest = fmax(to->largest, fabs(to->estimate[i]));
    return CV_OK;
}

/* ---- covariances ---- */

/* Takes imputation k's covariance into the running mean of all. */
static void add_within(const cv_cut *cut, const cv_values *values, size_t k, bool joint, const double *own, double *to)
{
    size_t outputs = values->outputs, side = values->domains * outputs, own_side = values->imputed[k].domains * outputs;
    double lacking = values->totals ? 0 : (double)NAN, n = (double)(k + 1);
    for (size_t a = 0; a < side; a++) {
        size_t domain = cv_imputed_domain(cut, k, a / outputs), at = domain * outputs + a % outputs;
        for (size_t b = joint ? 0 : a; b < (joint ? side : a + 1); b++) {
            size_t other = cv_imputed_domain(cut, k, b / outputs), beside = other * outputs + b % outputs;
            bool lacks = domain == CV_NO_DOMAIN || other == CV_NO_DOMAIN;
            double one = lacks ? lacking : own[joint ? at * own_side + beside : at];
            double *cell = &to[joint ? a * side + b : a];
            *cell += (one - *cell) / n;
        }
    }
}

static cv_status sum_within(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                            bool joint, bool *met, double *to, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t k = 0; status == CV_OK && k < basis->imputation_count; k++) {
        double *own = NULL;
        bool *own_met = cv_memory_zero(values->imputed[k].domains + 1, sizeof *own_met);
        status = own_met == NULL ? cv_fail_memory(messages)
                                 : cv_values_covariance(&basis->imputations[k], cv_imputed_cut(basis, cut, k), variable,
                                                        &values->imputed[k], joint, own_met, &own, messages);
        if (status == CV_OK)
            add_within(cut, values, k, joint, own, to);
        for (size_t d = 0; status == CV_OK && met != NULL && d < values->domains; d++) {
            size_t domain = cv_imputed_domain(cut, k, d);
            met[d] = met[d] || (domain != CV_NO_DOMAIN && own_met[domain]);
        }
        cv_memory_free(own);
        cv_memory_free(own_met);
    }
    return status;
}

cv_status cv_imputed_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                                bool joint, bool *met, double **covariance, cv_messages *messages)
{
    size_t side = values->domains * values->outputs;
    *covariance = cv_memory_zero(side * (joint ? side : 1) + 1, sizeof(double));
    if (*covariance == NULL)
        return cv_fail_memory(messages);
    cv_status status = sum_within(basis, cut, variable, values, joint, met, *covariance, messages);
    for (size_t a = 0; status == CV_OK && a < side; a++)
        for (size_t b = joint ? 0 : a; b < (joint ? side : a + 1); b++) {
            double *cell = &(*covariance)[joint ? a * side + b : a];
            *cell = cv_rubin_variance(basis->imputation_count, *cell, cv_imputed_between(cut, values, a, b));
        }
    return status;
}

/* How far an imputation's value is from the mean; rounding, in itself or in a mean about a centre, is no distance. */
static double away(const cv_cut *cut, const cv_values *values, size_t k, size_t cell)
{
    double mean = values->estimate[cell], distance = value_in(cut, values, k, cell) - mean;
    return fabs(distance) <= fmax(1e-14 * fabs(mean), 4 * DBL_EPSILON * values->largest) ? 0 : distance;
}

double cv_imputed_between(const cv_cut *cut, const cv_values *values, size_t a, size_t b)
{
    double sum = 0;
    if (values->imputed_count == 0)
        return 0;
    for (size_t k = 0; k < values->imputed_count; k++)
        sum += away(cut, values, k, a) * away(cut, values, k, b);
    return sum / (double)(values->imputed_count - 1);
}

double cv_imputed_set(const cv_basis *basis, double variance, double between, double df, cv_imputed *to)
{
    size_t m = basis->imputation_count;
    if (m == 0)
        return df;
    double within = variance - cv_rubin_variance(m, 0, between);
    *to = (cv_imputed){.within = within <= 1e-14 * variance ? 0 : within, .between = between, .df = df};
    return cv_rubin_df(m, to->within, to->between, df);
}

/* ---- rows that each imputation makes by itself ---- */

/** A combined row while the imputations' are gathered. */
struct gathered {
    const cv_estimate **of; /* [imputations] NULL: it has none */
    size_t count;
};

static double mean_of(const struct gathered *rows, double member(const cv_estimate *))
{
    double mean = 0;
    for (size_t k = 0; k < rows->count; k++)
        mean += ((rows->of[k] == NULL ? 0 : member(rows->of[k])) - mean) / (double)(k + 1);
    return mean;
}

static double n_of(const cv_estimate *row)
{
    return row->n;
}

static double count_of(const cv_estimate *row)
{
    return row->count;
}

static double weighted_n_of(const cv_estimate *row)
{
    return row->weighted_n;
}

static double estimate_of(const cv_estimate *row)
{
    return row->estimate;
}

static double variance_of(const cv_estimate *row)
{
    return row->se * row->se;
}

static void combine_row(const cv_basis *basis, const struct gathered *rows, cv_estimate *to)
{
    double between = 0, df = INFINITY, within;
    bool lacking = false;
    to->n = mean_of(rows, n_of);
    to->count = mean_of(rows, count_of);
    to->weighted_n = mean_of(rows, weighted_n_of);
    for (size_t k = 0; k < rows->count; k++) {
        lacking = lacking || rows->of[k] == NULL;
        to->flags |= rows->of[k] == NULL ? CV_FLAG_EMPTY : rows->of[k]->flags & (CV_FLAG_EMPTY | CV_FLAG_LONELY_PSU);
        df = rows->of[k] == NULL ? df : fmin(df, rows->of[k]->df);
    }
    to->estimate = lacking ? (double)NAN : mean_of(rows, estimate_of);
    within = lacking ? (double)NAN : mean_of(rows, variance_of);
    for (size_t k = 0; k < rows->count && !lacking; k++)
        between +=
            (rows->of[k]->estimate - to->estimate) * (rows->of[k]->estimate - to->estimate) / (double)(rows->count - 1);
    to->imputed = (cv_imputed){.within = within, .between = between, .df = df};
    to->df = cv_rubin_df(rows->count, within, between, df);
    cv_basis_finish_wald(basis, to, cv_rubin_variance(rows->count, within, between));
    cv_basis_suppress(basis, to);
}

/* The first row of a domain among those that imputation k has just made, or NULL. */
static const cv_estimate *row_in(const cv_basis *basis, const cv_cut *cut, size_t k, size_t domain, size_t outputs)
{
    const cv_cut *own = cv_imputed_cut(basis, cut, k);
    size_t wanted = cv_imputed_domain(cut, k, domain), i = 0;
    while (i < own->domain_count && own->domains[i] != wanted)
        i++;
    return i == own->domain_count ? NULL : basis->imputations[k].result->rows + i * outputs;
}

static cv_status make_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_rows_maker *make,
                           cv_messages *messages)
{
    size_t outputs = basis->plan->of[variable].shown_count;
    for (size_t k = 0; k < basis->imputation_count; k++) {
        const cv_cut *own = cv_imputed_cut(basis, cut, k);
        cv_result *result = basis->imputations[k].result;
        result->row_count = 0;
        result->rows = cv_arena_array(basis->arena, own->domain_count * outputs + 1, sizeof *result->rows);
        if (result->rows == NULL)
            return cv_fail_memory(messages);
        cv_status status = make(&basis->imputations[k], own, variable, messages);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

cv_status cv_imputed_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_rows_maker *make,
                          cv_messages *messages)
{
    size_t outputs = basis->plan->of[variable].shown_count;
    cv_result *result = basis->result;
    const cv_estimate **of = cv_arena_array(basis->arena, basis->imputation_count, sizeof *of);
    cv_status status = of == NULL ? cv_fail_memory(messages) : make_rows(basis, cut, variable, make, messages);
    for (size_t i = 0; status == CV_OK && i < cut->domain_count * outputs; i++) {
        size_t domain = cut->domains[i / outputs];
        int32_t *group = cv_basis_group(basis, cut, domain);
        if (group == NULL)
            return cv_fail_memory(messages);
        cv_estimate *row = &result->rows[result->row_count++];
        *row = (cv_estimate){.variable = variable, .group = group, .deff = NAN, .n_eff = NAN};
        for (size_t k = 0; k < basis->imputation_count; k++) {
            const cv_estimate *first = row_in(basis, cut, k, domain, outputs);
            of[k] = first == NULL ? NULL : first + i % outputs;
            row->level = first == NULL ? row->level : of[k]->level;
        }
        combine_row(basis, &(struct gathered){of, basis->imputation_count}, row);
    }
    return status;
}
