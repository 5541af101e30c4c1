/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages: what the table of phrases must be, and that it holds what the source says and nothing else. */
#include "support/test.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/language_phrases.h"

/* The i-th phrase of all lists, or NULL. */
static const cv_phrase *phrase_at(size_t i)
{
    for (size_t k = 0; k < CV_PHRASE_LISTS; i -= cv_phrase_lists[k++].count)
        if (i < cv_phrase_lists[k].count)
            return &cv_phrase_lists[k].rows[i];
    return NULL;
}

static const cv_phrase *phrase_of(const char *english)
{
    const cv_phrase *at;
    for (size_t i = 0; (at = phrase_at(i)) != NULL; i++)
        if (strcmp(at->english, english) == 0)
            return at;
    return NULL;
}

/* ---- the phrases ---- */

static void phrases_are_sorted(void **state)
{
    (void)state;
    for (size_t k = 0; k < CV_PHRASE_LISTS; k++)
        for (size_t i = 1; i < cv_phrase_lists[k].count; i++) {
            const cv_phrase *row = &cv_phrase_lists[k].rows[i];
            if (strcmp(row[-1].english, row->english) >= 0)
                fail_msg("%s: \"%s\" stands before \"%s\"", cv_phrase_lists[k].file, row[-1].english, row->english);
        }
}

static void each_phrase_stands_once(void **state)
{
    const cv_phrase *at;
    (void)state;
    for (size_t i = 0; (at = phrase_at(i)) != NULL; i++)
        if (phrase_of(at->english) != at)
            fail_msg("\"%s\" stands in two lists", at->english);
}

/* Blanks around a phrase join it to others, so they are part of it in every language (a French colon's comes with it).
 */
static void check_blanks(const char *english, const char *other)
{
    size_t length = strlen(english), others = strlen(other);
    bool before = english[0] == ' ', after = english[length - 1] == ' ';
    if (before != (other[0] == ' ') || after != (other[others - 1] == ' '))
        fail_msg("\"%s\" and \"%s\" have other blanks around them", english, other);
}

static void every_phrase_is_translated_into_every_language(void **state)
{
    const cv_phrase *at;
    (void)state;
    for (size_t i = 0; (at = phrase_at(i)) != NULL; i++)
        for (size_t k = 0; k < COUNT_OF(at->others); k++) {
            if (at->others[k] == NULL || at->others[k][0] == '\0')
                fail_msg("\"%s\" is not translated into %s", at->english, cv_language_code((cv_language)(k + 1)));
            check_blanks(at->english, at->others[k]);
        }
}

enum { MOST_DIRECTIVES = 12, DIRECTIVE_SIZE = 16 };

typedef struct directives {
    char of[MOST_DIRECTIVES][DIRECTIVE_SIZE]; /**< [argument, from 0] without its number: "%s" */
    size_t count, numbered;
    size_t per_cents; /**< per cent signs as such, doubled or not */
} directives;

/* The length of a directive behind its % and number, or 0: there is none, the sign means itself. */
static size_t directive_length(const char *text)
{
    size_t flags = strspn(text, "-+#0123456789.*"), size = strspn(text + flags, "zlhj");
    const char *end = text + flags + size;
    return *end != '\0' && strchr("sdiuxXcfgeG", *end) != NULL ? flags + size + 1 : 0;
}

static size_t number_length(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && text[digits] == '$' ? digits + 1 : 0;
}

static directives directives_of(const char *text)
{
    directives found = {0};
    for (const char *at = text; (at = strchr(at, '%')) != NULL;) {
        size_t number = number_length(at + 1), length = directive_length(at + 1 + number);
        if (length == 0) {
            found.per_cents++;
            at += at[1] == '%' ? 2 : 1;
            continue;
        }
        size_t place = number > 0 ? strtoul(at + 1, NULL, 10) - 1 : found.count;
        if (place >= MOST_DIRECTIVES || length + 2 > DIRECTIVE_SIZE || found.of[place][0] != '\0')
            fail_msg("\"%s\": directive %zu is none, or stands twice", text, place + 1);
        found.of[place][0] = '%';
        memcpy(&found.of[place][1], at + 1 + number, length);
        found.numbered += number > 0;
        found.count++;
        at += 1 + number + length;
    }
    if (found.numbered > 0 && found.numbered < found.count)
        fail_msg("\"%s\": all directives have a number, or none", text);
    return found;
}

static void directives_are_the_same_in_every_language(void **state)
{
    const cv_phrase *at;
    (void)state;
    for (size_t i = 0; (at = phrase_at(i)) != NULL; i++) {
        const directives want = directives_of(at->english);
        for (size_t k = 0; k < COUNT_OF(at->others); k++) {
            const directives got = directives_of(at->others[k]);
            if (got.count != want.count || memcmp(got.of, want.of, sizeof want.of) != 0 ||
                got.per_cents != want.per_cents)
                fail_msg("\"%s\" and \"%s\" have other directives", at->english, at->others[k]);
        }
    }
}

static void directives_are_found(void **state)
{
    (void)state;
    directives found = directives_of("%2$s of %1$zu, 5%% and 0% of %3$+.1f");
    assert_int_equal(found.count, 3);
    assert_int_equal(found.numbered, 3);
    assert_int_equal(found.per_cents, 2);
    assert_string_equal(found.of[0], "%zu");
    assert_string_equal(found.of[1], "%s");
    assert_string_equal(found.of[2], "%+.1f");
}

/* ---- the functions ---- */

static void english_and_the_unknown_come_back(void **state)
{
    static const char english[] = "Estimate", unknown[] = "no such phrase";
    (void)state;
    assert_ptr_equal(cv_say(CV_LANGUAGE_EN, english), english);
    assert_ptr_equal(cv_say(CV_LANGUAGE_DE, unknown), unknown);
}

static void every_row_is_found(void **state)
{
    const cv_phrase *at;
    (void)state;
    for (size_t i = 0; (at = phrase_at(i)) != NULL; i++)
        for (int k = 1; k < CV_LANGUAGE_COUNT; k++)
            assert_string_equal(cv_say((cv_language)k, at->english), at->others[k - 1]);
}

static void languages_have_codes_and_numbers(void **state)
{
    static const char *const codes[] = {"en", "fr", "nl", "es", "pl", "de"};
    (void)state;
    for (int i = 0; i < CV_LANGUAGE_COUNT; i++) {
        assert_string_equal(cv_language_code((cv_language)i), codes[i]);
        assert_string_equal(cv_language_numbers((cv_language)i)->decimal, i == 0 ? "." : ",");
    }
}

/* ---- what the source says ---- */

typedef struct said {
    char *text;
    char *file;
} said;

typedef struct source {
    said *all;
    size_t count, capacity;
} source;

static void add_said(source *to, const cv_buffer *text, const char *file)
{
    if (to->count == to->capacity) {
        to->capacity = to->capacity == 0 ? 256 : 2 * to->capacity;
        to->all = realloc(to->all, to->capacity * sizeof *to->all);
        assert_non_null(to->all);
    }
    to->all[to->count].text = strdup(text->text == NULL ? "" : text->text);
    to->all[to->count++].file = strdup(file);
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* Adds a string literal's text. `at` is its opening quote. @return behind its closing one */
static const char *add_literal(const char *at, cv_buffer *to)
{
    for (at++; *at != '"';) {
        const char byte[3] = {at[1] == 'x' ? at[2] : '\0', at[1] == 'x' ? at[3] : '\0', '\0'};
        if (*at != '\\') {
            cv_buffer_add_char(to, *at++);
            continue;
        }
        if (at[1] == 'x')
            cv_buffer_add_char(to, (char)strtoul(byte, NULL, 16));
        else if (at[1] == 'n' || at[1] == '"' || at[1] == '\\')
            cv_buffer_add_char(to, at[1] == 'n' ? '\n' : at[1]);
        else
            fail_msg("a literal with an escape that the test does not read: %.40s", at);
        at += at[1] == 'x' ? 4 : 2;
    }
    return at + 1;
}

/* Adds the literals of a call's arguments, those side by side as one. `at` is behind the opening parenthesis. */
static const char *add_arguments(const char *at, const char *file, source *to)
{
    for (int depth = 1; depth > 0; at = skip_blanks(at)) {
        if (*at == '\0')
            fail_msg("%s: a call without an end", file);
        if (*at != '"') {
            depth += (*at == '(') - (*at == ')');
            at++;
            continue;
        }
        cv_buffer text = {0};
        while (*at == '"')
            at = skip_blanks(add_literal(at, &text));
        add_said(to, &text, file);
        cv_buffer_free(&text);
    }
    return at;
}

/* cv_say(language, "text"), also with a condition between texts; CV_PHRASE("text"); SAY("text"), as some files call
 * cv_say for short. */
static void read_calls(const char *text, const char *file, source *to)
{
    static const char *const calls[] = {"cv_say(", "CV_PHRASE(", "SAY("};
    for (size_t i = 0; i < COUNT_OF(calls); i++)
        for (const char *at = text; (at = strstr(at, calls[i])) != NULL;)
            at = add_arguments(at + strlen(calls[i]), file, to);
}

static void read_file(const char *path, source *to)
{
    cv_buffer text = {0};
    char block[4096];
    size_t count;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((count = fread(block, 1, sizeof block, file)) > 0)
        cv_buffer_add_bytes(&text, block, count);
    fclose(file);
    if (text.text != NULL)
        read_calls(text.text, path, to);
    cv_buffer_free(&text);
}

static void read_folder(const char *path, source *to)
{
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[4096];
        struct stat status;
        size_t length = strlen(entry->d_name);
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] == '.' || stat(name, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            read_folder(name, to);
        else if (length > 2 && strcmp(entry->d_name + length - 2, ".c") == 0)
            read_file(name, to);
    }
    closedir(folder);
}

static void free_source(source *of)
{
    for (size_t i = 0; i < of->count; i++) {
        free(of->all[i].text);
        free(of->all[i].file);
    }
    free(of->all);
}

static bool is_said(const source *in, const char *english)
{
    for (size_t i = 0; i < in->count; i++)
        if (strcmp(in->all[i].text, english) == 0)
            return true;
    return false;
}

static void all_that_is_said_is_translated_and_nothing_else(void **state)
{
    source in = {0};
    const cv_phrase *at;
    size_t wrong = 0;
    (void)state;
    read_folder(CANVASS_SOURCE_DIR "/src", &in);
    for (size_t i = 0; i < in.count; i++)
        if (phrase_of(in.all[i].text) == NULL) {
            wrong++;
            print_error("%s: \"%s\" is not translated\n", in.all[i].file, in.all[i].text);
        }
    for (size_t i = 0; (at = phrase_at(i)) != NULL; i++)
        if (!is_said(&in, at->english)) {
            wrong++;
            print_error("\"%s\" is said nowhere\n", at->english);
        }
    free_source(&in);
    assert_int_equal(wrong, 0);
}

static void calls_are_read(void **state)
{
    static const char text[] = "x = cv_say(in(a), n > 1 ? \"some \"\n  \"\\\"more\\\"\" : \"one\"); {CV_PHRASE(\"p\"), "
                               "\"no\"}; cv_say(language, word); SAY(\"\\xe2\\x88\\x92\" \"1\")";
    source in = {0};
    (void)state;
    read_calls(text, "x.c", &in);
    assert_int_equal(in.count, 4);
    assert_string_equal(in.all[0].text, "some \"more\"");
    assert_string_equal(in.all[1].text, "one");
    assert_string_equal(in.all[2].text, "p");
    assert_string_equal(in.all[3].text, "−1");
    free_source(&in);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_sorted),
        cmocka_unit_test(each_phrase_stands_once),
        cmocka_unit_test(every_phrase_is_translated_into_every_language),
        cmocka_unit_test(directives_are_found),
        cmocka_unit_test(directives_are_the_same_in_every_language),
        cmocka_unit_test(english_and_the_unknown_come_back),
        cmocka_unit_test(every_row_is_found),
        cmocka_unit_test(languages_have_codes_and_numbers),
        cmocka_unit_test(calls_are_read),
        cmocka_unit_test(all_that_is_said_is_translated_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
