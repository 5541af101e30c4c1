/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "compare/adjust.h"
#include "compare/test.h"
#include "estimate/distribution.h"

/* What stands beside a test that cannot be made. */
enum { KEPT_FLAGS = CV_FLAG_EMPTY | CV_FLAG_LONELY_PSU | CV_FLAG_SUPPRESSED };

/* ---- rows ---- */

cv_test_row *cv_test_row_add(const cv_basis *basis, cv_test test, size_t variable, cv_messages *messages)
{
    cv_result *result = basis->result;
    int32_t *group = cv_arena_array(basis->arena, result->by_count + 1, sizeof *group);
    if (group == NULL) {
        cv_fail_memory(messages);
        return NULL;
    }
    for (size_t k = 0; k < result->by_count; k++)
        group[k] = CV_ALL;
    cv_test_row *row = &result->tests[result->test_count++];
    *row = (cv_test_row){.test = test,
                         .variable = variable,
                         .column = result->by_count,
                         .group = group,
                         .a = CV_ALL,
                         .b = CV_ALL,
                         .statistic = NAN,
                         .df1 = NAN,
                         .df2 = NAN,
                         .p = NAN,
                         .estimate = NAN,
                         .se = NAN,
                         .low = NAN,
                         .high = NAN,
                         .p_adjusted = NAN};
    return row;
}

void cv_test_row_fill(cv_test_row *row, double estimate, double null, double se, double df, unsigned flags,
                      double confidence)
{
    row->flags = flags & KEPT_FLAGS;
    row->estimate = estimate;
    if (isnan(estimate) || isnan(se))
        return;
    row->se = se;
    row->df1 = df;
    row->flags |= se > 0 ? 0 : CV_FLAG_ZERO_SE;
    if (se > 0)
        row->statistic = (estimate - null) / se;
    if (df > 0) {
        double reach = cv_t_quantile(0.5 + confidence / 2, df) * se;
        row->low = estimate - reach;
        row->high = estimate + reach;
        row->p = se > 0 ? cv_t_two_sided(row->statistic, df) : (double)NAN;
    } else if (se > 0) {
        row->flags |= CV_FLAG_NO_DF;
    }
}

/* Pairs of variables are one family. */
static bool same_family(const cv_result *result, const cv_test_row *a, const cv_test_row *b)
{
    bool same = a->variable == b->variable && a->column == b->column;
    return a->test == b->test && (same || a->test == CV_TEST_PAIRED_T) &&
           memcmp(a->group, b->group, result->by_count * sizeof *a->group) == 0;
}

cv_status cv_test_adjust(const cv_basis *basis, size_t first, cv_messages *messages)
{
    cv_test_row *rows = basis->result->tests;
    size_t end = basis->result->test_count;
    double *p = cv_memory_zero(end - first + 1, sizeof *p);
    cv_status status = p == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t from = first, to = first; status == CV_OK && from < end; from = to) {
        while (to < end && same_family(basis->result, &rows[from], &rows[to])) {
            p[to - from] = rows[to].p;
            to++;
        }
        status = cv_adjust_p(basis->plan->spec->compare.adjust, p, to - from, p, messages);
        for (size_t i = from; status == CV_OK && i < to; i++)
            rows[i].p_adjusted = p[i - from];
    }
    cv_memory_free(p);
    return status;
}

/* ---- domains ---- */

static bool same_others(const cv_cut *cut, size_t a, size_t b)
{
    for (size_t i = 1; i < cut->by_count; i++)
        if (cut->places[a * cut->by_count + i] != cut->places[b * cut->by_count + i])
            return false;
    return true;
}

size_t cv_test_family(const cv_cut *cut, size_t from, bool *done, size_t *domains)
{
    size_t count = 0;
    for (size_t i = from; i < cut->domain_count && !done[from]; i++)
        if (same_others(cut, cut->domains[from], cut->domains[i])) {
            domains[count++] = cut->domains[i];
            done[i] = i > from;
        }
    done[from] = true;
    return count;
}

const int32_t *cv_test_family_group(const cv_basis *basis, const cv_cut *cut, size_t domain, cv_messages *messages)
{
    int32_t *group = cv_basis_group(basis, cut, domain);
    if (group == NULL)
        cv_fail_memory(messages);
    else
        group[cut->by[0]] = CV_ALL;
    return group;
}

double cv_test_kept_df(const cv_basis *basis, const cv_cut *cut, size_t domain)
{
    size_t block = cut->others_block;
    const int32_t *own = cv_fold_domain_key(basis->fold, cut->block, domain);
    for (size_t d = 0; d < cv_fold_domains(basis->fold, block); d++) {
        const int32_t *key = cv_fold_domain_key(basis->fold, block, d);
        if (cut->by_count == 1 || memcmp(key, own + 1, (cut->by_count - 1) * sizeof *key) == 0)
            return cv_fold_domain_df(basis->fold, block, d);
    }
    return NAN;
}

double cv_test_df(const cv_basis *basis, const cv_cut *cut, double counted, double lost)
{
    const cv_df_spec *asked = &basis->plan->spec->df;
    if (asked->given && (asked->kind == CV_DF_INFINITY || asked->kind == CV_DF_NUMBER))
        return cv_basis_df(basis, asked, cut, 0);
    bool design = asked->given && asked->kind == CV_DF_DESIGN;
    return (design ? cv_basis_df(basis, asked, cut, 0) : counted) - lost;
}
