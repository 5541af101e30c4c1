/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/pictures.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plot/draw.h"
#include "plot/fonts.h"
#include "plot/picture.h"
#include "report/manifest.h"
#include "report/version.h"

enum { PICTURE_MOST = 256 << 20 }; /* bytes */

/* The folder that the run replaces. */
typedef struct earlier {
    cv_arena arena;
    cv_manifest manifest;
    cv_folder *folder; /* target: the earlier one; staging: the new one */
    bool usable;       /* its manifest was read, and nothing but scripts can differ */
    cv_messages *messages;
} earlier;

static const char *version_in(const cv_manifest *manifest, const char *name)
{
    for (size_t i = 0; i < manifest->version_count; i++)
        if (strcmp(manifest->versions[i].name, name) == 0)
            return manifest->versions[i].version;
    return "";
}

static bool same_programs_and_fonts(const cv_manifest *manifest)
{
    char gnuplot[64], fonts[64];
    if (strcmp(version_in(manifest, "canvass"), cv_version()) != 0)
        return false;
    cv_plot_version(gnuplot);
    return gnuplot[0] != '\0' && strcmp(version_in(manifest, "gnuplot"), gnuplot) == 0 && cv_fonts_line(fonts) &&
           strcmp(version_in(manifest, CV_MANIFEST_FONTS), fonts) == 0;
}

/* What cannot be read is no mistake here: then all is drawn. */
static void look_at_earlier(earlier *e)
{
    cv_messages unheard = {0};
    struct stat about;
    const char *path = cv_arena_format(&e->arena, "%s/%s", e->folder->target, CV_MANIFEST_NAME);
    e->usable = path != NULL && lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
                cv_manifest_read(path, &e->manifest, &unheard) == CV_OK && same_programs_and_fonts(&e->manifest);
    cv_messages_free(&unheard);
}

/* Whether the new script is the one that the earlier pictures were drawn by. */
static bool same_script(earlier *e, const char *base)
{
    cv_messages unheard = {0};
    char digest[CV_SHA256_SIZE];
    uint64_t size = 0;
    const char *name = cv_arena_format(&e->arena, "%s.gp", base);
    const char *path = name == NULL ? NULL : cv_arena_format(&e->arena, "%s/%s", e->folder->staging, name);
    const cv_manifest_file *recorded = path == NULL ? NULL : cv_manifest_output(&e->manifest, name);
    bool same = recorded != NULL && cv_file_sha256(path, digest, &size, &unheard) == CV_OK &&
                strcmp(digest, recorded->sha256) == 0;
    cv_messages_free(&unheard);
    return same;
}

/* Reads a picture of the earlier folder if it may be kept. */
static bool read_picture(earlier *e, const char *name, cv_buffer *bytes)
{
    cv_messages unheard = {0};
    char digest[CV_SHA256_SIZE];
    struct stat about;
    const char *path = cv_arena_format(&e->arena, "%s/%s", e->folder->target, name);
    const cv_manifest_file *recorded = cv_manifest_output(&e->manifest, name);
    bool read = path != NULL && recorded != NULL && lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
                cv_file_read(path, PICTURE_MOST, bytes, &unheard) == CV_OK && bytes->length > 0;
    cv_messages_free(&unheard);
    if (!read)
        return false;
    cv_bytes_sha256(bytes->text, bytes->length, digest);
    return strcmp(digest, recorded->sha256) == 0;
}

/* Keeps what can be kept of one script's pictures.
 * @param[in,out] formats  the pictures to make; those that were kept are taken out */
static cv_status keep(earlier *e, const char *base, unsigned *formats)
{
    cv_status status = CV_OK;
    unsigned kept = 0;
    if (!e->usable || *formats == 0 || !same_script(e, base))
        return CV_OK;
    for (size_t f = 0; f < CV_PICTURE_FORMATS && status == CV_OK; f++) {
        cv_buffer bytes = {0};
        const char *name = cv_arena_format(&e->arena, "%s.%s", base, cv_picture_formats[f].ending);
        if (name == NULL)
            status = cv_fail_memory(e->messages);
        else if ((*formats & cv_picture_formats[f].format) != 0 && read_picture(e, name, &bytes)) {
            status = cv_folder_write(e->folder, name, bytes.text, bytes.length, e->messages);
            kept |= cv_picture_formats[f].format;
        }
        cv_buffer_free(&bytes);
    }
    if (kept == *formats) /* a script draws all of its pictures or none */
        *formats = 0;
    return status;
}

/* @param[out] to  the study without the charts that need no drawing   @param[in,out] deck  likewise */
static cv_status keep_all(earlier *e, cv_study *to, bool *deck)
{
    cv_status status = CV_OK;
    unsigned pages = *deck ? CV_FORMAT_PDF : 0;
    for (size_t i = 0; i < to->chart_count && status == CV_OK; i++) {
        const char *base = cv_arena_format(&e->arena, "charts/%s", to->charts[i].name.text);
        status = base == NULL ? cv_fail_memory(e->messages) : keep(e, base, &to->charts[i].formats);
    }
    if (status == CV_OK)
        status = keep(e, "deck", &pages);
    *deck = pages != 0;
    return status;
}

/* How many gnuplots at a time. */
static size_t drawing_jobs(size_t jobs)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return jobs > 0 ? jobs : cores > 0 ? (size_t)cores : 1;
}

cv_status cv_pictures_make(const cv_run *run, const cv_study *study, bool deck, cv_folder *folder,
                           cv_messages *messages)
{
    if (study->chart_count == 0 && !deck)
        return CV_OK;
    earlier e = {.folder = folder, .messages = messages};
    cv_study drawn = *study;
    cv_status status = CV_OK;
    drawn.charts = cv_arena_array(&e.arena, study->chart_count + 1, sizeof *drawn.charts);
    if (drawn.charts == NULL)
        return cv_fail_memory(messages);
    memcpy(drawn.charts, study->charts, study->chart_count * sizeof *drawn.charts);
    if (!run->redraw)
        look_at_earlier(&e);
    status = keep_all(&e, &drawn, &deck);
    const cv_draw_options options = {.jobs = drawing_jobs(run->jobs), .deck = deck, .stop = run->stop};
    if (status == CV_OK)
        status = cv_draw(&drawn, folder, &options, messages);
    cv_manifest_free(&e.manifest);
    cv_arena_free(&e.arena);
    return status;
}
