/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "compare/test.h"
#include "estimate/distribution.h"
#include "estimate/imputed.h"
#include "estimate/rubin.h"

/* What stands beside a test that cannot be made. */
enum { KEPT_FLAGS = CV_FLAG_EMPTY | CV_FLAG_LONELY_PSU | CV_FLAG_SUPPRESSED };

/* A design counts one less, as R's svyttest has it (Lumley); a number of the study's own is taken as it is. */
static double degrees_of_freedom(const cv_basis *basis, const cv_cut *cut, double counted)
{
    const cv_df_spec *asked = &basis->plan->spec->df;
    if (asked->given && (asked->kind == CV_DF_INFINITY || asked->kind == CV_DF_NUMBER))
        return cv_basis_df(basis, asked, cut, 0);
    bool design = asked->given && asked->kind == CV_DF_DESIGN;
    return (design ? cv_basis_df(basis, asked, cut, 0) : counted) - 1;
}

/* PSUs minus strata among the rows of two domains with an answer; of imputations the fewest. */
static double pair_df(const cv_basis *basis, const cv_cut *cut, size_t variable, const size_t pair[2])
{
    double df = INFINITY;
    if (basis->imputation_count == 0)
        return cv_fold_answers_df(basis->fold, cut->block, cut->items[variable], pair, 2);
    for (size_t k = 0; k < basis->imputation_count; k++) {
        size_t own[2] = {cv_imputed_domain(cut, k, pair[0]), cv_imputed_domain(cut, k, pair[1])};
        if (own[0] != CV_NO_DOMAIN && own[1] != CV_NO_DOMAIN)
            df = fmin(df, pair_df(&basis->imputations[k], cv_imputed_cut(basis, cut, k), variable, own));
    }
    return df;
}

static double combined_df(const cv_basis *basis, const cv_imputed *of, double df)
{
    return basis->imputation_count == 0 ? df : cv_rubin_df(basis->imputation_count, of->within, of->between, df);
}

static void fill(cv_test_row *row, double away, double se, double df, unsigned flags)
{
    row->flags = flags & KEPT_FLAGS;
    if (isnan(away) || isnan(se))
        return;
    row->df1 = df;
    if (!(se > 0)) {
        row->flags |= CV_FLAG_ZERO_SE;
        return;
    }
    row->statistic = away / se;
    if (df > 0)
        row->p = cv_t_two_sided(row->statistic, df);
    else
        row->flags |= CV_FLAG_NO_DF;
}

/* ---- one sample ---- */

static cv_status add_whole(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    const cv_result *result = basis->result;
    cv_test_row *row = cv_test_row_add(basis, CV_TEST_T, variable, messages);
    if (row == NULL)
        return CV_SYSTEM;
    const cv_df_spec where = {.kind = CV_DF_WHERE};
    double df = degrees_of_freedom(basis, cut, cv_basis_df(basis, &where, cut, 0));
    for (size_t i = 0; i < result->row_count; i++)
        if (result->rows[i].variable == variable)
            fill(row, result->rows[i].estimate - basis->plan->spec->null_value.value, result->rows[i].se,
                 combined_df(basis, &result->rows[i].imputed, df), result->rows[i].flags);
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
    double df = degrees_of_freedom(basis, cut, pair_df(basis, cut, variable, pair));
    fill(row, of->value, of->se, combined_df(basis, &of->imputed, df), of->flags);
    return CV_OK;
}

cv_status cv_t_row(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    const cv_result *result = basis->result;
    if (cut->by_count == 0)
        return basis->plan->spec->null_value.given ? add_whole(basis, cut, variable, messages) : CV_OK;
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < result->comparison_count; i++) {
        const cv_comparison *row = &result->comparisons[i];
        if (row->variable == variable && row->measure == CV_MEASURE_DIFFERENCE && is_of_cut(result, cut, row))
            status = add_pair(basis, cut, variable, row, messages);
    }
    return status;
}
