/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* utimensat */
#include "report/pictures.h"

#include <fcntl.h>
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
    struct timespec fonts;
    cv_messages *messages;
} earlier;

static const char *version_in(const cv_manifest *manifest, const char *name)
{
    for (size_t i = 0; i < manifest->version_count; i++)
        if (strcmp(manifest->versions[i].name, name) == 0)
            return manifest->versions[i].version;
    return "";
}

static bool same_programs(const cv_manifest *manifest)
{
    char gnuplot[64];
    if (strcmp(version_in(manifest, "canvass"), cv_version()) != 0)
        return false;
    cv_plot_version(gnuplot);
    return gnuplot[0] != '\0' && strcmp(version_in(manifest, "gnuplot"), gnuplot) == 0;
}

/* What cannot be read is no mistake here: then all is drawn. */
static void look_at_earlier(earlier *e)
{
    cv_messages unheard = {0};
    struct stat about;
    const char *path = cv_arena_format(&e->arena, "%s/%s", e->folder->target, CV_MANIFEST_NAME);
    e->usable = path != NULL && lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
                cv_manifest_read(path, &e->manifest, &unheard) == CV_OK && same_programs(&e->manifest);
    if (e->usable)
        e->fonts = cv_fonts_changed();
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

static bool is_later(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

/* Reads a picture of the earlier folder if it may be kept. */
static bool read_picture(earlier *e, const char *name, cv_buffer *bytes, struct timespec *drawn)
{
    cv_messages unheard = {0};
    char digest[CV_SHA256_SIZE];
    struct stat about;
    const char *path = cv_arena_format(&e->arena, "%s/%s", e->folder->target, name);
    const cv_manifest_file *recorded = cv_manifest_output(&e->manifest, name);
    bool read = path != NULL && recorded != NULL && lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
                is_later(about.st_mtim, e->fonts) && cv_file_read(path, PICTURE_MOST, bytes, &unheard) == CV_OK &&
                bytes->length > 0;
    cv_messages_free(&unheard);
    if (!read)
        return false;
    cv_bytes_sha256(bytes->text, bytes->length, digest);
    *drawn = about.st_mtim;
    return strcmp(digest, recorded->sha256) == 0;
}

/* Writes a kept picture; it stays as old as it is, since the fonts of its day are in it. */
static cv_status write_picture(earlier *e, const char *name, const cv_buffer *bytes, struct timespec drawn)
{
    const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, drawn};
    cv_status status = cv_folder_write(e->folder, name, bytes->text, bytes->length, e->messages);
    const char *path = cv_arena_format(&e->arena, "%s/%s", e->folder->staging, name);
    if (status == CV_OK && path == NULL)
        status = cv_fail_memory(e->messages);
    if (status == CV_OK && utimensat(AT_FDCWD, path, times, 0) != 0)
        status = cv_fail_errno(e->messages, path, "cannot be written");
    return status;
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
        struct timespec drawn;
        const char *name = cv_arena_format(&e->arena, "%s.%s", base, cv_picture_formats[f].ending);
        if (name == NULL)
            status = cv_fail_memory(e->messages);
        else if ((*formats & cv_picture_formats[f].format) != 0 && read_picture(e, name, &bytes, &drawn)) {
            status = write_picture(e, name, &bytes, drawn);
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
