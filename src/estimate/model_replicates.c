/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/model_replicates.h"

#include <math.h>

#include "base/memory.h"

/* The coefficients and margins at one replicate; NaN where it has none. @return false: no memory */
static bool fit_replicate(const cv_fit_data *data, const cv_margin_work *full, double *values)
{
    cv_fit fit;
    cv_margin_work margins = {0};
    cv_fit_end end = cv_fit_make(data, &fit);
    size_t parameters = fit.parameters, count = full->result->margin_count;
    bool ok = end != CV_FIT_NO_MEMORY;
    if (end == CV_FIT_DONE) {
        cv_fit_coefficients(&fit, values);
        ok = cv_margins_average(&fit, full->rows, full->result, &margins);
    }
    for (size_t j = 0; j < parameters + count && end != CV_FIT_DONE; j++)
        values[j] = NAN;
    for (size_t g = 0; g < count && ok && end == CV_FIT_DONE; g++)
        values[parameters + g] = isnan(full->estimate[g]) ? 0 : margins.estimate[g];
    cv_margins_free(&margins);
    cv_fit_free(&fit);
    return ok;
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

cv_status cv_model_replicates(const cv_basis *basis, const cv_model_rows *rows, const cv_margin_work *full,
                              const double *coefficient, double *covariance, cv_messages *messages)
{
    size_t replicates = cv_fold_replicates(basis->fold), parameters = full->fit->parameters, left_out = 0;
    size_t count = rows->count + rows->idle, margins = full->result->margin_count, side = parameters + margins;
    double *weight = cv_memory_zero(count + 1, sizeof *weight);
    double *values = cv_memory_zero(replicates + 1, side * sizeof *values);
    bool ok = weight != NULL && values != NULL;
    cv_fit_data data = *full->fit->data;
    data.rows = count;
    data.weight = weight;
    data.start = coefficient;
    for (size_t r = 0; ok && r < replicates; r++) {
        for (size_t i = 0; i < count; i++)
            weight[i] = cv_fold_replicate_row(basis->fold, rows->unit[i])[r];
        ok = fit_replicate(&data, full, values + r * side);
        left_out += isnan(values[r * side]) ? 1 : 0;
    }
    double *own = values + replicates * side;
    for (size_t j = 0; ok && j < side; j++)
        own[j] = j < parameters                          ? coefficient[j]
                 : isnan(full->estimate[j - parameters]) ? 0
                                                         : full->estimate[j - parameters];
    cv_status status =
        ok ? cv_replicates_covariance(cv_design_replicates(basis->design), values, side, true, covariance, messages)
           : cv_fail_memory(messages);
    if (status == CV_OK)
        say_left_out(basis, left_out, messages);
    cv_memory_free(weight);
    cv_memory_free(values);
    return status;
}
