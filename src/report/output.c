/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "estimate/model_result.h"
#include "plot/deck.h"
#include "plot/plot.h"
#include "report/manifest.h"
#include "report/pictures.h"
#include "report/reports.h"
#include "report/tree.h"
#include "table/table.h"

/* ---- names ---- */

/* The tables that an analysis can have beside its estimates. */
static bool has_comparisons(const cv_analysis_spec *spec)
{
    return spec->compare.given;
}

static bool has_tests(const cv_analysis_spec *spec)
{
    return spec->test_count > 0 || spec->statistic == CV_STATISTIC_MODEL;
}

static bool has_parts(const cv_analysis_spec *spec)
{
    return spec->decompose.given;
}

static bool has_covariance(const cv_analysis_spec *spec)
{
    return spec->covariance;
}

static bool has_estimates(const cv_analysis_spec *spec)
{
    return spec->statistic != CV_STATISTIC_MODEL;
}

static bool has_model(const cv_analysis_spec *spec)
{
    return spec->statistic == CV_STATISTIC_MODEL;
}

static bool has_margins(const cv_analysis_spec *spec)
{
    return spec->model.margins.count > 0;
}

static bool has_margin_covariance(const cv_analysis_spec *spec)
{
    return has_margins(spec) && spec->covariance;
}

static bool has_imputation(const cv_analysis_spec *spec)
{
    return spec->imputed && spec->statistic != CV_STATISTIC_WEIGHTS;
}

static cv_status covariance_table(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    (void)values; /* it has row numbers only */
    return cv_table_covariance(result, to, messages);
}

static cv_status margin_covariance_table(const cv_result *result, bool values, cv_table *to, cv_messages *messages)
{
    (void)values;
    return cv_table_margin_covariance(result, to, messages);
}

static const struct table_kind {
    const char *suffix;
    bool (*has)(const cv_analysis_spec *spec);
    cv_status (*make)(const cv_result *result, bool values, cv_table *to, cv_messages *messages);
} table_kinds[] = {
    {"", has_estimates, cv_table_estimates},
    {".model", has_model, cv_table_model},
    {".compare", has_comparisons, cv_table_comparisons},
    {".tests", has_tests, cv_table_tests},
    {".cov", has_covariance, covariance_table},
    {".decompose", has_parts, cv_table_parts},
    {".margins", has_margins, cv_table_margins},
    {".margins.cov", has_margin_covariance, margin_covariance_table},
    {".imputation", has_imputation, cv_table_imputation},
};
enum { TABLE_KINDS = sizeof table_kinds / sizeof table_kinds[0] };

/* What became of the weights. */
static const struct {
    const char *name;
    cv_status (*make)(const cv_results *results, cv_table *to, cv_messages *messages);
} calibration_tables[] = {{"tables/calibration.csv", cv_table_calibration},
                          {"tables/calibration.weights.csv", cv_table_calibrated_weights}};
enum { CALIBRATION_TABLES = sizeof calibration_tables / sizeof calibration_tables[0] };

size_t cv_output_table_count(const cv_study *study)
{
    size_t count = 0;
    for (size_t i = 0; i < study->analysis_count; i++)
        for (size_t j = 0; j < TABLE_KINDS; j++)
            count += table_kinds[j].has(&study->analyses[i]);
    bool calibrated = study->design.calibrate_count > 0 || study->design.trim.given;
    return count + (calibrated ? CALIBRATION_TABLES : 0);
}

/* ---- what was there before ---- */

static const char wanted_target[] = "a new name, an empty folder, or one that an earlier run wrote";

static cv_status refuse(const char *target, const char *file, cv_messages *messages)
{
    return cv_fail_expected(messages, CV_SYSTEM, (cv_place){.file = target}, wanted_target, NULL,
                            "holds files that canvass did not write, such as '%s'; they would be lost", file);
}

/* The first file that no manifest of ours names; NULL: none. */
static const char *foreign_file(const cv_tree *tree, const cv_manifest *manifest)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(tree->items[i].path, CV_MANIFEST_NAME) != 0 &&
            cv_manifest_output(manifest, tree->items[i].path) == NULL)
            return tree->items[i].path;
    return NULL;
}

static bool has_manifest(const cv_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(tree->items[i].path, CV_MANIFEST_NAME) == 0)
            return tree->items[i].regular;
    return false;
}

/* The first file of a folder of ours that its manifest does not name, in *foreign. */
static cv_status compare_with_manifest(const char *target, const char **foreign, cv_tree *tree, cv_messages *messages)
{
    cv_manifest manifest = {0};
    cv_messages unheard = {0};
    const char *path = cv_arena_format(&tree->arena, "%s/%s", target, CV_MANIFEST_NAME);
    cv_status status = path == NULL ? cv_fail_memory(messages) : cv_tree_read(target, tree, messages);
    if (status == CV_OK) {
        cv_status read = cv_manifest_read(path, &manifest, &unheard);
        if (read == CV_OK)
            *foreign = foreign_file(tree, &manifest);
        else if (read == CV_USAGE) /* somebody else's file of the same name */
            *foreign = CV_MANIFEST_NAME;
        else
            status = cv_fail(messages, read, (cv_place){.file = path}, "%s",
                             unheard.count > 0 ? unheard.items[0].problem : "out of memory");
    }
    cv_messages_free(&unheard);
    cv_manifest_free(&manifest);
    return status;
}

/* The target is a folder. Only one with a manifest is searched to its bottom: others may be as large as a home. */
static cv_status probe_folder(const char *target, cv_messages *messages)
{
    cv_tree top = {0}, tree = {0};
    const char *foreign = NULL;
    cv_status status = cv_tree_read_top(target, &top, messages);
    if (status == CV_OK && has_manifest(&top))
        status = compare_with_manifest(target, &foreign, &tree, messages);
    else if (status == CV_OK && top.count > 0)
        foreign = top.items[0].path;
    if (foreign != NULL)
        status = refuse(target, foreign, messages);
    cv_tree_free(&top);
    cv_tree_free(&tree);
    return status;
}

cv_status cv_output_probe(const char *target, cv_messages *messages)
{
    struct stat found;
    if (stat(target, &found) != 0)
        return errno == ENOENT ? CV_OK : cv_fail_errno(messages, target, "cannot be written");
    if (!S_ISDIR(found.st_mode))
        return cv_fail_expected(messages, CV_SYSTEM, (cv_place){.file = target}, wanted_target, NULL,
                                "is not a folder");
    return probe_folder(target, messages);
}

/* ---- the files ---- */

typedef struct output {
    const cv_run *run;
    cv_folder *folder;
    cv_messages *messages;
} output;

static cv_status check_stop(const output *o)
{
    if (o->run->stop == NULL || *o->run->stop == 0)
        return CV_OK;
    return cv_fail(o->messages, CV_SYSTEM, (cv_place){0}, "interrupted");
}

/* Writes the buffer as the folder's file and empties it. */
static cv_status write_buffer(const output *o, const char *name, cv_buffer *bytes)
{
    cv_status status = check_stop(o);
    if (status == CV_OK && (name == NULL || bytes->failed))
        status = cv_fail_memory(o->messages);
    if (status == CV_OK)
        status = cv_folder_write(o->folder, name, bytes->text == NULL ? "" : bytes->text, bytes->length, o->messages);
    cv_buffer_free(bytes);
    return status;
}

static cv_status write_table(const output *o, cv_arena *names, const struct table_kind *kind, const cv_result *result)
{
    cv_table table = {0};
    cv_buffer bytes = {0};
    cv_status status = kind->make(result, o->run->values, &table, o->messages);
    if (status == CV_OK) {
        cv_table_write_csv(&table, &bytes);
        status =
            write_buffer(o, cv_arena_format(names, "tables/%s%s.csv", result->spec->name.text, kind->suffix), &bytes);
    }
    cv_table_free(&table);
    return status;
}

static cv_status write_tables(const output *o, cv_arena *names)
{
    for (size_t i = 0; i < o->run->results->count; i++) {
        const cv_result *result = &o->run->results->items[i];
        for (size_t j = 0; j < TABLE_KINDS; j++) {
            if (!table_kinds[j].has(result->spec))
                continue;
            cv_status status = write_table(o, names, &table_kinds[j], result);
            if (status != CV_OK)
                return status;
        }
    }
    return CV_OK;
}

static cv_status write_calibration(const output *o)
{
    cv_status status = CV_OK;
    for (size_t i = 0; o->run->results->calibration != NULL && status == CV_OK && i < CALIBRATION_TABLES; i++) {
        cv_table table = {0};
        cv_buffer bytes = {0};
        status = calibration_tables[i].make(o->run->results, &table, o->messages);
        if (status == CV_OK) {
            cv_table_write_csv(&table, &bytes);
            status = write_buffer(o, calibration_tables[i].name, &bytes);
        }
        cv_table_free(&table);
    }
    if (status == CV_OK && o->run->weights != NULL && cv_spool_has(o->run->weights))
        status = cv_spool_write(o->run->weights, o->folder, "weights.csv", o->messages);
    return status;
}

static cv_status write_json(const output *o)
{
    cv_buffer bytes = {0};
    if ((o->run->study->report & CV_REPORT_JSON) == 0)
        return CV_OK;
    cv_report_json(o->run->results, &bytes);
    return write_buffer(o, "results.json", &bytes);
}

static const cv_result *result_of(const cv_results *results, const char *name)
{
    for (size_t i = 0; i < results->count; i++)
        if (strcmp(results->items[i].spec->name.text, name) == 0)
            return &results->items[i];
    return NULL;
}

/* Why a chart has nothing to show, or NULL. */
static const char *emptiness(const cv_chart_spec *chart, const cv_result *result)
{
    static const char nobody[] = "no rows, as nobody is in its base";
    const bool pairs =
        chart->kind == CV_CHART_HEATMAP || chart->kind == CV_CHART_FOREST || chart->kind == CV_CHART_RANK;
    if (result->model != NULL)
        return result->model->row_count == 0 ? nobody : NULL;
    if (result->statistic != CV_STATISTIC_WEIGHTS && result->row_count == 0)
        return nobody;
    return pairs && result->comparison_count == 0 ? "no two groups to compare" : NULL;
}

/* The charts that have something to show. Where nobody is in an analysis's base its charts are left out, and the rest
 * of the run is as good as ever. */
static cv_status choose_charts(const output *o, cv_arena *names, cv_study *drawn)
{
    const cv_study *study = o->run->study;
    cv_chart_spec *charts = cv_arena_array(names, study->chart_count + 1, sizeof *charts);
    if (charts == NULL)
        return cv_fail_memory(o->messages);
    *drawn = *study;
    drawn->charts = charts;
    drawn->chart_count = 0;
    for (size_t i = 0; i < study->chart_count; i++) {
        const cv_result *result =
            study->charts[i].from.text == NULL ? NULL : result_of(o->run->results, study->charts[i].from.text);
        const char *why = result == NULL ? NULL : emptiness(&study->charts[i], result);
        if (why != NULL)
            cv_warn(o->messages, study->charts[i].place, "chart '%s' is left out: analysis '%s' has %s",
                    study->charts[i].name.text, study->charts[i].from.text, why);
        else
            charts[drawn->chart_count++] = study->charts[i];
    }
    return CV_OK;
}

static cv_status make_script(const output *o, const cv_chart_spec *chart, cv_buffer *to)
{
    if (chart->kind == CV_CHART_WEIGHTS)
        return cv_plot_weights(chart, o->run->results, to, o->messages);
    const cv_result *result = result_of(o->run->results, chart->from.text);
    return result == NULL
               ? cv_fail(o->messages, CV_USAGE, chart->from.place, "there is no analysis named '%s'", chart->from.text)
               : cv_plot_script(chart, o->run->results, result, to, o->messages);
}

/* Every chart that cannot be made is named before giving up. */
static cv_status write_scripts(const output *o, const cv_study *drawn, cv_arena *names)
{
    cv_status worst = CV_OK;
    for (size_t i = 0; i < drawn->chart_count; i++) {
        const cv_chart_spec *chart = &drawn->charts[i];
        cv_buffer bytes = {0};
        cv_status status = make_script(o, chart, &bytes);
        if (status == CV_OK)
            status = write_buffer(o, cv_arena_format(names, "charts/%s.gp", chart->name.text), &bytes);
        cv_buffer_free(&bytes);
        if (worst == CV_OK)
            worst = status;
    }
    return worst;
}

static cv_status add_page(const output *o, const cv_chart_spec *chart, cv_deck *deck)
{
    const cv_theme theme = cv_deck_theme(chart->theme), first = cv_deck_theme(&o->run->study->theme);
    cv_chart_spec page = *chart;
    cv_buffer script = {0};
    page.formats = CV_FORMAT_PDF;
    page.theme = &theme;
    cv_status status = make_script(o, &page, &script);
    if (status == CV_OK)
        status = cv_deck_add(deck, script.text, &theme, &first, o->messages);
    cv_buffer_free(&script);
    return status;
}

/* The deck's script: its first page, then each chart's script as it would be for a PDF of its own. */
static cv_status write_deck(const output *o, const cv_study *drawn)
{
    cv_deck deck = {0};
    cv_buffer bytes = {0};
    cv_status status = CV_OK;
    for (size_t i = 0; i < drawn->chart_count && status == CV_OK; i++)
        status = add_page(o, &drawn->charts[i], &deck);
    if (status == CV_OK)
        status = cv_deck_write(&deck, o->run->results, &bytes, o->messages);
    if (status == CV_OK)
        status = write_buffer(o, "deck.gp", &bytes);
    cv_buffer_free(&bytes);
    cv_deck_free(&deck);
    return status;
}

/* Scripts, then pictures. CV_PROGRAM: some pictures are missing. */
static cv_status write_charts(const output *o)
{
    cv_arena names = {0};
    cv_study drawn;
    bool deck = (o->run->study->report & CV_REPORT_PDF) != 0;
    cv_status status = choose_charts(o, &names, &drawn);
    if (status == CV_OK)
        status = write_scripts(o, &drawn, &names);
    if (status == CV_OK && deck)
        status = write_deck(o, &drawn);
    if (status == CV_OK)
        status = cv_pictures_make(o->run, &drawn, deck, o->folder, o->messages);
    cv_arena_free(&names);
    return status;
}

static cv_status write_reports(const output *o)
{
    cv_status status = check_stop(o);
    return status == CV_OK ? cv_reports_write(o->run, o->folder, o->messages) : status;
}

cv_status cv_output_fill(const cv_run *run, cv_folder *folder, cv_messages *messages)
{
    cv_arena names = {0};
    const output o = {.run = run, .folder = folder, .messages = messages};
    cv_status drawn = CV_OK, status = write_tables(&o, &names);
    if (status == CV_OK)
        status = write_calibration(&o);
    if (status == CV_OK)
        status = write_json(&o);
    if (status == CV_OK)
        status = drawn = write_charts(&o);
    if (status == CV_OK || status == CV_PROGRAM) /* the reports show what has been drawn */
        status = write_reports(&o);
    cv_arena_free(&names);
    return status == CV_OK ? drawn : status;
}

static cv_status write_manifest(const cv_run *run, cv_folder *folder, cv_messages *messages)
{
    const output o = {.run = run, .folder = folder, .messages = messages};
    cv_buffer bytes = {0};
    cv_status status = cv_manifest_write(run, folder->staging, &bytes, messages);
    if (status == CV_OK)
        status = write_buffer(&o, CV_MANIFEST_NAME, &bytes);
    cv_buffer_free(&bytes);
    return status;
}

cv_status cv_output_write(const cv_run *run, const char *target, cv_messages *messages)
{
    cv_folder folder = {0};
    cv_status drawn = CV_OK;
    cv_status status = cv_output_probe(target, messages);
    if (status == CV_OK)
        status = cv_folder_begin(&folder, target, messages);
    if (status != CV_OK)
        goto done;
    drawn = cv_output_fill(run, &folder, messages);
    if (drawn != CV_OK && drawn != CV_PROGRAM) {
        status = drawn;
        goto done;
    }
    status = write_manifest(run, &folder, messages);
    if (status == CV_OK)
        status = cv_folder_commit(&folder, messages);
done:
    cv_folder_free(&folder);
    return status == CV_OK ? drawn : status;
}
