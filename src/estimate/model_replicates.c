/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/model_replicates.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

/* The coefficients at one replicate; NaN where it has none. @return false: no memory */
static bool fit_replicate(const cv_fit_data *data, double *coefficient)
{
    cv_fit fit;
    cv_fit_end end = cv_fit_make(data, &fit);
    if (end == CV_FIT_DONE)
        cv_fit_coefficients(&fit, coefficient);
    for (size_t j = 0; j < data->columns && end != CV_FIT_DONE; j++)
        coefficient[j] = NAN;
    cv_fit_free(&fit);
    return end != CV_FIT_NO_MEMORY;
}

static void say_left_out(const cv_basis *basis, size_t left_out, cv_messages *messages)
{
    const cv_analysis_spec *spec = basis->plan->spec;
    if (left_out > 0)
        cv_warn(messages, spec->place,
                "analysis '%s': %zu of %zu replicates have no estimates of the model and are left out of its standard "
                "errors",
                spec->name.text, left_out, cv_fold_replicates(basis->fold));
}

cv_status cv_model_replicates(const cv_basis *basis, const cv_model_rows *rows, const cv_fit_data *full,
                              const double *coefficient, double *covariance, cv_messages *messages)
{
    size_t replicates = cv_fold_replicates(basis->fold), columns = full->columns, left_out = 0;
    size_t count = rows->count + rows->idle;
    double *weight = cv_memory_zero(count + 1, sizeof *weight);
    double *values = cv_memory_zero(replicates + 1, columns * sizeof *values);
    bool ok = weight != NULL && values != NULL;
    cv_fit_data data = *full;
    data.rows = count;
    data.weight = weight;
    data.start = coefficient;
    for (size_t r = 0; ok && r < replicates; r++) {
        for (size_t i = 0; i < count; i++)
            weight[i] = cv_fold_replicate_row(basis->fold, rows->unit[i])[r];
        ok = fit_replicate(&data, values + r * columns);
        left_out += isnan(values[r * columns]) ? 1 : 0;
    }
    if (ok)
        memcpy(values + replicates * columns, coefficient, columns * sizeof *values);
    cv_status status =
        ok ? cv_replicates_covariance(cv_design_replicates(basis->design), values, columns, true, covariance, messages)
           : cv_fail_memory(messages);
    if (status == CV_OK)
        say_left_out(basis, left_out, messages);
    cv_memory_free(weight);
    cv_memory_free(values);
    return status;
}
