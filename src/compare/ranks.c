/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/ranks.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "compare/matrix.h"
#include "estimate/distribution.h"
#include "fold/moments.h"

/* ---- scores ---- */

static int by_value(const void *left, const void *right)
{
    const cv_ranked_row *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

void cv_rank_sort(cv_ranked_row *rows, size_t count)
{
    if (count > 0)
        qsort(rows, count, sizeof *rows, by_value);
}

static double total_weight(const cv_ranked_row *rows, size_t count)
{
    cv_sum sum = {0};
    for (size_t i = 0; i < count; i++)
        cv_sum_add(&sum, rows[i].weight);
    return cv_sum_value(&sum);
}

static double score_of(cv_test test, bool counts, double rank, double all)
{
    if (test == CV_TEST_MEDIAN)
        return rank > all / 2;
    if (test == CV_TEST_VANDERWAERDEN)
        return cv_normal_quantile(counts ? (rank + 0.5) / (all + 1) : rank / all);
    return rank / all;
}

void cv_rank_scores(cv_test test, bool counts, cv_ranked_row *rows, size_t count)
{
    double all = total_weight(rows, count);
    cv_sum below = {0};
    for (size_t from = 0, to = 0; from < count; from = to) {
        while (to < count && rows[to].value == rows[from].value)
            to++;
        double here = total_weight(rows + from, to - from);
        double score = score_of(test, counts, cv_sum_value(&below) + here / 2, all);
        for (size_t i = from; i < to; i++) {
            rows[i].score = score;
            cv_sum_add(&below, rows[i].weight);
        }
    }
}

/* ---- means ---- */

bool cv_rank_groups_init(cv_rank_groups *groups, size_t count)
{
    *groups = (cv_rank_groups){.count = count};
    groups->mean = cv_memory_zero(count + 1, sizeof *groups->mean);
    groups->weight = cv_memory_zero(count + 1, sizeof *groups->weight);
    return groups->mean != NULL && groups->weight != NULL;
}

void cv_rank_groups_free(cv_rank_groups *groups)
{
    cv_memory_free(groups->mean);
    cv_memory_free(groups->weight);
    *groups = (cv_rank_groups){0};
}

/* Means about a running one, so that nothing cancels (West 1979). */
void cv_rank_means(cv_ranked_row *rows, size_t count, cv_rank_groups *groups)
{
    for (size_t g = 0; g < groups->count; g++)
        groups->mean[g] = groups->weight[g] = 0;
    for (size_t i = 0; i < count; i++) {
        size_t g = rows[i].group;
        groups->weight[g] += rows[i].weight;
        groups->mean[g] += rows[i].weight / groups->weight[g] * (rows[i].score - groups->mean[g]);
    }
    for (size_t g = 0; g < groups->count; g++)
        groups->mean[g] = groups->weight[g] > 0 ? groups->mean[g] : (double)NAN;
    for (size_t i = 0; i < count; i++)
        rows[i].effect = (rows[i].score - groups->mean[rows[i].group]) / groups->weight[rows[i].group];
}

static double mean_score(const cv_ranked_row *rows, size_t count)
{
    cv_sum sum = {0};
    for (size_t i = 0; i < count; i++)
        cv_sum_add(&sum, rows[i].weight * rows[i].score);
    return cv_sum_value(&sum) / total_weight(rows, count);
}

double cv_rank_permutation_variance(const cv_ranked_row *rows, size_t count)
{
    double mean = mean_score(rows, count), all = total_weight(rows, count);
    cv_sum sum = {0};
    for (size_t i = 0; i < count; i++)
        cv_sum_add(&sum, rows[i].weight * (rows[i].score - mean) * (rows[i].score - mean));
    return all > 1 ? cv_sum_value(&sum) / (all - 1) : (double)NAN;
}

/* ---- all groups ---- */

cv_status cv_rank_all(const cv_rank_groups *groups, const double *covariance, double df, cv_test_value *value,
                      cv_messages *messages)
{
    *value = (cv_test_value){NAN, NAN, NAN, NAN, false};
    size_t side = groups->count, k = side > 0 ? side - 1 : 0;
    if (k == 0 || !(df > 0))
        return CV_OK;
    double *away = cv_memory_zero(k, sizeof *away), *variance = cv_memory_zero(k * k, sizeof *variance), distance = 0;
    bool memory = away != NULL && variance != NULL;
    for (size_t a = 0; memory && a < k; a++) {
        away[a] = groups->mean[a + 1] - groups->mean[0];
        for (size_t b = 0; b < k; b++)
            variance[a * k + b] =
                covariance[(a + 1) * side + b + 1] - covariance[(a + 1) * side] - covariance[b + 1] + covariance[0];
    }
    if (memory && cv_matrix_cholesky(variance, k)) {
        cv_matrix_solve(variance, away, k);
        for (size_t a = 0; a < k; a++)
            distance += away[a] * away[a];
        *value = (cv_test_value){distance / (double)k, (double)k, df, NAN, false};
        value->p = cv_f_upper(value->statistic, value->df1, value->df2);
    }
    cv_memory_free(away);
    cv_memory_free(variance);
    return memory ? CV_OK : cv_fail_memory(messages);
}

void cv_rank_all_counts(const cv_rank_groups *groups, double permutation, cv_test_value *value)
{
    double all = 0, mean = 0, sum = 0, k = (double)groups->count - 1;
    *value = (cv_test_value){NAN, NAN, NAN, NAN, false};
    for (size_t g = 0; g < groups->count; g++) {
        all += groups->weight[g];
        mean += groups->weight[g] / all * (groups->mean[g] - mean);
    }
    for (size_t g = 0; g < groups->count; g++)
        sum += groups->weight[g] * (groups->mean[g] - mean) * (groups->mean[g] - mean);
    if (k < 1 || !(permutation > 0))
        return;
    *value = (cv_test_value){sum / permutation, k, NAN, cv_chisq_upper(sum / permutation, k), false};
}
