/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/target_file.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/dictionary.h"
#include "base/memory.h"
#include "load/frame.h"

static const char TARGET[] = "target";

struct reading {
    const cv_margin_spec *margin;
    cv_arena *arena;
    const char *file;
    size_t *columns; /**< [variables] texts of the frame */
    size_t target;   /**< numbers of the frame */
    cv_dictionary *cells;
    cv_target_spec *items;
    size_t count, capacity;
};

static cv_status fail_row(const struct reading *in, const cv_batch *batch, size_t row, const char *problem,
                          const char *column, cv_messages *messages)
{
    cv_place at = {.file = in->file, .line = cv_batch_line(batch, row)};
    return cv_fail_expected(messages, CV_DATA, at, "a level for each variable and a target of 0 or more", NULL,
                            "%s in column '%.200s'", problem, column);
}

/* The cell of a row as one text, its levels behind each other with their lengths. */
static cv_status cell_text(const struct reading *in, const cv_batch *batch, size_t row, cv_buffer *text,
                           cv_messages *messages)
{
    text->length = 0;
    for (size_t v = 0; v < in->margin->variable_count; v++) {
        const cv_field *field = &batch->texts[in->columns[v]][row];
        if (field->length < 0)
            return fail_row(in, batch, row, "an empty level", in->margin->variables[v].text, messages);
        cv_buffer_format(text, "%d:", (int)field->length);
        cv_buffer_add_bytes(text, field->text, (size_t)field->length);
    }
    return text->failed ? cv_fail_memory(messages) : CV_OK;
}

static cv_status add_cell(struct reading *in, const cv_batch *batch, size_t row, cv_messages *messages)
{
    cv_target_spec *items = cv_memory_grow(in->items, in->count, &in->capacity, sizeof *items);
    if (items == NULL)
        return cv_fail_memory(messages);
    in->items = items;
    cv_place at = {.file = in->file, .line = cv_batch_line(batch, row)};
    cv_word *levels = cv_arena_array(in->arena, in->margin->variable_count, sizeof *levels);
    for (size_t v = 0; levels != NULL && v < in->margin->variable_count; v++) {
        const cv_field *field = &batch->texts[in->columns[v]][row];
        levels[v] = (cv_word){cv_arena_text(in->arena, field->text, (size_t)field->length), at};
        if (levels[v].text == NULL)
            return cv_fail_memory(messages);
    }
    items[in->count++] = (cv_target_spec){.levels = levels, .place = at};
    return levels == NULL ? cv_fail_memory(messages) : CV_OK;
}

static cv_status sink(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct reading *in = context;
    cv_buffer text = {0};
    cv_status status = CV_OK;
    for (size_t i = 0; i < batch->rows && status == CV_OK; i++) {
        double target = batch->numbers[in->target][i];
        if (!(target >= 0))
            status = fail_row(in, batch, i, isnan(target) ? "no number" : "a number below 0", TARGET, messages);
        if (status == CV_OK)
            status = cell_text(in, batch, i, &text, messages);
        if (status != CV_OK)
            break;
        int32_t code = cv_dictionary_code(in->cells, text.text, text.length);
        if (code < 0)
            status = cv_fail_memory(messages);
        else if ((size_t)code == in->count)
            status = add_cell(in, batch, i, messages);
        if (status == CV_OK)
            in->items[code].value += target;
    }
    cv_buffer_free(&text);
    return status;
}

static cv_status read_rows(struct reading *in, cv_frame *frame, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t v = 0; v < in->margin->variable_count; v++) {
        cv_status one = cv_frame_want_text(frame, in->margin->variables[v], &in->columns[v], messages);
        status = status == CV_OK ? one : status;
    }
    cv_status one = cv_frame_want_number(frame, (cv_word){TARGET, in->margin->file.place}, &in->target, messages);
    status = status == CV_OK ? one : status;
    const cv_run_options options = {.jobs = 1};
    return status == CV_OK ? cv_frame_run(frame, &options, sink, in, messages) : status;
}

static cv_status keep(struct reading *in, cv_target_spec **targets, size_t *count, cv_messages *messages)
{
    *targets = cv_arena_array(in->arena, in->count + 1, sizeof **targets);
    if (*targets == NULL)
        return cv_fail_memory(messages);
    if (in->count > 0)
        memcpy(*targets, in->items, in->count * sizeof **targets);
    *count = in->count;
    return CV_OK;
}

cv_status cv_target_file_read(const cv_study *study, const cv_margin_spec *margin, cv_arena *arena,
                              cv_target_spec **targets, size_t *count, cv_messages *messages)
{
    cv_word empty = {"", margin->file.place};
    cv_study file = {
        .file = study->file,
        .data = {.file = margin->file, .decimal = '.', .missing = {&empty, 1}, .place = margin->file.place}};
    struct reading in = {.margin = margin, .arena = arena, .file = margin->file.text, .cells = cv_dictionary_new()};
    cv_frame *frame = NULL;
    in.columns = cv_memory_zero(margin->variable_count + 1, sizeof *in.columns);
    cv_status status = in.columns == NULL || in.cells == NULL ? cv_fail_memory(messages) : CV_OK;
    if (status == CV_OK)
        status = cv_frame_open(&file, NULL, &frame, messages);
    if (status == CV_OK)
        status = read_rows(&in, frame, messages);
    if (status == CV_OK)
        status = keep(&in, targets, count, messages);
    cv_frame_free(frame);
    cv_dictionary_free(in.cells);
    cv_memory_free(in.columns);
    cv_memory_free(in.items);
    return status;
}
