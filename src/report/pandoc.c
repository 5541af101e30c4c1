/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/pandoc.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/process.h"
#include "base/zip.h"
#include "plot/text.h"
#include "report/output.h"

enum { LARGEST = 512 << 20 }; /* bytes of a report */

/* ---- what it is given ---- */

static void write_report(const cv_document *document, cv_buffer *to)
{
    cv_report_markdown_with(document, CV_FORMAT_PNG, to);
}

/* CommonMark with what our Markdown has and no more, so that nothing else means anything. The report's only heading of
 * the first level becomes the document's title; each of the deck's is a slide. */
static const struct format {
    unsigned format;
    const char *file, *from, *to, *levels;
    bool filtered; /* by report.lua */
    void (*write)(const cv_document *document, cv_buffer *to);
} formats[] = {
    {CV_REPORT_DOCX, "report.docx", "--from=commonmark+pipe_tables-raw_html", "--to=docx",
     "--shift-heading-level-by=-1", true, write_report},
    {CV_REPORT_PPTX, "deck.pptx", "--from=commonmark+fenced_divs+yaml_metadata_block-raw_html", "--to=pptx",
     "--slide-level=1", false, cv_report_slides},
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

/* report.lua, a part of the program (cmake/Embed.cmake). */
extern const unsigned char cv_report_lua[];
extern const size_t cv_report_lua_size;

static const char filter[] = ".report.lua"; /* while pandoc runs */

/* ---- running it ---- */

typedef struct converter {
    cv_pandoc_options options;
    cv_folder *folder;
    cv_messages *messages;
    cv_arena arena;
    const char *program;
    char **environment;
} converter;

/* Times in the files are those of a fixed day (2000-01-01), so that two runs give the same bytes. */
static cv_status prepare(converter *c)
{
    static const char *const more[] = {"SOURCE_DATE_EPOCH=946684800", NULL};
    cv_status status = CV_OK;
    const char *path = c->options.path != NULL ? c->options.path : cv_process_path();
    c->program = cv_process_find(&c->arena, "pandoc", path, &status, c->messages);
    if (status != CV_OK || c->program == NULL)
        return status;
    c->environment = cv_process_environment(&c->arena, path, more);
    return c->environment == NULL ? cv_fail_memory(c->messages) : CV_OK;
}

static cv_status fail_missing(converter *c)
{
    cv_buffer files = {0};
    for (size_t i = 0; i < FORMATS; i++)
        if ((c->options.formats & formats[i].format) != 0)
            cv_buffer_format(&files, "%s%s", files.length > 0 ? " and " : "", formats[i].file);
    cv_status status =
        files.failed
            ? cv_fail_memory(c->messages)
            : cv_fail_expected(c->messages, CV_PROGRAM, (cv_place){0}, "pandoc (Debian: apt-get install pandoc)", NULL,
                               "pandoc was not found on PATH, so %s cannot be made", files.text);
    cv_buffer_free(&files);
    return status;
}

/* What it said, on one line behind a colon; "" where it said nothing. */
static const char *words_of(converter *c, const cv_process_end *process)
{
    const char *line = cv_text_clean_line(&c->arena, process->words);
    const char *text = line == NULL || *line == '\0' ? "" : cv_arena_format(&c->arena, ": %s", line);
    return text == NULL ? "" : text;
}

/* pandoc gives some entries the time of day. */
static cv_status finish(const converter *c, const struct format *format, const char *path)
{
    cv_buffer bytes = {0};
    cv_status status = cv_file_read(path, LARGEST, &bytes, c->messages);
    if (status == CV_OK)
        status = cv_zip_undate(bytes.text, bytes.length)
                     ? cv_file_write(path, bytes.text, bytes.length, c->messages)
                     : cv_fail(c->messages, CV_PROGRAM, (cv_place){0}, "pandoc left %s unfinished", format->file);
    cv_buffer_free(&bytes);
    return status;
}

/* Whether it did what it was asked to; a file that is not whole is removed. */
static cv_status judge(converter *c, const struct format *format, const cv_process_end *process)
{
    struct stat found;
    cv_status status;
    const char *path = cv_arena_format(&c->arena, "%s/%s", c->folder->staging, format->file);
    if (path == NULL)
        return cv_fail_memory(c->messages);
    if (process->late)
        status = cv_fail(c->messages, CV_PROGRAM, (cv_place){0}, "pandoc took more than %g s for %s and was ended",
                         c->options.limit / 1e3, format->file);
    else if (process->status == -1 || !WIFEXITED(process->status) || WEXITSTATUS(process->status) != 0 ||
             stat(path, &found) != 0)
        status = cv_fail(c->messages, CV_PROGRAM, (cv_place){0}, "pandoc failed on %s%s", format->file,
                         words_of(c, process));
    else
        status = finish(c, format, path);
    if (status != CV_OK && remove(path) != 0 && errno != ENOENT)
        return cv_fail_errno(c->messages, path, "cannot be removed");
    return status;
}

static cv_status run(converter *c, const struct format *format, const cv_buffer *markdown, const char *language)
{
    cv_process_end process;
    const char *const arguments[] = {"pandoc",
                                     format->from,
                                     format->to,
                                     "--standalone",
                                     language,
                                     format->levels,
                                     "--output",
                                     format->file,
                                     "--data-dir",
                                     "/nonexistent",
                                     format->filtered ? "--lua-filter" : NULL,
                                     filter,
                                     NULL};
    const cv_process_spec spec = {.program = c->program,
                                  .arguments = arguments,
                                  .environment = c->environment,
                                  .folder = c->folder->staging,
                                  .input = markdown->text,
                                  .input_length = markdown->length,
                                  .limit = c->options.limit,
                                  .stop = c->options.stop};
    cv_status status = cv_process_run(&spec, &process, c->messages);
    if (status == CV_OK && c->options.stop != NULL && *c->options.stop != 0)
        return cv_fail(c->messages, CV_SYSTEM, (cv_place){0}, "interrupted");
    return status == CV_OK ? judge(c, format, &process) : status;
}

static cv_status convert(converter *c, const struct format *format, const cv_document *document)
{
    cv_buffer markdown = {0};
    format->write(document, &markdown);
    const char *path = cv_arena_format(&c->arena, "%s/%s", c->folder->staging, filter);
    const char *language = cv_arena_format(&c->arena, "--metadata=lang:%s", cv_language_code(document->language));
    cv_status status = markdown.failed || path == NULL || language == NULL ? cv_fail_memory(c->messages) : CV_OK;
    if (status == CV_OK && format->filtered)
        status = cv_file_write(path, (const char *)cv_report_lua, cv_report_lua_size, c->messages);
    if (status == CV_OK)
        status = run(c, format, &markdown, language);
    if (path != NULL && remove(path) != 0 && errno != ENOENT && status == CV_OK)
        status = cv_fail_errno(c->messages, path, "cannot be removed");
    cv_buffer_free(&markdown);
    return status;
}

cv_status cv_pandoc_write(const cv_document *document, const cv_pandoc_options *options, cv_folder *folder,
                          cv_messages *messages)
{
    converter c = {.options = *options, .folder = folder, .messages = messages};
    cv_status worst = CV_OK;
    if ((options->formats & (CV_REPORT_DOCX | CV_REPORT_PPTX)) == 0)
        return CV_OK;
    if (c.options.limit <= 0)
        c.options.limit = CV_PANDOC_LIMIT;
    cv_status status = prepare(&c);
    if (status == CV_OK && c.program == NULL)
        status = fail_missing(&c);
    for (size_t i = 0; status == CV_OK && i < FORMATS; i++) {
        if ((options->formats & formats[i].format) == 0)
            continue;
        status = convert(&c, &formats[i], document);
        if (status == CV_PROGRAM) { /* the other may do */
            worst = CV_PROGRAM;
            status = CV_OK;
        }
    }
    cv_arena_free(&c.arena);
    return status == CV_OK ? worst : status;
}

void cv_pandoc_version(char text[64])
{
    static const char *const arguments[] = {"pandoc", "--version", NULL};
    cv_process_end process;
    cv_messages unheard = {0};
    converter c = {.messages = &unheard};
    text[0] = '\0';
    if (prepare(&c) == CV_OK && c.program != NULL) {
        const cv_process_spec spec = {
            .program = c.program, .arguments = arguments, .environment = c.environment, .limit = 10000};
        if (cv_process_run(&spec, &process, &unheard) == CV_OK && process.status == 0)
            snprintf(text, 64, "%.*s", (int)strcspn(process.words, "\n"), process.words);
    }
    cv_messages_free(&unheard);
    cv_arena_free(&c.arena);
}
