/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of the weights. */
#include <math.h>
#include <string.h>

#include "estimate/estimate.h"

cv_weight_bins *cv_weight_bins_of(const cv_weight_summary *weights, cv_arena *arena)
{
    cv_weight_bins *to = cv_arena_new(arena, sizeof *to);
    if (to == NULL)
        return NULL;
    to->of = (cv_weights_before_after){
        .rows = weights->n, .sum = weights->sum, .squares = weights->squares, .min = weights->min, .max = weights->max};
    memcpy(to->rows, weights->bins, sizeof to->rows);
    return to;
}

cv_status cv_weight_rows(const cv_basis *basis, const cv_cut *cut, cv_messages *messages)
{
    for (size_t i = 0; i < cut->domain_count; i++) {
        cv_weight_summary w;
        cv_weight_row *row = &basis->result->weights[basis->result->weight_count++];
        row->group = cv_basis_group(basis, cut, cut->domains[i]);
        if (row->group == NULL)
            return cv_fail_memory(messages);
        cv_status status = cv_fold_weights(basis->fold, cut->block, cut->items[0], cut->domains[i], &w, messages);
        if (status != CV_OK)
            return status;
        if ((row->bins = cv_weight_bins_of(&w, basis->arena)) == NULL)
            return cv_fail_memory(messages);
        double n = (double)w.n;
        bool some = w.n > 0;
        row->n = n;
        row->sum = w.sum;
        row->mean = some ? w.sum / n : (double)NAN;
        row->min = some ? w.min : (double)NAN;
        row->max = some ? w.max : (double)NAN;
        row->sd = w.n > 1 ? sqrt(w.squares_about_mean / (n - 1)) : (double)NAN;
        row->cv = row->sd / row->mean;
        row->n_eff = some ? w.sum * w.sum / w.squares : (double)NAN; /* Kish (1965), section 11.7 */
        row->deff_kish = n / row->n_eff;
        row->efficiency = row->n_eff / n;
        row->median = w.median;
        row->p99 = w.p99;
    }
    return CV_OK;
}
