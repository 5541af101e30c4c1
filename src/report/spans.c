/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of text made of parts of different kinds. */
#include "report/document_private.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "table/digits.h"
#include "table/display.h"

const cv_spread cv_spread_none = {NAN, NAN};

const char *cv_document_clean(cv_document *to, const char *text)
{
    const char *clean = cv_display_clean(&to->arena, text);
    if (clean != NULL)
        return clean;
    to->failed = true;
    return "";
}

bool cv_document_has(const char *text)
{
    return text != NULL && text[strspn(text, " \t\r\n")] != '\0';
}

void *cv_document_array(cv_document *to, size_t count, size_t size)
{
    void *array = cv_arena_array(&to->arena, count > 0 ? count : 1, size);
    if (array == NULL)
        to->failed = true;
    return array;
}

/* Room for one more. */
static bool grow(cv_document *document, cv_spans *to)
{
    enum { FIRST = 8 };
    if (to->count < to->capacity)
        return true;
    size_t capacity = to->capacity == 0 ? FIRST : 2 * to->capacity;
    cv_span *items = cv_document_array(document, capacity, sizeof *items);
    if (items == NULL)
        return false;
    if (to->count > 0)
        memcpy(items, to->items, to->count * sizeof *items);
    to->items = items;
    to->capacity = capacity;
    return true;
}

static void add_kept(cv_document *document, cv_spans *to, cv_span_kind kind, const char *text)
{
    if (grow(document, to))
        to->items[to->count++] = (cv_span){.kind = kind, .text = text};
}

void cv_spans_add(cv_document *document, cv_spans *to, cv_span_kind kind, const char *text)
{
    add_kept(document, to, kind, cv_document_clean(document, text));
}

void cv_spans_join(cv_document *document, cv_spans *to, const cv_spans *more)
{
    for (size_t i = 0; i < more->count; i++)
        add_kept(document, to, more->items[i].kind, more->items[i].text);
}

void cv_spans_next(cv_document *document, cv_spans *to)
{
    if (to->count > 0)
        add_kept(document, to, CV_SPAN_TEXT, " ");
}

static void add_piece(cv_document *document, cv_spans *to, const char *text, size_t length)
{
    const char *copy = length == 0 ? NULL : cv_arena_text(&document->arena, text, length);
    if (copy != NULL)
        add_kept(document, to, CV_SPAN_TEXT, copy);
    else if (length > 0)
        document->failed = true;
}

/* The argument that a directive behind its % names: s is the next one, 2$s the second. *length: the directive's. */
static size_t argument_of(const char *directive, size_t next, size_t *length)
{
    bool numbered = directive[0] >= '1' && directive[0] <= '9' && directive[1] == '$';
    *length = numbered ? 3 : 1;
    return numbered ? (size_t)(directive[0] - '1') : next;
}

void cv_spans_say(cv_document *document, cv_spans *to, const char *text, const cv_spans *arguments, size_t count)
{
    size_t next = 0, length;
    while (*text != '\0') {
        const char *sign = text + strcspn(text, "%");
        add_piece(document, to, text, (size_t)(sign - text));
        if (*sign == '\0')
            return;
        if (sign[1] == '%') {
            add_kept(document, to, CV_SPAN_TEXT, "%");
            text = sign + 2;
            continue;
        }
        size_t argument = argument_of(sign + 1, next++, &length);
        if (argument < count)
            cv_spans_join(document, to, &arguments[argument]);
        text = sign + 1 + strnlen(sign + 1, length);
    }
}

cv_spans cv_spans_one(cv_document *document, cv_span_kind kind, const char *text)
{
    cv_spans one = {0};
    cv_spans_add(document, &one, kind, text);
    return one;
}

cv_spans cv_spans_number(cv_document *document, double number, int decimals)
{
    const cv_digits digits = {.scale = 1, .decimals = decimals, .language = document->language};
    char text[CV_DIGITS_SIZE];
    cv_digits_tidy(&digits, number, text);
    return cv_spans_one(document, CV_SPAN_TEXT, *text == '\0' ? "-" : text);
}

cv_spans cv_spans_decimals(cv_document *document, double number, int decimals)
{
    const cv_digits digits = {.scale = 1, .decimals = decimals, .language = document->language};
    char text[CV_DIGITS_SIZE];
    cv_digits_format(&digits, number, text);
    return cv_spans_one(document, CV_SPAN_TEXT, *text == '\0' ? "-" : text);
}

cv_spans cv_spans_per_cent(cv_document *document, double fraction)
{
    cv_spans number = cv_spans_number(document, 100 * fraction, 4);
    cv_spans_add(document, &number, CV_SPAN_TEXT, cv_language_numbers(document->language)->percent);
    return number;
}

cv_spans cv_spans_words(cv_document *document, cv_span_kind kind, const cv_words *words, const char *between)
{
    cv_spans all = {0};
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            cv_spans_add(document, &all, CV_SPAN_TEXT, between);
        cv_spans_add(document, &all, kind, words->items[i].text);
    }
    return all;
}

void cv_spread_add(cv_spread *to, double number)
{
    if (!(number >= to->low) && !isnan(number))
        to->low = number;
    if (!(number <= to->high) && !isnan(number))
        to->high = number;
}

cv_spans cv_spans_spread(cv_document *document, cv_spread of, int decimals)
{
    if (of.low == of.high)
        return cv_spans_number(document, of.low, decimals);
    cv_spans both = {0};
    const cv_spans limits[] = {cv_spans_number(document, of.low, decimals),
                               cv_spans_number(document, of.high, decimals)};
    cv_spans_say(document, &both, cv_say(document->language, "%s to %s"), limits, 2);
    return both;
}
