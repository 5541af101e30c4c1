/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "compare/test.h"
#include "estimate/imputed.h"
#include "estimate/replicates.h"
#include "estimate/rubin.h"

static double combined_df(const cv_basis *basis, const cv_imputed *of, double df)
{
    return basis->imputation_count == 0 ? df : cv_rubin_df(basis->imputation_count, of->within, of->between, df);
}

/* ---- one sample ---- */

static cv_status add_whole(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    const cv_result *result = basis->result;
    cv_test_row *row = cv_test_row_add(basis, CV_TEST_T, variable, messages);
    if (row == NULL)
        return CV_SYSTEM;
    const cv_df_spec where = {.kind = CV_DF_WHERE};
    double df = cv_test_df(basis, cut, cv_basis_df(basis, &where, cut, 0), 1);
    for (size_t i = 0; i < result->row_count; i++)
        if (result->rows[i].variable == variable)
            cv_test_row_fill(row, result->rows[i].estimate, basis->plan->spec->null_value.value, result->rows[i].se,
                             combined_df(basis, &result->rows[i].imputed, df), result->rows[i].flags,
                             result->confidence);
    return CV_OK;
}

/* ---- two samples ---- */

static size_t axis_in(const cv_cut *cut, size_t axis)
{
    size_t at = 0;
    while (at < cut->by_count && cut->by[at] != axis)
        at++;
    return at;
}

/* Whether the comparison was made in this cut: its groups are on the cut's axes, and on no other. */
static bool is_of_cut(const cv_result *result, const cv_cut *cut, const cv_comparison *row)
{
    for (size_t axis = 0; axis < result->by_count; axis++)
        if ((axis_in(cut, axis) < cut->by_count) != (row->group[axis] != CV_ALL || axis == row->over))
            return false;
    return true;
}

static bool find_domain(const cv_cut *cut, const cv_comparison *row, int32_t over, size_t *domain)
{
    for (size_t i = 0; i < cut->domain_count; i++) {
        bool same = true;
        *domain = cut->domains[i];
        for (size_t k = 0; k < cut->by_count; k++) {
            int32_t want = cut->by[k] == row->over ? over : row->group[cut->by[k]];
            same = same && cut->places[*domain * cut->by_count + k] == want;
        }
        if (same)
            return true;
    }
    return false;
}

static cv_status count_pair(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t pair[2], double *to,
                            cv_messages *messages);

/* The fewest of any imputation. */
static cv_status count_imputed(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t pair[2],
                               double *to, cv_messages *messages)
{
    cv_status status = CV_OK;
    *to = INFINITY;
    for (size_t k = 0; status == CV_OK && k < basis->imputation_count; k++) {
        size_t own[2] = {cv_imputed_domain(cut, k, pair[0]), cv_imputed_domain(cut, k, pair[1])};
        double df = INFINITY;
        if (own[0] != CV_NO_DOMAIN && own[1] != CV_NO_DOMAIN)
            status = count_pair(&basis->imputations[k], cv_imputed_cut(basis, cut, k), variable, own, &df, messages);
        *to = fmin(*to, df);
    }
    return status;
}

/* Of replicate weights as R's svyttest has them, which counts rows without an answer: of all that `where` keeps, or, as
 * there are more groups, of those of the two. */
static cv_status count_pair(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t pair[2], double *to,
                            cv_messages *messages)
{
    if (basis->imputation_count > 0)
        return count_imputed(basis, cut, variable, pair, to, messages);
    if (!cv_basis_replicated(basis))
        *to = cv_fold_answers_df(basis->fold, cut->block, cut->items[variable], pair, 2);
    else if (cut->by_count > 1 || cut->domain_count > 2)
        return cv_fold_domains_rank(basis->fold, cut->block, pair, 2, to, messages);
    else
        *to = cv_fold_domain_df(basis->fold, basis->plan->whole_block, 0);
    return CV_OK;
}

static cv_status add_pair(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_comparison *of,
                          cv_messages *messages)
{
    size_t pair[2];
    if (!find_domain(cut, of, of->a, &pair[0]) || !find_domain(cut, of, of->b, &pair[1]))
        return CV_OK;
    cv_test_row *row = cv_test_row_add(basis, CV_TEST_T, variable, messages);
    if (row == NULL)
        return CV_SYSTEM;
    row->column = of->over;
    row->group = of->group;
    row->a = of->a;
    row->b = of->b;
    double counted = NAN;
    cv_status status = count_pair(basis, cut, variable, pair, &counted, messages);
    if (status != CV_OK)
        return status;
    cv_test_row_fill(row, of->value, 0, of->se, combined_df(basis, &of->imputed, cv_test_df(basis, cut, counted, 1)),
                     of->flags, basis->result->confidence);
    return CV_OK;
}

cv_status cv_t_row(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    const cv_result *result = basis->result;
    if (cut->by_count == 0)
        return basis->plan->spec->null_value.given ? add_whole(basis, cut, variable, messages) : CV_OK;
    cv_status status = CV_OK;
    size_t first = result->test_count;
    for (size_t i = 0; status == CV_OK && i < result->comparison_count; i++) {
        const cv_comparison *row = &result->comparisons[i];
        if (row->variable == variable && row->measure == CV_MEASURE_DIFFERENCE && is_of_cut(result, cut, row))
            status = add_pair(basis, cut, variable, row, messages);
    }
    return status == CV_OK ? cv_test_adjust(basis, first, messages) : status;
}
