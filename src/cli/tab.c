/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/tab_study.h"
#include "compare/analyse.h"
#include "table/table.h"

/* ---- formats ---- */

typedef struct sheet {
    const cv_result *result;
    bool values;
    cv_messages *messages;
} sheet;

typedef cv_status (*table_maker)(const cv_result *result, bool values, cv_table *to, cv_messages *messages);
typedef void (*table_writer)(const cv_table *table, cv_buffer *to);

static cv_status add_table(const sheet *s, table_maker make, table_writer write, cv_buffer *to)
{
    cv_table table = {0};
    cv_status status = make(s->result, s->values, &table, s->messages);
    if (status == CV_OK)
        write(&table, to);
    cv_table_free(&table);
    return status;
}

/* The tables that the analysis has; between two of them stands `between`, before each its name if `named`. */
static cv_status add_tables(const sheet *s, table_writer write, const char *between, bool named, cv_buffer *to)
{
    const cv_analysis_spec *spec = s->result->spec;
    const struct {
        const char *name;
        bool has;
        table_maker make;
    } tables[] = {{"estimates", true, cv_table_estimates},
                  {"comparisons", spec->compare.given, cv_table_comparisons},
                  {"tests", spec->test_count > 0, cv_table_tests}};
    cv_status status = CV_OK;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0] && status == CV_OK; i++) {
        if (!tables[i].has)
            continue;
        if (i > 0)
            cv_buffer_add(to, between);
        if (named)
            cv_buffer_format(to, "\"%s\": ", tables[i].name);
        status = add_table(s, tables[i].make, write, to);
    }
    return status;
}

static cv_status write_csv(const sheet *s, cv_buffer *to)
{
    return add_tables(s, cv_table_write_csv, "\n", false, to);
}

static cv_status write_json(const sheet *s, cv_buffer *to)
{
    cv_buffer_add_char(to, '{');
    cv_status status = add_tables(s, cv_table_write_json, ",\n", true, to);
    cv_buffer_add(to, "}\n");
    return status;
}

static cv_status write_text(const sheet *s, cv_buffer *to)
{
    const cv_text_options options = {.values = s->values, .colour = cv_console_colours(), .width = cv_console_width()};
    cv_table_text(s->result, &options, to);
    return CV_OK;
}

static cv_status write_markdown(const sheet *s, cv_buffer *to)
{
    cv_table_write_markdown(s->result, s->values, to);
    return CV_OK;
}

static const struct format {
    const char *name;
    cv_status (*write)(const sheet *s, cv_buffer *to);
} formats[] = {{"text", write_text}, {"csv", write_csv}, {"json", write_json}, {"md", write_markdown}};
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
    return cv_fail_expected(messages, CV_USAGE, (cv_place){.file = "--format"}, "text, csv, json or md",
                            cv_nearest(name, names, FORMATS), "'%s' is no format", name);
}

/* ---- the command ---- */

static cv_status print(const cv_results *results, const struct format *format, bool values, cv_messages *messages)
{
    const sheet s = {.result = &results->items[0], .values = values, .messages = messages};
    cv_buffer text = {0};
    cv_status status = format->write(&s, &text);
    if (status == CV_OK)
        return cv_console_write(&text, messages);
    cv_buffer_free(&text);
    return status;
}

static cv_status tabulate(const cv_tab_study *text, size_t jobs, cv_study *study, cv_results *results,
                          cv_messages *messages)
{
    const cv_analyse_options options = {.jobs = jobs};
    cv_status status = cv_study_parse(cv_tab_path, text->text.text, text->text.length, NULL, 0, study, messages);
    return status == CV_OK ? cv_analyse(study, &options, results, messages) : status;
}

static cv_status tab(const cv_arguments *arguments, cv_messages *messages)
{
    cv_tab_study text = {0};
    cv_study study = {0};
    cv_results results = {0};
    const struct format *format = NULL;
    size_t jobs = 0;

    cv_status status = find_format(cv_arguments_text(arguments, CV_TAB_FORMAT), &format, messages);
    cv_status counted = cv_arguments_jobs(arguments, CV_TAB_JOBS, &jobs, messages);
    cv_status written = cv_tab_study_write(arguments, &text, messages);
    if (status == CV_OK)
        status = counted != CV_OK ? counted : written;
    if (status == CV_OK)
        status = tabulate(&text, jobs, &study, &results, messages);
    cv_tab_study_translate(&text, messages);
    if (status == CV_OK)
        status = print(&results, format, cv_arguments_has(arguments, CV_TAB_VALUES), messages);
    cv_results_free(&results);
    cv_study_free(&study);
    cv_tab_study_free(&text);
    return status;
}

const cv_command cv_command_tab = {
    .name = "tab",
    .section = "Tables",
    .summary = "prints one table, straight from the data",
    .operands = "DATA",
    .least = 1,
    .most = 1,
    .options = cv_tab_options,
    .option_count = CV_TAB_COUNT,
    .details = "DATA is a CSV file; '-' is standard input. The numbers are those that a study with the\n"
               "same keys gives. As csv, comparisons and tests follow after an empty line each.\n"
               "\n"
               "  canvass tab survey.csv --of interest=5 --by country --weight weight --strata region \\\n"
               "    --cluster psu --nest --compare\n",
    .run = tab,
};
