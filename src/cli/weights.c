/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `canvass weights`: replicate weights from strata and clusters, and what a study says to read them. */
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/new_file.h"
#include "base/number.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/study_file.h"
#include "design/resample.h"
#include "design/weights_file.h"
#include "report/job.h"

enum { TYPE, REPLICATES, SEED, RHO, OUTPUT, JOBS, SET };

static const cv_option options[] = {
    [TYPE] = {"type", "TYPE", "jk1, jkn, brr, fay or bootstrap (default: jkn with\nstrata, jk1 without)"},
    [REPLICATES] = {"replicates", "N", "bootstrap: how many (default: 200)"},
    [SEED] = {"seed", "N", "bootstrap: where the random numbers start (default: 1)"},
    [RHO] = {"rho", "RHO", "fay: the share of its weight that the half that is not\ntaken keeps (default: 0.5)"},
    [OUTPUT] = {"output", "FILE", "write the weights there (default: -, standard output)"},
    [JOBS] = CV_OPTION_JOBS,
    [SET] = CV_OPTION_SET,
};

/* ---- options ---- */

static const struct {
    const char *name;
    cv_replicates_type type;
    size_t own; /* the options that it alone takes */
} types[] = {{"jk1", CV_REPLICATES_JK1, 0},
             {"jkn", CV_REPLICATES_JKN, 0},
             {"brr", CV_REPLICATES_BRR, 0},
             {"fay", CV_REPLICATES_FAY, 1u << RHO},
             {"bootstrap", CV_REPLICATES_BOOTSTRAP, 1u << REPLICATES | 1u << SEED}};
enum { TYPES = sizeof types / sizeof types[0] };

static cv_status find_type(const char *name, const cv_study *study, size_t *at, cv_messages *messages)
{
    const char *names[TYPES];
    const char *wanted = name != NULL ? name : study->design.strata.count > 0 ? "jkn" : "jk1";
    for (size_t i = 0; i < TYPES; i++) {
        names[i] = types[i].name;
        *at = i;
        if (strcmp(wanted, types[i].name) == 0)
            return CV_OK;
    }
    return cv_fail_expected(messages, CV_USAGE, (cv_place){.file = "--type"}, "jk1, jkn, brr, fay or bootstrap",
                            cv_nearest(name, names, TYPES), "'%s' is no type of replicates that can be made", name);
}

static cv_status read_count(const cv_arguments *arguments, size_t option, const char *name, size_t least, size_t most,
                            size_t fallback, size_t *to, cv_messages *messages)
{
    const char *text = cv_arguments_text(arguments, option);
    *to = fallback;
    if (text == NULL || (cv_count_parse(text, most, to) && *to >= least))
        return CV_OK;
    char *expected = NULL;
    cv_buffer range = {0};
    cv_buffer_format(&range, "a whole number from %zu to %zu", least, most);
    expected = cv_buffer_take(&range);
    cv_status status =
        cv_fail_expected(messages, CV_USAGE, (cv_place){.file = name}, expected, NULL, "'%s' is no such number", text);
    cv_text_free(expected);
    return status;
}

static cv_status read_rho(const cv_arguments *arguments, double *to, cv_messages *messages)
{
    const char *text = cv_arguments_text(arguments, RHO);
    *to = 0.5;
    if (text == NULL || (cv_number_parse(text, strlen(text), '.', to) && *to >= 0 && *to < 1))
        return CV_OK;
    return cv_fail_expected(messages, CV_USAGE, (cv_place){.file = "--rho"}, "a number from 0 to below 1", NULL,
                            "'%s' is no such number", text);
}

static cv_status check_own(const cv_arguments *arguments, size_t type, cv_messages *messages)
{
    static const size_t special[] = {REPLICATES, SEED, RHO};
    cv_status status = CV_OK;
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
        if (cv_arguments_has(arguments, special[i]) && (types[type].own & (size_t)1 << special[i]) == 0)
            status = cv_fail_expected(messages, CV_USAGE, (cv_place){0},
                                      special[i] == RHO ? "--type fay" : "--type bootstrap", NULL,
                                      "'--%s' does not go with type %s", options[special[i]].name, types[type].name);
    return status;
}

static cv_status read_options(const cv_arguments *arguments, const cv_study *study, cv_weights_request *to,
                              cv_messages *messages)
{
    enum { FEWEST = 2, USUAL = 200 };
    size_t type = 0, seed = 1;
    cv_status found = find_type(cv_arguments_text(arguments, TYPE), study, &type, messages);
    cv_status all[] = {
        found,
        found == CV_OK ? check_own(arguments, type, messages) : CV_OK,
        read_count(arguments, REPLICATES, "--replicates", FEWEST, CV_MOST_REPLICATES, USUAL, &to->replicates, messages),
        read_count(arguments, SEED, "--seed", 1, UINT32_MAX, 1, &seed, messages),
        read_rho(arguments, &to->rho, messages),
        cv_arguments_jobs(arguments, JOBS, &to->jobs, messages)};
    to->study = study;
    to->type = types[type].type;
    to->seed = seed;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i] != CV_OK)
            return all[i];
    return CV_OK;
}

/* ---- where the rows go ---- */

/** A file, or standard output where there is none. */
struct destination {
    cv_new_file file;
    bool to_file;
    const volatile sig_atomic_t *stop;
};

static cv_status write_piece(void *context, cv_buffer *text, cv_messages *messages)
{
    struct destination *to = context;
    if (*to->stop != 0)
        return cv_fail(messages, CV_SYSTEM, (cv_place){0}, "interrupted");
    if (!to->to_file)
        return cv_console_write(text, messages);
    cv_status status = cv_new_file_add(&to->file, text->text, text->length, messages);
    text->length = 0;
    return status;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* The data and the study must not be written over by weights. */
static cv_status check_target(const cv_study *study, const char *path, cv_messages *messages)
{
    cv_arena arena = {0};
    const char *data = cv_path_beside(&arena, study->file, study->data.file.text);
    cv_status status = data == NULL ? cv_fail_memory(messages) : CV_OK;
    if (status == CV_OK && (is_same_file(path, data) || is_same_file(path, study->file)))
        status = cv_fail_expected(messages, CV_USAGE, (cv_place){.file = "--output"}, "a file of its own", NULL,
                                  "'%s' is the study's %s", path, is_same_file(path, data) ? "data" : "file");
    cv_arena_free(&arena);
    return status;
}

/* What the study says goes where the rows do not. */
static cv_status say_design(const struct destination *to, cv_buffer *design, cv_messages *messages)
{
    if (to->to_file)
        return cv_console_write(design, messages);
    design->text[--design->length] = '\0'; /* a line's end is said with it */
    cv_console_say(design->text);
    return CV_OK;
}

static cv_status make(cv_weights_request *request, const char *path, cv_messages *messages)
{
    struct destination to = {.to_file = path != NULL};
    cv_buffer design = {0};
    request->write = write_piece;
    request->context = &to;
    cv_status status = path != NULL ? check_target(request->study, path, messages) : CV_OK;
    if (status != CV_OK)
        return status;
    to.stop = cv_interrupt_hold();
    status = path != NULL ? cv_new_file_begin(&to.file, path, messages) : CV_OK;
    if (status == CV_OK)
        status = cv_weights_file_make(request, &design, messages);
    if (status == CV_OK && path != NULL)
        status = cv_new_file_commit(&to.file, messages);
    cv_new_file_free(&to.file);
    cv_interrupt_release();
    if (status == CV_OK)
        status = say_design(&to, &design, messages);
    cv_buffer_free(&design);
    return status;
}

/* ---- the command ---- */

static cv_status weights(const cv_arguments *arguments, cv_messages *messages)
{
    cv_study_file file = {0};
    cv_job job = {0};
    cv_weights_request request = {0};
    cv_status status = cv_study_file_read(arguments->operands[0], &file, messages);
    if (status == CV_OK) {
        const cv_job_request read = {.path = file.path,
                                     .text = file.bytes.text,
                                     .length = file.bytes.length,
                                     .settings = arguments->values[SET].items,
                                     .setting_count = arguments->values[SET].count};
        status = cv_job_read(&read, &job, messages);
    }
    if (status == CV_OK)
        status = read_options(arguments, &job.study, &request, messages);
    const char *path = cv_arguments_text(arguments, OUTPUT);
    if (status == CV_OK)
        status = make(&request, path == NULL || strcmp(path, "-") == 0 ? NULL : path, messages);
    cv_job_free(&job);
    cv_study_file_free(&file);
    return status;
}

const cv_command cv_command_weights = {
    .name = "weights",
    .section = "Studies",
    .summary = "makes replicate weights from a study's strata and clusters",
    .operands = "STUDY.yaml",
    .least = 1,
    .most = 1,
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .details = "The weights are CSV: a row of the data in each line, in order, with its number, its weight\n"
               "and its replicate weights rep_1, rep_2, ... With them in place of strata and clusters, data\n"
               "can be published without saying who lives where. Beside them stands the design that makes a\n"
               "study read them: on standard output with --output, else on standard error.\n"
               "\n"
               "  canvass weights study.yaml --output weights.csv > design.yaml\n"
               "  canvass weights study.yaml --type bootstrap --replicates 500 --seed 20211 --output w.csv\n",
    .run = weights,
};
