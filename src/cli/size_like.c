/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --like: shares and design effects out of a finished study's table of estimates. */
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/nearest.h"
#include "base/number.h"
#include "cli/size.h"
#include "cli/study_file.h"

static const char option[] = "--like";
static const cv_place like_place = {.file = option}, row_place = {.file = "--row"};

enum { MOST_BYTES = 64 * 1024 * 1024 };

/* ---- which table ---- */

/* The analysis of the study's text, and the folder that its runs write. */
static cv_status find_output(const char *path, const char *analysis, const char **folder, cv_arena *arena,
                             cv_messages *messages)
{
    cv_study_file file = {0};
    cv_study study = {0};
    const char **names = NULL;
    bool known = false;
    cv_status status = cv_study_file_read(path, &file, messages);
    if (status == CV_OK)
        status = cv_study_parse(path, file.bytes.text, file.bytes.length, NULL, 0, &study, messages);
    if (status != CV_OK)
        goto done;
    names = cv_arena_array(arena, study.analysis_count + 1, sizeof *names);
    *folder = cv_arena_copy(arena, cv_path_beside(arena, path, study.output.text == NULL ? "out" : study.output.text));
    if (names == NULL || *folder == NULL) {
        status = cv_fail_memory(messages);
        goto done;
    }
    for (size_t i = 0; i < study.analysis_count; i++) {
        names[i] = study.analyses[i].name.text;
        known = known || strcmp(names[i], analysis) == 0;
    }
    if (!known)
        status = cv_fail_expected(messages, CV_USAGE, like_place, "the name of an analysis of the study",
                                  cv_nearest(analysis, names, study.analysis_count), "'%s' has no analysis '%s'", path,
                                  analysis);
done:
    cv_study_free(&study);
    cv_study_file_free(&file);
    return status;
}

/* STUDY.yaml:ANALYSIS or DIR:ANALYSIS: the table's path. */
static cv_status find_table(const char *like, const char **table, cv_arena *arena, cv_messages *messages)
{
    const char *colon = strrchr(like, ':');
    if (colon == NULL || colon == like || colon[1] == '\0')
        return cv_fail_expected(messages, CV_USAGE, like_place, "STUDY.yaml:ANALYSIS or FOLDER:ANALYSIS", NULL,
                                "'%s' does not say which analysis of which study", like);
    const char *folder = cv_arena_text(arena, like, (size_t)(colon - like));
    struct stat found;
    if (folder == NULL)
        return cv_fail_memory(messages);
    const char *study = stat(folder, &found) == 0 && S_ISDIR(found.st_mode) ? NULL : folder;
    cv_status status = study == NULL ? CV_OK : find_output(study, colon + 1, &folder, arena, messages);
    if (status != CV_OK)
        return status;
    if ((*table = cv_arena_format(arena, "%s/tables/%s.csv", folder, colon + 1)) == NULL)
        return cv_fail_memory(messages);
    if (stat(*table, &found) == 0)
        return CV_OK;
    const char *expected = study == NULL ? "a folder that 'canvass run' wrote, and the name of an analysis in it"
                                         : "a study that was run: 'canvass run' writes its results";
    return cv_fail_expected(messages, CV_SYSTEM, like_place, expected, NULL, "there is no table '%s'", *table);
}

/* ---- its cells ---- */

typedef struct sheet {
    const char *path;
    const char **cells; /* [row_count x column_count], the first row the columns' names */
    size_t row_count, column_count, cell_count;
} sheet;

/* Takes one field of RFC 4180 off the text, unquoted in its place. @return where the next one starts; *last: it ended
 * its line */
static char *take_field(char *at, char **field, bool *last)
{
    char *to = at;
    *field = at;
    if (*at == '"') {
        for (at++; *at != '\0' && (*at != '"' || at[1] == '"'); at++) {
            at += *at == '"';
            *to++ = *at;
        }
        at += *at == '"';
    } else {
        at += strcspn(at, ",\r\n");
        to = at;
    }
    at += *at == '\r';
    *last = *at != ',';
    char *next = at + (*at == ',' || *at == '\n');
    *to = '\0';
    return next;
}

/* The bytes become the cells' texts. */
static cv_status read_cells(char *text, sheet *to, cv_arena *arena, cv_messages *messages)
{
    size_t most = 1;
    for (const char *c = text; *c != '\0'; c++)
        most += *c == ',' || *c == '\n';
    if ((to->cells = cv_arena_array(arena, most, sizeof *to->cells)) == NULL)
        return cv_fail_memory(messages);
    for (char *at = text; *at != '\0';) {
        size_t start = to->cell_count;
        for (bool last = false; !last && to->cell_count < most;) {
            char *field;
            at = take_field(at, &field, &last);
            to->cells[to->cell_count++] = field;
        }
        if (to->row_count++ == 0)
            to->column_count = to->cell_count;
        if (to->cell_count - start != to->column_count)
            return cv_fail(messages, CV_DATA, (cv_place){.file = to->path, .line = to->row_count},
                           "the table has %zu columns, this row %zu", to->column_count, to->cell_count - start);
    }
    return CV_OK;
}

static bool find_column(const sheet *s, const char *name, size_t *column)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (strcmp(s->cells[i], name) == 0) {
            *column = i;
            return true;
        }
    return false;
}

/* ---- its rows ---- */

/* A COLUMN=VALUE that rows must fit. */
typedef struct wanted {
    size_t column;
    const char *value;
} wanted;

static cv_status read_wanted(const sheet *s, const char *text, wanted *to, cv_arena *arena, cv_messages *messages)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text)
        return cv_fail_expected(messages, CV_USAGE, row_place, "COLUMN=VALUE, as in country=Poland", NULL,
                                "'%s' names no value", text);
    const char *name = cv_arena_text(arena, text, (size_t)(equals - text));
    if (name == NULL)
        return cv_fail_memory(messages);
    to->value = equals + 1;
    if (!find_column(s, name, &to->column))
        return cv_fail_expected(messages, CV_USAGE, row_place, "a column of the analysis's table",
                                cv_nearest(name, s->cells, s->column_count), "'%s' has no column '%s'", s->path, name);
    const char **values = cv_arena_array(arena, s->row_count, sizeof *values);
    if (values == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 1; i < s->row_count; i++) {
        values[i - 1] = s->cells[i * s->column_count + to->column];
        if (strcmp(values[i - 1], to->value) == 0)
            return CV_OK;
    }
    return cv_fail_expected(messages, CV_USAGE, row_place, "a value that the column has",
                            cv_nearest(to->value, values, s->row_count - 1), "no row has '%s' in column '%s'",
                            to->value, name);
}

/* Where a table of estimates has what: four columns, those of the by variables (whose names are the user's and may be
 * any), twelve more. */
typedef struct places {
    size_t statistic, variable, count, estimate, se, deff, n_eff;
} places;

static bool find_places(const sheet *s, places *to)
{
    enum { BEFORE = 4, BEHIND = 12 };
    if (s->row_count == 0 || s->column_count < BEFORE + BEHIND)
        return false;
    size_t count = s->column_count - BEHIND;
    *to = (places){.statistic = 1,
                   .variable = 2,
                   .count = count,
                   .estimate = count + 3,
                   .se = count + 4,
                   .deff = count + 9,
                   .n_eff = count + 10};
    return strcmp(s->cells[to->statistic], "statistic") == 0 && strcmp(s->cells[to->variable], "variable") == 0 &&
           strcmp(s->cells[count], "count") == 0 && strcmp(s->cells[to->estimate], "estimate") == 0 &&
           strcmp(s->cells[to->se], "se") == 0 && strcmp(s->cells[to->deff], "deff") == 0 &&
           strcmp(s->cells[to->n_eff], "n_eff") == 0;
}

/* "Interested, Poland", or the variable's name where neither level nor group is there. */
static const char *name_row(const sheet *s, const places *at, const char *const *row, cv_arena *arena)
{
    cv_buffer text = {0};
    for (size_t i = at->variable + 1; i < at->count; i++)
        if (*row[i] != '\0')
            cv_buffer_format(&text, "%s%s", text.length == 0 ? "" : ", ", row[i]);
    if (text.length == 0)
        cv_buffer_add(&text, row[at->variable]);
    const char *name = text.failed ? NULL : cv_arena_copy(arena, text.text == NULL ? s->path : text.text);
    cv_buffer_free(&text);
    return name;
}

static double number_of(const char *text)
{
    double number = NAN;
    cv_number_parse(text, strlen(text), '.', &number);
    return number;
}

static bool fits(const char *const *row, const wanted *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(row[all[i].column], all[i].value) != 0)
            return false;
    return true;
}

typedef struct taking {
    const sheet *sheet;
    places at;
    const wanted *wanted;
    size_t wanted_count, left_out;
    const cv_size_needs *needs;
    bool mean;
} taking;

/* The proportion; of a mean the standard deviation, which its standard error and effective size hold: deff is against
 * sd^2 / n. NaN: the row has none. */
static double share_or_sd(const taking *t, const char *const *row)
{
    if (t->mean) {
        double sd = number_of(row[t->at.se]) * sqrt(number_of(row[t->at.n_eff]));
        return sd > 0 && isfinite(sd) ? sd : (double)NAN;
    }
    double p = strcmp(row[t->at.statistic], "proportion") == 0 ? number_of(row[t->at.estimate]) : (double)NAN;
    return p > 0 && p < 1 ? p : (double)NAN;
}

static cv_status take_rows(taking *t, cv_size_request *to, cv_messages *messages)
{
    for (size_t i = 1; i < t->sheet->row_count; i++) {
        const char *const *row = t->sheet->cells + i * t->sheet->column_count;
        if (!fits(row, t->wanted, t->wanted_count))
            continue;
        cv_size_like like = {.p = t->needs->p ? share_or_sd(t, row) : (double)NAN,
                             .deff = t->needs->deff ? number_of(row[t->at.deff]) : (double)NAN};
        if ((t->needs->p && isnan(like.p)) || (t->needs->deff && !(like.deff > 0 && isfinite(like.deff)))) {
            t->left_out++;
            continue;
        }
        if ((like.name = name_row(t->sheet, &t->at, row, &to->arena)) == NULL)
            return cv_fail_memory(messages);
        to->likes[to->like_count++] = like;
    }
    return CV_OK;
}

static const char *lacking(const taking *t)
{
    if (!t->needs->p)
        return "no design effect above 0";
    if (t->mean)
        return t->needs->deff ? "no standard deviation with a design effect above 0" : "no standard deviation above 0";
    return t->needs->deff ? "no proportion between 0 and 1 with a design effect above 0"
                          : "no proportion between 0 and 1";
}

static cv_status take_sheet(const sheet *s, const cv_option_values *rows, taking *t, cv_size_request *to,
                            cv_messages *messages)
{
    wanted *all = cv_arena_array(&to->arena, rows->count + 1, sizeof *all);
    to->likes = cv_arena_array(&to->arena, s->row_count + 1, sizeof *to->likes);
    if (all == NULL || to->likes == NULL)
        return cv_fail_memory(messages);
    t->wanted = all;
    t->wanted_count = rows->count;
    if (!find_places(s, &t->at))
        return cv_fail(messages, CV_DATA, (cv_place){.file = s->path}, "this is no table of proportions or means");
    for (size_t i = 0; i < rows->count; i++) {
        cv_status status = read_wanted(s, rows->items[i], &all[i], &to->arena, messages);
        if (status != CV_OK)
            return status;
    }
    to->mean = to->mean || (t->needs->mean_fits && s->row_count > 1 &&
                            strcmp(s->cells[s->column_count + t->at.statistic], "mean") == 0);
    t->mean = to->mean;
    cv_status status = take_rows(t, to, messages);
    if (status != CV_OK)
        return status;
    if (to->like_count == 0 && t->left_out == 0)
        return cv_fail(messages, CV_DATA, (cv_place){.file = s->path}, "no row fits every --row");
    if (to->like_count == 0)
        return cv_fail(messages, CV_DATA, (cv_place){.file = s->path}, "there is %s in it", lacking(t));
    if (t->left_out > 0)
        cv_warn(messages, (cv_place){.file = s->path}, "%zu row%s left out: there is %s", t->left_out,
                t->left_out == 1 ? " is" : "s are", lacking(t));
    return CV_OK;
}

cv_status cv_size_like_read(const char *like, const cv_option_values *rows, const cv_size_needs *needs,
                            cv_size_request *to, cv_messages *messages)
{
    sheet s = {0};
    cv_buffer bytes = {0};
    taking t = {.sheet = &s, .needs = needs};
    cv_status status = find_table(like, &s.path, &to->arena, messages);
    if (status == CV_OK)
        status = cv_file_read(s.path, MOST_BYTES, &bytes, messages);
    cv_buffer_add(&bytes, "");
    if (status == CV_OK && bytes.failed)
        status = cv_fail_memory(messages);
    if (status == CV_OK)
        status = read_cells(bytes.text, &s, &to->arena, messages);
    if (status == CV_OK)
        status = take_sheet(&s, rows, &t, to, messages);
    cv_buffer_free(&bytes);
    return status;
}
