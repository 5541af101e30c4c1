/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/study_file.h"
#include "plot/picture.h"
#include "report/job.h"

enum { OUTPUT, JOBS, ONLY, SET, VALUES, REDRAW, QUIET, PROGRESS };

static const cv_option options[] = {
    [OUTPUT] = {"output", "DIR", "the folder to write (default: the study's output)"},
    [JOBS] = CV_OPTION_JOBS,
    [ONLY] = {"only", "NAME", "run this analysis and the charts from it; may be repeated"},
    [SET] = CV_OPTION_SET,
    [VALUES] = {"values", NULL, "show the values of levels instead of their labels"},
    [REDRAW] = {"redraw", NULL, "draw every chart anew, also those whose script is unchanged"},
    [QUIET] = {"quiet", NULL, "say nothing but errors and warnings"},
    [PROGRESS] = {"progress", NULL, "say what was done even where nobody watches\n(default: on a terminal only)"},
};

/* The folder to write: --output is seen from here, the study's own from where the study lies. */
static const char *target_of(const cv_arguments *arguments, const cv_study *study, cv_arena *arena)
{
    const char *given = cv_arguments_text(arguments, OUTPUT);
    const char *own = study->output.text == NULL ? "out" : study->output.text;
    return given != NULL ? given : cv_path_beside(arena, study->file, own);
}

static void add_count(cv_buffer *to, size_t count, const char *what)
{
    cv_buffer_format(to, "%s%zu %s%s", to->text != NULL && to->text[to->length - 1] == ' ' ? "" : ", ", count, what,
                     count == 1 ? "" : "s");
}

static const struct {
    unsigned format;
    const char *file;
} reports[] = {{CV_REPORT_HTML, "report.html"}, {CV_REPORT_MD, "report.md"},     {CV_REPORT_JSON, "results.json"},
               {CV_REPORT_TEX, "report.tex"},   {CV_REPORT_XLSX, "report.xlsx"}, {CV_REPORT_DOCX, "report.docx"},
               {CV_REPORT_PPTX, "deck.pptx"},   {CV_REPORT_PDF, "deck.pdf"}};

static bool has_file(const char *folder, const char *name, const char *ending)
{
    cv_buffer path = {0};
    cv_buffer_format(&path, "%s/%s%s", folder, name, ending);
    bool has = !path.failed && access(path.text, F_OK) == 0;
    cv_buffer_free(&path);
    return has;
}

/* Whether the chart has all of its pictures. */
static bool is_drawn(const char *charts, const cv_chart_spec *chart)
{
    for (size_t f = 0; f < CV_PICTURE_FORMATS; f++) {
        const cv_picture_format *picture = &cv_picture_formats[f];
        char ending[16];
        snprintf(ending, sizeof ending, ".%s", picture->ending);
        if ((chart->formats & picture->format) != 0 && !has_file(charts, chart->name.text, ending))
            return false;
    }
    return true;
}

/* A chart that could not be drawn is a script; one that had nothing to show is not there. */
static void add_charts(cv_buffer *to, const cv_study *study, const char *target)
{
    cv_buffer charts = {0};
    size_t drawn = 0, scripts = 0;
    cv_buffer_format(&charts, "%s/charts", target);
    for (size_t i = 0; i < study->chart_count && !charts.failed; i++) {
        if (!has_file(charts.text, study->charts[i].name.text, ".gp"))
            continue;
        if (is_drawn(charts.text, &study->charts[i]))
            drawn++;
        else
            scripts++;
    }
    if (drawn > 0)
        add_count(to, drawn, "chart");
    if (scripts > 0)
        add_count(to, scripts, "chart script");
    cv_buffer_free(&charts);
}

/* "wrote out/shopping: 9 tables, 4 charts, report.md": what is there, also where a program was missing */
static void summarise(const cv_study *study, const char *target)
{
    cv_buffer line = {0};
    cv_buffer_add(&line, "wrote ");
    cv_buffer_add_visible(&line, target);
    cv_buffer_add(&line, ": ");
    add_count(&line, cv_output_table_count(study), "table");
    add_charts(&line, study, target);
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++)
        if ((study->report & reports[i].format) != 0 && has_file(target, reports[i].file, ""))
            cv_buffer_format(&line, ", %s", reports[i].file);
    if (!line.failed)
        cv_console_say(line.text);
    cv_buffer_free(&line);
}

/* Everything that touches the disk happens here, between hold and release. */
static cv_status write_output(const cv_job_request *request, const cv_job *job, const char *target,
                              cv_messages *messages)
{
    cv_run run = cv_job_output(request, job);
    run.stop = cv_interrupt_hold();
    cv_status status = cv_output_write(&run, target, messages);
    cv_interrupt_release();
    return status;
}

static cv_status run_job(const cv_job_request *request, const cv_arguments *arguments, cv_messages *messages)
{
    cv_job job = {0};
    cv_arena arena = {0};
    bool talks = !cv_arguments_has(arguments, QUIET) && (cv_arguments_has(arguments, PROGRESS) || cv_console_talks());
    cv_status status = cv_job_read(request, &job, messages);
    if (status != CV_OK)
        goto done;
    const char *target = target_of(arguments, &job.study, &arena);
    status = target == NULL ? cv_fail_memory(messages) : cv_output_probe(target, messages);
    if (status == CV_OK)
        status = cv_job_analyse(request, &job, messages);
    if (status == CV_OK)
        status = write_output(request, &job, target, messages);
    if (talks && (status == CV_OK || status == CV_PROGRAM))
        summarise(&job.study, target);
done:
    cv_job_free(&job);
    cv_arena_free(&arena);
    return status;
}

static cv_status run(const cv_arguments *arguments, cv_messages *messages)
{
    cv_study_file file = {0};
    cv_job_request request = {.settings = arguments->values[SET].items,
                              .setting_count = arguments->values[SET].count,
                              .only = arguments->values[ONLY].items,
                              .only_count = arguments->values[ONLY].count,
                              .values = cv_arguments_has(arguments, VALUES),
                              .redraw = cv_arguments_has(arguments, REDRAW)};
    cv_status status = cv_arguments_jobs(arguments, JOBS, &request.jobs, messages);
    if (status == CV_OK)
        status = cv_study_file_read(arguments->operands[0], &file, messages);
    if (status == CV_OK) {
        request.path = file.path;
        request.text = file.bytes.text;
        request.length = file.bytes.length;
        status = run_job(&request, arguments, messages);
    }
    cv_study_file_free(&file);
    return status;
}

const cv_command cv_command_run = {
    .name = "run",
    .section = "Studies",
    .summary = "runs a study: tables, charts, report and manifest in one folder",
    .operands = "STUDY.yaml",
    .least = 1,
    .most = 1,
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .details = "The output folder appears whole or not at all: until everything is written, the one\n"
               "that was there before stays as it is. Without gnuplot all but the pictures is written\n"
               "and the exit status is 5; likewise without the pictures of a chart that gnuplot cannot\n"
               "draw, and without report.docx and deck.pptx where pandoc, which makes them, is missing.\n"
               "A picture of the folder that is replaced is kept where its script, canvass, gnuplot and\n"
               "the fonts are the same and nobody has changed it. 'canvass help study' lists the keys of\n"
               "a study file.\n",
    .run = run,
};
