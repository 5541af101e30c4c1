/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/number.h"

enum { MOST_NAMES = 128, LISTED_KEYS = 14, NAME_BYTES = 100 };

cv_arena *cv_reader_arena(const cv_reader *reader)
{
    return &reader->study->arena;
}

void *cv_reader_array(cv_reader *reader, size_t count, size_t size)
{
    void *array = cv_arena_array(cv_reader_arena(reader), count > 0 ? count : 1, size);
    if (array == NULL)
        cv_fail_memory(reader->messages);
    return array;
}

const char *cv_reader_text(cv_reader *reader, const char *format, ...)
{
    cv_buffer text = {0};
    char small[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < sizeof small)
        cv_buffer_add(&text, small);
    else if (length >= 0) {
        char *large = cv_memory_new((size_t)length + 1);
        va_start(arguments, format);
        if (large != NULL && vsnprintf(large, (size_t)length + 1, format, arguments) >= 0)
            cv_buffer_add(&text, large);
        va_end(arguments);
        cv_memory_free(large);
    }
    const char *kept = text.text != NULL ? cv_arena_copy(cv_reader_arena(reader), text.text) : NULL;
    cv_buffer_free(&text);
    if (kept == NULL)
        cv_fail_memory(reader->messages);
    return kept != NULL ? kept : "";
}

/* ---- what is expected ---- */

static void add_choices(cv_buffer *to, const cv_choice *choices, unsigned applies)
{
    const char *separator = "";
    for (; choices->name != NULL; choices++)
        if (!choices->later && (applies == 0 || (choices->applies & applies) == applies)) {
            cv_buffer_format(to, "%s%s", separator, choices->name);
            separator = ", ";
        }
}

static const char *keep(cv_reader *reader, cv_buffer *text)
{
    const char *kept = text->failed || text->text == NULL ? NULL : cv_arena_copy(cv_reader_arena(reader), text->text);
    cv_buffer_free(text);
    if (kept == NULL)
        cv_fail_memory(reader->messages);
    return kept;
}

const char *cv_reader_choices(cv_reader *reader, const cv_choice *choices, unsigned applies)
{
    cv_buffer text = {0};
    cv_buffer_add(&text, "one of ");
    add_choices(&text, choices, applies);
    return keep(reader, &text);
}

const char *cv_reader_expected(cv_reader *reader, const cv_key *key)
{
    size_t length = strlen(key->kind);
    bool listed = key->choices != NULL && length > 2 && strcmp(key->kind + length - 2, "of") == 0;
    if (!listed)
        return key->kind;
    cv_buffer text = {0};
    cv_buffer_format(&text, "%s ", key->kind);
    add_choices(&text, key->choices, 0);
    return keep(reader, &text);
}

void cv_reader_fail_kind(cv_reader *reader, const cv_key *key, const cv_node *node)
{
    const char *expected = cv_reader_expected(reader, key);
    if (node->kind != CV_NODE_SCALAR)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, expected, NULL, "'%s' is a %s", key->name,
                         node->kind == CV_NODE_MAPPING ? "mapping" : "list");
    else if (cv_node_is_null(node))
        cv_fail_expected(reader->messages, CV_USAGE, node->place, expected, NULL, "'%s' has no value", key->name);
    else
        cv_fail_expected(reader->messages, CV_USAGE, node->place, expected, NULL, "'%s' is '%.200s'", key->name,
                         node->text);
}

/* ---- values ---- */

const char *cv_reader_scalar(cv_reader *reader, const cv_key *key, const cv_node *node)
{
    if (node->kind == CV_NODE_SCALAR && !cv_node_is_null(node))
        return node->text;
    cv_reader_fail_kind(reader, key, node);
    return NULL;
}

const cv_node *cv_reader_item(const cv_node *node, size_t i)
{
    return node->kind == CV_NODE_SEQUENCE ? node->items[i] : node;
}

bool cv_reader_items(cv_reader *reader, const cv_key *key, const cv_node *node, size_t *count)
{
    *count = node->kind == CV_NODE_SEQUENCE ? node->count : 1;
    if (node->kind != CV_NODE_SEQUENCE && cv_reader_scalar(reader, key, node) == NULL)
        return false;
    for (size_t i = 0; node->kind == CV_NODE_SEQUENCE && i < node->count; i++) {
        const cv_node *item = node->items[i];
        const char *wrong = item->kind == CV_NODE_MAPPING          ? "a mapping"
                            : item->kind == CV_NODE_SEQUENCE       ? "a list"
                            : item->plain && item->text[0] == '\0' ? "an empty entry"
                                                                   : NULL;
        if (wrong == NULL)
            continue;
        cv_fail_expected(reader->messages, CV_USAGE, item->place, cv_reader_expected(reader, key), NULL, "%s in '%s'",
                         wrong, key->name);
        return false;
    }
    return true;
}

const cv_choice *cv_reader_choice(cv_reader *reader, const cv_key *key, const cv_node *node)
{
    const char *names[MOST_NAMES], *word = cv_reader_scalar(reader, key, node);
    size_t count = 0;
    for (const cv_choice *choice = key->choices; word != NULL && choice->name != NULL; choice++) {
        if (strcmp(choice->name, word) == 0) {
            if (!choice->later)
                return choice;
            cv_fail_expected(reader->messages, CV_USAGE, node->place, cv_reader_expected(reader, key), NULL,
                             "%s '%s' is not available yet", key->name, word);
            return NULL;
        }
        if (!choice->later && count < MOST_NAMES)
            names[count++] = choice->name;
    }
    if (word != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, cv_reader_expected(reader, key),
                         cv_nearest(word, names, count), "'%s' is '%.200s'", key->name, word);
    return NULL;
}

bool cv_reader_number(cv_reader *reader, const cv_key *key, const cv_node *node, double *number)
{
    const char *text = cv_reader_scalar(reader, key, node);
    if (text == NULL)
        return false;
    if (cv_number_parse(text, strlen(text), '.', number) && isfinite(*number))
        return true;
    cv_reader_fail_kind(reader, key, node);
    return false;
}

double *cv_reader_numbers(cv_reader *reader, const cv_key *key, const cv_node *node, size_t *count)
{
    bool good = cv_reader_items(reader, key, node, count) && *count > 0;
    double *numbers = good ? cv_reader_array(reader, *count, sizeof *numbers) : NULL;
    for (size_t i = 0; numbers != NULL && i < *count; i++)
        good = cv_reader_number(reader, key, cv_reader_item(node, i), &numbers[i]) && good;
    if (good && numbers != NULL)
        return numbers;
    *count = 0;
    return NULL;
}

static int compare_words(const void *left, const void *right)
{
    const cv_word *a = *(const cv_word *const *)left, *b = *(const cv_word *const *)right;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : (a > b) - (a < b);
}

static void check_unique(cv_reader *reader, const cv_key *key, const cv_words *words)
{
    if (words->count < 2)
        return;
    const cv_word **sorted = cv_memory_zero(words->count, sizeof *sorted);
    if (sorted == NULL) {
        cv_fail_memory(reader->messages);
        return;
    }
    for (size_t i = 0; i < words->count; i++)
        sorted[i] = &words->items[i];
    qsort(sorted, words->count, sizeof *sorted, compare_words);
    for (size_t i = 1; i < words->count; i++)
        if (strcmp(sorted[i]->text, sorted[i - 1]->text) == 0)
            cv_fail(reader->messages, CV_USAGE, sorted[i]->place, "'%.200s' stands twice in '%s'", sorted[i]->text,
                    key->name);
    cv_memory_free(sorted);
}

cv_words cv_reader_words(cv_reader *reader, const cv_key *key, const cv_node *node, bool unique, bool empty)
{
    cv_words words = {0};
    size_t count = 0;
    if (!cv_reader_items(reader, key, node, &count))
        return words;
    words.items = cv_reader_array(reader, count, sizeof *words.items);
    if (words.items == NULL)
        return words;
    for (size_t i = 0; i < count; i++) {
        const cv_node *item = cv_reader_item(node, i);
        if (!empty && item->text[0] == '\0')
            cv_fail_expected(reader->messages, CV_USAGE, item->place, cv_reader_expected(reader, key), NULL,
                             "an empty name in '%s'", key->name);
        words.items[words.count++] = (cv_word){item->text, item->place};
    }
    if (unique)
        check_unique(reader, key, &words);
    return words;
}

/* ---- sections ---- */

static void fail_unknown(cv_reader *reader, cv_section section, const cv_node *key)
{
    static const char *const inside[CV_SECTION_COUNT] = {
        [CV_SECTION_STUDY] = "the study",
        [CV_SECTION_DATA] = "data",
        [CV_SECTION_VARIABLES] = "a variable",
        [CV_SECTION_CUT] = "cut",
        [CV_SECTION_DESIGN] = "design",
        [CV_SECTION_REPLICATES] = "replicates",
        [CV_SECTION_CALIBRATE] = "a step of calibrate",
        [CV_SECTION_TRIM] = "trim",
        [CV_SECTION_ANALYSES] = "an analysis",
        [CV_SECTION_COMPARE] = "compare",
        [CV_SECTION_SUPPRESS] = "suppress",
        [CV_SECTION_STANDARDIZE] = "standardize",
        [CV_SECTION_DECOMPOSE] = "decompose",
        [CV_SECTION_CHARTS] = "a chart",
        [CV_SECTION_THEME] = "theme",
        [CV_SECTION_SIZES] = "sizes",
        [CV_SECTION_METHODOLOGY] = "methodology",
        [CV_SECTION_REPORT] = "report",
    };
    const char *names[MOST_NAMES];
    size_t total = 0, count = 0;
    const cv_key *all = cv_keys(&total);
    for (size_t i = 0; i < total && count < MOST_NAMES; i++)
        if (all[i].section == section && !all[i].later)
            names[count++] = all[i].name;
    const char *nearest = cv_nearest(key->text, names, count);
    cv_buffer list = {0};
    for (size_t i = 0; i < count && (count <= LISTED_KEYS || nearest == NULL); i++)
        cv_buffer_format(&list, "%s%s", i == 0 ? count == 1 ? "" : "one of " : ", ", names[i]);
    cv_fail_expected(reader->messages, CV_USAGE, key->place, list.failed ? NULL : list.text, nearest,
                     "unknown key '%.200s' in %s", key->text, inside[section]);
    cv_buffer_free(&list);
}

bool cv_read_section(cv_reader *reader, cv_section section, const char *key, const cv_node *node, void *target)
{
    size_t count = 0;
    const cv_key *all = cv_keys(&count);
    if (node->kind != CV_NODE_MAPPING && !cv_node_is_null(node)) {
        cv_reader_fail_kind(reader, &(cv_key){.name = key, .kind = "a mapping of keys"}, node);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const cv_node *place = NULL,
                      *value = all[i].section == section ? cv_node_find(node, all[i].name, &place) : NULL;
        if (value != NULL && all[i].later)
            cv_fail(reader->messages, CV_USAGE, place->place, "'%s' is not available yet", all[i].name);
        else if (value != NULL)
            all[i].read(reader, &all[i], value, target);
    }
    for (size_t i = 0; i < node->count; i++)
        if (cv_key_find(section, node->keys[i]->text) == NULL)
            fail_unknown(reader, section, node->keys[i]);
    return true;
}

void cv_reader_check_applies(cv_reader *reader, cv_section section, const cv_node *node, unsigned is,
                             const char *const *names, size_t name_count, const char *what)
{
    for (size_t i = 0; i < node->count; i++) {
        const cv_key *key = cv_key_find(section, node->keys[i]->text);
        if (key == NULL || key->applies == 0 || (key->applies & is) != 0)
            continue;
        cv_buffer list = {0};
        cv_buffer_format(&list, "'%s' only with ", key->name);
        const char *separator = "";
        for (size_t bit = 0; bit < name_count; bit++)
            if ((key->applies & (1u << bit)) != 0) {
                cv_buffer_format(&list, "%s%s", separator, names[bit]);
                separator = " or ";
            }
        cv_fail_expected(reader->messages, CV_USAGE, node->keys[i]->place, list.failed ? NULL : list.text, NULL,
                         "'%s' does not go with %s", key->name, what);
        cv_buffer_free(&list);
    }
}

/* ---- readers ---- */

static void *field(const cv_key *key, void *section)
{
    return (char *)section + key->offset;
}

void cv_read_text(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const char *text = cv_reader_scalar(reader, key, node);
    if (text != NULL)
        *(const char **)field(key, section) = text;
}

void cv_read_name(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const char *text = cv_reader_scalar(reader, key, node);
    if (text == NULL)
        return;
    if (text[0] == '\0')
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "'%s' is empty", key->name);
    *(cv_word *)field(key, section) = (cv_word){text, node->place};
}

void cv_read_names(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    *(cv_words *)field(key, section) = cv_reader_words(reader, key, node, true, false);
}

/* One column may serve several stages. */
void cv_read_stages(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    *(cv_words *)field(key, section) = cv_reader_words(reader, key, node, false, false);
}

void cv_read_texts(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    *(cv_words *)field(key, section) = cv_reader_words(reader, key, node, true, true);
}

static void read_number_between(cv_reader *reader, const cv_key *key, const cv_node *node, void *section, double above,
                                double below)
{
    double number = 0;
    if (!cv_reader_number(reader, key, node, &number))
        return;
    if (number > above && number < below)
        *(double *)field(key, section) = number;
    else
        cv_reader_fail_kind(reader, key, node);
}

void cv_read_share(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    read_number_between(reader, key, node, section, 0, 1);
}

void cv_read_positive(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    read_number_between(reader, key, node, section, 0, HUGE_VAL);
}

void cv_read_figure(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    double number = 0;
    if (!cv_reader_number(reader, key, node, &number))
        return;
    if (number > 0)
        *(cv_figure *)field(key, section) = (cv_figure){.value = number, .given = true, .place = node->place};
    else
        cv_reader_fail_kind(reader, key, node);
}

void cv_read_count(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    size_t count = 0;
    const char *text = cv_reader_scalar(reader, key, node);
    if (text == NULL)
        return;
    if (cv_count_parse(text, 1000000000, &count) && count > 0)
        *(size_t *)field(key, section) = count;
    else
        cv_reader_fail_kind(reader, key, node);
}

/* YAML 1.2's core schema: yes, no, on, off are texts. */
void cv_read_boolean(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = {{"true", true}, {"false", false}, {"True", true}, {"False", false}, {"TRUE", true}, {"FALSE", false}};
    for (size_t i = 0; node->kind == CV_NODE_SCALAR && node->plain && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(node->text, words[i].word) == 0) {
            *(bool *)field(key, section) = words[i].value;
            return;
        }
    cv_reader_fail_kind(reader, key, node);
}

/* Enumerations are as large as an int with the compilers in use, and their type is unsigned where none is negative. */
_Static_assert(sizeof(cv_statistic) == sizeof(int), "an enumeration is stored like an int");

void cv_read_choice(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    if (choice != NULL)
        memcpy(field(key, section), &choice->value, sizeof choice->value);
}

void cv_read_switch(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    if (choice != NULL)
        *(bool *)field(key, section) = choice->value != 0;
}

void cv_read_bits(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    size_t count = 0;
    unsigned bits = 0;
    if (!cv_reader_items(reader, key, node, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        const cv_choice *choice = cv_reader_choice(reader, key, cv_reader_item(node, i));
        bits |= choice != NULL ? (unsigned)choice->value : 0;
    }
    *(unsigned *)field(key, section) = bits;
}

void cv_read_expression(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const char *text = cv_reader_scalar(reader, key, node);
    if (text != NULL) /* its messages have their own places */
        (void)cv_expression_parse(text, node->inside, cv_reader_arena(reader), field(key, section), reader->messages);
}

void cv_read_df(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_df_spec *df = field(key, section);
    const char *names[MOST_NAMES], *text = cv_reader_scalar(reader, key, node);
    size_t count = 0;
    if (text == NULL)
        return;
    for (const cv_choice *choice = key->choices; choice->name != NULL; choice++) {
        names[count++] = choice->name;
        if (strcmp(choice->name, text) == 0) {
            *df = (cv_df_spec){.kind = (cv_df_kind)choice->value, .given = true};
            return;
        }
    }
    double number = 0;
    if (cv_number_parse(text, strlen(text), '.', &number) && number > 0 && isfinite(number))
        *df = (cv_df_spec){.kind = CV_DF_NUMBER, .number = number, .given = true};
    else
        cv_fail_expected(reader->messages, CV_USAGE, node->place, cv_reader_expected(reader, key),
                         cv_nearest(text, names, count), "'%s' is '%.200s'", key->name, text);
}

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Names become file names: no separators, no dot in front, nothing that differs between file systems. */
void cv_read_identifier(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    static const char *const endings[] = {".compare", ".tests",     ".model",     ".cov",
                                          ".margins", ".decompose", ".imputation"};
    const char *text = cv_reader_scalar(reader, key, node);
    if (text == NULL)
        return;
    *(cv_word *)field(key, section) = (cv_word){text, node->place};
    size_t length = strlen(text), good = 0;
    while (good < length && (is_alphanumeric(text[good]) || (good > 0 && strchr("._-", text[good]) != NULL)))
        good++;
    if (good < length || length == 0 || length > NAME_BYTES)
        cv_reader_fail_kind(reader, key, node);
    if (key->section == CV_SECTION_ANALYSES && strcmp(text, "claims") == 0)
        cv_fail(reader->messages, CV_USAGE, node->place, "the name 'claims' belongs to another table");
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t tail = strlen(endings[i]);
        if (key->section == CV_SECTION_ANALYSES && length > tail && strcmp(text + length - tail, endings[i]) == 0)
            cv_fail(reader->messages, CV_USAGE, node->place, "the name '%s' ends like another analysis's %s table",
                    text, endings[i] + 1);
    }
}
