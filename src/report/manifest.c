/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */
#include "report/manifest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "plot/fonts.h"
#include "plot/plot.h"
#include "report/pandoc.h"
#include "report/tree.h"
#include "report/version.h"

enum { FORMAT = 1, MOST_BYTES = 64 * 1024 * 1024 };

/* ---- writing ---- */

/* A JSON object or array under way; a failed step sticks. */
typedef struct writer {
    bool no_memory;
    const char *not_utf8; /* the text that JSON cannot hold */
} writer;

static void put(writer *w, json_t *object, const char *key, json_t *value)
{
    if (value == NULL || json_object_set_new(object, key, value) != 0)
        w->no_memory = true;
}

static void append(writer *w, json_t *array, json_t *value)
{
    if (value == NULL || json_array_append_new(array, value) != 0)
        w->no_memory = true;
}

static json_t *text_of(writer *w, const char *text, size_t length)
{
    json_t *value = json_stringn(text, length);
    if (value != NULL)
        return value;
    /* jansson does not say why: memory is asked for again without its check of the bytes */
    json_t *unchecked = json_stringn_nocheck(text, length);
    if (unchecked != NULL)
        w->not_utf8 = text;
    return unchecked;
}

static void put_text(writer *w, json_t *object, const char *key, const char *text)
{
    put(w, object, key, text_of(w, text, strlen(text)));
}

static json_t *list_of(writer *w, const char *const *texts, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        append(w, list, text_of(w, texts[i], strlen(texts[i])));
    return list;
}

/* With the folder's links resolved but not the file's own: data are beside the path that was given. */
static const char *absolute_path(cv_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == path)
        return cv_arena_copy(arena, path);
    const char *folder = slash == NULL ? "." : cv_arena_text(arena, path, (size_t)(slash - path));
    char resolved[PATH_MAX];
    if (folder == NULL)
        return NULL;
    if (realpath(folder, resolved) == NULL)
        return cv_arena_copy(arena, path); /* the folder of an older run's study may be gone */
    return cv_arena_format(arena, "%s/%s", strcmp(resolved, "/") == 0 ? "" : resolved,
                           slash == NULL ? path : slash + 1);
}

static json_t *study_object(writer *w, const cv_study *study)
{
    cv_arena arena = {0};
    char digest[CV_SHA256_SIZE];
    json_t *object = json_object();
    const char *path = absolute_path(&arena, study->file);
    if (path == NULL)
        w->no_memory = true;
    else
        put_text(w, object, "path", path);
    cv_bytes_sha256(study->text, study->text_length, digest);
    if (*digest == '\0')
        w->no_memory = true;
    put_text(w, object, "sha256", digest);
    put(w, object, "size", json_integer((json_int_t)study->text_length));
    put(w, object, "text", text_of(w, study->text, study->text_length));
    cv_arena_free(&arena);
    return object;
}

static json_t *file_object(writer *w, const char *path, const char *sha256, uint64_t size)
{
    json_t *object = json_object();
    put_text(w, object, "path", path);
    put_text(w, object, "sha256", sha256);
    put(w, object, "size", json_integer((json_int_t)size));
    return object;
}

static json_t *input_list(writer *w, const cv_run *run)
{
    json_t *list = json_array();
    for (size_t i = 0; i < run->results->input_count; i++) {
        const cv_input *input = &run->results->inputs[i];
        json_t *file = file_object(w, input->path, input->sha256, input->bytes);
        put(w, file, "rows", json_integer((json_int_t)input->rows));
        append(w, list, file);
    }
    return list;
}

/* A file beside the study. */
static cv_status add_beside(writer *w, json_t *list, const cv_study *study, const char *name, cv_messages *messages)
{
    cv_arena arena = {0};
    char digest[CV_SHA256_SIZE];
    uint64_t size = 0;
    const char *path = cv_path_beside(&arena, study->file, name);
    cv_status status = path == NULL ? cv_fail_memory(messages) : cv_file_sha256(path, digest, &size, messages);
    if (status == CV_OK)
        append(w, list, file_object(w, name, digest, size));
    cv_arena_free(&arena);
    return status;
}

/* The files of targets that the weights were calibrated to, and those of themes. */
static cv_status add_others(writer *w, json_t *list, const cv_study *study, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < study->design.calibrate_count; i++)
        for (size_t m = 0; status == CV_OK && m < study->design.calibrate[i].margin_count; m++) {
            const cv_margin_spec *margin = &study->design.calibrate[i].margins[m];
            if (margin->kind == CV_MARGIN_FILE)
                status = add_beside(w, list, study, margin->file.text, messages);
        }
    for (size_t i = 0; status == CV_OK && i < study->theme_files.count; i++)
        status = add_beside(w, list, study, study->theme_files.items[i].text, messages);
    return status;
}

static cv_status add_outputs(writer *w, json_t *list, const char *folder, cv_messages *messages)
{
    cv_tree tree = {0};
    cv_status status = cv_tree_read(folder, &tree, messages);
    for (size_t i = 0; i < tree.count && status == CV_OK; i++) {
        char digest[CV_SHA256_SIZE];
        uint64_t size = 0;
        const char *full = cv_arena_format(&tree.arena, "%s/%s", folder, tree.items[i].path);
        status = full == NULL ? cv_fail_memory(messages) : cv_file_sha256(full, digest, &size, messages);
        if (status == CV_OK)
            append(w, list, file_object(w, tree.items[i].path, digest, size));
    }
    cv_tree_free(&tree);
    return status;
}

/* The programs that this run's files are made by. */
static unsigned programs_of(const cv_study *study)
{
    bool drawn = study->chart_count > 0 || (study->report & CV_REPORT_PDF) != 0;
    bool converted = (study->report & (CV_REPORT_DOCX | CV_REPORT_PPTX)) != 0;
    return (drawn ? CV_USES_GNUPLOT : 0U) | (converted ? CV_USES_PANDOC : 0U);
}

static void put_versions(writer *w, unsigned programs, json_t *root)
{
    cv_arena arena = {0};
    size_t count = 0;
    const cv_manifest_version *versions = cv_manifest_versions(&arena, programs, &count);
    json_t *object = json_object();
    if (versions == NULL)
        w->no_memory = true;
    for (size_t i = 0; i < count && versions != NULL; i++)
        put_text(w, object, versions[i].name, versions[i].version);
    put(w, root, "versions", object);
    cv_arena_free(&arena);
}

static int write_piece(const char *bytes, size_t count, void *buffer)
{
    cv_buffer_add_bytes(buffer, bytes, count);
    return 0;
}

cv_status cv_manifest_write(const cv_run *run, const char *folder, cv_buffer *to, cv_messages *messages)
{
    writer w = {0};
    json_t *root = json_object();
    put(&w, root, "manifest", json_integer(FORMAT));
    put_versions(&w, programs_of(run->study), root);
    put(&w, root, "study", study_object(&w, run->study));
    put(&w, root, "settings", list_of(&w, run->settings, run->setting_count));
    put(&w, root, "only", list_of(&w, run->only, run->only_count));
    put(&w, root, "values", json_boolean(run->values));
    json_t *inputs = input_list(&w, run), *outputs = json_array();
    cv_status status = add_others(&w, inputs, run->study, messages);
    put(&w, root, "inputs", inputs);
    if (status == CV_OK)
        status = add_outputs(&w, outputs, folder, messages);
    put(&w, root, "outputs", outputs);

    if (status == CV_OK && w.not_utf8 != NULL)
        status = cv_fail_expected(messages, CV_USAGE, (cv_place){.file = w.not_utf8},
                                  "names that UTF-8 can write, since manifest.json records them", NULL,
                                  "this text or path is not UTF-8");
    if (status == CV_OK && !w.no_memory) {
        w.no_memory = json_dump_callback(root, write_piece, to, JSON_INDENT(2)) != 0;
        cv_buffer_add_char(to, '\n');
    }
    if (status == CV_OK && (w.no_memory || to->failed))
        status = cv_fail_memory(messages);
    json_decref(root);
    return status;
}

static const struct {
    unsigned use;
    const char *name;
    void (*version)(char text[64]);
} programs_used[] = {{CV_USES_GNUPLOT, "gnuplot", cv_plot_version}, {CV_USES_PANDOC, "pandoc", cv_pandoc_version}};
enum { PROGRAMS = sizeof programs_used / sizeof programs_used[0] };

/* The programs' versions; behind gnuplot's, where it is there and so can have drawn, the fonts. */
static bool add_programs(cv_arena *arena, unsigned programs, cv_manifest_version *versions, size_t *count)
{
    bool fine = true;
    for (size_t i = 0; i < PROGRAMS; i++) {
        char text[64] = "";
        if ((programs & programs_used[i].use) == 0)
            continue;
        programs_used[i].version(text);
        versions[(*count)++] = (cv_manifest_version){programs_used[i].name, cv_arena_copy(arena, text)};
        if (programs_used[i].use != CV_USES_GNUPLOT || text[0] == '\0')
            continue;
        fine = cv_fonts_line(text) && fine;
        versions[(*count)++] = (cv_manifest_version){CV_MANIFEST_FONTS, cv_arena_copy(arena, text)};
    }
    return fine;
}

cv_manifest_version *cv_manifest_versions(cv_arena *arena, unsigned programs, size_t *count)
{
    cv_library libraries[CV_LIBRARY_COUNT];
    cv_libraries(libraries);
    cv_manifest_version *versions = cv_arena_array(arena, CV_LIBRARY_COUNT + PROGRAMS + 2, sizeof *versions);
    *count = CV_LIBRARY_COUNT + 1;
    if (versions == NULL)
        return NULL;
    versions[0] = (cv_manifest_version){"canvass", cv_version()};
    for (size_t i = 0; i < CV_LIBRARY_COUNT; i++)
        versions[i + 1] = (cv_manifest_version){libraries[i].name, cv_arena_copy(arena, libraries[i].version)};
    if (!add_programs(arena, programs, versions, count))
        return NULL;
    for (size_t i = 0; i < *count; i++)
        if (versions[i].version == NULL)
            return NULL;
    return versions;
}

/* ---- reading ---- */

typedef struct reader {
    cv_manifest *to;
    cv_place place;
    cv_messages *messages;
} reader;

static cv_status fail_damaged(const reader *r, const char *what)
{
    return cv_fail_expected(r->messages, CV_USAGE, r->place, "a manifest as `canvass run` writes it", NULL,
                            "the manifest is damaged: %s", what);
}

/* The text at `key`, kept in the manifest's arena. */
static cv_status read_text(const reader *r, const json_t *object, const char *key, const char **to, size_t *length)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        char what[64];
        snprintf(what, sizeof what, "'%.32s' is no text", key);
        return fail_damaged(r, what);
    }
    *to = cv_arena_text(&r->to->arena, json_string_value(value), json_string_length(value));
    if (length != NULL)
        *length = json_string_length(value);
    return *to == NULL ? cv_fail_memory(r->messages) : CV_OK;
}

static cv_status read_list(const reader *r, const json_t *root, const char *key, const char ***to, size_t *count)
{
    const json_t *list = json_object_get(root, key);
    if (!json_is_array(list))
        return fail_damaged(r, "'settings' or 'only' is no list");
    *to = cv_arena_array(&r->to->arena, json_array_size(list) + 1, sizeof **to);
    if (*to == NULL)
        return cv_fail_memory(r->messages);
    *count = json_array_size(list);
    for (size_t i = 0; i < *count; i++) {
        const json_t *item = json_array_get(list, i);
        if (!json_is_string(item))
            return fail_damaged(r, "'settings' or 'only' holds something other than texts");
        (*to)[i] = cv_arena_copy(&r->to->arena, json_string_value(item));
        if ((*to)[i] == NULL)
            return cv_fail_memory(r->messages);
    }
    return CV_OK;
}

static cv_status read_file(const reader *r, const json_t *object, cv_manifest_file *to)
{
    const json_t *size = json_object_get(object, "size");
    cv_status status = read_text(r, object, "path", &to->path, NULL);
    if (status == CV_OK)
        status = read_text(r, object, "sha256", &to->sha256, NULL);
    if (status != CV_OK)
        return status;
    if (strlen(to->sha256) != CV_SHA256_SIZE - 1 || !json_is_integer(size) || json_integer_value(size) < 0)
        return fail_damaged(r, "a file's sha256 or size is wrong");
    to->size = (uint64_t)json_integer_value(size);
    return CV_OK;
}

static cv_status read_inputs(const reader *r, const json_t *list)
{
    cv_manifest *to = r->to;
    if (!json_is_array(list) || json_array_size(list) == 0)
        return fail_damaged(r, "'inputs' is no list of files");
    to->inputs = cv_arena_array(&to->arena, json_array_size(list), sizeof *to->inputs);
    if (to->inputs == NULL)
        return cv_fail_memory(r->messages);
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < json_array_size(list); i++)
        status = read_file(r, json_array_get(list, i), &to->inputs[to->input_count++]);
    return status;
}

/* Whether an output lies in its folder: a manifest from elsewhere must not lead out of it. */
static bool stays_inside(const char *path)
{
    if (*path == '\0' || *path == '/')
        return false;
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        size_t length = strcspn(part, "/");
        if (length == 0 || (length == 2 && strncmp(part, "..", 2) == 0))
            return false;
    }
    return true;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const cv_manifest_file *)a)->path, ((const cv_manifest_file *)b)->path);
}

static cv_status read_outputs(const reader *r, const json_t *list)
{
    cv_manifest *to = r->to;
    if (!json_is_array(list))
        return fail_damaged(r, "'outputs' is no list");
    to->outputs = cv_arena_array(&to->arena, json_array_size(list) + 1, sizeof *to->outputs);
    if (to->outputs == NULL)
        return cv_fail_memory(r->messages);
    for (size_t i = 0; i < json_array_size(list); i++) {
        cv_status status = read_file(r, json_array_get(list, i), &to->outputs[i]);
        if (status != CV_OK)
            return status;
        if (!stays_inside(to->outputs[i].path))
            return fail_damaged(r, "an output lies outside of the folder");
        to->output_count++;
    }
    qsort(to->outputs, to->output_count, sizeof to->outputs[0], by_path);
    return CV_OK;
}

static cv_status read_versions(const reader *r, json_t *object)
{
    cv_manifest *to = r->to;
    if (!json_is_object(object))
        return fail_damaged(r, "'versions' is missing");
    to->versions = cv_arena_array(&to->arena, json_object_size(object) + 1, sizeof *to->versions);
    if (to->versions == NULL)
        return cv_fail_memory(r->messages);
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        cv_manifest_version *version = &to->versions[to->version_count++];
        version->name = cv_arena_copy(&to->arena, key);
        cv_status status =
            version->name == NULL ? cv_fail_memory(r->messages) : read_text(r, object, key, &version->version, NULL);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

static cv_status read_study(const reader *r, const json_t *study)
{
    cv_manifest *to = r->to;
    const char *recorded = NULL;
    cv_status status = read_text(r, study, "path", &to->study_path, NULL);
    if (status == CV_OK)
        status = read_text(r, study, "sha256", &recorded, NULL);
    if (status == CV_OK)
        status = read_text(r, study, "text", &to->study_text, &to->study_length);
    if (status != CV_OK)
        return status;
    char digest[CV_SHA256_SIZE];
    cv_bytes_sha256(to->study_text, to->study_length, digest);
    if (*digest == '\0')
        return cv_fail_memory(r->messages);
    return strcmp(digest, recorded) == 0 ? CV_OK : fail_damaged(r, "the study's text is not the one that was run");
}

static cv_status read_root(const reader *r, const json_t *root)
{
    cv_manifest *to = r->to;
    const json_t *format = json_object_get(root, "manifest");
    if (!json_is_integer(format) || !json_is_object(json_object_get(root, "study")))
        return cv_fail_expected(r->messages, CV_USAGE, r->place, "a folder that `canvass run` wrote", NULL,
                                "this is no manifest of canvass");
    if (json_integer_value(format) != FORMAT)
        return cv_fail(r->messages, CV_USAGE, r->place, "the manifest has format %lld, this canvass reads format %d",
                       (long long)json_integer_value(format), FORMAT);
    to->values = json_is_true(json_object_get(root, "values"));
    cv_status status = read_study(r, json_object_get(root, "study"));
    if (status == CV_OK)
        status = read_list(r, root, "settings", &to->settings, &to->setting_count);
    if (status == CV_OK)
        status = read_list(r, root, "only", &to->only, &to->only_count);
    if (status == CV_OK)
        status = read_inputs(r, json_object_get(root, "inputs"));
    if (status == CV_OK)
        status = read_outputs(r, json_object_get(root, "outputs"));
    return status == CV_OK ? read_versions(r, json_object_get(root, "versions")) : status;
}

cv_status cv_manifest_read(const char *path, cv_manifest *to, cv_messages *messages)
{
    cv_buffer bytes = {0};
    json_error_t error;
    json_t *root = NULL;
    reader r = {.to = to, .place = {.file = path}, .messages = messages};

    cv_status status = cv_file_read(path, MOST_BYTES, &bytes, messages);
    if (status != CV_OK)
        goto done;
    root = json_loadb(bytes.text == NULL ? "" : bytes.text, bytes.length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL && json_error_code(&error) == json_error_out_of_memory) {
        status = cv_fail_memory(messages);
    } else if (root == NULL) {
        const cv_place at = {.file = path,
                             .line = error.line > 0 ? (uint64_t)error.line : 0,
                             .column = error.column > 0 ? (uint64_t)error.column : 0};
        status = cv_fail_expected(messages, CV_USAGE, at, "a manifest as `canvass run` writes it", NULL,
                                  "the manifest is damaged: it is not JSON (%s)", error.text);
    } else {
        status = read_root(&r, root);
    }
done:
    json_decref(root);
    cv_buffer_free(&bytes);
    return status;
}

void cv_manifest_free(cv_manifest *manifest)
{
    cv_arena_free(&manifest->arena);
    *manifest = (cv_manifest){0};
}

const cv_manifest_file *cv_manifest_output(const cv_manifest *manifest, const char *path)
{
    const cv_manifest_file wanted = {.path = path};
    return manifest->output_count == 0
               ? NULL
               : bsearch(&wanted, manifest->outputs, manifest->output_count, sizeof manifest->outputs[0], by_path);
}
