/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/frame.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/memory.h"
#include "load/frame_private.h"

/* ---- opening ---- */

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

/* Names that say that the file is something else than delimited text. */
static cv_status check_format(const cv_data_spec *data, cv_messages *messages)
{
    static const char *const others[] = {".gz", ".zst", ".sav", ".zsav", ".dta", ".sas7bdat", ".por", ".xlsx", ".json"};
    const char *format = data->format.text;
    if (format != NULL && strcmp(format, "csv") != 0 && strcmp(format, "tsv") != 0)
        return cv_fail_expected(messages, CV_USAGE, data->format.place, "csv or tsv", NULL,
                                "files of format '%s' cannot be read", format);
    for (size_t i = 0; format == NULL && i < sizeof others / sizeof others[0]; i++)
        if (ends_with(data->file.text, others[i]))
            return cv_fail_expected(messages, CV_USAGE, data->file.place, "a .csv or .tsv file, or format: csv", NULL,
                                    "files ending in '%s' cannot be read", others[i]);
    return CV_OK;
}

static char delimiter_of(const cv_data_spec *data)
{
    if (data->delimiter != 0)
        return data->delimiter;
    if (data->format.text != NULL)
        return strcmp(data->format.text, "tsv") == 0 ? '\t' : ',';
    return ends_with(data->file.text, ".tsv") || ends_with(data->file.text, ".tab") ? '\t' : ',';
}

static cv_status check_delimiter(const cv_frame *frame, cv_messages *messages)
{
    unsigned char delimiter = (unsigned char)frame->delimiter;
    if (delimiter != '"' && delimiter != '\n' && delimiter != '\r' && delimiter < 0x80)
        return CV_OK;
    return cv_fail_expected(messages, CV_USAGE, frame->study->data.place, "an ASCII character such as , ; or tab", NULL,
                            "the delimiter can be no quote, no end of line and no other character than ASCII");
}

static cv_status open_file(cv_frame *frame, const char *file, cv_cutter *cutter, cv_messages *messages)
{
    const char *path = file;
    cutter->file = file;
    if (strcmp(file, "-") != 0 && frame->study->file != NULL)
        path = cv_path_beside(&frame->arena, frame->study->file, file);
    return path == NULL ? cv_fail_memory(messages) : cv_stream_open(path, file, &cutter->stream, messages);
}

static cv_status open_stream(cv_frame *frame, const cv_stream *stream, cv_messages *messages)
{
    if (stream != NULL) {
        frame->cutter.stream = *stream;
        return CV_OK;
    }
    cv_status status = check_format(&frame->study->data, messages);
    return status == CV_OK ? open_file(frame, frame->file, &frame->cutter, messages) : status;
}

static cv_status open_binder(cv_frame *frame, cv_messages *messages)
{
    frame->binder = (cv_binder){.study = frame->study,
                                .columns = frame->header.names,
                                .column_count = frame->header.count,
                                .file = frame->file,
                                .decimal = frame->decimal,
                                .plan = &frame->plan};
    return cv_binder_init(&frame->binder) ? CV_OK : cv_fail_memory(messages);
}

cv_status cv_frame_open(const cv_study *study, const cv_stream *stream, cv_frame **to, cv_messages *messages)
{
    cv_stream given = stream != NULL ? *stream : (cv_stream){0};
    cv_frame *frame = *to = cv_memory_zero(1, sizeof *frame);
    if (frame == NULL) {
        cv_stream_close(&given);
        return cv_fail_memory(messages);
    }
    frame->study = study;
    frame->file = frame->cutter.file = study->data.file.text;
    frame->delimiter = delimiter_of(&study->data);
    frame->decimal = study->data.decimal != 0 ? study->data.decimal : '.';
    frame->engine = cv_engine_best();
    cv_status status = open_stream(frame, stream, messages);
    if (status == CV_OK)
        status = check_delimiter(frame, messages);
    if (status == CV_OK)
        status = cv_header_read(&frame->cutter, frame->delimiter, &frame->arena, &frame->header, messages);
    if (status == CV_OK)
        status = open_binder(frame, messages);
    if (status != CV_OK) {
        cv_frame_free(frame);
        *to = NULL;
    }
    return status;
}

/* ---- further files ---- */

static size_t file_count(const cv_frame *frame)
{
    return frame->study->data.imputations.count > 0 ? frame->study->data.imputations.count : 1;
}

/* The columns of a further file must be those of the first one, in the same order. */
static cv_status compare_header(const cv_frame *frame, const char *file, const cv_header *header, cv_messages *messages)
{
    const cv_header *first = &frame->header;
    const char *first_file = frame->study->data.file.text;
    cv_place at = {.file = file, .line = 1};
    for (size_t i = 0; i < first->count && i < header->count; i++)
        if (strcmp(first->names[i], header->names[i]) != 0)
            return cv_fail_expected(messages, CV_DATA, at, "the same columns in every file", NULL,
                                    "column %zu is '%s', and that of '%s' is '%s'", i + 1, header->names[i], first_file,
                                    first->names[i]);
    if (header->count == first->count)
        return CV_OK;
    return cv_fail_expected(messages, CV_DATA, at, "the same columns in every file", NULL,
                            "the file has %zu columns, and '%s' has %zu", header->count, first_file, first->count);
}

/* Opens file `at` and reads its header. @param[out] lines  that the header ends */
static cv_status open_further(cv_frame *frame, size_t at, cv_cutter *cutter, uint64_t *lines, cv_messages *messages)
{
    cv_header header = {0};
    const char *file = frame->study->data.imputations.items[at].text;
    cv_status status = open_file(frame, file, cutter, messages);
    if (status == CV_OK)
        status = cv_header_read(cutter, frame->delimiter, &frame->arena, &header, messages);
    if (status == CV_OK)
        status = compare_header(frame, file, &header, messages);
    *lines = header.lines;
    cv_memory_free(header.names);
    return status;
}

/* All headers before the first row: a run need not be long until they are found to differ. */
static cv_status check_headers(cv_frame *frame, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 1; i < file_count(frame); i++) {
        cv_cutter cutter = {0};
        uint64_t lines;
        cv_status one = open_further(frame, i, &cutter, &lines, messages);
        status = status != CV_OK ? status : one;
        cv_cutter_free(&cutter);
    }
    return status;
}

void cv_frame_free(cv_frame *frame)
{
    if (frame == NULL)
        return;
    cv_frame_levels_free(frame);
    for (size_t i = 0; i < CV_SHAPE_COUNT; i++)
        cv_memory_free(frame->wants[i].items);
    cv_binder_free(&frame->binder);
    cv_plan_free(&frame->plan);
    cv_memory_free(frame->header.names);
    cv_cutter_free(&frame->cutter);
    cv_arena_free(&frame->arena);
    cv_memory_free(frame);
}

size_t cv_frame_column_count(const cv_frame *frame)
{
    return frame->header.count;
}

const char *cv_frame_column_name(const cv_frame *frame, size_t column)
{
    return frame->header.names[column];
}

/* ---- checking ---- */

static cv_shape shape_of(const cv_variable_spec *spec)
{
    return cv_variable_is_multiple(spec) ? CV_SHAPE_CHOICES : CV_SHAPE_CODES;
}

static cv_status bind_plain(cv_binder *binder, cv_word word, size_t *step, cv_messages *messages)
{
    cv_source *source = cv_bind_name(binder, word, messages);
    if (source == NULL)
        return CV_USAGE;
    if (!cv_source_is_column(source))
        return cv_fail_expected(messages, CV_USAGE, word.place, "a column of the data", NULL,
                                "'%s' is made from other variables, so it cannot be an id", word.text);
    return cv_bind_source(binder, source, CV_SHAPE_TEXTS, word, step, messages);
}

static cv_status first_of(cv_status a, cv_status b)
{
    return a != CV_OK ? a : b;
}

static cv_status check_design(cv_binder *binder, const cv_design_spec *design, cv_messages *messages)
{
    size_t step;
    cv_status status = CV_OK;
    if (design->weight.text != NULL)
        status = cv_bind(binder, design->weight, CV_SHAPE_NUMBERS, &step, messages);
    for (size_t i = 0; i < design->strata.count; i++)
        status = first_of(status, cv_bind(binder, design->strata.items[i], CV_SHAPE_CODES, &step, messages));
    for (size_t i = 0; i < design->cluster.count; i++)
        status = first_of(status, bind_plain(binder, design->cluster.items[i], &step, messages));
    for (size_t i = 0; i < design->fpc.count; i++)
        status = first_of(status, cv_bind(binder, design->fpc.items[i], CV_SHAPE_NUMBERS, &step, messages));
    return status;
}

/* Binds to a plan that is thrown away, so that the run does no more than what is wanted. */
cv_status cv_frame_check(cv_frame *frame, cv_messages *messages)
{
    const cv_study *study = frame->study;
    cv_plan plan = {0};
    cv_binder binder = frame->binder;
    size_t step;
    binder.plan = &plan;
    if (!cv_binder_init(&binder))
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    for (size_t i = 0; i < study->variable_count; i++) {
        cv_source *source = &binder.sources[i];
        status = first_of(status,
                          cv_bind_source(&binder, source, shape_of(source->spec), source->spec->name, &step, messages));
    }
    status = first_of(status, check_design(&binder, &study->design, messages));
    status = first_of(status, check_headers(frame, messages));
    for (size_t i = 0; i < study->variable_count; i++) /* no mistake is told twice */
        frame->binder.sources[i].failed = binder.sources[i].failed;
    cv_binder_free(&binder);
    cv_plan_free(&plan);
    return status;
}

cv_status cv_frame_check_name(cv_frame *frame, cv_word name, cv_messages *messages)
{
    return cv_bind_name(&frame->binder, name, messages) != NULL ? CV_OK : CV_USAGE;
}

/* ---- wanting ---- */

static cv_status want(cv_frame *frame, cv_shape shape, cv_want what, size_t *slot, cv_messages *messages)
{
    cv_wants *wants = &frame->wants[shape];
    for (size_t i = 0; i < wants->count; i++) {
        if (wants->items[i].step == what.step) {
            *slot = i;
            return CV_OK;
        }
    }
    cv_want *items = cv_memory_grow(wants->items, wants->count, &wants->capacity, sizeof *items);
    if (items == NULL)
        return cv_fail_memory(messages);
    wants->items = items;
    wants->items[wants->count] = what;
    *slot = wants->count++;
    frame->plan.steps[what.step].kept = true;
    return CV_OK;
}

/* The source of a name that can be changed. */
static cv_source *source_of(cv_frame *frame, cv_word name, cv_want *what, cv_messages *messages)
{
    what->source = cv_bind_name(&frame->binder, name, messages);
    return what->source == NULL ? NULL : &frame->binder.sources[what->source - frame->binder.sources];
}

static cv_status want_source(cv_frame *frame, cv_word name, cv_shape shape, size_t *slot, cv_messages *messages)
{
    cv_want what = {0};
    cv_source *source = source_of(frame, name, &what, messages);
    if (source == NULL)
        return CV_USAGE;
    cv_status status = cv_bind_source(&frame->binder, source, shape, name, &what.step, messages);
    return status == CV_OK ? want(frame, shape, what, slot, messages) : status;
}

cv_status cv_frame_want_codes(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages)
{
    return want_source(frame, name, CV_SHAPE_CODES, slot, messages);
}

cv_status cv_frame_want_number(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages)
{
    return want_source(frame, name, CV_SHAPE_NUMBERS, slot, messages);
}

cv_status cv_frame_want_choices(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages)
{
    return want_source(frame, name, CV_SHAPE_CHOICES, slot, messages);
}

static cv_status want_ranks(cv_frame *frame, cv_word name, cv_step step, size_t *slot, cv_messages *messages)
{
    cv_want what = {0};
    cv_source *source = source_of(frame, name, &what, messages);
    cv_status status = source == NULL ? CV_USAGE : cv_bind_ranks(&frame->binder, source, messages);
    if (status != CV_OK)
        return status;
    step.ranks = source->ranks;
    status = cv_bind_step(&frame->binder, step, &what.step, messages);
    return status == CV_OK ? want(frame, cv_step_shape(step.kind), what, slot, messages) : status;
}

cv_status cv_frame_want_mentions(cv_frame *frame, cv_word name, size_t limit, size_t *slot, cv_messages *messages)
{
    return want_ranks(frame, name, (cv_step){.kind = CV_STEP_MENTIONS, .limit = limit}, slot, messages);
}

cv_status cv_frame_want_points(cv_frame *frame, cv_word name, const cv_rank_points *points, size_t *slot,
                               cv_messages *messages)
{
    cv_step step = {.kind = CV_STEP_POINTS,
                    .numbers = points->points,
                    .count = points->count,
                    .number = points->unranked,
                    .item = points->item};
    return want_ranks(frame, name, step, slot, messages);
}

cv_status cv_frame_want_answered(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages)
{
    cv_want what = {.answered = true};
    cv_source *source = source_of(frame, name, &what, messages);
    cv_status status = source == NULL ? CV_USAGE : cv_bind_answered(&frame->binder, source, name, &what.step, messages);
    return status == CV_OK ? want(frame, CV_SHAPE_CODES, what, slot, messages) : status;
}

cv_status cv_frame_want_text(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages)
{
    cv_want what = {0};
    cv_status status = bind_plain(&frame->binder, name, &what.step, messages);
    return status == CV_OK ? want(frame, CV_SHAPE_TEXTS, what, slot, messages) : status;
}

cv_status cv_frame_want_truth(cv_frame *frame, const cv_expression *condition, size_t *slot, cv_messages *messages)
{
    const cv_wants *wants = &frame->wants[CV_SHAPE_TRUTHS];
    for (size_t i = 0; i < wants->count; i++) {
        if (cv_expression_equal(wants->items[i].condition, condition)) {
            *slot = i;
            return CV_OK;
        }
    }
    cv_step holds = {.kind = CV_STEP_HOLDS};
    cv_want what = {.condition = condition};
    cv_status status = cv_bind_condition(&frame->binder, condition, &holds.left, messages);
    if (status == CV_OK)
        status = cv_bind_step(&frame->binder, holds, &what.step, messages);
    return status == CV_OK ? want(frame, CV_SHAPE_TRUTHS, what, slot, messages) : status;
}

bool cv_frame_is_multiple(const cv_frame *frame, const char *name)
{
    const cv_variable_spec *spec = cv_study_variable(frame->study, name);
    return spec != NULL && cv_variable_is_multiple(spec);
}

const char *cv_frame_label(const cv_frame *frame, const char *name)
{
    const cv_variable_spec *spec = cv_study_variable(frame->study, name);
    return spec != NULL ? spec->label : NULL;
}

/* ---- the run ---- */

static cv_status finish_hash(cv_frame *frame, cv_messages *messages)
{
    const cv_word *wanted = &frame->study->data.sha256;
    if (frame->cutter.hash == NULL || !frame->cutter.finished)
        return CV_OK;
    if (!cv_hash_finish(frame->cutter.hash, frame->sha256))
        return cv_fail_memory(messages);
    if (wanted->text == NULL || strcasecmp(wanted->text, frame->sha256) == 0)
        return CV_OK;
    return cv_fail_expected(messages, CV_DATA, wanted->place, wanted->text, NULL,
                            "'%s' is not the file that the study was made for: its sha256 is %s", frame->file,
                            frame->sha256);
}

static cv_status next_file(cv_frame *frame, size_t at, cv_messages *messages)
{
    cv_cutter_free(&frame->cutter);
    frame->sha256[0] = '\0';
    frame->file = frame->study->data.imputations.items[at].text;
    return open_further(frame, at, &frame->cutter, &frame->header.lines, messages);
}

static cv_status run_file(cv_frame *frame, const cv_run_options *options, cv_sink sink, void *context,
                          cv_messages *messages)
{
    cv_status status = CV_OK;
    uint64_t before = frame->rows;
    if (options->hash || frame->study->data.sha256.text != NULL)
        status = cv_cutter_hash(&frame->cutter, messages);
    if (status == CV_OK)
        status = cv_frame_pass(frame, options, sink, context, messages);
    status = first_of(status, finish_hash(frame, messages));
    cv_input *input = &frame->inputs[frame->input_count++];
    *input = (cv_input){.path = frame->file, .bytes = frame->cutter.bytes, .rows = frame->rows - before};
    memcpy(input->sha256, frame->sha256, sizeof input->sha256);
    return status;
}

cv_status cv_frame_run(cv_frame *frame, const cv_run_options *options, cv_sink sink, void *context,
                       cv_messages *messages)
{
    frame->inputs = cv_arena_array(&frame->arena, file_count(frame), sizeof *frame->inputs);
    if (frame->inputs == NULL)
        return cv_fail_memory(messages);
    cv_status status = cv_frame_levels_begin(frame, messages);
    for (size_t i = 0; status == CV_OK && i < file_count(frame); i++) {
        if (i > 0)
            status = next_file(frame, i, messages);
        if (status == CV_OK)
            status = run_file(frame, options, sink, context, messages);
    }
    if (status == CV_OK)
        status = cv_frame_levels_finish(frame, messages);
    return status;
}

const cv_input *cv_frame_inputs(const cv_frame *frame, size_t *count)
{
    *count = frame->input_count;
    return frame->inputs;
}

uint64_t cv_frame_rows(const cv_frame *frame)
{
    return frame->rows;
}

uint64_t cv_frame_bytes(const cv_frame *frame)
{
    return frame->cutter.bytes;
}

const char *cv_frame_sha256(const cv_frame *frame)
{
    return frame->sha256;
}
