/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test wald of two variables, combined over imputations: what the cells of a table are away from independence in
 * each of them, with its covariance, as cv_wald_independence has them, tested by cv_rubin_test. */
#include <math.h>

#include "base/memory.h"
#include "compare/test.h"
#include "compare/wald.h"
#include "estimate/distribution.h"
#include "estimate/imputed.h"
#include "estimate/rubin.h"

/** One variable crossed with the first by variable of a cut, within one combination of the others. */
struct crossing {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable;
    cv_values totals;    /**< of every slot in every domain, the means over the imputations and each one's own */
    double **covariance; /**< [imputations] of its own totals */
    size_t *domains;     /**< [columns] of this table */
    size_t *levels;      /**< [rows] slots with any weight */
    size_t columns, rows;
};

/* ---- one imputation's table ---- */

/* The place of a cell among imputation k's totals; SIZE_MAX: none of its rows are in that column. */
static size_t cell_at(const struct crossing *of, size_t k, size_t cell)
{
    size_t domain = cv_imputed_domain(of->cut, k, of->domains[cell % of->columns]);
    return domain == CV_NO_DOMAIN ? SIZE_MAX : domain * of->totals.outputs + of->levels[cell / of->columns];
}

/* Shares of the cells, and the covariance of their totals over the square of the sum. */
static void fill_table(const struct crossing *of, size_t k, double *share, double *variance)
{
    const cv_values *own = &of->totals.imputed[k];
    size_t cells = of->rows * of->columns, side = own->domains * own->outputs;
    double sum = 0;
    for (size_t i = 0; i < cells; i++) {
        size_t at = cell_at(of, k, i);
        share[i] = at == SIZE_MAX ? 0 : own->estimate[at];
        sum += share[i];
    }
    for (size_t i = 0; i < cells; i++) {
        size_t at = cell_at(of, k, i);
        share[i] /= sum;
        for (size_t j = 0; j < cells; j++) {
            size_t beside = cell_at(of, k, j);
            bool none = at == SIZE_MAX || beside == SIZE_MAX;
            variance[i * cells + j] = none ? 0 : of->covariance[k][at * side + beside] / sum / sum;
        }
    }
}

/* ---- all of them ---- */

/** The gaps between a table and independence, over the imputations. */
struct gaps {
    size_t count;
    double *values;                 /* [imputations x count] */
    double *within;                 /* [count squared] the mean of their covariances */
    double *own, *share, *variance; /* of one imputation */
};

static void gaps_free(struct gaps *gaps)
{
    cv_memory_free(gaps->values);
    cv_memory_free(gaps->within);
    cv_memory_free(gaps->own);
    cv_memory_free(gaps->share);
    cv_memory_free(gaps->variance);
}

static bool gaps_init(struct gaps *gaps, const struct crossing *of)
{
    size_t cells = of->rows * of->columns, count = (of->rows - 1) * (of->columns - 1);
    *gaps = (struct gaps){.count = count};
    gaps->values = cv_memory_zero(of->basis->imputation_count * count, sizeof(double));
    gaps->within = cv_memory_zero(count * count, sizeof(double));
    gaps->own = cv_memory_zero(count * count, sizeof(double));
    gaps->share = cv_memory_zero(cells, sizeof(double));
    gaps->variance = cv_memory_zero(cells * cells, sizeof(double));
    return gaps->values && gaps->within && gaps->own && gaps->share && gaps->variance;
}

static cv_status find_gaps(const struct crossing *of, struct gaps *gaps, cv_messages *messages)
{
    cv_status status = gaps_init(gaps, of) ? CV_OK : cv_fail_memory(messages);
    for (size_t k = 0; status == CV_OK && k < of->basis->imputation_count; k++) {
        fill_table(of, k, gaps->share, gaps->variance);
        const cv_crosstab table = {
            .rows = of->rows, .columns = of->columns, .share = gaps->share, .total_variance = gaps->variance};
        status = cv_wald_gaps(&table, gaps->values + k * gaps->count, gaps->own, messages);
        for (size_t i = 0; i < gaps->count * gaps->count; i++)
            gaps->within[i] += (gaps->own[i] - gaps->within[i]) / (double)(k + 1);
    }
    return status;
}

/* ---- degrees of freedom ---- */

/* The fewest of any imputation. */
static double complete_df(const struct crossing *of)
{
    double df = INFINITY;
    for (size_t k = 0; k < of->basis->imputation_count; k++) {
        size_t domain = cv_imputed_domain(of->cut, k, of->domains[0]);
        if (domain != CV_NO_DOMAIN)
            df = fmin(df, cv_test_kept_df(&of->basis->imputations[k], cv_imputed_cut(of->basis, of->cut, k), domain));
    }
    return df;
}

/* ---- the row ---- */

static cv_status fill_row(const struct crossing *of, cv_test_row *row, cv_messages *messages)
{
    struct gaps gaps = {0};
    double df = complete_df(of);
    cv_status status = find_gaps(of, &gaps, messages);
    const cv_rubin_wald wald = {.m = of->basis->imputation_count,
                                .k = gaps.count,
                                .values = gaps.values,
                                .within = gaps.within,
                                .complete = df};
    if (status == CV_OK && df >= (double)gaps.count && !cv_rubin_test(&wald, &row->statistic, &row->df2))
        status = cv_fail_memory(messages);
    if (status == CV_OK && !isnan(row->statistic)) {
        row->df1 = (double)gaps.count;
        row->p = cv_f_upper(row->statistic, row->df1, row->df2);
    }
    row->flags = df >= (double)gaps.count ? 0 : CV_FLAG_NO_DF;
    gaps_free(&gaps);
    return status;
}

/* Leaves out columns and rows without any weight in any imputation. */
static void settle(struct crossing *of)
{
    size_t slots = of->totals.outputs, first = of->basis->plan->of[of->variable].spec.kind == CV_ITEM_CHOICES, kept = 0;
    for (size_t c = 0; c < of->columns; c++) {
        double sum = 0;
        for (size_t k = first; k < slots; k++)
            sum += of->totals.estimate[of->domains[c] * slots + k];
        if (sum > 0)
            of->domains[kept++] = of->domains[c];
    }
    of->columns = kept;
    of->rows = 0;
    for (size_t k = first; k < slots; k++) {
        double sum = 0;
        for (size_t c = 0; c < of->columns; c++)
            sum += of->totals.estimate[of->domains[c] * slots + k];
        if (sum > 0)
            of->levels[of->rows++] = k;
    }
}

static cv_status add_row(struct crossing *of, cv_messages *messages)
{
    const int32_t *group = cv_test_family_group(of->basis, of->cut, of->domains[0], messages);
    cv_test_row *row = cv_test_row_add(of->basis, CV_TEST_WALD, of->variable, messages);
    if (group == NULL || row == NULL)
        return CV_SYSTEM;
    settle(of);
    row->column = of->cut->by[0];
    row->group = group;
    row->flags = of->rows == 0 || of->columns == 0 ? CV_FLAG_EMPTY : 0;
    return of->rows < 2 || of->columns < 2 ? CV_OK : fill_row(of, row, messages);
}

/* ---- tables ---- */

static cv_status add_rows(struct crossing *of, bool *done, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < of->cut->domain_count; i++)
        if ((of->columns = cv_test_family(of->cut, i, done, of->domains)) > 0)
            status = add_row(of, messages);
    return status;
}

static cv_status find_covariances(struct crossing *of, cv_messages *messages)
{
    const cv_basis *basis = of->basis;
    cv_status status = CV_OK;
    for (size_t k = 0; status == CV_OK && k < basis->imputation_count; k++)
        status = cv_values_covariance(&basis->imputations[k], cv_imputed_cut(basis, of->cut, k), of->variable,
                                      &of->totals.imputed[k], true, NULL, &of->covariance[k], messages);
    return status;
}

cv_status cv_imputed_wald_rows(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    struct crossing of = {.basis = basis, .cut = cut, .variable = variable};
    cv_status status = cv_imputed_values(basis, cut, variable, cv_test_totals, &of.totals, messages);
    bool *done = cv_memory_zero(cut->domain_count + 1, sizeof *done);
    of.domains = cv_memory_zero(cut->domain_count + 1, sizeof *of.domains);
    of.levels = cv_memory_zero(of.totals.outputs + 1, sizeof *of.levels);
    of.covariance = cv_memory_zero(basis->imputation_count, sizeof *of.covariance);
    if (status == CV_OK && (done == NULL || of.domains == NULL || of.levels == NULL || of.covariance == NULL))
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        status = find_covariances(&of, messages);
    if (status == CV_OK)
        status = add_rows(&of, done, messages);
    for (size_t k = 0; of.covariance != NULL && k < basis->imputation_count; k++)
        cv_memory_free(of.covariance[k]);
    cv_values_free(&of.totals);
    cv_memory_free(of.covariance);
    cv_memory_free(of.domains);
    cv_memory_free(of.levels);
    cv_memory_free(done);
    return status;
}
