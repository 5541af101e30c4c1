/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A study and its data as texts, read through a frame; what the sink got as one text: a line a row, the wanted values
 *  in the order of wanting, separated by a blank. Codes show as their level's value, missing as -. */
#ifndef CANVASS_TESTS_LOAD_LOADED_H
#define CANVASS_TESTS_LOAD_LOADED_H

#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "load/frame.h"
#include "support/test_messages.h"

#define ANALYSES "analyses: [{name: a, statistic: proportion, of: x}]\n"

typedef struct loaded_cell {
    char shape; /**< c codes, n number, t text, w truth (where), m choices (multiple) */
    size_t slot;
    int64_t code;
    double number;
    char *text;
} loaded_cell;

typedef struct loaded {
    cv_study study;
    cv_frame *frame;
    cv_messages messages;
    cv_status status;
    cv_arena arena;
    const char *bytes;
    size_t length, at;
    size_t piece; /**< at most so many bytes a read; 0: as many as are asked for */
    bool closed;
    bool show_lines; /**< also each row's line, in front */
    struct {
        char shape;
        size_t slot;
    } wants[16];
    size_t want_count;
    loaded_cell *cells;
    size_t cell_count, cell_capacity;
    uint64_t *lines;
    size_t row_count, row_capacity, batch_count;
    cv_buffer text;
} loaded;

static inline ptrdiff_t loaded_read(void *context, char *bytes, size_t capacity)
{
    loaded *of = context;
    size_t count = of->length - of->at;
    if (count > capacity)
        count = capacity;
    if (of->piece > 0 && count > of->piece)
        count = of->piece;
    memcpy(bytes, of->bytes + of->at, count);
    of->at += count;
    return (ptrdiff_t)count;
}

static inline void loaded_close(void *context)
{
    ((loaded *)context)->closed = true;
}

/* Fails the test on an allocation that fails; loops over failing allocations do not come here. */
static inline void loaded_need(const void *memory)
{
    if (memory == NULL)
        fail_msg("no memory");
}

/** One value of one row. */
static inline loaded_cell loaded_value(const cv_batch *batch, char shape, size_t slot, size_t row)
{
    loaded_cell cell = {.shape = shape, .slot = slot};
    if (shape == 'c')
        cell.code = batch->codes[slot][row];
    if (shape == 'n')
        cell.number = batch->numbers[slot][row];
    if (shape == 'w')
        cell.code = batch->truths[slot][row];
    if (shape == 'm')
        cell.code = (int64_t)batch->choices[slot][row];
    if (shape == 't' && batch->texts[slot][row].length >= 0) {
        size_t length = (size_t)batch->texts[slot][row].length;
        cell.text = cv_memory_zero(length + 1, 1);
        loaded_need(cell.text);
        memcpy(cell.text, batch->texts[slot][row].text, length);
    }
    return cell;
}

static inline cv_status loaded_sink(void *context, const cv_batch *batch, cv_messages *messages)
{
    loaded *of = context;
    (void)messages;
    assert_true(batch->rows > 0);
    assert_int_equal(batch->first_row, of->row_count + 1);
    of->batch_count++;
    for (size_t row = 0; row < batch->rows; row++) {
        for (size_t i = 0; i < of->want_count; i++) {
            loaded_cell *cells = cv_memory_grow(of->cells, of->cell_count, &of->cell_capacity, sizeof *cells);
            loaded_need(cells);
            of->cells = cells;
            of->cells[of->cell_count++] = loaded_value(batch, of->wants[i].shape, of->wants[i].slot, row);
        }
        uint64_t *lines = cv_memory_grow(of->lines, of->row_count, &of->row_capacity, sizeof *lines);
        loaded_need(lines);
        of->lines = lines;
        of->lines[of->row_count++] = cv_batch_line(batch, row);
    }
    return CV_OK;
}

static inline void loaded_show(loaded *of, const loaded_cell *cell)
{
    if (cell->shape == 'w') {
        cv_buffer_add(&of->text, cell->code == 1 ? "true" : "false");
    } else if (cell->shape == 'm') {
        cv_levels levels = cv_frame_choice_levels(of->frame, cell->slot);
        cv_buffer_add(&of->text, cell->code == -1 ? "-" : "{");
        for (size_t j = 0; cell->code != -1 && j < levels.count; j++)
            if ((cell->code >> j & 1) != 0)
                cv_buffer_format(&of->text, "%s,", levels.levels[j].label);
        cv_buffer_add(&of->text, cell->code == -1 ? "" : "}");
    } else if (cell->shape == 'n') {
        cv_buffer_add(&of->text, isnan(cell->number) ? "-" : "");
        cv_buffer_add_number(&of->text, cell->number);
    } else if (cell->shape == 't') {
        cv_buffer_add(&of->text, cell->text == NULL ? "-" : cell->text);
    } else {
        cv_levels levels = cv_frame_code_levels(of->frame, cell->slot);
        cv_buffer_add(&of->text, cell->code < 0 ? "-" : levels.levels[cell->code].value);
    }
}

/** Of rank questions and answers: f first mentions, k the first item's rank, p its points (3, 2, 1; 0 without a rank),
 *  a whether there is an answer. @return the shape of what is wanted, 0 where it is none of these */
static inline char loaded_want_ranks(loaded *of, char what, cv_word name, size_t *slot, cv_status *status)
{
    static const double ranks[] = {1, 2, 3, 4, 5}, points[] = {3, 2, 1};
    const cv_rank_points mean = {.points = ranks, .count = COUNT_OF(ranks), .unranked = NAN};
    const cv_rank_points borda = {.points = points, .count = COUNT_OF(points)};
    switch (what) {
    case 'f':
        *status = cv_frame_want_mentions(of->frame, name, 1, slot, &of->messages);
        return 'm';
    case 'k':
    case 'p':
        *status = cv_frame_want_points(of->frame, name, what == 'k' ? &mean : &borda, slot, &of->messages);
        return 'n';
    case 'a':
        *status = cv_frame_want_answered(of->frame, name, slot, &of->messages);
        return 'c';
    default:
        return 0;
    }
}

/** Wants what a text such as "c country" asks for; conditions: "w age > 18". */
static inline cv_status loaded_want(loaded *of, const char *what)
{
    cv_place at = {.file = "s.yaml", .line = 9, .column = 1};
    cv_word name = {.text = what + 2, .place = at};
    cv_expression *condition;
    cv_status status = CV_OK;
    size_t slot = 0;
    if (what[0] == 'c')
        status = cv_frame_want_codes(of->frame, name, &slot, &of->messages);
    if (what[0] == 'n')
        status = cv_frame_want_number(of->frame, name, &slot, &of->messages);
    if (what[0] == 't')
        status = cv_frame_want_text(of->frame, name, &slot, &of->messages);
    if (what[0] == 'm')
        status = cv_frame_want_choices(of->frame, name, &slot, &of->messages);
    if (what[0] == 'w') {
        status = cv_expression_parse(what + 2, at, &of->arena, &condition, &of->messages);
        if (status == CV_OK)
            status = cv_frame_want_truth(of->frame, condition, &slot, &of->messages);
    }
    char shape = loaded_want_ranks(of, what[0], name, &slot, &status);
    of->wants[of->want_count].shape = shape != 0 ? shape : what[0];
    of->wants[of->want_count++].slot = slot;
    return status;
}

/** Opens. @param study  its text without data and analyses; "delimiter: ..." and the like go to `data` */
static inline cv_status loaded_open(loaded *of, const char *data, const char *variables)
{
    char *text = cv_arena_format(&of->arena, "data: {file: d.csv%s}\n%s" ANALYSES, data, variables);
    if (text == NULL)
        return cv_fail_memory(&of->messages);
    cv_status status = cv_study_parse("s.yaml", text, strlen(text), NULL, 0, &of->study, &of->messages);
    if (status != CV_OK)
        return status;
    cv_stream stream = {.context = of, .read = loaded_read, .close = loaded_close};
    return cv_frame_open(&of->study, &stream, &of->frame, &of->messages);
}

/** Runs what was opened, with wants separated by ';'. */
static inline cv_status loaded_run(loaded *of, const char *wants, size_t jobs, size_t chunk_bytes, cv_sink sink)
{
    cv_status first = CV_OK;
    char *list = cv_arena_copy(&of->arena, wants);
    if (list == NULL)
        return cv_fail_memory(&of->messages);
    for (char *rest, *want = strtok_r(list, ";", &rest); want != NULL; want = strtok_r(NULL, ";", &rest)) {
        cv_status status = loaded_want(of, want);
        first = first != CV_OK ? first : status;
    }
    cv_run_options options = {.jobs = jobs, .chunk_bytes = chunk_bytes};
    return first != CV_OK ? first : cv_frame_run(of->frame, &options, sink, of, &of->messages);
}

/** What the sink got; belongs to `of`. */
static inline const char *loaded_text(loaded *of)
{
    cv_buffer_add(&of->text, "");
    for (size_t row = 0; row < of->row_count; row++) {
        if (of->show_lines)
            cv_buffer_format(&of->text, "%d: ", (int)of->lines[row]);
        for (size_t i = 0; i < of->want_count; i++) {
            loaded_show(of, &of->cells[row * of->want_count + i]);
            cv_buffer_add(&of->text, i + 1 < of->want_count ? " " : "\n");
        }
    }
    return of->text.text;
}

static inline void loaded_free(loaded *of)
{
    for (size_t i = 0; i < of->cell_count; i++)
        cv_memory_free(of->cells[i].text);
    cv_memory_free(of->cells);
    cv_memory_free(of->lines);
    cv_frame_free(of->frame);
    cv_study_free(&of->study);
    cv_messages_free(&of->messages);
    cv_buffer_free(&of->text);
    cv_arena_free(&of->arena);
    *of = (loaded){0};
}

/** A case that most tests of this folder share. */
typedef struct loaded_case {
    const char *name;
    const char *options;   /**< of `data:`, each with a comma before; NULL: none */
    const char *variables; /**< the study's, with their key; NULL: none */
    const char *bytes;
    size_t length; /**< 0: up to the NUL */
    const char *wants;
    const char *rows;     /**< what the sink gets; NULL: nothing is compared */
    const char *messages; /**< as the program shows them; NULL: none */
    cv_status status;
    bool lines; /**< rows start with their lines */
} loaded_case;

static inline void loaded_check(const loaded_case *of, size_t jobs, size_t chunk_bytes)
{
    loaded got = {
        .bytes = of->bytes, .length = of->length > 0 ? of->length : strlen(of->bytes), .show_lines = of->lines};
    got.status = loaded_open(&got, of->options != NULL ? of->options : "", of->variables != NULL ? of->variables : "");
    if (got.status == CV_OK)
        got.status = loaded_run(&got, of->wants, jobs, chunk_bytes, loaded_sink);
    assert_int_equal(cv_messages_status(&got.messages), of->status);
    check_messages(&got.messages, of->messages != NULL ? of->messages : "", of->name);
    assert_int_equal(got.status, of->status);
    if (of->rows != NULL && got.status == CV_OK)
        check_text(loaded_text(&got), of->rows, of->name);
    loaded_free(&got);
}

/** Runs a case as it is, then with small chunks and more threads: nothing may change. */
static inline void loaded_check_case(void **state)
{
    const loaded_case *of = *state;
    static const size_t chunks[] = {0, 1, 2, 3, 5, 8, 13, 21, 64, 100};
    for (size_t jobs = 1; jobs <= 3; jobs++)
        for (size_t i = 0; i < COUNT_OF(chunks); i++)
            loaded_check(of, jobs, chunks[i]);
}

#define RUN_LOADED(cases)                                                                                              \
    do {                                                                                                               \
        struct CMUnitTest tests[COUNT_OF(cases)] = {{0}};                                                              \
        for (size_t i = 0; i < COUNT_OF(cases); i++)                                                                   \
            tests[i] = (struct CMUnitTest){.name = (cases)[i].name,                                                    \
                                           .test_func = loaded_check_case,                                             \
                                           .initial_state = (void *)(uintptr_t) & (cases)[i]};                         \
        return cmocka_run_group_tests(tests, NULL, NULL);                                                              \
    } while (0)

#endif
