/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void test_csv_free(test_csv *table)
{
    free(table->bytes);
    free(table->cells);
    *table = (test_csv){0};
}

/* Ends the field at `from` with a NUL and takes its quotes away. *next: after the comma or line end, which is
 * *ended_by. */
static char *csv_field(char *from, char **next, char *ended_by)
{
    char *to = from, *at = from;
    bool quoted = *at == '"';
    for (at += quoted; *at != '\0'; at++) {
        if (quoted && at[0] == '"' && at[1] == '"')
            at++;
        else if (quoted && *at == '"') {
            quoted = false;
            continue;
        } else if (!quoted && (*at == ',' || *at == '\n'))
            break;
        *to++ = *at;
    }
    *ended_by = *at;
    *next = at + (*at != '\0');
    *to = '\0';
    return from;
}

test_csv test_csv_parse(const char *name, const char *bytes, size_t length)
{
    test_csv table = {.bytes = malloc(length + 1), .cells = calloc(length + 1, sizeof(char *))};
    assert_non_null(table.bytes);
    assert_non_null(table.cells);
    memcpy(table.bytes, bytes, length + 1);
    snprintf(table.name, sizeof table.name, "%s", name);
    size_t count = 0;
    for (char *at = table.bytes, ended_by = ','; *at != '\0';) {
        table.cells[count++] = csv_field(at, &at, &ended_by);
        if (ended_by != ',') {
            table.rows++;
            table.columns = table.columns == 0 ? count : table.columns;
            if (count != table.rows * table.columns)
                fail_msg("%s.csv, row %zu: another number of fields than the header has", name, table.rows);
        }
    }
    return table;
}

size_t test_csv_column(const test_csv *table, const char *name, size_t length)
{
    for (size_t i = 0; i < table->columns; i++)
        if (strlen(table->cells[i]) == length && memcmp(table->cells[i], name, length) == 0)
            return i;
    return SIZE_MAX;
}
