/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/build.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void cv_table_free(cv_table *table)
{
    cv_arena_free(&table->arena);
    memset(table, 0, sizeof *table);
}

static size_t by_columns(const cv_build *build)
{
    return build->result->by_count - (build->left_out < build->result->by_count ? 1 : 0);
}

static void name_columns(cv_build *build, cv_columns columns)
{
    cv_column *to = build->table->columns;
    for (size_t i = 0; i < columns.count; i++) {
        if (columns.items[i].name != NULL) {
            *to++ = columns.items[i];
            continue;
        }
        for (size_t axis = 0; axis < build->result->by_count; axis++)
            if (axis != build->left_out)
                *to++ = (cv_column){.name = build->result->by[axis].variable, .kind = CV_CELL_TEXT, .by = true};
    }
}

bool cv_build_begin(cv_build *build, cv_columns columns, size_t rows)
{
    cv_table *table = build->table;
    size_t count = 0;
    for (size_t i = 0; i < columns.count; i++)
        count += columns.items[i].name != NULL ? 1 : by_columns(build);
    table->columns = cv_arena_array(&table->arena, count, sizeof *table->columns);
    table->cells = cv_arena_array(&table->arena, rows > 0 ? rows : 1, count * sizeof *table->cells);
    if (table->columns == NULL || table->cells == NULL)
        return false;
    table->column_count = count;
    table->row_count = rows;
    name_columns(build, columns);
    build->next = table->cells;
    return true;
}

void cv_build_text(cv_build *build, const char *text)
{
    *build->next++ = (cv_cell){.text = text, .number = NAN};
}

void cv_build_number(cv_build *build, double number)
{
    *build->next++ = (cv_cell){.number = number};
}

void cv_build_numbers(cv_build *build, const double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cv_build_number(build, numbers[i]);
}

void cv_build_group(cv_build *build, const int32_t *group)
{
    for (size_t axis = 0; axis < build->result->by_count; axis++)
        if (axis != build->left_out)
            cv_build_text(build, cv_axis_text(&build->result->by[axis], group[axis], build->values));
}

bool cv_build_flags(cv_build *build, unsigned flags)
{
    char text[CV_FLAGS_SIZE];
    const char *copy = NULL;
    if (flags != 0 && (copy = cv_arena_copy(&build->table->arena, cv_flags_text(flags, text))) == NULL)
        return false;
    cv_build_text(build, copy);
    return true;
}

const char *cv_axis_text(const cv_axis *axis, int32_t place, bool values)
{
    if (place == CV_ALL)
        return "(all)";
    assert(place >= 0 && (size_t)place < axis->count);
    return values ? axis->values[place] : axis->labels[place];
}

const char *cv_axis_level(const cv_axis *axis, int32_t place, bool values)
{
    return place == CV_ALL ? NULL : cv_axis_text(axis, place, values);
}

cv_status cv_build_end(cv_build *build, bool done, cv_messages *messages)
{
    if (!done) {
        cv_table_free(build->table);
        return cv_fail_memory(messages);
    }
    assert(build->next == build->table->cells + build->table->row_count * build->table->column_count);
    return CV_OK;
}
