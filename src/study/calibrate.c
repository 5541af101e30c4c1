/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibration: `calibrate`, a list of steps, and `trim`. */
#include "study/read.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

static const char POPULATION[] = "(total)";

/* Names by the bits of the key table's `applies`. */
static const char *const names[] = {
    [CV_CALIBRATE_POSTSTRATIFY] = "poststratify",
    [CV_CALIBRATE_RAKE] = "rake",
    [CV_CALIBRATE_LINEAR] = "linear",
    [CV_CALIBRATE_LOGIT] = "logit",
    [CV_CALIBRATE_RAKING] = "raking",
    [CV_CALIBRATE_WEIGHTING_CLASS] = "weighting-class",
};

/* ---- targets ---- */

/** The cells of a margin while they are read: a level for each variable above. */
struct cells {
    cv_reader *reader;
    const cv_key *key;
    cv_margin_spec *margin;
    size_t capacity;
    cv_word path[CV_MOST_FACTORS];
};

static size_t count_leaves(const cv_node *node, size_t depth)
{
    size_t count = 0;
    if (depth == 0 || node->kind != CV_NODE_MAPPING)
        return 1;
    for (size_t i = 0; i < node->count; i++)
        count += count_leaves(node->items[i], depth - 1);
    return count;
}

static void add_cell(struct cells *to, const cv_node *node)
{
    double value = 0;
    size_t variables = to->margin->variable_count;
    const cv_key target = {.name = to->path[variables - 1].text, .kind = "a number of 0 or more"};
    if (!cv_reader_number(to->reader, &target, node, &value))
        return;
    if (value < 0) {
        cv_reader_fail_kind(to->reader, &target, node);
        return;
    }
    cv_word *levels = cv_reader_array(to->reader, variables, sizeof *levels);
    if (levels == NULL || to->margin->target_count == to->capacity)
        return;
    memcpy(levels, to->path, variables * sizeof *levels);
    to->margin->targets[to->margin->target_count++] =
        (cv_target_spec){.levels = levels, .value = value, .place = node->place};
}

static void add_cells(struct cells *to, const cv_node *node, size_t depth)
{
    cv_margin_spec *margin = to->margin;
    if (depth == margin->variable_count) {
        add_cell(to, node);
        return;
    }
    if (node->kind != CV_NODE_MAPPING || node->count == 0) {
        cv_fail_expected(
            to->reader->messages, CV_USAGE, node->place, "{level: target, ...}, one level for each variable", NULL,
            "the targets of '%.200s' have no levels of '%.200s'", margin->name.text, margin->variables[depth].text);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        to->path[depth] = (cv_word){node->keys[i]->text, node->keys[i]->place};
        add_cells(to, node->items[i], depth + 1);
    }
}

static void read_cells(cv_reader *reader, const cv_key *key, const cv_node *node, cv_margin_spec *margin)
{
    struct cells cells = {
        .reader = reader, .key = key, .margin = margin, .capacity = count_leaves(node, margin->variable_count)};
    margin->kind = CV_MARGIN_CELLS;
    margin->targets = cv_reader_array(reader, cells.capacity, sizeof *margin->targets);
    if (margin->targets != NULL)
        add_cells(&cells, node, 0);
}

/* A mapping has cells; a number is a number's total; any other text is a file. */
static void read_margin(cv_reader *reader, const cv_key *key, const cv_node *name, const cv_node *node,
                        cv_calibration_spec *step)
{
    cv_margin_spec *margin = &step->margins[step->margin_count];
    cv_predictor_spec crossing;
    *margin = (cv_margin_spec){.name = {name->text, name->place}};
    if (!cv_reader_crossing(reader, key, margin->name, &crossing))
        return;
    margin->variable_count = crossing.part_count;
    margin->variables = cv_reader_array(reader, crossing.part_count, sizeof *margin->variables);
    if (margin->variables == NULL)
        return;
    memcpy(margin->variables, crossing.parts, crossing.part_count * sizeof *margin->variables);
    if (node->kind == CV_NODE_MAPPING) {
        read_cells(reader, key, node, margin);
    } else {
        const cv_key target = {.name = name->text, .kind = "{level: total}, a CSV file's name, or a number's total"};
        const char *text = cv_reader_scalar(reader, &target, node);
        if (text == NULL)
            return;
        bool number = cv_number_parse(text, strlen(text), '.', &margin->total) && isfinite(margin->total);
        margin->kind = number ? CV_MARGIN_NUMBER : CV_MARGIN_FILE;
        margin->file = (cv_word){text, node->place};
        if (number && crossing.part_count > 1) {
            cv_fail_expected(reader->messages, CV_USAGE, node->place, "{level: {level: total}}, or a CSV file's name",
                             NULL, "one number for the crossing '%.200s'", name->text);
            return;
        }
    }
    step->margin_count++;
}

static void read_population(cv_reader *reader, const cv_node *node, cv_calibration_spec *step)
{
    const cv_key key = {.name = POPULATION, .kind = "a number above 0"};
    double number = 0;
    if (!cv_reader_number(reader, &key, node, &number))
        return;
    if (number > 0)
        step->population = (cv_figure){.value = number, .given = true, .place = node->place};
    else
        cv_reader_fail_kind(reader, &key, node);
}

void cv_read_targets(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_calibration_spec *step = section;
    if (node->kind != CV_NODE_MAPPING || node->count == 0) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    step->margins = cv_reader_array(reader, node->count, sizeof *step->margins);
    for (size_t i = 0; step->margins != NULL && i < node->count; i++)
        if (strcmp(node->keys[i]->text, POPULATION) == 0)
            read_population(reader, node->items[i], step);
        else
            read_margin(reader, key, node->keys[i], node->items[i], step);
}

void cv_read_bounds(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_calibration_spec *step = section;
    size_t count = 0;
    double *numbers = cv_reader_numbers(reader, key, node, &count);
    if (numbers == NULL)
        return;
    if (count != 2 || !(numbers[0] < 1) || !(numbers[1] > 1)) {
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL,
                         count != 2 ? "'bounds' has not two numbers" : "'bounds' do not lie on both sides of 1");
        return;
    }
    step->low = (cv_figure){.value = numbers[0], .given = true, .place = cv_reader_item(node, 0)->place};
    step->high = (cv_figure){.value = numbers[1], .given = true, .place = cv_reader_item(node, 1)->place};
}

/* ---- what goes together ---- */

static void check_cell_method(cv_reader *reader, const cv_calibration_spec *step)
{
    const char *method = cv_calibration_name(step->method);
    for (size_t i = 0; i < step->margin_count; i++)
        if (step->margins[i].kind == CV_MARGIN_NUMBER)
            cv_fail_expected(reader->messages, CV_USAGE, step->margins[i].name.place,
                             "levels with targets, or one of the methods linear, logit, raking", NULL,
                             "method %s cannot calibrate to the total of a number, '%.200s'", method,
                             step->margins[i].name.text);
    if (step->method == CV_CALIBRATE_POSTSTRATIFY && step->margin_count > 1)
        cv_fail_expected(reader->messages, CV_USAGE, step->margins[1].name.place,
                         "one margin, crossed as \"sex:age_group\", or method: rake", NULL,
                         "method poststratify with %zu margins", step->margin_count);
    if (step->population.given && !step->shares)
        cv_fail_expected(reader->messages, CV_USAGE, step->population.place, "it with shares: true alone", NULL,
                         "'%s' does not go with method %s, whose targets add up to it", POPULATION, method);
}

static void check_bounds(cv_reader *reader, const cv_calibration_spec *step)
{
    if (step->method == CV_CALIBRATE_LOGIT && !step->low.given)
        cv_fail_expected(reader->messages, CV_USAGE, step->place, "bounds: [0.3, 3], say", NULL,
                         "method logit without 'bounds'");
    if (step->method != CV_CALIBRATE_LINEAR && step->low.given && step->low.value < 0)
        cv_fail_expected(reader->messages, CV_USAGE, step->low.place, "a lower bound of 0 or more", NULL,
                         "method %s with weights below 0", cv_calibration_name(step->method));
    bool cells = false;
    for (size_t i = 0; i < step->margin_count; i++)
        cells = cells || step->margins[i].kind != CV_MARGIN_NUMBER;
    if (step->shares && !cells)
        cv_fail_expected(reader->messages, CV_USAGE, step->place, "levels with shares", NULL,
                         "'shares' without a margin of levels");
}

static void check_required(cv_reader *reader, const cv_node *node, const cv_calibration_spec *step)
{
    enum { ALWAYS, TARGETED, CLASSES };
    static const struct {
        const char *key, *expected;
        int when;
    } required[] = {{"method", "method: one of poststratify, rake, linear, logit, raking, weighting-class", ALWAYS},
                    {"targets", "targets: {sex: {F: 5120, M: 4880}}, say", TARGETED},
                    {"respondents", "respondents: \"outcome = 'complete'\", say", CLASSES},
                    {"classes", "classes: [region, sex], say", CLASSES}};
    int kind = step->method == CV_CALIBRATE_WEIGHTING_CLASS ? CLASSES : TARGETED;
    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
        if ((required[i].when == ALWAYS || required[i].when == kind) &&
            cv_node_find(node, required[i].key, NULL) == NULL)
            cv_fail_expected(reader->messages, CV_USAGE, node->place, required[i].expected, NULL,
                             "a step of 'calibrate' without %s", required[i].key);
}

/* The classes are the step's one margin, without targets. */
static void make_classes(cv_reader *reader, cv_calibration_spec *step)
{
    const char *name = "";
    for (size_t i = 0; i < step->classes.count; i++)
        name = cv_reader_text(reader, "%s%s%s", name, i > 0 ? ":" : "", step->classes.items[i].text);
    step->margins = cv_reader_array(reader, 1, sizeof *step->margins);
    if (step->classes.count > CV_MOST_FACTORS)
        cv_fail(reader->messages, CV_USAGE, step->classes.items[CV_MOST_FACTORS].place,
                "'classes' has more than %d variables", CV_MOST_FACTORS);
    if (step->margins == NULL || step->classes.count == 0 || step->classes.count > CV_MOST_FACTORS ||
        step->respondents == NULL)
        return;
    step->margins[0] = (cv_margin_spec){.name = {name, step->classes.items[0].place},
                                        .kind = CV_MARGIN_CLASSES,
                                        .variables = step->classes.items,
                                        .variable_count = step->classes.count};
    step->margin_count = 1;
}

static void read_step(cv_reader *reader, const cv_node *node, cv_calibration_spec *step)
{
    *step = (cv_calibration_spec){.place = node->place};
    if (node->kind != CV_NODE_MAPPING) {
        cv_reader_fail_kind(reader, &(cv_key){.name = "calibrate", .kind = "a list of mappings"}, node);
        return;
    }
    if (!cv_read_section(reader, CV_SECTION_CALIBRATE, "calibrate", node, step))
        return;
    check_required(reader, node, step);
    const cv_node *method = cv_node_find(node, "method", NULL);
    const char *name = cv_calibration_name(step->method);
    if (method == NULL || method->kind != CV_NODE_SCALAR || strcmp(method->text, name) != 0)
        return; /* which has its message */
    cv_reader_check_applies(reader, CV_SECTION_CALIBRATE, node, 1u << step->method, names,
                            sizeof names / sizeof names[0], cv_reader_text(reader, "method %s", name));
    if (step->method == CV_CALIBRATE_WEIGHTING_CLASS) {
        make_classes(reader, step);
        return;
    }
    if (step->method == CV_CALIBRATE_POSTSTRATIFY || step->method == CV_CALIBRATE_RAKE)
        check_cell_method(reader, step);
    check_bounds(reader, step);
}

void cv_read_calibrate(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_design_spec *design = section;
    size_t count = node->kind == CV_NODE_SEQUENCE ? node->count : 1;
    if (node->kind == CV_NODE_SCALAR || count == 0) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    design->calibrate = cv_reader_array(reader, count, sizeof *design->calibrate);
    for (size_t i = 0; design->calibrate != NULL && i < count; i++) {
        read_step(reader, cv_reader_item(node, i), &design->calibrate[i]);
        design->calibrate_count = i + 1;
    }
}

/* ---- trimming ---- */

void cv_read_trim(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_trim_spec *trim = &((cv_design_spec *)section)->trim;
    *trim = (cv_trim_spec){.given = true, .place = node->place};
    if (!cv_read_section(reader, CV_SECTION_TRIM, key->name, node, trim))
        return;
    if (cv_node_find(node, "min", NULL) == NULL && cv_node_find(node, "max", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "min, or max, or both", NULL,
                         "'trim' without a bound");
    if (trim->min.given && trim->min.value > 1)
        cv_fail_expected(reader->messages, CV_USAGE, trim->min.place, "at most 1, the mean weight", NULL,
                         "'min' is above the mean weight");
    if (trim->max.given && trim->max.value < 1)
        cv_fail_expected(reader->messages, CV_USAGE, trim->max.place, "at least 1, the mean weight", NULL,
                         "'max' is below the mean weight");
}

void cv_check_calibration(cv_reader *reader, const cv_design_spec *design)
{
    if (design->trim.given && design->weight.text == NULL && design->calibrate_count == 0 && design->fpc.count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, design->trim.place, "weight or calibrate beside it", NULL,
                         "'trim' without weights that could differ");
}
