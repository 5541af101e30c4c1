/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/problem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void cv_problem_text(cv_problem *problem, cv_field field)
{
    enum { ROOM = sizeof problem->text - sizeof "..." };
    size_t length = field.length < 0 ? 0 : (size_t)field.length, shown = length;
    if (length > ROOM) {
        shown = ROOM;
        while (shown > 0 && ((unsigned char)field.text[shown] & 0xc0) == 0x80)
            shown--;
    }
    if (shown > 0)
        memcpy(problem->text, field.text, shown);
    strcpy(problem->text + shown, shown < length ? "..." : "");
}

static bool is_same(const cv_problem *a, const cv_problem *b)
{
    if (a->kind != b->kind || (a->column == NULL) != (b->column == NULL))
        return false;
    return a->column == NULL || strcmp(a->column, b->column) == 0;
}

bool cv_problems_add(cv_problems *problems, const cv_problem *problem)
{
    for (size_t i = 0; i < problems->count; i++) {
        if (is_same(&problems->items[i], problem)) {
            problems->items[i].rows += problem->rows;
            return true;
        }
    }
    cv_problem *items = cv_memory_grow(problems->items, problems->count, &problems->capacity, sizeof *items);
    if (items == NULL)
        return false;
    problems->items = items;
    problems->items[problems->count++] = *problem;
    problems->errors += problem->kind != CV_PROBLEM_UNDECLARED;
    return true;
}

static int by_line(const void *a, const void *b)
{
    const cv_problem *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

/* One problem's message. */
typedef void (*teller)(const cv_problem *problem, cv_place at, size_t columns, char decimal, cv_messages *messages);

static const char *rows_word(uint64_t rows)
{
    return rows == 1 ? "row" : "rows";
}

static void tell_ragged(const cv_problem *of, cv_place at, size_t columns, char decimal, cv_messages *messages)
{
    (void)decimal;
    cv_fail(messages, CV_DATA, at, "this row has %zu field%s, the header has %zu (%" PRIu64 " %s)", of->fields,
            of->fields == 1 ? "" : "s", columns, of->rows,
            of->rows == 1 ? "row" : "rows have too few or too many fields");
}

static void tell_bytes(const cv_problem *of, cv_place at, cv_messages *messages, const char *expected, const char *what)
{
    const char *lines = of->rows == 1 ? "line" : "lines";
    if (of->column != NULL)
        cv_fail_expected(messages, CV_DATA, at, expected, NULL, "column '%s' %s (%" PRIu64 " %s)", of->column, what,
                         of->rows, lines);
    else
        cv_fail_expected(messages, CV_DATA, at, expected, NULL, "this line %s (%" PRIu64 " %s)", what, of->rows, lines);
}

static void tell_utf8(const cv_problem *of, cv_place at, size_t columns, char decimal, cv_messages *messages)
{
    (void)columns;
    (void)decimal;
    tell_bytes(of, at, messages, "a file in UTF-8 (iconv converts others)", "is not valid UTF-8");
}

static void tell_nul(const cv_problem *of, cv_place at, size_t columns, char decimal, cv_messages *messages)
{
    (void)columns;
    (void)decimal;
    tell_bytes(of, at, messages, NULL, "has a NUL byte");
}

static void tell_number(const cv_problem *of, cv_place at, size_t columns, char decimal, cv_messages *messages)
{
    (void)columns;
    cv_fail_expected(messages, CV_DATA, at,
                     decimal == ',' ? "a number such as 12,5, or a text that missing: lists"
                                    : "a number such as 12.5, or a text that missing: lists",
                     NULL, "'%s' in column '%s' is not a number (%" PRIu64 " %s)", of->text, of->column, of->rows,
                     rows_word(of->rows));
}

static void tell_levels(const cv_problem *of, cv_place at, size_t columns, char decimal, cv_messages *messages)
{
    (void)columns;
    (void)decimal;
    cv_fail(messages, CV_DATA, at, "column '%s' has more than %d levels; is it an id?", of->column, CV_MOST_LEVELS);
}

static void tell_open(const cv_problem *of, cv_place at, size_t columns, char decimal, cv_messages *messages)
{
    (void)columns;
    (void)decimal;
    if (of->column != NULL)
        cv_fail(messages, CV_DATA, at, "the quote that opens column '%s' here is never closed", of->column);
    else
        cv_fail(messages, CV_DATA, at, "the quote that opens a field here is never closed");
}

static void tell_undeclared(const cv_problem *of, cv_place at, size_t columns, char decimal, cv_messages *messages)
{
    (void)columns;
    (void)decimal;
    cv_warn(messages, at,
            "'%s' is not among the levels of '%s' (%" PRIu64 " %s); add it to levels: or to missing:", of->text,
            of->column, of->rows, of->rows == 1 ? "row has such a value" : "rows have such values");
}

cv_status cv_problems_tell(cv_problems *problems, const char *file, size_t columns, char decimal, cv_messages *messages)
{
    static const teller tellers[CV_PROBLEM_KIND_COUNT] = {
        [CV_PROBLEM_RAGGED] = tell_ragged,        [CV_PROBLEM_UTF8] = tell_utf8,     [CV_PROBLEM_NUL] = tell_nul,
        [CV_PROBLEM_NUMBER] = tell_number,        [CV_PROBLEM_LEVELS] = tell_levels, [CV_PROBLEM_OPEN] = tell_open,
        [CV_PROBLEM_UNDECLARED] = tell_undeclared};
    size_t told = 0;
    if (problems->count > 0)
        qsort(problems->items, problems->count, sizeof *problems->items, by_line);
    for (size_t i = 0; i < problems->count; i++) {
        const cv_problem *of = &problems->items[i];
        bool error = of->kind != CV_PROBLEM_UNDECLARED;
        if (error && told++ >= CV_MOST_PROBLEMS)
            continue;
        tellers[of->kind](of, (cv_place){.file = file, .line = of->line}, columns, decimal, messages);
    }
    if (told > CV_MOST_PROBLEMS)
        cv_fail(messages, CV_DATA, (cv_place){.file = file}, "there are %zu more kinds of mistakes",
                told - (size_t)CV_MOST_PROBLEMS);
    return problems->errors > 0 ? CV_DATA : CV_OK;
}

void cv_problems_free(cv_problems *problems)
{
    cv_memory_free(problems->items);
    *problems = (cv_problems){0};
}
