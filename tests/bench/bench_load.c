/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long libcsv alone takes to tokenise a file, and how long a frame takes to deliver three columns of codes, one of
 * texts and one of numbers, in turn, so that both meet the same machine.
 *
 *   bench_load FILE [ROUNDS [JOBS [CHUNK_KIB]]]      FILE: from the generator of survey data (country, region,
 * interest, psu, weight) */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "load/frame.h"

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static void empty_field(void *text, size_t length, void *context)
{
    (void)text;
    (void)length;
    (void)context;
}

static void empty_record(int c, void *context)
{
    (void)c;
    (void)context;
}

/* @return seconds, negative where the file cannot be read */
static double time_libcsv(const char *path)
{
    static char bytes[64 << 10];
    struct csv_parser csv;
    size_t got;
    double start = now();
    FILE *file = fopen(path, "rb");
    if (file == NULL || csv_init(&csv, 0) != 0)
        return -1;
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        csv_parse(&csv, bytes, got, empty_field, empty_record, NULL);
    csv_fini(&csv, empty_field, empty_record, NULL);
    csv_free(&csv);
    fclose(file);
    return now() - start;
}

static cv_status count_rows(void *context, const cv_batch *batch, cv_messages *messages)
{
    (void)messages;
    *(size_t *)context += batch->rows;
    return CV_OK;
}

static cv_status run_frame(const cv_study *study, const cv_run_options *options, size_t *rows, cv_messages *messages)
{
    static const char *const names[] = {"country", "region", "interest"};
    cv_frame *frame = NULL;
    size_t slot;
    cv_status status = cv_frame_open(study, NULL, &frame, messages);
    for (size_t i = 0; status == CV_OK && i < sizeof names / sizeof names[0]; i++)
        status = cv_frame_want_codes(frame, (cv_word){.text = names[i]}, &slot, messages);
    if (status == CV_OK)
        status = cv_frame_want_text(frame, (cv_word){.text = "psu"}, &slot, messages);
    if (status == CV_OK)
        status = cv_frame_want_number(frame, (cv_word){.text = "weight"}, &slot, messages);
    if (status == CV_OK)
        status = cv_frame_run(frame, options, count_rows, rows, messages);
    cv_frame_free(frame);
    return status;
}

static double time_frame(const char *path, const cv_run_options *options, size_t *rows)
{
    cv_word empty = {.text = ""};
    cv_study study = {.file = path, .data = {.file = {.text = path}, .decimal = '.', .missing = {&empty, 1}}};
    cv_messages messages = {0};
    *rows = 0;
    double start = now();
    cv_status status = run_frame(&study, options, rows, &messages);
    double seconds = now() - start;
    for (size_t i = 0; i < messages.count; i++)
        fprintf(stderr, "%s\n", messages.items[i].problem);
    cv_messages_free(&messages);
    return status == CV_OK ? seconds : -1;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    enum { MOST = 100 };
    if (argc < 2) {
        fprintf(stderr, "usage: bench_load FILE [ROUNDS [JOBS [CHUNK_KIB]]]\n");
        return 2;
    }
    size_t rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 7, rows;
    cv_run_options options = {.jobs = argc > 3 ? strtoul(argv[3], NULL, 10) : 1,
                              .chunk_bytes = argc > 4 ? strtoul(argv[4], NULL, 10) << 10 : 0};
    double ratios[MOST], libcsv = 0, frame = 0;
    rounds = rounds < 1 ? 1 : rounds > MOST ? MOST : rounds;
    for (size_t i = 0; i < rounds; i++) {
        libcsv = time_libcsv(argv[1]);
        frame = time_frame(argv[1], &options, &rows);
        if (libcsv < 0 || frame < 0)
            return 3;
        ratios[i] = frame / libcsv;
        printf("libcsv %.3f s   frame %.3f s   ratio %.3f\n", libcsv, frame, ratios[i]);
    }
    qsort(ratios, rounds, sizeof *ratios, by_size);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%zu rows, median ratio %.3f, largest resident size %ld KiB\n", rows, ratios[rounds / 2], used.ru_maxrss);
    return 0;
}
