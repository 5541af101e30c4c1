/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/analyse.h"

#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "compare/compare.h"
#include "compare/parts.h"
#include "estimate/imputed.h"
#include "estimate/model.h"

/** A run while it is under way. */
struct run {
    const cv_study *study;
    const cv_analyse_options *options;
    cv_frame *frame;
    cv_parts parts;        /**< the data sets: one, or one an imputation */
    cv_model_rows *models; /**< [analyses] those of models are filled, with the rows of all parts */
    cv_results *results;
};

/* ---- binding ---- */

/* The first part is there from the start, so that the header's mistakes are known; further ones come with their rows.
 */
static cv_status open_frame(struct run *run, cv_messages *messages)
{
    cv_frame_free(run->frame);
    run->frame = run->parts.frame = NULL;
    cv_status status = cv_frame_open(run->study, run->options->stream, &run->frame, messages);
    run->parts.frame = run->frame;
    if (status == CV_OK)
        status = cv_parts_begin(&run->parts, messages);
    if (run->frame != NULL && run->parts.count == 0 && cv_parts_new(&run->parts, messages) == NULL)
        return CV_SYSTEM;
    for (size_t i = 0; run->frame != NULL && i < run->parts.count; i++) {
        cv_dataset *part = run->parts.items[i];
        cv_status design = cv_design_bind(&part->study, run->frame, &part->design, messages);
        status = status != CV_OK ? status : design;
    }
    return status;
}

static cv_status bind_models(struct run *run, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < run->study->analysis_count; i++) {
        const cv_analysis_spec *spec = &run->study->analyses[i];
        if (spec->statistic != CV_STATISTIC_MODEL)
            continue;
        cv_model_rows_free(&run->models[i]);
        cv_status one = cv_model_rows_bind(run->study, spec, run->frame, &run->models[i], messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

static cv_status replace_design(struct run *run, const cv_study *study)
{
    cv_messages unheard = {0}; /* a list of its own: the design's status is that of its messages */
    cv_dataset *part = run->parts.items[0];
    cv_design_free(part->design);
    part->design = NULL;
    cv_status status = cv_design_bind(study, run->frame, &part->design, &unheard);
    cv_messages_free(&unheard);
    return status;
}

/* Binds all there is, so that every mistake that the header shows is named in one go. A wrong design must not hide the
 * analyses' mistakes: they are bound beside a plain one, and the run ends there. */
static cv_status bind_all(struct run *run, cv_messages *messages)
{
    cv_status status = open_frame(run, messages);
    if (run->frame == NULL || run->parts.count == 0)
        return status;
    cv_study plain = *run->study;
    plain.design = (cv_design_spec){0};
    if (status != CV_OK && replace_design(run, &plain) != CV_OK)
        return status;
    cv_status variables = cv_frame_check(run->frame, messages);
    run->models = cv_memory_zero(run->study->analysis_count + 1, sizeof *run->models);
    if (run->models == NULL)
        return cv_fail_memory(messages);
    cv_status analyses = cv_dataset_bind_fold(&run->parts, run->parts.items[0], messages);
    cv_status models = bind_models(run, messages);
    return status != CV_OK ? status : variables != CV_OK ? variables : analyses != CV_OK ? analyses : models;
}

/* ---- the pass ---- */

static cv_status take_design(void *context, size_t part, const cv_batch *batch, cv_messages *messages)
{
    struct run *run = context;
    cv_design_rows rows;
    return cv_design_batch(run->parts.items[part]->design, batch, &rows, messages);
}

/* A line for each row that has a weight: its number, counted from 1, and the final weight. */
static cv_status write_weights(const struct run *run, const cv_batch *batch, const cv_design_rows *rows,
                               cv_messages *messages)
{
    enum { BLOCK = 1 << 14, LINE = 2 * CV_NUMBER_SIZE + 2 };
    static const char head[] = "row,weight\n";
    char block[BLOCK];
    size_t length = 0;
    cv_status status = CV_OK;
    if (!cv_spool_has(run->options->weights))
        status = cv_spool_add(run->options->weights, head, sizeof head - 1, messages);
    for (size_t i = 0; status == CV_OK && i < batch->rows; i++) {
        if (rows->stratum[i] == CV_NO_UNIT)
            continue;
        length += cv_number_format((double)(batch->first_row + i), block + length);
        block[length++] = ',';
        length += cv_number_format(rows->weight[i], block + length);
        block[length++] = '\n';
        if (length + LINE <= BLOCK)
            continue;
        status = cv_spool_add(run->options->weights, block, length, messages);
        length = 0;
    }
    return status == CV_OK ? cv_spool_add(run->options->weights, block, length, messages) : status;
}

static cv_status take_all(void *context, size_t part, const cv_batch *batch, cv_messages *messages)
{
    struct run *run = context;
    cv_design_rows rows;
    cv_status status = cv_design_batch(run->parts.items[part]->design, batch, &rows, messages);
    if (status == CV_OK)
        status = cv_fold_batch(run->parts.items[part]->fold, batch, &rows, messages);
    if (status == CV_OK && run->options->weights != NULL &&
        cv_design_calibration(run->parts.items[part]->design) != NULL)
        status = write_weights(run, batch, &rows, messages);
    for (size_t i = 0; i < run->study->analysis_count && status == CV_OK; i++)
        if (run->models[i].variable_count > 0)
            status = cv_model_rows_batch(&run->models[i], batch, &rows, part, messages);
    return status;
}

static cv_status sink_design(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct run *run = context;
    return cv_parts_batch(&run->parts, batch, take_design, run, messages);
}

static cv_status sink_all(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct run *run = context;
    return cv_parts_batch(&run->parts, batch, take_all, run, messages);
}

static cv_status pass(struct run *run, cv_sink sink, bool hash, cv_messages *messages)
{
    cv_run_options options = {.jobs = run->options->jobs, .chunk_bytes = run->options->chunk_bytes, .hash = hash};
    cv_status status = cv_frame_run(run->frame, &options, sink, run, messages);
    if (status == CV_OK)
        status = cv_parts_check_number(&run->parts, messages);
    for (size_t i = 0; status == CV_OK && i < run->parts.count; i++)
        status = cv_design_finish(run->parts.items[i]->design, messages);
    return status;
}

/* Bound anew, as the new frame must know the same wishes in the same order. */
static cv_status bind_again(struct run *run, cv_messages *messages)
{
    cv_status status = open_frame(run, messages);
    if (status == CV_OK)
        status = cv_frame_check(run->frame, messages);
    for (size_t i = 0; status == CV_OK && i < run->parts.count; i++)
        status = cv_dataset_bind_fold(&run->parts, run->parts.items[i], messages);
    return status == CV_OK ? bind_models(run, messages) : status;
}

/* Calibrated weights come with one part only: they cannot be combined over imputations. */
static cv_design *design_of(const struct run *run)
{
    return run->parts.items[0]->design;
}

/* Passes that read the weights and what they are calibrated to, and nothing else of the rows. */
static cv_status learn_apart(struct run *run, cv_messages *messages)
{
    cv_study plain = *run->study;
    plain.design.strata = plain.design.cluster = plain.design.fpc = (cv_words){0};
    struct run apart = {
        .study = &plain, .options = run->options, .parts = {.study = &plain, .arena = run->parts.arena}};
    cv_status status = CV_OK;
    while (status == CV_OK && cv_design_wants_pass(design_of(apart.parts.count > 0 ? &apart : run))) {
        status = open_frame(&apart, messages);
        if (status == CV_OK)
            status = pass(&apart, sink_design, false, messages);
    }
    if (status == CV_OK)
        cv_design_adopt_weights(design_of(run), design_of(&apart));
    cv_parts_free(&apart.parts);
    cv_frame_free(apart.frame);
    return status;
}

/* Weights that follow from the population counts are known when all units have been counted; those that are
 * calibrated, when all weights have been summed. */
static cv_status learn_weights(struct run *run, cv_messages *messages)
{
    if (!cv_design_wants_pass(design_of(run)))
        return CV_OK;
    if (run->options->stream != NULL || strcmp(run->study->data.file.text, "-") == 0)
        return cv_fail_expected(messages, CV_USAGE, run->study->design.place,
                                "a file that can be read twice, or a weight column with the final weights", NULL,
                                "weights that are calibrated, trimmed, or follow from fpc cannot be had from standard "
                                "input");
    if (!cv_design_weights_need_units(design_of(run)))
        return learn_apart(run, messages);
    cv_status status = CV_OK;
    while (status == CV_OK && cv_design_wants_pass(design_of(run))) {
        status = pass(run, sink_design, false, messages);
        if (status == CV_OK)
            status = bind_again(run, messages);
    }
    return status;
}

/* ---- results ---- */

static cv_result new_result(const struct run *run, const cv_analysis_spec *spec)
{
    bool binomial = run->study->design.binomial, quantile = spec->statistic == CV_STATISTIC_QUANTILE;
    cv_result result = {.spec = spec,
                        .statistic = spec->statistic,
                        .confidence = spec->confidence,
                        .binomial = binomial,
                        .ci = quantile ? spec->quantile_interval : spec->ci,
                        .method = spec->compare.method,
                        .language = run->study->language};
    if (result.ci == CV_INTERVAL_DEFAULT)
        result.ci = binomial ? CV_INTERVAL_WILSON : CV_INTERVAL_LOGIT;
    if (result.method == CV_METHOD_DEFAULT)
        result.method = binomial ? CV_METHOD_NEWCOMBE : CV_METHOD_WALD;
    return result;
}

static cv_status settle(struct run *run, size_t at, size_t part, cv_result *result, cv_basis *to, cv_messages *messages)
{
    cv_dataset *of = run->parts.items[part];
    *to = (cv_basis){.study = run->study,
                     .design = of->design,
                     .fold = of->fold,
                     .plan = &of->plans[at],
                     .result = result,
                     .arena = &run->results->arena};
    return cv_plan_settle(&of->plans[at], run->frame, of->fold, to->arena, result, messages);
}

static cv_status make_rows(struct run *run, size_t at, const cv_basis *basis, cv_messages *messages)
{
    if (basis->result->statistic == CV_STATISTIC_MODEL) {
        cv_status status = cv_model_fit(basis, run->frame, &run->models[at], messages);
        return status == CV_OK ? cv_compare_margins(basis, messages) : status;
    }
    cv_status status = cv_estimate_rows(basis, messages);
    if (status == CV_OK)
        status = cv_compare_rows(basis, messages);
    if (status == CV_OK)
        status = cv_decompose_rows(basis, messages);
    if (status == CV_OK)
        status = cv_test_rows(basis, messages);
    return status == CV_OK ? cv_letter_rows(basis, messages) : status;
}

/* All imputations settled, each with a result of its own to work with, and a plan that has the domains of all. */
static cv_status combine(struct run *run, size_t at, cv_basis *to, cv_messages *messages)
{
    size_t count = run->parts.count;
    cv_arena *arena = &run->results->arena;
    cv_result *result = to->result, *results = cv_arena_array(arena, count, sizeof *results);
    cv_basis *bases = cv_arena_array(arena, count, sizeof *bases);
    cv_plan *plan = cv_arena_new(arena, sizeof *plan);
    cv_status status = results == NULL || bases == NULL || plan == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t i = 0; status == CV_OK && i < count; i++) {
        results[i] = *result;
        status = settle(run, at, i, &results[i], &bases[i], messages);
        bases[i].is_imputation = true;
    }
    if (status != CV_OK)
        return status;
    *result = results[0];
    result->imputations = count;
    *to = (cv_basis){.study = run->study,
                     .plan = plan,
                     .result = result,
                     .arena = arena,
                     .imputations = bases,
                     .imputation_count = count};
    return cv_imputed_plan(to, plan, messages);
}

static cv_status analyse_one(struct run *run, size_t at, cv_messages *messages)
{
    const cv_analysis_spec *spec = &run->study->analyses[at];
    cv_result *result = &run->results->items[at];
    cv_basis basis = {.result = result};
    *result = new_result(run, spec);
    bool many = run->parts.count > 1 && spec->statistic != CV_STATISTIC_WEIGHTS; /* weights are never imputed */
    cv_status status = many ? combine(run, at, &basis, messages) : settle(run, at, 0, result, &basis, messages);
    return status == CV_OK ? make_rows(run, at, &basis, messages) : status;
}

static void fill_overview(const struct run *run)
{
    const cv_dataset *first = run->parts.items[0];
    cv_design_summary sum = cv_design_summarise(first->design);
    run->results->overview =
        (cv_overview){.rows = first->rows,
                      .used = sum.used,
                      .weight_sum = sum.weight_sum,
                      .strata = sum.strata,
                      .psus = sum.psus,
                      .deff_kish = (double)sum.used * sum.weight_squares / (sum.weight_sum * sum.weight_sum),
                      .imputations = cv_study_imputed(run->study) ? run->parts.count : 0};
}

static cv_status fill_calibration(const struct run *run, cv_messages *messages)
{
    const cv_calibration *calibration = cv_design_calibration(design_of(run));
    cv_arena *arena = &run->results->arena;
    if (calibration == NULL)
        return CV_OK;
    cv_calibration_result *to = cv_arena_new(arena, sizeof *to);
    if (to == NULL)
        return cv_fail_memory(messages);
    *to = (cv_calibration_result){.summary = cv_calibration_summarise(calibration)};
    run->results->calibration = to;
    return cv_calibration_targets(calibration, arena, &to->targets, &to->target_count, messages);
}

static cv_status fill_weights(const struct run *run, cv_messages *messages)
{
    const cv_dataset *part = run->parts.items[0];
    cv_weight_summary weights = {0};
    if (!cv_study_draws_weights(run->study))
        return CV_OK;
    cv_status status = CV_OK;
    if (cv_fold_domains(part->fold, part->weights_block) > 0)
        status = cv_fold_weights(part->fold, part->weights_block, part->weights_item, 0, &weights, messages);
    if (status == CV_OK && (run->results->weights = cv_weight_bins_of(&weights, &run->results->arena)) == NULL)
        status = cv_fail_memory(messages);
    return status;
}

/* The files that were read; the frame goes before the results do. */
static cv_status keep_inputs(const struct run *run, cv_messages *messages)
{
    cv_results *results = run->results;
    const cv_input *inputs = cv_frame_inputs(run->frame, &results->input_count);
    cv_input *kept = cv_arena_array(&results->arena, results->input_count, sizeof *kept);
    if (kept == NULL)
        return cv_fail_memory(messages);
    memcpy(kept, inputs, results->input_count * sizeof *kept);
    results->inputs = kept;
    return CV_OK;
}

static cv_status make_results(struct run *run, cv_messages *messages)
{
    cv_results *results = run->results;
    results->items = cv_arena_array(&results->arena, run->study->analysis_count + 1, sizeof *results->items);
    if (results->items == NULL)
        return cv_fail_memory(messages);
    fill_overview(run);
    cv_status status = keep_inputs(run, messages);
    if (status == CV_OK)
        status = fill_calibration(run, messages);
    if (status == CV_OK)
        status = fill_weights(run, messages);
    for (size_t i = 0; i < run->study->analysis_count; i++) { /* all of them: every mistake in one go */
        cv_status one = analyse_one(run, i, messages);
        status = status == CV_OK ? one : status;
        results->count = i + 1;
    }
    return status == CV_OK && messages->out_of_memory ? CV_SYSTEM : status; /* a warning that could not be kept */
}

cv_status cv_analyse(const cv_study *study, const cv_analyse_options *options, cv_results *to, cv_messages *messages)
{
    static const cv_analyse_options defaults = {0};
    struct run run = {.study = study,
                      .options = options != NULL ? options : &defaults,
                      .parts = {.study = study, .arena = &to->arena},
                      .results = to};
    to->study = study;
    cv_status status = bind_all(&run, messages);
    if (status == CV_OK && !run.options->check_only) {
        status = learn_weights(&run, messages);
        if (status == CV_OK)
            status = pass(&run, sink_all, run.options->hash, messages);
        if (status == CV_OK)
            status = cv_parts_check(&run.parts, messages);
        for (size_t i = 0; status == CV_OK && i < run.parts.count; i++)
            status = cv_fold_finish(run.parts.items[i]->fold, run.frame, messages);
        if (status == CV_OK)
            status = make_results(&run, messages);
    }
    for (size_t i = 0; run.models != NULL && i < study->analysis_count; i++)
        cv_model_rows_free(&run.models[i]);
    cv_memory_free(run.models);
    cv_parts_free(&run.parts);
    cv_frame_free(run.frame);
    return status;
}
