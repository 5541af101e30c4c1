/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libcsv alone costs: it is fed a file in pieces of 64 KiB and every field is delivered and counted, nothing else.
 *   libcsv_only FILE */
#include <csv.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { PIECE = 64 * 1024 };

typedef struct counts {
    uint64_t fields, bytes, records;
} counts;

static void count_field(void *text, size_t length, void *to)
{
    counts *c = to;
    (void)text;
    c->fields++;
    c->bytes += length;
}

static void count_record(int ended_by, void *to)
{
    counts *c = to;
    (void)ended_by;
    c->records++;
}

int main(int argc, char **argv)
{
    static char piece[PIECE];
    struct csv_parser parser;
    counts c = {0};
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL || csv_init(&parser, 0) != 0) {
        fputs("usage: libcsv_only FILE\n", stderr);
        return 2;
    }
    setvbuf(file, NULL, _IONBF, 0);
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        if (csv_parse(&parser, piece, got, count_field, count_record, &c) != got) {
            fprintf(stderr, "libcsv_only: %s\n", csv_strerror(csv_error(&parser)));
            return 3;
        }
    csv_fini(&parser, count_field, count_record, &c);
    csv_free(&parser);
    fclose(file);
    printf("%" PRIu64 " records, %" PRIu64 " fields, %" PRIu64 " bytes\n", c.records, c.fields, c.bytes);
    return EXIT_SUCCESS;
}
