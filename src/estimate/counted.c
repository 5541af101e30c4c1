/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/counted.h"

#include <math.h>

#include "estimate/imputed.h"

static cv_counted count_one(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t domain)
{
    if (domain == CV_NO_DOMAIN)
        return (cv_counted){0};
    double answers = (double)cv_fold_answers(basis->fold, cut->block, cut->items[variable], domain);
    return (cv_counted){.answers = answers,
                        .least = answers,
                        .rows = (double)cv_fold_domain_rows(basis->fold, cut->block, domain),
                        .df = cv_fold_domain_df(basis->fold, cut->block, domain)};
}

cv_counted cv_counted_at(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t domain)
{
    if (basis->imputation_count == 0)
        return count_one(basis, cut, variable, domain);
    cv_counted all = {.least = INFINITY, .df = INFINITY};
    for (size_t k = 0; k < basis->imputation_count; k++) {
        cv_counted one = count_one(&basis->imputations[k], cv_imputed_cut(basis, cut, k), variable,
                                   cv_imputed_domain(cut, k, domain));
        all.answers += (one.answers - all.answers) / (double)(k + 1);
        all.rows += (one.rows - all.rows) / (double)(k + 1);
        all.least = fmin(all.least, one.least);
        all.df = fmin(all.df, one.df);
    }
    return all;
}

double cv_counted_level(const cv_basis *basis, const cv_cut *cut, size_t variable, size_t domain, size_t level)
{
    if (basis->imputation_count == 0)
        return (double)cv_fold_level_answers(basis->fold, cut->block, cut->items[variable], domain, level);
    double mean = 0;
    for (size_t k = 0; k < basis->imputation_count; k++) {
        size_t own = cv_imputed_domain(cut, k, domain);
        double one = own == CV_NO_DOMAIN ? 0
                                         : cv_counted_level(&basis->imputations[k], cv_imputed_cut(basis, cut, k),
                                                            variable, own, level);
        mean += (one - mean) / (double)(k + 1);
    }
    return mean;
}
