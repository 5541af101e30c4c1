/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table.h"

#include <string.h>

static void put_field(const char *text, cv_buffer *to)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        cv_buffer_add(to, text);
        return;
    }
    cv_buffer_add_char(to, '"');
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        cv_buffer_add_bytes(to, text, (size_t)(quote - text) + 1);
        cv_buffer_add_char(to, '"');
    }
    cv_buffer_add(to, text);
    cv_buffer_add_char(to, '"');
}

static void put_cell(const cv_column *column, const cv_cell *cell, cv_buffer *to)
{
    if (column->kind != CV_CELL_TEXT)
        cv_buffer_add_number(to, cell->number);
    else if (cell->text != NULL)
        put_field(cell->text, to);
}

void cv_table_write_csv(const cv_table *table, cv_buffer *to)
{
    for (size_t j = 0; j < table->column_count; j++) {
        if (j > 0)
            cv_buffer_add_char(to, ',');
        put_field(table->columns[j].name, to);
    }
    cv_buffer_add_char(to, '\n');
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        size_t j = i % table->column_count;
        put_cell(&table->columns[j], &table->cells[i], to);
        cv_buffer_add_char(to, j + 1 < table->column_count ? ',' : '\n');
    }
}
