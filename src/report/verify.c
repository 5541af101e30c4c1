/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/verify.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "report/tree.h"

enum { MOST_STUDY_BYTES = 64 * 1024 * 1024 };

const char *cv_verdict_name(cv_verdict verdict)
{
    static const char *const names[] = {[CV_VERDICT_SAME] = "same",
                                        [CV_VERDICT_DIFFERS] = "DIFFERS",
                                        [CV_VERDICT_MISSING] = "missing",
                                        [CV_VERDICT_EXTRA] = "not in the manifest",
                                        [CV_VERDICT_UNDRAWN] = "not drawn again"};
    return names[verdict];
}

/* ---- what is different before any file is looked at ---- */

static bool study_changed(const cv_verification *v)
{
    cv_buffer now = {0};
    cv_messages unheard = {0}; /* a study file that is gone is no difference: its text is in the manifest */
    bool changed = cv_file_read(v->request.path, MOST_STUDY_BYTES, &now, &unheard) == CV_OK &&
                   (now.length != v->manifest.study_length ||
                    (now.length > 0 && memcmp(now.text, v->manifest.study_text, now.length) != 0));
    cv_messages_free(&unheard);
    cv_buffer_free(&now);
    return changed;
}

static const char *version_in(const cv_manifest_version *versions, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(versions[i].name, name) == 0)
            return versions[i].version;
    return "";
}

static const char *version_text(const char *version)
{
    return *version == '\0' ? "none" : version;
}

/* The programs that made the run's files: its manifest names them. */
static unsigned programs_of(const cv_manifest *manifest)
{
    unsigned programs = 0;
    for (size_t i = 0; i < manifest->version_count; i++) {
        if (strcmp(manifest->versions[i].name, "gnuplot") == 0)
            programs |= CV_USES_GNUPLOT;
        if (strcmp(manifest->versions[i].name, "pandoc") == 0)
            programs |= CV_USES_PANDOC;
    }
    return programs;
}

static cv_status compare_versions(cv_verification *v, cv_messages *messages)
{
    size_t count = 0;
    const cv_manifest_version *now = cv_manifest_versions(&v->arena, programs_of(&v->manifest), &count);
    v->versions = cv_arena_array(&v->arena, count + 1, sizeof *v->versions);
    if (now == NULL || v->versions == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++) {
        const char *then = version_in(v->manifest.versions, v->manifest.version_count, now[i].name);
        if (strcmp(then, now[i].version) == 0)
            continue;
        const char *text = cv_arena_format(&v->arena, "%s: %s then, %s now", now[i].name, version_text(then),
                                           version_text(now[i].version));
        if (text == NULL)
            return cv_fail_memory(messages);
        v->versions[v->version_count++] = text;
    }
    return CV_OK;
}

/* ---- the run ---- */

static cv_status read_manifest(const char *folder, cv_verification *to, cv_messages *messages)
{
    const char *path = cv_arena_format(&to->arena, "%s/%s", folder, CV_MANIFEST_NAME);
    return path == NULL ? cv_fail_memory(messages) : cv_manifest_read(path, &to->manifest, messages);
}

static cv_job_request request_of(const cv_manifest *manifest, const cv_verify_options *options)
{
    return (cv_job_request){.path = options->study != NULL ? options->study : manifest->study_path,
                            .text = manifest->study_text,
                            .length = manifest->study_length,
                            .settings = manifest->settings,
                            .setting_count = manifest->setting_count,
                            .only = manifest->only,
                            .only_count = manifest->only_count,
                            .values = manifest->values,
                            .jobs = options->jobs};
}

/* Behind the data, which the run has read again, come the files of targets and themes. */
static cv_status input_differs(cv_verification *v, size_t at, bool *differs, cv_messages *messages)
{
    const cv_manifest_file *then = &v->manifest.inputs[at];
    char digest[CV_SHA256_SIZE];
    uint64_t size = 0;
    if (at < v->job.results.input_count) {
        *differs = strcmp(v->job.results.inputs[at].sha256, then->sha256) != 0;
        return CV_OK;
    }
    const char *path = cv_path_beside(&v->arena, v->job.study.file, then->path);
    cv_status status = path == NULL ? cv_fail_memory(messages) : cv_file_sha256(path, digest, &size, messages);
    *differs = status == CV_OK && strcmp(digest, then->sha256) != 0;
    return status;
}

static cv_status compare_inputs(cv_verification *to, cv_messages *messages)
{
    const cv_manifest *then = &to->manifest;
    cv_status status = CV_OK;
    to->changed = cv_arena_array(&to->arena, then->input_count + 1, sizeof *to->changed);
    if (to->changed == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; status == CV_OK && i < then->input_count; i++) {
        bool differs = false;
        status = input_differs(to, i, &differs, messages);
        if (differs)
            to->changed[to->changed_count++] = then->inputs[i].path;
    }
    return status;
}

cv_status cv_verify_run(const char *folder, const cv_verify_options *options, cv_verification *to,
                        cv_messages *messages)
{
    cv_status status = read_manifest(folder, to, messages);
    if (status != CV_OK)
        return status;
    to->request = request_of(&to->manifest, options);
    to->study_changed = study_changed(to);
    status = compare_versions(to, messages);
    if (status == CV_OK)
        status = cv_job_read(&to->request, &to->job, messages);
    if (status == CV_OK)
        status = cv_job_analyse(&to->request, &to->job, messages);
    return status == CV_OK ? compare_inputs(to, messages) : status;
}

/* ---- the comparison ---- */

/* One path in the three places that may have it. */
typedef struct copies {
    const char *path;
    const cv_tree_file *in_folder, *in_run;
    const cv_manifest_file *in_manifest;
} copies;

typedef struct comparison {
    cv_verification *to;
    const char *folder, *staging;
    cv_tree in_folder, in_run;
    bool complete; /* the run could make all of its files */
    bool undrawn;  /* charts' pictures of the manifest are not among them */
    cv_messages *messages;
} comparison;

static bool is_picture(const char *path)
{
    size_t length = strlen(path);
    return strncmp(path, "charts/", 7) == 0 && (length < 3 || strcmp(path + length - 3, ".gp") != 0);
}

/* Reports that have the charts' pictures in them. */
static bool shows_pictures(const char *path)
{
    return strcmp(path, "report.html") == 0 || strcmp(path, "report.docx") == 0 || strcmp(path, "deck.pptx") == 0;
}

/* A file that the run had no program for. What it did make is judged by its bytes, but for a report that shows pictures
 * which are not there. */
static bool is_excused(const comparison *c, const copies *of)
{
    if (c->complete)
        return false;
    if (of->in_run == NULL)
        return is_picture(of->path) || strcmp(of->path, "deck.pdf") == 0 || shows_pictures(of->path);
    return c->undrawn && shows_pictures(of->path);
}

static cv_status digest_of(const comparison *c, const char *folder, const cv_tree_file *file,
                           char digest[CV_SHA256_SIZE])
{
    uint64_t size = 0;
    const char *full = cv_arena_format(&c->to->arena, "%s/%s", folder, file->path);
    return full == NULL ? cv_fail_memory(c->messages) : cv_file_sha256(full, digest, &size, c->messages);
}

/* The verdict on a file that all three have. */
static cv_verified_file judge_three(const comparison *c, const copies *of, const char *folder, const char *run)
{
    const char *recorded = of->in_manifest->sha256;
    bool kept = strcmp(folder, recorded) == 0, repeated = strcmp(run, recorded) == 0;
    cv_verified_file file = {.path = of->path, .verdict = CV_VERDICT_DIFFERS};
    if (kept && repeated)
        file.verdict = CV_VERDICT_SAME;
    else if (kept && is_excused(c, of))
        file.verdict = CV_VERDICT_UNDRAWN;
    else if (repeated)
        file.why = "changed since it was written";
    else if (kept)
        file.why = "the run now gives something else";
    else if (strcmp(folder, run) == 0)
        file.why = "the manifest records something else";
    else
        file.why = "changed since it was written, and the run now gives something else";
    return file;
}

/* The verdict where at least one of the three lacks the file. */
static cv_verified_file judge_some(const comparison *c, const copies *of, const char *folder)
{
    cv_verified_file file = {.path = of->path};
    if (of->in_folder == NULL) {
        file.verdict = CV_VERDICT_MISSING;
        if (of->in_manifest == NULL)
            file.why = "the run now writes it";
    } else if (of->in_manifest == NULL) {
        file.verdict = CV_VERDICT_EXTRA;
    } else {
        bool kept = strcmp(folder, of->in_manifest->sha256) == 0;
        bool undrawn = kept && is_excused(c, of);
        file.verdict = undrawn ? CV_VERDICT_UNDRAWN : CV_VERDICT_DIFFERS;
        file.why = undrawn ? NULL : kept ? "the run no longer writes it" : "changed since it was written";
    }
    return file;
}

static cv_status judge(comparison *c, const copies *of)
{
    char folder[CV_SHA256_SIZE] = "", run[CV_SHA256_SIZE] = "";
    cv_verification *to = c->to;
    if (of->in_folder != NULL && !of->in_folder->regular) {
        to->files[to->file_count++] =
            (cv_verified_file){.path = of->path,
                               .verdict = of->in_manifest == NULL ? CV_VERDICT_EXTRA : CV_VERDICT_DIFFERS,
                               .why = "no regular file"};
        return CV_OK;
    }
    cv_status status = of->in_folder == NULL ? CV_OK : digest_of(c, c->folder, of->in_folder, folder);
    if (status == CV_OK && of->in_run != NULL)
        status = digest_of(c, c->staging, of->in_run, run);
    if (status != CV_OK)
        return status;
    to->files[to->file_count++] = of->in_folder != NULL && of->in_run != NULL && of->in_manifest != NULL
                                      ? judge_three(c, of, folder, run)
                                      : judge_some(c, of, folder);
    return CV_OK;
}

/* The smaller of two paths, either of which may be NULL: no more of them. */
static const char *first_of(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    return strcmp(a, b) <= 0 ? a : b;
}

/* The item of a sorted tree at *at if it has this path, which is then passed. */
static const cv_tree_file *take_file(const cv_tree *tree, size_t *at, const char *path)
{
    if (*at == tree->count || strcmp(tree->items[*at].path, path) != 0)
        return NULL;
    return &tree->items[(*at)++];
}

static bool has_file(const cv_tree *sorted, const char *path)
{
    size_t low = 0, high = sorted->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(sorted->items[middle].path, path);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool lacks_pictures(const cv_tree *run, const cv_manifest *manifest)
{
    for (size_t i = 0; i < manifest->output_count; i++)
        if (is_picture(manifest->outputs[i].path) && !has_file(run, manifest->outputs[i].path))
            return true;
    return false;
}

/* Walks the three sorted lists side by side. */
static cv_status judge_all(comparison *c)
{
    const cv_manifest *manifest = &c->to->manifest;
    size_t folder = 0, run = 0, recorded = 0;
    cv_status status = CV_OK;
    while (status == CV_OK) {
        copies of = {0};
        of.path = first_of(folder < c->in_folder.count ? c->in_folder.items[folder].path : NULL,
                           run < c->in_run.count ? c->in_run.items[run].path : NULL);
        of.path = first_of(of.path, recorded < manifest->output_count ? manifest->outputs[recorded].path : NULL);
        if (of.path == NULL)
            break;
        of.path = cv_arena_copy(&c->to->arena, of.path); /* the trees go before the verification does */
        if (of.path == NULL)
            return cv_fail_memory(c->messages);
        of.in_folder = take_file(&c->in_folder, &folder, of.path);
        of.in_run = take_file(&c->in_run, &run, of.path);
        if (recorded < manifest->output_count && strcmp(manifest->outputs[recorded].path, of.path) == 0)
            of.in_manifest = &manifest->outputs[recorded++];
        if (strcmp(of.path, CV_MANIFEST_NAME) != 0) /* it is what the others are judged by */
            status = judge(c, &of);
    }
    return status;
}

static cv_status compare(comparison *c)
{
    cv_verification *to = c->to;
    cv_status status = cv_tree_read(c->folder, &c->in_folder, c->messages);
    if (status == CV_OK)
        status = cv_tree_read(c->staging, &c->in_run, c->messages);
    if (status == CV_OK) {
        to->files = cv_arena_array(&to->arena, c->in_folder.count + c->in_run.count + to->manifest.output_count + 1,
                                   sizeof *to->files);
        c->undrawn = lacks_pictures(&c->in_run, &to->manifest);
        status = to->files == NULL ? cv_fail_memory(c->messages) : judge_all(c);
    }
    cv_tree_free(&c->in_folder);
    cv_tree_free(&c->in_run);
    return status;
}

static cv_status sum_up(const cv_verification *v, bool complete)
{
    if (v->changed_count > 0)
        return CV_DIFFERS;
    for (size_t i = 0; i < v->file_count; i++)
        if (v->files[i].verdict != CV_VERDICT_SAME && v->files[i].verdict != CV_VERDICT_UNDRAWN)
            return CV_DIFFERS;
    return complete ? CV_OK : CV_PROGRAM;
}

cv_status cv_verify_compare(const char *folder, const cv_verify_options *options, cv_verification *verification,
                            cv_messages *messages)
{
    cv_folder temporary = {0};
    const char *base = getenv("TMPDIR");
    cv_run run = cv_job_output(&verification->request, &verification->job);
    run.stop = options->stop;
    run.redraw = true;
    const char *target = cv_arena_format(&verification->arena, "%s/canvass-verify-%ld",
                                         base == NULL || *base == '\0' ? "/tmp" : base, (long)getpid());
    if (target == NULL)
        return cv_fail_memory(messages);

    /* the run's files never leave the staging folder: it is compared where it is, and removed */
    cv_status status = cv_folder_begin(&temporary, target, messages);
    if (status == CV_OK)
        status = cv_output_fill(&run, &temporary, messages);
    bool complete = status != CV_PROGRAM;
    if (status == CV_OK || status == CV_PROGRAM) {
        comparison c = {.to = verification,
                        .folder = folder,
                        .staging = temporary.staging,
                        .complete = complete,
                        .messages = messages};
        status = compare(&c);
        if (status == CV_OK)
            status = sum_up(verification, complete);
    }
    cv_folder_free(&temporary);
    return status;
}

void cv_verify_free(cv_verification *verification)
{
    cv_job_free(&verification->job);
    cv_manifest_free(&verification->manifest);
    cv_arena_free(&verification->arena);
    *verification = (cv_verification){0};
}
