/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t tests of two variables of the same rows: the mean difference. */
#include <math.h>

#include "base/memory.h"
#include "compare/test.h"
#include "estimate/replicates.h"
#include "estimate/suppress.h"

/** The difference of two variables in every domain of a cut. */
struct differences {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t a, b, item;
    size_t domains;
    double *value;    /**< [domains] NaN: nobody has both */
    double *variance; /**< [domains] */
    bool *met;        /**< [domains] */
};

/* The item has the slots 1, y - centre, x - centre of the rows that have y and x. */
static double difference_of(const double totals[3], const double centre[2])
{
    return (totals[1] - totals[2]) / totals[0] + (centre[0] - centre[1]);
}

static cv_status linear_variance(struct differences *in, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    double *jacobian = cv_memory_zero(in->domains + 1, 3 * sizeof *jacobian), totals[3];
    if (jacobian == NULL)
        return cv_fail_memory(messages);
    for (size_t d = 0; d < in->domains; d++) {
        cv_fold_totals(basis->fold, in->cut->block, in->item, d, totals);
        if (!(totals[0] > 0))
            continue;
        jacobian[3 * d] = -(totals[1] - totals[2]) / totals[0] / totals[0];
        jacobian[3 * d + 1] = 1 / totals[0];
        jacobian[3 * d + 2] = -1 / totals[0];
    }
    const cv_linear linear = {.block = in->cut->block,
                              .item = in->item,
                              .outputs = 1,
                              .jacobian = jacobian,
                              .lonely = basis->study->design.lonely_psu,
                              .domain_lonely = basis->study->design.domain_lonely};
    cv_lonely_report lonely = {.met = in->met};
    cv_status status = cv_fold_covariance(basis->fold, &linear, in->variance, &lonely, messages);
    cv_memory_free(jacobian);
    return status == CV_OK && lonely.failed ? cv_basis_fail_lonely(basis, &lonely, messages) : status;
}

static cv_status replicate_variance(struct differences *in, cv_messages *messages)
{
    size_t rows = cv_fold_replicates(in->basis->fold) + 1;
    double *values = cv_memory_zero(rows, (in->domains + 1) * sizeof *values), totals[3], centre[2];
    if (values == NULL)
        return cv_fail_memory(messages);
    for (size_t r = 0; r < rows; r++)
        for (size_t d = 0; d < in->domains; d++) {
            cv_fold_replicate_totals(in->basis->fold, in->cut->block, in->item, d, r, totals, centre);
            values[r * in->domains + d] = difference_of(totals, centre);
        }
    cv_status status = cv_replicates_covariance(cv_design_replicates(in->basis->design), values, in->domains, false,
                                                in->variance, messages);
    cv_memory_free(values);
    return status;
}

static cv_status find_differences(struct differences *in, cv_messages *messages)
{
    in->domains = cv_fold_domains(in->basis->fold, in->cut->block);
    in->value = cv_memory_zero(in->domains + 1, sizeof *in->value);
    in->variance = cv_memory_zero(in->domains + 1, sizeof *in->variance);
    in->met = cv_memory_zero(in->domains + 1, sizeof *in->met);
    if (in->value == NULL || in->variance == NULL || in->met == NULL)
        return cv_fail_memory(messages);
    for (size_t d = 0; d < in->domains; d++) {
        double totals[3], centre[2];
        cv_fold_totals(in->basis->fold, in->cut->block, in->item, d, totals);
        cv_fold_centre(in->basis->fold, in->cut->block, in->item, d, centre);
        in->value[d] = difference_of(totals, centre);
    }
    return cv_basis_replicated(in->basis) ? replicate_variance(in, messages) : linear_variance(in, messages);
}

static void free_differences(struct differences *in)
{
    cv_memory_free(in->value);
    cv_memory_free(in->variance);
    cv_memory_free(in->met);
}

static cv_status add_row(const struct differences *in, size_t domain, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    const cv_analysis_spec *spec = basis->plan->spec;
    cv_test_row *row = cv_test_row_add(basis, CV_TEST_PAIRED_T, in->a, messages);
    const int32_t *group = row == NULL ? NULL : cv_basis_group(basis, in->cut, domain);
    if (group == NULL)
        return row == NULL ? CV_SYSTEM : cv_fail_memory(messages);
    double n = (double)cv_fold_answers(basis->fold, in->cut->block, in->item, domain), value = in->value[domain];
    unsigned flags = (n > 0 ? 0 : CV_FLAG_EMPTY) | (in->met[domain] ? CV_FLAG_LONELY_PSU : 0);
    if (spec->suppress.min_n > 0 && cv_suppress_min_n(n, spec->suppress.min_n))
        flags |= CV_FLAG_MIN_N;
    row->column = in->b;
    row->group = group;
    cv_test_row_fill(row, n > 0 && !(flags & CV_FLAG_MIN_N) ? value : (double)NAN,
                     spec->null_value.given ? spec->null_value.value : 0, sqrt(in->variance[domain]),
                     cv_test_df(basis, in->cut, cv_fold_domain_df(basis->fold, in->cut->block, domain), 1), flags,
                     basis->result->confidence);
    return CV_OK;
}

/* Rows stand domain by domain, so that the pairs of a domain stand side by side. */
cv_status cv_paired_row(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_messages *messages)
{
    size_t count = basis->plan->of_count, first = basis->result->test_count;
    struct differences *pairs = cv_memory_zero(count * count + 1, sizeof *pairs);
    cv_status status = pairs == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t a = 0; variable == 0 && a < count; a++)
        for (size_t b = a + 1; status == CV_OK && b < count; b++) {
            struct differences *in = &pairs[a * count + b];
            *in = (struct differences){
                .basis = basis, .cut = cut, .a = a, .b = b, .item = cut->pair_items[a * count + b]};
            status = find_differences(in, messages);
        }
    for (size_t d = 0; variable == 0 && d < cut->domain_count; d++)
        for (size_t i = 0; status == CV_OK && i < count * count; i++)
            if (pairs[i].value != NULL)
                status = add_row(&pairs[i], cut->domains[d], messages);
    for (size_t i = 0; pairs != NULL && i < count * count; i++)
        free_differences(&pairs[i]);
    cv_memory_free(pairs);
    return status == CV_OK ? cv_test_adjust(basis, first, messages) : status;
}
