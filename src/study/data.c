/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

#include <string.h>

/* One file's name, or a message. */
static void check_name(cv_reader *reader, const cv_key *key, cv_word file)
{
    if (file.text[0] == '\0')
        cv_fail_expected(reader->messages, CV_USAGE, file.place, key->kind, NULL, "'%s' is empty", key->name);
    if (strpbrk(file.text, "*?[") != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, file.place, "one file's name, without * ? [", NULL,
                         "a pattern of files is not available yet");
}

void cv_read_file(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_data_spec *data = section;
    if (node->kind == CV_NODE_SEQUENCE && node->count > 1) {
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "one file", NULL,
                         "a list of files is not available yet");
        return;
    }
    const cv_node *single = node->kind == CV_NODE_SEQUENCE && node->count == 1 ? node->items[0] : node;
    const char *text = cv_reader_scalar(reader, key, single);
    if (text == NULL)
        return;
    data->file = (cv_word){text, single->place};
    check_name(reader, key, data->file);
}

void cv_read_imputations(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_data_spec *data = section;
    data->imputations = cv_reader_words(reader, key, node, true, true);
    for (size_t i = 0; i < data->imputations.count; i++) {
        check_name(reader, key, data->imputations.items[i]);
        if (strcmp(data->imputations.items[i].text, "-") == 0)
            cv_fail_expected(reader->messages, CV_USAGE, data->imputations.items[i].place, "a file's name", NULL,
                             "standard input cannot be one of several files");
    }
    if (data->imputations.count == 1)
        cv_fail_expected(reader->messages, CV_USAGE, node->place,
                         "two or more files; a file that holds all imputations goes with imputation: its column", NULL,
                         "one imputation has no variance between imputations");
}

void cv_read_format(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_data_spec *data = section;
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    data->format = (cv_word){choice != NULL ? choice->name : node->text, node->place};
}

void cv_read_delimiter(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_data_spec *data = section;
    const char *text = cv_reader_scalar(reader, key, node);
    if (text == NULL)
        return;
    if (strcmp(text, "auto") == 0)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL,
                         "delimiter 'auto' is not available yet");
    else if (strcmp(text, "tab") == 0)
        data->delimiter = '\t';
    else if (text[0] != '\0' && text[1] == '\0' && strchr("\"\r\n", text[0]) == NULL)
        data->delimiter = text[0];
    else
        cv_reader_fail_kind(reader, key, node);
}

void cv_read_decimal(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    if (choice != NULL)
        ((cv_data_spec *)section)->decimal = (char)choice->value;
}

static bool same_letters(const char *text, const char *lower)
{
    size_t i = 0;
    while (text[i] != '\0' && lower[i] != '\0' &&
           (text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]) == lower[i])
        i++;
    return text[i] == '\0' && lower[i] == '\0';
}

void cv_read_encoding(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    (void)section;
    const char *text = cv_reader_scalar(reader, key, node);
    if (text != NULL && !same_letters(text, "utf-8") && !same_letters(text, "utf8"))
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL,
                         "encoding '%.200s' is not available yet", text);
}

void cv_read_sha256(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const char *text = cv_reader_scalar(reader, key, node);
    if (text == NULL)
        return;
    if (strlen(text) == 64 && strspn(text, "0123456789abcdefABCDEF") == 64)
        ((cv_data_spec *)section)->sha256 = (cv_word){text, node->place};
    else
        cv_reader_fail_kind(reader, key, node);
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);
    return length > tail && same_letters(text + length - tail, ending);
}

/* What a file's name says, where no key says it. */
static void check_ending(cv_reader *reader, const cv_data_spec *data, cv_word file)
{
    static const struct {
        const char *ending;
        bool packed; /* whatever the format */
    } endings[] = {{".gz", true},   {".zst", true},       {".sav", false}, {".zsav", false},
                   {".dta", false}, {".sas7bdat", false}, {".por", false}};
    for (size_t i = 0; file.text != NULL && i < sizeof endings / sizeof endings[0]; i++)
        if (ends_with(file.text, endings[i].ending) && (endings[i].packed || data->format.text == NULL))
            cv_fail_expected(reader->messages, CV_USAGE, file.place, "a csv or tsv file", NULL,
                             "a data file that ends in %s is not available yet", endings[i].ending);
}

/* Imputations take the place of the file, whose name is then that of the first of them. */
static void check_imputed(cv_reader *reader, cv_data_spec *data)
{
    cv_messages *messages = reader->messages;
    if (data->imputations.count == 0)
        return;
    if (data->file.text != NULL)
        cv_fail_expected(messages, CV_USAGE, data->file.place, "file or imputations, not both", NULL,
                         "'file' beside 'imputations'");
    if (data->imputation.text != NULL)
        cv_fail_expected(messages, CV_USAGE, data->imputation.place,
                         "imputation for one file that holds all, imputations for a file each", NULL,
                         "'imputation' beside 'imputations'");
    if (data->sha256.text != NULL)
        cv_fail_expected(messages, CV_USAGE, data->sha256.place, "file: one file", NULL,
                         "'sha256' is that of one file, and there are %zu", data->imputations.count);
    data->file = data->imputations.items[0];
}

void cv_read_data(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_data_spec *data = &((cv_study *)section)->data;
    data->place = node->place;
    if (!cv_read_section(reader, CV_SECTION_DATA, key->name, node, data))
        return;
    bool elsewhere = cv_node_find(node, "odbc", NULL) != NULL || cv_node_find(node, "file", NULL) != NULL ||
                     cv_node_find(node, "imputations", NULL) != NULL;
    if (!elsewhere)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "file: a file's name", NULL, "data without a file");
    check_imputed(reader, data);
    check_ending(reader, data, data->file);
    for (size_t i = 1; i < data->imputations.count; i++)
        check_ending(reader, data, data->imputations.items[i]);
}
