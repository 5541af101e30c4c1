/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "study/node.h"
#include "study/read.h"

static cv_status set_defaults(cv_study *study, const char *path, const char *text, size_t length, cv_messages *messages)
{
    *study = (cv_study){.confidence = 0.95,
                        .report = CV_REPORT_HTML | CV_REPORT_MD | CV_REPORT_JSON,
                        .data = {.decimal = '.'},
                        .theme = cv_theme_slide};
    study->file = cv_arena_copy(&study->arena, path);
    study->text = cv_arena_text(&study->arena, text, length);
    study->text_length = length;
    study->data.missing.items = cv_arena_array(&study->arena, 1, sizeof(cv_word));
    if (study->file == NULL || study->text == NULL || study->data.missing.items == NULL)
        return cv_fail_memory(messages);
    study->data.missing.items[0] = (cv_word){"", {study->file, 0, 0}};
    study->data.missing.count = 1;
    return CV_OK;
}

/* out/NAME for .../NAME.yaml. */
static cv_status set_output(cv_study *study, cv_messages *messages)
{
    const char *slash = strrchr(study->file, '/'), *name = slash != NULL ? slash + 1 : study->file;
    const char *dot = strrchr(name, '.');
    int length = dot != NULL && dot > name ? (int)(dot - name) : (int)strlen(name);
    study->output = (cv_word){cv_arena_format(&study->arena, "out/%.*s", length, name), {study->file, 0, 0}};
    return study->output.text != NULL ? CV_OK : cv_fail_memory(messages);
}

static cv_status check_root(const cv_study *study, const cv_node *root, cv_messages *messages)
{
    static const char expected[] = "a mapping of keys: title, data, analyses, ...";
    cv_place at = {study->file, 1, 1};
    if (root == NULL || cv_node_is_null(root) || (root->kind == CV_NODE_MAPPING && root->count == 0))
        return cv_fail_expected(messages, CV_USAGE, at, expected, NULL, "the study is empty");
    if (root->kind != CV_NODE_MAPPING)
        return cv_fail_expected(messages, CV_USAGE, root->place, expected, NULL, "the study is a %s",
                                root->kind == CV_NODE_SEQUENCE ? "list" : "text");
    return CV_OK;
}

static void read_study(cv_reader *reader, const cv_node *root)
{
    static const struct {
        const char *key, *problem, *expected;
    } required[] = {{"data", "the study has no data", "data: {file: a file's name}"},
                    {"analyses", "the study has no analyses", "analyses: a list of analyses"}};
    (void)cv_read_section(reader, CV_SECTION_STUDY, "study", root, reader->study);
    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
        if (cv_node_find(root, required[i].key, NULL) == NULL)
            cv_fail_expected(reader->messages, CV_USAGE, root->place, required[i].expected, NULL, "%s",
                             required[i].problem);
    cv_study_check(reader);
    cv_study_add_formats(reader->study);
}

/* ---- messages in the order of the file ---- */

static int compare_places(const void *left, const void *right)
{
    const cv_message *a = *(const cv_message *const *)left, *b = *(const cv_message *const *)right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (a > b) - (a < b);
}

static bool ran_out(const cv_messages *messages)
{
    bool out = messages->out_of_memory;
    for (size_t i = 0; i < messages->count; i++)
        out = out || messages->items[i].status == CV_SYSTEM;
    return out;
}

/* Without memory fields stay empty, and what is then missed in them is nobody's mistake: that goes untold. */
static cv_status tell(const cv_messages *found, cv_messages *messages)
{
    if (ran_out(found))
        return cv_fail_memory(messages);
    if (found->count == 0)
        return CV_OK;
    const cv_message **sorted = cv_memory_zero(found->count, sizeof *sorted);
    if (sorted == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < found->count; i++)
        sorted[i] = &found->items[i];
    qsort(sorted, found->count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < found->count; i++) {
        const cv_message *m = sorted[i];
        if (m->warning)
            cv_warn(messages, (cv_place){m->file, m->line, m->column}, "%s", m->problem);
        else
            cv_fail_expected(messages, m->status, (cv_place){m->file, m->line, m->column}, m->expected, m->nearest,
                             "%s", m->problem);
    }
    cv_memory_free(sorted);
    return cv_messages_status(found);
}

cv_status cv_study_parse(const char *path, const char *text, size_t length, const char *const *settings,
                         size_t setting_count, cv_study *to, cv_messages *messages)
{
    cv_messages found = {0};
    cv_reader reader = {.study = to, .messages = &found};
    cv_node *root = NULL;
    if (set_defaults(to, path, text, length, messages) != CV_OK || set_output(to, messages) != CV_OK)
        return CV_SYSTEM;
    cv_status status = cv_yaml_parse(to->file, to->text, length, &to->arena, &root, &found);
    if ((status == CV_OK || root != NULL) && check_root(to, root, &found) == CV_OK) {
        (void)cv_settings_apply(root, settings, setting_count, &to->arena, &found);
        read_study(&reader, root);
    }
    status = tell(&found, messages);
    cv_messages_free(&found);
    return status;
}

void cv_study_free(cv_study *study)
{
    cv_arena_free(&study->arena);
    *study = (cv_study){0};
}

bool cv_study_imputed(const cv_study *study)
{
    return study->data.imputations.count > 0 || study->data.imputation.text != NULL;
}

const cv_variable_spec *cv_study_variable(const cv_study *study, const char *name)
{
    for (size_t i = 0; name != NULL && i < study->variable_count; i++)
        if (strcmp(study->variables[i].name.text, name) == 0)
            return &study->variables[i];
    return NULL;
}
