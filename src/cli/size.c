/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/size.h"

#include <string.h>

#include "base/nearest.h"
#include "cli/console.h"
#include "table/json.h"

/* ---- formats ---- */

static void write_csv(const cv_size_request *request, const cv_table *rows, cv_buffer *to)
{
    (void)request;
    cv_table_write_csv(rows, to);
}

static void write_json(const cv_size_request *request, const cv_table *rows, cv_buffer *to)
{
    cv_buffer sentences[CV_SIZE_SENTENCES] = {{0}};
    cv_json json = {.to = to};
    size_t count = 0;
    to->failed = !cv_size_assumptions(request, rows, sentences, CV_SIZE_SENTENCES, &count) || to->failed;
    cv_json_open(&json, NULL, '{');
    cv_json_open(&json, "assumptions", '[');
    for (size_t i = 0; i < CV_SIZE_SENTENCES; i++) {
        if (i < count)
            cv_json_text(&json, NULL, sentences[i].text);
        cv_buffer_free(&sentences[i]);
    }
    cv_json_close(&json, ']');
    cv_json_open(&json, "rows", '[');
    for (size_t row = 0; row < rows->row_count; row++) {
        cv_json_open_line(&json, NULL, '{');
        for (size_t i = 0; i < rows->column_count; i++) {
            const cv_cell *cell = &rows->cells[row * rows->column_count + i];
            if (rows->columns[i].kind == CV_CELL_TEXT)
                cv_json_text(&json, rows->columns[i].name, cell->text);
            else
                cv_json_number(&json, rows->columns[i].name, cell->number);
        }
        cv_json_close(&json, '}');
    }
    cv_json_close(&json, ']');
    cv_json_close(&json, '}');
}

static const struct format {
    const char *name;
    void (*write)(const cv_size_request *request, const cv_table *rows, cv_buffer *to);
} formats[] = {{"text", cv_size_write_text}, {"csv", write_csv}, {"json", write_json}};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static cv_status find_format(const char *name, const struct format **to, cv_messages *messages)
{
    const char *names[FORMATS];
    for (size_t i = 0; i < FORMATS; i++) {
        names[i] = formats[i].name;
        if (name == NULL || strcmp(name, formats[i].name) == 0) {
            *to = &formats[i];
            return CV_OK;
        }
    }
    return cv_fail_expected(messages, CV_USAGE, (cv_place){.file = "--format"}, "text, csv or json",
                            cv_nearest(name, names, FORMATS), "'%s' is no format", name);
}

/* ---- the command ---- */

static cv_status check_charts(const cv_option_values *charts, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < charts->count; i++) {
        cv_status one = cv_size_chart_check(charts->items[i], messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

static cv_status draw_charts(const cv_size_request *request, const cv_table *rows, const cv_option_values *charts,
                             cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < charts->count && status == CV_OK; i++)
        status = cv_size_chart(request, rows, charts->items[i], messages);
    return status;
}

static cv_status size(const cv_arguments *arguments, cv_messages *messages)
{
    cv_size_request request = {0};
    cv_table rows = {0};
    cv_buffer text = {0};
    const struct format *format = NULL;
    cv_status status = find_format(cv_arguments_text(arguments, CV_SIZE_FORMAT), &format, messages);
    cv_status read = cv_size_request_read(arguments, &request, messages);
    if (status == CV_OK)
        status = read;
    const cv_option_values *charts = &arguments->values[CV_SIZE_CHART];
    cv_status named = check_charts(charts, messages);
    if (status == CV_OK)
        status = named;
    if (status == CV_OK)
        status = cv_size_rows(&request, &rows, messages);
    if (status == CV_OK)
        status = draw_charts(&request, &rows, charts, messages);
    if (status == CV_OK || status == CV_PROGRAM) { /* without gnuplot all but the pictures */
        format->write(&request, &rows, &text);
        cv_status written = cv_console_write(&text, messages);
        status = status == CV_OK ? written : status;
    }
    cv_table_free(&rows);
    cv_size_request_free(&request);
    return status;
}

const cv_command cv_command_size = {
    .name = "size",
    .section = "Planning",
    .summary = "plans a sample: interviews for a precision or a power, and the reverse",
    .operands = "",
    .options = cv_size_options,
    .option_count = CV_SIZE_COUNT,
    .details = "One proportion: --margin finds the interviews for a half-width, --n the half-width.\n"
               "Two groups: --p1 with --p2 or --difference finds the interviews for a power, with --n the\n"
               "power; --p1 with --n finds the smallest difference. --sd in place of proportions asks the same of\n"
               "means, with --power where --n and no difference are given. Proportions are fractions; options with\n"
               "',...' take several values, and the answer has a row for every combination. The answer in\n"
               "words says all that it takes for granted.\n"
               "\n"
               "  canvass size --p 0.1,0.3,0.5 --margin 0.03 --deff 1.6 --response 0.4\n"
               "  canvass size --p 0.5,0.2 --deff 1,2 --margin 0.03 --chart precision.svg\n"
               "  canvass size --sd 15 --difference 5 --power 0.9\n"
               "  canvass size --p1 0.60 --difference 0.04 --groups 4 --cluster-size 12 --icc 0.05\n"
               "  canvass size --like study.yaml:interest-by-country --row level=Interested --n 1000,2000\n",
    .run = size,
};
