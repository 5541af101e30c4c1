/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/quantile_replicates.h"

#include <string.h>

#include "base/memory.h"
#include "estimate/quantile.h"
#include "fold/moments.h"

/** Replicates that are looked at together: rows are far apart in memory, and these lie side by side. */
enum { TOGETHER = 8 };

cv_status cv_replicate_share_variance(const cv_basis *basis, const cv_kept_rows *kept, double q, double *variance,
                                      cv_messages *messages)
{
    size_t count = cv_fold_replicates(basis->fold) + 1;
    cv_sum *up = cv_memory_zero(count, sizeof *up), *all = cv_memory_zero(count, sizeof *all);
    double *share = cv_memory_zero(count, sizeof *share);
    bool ok = up != NULL && all != NULL && share != NULL;
    for (size_t i = 0; ok && i < kept->count; i++) {
        const double *weights = cv_fold_replicate_row(basis->fold, kept->rows[i].row);
        for (size_t r = 0; r < count; r++)
            cv_sum_add(&all[r], weights[r]);
        for (size_t r = 0; kept->rows[i].value <= q && r < count; r++)
            cv_sum_add(&up[r], weights[r]);
    }
    for (size_t r = 0; ok && r < count; r++)
        share[r] = cv_sum_value(&up[r]) / cv_sum_value(&all[r]);
    cv_status status =
        ok ? cv_replicates_covariance(cv_design_replicates(basis->design), share, 1, false, variance, messages)
           : cv_fail_memory(messages);
    cv_memory_free(up);
    cv_memory_free(all);
    cv_memory_free(share);
    return status;
}

/* ---- rows at every replicate ---- */

/** Room for one domain. */
struct room {
    cv_kept_row *rows;   /**< [count] of any weight, by value, equal values in the file's order */
    double *weights;     /**< [count x TOGETHER] */
    cv_kept_row *chosen; /**< [count] those with a weight in the replicate; their `row` is their place in `own` */
    double *own;         /**< [count] that weight */
};

static bool comes_first(const cv_kept_row *a, const cv_kept_row *b)
{
    return a->value < b->value || (a->value == b->value && a->row < b->row);
}

/* Rows of a weight of 0 in the full sample may have one in a replicate: the two lists become one. */
static void merge_rows(const cv_kept_rows *kept, cv_kept_row *to)
{
    size_t live = 0, idle = kept->live;
    while (live < kept->live || idle < kept->count) {
        bool first = idle == kept->count || (live < kept->live && comes_first(&kept->rows[live], &kept->rows[idle]));
        *to++ = kept->rows[first ? live++ : idle++];
    }
}

static cv_ordered rows_at(const struct room *room, size_t count, size_t replicate)
{
    cv_kept_rows own = {.rows = room->chosen, .weights = room->own};
    for (size_t i = 0; i < count; i++) {
        double weight = room->weights[i * TOGETHER + replicate];
        room->chosen[own.live] = room->rows[i];
        room->chosen[own.live].row = (uint32_t)own.live;
        room->own[own.live] = weight;
        own.live += weight != 0;
    }
    own.count = own.live;
    return cv_ordered_of(&own);
}

static void each(const cv_fold *fold, const struct room *room, size_t count, cv_replicate_function *function,
                 void *context)
{
    size_t replicates = cv_fold_replicates(fold);
    for (size_t from = 0; from < replicates; from += TOGETHER) {
        size_t some = replicates - from < TOGETHER ? replicates - from : TOGETHER;
        for (size_t i = 0; i < count; i++)
            memcpy(room->weights + i * TOGETHER, cv_fold_replicate_row(fold, room->rows[i].row) + from,
                   some * sizeof *room->weights);
        for (size_t r = 0; r < some; r++) {
            cv_ordered at = rows_at(room, count, r);
            function(context, &at, from + r);
        }
    }
}

cv_status cv_replicate_each(const cv_basis *basis, const cv_kept_rows *kept, cv_replicate_function *function,
                            void *context, cv_messages *messages)
{
    struct room room = {.rows = cv_memory_zero(kept->count + 1, sizeof *room.rows),
                        .weights = cv_memory_zero(kept->count + 1, TOGETHER * sizeof *room.weights),
                        .chosen = cv_memory_zero(kept->count + 1, sizeof *room.chosen),
                        .own = cv_memory_zero(kept->count + 1, sizeof *room.own)};
    bool ok = room.rows != NULL && room.weights != NULL && room.chosen != NULL && room.own != NULL;
    if (ok) {
        merge_rows(kept, room.rows);
        each(basis->fold, &room, kept->count, function, context);
    }
    cv_memory_free(room.rows);
    cv_memory_free(room.weights);
    cv_memory_free(room.chosen);
    cv_memory_free(room.own);
    return ok ? CV_OK : cv_fail_memory(messages);
}

/* ---- quantiles at every replicate ---- */

struct quantiles {
    cv_qrule rule;
    double p, *to; /**< to: [R + 1] */
};

static void keep_quantile(void *context, const cv_ordered *at, size_t replicate)
{
    const struct quantiles *of = context;
    of->to[replicate] = cv_quantile_at(at, of->rule, of->p);
}

cv_status cv_replicate_quantile_variance(const cv_basis *basis, const cv_kept_rows *kept, cv_qrule rule, double p,
                                         double estimate, double *variance, cv_messages *messages)
{
    size_t replicates = cv_fold_replicates(basis->fold);
    struct quantiles of = {rule, p, cv_memory_zero(replicates + 1, sizeof(double))};
    if (of.to == NULL)
        return cv_fail_memory(messages);
    of.to[replicates] = estimate;
    cv_status status = cv_replicate_each(basis, kept, keep_quantile, &of, messages);
    if (status == CV_OK)
        status = cv_replicates_covariance(cv_design_replicates(basis->design), of.to, 1, false, variance, messages);
    cv_memory_free(of.to);
    return status;
}
