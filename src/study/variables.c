/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

#include <string.h>

#include "base/dictionary.h"
#include "base/number.h"

/* ---- levels, groups, labels ---- */

static bool read_label(cv_reader *reader, const cv_node *value, const cv_node *label, const char **to)
{
    *to = value->text;
    if (label == NULL || cv_node_is_null(label))
        return true;
    if (label->kind == CV_NODE_SCALAR)
        *to = label->text;
    else
        cv_fail_expected(reader->messages, CV_USAGE, label->place, "a text", NULL,
                         "the label of level '%.200s' is a %s", value->text,
                         label->kind == CV_NODE_MAPPING ? "mapping" : "list");
    return label->kind == CV_NODE_SCALAR;
}

void cv_read_levels(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_variable_spec *variable = section;
    cv_words list = {0};
    bool keyed = node->kind == CV_NODE_MAPPING;
    if (!keyed)
        list = cv_reader_words(reader, key, node, true, true);
    size_t count = keyed ? node->count : list.count;
    if (count == 0 || (variable->levels = cv_reader_array(reader, count, sizeof *variable->levels)) == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        cv_level_spec *level = &variable->levels[i];
        level->value = keyed ? (cv_word){node->keys[i]->text, node->keys[i]->place} : list.items[i];
        level->label = level->value.text;
        if (keyed)
            (void)read_label(reader, node->keys[i], node->items[i], &level->label);
    }
    variable->level_count = count;
}

/* Takes the "*" out of a group's values. */
static void find_rest(cv_group_spec *group)
{
    size_t kept = 0;
    for (size_t i = 0; i < group->values.count; i++)
        if (strcmp(group->values.items[i].text, "*") == 0)
            group->rest = true;
        else
            group->values.items[kept++] = group->values.items[i];
    group->values.count = kept;
}

void cv_read_groups(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_variable_spec *variable = section;
    if (node->kind != CV_NODE_MAPPING || node->count == 0) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    variable->groups = cv_reader_array(reader, node->count, sizeof *variable->groups);
    for (size_t i = 0; variable->groups != NULL && i < node->count; i++) {
        cv_group_spec *group = &variable->groups[i];
        group->label = (cv_word){node->keys[i]->text, node->keys[i]->place};
        if (node->items[i]->kind == CV_NODE_SEQUENCE && node->items[i]->count == 0)
            cv_fail_expected(reader->messages, CV_USAGE, node->items[i]->place, "values", NULL,
                             "the group '%.200s' is empty", group->label.text);
        const cv_key item = {.name = group->label.text, .kind = "a list of values"};
        group->values = cv_reader_words(reader, &item, node->items[i], false, true);
        find_rest(group);
        variable->group_count = i + 1;
    }
}

/* Each value in one group, "*" in one group. */
static void check_groups(cv_reader *reader, const cv_variable_spec *variable)
{
    const cv_group_spec *rest = NULL;
    cv_dictionary *seen = cv_dictionary_new();
    if (seen == NULL)
        cv_fail_memory(reader->messages);
    for (size_t i = 0; seen != NULL && i < variable->group_count; i++) {
        const cv_group_spec *group = &variable->groups[i];
        if (group->rest && rest != NULL)
            cv_fail(reader->messages, CV_USAGE, group->label.place, "'*' stands in two groups, '%.200s' and '%.200s'",
                    rest->label.text, group->label.text);
        rest = group->rest ? group : rest;
        for (size_t j = 0; j < group->values.count; j++) {
            const cv_word *value = &group->values.items[j];
            int32_t next = (int32_t)cv_dictionary_count(seen);
            int32_t code = cv_dictionary_code(seen, value->text, strlen(value->text));
            if (code < 0)
                cv_fail_memory(reader->messages);
            else if (code != next)
                cv_fail(reader->messages, CV_USAGE, value->place, "'%.200s' is in two groups, or twice in one",
                        value->text);
        }
    }
    cv_dictionary_free(seen);
}

/* Kept as the cuts' until it is known whose they are. */
void cv_read_labels(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    ((cv_variable_spec *)section)->cut_labels = cv_reader_words(reader, key, node, true, false);
}

static void check_label_count(cv_reader *reader, const cv_node *node, size_t labels, size_t wanted, const char *of)
{
    const cv_node *key = NULL;
    if (cv_node_find(node, "labels", &key) != NULL && labels != wanted && wanted > 0)
        cv_fail(reader->messages, CV_USAGE, key->place, "%zu label%s for %zu %s%s", labels, labels == 1 ? "" : "s",
                wanted, of,
                wanted == 1                    ? ""
                : of[0] == 'c' && of[1] == 'l' ? "es"
                                               : "s");
}

static void make_cut_labels(cv_reader *reader, cv_variable_spec *variable, cv_place place)
{
    size_t count = variable->cut_count;
    cv_word *labels = cv_reader_array(reader, count, sizeof *labels);
    for (size_t i = 0; labels != NULL && i < count; i++) {
        char low[CV_NUMBER_SIZE], high[CV_NUMBER_SIZE];
        cv_number_format(variable->cuts[i], low);
        cv_number_format(variable->cuts[i + 1 < count ? i + 1 : i], high);
        const char *text =
            i + 1 < count ? cv_reader_text(reader, "%s to <%s", low, high) : cv_reader_text(reader, "%s+", low);
        labels[i] = (cv_word){text, place};
    }
    variable->cut_labels = (cv_words){labels, labels != NULL ? count : 0};
}

/* ---- one variable ---- */

static void finish_cut(cv_reader *reader, const cv_node *node, cv_variable_spec *variable)
{
    if (cv_node_find(node, "labels", NULL) == NULL)
        make_cut_labels(reader, variable, variable->name.place);
    check_label_count(reader, node, variable->cut_labels.count, variable->cut_count, "class");
}

/* The columns of a question with several answers, and as many labels. */
static void finish_columns(cv_reader *reader, const cv_node *node, cv_variable_spec *variable, const char *name)
{
    if (cv_node_find(node, "labels", NULL) == NULL)
        variable->multiple_labels = variable->columns;
    else
        variable->multiple_labels = variable->cut_labels;
    variable->cut_labels = (cv_words){0};
    check_label_count(reader, node, variable->multiple_labels.count, variable->columns.count, "column");
    if (variable->columns.count > CV_MOST_CHOICES)
        cv_fail_expected(reader->messages, CV_USAGE, variable->columns.items[CV_MOST_CHOICES].place,
                         "at most 63 columns", NULL, "'%s' has %zu columns", name, variable->columns.count);
    const cv_node *columns = cv_node_find(node, name, NULL);
    if (columns->kind == CV_NODE_SEQUENCE && columns->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, columns->place, "a list of columns", NULL, "'%s' is empty", name);
}

static void finish_multiple(cv_reader *reader, const cv_node *node, cv_variable_spec *variable)
{
    static const cv_word one = {.text = "1"};
    finish_columns(reader, node, variable, "multiple");
    if (cv_node_find(node, "selected", NULL) == NULL &&
        (variable->selected.items = cv_reader_array(reader, 1, sizeof one)) != NULL) {
        variable->selected.items[0] = (cv_word){one.text, variable->name.place};
        variable->selected.count = 1;
    }
}

/* The items of a rank question are all that its columns may hold, so the study has to name them. */
static void finish_rank(cv_reader *reader, const cv_node *node, cv_variable_spec *variable)
{
    const cv_node *key = NULL;
    finish_columns(reader, node, variable, "rank");
    if (cv_node_find(node, "levels", NULL) == NULL && cv_node_find(node, "rank", &key) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "levels: the items that are ranked", NULL,
                         "'rank' without 'levels'");
    if (variable->level_count > CV_MOST_CHOICES)
        cv_fail_expected(reader->messages, CV_USAGE, variable->levels[CV_MOST_CHOICES].value.place, "at most 63 items",
                         NULL, "'%.200s' has %zu items", variable->name.text, variable->level_count);
}

bool cv_variable_is_multiple(const cv_variable_spec *variable)
{
    return variable->kind == CV_VARIABLE_MULTIPLE || variable->kind == CV_VARIABLE_RANK ||
           variable->kind == CV_VARIABLE_RANK_OF;
}

size_t cv_variable_choice_count(const cv_variable_spec *variable)
{
    return variable->kind == CV_VARIABLE_RANK ? variable->level_count : variable->columns.count;
}

cv_level_spec cv_variable_choice(const cv_variable_spec *variable, size_t choice)
{
    if (variable->kind == CV_VARIABLE_RANK)
        return variable->levels[choice];
    cv_word column = variable->columns.items[choice];
    bool labelled = choice < variable->multiple_labels.count;
    return (cv_level_spec){column, labelled ? variable->multiple_labels.items[choice].text : column.text};
}

static void check_missing_levels(cv_reader *reader, const cv_variable_spec *variable)
{
    for (size_t i = 0; i < variable->missing.count; i++)
        for (size_t j = 0; j < variable->level_count; j++)
            if (strcmp(variable->missing.items[i].text, variable->levels[j].value.text) == 0)
                cv_fail(reader->messages, CV_USAGE, variable->missing.items[i].place,
                        "'%.200s' is a level and means missing at once", variable->missing.items[i].text);
}

/* The key that makes a variable what it is; none: a column. False where two of them stand together. */
static bool find_kind(cv_reader *reader, const cv_node *node, cv_variable_kind *kind)
{
    static const struct {
        const char *key;
        cv_variable_kind kind;
    } kinds[] = {{"groups", CV_VARIABLE_GROUPS},
                 {"cut", CV_VARIABLE_CUT},
                 {"where", CV_VARIABLE_WHERE},
                 {"multiple", CV_VARIABLE_MULTIPLE},
                 {"rank", CV_VARIABLE_RANK},
                 {"rank_of", CV_VARIABLE_RANK_OF},
                 {"combinations", CV_VARIABLE_COMBINATIONS}};
    const char *first = NULL;
    *kind = CV_VARIABLE_COLUMN;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const cv_node *key = NULL;
        if (cv_node_find(node, kinds[i].key, &key) == NULL)
            continue;
        if (first != NULL) {
            cv_fail_expected(reader->messages, CV_USAGE, key->place,
                             "one of groups, cut, where, multiple, rank, rank_of, combinations", NULL,
                             "'%s' and '%s' in one variable", first, kinds[i].key);
            return false;
        }
        first = kinds[i].key;
        *kind = kinds[i].kind;
    }
    return true;
}

static void read_variable(cv_reader *reader, const cv_node *node, cv_variable_spec *variable)
{
    static const char *const kinds[] = {[CV_VARIABLE_COLUMN] = "a plain column",
                                        [CV_VARIABLE_GROUPS] = "groups",
                                        [CV_VARIABLE_CUT] = "cut",
                                        [CV_VARIABLE_WHERE] = "where",
                                        [CV_VARIABLE_MULTIPLE] = "multiple",
                                        [CV_VARIABLE_RANK] = "rank",
                                        [CV_VARIABLE_RANK_OF] = "rank_of",
                                        [CV_VARIABLE_COMBINATIONS] = "combinations"};
    const cv_node *key = NULL;
    if (!cv_read_section(reader, CV_SECTION_VARIABLES, variable->name.text, node, variable) ||
        !find_kind(reader, node, &variable->kind))
        return;
    cv_reader_check_applies(reader, CV_SECTION_VARIABLES, node, 1u << variable->kind, kinds,
                            sizeof kinds / sizeof kinds[0], kinds[variable->kind]);
    bool made = variable->kind == CV_VARIABLE_GROUPS || variable->kind == CV_VARIABLE_CUT;
    if (made && cv_node_find(node, "from", NULL) == NULL && cv_node_find(node, kinds[variable->kind], &key) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "from: the variable or column that it is made from",
                         NULL, "'%s' without 'from'", key->text);
    if (variable->kind == CV_VARIABLE_GROUPS)
        check_groups(reader, variable);
    else if (variable->kind == CV_VARIABLE_CUT)
        finish_cut(reader, node, variable);
    else if (variable->kind == CV_VARIABLE_MULTIPLE)
        finish_multiple(reader, node, variable);
    else if (variable->kind == CV_VARIABLE_RANK)
        finish_rank(reader, node, variable);
    else if (variable->kind == CV_VARIABLE_RANK_OF)
        finish_columns(reader, node, variable, "rank_of");
    check_missing_levels(reader, variable);
}

/* Combinations without a label have that of their question. */
static void take_labels(cv_study *study)
{
    for (size_t i = 0; i < study->variable_count; i++) {
        cv_variable_spec *variable = &study->variables[i];
        bool wants = variable->kind == CV_VARIABLE_COMBINATIONS && variable->label == NULL && variable->from.text;
        const cv_variable_spec *question = wants ? cv_study_variable(study, variable->from.text) : NULL;
        if (question != NULL)
            variable->label = question->label;
    }
}

void cv_read_variables(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_study *study = section;
    if (cv_node_is_null(node))
        return;
    if (node->kind != CV_NODE_MAPPING) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    study->variables = cv_reader_array(reader, node->count, sizeof *study->variables);
    if (study->variables == NULL)
        return;
    study->variable_count = node->count;
    for (size_t i = 0; i < node->count; i++)
        study->variables[i].name = (cv_word){node->keys[i]->text, node->keys[i]->place};
    for (size_t i = 0; i < node->count; i++) {
        if (node->keys[i]->text[0] == '\0')
            cv_fail(reader->messages, CV_USAGE, node->keys[i]->place, "a variable without a name");
        read_variable(reader, node->items[i], &study->variables[i]);
    }
    take_labels(study);
}
