/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies in examples/ run as they stand, and their tables hold what R's survey package gives for the same data:
 * tests/oracle/examples.tsv, written by tests/oracle/examples.R. */
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/number.h"
#include "support/test_command.h"
#include "support/test_csv.h"
#include "support/test_folder.h"

enum { SHOWN = 25 }; /* of the differences of one study */

static const double tolerance = 1e-10;

/* ---- a line of the expected values ---- */

/* NAME=VALUE, of `length` bytes in all. */
typedef struct pair {
    const char *name, *value;
    size_t name_length, value_length;
} pair;

static pair pair_of(const char *text, size_t length)
{
    const char *sign = memchr(text, '=', length);
    if (sign == NULL)
        fail_msg("examples.tsv: no '=' in '%.*s'", (int)length, text);
    size_t name_length = (size_t)(sign - text);
    return (pair){text, sign + 1, name_length, length - name_length - 1};
}

/* Whether the row has what `keys`, NAME=VALUE joined by '|', say. A column that is not there matches nothing. */
static bool row_matches(const test_csv *table, size_t row, const char *keys)
{
    while (*keys != '\0') {
        size_t length = strcspn(keys, "|");
        pair key = pair_of(keys, length);
        size_t column = test_csv_column(table, key.name, key.name_length);
        if (column == SIZE_MAX)
            return false;
        const char *got = table->cells[row * table->columns + column];
        if (strlen(got) != key.value_length || memcmp(got, key.value, key.value_length) != 0)
            return false;
        keys += length + (keys[length] == '|');
    }
    return true;
}

/* What |got - want| may be: a p moves with the logarithm of its statistic, so a tiny one is held less tightly; a limit
 * near zero is judged by the size of its estimate. */
static double allowed(const char *column, double want, double estimate)
{
    if (column[0] == 'p' && want > 0 && want < 1)
        return tolerance * want * fmax(1, -2 * log(want));
    if (strncmp(column, "ci_", 3) == 0)
        return tolerance * fmax(fabs(want), 1e-3 * fabs(estimate));
    return fmax(tolerance * fabs(want), DBL_MIN);
}

typedef struct check {
    const char *study;
    test_csv table;
    const char *keys;
    size_t values, differences;
} check;

static void differ(check *c, const char *column, const char *got, const char *want)
{
    if (c->differences++ < SHOWN)
        print_error("%s, %s.csv, %s: %s is '%s', want '%s'\n", c->study, c->table.name, c->keys, column, got, want);
}

/* NaN: not a number. */
static double number_of(const char *text)
{
    double value = NAN;
    cv_number_parse(text, strlen(text), '.', &value);
    return value;
}

static void check_value(check *c, size_t row, const char *text, double estimate)
{
    pair wanted = pair_of(text, strlen(text));
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)wanted.name_length, wanted.name);
    size_t column = test_csv_column(&c->table, wanted.name, wanted.name_length);
    c->values++;
    if (column == SIZE_MAX) {
        differ(c, name, "(no such column)", wanted.value);
        return;
    }
    const char *got = c->table.cells[row * c->table.columns + column];
    double want = number_of(wanted.value), value = number_of(got);
    bool same = isnan(want) ? strcmp(got, wanted.value) == 0 : fabs(value - want) <= allowed(name, want, estimate);
    if (!same)
        differ(c, name, got, wanted.value);
}

/* The estimate (or a comparison's value) among the values of a line, ended by NULL; NaN: none. */
static double estimate_of(char *const *values)
{
    for (; *values != NULL; values++)
        if (strncmp(*values, "estimate=", 9) == 0 || strncmp(*values, "value=", 6) == 0)
            return number_of(strchr(*values, '=') + 1);
    return NAN;
}

static void check_row(check *c, char *const *values)
{
    size_t found = 0, at = 0;
    for (size_t row = 1; row < c->table.rows; row++)
        if (row_matches(&c->table, row, c->keys)) {
            at = row;
            found++;
        }
    if (found != 1) {
        differ(c, "number of rows", found == 0 ? "none" : "several", "1");
        return;
    }
    double estimate = estimate_of(values);
    for (; *values != NULL; values++)
        check_value(c, at, *values, isnan(estimate) ? 0 : estimate);
}

/* The line's fields, cut at its tabs in place; ended by NULL. */
static size_t split(char *line, char **fields, size_t most)
{
    size_t count = 0;
    for (char *at = line; at != NULL && count + 1 < most; count++) {
        fields[count] = at;
        at = strchr(at, '\t');
        if (at != NULL)
            *at++ = '\0';
    }
    fields[count] = NULL;
    return count;
}

static void check_line(check *c, test_folder *folder, char *line)
{
    char *fields[40];
    if (line[0] == '#' || split(line, fields, COUNT_OF(fields)) < 4 || strcmp(fields[0], c->study) != 0)
        return;
    if (strcmp(c->table.name, fields[1]) != 0) {
        char name[256];
        size_t length = 0;
        snprintf(name, sizeof name, "%s/tables/%s.csv", c->study, fields[1]);
        const char *bytes = test_folder_read(folder, name, &length);
        if (bytes == NULL)
            fail_msg("no %s", name);
        test_csv_free(&c->table);
        c->table = test_csv_parse(fields[1], bytes, length);
    }
    c->keys = fields[2];
    check_row(c, fields + 3);
}

static void check_tables(const char *study, test_folder *folder)
{
    cv_buffer expected = {0};
    cv_messages messages = {0};
    check c = {.study = study};
    if (cv_file_read(CANVASS_SOURCE_DIR "/tests/oracle/examples.tsv", 1 << 24, &expected, &messages) != CV_OK)
        fail_msg("tests/oracle/examples.tsv cannot be read");
    for (char *line = expected.text, *end = line; line < expected.text + expected.length; line = end + 1) {
        end = memchr(line, '\n', (size_t)(expected.text + expected.length - line));
        if (end == NULL)
            fail_msg("examples.tsv: the last line has no end");
        *end = '\0';
        check_line(&c, folder, line);
    }
    if (c.values == 0)
        fail_msg("%s: examples.tsv has nothing for it", study);
    if (c.differences > 0)
        fail_msg("%s: %zu of %zu values differ from R's", study, c.differences, c.values);
    test_csv_free(&c.table);
    cv_buffer_free(&expected);
    cv_messages_free(&messages);
}

/* ---- the studies ---- */

typedef struct example {
    const char *name;
    const char *files[16]; /* what the run must leave besides the tables */
} example;

static const example examples[] = {
    {"live-shopping",
     {"report.html", "report.md", "results.json", "manifest.json", "charts/interest.gp", "charts/interest.svg",
      "charts/interest.png", "charts/interest.pdf", "charts/interest-by-age.png", "charts/channels-by-country.svg",
      "charts/recommend-by-country.svg", "charts/spend-by-country.svg"}},
    {"live-shopping-answers", {"report.md", "results.json", "manifest.json", "charts/interest-net.svg"}},
    {"world-values",
     {"report.md", "results.json", "manifest.json", "charts/too-little-by-country.pdf",
      "charts/too-little-by-gender.svg", "charts/too-little-by-age.png"}},
    {"california-schools",
     {"report.md", "results.json", "manifest.json", "charts/target-by-type.svg", "charts/mean-index-by-type.png"}},
    {"california-clusters", {"report.md", "results.json", "manifest.json"}},
    {"california-replicates", {"report.md", "results.json", "manifest.json"}},
    {"california-calibrated",
     {"weights.csv", "tables/calibration.csv", "tables/calibration.weights.csv", "charts/weights.svg",
      "charts/index-by-type.png", "report.md", "manifest.json"}},
};

static void run_example(void **state)
{
    const example *e = *state;
    test_folder folder = test_folder_make();
    char study[512];
    snprintf(study, sizeof study, "%s/examples/%s.yaml", CANVASS_SOURCE_DIR, e->name);
    check_canvass(folder.path, (const char *const[]){"check", study, NULL}, 0, NULL, "");
    check_canvass(folder.path, (const char *const[]){"run", study, "--output", e->name, "--quiet", NULL}, 0, NULL, "");
    for (size_t i = 0; i < COUNT_OF(e->files) && e->files[i] != NULL; i++) {
        char name[256];
        snprintf(name, sizeof name, "%s/%s", e->name, e->files[i]);
        if (!test_folder_has(&folder, name))
            fail_msg("no %s", name);
    }
    check_tables(e->name, &folder);
    test_folder_remove(&folder);
}

/* The guide's first study is complete: it runs as a reader would run it, saved beside the examples. */
static void guides_study_runs(void **state)
{
    (void)state;
    static const char opening[] = "```yaml\n";
    cv_buffer guide = {0};
    cv_messages messages = {0};
    test_folder folder = test_folder_make();
    if (cv_file_read(CANVASS_SOURCE_DIR "/docs/guide.md", 1 << 24, &guide, &messages) != CV_OK)
        fail_msg("docs/guide.md cannot be read");
    const char *study = strstr(guide.text, opening), *end = study == NULL ? NULL : strstr(study, "\n```\n");
    if (end == NULL)
        fail_msg("docs/guide.md has no study");
    study += strlen(opening);
    test_folder_write_bytes(&folder, "examples/first-study.yaml", study, (size_t)(end + 1 - study));
    assert_int_equal(symlink(CANVASS_SOURCE_DIR "/data", test_folder_path(&folder, "data")), 0);
    check_canvass(folder.path, (const char *const[]){"check", "examples/first-study.yaml", NULL}, 0, NULL, "");
    check_canvass(folder.path, (const char *const[]){"run", "examples/first-study.yaml", "--quiet", NULL}, 0, "", "");
    assert_true(test_folder_has(&folder, "examples/out/first-study/charts/interest.svg"));
    check_canvass(folder.path, (const char *const[]){"verify", "examples/out/first-study", NULL}, 0, NULL, "");
    cv_buffer_free(&guide);
    cv_messages_free(&messages);
    test_folder_remove(&folder);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(examples) + 1] = {{0}};
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        tests[i] = (struct CMUnitTest){
            .name = examples[i].name, .test_func = run_example, .initial_state = (void *)(uintptr_t)&examples[i]};
    tests[COUNT_OF(examples)] = (struct CMUnitTest)cmocka_unit_test(guides_study_runs);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
