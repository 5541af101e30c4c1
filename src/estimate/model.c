/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/model.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "estimate/distribution.h"
#include "estimate/fit.h"
#include "estimate/imputed.h"
#include "estimate/margins.h"
#include "estimate/model_answer.h"
#include "estimate/model_replicates.h"
#include "estimate/model_terms.h"
#include "estimate/rubin.h"
#include "estimate/separation.h"
#include "fold/scores.h"

enum { MOST_PARAMETERS = 1000 };

/** A model while it is being fitted. */
struct work {
    const cv_basis *basis;
    cv_model_rows *rows;
    cv_model_result *result;
    cv_fit fit;
    cv_margin_work margins;
    double *coefficient; /**< [rows] */
    double *covariance;  /**< [rows and margins, squared]; of the margins the part that is the coefficients' */
    double *imputed;     /**< [imputations x rows] each one's coefficients; NULL: the data are not imputed */
    double *within;      /**< [rows squared] the mean of their covariances */
    bool lonely;
};

static const cv_analysis_spec *spec_of(const struct work *work)
{
    return work->rows->spec;
}

/* ---- what is explained, and by what ---- */

static cv_fit_data data_of(const struct work *work, const cv_model_matrix *matrix)
{
    return (cv_fit_data){.kind = spec_of(work)->model.kind,
                         .rows = work->rows->count,
                         .columns = work->result->column_count,
                         .levels = work->result->answer_count,
                         .y = cv_model_answers(work->rows),
                         .weight = work->rows->weight,
                         .offset = cv_model_exposure(work->rows),
                         .row = cv_model_row,
                         .context = matrix};
}

/* The rows of NAME.model.csv, in the order of the fit's parameters. */
static cv_status make_rows(struct work *work, cv_messages *messages)
{
    cv_model_result *result = work->result;
    const cv_fit_data data = data_of(work, NULL);
    const cv_family *family = cv_family_of(data.kind);
    size_t predictors = cv_family_predictors(family, data.levels), count = cv_fit_parameters(&data);
    if (count > MOST_PARAMETERS)
        return cv_fail(messages, CV_USAGE, spec_of(work)->place, "the model makes more than %d coefficients",
                       MOST_PARAMETERS);
    if (work->rows->count < count)
        return cv_model_fail_rows(work->rows, "fewer rows than coefficients", messages);
    result->rows = cv_arena_array(work->basis->arena, count + 1, sizeof *result->rows);
    if (result->rows == NULL)
        return cv_fail_memory(messages);
    for (size_t k = 0; k < predictors && family->shared; k++)
        result->rows[result->row_count++] =
            (cv_coefficient){.answer = result->answers[k], .above = result->answers[k + 1]};
    for (size_t k = 0; k < predictors && (k == 0 || !family->shared); k++)
        for (size_t j = family->shared ? 1 : 0; j < result->column_count; j++)
            result->rows[result->row_count++] =
                (cv_coefficient){.term = result->columns[j].term,
                                 .levels = result->columns[j].levels,
                                 .answer = family->each_level && !family->shared ? result->answers[k + 1] : CV_ALL,
                                 .above = CV_ALL};
    return CV_OK;
}

static cv_status settle(struct work *work, const cv_frame *frame, cv_messages *messages)
{
    cv_model_result *result = work->result;
    cv_arena *arena = work->basis->arena;
    result->predictor_count = work->rows->predictor_count;
    result->predictors = cv_arena_array(arena, result->predictor_count + 1, sizeof *result->predictors);
    if (result->predictors == NULL)
        return cv_fail_memory(messages);
    cv_status status = cv_model_rows_settle(work->rows, frame, arena, result->predictors, &result->answer, messages);
    if (status != CV_OK)
        return status;
    result->of = result->answer.variable;
    result->of_label = result->answer.label;
    result->n = (double)work->rows->count;
    for (size_t i = 0; i < work->rows->count; i++)
        result->weighted_n += work->rows->weight[i];
    if (work->basis->imputation_count > 0) {
        result->n /= (double)work->basis->imputation_count;
        result->weighted_n /= (double)work->basis->imputation_count;
    }
    if (work->rows->count == 0)
        return cv_model_fail_rows(work->rows, "no row has all the answers that the model needs", messages);
    status = cv_model_answer(work->rows, arena, result, messages);
    cv_status terms = cv_model_terms(work->rows, arena, result, messages);
    if (status == CV_OK && terms == CV_OK)
        terms = make_rows(work, messages);
    if (status == CV_OK && terms == CV_OK)
        terms = cv_margins_make(work->rows, arena, result, messages);
    return status == CV_OK ? terms : status;
}

/* ---- the fit ---- */

static cv_status fail_column(const struct work *work, int32_t at, const char *problem, const char *expected,
                             cv_messages *messages)
{
    const cv_model_column *column = &work->result->columns[work->fit.column];
    const cv_coefficient key = {
        .term = column->term, .levels = at != CV_ALL ? &at : column->levels, .answer = CV_ALL, .above = CV_ALL};
    const char *level = "";
    if (!cv_model_level(work->result, &key, true, work->basis->arena, &level))
        return cv_fail_memory(messages);
    return cv_fail_expected(messages, CV_DATA, spec_of(work)->place, expected, NULL,
                            *level == '\0' ? "analysis '%s': %s '%s'" : "analysis '%s': %s '%s', level '%s'",
                            spec_of(work)->name.text, problem, work->result->terms[column->term].name, level);
}

static cv_status fail_separated(const struct work *work, cv_messages *messages)
{
    static const struct {
        const char *what, *expected;
    } texts[] = {
        [CV_MODEL_LOGIT] = {"the event is certain or impossible",
                            "predictors at whose every level there are rows with the event and without it"},
        [CV_MODEL_ORDINAL] = {"an answer is certain or impossible",
                              "predictors at whose every level there are rows with other answers than the first, and "
                              "than the last"},
        [CV_MODEL_MULTINOMIAL] = {NULL, "predictors at whose every level there are rows with each answer"},
        [CV_MODEL_POISSON] = {"the count is certain to be zero",
                              "predictors at whose every level there are rows with a count above zero"},
    };
    const cv_model_result *result = work->result;
    cv_model_kind kind = spec_of(work)->model.kind;
    const char *what = texts[kind].what, *problem;
    if (what == NULL)
        what = cv_arena_format(work->basis->arena, "the answer '%s' is certain or impossible beside '%s'",
                               result->answer.values[result->answers[work->fit.predictor + 1]],
                               result->answer.values[result->answers[0]]);
    problem =
        what == NULL ? NULL : cv_arena_format(work->basis->arena, "no finite estimates, since %s along the term", what);
    if (problem == NULL)
        return cv_fail_memory(messages);
    return fail_column(work, cv_separation_level(&work->fit, work->rows, result), problem, texts[kind].expected,
                       messages);
}

static cv_status fit(struct work *work, const cv_fit_data *data, cv_messages *messages)
{
    switch (cv_fit_make(data, &work->fit)) {
    case CV_FIT_DONE:
        return CV_OK;
    case CV_FIT_NO_MEMORY:
        return cv_fail_memory(messages);
    case CV_FIT_COLLINEAR:
        return fail_column(work, CV_ALL, "the terms before it (and the intercept) already determine the term",
                           "predictors that do not determine each other, each combination of an interaction with rows",
                           messages);
    case CV_FIT_SEPARATED:
        return fail_separated(work, messages);
    case CV_FIT_STUCK:
        break;
    }
    return fail_column(work, CV_ALL, "no convergence: numbers too large, or too nearly dependent, at the term",
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
    double lost = (double)work->result->column_count - 1; /* thresholds and answers take none: as R's svyolr */
    if (spec->kind == CV_DF_DOMAIN && cv_basis_replicated(work->basis)) { /* R's svyglm: missing answers count */
        work->result->df = cv_fold_domain_df(work->basis->fold, work->basis->plan->whole_block, 0) - lost;
        return CV_OK;
    }
    if (spec->kind == CV_DF_DOMAIN) {
        work->result->df = rows_df(work) - lost;
        return isnan(work->result->df) ? cv_fail_memory(messages) : CV_OK;
    }
    bool counted = spec->kind == CV_DF_WHERE || spec->kind == CV_DF_DESIGN;
    work->result->df = cv_basis_df(work->basis, spec, NULL, 0) - (counted ? lost : 0);
    return CV_OK;
}

/* What a row adds to numbers whose covariance is wanted; what a unit's sum then becomes. */
typedef void row_adder(const struct work *work, size_t row, double *to);
typedef void unit_ender(const struct work *work, double *values);

static void add_to_fit(const struct work *work, size_t row, double *to)
{
    cv_fit_add_score(&work->fit, row, to);
}

/* The coefficients, and behind them what they do to the margins. */
static void end_fit(const struct work *work, double *values)
{
    cv_fit_solve(&work->fit, values);
    cv_margins_add_slopes(&work->margins, values, values + work->result->row_count);
    cv_fit_to_columns(&work->fit, values);
}

static void add_to_margins(const struct work *work, size_t row, double *to)
{
    cv_margins_add_score(&work->margins, row, to);
}

/* The design's covariance of sums of rows. With clusters they are summed over the units of the last stage, so that
 * they need no room of their own; without, and under calibration, where each has its own residual, row by row. */
static cv_status design_covariance(struct work *work, size_t width, row_adder *add, unit_ender *end, double *covariance,
                                   cv_messages *messages)
{
    const cv_design *design = work->basis->design;
    const cv_design_spec *spec = &work->basis->study->design;
    const cv_model_rows *rows = work->rows;
    size_t stages = rows->pattern != NULL ? 0 : cv_design_stages(design);
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
        add(work, i, values + at * width);
    }
    for (size_t i = 0; ok && end != NULL && i < units; i++)
        if (stratum[i] != CV_NO_UNIT)
            end(work, values + i * width);
    const cv_scores scores = {.rows = units,
                              .width = width,
                              .stratum = stratum,
                              .unit = unit,
                              .pattern = rows->pattern,
                              .start = rows->start,
                              .weight = rows->weight,
                              .values = values,
                              .lonely = spec->lonely_psu,
                              .domain_lonely = spec->domain_lonely};
    cv_status status =
        ok ? cv_scores_covariance(design, &scores, covariance, &lonely, messages) : cv_fail_memory(messages);
    if (status == CV_OK && lonely.failed)
        status = cv_basis_fail_lonely(work->basis, &lonely, messages);
    cv_memory_free(values);
    cv_memory_free(stratum);
    cv_memory_free(unit);
    return status;
}

/* The margins' covariance from the part that the coefficients have in them, in work->covariance, and that of the rows,
 * which is there. A margin that is not has none. */
static void add_margins(const struct work *work)
{
    cv_model_result *result = work->result;
    size_t rows = result->row_count, margins = result->margin_count;
    for (size_t g = 0; g < margins; g++)
        for (size_t h = 0; h < margins; h++) {
            bool there = !isnan(work->margins.estimate[g]) && !isnan(work->margins.estimate[h]);
            double own = work->covariance[(rows + g) * (rows + margins) + rows + h];
            result->margin_covariance[g * margins + h] =
                there ? own + result->margin_covariance[g * margins + h] : (double)NAN;
        }
}

/* Of the coefficients, and of the margins: the part that the coefficients have in them plus that of the rows over which
 * they are averaged, each by itself. Replicates have both at once. */
static cv_status find_covariance(struct work *work, cv_messages *messages)
{
    cv_model_result *result = work->result;
    size_t margins = result->margin_count, side = result->row_count + margins;
    result->margin_covariance = cv_arena_array(work->basis->arena, margins * margins + 1, sizeof(double));
    if (result->margin_covariance == NULL)
        return cv_fail_memory(messages);
    bool replicated = cv_basis_replicated(work->basis);
    cv_status status = replicated ? cv_model_replicates(work->basis, work->rows, &work->margins, work->coefficient,
                                                        work->covariance, messages)
                                  : design_covariance(work, side, add_to_fit, end_fit, work->covariance, messages);
    if (status == CV_OK && !replicated && margins > 0)
        status = design_covariance(work, margins, add_to_margins, NULL, result->margin_covariance, messages);
    if (status == CV_OK)
        add_margins(work);
    return status;
}

/* ---- results ---- */

static size_t side_of(const struct work *work)
{
    return work->result->row_count + work->result->margin_count;
}

/* The covariance of two coefficients between the imputations. */
static double between(const struct work *work, size_t a, size_t b)
{
    size_t rows = work->result->row_count, m = work->basis->imputation_count;
    double sum = 0;
    for (size_t k = 0; k < m; k++)
        sum +=
            (work->imputed[k * rows + a] - work->coefficient[a]) * (work->imputed[k * rows + b] - work->coefficient[b]);
    return m == 0 ? 0 : sum / (double)(m - 1);
}

static void fill_row(const struct work *work, size_t at)
{
    const cv_result *result = work->basis->result;
    cv_coefficient *row = &work->result->rows[at];
    double v = work->covariance[at * side_of(work) + at];
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
    if (!cv_family_of(spec_of(work)->model.kind)->relative || row->above != CV_ALL)
        return;
    row->odds_ratio = exp(row->estimate);
    row->odds_low = exp(row->low);
    row->odds_high = exp(row->high);
}

static void fill_margin(const struct work *work, size_t at)
{
    cv_margin *row = &work->result->margins[at];
    double v = work->result->margin_covariance[at * work->result->margin_count + at];
    row->estimate = work->margins.estimate[at];
    row->df = work->result->df;
    row->se = sqrt(v < 0 ? 0 : v);
    row->flags |= (isnan(row->estimate) ? CV_FLAG_EMPTY : 0u) | (row->se == 0 ? CV_FLAG_ZERO_SE : 0u) |
                  (row->df > 0 ? 0u : CV_FLAG_NO_DF) | (work->lonely ? CV_FLAG_LONELY_PSU : 0u);
    if (row->df > 0) {
        double t = cv_t_quantile(0.5 + work->basis->result->confidence / 2, row->df);
        row->low = row->estimate - t * row->se;
        row->high = row->estimate + t * row->se;
    }
}

/* @param own  [count] the rows of the term's coefficients */
static bool test_imputed(const struct work *work, const size_t *own, size_t count, const double *within,
                         cv_term_test *to)
{
    size_t m = work->basis->imputation_count;
    double *values = cv_memory_zero(m, (count + 1) * sizeof *values);
    for (size_t k = 0; values != NULL && k < m; k++)
        for (size_t i = 0; i < count; i++)
            values[k * count + i] = work->imputed[k * work->result->row_count + own[i]];
    const cv_rubin_wald wald = {.m = m, .k = count, .values = values, .within = within, .complete = work->result->df};
    bool ok = values != NULL && cv_rubin_test(&wald, &to->statistic, &to->df2);
    cv_memory_free(values);
    return ok;
}

/* F = b' V^-1 b / q of a term's q coefficients: R's regTermTest. */
static bool fill_test(const struct work *work, size_t term, cv_term_test *to)
{
    const cv_model_result *result = work->result;
    const double *from = work->imputed != NULL ? work->within : work->covariance;
    size_t side = side_of(work), count = 0;
    size_t *own = cv_memory_zero(result->row_count + 1, sizeof *own);
    for (size_t i = 0; own != NULL && i < result->row_count; i++)
        if (result->rows[i].term == term)
            own[count++] = i;
    double *v = cv_memory_zero(count * (count + 1) + 1, sizeof *v),
           *room = cv_memory_zero(count + 1, (count + 1) * sizeof *v);
    bool ok = own != NULL && v != NULL && room != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        v[count * count + i] = work->coefficient[own[i]];
        for (size_t j = 0; j < count; j++)
            v[i * count + j] = from[own[i] * side + own[j]];
    }
    *to = (cv_term_test){.term = term, .df1 = (double)count, .df2 = work->result->df, .p = NAN};
    if (ok && work->imputed != NULL)
        ok = test_imputed(work, own, count, v, to);
    else if (ok)
        to->statistic = cv_fit_wald(v + count * count, v, count, room) / (double)count;
    if (to->df2 > 0)
        to->p = cv_f_upper(to->statistic, to->df1, to->df2);
    to->flags = (to->df2 > 0 ? 0u : CV_FLAG_NO_DF) | (work->lonely ? CV_FLAG_LONELY_PSU : 0u);
    cv_memory_free(own);
    cv_memory_free(v);
    cv_memory_free(room);
    return ok;
}

static cv_status keep_covariance(const struct work *work, cv_messages *messages)
{
    size_t rows = work->result->row_count, side = side_of(work);
    double *kept = cv_arena_array(work->basis->arena, rows * rows, sizeof *kept);
    if (kept == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < rows; i++)
        memcpy(kept + i * rows, work->covariance + i * side, rows * sizeof *kept);
    work->basis->result->covariance = kept;
    return CV_OK;
}

static cv_status fill_results(struct work *work, cv_messages *messages)
{
    cv_model_result *result = work->result;
    for (size_t i = 0; i < result->row_count; i++)
        fill_row(work, i);
    for (size_t g = 0; g < result->margin_count; g++)
        fill_margin(work, g);
    result->tests = cv_arena_array(work->basis->arena, result->term_count, sizeof *result->tests);
    if (result->tests == NULL)
        return cv_fail_memory(messages);
    for (size_t t = 1; t < result->term_count; t++)
        if (!fill_test(work, t, &result->tests[result->test_count++]))
            return cv_fail_memory(messages);
    return spec_of(work)->covariance ? keep_covariance(work, messages) : CV_OK;
}

/* Coefficients, covariance and degrees of freedom of one data set. */
static cv_status estimate_one(struct work *work, cv_messages *messages)
{
    const cv_model_matrix matrix = {.rows = work->rows, .result = work->result};
    const cv_fit_data data = data_of(work, &matrix);
    cv_status status = fit(work, &data, messages);
    if (status == CV_OK && !cv_margins_average(&work->fit, work->rows, work->result, &work->margins))
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        status = set_df(work, messages);
    if (status == CV_OK)
        cv_fit_coefficients(&work->fit, work->coefficient);
    return status == CV_OK ? find_covariance(work, messages) : status;
}

/* ---- imputations ---- */

/* What all rows together have, the rows of each imputation may lack. */
static cv_status check_imputation(const struct work *work, cv_messages *messages)
{
    const cv_model_result *result = work->result;
    if (work->rows->count < result->row_count)
        return cv_model_fail_rows(work->rows, "fewer rows than coefficients", messages);
    const double *y = cv_model_answers(work->rows);
    for (size_t answer = 0; result->answers != NULL && answer < result->answer_count; answer++) {
        size_t i = 0;
        while (i < work->rows->count && y[i] != (double)answer)
            i++;
        if (i == work->rows->count)
            return cv_fail_expected(messages, CV_DATA, spec_of(work)->place, "imputations that have all answers", NULL,
                                    "analysis '%s': an imputation has no row with the answer '%s'",
                                    spec_of(work)->name.text, result->answer.values[result->answers[answer]]);
    }
    return CV_OK;
}

/* Takes imputation k into the running means of coefficients and covariances. */
static cv_status add_imputation(struct work *work, cv_model_rows *rows, size_t k, double *df, cv_messages *messages)
{
    size_t count = work->result->row_count;
    struct work own = *work;
    own.fit = (cv_fit){0};
    own.margins = (cv_margin_work){0};
    own.basis = &work->basis->imputations[k];
    own.rows = rows;
    own.coefficient = work->imputed + k * count;
    memset(own.covariance, 0, count * count * sizeof *own.covariance);
    cv_status status = check_imputation(&own, messages);
    if (status == CV_OK)
        status = estimate_one(&own, messages);
    for (size_t i = 0; status == CV_OK && i < count; i++)
        work->coefficient[i] += (own.coefficient[i] - work->coefficient[i]) / (double)(k + 1);
    for (size_t i = 0; status == CV_OK && i < count * count; i++)
        work->within[i] += (own.covariance[i] - work->within[i]) / (double)(k + 1);
    *df = fmin(*df, work->result->df);
    work->lonely = own.lonely;
    cv_fit_free(&own.fit);
    cv_margins_free(&own.margins);
    return status;
}

/* Without margins: they cannot be combined, and the study's check says so. */
static cv_status estimate_imputed(struct work *work, cv_messages *messages)
{
    size_t count = work->result->row_count, m = work->basis->imputation_count;
    double df = INFINITY;
    size_t *first = cv_memory_zero(m + 1, sizeof *first);
    cv_model_variable *variables = cv_memory_zero(work->rows->variable_count, sizeof *variables);
    work->imputed = cv_memory_zero(m, count * sizeof *work->imputed);
    work->within = cv_memory_zero(count * count, sizeof *work->within);
    bool ok = first != NULL && variables != NULL && work->imputed != NULL && work->within != NULL &&
              cv_model_rows_part(work->rows, m, first);
    cv_status status = ok ? CV_OK : cv_fail_memory(messages);
    for (size_t k = 0; status == CV_OK && k < m; k++) {
        cv_model_rows rows;
        cv_model_rows_view(work->rows, first[k], first[k + 1], variables, &rows);
        status = add_imputation(work, &rows, k, &df, messages);
    }
    for (size_t i = 0; status == CV_OK && i < count * count; i++)
        work->covariance[i] = cv_rubin_variance(m, work->within[i], between(work, i / count, i % count));
    work->result->df = df;
    cv_memory_free(first);
    cv_memory_free(variables);
    return status;
}

static cv_status estimate(struct work *work, cv_messages *messages)
{
    size_t side = side_of(work);
    work->coefficient = cv_memory_zero(side + 1, sizeof(double));
    work->covariance = cv_memory_zero(side * side + 1, sizeof(double));
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
    cv_margins_free(&work.margins);
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
    const cv_axis *answer = &model->answer;
    cv_buffer text = {0};
    bool any = row->above != CV_ALL;
    if (any)
        cv_buffer_format(&text, "%s|%s", values ? answer->values[row->answer] : answer->labels[row->answer],
                         values ? answer->values[row->above] : answer->labels[row->above]);
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
