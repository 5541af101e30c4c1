/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/reports.h"

#include <sys/stat.h>

#include "plot/picture.h"
#include "report/html.h"
#include "report/pandoc.h"
#include "report/workbook.h"

enum { LARGEST_PICTURE = 256 << 20 };

typedef struct reporting {
    const cv_run *run;
    cv_folder *folder;
    cv_messages *messages;
    cv_arena arena;
    cv_chart_text *texts; /* [chart_count at most] of the charts that have scripts */
    size_t text_count;
    cv_html_picture *pictures; /* [chart_count at most] */
    size_t picture_count;
    cv_buffer *bytes; /* [2 x chart_count] of the pictures */
    size_t byte_count;
} reporting;

/* ---- charts ---- */

/* A file of the charts' folder; an empty buffer where there is none. */
static cv_status read_chart(reporting *r, const cv_chart_spec *chart, const char *ending, cv_buffer *to)
{
    struct stat found;
    const char *path = cv_arena_format(&r->arena, "%s/charts/%s.%s", r->folder->staging, chart->name.text, ending);
    if (path == NULL)
        return cv_fail_memory(r->messages);
    if (stat(path, &found) != 0)
        return CV_OK;
    return cv_file_read(path, LARGEST_PICTURE, to, r->messages);
}

/* The words of a chart stand in its script. */
static cv_status read_text(reporting *r, const cv_chart_spec *chart)
{
    cv_buffer script = {0};
    cv_status status = read_chart(r, chart, "gp", &script);
    if (status == CV_OK && script.length > 0) {
        const char *title = cv_picture_comment(&r->arena, script.text, "Title");
        const char *alt = cv_picture_comment(&r->arena, script.text, "Description");
        if (title != NULL && alt != NULL)
            r->texts[r->text_count++] = (cv_chart_text){.name = chart->name.text, .title = title, .alt = alt};
    }
    cv_buffer_free(&script);
    return status;
}

/* A page shows the SVG; the PNG only where there is nothing else. */
static cv_status read_picture(reporting *r, const cv_chart_spec *chart)
{
    cv_html_picture *picture = &r->pictures[r->picture_count];
    cv_buffer *svg = &r->bytes[r->byte_count++], *png = &r->bytes[r->byte_count++];
    cv_status status = read_chart(r, chart, "svg", svg);
    if (status == CV_OK && svg->length == 0)
        status = read_chart(r, chart, "png", png);
    if (status != CV_OK || svg->length + png->length == 0)
        return status;
    *picture = (cv_html_picture){.name = chart->name.text};
    picture->svg = svg->length > 0 ? svg->text : NULL;
    picture->svg_length = svg->length;
    picture->png = png->length > 0 ? png->text : NULL;
    picture->png_length = png->length;
    r->picture_count++;
    return CV_OK;
}

static cv_status read_charts(reporting *r)
{
    const cv_study *study = r->run->study;
    size_t count = study->chart_count;
    r->texts = cv_arena_array(&r->arena, count + 1, sizeof *r->texts);
    r->pictures = cv_arena_array(&r->arena, count + 1, sizeof *r->pictures);
    r->bytes = cv_arena_array(&r->arena, 2 * count + 1, sizeof *r->bytes);
    if (r->texts == NULL || r->pictures == NULL || r->bytes == NULL)
        return cv_fail_memory(r->messages);
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < count; i++) {
        status = read_text(r, &study->charts[i]);
        if (status == CV_OK && (study->report & CV_REPORT_HTML) != 0)
            status = read_picture(r, &study->charts[i]);
    }
    return status;
}

/* ---- formats ---- */

static cv_status write_html(const reporting *r, const cv_document *document, cv_buffer *to)
{
    const cv_html_options options = {.pictures = r->pictures, .picture_count = r->picture_count};
    cv_report_html(document, &options, to);
    return CV_OK;
}

static cv_status write_markdown(const reporting *r, const cv_document *document, cv_buffer *to)
{
    (void)r;
    cv_report_markdown(document, to);
    return CV_OK;
}

static cv_status write_workbook(const reporting *r, const cv_document *document, cv_buffer *to)
{
    const cv_workbook_options options = {.values = r->run->values, .folder = r->folder->staging};
    return cv_report_workbook(document, &options, to, r->messages);
}

static cv_status write_tex(const reporting *r, const cv_document *document, cv_buffer *to)
{
    (void)r;
    cv_report_tex(document, to);
    return CV_OK;
}

static const struct format {
    unsigned format;
    const char *file;
    cv_status (*write)(const reporting *r, const cv_document *document, cv_buffer *to);
} formats[] = {{CV_REPORT_HTML, "report.html", write_html},
               {CV_REPORT_MD, "report.md", write_markdown},
               {CV_REPORT_TEX, "report.tex", write_tex},
               {CV_REPORT_XLSX, CV_WORKBOOK_NAME, write_workbook}};

enum { FORMATS = sizeof formats / sizeof formats[0] };

static cv_status write_format(const reporting *r, const struct format *format, const cv_document *document)
{
    cv_buffer bytes = {0};
    cv_status status = format->write(r, document, &bytes);
    if (status == CV_OK && bytes.failed)
        status = cv_fail_memory(r->messages);
    if (status == CV_OK)
        status = cv_folder_write(r->folder, format->file, bytes.text, bytes.length, r->messages);
    cv_buffer_free(&bytes);
    return status;
}

static cv_status write_all(reporting *r)
{
    const cv_document_options options = {.values = r->run->values, .charts = r->texts, .chart_count = r->text_count};
    cv_document document;
    cv_status status = cv_document_build(r->run->results, &options, &document) ? CV_OK : cv_fail_memory(r->messages);
    for (size_t i = 0; status == CV_OK && i < FORMATS; i++)
        if ((r->run->study->report & formats[i].format) != 0)
            status = write_format(r, &formats[i], &document);
    const cv_pandoc_options office = {.formats = r->run->study->report, .stop = r->run->stop};
    if (status == CV_OK)
        status = cv_pandoc_write(&document, &office, r->folder, r->messages);
    cv_document_free(&document);
    return status;
}

cv_status cv_reports_write(const cv_run *run, cv_folder *folder, cv_messages *messages)
{
    unsigned wanted = CV_REPORT_DOCX | CV_REPORT_PPTX;
    for (size_t i = 0; i < FORMATS; i++)
        wanted |= formats[i].format;
    if ((run->study->report & wanted) == 0)
        return CV_OK;
    reporting r = {.run = run, .folder = folder, .messages = messages};
    cv_status status = read_charts(&r);
    if (status == CV_OK)
        status = write_all(&r);
    for (size_t i = 0; i < r.byte_count; i++)
        cv_buffer_free(&r.bytes[i]);
    cv_arena_free(&r.arena);
    return status;
}
