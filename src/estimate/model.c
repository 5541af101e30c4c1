/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/model.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "estimate/distribution.h"
#include "estimate/fit.h"
#include "estimate/imputed.h"
#include "estimate/model_terms.h"
#include "estimate/rubin.h"
#include "fold/scores.h"

/** A model while it is being fitted. */
struct work {
    const cv_basis *basis;
    cv_model_rows *rows;
    cv_model_result *result;
    cv_axis of;
    cv_fit fit;
    double *coefficient; /**< [columns] */
    double *covariance;  /**< [columns squared] */
    double *imputed;     /**< [imputations x columns] each one's coefficients; NULL: the data are not imputed */
    double *within;      /**< [columns squared] the mean of their covariances */
    bool lonely;
};

static const cv_analysis_spec *spec_of(const struct work *work)
{
    return work->rows->spec;
}

static double *answers(const struct work *work)
{
    return work->rows->variables[work->rows->variable_count - 1].values;
}

/* ---- what is explained ---- */

static cv_status fail_rows(const struct work *work, const char *problem, cv_messages *messages)
{
    return cv_fail_expected(messages, CV_DATA, spec_of(work)->place,
                            "rows with a weight above zero, every answer there and, for model logit, both with the "
                            "event and without it",
                            NULL, "analysis '%s': %s", spec_of(work)->name.text, problem);
}

/* From places to 0 and 1. */
static cv_status mark_events(struct work *work, cv_messages *messages)
{
    static cv_word yes = {.text = "yes"};
    const cv_words levels = spec_of(work)->level.count > 0 ? spec_of(work)->level : (cv_words){&yes, 1};
    bool *is_event = cv_arena_array(work->basis->arena, work->of.count + 1, sizeof *is_event);
    cv_buffer label = {0};
    if (is_event == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < levels.count; i++) {
        int32_t place = cv_axis_place(&work->of, levels.items[i].text);
        if (place == CV_ALL) {
            cv_buffer_free(&label);
            return cv_axis_fail(&work->of, levels.items[i], messages);
        }
        is_event[place] = true;
        cv_buffer_format(&label, "%s%s", i > 0 ? ", " : "", work->of.labels[place]);
    }
    work->result->event = label.failed ? NULL : cv_arena_copy(work->basis->arena, label.text);
    cv_buffer_free(&label);
    if (work->result->event == NULL)
        return cv_fail_memory(messages);
    double *y = answers(work);
    size_t events = 0;
    for (size_t i = 0; i < work->rows->count; i++) {
        y[i] = is_event[(size_t)y[i]];
        events += y[i] > 0;
    }
    if (events == 0)
        return fail_rows(work, "none of the model's rows has the event", messages);
    return events == work->rows->count ? fail_rows(work, "all of the model's rows have the event", messages) : CV_OK;
}

static cv_status settle(struct work *work, const cv_frame *frame, cv_messages *messages)
{
    cv_model_result *result = work->result;
    cv_arena *arena = work->basis->arena;
    result->predictor_count = work->rows->variable_count - 1;
    result->predictors = cv_arena_array(arena, result->predictor_count + 1, sizeof *result->predictors);
    if (result->predictors == NULL)
        return cv_fail_memory(messages);
    cv_status status = cv_model_rows_settle(work->rows, frame, arena, result->predictors, &work->of, messages);
    if (status != CV_OK)
        return status;
    result->of = work->of.variable;
    result->of_label = work->of.label;
    result->n = (double)work->rows->count;
    for (size_t i = 0; i < work->rows->count; i++)
        result->weighted_n += work->rows->weight[i];
    if (work->basis->imputation_count > 0) {
        result->n /= (double)work->basis->imputation_count;
        result->weighted_n /= (double)work->basis->imputation_count;
    }
    if (work->rows->count == 0)
        return fail_rows(work, "no row has all the answers that the model needs", messages);
    if (spec_of(work)->model.kind == CV_MODEL_LOGIT)
        status = mark_events(work, messages);
    cv_status terms = cv_model_terms(work->rows, arena, result, messages);
    return status == CV_OK ? terms : status;
}

/* ---- the fit ---- */

static cv_status fail_column(const struct work *work, const char *problem, const char *expected, cv_messages *messages)
{
    const cv_coefficient *row = &work->result->rows[work->fit.column];
    const char *level = "";
    if (!cv_model_level(work->result, row, true, work->basis->arena, &level))
        return cv_fail_memory(messages);
    return cv_fail_expected(messages, CV_DATA, spec_of(work)->place, expected, NULL,
                            *level == '\0' ? "analysis '%s': %s '%s'" : "analysis '%s': %s '%s', level '%s'",
                            spec_of(work)->name.text, problem, work->result->terms[row->term].name, level);
}

static cv_status fit(struct work *work, const cv_fit_data *data, cv_messages *messages)
{
    switch (cv_fit_make(data, &work->fit)) {
    case CV_FIT_DONE:
        return CV_OK;
    case CV_FIT_NO_MEMORY:
        return cv_fail_memory(messages);
    case CV_FIT_COLLINEAR:
        return fail_column(work, "the terms before it (and the intercept) already determine the term",
                           "predictors that do not determine each other, each combination of an interaction with rows",
                           messages);
    case CV_FIT_SEPARATED:
        return fail_column(work, "no finite estimates, since the event is certain or impossible along the term",
                           "predictors at whose every level there are rows with the event and without it", messages);
    case CV_FIT_STUCK:
        break;
    }
    return fail_column(work, "no convergence: numbers too large, or too nearly dependent, at the term",
                       "predictors in other units", messages);
}

/* ---- the design ---- */

static uint32_t top_unit(const cv_design *design, uint32_t unit)
{
    for (size_t stage = cv_design_stages(design) - 1; stage > 0; stage--)
        unit = cv_design_parent(design, stage, unit);
    return unit;
}

/* PSUs minus strata among the model's rows; NaN without memory. */
static double rows_df(const struct work *work)
{
    const cv_design *design = work->basis->design;
    const cv_model_rows *rows = work->rows;
    bool clustered = cv_design_stages(design) > 0;
    bool *strata = cv_memory_zero(cv_design_group_count(design, 0) + 1, sizeof *strata);
    bool *psus = cv_memory_zero((clustered ? cv_design_unit_count(design, 0) : 0) + 1, sizeof *psus);
    double df = strata == NULL || psus == NULL ? (double)NAN : 0;
    for (size_t i = 0; i < rows->count && !isnan(df); i++) {
        uint32_t psu = clustered ? top_unit(design, rows->unit[i]) : 0;
        df += !clustered || !psus[psu];
        df -= !strata[rows->stratum[i]];
        psus[psu] = strata[rows->stratum[i]] = true;
    }
    cv_memory_free(strata);
    cv_memory_free(psus);
    return df;
}

static cv_status set_df(struct work *work, cv_messages *messages)
{
    const cv_df_spec *spec = spec_of(work)->df.given ? &spec_of(work)->df : &work->basis->study->design.df;
    double lost = (double)work->result->row_count - 1;
    if (spec->kind == CV_DF_DOMAIN) {
        work->result->df = rows_df(work) - lost;
        return isnan(work->result->df) ? cv_fail_memory(messages) : CV_OK;
    }
    bool counted = spec->kind == CV_DF_WHERE || spec->kind == CV_DF_DESIGN;
    work->result->df = cv_basis_df(work->basis, spec, NULL, 0) - (counted ? lost : 0);
    return CV_OK;
}

/* The covariance of the coefficients. With clusters the rows' scores are summed over the units of the last stage, so
 * that they need no room of their own; without, each row is a unit. */
static cv_status coefficient_covariance(struct work *work, cv_messages *messages)
{
    const cv_design *design = work->basis->design;
    const cv_design_spec *spec = &work->basis->study->design;
    const cv_model_rows *rows = work->rows;
    size_t width = work->result->row_count, stages = cv_design_stages(design);
    size_t units = stages > 0 ? cv_design_unit_count(design, stages - 1) : rows->count;
    double *values = cv_memory_zero(units + 1, width * sizeof *values);
    uint32_t *stratum = cv_memory_zero(units + 1, sizeof *stratum), *unit = cv_memory_zero(units + 1, sizeof *unit);
    cv_lonely_report lonely = {.met = &work->lonely};
    bool ok = values != NULL && stratum != NULL && unit != NULL;
    for (size_t i = 0; ok && i < units; i++)
        stratum[i] = CV_NO_UNIT;
    for (size_t i = 0; ok && i < rows->count; i++) {
        size_t at = stages > 0 ? rows->unit[i] : i;
        stratum[at] = rows->stratum[i];
        unit[at] = rows->unit[i];
        cv_fit_add_score(&work->fit, i, values + at * width);
    }
    for (size_t i = 0; ok && i < units; i++)
        if (stratum[i] != CV_NO_UNIT)
            cv_fit_influence(&work->fit, values + i * width);
    const cv_scores scores = {.rows = units,
                              .width = width,
                              .stratum = stratum,
                              .unit = unit,
                              .values = values,
                              .lonely = spec->lonely_psu,
                              .domain_lonely = spec->domain_lonely};
    cv_status status =
        ok ? cv_scores_covariance(design, &scores, work->covariance, &lonely, messages) : cv_fail_memory(messages);
    if (status == CV_OK && lonely.failed)
        status = cv_basis_fail_lonely(work->basis, &lonely, messages);
    cv_memory_free(values);
    cv_memory_free(stratum);
    cv_memory_free(unit);
    return status;
}

/* ---- results ---- */

/* The covariance of two coefficients between the imputations. */
static double between(const struct work *work, size_t a, size_t b)
{
    size_t columns = work->result->row_count, m = work->basis->imputation_count;
    double sum = 0;
    for (size_t k = 0; k < m; k++)
        sum += (work->imputed[k * columns + a] - work->coefficient[a]) *
               (work->imputed[k * columns + b] - work->coefficient[b]);
    return m == 0 ? 0 : sum / (double)(m - 1);
}

static void fill_row(const struct work *work, size_t at)
{
    const cv_result *result = work->basis->result;
    cv_coefficient *row = &work->result->rows[at];
    double v = work->covariance[at * work->result->row_count + at];
    row->estimate = work->coefficient[at];
    row->se = sqrt(v < 0 ? 0 : v);
    double df = row->df =
        cv_imputed_set(work->basis, v < 0 ? 0 : v, between(work, at, at), work->result->df, &row->imputed);
    row->statistic = row->se == 0 ? (double)NAN : row->estimate / row->se;
    row->low = row->high = row->p = row->odds_ratio = row->odds_low = row->odds_high = NAN;
    row->flags |= (row->se == 0 ? CV_FLAG_ZERO_SE : 0u) | (df > 0 ? 0u : CV_FLAG_NO_DF) |
                  (work->lonely ? CV_FLAG_LONELY_PSU : 0u);
    if (df > 0) {
        double t = cv_t_quantile(0.5 + result->confidence / 2, df);
        row->low = row->estimate - t * row->se;
        row->high = row->estimate + t * row->se;
        row->p = cv_t_two_sided(row->statistic, df);
    }
    if (spec_of(work)->model.kind != CV_MODEL_LOGIT)
        return;
    row->odds_ratio = exp(row->estimate);
    row->odds_low = exp(row->low);
    row->odds_high = exp(row->high);
}

static bool test_imputed(const struct work *work, const cv_term *of, const double *within, cv_term_test *to)
{
    size_t m = work->basis->imputation_count;
    double *values = cv_memory_zero(m, of->count * sizeof *values);
    for (size_t k = 0; values != NULL && k < m; k++)
        memcpy(values + k * of->count, work->imputed + k * work->result->row_count + of->first,
               of->count * sizeof *values);
    const cv_rubin_wald wald = {
        .m = m, .k = of->count, .values = values, .within = within, .complete = work->result->df};
    bool ok = values != NULL && cv_rubin_test(&wald, &to->statistic, &to->df2);
    cv_memory_free(values);
    return ok;
}

/* F = b' V^-1 b / q of a term's q coefficients: R's regTermTest. */
static bool fill_test(const struct work *work, size_t term, cv_term_test *to)
{
    const cv_term *of = &work->result->terms[term];
    size_t count = of->count, side = work->result->row_count;
    const double *from = work->imputed != NULL ? work->within : work->covariance;
    double *v = cv_memory_zero(count * count + 1, sizeof *v),
           *room = cv_memory_zero(count + 1, (count + 1) * sizeof *v);
    bool ok = v != NULL && room != NULL;
    for (size_t i = 0; ok && i < count; i++)
        memcpy(v + i * count, from + (of->first + i) * side + of->first, count * sizeof *v);
    *to = (cv_term_test){.term = term, .df1 = (double)count, .df2 = work->result->df, .p = NAN};
    if (ok && work->imputed != NULL)
        ok = test_imputed(work, of, v, to);
    else if (ok)
        to->statistic = cv_fit_wald(work->coefficient + of->first, v, count, room) / (double)count;
    if (to->df2 > 0)
        to->p = cv_f_upper(to->statistic, to->df1, to->df2);
    to->flags = (to->df2 > 0 ? 0u : CV_FLAG_NO_DF) | (work->lonely ? CV_FLAG_LONELY_PSU : 0u);
    cv_memory_free(v);
    cv_memory_free(room);
    return ok;
}

static cv_status fill_results(struct work *work, cv_messages *messages)
{
    cv_model_result *result = work->result;
    size_t side = result->row_count;
    for (size_t i = 0; i < side; i++)
        fill_row(work, i);
    result->tests = cv_arena_array(work->basis->arena, result->term_count, sizeof *result->tests);
    if (result->tests == NULL)
        return cv_fail_memory(messages);
    for (size_t t = 1; t < result->term_count; t++)
        if (!fill_test(work, t, &result->tests[result->test_count++]))
            return cv_fail_memory(messages);
    if (!spec_of(work)->covariance)
        return CV_OK;
    double *kept = cv_arena_array(work->basis->arena, side * side, sizeof *kept);
    if (kept == NULL)
        return cv_fail_memory(messages);
    memcpy(kept, work->covariance, side * side * sizeof *kept);
    work->basis->result->covariance = kept;
    return CV_OK;
}

/* Coefficients, covariance and degrees of freedom of one data set. */
static cv_status estimate_one(struct work *work, cv_messages *messages)
{
    const cv_model_matrix matrix = {.rows = work->rows, .result = work->result};
    const cv_fit_data data = {.kind = spec_of(work)->model.kind,
                              .rows = work->rows->count,
                              .columns = work->result->row_count,
                              .y = answers(work),
                              .weight = work->rows->weight,
                              .row = cv_model_row,
                              .context = &matrix};
    cv_status status = work->rows->count < data.columns ? fail_rows(work, "fewer rows than coefficients", messages)
                                                        : fit(work, &data, messages);
    if (status == CV_OK)
        status = set_df(work, messages);
    if (status == CV_OK)
        status = coefficient_covariance(work, messages);
    if (status == CV_OK)
        cv_fit_coefficients(&work->fit, work->coefficient);
    return status;
}

/* ---- imputations ---- */

/* Takes imputation k into the running means of coefficients and covariances. */
static cv_status add_imputation(struct work *work, cv_model_rows *rows, size_t k, double *df, cv_messages *messages)
{
    size_t columns = work->result->row_count;
    struct work own = *work;
    own.fit = (cv_fit){0};
    own.basis = &work->basis->imputations[k];
    own.rows = rows;
    own.coefficient = work->imputed + k * columns;
    memset(own.covariance, 0, columns * columns * sizeof *own.covariance);
    cv_status status = estimate_one(&own, messages);
    for (size_t i = 0; status == CV_OK && i < columns; i++)
        work->coefficient[i] += (own.coefficient[i] - work->coefficient[i]) / (double)(k + 1);
    for (size_t i = 0; status == CV_OK && i < columns * columns; i++)
        work->within[i] += (own.covariance[i] - work->within[i]) / (double)(k + 1);
    *df = fmin(*df, work->result->df);
    work->lonely = own.lonely;
    cv_fit_free(&own.fit);
    return status;
}

static cv_status estimate_imputed(struct work *work, cv_messages *messages)
{
    size_t columns = work->result->row_count, m = work->basis->imputation_count;
    double df = INFINITY;
    size_t *first = cv_memory_zero(m + 1, sizeof *first);
    cv_model_variable *variables = cv_memory_zero(work->rows->variable_count, sizeof *variables);
    work->imputed = cv_memory_zero(m, columns * sizeof *work->imputed);
    work->within = cv_memory_zero(columns * columns, sizeof *work->within);
    bool ok = first != NULL && variables != NULL && work->imputed != NULL && work->within != NULL &&
              cv_model_rows_part(work->rows, m, first);
    cv_status status = ok ? CV_OK : cv_fail_memory(messages);
    for (size_t k = 0; status == CV_OK && k < m; k++) {
        cv_model_rows rows;
        cv_model_rows_view(work->rows, first[k], first[k + 1], variables, &rows);
        status = add_imputation(work, &rows, k, &df, messages);
    }
    for (size_t i = 0; status == CV_OK && i < columns * columns; i++)
        work->covariance[i] = cv_rubin_variance(m, work->within[i], between(work, i / columns, i % columns));
    work->result->df = df;
    cv_memory_free(first);
    cv_memory_free(variables);
    return status;
}

static cv_status estimate(struct work *work, cv_messages *messages)
{
    size_t columns = work->result->row_count;
    work->coefficient = cv_memory_zero(columns + 1, sizeof(double));
    work->covariance = cv_memory_zero(columns * columns + 1, sizeof(double));
    if (work->coefficient == NULL || work->covariance == NULL)
        return cv_fail_memory(messages);
    cv_status status =
        work->basis->imputation_count > 0 ? estimate_imputed(work, messages) : estimate_one(work, messages);
    return status == CV_OK ? fill_results(work, messages) : status;
}

cv_status cv_model_fit(const cv_basis *basis, const cv_frame *frame, cv_model_rows *rows, cv_messages *messages)
{
    struct work work = {.basis = basis, .rows = rows};
    work.result = cv_arena_new(basis->arena, sizeof *work.result);
    if (work.result == NULL)
        return cv_fail_memory(messages);
    cv_status status = settle(&work, frame, messages);
    if (status == CV_OK)
        status = estimate(&work, messages);
    if (status == CV_OK)
        basis->result->model = work.result;
    cv_fit_free(&work.fit);
    cv_memory_free(work.coefficient);
    cv_memory_free(work.covariance);
    cv_memory_free(work.imputed);
    cv_memory_free(work.within);
    return status;
}

bool cv_model_level(const cv_model_result *model, const cv_coefficient *row, bool values, cv_arena *arena,
                    const char **to)
{
    const cv_term *term = &model->terms[row->term];
    cv_buffer text = {0};
    bool any = false;
    for (size_t k = 0; k < term->part_count; k++) {
        const cv_axis *axis = &model->predictors[term->parts[k]].axis;
        if (row->levels[k] == CV_ALL)
            continue;
        cv_buffer_format(&text, "%s%s", any ? ":" : "",
                         values ? axis->values[row->levels[k]] : axis->labels[row->levels[k]]);
        any = true;
    }
    *to = !any ? "" : text.failed ? NULL : cv_arena_copy(arena, text.text);
    cv_buffer_free(&text);
    return *to != NULL;
}
