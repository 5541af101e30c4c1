/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/analyse.h"

#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "compare/compare.h"
#include "design/design.h"
#include "estimate/estimate.h"
#include "estimate/model.h"
#include "fold/fold.h"

/** A run while it is under way. */
struct run {
    const cv_study *study;
    const cv_analyse_options *options;
    cv_frame *frame;
    cv_design *design;
    cv_fold *fold;
    cv_plan *plans;
    cv_model_rows *models; /**< [analyses] those of models are filled */
    cv_results *results;
};

/* ---- binding ---- */

static cv_status open_frame(struct run *run, cv_messages *messages)
{
    cv_frame_free(run->frame);
    run->frame = NULL;
    cv_status status = cv_frame_open(run->study, run->options->stream, &run->frame, messages);
    return status != CV_OK ? status : cv_design_bind(run->study, run->frame, &run->design, messages);
}

static cv_status bind_analysis(struct run *run, size_t at, cv_messages *messages)
{
    const cv_analysis_spec *spec = &run->study->analyses[at];
    cv_status status =
        cv_plan_bind(run->study, spec, run->frame, run->fold, &run->results->arena, &run->plans[at], messages);
    if (spec->statistic != CV_STATISTIC_MODEL)
        return status;
    cv_model_rows_free(&run->models[at]);
    cv_status model = cv_model_rows_bind(run->study, spec, run->frame, &run->models[at], messages);
    return status == CV_OK ? model : status;
}

static cv_status bind_analyses(struct run *run, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < run->study->analysis_count; i++) {
        cv_status one = bind_analysis(run, i, messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

static cv_status replace_design(struct run *run, const cv_study *study)
{
    cv_messages unheard = {0}; /* a list of its own: the design's status is that of its messages */
    cv_design_free(run->design);
    run->design = NULL;
    cv_status status = cv_design_bind(study, run->frame, &run->design, &unheard);
    cv_messages_free(&unheard);
    return status;
}

/* Binds all there is, so that every mistake that the header shows is named in one go. A wrong design must not hide the
 * analyses' mistakes: they are bound beside a plain one, and the run ends there. */
static cv_status bind_all(struct run *run, cv_messages *messages)
{
    cv_status status = open_frame(run, messages);
    if (run->frame == NULL)
        return status;
    cv_study plain = *run->study;
    plain.design = (cv_design_spec){0};
    if (status != CV_OK && replace_design(run, &plain) != CV_OK)
        return status;
    cv_status variables = cv_frame_check(run->frame, messages);
    if ((run->fold = cv_fold_new(run->design)) == NULL)
        return cv_fail_memory(messages);
    run->plans = cv_memory_zero(run->study->analysis_count + 1, sizeof *run->plans);
    run->models = cv_memory_zero(run->study->analysis_count + 1, sizeof *run->models);
    if (run->plans == NULL || run->models == NULL)
        return cv_fail_memory(messages);
    cv_status analyses = bind_analyses(run, messages);
    return status != CV_OK ? status : variables != CV_OK ? variables : analyses;
}

/* ---- the pass ---- */

static cv_status sink_design(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct run *run = context;
    cv_design_rows rows;
    return cv_design_batch(run->design, batch, &rows, messages);
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

static cv_status sink_all(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct run *run = context;
    cv_design_rows rows;
    cv_status status = cv_design_batch(run->design, batch, &rows, messages);
    if (status == CV_OK)
        status = cv_fold_batch(run->fold, batch, &rows, messages);
    if (status == CV_OK && run->options->weights != NULL && cv_design_calibration(run->design) != NULL)
        status = write_weights(run, batch, &rows, messages);
    for (size_t i = 0; i < run->study->analysis_count && status == CV_OK; i++)
        if (run->models[i].variable_count > 0)
            status = cv_model_rows_batch(&run->models[i], batch, &rows, messages);
    return status;
}

static cv_status pass(struct run *run, cv_sink sink, bool hash, cv_messages *messages)
{
    cv_run_options options = {.jobs = run->options->jobs, .chunk_bytes = run->options->chunk_bytes, .hash = hash};
    cv_status status = cv_frame_run(run->frame, &options, sink, run, messages);
    return status == CV_OK ? cv_design_finish(run->design, messages) : status;
}

static cv_status bind_again(struct run *run, cv_messages *messages)
{
    cv_status status = open_frame(run, messages);
    cv_fold *fresh = NULL; /* bound anew, as the new frame must know the same wishes in the same order */
    if (status == CV_OK && (fresh = cv_fold_new(run->design)) == NULL)
        status = cv_fail_memory(messages);
    if (status != CV_OK)
        return status;
    cv_fold_free(run->fold);
    run->fold = fresh;
    status = cv_frame_check(run->frame, messages);
    return status == CV_OK ? bind_analyses(run, messages) : status;
}

/* Passes that read the weights and what they are calibrated to, and nothing else of the rows. */
static cv_status learn_apart(struct run *run, cv_messages *messages)
{
    cv_study plain = *run->study;
    plain.design.strata = plain.design.cluster = plain.design.fpc = (cv_words){0};
    struct run apart = {.study = &plain, .options = run->options};
    cv_status status = CV_OK;
    while (status == CV_OK && cv_design_wants_pass(apart.design != NULL ? apart.design : run->design)) {
        status = open_frame(&apart, messages);
        if (status == CV_OK)
            status = pass(&apart, sink_design, false, messages);
    }
    if (status == CV_OK)
        cv_design_adopt_weights(run->design, apart.design);
    cv_design_free(apart.design);
    cv_frame_free(apart.frame);
    return status;
}

/* Weights that follow from the population counts are known when all units have been counted; those that are
 * calibrated, when all weights have been summed. */
static cv_status learn_weights(struct run *run, cv_messages *messages)
{
    if (!cv_design_wants_pass(run->design))
        return CV_OK;
    if (run->options->stream != NULL || strcmp(run->study->data.file.text, "-") == 0)
        return cv_fail_expected(messages, CV_USAGE, run->study->design.place,
                                "a file that can be read twice, or a weight column with the final weights", NULL,
                                "weights that are calibrated, trimmed, or follow from fpc cannot be had from standard "
                                "input");
    if (!cv_design_weights_need_units(run->design))
        return learn_apart(run, messages);
    cv_status status = CV_OK;
    while (status == CV_OK && cv_design_wants_pass(run->design)) {
        status = pass(run, sink_design, false, messages);
        if (status == CV_OK)
            status = bind_again(run, messages);
    }
    return status;
}

/* ---- results ---- */

static cv_status analyse_one(struct run *run, size_t at, cv_messages *messages)
{
    const cv_analysis_spec *spec = &run->study->analyses[at];
    cv_result *result = &run->results->items[at];
    bool binomial = run->study->design.binomial, quantile = spec->statistic == CV_STATISTIC_QUANTILE;
    *result = (cv_result){.spec = spec,
                          .statistic = spec->statistic,
                          .confidence = spec->confidence,
                          .binomial = binomial,
                          .ci = quantile ? spec->quantile_interval : spec->ci,
                          .method = spec->compare.method};
    if (result->ci == CV_INTERVAL_DEFAULT)
        result->ci = binomial ? CV_INTERVAL_WILSON : CV_INTERVAL_LOGIT;
    if (result->method == CV_METHOD_DEFAULT)
        result->method = binomial ? CV_METHOD_NEWCOMBE : CV_METHOD_WALD;
    cv_status status = cv_plan_settle(&run->plans[at], run->frame, run->fold, &run->results->arena, result, messages);
    cv_basis basis = {.study = run->study,
                      .design = run->design,
                      .fold = run->fold,
                      .plan = &run->plans[at],
                      .result = result,
                      .arena = &run->results->arena};
    if (status == CV_OK && spec->statistic == CV_STATISTIC_MODEL) {
        status = cv_model_fit(&basis, run->frame, &run->models[at], messages);
        return status == CV_OK ? cv_compare_margins(&basis, messages) : status;
    }
    if (status == CV_OK)
        status = cv_estimate_rows(&basis, messages);
    if (status == CV_OK)
        status = cv_compare_rows(&basis, messages);
    if (status == CV_OK)
        status = cv_decompose_rows(&basis, messages);
    if (status == CV_OK)
        status = cv_test_rows(&basis, messages);
    return status == CV_OK ? cv_letter_rows(&basis, messages) : status;
}

static void fill_overview(const struct run *run)
{
    cv_design_summary sum = cv_design_summarise(run->design);
    run->results->overview =
        (cv_overview){.rows = cv_frame_rows(run->frame),
                      .used = sum.used,
                      .weight_sum = sum.weight_sum,
                      .strata = sum.strata,
                      .psus = sum.psus,
                      .deff_kish = (double)sum.used * sum.weight_squares / (sum.weight_sum * sum.weight_sum)};
}

static cv_status fill_calibration(const struct run *run, cv_messages *messages)
{
    const cv_calibration *calibration = cv_design_calibration(run->design);
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

static cv_status make_results(struct run *run, cv_input *input, cv_messages *messages)
{
    cv_results *results = run->results;
    results->items = cv_arena_array(&results->arena, run->study->analysis_count + 1, sizeof *results->items);
    if (results->items == NULL)
        return cv_fail_memory(messages);
    fill_overview(run);
    if (input != NULL) {
        *input = (cv_input){.bytes = cv_frame_bytes(run->frame), .rows = cv_frame_rows(run->frame)};
        strncpy(input->sha256, cv_frame_sha256(run->frame), sizeof input->sha256 - 1);
    }
    cv_status status = fill_calibration(run, messages);
    for (size_t i = 0; i < run->study->analysis_count; i++) { /* all of them: every mistake in one go */
        cv_status one = analyse_one(run, i, messages);
        status = status == CV_OK ? one : status;
        results->count = i + 1;
    }
    return status == CV_OK && messages->out_of_memory ? CV_SYSTEM : status; /* a warning that could not be kept */
}

cv_status cv_analyse(const cv_study *study, const cv_analyse_options *options, cv_results *to, cv_input *input,
                     cv_messages *messages)
{
    static const cv_analyse_options defaults = {0};
    struct run run = {.study = study, .options = options != NULL ? options : &defaults, .results = to};
    to->study = study;
    cv_status status = bind_all(&run, messages);
    if (status == CV_OK && !run.options->check_only) {
        status = learn_weights(&run, messages);
        if (status == CV_OK)
            status = pass(&run, sink_all, run.options->hash, messages);
        if (status == CV_OK)
            status = cv_fold_finish(run.fold, run.frame, messages);
        if (status == CV_OK)
            status = make_results(&run, input, messages);
    }
    for (size_t i = 0; run.models != NULL && i < study->analysis_count; i++)
        cv_model_rows_free(&run.models[i]);
    cv_memory_free(run.models);
    cv_memory_free(run.plans);
    cv_fold_free(run.fold);
    cv_design_free(run.design);
    cv_frame_free(run.frame);
    return status;
}
