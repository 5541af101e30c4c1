/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/tab_study.h"

#include <string.h>

#include <jansson.h>

#include "base/memory.h"

const char cv_tab_path[] = "command line";

const cv_option cv_tab_options[CV_TAB_COUNT] = {
    [CV_TAB_OF] = {"of", "VAR[=LEVEL]", "the variable, or only this level of it; may be repeated"},
    [CV_TAB_BY] = {"by", "VAR", "for each level of VAR; repeated: for each combination"},
    [CV_TAB_STATISTIC] =
        {"statistic", "NAME",
         "proportion, count, mean, total, ratio, nps, weights,\nquantile, the median, variance, sd, correlation, "
         "gini,\nlorenz, quintile-share-ratio, at-risk-of-poverty, items\nor nonresponse (default: proportion)"},
    [CV_TAB_DENOMINATOR] = {"denominator", "VAR", "what a ratio divides by"},
    [CV_TAB_WHERE] = {"where", "EXPR",
                      "only rows for which this holds, as in\n--where \"age >= 18 and country in ('UK', 'FR')\""},
    [CV_TAB_TOTAL] = {"total", NULL, "also the whole, beside the groups of --by"},
    [CV_TAB_MISSING_LEVEL] = {"missing-level", NULL, "missing answers are a level of their own"},
    [CV_TAB_WEIGHT] = {"weight", "VAR", "the weights"},
    [CV_TAB_MISSING_WEIGHT] = {"missing-weight", "WORD", "rows without a weight: error or drop (default: error)"},
    [CV_TAB_STRATA] = {"strata", "VAR", "the strata; repeated: one a stage"},
    [CV_TAB_CLUSTER] = {"cluster", "VAR", "the sampling units; repeated: one a stage"},
    [CV_TAB_FPC] = {"fpc", "VAR", "population counts or sampling fractions; repeated: one a stage"},
    [CV_TAB_NEST] = {"nest", NULL, "ids of sampling units start again in each stratum"},
    [CV_TAB_LONELY_PSU] = {"lonely-psu", "WORD", "fail, remove, certainty, adjust or average (default: fail)"},
    [CV_TAB_SAMPLING] = {"sampling", "MODEL", "design or binomial (default: design)"},
    [CV_TAB_DF] = {"df", "WORD", "domain, where, design, infinity or a number\n(default: domain)"},
    [CV_TAB_CI] = {"ci", "METHOD",
                   "how a proportion's interval is made, as in wilson\n(default: logit; binomial: wilson)"},
    [CV_TAB_CONFIDENCE] = {"confidence", "SHARE", "the intervals' coverage (default: 0.95)"},
    [CV_TAB_COMPARE] = {"compare", NULL, "compare the levels of the first --by, all pairs"},
    [CV_TAB_REFERENCE] = {"reference", "LEVEL", "compare with this level only"},
    [CV_TAB_MEASURE] = {"measure", "NAME", "difference, ratio or odds_ratio; may be repeated\n(default: difference)"},
    [CV_TAB_ADJUST] = {"adjust", "METHOD", "how p values are adjusted for their number\n(default: holm)"},
    [CV_TAB_TEST] = {"test", "NAME", "also test --of against the first --by, as in\nrao-scott-f; may be repeated"},
    [CV_TAB_DELIMITER] = {"delimiter", "CHAR", "what stands between the data's fields, or tab"},
    [CV_TAB_DECIMAL] = {"decimal", "CHAR", "the data's decimal sign: . or ,"},
    [CV_TAB_MISSING] = {"missing", "TEXT", "a text that means missing; may be repeated\n(default: the empty text)"},
    [CV_TAB_IMPUTATION] = {"imputation", "VAR",
                           "the column that numbers multiple imputations: all is\ncombined over them"},
    [CV_TAB_FORMAT] = {"format", "NAME", "text, csv, json or md (default: text)"},
    [CV_TAB_LANGUAGE] = {"language", "CODE", "of text and md tables: en, fr, nl, es, pl or de\n(default: en)"},
    [CV_TAB_VALUES] = {"values", NULL, "show the values of levels instead of their labels"},
    [CV_TAB_JOBS] = CV_OPTION_JOBS,
};

/* Where the options stand in a study. */
typedef enum room { NOWHERE, STUDY, DATA, DESIGN, ANALYSIS, COMPARE } room;
typedef enum kind { TEXT, LIST, SWITCH } kind; /* SWITCH: the placement's word */

static const struct placement {
    room room;
    const char *key;
    kind kind;
    const char *word;
} placements[CV_TAB_COUNT] = {
    [CV_TAB_BY] = {ANALYSIS, "by", LIST, NULL},
    [CV_TAB_STATISTIC] = {ANALYSIS, "statistic", TEXT, NULL},
    [CV_TAB_DENOMINATOR] = {ANALYSIS, "denominator", TEXT, NULL},
    [CV_TAB_WHERE] = {ANALYSIS, "where", TEXT, NULL},
    [CV_TAB_TOTAL] = {ANALYSIS, "total", SWITCH, "true"},
    [CV_TAB_MISSING_LEVEL] = {ANALYSIS, "missing", SWITCH, "level"},
    [CV_TAB_WEIGHT] = {DESIGN, "weight", TEXT, NULL},
    [CV_TAB_MISSING_WEIGHT] = {DESIGN, "missing_weight", TEXT, NULL},
    [CV_TAB_STRATA] = {DESIGN, "strata", LIST, NULL},
    [CV_TAB_CLUSTER] = {DESIGN, "cluster", LIST, NULL},
    [CV_TAB_FPC] = {DESIGN, "fpc", LIST, NULL},
    [CV_TAB_NEST] = {DESIGN, "nest", SWITCH, "true"},
    [CV_TAB_LONELY_PSU] = {DESIGN, "lonely_psu", TEXT, NULL},
    [CV_TAB_SAMPLING] = {DESIGN, "sampling", TEXT, NULL},
    [CV_TAB_DF] = {ANALYSIS, "df", TEXT, NULL},
    [CV_TAB_CI] = {ANALYSIS, "ci", TEXT, NULL},
    [CV_TAB_CONFIDENCE] = {ANALYSIS, "confidence", TEXT, NULL},
    [CV_TAB_REFERENCE] = {COMPARE, "reference", TEXT, NULL},
    [CV_TAB_MEASURE] = {COMPARE, "measure", LIST, NULL},
    [CV_TAB_ADJUST] = {COMPARE, "adjust", TEXT, NULL},
    [CV_TAB_TEST] = {ANALYSIS, "tests", LIST, NULL},
    [CV_TAB_DELIMITER] = {DATA, "delimiter", TEXT, NULL},
    [CV_TAB_DECIMAL] = {DATA, "decimal", TEXT, NULL},
    [CV_TAB_MISSING] = {DATA, "missing", LIST, NULL},
    [CV_TAB_IMPUTATION] = {DATA, "imputation", TEXT, NULL},
    [CV_TAB_LANGUAGE] = {STUDY, "language", TEXT, NULL},
};

/* ---- lines ---- */

typedef struct writer {
    cv_tab_study *to;
    const cv_arguments *arguments;
    cv_messages *messages;
    cv_status status; /* the first failure; later steps do nothing */
    bool comma;       /* something stands before in this mapping or list */
} writer;

static void note_line(writer *w, size_t option, size_t columns)
{
    cv_tab_study *to = w->to;
    if (w->status != CV_OK)
        return;
    cv_tab_line *grown = cv_memory_grow(to->lines, to->line_count, &to->line_capacity, sizeof *grown);
    if (grown == NULL) {
        w->status = cv_fail_memory(w->messages);
        return;
    }
    to->lines = grown;
    to->lines[to->line_count++] = (cv_tab_line){.option = option, .columns = columns};
}

/* A line without an option: brackets and names. */
static void add_frame(writer *w, const char *text)
{
    cv_buffer_add(&w->to->text, text);
    cv_buffer_add_char(&w->to->text, '\n');
    note_line(w, CV_TAB_COUNT, 0);
}

static int add_piece(const char *bytes, size_t count, void *buffer)
{
    cv_buffer_add_bytes(buffer, bytes, count);
    return 0;
}

/* A line with the option's text: `,"key": "text"`, or in a list `,"text"`. JSON is YAML, and quotes whatever stands in
 * it. */
static void add_text(writer *w, size_t option, const char *key, const char *text, size_t length)
{
    cv_buffer *to = &w->to->text;
    size_t start = to->length;
    json_t *value = json_stringn(text, length);
    if (w->comma)
        cv_buffer_add_char(to, ',');
    if (key != NULL)
        cv_buffer_format(to, "\"%s\": ", key);
    if (value == NULL && w->status == CV_OK)
        w->status = cv_fail(w->messages, CV_USAGE, (cv_place){0}, "'%s' is not UTF-8", text);
    note_line(w, option, to->length + 1 - start);
    if (value != NULL)
        json_dump_callback(value, add_piece, to, JSON_ENCODE_ANY);
    json_decref(value);
    cv_buffer_add_char(to, '\n');
    w->comma = true;
}

static void add_word(writer *w, size_t option, const char *key, const char *text)
{
    add_text(w, option, key, text, strlen(text));
}

static void open_list(writer *w, const char *key)
{
    cv_buffer_format(&w->to->text, "%s\"%s\": ", w->comma ? "," : "", key);
    add_frame(w, "[");
    w->comma = false;
}

static void open_mapping(writer *w, const char *key)
{
    cv_buffer_format(&w->to->text, "%s\"%s\": ", w->comma ? "," : "", key);
    add_frame(w, "{");
    w->comma = false;
}

static void close_with(writer *w, const char *bracket)
{
    add_frame(w, bracket);
    w->comma = true;
}

/* ---- sections ---- */

static void add_list(writer *w, size_t option, const char *key)
{
    const cv_option_values *values = &w->arguments->values[option];
    open_list(w, key);
    for (size_t i = 0; i < values->count; i++)
        add_word(w, option, NULL, values->items[i]);
    close_with(w, "]");
}

static void add_switch(writer *w, size_t option)
{
    cv_buffer_format(&w->to->text, "%s\"%s\": %s\n", w->comma ? "," : "", placements[option].key,
                     placements[option].word);
    note_line(w, option, 0);
    w->comma = true;
}

static void add_options(writer *w, room wanted)
{
    for (size_t i = 0; i < CV_TAB_COUNT; i++) {
        if (placements[i].room != wanted || !cv_arguments_has(w->arguments, i))
            continue;
        if (placements[i].kind == LIST)
            add_list(w, i, placements[i].key);
        else if (placements[i].kind == SWITCH)
            add_switch(w, i);
        else
            add_word(w, i, placements[i].key, cv_arguments_text(w->arguments, i));
    }
}

static bool has_room(const writer *w, room wanted)
{
    for (size_t i = 0; i < CV_TAB_COUNT; i++)
        if (placements[i].room == wanted && cv_arguments_has(w->arguments, i))
            return true;
    return false;
}

/* The part of VAR=LEVEL that is the name. */
static size_t name_length(const char *of)
{
    return strcspn(of, "=");
}

/* Whether an earlier --of has this one's variable: `--of interest=5 --of interest=4` is one variable and two levels. */
static bool is_repeated(const cv_option_values *of, size_t i)
{
    size_t length = name_length(of->items[i]);
    for (size_t j = 0; j < i; j++)
        if (name_length(of->items[j]) == length && strncmp(of->items[j], of->items[i], length) == 0)
            return true;
    return false;
}

static void add_variables(writer *w)
{
    const cv_option_values *of = &w->arguments->values[CV_TAB_OF];
    bool levels = false;
    if (of->count == 0)
        return;
    open_list(w, "of");
    for (size_t i = 0; i < of->count; i++) {
        levels |= of->items[i][name_length(of->items[i])] == '=';
        if (!is_repeated(of, i))
            add_text(w, CV_TAB_OF, NULL, of->items[i], name_length(of->items[i]));
    }
    close_with(w, "]");
    if (!levels)
        return;
    open_list(w, "level");
    for (size_t i = 0; i < of->count; i++) {
        const char *rest = of->items[i] + name_length(of->items[i]);
        if (*rest == '=')
            add_word(w, CV_TAB_OF, NULL, rest + 1);
    }
    close_with(w, "]");
}

static void add_data(writer *w)
{
    const char *file = w->arguments->operands[0];
    open_mapping(w, "data");
    add_word(w, CV_TAB_COUNT, "file", file);
    if (strcmp(file, "-") == 0)
        add_word(w, CV_TAB_COUNT, "format", "csv");
    add_options(w, DATA);
    close_with(w, "}");
}

static void add_analysis(writer *w)
{
    open_list(w, "analyses");
    add_frame(w, "{");
    add_word(w, CV_TAB_COUNT, "name", "tab");
    add_variables(w);
    if (!cv_arguments_has(w->arguments, CV_TAB_STATISTIC))
        add_word(w, CV_TAB_STATISTIC, placements[CV_TAB_STATISTIC].key, "proportion");
    add_options(w, ANALYSIS);
    if (cv_arguments_has(w->arguments, CV_TAB_COMPARE) || has_room(w, COMPARE)) {
        open_mapping(w, "compare");
        add_word(w, CV_TAB_BY, "over", w->arguments->values[CV_TAB_BY].items[0]);
        add_options(w, COMPARE);
        close_with(w, "}");
    }
    close_with(w, "}");
    close_with(w, "]");
}

/* What the study's own checks would say in words that nobody typed. */
static cv_status check_options(const writer *w)
{
    const cv_arguments *arguments = w->arguments;
    const char *statistic = cv_arguments_text(arguments, CV_TAB_STATISTIC);
    cv_status status = CV_OK;
    if (!cv_arguments_has(arguments, CV_TAB_OF) && (statistic == NULL || strcmp(statistic, "weights") != 0))
        status = cv_fail_expected(w->messages, CV_USAGE, (cv_place){0}, "--of VAR or --of VAR=LEVEL", NULL,
                                  "no variable was given");
    bool compares = cv_arguments_has(arguments, CV_TAB_COMPARE) || has_room(w, COMPARE);
    if (!cv_arguments_has(arguments, CV_TAB_BY) && (compares || cv_arguments_has(arguments, CV_TAB_TEST)))
        status = cv_fail_expected(w->messages, CV_USAGE, (cv_place){.file = compares ? "--compare" : "--test"},
                                  "--by VAR", NULL, "there are no groups to compare");
    return status;
}

cv_status cv_tab_study_write(const cv_arguments *arguments, cv_tab_study *to, cv_messages *messages)
{
    writer w = {.to = to, .arguments = arguments, .messages = messages};
    w.status = check_options(&w);
    if (w.status != CV_OK)
        return w.status;
    add_frame(&w, "{");
    add_options(&w, STUDY);
    add_data(&w);
    if (has_room(&w, DESIGN)) {
        open_mapping(&w, "design");
        add_options(&w, DESIGN);
        close_with(&w, "}");
    }
    add_analysis(&w);
    close_with(&w, "}");
    return w.status == CV_OK && to->text.failed ? cv_fail_memory(messages) : w.status;
}

void cv_tab_study_free(cv_tab_study *study)
{
    cv_buffer_free(&study->text);
    cv_memory_free(study->lines);
    *study = (cv_tab_study){0};
}

/* ---- messages ---- */

static void translate(const cv_tab_study *study, cv_message *message)
{
    if (message->line == 0 || message->line > study->line_count)
        return;
    const cv_tab_line *line = &study->lines[message->line - 1];
    cv_buffer name = {0};
    if (line->option < CV_TAB_COUNT)
        cv_buffer_format(&name, "--%s", cv_tab_options[line->option].name);
    else
        cv_buffer_add(&name, cv_tab_path);
    char *file = cv_buffer_take(&name);
    if (file == NULL)
        return;
    cv_memory_free(message->file);
    message->file = file;
    /* an expression is long enough for its own columns to help */
    bool counted = line->option == CV_TAB_WHERE && message->column > line->columns;
    message->line = counted ? 1 : 0;
    message->column = counted ? message->column - line->columns : 0;
}

void cv_tab_study_translate(const cv_tab_study *study, cv_messages *messages)
{
    for (size_t i = 0; i < messages->count; i++)
        if (messages->items[i].file != NULL && strcmp(messages->items[i].file, cv_tab_path) == 0)
            translate(study, &messages->items[i]);
}
