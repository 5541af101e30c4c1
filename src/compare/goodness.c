/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/goodness.h"

#include <math.h>

#include "base/memory.h"
#include "compare/test.h"
#include "estimate/distribution.h"

/* ---- the test ---- */

/* d z_l = (d T_l - u_l d N) / sqrt(E_l), u_l = p_l (T_l + E_l) / (2 E_l): the variance of all z, its trace and squares.
 */
static void sum_variance(const cv_goodness *of, const double *expected, const double *share, const double *rows,
                         double *trace, double *squares)
{
    double all = 0;
    for (size_t i = 0; i < of->levels; i++)
        all += rows[i];
    for (size_t i = 0; i < of->levels; i++)
        for (size_t k = 0; k < of->levels; k++) {
            double u = share[i] * (of->totals[i] + expected[i]) / (2 * expected[i]);
            double v = share[k] * (of->totals[k] + expected[k]) / (2 * expected[k]);
            double z = (of->variance[i * of->levels + k] - u * rows[k] - v * rows[i] + u * v * all) /
                       sqrt(expected[i]) / sqrt(expected[k]);
            *squares += z * z;
            *trace += i == k ? z : 0;
        }
}

cv_status cv_goodness_test(const cv_goodness *of, cv_test_value *value, cv_messages *messages)
{
    *value = (cv_test_value){NAN, NAN, NAN, NAN, false};
    double n = 0, sum = 0, trace = 0, squares = 0, statistic = 0;
    double *expected = cv_memory_zero(of->levels + 1, sizeof *expected),
           *share = cv_memory_zero(of->levels + 1, sizeof *share), *rows = cv_memory_zero(of->levels + 1, sizeof *rows);
    bool memory = expected != NULL && share != NULL && rows != NULL;
    for (size_t i = 0; memory && i < of->levels; i++) {
        n += of->totals[i];
        sum += of->shares[i];
        for (size_t k = 0; k < of->levels && of->variance != NULL; k++)
            rows[i] += of->variance[i * of->levels + k];
    }
    for (size_t i = 0; memory && i < of->levels; i++) {
        share[i] = of->shares[i] / sum;
        expected[i] = n * share[i];
        statistic += (of->totals[i] - expected[i]) / expected[i] * (of->totals[i] - expected[i]);
    }
    bool tested = memory && of->levels > 1 && n > 0;
    if (tested)
        value->statistic = statistic;
    if (tested && of->variance != NULL)
        sum_variance(of, expected, share, rows, &trace, &squares);
    if (tested && of->variance == NULL) {
        value->df1 = (double)of->levels - 1;
        value->p = cv_chisq_upper(statistic, value->df1);
    }
    if (squares > 0 && trace > 0) {
        value->df1 = trace / squares * trace;
        value->p = cv_chisq_upper(statistic / (squares / trace), value->df1);
    }
    cv_memory_free(expected);
    cv_memory_free(share);
    cv_memory_free(rows);
    return memory ? CV_OK : cv_fail_memory(messages);
}

/* ---- its row ---- */

/** The levels that `null` names, among all. */
struct named {
    size_t count;
    size_t *slots;
    double *shares, *totals, *variance;
};

static void named_free(struct named *named)
{
    cv_memory_free(named->slots);
    cv_memory_free(named->shares);
    cv_memory_free(named->totals);
    cv_memory_free(named->variance);
}

static cv_status find_named(const cv_basis *basis, size_t variable, struct named *to, cv_messages *messages)
{
    const cv_analysis_spec *spec = basis->plan->spec;
    const cv_axis *axis = &basis->result->of[variable];
    size_t most = spec->null_levels.count;
    to->slots = cv_memory_zero(most + 1, sizeof *to->slots);
    to->shares = cv_memory_zero(most + 1, sizeof *to->shares);
    to->totals = cv_memory_zero(most + 1, sizeof *to->totals);
    to->variance = cv_memory_zero(most * most + 1, sizeof *to->variance);
    if (to->slots == NULL || to->shares == NULL || to->totals == NULL || to->variance == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < most; i++) {
        cv_word level = spec->null_levels.items[i];
        int32_t place = cv_axis_place(axis, level.text);
        if (place == CV_ALL)
            return cv_axis_fail(axis, level, messages);
        size_t slot = (size_t)basis->plan->of[variable].slots[place];
        for (size_t k = 0; k < to->count; k++)
            if (to->slots[k] == slot)
                return cv_fail(messages, CV_USAGE, level.place, "'null' names the level '%.200s' of '%s' twice",
                               level.text, axis->variable);
        to->shares[to->count] = spec->null_shares[i];
        to->slots[to->count++] = slot;
    }
    return CV_OK;
}

/* A level that somebody chose has no share to be tested against. */
static cv_status check_named(const cv_basis *basis, size_t variable, const struct named *named, const double *totals,
                             cv_messages *messages)
{
    const cv_axis *axis = &basis->result->of[variable];
    for (size_t i = 0; i < axis->count; i++) {
        size_t slot = (size_t)basis->plan->of[variable].slots[i], k = 0;
        while (k < named->count && named->slots[k] != slot)
            k++;
        if (k == named->count && totals[slot] > 0)
            return cv_fail_expected(
                messages, CV_USAGE, basis->plan->spec->null_place, "a share or count for every level", NULL,
                "'null' has nothing for the level '%.200s' of '%s'", axis->values[i], axis->variable);
    }
    return CV_OK;
}

static cv_status add_row(const cv_basis *basis, size_t variable, struct named *named, const cv_values *values,
                         const double *covariance, bool met, cv_messages *messages)
{
    for (size_t i = 0; i < named->count; i++) {
        named->totals[i] = values->estimate[named->slots[i]];
        for (size_t k = 0; k < named->count && covariance != NULL; k++)
            named->variance[i * named->count + k] = covariance[named->slots[i] * values->slots + named->slots[k]];
    }
    const cv_goodness of = {named->count, named->totals, covariance != NULL ? named->variance : NULL, named->shares};
    cv_test_value value;
    cv_status status = cv_goodness_test(&of, &value, messages);
    cv_test_row *row = status == CV_OK ? cv_test_row_add(basis, CV_TEST_GOODNESS_OF_FIT, variable, messages) : NULL;
    if (row == NULL)
        return CV_SYSTEM;
    row->statistic = value.statistic;
    row->df1 = value.df1;
    row->p = value.p;
    row->flags = isnan(value.statistic) ? CV_FLAG_EMPTY : isnan(value.p) ? CV_FLAG_ZERO_SE : 0;
    row->flags |= met ? CV_FLAG_LONELY_PSU : 0;
    return CV_OK;
}

cv_status cv_goodness_row(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    cv_values values = {0};
    double *covariance = NULL;
    bool met = false;
    struct named named = {0};
    if (cut->by_count > 0)
        return CV_OK;
    cv_status status = cv_test_totals(basis, cut, variable, &values, messages);
    if (status == CV_OK)
        status = find_named(basis, variable, &named, messages);
    if (status == CV_OK)
        status = check_named(basis, variable, &named, values.estimate, messages);
    if (status == CV_OK && !basis->result->binomial)
        status = cv_values_covariance(basis, cut, variable, &values, true, &met, &covariance, messages);
    if (status == CV_OK)
        status = add_row(basis, variable, &named, &values, covariance, met, messages);
    named_free(&named);
    cv_values_free(&values);
    cv_memory_free(covariance);
    return status;
}
