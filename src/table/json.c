/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/json.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "table/table.h"

/* ---- the pieces ---- */

static int append(const char *bytes, size_t count, void *to)
{
    cv_buffer_add_bytes(to, bytes, count);
    return 0;
}

/* A text in quotes. jansson refuses what is not UTF-8 (or has no memory): the document has failed then. */
static void put_quoted(cv_buffer *to, const char *text)
{
    json_t *value = json_string(text);
    if (value == NULL || json_dump_callback(value, append, to, JSON_ENCODE_ANY) != 0)
        to->failed = true;
    json_decref(value);
}

static void break_line(cv_json *json)
{
    if (json->one_line > 0)
        return;
    cv_buffer_add_char(json->to, '\n');
    for (size_t i = 0; i < json->depth; i++)
        cv_buffer_add_char(json->to, ' ');
}

static void put_key(cv_json *json, const char *key)
{
    if (json->more)
        cv_buffer_add(json->to, json->one_line > 0 ? ", " : ",");
    if (json->depth > 0)
        break_line(json);
    json->more = true;
    if (key == NULL)
        return;
    put_quoted(json->to, key);
    cv_buffer_add(json->to, ": ");
}

void cv_json_open(cv_json *json, const char *key, char bracket)
{
    put_key(json, key);
    cv_buffer_add_char(json->to, bracket);
    json->depth++;
    json->more = false;
}

void cv_json_open_line(cv_json *json, const char *key, char bracket)
{
    cv_json_open(json, key, bracket);
    if (json->one_line == 0)
        json->one_line = json->depth;
}

void cv_json_close(cv_json *json, char bracket)
{
    bool line = json->one_line > 0;
    if (json->one_line == json->depth)
        json->one_line = 0;
    json->depth--;
    if (json->more && !line)
        break_line(json);
    cv_buffer_add_char(json->to, bracket);
    json->more = true;
    if (json->depth == 0)
        cv_buffer_add_char(json->to, '\n');
}

void cv_json_text(cv_json *json, const char *key, const char *text)
{
    put_key(json, key);
    if (text == NULL)
        cv_buffer_add(json->to, "null");
    else
        put_quoted(json->to, text);
}

void cv_json_number(cv_json *json, const char *key, double number)
{
    put_key(json, key);
    if (isnan(number)) {
        cv_buffer_add(json->to, "null");
    } else if (isinf(number)) {
        cv_buffer_add(json->to, number > 0 ? "\"inf\"" : "\"-inf\"");
    } else {
        cv_buffer_add_number(json->to, number);
    }
}

void cv_json_truth(cv_json *json, const char *key, bool truth)
{
    put_key(json, key);
    cv_buffer_add(json->to, truth ? "true" : "false");
}

/* ---- a table ---- */

static bool name_is_taken(const cv_table *table, const char *name)
{
    for (size_t j = 0; j < table->column_count; j++)
        if (!table->columns[j].by && strcmp(table->columns[j].name, name) == 0)
            return true;
    return false;
}

/* Readers keep one of two equal keys, so a by variable that is called like a fixed column becomes "by:NAME". */
static void put_cell(cv_json *json, const cv_table *table, size_t column, const cv_cell *cell)
{
    const cv_column *of = &table->columns[column];
    cv_buffer key = {0};
    if (of->by && name_is_taken(table, of->name))
        cv_buffer_add(&key, "by:");
    cv_buffer_add(&key, of->name);
    const char *name = key.failed ? of->name : key.text;
    json->to->failed = json->to->failed || key.failed;
    if (of->kind == CV_CELL_TEXT)
        cv_json_text(json, name, cell->text);
    else
        cv_json_number(json, name, cell->number);
    cv_buffer_free(&key);
}

void cv_table_write_json(const cv_table *table, cv_buffer *to)
{
    cv_json json = {.to = to};
    cv_json_open(&json, NULL, '[');
    for (size_t i = 0; i < table->row_count; i++) {
        cv_json_open_line(&json, NULL, '{');
        for (size_t j = 0; j < table->column_count; j++)
            put_cell(&json, table, j, &table->cells[i * table->column_count + j]);
        cv_json_close(&json, '}');
    }
    cv_json_close(&json, ']');
}
