/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/separation.h"

#include <math.h>

#include "estimate/model_answer.h"

/** The answers at a level. */
struct seen {
    double least, most;
    bool base, own; /**< level 0 of y; the level of the fit's predictor */
};

static struct seen look(const cv_fit *fit, const cv_model_rows *rows, size_t variable, size_t level)
{
    const double *y = cv_model_answers(rows), *at = rows->variables[variable].values;
    struct seen seen = {.least = INFINITY, .most = -INFINITY};
    for (size_t i = 0; i < rows->count; i++) {
        if (at[i] != (double)level)
            continue;
        seen.least = fmin(seen.least, y[i]);
        seen.most = fmax(seen.most, y[i]);
        seen.base = seen.base || y[i] == 0;
        seen.own = seen.own || y[i] == (double)(fit->predictor + 1);
    }
    return seen;
}

static bool is_endless(const cv_fit *fit, const struct seen *seen)
{
    switch (fit->data->kind) {
    case CV_MODEL_LOGIT:
        return seen->least == seen->most;
    case CV_MODEL_ORDINAL:
        return seen->least == seen->most && (seen->most == 0 || seen->most == (double)(fit->data->levels - 1));
    case CV_MODEL_MULTINOMIAL:
        return !seen->base || !seen->own;
    case CV_MODEL_POISSON:
        return seen->most == 0;
    case CV_MODEL_NONE:
    case CV_MODEL_LINEAR:
        break;
    }
    return false;
}

int32_t cv_separation_level(const cv_fit *fit, const cv_model_rows *rows, const cv_model_result *result)
{
    const cv_term *term = &result->terms[result->columns[fit->column].term];
    if (term->part_count != 1)
        return CV_ALL;
    const cv_predictor *factor = &result->predictors[term->parts[0]];
    for (size_t l = 0; l < factor->axis.count; l++) {
        struct seen seen = look(fit, rows, term->parts[0], l);
        if (factor->found[l] && is_endless(fit, &seen))
            return (int32_t)l;
    }
    return CV_ALL;
}
