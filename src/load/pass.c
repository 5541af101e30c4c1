/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pass: each worker takes a chunk (one at a time, in the order of the file), parses it beside the others, waits for
 * its turn and settles it (again in the order of the file): lines are numbered, mistakes gathered, new levels get their
 * codes, the sink is called.
 *
 * A chunk is parsed as if a record started with it. Whether one does is known when the chunk before is settled: where
 * that one ends within a quoted field, the bytes of its unfinished record are put in front of this chunk, and it is
 * parsed again; nothing of the first try remains. So no quotes need to be counted beforehand, and a quote in the middle
 * of an unquoted field, which means nothing to libcsv, cannot mislead anybody. */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/memory.h"
#include "load/columns.h"
#include "load/frame_private.h"
#include "load/jobs.h"
#include "load/problem.h"
#include "load/scan.h"
#include "load/utf8.h"

struct pass {
    cv_frame *frame;
    cv_sink sink;
    void *context;
    size_t chunk_bytes;
    cv_layout layout;
    size_t *needed, *place; /**< columns, ascending; [step] which of them it reads */

    pthread_mutex_t reading; /**< guards the cutter and `next` */
    uint64_t next;           /**< number of the next chunk */
    atomic_bool stopped;

    pthread_mutex_t settling; /**< guards what follows */
    pthread_cond_t turned;
    uint64_t turn;   /**< number of the chunk that may be settled */
    uint64_t before; /**< rows of the files before this one */
    uint64_t lines;  /**< of the file before that chunk's (or the carry's) first byte */
    cv_chunk carry;  /**< bytes of an unfinished record, to come before that chunk */
    size_t retry;    /**< parse the carry again when there are that many bytes; doubling keeps the work linear */
    cv_problems problems;
    cv_messages *messages;
    cv_status status;
};

typedef struct worker {
    struct pass *pass;
    cv_chunk chunk;
    uint64_t number; /**< the chunk's */
    cv_scanner scanner;
    cv_columns columns;
    cv_bad_bytes nul, bad;
    const void **slots[CV_SHAPE_COUNT]; /**< what the sink gets */
    cv_messages messages;               /**< of reading */
    bool failed;                        /**< no memory */
    pthread_t thread;
} worker;

/* ---- taking and parsing, beside the others ---- */

/* @return false: there is no chunk to be settled */
static bool take_chunk(worker *of)
{
    struct pass *pass = of->pass;
    bool got = false;
    pthread_mutex_lock(&pass->reading);
    if (!atomic_load(&pass->stopped)) {
        cv_status status = cv_cutter_next(&pass->frame->cutter, pass->chunk_bytes, &of->chunk, &got, &of->messages);
        got = got || status != CV_OK; /* a failure is settled in its turn, too */
        of->number = pass->next;
        pass->next += got;
    }
    pthread_mutex_unlock(&pass->reading);
    return got;
}

static void check_bytes(worker *of)
{
    const cv_scanner *scanner = &of->scanner;
    size_t length = scanner->last ? scanner->length : scanner->at; /* what follows is checked with the next chunk */
    of->bad = cv_bytes_not_utf8(scanner->bytes, length, scanner->masks);
    of->nul = (cv_bad_bytes){0};
    if (scanner->nul)
        of->nul = cv_bytes_nul(scanner->bytes, length, scanner->masks);
}

static void parse(worker *of)
{
    cv_columns *columns = &of->columns;
    size_t count = CV_BLOCK_ROWS;
    of->failed = !cv_columns_begin(columns) ||
                 !cv_scanner_begin(&of->scanner, of->chunk.bytes, of->chunk.length, of->chunk.last);
    while (!of->failed && count == CV_BLOCK_ROWS) {
        of->failed = !cv_columns_reserve(columns);
        if (of->failed)
            break;
        count = cv_scanner_rows(&of->scanner, columns->fields, columns->starts + columns->rows, CV_BLOCK_ROWS);
        if (!of->scanner.failed)
            cv_columns_add(columns, count);
        of->failed = of->scanner.failed || columns->failed;
    }
    if (!of->failed)
        check_bytes(of);
}

/* ---- settling, one at a time ---- */

static void stop(struct pass *pass, cv_status status)
{
    if (pass->status == CV_OK)
        pass->status = status;
    atomic_store(&pass->stopped, true);
}

static void stop_for_memory(struct pass *pass)
{
    stop(pass, cv_fail_memory(pass->messages));
}

static void pass_on_messages(worker *of)
{
    struct pass *pass = of->pass;
    for (size_t i = 0; i < of->messages.count; i++) {
        const cv_message *item = &of->messages.items[i];
        cv_fail_expected(pass->messages, item->status, (cv_place){.file = item->file, .line = item->line},
                         item->expected, item->nearest, "%s", item->problem);
    }
    if (of->messages.out_of_memory)
        pass->messages->out_of_memory = true;
    stop(pass, cv_messages_status(&of->messages));
}

static uint64_t line_at(const worker *of, size_t at)
{
    return of->pass->lines + 1 + cv_lines_before(of->scanner.masks, at);
}

static void add_problem(struct pass *pass, const cv_problem *problem)
{
    if (!cv_problems_add(&pass->problems, problem))
        stop_for_memory(pass);
}

/* The column of the byte at `at`, where its record is a whole one. */
static const char *column_at(worker *of, size_t at)
{
    size_t low = 0, high = of->columns.rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (of->columns.starts[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    size_t field = cv_scanner_field_at(&of->scanner, of->columns.starts[low - 1], at);
    return field < of->pass->frame->header.count ? of->pass->frame->header.names[field] : NULL;
}

static void settle_bytes(worker *of, cv_problem_kind kind, cv_bad_bytes bad)
{
    if (bad.lines > 0)
        add_problem(of->pass, &(cv_problem){.kind = kind,
                                            .column = column_at(of, bad.first),
                                            .line = line_at(of, bad.first),
                                            .rows = bad.lines});
}

static void settle_faults(worker *of)
{
    const cv_plan *plan = of->columns.plan;
    for (size_t i = 0; i < plan->count; i++) {
        const cv_faults *faults = &of->columns.faults[i];
        if (faults->rows == 0)
            continue;
        bool number = plan->steps[i].kind == CV_STEP_NUMBERS;
        cv_problem problem = {.kind = number ? CV_PROBLEM_NUMBER : CV_PROBLEM_UNDECLARED,
                              .column = plan->steps[i].name,
                              .line = line_at(of, of->columns.starts[faults->first]),
                              .rows = faults->rows};
        cv_problem_text(&problem, faults->field);
        add_problem(of->pass, &problem);
    }
}

static void settle_ragged(worker *of)
{
    const cv_scanner *scanner = &of->scanner;
    if (scanner->ragged > 0)
        add_problem(of->pass, &(cv_problem){.kind = CV_PROBLEM_RAGGED,
                                            .line = line_at(of, scanner->ragged_at),
                                            .rows = scanner->ragged,
                                            .fields = scanner->ragged_fields});
}

/* The worker's own codes become those of the frame; levels that are new get theirs in order of appearance. */
static void settle_levels(worker *of, size_t step)
{
    struct pass *pass = of->pass;
    cv_interned *own = &of->columns.interned[step];
    cv_level_list *list = &pass->frame->lists[step];
    for (; own->known < own->count && !list->closed; own->known++) {
        cv_field text = own->items[own->known];
        int32_t code = cv_dictionary_code(list->dictionary, text.text, (size_t)text.length);
        if (code < 0) {
            stop_for_memory(pass);
            return;
        }
        own->global[own->known] = code;
        own->same = own->same && (size_t)code == own->known;
        if (code >= CV_MOST_LEVELS) {
            list->closed = true;
            add_problem(pass, &(cv_problem){.kind = CV_PROBLEM_LEVELS, .column = of->columns.plan->steps[step].name});
        }
    }
    own->closed = list->closed;
    if (own->same || own->closed)
        return;
    int32_t *codes = of->columns.data[step];
    for (size_t i = 0; i < of->columns.rows; i++)
        codes[i] = codes[i] < 0 ? -1 : own->global[codes[i]];
}

static void settle_open_quote(worker *of)
{
    cv_scanner *scanner = &of->scanner;
    size_t at = cv_scanner_open_quote(scanner), field = cv_scanner_field_at(scanner, scanner->at, at);
    const cv_header *header = &of->pass->frame->header;
    add_problem(of->pass, &(cv_problem){.kind = CV_PROBLEM_OPEN,
                                        .column = field < header->count ? header->names[field] : NULL,
                                        .line = line_at(of, at),
                                        .rows = 1});
}

/* Keeps the bytes of the record that the chunk did not finish. */
static void settle_rest(worker *of)
{
    struct pass *pass = of->pass;
    size_t from = of->scanner.at, rest = of->scanner.length - from;
    if (rest == 0)
        return;
    if (of->chunk.last || rest > CV_RECORD_LIMIT) {
        settle_open_quote(of);
        atomic_store(&pass->stopped, true);
        return;
    }
    if (!cv_chunk_reserve(&pass->carry, rest)) {
        stop_for_memory(pass);
        return;
    }
    memcpy(pass->carry.bytes, of->chunk.bytes + from, rest);
    pass->carry.length = rest;
    pass->retry = rest < CV_RECORD_LIMIT / 2 ? 2 * rest : (size_t)CV_RECORD_LIMIT + 1;
}

static void call_sink(worker *of)
{
    struct pass *pass = of->pass;
    if (of->columns.rows == 0 || pass->problems.errors > 0 || atomic_load(&pass->stopped))
        return;
    for (size_t shape = 0; shape < CV_SHAPE_COUNT; shape++)
        for (size_t i = 0; i < pass->frame->wants[shape].count; i++)
            of->slots[shape][i] = of->columns.data[pass->frame->wants[shape].items[i].step];
    cv_batch batch = {.rows = of->columns.rows,
                      .first_row = pass->frame->rows + 1,
                      .codes = (const int32_t *const *)of->slots[CV_SHAPE_CODES],
                      .numbers = (const double *const *)of->slots[CV_SHAPE_NUMBERS],
                      .texts = (const cv_field *const *)of->slots[CV_SHAPE_TEXTS],
                      .truths = (const uint8_t *const *)of->slots[CV_SHAPE_TRUTHS],
                      .choices = (const uint64_t *const *)of->slots[CV_SHAPE_CHOICES],
                      .frame = pass->frame,
                      .private_part = of,
                      .file = pass->frame->input_count};
    cv_status status = pass->sink(pass->context, &batch, pass->messages);
    if (status != CV_OK)
        stop(pass, status);
}

/* A chunk that is known to start a record, and has been parsed. */
static void settle_parsed(worker *of)
{
    struct pass *pass = of->pass;
    const cv_plan *plan = of->columns.plan;
    if (of->failed) {
        stop_for_memory(pass);
        return;
    }
    settle_bytes(of, CV_PROBLEM_NUL, of->nul);
    settle_bytes(of, CV_PROBLEM_UTF8, of->bad);
    settle_ragged(of);
    settle_faults(of);
    for (size_t i = 0; i < plan->count; i++)
        if (cv_step_finds_levels(plan->steps[i].kind))
            settle_levels(of, i);
    settle_rest(of);
    call_sink(of);
    pass->frame->rows += of->columns.rows;
    pass->lines += of->scanner.lines;
}

/* Puts the carry in front of the chunk. @return false: no memory */
static bool join(worker *of)
{
    cv_chunk *carry = &of->pass->carry, *chunk = &of->chunk;
    size_t length = carry->length + chunk->length;
    if (!cv_chunk_reserve(chunk, length))
        return false;
    memmove(chunk->bytes + carry->length, chunk->bytes, chunk->length);
    memcpy(chunk->bytes, carry->bytes, carry->length);
    cv_chunk_end(chunk, length);
    carry->length = 0;
    return true;
}

static bool append_to_carry(worker *of)
{
    cv_chunk *carry = &of->pass->carry;
    if (!cv_chunk_reserve(carry, carry->length + of->chunk.length))
        return false;
    memcpy(carry->bytes + carry->length, of->chunk.bytes, of->chunk.length);
    carry->length += of->chunk.length;
    return true;
}

static void settle(worker *of)
{
    struct pass *pass = of->pass;
    size_t carried = pass->carry.length;
    if (cv_messages_status(&of->messages) != CV_OK) {
        pass_on_messages(of);
        return;
    }
    if (carried > 0 && carried + of->chunk.length < pass->retry && !of->chunk.last) {
        if (!append_to_carry(of))
            stop_for_memory(pass);
        return;
    }
    if (carried > 0) {
        if (!join(of)) {
            stop_for_memory(pass);
            return;
        }
        parse(of);
    }
    settle_parsed(of);
}

static void wait_and_settle(worker *of)
{
    struct pass *pass = of->pass;
    pthread_mutex_lock(&pass->settling);
    while (pass->turn != of->number)
        pthread_cond_wait(&pass->turned, &pass->settling);
    if (!atomic_load(&pass->stopped))
        settle(of);
    pass->turn++;
    pthread_cond_broadcast(&pass->turned);
    pthread_mutex_unlock(&pass->settling);
}

static void *work(void *context)
{
    worker *of = context;
    while (take_chunk(of)) {
        if (cv_messages_status(&of->messages) == CV_OK)
            parse(of);
        wait_and_settle(of);
    }
    return NULL;
}

uint64_t cv_batch_line(const cv_batch *batch, size_t row)
{
    const worker *of = batch->private_part;
    return line_at(of, of->columns.starts[batch->origin != NULL ? batch->origin[row] : row]);
}

/* ---- setting up ---- */

/* Which columns the steps read, and which of those each step reads. */
static bool find_needed(struct pass *pass)
{
    const cv_frame *frame = pass->frame;
    const cv_plan *plan = &frame->plan;
    size_t count = 0, *ranks = cv_memory_zero(frame->header.count, sizeof *ranks);
    pass->needed = cv_memory_zero(frame->header.count, sizeof *pass->needed);
    pass->place = cv_memory_zero(plan->count, sizeof *pass->place);
    bool made = ranks != NULL && pass->needed != NULL && pass->place != NULL;
    for (size_t i = 0; made && i < plan->count; i++)
        if (cv_step_reads_column(plan->steps[i].kind))
            ranks[plan->steps[i].column] = 1;
    for (size_t i = 0; made && i < frame->header.count; i++) {
        if (ranks[i] == 0)
            continue;
        ranks[i] = count;
        pass->needed[count++] = i;
    }
    for (size_t i = 0; made && i < plan->count; i++)
        if (cv_step_reads_column(plan->steps[i].kind))
            pass->place[i] = ranks[plan->steps[i].column];
    pass->layout = (cv_layout){.columns = frame->header.count,
                               .needed = pass->needed,
                               .needed_count = count,
                               .delimiter = frame->delimiter,
                               .engine = frame->engine};
    cv_memory_free(ranks);
    return made;
}

static bool worker_init(worker *of, struct pass *pass)
{
    const cv_frame *frame = pass->frame;
    *of = (worker){.pass = pass};
    for (size_t shape = 0; shape < CV_SHAPE_COUNT; shape++) {
        of->slots[shape] = cv_memory_zero(frame->wants[shape].count, sizeof *of->slots[shape]);
        if (of->slots[shape] == NULL)
            return false;
    }
    return cv_scanner_init(&of->scanner, &pass->layout) &&
           cv_columns_init(&of->columns, &frame->plan, frame->decimal, pass->place, pass->layout.needed_count);
}

static void worker_free(worker *of)
{
    for (size_t shape = 0; shape < CV_SHAPE_COUNT; shape++)
        cv_memory_free(of->slots[shape]);
    cv_chunk_free(&of->chunk);
    cv_scanner_free(&of->scanner);
    cv_columns_free(&of->columns, of->pass != NULL ? of->pass->layout.needed_count : 0);
    cv_messages_free(&of->messages);
}

/* The caller's thread is the first worker; where no more threads can be had, fewer do the work. */
static void run_workers(worker *workers, size_t count)
{
    size_t started = 1;
    while (started < count && pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
        started++;
    work(&workers[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
}

static void run(struct pass *pass, size_t count)
{
    worker *workers = cv_memory_zero(count, sizeof *workers);
    bool made = workers != NULL;
    for (size_t i = 0; made && i < count; i++)
        made = worker_init(&workers[i], pass);
    if (made)
        run_workers(workers, count);
    else
        stop_for_memory(pass);
    for (size_t i = 0; workers != NULL && i < count; i++)
        worker_free(&workers[i]);
    cv_memory_free(workers);
}

static void finish(struct pass *pass)
{
    const cv_frame *frame = pass->frame;
    cv_status told =
        cv_problems_tell(&pass->problems, frame->file, frame->header.count, frame->decimal, pass->messages);
    if (pass->status == CV_OK)
        pass->status = told;
    if (pass->status == CV_OK && frame->rows == pass->before)
        pass->status =
            cv_fail(pass->messages, CV_DATA, (cv_place){.file = frame->file}, "the file has no rows, only a header");
    if (pass->status == CV_OK && pass->messages->out_of_memory)
        pass->status = CV_SYSTEM; /* a warning was lost */
}

cv_status cv_frame_pass(cv_frame *frame, const cv_run_options *options, cv_sink sink, void *context,
                        cv_messages *messages)
{
    struct pass pass = {.frame = frame,
                        .sink = sink,
                        .context = context,
                        .chunk_bytes = options->chunk_bytes != 0 ? options->chunk_bytes : CV_CHUNK_DEFAULT,
                        .before = frame->rows,
                        .lines = frame->header.lines,
                        .messages = messages};
    pthread_mutex_init(&pass.reading, NULL);
    pthread_mutex_init(&pass.settling, NULL);
    pthread_cond_init(&pass.turned, NULL);
    if (find_needed(&pass))
        run(&pass, cv_jobs_count(options->jobs));
    else
        stop_for_memory(&pass);
    finish(&pass);
    pthread_cond_destroy(&pass.turned);
    pthread_mutex_destroy(&pass.settling);
    pthread_mutex_destroy(&pass.reading);
    cv_problems_free(&pass.problems);
    cv_chunk_free(&pass.carry);
    cv_memory_free(pass.needed);
    cv_memory_free(pass.place);
    return pass.status;
}
