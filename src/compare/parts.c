/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/parts.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"

/** More are no imputations, but a column with something else in it. */
enum { MOST_IMPUTATIONS = 1000, NEW = -1, LEFT_OUT = -2 };

/** The number of the data before imputation: R mice's .imp, Stata's _mi_m. */
static const char UNIMPUTED[] = "0";

static void part_free(cv_dataset *part)
{
    if (part == NULL)
        return;
    cv_fold_free(part->fold);
    cv_design_free(part->design);
    cv_memory_free(part->plans);
    cv_memory_free(part);
}

void cv_parts_free(cv_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        part_free(parts->items[i]);
    cv_memory_free(parts->items);
    cv_memory_free(parts->of_code);
    cv_memory_free(parts->row_part);
    cv_memory_free(parts->rows);
    cv_selection_free(&parts->selection);
    cv_marks_free(&parts->marks);
    *parts = (cv_parts){0};
}

/* ---- binding ---- */

cv_dataset *cv_parts_new(cv_parts *parts, cv_messages *messages)
{
    const cv_words *files = &parts->study->data.imputations;
    cv_dataset **items = cv_memory_grow(parts->items, parts->count, &parts->room, sizeof *items);
    cv_dataset *part = cv_memory_zero(1, sizeof *part);
    parts->items = items != NULL ? items : parts->items;
    if (part != NULL)
        part->plans = cv_memory_zero(parts->study->analysis_count + 1, sizeof *part->plans);
    if (items == NULL || part == NULL || part->plans == NULL) {
        part_free(part);
        cv_fail_memory(messages);
        return NULL;
    }
    part->study = *parts->study;
    if (parts->count < files->count) {
        part->study.data.file = files->items[parts->count];
        part->name = part->study.data.file.text;
    }
    parts->items[parts->count++] = part;
    return part;
}

/* All weights, for a chart of them. */
static cv_status bind_weights(cv_dataset *part, cv_messages *messages)
{
    static const cv_item_spec weights = {.kind = CV_ITEM_WEIGHTS, .slot_below = CV_NO_SLOT};
    cv_status status = cv_fold_block(part->fold, CV_NO_SLOT, NULL, 0, &part->weights_block, messages);
    return status == CV_OK ? cv_fold_item(part->fold, part->weights_block, &weights, &part->weights_item, messages)
                           : status;
}

cv_status cv_dataset_bind_fold(cv_parts *parts, cv_dataset *part, cv_messages *messages)
{
    cv_status status = CV_OK;
    cv_fold_free(part->fold);
    part->fold = cv_fold_new(part->design);
    if (part->fold == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < parts->study->analysis_count; i++) {
        cv_status one = cv_plan_bind(parts->study, &parts->study->analyses[i], parts->frame, part->fold, parts->arena,
                                     &part->plans[i], messages);
        status = status == CV_OK ? one : status;
    }
    if (status == CV_OK && part == parts->items[0] && cv_study_draws_weights(parts->study))
        status = bind_weights(part, messages);
    return status;
}

cv_status cv_dataset_bind(cv_parts *parts, cv_dataset *part, cv_messages *messages)
{
    cv_status status = cv_design_bind(&part->study, parts->frame, &part->design, messages);
    return status == CV_OK ? cv_dataset_bind_fold(parts, part, messages) : status;
}

cv_status cv_parts_begin(cv_parts *parts, cv_messages *messages)
{
    parts->left_out = 0;
    cv_marks_free(&parts->marks); /* slots are those of a frame */
    for (size_t i = 0; i < parts->count; i++)
        parts->items[i]->rows = parts->items[i]->mark = 0;
    if (parts->study->data.imputation.text == NULL)
        return CV_OK;
    return cv_frame_want_codes(parts->frame, parts->study->data.imputation, &parts->slot, messages);
}

/* ---- which part a row is of ---- */

static cv_dataset *next_part(cv_parts *parts, cv_messages *messages)
{
    cv_dataset *part = cv_parts_new(parts, messages);
    return part != NULL && cv_dataset_bind(parts, part, messages) == CV_OK ? part : NULL;
}

static cv_status meet(cv_parts *parts, const cv_batch *batch, int32_t code, cv_messages *messages)
{
    const char *value = cv_batch_code_text(batch, parts->slot, code);
    if (strcmp(value, UNIMPUTED) == 0) {
        parts->of_code[code] = LEFT_OUT;
        return CV_OK;
    }
    if (parts->count == MOST_IMPUTATIONS)
        return cv_fail_expected(messages, CV_DATA, parts->study->data.imputation.place,
                                "a column that numbers the imputations", NULL, "'%s' has more than %d values",
                                parts->study->data.imputation.text, MOST_IMPUTATIONS);
    bool first = parts->items[0]->name == NULL; /* it was bound before anything was known of the rows */
    cv_dataset *part = first ? parts->items[0] : next_part(parts, messages);
    if (part == NULL)
        return CV_SYSTEM;
    part->name = cv_arena_copy(parts->arena, value);
    parts->of_code[code] = first ? 0 : (int32_t)parts->count - 1;
    return part->name == NULL ? cv_fail_memory(messages) : CV_OK;
}

static cv_status find_part(cv_parts *parts, const cv_batch *batch, size_t row, int32_t *part, cv_messages *messages)
{
    int32_t code = batch->codes[parts->slot][row];
    if (code < 0)
        return cv_fail_expected(
            messages, CV_DATA, (cv_place){.file = parts->study->data.file.text, .line = cv_batch_line(batch, row)},
            "the number of its imputation in every row", NULL, "no value in '%s'", parts->study->data.imputation.text);
    if ((size_t)code >= parts->code_count) {
        size_t count = 2 * (size_t)code + 16;
        int32_t *longer = cv_memory_resize(parts->of_code, count, sizeof *longer);
        if (longer == NULL)
            return cv_fail_memory(messages);
        parts->of_code = longer;
        for (size_t i = parts->code_count; i < count; i++)
            longer[i] = NEW;
        parts->code_count = count;
    }
    cv_status status = parts->of_code[code] == NEW ? meet(parts, batch, code, messages) : CV_OK;
    *part = parts->of_code[code];
    return status;
}

/* ---- batches ---- */

/* Imputations must have the same rows: their marks tell. */
static cv_status add_mark(cv_parts *parts, cv_dataset *part, const cv_batch *batch, cv_messages *messages)
{
    cv_status status = CV_OK;
    if (!parts->marks.found)
        status = cv_marks_find(&parts->study->design, part->design, parts->frame, &parts->marks, messages);
    if (status == CV_OK)
        part->mark += cv_marks_of(&parts->marks, batch);
    return status;
}

static cv_status hand_on(cv_parts *parts, size_t part, const cv_batch *batch, cv_dataset_sink sink, void *context,
                         cv_messages *messages)
{
    cv_dataset *of = parts->items[part];
    cv_batch own = *batch;
    cv_status status = cv_study_imputed(parts->study) ? add_mark(parts, of, batch, messages) : CV_OK;
    own.first_row = of->rows + 1; /* a part counts its own rows: folds keep them by their numbers */
    of->rows += batch->rows;
    return status == CV_OK ? sink(context, part, &own, messages) : status;
}

static bool make_room(cv_parts *parts, size_t rows)
{
    if (rows <= parts->row_room)
        return true;
    int32_t *row_part = cv_memory_resize(parts->row_part, rows, sizeof *row_part);
    parts->row_part = row_part != NULL ? row_part : parts->row_part;
    uint32_t *numbers = cv_memory_resize(parts->rows, rows, sizeof *numbers);
    parts->rows = numbers != NULL ? numbers : parts->rows;
    if (row_part == NULL || numbers == NULL)
        return false;
    parts->row_room = rows;
    return true;
}

static cv_status hand_on_some(cv_parts *parts, size_t part, const cv_batch *batch, cv_dataset_sink sink, void *context,
                              cv_messages *messages)
{
    size_t count = 0;
    cv_batch some;
    for (size_t i = 0; i < batch->rows; i++)
        if (parts->row_part[i] == (int32_t)part)
            parts->rows[count++] = (uint32_t)i;
    if (count == 0)
        return CV_OK;
    if (!cv_batch_select(batch, parts->rows, count, &parts->selection, &some))
        return cv_fail_memory(messages);
    return hand_on(parts, part, &some, sink, context, messages);
}

static cv_status split(cv_parts *parts, const cv_batch *batch, cv_dataset_sink sink, void *context,
                       cv_messages *messages)
{
    cv_status status = make_room(parts, batch->rows) ? CV_OK : cv_fail_memory(messages);
    bool one = true;
    for (size_t i = 0; status == CV_OK && i < batch->rows; i++) {
        status = find_part(parts, batch, i, &parts->row_part[i], messages);
        one = one && parts->row_part[i] == parts->row_part[0];
        parts->left_out += parts->row_part[i] == LEFT_OUT;
    }
    if (status == CV_OK && one)
        return parts->row_part[0] < 0 ? CV_OK
                                      : hand_on(parts, (size_t)parts->row_part[0], batch, sink, context, messages);
    for (size_t part = 0; status == CV_OK && part < parts->count; part++)
        status = hand_on_some(parts, part, batch, sink, context, messages);
    return status;
}

cv_status cv_parts_batch(cv_parts *parts, const cv_batch *batch, cv_dataset_sink sink, void *context,
                         cv_messages *messages)
{
    if (parts->study->data.imputation.text != NULL)
        return split(parts, batch, sink, context, messages);
    if (batch->file >= parts->count && next_part(parts, messages) == NULL)
        return CV_SYSTEM;
    return hand_on(parts, batch->file, batch, sink, context, messages);
}

/* ---- after the pass ---- */

cv_status cv_parts_check_number(const cv_parts *parts, cv_messages *messages)
{
    const cv_word column = parts->study->data.imputation;
    static const char expected[] = "two or more imputations, told apart by the values of this column";
    if (parts->count > 1 || !cv_study_imputed(parts->study))
        return CV_OK;
    if (parts->items[0]->name == NULL)
        return cv_fail_expected(messages, CV_DATA, column.place, expected, NULL,
                                "'%s' is %s in every row: the data before imputation", column.text, UNIMPUTED);
    return cv_fail_expected(messages, CV_DATA, column.place, expected, NULL, "'%s' is '%s' in every row", column.text,
                            parts->items[0]->name);
}

cv_status cv_parts_check(const cv_parts *parts, cv_messages *messages)
{
    static const char expected[] =
        "the same rows in every imputation, with other values only where an answer was missing";
    const cv_data_spec *data = &parts->study->data;
    cv_place at = data->imputation.text != NULL ? data->imputation.place : data->place;
    cv_status status = CV_OK;
    const cv_dataset *first = parts->items[0];
    for (size_t i = 1; status == CV_OK && i < parts->count; i++) {
        const cv_dataset *part = parts->items[i];
        if (part->rows != first->rows)
            status = cv_fail_expected(messages, CV_DATA, at, expected, NULL,
                                      "imputation '%s' has %" PRIu64 " rows, and imputation '%s' has %" PRIu64,
                                      part->name, part->rows, first->name, first->rows);
        else if (part->mark != first->mark)
            status = cv_fail_expected(messages, CV_DATA, at, expected, NULL,
                                      "imputation '%s' has other values in the design's columns than imputation '%s'",
                                      part->name, first->name);
    }
    if (status == CV_OK && parts->left_out > 0)
        cv_warn(messages, at, "%" PRIu64 " rows with '%s' %s are the data before imputation: they are left out",
                parts->left_out, data->imputation.text, UNIMPUTED);
    return status;
}
